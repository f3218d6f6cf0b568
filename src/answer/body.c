/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One body of evidence (S2): which findings count, which leads, what the
 * others say of it, and the input that the grader gets.  A retracted record
 * is dropped in view; a figure that nobody confirmed never counts.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"

enum {
	NEAREST = 3            /* mismatch that answers nothing */
};

static const double REVIEWS_DIFFER = 0.30;

static bool
is_same_domain(const struct staaf_concept *a, const struct staaf_concept *b)
{
	/* What is "other" has nothing in common but that. */
	return a == b || (a->domain[0] != '\0' &&
	    strcmp(a->domain, "other") != 0 &&
	    strcmp(a->domain, b->domain) == 0);
}

/* What may count: read by a person, not withdrawn or doubted, near enough. */
static bool
is_countable(const struct candidate *c)
{
	return c->from->record->state != STAAF_RETRACTED &&
	    c->from->finding.is_confirmed && !basis_is_doubted(c) &&
	    c->mismatch < NEAREST;
}

/* A colleague's own trial: it counts where there is no research (S6). */
static bool
is_local(const struct candidate *c)
{
	return c->from->record->appraisal.is_local;
}

/* -1, 0, 1 for numbers; smaller comes first. */
static int
compare_numbers(double a, double b)
{
	return (a > b) - (a < b);
}

/* Mismatch without the form of the question: that guard comes after (S7). */
static double
fit_of(const struct candidate *c)
{
	return c->misfits & MISFIT_FORM ?
	    c->mismatch - seek_misfit_points(MISFIT_FORM) : c->mismatch;
}

/* Broader, narrower or a sister of what was asked about. */
static bool
is_near(const struct candidate *c)
{
	return (c->misfits & (MISFIT_CONCEPT | MISFIT_SISTER)) != 0;
}

/* Tells neither a figure, nor of how many studies, nor which way it went. */
static bool
is_bare(const struct candidate *c)
{
	const struct staaf_finding *f = &c->from->finding;

	return isnan(c->g) && f->k == STAAF_NONE &&
	    f->direction == STAAF_MIXED;
}

/*
 * Which of two leads: whole points of mismatch first, since fractions cost
 * nothing by themselves; then the very way of teaching; then one that
 * tells anything of size, number or direction; then the very outcome; then
 * whether there is a comparison at all, and what is reported (an interval, a
 * figure, the number of studies); then the fractions, the year and how many
 * studies; then a fixed order.
 */
static int
compare_lead(const struct candidate *a, const struct candidate *b)
{
	const struct staaf_finding *f = &a->from->finding;
	const struct staaf_finding *h = &b->from->finding;
	int by;

	if ((by = compare_numbers(floor(fit_of(a)), floor(fit_of(b)))) ||
	    (by = is_near(a) - is_near(b)) ||
	    (by = is_bare(a) - is_bare(b)) ||
	    (by = b->is_exact - a->is_exact) ||
	    (by = (basis_design(a) <= 1) - (basis_design(b) <= 1)) ||
	    (by = isnan(a->low) - isnan(b->low)) ||
	    (by = isnan(a->g) - isnan(b->g)) ||
	    (by = (f->k == STAAF_NONE) - (h->k == STAAF_NONE)) ||
	    (by = compare_numbers(fit_of(a), fit_of(b))) ||
	    (by = b->from->record->year - a->from->record->year) ||
	    (by = compare_numbers((double)h->k, (double)f->k)) ||
	    (by = strcmp(a->from->record->id, b->from->record->id)))
		return by;
	return strcmp(f->key, h->key);
}

/* One finding per record: a subset of the same paper is no second one. */
static void
add_counted(struct counted *list, struct candidate *c)
{
	for (size_t i = 0; i < list->n; i++) {
		struct candidate *held = list->item[i];

		if (strcmp(held->from->record->id, c->from->record->id) != 0)
			continue;
		if (compare_lead(c, held) < 0)
			list->item[i] = c;
		return;
	}
	list->item[list->n++] = c;
}

/* Where the review that fits best stands; list->n when there is none. */
static size_t
find_lead(const struct counted *list)
{
	size_t at = list->n;

	for (size_t i = 0; i < list->n; i++)
		if (basis_is_review(list->item[i]) && (at == list->n ||
		    compare_lead(list->item[i], list->item[at]) < 0))
			at = i;
	return at;
}

static bool
is_opposite(enum staaf_direction a, enum staaf_direction b)
{
	return (a == STAAF_BETTER && b == STAAF_WORSE) ||
	    (a == STAAF_WORSE && b == STAAF_BETTER);
}

/* Far apart or of another sign (S4, I). */
static bool
is_different(const struct candidate *a, const struct candidate *b)
{
	if (!isnan(a->g) && !isnan(b->g))
		return fabs(a->g - b->g) >= REVIEWS_DIFFER ||
		    a->g * b->g < 0;
	return is_opposite(a->from->finding.direction,
	    b->from->finding.direction);
}

static enum staaf_role
find_role(const struct candidate *c, const struct candidate *lead)
{
	if (c == lead)
		return STAAF_LEAD;
	if (basis_is_review(c))
		return is_different(c, lead) ? STAAF_CONTRADICTS : STAAF_AGREES;
	/* An older study is presumed to be in the review. */
	if (c->from->record->year <= lead->from->record->year)
		return STAAF_PRIMARY;
	return is_different(c, lead) ? STAAF_CONTRADICTS : STAAF_AGREES;
}

/* Year that the corpus speaks from: no answer depends on today's date. */
static int
corpus_year(const struct candidates *all)
{
	int latest = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct staaf_record *r = all->item[i].from->record;
		int year = (int)strtol(r->updated, NULL, 10); /* "": 0 */

		if (year > latest)
			latest = year;
	}
	return latest;
}

/* Compared with the same thing, as far as both say with what. */
static bool
is_same_comparison(const struct candidate *a, const struct candidate *b)
{
	const char *x = a->from->finding.comparison;
	const char *y = b->from->finding.comparison;

	return *x == '\0' || *y == '\0' || strcmp(x, y) == 0 ||
	    !((a->misfits ^ b->misfits) & MISFIT_COMPARISON);
}

/* The review that fits best, and whether others disagree with it. */
static void
rest_on_review(struct staaf_body *b, const struct counted *list,
    struct candidate *lead, int year)
{
	b->input = basis_input(lead, year);
	for (size_t i = 0; i < list->n; i++) {
		struct candidate *c = list->item[i];

		c->role = find_role(c, lead);
		if (c->role == STAAF_CONTRADICTS &&
		    c->intervention == lead->intervention &&
		    is_same_comparison(c, lead))
			b->input.reviews_differ = true;
	}
	b->metric = lead->from->finding.metric;
}

/* Only primary studies: together, from the threshold that serves best. */
static void
rest_on_studies(struct staaf_body *b, struct asking *a,
    const struct counted *list, int year)
{
	b->input = basis_pool(a, list, year);
	b->input.is_local = is_local(list->item[0]);
	for (size_t i = 0; i < list->n; i++)
		list->item[i]->role = b->input.is_local ? STAAF_LOCAL :
		    STAAF_PRIMARY;
	b->metric = list->n == 1 ? list->item[0]->from->finding.metric :
	    STAAF_G;
}

static int
compare_shown(const void *x, const void *y)
{
	static const int order[] = {
		[STAAF_LEAD] = 0, [STAAF_CONTRADICTS] = 1, [STAAF_AGREES] = 2,
		[STAAF_PRIMARY] = 3, [STAAF_LOCAL] = 4, [STAAF_NEAREST] = 5,
		[STAAF_DROPPED] = 6
	};
	const struct candidate *const *a = x, *const *b = y;
	int by = order[(*a)->role] - order[(*b)->role];

	return by != 0 ? by : compare_lead(*a, *b);
}

/* Copy what is shown, in order of role; then what was withdrawn. */
static void
show_evidence(struct staaf_body *b, struct asking *a, struct candidate **list,
    size_t n, const struct candidates *all)
{
	b->evidence = staaf_arena_array(a->ar, n + all->n_withdrawn + 1,
	    sizeof(*b->evidence));
	if (b->evidence == NULL)
		return;
	qsort(list, n, sizeof(*list), compare_shown);
	for (size_t i = 0; i < n; i++) {
		const struct candidate *c = list[i];

		b->evidence[b->n_evidence++] = (struct staaf_shown){
			.role = c->role,
			.record = c->from->record,
			.finding = &c->from->finding,
			.g = c->g, .low = c->low, .high = c->high,
			.mismatch = c->mismatch,
			.differs = reasons_misfits(a, c->misfits),
			.points = reasons_points(a, c->misfits),
			.citation = say_citation(a, c->from->record),
			.why = reasons_counts(a, c),
			.says = c->from->finding.note[a->lang],
		};
	}
	for (size_t i = 0; i < all->n_withdrawn; i++)
		b->evidence[b->n_evidence++] = (struct staaf_shown){
			.role = STAAF_DROPPED,
			.record = &all->withdrawn[i],
			.g = NAN, .low = NAN, .high = NAN,
			.differs = "", .points = "", .says = "",
			.citation = say_citation(a, &all->withdrawn[i]),
			.why = staaf_text(STAAF_MSG_ROLE_DROPPED, a->lang),
		};
}

/* The figures as they are shown: on the scale of g where there is one. */
static void
take_effect(struct staaf_body *b, const struct counted *list)
{
	const struct staaf_finding *f = NULL;
	double sign;

	b->value = b->input.g;
	b->low = b->input.low;
	b->high = b->input.high;
	b->tau = b->input.tau;
	b->k = b->input.k;
	b->n = b->input.n;
	b->is_oriented_g = !isnan(b->value) || !isnan(b->low);
	if (b->is_oriented_g)
		b->metric = b->metric == STAAF_OR ? STAAF_G : b->metric;
	for (size_t i = 0; i < list->n; i++)
		if (list->item[i]->role == STAAF_LEAD || list->n == 1)
			f = &list->item[i]->from->finding;
	if (!b->is_oriented_g && f != NULL && f->metric != STAAF_NO_METRIC &&
	    f->metric != STAAF_RR) {
		sign = f->higher_is_worse ? -1 : 1;
		b->value = sign * f->value;
		b->low = sign > 0 ? f->low : -f->high;
		b->high = sign > 0 ? f->high : -f->low;
	}
	b->has_effect = !isnan(b->value) || !isnan(b->low);
}

/* About the very way of teaching asked about, or a narrower one. */
static bool
is_own(const struct candidate *c, const struct staaf_concept *intervention)
{
	return staaf_concept_is_under(c->intervention, intervention);
}

enum { TOO_FAR = 99 };

/* Steps up from what was asked about to what is broader: 0 for its own and
 * narrower ones, TOO_FAR for sisters, which are other ways of teaching. */
static int
count_up(const struct candidate *c, const struct staaf_concept *intervention)
{
	int steps = 0;

	if (is_own(c, intervention))
		return 0;
	for (const struct staaf_concept *p = intervention; p != NULL;
	    p = p->under, steps++)
		if (p == c->intervention)
			return steps;
	return TOO_FAR;
}

/* Steps up to the nearest that holds something that counts. */
static int
find_nearest(const struct candidates *all,
    const struct staaf_concept *intervention,
    const struct staaf_concept *outcome, bool of_local)
{
	int nearest = TOO_FAR;

	for (size_t i = 0; i < all->n; i++) {
		const struct candidate *c = &all->item[i];

		if (is_countable(c) && is_local(c) == of_local &&
		    is_same_domain(c->outcome, outcome) &&
		    count_up(c, intervention) < nearest)
			nearest = count_up(c, intervention);
	}
	return nearest;
}

/*
 * Sort all candidates into what counts and what is only shown.  Only the
 * nearest step that holds something counts: its own, else one broader.
 * Colleagues' own trials are shown beside research, and count without it.
 */
static size_t
pick(struct candidate **shown, struct counted *list,
    const struct candidates *all, const struct staaf_concept *intervention,
    const struct staaf_concept *outcome)
{
	int nearest = find_nearest(all, intervention, outcome, false);
	bool of_local = nearest == TOO_FAR;
	size_t n = 0;

	if (of_local)
		nearest = find_nearest(all, intervention, outcome, true);
	for (size_t i = 0; i < all->n; i++) {
		struct candidate *c = &all->item[i];

		if (!is_same_domain(c->outcome, outcome))
			continue;
		c->is_exact = c->outcome == outcome;
		c->role = c->from->record->state == STAAF_RETRACTED ?
		    STAAF_DROPPED : STAAF_NEAREST;
		if (is_countable(c) && nearest < TOO_FAR &&
		    is_local(c) == of_local &&
		    count_up(c, intervention) == nearest) {
			add_counted(list, c);
			continue;
		}
		if (is_countable(c) && is_local(c) &&
		    is_own(c, intervention))
			c->role = STAAF_LOCAL;
		shown[n++] = c;
	}
	return n;
}

enum staaf_code
body_build(struct staaf_body *out, struct asking *a,
    const struct candidates *all, const struct staaf_concept *intervention,
    const struct staaf_concept *outcome, struct staaf_err *err)
{
	struct counted list = { 0 };
	struct candidate **shown, *lead = NULL;
	int year = corpus_year(all);
	size_t n, at, n_nearest = 0;

	*out = (struct staaf_body){ .n_about = STAAF_NONE, .about = "",
		.intervention = intervention,
		.outcome = outcome,
		.claim = question_claim(a, intervention),
		.input = staaf_grade_input_none() };
	shown = staaf_arena_array(a->ar, all->n + 1, sizeof(*shown));
	list.item = staaf_arena_array(a->ar, all->n + 1, sizeof(*list.item));
	if (shown == NULL || list.item == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	n = pick(shown, &list, all, intervention, outcome);
	for (size_t i = 0; i < n; i++)
		n_nearest += shown[i]->role == STAAF_NEAREST;
	at = find_lead(&list);
	if (at < list.n) {
		lead = list.item[at];
		rest_on_review(out, &list, lead, year);
	} else if (list.n > 0) {
		rest_on_studies(out, a, &list, year);
	}
	out->input.is_form_unsupported = out->claim != NULL && list.n > 0;
	out->grade = staaf_grade(&out->input);
	if (list.n == 0) { /* nothing, or only what lies near */
		out->grade = (struct staaf_grade){ .cap = 4, .other_side = NAN,
			.verdict = STAAF_VERDICT_UNCLEAR };
		out->grade.zero = n_nearest > 0 ? STAAF_ZERO_B : STAAF_ZERO_A;
	}
	if (list.n > 0) /* all of one step */
		out->evidence_on = is_own(list.item[0], intervention) ?
		    intervention : list.item[0]->intervention;
	if (lead != NULL)
		out->comparison = staaf_rules_concept_named(a->rs,
		    lead->from->finding.comparison);
	take_effect(out, &list);
	for (size_t i = 0; i < list.n; i++)
		shown[n++] = list.item[i];
	show_evidence(out, a, shown, n, all);
	if (a->ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	return STAAF_OK;
}
