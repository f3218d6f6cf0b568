/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One pass through a text with the trie of lexicon.c.  Over many texts most
 * words come again, and what they led to is known.
 */
#include <string.h>

#include "rule.h"

enum {
	MIN_REST = 3,   /* letters beside a part in a compound */
	MAX_KEYS = 48,  /* of one word; a word is at most 64 bytes */
	MAX_ACTIVE = 64, /* ways on at one time through the trie */
	ROOT = 1
};

/* ------------------------------------------------------- keys of a word */

struct hits {
	size_t n;
	struct rule_hit item[MAX_KEYS];
};

static void
add_hit(struct hits *h, uint32_t key, size_t start, size_t end)
{
	if (key != RULE_NO_KEY && h->n < MAX_KEYS)
		h->item[h->n++] = (struct rule_hit){ .key = key,
			.start = (uint32_t)start, .end = (uint32_t)end };
}

/* All keys that are beginnings of text[from..], up to its end. */
static void
add_beginnings(struct hits *h, const struct rule_lexicon *lx,
    enum rule_key_sort sort, const char *text, size_t from, size_t size)
{
	uint64_t hash = rule_hash_start(sort);
	size_t least = lx->shortest[sort - RULE_KEY_BEGIN];
	size_t most = lx->longest[sort - RULE_KEY_BEGIN];

	for (size_t i = from; i < size && i - from < most; i++) {
		size_t length = i - from + 1, left = size - from - length;

		hash = rule_hash_byte(hash, text[i]);
		if (length < least ||
		    (sort == RULE_KEY_PART && left > 0 && left < MIN_REST))
			continue;
		add_hit(h, rule_find_key(lx, hash, sort, text + from, length,
		    NULL), from, i + 1);
	}
}

static void
add_parts(struct hits *h, const struct rule_lexicon *lx, const char *text,
    size_t size)
{
	size_t least = lx->shortest[1];

	if (least == 0)
		return;
	add_beginnings(h, lx, RULE_KEY_PART, text, 0, size);
	for (size_t from = MIN_REST; from + least <= size; from++)
		add_beginnings(h, lx, RULE_KEY_PART, text, from, size);
}

static uint32_t
find_text(const struct rule_lexicon *lx, enum rule_key_sort sort,
    const char *text, size_t size)
{
	uint64_t hash = rule_hash_start(sort);

	for (size_t i = 0; i < size; i++)
		hash = rule_hash_byte(hash, text[i]);
	return rule_find_key(lx, hash, sort, text, size, NULL);
}

static void
find_hits(struct hits *h, const struct staaf_rules *rs,
    const struct staaf_word *w)
{
	static const enum rule_key_sort sorts[STAAF_N_LANGS] = {
		[STAAF_EN] = RULE_KEY_STEM_EN, [STAAF_NL] = RULE_KEY_STEM_NL };
	const struct rule_lexicon *lx = rs->lexicon;

	h->n = 0;
	add_hit(h, find_text(lx, RULE_KEY_EXACT, w->folded, w->folded_size), 0,
	    w->folded_size);
	if (lx->shortest[0] > 0)
		add_beginnings(h, lx, RULE_KEY_BEGIN, w->folded, 0,
		    w->folded_size);
	add_parts(h, lx, w->folded, w->folded_size);
	for (int i = 0; i < STAAF_N_LANGS; i++) {
		size_t one = rule_singular_size((enum staaf_lang)i, w->folded,
		    w->folded_size), size;
		const char *stem = staaf_stem(rs->stemmer, (enum staaf_lang)i,
		    w->folded, one, &size);

		if (one < w->folded_size)
			add_parts(h, lx, w->folded, one);
		add_hit(h, find_text(lx, sorts[i], stem, size), 0,
		    w->folded_size);
		/* "deeltoetsen": the part ends where the ending begins. */
		if (size < w->folded_size && memcmp(stem, w->folded, size) == 0)
			add_parts(h, lx, w->folded, size);
	}
}

/* Hits, with where each leads from the root: most lead nowhere. */
static struct rule_hits
look_ahead(struct hits *h, const struct rule_lexicon *lx)
{
	struct rule_hits out = { .n = h->n, .item = h->item };

	for (size_t i = 0; i < h->n; i++) {
		h->item[i].first = rule_follow_edge(lx, ROOT, h->item[i].key,
		    NULL);
		out.begins |= h->item[i].first != 0;
	}
	return out;
}

/* As many as there are, in the arena. */
static struct rule_hits
keep_hits(const struct rule_hits *h, struct staaf_arena *ar)
{
	struct rule_hit *item = h->n == 0 ? NULL :
	    staaf_arena_array(ar, h->n, sizeof(*item));

	if (item == NULL)
		return (struct rule_hits){ 0 };
	memcpy(item, h->item, h->n * sizeof(*item));
	return (struct rule_hits){ .n = h->n, .begins = h->begins,
		.item = item };
}

static struct rule_hits
hits_of(const struct staaf_rules *rs, const struct staaf_word *w,
    struct staaf_arena *ar)
{
	const struct rule_hits *known = NULL;
	struct rule_hits fresh;
	struct hits h;
	size_t at = 0;

	if (rs->known != NULL && (known = rule_known_find(rs->known,
	    w->folded, w->folded_size, &at)) != NULL)
		return *known;
	find_hits(&h, rs, w);
	fresh = look_ahead(&h, rs->lexicon);
	if (rs->known != NULL && (known = rule_known_add(rs->known, at,
	    w->folded, w->folded_size, &fresh)) != NULL)
		return *known;
	return keep_hits(&fresh, ar);
}

/* ------------------------------------------------------ ways to go on */

/* A way through the trie that has come to a word. */
struct way {
	uint32_t node;
	size_t start; /* in the first word */
};

static void
add_found(struct rule_finds *out, const struct rule_lexicon *lx,
    uint32_t node, struct rule_found place, struct staaf_arena *ar)
{
	for (const struct rule_accept *a = lx->accept[node]; a != NULL;
	    a = a->next) {
		struct rule_found *more = staaf_arena_grow(ar, out->item,
		    out->n, &out->room, sizeof(*more));

		if (more == NULL)
			return;
		out->item = more;
		place.target = a->target;
		place.word = a->word;
		more[out->n++] = place;
	}
}

/* Where a piece of a folded word stands in the text. */
static size_t
place_in(const struct staaf_word *w, size_t at, bool is_end)
{
	if (w->end - w->start == w->folded_size)
		return w->start + at;
	return is_end ? w->end : w->start; /* folding changed its length */
}

/* Go on from one word with every way; returns how many are left. */
static size_t
step_ways(struct rule_finds *out, const struct rule_lexicon *lx,
    const struct staaf_words *words, size_t first, size_t now,
    const struct rule_hits *h, struct way *way, size_t n,
    struct staaf_arena *ar)
{
	const struct staaf_word *w = &words->word[now];
	struct way next[MAX_ACTIVE];
	size_t n_next = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < h->n && n_next < MAX_ACTIVE; k++) {
			uint32_t to = way[i].node == ROOT ? h->item[k].first :
			    rule_follow_edge(lx, way[i].node, h->item[k].key,
			    NULL);
			struct rule_found place = { 0 };

			if (to == 0)
				continue;
			place.start = now == first ?
			    place_in(w, h->item[k].start, false) :
			    way[i].start;
			next[n_next++] = (struct way){ .node = to,
				.start = place.start };
			place.end = place_in(w, h->item[k].end, true);
			place.word_start = words->word[first].start;
			place.word_end = w->end;
			add_found(out, lx, to, place, ar);
		}
	for (size_t i = 0; i < n_next; i++)
		way[i] = next[i];
	return n_next;
}

void
rule_match_words(struct rule_finds *out, const struct staaf_rules *rs,
    const struct staaf_words *words, struct staaf_arena *ar)
{
	struct rule_hits *hits = staaf_arena_array(ar, words->n_words,
	    sizeof(*hits));

	if (hits == NULL)
		return;
	if (rs->known != NULL)
		rule_known_turn(rs->known);
	for (size_t i = 0; i < words->n_words; i++)
		hits[i] = hits_of(rs, &words->word[i], ar);
	for (size_t i = 0; i < words->n_words && !ar->failed; i++) {
		struct way way[MAX_ACTIVE];
		size_t n = 1;

		if (!hits[i].begins)
			continue;
		way[0] = (struct way){ .node = ROOT };
		for (size_t j = i; j < words->n_words && n > 0; j++)
			n = step_ways(out, rs->lexicon, words, i, j, &hits[j],
			    way, n, ar);
	}
}

