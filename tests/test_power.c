/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans against worked-out and published figures, and the laws they keep. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/mem.h>
#include <staaf/power.h>
#include <staaf/stats.h>

enum { N_ROWS = 45, MAX_NUMBERS = 24 };

static void
near(double got, double want, double relative, const char *what)
{
	if (isnan(want) ? isnan(got) : fabs(got - want) <=
	    relative * fabs(want))
		return;
	fail_msg("%s: got %.17g, want %.17g", what, got, want);
}

static void
within(double got, double want, double by)
{
	if (!(fabs(got - want) <= by))
		fail_msg("got %.12g, want %.12g", got, want);
}

static enum staaf_power_test
test_named(const char *name)
{
	static const char *const names[] = { "two", "paired", "ancova",
		"cluster", "proportions", "mcnemar" };

	for (int i = 0; i < 6; i++)
		if (strcmp(name, names[i]) == 0)
			return (enum staaf_power_test)i;
	fail_msg("no test %s", name);
	return STAAF_POWER_TWO;
}

/* Numbers of a row; "nan" is one. */
static size_t
read_numbers(double out[MAX_NUMBERS], const char *text)
{
	size_t n = 0;
	int used;

	while (n < MAX_NUMBERS && sscanf(text, "%lf%n", &out[n], &used) == 1) {
		text += used;
		n++;
	}
	return n;
}

static void
check_means(struct staaf_power_plan *plan, const double *v, const char *line)
{
	struct staaf_power got;

	plan->effect = v[0];
	plan->ratio = v[1];
	plan->r = v[2];
	plan->alpha = v[3];
	plan->power = v[4];
	plan->icc = v[5];
	plan->size = v[6];
	plan->r2_class = v[7];
	plan->r2_student = v[8];
	plan->n_covariates = v[9];
	assert_true(staaf_power_plan(&got, plan));
	near(got.n_exact, v[10], 1e-10, line);
	near(got.n, v[11], 0, line);
	near(got.n_treat, v[12], 0, line);
	near(got.achieved, v[13], 1e-11, line);
	near(got.mdes_bloom, v[14], 1e-11, line);
	near(got.mdes_noncentral, v[15], 1e-10, line);
	near(got.half_width, v[16], 1e-11, line);
	assert_true(isnan(got.achieved_exact) && isnan(got.n_exact_test));
}

static void
check_rates(struct staaf_power_plan *plan, const double *v, size_t n,
    const char *line)
{
	bool is_pairs = plan->test == STAAF_POWER_MCNEMAR;
	struct staaf_power got;

	assert_int_equal(n, is_pairs ? 14 : 10);
	plan->p1 = v[0];
	plan->p2 = v[1];
	plan->ratio = v[2];
	plan->alpha = v[3];
	plan->power = v[4];
	assert_true(staaf_power_plan(&got, plan));
	near(got.n_exact, v[5], 1e-12, line);
	near(got.n, v[6], 0, line);
	near(got.n_treat, v[7], 0, line);
	near(got.achieved, v[8], 1e-12, line);
	near(got.mdes_noncentral, v[9], 1e-12, line);
	near(got.achieved_exact, is_pairs ? v[10] : NAN, 1e-11, line);
	near(got.achieved_mid, is_pairs ? v[11] : NAN, 1e-11, line);
	near(got.n_exact_test, is_pairs ? v[12] : NAN, 0, line);
	near(got.n_mid_test, is_pairs ? v[13] : NAN, 0, line);
	assert_true(isnan(got.mdes_bloom) && isnan(got.half_width));
}

static void
plans_have_ten_digits(void **state)
{
	FILE *f = fopen("tests/data/power.txt", "r");
	char line[512], name[16];
	double v[MAX_NUMBERS];
	int n_rows = 0, used;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		struct staaf_power_plan plan = STAAF_POWER_PLAN;
		size_t n;

		if (line[0] == '#')
			continue;
		assert_int_equal(sscanf(line, "%15s%n", name, &used), 1);
		plan.test = test_named(name);
		plan.solve = STAAF_POWER_OF_POWER;
		n = read_numbers(v, line + used);
		if (plan.test >= STAAF_POWER_PROPORTIONS)
			check_rates(&plan, v, n, line);
		else if (n == 17)
			check_means(&plan, v, line);
		else
			fail_msg("%zu numbers: %s", n, line);
		n_rows++;
	}
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n_rows, N_ROWS);
}

/* ------------------------------------------------------------- published */

/*
 * Cohen 1988, table 2.4.1 (two-sided 5%, power .80): 393, 175, 99, 64, 26 per
 * group; his are of an approximation, which for .20 and .30 is just below.
 */
static void
two_groups_take_as_many_as_cohen_says(void **state)
{
	static const struct {
		double d;
		int n, exact;
	} row[] = {
		{ .20, 393, 394 }, { .30, 175, 176 }, { .40, 99, 100 },
		{ .50, 64, 64 }, { .60, 45, 45 }, { .80, 26, 26 },
	};
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got;

	(void)state;
	plan.solve = STAAF_POWER_OF_POWER;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		plan.effect = row[i].d;
		assert_true(staaf_power_plan(&got, &plan));
		within(got.n, row[i].exact, 0);
		within(got.n_exact, row[i].n, .9);
		assert_true(got.achieved >= .8);
	}
}

/* R 4.2.2, help of power.t.test: n = 20, delta = 1, sd = 1: 0.8689528. */
static void
the_examples_of_r_come_out(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got;

	(void)state;
	plan.n = plan.n_treat = 20;
	plan.effect = 1;
	assert_true(staaf_power_plan(&got, &plan));
	within(got.achieved, .8689528, 5e-7); /* without the far tail */
	/* power.t.test(n = 20, delta = .5, strict = TRUE) */
	plan.effect = .5;
	assert_true(staaf_power_plan(&got, &plan));
	within(got.achieved, .3379390289250903, 1e-12);
	/* power.t.test(n = 20, power = .8, strict = TRUE, tol = 1e-14) */
	within(got.mdes_noncentral, .9091290326820032, 1e-11);
	/* power.prop.test(n = 50, p1 = .50, p2 = .75), its help: .740 */
	plan.test = STAAF_POWER_PROPORTIONS;
	plan.n = plan.n_treat = 50;
	plan.p1 = .75;
	plan.p2 = .5;
	assert_true(staaf_power_plan(&got, &plan));
	within(got.achieved, .7401659, 2e-6); /* nor is it here */
}

/*
 * Connor 1987, page 209, as powerandsamplesize.com works it out: .45 up, .05
 * down, two-sided 5%, power .80: 23 pairs.
 */
static void
pairs_take_as_many_as_connor_says(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got;

	(void)state;
	plan.test = STAAF_POWER_MCNEMAR;
	plan.solve = STAAF_POWER_OF_POWER;
	plan.p1 = .45;
	plan.p2 = .05;
	assert_true(staaf_power_plan(&got, &plan));
	within(got.n, 23, 0);
	assert_true(got.achieved >= .8);
}

/* Bloom 1995: the multiplier with many degrees of freedom is 2.80. */
static void
bloom_multiplies_by_2_8_and_detectable_is_the_same(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got;

	(void)state;
	plan.n = plan.n_treat = 20000;
	assert_true(staaf_power_plan(&got, &plan));
	within(got.mdes_bloom / sqrt(2. / 20000), 2.80, .005);
	plan.n = 30;
	plan.n_treat = 24;
	assert_true(staaf_power_plan(&got, &plan));
	near(got.mdes_bloom, staaf_detectable(30, 24, 0), 1e-13, "bloom");
	plan.test = STAAF_POWER_ANCOVA;
	plan.r = .7;
	assert_true(staaf_power_plan(&got, &plan));
	near(got.mdes_bloom, staaf_detectable(30, 24, .7), 1e-13, "ancova");
}

/* ------------------------------------------------------------------ laws */

static void
a_solved_n_has_its_power_and_one_less_has_not(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got, fewer;

	(void)state;
	plan.icc = .1;
	plan.size = 20;
	for (int test = STAAF_POWER_TWO; test <= STAAF_POWER_CLUSTER; test++)
		for (double d = .2; d < 1.3; d += .3) {
			double step = test == STAAF_POWER_CLUSTER ? 2 : 1;

			plan.test = (enum staaf_power_test)test;
			plan.effect = -d; /* the sign does not matter */
			plan.solve = STAAF_POWER_OF_POWER;
			assert_true(staaf_power_plan(&got, &plan));
			assert_true(got.achieved >= .8);
			assert_true(got.mdes_noncentral <= d);
			plan.solve = STAAF_POWER_GIVEN;
			plan.n = plan.n_treat = got.n - step;
			assert_true(staaf_power_plan(&fewer, &plan));
			assert_true(fewer.achieved < .8);
			assert_true(fewer.mdes_noncentral > d);
			assert_true(fewer.half_width > got.half_width);
		}
}

/* n to power and back; the effect that can be seen has the power. */
static void
n_power_and_effect_are_one_another_s_answer(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got, back;

	(void)state;
	plan.icc = .2;
	plan.size = 25;
	for (int test = STAAF_POWER_TWO; test <= STAAF_POWER_CLUSTER; test++)
		for (double n = 6; n < 3000; n *= 4.3) {
			plan.test = (enum staaf_power_test)test;
			plan.solve = STAAF_POWER_GIVEN;
			plan.n = plan.n_treat = 2 * floor(n / 2);
			plan.power = .85;
			assert_true(staaf_power_plan(&got, &plan));
			plan.effect = got.mdes_noncentral;
			assert_true(staaf_power_plan(&got, &plan));
			within(got.achieved, .85, 1e-11);
			plan.solve = STAAF_POWER_OF_POWER;
			assert_true(staaf_power_plan(&back, &plan));
			near(back.n_exact, plan.n, 1e-9, "n");
			near(back.n, plan.n, 0, "whole n");
			plan.solve = STAAF_POWER_OF_WIDTH;
			plan.half_width = got.half_width;
			assert_true(staaf_power_plan(&back, &plan));
			near(back.n_exact, plan.n, 1e-9, "width");
			near(back.n, plan.n, 0, "whole width");
		}
}

static void
a_group_may_be_named_either_way(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power a, b;

	(void)state;
	plan.effect = .6;
	plan.n = 17;
	plan.n_treat = 41;
	assert_true(staaf_power_plan(&a, &plan));
	plan.n = 41;
	plan.n_treat = 17;
	assert_true(staaf_power_plan(&b, &plan));
	near(a.achieved, b.achieved, 1e-14, "two");
	plan.test = STAAF_POWER_PROPORTIONS;
	plan.n = plan.n_treat = 60;
	plan.p1 = .7;
	plan.p2 = .4;
	assert_true(staaf_power_plan(&a, &plan));
	plan.p1 = .3; /* those who do not pass */
	plan.p2 = .6;
	assert_true(staaf_power_plan(&b, &plan));
	near(a.achieved, b.achieved, 1e-13, "proportions");
	near(staaf_power_mcnemar(50, .3, .1, .05, true),
	    staaf_power_mcnemar(50, .1, .3, .05, true), 1e-13, "mcnemar");
}

static void
the_exact_test_keeps_its_level_and_mid_p_has_more_power(void **state)
{
	(void)state;
	for (long n = 1; n <= 120; n += 7)
		for (double up = .05; up <= .5; up += .05) {
			double level = staaf_power_mcnemar(n, up, up, .05,
			    false);

			assert_true(level >= 0 && level <= .05);
			assert_true(staaf_power_mcnemar(n, up, .05, .05, true)
			    >= staaf_power_mcnemar(n, up, .05, .05, false));
		}
	/* All change upwards: significant from 6 pairs, mid-p from 5. */
	within(staaf_power_mcnemar(5, 1, 0, .05, false), 0, 0);
	within(staaf_power_mcnemar(6, 1, 0, .05, false), 1, 1e-15);
	within(staaf_power_mcnemar(4, 1, 0, .05, true), 0, 0);
	within(staaf_power_mcnemar(5, 1, 0, .05, true), 1, 1e-15);
	/* A p of alpha itself is significant: 2 / 2^6 of six up. */
	within(staaf_power_mcnemar(6, 1, 0, .03125, false), 1, 1e-15);
	within(staaf_power_mcnemar(6, 1, 0, .0312, false), 0, 0);
}

/* The definition of n_exact_test, by asking for each n. */
static void
the_exact_n_keeps_the_power_for_nine_more(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got;
	bool is_kept = true;

	(void)state;
	plan.test = STAAF_POWER_MCNEMAR;
	plan.solve = STAAF_POWER_OF_POWER;
	plan.p1 = .3;
	plan.p2 = .05;
	assert_true(staaf_power_plan(&got, &plan));
	for (long n = 0; n < 10; n++)
		is_kept = is_kept && staaf_power_mcnemar(
		    (long)got.n_exact_test + n, .3, .05, .05, false) >= .8;
	assert_true(is_kept);
	assert_true(staaf_power_mcnemar((long)got.n_exact_test - 1, .3, .05,
	    .05, false) < .8);
}

/* ----------------------------------------------------------- what is not */

static bool
is_nothing(const struct staaf_power_plan *plan)
{
	struct staaf_power got;

	assert_true(staaf_power_plan(&got, plan));
	return isnan(got.n_exact) && isnan(got.n) && isnan(got.n_treat) &&
	    isnan(got.achieved) && isnan(got.mdes_noncentral) &&
	    isnan(got.half_width) && isnan(got.n_exact_test);
}

static void
what_cannot_be_planned_is_nan(void **state)
{
	static const double bad_power[] = { .05, .01, 0, 1, 1.2, NAN };
	static const double bad_alpha[] = { 0, -1, .5, 1, NAN };
	static const double bad_effect[] = { 0, NAN, INFINITY, 1e-9 };
	const struct staaf_power_plan usual = {
		.solve = STAAF_POWER_OF_POWER, .alpha = .05, .power = .8,
		.effect = .5, .ratio = 1, .r = .5, .icc = .1, .size = 20,
		.p1 = .6, .p2 = .4,
	};
	struct staaf_power_plan plan;

	(void)state;
	for (int test = STAAF_POWER_TWO; test <= STAAF_POWER_MCNEMAR; test++) {
		for (size_t i = 0; i < 6; i++) {
			plan = usual;
			plan.test = (enum staaf_power_test)test;
			plan.power = bad_power[i];
			assert_true(is_nothing(&plan));
		}
		for (size_t i = 0; i < 5; i++) {
			plan = usual;
			plan.test = (enum staaf_power_test)test;
			plan.alpha = bad_alpha[i];
			assert_true(is_nothing(&plan));
		}
		for (size_t i = 0; i < 4; i++) {
			plan = usual;
			plan.test = (enum staaf_power_test)test;
			plan.effect = bad_effect[i];
			plan.p1 = plan.p2 + bad_effect[i];
			assert_true(is_nothing(&plan));
		}
		/* Of nothing is known how many there are. */
		plan = usual;
		plan.test = (enum staaf_power_test)test;
		plan.solve = STAAF_POWER_GIVEN;
		assert_true(is_nothing(&plan));
		plan.solve = STAAF_POWER_OF_WIDTH;
		assert_true(is_nothing(&plan));
	}
}

static void
limits_of_the_input_hold_on_both_sides(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got;

	(void)state;
	plan.effect = .5;
	plan.n = 2;
	plan.n_treat = 2;
	assert_false(is_nothing(&plan));
	plan.n_treat = 1;
	assert_true(is_nothing(&plan));
	plan.test = STAAF_POWER_PAIRED;
	plan.n_treat = 0;
	assert_false(is_nothing(&plan));
	plan.n = 1;
	assert_true(is_nothing(&plan));
	plan.n = 20;
	plan.r = 1;
	assert_true(is_nothing(&plan));
	plan.r = -.999;
	assert_false(is_nothing(&plan));
	plan.test = STAAF_POWER_CLUSTER;
	plan.size = 20;
	assert_true(is_nothing(&plan)); /* the icc is not known */
	plan.icc = 0;
	assert_false(is_nothing(&plan));
	plan.n = 3;
	assert_false(is_nothing(&plan));
	plan.n = 2; /* two classes: no test of the treatment */
	assert_true(is_nothing(&plan));
	plan.n = 3;
	plan.r2_class = 1; /* nothing left that differs */
	assert_true(is_nothing(&plan));
	plan.r2_class = .99;
	assert_false(is_nothing(&plan));
	plan.n_covariates = 1;
	assert_true(is_nothing(&plan));
	plan.test = STAAF_POWER_MCNEMAR;
	plan.n = 30;
	plan.p1 = .7;
	plan.p2 = .3;
	assert_false(is_nothing(&plan));
	plan.p1 = .7001;
	assert_true(staaf_power_plan(&got, &plan));
	assert_true(isnan(got.achieved) && isnan(got.achieved_exact));
	assert_true(isnan(staaf_power_mcnemar(20001, .2, .1, .05, true)));
	assert_true(staaf_power_mcnemar(20000, .2, .1, .05, true) > .99);
	assert_true(isnan(staaf_power_mcnemar(0, .2, .1, .05, true)));
	assert_true(isnan(staaf_power_mcnemar(9, 0, 0, .05, true)));
	assert_true(isnan(staaf_power_mcnemar(9, .2, .1, .5, true)));
}

static void
ten_million_are_the_most(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got;

	(void)state;
	plan.solve = STAAF_POWER_OF_POWER;
	plan.effect = .0012534; /* 2 (2.8015854 / d)^2 is just below */
	assert_true(staaf_power_plan(&got, &plan));
	assert_true(got.n > 9990000 && got.n <= 10000000);
	plan.effect = .0012523;
	assert_true(is_nothing(&plan));
	/* And the fewest are two a group, or two pairs. */
	plan.effect = 1e6;
	assert_true(staaf_power_plan(&got, &plan));
	within(got.n, 2, 0);
	within(got.n_exact, 1.5, 0);
	within(got.achieved, 1, 1e-12);
	plan.test = STAAF_POWER_PAIRED;
	assert_true(staaf_power_plan(&got, &plan));
	within(got.n, 2, 0);
	assert_true(isnan(got.n_treat));
}

static void
precision_needs_no_effect(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got;

	(void)state;
	plan.solve = STAAF_POWER_OF_WIDTH;
	plan.half_width = .5;
	assert_true(staaf_power_plan(&got, &plan));
	/* n = 2 (t / .5)^2, t_62 = 1.998971517 (R: qt(.975, 62)): 31.97. */
	within(got.n, 32, 0);
	within(got.half_width, 1.998971517033376 * .25, 1e-12);
	assert_true(isnan(got.achieved));
	plan.test = STAAF_POWER_PAIRED;
	assert_true(staaf_power_plan(&got, &plan));
	/* t_17 / sqrt 18 = .497 is below .5, t_16 / sqrt 17 = .514 is not. */
	within(got.n, 18, 0);
	assert_true(got.half_width <= .5);
	plan.half_width = INFINITY;
	assert_true(is_nothing(&plan));
}

static void
without_memory_there_is_no_plan(void **state)
{
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	struct staaf_power got;

	(void)state;
	plan.test = STAAF_POWER_MCNEMAR;
	plan.n = 30;
	plan.p1 = .4;
	plan.p2 = .1;
	for (unsigned long i = 1; i <= 2; i++) {
		staaf_mem_refuse(i);
		assert_false(staaf_power_plan(&got, &plan));
		assert_true(isnan(got.n) && isnan(got.achieved));
		assert_true(isnan(got.achieved_exact));
	}
	staaf_mem_refuse(1);
	assert_true(isnan(staaf_power_mcnemar(30, .4, .1, .05, false)));
	staaf_mem_refuse(0);
	assert_true(staaf_power_plan(&got, &plan));
	assert_true(got.achieved_exact > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plans_have_ten_digits),
		cmocka_unit_test(two_groups_take_as_many_as_cohen_says),
		cmocka_unit_test(the_examples_of_r_come_out),
		cmocka_unit_test(pairs_take_as_many_as_connor_says),
		cmocka_unit_test(
		    bloom_multiplies_by_2_8_and_detectable_is_the_same),
		cmocka_unit_test(a_solved_n_has_its_power_and_one_less_has_not),
		cmocka_unit_test(n_power_and_effect_are_one_another_s_answer),
		cmocka_unit_test(a_group_may_be_named_either_way),
		cmocka_unit_test(
		    the_exact_test_keeps_its_level_and_mid_p_has_more_power),
		cmocka_unit_test(the_exact_n_keeps_the_power_for_nine_more),
		cmocka_unit_test(what_cannot_be_planned_is_nan),
		cmocka_unit_test(limits_of_the_input_hold_on_both_sides),
		cmocka_unit_test(ten_million_are_the_most),
		cmocka_unit_test(precision_needs_no_effect),
		cmocka_unit_test(without_memory_there_is_no_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
