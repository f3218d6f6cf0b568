/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rules a question can wake.  Most begin with "asks about" and are
 * silent because of that very line unless one of its concepts was read: their
 * decision is made beforehand, and only the others are looked at.
 */
#include <string.h>

#include "rule.h"

/* Is the first condition the one that decides whether to look further? */
static bool
is_asleep(const struct staaf_rule *r)
{
	return r->n_conditions > 0 && !r->condition[0].is_unless &&
	    r->condition[0].test == RULE_ASKS_ABOUT;
}

/* A list for each concept, of the rules that it wakes. */
static bool
list_by_concept(struct rule_index *x, struct staaf_rules *rs)
{
	size_t *at = staaf_arena_array(&rs->ar, rs->n_concepts + 1,
	    sizeof(*at));
	size_t n = 0;

	x->start = staaf_arena_array(&rs->ar, rs->n_concepts + 1,
	    sizeof(*x->start));
	if (at == NULL || x->start == NULL)
		return false;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < rs->n_rules; i++) {
			const struct staaf_rule *r = &rs->rule[i]->pub;

			if (!is_asleep(r))
				continue;
			for (size_t k = 0; k < r->condition[0].n_concepts;
			    k++) {
				size_t c = r->condition[0].concept[k]->index;

				if (pass == 0)
					x->start[c + 1]++;
				else
					x->rule[at[c]++] = i;
			}
		}
		if (pass == 1)
			break;
		for (size_t c = 0; c < rs->n_concepts; c++) {
			x->start[c + 1] += x->start[c];
			at[c] = x->start[c];
		}
		n = x->start[rs->n_concepts];
		x->rule = staaf_arena_array(&rs->ar, n + 1, sizeof(*x->rule));
		if (x->rule == NULL)
			return false;
	}
	return true;
}

bool
rule_index_build(struct staaf_rules *rs)
{
	struct rule_index *x = &rs->index;

	x->asleep = staaf_arena_array(&rs->ar, rs->n_rules + 1,
	    sizeof(*x->asleep));
	x->awake = staaf_arena_array(&rs->ar, rs->n_rules + 1,
	    sizeof(*x->awake));
	x->instead = staaf_arena_array(&rs->ar, rs->n_rules + 1,
	    sizeof(*x->instead));
	if (rs->ar.failed || !list_by_concept(x, rs))
		return false;
	for (size_t i = 0; i < rs->n_rules; i++) {
		const struct staaf_rule *r = &rs->rule[i]->pub;

		x->asleep[i] = (struct staaf_decision){ .rule = r,
			.outcome = STAAF_SILENT };
		if (is_asleep(r))
			x->asleep[i].failed = &r->condition[0];
		else
			x->awake[x->n_awake++] = i;
		if (r->instead_of != NULL)
			x->instead[x->n_instead++] = i;
	}
	return true;
}
