/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XML to events, through libxml2's push parser with a SAX table of our own.
 * Strangers' files: nothing is fetched, opened or expanded.  Entity
 * declarations stop the reading (429 bytes of parameter entities make
 * libxml2 2.9.14 spin for ever), named HTML entities are known without them.
 * Never set here: NOENT, DTDLOAD, HUGE, RECOVER.
 */
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "ingest.h"

enum {
	/* libxml2 compares each attribute with all others: 100,000 of them
	 * take seconds.  Real elements have a dozen. */
	MAX_ATTRS = 256,
	READ_BYTES = 65536,
	/* Handed over in smaller pieces, so that an endless start tag is
	 * seen before it is parsed. */
	PUSH_BYTES = 16384
};

struct reading {
	xmlParserCtxtPtr ctxt;
	const struct ingest_events *events;
	const char *name;
	struct staaf_err *err;
	enum ingest_ending ending;
	long skipped_lines;       /* before the XML declaration */
	long line, column;        /* where the last event ended */
	int depth;
	bool is_ending;           /* no more bytes come */
	bool has_bad_bytes;       /* the rest of the file is lost */
	bool has_notice;          /* one undeclared prefix was told */
	struct staaf_buf values;  /* of the attributes of one element */
	struct ingest_attr attr[MAX_ATTRS];
	xmlEntity entity;         /* the one that getEntity answers with */
	char entity_text[8];
};

/* ----------------------------------------------------- place and endings */

static void
note_place(struct reading *rd)
{
	if (rd->ctxt->input == NULL)
		return;
	rd->line = rd->ctxt->input->line + rd->skipped_lines;
	rd->column = rd->ctxt->input->col;
}

static void
stop_reading(struct reading *rd, enum ingest_ending ending)
{
	if (rd->ending == INGEST_WHOLE)
		rd->ending = ending;
	if (rd->ctxt != NULL)
		xmlStopParser(rd->ctxt);
}

/* A hostile file: told once, nothing of it is kept. */
static void
refuse(struct reading *rd, enum staaf_msg msg, long limit)
{
	char number[24];

	if (rd->ending != INGEST_WHOLE)
		return;
	(void)snprintf(number, sizeof(number), "%ld", limit);
	note_place(rd);
	(void)staaf_err_set(rd->err, STAAF_BADINPUT, msg, number, NULL);
	staaf_err_place(rd->err, rd->name, rd->line, rd->column);
	staaf_err_hint(rd->err, STAAF_MSG_INGEST_HOSTILE_HINT);
	stop_reading(rd, INGEST_REFUSED);
}

static void
fail_memory(struct reading *rd)
{
	if (rd->ending != INGEST_WHOLE)
		return;
	(void)staaf_err_set(rd->err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
	    NULL);
	stop_reading(rd, INGEST_REFUSED);
}

static void
tell_malformed(struct reading *rd, enum staaf_msg msg, const char *why,
    long line, long column)
{
	if (rd->ending != INGEST_WHOLE)
		return;
	(void)staaf_err_set(rd->err, STAAF_BADINPUT, msg, why, NULL);
	staaf_err_place(rd->err, rd->name, line + rd->skipped_lines, column);
	staaf_err_hint(rd->err, STAAF_MSG_INGEST_MALFORMED_HINT);
	rd->ending = INGEST_MALFORMED;
}

/* ------------------------------------------------------------ entities */

/* UTF-8 of a named HTML character, NULL when there is no such name. */
static const char *
find_character(struct reading *rd, const xmlChar *name)
{
	const htmlEntityDesc *known = htmlEntityLookup(name);
	int size;

	if (known == NULL)
		return NULL;
	size = xmlCopyCharMultiByte((xmlChar *)rd->entity_text,
	    (int)known->value);
	rd->entity_text[size] = '\0';
	return rd->entity_text;
}

/*
 * In text the answer is a predefined entity, which the parser passes on as
 * characters.  In an attribute it would take the first byte only; a general
 * entity stays "&name;" there and put_value decodes it.
 */
static xmlEntityPtr
on_entity_wanted(void *arg, const xmlChar *name)
{
	struct reading *rd = arg;
	bool in_attr = rd->ctxt->instate == XML_PARSER_ATTRIBUTE_VALUE;
	const char *text;

	if (rd->ending != INGEST_WHOLE ||
	    (text = find_character(rd, name)) == NULL)
		return NULL;
	rd->entity = (xmlEntity){
		.type = XML_ENTITY_DECL,
		.name = name,
		.content = (xmlChar *)rd->entity_text,
		.length = (int)strlen(text),
		.etype = in_attr ? XML_INTERNAL_GENERAL_ENTITY :
		    XML_INTERNAL_PREDEFINED_ENTITY,
		.checked = 2, /* looked at already, holds no "<" */
	};
	return &rd->entity;
}

static void
on_entity_declared(void *arg, const xmlChar *name, int type,
    const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
	(void)name;
	(void)type;
	(void)public_id;
	(void)system_id;
	(void)content;
	refuse(arg, STAAF_MSG_INGEST_ENTITIES, 0);
}

/* ---------------------------------------------------------- attributes */

/*
 * Without NOENT libxml2 writes "&#38;" for every "&" in a value, and leaves
 * the names that on_entity_wanted knew: each "&" left is one of the two.
 */
static void
put_value(struct reading *rd, const char *value, size_t size)
{
	const char *end = value + size, *semicolon, *text;
	xmlChar name[16];
	size_t n;

	while (value < end) {
		n = strcspn(value, "&");
		if (n > (size_t)(end - value))
			n = (size_t)(end - value);
		staaf_buf_put(&rd->values, value, n);
		value += n;
		if (value >= end)
			break;
		semicolon = memchr(value, ';', (size_t)(end - value));
		n = semicolon == NULL ? 0 : (size_t)(semicolon - value - 1);
		text = "&";
		if (n > 0 && n < sizeof(name) && value[1] != '#') {
			memcpy(name, value + 1, n);
			name[n] = '\0';
			text = find_character(rd, name);
		}
		staaf_buf_puts(&rd->values, text == NULL ? "&" : text);
		value = n == 0 ? value + 1 : semicolon + 1;
	}
	staaf_buf_putc(&rd->values, '\0');
}

/* libxml2 gives five pointers: name, prefix, namespace, value, its end. */
static size_t
read_attrs(struct reading *rd, const xmlChar **attrs, int n_attrs)
{
	size_t at[MAX_ATTRS], n = 0;

	staaf_buf_reset(&rd->values);
	for (int i = 0; i < n_attrs; i++, attrs += 5) {
		if (attrs[1] != NULL && attrs[2] == NULL)
			continue; /* a prefix that means nothing */
		at[n] = rd->values.size;
		put_value(rd, (const char *)attrs[3],
		    (size_t)(attrs[4] - attrs[3]));
		rd->attr[n++] = (struct ingest_attr){
			.space = attrs[2] == NULL ? "" : (const char *)attrs[2],
			.name = (const char *)attrs[0],
		};
	}
	for (size_t i = 0; i < n && !rd->values.failed; i++)
		rd->attr[i].value = rd->values.text + at[i];
	return n;
}

const char *
ingest_attr(const struct ingest_element *e, const char *space,
    const char *name)
{
	for (size_t i = 0; i < e->n_attrs; i++)
		if (strcmp(e->attr[i].name, name) == 0 &&
		    strcmp(e->attr[i].space, space) == 0)
			return e->attr[i].value;
	return NULL;
}

/* -------------------------------------------------------------- events */

static void
on_start(void *arg, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space, int n_spaces, const xmlChar **spaces, int n_attrs,
    int n_defaulted, const xmlChar **attrs)
{
	struct reading *rd = arg;
	struct ingest_element e = {
		.name = (const char *)name,
		.space = space != NULL ? (const char *)space :
		    prefix != NULL ? "?" : "",
		.line = rd->line,
		.column = rd->column,
		.attr = rd->attr,
	};

	(void)spaces;
	(void)n_defaulted;
	if (rd->ending != INGEST_WHOLE)
		return;
	if (rd->depth == 0) {
		/* Blanks before the root come without an event. */
		note_place(rd);
		e.line = rd->line;
		e.column = 0;
	}
	if (++rd->depth > INGEST_MAX_DEPTH) {
		refuse(rd, STAAF_MSG_INGEST_DEEP, INGEST_MAX_DEPTH);
		return;
	}
	if (n_attrs + n_spaces > MAX_ATTRS) {
		refuse(rd, STAAF_MSG_INGEST_WIDE, MAX_ATTRS);
		return;
	}
	e.n_attrs = read_attrs(rd, attrs, n_attrs);
	if (rd->values.failed)
		fail_memory(rd);
	else if (rd->events->start(&e, rd->events->arg) != STAAF_OK)
		stop_reading(rd, INGEST_STOPPED);
	note_place(rd);
	rd->column++; /* the ">" is still to come */
}

static void
on_end(void *arg, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space)
{
	struct reading *rd = arg;

	(void)name;
	(void)prefix;
	(void)space;
	if (rd->ending != INGEST_WHOLE)
		return;
	rd->depth--;
	if (rd->events->end(rd->events->arg) != STAAF_OK)
		stop_reading(rd, INGEST_STOPPED);
	note_place(rd);
}

static void
on_text(void *arg, const xmlChar *text, int size)
{
	struct reading *rd = arg;

	if (rd->ending != INGEST_WHOLE)
		return;
	if (rd->events->text((const char *)text, (size_t)size, rd->line,
	    rd->column, rd->events->arg) != STAAF_OK)
		stop_reading(rd, INGEST_STOPPED);
	note_place(rd);
}

/* A name that only a DTD we do not read would explain: left as it stands. */
static void
on_unknown_reference(void *arg, const xmlChar *name)
{
	on_text(arg, BAD_CAST "&", 1);
	on_text(arg, name, (int)strlen((const char *)name));
	on_text(arg, BAD_CAST ";", 1);
}

static void
on_document(void *arg)
{
	note_place(arg);
}

static void
on_comment(void *arg, const xmlChar *text)
{
	(void)text;
	note_place(arg);
}

static void
on_instruction(void *arg, const xmlChar *target, const xmlChar *data)
{
	(void)target;
	(void)data;
	note_place(arg);
}

/* Undeclared prefixes are common in feeds: the elements are passed by. */
static void
tell_prefix(struct reading *rd, const xmlError *e)
{
	struct staaf_err err;

	if (rd->has_notice || rd->events->notice == NULL)
		return;
	rd->has_notice = true;
	(void)staaf_err_set(&err, STAAF_BADINPUT, STAAF_MSG_INGEST_PREFIX,
	    e->str1 == NULL ? "" : e->str1, NULL);
	staaf_err_place(&err, rd->name, rd->line, rd->column);
	staaf_err_hint(&err, STAAF_MSG_INGEST_PREFIX_HINT);
	rd->events->notice(&err, rd->events->arg);
}

static void
on_fault(void *arg, xmlErrorPtr e)
{
	struct reading *rd = arg;

	if (e->code == XML_ERR_NO_MEMORY)
		fail_memory(rd);
	else if (e->code == XML_NS_ERR_UNDEFINED_NAMESPACE)
		tell_prefix(rd, e);
	else if (e->code == XML_ERR_DOCUMENT_END && rd->is_ending)
		/* libxml2 calls this "extra content" */
		tell_malformed(rd, STAAF_MSG_INGEST_TRUNCATED, NULL, e->line,
		    e->int2);
	else if (e->level == XML_ERR_FATAL && e->code != XML_ERR_USER_STOP)
		tell_malformed(rd, STAAF_MSG_INGEST_MALFORMED, e->message,
		    e->line, e->int2);
}

/*
 * Faults that libxml2 raises without a parser: of these only bytes that its
 * converter cannot read are ours (it drops the rest of the file and says no
 * more); the others are of the HTML parser, which mends them.
 */
static void
on_placeless_fault(void *arg, xmlErrorPtr e)
{
	struct reading *rd = arg;

	if (e->domain == XML_FROM_I18N)
		rd->has_bad_bytes = true;
}

/* What libxml2 would print to standard error. */
static void
ignore_words(void *arg, const char *format, ...)
{
	(void)arg;
	(void)format;
}

/* ------------------------------------------------------------- pushing */

/*
 * Attributes of a start tag whose end has not come yet.  The parser would
 * read them all before it asks us, and take quadratic time.
 */
static size_t
count_waiting_attrs(const struct reading *rd)
{
	const xmlChar *at = rd->ctxt->input->cur, *end = rd->ctxt->input->end;
	size_t n = 0;
	xmlChar quote = 0;

	if (end - at < PUSH_BYTES / 2 || at[0] != '<' || at[1] == '!' ||
	    at[1] == '?')
		return 0;
	for (; at < end && (quote != 0 || *at != '>'); at++) {
		if (quote == 0 && (*at == '"' || *at == '\'')) {
			quote = *at;
		} else if (*at == quote) {
			quote = 0;
			n++;
		}
	}
	return n;
}

static void
push_bytes(struct reading *rd, const char *bytes, size_t size)
{
	int rc;

	while (size > 0 && rd->ending == INGEST_WHOLE) {
		size_t n = size < PUSH_BYTES ? size : PUSH_BYTES;

		rc = xmlParseChunk(rd->ctxt, bytes, (int)n, 0);
		if (rd->ending != INGEST_WHOLE)
			break;
		/* What was converted before the fault has been read by now. */
		if (!rd->ctxt->wellFormed || rd->has_bad_bytes ||
		    rc == XML_ERR_INVALID_ENCODING) {
			tell_malformed(rd, STAAF_MSG_INGEST_ENCODING, NULL,
			    rd->ctxt->input->line, rd->ctxt->input->col);
		} else if (count_waiting_attrs(rd) > MAX_ATTRS) {
			refuse(rd, STAAF_MSG_INGEST_WIDE, MAX_ATTRS);
		}
		bytes += n;
		size -= n;
	}
}

static void
push_end(struct reading *rd)
{
	if (rd->ending != INGEST_WHOLE)
		return;
	rd->is_ending = true;
	(void)xmlParseChunk(rd->ctxt, NULL, 0, 1);
	if (rd->ending == INGEST_WHOLE &&
	    (!rd->ctxt->wellFormed || rd->depth > 0))
		tell_malformed(rd, STAAF_MSG_INGEST_TRUNCATED, NULL,
		    rd->ctxt->input->line, 0);
}

/* --------------------------------------------------------------- whole */

static void
refuse_file(struct reading *rd, enum staaf_msg msg, enum staaf_msg hint)
{
	(void)staaf_err_set(rd->err, STAAF_BADINPUT, msg, NULL, NULL);
	staaf_err_place(rd->err, rd->name, 0, 0);
	staaf_err_hint(rd->err, hint);
	rd->ending = INGEST_REFUSED;
}

/* Start the parser at the first "<"; false while only blanks came. */
static bool
start_parser(struct reading *rd, xmlSAXHandler *sax, const char *bytes,
    size_t size)
{
	size_t n;
	long lines;

	n = ingest_count_leading(bytes, size, &lines);
	rd->skipped_lines += lines;
	if (n == size)
		return false;
	if (!ingest_is_xml_start(bytes + n, size - n)) {
		refuse_file(rd, STAAF_MSG_INGEST_NOT_XML,
		    STAAF_MSG_INGEST_NOT_XML_HINT);
		return true;
	}
	rd->ctxt = xmlCreatePushParserCtxt(sax, rd, NULL, 0, NULL);
	if (rd->ctxt == NULL) {
		fail_memory(rd);
		return true;
	}
	(void)xmlCtxtUseOptions(rd->ctxt, XML_PARSE_NONET);
	rd->line = rd->skipped_lines + 1;
	rd->column = 1;
	push_bytes(rd, bytes + n, size - n);
	return true;
}

static void
read_all(struct reading *rd, struct ingest_source *src)
{
	/* resolveEntity, externalSubset, getParameterEntity: none. */
	xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC,
		.entityDecl = on_entity_declared,
		.getEntity = on_entity_wanted,
		.reference = on_unknown_reference,
		.startDocument = on_document,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.comment = on_comment,
		.processingInstruction = on_instruction,
		.serror = on_fault,
	};
	char *piece = staaf_mem_alloc(READ_BYTES);
	bool is_started = false;
	size_t n = 1;

	if (piece == NULL)
		fail_memory(rd);
	while (rd->ending == INGEST_WHOLE && n > 0) {
		if (ingest_source_read(&n, src, piece, READ_BYTES, rd->err) !=
		    STAAF_OK)
			rd->ending = INGEST_REFUSED;
		else if (n > 0 && is_started)
			push_bytes(rd, piece, n);
		else if (n > 0)
			is_started = start_parser(rd, &sax, piece, n);
	}
	if (is_started)
		push_end(rd);
	else if (rd->ending == INGEST_WHOLE)
		refuse_file(rd, STAAF_MSG_INGEST_EMPTY,
		    STAAF_MSG_INGEST_EMPTY_HINT);
	staaf_mem_free(piece);
}

enum ingest_ending
ingest_xml_read(struct ingest_source *src, const struct ingest_events *events,
    struct staaf_err *err)
{
	struct reading *rd = staaf_mem_alloc(sizeof(*rd));
	enum ingest_ending ending;

	if (rd == NULL) {
		(void)staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
		return INGEST_REFUSED;
	}
	rd->events = events;
	rd->name = src->name;
	rd->err = err;
	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, ignore_words);
	xmlSetStructuredErrorFunc(rd, on_placeless_fault);
	read_all(rd, src);
	xmlSetStructuredErrorFunc(NULL, NULL);
	xmlSetGenericErrorFunc(NULL, NULL);
	if (rd->ctxt != NULL) {
		/* In some entity faults libxml2 makes a document of its own. */
		xmlFreeDoc(rd->ctxt->myDoc);
		xmlFreeParserCtxt(rd->ctxt);
	}
	staaf_buf_clear(&rd->values);
	ending = rd->ending;
	staaf_mem_free(rd);
	return ending;
}
