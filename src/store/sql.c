/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Statements: prepared on first use and kept, filled from left to right,
 * read from left to right.  What they do stands in statements.sql.
 */
#include <math.h>
#include <string.h>

#include <staaf/json.h>

#include "store.h"

enum staaf_code
store_ready(struct store_row *out, struct staaf_store *st,
    enum sql_statement which, struct staaf_arena *ar, struct staaf_err *err)
{
	sqlite3_stmt **stmt = &st->stmt[which];

	*out = (struct store_row){ .ar = ar };
	if (*stmt == NULL &&
	    sqlite3_prepare_v3(st->db, sql_text[which], -1,
	    SQLITE_PREPARE_PERSISTENT, stmt, NULL) != SQLITE_OK)
		return store_fail(st, err);
	(void)sqlite3_reset(*stmt);
	out->stmt = *stmt;
	return STAAF_OK;
}

static void
keep_failure(struct store_row *row, int rc)
{
	if (row->rc == SQLITE_OK)
		row->rc = rc;
}

void
store_put_bytes(struct store_row *row, const char *text, size_t size)
{
	keep_failure(row, sqlite3_bind_text64(row->stmt, ++row->at, text, size,
	    SQLITE_STATIC, SQLITE_UTF8));
}

void
store_put_blob(struct store_row *row, const char *bytes, size_t size)
{
	keep_failure(row, sqlite3_bind_blob64(row->stmt, ++row->at, bytes,
	    size, SQLITE_STATIC));
}

void
store_put_text(struct store_row *row, const char *text)
{
	if (text == NULL)
		text = "";
	store_put_bytes(row, text, strlen(text));
}

void
store_put_int(struct store_row *row, sqlite3_int64 value)
{
	keep_failure(row, sqlite3_bind_int64(row->stmt, ++row->at, value));
}

void
store_put_null(struct store_row *row)
{
	keep_failure(row, sqlite3_bind_null(row->stmt, ++row->at));
}

void
store_put_count(struct store_row *row, long value)
{
	if (value == STAAF_NONE)
		store_put_null(row);
	else
		store_put_int(row, value);
}

void
store_put_number(struct store_row *row, double value)
{
	/* SQLite would make NULL of NAN too, but only by the way. */
	if (isnan(value))
		store_put_null(row);
	else
		keep_failure(row, sqlite3_bind_double(row->stmt, ++row->at,
		    value));
}

const char *
store_take_name(struct store_row *row)
{
	const unsigned char *text = sqlite3_column_text(row->stmt, row->at++);

	return text == NULL ? "" : (const char *)text;
}

const char *
store_take_blob(struct store_row *row, size_t *size)
{
	const void *bytes = sqlite3_column_blob(row->stmt, row->at);

	*size = (size_t)sqlite3_column_bytes(row->stmt, row->at++);
	if (bytes == NULL)
		*size = 0;
	return staaf_arena_dupn(row->ar, bytes == NULL ? "" : bytes, *size);
}

const char *
store_take_text(struct store_row *row)
{
	const unsigned char *text = sqlite3_column_text(row->stmt, row->at);
	int size = sqlite3_column_bytes(row->stmt, row->at);

	/* NULL where something stood: SQLite had no memory for it. */
	if (text == NULL &&
	    sqlite3_column_type(row->stmt, row->at) != SQLITE_NULL)
		row->ar->failed = true;
	row->at++;
	return staaf_arena_dupn(row->ar, text == NULL ? "" :
	    (const char *)text, text == NULL ? 0 : (size_t)size);
}

sqlite3_int64
store_take_int(struct store_row *row)
{
	return sqlite3_column_int64(row->stmt, row->at++);
}

long
store_take_count(struct store_row *row)
{
	if (sqlite3_column_type(row->stmt, row->at) != SQLITE_NULL)
		return (long)store_take_int(row);
	row->at++;
	return STAAF_NONE;
}

double
store_take_number(struct store_row *row)
{
	int at = row->at++;

	return sqlite3_column_type(row->stmt, at) == SQLITE_NULL ?
	    (double)NAN : sqlite3_column_double(row->stmt, at);
}

void
store_end(struct store_row *row)
{
	if (row->stmt == NULL)
		return;
	(void)sqlite3_reset(row->stmt);
	/* Bound texts belong to the caller and may go now. */
	(void)sqlite3_clear_bindings(row->stmt);
}

enum staaf_code
store_step(bool *has_row, struct staaf_store *st, struct store_row *row,
    struct staaf_err *err)
{
	int step = row->rc == SQLITE_OK ? sqlite3_step(row->stmt) : row->rc;
	enum staaf_code rc = STAAF_OK;

	row->at = 0;
	*has_row = step == SQLITE_ROW;
	if (step == SQLITE_ROW)
		return STAAF_OK;
	if (step != SQLITE_DONE)
		rc = store_fail(st, err); /* before the reset takes it away */
	store_end(row);
	return rc;
}

enum staaf_code
store_step_int(bool *has_row, sqlite3_int64 *out, struct staaf_store *st,
    struct store_row *row, struct staaf_err *err)
{
	enum staaf_code rc = store_step(has_row, st, row, err);

	if (rc != STAAF_OK || !*has_row)
		return rc;
	*out = store_take_int(row);
	store_end(row);
	return STAAF_OK;
}

enum staaf_code
store_run(struct staaf_store *st, struct store_row *row,
    struct staaf_err *err)
{
	enum staaf_code rc;
	bool has_row;

	do {
		rc = store_step(&has_row, st, row, err);
	} while (rc == STAAF_OK && has_row);
	return rc;
}

enum staaf_code
store_run_plain(struct staaf_store *st, enum sql_statement which,
    struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, which, NULL, err);

	return rc == STAAF_OK ? store_run(st, &row, err) : rc;
}

void
store_json_list(struct staaf_buf *out, const char *const *text, size_t n)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_array(&j, NULL);
	for (size_t i = 0; i < n; i++)
		staaf_json_text(&j, NULL, text[i]);
	staaf_json_end_array(&j);
}
