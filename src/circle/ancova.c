/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two groups with a score before and after (C by lot, C' as they were).  The
 * difference at equal start (ANCOVA) leads; of groups that were not formed by
 * lot the difference in gain stands beside it, and when the two disagree there
 * is no verdict (Lord 1967).  Baseline and drop-out as the What Works
 * Clearinghouse judges them (Standards Handbook 4.1).
 */
#include <math.h>

#include <staaf/model.h>

#include "circle.h"

static const double FINE = .05, TOO_FAR = .25;
static const double SIGNIFICANT = .05;

/* Students with both scores, and what is worked out of them. */
struct compared {
	double *before, *after, *gain;
	bool *treated;
	int *arm;
	size_t n, n_arm[2], n_lost[2];
	double *pre[2], *post[2], *gains[2]; /* per arm */
	struct staaf_summary s_pre[2], s_post[2], s_gain[2];
	struct staaf_ancova ancova;
	struct staaf_estimate gain_welch;
	double baseline; /* g of the scores before */
	struct staaf_dppc2 dppc2;
};

static bool
allocate(struct compared *c, struct trying *t)
{
	size_t n = t->data.n;

	c->before = trial_array(t, n);
	c->after = trial_array(t, n);
	c->gain = trial_array(t, n);
	c->treated = staaf_arena_array(t->ar, n + 1, sizeof(*c->treated));
	c->arm = staaf_arena_array(t->ar, n + 1, sizeof(*c->arm));
	for (int k = 0; k < 2; k++) {
		c->pre[k] = trial_array(t, n);
		c->post[k] = trial_array(t, n);
		c->gains[k] = trial_array(t, n);
	}
	return !t->ar->failed;
}

static bool
take_rows(struct compared *c, struct trying *t)
{
	const struct data *d = &t->data;

	if (!allocate(c, t))
		return false;
	for (size_t i = 0; i < d->n; i++) {
		int k = d->group.of[i] < 0 ? -1 :
		    d->group.of[i] == d->treatment;
		double gain;

		if (k < 0 || isnan(d->pre[i]))
			continue;
		if (isnan(d->post[i])) {
			c->n_lost[k]++;
			continue;
		}
		gain = staaf_round(d->post[i] - d->pre[i], d->decimals);
		c->pre[k][c->n_arm[k]] = c->before[c->n] = d->pre[i];
		c->post[k][c->n_arm[k]] = c->after[c->n] = d->post[i];
		c->gains[k][c->n_arm[k]++] = c->gain[c->n] = gain;
		c->treated[c->n] = k == 1;
		c->arm[c->n++] = k;
	}
	for (int k = 0; k < 2; k++) {
		staaf_summarise(&c->s_pre[k], c->pre[k], c->n_arm[k]);
		staaf_summarise(&c->s_post[k], c->post[k], c->n_arm[k]);
		staaf_summarise(&c->s_gain[k], c->gains[k], c->n_arm[k]);
	}
	staaf_t_welch(&c->gain_welch, &c->s_gain[1], &c->s_gain[0], .95);
	c->baseline = staaf_gap_g(&c->s_pre[1], &c->s_pre[0]);
	staaf_dppc2_rows(&c->dppc2, c->before, c->after, c->treated, c->n);
	return staaf_ancova(&c->ancova, c->before, c->after, c->treated, c->n,
	    NULL);
}

/* ------------------------------------------------------------- numbers */

static void
put_ancova(struct trying *t, const struct staaf_ancova *a)
{
	struct staaf_result *r = &t->out->result;

	staaf_result_put_estimate(r, "ancova", &a->difference);
	staaf_result_put(r, "ancova", "adj_treat", a->adj_treat);
	staaf_result_put(r, "ancova", "adj_control", a->adj_control);
	staaf_result_put(r, "ancova", "slope", a->slope.est);
	staaf_result_put(r, "ancova", "r2", a->r2);
	staaf_result_put(r, "ancova", "slopes_f", a->slopes_f);
	staaf_result_put(r, "ancova", "slopes_p", a->slopes_p);
	staaf_result_put(r, "ancova", "hc3_se", a->hc3_se);
	staaf_result_put(r, "ancova", "g", a->g.est);
	staaf_result_put(r, "ancova", "g_se", a->g.se);
	staaf_result_put(r, "ancova", "g_lo", a->g.low);
	staaf_result_put(r, "ancova", "g_hi", a->g.high);
}

static const char *
judge_baseline(double g)
{
	return isnan(g) ? NULL : fabs(g) <= FINE ? "satisfied" :
	    fabs(g) <= TOO_FAR ? "adjust" : "not satisfied";
}

/* The same of everyone who started, those who left as well. */
static bool
put_baseline_of_all(struct trying *t)
{
	const struct data *d = &t->data;
	double *x[2] = { trial_array(t, d->n), trial_array(t, d->n) };
	struct staaf_summary s[2];
	size_t n[2] = { 0, 0 };

	if (t->ar->failed)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		int arm = d->group.of[i] == d->treatment;

		if (d->group.of[i] >= 0 && !isnan(d->pre[i]))
			x[arm][n[arm]++] = d->pre[i];
	}
	for (int k = 0; k < 2; k++)
		staaf_summarise(&s[k], x[k], n[k]);
	staaf_result_put(&t->out->result, "baseline_all", "g",
	    staaf_gap_g(&s[1], &s[0]));
	return true;
}

static bool
put_numbers(struct trying *t, const struct compared *c,
    const struct losses *lost)
{
	struct staaf_result *r = &t->out->result;
	struct staaf_estimate welch, student;
	struct staaf_gap gap;

	staaf_result_put(r, "pairs", "n", (double)c->n);
	trial_put_summary(t, "treat", &c->s_post[1]);
	trial_put_summary(t, "control", &c->s_post[0]);
	trial_put_summary(t, "treat.pre", &c->s_pre[1]);
	trial_put_summary(t, "control.pre", &c->s_pre[0]);
	staaf_t_welch(&welch, &c->s_post[1], &c->s_post[0], .95);
	staaf_result_put_estimate(r, "welch", &welch);
	staaf_t_student(&student, &c->s_post[1], &c->s_post[0], .95);
	staaf_result_put_estimate(r, "student", &student);
	staaf_standardise_gap(&gap, &c->s_post[1], &c->s_post[0]);
	trial_put_gap(t, "", &gap);
	trial_put_summary(t, "gain_treat", &c->s_gain[1]);
	trial_put_summary(t, "gain_control", &c->s_gain[0]);
	staaf_result_put_estimate(r, "gain_welch", &c->gain_welch);
	staaf_t_student(&student, &c->s_gain[1], &c->s_gain[0], .95);
	staaf_result_put_estimate(r, "gain_student", &student);
	staaf_standardise_gap(&gap, &c->s_gain[1], &c->s_gain[0]);
	trial_put_gap(t, "gain_", &gap);
	staaf_result_put(r, "baseline", "g", c->baseline);
	staaf_result_put_text(r, "baseline", "wwc",
	    judge_baseline(c->baseline));
	lost_put(t, lost);
	lost_put_means(t, lost, &c->ancova.difference);
	put_ancova(t, &c->ancova);
	staaf_result_put(r, "within_r", NULL, c->dppc2.within_r);
	staaf_result_put(r, "dppc2", "est", c->dppc2.d);
	staaf_result_put(r, "dppc2", "var", c->dppc2.var);
	staaf_result_put(r, "dppc2", "var_morris", c->dppc2.var_morris);
	staaf_result_put(r, "dppc2", "ci_lo", c->dppc2.low);
	staaf_result_put(r, "dppc2", "ci_hi", c->dppc2.high);
	return put_baseline_of_all(t) &&
	    rank_put_groups(t, "", c->post[1], c->n_arm[1], c->post[0],
	    c->n_arm[0]) &&
	    rank_put_groups(t, "gain_", c->gains[1], c->n_arm[1], c->gains[0],
	    c->n_arm[0]);
}

/* ----------------------------------------------------------- sentences */

static void
say_difference(struct trying *t, const struct compared *c)
{
	const struct data *d = &t->data;
	const struct staaf_ancova *a = &c->ancova;
	const struct staaf_estimate *e = &a->difference;
	int sign = try_sign(t, e->est, e->se);
	enum staaf_msg msg = sign > 0 ? STAAF_MSG_TRIAL_C_HIGHER :
	    sign < 0 ? STAAF_MSG_TRIAL_C_LOWER : STAAF_MSG_TRIAL_C_EQUAL;

	if (isnan(e->est)) {
		t->out->sentence = staaf_text(STAAF_MSG_TRIAL_C_UNDEFINED,
		    t->lang);
		return;
	}
	t->out->sentence = try_join(t, try_text(t, msg,
	    try_count(t, c->n_arm[1]), d->group.name[d->treatment],
	    try_points(t, fabs(e->est), e->se), try_count(t, c->n_arm[0]),
	    d->group.name[1 - d->treatment],
	    try_points(t, a->adj_treat, e->se),
	    try_points(t, a->adj_control, e->se), try_around(t, e)),
	    try_zero(t, e, STAAF_MSG_TRIAL_ZERO_DIFFERENCE));
}

/*
 * Of existing groups both sums must agree; when they do not, that stands
 * right under the sentence.
 */
static void
doubt(struct trying *t, const struct staaf_estimate *a,
    const struct staaf_estimate *g)
{
	bool is_opposite = try_sign(t, a->est, a->se) *
	    try_sign(t, g->est, g->se) < 0;
	bool differs = !isnan(a->p) && !isnan(g->p) &&
	    (a->p < SIGNIFICANT) != (g->p < SIGNIFICANT);

	if (t->out->design != STAAF_TWO_EXISTING ||
	    (!differs && !is_opposite))
		return;
	trial_warn(t, STAAF_LORD, "");
	t->out->bears = try_join(t, try_text(t, is_opposite ?
	    STAAF_MSG_WARN_LORD : STAAF_MSG_WARN_LORD_CLEAR,
	    try_points(t, a->est, a->se), try_points(t, g->est, g->se),
	    try_p(t, a->p), try_p(t, g->p)), t->out->bears);
}

/* The gain beside it. */
static void
say_gain(struct trying *t, const struct compared *c)
{
	const struct data *d = &t->data;
	const struct staaf_estimate *g = &c->gain_welch;
	int sign = try_sign(t, g->est, g->se);

	if (!isnan(g->est))
		t->out->robust = try_text(t, sign < 0 ?
		    STAAF_MSG_TRIAL_C_LESS : sign > 0 ?
		    STAAF_MSG_TRIAL_C_MORE : STAAF_MSG_TRIAL_C_SAME,
		    try_points(t, fabs(g->est), g->se), try_around_points(t, g),
		    d->group.name[d->treatment],
		    d->group.name[1 - d->treatment]);
}

static void
warn(struct trying *t, const struct compared *c)
{
	const struct staaf_ancova *a = &c->ancova;
	double g = fabs(c->baseline);

	if (c->n_arm[0] < 2 || c->n_arm[1] < 2) {
		trial_undefined(t, "too_few");
		trial_warn(t, STAAF_TOO_FEW,
		    staaf_text(STAAF_MSG_WARN_TOO_FEW, t->lang));
	} else if (isnan(a->difference.t)) {
		trial_undefined(t, "zero_variance");
		trial_warn(t, STAAF_ZERO_VARIANCE,
		    staaf_text(STAAF_MSG_WARN_NO_SPREAD_BEFORE, t->lang));
	}
	if (g > TOO_FAR)
		trial_warn(t, STAAF_BASELINE_GT_25, try_text(t,
		    t->out->design == STAAF_TWO_RANDOM ?
		    STAAF_MSG_WARN_BASELINE_CHANCE :
		    STAAF_MSG_WARN_BASELINE_FAR, try_number(t, g, 2)));
	else if (g > FINE)
		trial_warn(t, STAAF_BASELINE_5_25, try_text(t,
		    STAAF_MSG_WARN_BASELINE_SOME, try_number(t, g, 2)));
	if (a->slopes_p < SIGNIFICANT)
		trial_warn(t, STAAF_SLOPES_DIFFER, try_text(t,
		    STAAF_MSG_WARN_SLOPES,
		    try_points(t, a->at[0].est, a->at[0].se),
		    try_points(t, a->at_before[0], a->at[0].se),
		    try_points(t, a->at[2].est, a->at[2].se),
		    try_points(t, a->at_before[2], a->at[2].se)));
}

static bool
keep_arms(struct trying *t, const struct compared *c,
    const struct losses *lost)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	bool is_equal = fabs(c->baseline) <= TOO_FAR;

	for (int k = 0; k < 2; k++) {
		struct staaf_arm *a = trial_add_arm(t,
		    d->group.name[k == 1 ? d->treatment : 1 - d->treatment]);
		struct staaf_estimate r;

		if (a == NULL)
			return false;
		staaf_correlate(&r, c->pre[k], c->post[k], c->n_arm[k]);
		a->n = (long)c->n_arm[k];
		a->n_lost = (long)c->n_lost[k];
		a->mean = c->s_post[k].mean;
		a->sd = c->s_post[k].sd;
		a->mean_pre = c->s_pre[k].mean;
		a->sd_pre = c->s_pre[k].sd;
		a->r = r.est;
	}
	out->effect_name = "g";
	out->g = c->ancova.g.est;
	out->g_low = c->ancova.g.low;
	out->g_high = c->ancova.g.high;
	out->g_var = c->ancova.g.se * c->ancova.g.se;
	out->design_class = out->design == STAAF_TWO_RANDOM ? lost_class(lost) :
	    is_equal ? 3 : 2;
	out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_LINES,
		.pre = c->before, .post = c->after, .column = c->arm,
		.n = c->n, .n_columns = 2, .name = trial_arm_names(t),
		.pre_name = d->table->column[d->col.at[ROLE_PRE]],
		.post_name = d->table->column[d->col.at[ROLE_POST]] };
	return true;
}

enum staaf_code
design_ancova(struct trying *t)
{
	struct compared c = { 0 };
	struct losses lost;
	struct staaf_trial *out = t->out;
	const struct data *d = &t->data;
	bool is_random = out->design == STAAF_TWO_RANDOM;

	lost_count(&lost, d);
	if (!take_rows(&c, t) || !put_numbers(t, &c, &lost))
		return STAAF_NOMEM;
	out->chosen = try_text(t, is_random ? STAAF_MSG_TRIAL_C_CHOSEN :
	    STAAF_MSG_TRIAL_C2_CHOSEN,
	    d->table->column[d->col.at[ROLE_PRE]],
	    d->table->column[d->col.at[ROLE_POST]],
	    d->table->column[d->col.at[ROLE_GROUP]]);
	say_difference(t, &c);
	say_gain(t, &c);
	power_put(t, &c.ancova.difference, c.n_arm[1], c.n_arm[0]);
	out->effect = try_effect(t, STAAF_MSG_TRIAL_B_EFFECT,
	    c.ancova.g.est, c.ancova.g.low, c.ancova.g.high);
	matters_put(t, &c.ancova.difference);
	out->bears = is_random || d->col.is_years ||
	    isnan(c.ancova.difference.est) ? groups_bear(t) :
	    staaf_text(STAAF_MSG_TRIAL_C_BEARS, t->lang);
	doubt(t, &c.ancova.difference, &c.gain_welch);
	out->apa = try_apa(t, &c.ancova.difference, "g", c.ancova.g.est,
	    c.ancova.g.low, c.ancova.g.high);
	warn(t, &c);
	return keep_arms(t, &c, &lost) ? STAAF_OK : STAAF_NOMEM;
}
