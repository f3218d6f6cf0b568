/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A spreadsheet saved as text (CSV), as cells: separated by commas,
 * semicolons or tabs, in UTF-8, UTF-16 or Windows-1252, as RFC 4180 quotes.
 */
#ifndef STAAF_TABLE_H
#define STAAF_TABLE_H

#include <staaf/err.h>
#include <staaf/mem.h>

enum {
	STAAF_TABLE_BYTES = 256 << 20, /* of one file */
	STAAF_TABLE_COLUMNS = 1000     /* a survey has some hundreds */
};

struct staaf_table {
	const char *const *column; /* names, in the order of the file */
	size_t n_columns;
	const char *const *cell;   /* n_rows times n_columns; never NULL */
	const long *line;          /* where each row begins, from 1 */
	size_t n_rows;             /* without the names and empty rows */
	char separator;
};

/*
 * The first row that is not empty has the names.  Cells lose the white space
 * at their ends.  All of it lives in ar.  Fails: STAAF_BADINPUT, with line and
 * column of the character: a spreadsheet file itself, no text, no names, a
 * row that has more or fewer cells than names, a quote that is not closed,
 * too many columns; STAAF_NOMEM.
 */
enum staaf_code staaf_table_read(struct staaf_table *out, const char *bytes,
    size_t size, struct staaf_arena *ar, struct staaf_err *err);

/* Of row and column, both from 0. */
const char *staaf_table_cell(const struct staaf_table *t, size_t row,
    size_t column);

#endif
