/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The grade in words: where it starts, each point lost, each cap, and why a
 * piece of evidence counts.  A reader can do the sum by hand.
 */
#include <math.h>
#include <string.h>

#include "answer.h"

static const char *
level_word(const struct asking *a, int level)
{
	static const enum staaf_msg words[] = { STAAF_MSG_LEVEL_0,
		STAAF_MSG_LEVEL_1, STAAF_MSG_LEVEL_2, STAAF_MSG_LEVEL_3,
		STAAF_MSG_LEVEL_4 };

	return staaf_text(words[level], a->lang);
}

static const char *
design_word(const struct asking *a, int design)
{
	static const enum staaf_msg words[] = { STAAF_MSG_DESIGN_0,
		STAAF_MSG_DESIGN_1, STAAF_MSG_DESIGN_2, STAAF_MSG_DESIGN_3,
		STAAF_MSG_DESIGN_4, STAAF_MSG_DESIGN_5 };

	return staaf_text(words[design], a->lang);
}

static const char *
say_start(struct asking *a, const struct staaf_body *b)
{
	char start[8], design[8];
	const char *k;

	(void)snprintf(start, sizeof(start), "%d", b->grade.start);
	(void)snprintf(design, sizeof(design), "D%d", b->input.design);
	if (b->input.k == STAAF_NONE)
		k = staaf_text(STAAF_MSG_EFFECT_NO_K, a->lang);
	else
		k = say_text(a, b->input.k == 1 ? STAAF_MSG_EFFECT_ONE_K :
		    STAAF_MSG_EFFECT_K, say_count(a, b->input.k));
	return say_text(a, STAAF_MSG_GRADE_START, start,
	    design_word(a, b->input.design), design, k);
}

/* The messages of a set of bits as one list: "this, that". */
static const char *
list_words(struct asking *a, const enum staaf_msg *words, int n, unsigned set)
{
	struct staaf_buf b = { 0 };
	const char *text;

	for (int i = 0; i < n; i++) {
		if (!(set & 1U << i))
			continue;
		if (b.size > 0)
			staaf_buf_puts(&b, ", ");
		staaf_buf_puts(&b, staaf_text(words[i], a->lang));
	}
	if (b.failed)
		a->ar->failed = true;
	text = staaf_arena_dup(a->ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}

static const char *
list_missing(struct asking *a, const struct staaf_body *b)
{
	static const enum staaf_msg words[] = { STAAF_MSG_PART_TAU,
		STAAF_MSG_PART_INTERVAL, STAAF_MSG_PART_N };
	unsigned set = (isnan(b->input.tau) ? 1U : 0) |
	    (isnan(b->input.low) ? 2U : 0) |
	    (b->input.n == STAAF_NONE ? 4U : 0);

	return list_words(a, words, 3, set);
}

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

	return list_words(a, words, N_MISFITS, misfits);
}

/* The sum behind a lost point, for those who check. */
static const char *
sum_of(struct asking *a, const struct staaf_body *b, enum staaf_reason reason)
{
	switch (reason) {
	case STAAF_BECAUSE_TAU:
		return staaf_arena_printf(a->ar,
		    "g %.2f, tau %.2f: q = %.3f >= 0.15", b->input.g,
		    b->input.tau, b->grade.other_side);
	case STAAF_BECAUSE_INTERVAL:
		return staaf_arena_printf(a->ar,
		    "-0.10 or 0.10 inside [%.2f, %.2f]", b->input.low,
		    b->input.high);
	case STAAF_BECAUSE_MISMATCH:
		return staaf_arena_printf(a->ar, "m = %.2f", b->input.mismatch);
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

static const char *
say_reason(struct asking *a, const struct staaf_body *b,
    enum staaf_reason reason)
{
	static const enum staaf_msg words[STAAF_N_REASONS] = {
		[STAAF_BECAUSE_FLAGS] = STAAF_MSG_LOST_FLAGS,
		[STAAF_BECAUSE_TAU] = STAAF_MSG_LOST_TAU,
		[STAAF_BECAUSE_I2] = STAAF_MSG_LOST_I2,
		[STAAF_BECAUSE_SPREAD] = STAAF_MSG_LOST_SPREAD,
		[STAAF_BECAUSE_REVIEWS] = STAAF_MSG_LOST_REVIEWS,
		[STAAF_BECAUSE_INTERVAL] = STAAF_MSG_LOST_INTERVAL,
		[STAAF_BECAUSE_NO_INTERVAL] = STAAF_MSG_LOST_NO_INTERVAL,
		[STAAF_BECAUSE_FEW_STUDENTS] = STAAF_MSG_LOST_FEW_STUDENTS,
		[STAAF_BECAUSE_MISMATCH] = STAAF_MSG_LOST_MISMATCH,
		[STAAF_BECAUSE_OLD] = STAAF_MSG_LOST_OLD,
		[STAAF_BECAUSE_BIAS] = STAAF_MSG_LOST_BIAS,
		[STAAF_CAP_NEAREST] = STAAF_MSG_CAP_NEAREST,
		[STAAF_CAP_ONE_STUDY] = STAAF_MSG_CAP_ONE_STUDY,
		[STAAF_CAP_ONE_LARGE_STUDY] = STAAF_MSG_CAP_ONE_LARGE_STUDY,
		[STAAF_CAP_FEW_STUDIES] = STAAF_MSG_CAP_FEW_STUDIES,
		[STAAF_CAP_UNAPPRAISED] = STAAF_MSG_CAP_UNAPPRAISED,
		[STAAF_CAP_NOT_REPORTED] = STAAF_MSG_CAP_NOT_REPORTED,
		[STAAF_CAP_NO_HIGHER_EDUCATION] =
		    STAAF_MSG_CAP_NO_HIGHER_EDUCATION,
		[STAAF_CAP_CONCERN] = STAAF_MSG_CAP_CONCERN,
		[STAAF_CAP_DESIGN] = STAAF_MSG_CAP_DESIGN,
		[STAAF_CAP_LOCAL] = STAAF_MSG_CAP_LOCAL,
	};
	const char *what = "";

	if (reason == STAAF_BECAUSE_MISMATCH && b->n_evidence > 0)
		what = b->evidence[0].differs;
	else if (reason == STAAF_CAP_NOT_REPORTED)
		what = list_missing(a, b);
	return say_text(a, words[reason], what);
}

void
reasons_grade(struct asking *a, struct staaf_body *b)
{
	const struct staaf_grade *g = &b->grade;
	const char *record = b->n_evidence > 0 ? b->evidence[0].record->id : "";
	const char *key = b->n_evidence > 0 && b->evidence[0].finding != NULL ?
	    b->evidence[0].finding->key : "";
	char level[8];

	(void)snprintf(level, sizeof(level), "%d", g->level);
	b->certainty = say_text(a, STAAF_MSG_GRADE_CERTAINTY,
	    g->zero == STAAF_ZERO_C ?
	    staaf_text(STAAF_MSG_LEVEL_WEAK, a->lang) :
	    level_word(a, g->level), level);
	b->start = "";
	if (g->zero == STAAF_ZERO_A || g->zero == STAAF_ZERO_B)
		return;
	b->start = say_start(a, b);
	trace_add(a, b->start, "S1 S3", record, key, b->input.k == STAAF_NONE ?
	    staaf_arena_printf(a->ar, "D%d, k = ?: %d", b->input.design,
	    g->start) : staaf_arena_printf(a->ar, "D%d, k = %ld: %d",
	    b->input.design, b->input.k, g->start));
	b->lost = staaf_arena_array(a->ar, STAAF_N_CRITERIA, sizeof(*b->lost));
	b->caps = staaf_arena_array(a->ar, STAAF_MAX_CAPS, sizeof(*b->caps));
	for (size_t i = 0; b->lost != NULL && i < g->n_lost; i++) {
		const struct staaf_lost *l = &g->lost[i];
		const char *code = staaf_criterion_code(l->criterion);

		b->lost[b->n_lost++] = (struct staaf_said){ code, l->points,
			say_reason(a, b, l->reason) };
		trace_add(a, b->lost[i].reason, staaf_arena_printf(a->ar,
		    "S4 %s", code), record, key, sum_of(a, b, l->reason));
	}
	for (size_t i = 0; b->caps != NULL && i < g->n_caps; i++) {
		b->caps[b->n_caps++] = (struct staaf_said){ "", g->caps[i].cap,
			say_reason(a, b, g->caps[i].reason) };
		trace_add(a, b->caps[i].reason, "S6", record, key, NULL);
	}
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
