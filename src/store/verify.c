/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is the store sound?  Nothing is repaired.  Each check goes on where one
 * before it found faults; only memory that runs out stops them.
 */
#include <stdio.h>
#include <string.h>

#include <staaf/hash.h>

#include "store.h"

struct check {
	struct staaf_store *st;
	long n_faults;
	void (*report)(const struct staaf_err *fault, void *arg);
	void *arg;
};

static void
add_fault(struct check *c, enum staaf_msg msg, const char *word1,
    const char *word2)
{
	struct staaf_err fault;

	c->n_faults++;
	(void)staaf_err_set(&fault, STAAF_STORE, msg, word1, word2);
	if (c->report != NULL)
		c->report(&fault, c->arg);
}

/* A check that could not go on is a fault too, unless memory ran out. */
static enum staaf_code
end_check(struct check *c, enum staaf_code rc, struct staaf_err *err)
{
	if (rc == STAAF_OK || rc == STAAF_NOMEM)
		return rc == STAAF_OK ? rc : store_fail_memory(err);
	add_fault(c, STAAF_MSG_STORE_FAULT_CHECK, sqlite3_errmsg(c->st->db),
	    NULL);
	return STAAF_OK;
}

/* One line a fault, "ok" alone when there is none. */
static enum staaf_code
check_file(struct check *c, struct staaf_err *err)
{
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, c->st, SQL_VERIFY_FILE, NULL,
	    NULL);

	while (rc == STAAF_OK &&
	    (rc = store_step(&has_row, c->st, &row, NULL)) == STAAF_OK &&
	    has_row) {
		const char *line = store_take_name(&row);

		if (strcmp(line, "ok") != 0)
			add_fault(c, STAAF_MSG_STORE_FAULT_FILE, line, NULL);
	}
	return end_check(c, rc, err);
}

static enum staaf_code
check_links(struct check *c, struct staaf_err *err)
{
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, c->st, SQL_VERIFY_LINKS, NULL,
	    NULL);

	while (rc == STAAF_OK &&
	    (rc = store_step(&has_row, c->st, &row, NULL)) == STAAF_OK &&
	    has_row) {
		char table[64];

		(void)snprintf(table, sizeof(table), "%s",
		    store_take_name(&row));
		row.at = 2; /* table, rowid, parent, key */
		add_fault(c, STAAF_MSG_STORE_FAULT_LINK, table,
		    store_take_name(&row));
	}
	return end_check(c, rc, err);
}

/* FTS5's own check of the index against the texts, on a connection. */
static enum staaf_code
check_words_on(struct check *c, sqlite3 *db, struct staaf_err *err)
{
	int code = sqlite3_exec(db, sql_text[SQL_VERIFY_WORDS], NULL, NULL,
	    NULL) & 0xff;

	if (code == SQLITE_NOMEM)
		return store_fail_memory(err);
	if (code != SQLITE_OK)
		add_fault(c, STAAF_MSG_STORE_FAULT_WORDS, sqlite3_errmsg(db),
		    NULL);
	return STAAF_OK;
}

/*
 * FTS5 takes its check for a write, so a reader does it on a copy: a file
 * without a name that goes when it is closed.
 */
static enum staaf_code
check_words(struct check *c, struct staaf_err *err)
{
	sqlite3_backup *copy = NULL;
	sqlite3 *db = NULL;
	enum staaf_code rc;

	if (c->st->is_writing)
		return check_words_on(c, c->st->db, err);
	if (sqlite3_open_v2("", &db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		rc = store_fail_db(db, c->st->path, err);
	else
		rc = store_configure(db, c->st->path, true, err);
	if (rc == STAAF_OK && (copy = sqlite3_backup_init(db, "main",
	    c->st->db, "main")) == NULL)
		rc = store_fail_db(db, c->st->path, err);
	if (rc == STAAF_OK) {
		(void)sqlite3_backup_step(copy, -1);
		if (sqlite3_backup_finish(copy) != SQLITE_OK)
			add_fault(c, STAAF_MSG_STORE_FAULT_CHECK,
			    sqlite3_errmsg(db), NULL);
		else
			rc = check_words_on(c, db, err);
	}
	(void)sqlite3_close(db);
	return rc;
}

static enum staaf_code
check_unindexed(struct check *c, struct staaf_err *err)
{
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, c->st, SQL_VERIFY_UNINDEXED,
	    NULL, NULL);

	while (rc == STAAF_OK &&
	    (rc = store_step(&has_row, c->st, &row, NULL)) == STAAF_OK &&
	    has_row)
		add_fault(c, STAAF_MSG_STORE_FAULT_UNINDEXED,
		    store_take_name(&row), NULL);
	return end_check(c, rc, err);
}

/* A statement that counts what should not be there. */
static enum staaf_code
check_none(struct check *c, enum sql_statement which, enum staaf_msg msg,
    struct staaf_err *err)
{
	struct store_row row;
	sqlite3_int64 count = 0;
	bool has_row;
	char digits[24];
	enum staaf_code rc = store_ready(&row, c->st, which, NULL, NULL);

	if (rc == STAAF_OK)
		rc = store_step_int(&has_row, &count, c->st, &row, NULL);
	if (rc == STAAF_OK && count > 0) {
		(void)snprintf(digits, sizeof(digits), "%lld", count);
		add_fault(c, msg, digits, NULL);
	}
	return end_check(c, rc, err);
}

/* Is what is read now what was once stored? */
static enum staaf_code
check_digest(struct check *c, sqlite3_int64 number, const char *id,
    struct staaf_buf *scratch)
{
	char digest[STAAF_HASH_SIZE];
	struct staaf_arena ar = { 0 };
	struct staaf_record r;
	const char *held = "";
	struct staaf_err fault;
	enum staaf_code rc = store_load(&r, &held, c->st, number, true, &ar,
	    &fault);

	if (rc == STAAF_OK) {
		store_digest(scratch, digest, &r);
		if (scratch->failed)
			rc = STAAF_NOMEM;
		else if (strcmp(digest, held) != 0)
			add_fault(c, STAAF_MSG_STORE_FAULT_DIGEST, id, NULL);
	} else if (rc != STAAF_NOMEM) {
		add_fault(c, fault.msg, fault.word[0], fault.word[1]);
		rc = STAAF_OK;
	}
	staaf_arena_clear(&ar);
	return rc;
}

static enum staaf_code
check_digests(struct check *c, struct staaf_err *err)
{
	struct staaf_buf id = { 0 }, scratch = { 0 };
	struct store_row row;
	sqlite3_int64 number;
	bool has_row = true;
	enum staaf_code rc = STAAF_OK;

	while (rc == STAAF_OK && has_row) {
		rc = store_ready(&row, c->st, SQL_VERIFY_AFTER, NULL, NULL);
		if (rc != STAAF_OK)
			break;
		store_put_text(&row, staaf_buf_text(&id));
		rc = store_step(&has_row, c->st, &row, NULL);
		if (rc != STAAF_OK || !has_row)
			break;
		number = store_take_int(&row);
		staaf_buf_reset(&scratch);
		staaf_buf_puts(&scratch, store_take_name(&row));
		store_end(&row); /* it still read the old id until here */
		staaf_buf_reset(&id);
		staaf_buf_puts(&id, staaf_buf_text(&scratch));
		if (id.failed || scratch.failed)
			rc = STAAF_NOMEM;
		else
			rc = check_digest(c, number, id.text, &scratch);
	}
	staaf_buf_clear(&scratch);
	staaf_buf_clear(&id);
	return end_check(c, rc, err);
}

enum staaf_code
staaf_store_verify(long *n_faults, struct staaf_store *st,
    void (*report)(const struct staaf_err *fault, void *arg), void *arg,
    struct staaf_err *err)
{
	struct check c = { .st = st, .report = report, .arg = arg };
	bool is_held;
	enum staaf_code rc = store_hold(&is_held, st, err);

	if (rc != STAAF_OK)
		return rc;
	if ((rc = check_file(&c, err)) == STAAF_OK &&
	    (rc = check_links(&c, err)) == STAAF_OK &&
	    (rc = check_words(&c, err)) == STAAF_OK &&
	    (rc = check_unindexed(&c, err)) == STAAF_OK &&
	    (rc = check_none(&c, SQL_VERIFY_ORPHANS,
	    STAAF_MSG_STORE_FAULT_ORPHANS, err)) == STAAF_OK &&
	    (rc = check_none(&c, SQL_VERIFY_COUNTER,
	    STAAF_MSG_STORE_FAULT_COUNTER, err)) == STAAF_OK &&
	    (rc = check_digests(&c, err)) == STAAF_OK)
		*n_faults = c.n_faults;
	store_release(st, is_held);
	return rc;
}
