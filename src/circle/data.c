/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table to numbers: scores, groups, classes, with what is missing counted
 * by its code.  A word where a number must stand is refused, with its place:
 * what is not understood never silently counts as missing.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "circle.h"

enum { MAX_MISSING_CODES = 40 };

void
circle_put_count(char out[24], size_t n)
{
	(void)snprintf(out, 24, "%zu", n);
}

/* ------------------------------------------------------ what is missing */

static enum staaf_code
take_missing_codes(struct notation *out, const char *list,
    struct staaf_arena *ar)
{
	const char **code = staaf_arena_array(ar, MAX_MISSING_CODES,
	    sizeof(*code));
	char *rest = NULL, *copy = staaf_arena_dup(ar, list);

	if (ar->failed)
		return STAAF_NOMEM;
	for (char *s = strtok_r(copy, ",", &rest); s != NULL &&
	    out->n_missing < MAX_MISSING_CODES; s = strtok_r(NULL, ",", &rest))
		code[out->n_missing++] = s + strspn(s, " ");
	out->missing = code;
	return STAAF_OK;
}

/* Codes that were met; those beyond the list are few, and are not named. */
static void
count_missing(struct data *d, const char *cell)
{
	for (size_t i = 0; i < d->n_missing; i++)
		if (strcasecmp(d->missing[i].code, cell) == 0) {
			d->missing[i].n++;
			return;
		}
	if (d->n_missing < MAX_MISSING_CODES)
		d->missing[d->n_missing++] = (struct staaf_missing_code){
			.code = cell, .n = 1 };
}

/* ------------------------------------------------------- a score column */

static enum staaf_code
refuse_word(const struct data *d, size_t row, int column, const char *cell,
    enum staaf_msg msg, struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_BADINPUT, msg, cell,
	    d->table->column[column]);
	staaf_err_place(err, NULL, d->table->line[row], column + 1L);
	staaf_err_hint(err, STAAF_MSG_DATA_WORD_HINT);
	return STAAF_BADINPUT;
}

static void
look_at_range(struct data *d, size_t row, double value)
{
	if ((isnan(d->ask->scale_low) || value >= d->ask->scale_low) &&
	    (isnan(d->ask->scale_high) || value <= d->ask->scale_high))
		return;
	if (d->n_out_of_range++ == 0)
		d->first_out_of_range = d->table->line[row];
}

static enum staaf_code
read_scores(double **out, struct data *d, int column, bool is_score,
    struct staaf_arena *ar, struct staaf_err *err)
{
	const struct staaf_table *t = d->table;
	double *value = staaf_arena_array(ar, t->n_rows + 1, sizeof(*value));

	if (value == NULL)
		return STAAF_NOMEM;
	for (size_t row = 0; row < t->n_rows; row++) {
		const char *cell = staaf_table_cell(t, row, (size_t)column);
		int decimals = 0;
		bool is_yes = false;

		value[row] = NAN;
		if (cell_is_missing(cell, &d->notation)) {
			count_missing(d, cell);
			continue;
		}
		if (is_score && d->is_yes_no &&
		    cell_is_yes_no(&is_yes, cell)) {
			value[row] = is_yes;
			continue;
		}
		if (cell_read(&value[row], &decimals, cell, &d->notation) !=
		    CELL_NUMBER)
			return refuse_word(d, row, column, cell,
			    STAAF_MSG_DATA_WORD, err);
		if (!is_score)
			continue;
		if (decimals > d->decimals)
			d->decimals = decimals;
		look_at_range(d, row, value[row]);
	}
	*out = value;
	return STAAF_OK;
}

/* Every score there is says yes or no; 1 and 0 do, 1 alone does not. */
static bool
is_yes_no(const struct data *d, const int *column, size_t n)
{
	long n_yes = 0, n_no = 0;

	for (size_t row = 0; row < d->table->n_rows; row++)
		for (size_t i = 0; i < n; i++) {
			const char *cell = staaf_table_cell(d->table, row,
			    (size_t)column[i]);
			bool is_yes;

			if (cell_is_missing(cell, &d->notation))
				continue;
			if (!cell_is_yes_no(&is_yes, cell))
				return false;
			n_yes += is_yes;
			n_no += !is_yes;
		}
	return n_yes > 0 && n_no > 0;
}

/* --------------------------------------------------------- all of them */

static size_t
list_scores(int column[MAX_OUTCOMES + 5], const struct columns *c)
{
	static const enum role roles[] = { ROLE_PRE, ROLE_POST, ROLE_PERIOD1,
		ROLE_PERIOD2 };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (c->at[roles[i]] != NO_COLUMN)
			column[n++] = c->at[roles[i]];
	for (int i = 0; i < c->n_outcomes; i++)
		column[n++] = c->outcome[i];
	return n;
}

static enum staaf_code
read_all_scores(struct data *d, struct staaf_arena *ar, struct staaf_err *err)
{
	const struct {
		enum role role;
		double **out;
		bool is_score;
	} want[] = {
		{ ROLE_PRE, &d->pre, true }, { ROLE_POST, &d->post, true },
		{ ROLE_PERIOD1, &d->period1, true },
		{ ROLE_PERIOD2, &d->period2, true },
		{ ROLE_TIME, &d->time, false },
	};
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]) &&
	    rc == STAAF_OK; i++) {
		/* Time orders phases, and is of no use without them. */
		if (d->col.at[want[i].role] == NO_COLUMN ||
		    (want[i].role == ROLE_TIME &&
		    d->col.at[ROLE_PHASE] == NO_COLUMN))
			continue;
		rc = read_scores(want[i].out, d, d->col.at[want[i].role],
		    want[i].is_score, ar, err);
	}
	for (int i = 0; i < d->col.n_outcomes && rc == STAAF_OK; i++)
		rc = read_scores(&d->outcome[i], d, d->col.outcome[i], true,
		    ar, err);
	return rc;
}

static enum staaf_code
find_treatment(struct data *d, struct staaf_err *err)
{
	const char *told = d->ask->treatment;

	d->treatment = -1;
	if (told != NULL) {
		for (int i = 0; i < d->group.n; i++)
			if (strcasecmp(d->group.name[i], told) == 0)
				d->treatment = i;
		if (d->treatment < 0)
			return staaf_err_set(err, STAAF_BADINPUT,
			    STAAF_MSG_DATA_NO_GROUP, told, NULL);
	} else if (d->col.is_years && d->group.n == 2) {
		/* The later year is the one in which something was new. */
		d->treatment = strtol(d->group.name[1], NULL, 10) >
		    strtol(d->group.name[0], NULL, 10);
	} else {
		d->treatment = levels_treatment(&d->group);
	}
	if (d->group.n == 2 && d->treatment < 0) {
		(void)staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_DATA_WHICH_GROUP, d->group.name[0],
		    d->group.name[1]);
		staaf_err_hint(err, STAAF_MSG_DATA_WHICH_GROUP_HINT);
		return STAAF_BADINPUT;
	}
	return STAAF_OK;
}

static enum staaf_code
read_levels(struct data *d, struct staaf_arena *ar, struct staaf_err *err)
{
	const struct {
		enum role role;
		struct levels *out;
	} want[] = {
		{ ROLE_GROUP, &d->group }, { ROLE_CLUSTER, &d->cluster },
		{ ROLE_PHASE, &d->phase }, { ROLE_SEQUENCE, &d->sequence },
	};

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		if (d->col.at[want[i].role] != NO_COLUMN &&
		    !levels_find(want[i].out, d->table,
		    d->col.at[want[i].role], &d->notation, ar))
			return STAAF_NOMEM;
	return find_treatment(d, err);
}

enum staaf_code
data_read(struct data *out, const struct staaf_table *t,
    const struct staaf_trial_ask *ask, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct data d = { .ask = ask, .table = t, .n_rows = t->n_rows };
	int column[MAX_OUTCOMES + 5];
	enum staaf_code rc;
	size_t n;

	if (ask->pre == NULL && ask->post == NULL && ask->outcomes == NULL &&
	    gather_is_for(t)) {
		(void)staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_DATA_STUDIES, NULL, NULL);
		staaf_err_hint(err, STAAF_MSG_DATA_STUDIES_HINT);
		return STAAF_BADINPUT;
	}
	if ((rc = column_find(&d.col, t, ask, ar, err)) == STAAF_OK)
		rc = privacy_check(t, &d.col, ar, err);
	if (rc == STAAF_OK && ask->missing != NULL)
		rc = take_missing_codes(&d.notation, ask->missing, ar);
	d.missing = staaf_arena_array(ar, MAX_MISSING_CODES,
	    sizeof(*d.missing));
	if (rc == STAAF_OK)
		rc = ar->failed ? STAAF_NOMEM : rows_of_students(&d, ar, err);
	if (rc != STAAF_OK)
		goto done;
	d.n = d.table->n_rows;
	n = list_scores(column, &d.col);
	if (n == 0) {
		rc = staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_DATA_NO_SCORES, NULL, NULL);
		staaf_err_hint(err, STAAF_MSG_DATA_NO_SCORES_HINT);
		goto done;
	}
	notation_find(&d.notation, d.table, column, n, ask->decimals);
	d.is_yes_no = is_yes_no(&d, column, n);
	if (d.is_yes_no && !isnan(ask->sesoi)) {
		rc = staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_DATA_SESOI_RATES, NULL, NULL);
		goto done;
	}
	if ((rc = read_all_scores(&d, ar, err)) == STAAF_OK)
		rc = read_levels(&d, ar, err);
	if (rc == STAAF_OK)
		*out = d;
done:
	if (rc == STAAF_NOMEM || ar->failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	return rc;
}
