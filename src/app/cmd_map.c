/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf map: where evidence is held, and where nothing is. */
#include <string.h>

#include "app.h"

enum form { FORM_TEXT, FORM_CSV, FORM_SVG, FORM_JSON, N_FORMS };

/* What --format says; --json is a form of its own. */
static enum staaf_code
get_form(enum form *out, const struct app *app, struct staaf_err *err)
{
	static const char *const names[] = { "text", "csv", "svg" };
	const char *told = app->value[APP_MAP_FORMAT];
	enum form form = FORM_TEXT;

	while (told != NULL && form < FORM_JSON &&
	    strcmp(told, names[form]) != 0)
		form++;
	if (form == FORM_JSON)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_MAP_BAD_FORMAT, told, NULL);
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
	if (n_works == 0)
		app_raise(app, APP_NOT_FOUND);
	switch (form) {
	case FORM_CSV:
		staaf_show_map_csv(&out, map, app->lang);
		break;
	case FORM_SVG:
		staaf_show_map_svg(&out, map, app->lang);
		break;
	case FORM_JSON:
		staaf_show_map_json(&out, map, app->lang);
		break;
	default:
		staaf_show_map(&out, map, &style);
	}
	app_put(app, &out);
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
	    app_open_desk(&d, app, STAAF_STORE_READ, &err) != STAAF_OK ||
	    app_get_concept(&ask.intervention, app, APP_INTERVENTION,
	    STAAF_INTERVENTION, d.rs, &err) != STAAF_OK ||
	    staaf_map(&map, d.st, d.rs, &ask, &app->ar, &err) != STAAF_OK)
		app_fail(app, &err, app->lang);
	else
		put_map(app, &map, form);
	app_close_desk(&d);
}
