/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reported statistics: read from text, worked out again, judged.  Values of p
 * by mpmath 1.2.1 to 30 digits.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/extract.h>

/* The one statistic of a text. */
static struct staaf_reported
read_one(const char *text)
{
	struct staaf_arena ar = { 0 };
	struct staaf_reported *list = NULL, one;
	size_t n = staaf_extract_reported(&list, text, strlen(text), &ar);

	if (n != 1)
		fail_msg("%zu statistics in: %s", n, text);
	one = list[0];
	staaf_arena_clear(&ar);
	return one;
}

static void
assert_near(double got, double expected)
{
	if (!(fabs(got - expected) <= 1e-12 * fabs(expected)))
		fail_msg("%.17g is not %.17g", got, expected);
}

static void
each_statistic_gives_its_p(void **state)
{
	static const struct {
		const char *text;
		double p;
	} rows[] = {
		{ "t(28) = 2.20, p = .036", 0.0362254847788378 },
		{ "F(1, 38) = 5.11, p = .03", 0.0295993083025787 },
		{ "\xcf\x87\xc2\xb2(2, N = 170) = 14.14, p < .01",
		    0.00085023310916672 },
		{ "r(48) = .35, p = .013", 0.0127154451429579 },
		{ "z = 1.96, p = .05", 0.0499957902964409 },
		{ "Q(12) = 40.2, p < .001", 6.66135965179098e-5 },
		{ "F(3,60)=0.5, p=.684", 0.683703726707406 },
	};
	struct staaf_rechecked c;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct staaf_reported r = read_one(rows[i].text);

		staaf_recheck(&c, &r);
		assert_near(c.p, rows[i].p);
		assert_int_equal(c.fit, STAAF_FITS);
	}
	/* By rounding t was from 2.195 to 2.205. */
	{
		struct staaf_reported r = read_one(rows[0].text);

		staaf_recheck(&c, &r);
		assert_near(c.high, 0.0366191154726233);
		assert_near(c.low, 0.0358356592035663);
	}
}

static void
what_people_print_is_read(void **state)
{
	static const struct {
		const char *text;
		enum staaf_statistic statistic;
		double df1, df2, value, p; /* p below 0: n.s. */
		int decimals, tails;
	} rows[] = {
		/* Dutch, with the trap that others fall in. */
		{ "t(18) = 0,45, n.s.", STAAF_STATISTIC_T, 18, -1, 0.45, -1,
		    2, 2 },
		{ "F(1; 38,2) = 5,11; p = 0,03", STAAF_STATISTIC_F, 1, 38.2,
		    5.11, 0.03, 2, 2 },
		{ "t(23,4) = \xe2\x88\x92" "2,10, p = ,047", STAAF_STATISTIC_T,
		    23.4, -1, -2.10, 0.047, 2, 2 },
		{ "F(2, 30) = 1,234, p = 0,305", STAAF_STATISTIC_F, 2, 30,
		    1.234, 0.305, 3, 2 },
		{ "chi-kwadraat(1) = 4,2 (p < ,05)", STAAF_STATISTIC_CHI2, 1,
		    -1, 4.2, 0.05, 1, 2 },
		/* Thousands. */
		{ "F(1, 30) = 1,234.5, p < .001", STAAF_STATISTIC_F, 1, 30,
		    1234.5, 0.001, 1, 2 },
		{ "F(1, 30) = 12,345, p < .001", STAAF_STATISTIC_F, 1, 30,
		    12345, 0.001, 0, 2 },
		/* Beyond APA: as R prints, subscripts, other brackets. */
		{ "t = 2.20, df = 28, p-value = 0.036", STAAF_STATISTIC_T, 28,
		    -1, 2.2, 0.036, 2, 2 },
		{ "F1,38 = 5.11, p = .03", STAAF_STATISTIC_F, 1, 38, 5.11,
		    0.03, 2, 2 },
		{ "t[28]=2.20,p=.036", STAAF_STATISTIC_T, 28, -1, 2.2, 0.036,
		    2, 2 },
		{ "F(1.43, 38.6) = 5.11, p = .02", STAAF_STATISTIC_F, 1.43,
		    38.6, 5.11, 0.02, 2, 2 },
		{ "(n = 10, t = -2.36, df = 9, p = .043)", STAAF_STATISTIC_T,
		    9, -1, -2.36, 0.043, 2, 2 },
		/* As people asked of statcheck (its issues 46 and 105). */
		{ "T28 = -2.20, p = .03", STAAF_STATISTIC_T, 28, -1, -2.2,
		    0.03, 2, 2 },
		{ "t 28 = 2.20, p = .03", STAAF_STATISTIC_T, 28, -1, 2.2,
		    0.03, 2, 2 },
		{ "F2,28 = 2.20, p = .03", STAAF_STATISTIC_F, 2, 28, 2.2,
		    0.03, 2, 2 },
		{ "\xcf\x87" "2 (4) = 0.73, p = .95", STAAF_STATISTIC_CHI2, 4,
		    -1, 0.73, 0.95, 2, 2 },
		{ "Chi-squared(1) = 4.20, p < .05", STAAF_STATISTIC_CHI2, 1,
		    -1, 4.2, 0.05, 2, 2 },
		{ "t(28) = 1.20, p = ns", STAAF_STATISTIC_T, 28, -1, 1.2, -1,
		    2, 2 },
		{ "t(28) = 5.20, p = <.001", STAAF_STATISTIC_T, 28, -1, 5.2,
		    0.001, 2, 2 },
		/* What stands between. */
		{ "F(1, 38) = 5.11, MSE = 3.20, p = .03", STAAF_STATISTIC_F,
		    1, 38, 5.11, 0.03, 2, 2 },
		{ "t(28) = 2.20, d = 0.8, 95% CI [0.1, 1.5], p = .036",
		    STAAF_STATISTIC_T, 28, -1, 2.2, 0.036, 2, 2 },
		{ "t(28) = 2.20 with p = .036", STAAF_STATISTIC_T, 28, -1,
		    2.2, 0.036, 2, 2 },
		{ "t(28) =\n2.20,\np = .036", STAAF_STATISTIC_T, 28, -1, 2.2,
		    0.036, 2, 2 },
		/* One-tailed, when said. */
		{ "t(28) = 2.20, p = .018 (one-tailed)", STAAF_STATISTIC_T, 28,
		    -1, 2.2, 0.018, 2, 1 },
		{ "Eenzijdig getoetst: t(28) = 2,20, p = ,018",
		    STAAF_STATISTIC_T, 28, -1, 2.2, 0.018, 2, 1 },
		{ "A one-sided view. Then t(28) = 2.20, p = .036",
		    STAAF_STATISTIC_T, 28, -1, 2.2, 0.036, 2, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct staaf_reported r = read_one(rows[i].text);

		if (r.statistic != rows[i].statistic ||
		    r.df1 != rows[i].df1 ||
		    (rows[i].df2 < 0 ? !isnan(r.df2) :
		    r.df2 != rows[i].df2) ||
		    fabs(r.value - rows[i].value) > 1e-12 ||
		    (rows[i].p < 0 ? !isnan(r.p) : r.p != rows[i].p) ||
		    r.decimals != rows[i].decimals ||
		    r.tails != rows[i].tails)
			fail_msg("%s: df %g %g value %g (%d) p %g tails %d",
			    rows[i].text, r.df1, r.df2, r.value, r.decimals,
			    r.p, r.tails);
	}
}

static void
what_is_no_statistic_is_left(void **state)
{
	static const char *const texts[] = { "", "t", "t(", "t(28", "t(28)",
		"t(28) =", "t(28) = 2.20", "t(28) = 2.20.", "p = .04",
		"test(28) = 2.20, p = .04", "F(1) = 2.20, p = .04",
		"F = 2.20, p = .04", "t = 2.20, p = .04",
		"t(28) = 2.20. Then p = .04", "t(28) = x, p = .04",
		"t(28) = 2.20kg, p = .04", "at (3) = 4, p",
		/* A space too many, a test of another name, a rho. */
		"t(123) = 1 0.25, p = .806", "Friedman's test (15) = 62.92, p",
		"\xcf\x81(44) = .349, p = .017",
		"t(28) = 2.20 in all of the classes, p = .04",
		/* A share, a second time, a third question. */
		"r2 = 0.45, p < .001", "T2 = 3.9, p < .05",
		"t2 = 3.9, p < .05", "Q3 = 4.1, p = .04",
		/* Two numbers where one is meant; thousands. */
		"t(1,38) = 2.26, p = .03", "F(1, 1,234) = 4.10, p = .043",
		/* A p of which only the beginning would be read. */
		"t(28) = 8.20, p = 6.3 \xc3\x97 10-9",
		"t(28) = 8.20, p < 10^-8", "t(28) = 2.20, p < 5%",
		/* A slope has a p of its own. */
		"F(2, 27) = 0.51, \xce\xb2 = .45, p < .001" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct staaf_arena ar = { 0 };
		struct staaf_reported *list;

		if (staaf_extract_reported(&list, texts[i], strlen(texts[i]),
		    &ar) != 0)
			fail_msg("found in: %s", texts[i]);
		staaf_arena_clear(&ar);
	}
}

static void
each_p_belongs_to_its_own_statistic(void **state)
{
	static const char text[] = "First t(28) = 2.20, F(1, 38) = 5.11, "
	    "p = .03; then t(10) = 1.0, p = .34 (one-tailed) z = 2.0, p = .05";
	struct staaf_arena ar = { 0 };
	struct staaf_reported *list;
	size_t n = staaf_extract_reported(&list, text, strlen(text), &ar);

	(void)state;
	assert_int_equal(n, 3);
	assert_int_equal(list[0].statistic, STAAF_STATISTIC_F);
	assert_int_equal(list[1].statistic, STAAF_STATISTIC_T);
	assert_int_equal(list[1].tails, 1);
	assert_int_equal(list[2].statistic, STAAF_STATISTIC_Z);
	assert_int_equal(list[2].tails, 2);
	staaf_arena_clear(&ar);
}

static void
the_verdict_follows_the_rules(void **state)
{
	static const struct {
		const char *text;
		enum staaf_fit fit;
	} rows[] = {
		/* p is .0362, from .0358 to .0366 by rounding. */
		{ "t(28) = 2.20, p = .04", STAAF_FITS },
		{ "t(28) = 2.20, p = .037", STAAF_FITS },
		{ "t(28) = 2.20, p = .038", STAAF_FITS_NOT },
		{ "t(28) = 2.20, p < .05", STAAF_FITS },
		{ "t(28) = 2.20, p < .036", STAAF_FITS },
		{ "t(28) = 2.20, p < .01", STAAF_FITS_NOT },
		{ "t(28) = 2.20, p > .03", STAAF_FITS },
		{ "t(28) = 2.20, p > .05", STAAF_DECIDES_OTHERWISE },
		{ "t(28) = 2.20, p = .08", STAAF_DECIDES_OTHERWISE },
		{ "t(28) = 2.20, n.s.", STAAF_DECIDES_OTHERWISE },
		{ "t(28) = 1.20, p < .05", STAAF_DECIDES_OTHERWISE },
		{ "t(28) = 1.20, p = .05", STAAF_DECIDES_OTHERWISE },
		{ "t(28) = 1.20, n.s.", STAAF_FITS },
		{ "t(28) = -2.20, p = .036", STAAF_FITS },
		{ "F(1, 38) < 1, p > .05", STAAF_FITS },
		{ "F(1, 38) < 1, n.s.", STAAF_FITS },
		{ "F(1, 38) < 1, p < .05", STAAF_DECIDES_OTHERWISE },
		{ "t(28) = 2.20, p = .018, one-tailed", STAAF_FITS },
		{ "t(28) = 2.20, p = .018", STAAF_FITS_NOT },
		/* F with one degree has a direction, with two it has none. */
		{ "F(1, 38) = 5.11, p = .015, one-tailed", STAAF_FITS },
		{ "F(2, 38) = 3.60, p = .018, one-tailed", STAAF_FITS_NOT },
		{ "t(28) = 9.20, p = .000", STAAF_IMPOSSIBLE_P },
		{ "t(28) = 2.20, p < 0", STAAF_IMPOSSIBLE_P },
		{ "t(28) = 2.20, p = -.04", STAAF_IMPOSSIBLE_P },
		{ "t(28) = 2.20, p = 1.04", STAAF_IMPOSSIBLE_P },
		/* A correction makes p larger, by how much is not told. */
		{ "Bonferroni: t(28) = 2.20, p = .108", STAAF_FITS },
		{ "Bonferroni: t(28) = 2.20, n.s.", STAAF_FITS },
		{ "t(28) = 2.20, p = .3, corrected", STAAF_FITS },
		{ "Bonferroni: t(28) = 2.20, p = .02", STAAF_FITS_NOT },
		{ "Bonferroni: t(28) = 1.20, p < .05",
		    STAAF_DECIDES_OTHERWISE },
		{ "Bonferroni. Then t(28) = 2.20, p = .108",
		    STAAF_DECIDES_OTHERWISE },
		{ "t(28) = 0.00, p = 1.00", STAAF_FITS },
		{ "r(48) = 1.00, p < .001", STAAF_FITS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct staaf_reported r = read_one(rows[i].text);
		struct staaf_rechecked c;

		staaf_recheck(&c, &r);
		if (c.fit != rows[i].fit)
			fail_msg("%s: %s, not %s", rows[i].text,
			    staaf_fit_name(c.fit),
			    staaf_fit_name(rows[i].fit));
	}
}

static void
what_cannot_be_gives_no_p(void **state)
{
	static const char *const texts[] = { "r(48) = 1.20, p < .05",
		"t(0) = 2.20, p < .05", "F(1, 0) = 2.20, p < .05",
		"F(1, 38) = -2.20, p < .05" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct staaf_reported r = read_one(texts[i]);
		struct staaf_rechecked c;

		staaf_recheck(&c, &r);
		assert_int_equal(c.fit, STAAF_NO_P);
		assert_true(isnan(c.p));
	}
}

/* What is printed from a computed p always fits, to any decimals. */
static void
a_p_that_was_computed_fits(void **state)
{
	char text[96];

	(void)state;
	for (int df = 1; df < 400; df += 7)
		for (int v = 1; v < 600; v += 13)
			for (int decimals = 2; decimals <= 4; decimals++) {
				struct staaf_reported r = { .df1 = df,
					.df2 = NAN, .value = v / 100.0,
					.decimals = 2, .tails = 2,
					.p = 0.5 };
				struct staaf_rechecked c;

				staaf_recheck(&c, &r);
				assert_true(c.low <= c.p && c.p <= c.high);
				if (c.p < pow(10, -decimals))
					continue;
				(void)snprintf(text, sizeof(text),
				    "t(%d) = %.2f, p = %.*f", df, r.value,
				    decimals, c.p);
				r = read_one(text);
				staaf_recheck(&c, &r);
				if (c.fit != STAAF_FITS)
					fail_msg("%s", text);
			}
}

/* A t squared is an F, a z squared a chi-square. */
static void
squares_agree(void **state)
{
	(void)state;
	for (int i = 1; i < 40; i++) {
		double t = i / 7.0;
		struct staaf_reported a = { .df1 = 30, .df2 = NAN, .value = t,
			.decimals = 9, .p = 0.5, .tails = 2 };
		struct staaf_reported b = a;
		struct staaf_rechecked x, y;

		b.statistic = STAAF_STATISTIC_F;
		b.df1 = 1;
		b.df2 = 30;
		b.value = t * t;
		staaf_recheck(&x, &a);
		staaf_recheck(&y, &b);
		assert_near(x.p, y.p);
		a.statistic = STAAF_STATISTIC_Z;
		b.statistic = STAAF_STATISTIC_CHI2;
		staaf_recheck(&x, &a);
		staaf_recheck(&y, &b);
		assert_near(x.p, y.p);
	}
}

static void
memory_that_runs_out_is_told(void **state)
{
	static const char text[] = "t(28) = 2.20, p = .036";
	struct staaf_arena ar = { 0 };
	struct staaf_reported *list;

	(void)state;
	staaf_mem_refuse(1);
	assert_int_equal(staaf_extract_reported(&list, text, strlen(text),
	    &ar), 0);
	staaf_mem_refuse(0);
	assert_true(ar.failed);
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_statistic_gives_its_p),
		cmocka_unit_test(what_people_print_is_read),
		cmocka_unit_test(what_is_no_statistic_is_left),
		cmocka_unit_test(each_p_belongs_to_its_own_statistic),
		cmocka_unit_test(the_verdict_follows_the_rules),
		cmocka_unit_test(what_cannot_be_gives_no_p),
		cmocka_unit_test(a_p_that_was_computed_fits),
		cmocka_unit_test(squares_agree),
		cmocka_unit_test(memory_that_runs_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
