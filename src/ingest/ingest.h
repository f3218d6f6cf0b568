/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shared inside src/ingest only.  Bytes become events (xml.c), events become
 * records (map.c, with a table of fields per format in format.c), records go
 * to whoever asked (run.c).  Everything before run.c knows no store, so that
 * it can move into a process of its own.
 */
#ifndef INGEST_H
#define INGEST_H

#include <stdint.h>

#include <staaf/extract.h>
#include <staaf/ingest.h>

/* ------------------------------------------------------------ source.c */

/* Where bytes come from: a regular file, or memory when fd is -1. */
struct ingest_source {
	const char *name;
	int fd;
	const char *bytes;
	size_t size, at;
	uintmax_t total; /* bytes, as far as is known */
	struct ingest_gzip *gzip; /* when it is compressed */
	bool is_begun;
};

enum staaf_code ingest_source_open(struct ingest_source *out,
    const char *path, struct staaf_err *err);
void ingest_source_close(struct ingest_source *src);
/* At most room bytes; *n 0 at the end. */
enum staaf_code ingest_source_read(size_t *n, struct ingest_source *src,
    char *out, size_t room, struct staaf_err *err);
enum staaf_code ingest_source_rewind(struct ingest_source *src,
    struct staaf_err *err);
/* The bytes as they stand there, compressed or not. */
enum staaf_code ingest_source_read_raw(size_t *n, struct ingest_source *src,
    char *out, size_t room, struct staaf_err *err);

/* -------------------------------------------------------------- gzip.c */

struct ingest_gzip;

/* Do these bytes begin one? */
bool ingest_gzip_is(const char *bytes, size_t size);
/* NULL when there is no memory; the bytes are the first of the source. */
struct ingest_gzip *ingest_gzip_new(const char *bytes, size_t size);
void ingest_gzip_free(struct ingest_gzip *gz);
/*
 * As ingest_source_read.  Fails with STAAF_BADINPUT after the last good byte
 * of one that is cut or damaged, or was made to be endless: is_hostile.
 */
enum staaf_code ingest_gzip_read(size_t *n, struct ingest_source *src,
    char *out, size_t room, struct staaf_err *err);
bool ingest_gzip_is_hostile(const struct ingest_gzip *gz);

/* What a file is called for want of a better: no folder, no ".gz". */
const char *ingest_file_name(struct staaf_arena *ar, const char *path);

/* ------------------------------------------------------------ decode.c */

/* UTF-8 text a piece at a time; *n 0 at the end.  room: at least 16. */
struct ingest_text {
	enum staaf_code (*read)(size_t *n, char *out, size_t room,
	    struct staaf_err *err, void *arg);
	void *arg;
	const char *name; /* for messages */
};

struct ingest_decoder;

/* What cannot be of the encoding is told once to notice (may be NULL). */
enum staaf_code ingest_decode_open(struct ingest_decoder **out,
    struct ingest_source *src,
    void (*notice)(const struct staaf_err *err, void *arg), void *arg,
    struct staaf_err *err);
void ingest_decode_close(struct ingest_decoder *d);
/* Load what its encoding needs from files, while files can be opened. */
void ingest_decode_prepare(struct ingest_source *src);
/* As ingest_text wants it; arg is the decoder. */
enum staaf_code ingest_decode_read(size_t *n, char *out, size_t room,
    struct staaf_err *err, void *arg);
/* Where the next character will stand. */
void ingest_decode_place(long *line, long *column,
    const struct ingest_decoder *d);

/* The character that Windows-1252 has at a byte; U+FFFD for none. */
unsigned long ingest_windows_1252(unsigned char byte);
/* Bytes written. */
size_t ingest_put_utf8(char out[4], unsigned long code);

/* -------------------------------------------------------------- mend.c */

/* Those before INSTRUCTION look at what a "<" or "&" begins. */
enum ingest_markup { INGEST_IN_TEXT, INGEST_IN_TAG, INGEST_IN_DOCTYPE,
	INGEST_IN_INSTRUCTION, INGEST_IN_DECLARATION, INGEST_IN_COMMENT,
	INGEST_IN_CDATA };

/* Start with {0}; clear held at the end. */
struct ingest_mend {
	enum ingest_markup state, back; /* after a comment */
	char quote;            /* of the value at hand; NUL outside */
	int depth;             /* of [ ] in a document type */
	bool is_begun;         /* past blanks before the first "<" */
	bool is_last;
	struct staaf_buf held; /* what could not be decided yet */
};

/* Append what the parser can take; is_last when nothing comes after. */
void ingest_mend(struct ingest_mend *m, struct staaf_buf *out,
    const char *text, size_t size, bool is_last);

/* ------------------------------------------------------------ resume.c */

/* A start tag with the namespaces it declares: prefix (or NULL), address. */
struct ingest_tag {
	const char *prefix, *name;
	const char *const *space;
	size_t n_spaces;
};

enum { INGEST_MAX_AROUND = 16 }; /* elements; entries stand five deep */

/* Start tags of elements, each in the one before. */
struct ingest_path {
	struct staaf_buf text;
	size_t size[INGEST_MAX_AROUND + 1]; /* of so many */
};

/* Start with line 1.  Offsets count the bytes that the parser was given. */
struct ingest_resume {
	struct staaf_buf kept;   /* text from `start` on */
	size_t start;
	long line;               /* of the first byte kept */
	struct ingest_path open; /* the elements that are, outside entries */
	struct ingest_path parents; /* those around the last entry */
	struct staaf_buf name;   /* "<item" */
	size_t entry;            /* where the last entry began */
	bool has_entry;
	int depth;               /* elements around it */
	int known;               /* of those, still open after a fault */
	int again;               /* of those, before what is kept */
};

void ingest_resume_add(struct ingest_resume *r, const char *text,
    size_t size);
/* An element outside any entry; one that is an entry, ending before `at`. */
void ingest_resume_around(struct ingest_resume *r, int depth,
    const struct ingest_tag *tag);
void ingest_resume_entry(struct ingest_resume *r, int depth,
    const struct ingest_tag *tag, size_t at);
/* Forget what is before `at`, but for the entry that is open. */
void ingest_resume_trim(struct ingest_resume *r, size_t at, bool in_entry);
/*
 * After a fault at `at`, in so many open elements: true when kept begins with
 * the next entry now, or with an element as those that were around the last.
 */
bool ingest_resume_find(struct ingest_resume *r, size_t at, bool in_entry,
    int open);
/* What a new parser gets before kept. */
void ingest_resume_start(struct ingest_resume *r, struct staaf_buf *out);
void ingest_resume_clear(struct ingest_resume *r);

/* --------------------------------------------------------------- xml.c */

enum { INGEST_MAX_DEPTH = 200 }; /* the deepest real feed seen has 40 */
/* A body is kept for finding words: the first pages do. */
enum { INGEST_MAX_BODY = 64 << 10 };

struct ingest_attr {
	const char *space, *name, *value;
};

/* A start tag, and where its "<" stands (of the root only the line). */
struct ingest_element {
	const char *space, *name; /* space "" when in no namespace */
	const struct ingest_attr *attr;
	size_t n_attrs;
	long line, column;
};

/* Anything but STAAF_OK from start, end or text stops the reading. */
struct ingest_events {
	enum staaf_code (*start)(const struct ingest_element *e, void *arg);
	enum staaf_code (*end)(void *arg);
	enum staaf_code (*text)(const char *text, size_t size, long line,
	    long column, void *arg);
	/* Depth of the entry that is open (the root is 1), 0 outside any. */
	int (*entry_depth)(void *arg);
	/*
	 * After a fault the reading goes on at the next entry: elements deeper
	 * than depth are gone as if never started, with the entry in them.
	 */
	enum staaf_code (*restart)(int depth, void *arg);
	/* Something odd that does not stop the reading; may be NULL. */
	void (*notice)(const struct staaf_err *err, void *arg);
	void *arg;
};

enum ingest_ending {
	INGEST_WHOLE,
	INGEST_STOPPED,   /* by an event; *err untouched */
	INGEST_MALFORMED, /* what came before the fault may be kept */
	INGEST_REFUSED    /* hostile, no XML, unreadable: nothing is kept */
};

enum ingest_ending ingest_xml_read(const struct ingest_text *in,
    const struct ingest_events *events, struct staaf_err *err);

/* Value of an attribute, NULL when it is not there. */
const char *ingest_attr(const struct ingest_element *e, const char *space,
    const char *name);

/* ------------------------------------------------------------ entity.c */

enum { INGEST_ENTITY_SIZE = 8 };

/* A named HTML character as UTF-8; false and untouched when there is none. */
bool ingest_entity_text(char out[INGEST_ENTITY_SIZE], const char *name);
/* A value as libxml2 leaves it without NOENT, its references resolved. */
void ingest_attr_put(struct staaf_buf *out, const char *value, size_t size);

/* -------------------------------------------------------------- html.c */

/* Append the plain text of an HTML fragment; out->failed on no memory. */
void ingest_html_text(struct staaf_buf *out, const char *text);
/* Has a tag or an entity that HTML knows. */
bool ingest_html_is(const char *text);
/* Elements whose text nobody reads; elements that part words. */
bool ingest_html_is_dropped(const char *name);
bool ingest_html_is_block(const char *name);

/* -------------------------------------------------------------- date.c */

enum { INGEST_DATE_SIZE = 24 };

/*
 * "2024-03-01T12:00:00Z", "2024-03-01", "2024-03" or "2024" from RFC 3339,
 * RFC 822 and their relatives; "" and false for anything else.
 */
bool ingest_date(char out[INGEST_DATE_SIZE], const char *text);

/* The same of parts: names of months, and seasons, of which the year stays. */
bool ingest_date_parts(char out[INGEST_DATE_SIZE], const char *year,
    const char *month, const char *day);
/* A date, else the first year that stands in the text. */
bool ingest_date_loose(char out[INGEST_DATE_SIZE], const char *text);

/* ---------------------------------------------------------- identity.c */

/* Thirteen digits of an ISBN whose check digit is right; "" when not. */
const char *ingest_isbn(struct staaf_arena *ar, const char *text);
/* The address in "a@b.nl (Name)"; "" when there is none. */
const char *ingest_email(struct staaf_arena *ar, const char *text);
/* A DOI, else "pmid:1" for a number, "" for anything else. */
const char *ingest_target(struct staaf_arena *ar, const char *text);
/* "pmid:" with digits, "isbn:" with thirteen, "eric:EJ1"; "" when it is not. */
const char *ingest_alias(struct staaf_arena *ar, const char *prefix,
    const char *text);

/* The DOI in a bare, prefixed or address form, lower case; "" when none. */
const char *ingest_doi(struct staaf_arena *ar, const char *text);
/* An absolute http, https or mailto address; "" when it is no such thing. */
const char *ingest_link(struct staaf_arena *ar, const char *link,
    const char *base);
/* The name in "a@b.nl (Name)" or "Name <a@b.nl>"; "" for an address only. */
const char *ingest_person(struct staaf_arena *ar, const char *text);
/* Two lower case letters of "en-GB" or "dut", or "". */
const char *ingest_language(struct staaf_arena *ar, const char *code);

/* ------------------------------------------------------- format.c, map.c */

/* What an element of a format fills in; the first row that has it wins. */
enum ingest_field {
	INGEST_GUID, INGEST_TITLE, INGEST_LINK, INGEST_SUMMARY, INGEST_CONTENT,
	INGEST_PUBLISHED, INGEST_UPDATED, INGEST_DOI, INGEST_VENUE,
	INGEST_LANGUAGE, INGEST_LEAD, INGEST_SUBTITLE, INGEST_ID_PART,
	INGEST_ANSWERED, INGEST_RESUMPTION, INGEST_OAI_ERROR,
	INGEST_N_SINGLE, /* those above hold one value, those below many */
	INGEST_AUTHOR = INGEST_N_SINGLE, INGEST_CONCEPT, INGEST_SUMMARY_IN,
	INGEST_APPRAISAL_NOTE, INGEST_FINDING_NOTE,
	INGEST_EVIDENCE, INGEST_APPRAISAL, INGEST_FINDING,
	INGEST_EMAIL, INGEST_ALIAS, INGEST_RELATION, INGEST_RETRACTED,
	INGEST_STUDY, /* what PubMed says it is: review, retracted */
	INGEST_SKIP,   /* this entry is none */
	INGEST_ENTRY,  /* in the head: here an entry begins */
	INGEST_AROUND, /* in the head: what is in here holds for its entries */
	/* parts of the group that is open */
	INGEST_SURNAME, INGEST_GIVEN, INGEST_WHOLE_NAME, INGEST_ROLE,
	INGEST_YEAR, INGEST_MONTH, INGEST_DAY, INGEST_N_FIELDS
};

enum ingest_how {
	INGEST_PLAIN,  /* text */
	INGEST_HTML,   /* text that may be HTML, escaped or in CDATA */
	INGEST_TYPED,  /* as Atom's type attribute says */
	INGEST_ADDRESS, /* text that is a link */
	INGEST_HREF,   /* Atom's link element: href, when rel is alternate */
	INGEST_RSS_ID, /* RSS guid: a link too unless isPermaLink is false */
	INGEST_NAME,   /* a person, perhaps with an e-mail address */
	INGEST_PART,   /* an element of our own namespace: its attributes */
	INGEST_GROUP,  /* one value out of the parts inside */
	INGEST_ANY_ID, /* DOI, ISBN, ERIC number or address, as it looks */
	INGEST_LOOSE,  /* a date, or the year in it */
	INGEST_ISBD,   /* library text with the marks of its card */
	INGEST_FIXED,  /* MARC 008: the language stands at byte 35 */
	INGEST_LABELLED, /* parts of one text, each with a Label */
	INGEST_MARKUP, /* JATS: sections with titles, formulas twice */
	INGEST_BODY    /* the same, cut after its first part */
};

struct ingest_row {
	/* Below the entry (or the root): "a/x:b[@t=v|w]/c"; "[@t=v|]" has
	 * no t as well; "*:b" in any namespace; "a/@t" an attribute. */
	const char *path;
	enum ingest_field field;
	enum ingest_how how;
	const char *word; /* prefix of an alias, name of a relation */
};

/* Rows below a path of their own. */
struct ingest_rows {
	const char *base;
	const struct ingest_row *row; /* path NULL ends; NULL ends the sets */
};

struct ingest_format {
	const char *name;  /* "atom" */
	const char *root;  /* "a:feed" */
	const char *mark;  /* below the root, when others share it; or NULL */
	bool is_entry;     /* the root is the one entry */
	const char *lang;  /* of all its texts that say no other, or NULL */
	const struct ingest_rows *head; /* what holds for all */
	const struct ingest_rows *row;  /* of an entry */
	bool has_local_ids; /* "1", "doe2019": each file has its own */
};

/*
 * NULL when the root is of no format we know; child is NULL until an element
 * is met below it.
 */
const struct ingest_format *ingest_format_of(
    const struct ingest_element *root, const char *child,
    const struct ingest_format *before);
/* Prefix under which the tables name a namespace; "?" when they do not. */
const char *ingest_prefix(const char *space);
extern const struct ingest_format ingest_feeds[], ingest_journals[],
    ingest_libraries[];
extern const struct ingest_row ingest_evidence_rows[], ingest_common_rows[],
    ingest_jats_rows[], ingest_jats_meta_rows[];

/* --------------------------------------------------------------- row.c */

enum {
	INGEST_MAX_ROWS = 256, /* OAI, with all that may be in it, has 170 */
	INGEST_MAX_STEPS = 10  /* the deepest row has 8 */
};

struct ingest_step {
	const char *prefix, *name, *attr, *values; /* in the row; no NUL */
	size_t prefix_size, name_size, attr_size, values_size;
	uint32_t hash;
	bool is_any, is_not;
};

struct ingest_line {
	const struct ingest_row *row;
	struct ingest_step step[INGEST_MAX_STEPS];
	size_t n_steps;
	const char *attr; /* whose value is wanted, or NULL */
};

struct ingest_table {
	struct ingest_line line[INGEST_MAX_ROWS];
	size_t n;
};

/* Rows of a table, a bit each. */
struct ingest_alive {
	uint64_t bit[INGEST_MAX_ROWS / 64];
};

void ingest_table_make(struct ingest_table *t, const struct ingest_rows *sets);
/* All rows; those of the element itself to done. */
void ingest_table_start(const struct ingest_table *t,
    struct ingest_alive *alive, struct ingest_alive *done);
/* Of the rows above, which go on below e and which end at it; false: none. */
bool ingest_table_step(const struct ingest_table *t, int at,
    const struct ingest_alive *above, struct ingest_alive *alive,
    struct ingest_alive *done, const struct ingest_element *e);
/* The first row from this one on; INGEST_MAX_ROWS when there is none. */
size_t ingest_alive_next(const struct ingest_alive *alive, size_t from);
bool ingest_is_root(const char *path, const char *prefix,
    const struct ingest_element *e);
const char *ingest_attr_named(const struct ingest_element *e,
    const char *name, size_t size);

/* One value as it stood, before it is made plain. */
struct ingest_value {
	const char *text; /* NULL when there is none */
	const char *lang, *base;
	bool is_html;
	bool has_own_lang; /* said on the element itself */
	int rank;         /* of the row; the lowest wins */
};

struct ingest_names {
	const char **name;
	size_t n, room;
};

/* What was met in an entry, or in the head of the file. */
struct ingest_draft {
	struct staaf_arena ar;
	struct ingest_value value[INGEST_N_SINGLE];
	struct ingest_names authors, concepts, aliases;
	struct staaf_relation *relation;
	size_t n_relations, relations_room;
	const char *email;    /* of the first author, or NULL */
	bool is_retracted, is_review, is_skipped;
	size_t n_bytes;       /* of text and attributes kept */
	long line, column;
	/* s:evidence */
	bool has_evidence;
	struct staaf_record said; /* what its attributes said */
	const char *summary_in[STAAF_N_LANGS];
	struct staaf_finding *finding;
	size_t n_findings, findings_room;
	bool is_finding_open, is_appraisal_open; /* their notes are wanted */
};


struct ingest_sink {
	/* Each usable entry; key tells the same entry twice apart. */
	enum staaf_code (*entry)(struct staaf_record *r, uint64_t key,
	    struct staaf_arena *ar, struct staaf_err *err, void *arg);
	/* An entry with no words in it. */
	void (*empty)(void *arg);
	void (*trouble)(const struct staaf_err *err, void *arg);
	void *arg;
};

/* The whole file's own data, known after a first reading. */
struct ingest_head {
	const struct ingest_format *format; /* NULL: not recognised */
	const char *source, *title, *link, *language;
	const char *const *author;
	size_t n_authors;
	/* of an OAI-PMH answer, else "" */
	const char *resumption, *answered, *oai_error;
	struct bib_map *works; /* of BibTeX: what others may refer to */
};

/* --------------------------------------------------------------- map.c */

/* An open element. */
struct ingest_level {
	const char *lang, *base; /* NULL when not said */
	struct ingest_alive alive; /* rows that may go on below */
	bool is_block, is_title; /* inside collected text */
	size_t text_at;          /* where a title began */
};

struct ingest_reader {
	const struct ingest_format *format, *known; /* known: as compiled */
	const struct ingest_sink *sink;
	struct staaf_err *err;
	const char *file;
	struct ingest_head *head;
	bool is_scan, is_refused;
	struct ingest_table head_rows, entry_rows;
	struct ingest_level level[INGEST_MAX_DEPTH + 2];
	int depth;
	int entry_depth;        /* 0: outside any entry */
	int around_depth;       /* of the volume or journal; 0 outside any */
	const char *entry_word; /* of the row that named the entry */
	struct ingest_draft top, around, entry;
	/* the group that is open: a person or a date of several elements */
	const struct ingest_row *group;
	int group_rank, group_depth;
	struct staaf_arena group_ar;
	const char *part[INGEST_N_FIELDS - INGEST_SURNAME];
	/* the text being collected */
	const struct ingest_row *row;
	int row_rank, row_depth;
	int dropped_depth;      /* of a script inside; 0 when none */
	bool is_html, is_unread; /* as the type attribute says */
	bool is_link;           /* as isPermaLink says */
	struct staaf_buf text;
	struct staaf_buf joined; /* labelled parts of the summary */
	const char *joined_lang;
	int joined_rank;
};

/* ------------------------------------------------------------- value.c */

/* The draft that what is met now belongs to. */
struct ingest_draft *ingest_draft_at(struct ingest_reader *rd);
void ingest_keep_value(struct ingest_reader *rd, enum ingest_field field,
    int rank, const char *text, bool is_html);
void ingest_keep_href(struct ingest_reader *rd, const struct ingest_element *e,
    enum ingest_field field, int rank);
void ingest_keep_text(struct ingest_reader *rd);
void ingest_end_group(struct ingest_reader *rd);
void ingest_start_group(struct ingest_reader *rd,
    const struct ingest_row *row, int rank);
void ingest_start_row(struct ingest_reader *rd, const struct ingest_row *row,
    int rank, const struct ingest_element *e);
void ingest_keep_attr(struct ingest_reader *rd, const struct ingest_line *line,
    int rank, const struct ingest_element *e);

/* -------------------------------------------------------------- read.c */

/*
 * Read a file of whatever format.  With is_scan set, the head is filled in
 * (from ar) and entries come without summaries: enough to see which there are.
 */
enum ingest_ending ingest_read(struct ingest_head *head, bool is_scan,
    struct ingest_source *src, const struct ingest_sink *sink,
    struct staaf_arena *ar, struct staaf_err *err);

/* As ingest_read, for XML. */
enum ingest_ending ingest_map_read(struct ingest_head *head, bool is_scan,
    const struct ingest_text *in, const struct ingest_sink *sink,
    struct staaf_arena *ar, struct staaf_err *err);

/* ------------------------------------------------------------- parse.c */

/* Whole records of a file, in order; one head before them. */
struct ingest_out {
	enum staaf_code (*head)(const struct ingest_head *head,
	    struct staaf_err *err, void *arg);
	/* at: bytes of the file read so far. */
	enum staaf_code (*entry)(struct staaf_record *r, uintmax_t at,
	    struct staaf_err *err, void *arg);
	void (*skipped)(void *arg);
	void (*trouble)(const struct staaf_err *err, void *arg);
	void *arg;
};

/*
 * Read a file whole, in this process.  Fails when nothing of it can be kept,
 * or as head and entry do.
 */
enum staaf_code ingest_parse(struct ingest_source *src,
    const struct staaf_rules *rules, const struct ingest_out *out,
    struct staaf_err *err);

/* --------------------------------------------------------------- tag.c */

/* Concepts that the lexicon finds in a record, to its tags. */
enum staaf_code ingest_tag(struct staaf_record *r,
    const struct staaf_rules *rules, struct staaf_arena *ar,
    struct staaf_err *err);

/* -------------------------------------------------------------- take.c */

/* Another id, when the text is one. */
void ingest_draft_alias(struct ingest_draft *d, const char *prefix,
    const char *text);
void ingest_draft_guid(struct ingest_draft *d, const char *format,
    const char *text);
/* The text of an element that a row of many values asks for. */
void ingest_draft_take(struct ingest_draft *d, const struct ingest_row *row,
    const char *text, const char *lang);
void ingest_draft_other_summary(struct ingest_draft *d, const char *text,
    const char *lang);
/* The id of a paper of the ACL Anthology, from those around it. */
void ingest_draft_acl(struct ingest_draft *d, const char *collection,
    const char *volume);
const char *ingest_isbd(struct staaf_arena *ar, const char *text);

/* ------------------------------------------------------------- draft.c */

/* Add a name that is not there yet, cleaned; "" is left out. */
void ingest_names_add(struct ingest_names *names, struct staaf_arena *ar,
    const char *name);
/* Clean text of what an element held. */
const char *ingest_plain(struct staaf_arena *ar, const char *text,
    bool is_html);
/* Make the record; false when it has neither title, summary nor content. */
bool ingest_draft_finish(struct staaf_record *out, uint64_t *key,
    struct ingest_draft *d, const struct ingest_head *head, bool is_scan);

/* ---------------------------------------------------------- evidence.c */

/* Take in a start tag of ours; what is wrong goes to the sink. */
void ingest_evidence_start(struct ingest_draft *d, enum ingest_field field,
    const struct ingest_element *e, const struct ingest_sink *sink,
    const char *file);
/* Take in the text of one of its elements. */
void ingest_evidence_text(struct ingest_draft *d, enum ingest_field field,
    const char *text, const char *lang);

#endif
