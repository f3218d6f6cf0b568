/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf status and staaf verify: what a store holds and whether it is sound. */
#include <stdio.h>

#include "app.h"

void
cmd_status(struct app *app)
{
	struct staaf_store *st = NULL;
	struct staaf_status status = { 0 };
	struct staaf_arena ar = { 0 };
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };
	struct staaf_term_style style = app_style(app, app->lang);

	if (staaf_store_open(&st, app->db, STAAF_STORE_READ, &err) !=
	    STAAF_OK ||
	    staaf_store_status(&status, st, &ar, &err) != STAAF_OK) {
		app_fail(app, &err, app->lang);
	} else {
		if (app->value[APP_JSON] != NULL)
			staaf_show_status_json(&out, &status, app->db);
		else
			staaf_show_status(&out, &status, app->db, &style);
		app_put(app, &out);
	}
	staaf_arena_clear(&ar);
	staaf_store_close(st);
}

struct check {
	struct app *app;
	struct staaf_buf out;
	struct staaf_json j;
};

static void
put_fault(const struct staaf_err *fault, void *arg)
{
	struct check *c = arg;
	struct staaf_buf words = { 0 };

	staaf_err_sentence(&words, fault, c->app->lang);
	if (c->app->value[APP_JSON] != NULL)
		staaf_json_text(&c->j, NULL, staaf_buf_text(&words));
	else
		staaf_buf_printf(&c->out, "%s\n", staaf_buf_text(&words));
	if (words.failed)
		c->out.failed = true;
	staaf_buf_clear(&words);
}

void
cmd_verify(struct app *app)
{
	struct check c = { .app = app };
	struct staaf_store *st = NULL;
	struct staaf_err err = { 0 };
	bool is_json = app->value[APP_JSON] != NULL;
	char number[24];
	long n = 0;

	staaf_json_init(&c.j, &c.out);
	if (is_json) {
		staaf_json_object(&c.j, NULL);
		staaf_json_array(&c.j, "faults");
	}
	if (staaf_store_open(&st, app->db, STAAF_STORE_READ, &err) !=
	    STAAF_OK ||
	    staaf_store_verify(&n, st, put_fault, &c, &err) != STAAF_OK) {
		staaf_buf_clear(&c.out);
		app_fail(app, &err, app->lang);
	} else {
		if (n > 0)
			app_raise(app, APP_STORE_FAILED);
		(void)snprintf(number, sizeof(number), "%ld", n);
		if (is_json) {
			staaf_json_end_array(&c.j);
			staaf_json_bool(&c.j, "sound", n == 0);
			staaf_json_end_object(&c.j);
		} else {
			staaf_say(&c.out, app->lang, n == 0 ?
			    STAAF_MSG_VERIFY_SOUND : STAAF_MSG_VERIFY_FAULTS,
			    number);
		}
		staaf_buf_putc(&c.out, '\n');
		app_put(app, &c.out);
	}
	staaf_store_close(st);
}
