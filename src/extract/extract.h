/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside src/extract only. */
#ifndef EXTRACT_H
#define EXTRACT_H

#include <staaf/extract.h>

/* ---------------------------------------------------- number.c, words.c */

/* A number as printed. */
struct extract_number {
	double value;
	size_t end;         /* the byte after it */
	bool has_fraction;  /* decimals were printed */
	bool is_count;      /* whole, without a sign */
	bool is_grouped;    /* thousands were set apart */
};

/*
 * A number at text[at]: a sign, digits, decimals after a point, middle dot or
 * comma; "0. 35" is read as 0.35.  False when there is none.
 */
bool extract_number(struct extract_number *out, const char *text, size_t size,
    size_t at);
/* The same for a count: thousands set apart, no decimals. */
bool extract_count(struct extract_number *out, const char *text, size_t size,
    size_t at, bool is_dutch);
/* A count in words from five to ninety-nine, English or Dutch. */
bool extract_count_in_words(struct extract_number *out, const char *text,
    size_t size, size_t at);
/* Bytes of blanks at text[at], hard and thin ones too. */
size_t extract_blanks(const char *text, size_t size, size_t at);
/* Bytes of word (lower case; " " is any blanks or a hyphen) at at, or 0. */
size_t extract_match(const char *text, size_t size, size_t at,
    const char *word);
/* A letter or digit, or any byte of a character outside ASCII. */
bool extract_is_wordy(char c);

enum { EXTRACT_NO_DESIGN = -1, EXTRACT_ANY_REVIEW = -2 };

/* Bytes of words for a design at at, or 0; the class, or a value above. */
size_t extract_design(int *design, const char *text, size_t size, size_t at);
/* Said of this text: not denied, not of others, not to come. */
bool extract_design_holds(const char *text, size_t start, size_t stop,
    size_t at, size_t end);

/* -------------------------------------------------------------- piece.c */

/* One expression of a sentence, before effects get what belongs to them. */
struct extract_piece {
	enum extract_piece_kind { EXTRACT_EFFECT, EXTRACT_INTERVAL, EXTRACT_P,
		EXTRACT_I2, EXTRACT_TAU, EXTRACT_K, EXTRACT_N } kind;
	size_t at, end;
	enum staaf_metric metric;
	double value;     /* of anything but an interval; counts too */
	double low, high;
	bool is_below;    /* "p < .05" */
	bool is_symbol;   /* "k = 32", not "32 studies" */
};

/* The piece that begins at text[at], in a sentence from start to stop. */
bool extract_piece(struct extract_piece *out, const char *text, size_t start,
    size_t stop, size_t at, bool is_dutch);

#endif
