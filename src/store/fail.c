/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite's failures as ours: full, broken, damaged, in use, refused. */
#include <stdio.h>

#include "store.h"

struct kind {
	int primary; /* SQLite's code without its extension */
	enum staaf_code code;
	enum staaf_msg msg, hint;
};

static const struct kind kinds[] = {
	{ SQLITE_BUSY, STAAF_BUSY, STAAF_MSG_STORE_LOCKED,
	    STAAF_MSG_STORE_BUSY_HINT },
	{ SQLITE_LOCKED, STAAF_BUSY, STAAF_MSG_STORE_LOCKED,
	    STAAF_MSG_STORE_BUSY_HINT },
	{ SQLITE_FULL, STAAF_STORE, STAAF_MSG_STORE_FULL,
	    STAAF_MSG_STORE_FULL_HINT },
	{ SQLITE_IOERR, STAAF_STORE, STAAF_MSG_STORE_IO,
	    STAAF_MSG_STORE_IO_HINT },
	{ SQLITE_CORRUPT, STAAF_STORE, STAAF_MSG_STORE_DAMAGED,
	    STAAF_MSG_STORE_DAMAGED_HINT },
	{ SQLITE_NOTADB, STAAF_STORE, STAAF_MSG_STORE_FOREIGN,
	    STAAF_MSG_STORE_FOREIGN_HINT },
	{ SQLITE_READONLY, STAAF_STORE, STAAF_MSG_STORE_READONLY,
	    STAAF_MSG_STORE_OPEN_HINT },
	{ SQLITE_CANTOPEN, STAAF_STORE, STAAF_MSG_STORE_OPEN,
	    STAAF_MSG_STORE_OPEN_HINT },
};

enum staaf_code
store_fail_memory(struct staaf_err *err)
{
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}

enum staaf_code
store_fail_db(sqlite3 *db, const char *path, struct staaf_err *err)
{
	int code = sqlite3_extended_errcode(db), primary = code & 0xff;
	char words[STAAF_ERR_WORD_SIZE];

	if (primary == SQLITE_NOMEM)
		return store_fail_memory(err);
	/* The extended number tells which call failed: 778 is a write. */
	(void)snprintf(words, sizeof(words), "%s (%d)", sqlite3_errmsg(db),
	    code);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (kinds[i].primary != primary)
			continue;
		(void)staaf_err_set(err, kinds[i].code, kinds[i].msg, path,
		    words);
		staaf_err_hint(err, kinds[i].hint);
		return kinds[i].code;
	}
	return staaf_err_set(err, STAAF_STORE, STAAF_MSG_STORE_REFUSED, path,
	    words);
}

enum staaf_code
store_fail(struct staaf_store *st, struct staaf_err *err)
{
	return store_fail_db(st->db, st->path, err);
}
