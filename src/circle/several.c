/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * More than two groups (design I): Welch's analysis of variance, and each pair
 * with its p adjusted by Holm, since of many pairs one differs by chance.
 * Several outcomes of two groups (J): each with its interval, and Holm too.
 */
#include <math.h>
#include <stdint.h>

#include <staaf/groups.h>

#include "circle.h"

enum { MOST_PAIRS = MOST_GROUPS * (MOST_GROUPS - 1) / 2 };

static const double SIGNIFICANT = .05;

/* Scores group after group, as the sums want them. */
struct grouped {
	struct staaf_groups g;
	double *x[MOST_GROUPS];
	size_t n[MOST_GROUPS];
	struct staaf_summary s[MOST_GROUPS];
	int k;
};

static bool
take_groups(struct grouped *out, struct trying *t)
{
	const struct data *d = &t->data;
	double *all = trial_array(t, d->n);
	size_t at = 0;

	out->k = d->group.n;
	if (all == NULL)
		return false;
	for (int k = 0; k < out->k; k++) {
		out->x[k] = all + at;
		for (size_t i = 0; i < d->n; i++)
			if (d->group.of[i] == k && !isnan(d->post[i]))
				all[at++] = d->post[i];
		out->n[k] = (size_t)(all + at - out->x[k]);
		staaf_summarise(&out->s[k], out->x[k], out->n[k]);
	}
	out->g = (struct staaf_groups){ .x = all, .n = out->n,
		.k = (size_t)out->k };
	return true;
}

static void
put_f(struct trying *t, const char *key, const struct staaf_f_test *f)
{
	struct staaf_result *r = &t->out->result;

	staaf_result_put(r, key, "f", f->f);
	staaf_result_put(r, key, "df1", f->df1);
	staaf_result_put(r, key, "df2", f->df2);
	staaf_result_put(r, key, "p", f->p);
}

static bool
put_numbers(struct trying *t, const struct grouped *g,
    struct staaf_f_test *welch)
{
	struct staaf_result *r = &t->out->result;
	struct staaf_anova anova;
	struct staaf_kruskal kruskal;

	staaf_anova(&anova, &g->g);
	staaf_welch_anova(welch, &g->g);
	if (!staaf_kruskal(&kruskal, &g->g))
		return false;
	for (int k = 0; k < g->k; k++)
		trial_put_summary(t, staaf_arena_printf(t->ar, "group%d",
		    k + 1), &g->s[k]);
	put_f(t, "anova", &anova.test);
	put_f(t, "welch_anova", welch);
	staaf_result_put(r, "kruskal", "h", kruskal.h);
	staaf_result_put(r, "kruskal", "df", kruskal.df);
	staaf_result_put(r, "kruskal", "p", kruskal.p);
	staaf_result_put(r, "eta2", NULL, anova.eta2);
	staaf_result_put(r, "omega2", NULL, anova.omega2);
	return true;
}

/* The higher of the two first. */
static const char *
say_pair(struct trying *t, const struct staaf_estimate *e, int i, int k,
    double p)
{
	const char **name = t->data.group.name;

	return try_text(t, STAAF_MSG_TRIAL_I_PAIR,
	    name[e->est < 0 ? i : k], name[e->est < 0 ? k : i],
	    try_points(t, fabs(e->est), e->se), try_around(t, e), try_p(t, p));
}

/* Each pair, and a sentence on those that differ after adjusting. */
static bool
put_pairs(struct trying *t, const struct grouped *g)
{
	struct staaf_estimate e[MOST_PAIRS];
	const char *name[MOST_PAIRS], *found = "";
	double p[MOST_PAIRS], holm[MOST_PAIRS];
	size_t n = 0, n_found = 0;

	for (int i = 0; i < g->k; i++)
		for (int k = i + 1; k < g->k; k++) {
			staaf_t_welch(&e[n], &g->s[k], &g->s[i], .95);
			p[n] = e[n].p;
			name[n++] = staaf_arena_printf(t->ar, "pair%d_%d",
			    i + 1, k + 1);
		}
	if (!staaf_adjust(holm, p, n, STAAF_HOLM))
		return false;
	n = 0;
	for (int i = 0; i < g->k; i++)
		for (int k = i + 1; k < g->k; k++, n++) {
			staaf_result_put_estimate(&t->out->result, name[n],
			    &e[n]);
			staaf_result_put(&t->out->result, name[n], "holm",
			    holm[n]);
			if (!(holm[n] < SIGNIFICANT))
				continue;
			n_found++;
			found = try_join(t, found,
			    say_pair(t, &e[n], i, k, holm[n]));
		}
	t->out->robust = n_found > 0 ? found :
	    staaf_text(STAAF_MSG_TRIAL_I_NO_PAIR, t->lang);
	return true;
}

static bool
is_few(const struct grouped *g)
{
	for (int k = 0; k < g->k; k++)
		if (g->n[k] < 2)
			return true;
	return false;
}

/* No test: of so few, or of scores that are all the same. */
static void
warn_undefined(struct trying *t, bool is_of_few)
{
	trial_undefined(t, is_of_few ? "too_few" : "zero_variance");
	trial_warn(t, is_of_few ? STAAF_TOO_FEW : STAAF_ZERO_VARIANCE,
	    staaf_text(is_of_few ? STAAF_MSG_WARN_TOO_FEW :
	    STAAF_MSG_WARN_NO_SPREAD, t->lang));
}

static bool
plot_groups(struct trying *t, const struct grouped *g)
{
	size_t n = 0;
	int *column = staaf_arena_array(t->ar, t->data.n + 1,
	    sizeof(*column));

	if (column == NULL)
		return false;
	for (int k = 0; k < g->k; k++)
		for (size_t i = 0; i < g->n[k]; i++)
			column[n++] = k;
	t->out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_DOTS,
		.post = g->g.x, .column = column, .n = n,
		.n_columns = (size_t)g->k, .name = t->data.group.name };
	return true;
}

enum staaf_code
design_several_groups(struct trying *t)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	struct staaf_f_test welch;
	struct grouped g = { .k = 0 };
	const char *means = "";

	if (!take_groups(&g, t) || !put_numbers(t, &g, &welch) ||
	    !put_pairs(t, &g))
		return STAAF_NOMEM;
	for (int k = 0; k < g.k; k++)
		means = staaf_arena_printf(t->ar, "%s%s%s", means,
		    k > 0 ? ", " : "", try_text(t, STAAF_MSG_TRIAL_I_MEAN,
		    d->group.name[k], try_points(t, g.s[k].mean, NAN),
		    try_count(t, g.n[k])));
	out->chosen = try_text(t, STAAF_MSG_TRIAL_I_CHOSEN,
	    d->table->column[d->col.at[ROLE_POST]],
	    d->table->column[d->col.at[ROLE_GROUP]]);
	out->sentence = try_text(t, welch.p < SIGNIFICANT ?
	    STAAF_MSG_TRIAL_I_DIFFER : STAAF_MSG_TRIAL_I_ALIKE, means,
	    try_p(t, welch.p));
	out->bears = groups_bear(t);
	if (!d->ask->is_randomised && d->pre == NULL)
		trial_warn(t, STAAF_BASELINE_UNKNOWN,
		    staaf_text(STAAF_MSG_WARN_BASELINE_UNKNOWN, t->lang));
	if (isnan(welch.p))
		warn_undefined(t, is_few(&g));
	out->design_class = d->ask->is_randomised ? 4 : 2;
	for (int k = 0; k < g.k; k++) {
		struct staaf_arm *arm = trial_add_arm(t, d->group.name[k]);

		if (arm == NULL)
			return STAAF_NOMEM;
		arm->n = (long)g.n[k];
		arm->mean = g.s[k].mean;
		arm->sd = g.s[k].sd;
	}
	return plot_groups(t, &g) ? STAAF_OK : STAAF_NOMEM;
}

/* -------------------------------------------------------- several outcomes */

/* One outcome of both groups, in order of treatment and control. */
static bool
compare_one(struct staaf_estimate *e, struct staaf_gap *gap,
    size_t least[2], struct trying *t, const double *score)
{
	const struct data *d = &t->data;
	double *x[2] = { trial_array(t, d->n), trial_array(t, d->n) };
	struct staaf_summary s[2];
	size_t n[2] = { 0 };

	if (t->ar->failed)
		return false;
	for (size_t i = 0; i < d->n; i++) {
		int arm = d->group.of[i] == d->treatment;

		if (d->group.of[i] >= 0 && !isnan(score[i]))
			x[arm][n[arm]++] = score[i];
	}
	for (int arm = 0; arm < 2; arm++)
		staaf_summarise(&s[arm], x[arm], n[arm]);
	for (int arm = 0; arm < 2; arm++)
		if (n[arm] < least[arm])
			least[arm] = n[arm];
	staaf_t_welch(e, &s[1], &s[0], .95);
	staaf_standardise_gap(gap, &s[1], &s[0]);
	return true;
}

static void
put_outcome(struct trying *t, int i, const struct staaf_estimate *e,
    const struct staaf_gap *gap, const double *adjusted[3])
{
	static const char *const how[3] = { "bonferroni", "holm", "bh" };
	const struct data *d = &t->data;
	const char *key = staaf_arena_printf(t->ar, "outcome%d", i + 1);

	staaf_result_put_text(&t->out->result, key, "name",
	    d->table->column[d->col.outcome[i]]);
	staaf_result_put_estimate(&t->out->result, key, e);
	staaf_result_put(&t->out->result, key, "g", gap->s.g);
	for (int k = 0; k < 3; k++)
		staaf_result_put(&t->out->result, key, how[k],
		    adjusted[k][i]);
	t->out->robust = try_join(t, t->out->robust, try_text(t,
	    STAAF_MSG_TRIAL_J_OUTCOME, d->table->column[d->col.outcome[i]],
	    try_points(t, e->est, e->se), try_interval(t, e),
	    try_p(t, adjusted[1][i])));
}

/* All scores of each outcome on one scale: in SDs from its mean. */
static bool
plot_outcomes(struct trying *t)
{
	const struct data *d = &t->data;
	int m = d->col.n_outcomes;
	double *z = trial_array(t, d->n * (size_t)m), *x;
	int *column = staaf_arena_array(t->ar, d->n * (size_t)m + 1,
	    sizeof(*column));
	const char **name = staaf_arena_array(t->ar, 2 * (size_t)m,
	    sizeof(*name));
	size_t n = 0;

	if ((x = trial_array(t, d->n)) == NULL || t->ar->failed)
		return false;
	for (int o = 0; o < m; o++) {
		struct staaf_summary s;
		size_t k = 0;

		for (size_t i = 0; i < d->n; i++)
			if (d->group.of[i] >= 0 && !isnan(d->outcome[o][i]))
				x[k++] = d->outcome[o][i];
		staaf_summarise(&s, x, k);
		name[2 * o] = name[2 * o + 1] =
		    d->table->column[d->col.outcome[o]];
		for (size_t i = 0; i < d->n && s.sd > 0; i++) {
			if (d->group.of[i] < 0 || isnan(d->outcome[o][i]))
				continue;
			z[n] = (d->outcome[o][i] - s.mean) / s.sd;
			column[n++] = 2 * o + (d->group.of[i] == d->treatment);
		}
	}
	t->out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_OUTCOMES,
		.post = z, .column = column, .n = n,
		.n_columns = 2 * (size_t)m, .name = name };
	return true;
}

enum staaf_code
design_several_outcomes(struct trying *t)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	int m = d->col.n_outcomes;
	struct staaf_estimate e[MAX_OUTCOMES];
	struct staaf_gap gap[MAX_OUTCOMES];
	double p[MAX_OUTCOMES], adjusted[3][MAX_OUTCOMES];
	const double *lists[3] = { adjusted[0], adjusted[1], adjusted[2] };
	size_t n_found = 0, n_tested = 0, least[2] = { SIZE_MAX, SIZE_MAX };

	for (int i = 0; i < m; i++) {
		if (!compare_one(&e[i], &gap[i], least, t, d->outcome[i]))
			return STAAF_NOMEM;
		p[i] = e[i].p;
	}
	if (!staaf_adjust(adjusted[0], p, (size_t)m, STAAF_BONFERRONI) ||
	    !staaf_adjust(adjusted[1], p, (size_t)m, STAAF_HOLM) ||
	    !staaf_adjust(adjusted[2], p, (size_t)m, STAAF_BH))
		return STAAF_NOMEM;
	for (int i = 0; i < m; i++) {
		put_outcome(t, i, &e[i], &gap[i], lists);
		n_found += adjusted[1][i] < SIGNIFICANT ? 1 : 0;
		n_tested += isnan(p[i]) ? 0 : 1;
	}
	out->chosen = try_text(t, STAAF_MSG_TRIAL_J_CHOSEN,
	    try_count(t, (size_t)m),
	    d->table->column[d->col.at[ROLE_GROUP]]);
	out->sentence = try_text(t, n_found == 0 ? STAAF_MSG_TRIAL_J_NONE :
	    STAAF_MSG_TRIAL_J_SENTENCE,
	    d->group.name[d->treatment], d->group.name[1 - d->treatment],
	    try_count(t, n_found), try_count(t, (size_t)m));
	out->bears = groups_bear(t);
	if (!d->ask->is_randomised && d->pre == NULL)
		trial_warn(t, STAAF_BASELINE_UNKNOWN,
		    staaf_text(STAAF_MSG_WARN_BASELINE_UNKNOWN, t->lang));
	trial_warn(t, STAAF_MULTIPLE_OUTCOMES,
	    staaf_text(STAAF_MSG_WARN_OUTCOMES, t->lang));
	if (n_tested == 0)
		warn_undefined(t, least[0] < 2 || least[1] < 2);
	out->design_class = d->ask->is_randomised ? 4 : 2;
	for (int k = 0; k < 2; k++) {
		struct staaf_arm *arm = trial_add_arm(t, d->group.name[k == 1 ?
		    d->treatment : 1 - d->treatment]);

		if (arm == NULL)
			return STAAF_NOMEM;
		arm->n = (long)least[k];
	}
	return plot_outcomes(t) ? STAAF_OK : STAAF_NOMEM;
}
