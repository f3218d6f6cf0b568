/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts of what was asked, made fit to be shown.  What is exact stays in
 * this file.  Sums of cells that are themselves hidden would give them away
 * again, and so would two maps of which one leaves out a month: therefore
 * the smallest parts are told in threes, and all else is a sum of those.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/map.h>

#include "answer.h"

enum { FEWEST = 3 }; /* questions that are told together */

static int
compare_subjects(const struct staaf_asked *a, const struct staaf_asked *b)
{
	int order = strcmp(a->intervention, b->intervention);

	return order != 0 ? order : strcmp(a->outcome, b->outcome);
}

static int
compare_asked(const void *left, const void *right)
{
	const struct staaf_asked *a = *(const struct staaf_asked *const *)left,
	    *b = *(const struct staaf_asked *const *)right;
	int order = compare_subjects(a, b);

	return order != 0 ? order : strcmp(a->month, b->month);
}

static long
round_down(long n)
{
	return n - n % FEWEST;
}

/* What may be told of one subject and class, of n lines. */
static long
tell(const struct staaf_asked *const *line, size_t n, bool is_known,
    const char *since)
{
	long all = 0, before = 0;

	for (size_t i = 0; i < n; i++) {
		if (line[i]->is_known != is_known)
			continue;
		all += line[i]->count;
		if (since != NULL && strcmp(line[i]->month, since) < 0)
			before += line[i]->count;
	}
	return round_down(all) - round_down(before);
}

/* The last month in which n lines, in order of month, had more to tell. */
static const char *
find_month(const struct staaf_asked *const *line, size_t n)
{
	while (--n > 0)
		if (tell(line, n + 1, true, line[n]->month) +
		    tell(line, n + 1, false, line[n]->month) > 0)
			break;
	return line[n]->month;
}

enum staaf_code
demand_build(struct demand *out, const struct staaf_map_ask *ask,
    struct staaf_arena *ar, struct staaf_err *err)
{
	const struct staaf_asked **line = staaf_arena_array(ar,
	    ask->n_asked + 1, sizeof(*line));

	*out = (struct demand){ .item = staaf_arena_array(ar,
	    ask->n_asked + 1, sizeof(*out->item)) };
	if (line == NULL || out->item == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	for (size_t i = 0; i < ask->n_asked; i++)
		line[i] = &ask->asked[i];
	qsort(line, ask->n_asked, sizeof(*line), compare_asked);
	for (size_t i = 0, n; i < ask->n_asked; i += n) {
		struct demand_item *item = &out->item[out->n];
		long unknown;

		for (n = 1; i + n < ask->n_asked &&
		    compare_subjects(line[i], line[i + n]) == 0; n++)
			;
		unknown = tell(&line[i], n, false, ask->since);
		*item = (struct demand_item){ line[i]->intervention,
			line[i]->outcome, { unknown + tell(&line[i], n, true,
			ask->since), unknown }, find_month(&line[i], n) };
		out->n += item->demand.asked > 0;
	}
	return STAAF_OK;
}

void
demand_add(struct staaf_demand *to, const struct staaf_demand *more)
{
	to->asked += more->asked;
	to->unanswered += more->unanswered;
}

bool
demand_is_open(const struct staaf_wanted *w)
{
	return w->level == STAAF_NONE || w->level <= STAAF_LITTLE;
}

static const char *
outcome_id(const struct staaf_wanted *w)
{
	return w->outcome == NULL ? "" : w->outcome->id;
}

static int
compare_wanted(const void *left, const void *right)
{
	const struct staaf_wanted *a = left, *b = right;
	int order = demand_is_open(b) - demand_is_open(a);

	if (order == 0)
		order = (b->demand.asked > a->demand.asked) -
		    (b->demand.asked < a->demand.asked);
	if (order == 0)
		order = strcmp(a->intervention->id, b->intervention->id);
	return order != 0 ? order : strcmp(outcome_id(a), outcome_id(b));
}

void
demand_sort(struct staaf_wanted *wanted, size_t n)
{
	qsort(wanted, n, sizeof(*wanted), compare_wanted);
}
