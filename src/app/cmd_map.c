/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf map: where evidence is held, and where nothing is. */
#include "app.h"

void
cmd_map(struct app *app)
{
	struct staaf_store *st = NULL;
	struct staaf_rules *rs = NULL;
	struct staaf_arena ar = { 0 };
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };
	struct staaf_map map = { 0 };
	struct staaf_term_style style = app_style(app, app->lang);

	if (staaf_store_open(&st, app->db, STAAF_STORE_READ, &err) !=
	    STAAF_OK || staaf_rules_in_force(&rs, st, &err) != STAAF_OK ||
	    staaf_map(&map, st, rs, &ar, &err) != STAAF_OK) {
		app_fail(app, &err, app->lang);
	} else {
		if (app->value[APP_JSON] != NULL)
			staaf_show_map_json(&out, &map, app->lang);
		else
			staaf_show_map(&out, &map, &style);
		app_put(app, &out);
	}
	staaf_arena_clear(&ar);
	staaf_rules_free(rs);
	staaf_store_close(st);
}
