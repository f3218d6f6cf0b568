/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store with a few rules, made for each test of answers. */
#ifndef ANSWER_SHELF_H
#define ANSWER_SHELF_H

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
    "concept knowledge\n"
    "  is outcome\n"
    "  domain achievement\n"
    "  nl name kennis\n"
    "  en name knowledge\n"
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
    "slot pass-rate\n"
    "  nl name percentage geslaagd\n"
    "  en name share that passes\n"
    "  unit percent\n"
    "  from 0 to 100\n"
    "  nl pattern \\b(?<number>\\d{1,3})% slaagt\n"
    "  en pattern \\b(?<number>\\d{1,3})% pass\n"
    "slot sd\n"
    "  nl name standaarddeviatie\n"
    "  en name standard deviation\n"
    "  from 0 to 100\n"
    "  nl pattern \\bsd (?<number>\\d+)\n"
    "  en pattern \\bsd (?<number>\\d+)\n"
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
	assert_int_equal(staaf_rules_enforce(sh->st, &file, 1, &err),
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
		.appraisal = { .design = design, .is_stated = true, .plan = "",
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

__attribute__((unused)) static struct staaf_answer
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

__attribute__((unused)) static void
says(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("'%s' does not say '%s'", text, part);
}

/* A review of quizzes with a good record. */
__attribute__((unused)) static void
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

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, make_shelf, clear_shelf)

#endif
