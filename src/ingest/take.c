/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a draft holds beside single values: people's addresses, other ids,
 * relations, what kind of work it is.  Knows no XML.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest.h"

void
ingest_draft_alias(struct ingest_draft *d, const char *prefix,
    const char *text)
{
	const char *alias = ingest_alias(&d->ar, prefix, text);

	if (alias[0] != '\0')
		ingest_names_add(&d->aliases, &d->ar, alias);
}

/* An archive's own id is one that others know it by. */
void
ingest_draft_guid(struct ingest_draft *d, const char *format,
    const char *text)
{
	text += strspn(text, " \t\r\n");
	if (strncmp(text, "oai:", 4) == 0)
		ingest_draft_alias(d, "oai:", text);
	ingest_draft_alias(d, "eric:", text);
	if (strcmp(format, "pubmed") == 0)
		ingest_draft_alias(d, "pmid:", text);
}

static void
take_relation(struct ingest_draft *d, const char *name, const char *text)
{
	struct staaf_relation *larger, r;

	r.target = ingest_target(&d->ar, text);
	if (r.target[0] == '\0' || !staaf_relation_parse(&r.kind, name))
		return;
	if (r.kind == STAAF_RETRACTED_BY)
		d->is_retracted = true;
	for (size_t i = 0; i < d->n_relations; i++)
		if (d->relation[i].kind == r.kind &&
		    strcmp(d->relation[i].target, r.target) == 0)
			return;
	larger = staaf_arena_grow(&d->ar, d->relation, d->n_relations,
	    &d->relations_room, sizeof(*larger));
	if (larger == NULL)
		return;
	d->relation = larger;
	d->relation[d->n_relations++] = r;
}

/* PubMed's words for what it is. */
static void
take_study(struct ingest_draft *d, const char *text)
{
	const char *clean = ingest_plain(&d->ar, text, false);

	if (strcasecmp(clean, "Retracted Publication") == 0)
		d->is_retracted = true;
	else if (strcasecmp(clean, "Meta-Analysis") == 0 ||
	    strcasecmp(clean, "Systematic Review") == 0)
		d->is_review = true;
}

static void
take_author(struct ingest_draft *d, const struct ingest_row *row,
    const char *text)
{
	const char *email = ingest_email(&d->ar, text);

	if (row->how == INGEST_ISBD)
		text = ingest_isbd(&d->ar, text);
	if (row->how != INGEST_NAME) {
		ingest_names_add(&d->authors, &d->ar, text);
		return;
	}
	if (email[0] != '\0' && d->email == NULL && d->authors.n == 0)
		d->email = email;
	ingest_names_add(&d->authors, &d->ar, ingest_person(&d->ar, text));
}

void
ingest_draft_take(struct ingest_draft *d, const struct ingest_row *row,
    const char *text, const char *lang)
{
	if (row->field == INGEST_AUTHOR) {
		take_author(d, row, text);
	} else if (row->field == INGEST_EMAIL) {
		/* Atom has it after the name, of whom it is. */
		if (d->email == NULL && d->authors.n <= 1 &&
		    ingest_email(&d->ar, text)[0] != '\0')
			d->email = ingest_email(&d->ar, text);
	} else if (row->field == INGEST_ALIAS) {
		ingest_draft_alias(d, row->word, text);
	} else if (row->field == INGEST_RELATION) {
		take_relation(d, row->word, text);
	} else if (row->field == INGEST_RETRACTED) {
		d->is_retracted = true;
	} else if (row->field == INGEST_STUDY) {
		take_study(d, text);
	} else if (row->field == INGEST_SKIP) {
		d->is_skipped = true;
	} else if (row->field == INGEST_SUMMARY_IN &&
	    row->how != INGEST_PLAIN) {
		ingest_draft_other_summary(d, text, lang);
	} else {
		ingest_evidence_text(d, row->field, text, lang);
	}
}

void
ingest_draft_other_summary(struct ingest_draft *d, const char *text,
    const char *lang)
{
	const char *code = ingest_language(&d->ar, lang);
	enum staaf_lang in;

	if (code[0] != '\0' && staaf_lang_parse(&in, code) &&
	    d->summary_in[in] == NULL)
		d->summary_in[in] = ingest_plain(&d->ar, text, false);
}

static int
whole(const char *digits)
{
	long n = strtol(digits, NULL, 10);

	return n < 0 || n > 9999 ? 0 : (int)n;
}

/* "2020.bea-1.12"; before 2020 "P18-1012" and "W18-0512". */
void
ingest_draft_acl(struct ingest_draft *d, const char *collection,
    const char *volume)
{
	const char *paper = d->value[INGEST_ID_PART].text, *id;
	int width;

	if (collection == NULL || volume == NULL)
		return;
	width = collection[0] == 'W' || strlen(volume) > 1 ? 2 : 3;
	if (strchr(collection, '.') != NULL)
		id = staaf_arena_printf(&d->ar, "%s-%s.%s", collection, volume,
		    paper);
	else
		id = staaf_arena_printf(&d->ar, "%s-%0*d%0*d", collection,
		    width == 2 ? 2 : 1, whole(volume), width, whole(paper));
	d->value[INGEST_GUID] = (struct ingest_value){ .text = id };
	ingest_draft_alias(d, "acl:", id);
	d->value[INGEST_LINK] = (struct ingest_value){
		.text = staaf_arena_printf(&d->ar,
		    "https://aclanthology.org/%s", id)
	};
}

/* "A title /" and "Jansen, Jan.": the marks of a library card go. */
const char *
ingest_isbd(struct staaf_arena *ar, const char *text)
{
	const char *clean = ingest_plain(ar, text, true);
	size_t n = strlen(clean);

	while (n > 0 && strchr(" /:;,=", clean[n - 1]) != NULL)
		n--;
	/* The full stop of an initial stays. */
	if (n > 3 && clean[n - 1] == '.' && clean[n - 2] != '.' &&
	    clean[n - 3] != ' ' && clean[n - 3] != '.')
		n--;
	return staaf_arena_dupn(ar, clean, n);
}
