/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Escapes for pages, each named after the place it is for.  Control
 * characters never reach a page, nor bytes that are not UTF-8.
 */
#include <string.h>

#include <staaf/utf8.h>

#include "show.h"

static const char *
get_entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static bool
is_control(unsigned char c, const char *next)
{
	return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f ||
	    (c == 0xc2 && (unsigned char)next[0] >= 0x80 &&
	        (unsigned char)next[0] <= 0x9f); /* C1 */
}

static void
put_escaped(struct staaf_buf *out, const char *text)
{
	size_t size = strlen(text);

	for (size_t i = 0; i < size;) {
		unsigned char c = (unsigned char)text[i];
		const char *entity = get_entity(text[i]);
		size_t step = 1;

		if (c >= 0x80) {
			do
				step++;
			while (i + step < size && step < 4 &&
			    ((unsigned char)text[i + step] & 0xc0) == 0x80);
			if (i + step > size)
				step = size - i;
			if (staaf_utf8_valid(text + i, step) != step) {
				staaf_buf_puts(out, "\xef\xbf\xbd");
				i++;
				continue;
			}
		}
		if (entity != NULL)
			staaf_buf_puts(out, entity);
		else if (!is_control(c, text + i + 1))
			staaf_buf_put(out, text + i, step);
		i += step;
	}
}

void
show_html_text(struct staaf_buf *out, const char *text)
{
	put_escaped(out, text);
}

void
show_html_attr(struct staaf_buf *out, const char *text)
{
	put_escaped(out, text); /* always between double quotes */
}

/* Ours: "", "?...", "#...", "/path" (but not "//host"). */
static bool
is_ours(const char *address)
{
	return *address == '\0' || *address == '?' || *address == '#' ||
	    (*address == '/' && address[1] != '/' && address[1] != '\\');
}

void
show_html_url(struct staaf_buf *out, const char *address)
{
	if (!is_ours(address) && !show_is_web_address(address)) {
		staaf_buf_putc(out, '#');
		return;
	}
	for (const char *p = address; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;

		if (c <= 0x20 || c >= 0x7f || strchr("\"<>\\^`{|}", c) != NULL)
			staaf_buf_printf(out, "%%%02X", c);
		else if (c == '&')
			staaf_buf_puts(out, "&amp;");
		else if (c == '\'')
			staaf_buf_puts(out, "&#39;");
		else
			staaf_buf_putc(out, *p);
	}
}

void
show_url_value(struct staaf_buf *out, const char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-._~";

	for (const char *p = text; *p != '\0'; p++)
		if (*p == ' ')
			staaf_buf_putc(out, '+');
		else if (strchr(plain, *p) != NULL)
			staaf_buf_putc(out, *p);
		else
			staaf_buf_printf(out, "%%%02X", (unsigned char)*p);
}
