/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pooled studies as a funnel: each effect against its standard error, the
 * surest at the top.  With a mean, a line and the lines that hold 95% of
 * studies when all have one true effect.
 */
#include <math.h>

#include "show.h"

enum { WIDTH = 640, HEIGHT = 540, LEFT_EDGE = 70, RIGHT_EDGE = 620,
	TOP_EDGE = 70, BOTTOM_EDGE = 420, ROW = 20 };

static const double Z95 = 1.959963984540054;

struct funnel {
	struct svg s;
	const struct staaf_gather *g;
	enum staaf_lang lang;
	double low, high, most; /* effects; largest standard error */
	double mean;            /* NAN: none is said */
};

static double
x_of(const struct funnel *f, double effect)
{
	return LEFT_EDGE + (RIGHT_EDGE - LEFT_EDGE) * (effect - f->low) /
	    (f->high - f->low);
}

static double
y_of(const struct funnel *f, double se)
{
	return TOP_EDGE + (BOTTOM_EDGE - TOP_EDGE) * se / f->most;
}

static void
find_range(struct funnel *f)
{
	const struct staaf_gather *g = f->g;

	f->mean = g->k > 2 ? g->pooled.reml.mhk.est : NAN;
	for (size_t i = 0; i < g->k; i++) { /* no effect is always in view */
		f->low = fmin(f->low, g->study[i].effect);
		f->high = fmax(f->high, g->study[i].effect);
		f->most = fmax(f->most, sqrt(g->study[i].variance));
	}
	f->most *= 1.08;
	f->low = fmin(f->low, f->mean - Z95 * f->most);
	f->high = fmax(f->high, f->mean + Z95 * f->most);
	if (!(f->high > f->low)) {
		f->low -= Z95 * f->most;
		f->high += Z95 * f->most;
	}
	f->low -= .04 * (f->high - f->low);
	f->high += .04 * (f->high - f->low);
}

static void
put_number(struct funnel *f, double x, double y, const char *anchor,
    double value, double step)
{
	int decimals = step >= 1 ? 0 : (int)ceil(-log10(step) - 1e-9);
	struct staaf_buf label = { 0 };

	staaf_say_number(&label, f->lang, value, decimals);
	svg_label(&f->s, x, y, anchor, staaf_buf_text(&label));
	f->s.out->failed |= label.failed;
	staaf_buf_clear(&label);
}

/* Both scales, with faint lines across for the standard errors. */
static void
put_scales(struct funnel *f)
{
	static const char faint[] = "stroke=\"#ddd\" stroke-width=\"1\"";
	double step = svg_step(0, f->most);

	for (long i = 0; (double)i * step <= f->most; i++) {
		double y = y_of(f, (double)i * step);

		svg_line(&f->s, LEFT_EDGE, y, RIGHT_EDGE, y, faint);
		put_number(f, LEFT_EDGE - 8, y + 4, "end", (double)i * step,
		    step);
	}
	step = svg_step(f->low, f->high);
	for (long i = lround(ceil(f->low / step));
	    (double)i * step <= f->high; i++) {
		double at = (double)i * step, x = x_of(f, at);

		svg_line(&f->s, x, BOTTOM_EDGE, x, BOTTOM_EDGE + 5,
		    "stroke=\"#666\" stroke-width=\"1\"");
		put_number(f, x, BOTTOM_EDGE + ROW, "middle", at, step);
	}
	svg_line(&f->s, x_of(f, 0), TOP_EDGE, x_of(f, 0), BOTTOM_EDGE,
	    "stroke=\"#888\" stroke-width=\"1\"");
	svg_label(&f->s, 10, TOP_EDGE - ROW, "start",
	    staaf_text(STAAF_MSG_FUNNEL_ERROR, f->lang));
	svg_label(&f->s, (LEFT_EDGE + RIGHT_EDGE) / 2.0, BOTTOM_EDGE + 2 * ROW,
	    "middle", staaf_text(STAAF_MSG_FUNNEL_EFFECT, f->lang));
}

/* The mean, and what chance alone would do around it. */
static void
put_funnel(struct funnel *f)
{
	static const char line[] = "stroke=\"#b3261e\" stroke-width=\"2\"";
	static const char dashed[] = "stroke=\"#b3261e\" stroke-width=\"1.5\" "
	    "stroke-dasharray=\"6 4\"";
	double half = Z95 * f->most;

	svg_line(&f->s, x_of(f, f->mean), TOP_EDGE, x_of(f, f->mean),
	    BOTTOM_EDGE, line);
	svg_line(&f->s, x_of(f, f->mean), TOP_EDGE, x_of(f, f->mean - half),
	    BOTTOM_EDGE, dashed);
	svg_line(&f->s, x_of(f, f->mean), TOP_EDGE, x_of(f, f->mean + half),
	    BOTTOM_EDGE, dashed);
}

/* What the lines are, and what may be read from it. */
static void
put_legend(struct funnel *f, const char *reading)
{
	struct staaf_buf mean = { 0 }, line = { 0 };
	double y = BOTTOM_EDGE + 3.4 * ROW;

	if (!isnan(f->mean)) {
		staaf_say_number(&mean, f->lang, f->mean, 2);
		staaf_say(&line, f->lang, STAAF_MSG_FUNNEL_LINE,
		    staaf_buf_text(&mean));
		svg_label(&f->s, 10, y, "start", staaf_buf_text(&line));
		svg_label(&f->s, 10, y + ROW, "start",
		    staaf_text(STAAF_MSG_FUNNEL_DASHED, f->lang));
		y += 2 * ROW;
	}
	svg_label(&f->s, 10, y, "start", reading);
	f->s.out->failed |= mean.failed || line.failed;
	staaf_buf_clear(&mean);
	staaf_buf_clear(&line);
}

static void
say_reading(struct staaf_buf *out, const struct staaf_gather *g,
    enum staaf_lang lang)
{
	bool is_tiny = g->small_p < .0005;
	struct staaf_buf p = { 0 };

	if (isnan(g->small_p)) {
		staaf_buf_puts(out, staaf_text(g->is_too_few ?
		    STAAF_MSG_FUNNEL_FEW : STAAF_MSG_FUNNEL_ONE_SIZE, lang));
		return;
	}
	staaf_say_number(&p, lang, is_tiny ? .001 : g->small_p, 3);
	staaf_say(out, lang, is_tiny ? STAAF_MSG_FUNNEL_BELOW :
	    STAAF_MSG_FUNNEL_EGGER, staaf_buf_text(&p));
	out->failed |= p.failed;
	staaf_buf_clear(&p);
}

void
staaf_show_funnel_svg(struct staaf_buf *out, const struct staaf_gather *g,
    enum staaf_lang lang)
{
	struct funnel f = { .g = g, .lang = lang };
	struct staaf_buf reading = { 0 };
	const char *title = staaf_text(STAAF_MSG_FUNNEL_TITLE, lang);

	find_range(&f);
	say_reading(&reading, g, lang);
	svg_begin(&f.s, out, WIDTH, HEIGHT, f.low, f.high);
	svg_say(&f.s, title, staaf_buf_text(&reading));
	svg_label(&f.s, 10, 24, "start", title);
	put_scales(&f);
	if (!isnan(f.mean))
		put_funnel(&f);
	for (size_t i = 0; i < g->k; i++)
		svg_dot(&f.s, x_of(&f, g->study[i].effect),
		    y_of(&f, sqrt(g->study[i].variance)), 5,
		    "fill=\"#1f5f8b\" fill-opacity=\"0.75\" stroke=\"#fff\" "
		    "stroke-width=\"1\"");
	put_legend(&f, staaf_buf_text(&reading));
	svg_end(&f.s);
	out->failed |= reading.failed;
	staaf_buf_clear(&reading);
}
