/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One row a student: a table with a row for each score ("long": student,
 * moment, score) gets a column before and a column after, and of rows that
 * repeat a student the first stays.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "circle.h"

struct keyed {
	const char *key;
	size_t row;
};

static int
compare_keys(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

/* Rows by student, those without an id left out; NULL: no memory. */
static struct keyed *
sort_students(size_t *n, const struct staaf_table *t, int id,
    struct staaf_arena *ar)
{
	struct keyed *k = staaf_arena_array(ar, t->n_rows + 1, sizeof(*k));

	*n = 0;
	if (k == NULL)
		return NULL;
	for (size_t row = 0; row < t->n_rows; row++) {
		k[*n].key = staaf_table_cell(t, row, (size_t)id);
		k[*n].row = row;
		*n += *k[*n].key != '\0';
	}
	qsort(k, *n, sizeof(*k), compare_keys);
	return k;
}

/* ------------------------------------------------------ a row a student */

/* A table in the making. */
struct draft {
	const char **column, **cell;
	long *line;
	size_t n_columns, n_rows;
};

/* Room for the rows of t, with more columns; false: no memory. */
static bool
draft_init(struct draft *out, const struct staaf_table *t, size_t more,
    struct staaf_arena *ar)
{
	size_t wide = t->n_columns + more;

	*out = (struct draft){ .n_columns = wide,
		.column = staaf_arena_array(ar, wide + 1, sizeof(char *)),
		.cell = staaf_arena_array(ar, t->n_rows * wide + 1,
		    sizeof(char *)),
		.line = staaf_arena_array(ar, t->n_rows + 1, sizeof(long)) };
	if (ar->failed)
		return false;
	memcpy(out->column, t->column, t->n_columns * sizeof(*out->column));
	return true;
}

/* A row of t behind those that are there; returns its cells. */
static const char **
draft_row(struct draft *out, const struct staaf_table *t, size_t row)
{
	const char **cell = out->cell + out->n_rows * out->n_columns;

	for (size_t i = 0; i < t->n_columns; i++)
		cell[i] = staaf_table_cell(t, row, i);
	out->line[out->n_rows++] = t->line[row];
	return cell;
}

static enum staaf_code
draft_take(struct data *d, const struct draft *from, struct staaf_arena *ar)
{
	struct staaf_table *out = staaf_arena_alloc(ar, sizeof(*out));

	if (out == NULL)
		return STAAF_NOMEM;
	*out = (struct staaf_table){ .column = from->column,
		.n_columns = from->n_columns, .cell = from->cell,
		.line = from->line, .n_rows = from->n_rows,
		.separator = d->table->separator };
	d->table = out;
	return STAAF_OK;
}

static enum staaf_code
drop_repeats(struct data *d, const struct keyed *k, size_t n,
    struct staaf_arena *ar)
{
	const struct staaf_table *t = d->table;
	bool *is_again = staaf_arena_array(ar, t->n_rows + 1, sizeof(bool));
	struct draft out;

	if (is_again == NULL)
		return STAAF_NOMEM;
	for (size_t i = 1; i < n; i++) {
		long line = t->line[k[i].row];

		if (strcmp(k[i].key, k[i - 1].key) != 0)
			continue;
		if (d->n_duplicates++ == 0 || line < d->first_duplicate)
			d->first_duplicate = line;
		is_again[k[i].row] = true;
	}
	if (d->n_duplicates == 0)
		return STAAF_OK;
	if (!draft_init(&out, t, 0, ar))
		return STAAF_NOMEM;
	for (size_t row = 0; row < t->n_rows; row++)
		if (!is_again[row])
			(void)draft_row(&out, t, row);
	return draft_take(d, &out, ar);
}

/* --------------------------------------------------------- long to wide */

static enum staaf_code
refuse(const struct data *d, enum staaf_msg msg, const char *a,
    const char *b, size_t row, int column, struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_BADINPUT, msg, a, b);
	staaf_err_place(err, NULL, d->table->line[row], column + 1L);
	staaf_err_hint(err, STAAF_MSG_ROWS_LONG_HINT);
	return STAAF_BADINPUT;
}

static bool
repeats(const struct keyed *k, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (strcmp(k[i].key, k[i - 1].key) == 0)
			return true;
	return false;
}

/* The number that a word ends with, "meting 2"; -1 without. */
static long
last_number(const char *word)
{
	size_t n = strlen(word);

	while (n > 0 && word[n - 1] >= '0' && word[n - 1] <= '9')
		n--;
	return word[n] == '\0' ? -1 : strtol(word + n, NULL, 10);
}

/* Is a the earlier of two moments?  -1: nothing tells. */
static int
is_earlier(const char *a, const char *b, struct staaf_arena *ar)
{
	bool a_first = column_word_fits(ROLE_PRE, a, ar),
	    b_first = column_word_fits(ROLE_PRE, b, ar),
	    a_last = column_word_fits(ROLE_POST, a, ar),
	    b_last = column_word_fits(ROLE_POST, b, ar);
	long x = last_number(a), y = last_number(b);

	if ((a_first && !b_first) || (b_last && !a_last))
		return 1;
	if ((b_first && !a_first) || (a_last && !b_last))
		return 0;
	/* 2025-09-01 and 2026-01-20 */
	if (strlen(a) == strlen(b) && strlen(a) == 10 && a[4] == '-')
		return strcmp(a, b) < 0;
	return x < 0 || y < 0 || x == y ? -1 : x < y;
}

/* What a table of scores is made wide by. */
struct widening {
	const struct data *d;
	struct levels time;
	int first;          /* level of time */
	struct draft out;
};

/* All rows of one student; they differ in moment and score alone. */
static enum staaf_code
put_student(struct widening *w, const struct keyed *k, size_t n,
    struct staaf_err *err)
{
	const struct data *d = w->d;
	const struct staaf_table *t = d->table;
	const int same[] = { d->col.at[ROLE_GROUP], d->col.at[ROLE_CLUSTER] };
	const char **cell = draft_row(&w->out, t, k->row);
	const char *score[2] = { NULL, NULL };

	for (size_t i = 0; i < n; i++) {
		size_t row = k[i].row;
		int level = w->time.of[row], late = level != w->first;

		if (level < 0)
			return refuse(d, STAAF_MSG_ROWS_NO_MOMENT, k->key,
			    NULL, row, d->col.at[ROLE_TIME], err);
		if (score[late] != NULL)
			return refuse(d, STAAF_MSG_ROWS_TWICE, k->key,
			    w->time.name[level], row, d->col.at[ROLE_ID],
			    err);
		score[late] = staaf_table_cell(t, row,
		    (size_t)d->col.at[ROLE_POST]);
		for (size_t s = 0; s < 2; s++)
			if (same[s] != NO_COLUMN && strcasecmp(
			    staaf_table_cell(t, row, (size_t)same[s]),
			    cell[same[s]]) != 0)
				return refuse(d, STAAF_MSG_ROWS_MOVED, k->key,
				    t->column[same[s]], row, same[s], err);
	}
	cell[d->col.at[ROLE_POST]] = score[1] == NULL ? "" : score[1];
	cell[t->n_columns] = score[0] == NULL ? "" : score[0];
	return STAAF_OK;
}

/* Which of two moments comes first; more than two are not chosen from. */
static enum staaf_code
find_first(struct widening *w, size_t row, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const struct data *d = w->d;
	int column = d->col.at[ROLE_TIME], is_first;

	if (w->time.n > 2)
		return refuse(d, STAAF_MSG_ROWS_MOMENTS,
		    d->table->column[column], w->time.name[2], row, column,
		    err);
	is_first = is_earlier(w->time.name[0], w->time.name[1], ar);
	if (is_first < 0)
		return refuse(d, STAAF_MSG_ROWS_WHICH_FIRST, w->time.name[0],
		    w->time.name[1], row, column, err);
	w->first = is_first == 1 ? 0 : 1;
	return STAAF_OK;
}

static enum staaf_code
widen(struct data *d, const struct keyed *k, size_t n, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const struct staaf_table *t = d->table;
	struct widening w = { .d = d };
	enum staaf_code rc;

	if (!levels_find(&w.time, t, d->col.at[ROLE_TIME], &d->notation, ar) ||
	    !draft_init(&w.out, t, 1, ar))
		return STAAF_NOMEM;
	if (w.time.n < 2)
		return STAAF_OK; /* rows that repeat, and no moments */
	if ((rc = find_first(&w, k->row, ar, err)) != STAAF_OK)
		return rc;
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n &&
		    strcmp(k[i].key, k[end].key) == 0;)
			end++;
		rc = put_student(&w, k + i, end - i, err);
		if (rc != STAAF_OK)
			return rc;
	}
	w.out.column[t->n_columns] = w.time.name[w.first];
	w.out.column[d->col.at[ROLE_POST]] = w.time.name[1 - w.first];
	d->col.at[ROLE_PRE] = (int)t->n_columns;
	d->col.at[ROLE_TIME] = NO_COLUMN;
	return draft_take(d, &w.out, ar);
}

enum staaf_code
rows_of_students(struct data *d, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const int *at = d->col.at;
	struct keyed *k;
	size_t n;

	if (at[ROLE_ID] == NO_COLUMN)
		return STAAF_OK;
	if ((k = sort_students(&n, d->table, at[ROLE_ID], ar)) == NULL)
		return STAAF_NOMEM;
	if (at[ROLE_TIME] != NO_COLUMN && at[ROLE_POST] != NO_COLUMN &&
	    at[ROLE_PRE] == NO_COLUMN && at[ROLE_PHASE] == NO_COLUMN &&
	    repeats(k, n)) {
		enum staaf_code rc = widen(d, k, n, ar, err);

		if (rc != STAAF_OK || at[ROLE_PRE] != NO_COLUMN)
			return rc;
	}
	return drop_repeats(d, k, n, ar);
}
