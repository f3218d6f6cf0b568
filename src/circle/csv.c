/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * CSV to cells, as spreadsheets write it (RFC 4180, and what they do beyond
 * it).  Cells are cut out of one copy of the text, in place.  libcsv would
 * not tell where a fault stands, and a teacher must find it in her sheet.
 */
#include <string.h>

#include <staaf/utf8.h>

#include "circle.h"

struct csv {
	char *at, *end;      /* what is still to be read */
	const char *line_at; /* where the line begins */
	long line;           /* from 1 */
	char separator;
	const char **cell;   /* all cells of all rows */
	size_t n_cells;
	struct staaf_err *err;
};

static enum staaf_code
refuse(const struct csv *c, long line, long column, enum staaf_msg msg,
    const char *word1, const char *word2)
{
	(void)staaf_err_set(c->err, STAAF_BADINPUT, msg, word1, word2);
	staaf_err_place(c->err, NULL, line, column);
	return STAAF_BADINPUT;
}

/* ------------------------------------------------------ the whole file */

/* A zip is what .xlsx and .ods are; the other one is the old .xls. */
static enum staaf_code
look_at_kind(const char *bytes, size_t size, struct staaf_err *err)
{
	if ((size >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0) ||
	    (size >= 4 && memcmp(bytes, "\xd0\xcf\x11\xe0", 4) == 0)) {
		(void)staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_CSV_SPREADSHEET, NULL, NULL);
		staaf_err_hint(err, STAAF_MSG_CSV_SPREADSHEET_HINT);
		return STAAF_BADINPUT;
	}
	return STAAF_OK;
}

/* "sep=;", which Excel writes and heeds. */
static void
take_named_separator(struct csv *c)
{
	size_t left = (size_t)(c->end - c->at);

	if (left < 6 || memcmp(c->at, "sep=", 4) != 0 ||
	    (c->at[5] != '\n' && c->at[5] != '\r'))
		return;
	c->separator = c->at[4];
	c->at += c->at[5] == '\r' && left > 6 && c->at[6] == '\n' ? 7 : 6;
	c->line++;
}

/* What parts the names; a semicolon or tab is rarely part of one. */
static void
find_separator(struct csv *c)
{
	size_t n_comma = 0, n_semicolon = 0, n_tab = 0;
	bool is_quoted = false;

	for (const char *s = c->at; s < c->end; s++) {
		if (*s == '"')
			is_quoted = !is_quoted;
		if (is_quoted)
			continue;
		n_comma += *s == ',';
		n_semicolon += *s == ';';
		n_tab += *s == '\t';
		if ((*s == '\n' || *s == '\r') &&
		    n_comma + n_semicolon + n_tab > 0)
			break;
	}
	c->separator = n_tab > 0 ? '\t' : n_semicolon > 0 ? ';' : ',';
}

/* As many cells as there can be, so that the list need never grow. */
static size_t
count_cells(const struct csv *c)
{
	size_t n = 1;

	for (const char *s = c->at; s < c->end; s++)
		n += *s == c->separator || *s == '\n' || *s == '\r';
	return n;
}

/* ------------------------------------------------------------- one cell */

static void
next_line(struct csv *c, const char *begin)
{
	c->line++;
	c->line_at = begin;
}

/* The rest of a quoted cell, written over its own text. */
static enum staaf_code
take_quoted(struct csv *c, char **out)
{
	long line = c->line, column = c->at - c->line_at + 1;
	char *to = *out;

	for (c->at++; c->at < c->end; c->at++) {
		if (*c->at == '"') {
			if (c->at + 1 == c->end || c->at[1] != '"')
				break;
			c->at++;
		}
		*to++ = *c->at;
		if (*c->at == '\n')
			next_line(c, c->at + 1);
	}
	if (c->at == c->end)
		return refuse(c, line, column, STAAF_MSG_CSV_OPEN_QUOTE, NULL,
		    NULL);
	c->at++;
	*out = to;
	return STAAF_OK;
}

/* No-break spaces too: spreadsheets set them between thousands. */
static char *
trim(char *text, char *end)
{
	while (end > text && (end[-1] == ' ' || end[-1] == '\t' ||
	    end[-1] == '\n' || end[-1] == '\r'))
		end--;
	while (end - text >= 2 && memcmp(end - 2, "\xc2\xa0", 2) == 0)
		end -= 2;
	*end = '\0';
	for (;;) {
		if (*text == ' ' || *text == '\t' || *text == '\n')
			text++;
		else if (text[0] == '\xc2' && text[1] == '\xa0')
			text += 2;
		else
			return text;
	}
}

/* Up to the separator or the end of the row, which *is_last tells. */
static enum staaf_code
take_cell(struct csv *c, bool *is_last)
{
	char *begin = c->at, *to = begin, *after;
	enum staaf_code rc;

	while (c->at < c->end && *c->at == ' ')
		c->at++;
	if (c->at < c->end && *c->at == '"' &&
	    (rc = take_quoted(c, &to)) != STAAF_OK)
		return rc;
	while (c->at < c->end && *c->at != c->separator && *c->at != '\n' &&
	    *c->at != '\r')
		*to++ = *c->at++;
	*is_last = c->at == c->end || *c->at != c->separator;
	after = c->at;
	if (c->at < c->end) {
		if (*c->at == '\r' && c->at + 1 < c->end && c->at[1] == '\n')
			c->at++;
		c->at++;
		if (*is_last)
			next_line(c, c->at);
	}
	/* There is room for the end: the separator, or the text's own NUL. */
	c->cell[c->n_cells++] = trim(begin, to < after ? to : after);
	return STAAF_OK;
}

/* -------------------------------------------------------------- one row */

/* A row into the cells; none when it is empty. */
static enum staaf_code
take_row(struct csv *c, size_t *n)
{
	size_t first = c->n_cells, n_full = 0;
	enum staaf_code rc;
	bool is_last = false;

	while (!is_last)
		if ((rc = take_cell(c, &is_last)) != STAAF_OK)
			return rc;
	for (size_t i = first; i < c->n_cells; i++)
		if (*c->cell[i] != '\0')
			n_full = i - first + 1;
	*n = c->n_cells - first;
	if (n_full == 0) {
		c->n_cells = first;
		*n = 0;
	}
	return STAAF_OK;
}

/* Cells beyond the names are dropped when nothing stands in them. */
static enum staaf_code
fit_row(struct csv *c, size_t n, size_t n_columns, long line)
{
	char has[24], wants[24];

	while (n > n_columns && *c->cell[c->n_cells - 1] == '\0') {
		c->n_cells--;
		n--;
	}
	if (n == n_columns)
		return STAAF_OK;
	circle_put_count(has, n);
	circle_put_count(wants, n_columns);
	(void)refuse(c, line, 0, STAAF_MSG_CSV_RAGGED, has, wants);
	if (n > n_columns && c->separator == ',')
		staaf_err_hint(c->err, STAAF_MSG_CSV_DECIMAL_COMMAS);
	return STAAF_BADINPUT;
}

static bool
is_number(const char *cell)
{
	return *cell != '\0' &&
	    cell[strspn(cell, "0123456789.,-+%eE")] == '\0' &&
	    strpbrk(cell, "0123456789") != NULL;
}

/* The names: clean, as they are printed; numbers are a row of scores. */
static enum staaf_code
take_names(struct csv *c, struct staaf_table *out, struct staaf_arena *ar)
{
	const char **name;
	size_t n = 0, n_numbers = 0;
	enum staaf_code rc;
	long line = 1;

	while (n == 0 && c->at < c->end) {
		line = c->line;
		if ((rc = take_row(c, &n)) != STAAF_OK)
			return rc;
	}
	while (n > 0 && *c->cell[n - 1] == '\0')
		n--;
	if (n == 0)
		return refuse(c, 0, 0, STAAF_MSG_CSV_EMPTY, NULL, NULL);
	if (n > STAAF_TABLE_COLUMNS)
		return refuse(c, line, 0, STAAF_MSG_CSV_COLUMNS, NULL, NULL);
	if ((name = staaf_arena_array(ar, n, sizeof(*name))) == NULL)
		return STAAF_NOMEM;
	for (size_t i = 0; i < n; i++) {
		struct staaf_buf clean = { 0 };

		n_numbers += is_number(c->cell[i]);
		staaf_utf8_clean(&clean, c->cell[i], strlen(c->cell[i]));
		name[i] = staaf_arena_dup(ar, staaf_buf_text(&clean));
		ar->failed |= clean.failed;
		staaf_buf_clear(&clean);
	}
	if (n_numbers * 2 > n) {
		(void)refuse(c, line, 0, STAAF_MSG_CSV_NO_NAMES, NULL, NULL);
		staaf_err_hint(c->err, STAAF_MSG_CSV_NO_NAMES_HINT);
		return STAAF_BADINPUT;
	}
	c->n_cells = 0;
	out->column = name;
	out->n_columns = n;
	return STAAF_OK;
}

static enum staaf_code
take_rows(struct csv *c, struct staaf_table *out, long *line)
{
	enum staaf_code rc;
	size_t n;

	while (c->at < c->end) {
		line[out->n_rows] = c->line;
		if ((rc = take_row(c, &n)) != STAAF_OK)
			return rc;
		if (n == 0)
			continue;
		if ((rc = fit_row(c, n, out->n_columns,
		    line[out->n_rows])) != STAAF_OK)
			return rc;
		out->n_rows++;
	}
	return STAAF_OK;
}

enum staaf_code
staaf_table_read(struct staaf_table *out, const char *bytes, size_t size,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_table table = { 0 };
	struct staaf_buf text = { 0 };
	struct csv c = { .line = 1, .err = err };
	enum staaf_code rc = look_at_kind(bytes, size, err);
	size_t n_lines = 1;
	long *line;

	if (rc != STAAF_OK)
		return rc;
	circle_decode(&text, bytes, size);
	c.at = staaf_arena_dupn(ar, staaf_buf_text(&text), text.size);
	c.end = c.at + text.size;
	ar->failed |= text.failed;
	staaf_buf_clear(&text);
	if (ar->failed) /* then there is no copy to look at */
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (memchr(c.at, '\0', (size_t)(c.end - c.at)) != NULL)
		return refuse(&c, 0, 0, STAAF_MSG_CSV_NO_TEXT, NULL, NULL);
	take_named_separator(&c);
	if (c.separator == '\0')
		find_separator(&c);
	c.line_at = c.at;
	for (const char *s = c.at; s < c.end; s++)
		n_lines += *s == '\n' || *s == '\r';
	c.cell = staaf_arena_array(ar, count_cells(&c), sizeof(*c.cell));
	line = staaf_arena_array(ar, n_lines, sizeof(*line));
	if (!ar->failed && (rc = take_names(&c, &table, ar)) == STAAF_OK)
		rc = take_rows(&c, &table, line);
	if (ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (rc != STAAF_OK)
		return rc;
	table.cell = c.cell;
	table.line = line;
	table.separator = c.separator;
	*out = table;
	return STAAF_OK;
}

const char *
staaf_table_cell(const struct staaf_table *t, size_t row, size_t column)
{
	return t->cell[row * t->n_columns + column];
}
