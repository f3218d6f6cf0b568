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
	STORE_FORMAT = 4,                  /* user_version of schema.sql */
	STORE_WAIT_MS = 5000,              /* for another writer or reader */
	STORE_TOKEN_SIZE = 256,            /* words are cut far below this */
	STORE_MAX_LINE = 64 << 20, /* bytes; a record is at most a few MB */
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
	long n_pending;   /* records put in it */
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
void store_put_blob(struct store_row *row, const char *bytes, size_t size);
void store_put_int(struct store_row *row, sqlite3_int64 value);
void store_put_count(struct store_row *row, long value); /* STAAF_NONE: NULL */
void store_put_number(struct store_row *row, double value); /* NAN: NULL */
void store_put_null(struct store_row *row);
const char *store_take_text(struct store_row *row);
const char *store_take_name(struct store_row *row); /* until the next step */
const char *store_take_blob(struct store_row *row, size_t *size);
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

/* The whole schema in one transaction, then the WAL; `name` may be empty. */
enum staaf_code store_fill_new(const char *name, const char *path,
    struct staaf_err *err);
/* Take away what an earlier store or a killed run left beside a path. */
void store_remove_leftovers(const char *path);
/* Make a new name last through a power cut. */
void store_sync_folder(const char *path);

/*
 * aside.c: a file made beside its place, renamed into it when whole.  The
 * name of the half one is always the same, so that what a killed run left is
 * taken over by the next and does not pile up.
 */
struct store_aside {
	char *path; /* absolute, links resolved */
	char *part; /* where it is made: path and "-part" */
	int fd;     /* of part, locked; -1 when there is none */
};
/* An empty file to fill.  `store` (may be NULL) is not overwritten. */
enum staaf_code store_aside_open(struct store_aside *out, const char *path,
    bool replaces, const char *store, struct staaf_err *err);
/* To disk and into its place. */
enum staaf_code store_aside_settle(struct store_aside *a,
    struct staaf_err *err);
/* What is not settled goes.  Close SQLite's connections to it before. */
void store_aside_close(struct store_aside *a);
enum staaf_code store_fail_file(struct staaf_err *err, enum staaf_msg msg,
    const char *path);

/* table.c: the ordinary tables, read from the schema itself */
struct store_table {
	const char *name;
	const char **column; /* of the primary key first, then by name */
	size_t n_columns;
};
/* Tables that others point to come first, then by name. */
enum staaf_code store_tables(struct store_table **out, size_t *n_out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err);
/* Append a name, quoted as SQL wants it. */
void store_quote(struct staaf_buf *sql, const char *name);
void store_quote_columns(struct staaf_buf *sql, const struct store_table *t);

/* base64.c: RFC 4648; false when the text is none */
void store_base64(struct staaf_buf *out, const void *bytes, size_t size);
bool store_base64_parse(struct staaf_buf *out, const char *text, size_t size);

/* lines.c: lines of at most STORE_MAX_LINE bytes */
struct store_lines {
	int fd;
	const char *name;     /* of the file, for messages */
	struct staaf_buf buf;
	size_t at, seen;      /* of the next line; looked at up to here */
	long number;          /* of the line handed out last, from 1 */
	bool is_over;         /* the file, not the lines in buf */
};
/* Without its end, until the next call; NULL after the last. */
enum staaf_code store_next_line(struct store_lines *in, const char **line,
    size_t *size, struct staaf_err *err);

/* backup.c: what `from` holds as a sound store in a file that is open aside */
enum staaf_code store_copy(struct store_aside *to, struct staaf_store *from,
    struct staaf_err *err);
enum staaf_code store_count_records(long *out, const char *path,
    struct staaf_err *err);
/* The first fault, if there is one, becomes the failure. */
enum staaf_code store_check_sound(struct staaf_store *st, const char *path,
    enum staaf_msg hint, struct staaf_err *err);

/* stem.c: the token of a word in a language, NUL-terminated; its size */
size_t store_stem(char out[STORE_TOKEN_SIZE], struct staaf_stemmer *stemmer,
    enum staaf_lang lang, const struct staaf_word *w);

/* tokenizer.c */
int store_tokenizer(sqlite3 *db);

/* digest.c */
void store_digest(struct staaf_buf *scratch, char *out,
    const struct staaf_record *r);

/* get.c: a record by its inside number */
/* By id, an id it had, guid or alias; *number 0: there is none. */
enum staaf_code store_find_number(sqlite3_int64 *number,
    struct staaf_store *st, const char *id, struct staaf_err *err);
enum staaf_code store_load(struct staaf_record *out, const char **digest,
    struct staaf_store *st, sqlite3_int64 number, bool with_findings,
    struct staaf_arena *ar, struct staaf_err *err);
enum staaf_code store_fail_value(const char *id, struct staaf_err *err);

/* finding.c */
bool store_take_finding(struct staaf_finding *out, struct store_row *row);
/* The parameters from key to note_nl. */
void store_put_finding(struct store_row *row, const struct staaf_finding *f);
enum staaf_code store_insert_finding(struct staaf_store *st,
    sqlite3_int64 record, size_t position, const struct staaf_finding *f,
    struct staaf_err *err);
enum staaf_code store_load_findings(struct staaf_record *out,
    struct staaf_store *st, sqlite3_int64 number, struct staaf_arena *ar,
    struct staaf_err *err);

/* figure.c: what a machine read, and what a curator said of it */
enum staaf_code store_check_figures(const struct staaf_record *r,
    struct staaf_err *err);
/* Of a record that has none yet. */
enum staaf_code store_insert_figures(struct staaf_store *st,
    sqlite3_int64 number, const struct staaf_record *r,
    struct staaf_err *err);
/* Put the figures of r in place of those held, when they differ. */
enum staaf_code store_put_figures(struct staaf_store *st,
    sqlite3_int64 number, const struct staaf_record *r,
    struct staaf_err *err);
enum staaf_code store_load_figures(struct staaf_record *out,
    struct staaf_store *st, sqlite3_int64 number, struct staaf_arena *ar,
    struct staaf_err *err);
/* The findings a curator made of figures, after the record's own. */
enum staaf_code store_add_judged(struct staaf_store *st,
    sqlite3_int64 number, const char *id, struct staaf_err *err);

/* migrate.c: a store of an earlier format becomes one of today's */
enum staaf_code store_migrate(struct staaf_store *st, long from,
    struct staaf_err *err);
/* Digests and title keys of all records anew. */
enum staaf_code store_renew(struct staaf_store *st, struct staaf_err *err);

/* same.c: is it held already? */
enum { STORE_KEY_SIZE = 17 };
/* Equal for two readings of one work; "" when its title is no identity. */
enum staaf_code store_title_key(char out[STORE_KEY_SIZE],
    const struct staaf_record *r, struct staaf_err *err);
/* *number 0: it is new. */
enum staaf_code store_find_same(sqlite3_int64 *number,
    struct staaf_store *st, const struct staaf_record *r,
    const char *title_key, struct staaf_err *err);
/*
 * A preprint and its article have a DOI each and stay two records; when title
 * and first author are the same, each tells of the other, in ar.
 */
enum staaf_code store_link_preprint(struct staaf_record *r,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err);
/* Does a record that is held retract this one? */
enum staaf_code store_is_retracted(bool *out, struct staaf_store *st,
    const struct staaf_record *r, struct staaf_err *err);

/* merge.c */
enum { STORE_N_FIELDS = STAAF_N_FIELDS };
struct store_origin {
	const char *source; /* of a field; "" when no version has it */
};
/*
 * n (at least 1) versions, which are put in order, to one record; texts are
 * shared with the versions.  ar->failed on no memory.
 */
void store_merge(struct staaf_record *out, struct staaf_record *told,
    size_t n, struct store_origin origin[STORE_N_FIELDS],
    struct staaf_arena *ar);

/* version.c: what several sources told of one record */
/* The record as told by r->source goes into the record with that number. */
enum staaf_code store_add_version(enum staaf_put *what,
    struct staaf_store *st, sqlite3_int64 number,
    const struct staaf_record *r, struct staaf_err *err);
/* What is known of a row without loading it; "" when there is none. */
struct store_head {
	const char *digest, *id, *source;
};
enum staaf_code store_read_head(struct store_head *out,
    struct staaf_store *st, sqlite3_int64 number, struct staaf_arena *ar,
    struct staaf_err *err);
/* Has the record versions, or is it itself told under this id and source? */
enum staaf_code store_is_alone(bool *out, struct staaf_store *st,
    sqlite3_int64 number, const struct staaf_record *r,
    struct staaf_err *err);
/* A record that one source told: what it is becomes its first version. */
enum staaf_code store_write_down(struct staaf_store *st,
    sqlite3_int64 number, struct staaf_err *err);
/* What a curator said of the figures of a record goes with its id. */
enum staaf_code store_move_verdicts(struct staaf_store *st, const char *from,
    const char *to, struct staaf_err *err);
/* All that was told of a record; none when one source told it. */
enum staaf_code store_load_versions(struct staaf_record **out, size_t *n_out,
    struct staaf_store *st, sqlite3_int64 number, struct staaf_arena *ar,
    struct staaf_err *err);
/* decide.c: which source told what, into r->origin. */
enum staaf_code store_load_origins(struct staaf_record *r,
    struct staaf_store *st, sqlite3_int64 number, struct staaf_arena *ar,
    struct staaf_err *err);
/* The record made anew out of its versions. */
enum staaf_code store_merge_versions(bool *has_changed,
    struct staaf_store *st, sqlite3_int64 number, struct staaf_err *err);
/* What one source told goes; *is_gone when that was all. */
enum staaf_code store_forget_version(bool *is_gone, struct staaf_store *st,
    sqlite3_int64 number, const char *source, struct staaf_err *err);

/* put.c */
/*
 * In place of the row with that number; 0: a new one.  Raises the change.
 * digest: that of r.
 */
enum staaf_code store_replace_record(struct staaf_store *st,
    sqlite3_int64 *number, const struct staaf_record *r, const char *digest,
    struct staaf_err *err);
/* A row for its name; what more is known of it comes at the end of a run. */
enum staaf_code store_ensure_source(struct staaf_store *st,
    const char *source, struct staaf_err *err);
/* SHA-256 of a record as hex, of STAAF_HASH_SIZE. */
enum staaf_code store_digest_of(char *out, const struct staaf_record *r,
    struct staaf_err *err);
/* A record with its parts and its words; the change number is not touched. */
enum staaf_code store_remove_record(struct staaf_store *st,
    sqlite3_int64 number, struct staaf_err *err);
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
