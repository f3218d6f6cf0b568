/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts against exact and published values, and the laws they keep. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/rate.h>

#include "chance.h"

enum { N_ROWS = 67, MAX_NUMBERS = 32, MOST = 10000000 };

/* Relative, but absolute near 0; NAN and INFINITY must be the same. */
static void
near(double got, double want, double within, const char *what)
{
	if (isnan(want) ? isnan(got) : got == want)
		return;
	if (!(fabs(got - want) <= within * fabs(want)) &&
	    !(want == 0 && fabs(got) < 1e-15))
		fail_msg("%s: got %.17g, want %.17g", what, got, want);
}

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
check_mcnemar(const double *v, const char *line)
{
	struct staaf_pair_counts counts = { (long)v[0], (long)v[1],
		(long)v[2], (long)v[3] };
	struct staaf_mcnemar m;

	staaf_mcnemar(&m, &counts);
	near(m.chi2, v[4], 1e-13, line);
	near(m.chi2_p, v[5], 1e-12, line);
	near(m.chi2_cc, v[6], 1e-13, line);
	near(m.cc_p, v[7], 1e-12, line);
	near(m.p_exact, v[8], 1e-12, line);
	near(m.p_mid, v[9], 1e-12, line);
	near(m.rd.est, v[10], 1e-14, line);
	near(m.rd.se, v[11], 1e-13, line);
	near(m.rd.low, v[12], 1e-12, line);
	near(m.rd.high, v[13], 1e-12, line);
	near(m.odds.est, v[14], 1e-14, line);
	near(m.odds.low, v[15], 1e-12, line);
	near(m.odds.high, v[16], 1e-12, line);
}

static void
check_two(const double *v, const char *line)
{
	struct staaf_two_counts counts = { (long)v[0], (long)v[1],
		(long)v[2], (long)v[3] };
	struct staaf_two_rates r;

	staaf_two_rates(&r, &counts);
	near(r.rd.est, v[4], 1e-14, line);
	near(r.rd.low, v[5], 1e-12, line);
	near(r.rd.high, v[6], 1e-12, line);
	near(r.chi2, v[7], 1e-13, line);
	near(r.chi2_p, v[8], 1e-12, line);
	near(r.yates, v[9], 1e-13, line);
	near(r.yates_p, v[10], 1e-12, line);
	near(r.fisher_p, v[11], 1e-12, line);
	near(r.odds.est, v[12], 1e-13, line);
	near(r.odds.se, v[13], 1e-13, line);
	near(r.odds.t, v[14], 1e-13, line);
	near(r.odds.p, v[15], 1e-12, line);
	near(r.odds.low, v[16], 1e-13, line);
	near(r.odds.high, v[17], 1e-13, line);
	assert_true(isinf(r.odds.df));
	near(r.rr, v[18], 1e-14, line);
	near(r.cohen_h, v[19], 1e-13, line);
	near(r.cox_d.est, v[20], 1e-13, line);
	near(r.cox_d.se, v[21], 1e-13, line);
	near(r.cox_g.est, v[22], 1e-13, line);
	near(r.cox_g.se, v[23], 1e-13, line);
	assert_int_equal(r.is_half_added, v[0] == 0 || v[1] == 0 ||
	    v[2] == 0 || v[3] == 0);
}

static void
check_row(const char *name, const double *v, size_t n, const char *line)
{
	struct staaf_rate rate;

	if (strcmp(name, "sign") == 0) {
		assert_int_equal(n, 4);
		near(staaf_sign_p((long)v[0], (long)v[1], (long)v[2]), v[3],
		    1e-12, line);
	} else if (strcmp(name, "wilson") == 0) {
		assert_int_equal(n, 5);
		staaf_rate_wilson(&rate, (long)v[0], (long)v[1]);
		near(rate.low, v[3], 1e-13, line);
		near(rate.high, v[4], 1e-13, line);
	} else if (strcmp(name, "binomial") == 0) {
		assert_int_equal(n, 4);
		near(staaf_binomial_below((long)v[0], (long)v[1], v[2]), v[3],
		    1e-12, line);
	} else if (strcmp(name, "mcnemar") == 0) {
		assert_int_equal(n, 17);
		check_mcnemar(v, line);
	} else {
		assert_string_equal(name, "two");
		assert_int_equal(n, 24);
		check_two(v, line);
	}
}

static void
counts_agree_with_fifty_digits(void **state)
{
	FILE *f = fopen("tests/data/rate.txt", "r");
	char line[1024], name[16];
	double v[MAX_NUMBERS];
	int n_rows = 0, used;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		assert_int_equal(sscanf(line, "%15s%n", name, &used), 1);
		check_row(name, v, read_numbers(v, line + used), line);
		n_rows++;
	}
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n_rows, N_ROWS);
}

static void
within(double got, double want, double by)
{
	if (!(fabs(got - want) <= by))
		fail_msg("got %.12g, want %.12g", got, want);
}

/*
 * Fagerland, Lydersen and Laake 2013, table 1 (Bentur and others): 1 against
 * 7 of 21 children; their p values, also of the supplement.
 */
static void
mid_p_is_that_of_its_authors(void **state)
{
	struct staaf_mcnemar m;

	(void)state;
	staaf_mcnemar(&m, &(struct staaf_pair_counts){ .up = 1, .down = 7,
	    .both = 1, .neither = 12 });
	within(m.p_exact, .0703125, 1e-14);
	within(m.p_mid, .0390625, 1e-14);
	within(m.chi2, 4.5, 1e-14);
	within(m.chi2_p, .0339, .00005);
	within(m.cc_p, .0771, .00005);
	/* At a tie, their supplement says, half of P(X = k) comes off 1. */
	staaf_mcnemar(&m, &(struct staaf_pair_counts){ 4, 4, 9, 9 });
	within(m.p_exact, 1, 0);
	within(m.p_mid, 1 - 70. / 256 / 2, 1e-15);
}

/* Newcombe 1998, table II, method 10: (a) to (d). */
static void
two_groups_have_the_published_intervals(void **state)
{
	static const struct {
		struct staaf_two_counts counts;
		double low, high;
	} row[] = {
		{ { 56, 14, 48, 32 }, .0524, .3339 },
		{ { 9, 1, 3, 7 }, .1705, .8090 },
		{ { 10, 0, 0, 20 }, .6791, 1.0000 },
		{ { 10, 0, 0, 10 }, .6075, 1.0000 },
	};
	struct staaf_two_rates r;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		staaf_two_rates(&r, &row[i].counts);
		within(r.rd.low, row[i].low, .00005);
		within(r.rd.high, row[i].high, .00005);
	}
}

/* Newcombe 1998 (one rate, 10.1002/(SICI)1097-0258...857), method 3. */
static void
one_rate_has_the_published_interval(void **state)
{
	struct staaf_rate rate;

	(void)state;
	staaf_rate_wilson(&rate, 81, 263);
	within(rate.low, .2553, .00005);
	within(rate.high, .3662, .00005);
	staaf_rate_wilson(&rate, 15, 148);
	within(rate.low, .0624, .00005);
	within(rate.high, .1605, .00005);
	staaf_rate_wilson(&rate, 0, 20);
	within(rate.low, 0, 0);
	within(rate.high, .1611, .00005);
	staaf_rate_wilson(&rate, 1, 29);
	within(rate.low, .0061, .00005);
	within(rate.high, .1718, .00005);
}

/* The tea of Fisher 1935, as in R's help of fisher.test: p .4857. */
static void
the_lady_tasting_tea_has_her_p(void **state)
{
	struct staaf_two_rates r;

	(void)state;
	staaf_two_rates(&r, &(struct staaf_two_counts){ 3, 1, 1, 3 });
	within(r.fisher_p, 34. / 70, 1e-15);
}

static void
what_cannot_be_counted_is_nan(void **state)
{
	struct staaf_mcnemar m;
	struct staaf_two_rates r;
	struct staaf_rate rate;

	(void)state;
	staaf_rate_wilson(&rate, 0, 0);
	assert_true(isnan(rate.rate) && isnan(rate.low) && isnan(rate.high));
	staaf_rate_wilson(&rate, 3, 2);
	assert_true(isnan(rate.rate));
	staaf_rate_wilson(&rate, -1, 2);
	assert_true(isnan(rate.rate));
	assert_true(isnan(staaf_sign_p(0, 0, 0)));
	assert_true(isnan(staaf_sign_p(-1, 2, 3)));
	assert_true(isnan(staaf_binomial_below(1, -1, .5)));
	assert_true(isnan(staaf_binomial_below(1, 2, NAN)));
	assert_true(isnan(staaf_binomial_below(1, 2, 1.5)));
	staaf_mcnemar(&m, &(struct staaf_pair_counts){ 0 });
	assert_true(isnan(m.p_exact) && isnan(m.p_mid) && isnan(m.chi2));
	assert_true(isnan(m.rd.est) && isnan(m.odds.low));
	staaf_mcnemar(&m, &(struct staaf_pair_counts){ 1, -1, 3, 3 });
	assert_true(isnan(m.p_exact) && isnan(m.rd.high));
	staaf_two_rates(&r, &(struct staaf_two_counts){ 3, 4, 0, 0 });
	assert_true(isnan(r.rd.est) && isnan(r.fisher_p) && isnan(r.odds.est));
	assert_true(isnan(r.rr) && isnan(r.cox_g.est) && isnan(r.cohen_h));
	/* The group that has students has its rate all the same. */
	within(r.treat.rate, 3. / 7, 1e-15);
	staaf_two_rates(&r, &(struct staaf_two_counts){ 3, 4, -1, 9 });
	assert_true(isnan(r.rd.est) && isnan(r.treat.rate));
}

static void
nobody_changed_is_no_evidence_rather_than_no_number(void **state)
{
	struct staaf_mcnemar m;

	(void)state;
	staaf_mcnemar(&m, &(struct staaf_pair_counts){ 0, 0, 5, 5 });
	within(m.p_exact, 1, 0);
	within(m.p_mid, 1, 0);
	within(m.rd.est, 0, 0);
	assert_true(isnan(m.chi2) && isnan(m.odds.est));
	within(m.odds.low, 0, 0);
	assert_true(isinf(m.odds.high));
	within(staaf_sign_p(0, 0, 4), 1, 0);
}

static void
ten_million_is_counted_and_one_more_is_not(void **state)
{
	struct staaf_two_counts most = { MOST, MOST, MOST, MOST };
	struct staaf_two_rates r;
	struct staaf_mcnemar m;

	(void)state;
	staaf_two_rates(&r, &most);
	within(r.fisher_p, 1, 0);
	within(r.rd.est, 0, 0);
	most.treat_yes = MOST - 10000;
	staaf_two_rates(&r, &most);
	/* R 4.2.2: fisher.test(matrix(c(9990000, 1e7, 1e7, 1e7), 2)) */
	within(r.fisher_p, .1137288451026605, 1e-11);
	most.treat_yes = MOST + 1L;
	staaf_two_rates(&r, &most);
	assert_true(isnan(r.fisher_p) && isnan(r.rd.est));
	staaf_mcnemar(&m, &(struct staaf_pair_counts){ MOST, MOST, 0, 0 });
	within(m.p_exact, 1, 0);
	staaf_mcnemar(&m, &(struct staaf_pair_counts){ MOST + 1L, 5, 0, 0 });
	assert_true(isnan(m.p_exact));
}

static void
mirror_two(const struct staaf_two_counts *k)
{
	struct staaf_two_counts turned = { k->control_yes, k->control_no,
		k->treat_yes, k->treat_no };
	struct staaf_two_rates a, b;

	staaf_two_rates(&a, k);
	staaf_two_rates(&b, &turned);
	near(a.rd.est, -b.rd.est, 1e-12, "rd");
	if (isnan(a.rd.est))
		return;
	within(a.rd.low, -b.rd.high, 1e-14);
	within(a.rd.high, -b.rd.low, 1e-14);
	near(a.fisher_p, b.fisher_p, 1e-12, "fisher");
	near(a.chi2_p, b.chi2_p, 1e-12, "chi2");
	near(a.odds.low, 1 / b.odds.high, 1e-12, "odds");
	within(a.cox_d.est, -b.cox_d.est, 1e-14);
	within(a.cohen_h, -b.cohen_h, 1e-14);
	assert_true(a.rd.low <= a.rd.est && a.rd.est <= a.rd.high);
	assert_true(a.rd.low >= -1 && a.rd.high <= 1);
	assert_true(a.odds.low <= a.odds.est && a.odds.est <= a.odds.high);
	assert_true(a.fisher_p > 0 && a.fisher_p <= 1);
	assert_true(a.treat.low >= 0 && a.treat.low <= a.treat.rate);
	assert_true(a.treat.high <= 1 && a.treat.high >= a.treat.rate);
}

static void
mirror_pairs(const struct staaf_pair_counts *k)
{
	struct staaf_pair_counts turned = { k->down, k->up, k->neither,
		k->both };
	struct staaf_mcnemar a, b;

	staaf_mcnemar(&a, k);
	staaf_mcnemar(&b, &turned);
	near(a.p_exact, b.p_exact, 1e-15, "exact");
	near(a.p_mid, b.p_mid, 1e-15, "mid");
	if (isnan(a.rd.est))
		return;
	within(a.rd.est, -b.rd.est, 1e-15);
	within(a.rd.low, -b.rd.high, 1e-14);
	near(a.odds.low, 1 / b.odds.high, 1e-12, "odds");
	assert_true(a.p_mid <= a.p_exact && a.p_mid > 0);
	assert_true(a.rd.low >= -1 && a.rd.high <= 1);
	assert_true(a.rd.low <= a.rd.est && a.rd.est <= a.rd.high);
	assert_true(!(a.odds.est < a.odds.low) &&
	    !(a.odds.est > a.odds.high));
	near(a.p_exact, staaf_sign_p(k->up, k->down, k->both + k->neither), 0,
	    "sign");
}

static void
other_names_for_the_groups_turn_the_sign(void **state)
{
	struct chance c = { .state = 7 };

	(void)state;
	for (int i = 0; i < 2000; i++) {
		size_t most = i % 3 == 0 ? 4 : 60;
		long k[4];

		for (int j = 0; j < 4; j++)
			k[j] = (long)chance_below(&c, most);
		mirror_two(&(struct staaf_two_counts){ k[0], k[1], k[2],
		    k[3] });
		mirror_pairs(&(struct staaf_pair_counts){ k[0], k[1], k[2],
		    k[3] });
	}
}

/* Exact limits of the odds ratio leave out 1 just when p is below 5%. */
static void
exact_limits_and_exact_p_agree(void **state)
{
	struct staaf_mcnemar m;

	(void)state;
	for (long up = 0; up < 40; up++)
		for (long down = 0; down < 40; down++) {
			staaf_mcnemar(&m, &(struct staaf_pair_counts){ up,
			    down, 10, 10 });
			assert_int_equal(m.p_exact < .05,
			    m.odds.low > 1 || m.odds.high < 1);
		}
}

static void
a_binomial_tail_and_its_mirror_are_one(void **state)
{
	(void)state;
	for (long n = 1; n < 300; n = n * 2 + 1)
		for (long k = 0; k < n; k += 1 + n / 9)
			for (double p = .05; p < 1; p += .1)
				within(staaf_binomial_below(k, n, p) +
				    staaf_binomial_below(n - k - 1, n, 1 - p),
				    1, 1e-13);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_agree_with_fifty_digits),
		cmocka_unit_test(mid_p_is_that_of_its_authors),
		cmocka_unit_test(two_groups_have_the_published_intervals),
		cmocka_unit_test(one_rate_has_the_published_interval),
		cmocka_unit_test(the_lady_tasting_tea_has_her_p),
		cmocka_unit_test(what_cannot_be_counted_is_nan),
		cmocka_unit_test(
		    nobody_changed_is_no_evidence_rather_than_no_number),
		cmocka_unit_test(ten_million_is_counted_and_one_more_is_not),
		cmocka_unit_test(other_names_for_the_groups_turn_the_sign),
		cmocka_unit_test(exact_limits_and_exact_p_agree),
		cmocka_unit_test(a_binomial_tail_and_its_mirror_are_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
