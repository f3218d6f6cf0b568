/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows from a told figure.  Gold values are those of base R:
 * tests/data/claim.R.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/told.h>

static struct staaf_arena ar;

static int
clear(void **state)
{
	(void)state;
	staaf_arena_clear(&ar);
	return 0;
}

/* The first figure of a text, worked out with all that it tells. */
static struct staaf_told_sum
sum_of(const char *text)
{
	struct staaf_told t;
	struct staaf_told_sum s;
	const struct staaf_told_figure *p = NULL;

	staaf_told_read(&t, text, strlen(text), &ar);
	assert_false(ar.failed);
	if (t.n_figures == 0)
		fail_msg("no figure in %s", text);
	for (size_t i = 1; i < t.n_figures; i++)
		if (t.figure[i].kind == STAAF_TOLD_P)
			p = &t.figure[i];
	staaf_told_work_out(&s, &t.figure[0], t.n, p);
	return s;
}

static void
near(double got, double want)
{
	if (isnan(got) || fabs(got - want) > 1e-9 * (1 + fabs(want)))
		fail_msg("%.12f, not %.12f", got, want);
}

static void
means_give_g_with_its_interval(void **state)
{
	struct staaf_told_sum s = sum_of("7,1 (SD 1,2; n = 40) tegen 6,5 "
	    "(SD 1,3; n = 38)");

	(void)state;
	near(s.g, 0.4753650101529);
	near(s.low, 0.0278273095134);
	near(s.high, 0.9198658517443);
	assert_int_equal(s.why, STAAF_TOLD_FOLLOWS);
	assert_int_equal(s.assumed, 0);
	assert_false(s.has_fit);
	near(s.g, s.d * s.j);
	near(s.d, s.diff / s.sd);
}

/* t is 4.32; 3.55 at the least, if all is rounded as badly as can be. */
static void
a_p_that_means_cannot_give_is_told(void **state)
{
	struct staaf_told_sum s = sum_of("7.8 (SD 1.2, n = 120) versus 7.1 "
	    "(SD 1.3, n = 118), p = .20");

	(void)state;
	assert_true(s.has_fit);
	assert_int_equal(s.fit.fit, STAAF_DECIDES_OTHERWISE);
	s = sum_of("7.8 (SD 1.2, n = 120) versus 7.1 (SD 1.3, n = 118), "
	    "p = .04");
	assert_int_equal(s.fit.fit, STAAF_FITS_NOT);
	s = sum_of("7.8 (SD 1.2, n = 120) versus 7.1 (SD 1.3, n = 118), "
	    "p < .001");
	assert_int_equal(s.fit.fit, STAAF_FITS);
}

static void
a_test_of_two_groups_gives_g(void **state)
{
	struct staaf_told_sum s = sum_of("t(76) = 2.12, p = .037");

	(void)state;
	/* 39 and 39, where R was told 40 and 38: a hair less. */
	assert_true(fabs(s.g - 0.4754858512997) < 2e-4);
	assert_int_equal(s.n1, 39);
	assert_int_equal(s.assumed, STAAF_ASSUMED_EQUAL_GROUPS);
	assert_true(s.has_fit);
	assert_int_equal(s.fit.fit, STAAF_FITS);
	s = sum_of("F(1, 98) = 5.2, p < .05");
	near(s.g, 0.4525694152843);
	near(s.low, 0.0573476809484);
	near(s.high, 0.8455417751798);
	assert_true(s.assumed & STAAF_ASSUMED_DIRECTION);
	s = sum_of("A paired t-test gave t(29) = 3.1, p = .004");
	assert_true(isnan(s.g));
	assert_int_equal(s.why, STAAF_TOLD_IS_TEST);
	assert_int_equal(s.fit.fit, STAAF_FITS);
	s = sum_of("t(76) = 2.12");
	assert_false(s.has_fit);
	assert_true(s.g > 0.47);
}

static void
a_p_with_a_number_gives_a_size_or_a_bound(void **state)
{
	struct staaf_told_sum s = sum_of("p < .05, n = 40");

	(void)state;
	near(s.g, 0.627436927204);
	assert_true(s.is_least);
	assert_true(isnan(s.low) && isnan(s.high));
	assert_int_equal(s.assumed, STAAF_ASSUMED_EQUAL_GROUPS |
	    STAAF_ASSUMED_STUDENT | STAAF_ASSUMED_DIRECTION);
	s = sum_of("p = .03, n = 41");
	near(s.g, 0.6901058572132);
	near(s.low, 0.0663487961267);
	near(s.high, 1.3055598897272);
	assert_false(s.is_least);
	s = sum_of("p < .05");
	assert_int_equal(s.why, STAAF_TOLD_NO_NUMBER);
	s = sum_of("p > .05, n = 40");
	assert_int_equal(s.why, STAAF_TOLD_IS_TEST);
	s = sum_of("p = 0.000, n = 40");
	assert_int_equal(s.why, STAAF_TOLD_IMPOSSIBLE);
	s = sum_of("p < .05, n = 3");
	assert_int_equal(s.why, STAAF_TOLD_IMPOSSIBLE);
}

static void
rates_give_points_and_cox(void **state)
{
	struct staaf_told_sum s = sum_of("75 van de 120 studenten tegenover "
	    "55 van de 115");

	(void)state;
	near(s.points, 14.67391304348);
	near(s.points_low, 1.96365227303);
	near(s.points_high, 26.74819846347);
	near(s.g, 0.3611579186285);
	near(s.low, 0.0469904347874);
	near(s.high, 0.6753254024697);
	assert_int_equal(s.assumed, 0);
	s = sum_of("62% of 120 vs 48% of 115");
	assert_int_equal(s.assumed, STAAF_ASSUMED_ROUNDED);
	near(s.points, 14);
	s = sum_of("62% vs 48%");
	assert_true(s.lacks_n && isnan(s.points_low) && isnan(s.low));
	near(s.points, 14);
	near(s.g, log(.62 / .38 / (.48 / .52)) / 1.65);
	/* All or nobody has no odds. */
	s = sum_of("100% vs 48%");
	assert_true(isnan(s.g));
	near(s.points, 52);
}

static void
effects_stand_as_they_are_stated(void **state)
{
	struct staaf_told_sum s = sum_of("Cohen's d = 0.40, 95% CI [0.10, "
	    "0.70]");

	(void)state;
	near(s.g, 0.40);
	near(s.low, 0.10);
	near(s.high, 0.70);
	assert_true(s.p > 0.008 && s.p < 0.010);
	s = sum_of("OR = 1.8");
	near(s.g, 0.356234342365);
	assert_true(s.lacks_n);
	s = sum_of("d = 0.70");
	assert_true(s.lacks_n && isnan(s.low));
	/* With numbers: that of means which give the same d. */
	s = sum_of("d = 0.50 (N = 80)");
	assert_true(s.low > 0 && s.high < 1 && s.g < 0.5);
	s = sum_of("d = 0.50, p = .03 (N = 80)");
	assert_int_equal(s.fit.fit, STAAF_FITS);
	s = sum_of("d = 0.50, p < .001 (N = 80)");
	assert_int_equal(s.fit.fit, STAAF_FITS_NOT);
	s = sum_of("g = 0.50 (N = 80)");
	near(s.g, 0.5);
	s = sum_of("r = .45");
	assert_int_equal(s.why, STAAF_TOLD_IS_LINK);
	s = sum_of("RR = 1.25 (1.1 to 1.4)");
	assert_int_equal(s.why, STAAF_TOLD_NO_BASE);
}

static void
what_lacks_a_number_says_which(void **state)
{
	static const struct {
		const char *text;
		enum staaf_told_not why;
	} rows[] = {
		{ "scoorden 7,1 tegen 6,5", STAAF_TOLD_NO_SPREAD },
		{ "0,5 punt hoger", STAAF_TOLD_NO_SPREAD },
		{ "van 5,4 naar 6,7", STAAF_TOLD_IS_CHANGE },
		{ "from 61% to 78%", STAAF_TOLD_IS_CHANGE },
		{ "23% higher", STAAF_TOLD_IS_RELATIVE },
		{ "3x faster", STAAF_TOLD_IS_RELATIVE },
		{ "8 percentage points higher", STAAF_TOLD_NO_BASE },
		{ "92% of users", STAAF_TOLD_IS_SHARE },
		{ "\xcf\x87\xc2\xb2(1, N = 235) = 4.9, p = .027",
		    STAAF_TOLD_IS_TEST },
		{ "F(3, 96) = 4.9, p = .003", STAAF_TOLD_IS_TEST },
		{ "7.1 (SD 0.0; n = 40) vs 6.5 (SD 0.0; n = 38)",
		    STAAF_TOLD_IMPOSSIBLE },
		{ "120% vs 48%", STAAF_TOLD_IMPOSSIBLE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct staaf_told_sum s = sum_of(rows[i].text);

		if (s.why != rows[i].why || !isnan(s.g))
			fail_msg("%s gives %s, g = %g", rows[i].text,
			    staaf_told_not_name(s.why) == NULL ? "g" :
			    staaf_told_not_name(s.why), s.g);
	}
}

static void
what_is_there_is_worked_out_all_the_same(void **state)
{
	struct staaf_told_sum s = sum_of("7.1 (SD 1.2) vs 6.5 (SD 1.3)");

	(void)state;
	near(s.g, 0.6 / sqrt((1.2 * 1.2 + 1.3 * 1.3) / 2));
	assert_true(s.lacks_n && isnan(s.low) && isnan(s.p));
	s = sum_of("7.1 vs 6.5");
	near(s.diff, 0.6);
	/* A p and the students in all stand in for the spread. */
	s = sum_of("7.1 vs 6.5 (p = .03), with 41 students");
	near(s.g, 0.6901058572132);
	s = sum_of("6.5 vs 7.1 (p = .03), with 41 students");
	near(s.g, -0.6901058572132);
	near(s.high, -0.0663487961267);
	/* A t behind them tells how many there are. */
	s = sum_of("the group (M = 82.3, SD = 8.4) and the control group "
	    "(M = 76.1, SD = 9.9), t(118) = 3.71, p < .001");
	assert_int_equal(s.n1 + s.n2, 120);
	assert_true(s.low > 0.3 && s.high < 1.05);
	s = sum_of("from 61% to 78%");
	near(s.points, 17);
	s = sum_of("75 of 120 students passed");
	assert_true(s.share_low > 53 && s.share_high < 71);
	/* A way of speaking has no interval. */
	s = sum_of("9 of 10 teachers");
	assert_true(isnan(s.share_low));
}

static void
a_p_is_held_against_the_means_it_stands_by(void **state)
{
	struct staaf_told_sum s = sum_of("7.1 (SD 1.2; n = 40) vs 6.5 "
	    "(SD 1.3; n = 38), p = .04");

	(void)state;
	assert_true(s.has_fit);
	assert_int_equal(s.fit.fit, STAAF_FITS);
	s = sum_of("7.1 (SD 1.2; n = 40) vs 6.5 (SD 1.3; n = 38), p < .001");
	assert_int_equal(s.fit.fit, STAAF_FITS_NOT);
	s = sum_of("6.6 (SD 1.2; n = 40) vs 6.5 (SD 1.3; n = 38), p < .05");
	assert_int_equal(s.fit.fit, STAAF_DECIDES_OTHERWISE);
	/* What rounding leaves open is left open. */
	s = sum_of("7 (SD 1.2; n = 40) vs 6 (SD 1.3; n = 38), p = .01");
	assert_int_equal(s.fit.fit, STAAF_FITS);
	s = sum_of("t(76) = 2.12, p < .001");
	assert_int_equal(s.fit.fit, STAAF_FITS_NOT);
}

/* Turned around, every number turns; twice the students, half as wide. */
static void
sums_obey_their_laws(void **state)
{
	unsigned seed = 11;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct staaf_told_figure f = { .kind = STAAF_TOLD_MEANS };
		struct staaf_told_sum one, two;
		struct staaf_told_group swap;

		f.a = (struct staaf_told_group){ .value = 4 + (round % 37) / 10.,
			.decimals = 1, .sd = 0.5 + (round % 11) / 10.,
			.n = 5 + round % 90, .yes = STAAF_NONE };
		seed = seed * 1103515245 + 12345;
		f.b = f.a;
		f.b.value += (double)(seed >> 24) / 100 - 1.28;
		f.b.n += (long)(seed >> 20 & 31);
		staaf_told_work_out(&one, &f, STAAF_NONE, NULL);
		swap = f.a;
		f.a = f.b;
		f.b = swap;
		staaf_told_work_out(&two, &f, STAAF_NONE, NULL);
		assert_true(fabs(one.g + two.g) < 1e-9);
		assert_true(fabs(one.low + two.high) < 1e-6);
		assert_true(fabs(one.p - two.p) < 1e-9);
		assert_true(one.low <= one.g && one.g <= one.high);
		assert_true((one.p < .05) == (one.low > 0 || one.high < 0));
		f.a.n *= 4;
		f.b.n *= 4;
		staaf_told_work_out(&one, &f, STAAF_NONE, NULL);
		assert_true(one.high - one.low < two.high - two.low);
	}
}

/* Whatever figures a text has: what is worked out can be. */
static void
noise_gives_no_impossible_sum(void **state)
{
	static const char *const parts[] = { "5,4", " ", " (", ")", "% ",
		" naar ", " vs ", "SD ", "= ", "n = ", "p < .05", "0", "1",
		"99", "75 of 120", " students", "t(3) = ", "d = 0.5", "OR = 2",
		"F(1, 20) = 4.1", " hoger", "x sneller", "; ", "12", "100%" };
	unsigned seed = 3;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct staaf_buf b = { 0 };
		struct staaf_told t;

		for (int i = 0; i < 24; i++) {
			seed = seed * 1103515245 + 12345;
			staaf_buf_puts(&b, parts[(seed >> 16) %
			    (sizeof(parts) / sizeof(*parts))]);
		}
		staaf_told_read(&t, b.text, b.size, &ar);
		for (size_t i = 0; i < t.n_figures; i++) {
			struct staaf_told_sum s;

			staaf_told_work_out(&s, &t.figure[i], t.n, NULL);
			assert_true(isnan(s.g) || isfinite(s.g));
			assert_true(isnan(s.g) ==
			    (s.why != STAAF_TOLD_FOLLOWS) ||
			    t.figure[i].kind == STAAF_TOLD_RATES);
			assert_false(s.low > s.high);
			assert_false(s.p < 0 || s.p > 1);
			assert_false(s.is_least && !isnan(s.low));
		}
		staaf_buf_clear(&b);
		staaf_arena_clear(&ar);
	}
}

static void
names_are_those_of_the_manual(void **state)
{
	(void)state;
	assert_string_equal(staaf_told_kind_name(STAAF_TOLD_MEANS), "means");
	assert_string_equal(staaf_told_kind_name(STAAF_TOLD_P), "p");
	assert_string_equal(staaf_told_kind_name(STAAF_N_TOLD), "");
	assert_null(staaf_told_not_name(STAAF_TOLD_FOLLOWS));
	assert_string_equal(staaf_told_not_name(STAAF_TOLD_IMPOSSIBLE),
	    "impossible");
	assert_null(staaf_told_not_name(STAAF_N_TOLD_NOT));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(means_give_g_with_its_interval,
		    clear),
		cmocka_unit_test_teardown(a_p_that_means_cannot_give_is_told,
		    clear),
		cmocka_unit_test_teardown(a_test_of_two_groups_gives_g, clear),
		cmocka_unit_test_teardown(
		    a_p_with_a_number_gives_a_size_or_a_bound, clear),
		cmocka_unit_test_teardown(rates_give_points_and_cox, clear),
		cmocka_unit_test_teardown(effects_stand_as_they_are_stated,
		    clear),
		cmocka_unit_test_teardown(what_lacks_a_number_says_which,
		    clear),
		cmocka_unit_test_teardown(
		    what_is_there_is_worked_out_all_the_same, clear),
		cmocka_unit_test_teardown(
		    a_p_is_held_against_the_means_it_stands_by, clear),
		cmocka_unit_test_teardown(sums_obey_their_laws, clear),
		cmocka_unit_test_teardown(noise_gives_no_impossible_sum,
		    clear),
		cmocka_unit_test(names_are_those_of_the_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
