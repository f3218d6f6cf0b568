/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All words of the vocabulary in one trie over words; match.c goes through a
 * text with it.  Only keys that some entry uses have a number, so most words
 * of a text lead nowhere after a few look-ups in a table.
 */
#include <string.h>

#include "rule.h"

/* Entries split before their memory goes. */
enum { SCRATCH_WORDS = 32 };

/* --------------------------------------------------------------- tables */

uint64_t
rule_hash_start(enum rule_key_sort sort)
{
	return (UINT64_C(14695981039346656037) ^ (uint64_t)sort) *
	    UINT64_C(1099511628211);
}

uint64_t
rule_hash_byte(uint64_t hash, char c)
{
	return (hash ^ (unsigned char)c) * UINT64_C(1099511628211);
}

uint32_t
rule_find_key(const struct rule_lexicon *lx, uint64_t hash,
    enum rule_key_sort sort, const char *text, size_t size, size_t *free_at)
{
	size_t at = (size_t)(hash ^ hash >> 32) & lx->mask;

	for (; lx->key[at].hash != 0; at = (at + 1) & lx->mask)
		if (lx->key[at].hash == hash && lx->key[at].size == size &&
		    lx->key[at].sort == sort &&
		    memcmp(lx->key[at].text, text, size) == 0)
			return (uint32_t)at + 1;
	if (free_at != NULL)
		*free_at = at;
	return RULE_NO_KEY;
}

static uint32_t
add_key(struct staaf_rules *rs, enum rule_key_sort sort, const char *text,
    size_t size)
{
	struct rule_lexicon *lx = rs->lexicon;
	uint64_t hash = rule_hash_start(sort);
	size_t at = 0;
	uint32_t found;

	for (size_t i = 0; i < size; i++)
		hash = rule_hash_byte(hash, text[i]);
	found = rule_find_key(lx, hash, sort, text, size, &at);
	if (found != RULE_NO_KEY)
		return found;
	lx->key[at] = (struct rule_key){ hash,
		staaf_arena_dupn(&rs->ar, text, size), (uint32_t)size, sort };
	if (sort >= RULE_KEY_BEGIN) {
		int i = (int)sort - (int)RULE_KEY_BEGIN;

		if (lx->shortest[i] == 0 || size < lx->shortest[i])
			lx->shortest[i] = size;
		if (size > lx->longest[i])
			lx->longest[i] = size;
	}
	return (uint32_t)at + 1;
}

uint32_t
rule_follow_edge(const struct rule_lexicon *lx, uint32_t from, uint32_t key,
    size_t *free_at)
{
	size_t at = ((size_t)from * 0x9e3779b1u ^ (size_t)key * 0x85ebca6bu) &
	    lx->mask;

	for (; lx->edge[at].to != 0; at = (at + 1) & lx->mask)
		if (lx->edge[at].from == from && lx->edge[at].key == key)
			return lx->edge[at].to;
	if (free_at != NULL)
		*free_at = at;
	return 0;
}

/* ------------------------------------------------------------- building */

/* Words being put into the trie, split in a scratch arena. */
struct builder {
	struct staaf_rules *rs;
	struct staaf_arena scratch;
	size_t n_words; /* at most, over all entries */
};

enum { MAX_STEMS = 32 }; /* words of one entry */

struct stem {
	const char *text;
	size_t size;
};

static enum rule_layer
layer_of(const struct rule_concept *c)
{
	if (c->pub.kind == STAAF_QUESTION)
		return RULE_LAYER_QUESTION;
	return c->pub.kind == STAAF_SCOPE ? RULE_LAYER_SCOPE :
	    RULE_LAYER_WORLD;
}

/* Call back for every word that is no pattern. */
static void
each_word(struct builder *b, const struct rule_words *words,
    struct rule_target target, void (*take)(struct builder *b,
    const struct rule_word *w, const struct rule_target *target))
{
	for (size_t i = 0; i < words->n && !b->rs->ar.failed; i++) {
		const struct rule_word *w = &words->item[i];

		target.range = w->range;
		if (w->kind != RULE_PATTERN)
			take(b, w, &target);
	}
}

static void
each_entry(struct builder *b, void (*take)(struct builder *b,
    const struct rule_word *w, const struct rule_target *target))
{
	const struct staaf_rules *rs = b->rs;

	for (size_t i = 0; i < rs->n_concepts; i++) {
		const struct rule_concept *c = rs->concept[i];

		each_word(b, &c->words, (struct rule_target){
		    .concept = c, .layer = layer_of(c) }, take);
	}
	for (size_t i = 0; i < rs->n_slots; i++)
		each_word(b, &rs->slot[i]->range_words, (struct rule_target){
		    .slot = rs->slot[i], .layer = RULE_LAYER_SLOT }, take);
}

/* Letters and digits of ASCII make words with each other; more is less. */
static void
count_words(struct builder *b, const struct rule_word *w,
    const struct rule_target *target)
{
	(void)target;
	b->n_words++;
	for (const char *p = w->ref.text; *p != '\0'; p++)
		b->n_words += !(*p >= 'a' && *p <= 'z') &&
		    !(*p >= '0' && *p <= '9');
}

size_t
rule_singular_size(enum staaf_lang lang, const char *folded, size_t size)
{
	if (lang == STAAF_NL && size > 4 &&
	    memcmp(folded + size - 3, "jes", 3) == 0)
		return size - 1;
	return size;
}

static uint32_t
key_of(struct staaf_rules *rs, const struct rule_word *word,
    const struct stem *stem)
{
	switch (word->kind) {
	case RULE_TYPO:
		return add_key(rs, RULE_KEY_EXACT, stem->text, stem->size);
	case RULE_STEM:
		return add_key(rs, RULE_KEY_BEGIN, stem->text, stem->size);
	case RULE_PART:
		return add_key(rs, RULE_KEY_PART, stem->text, stem->size);
	default:
		return add_key(rs, word->lang == STAAF_NL ? RULE_KEY_STEM_NL :
		    RULE_KEY_STEM_EN, stem->text, stem->size);
	}
}

/* What the words of an entry are matched by: themselves, or their stems. */
static size_t
make_stems(struct builder *b, const struct rule_word *word,
    struct stem stem[MAX_STEMS])
{
	bool is_exact = word->kind == RULE_TYPO || word->kind == RULE_STEM ||
	    word->kind == RULE_PART;
	struct staaf_words words;
	size_t n;

	staaf_words_split(&words, word->ref.text, strlen(word->ref.text),
	    &b->scratch);
	n = words.n_words < MAX_STEMS ? words.n_words : MAX_STEMS;
	for (size_t i = 0; i < n; i++) {
		const struct staaf_word *w = &words.word[i];
		size_t size = rule_singular_size(word->lang, w->folded,
		    w->folded_size);
		const char *text = w->folded;

		if (is_exact)
			size = w->folded_size;
		else
			text = staaf_stem(b->rs->stemmer, word->lang,
			    w->folded, size, &size);
		stem[i] = (struct stem){
			staaf_arena_dupn(&b->scratch, text, size), size };
	}
	if (b->scratch.failed)
		b->rs->ar.failed = true;
	return n;
}

static void
add_word(struct builder *b, const struct rule_word *word,
    const struct rule_target *target)
{
	struct staaf_rules *rs = b->rs;
	struct rule_lexicon *lx = rs->lexicon;
	struct stem stem[MAX_STEMS];
	struct rule_accept *a;
	uint32_t node = 1;
	size_t n = make_stems(b, word, stem);

	if (n == 0 || rs->ar.failed)
		return;
	for (size_t i = 0; i < n; i++) {
		uint32_t key = key_of(rs, word, &stem[i]);
		size_t at = 0;
		uint32_t to = rule_follow_edge(lx, node, key, &at);

		if (to == 0) {
			to = lx->n_nodes++;
			lx->edge[at] = (struct rule_edge){ node, key, to };
		}
		node = to;
	}
	if ((a = staaf_arena_alloc(&rs->ar, sizeof(*a))) == NULL)
		return;
	a->target = *target;
	a->word = word;
	a->next = lx->accept[node];
	lx->accept[node] = a;
	if (++b->n_words % SCRATCH_WORDS == 0)
		staaf_arena_clear(&b->scratch);
}

enum staaf_code
rule_lexicon_build(struct staaf_rules *rs, struct staaf_err *err)
{
	struct rule_lexicon *lx = staaf_arena_alloc(&rs->ar, sizeof(*lx));
	struct builder b = { .rs = rs };
	size_t room = 64;

	if (lx == NULL)
		goto done;
	each_entry(&b, count_words);
	while (room < b.n_words * 3 / 2 + 2)
		room *= 2;
	lx->mask = room - 1;
	lx->key = staaf_arena_array(&rs->ar, room, sizeof(*lx->key));
	lx->edge = staaf_arena_array(&rs->ar, room, sizeof(*lx->edge));
	lx->n_nodes = 2; /* 0 is none, 1 the root */
	lx->accept = staaf_arena_array(&rs->ar, b.n_words + 2,
	    sizeof(struct rule_accept *));
	if (rs->ar.failed)
		goto done;
	rs->lexicon = lx;
	each_entry(&b, add_word);
done:
	staaf_arena_clear(&b.scratch);
	if (rs->ar.failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	return STAAF_OK;
}

void
rule_lexicon_each_double(const struct staaf_rules *rs,
    void (*each)(const struct rule_accept *a, const struct rule_accept *b,
    void *arg), void *arg)
{
	const struct rule_lexicon *lx = rs->lexicon;

	for (uint32_t i = 0; lx != NULL && i < lx->n_nodes; i++)
		for (const struct rule_accept *a = lx->accept[i]; a != NULL;
		    a = a->next)
			for (const struct rule_accept *b = a->next; b != NULL;
			    b = b->next)
				if (a->target.layer == b->target.layer &&
				    a->target.concept != b->target.concept)
					each(a, b, arg);
}
