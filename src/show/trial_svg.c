/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A trial as a plot: every student a line from before to after, or a dot in
 * the own column, or every moment a dot; over them the means with their
 * intervals.
 */
#include <math.h>
#include <string.h>

#include <staaf/dist.h>
#include <staaf/rate.h>

#include "show.h"

enum { WIDTH = 480, HEIGHT = 400, LEFT_EDGE = 60, RIGHT_EDGE = 460,
	MANY = 100, DOT_SPREAD = 90, MOST_COLUMNS = 16, PERCENT = 100,
	BAND = 12 /* of percents, in which dots of one result lie */ };

static const double STEP_SPREAD = .4;

static const char faint[] = "stroke=\"#1f5f8b\" fill=\"none\" "
    "stroke-opacity=\"0.35\" stroke-width=\"1.2\"";
static const char faintest[] = "stroke=\"#1f5f8b\" fill=\"none\" "
    "stroke-opacity=\"0.10\" stroke-width=\"1\"";
static const char filled[] = "fill=\"#1f5f8b\" fill-opacity=\"0.45\"";
static const char hollow[] = "fill=\"#fff\" fill-opacity=\"0.6\" "
    "stroke=\"#1f5f8b\" stroke-opacity=\"0.7\"";
static const char mean_of_phase[] = "stroke=\"#b3261e\" stroke-width=\"3\"";
static const char change[] = "stroke=\"#555\" stroke-dasharray=\"4 4\"";

/* A plot under way. */
struct plot {
	struct svg svg;
	const struct staaf_trial *trial;
	const struct staaf_trial_plot *p;
	enum staaf_lang lang;
	double room;         /* for a column */
	size_t n_columns;    /* drawn */
};

/* Steps of the golden ratio fill a width evenly: -.5 to .5. */
static double
step_of(size_t k)
{
	return fmod((double)k * 0.6180339887498949, 1) - .5;
}

static bool
is_rates(const struct staaf_trial_plot *p)
{
	return p->kind == STAAF_PLOT_RATES;
}

/*
 * Where student i is drawn: passes and fails in a band each, and equal steps
 * a little apart, so that every student is seen.
 */
static double
place(const struct staaf_trial_plot *p, double score, size_t i)
{
	/* Another ratio than across: else the dots make stripes. */
	double part = fmod((double)i * 0.4142135623730951, 1);

	if (is_rates(p))
		return score > .5 ? PERCENT - part * BAND : part * BAND;
	return p->is_steps ? score + (part - .5) * STEP_SPREAD : score;
}

static bool
is_in(const struct staaf_trial_plot *p, size_t i, size_t column)
{
	return p->column == NULL || p->column[i] == (int)column;
}

static void
find_range(double *low, double *high, const struct staaf_trial_plot *p)
{
	const double *score[] = { p->pre, p->post };

	*low = is_rates(p) ? 0 : INFINITY;
	*high = is_rates(p) ? PERCENT : -INFINITY;
	for (int k = 0; k < 2; k++)
		for (size_t i = 0; score[k] != NULL && i < p->n; i++) {
			if (!isfinite(score[k][i]) || is_rates(p))
				continue;
			*low = fmin(*low, place(p, score[k][i], i));
			*high = fmax(*high, place(p, score[k][i], i));
		}
	if (!isfinite(*low))
		*low = *high = 0;
}

/* The mean of what is drawn, with its interval by t; or a rate's. */
static void
put_mean(struct plot *pl, double x, const double *score, size_t column)
{
	const struct staaf_trial_plot *p = pl->p;
	double sum = 0, square = 0, mean, half, low, high;
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		if (is_in(p, i, column)) {
			sum += score[i];
			n++;
		}
	mean = sum / (double)n;
	for (size_t i = 0; i < p->n; i++)
		if (is_in(p, i, column))
			square += (score[i] - mean) * (score[i] - mean);
	if (is_rates(p)) {
		struct staaf_rate w;

		staaf_rate_wilson(&w, (long)(sum + .5), (long)n);
		svg_mean(&pl->svg, x, PERCENT * w.rate, PERCENT * w.low,
		    PERCENT * w.high);
		return;
	}
	half = n > 1 ? staaf_t_at(.975, (double)n - 1) *
	    sqrt(square / (double)(n - 1) / (double)n) : NAN;
	low = mean - half;
	high = mean + half;
	svg_mean(&pl->svg, x, mean, low, high);
}

/* One column: lines from its before to its after. */
static void
put_lines(struct plot *pl, size_t column, double x1, double x2)
{
	const struct staaf_trial_plot *p = pl->p;
	struct svg *s = &pl->svg;

	for (size_t i = 0; i < p->n; i++)
		if (is_in(p, i, column))
			svg_line(s, x1, svg_y(s, place(p, p->pre[i], i)), x2,
			    svg_y(s, place(p, p->post[i], i)),
			    p->n > MANY ? faintest : faint);
	put_mean(pl, x1, p->pre, column);
	put_mean(pl, x2, p->post, column);
	svg_label(s, x1, HEIGHT - 28, "middle", p->pre_name);
	svg_label(s, x2, HEIGHT - 28, "middle", p->post_name);
}

/* One column: a dot for each, spread so that equal ones stay apart. */
static void
put_dots(struct plot *pl, size_t column, double x, double spread,
    const char *style)
{
	const struct staaf_trial_plot *p = pl->p;
	size_t k = 0;

	for (size_t i = 0; i < p->n; i++)
		if (is_in(p, i, column)) {
			svg_dot(&pl->svg, x + step_of(k) * spread,
			    svg_y(&pl->svg, place(p, p->post[i], i)),
			    p->n > MANY ? 2 : 3.5, style);
			k++;
		}
	put_mean(pl, x + spread / 2 + fmin(14, spread / 3), p->post, column);
}

static double
middle_of(const struct plot *pl, size_t column)
{
	return LEFT_EDGE + pl->room * ((double)column + .5);
}

static void
put_columns(struct plot *pl)
{
	const struct staaf_trial_plot *p = pl->p;

	for (size_t i = 0; i < pl->n_columns; i++) {
		double x = middle_of(pl, i);

		if (p->pre != NULL)
			put_lines(pl, i, x - pl->room / 4, x + pl->room / 4);
		else
			put_dots(pl, i, x, fmin(DOT_SPREAD, pl->room * .5),
			    filled);
		if (p->name != NULL)
			svg_label(&pl->svg, x, HEIGHT - 8, "middle",
			    p->name[i]);
	}
}

/* Outcome by outcome, the old way hollow and the new one filled. */
static void
put_outcomes(struct plot *pl)
{
	struct staaf_buf text = { 0 };

	for (size_t i = 0; i < pl->n_columns; i++) {
		put_dots(pl, i, middle_of(pl, i), pl->room * .45,
		    i % 2 == 0 ? hollow : filled);
		if (i % 2 == 0)
			svg_label(&pl->svg, middle_of(pl, i) + pl->room / 2,
			    HEIGHT - 28, "middle", pl->p->name[i]);
	}
	if (pl->trial->n_arms == 2)
		staaf_say(&text, pl->lang, STAAF_MSG_TRIAL_PLOT_MARKS,
		    pl->trial->arm[0].name, pl->trial->arm[1].name);
	svg_label(&pl->svg, (LEFT_EDGE + RIGHT_EDGE) / 2., HEIGHT - 8,
	    "middle", staaf_buf_text(&text));
	pl->svg.out->failed |= text.failed;
	staaf_buf_clear(&text);
}

/* ----------------------------------------------------------------- time */

static double
x_of_time(const struct staaf_trial_plot *p, double time)
{
	double first = p->time[0], last = p->time[0];

	for (size_t i = 0; i < p->n; i++) {
		first = fmin(first, p->time[i]);
		last = fmax(last, p->time[i]);
	}
	return LEFT_EDGE + 15 + (RIGHT_EDGE - LEFT_EDGE - 30) *
	    (last > first ? (time - first) / (last - first) : .5);
}

static void
put_phase(struct plot *pl, size_t phase)
{
	const struct staaf_trial_plot *p = pl->p;
	struct svg *s = &pl->svg;
	double low = INFINITY, high = -INFINITY, sum = 0, y;
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		double x;

		if (!is_in(p, i, phase))
			continue;
		x = x_of_time(p, p->time[i]);
		svg_dot(s, x, svg_y(s, p->post[i]), 4, filled);
		low = fmin(low, x);
		high = fmax(high, x);
		sum += p->post[i];
		n++;
	}
	if (n == 0)
		return;
	y = svg_y(s, sum / (double)n);
	svg_line(s, low - 6, y, high + 6, y, mean_of_phase);
	svg_label(s, (low + high) / 2, HEIGHT - 8, "middle", p->name[phase]);
}

static void
put_time(struct plot *pl)
{
	const struct staaf_trial_plot *p = pl->p;
	double before = -INFINITY, after = INFINITY, x;

	for (size_t i = 0; i < p->n; i++) {
		if (p->column[i] == 0)
			before = fmax(before, p->time[i]);
		else
			after = fmin(after, p->time[i]);
		if (i > 0 && p->column[i] == p->column[i - 1] &&
		    p->time[i] > p->time[i - 1])
			svg_line(&pl->svg, x_of_time(p, p->time[i - 1]),
			    svg_y(&pl->svg, p->post[i - 1]),
			    x_of_time(p, p->time[i]),
			    svg_y(&pl->svg, p->post[i]), faint);
	}
	put_phase(pl, 0);
	put_phase(pl, 1);
	if (!isfinite(before) || !isfinite(after) || before >= after)
		return;
	x = (x_of_time(p, before) + x_of_time(p, after)) / 2;
	svg_line(&pl->svg, x, svg_y(&pl->svg, pl->svg.low), x,
	    svg_y(&pl->svg, pl->svg.high), change);
}

/* ----------------------------------------------------------- all of it */

static void
put_axis_name(struct plot *pl)
{
	struct staaf_buf text = { 0 };

	if (pl->p->kind == STAAF_PLOT_OUTCOMES)
		staaf_buf_puts(&text, staaf_text(
		    STAAF_MSG_TRIAL_PLOT_DEVIATIONS, pl->lang));
	else if (pl->p->post_name == NULL || is_rates(pl->p) ||
	    strcmp(pl->p->post_name, pl->trial->outcome) != 0)
		staaf_buf_printf(&text, "%s%s", pl->trial->outcome,
		    is_rates(pl->p) ? " (%)" : "");
	svg_label(&pl->svg, LEFT_EDGE - 50, 22, "start",
	    staaf_buf_text(&text));
	pl->svg.out->failed |= text.failed;
	staaf_buf_clear(&text);
}

void
staaf_show_trial_svg(struct staaf_buf *out, const struct staaf_trial *t,
    enum staaf_lang lang)
{
	struct plot pl = { .trial = t, .p = &t->plot, .lang = lang };
	double low, high;

	find_range(&low, &high, &t->plot);
	svg_begin(&pl.svg, out, WIDTH, HEIGHT, low, high);
	svg_say(&pl.svg, t->outcome, t->sentence);
	svg_scale(&pl.svg, lang);
	pl.n_columns = t->plot.n_columns > MOST_COLUMNS ? MOST_COLUMNS :
	    t->plot.n_columns;
	pl.room = pl.n_columns == 0 ? 0 :
	    (RIGHT_EDGE - LEFT_EDGE) / (double)pl.n_columns;
	if (t->plot.n > 0 && t->plot.kind == STAAF_PLOT_TIME)
		put_time(&pl);
	else if (t->plot.kind == STAAF_PLOT_OUTCOMES)
		put_outcomes(&pl);
	else
		put_columns(&pl);
	put_axis_name(&pl);
	svg_end(&pl.svg);
}
