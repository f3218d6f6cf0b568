/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The piece of text round the first word that was asked for: plain text, cut
 * at words, with an ellipsis where it was cut.  Made here and not by FTS5,
 * whose snippet() is slow and knows the marks of our index.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/utf8.h>

#include "store.h"

enum {
	MOST_BYTES = 200,  /* of a snippet, ellipses left out */
	LEAD_BYTES = 60,   /* of them before the word found */
	SCAN_BYTES = 32768 /* of a text looked at: the rest is far away */
};

static const char ellipsis[] = "\xe2\x80\xa6";

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
store_sort_needles(struct store_needles *needles)
{
	if (needles->n_tokens > 0)
		qsort(needles->token, needles->n_tokens,
		    sizeof(*needles->token), by_bytes);
}

static bool
is_needle(const struct store_needles *needles, const char *token)
{
	return needles->n_tokens > 0 && bsearch(&token, needles->token,
	    needles->n_tokens, sizeof(*needles->token), by_bytes) != NULL;
}

/* The first word with a stem among the needles; n_words when none. */
static size_t
find_word(const struct staaf_words *words,
    const struct store_needles *needles, struct staaf_stemmer *stemmer)
{
	char stem[STORE_TOKEN_SIZE];
	size_t i;

	for (i = 0; i < words->n_words; i++)
		for (int lang = 0; lang < STAAF_N_LANGS; lang++) {
			(void)store_stem(stem, stemmer, (enum staaf_lang)lang,
			    &words->word[i]);
			if (is_needle(needles, stem))
				return i;
		}
	return i;
}

/* Where the piece starts: at a word, not far before `from`. */
static size_t
piece_start(const struct staaf_words *words, size_t from)
{
	if (from == 0)
		return 0;
	for (size_t i = 0; i < words->n_words; i++)
		if (words->word[i].start >= from)
			return words->word[i].start;
	return 0;
}

/* Where it ends: after the last whole word that fits, at least one. */
static size_t
piece_end(const struct staaf_words *words, const char *text, size_t size,
    size_t start)
{
	size_t end = 0;

	if (size - start <= MOST_BYTES)
		return size;
	for (size_t i = 0; i < words->n_words &&
	    words->word[i].end <= start + MOST_BYTES; i++)
		end = words->word[i].end;
	if (end <= start)
		end = start + staaf_utf8_cut(text + start, size - start,
		    MOST_BYTES);
	return end;
}

static const char *
cut_piece(const struct staaf_words *words, const char *text, size_t size,
    size_t at, struct staaf_arena *ar)
{
	size_t start, end, from = at > LEAD_BYTES ? at - LEAD_BYTES : 0;

	if (size <= MOST_BYTES)
		from = 0;
	else if (from > size - MOST_BYTES)
		from = size - MOST_BYTES; /* near the end: more before it */
	start = piece_start(words, from);
	if (start > at)
		start = at;
	end = piece_end(words, text, size, start);
	return staaf_arena_printf(ar, "%s%.*s%s", start > 0 ? ellipsis : "",
	    (int)(end - start), text + start, end < size ? ellipsis : "");
}

const char *
store_snippet(const struct store_needles *needles, const char *const *text,
    size_t n_texts, struct staaf_stemmer *stemmer, struct staaf_arena *ar)
{
	struct staaf_arena scratch = { 0 };
	struct staaf_words words = { 0 }, first_words = { 0 };
	const char *first = NULL, *snippet = NULL;
	size_t size, at;

	for (size_t i = 0; i < n_texts && snippet == NULL; i++) {
		size = strlen(text[i]);
		if (size == 0)
			continue;
		staaf_words_split(&words, text[i], staaf_utf8_cut(text[i],
		    size, SCAN_BYTES), &scratch);
		if (first == NULL) {
			first = text[i];
			first_words = words;
		}
		at = find_word(&words, needles, stemmer);
		if (at < words.n_words)
			snippet = cut_piece(&words, text[i], size,
			    words.word[at].start, ar);
	}
	if (snippet == NULL)
		snippet = first == NULL ? "" : cut_piece(&first_words, first,
		    strlen(first), 0, ar);
	if (scratch.failed)
		ar->failed = true;
	staaf_arena_clear(&scratch);
	return snippet;
}
