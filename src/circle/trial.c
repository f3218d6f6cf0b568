/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table to a trial: its design from the columns it has, then the numbers
 * and sentences of that design.  The user names columns, never tests.
 */
#include <math.h>
#include <string.h>

#include "circle.h"

enum { MAX_WARNINGS = STAAF_N_WARNINGS, MAX_ARMS = 64,
	ORDINAL_HIGHEST = 7 }; /* more steps than that are a score */

static const char *const letters[STAAF_N_DESIGNS] = { "A", "A'", "A''", "B",
	"C", "C'", "D", "E", "F", "G", "H", "I", "J", "K", "L" };

static const char *const warnings[STAAF_N_WARNINGS] = { "no_control",
	"baseline_gt_25", "baseline_5_25", "attrition_high", "clusters_lt_6",
	"one_cluster_per_arm", "slopes_differ", "ceiling", "out_of_range",
	"unpaired_anonymous", "trend_before", "icc_negative",
	"zero_variance", "too_few", "lord", "rtm_selected",
	"multiple_outcomes", "decimal_ambiguous", "duplicate_key",
	"baseline_unknown", "clusters_ignored" };

const char *
staaf_design_letter(enum staaf_design design)
{
	return letters[design];
}

const char *
staaf_warning_name(enum staaf_warning code)
{
	return warnings[code];
}

/* -------------------------------------------- what each design calls */

void
trial_warn(struct trying *t, enum staaf_warning code, const char *text)
{
	struct staaf_trial *out = t->out;

	for (size_t i = 0; i < out->n_warnings; i++)
		if (out->warning[i].code == code)
			return;
	if (out->n_warnings < MAX_WARNINGS)
		out->warning[out->n_warnings++] = (struct staaf_warned){
			code, text };
}

void
trial_undefined(struct trying *t, const char *reason)
{
	if (t->out->status != STAAF_TRIAL_OK)
		return;
	t->out->status = STAAF_TRIAL_UNDEFINED;
	t->out->reason = reason;
}

void
trial_put_summary(struct trying *t, const char *prefix,
    const struct staaf_summary *s)
{
	struct staaf_result *r = &t->out->result;

	staaf_result_put(r, prefix, "n", (double)s->n);
	staaf_result_put(r, prefix, "mean", s->mean);
	staaf_result_put(r, prefix, "sd", s->sd);
	staaf_result_put(r, prefix, "median", s->median);
	staaf_result_put(r, prefix, "min", s->min);
	staaf_result_put(r, prefix, "max", s->max);
}

void
trial_put_standardised(struct trying *t, const char *d, const char *g,
    const struct staaf_standardised *s)
{
	struct staaf_result *r = &t->out->result;

	staaf_result_put(r, d, "est", s->d);
	staaf_result_put(r, d, "ci_lo", s->d_low);
	staaf_result_put(r, d, "ci_hi", s->d_high);
	staaf_result_put(r, g, "est", s->g);
	staaf_result_put(r, g, "ci_lo", s->g_low);
	staaf_result_put(r, g, "ci_hi", s->g_high);
}

struct staaf_arm *
trial_add_arm(struct trying *t, const char *name)
{
	struct staaf_arm *arm;

	if (t->out->n_arms == MAX_ARMS)
		return NULL;
	arm = &t->out->arm[t->out->n_arms++];
	*arm = (struct staaf_arm){ .name = name, .mean = NAN, .sd = NAN,
		.mean_pre = NAN, .sd_pre = NAN, .r = NAN,
		.n_pass = -1, .n_pass_pre = -1 };
	return arm;
}

const char **
trial_arm_names(struct trying *t)
{
	const struct data *d = &t->data;
	const char **name = staaf_arena_array(t->ar, 2, sizeof(*name));

	if (name == NULL)
		return NULL;
	name[0] = d->group.name[1 - d->treatment];
	name[1] = d->group.name[d->treatment];
	return name;
}

double *
trial_array(struct trying *t, size_t n)
{
	return staaf_arena_array(t->ar, n + 1, sizeof(double));
}

/* --------------------------------------------------- which design it is */

/* Whole steps of a scale of agreement or the like. */
static bool
is_ordinal(const struct data *d)
{
	double low = INFINITY, high = -INFINITY;
	const double *score[] = { d->pre, d->post };

	if (d->decimals > 0)
		return false;
	for (int k = 0; k < 2; k++)
		for (size_t i = 0; i < d->n; i++)
			if (!isnan(score[k][i])) {
				low = fmin(low, score[k][i]);
				high = fmax(high, score[k][i]);
			}
	if (!isnan(d->ask->scale_low) && !isnan(d->ask->scale_high))
		return d->ask->scale_high - d->ask->scale_low <
		    ORDINAL_HIGHEST;
	return low >= 0 && high <= 5;
}

static enum staaf_design
choose_one_group(const struct data *d)
{
	if (d->is_yes_no)
		return STAAF_RATE_BEFORE_AFTER;
	if (d->ask->is_unpaired)
		return STAAF_BEFORE_AFTER_LOOSE;
	if (d->ask->selected != NULL)
		return STAAF_BEFORE_AFTER_CHOSEN;
	return is_ordinal(d) ? STAAF_ORDINAL : STAAF_BEFORE_AFTER;
}

static enum staaf_design
choose_two_groups(const struct data *d)
{
	if (d->is_yes_no)
		return STAAF_RATE_TWO;
	if (d->cluster.n > 0)
		return STAAF_CLASSES;
	if (d->pre == NULL)
		return STAAF_TWO_AFTER;
	return d->ask->is_randomised ? STAAF_TWO_RANDOM : STAAF_TWO_EXISTING;
}

/* So many are no groups, but a column of something else. */
static enum staaf_code
refuse_groups(const struct data *d, struct staaf_err *err)
{
	char n[24];

	circle_put_count(n, (size_t)d->group.n);
	(void)staaf_err_set(err, STAAF_BADINPUT, STAAF_MSG_TRIAL_MANY_GROUPS,
	    d->table->column[d->col.at[ROLE_GROUP]], n);
	staaf_err_hint(err, STAAF_MSG_TRIAL_MANY_GROUPS_HINT);
	return STAAF_BADINPUT;
}

static enum staaf_code
choose(enum staaf_design *out, const struct data *d, struct staaf_err *err)
{
	if (d->col.n_outcomes > 1 && d->group.n == 2)
		*out = STAAF_SEVERAL_OUTCOMES;
	else if (d->period1 != NULL && d->period2 != NULL &&
	    d->sequence.n == 2)
		*out = STAAF_CROSSOVER;
	else if (d->phase.n == 2 && d->post != NULL)
		*out = STAAF_WEEKS;
	else if (d->post != NULL && d->group.n > MOST_GROUPS)
		return refuse_groups(d, err);
	else if (d->post != NULL && d->group.n > 2)
		*out = STAAF_SEVERAL_GROUPS;
	else if (d->post != NULL && d->group.n == 2 && d->col.is_years &&
	    d->pre == NULL && !d->is_yes_no)
		*out = STAAF_YEARS;
	else if (d->post != NULL && d->group.n == 2)
		*out = choose_two_groups(d);
	else if (d->post != NULL && d->pre != NULL)
		*out = choose_one_group(d);
	else {
		(void)staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_TRIAL_NOTHING_TO_COMPARE, NULL, NULL);
		staaf_err_hint(err, STAAF_MSG_DATA_NO_SCORES_HINT);
		return STAAF_BADINPUT;
	}
	return STAAF_OK;
}

/* ----------------------------------------------------------- all of it */

static enum staaf_code (*const designs[STAAF_N_DESIGNS])(struct trying *t) = {
	[STAAF_BEFORE_AFTER] = design_before_after,
	[STAAF_BEFORE_AFTER_LOOSE] = design_loose,
	[STAAF_BEFORE_AFTER_CHOSEN] = design_before_after,
	[STAAF_ORDINAL] = design_before_after,
	[STAAF_RATE_BEFORE_AFTER] = design_pass_before_after,
	[STAAF_RATE_TWO] = design_pass_two_groups,
	[STAAF_SEVERAL_GROUPS] = design_several_groups,
	[STAAF_SEVERAL_OUTCOMES] = design_several_outcomes,
	[STAAF_WEEKS] = design_weeks,
	[STAAF_YEARS] = design_two_groups,
	[STAAF_TWO_AFTER] = design_two_groups,
	[STAAF_TWO_RANDOM] = design_ancova,
	[STAAF_TWO_EXISTING] = design_ancova,
	[STAAF_CLASSES] = design_classes,
	[STAAF_CROSSOVER] = design_crossover,
};

/* What the table itself gives reason to say. */
static void
warn_of_table(struct trying *t)
{
	const struct data *d = &t->data;

	if (d->n_out_of_range > 0)
		trial_warn(t, STAAF_OUT_OF_RANGE, try_text(t,
		    STAAF_MSG_WARN_OUT_OF_RANGE,
		    try_count(t, (size_t)d->n_out_of_range),
		    try_count(t, (size_t)d->first_out_of_range)));
	if (d->notation.is_ambiguous)
		trial_warn(t, STAAF_DECIMAL_AMBIGUOUS,
		    staaf_text(STAAF_MSG_WARN_DECIMAL, t->lang));
	if (d->n_duplicates > 0)
		trial_warn(t, STAAF_DUPLICATE_KEY, try_text(t,
		    STAAF_MSG_WARN_DUPLICATE,
		    try_count(t, (size_t)d->n_duplicates),
		    try_count(t, (size_t)d->first_duplicate)));
}

static void
put_missing(struct trying *t)
{
	const struct data *d = &t->data;
	struct staaf_result *r = &t->out->result;
	long pre = 0, post = 0, both = 0;

	staaf_result_put(r, "rows", NULL, (double)d->n_rows);
	for (size_t i = 0; i < d->n; i++) {
		bool no_pre = d->pre != NULL && isnan(d->pre[i]);
		bool no_post = d->post != NULL && isnan(d->post[i]);

		pre += no_pre;
		post += no_post;
		both += no_pre && no_post;
	}
	if (d->pre != NULL)
		staaf_result_put(r, "missing", "pre", (double)pre);
	if (d->post != NULL)
		staaf_result_put(r, "missing", "post", (double)post);
	if (d->pre != NULL && d->post != NULL)
		staaf_result_put(r, "missing", "both", (double)both);
}

/* Names of groups can be those of classes and teachers: roles instead. */
static void
hide_names(struct trying *t)
{
	struct data *d = &t->data;
	struct levels *const all[] = { &d->group, &d->sequence, &d->phase };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		for (int k = 0; k < all[i]->n; k++) {
			char n[24];

			circle_put_count(n, (size_t)k + 1);
			all[i]->name[k] = try_text(t,
			    STAAF_MSG_TRIAL_NAMELESS, n);
		}
	if (d->group.n == 2) {
		d->group.name[d->treatment] =
		    staaf_text(STAAF_MSG_TRIAL_NEW, t->lang);
		d->group.name[1 - d->treatment] =
		    staaf_text(STAAF_MSG_TRIAL_OLD, t->lang);
	}
}

/*
 * Of too few nothing is said, whatever could be written down: a difference of
 * one student and no one, or "the same" of nobody.
 */
static void
unsay_undefined(struct trying *t)
{
	struct staaf_trial *out = t->out;

	if (out->status != STAAF_TRIAL_UNDEFINED || out->reason == NULL ||
	    strcmp(out->reason, "too_few") != 0)
		return;
	out->sentence = staaf_text(STAAF_MSG_TRIAL_TOO_FEW, t->lang);
	out->effect = out->robust = out->power = out->apa = out->bears = "";
}

/* Students who share a class are no independent ones. */
static void
warn_of_classes(struct trying *t)
{
	if (t->data.cluster.n > 1 && (t->out->design == STAAF_RATE_TWO ||
	    t->out->design == STAAF_SEVERAL_GROUPS ||
	    t->out->design == STAAF_SEVERAL_OUTCOMES ||
	    t->out->design == STAAF_YEARS))
		trial_warn(t, STAAF_CLUSTERS_IGNORED,
		    staaf_text(STAAF_MSG_WARN_CLASSES_IGNORED, t->lang));
}

enum staaf_code
staaf_trial_evaluate(struct staaf_trial *out, const struct staaf_table *table,
    const struct staaf_trial_ask *ask, enum staaf_lang lang,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_trial trial = { .g = NAN, .g_low = NAN, .g_high = NAN,
		.g_var = NAN, .chosen = "", .sentence = "", .effect = "",
		.bears = "", .robust = "", .lost = "", .power = "", .apa = "",
		.effect_name = "", .outcome = "", .result = { .ar = ar } };
	struct trying t = { .out = &trial, .lang = lang, .ar = ar };
	enum staaf_code rc;

	if ((rc = data_read(&t.data, table, ask, ar, err)) != STAAF_OK ||
	    (rc = choose(&trial.design, &t.data, err)) != STAAF_OK)
		return rc;
	trial.warning = staaf_arena_array(ar, MAX_WARNINGS,
	    sizeof(*trial.warning));
	trial.arm = staaf_arena_array(ar, MAX_ARMS, sizeof(*trial.arm));
	trial.missing = t.data.missing;
	trial.n_missing = t.data.n_missing;
	if (t.data.col.at[ROLE_POST] != NO_COLUMN)
		trial.outcome = table->column[t.data.col.at[ROLE_POST]];
	if (!ar->failed) {
		if (ask->hides_names)
			hide_names(&t);
		put_missing(&t);
		warn_of_table(&t);
		warn_of_classes(&t);
		rc = designs[trial.design](&t);
		if (ask->is_lower_better)
			trial.sentence = try_join(&t, trial.sentence,
			    staaf_text(STAAF_MSG_TRIAL_LOWER_BETTER, lang));
		unsay_undefined(&t);
	}
	if (ar->failed || rc == STAAF_NOMEM)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (rc == STAAF_OK)
		*out = trial;
	return rc;
}
