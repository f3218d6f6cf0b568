/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf search and staaf show: records found, and one of them whole. */
#include <string.h>

#include "app.h"

enum { PRESET_LIMIT = 10, PRESET_TREC = 1000, MOST_HITS = 100000 };

static enum staaf_code
find(struct staaf_hit **hit, size_t *n, struct staaf_store *st,
    const struct app *app, const char *words, size_t size, int limit,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_term *term = NULL;
	size_t n_terms = 0;
	enum staaf_code rc;

	if (app->value[APP_MATCH] != NULL)
		return staaf_store_match(hit, n, st, words, limit, ar, err);
	rc = staaf_store_terms(&term, &n_terms, words, size, ar, err);
	if (rc != STAAF_OK)
		return rc;
	return staaf_store_find(hit, n, st, term, n_terms, limit, ar, err);
}

static void
search_once(struct app *app, struct staaf_store *st, int limit)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf words = { 0 }, out = { 0 };
	struct staaf_hit *hit = NULL;
	struct staaf_err err = { 0 };
	struct staaf_term_style style = app_style(app, app->lang);
	size_t n = 0;

	if (app_get_text(&words, app, &err) != STAAF_OK ||
	    find(&hit, &n, st, app, staaf_buf_text(&words), words.size, limit,
	    &ar, &err) != STAAF_OK) {
		app_fail(app, &err, app->lang);
	} else {
		if (n == 0)
			app_raise(app, APP_NOT_FOUND);
		if (app->value[APP_JSON] != NULL)
			staaf_show_hits_json(&out, hit, n);
		else
			staaf_show_hits(&out, hit, n, &style);
		app_put(app, &out);
	}
	staaf_buf_clear(&words);
	staaf_arena_clear(&ar);
}

/* White space and controls would break the columns. */
static void
put_guid(struct staaf_buf *out, const char *guid)
{
	for (; *guid != '\0'; guid++)
		if ((unsigned char)*guid <= ' ' || *guid == 0x7f)
			staaf_buf_printf(out, "%%%02X",
			    (unsigned char)*guid);
		else
			staaf_buf_putc(out, *guid);
}

/* "qid Q0 guid rank score staaf", as trec_eval reads it. */
static void
put_trec(struct app *app, const char *id, const struct staaf_hit *hit,
    size_t n)
{
	struct staaf_buf out = { 0 };

	for (size_t i = 0; i < n; i++) {
		staaf_buf_printf(&out, "%s Q0 ", id);
		put_guid(&out, *hit[i].guid != '\0' ? hit[i].guid :
		    hit[i].id);
		staaf_buf_printf(&out, " %zu %.6f staaf\n", i + 1,
		    hit[i].score);
	}
	app_put(app, &out);
}

/* What a batch needs beside its lines. */
struct batch {
	struct staaf_store *st;
	int limit;
};

static void
search_line(struct app *app, const char *id, const char *words, size_t size,
    const struct staaf_err *place, void *arg)
{
	const struct batch *b = arg;
	struct staaf_arena ar = { 0 };
	struct staaf_hit *hit = NULL;
	struct staaf_err err = { 0 };
	size_t n = 0;

	if (find(&hit, &n, b->st, app, words, size, b->limit, &ar, &err) !=
	    STAAF_OK) {
		staaf_err_place(&err, place->file, place->line, 0);
		app_fail(app, &err, app->lang);
	} else {
		if (n == 0)
			app_raise(app, APP_NOT_FOUND);
		put_trec(app, id, hit, n);
	}
	staaf_arena_clear(&ar);
}

static enum staaf_code
check_search(int *limit, const struct app *app, struct staaf_err *err)
{
	const char *format = app->value[APP_FORMAT];
	bool has_batch = app->value[APP_BATCH] != NULL;

	if (format != NULL && strcmp(format, "trec") != 0)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_SEARCH_BAD_FORMAT, format, NULL);
	if (has_batch != (format != NULL))
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_SEARCH_BATCH_TREC, NULL, NULL);
	if (has_batch && app->n_words > 0)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_APP_EXTRA_WORD, app->word[0], NULL);
	if (!has_batch && app->n_words == 0)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_SEARCH_NO_WORDS, NULL, NULL);
	return app_get_number(limit, app, APP_LIMIT, has_batch ?
	    PRESET_TREC : PRESET_LIMIT, MOST_HITS, err);
}

void
cmd_search(struct app *app)
{
	struct staaf_store *st = NULL;
	struct staaf_err err = { 0 };
	int limit = PRESET_LIMIT;

	if (check_search(&limit, app, &err) != STAAF_OK ||
	    staaf_store_open(&st, app->db, STAAF_STORE_READ, &err) !=
	    STAAF_OK)
		app_fail(app, &err, app->lang);
	else if (app->value[APP_BATCH] != NULL)
		app_each_line(app, search_line,
		    &(struct batch){ st, limit });
	else
		search_once(app, st, limit);
	staaf_store_close(st);
}

static void
show_one(struct app *app, struct staaf_store *st, const char *id)
{
	struct staaf_arena ar = { 0 };
	struct staaf_record r = { 0 };
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };
	struct staaf_term_style style = app_style(app, app->lang);

	if (staaf_store_get(&r, st, id, &ar, &err) != STAAF_OK) {
		app_fail(app, &err, app->lang);
	} else {
		if (app->value[APP_JSON] != NULL)
			staaf_show_record_json(&out, &r, app->lang);
		else
			staaf_show_record(&out, &r, &style);
		app_put(app, &out);
	}
	staaf_arena_clear(&ar);
}

void
cmd_show(struct app *app)
{
	struct staaf_store *st = NULL;
	struct staaf_err err = { 0 };

	if (app->n_words == 0)
		(void)staaf_err_set(&err, STAAF_USAGE, STAAF_MSG_SHOW_NO_ID,
		    NULL, NULL);
	else
		(void)staaf_store_open(&st, app->db, STAAF_STORE_READ, &err);
	if (err.code != STAAF_OK)
		app_fail(app, &err, app->lang);
	for (size_t i = 0; st != NULL && i < app->n_words; i++)
		show_one(app, st, app->word[i]);
	staaf_store_close(st);
}
