/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values of an entry: the text or attribute that a row asks for, and persons
 * and dates that stand in several elements, into the draft at hand.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <staaf/utf8.h>

#include "ingest.h"

enum {
	GUID_RANK = 1000 /* a guid as a link, when there is no better */
};

struct ingest_draft *
ingest_draft_at(struct ingest_reader *rd)
{
	if (rd->entry_depth > 0)
		return &rd->entry;
	return rd->around_depth > 0 ? &rd->around : &rd->top;
}

/* -------------------------------------------------------------- values */

static bool
is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

void
ingest_keep_value(struct ingest_reader *rd, enum ingest_field field, int rank,
    const char *text, bool is_html)
{
	struct ingest_draft *d = ingest_draft_at(rd);
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
void
ingest_keep_href(struct ingest_reader *rd, const struct ingest_element *e,
    enum ingest_field field, int rank)
{
	const char *rel = ingest_attr(e, "", "rel");
	const char *href = ingest_attr(e, "", "href");

	if (href != NULL && (rel == NULL || strcmp(rel, "alternate") == 0))
		ingest_keep_value(rd, field, rank, href, false);
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
	struct ingest_draft *d = ingest_draft_at(rd);
	const struct ingest_value *v = &d->value[INGEST_SUMMARY];
	const char *lang = rd->level[rd->depth].lang;

	if (v->text != NULL && lang != NULL && v->lang != NULL &&
	    strcmp(ingest_language(&d->ar, lang),
	    ingest_language(&d->ar, v->lang)) != 0)
		ingest_draft_other_summary(d, text, lang);
	else
		ingest_keep_value(rd, INGEST_SUMMARY, rd->row_rank, text,
		    rd->is_html);
}

/* The collected text of an element to the field of its row. */
void
ingest_keep_text(struct ingest_reader *rd)
{
	struct ingest_draft *d = ingest_draft_at(rd);
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
		ingest_keep_value(rd, INGEST_DOI, rd->row_rank, text, false);
		if (is_address(text))
			ingest_keep_value(rd, INGEST_LINK, GUID_RANK, text,
			    false);
		ingest_draft_alias(d, "isbn:", text);
		ingest_draft_alias(d, "eric:", text);
	} else if (rd->row->how == INGEST_LOOSE) {
		if (ingest_date_loose(date, text))
			ingest_keep_value(rd, field, rd->row_rank, date, false);
	} else if (rd->row->how == INGEST_FIXED) {
		if (strlen(text) >= 38)
			ingest_keep_value(rd, field, rd->row_rank,
			    staaf_arena_dupn(&d->ar, text + 35, 3), false);
	} else if (field >= INGEST_N_SINGLE) {
		ingest_draft_take(d, rd->row, text,
		    rd->level[rd->depth].lang);
	} else if (field == INGEST_SUMMARY) {
		keep_summary(rd, text);
	} else {
		if (rd->row->how == INGEST_ISBD)
			text = ingest_isbd(&d->ar, text);
		ingest_keep_value(rd, field, rd->row_rank, text, rd->is_html);
	}
	if (field == INGEST_GUID)
		ingest_draft_guid(d, rd->format->name, text);
	if (rd->row->how == INGEST_RSS_ID && rd->is_link && is_address(text))
		ingest_keep_value(rd, INGEST_LINK, GUID_RANK, text, false);
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
	struct ingest_draft *d = ingest_draft_at(rd);
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
	struct ingest_draft *d = ingest_draft_at(rd);
	struct ingest_value *v = &d->value[rd->group->field];
	char date[INGEST_DATE_SIZE];

	if (!ingest_date_parts(date, part_of(rd, INGEST_YEAR),
	    part_of(rd, INGEST_MONTH), part_of(rd, INGEST_DAY)))
		return;
	if (v->text != NULL && v->rank == rd->group_rank &&
	    strcmp(date, v->text) < 0)
		v->rank++;
	ingest_keep_value(rd, rd->group->field, rd->group_rank, date, false);
}

void
ingest_end_group(struct ingest_reader *rd)
{
	if (rd->group->field == INGEST_AUTHOR)
		keep_person(rd);
	else
		keep_date(rd);
	if (rd->group_ar.failed)
		ingest_draft_at(rd)->ar.failed = true;
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

void
ingest_start_group(struct ingest_reader *rd, const struct ingest_row *row,
    int rank)
{
	if (rd->group != NULL)
		return;
	staaf_arena_clear(&rd->group_ar);
	memset(rd->part, 0, sizeof(rd->part));
	rd->group = row;
	rd->group_rank = rank;
	rd->group_depth = rd->depth;
}

void
ingest_start_row(struct ingest_reader *rd, const struct ingest_row *row,
    int rank, const struct ingest_element *e)
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
void
ingest_keep_attr(struct ingest_reader *rd, const struct ingest_line *line,
    int rank, const struct ingest_element *e)
{
	const char *value = ingest_attr_named(e, line->attr,
	    strlen(line->attr));

	if (value == NULL)
		return;
	ingest_start_row(rd, line->row, rank, e);
	staaf_buf_puts(&rd->text, value);
	ingest_keep_text(rd);
	rd->row = NULL;
}
