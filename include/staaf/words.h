/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of a text, folded, with their place in it, and their stems. */
#ifndef STAAF_WORDS_H
#define STAAF_WORDS_H

#include <staaf/mem.h>
#include <staaf/text.h>

struct staaf_word {
	const char *folded;   /* lower case, no diacritics; NUL-terminated */
	size_t folded_size;
	size_t start, end;    /* bytes in the text that was split */
};

struct staaf_words {
	struct staaf_word *word;
	size_t n_words;
};

/*
 * Split text into words: runs of letters, digits and marks; an apostrophe
 * or full stop between two letters or digits holds ("what's", "5.8", also
 * "5,8" between digits); a hyphen parts.  Words over 64 bytes folded are
 * cut.  The result lives in ar; check ar->failed.
 */
void staaf_words_split(struct staaf_words *out, const char *text, size_t size,
    struct staaf_arena *ar);

/*
 * Dutch or English by its function words; false (and *out as it was) when
 * neither has more.
 */
bool staaf_lang_guess(enum staaf_lang *out, const struct staaf_words *words);

struct staaf_stemmer;

/*
 * Snowball stemmers of both languages; NULL when memory ran out.  One that
 * remembers has the stems of words that it met lately: for many texts.
 */
struct staaf_stemmer *staaf_stemmer_new(bool remembers);
void staaf_stemmer_free(struct staaf_stemmer *st);
/* Stem of a folded word; borrowed until the next call of this stemmer. */
const char *staaf_stem(struct staaf_stemmer *st, enum staaf_lang lang,
    const char *folded, size_t size, size_t *stem_size);

#endif
