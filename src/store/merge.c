/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One record out of what several sources told of it, field by field.  Pure:
 * the same versions give the same record in whatever order they came.  What
 * one leaves out another fills in; nobody's field is lost to an empty one.
 */
#include <stdlib.h>
#include <string.h>

#include "store.h"

/* A curator's reading before a feed's; then whoever tells more. */
static int
fullness(const struct staaf_record *r)
{
	return (*r->doi != '\0') + (*r->summary != '\0') +
	    (*r->content != '\0') + (*r->venue != '\0') + (r->year != 0) +
	    (r->n_authors > 0) + (*r->link != '\0') + (*r->language != '\0');
}

static bool
is_curated(const struct staaf_record *r)
{
	return r->n_findings > 0 || r->appraisal.design != STAAF_NONE;
}

static int
compare_versions(const void *a, const void *b)
{
	const struct staaf_record *x = a, *y = b;
	int cmp = (int)is_curated(y) - (int)is_curated(x);

	if (cmp == 0)
		cmp = fullness(y) - fullness(x);
	if (cmp == 0)
		cmp = strcmp(x->source, y->source);
	return cmp != 0 ? cmp : strcmp(x->id, y->id);
}

struct merge {
	struct staaf_record *out;
	const struct staaf_record *told; /* in order */
	size_t n;
	struct store_origin *origin;     /* STORE_N_ORIGINS of them */
	struct staaf_arena *ar;
};

static void
note(struct merge *m, enum staaf_field field, size_t i)
{
	m->origin[field].source = m->told[i].source;
}

/* The first that is not empty; the text itself is a member of a record. */
static void
take_text(struct merge *m, enum staaf_field field, size_t offset)
{
	const char *text = "";

	for (size_t i = 0; i < m->n && *text == '\0'; i++) {
		memcpy(&text, (const char *)&m->told[i] + offset,
		    sizeof(text));
		if (*text != '\0' && field != STAAF_N_FIELDS)
			note(m, field, i);
	}
	memcpy((char *)m->out + offset, &text, sizeof(text));
}

#define TAKE(field, member) \
	take_text(m, field, offsetof(struct staaf_record, member))

/* Which version has the longest; a curator's goes before any. */
static size_t
longest(const struct merge *m, size_t offset)
{
	size_t best = 0, best_size = 0;

	for (size_t i = 0; i < m->n; i++) {
		const char *text;
		size_t size;

		memcpy(&text, (const char *)&m->told[i] + offset,
		    sizeof(text));
		size = strlen(text);
		if (size > best_size) {
			best = i;
			best_size = size;
		}
		if (size > 0 && is_curated(&m->told[i]))
			break;
	}
	return best;
}

static void
take_summary(struct merge *m)
{
	size_t i = longest(m, offsetof(struct staaf_record, summary));
	const struct staaf_record *r = &m->told[i];

	m->out->summary = r->summary;
	m->out->summary_language = r->summary_language;
	for (int l = 0; l < STAAF_N_LANGS; l++) {
		m->out->summary_in[l] = r->summary_in[l];
		for (size_t k = 0; k < m->n &&
		    *m->out->summary_in[l] == '\0'; k++)
			m->out->summary_in[l] = m->told[k].summary_in[l];
	}
	if (*r->summary != '\0')
		note(m, STAAF_FIELD_SUMMARY, i);
	i = longest(m, offsetof(struct staaf_record, content));
	m->out->content = m->told[i].content;
	if (*m->out->content != '\0')
		note(m, STAAF_FIELD_CONTENT, i);
}

static void
take_people(struct merge *m)
{
	size_t best = 0;

	for (size_t i = 1; i < m->n; i++)
		if (m->told[i].n_authors > m->told[best].n_authors)
			best = i;
	if (is_curated(&m->told[0]) && m->told[0].n_authors > 0)
		best = 0;
	m->out->author = m->told[best].author;
	m->out->n_authors = m->told[best].n_authors;
	if (m->out->n_authors > 0)
		note(m, STAAF_FIELD_AUTHORS, best);
}

/* The worst that anyone says of it; then whoever looked at it. */
static enum staaf_state
worse(enum staaf_state a, enum staaf_state b)
{
	static const int ranks[] = { [STAAF_NEW] = 0, [STAAF_ACCEPTED] = 1,
		[STAAF_CONCERN] = 2, [STAAF_RETRACTED] = 3 };

	return ranks[a] >= ranks[b] ? a : b;
}

static void
take_judgement(struct merge *m)
{
	struct staaf_record *out = m->out;
	bool has_appraisal = false;

	out->kind = STAAF_UNSORTED;
	out->state = m->told[0].state;
	out->appraisal = m->told[0].appraisal;
	for (size_t i = 0; i < m->n; i++) {
		const struct staaf_record *r = &m->told[i];

		if (out->kind == STAAF_UNSORTED)
			out->kind = r->kind;
		out->state = worse(out->state, r->state);
		if (out->year == 0 && r->year != 0) {
			out->year = r->year;
			note(m, STAAF_FIELD_YEAR, i);
		}
		if (!has_appraisal && r->appraisal.design != STAAF_NONE) {
			out->appraisal = r->appraisal;
			has_appraisal = true;
			note(m, STAAF_FIELD_APPRAISAL, i);
		}
	}
}

static bool
has_text(const char *const *list, size_t n, const char *text)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], text) == 0)
			return true;
	return false;
}

enum list { CONCEPTS, TAGS, ALIASES };

static const char *const *
list_of(const struct staaf_record *r, enum list which, size_t *n)
{
	*n = which == CONCEPTS ? r->n_concepts : which == TAGS ? r->n_tags :
	    r->n_aliases;
	return which == CONCEPTS ? r->concept : which == TAGS ? r->tag :
	    r->alias;
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each once; those that no curator put in an order, by name. */
static const char *const *
unite(struct merge *m, enum list which, size_t *n_out)
{
	size_t n = 0, room = 0, more;
	const char **all;

	for (size_t i = 0; i < m->n; i++) {
		(void)list_of(&m->told[i], which, &more);
		room += more;
	}
	*n_out = 0;
	if ((all = staaf_arena_array(m->ar, room, sizeof(*all))) == NULL)
		return NULL;
	for (size_t i = 0; i < m->n; i++) {
		const char *const *list = list_of(&m->told[i], which, &more);

		for (size_t k = 0; k < more; k++)
			if (!has_text(all, n, list[k]))
				all[n++] = list[k];
	}
	if (which != CONCEPTS && n > 1)
		qsort(all, n, sizeof(*all), compare_texts);
	*n_out = n;
	return all;
}

static void
unite_findings(struct merge *m)
{
	struct staaf_finding *all;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < m->n; i++)
		room += m->told[i].n_findings;
	if (room == 0 ||
	    (all = staaf_arena_array(m->ar, room, sizeof(*all))) == NULL)
		return;
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->told[i].n_findings; k++) {
			const struct staaf_finding *f =
			    &m->told[i].finding[k];
			bool is_known = false;

			for (size_t j = 0; j < n; j++)
				is_known |= strcmp(all[j].key, f->key) == 0;
			if (!is_known)
				all[n++] = *f;
		}
	m->out->finding = all;
	m->out->n_findings = n;
}

static void
unite_relations(struct merge *m)
{
	struct staaf_relation *all;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < m->n; i++)
		room += m->told[i].n_relations;
	if (room == 0 ||
	    (all = staaf_arena_array(m->ar, room, sizeof(*all))) == NULL)
		return;
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->told[i].n_relations; k++) {
			const struct staaf_relation *l =
			    &m->told[i].relation[k];
			bool is_known = false;

			for (size_t j = 0; j < n; j++)
				is_known |= all[j].kind == l->kind &&
				    strcmp(all[j].target, l->target) == 0;
			if (!is_known)
				all[n++] = *l;
		}
	m->out->relation = all;
	m->out->n_relations = n;
}

/* The text of a place in a record. */
static const char *
text_at(const struct staaf_record *r, enum staaf_figure_place place)
{
	return place == STAAF_IN_TITLE ? r->title :
	    place == STAAF_IN_SUMMARY ? r->summary : r->content;
}

/* Read in the very text that was kept; none where a curator read. */
static void
unite_figures(struct merge *m)
{
	struct staaf_record *out = m->out;
	struct staaf_figure *all;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < m->n; i++)
		room += m->told[i].n_figures;
	if (room == 0 || is_curated(out) ||
	    (all = staaf_arena_array(m->ar, room, sizeof(*all))) == NULL)
		return;
	for (int place = STAAF_IN_TITLE; place <= STAAF_IN_CONTENT; place++)
		for (size_t i = 0; i < m->n; i++) {
			const struct staaf_record *r = &m->told[i];

			if (strcmp(text_at(r, (enum staaf_figure_place)place),
			    text_at(out, (enum staaf_figure_place)place)) != 0)
				continue;
			for (size_t k = 0; k < r->n_figures; k++)
				if ((int)r->figure[k].place == place)
					all[n++] = r->figure[k];
			break;
		}
	out->figure = all;
	out->n_figures = n;
}

/* A DOI is an id that lasts; of two the lesser, whatever came first. */
static void
take_id(struct merge *m)
{
	const struct staaf_record *best = &m->told[0];

	for (size_t i = 1; i < m->n; i++) {
		const struct staaf_record *r = &m->told[i];
		int cmp = (int)(*best->doi == '\0') - (int)(*r->doi == '\0');

		if (cmp == 0)
			cmp = strcmp(best->id, r->id);
		if (cmp > 0)
			best = r;
	}
	m->out->id = best->id;
}

void
store_merge(struct staaf_record *out, struct staaf_record *told, size_t n,
    struct store_origin origin[STORE_N_FIELDS], struct staaf_arena *ar)
{
	struct merge all = { .out = out, .told = told, .n = n,
		.origin = origin, .ar = ar };
	struct merge *m = &all;

	*out = (struct staaf_record){ .author_email = "" };
	for (int i = 0; i < STORE_N_FIELDS; i++)
		origin[i].source = "";
	qsort(told, n, sizeof(*told), compare_versions);
	take_id(m);
	TAKE(STAAF_N_FIELDS, guid);
	TAKE(STAAF_FIELD_DOI, doi);
	out->source = told[0].source;
	TAKE(STAAF_FIELD_TITLE, title);
	TAKE(STAAF_N_FIELDS, title_language);
	TAKE(STAAF_FIELD_VENUE, venue);
	TAKE(STAAF_FIELD_LINK, link);
	TAKE(STAAF_N_FIELDS, language);
	TAKE(STAAF_N_FIELDS, published);
	TAKE(STAAF_N_FIELDS, updated);
	take_summary(m);
	take_people(m);
	take_judgement(m);
	unite_findings(m);
	out->concept = unite(m, CONCEPTS, &out->n_concepts);
	out->tag = unite(m, TAGS, &out->n_tags);
	out->alias = unite(m, ALIASES, &out->n_aliases);
	unite_relations(m);
	unite_figures(m);
}
