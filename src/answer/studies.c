/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Findings that can be pooled: controlled effects of single studies, one of
 * each record.  What is not is kept too, with the reason, so that nothing is
 * left out unseen.
 */
#include <math.h>
#include <string.h>

#include "answer.h"

const char *
staaf_left_name(enum staaf_left left)
{
	static const char *const names[STAAF_N_LEFT] = { "none", "review",
		"retracted", "doubted", "unread", "school", "form",
		"comparison", "no_figure", "metric", "no_interval", "second",
		"local", "design" };

	return names[left];
}

static bool
is_controlled_metric(enum staaf_metric metric)
{
	return metric == STAAF_G || metric == STAAF_D || metric == STAAF_SMD;
}

/* The first reason that holds; whether a record has a better finding comes
 * after. */
static enum staaf_left
find_reason(const struct candidate *c)
{
	const struct staaf_record *r = c->from->record;
	const struct staaf_finding *f = &c->from->finding;

	if (r->state == STAAF_RETRACTED)
		return STAAF_LEFT_RETRACTED;
	if (basis_is_review(c))
		return STAAF_LEFT_REVIEW;
	if (basis_is_doubted(c))
		return STAAF_LEFT_DOUBTED;
	if (!f->is_confirmed)
		return STAAF_LEFT_UNREAD;
	if (strcmp(f->population, "school") == 0)
		return STAAF_LEFT_SCHOOL;
	if (f->form != STAAF_MAIN_EFFECT)
		return STAAF_LEFT_FORM;
	if (c->misfits & MISFIT_COMPARISON)
		return STAAF_LEFT_COMPARISON;
	if (f->metric == STAAF_NO_METRIC || isnan(f->value))
		return STAAF_LEFT_NO_FIGURE;
	if (!is_controlled_metric(f->metric))
		return STAAF_LEFT_METRIC;
	if (isnan(c->g) || isnan(c->low) || isnan(c->high) ||
	    !(c->high > c->low))
		return STAAF_LEFT_INTERVAL;
	return STAAF_LEFT_NOT;
}

/* Which of two findings of a record stands for it: one that can be pooled,
 * measured at the end of the course; then a fixed order. */
static bool
is_better(const struct staaf_found_study *a, const struct staaf_found_study *b)
{
	if ((a->left == STAAF_LEFT_NOT) != (b->left == STAAF_LEFT_NOT))
		return a->left == STAAF_LEFT_NOT;
	if (a->finding->is_delayed != b->finding->is_delayed)
		return b->finding->is_delayed;
	return strcmp(a->finding->key, b->finding->key) < 0;
}

/* Of records that have several, all but one step back. */
static void
keep_one_each(struct staaf_found_study *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			if (i != k && list[i].left == STAAF_LEFT_NOT &&
			    list[k].left == STAAF_LEFT_NOT &&
			    list[i].finding != NULL &&
			    strcmp(list[i].record->id,
			    list[k].record->id) == 0 &&
			    is_better(&list[k], &list[i]))
				list[i].left = STAAF_LEFT_SECOND;
}

static bool
is_asked(const struct candidate *c, const struct staaf_subject *ask)
{
	return staaf_concept_is_under(c->intervention, ask->intervention) &&
	    (ask->outcome == NULL ||
	    staaf_concept_is_under(c->outcome, ask->outcome));
}

enum staaf_code
staaf_studies(struct staaf_found_study **out, size_t *n_out,
    struct staaf_store *st, const struct staaf_rules *rs,
    const struct staaf_subject *ask, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const struct staaf_concept *comparison = ask->comparison;
	struct staaf_answer reading = { .lang = STAAF_EN, .reading = {
		.comparison = &comparison,
		.n_comparisons = comparison != NULL } };
	struct asking a = { .out = &reading, .st = st, .rs = rs, .ar = ar };
	struct staaf_found_study *list;
	struct candidates all;
	enum staaf_code rc;
	size_t n = 0;

	if ((rc = seek_all(&all, &a, ask->intervention, err)) != STAAF_OK)
		return rc;
	list = staaf_arena_array(ar, all.n + all.n_withdrawn + 1,
	    sizeof(*list));
	if (list == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	for (size_t i = 0; i < all.n; i++) {
		const struct candidate *c = &all.item[i];

		if (is_asked(c, ask))
			list[n++] = (struct staaf_found_study){
				.record = c->from->record,
				.finding = &c->from->finding,
				.outcome = c->outcome,
				.g = c->g, .low = c->low, .high = c->high,
				.is_local = c->from->record->appraisal.is_local,
				.design = basis_design(c),
				.left = find_reason(c) };
	}
	keep_one_each(list, n);
	for (size_t i = 0; i < all.n_withdrawn; i++)
		list[n++] = (struct staaf_found_study){
			.record = &all.withdrawn[i],
			.g = NAN, .low = NAN, .high = NAN,
			.left = STAAF_LEFT_RETRACTED };
	*out = list;
	*n_out = n;
	return STAAF_OK;
}
