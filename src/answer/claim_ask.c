/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is missing from a claim, as plain questions to whoever makes it: the
 * most telling first, and only what is not told and bears on it.
 */
#include <math.h>

#include "answer.h"

/* What holds of a claim, for the questions. */
struct missing {
	const struct staaf_told *t;
	bool has_figures, has_g, has_limits;
	bool wants_base, wants_spread, is_all_shares, has_change;
	bool has_difference;
};

static struct missing
look(const struct staaf_claim *c)
{
	struct missing m = { .t = &c->told, .has_figures = c->n_figures > 0,
		.is_all_shares = c->n_figures > 0 };

	for (size_t i = 0; i < c->n_figures; i++) {
		const struct staaf_claim_figure *f = &c->figure[i];
		enum staaf_told_not why = f->sum.why;

		m.is_all_shares = m.is_all_shares &&
		    f->told->kind == STAAF_TOLD_SHARE;
		m.has_difference = m.has_difference || (!f->is_of_another &&
		    why != STAAF_TOLD_IS_LINK && why != STAAF_TOLD_IS_SHARE);
		m.has_change = m.has_change || why == STAAF_TOLD_IS_CHANGE;
		m.wants_base = m.wants_base || why == STAAF_TOLD_IS_RELATIVE ||
		    why == STAAF_TOLD_NO_BASE;
		m.wants_spread = m.wants_spread ||
		    why == STAAF_TOLD_NO_SPREAD ||
		    why == STAAF_TOLD_IS_RELATIVE ||
		    (why == STAAF_TOLD_IS_CHANGE && !f->told->is_percent);
	}
	m.has_g = c->best != NULL;
	m.has_limits = m.has_g && !isnan(c->best->sum.low);
	return m;
}

static bool
is_told(const struct missing *m, enum staaf_tells what)
{
	return (m->t->tells & what) != 0;
}

static bool
is_compared(const struct missing *m)
{
	return is_told(m, STAAF_TELLS_COMPARISON) && m->t->design >= 2;
}

static bool
no_outcome(const struct missing *m)
{
	return m->is_all_shares ||
	    (!m->has_figures && (m->t->cues & STAAF_CUE_OPINION) != 0);
}

static bool
no_base(const struct missing *m)
{
	return m->wants_base && !m->has_limits;
}

static bool
no_comparison(const struct missing *m)
{
	return !is_told(m, STAAF_TELLS_COMPARISON);
}

static bool
no_lots(const struct missing *m)
{
	return is_compared(m) && !is_told(m, STAAF_TELLS_LOTS) &&
	    !m->t->is_review;
}

static bool
no_pretest(const struct missing *m)
{
	return is_compared(m) && !is_told(m, STAAF_TELLS_LOTS) &&
	    !is_told(m, STAAF_TELLS_PRETEST) && !m->t->is_review;
}

static bool
no_students(const struct missing *m)
{
	return !is_told(m, STAAF_TELLS_STUDENTS);
}

static bool
no_spread(const struct missing *m)
{
	return m->wants_spread && !m->has_g &&
	    !is_told(m, STAAF_TELLS_SPREAD);
}

static bool
no_interval(const struct missing *m)
{
	return m->has_difference && !m->has_limits && !no_spread(m) &&
	    !is_told(m, STAAF_TELLS_INTERVAL);
}

static bool
no_test(const struct missing *m)
{
	return !m->is_all_shares && !is_told(m, STAAF_TELLS_TEST);
}

static bool
no_who(const struct missing *m)
{
	return !is_told(m, STAAF_TELLS_WHO);
}

static bool
no_duration(const struct missing *m)
{
	return m->has_figures && !m->is_all_shares &&
	    !is_told(m, STAAF_TELLS_DURATION);
}

static bool
no_source(const struct missing *m)
{
	return !is_told(m, STAAF_TELLS_SOURCE);
}

static bool
no_loss(const struct missing *m)
{
	return (is_compared(m) || m->has_change) &&
	    !is_told(m, STAAF_TELLS_LOSS);
}

void
claim_ask(struct staaf_claim *c)
{
	static const struct {
		const char *what;
		enum staaf_msg says;
		bool (*is_wanted)(const struct missing *m);
	} questions[] = {
		{ "outcome", STAAF_MSG_CLAIM_ASK_OUTCOME, no_outcome },
		{ "base", STAAF_MSG_CLAIM_ASK_BASE, no_base },
		{ "comparison", STAAF_MSG_CLAIM_ASK_COMPARISON,
		    no_comparison },
		{ "lots", STAAF_MSG_CLAIM_ASK_LOTS, no_lots },
		{ "pretest", STAAF_MSG_CLAIM_ASK_PRETEST, no_pretest },
		{ "students", STAAF_MSG_CLAIM_ASK_STUDENTS, no_students },
		{ "spread", STAAF_MSG_CLAIM_ASK_SPREAD, no_spread },
		{ "interval", STAAF_MSG_CLAIM_ASK_INTERVAL, no_interval },
		{ "test", STAAF_MSG_CLAIM_ASK_TEST, no_test },
		{ "who", STAAF_MSG_CLAIM_ASK_WHO, no_who },
		{ "source", STAAF_MSG_CLAIM_ASK_SOURCE, no_source },
		{ "loss", STAAF_MSG_CLAIM_ASK_LOSS, no_loss },
		{ "duration", STAAF_MSG_CLAIM_ASK_DURATION, no_duration },
	};
	struct missing m = look(c);

	for (size_t i = 0; c->is_known && c->n_asks < STAAF_CLAIM_ASKS &&
	    i < sizeof(questions) / sizeof(*questions); i++)
		if (questions[i].is_wanted(&m))
			c->ask[c->n_asks++] = (struct staaf_claim_ask){
				questions[i].what,
				staaf_text(questions[i].says, c->lang) };
}
