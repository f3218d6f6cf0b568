/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of a claim that are about an effect and stand alone: "23% higher",
 * "3x faster", "92% of users", "0.5 points higher", "0.4 SD".
 */
#include <math.h>
#include <string.h>

#include "extract.h"

enum {
	LOOK_ON = 40,     /* bytes in which people are named */
	NEAR = 12,        /* from "3x" to "faster" */
	MAX_TIMES = 1000
};

static const char *const more[] = { "*hoger", "*higher", "*beter", "*better",
	"meer", "more", "*improv", "*verbeter", "*verhoog", "*verhog",
	"*increas", "*boost", "*stijg", "steeg", "stegen", "rose", "*rise",
	"*raise", "*sneller", "*faster", "*vergroot", "*vergrot", "*winst",
	"*gain", "*groei", "*effectiever", "*outperform", "*doubl",
	"*verdubbel", "minder", "less", "fewer", "*lower", "lager", "*daal",
	"*daling", "*reduc", "*verminder", "dropped", "drops", "*toename",
	"toe", "*grow", "grew", "*uplift", "extra", "*efficient",
	"*effici\xc3\xabnter", "*toegenomen", "*afgenomen", "went up", "go up",
	"goes up", "up by", "omhoog", "down by", "went down", NULL };

static bool
is_in(const char *text, size_t size, size_t at, const char *const *words)
{
	return extract_has_word(text, extract_sentence_start(text, at),
	    extract_sentence_stop(text, size, at), words);
}

/* "10-15%", "10 to 15 percent". */
static bool
read_range(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	static const char *const to[] = { "to", "tot", "\xc3\xa0", NULL };
	static const char *const dash[] = { "-", "\xe2\x80\x93",
		"\xe2\x88\x92", NULL };
	struct extract_printed low;
	struct extract_told high;
	size_t n, next;

	for (next = at; next < size && (extract_is_digit(text[next]) ||
	    strchr(".,", text[next]) != NULL); next++)
		continue;
	/* A dash of three bytes would be a letter to it. */
	if (!extract_printed(&low, text, next, at) || low.value > 100)
		return false;
	next = low.end < size && text[low.end] == '%' ? low.end + 1 : low.end;
	next += extract_space(text, size, next);
	if ((n = extract_exact(text, size, next, dash)) == 0 &&
	    (n = extract_word(text, size, next, to)) == 0)
		return false;
	next += n + extract_space(text, size, next + n);
	/* A hyphen before it makes a number something else; not here. */
	if (!extract_told(&high, text + next, size - next, 0) ||
	    !high.is_percent || high.is.value <= low.value)
		return false;
	out->low = low.value;
	out->high = high.is.value;
	out->at = at;
	out->size = next + high.end - at;
	return true;
}

/* Behind a percent: "of users", "van de docenten". */
static bool
is_of_people(const char *text, size_t size, size_t at)
{
	static const char *const of[] = { "of", "van", "out of", NULL };
	static const char *const people[] = { "*student", "*user",
		"*gebruiker", "*docent", "*teacher", "*learner", "*leerling",
		"*pupil", "*school", "*scholen", "*respond", "*deelnemer",
		"*participant", "*ouder", "*parent", "*lecturer", "*faculty",
		"*professor", "*medewerker", "*employee", "*customer",
		"*klant", "*leraar", "*leraren", "hen", "them", "ons", "us",
		"*instructor", "*eerstejaars", "people", "mensen", NULL };
	size_t gap = extract_space(text, size, at);
	size_t to = at + LOOK_ON < size ? at + LOOK_ON : size;

	return gap > 0 && extract_word(text, size, at + gap, of) > 0 &&
	    extract_has_word(text, at, to, people);
}

static bool
read_percent(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	static const char *const price[] = { "korting", "discount", "off",
		"goedkoper", "cheaper", "btw", "vat", "gratis", "free",
		"online", "digitaal", "rabatt", "rente", "interest",
		"Nederlands", "money", "van de tijd", "of the time", NULL };
	static const char *const said[] = { "vindt", "vinden", "vond", "zegt",
		"zeggen", "slaagt", "slaagde", "geslaagd", "raadt", "ervaart",
		"geeft", "say", "says", "said", "report", "reported", "passed",
		"agree", "agreed", "feel", "felt", "tevreden", "satisfied",
		NULL };
	struct extract_told x;
	size_t gap;

	out->kind = STAAF_TOLD_PERCENT;
	if (read_range(out, text, size, at)) {
		if (is_in(text, size, at, more))
			return true;
		out->low = out->high = NAN;
		return false;
	}
	if (!extract_told(&x, text, size, at) || !x.is_percent)
		return false;
	gap = extract_space(text, size, x.end);
	if (extract_word(text, size, x.end + gap, price) > 0)
		return false;
	out->a = x.is;
	out->value = x.is.value;
	out->at = at;
	out->size = x.end - at;
	out->is_percent = true;
	if (extract_word(text, size, x.end + gap, said) > 0)
		out->kind = STAAF_TOLD_SHARE;
	/* "9 of 10" is a way of speaking. */
	if (x.is_count && (x.is.n == 10 || x.is.n == 100))
		out->a.n = out->a.yes = STAAF_NONE;
	/* "75 of 120", "62% of 120" and "92% of users" count people. */
	if (x.is_count || x.is.n != STAAF_NONE ||
	    is_of_people(text, size, x.end))
		out->kind = STAAF_TOLD_SHARE;
	if (out->kind == STAAF_TOLD_SHARE)
		return x.is.value <= 100;
	return is_in(text, size, at, more);
}

/* "3", "2.5", "twee", "twice": where it ends, or 0. */
static size_t
read_factor(double *out, const char *text, size_t size, size_t at)
{
	static const char *const word[] = { "twee", "drie", "vier", "two",
		"three", "four", "dubbel", "twice", "double", NULL };
	static const double value[] = { 2, 3, 4, 2, 3, 4, 2, 2, 2 };
	struct extract_printed x;
	size_t to = at, n;

	while (to < size && (extract_is_digit(text[to]) || (to > at &&
	    strchr(".,", text[to]) != NULL && to + 1 < size &&
	    extract_is_digit(text[to + 1]))))
		to++;
	/* Cut off, since "4x" would be no number. */
	if (to > at) {
		*out = extract_printed(&x, text, to, at) ? x.value : 0;
		return to;
	}
	for (size_t i = 0; word[i] != NULL; i++)
		if ((n = extract_match(text, size, at, word[i])) > 0) {
			*out = value[i];
			return at + n;
		}
	return 0;
}

/* "3x faster", "4 keer zo veel", "twice as much"; not "3x per week". */
static bool
read_times(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	static const char *const times[] = { "x", "\xc3\x97", "keer", "maal",
		"times", "fold", NULL };
	static const char *const so[] = { "zo", "as", "sneller", "faster",
		"*beter", "*better", "meer", "more", "*hoger", "*higher",
		"*effectie", "*effective", "*efficient", "*effici\xc3\xabnt",
		"quicker", "langer", "longer", "minder", "less", "fewer",
		NULL };
	static const char *const odds[] = { "odds", NULL };
	double factor;
	size_t to = read_factor(&factor, text, size, at), n, k;

	if (to == 0 || factor <= 1 || factor > MAX_TIMES ||
	    !extract_begins(text, at) || (at > 0 &&
	    strchr(".,-/", text[at - 1]) != NULL))
		return false;
	k = extract_blanks(text, size, to);
	k += to + k < size && text[to + k] == '-' ? 1 : 0;
	n = extract_word(text, size, to + k, times);
	if (n == 0 && extract_is_digit(text[at]))
		return false;
	to += n > 0 ? k + n : 0;
	k = extract_space(text, size, to);
	if (k == 0 || !extract_has_word(text, to + k,
	    to + k + NEAR < size ? to + k + NEAR : size, so))
		return false;
	out->kind = STAAF_TOLD_TIMES;
	out->value = factor;
	if (is_in(text, size, at, odds)) {
		out->kind = STAAF_TOLD_EFFECT;
		out->metric = STAAF_OR;
	}
	out->at = at;
	out->size = to - at;
	return true;
}

/* "0.5 points higher": of a scale, and not of percent. */
static bool
read_difference(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	static const char *const units[] = { "punt", "punten", "cijferpunt",
		"cijferpunten", "point", "points", "grade points",
		"grade point", NULL };
	struct extract_told x;
	size_t gap, n;

	if (!extract_told(&x, text, size, at) || x.is_percent ||
	    x.is.n != STAAF_NONE)
		return false;
	gap = x.end < size && text[x.end] == '-' ? 1 :
	    extract_space(text, size, x.end);
	n = extract_word(text, size, x.end + gap, units);
	if (gap == 0 || n == 0 || !is_in(text, size, at, more))
		return false;
	out->kind = STAAF_TOLD_DIFFERENCE;
	out->value = x.is.value;
	out->at = at;
	out->size = x.end + gap + n - at;
	return true;
}

/* "0.4 SD better": standard deviations are the unit of g. */
static bool
read_in_sds(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	static const char *const units[] = { "sd", "sds", "standard deviation",
		"standard deviations", "standaarddeviatie",
		"standaarddeviaties", NULL };
	enum staaf_than than;
	struct extract_told x;
	size_t gap, n;

	if (!extract_told(&x, text, size, at) || x.is_percent ||
	    x.is.decimals == 0 || x.is.value > 10)
		return false;
	gap = extract_space(text, size, x.end);
	n = extract_word(text, size, x.end + gap, units);
	if (gap == 0 || n == 0 ||
	    extract_than(&than, text, size, x.end + gap + n) > 0 ||
	    !is_in(text, size, at, more))
		return false;
	out->kind = STAAF_TOLD_EFFECT;
	out->metric = STAAF_SMD;
	out->value = x.is.value;
	out->at = at;
	out->size = x.end + gap + n - at;
	return true;
}

/* "effect size 0.79", "effectgrootte: 0,4"; a mean difference has a unit. */
static bool
read_effect_size(struct staaf_told_figure *out, const char *text,
    size_t size, size_t at)
{
	static const char *const names[] = { "effect size", "effect sizes",
		"effectgrootte", "effectsize", NULL };
	static const char *const raw[] = { "mean difference",
		"gemiddeld verschil", "verschil in gemiddelde", NULL };
	size_t n = extract_word(text, size, at, names), to;
	bool is_raw = n == 0;
	struct extract_told x;

	if (is_raw)
		n = extract_word(text, size, at, raw);
	if (n == 0)
		return false;
	to = extract_skip_equals(text, size, at + n);
	if (!extract_told(&x, text, size, to) || x.is_percent ||
	    x.is.decimals == 0 || x.is.value > 10)
		return false;
	out->kind = is_raw ? STAAF_TOLD_DIFFERENCE : STAAF_TOLD_EFFECT;
	out->metric = STAAF_SMD;
	out->value = x.is.value;
	out->at = at;
	out->size = x.end - at;
	return true;
}

/* "Doubles", "gehalveerd": so many times, in a word. */
static bool
read_verb(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	static const char *const twice[] = { "verdubbelt", "verdubbelde",
		"verdubbelden", "verdubbeld", "verdubbelen", "verdubbeling",
		"doubles", "doubled", "doubling", "dubbel zo", NULL };
	static const char *const thrice[] = { "verdrievoudigt",
		"verdrievoudigde", "verdrievoudigd", "triples", "tripled",
		"trebled", NULL };
	static const char *const half[] = { "halveert", "halveerde",
		"halveerden", "gehalveerd", "halveren", "halvering", "halves",
		"halved", "halving", NULL };
	size_t n;

	if (!extract_begins(text, at))
		return false;
	if ((n = extract_word(text, size, at, twice)) > 0)
		out->value = 2;
	else if ((n = extract_word(text, size, at, thrice)) > 0)
		out->value = 3;
	else if ((n = extract_word(text, size, at, half)) > 0)
		out->value = 0.5;
	else
		return false;
	out->kind = STAAF_TOLD_TIMES;
	out->at = at;
	out->size = n;
	return true;
}

size_t
extract_single(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	if (read_verb(out, text, size, at) || read_times(out, text, size, at) ||
	    read_percent(out, text, size, at) ||
	    read_difference(out, text, size, at) ||
	    read_in_sds(out, text, size, at) ||
	    read_effect_size(out, text, size, at))
		return out->size;
	return 0;
}
