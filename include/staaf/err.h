/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors are data until the edge: a code, a message key, a place. */
#ifndef STAAF_ERR_H
#define STAAF_ERR_H

#include <stdbool.h>
#include <stdio.h>

#include <staaf/text.h>

enum staaf_code {
	STAAF_OK = 0,
	STAAF_NOTHING,  /* asked for one thing, there is none */
	STAAF_USAGE,    /* the caller's words are off */
	STAAF_BADINPUT, /* a file or text that cannot be used */
	STAAF_STORE,    /* the store cannot be opened, read or written */
	STAAF_BUSY,     /* another writer holds the store */
	STAAF_IO,       /* reading or writing a file failed */
	STAAF_TOOFEW,   /* too few values for the sum asked */
	STAAF_BADARG,   /* a number outside its domain */
	STAAF_NOMEM,    /* memory ran out */
	STAAF_N_CODES
};

enum { STAAF_ERR_WORD_SIZE = 256, STAAF_ERR_WORDS = 3 };

/*
 * One failure.  Words are cut to their field at a character boundary, and
 * control characters in them are replaced, so they are safe to print.
 */
struct staaf_err {
	enum staaf_code code;
	enum staaf_msg msg;                                /* the sentence */
	char word[STAAF_ERR_WORDS][STAAF_ERR_WORD_SIZE];   /* {1} {2} {3} */
	char file[STAAF_ERR_WORD_SIZE];                    /* "" when none */
	long line, column;                                 /* 0 when none */
	enum staaf_msg hint;                               /* 0 when none */
};

/*
 * Fill *err (may be NULL) and return code, so that a failure is one line:
 * return staaf_err_set(err, STAAF_IO, STAAF_MSG_..., name, why).
 * Words may be NULL.
 */
enum staaf_code staaf_err_set(struct staaf_err *err, enum staaf_code code,
    enum staaf_msg msg, const char *word1, const char *word2);

/* Say where: file may be NULL; line and column from 1, 0 when unknown. */
void staaf_err_place(struct staaf_err *err, const char *file, long line,
    long column);

/* Say what to do next. */
void staaf_err_hint(struct staaf_err *err, enum staaf_msg hint);

/* The sentence alone, without the place, into out. */
void staaf_err_sentence(struct staaf_buf *out, const struct staaf_err *err,
    enum staaf_lang lang);

/* "staaf: 'x.rules', line 12: sentence" and the hint on a second line. */
void staaf_err_print(FILE *f, const struct staaf_err *err,
    enum staaf_lang lang);

/* The code's stable English name ("bad-input"), as in JSON. */
const char *staaf_code_name(enum staaf_code code);

#endif
