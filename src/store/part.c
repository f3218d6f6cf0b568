/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions, parts of them, and the change number. */
#include "store.h"

static enum staaf_code
fail_lost(struct staaf_store *st, struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_STORE, STAAF_MSG_STORE_LOST, st->path,
	    NULL);
	staaf_err_hint(err, STAAF_MSG_STORE_IO_HINT);
	return STAAF_STORE;
}

static void
undo(struct staaf_store *st)
{
	/* SQLite may have done it by itself: a full disk, an I/O error. */
	if (!sqlite3_get_autocommit(st->db))
		(void)store_run_plain(st, SQL_ROLLBACK, NULL);
}

enum staaf_code
staaf_store_begin(struct staaf_store *st, struct staaf_err *err)
{
	enum staaf_code rc = store_run_plain(st, st->is_writing ?
	    SQL_BEGIN_WRITE : SQL_BEGIN_READ, err);

	if (rc == STAAF_OK) {
		st->is_in_batch = true;
		st->n_pending = 0;
	}
	return rc;
}

long
staaf_store_n_pending(const struct staaf_store *st)
{
	return st->is_in_batch ? st->n_pending : -1;
}

enum staaf_code
staaf_store_commit(struct staaf_store *st, struct staaf_err *err)
{
	enum staaf_code rc = st->is_lost || sqlite3_get_autocommit(st->db) ?
	    fail_lost(st, err) : store_run_plain(st, SQL_COMMIT, err);

	if (rc != STAAF_OK)
		undo(st);
	st->is_in_batch = st->is_lost = false;
	return rc;
}

void
staaf_store_rollback(struct staaf_store *st)
{
	undo(st);
	st->is_in_batch = st->is_lost = false;
}

/*
 * A savepoint round every part would let a batch go on after a failure, but
 * FTS5 writes its whole pending index to disk at each, which is slow.  What a
 * caller can do wrong is looked at before anything is written; after any
 * other failure the batch is lost.
 */
enum staaf_code
store_part_begin(struct staaf_store *st, struct staaf_err *err)
{
	if (st->is_lost)
		return fail_lost(st, err);
	return st->is_in_batch ? STAAF_OK :
	    store_run_plain(st, SQL_BEGIN_WRITE, err);
}

enum staaf_code
store_part_end(struct staaf_store *st, enum staaf_code rc,
    struct staaf_err *err)
{
	bool is_harmless = rc == STAAF_BADINPUT || rc == STAAF_NOTHING;

	if (st->is_in_batch) {
		if (rc != STAAF_OK && !is_harmless) {
			undo(st);
			st->is_lost = true;
		}
		return rc;
	}
	if (rc == STAAF_OK)
		rc = store_run_plain(st, SQL_COMMIT, err);
	if (rc != STAAF_OK)
		undo(st);
	return rc;
}

enum staaf_code
store_hold(bool *is_held, struct staaf_store *st, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;

	*is_held = false;
	if (sqlite3_get_autocommit(st->db)) {
		rc = store_run_plain(st, SQL_BEGIN_READ, err);
		*is_held = rc == STAAF_OK;
	}
	return rc;
}

void
store_release(struct staaf_store *st, bool is_held)
{
	/* Nothing was written: there is nothing to lose. */
	if (is_held)
		undo(st);
}

static enum staaf_code
read_change(sqlite3_int64 *out, struct staaf_store *st, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_GENERATION, NULL, err);
	bool has_row;

	return rc == STAAF_OK ?
	    store_step_int(&has_row, out, st, &row, err) : rc;
}

enum staaf_code
store_next_change(sqlite3_int64 *out, struct staaf_store *st,
    struct staaf_err *err)
{
	enum staaf_code rc = store_run_plain(st, SQL_NEXT_CHANGE, err);

	return rc == STAAF_OK ? read_change(out, st, err) : rc;
}

enum staaf_code
staaf_store_generation(uint64_t *out, struct staaf_store *st,
    struct staaf_err *err)
{
	sqlite3_int64 change = 0;
	enum staaf_code rc = read_change(&change, st, err);

	if (rc == STAAF_OK)
		*out = (uint64_t)change;
	return rc;
}
