/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON, read by Jansson, and written as it goes into a buffer.  Numbers print
 * with as few digits as read back the same; NaN and infinity print as null.
 * Keys are NULL in arrays.  The buffer remembers failure.
 */
#ifndef STAAF_JSON_H
#define STAAF_JSON_H

#include <staaf/err.h>
#include <staaf/mem.h>

enum { STAAF_JSON_DEPTH = 32 };

struct staaf_json {
	struct staaf_buf *out;
	int depth;
	bool has_item[STAAF_JSON_DEPTH];
};

void staaf_json_init(struct staaf_json *j, struct staaf_buf *out);
void staaf_json_object(struct staaf_json *j, const char *key);
void staaf_json_end_object(struct staaf_json *j);
void staaf_json_array(struct staaf_json *j, const char *key);
void staaf_json_end_array(struct staaf_json *j);
/* text NULL is null. */
void staaf_json_text(struct staaf_json *j, const char *key, const char *text);
/* The same, but "" is null too: for things that may be missing. */
void staaf_json_text_or_null(struct staaf_json *j, const char *key,
    const char *text);
void staaf_json_number(struct staaf_json *j, const char *key, double value);
void staaf_json_int(struct staaf_json *j, const char *key, long value);
/* Negative is null: for counts that may be missing. */
void staaf_json_count_or_null(struct staaf_json *j, const char *key,
    long value);
void staaf_json_bool(struct staaf_json *j, const char *key, bool value);
void staaf_json_null(struct staaf_json *j, const char *key);

struct json_t; /* of <jansson.h> */

struct staaf_json_fault {
	long line, column; /* from 1 */
	char text[STAAF_ERR_WORD_SIZE];
};

/*
 * One value, to be given back with json_decref.  Strict: no name twice in an
 * object, no NUL in a text.  Fails: STAAF_NOMEM; STAAF_BADINPUT, and *why
 * says where.
 */
enum staaf_code staaf_json_load(struct json_t **out, const char *text,
    size_t size, bool is_strict, struct staaf_json_fault *why);

#endif
