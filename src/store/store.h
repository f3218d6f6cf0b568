/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside src/store only. */
#ifndef STORE_H
#define STORE_H

#include <sqlite3.h>
#include <sql.h>

#include <staaf/store.h>
#include <staaf/words.h>

enum {
	STORE_APPLICATION_ID = 1398030662, /* "STAF"; as in schema.sql */
	STORE_FORMAT = 1,                  /* user_version of schema.sql */
	STORE_WAIT_MS = 5000,              /* for another writer or reader */
	STORE_TOKEN_SIZE = 256,            /* words are cut far below this */
	STORE_MARK = '\002' /* opens a part of a text in the word index */
};

/* The letters after a mark; also in the view record_text of schema.sql. */
enum {
	STORE_MARK_NL = 'n',
	STORE_MARK_EN = 'e',
	STORE_MARK_UNKNOWN = 'u', /* stemmed in both languages */
	STORE_MARK_TOKEN = 'x'    /* in a query: already a token */
};

struct staaf_store {
	sqlite3 *db;
	sqlite3_stmt *stmt[SQL_N_STATEMENTS]; /* prepared on first use */
	char *path;      /* absolute, links resolved */
	int lock;        /* descriptor of FILE-lock; -1 when reading */
	bool is_writing; /* opened to write */
	bool is_in_batch; /* between begin and commit */
	bool is_lost;    /* a failure undid the batch: no more until its end */
};

/*
 * A statement at work.  Parameters are put and columns taken from left to
 * right; the first failure is kept until store_step.
 */
struct store_row {
	sqlite3_stmt *stmt;
	struct staaf_arena *ar; /* for taken texts */
	int at;                 /* next parameter or column, from 0 */
	int rc;                 /* first SQLite failure of a put */
};

/* sql.c: statements */
enum staaf_code store_ready(struct store_row *out, struct staaf_store *st,
    enum sql_statement which, struct staaf_arena *ar, struct staaf_err *err);
/* Texts must live until the row ends. */
void store_put_text(struct store_row *row, const char *text);
void store_put_bytes(struct store_row *row, const char *text, size_t size);
void store_put_int(struct store_row *row, sqlite3_int64 value);
void store_put_count(struct store_row *row, long value); /* STAAF_NONE: NULL */
void store_put_number(struct store_row *row, double value); /* NAN: NULL */
void store_put_null(struct store_row *row);
const char *store_take_text(struct store_row *row);
const char *store_take_name(struct store_row *row); /* until the next step */
sqlite3_int64 store_take_int(struct store_row *row);
long store_take_count(struct store_row *row);
double store_take_number(struct store_row *row);
/* One step; a row that is over or failed is reset. */
enum staaf_code store_step(bool *has_row, struct staaf_store *st,
    struct store_row *row, struct staaf_err *err);
/* The only row of a statement that gives one number. */
enum staaf_code store_step_int(bool *has_row, sqlite3_int64 *out,
    struct staaf_store *st, struct store_row *row, struct staaf_err *err);
/* Run to the end, rows or none. */
enum staaf_code store_run(struct staaf_store *st, struct store_row *row,
    struct staaf_err *err);
enum staaf_code store_run_plain(struct staaf_store *st,
    enum sql_statement which, struct staaf_err *err);
void store_end(struct store_row *row);

/* part.c: what happens whole or not at all */
enum staaf_code store_part_begin(struct staaf_store *st,
    struct staaf_err *err);
/*
 * A part that failed is undone, with its batch if it stands in one, unless
 * rc says that nothing was written (STAAF_BADINPUT, STAAF_NOTHING).
 */
enum staaf_code store_part_end(struct staaf_store *st, enum staaf_code rc,
    struct staaf_err *err);
/* Let several reads see one moment; *is_held tells store_release. */
enum staaf_code store_hold(bool *is_held, struct staaf_store *st,
    struct staaf_err *err);
void store_release(struct staaf_store *st, bool is_held);
enum staaf_code store_next_change(sqlite3_int64 *out, struct staaf_store *st,
    struct staaf_err *err);

/* fail.c: failures in words */
enum staaf_code store_fail(struct staaf_store *st, struct staaf_err *err);
enum staaf_code store_fail_db(sqlite3 *db, const char *path,
    struct staaf_err *err);
enum staaf_code store_fail_memory(struct staaf_err *err);

/* lock.c: the folder and the lock file of a writer */
/* Absolute path with links resolved; the file itself need not be there. */
enum staaf_code store_resolve(char **out, const char *path,
    bool makes_folders, struct staaf_err *err);
enum staaf_code store_lock(int *out, const char *path, struct staaf_err *err);
void store_unlock(int lock);

/* create.c: a new, empty store at path; the writer's lock is held */
enum staaf_code store_create(const char *path, struct staaf_err *err);
/* Safe settings of a connection; the tokenizer is ours. */
enum staaf_code store_configure(sqlite3 *db, const char *path,
    bool is_writing, struct staaf_err *err);

/* stem.c: the token of a word in a language, NUL-terminated; its size */
size_t store_stem(char out[STORE_TOKEN_SIZE], struct staaf_stemmer *stemmer,
    enum staaf_lang lang, const struct staaf_word *w);

/* tokenizer.c */
int store_tokenizer(sqlite3 *db);

/* digest.c */
void store_digest(struct staaf_buf *scratch, char *out,
    const struct staaf_record *r);

/* get.c: a record by its inside number */
enum staaf_code store_load(struct staaf_record *out, const char **digest,
    struct staaf_store *st, sqlite3_int64 number, bool with_findings,
    struct staaf_arena *ar, struct staaf_err *err);
enum staaf_code store_fail_value(const char *id, struct staaf_err *err);

/* finding.c */
bool store_take_finding(struct staaf_finding *out, struct store_row *row);
enum staaf_code store_insert_finding(struct staaf_store *st,
    sqlite3_int64 record, size_t position, const struct staaf_finding *f,
    struct staaf_err *err);
enum staaf_code store_load_findings(struct staaf_record *out,
    struct staaf_store *st, sqlite3_int64 number, struct staaf_arena *ar,
    struct staaf_err *err);

/* put.c */
enum staaf_code store_insert_concepts(struct staaf_store *st,
    sqlite3_int64 record, const char *giver, const char *const *concept,
    size_t n, struct staaf_err *err);

/* A list of texts as one JSON array, for json_each. */
void store_json_list(struct staaf_buf *out, const char *const *text,
    size_t n);

/* snippet.c: the piece of the first text with a needle; else a beginning */
struct store_needles {
	const char **token; /* in order of strcmp */
	size_t n_tokens;
};
const char *store_snippet(const struct store_needles *needles,
    const char *const *text, size_t n_texts, struct staaf_stemmer *stemmer,
    struct staaf_arena *ar);
void store_sort_needles(struct store_needles *needles);

#endif
