/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of a question that nobody read and that are one slip from a word of
 * the vocabulary: a letter too many, too few, another, or two that changed
 * places.  Short words are left alone, and so is one that may be two.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/words.h>

#include "rule.h"

enum {
	SHORTEST = 6,  /* letters; one slip */
	LONG = 9,      /* from here two */
	LONGEST = 24, LONGEST_NAME = 64,
	MOST_MENDED = 6
};

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
rule_count_slips(const char *a, size_t na, const char *b, size_t nb,
    size_t most)
{
	size_t row[3][LONGEST_NAME + 1];

	if (na > LONGEST_NAME || nb > LONGEST_NAME)
		return most + 1;
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

/* A word that was typed, and the nearest so far; is_two: another is as near. */
struct slip {
	const char *typed;
	size_t n;            /* bytes of it that are compared */
	size_t at;           /* which word of the text */
	const char *word;
	size_t size, slips;
	bool is_two;
};

static void
try_word(struct slip *s, const char *word, size_t size)
{
	size_t most = s->n >= LONG ? 2 : 1, slips;

	if (word[0] != s->typed[0] || size > LONGEST || size + most < s->n ||
	    size > s->n + most || size < SHORTEST - 1)
		return;
	slips = rule_count_slips(s->typed, s->n, word, size, most);
	if (slips > most || slips > s->slips)
		return;
	if (slips == s->slips && s->word != NULL) {
		/* "verslag" and "verslagen" are one word here. */
		s->is_two |= memcmp(word, s->word, least(size, s->size)) != 0;
		return;
	}
	s->word = word;
	s->size = size;
	s->slips = slips;
	s->is_two = false;
}

/* Every word in the names and other words of a concept. */
static void
try_words(struct slip *list, size_t n, const bool is_first[UCHAR_MAX + 1],
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

			if (!is_first[(unsigned char)*p]) {
				p += strcspn(p, " -'");
				p += *p != '\0';
				continue;
			}
			while (is_letter(p[size]))
				size++;
			for (size_t k = 0; size >= SHORTEST - 1 && k < n; k++)
				try_word(&list[k], p, size);
			p += size > 0 ? size : 1;
		}
	}
}

static bool
is_word(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_letter(text[i]))
			return false;
	return true;
}

/* Words that mending may be for; a plural also without its s. */
static size_t
list_slips(struct slip list[2 * MOST_MENDED], const struct staaf_words *words,
    const bool *is_read)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n_words && n + 2 <= 2 * MOST_MENDED;
	    i++) {
		const struct staaf_word *w = &words->word[i];
		size_t size = w->folded_size;

		if (is_read[i] || size < SHORTEST || size > LONGEST ||
		    !is_word(w->folded, size))
			continue;
		list[n] = (struct slip){ .typed = w->folded, .n = size,
			.at = i, .slips = LONGEST };
		n++;
		if (size <= SHORTEST || w->folded[size - 1] != 's')
			continue;
		list[n] = list[n - 1];
		list[n].n = size - 1;
		n++;
	}
	return n;
}

static bool
is_mended(const struct slip *s)
{
	return s->word != NULL && !s->is_two && s->slips > 0;
}

enum staaf_code
staaf_rules_mend(const char **out, struct staaf_mended **list, size_t *n_out,
    const struct staaf_rules *rs, const struct staaf_facts *facts,
    const char *text, size_t size, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_words words;
	struct staaf_buf mended = { 0 };
	struct slip slip[2 * MOST_MENDED];
	bool is_first[UCHAR_MAX + 1] = { false };
	size_t at = 0, n = 0;

	*out = NULL;
	*n_out = 0;
	*list = staaf_arena_array(ar, MOST_MENDED, sizeof(**list));
	staaf_words_split(&words, text, size, ar);
	if (!ar->failed)
		n = list_slips(slip, &words, facts->is_read);
	for (size_t i = 0; i < n; i++)
		is_first[(unsigned char)*slip[i].typed] = true;
	for (size_t i = 0; n > 0 && i < rs->n_concepts; i++)
		try_words(slip, n, is_first, &rs->concept[i]->words);
	for (size_t i = 0; i < n && *n_out < MOST_MENDED; i++) {
		const struct staaf_word *w = &words.word[slip[i].at];

		if (!is_mended(&slip[i]) || w->start < at)
			continue; /* or it was, with its s */
		staaf_buf_put(&mended, text + at, w->start - at);
		staaf_buf_put(&mended, slip[i].word, slip[i].size);
		at = w->end;
		(*list)[(*n_out)++] = (struct staaf_mended){
			staaf_arena_dupn(ar, text + w->start,
			    w->end - w->start),
			staaf_arena_dupn(ar, slip[i].word, slip[i].size) };
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
