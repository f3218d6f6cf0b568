/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and sentences of a trial, in its language, rounded as they bear. */
#include <math.h>
#include <stdio.h>

#include "circle.h"

enum { MOST_DECIMALS = 4 };

const char *
try_key(struct trying *t, const char *of, const char *key)
{
	return *of == '\0' ? key : staaf_arena_printf(t->ar, "%s%s", of, key);
}

const char *
try_number(struct trying *t, double value, int decimals)
{
	if (!isfinite(value))
		return staaf_text(STAAF_MSG_TRIAL_NO_NUMBER, t->lang);
	return staaf_text_number(t->ar, t->lang, value, decimals);
}

const char *
try_count(struct trying *t, size_t n)
{
	return staaf_text_count(t->ar, t->lang, (long)n);
}

/*
 * Decimals that a standard error bears: two digits of it, one more than the
 * scores have at most, and two of whole numbers.
 */
static int
count_decimals(const struct trying *t, double se)
{
	int decimals;
	int most = t->data.decimals == 0 ? 2 : t->data.decimals + 1;

	most = most > MOST_DECIMALS ? MOST_DECIMALS : most;
	if (!(se > 0) || !isfinite(se))
		return most < 2 ? most : 2;
	decimals = 1 - (int)floor(log10(se));
	return decimals < 0 ? 0 : decimals > most ? most : decimals;
}

int
try_sign(const struct trying *t, double value, double se)
{
	double step = pow(10, -count_decimals(t, se));

	return isnan(value) || fabs(value) < step / 2 ? 0 : value > 0 ? 1 : -1;
}

const char *
try_points(struct trying *t, double value, double se)
{
	return try_number(t, value, count_decimals(t, se));
}

const char *
try_p(struct trying *t, double p)
{
	if (isnan(p))
		return staaf_text(STAAF_MSG_TRIAL_NO_P, t->lang);
	if (p < 0.0005)
		return try_text(t, STAAF_MSG_TRIAL_P_BELOW,
		    try_number(t, 0.001, 3));
	return try_text(t, STAAF_MSG_TRIAL_P, try_number(t, p, 3));
}

const char *
try_join(struct trying *t, const char *a, const char *b)
{
	if (a == NULL || *a == '\0')
		return b == NULL ? "" : b;
	if (b == NULL || *b == '\0')
		return a;
	return staaf_arena_printf(t->ar, "%s %s", a, b);
}

const char *
try_apa(struct trying *t, const struct staaf_estimate *e, const char *name,
    double g, double low, double high)
{
	const char *test, *df;

	if (isnan(e->t))
		return "";
	df = try_number(t, e->df, e->df == floor(e->df) ? 0 : 1);
	test = try_text(t, STAAF_MSG_TRIAL_APA_T, df, try_number(t, e->t, 2),
	    try_p(t, e->p));
	if (isnan(g) || isnan(low))
		return test;
	return try_text(t, STAAF_MSG_TRIAL_APA_EFFECT, test, name,
	    try_number(t, g, 2), try_number(t, low, 2),
	    try_number(t, high, 2));
}

const char *
try_interval(struct trying *t, const struct staaf_estimate *e)
{
	if (isnan(e->low) || isnan(e->high))
		return staaf_text(STAAF_MSG_TRIAL_NO_INTERVAL, t->lang);
	return try_text(t, STAAF_MSG_TRIAL_INTERVAL,
	    try_points(t, e->low, e->se), try_points(t, e->high, e->se));
}

/* Turned so that it goes with a size that is told without its sign. */
static const char *
turn(struct trying *t, const struct staaf_estimate *e, enum staaf_msg over)
{
	bool is_over = e->low < 0 && e->high > 0;
	bool is_turned = e->high <= 0;

	if (isnan(e->low) || isnan(e->high))
		return staaf_text(STAAF_MSG_TRIAL_NO_INTERVAL, t->lang);
	return try_text(t, is_over ? over : STAAF_MSG_TRIAL_INTERVAL,
	    try_points(t, fabs(is_turned ? e->high : e->low), e->se),
	    try_points(t, fabs(is_turned ? e->low : e->high), e->se));
}

const char *
try_around(struct trying *t, const struct staaf_estimate *e)
{
	return turn(t, e, STAAF_MSG_TRIAL_INTERVAL_OVER);
}

const char *
try_around_points(struct trying *t, const struct staaf_estimate *e)
{
	return turn(t, e, STAAF_MSG_TRIAL_POINTS_OVER);
}

const char *
try_zero(struct trying *t, const struct staaf_estimate *e, enum staaf_msg msg)
{
	return e->low <= 0 && e->high >= 0 ? staaf_text(msg, t->lang) : "";
}

const char *
try_effect(struct trying *t, enum staaf_msg msg, double g, double low,
    double high)
{
	if (isnan(g))
		return "";
	if (isnan(low) || isnan(high))
		return try_text(t, msg, try_number(t, g, 2),
		    staaf_text(STAAF_MSG_TRIAL_NO_INTERVAL, t->lang));
	return try_text(t, msg, try_number(t, g, 2), try_text(t,
	    STAAF_MSG_TRIAL_INTERVAL, try_number(t, low, 2),
	    try_number(t, high, 2)));
}
