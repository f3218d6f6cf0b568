/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that a store holds and that cannot be made again, one JSON
 * object a line: all tables but the word index and the settings.  Whole
 * numbers are exact, other numbers have as many digits as read back the
 * same, texts are JSON strings.  What JSON cannot say is an object:
 * {"base64": ...} for bytes, {"text64": ...} for a text that is not UTF-8 or
 * has a NUL in it, and {"real": "inf"}.
 *
 *   {"staaf":"export","format":1,"application":1398030662,"tables":[...]}
 *   {"table":"record","row":{"number":1,"id":"10.1/x",...}}
 *   {"staaf":"end","rows":1}
 */
#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include <staaf/json.h>
#include <staaf/utf8.h>

#include "store.h"

enum { FULL = 1 << 16 }; /* bytes of lines that go out at once */

struct out {
	struct staaf_store *st;
	enum staaf_code (*put)(struct staaf_buf *lines, struct staaf_err *err,
	    void *arg);
	void *arg;
	struct staaf_buf lines;
	long n_rows;
};

/* Let lines go, when there are many or `is_last`. */
static enum staaf_code
flush(struct out *out, bool is_last, struct staaf_err *err)
{
	enum staaf_code rc;

	if (out->lines.failed)
		return store_fail_memory(err);
	if (!is_last && out->lines.size < FULL)
		return STAAF_OK;
	rc = out->put(&out->lines, err, out->arg);
	staaf_buf_reset(&out->lines);
	return rc;
}

static void
put_bytes(struct staaf_json *j, const char *key, const char *kind,
    const void *bytes, size_t size)
{
	struct staaf_buf digits = { 0 };

	store_base64(&digits, bytes, size);
	staaf_json_object(j, key);
	staaf_json_text(j, kind, staaf_buf_text(&digits));
	staaf_json_end_object(j);
	if (digits.failed)
		j->out->failed = true;
	staaf_buf_clear(&digits);
}

static void
put_text(struct staaf_json *j, const char *key, sqlite3_stmt *stmt, int at)
{
	const char *text = (const char *)sqlite3_column_text(stmt, at);
	size_t size = (size_t)sqlite3_column_bytes(stmt, at);

	if (text == NULL)
		j->out->failed = true; /* SQLite had no memory for it */
	else if (strlen(text) == size && staaf_utf8_valid(text, size) == size)
		staaf_json_text(j, key, text);
	else
		put_bytes(j, key, "text64", text, size);
}

static void
put_real(struct staaf_json *j, const char *key, double value)
{
	if (isfinite(value)) {
		staaf_json_number(j, key, value);
		return;
	}
	staaf_json_object(j, key);
	staaf_json_text(j, "real", value > 0 ? "inf" : "-inf");
	staaf_json_end_object(j);
}

static void
put_value(struct staaf_json *j, const char *key, sqlite3_stmt *stmt, int at)
{
	switch (sqlite3_column_type(stmt, at)) {
	case SQLITE_INTEGER:
		staaf_json_int(j, key, sqlite3_column_int64(stmt, at));
		break;
	case SQLITE_FLOAT:
		put_real(j, key, sqlite3_column_double(stmt, at));
		break;
	case SQLITE_TEXT:
		put_text(j, key, stmt, at);
		break;
	case SQLITE_BLOB:
		put_bytes(j, key, "base64", sqlite3_column_blob(stmt, at),
		    (size_t)sqlite3_column_bytes(stmt, at));
		break;
	default:
		staaf_json_null(j, key);
	}
}

static void
put_row(struct out *out, const struct store_table *t, sqlite3_stmt *stmt)
{
	struct staaf_json j;

	staaf_json_init(&j, &out->lines);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "table", t->name);
	staaf_json_object(&j, "row");
	for (size_t i = 0; i < t->n_columns; i++)
		put_value(&j, t->column[i], stmt, (int)i);
	staaf_json_end_object(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(&out->lines, '\n');
	out->n_rows++;
}

/* SELECT all columns, ordered by them: the primary key stands first. */
static enum staaf_code
prepare_rows(sqlite3_stmt **out, struct staaf_store *st,
    const struct store_table *t, struct staaf_err *err)
{
	struct staaf_buf sql = { 0 };
	enum staaf_code rc = STAAF_OK;

	staaf_buf_puts(&sql, "SELECT ");
	store_quote_columns(&sql, t);
	staaf_buf_puts(&sql, " FROM ");
	store_quote(&sql, t->name);
	staaf_buf_puts(&sql, " ORDER BY ");
	store_quote_columns(&sql, t);
	if (sql.failed)
		rc = store_fail_memory(err);
	else if (sqlite3_prepare_v2(st->db, sql.text, -1, out, NULL) !=
	    SQLITE_OK)
		rc = store_fail(st, err);
	staaf_buf_clear(&sql);
	return rc;
}

static enum staaf_code
put_table(struct out *out, const struct store_table *t, struct staaf_err *err)
{
	sqlite3_stmt *stmt = NULL;
	int step = SQLITE_DONE;
	enum staaf_code rc = prepare_rows(&stmt, out->st, t, err);

	while (rc == STAAF_OK && (step = sqlite3_step(stmt)) == SQLITE_ROW) {
		put_row(out, t, stmt);
		rc = flush(out, false, err);
	}
	if (rc == STAAF_OK && step != SQLITE_DONE)
		rc = store_fail(out->st, err);
	(void)sqlite3_finalize(stmt);
	return rc;
}

static void
put_header(struct out *out, const struct store_table *table, size_t n)
{
	struct staaf_json j;

	staaf_json_init(&j, &out->lines);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "staaf", "export");
	staaf_json_int(&j, "format", STORE_FORMAT);
	staaf_json_int(&j, "application", STORE_APPLICATION_ID);
	staaf_json_array(&j, "tables");
	for (size_t i = 0; i < n; i++)
		staaf_json_text(&j, NULL, table[i].name);
	staaf_json_end_array(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(&out->lines, '\n');
}

static void
put_end(struct out *out)
{
	struct staaf_json j;

	staaf_json_init(&j, &out->lines);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "staaf", "end");
	staaf_json_int(&j, "rows", out->n_rows);
	staaf_json_end_object(&j);
	staaf_buf_putc(&out->lines, '\n');
}

enum staaf_code
staaf_store_export(long *n_rows, struct staaf_store *st,
    enum staaf_code (*put)(struct staaf_buf *lines, struct staaf_err *err,
    void *arg), void *arg, struct staaf_err *err)
{
	struct out out = { .st = st, .put = put, .arg = arg };
	struct staaf_arena ar = { 0 };
	struct store_table *table = NULL;
	size_t n = 0;
	bool is_held;
	enum staaf_code rc = store_hold(&is_held, st, err);

	if (rc != STAAF_OK)
		return rc;
	if ((rc = store_tables(&table, &n, st, &ar, err)) == STAAF_OK)
		put_header(&out, table, n);
	for (size_t i = 0; i < n && rc == STAAF_OK; i++)
		rc = put_table(&out, &table[i], err);
	if (rc == STAAF_OK) {
		put_end(&out);
		rc = flush(&out, true, err);
	}
	if (rc == STAAF_OK)
		*n_rows = out.n_rows;
	store_release(st, is_held);
	staaf_buf_clear(&out.lines);
	staaf_arena_clear(&ar);
	return rc;
}

static enum staaf_code
write_lines(struct staaf_buf *lines, struct staaf_err *err, void *arg)
{
	struct store_aside *to = arg;
	size_t at = 0;

	while (at < lines->size) {
		ssize_t n = write(to->fd, lines->text + at, lines->size - at);

		if (n > 0)
			at += (size_t)n;
		else if (n == 0 || errno != EINTR)
			return store_fail_file(err, STAAF_MSG_STORE_WRITE,
			    to->path);
	}
	return STAAF_OK;
}

enum staaf_code
staaf_store_export_file(long *n_rows, struct staaf_store *st,
    const char *path, bool replaces, struct staaf_err *err)
{
	struct store_aside to = { .fd = -1 };
	long n = 0;
	enum staaf_code rc = store_aside_open(&to, path, replaces, st->path,
	    err);

	if (rc == STAAF_OK)
		rc = staaf_store_export(&n, st, write_lines, &to, err);
	if (rc == STAAF_OK)
		rc = store_aside_settle(&to, err);
	if (rc == STAAF_OK)
		*n_rows = n;
	store_aside_close(&to);
	return rc;
}
