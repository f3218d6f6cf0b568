/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables for spreadsheets: RFC 4180, fields between commas, lines that end
 * in CR LF.  A text that a spreadsheet would take for a formula gets an
 * apostrophe before it (OWASP, CSV Injection); numbers are left alone.
 */
#include <string.h>

#include "show.h"

static void
put_comma(struct staaf_buf *out)
{
	if (out->size > 0 && out->text[out->size - 1] != '\n')
		staaf_buf_putc(out, ',');
}

void
show_csv_text(struct staaf_buf *out, const char *text)
{
	bool is_formula = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;

	put_comma(out);
	if (!is_formula && text[strcspn(text, ",\"\r\n")] == '\0') {
		staaf_buf_puts(out, text);
		return;
	}
	staaf_buf_puts(out, is_formula ? "\"'" : "\"");
	for (; *text != '\0'; text++) {
		if (*text == '"')
			staaf_buf_putc(out, '"');
		staaf_buf_putc(out, *text);
	}
	staaf_buf_putc(out, '"');
}

void
show_csv_count(struct staaf_buf *out, long value)
{
	put_comma(out);
	if (value >= 0)
		staaf_buf_printf(out, "%ld", value);
}

void
show_csv_end(struct staaf_buf *out)
{
	staaf_buf_puts(out, "\r\n");
}

/* Nothing for what is not told: fewer than three, or none. */
static void
put_told(struct staaf_buf *out, long count)
{
	show_csv_count(out, count > 0 ? count : STAAF_NONE);
}

static void
put_cell(struct staaf_buf *out, const struct staaf_map *map,
    const struct staaf_map_row *row, const struct staaf_cell *c,
    const char *outcome, enum staaf_lang lang)
{
	show_csv_text(out, row->intervention->id);
	show_csv_text(out, row->intervention->name[lang]);
	show_csv_text(out, outcome);
	show_csv_count(out, c->k);
	show_csv_count(out, c->n_works);
	show_csv_count(out, c->level);
	show_csv_count(out, c->year == 0 ? STAAF_NONE : c->year);
	if (map->has_demand) {
		put_told(out, c->demand.asked);
		put_told(out, c->demand.unanswered);
	}
	show_csv_end(out);
}

void
staaf_show_map_csv(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang)
{
	static const char *const heads[] = { "intervention", "name",
		"outcome", "k", "records", "level", "year", "asked",
		"unanswered" };
	size_t n_heads = sizeof(heads) / sizeof(heads[0]);

	for (size_t i = 0; i < n_heads - (map->has_demand ? 0 : 2); i++)
		show_csv_text(out, heads[i]);
	show_csv_end(out);
	for (size_t i = 0; i < map->n_rows; i++) {
		const struct staaf_map_row *row = &map->row[i];
		const struct staaf_cell any = { .k = STAAF_NONE,
			.n_works = row->n_works, .level = STAAF_NONE,
			.demand = row->demand };

		for (size_t k = 0; k < map->n_columns; k++)
			put_cell(out, map, row, &row->cell[k],
			    show_column_id(&map->column[k]), lang);
		if (row->demand.asked > 0) /* no outcome was named */
			put_cell(out, map, row, &any, "", lang);
	}
}
