/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pooled studies: the sentence, a line each, and a forest plot. */
#include <math.h>
#include <stdio.h>

#include "show.h"

enum { LABEL_WIDTH = 26, ROW = 22, TOP_EDGE = 40, LABEL_EDGE = 190,
	WIDTH = 640, RIGHT_EDGE = 620 };

static const double Z95 = 1.959963984540054;

static void
put_study(struct show_term *t, const struct staaf_gather *g, size_t i)
{
	struct staaf_buf *s = show_scratch(t);
	double half = Z95 * sqrt(g->study[i].variance);
	char name[24];

	staaf_say_number(s, t->lang, g->study[i].effect, 2);
	staaf_buf_puts(s, " [");
	staaf_say_number(s, t->lang, g->study[i].effect - half, 2);
	staaf_buf_puts(s, "; ");
	staaf_say_number(s, t->lang, g->study[i].effect + half, 2);
	staaf_buf_puts(s, "]");
	(void)snprintf(name, sizeof(name), "%zu", i + 1);
	show_beside(t, 2, LABEL_WIDTH, *g->label[i] != '\0' ? g->label[i] :
	    name, staaf_buf_text(s));
}

static void
put_gather(struct show_term *t, const struct staaf_gather *g, bool wants_all)
{
	show_strong(t, g->sentence);
	if (g->k > 1)
		staaf_buf_putc(t->out, '\n');
	show_wrap(t, 0, g->spread);
	show_wrap(t, 0, g->groups);
	show_wrap(t, 0, g->small);
	if (wants_all)
		show_wrap(t, 0, g->nested);
	show_heading(t, STAAF_MSG_GATHER_SHOW_STUDIES);
	show_wrap(t, 2, g->measure);
	for (size_t i = 0; i < g->k; i++)
		put_study(t, g, i);
	if (wants_all)
		show_numbers(t, &g->result);
}

void
staaf_show_gather(struct staaf_buf *out, const struct staaf_gather *g,
    const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	put_gather(&t, g, style->wants_why);
	show_term_clear(&t);
}

/* Into the object that is open. */
static void
put_gather_json(struct staaf_json *j, const struct staaf_gather *g)
{
	staaf_json_text(j, "sentence", g->sentence);
	staaf_json_text_or_null(j, "measure", g->measure);
	if (g->is_second != NULL)
		staaf_json_text(j, "groups", g->groups);
	show_result_json(j, &g->result);
}

void
staaf_show_gather_json(struct staaf_buf *out, const struct staaf_gather *g)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	put_gather_json(&j, g);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

/* ------------------------------------------------------ what a store holds */

static bool
has_both(const struct staaf_found *f)
{
	return f->set[STAAF_CONTROLLED].k > 0 && f->set[STAAF_CHANGE].k > 0;
}

static void
put_left(struct show_term *t, const struct staaf_found *f)
{
	bool is_first = true;

	for (int i = 0; i < STAAF_N_LEFT; i++) {
		if (f->left[i] == 0)
			continue;
		if (is_first)
			show_heading(t, STAAF_MSG_FOUND_SHOW_LEFT);
		is_first = false;
		show_wrap(t, 2, f->says_left[i]);
	}
}

void
staaf_show_found(struct staaf_buf *out, const struct staaf_found *f,
    const struct staaf_term_style *style)
{
	static const enum staaf_msg heading[STAAF_N_FOUND_SETS] = {
		STAAF_MSG_FOUND_SHOW_CONTROLLED, STAAF_MSG_FOUND_SHOW_CHANGE };
	struct show_term t;
	bool is_empty = true;

	show_term_init(&t, out, style);
	for (int s = 0; s < STAAF_N_FOUND_SETS; s++) {
		if (f->set[s].k == 0)
			continue;
		if (has_both(f))
			show_heading(&t, heading[s]);
		put_gather(&t, &f->set[s], style->wants_why);
		is_empty = false;
	}
	if (is_empty) {
		staaf_say(show_scratch(&t), style->lang,
		    STAAF_MSG_FOUND_SHOW_NONE,
		    f->intervention->name[style->lang]);
		show_wrap_scratch(&t, 0);
	}
	if (has_both(f) || f->has_several_outcomes)
		staaf_buf_putc(out, '\n');
	if (has_both(f))
		show_wrap(&t, 0, staaf_text(STAAF_MSG_FOUND_SHOW_APART,
		    style->lang));
	if (f->has_several_outcomes)
		show_wrap(&t, 0, staaf_text(STAAF_MSG_FOUND_SHOW_OUTCOMES,
		    style->lang));
	put_left(&t, f);
	show_term_clear(&t);
}

void
staaf_show_found_json(struct staaf_buf *out, const struct staaf_found *f,
    enum staaf_lang lang)
{
	static const char *const name[STAAF_N_FOUND_SETS] = { "controlled",
		"change" };
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "intervention", f->intervention->id);
	for (int s = 0; s < STAAF_N_FOUND_SETS; s++) {
		if (f->set[s].k == 0) {
			staaf_json_text_or_null(&j, name[s], "");
			continue;
		}
		staaf_json_object(&j, name[s]);
		put_gather_json(&j, &f->set[s]);
		staaf_json_array(&j, "labels");
		for (size_t i = 0; i < f->set[s].k; i++)
			staaf_json_text(&j, NULL, f->set[s].label[i]);
		staaf_json_end_array(&j);
		staaf_json_end_object(&j);
	}
	staaf_json_text_or_null(&j, "note", f->has_several_outcomes ?
	    staaf_text(STAAF_MSG_FOUND_SHOW_OUTCOMES, lang) : "");
	staaf_json_object(&j, "left_out");
	for (int i = 0; i < STAAF_N_LEFT; i++)
		if (f->left[i] > 0)
			staaf_json_int(&j, staaf_left_name((enum staaf_left)i),
			    f->left[i]);
	staaf_json_end_object(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

/* -------------------------------------------------------------- the plot */

static double
x_of(double value, double low, double high)
{
	return LABEL_EDGE + (RIGHT_EDGE - LABEL_EDGE) * (value - low) /
	    (high - low);
}

/* An effect with its interval on a row; the larger, the more it weighs. */
static void
put_row(struct svg *s, double y, const struct staaf_estimate *e, double low,
    double high, double size, const char *style)
{
	svg_line(s, x_of(fmax(e->low, low), low, high), y,
	    x_of(fmin(e->high, high), low, high), y, style);
	svg_dot(s, x_of(e->est, low, high), y, size, "fill=\"#1f5f8b\"");
}

static void
find_range(double *low, double *high, const struct staaf_gather *g)
{
	*low = *high = 0; /* no effect is always in view */
	for (size_t i = 0; i < g->k; i++) {
		double half = Z95 * sqrt(g->study[i].variance);

		*low = fmin(*low, g->study[i].effect - half);
		*high = fmax(*high, g->study[i].effect + half);
	}
	*low -= .04 * (*high - *low);
	*high += .04 * (*high - *low);
}

/* Numbers below, a step apart, as far as effects go. */
static void
put_scale(struct svg *s, double low, double high, enum staaf_lang lang)
{
	long n = lround((s->high - s->low) / s->step);

	for (long i = 0; i <= n; i++) {
		double value = s->low + (double)i * s->step;
		struct staaf_buf label = { 0 };

		if (value < low || value > high)
			continue;
		staaf_say_number(&label, lang, value, s->step < .095 ? 2 :
		    s->step < .95 ? 1 : 0);
		svg_label(s, x_of(value, low, high), s->height - ROW, "middle",
		    staaf_buf_text(&label));
		s->out->failed |= label.failed;
		staaf_buf_clear(&label);
	}
}

void
staaf_show_forest_svg(struct staaf_buf *out, const struct staaf_gather *g,
    enum staaf_lang lang)
{
	static const char thin[] = "stroke=\"#1f5f8b\" stroke-width=\"1.5\"";
	static const char thick[] = "stroke=\"#b3261e\" stroke-width=\"4\"";
	double low, high, y = TOP_EDGE, least = INFINITY;
	const struct staaf_pool_model *m = &g->pooled.reml;
	struct svg s;

	find_range(&low, &high, g);
	for (size_t i = 0; i < g->k; i++)
		least = fmin(least, g->study[i].variance);
	svg_begin(&s, out, WIDTH, (double)(g->k + 4) * ROW + TOP_EDGE, low,
	    high);
	svg_say(&s, g->measure, g->sentence);
	svg_line(&s, x_of(0, low, high), TOP_EDGE - 14, x_of(0, low, high),
	    s.height - 2 * ROW, "stroke=\"#888\" stroke-width=\"1\"");
	for (size_t i = 0; i < g->k; i++) {
		double half = Z95 * sqrt(g->study[i].variance);
		struct staaf_estimate e = { .est = g->study[i].effect,
			.low = g->study[i].effect - half,
			.high = g->study[i].effect + half };

		put_row(&s, y, &e, low, high, 3 + 4 * sqrt(least /
		    g->study[i].variance), thin);
		svg_label(&s, LABEL_EDGE - 12, y + 4, "end", g->label[i]);
		y += ROW;
	}
	if (g->k > 2) {
		put_row(&s, y + ROW / 2.0, &m->mhk, low, high, 6, thick);
		svg_label(&s, LABEL_EDGE - 12, y + ROW / 2.0 + 4, "end",
		    staaf_text(STAAF_MSG_GATHER_SHOW_POOLED, lang));
	}
	put_scale(&s, low, high, lang);
	svg_end(&s);
}
