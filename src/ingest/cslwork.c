/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a work in CSL-JSON says (citationstyles.org, "data"), and what Crossref
 * adds to it: texts in lists, dates by kind, and what updates what.
 */
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "bib.h"

/* A name may have several rows; of one kind the earlier row wins. */
static const struct ingest_row rows[] = {
	{ "title", INGEST_TITLE, INGEST_HTML, NULL },
	{ "subtitle", INGEST_SUBTITLE, INGEST_HTML, NULL },
	{ "container-title", INGEST_VENUE, INGEST_HTML, NULL },
	{ "event-title", INGEST_VENUE, INGEST_HTML, NULL },
	{ "collection-title", INGEST_VENUE, INGEST_HTML, NULL },
	{ "publisher", INGEST_VENUE, INGEST_HTML, NULL },
	{ "DOI", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "URL", INGEST_LINK, INGEST_PLAIN, NULL },
	{ "language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "ISBN", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "PMID", INGEST_ALIAS, INGEST_PLAIN, "pmid:" },
	{ "PMCID", INGEST_ALIAS, INGEST_PLAIN, "pmc:" },
	{ "id", INGEST_GUID, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

/* Of these the ISBN is that of the book around them. */
static const char *const parts[] = { "chapter", "paper-conference",
	"book-chapter", "proceedings-article", "entry-encyclopedia",
	"entry-dictionary" };

/* The text of a value, of the first of a list, or of a number; or NULL. */
static const char *
text_of(struct staaf_arena *ar, const json_t *value)
{
	if (json_is_array(value))
		value = json_array_get(value, 0);
	if (json_is_integer(value))
		return staaf_arena_printf(ar, "%" JSON_INTEGER_FORMAT,
		    json_integer_value(value));
	return json_string_value(value);
}

static const char *
member(struct staaf_arena *ar, const json_t *object, const char *name)
{
	const char *text = text_of(ar, json_object_get(object, name));

	return text == NULL ? "" : text;
}

/* --------------------------------------------------------------- people */

/* "de la Cruz, Ana" with the parts that have a place of their own. */
static const char *
name_of(struct staaf_arena *ar, const json_t *who)
{
	const char *family, *given, *first, *after, *suffix;

	if (json_is_string(who))
		return json_string_value(who);
	family = member(ar, who, "family");
	given = member(ar, who, "given");
	if (family[0] == '\0') {
		family = member(ar, who, "literal");
		if (family[0] == '\0')
			family = member(ar, who, "name");
		return family[0] == '\0' ? given : family;
	}
	first = member(ar, who, "non-dropping-particle");
	after = member(ar, who, "dropping-particle");
	suffix = member(ar, who, "suffix");
	return staaf_arena_printf(ar, "%s%s%s%s%s%s%s%s%s", first,
	    first[0] == '\0' ? "" : " ", family,
	    given[0] == '\0' && after[0] == '\0' ? "" : ", ", given,
	    after[0] == '\0' || given[0] == '\0' ? "" : " ", after,
	    suffix[0] == '\0' ? "" : ", ", suffix);
}

static void
keep_people(struct bib *b, const json_t *work)
{
	struct staaf_arena *ar = &b->draft.ar;
	const json_t *authors = json_object_get(work, "author");
	const json_t *editors = json_object_get(work, "editor");

	for (size_t i = 0; i < json_array_size(authors); i++)
		ingest_names_add(&b->draft.authors, ar,
		    name_of(ar, json_array_get(authors, i)));
	for (size_t i = 0; i < json_array_size(editors); i++)
		bib_keep_other(b, name_of(ar, json_array_get(editors, i)));
}

/* ---------------------------------------------------------------- dates */

/* [[2020, 3, 1]] and [["2020", "03"]]; of a stretch, where it begins. */
static bool
date_of_parts(char out[INGEST_DATE_SIZE], struct staaf_arena *ar,
    const json_t *parts_list)
{
	const json_t *first = json_array_get(parts_list, 0);
	const char *part[3];

	for (size_t i = 0; i < 3; i++) {
		part[i] = text_of(ar, json_array_get(first, i));
		if (part[i] == NULL)
			part[i] = "";
	}
	return ingest_date_parts(out, part[0], part[1], part[2]);
}

static void
keep_date(struct bib *b, const json_t *date, int rank)
{
	static const struct ingest_row row = { NULL, INGEST_PUBLISHED,
		INGEST_PLAIN, NULL };
	struct staaf_arena *ar = &b->draft.ar;
	char out[INGEST_DATE_SIZE];
	const char *text;

	if (date_of_parts(out, ar, json_object_get(date, "date-parts"))) {
		bib_keep(b, &row, rank, out);
		return;
	}
	text = json_is_object(date) ? member(ar, date, "raw") :
	    text_of(ar, date);
	if (text == NULL || text[0] == '\0')
		text = member(ar, date, "literal");
	bib_keep(b, &row, rank, text);
}

/* ------------------------------------------------------------ abstracts */

static bool
ends_sentence(const struct staaf_buf *text)
{
	size_t n = text->size;

	while (n > 0 && text->text[n - 1] == ' ')
		n--;
	return n == 0 || strchr(":.?!>", text->text[n - 1]) != NULL;
}

/* JATS in a text: its elements lose their prefix, titles get a colon. */
static void
keep_abstract(struct bib *b, const char *text)
{
	static const struct ingest_row row = { NULL, INGEST_SUMMARY,
		INGEST_HTML, NULL };
	static const char heading[] = "<title>Abstract</title>";
	struct staaf_buf out = { 0 };

	while (*text != '\0') {
		size_t n = strcspn(text, "<");

		staaf_buf_put(&out, text, n);
		text += n;
		if (strncasecmp(text, "</jats:title>", 13) == 0 &&
		    !ends_sentence(&out))
			staaf_buf_putc(&out, ':');
		n = *text == '\0' ? 0 : text[1] == '/' ? 2 : 1;
		staaf_buf_put(&out, text, n);
		text += n;
		if (n > 0 && strncasecmp(text, "jats:", 5) == 0)
			text += 5;
	}
	text = staaf_buf_text(&out);
	if (strncasecmp(text, "<title>Abstract:</title>", 24) == 0)
		text += 24;
	else if (strncasecmp(text, heading, sizeof(heading) - 1) == 0)
		text += sizeof(heading) - 1;
	bib_keep(b, &row, 0, text);
	b->draft.ar.failed |= out.failed;
	staaf_buf_clear(&out);
}

/* -------------------------------------------------------------- updates */

static bool
is_withdrawal(const char *type)
{
	return strcasecmp(type, "retraction") == 0 ||
	    strcasecmp(type, "withdrawal") == 0 ||
	    strcasecmp(type, "removal") == 0;
}

static bool
is_correction(const char *type)
{
	return strcasecmp(type, "correction") == 0 ||
	    strcasecmp(type, "corrigendum") == 0 ||
	    strcasecmp(type, "erratum") == 0;
}

/* Crossref: what this work takes back or mends, or is by. */
static void
keep_updates(struct bib *b, const json_t *list, const char *withdraws,
    const char *corrects)
{
	struct staaf_arena *ar = &b->draft.ar;
	struct ingest_row row = { NULL, INGEST_RELATION, INGEST_PLAIN, NULL };

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *update = json_array_get(list, i);
		const char *type = member(ar, update, "type");

		row.word = is_withdrawal(type) ? withdraws :
		    is_correction(type) ? corrects : NULL;
		if (row.word != NULL)
			bib_keep(b, &row, 0, member(ar, update, "DOI"));
	}
}

/* ---------------------------------------------------------------- whole */

static bool
is_part(const char *type)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strcmp(parts[i], type) == 0)
			return true;
	return false;
}

static void
keep_rows(struct bib *b, const json_t *work)
{
	struct staaf_arena *ar = &b->draft.ar;
	bool skips_isbn = is_part(member(ar, work, "type"));

	for (int i = 0; rows[i].path != NULL; i++) {
		const json_t *value = json_object_get(work, rows[i].path);
		const char *text;
		size_t n = json_array_size(value);

		if (rows[i].field == INGEST_ALIAS && skips_isbn &&
		    strcmp(rows[i].word, "isbn:") == 0)
			continue;
		if (rows[i].field != INGEST_ALIAS || n == 0)
			n = 1;
		for (size_t k = 0; k < n; k++) {
			text = text_of(ar, n > 1 ? json_array_get(value, k) :
			    value);
			if (text != NULL)
				bib_keep(b, &rows[i], i, text);
		}
	}
}

bool
csl_keep(struct bib *b, const void *object)
{
	static const char *const dates[] = { "issued", "published",
		"published-print", "published-online", "submitted" };
	const json_t *work = object;
	const char *text;

	if (json_object_get(work, "title") == NULL &&
	    json_object_get(work, "abstract") == NULL &&
	    (json_object_get(work, "type") == NULL ||
	    json_object_get(work, "issued") == NULL))
		return false;
	keep_rows(b, work);
	keep_people(b, work);
	for (int i = 0; i < (int)(sizeof(dates) / sizeof(*dates)); i++)
		if (json_object_get(work, dates[i]) != NULL)
			keep_date(b, json_object_get(work, dates[i]), i);
	text = text_of(&b->draft.ar, json_object_get(work, "abstract"));
	if (text != NULL)
		keep_abstract(b, text);
	keep_updates(b, json_object_get(work, "update-to"), "retracts",
	    "corrects");
	keep_updates(b, json_object_get(work, "updated-by"), "retracted-by",
	    "corrected-by");
	return true;
}
