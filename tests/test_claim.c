/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A claim beside what a small store holds. */
#include "claim_shelf.h"

static bool
asks_for(const struct staaf_claim *c, const char *what)
{
	for (size_t i = 0; i < c->n_asks; i++)
		if (strcmp(c->ask[i].what, what) == 0)
			return true;
	return false;
}

static void
a_claim_is_set_beside_what_a_next_class_may_show(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c;

	put_full_review(sh, .05);
	c = weigh(sh, means, STAAF_EN);
	assert_true(c.is_known);
	assert_int_equal(c.n_figures, 1);
	assert_ptr_equal(c.best, &c.figure[0]);
	assert_int_equal(c.beside, STAAF_BESIDE_INSIDE);
	assert_true(c.is_by_prediction);
	assert_true(c.beside_low < .30 && c.beside_high > .50);
	says(c.beside_says, "a next class");
	says(c.sentence, "g = 0.48 (95% interval 0.03 to 0.92)");
	c = weigh(sh, "With the quiz: exam 95% of 200 against 20% of 190",
	    STAAF_EN);
	assert_int_equal(c.beside, STAAF_BESIDE_ABOVE);
	says(c.beside_says, "larger than");
	c = weigh(sh, "With the quiz: exam 20% of 200 against 95% of 190",
	    STAAF_EN);
	assert_int_equal(c.beside, STAAF_BESIDE_BELOW);
	says(c.beside_says, "smaller than");
}

static void
without_tau_it_is_set_beside_the_average(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c;

	put_full_review(sh, NAN);
	c = weigh(sh, means, STAAF_NL);
	assert_int_equal(c.beside, STAAF_BESIDE_INSIDE);
	assert_false(c.is_by_prediction);
	assert_true(c.beside_low == .30 && c.beside_high == .50);
	says(c.beside_says, "binnen het interval van het gemiddelde");
	/* Outside, but its own interval reaches it. */
	c = weigh(sh, "quiz: d = 0.60 (N = 80), exam", STAAF_EN);
	assert_int_equal(c.beside, STAAF_BESIDE_ABOVE);
	says(c.beside_says, "chance may explain it");
	c = weigh(sh, "quiz: d = 0.60, 95% CI [0.55, 0.65], exam", STAAF_EN);
	assert_null(strstr(c.beside_says, "chance may"));
}

static void
a_bound_is_set_beside_only_when_it_is_above(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c;

	put_full_review(sh, NAN);
	c = weigh(sh, "The quiz improved the exam by 23% (p < .05, n = 40)",
	    STAAF_EN);
	assert_true(c.best->sum.is_least);
	assert_int_equal(c.beside, STAAF_BESIDE_ABOVE);
	c = weigh(sh, "The quiz improved the exam by 23% (p < .05, n = 400)",
	    STAAF_EN);
	assert_int_equal(c.beside, STAAF_BESIDE_NOTHING);
	says(c.beside_says, "no more than a lower bound");
	says(c.sentence, "lower bound");
	says(c.sentence, "only with an assumption");
}

static void
an_average_without_interval_decides_nothing(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c;

	put_review(sh);
	c = weigh(sh, means, STAAF_EN);
	assert_int_equal(c.beside, STAAF_BESIDE_NOTHING);
	assert_true(isnan(c.beside_low));
	says(c.beside_says, "the interval was not reported");
	c = weigh(sh, "The quiz makes exam results 23% better", STAAF_EN);
	says(c.beside_says, "No g follows");
	assert_null(c.best);
}

/* "r = .62 (p < .001, n = 180)": that p is of r, not of two groups. */
static void
a_p_is_of_the_figure_beside_it(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c = weigh(sh, "r = 0.62 between quiz and exam in the "
	    "second year (N = 180, p < .001)", STAAF_EN);

	assert_int_equal(c.n_figures, 2);
	assert_null(c.best);
	assert_true(c.figure[1].is_of_another);
	assert_true(isnan(c.figure[1].sum.g));
	says(c.figure[1].line[0].says, "belongs to the figures beside it");
	assert_false(asks_for(&c, "interval"));
	c = weigh(sh, "With the quiz 7.1 (SD 1.2; n = 40) vs 6.5 (SD 1.3; "
	    "n = 38), p < .05", STAAF_EN);
	assert_false(c.figure[1].is_of_another);
	assert_ptr_equal(c.best, &c.figure[0]);
	assert_true(c.figure[0].sum.has_fit);
	says(c.figure[1].line[0].says, "belongs to the figures beside it");
}

static void
less_of_a_bad_thing_is_good(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c;

	put_full_review(sh, NAN);
	c = weigh(sh, "With the quiz 30 of 100 failed the exam, against 45 of "
	    "100 without", STAAF_EN);
	assert_true(c.best->sum.g < 0);
	assert_true(c.input.g > 0 && c.input.low <= c.input.g &&
	    c.input.g <= c.input.high);
	assert_int_equal(c.beside, STAAF_BESIDE_INSIDE);
	says(c.beside_says, "Less is better here");
}

static void
the_claim_alone_is_graded_as_one_study(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c = weigh(sh, means, STAAF_EN);

	assert_int_equal(c.input.design, 2);
	assert_int_equal(c.input.k, 1);
	assert_int_equal(c.input.n, 78);
	assert_int_equal(c.input.n_flags, 0);
	assert_int_equal(c.grade.start, 1);
	assert_true(c.grade.level <= 2);
	says(c.design_text, "7.1 (SD 1.2; n = 40)");
	/* Whoever sells it is no independent researcher. */
	c = weigh(sh, "Our quiz app: students scored 7.1 (SD 1.2; n = 40) "
	    "against 6.5 (SD 1.3; n = 38)", STAAF_EN);
	assert_int_equal(c.input.n_flags, 1);
	says(c.flag_says[0], "its own product");
	c = weigh(sh, "92% of students say that they learn more from the "
	    "quiz", STAAF_EN);
	assert_int_equal(c.input.n_flags, 1);
	says(c.flag_says[1], "what people say");
	assert_int_equal(c.input.design, 0);
	assert_int_equal(c.grade.level, 0);
}

static void
lots_are_read_and_never_more_than_words_allow(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c = weigh(sh, "In a randomised trial (N = 412) the "
	    "quiz gave d = 0.31 (95% CI 0.12 to 0.50) on the exam", STAAF_EN);

	assert_int_equal(c.input.design, 4);
	assert_string_equal(c.design_text, "randomised trial");
	assert_int_equal(c.input.n, 412);
	assert_true(c.grade.level <= 2);
	/* An association is at most 2 (S10). */
	c = weigh(sh, "In a randomised trial quiz scores went together with "
	    "the exam, r = .45", STAAF_EN);
	assert_int_equal(c.input.design, 2);
	/* Nothing told: at most before and after; no number: an opinion. */
	c = weigh(sh, "The quiz gives 23% higher exam results", STAAF_EN);
	assert_int_equal(c.input.design, 1);
	assert_string_equal(c.design_text, "");
	says(c.design_says, "does not tell how");
	c = weigh(sh, "The quiz works", STAAF_EN);
	assert_int_equal(c.input.design, 0);
	says(c.design_says, "no measurement");
	c = weigh(sh, "A meta-analysis of quizzes found g = 0.5 [0.4, 0.6]",
	    STAAF_EN);
	assert_true(c.input.is_review);
	assert_int_equal(c.input.k, STAAF_NONE);
}

static void
a_change_gives_no_effect_of_the_approach(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c = weigh(sh, "Pass rates rose from 61% to 78% "
	    "after we introduced the quiz", STAAF_EN);

	assert_null(c.best);
	assert_true(isnan(c.input.g));
	assert_int_equal(c.input.design, 1);
	says(c.figure[0].line[0].says, "17 percentage points");
	says(c.figure[0].line[1].says, "without a comparison group");
	says(c.sentence, "do not tell how large");
	assert_true(asks_for(&c, "comparison"));
	assert_true(asks_for(&c, "loss"));
	assert_false(asks_for(&c, "spread"));
}

static void
a_myth_overrides_whatever_its_numbers_say(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c;

	put_styles(sh);
	c = weigh(sh, "Studenten leren 23% beter als de les aansluit bij hun "
	    "leerstijl, d = 0,9 (n = 60)", STAAF_NL);
	says(c.sentence, "niet ondersteund");
	assert_int_equal(c.form, STAAF_MATCHING);
	assert_false(c.is_form_supported);
	assert_int_equal(c.beside, STAAF_BESIDE_NOTHING);
	assert_true(c.input.mismatch == 1);
}

static void
the_form_of_a_claim_is_read(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c;

	put_full_review(sh, NAN);
	c = weigh(sh, "The quiz helps on the exam", STAAF_EN);
	assert_int_equal(c.form, STAAF_MAIN_EFFECT);
	assert_true(c.is_form_supported);
	c = weigh(sh, "The quiz helps especially for weaker students",
	    STAAF_EN);
	assert_int_equal(c.form, STAAF_FOR_WHOM);
	assert_false(c.is_form_supported);
	says(c.form_says, "For whom");
	c = weigh(sh, "The quiz is better than holograms", STAAF_EN);
	assert_int_equal(c.form, STAAF_HEAD_TO_HEAD);
	assert_int_equal(c.answer.reading.n_interventions, 2);
	assert_false(c.is_form_supported);
	/* Two ways side by side are of its form, and no average is. */
	c = weigh(sh, "The quiz is better than holograms: exam 62% of 120 vs "
	    "48% of 115", STAAF_EN);
	assert_true(c.input.mismatch == 0);
	assert_int_equal(c.beside, STAAF_BESIDE_NOTHING);
	assert_string_equal(c.beside_says, "");
	/* Better than what is no second way. */
	c = weigh(sh, "With the quiz it is better than before", STAAF_EN);
	assert_int_equal(c.form, STAAF_MAIN_EFFECT);
	assert_int_equal(c.answer.reading.kind, STAAF_WORKS);
}

/* The students of a claim are not those of whoever reads it. */
static void
no_slot_is_taken_from_a_claim(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c;

	put_full_review(sh, NAN);
	c = weigh(sh, "The quiz helped 320 students, 61% passed", STAAF_EN);
	assert_int_equal(c.answer.reading.n_values, 0);
	for (size_t i = 0; i < c.answer.n_advice; i++)
		assert_string_not_equal(c.answer.advice[i].rule->id,
		    "large-only");
}

static void
what_is_told_is_not_asked(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c = weigh(sh, "The quiz works", STAAF_EN);

	assert_true(asks_for(&c, "comparison"));
	assert_true(asks_for(&c, "students"));
	assert_true(asks_for(&c, "test"));
	assert_true(asks_for(&c, "who"));
	assert_true(asks_for(&c, "source"));
	assert_false(asks_for(&c, "lots"));
	assert_false(asks_for(&c, "base"));
	c = weigh(sh, means, STAAF_EN);
	assert_true(asks_for(&c, "lots"));
	assert_true(asks_for(&c, "pretest"));
	assert_false(asks_for(&c, "comparison"));
	assert_false(asks_for(&c, "students"));
	assert_false(asks_for(&c, "interval"));
	c = weigh(sh, "The quiz gives 23% higher exam results", STAAF_EN);
	assert_true(asks_for(&c, "base"));
	assert_true(asks_for(&c, "spread"));
	c = weigh(sh, "92% of students say the quiz helps", STAAF_EN);
	assert_true(asks_for(&c, "outcome"));
	c = weigh(sh, "In an independent study, conducted by the University of "
	    "Oslo over 12 weeks, 300 students were randomly assigned; drop-out "
	    "was 5%, on a standardised test the quiz gave d = 0.2 (95% CI 0.1 "
	    "to 0.3), see 10.1234/abc", STAAF_EN);
	assert_int_equal(c.n_asks, 0);
}

static void
nothing_recognised_is_said_and_no_failure(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c = weigh(sh, "Het is mooi weer vandaag.", STAAF_NL);

	assert_false(c.is_known);
	assert_int_equal(c.n_asks, 0);
	says(c.sentence, "niet bekend");
	/* A figure without a subject is something. */
	c = weigh(sh, "The trains are 23% faster", STAAF_EN);
	assert_true(c.is_known);
	assert_int_equal(c.answer.n_bodies, 0);
}

static void
what_cannot_be_read_is_refused(void **state)
{
	struct shelf *sh = *state;
	struct staaf_claim c = { .n_asks = 7 };
	struct staaf_err err = { 0 };

	assert_int_equal(staaf_claim_weigh(&c, sh->st, sh->rs, "a\xff", 2,
	    STAAF_EN, &sh->ar, &err), STAAF_BADINPUT);
	assert_int_equal(staaf_claim_weigh(&c, sh->st, sh->rs, " ", 1,
	    STAAF_EN, &sh->ar, &err), STAAF_USAGE);
	assert_int_equal(c.n_asks, 7); /* as it was */
}

static void
every_refused_request_for_memory_is_told(void **state)
{
	struct shelf *sh = *state;

	put_full_review(sh, .05);
	for (unsigned long nth = 1; nth < 4000; nth += 7) {
		struct staaf_arena ar = { 0 };
		struct staaf_claim c;
		struct staaf_err err = { 0 };
		enum staaf_code rc;

		staaf_mem_refuse(nth);
		rc = staaf_claim_weigh(&c, sh->st, sh->rs, means,
		    sizeof(means) - 1, STAAF_EN, &ar, &err);
		staaf_mem_refuse(0);
		staaf_arena_clear(&ar);
		if (rc == STAAF_OK)
			return;
		assert_true(rc == STAAF_NOMEM || rc == STAAF_STORE);
	}
	fail();
}

static void
no_line_is_wider_than_the_terminal(void **state)
{
	struct shelf *sh = *state;
	const struct staaf_term_style style = { .lang = STAAF_NL,
		.columns = 40, .wants_why = true };
	struct staaf_claim c;
	struct staaf_buf out = { 0 };

	put_full_review(sh, .05);
	c = weigh(sh, means, STAAF_NL);
	staaf_show_claim(&out, &c, &style);
	says(out.text, "[Hedges 1981]");
	for (char *line = strtok(out.text, "\n"); line != NULL;
	    line = strtok(NULL, "\n"))
		if (strstr(line, "https:") == NULL)
			assert_true(staaf_utf8_columns(line, strlen(line)) <=
			    40);
	staaf_buf_clear(&out);
}

static void
an_object_has_its_keys_in_order(void **state)
{
	static const char *const keys[] = { "{\"claim\":", "\"lang\":\"en\"",
		"\"known\":true", "\"sentence\":", "\"figures\":[{\"kind\":"
		"\"means\"", "\"percent\":false", "\"a\":{\"value\":7.1,"
		"\"sd\":1.2,\"n\":40,\"yes\":null}", "\"b\":{", "\"g\":0.47",
		"\"ci_lo\":", "\"ci_hi\":", "\"at_least\":false",
		"\"p_computed\":", "\"points\":null", "\"no_g\":null",
		"\"assumed\":[]", "\"p_verdict\":null", "\"says\":[{",
		"\"students\":78", "\"design\":{\"class\":\"D2\"",
		"\"flags\":[]", "\"grade\":{\"level\":", "\"form\":{\"form\":"
		"\"main-effect\",\"supported\":true", "\"research\":{",
		"\"class\":\"answer\"", "\"bodies\":[{\"intervention\":"
		"\"quiz\"", "\"claimed\":{\"is\":\"inside\",\"of\":"
		"\"prediction\"", "\"ask\":[{\"what\":\"lots\"" };
	struct shelf *sh = *state;
	struct staaf_buf out = { 0 };
	struct staaf_claim c;
	const char *at;

	put_full_review(sh, .05);
	c = weigh(sh, means, STAAF_EN);
	staaf_show_claim_json(&out, &c);
	at = staaf_buf_text(&out);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const char *next = strstr(at, keys[i]);

		if (next == NULL)
			fail_msg("%s is not behind %s", keys[i], at);
		at = next;
	}
	staaf_buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_claim_is_set_beside_what_a_next_class_may_show),
		TEST(without_tau_it_is_set_beside_the_average),
		TEST(a_bound_is_set_beside_only_when_it_is_above),
		TEST(an_average_without_interval_decides_nothing),
		TEST(a_p_is_of_the_figure_beside_it),
		TEST(less_of_a_bad_thing_is_good),
		TEST(the_claim_alone_is_graded_as_one_study),
		TEST(lots_are_read_and_never_more_than_words_allow),
		TEST(a_change_gives_no_effect_of_the_approach),
		TEST(a_myth_overrides_whatever_its_numbers_say),
		TEST(the_form_of_a_claim_is_read),
		TEST(no_slot_is_taken_from_a_claim),
		TEST(what_is_told_is_not_asked),
		TEST(nothing_recognised_is_said_and_no_failure),
		TEST(what_cannot_be_read_is_refused),
		TEST(every_refused_request_for_memory_is_told),
		TEST(no_line_is_wider_than_the_terminal),
		TEST(an_object_has_its_keys_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
