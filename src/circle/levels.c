/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of a column to levels: the groups, classes and phases of a table. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "circle.h"

/* What a group that goes on as before, or gets the new, is called. */
static const char *const control_names[] = { "control", "controle", "ctrl",
	"contr", "comparison", "vergelijking", "c", "0", "nee", "no", "oud",
	"old", "usual", "regulier", "traditional", "traditioneel", "zonder",
	"without", "placebo", "wachtlijst", "waitlist", "business as usual",
	"controlegroep", "control group" };
static const char *const treatment_names[] = { "treatment", "treat",
	"experiment", "experimental", "experimenteel", "exp", "e", "t", "1",
	"ja", "yes", "nieuw", "new", "interventie", "intervention", "met",
	"with", "behandeling", "experimentele groep", "experimental group",
	"treatment group" };

struct entry {
	const char *word;
	size_t row;
};

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = strcasecmp(x->word, y->word);

	return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static int
compare_rows(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->row > y->row) - (x->row < y->row);
}

/* Of each run of one word only its first entry; returns how many. */
static size_t
keep_firsts(struct entry *first, const struct entry *all, size_t n)
{
	size_t n_first = 0;

	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcasecmp(all[i].word, all[i - 1].word) != 0)
			first[n_first++] = all[i];
	return n_first;
}

/* Levels are numbered as they first appear. */
static void
number_rows(struct levels *out, const struct entry *all, size_t n,
    const struct entry *first, size_t n_first, int *level_at)
{
	size_t run = 0;

	for (size_t i = 0; i < n_first; i++) {
		level_at[first[i].row] = (int)i;
		out->name[i] = first[i].word;
	}
	for (size_t i = 0; i < n; i++) {
		if (strcasecmp(all[i].word, all[run].word) != 0)
			run = i;
		out->of[all[i].row] = level_at[all[run].row];
	}
}

/*
 * No word: an empty cell, R's NA, or a code that was told.  "na" is Dutch for
 * after, and a dash may be a group.
 */
static bool
is_no_level(const char *cell, const struct notation *how)
{
	if (*cell == '\0' || strcmp(cell, "NA") == 0)
		return true;
	for (size_t i = 0; i < how->n_missing; i++)
		if (strcasecmp(how->missing[i], cell) == 0)
			return true;
	return false;
}

bool
levels_find(struct levels *out, const struct staaf_table *t, int column,
    const struct notation *how, struct staaf_arena *ar)
{
	struct entry *all = staaf_arena_array(ar, t->n_rows + 1, sizeof(*all));
	struct entry *first = staaf_arena_array(ar, t->n_rows + 1,
	    sizeof(*first));
	int *level_at = staaf_arena_array(ar, t->n_rows + 1,
	    sizeof(*level_at));
	size_t n = 0, n_first;

	out->of = staaf_arena_array(ar, t->n_rows + 1, sizeof(*out->of));
	if (ar->failed)
		return false;
	for (size_t row = 0; row < t->n_rows; row++) {
		const char *cell = staaf_table_cell(t, row, (size_t)column);

		out->of[row] = -1;
		if (!is_no_level(cell, how))
			all[n++] = (struct entry){ cell, row };
	}
	qsort(all, n, sizeof(*all), compare_entries);
	n_first = keep_firsts(first, all, n);
	qsort(first, n_first, sizeof(*first), compare_rows);
	out->name = staaf_arena_array(ar, n_first + 1, sizeof(*out->name));
	if (out->name == NULL)
		return false;
	number_rows(out, all, n, first, n_first, level_at);
	out->n = (int)n_first;
	return true;
}

static bool
is_one_of(const char *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcasecmp(name, list[i]) == 0)
			return true;
	return false;
}

int
levels_treatment(const struct levels *group)
{
	size_t n_control = sizeof(control_names) / sizeof(control_names[0]);
	size_t n_treat = sizeof(treatment_names) / sizeof(treatment_names[0]);
	int found = -1;

	if (group->n != 2)
		return -1;
	for (int i = 0; i < 2; i++) {
		int other = 1 - i;

		if (!is_one_of(group->name[i], control_names, n_control) &&
		    !is_one_of(group->name[other], treatment_names, n_treat))
			continue;
		if (found >= 0)
			return -1;
		found = other;
	}
	return found;
}
