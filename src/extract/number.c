/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers as abstracts print them.  No locale, no strtod: a number is at most
 * some digits, and what is longer is none.
 */
#include <string.h>

#include <staaf/utf8.h>

#include "extract.h"

enum {
	MAX_DIGITS = 9,  /* below 10^9, as counts must be */
	MAX_DECIMALS = 6 /* more are printed by machines, not by authors */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
extract_is_wordy(char c)
{
	return is_digit(c) || (unsigned char)c >= 0x80 ||
	    (staaf_ascii_lower(c) >= 'a' && staaf_ascii_lower(c) <= 'z');
}

/* Bytes of the sign or mark at text[at], 0 when it is another. */
static size_t
is_at(const char *text, size_t size, size_t at, const char *what)
{
	size_t n = strlen(what);

	return at < size && size - at >= n &&
	    memcmp(text + at, what, n) == 0 ? n : 0;
}

size_t
extract_blanks(const char *text, size_t size, size_t at)
{
	size_t start = at, n;

	while (at < size) {
		if (text[at] == ' ')
			n = 1;
		else if ((n = is_at(text, size, at, "\xc2\xa0")) == 0 &&
		    (n = is_at(text, size, at, "\xe2\x80\x89")) == 0 &&
		    (n = is_at(text, size, at, "\xe2\x80\xaf")) == 0)
			break;
		at += n;
	}
	return at - start;
}

size_t
extract_match(const char *text, size_t size, size_t at, const char *word)
{
	size_t start = at, n;

	for (; *word != '\0'; word++) {
		if (*word != ' ') {
			if (at >= size || staaf_ascii_lower(text[at]) != *word)
				return 0;
			at++;
			continue;
		}
		n = extract_blanks(text, size, at);
		if (n == 0 && at < size && text[at] == '-')
			n = 1;
		else if (n == 0)
			n = is_at(text, size, at, "\xe2\x80\x91");
		if (n == 0)
			return 0;
		at += n;
	}
	return at - start;
}

static size_t
sign_size(const char *text, size_t size, size_t at, bool *is_negative)
{
	static const char *const minus[] = { "-", "\xe2\x88\x92",
		"\xe2\x80\x93", "\xef\xb9\xa3" };
	size_t n;

	*is_negative = true;
	for (size_t i = 0; i < sizeof(minus) / sizeof(*minus); i++)
		if ((n = is_at(text, size, at, minus[i])) > 0)
			return n + extract_blanks(text, size, at + n);
	*is_negative = false;
	return is_at(text, size, at, "+");
}

/* Bytes of a decimal mark with a digit after it. */
static size_t
mark_size(const char *text, size_t size, size_t at, bool may_be_comma)
{
	size_t n = is_at(text, size, at, ".");

	if (n > 0 && may_be_comma && at + 2 < size && text[at + 1] == ' ' &&
	    text[at - 1] == '0' && is_digit(text[at + 2]))
		return 2; /* "0. 35" of a scanned page */
	if (n == 0)
		n = is_at(text, size, at, "\xc2\xb7");
	if (n == 0 && may_be_comma)
		n = is_at(text, size, at, ",");
	return n > 0 && at + n < size && is_digit(text[at + n]) ? n : 0;
}

static size_t
read_digits(double *value, const char *text, size_t size, size_t at)
{
	size_t n = 0;

	for (; at + n < size && is_digit(text[at + n]); n++)
		if (n < MAX_DIGITS)
			*value = *value * 10 + (text[at + n] - '0');
	return n;
}

bool
extract_number(struct extract_number *out, const char *text, size_t size,
    size_t at)
{
	bool is_negative;
	double scale = 1, value = 0;
	size_t start, whole, n, mark;

	at += sign_size(text, size, at, &is_negative);
	start = at;
	whole = read_digits(&value, text, size, at);
	if (whole > MAX_DIGITS)
		return false;
	at += whole;
	mark = mark_size(text, size, at, whole > 0);
	/* "1,248" is a count or a decimal: nobody can tell. */
	if (mark == 1 && text[at] == ',' && text[start] != '0' &&
	    at + 4 <= size && is_digit(text[at + 2]) &&
	    at + 3 < size && is_digit(text[at + 3]))
		return false;
	if (whole == 0 && mark == 0)
		return false;
	if (mark > 0) {
		n = read_digits(&value, text, size, at + mark);
		if (n > MAX_DECIMALS || n + whole > MAX_DIGITS)
			return false;
		for (size_t i = 0; i < n; i++)
			scale *= 10;
		at += mark + n;
	}
	/* "3rd", "0.35kg" and "1.2.3" are something else. */
	if (at < size && (is_digit(text[at]) || text[at] == '_' ||
	    (staaf_ascii_lower(text[at]) >= 'a' &&
	    staaf_ascii_lower(text[at]) <= 'z') ||
	    (text[at] == '.' && at + 1 < size && is_digit(text[at + 1]))))
		return false;
	*out = (struct extract_number){
		.value = is_negative && value > 0 ? -value / scale :
		    value / scale,
		.end = at,
		.has_fraction = mark > 0,
	};
	return true;
}

/* Bytes of a mark between thousands with three digits after it, or 0. */
static size_t
group_size(const char *text, size_t size, size_t at, bool is_dutch)
{
	size_t n = extract_blanks(text, size, at);

	if (n == 0 && at < size && text[at] == (is_dutch ? '.' : ','))
		n = 1;
	if (n == 0 || size - at < n + 3)
		return 0;
	for (size_t i = 0; i < 3; i++)
		if (!is_digit(text[at + n + i]))
			return 0;
	return at + n + 3 < size && is_digit(text[at + n + 3]) ? 0 : n;
}

bool
extract_count(struct extract_number *out, const char *text, size_t size,
    size_t at, bool is_dutch)
{
	double value = 0;
	size_t n = read_digits(&value, text, size, at), whole = n, mark;
	bool is_grouped = false;

	if (n == 0 || n > MAX_DIGITS || (text[at] == '0'))
		return false;
	at += n;
	while (n <= 3 && whole + 3 <= MAX_DIGITS &&
	    (mark = group_size(text, size, at, is_dutch)) > 0) {
		at += mark;
		at += read_digits(&value, text, size, at);
		whole += 3;
		is_grouped = true;
	}
	if (at < size && (extract_is_wordy(text[at]) || text[at] == '%') &&
	    extract_blanks(text, size, at) == 0)
		return false;
	/* "3.2 students": decimals, or thousands of the other language. */
	if (at + 1 < size && strchr(".,/:", text[at]) != NULL &&
	    is_digit(text[at + 1]))
		return false;
	*out = (struct extract_number){ .value = value, .end = at,
		.is_count = true, .is_grouped = is_grouped };
	return true;
}

struct count_word {
	const char *word;
	int value;
};

static const struct count_word count_words[] = { { "five", 5 },
	{ "six", 6 }, { "seven", 7 }, { "eight", 8 }, { "nine", 9 },
	{ "ten", 10 }, { "eleven", 11 }, { "twelve", 12 }, { "thirteen", 13 },
	{ "fourteen", 14 }, { "fifteen", 15 }, { "sixteen", 16 },
	{ "seventeen", 17 }, { "eighteen", 18 }, { "nineteen", 19 },
	{ "vijf", 5 }, { "zes", 6 }, { "zeven", 7 }, { "acht", 8 },
	{ "negen", 9 }, { "tien", 10 }, { "elf", 11 }, { "twaalf", 12 },
	{ "dertien", 13 }, { "veertien", 14 }, { "vijftien", 15 },
	{ "zestien", 16 }, { "zeventien", 17 }, { "achttien", 18 },
	{ "negentien", 19 }, { "twintig", 20 }, { "dertig", 30 },
	{ "veertig", 40 }, { "vijftig", 50 }, { "zestig", 60 },
	{ "zeventig", 70 }, { "tachtig", 80 }, { "negentig", 90 },
	{ "twenty", 20 }, { "thirty", 30 }, { "forty", 40 }, { "fifty", 50 },
	{ "sixty", 60 }, { "seventy", 70 }, { "eighty", 80 },
	{ "ninety", 90 } };
static const char *const units[] = { " one", " two", " three", " four",
	" five", " six", " seven", " eight", " nine" };

bool
extract_count_in_words(struct extract_number *out, const char *text,
    size_t size, size_t at)
{
	for (size_t i = 0; i < sizeof(count_words) / sizeof(*count_words);
	    i++) {
		const struct count_word *w = &count_words[i];
		size_t n, more = 0;
		int value = w->value;

		if ((text[at] | 0x20) != w->word[0] || at + 1 >= size ||
		    (text[at + 1] | 0x20) != w->word[1] ||
		    (n = extract_match(text, size, at, w->word)) == 0)
			continue;
		for (size_t u = 0; value >= 20 && more == 0 && u < 9; u++)
			if ((more = extract_match(text, size, at + n,
			    units[u])) > 0)
				value += (int)u + 1;
		n += more;
		if (at + n < size && extract_is_wordy(text[at + n]))
			continue;
		*out = (struct extract_number){ .value = value,
			.end = at + n, .is_count = true };
		return true;
	}
	return false;
}
