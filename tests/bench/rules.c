/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What many rules cost: RULES rules (10,000) of two conditions each over 400
 * concepts and a slot, made here; loaded from text, from their compiled form,
 * and decided for questions.  A benchmark, no test.
 *
 *	rules [RULES [FILE | once]]
 *	rules shipped FILE
 *
 * With a file name the same rules are written there for CLIPS; "once" loads
 * them from text and decides for one question, as a process of its own.
 * "shipped": the questions of a file, a line each, by the rules that ship.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <staaf/rule.h>

enum { N_CONCEPTS = 400, N_QUESTIONS = 500, N_ROUNDS = 9 };

static const char SLOT[] = "slot group-size\n  nl name groepsgrootte\n"
    "  en name group size\n  unit students\n  from 2 to 5000\n"
    "  nl pattern \\b(?<number>\\d+) studenten\\b\n"
    "  en pattern \\b(?<number>\\d+) students\\b\n"
    "  nl ask Hoeveel studenten?\n  en ask How many students?\n\n";

static double
now_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
write_concepts(struct staaf_buf *out)
{
	staaf_buf_puts(out, "staaf rules 1\nabout many rules\n"
	    "kept by the benchmark\nchecked 2026-11-26\n\n"
	    "concept works\n  is question\n  nl name werkt het\n"
	    "  en name does it work\n\n"
	    "concept score\n  is outcome\n  domain achievement\n"
	    "  nl name cijfer\n  en name score\n\n");
	staaf_buf_puts(out, SLOT);
	for (int i = 0; i < N_CONCEPTS; i++)
		staaf_buf_printf(out, "concept way-%d\n  is intervention\n"
		    "  nl name aanpak%dx\n  en name method%dx\n\n", i, i, i);
}

static void
write_rules(struct staaf_buf *out, int n)
{
	for (int i = 0; i < n; i++)
		staaf_buf_printf(out, "rule r-%d\n  nl title Regel %d\n"
		    "  en title Rule %d\n  when asks about way-%d\n"
		    "  when group-size is %d or more\n"
		    "  nl advise Doe %d.\n  en advise Do %d.\n"
		    "  because norm: the benchmark\n\n", i, i, i, i % N_CONCEPTS,
		    i % 300, i, i);
}

/* The same for CLIPS 6.30: two patterns and a test on each rule. */
static int
write_clips(const char *name, int n)
{
	FILE *f = fopen(name, "w");

	if (f == NULL)
		return EXIT_FAILURE;
	for (int i = 0; i < n; i++)
		fprintf(f, "(defrule r-%d (asks way-%d) "
		    "(size ?s&:(>= ?s %d)) => (assert (fired r-%d)))\n", i,
		    i % N_CONCEPTS, i % 300, i);
	return fclose(f) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void
fail(const char *what)
{
	fprintf(stderr, "rules: %s\n", what);
	exit(EXIT_FAILURE);
}

static double
load(struct staaf_rules **rs, const struct staaf_rule_text *file,
    const char *form)
{
	struct staaf_err err = { 0 };
	double began = now_ms();
	enum staaf_code rc = form == NULL ?
	    staaf_rules_new(rs, file, 1, &err) :
	    staaf_rules_open(rs, form, &err);

	if (rc == STAAF_OK && *rs == NULL)
		fail("the form is not whole");
	if (rc != STAAF_OK) {
		struct staaf_buf says = { 0 };

		staaf_err_sentence(&says, &err, STAAF_EN);
		fprintf(stderr, "line %ld: ", err.line);
		fail(staaf_buf_text(&says));
	}
	return now_ms() - began;
}

/* Of one question: reading its words, and deciding on every rule. */
static void
ask(const struct staaf_rules *rs, int n_questions, double *read_ms,
    double *decide_ms)
{
	struct staaf_err err;
	long fired = 0;

	*read_ms = *decide_ms = 0;
	for (int i = 0; i < n_questions; i++) {
		struct staaf_arena ar = { 0 };
		struct staaf_facts facts;
		struct staaf_decision *d;
		char text[120];
		size_t n = 0;
		double began = now_ms(), read;

		(void)snprintf(text, sizeof(text), "Helpt aanpak%dx mijn %d "
		    "studenten aan een hoger cijfer?", i % N_CONCEPTS,
		    300 + i % 400);
		if (staaf_rules_read(&facts, rs, text, strlen(text), &ar,
		    &err) != STAAF_OK)
			fail("cannot read");
		read = now_ms();
		if (staaf_rules_decide(&d, &n, rs, &facts, NULL, &ar, &err) !=
		    STAAF_OK)
			fail("cannot decide");
		*decide_ms += now_ms() - read;
		*read_ms += read - began;
		for (size_t k = 0; k < n; k++)
			fired += d[k].outcome == STAAF_FIRES;
		staaf_arena_clear(&ar);
	}
	if (fired == 0)
		fail("no rule fired");
	*read_ms /= n_questions;
	*decide_ms /= n_questions;
}

/* Each question of the file, many times, from the form as a batch has it. */
static int
ask_shipped(const char *name)
{
	const struct staaf_rule_text *file;
	size_t n_files = staaf_rules_shipped(&file);
	struct staaf_rules *rs = NULL;
	struct staaf_err err = { 0 };
	FILE *f = fopen(name, "r");
	char line[4096];
	double ms = 0, began;
	long n = 0;

	if (f == NULL ||
	    staaf_rules_new(&rs, file, n_files, &err) != STAAF_OK)
		fail("cannot read the questions or the rules");
	staaf_rules_hasten(rs);
	while (fgets(line, sizeof(line), f) != NULL) {
		began = now_ms();
		for (int i = 0; i < N_ROUNDS; i++) {
			struct staaf_arena ar = { 0 };
			struct staaf_facts facts;
			struct staaf_decision *d;
			size_t n_rules;

			if (staaf_rules_read(&facts, rs, line, strlen(line),
			    &ar, &err) != STAAF_OK ||
			    staaf_rules_decide(&d, &n_rules, rs, &facts, NULL,
			    &ar, &err) != STAAF_OK)
				fail("cannot read a question");
			staaf_arena_clear(&ar);
		}
		ms += now_ms() - began;
		n += N_ROUNDS;
	}
	(void)fclose(f);
	staaf_rules_free(rs);
	printf("rules that ship: a question read and decided in %.3f ms\n",
	    ms / (double)n);
	return EXIT_SUCCESS;
}

int
main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 10000;
	struct staaf_buf text = { 0 }, form = { 0 };
	struct staaf_rule_text file;
	double least[4] = { 1e9, 1e9, 1e9, 1e9 };

	if (argc > 2 && strcmp(argv[1], "shipped") == 0)
		return ask_shipped(argv[2]);
	if (argc > 2 && strcmp(argv[2], "once") != 0)
		return write_clips(argv[2], n);
	write_concepts(&text);
	write_rules(&text, n);
	file = (struct staaf_rule_text){ "many.rules", text.text, text.size };
	for (int i = 0; i < N_ROUNDS; i++) {
		struct staaf_rules *rs = NULL;
		double ms[4];

		if (argc > 2) {
			(void)load(&rs, &file, NULL);
			ask(rs, 1, &ms[2], &ms[3]);
			staaf_rules_free(rs);
			staaf_buf_clear(&text);
			return EXIT_SUCCESS;
		}
		ms[0] = load(&rs, &file, NULL);
		if (i == 0)
			staaf_rules_form(&form, rs);
		staaf_rules_free(rs);
		ms[1] = load(&rs, &file, staaf_buf_text(&form));
		ask(rs, N_QUESTIONS, &ms[2], &ms[3]);
		staaf_rules_free(rs);
		for (int k = 0; k < 4; k++)
			least[k] = ms[k] < least[k] ? ms[k] : least[k];
	}
	printf("%d rules: from text %.1f ms, from their compiled form %.1f ms;"
	    " a question read in %.3f ms, decided in %.3f ms\n", n, least[0],
	    least[1], least[2], least[3]);
	staaf_buf_clear(&text);
	staaf_buf_clear(&form);
	return EXIT_SUCCESS;
}
