/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan from an answer: what is tried and measured, what this many students
 * can show, and the agreements that must be made before the first score.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/plan.h>
#include <staaf/power.h>

#include "circle.h"

enum { MOST_STUDENTS = 1000000, MOST_CLASSES = 10000 };

static const double PRETEST_R = 0.7; /* a good test of the same subject */

static const char *const design_names[STAAF_N_PLAN_DESIGNS] = {
	"before-after", "two-groups", "pretest", "cohort", "crossover",
	"staged", "clusters", "pass-fail" };

static const char *const part_names[STAAF_N_PLAN_PARTS] = { "why", "size",
	"measure", "lots", "consent", "fairness", "dropout", "stopping",
	"analysis" };

const char *
staaf_plan_design_name(enum staaf_plan_design design)
{
	return design_names[design];
}

const char *
staaf_plan_part_name(enum staaf_plan_part part)
{
	return part_names[part];
}

/* A plan under way. */
struct planning {
	struct staaf_plan *out;
	const struct staaf_answer *answer;
	const struct staaf_plan_ask *ask;
	enum staaf_lang lang;
	struct staaf_arena *ar;
};

#define plan_text(p, ...) staaf_text_fill((p)->ar, (p)->lang, __VA_ARGS__)

static const char *
say_number(const struct planning *p, double value, int decimals)
{
	return staaf_text_number(p->ar, p->lang, value, decimals);
}

static const char *
say_count(const struct planning *p, long n)
{
	return staaf_text_count(p->ar, p->lang, n);
}

/* ------------------------------------------------------ what it is about */

static const char *
concept_id(const struct staaf_concept *c)
{
	return c == NULL ? "" : c->id;
}

static void
take_subject(struct planning *p)
{
	const struct staaf_answer *a = p->answer;
	const struct staaf_reading *r = &a->reading;
	const struct staaf_concept *what = r->n_interventions > 0 ?
	    r->intervention[0] : NULL, *on = NULL, *than = NULL;

	if (a->n_bodies > 0) {
		on = a->body[0].outcome;
		than = a->body[0].comparison;
	} else if (r->n_outcomes > 0) {
		on = r->outcome[0];
	}
	if (than == NULL && r->n_comparisons > 0)
		than = r->comparison[0];
	p->out->intervention = concept_id(what);
	p->out->comparison = concept_id(than);
	p->out->outcome = concept_id(on);
	p->out->subject = what != NULL ? what->name[p->lang] :
	    r->n_unread > 0 ? r->unread[0] :
	    staaf_text(STAAF_MSG_PLAN_YOUR_WAY, p->lang);
	p->out->result = on != NULL ? on->name[p->lang] :
	    staaf_text(STAAF_MSG_PLAN_RESULT, p->lang);
	p->out->hypothesis = a->next.hypothesis;
	p->out->level = a->n_bodies > 0 ? a->body[0].grade.level : 0;
	p->out->likely = isnan(p->ask->likely) ? a->next.likely :
	    p->ask->likely;
	p->out->n = p->ask->n != STAAF_NONE ? p->ask->n : a->next.n;
}

/* ---------------------------------------------------------- what it shows */

/* The t test or test of rates that the design comes down to. */
static struct staaf_power_plan
power_of(const struct planning *p, double r)
{
	const struct staaf_plan *out = p->out;
	struct staaf_power_plan plan = STAAF_POWER_PLAN;
	double n = (double)out->n;

	plan.effect = fabs(out->likely);
	plan.n = floor(n / 2);
	plan.n_treat = n - plan.n;
	plan.r = r;
	switch (out->design) {
	case STAAF_PLAN_BEFORE_AFTER:
	case STAAF_PLAN_CROSSOVER:
		plan.test = STAAF_POWER_PAIRED;
		plan.n = n;
		break;
	case STAAF_PLAN_PASS_FAIL:
		plan.test = STAAF_POWER_PROPORTIONS;
		plan.p2 = p->ask->pass_rate;
		plan.p1 = isnan(out->likely) ? NAN :
		    staaf_pass_rate(plan.p2, plan.effect);
		break;
	case STAAF_PLAN_COHORT:
		/* Last year's group counts as many again. */
		plan.n = plan.n_treat = n;
		plan.test = STAAF_POWER_TWO;
		break;
	case STAAF_PLAN_CLUSTERS:
		plan.test = STAAF_POWER_CLUSTER;
		plan.icc = .10;
		plan.n = (double)out->classes;
		plan.size = n / plan.n;
		break;
	default:
		plan.test = r > 0 ? STAAF_POWER_ANCOVA : STAAF_POWER_TWO;
	}
	return plan;
}

static enum staaf_code
work_out(struct planning *p, struct staaf_err *err)
{
	struct staaf_plan *out = p->out;
	struct staaf_power_plan plain = power_of(p, 0);
	struct staaf_power_plan better = power_of(p, out->r);
	struct staaf_power power;
	bool is_paired = plain.test == STAAF_POWER_PAIRED;

	if (out->n == STAAF_NONE)
		return STAAF_OK;
	if (!staaf_power_plan(&power, is_paired ? &better : &plain))
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	out->detectable = power.mdes_noncentral;
	out->chance = power.achieved;
	if (better.test == STAAF_POWER_ANCOVA) {
		if (!staaf_power_plan(&power, &better))
			return staaf_err_set(err, STAAF_NOMEM,
			    STAAF_MSG_MEM_NONE, NULL, NULL);
		out->detectable_pretest = power.mdes_noncentral;
		if (out->design == STAAF_PLAN_PRETEST)
			out->chance = power.achieved;
	}
	better = out->design == STAAF_PLAN_PRETEST || is_paired ? better :
	    plain;
	better.solve = STAAF_POWER_OF_POWER;
	if (!staaf_power_plan(&power, &better))
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (isfinite(power.n))
		out->n_needed = lround(better.test == STAAF_POWER_CLUSTER ?
		    power.n * better.size : isnan(power.n_treat) ? power.n :
		    power.n + power.n_treat);
	return STAAF_OK;
}

/* ----------------------------------------------------------- sentences */

static const char *
say_size(struct planning *p)
{
	const struct staaf_plan *out = p->out;
	const char *size, *chance = "", *more = "";

	if (out->n == STAAF_NONE)
		return staaf_text(STAAF_MSG_PLAN_NO_SIZE, p->lang);
	if (!isfinite(out->detectable))
		return staaf_text(STAAF_MSG_PLAN_TOO_SMALL, p->lang);
	if (out->design == STAAF_PLAN_PASS_FAIL)
		size = plan_text(p, STAAF_MSG_PLAN_SIZE_RATE,
		    say_count(p, out->n),
		    say_number(p, 100 * out->detectable, 0),
		    say_number(p, 100 * p->ask->pass_rate, 0));
	else if (isfinite(out->detectable_pretest))
		size = plan_text(p, STAAF_MSG_PLAN_SIZE_PRETEST,
		    say_count(p, out->n), say_number(p, out->detectable, 2),
		    say_number(p, out->detectable_pretest, 2));
	else
		size = plan_text(p, STAAF_MSG_PLAN_SIZE_PLAIN,
		    say_count(p, out->n), say_number(p, out->detectable, 2));
	if (isnan(out->likely))
		return size;
	chance = plan_text(p, STAAF_MSG_PLAN_CHANCE,
	    say_number(p, out->likely, 2),
	    say_number(p, 100 * out->chance, 0));
	if (out->n_needed > out->n)
		more = plan_text(p, STAAF_MSG_PLAN_NEEDED,
		    say_count(p, out->n_needed),
		    say_count(p, (out->n_needed + out->n - 1) / out->n));
	return staaf_arena_printf(p->ar, "%s %s %s", size, chance, more);
}

static void
say_parts(struct planning *p)
{
	static const enum staaf_msg why[STAAF_N_PLAN_DESIGNS] = {
		STAAF_MSG_PLAN_WHY_BEFORE_AFTER, STAAF_MSG_PLAN_WHY_TWO_GROUPS,
		STAAF_MSG_PLAN_WHY_PRETEST, STAAF_MSG_PLAN_WHY_COHORT,
		STAAF_MSG_PLAN_WHY_CROSSOVER, STAAF_MSG_PLAN_WHY_STAGED,
		STAAF_MSG_PLAN_WHY_CLUSTERS, STAAF_MSG_PLAN_WHY_PASS_FAIL };
	static const enum staaf_msg analysis[STAAF_N_PLAN_DESIGNS] = {
		STAAF_MSG_PLAN_ANALYSIS_PAIRED, STAAF_MSG_PLAN_ANALYSIS_WELCH,
		STAAF_MSG_PLAN_ANALYSIS_ANCOVA, STAAF_MSG_PLAN_ANALYSIS_WELCH,
		STAAF_MSG_PLAN_ANALYSIS_CROSSOVER,
		STAAF_MSG_PLAN_ANALYSIS_WELCH, STAAF_MSG_PLAN_ANALYSIS_CLASSES,
		STAAF_MSG_PLAN_ANALYSIS_RATES };
	struct staaf_plan *out = p->out;
	bool has_lots = out->design != STAAF_PLAN_BEFORE_AFTER &&
	    out->design != STAAF_PLAN_COHORT;
	const char **part = out->part;

	part[STAAF_PLAN_WHY] = staaf_text(why[out->design], p->lang);
	part[STAAF_PLAN_SIZE] = say_size(p);
	part[STAAF_PLAN_MEASURE] = *out->measure != '\0' ?
	    plan_text(p, STAAF_MSG_PLAN_MEASURE, out->measure) :
	    plan_text(p, STAAF_MSG_PLAN_MEASURE_OPEN, out->result);
	part[STAAF_PLAN_LOTS] = has_lots ? staaf_text(
	    out->design == STAAF_PLAN_CLUSTERS ?
	    STAAF_MSG_PLAN_LOTS_CLASSES : STAAF_MSG_PLAN_LOTS, p->lang) : "";
	part[STAAF_PLAN_CONSENT] = staaf_text(STAAF_MSG_PLAN_CONSENT, p->lang);
	part[STAAF_PLAN_FAIRNESS] = has_lots ?
	    staaf_text(STAAF_MSG_PLAN_FAIRNESS, p->lang) : "";
	part[STAAF_PLAN_DROPOUT] = staaf_text(STAAF_MSG_PLAN_DROPOUT, p->lang);
	part[STAAF_PLAN_STOPPING] = staaf_text(STAAF_MSG_PLAN_STOPPING,
	    p->lang);
	part[STAAF_PLAN_ANALYSIS] = staaf_text(analysis[out->design],
	    p->lang);
}

/* ----------------------------------------------------------- all of it */

static enum staaf_code
choose_design(struct planning *p, struct staaf_err *err)
{
	const char *name = p->ask->design, *all = "";

	p->out->design = p->ask->classes > 1 ? STAAF_PLAN_CLUSTERS :
	    !isnan(p->ask->pass_rate) ? STAAF_PLAN_PASS_FAIL :
	    STAAF_PLAN_PRETEST;
	if (name == NULL)
		return STAAF_OK;
	for (int i = 0; i < STAAF_N_PLAN_DESIGNS; i++) {
		if (strcmp(name, design_names[i]) == 0) {
			p->out->design = (enum staaf_plan_design)i;
			return STAAF_OK;
		}
		all = staaf_arena_printf(p->ar, "%s%s%s", all,
		    i > 0 ? ", " : "", design_names[i]);
	}
	return staaf_err_set(err, STAAF_USAGE, STAAF_MSG_PLAN_NO_DESIGN, name,
	    all);
}

static enum staaf_code
check(const struct planning *p, struct staaf_err *err)
{
	const struct staaf_plan *out = p->out;

	if (p->answer->class_ == STAAF_REFUSED)
		return staaf_err_set(err, STAAF_USAGE, STAAF_MSG_PLAN_REFUSED,
		    p->answer->sentence, NULL);
	if (out->design == STAAF_PLAN_PASS_FAIL && isnan(p->ask->pass_rate))
		return staaf_err_set(err, STAAF_USAGE, STAAF_MSG_PLAN_NO_RATE,
		    NULL, NULL);
	if (out->design == STAAF_PLAN_CLUSTERS &&
	    (out->classes < 2 || out->n == STAAF_NONE))
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_PLAN_NO_CLASSES, NULL, NULL);
	if (out->n > MOST_STUDENTS || out->classes > MOST_CLASSES)
		return staaf_err_set(err, STAAF_USAGE, STAAF_MSG_PLAN_LARGE,
		    NULL, NULL);
	return STAAF_OK;
}

enum staaf_code
staaf_plan_make(struct staaf_plan *out, const struct staaf_answer *a,
    const struct staaf_plan_ask *ask, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_plan plan = { .lang = a->lang,
		.question = a->reading.question, .corpus = a->corpus,
		.measure = ask->measure == NULL ? "" : ask->measure,
		.classes = ask->classes, .pass_rate = ask->pass_rate,
		.r = isnan(ask->r) ? PRETEST_R : ask->r, .detectable = NAN,
		.detectable_pretest = NAN, .likely = NAN, .chance = NAN,
		.n_needed = STAAF_NONE };
	struct planning p = { .out = &plan, .answer = a, .ask = ask,
		.lang = a->lang, .ar = ar };
	enum staaf_code rc;

	take_subject(&p);
	if ((rc = choose_design(&p, err)) != STAAF_OK ||
	    (rc = check(&p, err)) != STAAF_OK ||
	    (rc = work_out(&p, err)) != STAAF_OK)
		return rc;
	say_parts(&p);
	if (ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	*out = plan;
	return STAAF_OK;
}
