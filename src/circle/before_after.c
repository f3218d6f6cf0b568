/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One group, before and after (design A), also when its students were chosen
 * for a low score (A''), when nothing links the two lists (A'), and when the
 * score is a step of a short scale (F).  Whether something changed; never why.
 */
#include <math.h>

#include <staaf/groups.h>

#include "circle.h"

enum { SMALL = 15 }; /* below this the rank test stands beside the t test */

/* Students with both scores; and the before scores of those who left. */
struct pairs {
	double *pre, *post, *diff, *left;
	size_t n, n_left, n_late, n_all; /* n_late: only after; n_all: any */
	struct staaf_summary s_pre, s_post, s_diff, s_left;
	struct staaf_estimate paired, r;
	struct staaf_gain change;
};

static bool
take_pairs(struct pairs *p, struct trying *t)
{
	const struct data *d = &t->data;
	struct selection chosen;
	bool has_rule = t->out->design == STAAF_BEFORE_AFTER_CHOSEN &&
	    selected_parse(&chosen, d->ask->selected, &d->notation);

	p->pre = trial_array(t, d->n);
	p->post = trial_array(t, d->n);
	p->diff = trial_array(t, d->n);
	p->left = trial_array(t, d->n);
	if (t->ar->failed)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		if (has_rule && !(selected_has(&chosen, d->pre[i])))
			continue;
		p->n_all++;
		if (isnan(d->pre[i])) {
			p->n_late += isnan(d->post[i]) ? 0 : 1;
			continue;
		}
		if (isnan(d->post[i])) {
			p->left[p->n_left++] = d->pre[i];
			continue;
		}
		p->pre[p->n] = d->pre[i];
		p->post[p->n] = d->post[i];
		/* To the decimals of the data, so that equal steps tie. */
		p->diff[p->n++] = staaf_round(d->post[i] - d->pre[i],
		    d->decimals);
	}
	staaf_summarise(&p->s_pre, p->pre, p->n);
	staaf_summarise(&p->s_post, p->post, p->n);
	staaf_summarise(&p->s_diff, p->diff, p->n);
	staaf_summarise(&p->s_left, p->left, p->n_left);
	staaf_t_paired(&p->paired, &p->s_diff, .95);
	staaf_correlate(&p->r, p->pre, p->post, p->n);
	staaf_standardise_change(&p->change, &p->s_pre, &p->s_post,
	    &p->s_diff, p->r.est);
	return true;
}

/* ------------------------------------------------------------- numbers */

static void
put_changes(struct trying *t, const struct staaf_gain *c)
{
	struct staaf_result *r = &t->out->result;

	staaf_result_put(r, "j", "paired", c->j);
	trial_put_standardised(t, "dz", "gz", &c->z);
	trial_put_standardised(t, "dav", "gav", &c->av);
	trial_put_standardised(t, "drm", "grm", &c->rm);
	staaf_result_put(r, "drm", "se", c->rm_se);
	trial_put_standardised(t, "dpre", "gpre", &c->pre);
	staaf_result_put(r, "gpre", "var_smcr", c->pre_var);
}

static void
put_dropout(struct trying *t, const struct pairs *p)
{
	struct staaf_result *r = &t->out->result;
	struct staaf_estimate e;

	staaf_t_welch(&e, &p->s_left, &p->s_pre, .95);
	staaf_result_put(r, "dropout", "n", (double)p->n_left);
	staaf_result_put(r, "dropout", "mean", p->s_left.mean);
	staaf_result_put(r, "dropout", "sd", p->s_left.sd);
	staaf_result_put(r, "dropout", "diff", e.est);
	staaf_result_put(r, "dropout", "p", e.p);
	staaf_result_put(r, "stayers", "n", (double)p->n);
	staaf_result_put(r, "stayers", "mean", p->s_pre.mean);
	staaf_result_put(r, "stayers", "sd", p->s_pre.sd);
}

static void
put_pass(struct trying *t, const struct pairs *p)
{
	double mark = t->data.ask->passmark;
	struct staaf_pair_counts c = { 0 };

	if (isnan(mark))
		return;
	for (size_t i = 0; i < p->n; i++) {
		bool before = p->pre[i] >= mark, after = p->post[i] >= mark;

		c.up += !before && after;
		c.down += before && !after;
		c.both += before && after;
		c.neither += !before && !after;
	}
	rates_put_paired(t, "pass", &c);
}

static bool
put_numbers(struct trying *t, const struct pairs *p)
{
	struct staaf_result *r = &t->out->result;
	struct staaf_estimate narrow;
	double bayes;

	staaf_result_put(r, "pairs", "n", (double)p->n);
	put_dropout(t, p);
	trial_put_summary(t, "pre", &p->s_pre);
	trial_put_summary(t, "post", &p->s_post);
	trial_put_summary(t, "diff", &p->s_diff);
	staaf_result_put_estimate(r, "paired", &p->paired);
	staaf_t_paired(&narrow, &p->s_diff, .90);
	staaf_result_put(r, "paired", "ci90_lo", narrow.low);
	staaf_result_put(r, "paired", "ci90_hi", narrow.high);
	staaf_result_put_estimate(r, "pearson", &p->r);
	put_changes(t, &p->change);
	bayes = staaf_jzs_paired(p->paired.t, p->n);
	staaf_result_put(r, "jzs", "paired_log_bf10", bayes);
	staaf_result_put(r, "jzs", "paired_bf10", exp(bayes));
	put_pass(t, p);
	return rank_put_change(t, p->pre, p->post, p->diff, p->n);
}

/* ----------------------------------------------------------- sentences */

static void
say_change(struct trying *t, const struct pairs *p)
{
	const struct staaf_estimate *e = &p->paired;
	const char *head;
	double se = e->se > 0 ? e->se : NAN;
	int sign = try_sign(t, p->s_diff.mean, se);
	enum staaf_msg msg = sign > 0 ? STAAF_MSG_TRIAL_A_HIGHER :
	    sign < 0 ? STAAF_MSG_TRIAL_A_LOWER : STAAF_MSG_TRIAL_A_EQUAL;

	head = try_text(t, STAAF_MSG_TRIAL_A_N, try_count(t, p->n),
	    try_count(t, p->n_all));
	t->out->sentence = try_join(t, head, try_join(t, try_text(t, msg,
	    try_points(t, fabs(e->est), se),
	    try_points(t, p->s_pre.mean, se),
	    try_points(t, p->s_post.mean, se), try_around(t, e)),
	    try_zero(t, e, STAAF_MSG_TRIAL_ZERO_CHANGE)));
}

static void
say_lost(struct trying *t, const struct pairs *p)
{
	double gap = p->s_left.mean - p->s_pre.mean;
	double se = p->s_pre.sd / sqrt((double)p->n_left);
	const char *said;

	if (p->n_late > 0)
		t->out->lost = try_text(t, STAAF_MSG_TRIAL_LOST_BEFORE,
		    try_count(t, p->n_late));
	if (p->n_left == 0)
		return;
	if (p->n_left == 1 || isnan(gap) || gap == 0)
		said = try_text(t, p->n_left == 1 ?
		    STAAF_MSG_TRIAL_LOST_ONE : STAAF_MSG_TRIAL_LOST,
		    try_count(t, p->n_left));
	else
		said = try_text(t, gap < 0 ?
		    STAAF_MSG_TRIAL_LOST_LOWER : STAAF_MSG_TRIAL_LOST_HIGHER,
		    try_count(t, p->n_left), try_points(t, fabs(gap), se));
	t->out->lost = try_join(t, said, t->out->lost);
	lost_put_change(t, p->n, p->n_left, &p->paired);
}

static void
say_chosen(struct trying *t)
{
	const struct data *d = &t->data;
	enum staaf_msg msg = t->out->design == STAAF_ORDINAL ?
	    STAAF_MSG_TRIAL_F_CHOSEN :
	    t->out->design == STAAF_BEFORE_AFTER_CHOSEN ?
	    STAAF_MSG_TRIAL_A2_CHOSEN : STAAF_MSG_TRIAL_A_CHOSEN;

	t->out->chosen = try_text(t, msg,
	    d->table->column[d->col.at[ROLE_PRE]],
	    d->table->column[d->col.at[ROLE_POST]],
	    d->ask->selected == NULL ? "" : d->ask->selected);
}

/* ------------------------------------------------------------ warnings */

/* Nobody can score higher than the scale goes: gains at its end are hidden. */
static void
warn_of_ceiling(struct trying *t, const struct pairs *p)
{
	double top = t->data.ask->is_lower_better ? t->data.ask->scale_low :
	    t->data.ask->scale_high;
	size_t n = 0;

	if (isnan(top))
		return;
	for (size_t i = 0; i < p->n; i++)
		n += p->post[i] == top;
	if (n * 5 >= p->n && p->n > 0)
		trial_warn(t, STAAF_CEILING, try_text(t,
		    STAAF_MSG_WARN_CEILING, try_count(t, n),
		    try_count(t, p->n)));
}

static void
warn(struct trying *t, const struct pairs *p)
{
	trial_warn(t, STAAF_NO_CONTROL,
	    staaf_text(STAAF_MSG_WARN_NO_CONTROL, t->lang));
	if (p->n < 2) {
		trial_undefined(t, "too_few");
		trial_warn(t, STAAF_TOO_FEW,
		    staaf_text(STAAF_MSG_WARN_ONE_STUDENT, t->lang));
	} else if (!(p->s_diff.sd > 0)) {
		trial_undefined(t, "zero_variance");
		trial_warn(t, STAAF_ZERO_VARIANCE,
		    staaf_text(STAAF_MSG_WARN_ZERO_VARIANCE, t->lang));
	}
	if (p->n_left * 5 > p->n + p->n_left)
		trial_warn(t, STAAF_ATTRITION_HIGH, try_text(t,
		    STAAF_MSG_WARN_ATTRITION, try_count(t, p->n_left),
		    try_count(t, p->n + p->n_left)));
	warn_of_ceiling(t, p);
}

static void
keep_arm(struct trying *t, const struct pairs *p)
{
	struct staaf_trial *out = t->out;
	struct staaf_arm *arm = trial_add_arm(t, "");

	if (arm == NULL)
		return;
	arm->n = (long)p->n;
	arm->n_lost = (long)p->n_left;
	arm->mean = p->s_post.mean;
	arm->sd = p->s_post.sd;
	arm->mean_pre = p->s_pre.mean;
	arm->sd_pre = p->s_pre.sd;
	arm->r = p->r.est;
	out->effect_name = "g_av";
	out->g = p->change.av.g;
	out->g_low = p->change.av.g_low;
	out->g_high = p->change.av.g_high;
	out->is_association = true;
	out->design_class = 1;
	out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_LINES,
		.pre = p->pre, .post = p->post, .n = p->n, .n_columns = 1,
		.is_steps = out->design == STAAF_ORDINAL,
		.pre_name = t->data.table->column[t->data.col.at[ROLE_PRE]],
		.post_name = t->data.table->column[t->data.col.at[ROLE_POST]] };
}

enum staaf_code
design_before_after(struct trying *t)
{
	struct pairs p = { 0 };
	struct staaf_trial *out = t->out;

	if (!take_pairs(&p, t) || !put_numbers(t, &p) ||
	    (out->design == STAAF_ORDINAL &&
	    !steps_put(t, p.pre, p.post, p.n)))
		return STAAF_NOMEM;
	say_chosen(t);
	say_change(t, &p);
	say_lost(t, &p);
	power_put(t, &p.paired, p.n, 0);
	staaf_result_put(&out->result, "mdes", "dav",
	    staaf_result_get(&out->result, "mdes.points") *
	    p.change.av.d / p.paired.est);
	out->effect = try_effect(t, STAAF_MSG_TRIAL_A_EFFECT, p.change.av.g,
	    p.change.av.g_low, p.change.av.g_high);
	out->robust = rank_say_change(t, p.paired.p, p.n < SMALL ||
	    out->design == STAAF_ORDINAL);
	out->bears = staaf_text(STAAF_MSG_TRIAL_A_BEARS, t->lang);
	out->apa = try_apa(t, &p.paired, "g_av", p.change.av.g,
	    p.change.av.g_low, p.change.av.g_high);
	matters_put(t, &p.paired);
	warn(t, &p);
	if (out->design == STAAF_BEFORE_AFTER_CHOSEN &&
	    !selected_say(t, &p.s_pre, &p.paired))
		return STAAF_NOMEM;
	keep_arm(t, &p);
	return STAAF_OK;
}

/* --------------------------------------------- two lists, nothing linked */

static void
say_loose(struct trying *t, const struct staaf_summary *pre,
    const struct staaf_summary *post, const struct staaf_estimate *e)
{
	int sign = try_sign(t, e->est, e->se);
	enum staaf_msg msg = sign > 0 ? STAAF_MSG_TRIAL_A3_HIGHER :
	    sign < 0 ? STAAF_MSG_TRIAL_A3_LOWER : STAAF_MSG_TRIAL_A3_EQUAL;

	t->out->sentence = try_join(t, try_text(t, STAAF_MSG_TRIAL_A3_N,
	    try_count(t, pre->n), try_count(t, post->n)),
	    try_join(t, try_text(t, msg, try_points(t, fabs(e->est), e->se),
	    try_points(t, pre->mean, e->se), try_points(t, post->mean, e->se),
	    try_around(t, e)),
	    try_zero(t, e, STAAF_MSG_TRIAL_ZERO_CHANGE)));
}

/* Two columns of dots: no line goes from one to the other. */
static bool
plot_loose(struct trying *t, const double *pre, size_t n, const double *post,
    size_t m)
{
	const struct data *d = &t->data;
	double *x = trial_array(t, n + m);
	int *column = staaf_arena_array(t->ar, n + m + 1, sizeof(*column));
	const char **name = staaf_arena_array(t->ar, 2, sizeof(*name));

	if (t->ar->failed)
		return false;
	for (size_t i = 0; i < n + m; i++) {
		x[i] = i < n ? pre[i] : post[i - n];
		column[i] = i >= n;
	}
	name[0] = d->table->column[d->col.at[ROLE_PRE]];
	name[1] = d->table->column[d->col.at[ROLE_POST]];
	t->out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_DOTS,
		.post = x, .column = column, .n = n + m, .n_columns = 2,
		.name = name };
	return true;
}

enum staaf_code
design_loose(struct trying *t)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	struct staaf_result *r = &out->result;
	double *pre = trial_array(t, d->n), *post = trial_array(t, d->n);
	struct staaf_summary s_pre, s_post;
	struct staaf_estimate welch;
	struct staaf_gap gap;
	struct staaf_arm *arm;
	size_t n = 0, m = 0;

	if (t->ar->failed)
		return STAAF_NOMEM;
	for (size_t i = 0; i < d->n; i++) {
		if (!isnan(d->pre[i]))
			pre[n++] = d->pre[i];
		if (!isnan(d->post[i]))
			post[m++] = d->post[i];
	}
	staaf_summarise(&s_pre, pre, n);
	staaf_summarise(&s_post, post, m);
	staaf_t_welch(&welch, &s_post, &s_pre, .95);
	staaf_standardise_gap(&gap, &s_post, &s_pre);
	trial_put_summary(t, "pre", &s_pre);
	trial_put_summary(t, "post", &s_post);
	staaf_result_put_estimate(r, "welch", &welch);
	trial_put_gap(t, "", &gap);
	if (!rank_put_groups(t, "", post, m, pre, n))
		return STAAF_NOMEM;
	out->chosen = try_text(t, STAAF_MSG_TRIAL_A3_CHOSEN,
	    d->table->column[d->col.at[ROLE_PRE]],
	    d->table->column[d->col.at[ROLE_POST]]);
	say_loose(t, &s_pre, &s_post, &welch);
	out->effect = try_effect(t, STAAF_MSG_TRIAL_A3_EFFECT, gap.s.g,
	    gap.s.g_low, gap.s.g_high);
	matters_put(t, &welch);
	out->bears = staaf_text(STAAF_MSG_TRIAL_A_BEARS, t->lang);
	out->apa = try_apa(t, &welch, "g", gap.s.g, gap.s.g_low,
	    gap.s.g_high);
	trial_warn(t, STAAF_NO_CONTROL,
	    staaf_text(STAAF_MSG_WARN_NO_CONTROL, t->lang));
	trial_warn(t, STAAF_UNPAIRED_ANONYMOUS,
	    staaf_text(STAAF_MSG_WARN_UNPAIRED, t->lang));
	if (isnan(welch.t))
		trial_undefined(t, n < 2 || m < 2 ? "too_few" :
		    "zero_variance");
	out->is_association = true;
	out->design_class = 1;
	if (!plot_loose(t, pre, n, post, m))
		return STAAF_NOMEM;
	if ((arm = trial_add_arm(t, "")) == NULL)
		return STAAF_NOMEM;
	arm->n = (long)(n < m ? n : m);
	arm->mean = s_post.mean;
	arm->sd = s_post.sd;
	arm->mean_pre = s_pre.mean;
	arm->sd_pre = s_pre.sd;
	return STAAF_OK;
}
