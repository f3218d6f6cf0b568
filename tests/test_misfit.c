/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is flagged in an abstract: a p that does not follow from its statistic,
 * and nothing that only looks so.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/extract.h>

static size_t
count_misfits(const char *title, const char *summary)
{
	struct staaf_record r = { .title = title, .summary = summary };
	struct staaf_arena ar = { 0 };
	struct staaf_misfit *list;
	size_t n = staaf_extract_misfits(&list, &r, &ar);

	staaf_arena_clear(&ar);
	return n;
}

/* Each form here was once taken for a fault, or could be. */
static void
what_only_looks_odd_is_not_flagged(void **state)
{
	static const char *const texts[] = {
		/* Shares, moments, questions and models, not degrees. */
		"Height explained it (r2 = 0.45, p < .001).",
		"Height explained it (r 2 = 0.45, p < .001).",
		"Scores at T2 = 3.9, p < .05, were higher.",
		"Scores at t2 = 3.9, p < .05, were higher.",
		"The model T5 = 0.83, p < 0.05, was best.",
		"Question Q3 = 4.1, p = .04, was answered best.",
		"A macro F1 = 0.83, p < 0.05, was reached.",
		/* Two numbers where one is meant, thousands. */
		"It helped, t(1,38) = 2.26, p = .03.",
		"It helped, t(1,234) = 2.26, p = .024.",
		"It helped, F(1, 1,234) = 4.10, p = .043.",
		"It helped, \xcf\x87\xc2\xb2(1,170) = 4.10, p = .043.",
		"It helped, t(1, 38) = 2.26, p = .03.",
		/* Powers of ten and percents. */
		"It helped, t(28) = 8.20, p = 6.3 \xc3\x97 10-9.",
		"It helped, t(28) = 8.20, p = 6.3 x 10^-9.",
		"It helped, t(28) = 8.20, p < 10^-8.",
		"It helped, t(28) = 8.20, p < 10-8.",
		"It helped, t(28) = 8.20, p = 6.3e-9.",
		"It helped, t(28) = 2.20, p < 5%.",
		/* A p of something else. */
		"The model fitted, F(2, 27) = 0.51, \xce\xb2 = .45, p < .001.",
		"The model fitted, F(2, 27) = 0.51, b = .45, p < .001.",
		"F(1, 38) = 0.10; for girls t(18) = 2.90, p < .01.",
		"It had t(28) = 0.20. Girls did better, p < .01.",
		"It had t(28) = 0.20, while girls did better, p < .01.",
		"It had t(28) = 0.20, p_adj = .9.",
		/* Corrections and tests of one side, wherever they stand. */
		"After Bonferroni correction t(28) = 2.20, p = .108.",
		"It helped, t(28) = 2.20, p = .108 (Holm-adjusted).",
		"We corrected with Tukey's test. Groups A and B differed, "
		    "t(28) = 2.20, p = .08. B and C did not, t(28) = 2.20, "
		    "n.s.",
		"It helped, F(2, 28) = 4.20, p = .041 after "
		    "Greenhouse-Geisser.",
		"De toets was eenzijdig. Het hielp, t(28) = 2,20, p = ,018.",
		"Tests are one-tailed. First, boys. Girls: t(28) = 2.20, "
		    "p = .018.",
		/* How programs print. */
		"It helped, t(28) = 9.20, p = .000.",
		/* What fits, in many notations. */
		"It helped, t(28) = 2.20, p = .036.",
		"Het hielp, t(28) = 2,20, p = 0,036.",
		"Het hielp niet, t(18) = 0,45, n.s.",
		"Het hielp, F(1; 38,2) = 5,11; p = 0,03.",
		"It helped, t(28) = 2.2, p < .05, d = 0.8.",
		"It helped (t = 2.20, df = 28, p = .036).",
		"t\n13 = 2,\np = .04",
		"", "p < .05", "A p of .05 is no proof",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (count_misfits("A title", texts[i]) != 0)
			fail_msg("flagged: %s", texts[i]);
}

static void
what_does_not_fit_is_flagged(void **state)
{
	static const char *const texts[] = {
		"It helped, t(28) = 2.20, p = .08.",
		"It helped, t(28) = 2.20, p < .01.",
		"It did not help, t(28) = 2.20, n.s.",
		"It helped, t(28) = 1.20, p < .05.",
		"Het hielp, t(28) = 1,20, p < 0,05.",
		"It helped, F(1, 38) = 2.11, p = .03.",
		"It helped, \xcf\x87\xc2\xb2(1, N = 170) = 2.14, p < .01.",
		"They went together, r(48) = .15, p < .01.",
		"It varied, Q(12) = 10.2, p < .001.",
		"It helped, F1,38 = 2.11, p = .03.",
		"T28 = 1.20, p < .05.",
		/* A correction makes p larger, a test of one side halves it. */
		"Bonferroni-corrected, t(28) = 1.20, p = .02.",
		"One-tailed, t(28) = 2.20, p = .002.",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		if (count_misfits("A title", texts[i]) != 1)
			fail_msg("not flagged: %s", texts[i]);
		/* A title is read too. */
		assert_int_equal(count_misfits(texts[i], ""), 1);
	}
}

static void
each_is_told_with_its_place_and_verdict(void **state)
{
	struct staaf_record r = { .title = "So t(28) = 1.20, p < .05",
		.summary = "First t(28) = 2.20, p = .036; then t(28) = 2.20, "
		    "p < .01, and r(48) = .15, p < .01." };
	struct staaf_arena ar = { 0 };
	struct staaf_misfit *list;

	(void)state;
	assert_int_equal(staaf_extract_misfits(&list, &r, &ar), 3);
	assert_int_equal(list[0].place, STAAF_IN_TITLE);
	assert_string_equal(list[0].text, "t(28) = 1.20, p < .05");
	assert_int_equal(list[0].follows.fit, STAAF_DECIDES_OTHERWISE);
	assert_int_equal(list[1].place, STAAF_IN_SUMMARY);
	assert_string_equal(list[1].text, "t(28) = 2.20, p < .01");
	assert_int_equal(list[1].follows.fit, STAAF_FITS_NOT);
	assert_int_equal(list[2].is.statistic, STAAF_STATISTIC_R);
	staaf_arena_clear(&ar);
}

static void
memory_that_runs_out_is_told(void **state)
{
	struct staaf_record r = { .title = "",
		.summary = "So t(28) = 1.20, p < .05" };
	struct staaf_arena ar = { 0 };
	struct staaf_misfit *list;

	(void)state;
	staaf_mem_refuse(1);
	assert_int_equal(staaf_extract_misfits(&list, &r, &ar), 0);
	staaf_mem_refuse(0);
	assert_true(ar.failed);
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_only_looks_odd_is_not_flagged),
		cmocka_unit_test(what_does_not_fit_is_flagged),
		cmocka_unit_test(each_is_told_with_its_place_and_verdict),
		cmocka_unit_test(memory_that_runs_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
