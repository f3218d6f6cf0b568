/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that name a design, with the class of the grading (S1) they allow on
 * their own: nothing is known of attrition or baselines, so the class is the
 * one the grading gives when that is not told.
 */
#include <string.h>

#include "extract.h"

enum {
	LOOK_BACK = 48, /* bytes before the words in which "no" denies them */
	LOOK_ON = 60    /* and after them, for "are needed" */
};

struct design_word {
	const char *word; /* what follows must part, unless is_stem */
	int design;
	bool is_stem;
};

static const struct design_word design_words[] = {
	{ "meta analy", 2, true },
	{ "metaanaly", 2, true },
	{ "systematic review", 2, true },
	{ "systematic literature review", 2, true },
	{ "systematische review", 2, true },
	{ "systematische literatuurstudie", 2, false },
	{ "scoping review", 1, true },
	{ "randomised controlled", 4, false },
	{ "randomized controlled", 4, false },
	{ "randomised trial", 4, true },
	{ "randomized trial", 4, true },
	{ "randomised experiment", 4, true },
	{ "randomized experiment", 4, true },
	{ "randomised field", 4, false },
	{ "randomized field", 4, false },
	{ "randomly assigned", 4, false },
	{ "cluster randomi", 4, true },
	{ "gerandomiseerd", 4, true },
	{ "quasi experiment", 2, true },
	{ "pre post", 1, false },
	{ "pretest posttest", 1, false },
	{ "pre test post test", 1, false },
	{ "voor en nameting", 1, true },
	{ "voor- en nameting", 1, true },
	{ "voormeting en nameting", 1, false },
	{ "cross sectional", 1, false },
	{ "vragenlijstonderzoek", 1, false },
	{ "qualitative study", 0, false },
	{ "qualitative research", 0, false },
	{ "qualitative interview", 0, true },
	{ "kwalitatief onderzoek", 0, false },
	{ "kwalitatieve studie", 0, false },
	{ "semi structured interview", 0, true },
	{ "semigestructureerde interviews", 0, false },
	{ "interviews with", 0, false },
	{ "interviews met", 0, false },
	{ "case study", 0, false },
	{ "casestudy", 0, true },
	{ "opinion paper", 0, false },
	{ "opinion piece", 0, false },
	{ "opiniestuk", 0, false },
	{ "review", EXTRACT_ANY_REVIEW, true },
	{ "synthesis", EXTRACT_ANY_REVIEW, false },
	{ "overzichtsstudie", EXTRACT_ANY_REVIEW, true },
};

size_t
extract_design(int *design, const char *text, size_t size, size_t at)
{
	for (size_t i = 0; i < sizeof(design_words) / sizeof(*design_words);
	    i++) {
		const struct design_word *w = &design_words[i];
		size_t n;

		if ((text[at] | 0x20) != w->word[0] || at + 1 >= size ||
		    (text[at + 1] | 0x20) != w->word[1] ||
		    (n = extract_match(text, size, at, w->word)) == 0)
			continue;
		if (!w->is_stem && at + n < size &&
		    extract_is_wordy(text[at + n]))
			continue;
		while (w->is_stem && at + n < size &&
		    extract_is_wordy(text[at + n]))
			n++;
		*design = w->design;
		return n;
	}
	return 0;
}

/* One of the words stands whole between from and to. */
static bool
has_word(const char *text, size_t from, size_t to, const char *const *words)
{
	for (size_t at = from; at < to; at++) {
		if (at > from && extract_is_wordy(text[at - 1]))
			continue;
		for (size_t i = 0; words[i] != NULL; i++) {
			size_t n = extract_match(text, to, at, words[i]);

			if (n > 0 && (at + n >= to ||
			    !extract_is_wordy(text[at + n])))
				return true;
		}
	}
	return false;
}

bool
extract_design_holds(const char *text, size_t start, size_t stop, size_t at,
    size_t end)
{
	static const char *const before[] = { "no", "not", "without",
		"future", "never", "lack", "lacks", "need", "needs", "needed",
		"should", "planned", "previous", "prior", "earlier", "past",
		"cannot", "nor", "neither", "non", "protocol", "will",
		"unlike", "other", "didn't", "geen", "niet", "zonder",
		"toekomstig", "toekomstige", "eerdere", "eerder", "vervolg",
		"zal", "zullen", "nodig", "protocol", "few", "instead",
		"rather", "weinig", NULL };
	static const char *const after[] = { "needed", "required",
		"warranted", "protocol", "nodig", "planned", "called for",
		"will", "lacking", "missing", "ontbreken", "ontbreekt",
		"gewenst", NULL };
	size_t from = at - start > LOOK_BACK ? at - LOOK_BACK : start;
	size_t to = stop - end > LOOK_ON ? end + LOOK_ON : stop;

	/* Begin at a whole word. */
	while (from > start && from < at && extract_is_wordy(text[from - 1]))
		from++;
	return !has_word(text, from, at, before) &&
	    !has_word(text, end, to, after);
}
