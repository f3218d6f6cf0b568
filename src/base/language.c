/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dutch or English, by counting function words that the other language does
 * not have.  Enough for a question or a summary; other languages look like
 * neither.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/words.h>

/* In byte order, for bsearch. */
static const char *const dutch[] = {
	"aan", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "door",
	"een", "en", "er", "ff", "geen", "haar", "hebben", "heeft", "helpen",
	"helpt", "het", "hij", "hoe", "ik", "je", "kan", "maar", "mee",
	"meer", "met", "mijn", "naar", "niet", "om", "omdat", "onder", "ons",
	"onze", "ook", "op", "sinds", "tegen", "terwijl", "tijdens", "tot",
	"tussen", "uit", "van", "volgens", "voor", "waarom", "wat", "welke",
	"werken", "werkt", "worden", "wordt", "zich", "zijn", "zoals",
	"zonder"
};
static const char *const english[] = {
	"about", "after", "all", "and", "are", "as", "at", "between", "by",
	"can", "could", "did", "do", "does", "during", "for", "from", "have",
	"how", "if", "into", "it", "known", "my", "not", "on", "our",
	"should", "such", "than", "that", "the", "their", "them", "then",
	"there", "these", "they", "this", "to", "were", "what", "when",
	"which", "while", "who", "why", "will", "with", "without", "works",
	"would", "you", "your"
};

static int
compare(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

static bool
is_in(const char *word, const char *const *list, size_t n)
{
	return bsearch(word, list, n, sizeof(*list), compare) != NULL;
}

bool
staaf_lang_guess(enum staaf_lang *out, const struct staaf_words *words)
{
	size_t n_dutch = 0, n_english = 0;

	for (size_t i = 0; i < words->n_words; i++) {
		const char *word = words->word[i].folded;

		n_dutch += is_in(word, dutch, sizeof(dutch) / sizeof(*dutch));
		n_english += is_in(word, english,
		    sizeof(english) / sizeof(*english));
	}
	if (n_dutch == n_english)
		return false;
	*out = n_dutch > n_english ? STAAF_NL : STAAF_EN;
	return true;
}
