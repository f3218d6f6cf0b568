/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a trial belongs to: its plan, what it was about, what research made
 * likely.  Known, the trial is kept for staaf share.
 */
#include <string.h>

#include "app.h"

enum staaf_code
app_get_concept(const struct staaf_concept **out, const struct app *app,
    enum app_option_id option, enum staaf_concept_kind kind,
    const struct staaf_rules *rs, struct staaf_err *err)
{
	const char *told = app->value[option];

	*out = told == NULL ? NULL : staaf_rules_concept_named(rs, told);
	if (told != NULL && (*out == NULL || !app_is_of_kind(*out, kind)))
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_CURATE_UNKNOWN, told, app_options[option].name);
	return STAAF_OK;
}

enum staaf_code
app_get_subject(struct staaf_subject *out, const struct app *app,
    const struct staaf_rules *rs, struct staaf_err *err)
{
	enum staaf_code rc;

	if ((rc = app_get_concept(&out->intervention, app, APP_INTERVENTION,
	    STAAF_INTERVENTION, rs, err)) == STAAF_OK &&
	    (rc = app_get_concept(&out->comparison, app, APP_COMPARISON,
	    STAAF_COMPARISON, rs, err)) == STAAF_OK)
		rc = app_get_concept(&out->outcome, app, APP_OUTCOME,
		    STAAF_OUTCOME, rs, err);
	return rc;
}

/* The words of what it is about, from its plan and the options. */
static enum staaf_code
take_subject(struct staaf_kept *kept, const struct staaf_frozen *plan,
    const struct app *app, const struct staaf_rules *rs,
    struct staaf_err *err)
{
	struct staaf_subject told;
	enum staaf_code rc = app_get_subject(&told, app, rs, err);

	if (plan != NULL) {
		kept->plan = plan->id;
		kept->question = plan->plan.question;
		kept->intervention = plan->plan.intervention;
		kept->comparison = plan->plan.comparison;
		kept->outcome = plan->plan.outcome;
		kept->measure = plan->plan.measure;
	}
	if (rc != STAAF_OK)
		return rc;
	if (told.intervention != NULL)
		kept->intervention = told.intervention->id;
	if (told.comparison != NULL)
		kept->comparison = told.comparison->id;
	if (told.outcome != NULL)
		kept->outcome = told.outcome->id;
	return STAAF_OK;
}

/* What of the plan it did not do, without what its owner told of people. */
static enum staaf_code
say_deviations(const char **out, const struct app_trial *t,
    const struct staaf_frozen *plan, const struct staaf_trial *said,
    enum staaf_lang lang, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_deviated *list = NULL;
	size_t n = 0;
	const char *all = "";
	enum staaf_code rc;

	*out = "";
	if (plan == NULL)
		return STAAF_OK;
	rc = staaf_plan_compare(&list, &n, plan, said,
	    t->ask->is_randomised, lang, ar, err);
	if (rc != STAAF_OK)
		return rc;
	for (size_t i = 0; i < n; i++)
		if (list[i].what != STAAF_TOLD)
			all = staaf_arena_printf(ar, "%s%s%s", all,
			    *all == '\0' ? "" : " ", list[i].says);
	if (*all != '\0')
		*out = staaf_text_fill(ar, lang, STAAF_MSG_DEVIATE_SHARED,
		    all);
	return STAAF_OK;
}

/* Its sentences in both languages, and no name of a group. */
static enum staaf_code
take_words(struct staaf_kept *kept, const struct app_trial *t,
    const struct staaf_frozen *plan, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_trial_ask nameless = *t->ask;
	enum staaf_code rc = STAAF_OK;

	nameless.hides_names = true;
	for (int lang = 0; lang < STAAF_N_LANGS && rc == STAAF_OK; lang++) {
		struct staaf_trial said;
		const char *other = "";

		rc = staaf_trial_evaluate(&said, t->table, &nameless,
		    (enum staaf_lang)lang, ar, err);
		if (rc == STAAF_OK)
			rc = say_deviations(&other, t, plan, &said,
			    (enum staaf_lang)lang, ar, err);
		if (rc == STAAF_OK)
			kept->says[lang] = staaf_arena_printf(ar, "%s %s%s%s",
			    said.sentence, said.bears,
			    *other == '\0' ? "" : " ", other);
	}
	return rc;
}

/* Before and yours, when both are known. */
static enum staaf_code
update(struct staaf_update *out, const struct staaf_kept *kept,
    const struct app_desk *desk, enum staaf_lang lang, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_subject about = {
		staaf_rules_concept_named(desk->rs, kept->intervention),
		staaf_rules_concept_named(desk->rs, kept->comparison),
		staaf_rules_concept_named(desk->rs, kept->outcome) };
	struct staaf_answer answer;
	enum staaf_code rc;

	if (about.intervention == NULL || about.outcome == NULL)
		return STAAF_OK;
	rc = staaf_ask_about(&answer, desk->st, desk->rs, &about, lang, ar,
	    err);
	if (rc == STAAF_OK && !staaf_update(out, &answer.body[0],
	    kept->trial, kept->is_lower_better, lang, ar))
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	return rc;
}

enum staaf_code
app_keep_trial(struct app_trial *t, struct app *app, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct app_desk desk = { 0 };
	struct staaf_frozen frozen, *plan = NULL;
	struct staaf_kept kept = { .trial = t->trial, .plan = "",
		.question = "", .measure = t->trial->outcome,
		.intervention = "", .comparison = "", .outcome = "",
		.is_lower_better = t->ask->is_lower_better };
	enum staaf_code rc = app_open_desk(&desk, app, STAAF_STORE_WRITE, err);

	if (rc == STAAF_OK && app->value[APP_PLAN] != NULL) {
		plan = &frozen;
		rc = staaf_plan_find(plan, desk.st, app->value[APP_PLAN], ar,
		    err);
	}
	if (rc == STAAF_OK)
		rc = take_subject(&kept, plan, app, desk.rs, err);
	if (rc == STAAF_OK)
		rc = take_words(&kept, t, plan, ar, err);
	if (rc == STAAF_OK)
		rc = staaf_trial_keep(t->id, desk.st, &kept, err);
	if (rc == STAAF_OK && plan != NULL)
		rc = staaf_plan_compare(&t->beside.deviated,
		    &t->beside.n_deviated, plan, t->trial,
		    t->ask->is_randomised, app->lang, ar, err);
	if (rc == STAAF_OK)
		rc = update(&t->update, &kept, &desk, app->lang, ar, err);
	t->beside.id = t->id;
	t->beside.has_plan = plan != NULL;
	t->beside.update = &t->update;
	app_close_desk(&desk);
	return rc;
}
