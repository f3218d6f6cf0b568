/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tails and limits against values worked out to 60 digits, and their laws. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/dist.h>

enum { N_ROWS = 262 }; /* of tests/data/dist.txt */

static double
tail_of(const char *name, double x, double a, double b)
{
	if (strcmp(name, "t2") == 0)
		return staaf_t_two_sided(x, a);
	if (strcmp(name, "f") == 0)
		return staaf_f_above(x, a, b);
	if (strcmp(name, "chi2") == 0)
		return staaf_chi2_above(x, a);
	if (strcmp(name, "z") == 0)
		return staaf_normal_above(x);
	if (strcmp(name, "nct") == 0)
		return staaf_nct_above(x, a, b);
	assert_string_equal(name, "nctb");
	return staaf_nct_below(x, a, b);
}

static void
near(double got, double want, double relative, const char *what)
{
	if (!(fabs(got - want) <= relative * fabs(want)))
		fail_msg("%s: got %.17g, want %.17g, off %.2g", what, got,
		    want, fabs(got - want) / fabs(want));
}

static void
tails_have_twelve_digits(void **state)
{
	FILE *f = fopen("tests/data/dist.txt", "r");
	char line[256], name[8];
	double x, a, b, want;
	int n = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		assert_int_equal(sscanf(line, "%7s %lf %lf %lf %lf", name, &x,
		    &a, &b, &want), 5);
		near(tail_of(name, x, a, b), want, 1e-12, line);
		n++;
	}
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n, N_ROWS);
}

/*
 * mpmath 1.3.0, 30 digits; the first is also the worked example of Kelley's
 * MBESS, conf.limits.nct(2.83, 126): 0.8337502 and 4.815359.
 */
static void
limits_bear_the_t_that_was_seen(void **state)
{
	static const struct {
		double t, df, low, high;
	} row[] = {
		{ 2.83, 126, 0.8337502608406527, 4.81535914001667 },
		{ 2.5, 9, 0.1829439630449325, 4.715412291216128 },
		{ 0, 20, -1.959963984540054, 1.959963984540054 },
		{ -1.2, 38, -3.170594374675965, 0.7860503218935656 },
		{ 12, 23, 8.002480275994536, 15.9297397216998 },
		{ 4.2, 318, 2.209846283584807, 6.183721486390626 },
		{ 56, 1000, 52.85353022221072, 59.13467413714264 },
	};
	double low, high;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		assert_true(staaf_nct_limits(&low, &high, row[i].t, row[i].df,
		    .95));
		near(low, row[i].low, 1e-11, "low");
		near(high, row[i].high, 1e-11, "high");
	}
}

static void
limits_turn_with_the_sign_and_widen_with_the_level(void **state)
{
	double low[3], high[3];

	(void)state;
	for (double t = -40; t <= 40; t += 3.7)
		for (double df = 1; df < 3000; df = df * 3 + .5) {
			assert_true(staaf_nct_limits(&low[0], &high[0], t, df,
			    .95));
			assert_true(staaf_nct_limits(&low[1], &high[1], -t, df,
			    .95));
			assert_true(staaf_nct_limits(&low[2], &high[2], t, df,
			    .90));
			assert_true(low[0] < low[2] && low[2] < high[2] &&
			    high[2] < high[0]);
			assert_true(fabs(low[0] + high[1]) < 1e-9);
		}
}

static void
a_noncentrality_of_0_is_the_plain_t(void **state)
{
	(void)state;
	for (double t = -9; t <= 9; t += .45)
		for (double df = 1; df < 5000; df *= 2.3) {
			near(staaf_nct_above(t, df, 0), staaf_t_above(t, df),
			    1e-11, "above");
			near(staaf_nct_below(t, df, 0), staaf_t_above(-t, df),
			    1e-11, "below");
		}
}

static void
a_quantile_is_where_its_tail_is(void **state)
{
	static const double share[] = { 1e-9, .001, .025, .2, .5, .8, .975,
		.9999 };

	(void)state;
	/* Fisher and Yates 1963, table III: two-sided 5%. */
	assert_true(fabs(staaf_t_at(.975, 1) - 12.7062047361747) < 1e-11);
	assert_true(fabs(staaf_t_at(.975, 10) - 2.22813885198627) < 1e-12);
	for (size_t i = 0; i < sizeof(share) / sizeof(*share); i++)
		for (double df = 1; df < 5000; df *= 1.7)
			near(staaf_t_above(-staaf_t_at(share[i], df), df),
			    share[i], 1e-10, "share");
}

static void
what_is_not_defined_is_no_number(void **state)
{
	double low, high;

	(void)state;
	assert_true(isnan(staaf_t_two_sided(1, 0)));
	assert_true(isnan(staaf_t_two_sided(NAN, 5)));
	assert_true(isnan(staaf_t_above(1, NAN)));
	assert_true(isnan(staaf_t_at(0, 5)));
	assert_true(isnan(staaf_t_at(1, 5)));
	assert_true(isnan(staaf_t_at(.5, -1)));
	assert_true(isnan(staaf_f_above(1, 0, 5)));
	assert_true(isnan(staaf_chi2_above(1, -2)));
	assert_true(isnan(staaf_nct_above(INFINITY, 5, 0)));
	assert_true(isnan(staaf_nct_below(1, 0, 0)));
	assert_false(staaf_nct_limits(&low, &high, 1, 0, .95));
	assert_false(staaf_nct_limits(&low, &high, NAN, 9, .95));
	assert_false(staaf_nct_limits(&low, &high, 1, 9, 1));
	assert_true(staaf_f_above(-1, 3, 5) == 1);
	assert_true(staaf_chi2_above(-1, 3) == 1);
	assert_true(staaf_t_two_sided(0, 3) == 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tails_have_twelve_digits),
		cmocka_unit_test(limits_bear_the_t_that_was_seen),
		cmocka_unit_test(
		    limits_turn_with_the_sign_and_widen_with_the_level),
		cmocka_unit_test(a_noncentrality_of_0_is_the_plain_t),
		cmocka_unit_test(a_quantile_is_where_its_tail_is),
		cmocka_unit_test(what_is_not_defined_is_no_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
