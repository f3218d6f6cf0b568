/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two groups (designs B, C and C').  Afterwards only: the difference, and no
 * word on what caused it.  With a score before: the difference at equal
 * starting level (ANCOVA), beside the difference in gain.
 */
#include <math.h>
#include <string.h>

#include <staaf/groups.h>

#include "circle.h"

/* The scores of two groups; 1 is the treatment. */
struct groups {
	double *post[2];
	size_t n[2];
	struct staaf_summary s[2];
	struct staaf_estimate welch;
	struct staaf_gap gap;
};

/* Index 1 for the treatment, 0 for the control, -1 for neither. */
static int
arm_of(const struct data *d, size_t row)
{
	int level = d->group.of[row];

	return level < 0 ? -1 : level == d->treatment;
}

static bool
take_groups(struct groups *g, struct trying *t)
{
	const struct data *d = &t->data;

	for (int k = 0; k < 2; k++)
		g->post[k] = trial_array(t, d->n);
	if (t->ar->failed)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		int arm = arm_of(d, i);

		if (arm >= 0 && !isnan(d->post[i]))
			g->post[arm][g->n[arm]++] = d->post[i];
	}
	for (int k = 0; k < 2; k++)
		staaf_summarise(&g->s[k], g->post[k], g->n[k]);
	staaf_t_welch(&g->welch, &g->s[1], &g->s[0], .95);
	staaf_standardise_gap(&g->gap, &g->s[1], &g->s[0]);
	return true;
}

void
trial_put_gap(struct trying *t, const char *of, const struct staaf_gap *gap)
{
	struct staaf_result *r = &t->out->result;
	const char *gs = try_key(t, of, "gs");

	staaf_result_put(r, try_key(t, of, "j"), "two", gap->j);
	trial_put_standardised(t, try_key(t, of, "ds"), gs, &gap->s);
	staaf_result_put(r, gs, "var", gap->g_var);
	staaf_result_put(r, try_key(t, of, "wwc_g"), "est", gap->g_wwc);
	staaf_result_put(r, try_key(t, of, "glass"), "est", gap->glass);
	staaf_result_put(r, try_key(t, of, "d_welch"), "est", gap->d_welch);
	staaf_result_put(r, try_key(t, of, "improvement_index"), NULL,
	    gap->improvement);
}

/* Normality and equal spreads: to know, never to choose a test by. */
static bool
put_spreads(struct trying *t, const struct groups *g)
{
	static const char *const arms[2] = { "control", "treat" };
	size_t n[2] = { g->n[0], g->n[1] };
	double *x = trial_array(t, n[0] + n[1]);
	struct staaf_groups both = { .x = x, .n = n, .k = 2 };
	struct staaf_result *r = &t->out->result;
	struct staaf_f_test levene, median;
	struct staaf_shapiro shapiro;

	if (x == NULL)
		return false;
	for (int k = 0; k < 2; k++) {
		memcpy(x + (k == 0 ? 0 : n[0]), g->post[k],
		    n[k] * sizeof(*x));
		if (!staaf_shapiro(&shapiro, g->post[k], n[k]))
			return false;
		staaf_result_put(r, arms[k], "shapiro_w", shapiro.w);
		staaf_result_put(r, arms[k], "shapiro_p", shapiro.p);
	}
	if (!staaf_levene(&levene, &both) ||
	    !staaf_brown_forsythe(&median, &both))
		return false;
	staaf_result_put(r, "levene", "f", levene.f);
	staaf_result_put(r, "levene", "p", levene.p);
	staaf_result_put(r, "brown_forsythe", "f", median.f);
	staaf_result_put(r, "brown_forsythe", "p", median.p);
	return true;
}

static bool
put_numbers(struct trying *t, const struct groups *g)
{
	struct staaf_result *r = &t->out->result;
	struct staaf_estimate e;
	double bayes;

	trial_put_summary(t, "treat", &g->s[1]);
	trial_put_summary(t, "control", &g->s[0]);
	staaf_result_put_estimate(r, "welch", &g->welch);
	staaf_t_welch(&e, &g->s[1], &g->s[0], .90);
	staaf_result_put(r, "welch", "ci90_lo", e.low);
	staaf_result_put(r, "welch", "ci90_hi", e.high);
	staaf_t_student(&e, &g->s[1], &g->s[0], .95);
	staaf_result_put_estimate(r, "student", &e);
	trial_put_gap(t, "", &g->gap);
	bayes = staaf_jzs_two(e.t, g->n[1], g->n[0]);
	staaf_result_put(r, "jzs", "two_log_bf10", bayes);
	staaf_result_put(r, "jzs", "two_bf10", exp(bayes));
	if (!put_spreads(t, g))
		return false;
	return rank_put_groups(t, "", g->post[1], g->n[1], g->post[0], g->n[0]);
}

static void
say_difference(struct trying *t, const struct groups *g)
{
	const struct data *d = &t->data;
	const struct staaf_estimate *e = &g->welch;
	double se = e->se > 0 ? e->se : NAN;
	int sign = try_sign(t, e->est, se);
	enum staaf_msg msg = sign > 0 ? STAAF_MSG_TRIAL_B_HIGHER :
	    sign < 0 ? STAAF_MSG_TRIAL_B_LOWER : STAAF_MSG_TRIAL_B_EQUAL;

	t->out->sentence = try_join(t, try_text(t, msg,
	    try_count(t, g->n[1]), d->group.name[d->treatment],
	    try_points(t, fabs(e->est), se), try_count(t, g->n[0]),
	    d->group.name[1 - d->treatment],
	    try_points(t, g->s[1].mean, se), try_points(t, g->s[0].mean, se),
	    try_around(t, e)),
	    try_zero(t, e, STAAF_MSG_TRIAL_ZERO_DIFFERENCE));
}

static void
warn(struct trying *t, const struct groups *g)
{
	if (g->n[0] < 2 || g->n[1] < 2) {
		trial_undefined(t, "too_few");
		trial_warn(t, STAAF_TOO_FEW,
		    staaf_text(STAAF_MSG_WARN_TOO_FEW, t->lang));
	} else if (!(g->welch.se > 0)) {
		trial_undefined(t, "zero_variance");
		trial_warn(t, STAAF_ZERO_VARIANCE,
		    staaf_text(STAAF_MSG_WARN_NO_SPREAD, t->lang));
	}
	if (!t->data.ask->is_randomised)
		trial_warn(t, STAAF_BASELINE_UNKNOWN,
		    staaf_text(STAAF_MSG_WARN_BASELINE_UNKNOWN, t->lang));
}

/* What stays, and what is drawn. */
static bool
keep_arms(struct trying *t, const struct groups *g, const struct losses *lost)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	double *post = trial_array(t, d->n);
	int *arm = staaf_arena_array(t->ar, d->n + 1, sizeof(*arm));
	size_t n = 0;

	for (int k = 0; k < 2; k++) {
		struct staaf_arm *a = trial_add_arm(t,
		    d->group.name[k == 1 ? d->treatment : 1 - d->treatment]);

		if (a == NULL || t->ar->failed)
			return false;
		a->n = (long)g->n[k];
		a->n_lost = (long)lost->left[k];
		a->mean = g->s[k].mean;
		a->sd = g->s[k].sd;
		for (size_t i = 0; i < g->n[k]; i++) {
			post[n] = g->post[k][i];
			arm[n++] = k;
		}
	}
	out->effect_name = "g";
	out->g = g->gap.s.g;
	out->g_low = g->gap.s.g_low;
	out->g_high = g->gap.s.g_high;
	out->g_var = g->gap.g_var;
	out->design_class = d->ask->is_randomised ? lost_class(lost) : 2;
	out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_DOTS,
		.post = post, .column = arm, .n = n, .n_columns = 2,
		.name = trial_arm_names(t) };
	return true;
}

enum staaf_code
design_two_groups(struct trying *t)
{
	struct groups g = { 0 };
	struct losses lost;
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;

	if (!take_groups(&g, t) || !put_numbers(t, &g))
		return STAAF_NOMEM;
	out->chosen = try_text(t, out->design == STAAF_YEARS ?
	    STAAF_MSG_TRIAL_L_CHOSEN : STAAF_MSG_TRIAL_B_CHOSEN,
	    d->table->column[d->col.at[ROLE_POST]],
	    d->table->column[d->col.at[ROLE_GROUP]]);
	say_difference(t, &g);
	power_put(t, &g.welch, g.n[1], g.n[0]);
	out->effect = try_effect(t, STAAF_MSG_TRIAL_B_EFFECT, g.gap.s.g,
	    g.gap.s.g_low, g.gap.s.g_high);
	out->robust = rank_say_groups(t, g.n[1], g.n[0], g.welch.p);
	out->bears = groups_bear(t);
	out->apa = try_apa(t, &g.welch, "g", g.gap.s.g, g.gap.s.g_low,
	    g.gap.s.g_high);
	warn(t, &g);
	matters_put(t, &g.welch);
	lost_count(&lost, d);
	lost_put(t, &lost);
	lost_put_means(t, &lost, &g.welch);
	if (!keep_arms(t, &g, &lost))
		return STAAF_NOMEM;
	return STAAF_OK;
}
