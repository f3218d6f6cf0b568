/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf curate statistics: the records whose abstract holds a p that does not
 * fit its statistic.  Read from the texts at hand; nothing is kept.
 */
#include "app.h"

struct listing {
	struct app *app;
	size_t n;
};

static enum staaf_code
put_record(const struct staaf_record *r, struct staaf_err *err, void *arg)
{
	struct listing *l = arg;
	struct staaf_buf out = { 0 };
	bool failed;

	l->n += l->app->value[APP_JSON] != NULL ?
	    staaf_show_misfits_json(&out, r) :
	    staaf_show_misfits(&out, r, l->app->lang);
	failed = out.failed;
	app_put(l->app, &out);
	staaf_buf_clear(&out);
	return failed ? staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
	    NULL, NULL) : STAAF_OK;
}

void
curate_statistics(struct app *app)
{
	struct listing l = { .app = app };
	struct staaf_store *st = NULL;
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };

	if (app->n_words > 1) {
		(void)staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_CURATE_STATISTICS_WORDS, app->word[1], NULL);
		app_fail(app, &err, app->lang);
	} else if (staaf_store_open(&st, app->db, STAAF_STORE_READ, &err) !=
	    STAAF_OK || staaf_store_each(st, put_record, &l, &err) !=
	    STAAF_OK) {
		app_fail(app, &err, app->lang);
	} else if (app->value[APP_JSON] == NULL) {
		staaf_say(&out, app->lang, l.n == 0 ?
		    STAAF_MSG_CURATE_NO_STATISTICS :
		    STAAF_MSG_CURATE_STATISTICS_CARE);
		staaf_buf_putc(&out, '\n');
		app_put(app, &out);
	}
	staaf_buf_clear(&out);
	staaf_store_close(st);
}
