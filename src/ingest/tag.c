/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lexicon finds in a record; and all of them anew. */
#include <stdlib.h>
#include <string.h>

#include "ingest.h"

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sort and keep each once; returns how many are left. */
static size_t
sort_names(const char **name, size_t n)
{
	size_t kept = 0;

	if (n > 1)
		qsort(name, n, sizeof(*name), compare_names);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || strcmp(name[kept - 1], name[i]) != 0)
			name[kept++] = name[i];
	return kept;
}

/* Everything in a record that says what it is about. */
static void
put_words(struct staaf_buf *out, const struct staaf_record *r)
{
	staaf_buf_printf(out, "%s\n%s", r->title, r->summary);
	for (int i = 0; i < STAAF_N_LANGS; i++)
		if (strcmp(r->summary_in[i], r->summary) != 0)
			staaf_buf_printf(out, "\n%s", r->summary_in[i]);
}

/* Concepts that the lexicon finds in a record, to its tags. */
enum staaf_code
ingest_tag(struct staaf_record *r, const struct staaf_rules *rules,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_facts facts = { 0 };
	struct staaf_buf words = { 0 };
	const char **tag = NULL;
	enum staaf_code rc;
	size_t n = 0;

	put_words(&words, r);
	if (words.failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	else
		rc = staaf_rules_find(&facts, rules, words.text, words.size,
		    ar, err);
	if (rc == STAAF_OK && (tag = staaf_arena_array(ar, facts.n_mentions,
	    sizeof(*tag))) == NULL)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	for (size_t i = 0; tag != NULL && i < facts.n_mentions; i++)
		tag[n++] = facts.mention[i].concept->id;
	if (rc == STAAF_OK) {
		r->tag = tag;
		r->n_tags = sort_names(tag, n);
	}
	staaf_buf_clear(&words);
	return rc;
}

/* ------------------------------------------------------------ tag anew */

/* Something told whose tags differ from what the lexicon says now. */
struct change {
	const char *id, *source;
	const char *const *tag;
	size_t n_tags;
	struct change *next;
};

struct retagging {
	const struct staaf_rules *rules;
	struct staaf_arena ar;   /* of the changes */
	struct staaf_arena once; /* of one record */
	struct change *first, **tail;
	long n_records;
};

static bool
has_same_tags(const struct staaf_record *a, const struct staaf_record *b)
{
	if (a->n_tags != b->n_tags)
		return false;
	for (size_t i = 0; i < a->n_tags; i++)
		if (strcmp(a->tag[i], b->tag[i]) != 0)
			return false;
	return true;
}

static enum staaf_code
note_change(struct retagging *all, const struct staaf_record *r,
    struct staaf_err *err)
{
	struct staaf_record copy = *r;
	const char **tag = NULL;
	struct change *c;
	enum staaf_code rc;

	staaf_arena_clear(&all->once);
	if ((rc = ingest_tag(&copy, all->rules, &all->once, err)) != STAAF_OK ||
	    has_same_tags(r, &copy))
		return rc;
	c = staaf_arena_alloc(&all->ar, sizeof(*c));
	tag = staaf_arena_array(&all->ar, copy.n_tags, sizeof(*tag));
	if (c == NULL || tag == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	for (size_t i = 0; i < copy.n_tags; i++)
		tag[i] = staaf_arena_dup(&all->ar, copy.tag[i]);
	c->id = staaf_arena_dup(&all->ar, r->id);
	c->source = staaf_arena_dup(&all->ar, r->source);
	c->tag = tag;
	c->n_tags = copy.n_tags;
	*all->tail = c;
	all->tail = &c->next;
	return all->ar.failed ? staaf_err_set(err, STAAF_NOMEM,
	    STAAF_MSG_MEM_NONE, NULL, NULL) : STAAF_OK;
}

static enum staaf_code
note_changes(const struct staaf_record *told, size_t n, struct staaf_err *err,
    void *arg)
{
	struct retagging *all = arg;
	struct change **before = all->tail;
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; i < n && rc == STAAF_OK; i++)
		rc = note_change(all, &told[i], err);
	all->n_records += all->tail != before;
	return rc;
}

enum staaf_code
staaf_ingest_retag(long *n_changed, struct staaf_store *st,
    const struct staaf_rules *rs, struct staaf_err *err)
{
	struct retagging all = { .rules = rs };
	enum staaf_code rc;

	all.tail = &all.first;
	if ((rc = staaf_store_begin(st, err)) != STAAF_OK)
		return rc;
	/* First look, then write: no row changes under the reading. */
	rc = staaf_store_each_told(st, note_changes, &all, err);
	for (struct change *c = all.first; rc == STAAF_OK && c != NULL;
	    c = c->next)
		rc = staaf_store_put_told_tags(st, c->id, c->source, c->tag,
		    c->n_tags, err);
	if (rc == STAAF_OK)
		rc = staaf_store_commit(st, err);
	if (rc == STAAF_OK)
		*n_changed = all.n_records;
	else
		staaf_store_rollback(st);
	staaf_arena_clear(&all.ar);
	staaf_arena_clear(&all.once);
	return rc;
}
