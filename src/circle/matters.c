/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a difference is worth: the least that could have been seen, and beside
 * the smallest that its owner finds of interest (--sesoi), by two one-sided
 * tests.  "No difference" never follows from a p above .05.  Schuirmann 1987;
 * Lakens 2017, 10.1177/1948550617697177.
 */
#include <math.h>

#include <staaf/dist.h>

#include "circle.h"

static const double POWER = 0.80;

/* The difference that 4 of 5 trials such as this would see. */
void
power_put(struct trying *t, const struct staaf_estimate *e, size_t n_a,
    size_t n_b)
{
	double least = (staaf_t_at(.975, e->df) + staaf_t_at(POWER, e->df)) *
	    e->se;
	double scale = t->data.ask->scale_high - t->data.ask->scale_low;

	if (!(e->se > 0) || !isfinite(least))
		return;
	staaf_result_put(&t->out->result, "mdes", "points", least);
	if (least > scale)
		return; /* no score can be that far from another */
	t->out->power = n_b == 0 ? try_text(t, STAAF_MSG_TRIAL_A_POWER,
	    try_count(t, n_a), try_points(t, least, e->se)) :
	    try_text(t, STAAF_MSG_TRIAL_B_POWER, try_count(t, n_a),
	    try_count(t, n_b), try_points(t, least, e->se));
}

const char *
groups_bear(struct trying *t)
{
	const struct data *d = &t->data;

	return staaf_text(d->ask->is_randomised ?
	    STAAF_MSG_TRIAL_B_BEARS_RANDOM : d->col.is_years ?
	    STAAF_MSG_TRIAL_L_BEARS : d->pre != NULL ?
	    STAAF_MSG_TRIAL_B_BEARS_UNUSED : STAAF_MSG_TRIAL_B_BEARS,
	    t->lang);
}

enum verdict { EQUIVALENT, RELEVANT, UNDECIDED };

static enum verdict
judge(double low, double high, double bound)
{
	return low > -bound && high < bound ? EQUIVALENT :
	    low > bound || high < -bound ? RELEVANT : UNDECIDED;
}

void
matters_put(struct trying *t, const struct staaf_estimate *e)
{
	static const char *const name[] = { "equivalent", "relevant",
		"undecided" };
	static const enum staaf_msg says[] = { STAAF_MSG_TRIAL_EQUIVALENT,
		STAAF_MSG_TRIAL_RELEVANT, STAAF_MSG_TRIAL_UNDECIDED };
	struct staaf_result *r = &t->out->result;
	double bound = t->data.ask->sesoi, half, low, high;
	enum verdict v;

	if (isnan(bound) || !(e->se > 0) || isnan(e->df))
		return;
	half = staaf_t_at(.95, e->df) * e->se;
	low = e->est - half;
	high = e->est + half;
	v = judge(low, high, bound);
	staaf_result_put(r, "sesoi", "value", bound);
	staaf_result_put(r, "sesoi", "ci90_lo", low);
	staaf_result_put(r, "sesoi", "ci90_hi", high);
	staaf_result_put(r, "sesoi", "p_tost", fmax(
	    staaf_t_above((e->est + bound) / e->se, e->df),
	    staaf_t_above((bound - e->est) / e->se, e->df)));
	staaf_result_put_text(r, "sesoi", "verdict", name[v]);
	t->out->effect = try_join(t, t->out->effect, try_text(t, says[v],
	    try_number(t, bound, t->data.decimals > 2 ? t->data.decimals : 2),
	    try_points(t, low, e->se), try_points(t, high, e->se)));
}
