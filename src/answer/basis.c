/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a body rests on, as the grader wants it (S1, S2, S10): one finding,
 * or single studies taken together.  Which findings count is not decided
 * here.
 */
#include <math.h>

#include <staaf/pool.h>

#include "answer.h"

enum { OLD_YEARS = 10 }; /* since the median study, for technology */

static const double Z95 = 1.959963984540054;

bool
basis_is_review(const struct candidate *c)
{
	return c->from->record->kind == STAAF_REVIEW;
}

bool
basis_is_doubted(const struct candidate *c)
{
	return c->from->finding.has_concern ||
	    c->from->record->state == STAAF_CONCERN;
}

static int
count_flags(unsigned flags)
{
	int n = 0;

	for (; flags != 0; flags &= flags - 1)
		n++;
	return n;
}

static bool
is_old(const struct staaf_record *r, int year)
{
	return r->appraisal.is_technology_bound &&
	    r->appraisal.median_study_year > 0 &&
	    year - r->appraisal.median_study_year > OLD_YEARS;
}

int
basis_design(const struct candidate *c)
{
	int design = c->from->record->appraisal.design;

	if (design == STAAF_NONE)
		return 0;
	/* A correlation is an association (S10). */
	return c->from->finding.metric == STAAF_R && design > 2 ? 2 : design;
}

/* B: half gone, or not to be told from nothing. */
static bool
has_publication_bias(const struct candidate *c)
{
	double adjusted = seek_g(&c->from->finding, c->from->finding.adjusted);

	return !isnan(adjusted) && !isnan(c->g) &&
	    (c->g < 0 ? -adjusted : adjusted) <= fabs(c->g) / 2;
}

/* What holds for one finding as it holds for a body that rests on it. */
struct staaf_grade_input
basis_input(const struct candidate *c, int year)
{
	const struct staaf_finding *f = &c->from->finding;
	const struct staaf_record *r = c->from->record;
	struct staaf_grade_input in = staaf_grade_input_none();

	in.design = basis_design(c);
	in.k = f->k;
	in.n = f->n;
	in.sites = f->sites;
	in.g = c->g;
	in.low = c->low;
	in.high = c->high;
	in.tau = f->tau;
	in.i2 = f->i2;
	in.n_flags = count_flags(r->appraisal.flags);
	in.mismatch = c->mismatch;
	in.has_spread_reported = f->spread == STAAF_SPREAD_REPORTED;
	in.is_explained = f->spread == STAAF_SPREAD_EXPLAINED;
	in.is_old_technology = is_old(r, year);
	in.has_publication_bias = has_publication_bias(c);
	in.has_independent_test = r->appraisal.has_independent_test;
	in.lacks_higher_education = (c->misfits & MISFIT_SCHOOL) != 0;
	in.is_review = basis_is_review(c);
	in.is_unappraised = in.is_review && !r->appraisal.is_stated;
	return in;
}

/* One study more in a set of studies with design d or better. */
static void
add_study(struct staaf_grade_input *in, const struct staaf_grade_input *one,
    int d)
{
	in->design = d;
	in->n = in->n == STAAF_NONE || one->n == STAAF_NONE ? STAAF_NONE :
	    in->n + one->n;
	in->sites = STAAF_NONE;
	if (one->n_flags < in->n_flags)
		in->n_flags = one->n_flags;
	in->mismatch = fmax(in->mismatch, one->mismatch);
	in->lacks_higher_education &= one->lacks_higher_education;
	in->is_old_technology &= one->is_old_technology;
	in->has_independent_test &= one->has_independent_test;
}

/* The pooled effect when every study has an interval, else none. */
static void
take_effects(struct staaf_grade_input *in,
    const struct staaf_study_effect *effect, size_t n)
{
	struct staaf_pool_model m;

	in->g = in->low = in->high = in->tau = NAN;
	if (n != (size_t)in->k || !staaf_pool_reml(&m, effect, n))
		return;
	in->g = m.mhk.est;
	in->low = m.mhk.low;
	in->high = m.mhk.high;
	in->tau = m.tau;
}

/* Studies of design d or better as one set; false when there are none. */
static bool
take_set(struct staaf_grade_input *in, const struct counted *list, int d,
    int year, struct staaf_study_effect *effect)
{
	size_t n_effects = 0;
	long k = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct candidate *c = list->item[i];
		struct staaf_grade_input one = basis_input(c, year);

		if (one.design < d)
			continue;
		if (k++ == 0)
			*in = one;
		else
			add_study(in, &one, d);
		if (!isnan(one.low) && !isnan(one.high) && !isnan(one.g)) {
			double se = (one.high - one.low) / (2 * Z95);

			effect[n_effects++] = (struct staaf_study_effect){
				one.g, se * se };
		}
	}
	in->k = k;
	if (k > 1)
		take_effects(in, effect, n_effects);
	return k > 0;
}

struct staaf_grade_input
basis_pool(struct asking *a, const struct counted *list, int year)
{
	struct staaf_study_effect *effect = staaf_arena_array(a->ar, list->n,
	    sizeof(*effect));
	struct staaf_grade_input best = staaf_grade_input_none();
	int best_start = -1;

	for (int d = 5; effect != NULL && d >= 0; d--) {
		struct staaf_grade_input in = staaf_grade_input_none();

		if (!take_set(&in, list, d, year, effect) ||
		    staaf_grade(&in).start <= best_start)
			continue;
		best_start = staaf_grade(&in).start;
		best = in;
	}
	return best;
}
