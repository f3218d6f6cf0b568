/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what stood in an entry to a record: clean text, one date form, one
 * identity, a language for each text.  Knows no XML and no format.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/hash.h>
#include <staaf/utf8.h>
#include <staaf/words.h>

#include "ingest.h"

enum { MAX_GUESS_BYTES = 400 }; /* a language shows in its first lines */

const char *
ingest_plain(struct staaf_arena *ar, const char *text, bool is_html)
{
	struct staaf_buf raw = { 0 }, clean = { 0 };
	const char *result = "";

	if (text == NULL)
		return "";
	if (is_html && ingest_html_is(text)) {
		ingest_html_text(&raw, text);
		text = staaf_buf_text(&raw);
	}
	if (!raw.failed)
		staaf_utf8_clean(&clean, text, strlen(text));
	if (raw.failed || clean.failed)
		ar->failed = true;
	else if (clean.size > 0)
		result = staaf_arena_dupn(ar, clean.text, clean.size);
	staaf_buf_clear(&raw);
	staaf_buf_clear(&clean);
	return result;
}

void
ingest_names_add(struct ingest_names *names, struct staaf_arena *ar,
    const char *name)
{
	const char *clean = ingest_plain(ar, name, true);
	const char **larger;

	if (clean[0] == '\0')
		return;
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->name[i], clean) == 0)
			return;
	larger = staaf_arena_grow(ar, names->name, names->n, &names->room,
	    sizeof(*larger));
	if (larger == NULL)
		return;
	names->name = larger;
	names->name[names->n++] = clean;
}

/* ------------------------------------------------------------ identity */

/* The first of the places a DOI may stand in. */
static const char *
find_doi(struct ingest_draft *d)
{
	static const enum ingest_field places[] = { INGEST_DOI, INGEST_GUID,
		INGEST_LINK };
	const char *doi;

	if (d->said.doi != NULL && d->said.doi[0] != '\0')
		return d->said.doi;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		const char *text = d->value[places[i]].text;

		if (text != NULL && (doi = ingest_doi(&d->ar, text))[0] != '\0')
			return doi;
	}
	return "";
}

/* Sixteen hex digits of the hash of two texts with a line break between. */
static void
hash_pair(char out[17], struct ingest_draft *d, const char *first,
    const char *second)
{
	char hash[STAAF_HASH_SIZE];
	char *both = staaf_arena_printf(&d->ar, "%s\n%s", first, second);

	staaf_hash(hash, both, strlen(both));
	memcpy(out, hash, 16);
	out[16] = '\0';
}

static void
set_link(struct staaf_record *r, struct ingest_draft *d,
    const struct ingest_head *head)
{
	const struct ingest_value *link = &d->value[INGEST_LINK];
	const char *base = link->base;

	if (base == NULL || base[0] == '\0')
		base = head->link;
	if (link->text != NULL)
		r->link = ingest_link(&d->ar, link->text, base);
	if (r->link[0] == '\0' && r->doi[0] != '\0')
		r->link = ingest_link(&d->ar, staaf_arena_printf(&d->ar,
		    "https://doi.org/%s", r->doi), NULL);
}

static bool
is_of_the_world(const char *id)
{
	return strstr(id, "://") != NULL || strncmp(id, "urn:", 4) == 0 ||
	    strncmp(id, "tag:", 4) == 0;
}

/*
 * Two exports are often called the same, and number their works from 1: of
 * such a number the title and who wrote it tell what it is the number of.
 * Not the year: a chapter may have that of a book that comes later.
 */
static const char *
whole_id(struct ingest_draft *d, const struct staaf_record *r,
    const struct ingest_head *head, const char *own)
{
	if (head->format == NULL || !head->format->has_local_ids ||
	    is_of_the_world(own))
		return own;
	return staaf_arena_printf(&d->ar, "%s\n%s\n%s", own, r->title,
	    d->authors.n > 0 ? d->authors.name[0] : "");
}

/* The DOI, else what the source says, else where it is, else its title. */
static void
set_identity(struct staaf_record *r, uint64_t *key, struct ingest_draft *d,
    const struct ingest_head *head)
{
	const char *own = d->value[INGEST_LINK].text;
	char hash[17];

	r->doi = find_doi(d);
	set_link(r, d, head);
	r->source = head->source;
	r->guid = ingest_plain(&d->ar, d->value[INGEST_GUID].text, false);
	if (own == NULL || r->link[0] != '\0')
		own = r->link;
	if (r->guid[0] != '\0')
		own = r->guid;
	else if (own[0] == '\0')
		own = r->title[0] != '\0' ? r->title : r->summary;
	own = whole_id(d, r, head, own);
	if (r->doi[0] != '\0') {
		r->id = r->doi;
	} else {
		hash_pair(hash, d, head->source, own);
		r->id = staaf_arena_printf(&d->ar, "x%s", hash);
	}
	if (r->guid[0] == '\0')
		r->guid = r->link[0] != '\0' ? r->link : r->id;
	/* Without the source, which a first reading may not know yet. */
	hash_pair(hash, d, r->doi[0] != '\0' ? "doi" : "own",
	    r->doi[0] != '\0' ? r->doi : own);
	*key = strtoull(hash, NULL, 16);
}

/* ----------------------------------------------------------- languages */

static const char *
guess_language(struct staaf_arena *ar, const char *text)
{
	struct staaf_words words = { 0 };
	enum staaf_lang lang;

	if (text[0] == '\0')
		return "";
	staaf_words_split(&words, text,
	    staaf_utf8_cut(text, strlen(text), MAX_GUESS_BYTES), ar);
	return staaf_lang_guess(&lang, &words) ? staaf_lang_code(lang) : "";
}

/* As said by the text itself, else for all of them, else as it looks. */
static const char *
find_language(struct ingest_draft *d, enum ingest_field field,
    const char *fallback, const char *text)
{
	const char *code = ingest_language(&d->ar, d->value[field].lang);

	if (code[0] == '\0' && text[0] != '\0')
		code = fallback;
	return code[0] != '\0' ? code : guess_language(&d->ar, text);
}

static const char *
first_of(const char *a, const char *b, const char *c)
{
	return a[0] != '\0' ? a : b[0] != '\0' ? b : c;
}

static void
set_languages(struct staaf_record *r, struct ingest_draft *d,
    const struct ingest_head *head)
{
	const char *said = ingest_language(&d->ar,
	    d->value[INGEST_LANGUAGE].text);
	const char *whole = said[0] != '\0' ? said : head->language;
	bool is_said = r->language[0] != '\0'; /* by s:evidence */
	enum staaf_lang lang;

	r->summary_language = find_language(d, INGEST_SUMMARY, whole,
	    r->summary);
	r->title_language = find_language(d, INGEST_TITLE, whole, r->title);
	/* A title stands as published; the feed's language is the editor's. */
	if (is_said && !d->value[INGEST_TITLE].has_own_lang)
		r->title_language = r->language;
	if (r->title[0] != '\0' && r->title_language[0] == '\0')
		r->title_language = r->summary_language;
	if (!is_said)
		r->language = first_of(said, r->title_language,
		    r->summary_language);
	if (r->language[0] == '\0')
		r->language = find_language(d, INGEST_CONTENT, whole,
		    r->content);
	for (lang = STAAF_EN; lang < STAAF_N_LANGS; lang++) {
		r->summary_in[lang] = d->summary_in[lang] == NULL ? "" :
		    d->summary_in[lang];
		if (r->summary_in[lang][0] == '\0' &&
		    strcmp(r->summary_language, staaf_lang_code(lang)) == 0)
			r->summary_in[lang] = r->summary;
	}
}

/* --------------------------------------------------------------- other */

static const char *
find_date(struct ingest_draft *d, enum ingest_field field)
{
	char date[INGEST_DATE_SIZE];

	if (d->value[field].text == NULL ||
	    !ingest_date(date, d->value[field].text))
		return "";
	return staaf_arena_dup(&d->ar, date);
}

static void
set_rest(struct staaf_record *r, struct ingest_draft *d,
    const struct ingest_head *head)
{
	const struct ingest_value *venue = &d->value[INGEST_VENUE];

	r->published = find_date(d, INGEST_PUBLISHED);
	r->updated = find_date(d, INGEST_UPDATED);
	/* The curators know the year or leave it out on purpose. */
	if (!d->has_evidence)
		r->year = (int)strtol(r->published, NULL, 10);
	r->venue = ingest_plain(&d->ar, venue->text, true);
	r->author = d->authors.name;
	r->n_authors = d->authors.n;
	if (r->n_authors == 0 && !d->has_evidence) {
		r->author = head->author;
		r->n_authors = head->n_authors;
	}
	r->concept = d->concepts.name;
	r->n_concepts = d->concepts.n;
	r->alias = d->aliases.name;
	r->n_aliases = d->aliases.n;
	r->relation = d->relation;
	r->n_relations = d->n_relations;
	r->author_email = d->email;
	r->finding = d->finding;
	r->n_findings = d->n_findings;
}

static void
start_record(struct staaf_record *r, const struct ingest_draft *d)
{
	*r = d->said;
	if (!d->has_evidence) {
		*r = (struct staaf_record){
			.kind = STAAF_UNSORTED,
			.state = STAAF_NEW,
			.appraisal = { .design = STAAF_NONE, .plan = "",
				.note = { "", "" } },
		};
	}
	if (d->is_review && !d->has_evidence)
		r->kind = STAAF_REVIEW;
	if (d->is_retracted)
		r->state = STAAF_RETRACTED;
	if (r->language == NULL)
		r->language = "";
	r->link = r->title_language = r->summary_language = "";
	r->summary = r->content = "";
	r->summary_in[STAAF_EN] = r->summary_in[STAAF_NL] = "";
}

/* "The" and the title and its subtitle, of which each may be missing. */
static const char *
whole_title(struct ingest_draft *d)
{
	const struct ingest_value *v = &d->value[INGEST_TITLE];
	const char *title = ingest_plain(&d->ar, v->text, v->is_html);
	const char *lead = ingest_plain(&d->ar, d->value[INGEST_LEAD].text,
	    false);
	const char *more = ingest_plain(&d->ar, d->value[INGEST_SUBTITLE].text,
	    true);
	const char *mark;

	if (title[0] == '\0')
		return more;
	if (lead[0] != '\0')
		title = staaf_arena_printf(&d->ar, "%s%s%s", lead,
		    lead[strlen(lead) - 1] == '\'' ? "" : " ", title);
	if (more[0] == '\0')
		return title;
	mark = strchr(":?!.", title[strlen(title) - 1]) != NULL ? "" : ":";
	return staaf_arena_printf(&d->ar, "%s%s %s", title, mark, more);
}

bool
ingest_draft_finish(struct staaf_record *out, uint64_t *key,
    struct ingest_draft *d, const struct ingest_head *head, bool is_scan)
{
	const struct ingest_value *summary = &d->value[INGEST_SUMMARY];
	const struct ingest_value *content = &d->value[INGEST_CONTENT];

	start_record(out, d);
	out->title = whole_title(d);
	if (!is_scan || out->title[0] == '\0') {
		out->summary = ingest_plain(&d->ar, summary->text,
		    summary->is_html);
		out->content = ingest_plain(&d->ar, content->text,
		    content->is_html);
	}
	if (out->title[0] == '\0' && out->summary[0] == '\0' &&
	    out->content[0] == '\0')
		return false;
	set_identity(out, key, d, head);
	if (is_scan)
		return true;
	set_rest(out, d, head);
	set_languages(out, d, head);
	return true;
}
