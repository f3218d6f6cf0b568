/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf map: where evidence is held, and where nothing is. */
#include <string.h>

#include <staaf/asked.h>

#include "app.h"

enum form { FORM_TEXT, FORM_CSV, FORM_SVG, FORM_ATOM, FORM_JSON };

/* What --format says; --json is a form of its own. */
static enum staaf_code
get_form(enum form *out, const struct app *app, struct staaf_err *err)
{
	static const char *const names[] = { "text", "csv", "svg", "atom" };
	const char *told = app->value[APP_MAP_FORMAT];
	enum form form = FORM_TEXT;

	while (told != NULL && form < FORM_JSON &&
	    strcmp(told, names[form]) != 0)
		form++;
	if (form == FORM_JSON)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_MAP_BAD_FORMAT, told, NULL);
	if (form == FORM_ATOM && app->value[APP_DEMAND] == NULL)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_MAP_ATOM_ALONE, NULL, NULL);
	*out = app->value[APP_JSON] != NULL ? FORM_JSON : form;
	return STAAF_OK;
}

static void
put_map(struct app *app, const struct staaf_map *map, enum form form)
{
	struct staaf_term_style style = app_style(app, app->lang);
	struct staaf_buf out = { 0 };
	long n_works = 0;

	for (size_t i = 0; i < map->n_rows; i++)
		n_works += map->row[i].n_works;
	if (n_works == 0 && !map->has_demand)
		app_raise(app, APP_NOT_FOUND);
	switch (form) {
	case FORM_CSV:
		staaf_show_map_csv(&out, map, app->lang);
		break;
	case FORM_SVG:
		staaf_show_map_svg(&out, map, app->lang);
		break;
	case FORM_ATOM:
		staaf_show_demand_atom(&out, map, app->lang);
		break;
	case FORM_JSON:
		staaf_show_map_json(&out, map, app->lang);
		break;
	default:
		if (map->has_demand)
			staaf_show_demand(&out, map, &style);
		else
			staaf_show_map(&out, map, &style);
	}
	app_put(app, &out);
}

/* --demand and --since, and what was counted; damaged lines are told. */
static enum staaf_code
get_demand(struct staaf_map_ask *ask, struct app *app, struct staaf_store *st,
    struct staaf_err *err)
{
	struct staaf_asked *asked = NULL;
	struct staaf_err bad = { 0 };
	size_t n_bad = 0;
	enum staaf_code rc;

	ask->has_demand = app->value[APP_DEMAND] != NULL;
	ask->since = app->value[APP_SINCE];
	if (!ask->has_demand)
		return STAAF_OK;
	rc = staaf_asked_read(&asked, &ask->n_asked, &n_bad, st, &app->ar,
	    &bad);
	ask->asked = asked;
	if (rc != STAAF_OK) {
		*err = bad;
	} else if (n_bad > 0) {
		staaf_err_print(stderr, &bad, app->lang);
		app_raise(app, APP_BAD_INPUT);
	}
	return rc;
}

/* Nothing to show: is it that nothing is counted, or too little? */
static enum staaf_code
check_demand(const struct staaf_map *map, struct app *app,
    struct staaf_store *st, struct staaf_err *err)
{
	bool is_on = !map->has_demand || app_counts_questions(st);

	if (map->has_demand && map->n_wanted == 0) {
		(void)staaf_err_set(err, STAAF_NOTHING, is_on ?
		    STAAF_MSG_MAP_NO_DEMAND : STAAF_MSG_MAP_NOT_COUNTED, NULL,
		    NULL);
		staaf_err_hint(err, is_on ? STAAF_MSG_MAP_NO_DEMAND_HINT :
		    STAAF_MSG_MAP_NOT_COUNTED_HINT);
		return STAAF_NOTHING;
	}
	if (!is_on) { /* what was counted before is shown */
		(void)staaf_err_set(err, STAAF_NOTHING,
		    STAAF_MSG_MAP_NOT_COUNTED, NULL, NULL);
		staaf_err_hint(err, STAAF_MSG_MAP_NOT_COUNTED_HINT);
		staaf_err_print(stderr, err, app->lang);
	}
	return STAAF_OK;
}

static enum staaf_code
check_since(const struct app *app, struct staaf_err *err)
{
	const char *since = app->value[APP_SINCE];

	if (since == NULL)
		return STAAF_OK;
	if (app->value[APP_DEMAND] == NULL)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_MAP_SINCE_ALONE, NULL, NULL);
	return staaf_asked_is_month(since) ? STAAF_OK :
	    staaf_err_set(err, STAAF_USAGE, STAAF_MSG_MAP_BAD_MONTH, since,
	    NULL);
}

void
cmd_map(struct app *app)
{
	struct app_desk d = { 0 };
	struct staaf_err err = { 0 };
	struct staaf_map map = { 0 };
	struct staaf_map_ask ask = { .outcome = app->value[APP_OUTCOME] };
	enum form form = FORM_TEXT;

	if (get_form(&form, app, &err) != STAAF_OK ||
	    check_since(app, &err) != STAAF_OK ||
	    app_open_desk(&d, app, STAAF_STORE_READ, &err) != STAAF_OK ||
	    app_get_concept(&ask.intervention, app, APP_INTERVENTION,
	    STAAF_INTERVENTION, d.rs, &err) != STAAF_OK ||
	    get_demand(&ask, app, d.st, &err) != STAAF_OK ||
	    staaf_map(&map, d.st, d.rs, &ask, &app->ar, &err) != STAAF_OK ||
	    check_demand(&map, app, d.st, &err) != STAAF_OK)
		app_fail(app, &err, app->lang);
	else
		put_map(app, &map, form);
	app_close_desk(&d);
}
