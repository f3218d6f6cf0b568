/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ranks against R 4.2.2 (wilcox.test; exactRankTests 0.8-35, coin 1.4-2 for
 * ties), against counting every case, and their laws.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <staaf/mem.h>
#include <staaf/rank.h>

#include "chance.h"

enum { MOST = 12 };

static void
near(double got, double want, const char *what)
{
	if (!(fabs(got - want) <= 1e-12 * fmax(1e-3, fabs(want))))
		fail_msg("%s: got %.17g, want %.17g", what, got, want);
}

static const double tied[] = { .9, .7, -.1, 1.2, .8, .7, 1.1, .1, .9, 0, .3,
	-.4 };

/* wilcox.test(exact = FALSE), wilcox.exact, wilcoxsign_test(Pratt). */
static void
signed_ranks_are_those_of_r(void **state)
{
	struct staaf_signed_rank s;

	(void)state;
	assert_true(staaf_signed_rank(&s, tied, 12));
	assert_int_equal(s.n, 11);
	near(s.v, 60.5, "V");
	near(s.p_normal, 0.014338061106767126, "normal");
	near(s.p_normal_cc, 0.016209724209333337, "corrected");
	near(s.p_exact, 0.01171875, "exact");
	near(s.pratt_p_exact, 0.01171875, "Pratt, exact");
	near(s.pratt_p_normal, 0.014828930126756568, "Pratt, normal");
	near(s.r_rb, 2 * 60.5 / 66 - 1, "rank-biserial");
}

/*
 * Hollander and Wolfe 1973, Table 3.1: depression before and after, as in the
 * help of R's wilcox.test (conf.int = TRUE).
 */
static void
the_depression_of_hollander_and_wolfe(void **state)
{
	static const double x[] = { 1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55,
		3.06, 1.30 }, y[] = { .878, .647, .598, 2.05, 1.06, 1.29, 1.06,
		3.14, 1.29 };
	struct staaf_signed_rank s;
	struct staaf_estimate e;
	double d[9];

	(void)state;
	for (int i = 0; i < 9; i++)
		d[i] = x[i] - y[i];
	assert_true(staaf_signed_rank(&s, d, 9));
	near(s.v, 40, "V");
	near(s.p_exact, 0.0390625, "exact");
	assert_true(staaf_hodges_lehmann(&e, d, 9));
	near(e.est, 0.46, "estimate");
	near(e.low, 0.01, "low");
	near(e.high, 0.786, "high");
}

/* The same: permeability of the placenta; and two groups with ties. */
static void
rank_sums_are_those_of_r(void **state)
{
	static const double x[] = { .80, .83, 1.89, 1.04, 1.45, 1.38, 1.91,
		1.64, .73, 1.46 }, y[] = { 1.15, .88, .90, .74, 1.21 },
	    a[] = { 7.1, 6.5, 8, 5.5, 6.5, 9, 7.5 },
	    b[] = { 5.5, 6, 6.5, 4, 7.1, 5, 6, 5.5 };
	struct staaf_rank_sum s;
	double hl;

	(void)state;
	assert_true(staaf_rank_sum(&s, x, 10, y, 5));
	near(s.u, 35, "U");
	near(s.p_exact_2min, 0.2544122544122544, "exact");
	near(s.p_exact_abs, 0.2544122544122544, "exact, from the mean");
	assert_true(staaf_hodges_lehmann_two(&hl, x, 10, y, 5));
	near(hl, 0.305, "median of differences");
	assert_true(staaf_rank_sum(&s, a, 7, b, 8));
	near(s.u, 47.5, "U with ties");
	near(s.p_normal, 0.022779692809855926, "normal");
	near(s.p_normal_cc, 0.026505643985675786, "corrected");
	near(s.p_exact_abs, 0.022999222999222999, "exact with ties");
	near(s.a, 47.5 / 56, "A");
	near(s.delta, 2 * 47.5 / 56 - 1, "delta");
}

/*
 * Pain scores of Brunner and Munzel 2000, Table 3, by the formulas of the
 * article in R; also in the help of R's lawstat::brunner.munzel.test.
 */
static void
the_pain_scores_of_brunner_and_munzel(void **state)
{
	static const double y[] = { 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1,
		1 }, n[] = { 3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4 };
	struct staaf_estimate e;

	(void)state;
	assert_true(staaf_brunner_munzel(&e, n, 11, y, 14));
	near(e.est, 0.78896103896103909, "A");
	near(e.t, 3.1374674823029509, "statistic");
	near(e.df, 17.682841979481548, "df");
	near(e.p, 0.0057862086661514571, "p");
	near(e.low, 0.59521686425373654, "low");
	near(e.high, 0.98270521366834163, "high");
}

static void
rho_is_that_of_r(void **state)
{
	static const double x[] = { 2.1, 3.5, 1.2, 4.4, 5.9, 3.5 },
	    y[] = { 1, 3, 2, 5, 4, 4.5 };
	struct staaf_estimate e;

	(void)state;
	assert_true(staaf_spearman(&e, x, y, 6));
	near(e.est, 0.72471379456556051, "rho");
	near(e.p, 0.10324280462370763, "p");
}

/* ------------------------------------------------------- every case counted */

/* V of these differences, slowly. */
static double
slow_v(const double *d, const bool *is_up, size_t n)
{
	double v = 0;

	for (size_t i = 0; i < n; i++) {
		double rank = 1;

		for (size_t k = 0; k < n; k++)
			if (k != i)
				rank += fabs(d[k]) < fabs(d[i]) ? 1 :
				    fabs(d[k]) == fabs(d[i]) ? .5 : 0;
		v += is_up[i] ? rank : 0;
	}
	return v;
}

static void
exact_signed_p_counts_every_sign(void **state)
{
	struct chance c = { 11 };

	(void)state;
	for (int round = 0; round < 60; round++) {
		size_t n = 1 + chance_below(&c, 10), n_low = 0, n_high = 0;
		struct staaf_signed_rank s;
		double d[MOST], v;
		bool is_up[MOST];

		for (size_t i = 0; i < n; i++) {
			d[i] = 1 + (double)chance_below(&c, 5);
			is_up[i] = chance_below(&c, 3) > 0;
			d[i] = is_up[i] ? d[i] : -d[i];
		}
		v = slow_v(d, is_up, n);
		for (size_t bits = 0; bits < (size_t)1 << n; bits++) {
			double other;

			for (size_t i = 0; i < n; i++)
				is_up[i] = bits >> i & 1;
			other = slow_v(d, is_up, n);
			n_low += other <= v;
			n_high += other >= v;
		}
		assert_true(staaf_signed_rank(&s, d, n));
		near(s.v, v, "V");
		near(s.p_exact, fmin(1, 2 * (double)(n_low < n_high ? n_low :
		    n_high) / (double)((size_t)1 << n)), "exact");
	}
}

static double
slow_u(const double *x, size_t bits, size_t n)
{
	double u = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			if ((bits >> i & 1) && !(bits >> k & 1))
				u += x[i] > x[k] ? 1 : x[i] == x[k] ? .5 : 0;
	return u;
}

static void
exact_sum_p_counts_every_choice(void **state)
{
	struct chance c = { 5 };

	(void)state;
	for (int round = 0; round < 40; round++) {
		size_t n_a = 1 + chance_below(&c, 4), n_b =
		    1 + chance_below(&c, 5), n = n_a + n_b;
		size_t own = ((size_t)1 << n_a) - 1;
		double x[MOST], u, low = 0, high = 0, far = 0, all = 0, mean;
		struct staaf_rank_sum s;

		for (size_t i = 0; i < n; i++)
			x[i] = (double)chance_below(&c, 6);
		u = slow_u(x, own, n);
		mean = (double)(n_a * n_b) / 2;
		for (size_t bits = 0; bits < (size_t)1 << n; bits++) {
			double other;

			if ((size_t)__builtin_popcountl(bits) != n_a)
				continue;
			other = slow_u(x, bits, n);
			all++;
			low += other <= u;
			high += other >= u;
			far += fabs(other - mean) >= fabs(u - mean);
		}
		assert_true(staaf_rank_sum(&s, x, n_a, x + n_a, n_b));
		near(s.u, u, "U");
		near(s.p_exact_2min, fmin(1, 2 * fmin(low, high) / all),
		    "twice the smaller tail");
		near(s.p_exact_abs, far / all, "as far from the mean");
	}
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Every sum made and sorted: the median must be that to the last bit. */
static void
medians_of_pairs_are_exact(void **state)
{
	struct chance c = { 9 };
	double x[40], y[40], *all = malloc(1600 * sizeof(*all)), got;
	struct staaf_estimate e;

	(void)state;
	assert_non_null(all);
	for (int round = 0; round < 300; round++) {
		size_t n = 1 + chance_below(&c, 40), m =
		    1 + chance_below(&c, 40), k = 0;
		double scale = round % 3 == 0 ? 10 : round % 3 == 1 ? 1e-9 :
		    1e9;

		for (size_t i = 0; i < 40; i++) {
			x[i] = ((double)chance_below(&c, 90) - 30) / scale;
			y[i] = ((double)chance_below(&c, 90) - 30) / scale;
		}
		for (size_t i = 0; i < n; i++)
			for (size_t j = i; j < n; j++)
				all[k++] = x[i] + x[j];
		qsort(all, k, sizeof(*all), compare);
		assert_true(staaf_hodges_lehmann(&e, x, n));
		assert_true(e.est == (k % 2 ? all[k / 2] :
		    (all[k / 2 - 1] + all[k / 2]) / 2) / 2);
		if (!isnan(e.low))
			assert_true(e.low <= e.est && e.est <= e.high);
		assert_int_equal(!isnan(e.low), n >= 6 && n <= 50);
		k = 0;
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j < m; j++)
				all[k++] = x[i] - y[j];
		qsort(all, k, sizeof(*all), compare);
		assert_true(staaf_hodges_lehmann_two(&got, x, n, y, m));
		assert_true(got == (k % 2 ? all[k / 2] :
		    (all[k / 2 - 1] + all[k / 2]) / 2));
	}
	free(all);
}

/* ------------------------------------------------------------------- laws */

static void
swapping_turns_the_sign_and_keeps_p(void **state)
{
	struct chance c = { 3 };

	(void)state;
	for (int round = 0; round < 50; round++) {
		double a[30], b[30];
		size_t n = 2 + chance_below(&c, 29), m =
		    2 + chance_below(&c, 29);
		struct staaf_rank_sum s, t;
		struct staaf_estimate e, f;

		for (size_t i = 0; i < 30; i++) {
			a[i] = (double)chance_below(&c, 9);
			b[i] = (double)chance_below(&c, 7);
		}
		assert_true(staaf_rank_sum(&s, a, n, b, m));
		assert_true(staaf_rank_sum(&t, b, m, a, n));
		near(s.delta, -t.delta, "delta");
		near(s.p_exact_abs, t.p_exact_abs, "p");
		near(s.p_exact_2min, t.p_exact_2min, "p");
		near(s.p_normal, t.p_normal, "p");
		assert_true(staaf_brunner_munzel(&e, a, n, b, m));
		assert_true(staaf_brunner_munzel(&f, b, m, a, n));
		if (!isnan(e.se)) {
			near(s.a, e.est, "A both ways");
			near(e.low, 1 - f.high, "limits");
			near(e.p, f.p, "p");
		}
	}
}

static void
exact_comes_near_normal_at_its_limit(void **state)
{
	struct chance c = { 21 };
	double d[STAAF_SIGNED_EXACT + 1], x[STAAF_SUM_EXACT + 1];
	struct staaf_signed_rank s;
	struct staaf_rank_sum t;

	(void)state;
	for (int i = 0; i <= STAAF_SIGNED_EXACT; i++)
		d[i] = (double)chance_below(&c, 1000) - 455.5;
	for (int i = 0; i <= STAAF_SUM_EXACT; i++)
		x[i] = (double)chance_below(&c, 1000) - (i < 40 ? 100 : 0);
	assert_true(staaf_signed_rank(&s, d, STAAF_SIGNED_EXACT));
	assert_true(fabs(s.p_exact - s.p_normal_cc) < 1e-3);
	assert_true(staaf_signed_rank(&s, d, STAAF_SIGNED_EXACT + 1));
	assert_true(isnan(s.p_exact) && !isnan(s.p_normal));
	/* Zeros that Pratt ranks count for the limit too. */
	d[0] = 0;
	assert_true(staaf_signed_rank(&s, d, STAAF_SIGNED_EXACT));
	assert_true(fabs(s.pratt_p_exact - s.pratt_p_normal) < 1e-3);
	assert_true(staaf_signed_rank(&s, d, STAAF_SIGNED_EXACT + 1));
	assert_true(isnan(s.pratt_p_exact) && !isnan(s.p_exact));
	assert_true(staaf_rank_sum(&t, x, 40, x + 40, STAAF_SUM_EXACT - 40));
	assert_true(fabs(t.p_exact_2min - t.p_normal_cc) < 2e-3);
	assert_true(staaf_rank_sum(&t, x, 40, x + 40, STAAF_SUM_EXACT - 39));
	assert_true(isnan(t.p_exact_2min) && !isnan(t.p_normal));
}

static void
what_cannot_be_is_nan(void **state)
{
	static const double zero[] = { 0, 0, 0 }, low[] = { 1, 2, 3 },
	    high[] = { 4, 5 }, odd[] = { 1, NAN, 2 };
	struct staaf_signed_rank s;
	struct staaf_rank_sum t;
	struct staaf_estimate e;
	double hl;

	(void)state;
	assert_true(staaf_signed_rank(&s, zero, 3));
	assert_true(s.n == 0 && isnan(s.p_exact) && isnan(s.p_normal) &&
	    isnan(s.r_rb));
	assert_true(staaf_signed_rank(&s, odd, 3));
	assert_true(isnan(s.v));
	assert_true(staaf_rank_sum(&t, low, 3, high, 0));
	assert_true(isnan(t.u));
	assert_true(staaf_rank_sum(&t, zero, 2, zero, 3));
	assert_true(t.a == .5 && isnan(t.p_exact_abs) &&
	    isnan(t.p_exact_2min) && isnan(t.p_normal));
	/* Without overlap the placements do not vary. */
	assert_true(staaf_brunner_munzel(&e, high, 2, low, 3));
	assert_true(isnan(e.est) && isnan(e.se) && isnan(e.p) && isnan(e.low));
	assert_true(staaf_spearman(&e, low, odd, 2));
	assert_true(isnan(e.est));
	assert_true(staaf_hodges_lehmann(&e, low, 0));
	assert_true(isnan(e.est));
	assert_true(staaf_hodges_lehmann_two(&hl, odd, 3, low, 3));
	assert_true(isnan(hl));
}

/* Parker and others 2011, on a baseline that rises: what NAP does not see. */
static void
one_class_in_time_by_hand(void **state)
{
	static const double a[] = { 2, 3, 3, 5 }, b[] = { 4, 5, 6, 6, 7 };
	struct staaf_nap p;

	(void)state;
	assert_true(staaf_nap(&p, a, 4, b, 5));
	/* 20 pairs: 18 higher, one tie (5, 5), one lower (5, 4). */
	near(p.nap, 18.5 / 20, "NAP");
	near(p.tau, 2 * 18.5 / 20 - 1, "Tau");
	near(p.trend_a, 5, "S of the baseline");
	near(p.tau_u, (17.0 - 5) / 20, "Tau-U");
	near(p.pnd, .6, "PND");
	near(p.se, sqrt(10.0 / 240), "se");
}

/* The trend of a baseline, against counting every pair. */
static void
the_trend_counts_every_pair(void **state)
{
	struct chance c = { 77 };

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t n = 1 + chance_below(&c, 30);
		double a[30], b[1] = { 3 }, s = 0;
		struct staaf_nap p;

		for (size_t i = 0; i < n; i++)
			a[i] = (double)chance_below(&c, 8);
		for (size_t i = 0; i < n; i++)
			for (size_t k = i + 1; k < n; k++)
				s += (a[k] > a[i]) - (a[k] < a[i]);
		assert_true(staaf_nap(&p, a, n, b, 1));
		assert_true(p.trend_a == s);
	}
}

static void
memory_that_runs_out_is_told(void **state)
{
	static const double b[] = { 1, 2, 2, 5 };
	struct staaf_signed_rank s;
	struct staaf_rank_sum t;
	struct staaf_estimate e;

	(void)state;
	for (unsigned long i = 1; i < 5; i++) {
		staaf_mem_refuse(i);
		assert_false(staaf_signed_rank(&s, tied, 12));
		assert_true(isnan(s.v) && isnan(s.p_exact));
		staaf_mem_refuse(i);
		assert_false(staaf_rank_sum(&t, tied, 12, b, 4));
		assert_true(isnan(t.u) && isnan(t.p_exact_abs));
		staaf_mem_refuse(i);
		assert_false(staaf_brunner_munzel(&e, tied, 12, b, 4));
		assert_true(isnan(e.est));
	}
	staaf_mem_refuse(1);
	assert_false(staaf_hodges_lehmann(&e, tied, 12));
	staaf_mem_refuse(0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signed_ranks_are_those_of_r),
		cmocka_unit_test(the_depression_of_hollander_and_wolfe),
		cmocka_unit_test(rank_sums_are_those_of_r),
		cmocka_unit_test(the_pain_scores_of_brunner_and_munzel),
		cmocka_unit_test(rho_is_that_of_r),
		cmocka_unit_test(exact_signed_p_counts_every_sign),
		cmocka_unit_test(exact_sum_p_counts_every_choice),
		cmocka_unit_test(medians_of_pairs_are_exact),
		cmocka_unit_test(swapping_turns_the_sign_and_keeps_p),
		cmocka_unit_test(exact_comes_near_normal_at_its_limit),
		cmocka_unit_test(what_cannot_be_is_nan),
		cmocka_unit_test(one_class_in_time_by_hand),
		cmocka_unit_test(the_trend_counts_every_pair),
		cmocka_unit_test(memory_that_runs_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
