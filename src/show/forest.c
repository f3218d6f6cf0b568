/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Studies and reviews under each other, each with its interval: a picture of
 * how far they agree.  In blocks on a terminal, in lines on a page.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <staaf/utf8.h>

#include "show.h"

enum { WIDEST = 41, NARROWEST = 11, LABEL = 26, LEAST_ROWS = 2 };

/* "Freeman 2014", or the first words of a title, and the year. */
static void
take_label(char out[FOREST_LABEL], const struct staaf_shown *s)
{
	bool is_known = s->record->n_authors > 0;
	const char *text = is_known ? s->citation : s->record->title;
	size_t size = is_known ? strcspn(text, ",(&") : strlen(text);
	char year[16] = "";

	if (size > FOREST_COLUMNS) {
		size = FOREST_COLUMNS;
		while (size > 0 && !is_known && text[size] != ' ')
			size--;
	}
	while (size > 0 && (((unsigned char)text[size] & 0xc0) == 0x80 ||
	    text[size - 1] == ' '))
		size--;
	if (s->record->year > 0)
		(void)snprintf(year, sizeof(year), " %d", s->record->year);
	(void)snprintf(out, FOREST_LABEL, "%.*s%s", (int)size, text, year);
}

static bool
is_drawn(const struct staaf_shown *s)
{
	return s->role != STAAF_NEAREST && s->role != STAAF_DROPPED &&
	    isfinite(s->g) && isfinite(s->low) && isfinite(s->high);
}

bool
show_forest(struct show_forest *out, const struct staaf_body *b)
{
	*out = (struct show_forest){ .low = 0, .high = 0 };
	for (size_t i = 0; i < b->n_evidence && out->n < FOREST_MOST; i++) {
		const struct staaf_shown *s = &b->evidence[i];
		struct show_forest_row *row = &out->row[out->n];

		if (!is_drawn(s))
			continue;
		take_label(row->label, s);
		row->g = s->g;
		row->low = s->low;
		row->high = s->high;
		row->is_lead = s->role == STAAF_LEAD;
		out->low = fmin(out->low, s->low);
		out->high = fmax(out->high, s->high);
		out->n++;
	}
	return out->n >= LEAST_ROWS && out->high > out->low;
}

double
show_forest_at(const struct show_forest *f, double value)
{
	return (value - f->low) / (f->high - f->low);
}

static int
column_of(const struct show_forest *f, double value, int width)
{
	return (int)lround(show_forest_at(f, value) * (width - 1));
}

static void
put_row(struct show_term *t, const struct show_forest *f,
    const struct show_forest_row *row, int width)
{
	int low = column_of(f, row->low, width);
	int high = column_of(f, row->high, width);
	int mean = column_of(f, row->g, width);
	int zero = column_of(f, 0, width), last;
	struct staaf_buf *s = show_scratch(t); /* titles are of strangers */
	size_t used;

	staaf_utf8_clean(s, row->label, strlen(row->label));
	used = staaf_utf8_columns(staaf_buf_text(s), s->size);
	staaf_buf_printf(t->out, "  %s%*s", staaf_buf_text(s),
	    (int)(used < LABEL ? LABEL - used : 1), "");
	last = high > zero ? high : zero;
	for (int i = 0; i <= last; i++)
		staaf_buf_puts(t->out, i == mean ? row->is_lead ? "◆" : "■" :
		    i == low && i == high ? "│" : i == low ? "├" :
		    i == high ? "┤" : i > low && i < high ? "─" :
		    i == zero ? "│" : " ");
	staaf_buf_putc(t->out, '\n');
}

/* What stands at the left, and at the right. */
static void
put_ends(struct show_term *t, const struct show_forest *f, int width)
{
	struct staaf_buf *s = show_scratch(t);
	size_t used;

	staaf_say_number(s, t->lang, f->low, 2);
	used = staaf_utf8_columns(staaf_buf_text(s), s->size);
	staaf_buf_printf(t->out, "  %*s%s", LABEL, "", staaf_buf_text(s));
	s = show_scratch(t);
	staaf_say_number(s, t->lang, f->high, 2);
	used += staaf_utf8_columns(staaf_buf_text(s), s->size);
	staaf_buf_printf(t->out, "%*s%s\n", width - (int)used, "",
	    staaf_buf_text(s));
}

void
show_forest_term(struct show_term *t, const struct staaf_body *b)
{
	struct show_forest f;
	int width = (int)t->columns - LABEL - 3;

	width = width > WIDEST ? WIDEST : width;
	if (width < NARROWEST || !show_forest(&f, b))
		return;
	for (size_t i = 0; i < f.n; i++)
		put_row(t, &f, &f.row[i], width);
	put_ends(t, &f, width);
	show_wrap(t, 2, staaf_text(STAAF_MSG_SHOW_FOREST, t->lang));
}
