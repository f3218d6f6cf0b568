/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store of an earlier format becomes one of today's, whole or not at all,
 * when someone opens it to write.  What is missing is taken from the schema
 * itself, so that there is no second copy of it; only columns that came
 * later stand here.
 */
#include <stdio.h>

#include <staaf/hash.h>

#include "store.h"

enum { DIGESTS_SINCE = 3 }; /* the format whose digests are today's */

/* Columns that a table got after it was first made. */
static const struct {
	const char *table, *column, *add;
} columns[] = {
	{ "finding", "giver", "ALTER TABLE finding ADD COLUMN giver TEXT "
	    "NOT NULL DEFAULT 'record' "
	    "CHECK (giver = 'record' OR giver = 'curator')" },
	{ "record", "title_key", "ALTER TABLE record ADD COLUMN title_key "
	    "TEXT NOT NULL DEFAULT ''" },
	{ "record", "is_local", "ALTER TABLE record ADD COLUMN is_local "
	    "INTEGER NOT NULL DEFAULT 0" },
	{ "record", "plan", "ALTER TABLE record ADD COLUMN plan "
	    "TEXT NOT NULL DEFAULT ''" },
};

static enum staaf_code
execute(sqlite3 *db, const char *sql, const char *path,
    struct staaf_err *err)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ?
	    STAAF_OK : store_fail_db(db, path, err);
}

/* Does a query with these words give a row? */
static enum staaf_code
has_row_for(bool *out, sqlite3 *db, const char *sql, const char *word1,
    const char *word2, const char *path, struct staaf_err *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(stmt, 1, word1, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK && word2 != NULL)
		rc = sqlite3_bind_text(stmt, 2, word2, -1, SQLITE_STATIC);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	*out = rc == SQLITE_ROW;
	(void)sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? STAAF_OK :
	    store_fail_db(db, path, err);
}

static enum staaf_code
add_columns(struct staaf_store *st, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;
	bool is_there = false;

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]) &&
	    rc == STAAF_OK; i++) {
		rc = has_row_for(&is_there, st->db,
		    "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2",
		    columns[i].table, columns[i].column, st->path, err);
		if (rc == STAAF_OK && !is_there)
			rc = execute(st->db, columns[i].add, st->path, err);
	}
	return rc;
}

/* Tables, and then indexes, that a new store has and this one has not. */
static enum staaf_code
add_missing(struct staaf_store *st, sqlite3 *model, struct staaf_err *err)
{
	static const char list[] = "SELECT name, sql FROM sqlite_schema "
	    "WHERE sql IS NOT NULL AND type IN ('table', 'index') "
	    "ORDER BY type = 'index', rowid";
	sqlite3_stmt *stmt = NULL;
	enum staaf_code rc = STAAF_OK;
	int step = SQLITE_ERROR;
	bool is_there = false;

	if (sqlite3_prepare_v2(model, list, -1, &stmt, NULL) == SQLITE_OK)
		while (rc == STAAF_OK &&
		    (step = sqlite3_step(stmt)) == SQLITE_ROW) {
			rc = has_row_for(&is_there, st->db,
			    "SELECT 1 FROM sqlite_schema WHERE name = ?1",
			    (const char *)sqlite3_column_text(stmt, 0), NULL,
			    st->path, err);
			if (rc == STAAF_OK && !is_there)
				rc = execute(st->db, (const char *)
				    sqlite3_column_text(stmt, 1), st->path,
				    err);
		}
	if (rc == STAAF_OK && step != SQLITE_DONE)
		rc = store_fail_db(model, st->path, err);
	(void)sqlite3_finalize(stmt);
	return rc;
}

static enum staaf_code
add_tables(struct staaf_store *st, struct staaf_err *err)
{
	sqlite3 *model = NULL;
	enum staaf_code rc;

	if (sqlite3_open(":memory:", &model) != SQLITE_OK)
		rc = store_fail_db(model, st->path, err);
	else
		rc = store_configure(model, st->path, true, err);
	if (rc == STAAF_OK)
		rc = execute(model, sql_schema, st->path, err);
	if (rc == STAAF_OK)
		rc = add_missing(st, model, err);
	(void)sqlite3_close(model);
	return rc;
}

static enum staaf_code
renew_one(const struct staaf_record *r, struct staaf_err *err, void *arg)
{
	char digest[STAAF_HASH_SIZE], title_key[STORE_KEY_SIZE];
	struct staaf_store *st = arg;
	sqlite3_int64 number = 0;
	struct store_row row;
	enum staaf_code rc = store_digest_of(digest, r, err);

	if (rc == STAAF_OK)
		rc = store_title_key(title_key, r, err);
	if (rc == STAAF_OK)
		rc = store_find_number(&number, st, r->id, err);
	if (rc == STAAF_OK)
		rc = store_ready(&row, st, SQL_RECORD_RENEW, NULL, err);
	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	store_put_text(&row, digest);
	store_put_text(&row, title_key);
	return store_run(st, &row, err);
}

enum staaf_code
store_renew(struct staaf_store *st, struct staaf_err *err)
{
	return staaf_store_each(st, renew_one, st, err);
}

enum staaf_code
store_migrate(struct staaf_store *st, long from, struct staaf_err *err)
{
	char version[40];
	enum staaf_code rc = staaf_store_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	(void)snprintf(version, sizeof(version), "PRAGMA user_version = %d",
	    STORE_FORMAT);
	/* Columns first: an index may be over one of them. */
	if ((rc = add_columns(st, err)) == STAAF_OK &&
	    (rc = add_tables(st, err)) == STAAF_OK &&
	    (from >= DIGESTS_SINCE ||
	    (rc = store_renew(st, err)) == STAAF_OK) &&
	    (rc = execute(st->db, version, st->path, err)) == STAAF_OK)
		return staaf_store_commit(st, err);
	staaf_store_rollback(st);
	return rc;
}
