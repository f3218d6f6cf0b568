/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows from a figure of a claim, in sentences: the sum, what it took
 * for granted, or the one number that is missing and what is there without
 * it.
 */
#include <math.h>

#include <staaf/describe.h>

#include "answer.h"

/* A figure under way. */
struct saying {
	const struct staaf_claim *c;
	struct staaf_claim_figure *f;
	const struct staaf_told_sum *sum;
	struct staaf_arena *ar;
	enum staaf_lang lang;
};

#define fill(s, ...) staaf_text_fill((s)->ar, (s)->lang, __VA_ARGS__)

static void
add(struct saying *s, const char *rule, const char *says)
{
	if (s->f->n_lines < STAAF_CLAIM_LINES)
		s->f->line[s->f->n_lines++] =
		    (struct staaf_claim_line){ says, rule };
}

static const char *
num(const struct saying *s, double value, int decimals)
{
	return staaf_text_number(s->ar, s->lang, value, decimals);
}

/* As few decimals as it needs, two at most. */
static const char *
short_num(const struct saying *s, double value)
{
	int decimals = 0;

	while (decimals < 2 && fabs(value * pow(10, decimals) -
	    round(value * pow(10, decimals))) > 1e-6)
		decimals++;
	return num(s, value, decimals);
}

static const char *
say_p(const struct saying *s, double p)
{
	return p < 0.0005 ? staaf_arena_printf(s->ar, "< %s",
	    num(s, 0.001, 3)) : staaf_arena_printf(s->ar, "= %s",
	    num(s, p, 3));
}

const char *
claim_say_size(const struct staaf_claim *c, const struct staaf_told_sum *sum,
    struct staaf_arena *ar)
{
	const char *g = staaf_text_number(ar, c->lang, sum->g, 2);

	if (isnan(sum->low))
		return staaf_arena_printf(ar, "g = %s", g);
	return staaf_text_fill(ar, c->lang, STAAF_MSG_CLAIM_SIZE, g,
	    staaf_text_number(ar, c->lang, sum->low, 2),
	    staaf_text_number(ar, c->lang, sum->high, 2));
}

static void
say_g(struct saying *s, const char *rule)
{
	const char *size = claim_say_size(s->c, s->sum, s->ar);

	if (isnan(s->sum->p))
		add(s, rule, fill(s, STAAF_MSG_CLAIM_G, size));
	else
		add(s, rule, fill(s, STAAF_MSG_CLAIM_G_P, size,
		    say_p(s, s->sum->p)));
}

static void
say_assumed(struct saying *s)
{
	const struct staaf_told_sum *sum = s->sum;

	if ((sum->assumed & STAAF_ASSUMED_EQUAL_GROUPS) &&
	    sum->n1 != STAAF_NONE)
		add(s, "", fill(s, STAAF_MSG_CLAIM_ASSUMED_GROUPS,
		    staaf_text_count(s->ar, s->lang, sum->n1),
		    staaf_text_count(s->ar, s->lang, sum->n2)));
	if (sum->assumed & STAAF_ASSUMED_DIRECTION)
		add(s, "", fill(s, STAAF_MSG_CLAIM_ASSUMED_WAY));
	if (sum->assumed & STAAF_ASSUMED_ROUNDED)
		add(s, "", fill(s, STAAF_MSG_CLAIM_ASSUMED_COUNTS));
}

static void
say_means(struct saying *s)
{
	const struct staaf_told_figure *t = s->f->told;
	const struct staaf_told_sum *sum = s->sum;
	int decimals = t->a.sd_decimals > t->b.sd_decimals ?
	    t->a.sd_decimals : t->b.sd_decimals;

	if (sum->assumed & STAAF_ASSUMED_STUDENT) {
		add(s, "Student 1908", fill(s, sum->is_least ?
		    STAAF_MSG_CLAIM_P_LEAST : STAAF_MSG_CLAIM_P_SIZE,
		    num(s, fabs(sum->g), 2)));
	} else if (sum->lacks_n) {
		add(s, "Hedges 1981", fill(s, STAAF_MSG_CLAIM_MEANS_NO_N,
		    num(s, sum->diff, t->a.decimals), num(s, sum->g, 2)));
		return;
	} else {
		say_g(s, "Hedges 1981; Steiger & Fouladi 1997");
		add(s, "Hedges 1981", fill(s, STAAF_MSG_CLAIM_MEANS_HOW,
		    num(s, t->a.value, t->a.decimals),
		    num(s, t->b.value, t->b.decimals),
		    num(s, sum->sd, decimals + 2), num(s, sum->d, 3),
		    num(s, sum->j, 4)));
	}
	say_assumed(s);
}

/* How g came out of the counts; with an empty cell it is another sum. */
static void
say_rates_how(struct saying *s)
{
	const struct staaf_told_group *a = &s->f->told->a, *b =
	    &s->f->told->b;

	if (a->yes <= 0 || b->yes <= 0 || a->yes >= a->n || b->yes >= b->n)
		return;
	add(s, "S10", fill(s, STAAF_MSG_CLAIM_RATES_HOW,
	    staaf_text_count(s->ar, s->lang, a->yes),
	    staaf_text_count(s->ar, s->lang, a->n),
	    staaf_text_count(s->ar, s->lang, b->yes),
	    staaf_text_count(s->ar, s->lang, b->n),
	    num(s, (double)a->yes / (double)(a->n - a->yes) /
	    ((double)b->yes / (double)(b->n - b->yes)), 3),
	    num(s, 1 - 3 / (4 * (double)(a->n + b->n) - 9), 4)));
}

static void
say_rates(struct saying *s)
{
	const struct staaf_told_sum *sum = s->sum;

	if (sum->lacks_n) {
		add(s, "S10", fill(s, isnan(sum->g) ?
		    STAAF_MSG_CLAIM_RATES_BARE : STAAF_MSG_CLAIM_RATES_NO_N,
		    short_num(s, sum->points), num(s, sum->g, 2)));
		return;
	}
	add(s, "Newcombe 1998", fill(s, STAAF_MSG_CLAIM_RATES,
	    short_num(s, sum->points), num(s, sum->points_low, 1),
	    num(s, sum->points_high, 1)));
	say_g(s, "S10");
	say_rates_how(s);
	say_assumed(s);
}

static void
say_effect(struct saying *s)
{
	const struct staaf_told_figure *t = s->f->told;

	say_g(s, t->metric == STAAF_OR ? "S10" : "");
	if (t->metric == STAAF_OR)
		add(s, "S10", fill(s, STAAF_MSG_CLAIM_ODDS));
	if (s->sum->lacks_n)
		add(s, "", fill(s, STAAF_MSG_CLAIM_EFFECT_NO_N));
	say_assumed(s);
}

static void
say_told_p(struct saying *s)
{
	const struct staaf_told_sum *sum = s->sum;

	add(s, "Student 1908", fill(s, sum->is_least ?
	    STAAF_MSG_CLAIM_P_LEAST : STAAF_MSG_CLAIM_P_SIZE,
	    num(s, sum->g, 2)));
	say_assumed(s);
}

/* "5.0 to 6.2", "61% to 78%": what is there without a comparison. */
static void
say_change(struct saying *s)
{
	const struct staaf_told_figure *t = s->f->told;
	bool is_rate = t->is_percent;

	add(s, "", fill(s, is_rate ? STAAF_MSG_CLAIM_CHANGE_RATES :
	    STAAF_MSG_CLAIM_CHANGE, num(s, t->b.value, t->b.decimals),
	    num(s, t->a.value, t->a.decimals), short_num(s, s->sum->diff)));
	add(s, "S1, 3.8", fill(s, STAAF_MSG_CLAIM_CHANGE_WHY));
}

static void
say_share(struct saying *s)
{
	const struct staaf_told_sum *sum = s->sum;

	if (!isnan(sum->share_low))
		add(s, "Wilson 1927", fill(s, STAAF_MSG_CLAIM_SHARE_N,
		    short_num(s, staaf_round(s->f->told->value, 1)),
		    num(s, sum->share_low, 0), num(s, sum->share_high, 0)));
	add(s, "", fill(s, STAAF_MSG_CLAIM_SHARE));
	if (s->c->told.cues & STAAF_CUE_OPINION)
		add(s, "S4 R", fill(s, STAAF_MSG_CLAIM_OPINION));
}

static void
say_relative(struct saying *s)
{
	const struct staaf_told_figure *t = s->f->told;
	const char *value = isnan(t->value) ? staaf_arena_printf(s->ar,
	    "%s\xe2\x80\x93%s", short_num(s, t->low), short_num(s, t->high)) :
	    short_num(s, t->value);

	add(s, "", fill(s, t->kind == STAAF_TOLD_TIMES ?
	    STAAF_MSG_CLAIM_TIMES : STAAF_MSG_CLAIM_PERCENT, value));
}

/* Why no standardised difference follows, and what is there without it. */
static void
say_not(struct saying *s)
{
	const struct staaf_told_sum *sum = s->sum;

	switch (sum->why) {
	case STAAF_TOLD_NO_SPREAD:
		add(s, "", fill(s, STAAF_MSG_CLAIM_NO_SPREAD,
		    short_num(s, sum->diff)));
		return;
	case STAAF_TOLD_NO_NUMBER:
		if (s->f->told->kind == STAAF_TOLD_RATES)
			say_rates(s);
		else
			add(s, "", fill(s, STAAF_MSG_CLAIM_P_NO_N));
		return;
	case STAAF_TOLD_IS_CHANGE:
		say_change(s);
		return;
	case STAAF_TOLD_IS_RELATIVE:
		say_relative(s);
		return;
	case STAAF_TOLD_NO_BASE:
		add(s, "S10", isnan(sum->points) ?
		    fill(s, STAAF_MSG_CLAIM_NO_BASE) :
		    fill(s, STAAF_MSG_CLAIM_POINTS,
		    short_num(s, sum->points)));
		return;
	case STAAF_TOLD_IS_SHARE:
		say_share(s);
		return;
	case STAAF_TOLD_IS_LINK:
		add(s, "S10", fill(s, STAAF_MSG_CLAIM_LINK));
		return;
	case STAAF_TOLD_IS_TEST:
		add(s, "", fill(s, STAAF_MSG_CLAIM_TEST));
		return;
	default:
		add(s, "", fill(s, STAAF_MSG_CLAIM_IMPOSSIBLE));
		return;
	}
}

static void
say_what_follows(struct saying *s)
{
	switch (s->f->told->kind) {
	case STAAF_TOLD_MEANS:
		say_means(s);
		return;
	case STAAF_TOLD_RATES:
		say_rates(s);
		return;
	case STAAF_TOLD_EFFECT:
		say_effect(s);
		return;
	case STAAF_TOLD_P:
		say_told_p(s);
		return;
	default:
		say_g(s, "Hedges 1981; Steiger & Fouladi 1997");
		say_assumed(s);
		return;
	}
}

void
claim_say_figure(struct staaf_claim *c, struct staaf_claim_figure *f,
    struct staaf_arena *ar)
{
	struct saying s = { .c = c, .f = f, .sum = &f->sum, .ar = ar,
		.lang = c->lang };

	/* With means or rates beside it the p is held against those. */
	if (f->is_of_another || (f->told->kind == STAAF_TOLD_P &&
	    c->best != NULL && c->best != f && !c->best->sum.is_least)) {
		add(&s, "", fill(&s, STAAF_MSG_CLAIM_P_HELD));
		return;
	}
	if (f->sum.why != STAAF_TOLD_FOLLOWS) {
		say_not(&s);
		return;
	}
	say_what_follows(&s);
	if ((c->told.cues & STAAF_CUE_LESS) && !f->sum.is_least)
		add(&s, "", fill(&s, STAAF_MSG_CLAIM_LESS_GOOD));
}
