/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A word to its token in the index: cut, stemmed, NUL-terminated. */
#include <string.h>

#include "store.h"

size_t
store_stem(char out[STORE_TOKEN_SIZE], struct staaf_stemmer *stemmer,
    enum staaf_lang lang, const struct staaf_word *w)
{
	size_t size;
	const char *stem = staaf_stem(stemmer, lang, w->folded,
	    w->folded_size, &size);

	if (size >= STORE_TOKEN_SIZE)
		size = STORE_TOKEN_SIZE - 1;
	memcpy(out, stem, size);
	out[size] = '\0';
	return size;
}
