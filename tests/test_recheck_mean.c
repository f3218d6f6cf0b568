/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Means of whole numbers: which are surely such, and whether a whole total
 * gives them.
 */
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/extract.h>

/* How many means there are in a text, and the first. */
static size_t
read_means(struct staaf_reported_mean *first, const char *text)
{
	struct staaf_arena ar = { 0 };
	struct staaf_reported_mean *list = NULL;
	size_t n = staaf_extract_means(&list, text, strlen(text), &ar);

	if (n > 0)
		*first = list[0];
	staaf_arena_clear(&ar);
	return n;
}

static void
whole_answers_and_counts_are_known_by_their_words(void **state)
{
	static const struct {
		const char *text;
		double mean;
		int decimals;
		long n, items;
	} rows[] = {
		{ "They liked it (M = 3.47, SD = 0.8, n = 20; 5-point scale).",
		    3.47, 2, 20, 1 },
		{ "On a five-point Likert scale: M = 3.47 (n = 20).", 3.47, 2,
		    20, 1 },
		{ "Op een vijfpuntsschaal gemiddeld 3,47 (SD 0,8; n = 20).",
		    3.47, 2, 20, 1 },
		{ "Op een 7-puntsschaal gemiddeld 3,47 (n = 20).", 3.47, 2, 20,
		    1 },
		{ "M = 3.47, n = 20, on 4 items with a 5-point scale.", 3.47,
		    2, 20, 4 },
		{ "M = 3.47, n = 20, a four-item subscale, 5-point.", 3.47, 2,
		    20, 4 },
		{ "Acht stellingen, Likert, gemiddeld 3,47 (n = 8).", 3.47, 2,
		    8, 8 },
		{ "The item had a 7-point scale, M = 3.471, n = 20.", 3.471, 3,
		    20, 1 },
		{ "They made a mean of 3.47 errors (SD 1.2, n = 20).", 3.47, 2,
		    20, 1 },
		{ "Gemiddeld 3,47 punten (n = 20).", 3.47, 2, 20, 1 },
		{ "Gemiddeld 3,47 keer (SD 1,1) bij n = 20.", 3.47, 2, 20, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct staaf_reported_mean r = { 0 };
		size_t n = read_means(&r, rows[i].text);

		if (n != 1 || r.mean.value != rows[i].mean ||
		    r.mean.decimals != rows[i].decimals ||
		    r.n != rows[i].n || r.items != rows[i].items)
			fail_msg("%zu: %s: %g, n %ld, items %ld", n,
			    rows[i].text, r.mean.value, r.n, r.items);
	}
}

static void
what_may_have_parts_is_not_tested(void **state)
{
	static const char *const texts[] = {
		/* No scale, no count, no n, no decimals. */
		"They scored M = 3.47, SD = 0.8, n = 20.",
		"On a 5-point scale M = 3.47, SD = 0.8.",
		"On a 5-point scale M = 3, n = 20.",
		"On a 10-point scale M = 7.31, n = 20.",
		"On a 5-point scale the mean age was 20.47 (n = 20).",
		"They rose by 4.5 points (M = 3.47, n = 20).",
		"Gemiddeld 3,47 uur (n = 20).",
		"M = 3.47% errors (n = 20).",
		/* Of several questions, without how many. */
		"The subscale was 5-point Likert (M = 3.47, n = 20).",
		("A questionnaire of 5-point items was used. It was Likert: "
		    "M = 3.47, n = 20."),
		"The 5-point scale (alpha = .8) had M = 3.47, n = 20.",
		/* Adjusted, halves, differences. */
		"The adjusted M = 3.47 (n = 20) on a 5-point scale.",
		"Half points count: mean 3.47 points (n = 20).",
		"The mean difference on a 5-point scale: M = 0.47, n = 20.",
		"On a 5-point scale M = -0.47, n = 20.",
		/* Of whom is the n? */
		"5-point: M = 3.47, M = 3.12 (N = 20).",
		"5-point: M = 3.47 (n = 20, n = 21).",
		"5-point: M = 3.47, M = 3.12, M = 3.2, n = 20.",
		"", "Likert M = ", "Likert n = 20",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct staaf_reported_mean r;

		if (read_means(&r, texts[i]) != 0)
			fail_msg("taken for whole: %s", texts[i]);
	}
}

static void
two_groups_have_each_their_n(void **state)
{
	static const char text[] = "On a 5-point scale the new (M = 3.47, "
	    "n = 20) and the old (M = 3.12, n = 17) class agreed.";
	struct staaf_arena ar = { 0 };
	struct staaf_reported_mean *list;

	(void)state;
	assert_int_equal(staaf_extract_means(&list, text, strlen(text), &ar),
	    2);
	assert_int_equal(list[0].n, 20);
	assert_int_equal(list[1].n, 17);
	assert_memory_equal(text + list[1].at, "M = 3.12", list[1].size);
	staaf_arena_clear(&ar);
}

static enum staaf_fit
judge(double mean, int decimals, long n, long items)
{
	struct staaf_reported_mean r = { .mean = { mean, decimals }, .n = n,
		.items = items };
	struct staaf_rechecked_mean c;

	staaf_recheck_mean(&c, &r);
	return c.fit;
}

static void
a_mean_is_near_a_whole_total_or_not(void **state)
{
	struct staaf_reported_mean r = { .mean = { 5.19, 2 }, .n = 28,
		.items = 1 };
	struct staaf_rechecked_mean c;

	(void)state;
	/* 145 / 28 = 5.179 and 146 / 28 = 5.214. */
	staaf_recheck_mean(&c, &r);
	assert_int_equal(c.fit, STAAF_FITS_NOT);
	assert_true(fabs(c.low - 145 / 28.0) < 1e-15);
	assert_true(fabs(c.high - 146 / 28.0) < 1e-15);
	assert_int_equal(judge(5.18, 2, 28, 1), STAAF_FITS);
	assert_int_equal(judge(5.21, 2, 28, 1), STAAF_FITS);
	assert_int_equal(judge(5.19, 2, 28, 2), STAAF_FITS_NOT);
	assert_int_equal(judge(5.19, 2, 28, 3), STAAF_FITS);
	/* A half either way: 1 / 8 = 0.125. */
	assert_int_equal(judge(0.12, 2, 8, 1), STAAF_FITS);
	assert_int_equal(judge(0.13, 2, 8, 1), STAAF_FITS);
	assert_int_equal(judge(0.14, 2, 8, 1), STAAF_FITS_NOT);
	assert_int_equal(judge(0, 2, 8, 1), STAAF_FITS);
	/* From a hundred answers on any two decimals fit. */
	assert_int_equal(judge(5.19, 2, 99, 1), STAAF_FITS);
	assert_int_equal(judge(5.19, 2, 100, 1), STAAF_NO_P);
	assert_int_equal(judge(5.19, 2, 50, 2), STAAF_NO_P);
	assert_int_equal(judge(5.193, 3, 50, 2), STAAF_FITS_NOT);
	/* Nothing to judge. */
	assert_int_equal(judge(5, 0, 28, 1), STAAF_NO_P);
	assert_int_equal(judge(5.19, 2, 0, 1), STAAF_NO_P);
	assert_int_equal(judge(5.19, 2, 28, 0), STAAF_NO_P);
	assert_int_equal(judge(-5.19, 2, 28, 1), STAAF_NO_P);
	assert_int_equal(judge(NAN, 2, 28, 1), STAAF_NO_P);
	assert_int_equal(judge(1e12, 2, 28, 1), STAAF_NO_P);
	assert_int_equal(judge(5.19, 9, 28, 1), STAAF_NO_P);
	assert_int_equal(judge(5.19, 2, LONG_MAX, LONG_MAX), STAAF_NO_P);
}

/* k * scale / answers, halves up or to the even one. */
static long
round_share(long k, long answers, long scale, bool to_even)
{
	long whole = k * scale / answers, rest = k * scale % answers;

	if (2 * rest > answers || (2 * rest == answers &&
	    (!to_even || whole % 2 == 1)))
		whole++;
	return whole;
}

/* As computed, by either rule, and as printf and R round binary fractions. */
static void
every_true_mean_fits(void **state)
{
	static const long scales[] = { 10, 100, 1000 };
	char text[32];

	(void)state;
	for (int decimals = 1; decimals <= 3; decimals++) {
		long scale = scales[decimals - 1];

		for (long answers = 1; answers < scale && answers < 400;
		    answers++) {
			for (long k = 0; k <= 7 * answers; k++) {
				long up = round_share(k, answers, scale, false);
				long even = round_share(k, answers, scale,
				    true);
				double mean = (double)k / (double)answers;

				(void)snprintf(text, sizeof(text), "%.*f",
				    decimals, mean);
				if (judge((double)up / (double)scale,
				    decimals, answers, 1) != STAAF_FITS ||
				    judge((double)even / (double)scale,
				    decimals, answers, 1) != STAAF_FITS ||
				    judge(strtod(text, NULL), decimals,
				    answers, 1) != STAAF_FITS)
					fail_msg("%ld of %ld, %d decimals", k,
					    answers, decimals);
			}
		}
	}
}

/* And what no total gives does not: all totals tried, two decimals. */
static void
what_no_total_gives_does_not_fit(void **state)
{
	(void)state;
	for (long answers = 1; answers < 100; answers++)
		for (long printed = 0; printed <= 500; printed++) {
			bool fits = false;

			for (long k = 0; k <= 6 * answers && !fits; k++)
				fits = labs(2 * 100 * k - 2 * printed *
				    answers) <= answers;
			if ((judge((double)printed / 100, 2, answers, 1) ==
			    STAAF_FITS) != fits)
				fail_msg("%ld hundredths of %ld", printed,
				    answers);
		}
}

static void
memory_that_runs_out_is_told(void **state)
{
	static const char text[] = "Likert: M = 3.47, n = 20.";
	struct staaf_arena ar = { 0 };
	struct staaf_reported_mean *list;

	(void)state;
	staaf_mem_refuse(1);
	assert_int_equal(staaf_extract_means(&list, text, strlen(text), &ar),
	    0);
	staaf_mem_refuse(0);
	assert_true(ar.failed);
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    whole_answers_and_counts_are_known_by_their_words),
		cmocka_unit_test(what_may_have_parts_is_not_tested),
		cmocka_unit_test(two_groups_have_each_their_n),
		cmocka_unit_test(a_mean_is_near_a_whole_total_or_not),
		cmocka_unit_test(every_true_mean_fits),
		cmocka_unit_test(what_no_total_gives_does_not_fit),
		cmocka_unit_test(memory_that_runs_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
