/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XML as people make it to XML as the parser wants it: what a careful reader
 * would understand anyway.  A bare "&" or "<" becomes a character, control
 * characters and references to them go, "]]>" in text is text, the XML
 * declaration (the text is UTF-8 by now) and comments go.  Line breaks stay
 * where they are, so that places in messages hold.  Nothing that carries
 * text is dropped, and nothing of the structure is guessed.
 */
#include <stdlib.h>
#include <string.h>

#include "ingest.h"

enum {
	MAX_NAME = 32,  /* of an entity: the longest in HTML has 31 letters */
	LOOK_AHEAD = 48 /* bytes that decide what a "<" or "&" is */
};

static bool
is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static bool
is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9');
}

static bool
is_control(char c)
{
	return ((unsigned char)c < 0x20 && c != '\t' && c != '\n' &&
	    c != '\r') || c == 0x7f;
}

/* ---------------------------------------------------------- references */

static int
digit_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ?
	    c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

/* "&#8217;", "&#x92;" to its character; bytes used, 0 when it is none. */
static size_t
take_number(struct staaf_buf *out, const char *text, size_t size)
{
	bool is_hex = size > 2 && (text[2] == 'x' || text[2] == 'X');
	size_t at = is_hex ? 3 : 2, start = at;
	unsigned long code = 0;
	char bytes[4];
	size_t n;

	for (; at < size && digit_of(text[at]) < (is_hex ? 16 : 10); at++)
		if (code <= 0x10ffff)
			code = code * (is_hex ? 16 : 10) +
			    (unsigned long)digit_of(text[at]);
	if (at == start || at >= size || text[at] != ';')
		return 0;
	/* What no XML text may hold goes; C1 is Windows-1252 in practice. */
	if (code < 0x80 && !is_control((char)code)) {
		staaf_buf_printf(out, "&#%lu;", code);
	} else if (code >= 0x80 && code <= 0x10ffff && code != 0xfffe &&
	    code != 0xffff && (code < 0xd800 || code >= 0xe000)) {
		if (code < 0xa0)
			code = ingest_windows_1252((unsigned char)code);
		n = ingest_put_utf8(bytes, code);
		staaf_buf_put(out, bytes, n);
	}
	return at + 1;
}

/* A name that XML or HTML knows; of any other the "&" is text. */
static bool
is_known_name(const char *name, size_t size)
{
	char copy[MAX_NAME + 1], text[INGEST_ENTITY_SIZE];

	if (size > MAX_NAME)
		return false;
	memcpy(copy, name, size);
	copy[size] = '\0';
	return strcmp(copy, "apos") == 0 || ingest_entity_text(text, copy);
}

/* What stands at an "&"; returns the bytes used. */
static size_t
mend_reference(struct staaf_buf *out, const char *text, size_t size)
{
	size_t n = 1, used;

	if (size > 1 && text[1] == '#') {
		used = take_number(out, text, size < LOOK_AHEAD ? size :
		    LOOK_AHEAD);
		if (used > 0)
			return used;
	} else if (size > 1 && is_name_start(text[1])) {
		while (n < size && n <= MAX_NAME && (is_alphanumeric(text[n]) ||
		    strchr("._-", text[n]) != NULL))
			n++;
		if (n < size && text[n] == ';' &&
		    is_known_name(text + 1, n - 1)) {
			staaf_buf_put(out, text, n + 1);
			return n + 1;
		}
	}
	staaf_buf_puts(out, "&amp;");
	return 1;
}

/* ------------------------------------------------------------ the parts */

static bool
begins(const char *text, size_t size, const char *with)
{
	size_t n = strlen(with);

	return size >= n && memcmp(text, with, n) == 0;
}

/* What stands at a "<"; returns the bytes used and sets the state. */
static size_t
mend_open(struct ingest_mend *m, struct staaf_buf *out, const char *text,
    size_t size)
{
	if (begins(text, size, "<!--")) {
		m->back = INGEST_IN_TEXT;
		m->state = INGEST_IN_COMMENT;
		return 4;
	}
	if (begins(text, size, "<![CDATA[")) {
		staaf_buf_put(out, text, 9);
		m->state = INGEST_IN_CDATA;
		return 9;
	}
	if (begins(text, size, "<?xml") && size > 5 &&
	    strchr(" \t\r\n", text[5]) != NULL) {
		m->state = INGEST_IN_DECLARATION;
		return 5;
	}
	if (begins(text, size, "<!DOCTYPE")) {
		staaf_buf_put(out, text, 9);
		m->state = INGEST_IN_DOCTYPE;
		m->depth = 0;
		m->quote = '\0';
		return 9;
	}
	if (begins(text, size, "<?")) {
		staaf_buf_put(out, text, 2);
		m->state = INGEST_IN_INSTRUCTION;
		return 2;
	}
	if (size > 1 && (text[1] == '/' || is_name_start(text[1]))) {
		staaf_buf_putc(out, '<');
		m->state = INGEST_IN_TAG;
		m->quote = '\0';
	} else {
		staaf_buf_puts(out, "&lt;");
	}
	return 1;
}

/* Up to an end mark, kept or only its line breaks; false: more must come. */
static bool
pass_until(struct ingest_mend *m, struct staaf_buf *out, const char *text,
    size_t size, size_t *used, const char *end, bool is_kept)
{
	size_t n = strlen(end), at = *used;

	while (at < size && !begins(text + at, size - at, end)) {
		if (size - at < n && end[0] == text[at] && !m->is_last &&
		    memcmp(text + at, end, size - at) == 0)
			break;
		if (text[at] == '\n' || (is_kept && !is_control(text[at])))
			staaf_buf_putc(out, text[at]);
		at++;
	}
	if (begins(text + at, size - at, end)) {
		if (is_kept)
			staaf_buf_put(out, end, n);
		at += n;
		m->state = m->state == INGEST_IN_COMMENT ? m->back :
		    INGEST_IN_TEXT;
		*used = at;
		return true;
	}
	*used = at;
	return at == size;
}

/* One byte of a start or end tag, or of a document type. */
static size_t
mend_markup(struct ingest_mend *m, struct staaf_buf *out, const char *text,
    size_t size)
{
	char c = text[0];
	bool in_type = m->state == INGEST_IN_DOCTYPE;

	if (m->quote != '\0') {
		if (c == m->quote)
			m->quote = '\0';
		else if (c == '&' && !in_type)
			return mend_reference(out, text, size);
		else if (c == '<' && !in_type)
			return mend_open(m, out, text, size);
	} else if (c == '"' || c == '\'') {
		m->quote = c;
	} else if (in_type && begins(text, size, "<!--")) {
		m->back = INGEST_IN_DOCTYPE;
		m->state = INGEST_IN_COMMENT;
		return 4;
	} else if (in_type && (c == '[' || c == ']')) {
		m->depth += c == '[' ? 1 : -1;
	} else if (c == '>' && (!in_type || m->depth <= 0)) {
		m->state = INGEST_IN_TEXT;
	} else if (c == '<' && !in_type) {
		return mend_open(m, out, text, size);
	}
	if (!is_control(c))
		staaf_buf_putc(out, c);
	return 1;
}

/* Text up to what needs a look; then that. */
static size_t
mend_text(struct ingest_mend *m, struct staaf_buf *out, const char *text,
    size_t size)
{
	size_t n = 0;

	while (n < size && text[n] != '<' && text[n] != '&' &&
	    text[n] != ']' && !is_control(text[n]))
		n++;
	if (n > 0) {
		if (m->is_begun)
			staaf_buf_put(out, text, n);
		else /* blanks, or words that no XML has there */
			for (size_t i = 0; i < n; i++)
				if (text[i] == '\n' || strchr(" \t\r",
				    text[i]) == NULL)
					staaf_buf_putc(out, text[i]);
		return n;
	}
	if (text[0] == '<') {
		m->is_begun = true;
		return mend_open(m, out, text, size);
	}
	if (text[0] == '&')
		return mend_reference(out, text, size);
	if (text[0] == ']') {
		bool is_end = begins(text, size, "]]>");

		staaf_buf_puts(out, is_end ? "]]&gt;" : "]");
		return is_end ? 3 : 1;
	}
	return 1; /* a control character */
}

/* Of `text` what can be decided; returns the bytes used. */
static size_t
mend_piece(struct ingest_mend *m, struct staaf_buf *out, const char *text,
    size_t size)
{
	size_t at = 0;

	while (at < size) {
		/* What comes may change what this is. */
		if (size - at < LOOK_AHEAD && !m->is_last && (text[at] == '<' ||
		    text[at] == '&' || text[at] == ']') &&
		    m->state <= INGEST_IN_DOCTYPE)
			break;
		switch (m->state) {
		case INGEST_IN_TEXT:
			at += mend_text(m, out, text + at, size - at);
			continue;
		case INGEST_IN_TAG:
		case INGEST_IN_DOCTYPE:
			at += mend_markup(m, out, text + at, size - at);
			continue;
		case INGEST_IN_COMMENT:
			if (!pass_until(m, out, text, size, &at, "-->", false))
				return at;
			continue;
		case INGEST_IN_DECLARATION:
			if (!pass_until(m, out, text, size, &at, "?>", false))
				return at;
			continue;
		case INGEST_IN_INSTRUCTION:
			if (!pass_until(m, out, text, size, &at, "?>", true))
				return at;
			continue;
		case INGEST_IN_CDATA:
			if (!pass_until(m, out, text, size, &at, "]]>", true))
				return at;
			continue;
		}
	}
	return at;
}

void
ingest_mend(struct ingest_mend *m, struct staaf_buf *out, const char *text,
    size_t size, bool is_last)
{
	size_t used;

	m->is_last = is_last;
	if (m->held.size > 0) {
		staaf_buf_put(&m->held, text, size);
		if (m->held.failed) {
			out->failed = true;
			return;
		}
		text = m->held.text;
		size = m->held.size;
	}
	used = mend_piece(m, out, text, size);
	if (text == m->held.text) {
		memmove(m->held.text, text + used, size - used);
		m->held.size = size - used;
		m->held.text[m->held.size] = '\0';
	} else if (used < size) {
		staaf_buf_put(&m->held, text + used, size - used);
	}
	if (m->held.failed)
		out->failed = true;
}
