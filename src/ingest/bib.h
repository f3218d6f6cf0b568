/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shared by the readers of text formats: RIS, MEDLINE (tagged.c), BibTeX
 * (bibtex.c, latex.c) and CSL-JSON (csl.c).  Characters come from lines.c,
 * values go to a draft through bib.c.
 */
#ifndef BIB_H
#define BIB_H

#include "ingest.h"

/* --------------------------------------- what read.c and parse.c need */

enum ingest_bib { INGEST_NO_BIB, INGEST_RIS, INGEST_NBIB, INGEST_BIBTEX,
	INGEST_CSL };

/* Which of them the first bytes (some kB of UTF-8) look like. */
enum ingest_bib ingest_bib_is(const char *text, size_t size);
/* As ingest_read, for a text format. */
enum ingest_ending ingest_bib_read(enum ingest_bib kind,
    struct ingest_head *head, bool is_scan, const struct ingest_text *in,
    const struct ingest_sink *sink, struct staaf_arena *ar,
    struct staaf_err *err);
/* Give back what a head holds between two readings. */
void ingest_bib_forget(struct ingest_head *head);

enum {
	/* As for XML: a record is a page or two; larger ones are bombs. */
	BIB_MAX_RECORD_MB = 2,
	BIB_MAX_RECORD = BIB_MAX_RECORD_MB << 20
};

/* ------------------------------------------------------------- lines.c */

/* Characters with their places; every line end becomes "\n", NUL a space. */
struct bib_lines {
	const struct ingest_text *in;
	struct staaf_err *err;
	char *piece;
	size_t n, at;
	bool is_over, has_return, is_begun;
	enum staaf_code code;  /* of a reading that failed */
	long line, column;     /* of the next character, from 1 */
};

enum staaf_code bib_lines_open(struct bib_lines *l,
    const struct ingest_text *in, struct staaf_err *err);
void bib_lines_close(struct bib_lines *l);
/* The next byte, -1 at the end or when the reading failed. */
int bib_next(struct bib_lines *l);
/*
 * The next line without its end; false when there is none, or when it is
 * longer than a record may be: then is_long is set.
 */
bool bib_line(struct staaf_buf *out, long *line, bool *is_long,
    struct bib_lines *l);
/* Characters in the first bytes of a text: for columns. */
long bib_columns(const char *text, size_t size);
bool bib_is_blank(char c);
bool bib_is_digit(char c);
bool bib_is_letter(char c);

/* --------------------------------------------------------------- bib.c */

struct bib {
	enum ingest_bib kind;
	struct bib_lines lines;
	const struct ingest_sink *sink;
	struct ingest_head *head;
	struct staaf_arena *whole;  /* what stays until the second reading */
	struct staaf_err *err;
	const char *file;
	bool is_scan;
	struct ingest_draft draft;
	struct ingest_names others; /* editors: for want of authors */
	bool is_open;
	long n_entries, n_foreign;
	bool has_fault;
	struct staaf_err fault;     /* the first */
	enum ingest_ending ending;  /* not INGEST_WHOLE: stop */
};

/* A new record; the one before it is gone. */
void bib_open(struct bib *b, long line, long column);
/* Count what is kept; false when a record is too long: the end. */
bool bib_count(struct bib *b, size_t size, long line, long column);
/* A value for a row; the lowest rank wins. */
void bib_keep(struct bib *b, const struct ingest_row *row, int rank,
    const char *text);
/* A name that counts when there are no authors. */
void bib_keep_other(struct bib *b, const char *name);
/* The record is whole: to the sink. */
void bib_finish(struct bib *b);
/* Something wrong at a place; words may be NULL. */
void bib_trouble(struct bib *b, enum staaf_msg msg, const char *word1,
    const char *word2, long line, long column);
void bib_fail_memory(struct bib *b);
void bib_refuse_long(struct bib *b, long line, long column);
/* A DOI that stands in the address of a page; "" when none does. */
const char *bib_doi_in(struct staaf_arena *ar, const char *link);
/* "2020/03/01/", "2020 Mar-Apr", "20200301" and what date.c knows. */
bool bib_date(char out[INGEST_DATE_SIZE], const char *text);

/* The four readers: to the end, or until b->ending says to stop. */
void bib_read_ris(struct bib *b);
void bib_read_nbib(struct bib *b);
void bib_read_bibtex(struct bib *b);
void bib_read_csl(struct bib *b);

/* -------------------------------------------------- latex.c, names.c */

/* Text of LaTeX: accents, dashes and signs as characters, no braces. */
void bib_latex(struct staaf_buf *out, const char *text);
/* Of an address or a DOI: only "\_" and its like, and braces. */
void bib_latex_address(struct staaf_buf *out, const char *text);
/* The names in "A and B", as "Last, First", to `each`; false: no memory. */
bool bib_latex_names(const char *text,
    void (*each)(const char *name, void *arg), void *arg);

/* ---------------------------------------------------------- bibmap.c */

/* Names, without regard to case, to what they stand for.  Start with {0}. */
struct bib_map {
	struct bib_slot {
		uint64_t name;   /* hash; 0 when free */
		uint64_t number;
		const void *value;
	} *slot;
	size_t room, n;
	bool failed;
};

uint64_t bib_hash(const char *text);
/* NULL when it is not there. */
struct bib_slot *bib_map_find(const struct bib_map *m, const char *name);
/* Found or new (all zero but its name); NULL without memory. */
struct bib_slot *bib_map_put(struct bib_map *m, const char *name);
void bib_map_clear(struct bib_map *m);

/* --------------------------------------------------------- cslwork.c */

/* All of one work, a JSON object; false when it is no work. */
bool csl_keep(struct bib *b, const void *object);

/* ---------------------------------------------- bibtex.c, bibentry.c */

enum { BIBTEX_WORD = 64 }; /* of types, names of fields, short values */

/* The entry at hand, beside what is in the draft already. */
struct bibtex_entry {
	char type[BIBTEX_WORD];
	char year[BIBTEX_WORD], month[BIBTEX_WORD], day[BIBTEX_WORD];
	char crossref[BIBTEX_WORD], eprint[BIBTEX_WORD], archive[BIBTEX_WORD];
	const char *key; /* in the draft's arena, or NULL */
	long number;     /* in the file, from 1 */
};

struct bibtex {
	struct bib *b;
	int c;                 /* at hand; -1 at the end */
	long line, column;     /* where it stands */
	bool is_first;         /* only blanks before it on its line */
	struct staaf_buf value, ahead, name;
	long value_line, value_column, ahead_line, ahead_column;
	struct bibtex_entry entry;
	struct bib_map macros, keys;
	size_t macro_bytes;
	bool is_full;          /* was told */
	struct staaf_arena ar; /* of the macros */
};

bool bibtex_is_field(const char *name);
bool bibtex_is_type(const char *name);
void bibtex_keep(struct bibtex *t, const char *name);
void bibtex_finish(struct bibtex *t);
void bibtex_define(struct bibtex *t, const char *name);
/* What an abbreviation stands for; NULL when nobody said. */
const char *bibtex_macro(const struct bibtex *t, const char *name);

#endif
