/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From words to a reading, and what an answer says beside its grade. */
#include "answer_shelf.h"

static void
an_outcome_that_is_not_named_is_assumed_and_that_is_said(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "Helpen quizzen?", STAAF_NL);
	assert_true(a.reading.is_outcome_assumed);
	assert_int_equal(a.reading.n_assumed, 1);
	says(a.reading.assumed[0], "aangenomen: tentamenresultaat");
}

static void
a_word_in_no_vocabulary_is_named(void **state)
{
	struct staaf_answer a;

	a = ask(*state, "Does telekinesis help my students?", STAAF_EN);
	assert_int_equal(a.class_, STAAF_NOT_KNOWN);
	assert_int_equal(a.n_bodies, 0);
	says(a.sentence, "Not known here");
	says(a.sentence, "'telekinesis'");
}

static void
another_subject_is_refused_with_an_example(void **state)
{
	struct staaf_answer a;

	a = ask(*state, "Wat is het beste restaurant in Utrecht?", STAAF_NL);
	assert_int_equal(a.class_, STAAF_REFUSED);
	assert_int_equal(a.n_bodies, 0);
	assert_false(a.next.has_plan);
	assert_true(strlen(a.example) > 10);
}

static void
for_whom_is_not_read_from_an_average(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "For whom does a quiz help the exam?", STAAF_EN);
	assert_int_equal(a.reading.kind, STAAF_WHOM);
	says(a.sentence, "cannot be told from an average");
	assert_int_equal(a.body[0].grade.level, 2);
}

static void
a_which_question_says_whether_they_were_compared(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "Which is better for the exam, a quiz or holograms?",
	    STAAF_EN);
	assert_int_equal(a.n_bodies, 2);
	says(a.sentence, "head to head");
}

static void
advice_names_what_it_rests_on_and_what_is_not_held(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "Helpen quizzen mijn 140 studenten bij het tentamen?",
	    STAAF_NL);
	assert_int_equal(a.n_advice, 2);
	assert_string_equal(a.advice[0].rule->id, "large-only");
	assert_string_equal(a.advice[1].rule->id, "low-stakes");
	assert_int_equal(a.advice[1].n_because, 3);
	assert_true(a.advice[1].because[0].is_held);
	says(a.advice[1].because[0].words, "Jansen");
	assert_false(a.advice[1].because[1].is_held);
	assert_true(a.advice[1].because[2].is_norm);
}

static const struct staaf_trace *
find_trace(const struct staaf_answer *a, const char *rule)
{
	for (size_t i = 0; i < a->n_trace; i++)
		if (strcmp(a->trace[i].rule, rule) == 0)
			return &a->trace[i];
	fail_msg("no trace of %s", rule);
	return NULL;
}

static void
a_lost_point_has_the_sum_and_the_records_that_cost_it(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = plain_finding("other");
	struct staaf_record r;
	struct staaf_answer a;

	put_review(sh);
	f.value = .912;
	f.k = 20;
	r = plain_record("10.1/zzz", 2020, 3, &f, 1);
	put(sh, &r);
	a = ask(sh, "Helpt een quiz in deeltijd (hbo) meer dan een zelftoets "
	    "bij het tentamen?", STAAF_NL);
	assert_string_equal(find_trace(&a, "S4 I")->record,
	    "10.1/review, 10.1/zzz");
	assert_string_equal(find_trace(&a, "S4 I")->sum,
	    "|0.5 - 0.912| = 0.412 >= 0.30");
	assert_string_equal(find_trace(&a, "S4 Dr")->sum,
	    "m = 0.25 + 0.5 + 1 = 1.75");
	assert_string_equal(find_trace(&a, "S10")->sum, "as published: 0.5");
}

static void
an_odds_ratio_tells_how_it_became_g(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = plain_finding("odds");
	struct staaf_record r;
	struct staaf_answer a;

	f.metric = STAAF_OR;
	f.value = 1.55;
	f.low = 1.34;
	f.high = 1.78;
	f.k = 45;
	r = plain_record("10.1/odds", 2020, 3, &f, 1);
	put(sh, &r);
	a = ask(sh, "Helpt een quiz bij het tentamen?", STAAF_NL);
	assert_string_equal(find_trace(&a, "S10")->sum,
	    "ln(1.55) / 1.65 = 0.266; so for 1.34 and 1.78");
}

/* What is very uncertain is not called likely. */
static void
a_plan_is_as_sure_of_the_effect_as_the_evidence(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = plain_finding("weak");
	struct staaf_record r;
	struct staaf_answer a;

	f.value = .6;
	f.k = 8;
	f.n = 900;
	r = plain_record("10.1/weak", 2020, 2, &f, 1);
	put(sh, &r);
	a = ask(sh, "Does a quiz help the exam of my 140 students?", STAAF_EN);
	assert_int_equal(a.body[0].grade.level, 1);
	says(a.next.text, "g = 0.60, which is uncertain; if it is so");
	put_review(sh);
	a = ask(sh, "Does a quiz help the exam of my 140 students?", STAAF_EN);
	assert_true(a.body[0].grade.level > 1);
	says(a.next.text, "makes g = 0.50 likely");
}

static void
the_trace_tells_where_a_rule_stands(void **state)
{
	struct staaf_answer a;
	int n = 0;

	put_review(*state);
	a = ask(*state, "Helpen quizzen bij het tentamen?", STAAF_NL);
	for (size_t i = 0; i < a.n_trace; i++)
		if (strcmp(a.trace[i].rule, "low-stakes") == 0) {
			says(a.trace[i].place, "test.rules:");
			n++;
		} else if (strcmp(a.trace[i].rule, "S9") == 0) {
			assert_string_equal(a.trace[i].place, "");
		}
	assert_int_equal(n, 1);
}

static void
one_unknown_slot_is_asked_back(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "Helpen quizzen bij het tentamen?", STAAF_NL);
	assert_string_equal(a.reading.ask_back, "Hoeveel studenten hebt u?");
}

static void
every_sentence_has_its_trace(void **state)
{
	struct staaf_answer a;
	const char *said[32];
	size_t n = 0;

	put_review(*state);
	a = ask(*state, "Helpen quizzen mijn 140 studenten bij het tentamen?",
	    STAAF_NL);
	said[n++] = a.sentence;
	said[n++] = a.body[0].effect;
	for (int i = 0; i < STAAF_N_PLAIN; i++)
		if (*a.body[0].figure[i].says != '\0')
			said[n++] = a.body[0].figure[i].says;
	said[n++] = a.body[0].start;
	for (size_t i = 0; i < a.body[0].n_caps; i++)
		said[n++] = a.body[0].caps[i].reason;
	for (size_t i = 0; i < a.body[0].n_changes; i++)
		said[n++] = a.body[0].change[i].if_so;
	for (size_t i = 0; i < a.n_advice; i++)
		said[n++] = a.advice[i].text;
	said[n++] = a.next.text;
	said[n++] = a.next.hypothesis;
	for (size_t i = 0; i < n; i++) {
		bool is_traced = false;

		for (size_t j = 0; j < a.n_trace; j++)
			is_traced = is_traced ||
			    strcmp(a.trace[j].says, said[i]) == 0;
		if (!is_traced)
			fail_msg("no trace of '%s'", said[i]);
	}
}

static void
what_would_change_it_is_what_the_grader_says(void **state)
{
	struct staaf_answer a;

	put_review(*state);
	a = ask(*state, "For whom does a quiz help the exam?", STAAF_EN);
	assert_true(a.body[0].n_changes > 0);
	for (size_t i = 0; i < a.body[0].n_changes; i++)
		assert_int_not_equal(a.body[0].change[i].level,
		    a.body[0].grade.level);
}

static void
bad_questions_are_refused_with_a_reason(void **state)
{
	struct shelf *sh = *state;
	struct staaf_answer a = { .n_bodies = 42 };
	struct staaf_err err;

	assert_int_equal(staaf_ask(&a, sh->st, sh->rs, "", 0, STAAF_NL, &sh->ar,
	    &err), STAAF_USAGE);
	assert_int_equal(err.msg, STAAF_MSG_ASK_EMPTY);
	assert_int_equal(staaf_ask(&a, sh->st, sh->rs, " \t\n\x01", 4, STAAF_NL,
	    &sh->ar, &err), STAAF_USAGE);
	assert_int_equal(staaf_ask(&a, sh->st, sh->rs, "quiz \xff", 6, STAAF_NL,
	    &sh->ar, &err), STAAF_BADINPUT);
	assert_string_equal(err.word[0], "6");
	assert_int_equal(a.n_bodies, 42); /* outputs are as they were */
}

static void
a_question_of_a_megabyte_is_cut_and_answered(void **state)
{
	struct shelf *sh = *state;
	size_t size = 1 << 20;
	char *text = malloc(size);
	struct staaf_answer a;

	put_review(sh);
	memset(text, 'x', size);
	memcpy(text, "Helpen quizzen bij het tentamen? ", 33);
	for (size_t i = 40; i < size; i += 7)
		text[i] = ' ';
	assert_int_equal(staaf_ask(&a, sh->st, sh->rs, text, size, STAAF_NL,
	    &sh->ar, NULL), STAAF_OK);
	assert_true(a.reading.was_cut);
	assert_int_equal(a.class_, STAAF_ANSWERED);
	free(text);
}

static void
memory_running_out_is_an_error_and_nothing_else(void **state)
{
	struct shelf *sh = *state;
	const char q[] = "Helpen quizzen mijn 140 studenten bij het tentamen?";
	int n_failed = 0;

	put_review(sh);
	for (unsigned long i = 1; i < 1000; i++) {
		struct staaf_answer a = { .n_bodies = 42 };
		struct staaf_arena ar = { 0 };
		struct staaf_err err = { 0 };
		enum staaf_code rc;

		staaf_mem_refuse(i);
		rc = staaf_ask(&a, sh->st, sh->rs, q, sizeof(q) - 1, STAAF_NL,
		    &ar, &err);
		staaf_mem_refuse(0);
		if (rc != STAAF_OK) {
			assert_int_equal(rc, STAAF_NOMEM);
			assert_int_equal(err.msg, STAAF_MSG_MEM_NONE);
			assert_int_equal(a.n_bodies, 42);
			n_failed++;
		}
		staaf_arena_clear(&ar);
	}
	assert_true(n_failed > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_outcome_that_is_not_named_is_assumed_and_that_is_said),
		TEST(a_word_in_no_vocabulary_is_named),
		TEST(another_subject_is_refused_with_an_example),
		TEST(for_whom_is_not_read_from_an_average),
		TEST(a_which_question_says_whether_they_were_compared),
		TEST(advice_names_what_it_rests_on_and_what_is_not_held),
		TEST(a_lost_point_has_the_sum_and_the_records_that_cost_it),
		TEST(an_odds_ratio_tells_how_it_became_g),
		TEST(a_plan_is_as_sure_of_the_effect_as_the_evidence),
		TEST(the_trace_tells_where_a_rule_stands),
		TEST(one_unknown_slot_is_asked_back),
		TEST(every_sentence_has_its_trace),
		TEST(what_would_change_it_is_what_the_grader_says),
		TEST(bad_questions_are_refused_with_a_reason),
		TEST(a_question_of_a_megabyte_is_cut_and_answered),
		TEST(memory_running_out_is_an_error_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
