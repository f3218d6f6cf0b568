/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Groups with means, SDs and numbers out of sentences: which are paired and
 * which are passed by, the difference, and the d or g beside it.  Gold values
 * by tests/data/recheck.R (R 4.2.2).
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

/* How many pairs there are in a text, and the first. */
static size_t
read_gaps(struct staaf_reported_gap *first, const char *text)
{
	struct staaf_arena ar = { 0 };
	struct staaf_reported_gap *list = NULL;
	size_t n = staaf_extract_gaps(&list, text, strlen(text), &ar);

	if (n > 0)
		*first = list[0];
	staaf_arena_clear(&ar);
	return n;
}

static void
assert_near(double got, double expected)
{
	if (!(fabs(got - expected) <= 1e-9))
		fail_msg("%.17g is not %.17g", got, expected);
}

#define PAIR_A "M = 6.8, SD = 1.2, n = 40"
#define PAIR_B "M = 6.3, SD = 1.3, n = 38"
#define EVEN_B "M = 6.3, SD = 1.3, n = 40"

static void
two_groups_are_read_as_people_write_them(void **state)
{
	static const char *const texts[] = {
		"The new group (" PAIR_A ") did better than the other ("
		    PAIR_B ").",
		"The new group (" PAIR_A ") vs. the other (" PAIR_B ").",
		"It was mean 6.8 (SD 1.2) in the experimental group (n = 40) "
		    "and 6.3 (1.3) in the other (n = 38).",
		"Gemiddelde 6,8 (SD 1,2; n = 40) tegenover 6,3 (1,3; n = 38).",
		"De nieuwe groep haalde gemiddeld 6,8 (SD = 1,2; n = 40), de "
		    "oude 6,3 (SD = 1,3; n = 38).",
		"The new group (n = 40) had M = 6.8, SD = 1.2 and the old one "
		    "(n = 38) M = 6.3, SD = 1.3.",
		"New (n = 40, M = 6.8, SD = 1.2), old (n = 38, M = 6.3, "
		    "SD = 1.3).",
		"A mean score of 6.8 (standard deviation 1.2, n = 40) beside a "
		    "mean score of 6.3 (s.d. = 1.3, n = 38).",
		"The new group (M = 6.8,\nSD = 1.2, n = 40) and the old\n"
		    "(" PAIR_B ").",
		"First, M = 3. Then " PAIR_A " and " PAIR_B ".",
		"M=6.8,SD=1.2,n=40 against M=6.3,SD=1.3,n=38",
		"(M = 6.8%, SD = 1.2%, n = 40) and (M = 6.3%, SD = 1.3%, "
		    "n = 38)",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct staaf_reported_gap r = { 0 };
		size_t n = read_gaps(&r, texts[i]);

		if (n != 1 || r.a.mean.value != 6.8 || r.a.sd.value != 1.2 ||
		    r.a.n != 40 || r.b.mean.value != 6.3 ||
		    r.b.sd.value != 1.3 || r.b.n != 38 ||
		    r.a.mean.decimals != 1 || r.b.sd.decimals != 1 ||
		    !isnan(r.effect.value) ||
		    r.at + r.size > strlen(texts[i]))
			fail_msg("%zu: %s: %g (%g) %ld, %g (%g) %ld", n,
			    texts[i], r.a.mean.value, r.a.sd.value, r.a.n,
			    r.b.mean.value, r.b.sd.value, r.b.n);
	}
}

static void
what_may_be_another_pair_is_passed_by(void **state)
{
	static const char *const texts[] = {
		/* One group, before and after. */
		"From pretest (" PAIR_A ") to posttest (" EVEN_B ").",
		"Before the course (" PAIR_A ") and after it (" PAIR_B ").",
		"The control group at baseline (" PAIR_A ") and later ("
		    EVEN_B ").",
		"Voormeting: (" PAIR_A "); nameting: (" PAIR_B ").",
		"Scores went from M = 6.3, SD = 1.3, n = 38 to " PAIR_A ".",
		"Van " PAIR_A " naar " PAIR_B ".",
		"Halfway (" PAIR_A ") and later (" EVEN_B ").",
		"Both groups (" PAIR_A ") and (" EVEN_B "), t(39) = 2.1.",
		"A paired test of both groups (" PAIR_A ", " PAIR_B ").",
		"Gained by the groups: (" PAIR_A ") and (" PAIR_B ").",
		/* One group, asked two things. */
		"They liked reading (" PAIR_A ") more than sums (" EVEN_B ").",
		"On the first item (" PAIR_A "), on the second (" PAIR_B ").",
		"Adjusted means of both groups: " PAIR_A " and " PAIR_B ".",
		/* Of whom is the n? */
		"The groups (n = 40 and n = 38) had M = 6.8, SD = 1.2 and "
		    "M = 6.3, SD = 1.3.",
		"In all (N = 78) M = 6.8, SD = 1.2 and M = 6.3, SD = 1.3.",
		"(" PAIR_A ") and (M = 6.3, SD = 1.3).",
		"(M = 6.8, SD = 1.2, n = 1,400) and (" PAIR_B ").",
		"(" PAIR_A ") and (M = 6.3, SD = 1.3, n = 1).",
		/* Three groups; two sentences; no spread; mixed marks. */
		"(" PAIR_A "), (" PAIR_B ") and (" EVEN_B ").",
		"The new group (" PAIR_A "). The old group (" PAIR_B ").",
		"New: " PAIR_A "\n\nold: " PAIR_B,
		"(M = 6.8, n = 40) and (M = 6.3, n = 38).",
		"(M = 6.8, SE = 1.2, n = 40) and (M = 6.3, SE = 1.3, n = 38).",
		"(" PAIR_A ") and (M = 6,3; SD = 1,3; n = 38).",
		"Mean age 6.8 (SD 1.2; n = 40) and 6.3 (1.3; n = 38).",
		"Age was M = 6.8, SD = 1.2, n = 40 and 6.3 (1.3; n = 38).",
		"(M = 6.8, SD = -1.2, n = 40) and (" PAIR_B ").",
		"Mean 2011 (SD 3; n = 40), as in 2019 (4; n = 38).",
		"", "M", "M =", "M = 6.8, SD", "M = 6.8, SD =",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct staaf_reported_gap r;

		if (read_gaps(&r, texts[i]) != 0)
			fail_msg("paired: %s", texts[i]);
	}
}

/* Of the same number, it takes words that say there were two groups. */
static void
a_pair_of_one_size_needs_two_groups(void **state)
{
	struct staaf_reported_gap r;

	(void)state;
	assert_int_equal(read_gaps(&r, "The experimental group (" PAIR_A
	    ") and the control group (" EVEN_B "), t(78) = 1.8."), 1);
	assert_int_equal(read_gaps(&r, "Posttest: experimental (" PAIR_A
	    "), control (" EVEN_B ")."), 1);
	assert_int_equal(read_gaps(&r, "Somewhere (" PAIR_A
	    "), elsewhere (" EVEN_B ")."), 0);
	/* Another sentence says nothing about this one. */
	assert_int_equal(read_gaps(&r, "A pretest was held. New (" PAIR_A
	    "), old (" PAIR_B ")."), 1);
}

static void
the_effect_right_behind_is_taken(void **state)
{
	static const struct {
		const char *behind;
		char letter;
		double value;
	} rows[] = {
		{ ", d = 0.40.", 'd', 0.40 },
		{ "), t(76) = 1.77, p = .08, d = 0.40.", 'd', 0.40 },
		{ "; Cohen's d = -0.4)", 'd', -0.4 },
		{ "; Hedges\xe2\x80\x99 g = .39)", 'g', 0.39 },
		{ ") with an effect size of d = 0.40", 'd', 0.40 },
		/* Of something else, no number, or in another notation. */
		{ "), while effort differed, too (d = 0.40)", '\0', NAN },
		{ "), d = 1", '\0', NAN },
		{ "), d = x", '\0', NAN },
		{ "), d = 0,40", '\0', NAN },
		{ "), id = 0.40", '\0', NAN },
		{ "). Effort: d = 0.40", '\0', NAN },
		{ "", '\0', NAN },
	};
	char text[200];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct staaf_reported_gap r = { 0 };

		(void)snprintf(text, sizeof(text), "New (%s), old (%s%s",
		    PAIR_A, PAIR_B, rows[i].behind);
		assert_int_equal(read_gaps(&r, text), 1);
		if (r.letter != rows[i].letter || (isnan(rows[i].value) ?
		    !isnan(r.effect.value) :
		    r.effect.value != rows[i].value))
			fail_msg("%s: %g", text, r.effect.value);
	}
}

static void
the_difference_is_that_of_R(void **state)
{
	static const struct {
		struct staaf_reported_gap in;
		double d, g, low, high, p;
	} rows[] = {
		{ { .a = { { 6.8, 1 }, { 1.2, 1 }, 40 },
		    .b = { { 6.3, 1 }, { 1.3, 1 }, 38 } },
		    0.4001010909, 0.3961375085, -0.0492037627, 0.8389267749,
		    0.0813750234 },
		{ { .a = { { 11.38, 2 }, { 3.87, 2 }, 76 },
		    .b = { { 10.29, 2 }, { 3.04, 2 }, 40 } },
		    0.3021393938, 0.3001465347, -0.0828252762, 0.6818163484,
		    0.1246994432 },
		{ { .a = { { 5, 0 }, { 2, 0 }, 3 },
		    .b = { { 7, 0 }, { 1, 0 }, 2 } },
		    -1.1547005384, -0.8355427582, -2.2272900395, 0.6583331812,
		    0.2952289366 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct staaf_reported_gap in = rows[i].in;
		struct staaf_rechecked_gap c;

		in.effect.value = NAN;
		staaf_recheck_gap(&c, &in);
		assert_near(c.gap.s.d, rows[i].d);
		assert_near(c.gap.s.g, rows[i].g);
		assert_near(c.gap.s.g_low, rows[i].low);
		assert_near(c.gap.s.g_high, rows[i].high);
		assert_near(c.p, rows[i].p);
		assert_int_equal(c.fit, STAAF_NO_P);
	}
}

/* d is .400; by rounding .4 / 1.30.. times J to .6 / 1.19.. */
static void
what_rounding_allows_fits(void **state)
{
	static const struct {
		const char *effect;
		enum staaf_fit fit;
	} rows[] = {
		{ "d = 0.40", STAAF_FITS }, { "g = 0.40", STAAF_FITS },
		{ "d = -0.40", STAAF_FITS }, { "d = 0.31", STAAF_FITS },
		{ "d = 0.50", STAAF_FITS }, { "d = 0.4", STAAF_FITS },
		{ "d = 0.29", STAAF_FITS_NOT }, { "d = 0.52", STAAF_FITS_NOT },
		{ "d = 0.90", STAAF_FITS_NOT }, { "g = 0.04", STAAF_FITS_NOT },
	};
	char text[200];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct staaf_reported_gap r = { 0 };
		struct staaf_rechecked_gap c;

		(void)snprintf(text, sizeof(text), "New (%s), old (%s), %s.",
		    PAIR_A, PAIR_B, rows[i].effect);
		assert_int_equal(read_gaps(&r, text), 1);
		staaf_recheck_gap(&c, &r);
		if (c.fit != rows[i].fit)
			fail_msg("%s: %g to %g", text, c.low, c.high);
	}
}

/* Any groups, rounded to any decimals, with the d and g of what they were. */
static void
a_true_effect_always_fits(void **state)
{
	(void)state;
	for (int i = 0; i < 4000; i++) {
		double m1 = i * 0.0137, m2 = 11 + fmod(i * 0.7391, 9);
		double s1 = 0.4 + fmod(i * 0.311, 3);
		double s2 = 0.4 + fmod(i * 0.177, 3);
		int decimals = i % 3;
		struct staaf_reported_gap in = {
			.a = { { m1, 0 }, { s1, 0 }, 2 + i % 50 },
			.b = { { m2, 0 }, { s2, 0 }, 2 + i % 31 },
			.effect = { NAN, 0 } };
		struct staaf_rechecked_gap was, c;

		staaf_recheck_gap(&was, &in);
		in.a.mean = (struct staaf_printed){
			staaf_round(m1, decimals), decimals };
		in.b.mean = (struct staaf_printed){
			staaf_round(m2, decimals), decimals };
		in.a.sd = (struct staaf_printed){
			staaf_round(s1, decimals), decimals };
		in.b.sd = (struct staaf_printed){
			staaf_round(s2, decimals), decimals };
		in.effect = (struct staaf_printed){ staaf_round(i % 2 == 0 ?
			was.gap.s.g : was.gap.s.d, 2), 2 };
		staaf_recheck_gap(&c, &in);
		/* Both SDs may have become 0, and nothing follows. */
		if (c.fit == STAAF_FITS_NOT || (in.a.sd.value > 0 &&
		    c.fit != STAAF_FITS))
			fail_msg("%d: %g is not in %g to %g", i,
			    in.effect.value, c.low, c.high);
	}
}

static void
without_spread_nothing_follows(void **state)
{
	struct staaf_reported_gap r = { 0 };
	struct staaf_rechecked_gap c;

	(void)state;
	assert_int_equal(read_gaps(&r, "(M = 6.80, SD = 0.00, n = 4), (M = "
	    "6.30, SD = 0.00, n = 5), d = 0.40"), 1);
	staaf_recheck_gap(&c, &r);
	assert_true(isnan(c.gap.s.g));
	assert_int_equal(c.fit, STAAF_NO_P);
}

static void
memory_that_runs_out_is_told(void **state)
{
	static const char text[] = "(" PAIR_A ") and (" PAIR_B ")";
	struct staaf_arena ar = { 0 };
	struct staaf_reported_gap *list;

	(void)state;
	staaf_mem_refuse(1);
	assert_int_equal(staaf_extract_gaps(&list, text, strlen(text), &ar),
	    0);
	staaf_mem_refuse(0);
	assert_true(ar.failed);
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_groups_are_read_as_people_write_them),
		cmocka_unit_test(what_may_be_another_pair_is_passed_by),
		cmocka_unit_test(a_pair_of_one_size_needs_two_groups),
		cmocka_unit_test(the_effect_right_behind_is_taken),
		cmocka_unit_test(the_difference_is_that_of_R),
		cmocka_unit_test(what_rounding_allows_fits),
		cmocka_unit_test(a_true_effect_always_fits),
		cmocka_unit_test(without_spread_nothing_follows),
		cmocka_unit_test(memory_that_runs_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
