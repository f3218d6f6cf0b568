/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the field warns about in figures: when, once each, two at most. */
#include "answer_shelf.h"

/* A record on exams; n and k as given, an interval of .1 either side. */
static struct staaf_finding
finding(double g, long k, long n)
{
	struct staaf_finding f = plain_finding("main");

	f.value = g;
	f.low = g - .1;
	f.high = g + .1;
	f.tau = 0;
	f.k = k;
	f.n = n;
	return f;
}

static void
put_one(struct shelf *sh, const char *doi, const struct staaf_finding *f,
    enum staaf_record_kind kind, unsigned flags)
{
	struct staaf_record r = plain_record(doi, 2021, 4, f, 1);

	r.kind = kind;
	r.appraisal.flags = flags;
	put(sh, &r);
}

static const struct staaf_mind *
find(const struct staaf_answer *a, const char *code)
{
	const struct staaf_mind *found = NULL;

	for (size_t i = 0; i < a->n_warnings; i++)
		if (strcmp(a->warning[i].code, code) == 0) {
			assert_null(found); /* each at most once */
			found = &a->warning[i];
		}
	return found;
}

static void
large_independent_studies_with_a_modest_effect_need_no_warning(void **state)
{
	struct staaf_finding f = finding(.3, 40, 40L * 350);
	struct staaf_answer a;

	put_one(*state, "10.1/a", &f, STAAF_REVIEW, 0);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.n_warnings, 0);
}

static void
small_studies_are_told_with_their_size(void **state)
{
	struct staaf_finding f = finding(.3, 40, 40L * 350 - 1);
	struct staaf_answer a;

	put_one(*state, "10.1/a", &f, STAAF_REVIEW, 0);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_non_null(find(&a, "small-studies"));
	says(a.warning[0].says, "some 349 students to a study");
	assert_string_equal(a.warning[0].source, "Cheung & Slavin 2016");
	assert_string_equal(a.warning[0].doi, "10.3102/0013189X16656615");
	a = ask(*state, "Helpt een quiz bij het tentamen?", STAAF_NL);
	says(a.warning[0].says, "zo'n 349 studenten per studie");
}

static void
so_is_a_test_tailored_to_the_treatment(void **state)
{
	struct staaf_finding f = finding(.3, 40, STAAF_NONE);
	struct staaf_answer a;

	put_one(*state, "10.1/a", &f, STAAF_REVIEW, STAAF_SELF_REPORT);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.n_warnings, 0);
	put_one(*state, "10.1/a", &f, STAAF_REVIEW, STAAF_TAILORED_TEST);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_non_null(find(&a, "small-studies"));
	says(a.warning[0].says, "tailored to the approach");
}

/* se = .1 / 1.96 = .05102; .6 * .04 / (.04 + .05102^2) = .5634 */
static void
one_study_with_a_large_effect_is_shown_shrunken(void **state)
{
	struct staaf_finding f = finding(.6, 1, 900);
	const char *sum = "";
	struct staaf_answer a;

	put_one(*state, "10.1/a", &f, STAAF_STUDY, 0);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_non_null(find(&a, "winners-curse"));
	says(a.warning[0].says, "which is an assumption, 0.60 becomes 0.56");
	for (size_t i = 0; i < a.n_trace; i++)
		if (strcmp(a.trace[i].says, a.warning[0].says) == 0)
			sum = a.trace[i].sum;
	says(sum, "0.60 * 0.20^2 / (0.20^2 + 0.051^2) = 0.563");
	f.low = f.high = NAN;
	put_one(*state, "10.1/a", &f, STAAF_STUDY, 0);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_non_null(find(&a, "winners-curse"));
	assert_null(strstr(a.warning[0].says, "assumption"));
	f = finding(.39, 1, 900);
	put_one(*state, "10.1/a", &f, STAAF_STUDY, 0);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_null(find(&a, "winners-curse"));
}

static void
a_large_effect_is_to_be_weighed(void **state)
{
	struct staaf_finding f = finding(.4, 40, 20000);
	struct staaf_answer a;

	put_one(*state, "10.1/a", &f, STAAF_REVIEW, 0);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_non_null(find(&a, "large-effect"));
	assert_int_equal(a.n_warnings, 1);
}

static void
effects_of_other_comparisons_are_not_to_be_ranked(void **state)
{
	struct staaf_finding f = finding(.3, 40, 20000), h = f;
	struct staaf_answer a;

	h.intervention = "hologram";
	put_one(*state, "10.1/a", &f, STAAF_REVIEW, 0);
	put_one(*state, "10.1/b", &h, STAAF_REVIEW, 0);
	a = ask(*state, "Which is better for the exam, a quiz or holograms?",
	    STAAF_EN);
	assert_int_equal(a.n_bodies, 2);
	assert_null(find(&a, "comparisons"));
	h.comparison = "self-test";
	put_one(*state, "10.1/b", &h, STAAF_REVIEW, 0);
	a = ask(*state, "Which is better for the exam, a quiz or holograms?",
	    STAAF_EN);
	assert_non_null(find(&a, "comparisons"));
	says(a.warning[0].says, "do not rank them");
}

static void
there_are_two_at_most_and_each_has_its_trace(void **state)
{
	struct staaf_finding f = finding(.6, 12, 500), h = f;
	struct staaf_answer a;

	h.intervention = "hologram";
	h.comparison = "self-test";
	put_one(*state, "10.1/a", &f, STAAF_REVIEW, 0);
	put_one(*state, "10.1/b", &h, STAAF_REVIEW, 0);
	a = ask(*state, "Which is better for the exam, a quiz or holograms?",
	    STAAF_EN);
	assert_int_equal(a.n_warnings, 2);
	assert_non_null(find(&a, "comparisons"));
	assert_non_null(find(&a, "small-studies"));
	for (size_t i = 0; i < a.n_warnings; i++) {
		bool is_traced = false;

		for (size_t j = 0; j < a.n_trace; j++)
			is_traced = is_traced || (strcmp(a.trace[j].says,
			    a.warning[i].says) == 0 &&
			    strcmp(a.trace[j].rule, a.warning[i].source) == 0);
		assert_true(is_traced);
	}
}

static void
what_is_set_aside_or_not_known_has_none(void **state)
{
	struct staaf_finding f = finding(.6, 12, 300);
	struct staaf_answer a;

	f.intervention = "styles";
	put_one(*state, "10.1/styles", &f, STAAF_REVIEW, 0);
	a = ask(*state, "Do learning styles help the exam?", STAAF_EN);
	assert_int_equal(a.n_warnings, 0);
	a = ask(*state, "Do holograms help the exam?", STAAF_EN);
	assert_int_equal(a.n_warnings, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(large_independent_studies_with_a_modest_effect_need_no_warning),
		TEST(small_studies_are_told_with_their_size),
		TEST(so_is_a_test_tailored_to_the_treatment),
		TEST(one_study_with_a_large_effect_is_shown_shrunken),
		TEST(a_large_effect_is_to_be_weighed),
		TEST(effects_of_other_comparisons_are_not_to_be_ranked),
		TEST(there_are_two_at_most_and_each_has_its_trace),
		TEST(what_is_set_aside_or_not_known_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
