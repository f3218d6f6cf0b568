/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of a claim that are about an effect: two that are compared, one
 * before and one after, "23% higher", "3x faster", "92% of users".
 */
#include <math.h>
#include <string.h>

#include "extract.h"

enum {
	MAX_APART = 110,    /* bytes from one number to the other */
	MAX_STEP = 48,      /* from before to after, or back */
	MAX_BARE = 14,      /* between whole numbers */
	MAX_OPEN = 12,      /* from an open bracket to its number */
	LOOK_BACK = 60,     /* for whose number it is */
	LOOK_ON = 40,
	MAX_SENTENCE = 300, /* bytes of it on either side of a number */
	MAX_TIMES = 1000
};

/* Two numbers, the words between them, and counts of students around. */
struct pair {
	const char *text;
	size_t start, stop;  /* the sentence */
	struct extract_told one, two;
	long n_between[2];
	size_t n_counts;
};

static bool
has(const struct pair *p, size_t from, size_t to, const char *const *words)
{
	return extract_has_word(p->text, from, to, words);
}

/* The second number, with counts that stand between; false: there is none. */
static bool
find_second(struct pair *p)
{
	size_t at = p->one.end, most = at + MAX_APART, n;
	struct extract_printed x;
	long count;

	for (; at < p->stop && at < most; at++) {
		if (!extract_begins(p->text, at))
			continue;
		n = extract_students(&count, p->text, p->stop, at);
		if (n > 0 && !extract_told(&p->two, p->text, p->stop, at)) {
			if (p->n_counts < 2)
				p->n_between[p->n_counts++] = count;
			at += n - 1;
		} else if (extract_told(&p->two, p->text, p->stop, at)) {
			return true;
		} else if (extract_is_digit(p->text[at])) {
			/* "in 2019" may stand between. */
			if (!extract_printed(&x, p->text, p->stop, at) ||
			    x.decimals > 0 || x.value < 1900 || x.value > 2100)
				return false;
			at = x.end - 1;
		}
	}
	return false;
}

static const char *const versus[] = { "tegen", "tegenover", "versus", "vs",
	"vs.", "compared to", "compared with", "vergeleken met", "against",
	"t.o.v.", "ten opzichte van", "in vergelijking met", "dan", "than",
	"*control", "*vergelijkingsgroep", "comparison group",
	"in plaats van", "other group", "andere groep", "without", "zonder",
	"whereas", "terwijl", "relative to", "in comparison",
	"niet gebruikers", "non users", "last year", "vorig jaar",
	"previous year", "year before", "jaar ervoor", "jaar eerder",
	"previous cohort", "vorige lichting", "vorig cohort", NULL };
static const char *const controls[] = { "*control", "*vergelijkingsgroep",
	"comparison group", "without", "zonder", "*traditional",
	"traditionele", "*conventional", "gewone", "regular", "reguliere",
	"business as usual", NULL };
static const char *const rises[] = { "from", "van", "rose", "*increase",
	"*improve", "*climb", "grew", "went", "steeg", "stegen", "*verbeter",
	"ging", "gingen", "*nam", "jumped", "fell", "dropped", "daalde",
	"daalden", "*verhoog", NULL };

/* Whole numbers may count anything: the sentence speaks of scores. */
static bool
is_scored(const struct pair *p)
{
	static const char *const scores[] = { "*score", "*scoor", "*scoring",
		"*cijfer", "punt", "punten", "point", "points", "*grade",
		"mark", "marks", "*result", "toets", "toetsen", "test",
		"tests", "exam", "exams", "tentamen", "tentamens", "gemiddeld",
		"gemiddelde", "average", "mean", "averaged", "*toetsscore",
		"*toetsresulta", "*examen", NULL };

	return has(p, p->start, p->stop, scores);
}

/* "from 61% to 78%", "61% → 78%", "5.4 (2019) naar 6.7". */
static bool
is_step(const struct pair *p)
{
	static const char *const arrows[] = { "\xe2\x86\x92", "->", "=>",
		"\xe2\x9e\xa1", NULL };
	static const char *const naar[] = { "naar", NULL };
	static const char *const to[] = { "to", NULL };
	static const char *const from[] = { "from", "van", NULL };
	size_t middle = p->one.end, end = p->two.at;
	bool is_whole = p->one.is.decimals == 0 && !p->two.is_percent;

	if (end - middle > MAX_STEP || has(p, middle, end, versus))
		return false;
	for (size_t at = middle; at < end; at++)
		if (extract_exact(p->text, end, at, arrows) > 0)
			return true;
	/* "classes of 20 to 30": whole numbers are often a range. */
	if (is_whole && !(is_scored(p) &&
	    extract_is_after(p->text, p->start, p->one.at, from)))
		return false;
	return has(p, middle, end, naar) || (has(p, middle, end, to) &&
	    has(p, p->start, p->one.at, rises));
}

/* "before 5.4, after 6.7". */
static bool
is_twice(const struct pair *p)
{
	static const char *const before[] = { "before", "vooraf", "ervoor",
		"*voormeting", "*nulmeting", "*pretest", "pre", "*voortoets",
		"baseline", "beforehand", "eerst", "first", NULL };
	static const char *const after[] = { "after", "afterwards", "achteraf",
		"erna", "daarna", "*nameting", "*posttest", "post",
		"*natoets", "*eindmeting", "later", "nu", "now", NULL };

	return has(p, p->start, p->two.at, before) &&
	    has(p, p->one.end, p->two.at, after);
}

/* "a 7.4 (was 6.1)", "78%, up from 61%". */
static bool
is_back(const struct pair *p)
{
	static const char *const was[] = { "was", "waren", "up from",
		"down from", "voorheen", "previously", "up", "eerst", NULL };
	size_t middle = p->one.end;

	return p->two.at - middle <= MAX_STEP / 2 &&
	    !has(p, middle, p->two.at, versus) &&
	    has(p, middle, p->two.at, was);
}

/* Of one kind: both rates, or both scores as finely printed. */
static bool
are_alike(struct pair *p)
{
	struct extract_told *a = &p->one, *b = &p->two;

	/* "from 62 to 71%" */
	if (b->is_percent && !a->is_percent && isnan(a->is.sd) &&
	    a->is.value <= 100 && a->is.n == STAAF_NONE)
		a->is_percent = !b->is_count;
	if (a->is_percent != b->is_percent)
		return false;
	return a->is_percent || a->is.decimals == b->is.decimals ||
	    (!isnan(a->is.sd) && !isnan(b->is.sd));
}

/* Scores that are set side by side, and whose control comes where. */
static bool
is_gap(const struct pair *p)
{
	static const char *const with[] = { "with", "met", "wel", "mits",
		"*experiment", "*interven", NULL };
	size_t middle = p->one.end, end = p->two.at;
	size_t behind = p->two.end + LOOK_ON / 2 < p->stop ?
	    p->two.end + LOOK_ON / 2 : p->stop;
	bool has_spreads = !isnan(p->one.is.sd) && !isnan(p->two.is.sd);

	/* Of whole numbers the word alone stands between. */
	if (!p->one.is_percent && !has_spreads && p->one.is.decimals == 0)
		return is_scored(p) && end - middle <= MAX_BARE &&
		    has(p, middle, end, versus);
	return has_spreads || has(p, middle, end, versus) ||
	    ((has(p, p->start, p->one.at, controls) ||
	    has(p, p->two.end, behind, controls)) &&
	    has(p, middle, end, with));
}

/* The last count of students in the bytes before at; STAAF_NONE. */
static long
count_before(const struct pair *p, size_t at)
{
	size_t from = at > p->start + LOOK_BACK ? at - LOOK_BACK : p->start;
	long n, found = STAAF_NONE;
	size_t k;

	for (; from < at; from += k > 0 ? k : 1)
		if ((k = extract_students(&n, p->text, at, from)) > 0)
			found = n;
	return found;
}

static long
count_behind(const struct pair *p)
{
	size_t at = p->two.end, to = at + LOOK_ON, k;
	long n;

	to = to < p->stop ? to : p->stop;
	for (; at < to; at++)
		if ((k = extract_students(&n, p->text, p->stop, at)) > 0)
			return n;
		else if (extract_is_digit(p->text[at]))
			break;
	return STAAF_NONE;
}

/* Each its own count, then those around in order of place. */
static void
give_counts(struct pair *p)
{
	struct staaf_told_group *a = &p->one.is, *b = &p->two.is;
	long before = count_before(p, p->one.at), behind = count_behind(p);
	size_t next = 0;

	if (a->n == STAAF_NONE && p->n_counts > 0 &&
	    (behind != STAAF_NONE || b->n != STAAF_NONE || p->n_counts == 2))
		a->n = p->n_between[next++];
	else if (a->n == STAAF_NONE)
		a->n = before;
	if (b->n == STAAF_NONE)
		b->n = next < p->n_counts ? p->n_between[next++] : behind;
	/* "120 students: 62% vs 48%" is of both together. */
	if (a->n == STAAF_NONE || b->n == STAAF_NONE)
		a->n = b->n = STAAF_NONE;
	for (int i = 0; i < 2; i++) {
		struct staaf_told_group *g = i == 0 ? a : b;

		if (p->one.is_percent && g->n != STAAF_NONE &&
		    g->yes == STAAF_NONE)
			g->yes = lround(g->value * (double)g->n / 100);
	}
}

/* The control group is named by the first number, and not by the second. */
static bool
is_control_first(const struct pair *p)
{
	size_t from = p->one.at > p->start + LOOK_BACK ?
	    p->one.at - LOOK_BACK : p->start;
	size_t to = p->two.end + LOOK_ON < p->stop ? p->two.end + LOOK_ON :
	    p->stop;

	return has(p, from, p->one.at, controls) &&
	    !has(p, p->one.end, p->two.at, controls) &&
	    !has(p, p->two.end, to, controls);
}

/* "(M = 82.3, SD = 8.4) and ...": the bracket that is closed in it. */
static size_t
open_bracket(const struct pair *p, size_t end)
{
	size_t at = p->one.at;
	int depth = 0;

	for (size_t i = at; i < end && depth >= 0; i++)
		depth += (p->text[i] == '(') - (p->text[i] == ')');
	for (size_t i = at; depth < 0 && i > p->start && at - i < MAX_OPEN; i--)
		if (p->text[i - 1] == '(')
			return i - 1;
	return at;
}

static void
put_pair(struct staaf_told_figure *out, const struct pair *p, bool is_swapped)
{
	size_t end = p->two.end;

	out->a = is_swapped ? p->two.is : p->one.is;
	out->b = is_swapped ? p->one.is : p->two.is;
	out->is_percent = p->two.is_percent;
	if (end < p->stop && p->text[end] == ')' &&
	    memchr(p->text + p->one.end, '(', p->two.at - p->one.end) != NULL)
		end++;
	out->at = open_bracket(p, end);
	out->size = end - out->at;
}

/* Where the sentence of at begins and ends, as far as words bear on it. */
static size_t
sentence_start(const char *text, size_t at)
{
	size_t least = at > MAX_SENTENCE ? at - MAX_SENTENCE : 0;

	while (at > least && !(strchr(".?!\n", text[at - 1]) != NULL &&
	    (text[at] == ' ' || text[at] == '\n')))
		at--;
	return at;
}

static size_t
sentence_stop(const char *text, size_t size, size_t at)
{
	return extract_sentence(text, size - at > MAX_SENTENCE ?
	    at + MAX_SENTENCE : size, at);
}

size_t
extract_pair(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	struct pair p = { .text = text, .start = sentence_start(text, at),
		.stop = sentence_stop(text, size, at) };

	if (!extract_told(&p.one, text, p.stop, at) || !find_second(&p) ||
	    !are_alike(&p))
		return 0;
	out->kind = STAAF_TOLD_CHANGE;
	if (is_step(&p) || is_twice(&p)) {
		put_pair(out, &p, true);
	} else if (is_back(&p)) {
		put_pair(out, &p, false);
	} else if (is_gap(&p)) {
		out->kind = p.one.is_percent ? STAAF_TOLD_RATES :
		    STAAF_TOLD_MEANS;
		give_counts(&p);
		put_pair(out, &p, is_control_first(&p));
	} else {
		return 0;
	}
	return out->at + out->size - at;
}

/* --------------------------------------------------------------- single */

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
	return extract_has_word(text, sentence_start(text, at),
	    sentence_stop(text, size, at), words);
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
	static const char *const word[] = { "twee", "drie", "vier", "two",
		"three", "four", "dubbel", "twice", "double", NULL };
	static const double value[] = { 2, 3, 4, 2, 3, 4, 2, 2, 2 };
	static const char *const odds[] = { "odds", NULL };
	size_t to = at, n = 0, k;
	struct extract_printed x;
	double times_of;

	while (to < size && (extract_is_digit(text[to]) || (to > at &&
	    strchr(".,", text[to]) != NULL && to + 1 < size &&
	    extract_is_digit(text[to + 1]))))
		to++;
	/* Cut off, since "4x" would be no number. */
	if (to > at && !extract_printed(&x, text, to, at))
		return false;
	times_of = to > at ? x.value : 0;
	for (size_t i = 0; to == at && word[i] != NULL; i++)
		if ((n = extract_match(text, size, at, word[i])) > 0) {
			to = at + n;
			times_of = value[i];
		}
	if (to == at || times_of <= 1 || times_of > MAX_TIMES ||
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
	    to + k + 12 < size ? to + k + 12 : size, so))
		return false;
	out->kind = STAAF_TOLD_TIMES;
	out->value = times_of;
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

size_t
extract_single(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	if (read_times(out, text, size, at) ||
	    read_percent(out, text, size, at) ||
	    read_difference(out, text, size, at) ||
	    read_in_sds(out, text, size, at) ||
	    read_effect_size(out, text, size, at))
		return out->size;
	return 0;
}
