/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of a text that have a role.  A pattern of a slot finds a number by
 * its neighbours; here it is read in Dutch or English spelling ("1.200",
 * "5,8") and widened to a range ("12-18", "12 tot 18").  One number has one
 * role: the longer match wins.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "rule.h"

enum {
	MAX_DIGITS = 24,
	MOST_UNLIKE = 4 /* times: "blok 2 en 30 studenten" is no list */
};

/* What stands between the numbers of a range; longer ones first. */
static const char *const joiners[] = {
	" tot en met ", " through ", " tot ", " t/m ", " to ", " a ", "-",
	" - ",
};
/* And what only does so after these. */
static const struct {
	const char *before, *between;
} pairs[] = { { "tussen ", " en " }, { "tussen de ", " en " },
	{ "between ", " and " } };

struct number {
	size_t start, end;
	double value;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_mark(char c)
{
	return c == '.' || c == ',';
}

/* The run of digits, points and commas round a place; no mark at its ends. */
static void
widen(struct number *n, const char *text, size_t size)
{
	while (n->start > 0 && (is_digit(text[n->start - 1]) ||
	    (is_mark(text[n->start - 1]) && n->start > 1 &&
	    is_digit(text[n->start - 2]))))
		n->start--;
	while (n->end < size && (is_digit(text[n->end]) ||
	    (is_mark(text[n->end]) && n->end + 1 < size &&
	    is_digit(text[n->end + 1]))))
		n->end++;
}

/* True when the marks of one sort part digits in threes: "1.200.000". */
static bool
is_thousands(const char *text, size_t size, char mark)
{
	size_t run = 0;
	bool is_first = true;

	if (size > 0 && text[0] == '0')
		return false;
	for (size_t i = 0; i <= size; i++) {
		if (i < size && is_digit(text[i])) {
			run++;
			continue;
		}
		if (i < size && text[i] != mark)
			return !is_first && run == 3; /* decimals follow */
		if (is_first ? run < 1 || run > 3 : run != 3)
			return false;
		is_first = false;
		run = 0;
	}
	return true;
}

static size_t
count_marks(const char *text, size_t size, char mark)
{
	size_t n = 0;

	for (size_t i = 0; i < size; i++)
		n += text[i] == mark;
	return n;
}

/* "1.200" "1,200" "5,8" "5.8" "1.234,5"; false for "1.2.3". */
static bool
parse_number(struct number *n, const char *text)
{
	const char *p = text + n->start;
	size_t size = n->end - n->start, to = 0;
	size_t points = count_marks(p, size, '.');
	size_t commas = count_marks(p, size, ',');
	char thousands = '\0', digits[MAX_DIGITS];

	if (size == 0 || size >= MAX_DIGITS)
		return false;
	if (points > 0 && commas > 0)
		thousands = strcspn(p, ".") < strcspn(p, ",") ? '.' : ',';
	else if (points > 0 && is_thousands(p, size, '.'))
		thousands = '.';
	else if (commas > 0 && is_thousands(p, size, ','))
		thousands = ',';
	if (thousands != '\0' && !is_thousands(p, size, thousands))
		return false;
	if ((thousands != '.' && points > 1) ||
	    (thousands != ',' && commas > 1))
		return false;
	for (size_t i = 0; i < size; i++)
		if (is_digit(p[i]))
			digits[to++] = p[i];
		else if (p[i] != thousands)
			digits[to++] = '.';
	digits[to] = '\0';
	n->value = strtod(digits, NULL);
	return true;
}

static bool
ends_with(const char *text, size_t end, const char *what)
{
	size_t size = strlen(what);

	return end >= size && memcmp(text + end - size, what, size) == 0;
}

/* A number before a joiner that ends at `end`. */
static bool
number_before(struct number *out, const char *text, size_t size, size_t end,
    const char *joiner)
{
	if (!ends_with(text, end, joiner))
		return false;
	end -= strlen(joiner);
	if (end == 0 || !is_digit(text[end - 1]))
		return false;
	*out = (struct number){ .start = end - 1, .end = end };
	widen(out, text, size);
	return out->end == end && parse_number(out, text);
}

/* A number after a joiner that starts at `start`. */
static bool
number_after(struct number *out, const char *text, size_t size, size_t start,
    const char *joiner)
{
	size_t length = strlen(joiner);

	if (size - start <= length ||
	    memcmp(text + start, joiner, length) != 0 ||
	    !is_digit(text[start + length]))
		return false;
	*out = (struct number){ .start = start + length,
		.end = start + length + 1 };
	widen(out, text, size);
	return parse_number(out, text);
}

/* Find the other end of a range; n keeps the whole place. */
static void
find_range(struct number *n, double *low, double *high, const char *text,
    size_t size)
{
	struct number other;

	for (size_t i = 0; i < sizeof(joiners) / sizeof(joiners[0]); i++) {
		if (number_before(&other, text, size, n->start, joiners[i]) &&
		    other.value < n->value) {
			*low = other.value;
			n->start = other.start;
			return;
		}
		if (number_after(&other, text, size, n->end, joiners[i]) &&
		    other.value > n->value) {
			*high = other.value;
			n->end = other.end;
			return;
		}
	}
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (number_before(&other, text, size, n->start,
		    pairs[i].between) && other.value < n->value &&
		    ends_with(text, other.start, pairs[i].before)) {
			*low = other.value;
			n->start = other.start;
			return;
		}
}

/* A number that a pattern claims for a slot. */
struct claim {
	struct staaf_value value;
	size_t start, end;   /* of the number, folded */
	size_t match_size;   /* of the whole match */
};

struct claims {
	struct claim *item;
	size_t n, room;
};

static struct claim *
new_claim(struct claims *all, const struct rule_slot *s,
    const struct number *n, struct staaf_arena *ar)
{
	struct claim *c = staaf_arena_grow(ar, all->item, all->n, &all->room,
	    sizeof(*c));

	if (c == NULL)
		return NULL;
	all->item = c;
	c += all->n++;
	*c = (struct claim){ .start = n->start, .end = n->end,
		.value = { .slot = &s->pub, .low = n->value,
		    .high = n->value } };
	return c;
}

/*
 * "28, 31 en 26 eerstejaars": what is true of the last number is so of those
 * before it that are of its size.  Any other role goes before this one.
 */
static void
add_list_before(struct claims *all, const struct rule_slot *s,
    const struct number *last, const struct rule_folded *folded,
    struct staaf_arena *ar)
{
	static const char *const lasts[] = { " en ", " and ", " & " };
	const size_t n_lasts = sizeof(lasts) / sizeof(*lasts);
	struct number n = { 0 };
	bool has_more = false;

	for (size_t i = 0; i < n_lasts && !has_more; i++)
		has_more = number_before(&n, folded->text, folded->size,
		    last->start, lasts[i]);
	while (has_more && n.value >= s->pub.from && n.value <= s->pub.to &&
	    n.value <= last->value * MOST_UNLIKE &&
	    n.value * MOST_UNLIKE >= last->value) {
		struct claim *c = new_claim(all, s, &n, ar);

		if (c == NULL)
			return;
		c->value.start = folded->origin[n.start];
		c->value.end = folded->origin[n.end];
		has_more = number_before(&n, folded->text, folded->size,
		    n.start, ", ");
	}
}

static void
add_claim(struct claims *all, const struct rule_slot *s,
    const struct staaf_span *span, const struct rule_folded *folded,
    struct staaf_arena *ar)
{
	struct number n = { .start = span->number_start,
		.end = span->number_end }, one;
	double low, high;
	struct claim *c;

	widen(&n, folded->text, folded->size);
	if (!parse_number(&n, folded->text) || n.value < s->pub.from ||
	    n.value > s->pub.to)
		return;
	one = n;
	low = high = n.value;
	find_range(&n, &low, &high, folded->text, folded->size);
	if (low < s->pub.from || high > s->pub.to)
		low = high = n.value;
	if ((c = new_claim(all, s, &n, ar)) == NULL)
		return;
	c->match_size = span->end - span->start;
	c->value.low = low;
	c->value.high = high;
	c->value.start = folded->origin[span->start < n.start ? span->start :
	    n.start];
	c->value.end = folded->origin[span->end > n.end ? span->end : n.end];
	if (low == high)
		add_list_before(all, s, &one, folded, ar);
}

static void
find_claims(struct claims *all, bool *hit_limit, const struct rule_slot *s,
    const struct rule_folded *folded, const struct rule_threes *threes,
    struct staaf_arena *ar)
{
	for (size_t i = 0; i < s->words.n; i++) {
		struct staaf_pattern *p = s->words.item[i].pattern;
		struct staaf_span span;
		enum staaf_match m;
		size_t from = 0;

		if (!rule_may_match(&s->words.item[i], threes))
			continue;
		while (!ar->failed && (m = staaf_pattern_find(p, folded->text,
		    folded->size, from, &span)) != STAAF_MATCH_NO) {
			*hit_limit |= m == STAAF_MATCH_LIMIT;
			ar->failed |= m == STAAF_MATCH_NOMEM;
			if (m != STAAF_MATCH_YES || span.end <= span.start)
				break;
			if (span.number_end > span.number_start)
				add_claim(all, s, &span, folded, ar);
			from = span.end;
		}
	}
}

static int
compare_claims(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;

	if (x->match_size != y->match_size)
		return x->match_size > y->match_size ? -1 : 1;
	if (x->value.slot != y->value.slot)
		return strcmp(x->value.slot->id, y->value.slot->id);
	return x->start < y->start ? -1 : x->start > y->start;
}

static int
compare_values(const void *a, const void *b)
{
	const struct staaf_value *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return strcmp(x->slot->id, y->slot->id);
}

static bool
has_value(const struct staaf_facts *facts, const struct staaf_slot *s)
{
	for (size_t i = 0; i < facts->n_values; i++)
		if (facts->value[i].slot == s)
			return true;
	return false;
}

/* Words such as "a large class" count when no number tells the size. */
static void
add_range_words(struct staaf_facts *out, const struct rule_finds *words)
{
	size_t n_numbers = out->n_values;

	for (size_t i = 0; i < words->n; i++) {
		const struct rule_found *f = &words->item[i];
		const struct rule_slot *s = f->target.slot;
		struct staaf_facts numbers = *out;
		const struct staaf_range *range;

		numbers.n_values = n_numbers;
		if (s == NULL || has_value(&numbers, &s->pub))
			continue;
		range = &s->pub.range[f->target.range];
		out->value[out->n_values++] = (struct staaf_value){
			.slot = &s->pub, .low = range->low,
			.high = range->high, .start = f->word_start,
			.end = f->word_end };
	}
}

/* The longest claim on each number. */
static void
settle_claims(struct staaf_facts *out, struct claims *all, size_t size,
    struct staaf_arena *ar)
{
	unsigned char *taken = staaf_arena_array(ar, size + 1, 1);

	if (taken == NULL)
		return;
	if (all->n > 1)
		qsort(all->item, all->n, sizeof(*all->item), compare_claims);
	for (size_t i = 0; i < all->n; i++) {
		const struct claim *c = &all->item[i];

		if (memchr(taken + c->start, 1, c->end - c->start) != NULL)
			continue;
		memset(taken + c->start, 1, c->end - c->start);
		out->value[out->n_values++] = c->value;
	}
}

void
rule_read_slots(struct staaf_facts *out, const struct staaf_rules *rs,
    const struct rule_folded *folded, const struct rule_finds *words,
    struct staaf_arena *ar)
{
	struct claims all = { 0 };
	struct rule_threes threes;
	bool has_digit = false;

	for (size_t i = 0; i < folded->size && !has_digit; i++)
		has_digit = is_digit(folded->text[i]);
	if (has_digit)
		rule_threes_take(&threes, folded->text, folded->size);
	for (size_t i = 0; has_digit && i < rs->n_slots; i++)
		find_claims(&all, &out->hit_limit, rs->slot[i], folded,
		    &threes, ar);
	out->value = staaf_arena_array(ar, all.n + words->n,
	    sizeof(*out->value));
	if (out->value == NULL)
		return;
	settle_claims(out, &all, folded->size, ar);
	add_range_words(out, words);
	if (out->n_values > 1)
		qsort(out->value, out->n_values, sizeof(*out->value),
		    compare_values);
}
