/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings beside their records, and how many records a concept has. */
#include "store.h"

/* A finding with the inside number of its record. */
struct found {
	struct staaf_finding finding;
	sqlite3_int64 record;
};

/* All rows first: records are loaded when no row is open. */
static enum staaf_code
read_findings(struct found **out, size_t *n_out, struct staaf_store *st,
    const char *concepts, struct staaf_arena *ar, struct staaf_err *err)
{
	struct found *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false, is_known = true;
	enum staaf_code rc = store_ready(&row, st,
	    SQL_FINDING_OF_INTERVENTIONS, ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, concepts);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row && is_known) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		is_known = store_take_finding(&list[n].finding, &row);
		list[n++].record = store_take_int(&row);
	}
	store_end(&row);
	if (rc != STAAF_OK)
		return rc;
	if (ar->failed)
		return store_fail_memory(err);
	if (!is_known)
		return store_fail_value(list[n - 1].finding.key, err);
	*out = list;
	*n_out = n;
	return STAAF_OK;
}

/* Rows come in order of record: each record is loaded once. */
static enum staaf_code
add_records(struct staaf_evidence **out, struct staaf_store *st,
    const struct found *found, size_t n, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_evidence *list = staaf_arena_array(ar, n, sizeof(*list));
	struct staaf_record *r = NULL;
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; list != NULL && i < n; i++) {
		if (i == 0 || found[i].record != found[i - 1].record) {
			if ((r = staaf_arena_alloc(ar, sizeof(*r))) == NULL)
				break;
			rc = store_load(r, NULL, st, found[i].record, false,
			    ar, err);
			if (rc != STAAF_OK)
				return rc;
		}
		list[i].record = r;
		list[i].finding = found[i].finding;
	}
	if (ar->failed)
		return store_fail_memory(err);
	*out = list;
	return STAAF_OK;
}

enum staaf_code
staaf_store_findings(struct staaf_evidence **out, size_t *n_out,
    struct staaf_store *st, const char *const *intervention,
    size_t n_interventions, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_buf concepts = { 0 };
	struct staaf_evidence *list = NULL;
	struct found *found = NULL;
	size_t n = 0;
	bool is_held = false;
	enum staaf_code rc;

	store_json_list(&concepts, intervention, n_interventions);
	rc = concepts.failed ? store_fail_memory(err) :
	    store_hold(&is_held, st, err);
	if (rc == STAAF_OK)
		rc = read_findings(&found, &n, st, concepts.text, ar, err);
	if (rc == STAAF_OK && n > 0)
		rc = add_records(&list, st, found, n, ar, err);
	store_release(st, is_held);
	staaf_buf_clear(&concepts);
	if (rc == STAAF_OK) {
		*out = list;
		*n_out = n;
	}
	return rc;
}

/* The inside numbers of the rows of record_withdrawn. */
static enum staaf_code
read_numbers(sqlite3_int64 **out, size_t *n_out, struct staaf_store *st,
    const char *concepts, struct staaf_arena *ar, struct staaf_err *err)
{
	sqlite3_int64 *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_RECORD_WITHDRAWN, ar,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, concepts);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		list[n++] = store_take_int(&row);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	*out = list;
	*n_out = n;
	return rc;
}

enum staaf_code
staaf_store_withdrawn(struct staaf_record **out, size_t *n_out,
    struct staaf_store *st, const char *const *concept, size_t n_concepts,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_buf concepts = { 0 };
	struct staaf_record *list = NULL;
	sqlite3_int64 *number = NULL;
	bool is_held = false;
	size_t n = 0;
	enum staaf_code rc;

	store_json_list(&concepts, concept, n_concepts);
	rc = concepts.failed ? store_fail_memory(err) :
	    store_hold(&is_held, st, err);
	if (rc == STAAF_OK)
		rc = read_numbers(&number, &n, st, concepts.text, ar, err);
	if (rc == STAAF_OK &&
	    (list = staaf_arena_array(ar, n, sizeof(*list))) == NULL)
		rc = store_fail_memory(err);
	for (size_t i = 0; rc == STAAF_OK && i < n; i++)
		rc = store_load(&list[i], NULL, st, number[i], false, ar, err);
	store_release(st, is_held);
	staaf_buf_clear(&concepts);
	if (rc == STAAF_OK) {
		*out = list;
		*n_out = n;
	}
	return rc;
}

enum staaf_code
staaf_store_count(long *out, struct staaf_store *st,
    const char *const *concept, size_t n_concepts, long most,
    struct staaf_err *err)
{
	struct staaf_buf concepts = { 0 };
	sqlite3_int64 count = 0;
	struct store_row row;
	bool has_row;
	enum staaf_code rc;

	store_json_list(&concepts, concept, n_concepts);
	rc = concepts.failed ? store_fail_memory(err) :
	    store_ready(&row, st, most == STAAF_NONE ? SQL_CONCEPT_COUNT :
	    SQL_CONCEPT_COUNT_SOME, NULL, err);
	if (rc == STAAF_OK) {
		store_put_text(&row, concepts.text);
		if (most != STAAF_NONE)
			store_put_int(&row, most);
		rc = store_step_int(&has_row, &count, st, &row, err);
	}
	staaf_buf_clear(&concepts);
	if (rc == STAAF_OK)
		*out = (long)count;
	return rc;
}
