/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sample against certified and recomputed figures, and its laws. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/describe.h>
#include <staaf/mem.h>

#include "chance.h"

enum { MOST = 5001 };

static double x[MOST], y[MOST];

static void
near(double got, double want, double relative, const char *what)
{
	if (!(fabs(got - want) <= relative * fabs(want)))
		fail_msg("%s: got %.17g, want %.17g, off %.2g", what, got,
		    want, fabs(got - want) / fabs(want));
}

static void
is_exactly(double got, double want)
{
	if (got < want || got > want || isnan(got))
		fail_msg("got %.17g, want %.17g", got, want);
}

static FILE *
open_data(const char *name)
{
	FILE *f = fopen(name, "r");

	assert_non_null(f);
	return f;
}

/* true when something stands after them */
static bool
skip_remarks(FILE *f)
{
	int c;

	while ((c = getc(f)) == '#' || c == '\n')
		while (c != '\n' && c != EOF)
			c = getc(f);
	return c != EOF && ungetc(c, f) == c;
}

static void
read_values(double *out, FILE *f, size_t n)
{
	assert_true(n <= MOST);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(fscanf(f, "%lf ", &out[i]), 1);
}

static void
bears_certified(const char *name, size_t n, double mean, double sd,
    double lag1, double sd_within, double lag1_within)
{
	struct staaf_summary s;

	staaf_summarise(&s, x, n);
	near(s.mean, mean, 2e-15, name);
	near(s.sd, sd, sd_within, name);
	near(staaf_lag1(x, n), lag1, lag1_within, name);
}

static void
nist_sets_have_all_certified_digits(void **state)
{
	FILE *f = open_data("tests/data/nist_univariate.txt");
	char name[16];
	double mean, sd, lag1;
	size_t n;
	int n_sets = 0;

	(void)state;
	while (skip_remarks(f)) {
		/* What Mavro and Michelso lose is rounded off by doubles. */
		double within;

		assert_int_equal(fscanf(f, "%15s %zu %lf %lf %lf", name, &n,
		    &mean, &sd, &lag1), 5);
		read_values(x, f, n);
		within = name[0] == 'M' ? 1e-12 : 5e-15;
		bears_certified(name, n, mean, sd, lag1, within, within);
		n_sets++;
	}
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n_sets, 5);
}

/* NIST StRD: one middle value, then 500 pairs of one less, one more. */
static void
put_pairs(double low, double middle, double high)
{
	x[0] = middle;
	for (int i = 1; i < 1001; i += 2) {
		x[i] = low;
		x[i + 1] = high;
	}
}

static void
numacc_loses_only_what_doubles_lose(void **state)
{
	(void)state;
	x[0] = 10000001;
	x[1] = 10000003;
	x[2] = 10000002;
	bears_certified("NumAcc1", 3, 10000002, 1, -.5, 1e-15, 1e-15);
	put_pairs(1.1, 1.2, 1.3);
	bears_certified("NumAcc2", 1001, 1.2, .1, -.999, 2e-15, 2e-15);
	put_pairs(1000000.1, 1000000.2, 1000000.3);
	bears_certified("NumAcc3", 1001, 1000000.2, .1, -.999, 4e-10, 1e-12);
	put_pairs(10000000.1, 10000000.2, 10000000.3);
	bears_certified("NumAcc4", 1001, 10000000.2, .1, -.999, 6e-9, 1e-10);
	/* Without what all have in common nothing is lost. */
	put_pairs(.1, .2, .3);
	bears_certified("NumAcc4 - 1e7", 1001, .2, .1, -.999, 2e-15, 2e-15);
}

static void
a_summary_holds_middle_and_ends(void **state)
{
	const double grades[] = { 7, 5.5, 9, 6, 6.5, 4 };
	struct staaf_summary s;

	(void)state;
	staaf_summarise(&s, grades, 6);
	assert_int_equal(s.n, 6);
	is_exactly(s.median, 6.25);
	is_exactly(s.min, 4);
	is_exactly(s.max, 9);
	near(s.mean, 38. / 6, 1e-15, "mean");
	near(s.sd, sqrt((254.5 - 38. * 38 / 6) / 5), 1e-15, "sd");
	staaf_summarise(&s, grades, 5);
	is_exactly(s.median, 6.5);
	is_exactly(s.min, 5.5);
}

static void
equal_values_have_no_spread_at_all(void **state)
{
	struct staaf_summary s;

	(void)state;
	for (size_t n = 2; n <= 5000; n = n * 2 + 1) {
		for (size_t i = 0; i < n; i++)
			x[i] = .1 + 1e7;
		staaf_summarise(&s, x, n);
		is_exactly(s.sd, 0);
		is_exactly(s.mean, x[0]);
		assert_true(isnan(staaf_lag1(x, n)));
	}
}

static void
what_n_does_not_allow_is_no_number(void **state)
{
	const double one = 6.5;
	const double bad[][3] = { { 1, NAN, 3 }, { 1, 2, INFINITY },
		{ -INFINITY, 0, 1 } };
	struct staaf_summary s;

	(void)state;
	staaf_summarise(&s, NULL, 0);
	assert_int_equal(s.n, 0);
	assert_true(isnan(s.mean) && isnan(s.sd) && isnan(s.median) &&
	    isnan(s.min) && isnan(s.max));
	staaf_summarise(&s, &one, 1);
	is_exactly(s.mean, one);
	is_exactly(s.median, one);
	is_exactly(s.min, one);
	is_exactly(s.max, one);
	assert_true(isnan(s.sd));
	assert_true(isnan(staaf_lag1(&one, 1)) && isnan(staaf_lag1(NULL, 0)));
	for (size_t i = 0; i < 3; i++) {
		staaf_summarise(&s, bad[i], 3);
		assert_true(isnan(s.mean) && isnan(s.sd) &&
		    isnan(s.median) && isnan(s.min) && isnan(s.max));
		assert_true(isnan(staaf_lag1(bad[i], 3)));
	}
}

static void
extreme_values_neither_overflow_nor_vanish(void **state)
{
	const double huge[] = { 1e300, -1e300, 1e300, 1.7e308 };
	const double tiny[] = { 1e-300, 3e-300 };
	const double ends[] = { -1.7e308, 1.7e308 };
	struct staaf_summary s;

	(void)state;
	staaf_summarise(&s, huge, 4);
	near(s.mean, 1.700000005e308 / 4 + .25e300, 1e-8, "mean");
	assert_true(isfinite(s.sd) && s.sd > 8e307);
	is_exactly(s.median, 1e300);
	staaf_summarise(&s, tiny, 2);
	near(s.mean, 2e-300, 1e-15, "mean");
	near(s.sd, sqrt(2) * 1e-300, 1e-15, "sd");
	staaf_summarise(&s, ends, 2);
	is_exactly(s.mean, 0);
	assert_true(isnan(s.sd));
}

static void
order_shift_and_scale_do_what_they_should(void **state)
{
	struct chance c = { .state = 20261 };
	struct staaf_summary s, t;

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t n = 2 + chance_below(&c, 60);

		for (size_t i = 0; i < n; i++) {
			x[i] = (double)chance_below(&c, 91) / 8;
			y[n - 1 - i] = 4 * x[i] + 16; /* exact */
		}
		staaf_summarise(&s, x, n);
		staaf_summarise(&t, y, n);
		near(t.mean, 4 * s.mean + 16, 2e-15, "mean");
		near(t.sd, 4 * s.sd, 2e-15, "sd");
		is_exactly(t.median, 4 * s.median + 16);
		is_exactly(t.min, 4 * s.min + 16);
		is_exactly(t.max, 4 * s.max + 16);
		if (s.sd > 0)
			assert_true(fabs(staaf_lag1(x, n) -
			    staaf_lag1(y, n)) < 1e-14);
		assert_true(s.min <= s.median && s.median <= s.max &&
		    s.min <= s.mean && s.mean <= s.max);
	}
}

static void
without_memory_the_median_alone_is_missing(void **state)
{
	const double grades[] = { 7, 5, 9 };
	struct staaf_summary s;
	struct staaf_shapiro w;
	double *sorted;

	(void)state;
	staaf_mem_refuse(1);
	staaf_summarise(&s, grades, 3);
	assert_true(isnan(s.median));
	is_exactly(s.mean, 7);
	is_exactly(s.sd, 2);
	for (unsigned long nth = 1; nth <= 2; nth++) {
		for (size_t i = 0; i < 20; i++)
			x[i] = (double)(i * i);
		staaf_mem_refuse(nth);
		assert_false(staaf_shapiro(&w, x, 20));
		assert_true(isnan(w.w) && isnan(w.p));
	}
	staaf_mem_refuse(1);
	assert_false(staaf_sorted(&sorted, grades, 3));
	assert_null(sorted);
	staaf_mem_refuse(0);
	assert_true(staaf_sorted(&sorted, grades, 3));
	assert_true(sorted[0] < sorted[1] && sorted[1] < sorted[2]);
	staaf_mem_free(sorted);
	assert_true(staaf_sorted(&sorted, grades, 0));
	assert_null(sorted);
}

/* ----------------------------------------------------------- rounding */

static void
differences_that_are_equal_on_paper_tie(void **state)
{
	(void)state;
	is_exactly(staaf_round(6.3 - 5.9, 1), .4);
	is_exactly(staaf_round(7.4 - 7.0, 1), .4);
	is_exactly(staaf_round(5.9 - 6.3, 1), -.4);
	for (int a = 0; a <= 1000; a++)
		for (int b = 0; b <= 1000; b += 7)
			is_exactly(staaf_round(a / 10. - b / 10., 1),
			    (a - b) / 10.);
}

static void
halves_go_away_from_zero_as_on_paper(void **state)
{
	(void)state;
	is_exactly(staaf_round(.5, 0), 1);
	is_exactly(staaf_round(1.5, 0), 2);
	is_exactly(staaf_round(2.5, 0), 3);
	is_exactly(staaf_round(-2.5, 0), -3);
	is_exactly(staaf_round(2.675, 2), 2.68);
	is_exactly(staaf_round(1.005, 2), 1.01);
	is_exactly(staaf_round(-1.005, 2), -1.01);
	is_exactly(staaf_round(.15, 1), .2);
	is_exactly(staaf_round(.285, 2), .29);
	is_exactly(staaf_round(1.045 - .9, 2), .15);
	is_exactly(staaf_round(.49999999999999, 0), 0);
	is_exactly(staaf_round(2.4999999999999, 0), 2);
	for (int i = 0; i < 100000; i++)
		is_exactly(staaf_round((10. * i + 5) / 1000, 2),
		    (i + 1) / 100.);
}

static void
rounding_leaves_what_has_no_more_decimals(void **state)
{
	struct chance c = { .state = 5 };

	(void)state;
	is_exactly(staaf_round(123456789012345.6, 0), 123456789012346);
	is_exactly(staaf_round(900719925474099.4, 0), 900719925474099);
	is_exactly(staaf_round(1e300, 15), 1e300);
	is_exactly(staaf_round(-1.7e308, 2), -1.7e308);
	is_exactly(staaf_round(.1, 15), .1);
	is_exactly(staaf_round(1e-300, 15), 0);
	assert_false(signbit(staaf_round(-.01, 1)));
	assert_true(isnan(staaf_round(NAN, 1)));
	assert_true(isnan(staaf_round(INFINITY, 1)));
	assert_true(isnan(staaf_round(1, -1)));
	assert_true(isnan(staaf_round(1, 16)));
	for (int i = 0; i < 10000; i++) {
		double v = ((double)chance_below(&c, 2000001) - 1e6) /
		    1e4;
		double once = staaf_round(v, 2);

		is_exactly(staaf_round(once, 2), once);
		is_exactly(staaf_round(v, 4), v);
		assert_true(fabs(once - v) <= .005 + 1e-12);
	}
}

/* -------------------------------------------------------- correlation */

static void
a_correlation_has_eleven_digits(void **state)
{
	FILE *f = open_data("tests/data/correlate.txt");
	struct staaf_estimate e;
	double want[7];
	size_t n;
	int n_sets = 0;

	(void)state;
	while (skip_remarks(f)) {
		assert_int_equal(fscanf(f, "%zu", &n), 1);
		read_values(x, f, n);
		read_values(y, f, n);
		read_values(want, f, 7);
		staaf_correlate(&e, x, y, n);
		near(e.est, want[0], 1e-15, "r");
		near(e.se, want[1], 1e-13, "se");
		near(e.t, want[2], 1e-13, "t");
		is_exactly(e.df, want[3]);
		near(e.p, want[4], 1e-12, "p");
		near(e.low, want[5], 1e-13, "low");
		near(e.high, want[6], 1e-13, "high");
		n_sets++;
	}
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n_sets, 5);
}

static void
a_correlation_keeps_its_laws(void **state)
{
	struct chance c = { .state = 99 };
	struct staaf_estimate e, f;

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t n = 5 + chance_below(&c, 40);

		for (size_t i = 0; i < n; i++) {
			x[i] = (double)chance_below(&c, 1000);
			y[i] = x[i] / 2 + (double)chance_below(&c, 700);
		}
		staaf_correlate(&e, x, y, n);
		assert_true(e.low < e.est && e.est < e.high);
		assert_true(e.low > -1 && e.high < 1);
		staaf_correlate(&f, y, x, n);
		near(f.est, e.est, 1e-13, "swapped");
		for (size_t i = 0; i < n; i++)
			y[i] = 1024 - 8 * y[i];
		staaf_correlate(&f, x, y, n);
		near(f.est, -e.est, 1e-13, "turned");
		near(f.low, -e.high, 1e-13, "turned limit");
		near(f.p, e.p, 1e-10, "turned p");
	}
}

static void
a_line_and_no_spread_have_no_test(void **state)
{
	const double line[] = { 1.1, 2.2, 3.3, 4.4 };
	const double fall[] = { .7, .5, .3, .1 };
	const double flat[] = { 2, 2, 2, 2 };
	const double huge[] = { 1e300, -1e300, 5e299, 1.7e308 };
	const double bad[] = { 1, 2, NAN, 4 };
	struct staaf_estimate e;

	(void)state;
	staaf_correlate(&e, line, fall, 4);
	is_exactly(e.est, -1);
	is_exactly(e.se, 0);
	assert_true(isnan(e.t) && isnan(e.p) && isnan(e.low) &&
	    isnan(e.high));
	staaf_correlate(&e, line, flat, 4);
	assert_true(isnan(e.est) && isnan(e.p));
	staaf_correlate(&e, line, bad, 4);
	assert_true(isnan(e.est) && isnan(e.p));
	staaf_correlate(&e, line, huge, 4);
	assert_true(e.est > 0 && e.est < 1);
	staaf_correlate(&e, line, line, 1);
	assert_true(isnan(e.est));
	staaf_correlate(&e, line, fall, 2);
	is_exactly(e.est, -1);
	is_exactly(e.df, 0);
	assert_true(isnan(e.t) && isnan(e.p));
	/* Three give a test but no interval. */
	staaf_correlate(&e, line, huge, 3);
	assert_true(isfinite(e.p) && isnan(e.low) && isnan(e.high));
}

/* ------------------------------------------------------- Shapiro-Wilk */

/* See the head of tests/data/shapiro.txt. */
static void
make_values(size_t n, uint64_t m)
{
	for (uint64_t i = 1; i <= n; i++) {
		x[i - 1] = 0;
		for (uint64_t j = 1; j <= m; j++)
			x[i - 1] += (double)((i * i * i * j + 31 * i +
			    7 * j * j) % 10007);
	}
}

static void
shapiro_agrees_with_its_formulas(void **state)
{
	FILE *f = open_data("tests/data/shapiro.txt");
	struct staaf_shapiro got;
	char name[32];
	double w, p;
	size_t n;
	int n_sets = 0;

	(void)state;
	while (skip_remarks(f)) {
		assert_int_equal(fscanf(f, "%31s %zu %lf %lf", name, &n, &w,
		    &p), 4);
		if (n > 60) {
			double m;

			read_values(&m, f, 1);
			make_values(n, (uint64_t)m);
		} else {
			read_values(x, f, n);
		}
		assert_true(staaf_shapiro(&got, x, n));
		near(got.w, w, 1e-13, name);
		near(got.p, p, 1e-12, name);
		n_sets++;
	}
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n_sets, 32);
}

/* Shapiro and Wilk 1965, example 1: weights of 11 men, W = .79. */
static void
shapiro_finds_the_figure_of_its_article(void **state)
{
	const double men[] = { 148, 154, 158, 160, 161, 162, 166, 170, 182,
		195, 236 };
	struct staaf_shapiro s;

	(void)state;
	assert_true(staaf_shapiro(&s, men, 11));
	assert_true(fabs(s.w - .79) < .005);
	assert_true(s.p < .01);
}

/* The asin law of W itself, which loses digits near W = .75. */
static void
three_values_have_an_exact_p(void **state)
{
	struct staaf_shapiro s;

	(void)state;
	for (int i = 1; i <= 100; i++) {
		const double three[] = { 0, i / 100., 1 + i / 100. };

		assert_true(staaf_shapiro(&s, three, 3));
		assert_true(fabs(s.p - 6 / M_PI *
		    (asin(sqrt(s.w)) - M_PI / 3)) < 1e-7);
	}
	x[0] = x[1] = 4;
	x[2] = 9;
	assert_true(staaf_shapiro(&s, x, 3));
	is_exactly(s.w, .75);
	is_exactly(s.p, 0);
}

static void
shapiro_heeds_neither_order_nor_scale(void **state)
{
	struct chance c = { .state = 4 };
	struct staaf_shapiro s, t;

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t n = 3 + chance_below(&c, 50);

		for (size_t i = 0; i < n; i++) {
			x[i] = (double)(chance_below(&c, 90) + i);
			y[n - 1 - i] = 1e200 * (2 - x[i] / 4);
		}
		assert_true(staaf_shapiro(&s, x, n));
		assert_true(staaf_shapiro(&t, y, n));
		near(t.w, s.w, 1e-13, "W");
		near(t.p, s.p, 1e-10, "p");
		assert_true(s.w > 0 && s.w <= 1 && s.p >= 0 && s.p <= 1);
	}
}

static void
shapiro_has_limits_on_both_sides(void **state)
{
	struct staaf_shapiro s;

	(void)state;
	make_values(5001, 1);
	assert_true(staaf_shapiro(&s, x, 5001));
	assert_true(isnan(s.w) && isnan(s.p));
	assert_true(staaf_shapiro(&s, x, 5000));
	assert_true(isfinite(s.w) && isfinite(s.p));
	assert_true(staaf_shapiro(&s, x, 3));
	assert_true(isfinite(s.w));
	assert_true(staaf_shapiro(&s, x, 2));
	assert_true(isnan(s.w));
	assert_true(staaf_shapiro(&s, NULL, 0));
	assert_true(isnan(s.w));
	for (int i = 0; i < 9; i++)
		x[i] = .1;
	assert_true(staaf_shapiro(&s, x, 9));
	assert_true(isnan(s.w) && isnan(s.p));
	x[4] = NAN;
	assert_true(staaf_shapiro(&s, x, 9));
	assert_true(isnan(s.w));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nist_sets_have_all_certified_digits),
		cmocka_unit_test(numacc_loses_only_what_doubles_lose),
		cmocka_unit_test(a_summary_holds_middle_and_ends),
		cmocka_unit_test(equal_values_have_no_spread_at_all),
		cmocka_unit_test(what_n_does_not_allow_is_no_number),
		cmocka_unit_test(extreme_values_neither_overflow_nor_vanish),
		cmocka_unit_test(order_shift_and_scale_do_what_they_should),
		cmocka_unit_test(without_memory_the_median_alone_is_missing),
		cmocka_unit_test(differences_that_are_equal_on_paper_tie),
		cmocka_unit_test(halves_go_away_from_zero_as_on_paper),
		cmocka_unit_test(rounding_leaves_what_has_no_more_decimals),
		cmocka_unit_test(a_correlation_has_eleven_digits),
		cmocka_unit_test(a_correlation_keeps_its_laws),
		cmocka_unit_test(a_line_and_no_spread_have_no_test),
		cmocka_unit_test(shapiro_agrees_with_its_formulas),
		cmocka_unit_test(shapiro_finds_the_figure_of_its_article),
		cmocka_unit_test(three_values_have_an_exact_p),
		cmocka_unit_test(shapiro_heeds_neither_order_nor_scale),
		cmocka_unit_test(shapiro_has_limits_on_both_sides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
