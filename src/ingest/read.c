/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a file is, seen from its first characters and not from its name; then
 * the reader of that kind.
 */
#include <string.h>

#include <libxml/parser.h>

#include "ingest.h"

enum { PEEK_BYTES = 8192 };

/* The decoder's text with its first piece looked at already. */
struct peeked {
	struct ingest_decoder *decoder;
	const struct ingest_sink *sink;
	size_t n, at;
	char text[PEEK_BYTES];
};

static enum staaf_code
read_on(size_t *n, char *out, size_t room, struct staaf_err *err, void *arg)
{
	struct peeked *p = arg;

	if (p->at == p->n)
		return ingest_decode_read(n, out, room, err, p->decoder);
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
		rc = ingest_decode_read(&n, p->text + p->n,
		    PEEK_BYTES - p->n, err, p->decoder);
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
	size_t blanks = 0;

	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, ignore_words);
	xmlSetStructuredErrorFunc(NULL, ignore_fault);
	if (ingest_decode_open(&p.decoder, src, is_scan ? NULL : tell_notice,
	    &p, err) != STAAF_OK || peek(&p, err) != STAAF_OK)
		goto done;
	while (blanks < p.n && strchr(" \t\r\n", p.text[blanks]) != NULL)
		blanks++;
	if (blanks == p.n)
		ending = refuse(src->name, STAAF_MSG_INGEST_EMPTY,
		    STAAF_MSG_INGEST_EMPTY_HINT, err);
	else if (p.text[blanks] == '<')
		ending = ingest_map_read(head, is_scan, &in, sink, ar, err);
	else
		ending = refuse(src->name, STAAF_MSG_INGEST_NOT_XML,
		    STAAF_MSG_INGEST_NOT_XML_HINT, err);
done:
	xmlSetStructuredErrorFunc(NULL, NULL);
	xmlSetGenericErrorFunc(NULL, NULL);
	ingest_decode_close(p.decoder);
	return ending;
}
