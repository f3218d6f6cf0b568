/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf recheck: does each p in a text follow from its statistic? */
#include <staaf/extract.h>

#include "app.h"

static void
recheck_text(struct app *app, const struct staaf_buf *text,
    long n[STAAF_N_FITS], struct staaf_buf *out, struct staaf_arena *ar)
{
	const char *bytes = staaf_buf_text(text);
	struct staaf_reported *list;
	size_t n_found = staaf_extract_reported(&list, bytes, text->size, ar);
	size_t at = 0;
	long line = 1;

	for (size_t i = 0; i < n_found; i++) {
		struct staaf_rechecked c;

		for (; at < list[i].at; at++)
			line += bytes[at] == '\n';
		staaf_recheck(&c, &list[i]);
		n[c.fit]++;
		if (app->value[APP_JSON] != NULL)
			staaf_show_rechecked_json(out, bytes, &list[i], &c,
			    line);
		else
			staaf_show_rechecked(out, bytes, &list[i], &c, line,
			    app->lang);
	}
}

static enum staaf_code
recheck_file(struct app *app, const char *name, long n[STAAF_N_FITS],
    struct staaf_err *err)
{
	struct staaf_buf text = { 0 }, out = { 0 };
	struct staaf_arena ar = { 0 };
	enum staaf_code rc = app_read_input(&text, name, err);

	if (rc == STAAF_OK) {
		recheck_text(app, &text, n, &out, &ar);
		if (ar.failed)
			rc = staaf_err_set(err, STAAF_NOMEM,
			    STAAF_MSG_MEM_NONE, NULL, NULL);
		else
			app_put(app, &out);
	}
	staaf_buf_clear(&out);
	staaf_buf_clear(&text);
	staaf_arena_clear(&ar);
	return rc;
}

void
cmd_recheck(struct app *app)
{
	long n[STAAF_N_FITS] = { 0 }, sum = 0;
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };

	if (app->n_words == 0) {
		(void)staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_RECHECK_NO_FILE, NULL, NULL);
		staaf_err_hint(&err, STAAF_MSG_APP_SEE_HELP);
		app_fail(app, &err, app->lang);
		return;
	}
	for (size_t i = 0; i < app->n_words; i++)
		if (recheck_file(app, app->word[i], n, &err) != STAAF_OK)
			app_fail(app, &err, app->lang);
	for (int i = 0; i < STAAF_N_FITS; i++)
		sum += n[i];
	if (sum == 0)
		app_raise(app, APP_NOT_FOUND);
	if (app->value[APP_JSON] == NULL) {
		staaf_show_recheck_sum(&out, n, app->lang);
		app_put(app, &out);
	}
	staaf_buf_clear(&out);
}
