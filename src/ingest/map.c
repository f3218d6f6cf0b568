/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Events to entries, by the table of the format that the root element names.
 * Keeps the path of the open elements and the language and base address that
 * hold there; collects the text of the one element that a row asks for.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <staaf/utf8.h>

#include "ingest.h"

enum {
	/* A record is a page or two; larger ones carry pictures or bombs. */
	MAX_RECORD_MB = 2,
	MAX_RECORD_BYTES = MAX_RECORD_MB << 20
};

static const char xml_space[] = "http://www.w3.org/XML/1998/namespace";

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
	struct ingest_draft *d = ingest_draft_at(rd);
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

static void start_entry(struct ingest_reader *rd,
    const struct ingest_element *e, const char *word);

static void
start_around(struct ingest_reader *rd)
{
	staaf_arena_clear(&rd->around.ar);
	rd->around = (struct ingest_draft){ 0 };
	rd->around_depth = rd->depth;
}

/* What the rows ask that end at this element: its text goes to the first. */
static void
start_rows(struct ingest_reader *rd, const struct ingest_table *t,
    const struct ingest_alive *done, const struct ingest_element *e)
{
	bool is_taken = false;

	for (size_t i = ingest_alive_next(done, 0); i < t->n;
	    i = ingest_alive_next(done, i + 1)) {
		const struct ingest_line *line = &t->line[i];
		const struct ingest_row *row = line->row;

		if (line->attr != NULL)
			ingest_keep_attr(rd, line, (int)i, e);
		else if (is_taken)
			continue;
		else if (row->field == INGEST_ENTRY)
			start_entry(rd, e, row->word);
		else if (row->field == INGEST_AROUND)
			start_around(rd);
		else if (row->how == INGEST_PART)
			ingest_evidence_start(&rd->entry, row->field, e,
			    rd->sink, rd->file);
		else if (row->how == INGEST_HREF)
			ingest_keep_href(rd, e, row->field, (int)i);
		else if (row->how == INGEST_GROUP)
			ingest_start_group(rd, row, (int)i);
		else if (row->field < INGEST_SURNAME || rd->group != NULL)
			ingest_start_row(rd, row, (int)i, e);
		is_taken |= line->attr == NULL;
		if (row->field == INGEST_ENTRY)
			return; /* the rest of the rows is none of its own */
	}
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

/* Before anything of an entry is kept, its language too. */
static void
clear_entry(struct ingest_reader *rd, const struct ingest_element *e)
{
	staaf_arena_clear(&rd->entry.ar);
	rd->entry = (struct ingest_draft){
		.line = e->line, .column = e->column
	};
	staaf_buf_reset(&rd->joined);
	rd->entry_depth = rd->depth;
	rd->group = NULL;
}

static void
start_entry(struct ingest_reader *rd, const struct ingest_element *e,
    const char *word)
{
	struct ingest_alive done;

	rd->entry_word = word;
	ingest_table_start(&rd->entry_rows, &rd->level[rd->depth].alive,
	    &done);
	start_rows(rd, &rd->entry_rows, &done, e);
}

/* xml:lang, else the attribute that a format has of its own. */
static const char *
find_lang(const struct ingest_element *e)
{
	static const char *const names[] = { "lang", "language", "Language" };
	const char *lang = ingest_attr(e, xml_space, "lang");
	const char *prefix = e->n_attrs == 0 ? "s" : ingest_prefix(e->space);

	/* In our own vocabulary and in Atom's "language" is another thing. */
	if (prefix[0] != '\0')
		return lang;
	for (size_t i = 0; lang == NULL && i < 3; i++)
		lang = ingest_attr(e, "", names[i]);
	return lang;
}

/* The language and base that hold in an element. */
static enum staaf_code
set_level(struct ingest_reader *rd, const struct ingest_element *e)
{
	struct ingest_level *here = &rd->level[rd->depth];
	const char *lang = find_lang(e);
	const char *base = ingest_attr(e, xml_space, "base");
	struct staaf_arena *ar = &ingest_draft_at(rd)->ar;
	size_t size = 0;

	here->lang = here[-1].lang;
	here->base = here[-1].base;
	here->is_block = here->is_title = false;
	if (lang != NULL) {
		here->lang = staaf_arena_dup(ar, lang);
		size += strlen(lang);
	}
	if (base != NULL) {
		here->base = ingest_link(ar, base, here->base);
		size += strlen(base);
	}
	return count_bytes(rd, size, e->line, e->column);
}

/* Of these only what stands beside them is read. */
static bool
is_beside(const char *name)
{
	static const char *const names[] = { "tex-math", "table-wrap",
		"graphic", "inline-graphic", "ref-list", "fn-group", "label" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* An element inside the one whose text is collected. */
static void
start_inside(struct ingest_reader *rd, const struct ingest_element *e)
{
	struct ingest_level *here = &rd->level[rd->depth];
	bool is_markup = rd->row->how == INGEST_MARKUP ||
	    rd->row->how == INGEST_BODY;

	here->is_block = ingest_html_is_block(e->name);
	here->is_title = is_markup && strcmp(e->name, "title") == 0;
	if (rd->dropped_depth == 0 && (ingest_html_is_dropped(e->name) ||
	    (is_markup && is_beside(e->name))))
		rd->dropped_depth = rd->depth;
	else if (here->is_block)
		staaf_buf_putc(&rd->text, ' ');
	here->text_at = rd->text.size;
}

/* "Title: text", but not "Abstract: text". */
static void
end_title(struct ingest_reader *rd, size_t at)
{
	const char *title = staaf_buf_text(&rd->text) + at;
	size_t size = rd->text.size - at;

	if (size == 0)
		return;
	if (strcasecmp(title, "abstract") == 0) {
		rd->text.size = at;
		rd->text.text[at] = '\0';
	} else if (strchr(":.?!", title[size - 1]) == NULL) {
		staaf_buf_putc(&rd->text, ':');
	}
}

static enum staaf_code
count_attrs(struct ingest_reader *rd, const struct ingest_element *e)
{
	size_t size = 0;

	for (size_t i = 0; i < e->n_attrs; i++)
		size += strlen(e->attr[i].value);
	return count_bytes(rd, size, e->line, e->column);
}

/* Take on the format that the root names, or its first child decides. */
static enum staaf_code
set_format(struct ingest_reader *rd, const struct ingest_element *e,
    const char *child)
{
	struct ingest_alive done;

	rd->format = ingest_format_of(e, child, rd->format);
	if (rd->format == NULL)
		return refuse_root(rd, e);
	rd->head->format = rd->format;
	if (rd->format == rd->known)
		return STAAF_OK;
	rd->known = rd->format;
	if (rd->level[1].lang == NULL)
		rd->level[1].lang = rd->format->lang;
	ingest_table_make(&rd->head_rows, rd->format->head);
	ingest_table_make(&rd->entry_rows, rd->format->row);
	ingest_table_start(&rd->head_rows, &rd->level[1].alive, &done);
	if (child != NULL)
		return STAAF_OK;
	start_rows(rd, &rd->head_rows, &done, e);
	if (rd->format->is_entry) {
		clear_entry(rd, e);
		start_entry(rd, e, NULL);
	}
	return STAAF_OK;
}

/* The rows that an element ends, with those that go on below it. */
static enum staaf_code
find_rows(struct ingest_reader *rd, const struct ingest_element *e)
{
	bool in_entry = rd->entry_depth > 0, is_done;
	const struct ingest_table *t = in_entry ? &rd->entry_rows :
	    &rd->head_rows;
	struct ingest_level *here = &rd->level[rd->depth];
	struct ingest_alive done;
	enum staaf_code rc;

	is_done = ingest_table_step(t, rd->depth - 1 -
	    (in_entry ? rd->entry_depth : 1), &here[-1].alive, &here->alive,
	    &done, e);
	for (size_t i = is_done ? ingest_alive_next(&done, 0) : t->n;
	    !in_entry && i < t->n; i = ingest_alive_next(&done, i + 1))
		if (t->line[i].row->field == INGEST_ENTRY)
			clear_entry(rd, e);
	if ((rc = set_level(rd, e)) == STAAF_OK && is_done)
		start_rows(rd, t, &done, e);
	return rc;
}

static enum staaf_code
on_start(const struct ingest_element *e, void *arg)
{
	struct ingest_reader *rd = arg;
	enum staaf_code rc;

	rd->depth++;
	if (rd->depth == 1 || rd->row != NULL) {
		if ((rc = set_level(rd, e)) != STAAF_OK)
			return rc;
		if (rd->depth == 1)
			return set_format(rd, e, NULL);
		start_inside(rd, e);
		return STAAF_OK;
	}
	if (rd->depth == 2 && rd->format->mark != NULL &&
	    (rc = set_format(rd, e, e->name)) != STAAF_OK)
		return rc;
	if (rd->entry_depth > 0 && (rc = count_attrs(rd, e)) != STAAF_OK)
		return rc;
	if ((rc = find_rows(rd, e)) != STAAF_OK)
		return rc;
	return ingest_draft_at(rd)->ar.failed ? fail_memory(rd) : STAAF_OK;
}

static enum staaf_code
on_text(const char *text, size_t size, long line, long column, void *arg)
{
	struct ingest_reader *rd = arg;

	if (rd->row == NULL || rd->dropped_depth > 0)
		return STAAF_OK;
	if (rd->row->how == INGEST_BODY &&
	    rd->text.size + size > INGEST_MAX_BODY) {
		size = rd->text.size >= INGEST_MAX_BODY ? 0 :
		    staaf_utf8_cut(text, size,
		    INGEST_MAX_BODY - rd->text.size);
	}
	staaf_buf_put(&rd->text, text, size);
	if (rd->text.failed)
		return fail_memory(rd);
	return count_bytes(rd, size, line, column);
}

static void
give_around(struct ingest_reader *rd, enum ingest_field field,
    const char *text)
{
	if (text != NULL)
		rd->around.value[field] = (struct ingest_value){
			.text = staaf_arena_dup(&rd->around.ar, text)
		};
}

/* What stood around the entry and not in it: year, venue, language. */
static void
take_around(struct ingest_reader *rd)
{
	static const enum ingest_field fields[] = { INGEST_PUBLISHED,
		INGEST_VENUE, INGEST_LANGUAGE };
	struct ingest_value *v = rd->entry.value;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (v[fields[i]].text == NULL)
			v[fields[i]] = rd->around.value[fields[i]];
	if (v[INGEST_ID_PART].text != NULL)
		ingest_draft_acl(&rd->entry,
		    rd->top.value[INGEST_ID_PART].text,
		    rd->around.value[INGEST_ID_PART].text);
	/* What a book is called is the venue of its chapters. */
	if (rd->entry_word == NULL)
		return;
	give_around(rd, INGEST_VENUE, v[INGEST_TITLE].text);
	give_around(rd, INGEST_PUBLISHED, v[INGEST_PUBLISHED].text);
}

static void
end_joined(struct ingest_reader *rd)
{
	if (rd->joined.failed)
		rd->entry.ar.failed = true;
	if (rd->joined.size == 0)
		return;
	ingest_keep_value(rd, INGEST_SUMMARY, rd->joined_rank,
	    staaf_buf_text(&rd->joined), false);
	if (rd->entry.value[INGEST_SUMMARY].rank == rd->joined_rank)
		rd->entry.value[INGEST_SUMMARY].lang = rd->joined_lang;
}

static enum staaf_code
end_entry(struct ingest_reader *rd)
{
	struct staaf_record r;
	uint64_t key = 0;
	bool is_usable;

	end_joined(rd);
	take_around(rd);
	is_usable = !rd->entry.is_skipped && ingest_draft_finish(&r, &key,
	    &rd->entry, rd->head, rd->is_scan);
	rd->entry_depth = 0;
	rd->group = NULL;
	if (rd->entry.ar.failed || rd->around.ar.failed)
		return fail_memory(rd);
	if (is_usable)
		return rd->sink->entry(&r, key, &rd->entry.ar, rd->err,
		    rd->sink->arg);
	if (rd->sink->empty != NULL)
		rd->sink->empty(rd->sink->arg);
	return STAAF_OK;
}

/* The end of an element inside the one whose text is collected. */
static void
end_inside(struct ingest_reader *rd)
{
	const struct ingest_level *here = &rd->level[rd->depth];

	if (rd->depth == rd->dropped_depth)
		rd->dropped_depth = 0;
	if (rd->dropped_depth > 0)
		return;
	if (here->is_title)
		end_title(rd, here->text_at);
	if (here->is_block)
		staaf_buf_putc(&rd->text, ' ');
}

static enum staaf_code
on_end(void *arg)
{
	struct ingest_reader *rd = arg;
	enum staaf_code rc = STAAF_OK;

	if (rd->row != NULL && rd->depth == rd->row_depth) {
		if (rd->text.failed)
			return fail_memory(rd);
		ingest_keep_text(rd);
		rd->row = NULL;
		if (ingest_draft_at(rd)->ar.failed)
			return fail_memory(rd);
	} else if (rd->row != NULL) {
		end_inside(rd);
	} else if (rd->group != NULL && rd->depth == rd->group_depth) {
		ingest_end_group(rd);
	} else if (rd->depth == rd->entry_depth) {
		rc = end_entry(rd);
	}
	if (rd->depth == rd->around_depth) {
		staaf_arena_clear(&rd->around.ar);
		rd->around = (struct ingest_draft){ 0 };
		rd->around_depth = 0;
	}
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

	if (rd->depth > depth)
		rd->depth = depth;
	rd->row = NULL;
	rd->group = NULL;
	if (rd->around_depth > depth) {
		staaf_arena_clear(&rd->around.ar);
		rd->around = (struct ingest_draft){ 0 };
		rd->around_depth = 0;
	}
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
	h->resumption = ingest_plain(ar, v[INGEST_RESUMPTION].text, false);
	h->answered = ingest_plain(ar, v[INGEST_ANSWERED].text, false);
	h->oai_error = ingest_plain(ar, v[INGEST_OAI_ERROR].text, false);
	h->source = ingest_plain(ar, v[INGEST_GUID].text, false);
	if (h->source[0] == '\0')
		h->source = h->link;
	if (h->source[0] == '\0')
		h->source = ingest_file_name(ar, rd->file);
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
			.source = "", .title = "", .link = "",
			.language = "", .resumption = "", .answered = "",
			.oai_error = ""
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
	staaf_arena_clear(&rd->around.ar);
	staaf_arena_clear(&rd->group_ar);
	staaf_buf_clear(&rd->joined);
	staaf_buf_clear(&rd->text);
	staaf_mem_free(rd);
	return ending;
}
