/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers as articles print them beside a statistic or a mean, which of "."
 * and "," parts their decimals, and the signs before them.
 */
#include <string.h>

#include "extract.h"

enum { MAX_DIGITS = 15 };

bool
extract_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

size_t
extract_space(const char *text, size_t size, size_t at)
{
	size_t n = extract_blanks(text, size, at);

	while (at + n < size && (text[at + n] == '\n' || text[at + n] == '\t' ||
	    text[at + n] == '\r'))
		n += 1 + extract_blanks(text, size, at + n + 1);
	return n;
}

size_t
extract_exact(const char *text, size_t size, size_t at,
    const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		size_t n = strlen(words[i]);

		if (at < size && size - at >= n &&
		    memcmp(text + at, words[i], n) == 0)
			return n;
	}
	return 0;
}

size_t
extract_word(const char *text, size_t size, size_t at,
    const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		size_t n = extract_match(text, size, at, words[i]);

		if (n > 0 && (at + n >= size ||
		    !extract_is_wordy(text[at + n])))
			return n;
	}
	return 0;
}

static size_t
sign_size(const char *text, size_t size, size_t at)
{
	static const char *const minus[] = { "-", "\xe2\x88\x92",
		"\xe2\x80\x93", "\xef\xb9\xa3", NULL };

	return extract_exact(text, size, at, minus);
}

/*
 * Digits, "." or ",", digits; a comma parts decimals, unless three digits and
 * a point follow ("1,234.5").
 */
bool
extract_printed(struct extract_printed *out, const char *text, size_t size,
    size_t at)
{
	size_t sign = sign_size(text, size, at), n = 0, whole;
	double scale = 1;

	*out = (struct extract_printed){ 0 };
	at += sign + (sign > 0 ? extract_space(text, size, at + sign) : 0);
	for (; at + n < size && extract_is_digit(text[at + n]); n++)
		out->value = out->value * 10 + (text[at + n] - '0');
	whole = n;
	if (whole > MAX_DIGITS)
		return false;
	at += whole;
	if (whole > 0 && whole <= 3 && at + 5 < size && text[at] == ',' &&
	    extract_is_digit(text[at + 1]) && extract_is_digit(text[at + 2]) &&
	    extract_is_digit(text[at + 3]) && text[at + 4] == '.' &&
	    extract_is_digit(text[at + 5])) {
		for (n = 1; n <= 3; n++)
			out->value = out->value * 10 + (text[at + n] - '0');
		at += 4;
	}
	if (at + 1 < size && (text[at] == '.' || text[at] == ',') &&
	    extract_is_digit(text[at + 1])) {
		out->mark = text[at++];
		for (n = 0; at + n < size &&
		    extract_is_digit(text[at + n]); n++) {
			out->value = out->value * 10 + (text[at + n] - '0');
			scale *= 10;
		}
		out->decimals = (int)n;
		at += n;
	}
	if ((whole == 0 && out->decimals == 0) || out->decimals > MAX_DIGITS ||
	    (at < size && extract_is_wordy(text[at])))
		return false;
	out->is_unclear = out->mark == ',' && out->decimals == 3 &&
	    whole > 0 && whole <= 3 && out->value >= 1000;
	out->value = (sign > 0 ? -out->value : out->value) / scale;
	out->end = at;
	return true;
}

size_t
extract_than(enum staaf_than *out, const char *text, size_t size, size_t at)
{
	static const char *const below[] = { "<=", "\xe2\x89\xa4",
		"\xe2\xa9\xbd", "<", NULL };
	static const char *const above[] = { ">=", "\xe2\x89\xa5",
		"\xe2\xa9\xbe", ">", NULL };
	static const char *const equal[] = { "=", NULL };
	size_t start = at, n;

	at += extract_space(text, size, at);
	if ((n = extract_exact(text, size, at, equal)) > 0)
		*out = STAAF_EQUAL;
	else if ((n = extract_exact(text, size, at, below)) > 0)
		*out = STAAF_BELOW;
	else if ((n = extract_exact(text, size, at, above)) > 0)
		*out = STAAF_ABOVE;
	else
		return 0;
	at += n;
	return at + extract_space(text, size, at) - start;
}
