/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows from one told figure.  Every sum is one of src/stats; here is
 * decided which, what had to be assumed, and what is missing for it.
 */
#include <math.h>

#include <staaf/convert.h>
#include <staaf/dist.h>
#include <staaf/effect.h>
#include <staaf/means.h>
#include <staaf/rate.h>

#include "extract.h"

static const double COX_SMALL = 0.01; /* rates of 0 and 100% have no odds */

static struct staaf_told_sum
nothing(void)
{
	return (struct staaf_told_sum){ .g = NAN, .low = NAN, .high = NAN,
		.n1 = STAAF_NONE, .n2 = STAAF_NONE, .p = NAN, .diff = NAN,
		.sd = NAN, .d = NAN, .j = NAN, .points = NAN,
		.points_low = NAN, .points_high = NAN, .share_low = NAN,
		.share_high = NAN, .fit = { .p = NAN, .low = NAN,
		.high = NAN, .fit = STAAF_NO_P } };
}

/* Hold a told p against a t that may be half more or less. */
static void
hold_p(struct staaf_told_sum *out, const struct staaf_told_figure *p,
    double t, double half, double df)
{
	struct staaf_reported r = p->test;

	r.statistic = STAAF_STATISTIC_T;
	r.than = STAAF_EQUAL;
	r.value = fabs(t);
	r.decimals = 2;
	r.half = half;
	r.df1 = df;
	r.tails = r.tails == 1 ? 1 : 2;
	staaf_recheck(&out->fit, &r);
	out->test = r;
	out->has_fit = true;
}

/* g, its limits and its p, from a t of two groups. */
static void
from_t(struct staaf_told_sum *out, double t, long n1, long n2)
{
	double df = (double)(n1 + n2 - 2), low, high;
	double scale = sqrt(1 / (double)n1 + 1 / (double)n2);

	out->n1 = n1;
	out->n2 = n2;
	out->j = staaf_hedges_j(df);
	out->d = staaf_d_from_t(t, n1, n2);
	out->g = out->j * out->d;
	out->p = staaf_t_two_sided(t, df);
	if (isnan(out->g)) {
		out->why = STAAF_TOLD_IMPOSSIBLE;
	} else if (staaf_nct_limits(&low, &high, t, df, .95)) {
		out->low = low * scale * out->j;
		out->high = high * scale * out->j;
	}
}

/* All students in two groups, as equal as can be. */
static bool
halve(struct staaf_told_sum *out, long n[2], long all)
{
	if (all < 4)
		return false;
	n[0] = all / 2;
	n[1] = all - n[0];
	out->assumed |= STAAF_ASSUMED_EQUAL_GROUPS;
	return true;
}

/* A p with the students in all: a size, or the least it can be. */
static void
from_p(struct staaf_told_sum *out, const struct staaf_told_figure *p, long all)
{
	long n[2];

	if (all == STAAF_NONE) {
		out->why = STAAF_TOLD_NO_NUMBER;
		return;
	}
	if (!(p->test.p > 0 && p->test.p < 1) ||
	    p->test.p_than == STAAF_ABOVE || !halve(out, n, all)) {
		out->why = p->test.p_than == STAAF_ABOVE ?
		    STAAF_TOLD_IS_TEST : STAAF_TOLD_IMPOSSIBLE;
		return;
	}
	from_t(out, staaf_t_from_p(p->test.p, (double)(all - 2), 1), n[0],
	    n[1]);
	out->assumed |= STAAF_ASSUMED_STUDENT | STAAF_ASSUMED_DIRECTION;
	if (p->test.p_than == STAAF_BELOW) {
		out->is_least = true;
		out->low = out->high = out->p = NAN;
	}
}

static bool
is_spread(double sd)
{
	return isfinite(sd) && sd >= 0;
}

static void
from_means(struct staaf_told_sum *out, const struct staaf_told_figure *f,
    const struct staaf_told_figure *p)
{
	const struct staaf_told_group *a = &f->a, *b = &f->b;
	struct staaf_summary x = { .n = (size_t)a->n, .mean = a->value,
		.sd = a->sd };
	struct staaf_summary y = { .n = (size_t)b->n, .mean = b->value,
		.sd = b->sd };
	struct staaf_gap gap;
	double scale, open;

	staaf_standardise_gap(&gap, &x, &y);
	out->sd = staaf_sd_pooled(&x, &y);
	scale = sqrt(1 / (double)a->n + 1 / (double)b->n);
	out->n1 = a->n;
	out->n2 = b->n;
	out->d = gap.s.d;
	out->j = gap.j;
	out->g = gap.s.g;
	out->low = gap.s.g_low;
	out->high = gap.s.g_high;
	out->p = staaf_t_two_sided(gap.s.d / scale,
	    (double)(a->n + b->n - 2));
	if (isnan(out->g)) {
		out->why = STAAF_TOLD_IMPOSSIBLE;
		return;
	}
	open = pow(10, -a->decimals) / out->sd;
	if (p != NULL && !isnan(p->test.p))
		hold_p(out, p, gap.s.d / scale, open / scale,
		    (double)(a->n + b->n - 2));
}

static void
sum_means(struct staaf_told_sum *out, const struct staaf_told_figure *f,
    long all, const struct staaf_told_figure *p)
{
	const struct staaf_told_group *a = &f->a, *b = &f->b;
	bool has_spread = is_spread(a->sd) && is_spread(b->sd);
	struct staaf_told_figure equal = *f;
	long n[2];

	out->diff = a->value - b->value;
	if (has_spread && a->n >= 2 && b->n >= 2) {
		from_means(out, f, p);
	} else if (has_spread && a->n == STAAF_NONE && halve(out, n, all)) {
		equal.a.n = n[0];
		equal.b.n = n[1];
		from_means(out, &equal, p);
	} else if (has_spread) {
		/* Without numbers J is 1, and nothing bounds it. */
		out->sd = sqrt((a->sd * a->sd + b->sd * b->sd) / 2);
		out->d = out->g = out->sd > 0 ? out->diff / out->sd : NAN;
		out->why = isnan(out->g) ? STAAF_TOLD_IMPOSSIBLE :
		    STAAF_TOLD_FOLLOWS;
		out->lacks_n = true;
		out->assumed |= STAAF_ASSUMED_EQUAL_GROUPS;
	} else if (p != NULL && (all != STAAF_NONE || a->n >= 2)) {
		from_p(out, p, all != STAAF_NONE ? all : a->n + b->n);
		out->assumed &= ~(unsigned)STAAF_ASSUMED_DIRECTION;
		if (out->diff < 0) {
			double low = out->low;

			out->g = -out->g;
			out->low = -out->high;
			out->high = -low;
		}
	} else {
		out->why = STAAF_TOLD_NO_SPREAD;
	}
}

static void
sum_rates(struct staaf_told_sum *out, const struct staaf_told_figure *f)
{
	const struct staaf_told_group *a = &f->a, *b = &f->b;
	struct staaf_two_counts counts = { a->yes, a->n - a->yes, b->yes,
		b->n - b->yes };
	struct staaf_two_rates r;
	double pa = a->value / 100, pb = b->value / 100;

	out->points = a->value - b->value;
	if (a->value > 100 || b->value > 100) {
		out->why = STAAF_TOLD_IMPOSSIBLE;
		return;
	}
	if (a->n >= 2 && b->n >= 2) {
		staaf_two_rates(&r, &counts);
		out->n1 = a->n;
		out->n2 = b->n;
		out->points_low = 100 * r.rd.low;
		out->points_high = 100 * r.rd.high;
		out->g = r.cox_g.est;
		out->low = r.cox_g.low;
		out->high = r.cox_g.high;
		out->p = r.chi2_p;
		if (fabs(100 * r.rd.est - out->points) > 1e-9)
			out->assumed |= STAAF_ASSUMED_ROUNDED;
	} else {
		out->lacks_n = true;
		if (pa > COX_SMALL && pa < 1 - COX_SMALL && pb > COX_SMALL &&
		    pb < 1 - COX_SMALL)
			out->g = staaf_g_from_odds_ratio(pa / (1 - pa) /
			    (pb / (1 - pb)));
	}
	out->why = isnan(out->g) ? STAAF_TOLD_NO_NUMBER : STAAF_TOLD_FOLLOWS;
}

static void
sum_statistic(struct staaf_told_sum *out, const struct staaf_told_figure *f)
{
	const struct staaf_reported *r = &f->test;
	double df = r->statistic == STAAF_STATISTIC_F ? r->df2 : r->df1;
	double t = r->value;
	long n[2];

	staaf_recheck(&out->fit, r);
	out->test = *r;
	out->has_fit = f->has_p;
	out->p = out->fit.p;
	if (r->statistic == STAAF_STATISTIC_R) {
		out->why = STAAF_TOLD_IS_LINK;
		return;
	}
	if (r->statistic == STAAF_STATISTIC_F && r->df1 == 1) {
		t = staaf_t_from_f(r->value, 1);
		out->assumed |= STAAF_ASSUMED_DIRECTION;
	} else if (r->statistic != STAAF_STATISTIC_T) {
		out->why = STAAF_TOLD_IS_TEST;
		return;
	}
	if (f->is_paired) { /* no two groups: d of changes is another measure */
		out->why = STAAF_TOLD_IS_TEST;
		out->assumed = 0;
		return;
	}
	if (r->than != STAAF_EQUAL || isnan(t) || !(df >= 2 && df < 1e7) ||
	    !halve(out, n, lround(df) + 2)) {
		out->why = STAAF_TOLD_IS_TEST;
		return;
	}
	from_t(out, t, n[0], n[1]);
}

static void
sum_effect(struct staaf_told_sum *out, const struct staaf_told_figure *f,
    long all, const struct staaf_told_figure *p)
{
	double value = f->value, low = f->low, high = f->high;
	long n[2];

	if (f->metric == STAAF_R) {
		out->why = STAAF_TOLD_IS_LINK;
		return;
	}
	if (f->metric == STAAF_RR) {
		out->why = STAAF_TOLD_NO_BASE;
		return;
	}
	if (f->metric == STAAF_OR) {
		value = staaf_g_from_odds_ratio(value);
		low = staaf_g_from_odds_ratio(low);
		high = staaf_g_from_odds_ratio(high);
	}
	all = f->a.n != STAAF_NONE ? f->a.n : all;
	out->g = value;
	out->low = low;
	out->high = high;
	out->lacks_n = isnan(low);
	out->why = isnan(value) ? STAAF_TOLD_IMPOSSIBLE : STAAF_TOLD_FOLLOWS;
	if (!isnan(low)) {
		double se = staaf_se_from_interval(low, high, INFINITY, .95);

		out->p = se > 0 ? 2 * staaf_normal_above(fabs(value) / se) :
		    NAN;
	} else if (f->metric != STAAF_OR && halve(out, n, all)) {
		double scale = sqrt(1 / (double)n[0] + 1 / (double)n[1]);
		double j = f->metric == STAAF_G ? staaf_hedges_j(
		    (double)(all - 2)) : 1;

		from_t(out, value / scale / j, n[0], n[1]);
		out->lacks_n = false;
		p = f->has_p ? f : p;
		if (p != NULL)
			hold_p(out, p, value / scale / j, .005 / scale,
			    (double)(all - 2));
	}
}

static void
sum_share(struct staaf_told_sum *out, const struct staaf_told_figure *f)
{
	struct staaf_rate rate;

	out->why = STAAF_TOLD_IS_SHARE;
	if (f->a.n == STAAF_NONE)
		return;
	staaf_rate_wilson(&rate, f->a.yes, f->a.n);
	out->n1 = f->a.n;
	out->share_low = 100 * rate.low;
	out->share_high = 100 * rate.high;
}

void
staaf_told_work_out(struct staaf_told_sum *out,
    const struct staaf_told_figure *f, long n,
    const struct staaf_told_figure *p)
{
	*out = nothing();
	switch (f->kind) {
	case STAAF_TOLD_MEANS:
		sum_means(out, f, n, p);
		return;
	case STAAF_TOLD_RATES:
		sum_rates(out, f);
		return;
	case STAAF_TOLD_STATISTIC:
		sum_statistic(out, f);
		return;
	case STAAF_TOLD_EFFECT:
		sum_effect(out, f, n, p);
		return;
	case STAAF_TOLD_P:
		from_p(out, f, n);
		return;
	case STAAF_TOLD_SHARE:
		sum_share(out, f);
		return;
	case STAAF_TOLD_CHANGE:
		out->why = STAAF_TOLD_IS_CHANGE;
		out->diff = f->a.value - f->b.value;
		if (f->is_percent)
			out->points = out->diff;
		return;
	case STAAF_TOLD_DIFFERENCE:
		out->why = STAAF_TOLD_NO_SPREAD;
		out->diff = f->value;
		return;
	case STAAF_TOLD_POINTS:
		out->why = STAAF_TOLD_NO_BASE;
		out->points = f->value;
		return;
	default:
		out->why = STAAF_TOLD_IS_RELATIVE;
		return;
	}
}
