/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures: what a machine read in the text of a record, and what curators
 * said of it.  A figure that was confirmed or corrected is a finding of its
 * record, with giver 'curator'; the verdict is kept by outside id, so that
 * the finding comes back each time the record is stored anew.
 */
#include <math.h>
#include <string.h>

#include "store.h"

enum staaf_code
store_check_figures(const struct staaf_record *r, struct staaf_err *err)
{
	for (size_t i = 0; i < r->n_figures; i++) {
		const struct staaf_figure *f = &r->figure[i];

		if (f->design != STAAF_NONE &&
		    (f->design < 0 || f->design > 5))
			return staaf_err_set(err, STAAF_BADINPUT,
			    STAAF_MSG_STORE_BAD_FIGURE, r->id, f->key);
		for (size_t j = 0; j < i; j++)
			if (strcmp(f->key, r->figure[j].key) == 0)
				return staaf_err_set(err, STAAF_BADINPUT,
				    STAAF_MSG_STORE_DOUBLE_FIGURE, r->id,
				    f->key);
	}
	return STAAF_OK;
}

/* The columns from key to verdict; false: an unknown name. */
static bool
take_figure(struct staaf_figure *f, struct store_row *row)
{
	bool is_known;

	f->key = store_take_text(row);
	is_known = staaf_place_parse(&f->place, store_take_name(row));
	f->at = (size_t)store_take_int(row);
	f->size = (size_t)store_take_int(row);
	f->quote = store_take_text(row);
	is_known &= staaf_metric_parse(&f->metric, store_take_name(row));
	f->value = store_take_number(row);
	f->low = store_take_number(row);
	f->high = store_take_number(row);
	f->p = store_take_number(row);
	f->p_is_below = store_take_int(row) != 0;
	f->tau = store_take_number(row);
	f->i2 = store_take_number(row);
	f->k = store_take_count(row);
	f->n = store_take_count(row);
	f->design = (int)store_take_count(row);
	is_known &= staaf_judgement_parse(&f->verdict, store_take_name(row));
	return is_known;
}

enum staaf_code
store_load_figures(struct staaf_record *out, struct staaf_store *st,
    sqlite3_int64 number, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_figure *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false, is_known = true;
	enum staaf_code rc = store_ready(&row, st, SQL_FIGURE_OF_RECORD, ar,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row && is_known) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		is_known = take_figure(&list[n++], &row);
	}
	store_end(&row);
	if (rc != STAAF_OK)
		return rc;
	if (ar->failed)
		return store_fail_memory(err);
	if (!is_known)
		return store_fail_value(out->id, err);
	out->figure = list;
	out->n_figures = n;
	return STAAF_OK;
}

static enum staaf_code
insert_figure(struct staaf_store *st, sqlite3_int64 number, size_t position,
    const struct staaf_figure *f, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_FIGURE_INSERT, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	store_put_int(&row, (sqlite3_int64)position);
	store_put_text(&row, f->key);
	store_put_text(&row, staaf_place_name(f->place));
	store_put_int(&row, (sqlite3_int64)f->at);
	store_put_int(&row, (sqlite3_int64)f->size);
	store_put_text(&row, f->quote);
	store_put_text(&row, staaf_metric_name(f->metric));
	store_put_number(&row, f->value);
	store_put_number(&row, f->low);
	store_put_number(&row, f->high);
	store_put_number(&row, f->p);
	store_put_int(&row, f->p_is_below);
	store_put_number(&row, f->tau);
	store_put_number(&row, f->i2);
	store_put_count(&row, f->k);
	store_put_count(&row, f->n);
	store_put_count(&row, f->design);
	return store_run(st, &row, err);
}

static bool
is_same_number(double a, double b)
{
	return isnan(a) ? isnan(b) : a == b;
}

/* In all but the verdict, which is no part of what was read. */
static bool
is_same_figure(const struct staaf_figure *a, const struct staaf_figure *b)
{
	return strcmp(a->key, b->key) == 0 && a->place == b->place &&
	    a->at == b->at && a->size == b->size &&
	    strcmp(a->quote, b->quote) == 0 && a->metric == b->metric &&
	    is_same_number(a->value, b->value) &&
	    is_same_number(a->low, b->low) &&
	    is_same_number(a->high, b->high) && is_same_number(a->p, b->p) &&
	    a->p_is_below == b->p_is_below && is_same_number(a->tau, b->tau) &&
	    is_same_number(a->i2, b->i2) && a->k == b->k && a->n == b->n &&
	    a->design == b->design;
}

static bool
holds_same(const struct staaf_record *held, const struct staaf_record *r)
{
	if (held->n_figures != r->n_figures)
		return false;
	for (size_t i = 0; i < r->n_figures; i++)
		if (!is_same_figure(&held->figure[i], &r->figure[i]))
			return false;
	return true;
}

enum staaf_code
store_insert_figures(struct staaf_store *st, sqlite3_int64 number,
    const struct staaf_record *r, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; i < r->n_figures && rc == STAAF_OK; i++)
		rc = insert_figure(st, number, i, &r->figure[i], err);
	return rc;
}

enum staaf_code
store_put_figures(struct staaf_store *st, sqlite3_int64 number,
    const struct staaf_record *r, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_record held = { .id = r->id };
	struct store_row row;
	bool is_same = false;
	enum staaf_code rc = store_load_figures(&held, st, number, &ar, err);

	if (rc == STAAF_OK)
		is_same = holds_same(&held, r);
	staaf_arena_clear(&ar);
	if (rc != STAAF_OK || is_same || (rc = store_ready(&row, st,
	    SQL_FIGURE_DELETE, NULL, err)) != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	rc = store_run(st, &row, err);
	return rc == STAAF_OK ? store_insert_figures(st, number, r, err) : rc;
}

enum staaf_code
staaf_store_unread(struct staaf_unread **out, size_t *n_out,
    struct staaf_store *st, long skip, long limit, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_unread *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false, is_known = true;
	enum staaf_code rc = store_ready(&row, st, SQL_FIGURE_UNREAD, ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, skip);
	store_put_int(&row, limit);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row && is_known) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		is_known = take_figure(&list[n].figure, &row);
		list[n].id = store_take_text(&row);
		list[n++].title = store_take_text(&row);
	}
	store_end(&row);
	if (rc != STAAF_OK)
		return rc;
	if (ar->failed)
		return store_fail_memory(err);
	if (!is_known)
		return store_fail_value(list[n - 1].id, err);
	*out = list;
	*n_out = n;
	return STAAF_OK;
}
