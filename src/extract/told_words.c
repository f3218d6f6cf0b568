/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a claim: how it was found out, what is told of the study, and
 * what kind of claim it is.  A word that is denied ("without a control
 * group") tells its matter all the same: there is nothing left to ask.
 */
#include <string.h>

#include <staaf/utf8.h>

#include "extract.h"

struct told_word {
	const char *word;
	int design;     /* STAAF_NONE: names none */
	unsigned tells; /* enum staaf_tells */
	unsigned cues;  /* enum staaf_cue */
};

enum {
	NONE = STAAF_NONE,
	LOTS = STAAF_TELLS_LOTS | STAAF_TELLS_COMPARISON,
	BOTH = STAAF_TELLS_COMPARISON,
	PRE = STAAF_TELLS_PRETEST,
	TEST = STAAF_TELLS_TEST,
	WHO = STAAF_TELLS_WHO,
	LONG = STAAF_TELLS_DURATION,
	PLACE = STAAF_TELLS_SOURCE,
	LOSS = STAAF_TELLS_LOSS,
	LESS = STAAF_CUE_LESS,
	NEAR = 48 /* bytes from "our" to what is ours */
};

/* "*x" is any word that begins so; classes as S1 gives them for words. */
static const struct told_word words[] = {
	{ "*randomis", 4, LOTS, 0 }, { "*randomiz", 4, LOTS, 0 },
	{ "*gerandomiseer", 4, LOTS, 0 }, { "randomly", 4, LOTS, 0 },
	{ "at random", 4, LOTS, 0 }, { "rct", 4, LOTS, 0 },
	{ "rcts", 4, LOTS, 0 }, { "geloot", 4, LOTS, 0 },
	{ "loting", 4, LOTS, 0 }, { "by lot", 4, LOTS, 0 },
	{ "lottery", 4, LOTS, 0 }, { "*willekeurig", 4, LOTS, 0 },
	{ "*controlegroep", 2, BOTH, 0 }, { "control group", 2, BOTH, 0 },
	{ "control groups", 2, BOTH, 0 }, { "*controleklas", 2, BOTH, 0 },
	{ "control class", 2, BOTH, 0 }, { "control condition", 2, BOTH, 0 },
	{ "*vergelijkingsgroep", 2, BOTH, 0 },
	{ "comparison group", 2, BOTH, 0 },
	{ "comparison groups", 2, BOTH, 0 }, { "controls", 2, BOTH, 0 },
	{ "parallelklas", 2, BOTH, 0 }, { "parallelgroep", 2, BOTH, 0 },
	{ "*quasi experiment", 2, BOTH, 0 },
	{ "compared with students", 2, BOTH, 0 },
	{ "compared to students", 2, BOTH, 0 },
	{ "vergeleken met studenten", 2, BOTH, 0 },
	{ "than students", 2, BOTH, 0 }, { "than those", 2, BOTH, 0 },
	{ "than peers", 2, BOTH, 0 }, { "than non users", 2, BOTH, 0 },
	{ "than learners", 2, BOTH, 0 }, { "than classes", 2, BOTH, 0 },
	{ "dan studenten", 2, BOTH, 0 }, { "dan leerlingen", 2, BOTH, 0 },
	{ "dan niet gebruikers", 2, BOTH, 0 }, { "dan de groep", 2, BOTH, 0 },
	{ "dan klassen", 2, BOTH, 0 }, { "non users", 2, BOTH, 0 },
	{ "*voormeting", 1, PRE, 0 }, { "*nulmeting", 1, PRE, 0 },
	{ "pretest", 1, PRE, 0 }, { "pre test", 1, PRE, 0 },
	{ "*voortoets", 1, PRE, 0 }, { "baseline", 1, PRE, 0 },
	{ "vooraf en achteraf", 1, PRE, 0 },
	{ "before and after", 1, 0, 0 }, { "voor en na", 1, 0, 0 },
	{ "after we", 1, 0, 0 }, { "after introducing", 1, 0, 0 },
	{ "after using", 1, 0, 0 }, { "after implementing", 1, 0, 0 },
	{ "since we", 1, 0, 0 }, { "since introducing", 1, 0, 0 },
	{ "nadat", 1, 0, 0 }, { "sinds de invoering", 1, 0, 0 },
	{ "sinds we", 1, 0, 0 }, { "sinds wij", 1, 0, 0 },
	{ "na invoering", 1, 0, 0 }, { "na de invoering", 1, 0, 0 },
	{ "*correlat", 1, 0, 0 }, { "*correleer", 1, 0, 0 },
	{ "*samenhang", 1, 0, 0 }, { "survey", 1, 0, 0 },
	{ "enqu\xc3\xaate", 1, 0, 0 },
	{ "interviews", 0, 0, STAAF_CUE_OPINION },
	{ "testimonial", 0, 0, STAAF_CUE_OPINION },
	{ "*ervaring", 0, 0, STAAF_CUE_OPINION },
	{ "experience", 0, 0, STAAF_CUE_OPINION },
	{ "tevreden", 0, 0, STAAF_CUE_OPINION },
	{ "satisfied", 0, 0, STAAF_CUE_OPINION },
	{ "*satisfaction", 0, 0, STAAF_CUE_OPINION },
	{ "zegt", 0, 0, STAAF_CUE_OPINION },
	{ "zeggen", 0, 0, STAAF_CUE_OPINION },
	{ "say", 0, 0, STAAF_CUE_OPINION },
	{ "says", 0, 0, STAAF_CUE_OPINION },
	{ "vinden", 0, 0, STAAF_CUE_OPINION },
	{ "vindt", 0, 0, STAAF_CUE_OPINION },
	{ "ervaart", 0, 0, STAAF_CUE_OPINION },
	{ "ervaren", 0, 0, STAAF_CUE_OPINION },
	{ "report", 0, 0, STAAF_CUE_OPINION },
	{ "*recommend", 0, 0, STAAF_CUE_OPINION },
	{ "raadt", 0, 0, STAAF_CUE_OPINION },
	{ "raden", 0, 0, STAAF_CUE_OPINION },
	{ "*beveel", 0, 0, STAAF_CUE_OPINION },
	{ "beveelt", 0, 0, STAAF_CUE_OPINION },
	{ "bevelen", 0, 0, STAAF_CUE_OPINION },
	{ "*enthousias", 0, 0, STAAF_CUE_OPINION },
	{ "feel", 0, 0, STAAF_CUE_OPINION },
	{ "believe", 0, 0, STAAF_CUE_OPINION },
	{ "*gestandaardiseerde toets", NONE, TEST, 0 },
	{ "*standardised test", NONE, TEST, 0 },
	{ "*standardized test", NONE, TEST, 0 },
	{ "onafhankelijke toets", NONE, TEST, 0 },
	{ "independent test", NONE, TEST, 0 },
	{ "national exam", NONE, TEST, 0 },
	{ "landelijke toets", NONE, TEST, 0 },
	{ "landelijk examen", NONE, TEST, 0 },
	{ "centraal examen", NONE, TEST, 0 },
	{ "onafhankelijk onderzo", NONE, WHO, 0 },
	{ "*onafhankelijke onderzo", NONE, WHO, 0 },
	{ "independent stud", NONE, WHO, 0 },
	{ "*independent research", NONE, WHO, 0 },
	{ "*independent evaluat", NONE, WHO, 0 },
	{ "university of", NONE, WHO, 0 },
	{ "universiteit van", NONE, WHO, 0 },
	{ "universiteit utrecht", NONE, WHO, 0 },
	{ "researchers at", NONE, WHO, 0 },
	{ "researchers from", NONE, WHO, 0 },
	{ "onderzoekers van", NONE, WHO, 0 },
	{ "uitgevoerd door", NONE, WHO, 0 },
	{ "conducted by", NONE, WHO, 0 }, { "carried out by", NONE, WHO, 0 },
	{ "et al", NONE, WHO | PLACE, 0 }, { "e.a.", NONE, WHO, 0 },
	{ "weeks", NONE, LONG, 0 }, { "weken", NONE, LONG, 0 },
	{ "months", NONE, LONG, 0 }, { "maanden", NONE, LONG, 0 },
	{ "semester", NONE, LONG, 0 }, { "semesters", NONE, LONG, 0 },
	{ "*schooljaar", NONE, LONG, 0 }, { "*studiejaar", NONE, LONG, 0 },
	{ "school year", NONE, LONG, 0 }, { "academic year", NONE, LONG, 0 },
	{ "one year", NONE, LONG, 0 },
	{ "\xc3\xa9\xc3\xa9n jaar", NONE, LONG, 0 },
	{ "doi", NONE, PLACE, 0 }, { "*doi.org", NONE, PLACE, 0 },
	{ "journal", NONE, PLACE, 0 }, { "*tijdschrift", NONE, PLACE, 0 },
	{ "published in", NONE, PLACE, 0 },
	{ "*gepubliceerd in", NONE, PLACE, 0 },
	{ "dropout", NONE, LOSS, LESS }, { "drop out", NONE, LOSS, LESS },
	{ "dropouts", NONE, LOSS, LESS }, { "dropped out", NONE, LOSS, LESS },
	{ "attrition", NONE, LOSS, LESS }, { "uitval", NONE, LOSS, LESS },
	{ "uitgevallen", NONE, LOSS, LESS }, { "vielen af", NONE, LOSS, 0 },
	{ "vielen uit", NONE, LOSS, 0 },
	{ "errors", NONE, 0, LESS }, { "mistakes", NONE, 0, LESS },
	{ "fouten", NONE, 0, LESS }, { "stress", NONE, 0, LESS },
	{ "anxiety", NONE, 0, LESS }, { "*angst", NONE, 0, LESS },
	{ "absence", NONE, 0, LESS }, { "*verzuim", NONE, 0, LESS },
	{ "failed", NONE, 0, LESS }, { "fail", NONE, 0, LESS },
	{ "failure", NONE, 0, LESS }, { "zakte", NONE, 0, LESS },
	{ "zakten", NONE, 0, LESS }, { "*onvoldoende", NONE, 0, LESS },
	{ "standard deviation", NONE, STAAF_TELLS_SPREAD, 0 },
	{ "*standaarddeviatie", NONE, STAAF_TELLS_SPREAD, 0 },
	{ "afgestemd op", NONE, 0, STAAF_CUE_MATCHING },
	{ "*aansluit", NONE, 0, STAAF_CUE_MATCHING },
	{ "aansluiten bij", NONE, 0, STAAF_CUE_MATCHING },
	{ "sluit aan bij", NONE, 0, STAAF_CUE_MATCHING },
	{ "past bij", NONE, 0, STAAF_CUE_MATCHING },
	{ "matched to", NONE, 0, STAAF_CUE_MATCHING },
	{ "matches their", NONE, 0, STAAF_CUE_MATCHING },
	{ "tailored to", NONE, 0, STAAF_CUE_MATCHING },
	{ "*leerstijl", NONE, 0, STAAF_CUE_MATCHING },
	{ "learning style", NONE, 0, STAAF_CUE_MATCHING },
	{ "learning styles", NONE, 0, STAAF_CUE_MATCHING },
	{ "vooral voor", NONE, 0, STAAF_CUE_WHOM },
	{ "juist voor", NONE, 0, STAAF_CUE_WHOM },
	{ "met name voor", NONE, 0, STAAF_CUE_WHOM },
	{ "vooral bij", NONE, 0, STAAF_CUE_WHOM },
	{ "especially for", NONE, 0, STAAF_CUE_WHOM },
	{ "particularly for", NONE, 0, STAAF_CUE_WHOM },
	{ "most for", NONE, 0, STAAF_CUE_WHOM },
	{ "beter dan", NONE, 0, STAAF_CUE_THAN },
	{ "better than", NONE, 0, STAAF_CUE_THAN },
	{ "meer dan", NONE, 0, STAAF_CUE_THAN },
	{ "more than", NONE, 0, STAAF_CUE_THAN },
	{ "effectiever dan", NONE, 0, STAAF_CUE_THAN },
	{ "effective than", NONE, 0, STAAF_CUE_THAN },
	{ "sneller dan", NONE, 0, STAAF_CUE_THAN },
	{ "faster than", NONE, 0, STAAF_CUE_THAN },
	{ "our", NONE, 0, STAAF_CUE_OWN }, { "onze", NONE, 0, STAAF_CUE_OWN },
	{ "ons", NONE, 0, STAAF_CUE_OWN },
	{ "used by", NONE, 0, STAAF_CUE_USE },
	{ "trusted by", NONE, 0, STAAF_CUE_USE },
	{ "loved by", NONE, 0, STAAF_CUE_USE },
	{ "gebruikt door", NONE, 0, STAAF_CUE_USE },
	{ "vertrouwd door", NONE, 0, STAAF_CUE_USE },
	{ "kozen", NONE, 0, STAAF_CUE_USE },
	{ "kiezen", NONE, 0, STAAF_CUE_USE },
	{ "more", NONE, 0, STAAF_CUE_MORE }, { "meer", NONE, 0,
	    STAAF_CUE_MORE },
	{ "*beter", NONE, 0, STAAF_CUE_MORE },
	{ "*better", NONE, 0, STAAF_CUE_MORE },
	{ "*hoger", NONE, 0, STAAF_CUE_MORE },
	{ "*higher", NONE, 0, STAAF_CUE_MORE },
	{ "*improv", NONE, 0, STAAF_CUE_MORE },
	{ "*verbeter", NONE, 0, STAAF_CUE_MORE },
	{ "*verhoog", NONE, 0, STAAF_CUE_MORE },
	{ "*increas", NONE, 0, STAAF_CUE_MORE },
	{ "*boost", NONE, 0, STAAF_CUE_MORE },
	{ "*sneller", NONE, 0, STAAF_CUE_MORE },
	{ "*faster", NONE, 0, STAAF_CUE_MORE },
	{ "helpt", NONE, 0, STAAF_CUE_MORE },
	{ "helps", NONE, 0, STAAF_CUE_MORE },
	{ "*stijg", NONE, 0, STAAF_CUE_MORE },
	{ "rose", NONE, 0, STAAF_CUE_MORE },
};

/* "more than 500 schools" counts, and compares nothing. */
static bool
is_of_number(const char *text, size_t size, size_t at, size_t n)
{
	static const char *const than[] = { "than", "dan", NULL };
	size_t k = extract_space(text, size, at + n);

	k += at + n;
	if (k < size && extract_is_digit(text[k]))
		return true;
	if ((n = extract_word(text, size, k, than)) == 0)
		return false;
	k += n + extract_space(text, size, k + n);
	return k < size && extract_is_digit(text[k]);
}

/* "our adaptive platform", not "our students": something that is sold. */
static bool
is_product(const char *text, size_t size, size_t at)
{
	static const char *const products[] = { "*app", "*platform", "*tool",
		"*software", "*product", "*programma", "program", "programme",
		"*methode", "method", "*training", "*workshop", "*systeem",
		"system", "*oplossing", "*solution", "*tutor", "*module",
		"*licentie", "*leeromgeving", "*package", "*pakket", "*chatbot",
		"*service", "*dienst", "*assistant", "*assistent", NULL };
	size_t to = size - at > NEAR ? at + NEAR : size;

	for (size_t i = at; i < to; i++)
		if (strchr(".?!;:,", text[i]) != NULL)
			to = i;
	return extract_has_word(text, at, to, products);
}

static void
take_design(struct staaf_told *out, int design, size_t at, size_t size)
{
	if (design < 0 || design <= out->design)
		return;
	out->design = design;
	out->design_at = at;
	out->design_size = size;
}

/* Bytes of the word of the table that stands at at, whole, or 0. */
static size_t
match_word(const struct told_word *w, const char *text, size_t size,
    size_t at)
{
	bool is_start = w->word[0] == '*';
	const char *word = w->word + is_start;
	size_t n;

	if ((text[at] | 0x20) != (word[0] | 0x20) ||
	    (n = extract_match(text, size, at, word)) == 0)
		return 0;
	if (!is_start && !extract_ends(text, size, at + n))
		return 0;
	while (!extract_ends(text, size, at + n))
		n++;
	return n;
}

static void
take_word(struct staaf_told *out, const struct told_word *w, const char *text,
    size_t size, size_t at, size_t n)
{
	size_t start = at, stop = extract_sentence(text, size, at);

	if ((w->cues & (STAAF_CUE_MORE | STAAF_CUE_THAN)) != 0 &&
	    is_of_number(text, size, at, n))
		return;
	if ((w->cues & STAAF_CUE_OWN) != 0 && !is_product(text, size, at))
		return;
	out->tells |= w->tells;
	out->cues |= w->cues;
	if (w->design == NONE)
		return;
	while (start > 0 && strchr(".?!", text[start - 1]) == NULL)
		start--;
	if (extract_design_holds(text, start, stop, at, at + n))
		take_design(out, w->design, at, n);
}

/* Designs that abstracts name, too; a review or synthesis is no one study. */
static void
take_known_design(struct staaf_told *out, const char *text, size_t size,
    size_t at)
{
	size_t start = at;
	int design;
	size_t n = extract_design(&design, text, size, at);

	if (n == 0 || design < 0)
		return;
	/* "meta", "systematic" and "scoping": of studies, not one. */
	if (strchr("mMsS", text[at]) != NULL && design > 0 &&
	    extract_match(text, size, at, "semi") == 0)
		out->is_review = true;
	while (start > 0 && strchr(".?!", text[start - 1]) == NULL)
		start--;
	if (extract_design_holds(text, start,
	    extract_sentence(text, size, at), at, at + n))
		take_design(out, design, at, n);
}

/* Counts of students on the way through a text. */
struct counts {
	long last;        /* STAAF_NONE */
	long group[2];    /* "n = 24", "n = 22": each of a group */
	size_t n_groups, n_others;
};

/* One count of students is of all; "used by 5,000 students" is of none. */
static void
take_students(struct counts *c, const char *text, size_t at, long n)
{
	static const char *const others[] = { "by", "door", "than", "dan",
		"over", "ruim", "already", "al", "to", "naar", "per", "every",
		"each", "elke", "every", NULL };

	if (extract_is_after(text, 0, at, others) || n < 2)
		return;
	if (c->last == n)
		return;
	c->last = n;
	if (text[at] == 'n' && c->n_groups < 2)
		c->group[c->n_groups++] = n;
	else
		c->n_others++;
}

static long
all_students(const struct counts *c)
{
	if (c->n_groups + c->n_others == 1)
		return c->last;
	return c->n_groups == 2 && c->n_others == 0 ?
	    c->group[0] + c->group[1] : STAAF_NONE;
}

void
extract_told_words(struct staaf_told *out, const char *text, size_t size)
{
	struct counts counts = { .last = STAAF_NONE };
	size_t n;
	long count;

	for (size_t at = 0; at < size; at++) {
		if (!extract_begins(text, at))
			continue;
		if (extract_students(&count, text, size, at) > 0) {
			take_students(&counts, text, at, count);
			continue;
		}
		if (!extract_is_wordy(text[at]))
			continue;
		take_known_design(out, text, size, at);
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if ((n = match_word(&words[i], text, size, at)) > 0)
				take_word(out, &words[i], text, size, at, n);
	}
	out->n = all_students(&counts);
}
