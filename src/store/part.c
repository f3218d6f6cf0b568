/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions, parts of them, and the change number. */
#include "store.h"

enum staaf_code
staaf_store_begin(struct staaf_store *st, struct staaf_err *err)
{
	return store_run_plain(st, st->is_writing ? SQL_BEGIN_WRITE :
	    SQL_BEGIN_READ, err);
}

enum staaf_code
staaf_store_commit(struct staaf_store *st, struct staaf_err *err)
{
	enum staaf_code rc;

	/* SQLite undoes all by itself after a full disk or an I/O error. */
	if (sqlite3_get_autocommit(st->db)) {
		rc = staaf_err_set(err, STAAF_STORE, STAAF_MSG_STORE_LOST,
		    st->path, NULL);
		staaf_err_hint(err, STAAF_MSG_STORE_IO_HINT);
		return rc;
	}
	if ((rc = store_run_plain(st, SQL_COMMIT, err)) != STAAF_OK)
		staaf_store_rollback(st);
	return rc;
}

void
staaf_store_rollback(struct staaf_store *st)
{
	if (!sqlite3_get_autocommit(st->db))
		(void)store_run_plain(st, SQL_ROLLBACK, NULL);
}

enum staaf_code
store_part_begin(struct staaf_store *st, struct staaf_err *err)
{
	return store_run_plain(st, SQL_PART_BEGIN, err);
}

enum staaf_code
store_part_end(struct staaf_store *st, enum staaf_code rc,
    struct staaf_err *err)
{
	if (rc == STAAF_OK)
		rc = store_run_plain(st, SQL_PART_END, err);
	if (rc != STAAF_OK && !sqlite3_get_autocommit(st->db)) {
		(void)store_run_plain(st, SQL_PART_UNDO, NULL);
		(void)store_run_plain(st, SQL_PART_END, NULL);
	}
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
		staaf_store_rollback(st);
}

enum staaf_code
store_next_change(sqlite3_int64 *out, struct staaf_store *st,
    struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_NEXT_CHANGE, NULL, err);
	bool has_row;

	return rc == STAAF_OK ?
	    store_step_int(&has_row, out, st, &row, err) : rc;
}

enum staaf_code
staaf_store_generation(uint64_t *out, struct staaf_store *st,
    struct staaf_err *err)
{
	sqlite3_int64 change = 0;
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_GENERATION, NULL, err);
	bool has_row;

	if (rc == STAAF_OK)
		rc = store_step_int(&has_row, &change, st, &row, err);
	if (rc == STAAF_OK)
		*out = (uint64_t)change;
	return rc;
}
