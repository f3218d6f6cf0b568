/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Groups with their means, SDs and sizes in one sentence.  Two are a pair
 * only when they cannot be another: one group measured twice, or asked two
 * things, has means that look the same.  A mean is one of whole numbers only
 * when the sentence says what was answered or counted.
 */
#include <math.h>
#include <string.h>

#include <staaf/utf8.h>

#include "extract.h"

enum {
	MOST_MEANS = 3, MOST_NS = 4,
	MAX_APART = 400, /* bytes between two means: a table is no sentence */
	MAX_BEHIND = 160,
	LOOK_BACK = 2000, /* bytes in which a scale of items may be told of */
	MAX_ITEMS = 200
};

/* What a sentence holds. */
struct sentence {
	const char *text;
	size_t start, stop;
	struct extract_mean mean[MOST_MEANS];
	struct extract_n n[MOST_NS];
	size_t n_means, n_ns;
};

static void
read_sentence(struct sentence *s)
{
	size_t at = s->start, end;

	while (at < s->stop && s->n_means < MOST_MEANS && s->n_ns < MOST_NS) {
		struct extract_mean *m = &s->mean[s->n_means];

		if (extract_n(&s->n[s->n_ns], s->text, s->stop, at)) {
			end = s->n[s->n_ns++].end;
		} else if (extract_mean(m, s->text, s->stop, at) ||
		    (s->n_means == 1 && !isnan(s->mean[0].sd.value) &&
		    extract_bare_mean(m, s->text, s->stop, at,
		    &s->mean[0]))) {
			end = m->end;
			s->n_means++;
		} else {
			end = at + 1;
		}
		at = end;
	}
}

/* Nothing but blanks and marks from one to the other. */
static bool
is_glued(const struct sentence *s, size_t from, size_t to)
{
	for (; from < to; from++)
		if (strchr(" \t\r\n,;:", s->text[from]) == NULL)
			return false;
	return true;
}

/* The n in the brackets of a mean, or NULL. */
static const struct extract_n *
own_n(const struct sentence *s, const struct extract_mean *m)
{
	for (size_t i = 0; i < s->n_ns; i++) {
		const struct extract_n *n = &s->n[i];

		if ((n->at >= m->end && is_glued(s, m->end, n->at)) ||
		    (n->end <= m->at && is_glued(s, n->end, m->at)))
			return n;
	}
	return NULL;
}

/*
 * Each its own n: in its brackets, or two in all that take turns with the
 * means ("... (n = 40) and ... (n = 38)").  Where the last of it ends, or 0.
 */
static size_t
find_ns(long n[2], const struct sentence *s)
{
	const struct extract_mean *a = &s->mean[0], *b = &s->mean[1];
	const struct extract_n *one = own_n(s, a), *two = own_n(s, b);

	if ((one == NULL || two == NULL || one == two) && s->n_ns == 2) {
		one = &s->n[0];
		two = &s->n[1];
		if (!(one->at >= a->end && one->end <= b->at &&
		    two->at >= b->end) &&
		    !(one->end <= a->at && two->at >= a->end &&
		    two->end <= b->at))
			return 0;
	}
	if (one == NULL || two == NULL || one == two)
		return 0;
	n[0] = one->n;
	n[1] = two->n;
	return two->end > b->end ? two->end : b->end;
}

/* "t(39)" behind two groups of 40 is that of the same 40, twice. */
static bool
is_paired_test(const struct sentence *s, size_t at, long n)
{
	static const char *const open[] = { "t(", "t (", "t[", NULL };

	for (; at < s->stop; at++) {
		struct extract_printed df;
		size_t k;

		if (extract_is_wordy(s->text[at - 1]) ||
		    (k = extract_exact(s->text, s->stop, at, open)) == 0 ||
		    !extract_printed(&df, s->text, s->stop, at + k))
			continue;
		return df.value == (double)(n - 1);
	}
	return false;
}

/* "from ... to ..." of one group; not "compared to". */
static bool
is_moving(const struct sentence *s)
{
	static const char *const from[] = { "from", "van", NULL };
	static const char *const to[] = { "to", "naar", "tot", NULL };
	static const char *const not_to[] = { "compared", "relative",
		"opposed", "contrast", "similar", "equal", NULL };
	size_t middle = s->mean[0].end, end = s->mean[1].at;

	return extract_has_word(s->text, s->start, s->mean[0].at, from) &&
	    extract_has_word(s->text, middle, end, to) &&
	    !extract_has_word(s->text, middle, end, not_to);
}

/* Do the words allow that they are two groups of different people? */
static bool
are_two_groups(const struct sentence *s, const long n[2], size_t end)
{
	static const char *const never[] = { "pre", "*pretest", "pre test",
		"pre tests", "baseline", "before", "*voormeting",
		"*voortoets", "vooraf", "beginmeting", "nulmeting", "initial",
		"initially", "paired", "*gepaard", "*within", "*repeated",
		"herhaalde", "same students", "same participants", "dezelfde",
		"t1", "t2", "time 1", "time 2", "*adjusted", "*gecorrigeerd",
		"*estimated", "*change", "*gain", "*verander", "difference",
		"differences", "verschilscore", "*item", "*statement",
		"*stelling", "*subscale", "*subschaal", "*dimension",
		"respectively", "respectievelijk", "age", "leeftijd", NULL };
	static const char *const after[] = { "post", "*posttest", "post test",
		"after", "afterwards", "*nameting", "*natoets", "achteraf",
		"follow up", "later", "*eindmeting", NULL };
	static const char *const contrast[] = { "*control", "*comparison",
		"*vergelijkings", "*experiment", "*intervention",
		"*interventie",
		"*treatment", "groups", "*groepen", "conditions", "condities",
		"women", "men", "*female", "males", "boys", "girls", "vrouwen",
		"mannen", "jongens", "meisjes", "classes", "klassen",
		"cohorts", "cohorten", "other group", "andere groep", NULL };

	if (extract_has_word(s->text, s->start, s->stop, never) ||
	    is_moving(s))
		return false;
	if (n[0] == n[1] && is_paired_test(s, end, n[0]))
		return false;
	/* Each printed its own number, and these differ: two groups. */
	if (n[0] != n[1] &&
	    !extract_has_word(s->text, s->start, s->stop, after))
		return true;
	return extract_has_word(s->text, s->start, s->stop, contrast);
}

/* Words that may stand between two groups and the effect of them. */
static bool
is_small_word(const char *text, size_t at, size_t n)
{
	static const char *const words[] = { "t", "f", "p", "df", "u", "z",
		"cohen", "cohens", "hedges", "s", "effect", "size", "ci", "bi",
		"with", "met", "and", "en", "a", "an", "een", "of", "was", "is",
		"effectgrootte", "ns", "welch", "to", "tot", NULL };

	return extract_word(text, at + n, at, words) == n;
}

/* "d = 0.40" behind at, with only tests between; where it ends, or 0. */
static size_t
find_effect(struct staaf_printed *out, char *letter, const struct sentence *s,
    size_t at, char mark)
{
	static const char apostrophe[] = "\xe2\x80\x99";
	size_t limit = s->stop - at > MAX_BEHIND ? at + MAX_BEHIND : s->stop;

	while (at < limit) {
		struct extract_printed one;
		enum staaf_than than;
		size_t n = 0, k;

		if (extract_exact(s->text, limit, at,
		    (const char *const[]){ apostrophe, NULL }) > 0) {
			at += 3;
			continue;
		}
		while (at + n < limit && (extract_is_digit(s->text[at + n]) ||
		    (staaf_ascii_lower(s->text[at + n]) >= 'a' &&
		    staaf_ascii_lower(s->text[at + n]) <= 'z')))
			n++;
		if (n == 0) {
			at++;
			continue;
		}
		if (n == 1 && (s->text[at] == 'd' || s->text[at] == 'g') &&
		    (k = extract_than(&than, s->text, s->stop, at + 1)) > 0 &&
		    than == STAAF_EQUAL && extract_printed(&one, s->text,
		    s->stop, at + 1 + k) && one.decimals > 0 &&
		    (mark == '\0' || one.mark == mark)) {
			*letter = s->text[at];
			*out = (struct staaf_printed){ one.value,
				one.decimals };
			return one.end;
		}
		if (!extract_is_digit(s->text[at]) &&
		    !is_small_word(s->text, at, n))
			return 0;
		at += n;
	}
	return 0;
}

static bool
read_gap(struct staaf_reported_gap *out, const struct sentence *s)
{
	const struct extract_mean *a = &s->mean[0], *b = &s->mean[1];
	size_t end, behind;
	long n[2];

	if (s->n_means != 2 || b->at - a->end > MAX_APART ||
	    isnan(a->sd.value) || isnan(b->sd.value) ||
	    (end = find_ns(n, s)) == 0 || n[0] < 2 || n[1] < 2 ||
	    (a->mark != '\0' && b->mark != '\0' && a->mark != b->mark) ||
	    !are_two_groups(s, n, end))
		return false;
	*out = (struct staaf_reported_gap){
		.a = { a->mean, a->sd, n[0] },
		.b = { b->mean, b->sd, n[1] },
		.effect = { NAN, 0 }, .at = a->at
	};
	behind = find_effect(&out->effect, &out->letter, s, end, b->mark);
	end = behind > 0 ? behind : end;
	if (end < s->stop && s->text[end] == ')')
		end++;
	out->size = end - out->at;
	return true;
}

size_t
staaf_extract_gaps(struct staaf_reported_gap **out, const char *text,
    size_t size, struct staaf_arena *ar)
{
	struct staaf_reported_gap *list = NULL, *more, one;
	size_t n = 0, room = 0, end;

	for (size_t at = 0; at < size; at = end) {
		struct sentence s = { .text = text, .start = at };

		s.stop = end = extract_sentence(text, size, at);
		read_sentence(&s);
		if (!read_gap(&one, &s))
			continue;
		more = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (more == NULL)
			break;
		list = more;
		list[n++] = one;
	}
	*out = list;
	return n;
}

/* ------------------------------------------------ means of whole numbers */

/* "4 items", "four-item": how many; 1 for "the item", 0 when not told. */
static long
count_items(const struct sentence *s)
{
	static const char *const nouns[] = { "items", "item", "questions",
		"vragen", "statements", "stellingen", NULL };
	static const char *const one[] = { "item", "question", "vraag",
		"statement", "stelling", NULL };
	static const char *const small[] = { "two", "three", "four", "twee",
		"drie", "vier", NULL };
	static const long value[] = { 2, 3, 4, 2, 3, 4 };

	for (size_t at = s->start; at < s->stop; at++) {
		struct extract_number num = { 0 };
		size_t n;

		if (at > s->start && (extract_is_wordy(s->text[at - 1]) ||
		    strchr(".,-", s->text[at - 1]) != NULL))
			continue;
		for (size_t i = 0; small[i] != NULL && num.end == 0; i++)
			if ((n = extract_match(s->text, s->stop, at,
			    small[i])) > 0) {
				num.value = (double)value[i];
				num.end = at + n;
			}
		if (num.end == 0 && !extract_count(&num, s->text, s->stop, at,
		    false) && !extract_count_in_words(&num, s->text, s->stop,
		    at))
			continue;
		n = extract_space(s->text, s->stop, num.end);
		if (n == 0 && num.end < s->stop && s->text[num.end] == '-')
			n = 1;
		if (n > 0 && num.value >= 1 && num.value <= MAX_ITEMS &&
		    extract_word(s->text, s->stop, num.end + n, nouns) > 0)
			return (long)num.value;
	}
	return extract_has_word(s->text, s->start, s->stop, one) ? 1 : 0;
}

/* Answers on a scale of so many points: these are whole. */
static bool
is_of_points(const struct sentence *s)
{
	static const char *const scales[] = { "*likert", "3 point", "4 point",
		"5 point", "6 point", "7 point", "three point", "four point",
		"five point", "six point", "seven point", "*3 punts",
		"*4 punts", "*5 punts", "*6 punts", "*7 punts", "*driepunts",
		"*vierpunts", "*vijfpunts", "*zespunts", "*zevenpunts", NULL };

	return extract_has_word(s->text, s->start, s->stop, scales);
}

/* "3.45 errors": things that were counted. */
static bool
is_of_counts(const struct sentence *s, const struct extract_mean *m)
{
	static const char *const nouns[] = { "points", "punten", "errors",
		"fouten", "mistakes", "times", "keer", "attempts", "pogingen",
		"posts", "berichten", "logins", "visits", "correct answers",
		"goede antwoorden", "questions", "vragen", NULL };
	size_t at = m->number_end;

	at += extract_space(s->text, s->stop, at);
	return at > m->number_end && s->text[m->number_end - 1] != '%' &&
	    extract_word(s->text, s->stop, at, nouns) > 0;
}

/* Means of which nobody can say that they are of single whole answers. */
static bool
may_be_of_parts(const struct sentence *s, long items)
{
	static const char *const never[] = { "*adjusted", "*gecorrigeerd",
		"*estimated", "*weighted", "*gewogen", "*change", "*gain",
		"difference", "*verschil", "*percent", "*procent", "half",
		"halves", "halve", "*factor", "*grade", "*cijfer", "age",
		"leeftijd", "*imputed", "*latent", NULL };
	static const char *const scales[] = { "items", "*subscale",
		"*subschaal", "scales", "schalen", "*composite", "*construct",
		"*averag", "*alpha", "\xce\xb1", "*cronbach",
		"*questionnaire", "*vragenlijst", "*dimension", "*dimensie",
		"*inventory", NULL };
	size_t from = s->start > LOOK_BACK ? s->start - LOOK_BACK : 0;

	return extract_has_word(s->text, s->start, s->stop, never) ||
	    (items == 0 && extract_has_word(s->text, from, s->stop, scales));
}

/* The n of the i-th mean, or 0: in its brackets, or the only one. */
static long
size_of(const struct sentence *s, size_t i)
{
	const struct extract_n *n = own_n(s, &s->mean[i]);
	long both[2];

	if (s->n_means == 1 && s->n_ns == 1)
		return s->n[0].n;
	if (s->n_means == 2 && find_ns(both, s) > 0)
		return both[i];
	return n != NULL ? n->n : 0;
}

static bool
read_whole(struct staaf_reported_mean *out, const struct sentence *s,
    size_t i, long items)
{
	const struct extract_mean *m = &s->mean[i];
	long n = size_of(s, i);

	if (n < 1 || m->mean.decimals == 0 || m->mean.value < 0 ||
	    (!is_of_points(s) && !is_of_counts(s, m)))
		return false;
	*out = (struct staaf_reported_mean){ .mean = m->mean, .n = n,
		.items = items > 0 ? items : 1, .at = m->at,
		.size = m->end - m->at };
	return true;
}

size_t
staaf_extract_means(struct staaf_reported_mean **out, const char *text,
    size_t size, struct staaf_arena *ar)
{
	struct staaf_reported_mean *list = NULL, *more, one;
	size_t n = 0, room = 0, end;

	for (size_t at = 0; at < size; at = end) {
		struct sentence s = { .text = text, .start = at };
		long items;

		s.stop = end = extract_sentence(text, size, at);
		read_sentence(&s);
		/* A table is no sentence: of whom is what? */
		if (s.n_means == 0 || s.n_means == MOST_MEANS ||
		    s.n_ns == 0 || s.n_ns == MOST_NS)
			continue;
		items = count_items(&s);
		if (may_be_of_parts(&s, items))
			continue;
		for (size_t i = 0; i < s.n_means; i++) {
			if (!read_whole(&one, &s, i, items))
				continue;
			more = staaf_arena_grow(ar, list, n, &room,
			    sizeof(*list));
			if (more == NULL)
				break;
			list = more;
			list[n++] = one;
		}
	}
	*out = list;
	return n;
}
