/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Groups on one scale: their means, spreads and ranks.  Sums of squares are
 * taken about means, never as differences of large sums.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include <staaf/describe.h>
#include <staaf/dist.h>
#include <staaf/groups.h>
#include <staaf/mem.h>

/* The values of all groups; 0 when there are none to compare. */
static size_t
count_values(const struct staaf_groups *g)
{
	size_t n = 0;

	if (g->k < 2)
		return 0;
	for (size_t i = 0; i < g->k; i++) {
		if (g->n[i] == 0)
			return 0;
		n += g->n[i];
	}
	for (size_t i = 0; i < n; i++)
		if (!isfinite(g->x[i]))
			return 0;
	return n;
}

static void *
allocate(size_t n, size_t size)
{
	return n > SIZE_MAX / size ? NULL : staaf_mem_alloc(n * size);
}

/* An F that no double holds is none. */
static void
put_f(struct staaf_f_test *out, long double f, double df1, double df2)
{
	if (!isfinite((double)f))
		return;
	out->f = (double)f;
	out->df1 = df1;
	out->df2 = df2;
	out->p = staaf_f_above(out->f, df1, df2);
}

/*
 * One group: its mean less an origin near the values, since differences of
 * means need the digits that a large common part would take, and the sum of
 * squares about it.  Equal values have exactly themselves and 0.
 */
struct spread {
	long double mean, squares;
};

static struct spread
find_spread(const double *x, size_t n, long double origin)
{
	struct spread s = { 0, 0 };

	for (size_t i = 0; i < n; i++)
		s.mean += (long double)x[i] - x[0];
	s.mean = s.mean / (long double)n + (x[0] - origin);
	for (size_t i = 0; i < n; i++) {
		long double d = x[i] - origin - s.mean;

		s.squares += d * d;
	}
	return s;
}

/* ---------------------------------------------------- one-way analyses */

void
staaf_anova(struct staaf_anova *out, const struct staaf_groups *g)
{
	size_t n = count_values(g);
	const double *x = g->x;
	long double grand, between = 0, within = 0, mean_within;
	double df1, df2;

	*out = (struct staaf_anova){ { NAN, NAN, NAN, NAN }, NAN, NAN };
	if (n == 0 || n == g->k)
		return;
	df1 = (double)(g->k - 1);
	df2 = (double)(n - g->k);
	grand = find_spread(g->x, n, g->x[0]).mean;
	for (size_t i = 0; i < g->k; x += g->n[i++]) {
		struct spread s = find_spread(x, g->n[i], g->x[0]);

		between += (long double)g->n[i] * (s.mean - grand) *
		    (s.mean - grand);
		within += s.squares;
	}
	mean_within = within / df2;
	out->eta2 = (double)(between / (between + within));
	out->omega2 = (double)((between - df1 * mean_within) /
	    (between + within + mean_within));
	if (within > 0)
		put_f(&out->test, between / df1 / mean_within, df1, df2);
}

/* n / variance, of a group that has one. */
static long double
find_weight(const struct spread *s, size_t n)
{
	return (long double)n * ((long double)n - 1) / s->squares;
}

void
staaf_welch_anova(struct staaf_f_test *out, const struct staaf_groups *g)
{
	double k = (double)g->k;
	long double sum = 0, centre = 0, between = 0, lambda = 0;
	const double *x = g->x;

	*out = (struct staaf_f_test){ NAN, NAN, NAN, NAN };
	if (count_values(g) == 0)
		return;
	for (size_t i = 0; i < g->k; x += g->n[i++]) {
		struct spread s = find_spread(x, g->n[i], g->x[0]);

		if (g->n[i] < 2 || !(s.squares > 0))
			return;
		sum += find_weight(&s, g->n[i]);
		centre += (s.mean - centre) *
		    (find_weight(&s, g->n[i]) / sum);
	}
	x = g->x;
	for (size_t i = 0; i < g->k; x += g->n[i++]) {
		struct spread s = find_spread(x, g->n[i], g->x[0]);
		long double weight = find_weight(&s, g->n[i]);
		long double rest = 1 - weight / sum;

		between += weight * (s.mean - centre) * (s.mean - centre);
		lambda += rest * rest / (long double)(g->n[i] - 1);
	}
	put_f(out, between / (k - 1) /
	    (1 + 2 * (k - 2) / (k * k - 1) * lambda), k - 1,
	    (double)((k * k - 1) / (3 * lambda)));
}

/* ---------------------------------------------------- equal spreads */

/* Middle value, or the point halfway between the middle two, less x[0]. */
static bool
find_median(long double *out, const double *x, size_t n)
{
	double *sorted;

	if (!staaf_sorted(&sorted, x, n))
		return false;
	*out = ((long double)sorted[(n - 1) / 2] - x[0] +
	    ((long double)sorted[n / 2] - x[0])) / 2;
	staaf_mem_free(sorted);
	return true;
}

static bool
compare_spreads(struct staaf_f_test *out, const struct staaf_groups *g,
    bool is_by_median)
{
	size_t n = count_values(g), at = 0;
	struct staaf_groups far = *g;
	struct staaf_anova anova;
	double *distance;
	bool is_done = false;

	*out = (struct staaf_f_test){ NAN, NAN, NAN, NAN };
	if (n == 0)
		return true;
	if ((distance = allocate(n, sizeof(*distance))) == NULL)
		return false;
	for (size_t i = 0; i < g->k; at += g->n[i++]) {
		const double *x = g->x + at;
		long double centre = find_spread(x, g->n[i], x[0]).mean;

		if (is_by_median && !find_median(&centre, x, g->n[i]))
			goto done;
		for (size_t j = 0; j < g->n[i]; j++)
			distance[at + j] = (double)fabsl((long double)x[j] -
			    x[0] - centre);
	}
	far.x = distance;
	staaf_anova(&anova, &far);
	*out = anova.test;
	is_done = true;
done:
	staaf_mem_free(distance);
	return is_done;
}

bool
staaf_levene(struct staaf_f_test *out, const struct staaf_groups *g)
{
	return compare_spreads(out, g, false);
}

bool
staaf_brown_forsythe(struct staaf_f_test *out, const struct staaf_groups *g)
{
	return compare_spreads(out, g, true);
}

/* ------------------------------------------------------------- ranks */

struct ranked {
	double x;
	size_t group;
};

static int
compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return (x->x > y->x) - (x->x < y->x);
}

/*
 * Adds to rank_sum, per group, twice the distance of each rank to the middle
 * one, a whole number; returns the sum of its squares.
 */
static long double
sum_ranks(long double *rank_sum, const struct ranked *row, size_t n)
{
	long double squares = 0;
	size_t end;

	for (size_t at = 0; at < n; at = end) {
		long double off;

		for (end = at; end < n && row[end].x <= row[at].x; end++)
			continue;
		/* Ranks at + 1 to end share their mean; (n + 1) / 2 off. */
		off = (long double)(at + end) - (long double)n;
		for (size_t i = at; i < end; i++)
			rank_sum[row[i].group] += off;
		squares += off * off * (long double)(end - at);
	}
	return squares;
}

bool
staaf_kruskal(struct staaf_kruskal *out, const struct staaf_groups *g)
{
	size_t n = count_values(g), at = 0;
	struct ranked *row = NULL;
	long double *rank_sum = NULL, squares, between = 0;
	bool is_done = false;

	*out = (struct staaf_kruskal){ NAN, NAN, NAN };
	if (n == 0)
		return true;
	if ((row = allocate(n, sizeof(*row))) == NULL ||
	    (rank_sum = allocate(g->k, sizeof(*rank_sum))) == NULL)
		goto done;
	is_done = true;
	for (size_t i = 0; i < g->k; i++) {
		rank_sum[i] = 0;
		for (size_t end = at + g->n[i]; at < end; at++)
			row[at] = (struct ranked){ g->x[at], i };
	}
	qsort(row, n, sizeof(*row), compare_ranked);
	squares = sum_ranks(rank_sum, row, n);
	if (!(squares > 0))
		goto done;
	/* n - 1 times the share of the ranks' squares that groups explain. */
	for (size_t i = 0; i < g->k; i++)
		between += rank_sum[i] * rank_sum[i] / (long double)g->n[i];
	out->h = (double)((long double)(n - 1) * (between / squares));
	out->df = (double)(g->k - 1);
	out->p = staaf_chi2_above(out->h, out->df);
done:
	staaf_mem_free(row);
	staaf_mem_free(rank_sum);
	return is_done;
}
