/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text to facts: words and patterns of all concepts are found, then the
 * longest win, layer by layer: words that tell the kind of a question or
 * that this is about teaching do not push out an intervention.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/utf8.h>

#include "rule.h"

enum { MAX_READ_BYTES = 1 << 20 }; /* what stands behind is not read */

/* ---------------------------------------------------------------- folding */

/* One character folded; marks and such become nothing. */
static void
put_folded(struct staaf_buf *out, const char *p, size_t size)
{
	staaf_buf_reset(out);
	if (size == 3 && memcmp(p, "\xe2\x80\x99", 3) == 0)
		staaf_buf_putc(out, '\''); /* typographic apostrophe */
	else if (size == 3 && (memcmp(p, "\xe2\x80\x93", 3) == 0 ||
	    memcmp(p, "\xe2\x88\x92", 3) == 0))
		staaf_buf_putc(out, '-'); /* en dash, minus sign */
	else
		staaf_utf8_fold(out, p, size);
}

static size_t
step_of(const char *text, size_t size, size_t at)
{
	size_t step = 1;

	while (at + step < size &&
	    ((unsigned char)text[at + step] & 0xc0) == 0x80)
		step++;
	return step;
}

static void
fold_text(struct rule_folded *out, const char *text, size_t size,
    struct staaf_arena *ar)
{
	struct staaf_buf one = { 0 };
	size_t room = size * 3 + 64, at = 0, n = 0;
	uint32_t *origin = staaf_arena_array(ar, room, sizeof(*origin));
	char *folded = staaf_arena_alloc(ar, room);

	*out = (struct rule_folded){ .text = "" };
	if (origin == NULL || folded == NULL)
		return;
	while (at < size) {
		size_t step = step_of(text, size, at);

		if (step == 1 && (unsigned char)text[at] < 0x80) {
			if (n + 1 >= room)
				break;
			folded[n] = (unsigned char)text[at] <= ' ' ? ' ' :
			    staaf_ascii_lower(text[at]);
			origin[n++] = (uint32_t)at++;
			continue;
		}
		put_folded(&one, text + at, step);
		if (one.failed || n + one.size >= room)
			break; /* a ligature of many letters */
		for (size_t i = 0; i < one.size; i++) {
			folded[n] = one.text[i];
			origin[n++] = (uint32_t)at;
		}
		at += step;
	}
	if (one.failed)
		ar->failed = true;
	origin[n] = (uint32_t)at;
	folded[n] = '\0';
	*out = (struct rule_folded){ .text = folded, .size = n,
		.origin = origin };
	staaf_buf_clear(&one);
}

/* --------------------------------------------------------------- patterns */

static void
match_pattern(struct rule_finds *out, bool *hit_limit,
    const struct rule_word *w, const struct rule_found *like,
    const struct rule_folded *folded, struct staaf_arena *ar)
{
	struct staaf_span span;
	size_t from = 0;

	while (folded->origin != NULL && from <= folded->size && !ar->failed) {
		struct rule_found *more;

		switch (staaf_pattern_find(w->pattern, folded->text,
		    folded->size, from, &span)) {
		case STAAF_MATCH_LIMIT:
			*hit_limit = true;
			return;
		case STAAF_MATCH_NOMEM:
			ar->failed = true;
			return;
		case STAAF_MATCH_NO:
			return;
		case STAAF_MATCH_YES:
			break;
		}
		if (span.end <= span.start) /* empty: nothing is read */
			return;
		from = span.end;
		more = staaf_arena_grow(ar, out->item, out->n, &out->room,
		    sizeof(*more));
		if (more == NULL)
			return;
		out->item = more;
		more += out->n++;
		*more = *like;
		more->word = w;
		more->start = more->word_start = folded->origin[span.start];
		more->end = more->word_end = folded->origin[span.end];
	}
}

/* Of all layers, or of the world only. */
static void
match_patterns(struct rule_finds *out, bool *hit_limit,
    const struct staaf_rules *rs, bool is_world,
    const struct rule_folded *folded, const struct rule_threes *threes,
    struct staaf_arena *ar)
{
	for (size_t i = 0; i < rs->n_concepts; i++) {
		const struct rule_concept *c = rs->concept[i];
		struct rule_found like = { .target = { .concept = c } };

		if (c->pub.kind == STAAF_QUESTION)
			like.target.layer = RULE_LAYER_QUESTION;
		else if (c->pub.kind == STAAF_SCOPE)
			like.target.layer = RULE_LAYER_SCOPE;
		if (!c->words.has_pattern ||
		    (is_world && like.target.layer != RULE_LAYER_WORLD))
			continue;
		for (size_t k = 0; k < c->words.n; k++)
			if (rule_may_match(&c->words.item[k], threes))
				match_pattern(out, hit_limit,
				    &c->words.item[k], &like, folded, ar);
	}
}

/* -------------------------------------------------------------- selection */

/* Of two matches of one length: a word before a pattern before a part. */
static int
rank_of(const struct rule_found *f)
{
	static const int ranks[RULE_N_WORD_KINDS] = {
		[RULE_TYPO] = 0, [RULE_NAME] = 1, [RULE_ALSO] = 1,
		[RULE_PATTERN] = 2, [RULE_STEM] = 3, [RULE_PART] = 4,
	};

	return ranks[f->word->kind];
}

static int
compare_finds(const void *a, const void *b)
{
	const struct rule_found *x = a, *y = b;
	size_t nx = x->end - x->start, ny = y->end - y->start;

	if (nx != ny)
		return nx > ny ? -1 : 1;
	if (rank_of(x) != rank_of(y))
		return rank_of(x) < rank_of(y) ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->target.concept != NULL && y->target.concept != NULL)
		return strcmp(x->target.concept->pub.id,
		    y->target.concept->pub.id);
	return 0;
}

static bool
is_vetoed(const struct rule_found *f, const struct rule_finds *nots)
{
	for (size_t i = 0; i < nots->n; i++) {
		const struct rule_found *no = &nots->item[i];

		if (no->target.concept == f->target.concept &&
		    no->start < f->end && f->start < no->end)
			return true;
	}
	return false;
}

/* Only what a text is about: layers do not push each other out. */
static void
keep_world(struct rule_finds *finds)
{
	size_t n = 0;

	for (size_t i = 0; i < finds->n; i++)
		if (finds->item[i].target.layer == RULE_LAYER_WORLD)
			finds->item[n++] = finds->item[i];
	finds->n = n;
}

/* Drop the "not" words and what they veto. */
static enum staaf_code
apply_vetoes(struct rule_finds *finds, struct staaf_arena *ar)
{
	struct rule_finds nots = { 0 };
	size_t n = 0;

	nots.item = staaf_arena_array(ar, finds->n, sizeof(*nots.item));
	if (nots.item == NULL)
		return STAAF_NOMEM;
	for (size_t i = 0; i < finds->n; i++)
		if (finds->item[i].word->kind == RULE_NOT)
			nots.item[nots.n++] = finds->item[i];
	for (size_t i = 0; i < finds->n; i++)
		if (finds->item[i].word->kind != RULE_NOT &&
		    !is_vetoed(&finds->item[i], &nots))
			finds->item[n++] = finds->item[i];
	finds->n = n;
	return STAAF_OK;
}

/*
 * Keep the longest of those that overlap.  A longer one was kept earlier, so
 * a shorter one that overlaps it has its first or last byte inside.
 */
static enum staaf_code
select_longest(struct rule_finds *finds, size_t size, struct staaf_arena *ar)
{
	unsigned char *taken = staaf_arena_array(ar, size + 1, 1);
	size_t n = 0;

	if (taken == NULL)
		return STAAF_NOMEM;
	if (finds->n > 1)
		qsort(finds->item, finds->n, sizeof(*finds->item),
		    compare_finds);
	for (size_t i = 0; i < finds->n; i++) {
		const struct rule_found *f = &finds->item[i];
		unsigned char bit =
		    (unsigned char)(1u << (unsigned)f->target.layer);

		if (f->end <= f->start || (taken[f->start] & bit) != 0 ||
		    (taken[f->end - 1] & bit) != 0)
			continue;
		for (size_t k = f->start; k < f->end; k++)
			taken[k] |= bit;
		finds->item[n++] = *f;
	}
	finds->n = n;
	return STAAF_OK;
}

/* ------------------------------------------------------------------ facts */

static int
compare_mentions(const void *a, const void *b)
{
	const struct staaf_mention *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return strcmp(x->concept->id, y->concept->id);
}

static void
collect_mentions(struct staaf_facts *out, const struct rule_finds *finds,
    struct staaf_arena *ar)
{
	size_t n = 0;

	out->mention = staaf_arena_array(ar, finds->n, sizeof(*out->mention));
	if (out->mention == NULL)
		return;
	for (size_t i = 0; i < finds->n; i++)
		if (finds->item[i].target.concept != NULL)
			out->mention[n++] = (struct staaf_mention){
				.concept = &finds->item[i].target.concept->pub,
				.start = finds->item[i].word_start,
				.end = finds->item[i].word_end };
	if (n > 1)
		qsort(out->mention, n, sizeof(*out->mention),
		    compare_mentions);
	for (size_t i = 0; i < n; i++)
		if (out->n_mentions == 0 || compare_mentions(
		    &out->mention[out->n_mentions - 1],
		    &out->mention[i]) != 0)
			out->mention[out->n_mentions++] = out->mention[i];
}

static void
mark_words(bool *is_read, const struct staaf_words *words, size_t start,
    size_t end)
{
	size_t low = 0, high = words->n_words;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (words->word[mid].end <= start)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < words->n_words && words->word[low].start < end; low++)
		is_read[low] = true;
}

static void
mark_read(struct staaf_facts *out, const struct staaf_words *words,
    struct staaf_arena *ar)
{
	out->is_read = staaf_arena_array(ar, words->n_words + 1,
	    sizeof(*out->is_read));
	if (out->is_read == NULL)
		return;
	for (size_t i = 0; i < out->n_mentions; i++)
		mark_words(out->is_read, words, out->mention[i].start,
		    out->mention[i].end);
	for (size_t i = 0; i < out->n_values; i++)
		mark_words(out->is_read, words, out->value[i].start,
		    out->value[i].end);
}

/* A text on the desk: its words, its folded form and what was found. */
struct desk {
	struct staaf_words words;
	struct rule_folded folded;
	struct rule_threes threes; /* of the folded text */
	struct rule_finds finds;
};

static enum staaf_code
fail_memory(struct staaf_err *err)
{
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}

static enum staaf_code
read_concepts(struct staaf_facts *out, struct desk *d,
    const struct staaf_rules *rs, bool is_world, const char *text,
    size_t size, struct staaf_arena *ar, struct staaf_err *err)
{
	if (rs->has_error)
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_RULE_FAULTY, NULL, NULL);
	size = staaf_utf8_cut(text, size, MAX_READ_BYTES);
	staaf_words_split(&d->words, text, size, ar);
	fold_text(&d->folded, text, size, ar);
	if (ar->failed)
		return fail_memory(err);
	rule_threes_take(&d->threes, d->folded.text, d->folded.size);
	rule_match_words(&d->finds, rs, &d->words, ar);
	if (is_world)
		keep_world(&d->finds);
	match_patterns(&d->finds, &out->hit_limit, rs, is_world, &d->folded,
	    &d->threes, ar);
	if (ar->failed || apply_vetoes(&d->finds, ar) != STAAF_OK ||
	    select_longest(&d->finds, size, ar) != STAAF_OK)
		return fail_memory(err);
	collect_mentions(out, &d->finds, ar);
	return ar->failed ? fail_memory(err) : STAAF_OK;
}

enum staaf_code
staaf_rules_find(struct staaf_facts *out, const struct staaf_rules *rs,
    const char *text, size_t size, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_facts facts = { 0 };
	struct desk d = { 0 };
	enum staaf_code rc = read_concepts(&facts, &d, rs, true, text, size,
	    ar, err);

	if (rc == STAAF_OK)
		*out = facts;
	return rc;
}

enum staaf_code
staaf_rules_read(struct staaf_facts *out, const struct staaf_rules *rs,
    const char *text, size_t size, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_facts facts = { 0 };
	struct desk d = { 0 };
	struct rule_folded digits;
	enum staaf_code rc = read_concepts(&facts, &d, rs, false, text, size,
	    ar, err);

	if (rc != STAAF_OK)
		return rc;
	rule_take_numerals(&digits, &d.folded, ar);
	rule_read_slots(&facts, rs, &digits, &d.finds, ar);
	mark_read(&facts, &d.words, ar);
	if (ar->failed)
		return fail_memory(err);
	facts.kind = rule_tell_kind(&facts, &d.words);
	*out = facts;
	return STAAF_OK;
}

static void
hasten_words(struct staaf_rules *rs, struct rule_words *words)
{
	for (size_t k = 0; k < words->n; k++) {
		struct rule_word *w = &words->item[k];

		if (w->kind != RULE_PATTERN)
			continue;
		staaf_pattern_hasten(w->pattern);
		w->need = rule_need_of(w->ref.text, &rs->ar);
	}
}

void
staaf_rules_hasten(struct staaf_rules *rs)
{
	for (size_t i = 0; i < rs->n_concepts; i++)
		hasten_words(rs, &rs->concept[i]->words);
	if (rs->known == NULL)
		rs->known = rule_known_new();
	rs->ar.failed = false; /* slower then, and no worse */
}
