/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The gap map as a table and as JSON.  A cell reads "works:certainty"; a dot
 * is a cell where nothing is held, and those are the point of it.
 */
#include <stdio.h>
#include <string.h>

#include <staaf/utf8.h>

#include "show.h"

enum { NAME = 32, CELL = 5, HEAD = 40, LETTERS = 26 };

/* A column's head: three or four letters, explained below the table. */
static const struct {
	const char *domain;
	enum staaf_msg head, words;
} heads[] = {
	{ "achievement", STAAF_MSG_MAP_HEAD_ACHIEVEMENT,
	    STAAF_MSG_MAP_ACHIEVEMENT },
	{ "engagement", STAAF_MSG_MAP_HEAD_ENGAGEMENT,
	    STAAF_MSG_MAP_ENGAGEMENT },
	{ "motivation", STAAF_MSG_MAP_HEAD_MOTIVATION,
	    STAAF_MSG_MAP_MOTIVATION },
	{ "other", STAAF_MSG_MAP_HEAD_OTHER, STAAF_MSG_MAP_OTHER },
	{ "retention", STAAF_MSG_MAP_HEAD_RETENTION,
	    STAAF_MSG_MAP_RETENTION },
	{ "satisfaction", STAAF_MSG_MAP_HEAD_SATISFACTION,
	    STAAF_MSG_MAP_SATISFACTION },
	{ "skills", STAAF_MSG_MAP_HEAD_SKILLS, STAAF_MSG_MAP_SKILLS },
	{ "teacher-practice", STAAF_MSG_MAP_HEAD_TEACHERS,
	    STAAF_MSG_MAP_TEACHERS },
	{ "wellbeing", STAAF_MSG_MAP_HEAD_WELLBEING,
	    STAAF_MSG_MAP_WELLBEING },
};

/* The text of a domain; one that curators added goes by its own name. */
static const char *
find_words(const char *domain, bool is_head, enum staaf_lang lang)
{
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (strcmp(heads[i].domain, domain) == 0)
			return staaf_text(is_head ? heads[i].head :
			    heads[i].words, lang);
	return domain;
}

const char *
show_column_words(const struct staaf_map_column *c, enum staaf_lang lang)
{
	return c->outcome != NULL ? c->outcome->name[lang] :
	    find_words(c->domain, false, lang);
}

const char *
show_column_id(const struct staaf_map_column *c)
{
	return c->outcome != NULL ? c->outcome->id : c->domain;
}

/* One outcome goes by a letter: their names begin too much alike. */
static void
put_head(char head[HEAD], const struct staaf_map *map, size_t i,
    enum staaf_lang lang)
{
	if (map->column[i].outcome == NULL)
		(void)snprintf(head, HEAD, "%s",
		    find_words(map->column[i].domain, true, lang));
	else if (i < LETTERS)
		(void)snprintf(head, HEAD, "%c", 'a' + (int)i);
	else
		(void)snprintf(head, HEAD, "%c%d", 'a' + (int)(i % LETTERS),
		    (int)(i / LETTERS));
}

void
show_column(struct staaf_buf *out, const char *text, size_t width,
    bool is_right)
{
	size_t size = strlen(text), columns;

	while ((columns = staaf_utf8_columns(text, size)) > width)
		size = staaf_utf8_cut(text, size, size - 1);
	if (!is_right)
		staaf_buf_put(out, text, size);
	for (; columns < width; columns++)
		staaf_buf_putc(out, ' ');
	if (is_right)
		staaf_buf_put(out, text, size);
}

static void
put_cell(struct staaf_buf *out, const struct staaf_cell *cell)
{
	char text[24] = "\xc2\xb7"; /* middle dot */

	if (cell->n_works > 0 && cell->level == STAAF_NONE)
		(void)snprintf(text, sizeof(text), "%ld:-", cell->n_works);
	else if (cell->n_works > 0)
		(void)snprintf(text, sizeof(text), "%ld:%d", cell->n_works,
		    cell->level);
	show_column(out, text, CELL, true);
}

static void
put_heads(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang)
{
	char head[HEAD];

	show_column(out, "", NAME, false);
	for (size_t i = 0; i < map->n_columns; i++) {
		put_head(head, map, i, lang);
		show_column(out, head, CELL, true);
	}
	staaf_buf_putc(out, '\n');
}

void
staaf_show_map(struct staaf_buf *out, const struct staaf_map *map,
    const struct staaf_term_style *style)
{
	struct show_term t;
	char head[HEAD];

	put_heads(out, map, style->lang);
	for (size_t i = 0; i < map->n_rows; i++) {
		const struct staaf_map_row *row = &map->row[i];

		show_column(out, row->intervention->name[style->lang], NAME,
		    false);
		for (size_t k = 0; k < map->n_columns; k++)
			put_cell(out, &row->cell[k]);
		staaf_buf_putc(out, '\n');
	}
	show_term_init(&t, out, style);
	staaf_buf_putc(out, '\n');
	for (size_t i = 0; i < map->n_columns; i++) {
		put_head(head, map, i, style->lang);
		show_beside(&t, 2, CELL + 2, head,
		    show_column_words(&map->column[i], style->lang));
	}
	staaf_buf_putc(out, '\n');
	show_wrap(&t, 0, staaf_text(STAAF_MSG_MAP_LEGEND, style->lang));
	show_term_clear(&t);
}

static void
put_row_json(struct staaf_json *j, const struct staaf_map *map,
    const struct staaf_map_row *row, enum staaf_lang lang)
{
	staaf_json_object(j, NULL);
	staaf_json_text(j, "id", row->intervention->id);
	staaf_json_text(j, "name", row->intervention->name[lang]);
	staaf_json_int(j, "works", row->n_works);
	if (map->has_demand) {
		staaf_json_object(j, "no_outcome");
		show_demand_json(j, &row->demand);
		staaf_json_end_object(j);
	}
	staaf_json_array(j, "cells");
	for (size_t i = 0; i < map->n_columns; i++) {
		const struct staaf_map_column *column = &map->column[i];
		const struct staaf_cell *c = &row->cell[i];

		staaf_json_object(j, NULL);
		staaf_json_text(j, "domain", column->domain);
		if (column->outcome != NULL)
			staaf_json_text(j, "outcome", column->outcome->id);
		staaf_json_int(j, "works", c->n_works);
		staaf_json_int(j, "findings", c->n_findings);
		staaf_json_count_or_null(j, "level", c->level);
		staaf_json_text(j, "verdict", c->level == STAAF_NONE ? NULL :
		    staaf_verdict_name(c->verdict));
		staaf_json_count_or_null(j, "k", c->k);
		staaf_json_count_or_null(j, "year", c->year == 0 ?
		    STAAF_NONE : c->year);
		if (map->has_demand)
			show_demand_json(j, &c->demand);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
	staaf_json_end_object(j);
}

void
staaf_show_map_json(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_array(&j, "domains");
	for (size_t i = 0; i < map->n_columns; i++)
		if (i == 0 || strcmp(map->column[i].domain,
		    map->column[i - 1].domain) != 0)
			staaf_json_text(&j, NULL, map->column[i].domain);
	staaf_json_end_array(&j);
	staaf_json_array(&j, "interventions");
	for (size_t i = 0; i < map->n_rows; i++)
		put_row_json(&j, map, &map->row[i], lang);
	staaf_json_end_array(&j);
	if (map->has_demand)
		show_agenda_json(&j, map, lang);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}
