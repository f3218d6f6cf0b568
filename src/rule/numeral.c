/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers in words: "zeven weken", "honderdtwintig studenten", "two hundred
 * and fifty students" become digits before a slot looks for its number.
 * "Een" and "one" stay as they are: they are articles and pronouns too.
 */
#include <stdio.h>
#include <string.h>

#include "rule.h"

enum {
	LONGEST = 40,       /* letters of a numeral in one word */
	MAX_VALUE = 999999, /* more is not said of a class */
	MAX_SHOWN = 12      /* digits of any int, and NUL */
};

struct numeral {
	const char *word;
	int value;
};

static const struct numeral units[] = { { "een", 1 }, { "twee", 2 },
	{ "drie", 3 }, { "vier", 4 }, { "vijf", 5 }, { "zes", 6 },
	{ "zeven", 7 }, { "acht", 8 }, { "negen", 9 }, { "one", 1 },
	{ "two", 2 }, { "three", 3 }, { "four", 4 }, { "five", 5 },
	{ "six", 6 }, { "seven", 7 }, { "eight", 8 }, { "nine", 9 } };
static const struct numeral teens[] = { { "tien", 10 }, { "elf", 11 },
	{ "twaalf", 12 }, { "dertien", 13 }, { "veertien", 14 },
	{ "vijftien", 15 }, { "zestien", 16 }, { "zeventien", 17 },
	{ "achttien", 18 }, { "negentien", 19 }, { "ten", 10 },
	{ "eleven", 11 }, { "twelve", 12 }, { "thirteen", 13 },
	{ "fourteen", 14 }, { "fifteen", 15 }, { "sixteen", 16 },
	{ "seventeen", 17 }, { "eighteen", 18 }, { "nineteen", 19 } };
static const struct numeral tens[] = { { "twintig", 20 }, { "dertig", 30 },
	{ "veertig", 40 }, { "vijftig", 50 }, { "zestig", 60 },
	{ "zeventig", 70 }, { "tachtig", 80 }, { "negentig", 90 },
	{ "twenty", 20 }, { "thirty", 30 }, { "forty", 40 }, { "fifty", 50 },
	{ "sixty", 60 }, { "seventy", 70 }, { "eighty", 80 },
	{ "ninety", 90 } };

#define N_OF(list) (sizeof(list) / sizeof(*(list)))

/* 0 when it is none of them. */
static int
find_in(const struct numeral *list, size_t n, const char *p, size_t size)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(list[i].word) == size &&
		    memcmp(list[i].word, p, size) == 0)
			return list[i].value;
	return 0;
}

/* "tweeentwintig": a unit, "en" and a ten. */
static int
read_unit_and_ten(const char *p, size_t size)
{
	for (size_t i = 0; i < N_OF(units); i++) {
		size_t n = strlen(units[i].word);
		int ten;

		if (size <= n + 2 || memcmp(p, units[i].word, n) != 0 ||
		    memcmp(p + n, "en", 2) != 0)
			continue;
		ten = find_in(tens, N_OF(tens), p + n + 2, size - n - 2);
		if (ten > 0)
			return ten + units[i].value;
	}
	return 0;
}

/* Below a hundred. */
static int
read_small(const char *p, size_t size)
{
	int value = find_in(units, N_OF(units), p, size);

	if (value == 0)
		value = find_in(teens, N_OF(teens), p, size);
	if (value == 0)
		value = find_in(tens, N_OF(tens), p, size);
	return value > 0 ? value : read_unit_and_ten(p, size);
}

/* Where a word that is part of a numeral stands in it; size when nowhere. */
static size_t
find_part(const char *p, size_t size, const char *part)
{
	size_t n = strlen(part);

	for (size_t i = 0; i + n <= size; i++)
		if (memcmp(p + i, part, n) == 0)
			return i;
	return size;
}

/* One word, Dutch compounds too; 0 when it is no numeral. */
static int
read_word(const char *p, size_t size)
{
	static const struct numeral powers[] = { { "duizend", 1000 },
		{ "thousand", 1000 }, { "honderd", 100 }, { "hundred", 100 } };

	if (size == 0 || size > LONGEST)
		return 0;
	for (size_t i = 0; i < N_OF(powers); i++) {
		size_t n = strlen(powers[i].word);
		size_t at = find_part(p, size, powers[i].word);
		size_t rest = at + n;
		int left = 1, right = 0;

		if (at == size)
			continue;
		if (size > rest + 2 && memcmp(p + rest, "en", 2) == 0)
			rest += 2; /* "honderdentien" */
		if (at > 0 && (left = read_word(p, at)) == 0)
			return 0;
		if (at + n < size &&
		    (right = read_word(p + rest, size - rest)) == 0)
			return 0;
		return left < powers[i].value && right < powers[i].value ?
		    left * powers[i].value + right : 0;
	}
	return read_small(p, size);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || ((unsigned char)c & 0x80) != 0;
}

static size_t
word_size(const char *text, size_t size, size_t at)
{
	size_t n = 0;

	while (at + n < size && is_letter(text[at + n]))
		n++;
	return n;
}

/* A word behind this one, after a space or a hyphen; its size, or 0. */
static size_t
next_word(const struct rule_folded *in, size_t end, size_t *at)
{
	if (end >= in->size || (in->text[end] != ' ' && in->text[end] != '-'))
		return 0;
	*at = end + 1;
	return word_size(in->text, in->size, *at);
}

static bool
is_word(const char *p, size_t size, const char *word)
{
	return strlen(word) == size && memcmp(p, word, size) == 0;
}

/* How a numeral goes on with its next word; false when it does not. */
static bool
go_on(int *value, const char *p, size_t size)
{
	int next;

	if (is_word(p, size, "hundred") || is_word(p, size, "honderd")) {
		if (*value >= 100)
			return false;
		*value *= 100;
		return true;
	}
	if (is_word(p, size, "thousand") || is_word(p, size, "duizend")) {
		if (*value >= 1000)
			return false;
		*value *= 1000;
		return true;
	}
	next = read_word(p, size);
	if (next == 0 || *value + next > MAX_VALUE)
		return false;
	if ((*value >= 1000 && *value % 1000 == 0 && next < 1000) ||
	    (*value >= 100 && *value % 100 == 0 && next < 100) ||
	    (*value >= 20 && *value % 10 == 0 && *value % 100 != 0 &&
	    next < 10)) {
		*value += next;
		return true;
	}
	return false;
}

/* "ik acht studenten hoog": here it is a verb. */
static bool
is_verb(const struct rule_folded *in, size_t at, const char *word)
{
	return strcmp(word, "acht") == 0 && at >= 3 &&
	    memcmp(in->text + at - 3, "ik ", 3) == 0;
}

/* The numeral that begins at a word; 0 when none does. */
static int
read_numeral(const struct rule_folded *in, size_t at, size_t size,
    size_t *end)
{
	char word[LONGEST + 1] = "";
	int value = read_word(in->text + at, size);
	size_t next = 0, n;

	if (value == 0)
		return 0;
	memcpy(word, in->text + at, size);
	*end = at + size;
	while ((n = next_word(in, *end, &next)) > 0) {
		if (value >= 100 && (is_word(in->text + next, n, "and") ||
		    is_word(in->text + next, n, "en"))) {
			size_t behind = 0;
			size_t m = next_word(in, next + n, &behind);

			if (m == 0 || !go_on(&value, in->text + behind, m))
				break;
			*end = behind + m;
			continue;
		}
		if (!go_on(&value, in->text + next, n))
			break;
		*end = next + n;
	}
	/* An article, or a verb. */
	return value == 1 || is_verb(in, at, word) ? 0 : value;
}

/* The text under way, and where each of its bytes comes from. */
struct copy {
	char *text;
	uint32_t *origin;
	size_t n;
};

static void
put_digits(struct copy *c, const char *digits, uint32_t origin)
{
	for (; *digits != '\0'; digits++, c->n++) {
		c->text[c->n] = *digits;
		c->origin[c->n] = origin;
	}
}

static bool
is_one_and_a_half(const char *p, size_t size)
{
	return is_word(p, size, "anderhalf") || is_word(p, size, "anderhalve");
}

/* Digits never take more room than their words. */
static void
put_numerals(struct copy *c, const struct rule_folded *in)
{
	size_t at = 0;

	while (at < in->size) {
		size_t size = word_size(in->text, in->size, at), end = at;
		int value = size == 0 ? 0 : read_numeral(in, at, size, &end);
		char digits[MAX_SHOWN] = "";

		if (is_one_and_a_half(in->text + at, size)) {
			put_digits(c, "1,5", in->origin[at]);
			at += size;
		} else if (value > 0) {
			(void)snprintf(digits, sizeof(digits), "%d", value);
			put_digits(c, digits, in->origin[at]);
			at = end;
		} else {
			size = size == 0 ? 1 : size;
			memcpy(c->text + c->n, in->text + at, size);
			memcpy(c->origin + c->n, in->origin + at,
			    size * sizeof(*c->origin));
			c->n += size;
			at += size;
		}
	}
	c->text[c->n] = '\0';
	c->origin[c->n] = in->origin[in->size];
}

/* Does any word look like a part of a numeral? */
static bool
has_numeral(const struct rule_folded *in)
{
	size_t end;

	for (size_t at = 0; at < in->size;) {
		size_t size = word_size(in->text, in->size, at);

		if (size > 0 && (read_numeral(in, at, size, &end) > 0 ||
		    is_one_and_a_half(in->text + at, size)))
			return true;
		at += size == 0 ? 1 : size;
	}
	return false;
}

void
rule_take_numerals(struct rule_folded *out, const struct rule_folded *in,
    struct staaf_arena *ar)
{
	struct copy c = { 0 };

	*out = *in;
	if (in->origin == NULL || !has_numeral(in))
		return;
	c.text = staaf_arena_alloc(ar, in->size + 1);
	c.origin = staaf_arena_array(ar, in->size + 1, sizeof(*c.origin));
	if (ar->failed)
		return;
	put_numerals(&c, in);
	*out = (struct rule_folded){ c.text, c.n, c.origin };
}
