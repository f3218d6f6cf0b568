/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A trial as a plot: every student a line from before to after, or a dot in
 * the own group; over them the means with their intervals.
 */
#include <math.h>

#include <staaf/dist.h>

#include "show.h"

enum { WIDTH = 480, HEIGHT = 400, LEFT_EDGE = 60, RIGHT_EDGE = 460,
	MANY = 100, DOT_SPREAD = 90 };

static const char faint[] = "stroke=\"#1f5f8b\" fill=\"none\" "
    "stroke-opacity=\"0.35\" stroke-width=\"1.2\"";
static const char faintest[] = "stroke=\"#1f5f8b\" fill=\"none\" "
    "stroke-opacity=\"0.10\" stroke-width=\"1\"";
static const char dot[] = "fill=\"#1f5f8b\" fill-opacity=\"0.45\"";

static void
find_range(double *low, double *high, const struct staaf_trial_plot *p)
{
	const double *score[] = { p->pre, p->post };

	*low = INFINITY;
	*high = -INFINITY;
	for (int k = 0; k < 2; k++)
		for (size_t i = 0; score[k] != NULL && i < p->n; i++) {
			if (!isfinite(score[k][i]))
				continue;
			*low = fmin(*low, score[k][i]);
			*high = fmax(*high, score[k][i]);
		}
}

/* The mean's own interval, by t. */
static void
put_mean(struct svg *s, double x, double mean, double sd, long n)
{
	double half = n > 1 ? staaf_t_at(.975, (double)n - 1) * sd /
	    sqrt((double)n) : NAN;

	svg_mean(s, x, mean, mean - half, mean + half);
}

/* One arm: lines from its before to its after. */
static void
put_lines(struct svg *s, const struct staaf_trial *t, size_t arm, double x1,
    double x2)
{
	const struct staaf_trial_plot *p = &t->plot;

	for (size_t i = 0; i < p->n; i++)
		if (p->arm == NULL || p->arm[i] == (int)arm)
			svg_line(s, x1, svg_y(s, p->pre[i]), x2,
			    svg_y(s, p->post[i]),
			    p->n > MANY ? faintest : faint);
	put_mean(s, x1, t->arm[arm].mean_pre, t->arm[arm].sd_pre,
	    t->arm[arm].n);
	put_mean(s, x2, t->arm[arm].mean, t->arm[arm].sd, t->arm[arm].n);
	svg_label(s, x1, HEIGHT - 28, "middle", p->pre_name);
	svg_label(s, x2, HEIGHT - 28, "middle", p->post_name);
}

/* One arm: a dot for each, spread so that equal ones stay apart. */
static void
put_dots(struct svg *s, const struct staaf_trial *t, size_t arm, double x,
    double spread)
{
	const struct staaf_trial_plot *p = &t->plot;
	size_t k = 0;

	for (size_t i = 0; i < p->n; i++) {
		/* Steps of the golden ratio fill the width evenly. */
		double part = fmod((double)k * 0.6180339887498949, 1) - .5;

		if (p->arm != NULL && p->arm[i] != (int)arm)
			continue;
		svg_dot(s, x + part * spread, svg_y(s, p->post[i]),
		    p->n > MANY ? 2 : 3.5, dot);
		k++;
	}
	put_mean(s, x + spread / 2 + 14, t->arm[arm].mean, t->arm[arm].sd,
	    t->arm[arm].n);
}

void
staaf_show_trial_svg(struct staaf_buf *out, const struct staaf_trial *t,
    enum staaf_lang lang)
{
	double low, high, room;
	struct svg s;

	find_range(&low, &high, &t->plot);
	if (!isfinite(low))
		low = high = 0;
	svg_begin(&s, out, WIDTH, HEIGHT, low, high);
	svg_say(&s, t->outcome, t->sentence);
	svg_scale(&s, lang);
	room = t->n_arms == 0 ? 0 :
	    (RIGHT_EDGE - LEFT_EDGE) / (double)t->n_arms;
	for (size_t i = 0; i < t->n_arms; i++) {
		double x = LEFT_EDGE + room * ((double)i + .5);

		if (t->plot.pre != NULL)
			put_lines(&s, t, i, x - room / 4, x + room / 4);
		else
			put_dots(&s, t, i, x, fmin(DOT_SPREAD, room * .5));
		svg_label(&s, x, HEIGHT - 8, "middle", t->arm[i].name);
	}
	svg_label(&s, LEFT_EDGE - 50, 22, "start", t->outcome);
	svg_end(&s);
}
