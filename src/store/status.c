/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the store holds, in counts. */
#include "store.h"

static enum staaf_code
count_all(struct staaf_status *out, struct staaf_store *st,
    struct staaf_err *err)
{
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_STATUS_COUNTS, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	rc = store_step(&has_row, st, &row, err);
	if (rc == STAAF_OK && has_row) {
		out->generation = (uint64_t)store_take_int(&row);
		out->n_records = (long)store_take_int(&row);
		out->n_retracted = (long)store_take_int(&row);
		out->n_findings = (long)store_take_int(&row);
		out->n_sources = (long)store_take_int(&row);
		out->n_rule_files = (long)store_take_int(&row);
	}
	store_end(&row);
	return rc;
}

/* A statement of names and counts. */
static enum staaf_code
count_by(struct staaf_tally **out, size_t *n_out, struct staaf_store *st,
    enum sql_statement which, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_tally *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, which, ar, err);

	if (rc != STAAF_OK)
		return rc;
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		list[n].name = store_take_text(&row);
		list[n++].count = (long)store_take_int(&row);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	*out = list;
	*n_out = n;
	return rc;
}

enum staaf_code
staaf_store_status(struct staaf_status *out, struct staaf_store *st,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_status s = { 0 };
	bool is_held;
	enum staaf_code rc = store_hold(&is_held, st, err);

	if (rc != STAAF_OK)
		return rc;
	if ((rc = count_all(&s, st, err)) == STAAF_OK &&
	    (rc = count_by(&s.by_design, &s.n_designs, st,
	    SQL_STATUS_BY_DESIGN, ar, err)) == STAAF_OK &&
	    (rc = count_by(&s.by_language, &s.n_languages, st,
	    SQL_STATUS_BY_LANGUAGE, ar, err)) == STAAF_OK &&
	    (rc = count_by(&s.by_source, &s.n_by_source, st,
	    SQL_STATUS_BY_SOURCE, ar, err)) == STAAF_OK &&
	    (rc = count_by(&s.by_year, &s.n_years, st,
	    SQL_STATUS_BY_YEAR, ar, err)) == STAAF_OK &&
	    (rc = count_by(&s.by_concept, &s.n_by_concept, st,
	    SQL_STATUS_BY_CONCEPT, ar, err)) == STAAF_OK &&
	    (rc = count_by(&s.loose, &s.n_loose, st,
	    SQL_STATUS_LOOSE, ar, err)) == STAAF_OK)
		*out = s;
	store_release(st, is_held);
	return rc;
}
