/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf plan power: how many, how sure, how small; without a question. */
#include <math.h>
#include <string.h>

#include <staaf/power.h>
#include <staaf/result.h>

#include "app.h"

/* The tests, and what their number of students is called. */
static const struct {
	const char *name, *n;
	enum staaf_power_test test;
} tests[] = {
	{ "two", "n_per_group", STAAF_POWER_TWO },
	{ "paired", "n_pairs", STAAF_POWER_PAIRED },
	{ "ancova", "n_per_group", STAAF_POWER_ANCOVA },
	{ "cluster", "J_total", STAAF_POWER_CLUSTER },
	{ "proportions", "n_per_group", STAAF_POWER_PROPORTIONS },
	{ "mcnemar", "n_pairs", STAAF_POWER_MCNEMAR },
};

enum { N_TESTS = sizeof(tests) / sizeof(tests[0]) };

static enum staaf_code
refuse(struct staaf_err *err, const char *value)
{
	(void)staaf_err_set(err, STAAF_USAGE, STAAF_MSG_POWER_WHICH, value,
	    NULL);
	staaf_err_hint(err, STAAF_MSG_POWER_WHICH_HINT);
	return STAAF_USAGE;
}

static enum staaf_code
read_plan(struct staaf_power_plan *plan, int *which, const struct app *app,
    struct staaf_err *err)
{
	const struct {
		enum app_option_id option;
		double *to;
	} want[] = {
		{ APP_N, &plan->n }, { APP_POWER, &plan->power },
		{ APP_EFFECT, &plan->effect }, { APP_R, &plan->r },
		{ APP_ICC, &plan->icc }, { APP_SIZE, &plan->size },
		{ APP_P1, &plan->p1 }, { APP_P2, &plan->p2 },
		{ APP_ALPHA, &plan->alpha },
	};
	const char *test = app->value[APP_TEST], *solve = app->value[APP_SOLVE];
	enum staaf_code rc = STAAF_OK;

	*plan = (struct staaf_power_plan)STAAF_POWER_PLAN;
	plan->effect = plan->n = plan->p1 = plan->p2 = plan->size = NAN;
	for (*which = 0; test != NULL && *which < N_TESTS &&
	    strcmp(tests[*which].name, test) != 0; (*which)++)
		;
	if (test == NULL || *which == N_TESTS)
		return refuse(err, test == NULL ? "--test" : test);
	plan->test = tests[*which].test;
	if (solve != NULL && strcmp(solve, "n") != 0 &&
	    strcmp(solve, "power") != 0 && strcmp(solve, "mdes") != 0)
		return refuse(err, solve);
	plan->solve = solve == NULL || *solve == 'n' ? STAAF_POWER_OF_POWER :
	    STAAF_POWER_GIVEN;
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]) &&
	    rc == STAAF_OK; i++)
		if (app->value[want[i].option] != NULL)
			rc = app_get_real(want[i].to, app, want[i].option,
			    err);
	plan->n_treat = plan->n;
	return rc;
}

static void
put_numbers(struct staaf_result *r, const struct staaf_power *p, int which)
{
	const char *n = tests[which].n;

	staaf_result_put(r, n, NULL, p->n);
	staaf_result_put(r, staaf_arena_printf(r->ar, "%s_exact", n), NULL,
	    p->n_exact);
	staaf_result_put(r, "achieved", NULL, p->achieved);
	staaf_result_put(r, "mdes_bloom", NULL, p->mdes_bloom);
	staaf_result_put(r, "mdes_noncentral", NULL, p->mdes_noncentral);
	staaf_result_put(r, "half_width", NULL, p->half_width);
	if (tests[which].test == STAAF_POWER_MCNEMAR)
		staaf_result_put(r, "n_pairs_exact_test", NULL,
		    p->n_exact_test);
}

enum staaf_code
plan_power(struct app *app, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_term_style style = app_style(app, app->lang);
	struct staaf_result r = { .ar = ar };
	struct staaf_power_plan plan;
	struct staaf_power power;
	struct staaf_buf out = { 0 };
	int which = 0;
	enum staaf_code rc = read_plan(&plan, &which, app, err);

	if (rc != STAAF_OK)
		return rc;
	if (!staaf_power_plan(&power, &plan))
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	put_numbers(&r, &power, which);
	if (ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (app->value[APP_JSON] != NULL)
		staaf_show_result_json(&out, &r);
	else
		staaf_show_result(&out, &r, &style);
	app_put(app, &out);
	return STAAF_OK;
}
