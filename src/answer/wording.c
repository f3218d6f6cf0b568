/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A grade and its figures as sentences: certainty times size times direction
 * (after GRADE guideline 26, 10.1016/j.jclinepi.2019.10.014).  Never more
 * certain than the level; no translation of figures below level 2.
 */
#include <math.h>
#include <string.h>

#include "answer.h"

/*
 * Size of an effect.  Kraft 2020 (10.3102/0013189X20912798) for broad,
 * independent tests: 0.05 and 0.20; twice that for course exams and tests of
 * the researchers, which give about twice as much (Cheung and Slavin 2016,
 * 10.3102/0013189X16656615).  The doubling is a proposal of staaf.
 */
static enum staaf_msg
size_word(double g, bool is_independent)
{
	double scale = is_independent ? 1 : 2;

	if (fabs(g) < 0.05 * scale)
		return STAAF_MSG_SIZE_SMALL;
	return fabs(g) < 0.20 * scale ? STAAF_MSG_SIZE_MEDIUM :
	    STAAF_MSG_SIZE_LARGE;
}

bool
wording_is_large(double g, bool is_independent)
{
	return size_word(g, is_independent) == STAAF_MSG_SIZE_LARGE;
}

/* "is", "is probably", "may be": indexed by level. */
static const char *
sure_word(const struct asking *a, int level)
{
	static const enum staaf_msg words[] = { STAAF_MSG_SURE_2,
		STAAF_MSG_SURE_2, STAAF_MSG_SURE_2, STAAF_MSG_SURE_3,
		STAAF_MSG_SURE_4 };

	return staaf_text(words[level], a->lang);
}

static enum staaf_msg
direction_word(enum staaf_direction d)
{
	switch (d) {
	case STAAF_BETTER:
		return STAAF_MSG_WAY_BETTER;
	case STAAF_WORSE:
		return STAAF_MSG_WAY_WORSE;
	case STAAF_NO_DIFFERENCE:
		return STAAF_MSG_WAY_NONE;
	default:
		return STAAF_MSG_WAY_MIXED;
	}
}

/* An interval that holds both something good and something bad. */
static bool
is_wide(const struct staaf_body *b)
{
	return !isnan(b->input.low) && b->input.low < -0.10 &&
	    b->input.high > 0.10;
}

/* What the lead, or the single studies together, say. */
static enum staaf_direction
find_direction(const struct staaf_body *b)
{
	enum staaf_direction d = STAAF_MIXED;
	bool is_first = true;

	if (!isnan(b->input.low) && b->input.low > 0)
		return STAAF_BETTER;
	if (!isnan(b->input.high) && b->input.high < 0)
		return STAAF_WORSE;
	for (size_t i = 0; i < b->n_evidence; i++) {
		const struct staaf_shown *s = &b->evidence[i];

		if (s->role == STAAF_LEAD)
			return s->finding->direction;
		if (s->role != STAAF_PRIMARY)
			continue;
		if (!is_first && s->finding->direction != d)
			return STAAF_MIXED;
		d = s->finding->direction;
		is_first = false;
	}
	return d;
}

/* Is this, by S11, as good as not known? */
static bool
is_unknown(const struct staaf_body *b)
{
	return b->grade.verdict == STAAF_VERDICT_UNCLEAR ||
	    b->grade.verdict == STAAF_VERDICT_AS_STATED;
}

/* Level 0 or 1: what is lacking is said before anything else. */
static const char *
say_weak(struct asking *a, const struct staaf_body *b, const char *x,
    const char *o)
{
	const char *way = staaf_text(is_wide(b) ? STAAF_MSG_WAY_UNCLEAR :
	    direction_word(find_direction(b)), a->lang);

	if (b->input.design <= 1)
		return say_text(a, STAAF_MSG_SAY_NO_COMPARISON, x, o);
	if (is_unknown(b))
		return say_text(a, STAAF_MSG_SAY_TOO_WEAK, x, o, way);
	if (b->grade.level == 0)
		return say_text(a, STAAF_MSG_SAY_STUDIED, x, o, way);
	return say_text(a, STAAF_MSG_SAY_UNCERTAIN, x, o, way);
}

/* A direction with its certainty and, where there is a figure, its size. */
static const char *
say_direction(struct asking *a, const struct staaf_body *b, const char *x,
    const char *o, enum staaf_msg plain, enum staaf_msg sized)
{
	const char *sure = sure_word(a, b->grade.level);

	if (isnan(b->input.g))
		return say_text(a, plain, x, o, sure);
	return say_text(a, sized, x, o, sure, staaf_text(
	    size_word(b->input.g, b->input.has_independent_test), a->lang));
}

static const char *
say_by_direction(struct asking *a, const struct staaf_body *b, const char *x,
    const char *o)
{
	switch (find_direction(b)) {
	case STAAF_BETTER:
		return say_direction(a, b, x, o, STAAF_MSG_SAY_BETTER,
		    STAAF_MSG_SAY_BETTER_SIZED);
	case STAAF_WORSE:
		return say_direction(a, b, x, o, STAAF_MSG_SAY_WORSE,
		    STAAF_MSG_SAY_WORSE_SIZED);
	case STAAF_NO_DIFFERENCE:
		return say_text(a, STAAF_MSG_SAY_NONE, x, o,
		    sure_word(a, b->grade.level));
	default:
		return say_text(a, STAAF_MSG_SAY_MIXED, x, o,
		    sure_word(a, b->grade.level));
	}
}

static const char *
say_verdict(struct asking *a, const struct staaf_body *b)
{
	const char *x = say_name(a, b->evidence_on != NULL ? b->evidence_on :
	    b->intervention);
	const char *o = say_name(a, b->outcome);

	if (b->grade.zero == STAAF_ZERO_A)
		return say_text(a, STAAF_MSG_SAY_NOT_KNOWN, x, o);
	if (b->grade.zero == STAAF_ZERO_B)
		return say_text(a, STAAF_MSG_SAY_ONLY_NEAR, x, o);
	if (b->grade.verdict == STAAF_VERDICT_CLAIM)
		return say_text(a, STAAF_MSG_SAY_CLAIM,
		    b->claim->says[a->lang]);
	if (b->grade.level <= 1)
		return say_weak(a, b, x, o);
	switch (b->grade.verdict) {
	case STAAF_VERDICT_NO_DIFFERENCE:
		return say_text(a, STAAF_MSG_SAY_NONE, x, o,
		    sure_word(a, b->grade.level));
	case STAAF_VERDICT_DEPENDS:
		return say_text(a, STAAF_MSG_SAY_DEPENDS, x, o, staaf_text(
		    direction_word(find_direction(b)), a->lang));
	case STAAF_VERDICT_UNCLEAR:
		return say_text(a, STAAF_MSG_SAY_UNCLEAR, x, o);
	default:
		return say_by_direction(a, b, x, o);
	}
}

/* "g = 0.35 (95% interval 0.31 to 0.40)", or what is missing of it. */
static const char *
say_figure(struct asking *a, const struct staaf_body *b)
{
	const char *unit = staaf_metric_name(b->metric);
	int decimals = b->metric == STAAF_PP ? 1 : 2;
	const char *value, *low, *high;

	if (!b->has_effect)
		return staaf_text(STAAF_MSG_EFFECT_NONE, a->lang);
	low = say_number(a, b->low, decimals);
	high = say_number(a, b->high, decimals);
	if (isnan(b->value))
		return say_text(a, STAAF_MSG_EFFECT_ONLY_INTERVAL, unit, low,
		    high);
	value = say_number(a, b->value, decimals);
	if (isnan(b->low) || isnan(b->high))
		return say_text(a, STAAF_MSG_EFFECT_NO_INTERVAL, unit,
		    value);
	return say_text(a, STAAF_MSG_EFFECT_INTERVAL, unit, value, low,
	    high);
}

static const char *
say_effect(struct asking *a, const struct staaf_body *b)
{
	const char *k = b->k == STAAF_NONE ?
	    staaf_text(STAAF_MSG_EFFECT_NO_K, a->lang) :
	    say_text(a, b->k == 1 ? STAAF_MSG_EFFECT_ONE_K :
	    STAAF_MSG_EFFECT_K, say_count(a, b->k));
	const char *n = b->n == STAAF_NONE ?
	    staaf_text(STAAF_MSG_EFFECT_NO_N, a->lang) :
	    say_text(a, STAAF_MSG_EFFECT_N, say_count(a, b->n));

	return say_text(a, STAAF_MSG_EFFECT_LINE, say_figure(a, b), k, n);
}

/* Which finding carries the body, for the trace. */
static const struct staaf_shown *
carrier(const struct staaf_body *b)
{
	for (size_t i = 0; i < b->n_evidence; i++)
		if (b->evidence[i].role == STAAF_LEAD ||
		    b->evidence[i].role == STAAF_PRIMARY)
			return &b->evidence[i];
	return NULL;
}

/* How the published figure became the one that is shown. */
static const char *
say_sum(struct asking *a, const struct staaf_body *b)
{
	const struct staaf_shown *s = carrier(b);
	const struct staaf_finding *f;
	const char *sum;
	size_t n = 0;

	for (size_t i = 0; i < b->n_evidence; i++)
		n += b->evidence[i].role == STAAF_PRIMARY;
	if (s == NULL || !b->has_effect)
		return "";
	if (s->role == STAAF_PRIMARY && n > 1)
		return staaf_arena_printf(a->ar, "REML, k = %ld, tau = %.3f",
		    b->k, b->tau);
	f = s->finding;
	if (isnan(f->value))
		return "";
	sum = f->metric == STAAF_OR ? staaf_arena_printf(a->ar,
	    "%sln(%.4g) / 1.65 = %.3f", f->higher_is_worse ? "-" : "",
	    f->value, s->g) : staaf_arena_printf(a->ar, "%s: %.4g",
	    f->higher_is_worse ? "turned round" : "as published", f->value);
	return isnan(f->low) ? sum : staaf_arena_printf(a->ar,
	    f->metric == STAAF_OR ? "%s; so for %.4g and %.4g" :
	    "%s [%.4g, %.4g]", sum, f->low, f->high);
}

void
wording_body(struct asking *a, struct staaf_body *b)
{
	const struct staaf_shown *s = carrier(b);
	const char *record = s == NULL ? "" : s->record->id;
	const char *finding = s == NULL ? "" : s->finding->key;

	b->sentence = say_verdict(a, b);
	if (b->evidence_on != NULL && b->evidence_on != b->intervention)
		b->sentence = b->grade.level <= 1 && is_unknown(b) ?
		    say_text(a, STAAF_MSG_SAY_BROADER_WEAK,
		    say_name(a, b->intervention), say_name(a, b->evidence_on),
		    say_name(a, b->outcome)) :
		    say_text(a, STAAF_MSG_SAY_BROADER,
		    say_name(a, b->intervention), b->sentence);
	trace_add(a, b->sentence, b->grade.verdict == STAAF_VERDICT_CLAIM ?
	    b->claim->id : "S9", record, finding,
	    s == NULL ? NULL : staaf_grade_sum(&b->grade, a->ar));
	b->effect = "";
	if (s == NULL)
		return;
	b->effect = say_effect(a, b);
	trace_add(a, b->effect, "S10", record, finding, say_sum(a, b));
}
