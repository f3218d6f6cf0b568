/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf backup, export and restore: a store in a file, and back. */
#include <stdio.h>
#include <string.h>

#include "app.h"

/* Say what was made, in words or JSON. */
static void
put_made(struct app *app, enum staaf_msg msg, const char *file,
    const char *counted, long count, long bytes)
{
	struct staaf_buf out = { 0 }, number = { 0 }, size = { 0 };
	struct staaf_json j;

	if (app->value[APP_JSON] != NULL) {
		staaf_json_init(&j, &out);
		staaf_json_object(&j, NULL);
		staaf_json_text(&j, "file", file);
		staaf_json_int(&j, counted, count);
		if (bytes >= 0)
			staaf_json_int(&j, "bytes", bytes);
		staaf_json_end_object(&j);
	} else {
		staaf_say_count(&number, app->lang, count);
		staaf_say_count(&size, app->lang, bytes);
		staaf_say(&out, app->lang, msg, file,
		    staaf_buf_text(&number), staaf_buf_text(&size));
		if (number.failed || size.failed)
			out.failed = true;
	}
	staaf_buf_putc(&out, '\n');
	staaf_buf_clear(&number);
	staaf_buf_clear(&size);
	app_put(app, &out);
}

/* The one file that is asked for; NULL and err when it is not one. */
static const char *
get_file(const struct app *app, enum staaf_msg none, struct staaf_err *err)
{
	if (app->n_words == 0)
		(void)staaf_err_set(err, STAAF_USAGE, none, NULL, NULL);
	else if (app->n_words > 1)
		(void)staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_BACKUP_ONE_FILE, app->word[1], NULL);
	else
		return app->word[0];
	return NULL;
}

void
cmd_backup(struct app *app)
{
	struct staaf_store *st = NULL;
	struct staaf_backup made = { 0 };
	struct staaf_err err = { 0 };
	const char *file = get_file(app, STAAF_MSG_BACKUP_NO_FILE, &err);

	if (file == NULL ||
	    staaf_store_open(&st, app->db, STAAF_STORE_READ, &err) !=
	    STAAF_OK ||
	    staaf_store_backup(&made, st, file,
	    app->value[APP_FORCE] != NULL, &err) != STAAF_OK)
		app_fail(app, &err, app->lang);
	else
		put_made(app, STAAF_MSG_BACKUP_MADE, file, "records",
		    made.n_records, (long)made.bytes);
	staaf_store_close(st);
}

/* Lines to standard output; a reader that has seen enough ends it. */
static enum staaf_code
put_lines(struct staaf_buf *lines, struct staaf_err *err, void *arg)
{
	struct app *app = arg;

	app_put(app, lines);
	return app->out_failed ? staaf_err_set(err, STAAF_IO,
	    STAAF_MSG_APP_CANNOT_WRITE, strerror(app->out_errno), NULL) :
	    STAAF_OK;
}

static void
export_all(struct app *app, struct staaf_store *st)
{
	const char *file = app->n_words > 0 ? app->word[0] : NULL;
	struct staaf_err err = { 0 };
	long n_rows = 0;
	enum staaf_code rc;

	rc = file == NULL ?
	    staaf_store_export(&n_rows, st, put_lines, app, &err) :
	    staaf_store_export_file(&n_rows, st, file,
	    app->value[APP_FORCE] != NULL, &err);
	/* Output that could not be written is told once, at the end. */
	if (rc != STAAF_OK && !app->out_failed)
		app_fail(app, &err, app->lang);
	else if (rc == STAAF_OK && file != NULL)
		put_made(app, STAAF_MSG_EXPORT_MADE, file, "rows", n_rows,
		    -1);
}

void
cmd_export(struct app *app)
{
	struct staaf_store *st = NULL;
	struct staaf_err err = { 0 };

	if (app->value[APP_ALL] == NULL)
		(void)staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_EXPORT_WHAT, NULL, NULL);
	else if (app->n_words > 1)
		(void)staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_BACKUP_ONE_FILE, app->word[1], NULL);
	else
		(void)staaf_store_open(&st, app->db, STAAF_STORE_READ, &err);
	if (err.code != STAAF_OK)
		app_fail(app, &err, app->lang);
	else
		export_all(app, st);
	staaf_store_close(st);
}

/* What others compiled is not taken over with their rules. */
static enum staaf_code
compile_restored(struct app *app, struct staaf_err *err)
{
	struct staaf_store *st = NULL;
	enum staaf_code rc = staaf_store_open(&st, app->db, STAAF_STORE_WRITE,
	    err);

	if (rc == STAAF_OK)
		rc = staaf_rules_recompile(st, err);
	staaf_store_close(st);
	return rc;
}

void
cmd_restore(struct app *app)
{
	struct staaf_err err = { 0 };
	long n_records = 0;
	const char *file = get_file(app, STAAF_MSG_RESTORE_NO_FILE, &err);

	if (file == NULL || staaf_store_restore(&n_records, app->db, file,
	    &err) != STAAF_OK || compile_restored(app, &err) != STAAF_OK)
		app_fail(app, &err, app->lang);
	else
		put_made(app, STAAF_MSG_RESTORE_MADE, app->db, "records",
		    n_records, -1);
}
