/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf config: what a school says of its own store. */
#include <staaf/setting.h>

#include "app.h"

/* What each setting is about, in a sentence. */
static const enum staaf_msg about[STAAF_N_SETTINGS] = {
	[STAAF_COUNT_QUESTIONS] = STAAF_MSG_CONFIG_COUNT_QUESTIONS,
};

static void
put_json(struct staaf_buf *out, enum staaf_setting which, const char *value,
    enum staaf_lang lang)
{
	const struct staaf_setting_form *form = staaf_setting_form(which);
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "key", form->name);
	staaf_json_text(&j, "value", value);
	staaf_json_array(&j, "values");
	for (size_t i = 0; form->value[i] != NULL; i++)
		staaf_json_text(&j, NULL, form->value[i]);
	staaf_json_end_array(&j);
	staaf_json_text(&j, "default", form->value[0]);
	staaf_json_text(&j, "about", staaf_text(about[which], lang));
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

static void
put_words(struct staaf_buf *out, enum staaf_setting which, const char *value,
    enum staaf_lang lang)
{
	const struct staaf_setting_form *form = staaf_setting_form(which);
	struct staaf_buf values = { 0 };

	for (size_t i = 0; form->value[i] != NULL; i++)
		staaf_buf_printf(&values, "%s%s", i > 0 ? ", " : "",
		    form->value[i]);
	staaf_say(out, lang, STAAF_MSG_CONFIG_SETTING, form->name, value);
	staaf_buf_puts(out, "\n  ");
	staaf_buf_puts(out, staaf_text(about[which], lang));
	staaf_buf_puts(out, "\n  ");
	staaf_say(out, lang, STAAF_MSG_CONFIG_VALUES, staaf_buf_text(&values),
	    form->value[0]);
	staaf_buf_putc(out, '\n');
	out->failed = out->failed || values.failed;
	staaf_buf_clear(&values);
}

static enum staaf_code
show_setting(struct app *app, struct staaf_store *st,
    enum staaf_setting which, struct staaf_err *err)
{
	struct staaf_buf out = { 0 };
	const char *value = NULL;
	enum staaf_code rc = staaf_setting_get(&value, st, which, err);

	if (rc != STAAF_OK)
		return rc;
	if (app->value[APP_JSON] != NULL)
		put_json(&out, which, value, app->lang);
	else
		put_words(&out, which, value, app->lang);
	app_put(app, &out);
	return STAAF_OK;
}

/* The setting of that name; what there is, is told. */
static enum staaf_code
get_setting(enum staaf_setting *out, const char *name, struct staaf_err *err)
{
	struct staaf_buf list = { 0 };

	if (staaf_setting_find(out, name))
		return STAAF_OK;
	for (int i = 0; i < STAAF_N_SETTINGS; i++)
		staaf_buf_printf(&list, "%s%s", i > 0 ? ", " : "",
		    staaf_setting_form((enum staaf_setting)i)->name);
	(void)staaf_err_set(err, STAAF_USAGE, STAAF_MSG_CONFIG_UNKNOWN, name,
	    staaf_buf_text(&list));
	staaf_buf_clear(&list);
	return STAAF_USAGE;
}

/*
 * Open to write, but never make a store: a slip in its name would be a new
 * one.  One of an earlier format is brought up to date.
 */
static enum staaf_code
open_to_change(struct staaf_store **out, const struct app *app,
    struct staaf_err *err)
{
	struct staaf_store *st = NULL;
	enum staaf_code rc = staaf_store_open(&st, app->db, STAAF_STORE_READ,
	    err);

	staaf_store_close(st);
	if (rc != STAAF_OK && err->msg != STAAF_MSG_STORE_EARLIER)
		return rc;
	*err = (struct staaf_err){ 0 };
	return staaf_store_open(out, app->db, STAAF_STORE_WRITE, err);
}

static enum staaf_code
run(struct app *app, struct staaf_store **st, struct staaf_err *err)
{
	enum staaf_setting which = 0;
	enum staaf_code rc = STAAF_OK;

	if (app->n_words > 2)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_CONFIG_EXTRA_WORD, app->word[2], NULL);
	if (app->n_words > 0)
		rc = get_setting(&which, app->word[0], err);
	if (rc == STAAF_OK)
		rc = app->n_words == 2 ? open_to_change(st, app, err) :
		    staaf_store_open(st, app->db, STAAF_STORE_READ, err);
	if (rc == STAAF_OK && app->n_words == 2)
		rc = staaf_setting_put(*st, which, app->word[1], err);
	if (app->n_words > 0)
		return rc == STAAF_OK ? show_setting(app, *st, which, err) :
		    rc;
	for (int i = 0; i < STAAF_N_SETTINGS && rc == STAAF_OK; i++)
		rc = show_setting(app, *st, (enum staaf_setting)i, err);
	return rc;
}

void
cmd_config(struct app *app)
{
	struct staaf_store *st = NULL;
	struct staaf_err err = { 0 };

	if (run(app, &st, &err) != STAAF_OK)
		app_fail(app, &err, app->lang);
	staaf_store_close(st);
}
