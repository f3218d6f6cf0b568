/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reference lists in text: which format it is, and what its readers have in
 * common, from a value as it stood to a record for the sink.
 */
#include <string.h>
#include <strings.h>

#include "bib.h"

static const struct ingest_format formats[] = {
	[INGEST_RIS] = { .name = "ris", .has_local_ids = true },
	[INGEST_NBIB] = { .name = "nbib" },
	[INGEST_BIBTEX] = { .name = "bibtex", .has_local_ids = true },
	[INGEST_CSL] = { .name = "csl-json", .has_local_ids = true },
};

/* --------------------------------------------------------- recognising */

/* "TY  - " with sloppy spaces. */
static bool
is_ris_start(const char *at, const char *end)
{
	if (end - at < 4 || strncasecmp(at, "TY", 2) != 0 ||
	    !bib_is_blank(at[2]))
		return false;
	for (at += 2; at < end && (*at == ' ' || *at == '\t'); at++)
		;
	return at < end && *at == '-';
}

static bool
is_nbib_start(const char *at, const char *end)
{
	static const char *const tags[] = { "PMID", "OWN", "STAT" };

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		const char *mark = at + strlen(tags[i]);

		if (end - at < 6 || strncmp(at, tags[i], strlen(tags[i])) != 0)
			continue;
		while (mark < end && *mark == ' ')
			mark++;
		return end - mark >= 2 && mark[0] == '-' &&
		    bib_is_blank(mark[1]);
	}
	return false;
}

/* "@article{" or "@string(". */
static bool
is_bibtex_start(const char *at, const char *end)
{
	const char *name;

	if (*at != '@')
		return false;
	for (at++; at < end && bib_is_blank(*at); at++)
		;
	for (name = at; at < end && bib_is_letter(*at); at++)
		;
	if (at == name)
		return false;
	while (at < end && bib_is_blank(*at))
		at++;
	return at < end && (*at == '{' || *at == '(');
}

/* "{" before a name or an end, "[" before an object. */
static bool
is_json_start(const char *at, const char *end)
{
	char first = *at;

	if (first != '{' && first != '[')
		return false;
	for (at++; at < end && bib_is_blank(*at); at++)
		;
	return at == end || (first == '{' ? *at == '"' || *at == '}' :
	    *at == '{' || *at == ']');
}

/* Lists open with lines of their maker: any line may be the first. */
enum ingest_bib
ingest_bib_is(const char *text, size_t size)
{
	const char *at = text, *end = text + size;
	bool is_first = true;

	if (size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	while (at < end) {
		while (at < end && bib_is_blank(*at))
			at++;
		if (at == end)
			break;
		if (is_first && is_json_start(at, end))
			return INGEST_CSL;
		if (is_ris_start(at, end))
			return INGEST_RIS;
		if (is_nbib_start(at, end))
			return INGEST_NBIB;
		if (is_bibtex_start(at, end))
			return INGEST_BIBTEX;
		is_first = false;
		while (at < end && *at != '\n' && *at != '\r')
			at++;
	}
	return INGEST_NO_BIB;
}

/* ------------------------------------------------------------- endings */

void
bib_fail_memory(struct bib *b)
{
	(void)staaf_err_set(b->err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
	    NULL);
	b->ending = INGEST_REFUSED;
}

void
bib_refuse_long(struct bib *b, long line, long column)
{
	char number[24];

	(void)snprintf(number, sizeof(number), "%d", BIB_MAX_RECORD_MB);
	(void)staaf_err_set(b->err, STAAF_BADINPUT,
	    STAAF_MSG_INGEST_LONG_RECORD, number, NULL);
	staaf_err_place(b->err, b->file, line, column);
	staaf_err_hint(b->err, STAAF_MSG_INGEST_BIB_LONG_HINT);
	b->ending = INGEST_REFUSED;
}

void
bib_trouble(struct bib *b, enum staaf_msg msg, const char *word1,
    const char *word2, long line, long column)
{
	struct staaf_err err = { 0 };

	(void)staaf_err_set(&err, STAAF_BADINPUT, msg, word1, word2);
	staaf_err_place(&err, b->file, line, column);
	staaf_err_hint(&err, STAAF_MSG_INGEST_MALFORMED_HINT);
	if (!b->has_fault)
		b->fault = err;
	b->has_fault = true;
	if (b->sink->trouble != NULL)
		b->sink->trouble(&err, b->sink->arg);
}

/* -------------------------------------------------------------- values */

void
bib_open(struct bib *b, long line, long column)
{
	staaf_arena_clear(&b->draft.ar);
	b->draft = (struct ingest_draft){ .line = line, .column = column };
	b->others = (struct ingest_names){ 0 };
	b->is_open = true;
}

bool
bib_count(struct bib *b, size_t size, long line, long column)
{
	b->draft.n_bytes += size;
	if (b->draft.n_bytes <= BIB_MAX_RECORD)
		return true;
	bib_refuse_long(b, line, column);
	return false;
}

/* Eight digits together are a day. */
static bool
split_digits(char part[3][16], const char *text)
{
	size_t n = strspn(text, "0123456789");

	if (n != 8 || (text[8] != '\0' && !bib_is_blank(text[8])))
		return false;
	(void)snprintf(part[0], 16, "%.4s", text);
	(void)snprintf(part[1], 16, "%.2s", text + 4);
	(void)snprintf(part[2], 16, "%.2s", text + 6);
	return true;
}

bool
bib_date(char out[INGEST_DATE_SIZE], const char *text)
{
	char part[3][16] = { "", "", "" };
	const char *mark = " \t\r\n/-", *whole = text;

	if (ingest_date(out, text))
		return true;
	text += strspn(text, " \t\r\n");
	if (!split_digits(part, text)) {
		for (int i = 0; i < 3 && *text != '\0'; i++) {
			size_t n = strcspn(text, mark);

			(void)snprintf(part[i], 16, "%.*s",
			    n < 15 ? (int)n : 15, text);
			text += n;
			if (*text != '\0')
				text++; /* one only: "2020//" has no month */
		}
	}
	return ingest_date_parts(out, part[0], part[1], part[2]) ||
	    ingest_date_loose(out, whole);
}

const char *
bib_doi_in(struct staaf_arena *ar, const char *link)
{
	static const char *const tails[] = { "/full", "/pdf", "/epdf",
		"/abstract", "/html", "/fulltext", "/summary" };
	const char *doi = ingest_doi(ar, link), *at;
	char *copy;
	size_t n;

	if (doi[0] != '\0')
		return doi;
	at = strstr(link, "/doi/");
	at = at == NULL ? NULL : strstr(at, "/10.");
	if (at == NULL)
		return "";
	at++;
	n = strcspn(at, "?#& \t\r\n");
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++) {
		size_t tail = strlen(tails[i]);

		if (n > tail && strncmp(at + n - tail, tails[i], tail) == 0) {
			n -= tail;
			break;
		}
	}
	copy = staaf_arena_dupn(ar, at, n);
	/* Through the address form, which decodes percent signs. */
	return ingest_doi(ar, staaf_arena_printf(ar, "https://doi.org/%s",
	    copy));
}

static bool
is_blank_text(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static void
keep_single(struct bib *b, enum ingest_field field, int rank,
    const char *text, bool is_html)
{
	struct ingest_value *v = &b->draft.value[field];

	if (is_blank_text(text) || (v->text != NULL && v->rank <= rank))
		return;
	*v = (struct ingest_value){
		.text = staaf_arena_dup(&b->draft.ar, text),
		.is_html = is_html,
		.rank = rank,
	};
	/* PubMed writes its texts in English, whatever the work is in. */
	if (b->kind == INGEST_NBIB &&
	    (field == INGEST_TITLE || field == INGEST_SUMMARY))
		v->lang = "en";
}

/* A date; `exact` ones replace a shorter one of the same day or year. */
static void
keep_date(struct bib *b, const struct ingest_row *row, int rank,
    const char *text)
{
	const struct ingest_value *v = &b->draft.value[row->field];
	char date[INGEST_DATE_SIZE];

	if (!bib_date(date, text))
		return;
	if (v->text != NULL && row->word != NULL &&
	    strncmp(v->text, date, strlen(v->text)) == 0)
		rank = v->rank - 1;
	keep_single(b, row->field, rank, date, false);
}

static void
keep_address(struct bib *b, const struct ingest_row *row, int rank,
    const char *text)
{
	const char *doi = bib_doi_in(&b->draft.ar, text);

	if (doi[0] != '\0')
		keep_single(b, INGEST_DOI, rank, doi, false);
	if (ingest_link(&b->draft.ar, text, NULL)[0] != '\0')
		keep_single(b, row->field, rank, text, false);
}

/* Several numbers in one value, as "978..., 978..." and "x (print)". */
static void
keep_aliases(struct bib *b, const struct ingest_row *row, const char *text)
{
	char part[64];

	while (*(text += strspn(text, " \t\r\n;,()")) != '\0') {
		size_t n = strcspn(text, ";,()");

		(void)snprintf(part, sizeof(part), "%.*s",
		    n < sizeof(part) ? (int)n : 0, text);
		ingest_draft_alias(&b->draft, row->word, part);
		text += n;
	}
}

/* What Scopus and others write for want of one. */
static bool
is_no_summary(const char *text)
{
	static const char *const words[] = { "[no abstract available]",
		"no abstract available", "no abstract available." };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(text, words[i]) == 0)
			return true;
	return false;
}

void
bib_keep(struct bib *b, const struct ingest_row *row, int rank,
    const char *text)
{
	struct ingest_draft *d = &b->draft;

	if (row->field == INGEST_DOI) {
		text = bib_doi_in(&d->ar, text);
		keep_single(b, row->field, rank, text, false);
	} else if (row->field == INGEST_PUBLISHED ||
	    row->field == INGEST_UPDATED) {
		keep_date(b, row, rank, text);
	} else if (row->field == INGEST_LINK) {
		keep_address(b, row, rank, text);
	} else if (row->field == INGEST_ALIAS) {
		keep_aliases(b, row, text);
	} else if (row->field == INGEST_SUMMARY && is_no_summary(text)) {
		return;
	} else if (row->field < INGEST_N_SINGLE) {
		keep_single(b, row->field, rank, text,
		    row->how == INGEST_HTML);
	} else {
		ingest_draft_take(d, row, text, NULL);
	}
}

void
bib_keep_other(struct bib *b, const char *name)
{
	ingest_names_add(&b->others, &b->draft.ar, name);
}

void
bib_finish(struct bib *b)
{
	struct ingest_draft *d = &b->draft;
	const struct ingest_value *title = &d->value[INGEST_TITLE];
	struct ingest_value *venue = &d->value[INGEST_VENUE];
	struct staaf_record r;
	uint64_t key = 0;
	bool is_usable;

	if (!b->is_open || b->ending != INGEST_WHOLE)
		return;
	b->is_open = false;
	if (d->authors.n == 0)
		d->authors = b->others;
	/* A book's own title is no place where it stands. */
	if (title->text != NULL && venue->text != NULL &&
	    strcmp(title->text, venue->text) == 0)
		venue->text = NULL;
	is_usable = ingest_draft_finish(&r, &key, d, b->head, b->is_scan);
	if (d->ar.failed) {
		bib_fail_memory(b);
	} else if (is_usable) {
		b->n_entries++;
		if (b->sink->entry(&r, key, &d->ar, b->err, b->sink->arg) !=
		    STAAF_OK)
			b->ending = INGEST_STOPPED;
	} else if (b->sink->empty != NULL) {
		b->sink->empty(b->sink->arg);
	}
}

/* --------------------------------------------------------------- whole */

static void
set_head(struct ingest_head *head, enum ingest_bib kind, const char *name,
    struct staaf_arena *ar)
{
	*head = (struct ingest_head){
		.format = &formats[kind],
		.source = ingest_file_name(ar, name),
		.title = "", .link = "", .language = "",
		.resumption = "", .answered = "", .oai_error = "",
	};
}

static void
read_kind(struct bib *b)
{
	switch (b->kind) {
	case INGEST_RIS:
		bib_read_ris(b);
		break;
	case INGEST_NBIB:
		bib_read_nbib(b);
		break;
	case INGEST_BIBTEX:
		bib_read_bibtex(b);
		break;
	case INGEST_CSL:
		bib_read_csl(b);
		break;
	case INGEST_NO_BIB:
		break;
	}
	if (b->lines.code != STAAF_OK)
		b->ending = INGEST_REFUSED;
}

/* JSON of another kind, or a list with nothing in it that could be read. */
static void
finish_file(struct bib *b)
{
	if (b->ending != INGEST_WHOLE || b->n_entries > 0)
		return;
	if (b->n_foreign > 0) {
		(void)staaf_err_set(b->err, STAAF_BADINPUT,
		    STAAF_MSG_INGEST_NOT_CSL, NULL, NULL);
		staaf_err_place(b->err, b->file, 0, 0);
		staaf_err_hint(b->err, STAAF_MSG_INGEST_NOT_CSL_HINT);
		b->ending = INGEST_REFUSED;
		b->head->format = NULL;
	} else if (b->has_fault) {
		if (b->err != NULL)
			*b->err = b->fault;
		b->ending = INGEST_MALFORMED;
	}
}

void
ingest_bib_forget(struct ingest_head *head)
{
	if (head->works != NULL)
		bib_map_clear(head->works);
	staaf_mem_free(head->works);
	head->works = NULL;
}

enum ingest_ending
ingest_bib_read(enum ingest_bib kind, struct ingest_head *head, bool is_scan,
    const struct ingest_text *in, const struct ingest_sink *sink,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct bib *b = staaf_mem_alloc(sizeof(*b));
	enum ingest_ending ending;

	if (b == NULL) {
		(void)staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
		return INGEST_REFUSED;
	}
	*b = (struct bib){ .kind = kind, .sink = sink, .head = head,
		.whole = ar, .err = err, .file = in->name, .is_scan = is_scan };
	if (is_scan)
		set_head(head, kind, in->name, ar);
	if (ar->failed)
		bib_fail_memory(b);
	else if (bib_lines_open(&b->lines, in, err) != STAAF_OK)
		b->ending = INGEST_REFUSED;
	else
		read_kind(b);
	finish_file(b);
	bib_lines_close(&b->lines);
	staaf_arena_clear(&b->draft.ar);
	ending = b->ending;
	staaf_mem_free(b);
	return ending;
}
