/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a curator says of two records: they are one work, or they are not.
 * It is remembered by their outside ids, and done at once.  And which source
 * told what of a record that several told.
 */
#include <string.h>

#include "store.h"

/* An id as it was told, and the record that it is in now. */
struct party {
	const char *id;
	sqlite3_int64 number;
};

/* The id that came with this one, which is an id or a guid; or NULL. */
static enum staaf_code
find_own_id(const char **out, struct staaf_store *st, const char *id,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_SAME_OWN_ID, ar, err);

	*out = NULL;
	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, id);
	rc = store_step(&has_row, st, &row, err);
	store_end(&row);
	if (rc == STAAF_OK && has_row)
		*out = id;
	if (rc != STAAF_OK || has_row ||
	    (rc = store_ready(&row, st, SQL_VERSION_OF_GUID, ar, err)) !=
	    STAAF_OK)
		return rc;
	store_put_text(&row, id);
	rc = store_step(&has_row, st, &row, err);
	if (rc == STAAF_OK && has_row) {
		(void)store_take_int(&row);
		*out = store_take_text(&row);
	}
	store_end(&row);
	return rc;
}

static enum staaf_code
find_party(struct party *out, struct staaf_store *st, const char *id,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_record r = { .id = "" };
	enum staaf_code rc = store_find_number(&out->number, st, id, err);

	if (rc == STAAF_OK && out->number == 0)
		rc = staaf_err_set(err, STAAF_NOTHING, STAAF_MSG_STORE_NOTHING,
		    id, NULL);
	if (rc == STAAF_OK)
		rc = find_own_id(&out->id, st, id, ar, err);
	if (rc == STAAF_OK && out->id == NULL) { /* told by one source */
		rc = store_load(&r, NULL, st, out->number, false, ar, err);
		out->id = r.id;
	}
	return rc == STAAF_OK && ar->failed ? store_fail_memory(err) : rc;
}

static enum staaf_code
put_decision(struct staaf_store *st, const char *a, const char *b,
    bool is_same, struct staaf_err *err)
{
	bool is_in_order = strcmp(a, b) < 0;
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_DECISION_PUT, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, is_in_order ? a : b);
	store_put_text(&row, is_in_order ? b : a);
	store_put_text(&row, is_same ? "same" : "different");
	return store_run(st, &row, err);
}

static enum staaf_code
move(struct staaf_store *st, enum sql_statement which, sqlite3_int64 from,
    const char *own_id, sqlite3_int64 to, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, which, NULL, err);

	if (rc != STAAF_OK)
		return rc;
	if (own_id != NULL)
		store_put_text(&row, own_id);
	else
		store_put_int(&row, from);
	store_put_int(&row, to);
	return store_run(st, &row, err);
}

/* All that was told of b goes to a. */
static enum staaf_code
join(struct staaf_store *st, const struct party *a, const struct party *b,
    struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_record ra, rb;
	bool has_changed;
	enum staaf_code rc;

	if ((rc = store_load(&ra, NULL, st, a->number, false, &ar, err)) ==
	    STAAF_OK &&
	    (rc = store_load(&rb, NULL, st, b->number, false, &ar, err)) ==
	    STAAF_OK &&
	    (rc = store_write_down(st, a->number, err)) == STAAF_OK &&
	    (rc = store_write_down(st, b->number, err)) == STAAF_OK &&
	    (rc = move(st, SQL_VERSION_MOVE, b->number, NULL, a->number,
	    err)) == STAAF_OK &&
	    (rc = store_move_verdicts(st, rb.id, ra.id, err)) == STAAF_OK &&
	    (rc = store_remove_record(st, b->number, err)) == STAAF_OK)
		rc = store_merge_versions(&has_changed, st, a->number, err);
	staaf_arena_clear(&ar);
	return rc;
}

/* What came with b's id leaves for a record of its own. */
static enum staaf_code
part(struct staaf_store *st, const struct party *b, struct staaf_err *err)
{
	sqlite3_int64 number = 0;
	struct store_row row;
	bool has_row, has_changed;
	enum staaf_code rc = store_ready(&row, st, SQL_RECORD_FREE, NULL, err);

	if (rc == STAAF_OK)
		rc = store_step_int(&has_row, &number, st, &row, err);
	if (rc == STAAF_OK)
		rc = move(st, SQL_VERSION_MOVE_OWN, 0, b->id, number, err);
	/* First what stays: its id may be the one that the other needs. */
	if (rc == STAAF_OK)
		rc = store_merge_versions(&has_changed, st, b->number, err);
	return rc == STAAF_OK ?
	    store_merge_versions(&has_changed, st, number, err) : rc;
}

enum staaf_code
staaf_store_decide(struct staaf_store *st, const char *a, const char *b,
    bool is_same, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct party first = { .id = "" }, second = { .id = "" };
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	if ((rc = find_party(&first, st, a, &ar, err)) == STAAF_OK)
		rc = find_party(&second, st, b, &ar, err);
	if (rc == STAAF_OK && strcmp(first.id, second.id) == 0)
		rc = staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_STORE_ONE_RECORD, a, b);
	if (rc == STAAF_OK)
		rc = put_decision(st, first.id, second.id, is_same, err);
	if (rc == STAAF_OK && is_same && first.number != second.number)
		rc = join(st, &first, &second, err);
	if (rc == STAAF_OK && !is_same && first.number == second.number)
		rc = part(st, &second, err);
	staaf_arena_clear(&ar);
	return store_part_end(st, rc, err);
}

enum staaf_code
staaf_store_pairs(struct staaf_pair **out, size_t *n_out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_pair *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_DECISION_LIST, ar, err);

	if (rc != STAAF_OK)
		return rc;
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		list[n].a = store_take_text(&row);
		list[n].b = store_take_text(&row);
		list[n].is_same = strcmp(store_take_name(&row), "same") == 0;
		list[n++].at = store_take_text(&row);
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
store_load_origins(struct staaf_record *r, struct staaf_store *st,
    sqlite3_int64 number, struct staaf_arena *ar, struct staaf_err *err)
{
	struct store_origin from[STORE_N_FIELDS];
	struct staaf_origin *list;
	struct staaf_record *told = NULL, merged;
	size_t n = 0, n_told = 0;
	enum staaf_code rc = store_load_versions(&told, &n_told, st, number,
	    ar, err);

	if (rc != STAAF_OK || n_told < 2)
		return rc;
	list = staaf_arena_array(ar, STORE_N_FIELDS, sizeof(*list));
	store_merge(&merged, told, n_told, from, ar);
	if (ar->failed)
		return store_fail_memory(err);
	for (int i = 0; i < STORE_N_FIELDS; i++)
		if (*from[i].source != '\0')
			list[n++] = (struct staaf_origin){
				(enum staaf_field)i, from[i].source };
	r->origin = list;
	r->n_origins = n;
	return STAAF_OK;
}
