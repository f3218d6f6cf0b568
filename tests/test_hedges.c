/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hedges's factor against fifty digits, and its laws. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <staaf/effect.h>

/*
 * mpmath 1.3.0 with mp.dps = 50:
 * gamma(m/2) / (sqrt(m/2) * gamma((m-1)/2)), from 1e5 by loggamma.
 */
static void
the_factor_has_thirteen_digits_on_both_sides_of_the_series(void **state)
{
	static const struct {
		double df, j;
	} row[] = {
		{ 1.0009765625, 0.0012225150747815935 },
		{ 1.5, 0.39027621886917631 },
		{ 2, 0.56418958354775629 },
		{ 2.5, 0.6615798689843089 },
		{ 3, 0.72360125455826766 },
		{ 4, 0.79788456080286536 },
		{ 5, 0.8407486824596893 },
		{ 7.25, 0.89221850111548944 },
		{ 10, 0.9227456080530871 },
		{ 19, 0.9599103529242536 },
		{ 30, 0.974754378214402 },
		{ 58, 0.9870035810279774 },
		{ 100, 0.99247805498144487 },
		{ 171.5, 0.99561937087457437 },
		{ 250, 0.99699649550743523 },
		{ 299.999, 0.99749755849426772 },
		{ 300, 0.99749756684385861 },
		{ 300.001, 0.99749757519339378 },
		{ 301, 0.9975058886405645 },
		{ 340, 0.99779222355924945 },
		{ 500, 0.99849912443796282 },
		{ 1000, 0.99924978117971637 },
		{ 5000, 0.99984999124943755 },
		{ 100000, 0.99999249997812493 },
		{ 1e7, 0.99999992499999781 },
		{ 1e12, 0.99999999999925 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		double got = staaf_hedges_j(row[i].df);

		if (!(fabs(got / row[i].j - 1) <= 1e-13))
			fail_msg("J(%g): got %.17g, want %.17g", row[i].df, got,
			    row[i].j);
	}
}

/* Hedges 1981: J(m) is about 1 - 3 / (4 m - 1), 0.0014 off at m = 5. */
static void
the_factor_is_the_exact_one_and_not_the_usual_shortcut(void **state)
{
	(void)state;
	assert_true(fabs(staaf_hedges_j(5) - (1 - 3. / 19)) > .0013);
	assert_true(fabs(staaf_hedges_j(5) - (1 - 3. / 19)) < .0015);
	assert_true(fabs(staaf_hedges_j(50) - (1 - 3. / 199)) < 2e-5);
}

static void
the_factor_grows_to_1_with_the_degrees_of_freedom(void **state)
{
	double last = 0;

	(void)state;
	for (double df = 1.01; df < 2000; df += .49) {
		assert_true(staaf_hedges_j(df) > last);
		last = staaf_hedges_j(df);
	}
	assert_true(last < 1);
	assert_true(staaf_hedges_j(1e300) == 1);
	assert_true(staaf_hedges_j(INFINITY) == 1);
}

static void
without_an_expectation_there_is_no_factor(void **state)
{
	(void)state;
	assert_true(isnan(staaf_hedges_j(1)));
	assert_true(isnan(staaf_hedges_j(0)));
	assert_true(isnan(staaf_hedges_j(-5)));
	assert_true(isnan(staaf_hedges_j(NAN)));
	assert_true(staaf_hedges_j(nextafter(1, 2)) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_factor_has_thirteen_digits_on_both_sides_of_the_series),
		cmocka_unit_test(
		    the_factor_is_the_exact_one_and_not_the_usual_shortcut),
		cmocka_unit_test(
		    the_factor_grows_to_1_with_the_degrees_of_freedom),
		cmocka_unit_test(without_an_expectation_there_is_no_factor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
