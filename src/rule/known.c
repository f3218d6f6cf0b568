/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What words led to, for many texts: of 3.4 million words in 18,600 abstracts
 * a hundred thousand differ, and stemming each in two languages and trying
 * its parts is most of the work of finding concepts.  Bounded: when the table
 * is three quarters full all is forgotten, between two texts.
 */
#include <string.h>

#include <staaf/hash.h>

#include "rule.h"

enum {
	ROOM = 1 << 17,         /* a power of two; 4 MB of slots */
	FULL = ROOM / 4 * 3,
	/* Turned earlier, so that the words of the next text still fit. */
	NEARLY_FULL = ROOM / 4 * 2
};

struct known_word {
	const char *word; /* NULL: free */
	uint32_t size, mark;
	struct rule_hits hits;
};

struct rule_known {
	struct staaf_arena ar;
	struct known_word *slot;
	size_t n;
};

struct rule_known *
rule_known_new(void)
{
	struct rule_known *known = staaf_mem_alloc(sizeof(*known));

	if (known == NULL)
		return NULL;
	known->slot = staaf_mem_alloc(ROOM * sizeof(*known->slot));
	if (known->slot == NULL) {
		rule_known_free(known);
		return NULL;
	}
	return known;
}

void
rule_known_free(struct rule_known *known)
{
	if (known == NULL)
		return;
	staaf_arena_clear(&known->ar);
	staaf_mem_free(known->slot);
	staaf_mem_free(known);
}

void
rule_known_turn(struct rule_known *known)
{
	if (known->n < NEARLY_FULL)
		return;
	memset(known->slot, 0, ROOM * sizeof(*known->slot));
	staaf_arena_clear(&known->ar);
	known->n = 0;
}

const struct rule_hits *
rule_known_find(const struct rule_known *known, const char *word,
    size_t size, size_t *at)
{
	uint64_t mark = staaf_mark(STAAF_MARK_START, word, size);
	size_t i = (size_t)(mark ^ mark >> 32) & (ROOM - 1);

	for (; known->slot[i].word != NULL; i = (i + 1) & (ROOM - 1)) {
		const struct known_word *k = &known->slot[i];

		if (k->mark == (uint32_t)mark && k->size == size &&
		    memcmp(k->word, word, size) == 0)
			return &k->hits;
	}
	*at = i;
	return NULL;
}

const struct rule_hits *
rule_known_add(struct rule_known *known, size_t at, const char *word,
    size_t size, const struct rule_hits *hits)
{
	struct known_word *k = &known->slot[at];
	const char *copy;
	struct rule_hit *item = NULL;

	if (known->n >= FULL)
		return NULL;
	copy = staaf_arena_dupn(&known->ar, word, size);
	if (hits->n > 0)
		item = staaf_arena_array(&known->ar, hits->n, sizeof(*item));
	if (known->ar.failed) { /* then without: the caller finds it anew */
		known->ar.failed = false;
		return NULL;
	}
	if (hits->n > 0)
		memcpy(item, hits->item, hits->n * sizeof(*item));
	*k = (struct known_word){ .word = copy, .size = (uint32_t)size,
		.mark = (uint32_t)staaf_mark(STAAF_MARK_START, word, size),
		.hits = { .n = hits->n, .begins = hits->begins,
			.item = item } };
	known->n++;
	return &k->hits;
}
