/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The gap map as a table and as JSON.  A cell reads "works:certainty"; a dot
 * is a cell where nothing is held, and those are the point of it.
 */
#include <stdio.h>
#include <string.h>

#include <staaf/utf8.h>

#include "show.h"

enum { NAME = 32, CELL = 5 };

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

/* Texts of a domain; one that the curators added goes by its own name. */
static void
find_head(const char **head, const char **words, const char *domain,
    enum staaf_lang lang)
{
	*head = *words = domain;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (strcmp(heads[i].domain, domain) == 0) {
			*head = staaf_text(heads[i].head, lang);
			*words = staaf_text(heads[i].words, lang);
		}
}

/* Text in a column of its own, cut or filled to its width. */
static void
put_column(struct staaf_buf *out, const char *text, size_t width,
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
	put_column(out, text, CELL, true);
}

static void
put_heads(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang)
{
	const char *head, *words;

	put_column(out, "", NAME, false);
	for (size_t i = 0; i < map->n_domains; i++) {
		find_head(&head, &words, map->domain[i], lang);
		put_column(out, head, CELL, true);
	}
	staaf_buf_putc(out, '\n');
}

void
staaf_show_map(struct staaf_buf *out, const struct staaf_map *map,
    const struct staaf_term_style *style)
{
	const char *head, *words;
	struct show_term t;

	put_heads(out, map, style->lang);
	for (size_t i = 0; i < map->n_rows; i++) {
		const struct staaf_map_row *row = &map->row[i];

		put_column(out, row->intervention->name[style->lang], NAME,
		    false);
		for (size_t k = 0; k < map->n_domains; k++)
			put_cell(out, &row->cell[k]);
		staaf_buf_putc(out, '\n');
	}
	show_term_init(&t, out, style);
	staaf_buf_putc(out, '\n');
	for (size_t i = 0; i < map->n_domains; i++) {
		find_head(&head, &words, map->domain[i], style->lang);
		show_beside(&t, 2, CELL + 2, head, words);
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
	staaf_json_array(j, "cells");
	for (size_t i = 0; i < map->n_domains; i++) {
		const struct staaf_cell *c = &row->cell[i];

		staaf_json_object(j, NULL);
		staaf_json_text(j, "domain", map->domain[i]);
		staaf_json_int(j, "works", c->n_works);
		staaf_json_int(j, "findings", c->n_findings);
		staaf_json_count_or_null(j, "level", c->level);
		staaf_json_text(j, "verdict", c->level == STAAF_NONE ? NULL :
		    staaf_verdict_name(c->verdict));
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
	for (size_t i = 0; i < map->n_domains; i++)
		staaf_json_text(&j, NULL, map->domain[i]);
	staaf_json_end_array(&j);
	staaf_json_array(&j, "interventions");
	for (size_t i = 0; i < map->n_rows; i++)
		put_row_json(&j, map, &map->row[i], lang);
	staaf_json_end_array(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}
