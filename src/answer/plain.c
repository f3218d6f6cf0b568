/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An effect in plain figures.  Only for achievement on the scale of g,
 * design class 2 or better, level 2 or better, and no claim that was set
 * aside: below that no figure is translated at all.  Each has its interval,
 * or says that none was reported, and its sum in the trace.
 */
#include <math.h>
#include <string.h>

#include <staaf/describe.h>
#include <staaf/stats.h>

#include "answer.h"

enum { MOST_MONTHS = 12 };

static const double Z95 = 1.959963984540054;

/* A figure under way: how a g becomes it, and how it is told. */
struct way {
	enum staaf_plain_kind kind;
	double (*of)(double g, double given);
	double given;            /* pass rate or spread in the question */
	int decimals, given_decimals;
	enum staaf_msg whole, bare; /* with and without interval */
	const char *rule, *sum;
};

static double
place_of(double g, double given)
{
	(void)given;
	return 100 * staaf_u3(g);
}

static double
index_of(double g, double given)
{
	(void)given;
	return 100 * (staaf_u3(g) - .5);
}

static double
beats_of(double g, double given)
{
	(void)given;
	return 100 * staaf_superiority(g);
}

static double
pass_of(double g, double percent)
{
	return 100 * staaf_pass_rate(percent / 100, g);
}

static double
points_of(double g, double sd)
{
	/* 0.35 * 1.3 is 0.455 for whoever does it by hand. */
	return staaf_round(g * sd, 9);
}

static bool
may_translate(const struct staaf_body *b)
{
	return b->grade.level >= 2 && b->input.design >= 2 &&
	    !isnan(b->input.g) && b->n_evidence > 0 &&
	    strcmp(b->outcome->domain, "achievement") == 0 &&
	    b->grade.verdict != STAAF_VERDICT_CLAIM;
}

static void
trace_plain(struct asking *a, const struct staaf_body *b, const char *says,
    const char *rule, const char *sum)
{
	const struct staaf_shown *s = &b->evidence[0];

	trace_add(a, says, rule, s->record->id, s->finding->key, sum);
}

/* The given comes first in a sentence, when there is one. */
static const char *
say_way(struct asking *a, const struct way *w, const struct staaf_plain *p)
{
	const char *given = say_number(a, w->given, w->given_decimals);
	const char *value = say_number(a, p->value, w->decimals);
	const char *low, *high;

	if (isnan(p->low))
		return isnan(w->given) ? say_text(a, w->bare, value) :
		    say_text(a, w->bare, given, value);
	low = say_number(a, p->low, w->decimals);
	high = say_number(a, p->high, w->decimals);
	return isnan(w->given) ? say_text(a, w->whole, value, low, high) :
	    say_text(a, w->whole, given, value, low, high);
}

static void
translate(struct asking *a, struct staaf_body *b, const struct way *w)
{
	struct staaf_plain *p = &b->figure[w->kind];
	const char *sum = w->sum;

	p->value = w->of(b->input.g, w->given);
	if (!isnan(b->input.low)) {
		p->low = w->of(b->input.low, w->given);
		p->high = w->of(b->input.high, w->given);
		sum = staaf_arena_printf(a->ar, "%s; so for %.4g and %.4g",
		    sum, b->input.low, b->input.high);
	}
	p->says = say_way(a, w, p);
	trace_plain(a, b, p->says, w->rule, sum);
}

/* Where the next class like those studied would lie, not their mean. */
static void
predict(struct asking *a, struct staaf_body *b)
{
	struct staaf_plain *p = &b->figure[STAAF_PLAIN_NEXT];
	double se, half;

	if (!b->input.is_review || isnan(b->input.tau) ||
	    isnan(b->input.low))
		return;
	se = (b->input.high - b->input.low) / (2 * Z95);
	half = Z95 * hypot(b->input.tau, se);
	p->value = b->input.g;
	p->low = b->input.g - half;
	p->high = b->input.g + half;
	p->says = say_text(a, STAAF_MSG_PLAIN_NEXT, say_number(a, p->low, 2),
	    say_number(a, p->high, 2));
	trace_plain(a, b, p->says, "prediction interval",
	    staaf_arena_printf(a->ar, "%.4g +- 1.96 sqrt(%.4g^2 + %.3f^2)",
	    b->input.g, b->input.tau, se));
}

/* The sentences from one kind to another, with what holds for all. */
static const char *
join(struct asking *a, const struct staaf_body *b, enum staaf_plain_kind from,
    enum staaf_plain_kind to, const char *last)
{
	struct staaf_buf s = { 0 };
	const char *text;

	for (int i = (int)from; i <= (int)to; i++)
		if (*b->figure[i].says != '\0')
			staaf_buf_printf(&s, "%s%s", s.size > 0 ? " " : "",
			    b->figure[i].says);
	if (s.size > 0 && *last != '\0')
		staaf_buf_printf(&s, " %s", last);
	if (s.failed)
		a->ar->failed = true;
	text = staaf_arena_dup(a->ar, staaf_buf_text(&s));
	staaf_buf_clear(&s);
	return text;
}

/* A share that can be moved, and a spread that there can be. */
static void
translate_asked(struct asking *a, struct staaf_body *b)
{
	double pass = question_slot(a, "pass-rate");
	double sd = question_slot(a, "sd");
	const struct way passes = { STAAF_PLAIN_PASS, pass_of, pass, 0,
		pass == floor(pass) ? 0 : 1, STAAF_MSG_PLAIN_PASS,
		STAAF_MSG_PLAIN_PASS_BARE, "pass rate",
		staaf_arena_printf(a->ar, "Phi(Phi^-1(%.3g) + %.4g) = %.3f",
		pass / 100, b->input.g, pass_of(b->input.g, pass) / 100) };
	const struct way points = { STAAF_PLAIN_POINTS, points_of, sd, 2, 2,
		STAAF_MSG_PLAIN_POINTS, STAAF_MSG_PLAIN_POINTS_BARE,
		"grade points", staaf_arena_printf(a->ar,
		"%.4g * %.4g = %.3f", b->input.g, sd, b->input.g * sd) };

	if (pass > 0 && pass < 100)
		translate(a, b, &passes);
	if (sd > 0)
		translate(a, b, &points);
}

void
plain_body(struct asking *a, struct staaf_body *b)
{
	double g = b->input.g;
	const char *average = staaf_text(STAAF_MSG_PLAIN_AVERAGE, a->lang);
	const struct way always[] = {
		{ STAAF_PLAIN_U3, place_of, NAN, 0, 0, STAAF_MSG_PLAIN_U3,
		    STAAF_MSG_PLAIN_U3_BARE, "U3", staaf_arena_printf(a->ar,
		    "Phi(%.4g) = %.3f", g, staaf_u3(g)) },
		{ STAAF_PLAIN_INDEX, index_of, NAN, 0, 0,
		    STAAF_MSG_PLAIN_INDEX, STAAF_MSG_PLAIN_INDEX_BARE,
		    "improvement index", staaf_arena_printf(a->ar,
		    "100 (Phi(%.4g) - 0.5) = %.1f", g, index_of(g, NAN)) },
		{ STAAF_PLAIN_BEATS, beats_of, NAN, 0, 0,
		    STAAF_MSG_PLAIN_BEATS, STAAF_MSG_PLAIN_BEATS_BARE,
		    "superiority", staaf_arena_printf(a->ar,
		    "Phi(%.4g / sqrt 2) = %.3f", g, staaf_superiority(g)) },
	};

	b->plain = b->more = "";
	for (int i = 0; i < STAAF_N_PLAIN; i++)
		b->figure[i] = (struct staaf_plain){ "", NAN, NAN, NAN };
	if (!may_translate(b))
		return;
	translate(a, b, &always[0]);
	translate_asked(a, b);
	trace_plain(a, b, average, "grading 3", NULL);
	translate(a, b, &always[1]);
	translate(a, b, &always[2]);
	predict(a, b);
	b->plain = join(a, b, STAAF_PLAIN_U3, STAAF_PLAIN_POINTS, average);
	b->more = join(a, b, STAAF_PLAIN_INDEX, STAAF_PLAIN_NEXT, "");
}

/*
 * The older table of the Education Endowment Foundation: the highest g, in
 * two decimals, of 0 to 12 months; mirrored below zero.
 */
static int
count_months(double g)
{
	static const double most[] = { .01, .09, .18, .26, .35, .44, .52, .61,
		.69, .78, .87, .95, 1.00 };
	double size = round(fabs(g) * 100) / 100;
	int months = 0;

	while (months < MOST_MONTHS && size > most[months] + 1e-9)
		months++;
	return g < 0 ? -months : months;
}

static const char *
say_months(struct asking *a, double months)
{
	const char *n = say_count(a, (long)fabs(months));

	if (months == 0)
		return staaf_text(STAAF_MSG_MONTHS_NONE, a->lang);
	if (months < 0)
		return say_text(a, months == -1 ? STAAF_MSG_MONTHS_ONE_LESS :
		    STAAF_MSG_MONTHS_LESS, n);
	return say_text(a, months == 1 ? STAAF_MSG_MONTHS_ONE_MORE :
	    STAAF_MSG_MONTHS_MORE, n);
}

static void
add_months(struct asking *a, struct staaf_body *b)
{
	struct staaf_plain *p = &b->figure[STAAF_PLAIN_MONTHS];

	if (*b->figure[STAAF_PLAIN_U3].says == '\0')
		return; /* what holds for places holds for months */
	p->value = count_months(b->input.g);
	if (isnan(b->input.low)) {
		p->says = say_text(a, STAAF_MSG_MONTHS_BARE,
		    say_months(a, p->value));
	} else {
		p->low = count_months(b->input.low);
		p->high = count_months(b->input.high);
		p->says = say_text(a, STAAF_MSG_MONTHS_WHOLE,
		    say_months(a, p->value), say_months(a, p->low),
		    say_months(a, p->high));
	}
	trace_plain(a, b, p->says, "EEF months", staaf_arena_printf(a->ar,
	    "g = %.2f: %.0f", b->input.g, p->value));
}

enum staaf_code
staaf_answer_add_months(struct staaf_answer *out, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct asking a = { .out = out, .ar = ar, .lang = out->lang,
		.trace_room = out->n_trace };

	for (size_t i = 0; i < out->n_bodies; i++)
		add_months(&a, &out->body[i]);
	return ar->failed ? staaf_err_set(err, STAAF_NOMEM,
	    STAAF_MSG_MEM_NONE, NULL, NULL) : STAAF_OK;
}
