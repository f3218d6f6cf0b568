/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The map asks, for each intervention and kind of outcome, what an answer
 * would rest on; it says nothing in words.  What was asked is set beside it.
 */
#include <string.h>

#include <staaf/map.h>

#include "answer.h"

/* A map under way. */
struct mapping {
	struct asking a;
	const struct staaf_map_ask *ask;
	struct staaf_map_column *column;
	const struct staaf_concept **stands; /* an outcome for each column */
	size_t n_columns;
	struct demand demand;
	struct staaf_wanted *wanted;
	size_t n_wanted;
};

static enum staaf_code
no_memory(struct staaf_err *err)
{
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}

/* Put a domain in its place, once. */
static void
add_domain(struct mapping *m, const struct staaf_concept *c)
{
	struct staaf_map_column *list = m->column;
	size_t at = 0, n_after;

	while (at < m->n_columns && strcmp(list[at].domain, c->domain) < 0)
		at++;
	if (at < m->n_columns && strcmp(list[at].domain, c->domain) == 0)
		return;
	n_after = m->n_columns++ - at;
	memmove(list + at + 1, list + at, n_after * sizeof(*list));
	memmove(m->stands + at + 1, m->stands + at,
	    n_after * sizeof(*m->stands));
	list[at] = (struct staaf_map_column){ c->domain, NULL };
	m->stands[at] = c;
}

static enum staaf_code
list_columns(struct mapping *m, struct staaf_err *err)
{
	const struct staaf_rules *rs = m->a.rs;
	const char *asked = m->ask->outcome;
	const struct staaf_concept *under = asked == NULL ? NULL :
	    staaf_rules_concept_named(rs, asked);

	for (size_t i = 0; i < staaf_rules_n_concepts(rs); i++) {
		const struct staaf_concept *c = staaf_rules_concept(rs, i);

		if (c->kind != STAAF_OUTCOME || c->domain[0] == '\0')
			continue;
		if (asked == NULL) {
			add_domain(m, c);
		} else if (strcmp(c->domain, asked) == 0 || (under != NULL &&
		    staaf_concept_is_under(c, under))) {
			m->stands[m->n_columns] = c;
			m->column[m->n_columns++] =
			    (struct staaf_map_column){ c->domain, c };
		}
	}
	return asked == NULL || m->n_columns > 0 ? STAAF_OK :
	    staaf_err_set(err, STAAF_USAGE, STAAF_MSG_MAP_NO_OUTCOME, asked,
	    NULL);
}

static bool
is_in_column(const struct staaf_concept *outcome,
    const struct staaf_map_column *to)
{
	return to->outcome == NULL ?
	    strcmp(outcome->domain, to->domain) == 0 :
	    staaf_concept_is_under(outcome, to->outcome);
}

/* Is this the first finding of its record in the list? */
static bool
is_first_of_record(const struct candidates *list, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (list->item[j].from->record == list->item[i].from->record)
			return false;
	return true;
}

/* Is this a finding in any column, and the first such of its record? */
static bool
is_first_shown(const struct mapping *m, const struct candidates *all,
    size_t i)
{
	bool is_there = false;

	for (size_t j = 0; j <= i; j++) {
		if (all->item[j].from->record != all->item[i].from->record)
			continue;
		is_there = false;
		for (size_t k = 0; k < m->n_columns && !is_there; k++)
			is_there = is_in_column(all->item[j].outcome,
			    &m->column[k]);
		if (is_there)
			return j == i;
	}
	return false;
}

/* Only what is about this intervention or a narrower one, not retracted. */
static bool
keep_own(struct candidates *out, const struct mapping *m,
    const struct candidates *all, const struct staaf_concept *intervention)
{
	*out = (struct candidates){ .item = staaf_arena_array(m->a.ar,
	    all->n + 1, sizeof(*out->item)) };
	if (out->item == NULL)
		return false;
	for (size_t i = 0; i < all->n; i++)
		if (staaf_concept_is_under(all->item[i].intervention,
		    intervention) && all->item[i].from->record->state !=
		    STAAF_RETRACTED)
			out->item[out->n++] = all->item[i];
	return true;
}

/* The part of a list that stands in a column. */
static bool
take_column(struct candidates *out, const struct mapping *m,
    const struct candidates *all, const struct staaf_map_column *column)
{
	*out = (struct candidates){ .item = staaf_arena_array(m->a.ar,
	    all->n + 1, sizeof(*out->item)) };
	if (out->item == NULL)
		return false;
	for (size_t i = 0; i < all->n; i++)
		if (is_in_column(all->item[i].outcome, column))
			out->item[out->n++] = all->item[i];
	return true;
}

/* Is there anything that an answer can rest on? */
static bool
has_level(const struct staaf_body *body)
{
	return body->grade.zero != STAAF_ZERO_A &&
	    body->grade.zero != STAAF_ZERO_B;
}

/* What an answer on an outcome rests on, when that is firmer than before. */
static enum staaf_code
judge(struct staaf_cell *cell, struct mapping *m,
    const struct candidates *from, const struct staaf_concept *intervention,
    const struct staaf_concept *outcome, struct staaf_err *err)
{
	struct staaf_body body;
	enum staaf_code rc = body_build(&body, &m->a, from, intervention,
	    outcome, err);

	if (rc == STAAF_OK && has_level(&body) &&
	    body.grade.level > cell->level) {
		cell->level = body.grade.level;
		cell->verdict = body.grade.verdict;
		cell->k = body.k;
	}
	return rc;
}

/* stands: the outcome that is asked about for the column. */
static enum staaf_code
fill_cell(struct staaf_cell *cell, struct mapping *m,
    const struct candidates *all, const struct staaf_concept *intervention,
    const struct staaf_map_column *column,
    const struct staaf_concept *stands, struct staaf_err *err)
{
	struct candidates list;
	enum staaf_code rc = STAAF_OK;

	*cell = (struct staaf_cell){ .level = STAAF_NONE, .k = STAAF_NONE,
		.verdict = STAAF_VERDICT_UNCLEAR };
	if (!take_column(&list, m, all, column))
		return no_memory(err);
	cell->n_findings = (long)list.n;
	for (size_t i = 0; i < list.n; i++) {
		int year = list.item[i].from->record->year;

		cell->n_works += is_first_of_record(&list, i);
		if (year > cell->year)
			cell->year = year;
	}
	if (list.n == 0)
		return STAAF_OK;
	/* One outcome is judged by what is on that outcome alone. */
	if (column->outcome != NULL)
		return judge(cell, m, &list, intervention, stands, err);
	if (strcmp(column->domain, "other") != 0)
		return judge(cell, m, all, intervention, stands, err);
	for (size_t i = 0; i < list.n && rc == STAAF_OK; i++)
		rc = judge(cell, m, all, intervention, list.item[i].outcome,
		    err);
	return rc;
}

/* --------------------------------------------------------------- demand */

static bool
is_of_map(const struct mapping *m, const struct staaf_concept *outcome)
{
	for (size_t i = 0; i < m->n_columns; i++)
		if (is_in_column(outcome, &m->column[i]))
			return true;
	return false;
}

/* What is found on a row: on it or narrower, and all that is near. */
struct found {
	const struct candidates *own, *all;
};

/* Raise *level to that of an answer, which may rest on what is broader. */
static enum staaf_code
raise_level(int *level, struct mapping *m, const struct candidates *all,
    const struct staaf_concept *intervention,
    const struct staaf_concept *outcome, struct staaf_err *err)
{
	struct staaf_body body;
	enum staaf_code rc = body_build(&body, &m->a, all, intervention,
	    outcome, err);

	if (rc == STAAF_OK && has_level(&body) && body.grade.level > *level)
		*level = body.grade.level;
	return rc;
}

/* Asked without an outcome: about whatever is held. */
static enum staaf_code
want_any(struct mapping *m, const struct found *f,
    const struct staaf_map_row *row, const char *month,
    struct staaf_err *err)
{
	struct staaf_wanted *w = &m->wanted[m->n_wanted++];
	enum staaf_code rc = STAAF_OK;

	*w = (struct staaf_wanted){ .intervention = row->intervention,
		.demand = row->demand, .month = month,
		.n_works = row->n_works, .level = STAAF_NONE };
	for (size_t i = 0; i < m->n_columns; i++)
		if (row->cell[i].level > w->level)
			w->level = row->cell[i].level;
	if (w->level != STAAF_NONE)
		return STAAF_OK;
	for (size_t i = 0; i < m->n_columns && rc == STAAF_OK; i++)
		rc = raise_level(&w->level, m, f->all, row->intervention,
		    m->stands[i], err);
	return rc;
}

/* Asked with one: about what is held on just that. */
static enum staaf_code
want_one(struct mapping *m, const struct found *f,
    const struct staaf_map_row *row, const struct staaf_concept *outcome,
    const struct demand_item *item, struct staaf_err *err)
{
	struct staaf_wanted *w = &m->wanted[m->n_wanted++];
	const struct staaf_map_column column = { outcome->domain, outcome };
	struct candidates list;

	if (!take_column(&list, m, f->own, &column))
		return no_memory(err);
	*w = (struct staaf_wanted){ .intervention = row->intervention,
		.outcome = outcome, .demand = item->demand,
		.month = item->month, .level = STAAF_NONE };
	for (size_t i = 0; i < list.n; i++)
		w->n_works += is_first_of_record(&list, i);
	return raise_level(&w->level, m, f->all, row->intervention, outcome,
	    err);
}

/*
 * What was asked of this intervention by its own name, to its cells and to
 * what is wanted.  What the vocabulary no longer has is passed by.
 */
static enum staaf_code
add_demand(struct staaf_map_row *row, struct staaf_cell *cell,
    struct mapping *m, const struct found *f, struct staaf_err *err)
{
	const char *month = NULL; /* of questions without an outcome */
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; i < m->demand.n && rc == STAAF_OK; i++) {
		const struct demand_item *item = &m->demand.item[i];
		const struct staaf_concept *outcome;

		if (strcmp(item->intervention, row->intervention->id) != 0)
			continue;
		if (strcmp(item->outcome, "-") == 0) {
			if (m->ask->outcome != NULL)
				continue;
			row->demand = item->demand;
			month = item->month;
			continue;
		}
		outcome = staaf_rules_concept_named(m->a.rs, item->outcome);
		if (outcome == NULL || outcome->kind != STAAF_OUTCOME ||
		    !is_of_map(m, outcome))
			continue;
		for (size_t k = 0; k < m->n_columns; k++)
			if (is_in_column(outcome, &m->column[k]))
				demand_add(&cell[k].demand, &item->demand);
		rc = want_one(m, f, row, outcome, item, err);
	}
	return rc == STAAF_OK && month != NULL ?
	    want_any(m, f, row, month, err) : rc;
}

static enum staaf_code
begin_demand(struct mapping *m, struct staaf_err *err)
{
	enum staaf_code rc;

	if (!m->ask->has_demand)
		return STAAF_OK;
	rc = demand_build(&m->demand, m->ask, m->a.ar, err);
	m->wanted = staaf_arena_array(m->a.ar, m->demand.n + 1,
	    sizeof(*m->wanted));
	return rc == STAAF_OK && m->wanted == NULL ? no_memory(err) : rc;
}

static void
end_demand(struct staaf_map *out, struct mapping *m)
{
	if (!m->ask->has_demand)
		return;
	out->has_demand = true;
	out->since = m->ask->since;
	out->wanted = m->wanted;
	out->n_wanted = m->n_wanted;
	demand_sort(m->wanted, m->n_wanted);
	while (out->n_open < m->n_wanted &&
	    demand_is_open(&m->wanted[out->n_open]))
		out->n_open++;
}

/* ----------------------------------------------------------------- rows */

static enum staaf_code
fill_row(struct staaf_map_row *row, struct mapping *m,
    const struct staaf_concept *intervention, struct staaf_err *err)
{
	struct staaf_cell *cell = staaf_arena_array(m->a.ar, m->n_columns + 1,
	    sizeof(*cell));
	struct candidates all, own;
	const struct found found = { &own, &all };
	enum staaf_code rc;

	if (cell == NULL)
		return no_memory(err);
	if ((rc = seek_all(&all, &m->a, intervention, err)) != STAAF_OK)
		return rc;
	if (!keep_own(&own, m, &all, intervention))
		return no_memory(err);
	*row = (struct staaf_map_row){ .intervention = intervention,
		.cell = cell };
	for (size_t i = 0; i < own.n; i++)
		row->n_works += is_first_shown(m, &own, i);
	for (size_t i = 0; rc == STAAF_OK && i < m->n_columns; i++)
		rc = fill_cell(&cell[i], m, &own, intervention,
		    &m->column[i], m->stands[i], err);
	return rc == STAAF_OK ? add_demand(row, cell, m, &found, err) : rc;
}

static bool
is_asked(const struct staaf_concept *c, const struct staaf_map_ask *ask)
{
	return (c->kind == STAAF_INTERVENTION || c->kind == STAAF_TOOL) &&
	    (ask->intervention == NULL ||
	    staaf_concept_is_under(c, ask->intervention));
}

/* A tool has a row when there is something to say of it. */
static bool
is_shown(const struct mapping *m, const struct staaf_map_row *row)
{
	bool has_demand = row->demand.asked > 0;

	for (size_t i = 0; i < m->n_columns; i++)
		has_demand = has_demand || row->cell[i].demand.asked > 0;
	return row->intervention->kind == STAAF_INTERVENTION ||
	    m->ask->has_all_tools || row->n_works > 0 || has_demand;
}

enum staaf_code
staaf_map(struct staaf_map *out, struct staaf_store *st,
    const struct staaf_rules *rs, const struct staaf_map_ask *ask,
    struct staaf_arena *ar, struct staaf_err *err)
{
	size_t n_concepts = staaf_rules_n_concepts(rs), n_rows = 0;
	struct staaf_answer nothing = { .lang = STAAF_EN };
	struct mapping m = { .ask = ask,
		.a = { .out = &nothing, .st = st, .rs = rs, .ar = ar } };
	struct staaf_map_row *row = staaf_arena_array(ar, n_concepts + 1,
	    sizeof(*row));
	enum staaf_code rc;

	m.column = staaf_arena_array(ar, n_concepts + 1, sizeof(*m.column));
	m.stands = staaf_arena_array(ar, n_concepts + 1, sizeof(*m.stands));
	if (row == NULL || m.column == NULL || m.stands == NULL)
		return no_memory(err);
	if ((rc = list_columns(&m, err)) != STAAF_OK ||
	    (rc = begin_demand(&m, err)) != STAAF_OK)
		return rc;
	for (size_t i = 0; i < n_concepts; i++) {
		const struct staaf_concept *c = staaf_rules_concept(rs, i);

		if (!is_asked(c, ask))
			continue;
		if ((rc = fill_row(&row[n_rows], &m, c, err)) != STAAF_OK)
			return rc;
		n_rows += is_shown(&m, &row[n_rows]);
	}
	*out = (struct staaf_map){ .column = m.column,
		.n_columns = m.n_columns, .row = row, .n_rows = n_rows };
	end_demand(out, &m);
	return STAAF_OK;
}
