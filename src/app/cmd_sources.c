/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf sources: the addresses that staaf fetch fetches. */
#include <stdio.h>
#include <string.h>

#include "app.h"

enum { DIGITS = 24 };

static void
say_counts(struct staaf_buf *out, const struct staaf_feed *feed,
    enum staaf_lang lang)
{
	const struct staaf_feed_result *last = &feed->last;
	const long count[] = { last->n_read, last->n_new, last->n_updated,
		last->n_same, last->n_skipped, last->n_faults };
	char number[6][DIGITS];

	for (size_t i = 0; i < 6; i++)
		(void)snprintf(number[i], DIGITS, "%ld", count[i]);
	staaf_say(out, lang, STAAF_MSG_SOURCES_READ, feed->last_at, number[0],
	    number[1], number[2], number[3], number[4], number[5]);
}

void
app_say_result(struct staaf_buf *out, const struct staaf_feed *feed,
    enum staaf_lang lang)
{
	const struct staaf_feed_result *last = &feed->last;
	struct staaf_buf sentence = { 0 };
	struct staaf_err err = { 0 };

	switch (last->outcome) {
	case STAAF_FEED_READ:
		say_counts(out, feed, lang);
		break;
	case STAAF_FEED_UNCHANGED:
		staaf_say(out, lang, STAAF_MSG_SOURCES_UNCHANGED,
		    feed->last_at);
		break;
	case STAAF_FEED_UNUSABLE:
		staaf_say(out, lang, STAAF_MSG_SOURCES_UNUSABLE,
		    feed->last_at, last->detail);
		break;
	case STAAF_FEED_FAILED:
		(void)staaf_fetch_fail(&err, feed->address,
		    staaf_fetch_of_name(last->fault), last->detail);
		staaf_err_sentence(&sentence, &err, lang);
		staaf_say(out, lang, STAAF_MSG_SOURCES_FAILED, feed->last_at,
		    staaf_buf_text(&sentence));
		break;
	default:
		staaf_buf_puts(out, staaf_text(STAAF_MSG_SOURCES_NEVER,
		    lang));
	}
	out->failed = out->failed || sentence.failed;
	staaf_buf_clear(&sentence);
}

void
app_put_result(struct staaf_json *j, const struct staaf_feed *feed)
{
	const struct staaf_feed_result *last = &feed->last;

	staaf_json_text(j, "address", feed->address);
	staaf_json_text_or_null(j, "title", feed->title);
	staaf_json_text(j, "kind", feed->is_oai ? "oai" : "feed");
	staaf_json_text(j, "outcome", staaf_outcome_name(last->outcome));
	staaf_json_int(j, "read", last->n_read);
	staaf_json_int(j, "new", last->n_new);
	staaf_json_int(j, "updated", last->n_updated);
	staaf_json_int(j, "same", last->n_same);
	staaf_json_int(j, "skipped", last->n_skipped);
	staaf_json_int(j, "faults", last->n_faults);
	staaf_json_text_or_null(j, "error", last->fault);
	staaf_json_text_or_null(j, "detail", last->detail);
}

static void
put_json(struct staaf_buf *out, const struct staaf_feed *feed)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	app_put_result(&j, feed);
	staaf_json_text_or_null(&j, "format", feed->format);
	staaf_json_int(&j, "records", feed->n_records);
	staaf_json_text(&j, "added_at", feed->added_at);
	staaf_json_text_or_null(&j, "last_at", feed->last_at);
	staaf_json_text_or_null(&j, "next_at", feed->next_at);
	staaf_json_int(&j, "failures", feed->n_failures);
	staaf_json_text_or_null(&j, "etag", feed->etag);
	staaf_json_text_or_null(&j, "last_modified", feed->modified);
	staaf_json_text_or_null(&j, "harvested", feed->harvested);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

/* A line of its own, further in. */
static void
say_line(struct staaf_buf *out, enum staaf_lang lang, enum staaf_msg msg,
    const char *word1, const char *word2)
{
	staaf_buf_puts(out, "  ");
	staaf_say(out, lang, msg, word1, word2);
	staaf_buf_putc(out, '\n');
}

static void
put_words(struct staaf_buf *out, const struct staaf_feed *feed, bool is_full,
    enum staaf_lang lang)
{
	char number[DIGITS];

	(void)snprintf(number, sizeof(number), "%ld", feed->n_records);
	staaf_buf_printf(out, "%s\n  ", feed->address);
	staaf_say(out, lang, STAAF_MSG_SOURCES_ABOUT, *feed->title == '\0' ?
	    "-" : feed->title, *feed->format != '\0' ? feed->format :
	    feed->is_oai ? "oai" : "-", number);
	staaf_buf_puts(out, "\n  ");
	app_say_result(out, feed, lang);
	staaf_buf_putc(out, '\n');
	if (feed->is_waiting)
		say_line(out, lang, STAAF_MSG_SOURCES_WAITING, feed->next_at,
		    "");
	if (!is_full)
		return;
	(void)snprintf(number, sizeof(number), "%ld", feed->n_failures);
	if (feed->n_failures > 0)
		say_line(out, lang, STAAF_MSG_SOURCES_FAILURES, number, "");
	if (*feed->harvested != '\0')
		say_line(out, lang, STAAF_MSG_SOURCES_HARVESTED,
		    feed->harvested, "");
	if (*feed->etag != '\0' || *feed->modified != '\0')
		say_line(out, lang, STAAF_MSG_SOURCES_VERSION, feed->etag,
		    feed->modified);
}

struct staaf_feed *
app_find_feed(struct staaf_feed *list, size_t n, const char *address)
{
	struct staaf_feed *found = NULL;
	size_t size = strcspn(address, "#"), n_found = 0;

	for (size_t i = 0; i < n; i++)
		if (strlen(list[i].address) == size &&
		    strncmp(list[i].address, address, size) == 0)
			return &list[i];
	for (size_t i = 0; i < n; i++)
		if (list[i].is_oai && strcmp(list[i].base, address) == 0) {
			found = &list[i];
			n_found++;
		}
	return n_found == 1 ? found : NULL;
}

/* --------------------------------------------------------------- deeds */

static enum staaf_code
fail_no_feed(const char *address, struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_NOTHING, STAAF_MSG_STORE_NO_FEED,
	    address, NULL);
	staaf_err_hint(err, STAAF_MSG_STORE_NO_FEED_HINT);
	return STAAF_NOTHING;
}

/* All sources, or the one of that address in full. */
static enum staaf_code
show_sources(struct app *app, const char *address, struct staaf_err *err)
{
	struct staaf_store *st = NULL;
	struct staaf_feed *list = NULL, *only = NULL;
	struct staaf_buf out = { 0 };
	size_t n = 0;
	enum staaf_code rc = staaf_store_open(&st, app->db, STAAF_STORE_READ,
	    err);

	if (rc == STAAF_OK)
		rc = staaf_store_feeds(&list, &n, st, &app->ar, err);
	if (rc == STAAF_OK && address != NULL &&
	    (only = app_find_feed(list, n, address)) == NULL)
		rc = fail_no_feed(address, err);
	for (size_t i = 0; rc == STAAF_OK && i < n; i++) {
		if (only != NULL && only != &list[i])
			continue;
		if (app->value[APP_JSON] != NULL)
			put_json(&out, &list[i]);
		else
			put_words(&out, &list[i], only != NULL, app->lang);
	}
	if (rc == STAAF_OK && n == 0 && app->value[APP_JSON] == NULL) {
		staaf_say(&out, app->lang, STAAF_MSG_SOURCES_NONE);
		staaf_buf_putc(&out, '\n');
	}
	app_put(app, &out);
	staaf_store_close(st);
	return rc;
}

/* One line: what was done to which address, and how many records went. */
static void
put_deed(struct app *app, enum staaf_msg msg, const char *deed,
    const char *address, long n)
{
	struct staaf_buf out = { 0 };
	struct staaf_json j;
	char number[DIGITS];

	if (app->value[APP_JSON] != NULL) {
		staaf_json_init(&j, &out);
		staaf_json_object(&j, NULL);
		staaf_json_text(&j, "address", address);
		staaf_json_text(&j, "done", deed);
		staaf_json_count_or_null(&j, "records", n);
		staaf_json_end_object(&j);
	} else {
		(void)snprintf(number, sizeof(number), "%ld", n);
		staaf_say(&out, app->lang, msg, address, number);
	}
	staaf_buf_putc(&out, '\n');
	app_put(app, &out);
}

static enum staaf_code
add_source(struct app *app, const char *address, struct staaf_err *err)
{
	struct staaf_ingest in = { 0 };
	struct staaf_rules *rules = NULL;
	struct staaf_feed feed;
	bool is_new = false;
	enum staaf_code rc = app_feed_of_address(&feed, app, address, &app->ar,
	    err);

	if (rc == STAAF_OK)
		rc = app_open_to_ingest(&in, &rules, app, err);
	if (rc == STAAF_OK)
		rc = staaf_store_add_feed(&is_new, in.store, &feed, err);
	if (rc == STAAF_OK)
		put_deed(app, is_new ? STAAF_MSG_SOURCES_ADDED :
		    STAAF_MSG_SOURCES_HELD, is_new ? "added" : "held",
		    feed.address, -1);
	staaf_rules_free(rules);
	staaf_store_close(in.store);
	return rc;
}

static enum staaf_code
remove_source(struct app *app, const char *address, struct staaf_err *err)
{
	struct staaf_store *st = NULL;
	struct staaf_feed *list = NULL, *found = NULL;
	size_t n = 0;
	long n_removed = 0;
	enum staaf_code rc;

	/* Reading first: a store that is not there is not made. */
	if ((rc = staaf_store_open(&st, app->db, STAAF_STORE_READ, err)) !=
	    STAAF_OK)
		return rc;
	staaf_store_close(st);
	st = NULL;
	rc = staaf_store_open(&st, app->db, STAAF_STORE_WRITE, err);
	if (rc == STAAF_OK)
		rc = staaf_store_feeds(&list, &n, st, &app->ar, err);
	if (rc == STAAF_OK &&
	    (found = app_find_feed(list, n, address)) != NULL)
		address = found->address;
	if (rc == STAAF_OK)
		rc = staaf_store_remove_source(&n_removed, st, address,
		    app->value[APP_WITH_RECORDS] != NULL, err);
	if (rc == STAAF_OK)
		put_deed(app, STAAF_MSG_SOURCES_REMOVED, "removed", address,
		    n_removed);
	staaf_store_close(st);
	return rc;
}

void
cmd_sources(struct app *app)
{
	const char *deed = app->n_words > 0 ? app->word[0] : "list";
	struct staaf_err err = { 0 };
	bool is_list = strcmp(deed, "list") == 0;
	enum staaf_code rc;

	if (!is_list && strcmp(deed, "add") != 0 &&
	    strcmp(deed, "remove") != 0 && strcmp(deed, "last") != 0)
		rc = staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_SOURCES_BAD_DEED, deed, NULL);
	else if (is_list ? app->n_words > 1 : app->n_words != 2)
		rc = staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_SOURCES_ONE_ADDRESS, NULL, NULL);
	else if (is_list)
		rc = show_sources(app, NULL, &err);
	else if (deed[0] == 'l')
		rc = show_sources(app, app->word[1], &err);
	else if (deed[0] == 'a')
		rc = add_source(app, app->word[1], &err);
	else
		rc = remove_source(app, app->word[1], &err);
	if (rc != STAAF_OK)
		app_fail(app, &err, app->lang);
}
