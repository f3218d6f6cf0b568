/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Students chosen for a low (or high) score: how much of their gain comes by
 * chance alone.  Expected after = M + r (mean before - M), with M and r of
 * the whole group (Galton 1886; stated so in Campbell and Kenny 1999).  When
 * the file has the whole group and the rule can be read ("< 5.5"), both are
 * known; r also from a file of the chosen alone is not, for choosing lowers it.
 */
#include <math.h>
#include <string.h>

#include "circle.h"

enum { FEW = 10 }; /* a correlation of fewer says little */

/* "pre < 5.5", "<=5,5", "cijfer >= 8": the part before the sign is words. */
bool
selected_parse(struct selection *out, const char *rule,
    const struct notation *how)
{
	const char *sign = strpbrk(rule, "<>"), *number;
	struct notation numbers = *how;
	int decimals;

	if (sign == NULL)
		return false;
	out->is_below = *sign == '<';
	out->has_equal = sign[1] == '=';
	number = sign + 1 + out->has_equal;
	number += strspn(number, " ");
	/* Typed by hand: one mark is that of decimals, whatever the file. */
	numbers.decimal = '\0';
	return cell_read(&out->limit, &decimals, number, &numbers) ==
	    CELL_NUMBER;
}

bool
selected_has(const struct selection *s, double pre)
{
	if (s->has_equal && pre == s->limit)
		return true;
	return s->is_below ? pre < s->limit : pre > s->limit;
}

/* by_chance: what was to be expected; limits are those of the change. */
static void
say_sized(struct trying *t, double by_chance, double gain,
    const struct staaf_estimate *e)
{
	trial_warn(t, STAAF_RTM_SELECTED, try_text(t, by_chance < 0 ?
	    STAAF_MSG_WARN_RTM_HIGH : STAAF_MSG_WARN_RTM_SIZED,
	    try_points(t, gain, e->se), try_points(t, fabs(by_chance), e->se),
	    try_points(t, gain - by_chance, e->se),
	    try_points(t, e->low - by_chance, e->se),
	    try_points(t, e->high - by_chance, e->se)));
}

/* Without r of this group: what three usual ones would give. */
static void
say_range(struct trying *t, double below, double gain,
    const struct staaf_estimate *e)
{
	static const double r[] = { .9, .7, .5 };
	static const char *const keys[] = { "gain_r9", "gain_r7", "gain_r5" };
	const char *by_chance[3];

	for (int i = 0; i < 3; i++) {
		staaf_result_put(&t->out->result, "rtm", keys[i],
		    (1 - r[i]) * below);
		by_chance[i] = try_points(t, (1 - r[i]) * below, e->se);
	}
	trial_warn(t, STAAF_RTM_SELECTED, try_text(t,
	    STAAF_MSG_WARN_RTM_RANGE, try_points(t, gain, e->se),
	    by_chance[0], by_chance[1], by_chance[2]));
}

bool
selected_say(struct trying *t, const struct staaf_summary *before,
    const struct staaf_estimate *e)
{
	const struct data *d = &t->data;
	double *x = trial_array(t, d->n), *y = trial_array(t, d->n);
	struct staaf_summary all;
	struct staaf_estimate r;
	struct staaf_result *out = &t->out->result;
	double *every = trial_array(t, d->n), below, expected;
	size_t n = 0, n_every = 0;

	if (t->ar->failed)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		if (isnan(d->pre[i]))
			continue;
		every[n_every++] = d->pre[i];
		if (isnan(d->post[i]))
			continue;
		x[n] = d->pre[i];
		y[n++] = d->post[i];
	}
	staaf_summarise(&all, every, n_every);
	staaf_correlate(&r, x, y, n);
	if (n == before->n) { /* nobody else is in the file */
		trial_warn(t, STAAF_RTM_SELECTED,
		    staaf_text(STAAF_MSG_WARN_RTM, t->lang));
		return true;
	}
	if (before->n == 0)
		return true; /* nobody was chosen */
	below = all.mean - before->mean;
	staaf_result_put(out, "rtm", "mean_all", all.mean);
	if (n < FEW || isnan(r.est)) {
		say_range(t, below, e->est, e);
		return true;
	}
	expected = all.mean - r.est * below;
	staaf_result_put(out, "rtm", "r_all", r.est);
	staaf_result_put(out, "rtm", "expected_post", expected);
	staaf_result_put(out, "rtm", "expected_gain", expected - before->mean);
	staaf_result_put(out, "rtm", "gain_left",
	    e->est - (expected - before->mean));
	say_sized(t, expected - before->mean, e->est, e);
	return true;
}
