/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a compiled form, and the trie that they hang in. */
#include <string.h>

#include "rule.h"

enum {
	MAX_WORDS = 10000000,
	MAX_ROOM = 1 << 26 /* of the tables of the trie */
};

/* ---------------------------------------------------------------- words */

/* Of a pattern: what a text must have for it to match; none is no branch. */
static const struct rule_need *
pass_need(struct rule_tape *t, const struct rule_need *old)
{
	size_t n = rule_pass_size(t, old == NULL ? 0 : old->n, MAX_WORDS);
	struct rule_need *need;
	struct rule_branch *branch;

	if (n == 0)
		return NULL;
	need = rule_pass_array(t, (void *)(uintptr_t)old, 1, sizeof(*need));
	if (t->is_bad)
		return NULL;
	branch = rule_pass_array(t, (void *)(uintptr_t)need->branch, n,
	    sizeof(*branch));
	need->n = n;
	need->branch = branch;
	for (size_t i = 0; i < n && !t->is_bad; i++) {
		branch[i].n = rule_pass_size(t, branch[i].n, RULE_MAX_CLAUSES);
		for (size_t k = 0; k < branch[i].n && !t->is_bad; k++) {
			struct rule_clause *c = &branch[i].clause[k];
			const char **text;

			c->n = rule_pass_size(t, c->n, MAX_WORDS);
			text = rule_pass_array(t, (void *)(uintptr_t)c->literal,
			    c->n, sizeof(*text));
			c->literal = text;
			for (size_t m = 0; m < c->n && !t->is_bad; m++)
				text[m] = rule_pass_text(t, text[m]);
		}
	}
	return need;
}

/* Compiled when a text comes that may have a match. */
static void
pass_pattern(struct rule_tape *t, struct rule_word *w)
{
	struct staaf_rules *rs = t->rs;

	if (t->to != NULL && w->need == NULL)
		w->need = rule_need_of(w->ref.text, &rs->ar);
	w->need = pass_need(t, w->need);
	if (t->to != NULL || t->is_bad)
		return;
	if (!rule_grow(rs, &rs->pattern, rs->n_patterns, &rs->room_patterns,
	    sizeof(w->pattern)) ||
	    (w->pattern = staaf_pattern_later(w->ref.text)) == NULL) {
		rs->ar.failed = t->is_bad = true;
		return;
	}
	rs->pattern[rs->n_patterns++] = w->pattern;
}

void
rule_pass_words(struct rule_tape *t, struct rule_words *words)
{
	words->n = rule_pass_size(t, words->n, MAX_WORDS);
	words->item = rule_pass_array(t, words->item, words->n,
	    sizeof(*words->item));
	words->has_pattern = rule_pass_bool(t, words->has_pattern);
	for (size_t i = 0; i < words->n && !t->is_bad; i++) {
		struct rule_word *w = &words->item[i];

		w->kind = (enum rule_word_kind)rule_pass_size(t, w->kind,
		    RULE_N_WORD_KINDS - 1);
		w->lang = (enum staaf_lang)rule_pass_size(t, w->lang,
		    RULE_NO_LANG);
		w->range = rule_pass_size(t, w->range, MAX_WORDS);
		w->ref.text = rule_pass_text(t, w->ref.text);
		if (w->kind == RULE_PATTERN)
			pass_pattern(t, w);
	}
}

/* ------------------------------------------------------------------ trie */

static size_t
count_keys(const struct rule_lexicon *lx)
{
	size_t n = 0;

	for (size_t i = 0; i <= lx->mask; i++)
		n += lx->key[i].hash != 0;
	return n;
}

static size_t
count_edges(const struct rule_lexicon *lx)
{
	size_t n = 0;

	for (size_t i = 0; i <= lx->mask; i++)
		n += lx->edge[i].to != 0;
	return n;
}

/* A table has more places than the form has words, but not many more. */
static void *
pass_table(struct rule_tape *t, void *table, size_t room, size_t size)
{
	if (t->to != NULL)
		return table;
	if (room / 4 > t->size + 64 ||
	    (table = staaf_arena_array(&t->rs->ar, room, size)) == NULL)
		t->is_bad = true;
	return table;
}

/* The next place that is used, while writing. */
static size_t
next_key(const struct rule_tape *t, const struct rule_lexicon *lx, size_t at)
{
	while (t->to != NULL && lx->key[at].hash == 0)
		at++;
	return at;
}

static size_t
next_edge(const struct rule_tape *t, const struct rule_lexicon *lx, size_t at)
{
	while (t->to != NULL && lx->edge[at].to == 0)
		at++;
	return at;
}

/* One place stays free at least: a search ends there. */
static void
pass_keys(struct rule_tape *t, struct rule_lexicon *lx)
{
	size_t n = rule_pass_size(t, t->to == NULL ? 0 : count_keys(lx),
	    lx->mask);
	size_t at = 0;

	lx->key = pass_table(t, lx->key, lx->mask + 1, sizeof(*lx->key));
	for (size_t i = 0; i < n && !t->is_bad; i++, at++) {
		struct rule_key *k;

		at = rule_pass_size(t, next_key(t, lx, at), lx->mask);
		k = &lx->key[at];
		k->sort = (enum rule_key_sort)rule_pass_size(t, k->sort,
		    RULE_KEY_PART);
		k->text = rule_pass_text(t, k->text);
		k->size = (uint32_t)strlen(k->text);
		k->hash = rule_hash_start(k->sort);
		for (size_t c = 0; c < k->size; c++)
			k->hash = rule_hash_byte(k->hash, k->text[c]);
	}
}

static void
pass_edges(struct rule_tape *t, struct rule_lexicon *lx)
{
	size_t n = rule_pass_size(t, t->to == NULL ? 0 : count_edges(lx),
	    lx->mask);
	size_t at = 0;

	lx->edge = pass_table(t, lx->edge, lx->mask + 1, sizeof(*lx->edge));
	for (size_t i = 0; i < n && !t->is_bad; i++, at++) {
		struct rule_edge *e;

		at = rule_pass_size(t, next_edge(t, lx, at), lx->mask);
		e = &lx->edge[at];
		e->from = (uint32_t)rule_pass_size(t, e->from, lx->n_nodes - 1);
		e->key = (uint32_t)rule_pass_size(t, e->key, lx->mask + 1);
		e->to = (uint32_t)rule_pass_size(t, e->to, lx->n_nodes - 1);
	}
}

/* A word by the concept or slot that has it, and its number there. */
static void
pass_accept(struct rule_tape *t, struct rule_accept *a)
{
	struct rule_target *to = &a->target;
	const struct rule_words *words;
	size_t number = 0;

	to->concept = rule_pass_concept(t, to->concept);
	to->slot = rule_pass_slot(t, to->slot);
	to->range = rule_pass_size(t, to->range, MAX_WORDS);
	to->layer = (enum rule_layer)rule_pass_size(t, to->layer,
	    RULE_LAYER_SLOT);
	if ((to->concept == NULL) == (to->slot == NULL) ||
	    (to->slot != NULL && to->range >= to->slot->pub.n_ranges)) {
		t->is_bad = true;
		return;
	}
	words = to->concept != NULL ? &to->concept->words :
	    &to->slot->range_words;
	if (t->to != NULL)
		number = (size_t)(a->word - words->item);
	number = rule_pass_size(t, number, MAX_WORDS);
	if (number >= words->n)
		t->is_bad = true;
	else
		a->word = &words->item[number];
}

/* Those of each node as they hang. */
static void
pass_accepts(struct rule_tape *t, struct rule_lexicon *lx)
{
	lx->accept = rule_pass_array(t, lx->accept, lx->n_nodes,
	    sizeof(struct rule_accept *));
	for (uint32_t node = 0; node < lx->n_nodes && !t->is_bad; node++) {
		struct rule_accept **at = &lx->accept[node];
		size_t n = 0;

		if (t->to != NULL)
			for (const struct rule_accept *a = *at; a != NULL;
			    a = a->next)
				n++;
		n = rule_pass_size(t, n, MAX_WORDS);
		for (size_t i = 0; i < n && !t->is_bad; i++) {
			if (t->to == NULL)
				*at = staaf_arena_alloc(&t->rs->ar,
				    sizeof(**at));
			if (*at == NULL) {
				t->is_bad = true;
				return;
			}
			pass_accept(t, *at);
			at = &(*at)->next;
		}
	}
}

void
rule_pass_lexicon(struct rule_tape *t)
{
	struct rule_lexicon *lx = t->to != NULL ? t->rs->lexicon :
	    staaf_arena_alloc(&t->rs->ar, sizeof(*lx));
	size_t n_nodes;

	if (lx == NULL) {
		t->is_bad = true;
		return;
	}
	lx->mask = rule_pass_size(t, lx->mask, MAX_ROOM);
	n_nodes = rule_pass_size(t, lx->n_nodes, MAX_WORDS);
	for (int i = 0; i < 2; i++) {
		lx->shortest[i] = rule_pass_size(t, lx->shortest[i], MAX_WORDS);
		lx->longest[i] = rule_pass_size(t, lx->longest[i], MAX_WORDS);
	}
	if ((lx->mask & (lx->mask + 1)) != 0 || n_nodes < 2)
		t->is_bad = true;
	if (t->is_bad)
		return;
	lx->n_nodes = (uint32_t)n_nodes;
	pass_keys(t, lx);
	pass_edges(t, lx);
	pass_accepts(t, lx);
	t->rs->lexicon = lx;
}
