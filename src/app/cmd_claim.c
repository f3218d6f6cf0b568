/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf claim: what somebody claims, beside what research holds. */
#include "app.h"

static void
put_claim(struct app *app, const struct staaf_claim *c)
{
	struct staaf_term_style style = app_style(app, c->lang);
	struct staaf_buf out = { 0 };

	if (app->value[APP_JSON] != NULL)
		staaf_show_claim_json(&out, c);
	else
		staaf_show_claim(&out, c, &style);
	app_put(app, &out);
	staaf_buf_clear(&out);
	if (!c->is_known)
		app_raise(app, APP_NOT_FOUND);
}

void
cmd_claim(struct app *app)
{
	struct app_desk d = { 0 };
	struct staaf_arena ar = { 0 };
	struct staaf_buf text = { 0 };
	struct staaf_claim c;
	struct staaf_err err = { 0 };
	enum staaf_lang lang = app->lang;
	enum staaf_code rc = STAAF_OK;

	if (app->n_words == 0) {
		rc = staaf_err_set(&err, STAAF_USAGE, STAAF_MSG_CLAIM_NO_TEXT,
		    NULL, NULL);
		staaf_err_hint(&err, STAAF_MSG_CLAIM_EXAMPLE);
	}
	if (rc == STAAF_OK)
		rc = app_get_text(&text, app, &err);
	if (rc == STAAF_OK) {
		lang = app_lang_of(app, staaf_buf_text(&text), text.size);
		rc = app_open_desk(&d, app, STAAF_STORE_READ, &err);
	}
	if (rc == STAAF_OK)
		rc = staaf_claim_weigh(&c, d.st, d.rs, staaf_buf_text(&text),
		    text.size, lang, &ar, &err);
	if (rc == STAAF_OK)
		put_claim(app, &c);
	else
		app_fail(app, &err, lang);
	app_close_desk(&d);
	staaf_buf_clear(&text);
	staaf_arena_clear(&ar);
}
