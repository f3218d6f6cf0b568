/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf fetch: every source in turn.  The store is open while something is
 * read into it or noted, never while a server is waited for, and a source
 * that fails never stops the others.
 */
#include <string.h>

#include "app.h"

enum { MAX_PAGES = 100000 }; /* of a harvest; 100 records on each */

/* One source at work. */
struct try {
	struct app *app;
	struct app_fetcher *fetcher;
	struct staaf_feed *feed;
	struct staaf_feed_result now;
	long wait;             /* seconds the server asks for, or -1 */
	enum app_exit status;
	struct staaf_arena ar; /* of the page at hand */
	struct staaf_arena *kept; /* of the whole run */
};

/* Failures of the store, after which nothing can go on. */
static bool
is_final(enum staaf_code rc)
{
	return app_exit_of(rc) == APP_STORE_FAILED;
}

static void
raise_status(struct try *t, enum staaf_code rc)
{
	if (app_exit_of(rc) > t->status)
		t->status = app_exit_of(rc);
}

/* Fetched, but of no use: err says why. */
static void
set_unusable(struct try *t, const struct staaf_err *err)
{
	struct staaf_buf sentence = { 0 };

	staaf_err_sentence(&sentence, err, t->app->lang);
	t->now.outcome = STAAF_FEED_UNUSABLE;
	t->now.fault = staaf_code_name(err->code);
	t->now.detail = staaf_arena_dup(t->kept, sentence.text);
	t->kept->failed = t->kept->failed || sentence.failed;
	staaf_buf_clear(&sentence);
	raise_status(t, STAAF_BADINPUT);
}

/* One request; false in *has_file: failed or unchanged, and noted so. */
static enum staaf_code
get_page(bool *has_file, struct staaf_fetched *got, struct try *t,
    const char *address, const char *etag, const char *modified,
    struct staaf_err *err)
{
	enum staaf_code rc = app_fetch_get(got, t->fetcher, address, etag,
	    modified, &t->ar, err);

	*has_file = rc == STAAF_OK && got->fault == STAAF_FETCH_DONE &&
	    !got->is_unchanged;
	if (rc != STAAF_OK || *has_file)
		return rc;
	if (got->fault == STAAF_FETCH_DONE) {
		t->now.outcome = STAAF_FEED_UNCHANGED;
		return STAAF_OK;
	}
	t->now.outcome = STAAF_FEED_FAILED;
	t->now.fault = staaf_fetch_name(got->fault);
	t->now.detail = staaf_arena_dup(t->kept, got->detail);
	if (got->status == 429 || got->status == 503)
		t->wait = got->retry_after;
	raise_status(t, STAAF_BADINPUT);
	return STAAF_OK;
}

static void
count(struct try *t, const struct staaf_ingest_report *r)
{
	t->now.n_read += r->n_read;
	t->now.n_new += r->n_new;
	t->now.n_updated += r->n_updated;
	t->now.n_same += r->n_same;
	t->now.n_skipped += r->n_skipped;
	for (const struct staaf_trouble *w = r->trouble; w != NULL;
	    w = w->next)
		t->now.n_faults++;
}

/* What was fetched into the store.  Fails only for good (is_final). */
static enum staaf_code
read_page(struct staaf_ingest_report *r, struct try *t, const char *url,
    struct staaf_err *err)
{
	struct staaf_ingest in = { .address = t->feed->address };
	struct staaf_rules *rules = NULL;
	struct staaf_err trouble = { 0 };
	enum staaf_code rc = app_open_to_ingest(&in, &rules, t->app, err);

	if (rc != STAAF_OK)
		goto done;
	*r = (struct staaf_ingest_report){ .format = "" };
	rc = app_fetch_ingest(r, t->fetcher, &in, t->feed->address, url,
	    &t->ar, &trouble);
	if (is_final(rc)) {
		*err = trouble;
		goto done;
	}
	count(t, r);
	raise_status(t, rc);
	if (r->format == NULL || *r->format == '\0')
		set_unusable(t, &trouble);
	else
		t->now.outcome = STAAF_FEED_READ;
	if (t->app->value[APP_JSON] == NULL)
		for (const struct staaf_trouble *w = r->trouble; w != NULL;
		    w = w->next)
			staaf_err_print(stderr, &w->err, t->app->lang);
	if (t->feed->title[0] == '\0' && t->now.outcome == STAAF_FEED_READ)
		t->feed->title = staaf_arena_dup(t->kept, r->title);
	rc = STAAF_OK;
done:
	staaf_rules_free(rules);
	staaf_store_close(in.store);
	return rc;
}

static enum staaf_code
try_feed(struct try *t, struct staaf_err *err)
{
	struct staaf_ingest_report r;
	struct staaf_fetched got;
	bool has_file;
	enum staaf_code rc = get_page(&has_file, &got, t, t->feed->address,
	    t->feed->etag, t->feed->modified, err);

	if (rc != STAAF_OK || !has_file ||
	    (rc = read_page(&r, t, got.url, err)) != STAAF_OK)
		return rc;
	/* A version that was not read whole is wanted again. */
	t->feed->etag = staaf_arena_dup(t->kept, r.code == STAAF_OK ?
	    got.etag : "");
	t->feed->modified = staaf_arena_dup(t->kept, r.code == STAAF_OK ?
	    got.modified : "");
	return STAAF_OK;
}

/* ------------------------------------------------------------- harvests */

/* What a page of a harvest leads to. */
enum step { STEP_NEXT, STEP_END, STEP_ANEW, STEP_STOP };

static enum step
judge_page(struct try *t, const struct staaf_ingest_report *r,
    const char *token)
{
	struct staaf_err err = { 0 };

	if (t->now.outcome != STAAF_FEED_READ)
		return STEP_STOP;
	if (strcmp(r->oai_error, "noRecordsMatch") == 0) {
		if (t->now.n_read == 0)
			t->now.outcome = STAAF_FEED_UNCHANGED;
		return STEP_END;
	}
	if (strcmp(r->oai_error, "badResumptionToken") == 0 && *token != '\0')
		return STEP_ANEW;
	if (*r->oai_error != '\0') {
		(void)staaf_err_set(&err, STAAF_BADINPUT,
		    STAAF_MSG_FETCH_OAI_ERROR, r->oai_error, NULL);
	} else if (*r->resumption == '\0') {
		/* A page cut off may have lost its token: not the end. */
		return r->code == STAAF_OK ? STEP_END : STEP_STOP;
	} else if (strcmp(r->resumption, token) == 0) {
		(void)staaf_err_set(&err, STAAF_BADINPUT,
		    STAAF_MSG_FETCH_CIRCLE, NULL, NULL);
	} else {
		return STEP_NEXT;
	}
	set_unusable(t, &err);
	return STEP_STOP;
}

/*
 * Page after page.  Only a harvest that came to its end moves the day from
 * which the next begins: the day on which this one began.
 */
static enum staaf_code
try_harvest(struct try *t, struct staaf_err *err)
{
	const char *token = "", *began = "";
	struct staaf_ingest_report r;
	struct staaf_fetched got;
	enum staaf_code rc;
	bool has_file, is_anew = false, is_whole = true;

	for (int page = 0; page < MAX_PAGES; page++) {
		enum step step;

		staaf_arena_clear(&t->ar);
		rc = get_page(&has_file, &got, t, app_harvest_address(t->feed,
		    token, &t->ar), "", "", err);
		if (rc != STAAF_OK || !has_file ||
		    (rc = read_page(&r, t, got.url, err)) != STAAF_OK)
			return rc;
		step = judge_page(t, &r, token);
		is_whole = is_whole && r.code == STAAF_OK;
		if (*began == '\0')
			began = staaf_arena_dup(t->kept, r.answered);
		if (step == STEP_END && is_whole && *began != '\0')
			t->feed->harvested = began;
		if (step == STEP_ANEW && is_anew) {
			(void)staaf_err_set(err, STAAF_BADINPUT,
			    STAAF_MSG_FETCH_OAI_ERROR, r.oai_error, NULL);
			set_unusable(t, err);
		}
		if (step == STEP_END || step == STEP_STOP ||
		    (step == STEP_ANEW && is_anew))
			return STAAF_OK;
		is_anew = is_anew || step == STEP_ANEW;
		token = step == STEP_ANEW ? "" :
		    staaf_arena_dup(t->kept, r.resumption);
	}
	(void)staaf_err_set(err, STAAF_BADINPUT, STAAF_MSG_FETCH_CIRCLE, NULL,
	    NULL);
	set_unusable(t, err);
	return STAAF_OK;
}

/* -------------------------------------------------------------- sources */

/* Keep what came of it, and read back when that was. */
static enum staaf_code
note(struct try *t, struct staaf_err *err)
{
	struct staaf_store *st = NULL;
	struct staaf_feed *list = NULL, *found;
	size_t n = 0;
	enum staaf_code rc;

	t->feed->last = t->now;
	if (t->kept->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	rc = staaf_store_open(&st, t->app->db, STAAF_STORE_WRITE, err);
	if (rc == STAAF_OK)
		rc = staaf_store_note_feed(st, t->feed, t->wait, err);
	if (rc == STAAF_OK)
		rc = staaf_store_feeds(&list, &n, st, &t->ar, err);
	if (rc == STAAF_OK && (found = app_find_feed(list, n,
	    t->feed->address)) != NULL) {
		t->feed->last_at = staaf_arena_dup(t->kept, found->last_at);
		t->feed->next_at = staaf_arena_dup(t->kept, found->next_at);
	}
	staaf_store_close(st);
	/* Removed meanwhile: there is nothing to note. */
	return rc == STAAF_NOTHING ? STAAF_OK : rc;
}

static void
put_try(struct try *t)
{
	struct app *app = t->app;
	struct staaf_feed *feed = t->feed;
	struct staaf_buf out = { 0 };
	struct staaf_json j;
	struct staaf_err err;

	app_raise(app, t->status);
	if (app->value[APP_JSON] != NULL) {
		staaf_json_init(&j, &out);
		staaf_json_object(&j, NULL);
		app_put_result(&j, feed);
		staaf_json_text_or_null(&j, "next_at", feed->next_at);
		staaf_json_end_object(&j);
		staaf_buf_putc(&out, '\n');
	} else if (t->now.outcome == STAAF_FEED_FAILED) {
		(void)staaf_fetch_fail(&err, feed->address,
		    staaf_fetch_of_name(t->now.fault), t->now.detail);
		staaf_err_print(stderr, &err, app->lang);
	} else {
		staaf_buf_printf(&out, "%s\n  ", feed->address);
		app_say_result(&out, feed, app->lang);
		staaf_buf_putc(&out, '\n');
	}
	app_put(app, &out);
}

static enum staaf_code
fetch_one(struct app_fetcher *f, struct staaf_feed *feed,
    struct staaf_err *err)
{
	struct try t = {
		.app = f->app, .fetcher = f, .feed = feed, .wait = -1,
		.now = { .fault = "", .detail = "" }, .kept = &f->app->ar
	};
	enum staaf_code rc = feed->is_oai ? try_harvest(&t, err) :
	    try_feed(&t, err);

	if (rc == STAAF_OK)
		rc = note(&t, err);
	if (rc == STAAF_OK)
		put_try(&t);
	staaf_arena_clear(&t.ar);
	return rc;
}

static enum staaf_code
load_feeds(struct staaf_feed **list, size_t *n, struct app *app,
    struct staaf_err *err)
{
	struct staaf_store *st = NULL;
	enum staaf_code rc = staaf_store_open(&st, app->db, STAAF_STORE_READ,
	    err);

	if (rc == STAAF_OK)
		rc = staaf_store_feeds(list, n, st, &app->ar, err);
	staaf_store_close(st);
	if (rc == STAAF_OK && *n == 0) {
		(void)staaf_err_set(err, STAAF_NOTHING,
		    STAAF_MSG_FETCH_NO_SOURCES, NULL, NULL);
		staaf_err_hint(err, STAAF_MSG_FETCH_NO_SOURCES_HINT);
		rc = STAAF_NOTHING;
	}
	return rc;
}

/* Not yet, said as it is: the server asked so. */
static void
put_waiting(struct app *app, const struct staaf_feed *feed)
{
	struct staaf_buf out = { 0 };
	struct staaf_json j;

	if (app->value[APP_JSON] != NULL) {
		staaf_json_init(&j, &out);
		staaf_json_object(&j, NULL);
		staaf_json_text(&j, "address", feed->address);
		staaf_json_text(&j, "outcome", "waiting");
		staaf_json_text(&j, "next_at", feed->next_at);
		staaf_json_end_object(&j);
	} else {
		staaf_buf_printf(&out, "%s\n  ", feed->address);
		staaf_say(&out, app->lang, STAAF_MSG_SOURCES_WAITING,
		    feed->next_at);
	}
	staaf_buf_putc(&out, '\n');
	app_put(app, &out);
}

/* Those that were named, whatever they wait for; else all. */
static enum staaf_code
fetch_all(struct app_fetcher *f, struct staaf_feed *list, size_t n,
    struct staaf_err *err)
{
	struct app *app = f->app;
	struct staaf_feed *feed;
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; i < app->n_words && !is_final(rc); i++) {
		if ((feed = app_find_feed(list, n, app->word[i])) != NULL) {
			rc = fetch_one(f, feed, err);
		} else {
			rc = staaf_err_set(err, STAAF_NOTHING,
			    STAAF_MSG_STORE_NO_FEED, app->word[i], NULL);
			staaf_err_hint(err, STAAF_MSG_STORE_NO_FEED_HINT);
		}
		if (rc != STAAF_OK && !is_final(rc))
			app_fail(app, err, app->lang);
	}
	for (size_t i = 0; app->n_words == 0 && i < n && !is_final(rc); i++) {
		if (list[i].is_waiting) {
			put_waiting(app, &list[i]);
			continue;
		}
		rc = fetch_one(f, &list[i], err);
		if (rc != STAAF_OK && !is_final(rc))
			app_fail(app, err, app->lang);
	}
	return is_final(rc) ? rc : STAAF_OK;
}

void
cmd_fetch(struct app *app)
{
	struct app_fetcher f = { .app = app };
	struct staaf_feed *list = NULL;
	struct staaf_err err = { 0 };
	size_t n = 0;
	enum staaf_code rc = load_feeds(&list, &n, app, &err);

	if (rc == STAAF_OK)
		rc = app_fetch_start(&f, app, &err);
	if (rc == STAAF_OK)
		rc = fetch_all(&f, list, n, &err);
	if (rc != STAAF_OK)
		app_fail(app, &err, app->lang);
	app_fetch_end(&f);
}
