/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions as teachers ask them, over the corpus and the rules that ship.
 * tests/questions/NAME.q: a question at the margin after its language, and
 * what must hold of its answer indented below it:
 *   kind works           the kind read
 *   reads ID ID SLOT=N   concepts and slots read; -ID: must not be read
 *   class answer         answer, not-known or refuse
 *   level 3              of the first body
 *   verdict as stated    of the first body
 *   says TEXT            stands in the answer as printed
 *   never TEXT           does not
 *   waiting REASON       not asked yet
 */
#include <ctype.h>

#include "question_room.h"

/* One question while its lines are read. */
struct asked {
	const char *file;
	long line;
	char *question;
	enum staaf_lang lang;
	bool is_waiting;
	struct staaf_arena ar;
	struct staaf_answer answer;
	struct staaf_buf text; /* as printed, on one line */
};

static int n_faults, n_asked, n_waiting;

static void
tell(const struct asked *a, const char *what, const char *want,
    const char *got)
{
	fprintf(stderr, "%s:%ld: %s\n  %s: want '%s', got '%s'\n", a->file,
	    a->line, a->question, what, want, got);
	n_faults++;
}

static bool
is_in(const struct staaf_concept *const *list, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i]->id, id) == 0)
			return true;
	return false;
}

static bool
is_read(const struct staaf_reading *r, const char *word)
{
	const char *equals = strchr(word, '=');

	if (equals == NULL)
		return is_in(r->intervention, r->n_interventions, word) ||
		    is_in(r->comparison, r->n_comparisons, word) ||
		    is_in(r->outcome, r->n_outcomes, word) ||
		    is_in(r->context, r->n_contexts, word);
	for (size_t i = 0; i < r->n_values; i++)
		if (strncmp(r->value[i].slot->id, word,
		    (size_t)(equals - word)) == 0 &&
		    r->value[i].low == strtod(equals + 1, NULL))
			return true;
	return false;
}

static void
check_reads(const struct asked *a, char *words)
{
	char *rest = NULL;

	for (char *w = strtok_r(words, " ", &rest); w != NULL;
	    w = strtok_r(NULL, " ", &rest)) {
		bool wants = *w != '-';

		if (is_read(&a->answer.reading, wants ? w : w + 1) != wants)
			tell(a, "reads", w, wants ? "not read" : "read");
	}
}

static void
check_word(const struct asked *a, const char *key, const char *want,
    const char *got)
{
	if (strcmp(want, got) != 0)
		tell(a, key, want, got);
}

/* One indented line; false when its key is none we know. */
static bool
check_line(const struct asked *a, const char *key, char *value)
{
	const struct staaf_answer *answer = &a->answer;
	const struct staaf_body *body = answer->n_bodies > 0 ?
	    &answer->body[0] : NULL;
	char level[8] = "none";

	if (body != NULL)
		snprintf(level, sizeof(level), "%d", body->grade.level);
	if (strcmp(key, "kind") == 0)
		check_word(a, key, value,
		    staaf_question_kind_name(answer->reading.kind));
	else if (strcmp(key, "reads") == 0)
		check_reads(a, value);
	else if (strcmp(key, "class") == 0)
		check_word(a, key, value, staaf_class_name(answer->class_));
	else if (strcmp(key, "level") == 0)
		check_word(a, key, value, level);
	else if (strcmp(key, "verdict") == 0)
		check_word(a, key, value, body == NULL ? "none" :
		    staaf_verdict_name(body->grade.verdict));
	else if (strcmp(key, "says") == 0) {
		if (strstr(staaf_buf_text(&a->text), value) == NULL)
			tell(a, key, value, answer->sentence);
	} else if (strcmp(key, "never") == 0) {
		if (strstr(staaf_buf_text(&a->text), value) != NULL)
			tell(a, key, value, "said");
	} else {
		return false;
	}
	return true;
}

static void
ask(struct asked *a, const struct room *room)
{
	struct staaf_term_style style = { .lang = a->lang, .columns = 80 };
	struct staaf_err err = { 0 };
	struct staaf_buf printed = { 0 };

	n_asked++;
	if (staaf_ask(&a->answer, room->st, room->rs, a->question,
	    strlen(a->question), a->lang, &a->ar, &err) != STAAF_OK) {
		staaf_err_print(stderr, &err, STAAF_EN);
		fail();
	}
	staaf_show_answer(&printed, &a->answer, &style);
	for (size_t i = 0; i < printed.size; i++) /* lines run on */
		if (!isspace((unsigned char)printed.text[i]))
			staaf_buf_putc(&a->text, printed.text[i]);
		else if (i > 0 && !isspace((unsigned char)printed.text[i - 1]))
			staaf_buf_putc(&a->text, ' ');
	staaf_buf_clear(&printed);
}

static void
end_question(struct asked *a)
{
	staaf_buf_clear(&a->text);
	staaf_arena_clear(&a->ar);
	a->question = NULL;
}

/* The next indented line says whether this question has to wait. */
static bool
is_waiting(const char *next)
{
	while (next != NULL && isblank((unsigned char)*next))
		next++;
	return next != NULL && strncmp(next, "waiting ", 8) == 0;
}

static void
take_line(struct asked *a, const struct room *room, char *line,
    const char *next)
{
	char *value;

	if (*line == '\0' || *line == '#')
		return;
	if (!isblank((unsigned char)*line)) {
		end_question(a);
		assert_true(staaf_lang_parse(&a->lang, line));
		a->question = line + 3;
		a->is_waiting = is_waiting(next);
		n_waiting += a->is_waiting;
		if (!a->is_waiting)
			ask(a, room);
		return;
	}
	while (isblank((unsigned char)*line))
		line++;
	value = line + strcspn(line, " ");
	if (*value != '\0')
		*value++ = '\0';
	assert_non_null(a->question);
	if (!a->is_waiting && !check_line(a, line, value))
		tell(a, line, "a known key", value);
}

static enum staaf_code
read_questions(const char *path, struct staaf_err *err, void *arg)
{
	struct asked a = { .file = path };
	struct staaf_buf file = { 0 };
	enum staaf_code rc = staaf_file_read(&file, path, 1 << 20, err);
	char *next, *line = file.text;

	for (; rc == STAAF_OK && line != NULL && *line != '\0'; line = next) {
		next = strchr(line, '\n');
		a.line++;
		if (next != NULL)
			*next++ = '\0';
		take_line(&a, arg, line, next);
		if (next == NULL)
			break;
	}
	end_question(&a);
	staaf_buf_clear(&file);
	return rc;
}

static void
every_question_is_read_and_answered_as_it_should(void **state)
{
	struct staaf_err err = { 0 };

	assert_int_equal(staaf_file_each("tests/questions", ".q",
	    read_questions, *state, &err), STAAF_OK);
	fprintf(stderr, "%d questions asked, %d waiting, %d faults\n", n_asked,
	    n_waiting, n_faults);
	assert_true(n_asked >= 30);
	assert_int_equal(n_faults, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_question_is_read_and_answered_as_it_should),
	};

	return cmocka_run_group_tests(tests, fill_room, clear_room);
}
