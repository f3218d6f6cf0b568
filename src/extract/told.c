/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A claim read: statistics and effects as articles print them, numbers that
 * are compared, and the words around.  One pass over the places where a word
 * begins; each takes the longest that starts there.
 */
#include <math.h>
#include <string.h>

#include <staaf/utf8.h>

#include "extract.h"

enum {
	MOST_FIGURES = 24, MOST_EFFECTS = 50, MOST_DF = 1000000,
	MAX_NEAR = 24 /* bytes from an effect to its interval */
};

/* What the readers of articles found, in order of place. */
struct printed {
	struct staaf_reported *test;
	struct staaf_figure *effect;
	size_t n_tests, n_effects, at_test, at_effect;
};

struct reading {
	struct staaf_told *out;
	struct staaf_arena *ar;
	const char *text;
	size_t size, room;
	struct printed printed;
};

const char *
staaf_told_kind_name(enum staaf_told_kind kind)
{
	static const char *const names[STAAF_N_TOLD] = { "means", "rates",
		"change", "percent", "points", "times", "difference", "share",
		"statistic", "effect", "p" };

	return (unsigned)kind < STAAF_N_TOLD ? names[kind] : "";
}

const char *
staaf_told_not_name(enum staaf_told_not why)
{
	static const char *const names[STAAF_N_TOLD_NOT] = { NULL,
		"no-spread", "no-number", "change", "relative", "no-base",
		"share", "correlation", "test", "impossible" };

	return (unsigned)why < STAAF_N_TOLD_NOT ? names[why] : NULL;
}

static struct staaf_told_figure
no_figure(void)
{
	const struct staaf_told_group none = { .value = NAN, .sd = NAN,
		.n = STAAF_NONE, .yes = STAAF_NONE };

	return (struct staaf_told_figure){ .a = none, .b = none,
		.value = NAN, .low = NAN, .high = NAN,
		.test = { .p = NAN, .df1 = NAN, .df2 = NAN } };
}

static bool
is_same_number(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

/* A headline says it, and the text below says it once more. */
static bool
is_said_before(const struct staaf_told *t, const struct staaf_told_figure *f)
{
	for (size_t i = 0; i < t->n_figures; i++) {
		const struct staaf_told_figure *o = &t->figure[i];

		if (o->kind == f->kind && f->kind != STAAF_TOLD_STATISTIC &&
		    is_same_number(o->a.value, f->a.value) &&
		    is_same_number(o->b.value, f->b.value) &&
		    is_same_number(o->value, f->value) &&
		    is_same_number(o->low, f->low) &&
		    is_same_number(o->test.p, f->test.p))
			return true;
	}
	return false;
}

static void
keep(struct reading *r, const struct staaf_told_figure *f)
{
	struct staaf_told *t = r->out;
	struct staaf_told_figure *more;

	if (is_said_before(t, f))
		return;
	if (t->n_figures == MOST_FIGURES) {
		t->has_more = true;
		return;
	}
	more = staaf_arena_grow(r->ar, t->figure, t->n_figures, &r->room,
	    sizeof(*more));
	if (more == NULL)
		return;
	t->figure = more;
	t->figure[t->n_figures++] = *f;
}

/* "g = 0.35 [0.20, 0.50]": brackets behind an effect are its interval. */
static void
take_bracket(struct staaf_told_figure *f, const struct reading *r)
{
	size_t at = f->at + f->size;
	struct extract_printed low, high;

	at += extract_space(r->text, r->size, at);
	if (at >= r->size || r->text[at] != '[' ||
	    !extract_printed(&low, r->text, r->size, at + 1))
		return;
	at = low.end + extract_space(r->text, r->size, low.end);
	if (at >= r->size || strchr(",;", r->text[at]) == NULL)
		return;
	at += 1 + extract_space(r->text, r->size, at + 1);
	if (!extract_printed(&high, r->text, r->size, at) ||
	    high.end >= r->size || r->text[high.end] != ']' ||
	    !(low.value <= f->value && f->value <= high.value))
		return;
	f->low = low.value;
	f->high = high.value;
	f->size = high.end + 1 - f->at;
}

/* "0.12 SD better (95% CI 0.02, 0.22)": an interval soon behind it. */
static void
take_interval(struct staaf_told_figure *f, const struct reading *r)
{
	struct extract_piece piece;
	size_t at = f->at + f->size, to = at + MAX_NEAR;

	to = to < r->size ? to : r->size;
	for (; at < to && strchr(".;?!", r->text[at]) == NULL; at++) {
		if (!extract_begins(r->text, at) || !extract_piece(&piece,
		    r->text, f->at, r->size, at, false) ||
		    piece.kind != EXTRACT_INTERVAL ||
		    !(piece.low <= f->value && f->value <= piece.high))
			continue;
		f->low = piece.low;
		f->high = piece.high;
		f->size = piece.end - f->at;
		return;
	}
}

static void
take_effect(struct staaf_told_figure *f, const struct staaf_figure *e)
{
	f->kind = e->metric == STAAF_PP ? STAAF_TOLD_POINTS :
	    STAAF_TOLD_EFFECT;
	f->metric = e->metric;
	f->value = e->value;
	f->low = e->low;
	f->high = e->high;
	f->a.n = e->n;
	f->test.p = e->p;
	f->test.p_than = e->p_is_below ? STAAF_BELOW : STAAF_EQUAL;
	f->test.p_decimals = 2; /* not kept; most are printed so */
	f->test.tails = 2;
	f->has_p = !isnan(e->p);
	f->at = e->at;
	f->size = e->size;
}

static const char *const paired[] = { "paired", "*gepaard", "dependent t",
	"repeated measures", "within subjects", "herhaalde metingen",
	"before-after", "voor en na", "before and after", "pre-post", NULL };

/* A statistic or effect that an article would print, at at. */
static bool
take_printed(struct staaf_told_figure *f, struct reading *r, size_t at)
{
	struct printed *p = &r->printed;

	while (p->at_test < p->n_tests && p->test[p->at_test].at < at)
		p->at_test++;
	while (p->at_effect < p->n_effects &&
	    p->effect[p->at_effect].at < at)
		p->at_effect++;
	if (p->at_test < p->n_tests && p->test[p->at_test].at == at) {
		f->kind = STAAF_TOLD_STATISTIC;
		f->test = p->test[p->at_test];
		f->has_p = true;
	} else if (p->at_effect < p->n_effects &&
	    p->effect[p->at_effect].at == at) {
		if (isnan(p->effect[p->at_effect].value))
			return false;
		take_effect(f, &p->effect[p->at_effect]);
		if (isnan(f->low) && f->kind == STAAF_TOLD_EFFECT)
			take_bracket(f, r);
		return true;
	} else if (extract_test(&f->test, r->text, r->size, at)) {
		f->kind = STAAF_TOLD_STATISTIC;
	} else {
		return false;
	}
	f->at = at;
	f->size = f->test.size;
	f->is_paired = extract_has_word(r->text,
	    extract_sentence_start(r->text, at),
	    extract_sentence_stop(r->text, r->size, at), paired);
	return true;
}

/* "p < .05" by itself. */
static bool
take_p(struct staaf_told_figure *f, struct reading *r, size_t at)
{
	size_t n;
	char mark;

	if ((r->text[at] | 0x20) != 'p' || at + 1 >= r->size ||
	    extract_is_wordy(r->text[at + 1]) ||
	    (n = extract_p(&f->test, &mark, r->text, r->size, at)) == 0 ||
	    isnan(f->test.p))
		return false;
	f->kind = STAAF_TOLD_P;
	f->has_p = true;
	f->test.tails = 2;
	f->at = at;
	f->size = n;
	return true;
}

/* Past an address or a DOI, whose digits are no figures; 0 for others. */
static size_t
skip_address(struct reading *r, size_t at)
{
	static const char *const web[] = { "http:", "https:", "www.", NULL };
	static const char *const doi[] = { "doi:", "https://doi.org/", NULL };
	size_t end = at;
	bool is_doi;

	while (end < r->size && strchr(" \t\r\n", r->text[end]) == NULL)
		end++;
	is_doi = extract_exact(r->text, end, at, doi) > 0 ||
	    (end - at > 7 && memcmp(r->text + at, "10.", 3) == 0 &&
	    extract_is_digit(r->text[at + 3]) &&
	    memchr(r->text + at, '/', end - at) != NULL);
	if (is_doi)
		r->out->tells |= STAAF_TELLS_SOURCE;
	return is_doi || extract_exact(r->text, end, at, web) > 0 ?
	    end - at : 0;
}

static size_t
read_figure(struct reading *r, size_t at)
{
	struct staaf_told_figure f = no_figure();
	long n;

	if (take_printed(&f, r, at) || take_p(&f, r, at) ||
	    extract_pair(&f, r->text, r->size, at) > 0 ||
	    extract_single(&f, r->text, r->size, at) > 0) {
		if (f.kind == STAAF_TOLD_EFFECT && isnan(f.low))
			take_interval(&f, r);
		keep(r, &f);
		return f.at + f.size - at;
	}
	return extract_students(&n, r->text, r->size, at);
}

/* Behind two means stands the t of two groups: df + 2 students. */
static long
students_of_test(const struct staaf_told *t)
{
	const struct staaf_reported *test = NULL;
	bool has_means = false;

	for (size_t i = 0; i < t->n_figures; i++) {
		const struct staaf_told_figure *f = &t->figure[i];

		if (f->kind == STAAF_TOLD_CHANGE ||
		    (f->kind == STAAF_TOLD_STATISTIC && test != NULL))
			return STAAF_NONE;
		has_means = has_means || f->kind == STAAF_TOLD_MEANS;
		if (f->kind == STAAF_TOLD_STATISTIC)
			test = &f->test;
	}
	if (!has_means || test == NULL ||
	    test->statistic != STAAF_STATISTIC_T || !(test->df1 >= 2) ||
	    test->df1 > MOST_DF || test->df1 != floor(test->df1))
		return STAAF_NONE;
	return (long)test->df1 + 2;
}

/* What the figures tell of the study. */
static void
take_tells(struct staaf_told *t)
{
	for (size_t i = 0; i < t->n_figures; i++) {
		const struct staaf_told_figure *f = &t->figure[i];
		bool has_both = f->a.n != STAAF_NONE && f->b.n != STAAF_NONE;

		if (f->kind == STAAF_TOLD_MEANS || f->kind == STAAF_TOLD_RATES)
			t->tells |= STAAF_TELLS_COMPARISON;
		if (!isnan(f->a.sd))
			t->tells |= STAAF_TELLS_SPREAD;
		if (!isnan(f->low) && f->kind == STAAF_TOLD_EFFECT)
			t->tells |= STAAF_TELLS_INTERVAL;
		if (has_both || f->a.n != STAAF_NONE ||
		    f->kind == STAAF_TOLD_STATISTIC)
			t->tells |= STAAF_TELLS_STUDENTS;
		if (has_both && f->kind != STAAF_TOLD_CHANGE)
			t->n = f->a.n + f->b.n;
	}
	if (t->n == STAAF_NONE)
		t->n = students_of_test(t);
	if (t->n != STAAF_NONE)
		t->tells |= STAAF_TELLS_STUDENTS;
}

/* Two groups side by side are compared, whatever words there are. */
static void
take_design_of_figures(struct staaf_told *t)
{
	for (size_t i = 0; i < t->n_figures; i++) {
		const struct staaf_told_figure *f = &t->figure[i];
		int design = STAAF_NONE;

		if (f->kind == STAAF_TOLD_MEANS || f->kind == STAAF_TOLD_RATES)
			design = 2;
		else if (f->kind == STAAF_TOLD_CHANGE)
			design = 1;
		if (design <= t->design)
			continue;
		t->design = design;
		t->design_at = f->at;
		t->design_size = f->size;
	}
}

void
staaf_told_read(struct staaf_told *out, const char *text, size_t size,
    struct staaf_arena *ar)
{
	struct reading r = { .out = out, .ar = ar, .text = text,
		.size = size };
	size_t n;

	*out = (struct staaf_told){ .n = STAAF_NONE, .design = STAAF_NONE };
	r.printed.n_tests = staaf_extract_reported(&r.printed.test, text, size,
	    ar);
	r.printed.n_effects = staaf_extract(&r.printed.effect, MOST_EFFECTS,
	    STAAF_IN_SUMMARY, text, size, "nl", ar);
	for (size_t at = 0; at < size; at += n) {
		n = 1;
		if (!extract_begins(text, at))
			continue;
		if ((n = skip_address(&r, at)) == 0 &&
		    (n = read_figure(&r, at)) == 0)
			n = 1;
	}
	extract_told_words(out, text, size);
	take_tells(out);
	take_design_of_figures(out);
}
