/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outside world to records: a file is recognised by its content, parsed
 * as a stream, cleaned, tagged by the lexicon and stored in batches.
 */
#ifndef STAAF_INGEST_H
#define STAAF_INGEST_H

#include <stdint.h>

#include <staaf/err.h>
#include <staaf/record.h>
#include <staaf/rule.h>
#include <staaf/store.h>

/* Something in a file that could not be used; the rest was. */
struct staaf_trouble {
	struct staaf_err err; /* line and column set */
	struct staaf_trouble *next;
};

struct staaf_ingest_report {
	const char *file;
	const char *format;  /* "atom", "rss2", or "" when not recognised */
	const char *title;   /* of the whole file, "" when it has none */
	/* Of OAI-PMH: what to ask next, when it answered, why it gave none. */
	const char *resumption, *answered, *oai_error;
	long n_read, n_new, n_updated, n_same, n_skipped;
	long n_misfits; /* of those read: a p in the abstract does not fit */
	struct staaf_trouble *trouble; /* in order of place */
	enum staaf_code code; /* worst: STAAF_OK, STAAF_BADINPUT, ... */
};

/*
 * Whoever reads many files has their readers started by a small process; it
 * is made at the first file, and dies with whoever made it.  Close it
 * before the rules that it was used with are freed.
 */
struct staaf_readers;

enum staaf_code staaf_readers_open(struct staaf_readers **out,
    struct staaf_err *err);
void staaf_readers_close(struct staaf_readers *rs);

/* What happens to each entry; NULL members are left out. */
struct staaf_ingest {
	struct staaf_store *store;       /* NULL: dry run */
	const struct staaf_rules *rules; /* for tags; NULL: none */
	struct staaf_readers *readers;   /* of files; NULL: one for each */
	/* Files of the next calls, in that order: small ones are read together,
	 * meanwhile, and written as one batch, which the call that has none to
	 * come makes last. */
	const char *const *next;
	size_t n_next;
	const char *address; /* the source of it all; NULL: as the file says */
	/* Called with each entry as read, before it is stored. */
	void (*entry)(const struct staaf_record *r, void *arg);
	/* Called after each entry: what was counted, bytes read, all bytes. */
	void (*progress)(const struct staaf_ingest_report *so_far,
	    uintmax_t at, uintmax_t size, void *arg);
	void *arg;
};

/*
 * Read one file.  The report lives in ar.  A file that is not well-formed
 * gives the whole records before the fault, which is told with its place; a
 * hostile file (entity declarations, over a limit) gives nothing, unless its
 * reader was stopped by force when it had given whole records already.
 * Returns what the report's code says; *err has the first trouble of that
 * code.
 */
enum staaf_code staaf_ingest_file(struct staaf_ingest_report *out,
    const struct staaf_ingest *in, const char *path, struct staaf_arena *ar,
    struct staaf_err *err);

/* The same over bytes in memory; name is for messages and identity. */
enum staaf_code staaf_ingest_bytes(struct staaf_ingest_report *out,
    const struct staaf_ingest *in, const char *name, const char *bytes,
    size_t size, struct staaf_arena *ar, struct staaf_err *err);

/* Put the lexicon's tags of every record in the store anew. */
enum staaf_code staaf_ingest_retag(long *n_changed, struct staaf_store *st,
    const struct staaf_rules *rs, struct staaf_err *err);

#endif
