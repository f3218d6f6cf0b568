/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers against published or certified values; each names its source. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <staaf/dist.h>
#include <staaf/stats.h>

static void
near(double got, double want, double within)
{
	if (!(fabs(got - want) <= within))
		fail_msg("got %.12g, want %.12g", got, want);
}

/* Abramowitz and Stegun, table 26.1. */
static void
the_normal_curve_has_its_known_areas(void **state)
{
	(void)state;
	near(staaf_normal_below(0), .5, 1e-15);
	near(staaf_normal_below(1), .841344746068543, 1e-14);
	near(staaf_normal_below(-1.96), .024997895148220, 1e-14);
	near(staaf_normal_at(.975), 1.959963984540054, 1e-13);
	assert_true(isnan(staaf_normal_at(0)));
	assert_true(isnan(staaf_normal_at(1)));
	assert_true(isnan(staaf_normal_at(NAN)));
}

/* The table of words and figures in the grading scheme, section 3. */
static void
effects_translate_as_the_published_table_says(void **state)
{
	static const struct {
		double g, u3, beats, pass;
	} row[] = {
		{ -.10, 46.0, 47.2, 56.1 }, { .05, 52.0, 51.4, 61.9 },
		{ .10, 54.0, 52.8, 63.8 }, { .20, 57.9, 55.6, 67.5 },
		{ .24, 59.5, 56.7, 68.9 }, { .35, 63.7, 59.8, 72.7 },
		{ .50, 69.1, 63.8, 77.4 }, { .85, 80.2, 72.6, 86.5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		near(100 * staaf_u3(row[i].g), row[i].u3, .05);
		near(100 * staaf_superiority(row[i].g), row[i].beats, .05);
		near(100 * staaf_pass_rate(.60, row[i].g), row[i].pass, .055);
	}
}

static void
a_better_effect_never_gives_a_lower_figure(void **state)
{
	(void)state;
	for (double g = -3; g < 3; g += .01) {
		assert_true(staaf_u3(g + .01) > staaf_u3(g));
		assert_true(staaf_pass_rate(.3, g + .01) >
		    staaf_pass_rate(.3, g));
		near(staaf_u3(g) + staaf_u3(-g), 1, 1e-14);
	}
}

/* Cox: ln(1.55) / 1.65, by hand 0.43825493 / 1.65. */
static void
an_odds_ratio_becomes_a_standard_difference(void **state)
{
	(void)state;
	near(staaf_g_from_odds_ratio(1), 0, 0);
	near(staaf_g_from_odds_ratio(1.55), .265609048, 1e-8);
	near(staaf_g_from_odds_ratio(2) + staaf_g_from_odds_ratio(.5), 0,
	    1e-15);
	assert_true(isnan(staaf_g_from_odds_ratio(0)));
	assert_true(isnan(staaf_g_from_odds_ratio(-1)));
}

/* Planning numbers of the grading scheme, section 3. */
static void
the_smallest_difference_a_class_can_show(void **state)
{
	(void)state;
	near(staaf_detectable(24, 24, 0), .83, .005);
	near(staaf_detectable(24, 24, .7), .59, .01);
	near(staaf_detectable(14, 14, 0), 1.10, .005);
	near(staaf_detectable(14, 14, .7), .79, .01);
	near(staaf_detectable(20, 20, 0), .91, .005);
	near(staaf_detectable(20, 20, .6), .73, .01);
	near(staaf_detectable(64, 64, 0), .50, .005);
	assert_true(isnan(staaf_detectable(1, 30, 0)));
	assert_true(isnan(staaf_detectable(30, 30, 1)));
	for (long n = 5; n < 400; n++) {
		assert_true(staaf_detectable(n + 1, n, 0) <
		    staaf_detectable(n, n, 0));
		assert_true(staaf_detectable(n, n, .7) <
		    staaf_detectable(n, n, 0));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_normal_curve_has_its_known_areas),
		cmocka_unit_test(effects_translate_as_the_published_table_says),
		cmocka_unit_test(a_better_effect_never_gives_a_lower_figure),
		cmocka_unit_test(an_odds_ratio_becomes_a_standard_difference),
		cmocka_unit_test(the_smallest_difference_a_class_can_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
