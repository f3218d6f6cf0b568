/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file into lines: remarks and empty lines dropped, "+" joined to the
 * line above, the language in front taken off.  Knows no keys.
 */
#include <string.h>

#include <staaf/utf8.h>

#include "rule.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/* Where a line of the file stands, for a fault about the file's form. */
static struct rule_line *
new_line(struct staaf_rules *rs, const char *file, const char *source,
    int number)
{
	struct rule_line *ln = staaf_arena_alloc(&rs->ar, sizeof(*ln));
	struct rule_piece *piece = staaf_arena_alloc(&rs->ar, sizeof(*piece));

	if (ln == NULL || piece == NULL)
		return NULL;
	while (is_blank(source[piece->at]))
		piece->at++;
	piece->line = number;
	piece->source = source;
	ln->file = file;
	ln->is_margin = piece->at == 0;
	ln->rest = source + piece->at;
	ln->rest_at = piece->at;
	ln->key = ln->value = ln->rest;
	ln->piece = piece;
	ln->n_pieces = 1;
	return ln;
}

/* "nl name ..." : take the language off. */
static void
take_language(struct rule_line *ln)
{
	enum staaf_lang lang;
	const char *p = ln->rest;

	if (!staaf_lang_parse(&lang, p) || !is_blank(p[2]))
		return;
	ln->has_lang = true;
	ln->lang = lang;
	for (p += 2; is_blank(*p); p++)
		;
	ln->rest_at += (size_t)(p - ln->rest);
	ln->rest = ln->key = ln->value = p;
	ln->piece[0].at = ln->rest_at;
}

/* Join a line that goes on with the one above. */
static void
join_line(struct staaf_rules *rs, struct rule_line *ln, const char *source,
    size_t at, int number)
{
	struct rule_piece *piece;
	size_t n = ln->n_pieces, have = strlen(ln->rest), more;
	char *rest;

	for (at++; is_blank(source[at]); at++)
		;
	more = strlen(source + at);
	piece = staaf_arena_array(&rs->ar, n + 1, sizeof(*piece));
	rest = staaf_arena_alloc(&rs->ar, have + more + 2);
	if (piece == NULL || rest == NULL)
		return;
	memcpy(piece, ln->piece, n * sizeof(*piece));
	piece[n] = (struct rule_piece){ have + 1, number, source, at };
	memcpy(rest, ln->rest, have);
	rest[have] = ' ';
	memcpy(rest + have + 1, source + at, more);
	ln->rest = rest;
	ln->key = ln->value = ln->rest;
	ln->piece = piece;
	ln->n_pieces = n + 1;
}

/* The copy of a file, checked: what cannot be used is told and cut off. */
static char *
copy_text(struct staaf_rules *rs, const struct staaf_rule_text *file,
    const char *name)
{
	const char *text = file->text;
	size_t size = file->size, good;
	int number = 1;
	char *copy;

	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3; /* byte order mark */
		size -= 3;
	}
	good = staaf_utf8_valid(text, size);
	if (memchr(text, '\0', good) != NULL)
		good = strlen(text);
	copy = staaf_arena_dupn(&rs->ar, text, good);
	if (good < size && !rs->ar.failed) {
		const char *start = copy;
		struct rule_line *ln;

		for (char *p = copy; *p != '\0'; p++)
			if (*p == '\n') {
				number++;
				start = p + 1;
			}
		ln = new_line(rs, name, start, number);
		if (ln != NULL)
			rule_fault(rs, ln, (long)strlen(ln->value),
			    STAAF_MSG_RULE_NOT_TEXT, NULL, NULL,
			    STAAF_MSG_RULE_HINT_NOT_TEXT);
	}
	return copy;
}

/* One line of the file, already NUL-terminated. */
static void
take_source(struct staaf_rules *rs, const char *name, char *source,
    int number, struct rule_line ***list, size_t *n, size_t *room)
{
	size_t size = strlen(source), at = 0;
	struct rule_line *ln;

	while (size > 0 && is_blank(source[size - 1]))
		source[--size] = '\0';
	while (is_blank(source[at]))
		at++;
	if (source[at] == '\0' || source[at] == '#')
		return;
	if (source[at] == '+' && *n > 0) {
		join_line(rs, (*list)[*n - 1], source, at, number);
		return;
	}
	if ((ln = new_line(rs, name, source, number)) == NULL)
		return;
	if (source[at] == '+') {
		rule_fault(rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_PLUS_FIRST, NULL,
		    NULL, STAAF_MSG_NONE);
		return;
	}
	take_language(ln);
	if (rule_grow(rs, list, *n, room, sizeof(**list)))
		(*list)[(*n)++] = ln;
}

void
rule_split_lines(struct staaf_rules *rs, const struct staaf_rule_text *file,
    struct rule_line ***out, size_t *n_out)
{
	const char *name = staaf_arena_dup(&rs->ar, file->name);
	char *p = copy_text(rs, file, name), *next;
	size_t room = 0;
	int number = 1;

	*out = NULL;
	*n_out = 0;
	for (; p != NULL && !rs->ar.failed; p = next, number++) {
		if ((next = strchr(p, '\n')) != NULL)
			*next++ = '\0';
		take_source(rs, name, p, number, out, n_out, &room);
	}
}

struct rule_token *
rule_split_value(struct staaf_rules *rs, const char *value, size_t *n_out)
{
	struct rule_token *list = NULL;
	size_t n = 0, room = 0, at = 0;

	for (;;) {
		size_t start;

		while (is_blank(value[at]))
			at++;
		if (value[at] == '\0')
			break;
		for (start = at; value[at] != '\0' && !is_blank(value[at]);)
			at++;
		if (!rule_grow(rs, &list, n, &room, sizeof(*list)))
			break;
		list[n].text = staaf_arena_dupn(&rs->ar, value + start,
		    at - start);
		list[n++].at = start;
	}
	*n_out = n;
	return list;
}

const char *
rule_squeeze(struct staaf_rules *rs, const char *text)
{
	return rule_squeeze_part(rs, text, strlen(text));
}

const char *
rule_squeeze_part(struct staaf_rules *rs, const char *text, size_t size)
{
	char *copy = staaf_arena_dupn(&rs->ar, text, size), *to = copy;

	for (const char *p = copy; *p != '\0'; p++) {
		bool is_first = to == copy || to[-1] == ' ';

		if (!is_blank(*p))
			*to++ = *p;
		else if (!is_first)
			*to++ = ' ';
	}
	if (to > copy && to[-1] == ' ')
		to--;
	*to = '\0';
	return copy;
}

/* Characters before a byte of a line. */
static int
count_characters(const char *source, size_t at)
{
	int n = 0;

	for (size_t i = 0; i < at && source[i] != '\0'; i++)
		if (((unsigned char)source[i] & 0xc0) != 0x80)
			n++;
	return n;
}

struct staaf_place
rule_place(const struct rule_line *ln, long at)
{
	const struct rule_piece *p = &ln->piece[0];
	size_t value_at = (size_t)(ln->value - ln->rest), column;

	if (at == RULE_AT_KEY)
		return (struct staaf_place){ ln->file, p->line,
			count_characters(p->source, ln->rest_at) + 1 };
	value_at += (size_t)at;
	for (size_t i = 1; i < ln->n_pieces; i++)
		if (ln->piece[i].from <= value_at)
			p = &ln->piece[i];
	column = p->at + value_at - p->from;
	return (struct staaf_place){ ln->file, p->line,
		count_characters(p->source, column) + 1 };
}
