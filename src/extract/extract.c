/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures a machine can read in a text: effect sizes with what belongs to
 * them, counts, and the words of a design.  A pass over the words; what
 * starts no expression costs a look in a table.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/hash.h>
#include <staaf/utf8.h>

#include "extract.h"

enum {
	MAX_PIECES = 64,  /* of a sentence: a table that lost its lines */
	MAX_NEAR = 24,    /* bytes between an effect and its interval or p */
	MAX_FAR = 120,    /* and its I2 or tau */
	MAX_QUOTE = 160,  /* bytes of a quote; a longer expression is whole */
	N_DESIGNS = 6     /* D0 to D5 */
};

struct found {
	struct staaf_figure *figure;
	size_t n, room, most;
	struct staaf_arena *ar;
	enum staaf_figure_place place;
	const char *text;
	size_t size;
	bool is_dutch;
	bool is_review, is_asked; /* looked for when a count wants it */
	bool has_design[N_DESIGNS];
};

static struct staaf_figure *
add_figure(struct found *f, size_t at, size_t end)
{
	struct staaf_figure *more;

	if (f->n >= f->most)
		return NULL;
	more = staaf_arena_grow(f->ar, f->figure, f->n, &f->room,
	    sizeof(*more));
	if (more == NULL)
		return NULL;
	f->figure = more;
	more += f->n++;
	*more = (struct staaf_figure){ .key = "", .place = f->place,
		.at = at, .size = end - at, .quote = "", .value = NAN,
		.low = NAN, .high = NAN, .p = NAN, .tau = NAN, .i2 = NAN,
		.k = STAAF_NONE, .n = STAAF_NONE, .design = STAAF_NONE };
	return more;
}

struct pieces {
	struct extract_piece piece[MAX_PIECES];
	size_t end[MAX_PIECES]; /* of an effect with what stands by it */
	size_t reach[MAX_PIECES]; /* and with its counts */
	struct staaf_figure fig[MAX_PIECES];
	bool is_taken[MAX_PIECES];
	size_t n;
};

static size_t
gap_between(const struct pieces *p, size_t effect, size_t other)
{
	const struct extract_piece *o = &p->piece[other];

	if (o->at >= p->reach[effect])
		return o->at - p->reach[effect];
	if (p->piece[effect].at >= o->end)
		return p->piece[effect].at - o->end;
	return 0;
}

/* Give an effect the interval, p or spread that follows it. */
static void
take_statistic(struct pieces *p, size_t effect, size_t other)
{
	const struct extract_piece *o = &p->piece[other];
	struct staaf_figure *fig = &p->fig[effect];
	size_t gap = gap_between(p, effect, other);
	double value = p->piece[effect].value;

	if (gap > MAX_FAR || (gap > MAX_NEAR &&
	    (o->kind == EXTRACT_INTERVAL || o->kind == EXTRACT_P)))
		return;
	if (o->kind == EXTRACT_INTERVAL && isnan(fig->low)) {
		if (!(o->low <= value && value <= o->high))
			return;
		fig->low = o->low;
		fig->high = o->high;
	} else if (o->kind == EXTRACT_P && isnan(fig->p)) {
		fig->p = o->value;
		fig->p_is_below = o->is_below;
	} else if (o->kind == EXTRACT_I2 && isnan(fig->i2)) {
		fig->i2 = o->value;
	} else if (o->kind == EXTRACT_TAU && isnan(fig->tau)) {
		fig->tau = o->value;
	} else {
		return;
	}
	p->is_taken[other] = true;
	if (gap <= MAX_NEAR)
		p->end[effect] = p->reach[effect] = o->end;
}

/* A count goes to the nearest effect that has none of its kind. */
static void
take_count(struct pieces *p, size_t other)
{
	const struct extract_piece *o = &p->piece[other];
	size_t best = MAX_PIECES, gap;

	for (size_t i = 0; i < p->n; i++) {
		const struct staaf_figure *fig = &p->fig[i];

		if (p->piece[i].kind != EXTRACT_EFFECT ||
		    (o->kind == EXTRACT_K ? fig->k : fig->n) != STAAF_NONE)
			continue;
		if (best == MAX_PIECES ||
		    gap_between(p, i, other) < gap_between(p, best, other))
			best = i;
	}
	if (best == MAX_PIECES)
		return;
	if (o->kind == EXTRACT_K)
		p->fig[best].k = (long)o->value;
	else
		p->fig[best].n = (long)o->value;
	gap = gap_between(p, best, other);
	if (gap <= MAX_NEAR && o->at >= p->reach[best])
		p->reach[best] = o->end;
	p->is_taken[other] = true;
}

/* A review says so somewhere: then "32 studies" are the ones it pools. */
static bool
says_review(const struct found *f)
{
	static const char initials[] = "msroRMSO";

	for (size_t at = 0; at < f->size; at++) {
		int design;

		if (memchr(initials, f->text[at], sizeof(initials) - 1) ==
		    NULL || (at > 0 && extract_is_wordy(f->text[at - 1])))
			continue;
		if (extract_design(&design, f->text, f->size, at) > 0 &&
		    (design == EXTRACT_ANY_REVIEW || design == 2 ||
		    design == 1) && (f->text[at] | 0x20) != 'q')
			return true;
	}
	return false;
}

/* A count on its own is believed less: "k = 5" may be any k. */
static bool
is_believed(struct found *f, const struct extract_piece *o)
{
	if (o->kind == EXTRACT_K && !f->is_asked) {
		f->is_review = says_review(f);
		f->is_asked = true;
	}
	if (o->kind == EXTRACT_K)
		return f->is_review;
	if (o->kind != EXTRACT_N)
		return false;
	return !o->is_symbol || (o->at > 0 && f->text[o->at - 1] == '(');
}

static void
put_pieces(struct found *f, struct pieces *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct extract_piece *o = &p->piece[i];
		struct staaf_figure *fig;

		if (o->kind != EXTRACT_EFFECT &&
		    (p->is_taken[i] || !is_believed(f, o)))
			continue;
		if ((fig = add_figure(f, o->at, p->end[i])) == NULL)
			return;
		if (o->kind == EXTRACT_K) {
			fig->k = (long)o->value;
		} else if (o->kind == EXTRACT_N) {
			fig->n = (long)o->value;
		} else {
			size_t at = fig->at, size = fig->size;

			*fig = p->fig[i];
			fig->at = at;
			fig->size = size;
		}
	}
}

static void
join_pieces(struct found *f, struct pieces *p)
{
	size_t effect = MAX_PIECES;

	for (size_t i = 0; i < p->n; i++) {
		const struct extract_piece *o = &p->piece[i];

		p->end[i] = p->reach[i] = o->end;
		p->is_taken[i] = false;
		p->fig[i] = (struct staaf_figure){ .key = "", .quote = "",
			.place = f->place, .metric = o->metric,
			.value = o->value, .low = NAN, .high = NAN, .p = NAN,
			.tau = NAN, .i2 = NAN, .k = STAAF_NONE,
			.n = STAAF_NONE, .design = STAAF_NONE };
	}
	for (size_t i = 0; i < p->n; i++)
		if (p->piece[i].kind == EXTRACT_EFFECT)
			effect = i;
		else if (effect < MAX_PIECES && p->piece[i].kind < EXTRACT_K)
			take_statistic(p, effect, i);
	for (size_t i = 0; effect < MAX_PIECES && i < p->n; i++)
		if (p->piece[i].kind >= EXTRACT_K)
			take_count(p, i);
	put_pieces(f, p);
}

/* A design word; the end of it, or at when there is none. */
static size_t
take_design(struct found *f, size_t start, size_t stop, size_t at)
{
	struct staaf_figure *fig;
	int design;
	size_t n = extract_design(&design, f->text, stop, at);

	if (n == 0 || design < 0 || f->has_design[design] ||
	    !extract_design_holds(f->text, start, stop, at, at + n))
		return at + n;
	if ((fig = add_figure(f, at, at + n)) != NULL) {
		fig->design = design;
		f->has_design[design] = true;
	}
	return at + n;
}

/* Letters an expression or a design word may begin with. */
static bool
may_begin(unsigned char c)
{
	static const char letters[] = "abcdefghikmnoprstvwqz";

	if (c >= '0' && c <= '9')
		return true;
	if (c >= 0x80)
		return c == 0xcf; /* tau in Greek */
	c |= 0x20;
	return c != ' ' && memchr(letters, c, sizeof(letters) - 1) != NULL;
}

static void
read_sentence(struct found *f, struct pieces *p, size_t start, size_t stop,
    const bool *begins)
{
	size_t at = start;

	p->n = 0;
	while (at < stop) {
		size_t to;

		if (!begins[(unsigned char)f->text[at]] || (at > start &&
		    extract_is_wordy(f->text[at - 1]))) {
			at++;
			continue;
		}
		if ((to = take_design(f, start, stop, at)) > at) {
			at = to;
		} else if (p->n < MAX_PIECES && extract_piece(
		    &p->piece[p->n], f->text, start, stop, at, f->is_dutch)) {
			at = p->piece[p->n].end;
			p->n++;
		} else {
			at++;
		}
	}
	join_pieces(f, p);
}

/* After a stop, a blank and a capital; "0. 35" and "e.g. this" go on. */
static size_t
sentence_end(const char *text, size_t size, size_t at)
{
	for (; at + 2 < size; at++)
		if ((text[at] == '.' || text[at] == '?' || text[at] == '!') &&
		    text[at + 1] == ' ' && ((text[at + 2] >= 'A' &&
		    text[at + 2] <= 'Z') || text[at + 2] == '('))
			return at + 1;
	return size;
}

/* Whole words around the expression, some bytes on either side. */
static const char *
quote_of(const struct found *f, const struct staaf_figure *fig)
{
	size_t end = fig->at + fig->size, from = fig->at, to = end, side;

	if (fig->size < MAX_QUOTE) {
		side = (MAX_QUOTE - fig->size) / 2;
		from = fig->at > side ? fig->at - side : 0;
		to = f->size - end > side ? end + side : f->size;
	}
	while (from > 0 && from < fig->at && f->text[from - 1] != ' ')
		from++;
	while (to < f->size && to > end && f->text[to] != ' ')
		to--;
	while (from < fig->at && f->text[from] == ' ')
		from++;
	return staaf_arena_dupn(f->ar, f->text + from, to - from);
}

static int
compare_places(const void *a, const void *b)
{
	const struct staaf_figure *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->design > y->design) - (x->design < y->design);
}

/* The same bytes twice differ by which time it is. */
static void
name_figures(struct found *f)
{
	uint64_t *mark = staaf_arena_array(f->ar, f->n, sizeof(*mark));

	for (size_t i = 0; mark != NULL && i < f->n; i++) {
		struct staaf_figure *fig = &f->figure[i];
		unsigned char head[2] = { (unsigned char)fig->place,
			(unsigned char)fig->metric };
		long counts[2] = { fig->k, fig->n };
		unsigned time = 0;
		uint64_t key;

		key = staaf_mark(STAAF_MARK_START, head, sizeof(head));
		key = staaf_mark(key, counts, sizeof(counts));
		key = staaf_mark(key, &fig->i2, sizeof(fig->i2));
		key = staaf_mark(key, &fig->tau, sizeof(fig->tau));
		key = staaf_mark(key, f->text + fig->at, fig->size);
		mark[i] = key;
		for (size_t j = 0; j < i; j++)
			time += mark[j] == key;
		key = staaf_mark(key, &time, sizeof(time));
		fig->key = staaf_arena_printf(f->ar, "f%08x",
		    (unsigned)(key ^ (key >> 32)));
		fig->quote = quote_of(f, fig);
	}
}

size_t
staaf_extract(struct staaf_figure **out, size_t most,
    enum staaf_figure_place place, const char *text, size_t size,
    const char *language, struct staaf_arena *ar)
{
	struct found f = { .most = most, .ar = ar, .place = place,
		.text = text, .size = size,
		.is_dutch = language != NULL && strcmp(language, "nl") == 0 };
	struct pieces *p;
	bool begins[256];
	size_t at = 0;

	*out = NULL;
	p = staaf_arena_alloc(ar, sizeof(*p));
	if (p == NULL || size == 0)
		return 0;
	for (int c = 0; c < 256; c++)
		begins[c] = may_begin((unsigned char)c);
	while (at < size) {
		size_t end = sentence_end(text, size, at);

		read_sentence(&f, p, at, end, begins);
		at = end;
	}
	if (f.n == 0)
		return 0;
	qsort(f.figure, f.n, sizeof(*f.figure), compare_places);
	name_figures(&f);
	*out = ar->failed ? NULL : f.figure;
	return ar->failed ? 0 : f.n;
}
