/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside src/extract only. */
#ifndef EXTRACT_H
#define EXTRACT_H

#include <staaf/extract.h>
#include <staaf/told.h>

/* ------------------------------------------------------------- number.c */

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

/* ------------------------------------------------------------ printed.c */

/* A number with its marks: which of "." and "," is the decimal one? */
struct extract_printed {
	double value;
	int decimals;
	char mark;          /* '.' or ',' before the decimals, or NUL */
	bool is_unclear;    /* "12,345" may be twelve thousand */
	size_t end;         /* the byte after it */
};

bool extract_printed(struct extract_printed *out, const char *text,
    size_t size, size_t at);
bool extract_is_digit(char c);
/* Bytes of blanks and ends of lines at text[at]. */
size_t extract_space(const char *text, size_t size, size_t at);
/* Bytes of the first of the words that stands there, or 0. */
size_t extract_exact(const char *text, size_t size, size_t at,
    const char *const *words);
/* The same without looking at capitals, and as a word of its own. */
size_t extract_word(const char *text, size_t size, size_t at,
    const char *const *words);
/* "=", "<", ">" and their kin, with blanks around; 0 when there is none. */
size_t extract_than(enum staaf_than *out, const char *text, size_t size,
    size_t at);

/* -------------------------------------------------------------- means.c */

/* A mean with its SD, and the marks of their decimals. */
struct extract_mean {
	struct staaf_printed mean, sd; /* sd NAN: none */
	char mark;       /* '.' or ',', or NUL for two whole numbers */
	size_t at, end, number_end; /* of the mean itself, without its SD */
};

struct extract_n {
	long n;
	size_t at, end;
};

/* "M = 6.8, SD = 1.2", "mean 6.8 (SD 1.2)"; the SD may be missing. */
bool extract_mean(struct extract_mean *out, const char *text, size_t size,
    size_t at);
/* "6.3 (1.3)" after a mean with its names, and as finely printed. */
bool extract_bare_mean(struct extract_mean *out, const char *text,
    size_t size, size_t at, const struct extract_mean *first);
/* "n = 40", any size. */
bool extract_n(struct extract_n *out, const char *text, size_t size,
    size_t at);
/* The end of the sentence that at is in: "vs." ends none, a blank line does. */
size_t extract_sentence(const char *text, size_t size, size_t at);
/* Bytes of a name of the standard deviation, or 0. */
size_t extract_sd_name(const char *text, size_t size, size_t at);
/* Past "=", ":" and words that stand between a name and its number. */
size_t extract_skip_equals(const char *text, size_t size, size_t at);
/* One of the words stands between, whole; "*x" is any that begins so. */
bool extract_has_word(const char *text, size_t from, size_t to,
    const char *const *words);

/* ------------------------------------------------------------ reported.c */

/* "p < .05", "n.s." into p, p_than and p_decimals; its bytes, or 0. */
size_t extract_p(struct staaf_reported *out, char *mark, const char *text,
    size_t size, size_t at);
/* A t or F with its degrees of freedom, whether or not a p follows. */
bool extract_test(struct staaf_reported *out, const char *text, size_t size,
    size_t at);
/* Words for a correction of p, and for a test of one side. */
extern const char *const extract_corrections[];
extern const char *const extract_one_tailed[];

/* --------------------------------------------------------------- words.c */

enum { EXTRACT_NO_DESIGN = -1, EXTRACT_ANY_REVIEW = -2 };

/* Bytes of words for a design at at, or 0; the class, or a value above. */
size_t extract_design(int *design, const char *text, size_t size, size_t at);
/* Said of this text: not denied, not of others, not to come. */
bool extract_design_holds(const char *text, size_t start, size_t stop,
    size_t at, size_t end);

/* -------------------------------------------------------- told_number.c */

/* A number of an effect, with what stands by it: "7.1 (SD 1.2; n = 40)". */
struct extract_told {
	struct staaf_told_group is; /* a count of n as its rate */
	bool is_percent, is_count;  /* "62%"; "75 of 120" */
	size_t at, end;
};

/* At text[at]; false for numbers of other things. */
bool extract_told(struct extract_told *out, const char *text, size_t size,
    size_t at);
/* "n = 40", "38 first-year students": how many; its bytes, or 0. */
size_t extract_students(long *n, const char *text, size_t size, size_t at);
/* A word begins here, or has ended: quotes, dashes and pictures are none. */
bool extract_begins(const char *text, size_t at);
bool extract_ends(const char *text, size_t size, size_t at);
/* One of the words stands right before at, with blanks between. */
bool extract_is_after(const char *text, size_t from, size_t at,
    const char *const *words);

/* ---------------------------------------------------------- told_pair.c */

/* Two numbers that are compared; bytes from at to their end, or 0. */
size_t extract_pair(struct staaf_told_figure *out, const char *text,
    size_t size, size_t at);
/* Where the sentence of at begins and ends, as far as words bear on it. */
size_t extract_sentence_start(const char *text, size_t at);
size_t extract_sentence_stop(const char *text, size_t size, size_t at);

/* -------------------------------------------------------- told_single.c */

/* A percent, times or share that stands alone; its bytes, or 0. */
size_t extract_single(struct staaf_told_figure *out, const char *text,
    size_t size, size_t at);

/* --------------------------------------------------------- told_words.c */

/* Set design, tells, cues and n. */
void extract_told_words(struct staaf_told *out, const char *text,
    size_t size);

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
