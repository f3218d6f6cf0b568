/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows from the figures of a claim, and of a question what they say:
 * "7.1 (SD 1.2, n = 40) against 6.5 (1.3; 38): is that real?"
 */
#include <math.h>
#include <string.h>

#include "answer.h"

/* A p that stands apart, of which the means are held. */
static const struct staaf_told_figure *
loose_p(const struct staaf_told *t)
{
	const struct staaf_told_figure *p = NULL;

	for (size_t i = 0; i < t->n_figures; i++) {
		if (t->figure[i].kind != STAAF_TOLD_P)
			continue;
		if (p != NULL)
			return NULL; /* of which figure is each? */
		p = &t->figure[i];
	}
	return p;
}

/* The figure whose g is believed most: a comparison, an estimate, a bound. */
static const struct staaf_claim_figure *
find_best(const struct staaf_claim *c)
{
	const struct staaf_claim_figure *best = NULL;
	int most = 0;

	for (size_t i = 0; i < c->n_figures; i++) {
		const struct staaf_claim_figure *f = &c->figure[i];
		int worth = 0;

		if (f->sum.why == STAAF_TOLD_FOLLOWS)
			worth = f->sum.is_least ? 1 : isnan(f->sum.low) ? 2 :
			    f->told->kind == STAAF_TOLD_P ? 3 : 4;
		if (worth > most) {
			most = worth;
			best = f;
		}
	}
	return best;
}

/* A p beside a test, an effect or a change is of that, whatever it was. */
static bool
is_owned(const struct staaf_told *t)
{
	for (size_t i = 0; i < t->n_figures; i++)
		if (t->figure[i].kind == STAAF_TOLD_STATISTIC ||
		    t->figure[i].kind == STAAF_TOLD_EFFECT ||
		    t->figure[i].kind == STAAF_TOLD_CHANGE)
			return true;
	return false;
}

void
sums_work_out(struct staaf_claim *c, struct staaf_arena *ar)
{
	const struct staaf_told *t = &c->told;
	const struct staaf_told_figure *p = loose_p(t);

	c->figure = staaf_arena_array(ar, t->n_figures + 1,
	    sizeof(*c->figure));
	if (c->figure == NULL)
		return;
	for (size_t i = 0; i < t->n_figures; i++) {
		struct staaf_claim_figure *f = &c->figure[c->n_figures++];

		f->told = &t->figure[i];
		f->text = staaf_arena_dupn(ar, c->text + f->told->at,
		    f->told->size);
		staaf_told_work_out(&f->sum, f->told,
		    f->told->kind == STAAF_TOLD_P && is_owned(t) ?
		    STAAF_NONE : t->n, f->told == p ? NULL : p);
		f->is_of_another = f->told->kind == STAAF_TOLD_P &&
		    is_owned(t);
	}
	c->best = find_best(c);
	for (size_t i = 0; i < c->n_figures; i++)
		claim_say_figure(c, &c->figure[i], ar);
}

const struct staaf_claim_figure *
sums_of_question(struct asking *a)
{
	struct staaf_claim *c = staaf_arena_alloc(a->ar, sizeof(*c));

	if (c == NULL)
		return NULL;
	c->lang = a->lang;
	c->text = a->out->reading.question;
	staaf_told_read(&c->told, c->text, strlen(c->text), a->ar);
	sums_work_out(c, a->ar);
	if (a->ar->failed)
		return NULL;
	a->out->figure = c->figure;
	a->out->n_figures = c->n_figures;
	for (size_t i = 0; i < c->n_figures; i++)
		for (size_t k = 0; k < c->figure[i].n_lines; k++)
			trace_add(a, c->figure[i].line[k].says,
			    c->figure[i].line[k].rule, NULL, NULL,
			    c->figure[i].text);
	return c->best;
}
