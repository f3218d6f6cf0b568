/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pass and fail: the same students twice (design G), or two groups (H).  The
 * counts are the sentence: 12 up, 3 down.
 */
#include <math.h>

#include <staaf/rate.h>

#include "circle.h"

enum { PERCENT = 100 };

static const double HALF = 0.5;

/* Infinite limits are not there: JSON has no infinity. */
static void
put_ratio(struct trying *t, const char *key, const struct staaf_estimate *e)
{
	struct staaf_result *r = &t->out->result;

	staaf_result_put(r, key, "est", e->est);
	staaf_result_put(r, key, "ci_lo", e->low);
	staaf_result_put(r, key, "ci_hi", e->high);
}

static void
put(struct trying *t, const char *prefix, const char *rest, double value)
{
	if (prefix == NULL)
		staaf_result_put(&t->out->result, rest, NULL, value);
	else
		staaf_result_put(&t->out->result, prefix, rest, value);
}

void
rates_put_paired(struct trying *t, const char *prefix,
    const struct staaf_pair_counts *c)
{
	struct staaf_mcnemar m;

	staaf_mcnemar(&m, c);
	put(t, prefix, "mcnemar.up", (double)c->up);
	put(t, prefix, "mcnemar.down", (double)c->down);
	put(t, prefix, "mcnemar.both", (double)c->both);
	put(t, prefix, "mcnemar.neither", (double)c->neither);
	put(t, prefix, "mcnemar.chi2", m.chi2);
	put(t, prefix, "mcnemar.chi2_p", m.chi2_p);
	put(t, prefix, "mcnemar.chi2_cc", m.chi2_cc);
	put(t, prefix, "mcnemar.chi2_cc_p", m.cc_p);
	put(t, prefix, "mcnemar.p_exact", m.p_exact);
	put(t, prefix, "mcnemar.p_mid", m.p_mid);
	put(t, prefix, "paired_or.est", m.odds.est);
	put(t, prefix, "paired_or.ci_lo", m.odds.low);
	put(t, prefix, "paired_or.ci_hi", m.odds.high);
	put(t, prefix, "rd.est", m.rd.est);
	put(t, prefix, "rd.ci_lo", m.rd.low);
	put(t, prefix, "rd.ci_hi", m.rd.high);
}

/* One decimal, so that a difference is that of the two shares. */
static const char *
say_percent(struct trying *t, double share)
{
	return try_number(t, PERCENT * share, 1);
}

/* Turned as the sentence is: less, or more. */
static const char *
say_interval(struct trying *t, const struct staaf_estimate *e)
{
	bool is_turned = e->high <= 0;

	if (isnan(e->low))
		return staaf_text(STAAF_MSG_TRIAL_NO_INTERVAL, t->lang);
	return try_text(t, e->low < 0 && e->high > 0 ?
	    STAAF_MSG_TRIAL_POINTS_OVER : STAAF_MSG_TRIAL_INTERVAL,
	    say_percent(t, fabs(is_turned ? e->high : e->low)),
	    say_percent(t, fabs(is_turned ? e->low : e->high)));
}

static enum staaf_msg
choose(double difference, enum staaf_msg more, enum staaf_msg less,
    enum staaf_msg equal)
{
	return difference > 0 ? more : difference < 0 ? less : equal;
}

/*
 * Had all who left failed, or all passed: what the difference could have been
 * at most.  Of arms (1: the new way) with so many students who passed, and
 * so many who did not.
 */
static void
bound_two(struct trying *t, const struct staaf_two_counts *c,
    const struct losses *lost)
{
	double new_yes = (double)c->treat_yes, old_yes = (double)c->control_yes;
	double new_n = (double)lost->n[1], old_n = (double)lost->n[0];
	double worst = new_yes / new_n -
	    (old_yes + (double)lost->left[0]) / old_n;
	double best = (new_yes + (double)lost->left[1]) / new_n -
	    old_yes / old_n;

	if (lost->left[0] + lost->left[1] == 0 || isnan(worst) || isnan(best))
		return;
	lost_put_rates(t, worst, best);
	t->out->lost = try_join(t, t->out->lost, try_text(t,
	    STAAF_MSG_TRIAL_H_BOUNDS, say_percent(t, worst),
	    say_percent(t, best)));
}

/* ------------------------------------------------------- before and after */

/* The same for students who were all measured before. */
static void
bound_paired(struct trying *t, const struct staaf_pair_counts *c,
    long n_left, long left_yes)
{
	double n = (double)(c->up + c->down + c->both + c->neither + n_left);
	double before = (double)(c->down + c->both + left_yes);
	double after = (double)(c->up + c->both);
	double worst = (after - before) / n;
	double best = (after + (double)n_left - before) / n;

	if (n_left == 0)
		return;
	lost_put_rates(t, worst, best);
	t->out->lost = try_text(t, STAAF_MSG_TRIAL_G_BOUNDS,
	    try_count(t, (size_t)n_left), say_percent(t, worst),
	    say_percent(t, best));
}

static void
keep_paired(struct trying *t, const struct staaf_pair_counts *c, long lost)
{
	struct staaf_arm *arm = trial_add_arm(t, "");
	long n = c->up + c->down + c->both + c->neither;

	if (arm == NULL)
		return;
	arm->n = n;
	arm->n_lost = lost;
	arm->n_pass = c->up + c->both;
	arm->n_pass_pre = c->down + c->both;
	t->out->is_association = true;
	t->out->design_class = 1;
}

static bool
plot_paired(struct trying *t)
{
	const struct data *d = &t->data;
	double *pre = trial_array(t, d->n), *post = trial_array(t, d->n);
	size_t n = 0;

	if (t->ar->failed)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		if (isnan(d->pre[i]) || isnan(d->post[i]))
			continue;
		pre[n] = d->pre[i];
		post[n++] = d->post[i];
	}
	t->out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_RATES,
		.pre = pre, .post = post, .n = n, .n_columns = 1,
		.pre_name = d->table->column[d->col.at[ROLE_PRE]],
		.post_name = d->table->column[d->col.at[ROLE_POST]] };
	return true;
}

/* The counts first: they are the test. */
static void
say_paired(struct trying *t, const struct staaf_pair_counts *c,
    const struct staaf_mcnemar *m, double n)
{
	double moved = (double)(c->up - c->down);

	t->out->sentence = try_join(t, try_text(t, choose(moved,
	    STAAF_MSG_TRIAL_G_MORE, STAAF_MSG_TRIAL_G_LESS,
	    STAAF_MSG_TRIAL_G_EQUAL),
	    try_count(t, (size_t)c->up), try_count(t, (size_t)c->down),
	    say_percent(t, (double)(c->down + c->both) / n),
	    say_percent(t, (double)(c->up + c->both) / n),
	    say_percent(t, fabs(moved) / n), say_interval(t, &m->rd),
	    try_count(t, (size_t)n), try_count(t, t->data.n)),
	    try_zero(t, &m->rd, STAAF_MSG_TRIAL_ZERO_CHANGE));
	t->out->robust = try_text(t, STAAF_MSG_TRIAL_G_TEST,
	    try_p(t, m->p_mid), try_p(t, m->p_exact));
}

enum staaf_code
design_pass_before_after(struct trying *t)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	struct staaf_pair_counts c = { 0 };
	struct staaf_mcnemar m;
	double n;
	long lost = 0, lost_yes = 0;

	for (size_t i = 0; i < d->n; i++) {
		bool before = d->pre[i] > HALF, after = d->post[i] > HALF;

		if (isnan(d->pre[i]) || isnan(d->post[i])) {
			lost += !isnan(d->pre[i]);
			lost_yes += !isnan(d->pre[i]) && before;
			continue;
		}
		c.up += !before && after;
		c.down += before && !after;
		c.both += before && after;
		c.neither += !before && !after;
	}
	n = (double)(c.up + c.down + c.both + c.neither);
	staaf_mcnemar(&m, &c);
	staaf_result_put(&out->result, "pairs", "n", n);
	rates_put_paired(t, NULL, &c);
	out->chosen = try_text(t, STAAF_MSG_TRIAL_G_CHOSEN,
	    d->table->column[d->col.at[ROLE_PRE]],
	    d->table->column[d->col.at[ROLE_POST]]);
	if (n == 0) {
		trial_undefined(t, "too_few");
		trial_warn(t, STAAF_TOO_FEW,
		    staaf_text(STAAF_MSG_WARN_ONE_STUDENT, t->lang));
	} else {
		say_paired(t, &c, &m, n);
	}
	bound_paired(t, &c, lost, lost_yes);
	out->bears = staaf_text(STAAF_MSG_TRIAL_A_BEARS, t->lang);
	trial_warn(t, STAAF_NO_CONTROL,
	    staaf_text(STAAF_MSG_WARN_NO_CONTROL, t->lang));
	keep_paired(t, &c, lost);
	return plot_paired(t) ? STAAF_OK : STAAF_NOMEM;
}

/* ------------------------------------------------------------- two groups */

static void
put_two(struct trying *t, const struct staaf_two_rates *r)
{
	struct staaf_result *out = &t->out->result;

	staaf_result_put(out, "treat", "n", (double)r->treat.n);
	staaf_result_put(out, "treat", "yes", (double)r->treat.yes);
	staaf_result_put(out, "treat", "rate", r->treat.rate);
	staaf_result_put(out, "control", "n", (double)r->control.n);
	staaf_result_put(out, "control", "yes", (double)r->control.yes);
	staaf_result_put(out, "control", "rate", r->control.rate);
	put_ratio(t, "rd", &r->rd);
	staaf_result_put(out, "fisher", "p", r->fisher_p);
	staaf_result_put(out, "chi2", "x2", r->chi2);
	staaf_result_put(out, "chi2", "p", r->chi2_p);
	staaf_result_put(out, "chi2_yates", "x2", r->yates);
	staaf_result_put(out, "chi2_yates", "p", r->yates_p);
	put_ratio(t, "or", &r->odds);
	staaf_result_put(out, "rr", "est", r->rr);
	staaf_result_put(out, "cohen_h", NULL, r->cohen_h);
	put_ratio(t, "cox_d", &r->cox_d);
	put_ratio(t, "cox_g", &r->cox_g);
}

static bool
plot_two(struct trying *t)
{
	const struct data *d = &t->data;
	double *post = trial_array(t, d->n);
	int *column = staaf_arena_array(t->ar, d->n + 1, sizeof(*column));
	size_t n = 0;

	if (t->ar->failed)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		if (d->group.of[i] < 0 || isnan(d->post[i]))
			continue;
		column[n] = d->group.of[i] == d->treatment;
		post[n++] = d->post[i];
	}
	t->out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_RATES,
		.post = post, .column = column, .n = n, .n_columns = 2,
		.name = trial_arm_names(t) };
	return true;
}

enum staaf_code
design_pass_two_groups(struct trying *t)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	struct staaf_two_counts c = { 0 };
	struct staaf_two_rates r;
	struct staaf_arm *arm[2];
	struct losses lost;

	for (size_t i = 0; i < d->n; i++) {
		bool is_treated = d->group.of[i] == d->treatment;
		bool is_yes = d->post[i] > HALF;

		if (d->group.of[i] < 0 || isnan(d->post[i]))
			continue;
		c.treat_yes += is_treated && is_yes;
		c.treat_no += is_treated && !is_yes;
		c.control_yes += !is_treated && is_yes;
		c.control_no += !is_treated && !is_yes;
	}
	staaf_two_rates(&r, &c);
	put_two(t, &r);
	out->chosen = try_text(t, STAAF_MSG_TRIAL_H_CHOSEN,
	    d->table->column[d->col.at[ROLE_POST]],
	    d->table->column[d->col.at[ROLE_GROUP]]);
	if (r.treat.n < 2 || r.control.n < 2) {
		trial_undefined(t, "too_few");
		trial_warn(t, STAAF_TOO_FEW,
		    staaf_text(STAAF_MSG_WARN_TOO_FEW, t->lang));
	}
	out->sentence = try_join(t, try_text(t, choose(r.rd.est,
	    STAAF_MSG_TRIAL_H_SENTENCE, STAAF_MSG_TRIAL_H_LESS,
	    STAAF_MSG_TRIAL_H_EQUAL),
	    d->group.name[d->treatment], say_percent(t, r.treat.rate),
	    try_count(t, (size_t)r.treat.n), d->group.name[1 - d->treatment],
	    say_percent(t, r.control.rate),
	    try_count(t, (size_t)r.control.n), say_percent(t, fabs(r.rd.est)),
	    say_interval(t, &r.rd)), try_zero(t, &r.rd,
	    STAAF_MSG_TRIAL_ZERO_DIFFERENCE));
	out->robust = try_text(t, STAAF_MSG_TRIAL_H_TEST,
	    try_p(t, r.fisher_p));
	out->effect = try_effect(t, r.is_half_added ?
	    STAAF_MSG_TRIAL_H_LEAST : STAAF_MSG_TRIAL_H_EFFECT,
	    r.cox_g.est, r.cox_g.low, r.cox_g.high);
	out->bears = groups_bear(t);
	if (!d->ask->is_randomised && d->pre == NULL)
		trial_warn(t, STAAF_BASELINE_UNKNOWN,
		    staaf_text(STAAF_MSG_WARN_BASELINE_UNKNOWN, t->lang));
	lost_count(&lost, d);
	lost_put(t, &lost);
	bound_two(t, &c, &lost);
	for (int k = 0; k < 2; k++) {
		if ((arm[k] = trial_add_arm(t, d->group.name[k == 1 ?
		    d->treatment : 1 - d->treatment])) == NULL)
			return STAAF_NOMEM;
		arm[k]->n = k == 1 ? r.treat.n : r.control.n;
		arm[k]->n_lost = (long)lost.left[k];
		arm[k]->n_pass = k == 1 ? r.treat.yes : r.control.yes;
	}
	out->effect_name = "Cox g";
	out->g = r.cox_g.est;
	out->g_low = r.cox_g.low;
	out->g_high = r.cox_g.high;
	out->g_var = r.cox_g.se * r.cox_g.se;
	out->design_class = d->ask->is_randomised ? lost_class(&lost) : 2;
	return plot_two(t) ? STAAF_OK : STAAF_NOMEM;
}
