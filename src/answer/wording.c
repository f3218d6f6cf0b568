/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A grade and its figures as sentences: certainty times size times direction
 * (after GRADE guideline 26, 10.1016/j.jclinepi.2019.10.014).  Never more
 * certain than the level; no translation of figures below level 2.
 */
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include <staaf/stats.h>

#include "answer.h"

enum { MAX_WORDS = 9 };

const char *
wording_say_words(struct asking *a, enum staaf_msg msg, ...)
{
	const char *word[MAX_WORDS] = { NULL };
	struct staaf_buf b = { 0 };
	const char *text;
	va_list list;

	va_start(list, msg);
	for (int i = 0; i < MAX_WORDS; i++)
		if ((word[i] = va_arg(list, const char *)) == NULL)
			break;
	va_end(list);
	staaf_say_words(&b, a->lang, msg, word[0], word[1], word[2], word[3],
	    word[4], word[5], word[6], word[7], word[8], (const char *)NULL);
	if (b.failed)
		a->ar->failed = true;
	text = staaf_arena_dup(a->ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}

const char *
wording_number(struct asking *a, double value, int decimals)
{
	struct staaf_buf b = { 0 };
	const char *text;

	staaf_say_number(&b, a->lang, value, decimals);
	if (b.failed)
		a->ar->failed = true;
	text = staaf_arena_dup(a->ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}

const char *
wording_count(struct asking *a, long value)
{
	struct staaf_buf b = { 0 };
	const char *text;

	staaf_say_count(&b, a->lang, value);
	if (b.failed)
		a->ar->failed = true;
	text = staaf_arena_dup(a->ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}

const char *
wording_name(const struct asking *a, const struct staaf_concept *c)
{
	return c->name[a->lang];
}

/* "Låg, T. & Sæle, R. G. (2019). Title. Venue." */
const char *
wording_citation(struct asking *a, const struct staaf_record *r)
{
	struct staaf_buf b = { 0 };
	const char *text;

	if (r->n_authors == 0)
		staaf_buf_puts(&b, staaf_text(STAAF_MSG_CITE_NO_AUTHORS,
		    a->lang));
	else
		staaf_buf_puts(&b, r->author[0]);
	if (r->n_authors == 2)
		staaf_buf_printf(&b, " & %s", r->author[1]);
	else if (r->n_authors > 2)
		staaf_buf_printf(&b, " %s",
		    staaf_text(STAAF_MSG_CITE_AND_OTHERS, a->lang));
	if (r->year > 0)
		staaf_buf_printf(&b, " (%d). ", r->year);
	else
		staaf_buf_printf(&b, " %s ",
		    staaf_text(STAAF_MSG_CITE_NO_YEAR, a->lang));
	staaf_buf_puts(&b, r->title);
	if (r->title[0] != '\0' &&
	    strchr(".?!", r->title[strlen(r->title) - 1]) == NULL)
		staaf_buf_putc(&b, '.');
	if (r->venue[0] != '\0')
		staaf_buf_printf(&b, " %s.", r->venue);
	if (b.failed)
		a->ar->failed = true;
	text = staaf_arena_dup(a->ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}

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
	const char *way = staaf_text(direction_word(body_direction(b)),
	    a->lang);

	if (b->input.design <= 1)
		return wording_say(a, STAAF_MSG_SAY_NO_COMPARISON, x, o);
	if (is_unknown(b))
		return wording_say(a, STAAF_MSG_SAY_TOO_WEAK, x, o, way);
	if (b->grade.level == 0)
		return wording_say(a, STAAF_MSG_SAY_STUDIED, x, o, way);
	return wording_say(a, STAAF_MSG_SAY_UNCERTAIN, x, o, way);
}

/* A direction with its certainty and, where there is a figure, its size. */
static const char *
say_direction(struct asking *a, const struct staaf_body *b, const char *x,
    const char *o, enum staaf_msg plain, enum staaf_msg sized)
{
	const char *sure = sure_word(a, b->grade.level);

	if (isnan(b->input.g))
		return wording_say(a, plain, x, o, sure);
	return wording_say(a, sized, x, o, sure, staaf_text(
	    size_word(b->input.g, b->input.has_independent_test), a->lang));
}

static const char *
say_by_direction(struct asking *a, const struct staaf_body *b, const char *x,
    const char *o)
{
	switch (body_direction(b)) {
	case STAAF_BETTER:
		return say_direction(a, b, x, o, STAAF_MSG_SAY_BETTER,
		    STAAF_MSG_SAY_BETTER_SIZED);
	case STAAF_WORSE:
		return say_direction(a, b, x, o, STAAF_MSG_SAY_WORSE,
		    STAAF_MSG_SAY_WORSE_SIZED);
	case STAAF_NO_DIFFERENCE:
		return wording_say(a, STAAF_MSG_SAY_NONE, x, o,
		    sure_word(a, b->grade.level));
	default:
		return wording_say(a, STAAF_MSG_SAY_MIXED, x, o,
		    sure_word(a, b->grade.level));
	}
}

static const char *
say_verdict(struct asking *a, const struct staaf_body *b)
{
	const char *x = wording_name(a, b->intervention);
	const char *o = wording_name(a, b->outcome);
	const struct staaf_rule *claim;

	if (b->grade.zero == STAAF_ZERO_A)
		return wording_say(a, STAAF_MSG_SAY_NOT_KNOWN, x, o);
	if (b->grade.zero == STAAF_ZERO_B)
		return wording_say(a, STAAF_MSG_SAY_ONLY_NEAR, x, o);
	if (b->grade.verdict == STAAF_VERDICT_CLAIM &&
	    (claim = question_claim(a, b->intervention)) != NULL)
		return wording_say(a, STAAF_MSG_SAY_CLAIM,
		    claim->says[a->lang]);
	if (b->grade.level <= 1)
		return say_weak(a, b, x, o);
	switch (b->grade.verdict) {
	case STAAF_VERDICT_NO_DIFFERENCE:
		return wording_say(a, STAAF_MSG_SAY_NONE, x, o,
		    sure_word(a, b->grade.level));
	case STAAF_VERDICT_DEPENDS:
		return wording_say(a, STAAF_MSG_SAY_DEPENDS, x, o, staaf_text(
		    direction_word(body_direction(b)), a->lang));
	case STAAF_VERDICT_UNCLEAR:
		return wording_say(a, STAAF_MSG_SAY_UNCLEAR, x, o);
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
	low = wording_number(a, b->low, decimals);
	high = wording_number(a, b->high, decimals);
	if (isnan(b->value))
		return wording_say(a, STAAF_MSG_EFFECT_ONLY_INTERVAL, unit, low,
		    high);
	value = wording_number(a, b->value, decimals);
	if (isnan(b->low) || isnan(b->high))
		return wording_say(a, STAAF_MSG_EFFECT_NO_INTERVAL, unit,
		    value);
	return wording_say(a, STAAF_MSG_EFFECT_INTERVAL, unit, value, low,
	    high);
}

static const char *
say_effect(struct asking *a, const struct staaf_body *b)
{
	const char *k = b->k == STAAF_NONE ?
	    staaf_text(STAAF_MSG_EFFECT_NO_K, a->lang) :
	    wording_say(a, b->k == 1 ? STAAF_MSG_EFFECT_ONE_K :
	    STAAF_MSG_EFFECT_K, wording_count(a, b->k));
	const char *n = b->n == STAAF_NONE ?
	    staaf_text(STAAF_MSG_EFFECT_NO_N, a->lang) :
	    wording_say(a, STAAF_MSG_EFFECT_N, wording_count(a, b->n));

	return wording_say(a, STAAF_MSG_EFFECT_LINE, say_figure(a, b), k, n);
}

static const char *
percent_place(struct asking *a, double g)
{
	return wording_number(a, 100 * staaf_u3(g), 0);
}

/*
 * U3 in words.  Only for achievement on the scale of g, design class 2 or
 * better, level 2 or better; with the interval, and that a class may differ.
 */
static const char *
say_plain(struct asking *a, const struct staaf_body *b)
{
	const char *text, *place;

	if (b->grade.level < 2 || b->input.design < 2 || isnan(b->input.g) ||
	    strcmp(b->outcome->domain, "achievement") != 0 ||
	    b->grade.verdict == STAAF_VERDICT_CLAIM)
		return "";
	place = percent_place(a, b->input.g);
	text = isnan(b->input.low) ?
	    wording_say(a, STAAF_MSG_PLAIN_NO_INTERVAL, place) :
	    wording_say(a, STAAF_MSG_PLAIN_INTERVAL, place,
	    percent_place(a, b->input.low), percent_place(a, b->input.high));
	trace_add(a, text, "U3", b->evidence[0].record->id,
	    b->evidence[0].finding->key, staaf_arena_printf(a->ar,
	    "Phi(%.2f) = %.3f", b->input.g, staaf_u3(b->input.g)));
	return text;
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
	size_t n = 0;

	for (size_t i = 0; i < b->n_evidence; i++)
		n += b->evidence[i].role == STAAF_PRIMARY;
	if (s == NULL || !b->has_effect)
		return "";
	if (s->role == STAAF_PRIMARY && n > 1)
		return staaf_arena_printf(a->ar, "REML, k = %ld, tau = %.3f",
		    b->k, b->tau);
	if (s->finding->metric == STAAF_OR)
		return staaf_arena_printf(a->ar, "ln(%.3g) / 1.65 = %.3f",
		    s->finding->value, s->g);
	return s->finding->higher_is_worse && !isnan(s->finding->value) ?
	    staaf_arena_printf(a->ar, "-(%.3g)", s->finding->value) : "";
}

/* "3 - 1 = 2, at most 3: 2; as stated": the whole sum of the grade. */
static const char *
say_level_sum(struct asking *a, const struct staaf_grade *g)
{
	struct staaf_buf b = { 0 };
	int sum = g->start + g->raised;
	const char *text;

	staaf_buf_printf(&b, "%d", g->start);
	for (size_t i = 0; i < g->n_lost; i++) {
		staaf_buf_printf(&b, " - %d", -g->lost[i].points);
		sum += g->lost[i].points;
	}
	if (g->raised > 0)
		staaf_buf_printf(&b, " + %d", g->raised);
	staaf_buf_printf(&b, " = %d, <= %d, >= 0: %d; %s", sum, g->cap,
	    g->level, staaf_verdict_name(g->verdict));
	if (b.failed)
		a->ar->failed = true;
	text = staaf_arena_dup(a->ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}

void
wording_body(struct asking *a, struct staaf_body *b)
{
	const struct staaf_shown *s = carrier(b);
	const char *record = s == NULL ? "" : s->record->id;
	const char *finding = s == NULL ? "" : s->finding->key;
	const struct staaf_rule *claim = question_claim(a, b->intervention);

	b->sentence = say_verdict(a, b);
	trace_add(a, b->sentence, b->grade.verdict == STAAF_VERDICT_CLAIM &&
	    claim != NULL ? claim->id : "S9", record, finding,
	    s == NULL ? NULL : say_level_sum(a, &b->grade));
	b->effect = b->plain = "";
	if (s == NULL)
		return;
	b->effect = say_effect(a, b);
	trace_add(a, b->effect, "S10", record, finding, say_sum(a, b));
	b->plain = say_plain(a, b);
}
