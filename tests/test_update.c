/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before + yours = now: the sum, its laws, and when there is none. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/update.h>

#include "chance.h"

static const double Z = 1.959963984540054;

static void
near(double got, double wanted, double slack)
{
	if (!(fabs(got - wanted) <= slack))
		fail_msg("%.17g, not %.17g", got, wanted);
}

/* A review of eight studies. */
static struct staaf_body
a_review(void)
{
	struct staaf_body b = { .is_oriented_g = true, .has_effect = true,
		.value = .5, .low = .3, .high = .7, .tau = NAN, .k = 8,
		.certainty = "moderate", .input = staaf_grade_input_none() };

	b.input.k = 8;
	b.grade.level = 3;
	return b;
}

static struct staaf_trial
a_trial(int design_class)
{
	return (struct staaf_trial){ .g = .37, .g_low = -.08, .g_high = .82,
		.g_var = pow(.90 / (2 * Z), 2),
		.design_class = design_class };
}

static void
two_normals_make_one(void **state)
{
	double mean, var;

	(void)state;
	/* Precisions 4 and 12: mean (4 * 1 + 12 * 2) / 16, variance 1/16
	 * (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.12). */
	staaf_update_sum(&mean, &var, 1, 1. / 4, 2, 1. / 12);
	near(mean, 1.75, 1e-15);
	near(var, 1. / 16, 1e-15);
}

/* The worked class of the grading paper: g .290, SE .242 beside a review of
 * .40 (SE .05) with tau .30; by hand. */
static void
a_worked_class(void **state)
{
	double mean, var;

	(void)state;
	staaf_update_sum(&mean, &var, .40, .05 * .05 + .30 * .30, .290,
	    .242 * .242);
	near(mean, .3326444, 5e-7);
	near(sqrt(var), .1893676, 5e-7);
}

static void
tau_of_the_review_is_used(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_body b = a_review();
	struct staaf_trial t = a_trial(5);
	double se = .4 / (2 * Z), prior, yours = pow(.90 / (2 * Z), 2);
	struct staaf_update u;

	(void)state;
	b.tau = .3;
	prior = se * se + .09;
	assert_true(staaf_update(&u, &b, &t, false, STAAF_EN, &ar));
	assert_true(u.has_sum && u.is_tau_reported);
	near(u.before_high, .5 + Z * sqrt(prior), 1e-12);
	near(u.now, (.5 / prior + .37 / yours) / (1 / prior + 1 / yours),
	    1e-12);
	near(u.now_high - u.now, Z / sqrt(1 / prior + 1 / yours), 1e-12);
	near(u.counts_for, 1, 0);
	assert_null(strstr(u.sentence, "counts for"));
	assert_null(strstr(u.sentence, "not reported"));
	staaf_arena_clear(&ar);
}

static void
without_tau_it_is_as_large_as_can_be(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_body b = a_review();
	struct staaf_trial t = a_trial(4);
	double var = pow(.4 / (2 * Z), 2);
	struct staaf_update u;

	(void)state;
	assert_true(staaf_update(&u, &b, &t, false, STAAF_EN, &ar));
	near(u.tau, sqrt(8 * var), 1e-12);
	assert_non_null(strstr(u.sentence, "as the interval"));
	b.input.i2 = 50;
	assert_true(staaf_update(&u, &b, &t, false, STAAF_NL, &ar));
	near(u.tau, sqrt(4 * var), 1e-12);
	assert_non_null(strstr(u.sentence, "I²"));
	staaf_arena_clear(&ar);
}

static void
what_is_weak_counts_for_less(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_body b = a_review();
	double now[6], high[6];

	(void)state;
	b.value = 0;
	b.low = -.2;
	b.high = .2;
	for (int k = 2; k <= 5; k++) {
		struct staaf_trial t = a_trial(k);
		struct staaf_update u;

		assert_true(staaf_update(&u, &b, &t, false, STAAF_EN, &ar));
		now[k] = u.now;
		high[k] = u.now_high - u.now;
	}
	assert_true(now[2] < now[3] && now[3] < now[4] && now[4] == now[5]);
	assert_true(high[2] > high[3] && high[3] > high[4]);
	staaf_arena_clear(&ar);
}

/* Lower is better: a trial turned over is the same news. */
static void
the_side_that_is_good_is_up(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_body b = a_review();
	struct staaf_trial t = a_trial(4), turned = a_trial(4);
	struct staaf_update u, v;

	(void)state;
	turned.g = -t.g;
	turned.g_low = -t.g_high;
	turned.g_high = -t.g_low;
	assert_true(staaf_update(&u, &b, &t, false, STAAF_EN, &ar));
	assert_true(staaf_update(&v, &b, &turned, true, STAAF_EN, &ar));
	near(v.now, u.now, 1e-15);
	near(v.now_low, u.now_low, 1e-15);
	near(v.yours_low, u.yours_low, 1e-15);
	staaf_arena_clear(&ar);
}

static void
now_lies_between_and_is_surer(void **state)
{
	struct staaf_arena ar = { 0 };
	struct chance c = { 5 };

	(void)state;
	for (int i = 0; i < 500; i++) {
		struct staaf_body b = a_review();
		struct staaf_trial t = a_trial(2 + (int)chance_below(&c, 4));
		struct staaf_update u;

		b.value = (double)chance_below(&c, 200) / 100 - 1;
		b.low = b.value - .01 - (double)chance_below(&c, 100) / 100;
		b.high = 2 * b.value - b.low;
		t.g_var = NAN; /* from its interval, then */
		t.g = (double)chance_below(&c, 200) / 100 - 1;
		t.g_low = t.g - .01 - (double)chance_below(&c, 100) / 100;
		t.g_high = 2 * t.g - t.g_low;
		assert_true(staaf_update(&u, &b, &t, false, STAAF_EN, &ar));
		assert_true(u.now >= fmin(b.value, t.g) - 1e-12);
		assert_true(u.now <= fmax(b.value, t.g) + 1e-12);
		assert_true(u.now_high - u.now_low <=
		    u.before_high - u.before_low);
	}
	staaf_arena_clear(&ar);
}

static void
no_sum_where_there_is_none(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_trial t = a_trial(4);

	(void)state;
	for (int i = 0; i < 8; i++) {
		struct staaf_body b = a_review();
		struct staaf_trial mine = t;
		struct staaf_update u;

		switch (i) {
		case 0: b.grade.level = 0; break;
		case 1: b.low = b.high = NAN; break;
		case 2: b.is_oriented_g = false; break;
		case 3: b.input.k = 1; break;
		case 4: b.input.is_local = true; break;
		case 5: mine.status = STAAF_TRIAL_REFUSED; break;
		case 6: mine.g_low = NAN; break;
		default: mine.design_class = 0;
		}
		assert_true(staaf_update(&u, &b, &mine, false, STAAF_EN,
		    &ar));
		assert_false(u.has_sum);
		assert_string_equal(u.sentence, "");
	}
	{
		struct staaf_body b = a_review();
		struct staaf_update u;

		t.is_association = true;
		assert_true(staaf_update(&u, &b, &t, false, STAAF_EN, &ar));
		assert_false(u.has_sum);
		assert_non_null(strstr(u.sentence, "cannot be added up"));
	}
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_normals_make_one),
		cmocka_unit_test(a_worked_class),
		cmocka_unit_test(tau_of_the_review_is_used),
		cmocka_unit_test(without_tau_it_is_as_large_as_can_be),
		cmocka_unit_test(what_is_weak_counts_for_less),
		cmocka_unit_test(the_side_that_is_good_is_up),
		cmocka_unit_test(now_lies_between_and_is_surer),
		cmocka_unit_test(no_sum_where_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
