/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dutch or English, by counting function words that the other language does
 * not have.  Enough for a question or a summary; other languages look like
 * neither.
 */
#include <string.h>

#include <staaf/words.h>

/* In byte order. */
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

enum { LONGEST = 7 }; /* bytes of a word in the lists */

/* bsearch with the first letters compared in place: most words fail there. */
static bool
is_in(const char *word, const char *const *list, size_t n)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = (low + high) / 2;
		int order = (unsigned char)word[0] -
		    (unsigned char)list[mid][0];

		if (order == 0 && (order = strcmp(word, list[mid])) == 0)
			return true;
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

bool
staaf_lang_guess(enum staaf_lang *out, const struct staaf_words *words)
{
	size_t n_dutch = 0, n_english = 0;

	for (size_t i = 0; i < words->n_words; i++) {
		const char *word = words->word[i].folded;

		if (words->word[i].folded_size > LONGEST)
			continue;
		n_dutch += is_in(word, dutch, sizeof(dutch) / sizeof(*dutch));
		n_english += is_in(word, english,
		    sizeof(english) / sizeof(*english));
	}
	if (n_dutch == n_english)
		return false;
	*out = n_dutch > n_english ? STAAF_NL : STAAF_EN;
	return true;
}
