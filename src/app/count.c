/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is asked, counted when the store says so: the subject and the month.
 * An answer never fails by it; what stands in the way is said once.
 */
#include <staaf/asked.h>
#include <staaf/setting.h>

#include "app.h"

enum { WAIT_MS = 1000, MOST_KEYS = 32 };

bool
app_counts_questions(struct staaf_store *st)
{
	const char *value = NULL;

	return staaf_setting_get(&value, st, STAAF_COUNT_QUESTIONS, NULL) ==
	    STAAF_OK && value[0] == 'y';
}

/* Each approach with each outcome that was named; returns how many. */
static size_t
list_keys(struct staaf_asked key[MOST_KEYS], const struct staaf_answer *a)
{
	const struct staaf_reading *r = &a->reading;
	size_t n_outcomes = r->is_outcome_assumed ? 0 : r->n_outcomes, n = 0;
	struct staaf_asked one = { .is_known = a->class_ == STAAF_ANSWERED };

	staaf_asked_month(one.month, time(NULL));
	for (size_t i = 0; i < r->n_interventions; i++)
		for (size_t k = 0; k < (n_outcomes == 0 ? 1 : n_outcomes) &&
		    n < MOST_KEYS; k++) {
			one.intervention = r->intervention[i]->id;
			one.outcome = n_outcomes == 0 ? "-" :
			    r->outcome[k]->id;
			key[n++] = one;
		}
	return n;
}

void
app_count(struct app_counter *c, struct staaf_store *st,
    const struct staaf_answer *a, enum staaf_lang lang)
{
	struct staaf_asked key[MOST_KEYS];
	struct staaf_err err = { 0 };

	if (!c->is_on || a->class_ == STAAF_REFUSED)
		return;
	/* Who was in the way for so long may be there for good. */
	if (staaf_asked_add(st, key, list_keys(key, a), c->has_failed ? 0 :
	    WAIT_MS, &err) == STAAF_OK)
		c->has_failed = false;
	else if (!c->has_failed) {
		staaf_err_print(stderr, &err, lang);
		c->has_failed = true;
	}
}
