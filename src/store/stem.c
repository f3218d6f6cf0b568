/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words to the tokens of the index.  Snowball's Dutch stemmer leaves
 * "toetsen" at "toets" and "toets" at "toet", and so parts lessen from les,
 * klassen from klas, cursussen from cursus; stemming on until nothing
 * changes brings them together.
 */
#include <string.h>

#include "store.h"

enum { MAX_ROUNDS = 4 }; /* three is the most seen */

size_t
store_stem(char out[STORE_TOKEN_SIZE], struct staaf_stemmer *stemmer,
    enum staaf_lang lang, const struct staaf_word *w)
{
	size_t size = w->folded_size < STORE_TOKEN_SIZE ? w->folded_size :
	    STORE_TOKEN_SIZE - 1;

	memcpy(out, w->folded, size);
	for (int round = 0; round < MAX_ROUNDS; round++) {
		size_t shorter;
		const char *stem = staaf_stem(stemmer, lang, out, size,
		    &shorter);

		if (shorter == 0 || shorter >= STORE_TOKEN_SIZE ||
		    (shorter == size && memcmp(stem, out, size) == 0))
			break;
		memcpy(out, stem, shorter);
		size = shorter;
		if (lang != STAAF_NL)
			break;
	}
	out[size] = '\0';
	return size;
}
