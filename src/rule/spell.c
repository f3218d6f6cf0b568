/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of a question that nobody read and that are one slip from a word of
 * the vocabulary: a letter too many, too few, another, or two that changed
 * places.  Short words are left alone, and so is one that may be two.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/words.h>

#include "rule.h"

enum {
	SHORTEST = 6,  /* letters; one slip */
	LONG = 9,      /* from here two */
	LONGEST = 24,
	MOST_MENDED = 6
};

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Slips between two words (Damerau and Levenshtein), or most + 1. */
static size_t
count_slips(const char *a, size_t na, const char *b, size_t nb, size_t most)
{
	size_t row[3][LONGEST + 1];

	for (size_t j = 0; j <= nb; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t *now = row[i % 3], *last = row[(i + 2) % 3];
		const size_t *before = row[(i + 1) % 3];
		size_t smallest = now[0] = i;

		for (size_t j = 1; j <= nb; j++) {
			now[j] = least(least(last[j], now[j - 1]) + 1,
			    last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
			smallest = least(smallest, now[j]);
		}
		if (smallest > most)
			return most + 1;
	}
	return row[na % 3][nb];
}

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* The nearest word so far; is_two: another one is as near. */
struct nearest {
	const char *word;
	size_t size, slips;
	bool is_two;
};

static void
try_word(struct nearest *best, const char *typed, size_t n, const char *word,
    size_t size)
{
	size_t most = n >= LONG ? 2 : 1, slips;

	if (word[0] != typed[0] || size > LONGEST || size + most < n ||
	    size > n + most || size < SHORTEST - 1)
		return;
	slips = count_slips(typed, n, word, size, most);
	if (slips > most || slips > best->slips)
		return;
	if (slips == best->slips && best->word != NULL) {
		/* "verslag" and "verslagen" are one word here. */
		best->is_two |= memcmp(word, best->word,
		    least(size, best->size)) != 0;
		return;
	}
	*best = (struct nearest){ word, size, slips, false };
}

/* Every word in the names and other words of the vocabulary. */
static void
try_words(struct nearest *best, const char *typed, size_t n,
    const struct rule_words *words)
{
	for (size_t i = 0; i < words->n; i++) {
		const struct rule_word *w = &words->item[i];
		const char *p = w->ref.text;

		if (w->kind != RULE_NAME && w->kind != RULE_ALSO &&
		    w->kind != RULE_STEM && w->kind != RULE_PART)
			continue;
		while (*p != '\0') {
			size_t size = 0;

			while (is_letter(p[size]))
				size++;
			if (size > 0)
				try_word(best, typed, n, p, size);
			p += size > 0 ? size : 1;
		}
	}
}

static bool
find_nearest(struct nearest *best, const struct staaf_rules *rs,
    const char *typed, size_t n)
{
	*best = (struct nearest){ .slips = LONGEST };
	for (size_t i = 0; i < n; i++)
		if (!is_letter(typed[i]))
			return false;
	for (size_t i = 0; i < rs->n_concepts; i++)
		try_words(best, typed, n, &rs->concept[i]->words);
	return best->word != NULL && !best->is_two;
}

/* Is it a word that mending may be for, and is there one it is near? */
static bool
mend_word(struct nearest *best, const struct staaf_rules *rs,
    const struct staaf_word *w, bool is_read)
{
	size_t n = w->folded_size;

	if (is_read || n < SHORTEST || n > LONGEST)
		return false;
	if (find_nearest(best, rs, w->folded, n) && best->slips > 0)
		return true;
	/* A plural of a word that is there in the singular. */
	return n > SHORTEST && w->folded[n - 1] == 's' &&
	    find_nearest(best, rs, w->folded, n - 1) && best->slips > 0;
}

enum staaf_code
staaf_rules_mend(const char **out, struct staaf_mended **list, size_t *n_out,
    const struct staaf_rules *rs, const struct staaf_facts *facts,
    const char *text, size_t size, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_words words;
	struct staaf_buf mended = { 0 };
	size_t at = 0;

	*out = NULL;
	*n_out = 0;
	*list = staaf_arena_array(ar, MOST_MENDED, sizeof(**list));
	staaf_words_split(&words, text, size, ar);
	for (size_t i = 0; !ar->failed && i < words.n_words &&
	    *n_out < MOST_MENDED; i++) {
		const struct staaf_word *w = &words.word[i];
		struct nearest best;

		if (!mend_word(&best, rs, w, facts->is_read[i]))
			continue;
		staaf_buf_put(&mended, text + at, w->start - at);
		staaf_buf_put(&mended, best.word, best.size);
		at = w->end;
		(*list)[(*n_out)++] = (struct staaf_mended){
			staaf_arena_dupn(ar, text + w->start,
			    w->end - w->start),
			staaf_arena_dupn(ar, best.word, best.size) };
	}
	staaf_buf_put(&mended, text + at, size - at);
	if (*n_out > 0)
		*out = staaf_arena_dupn(ar, staaf_buf_text(&mended),
		    mended.size);
	ar->failed |= mended.failed;
	staaf_buf_clear(&mended);
	return ar->failed ? staaf_err_set(err, STAAF_NOMEM,
	    STAAF_MSG_MEM_NONE, NULL, NULL) : STAAF_OK;
}
