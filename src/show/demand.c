/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was asked against what is held.  A number is shown as the map has it:
 * fewer than three and none look alike.
 */
#include <stdio.h>
#include <string.h>

#include "show.h"

enum { COLUMN = 7, HEAD = 3 * COLUMN };

/* "voting in class: motivation" */
static void
say_subject(struct staaf_buf *out, const struct staaf_wanted *w,
    enum staaf_lang lang)
{
	staaf_say(out, lang, STAAF_MSG_DEMAND_SUBJECT,
	    w->intervention->name[lang], w->outcome != NULL ?
	    w->outcome->name[lang] : staaf_text(STAAF_MSG_DEMAND_NO_OUTCOME,
	    lang));
}

static void
put_number(struct staaf_buf *out, long value)
{
	char digits[24] = "-";

	if (value != STAAF_NONE)
		(void)snprintf(digits, sizeof(digits), "%ld", value);
	show_column(out, digits, COLUMN, true);
}

static void
put_wanted(struct show_term *t, const struct staaf_wanted *w)
{
	struct staaf_buf numbers = { 0 };

	put_number(&numbers, w->demand.asked);
	put_number(&numbers, w->n_works);
	put_number(&numbers, w->level);
	say_subject(show_scratch(t), w, t->lang);
	show_beside(t, 0, HEAD + 2, staaf_buf_text(&numbers),
	    staaf_buf_text(&t->scratch));
	t->out->failed |= numbers.failed;
	staaf_buf_clear(&numbers);
}

/* A heading, the heads of the columns, and a line each. */
static void
put_part(struct show_term *t, enum staaf_msg heading,
    const struct staaf_wanted *wanted, size_t n)
{
	static const enum staaf_msg heads[] = { STAAF_MSG_DEMAND_ASKED,
		STAAF_MSG_DEMAND_WORKS, STAAF_MSG_DEMAND_LEVEL };

	if (n == 0)
		return;
	if (t->out->size > 0)
		show_heading(t, heading);
	else /* without a line before it */
		show_strong(t, staaf_text(heading, t->lang));
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		show_column(t->out, staaf_text(heads[i], t->lang), COLUMN,
		    true);
	staaf_buf_putc(t->out, '\n');
	for (size_t i = 0; i < n; i++)
		put_wanted(t, &wanted[i]);
}

void
staaf_show_demand(struct staaf_buf *out, const struct staaf_map *map,
    const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	if (map->n_open == 0)
		show_wrap(&t, 0, staaf_text(STAAF_MSG_DEMAND_NO_AGENDA,
		    style->lang));
	put_part(&t, STAAF_MSG_DEMAND_AGENDA, map->wanted, map->n_open);
	put_part(&t, STAAF_MSG_DEMAND_REST, map->wanted + map->n_open,
	    map->n_wanted - map->n_open);
	staaf_buf_putc(out, '\n');
	staaf_say(show_scratch(&t), style->lang, map->since == NULL ?
	    STAAF_MSG_DEMAND_ALL : STAAF_MSG_DEMAND_SINCE, map->since);
	staaf_buf_putc(&t.scratch, ' ');
	staaf_buf_puts(&t.scratch, staaf_text(STAAF_MSG_DEMAND_LEGEND,
	    style->lang));
	show_wrap_scratch(&t, 0);
	show_term_clear(&t);
}

void
show_demand_json(struct staaf_json *j, const struct staaf_demand *d)
{
	staaf_json_count_or_null(j, "asked", d->asked > 0 ? d->asked :
	    STAAF_NONE);
	staaf_json_count_or_null(j, "unanswered", d->unanswered > 0 ?
	    d->unanswered : STAAF_NONE);
}

void
show_agenda_json(struct staaf_json *j, const struct staaf_map *map,
    enum staaf_lang lang)
{
	staaf_json_text(j, "since", map->since);
	staaf_json_array(j, "agenda");
	for (size_t i = 0; i < map->n_open; i++) {
		const struct staaf_wanted *w = &map->wanted[i];

		staaf_json_object(j, NULL);
		staaf_json_text(j, "intervention", w->intervention->id);
		staaf_json_text(j, "name", w->intervention->name[lang]);
		staaf_json_text(j, "outcome", w->outcome == NULL ? NULL :
		    w->outcome->id);
		staaf_json_text(j, "outcome_name", w->outcome == NULL ? NULL :
		    w->outcome->name[lang]);
		show_demand_json(j, &w->demand);
		staaf_json_text(j, "month", w->month);
		staaf_json_int(j, "works", w->n_works);
		staaf_json_count_or_null(j, "level", w->level);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

/* ----------------------------------------------------------------- Atom */

/* "<updated>", the first moment of a month. */
static void
put_updated(struct staaf_buf *out, const char *month)
{
	staaf_buf_printf(out, "<updated>%s-01T00:00:00Z</updated>\n", month);
}

static void
put_entry(struct staaf_buf *out, const struct staaf_wanted *w,
    enum staaf_lang lang)
{
	struct staaf_buf text = { 0 };
	char number[3][24] = { "", "", "-" };

	(void)snprintf(number[0], sizeof(number[0]), "%ld", w->demand.asked);
	(void)snprintf(number[1], sizeof(number[1]), "%ld", w->n_works);
	if (w->level != STAAF_NONE)
		(void)snprintf(number[2], sizeof(number[2]), "%d", w->level);
	staaf_buf_printf(out, "<entry>\n<id>tag:staaf,2026:agenda/%s/%s</id>\n"
	    "<title>", w->intervention->id, w->outcome == NULL ? "-" :
	    w->outcome->id);
	say_subject(&text, w, lang);
	show_html_text(out, staaf_buf_text(&text));
	staaf_buf_puts(out, "</title>\n");
	put_updated(out, w->month);
	staaf_buf_puts(out, "<summary>");
	staaf_buf_reset(&text);
	staaf_say(&text, lang, STAAF_MSG_DEMAND_ENTRY, number[0], number[1],
	    number[2]);
	show_html_text(out, staaf_buf_text(&text));
	staaf_buf_puts(out, "</summary>\n</entry>\n");
	out->failed |= text.failed;
	staaf_buf_clear(&text);
}

void
staaf_show_demand_atom(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang)
{
	const char *last = "2000-01";

	for (size_t i = 0; i < map->n_wanted; i++)
		if (strcmp(map->wanted[i].month, last) > 0)
			last = map->wanted[i].month;
	staaf_buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n"
	    "<id>tag:staaf,2026:agenda</id>\n<title>", staaf_lang_code(lang));
	show_html_text(out, staaf_text(STAAF_MSG_DEMAND_AGENDA, lang));
	staaf_buf_puts(out, "</title>\n");
	put_updated(out, last);
	staaf_buf_puts(out, "<author><name>staaf</name></author>\n");
	for (size_t i = 0; i < map->n_open; i++)
		put_entry(out, &map->wanted[i], lang);
	staaf_buf_puts(out, "</feed>\n");
}
