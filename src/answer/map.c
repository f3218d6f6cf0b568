/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The map asks, for each intervention and kind of outcome, what an answer
 * would rest on; it says nothing in words.
 */
#include <string.h>

#include <staaf/map.h>

#include "answer.h"

/* A kind of outcome, and one outcome that stands for it. */
struct domain {
	const char *name;
	const struct staaf_concept *outcome;
};

static enum staaf_code
no_memory(struct staaf_err *err)
{
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}

/* Put a domain in its place, once. */
static size_t
add_domain(struct domain *list, size_t n, const struct staaf_concept *c)
{
	size_t at = 0;

	while (at < n && strcmp(list[at].name, c->domain) < 0)
		at++;
	if (at < n && strcmp(list[at].name, c->domain) == 0)
		return n;
	memmove(list + at + 1, list + at, (n - at) * sizeof(*list));
	list[at] = (struct domain){ c->domain, c };
	return n + 1;
}

static size_t
list_domains(struct domain *list, const struct staaf_rules *rs)
{
	size_t n = 0;

	for (size_t i = 0; i < staaf_rules_n_concepts(rs); i++) {
		const struct staaf_concept *c = staaf_rules_concept(rs, i);

		if (c->kind == STAAF_OUTCOME && c->domain[0] != '\0')
			n = add_domain(list, n, c);
	}
	return n;
}

/* Is this the first finding of its record, in this domain (or any)? */
static bool
is_first_of_record(const struct candidates *all, size_t i,
    const char *domain)
{
	for (size_t j = 0; j < i; j++)
		if (all->item[j].from->record == all->item[i].from->record &&
		    (domain == NULL ||
		    strcmp(all->item[j].outcome->domain, domain) == 0))
			return false;
	return true;
}

/* Only what is about this intervention or a narrower one, not retracted. */
static void
keep_own(struct candidates *all, const struct staaf_concept *intervention)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (staaf_concept_is_under(all->item[i].intervention,
		    intervention) && all->item[i].from->record->state !=
		    STAAF_RETRACTED)
			all->item[n++] = all->item[i];
	all->n = n;
	all->n_withdrawn = 0;
}

static enum staaf_code
fill_cell(struct staaf_cell *cell, struct asking *a,
    const struct candidates *all, const struct staaf_concept *intervention,
    const struct domain *d, struct staaf_err *err)
{
	struct staaf_body body;
	enum staaf_code rc;

	*cell = (struct staaf_cell){ .level = STAAF_NONE,
		.verdict = STAAF_VERDICT_UNCLEAR };
	for (size_t i = 0; i < all->n; i++) {
		if (strcmp(all->item[i].outcome->domain, d->name) != 0)
			continue;
		cell->n_findings++;
		cell->n_works += is_first_of_record(all, i, d->name);
	}
	if (cell->n_findings == 0)
		return STAAF_OK;
	rc = body_build(&body, a, all, intervention, d->outcome, err);
	if (rc == STAAF_OK && body.grade.zero != STAAF_ZERO_A &&
	    body.grade.zero != STAAF_ZERO_B) {
		cell->level = body.grade.level;
		cell->verdict = body.grade.verdict;
	}
	return rc;
}

static enum staaf_code
fill_row(struct staaf_map_row *row, struct asking *a,
    const struct staaf_concept *intervention, const struct domain *domain,
    size_t n_domains, struct staaf_err *err)
{
	struct staaf_cell *cell = staaf_arena_array(a->ar, n_domains,
	    sizeof(*cell));
	struct candidates all;
	enum staaf_code rc;

	if (cell == NULL)
		return no_memory(err);
	if ((rc = seek_all(&all, a, intervention, err)) != STAAF_OK)
		return rc;
	keep_own(&all, intervention);
	*row = (struct staaf_map_row){ .intervention = intervention,
		.cell = cell };
	for (size_t i = 0; i < all.n; i++)
		row->n_works += is_first_of_record(&all, i, NULL);
	for (size_t i = 0; rc == STAAF_OK && i < n_domains; i++)
		rc = fill_cell(&cell[i], a, &all, intervention, &domain[i],
		    err);
	return rc;
}

enum staaf_code
staaf_map(struct staaf_map *out, struct staaf_store *st,
    const struct staaf_rules *rs, struct staaf_arena *ar,
    struct staaf_err *err)
{
	size_t n_concepts = staaf_rules_n_concepts(rs), n_rows = 0, n_domains;
	struct staaf_answer nothing = { .lang = STAAF_EN };
	struct asking a = { .out = &nothing, .st = st, .rs = rs, .ar = ar };
	struct staaf_map_row *row = staaf_arena_array(ar, n_concepts + 1,
	    sizeof(*row));
	struct domain *domain = staaf_arena_array(ar, n_concepts + 1,
	    sizeof(*domain));
	const char **name = staaf_arena_array(ar, n_concepts + 1,
	    sizeof(*name));

	if (row == NULL || domain == NULL || name == NULL)
		return no_memory(err);
	n_domains = list_domains(domain, rs);
	for (size_t i = 0; i < n_domains; i++)
		name[i] = domain[i].name;
	for (size_t i = 0; i < n_concepts; i++) {
		const struct staaf_concept *c = staaf_rules_concept(rs, i);
		enum staaf_code rc;

		if (c->kind != STAAF_INTERVENTION && c->kind != STAAF_TOOL)
			continue;
		rc = fill_row(&row[n_rows], &a, c, domain, n_domains, err);
		if (rc != STAAF_OK)
			return rc;
		n_rows += c->kind == STAAF_INTERVENTION ||
		    row[n_rows].n_works > 0;
	}
	*out = (struct staaf_map){ name, n_domains, row, n_rows };
	return STAAF_OK;
}
