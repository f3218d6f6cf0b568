/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the fields of a BibTeX or biblatex entry mean; abbreviations; and
 * works that others take their place and year from (crossref), which may
 * stand before or after them: the first reading remembers them.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bib.h"

enum {
	MAX_MACROS = 4096,        /* the longest list of journals has 3,000 */
	MAX_MACRO_BYTES = 1 << 20,
	MAX_WORKS = 16384,        /* books and proceedings in one list */
	MAX_WORK_TEXT = 1000,
	MAX_KEYS = 1 << 20
};

/* A field may have several rows; of one kind the earlier row wins. */
static const struct ingest_row rows[] = {
	{ "title", INGEST_TITLE, INGEST_HTML, NULL },
	{ "booktitle", INGEST_TITLE, INGEST_HTML, NULL },
	{ "subtitle", INGEST_SUBTITLE, INGEST_HTML, NULL },
	{ "journaltitle", INGEST_VENUE, INGEST_HTML, NULL },
	{ "journal", INGEST_VENUE, INGEST_HTML, NULL },
	{ "booktitle", INGEST_VENUE, INGEST_HTML, NULL },
	{ "maintitle", INGEST_VENUE, INGEST_HTML, NULL },
	{ "school", INGEST_VENUE, INGEST_HTML, NULL },
	{ "institution", INGEST_VENUE, INGEST_HTML, NULL },
	{ "organization", INGEST_VENUE, INGEST_HTML, NULL },
	{ "publisher", INGEST_VENUE, INGEST_HTML, NULL },
	{ "abstract", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "date", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "issued", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "doi", INGEST_DOI, INGEST_ADDRESS, NULL },
	{ "url", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "ee", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "link", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "bdsk-url-1", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "langid", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "isbn", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "pmid", INGEST_ALIAS, INGEST_PLAIN, "pmid:" },
	{ "pmcid", INGEST_ALIAS, INGEST_PLAIN, "pmc:" },
	{ "pmc", INGEST_ALIAS, INGEST_PLAIN, "pmc:" },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

/* Others that a line may begin with. */
static const char *const fields[] = { "author", "editor", "year", "month",
	"day", "volume", "number", "pages", "keywords", "note", "issn",
	"publisher", "address", "series", "edition", "crossref", "eprint",
	"eprinttype", "archiveprefix", "howpublished", "file", "annote",
	"numpages", "location", "urldate", "timestamp", NULL };

/* Of these the ISBN is that of the book around them. */
static const char *const part_types[] = { "inproceedings", "incollection",
	"inbook", "conference", "inreference", "suppbook", "bookinbook",
	NULL };
static const char *const whole_types[] = { "book", "proceedings",
	"collection", "periodical", "reference", "mvbook", "mvcollection",
	"mvproceedings", "mvreference", "booklet", NULL };

/* With round brackets, which text has too, only these are entries. */
static const char *const other_types[] = { "article", "misc", "online",
	"techreport", "report", "manual", "thesis", "phdthesis",
	"mastersthesis", "unpublished", "string", "preamble", "comment",
	NULL };

/* A work that others refer to. */
struct work {
	const char *title, *published;
	long number; /* in the file */
};

static bool
is_in(const char *const *list, const char *name)
{
	for (; *list != NULL; list++)
		if (strcasecmp(*list, name) == 0)
			return true;
	return false;
}

bool
bibtex_is_field(const char *name)
{
	for (size_t i = 0; rows[i].path != NULL; i++)
		if (strcasecmp(rows[i].path, name) == 0)
			return true;
	return is_in(fields, name);
}

bool
bibtex_is_type(const char *name)
{
	return is_in(part_types, name) || is_in(whole_types, name) ||
	    is_in(other_types, name);
}

/* ------------------------------------------------------- abbreviations */

static void
tell_full(struct bibtex *t, int limit)
{
	char number[24];

	if (t->is_full)
		return;
	t->is_full = true;
	(void)snprintf(number, sizeof(number), "%d", limit);
	bib_trouble(t->b, STAAF_MSG_INGEST_BIB_MANY, number, NULL, t->line,
	    t->column);
}

void
bibtex_define(struct bibtex *t, const char *name)
{
	struct bib_slot *slot;

	t->macro_bytes += t->value.size;
	if (t->macros.n >= MAX_MACROS || t->macro_bytes > MAX_MACRO_BYTES) {
		tell_full(t, MAX_MACROS);
		return;
	}
	slot = bib_map_put(&t->macros, name);
	if (slot != NULL)
		slot->value = staaf_arena_dup(&t->ar,
		    staaf_buf_text(&t->value));
	if (slot == NULL || t->ar.failed)
		bib_fail_memory(t->b);
}

const char *
bibtex_macro(const struct bibtex *t, const char *name)
{
	static const char *const months[] = { "jan", "feb", "mar", "apr",
		"may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };
	const struct bib_slot *slot = bib_map_find(&t->macros, name);

	if (slot != NULL)
		return slot->value;
	for (size_t i = 0; i < sizeof(months) / sizeof(*months); i++)
		if (strcasecmp(name, months[i]) == 0)
			return months[i];
	return NULL;
}

/* -------------------------------------------------------------- fields */

/* Names that babel has and ISO 639 has not. */
static const char *
plain_language(const char *text)
{
	static const char *const names[][2] = { { "ngerman", "de" },
		{ "american", "en" }, { "british", "en" },
		{ "usenglish", "en" }, { "ukenglish", "en" },
		{ "naustrian", "de" }, { "frenchb", "fr" } };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcasecmp(text, names[i][0]) == 0)
			return names[i][1];
	return text;
}

static void
keep_text(struct bibtex *t, const struct ingest_row *row, int rank,
    const char *raw)
{
	struct staaf_buf text = { 0 };
	const char *plain;

	if (row->how == INGEST_ADDRESS)
		bib_latex_address(&text, raw);
	else
		bib_latex(&text, raw);
	plain = staaf_buf_text(&text);
	if (row->field == INGEST_LANGUAGE)
		plain = plain_language(plain);
	if (text.failed)
		t->b->draft.ar.failed = true;
	else
		bib_keep(t->b, row, rank, plain);
	staaf_buf_clear(&text);
}

static void
add_author(const char *name, void *arg)
{
	struct bib *b = arg;

	ingest_names_add(&b->draft.authors, &b->draft.ar, name);
}

static void
add_editor(const char *name, void *arg)
{
	bib_keep_other(arg, name);
}

/* "Available at \url{http://...}": only the address. */
static void
keep_where(struct bibtex *t, const char *text)
{
	static const struct ingest_row link = { NULL, INGEST_LINK,
		INGEST_ADDRESS, NULL };
	const char *at = strstr(text, "http");
	size_t n;

	if (at == NULL)
		return;
	n = strcspn(at, " \t\n}<>\"");
	while (n > 0 && strchr(".,;)", at[n - 1]) != NULL)
		n--;
	keep_text(t, &link, 100, staaf_arena_dupn(&t->b->draft.ar, at, n));
}

/* A short value that counts when the entry is whole. */
static bool
keep_short(struct bibtex *t, const char *name)
{
	struct bibtex_entry *e = &t->entry;
	const struct {
		const char *name;
		char *out;
	} list[] = { { "year", e->year }, { "month", e->month },
		{ "day", e->day }, { "crossref", e->crossref },
		{ "eprint", e->eprint }, { "eprinttype", e->archive },
		{ "archiveprefix", e->archive } };
	struct staaf_buf text = { 0 };

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
		if (strcasecmp(list[i].name, name) != 0)
			continue;
		bib_latex(&text, staaf_buf_text(&t->value));
		t->b->draft.ar.failed |= text.failed;
		if (text.size < BIBTEX_WORD)
			(void)snprintf(list[i].out, BIBTEX_WORD, "%s",
			    staaf_buf_text(&text));
		staaf_buf_clear(&text);
		return true;
	}
	return false;
}

void
bibtex_keep(struct bibtex *t, const char *name)
{
	const char *raw = staaf_buf_text(&t->value);
	bool is_part = is_in(part_types, t->entry.type);
	bool is_done = true;

	if (strcasecmp(name, "author") == 0)
		is_done = bib_latex_names(raw, add_author, t->b);
	else if (strcasecmp(name, "editor") == 0)
		is_done = bib_latex_names(raw, add_editor, t->b);
	else if (strcasecmp(name, "howpublished") == 0 ||
	    strcasecmp(name, "note") == 0)
		keep_where(t, raw);
	else if (!keep_short(t, name))
		for (int i = 0; rows[i].path != NULL; i++)
			if (strcasecmp(rows[i].path, name) == 0 &&
			    !(is_part && rows[i].field == INGEST_ALIAS &&
			    strcmp(rows[i].word, "isbn:") == 0))
				keep_text(t, &rows[i], i, raw);
	if (!is_done || t->b->draft.ar.failed)
		bib_fail_memory(t->b);
}

/* ------------------------------------------------------- whole entries */

/* "jan", "1 jan", "jan 1", "3", "March--April": month and day of it. */
static void
split_month(char month[BIBTEX_WORD], char day[BIBTEX_WORD], const char *text)
{
	size_t n;

	month[0] = '\0';
	for (; *text != '\0'; text += n > 0 ? n : 1) {
		n = strspn(text, "0123456789");
		if (n > 0 && n <= 2 && day[0] == '\0')
			(void)snprintf(day, BIBTEX_WORD, "%.2s", text);
		if (n > 0)
			continue;
		while (bib_is_letter(text[n]))
			n++;
		if (n > 0 && month[0] == '\0')
			(void)snprintf(month, BIBTEX_WORD, "%.*s", (int)n,
			    text);
	}
	if (month[0] == '\0') {
		memcpy(month, day, BIBTEX_WORD);
		day[0] = '\0';
	}
}

/* A number of one digit must not take in the one after it. */
static void
set_date(struct bibtex *t)
{
	static const struct ingest_row row = { NULL, INGEST_PUBLISHED,
		INGEST_PLAIN, NULL };
	struct bibtex_entry *e = &t->entry;
	char date[INGEST_DATE_SIZE], year[INGEST_DATE_SIZE];
	char month[BIBTEX_WORD], in_month[BIBTEX_WORD] = "";

	if (e->year[0] == '\0' || !ingest_date_loose(year, e->year))
		return;
	split_month(month, in_month, e->month);
	if (strlen(year) == 4 && ingest_date_parts(date, year, month,
	    e->day[0] != '\0' ? e->day : in_month))
		bib_keep(t->b, &row, 100, date);
	else
		bib_keep(t->b, &row, 100, year);
}

static void
set_eprint(struct bibtex *t)
{
	static const struct ingest_row row = { NULL, INGEST_LINK,
		INGEST_ADDRESS, NULL };
	struct bibtex_entry *e = &t->entry;
	struct ingest_draft *d = &t->b->draft;

	if (e->eprint[0] == '\0')
		return;
	if (strcasecmp(e->archive, "pubmed") == 0)
		ingest_draft_alias(d, "pmid:", e->eprint);
	else if (strcasecmp(e->archive, "arxiv") == 0)
		bib_keep(t->b, &row, 200, staaf_arena_printf(&d->ar,
		    "https://arxiv.org/abs/%s", e->eprint));
}

/* Remember a book, in the first reading. */
static void
note_work(struct bibtex *t)
{
	const struct ingest_value *v = t->b->draft.value;
	struct staaf_arena *ar = t->b->whole;
	struct ingest_head *head = t->b->head;
	struct bib_slot *slot;
	struct work *work;
	const char *title = v[INGEST_TITLE].text;

	if (!t->b->is_scan || t->entry.key == NULL || title == NULL ||
	    !is_in(whole_types, t->entry.type) ||
	    (head->works != NULL && head->works->n >= MAX_WORKS))
		return;
	if (head->works == NULL)
		head->works = staaf_mem_alloc(sizeof(*head->works));
	slot = head->works == NULL ? NULL :
	    bib_map_put(head->works, t->entry.key);
	work = staaf_arena_alloc(ar, sizeof(*work));
	if (slot == NULL || work == NULL) {
		bib_fail_memory(t->b);
		return;
	}
	if (slot->value != NULL)
		return;
	work->title = strlen(title) > MAX_WORK_TEXT ? "" :
	    staaf_arena_dup(ar, title);
	work->published = v[INGEST_PUBLISHED].text == NULL ? "" :
	    staaf_arena_dup(ar, v[INGEST_PUBLISHED].text);
	work->number = t->entry.number;
	slot->value = work;
	if (ar->failed)
		bib_fail_memory(t->b);
}

/*
 * What an entry does not say itself, its book says.  A title only when the
 * book stood before it: both readings must find the same entries.
 */
static void
take_from_work(struct bibtex *t)
{
	static const struct ingest_row venue = { NULL, INGEST_VENUE,
		INGEST_HTML, NULL }, date = { NULL, INGEST_PUBLISHED,
		INGEST_PLAIN, NULL }, title = { NULL, INGEST_TITLE,
		INGEST_HTML, NULL };
	const struct bib_slot *slot;
	const struct work *work;
	struct bib *b = t->b;

	if (t->entry.crossref[0] == '\0')
		return;
	slot = bib_map_find(b->head->works, t->entry.crossref);
	if (slot == NULL) {
		if (!b->is_scan)
			bib_trouble(b, STAAF_MSG_INGEST_BIB_NO_PARENT,
			    t->entry.crossref, NULL, b->draft.line,
			    b->draft.column);
		return;
	}
	work = slot->value;
	if (work->number < t->entry.number)
		bib_keep(b, &title, 300, work->title);
	bib_keep(b, &venue, 5, work->title);
	bib_keep(b, &date, 300, work->published);
}

/* One key for two works is one too few: the second goes by its title. */
static void
set_guid(struct bibtex *t)
{
	static const struct ingest_row row = { NULL, INGEST_GUID,
		INGEST_PLAIN, NULL };
	struct bib *b = t->b;
	const char *title = b->draft.value[INGEST_TITLE].text;
	uint64_t hash = bib_hash(title == NULL ? "" : title);
	struct bib_slot *slot;

	if (t->entry.key == NULL)
		return;
	slot = t->keys.n < MAX_KEYS ? bib_map_put(&t->keys, t->entry.key) :
	    bib_map_find(&t->keys, t->entry.key);
	if (t->keys.failed)
		bib_fail_memory(b);
	if (slot != NULL && slot->number == 0)
		slot->number = hash;
	if (slot == NULL || slot->number == hash)
		bib_keep(b, &row, 0, t->entry.key);
	else
		bib_trouble(b, STAAF_MSG_INGEST_BIB_TWICE, t->entry.key, NULL,
		    b->draft.line, b->draft.column);
}

void
bibtex_finish(struct bibtex *t)
{
	if (t->b->ending != INGEST_WHOLE)
		return;
	set_date(t);
	set_eprint(t);
	note_work(t);
	take_from_work(t);
	set_guid(t);
	if (t->b->draft.ar.failed)
		bib_fail_memory(t->b);
	else
		bib_finish(t->b);
}
