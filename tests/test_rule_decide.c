/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three-valued decisions, examples, limits and memory that runs out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/rule.h>

static const char base[] =
    "staaf rules 1\nkept by X\nchecked 2026-01-01\n"
    "concept teaching\n is scope\n nl name klas\n en name class\n"
    "concept wide\n is intervention\n nl name breed\n en name wide\n"
    "concept clicker\n is tool\n nl name kastje\n en name clicker\n"
    " under wide\n nl not kastje kijken\n nl stem stemkast\n"
    " nl part kastje\n"
    "concept works\n is question\n nl name werkt\n en name works\n"
    "slot size\n nl name grootte\n en name size\n from 1 to 500\n"
    " nl pattern (?<number>\\d+) (man|studenten)\n"
    " range large is 100 or more\n range small is 30 or less\n"
    " nl range large: volle zaal\n";

/* A set of the base and more lines; a question; what was decided. */
struct bench {
	struct staaf_rules *rs;
	struct staaf_arena ar;
	struct staaf_facts facts;
	struct staaf_decision *decision;
	size_t n;
	struct staaf_buf text;
};

static void
set_up(struct bench *b, const char *rules)
{
	struct staaf_rule_text file = { .name = "t.rules" };

	*b = (struct bench){ 0 };
	staaf_buf_puts(&b->text, base);
	staaf_buf_puts(&b->text, rules);
	file.text = b->text.text;
	file.size = b->text.size;
	if (staaf_rules_new(&b->rs, &file, 1, NULL) != STAAF_OK)
		for (size_t i = 0; i < staaf_rules_n_faults(b->rs); i++) {
			struct staaf_buf say = { 0 };

			staaf_fault_say(&say, staaf_rules_fault(b->rs, i),
			    STAAF_EN);
			fail_msg("%s", staaf_buf_text(&say));
		}
}

static void
tear_down(struct bench *b)
{
	staaf_rules_free(b->rs);
	staaf_arena_clear(&b->ar);
	staaf_buf_clear(&b->text);
}

static void
ask(struct bench *b, const char *question, const struct staaf_counter *counter)
{
	assert_int_equal(staaf_rules_read(&b->facts, b->rs, question,
	    strlen(question), &b->ar, NULL), STAAF_OK);
	assert_int_equal(staaf_rules_decide(&b->decision, &b->n, b->rs,
	    &b->facts, counter, &b->ar, NULL), STAAF_OK);
}

static void
expect(struct bench *b, const char *question,
    enum staaf_outcome_of_rule outcome, const char *reason)
{
	struct staaf_buf got = { 0 };

	ask(b, question, NULL);
	staaf_decision_reason(&got, &b->decision[0], &b->facts);
	if (b->decision[0].outcome != outcome)
		print_error("%s: %s\n", question, staaf_buf_text(&got));
	assert_int_equal(b->decision[0].outcome, outcome);
	assert_string_equal(staaf_buf_text(&got), reason);
	staaf_buf_clear(&got);
}

static void
a_rule_fires_asks_or_tells_why_it_is_silent(void **state)
{
	struct bench b;

	(void)state;
	set_up(&b, "rule r\n when asks about wide\n when size is large\n"
	    " unless kind is works\n");
	expect(&b, "breed met 100 man", STAAF_FIRES, "");
	expect(&b, "breed in een volle zaal", STAAF_FIRES, "");
	expect(&b, "kastjes voor 250 studenten", STAAF_FIRES, "");
	expect(&b, "breed", STAAF_ASKS, "size");
	expect(&b, "smal met 100 man", STAAF_SILENT, "asks about wide");
	expect(&b, "breed met 99 man", STAAF_SILENT,
	    "size is 99, not 100 or more");
	expect(&b, "breed met 900 man", STAAF_ASKS, "size");
	expect(&b, "werkt breed met 100 man?", STAAF_SILENT,
	    "unless kind is works");
	tear_down(&b);
}

static void
several_values_count_only_when_they_agree(void **state)
{
	struct bench b;

	(void)state;
	set_up(&b, "rule r\n when asks about wide\n when size is large\n");
	expect(&b, "breed met 120 man en 180 man", STAAF_FIRES, "");
	expect(&b, "breed met 20 man en 25 man", STAAF_SILENT,
	    "size is 20 and 25, not 100 or more");
	expect(&b, "breed met 20 man en 180 man", STAAF_ASKS, "size");
	expect(&b, "breed met 90-120 man", STAAF_ASKS, "size");
	expect(&b, "breed met 100 tot 120 man", STAAF_FIRES, "");
	expect(&b, "breed met tussen 12 en 18 man", STAAF_SILENT,
	    "size is 12 to 18, not 100 or more");
	expect(&b, "breed, 12 man in een volle zaal", STAAF_SILENT,
	    "size is 12, not 100 or more");
	tear_down(&b);
}

static void
an_unknown_unless_fires_with_its_caveat(void **state)
{
	struct bench b;

	(void)state;
	set_up(&b, "rule r\n when asks about wide\n unless size is small\n");
	ask(&b, "breed", NULL);
	assert_int_equal(b.decision[0].outcome, STAAF_FIRES);
	assert_true(b.decision[0].has_unknown_unless);
	ask(&b, "breed met 200 man", NULL);
	assert_int_equal(b.decision[0].outcome, STAAF_FIRES);
	assert_false(b.decision[0].has_unknown_unless);
	expect(&b, "breed met 20 man", STAAF_SILENT, "unless size is small");
	tear_down(&b);
}

static void
a_slot_may_be_required_to_be_unknown(void **state)
{
	struct bench b;

	(void)state;
	set_up(&b, "rule r\n when asks about wide\n when size is unknown\n");
	expect(&b, "breed", STAAF_FIRES, "");
	expect(&b, "breed met 20 man", STAAF_SILENT,
	    "size is 20, not unknown");
	tear_down(&b);
}

static void
instead_of_sets_aside_only_when_its_own_rule_fires(void **state)
{
	struct bench b;

	(void)state;
	set_up(&b, "rule a\n when asks about wide\n"
	    "rule b\n when asks about wide\n when size is large\n"
	    " instead of a\n"
	    "rule c\n when asks about clicker\n instead of b\n"
	    "rule d\n when asks about wide\n status draft why\n"
	    " instead of c\n");
	ask(&b, "breed", NULL);
	assert_int_equal(b.decision[0].outcome, STAAF_FIRES);
	assert_int_equal(b.decision[1].outcome, STAAF_ASKS);
	ask(&b, "breed met 200 man", NULL);
	assert_int_equal(b.decision[0].outcome, STAAF_SET_ASIDE);
	assert_string_equal(b.decision[0].by->id, "b");
	assert_int_equal(b.decision[1].outcome, STAAF_FIRES);
	ask(&b, "kastjes voor 200 man", NULL);
	assert_int_equal(b.decision[0].outcome, STAAF_SET_ASIDE);
	assert_int_equal(b.decision[1].outcome, STAAF_SET_ASIDE);
	assert_int_equal(b.decision[2].outcome, STAAF_FIRES); /* d is a draft */
	tear_down(&b);
}

static long
count_records(const struct staaf_concept *const *concept, size_t n, void *arg)
{
	assert_int_equal(n, 1);
	assert_string_equal(concept[0]->id, "wide");
	return *(long *)arg;
}

static void
counts_of_records_are_handed_in(void **state)
{
	struct bench b;
	long held = 3;
	const struct staaf_counter counter = { count_records, &held };

	(void)state;
	set_up(&b, "rule r\n when records on wide are 3 or more\n");
	ask(&b, "klas", &counter);
	assert_int_equal(b.decision[0].outcome, STAAF_FIRES);
	held = 2;
	ask(&b, "klas", &counter);
	assert_int_equal(b.decision[0].outcome, STAAF_SILENT);
	expect(&b, "klas", STAAF_SILENT, "records on wide are 3 or more");
	tear_down(&b);
}

static void
not_vetoes_only_what_it_overlaps(void **state)
{
	struct bench b;

	(void)state;
	set_up(&b, "rule r\n when asks about clicker\n");
	expect(&b, "kastje kijken", STAAF_SILENT, "asks about clicker");
	expect(&b, "kastje kijken met een kastje", STAAF_FIRES, "");
	expect(&b, "stemkasten", STAAF_FIRES, "");
	expect(&b, "antwoordkastjes", STAAF_FIRES, "");
	expect(&b, "opkastje", STAAF_SILENT, "asks about clicker");
	tear_down(&b);
}

static void
a_pattern_that_runs_away_is_told(void **state)
{
	struct bench b;
	struct staaf_buf text = { 0 };

	(void)state;
	set_up(&b, "concept bad\n is tool\n nl name a\n en name b\n"
	    " nl pattern (a+)+\\d\n");
	while (text.size < 60)
		staaf_buf_putc(&text, 'a');
	staaf_buf_puts(&text, "! klas 1");
	ask(&b, text.text, NULL);
	assert_true(b.facts.hit_limit);
	ask(&b, "klas", NULL);
	assert_false(b.facts.hit_limit);
	staaf_buf_clear(&text);
	tear_down(&b);
}

static void
count_results(const struct staaf_example_result *r, void *arg)
{
	int *n = arg;

	n[r->passed ? 0 : 1]++;
	if (!r->passed)
		assert_true(*r->expected != '\0' && *r->got != '\0');
}

static void
a_failing_example_is_told_and_a_passing_one_counted(void **state)
{
	struct bench b;
	int n[2] = { 0, 0 };

	(void)state;
	set_up(&b, "rule r\n when asks about wide\n when size is large\n"
	    " example nl Breed met 200 man?\n reads wide, size 200\n fires\n"
	    " example nl Breed met 20 man?\n silent size is large\n"
	    " example nl Breed met 20 man?\n"
	    " silent size is 20, not 100 or more\n"
	    " example nl Breed?\n asks size\n"
	    " example nl Breed?\n fires\n"
	    " example nl Smal?\n silent size is large\n"
	    " example nl Breed met 200 man?\n reads clicker\n fires\n"
	    "example nl Werkt een kastje?\n"
	    " reads wide, clicker, kind works, not size\n"
	    "example nl Werkt breed?\n reads kind howto\n"
	    "example nl 20 man\n reads not size\n");
	assert_int_equal(staaf_rules_test(b.rs, count_results, n, NULL),
	    STAAF_OK);
	assert_int_equal(n[0], 5);
	assert_int_equal(n[1], 5);
	tear_down(&b);
}

/* Holds one record, which may be retracted, and nothing about "wide". */
static enum staaf_held
look_up(const char *ref, void *arg)
{
	if (strcmp(ref, "10.1/gone") == 0)
		return STAAF_HELD_RETRACTED;
	return strcmp(ref, arg) == 0 ? STAAF_HELD : STAAF_NOT_HELD;
}

static long
count_none(const struct staaf_concept *c, void *arg)
{
	(void)arg;
	return strcmp(c->id, "wide") == 0 ? 0 : 5;
}

static void
lint_misses_a_record_that_the_corpus_does_not_hold(void **state)
{
	static char held[] = "10.1/a";
	const struct staaf_corpus_view view = { look_up, NULL, held };
	struct bench b;
	size_t with, without;

	(void)state;
	set_up(&b, "rule r\n when asks about wide\n because 10.1/A x\n"
	    " because 10.1/b y\n because norm: law\n");
	without = staaf_rules_lint(b.rs, NULL);
	with = staaf_rules_lint(b.rs, &view);
	assert_int_equal(with, without + 1);
	ask(&b, "breed", NULL); /* what lint finds does not stop a question */
	tear_down(&b);
}

static size_t
count_faults(const struct staaf_rules *rs, enum staaf_msg msg)
{
	size_t n = 0;

	for (size_t i = 0; i < staaf_rules_n_faults(rs); i++)
		n += staaf_rules_fault(rs, i)->err.msg == msg;
	return n;
}

static void
lint_warns_of_retracted_sources_and_concepts_without_records(void **state)
{
	static char held[] = "10.1/a";
	const struct staaf_corpus_view view = { look_up, count_none, held };
	struct bench b;

	(void)state;
	set_up(&b, "rule r\n when asks about wide\n because 10.1/a x\n"
	    " because 10.1/gone y\n");
	(void)staaf_rules_lint(b.rs, &view);
	assert_int_equal(count_faults(b.rs, STAAF_MSG_RULE_RETRACTED), 1);
	assert_int_equal(count_faults(b.rs, STAAF_MSG_RULE_NO_RECORDS), 1);
	assert_int_equal(count_faults(b.rs, STAAF_MSG_RULE_NOT_HELD), 0);
	(void)staaf_rules_lint(b.rs, NULL);
	assert_int_equal(count_faults(b.rs, STAAF_MSG_RULE_RETRACTED), 0);
	tear_down(&b);
}

static void
a_faulty_set_answers_no_question(void **state)
{
	static const char text[] = "staaf rules 1\nconcept a\n is nothing\n";
	const struct staaf_rule_text file = { "x", text, sizeof(text) - 1 };
	struct staaf_rules *rs = NULL;
	struct staaf_arena ar = { 0 };
	struct staaf_facts facts = { .kind = STAAF_WHICH };
	struct staaf_err err;

	(void)state;
	assert_int_equal(staaf_rules_new(&rs, &file, 1, &err), STAAF_BADINPUT);
	assert_int_equal(err.msg, STAAF_MSG_RULE_NO_KIND);
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 5);
	assert_int_equal(staaf_rules_read(&facts, rs, "a", 1, &ar, &err),
	    STAAF_BADINPUT);
	assert_int_equal(facts.kind, STAAF_WHICH); /* as it was */
	staaf_rules_free(rs);
	staaf_arena_clear(&ar);
}

static void
too_many_faults_are_cut_and_said(void **state)
{
	struct staaf_buf text = { 0 };
	struct staaf_rule_text file = { .name = "x" };
	struct staaf_rules *rs = NULL;
	const struct staaf_fault *last;

	(void)state;
	for (int i = 0; i < 5000; i++)
		staaf_buf_puts(&text, "nonsense\n");
	file.text = text.text;
	file.size = text.size;
	assert_int_equal(staaf_rules_new(&rs, &file, 1, NULL), STAAF_BADINPUT);
	assert_int_equal(staaf_rules_n_faults(rs), 500);
	last = staaf_rules_fault(rs, 499);
	assert_int_equal(last->err.msg, STAAF_MSG_RULE_TOO_MANY);
	assert_null(staaf_rules_fault(rs, 500));
	staaf_rules_free(rs);
	staaf_buf_clear(&text);
}

/* Any bytes at all: an error or a set, never a crash. */
static void
torn_files_never_crash_the_reader(void **state)
{
	const struct staaf_rule_text *files;
	size_t n = staaf_rules_shipped(&files);

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t cut = 0; cut < files[i].size; cut += 397) {
			const struct staaf_rule_text part = {
				files[i].name, files[i].text + cut / 2,
				files[i].size - cut };
			struct staaf_rules *rs = NULL;
			struct staaf_buf b = { 0 };

			(void)staaf_rules_new(&rs, &part, 1, NULL);
			assert_non_null(rs);
			staaf_rules_print(&b, rs);
			(void)staaf_rules_lint(rs, NULL);
			staaf_buf_clear(&b);
			staaf_rules_free(rs);
		}
}

/* Everything once, with the nth allocation refused. */
static enum staaf_code
run_all(const char *text, unsigned long nth)
{
	const struct staaf_rule_text file = { "t.rules", text, strlen(text) };
	static const char question[] = "Werkt breed met caf\xc3\xa9 200 man?";
	struct staaf_rules *rs = NULL;
	struct staaf_arena ar = { 0 };
	struct staaf_facts facts;
	struct staaf_decision *d;
	struct staaf_buf print = { 0 };
	int results[2] = { 0, 0 };
	enum staaf_code rc;
	size_t n;

	staaf_mem_refuse(nth);
	rc = staaf_rules_new(&rs, &file, 1, NULL);
	if (rc == STAAF_OK)
		rc = staaf_rules_read(&facts, rs, question,
		    sizeof(question) - 1, &ar, NULL);
	if (rc == STAAF_OK)
		rc = staaf_rules_decide(&d, &n, rs, &facts, NULL, &ar, NULL);
	if (rc == STAAF_OK)
		rc = staaf_rules_test(rs, count_results, results, NULL);
	if (rc == STAAF_OK) {
		staaf_rules_print(&print, rs);
		rc = print.failed ? STAAF_NOMEM : STAAF_OK;
	}
	staaf_mem_refuse(0);
	staaf_buf_clear(&print);
	staaf_arena_clear(&ar);
	staaf_rules_free(rs);
	return rc;
}

static void
memory_that_runs_out_anywhere_is_an_error_and_no_leak(void **state)
{
	struct staaf_buf text = { 0 };
	enum staaf_code rc = STAAF_NOMEM;
	unsigned long nth = 1;

	(void)state;
	staaf_buf_puts(&text, base);
	staaf_buf_puts(&text, "rule r\n when asks about wide\n"
	    " because 10.1/a b\n seek wide on clicker\n"
	    " example nl Breed?\n reads wide\n fires\n");
	for (; rc != STAAF_OK && nth < 5000; nth++) {
		rc = run_all(text.text, nth);
		assert_true(rc == STAAF_OK || rc == STAAF_NOMEM ||
		    rc == STAAF_BADINPUT);
	}
	assert_int_equal(rc, STAAF_OK);
	assert_true(nth > 10);
	staaf_buf_clear(&text);
}

/* What each decision must be, by the truth of its conditions alone. */
static void
check_decision(const struct staaf_decision *d, const enum staaf_truth *truth)
{
	const struct staaf_rule *r = d->rule;
	const struct staaf_condition *failed = NULL, *uncounted = NULL;
	bool asks = false;

	for (size_t i = 0; i < r->n_conditions; i++) {
		const struct staaf_condition *c = &r->condition[i];

		if (truth[i] == STAAF_UNKNOWN && !c->is_unless) {
			asks |= c->slot != NULL;
			if (c->slot == NULL && uncounted == NULL)
				uncounted = c;
		} else if (truth[i] != STAAF_UNKNOWN && failed == NULL &&
		    (truth[i] == STAAF_TRUE) == c->is_unless) {
			failed = c;
		}
	}
	failed = failed == NULL ? uncounted : failed;
	if (d->failed != failed)
		fail_msg("%s fails by another condition", r->id);
	if (failed != NULL)
		assert_int_equal(d->outcome, STAAF_SILENT);
	else if (asks)
		assert_int_equal(d->outcome, STAAF_ASKS);
	else
		assert_true(d->outcome == STAAF_FIRES ||
		    d->outcome == STAAF_SET_ASIDE);
}

/* Rules that nothing wakes are passed by: that must change no decision. */
static void
passing_rules_by_changes_no_decision(void **state)
{
	static const char *const questions[] = {
		"Helpt flipped classroom mijn 320 studenten bij het tentamen?",
		"Does peer feedback raise motivation with 18 part-timers?",
		"Kahoot of Mentimeter in een volle zaal?", "Hoe toets ik dit?",
		"Werkt blended leren met minder contacttijd in het hbo?",
		"Should I ban ChatGPT from exams?", "zonder onderwerp",
		"Helpen videocolleges en wekelijkse quizzen eerstejaars?",
	};
	const struct staaf_rule_text *files;
	size_t n_files = staaf_rules_shipped(&files), n_questions =
	    sizeof(questions) / sizeof(questions[0]);
	struct staaf_rules *rs;
	long n_woken = 0;

	(void)state;
	assert_int_equal(staaf_rules_new(&rs, files, n_files, NULL), STAAF_OK);
	for (size_t q = 0; q < n_questions; q++) {
		struct staaf_arena ar = { 0 };
		struct staaf_facts facts;
		struct staaf_decision *d;
		enum staaf_truth truth[64];
		size_t n;

		assert_int_equal(staaf_rules_read(&facts, rs, questions[q],
		    strlen(questions[q]), &ar, NULL), STAAF_OK);
		assert_int_equal(staaf_rules_decide(&d, &n, rs, &facts, NULL,
		    &ar, NULL), STAAF_OK);
		assert_int_equal(n, staaf_rules_n_rules(rs));
		for (size_t i = 0; i < n; i++) {
			assert_ptr_equal(d[i].rule, staaf_rules_rule(rs, i));
			assert_true(d[i].rule->n_conditions <= 64);
			staaf_rule_test(truth, d[i].rule, &facts, NULL);
			check_decision(&d[i], truth);
			n_woken += d[i].outcome != STAAF_SILENT;
		}
		staaf_arena_clear(&ar);
	}
	assert_true(n_woken > 5);
	staaf_rules_free(rs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_fires_asks_or_tells_why_it_is_silent),
		cmocka_unit_test(several_values_count_only_when_they_agree),
		cmocka_unit_test(an_unknown_unless_fires_with_its_caveat),
		cmocka_unit_test(a_slot_may_be_required_to_be_unknown),
		cmocka_unit_test(passing_rules_by_changes_no_decision),
		cmocka_unit_test(
		    instead_of_sets_aside_only_when_its_own_rule_fires),
		cmocka_unit_test(counts_of_records_are_handed_in),
		cmocka_unit_test(not_vetoes_only_what_it_overlaps),
		cmocka_unit_test(a_pattern_that_runs_away_is_told),
		cmocka_unit_test(
		    a_failing_example_is_told_and_a_passing_one_counted),
		cmocka_unit_test(
		    lint_misses_a_record_that_the_corpus_does_not_hold),
		cmocka_unit_test(
		    lint_warns_of_retracted_sources_and_concepts_without_records),
		cmocka_unit_test(a_faulty_set_answers_no_question),
		cmocka_unit_test(too_many_faults_are_cut_and_said),
		cmocka_unit_test(torn_files_never_crash_the_reader),
		cmocka_unit_test(
		    memory_that_runs_out_anywhere_is_an_error_and_no_leak),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
