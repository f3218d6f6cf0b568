/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a question to a graded answer, over a store made for each test. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <staaf/answer.h>

static const char rules_text[] =
    "staaf rules 1\n"
    "about   Proef / Test\n"
    "kept by the tests\n"
    "checked 2026-11-25\n"
    "\n"
    "concept works\n"
    "  is question\n"
    "  nl name werkt\n"
    "  en name work\n"
    "  nl also helpt, helpen\n"
    "  en also help, helps, does\n"
    "concept known\n"
    "  is question\n"
    "  nl name bekend\n"
    "  en name known\n"
    "concept which\n"
    "  is question\n"
    "  nl name welke\n"
    "  en name which\n"
    "concept whom\n"
    "  is question\n"
    "  nl name voor wie\n"
    "  en name for whom\n"
    "concept teaching\n"
    "  is scope\n"
    "  nl name onderwijs\n"
    "  en name teaching\n"
    "  nl also student, studenten, college\n"
    "  en also student, students\n"
    "concept quiz\n"
    "  is intervention\n"
    "  nl name quizzen\n"
    "  en name quizzes\n"
    "  nl also quiz\n"
    "  en also quiz\n"
    "concept kahoot\n"
    "  is tool\n"
    "  nl name Kahoot\n"
    "  en name Kahoot\n"
    "  under quiz\n"
    "concept styles\n"
    "  is intervention\n"
    "  nl name leerstijlen\n"
    "  en name learning styles\n"
    "  nl also leerstijl\n"
    "concept hologram\n"
    "  is intervention\n"
    "  nl name hologrammen\n"
    "  en name holograms\n"
    "concept business-as-usual\n"
    "  is comparison\n"
    "  nl name zonder\n"
    "  en name without\n"
    "concept self-test\n"
    "  is comparison\n"
    "  nl name zelftoets\n"
    "  en name self-test\n"
    "concept exam-score\n"
    "  is outcome\n"
    "  domain achievement\n"
    "  nl name tentamenresultaat\n"
    "  en name exam results\n"
    "  nl also tentamen\n"
    "  en also exam\n"
    "concept motivation\n"
    "  is outcome\n"
    "  domain motivation\n"
    "  nl name motivatie\n"
    "  en name motivation\n"
    "concept higher-education\n"
    "  is level\n"
    "  nl name hoger onderwijs\n"
    "  en name higher education\n"
    "concept hbo\n"
    "  is level\n"
    "  nl name hbo\n"
    "  en name university of applied sciences\n"
    "  under higher-education\n"
    "concept part-time\n"
    "  is mode\n"
    "  nl name deeltijd\n"
    "  en name part-time\n"
    "slot group-size\n"
    "  nl name groepsgrootte\n"
    "  en name group size\n"
    "  unit students\n"
    "  from 1 to 3000\n"
    "  nl pattern \\b(?<number>\\d{1,4}) studenten\\b\n"
    "  en pattern \\b(?<number>\\d{1,4}) students\\b\n"
    "  nl ask Hoeveel studenten hebt u?\n"
    "  en ask How many students do you have?\n"
    "rule low-stakes\n"
    "  nl title Laat het weinig meetellen\n"
    "  en title Keep the stakes low\n"
    "  when asks about quiz\n"
    "  nl advise Geef meteen feedback.\n"
    "  en advise Give feedback at once.\n"
    "  because 10.1/review\n"
    "  because 10.1/absent\n"
    "  because norm: AVG\n"
    "rule large-only\n"
    "  nl title Groot\n"
    "  en title Large\n"
    "  when asks about quiz\n"
    "  when group-size is 100 or more\n"
    "  nl advise Deel de groep.\n"
    "  en advise Split the group.\n"
    "  because norm: none\n"
    "rule myth\n"
    "  nl title Leerstijlen\n"
    "  en title Learning styles\n"
    "  when asks about styles\n"
    "  claim matching\n"
    "  nl says Lesgeven in de leerstijl helpt.\n"
    "  en says Teaching to the learning style helps.\n"
    "  nl advise Wissel af voor iedereen.\n"
    "  en advise Vary for everyone.\n"
    "  because 10.1/styles\n";

struct shelf {
	char folder[64], path[96];
	struct staaf_store *st;
	struct staaf_rules *rs;
	struct staaf_arena ar;
};

static int
make_shelf(void **state)
{
	struct shelf *sh = calloc(1, sizeof(*sh));
	const struct staaf_rule_file file = { "test.rules", rules_text,
		sizeof(rules_text) - 1 };
	struct staaf_err err = { 0 };

	strcpy(sh->folder, "/tmp/staaf-answer-XXXXXX");
	assert_non_null(mkdtemp(sh->folder));
	snprintf(sh->path, sizeof(sh->path), "%s/t.db", sh->folder);
	assert_int_equal(staaf_store_open(&sh->st, sh->path, STAAF_STORE_WRITE,
	    &err), STAAF_OK);
	assert_int_equal(staaf_store_begin(sh->st, &err), STAAF_OK);
	assert_int_equal(staaf_store_put_rules(sh->st, &file, 1, &err),
	    STAAF_OK);
	assert_int_equal(staaf_store_commit(sh->st, &err), STAAF_OK);
	if (staaf_rules_in_force(&sh->rs, sh->st, &err) != STAAF_OK) {
		staaf_err_print(stderr, &err, STAAF_EN);
		fail();
	}
	*state = sh;
	return 0;
}

static int
clear_shelf(void **state)
{
	struct shelf *sh = *state;
	char command[128];

	staaf_rules_free(sh->rs);
	staaf_store_close(sh->st);
	staaf_arena_clear(&sh->ar);
	snprintf(command, sizeof(command), "rm -rf '%s'", sh->folder);
	assert_int_equal(system(command), 0);
	free(sh);
	return 0;
}

/* A finding on quizzes and exams in higher education, nothing reported. */
static struct staaf_finding
plain_finding(const char *key)
{
	return (struct staaf_finding){
		.key = key, .intervention = "quiz",
		.comparison = "business-as-usual", .outcome = "exam-score",
		.population = "higher-education", .context = "",
		.metric = STAAF_G, .value = NAN, .low = NAN, .high = NAN,
		.tau = NAN, .i2 = NAN, .adjusted = NAN, .k = STAAF_NONE,
		.n = STAAF_NONE, .sites = STAAF_NONE,
		.direction = STAAF_BETTER, .is_confirmed = true,
		.note = { "It went up.", "Het ging omhoog." },
	};
}

static struct staaf_record
plain_record(const char *doi, int year, int design,
    const struct staaf_finding *f, size_t n)
{
	static const char *const authors[] = { "Jansen, A.", "Peters, B." };

	return (struct staaf_record){
		.id = doi, .guid = doi, .doi = doi, .source = "test",
		.kind = STAAF_REVIEW, .state = STAAF_ACCEPTED,
		.title = "A title", .title_language = "en",
		.author = authors, .n_authors = 2, .year = year,
		.venue = "", .link = "", .language = "en", .published = "",
		.updated = "2026-11-25T00:00:00Z", .summary = "About quizzes.",
		.summary_language = "en", .summary_in = { "", "" },
		.content = "",
		.appraisal = { .design = design, .is_stated = true,
			.note = { "", "" } },
		.finding = f, .n_findings = n,
	};
}

static void
put(struct shelf *sh, const struct staaf_record *r)
{
	enum staaf_put what;

	assert_int_equal(staaf_store_begin(sh->st, NULL), STAAF_OK);
	assert_int_equal(staaf_store_put(&what, sh->st, r, NULL), STAAF_OK);
	assert_int_equal(staaf_store_commit(sh->st, NULL), STAAF_OK);
}

static struct staaf_answer
ask(struct shelf *sh, const char *question, enum staaf_lang lang)
{
	struct staaf_answer a = { 0 };
	struct staaf_err err = { 0 };

	if (staaf_ask(&a, sh->st, sh->rs, question, strlen(question), lang,
	    &sh->ar, &err) != STAAF_OK) {
		staaf_err_print(stderr, &err, STAAF_EN);
		fail();
	}
	return a;
}

static void
says(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("'%s' does not say '%s'", text, part);
}

/* A review of quizzes with a good record. */
static void
put_review(struct shelf *sh)
{
	struct staaf_finding f = plain_finding("main");
	struct staaf_record r;

	f.value = .5;
	f.k = 222;
	f.n = 48478;
	r = plain_record("10.1/review", 2021, 3, &f, 1);
	put(sh, &r);
}

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
	said[n++] = a.body[0].plain;
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_shelf, clear_shelf)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_question_gets_the_grade_of_its_lead_review),
		TEST(the_same_in_english),
		TEST(the_sum_of_the_grade_can_be_done_by_hand),
		TEST(an_outcome_that_is_not_named_is_assumed_and_that_is_said),
		TEST(nothing_held_is_not_known_and_offers_a_plan),
		TEST(a_word_in_no_vocabulary_is_named),
		TEST(another_subject_is_refused_with_an_example),
		TEST(a_myth_is_studied_but_not_supported_whatever_its_figure),
		TEST(reviews_that_differ_make_it_depend),
		TEST(a_retracted_record_is_dropped_in_view),
		TEST(a_figure_nobody_confirmed_never_counts),
		TEST(two_findings_of_one_record_count_once),
		TEST(an_odds_ratio_is_graded_as_g_and_shown_with_its_sum),
		TEST(single_studies_are_pooled_when_there_is_no_review),
		TEST(a_study_older_than_the_review_is_presumed_to_be_in_it),
		TEST(a_tool_is_answered_from_what_it_is_a_tool_for),
		TEST(another_comparison_costs_a_point),
		TEST(for_whom_is_not_read_from_an_average),
		TEST(a_which_question_says_whether_they_were_compared),
		TEST(advice_names_what_it_rests_on_and_what_is_not_held),
		TEST(one_unknown_slot_is_asked_back),
		TEST(every_sentence_has_its_trace),
		TEST(what_would_change_it_is_what_the_grader_says),
		TEST(bad_questions_are_refused_with_a_reason),
		TEST(a_question_of_a_megabyte_is_cut_and_answered),
		TEST(the_same_question_gives_the_same_answer_whatever_the_order),
		TEST(memory_running_out_is_an_error_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
