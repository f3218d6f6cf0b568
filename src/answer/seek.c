/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Findings that may bear on a question, each weighed against the reading:
 * how near its concept is and in what it differs from what was asked.
 */
#include <math.h>
#include <string.h>

#include <staaf/stats.h>

#include "answer.h"

/* What counts as "without it" when no comparison was named. */
static const char AS_USUAL[] = "business-as-usual";

static const double points[N_MISFITS] = { .5, 1, 1, .25, .25, .25, .5, 1, 1,
	1, 0 };

double
seek_misfit_points(enum misfit m)
{
	for (int i = 0; i < N_MISFITS; i++)
		if ((unsigned)m == 1U << i)
			return points[i];
	return 0;
}

double
seek_g(const struct staaf_finding *f, double value)
{
	double sign = f->higher_is_worse ? -1 : 1;

	if (isnan(value))
		return NAN;
	switch (f->metric) {
	case STAAF_G:
	case STAAF_D:
	case STAAF_SMD:
		return sign * value;
	case STAAF_OR:
		return sign * staaf_g_from_odds_ratio(value);
	default: /* r, RR, pp: no g without knowing more (S10) */
		return NAN;
	}
}

/*
 * Steps between what was asked and what a finding is about: 0 the same, 1
 * broader or narrower, 2 further off or a sister; -1 when unrelated.
 */
static int
count_steps(const struct staaf_concept *asked, const struct staaf_concept *c)
{
	if (asked == c)
		return 0;
	if (c->under == asked || asked->under == c)
		return 1;
	if (staaf_concept_is_under(c, asked) ||
	    staaf_concept_is_under(asked, c))
		return 2;
	return asked->under != NULL && asked->under == c->under ? 2 : -1;
}

/* The concept ids of a context, one after another. */
static const struct staaf_concept *
next_concept(const struct staaf_rules *rs, const char **context)
{
	while (**context != '\0') {
		char id[64];
		size_t size = strcspn(*context, " ");
		const struct staaf_concept *c;

		if (size > 0 && size < sizeof(id)) {
			memcpy(id, *context, size);
			id[size] = '\0';
			*context += size;
			if ((c = staaf_rules_concept_named(rs, id)) != NULL)
				return c;
		} else {
			*context += size > 0 ? size : 1;
		}
	}
	return NULL;
}

static bool
is_related(const struct staaf_concept *a, const struct staaf_concept *b)
{
	return staaf_concept_is_under(a, b) || staaf_concept_is_under(b, a);
}

/* Does a context name this concept, or one broader or narrower? */
static bool
is_in_context(const struct asking *a, const char *context,
    const struct staaf_concept *asked)
{
	const struct staaf_concept *c;

	while ((c = next_concept(a->rs, &context)) != NULL)
		if (c->kind == asked->kind && is_related(c, asked))
			return true;
	return false;
}

static bool
is_named(const struct staaf_concept *c, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(c->id, *list) == 0)
			return true;
	return false;
}

/* The misfit of one piece of context that was asked for. */
static unsigned
weigh_context(const struct asking *a, const struct candidate *c,
    const struct staaf_concept *asked)
{
	static const char *const levels[] = { "hbo", "wo", "mbo", NULL };
	static const char *const modes[] = { "part-time",
		"distance-education", NULL };
	static const char *const distant[] = { "online-learning", NULL };
	const struct staaf_finding *f = &c->from->finding;

	if (is_in_context(a, f->context, asked))
		return 0;
	switch (asked->kind) {
	case STAAF_LEVEL:
		return is_named(asked, levels) &&
		    strcmp(f->population, "school") != 0 ? MISFIT_LEVEL : 0;
	case STAAF_MODE: /* a lecture is where, not how one studies */
		for (const struct staaf_concept *p = c->intervention;
		    p != NULL; p = p->under)
			if (is_named(p, distant))
				return 0;
		return is_named(asked, modes) ? MISFIT_MODE : 0;
	case STAAF_POPULATION:
		return MISFIT_POPULATION;
	default: /* phases differ in nothing; fields are weighed together */
		return 0;
	}
}

static bool
is_field(const struct staaf_concept *c)
{
	return c->kind == STAAF_SUBJECT || c->kind == STAAF_PROGRAMME;
}

/* Studied in one field only, and not in the one that was asked about. */
static unsigned
weigh_field(const struct asking *a, const struct staaf_finding *f)
{
	const struct staaf_reading *r = &a->out->reading;
	const struct staaf_concept *c;
	const char *context = f->context;
	bool has_field = false;

	while ((c = next_concept(a->rs, &context)) != NULL) {
		if (!is_field(c))
			continue;
		has_field = true;
		for (size_t i = 0; i < r->n_contexts; i++)
			if (is_field(r->context[i]) &&
			    is_related(c, r->context[i]))
				return 0;
	}
	return has_field ? MISFIT_SUBJECT : 0;
}

static unsigned
weigh_comparison(const struct asking *a, const struct staaf_finding *f)
{
	const struct staaf_reading *r = &a->out->reading;
	const struct staaf_concept *has =
	    staaf_rules_concept_named(a->rs, f->comparison);
	const struct staaf_concept *usual =
	    staaf_rules_concept_named(a->rs, AS_USUAL);

	if (r->n_comparisons == 0)
		return has == NULL || usual == NULL ||
		    staaf_concept_is_under(has, usual) ? 0 : MISFIT_COMPARISON;
	for (size_t i = 0; has != NULL && i < r->n_comparisons; i++)
		if (is_related(has, r->comparison[i]))
			return 0;
	return MISFIT_COMPARISON;
}

/* S7: a question or claim about whom, or about matching, asks for its form. */
static unsigned
weigh_form(const struct asking *a, const struct staaf_finding *f,
    const struct staaf_concept *intervention)
{
	const struct staaf_rule *claim = question_claim(a, intervention);
	enum staaf_form asked = STAAF_MAIN_EFFECT;

	if (claim != NULL)
		asked = claim->claim_form;
	else if (a->out->reading.kind == STAAF_WHOM)
		asked = STAAF_FOR_WHOM;
	return asked != STAAF_MAIN_EFFECT && f->form != asked ?
	    MISFIT_FORM : 0;
}

static void
weigh(struct candidate *c, const struct asking *a,
    const struct staaf_concept *asked)
{
	const struct staaf_finding *f = &c->from->finding;
	const struct staaf_reading *r = &a->out->reading;
	int steps = count_steps(asked, c->intervention);

	if (steps == 1)
		c->misfits |= MISFIT_CONCEPT;
	else if (steps == 2)
		c->misfits |= MISFIT_SISTER;
	if (strcmp(f->population, "school") == 0)
		c->misfits |= MISFIT_SCHOOL;
	else if (strcmp(f->population, "mixed") == 0)
		c->misfits |= MISFIT_MIXED;
	for (size_t i = 0; i < r->n_contexts; i++)
		c->misfits |= weigh_context(a, c, r->context[i]);
	c->misfits |= weigh_field(a, f);
	c->misfits |= weigh_comparison(a, f);
	c->misfits |= weigh_form(a, f, asked);
	for (int i = 0; i < N_MISFITS; i++)
		if (c->misfits & 1U << i)
			c->mismatch += points[i];
}

static void
orient(struct candidate *c)
{
	const struct staaf_finding *f = &c->from->finding;

	c->g = seek_g(f, f->value);
	c->low = seek_g(f, f->low);
	c->high = seek_g(f, f->high);
	if (c->low > c->high) {
		double low = c->low;

		c->low = c->high;
		c->high = low;
	}
}

/* Ids of every concept near enough to be looked for. */
static size_t
list_near(const char **id, const struct asking *a,
    const struct staaf_concept *asked)
{
	size_t n = 0;

	for (size_t i = 0; i < staaf_rules_n_concepts(a->rs); i++) {
		const struct staaf_concept *c = staaf_rules_concept(a->rs, i);

		if ((c->kind == STAAF_INTERVENTION || c->kind == STAAF_TOOL) &&
		    count_steps(asked, c) >= 0)
			id[n++] = c->id;
	}
	return n;
}

enum staaf_code
seek_all(struct candidates *out, struct asking *a,
    const struct staaf_concept *intervention, struct staaf_err *err)
{
	const char **id = staaf_arena_array(a->ar,
	    staaf_rules_n_concepts(a->rs), sizeof(*id));
	struct staaf_evidence *found = NULL;
	size_t n_ids, n_found = 0;
	enum staaf_code rc;

	*out = (struct candidates){ 0 };
	if (id == NULL)
		goto no_memory;
	n_ids = list_near(id, a, intervention);
	rc = staaf_store_findings(&found, &n_found, a->st, id, n_ids, a->ar,
	    err);
	if (rc != STAAF_OK)
		return rc;
	out->item = staaf_arena_array(a->ar, n_found + 1, sizeof(*out->item));
	if (out->item == NULL)
		goto no_memory;
	for (size_t i = 0; i < n_found; i++) {
		struct candidate c = { .from = &found[i] };

		c.intervention = staaf_rules_concept_named(a->rs,
		    found[i].finding.intervention);
		c.outcome = staaf_rules_concept_named(a->rs,
		    found[i].finding.outcome);
		if (c.intervention == NULL || c.outcome == NULL)
			continue; /* `staaf rules check` tells of these */
		weigh(&c, a, intervention);
		orient(&c);
		out->item[out->n++] = c;
	}
	return staaf_store_withdrawn(&out->withdrawn, &out->n_withdrawn, a->st,
	    &intervention->id, 1, a->ar, err);
no_memory:
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}
