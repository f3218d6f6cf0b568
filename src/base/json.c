/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A JSON writer.  Jansson prints 0.35 as 0.34999999999999998 at full
 * precision and cannot be told otherwise; scripts and people read these.
 */
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

static void
put_quoted(struct staaf_buf *out, const char *text)
{
	size_t size = strlen(text);

	staaf_buf_putc(out, '"');
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)text[i];
		size_t run = staaf_utf8_valid(text + i, size - i);

		if (run == 0) {
			staaf_buf_puts(out, "\xef\xbf\xbd");
		} else if (c == '"' || c == '\\') {
			staaf_buf_printf(out, "\\%c", c);
		} else if (c == '\n') {
			staaf_buf_puts(out, "\\n");
		} else if (c < 0x20 || c == '<' || c == 0x7f) {
			staaf_buf_printf(out, "\\u%04x", c);
		} else {
			size_t plain = 1;

			while (plain < run && (unsigned char)text[i + plain] >= 0x20 &&
			    strchr("\"\\<\x7f", text[i + plain]) == NULL)
				plain++;
			staaf_buf_put(out, text + i, plain);
			i += plain - 1;
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
	for (int precision = 15; precision <= 17; precision++) {
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
