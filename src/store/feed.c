/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses that are fetched, and taking a source away. */
#include <string.h>

#include "store.h"

static const char *const outcomes[STAAF_N_OUTCOMES] = {
	[STAAF_FEED_NEVER] = "never",
	[STAAF_FEED_READ] = "read",
	[STAAF_FEED_UNCHANGED] = "unchanged",
	[STAAF_FEED_UNUSABLE] = "unusable",
	[STAAF_FEED_FAILED] = "failed",
};

const char *
staaf_outcome_name(enum staaf_outcome outcome)
{
	return outcomes[outcome];
}

static enum staaf_code
fail_no_feed(const char *address, struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_NOTHING, STAAF_MSG_STORE_NO_FEED,
	    address, NULL);
	staaf_err_hint(err, STAAF_MSG_STORE_NO_FEED_HINT);
	return STAAF_NOTHING;
}

enum staaf_code
staaf_store_add_feed(bool *is_new, struct staaf_store *st,
    const struct staaf_feed *feed, struct staaf_err *err)
{
	struct store_row row;
	sqlite3_int64 one;
	bool is_added = false;
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = store_ready(&row, st, SQL_FEED_INSERT, NULL, err);
	if (rc == STAAF_OK) {
		store_put_text(&row, feed->address);
		store_put_text(&row, feed->title);
		store_put_text(&row, feed->is_oai ? "oai" : "feed");
		store_put_text(&row, feed->base);
		store_put_text(&row, feed->part);
		store_put_text(&row, feed->prefix);
		rc = store_step_int(&is_added, &one, st, &row, err);
	}
	rc = store_part_end(st, rc, err);
	if (rc == STAAF_OK)
		*is_new = is_added;
	return rc;
}

static void
take_result(struct staaf_feed_result *out, struct store_row *row)
{
	const char *name = store_take_name(row);

	for (int i = 0; i < STAAF_N_OUTCOMES; i++)
		if (strcmp(name, outcomes[i]) == 0)
			out->outcome = (enum staaf_outcome)i;
	out->fault = store_take_text(row);
	out->detail = store_take_text(row);
	out->n_read = (long)store_take_int(row);
	out->n_new = (long)store_take_int(row);
	out->n_updated = (long)store_take_int(row);
	out->n_same = (long)store_take_int(row);
	out->n_skipped = (long)store_take_int(row);
	out->n_faults = (long)store_take_int(row);
}

static void
take_feed(struct staaf_feed *out, struct store_row *row)
{
	out->address = store_take_text(row);
	out->title = store_take_text(row);
	out->is_oai = strcmp(store_take_name(row), "oai") == 0;
	out->base = store_take_text(row);
	out->part = store_take_text(row);
	out->prefix = store_take_text(row);
	out->etag = store_take_text(row);
	out->modified = store_take_text(row);
	out->harvested = store_take_text(row);
	out->added_at = store_take_text(row);
	out->last_at = store_take_text(row);
	out->next_at = store_take_text(row);
	out->is_waiting = store_take_int(row) != 0;
	out->n_failures = (long)store_take_int(row);
	take_result(&out->last, row);
	out->format = store_take_text(row);
	out->n_records = (long)store_take_int(row);
}

enum staaf_code
staaf_store_feeds(struct staaf_feed **out, size_t *n_out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_feed *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_FEED_FIND, ar, err);

	if (rc != STAAF_OK)
		return rc;
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		list[n] = (struct staaf_feed){ .is_oai = false };
		take_feed(&list[n++], &row);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	if (rc == STAAF_OK) {
		*out = list;
		*n_out = n;
	}
	return rc;
}

enum staaf_code
staaf_store_note_feed(struct staaf_store *st, const struct staaf_feed *feed,
    long wait, struct staaf_err *err)
{
	const struct staaf_feed_result *last = &feed->last;
	struct store_row row;
	sqlite3_int64 one;
	bool is_there = false;
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = store_ready(&row, st, SQL_FEED_UPDATE, NULL, err);
	if (rc == STAAF_OK) {
		store_put_text(&row, feed->address);
		store_put_text(&row, feed->title);
		store_put_text(&row, feed->etag);
		store_put_text(&row, feed->modified);
		store_put_text(&row, feed->harvested);
		store_put_int(&row, wait);
		store_put_text(&row, outcomes[last->outcome]);
		store_put_text(&row, last->fault);
		store_put_text(&row, last->detail);
		store_put_int(&row, last->n_read);
		store_put_int(&row, last->n_new);
		store_put_int(&row, last->n_updated);
		store_put_int(&row, last->n_same);
		store_put_int(&row, last->n_skipped);
		store_put_int(&row, last->n_faults);
		rc = store_step_int(&is_there, &one, st, &row, err);
	}
	if (rc == STAAF_OK && !is_there)
		rc = fail_no_feed(feed->address, err);
	return store_part_end(st, rc, err);
}

/* ------------------------------------------------------------- removing */

/* A statement on a name: does it give a row? */
static enum staaf_code
ask_name(bool *has_row, struct staaf_store *st, enum sql_statement which,
    const char *name, struct staaf_err *err)
{
	struct store_row row;
	sqlite3_int64 one;
	enum staaf_code rc = store_ready(&row, st, which, NULL, err);

	*has_row = false;
	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, name);
	return store_step_int(has_row, &one, st, &row, err);
}

/* The first record of a source after that number. */
static enum staaf_code
find_next(bool *has_row, sqlite3_int64 *number, struct staaf_store *st,
    enum sql_statement which, const char *name, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, which, NULL, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, name);
	store_put_int(&row, *number);
	return store_step_int(has_row, number, st, &row, err);
}

/* Of records that others told too, only what this one told. */
static enum staaf_code
forget_versions(long *n_removed, struct staaf_store *st, const char *name,
    struct staaf_err *err)
{
	sqlite3_int64 number = 0;
	bool has_row = false, is_gone;
	enum staaf_code rc;

	while ((rc = find_next(&has_row, &number, st, SQL_VERSION_OF_SOURCE,
	    name, err)) == STAAF_OK && has_row) {
		rc = store_forget_version(&is_gone, st, number, name, err);
		if (rc == STAAF_OK && is_gone)
			rc = store_remove_record(st, number, err);
		if (rc != STAAF_OK)
			return rc;
		*n_removed += is_gone;
	}
	return rc;
}

static enum staaf_code
remove_records(long *n_removed, struct staaf_store *st, const char *name,
    struct staaf_err *err)
{
	sqlite3_int64 number = 0, change;
	bool has_row = false;
	enum staaf_code rc;

	if ((rc = forget_versions(n_removed, st, name, err)) != STAAF_OK)
		return rc;
	while ((rc = find_next(&has_row, &number, st, SQL_RECORD_OF_SOURCE,
	    name, err)) == STAAF_OK && has_row) {
		if ((rc = store_next_change(&change, st, err)) != STAAF_OK ||
		    (rc = store_remove_record(st, number, err)) != STAAF_OK)
			return rc;
		++*n_removed;
	}
	if (rc == STAAF_OK)
		rc = ask_name(&has_row, st, SQL_SOURCE_DELETE, name, err);
	return rc;
}

enum staaf_code
staaf_store_remove_source(long *n_removed, struct staaf_store *st,
    const char *name, bool with_records, struct staaf_err *err)
{
	bool is_feed = false, is_source = false;
	sqlite3_int64 change;
	long n = 0;
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = ask_name(&is_source, st, SQL_SOURCE_HAS, name, err);
	if (rc == STAAF_OK)
		rc = ask_name(&is_feed, st, SQL_FEED_DELETE, name, err);
	if (rc == STAAF_OK && !is_feed && !(is_source && with_records))
		rc = fail_no_feed(name, err);
	if (rc == STAAF_OK && is_source && with_records &&
	    (rc = store_next_change(&change, st, err)) == STAAF_OK)
		rc = remove_records(&n, st, name, err);
	rc = store_part_end(st, rc, err);
	if (rc == STAAF_OK)
		*n_removed = n;
	return rc;
}
