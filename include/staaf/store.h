/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store: records, findings, their words, the rules in force and the
 * journal, in one file.  This header knows no SQL and no index syntax.
 *
 * One writer at a time: a writer holds FILE-lock until it closes.  Readers
 * never wait for a writer and never write a byte.
 */
#ifndef STAAF_STORE_H
#define STAAF_STORE_H

#include <stdint.h>

#include <staaf/err.h>
#include <staaf/record.h>

struct staaf_store;

enum staaf_store_mode {
	STAAF_STORE_READ, /* must be there */
	STAAF_STORE_WRITE /* made when absent, with its folders */
};

/*
 * Fails: STAAF_STORE (absent, unreadable, not a store of ours, from a later
 * version: both numbers are told), STAAF_BUSY (another writer, after five
 * seconds).
 */
enum staaf_code staaf_store_open(struct staaf_store **out, const char *path,
    enum staaf_store_mode mode, struct staaf_err *err);
void staaf_store_close(struct staaf_store *st);

/*
 * Writes between begin and commit are stored together or not at all;
 * rollback forgets them.  A write outside is stored at once.  A write that
 * fails with STAAF_BADINPUT or STAAF_NOTHING did nothing and the batch goes
 * on; after any other failure the batch is lost, and commit says so.  In a
 * store opened to read, all answers until commit or rollback are of one
 * moment.
 */
enum staaf_code staaf_store_begin(struct staaf_store *st,
    struct staaf_err *err);
enum staaf_code staaf_store_commit(struct staaf_store *st,
    struct staaf_err *err);
void staaf_store_rollback(struct staaf_store *st);
/* Records put since begin; below 0 outside a batch. */
long staaf_store_n_pending(const struct staaf_store *st);

/*
 * Rises by one with every change to records, tags, rules and sources; the
 * same number, the same answers.  Journal notes and reading a source again
 * are no change.
 */
enum staaf_code staaf_store_generation(uint64_t *out, struct staaf_store *st,
    struct staaf_err *err);

/* ------------------------------------------------------------- records */

enum staaf_put { STAAF_PUT_NEW, STAAF_PUT_UPDATED, STAAF_PUT_SAME };

/*
 * Store a record under its id, with its findings, concepts and words.  A
 * record held and unchanged in every field is left alone (STAAF_PUT_SAME).
 * Texts are clean (staaf_utf8_clean).  Fails: STAAF_BADINPUT without an id,
 * with two findings or figures of one key, or with a design class that is
 * none.
 */
enum staaf_code staaf_store_put(enum staaf_put *what, struct staaf_store *st,
    const struct staaf_record *r, struct staaf_err *err);

/*
 * A record as bytes and back, for a pipe or a column of this machine; the
 * texts are copied to ar.  False: the bytes are no record, *out untouched.
 */
void staaf_record_pack(struct staaf_buf *out, const struct staaf_record *r);
bool staaf_record_unpack(struct staaf_record *out, const char *bytes,
    size_t size, struct staaf_arena *ar);

/*
 * By our id, an id it had before it was found to be the same as another, the
 * record's own guid or an alias ("pmid:1").  To the relations that were told
 * comes the one with its preprint or article.  Fails: STAAF_NOTHING.
 */
enum staaf_code staaf_store_get(struct staaf_record *out,
    struct staaf_store *st, const char *id, struct staaf_arena *ar,
    struct staaf_err *err);

/*
 * Each record in order of id, retracted ones too; stops when each fails.
 * `each` may use the store.
 */
enum staaf_code staaf_store_each(struct staaf_store *st,
    enum staaf_code (*each)(const struct staaf_record *r,
    struct staaf_err *err, void *arg), void *arg, struct staaf_err *err);

/* -------------------------------------------------------------- search */

/* One word asked for: analysed tokens, any of which will do. */
struct staaf_term {
	const char *const *token; /* folded, stemmed as the index stems */
	size_t n_tokens;
};

struct staaf_hit {
	const char *id, *guid, *title;
	int year;        /* 0 when not known */
	double score;    /* higher is better */
	const char *snippet; /* plain text around the first words found */
};

/*
 * Words to terms as the index sees them: each word gives its Dutch and its
 * English stem.  Of very long texts the first 64 kB count.
 */
enum staaf_code staaf_store_terms(struct staaf_term **out, size_t *n_out,
    const char *words, size_t size, struct staaf_arena *ar,
    struct staaf_err *err);

/*
 * Ranked retrieval: any term counts, retracted records never come out; ties
 * go by id.  At most `limit` hits.  The first 512 different tokens count,
 * each once, in whatever order they are asked.
 */
enum staaf_code staaf_store_find(struct staaf_hit **out, size_t *n_out,
    struct staaf_store *st, const struct staaf_term *term, size_t n_terms,
    int limit, struct staaf_arena *ar, struct staaf_err *err);

/*
 * The same in FTS5's own syntax, with the columns title, summary and content
 * (authors too).  Fails: STAAF_BADINPUT with its words.
 */
enum staaf_code staaf_store_match(struct staaf_hit **out, size_t *n_out,
    struct staaf_store *st, const char *expression, int limit,
    struct staaf_arena *ar, struct staaf_err *err);

/* ------------------------------------------------------------ evidence */

/* A finding beside the record it stands in. */
struct staaf_evidence {
	const struct staaf_record *record; /* without its other findings */
	struct staaf_finding finding;
};

/*
 * Every finding on one of the interventions (concept ids; the caller adds
 * narrower ones), retracted records included: the caller shows them as
 * dropped.  In order of record id, finding key.
 */
enum staaf_code staaf_store_findings(struct staaf_evidence **out,
    size_t *n_out, struct staaf_store *st, const char *const *intervention,
    size_t n_interventions, struct staaf_arena *ar, struct staaf_err *err);

/*
 * Retracted records without findings that a curator put under one of the
 * concepts: nobody should add them again, and the reader should see them.
 */
enum staaf_code staaf_store_withdrawn(struct staaf_record **out,
    size_t *n_out, struct staaf_store *st, const char *const *concept,
    size_t n_concepts, struct staaf_arena *ar, struct staaf_err *err);

/* Records, not retracted, that a curator or the lexicon put under a concept
 * of the list; each record once, and no more than most (STAAF_NONE: all). */
enum staaf_code staaf_store_count(long *out, struct staaf_store *st,
    const char *const *concept, size_t n_concepts, long most,
    struct staaf_err *err);

/* -------------------------------------------- machine figures, judged */

/*
 * Say what a figure is: f is the finding it stands for (STAAF_CONFIRMED,
 * STAAF_CORRECTED), NULL when it stands for none (STAAF_NOT_TAKEN) or must be
 * forgotten (STAAF_UNREAD).  The finding gets the key of the figure and joins
 * those of its record, also when the record is stored anew; in a record that
 * is read it has is_judged, and staaf_store_put leaves it out.  A later
 * verdict takes the place of an earlier one.  Fails: STAAF_NOTHING (no such
 * record; no such figure and no verdict on it), STAAF_BADINPUT (a finding
 * without intervention or outcome, or with a key the record uses itself).
 */
enum staaf_code staaf_store_judge(struct staaf_store *st, const char *id,
    const char *key, enum staaf_judgement verdict,
    const struct staaf_finding *f, struct staaf_err *err);

struct staaf_unread {
	const char *id, *title;  /* of the record */
	struct staaf_figure figure;
};

/*
 * Figures that nobody judged, in order of record id and place, of records
 * that are not retracted; at most `limit`, after the first `skip`.
 */
enum staaf_code staaf_store_unread(struct staaf_unread **out, size_t *n_out,
    struct staaf_store *st, long skip, long limit, struct staaf_arena *ar,
    struct staaf_err *err);

/* ------------------------------------------------- told more than once */

/*
 * A record that two sources tell, under one DOI or PubMed number or with the
 * same title, first author and year, is one record: its fields are merged,
 * and what each source told is kept, so that a source can change its part.
 */
struct staaf_pair {
	const char *a, *b; /* outside ids, the lesser first */
	bool is_same;
	const char *at;    /* ISO 8601 UTC */
};

/*
 * Two records are one work, or what was taken for one are two; done at once,
 * remembered when they are told again, undone by its opposite.  Fails:
 * STAAF_NOTHING (no such record), STAAF_BADINPUT (a and b are one id).
 */
enum staaf_code staaf_store_decide(struct staaf_store *st, const char *a,
    const char *b, bool is_same, struct staaf_err *err);
/* All of them, in order of ids. */
enum staaf_code staaf_store_pairs(struct staaf_pair **out,
    size_t *n_out, struct staaf_store *st, struct staaf_arena *ar,
    struct staaf_err *err);

/* --------------------------------------------------- rules and journal */

struct staaf_rule_file {
	const char *name; /* "voting.rules" */
	const char *text;
	size_t size;
};

/* Put these files in force in place of all that were. */
enum staaf_code staaf_store_put_rules(struct staaf_store *st,
    const struct staaf_rule_file *file, size_t n_files,
    struct staaf_err *err);
/* The files in force, in order of name; none in a new store. */
enum staaf_code staaf_store_get_rules(struct staaf_rule_file **out,
    size_t *n_out, struct staaf_store *st, struct staaf_arena *ar,
    struct staaf_err *err);
/*
 * What the rules in force were compiled into; NULL when nothing was put
 * since they changed.
 */
enum staaf_code staaf_store_put_rule_form(struct staaf_store *st,
    const char *form, struct staaf_err *err);
enum staaf_code staaf_store_get_rule_form(const char **out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err);
/*
 * Each record as it was told: n is 1, but of one that several sources told
 * what each of them did.  Otherwise as staaf_store_each.
 */
enum staaf_code staaf_store_each_told(struct staaf_store *st,
    enum staaf_code (*each)(const struct staaf_record *told, size_t n,
    struct staaf_err *err, void *arg), void *arg, struct staaf_err *err);
/* Replace the lexicon's tags of one of these; the record follows. */
enum staaf_code staaf_store_put_told_tags(struct staaf_store *st,
    const char *id, const char *source, const char *const *tag,
    size_t n_tags, struct staaf_err *err);
/* Replace the lexicon's tags of a record.  Fails: STAAF_NOTHING. */
enum staaf_code staaf_store_put_tags(struct staaf_store *st, const char *id,
    const char *const *tag, size_t n_tags, struct staaf_err *err);

/*
 * Note an event: kind ("ingest"), what it is about, and its data as JSON ("":
 * none).  Fails: STAAF_BADINPUT when that is no JSON.
 */
enum staaf_code staaf_store_note(struct staaf_store *st, const char *kind,
    const char *about, const char *json, struct staaf_err *err);

/* An event that was noted. */
struct staaf_note {
	const char *at;    /* ISO 8601 UTC */
	const char *kind, *about;
	const char *data;  /* JSON */
};

/*
 * What was noted of a kind, about things whose name begins so ("": all); in
 * order of name, then of time.
 */
enum staaf_code staaf_store_notes(struct staaf_note **out, size_t *n_out,
    struct staaf_store *st, const char *kind, const char *about,
    struct staaf_arena *ar, struct staaf_err *err);

/* Note that a source was read now. */
enum staaf_code staaf_store_put_source(struct staaf_store *st,
    const char *source, const char *title, const char *format,
    const char *address, struct staaf_err *err);

/* --------------------------------------------------------------- feeds */

enum staaf_outcome { STAAF_FEED_NEVER, STAAF_FEED_READ, STAAF_FEED_UNCHANGED,
	STAAF_FEED_UNUSABLE, /* fetched, but it could not be read */
	STAAF_FEED_FAILED,   /* not fetched */
	STAAF_N_OUTCOMES };

/* "never", "read", ... */
const char *staaf_outcome_name(enum staaf_outcome outcome);

/* What came of the last try. */
struct staaf_feed_result {
	enum staaf_outcome outcome;
	const char *fault, *detail; /* of a failure; else "" */
	long n_read, n_new, n_updated, n_same, n_skipped, n_faults;
};

/* An address that is fetched again and again.  Texts are "" for none. */
struct staaf_feed {
	const char *address, *title;
	bool is_oai;
	const char *base, *part, *prefix; /* of OAI-PMH */
	const char *etag, *modified, *harvested;
	/* What follows is read only. */
	const char *added_at, *last_at, *next_at, *format;
	bool is_waiting; /* next_at has not come yet */
	long n_failures, n_records;
	struct staaf_feed_result last;
};

/* *is_new false: the address was there, and stays as it is. */
enum staaf_code staaf_store_add_feed(bool *is_new, struct staaf_store *st,
    const struct staaf_feed *feed, struct staaf_err *err);
/* All, in order of address. */
enum staaf_code staaf_store_feeds(struct staaf_feed **out, size_t *n_out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err);
/*
 * Note a try that ended now: title, etag, modified, harvested and last of
 * the feed; wait: seconds before the next, -1 for none.  Fails:
 * STAAF_NOTHING.
 */
enum staaf_code staaf_store_note_feed(struct staaf_store *st,
    const struct staaf_feed *feed, long wait, struct staaf_err *err);
/*
 * Forget a feed; with_records also every record that came from it last.
 * *n_removed counts those.  Fails: STAAF_NOTHING (neither a feed nor a
 * source).
 */
enum staaf_code staaf_store_remove_source(long *n_removed,
    struct staaf_store *st, const char *name, bool with_records,
    struct staaf_err *err);

/* --------------------------------------------------- status and verify */

struct staaf_tally {
	const char *name;
	long count;
};

/* The tallies leave retracted records out. */
struct staaf_status {
	uint64_t generation;
	long n_records, n_retracted, n_findings, n_sources, n_rule_files;
	struct staaf_tally *by_design;   /* "D3" or "" when not appraised */
	size_t n_designs;
	struct staaf_tally *by_language;
	size_t n_languages;
	struct staaf_tally *by_source;   /* the title of a feed, its theme */
	size_t n_by_source;
	struct staaf_tally *by_year;     /* "2021"; "" when not known */
	size_t n_years;
	struct staaf_tally *by_concept;  /* concept id; the most first */
	size_t n_by_concept;
	struct staaf_tally *loose;       /* ids of records without concept */
	size_t n_loose;
};

enum staaf_code staaf_store_status(struct staaf_status *out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err);

/*
 * Check the file, the word index against the records, foreign keys, counts
 * and digests; each fault is reported (staaf_err_sentence gives its words;
 * report may be NULL).  *n_faults 0: sound.  Nothing is repaired.
 */
enum staaf_code staaf_store_verify(long *n_faults, struct staaf_store *st,
    void (*report)(const struct staaf_err *fault, void *arg), void *arg,
    struct staaf_err *err);

/* ---------------------------------------------- backup, export, restore */

struct staaf_backup {
	uintmax_t bytes;
	long n_records;
};

/*
 * Copy a store to a file while others may write in it: all of one moment,
 * verified, and only then in its place.  Fails: STAAF_BADINPUT (`replaces`
 * is false and something is there; no ordinary file; a file of the store
 * itself), STAAF_IO, STAAF_STORE (a full disk; a copy that is not sound),
 * STAAF_BUSY (another is making the same file).
 */
enum staaf_code staaf_store_backup(struct staaf_backup *out,
    struct staaf_store *st, const char *path, bool replaces,
    struct staaf_err *err);

/*
 * Everything that cannot be made again, as lines of JSON: a header, a line
 * for each row, an end with their number.  `put` gets whole lines, many at a
 * time, and may empty the buffer; what it leaves is dropped.
 */
enum staaf_code staaf_store_export(long *n_rows, struct staaf_store *st,
    enum staaf_code (*put)(struct staaf_buf *lines, struct staaf_err *err,
    void *arg), void *arg, struct staaf_err *err);
/* The same into a file; fails as staaf_store_backup does. */
enum staaf_code staaf_store_export_file(long *n_rows, struct staaf_store *st,
    const char *path, bool replaces, struct staaf_err *err);

/*
 * Make the store at `path`, where there is none, from an export or a backup;
 * which of the two is seen from its first bytes.  Whole and sound, or not at
 * all.  Fails: STAAF_BADINPUT (something is at path; not whole; a value that
 * is wrong, with its line), STAAF_IO, STAAF_STORE, STAAF_BUSY.
 */
enum staaf_code staaf_store_restore(long *n_records, const char *path,
    const char *file, struct staaf_err *err);

#endif
