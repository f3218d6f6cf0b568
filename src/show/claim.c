/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A claim as terminal text: what follows from its figures, how it was found
 * out, what kind of claim it is, what research says, and what to ask.
 */
#include "show.h"

enum { STEP = 2, MOST_BODIES = 3 };

static void
put_line(struct show_term *t, const struct staaf_claim_line *line,
    bool wants_why)
{
	struct staaf_buf *s = show_scratch(t);

	staaf_buf_puts(s, line->says);
	if (wants_why && *line->rule != '\0')
		staaf_buf_printf(s, " [%s]", line->rule);
	show_wrap_scratch(t, 2 * STEP);
}

static void
put_figure(struct show_term *t, const struct staaf_claim_figure *f,
    bool wants_why)
{
	staaf_buf_printf(show_scratch(t), "\"%s\"", f->text);
	show_wrap_scratch(t, STEP);
	for (size_t i = 0; i < f->n_lines; i++)
		put_line(t, &f->line[i], wants_why);
	if (!f->sum.has_fit)
		return;
	staaf_say(show_scratch(t), t->lang, STAAF_MSG_CLAIM_SHOW_P);
	staaf_buf_putc(&t->scratch, ' ');
	show_verdict(&t->scratch, &f->sum.test, &f->sum.fit, t->lang);
	staaf_buf_putc(&t->scratch, '.');
	show_wrap_scratch(t, 2 * STEP);
}

void
show_claim_figures(struct show_term *t, const struct staaf_claim_figure *f,
    size_t n, bool wants_why)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			staaf_buf_putc(t->out, '\n');
		put_figure(t, &f[i], wants_why);
	}
}

static void
put_figures(struct show_term *t, const struct staaf_claim *c, bool wants_why)
{
	if (c->n_figures == 0)
		return;
	show_heading(t, STAAF_MSG_CLAIM_SHOW_FIGURES);
	show_claim_figures(t, c->figure, c->n_figures, wants_why);
	if (c->told.has_more)
		show_wrap(t, STEP, staaf_text(STAAF_MSG_CLAIM_SHOW_MORE,
		    t->lang));
}

static void
put_design(struct show_term *t, const struct staaf_claim *c)
{
	show_heading(t, STAAF_MSG_CLAIM_SHOW_DESIGN);
	if (*c->design_text != '\0') {
		staaf_say(show_scratch(t), t->lang, STAAF_MSG_CLAIM_SHOW_READ,
		    c->design_text);
		show_wrap_scratch(t, STEP);
	}
	show_wrap(t, STEP, c->design_says);
	for (size_t i = 0; i < 2; i++)
		show_wrap(t, STEP, c->flag_says[i]);
	if (c->n_figures == 0)
		return;
	show_heading(t, STAAF_MSG_CLAIM_SHOW_ALONE);
	show_grade_words(t, STEP, &c->grade, c->words.certainty,
	    c->words.start);
	show_grade_steps(t, STEP, c->words.lost, c->grade.n_lost,
	    c->grade.raised, c->words.caps, c->grade.n_caps);
}

static void
put_form(struct show_term *t, const struct staaf_claim *c)
{
	show_heading(t, STAAF_MSG_CLAIM_SHOW_FORM);
	show_wrap(t, STEP, c->form_says);
	if (c->form != STAAF_MAIN_EFFECT && !c->is_form_supported &&
	    c->answer.n_bodies > 0 && c->answer.body[0].claim == NULL)
		show_wrap(t, STEP, staaf_text(STAAF_MSG_CLAIM_SHOW_NO_FORM,
		    t->lang));
}

static void
put_lead(struct show_term *t, const struct staaf_body *b)
{
	for (size_t i = 0; i < b->n_evidence; i++) {
		const struct staaf_shown *s = &b->evidence[i];

		if (s->role != STAAF_LEAD)
			continue;
		show_wrap(t, 2 * STEP, s->citation);
		show_record_address(show_scratch(t), s->record);
		show_wrap_scratch(t, 2 * STEP);
		return;
	}
}

static void
put_body(struct show_term *t, const struct staaf_body *b)
{
	struct staaf_buf *s;

	show_wrap(t, STEP, b->sentence);
	s = show_scratch(t);
	show_dots(s, b->grade.level);
	staaf_buf_printf(s, " %s", b->certainty);
	show_wrap_scratch(t, 2 * STEP);
	if (b->has_effect)
		show_wrap(t, 2 * STEP, b->effect);
	put_lead(t, b);
}

static void
put_research(struct show_term *t, const struct staaf_claim *c, bool wants_why)
{
	const struct staaf_answer *a = &c->answer;

	show_heading(t, STAAF_MSG_CLAIM_SHOW_RESEARCH);
	if (a->n_bodies == 0)
		show_wrap(t, STEP, staaf_text(STAAF_MSG_CLAIM_NO_SUBJECT,
		    t->lang));
	for (size_t i = 0; a->n_bodies > 0 && i < a->reading.n_assumed; i++)
		show_wrap(t, STEP, a->reading.assumed[i]);
	for (size_t i = 0; i < a->n_bodies && i < MOST_BODIES; i++) {
		if (i > 0)
			staaf_buf_putc(t->out, '\n');
		put_body(t, &a->body[i]);
	}
	show_wrap(t, STEP, c->beside_says);
	if (a->n_bodies > 0)
		show_wrap(t, STEP, staaf_text(STAAF_MSG_CLAIM_SHOW_ALL,
		    t->lang));
	if (wants_why)
		show_wrap(t, STEP, a->corpus);
}

static void
put_asks(struct show_term *t, const struct staaf_claim *c)
{
	if (c->n_asks > 0)
		show_heading(t, STAAF_MSG_CLAIM_SHOW_ASK);
	for (size_t i = 0; i < c->n_asks; i++)
		show_beside(t, STEP, STEP, "-", c->ask[i].says);
}

void
staaf_show_claim(struct staaf_buf *out, const struct staaf_claim *c,
    const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	show_strong(&t, c->sentence);
	if (c->answer.reading.was_cut)
		show_wrap(&t, 0, staaf_text(STAAF_MSG_SHOW_CUT, t.lang));
	if (c->is_known) {
		put_figures(&t, c, style->wants_why);
		put_design(&t, c);
		put_form(&t, c);
		put_research(&t, c, style->wants_why);
		put_asks(&t, c);
	}
	show_term_clear(&t);
}
