/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The new way given to whole classes (design D): classes count, not students.
 * With one class in an arm, class and way cannot be told apart, and there is
 * no test at all.
 */
#include <math.h>

#include <staaf/cluster.h>

#include "circle.h"

enum { FEW_CLASSES = 6, MANY_CLASSES = 4 /* an arm; grading S1 */ };

struct taught {
	struct staaf_cluster_rows rows;
	double *value, *before;
	bool *treated;
	size_t *cluster;
	int *arm;
	size_t n, n_arm[2];
	double *arms[2];
	struct staaf_clusters c;
	enum staaf_cluster_reason reason;
	struct staaf_gap gap;
	struct staaf_estimate student;
	struct staaf_summary s[2];
};

static bool
take_rows(struct taught *k, struct trying *t)
{
	const struct data *d = &t->data;

	k->value = trial_array(t, d->n);
	k->before = d->pre == NULL ? NULL : trial_array(t, d->n);
	k->treated = staaf_arena_array(t->ar, d->n + 1, sizeof(bool));
	k->cluster = staaf_arena_array(t->ar, d->n + 1, sizeof(size_t));
	k->arm = staaf_arena_array(t->ar, d->n + 1, sizeof(int));
	k->arms[0] = trial_array(t, d->n);
	k->arms[1] = trial_array(t, d->n);
	if (t->ar->failed)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		int arm = d->group.of[i] == d->treatment;

		if (d->group.of[i] < 0 || d->cluster.of[i] < 0 ||
		    isnan(d->post[i]) || (d->pre != NULL && isnan(d->pre[i])))
			continue;
		k->value[k->n] = d->post[i];
		if (k->before != NULL && d->pre != NULL)
			k->before[k->n] = d->pre[i];
		k->treated[k->n] = arm == 1;
		k->cluster[k->n] = (size_t)d->cluster.of[i];
		k->arms[arm][k->n_arm[arm]++] = d->post[i];
		k->arm[k->n++] = arm;
	}
	k->rows = (struct staaf_cluster_rows){ .value = k->value,
		.before = k->before, .treated = k->treated,
		.cluster = k->cluster, .n = k->n,
		.n_clusters = (size_t)d->cluster.n };
	for (int a = 0; a < 2; a++)
		staaf_summarise(&k->s[a], k->arms[a], k->n_arm[a]);
	staaf_standardise_gap(&k->gap, &k->s[1], &k->s[0]);
	staaf_t_student(&k->student, &k->s[1], &k->s[0], .95);
	k->reason = staaf_clusters(&k->c, &k->rows);
	return k->reason != STAAF_CLUSTER_NOMEM;
}

/* ------------------------------------------------------------- numbers */

static void
put_corrected(struct trying *t, const struct taught *k, double rho,
    const char *suffix)
{
	struct staaf_cluster_correction c;
	struct staaf_result *r = &t->out->result;

	staaf_cluster_correct(&c, k->student.t, k->gap.s.g, (double)k->n_arm[1],
	    (double)k->n_arm[0], k->c.mean_size, rho);
	staaf_result_put(r, staaf_arena_printf(t->ar, "wwc_t_%s", suffix),
	    NULL, c.t);
	staaf_result_put(r, staaf_arena_printf(t->ar, "wwc_df_%s", suffix),
	    NULL, c.df);
	staaf_result_put(r, staaf_arena_printf(t->ar, "wwc_p_%s", suffix),
	    NULL, c.p);
	staaf_result_put(r, staaf_arena_printf(t->ar, "hedges_gT_%s", suffix),
	    "est", c.g);
	staaf_result_put(r, staaf_arena_printf(t->ar, "hedges_gT_%s", suffix),
	    "var", c.var);
}

static bool
put_models(struct trying *t, const struct taught *k)
{
	struct staaf_result *r = &t->out->result;
	struct staaf_cluster_robust robust;
	struct staaf_cluster_mixed mixed;

	if (staaf_cluster_robust(&robust, &k->rows) == STAAF_CLUSTER_NOMEM ||
	    staaf_cluster_mixed(&mixed, &k->rows) == STAAF_CLUSTER_NOMEM)
		return false;
	staaf_result_put(r, "cr1", "se", robust.cr1_se);
	staaf_result_put_estimate(r, "cr2", &robust.cr2);
	if (k->before != NULL && !isnan(robust.cr2.low))
		t->out->robust = try_text(t, STAAF_MSG_TRIAL_D_ADJUSTED,
		    try_points(t, robust.cr2.est, robust.cr2.se),
		    try_interval(t, &robust.cr2));
	staaf_result_put_estimate(r, "lmer", &mixed.effect);
	staaf_result_put(r, "lmer", "between", mixed.between);
	staaf_result_put(r, "lmer", "within", mixed.within);
	return true;
}

static bool
put_numbers(struct trying *t, const struct taught *k)
{
	struct staaf_result *r = &t->out->result;
	const struct staaf_clusters *c = &k->c;
	double rho = isnan(c->icc) ? NAN : fmax(0, c->icc);

	trial_put_summary(t, "treat", &k->s[1]);
	trial_put_summary(t, "control", &k->s[0]);
	staaf_result_put_estimate(r, "student", &k->student);
	trial_put_gap(t, "", &k->gap);
	staaf_result_put(r, "cluster", "n", (double)c->n_clusters);
	staaf_result_put(r, "cluster", "treat", (double)c->treat_clusters);
	staaf_result_put(r, "cluster", "control", (double)c->control_clusters);
	staaf_result_put(r, "cluster", "mean_size", c->mean_size);
	staaf_result_put(r, "icc", "est", c->icc);
	staaf_result_put(r, "icc", "msb", c->msb);
	staaf_result_put(r, "icc", "msw", c->msw);
	staaf_result_put(r, "icc", "n0", c->n0);
	staaf_result_put(r, "deff", "kish", c->deff);
	staaf_result_put(r, "n_eff", NULL, c->n_eff);
	staaf_result_put_estimate(r, "class_means", &c->class_means);
	put_corrected(t, k, rho, "est");
	put_corrected(t, k, .20, "020");
	return put_models(t, k);
}

/* ----------------------------------------------------------- sentences */

/*
 * The leading test: on class means; when classes seem less alike than by
 * chance, the less sure one of that and of students (a negative ICC makes
 * class means too sure).
 */
static const struct staaf_estimate *
leading(const struct taught *k)
{
	return k->c.icc < 0 && k->student.p > k->c.class_means.p ?
	    &k->student : &k->c.class_means;
}

static void
say_difference(struct trying *t, const struct taught *k)
{
	const struct data *d = &t->data;
	const struct staaf_estimate *e = leading(k);
	double est = isnan(e->est) ? k->s[1].mean - k->s[0].mean : e->est;
	const char *interval = try_around(t, e);
	int sign = try_sign(t, est, e->se);

	t->out->sentence = try_text(t, sign < 0 ? STAAF_MSG_TRIAL_D_LOWER :
	    sign > 0 ? STAAF_MSG_TRIAL_D_HIGHER : STAAF_MSG_TRIAL_D_EQUAL,
	    try_count(t, k->c.treat_clusters),
	    d->group.name[d->treatment], try_points(t, fabs(est), e->se),
	    try_count(t, k->c.control_clusters),
	    d->group.name[1 - d->treatment], try_count(t, k->n),
	    isnan(e->t) ? "" : staaf_arena_printf(t->ar, "; %s", interval));
	if (!isnan(e->t))
		t->out->sentence = try_join(t, t->out->sentence, try_zero(t, e,
		    STAAF_MSG_TRIAL_ZERO_DIFFERENCE));
	if (k->c.icc <= 0)
		t->out->effect = try_text(t, STAAF_MSG_TRIAL_D_UNLIKE,
		    try_number(t, k->c.icc, 2));
	else if (!isnan(k->c.icc))
		t->out->effect = try_text(t, STAAF_MSG_TRIAL_D_ALIKE,
		    try_number(t, k->c.icc, 2), try_count(t, k->n),
		    try_number(t, k->c.n_eff, 0));
}

static void
warn(struct trying *t, const struct taught *k)
{
	struct staaf_trial *out = t->out;

	if (k->reason == STAAF_CLUSTER_FEW) {
		out->status = STAAF_TRIAL_REFUSED;
		out->reason = "one_cluster_per_arm";
		trial_warn(t, STAAF_ONE_CLUSTER_PER_ARM,
		    staaf_text(STAAF_MSG_WARN_ONE_CLASS, t->lang));
	} else if (k->c.treat_clusters < FEW_CLASSES / 2 ||
	    k->c.control_clusters < FEW_CLASSES / 2 ||
	    k->c.n_clusters < FEW_CLASSES) {
		trial_warn(t, STAAF_CLUSTERS_LT_6, try_text(t,
		    STAAF_MSG_WARN_FEW_CLASSES,
		    try_count(t, k->c.n_clusters)));
	}
	if (k->c.icc < 0)
		trial_warn(t, STAAF_ICC_NEGATIVE,
		    staaf_text(STAAF_MSG_WARN_ICC_NEGATIVE, t->lang));
}

static bool
keep_arms(struct trying *t, const struct taught *k,
    const struct losses *lost)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	double g = k->gap.s.g, var;
	struct staaf_cluster_correction c;

	for (int arm = 0; arm < 2; arm++) {
		struct staaf_arm *a = trial_add_arm(t, d->group.name[arm == 1 ?
		    d->treatment : 1 - d->treatment]);

		if (a == NULL)
			return false;
		a->n = (long)k->n_arm[arm];
		a->n_lost = (long)lost->left[arm];
		a->mean = k->s[arm].mean;
		a->sd = k->s[arm].sd;
		a->n_classes = (long)(arm == 1 ? k->c.treat_clusters :
		    k->c.control_clusters);
	}
	out->design_class = 2;
	out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_DOTS,
		.post = k->value, .column = k->arm, .n = k->n, .n_columns = 2,
		.name = trial_arm_names(t) };
	if (k->reason != STAAF_CLUSTER_FINE)
		return true;
	staaf_cluster_correct(&c, 0, g, (double)k->n_arm[1],
	    (double)k->n_arm[0], k->c.mean_size, fmax(0, k->c.icc));
	var = c.var;
	out->effect_name = "g";
	out->g = c.g;
	out->g_var = var;
	out->g_low = c.g - 1.959963984540054 * sqrt(var);
	out->g_high = c.g + 1.959963984540054 * sqrt(var);
	if (d->ask->is_randomised && k->c.treat_clusters >= 2 &&
	    k->c.control_clusters >= 2)
		out->design_class = k->c.treat_clusters >= MANY_CLASSES &&
		    k->c.control_clusters >= MANY_CLASSES ?
		    lost_class(lost) : 4;
	return true;
}

enum staaf_code
design_classes(struct trying *t)
{
	struct taught k = { 0 };
	struct losses lost;
	struct staaf_trial *out = t->out;
	const struct data *d = &t->data;
	const char *cluster = d->table->column[d->col.at[ROLE_CLUSTER]];

	if (!take_rows(&k, t))
		return STAAF_NOMEM;
	if (k.reason == STAAF_CLUSTER_SPLIT) {
		out->status = STAAF_TRIAL_REFUSED;
		out->reason = "split_cluster";
		out->sentence = try_text(t, STAAF_MSG_TRIAL_D_SPLIT, cluster);
		return STAAF_OK;
	}
	if (!put_numbers(t, &k))
		return STAAF_NOMEM;
	out->chosen = try_text(t, STAAF_MSG_TRIAL_D_CHOSEN, cluster,
	    d->table->column[d->col.at[ROLE_POST]],
	    d->table->column[d->col.at[ROLE_GROUP]]);
	say_difference(t, &k);
	out->bears = staaf_text(k.reason == STAAF_CLUSTER_FEW ?
	    STAAF_MSG_TRIAL_D_NO_TEST : d->ask->is_randomised ?
	    STAAF_MSG_TRIAL_D_BEARS_RANDOM : STAAF_MSG_TRIAL_D_BEARS, t->lang);
	out->apa = try_apa(t, leading(&k), "", NAN, NAN, NAN);
	warn(t, &k);
	matters_put(t, leading(&k));
	lost_count(&lost, d);
	lost_put(t, &lost);
	lost_put_means(t, &lost, leading(&k));
	return keep_arms(t, &k, &lost) ? STAAF_OK : STAAF_NOMEM;
}
