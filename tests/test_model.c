/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Least squares, ANCOVA and d_ppc2 against certified and published values. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <staaf/dist.h>
#include <staaf/model.h>

#include "chance.h"
#include "model_gold.h"

#define DATA "tests/data/model.txt"

/*
 * NIST, Statistical Reference Datasets, Longley: seven coefficients with
 * standard errors, certified to 15 digits.
 */
static void
longley_has_its_certified_figures(void **state)
{
	static const double y[] = { 60323, 61122, 60171, 61187, 63221, 63639,
		64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331,
		70551 };
	static const double x[6][16] = {
		{ 83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2,
		    104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9 },
		{ 234289, 259426, 258054, 284599, 328975, 346999, 365385,
		    363112, 397469, 419180, 442769, 444546, 482704, 502601,
		    518173, 554894 },
		{ 2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822,
		    2936, 4681, 3813, 3931, 4806, 4007 },
		{ 1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857,
		    2798, 2637, 2552, 2514, 2572, 2827 },
		{ 107608, 108632, 109773, 110929, 112075, 113270, 115094,
		    116219, 117388, 118734, 120445, 121950, 123366, 125368,
		    127852, 130081 },
		{ 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956,
		    1957, 1958, 1959, 1960, 1961, 1962 },
	};
	static const double coef[] = { -3482258.63459582, 15.0618722713733,
		-0.358191792925910E-01, -2.02022980381683, -1.03322686717359,
		-0.511041056535807E-01, 1829.15146461355 };
	static const double se[] = { 890420.383607373, 84.9149257747669,
		0.334910077722432E-01, 0.488399681651699, 0.214274163161675,
		0.226073200069370, 455.478499142212 };
	const double *column[] = { x[0], x[1], x[2], x[3], x[4], x[5] };
	struct staaf_arena ar = { 0 };
	struct staaf_regression r;

	(void)state;
	assert_true(staaf_regress(&r, &ar, y, column, 16, 6));
	for (int j = 0; j < 7; j++) {
		gold_near(r.coef[j], coef[j], 1e-12, "coefficient");
		gold_near(r.se[j], se[j], 1e-12, "error");
	}
	gold_near(r.sigma, 304.854073561965, 1e-13, "sigma");
	gold_near(r.r2, 0.995479004577296, 1e-14, "r2");
	assert_true(r.df == 9);
	staaf_arena_clear(&ar);
}

/* NIST, Norris: a line. */
static void
norris_has_its_certified_figures(void **state)
{
	static const double y[] = { .1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5,
		998.5, 449.1, 778.9, 559.2, .3, .1, 778.1, 668.8, 339.3,
		448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, .3, .6, 557.6,
		339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2,
		.2 };
	static const double x[] = { .2, 337.4, 118.2, 884.6, 10.1, 226.5,
		666.3, 996.3, 448.6, 777.0, 558.2, .4, .6, 775.5, 666.9, 338.0,
		447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, .3, .3, 556.8,
		339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9,
		.5 };
	const double *column[] = { x };
	struct staaf_arena ar = { 0 };
	struct staaf_regression r;

	(void)state;
	assert_true(staaf_regress(&r, &ar, y, column, 36, 1));
	/* The mean of y is a thousand times larger. */
	gold_near(r.coef[0], -0.262323073774029, 1e-12, "b0");
	gold_near(r.coef[1], 1.00211681802045, 1e-14, "b1");
	gold_near(r.se[0], 0.232818234301152, 1e-13, "se0");
	gold_near(r.se[1], 0.429796848199937E-03, 1e-13, "se1");
	gold_near(r.sigma, 0.884796396144373, 1e-13, "sigma");
	gold_near(r.r2, 0.999993745883712, 1e-14, "r2");
	staaf_arena_clear(&ar);
}

/* What the sandwiches stand on. */
static void
weights_make_the_coefficient_and_leverage_sums_to_columns(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_regression r;
	struct chance c = { 5 };
	double y[40], x[3][40], weight[40];
	const double *column[] = { x[0], x[1], x[2] };

	(void)state;
	for (int i = 0; i < 40; i++) {
		y[i] = (double)chance_below(&c, 100) / 10;
		for (int j = 0; j < 3; j++)
			x[j][i] = 1e4 + (double)chance_below(&c, 100);
	}
	assert_true(staaf_regress(&r, &ar, y, column, 40, 3));
	for (size_t j = 1; j <= 3; j++) {
		double sum = 0, leverage = 0, all = 0, own = 0;

		staaf_regression_weights(weight, &r, j);
		for (int i = 0; i < 40; i++) {
			sum += weight[i] * y[i] / r.unit[0];
			leverage += r.leverage[i];
			all += weight[i] * weight[i];
			own += r.residual[i] * r.unit[0];
		}
		gold_near(sum * r.unit[j], r.coef[j], 1e-10, "weights");
		gold_near(leverage, 4, 1e-12, "leverage");
		gold_near(r.sigma / r.unit[0] * sqrt(all) * r.unit[j],
		    r.se[j], 1e-12, "error");
		assert_true(fabs(own) < 1e-12);
	}
	staaf_arena_clear(&ar);
}

static void
read_ancova(struct staaf_ancova *a, const struct gold *g, double *residual)
{
	assert_true(staaf_ancova(a, g->column[0], g->column[1], g->yes, g->n,
	    residual));
}

static void
meet_ancova(const char *name, double relative)
{
	double residual[GOLD_ROWS];
	struct staaf_dppc2 d;
	struct staaf_ancova a;
	struct gold g;

	gold_read(&g, DATA, name);
	read_ancova(&a, &g, residual);
	gold_meet_estimate(&g, "ancova", a.difference, relative);
	gold_meet_estimate(&g, "slope", a.slope, relative);
	gold_meet_estimate(&g, "at_low", a.at[0], relative);
	gold_meet_estimate(&g, "at_mean", a.at[1], relative);
	gold_meet_estimate(&g, "at_high", a.at[2], relative);
	gold_meet(&g, "at_low", a.at_before[0], relative);
	gold_meet(&g, "at_mean", a.at_before[1], relative);
	gold_meet(&g, "at_high", a.at_before[2], relative);
	gold_meet(&g, "adj_treat", a.adj_treat, relative);
	gold_meet(&g, "adj_control", a.adj_control, relative);
	gold_meet(&g, "r2", a.r2, relative);
	gold_meet(&g, "hc3_se", a.hc3_se, relative);
	gold_meet(&g, "g.est", a.g.est, relative);
	gold_meet(&g, "g.se", a.g.se, relative);
	gold_meet(&g, "slopes_f", a.slopes_f, relative);
	gold_meet(&g, "slopes_p", a.slopes_p, relative);
	gold_meet(&g, "residual_0", residual[0], 10 * relative);
	assert_true(a.slopes_df == (double)g.n - 4);
	assert_true(isnan(a.g.t) && isnan(a.g.df) && isnan(a.g.p));
	gold_near(a.g.high - a.g.low, 2 * 1.959963984540054 * a.g.se, 1e-12,
	    "interval of g");
	staaf_dppc2_rows(&d, g.column[0], g.column[1], g.yes, g.n);
	gold_meet(&g, "dppc2.d", d.d, relative);
	gold_meet(&g, "dppc2.var", d.var, relative);
	gold_meet(&g, "dppc2.var_morris", d.var_morris, relative);
	gold_meet(&g, "within_r", d.within_r, relative);
	gold_near(d.high - d.d, 1.959963984540054 * sqrt(d.var), 1e-12, "d");
	gold_all_met(&g);
}

static void
ancova_has_twelve_digits(void **state)
{
	(void)state;
	meet_ancova("ancova ordinary", 1e-12);
	meet_ancova("ancova slopes", 1e-12);
}

static void
ancova_works_from_five_students_on(void **state)
{
	(void)state;
	meet_ancova("ancova smallest", 1e-12);
}

/* Scores of a million and a bit cost what the offset takes, no more. */
static void
a_large_offset_costs_ancova_no_digits(void **state)
{
	(void)state;
	meet_ancova("ancova offset", 1e-11);
}

static void
swapping_the_groups_turns_the_sign(void **state)
{
	struct staaf_ancova a, b;
	struct staaf_dppc2 d, e;
	struct gold g;

	(void)state;
	gold_read(&g, DATA, "ancova slopes");
	read_ancova(&a, &g, NULL);
	staaf_dppc2_rows(&d, g.column[0], g.column[1], g.yes, g.n);
	for (size_t i = 0; i < g.n; i++)
		g.yes[i] = !g.yes[i];
	read_ancova(&b, &g, NULL);
	staaf_dppc2_rows(&e, g.column[0], g.column[1], g.yes, g.n);
	gold_near(b.difference.est, -a.difference.est, 1e-12, "est");
	gold_near(b.difference.p, a.difference.p, 1e-12, "p");
	gold_near(b.difference.low, -a.difference.high, 1e-12, "low");
	gold_near(b.adj_treat, a.adj_control, 1e-13, "adj");
	gold_near(b.hc3_se, a.hc3_se, 1e-12, "hc3");
	gold_near(b.g.est, -a.g.est, 1e-12, "g");
	gold_near(b.slopes_f, a.slopes_f, 1e-11, "slopes");
	gold_near(b.at[0].est, -a.at[0].est, 1e-12, "low");
	gold_near(e.d, -d.d, 1e-12, "d");
	gold_near(e.within_r, d.within_r, 1e-13, "r");
}

static void
another_scale_or_order_changes_no_test(void **state)
{
	struct staaf_ancova a, b;
	struct staaf_dppc2 d, e;
	struct chance c = { 11 };
	struct gold g;

	(void)state;
	gold_read(&g, DATA, "ancova ordinary");
	read_ancova(&a, &g, NULL);
	staaf_dppc2_rows(&d, g.column[0], g.column[1], g.yes, g.n);
	for (size_t i = 0; i < g.n; i++) {
		size_t j = i + chance_below(&c, g.n - i);
		double before = 10 * g.column[0][j] - 30;
		double after = 10 * g.column[1][j] - 30;
		bool yes = g.yes[j];

		g.column[0][j] = g.column[0][i];
		g.column[1][j] = g.column[1][i];
		g.yes[j] = g.yes[i];
		g.column[0][i] = before;
		g.column[1][i] = after;
		g.yes[i] = yes;
	}
	read_ancova(&b, &g, NULL);
	staaf_dppc2_rows(&e, g.column[0], g.column[1], g.yes, g.n);
	gold_near(b.difference.est, 10 * a.difference.est, 1e-12, "est");
	gold_near(b.difference.p, a.difference.p, 1e-11, "p");
	gold_near(b.slope.est, a.slope.est, 1e-12, "slope");
	gold_near(b.g.est, a.g.est, 1e-12, "g");
	gold_near(b.slopes_p, a.slopes_p, 1e-11, "slopes");
	gold_near(b.adj_treat, 10 * a.adj_treat - 30, 1e-12, "adj");
	gold_near(e.d, d.d, 1e-12, "d");
	gold_near(e.var_morris, d.var_morris, 1e-12, "var");
}

static bool
ancova_is_unknown(const struct staaf_ancova *a)
{
	return gold_is_unknown(a->difference, false) &&
	    gold_is_unknown(a->slope, false) && gold_is_unknown(a->g, false) &&
	    isnan(a->adj_treat) && isnan(a->adj_control) && isnan(a->hc3_se) &&
	    isnan(a->r2) && isnan(a->slopes_f) && isnan(a->slopes_p) &&
	    gold_is_unknown(a->at[0], false) && isnan(a->at_before[1]);
}

static void
ancova_is_unknown_where_nothing_can_be_told_apart(void **state)
{
	static const bool half[] = { 0, 0, 0, 1, 1, 1 }, all[6] = { 0 };
	static const double some[] = { 1, 4, 2, 5, 3, 7 };
	static const double same[] = { .1, .1, .1, .1, .1, .1 };
	static const double with_group[] = { 2.1, 2.1, 2.1, 7.3, 7.3, 7.3 };
	static const double bad[] = { 1, 4, 2, NAN, 3, 7 };
	static const double endless[] = { 1, 4, 2, INFINITY, 3, 7 };
	struct staaf_ancova a;
	double residual[6] = { 0 };

	(void)state;
	assert_true(staaf_ancova(&a, same, some, half, 6, residual));
	assert_true(ancova_is_unknown(&a) && isnan(residual[5]));
	assert_true(staaf_ancova(&a, with_group, some, half, 6, NULL));
	assert_true(ancova_is_unknown(&a));
	assert_true(staaf_ancova(&a, some, with_group, all, 6, NULL));
	assert_true(ancova_is_unknown(&a));
	assert_true(staaf_ancova(&a, bad, some, half, 6, NULL));
	assert_true(ancova_is_unknown(&a));
	assert_true(staaf_ancova(&a, some, endless, half, 6, NULL));
	assert_true(ancova_is_unknown(&a));
	assert_true(staaf_ancova(&a, some, some, half, 0, NULL));
	assert_true(ancova_is_unknown(&a));
	assert_true(staaf_ancova(&a, some, bad, half, 2, NULL));
	assert_true(ancova_is_unknown(&a));
}

static void
without_scatter_there_is_a_difference_but_no_test(void **state)
{
	static const bool half[] = { 0, 0, 0, 1, 1, 1 };
	static const double before[] = { 1.1, 4.2, 2.3, 5.4, 3.5, 7.6 };
	static const double same[] = { 6.4, 6.4, 6.4, 6.4, 6.4, 6.4 };
	double after[6];
	struct staaf_ancova a;

	(void)state;
	for (int i = 0; i < 6; i++)
		after[i] = .7 * before[i] + (half[i] ? .3 : 0) + 2;
	assert_true(staaf_ancova(&a, before, after, half, 6, NULL));
	gold_near(a.difference.est, .3, 1e-13, "est");
	assert_true(gold_is_unknown(a.difference, true));
	assert_true(isnan(a.hc3_se) && isnan(a.slopes_p) && isnan(a.g.est));
	gold_near(a.r2, 1, 1e-14, "r2");
	assert_true(staaf_ancova(&a, before, same, half, 6, NULL));
	assert_true(gold_is_unknown(a.difference, true) && isnan(a.r2));
	gold_near(a.adj_treat, 6.4, 1e-15, "adj");
	/* As many students as coefficients: no scatter either. */
	assert_true(staaf_ancova(&a, before + 1, after + 1, half + 1, 3,
	    NULL));
	assert_true(gold_is_unknown(a.difference, true));
}

/* One arm without spread before: a difference, but no slopes to compare. */
static void
slopes_need_a_spread_before_in_both_groups(void **state)
{
	static const bool half[] = { 0, 0, 0, 0, 1, 1, 1 };
	static const double before[] = { 1, 4, 2, 6, 3, 3, 3 };
	static const double after[] = { 2, 4, 4, 5, 6, 4, 5 };
	struct staaf_ancova a;

	(void)state;
	assert_true(staaf_ancova(&a, before, after, half, 7, NULL));
	assert_true(a.difference.p > 0 && a.difference.p < 1);
	assert_true(isnan(a.slopes_f) && isnan(a.slopes_df) &&
	    isnan(a.slopes_p) && gold_is_unknown(a.at[1], false));
}

static void
the_largest_scores_do_not_overflow(void **state)
{
	struct staaf_ancova a, b;
	struct staaf_dppc2 d, e;
	struct gold g;

	(void)state;
	gold_read(&g, DATA, "ancova ordinary");
	read_ancova(&a, &g, NULL);
	staaf_dppc2_rows(&d, g.column[0], g.column[1], g.yes, g.n);
	for (size_t i = 0; i < g.n; i++) {
		g.column[0][i] = ldexp(g.column[0][i], 1000);
		g.column[1][i] = ldexp(g.column[1][i], 1000);
	}
	read_ancova(&b, &g, NULL);
	staaf_dppc2_rows(&e, g.column[0], g.column[1], g.yes, g.n);
	gold_near(ldexp(b.difference.est, -1000), a.difference.est, 1e-14,
	    "est");
	gold_near(b.difference.p, a.difference.p, 1e-13, "p");
	gold_near(ldexp(b.hc3_se, -1000), a.hc3_se, 1e-14, "hc3");
	gold_near(b.slopes_p, a.slopes_p, 1e-12, "slopes");
	gold_near(b.g.est, a.g.est, 1e-14, "g");
	gold_near(e.var, d.var, 1e-14, "var");
}

/*
 * Morris 2008, table 1 (p. 368 and 378), five training studies; the values
 * are his d_ppc2 to 2 decimals, his data as metafor's pages have them.
 */
static void
dppc2_has_the_published_values(void **state)
{
	static const struct {
		struct staaf_prepost treat, control;
		double r, d;
	} row[] = {
		{ { 20, 30.6, 38.5, 15.0 }, { 20, 23.1, 19.7, 13.8 }, .47,
		    .77 },
		{ { 50, 23.5, 26.8, 3.1 }, { 42, 24.9, 25.3, 4.1 }, .64, .80 },
		{ { 9, .5, .7, .1 }, { 9, .6, .6, .2 }, .77, 1.20 },
		{ { 10, 53.4, 75.9, 14.5 }, { 11, 55.7, 60.7, 17.3 }, .89,
		    1.05 },
		{ { 14, 35.6, 36.0, 4.7 }, { 14, 34.8, 33.4, 3.1 }, .44,
		    .44 },
	};
	struct staaf_dppc2 d;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		staaf_dppc2(&d, &row[i].treat, &row[i].control, row[i].r);
		assert_true(fabs(d.d - row[i].d) <= .0051);
		assert_true(d.low < d.d && d.d < d.high);
	}
}

static void
dppc2_needs_a_spread_before_and_a_correlation(void **state)
{
	struct staaf_prepost treat = { 10, 5, 6, 1 }, control = { 9, 5, 5, 1 };
	struct staaf_dppc2 d;

	(void)state;
	staaf_dppc2(&d, &treat, &control, NAN);
	gold_near(d.d, (1 - 3. / 67) * 1, 1e-15, "d"); /* by hand */
	assert_true(isnan(d.var) && isnan(d.var_morris) && isnan(d.low) &&
	    isnan(d.within_r));
	staaf_dppc2(&d, &treat, &control, 1);
	gold_near(d.var, d.d * d.d / 38, 1e-15, "var");
	staaf_dppc2(&d, &treat, &control, 1.01);
	assert_true(isnan(d.var));
	treat.sd_before = control.sd_before = 0;
	staaf_dppc2(&d, &treat, &control, .5);
	assert_true(isnan(d.d) && isnan(d.var));
	/* Four students are too few for Morris' variance, five are not. */
	treat = (struct staaf_prepost){ 2, 5, 6, 1 };
	control = (struct staaf_prepost){ 2, 5, 5, 1 };
	staaf_dppc2(&d, &treat, &control, .5);
	assert_true(d.var > 0 && isnan(d.var_morris));
	control.n = 3;
	staaf_dppc2(&d, &treat, &control, .5);
	assert_true(d.var_morris > 0);
}

static void
equal_scores_before_have_no_spread_to_measure_in(void **state)
{
	static const bool half[] = { 0, 0, 0, 1, 1, 1 };
	static const double same[] = { .1, .1, .1, .7, .7, .7 };
	static const double after[] = { 1, 4, 2, 5, 3, 7 };
	struct staaf_dppc2 d;

	(void)state;
	staaf_dppc2_rows(&d, same, after, half, 6);
	assert_true(isnan(d.d) && isnan(d.within_r));
	/* Equal after: d is known, its correlation is not. */
	staaf_dppc2_rows(&d, after, same, half, 6);
	assert_true(isfinite(d.d) && isnan(d.within_r) && isnan(d.var));
	staaf_dppc2_rows(&d, after, same, half, 0);
	assert_true(isnan(d.d));
	staaf_dppc2_rows(&d, after, after, half, 3);
	assert_true(isnan(d.d));
}

static void
a_refused_request_is_told_and_leaves_no_numbers(void **state)
{
	struct staaf_ancova a;
	struct gold g;
	bool is_done = false;
	int n;

	(void)state;
	gold_read(&g, DATA, "ancova ordinary");
	for (n = 1; !is_done; n++) {
		staaf_mem_refuse((unsigned long)n);
		is_done = staaf_ancova(&a, g.column[0], g.column[1], g.yes,
		    g.n, NULL);
		staaf_mem_refuse(0);
		assert_true(is_done || ancova_is_unknown(&a));
	}
	assert_true(n > 2);
}

static void
an_estimate_without_error_is_no_test(void **state)
{
	struct staaf_estimate e = staaf_estimate_of(2, .5, 10);

	(void)state;
	gold_near(e.t, 4, 0, "t");
	gold_near(e.high, 2 + .5 * 2.22813885198627, 1e-13, "high");
	assert_true(gold_is_unknown(staaf_estimate_of(2, 0, 10), true));
	assert_true(gold_is_unknown(staaf_estimate_of(2, NAN, 10), true));
	assert_true(gold_is_unknown(staaf_estimate_of(2, INFINITY, 1), true));
	assert_true(gold_is_unknown(staaf_estimate_of(2, 1, 0), true));
	assert_true(gold_is_unknown(staaf_estimate_of(INFINITY, 1, 5),
	    false));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(longley_has_its_certified_figures),
		cmocka_unit_test(norris_has_its_certified_figures),
		cmocka_unit_test(
		    weights_make_the_coefficient_and_leverage_sums_to_columns),
		cmocka_unit_test(ancova_has_twelve_digits),
		cmocka_unit_test(ancova_works_from_five_students_on),
		cmocka_unit_test(a_large_offset_costs_ancova_no_digits),
		cmocka_unit_test(swapping_the_groups_turns_the_sign),
		cmocka_unit_test(another_scale_or_order_changes_no_test),
		cmocka_unit_test(
		    ancova_is_unknown_where_nothing_can_be_told_apart),
		cmocka_unit_test(
		    without_scatter_there_is_a_difference_but_no_test),
		cmocka_unit_test(slopes_need_a_spread_before_in_both_groups),
		cmocka_unit_test(the_largest_scores_do_not_overflow),
		cmocka_unit_test(dppc2_has_the_published_values),
		cmocka_unit_test(dppc2_needs_a_spread_before_and_a_correlation),
		cmocka_unit_test(
		    equal_scores_before_have_no_spread_to_measure_in),
		cmocka_unit_test(
		    a_refused_request_is_told_and_leaves_no_numbers),
		cmocka_unit_test(an_estimate_without_error_is_no_test),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
