/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes of any encoding to valid UTF-8, a piece at a time.  A byte order mark
 * counts most, then what an XML declaration says, else it is UTF-8.  A byte
 * that cannot be UTF-8 is read as Windows-1252, which it nearly always is,
 * and that is told once; of other encodings it becomes U+FFFD.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/encoding.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include <staaf/utf8.h>

#include "ingest.h"

enum {
	RAW_BYTES = 65536,
	MAX_DECLARATION = 256, /* where an encoding may be named */
	LONGEST = 4            /* bytes that one may become */
};

enum encoding { UTF8, WINDOWS_1252, UTF16_LE, UTF16_BE, UTF32_LE, UTF32_BE,
	OTHER };

struct place {
	long line, column; /* from 1 */
};

struct ingest_decoder {
	struct ingest_source *src;
	void (*notice)(const struct staaf_err *err, void *arg);
	void *arg;
	enum encoding encoding;
	xmlCharEncodingHandlerPtr handler; /* of OTHER */
	xmlBufferPtr in, out;
	size_t out_at;
	bool is_started, is_over, was_told;
	struct place next;     /* of the next character given out */
	size_t at, n;          /* of raw */
	char raw[RAW_BYTES];
};

/* Windows-1252 from 0x80 on; the rest is Latin-1. */
static const unsigned short high[32] = {
	0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
	0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

unsigned long
ingest_windows_1252(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
}

size_t
ingest_put_utf8(char out[4], unsigned long code)
{
	if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		code = 0xfffd;
	return (size_t)xmlCopyCharMultiByte((xmlChar *)out, (int)code);
}

/* ----------------------------------------------------------- the place */

static void
move_place(struct place *at, const char *text, size_t size)
{
	const char *end = text + size, *line;

	while ((line = memchr(text, '\n', (size_t)(end - text))) != NULL) {
		at->line++;
		at->column = 1;
		text = line + 1;
	}
	at->column += end - text;
}

static void
tell_bytes(struct ingest_decoder *d, const char *before, size_t size,
    enum staaf_msg msg)
{
	struct place at = d->next;
	struct staaf_err err = { 0 };

	if (d->was_told)
		return;
	d->was_told = true;
	if (d->notice == NULL)
		return;
	move_place(&at, before, size);
	(void)staaf_err_set(&err, STAAF_BADINPUT, msg, NULL, NULL);
	staaf_err_place(&err, d->src->name, at.line, at.column);
	staaf_err_hint(&err, STAAF_MSG_INGEST_ENCODING_HINT);
	d->notice(&err, d->arg);
}

/* ------------------------------------------------------- what it is in */

static bool
starts(const struct ingest_decoder *d, const char *bytes, size_t n)
{
	return d->n >= n && memcmp(d->raw, bytes, n) == 0;
}

/* The encoding that an XML declaration names, "" when none. */
static void
find_declared(char out[40], const struct ingest_decoder *d)
{
	char head[MAX_DECLARATION + 1], *at, *end;
	size_t n = d->n < MAX_DECLARATION ? d->n : MAX_DECLARATION, size;

	out[0] = '\0';
	memcpy(head, d->raw, n);
	head[n] = '\0';
	at = head + strspn(head, " \t\r\n");
	if (strncmp(at, "<?xml", 5) != 0 || (end = strstr(at, "?>")) == NULL)
		return;
	*end = '\0';
	if ((at = strstr(at, "encoding")) == NULL)
		return;
	at += 8;
	at += strspn(at, " \t\r\n=\"'");
	size = strcspn(at, " \t\r\n\"'");
	if (size < 40) {
		memcpy(out, at, size);
		out[size] = '\0';
	}
}

static bool
is_one_of(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcasecmp(name, *list) == 0)
			return true;
	return false;
}

static enum staaf_code
use_declared(struct ingest_decoder *d, struct staaf_err *err)
{
	/* UTF-16 that is declared in single bytes is no UTF-16. */
	static const char *const eight[] = { "", "utf-8", "utf8", "us-ascii",
		"ascii", "utf-16", "utf16", "utf-16le", "utf-16be", NULL };
	static const char *const western[] = { "iso-8859-1", "iso8859-1",
		"iso_8859-1", "latin1", "latin-1", "windows-1252", "cp1252",
		"x-cp1252", NULL };
	char name[40];

	find_declared(name, d);
	if (is_one_of(name, eight))
		return STAAF_OK;
	d->encoding = WINDOWS_1252;
	if (is_one_of(name, western))
		return STAAF_OK;
	d->encoding = OTHER;
	d->handler = xmlFindCharEncodingHandler(name);
	if (d->handler == NULL) {
		d->encoding = UTF8;
		tell_bytes(d, "", 0, STAAF_MSG_INGEST_NO_ENCODING);
		d->was_told = false;
		return STAAF_OK;
	}
	d->in = xmlBufferCreate();
	d->out = xmlBufferCreate();
	return d->in != NULL && d->out != NULL ? STAAF_OK :
	    staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}

static enum staaf_code
find_encoding(struct ingest_decoder *d, struct staaf_err *err)
{
	static const struct {
		const char *bytes;
		size_t n, skip;
		enum encoding encoding;
	} marks[] = {
		{ "\xff\xfe\0\0", 4, 4, UTF32_LE },
		{ "\0\0\xfe\xff", 4, 4, UTF32_BE },
		{ "<\0\0\0", 4, 0, UTF32_LE }, { "\0\0\0<", 4, 0, UTF32_BE },
		{ "\xff\xfe", 2, 2, UTF16_LE }, { "\xfe\xff", 2, 2, UTF16_BE },
		{ "<\0", 2, 0, UTF16_LE }, { "\0<", 2, 0, UTF16_BE },
		{ "\xef\xbb\xbf", 3, 3, UTF8 },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (starts(d, marks[i].bytes, marks[i].n)) {
			d->encoding = marks[i].encoding;
			d->at = marks[i].skip;
			return STAAF_OK;
		}
	return use_declared(d, err);
}

/* ------------------------------------------------------------- filling */

/* Keep what is left, add what comes; false when nothing came. */
static enum staaf_code
fill_raw(struct ingest_decoder *d, struct staaf_err *err)
{
	enum staaf_code rc;
	size_t n = 0;

	memmove(d->raw, d->raw + d->at, d->n - d->at);
	d->n -= d->at;
	d->at = 0;
	rc = ingest_source_read(&n, d->src, d->raw + d->n, RAW_BYTES - d->n,
	    err);
	d->n += n;
	if (n == 0 && rc == STAAF_OK)
		d->is_over = true;
	return rc;
}

/* ---------------------------------------------------------- converting */

/* Could be the start of a character: a lead byte and bytes that follow one. */
static bool
is_begun(const char *bytes, size_t size)
{
	unsigned char lead = (unsigned char)bytes[0];
	size_t whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;

	if (lead < 0xc2 || lead > 0xf4 || size >= whole)
		return false;
	for (size_t i = 1; i < size; i++)
		if (((unsigned char)bytes[i] & 0xc0) != 0x80)
			return false;
	return true;
}

static size_t
convert_utf8(struct ingest_decoder *d, char *out, size_t room)
{
	const char *from = d->raw + d->at;
	size_t size = d->n - d->at, n, got = 0;

	bool is_cut = size > room;

	if (is_cut)
		size = room;
	n = staaf_utf8_valid(from, size);
	memcpy(out, from, n);
	d->at += n;
	got = n;
	if (n == size)
		return got;
	/* A character cut at the end of the room, or of what has come. */
	if (size - n < LONGEST && (is_cut || !d->is_over) &&
	    is_begun(from + n, size - n))
		return got;
	if (room - got < LONGEST)
		return got;
	tell_bytes(d, out, got, STAAF_MSG_INGEST_ENCODING);
	got += ingest_put_utf8(out + got,
	    ingest_windows_1252((unsigned char)from[n]));
	d->at++;
	return got;
}

static size_t
convert_1252(struct ingest_decoder *d, char *out, size_t room)
{
	size_t got = 0;

	while (d->at < d->n && room - got >= LONGEST)
		got += ingest_put_utf8(out + got, ingest_windows_1252(
		    (unsigned char)d->raw[d->at++]));
	return got;
}

/* One unit of 16 or 32 bits. */
static unsigned long
take_unit(const struct ingest_decoder *d, size_t at, size_t width, bool is_big)
{
	unsigned long unit = 0;

	for (size_t i = 0; i < width; i++)
		unit = unit << 8 | (unsigned char)
		    d->raw[at + (is_big ? i : width - 1 - i)];
	return unit;
}

static size_t
convert_wide(struct ingest_decoder *d, char *out, size_t room)
{
	bool is_big = d->encoding == UTF16_BE || d->encoding == UTF32_BE;
	bool is_16 = d->encoding == UTF16_LE || d->encoding == UTF16_BE;
	size_t width = is_16 ? 2 : 4, got = 0;

	while (d->n - d->at >= width && room - got >= LONGEST) {
		unsigned long unit = take_unit(d, d->at, width, is_big), low;

		if (is_16 && unit >= 0xd800 && unit < 0xdc00) {
			if (d->n - d->at < 4 && !d->is_over)
				break;
			low = d->n - d->at < 4 ? 0 :
			    take_unit(d, d->at + 2, 2, is_big);
			if (low >= 0xdc00 && low < 0xe000) {
				unit = 0x10000 + ((unit - 0xd800) << 10) +
				    (low - 0xdc00);
				d->at += 2;
			}
		}
		d->at += width;
		if (unit > 0x10ffff || (unit >= 0xd800 && unit < 0xe000))
			tell_bytes(d, out, got, STAAF_MSG_INGEST_LOST_BYTES);
		got += ingest_put_utf8(out + got, unit);
	}
	if (got == 0 && d->is_over && d->at < d->n)
		d->at = d->n; /* half a character at the end */
	return got;
}

/* Through libxml2's converter, which takes what it can. */
static size_t
convert_other(struct ingest_decoder *d, char *out, size_t room)
{
	size_t have = (size_t)xmlBufferLength(d->out) - d->out_at;
	int rc = 0;

	if (have == 0) {
		xmlBufferEmpty(d->out);
		d->out_at = 0;
		(void)xmlBufferAdd(d->in, (xmlChar *)d->raw + d->at,
		    (int)(d->n - d->at));
		d->at = d->n;
		if (xmlBufferLength(d->in) > 0)
			rc = xmlCharEncInFunc(d->handler, d->out, d->in);
		if (xmlBufferLength(d->out) == 0 && (rc < 0 || d->is_over) &&
		    xmlBufferLength(d->in) > 0) {
			tell_bytes(d, "", 0, STAAF_MSG_INGEST_LOST_BYTES);
			(void)xmlBufferShrink(d->in, 1);
			(void)xmlBufferAdd(d->out, BAD_CAST "\xef\xbf\xbd", 3);
		}
		have = (size_t)xmlBufferLength(d->out);
	}
	if (have > room)
		have = staaf_utf8_cut((const char *)xmlBufferContent(d->out) +
		    d->out_at, have, room);
	if (have > 0)
		memcpy(out, xmlBufferContent(d->out) + d->out_at, have);
	d->out_at += have;
	return have;
}

static size_t
convert(struct ingest_decoder *d, char *out, size_t room)
{
	switch (d->encoding) {
	case UTF8:
		return convert_utf8(d, out, room);
	case WINDOWS_1252:
		return convert_1252(d, out, room);
	case OTHER:
		return convert_other(d, out, room);
	case UTF16_LE:
	case UTF16_BE:
	case UTF32_LE:
	case UTF32_BE:
		break;
	}
	return convert_wide(d, out, room);
}

static bool
has_rest(const struct ingest_decoder *d)
{
	return d->at < d->n || (d->in != NULL &&
	    (xmlBufferLength(d->in) > 0 ||
	    (size_t)xmlBufferLength(d->out) > d->out_at));
}

/* ----------------------------------------------------------- interface */

void
ingest_decode_prepare(struct ingest_source *src)
{
	struct ingest_decoder *d = NULL;
	char text[LONGEST * LONGEST];
	size_t n;

	if (ingest_decode_open(&d, src, NULL, NULL, NULL) == STAAF_OK)
		(void)ingest_decode_read(&n, text, sizeof(text), NULL, d);
	ingest_decode_close(d);
	(void)ingest_source_rewind(src, NULL);
}

enum staaf_code
ingest_decode_open(struct ingest_decoder **out, struct ingest_source *src,
    void (*notice)(const struct staaf_err *err, void *arg), void *arg,
    struct staaf_err *err)
{
	struct ingest_decoder *d = staaf_mem_alloc(sizeof(*d));

	if (d == NULL) {
		(void)staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
		return STAAF_NOMEM;
	}
	d->src = src;
	d->notice = notice;
	d->arg = arg;
	d->next.line = d->next.column = 1;
	*out = d;
	return STAAF_OK;
}

void
ingest_decode_close(struct ingest_decoder *d)
{
	if (d == NULL)
		return;
	if (d->handler != NULL)
		(void)xmlCharEncCloseFunc(d->handler);
	xmlBufferFree(d->in);
	xmlBufferFree(d->out);
	staaf_mem_free(d);
}

enum staaf_code
ingest_decode_read(size_t *n, char *out, size_t room, struct staaf_err *err,
    void *arg)
{
	struct ingest_decoder *d = arg;
	enum staaf_code rc;

	*n = 0;
	if (!d->is_started) {
		d->is_started = true;
		rc = STAAF_OK;
		/* A fault further on comes again, when it is reached. */
		while (!d->is_over && d->n < MAX_DECLARATION && rc == STAAF_OK)
			rc = fill_raw(d, err);
		if (rc != STAAF_OK && rc != STAAF_BADINPUT)
			return rc;
		if ((rc = find_encoding(d, err)) != STAAF_OK)
			return rc;
	}
	for (;;) {
		if (has_rest(d))
			*n = convert(d, out, room);
		if (*n > 0) {
			move_place(&d->next, out, *n);
			return STAAF_OK;
		}
		if (d->is_over && !has_rest(d))
			return STAAF_OK;
		if (!d->is_over && (rc = fill_raw(d, err)) != STAAF_OK)
			return rc;
	}
}

void
ingest_decode_place(long *line, long *column, const struct ingest_decoder *d)
{
	*line = d->next.line;
	*column = d->next.column;
}
