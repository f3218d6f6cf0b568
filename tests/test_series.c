/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cross-over and interrupted series: figures known before, and their laws. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <staaf/model.h>

#include "chance.h"
#include "model_gold.h"

#define DATA "tests/data/model.txt"

/* ---------------------------------------------------------- cross-over */

static void
read_crossover(struct staaf_crossover *c, const struct gold *g)
{
	assert_true(staaf_crossover(c, g->column[0], g->column[1], g->yes,
	    g->n));
}

/*
 * Senn 2002, Cross-over Trials in Clinical Research, chapter 3: 45.4 (standard
 * error 11.3, 12 df) without the periods, 46.6 (10.8, 11 df) with them.
 */
static void
a_crossover_has_the_published_figures(void **state)
{
	struct staaf_crossover c;
	struct staaf_estimate carry;
	struct gold g;

	(void)state;
	gold_read(&g, DATA, "crossover senn");
	read_crossover(&c, &g);
	assert_true(fabs(c.ignoring_period.est - 45.4) < .05);
	assert_true(fabs(c.ignoring_period.se - 11.3) < .05);
	assert_true(fabs(c.treatment.est - 46.6) < .05);
	assert_true(fabs(c.treatment.se - 10.8) < .05);
	gold_meet_estimate(&g, "treatment", c.treatment, 1e-12);
	gold_meet_estimate(&g, "period", c.period, 1e-12);
	gold_meet_estimate(&g, "ignoring", c.ignoring_period, 1e-12);
	assert_true(staaf_carryover(&carry, g.column[0], g.column[1], g.yes,
	    g.n));
	gold_meet_estimate(&g, "carryover", carry, 1e-12);
	gold_all_met(&g);
}

/* A later period that is better for all is no effect of A or B. */
static void
a_better_second_period_leaves_the_treatment_alone(void **state)
{
	struct staaf_crossover a, b;
	struct gold g;

	(void)state;
	gold_read(&g, DATA, "crossover senn");
	read_crossover(&a, &g);
	for (size_t i = 0; i < g.n; i++)
		g.column[1][i] += 50;
	read_crossover(&b, &g);
	gold_near(b.treatment.est, a.treatment.est, 1e-13, "est");
	gold_near(b.treatment.se, a.treatment.se, 1e-13, "se");
	gold_near(b.period.est, a.period.est + 50, 1e-13, "period");
	assert_true(fabs(b.ignoring_period.est - a.ignoring_period.est) > 3);
}

static void
calling_b_a_turns_the_treatment_and_not_the_period(void **state)
{
	struct staaf_crossover a, b;
	struct gold g;

	(void)state;
	gold_read(&g, DATA, "crossover senn");
	read_crossover(&a, &g);
	for (size_t i = 0; i < g.n; i++)
		g.yes[i] = !g.yes[i];
	read_crossover(&b, &g);
	gold_near(b.treatment.est, -a.treatment.est, 1e-13, "treatment");
	gold_near(b.treatment.low, -a.treatment.high, 1e-13, "low");
	gold_near(b.period.est, a.period.est, 1e-12, "period");
	gold_near(b.ignoring_period.est, -a.ignoring_period.est, 1e-13,
	    "ignoring");
}

static bool
crossover_is_unknown(const struct staaf_crossover *c, bool has_estimate)
{
	return gold_is_unknown(c->treatment, has_estimate) &&
	    gold_is_unknown(c->period, has_estimate);
}

static void
a_crossover_needs_both_orders_and_some_scatter(void **state)
{
	static const double first[] = { 5, 6, 7, 8 }, second[] = { 4, 5, 7, 8 };
	static const double endless[] = { 4, 5, INFINITY, 8 };
	static const bool all[] = { 1, 1, 1, 1 }, half[] = { 1, 1, 0, 0 };
	struct staaf_crossover c;
	struct staaf_estimate e;

	(void)state;
	assert_true(staaf_crossover(&c, first, second, all, 4));
	assert_true(crossover_is_unknown(&c, false));
	/* A one better in both: no scatter within the orders. */
	assert_true(staaf_crossover(&c, first, second, half, 4));
	assert_true(crossover_is_unknown(&c, true));
	assert_true(c.treatment.est == .5 && c.period.est == -.5);
	assert_true(staaf_crossover(&c, first, second, half, 0));
	assert_true(crossover_is_unknown(&c, false));
	/* One student of each order: an estimate, nothing to judge it by. */
	assert_true(staaf_crossover(&c, first + 1, second + 1, half + 1, 2));
	assert_true(crossover_is_unknown(&c, true));
	assert_true(staaf_crossover(&c, first, endless, half, 4));
	assert_true(crossover_is_unknown(&c, false) &&
	    gold_is_unknown(c.ignoring_period, false));
	assert_true(staaf_carryover(&e, first, endless, half, 4));
	assert_true(gold_is_unknown(e, false));
}

/* --------------------------------------------- interrupted time series */

static void
meet_its(const char *name, size_t n_before, bool has_time)
{
	struct staaf_its s;
	struct gold g;

	gold_read(&g, DATA, name);
	assert_int_equal(staaf_its(&s, has_time ? g.column[0] : NULL,
	    g.column[1], n_before, g.n), STAAF_ITS_FINE);
	gold_meet_estimate(&g, "trend", s.trend.ols, 1e-12);
	gold_meet_estimate(&g, "level", s.level.ols, 1e-12);
	gold_meet_estimate(&g, "slope", s.slope.ols, 1e-12);
	gold_meet_estimate(&g, "trend_nw", s.trend.nw, 1e-12);
	gold_meet_estimate(&g, "level_nw", s.level.nw, 1e-12);
	gold_meet_estimate(&g, "slope_nw", s.slope.nw, 1e-12);
	gold_meet_estimate(&g, "baseline", s.baseline, 1e-12);
	gold_meet(&g, "r2", s.r2, 1e-12);
	gold_meet(&g, "autocorrelation", s.autocorrelation, 1e-12);
	gold_meet(&g, "durbin_watson", s.durbin_watson, 1e-12);
	gold_all_met(&g);
}

static void
a_series_has_twelve_digits(void **state)
{
	(void)state;
	meet_its("its weeks", 12, true);
	meet_its("its weeks", 12, false); /* 1, 2, ... */
	meet_its("its uneven", 8, true);
}

static void
a_series_needs_eight_points_of_each_phase(void **state)
{
	struct chance c = { 3 };
	struct staaf_its s;
	double y[16];

	(void)state;
	for (int i = 0; i < 16; i++)
		y[i] = (double)chance_below(&c, 100);
	assert_int_equal(staaf_its(&s, NULL, y, 8, 16), STAAF_ITS_FINE);
	assert_true(s.level.nw.p > 0 && s.level.nw.p < 1);
	assert_int_equal(staaf_its(&s, NULL, y, 7, 16), STAAF_ITS_FEW);
	assert_true(gold_is_unknown(s.level.nw, false));
	assert_int_equal(staaf_its(&s, NULL, y, 9, 16), STAAF_ITS_FEW);
	assert_int_equal(staaf_its(&s, NULL, y, 8, 15), STAAF_ITS_FEW);
	assert_int_equal(staaf_its(&s, NULL, y, 0, 0), STAAF_ITS_FEW);
	assert_true(gold_is_unknown(s.baseline, false) && isnan(s.r2) &&
	    isnan(s.durbin_watson) && isnan(s.autocorrelation));
}

/* Two broken lines: what was put in comes out, with no error to test by. */
static void
a_jump_and_a_bend_come_out_as_put_in(void **state)
{
	struct staaf_its s;
	double y[20];

	(void)state;
	for (int i = 0; i < 20; i++)
		y[i] = 60.3 + .7 * i + (i >= 9 ? 5.1 - .4 * (i - 9) : 0);
	assert_int_equal(staaf_its(&s, NULL, y, 9, 20), STAAF_ITS_FLAT);
	gold_near(s.trend.ols.est, .7, 1e-12, "trend");
	gold_near(s.level.ols.est, 5.1, 1e-12, "level");
	gold_near(s.slope.nw.est, -.4, 1e-12, "slope");
	assert_true(gold_is_unknown(s.level.ols, true));
	assert_true(gold_is_unknown(s.level.nw, true));
	assert_true(gold_is_unknown(s.baseline, true));
	assert_true(isnan(s.durbin_watson) && isnan(s.autocorrelation));
}

static void
a_trend_of_its_own_is_no_jump(void **state)
{
	struct staaf_its a, b;
	struct gold g;

	(void)state;
	gold_read(&g, DATA, "its weeks");
	assert_int_equal(staaf_its(&a, NULL, g.column[1], 12, g.n),
	    STAAF_ITS_FINE);
	for (size_t i = 0; i < g.n; i++) {
		g.column[1][i] = -(g.column[1][i] + 3 * g.column[0][i]);
		g.column[0][i] += 2000;
	}
	assert_int_equal(staaf_its(&b, g.column[0], g.column[1], 12, g.n),
	    STAAF_ITS_FINE);
	gold_near(b.level.nw.est, -a.level.nw.est, 1e-10, "level");
	gold_near(b.level.nw.se, a.level.nw.se, 1e-10, "error");
	gold_near(b.slope.ols.p, a.slope.ols.p, 1e-9, "p");
	gold_near(b.trend.ols.est, -a.trend.ols.est - 3, 1e-11, "trend");
	gold_near(b.durbin_watson, a.durbin_watson, 1e-10, "dw");
}

static void
a_series_must_be_of_numbers_in_order(void **state)
{
	struct chance c = { 3 };
	struct staaf_its s;
	double y[18], time[18];

	(void)state;
	for (int i = 0; i < 18; i++) {
		y[i] = (double)chance_below(&c, 100);
		time[i] = i;
	}
	assert_int_equal(staaf_its(&s, time, y, 9, 18), STAAF_ITS_FINE);
	time[4] = time[3];
	assert_int_equal(staaf_its(&s, time, y, 9, 18), STAAF_ITS_NUMBER);
	time[4] = NAN;
	assert_int_equal(staaf_its(&s, time, y, 9, 18), STAAF_ITS_NUMBER);
	y[17] = INFINITY;
	assert_int_equal(staaf_its(&s, NULL, y, 9, 18), STAAF_ITS_NUMBER);
	assert_true(gold_is_unknown(s.level.ols, false));
}

static void
a_refused_request_is_told_and_leaves_no_numbers(void **state)
{
	enum staaf_its_reason why = STAAF_ITS_NOMEM;
	struct staaf_crossover c;
	struct staaf_estimate e;
	struct staaf_its s;
	struct gold g;
	bool is_done = false, has_carry;

	(void)state;
	gold_read(&g, DATA, "its weeks");
	for (unsigned long n = 1; why == STAAF_ITS_NOMEM; n++) {
		staaf_mem_refuse(n);
		why = staaf_its(&s, NULL, g.column[1], 12, g.n);
		staaf_mem_refuse(0);
		assert_true(why == STAAF_ITS_FINE ||
		    gold_is_unknown(s.trend.ols, false));
	}
	assert_int_equal(why, STAAF_ITS_FINE);
	gold_read(&g, DATA, "crossover senn");
	for (unsigned long n = 1; !is_done; n++) {
		staaf_mem_refuse(n);
		is_done = staaf_crossover(&c, g.column[0], g.column[1], g.yes,
		    g.n);
		staaf_mem_refuse(n);
		has_carry = staaf_carryover(&e, g.column[0], g.column[1],
		    g.yes, g.n);
		staaf_mem_refuse(0);
		assert_int_equal(has_carry, !isnan(e.est));
		assert_true(is_done || crossover_is_unknown(&c, false));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_crossover_has_the_published_figures),
		cmocka_unit_test(
		    a_better_second_period_leaves_the_treatment_alone),
		cmocka_unit_test(
		    calling_b_a_turns_the_treatment_and_not_the_period),
		cmocka_unit_test(
		    a_crossover_needs_both_orders_and_some_scatter),
		cmocka_unit_test(a_series_has_twelve_digits),
		cmocka_unit_test(a_series_needs_eight_points_of_each_phase),
		cmocka_unit_test(a_jump_and_a_bend_come_out_as_put_in),
		cmocka_unit_test(a_trend_of_its_own_is_no_jump),
		cmocka_unit_test(a_series_must_be_of_numbers_in_order),
		cmocka_unit_test(
		    a_refused_request_is_told_and_leaves_no_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
