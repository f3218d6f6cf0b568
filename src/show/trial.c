/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trial on a terminal: the sentence first, then what it rests on. */
#include <math.h>
#include <stdio.h>

#include "show.h"

enum { LABEL_WIDTH = 28, SHORT_ID = 12 };

/* Every number that was worked out, as scripts know it. */
void
show_numbers(struct show_term *t, const struct staaf_result *r)
{
	show_heading(t, STAAF_MSG_TRIAL_SHOW_NUMBERS);
	for (size_t i = 0; i < r->n_numbers; i++) {
		const struct staaf_number *n = &r->number[i];
		char text[40];

		if (n->text != NULL)
			(void)snprintf(text, sizeof(text), "%s", n->text);
		else if (!isfinite(n->value))
			(void)snprintf(text, sizeof(text), "%s", "-");
		else
			(void)snprintf(text, sizeof(text), "%.6g", n->value);
		show_beside(t, 2, LABEL_WIDTH, n->key, text);
	}
}

void
staaf_show_result(struct staaf_buf *out, const struct staaf_result *r,
    const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	show_numbers(&t, r);
	show_term_clear(&t);
}

static void
put_missing(struct show_term *t, const struct staaf_trial *trial)
{
	struct staaf_buf *s = show_scratch(t);

	for (size_t i = 0; i < trial->n_missing; i++)
		staaf_buf_printf(s, "%s%s: %ld", i > 0 ? ", " : "",
		    *trial->missing[i].code == '\0' ?
		    staaf_text(STAAF_MSG_TRIAL_SHOW_EMPTY, t->lang) :
		    trial->missing[i].code, trial->missing[i].n);
	if (trial->n_missing > 0)
		show_beside(t, 2, 20,
		    staaf_text(STAAF_MSG_TRIAL_SHOW_MISSING, t->lang),
		    staaf_buf_text(s));
}

/* From each step, a row, to each, a column. */
static void
put_moves(struct show_term *t, const struct staaf_moves *m)
{
	if (m->n_steps == 0)
		return;
	show_wrap(t, 2, staaf_text(STAAF_MSG_TRIAL_SHOW_MOVES, t->lang));
	staaf_buf_printf(t->out, "  %6s", "");
	for (int k = 0; k < m->n_steps; k++)
		staaf_buf_printf(t->out, "%6d", m->lowest + k);
	staaf_buf_putc(t->out, '\n');
	for (int i = 0; i < m->n_steps; i++) {
		staaf_buf_printf(t->out, "  %6d", m->lowest + i);
		for (int k = 0; k < m->n_steps; k++) {
			long n = m->count[i * m->n_steps + k];

			if (n > 0)
				staaf_buf_printf(t->out, "%6ld", n);
			else
				staaf_buf_printf(t->out, "%6s", ".");
		}
		staaf_buf_putc(t->out, '\n');
	}
}

/* What it does otherwise than planned, and where it is kept. */
static void
put_beside(struct show_term *t, const struct staaf_trial_beside *b)
{
	char id[SHORT_ID + 1];

	if (b->n_deviated > 0)
		show_heading(t, STAAF_MSG_PLAN_SHOW_CHANGES);
	for (size_t i = 0; i < b->n_deviated; i++) {
		staaf_buf_puts(t->out, "  - ");
		show_hang(t, 4, b->deviated[i].says);
	}
	if (b->id == NULL)
		return;
	(void)snprintf(id, sizeof(id), "%s", b->id);
	staaf_buf_putc(t->out, '\n');
	staaf_say(t->out, t->lang, STAAF_MSG_TRIAL_SHOW_KEPT, id);
	staaf_buf_putc(t->out, '\n');
}

static bool
has_warnings(const struct staaf_trial *trial)
{
	for (size_t i = 0; i < trial->n_warnings; i++)
		if (*trial->warning[i].text != '\0')
			return true;
	return false;
}

void
staaf_show_trial(struct staaf_buf *out, const struct staaf_trial *trial,
    const struct staaf_trial_beside *beside,
    const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	show_strong(&t, trial->sentence);
	if (*trial->bears != '\0')
		staaf_buf_putc(out, '\n');
	show_wrap(&t, 0, trial->bears);
	if (*trial->effect != '\0' || *trial->robust != '\0' ||
	    *trial->lost != '\0' || *trial->power != '\0')
		show_heading(&t, STAAF_MSG_TRIAL_SHOW_RESULT);
	show_wrap(&t, 2, trial->effect);
	show_wrap(&t, 2, trial->robust);
	put_moves(&t, &trial->moves);
	show_wrap(&t, 2, trial->lost);
	show_wrap(&t, 2, trial->power);
	if (beside->update != NULL && *beside->update->sentence != '\0') {
		show_heading(&t, STAAF_MSG_TRIAL_SHOW_NOW);
		show_wrap(&t, 2, beside->update->sentence);
		if (style->wants_why)
			show_wrap(&t, 2, beside->update->sum);
	}
	if (has_warnings(trial))
		show_heading(&t, STAAF_MSG_TRIAL_SHOW_MIND);
	for (size_t i = 0; i < trial->n_warnings; i++) {
		if (*trial->warning[i].text == '\0')
			continue; /* it is said already */
		staaf_buf_puts(out, "  - ");
		show_hang(&t, 4, trial->warning[i].text);
	}
	show_heading(&t, STAAF_MSG_TRIAL_SHOW_HOW);
	show_wrap(&t, 2, trial->chosen);
	put_missing(&t, trial);
	if (*trial->apa != '\0')
		show_beside(&t, 2, 20,
		    staaf_text(STAAF_MSG_TRIAL_SHOW_APA, t.lang), trial->apa);
	if (style->wants_why)
		show_numbers(&t, &trial->result);
	put_beside(&t, beside);
	show_term_clear(&t);
}
