/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening and closing.  The first bytes are looked at before SQLite gets to
 * see the file: a foreign journal beside it would be played back at once.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store.h"

/* SQLite file format 3, section 1.3. */
enum {
	HEADER_SIZE = 100,
	AT_READ_VERSION = 19, /* 2: the file uses a WAL */
	AT_APPLICATION_ID = 68
};

enum look { LOOK_ABSENT, LOOK_EMPTY, LOOK_OURS, LOOK_FOREIGN, LOOK_FAILED };

static enum staaf_code
fail_open(struct staaf_err *err, enum staaf_msg msg, enum staaf_msg hint,
    const char *path, const char *why)
{
	(void)staaf_err_set(err, STAAF_STORE, msg, path, why);
	staaf_err_hint(err, hint);
	return STAAF_STORE;
}

static long
read_number(const unsigned char *p)
{
	return (long)p[0] << 24 | (long)p[1] << 16 | (long)p[2] << 8 | p[3];
}

/* What the file at path is, without SQLite; errno for LOOK_FAILED. */
static enum look
look_at(const char *path, bool *has_wal)
{
	unsigned char head[HEADER_SIZE];
	enum look look = LOOK_FOREIGN;
	struct stat info;
	ssize_t n = 0;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	*has_wal = false;
	if (fd < 0)
		return errno == ENOENT ? LOOK_ABSENT : LOOK_FAILED;
	if (fstat(fd, &info) != 0)
		look = LOOK_FAILED;
	else if (S_ISREG(info.st_mode) && info.st_size == 0)
		look = LOOK_EMPTY;
	else if (S_ISREG(info.st_mode) &&
	    (n = pread(fd, head, sizeof(head), 0)) < 0)
		look = LOOK_FAILED;
	if (n == HEADER_SIZE && memcmp(head, "SQLite format 3", 16) == 0 &&
	    read_number(head + AT_APPLICATION_ID) == STORE_APPLICATION_ID) {
		look = LOOK_OURS;
		*has_wal = head[AT_READ_VERSION] == 2;
	}
	(void)close(fd);
	return look;
}

/* Is there a file with something in it, named path with a tail? */
static enum staaf_code
look_beside(bool *is_there, const char *path, const char *tail,
    struct staaf_err *err)
{
	struct staaf_buf name = { 0 };
	enum staaf_code rc = STAAF_OK;
	struct stat info;

	staaf_buf_printf(&name, "%s%s", path, tail);
	if (name.failed)
		rc = store_fail_memory(err);
	else
		*is_there = lstat(name.text, &info) == 0 &&
		    (!S_ISREG(info.st_mode) || info.st_size > 0);
	staaf_buf_clear(&name);
	return rc;
}

/* Refuse what is not ours; make what is not there when writing. */
static enum staaf_code
look_first(const struct staaf_store *st, struct staaf_err *err)
{
	bool has_wal, has_journal = false;
	enum staaf_code rc;

	switch (look_at(st->path, &has_wal)) {
	case LOOK_ABSENT:
	case LOOK_EMPTY:
		if (st->is_writing)
			return store_create(st->path, err);
		return fail_open(err, STAAF_MSG_STORE_ABSENT,
		    STAAF_MSG_STORE_ABSENT_HINT, st->path, NULL);
	case LOOK_FOREIGN:
		return fail_open(err, STAAF_MSG_STORE_FOREIGN,
		    STAAF_MSG_STORE_FOREIGN_HINT, st->path, NULL);
	case LOOK_FAILED:
		return fail_open(err, STAAF_MSG_STORE_OPEN,
		    STAAF_MSG_STORE_OPEN_HINT, st->path, strerror(errno));
	case LOOK_OURS:
		break;
	}
	rc = look_beside(&has_journal, st->path, "-journal", err);
	if (rc == STAAF_OK && has_wal && has_journal)
		rc = fail_open(err, STAAF_MSG_STORE_JOURNAL,
		    STAAF_MSG_STORE_JOURNAL_HINT, st->path, NULL);
	return rc;
}

/* "file:" address of a path, for the one setting that needs it. */
static void
put_address(struct staaf_buf *out, const char *path)
{
	staaf_buf_puts(out, "file:");
	for (const char *p = path; *p != '\0'; p++)
		if (*p == '?' || *p == '#' || *p == '%')
			staaf_buf_printf(out, "%%%02X", (unsigned)*p);
		else
			staaf_buf_putc(out, *p);
	staaf_buf_puts(out, "?immutable=1");
}

static enum staaf_code
connect(struct staaf_store *st, bool is_immutable, struct staaf_err *err)
{
	int flags = SQLITE_OPEN_NOMUTEX | (st->is_writing ?
	    SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
	struct staaf_buf address = { 0 };
	enum staaf_code rc;

	if (is_immutable) {
		put_address(&address, st->path);
		flags |= SQLITE_OPEN_URI;
	}
	if (address.failed)
		rc = store_fail_memory(err);
	else if (sqlite3_open_v2(is_immutable ? address.text : st->path,
	    &st->db, flags, NULL) != SQLITE_OK)
		rc = store_fail(st, err);
	else
		rc = store_configure(st->db, st->path, st->is_writing, err);
	staaf_buf_clear(&address);
	return rc;
}

static void
disconnect(struct staaf_store *st)
{
	for (int i = 0; i < SQL_N_STATEMENTS; i++) {
		(void)sqlite3_finalize(st->stmt[i]);
		st->stmt[i] = NULL;
	}
	(void)sqlite3_close(st->db);
	st->db = NULL;
}

static enum staaf_code
read_pragma(sqlite3_int64 *out, struct staaf_store *st,
    enum sql_statement which, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, which, NULL, err);
	bool has_row;

	return rc == STAAF_OK ?
	    store_step_int(&has_row, out, st, &row, err) : rc;
}

/* Ours, and of a format we know? */
static enum staaf_code
check_format(struct staaf_store *st, struct staaf_err *err)
{
	sqlite3_int64 id = 0, format = 0;
	char theirs[24];
	enum staaf_code rc;

	if ((rc = read_pragma(&id, st, SQL_APPLICATION_ID, err)) != STAAF_OK ||
	    (rc = read_pragma(&format, st, SQL_USER_VERSION, err)) != STAAF_OK)
		return rc;
	if (id != STORE_APPLICATION_ID || format < 1)
		return fail_open(err, STAAF_MSG_STORE_FOREIGN,
		    STAAF_MSG_STORE_FOREIGN_HINT, st->path, NULL);
	if (format == STORE_FORMAT)
		return STAAF_OK;
	if (format < STORE_FORMAT && st->is_writing)
		return store_migrate(st, (long)format, err);
	if (format < STORE_FORMAT)
		return fail_open(err, STAAF_MSG_STORE_EARLIER,
		    STAAF_MSG_STORE_EARLIER_HINT, st->path, NULL);
	(void)snprintf(theirs, sizeof(theirs), "%lld", format);
	rc = fail_open(err, STAAF_MSG_STORE_LATER, STAAF_MSG_STORE_LATER_HINT,
	    st->path, theirs);
	if (err != NULL)
		(void)snprintf(err->word[2], sizeof(err->word[2]), "%d",
		    STORE_FORMAT);
	return rc;
}

/* The first read of the tables, so that trouble shows at the door. */
static enum staaf_code
check_readable(struct staaf_store *st, struct staaf_err *err)
{
	enum staaf_code rc = check_format(st, err);
	uint64_t generation;

	return rc == STAAF_OK ? staaf_store_generation(&generation, st, err) :
	    rc;
}

/*
 * A store whose folder may not be written cannot be read through a WAL that
 * is not there.  Without a WAL the file is all there is: it is then read as
 * one that nobody changes.  A site that is updated while it is read should
 * be given a new file by rename instead.
 */
static enum staaf_code
open_reading(struct staaf_store *st, struct staaf_err *err)
{
	enum staaf_code rc = connect(st, false, err), looked;
	bool has_wal = false;
	int code;

	if (rc == STAAF_OK)
		rc = check_readable(st, err);
	if (rc != STAAF_STORE || st->db == NULL)
		return rc;
	code = sqlite3_errcode(st->db) & 0xff;
	if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY)
		return rc;
	looked = look_beside(&has_wal, st->path, "-wal", err);
	if (looked != STAAF_OK || has_wal)
		return looked != STAAF_OK ? looked : rc;
	disconnect(st);
	if ((rc = connect(st, true, err)) == STAAF_OK)
		rc = check_readable(st, err);
	return rc;
}

static enum staaf_code
open_writing(struct staaf_store *st, struct staaf_err *err)
{
	enum staaf_code rc = connect(st, false, err);

	if (rc == STAAF_OK)
		rc = check_readable(st, err);
	/* A published copy has no WAL. */
	if (rc == STAAF_OK && sqlite3_exec(st->db, "PRAGMA journal_mode = WAL",
	    NULL, NULL, NULL) != SQLITE_OK)
		rc = store_fail(st, err);
	return rc;
}

enum staaf_code
staaf_store_open(struct staaf_store **out, const char *path,
    enum staaf_store_mode mode, struct staaf_err *err)
{
	struct staaf_store *st = staaf_mem_alloc(sizeof(*st));
	enum staaf_code rc;

	if (st == NULL)
		return store_fail_memory(err);
	st->lock = -1;
	st->is_writing = mode == STAAF_STORE_WRITE;
	rc = store_resolve(&st->path, path, st->is_writing, err);
	if (rc == STAAF_OK && st->is_writing)
		rc = store_lock(&st->lock, st->path, err);
	if (rc == STAAF_OK)
		rc = look_first(st, err);
	if (rc == STAAF_OK)
		rc = st->is_writing ? open_writing(st, err) :
		    open_reading(st, err);
	if (rc == STAAF_OK)
		*out = st;
	else
		staaf_store_close(st);
	return rc;
}

void
staaf_store_close(struct staaf_store *st)
{
	if (st == NULL)
		return;
	if (st->db != NULL)
		staaf_store_rollback(st);
	/* Closing a writer checkpoints: the lock goes only after that. */
	disconnect(st);
	store_unlock(st->lock);
	staaf_mem_free(st->path);
	staaf_mem_free(st);
}
