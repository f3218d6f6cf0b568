/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A copy of a store while others write in it.  All pages are copied under
 * one read lock, so the copy is of one moment; with a WAL no writer waits.
 * A copy is one file without a WAL, and is looked at before it is kept.
 */
#include <sys/stat.h>

#include "store.h"

/* Keep the sentence of the first fault. */
static void
keep_first(const struct staaf_err *fault, void *arg)
{
	struct staaf_err *first = arg;

	if (first->msg == STAAF_MSG_NONE)
		*first = *fault;
}

enum staaf_code
store_check_sound(struct staaf_store *st, const char *path,
    enum staaf_msg hint, struct staaf_err *err)
{
	struct staaf_err first = { 0 };
	long n_faults = 0;
	enum staaf_code rc = staaf_store_verify(&n_faults, st, keep_first,
	    &first, err);

	if (rc != STAAF_OK || n_faults == 0)
		return rc;
	staaf_err_place(&first, path, 0, 0);
	staaf_err_hint(&first, hint);
	if (err != NULL)
		*err = first;
	return first.code;
}

/* All pages at once; the copy then needs no WAL beside it. */
static enum staaf_code
copy_pages(sqlite3 *to, sqlite3 *from, const char *path,
    struct staaf_err *err)
{
	sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");

	if (copy == NULL)
		return store_fail_db(to, path, err);
	(void)sqlite3_backup_step(copy, -1);
	if (sqlite3_backup_finish(copy) != SQLITE_OK ||
	    sqlite3_exec(to, "PRAGMA journal_mode = DELETE", NULL, NULL,
	    NULL) != SQLITE_OK)
		return store_fail_db(to, path, err);
	return STAAF_OK;
}

static enum staaf_code
check_copy(const struct store_aside *to, struct staaf_err *err)
{
	struct staaf_store *st = NULL;
	enum staaf_code rc = staaf_store_open(&st, to->part, STAAF_STORE_READ,
	    err);

	if (rc == STAAF_OK)
		rc = store_check_sound(st, to->path,
		    STAAF_MSG_STORE_UNSOUND_HINT, err);
	staaf_store_close(st);
	return rc;
}

enum staaf_code
store_copy(struct store_aside *to, struct staaf_store *from,
    struct staaf_err *err)
{
	sqlite3 *db = NULL;
	enum staaf_code rc;

	if (sqlite3_open_v2(to->part, &db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		rc = store_fail_db(db, to->path, err);
	else
		rc = store_configure(db, to->path, true, err);
	if (rc == STAAF_OK)
		rc = copy_pages(db, from->db, to->path, err);
	(void)sqlite3_close(db);
	return rc == STAAF_OK ? check_copy(to, err) : rc;
}

enum staaf_code
store_count_records(long *out, const char *path, struct staaf_err *err)
{
	struct staaf_store *st = NULL;
	sqlite3_int64 n = 0;
	struct store_row row;
	bool has_row;
	enum staaf_code rc = staaf_store_open(&st, path, STAAF_STORE_READ,
	    err);

	if (rc == STAAF_OK)
		rc = store_ready(&row, st, SQL_RECORD_COUNT, NULL, err);
	if (rc == STAAF_OK)
		rc = store_step_int(&has_row, &n, st, &row, err);
	staaf_store_close(st);
	if (rc == STAAF_OK)
		*out = (long)n;
	return rc;
}

/* What the copy holds, not the store: that may have grown by now. */
static enum staaf_code
measure(struct staaf_backup *out, const struct store_aside *to,
    struct staaf_err *err)
{
	struct stat info;
	long n = 0;
	enum staaf_code rc = store_count_records(&n, to->part, err);

	if (rc == STAAF_OK && fstat(to->fd, &info) != 0)
		rc = store_fail_file(err, STAAF_MSG_STORE_WRITE, to->path);
	if (rc == STAAF_OK)
		*out = (struct staaf_backup){ (uintmax_t)info.st_size, n };
	return rc;
}

enum staaf_code
staaf_store_backup(struct staaf_backup *out, struct staaf_store *st,
    const char *path, bool replaces, struct staaf_err *err)
{
	struct store_aside to = { .fd = -1 };
	struct staaf_backup said = { 0 };
	enum staaf_code rc = store_aside_open(&to, path, replaces, st->path,
	    err);

	if (rc == STAAF_OK)
		rc = store_copy(&to, st, err);
	if (rc == STAAF_OK)
		rc = measure(&said, &to, err);
	if (rc == STAAF_OK)
		rc = store_aside_settle(&to, err);
	if (rc == STAAF_OK)
		*out = said;
	store_aside_close(&to);
	return rc;
}
