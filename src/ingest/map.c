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
	MAX_RECORD_BYTES = MAX_RECORD_MB << 20,
	GUID_RANK = 1000,  /* a guid as a link, when there is no better */
	/* A body is kept for finding words: the first pages do. */
	MAX_BODY_BYTES = 64 << 10
};

static const char xml_space[] = "http://www.w3.org/XML/1998/namespace";

/* An open element. */
struct level {
	const char *lang, *base; /* NULL when not said */
	struct ingest_alive alive; /* rows that may go on below */
	bool is_block, is_title; /* inside collected text */
	size_t text_at;          /* where a title began */
};

struct ingest_reader {
	const struct ingest_format *format, *known; /* known: as compiled */
	const struct ingest_sink *sink;
	struct staaf_err *err;
	const char *file;
	struct ingest_head *head;
	bool is_scan, is_refused;
	struct ingest_table head_rows, entry_rows;
	struct level level[INGEST_MAX_DEPTH + 2];
	int depth;
	int entry_depth;        /* 0: outside any entry */
	int around_depth;       /* of the volume or journal; 0 outside any */
	const char *entry_word; /* of the row that named the entry */
	struct ingest_draft top, around, entry;
	/* the group that is open: a person or a date of several elements */
	const struct ingest_row *group;
	int group_rank, group_depth;
	struct staaf_arena group_ar;
	const char *part[INGEST_N_FIELDS - INGEST_SURNAME];
	/* the text being collected */
	const struct ingest_row *row;
	int row_rank, row_depth;
	int dropped_depth;      /* of a script inside; 0 when none */
	bool is_html, is_unread; /* as the type attribute says */
	bool is_link;           /* as isPermaLink says */
	struct staaf_buf text;
	struct staaf_buf joined; /* labelled parts of the summary */
	const char *joined_lang;
	int joined_rank;
};

static struct ingest_draft *
current_draft(struct ingest_reader *rd)
{
	if (rd->entry_depth > 0)
		return &rd->entry;
	return rd->around_depth > 0 ? &rd->around : &rd->top;
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
	char date[INGEST_DATE_SIZE];

	if (is_blank(text) || (v->text != NULL && v->rank <= rank))
		return;
	/* Identifiers of other kinds stand beside the DOI, and a date that
	 * nobody can read must not keep out one that can be. */
	if ((field == INGEST_DOI && ingest_doi(&d->ar, text)[0] == '\0') ||
	    ((field == INGEST_PUBLISHED || field == INGEST_UPDATED) &&
	    !ingest_date(date, text)))
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

/* A second abstract in another language stands beside the first. */
static void
keep_summary(struct ingest_reader *rd, const char *text)
{
	struct ingest_draft *d = current_draft(rd);
	const struct ingest_value *v = &d->value[INGEST_SUMMARY];
	const char *lang = rd->level[rd->depth].lang;

	if (v->text != NULL && lang != NULL && v->lang != NULL &&
	    strcmp(ingest_language(&d->ar, lang),
	    ingest_language(&d->ar, v->lang)) != 0)
		ingest_draft_other_summary(d, text, lang);
	else
		keep_value(rd, INGEST_SUMMARY, rd->row_rank, text,
		    rd->is_html);
}

/* The collected text of an element to the field of its row. */
static void
keep_text(struct ingest_reader *rd)
{
	struct ingest_draft *d = current_draft(rd);
	const char *text = staaf_buf_text(&rd->text);
	enum ingest_field field = rd->row->field;
	char date[INGEST_DATE_SIZE];

	if (rd->is_unread)
		return;
	if (field >= INGEST_SURNAME) {
		if (rd->part[field - INGEST_SURNAME] == NULL)
			rd->part[field - INGEST_SURNAME] =
			    ingest_plain(&rd->group_ar, text, true);
	} else if (rd->row->how == INGEST_LABELLED) {
		staaf_buf_puts(&rd->joined, text);
	} else if (rd->row->how == INGEST_ANY_ID) {
		keep_value(rd, INGEST_DOI, rd->row_rank, text, false);
		if (is_address(text))
			keep_value(rd, INGEST_LINK, GUID_RANK, text, false);
		ingest_draft_alias(d, "isbn:", text);
		ingest_draft_alias(d, "eric:", text);
	} else if (rd->row->how == INGEST_LOOSE) {
		if (ingest_date_loose(date, text))
			keep_value(rd, field, rd->row_rank, date, false);
	} else if (rd->row->how == INGEST_FIXED) {
		if (strlen(text) >= 38)
			keep_value(rd, field, rd->row_rank,
			    staaf_arena_dupn(&d->ar, text + 35, 3), false);
	} else if (field >= INGEST_N_SINGLE) {
		ingest_draft_take(d, rd->row, text,
		    rd->level[rd->depth].lang);
	} else if (field == INGEST_SUMMARY) {
		keep_summary(rd, text);
	} else {
		if (rd->row->how == INGEST_ISBD)
			text = ingest_isbd(&d->ar, text);
		keep_value(rd, field, rd->row_rank, text, rd->is_html);
	}
	if (field == INGEST_GUID)
		ingest_draft_guid(d, rd->format->name, text);
	if (rd->row->how == INGEST_RSS_ID && rd->is_link && is_address(text))
		keep_value(rd, INGEST_LINK, GUID_RANK, text, false);
}

static const char *
part_of(const struct ingest_reader *rd, enum ingest_field field)
{
	const char *part = rd->part[field - INGEST_SURNAME];

	return part == NULL ? "" : part;
}

/* "Surname, Given" of an author; a translator or editor is none. */
static void
keep_person(struct ingest_reader *rd)
{
	struct ingest_draft *d = current_draft(rd);
	const char *role = part_of(rd, INGEST_ROLE);
	const char *surname = part_of(rd, INGEST_SURNAME);
	const char *given = part_of(rd, INGEST_GIVEN);

	if (role[0] != '\0' && strncasecmp(role, "aut", 3) != 0 &&
	    strncasecmp(role, "cre", 3) != 0)
		return;
	if (surname[0] != '\0' && given[0] != '\0')
		surname = staaf_arena_printf(&d->ar, "%s, %s", surname, given);
	else if (surname[0] == '\0')
		surname = part_of(rd, INGEST_WHOLE_NAME);
	ingest_names_add(&d->authors, &d->ar,
	    surname[0] == '\0' ? given : surname);
}

/* The earliest of the dates of one row. */
static void
keep_date(struct ingest_reader *rd)
{
	struct ingest_draft *d = current_draft(rd);
	struct ingest_value *v = &d->value[rd->group->field];
	char date[INGEST_DATE_SIZE];

	if (!ingest_date_parts(date, part_of(rd, INGEST_YEAR),
	    part_of(rd, INGEST_MONTH), part_of(rd, INGEST_DAY)))
		return;
	if (v->text != NULL && v->rank == rd->group_rank &&
	    strcmp(date, v->text) < 0)
		v->rank++;
	keep_value(rd, rd->group->field, rd->group_rank, date, false);
}

static void
end_group(struct ingest_reader *rd)
{
	if (rd->group->field == INGEST_AUTHOR)
		keep_person(rd);
	else
		keep_date(rd);
	if (rd->group_ar.failed)
		current_draft(rd)->ar.failed = true;
	rd->group = NULL;
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
set_type(struct ingest_reader *rd, const char *type, const char *mode)
{
	if (mode != NULL && strcmp(mode, "base64") == 0)
		rd->is_unread = true; /* Atom 0.3 */
	if (type == NULL || strcmp(type, "text") == 0)
		return;
	rd->is_html = strcmp(type, "html") == 0 ||
	    strcmp(type, "text/html") == 0;
	rd->is_unread |= !rd->is_html && strcmp(type, "xhtml") != 0 &&
	    strncmp(type, "text/", 5) != 0 && !ends_so(type, "+xml") &&
	    !ends_so(type, "/xml");
}

/* A part of a labelled text begins with its label. */
static void
start_part(struct ingest_reader *rd, int rank, const struct ingest_element *e)
{
	const char *label = ingest_attr(e, "", "Label");

	if (label == NULL)
		label = ingest_attr(e, "", "NlmCategory");
	if (rd->joined.size > 0)
		staaf_buf_putc(&rd->joined, ' ');
	else
		rd->joined_lang = rd->level[rd->depth].lang;
	rd->joined_rank = rank;
	if (label != NULL && label[0] != '\0')
		staaf_buf_printf(&rd->joined, "%s: ", label);
}

static void
start_group(struct ingest_reader *rd, const struct ingest_row *row, int rank)
{
	if (rd->group != NULL)
		return;
	staaf_arena_clear(&rd->group_ar);
	memset(rd->part, 0, sizeof(rd->part));
	rd->group = row;
	rd->group_rank = rank;
	rd->group_depth = rd->depth;
}

static void
start_row(struct ingest_reader *rd, const struct ingest_row *row, int rank,
    const struct ingest_element *e)
{
	const char *says;

	rd->row = row;
	rd->row_rank = rank;
	rd->row_depth = rd->depth;
	rd->dropped_depth = 0;
	rd->is_html = row->how == INGEST_HTML;
	rd->is_unread = rd->is_link = false;
	staaf_buf_reset(&rd->text);
	if (row->how == INGEST_TYPED)
		set_type(rd, ingest_attr(e, "", "type"),
		    ingest_attr(e, "", "mode"));
	if (row->how == INGEST_LABELLED)
		start_part(rd, rank, e);
	if (row->how == INGEST_RSS_ID) {
		says = ingest_attr(e, "", "isPermaLink");
		rd->is_link = says == NULL || strcasecmp(says, "false") != 0;
	}
}

/* The value of an attribute as if it were the text of an element. */
static void
keep_attr(struct ingest_reader *rd, const struct ingest_line *line, int rank,
    const struct ingest_element *e)
{
	const char *value = ingest_attr_named(e, line->attr,
	    strlen(line->attr));

	if (value == NULL)
		return;
	start_row(rd, line->row, rank, e);
	staaf_buf_puts(&rd->text, value);
	keep_text(rd);
	rd->row = NULL;
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
			keep_attr(rd, line, (int)i, e);
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
			keep_href(rd, e, row->field, (int)i);
		else if (row->how == INGEST_GROUP)
			start_group(rd, row, (int)i);
		else if (row->field < INGEST_SURNAME || rd->group != NULL)
			start_row(rd, row, (int)i, e);
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
	struct level *here = &rd->level[rd->depth];
	const char *lang = find_lang(e);
	const char *base = ingest_attr(e, xml_space, "base");
	struct staaf_arena *ar = &current_draft(rd)->ar;
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
	struct level *here = &rd->level[rd->depth];
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
	struct level *here = &rd->level[rd->depth];
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
	return current_draft(rd)->ar.failed ? fail_memory(rd) : STAAF_OK;
}

static enum staaf_code
on_text(const char *text, size_t size, long line, long column, void *arg)
{
	struct ingest_reader *rd = arg;

	if (rd->row == NULL || rd->dropped_depth > 0)
		return STAAF_OK;
	if (rd->row->how == INGEST_BODY &&
	    rd->text.size + size > MAX_BODY_BYTES) {
		size = rd->text.size >= MAX_BODY_BYTES ? 0 :
		    staaf_utf8_cut(text, size,
		    MAX_BODY_BYTES - rd->text.size);
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
	keep_value(rd, INGEST_SUMMARY, rd->joined_rank,
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
	const struct level *here = &rd->level[rd->depth];

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
		keep_text(rd);
		rd->row = NULL;
		if (current_draft(rd)->ar.failed)
			return fail_memory(rd);
	} else if (rd->row != NULL) {
		end_inside(rd);
	} else if (rd->group != NULL && rd->depth == rd->group_depth) {
		end_group(rd);
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
	h->resumption = ingest_plain(ar, v[INGEST_RESUMPTION].text, false);
	h->answered = ingest_plain(ar, v[INGEST_ANSWERED].text, false);
	h->oai_error = ingest_plain(ar, v[INGEST_OAI_ERROR].text, false);
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
