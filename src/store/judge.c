/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts of curators on figures, and the findings they make. */
#include <math.h>

#include "store.h"

/* Does the record have a finding of that key from its source? */
static enum staaf_code
find_own(bool *is_own, struct staaf_store *st, sqlite3_int64 number,
    const char *key, struct staaf_err *err)
{
	sqlite3_int64 one;
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_FINDING_IS_OWN, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	store_put_text(&row, key);
	return store_step_int(is_own, &one, st, &row, err);
}

static enum staaf_code
find_next(sqlite3_int64 *out, struct staaf_store *st, sqlite3_int64 number,
    struct staaf_err *err)
{
	bool has_row;
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_FINDING_NEXT, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	return store_step_int(&has_row, out, st, &row, err);
}

/* The findings of all verdicts on a record. */
static enum staaf_code
load_judged(struct staaf_finding **out, size_t *n_out,
    struct staaf_store *st, const char *id, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_finding *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false, is_known = true;
	enum staaf_code rc = store_ready(&row, st, SQL_VERDICT_FINDINGS, ar,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, id);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row && is_known) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		is_known = store_take_finding(&list[n++], &row);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	if (rc == STAAF_OK && !is_known)
		rc = store_fail_value(id, err);
	*out = list;
	*n_out = n;
	return rc;
}

/*
 * One row at a time: an INSERT ... SELECT would make FTS5 write its pending
 * index.  Where the source by now tells a finding of the same key, that one
 * stands; the verdict is kept.
 */
enum staaf_code
store_add_judged(struct staaf_store *st, sqlite3_int64 number,
    const char *id, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_finding *f = NULL;
	sqlite3_int64 next = 0;
	size_t n = 0;
	bool is_own = false;
	enum staaf_code rc = load_judged(&f, &n, st, id, &ar, err);

	if (rc == STAAF_OK && n > 0)
		rc = find_next(&next, st, number, err);
	for (size_t i = 0; i < n && rc == STAAF_OK; i++) {
		rc = find_own(&is_own, st, number, f[i].key, err);
		if (rc == STAAF_OK && !is_own)
			rc = store_insert_finding(st, number,
			    (size_t)next + i, &f[i], err);
	}
	staaf_arena_clear(&ar);
	return rc;
}

/* What the caller must not ask, told before a byte is written. */
static enum staaf_code
check_verdict(struct staaf_store *st, sqlite3_int64 number, const char *id,
    const char *key, const struct staaf_finding *f, struct staaf_err *err)
{
	sqlite3_int64 is_known = 0;
	struct store_row row;
	bool has_row, is_own = false;
	enum staaf_code rc = store_ready(&row, st, SQL_FIGURE_IS_KNOWN, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	store_put_text(&row, key);
	store_put_text(&row, id);
	rc = store_step_int(&has_row, &is_known, st, &row, err);
	if (rc == STAAF_OK && is_known == 0)
		rc = staaf_err_set(err, STAAF_NOTHING,
		    STAAF_MSG_STORE_NO_FIGURE, id, key);
	if (rc != STAAF_OK || f == NULL)
		return rc;
	if (*f->intervention == '\0' || *f->outcome == '\0')
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_STORE_NO_CONCEPTS, id, key);
	rc = find_own(&is_own, st, number, key, err);
	return rc == STAAF_OK && is_own ? staaf_err_set(err, STAAF_BADINPUT,
	    STAAF_MSG_STORE_OWN_FINDING, id, key) : rc;
}

/* The verdict of before out, the new one in. */
static enum staaf_code
replace_verdict(struct staaf_store *st, const char *id, const char *key,
    enum staaf_judgement verdict, const struct staaf_finding *f,
    struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_VERDICT_DELETE, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, id);
	store_put_text(&row, key);
	rc = store_run(st, &row, err);
	if (rc != STAAF_OK || verdict == STAAF_UNREAD)
		return rc;
	if ((rc = store_ready(&row, st, SQL_VERDICT_INSERT, NULL, err)) !=
	    STAAF_OK)
		return rc;
	store_put_text(&row, id);
	store_put_text(&row, staaf_judgement_name(verdict));
	store_put_finding(&row, f);
	return store_run(st, &row, err);
}

/* The findings of verdicts anew, and a new change number: answers change. */
static enum staaf_code
renew_judged(struct staaf_store *st, sqlite3_int64 number, const char *id,
    struct staaf_err *err)
{
	sqlite3_int64 change = 0;
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_FINDING_DELETE_JUDGED,
	    NULL, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	if ((rc = store_run(st, &row, err)) != STAAF_OK ||
	    (rc = store_add_judged(st, number, id, err)) != STAAF_OK ||
	    (rc = store_next_change(&change, st, err)) != STAAF_OK ||
	    (rc = store_ready(&row, st, SQL_RECORD_TOUCH, NULL, err)) !=
	    STAAF_OK)
		return rc;
	store_put_int(&row, number);
	store_put_int(&row, change);
	return store_run(st, &row, err);
}

/* The finding as it is kept; of a figure that was refused nothing is. */
static struct staaf_finding
make_kept(const struct staaf_finding *f, const char *key)
{
	static const struct staaf_finding none = { .intervention = "",
		.comparison = "", .outcome = "", .population = "",
		.context = "", .value = NAN, .low = NAN, .high = NAN,
		.tau = NAN, .i2 = NAN, .adjusted = NAN, .k = STAAF_NONE,
		.n = STAAF_NONE, .sites = STAAF_NONE, .note = { "", "" } };
	struct staaf_finding kept = f == NULL ? none : *f;

	kept.key = key;
	kept.is_confirmed = f != NULL;
	return kept;
}

enum staaf_code
staaf_store_judge(struct staaf_store *st, const char *id, const char *key,
    enum staaf_judgement verdict, const struct staaf_finding *f,
    struct staaf_err *err)
{
	bool is_finding = verdict == STAAF_CONFIRMED ||
	    verdict == STAAF_CORRECTED, is_there = false;
	struct staaf_finding kept = make_kept(is_finding ? f : NULL, key);
	sqlite3_int64 number = 0;
	struct store_row row;
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = store_ready(&row, st, SQL_RECORD_NUMBER, NULL, err);
	if (rc == STAAF_OK) {
		store_put_text(&row, id);
		rc = store_step_int(&is_there, &number, st, &row, err);
	}
	if (rc == STAAF_OK && !is_there)
		rc = staaf_err_set(err, STAAF_NOTHING, STAAF_MSG_STORE_NOTHING,
		    id, NULL);
	if (rc == STAAF_OK)
		rc = check_verdict(st, number, id, key, is_finding ? &kept :
		    NULL, err);
	if (rc == STAAF_OK)
		rc = replace_verdict(st, id, key, verdict, &kept, err);
	if (rc == STAAF_OK)
		rc = renew_judged(st, number, id, err);
	return store_part_end(st, rc, err);
}
