/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a grade comes from, for the trace, and why a piece of evidence
 * counts.  The sentences of a grade are in graded.c.
 */
#include <math.h>
#include <string.h>

#include "answer.h"

const char *
reasons_misfits(struct asking *a, unsigned misfits)
{
	static const enum staaf_msg words[N_MISFITS] = {
		STAAF_MSG_MISFIT_CONCEPT, STAAF_MSG_MISFIT_SISTER,
		STAAF_MSG_MISFIT_SCHOOL, STAAF_MSG_MISFIT_MIXED,
		STAAF_MSG_MISFIT_LEVEL, STAAF_MSG_MISFIT_SUBJECT,
		STAAF_MSG_MISFIT_MODE, STAAF_MSG_MISFIT_COMPARISON,
		STAAF_MSG_MISFIT_POPULATION, STAAF_MSG_MISFIT_FORM,
		STAAF_MSG_MISFIT_OUTCOME
	};

	return reasons_list(words, N_MISFITS, misfits, a->lang, a->ar);
}

const char *
reasons_points(struct asking *a, unsigned misfits)
{
	const char *sum = "";

	for (int i = 0; i < N_MISFITS; i++) {
		double m = seek_misfit_points((enum misfit)(1U << i));

		if ((misfits & 1U << i) && m > 0)
			sum = staaf_arena_printf(a->ar, "%s%s%g", sum,
			    *sum == '\0' ? "" : " + ", m);
	}
	return sum;
}

/* How many true effects lie on the other side, by S4. */
static const char *
sum_of_tau(struct asking *a, const struct staaf_body *b)
{
	const struct staaf_grade_input *in = &b->input;

	if (fabs(in->g) >= .10)
		return staaf_arena_printf(a->ar,
		    "q = Phi(-%.4g / %.4g) = %.3f >= 0.15", fabs(in->g),
		    in->tau, b->grade.other_side);
	return staaf_arena_printf(a->ar, "q = min(Phi((-0.1 - (%.4g)) / "
	    "%.4g), Phi(-(0.1 - (%.4g)) / %.4g)) = %.3f >= 0.15",
	    in->g, in->tau, in->g, in->tau, b->grade.other_side);
}

/* What is as far from the question as the body is judged to be; or NULL. */
static const struct staaf_shown *
find_misfit(const struct staaf_body *b)
{
	for (size_t i = 0; i < b->n_evidence; i++)
		if (b->evidence[i].mismatch == b->input.mismatch &&
		    b->evidence[i].role != STAAF_NEAREST)
			return &b->evidence[i];
	return NULL;
}

/* The mismatch of what carries the body, point by point. */
static const char *
sum_of_mismatch(struct asking *a, const struct staaf_body *b)
{
	const struct staaf_shown *s = find_misfit(b);

	return s == NULL ? staaf_arena_printf(a->ar, "m = %.2f",
	    b->input.mismatch) : staaf_arena_printf(a->ar, "m = %s = %.2f",
	    s->points, b->input.mismatch);
}

/* The first that comes to something else than the lead; or NULL. */
static const struct staaf_shown *
find_dispute(const struct staaf_body *b)
{
	for (size_t i = 0; i < b->n_evidence; i++)
		if (b->evidence[i].role == STAAF_CONTRADICTS)
			return &b->evidence[i];
	return NULL;
}

static const char *
sum_of_dispute(struct asking *a, const struct staaf_body *b)
{
	const struct staaf_shown *other = find_dispute(b);

	if (other == NULL || isnan(other->g) || isnan(b->input.g))
		return "";
	return b->input.g * other->g < 0 ?
	    staaf_arena_printf(a->ar, "%.4g * %.4g < 0", b->input.g,
	    other->g) :
	    staaf_arena_printf(a->ar, "|%.4g - %.4g| = %.4g >= 0.30",
	    b->input.g, other->g, fabs(b->input.g - other->g));
}

/* The sum behind a lost point, for those who check. */
static const char *
sum_of(struct asking *a, const struct staaf_body *b, enum staaf_reason reason)
{
	switch (reason) {
	case STAAF_BECAUSE_TAU:
		return sum_of_tau(a, b);
	case STAAF_BECAUSE_REVIEWS:
		return sum_of_dispute(a, b);
	case STAAF_BECAUSE_INTERVAL:
		return staaf_arena_printf(a->ar,
		    "-0.10 or 0.10 inside [%.4g, %.4g]", b->input.low,
		    b->input.high);
	case STAAF_BECAUSE_MISMATCH:
		return sum_of_mismatch(a, b);
	case STAAF_BECAUSE_FLAGS:
		return staaf_arena_printf(a->ar, "flags = %d",
		    b->input.n_flags);
	case STAAF_BECAUSE_I2:
		return staaf_arena_printf(a->ar, "I2 = %.0f%% >= 75%%",
		    b->input.i2);
	case STAAF_BECAUSE_FEW_STUDENTS:
		return staaf_arena_printf(a->ar, "n = %ld < 400", b->input.n);
	default:
		return "";
	}
}

/* The record that leads, and the one that comes to something else. */
static const char *
records_of(struct asking *a, const struct staaf_body *b,
    enum staaf_reason reason)
{
	const struct staaf_shown *other = reason == STAAF_BECAUSE_REVIEWS ?
	    find_dispute(b) : NULL;

	if (b->n_evidence == 0)
		return "";
	return other == NULL ? b->evidence[0].record->id :
	    staaf_arena_printf(a->ar, "%s, %s", b->evidence[0].record->id,
	    other->record->id);
}

void
reasons_grade(struct asking *a, struct staaf_body *b)
{
	const struct staaf_grade *g = &b->grade;
	struct staaf_grade_words *w = staaf_arena_alloc(a->ar, sizeof(*w));
	const char *record = b->n_evidence > 0 ? b->evidence[0].record->id : "";
	const char *key = b->n_evidence > 0 && b->evidence[0].finding != NULL ?
	    b->evidence[0].finding->key : "";
	const struct staaf_shown *misfit = find_misfit(b);

	b->certainty = b->start = "";
	if (w == NULL)
		return;
	staaf_grade_say(w, &b->input, g, misfit != NULL ? misfit->differs :
	    NULL, a->lang, a->ar);
	b->certainty = w->certainty;
	if (g->zero == STAAF_ZERO_A || g->zero == STAAF_ZERO_B)
		return;
	b->start = w->start;
	trace_add(a, b->start, "S1 S3", record, key, b->input.k == STAAF_NONE ?
	    staaf_arena_printf(a->ar, "D%d, k = ?: %d", b->input.design,
	    g->start) : staaf_arena_printf(a->ar, "D%d, k = %ld: %d",
	    b->input.design, b->input.k, g->start));
	b->lost = w->lost;
	b->n_lost = g->n_lost;
	for (size_t i = 0; i < g->n_lost; i++)
		trace_add(a, w->lost[i].reason, staaf_arena_printf(a->ar,
		    "S4 %s", w->lost[i].code),
		    records_of(a, b, g->lost[i].reason), key,
		    sum_of(a, b, g->lost[i].reason));
	b->caps = w->caps;
	b->n_caps = g->n_caps;
	for (size_t i = 0; i < g->n_caps; i++)
		trace_add(a, w->caps[i].reason, "S6", record, key, NULL);
}

const char *
reasons_counts(struct asking *a, const struct candidate *c)
{
	static const enum staaf_msg words[] = {
		[STAAF_LEAD] = STAAF_MSG_ROLE_LEAD,
		[STAAF_AGREES] = STAAF_MSG_ROLE_AGREES,
		[STAAF_CONTRADICTS] = STAAF_MSG_ROLE_CONTRADICTS,
		[STAAF_PRIMARY] = STAAF_MSG_ROLE_PRIMARY,
		[STAAF_LOCAL] = STAAF_MSG_ROLE_LOCAL,
		[STAAF_NEAREST] = STAAF_MSG_ROLE_NEAREST,
		[STAAF_DROPPED] = STAAF_MSG_ROLE_DROPPED,
	};
	const char *why = staaf_text(words[c->role], a->lang);
	const char *but = reasons_misfits(a, c->misfits);

	if (c->role == STAAF_NEAREST && !c->from->finding.is_confirmed)
		why = staaf_text(STAAF_MSG_ROLE_UNCONFIRMED, a->lang);
	else if (c->role == STAAF_NEAREST && basis_is_doubted(c))
		why = staaf_text(STAAF_MSG_ROLE_DOUBTED, a->lang);
	if (*but == '\0' || c->role == STAAF_DROPPED)
		return why;
	return say_text(a, STAAF_MSG_ROLE_BUT, why, but);
}
