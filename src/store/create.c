/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A new store, and the settings of every connection.  A new store is made
 * whole beside its place and then renamed into it, so that nobody ever sees
 * half of one and no journal of ours is ever needed to open it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store.h"

static const char *const leftovers[] = { "-journal", "-wal", "-shm" };

/* SQL that may not stand in statements.sql: it sets the connection up. */
static const char settings[] =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA cache_size = -32768;" /* 32 MB */
    /* Pages are often written again: the log may grow to 32 MB. */
    "PRAGMA wal_autocheckpoint = 8000;";

enum staaf_code
store_configure(sqlite3 *db, const char *path, bool is_writing,
    struct staaf_err *err)
{
	if (sqlite3_extended_result_codes(db, 1) != SQLITE_OK ||
	    sqlite3_busy_timeout(db, STORE_WAIT_MS) != SQLITE_OK ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) !=
	    SQLITE_OK ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) !=
	    SQLITE_OK ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL) !=
	    SQLITE_OK ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL) !=
	    SQLITE_OK ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0,
	    NULL) != SQLITE_OK ||
	    store_tokenizer(db) != SQLITE_OK ||
	    sqlite3_exec(db, settings, NULL, NULL, NULL) != SQLITE_OK)
		return store_fail_db(db, path, err);
	if (is_writing)
		return STAAF_OK;
	/* A reader writes nothing, also not when it leaves. */
	if (sqlite3_wal_autocheckpoint(db, 0) != SQLITE_OK ||
	    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL) !=
	    SQLITE_OK ||
	    sqlite3_exec(db, "PRAGMA query_only = ON", NULL, NULL, NULL) !=
	    SQLITE_OK)
		return store_fail_db(db, path, err);
	return STAAF_OK;
}

void
store_remove_leftovers(const char *path)
{
	struct staaf_buf name = { 0 };

	for (size_t i = 0; i < sizeof(leftovers) / sizeof(leftovers[0]); i++) {
		staaf_buf_reset(&name);
		staaf_buf_printf(&name, "%s%s", path, leftovers[i]);
		if (!name.failed)
			(void)unlink(name.text);
	}
	staaf_buf_clear(&name);
}

enum staaf_code
store_fill_new(const char *name, const char *path, struct staaf_err *err)
{
	sqlite3 *db = NULL;
	enum staaf_code rc;

	if (sqlite3_open_v2(name, &db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		rc = store_fail_db(db, path, err);
	else
		rc = store_configure(db, path, true, err);
	if (rc == STAAF_OK &&
	    (sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, sql_schema, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) !=
	    SQLITE_OK))
		rc = store_fail_db(db, path, err);
	(void)sqlite3_close(db);
	return rc;
}

void
store_sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct staaf_buf folder = { 0 };
	int fd;

	staaf_buf_put(&folder, path, slash == path ? 1 :
	    (size_t)(slash - path));
	if (!folder.failed &&
	    (fd = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0) {
		(void)fsync(fd);
		(void)close(fd);
	}
	staaf_buf_clear(&folder);
}

enum staaf_code
store_create(const char *path, struct staaf_err *err)
{
	struct staaf_buf name = { 0 };
	enum staaf_code rc;

	staaf_buf_printf(&name, "%s-new", path);
	if (name.failed) {
		rc = store_fail_memory(err);
		goto done;
	}
	(void)unlink(name.text);
	store_remove_leftovers(name.text);
	if ((rc = store_fill_new(name.text, path, err)) != STAAF_OK) {
		(void)unlink(name.text);
		goto done;
	}
	/* SQLite would play an old WAL into a new file. */
	store_remove_leftovers(path);
	if (rename(name.text, path) != 0) {
		rc = staaf_err_set(err, STAAF_STORE, STAAF_MSG_STORE_OPEN, path,
		    strerror(errno));
		(void)unlink(name.text);
	} else {
		store_sync_folder(path);
	}
done:
	staaf_buf_clear(&name);
	return rc;
}
