/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Characters and lines of a text that comes in pieces, with their places.
 * Lines end in CR, LF or both; a byte order mark at the start is passed by.
 */
#include <string.h>

#include "bib.h"

enum { PIECE_BYTES = 65536 };

static const char mark[] = "\xef\xbb\xbf";

bool
bib_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool
bib_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
bib_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

long
bib_columns(const char *text, size_t size)
{
	long n = 0;

	for (size_t i = 0; i < size; i++)
		n += ((unsigned char)text[i] & 0xc0) != 0x80;
	return n;
}

enum staaf_code
bib_lines_open(struct bib_lines *l, const struct ingest_text *in,
    struct staaf_err *err)
{
	*l = (struct bib_lines){ .in = in, .err = err, .line = 1,
		.column = 1 };
	l->piece = staaf_mem_alloc(PIECE_BYTES);
	if (l->piece == NULL)
		l->code = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	return l->code;
}

void
bib_lines_close(struct bib_lines *l)
{
	staaf_mem_free(l->piece);
	l->piece = NULL;
}

/* The next piece, after what is left of this one; false: nothing came. */
static bool
fill(struct bib_lines *l)
{
	size_t got = 0;

	if (l->is_over || l->code != STAAF_OK)
		return false;
	memmove(l->piece, l->piece + l->at, l->n - l->at);
	l->n -= l->at;
	l->at = 0;
	l->code = l->in->read(&got, l->piece + l->n, PIECE_BYTES - l->n,
	    l->err, l->in->arg);
	if (l->code != STAAF_OK)
		return false;
	l->is_over = got == 0;
	l->n += got;
	return got > 0;
}

static void
skip_mark(struct bib_lines *l)
{
	l->is_begun = true;
	while (l->n < 3 && fill(l))
		;
	if (l->n >= 3 && memcmp(l->piece, mark, 3) == 0)
		l->at = 3;
}

int
bib_next(struct bib_lines *l)
{
	char c;

	if (!l->is_begun)
		skip_mark(l);
	do {
		if (l->at == l->n && !fill(l))
			return -1;
		c = l->piece[l->at++];
		if (c != '\n' || !l->has_return)
			break;
		l->has_return = false; /* CR and LF are one end */
	} while (true);
	l->has_return = c == '\r';
	if (c == '\r' || c == '\n') {
		l->line++;
		l->column = 1;
		return '\n';
	}
	l->column += ((unsigned char)c & 0xc0) != 0x80;
	return c == '\0' ? ' ' : (unsigned char)c;
}

bool
bib_line(struct staaf_buf *out, long *line, bool *is_long,
    struct bib_lines *l)
{
	int c;

	staaf_buf_reset(out);
	*line = l->line;
	*is_long = false;
	if ((c = bib_next(l)) < 0)
		return false;
	for (; c >= 0 && c != '\n'; c = bib_next(l)) {
		staaf_buf_putc(out, (char)c);
		if (out->size > BIB_MAX_RECORD)
			*is_long = true;
		if (*is_long || out->failed)
			return false;
	}
	return l->code == STAAF_OK;
}
