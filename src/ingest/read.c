/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a file is, seen from its first characters and not from its name; then
 * the reader of that kind.
 */
#include <string.h>

#include <libxml/parser.h>

#include "bib.h"

enum { PEEK_BYTES = 8192 };

/* The decoder's text with its first piece looked at already. */
struct peeked {
	struct ingest_decoder *decoder;
	const struct ingest_sink *sink;
	bool has_fault;
	struct staaf_err fault; /* of bytes that could not be unpacked */
	size_t n, at;
	char text[PEEK_BYTES];
};

/* A file that cannot be read further ends there, and that is kept. */
static enum staaf_code
read_piece(size_t *n, struct peeked *p, char *out, size_t room,
    struct staaf_err *err)
{
	enum staaf_code rc;
	long line, column;

	*n = 0;
	if (p->has_fault)
		return STAAF_OK;
	rc = ingest_decode_read(n, out, room, &p->fault, p->decoder);
	if (rc == STAAF_BADINPUT) {
		ingest_decode_place(&line, &column, p->decoder);
		staaf_err_place(&p->fault, p->fault.file, line, column);
		p->has_fault = true;
		*n = 0;
		return STAAF_OK;
	}
	if (rc != STAAF_OK && err != NULL)
		*err = p->fault;
	return rc;
}

static enum staaf_code
read_on(size_t *n, char *out, size_t room, struct staaf_err *err, void *arg)
{
	struct peeked *p = arg;

	if (p->at == p->n)
		return read_piece(n, p, out, room, err);
	*n = p->n - p->at < room ? p->n - p->at : room;
	memcpy(out, p->text + p->at, *n);
	p->at += *n;
	return STAAF_OK;
}

static enum staaf_code
peek(struct peeked *p, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;
	size_t n = 1;

	while (rc == STAAF_OK && n > 0 && PEEK_BYTES - p->n >= 16) {
		rc = read_piece(&n, p, p->text + p->n, PEEK_BYTES - p->n, err);
		p->n += n;
	}
	return rc;
}

static void
tell_notice(const struct staaf_err *err, void *arg)
{
	const struct peeked *p = arg;

	if (p->sink->trouble != NULL)
		p->sink->trouble(err, p->sink->arg);
}

static enum ingest_ending
refuse(const char *name, enum staaf_msg msg, enum staaf_msg hint,
    struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_BADINPUT, msg, NULL, NULL);
	staaf_err_place(err, name, 0, 0);
	staaf_err_hint(err, hint);
	return INGEST_REFUSED;
}

/* libxml2 would print to standard error what its converter meets. */
static void
ignore_words(void *arg, const char *format, ...)
{
	(void)arg;
	(void)format;
}

static void
ignore_fault(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

/* What its first characters say. */
static enum ingest_ending
read_kind(struct ingest_head *head, bool is_scan, struct peeked *p,
    const struct ingest_text *in, struct staaf_arena *ar,
    struct staaf_err *err)
{
	enum ingest_bib kind;
	size_t blanks = 0;

	while (blanks < p->n && strchr(" \t\r\n", p->text[blanks]) != NULL)
		blanks++;
	if (blanks == p->n)
		return refuse(in->name, STAAF_MSG_INGEST_EMPTY,
		    STAAF_MSG_INGEST_EMPTY_HINT, err);
	if (p->text[blanks] == '<')
		return ingest_map_read(head, is_scan, in, p->sink, ar, err);
	kind = ingest_bib_is(p->text, p->n);
	if (kind != INGEST_NO_BIB)
		return ingest_bib_read(kind, head, is_scan, in, p->sink, ar,
		    err);
	return refuse(in->name, STAAF_MSG_INGEST_NOT_XML,
	    STAAF_MSG_INGEST_NOT_XML_HINT, err);
}

/* The file could not be unpacked to its end: that is why it stopped. */
static enum ingest_ending
end_short(enum ingest_ending ending, const struct peeked *p, bool is_hostile,
    struct staaf_err *err)
{
	if (ending == INGEST_STOPPED ||
	    (ending == INGEST_REFUSED && p->n > 0 && !is_hostile))
		return ending;
	if (ending == INGEST_MALFORMED && err != NULL &&
	    err->msg != STAAF_MSG_INGEST_TRUNCATED &&
	    p->sink->trouble != NULL)
		p->sink->trouble(err, p->sink->arg);
	if (err != NULL)
		*err = p->fault;
	return is_hostile || ending == INGEST_REFUSED ? INGEST_REFUSED :
	    INGEST_MALFORMED;
}

enum ingest_ending
ingest_read(struct ingest_head *head, bool is_scan, struct ingest_source *src,
    const struct ingest_sink *sink, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct peeked p = { .sink = sink };
	const struct ingest_text in = {
		.read = read_on, .arg = &p, .name = src->name
	};
	enum ingest_ending ending = INGEST_REFUSED;

	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, ignore_words);
	xmlSetStructuredErrorFunc(NULL, ignore_fault);
	if (ingest_decode_open(&p.decoder, src, is_scan ? NULL : tell_notice,
	    &p, err) == STAAF_OK && peek(&p, err) == STAAF_OK) {
		ending = read_kind(head, is_scan, &p, &in, ar, err);
		if (p.has_fault)
			ending = end_short(ending, &p, src->gzip == NULL ||
			    ingest_gzip_is_hostile(src->gzip), err);
	}
	xmlSetStructuredErrorFunc(NULL, NULL);
	xmlSetGenericErrorFunc(NULL, NULL);
	ingest_decode_close(p.decoder);
	return ending;
}
