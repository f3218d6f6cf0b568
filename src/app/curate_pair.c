/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf curate same, different and pairs: whether two records are one work,
 * where the machine saw it wrong or could not see it.
 */
#include "app.h"

static void
put_pair(struct app *app, const struct staaf_pair *p)
{
	struct staaf_buf out = { 0 };
	struct staaf_json j;

	if (app->value[APP_JSON] != NULL) {
		staaf_json_init(&j, &out);
		staaf_json_object(&j, NULL);
		staaf_json_text(&j, "a", p->a);
		staaf_json_text(&j, "b", p->b);
		staaf_json_text(&j, "verdict", p->is_same ? "same" :
		    "different");
		staaf_json_text_or_null(&j, "at", p->at);
		staaf_json_end_object(&j);
	} else {
		staaf_say(&out, app->lang, p->is_same ?
		    STAAF_MSG_CURATE_SAME : STAAF_MSG_CURATE_DIFFERENT, p->a,
		    p->b);
	}
	staaf_buf_putc(&out, '\n');
	app_put(app, &out);
}

/* The decision and its place in the journal, both or neither. */
static enum staaf_code
store_pair(const struct staaf_pair *p, struct staaf_store *st,
    struct staaf_err *err)
{
	struct staaf_buf data = { 0 };
	struct staaf_json j;
	enum staaf_code rc;

	staaf_json_init(&j, &data);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, p->is_same ? "same" : "different", p->b);
	staaf_json_end_object(&j);
	rc = data.failed ? staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
	    NULL, NULL) : staaf_store_begin(st, err);
	if (rc == STAAF_OK)
		rc = staaf_store_decide(st, p->a, p->b, p->is_same, err);
	if (rc == STAAF_OK)
		rc = staaf_store_note(st, "curate", p->a, data.text, err);
	if (rc == STAAF_OK)
		rc = staaf_store_commit(st, err);
	staaf_buf_clear(&data);
	return rc;
}

static void
decide(struct app *app, bool is_same)
{
	struct staaf_store *st = NULL;
	struct staaf_err err = { 0 };
	struct staaf_pair p = { .is_same = is_same, .at = "" };
	enum staaf_code rc;

	if (app->n_words != 3) {
		rc = staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_CURATE_TWO_RECORDS, NULL, NULL);
	} else {
		p.a = app->word[1];
		p.b = app->word[2];
		rc = staaf_store_open(&st, app->db, STAAF_STORE_WRITE, &err);
	}
	if (rc == STAAF_OK)
		rc = store_pair(&p, st, &err);
	if (rc == STAAF_OK)
		put_pair(app, &p);
	else
		app_fail(app, &err, app->lang);
	staaf_store_close(st);
}

void
curate_same(struct app *app)
{
	decide(app, true);
}

void
curate_different(struct app *app)
{
	decide(app, false);
}

void
curate_pairs(struct app *app)
{
	struct staaf_store *st = NULL;
	struct staaf_arena ar = { 0 };
	struct staaf_pair *list = NULL;
	struct staaf_err err = { 0 };
	size_t n = 0;
	enum staaf_code rc = staaf_store_open(&st, app->db, STAAF_STORE_READ,
	    &err);

	if (rc == STAAF_OK)
		rc = staaf_store_pairs(&list, &n, st, &ar, &err);
	if (rc == STAAF_OK && n == 0)
		rc = staaf_err_set(&err, STAAF_NOTHING,
		    STAAF_MSG_CURATE_NO_PAIRS, NULL, NULL);
	for (size_t i = 0; rc == STAAF_OK && i < n; i++)
		put_pair(app, &list[i]);
	if (rc != STAAF_OK)
		app_fail(app, &err, app->lang);
	staaf_store_close(st);
	staaf_arena_clear(&ar);
}
