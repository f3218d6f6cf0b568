/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unicode: valid, normal, without control characters. */
#ifndef STAAF_UTF8_H
#define STAAF_UTF8_H

#include <staaf/mem.h>

/* Bytes up to the first that is not valid UTF-8; size when all is well. */
size_t staaf_utf8_valid(const char *text, size_t size);
/* Length of the text cut at most `most` bytes, never inside a character. */
size_t staaf_utf8_cut(const char *text, size_t size, size_t most);
/* Columns on a terminal (wide characters 2, combining 0). */
size_t staaf_utf8_columns(const char *text, size_t size);

/*
 * Clean text for keeping: NFC, control characters (C0, C1), zero-width and
 * bidi controls dropped, every run of white space one space, none at the
 * ends.  Bytes that are not UTF-8 become U+FFFD.
 */
void staaf_utf8_clean(struct staaf_buf *out, const char *text, size_t size);

/*
 * Text for comparing: NFKC case folded, diacritics and ignorable characters
 * dropped.  Not cleaned of white space.
 */
void staaf_utf8_fold(struct staaf_buf *out, const char *text, size_t size);
/* A letter of ASCII in lower case; anything else as it is. */
char staaf_ascii_lower(char c);

#endif
