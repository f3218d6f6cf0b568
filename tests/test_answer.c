/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From findings to a grade: what counts, what leads, what is said of it. */
#include "answer_shelf.h"

static void
a_question_gets_the_grade_of_its_lead_review(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "Helpen quizzen mijn 140 studenten bij het tentamen?",
	    STAAF_NL);
	assert_int_equal(a.class_, STAAF_ANSWERED);
	assert_int_equal(a.reading.kind, STAAF_WORKS);
	assert_int_equal(a.n_bodies, 1);
	assert_int_equal(a.body[0].grade.level, 3);
	assert_int_equal(a.body[0].grade.verdict, STAAF_VERDICT_AS_STATED);
	assert_int_equal(a.body[0].evidence[0].role, STAAF_LEAD);
	says(a.sentence, "waarschijnlijk gunstig, gemiddeld groot");
	says(a.body[0].effect, "g = 0,50, interval niet gerapporteerd; "
	    "222 studies; 48.478 studenten.");
	says(a.body[0].plain, "plaats 69 van de 100");
	says(a.body[0].certainty, "redelijk (3 van 4)");
}

static void
the_same_in_english(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	says(a.sentence, "is probably favourable, on average large");
	says(a.body[0].effect, "interval not reported; 222 studies; 48,478");
	says(a.body[0].evidence[0].citation,
	    "Jansen, A. & Peters, B. (2021). A title.");
	says(a.body[0].evidence[0].says, "It went up.");
}

static void
the_sum_of_the_grade_can_be_done_by_hand(void **state)
{
	struct staaf_answer a;
	int level;

	put_review(*state);
	a = ask(*state, "Helpen quizzen in deeltijd hbo?", STAAF_NL);
	level = a.body[0].grade.start + a.body[0].grade.raised;
	for (size_t i = 0; i < a.body[0].n_lost; i++)
		level += a.body[0].lost[i].points;
	for (size_t i = 0; i < a.body[0].n_caps; i++)
		if (a.body[0].caps[i].points < level)
			level = a.body[0].caps[i].points;
	assert_int_equal(level, a.body[0].grade.level);
	/* hbo .25 and part-time .5 are less than a point. */
	assert_true(fabs(a.body[0].evidence[0].mismatch - .75) < 1e-9);
	says(a.body[0].evidence[0].differs, "niet apart voor uw type onderwijs");
}

static void
nothing_held_is_not_known_and_offers_a_plan(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "Helpen hologrammen mijn 60 studenten?", STAAF_NL);
	assert_int_equal(a.class_, STAAF_NOT_KNOWN);
	assert_int_equal(a.body[0].grade.zero, STAAF_ZERO_A);
	says(a.sentence, "niet bekend");
	assert_false(a.body[0].has_effect);
	assert_true(a.next.has_plan);
	assert_int_equal(a.next.n, 60);
	assert_int_equal(a.next.n_per_group, 30);
	assert_true(a.next.detectable > .7 && a.next.detectable < .75);
	says(a.next.text, "twee groepen van 30 studenten");
}

static void
a_myth_is_studied_but_not_supported_whatever_its_figure(void **state)
{
	struct staaf_finding f = plain_finding("styles");
	struct staaf_record r;
	struct staaf_answer a;

	f.intervention = "styles";
	f.value = .31;
	f.low = .05;
	f.high = .57;
	f.k = 21;
	f.n = 1712;
	r = plain_record("10.1/styles", 2024, 2, &f, 1);
	put(*state, &r);
	a = ask(*state, "Helpt lesgeven in de leerstijl?", STAAF_NL);
	assert_int_equal(a.body[0].grade.verdict, STAAF_VERDICT_CLAIM);
	assert_int_equal(a.class_, STAAF_ANSWERED);
	says(a.sentence, "Onderzocht, maar niet ondersteund");
	assert_string_equal(a.body[0].plain, "");
	assert_int_equal(a.n_advice, 1);
}

/* Is a point lost for publication bias? */
static bool
is_biased(struct shelf *sh, double g, double adjusted)
{
	struct staaf_finding f = plain_finding("bias");
	struct staaf_record r;
	struct staaf_answer a;

	f.value = g;
	f.adjusted = adjusted;
	f.k = 40;
	f.n = 20000;
	r = plain_record("10.1/bias", 2021, 4, &f, 1);
	put(sh, &r);
	a = ask(sh, "Helpen quizzen?", STAAF_NL);
	for (size_t i = 0; i < a.body[0].n_lost; i++)
		if (strcmp(a.body[0].lost[i].code, "B") == 0)
			return true;
	return false;
}

static void
half_gone_or_turned_round_is_publication_bias(void **state)
{
	assert_false(is_biased(*state, .5, .26));
	assert_true(is_biased(*state, .5, .25));
	assert_true(is_biased(*state, .5, -.4));
	assert_false(is_biased(*state, -.5, -.26));
	assert_true(is_biased(*state, -.5, -.25));
	assert_true(is_biased(*state, -.5, .4));
}

static void
reviews_that_differ_make_it_depend(void **state)
{
	struct staaf_finding f = plain_finding("other");
	struct staaf_record r;
	struct staaf_answer a;

	put_review(*state);
	f.value = .1;
	f.k = 300;
	r = plain_record("10.1/other", 2015, 3, &f, 1);
	put(*state, &r);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_string_equal(a.body[0].evidence[0].record->id, "10.1/review");
	assert_int_equal(a.body[0].evidence[1].role, STAAF_CONTRADICTS);
	assert_int_equal(a.body[0].grade.verdict, STAAF_VERDICT_DEPENDS);
	says(a.sentence, "It depends");
}

static void
a_retracted_record_is_dropped_in_view(void **state)
{
	struct staaf_finding f = plain_finding("gone");
	struct staaf_record r;
	struct staaf_answer a;

	f.value = 2;
	f.low = 1.9;
	f.high = 2.1;
	r = plain_record("10.1/gone", 2025, 4, &f, 1);
	r.state = STAAF_RETRACTED;
	put(*state, &r);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.class_, STAAF_NOT_KNOWN);
	assert_int_equal(a.body[0].grade.zero, STAAF_ZERO_A);
	assert_int_equal(a.body[0].evidence[0].role, STAAF_DROPPED);
	assert_false(a.body[0].has_effect);
	put_review(*state);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_true(a.body[0].value < 1);
	assert_int_equal(a.body[0].evidence[1].role, STAAF_DROPPED);
}

static void
a_retracted_record_without_figures_is_shown_too(void **state)
{
	static const char *const about[] = { "quiz" };
	struct staaf_record r = plain_record("10.1/gone", 2025, 4, NULL, 0);
	struct staaf_answer a;

	r.state = STAAF_RETRACTED;
	r.concept = about;
	r.n_concepts = 1;
	put(*state, &r);
	put_review(*state);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.body[0].n_evidence, 2);
	assert_int_equal(a.body[0].evidence[1].role, STAAF_DROPPED);
	assert_null(a.body[0].evidence[1].finding);
	says(a.body[0].evidence[1].why, "Retracted");
}

static void
a_figure_nobody_confirmed_never_counts(void **state)
{
	struct staaf_finding f = plain_finding("heard");
	struct staaf_record r;
	struct staaf_answer a;

	f.value = 1;
	f.is_confirmed = false;
	r = plain_record("10.1/heard", 2024, 4, &f, 1);
	put(*state, &r);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.class_, STAAF_NOT_KNOWN);
	assert_int_equal(a.body[0].grade.zero, STAAF_ZERO_B);
	says(a.body[0].evidence[0].why, "second-hand");
}

static void
two_findings_of_one_record_count_once(void **state)
{
	struct staaf_finding f[2] = { plain_finding("all"),
		plain_finding("some") };
	struct staaf_record r;
	struct staaf_answer a;

	f[0].value = .35;
	f[0].low = .31;
	f[0].high = .4;
	f[0].k = 272;
	f[1].value = -.24;
	f[1].k = 90;
	r = plain_record("10.1/two", 2019, 3, f, 2);
	put(*state, &r);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.body[0].n_evidence, 1);
	assert_string_equal(a.body[0].evidence[0].finding->key, "all");
	assert_false(a.body[0].input.reviews_differ);
}

static void
an_odds_ratio_is_graded_as_g_and_shown_with_its_sum(void **state)
{
	struct staaf_finding f = plain_finding("odds");
	struct staaf_record r;
	struct staaf_answer a;
	bool is_told = false;

	f.metric = STAAF_OR;
	f.value = .5; /* half the odds of something bad */
	f.low = .4;
	f.high = .6;
	f.higher_is_worse = true;
	r = plain_record("10.1/odds", 2019, 3, &f, 1);
	put(*state, &r);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_true(fabs(a.body[0].value - log(2) / 1.65) < 1e-12);
	assert_true(a.body[0].low > 0 && a.body[0].low < a.body[0].value);
	assert_true(a.body[0].high > a.body[0].value);
	for (size_t i = 0; i < a.n_trace; i++)
		is_told = is_told || strstr(a.trace[i].sum, "ln(0.5)") != NULL;
	assert_true(is_told);
}

static void
single_studies_are_pooled_when_there_is_no_review(void **state)
{
	struct staaf_answer a;

	for (int i = 0; i < 3; i++) {
		struct staaf_finding f = plain_finding("one");
		char doi[16];
		struct staaf_record r;

		snprintf(doi, sizeof(doi), "10.1/s%d", i);
		f.value = .2 + .05 * i;
		f.low = f.value - .1;
		f.high = f.value + .1;
		f.n = 200;
		r = plain_record(doi, 2015 + i, 4, &f, 1);
		r.kind = STAAF_STUDY;
		put(*state, &r);
	}
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.body[0].grade.start, 4);
	assert_int_equal(a.body[0].k, 3);
	assert_int_equal(a.body[0].n, 600);
	assert_true(fabs(a.body[0].value - .25) < 1e-6);
	assert_int_equal(a.body[0].grade.level, 3); /* cap: 2 to 4 studies */
}

static void
a_study_older_than_the_review_is_presumed_to_be_in_it(void **state)
{
	struct staaf_finding f = plain_finding("one");
	struct staaf_record r;
	struct staaf_answer a;

	put_review(*state);
	f.value = -1;
	f.direction = STAAF_WORSE;
	r = plain_record("10.1/old", 2020, 4, &f, 1);
	r.kind = STAAF_STUDY;
	put(*state, &r);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.body[0].evidence[1].role, STAAF_PRIMARY);
	assert_false(a.body[0].input.reviews_differ);
	r.year = 2022;
	put(*state, &r);
	a = ask(*state, "Does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.body[0].evidence[1].role, STAAF_CONTRADICTS);
}

static void
a_tool_is_answered_from_what_it_is_a_tool_for(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "Werkt Kahoot voor het tentamen?", STAAF_NL);
	assert_string_equal(a.body[0].intervention->id, "kahoot");
	assert_true(a.body[0].grade.level > 0);
	says(a.body[0].evidence[0].differs, "ruimere of engere werkvorm");
}

static void
another_comparison_costs_a_point(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "Helpt een quiz meer dan een zelftoets bij het tentamen?",
	    STAAF_NL);
	assert_int_equal(a.reading.n_comparisons, 1);
	assert_int_equal(a.body[0].n_lost, 1);
	assert_string_equal(a.body[0].lost[0].code, "Dr");
	says(a.body[0].lost[0].reason, "vergeleken met iets anders");
}

static void
the_same_question_gives_the_same_answer_whatever_the_order(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = plain_finding("x");
	struct staaf_record r;
	struct staaf_answer a, b;

	f.value = .45;
	f.k = 222;
	f.n = 48478;
	r = plain_record("10.1/zzz", 2021, 3, &f, 1);
	put(sh, &r);
	put_review(sh);
	a = ask(sh, "Does a quiz help the exam?", STAAF_EN);
	r.title = "Another title";
	put(sh, &r); /* written last now */
	b = ask(sh, "Does a quiz help the exam?", STAAF_EN);
	assert_string_equal(a.sentence, b.sentence);
	assert_string_equal(a.body[0].evidence[0].record->id,
	    b.body[0].evidence[0].record->id);
}

/*
 * A review of the very outcome that tells no figure, number or direction does
 * not lead where another of its domain does.
 */
static void
a_review_that_tells_nothing_does_not_lead(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = plain_finding("scope");
	struct staaf_record r;
	struct staaf_answer a;

	put_review(sh);
	f.outcome = "knowledge";
	f.direction = STAAF_MIXED;
	r = plain_record("10.1/scope", 2024, 4, &f, 1);
	put(sh, &r);
	a = ask(sh, "Helpt een quiz voor de kennis?", STAAF_NL);
	assert_string_equal(a.body[0].evidence[0].record->id, "10.1/review");
	f.direction = STAAF_BETTER;
	f.key = "scope2";
	r = plain_record("10.1/scope2", 2024, 4, &f, 1);
	put(sh, &r);
	a = ask(sh, "Helpt een quiz voor de kennis?", STAAF_NL);
	assert_string_equal(a.body[0].evidence[0].record->id, "10.1/scope2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_question_gets_the_grade_of_its_lead_review),
		TEST(the_same_in_english),
		TEST(the_sum_of_the_grade_can_be_done_by_hand),
		TEST(nothing_held_is_not_known_and_offers_a_plan),
		TEST(a_myth_is_studied_but_not_supported_whatever_its_figure),
		TEST(half_gone_or_turned_round_is_publication_bias),
		TEST(reviews_that_differ_make_it_depend),
		TEST(a_retracted_record_is_dropped_in_view),
		TEST(a_retracted_record_without_figures_is_shown_too),
		TEST(a_figure_nobody_confirmed_never_counts),
		TEST(two_findings_of_one_record_count_once),
		TEST(an_odds_ratio_is_graded_as_g_and_shown_with_its_sum),
		TEST(single_studies_are_pooled_when_there_is_no_review),
		TEST(a_study_older_than_the_review_is_presumed_to_be_in_it),
		TEST(a_tool_is_answered_from_what_it_is_a_tool_for),
		TEST(another_comparison_costs_a_point),
		TEST(the_same_question_gives_the_same_answer_whatever_the_order),
		TEST(a_review_that_tells_nothing_does_not_lead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
