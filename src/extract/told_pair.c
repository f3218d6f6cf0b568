/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two numbers of a claim that are about an effect: of two groups, or of one
 * before and after.
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
	MAX_SENTENCE = 300  /* bytes of it on either side of a number */
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
	"business as usual", "last year", "vorig jaar", "previous year",
	"previous cohort", "vorige lichting", "vorig cohort", NULL };
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

	size_t behind = p->two.end + LOOK_ON / 2 < p->stop ?
	    p->two.end + LOOK_ON / 2 : p->stop;

	return (has(p, p->start, p->two.at, before) &&
	    has(p, p->one.end, p->two.at, after)) ||
	    (has(p, p->one.end, p->two.at, before) &&
	    has(p, p->two.end, behind, after));
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

/* "61% last year, now 70%": the second is of now, whatever the first is. */
static bool
is_now_second(const struct pair *p)
{
	static const char *const now[] = { "now", "nu", "this year",
		"dit jaar", "this time", "deze keer", NULL };

	for (size_t at = p->two.at; at > p->one.end; at--)
		if (extract_begins(p->text, at) &&
		    extract_word(p->text, p->two.at, at, now) > 0)
			return !has(p, at, p->two.at, versus);
	return false;
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
	/* Each with its own in brackets: they are two groups. */
	bool has_own = (!isnan(p->one.is.sd) && !isnan(p->two.is.sd)) ||
	    (p->one.is.n != STAAF_NONE && p->two.is.n != STAAF_NONE);

	/* Of whole numbers the word alone stands between. */
	if (!p->one.is_percent && !has_own && p->one.is.decimals == 0)
		return is_scored(p) && end - middle <= MAX_BARE &&
		    has(p, middle, end, versus);
	if (is_now_second(p) && has(p, p->start, end, controls))
		return true;
	return has_own || has(p, middle, end, versus) ||
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
	size_t at = p->two.end, to = at + LOOK_ON;
	long n;

	to = to < p->stop ? to : p->stop;
	for (; at < to; at++)
		if (extract_students(&n, p->text, p->stop, at) > 0)
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

	return is_now_second(p) || (has(p, from, p->one.at, controls) &&
	    !has(p, p->one.end, p->two.at, controls) &&
	    !has(p, p->two.end, to, controls));
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

size_t
extract_sentence_start(const char *text, size_t at)
{
	size_t least = at > MAX_SENTENCE ? at - MAX_SENTENCE : 0;

	while (at > least && !(strchr(".?!\n", text[at - 1]) != NULL &&
	    (text[at] == ' ' || text[at] == '\n')))
		at--;
	return at;
}

size_t
extract_sentence_stop(const char *text, size_t size, size_t at)
{
	return extract_sentence(text, size - at > MAX_SENTENCE ?
	    at + MAX_SENTENCE : size, at);
}

size_t
extract_pair(struct staaf_told_figure *out, const char *text, size_t size,
    size_t at)
{
	struct pair p = { .text = text,
		.start = extract_sentence_start(text, at),
		.stop = extract_sentence_stop(text, size, at) };

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
