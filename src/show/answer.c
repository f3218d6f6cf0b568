/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An answer as terminal text, in the order people read it: the sentence, the
 * reading, certainty, effect, evidence, advice, what would change it, the
 * next step, how it came about.
 */
#include <stdio.h>
#include <string.h>

#include <staaf/utf8.h>

#include "show.h"

enum { STEP = 2, MIN_LABEL = 10, GAP = 2 };

/* Columns that the longest row label of this language needs. */
static size_t
measure_labels(enum staaf_lang lang)
{
	size_t widest = MIN_LABEL;

	for (int row = 0; row < SHOW_N_ROWS; row++) {
		const char *label = staaf_text(show_row_label(
		    (enum show_row)row), lang);
		size_t columns = staaf_utf8_columns(label, strlen(label));

		if (columns > widest)
			widest = columns;
	}
	return widest + GAP;
}

static void
put_reading(struct show_term *t, const struct staaf_answer *a)
{
	const struct staaf_reading *r = &a->reading;
	size_t width = measure_labels(t->lang);

	show_heading(t, STAAF_MSG_SHOW_READING);
	for (int row = 0; row < SHOW_N_ROWS; row++) {
		show_row_words(show_scratch(t), (enum show_row)row, a);
		show_beside(t, STEP, width,
		    staaf_text(show_row_label((enum show_row)row), t->lang),
		    staaf_buf_text(&t->scratch));
	}
	for (size_t i = 0; i < r->n_assumed; i++)
		show_wrap(t, STEP, r->assumed[i]);
	if (r->was_cut)
		show_wrap(t, STEP, staaf_text(STAAF_MSG_SHOW_CUT, t->lang));
	if (*r->ask_back != '\0') {
		staaf_say(show_scratch(t), t->lang, STAAF_MSG_SHOW_ASK_BACK,
		    r->ask_back);
		show_wrap_scratch(t, STEP);
	}
}

static void
put_certainty(struct show_term *t, const struct staaf_body *b)
{
	show_heading(t, STAAF_MSG_SHOW_CERTAINTY);
	show_grade_words(t, STEP, &b->grade, b->certainty, b->start);
	show_grade_steps(t, STEP, b->lost, b->n_lost, b->grade.raised,
	    b->caps, b->n_caps);
}

static void
put_effect(struct show_term *t, const struct staaf_body *b, bool wants_why)
{
	if (*b->effect == '\0' && *b->plain == '\0')
		return;
	show_heading(t, STAAF_MSG_SHOW_EFFECT);
	show_wrap(t, STEP, b->plain);
	if (wants_why)
		show_wrap(t, STEP, b->more);
	show_wrap(t, STEP, b->figure[STAAF_PLAIN_MONTHS].says);
	show_wrap(t, STEP, b->effect);
	show_forest_term(t, b);
}

static void
put_shown(struct show_term *t, const struct staaf_shown *s)
{
	show_wrap(t, 2 * STEP, s->citation);
	show_record_address(show_scratch(t), s->record);
	if (t->scratch.size == 0) /* at least what "staaf show" takes */
		staaf_buf_puts(&t->scratch, s->record->id);
	show_wrap_scratch(t, 2 * STEP);
	show_fit_words(show_scratch(t), s, t->lang);
	show_wrap_scratch(t, 2 * STEP);
	if (*s->says != '\0') {
		staaf_say(show_scratch(t), t->lang, STAAF_MSG_SHOW_FOUND,
		    s->says);
		show_wrap_scratch(t, 2 * STEP);
	}
	show_misfit_words(show_scratch(t), s->record, t->lang);
	show_wrap_scratch(t, 2 * STEP);
}

static void
put_evidence(struct show_term *t, const struct staaf_body *b)
{
	const struct staaf_shown *pick[SHOW_MOST_EVIDENCE];
	size_t n = show_pick_evidence(pick, b);
	char rest[24];

	if (n == 0)
		return;
	show_heading(t, STAAF_MSG_SHOW_EVIDENCE);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			staaf_buf_putc(t->out, '\n');
		if (i == 0 || pick[i]->role != pick[i - 1]->role)
			show_wrap(t, STEP, staaf_text(
			    show_role_label(pick[i]->role), t->lang));
		put_shown(t, pick[i]);
	}
	if (b->n_evidence == n)
		return;
	(void)snprintf(rest, sizeof(rest), "%zu", b->n_evidence - n);
	staaf_buf_putc(t->out, '\n');
	staaf_say(show_scratch(t), t->lang, b->n_evidence - n == 1 ?
	    STAAF_MSG_SHOW_REST_ONE : STAAF_MSG_SHOW_REST_MORE, rest);
	show_wrap_scratch(t, STEP);
}

static void
put_source(struct show_term *t, const struct staaf_source *s)
{
	struct staaf_buf *b = show_scratch(t);

	staaf_say(b, t->lang, s->is_norm ? STAAF_MSG_SHOW_NORM :
	    s->is_held ? STAAF_MSG_SHOW_SOURCE :
	    STAAF_MSG_SHOW_SOURCE_NOT_HELD, s->words);
	show_beside(t, 2 * STEP, STEP, "-", staaf_buf_text(b));
	show_source_address(show_scratch(t), s);
	show_wrap_scratch(t, 3 * STEP);
}

/* The field's warnings, each with who gave it. */
static void
put_warnings(struct show_term *t, const struct staaf_answer *a)
{
	if (a->n_warnings > 0)
		show_heading(t, STAAF_MSG_SHOW_WARNINGS);
	for (size_t i = 0; i < a->n_warnings; i++) {
		const struct staaf_mind *w = &a->warning[i];

		staaf_say(show_scratch(t), t->lang, STAAF_MSG_SHOW_WARNING,
		    w->says, w->source);
		show_beside(t, STEP, STEP, "-", staaf_buf_text(&t->scratch));
		staaf_buf_printf(show_scratch(t), "https://doi.org/%s",
		    w->doi);
		show_wrap_scratch(t, 2 * STEP);
	}
}

static void
put_advice(struct show_term *t, const struct staaf_answer *a)
{
	if (a->n_advice == 0)
		return;
	show_heading(t, STAAF_MSG_SHOW_COURSE);
	for (size_t i = 0; i < a->n_advice; i++) {
		const struct staaf_advice *v = &a->advice[i];

		if (i > 0)
			staaf_buf_putc(t->out, '\n');
		show_wrap(t, STEP, v->title);
		show_wrap(t, 2 * STEP, v->text);
		if (*v->caveat != '\0') {
			staaf_say(show_scratch(t), t->lang,
			    STAAF_MSG_SHOW_CAVEAT, v->caveat);
			show_wrap_scratch(t, 2 * STEP);
		}
		if (v->n_because > 0)
			show_wrap(t, 2 * STEP, staaf_text(
			    STAAF_MSG_SHOW_RESTS_ON, t->lang));
		for (size_t k = 0; k < v->n_because; k++)
			put_source(t, &v->because[k]);
	}
}

/* Where nothing answers: what there is when demands are let go. */
static void
put_ladder(struct show_term *t, const struct staaf_body *b)
{
	if (b->n_rungs == 0 && *b->about == '\0')
		return;
	show_heading(t, STAAF_MSG_SHOW_LADDER);
	show_wrap(t, STEP, b->about);
	for (size_t i = 0; i < b->n_rungs; i++) {
		show_rung_words(show_scratch(t), &b->rung[i], t->lang);
		show_beside(t, STEP, STEP, "-", staaf_buf_text(&t->scratch));
	}
}

/* One list for all bodies; each named when there are several. */
static void
put_changes(struct show_term *t, const struct staaf_answer *a)
{
	bool has_heading = false;

	for (size_t i = 0; i < a->n_bodies; i++) {
		const struct staaf_body *b = &a->body[i];

		if (b->n_changes == 0)
			continue;
		if (!has_heading)
			show_heading(t, STAAF_MSG_SHOW_CHANGE);
		has_heading = true;
		if (a->n_bodies > 1) {
			show_body_words(show_scratch(t), b, t->lang);
			show_wrap_scratch(t, STEP);
		}
		for (size_t k = 0; k < b->n_changes; k++) {
			show_change_words(show_scratch(t), &b->change[k],
			    t->lang);
			show_beside(t, STEP, STEP, "-",
			    staaf_buf_text(&t->scratch));
		}
	}
}

static void
put_next(struct show_term *t, const struct staaf_next *next)
{
	if (*next->text == '\0')
		return;
	show_heading(t, STAAF_MSG_SHOW_NEXT);
	show_wrap(t, STEP, next->text);
}

/* Rule, record, finding and sum of one step, in one line of small print. */
static void
put_grounds(struct show_term *t, const struct staaf_trace *w)
{
	show_grounds(show_scratch(t), w);
	show_wrap_scratch(t, 3 * STEP);
}

static void
put_why(struct show_term *t, const struct staaf_answer *a, bool wants_why)
{
	char number[24];

	show_heading(t, STAAF_MSG_SHOW_WHY);
	for (size_t i = 0; wants_why && i < a->n_trace; i++) {
		(void)snprintf(number, sizeof(number), "%zu.", i + 1);
		show_beside(t, STEP, 2 * STEP, number, a->trace[i].says);
		put_grounds(t, &a->trace[i]);
	}
	staaf_say(show_scratch(t), t->lang, wants_why ?
	    STAAF_MSG_SHOW_WHY_CORPUS : STAAF_MSG_SHOW_WHY_HINT, a->corpus);
	show_wrap_scratch(t, STEP);
}

static void
put_body(struct show_term *t, const struct staaf_answer *a,
    const struct staaf_body *b, bool wants_why)
{
	if (a->n_bodies > 1) {
		staaf_buf_putc(t->out, '\n');
		show_body_words(show_scratch(t), b, t->lang);
		show_strong(t, staaf_buf_text(&t->scratch));
		if (strcmp(b->sentence, a->sentence) != 0)
			show_wrap(t, 0, b->sentence);
	}
	put_certainty(t, b);
	put_effect(t, b, wants_why);
	put_evidence(t, b);
	put_ladder(t, b);
}

/* What the figures of the question tell, where it asks for that. */
static void
put_sums(struct show_term *t, const struct staaf_answer *a, bool wants_why)
{
	if (a->n_figures == 0)
		return;
	show_heading(t, STAAF_MSG_CLAIM_SHOW_OWN);
	show_claim_figures(t, a->figure, a->n_figures, wants_why);
	show_wrap(t, STEP, staaf_text(STAAF_MSG_CLAIM_SHOW_TABLE, t->lang));
}

void
staaf_show_answer(struct staaf_buf *out, const struct staaf_answer *a,
    const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	show_strong(&t, a->sentence);
	if (a->class_ == STAAF_REFUSED) {
		if (*a->example != '\0') {
			staaf_say(show_scratch(&t), t.lang,
			    STAAF_MSG_SHOW_EXAMPLE, a->example);
			show_wrap_scratch(&t, 0);
		}
		show_term_clear(&t);
		return;
	}
	put_reading(&t, a);
	put_sums(&t, a, style->wants_why);
	for (size_t i = 0; i < a->n_bodies; i++)
		put_body(&t, a, &a->body[i], style->wants_why);
	put_warnings(&t, a);
	put_advice(&t, a);
	put_changes(&t, a);
	put_next(&t, &a->next);
	put_why(&t, a, style->wants_why);
	show_term_clear(&t);
}
