/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XML to events, through libxml2's push parser with a SAX table of our own.
 * Strangers' files: nothing is fetched, opened or expanded.  Entity
 * declarations stop the reading (429 bytes of parameter entities make
 * libxml2 2.9.14 spin for ever), named HTML entities are known without them.
 * After a fault a new parser goes on at the next entry (resume.c).
 * Never set here: NOENT, DTDLOAD, HUGE, RECOVER.
 */
#include <stdlib.h>
#include <string.h>

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
	PUSH_BYTES = 16384,
	/* A file with more faults than this is no feed any more. */
	MAX_RESUMED = 1000
};

struct reading {
	xmlParserCtxtPtr ctxt;
	const struct ingest_events *events;
	const char *name;
	struct staaf_err *err;
	enum ingest_ending ending;
	struct staaf_err fault;   /* where the parser stood still */
	bool has_fault;
	size_t fault_at;          /* bytes this parser had read by then */
	struct ingest_mend mend;
	struct ingest_resume resume;
	struct staaf_buf mended;
	size_t pushed;            /* bytes this parser was given */
	size_t origin;            /* where its first entry begins */
	int n_resumed;
	int n_known;              /* start tags to come that were told before */
	long lines_before;        /* the first this parser sees */
	long line, column;        /* where the last event ended */
	int depth;
	bool is_ending;           /* no more bytes come */
	bool has_notice;          /* one undeclared prefix was told */
	struct staaf_buf values;  /* of the attributes of one element */
	struct ingest_attr attr[MAX_ATTRS];
	xmlEntity entity;         /* the one that getEntity answers with */
	char entity_text[INGEST_ENTITY_SIZE];
};

static bool
is_done(const struct reading *rd)
{
	return rd->ending != INGEST_WHOLE || rd->has_fault;
}

/* ----------------------------------------------------- place and endings */

static void
note_place(struct reading *rd)
{
	if (rd->ctxt->input == NULL)
		return;
	rd->line = rd->ctxt->input->line + rd->lines_before;
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

/* Bytes of what this parser was given that it has read. */
static size_t
count_read(const struct reading *rd)
{
	long n = xmlByteConsumed(rd->ctxt);

	return n < 0 ? rd->pushed : (size_t)n;
}

/* The parser can go no further with this; another may, past it. */
static void
tell_malformed(struct reading *rd, enum staaf_msg msg, const char *why,
    long line, long column)
{
	if (is_done(rd))
		return;
	rd->has_fault = true;
	rd->fault_at = count_read(rd);
	(void)staaf_err_set(&rd->fault, STAAF_BADINPUT, msg, why, NULL);
	staaf_err_place(&rd->fault, rd->name, line + rd->lines_before, column);
	staaf_err_hint(&rd->fault, STAAF_MSG_INGEST_MALFORMED_HINT);
}

/* ------------------------------------------------------------ entities */

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

	if (is_done(rd) ||
	    !ingest_entity_text(rd->entity_text, (const char *)name))
		return NULL;
	rd->entity = (xmlEntity){
		.type = XML_ENTITY_DECL,
		.name = name,
		.content = (xmlChar *)rd->entity_text,
		.length = (int)strlen(rd->entity_text),
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
		ingest_attr_put(&rd->values, (const char *)attrs[3],
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

/* -------------------------------------------------------------- events */

/* A start tag outside any entry, or of one, for a later fault. */
static void
note_tag(struct reading *rd, const struct ingest_tag *tag)
{
	int entry = rd->events->entry_depth(rd->events->arg);

	if (entry == rd->depth)
		ingest_resume_entry(&rd->resume, entry, tag, count_read(rd));
	else if (entry == 0)
		ingest_resume_around(&rd->resume, rd->depth, tag);
	if (rd->resume.open.text.failed || rd->resume.parents.text.failed ||
	    rd->resume.name.failed)
		fail_memory(rd);
}

static void
on_start(void *arg, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space, int n_spaces, const xmlChar **spaces, int n_attrs,
    int n_defaulted, const xmlChar **attrs)
{
	struct reading *rd = arg;
	const struct ingest_tag tag = {
		.prefix = prefix == NULL ? "" : (const char *)prefix,
		.name = (const char *)name,
		.space = (const char *const *)spaces,
		.n_spaces = (size_t)n_spaces,
	};
	bool is_outside;
	struct ingest_element e = {
		.name = (const char *)name,
		.space = space != NULL ? (const char *)space :
		    prefix != NULL ? "?" : "",
		.line = rd->line,
		.column = rd->column,
		.attr = rd->attr,
	};

	(void)n_defaulted;
	if (is_done(rd))
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
	if (rd->n_known > 0) {
		rd->n_known--;
		return;
	}
	is_outside = rd->events->entry_depth(rd->events->arg) == 0;
	e.n_attrs = read_attrs(rd, attrs, n_attrs);
	if (rd->values.failed)
		fail_memory(rd);
	else if (rd->events->start(&e, rd->events->arg) != STAAF_OK)
		stop_reading(rd, INGEST_STOPPED);
	else if (is_outside)
		note_tag(rd, &tag);
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
	if (is_done(rd))
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

	if (is_done(rd))
		return;
	if (rd->events->text((const char *)text, (size_t)size, rd->line,
	    rd->column, rd->events->arg) != STAAF_OK)
		stop_reading(rd, INGEST_STOPPED);
	note_place(rd);
}

static void
on_document(void *arg)
{
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

static bool
start_parser(struct reading *rd)
{
	/* resolveEntity, externalSubset, getParameterEntity: none. */
	xmlSAXHandler sax = {
		.initialized = XML_SAX2_MAGIC,
		.entityDecl = on_entity_declared,
		.getEntity = on_entity_wanted,
		.startDocument = on_document,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.processingInstruction = on_instruction,
		.serror = on_fault,
	};

	rd->ctxt = xmlCreatePushParserCtxt(&sax, rd, NULL, 0, NULL);
	if (rd->ctxt == NULL) {
		fail_memory(rd);
		return false;
	}
	/* The text is UTF-8, whatever the file says of itself. */
	(void)xmlCtxtUseOptions(rd->ctxt,
	    XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	rd->depth = 0;
	return true;
}

static void
stop_parser(struct reading *rd)
{
	if (rd->ctxt == NULL)
		return;
	/* In some entity faults libxml2 makes a document of its own. */
	xmlFreeDoc(rd->ctxt->myDoc);
	xmlFreeParserCtxt(rd->ctxt);
	rd->ctxt = NULL;
}

/*
 * After a fault: a new parser that stands at the next entry, or where the
 * elements around one begin.  False when neither has come yet, and has_fault
 * stays.
 */
static bool
resume_parser(struct reading *rd)
{
	bool in_entry = rd->events->entry_depth(rd->events->arg) > 0;
	size_t at = rd->fault_at;
	struct staaf_buf around = { 0 };

	if (rd->resume.name.size == 0 || rd->n_resumed >= MAX_RESUMED)
		return false;
	/* Never the same entry again. */
	if (rd->n_resumed > 0 && at <= rd->origin)
		at = rd->origin + 1;
	if (!ingest_resume_find(&rd->resume, at, in_entry, rd->depth)) {
		rd->fault_at = rd->resume.start;
		if (in_entry && rd->events->restart(rd->resume.depth,
		    rd->events->arg) != STAAF_OK)
			stop_reading(rd, INGEST_STOPPED);
		return false;
	}
	/* Those around it that have ended open once more. */
	if (rd->events->restart(rd->resume.known, rd->events->arg) !=
	    STAAF_OK) {
		stop_reading(rd, INGEST_STOPPED);
		return false;
	}
	if (rd->events->notice != NULL)
		rd->events->notice(&rd->fault, rd->events->arg);
	rd->has_fault = false;
	rd->n_resumed++;
	stop_parser(rd);
	rd->lines_before = 0;
	ingest_resume_start(&rd->resume, &around);
	if (around.failed || rd->resume.kept.failed || !start_parser(rd)) {
		fail_memory(rd);
	} else {
		rd->n_known = rd->resume.known;
		(void)xmlParseChunk(rd->ctxt, around.text, (int)around.size, 0);
	}
	rd->lines_before = rd->resume.line - 2; /* "around" is the first */
	rd->pushed = rd->origin = rd->resume.start;
	staaf_buf_clear(&around);
	return rd->ending == INGEST_WHOLE;
}

/* Give the parser what is there, a small piece at a time. */
static void
push_kept(struct reading *rd)
{
	struct ingest_resume *r = &rd->resume;

	while (rd->ending == INGEST_WHOLE) {
		size_t n = r->start + r->kept.size - rd->pushed;

		if (rd->has_fault) {
			if (!resume_parser(rd))
				return;
			continue;
		}
		if (n == 0)
			return;
		if (n > PUSH_BYTES)
			n = PUSH_BYTES;
		(void)xmlParseChunk(rd->ctxt, r->kept.text + (rd->pushed -
		    r->start), (int)n, 0);
		rd->pushed += n;
		if (is_done(rd))
			continue;
		if (!rd->ctxt->wellFormed)
			tell_malformed(rd, STAAF_MSG_INGEST_MALFORMED, "",
			    rd->ctxt->input->line, rd->ctxt->input->col);
		else if (count_waiting_attrs(rd) > MAX_ATTRS)
			refuse(rd, STAAF_MSG_INGEST_WIDE, MAX_ATTRS);
		else
			ingest_resume_trim(r, count_read(rd),
			    rd->events->entry_depth(rd->events->arg) > 0);
	}
}

/* Text as it came, mended, to the parser. */
static void
push_text(struct reading *rd, const char *text, size_t size, bool is_last)
{
	staaf_buf_reset(&rd->mended);
	ingest_mend(&rd->mend, &rd->mended, text, size, is_last);
	ingest_resume_add(&rd->resume, staaf_buf_text(&rd->mended),
	    rd->mended.size);
	if (rd->mended.failed || rd->resume.kept.failed)
		fail_memory(rd);
	else
		push_kept(rd);
}

static void
push_end(struct reading *rd)
{
	rd->is_ending = true;
	push_text(rd, "", 0, true);
	/* An entry that never ended may have swallowed others. */
	while (rd->ending == INGEST_WHOLE && !rd->has_fault) {
		(void)xmlParseChunk(rd->ctxt, NULL, 0, 1);
		if (!is_done(rd) && (!rd->ctxt->wellFormed || rd->depth > 0))
			tell_malformed(rd, STAAF_MSG_INGEST_TRUNCATED, NULL,
			    rd->ctxt->input->line, 0);
		if (!rd->has_fault)
			break;
		push_kept(rd);
	}
	if (rd->ending == INGEST_WHOLE && rd->has_fault) {
		if (rd->err != NULL)
			*rd->err = rd->fault;
		rd->ending = INGEST_MALFORMED;
	}
}

/* --------------------------------------------------------------- whole */

static void
read_all(struct reading *rd, const struct ingest_text *in)
{
	char *piece = staaf_mem_alloc(READ_BYTES);
	enum staaf_code rc;
	size_t n = 1;

	if (piece == NULL)
		fail_memory(rd);
	else
		(void)start_parser(rd);
	while (rd->ending == INGEST_WHOLE && n > 0) {
		rc = in->read(&n, piece, READ_BYTES, rd->err, in->arg);
		if (rc != STAAF_OK)
			rd->ending = INGEST_REFUSED;
		else if (n > 0)
			push_text(rd, piece, n, false);
	}
	if (rd->ending == INGEST_WHOLE)
		push_end(rd);
	staaf_mem_free(piece);
}

enum ingest_ending
ingest_xml_read(const struct ingest_text *in,
    const struct ingest_events *events, struct staaf_err *err)
{
	struct reading *rd = staaf_mem_alloc(sizeof(*rd));
	enum ingest_ending ending;

	if (rd == NULL) {
		(void)staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
		return INGEST_REFUSED;
	}
	rd->events = events;
	rd->name = in->name;
	rd->err = err;
	rd->line = rd->column = rd->resume.line = 1;
	read_all(rd, in);
	stop_parser(rd);
	staaf_buf_clear(&rd->values);
	staaf_buf_clear(&rd->mended);
	staaf_buf_clear(&rd->mend.held);
	ingest_resume_clear(&rd->resume);
	ending = rd->ending;
	staaf_mem_free(rd);
	return ending;
}
