/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Means, standard deviations and group sizes as sentences print them.  What
 * they are of is not decided here.
 */
#include <math.h>
#include <string.h>

#include "extract.h"

enum { MAX_N_DIGITS = 7, MAX_ABBREVIATION = 6 };

/* The number at at, and where it ends; a percent sign belongs to it. */
static size_t
read_number(struct staaf_printed *out, char *mark, const char *text,
    size_t size, size_t at)
{
	struct extract_printed one;

	/* A mark of the other kind: nobody can tell what parts decimals. */
	if (!extract_printed(&one, text, size, at) || one.is_unclear ||
	    (one.mark != '\0' && *mark != '\0' && one.mark != *mark))
		return 0;
	if (one.mark != '\0')
		*mark = one.mark;
	*out = (struct staaf_printed){ one.value, one.decimals };
	return one.end < size && text[one.end] == '%' ? one.end + 1 : one.end;
}

size_t
extract_skip_equals(const char *text, size_t size, size_t at)
{
	static const char *const words[] = { "is", "was", "of", "van",
		"score", "scores", "cijfer", "bedroeg", "were", NULL };
	static const char *const signs[] = { "=", ":", NULL };
	size_t n;

	for (;;) {
		at += extract_space(text, size, at);
		if ((n = extract_exact(text, size, at, signs)) == 0)
			n = extract_word(text, size, at, words);
		if (n == 0)
			return at;
		at += n;
	}
}

static size_t
skip_glue(const char *text, size_t size, size_t at)
{
	static const char *const words[] = { "with", "met", "and", "en", "a",
		"een", "points", "punten", NULL };
	static const char *const signs[] = { ",", ";", "(", "[", NULL };
	size_t n;

	for (;;) {
		at += extract_space(text, size, at);
		if ((n = extract_exact(text, size, at, signs)) == 0)
			n = extract_word(text, size, at, words);
		if (n == 0)
			return at;
		at += n;
	}
}

size_t
extract_sd_name(const char *text, size_t size, size_t at)
{
	static const char *const names[] = { "standard deviation",
		"standaarddeviatie", "standaardafwijking", "s.d.", "sd", "std",
		NULL };

	return extract_word(text, size, at, names);
}

/* The SD behind a mean that ends at at; where it ends, or 0. */
static size_t
read_sd(struct extract_mean *out, const char *text, size_t size, size_t at)
{
	size_t n;

	at = skip_glue(text, size, at);
	if ((n = extract_sd_name(text, size, at)) == 0)
		return 0;
	at = extract_skip_equals(text, size, at + n);
	at = read_number(&out->sd, &out->mark, text, size, at);
	return at > 0 && out->sd.value >= 0 ? at : 0;
}

static bool
begins_word(const char *text, size_t at)
{
	return at == 0 || (!extract_is_wordy(text[at - 1]) &&
	    strchr("_^.'-", text[at - 1]) == NULL);
}

bool
extract_mean(struct extract_mean *out, const char *text, size_t size,
    size_t at)
{
	static const char *const letter[] = { "M", NULL };
	static const char *const names[] = { "mean", "gemiddelde",
		"gemiddeld", "gem.", "gem", NULL };
	size_t start = at, n;
	enum staaf_than than;

	*out = (struct extract_mean){ .mean = { NAN, 0 }, .sd = { NAN, 0 },
		.at = at };
	if (!begins_word(text, at))
		return false;
	if ((n = extract_exact(text, size, at, letter)) > 0) {
		at += n;
		if ((n = extract_than(&than, text, size, at)) == 0 ||
		    than != STAAF_EQUAL)
			return false;
		at += n;
	} else if ((n = extract_word(text, size, at, names)) > 0) {
		at = extract_skip_equals(text, size, at + n);
	} else {
		return false;
	}
	if ((at = read_number(&out->mean, &out->mark, text, size, at)) == 0)
		return false;
	out->number_end = at;
	n = read_sd(out, text, size, at);
	if (n == 0)
		out->sd.value = NAN;
	out->at = start;
	out->end = n > 0 ? n : at;
	return true;
}

bool
extract_bare_mean(struct extract_mean *out, const char *text, size_t size,
    size_t at, const struct extract_mean *first)
{
	size_t n;
	bool is_named;

	*out = (struct extract_mean){ .mark = first->mark, .at = at };
	if (!begins_word(text, at) ||
	    (at = read_number(&out->mean, &out->mark, text, size, at)) == 0)
		return false;
	out->number_end = at;
	at += extract_space(text, size, at);
	if (at >= size || strchr("([", text[at]) == NULL)
		return false;
	at += 1 + extract_space(text, size, at + 1);
	n = extract_sd_name(text, size, at);
	is_named = n > 0;
	at = extract_skip_equals(text, size, at + n);
	if ((at = read_number(&out->sd, &out->mark, text, size, at)) == 0 ||
	    out->sd.value < 0)
		return false;
	out->end = at;
	at += extract_space(text, size, at);
	if (at >= size || strchr(")];,", text[at]) == NULL)
		return false;
	/* "in 2019 (3)" is no mean. */
	return is_named || (out->mean.decimals == first->mean.decimals &&
	    out->sd.decimals == first->sd.decimals && out->sd.decimals > 0);
}

bool
extract_n(struct extract_n *out, const char *text, size_t size, size_t at)
{
	static const char *const names[] = { "n", "N", NULL };
	enum staaf_than than;
	size_t start = at, n;
	long value = 0;

	if (!begins_word(text, at) ||
	    (n = extract_exact(text, size, at, names)) == 0)
		return false;
	at += n;
	if ((n = extract_than(&than, text, size, at)) == 0 ||
	    than != STAAF_EQUAL)
		return false;
	at += n;
	for (n = 0; at + n < size && n <= MAX_N_DIGITS &&
	    extract_is_digit(text[at + n]); n++)
		value = value * 10 + (text[at + n] - '0');
	at += n;
	if (n == 0 || n > MAX_N_DIGITS || value < 1 ||
	    (at < size && extract_is_wordy(text[at])) ||
	    (at + 1 < size && strchr(".,", text[at]) != NULL &&
	    extract_is_digit(text[at + 1])))
		return false;
	*out = (struct extract_n){ value, start, at };
	return true;
}

/* A stop after "vs", "e.g" and their like, or a single letter. */
static bool
is_abbreviation(const char *text, size_t at)
{
	static const char *const words[] = { "vs", "resp", "gem", "exp",
		"contr", "cf", "ca", "approx", NULL };
	size_t from = at;

	while (from > 0 && at - from <= MAX_ABBREVIATION &&
	    extract_is_wordy(text[from - 1]))
		from--;
	return at - from == 1 ? !extract_is_digit(text[from]) :
	    extract_word(text, at, from, words) == at - from && at > from;
}

size_t
extract_sentence(const char *text, size_t size, size_t at)
{
	for (; at + 1 < size; at++) {
		size_t n;

		if (text[at] == '\n' && text[at + 1] == '\n')
			return at + 1;
		if (strchr(".?!", text[at]) == NULL ||
		    (n = extract_space(text, size, at + 1)) == 0 ||
		    (text[at] == '.' && is_abbreviation(text, at)))
			continue;
		if (at + 1 + n >= size || (text[at + 1 + n] >= 'A' &&
		    text[at + 1 + n] <= 'Z') || text[at + 1 + n] == '(')
			return at + 1;
	}
	return size;
}

bool
extract_has_word(const char *text, size_t from, size_t to,
    const char *const *words)
{
	for (size_t at = from; at < to; at++) {
		if (at > from && extract_is_wordy(text[at - 1]))
			continue;
		for (size_t i = 0; words[i] != NULL; i++) {
			const char *word = words[i];
			bool is_start = word[0] == '*';
			size_t n = extract_match(text, to, at,
			    word + is_start);

			if (n > 0 && (is_start || at + n >= to ||
			    !extract_is_wordy(text[at + n])))
				return true;
		}
	}
	return false;
}
