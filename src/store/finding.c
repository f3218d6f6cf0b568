/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings: rows to values and back. */
#include "store.h"

bool
store_take_finding(struct staaf_finding *out, struct store_row *row)
{
	struct staaf_finding *f = out;
	bool is_known;

	f->key = store_take_text(row);
	f->intervention = store_take_text(row);
	f->comparison = store_take_text(row);
	f->outcome = store_take_text(row);
	f->population = store_take_text(row);
	f->context = store_take_text(row);
	is_known = staaf_metric_parse(&f->metric, store_take_name(row));
	f->value = store_take_number(row);
	f->low = store_take_number(row);
	f->high = store_take_number(row);
	f->tau = store_take_number(row);
	f->i2 = store_take_number(row);
	f->adjusted = store_take_number(row);
	f->k = store_take_count(row);
	f->n = store_take_count(row);
	f->sites = store_take_count(row);
	is_known &= staaf_direction_parse(&f->direction, store_take_name(row));
	is_known &= staaf_form_parse(&f->form, store_take_name(row));
	is_known &= staaf_spread_parse(&f->spread, store_take_name(row));
	f->higher_is_worse = store_take_int(row) != 0;
	f->is_delayed = store_take_int(row) != 0;
	f->is_confirmed = store_take_int(row) != 0;
	f->has_concern = store_take_int(row) != 0;
	f->note[STAAF_EN] = store_take_text(row);
	f->note[STAAF_NL] = store_take_text(row);
	f->is_judged = store_take_int(row) != 0;
	return is_known;
}

void
store_put_finding(struct store_row *row, const struct staaf_finding *f)
{
	store_put_text(row, f->key);
	store_put_text(row, f->intervention);
	store_put_text(row, f->comparison);
	store_put_text(row, f->outcome);
	store_put_text(row, f->population);
	store_put_text(row, f->context);
	store_put_text(row, staaf_metric_name(f->metric));
	store_put_number(row, f->value);
	store_put_number(row, f->low);
	store_put_number(row, f->high);
	store_put_number(row, f->tau);
	store_put_number(row, f->i2);
	store_put_number(row, f->adjusted);
	store_put_count(row, f->k);
	store_put_count(row, f->n);
	store_put_count(row, f->sites);
	store_put_text(row, staaf_direction_name(f->direction));
	store_put_text(row, staaf_form_name(f->form));
	store_put_text(row, staaf_spread_name(f->spread));
	store_put_int(row, f->higher_is_worse);
	store_put_int(row, f->is_delayed);
	store_put_int(row, f->is_confirmed);
	store_put_int(row, f->has_concern);
	store_put_text(row, f->note[STAAF_EN]);
	store_put_text(row, f->note[STAAF_NL]);
}

enum staaf_code
store_insert_finding(struct staaf_store *st, sqlite3_int64 record,
    size_t position, const struct staaf_finding *f, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, SQL_FINDING_INSERT, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, record);
	store_put_int(&row, (sqlite3_int64)position);
	store_put_finding(&row, f);
	store_put_text(&row, f->is_judged ? "curator" : "record");
	return store_run(st, &row, err);
}

enum staaf_code
store_load_findings(struct staaf_record *out, struct staaf_store *st,
    sqlite3_int64 number, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_finding *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false, is_known = true;
	enum staaf_code rc = store_ready(&row, st, SQL_FINDING_OF_RECORD, ar,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row && is_known) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		is_known = store_take_finding(&list[n++], &row);
	}
	store_end(&row);
	if (rc != STAAF_OK)
		return rc;
	if (ar->failed)
		return store_fail_memory(err);
	if (!is_known)
		return store_fail_value(out->id, err);
	out->finding = list;
	out->n_findings = n;
	return STAAF_OK;
}
