/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events to entries, by the table of the format that the root element names.
 * Keeps the path of the open elements and the language and base address that
 * hold there; collects the text of the one element that a row asks for.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest.h"

enum {
	/* A record is a page or two; larger ones carry pictures or bombs. */
	MAX_RECORD_MB = 2,
	MAX_RECORD_BYTES = MAX_RECORD_MB << 20,
	FORMAT_RANK = 100, /* the rows of s:evidence come first */
	GUID_RANK = 1000   /* a guid as a link, when there is no better */
};

static const char xml_space[] = "http://www.w3.org/XML/1998/namespace";

/* An open element. */
struct level {
	size_t path_size;       /* of the path before it */
	const char *lang, *base; /* NULL when not said */
};

struct ingest_reader {
	const struct ingest_format *format;
	const struct ingest_sink *sink;
	struct staaf_err *err;
	const char *file;
	struct ingest_head *head;
	bool is_scan, is_refused;
	struct staaf_buf path;  /* "rss/channel/item/dc:creator" */
	struct level level[INGEST_MAX_DEPTH + 2];
	int depth;
	int entry_depth;        /* 0: outside any entry */
	size_t entry_path;      /* bytes of the path up to its children */
	struct ingest_draft top, entry;
	/* the text being collected */
	const struct ingest_row *row;
	int row_rank, row_depth;
	int dropped_depth;      /* of a script inside; 0 when none */
	bool is_html, is_unread; /* as the type attribute says */
	bool is_link;           /* as isPermaLink says */
	struct staaf_buf text;
};

static struct ingest_draft *
current_draft(struct ingest_reader *rd)
{
	return rd->entry_depth > 0 ? &rd->entry : &rd->top;
}

static enum staaf_code
fail_memory(struct ingest_reader *rd)
{
	rd->is_refused = true;
	return staaf_err_set(rd->err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
	    NULL);
}

/* Count what is about to be kept; a record may not be endless. */
static enum staaf_code
count_bytes(struct ingest_reader *rd, size_t size, long line, long column)
{
	struct ingest_draft *d = current_draft(rd);
	char number[24];

	d->n_bytes += size;
	if (d->n_bytes <= MAX_RECORD_BYTES)
		return STAAF_OK;
	(void)snprintf(number, sizeof(number), "%d", MAX_RECORD_MB);
	(void)staaf_err_set(rd->err, STAAF_BADINPUT,
	    STAAF_MSG_INGEST_LONG_RECORD, number, NULL);
	staaf_err_place(rd->err, rd->file, line, column);
	staaf_err_hint(rd->err, STAAF_MSG_INGEST_HOSTILE_HINT);
	rd->is_refused = true;
	return STAAF_BADINPUT;
}

/* -------------------------------------------------------------- values */

static bool
is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static void
keep_value(struct ingest_reader *rd, enum ingest_field field, int rank,
    const char *text, bool is_html)
{
	struct ingest_draft *d = current_draft(rd);
	struct ingest_value *v = &d->value[field];

	if (is_blank(text) || (v->text != NULL && v->rank <= rank))
		return;
	/* Identifiers of other kinds stand beside the DOI. */
	if (field == INGEST_DOI && ingest_doi(&d->ar, text)[0] == '\0')
		return;
	*v = (struct ingest_value){
		.text = staaf_arena_dup(&d->ar, text),
		.lang = rd->level[rd->depth].lang,
		.base = rd->level[rd->depth].base,
		.is_html = is_html,
		.has_own_lang = rd->level[rd->depth].lang !=
		    rd->level[rd->depth - 1].lang,
		.rank = rank,
	};
}

/* Atom's link: the page itself, not its comments, editor or licence. */
static void
keep_href(struct ingest_reader *rd, const struct ingest_element *e,
    enum ingest_field field, int rank)
{
	const char *rel = ingest_attr(e, "", "rel");
	const char *href = ingest_attr(e, "", "href");

	if (href != NULL && (rel == NULL || strcmp(rel, "alternate") == 0))
		keep_value(rd, field, rank, href, false);
}

/* Many a guid that says to be a link is a number. */
static bool
is_address(const char *text)
{
	text += strspn(text, " \t\r\n");
	return strncasecmp(text, "http://", 7) == 0 ||
	    strncasecmp(text, "https://", 8) == 0;
}

/* The collected text of an element to the field of its row. */
static void
keep_text(struct ingest_reader *rd)
{
	struct ingest_draft *d = current_draft(rd);
	const char *text = staaf_buf_text(&rd->text);
	enum ingest_field field = rd->row->field;

	if (rd->is_unread)
		return;
	if (field == INGEST_AUTHOR) {
		if (rd->row->how == INGEST_NAME)
			text = ingest_person(&d->ar, text);
		ingest_names_add(&d->authors, &d->ar, text);
		return;
	}
	if (field > INGEST_AUTHOR) {
		ingest_evidence_text(d, field, text,
		    rd->level[rd->depth].lang);
		return;
	}
	keep_value(rd, field, rd->row_rank, text, rd->is_html);
	if (rd->row->how == INGEST_RSS_ID && rd->is_link && is_address(text))
		keep_value(rd, INGEST_LINK, GUID_RANK, text, false);
}

/* ------------------------------------------------------- reading a row */

static bool
ends_so(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

/* What Atom's type attribute says: RFC 4287, 3.1.1 and 4.1.3.3. */
static void
set_type(struct ingest_reader *rd, const char *type)
{
	if (type == NULL || strcmp(type, "text") == 0)
		return;
	rd->is_html = strcmp(type, "html") == 0 ||
	    strcmp(type, "text/html") == 0;
	rd->is_unread = !rd->is_html && strcmp(type, "xhtml") != 0 &&
	    strncmp(type, "text/", 5) != 0 && !ends_so(type, "+xml") &&
	    !ends_so(type, "/xml");
}

static void
start_row(struct ingest_reader *rd, const struct ingest_row *row, int rank,
    const struct ingest_element *e)
{
	const char *says;

	if (row->how == INGEST_PART) {
		ingest_evidence_start(&rd->entry, row->field, e, rd->sink,
		    rd->file);
		return;
	}
	if (row->how == INGEST_HREF) {
		keep_href(rd, e, row->field, rank);
		return;
	}
	rd->row = row;
	rd->row_rank = rank;
	rd->row_depth = rd->depth;
	rd->dropped_depth = 0;
	rd->is_html = row->how == INGEST_HTML;
	rd->is_unread = rd->is_link = false;
	staaf_buf_reset(&rd->text);
	if (row->how == INGEST_TYPED)
		set_type(rd, ingest_attr(e, "", "type"));
	if (row->how == INGEST_RSS_ID) {
		says = ingest_attr(e, "", "isPermaLink");
		rd->is_link = says == NULL || strcasecmp(says, "false") != 0;
	}
}

static bool
start_matching(struct ingest_reader *rd, const struct ingest_row *rows,
    int rank, const char *path, const struct ingest_element *e)
{
	for (size_t i = 0; rows[i].path != NULL; i++)
		if (strcmp(rows[i].path, path) == 0) {
			start_row(rd, &rows[i], rank + (int)i, e);
			return true;
		}
	return false;
}

/* -------------------------------------------------------------- events */

static enum staaf_code
refuse_root(struct ingest_reader *rd, const struct ingest_element *e)
{
	bool is_page = strcmp(e->name, "html") == 0;

	(void)staaf_err_set(rd->err, STAAF_BADINPUT,
	    is_page ? STAAF_MSG_INGEST_WEB_PAGE :
	    STAAF_MSG_INGEST_UNKNOWN_ROOT, e->name, NULL);
	staaf_err_place(rd->err, rd->file, e->line, e->column);
	staaf_err_hint(rd->err, STAAF_MSG_INGEST_UNKNOWN_ROOT_HINT);
	rd->is_refused = true;
	return STAAF_BADINPUT;
}

static void
start_entry(struct ingest_reader *rd, const struct ingest_element *e)
{
	staaf_arena_clear(&rd->entry.ar);
	rd->entry = (struct ingest_draft){
		.line = e->line, .column = e->column
	};
	rd->entry_depth = rd->depth;
	rd->entry_path = rd->path.size + 1;
}

/* Put the element on the path, with the language and base that hold in it. */
static enum staaf_code
push_level(struct ingest_reader *rd, const struct ingest_element *e)
{
	const struct level *above = &rd->level[rd->depth];
	struct level *here = &rd->level[++rd->depth];
	const char *prefix = ingest_prefix(e->space);
	const char *lang = ingest_attr(e, xml_space, "lang");
	const char *base = ingest_attr(e, xml_space, "base");
	struct staaf_arena *ar;
	size_t size = 0;

	*here = *above;
	here->path_size = rd->path.size;
	if (rd->depth > 1)
		staaf_buf_putc(&rd->path, '/');
	if (prefix[0] != '\0')
		staaf_buf_printf(&rd->path, "%s:", prefix);
	staaf_buf_puts(&rd->path, e->name);
	if (rd->path.failed)
		return fail_memory(rd);
	if (rd->depth > 1 && rd->entry_depth == 0 &&
	    strcmp(rd->path.text, rd->format->entry) == 0)
		start_entry(rd, e);
	ar = &current_draft(rd)->ar;
	if (lang != NULL) {
		here->lang = staaf_arena_dup(ar, lang);
		size += strlen(lang);
	}
	if (base != NULL) {
		here->base = ingest_link(ar, base, above->base);
		size += strlen(base);
	}
	return count_bytes(rd, size, e->line, e->column);
}

/* An element inside the one whose text is collected. */
static void
start_inside(struct ingest_reader *rd, const struct ingest_element *e)
{
	if (rd->dropped_depth == 0 && ingest_html_is_dropped(e->name))
		rd->dropped_depth = rd->depth;
	else if (ingest_html_is_block(e->name))
		staaf_buf_putc(&rd->text, ' ');
}

static enum staaf_code
count_attrs(struct ingest_reader *rd, const struct ingest_element *e)
{
	size_t size = 0;

	for (size_t i = 0; i < e->n_attrs; i++)
		size += strlen(e->attr[i].value);
	return count_bytes(rd, size, e->line, e->column);
}

static enum staaf_code
on_start(const struct ingest_element *e, void *arg)
{
	struct ingest_reader *rd = arg;
	const char *path;
	enum staaf_code rc;

	if ((rc = push_level(rd, e)) != STAAF_OK)
		return rc;
	if (rd->depth == 1) {
		rd->format = ingest_format_of(rd->path.text);
		rd->head->format = rd->format;
		return rd->format == NULL ? refuse_root(rd, e) : STAAF_OK;
	}
	if (rd->row != NULL) {
		start_inside(rd, e);
		return STAAF_OK;
	}
	if (rd->depth == rd->entry_depth)
		return STAAF_OK;
	if (rd->entry_depth > 0) {
		if ((rc = count_attrs(rd, e)) != STAAF_OK)
			return rc;
		path = rd->path.text + rd->entry_path;
		if (!start_matching(rd, ingest_evidence_rows, 0, path, e))
			(void)start_matching(rd, rd->format->row, FORMAT_RANK,
			    path, e);
	} else if (rd->is_scan) {
		path = strchr(rd->path.text, '/') + 1;
		(void)start_matching(rd, rd->format->head, 0, path, e);
	}
	return current_draft(rd)->ar.failed ? fail_memory(rd) : STAAF_OK;
}

static enum staaf_code
on_text(const char *text, size_t size, long line, long column, void *arg)
{
	struct ingest_reader *rd = arg;

	if (rd->row == NULL || rd->dropped_depth > 0)
		return STAAF_OK;
	staaf_buf_put(&rd->text, text, size);
	if (rd->text.failed)
		return fail_memory(rd);
	return count_bytes(rd, size, line, column);
}

static enum staaf_code
end_entry(struct ingest_reader *rd)
{
	struct staaf_record r;
	uint64_t key = 0;
	bool is_usable = ingest_draft_finish(&r, &key, &rd->entry, rd->head,
	    rd->is_scan);

	rd->entry_depth = 0;
	if (rd->entry.ar.failed)
		return fail_memory(rd);
	if (is_usable)
		return rd->sink->entry(&r, key, &rd->entry.ar, rd->err,
		    rd->sink->arg);
	if (rd->sink->empty != NULL)
		rd->sink->empty(rd->sink->arg);
	return STAAF_OK;
}

static enum staaf_code
on_end(void *arg)
{
	struct ingest_reader *rd = arg;
	struct level *here = &rd->level[rd->depth];
	const char *name = strrchr(rd->path.text, '/');
	enum staaf_code rc = STAAF_OK;

	if (rd->row != NULL && rd->depth == rd->row_depth) {
		if (rd->text.failed)
			return fail_memory(rd);
		keep_text(rd);
		rd->row = NULL;
		if (current_draft(rd)->ar.failed)
			return fail_memory(rd);
	} else if (rd->row != NULL) {
		if (rd->depth == rd->dropped_depth)
			rd->dropped_depth = 0;
		name = name == NULL ? rd->path.text : name + 1;
		if (strchr(name, ':') != NULL)
			name = strchr(name, ':') + 1;
		if (ingest_html_is_block(name))
			staaf_buf_putc(&rd->text, ' ');
	} else if (rd->depth == rd->entry_depth) {
		rc = end_entry(rd);
	}
	rd->path.size = here->path_size;
	rd->path.text[rd->path.size] = '\0';
	rd->depth--;
	return rc;
}

static int
entry_depth(void *arg)
{
	const struct ingest_reader *rd = arg;

	return rd->entry_depth;
}

/* A fault took the open entry: back to where it began. */
static enum staaf_code
on_restart(int depth, void *arg)
{
	struct ingest_reader *rd = arg;

	while (rd->depth > depth) {
		rd->path.size = rd->level[rd->depth--].path_size;
		rd->path.text[rd->path.size] = '\0';
	}
	rd->row = NULL;
	if (rd->entry_depth > depth)
		rd->entry_depth = 0;
	return STAAF_OK;
}

static void
on_notice(const struct staaf_err *err, void *arg)
{
	const struct ingest_reader *rd = arg;

	if (rd->sink->trouble != NULL)
		rd->sink->trouble(err, rd->sink->arg);
}

/* ---------------------------------------------------------------- head */

/* The part after the last "/": where a file stands is no part of it. */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL || slash[1] == '\0' ? path : slash + 1;
}

/* From what stood outside the entries to what holds for all of them. */
static void
finish_head(struct ingest_reader *rd, struct staaf_arena *ar)
{
	const struct ingest_value *v = rd->top.value;
	struct ingest_head *h = rd->head;
	const char **author;

	h->title = ingest_plain(ar, v[INGEST_TITLE].text,
	    v[INGEST_TITLE].is_html);
	h->link = v[INGEST_LINK].text == NULL ? "" :
	    ingest_link(ar, v[INGEST_LINK].text, v[INGEST_LINK].base);
	h->language = ingest_language(ar, v[INGEST_LANGUAGE].text);
	h->source = ingest_plain(ar, v[INGEST_GUID].text, false);
	if (h->source[0] == '\0')
		h->source = h->link;
	if (h->source[0] == '\0')
		h->source = ingest_plain(ar, base_name(rd->file), false);
	author = staaf_arena_array(ar, rd->top.authors.n, sizeof(*author));
	if (author == NULL)
		return;
	for (size_t i = 0; i < rd->top.authors.n; i++)
		author[i] = staaf_arena_dup(ar, rd->top.authors.name[i]);
	h->author = author;
	h->n_authors = rd->top.authors.n;
}

enum ingest_ending
ingest_map_read(struct ingest_head *head, bool is_scan,
    const struct ingest_text *in, const struct ingest_sink *sink,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct ingest_reader *rd = staaf_mem_alloc(sizeof(*rd));
	const struct ingest_events events = {
		.start = on_start, .end = on_end, .text = on_text,
		.entry_depth = entry_depth, .restart = on_restart,
		.notice = on_notice, .arg = rd
	};
	enum ingest_ending ending;

	if (rd == NULL) {
		(void)staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
		return INGEST_REFUSED;
	}
	rd->sink = sink;
	rd->err = err;
	rd->file = in->name;
	rd->head = head;
	rd->is_scan = is_scan;
	if (is_scan)
		*head = (struct ingest_head){
			.source = "", .title = "", .link = "", .language = ""
		};
	ending = ingest_xml_read(in, &events, err);
	if (is_scan && !rd->is_refused)
		finish_head(rd, ar);
	if (rd->is_refused)
		ending = INGEST_REFUSED;
	if (ar->failed && ending != INGEST_REFUSED) {
		(void)fail_memory(rd);
		ending = INGEST_REFUSED;
	}
	staaf_arena_clear(&rd->top.ar);
	staaf_arena_clear(&rd->entry.ar);
	staaf_buf_clear(&rd->path);
	staaf_buf_clear(&rd->text);
	staaf_mem_free(rd);
	return ending;
}
