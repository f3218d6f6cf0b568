/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf pool: studies of a table, or of the store, to one effect. */
#include <staaf/gather.h>

#include "app.h"

static const enum app_option_id option[STAAF_N_GATHER_COLUMNS] = { APP_YI,
	APP_VI, APP_SEI, APP_M1, APP_SD1, APP_N1, APP_M2, APP_SD2, APP_N2,
	APP_A, APP_C, APP_N, APP_M_PRE, APP_M_POST, APP_SD_PRE, APP_R,
	APP_STUDY };

/* Does an option speak of a column, which the store has not? */
static bool
has_columns(const struct app *app)
{
	bool has_one = app->value[APP_SUBGROUP] != NULL;

	for (int i = 0; i < STAAF_N_GATHER_COLUMNS; i++)
		has_one = has_one || app->value[option[i]] != NULL;
	return has_one;
}

static void
take_columns(struct staaf_gather_ask *ask, const struct app *app)
{
	*ask = (struct staaf_gather_ask){
		.subgroup = app->value[APP_SUBGROUP] };
	for (int i = 0; i < STAAF_N_GATHER_COLUMNS; i++)
		ask->column[i] = app->value[option[i]];
}

static enum staaf_code
draw(const struct app *app, const struct staaf_gather *g,
    struct staaf_err *err)
{
	struct staaf_buf forest = { 0 }, funnel = { 0 };
	enum staaf_code rc;

	staaf_show_forest_svg(&forest, g, app->lang);
	staaf_show_funnel_svg(&funnel, g, app->lang);
	if ((rc = app_write_plot(app, APP_SVG, &forest, err)) == STAAF_OK)
		rc = app_write_plot(app, APP_FUNNEL, &funnel, err);
	staaf_buf_clear(&forest);
	staaf_buf_clear(&funnel);
	return rc;
}

static enum staaf_code
pool_table(struct app *app, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_term_style style = app_style(app, app->lang);
	struct staaf_gather_ask ask;
	struct staaf_gather gather;
	struct staaf_table table;
	struct staaf_buf out = { 0 };
	enum staaf_code rc;

	style.wants_why = app->value[APP_ALL] != NULL;
	take_columns(&ask, app);
	if ((rc = app_read_table(&table, app->word[0], ar, err)) != STAAF_OK)
		return rc;
	rc = staaf_gather(&gather, &table, &ask, app->lang, ar, err);
	if (rc == STAAF_BADINPUT)
		staaf_err_place(err, app->word[0], err->line, err->column);
	if (rc != STAAF_OK)
		return rc;
	if (app->value[APP_JSON] != NULL)
		staaf_show_gather_json(&out, &gather);
	else
		staaf_show_gather(&out, &gather, &style);
	app_put(app, &out);
	return draw(app, &gather, err);
}

static enum staaf_code
pool_store(struct app *app, struct app_desk *desk, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_term_style style = app_style(app, app->lang);
	struct staaf_subject ask;
	struct staaf_found found;
	struct staaf_buf out = { 0 };
	const struct staaf_gather *set = found.set;
	enum staaf_code rc;

	style.wants_why = app->value[APP_ALL] != NULL;
	if ((rc = app_get_subject(&ask, app, desk->rs, err)) != STAAF_OK ||
	    (rc = staaf_gather_found(&found, desk->st, desk->rs, &ask,
	    app->value[APP_TRIALS] != NULL, app->lang, ar, err)) != STAAF_OK)
		return rc;
	if (app->value[APP_JSON] != NULL)
		staaf_show_found_json(&out, &found, app->lang);
	else
		staaf_show_found(&out, &found, &style);
	app_put(app, &out);
	if (set[STAAF_CONTROLLED].k == 0 && set[STAAF_CHANGE].k == 0) {
		app_raise(app, APP_NOT_FOUND);
		return STAAF_OK;
	}
	return draw(app, set[STAAF_CONTROLLED].k > 0 ?
	    &set[STAAF_CONTROLLED] : &set[STAAF_CHANGE], err);
}

void
cmd_pool(struct app *app)
{
	bool of_store = app->value[APP_INTERVENTION] != NULL;
	struct app_desk desk = { 0 };
	struct staaf_arena ar = { 0 };
	struct staaf_err err = { 0 };
	enum staaf_code rc;

	if (app->n_words != (of_store ? 0 : 1) ||
	    (of_store && has_columns(app))) {
		rc = staaf_err_set(&err, STAAF_USAGE, of_store ?
		    STAAF_MSG_POOL_FILE_OR_STORE : STAAF_MSG_EVALUATE_NO_FILE,
		    NULL, NULL);
		staaf_err_hint(&err, STAAF_MSG_APP_SEE_HELP);
	} else if (of_store) {
		rc = app_open_desk(&desk, app, STAAF_STORE_READ, &err);
		if (rc == STAAF_OK)
			rc = pool_store(app, &desk, &ar, &err);
	} else if (app->value[APP_TRIALS] != NULL ||
	    app->value[APP_OUTCOME] != NULL ||
	    app->value[APP_COMPARISON] != NULL) {
		rc = staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_POOL_FILE_OR_STORE, NULL, NULL);
		staaf_err_hint(&err, STAAF_MSG_APP_SEE_HELP);
	} else {
		rc = pool_table(app, &ar, &err);
	}
	if (rc != STAAF_OK)
		app_fail(app, &err, app->lang);
	app_close_desk(&desk);
	staaf_arena_clear(&ar);
}
