/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A new store from an export or a backup.  It is made aside in one
 * transaction, looked at, and only then put in its place.  An export is a
 * stranger's file: each line is held against the schema of this staaf, and
 * SQLite's own checks (types, CHECK, foreign keys) see every value.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>

#include <staaf/file.h>
#include <staaf/json.h>

#include "store.h"

struct table {
	struct store_table t;
	sqlite3_stmt *insert;
};

struct job {
	struct staaf_store *st; /* the new one */
	struct store_lines in;
	struct table *table;
	size_t n_tables;
	long n_rows;
	bool is_earlier;        /* of an earlier format */
	bool is_over;           /* the end line was there */
	struct staaf_arena ar;  /* as long as the job */
	struct staaf_arena row; /* values of the row at hand */
};

static enum staaf_code
fail_line(const struct job *job, long column, enum staaf_msg msg,
    const char *word1, const char *word2, struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_BADINPUT, msg, word1, word2);
	staaf_err_place(err, job->in.name, job->in.number, column);
	staaf_err_hint(err, STAAF_MSG_RESTORE_WHOLE_HINT);
	return STAAF_BADINPUT;
}

/*
 * The next line as an object; NULL at the end of the file.  Jansson keeps to
 * its own memory: 2.14 ends on an assertion when a string of it cannot grow
 * (lex_scan_string), so refusing it some would test nothing of ours.
 */
static enum staaf_code
next_object(json_t **out, struct job *job, struct staaf_err *err)
{
	const char *line;
	size_t size;
	struct staaf_json_fault why;
	enum staaf_code rc = store_next_line(&job->in, &line, &size, err);

	*out = NULL;
	if (rc != STAAF_OK || line == NULL)
		return rc;
	rc = staaf_json_load(out, line, size, true, &why);
	if (rc == STAAF_NOMEM)
		return store_fail_memory(err);
	return rc == STAAF_OK ? rc : fail_line(job, why.column,
	    STAAF_MSG_RESTORE_JSON, why.text, NULL, err);
}

static const char *
get_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "" : text;
}

static struct table *
find_table(const struct job *job, const char *name)
{
	for (size_t i = 0; i < job->n_tables; i++)
		if (strcmp(job->table[i].t.name, name) == 0)
			return &job->table[i];
	return NULL;
}

/* Every table that is announced must be one of ours. */
static enum staaf_code
check_tables(const struct job *job, const json_t *list,
    struct staaf_err *err)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *name = json_string_value(json_array_get(list, i));

		if (name == NULL || find_table(job, name) == NULL)
			return fail_line(job, 0, STAAF_MSG_RESTORE_TABLE,
			    name == NULL ? "" : name, NULL, err);
	}
	return STAAF_OK;
}

static enum staaf_code
check_header(struct job *job, const json_t *line,
    struct staaf_err *err)
{
	json_int_t format = json_integer_value(json_object_get(line,
	    "format"));
	char theirs[24], ours[24];

	if (line == NULL || strcmp(get_text(line, "staaf"), "export") != 0 ||
	    json_integer_value(json_object_get(line, "application")) !=
	    STORE_APPLICATION_ID ||
	    !json_is_array(json_object_get(line, "tables")))
		return fail_line(job, 0, STAAF_MSG_RESTORE_HEADER, NULL, NULL,
		    err);
	job->is_earlier = format >= 1 && format < STORE_FORMAT;
	if (format == STORE_FORMAT || job->is_earlier)
		return check_tables(job, json_object_get(line, "tables"),
		    err);
	(void)snprintf(theirs, sizeof(theirs), "%" JSON_INTEGER_FORMAT,
	    format);
	(void)snprintf(ours, sizeof(ours), "%d", STORE_FORMAT);
	(void)fail_line(job, 0, STAAF_MSG_RESTORE_FORMAT, theirs, ours, err);
	staaf_err_hint(err, STAAF_MSG_RESTORE_FORMAT_HINT);
	return STAAF_BADINPUT;
}

/* Bytes behind base 64, which live until the row is in; NULL: none. */
static const char *
decode(struct job *job, size_t *size, const json_t *digits)
{
	struct staaf_buf bytes = { 0 };
	const char *kept = NULL;

	if (json_is_string(digits) && store_base64_parse(&bytes,
	    json_string_value(digits), json_string_length(digits))) {
		kept = staaf_arena_dupn(&job->row, staaf_buf_text(&bytes),
		    bytes.size);
		*size = bytes.size;
	}
	if (bytes.failed)
		job->row.failed = true;
	staaf_buf_clear(&bytes);
	return kept;
}

/* What JSON cannot say: {"base64": ...}, {"text64": ...}, {"real": ...}. */
static int
bind_object(struct job *job, sqlite3_stmt *stmt, int at, const json_t *value)
{
	const json_t *blob = json_object_get(value, "base64"),
	    *text = json_object_get(value, "text64");
	const char *real = get_text(value, "real"), *bytes = NULL;
	size_t size = 0;

	if (json_object_size(value) != 1)
		return SQLITE_MISMATCH;
	if (strcmp(real, "inf") == 0 || strcmp(real, "-inf") == 0)
		return sqlite3_bind_double(stmt, at, *real == '-' ?
		    -(double)INFINITY : (double)INFINITY);
	if (blob != NULL || text != NULL)
		bytes = decode(job, &size, blob != NULL ? blob : text);
	if (bytes == NULL)
		return SQLITE_MISMATCH;
	return blob != NULL ?
	    sqlite3_bind_blob64(stmt, at, bytes, size, SQLITE_STATIC) :
	    sqlite3_bind_text64(stmt, at, bytes, size, SQLITE_STATIC,
	    SQLITE_UTF8);
}

/* SQLITE_MISMATCH for what no column can hold. */
static int
bind_value(struct job *job, sqlite3_stmt *stmt, int at, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_NULL:
		return sqlite3_bind_null(stmt, at);
	case JSON_INTEGER:
		return sqlite3_bind_int64(stmt, at,
		    json_integer_value(value));
	case JSON_REAL:
		return sqlite3_bind_double(stmt, at, json_real_value(value));
	case JSON_STRING:
		return sqlite3_bind_text64(stmt, at, json_string_value(value),
		    json_string_length(value), SQLITE_STATIC, SQLITE_UTF8);
	case JSON_OBJECT:
		return bind_object(job, stmt, at, value);
	default:
		return SQLITE_MISMATCH;
	}
}

static enum staaf_code
bind_row(struct job *job, const struct table *t, const json_t *row,
    struct staaf_err *err)
{
	for (size_t i = 0; i < t->t.n_columns; i++) {
		const char *column = t->t.column[i];
		const json_t *value = json_object_get(row, column);
		int rc = SQLITE_OK;

		if (value == NULL)
			return fail_line(job, 0, STAAF_MSG_RESTORE_MISSING,
			    t->t.name, column, err);
		rc = bind_value(job, t->insert, (int)i + 1, value);
		if (job->row.failed)
			return store_fail_memory(err);
		if (rc == SQLITE_MISMATCH || rc == SQLITE_TOOBIG)
			return fail_line(job, 0, STAAF_MSG_RESTORE_VALUE,
			    t->t.name, column, err);
		if (rc != SQLITE_OK)
			return store_fail(job->st, err);
	}
	return json_object_size(row) == t->t.n_columns ? STAAF_OK :
	    fail_line(job, 0, STAAF_MSG_RESTORE_EXTRA, t->t.name, NULL, err);
}

/* A row that SQLite refuses is the file's fault; all else is the disk's. */
static enum staaf_code
insert_row(struct job *job, const struct table *t, struct staaf_err *err)
{
	int step = sqlite3_step(t->insert), code = step & 0xff;
	enum staaf_code rc = STAAF_OK;

	if (code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH ||
	    code == SQLITE_TOOBIG)
		rc = fail_line(job, 0, STAAF_MSG_RESTORE_REFUSED, t->t.name,
		    sqlite3_errmsg(job->st->db), err);
	else if (step != SQLITE_DONE)
		rc = store_fail(job->st, err);
	return rc;
}

static enum staaf_code
take_row(struct job *job, const json_t *line, struct staaf_err *err)
{
	const char *name = get_text(line, "table");
	const json_t *row = json_object_get(line, "row");
	const struct table *t = find_table(job, name);
	enum staaf_code rc;

	if (*name == '\0' || !json_is_object(row))
		return fail_line(job, 0, STAAF_MSG_RESTORE_ROW, NULL, NULL,
		    err);
	if (t == NULL)
		return fail_line(job, 0, STAAF_MSG_RESTORE_TABLE, name, NULL,
		    err);
	rc = bind_row(job, t, row, err);
	if (rc == STAAF_OK)
		rc = insert_row(job, t, err);
	(void)sqlite3_reset(t->insert);
	(void)sqlite3_clear_bindings(t->insert);
	staaf_arena_clear(&job->row);
	job->n_rows++;
	return rc;
}

static enum staaf_code
take_end(struct job *job, const json_t *line, struct staaf_err *err)
{
	const json_t *rows = json_object_get(line, "rows");
	char said[24], here[24];

	(void)snprintf(said, sizeof(said), "%" JSON_INTEGER_FORMAT,
	    json_integer_value(rows));
	(void)snprintf(here, sizeof(here), "%ld", job->n_rows);
	if (!json_is_integer(rows) || strcmp(said, here) != 0)
		return fail_line(job, 0, STAAF_MSG_RESTORE_COUNT, said, here,
		    err);
	job->is_over = true;
	return STAAF_OK;
}

/* All lines after the header. */
static enum staaf_code
take_lines(struct job *job, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;
	json_t *line = NULL;

	while (rc == STAAF_OK &&
	    (rc = next_object(&line, job, err)) == STAAF_OK && line != NULL) {
		if (job->is_over)
			rc = fail_line(job, 0, STAAF_MSG_RESTORE_AFTER, NULL,
			    NULL, err);
		else if (strcmp(get_text(line, "staaf"), "end") == 0)
			rc = take_end(job, line, err);
		else
			rc = take_row(job, line, err);
		json_decref(line);
	}
	if (rc == STAAF_OK && !job->is_over)
		rc = fail_line(job, 0, STAAF_MSG_RESTORE_CUT, NULL, NULL,
		    err);
	return rc;
}

/* Empty a table, for a new store has rows of its own, and fill it anew. */
static enum staaf_code
prepare_table(struct job *job, struct table *t, struct staaf_err *err)
{
	struct staaf_buf empty = { 0 }, sql = { 0 };
	enum staaf_code rc = STAAF_OK;

	staaf_buf_puts(&empty, "DELETE FROM ");
	store_quote(&empty, t->t.name);
	staaf_buf_puts(&sql, "INSERT INTO ");
	store_quote(&sql, t->t.name);
	staaf_buf_puts(&sql, " (");
	store_quote_columns(&sql, &t->t);
	staaf_buf_puts(&sql, ") VALUES (");
	for (size_t i = 0; i < t->t.n_columns; i++)
		staaf_buf_puts(&sql, i > 0 ? ", ?" : "?");
	staaf_buf_putc(&sql, ')');
	if (empty.failed || sql.failed)
		rc = store_fail_memory(err);
	else if (sqlite3_exec(job->st->db, empty.text, NULL, NULL, NULL) !=
	    SQLITE_OK || sqlite3_prepare_v2(job->st->db, sql.text, -1,
	    &t->insert, NULL) != SQLITE_OK)
		rc = store_fail(job->st, err);
	staaf_buf_clear(&empty);
	staaf_buf_clear(&sql);
	return rc;
}

static enum staaf_code
prepare_tables(struct job *job, struct staaf_err *err)
{
	struct store_table *list = NULL;
	size_t n = 0;
	enum staaf_code rc = store_tables(&list, &n, job->st, &job->ar, err);

	if (rc != STAAF_OK)
		return rc;
	job->table = staaf_arena_array(&job->ar, n + 1, sizeof(*job->table));
	if (job->table == NULL)
		return store_fail_memory(err);
	job->n_tables = n;
	for (size_t i = 0; i < n; i++)
		job->table[i].t = list[i];
	/* Tables that point to others are emptied first. */
	while (n > 0 && rc == STAAF_OK)
		rc = prepare_table(job, &job->table[--n], err);
	return rc;
}

/* All rows in one transaction, and the word index made from them. */
static enum staaf_code
take_all(struct job *job, struct staaf_err *err)
{
	json_t *header = NULL;
	enum staaf_code rc = staaf_store_begin(job->st, err);

	if (rc == STAAF_OK)
		rc = prepare_tables(job, err);
	if (rc == STAAF_OK)
		rc = next_object(&header, job, err);
	if (rc == STAAF_OK)
		rc = check_header(job, header, err);
	json_decref(header);
	if (rc == STAAF_OK)
		rc = take_lines(job, err);
	for (size_t i = 0; i < job->n_tables; i++)
		(void)sqlite3_finalize(job->table[i].insert);
	if (rc == STAAF_OK)
		rc = store_run_plain(job->st, SQL_WORD_REBUILD, err);
	if (rc == STAAF_OK && job->is_earlier)
		rc = store_renew(job->st, err);
	return rc == STAAF_OK ? staaf_store_commit(job->st, err) : rc;
}

/* The new store is a writer's own: its lock file goes with it. */
static void
close_new(struct staaf_store *st, const char *part)
{
	struct staaf_buf lock = { 0 };

	staaf_store_close(st);
	staaf_buf_printf(&lock, "%s-lock", part);
	if (!lock.failed)
		(void)unlink(lock.text);
	staaf_buf_clear(&lock);
}

static enum staaf_code
fill_from_export(const struct store_aside *to, int fd, const char *file,
    struct staaf_err *err)
{
	struct job job = { .in = { .fd = fd, .name = file } };
	enum staaf_code rc = store_fill_new(to->part, to->path, err);

	if (rc == STAAF_OK)
		rc = staaf_store_open(&job.st, to->part, STAAF_STORE_WRITE,
		    err);
	if (rc == STAAF_OK)
		rc = take_all(&job, err);
	if (rc == STAAF_OK)
		rc = store_check_sound(job.st, file,
		    STAAF_MSG_RESTORE_WHOLE_HINT, err);
	close_new(job.st, to->part);
	staaf_buf_clear(&job.in.buf);
	staaf_arena_clear(&job.row);
	staaf_arena_clear(&job.ar);
	return rc;
}

static enum staaf_code
fill_from_backup(struct store_aside *to, const char *file,
    struct staaf_err *err)
{
	struct staaf_store *from = NULL;
	enum staaf_code rc = staaf_store_open(&from, file, STAAF_STORE_READ,
	    err);

	if (rc == STAAF_OK)
		rc = store_copy(to, from, err);
	staaf_store_close(from);
	return rc;
}

/* By its first bytes, whatever it is called. */
static enum staaf_code
fill(struct store_aside *to, const char *file, struct staaf_err *err)
{
	static const char sqlite[] = "SQLite format 3";
	char head[sizeof(sqlite)] = "";
	uintmax_t size;
	int fd = -1;
	enum staaf_code rc = staaf_file_open(&fd, &size, file, err);

	if (rc != STAAF_OK)
		return rc;
	if (pread(fd, head, sizeof(head), 0) == (ssize_t)sizeof(head) &&
	    memcmp(head, sqlite, sizeof(head)) == 0) {
		rc = fill_from_backup(to, file, err);
	} else if (head[0] == '{') {
		rc = fill_from_export(to, fd, file, err);
	} else {
		rc = staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_RESTORE_KIND, NULL, NULL);
		staaf_err_place(err, file, 0, 0);
	}
	(void)close(fd);
	return rc;
}

/* Nothing, or a file with nothing in it, may be at path. */
static enum staaf_code
check_free(const char *path, struct staaf_err *err)
{
	struct stat info;

	if (lstat(path, &info) != 0 && errno == ENOENT)
		return STAAF_OK;
	if (S_ISREG(info.st_mode) && info.st_size == 0)
		return STAAF_OK;
	(void)staaf_err_set(err, STAAF_BADINPUT, STAAF_MSG_RESTORE_TAKEN,
	    path, NULL);
	staaf_err_hint(err, STAAF_MSG_RESTORE_TAKEN_HINT);
	return STAAF_BADINPUT;
}

enum staaf_code
staaf_store_restore(long *n_records, const char *path, const char *file,
    struct staaf_err *err)
{
	struct store_aside to = { .fd = -1 };
	char *place = NULL;
	int lock = -1;
	long n = 0;
	enum staaf_code rc = store_resolve(&place, path, true, err);

	if (rc == STAAF_OK)
		rc = store_lock(&lock, place, err);
	if (rc == STAAF_OK)
		rc = check_free(place, err);
	if (rc == STAAF_OK)
		rc = store_aside_open(&to, place, true, NULL, err);
	if (rc == STAAF_OK)
		rc = fill(&to, file, err);
	if (rc == STAAF_OK)
		rc = store_count_records(&n, to.part, err);
	if (rc == STAAF_OK)
		rc = store_aside_settle(&to, err);
	if (rc == STAAF_OK)
		*n_records = n;
	store_aside_close(&to);
	store_unlock(lock);
	staaf_mem_free(place);
	return rc;
}
