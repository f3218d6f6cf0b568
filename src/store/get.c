/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading records, one or all. */
#include "store.h"

enum staaf_code
store_fail_value(const char *id, struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_STORE, STAAF_MSG_STORE_BAD_VALUE, id,
	    NULL);
	staaf_err_hint(err, STAAF_MSG_STORE_DAMAGED_HINT);
	return STAAF_STORE;
}

/* The columns of record_get in their order; false: an unknown name. */
static bool
take_record(struct staaf_record *r, const char **digest,
    struct store_row *row)
{
	struct staaf_appraisal *a = &r->appraisal;
	bool is_known;

	r->id = store_take_text(row);
	r->guid = store_take_text(row);
	r->doi = store_take_text(row);
	r->source = store_take_text(row);
	is_known = staaf_record_kind_parse(&r->kind, store_take_name(row));
	is_known &= staaf_state_parse(&r->state, store_take_name(row));
	r->title = store_take_text(row);
	r->title_language = store_take_text(row);
	r->year = (int)store_take_int(row);
	r->venue = store_take_text(row);
	r->link = store_take_text(row);
	r->language = store_take_text(row);
	r->published = store_take_text(row);
	r->updated = store_take_text(row);
	r->summary = store_take_text(row);
	r->summary_language = store_take_text(row);
	r->summary_in[STAAF_EN] = store_take_text(row);
	r->summary_in[STAAF_NL] = store_take_text(row);
	r->content = store_take_text(row);
	a->design = (int)store_take_count(row);
	a->is_stated = store_take_int(row) != 0;
	a->flags = (unsigned)store_take_int(row);
	a->is_technology_bound = store_take_int(row) != 0;
	a->has_independent_test = store_take_int(row) != 0;
	a->median_study_year = (int)store_take_int(row);
	a->is_local = store_take_int(row) != 0;
	a->plan = store_take_text(row);
	a->note[STAAF_EN] = store_take_text(row);
	a->note[STAAF_NL] = store_take_text(row);
	if (digest != NULL)
		*digest = store_take_text(row);
	return is_known;
}

/* One column of texts; giver NULL but for concepts. */
static enum staaf_code
load_list(const char *const **out, size_t *n_out, struct staaf_store *st,
    enum sql_statement which, sqlite3_int64 number, const char *giver,
    struct staaf_arena *ar, struct staaf_err *err)
{
	const char **list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, which, ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	if (giver != NULL)
		store_put_text(&row, giver);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		list[n++] = store_take_text(&row);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	*out = list;
	*n_out = n;
	return rc;
}

static enum staaf_code
load_relations(struct staaf_record *r, struct staaf_store *st,
    sqlite3_int64 number, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_relation *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false, is_known = true;
	enum staaf_code rc = store_ready(&row, st, SQL_RELATION_FIND, ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		is_known &= staaf_relation_parse(&list[n].kind,
		    store_take_name(&row));
		list[n++].target = store_take_text(&row);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	if (rc == STAAF_OK && !is_known)
		rc = store_fail_value(r->id, err);
	r->relation = list;
	r->n_relations = n;
	return rc;
}

/* The row itself; store_load adds its parts. */
static enum staaf_code
load_row(struct staaf_record *out, const char **digest,
    struct staaf_store *st, sqlite3_int64 number, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct store_row row;
	bool has_row = false, is_known = false;
	enum staaf_code rc = store_ready(&row, st, SQL_RECORD_GET, ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	rc = store_step(&has_row, st, &row, err);
	if (rc == STAAF_OK && has_row)
		is_known = take_record(out, digest, &row);
	store_end(&row);
	if (rc != STAAF_OK)
		return rc;
	if (ar->failed)
		return store_fail_memory(err);
	return is_known ? STAAF_OK : store_fail_value(out->id, err);
}

enum staaf_code
store_load(struct staaf_record *out, const char **digest,
    struct staaf_store *st, sqlite3_int64 number, bool with_findings,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_record r = { .id = "" };
	enum staaf_code rc;

	if ((rc = load_row(&r, digest, st, number, ar, err)) != STAAF_OK ||
	    (rc = load_list(&r.author, &r.n_authors, st, SQL_AUTHOR_FIND,
	    number, NULL, ar, err)) != STAAF_OK ||
	    (rc = load_list(&r.concept, &r.n_concepts, st, SQL_CONCEPT_FIND,
	    number, "curator", ar, err)) != STAAF_OK ||
	    (rc = load_list(&r.tag, &r.n_tags, st, SQL_CONCEPT_FIND, number,
	    "lexicon", ar, err)) != STAAF_OK ||
	    (rc = load_list(&r.alias, &r.n_aliases, st, SQL_ALIAS_FIND,
	    number, NULL, ar, err)) != STAAF_OK ||
	    (rc = load_relations(&r, st, number, ar, err)) != STAAF_OK)
		return rc;
	if (with_findings &&
	    ((rc = store_load_findings(&r, st, number, ar, err)) != STAAF_OK ||
	    (rc = store_load_figures(&r, st, number, ar, err)) != STAAF_OK))
		return rc;
	*out = r;
	return STAAF_OK;
}

/* The inside number for one text: an id, or the id to go on from. */
static enum staaf_code
find_number(bool *is_there, sqlite3_int64 *out, struct staaf_store *st,
    enum sql_statement which, const char *text, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, which, NULL, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, text);
	return store_step_int(is_there, out, st, &row, err);
}

enum staaf_code
store_find_number(sqlite3_int64 *number, struct staaf_store *st,
    const char *id, struct staaf_err *err)
{
	/* Its own, one it had before it was found to be the same, others. */
	static const enum sql_statement by[] = { SQL_SAME_ID,
		SQL_SAME_OWN_ID, SQL_RECORD_NUMBER_OF_GUID,
		SQL_VERSION_OF_GUID, SQL_SAME_ALIAS };
	enum staaf_code rc = STAAF_OK;
	bool is_there = false;

	*number = 0;
	for (size_t i = 0; rc == STAAF_OK && !is_there &&
	    i < sizeof(by) / sizeof(by[0]); i++)
		rc = find_number(&is_there, number, st, by[i], id, err);
	return rc;
}

enum staaf_code
staaf_store_get(struct staaf_record *out, struct staaf_store *st,
    const char *id, struct staaf_arena *ar, struct staaf_err *err)
{
	sqlite3_int64 number = 0;
	struct staaf_record r;
	bool is_held;
	enum staaf_code rc = store_hold(&is_held, st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = store_find_number(&number, st, id, err);
	if (rc == STAAF_OK && number == 0)
		rc = staaf_err_set(err, STAAF_NOTHING, STAAF_MSG_STORE_NOTHING,
		    id, NULL);
	if (rc == STAAF_OK)
		rc = store_load(&r, NULL, st, number, true, ar, err);
	if (rc == STAAF_OK)
		rc = store_load_origins(&r, st, number, ar, err);
	if (rc == STAAF_OK)
		rc = store_link_preprint(&r, st, ar, err);
	if (rc == STAAF_OK)
		*out = r;
	store_release(st, is_held);
	return rc;
}

/* The record after an id, which moves on to it; !*is_there: that was all. */
static enum staaf_code
load_after(struct staaf_record *out, struct staaf_buf *id, bool *is_there,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err)
{
	sqlite3_int64 number = 0;
	bool is_held;
	enum staaf_code rc = store_hold(&is_held, st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = find_number(is_there, &number, st, SQL_RECORD_NUMBER_AFTER,
	    staaf_buf_text(id), err);
	if (rc == STAAF_OK && *is_there) {
		rc = store_load(out, NULL, st, number, true, ar, err);
		if (rc == STAAF_OK) {
			staaf_buf_reset(id);
			staaf_buf_puts(id, out->id);
			if (id->failed)
				rc = store_fail_memory(err);
		}
	}
	store_release(st, is_held);
	return rc;
}

/*
 * No statement is open while `each` runs, so that it may read and write the
 * store itself.
 */
enum staaf_code
staaf_store_each(struct staaf_store *st,
    enum staaf_code (*each)(const struct staaf_record *r,
    struct staaf_err *err, void *arg), void *arg, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf id = { 0 };
	enum staaf_code rc = STAAF_OK;
	bool is_there = true;

	while (rc == STAAF_OK && is_there) {
		struct staaf_record r;

		rc = load_after(&r, &id, &is_there, st, &ar, err);
		if (rc == STAAF_OK && is_there)
			rc = each(&r, err, arg);
		staaf_arena_clear(&ar);
	}
	staaf_buf_clear(&id);
	return rc;
}
