/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular expressions (PCRE2) behind limits; a limit that is hit is told. */
#ifndef STAAF_PATTERN_H
#define STAAF_PATTERN_H

#include <staaf/err.h>

struct staaf_pattern;

enum staaf_match {
	STAAF_MATCH_NO,
	STAAF_MATCH_YES,
	STAAF_MATCH_LIMIT,
	STAAF_MATCH_NOMEM
};

/*
 * Compile for folded UTF-8 text (UTF, UCP, no case).  Patterns over 8 kB,
 * \C and nesting over 100 are refused.
 * Fails: STAAF_BADINPUT with PCRE2's own words and err->column (from 1).
 */
enum staaf_code staaf_pattern_new(struct staaf_pattern **out,
    const char *pattern, struct staaf_err *err);
/*
 * The same, compiled when it is first used: for one that compiled before.
 * It borrows the text.  NULL when memory ran out.
 */
struct staaf_pattern *staaf_pattern_later(const char *pattern);
void staaf_pattern_free(struct staaf_pattern *p);
/*
 * Make it some ten times faster, at the cost of a hundred microseconds: for
 * patterns that meet many texts.  Where that cannot be it stays as it is.
 */
void staaf_pattern_hasten(struct staaf_pattern *p);

/* Bytes of the whole match, and of a group named "number" when it took part. */
struct staaf_span {
	size_t start, end;
	size_t number_start, number_end; /* equal when there is none */
};

/* First match at or after `from`; text must be valid UTF-8. */
enum staaf_match staaf_pattern_find(struct staaf_pattern *p, const char *text,
    size_t size, size_t from, struct staaf_span *out);

#endif
