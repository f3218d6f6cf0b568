/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf share: a trial that was kept, as a feed for colleagues. */
#include <staaf/share.h>

#include "app.h"

enum { SHORT_ID = 12 };

static enum staaf_code
list_trials(struct app *app, struct app_desk *desk, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_shared *list = NULL;
	struct staaf_buf out = { 0 };
	size_t n = 0;
	enum staaf_code rc = staaf_trial_list(&list, &n, desk->st, ar, err);

	for (size_t i = 0; i < n && rc == STAAF_OK; i++)
		staaf_buf_printf(&out, "%.*s  %s  %s\n", SHORT_ID, list[i].id,
		    list[i].at, list[i].says[app->lang]);
	if (rc == STAAF_OK && n == 0)
		app_raise(app, APP_NOT_FOUND);
	app_put(app, &out);
	return rc;
}

static enum staaf_code
share_trial(struct app *app, struct app_desk *desk, const char *id,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_shared trial;
	struct staaf_buf out = { 0 };
	enum staaf_code rc = staaf_trial_find(&trial, desk->st, id, ar, err);

	if (rc == STAAF_OK)
		rc = staaf_share_check(&trial, err);
	if (rc == STAAF_OK) {
		staaf_show_trial_atom(&out, &trial, desk->rs,
		    app->value[APP_AUTHOR], app->lang);
		app_put(app, &out);
	}
	return rc;
}

void
cmd_share(struct app *app)
{
	struct app_desk desk = { 0 };
	struct staaf_arena ar = { 0 };
	struct staaf_err err = { 0 };
	enum staaf_code rc = app_open_desk(&desk, app, STAAF_STORE_READ, &err);

	if (rc == STAAF_OK)
		rc = app->n_words == 0 ? list_trials(app, &desk, &ar, &err) :
		    share_trial(app, &desk, app->word[0], &ar, &err);
	if (rc != STAAF_OK)
		app_fail(app, &err, app->lang);
	app_close_desk(&desk);
	staaf_arena_clear(&ar);
}
