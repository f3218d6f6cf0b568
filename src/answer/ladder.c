/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The widening ladder: where nothing answers the exact question, what is there
 * when one demand after another is let go, and what each step costs in
 * directness (S4, Dr).  It ends where what is found answers nothing.
 */
#include <stdio.h>
#include <string.h>

#include "answer.h"

enum { MOST_NAMES = 3, MOST_WORKS = 500, MOST_ABOUT = 200 };

static const double MOST_LOST = 3; /* mismatch that answers nothing */

/* In the order in which demands are let go: what matters least comes first. */
static const struct step {
	unsigned misfits;
	bool other_outcome;
	double lost;
	enum staaf_msg says;
} steps[] = {
	{ MISFIT_SUBJECT, false, .25, STAAF_MSG_LADDER_SUBJECT },
	{ MISFIT_LEVEL | MISFIT_MIXED, false, .25, STAAF_MSG_LADDER_LEVEL },
	{ MISFIT_MODE, false, .5, STAAF_MSG_LADDER_MODE },
	{ MISFIT_POPULATION, false, 1, STAAF_MSG_LADDER_POPULATION },
	{ MISFIT_SCHOOL, false, 1, STAAF_MSG_LADDER_SCHOOL },
	{ MISFIT_COMPARISON, false, 1, STAAF_MSG_LADDER_COMPARISON },
	{ 0, true, 1, STAAF_MSG_LADDER_OUTCOME },
	{ MISFIT_CONCEPT, false, .5, STAAF_MSG_LADDER_CONCEPT },
	{ MISFIT_SISTER, false, 1, STAAF_MSG_LADDER_SISTER },
};

enum { N_STEPS = sizeof(steps) / sizeof(steps[0]) };

struct ladder {
	struct asking *a;
	const struct candidates *all;
	const struct staaf_body *body;
	const char *work[MOST_WORKS]; /* ids of those that are in */
	long n_works;
	const struct staaf_concept *name[MOST_NAMES];
	size_t n_names;
};

static bool
is_usable(const struct candidate *c)
{
	return c->from->record->state != STAAF_RETRACTED &&
	    c->from->finding.is_confirmed && !basis_is_doubted(c);
}

static bool
is_in(const struct ladder *l, const char *id)
{
	for (long i = 0; i < l->n_works; i++)
		if (strcmp(l->work[i], id) == 0)
			return true;
	return false;
}

/* What is new in this step is named: other outcomes, other ways. */
static void
name_new(struct ladder *l, const struct candidate *c, const struct step *s)
{
	const struct staaf_concept *what = s->other_outcome ? c->outcome :
	    s->misfits & (MISFIT_CONCEPT | MISFIT_SISTER) ? c->intervention :
	    NULL;

	if (what == NULL || l->n_names == MOST_NAMES)
		return;
	for (size_t i = 0; i < l->n_names; i++)
		if (l->name[i] == what)
			return;
	l->name[l->n_names++] = what;
}

/* Take in what the demands that are left allow; returns how many works. */
static long
take(struct ladder *l, unsigned allowed, bool any_outcome,
    const struct step *s)
{
	long before = l->n_works;

	for (size_t i = 0; i < l->all->n; i++) {
		const struct candidate *c = &l->all->item[i];
		const char *id = c->from->record->id;

		if (!is_usable(c) ||
		    (c->misfits & ~(allowed | (unsigned)MISFIT_FORM)) != 0 ||
		    (!any_outcome && strcmp(c->outcome->domain,
		    l->body->outcome->domain) != 0) || is_in(l, id) ||
		    l->n_works == MOST_WORKS)
			continue;
		l->work[l->n_works++] = id;
		if (s != NULL)
			name_new(l, c, s);
	}
	return l->n_works - before;
}

static const char *
say_step(struct ladder *l, const struct step *s)
{
	const char *names = "";

	for (size_t i = 0; i < l->n_names; i++)
		names = staaf_arena_printf(l->a->ar, "%s%s%s", names,
		    i > 0 ? ", " : "", say_name(l->a, l->name[i]));
	return say_text(l->a, s->says, names);
}

/* Works about it and what is narrower, of which no figure answers this. */
static enum staaf_code
count_about(struct asking *a, struct staaf_body *b, struct staaf_err *err)
{
	size_t n_concepts = staaf_rules_n_concepts(a->rs), n = 0;
	const char **id = staaf_arena_array(a->ar, n_concepts + 1,
	    sizeof(*id));
	enum staaf_code rc;

	if (id == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	for (size_t i = 0; i < n_concepts; i++) {
		const struct staaf_concept *c = staaf_rules_concept(a->rs, i);

		if (staaf_concept_is_under(c, b->intervention))
			id[n++] = c->id;
	}
	rc = staaf_store_count(&b->n_about, a->st, id, n, MOST_ABOUT, err);
	if (rc != STAAF_OK || b->n_about == 0)
		return rc;
	b->about = say_text(a, b->n_about == MOST_ABOUT ?
	    STAAF_MSG_LADDER_ABOUT_MANY : b->n_about == 1 ?
	    STAAF_MSG_LADDER_ABOUT_ONE : STAAF_MSG_LADDER_ABOUT,
	    say_count(a, b->n_about), say_name(a, b->intervention));
	trace_add(a, b->about, "S8", NULL, NULL, NULL);
	return STAAF_OK;
}

enum staaf_code
ladder_climb(struct asking *a, struct staaf_body *b,
    const struct candidates *all, struct staaf_err *err)
{
	struct ladder l = { .a = a, .all = all, .body = b };
	unsigned allowed = 0;
	bool any_outcome = false;
	double lost = 0;

	b->rung = staaf_arena_array(a->ar, N_STEPS, sizeof(*b->rung));
	if (b->rung == NULL || (b->grade.zero != STAAF_ZERO_A &&
	    b->grade.zero != STAAF_ZERO_B))
		return STAAF_OK; /* the arena remembers */
	(void)take(&l, 0, false, NULL);
	for (size_t i = 0; i < N_STEPS && lost < MOST_LOST; i++) {
		const struct step *s = &steps[i];
		long more;

		allowed |= s->misfits;
		any_outcome |= s->other_outcome;
		l.n_names = 0;
		if ((more = take(&l, allowed, any_outcome, s)) == 0)
			continue;
		lost += s->lost;
		b->rung[b->n_rungs++] = (struct staaf_rung){
			.widened = say_step(&l, s), .works = more,
			.lost = lost };
		trace_add(a, b->rung[b->n_rungs - 1].widened, "S4 Dr", NULL,
		    NULL, staaf_arena_printf(a->ar, "%ld; m = %.2f", more,
		    lost));
	}
	return count_about(a, b, err);
}
