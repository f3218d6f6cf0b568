/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the store holds on an intervention, pooled: studies of the corpus, or
 * teachers' own trials.  Changes without a comparison group are a set of
 * their own.  What is in neither set is counted by its reason.
 */
#include <math.h>
#include <string.h>

#include <staaf/convert.h>
#include <staaf/gather.h>
#include <staaf/share.h>

#include "circle.h"

static const double Z95 = 1.959963984540054;

struct finding {
	struct staaf_found *out;
	const struct staaf_subject *ask;
	const struct staaf_rules *rs;
	struct staaf_found_study *held; /* of the corpus */
	size_t n_held;
	struct staaf_shared *own;       /* trials kept here */
	size_t n_own;
	bool has_all_arms; /* of changes: none is a colleague's */
	const struct staaf_concept *outcome; /* of the first in a set */
	enum staaf_lang lang;
	struct staaf_arena *ar;
};

static void
leave(struct finding *f, enum staaf_left why)
{
	f->out->left[why]++;
}

static void
add(struct finding *f, enum staaf_found_set set, const char *label,
    const struct staaf_study_effect *e, const struct staaf_concept *outcome)
{
	struct staaf_gather *g = &f->out->set[set];

	if (!staaf_pool_can_use(e)) {
		leave(f, STAAF_LEFT_INTERVAL);
		return;
	}
	if (f->outcome != NULL && outcome != NULL && f->outcome != outcome)
		f->out->has_several_outcomes = true;
	f->outcome = outcome != NULL ? outcome : f->outcome;
	g->label[g->k] = label;
	g->row[g->k] = *e;
	g->row_study[g->k] = g->k;
	g->study[g->k++] = *e;
	g->n_rows = g->k;
}

static struct staaf_study_effect
from_interval(double est, double low, double high)
{
	double se = (high - low) / (2 * Z95);

	return (struct staaf_study_effect){ est, se > 0 ? se * se : NAN };
}

/* ------------------------------------------------------------ the corpus */

/* "Freeman 2014", else the title. */
static const char *
name_of(const struct finding *f, const struct staaf_record *r)
{
	const char *name = r->n_authors > 0 && !r->appraisal.is_local ?
	    r->author[0] : r->title;
	int size = r->n_authors > 0 && !r->appraisal.is_local ?
	    (int)strcspn(name, ",") : (int)strlen(name);

	return r->year > 0 ? staaf_arena_printf(f->ar, "%.*s %d", size, name,
	    r->year) : name;
}

static void
take_held(struct finding *f, bool wants_local)
{
	for (size_t i = 0; i < f->n_held; i++) {
		const struct staaf_found_study *s = &f->held[i];
		struct staaf_study_effect e = from_interval(s->g, s->low,
		    s->high);

		if (wants_local && !s->is_local)
			continue; /* research was not asked for */
		if (s->left != STAAF_LEFT_NOT)
			leave(f, s->left);
		else if (s->is_local != wants_local)
			leave(f, STAAF_LEFT_LOCAL);
		else
			add(f, s->is_local && s->design <= 1 ? STAAF_CHANGE :
			    STAAF_CONTROLLED, name_of(f, s->record), &e,
			    s->outcome);
	}
}

/* ------------------------------------------------------------ own trials */

static bool
is_about(const struct finding *f, const struct staaf_shared *t)
{
	const struct staaf_concept *what =
	    staaf_rules_concept_named(f->rs, t->intervention);
	const struct staaf_concept *on =
	    staaf_rules_concept_named(f->rs, t->outcome);

	return what != NULL &&
	    staaf_concept_is_under(what, f->ask->intervention) &&
	    (f->ask->outcome == NULL || (on != NULL &&
	    staaf_concept_is_under(on, f->ask->outcome)));
}

static bool
is_compared_so(const struct finding *f, const struct staaf_shared *t)
{
	const struct staaf_concept *with =
	    staaf_rules_concept_named(f->rs, t->comparison);

	return f->ask->comparison == NULL || (with != NULL &&
	    staaf_concept_is_under(with, f->ask->comparison));
}

/* The same trial, back from a feed. */
static bool
is_held(const struct finding *f, const struct staaf_shared *t)
{
	static const char prefix[] = "trial-";

	for (size_t i = 0; i < f->n_held; i++) {
		const struct staaf_finding *h = f->held[i].finding;

		if (h != NULL && f->held[i].is_local &&
		    f->held[i].left == STAAF_LEFT_NOT &&
		    strncmp(h->key, prefix, sizeof(prefix) - 1) == 0 &&
		    strlen(h->key) > sizeof(prefix) + 5 &&
		    strncmp(t->id, h->key + sizeof(prefix) - 1,
		    strlen(h->key) - sizeof(prefix) + 1) == 0)
			return true;
	}
	return false;
}

/* Before and after with the same students, and nobody chosen by score. */
static bool
is_change(const struct staaf_shared *t)
{
	return strcmp(t->design, "A") == 0 && t->n_arms == 1;
}

static struct staaf_study_effect
effect_of(const struct finding *f, const struct staaf_shared *t)
{
	double sign = t->is_lower_better ? -1 : 1;
	struct staaf_study_effect e = from_interval(t->g, t->low, t->high);

	if (is_change(t) && f->has_all_arms) {
		const struct staaf_arm *a = &t->arm[0];
		struct staaf_figures before = { a->n, a->mean_pre, a->sd_pre };

		staaf_convert_change(&e, &before, a->mean, a->r);
	}
	e.effect *= sign;
	return e;
}

static void
take_own(struct finding *f)
{
	for (size_t i = 0; i < f->n_own; i++) {
		const struct staaf_shared *t = &f->own[i];
		struct staaf_study_effect e;

		if (!is_about(f, t))
			continue;
		e = effect_of(f, t);
		if (is_held(f, t))
			leave(f, STAAF_LEFT_SECOND);
		else if (!is_change(t) && (t->n_arms != 2 ||
		    strcmp(t->effect_name, "g") != 0))
			leave(f, STAAF_LEFT_DESIGN);
		else if (!is_change(t) && !is_compared_so(f, t))
			leave(f, STAAF_LEFT_COMPARISON);
		else
			add(f, is_change(t) ? STAAF_CHANGE : STAAF_CONTROLLED,
			    staaf_arena_printf(f->ar, "%.10s %.6s", t->at,
			    t->id), &e, staaf_rules_concept_named(f->rs,
			    t->outcome));
	}
}

/* Colleagues' feeds tell of a change its g and interval, no SD and no r. */
static bool
has_all_arms(const struct finding *f)
{
	for (size_t i = 0; i < f->n_held; i++)
		if (f->held[i].is_local && f->held[i].design <= 1 &&
		    f->held[i].left == STAAF_LEFT_NOT)
			return false;
	return true;
}

/* ------------------------------------------------------------ both together */

static bool
make_room(struct finding *f)
{
	size_t n = f->n_held + f->n_own + 1;

	for (int s = 0; s < STAAF_N_FOUND_SETS; s++) {
		struct staaf_gather *g = &f->out->set[s];

		g->label = staaf_arena_array(f->ar, n, sizeof(*g->label));
		g->study = staaf_arena_array(f->ar, n, sizeof(*g->study));
		g->row = staaf_arena_array(f->ar, n, sizeof(*g->row));
		g->row_study = staaf_arena_array(f->ar, n,
		    sizeof(*g->row_study));
		g->what = s == STAAF_CONTROLLED ? STAAF_STANDARDISED :
		    f->has_all_arms ? STAAF_CHANGES : STAAF_CHANGES_AV;
	}
	return !f->ar->failed;
}

/* "Left out: 2 reviews, ..." as a list of sentences. */
static void
say_left(struct finding *f)
{
	static const enum staaf_msg msg[STAAF_N_LEFT] = {
		[STAAF_LEFT_REVIEW] = STAAF_MSG_FOUND_REVIEW,
		[STAAF_LEFT_RETRACTED] = STAAF_MSG_FOUND_RETRACTED,
		[STAAF_LEFT_DOUBTED] = STAAF_MSG_FOUND_DOUBTED,
		[STAAF_LEFT_UNREAD] = STAAF_MSG_FOUND_UNREAD,
		[STAAF_LEFT_SCHOOL] = STAAF_MSG_FOUND_SCHOOL,
		[STAAF_LEFT_FORM] = STAAF_MSG_FOUND_FORM,
		[STAAF_LEFT_COMPARISON] = STAAF_MSG_FOUND_COMPARISON,
		[STAAF_LEFT_NO_FIGURE] = STAAF_MSG_FOUND_NO_FIGURE,
		[STAAF_LEFT_METRIC] = STAAF_MSG_FOUND_METRIC,
		[STAAF_LEFT_INTERVAL] = STAAF_MSG_FOUND_INTERVAL,
		[STAAF_LEFT_SECOND] = STAAF_MSG_FOUND_SECOND,
		[STAAF_LEFT_LOCAL] = STAAF_MSG_FOUND_LOCAL,
		[STAAF_LEFT_DESIGN] = STAAF_MSG_FOUND_DESIGN,
	};

	for (int i = STAAF_LEFT_NOT + 1; i < STAAF_N_LEFT; i++)
		f->out->says_left[i] = f->out->left[i] == 0 ? "" :
		    staaf_text_fill(f->ar, f->lang, msg[i],
		    staaf_text_count(f->ar, f->lang, f->out->left[i]));
}

static enum staaf_code
pool_sets(struct finding *f, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;

	for (int s = 0; s < STAAF_N_FOUND_SETS && rc == STAAF_OK; s++)
		if (f->out->set[s].k > 0)
			rc = gather_pool(&f->out->set[s], f->lang, f->ar, err);
	return rc;
}

enum staaf_code
staaf_gather_found(struct staaf_found *out, struct staaf_store *st,
    const struct staaf_rules *rs, const struct staaf_subject *ask,
    bool wants_trials, enum staaf_lang lang, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_found found = { .intervention = ask->intervention };
	struct finding f = { .out = &found, .ask = ask, .rs = rs,
		.lang = lang, .ar = ar };
	enum staaf_code rc;

	rc = staaf_studies(&f.held, &f.n_held, st, rs, ask, ar, err);
	if (rc == STAAF_OK && wants_trials)
		rc = staaf_trial_list(&f.own, &f.n_own, st, ar, err);
	if (rc != STAAF_OK)
		return rc;
	f.has_all_arms = has_all_arms(&f);
	if (make_room(&f)) {
		take_held(&f, wants_trials);
		take_own(&f);
		say_left(&f);
		rc = pool_sets(&f, err);
	}
	if (rc == STAAF_NOMEM || ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (rc == STAAF_OK)
		*out = found;
	return rc;
}
