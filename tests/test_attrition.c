/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The attrition table of the What Works Clearinghouse (Standards Handbook
 * 4.1, Table II.1), and the model it was drawn from: the bias that drop-out
 * can bring must be about .05 standard deviation on both boundaries.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <staaf/attrition.h>
#include <staaf/dist.h>

static void
close_to(double got, double wanted, double slack)
{
	assert_true(fabs(got - wanted) <= slack);
}

static void
the_table_is_read_at_whole_percents(void **state)
{
	static const struct {
		double overall, cautious, optimistic;
	} row[] = { /* as printed there, in percent */
		{ 0, 5.7, 10.0 }, { 5, 6.1, 10.5 }, { 10, 6.3, 10.9 },
		{ 15, 5.9, 10.7 }, { 20, 5.4, 10.0 }, { 25, 4.8, 9.2 },
		{ 30, 4.1, 8.2 }, { 40, 2.6, 6.0 }, { 50, 1.0, 3.7 },
		{ 57, 0.0, 2.1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		double share = row[i].overall / 100;

		close_to(100 * staaf_attrition_boundary(share,
		    false), row[i].cautious, 1e-9);
		close_to(100 * staaf_attrition_boundary(share,
		    true), row[i].optimistic, 1e-9);
	}
	close_to(staaf_attrition_boundary(.203, false), .054, 1e-12);
	close_to(staaf_attrition_boundary(.197, false), .054, 1e-12);
	close_to(staaf_attrition_boundary(.65, true), .003, 1e-12);
	assert_true(isnan(staaf_attrition_boundary(.58, false)));
	assert_true(isnan(staaf_attrition_boundary(.66, true)));
	assert_true(isnan(staaf_attrition_boundary(NAN, true)));
	assert_true(isnan(staaf_attrition_boundary(1.01, true)));
}

static void
a_boundary_itself_is_low(void **state)
{
	(void)state;
	assert_int_equal(staaf_attrition_judge(.10, .063),
	    STAAF_ATTRITION_LOW);
	assert_int_equal(staaf_attrition_judge(.10, -.063),
	    STAAF_ATTRITION_LOW);
	assert_int_equal(staaf_attrition_judge(.10, .064),
	    STAAF_ATTRITION_OPTIMISTIC);
	assert_int_equal(staaf_attrition_judge(.10, .109),
	    STAAF_ATTRITION_OPTIMISTIC);
	assert_int_equal(staaf_attrition_judge(.10, .110),
	    STAAF_ATTRITION_TOO_HIGH);
	assert_int_equal(staaf_attrition_judge(.60, 0),
	    STAAF_ATTRITION_OPTIMISTIC);
	assert_int_equal(staaf_attrition_judge(.70, 0),
	    STAAF_ATTRITION_TOO_HIGH);
	assert_int_equal(staaf_attrition_judge(NAN, NAN),
	    STAAF_ATTRITION_TOO_HIGH);
}

/* Mean of who stays, when whether one stays and the score correlate. */
static double
shift(double gone, double correlation)
{
	double z = staaf_normal_at(1 - gone);

	return correlation * exp(-z * z / 2) / sqrt(2 * acos(-1)) / (1 - gone);
}

static void
the_boundaries_are_where_bias_is_tolerable(void **state)
{
	(void)state;
	for (int percent = 8; percent <= 55; percent++) {
		double overall = percent / 100.;

		/* Correlations fitted here to the whole table: .43, .38 and
		 * .24, .19; a typing error in any row stands out. */
		for (int k = 0; k < 2; k++) {
			double half = staaf_attrition_boundary(overall,
			    k == 1) / 2;
			double bias = shift(overall + half, k ? .24 : .43) -
			    shift(overall - half, k ? .19 : .38);

			assert_true(fabs(bias - .05) < .0045);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_is_read_at_whole_percents),
		cmocka_unit_test(a_boundary_itself_is_low),
		cmocka_unit_test(the_boundaries_are_where_bias_is_tolerable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
