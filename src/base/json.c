/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A JSON writer.  Jansson prints 0.35 as 0.34999999999999998 at full
 * precision and cannot be told otherwise; scripts and people read these.
 */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/json.h>
#include <staaf/utf8.h>

void
staaf_json_init(struct staaf_json *j, struct staaf_buf *out)
{
	*j = (struct staaf_json){ .out = out };
}

/* The second byte of a C1 control (U+0080 to U+009F), 0 when it is none. */
static unsigned char
second_of_c1(const char *text)
{
	unsigned char next = (unsigned char)text[1];

	return (unsigned char)text[0] == 0xc2 && next >= 0x80 && next <= 0x9f ?
	    next : 0;
}

static bool
is_plain(const char *text)
{
	unsigned char c = (unsigned char)*text;

	return c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != 0x7f &&
	    (c != 0xc2 || second_of_c1(text) == 0);
}

/* Valid UTF-8: "<" for pages, C0 and C1 for terminals never stand bare. */
static void
put_valid(struct staaf_buf *out, const char *text, size_t size)
{
	size_t plain;

	for (size_t at = 0; at < size; at += plain) {
		unsigned char c = (unsigned char)text[at];

		plain = 0;
		while (at + plain < size && is_plain(text + at + plain))
			plain++;
		if (plain > 0) {
			staaf_buf_put(out, text + at, plain);
			continue;
		}
		plain = 1;
		if (c == '"' || c == '\\') {
			staaf_buf_printf(out, "\\%c", c);
		} else if (c == '\n') {
			staaf_buf_puts(out, "\\n");
		} else if (second_of_c1(text + at) != 0) {
			staaf_buf_printf(out, "\\u%04x",
			    second_of_c1(text + at));
			plain = 2;
		} else {
			staaf_buf_printf(out, "\\u%04x", c);
		}
	}
}

static void
put_quoted(struct staaf_buf *out, const char *text)
{
	size_t size = strlen(text), at = 0;

	staaf_buf_putc(out, '"');
	while (at < size) {
		size_t run = staaf_utf8_valid(text + at, size - at);

		put_valid(out, text + at, run);
		if ((at += run) < size) {
			staaf_buf_puts(out, "\xef\xbf\xbd");
			at++;
		}
	}
	staaf_buf_putc(out, '"');
}

/* The comma and the key that stand before a value. */
static void
open_value(struct staaf_json *j, const char *key)
{
	if (j->has_item[j->depth])
		staaf_buf_putc(j->out, ',');
	j->has_item[j->depth] = true;
	if (key != NULL) {
		put_quoted(j->out, key);
		staaf_buf_putc(j->out, ':');
	}
}

static void
go_in(struct staaf_json *j, const char *key, char bracket)
{
	open_value(j, key);
	staaf_buf_putc(j->out, bracket);
	if (j->depth + 1 >= STAAF_JSON_DEPTH) {
		j->out->failed = true;
		return;
	}
	j->has_item[++j->depth] = false;
}

static void
go_out(struct staaf_json *j, char bracket)
{
	staaf_buf_putc(j->out, bracket);
	if (j->depth > 0)
		j->depth--;
}

void
staaf_json_object(struct staaf_json *j, const char *key)
{
	go_in(j, key, '{');
}

void
staaf_json_end_object(struct staaf_json *j)
{
	go_out(j, '}');
}

void
staaf_json_array(struct staaf_json *j, const char *key)
{
	go_in(j, key, '[');
}

void
staaf_json_end_array(struct staaf_json *j)
{
	go_out(j, ']');
}

void
staaf_json_null(struct staaf_json *j, const char *key)
{
	open_value(j, key);
	staaf_buf_puts(j->out, "null");
}

void
staaf_json_text(struct staaf_json *j, const char *key, const char *text)
{
	if (text == NULL) {
		staaf_json_null(j, key);
		return;
	}
	open_value(j, key);
	put_quoted(j->out, text);
}

void
staaf_json_text_or_null(struct staaf_json *j, const char *key,
    const char *text)
{
	staaf_json_text(j, key, text != NULL && *text != '\0' ? text : NULL);
}

void
staaf_json_number(struct staaf_json *j, const char *key, double value)
{
	char digits[40];

	if (!isfinite(value)) {
		staaf_json_null(j, key);
		return;
	}
	/* 15 digits always hold, but for the smallest numbers of all. */
	for (int precision = fabs(value) < DBL_MIN ? 1 : 15; precision <= 17;
	    precision++) {
		(void)snprintf(digits, sizeof(digits), "%.*g", precision,
		    value == 0 ? 0.0 : value); /* never -0 */
		if (strtod(digits, NULL) == value)
			break;
	}
	open_value(j, key);
	staaf_buf_puts(j->out, digits);
}

void
staaf_json_int(struct staaf_json *j, const char *key, long value)
{
	open_value(j, key);
	staaf_buf_printf(j->out, "%ld", value);
}

void
staaf_json_count_or_null(struct staaf_json *j, const char *key, long value)
{
	if (value < 0)
		staaf_json_null(j, key);
	else
		staaf_json_int(j, key, value);
}

void
staaf_json_bool(struct staaf_json *j, const char *key, bool value)
{
	open_value(j, key);
	staaf_buf_puts(j->out, value ? "true" : "false");
}
