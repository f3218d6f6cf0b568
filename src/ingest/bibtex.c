/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * BibTeX as a stream: entries, abbreviations and remarks, and anything in
 * between.  A brace or quote that is missing is noticed at the line where the
 * next field or entry begins, and reading goes on there.  What fields mean is
 * in bibentry.c.
 */
#include <string.h>
#include <strings.h>

#include "bib.h"

enum {
	MAX_COMMENT = 1 << 20, /* JabRef keeps its groups in one: kilobytes */
	MAX_AHEAD = 200        /* how far a field's line is looked at */
};

/* What stopped a value, when not its own end. */
enum step { AT_END, AT_FIELD, AT_ENTRY };

/* ---------------------------------------------------------- characters */

static void
advance(struct bibtex *t)
{
	struct bib *b = t->b;

	if (b->ending != INGEST_WHOLE) {
		t->c = -1;
		return;
	}
	if (t->c == '\n')
		t->is_first = true;
	else if (t->c != ' ' && t->c != '\t')
		t->is_first = false;
	t->line = b->lines.line;
	t->column = b->lines.column;
	t->c = bib_next(&b->lines);
}

static bool
is_blank(int c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void
skip_blanks(struct bibtex *t)
{
	while (is_blank(t->c))
		advance(t);
}

static void
skip_line(struct bibtex *t)
{
	while (t->c >= 0 && t->c != '\n')
		advance(t);
}

/* What names of types, fields and abbreviations are made of. */
static bool
is_word(int c)
{
	return c > ' ' && strchr("\"#%'(),={}@\\~", c) == NULL;
}

/* A character to a buffer, counted; a record may not be endless. */
static void
put(struct bibtex *t, struct staaf_buf *out, int c)
{
	if (!bib_count(t->b, 1, t->line, t->column)) {
		t->c = -1;
		return;
	}
	staaf_buf_putc(out, (char)c);
	if (out->failed) {
		bib_fail_memory(t->b);
		t->c = -1;
	}
}

static void
take(struct bibtex *t, struct staaf_buf *out)
{
	put(t, out, t->c);
	advance(t);
}

/* The word at hand, cut to what fits; "" when there is none. */
static void
read_word(struct bibtex *t, char out[BIBTEX_WORD])
{
	size_t n = 0;

	for (; t->c >= 0 && is_word(t->c); advance(t))
		if (n < BIBTEX_WORD - 1)
			out[n++] = (char)t->c;
	out[n] = '\0';
}

static void
tell(struct bibtex *t, enum staaf_msg msg, const char *word)
{
	bib_trouble(t->b, msg, word, NULL, t->line, t->column);
}

/* ------------------------------------------------------- looking ahead */

static void
copy_ahead(char out[BIBTEX_WORD], const char *text, size_t size)
{
	size_t n = size < BIBTEX_WORD - 1 ? size : BIBTEX_WORD - 1;

	memcpy(out, text, n);
	out[n] = '\0';
}

/* "@type {" at the start of a line: its type is what comes next. */
static enum step
look_for_entry(struct bibtex *t)
{
	size_t start;

	take(t, &t->ahead);
	while (t->c == ' ' || t->c == '\t')
		take(t, &t->ahead);
	start = t->ahead.size;
	while (t->c > 0 && bib_is_letter((char)t->c) &&
	    t->ahead.size < MAX_AHEAD)
		take(t, &t->ahead);
	if (t->ahead.size == start)
		return AT_END;
	copy_ahead(t->entry.type, t->ahead.text + start,
	    t->ahead.size - start);
	while ((t->c == ' ' || t->c == '\t') && t->ahead.size < MAX_AHEAD)
		take(t, &t->ahead);
	return t->c == '{' ? AT_ENTRY : AT_END;
}

/* "field = {" at the start of a line: the value before it has no end. */
static enum step
look_for_field(struct bibtex *t, char name[BIBTEX_WORD])
{
	char word[BIBTEX_WORD];

	while (t->c > 0 && is_word(t->c) && t->ahead.size < MAX_AHEAD)
		take(t, &t->ahead);
	copy_ahead(word, staaf_buf_text(&t->ahead), t->ahead.size);
	if (!bibtex_is_field(word))
		return AT_END;
	while ((t->c == ' ' || t->c == '\t') && t->ahead.size < MAX_AHEAD)
		take(t, &t->ahead);
	if (t->c != '=')
		return AT_END;
	take(t, &t->ahead);
	while ((t->c == ' ' || t->c == '\t') && t->ahead.size < MAX_AHEAD)
		take(t, &t->ahead);
	if (t->c != '{' && t->c != '"')
		return AT_END;
	memcpy(name, word, BIBTEX_WORD);
	return AT_FIELD;
}

static void
start_ahead(struct bibtex *t)
{
	staaf_buf_reset(&t->ahead);
	t->ahead_line = t->line;
	t->ahead_column = t->column;
}

/*
 * At the first character of a line: does something begin here that cannot
 * stand in a value?  If not, what was looked at goes to out.
 */
static enum step
look_ahead(struct bibtex *t, struct staaf_buf *out, char name[BIBTEX_WORD])
{
	char type[BIBTEX_WORD];
	enum step step;

	memcpy(type, t->entry.type, sizeof(type));
	start_ahead(t);
	step = t->c == '@' ? look_for_entry(t) : look_for_field(t, name);
	if (step == AT_END)
		memcpy(t->entry.type, type, sizeof(type));
	if (step == AT_END && out != NULL)
		staaf_buf_put(out, staaf_buf_text(&t->ahead), t->ahead.size);
	return step;
}

/* -------------------------------------------------------------- values */

/* Up to the brace that closes, or the quote outside braces. */
static enum step
read_delimited(struct bibtex *t, char name[BIBTEX_WORD], bool is_quoted)
{
	int depth = is_quoted ? 0 : 1, last = 0;
	enum step step;

	while (t->c >= 0) {
		if (t->is_first &&
		    (t->c == '@' || bib_is_letter((char)t->c))) {
			step = look_ahead(t, &t->value, name);
			if (step != AT_END)
				return step;
			last = 0;
			continue;
		}
		if (t->c == '{')
			depth++;
		else if (t->c == '}' && is_quoted && depth == 0)
			return AT_FIELD; /* the entry's: a quote is missing */
		else if (t->c == '}' && --depth == 0 && !is_quoted)
			break;
		else if (t->c == '"' && is_quoted && depth == 0 &&
		    last != '\\')
			break;
		last = t->c;
		take(t, &t->value);
	}
	if (t->c < 0)
		return AT_FIELD;
	advance(t);
	return AT_END;
}

/* A number, or an abbreviation that stands for a text. */
static void
read_bare(struct bibtex *t)
{
	char word[BIBTEX_WORD];
	const char *text;
	long line = t->line, column = t->column;

	read_word(t, word);
	text = word;
	if (word[strspn(word, "0123456789")] != '\0' &&
	    (text = bibtex_macro(t, word)) == NULL) {
		bib_trouble(t->b, STAAF_MSG_INGEST_BIB_NO_NAME, word, NULL,
		    line, column);
		text = word;
	}
	for (; *text != '\0' && t->b->ending == INGEST_WHOLE; text++)
		put(t, &t->value, (unsigned char)*text);
}

/* Pieces with "#" between.  next: the next field, when that was met. */
static enum step
read_value(struct bibtex *t, const char *name, char next[BIBTEX_WORD])
{
	enum step step = AT_END;
	int open;

	staaf_buf_reset(&t->value);
	next[0] = '\0';
	skip_blanks(t);
	t->value_line = t->line;
	t->value_column = t->column;
	for (;;) {
		open = t->c;
		if (open == '{' || open == '"') {
			advance(t);
			step = read_delimited(t, next, open == '"');
		} else if (open >= 0 && is_word(open)) {
			read_bare(t);
		} else {
			tell(t, STAAF_MSG_INGEST_BIB_NO_VALUE, name);
		}
		if (step != AT_END)
			return step;
		skip_blanks(t);
		if (t->c != '#')
			return AT_END;
		advance(t);
		skip_blanks(t);
	}
}

/* Blanks and a comma at the end belong to what follows the value. */
static void
cut_value(struct bibtex *t, const char *name)
{
	struct staaf_buf *v = &t->value;

	while (v->size > 0 && strchr(" \t\n,", v->text[v->size - 1]) != NULL)
		v->text[--v->size] = '\0';
	bib_trouble(t->b, STAAF_MSG_INGEST_BIB_OPEN, name, NULL,
	    t->value_line, t->value_column);
}

/* ------------------------------------------------------------- entries */

/* The value of a field, and of those that begin before it has ended. */
static enum step
read_fields(struct bibtex *t, char name[BIBTEX_WORD])
{
	char next[BIBTEX_WORD];
	enum step step;

	do {
		step = read_value(t, name, next);
		if (t->b->ending != INGEST_WHOLE)
			return AT_END;
		if (step != AT_END)
			cut_value(t, name);
		bibtex_keep(t, name);
		memcpy(name, next, sizeof(next));
	} while (step == AT_FIELD && name[0] != '\0');
	return step == AT_ENTRY ? AT_ENTRY : AT_END;
}

/* Something that is no field; up to where one may begin. */
static void
pass_by(struct bibtex *t)
{
	char word[BIBTEX_WORD];
	long line = t->line, column = t->column;
	size_t n = 0;

	while (t->c >= 0 && !is_blank(t->c) && t->c != ',' && t->c != '}' &&
	    n < BIBTEX_WORD - 1) {
		word[n++] = (char)t->c;
		advance(t);
	}
	word[n] = '\0';
	bib_trouble(t->b, STAAF_MSG_INGEST_BIB_ODD, word, NULL, line, column);
}

/* A remark in braces, or LaTeX for the list as a whole: nothing for us. */
static void
skip_braces(struct bibtex *t)
{
	long line = t->line, column = t->column;
	int depth = 1;

	for (size_t n = 0; t->c >= 0 && n < MAX_COMMENT; n++) {
		if (t->c == '{')
			depth++;
		else if (t->c == '}' && --depth == 0)
			break;
		advance(t);
	}
	if (t->c == '}')
		advance(t);
	if (depth > 0 && t->b->ending == INGEST_WHOLE)
		bib_trouble(t->b, STAAF_MSG_INGEST_BIB_COMMENT, NULL, NULL,
		    line, column);
}

static enum step
read_field(struct bibtex *t)
{
	char name[BIBTEX_WORD];
	long line = t->line, column = t->column;

	read_word(t, name);
	if (name[0] == '\0') {
		pass_by(t);
		return AT_END;
	}
	skip_blanks(t);
	if (t->c == '=') {
		advance(t);
		return read_fields(t, name);
	}
	bib_trouble(t->b, STAAF_MSG_INGEST_BIB_NO_VALUE, name, NULL, line,
	    column);
	while (t->c >= 0 && strchr(",}\n", t->c) == NULL) {
		bool is_open = t->c == '{';

		advance(t);
		if (is_open)
			skip_braces(t);
	}
	return AT_END;
}

/* Where the next entry begins, or the file ends. */
static void
tell_no_end(struct bibtex *t, enum step step)
{
	bool is_next = step == AT_ENTRY;

	bib_trouble(t->b, STAAF_MSG_INGEST_BIB_NO_END, "}", NULL,
	    is_next ? t->ahead_line : t->line,
	    is_next ? t->ahead_column : t->column);
}

/* Fields up to the end of the entry, or the start of the next. */
static enum step
read_body(struct bibtex *t, char close)
{
	enum step step = AT_END;

	while (t->c >= 0 && step == AT_END) {
		if (t->c == close || t->c == '}') {
			advance(t);
			return AT_END;
		}
		if (is_blank(t->c) || t->c == ',') {
			advance(t);
		} else if (t->c == '%') {
			skip_line(t);
		} else if (t->c == '@' && t->is_first) {
			step = look_ahead(t, NULL, NULL);
			if (step == AT_END)
				tell(t, STAAF_MSG_INGEST_BIB_ODD,
				    staaf_buf_text(&t->ahead));
		} else {
			step = read_field(t);
		}
	}
	if (t->b->ending == INGEST_WHOLE)
		tell_no_end(t, step);
	return step;
}

/* The key, unless it is missing and a field begins. */
static enum step
read_key(struct bibtex *t)
{
	char name[BIBTEX_WORD];
	size_t n;

	staaf_buf_reset(&t->name);
	skip_blanks(t);
	while (t->c >= 0 && strchr(",=}\n", t->c) == NULL)
		take(t, &t->name);
	if (t->c < 0)
		return AT_END;
	for (n = t->name.size; n > 0 && is_blank(t->name.text[n - 1]); n--)
		t->name.text[n - 1] = '\0';
	if (t->c == '=') {
		copy_ahead(name, staaf_buf_text(&t->name), n);
		advance(t);
		return read_fields(t, name);
	}
	if (n > 0)
		t->entry.key = staaf_arena_dupn(&t->b->draft.ar,
		    t->name.text, n);
	return AT_END;
}

static enum step
read_entry(struct bibtex *t, char close, long line, long column)
{
	char type[BIBTEX_WORD], next[BIBTEX_WORD];
	long number = t->entry.number + 1;
	enum step step;

	memcpy(type, t->entry.type, sizeof(type));
	t->entry = (struct bibtex_entry){ .number = number };
	memcpy(t->entry.type, type, sizeof(type));
	bib_open(t->b, line, column);
	step = read_key(t);
	if (step == AT_END)
		step = read_body(t, close);
	else
		tell_no_end(t, step);
	/* The type that was looked at ahead is the next one's. */
	memcpy(next, t->entry.type, sizeof(next));
	memcpy(t->entry.type, type, sizeof(type));
	bibtex_finish(t);
	memcpy(t->entry.type, next, sizeof(next));
	return step;
}

static enum step
read_string(struct bibtex *t, char close)
{
	char name[BIBTEX_WORD], next[BIBTEX_WORD];
	enum step step;

	t->b->draft.n_bytes = 0;
	skip_blanks(t);
	read_word(t, name);
	skip_blanks(t);
	if (name[0] == '\0' || t->c != '=') {
		tell(t, STAAF_MSG_INGEST_BIB_NO_VALUE, name);
		return AT_END;
	}
	advance(t);
	step = read_value(t, name, next);
	if (t->b->ending != INGEST_WHOLE)
		return AT_END;
	if (step != AT_END)
		cut_value(t, name);
	bibtex_define(t, name);
	skip_blanks(t);
	if (t->c == close)
		advance(t);
	return step == AT_ENTRY ? AT_ENTRY : AT_END;
}

/* What stands after "@type": *step AT_ENTRY when the next "@type{" came. */
static enum step
read_item(struct bibtex *t, long line, long column)
{
	const char *type = t->entry.type;
	char close = t->c == '(' ? ')' : '}';

	advance(t);
	if (strcasecmp(type, "string") == 0)
		return read_string(t, close);
	if (strcasecmp(type, "comment") == 0 ||
	    strcasecmp(type, "preamble") == 0) {
		if (close == '}')
			skip_braces(t);
		return AT_END;
	}
	return read_entry(t, close, line, column);
}

/* Between entries anything may stand; a field there was of one. */
static void
read_between(struct bibtex *t)
{
	char word[BIBTEX_WORD];
	long line = t->line, column = t->column;

	if (t->c == '%') {
		skip_line(t);
	} else if (t->is_first && bib_is_letter((char)t->c)) {
		read_word(t, word);
		while (t->c == ' ' || t->c == '\t')
			advance(t);
		if (t->c == '=' && bibtex_is_field(word))
			bib_trouble(t->b, STAAF_MSG_INGEST_BIB_ODD, word,
			    NULL, line, column);
	} else {
		advance(t);
	}
}

static void
read_list(struct bibtex *t)
{
	enum step step = AT_END;
	struct bib *b = t->b;

	advance(t);
	while (t->c >= 0 && b->ending == INGEST_WHOLE) {
		if (step == AT_END && t->c != '@') {
			read_between(t);
			continue;
		}
		b->draft.n_bytes = 0;
		if (step == AT_END) {
			start_ahead(t);
			t->entry.type[0] = '\0';
			step = look_for_entry(t);
		}
		if (step == AT_ENTRY ||
		    (t->c == '(' && bibtex_is_type(t->entry.type)))
			step = read_item(t, t->ahead_line, t->ahead_column);
	}
}

void
bib_read_bibtex(struct bib *b)
{
	struct bibtex *t = staaf_mem_alloc(sizeof(*t));

	if (t == NULL) {
		bib_fail_memory(b);
		return;
	}
	*t = (struct bibtex){ .b = b, .c = '\n' };
	read_list(t);
	staaf_buf_clear(&t->value);
	staaf_buf_clear(&t->ahead);
	staaf_buf_clear(&t->name);
	bib_map_clear(&t->macros);
	bib_map_clear(&t->keys);
	staaf_arena_clear(&t->ar);
	staaf_mem_free(t);
}
