/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSL-JSON a work at a time: a small scanner finds where each ends, so that a
 * list may be as long as it likes.  Reads a list, works one after another,
 * and the "items" of what Zotero and Crossref answer.  A work that is broken
 * must not take others with it: reading goes on where the next can begin.
 * What a work says is in cslwork.c.
 */
#include <string.h>

#include <jansson.h>

#include <staaf/json.h>
#include <staaf/utf8.h>

#include "bib.h"

enum {
	MAX_RESTARTS = 256, /* each looks at up to 2 MB again */
	MAX_OUTER = 3,      /* how deep "items" stands */
	MAX_OPEN = 32,      /* what stays open in a work that is cut */
	WORD_SIZE = 64
};

struct csl {
	struct bib *b;
	int c;               /* at hand; -1 at the end */
	long line, column;   /* where it stands */
	bool is_first;       /* only blanks before it on its line */
	struct staaf_buf item;
	long item_line, item_column;
	bool is_item_first;  /* it began a line */
	bool in_string;      /* where it ended */
	char close[MAX_OPEN];
	int depth;           /* of what is open in it */
	struct staaf_buf again; /* what is read once more, and how far */
	size_t again_at;
	long again_line, again_column;
	int n_restarts;
};

/* ---------------------------------------------------------- characters */

static bool
is_blank(int c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void
move_place(long *line, long *column, char c)
{
	if (c == '\n') {
		++*line;
		*column = 1;
	} else {
		*column += ((unsigned char)c & 0xc0) != 0x80;
	}
}

static void
advance(struct csl *t)
{
	struct bib *b = t->b;

	if (t->c == '\n')
		t->is_first = true;
	else if (!is_blank(t->c))
		t->is_first = false;
	if (b->ending != INGEST_WHOLE) {
		t->c = -1;
	} else if (t->again_at < t->again.size) {
		t->line = t->again_line;
		t->column = t->again_column;
		t->c = (unsigned char)t->again.text[t->again_at++];
		move_place(&t->again_line, &t->again_column, (char)t->c);
	} else {
		t->line = b->lines.line;
		t->column = b->lines.column;
		t->c = bib_next(&b->lines);
	}
}

/* -------------------------------------------------------- broken works */

/* "{", and an "id" or "type" as its first name. */
static bool
begins_work(const char *at)
{
	if (*at != '{')
		return false;
	at++;
	at += strspn(at, " \t\n");
	return strncmp(at, "\"id\"", 4) == 0 ||
	    strncmp(at, "\"type\"", 6) == 0;
}

/* Read once more from the next work in the broken one; false: none is. */
static bool
restart(struct csl *t)
{
	const char *text = staaf_buf_text(&t->item), *at = text;
	struct staaf_buf again = { 0 };

	do
		at = *at == '\0' ? NULL : strchr(at + 1, '{');
	while (at != NULL && !begins_work(at));
	if (at == NULL || ++t->n_restarts > MAX_RESTARTS)
		return false;
	t->again_line = t->item_line;
	t->again_column = t->item_column;
	for (const char *c = text; c < at; c++)
		move_place(&t->again_line, &t->again_column, *c);
	staaf_buf_puts(&again, at);
	if (t->c >= 0)
		staaf_buf_putc(&again, (char)t->c);
	staaf_buf_put(&again, staaf_buf_text(&t->again) + t->again_at,
	    t->again.size - t->again_at);
	staaf_buf_clear(&t->again);
	t->again = again;
	t->again_at = 0;
	if (again.failed)
		bib_fail_memory(t->b);
	advance(t);
	return true;
}

/* ----------------------------------------------------------- one work */

/* Is what was read so far the start of what holds the works? */
static bool
is_outer(const struct csl *t)
{
	static const char end[] = "[:\"smeti\"";
	size_t n = t->item.size, i = 0;

	while (n > 0 && end[i] != '\0') {
		n--;
		if (is_blank(t->item.text[n]) && i < 3)
			continue;
		if (t->item.text[n] != end[i])
			return false;
		i++;
	}
	return end[i] == '\0';
}

/* Up to the end of what held the works: counts of answers and the like. */
static void
skip_outer(struct csl *t, int depth)
{
	bool in_string = false;

	for (; t->c >= 0 && depth > 0; advance(t)) {
		if (in_string && t->c == '\\')
			advance(t);
		else if (t->c == '"')
			in_string = !in_string;
		else if (!in_string && (t->c == '{' || t->c == '['))
			depth++;
		else if (!in_string && (t->c == '}' || t->c == ']'))
			depth--;
	}
}

enum found { A_WORK, OUTER, BROKEN };

static void
note_bracket(struct csl *t)
{
	if (t->c == '{' || t->c == '[') {
		if (t->depth < MAX_OPEN)
			t->close[t->depth] = t->c == '{' ? '}' : ']';
		t->depth++;
	} else if (t->c == '}' || t->c == ']') {
		t->depth--;
	}
}

/* The text from "{" to its "}". */
static enum found
collect(struct csl *t)
{
	bool is_escaped = false;

	t->item_line = t->line;
	t->item_column = t->column;
	t->is_item_first = t->is_first;
	t->in_string = false;
	t->depth = 0;
	staaf_buf_reset(&t->item);
	do {
		/* Parts of a work stand deeper than itself. */
		if (t->c == '{' && t->item.size > 0 && t->is_first &&
		    t->is_item_first && t->column == t->item_column)
			return BROKEN;
		if (is_escaped || (t->in_string && t->c == '\\'))
			is_escaped = !is_escaped;
		else if (t->c == '"')
			t->in_string = !t->in_string;
		else if (!t->in_string)
			note_bracket(t);
		staaf_buf_putc(&t->item, (char)t->c);
		if (t->item.failed)
			bib_fail_memory(t->b);
		if (t->c == '[' && !t->in_string && t->depth <= MAX_OUTER &&
		    is_outer(t))
			return OUTER;
		advance(t);
	} while (t->depth > 0 && t->c >= 0 && t->item.size <= BIB_MAX_RECORD);
	return t->depth > 0 ? BROKEN : A_WORK;
}

/* Line ends and tabs in a text, which JSON forbids and lists have. */
static void
soften(struct staaf_buf *text, const struct staaf_buf *from)
{
	bool in_string = false;

	staaf_buf_reset(text);
	staaf_buf_put(text, from->text, from->size);
	for (size_t i = 0; i < text->size; i++) {
		if (in_string && text->text[i] == '\\')
			i++;
		else if (text->text[i] == '"')
			in_string = !in_string;
		else if (in_string && (unsigned char)text->text[i] < ' ')
			text->text[i] = ' ';
	}
}

/* NULL when it cannot be read, and *why says why. */
static json_t *
load(struct csl *t, const struct staaf_buf *text,
    struct staaf_json_fault *why)
{
	struct staaf_json_fault other;
	struct staaf_buf soft = { 0 };
	json_t *work = NULL;
	enum staaf_code rc = staaf_json_load(&work, text->text, text->size,
	    false, why);

	if (rc == STAAF_BADINPUT) {
		soften(&soft, text);
		rc = soft.failed ? STAAF_NOMEM : staaf_json_load(&work,
		    staaf_buf_text(&soft), soft.size, false, &other);
	}
	if (rc == STAAF_NOMEM)
		bib_fail_memory(t->b);
	staaf_buf_clear(&soft);
	return work;
}

static void
tell_foreign(struct csl *t)
{
	char word[WORD_SIZE];

	(void)snprintf(word, sizeof(word), "%.*s",
	    (int)staaf_utf8_cut(t->item.text, t->item.size, WORD_SIZE - 1),
	    t->item.text);
	bib_trouble(t->b, STAAF_MSG_INGEST_JSON_ITEM, word, NULL,
	    t->item_line, t->item_column);
	t->b->n_foreign++;
	if (t->b->sink->empty != NULL)
		t->b->sink->empty(t->b->sink->arg);
}

static void
take_work(struct csl *t, json_t *work)
{
	bib_open(t->b, t->item_line, t->item_column);
	if (csl_keep(t->b, work)) {
		bib_finish(t->b);
	} else {
		t->b->is_open = false;
		tell_foreign(t);
	}
	json_decref(work);
}

static void
read_whole(struct csl *t)
{
	struct staaf_json_fault why;
	json_t *work = load(t, &t->item, &why);

	if (work != NULL) {
		take_work(t, work);
		return;
	}
	if (t->b->ending != INGEST_WHOLE)
		return;
	bib_trouble(t->b, STAAF_MSG_INGEST_JSON, why.text, NULL,
	    t->item_line + why.line - 1, why.line == 1 ?
	    t->item_column + why.column - 1 : why.column);
	(void)restart(t);
}

/* One whose last brackets are missing, if that is all. */
static bool
close_work(struct csl *t)
{
	struct staaf_buf whole = { 0 };
	struct staaf_json_fault why;
	json_t *work = NULL;
	size_t n = t->item.size;

	if (t->in_string || t->depth > MAX_OPEN)
		return false;
	while (n > 0 && (is_blank(t->item.text[n - 1]) ||
	    t->item.text[n - 1] == ','))
		n--;
	staaf_buf_put(&whole, staaf_buf_text(&t->item), n);
	for (int i = t->depth; i > 0; i--)
		staaf_buf_putc(&whole, t->close[i - 1]);
	if (whole.failed)
		bib_fail_memory(t->b);
	else
		work = load(t, &whole, &why);
	staaf_buf_clear(&whole);
	if (work == NULL)
		return t->b->ending != INGEST_WHOLE;
	bib_trouble(t->b, STAAF_MSG_INGEST_BIB_NO_END, "}", NULL, t->line,
	    t->column);
	take_work(t, work);
	return true;
}

static void
read_broken(struct csl *t)
{
	bool is_long = t->item.size > BIB_MAX_RECORD;

	if (!is_long && close_work(t))
		return;
	bib_trouble(t->b, STAAF_MSG_INGEST_JSON_OPEN, NULL, NULL,
	    t->item_line, t->item_column);
	if (!restart(t) && is_long)
		bib_refuse_long(t->b, t->item_line, t->item_column);
}

static void
read_work(struct csl *t, int *outer)
{
	enum found found = collect(t);

	if (t->b->ending != INGEST_WHOLE)
		return;
	if (found == OUTER) {
		*outer = t->depth - 1;
		advance(t);
	} else if (found == A_WORK) {
		read_whole(t);
	} else {
		read_broken(t);
	}
}

/* A number, a word or a text where a work should be. */
static void
pass_by(struct csl *t)
{
	char word[WORD_SIZE];
	long line = t->line, column = t->column;
	size_t n = 0;

	while (t->c >= 0 && strchr(",[]{}\n", t->c) == NULL) {
		if (n < WORD_SIZE - 1)
			word[n++] = (char)t->c;
		advance(t);
	}
	word[n] = '\0';
	bib_trouble(t->b, STAAF_MSG_INGEST_JSON_ITEM, word, NULL, line,
	    column);
}

void
bib_read_csl(struct bib *b)
{
	struct csl t = { .b = b, .c = '\n' };
	int outer = 0, lists = 0;

	advance(&t);
	while (t.c >= 0 && b->ending == INGEST_WHOLE) {
		if (t.c == '{') {
			int before = outer;

			read_work(&t, &outer);
			if (outer != before)
				lists = 0;
		} else if (t.c == ']' && outer > 0 && lists == 0) {
			advance(&t);
			skip_outer(&t, outer);
			outer = 0;
		} else if (is_blank(t.c) || strchr(",[]", t.c) != NULL) {
			lists += t.c == '[' ? 1 : t.c == ']' ? -1 : 0;
			advance(&t);
		} else if (t.c == '}') {
			advance(&t); /* of a work that was told */
		} else {
			pass_by(&t);
		}
	}
	staaf_buf_clear(&t.item);
	staaf_buf_clear(&t.again);
}
