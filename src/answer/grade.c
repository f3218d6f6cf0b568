/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf-5: the rules by which a body of evidence is graded, S1 to S9.
 *
 * S3 start    design D and number of independent studies k
 * S4 lower    R risk of bias, I inconsistency, P imprecision,
 *             Dr directness, A age, B publication bias
 * S5 raise    one point, only for what lost nothing
 * S6 caps     the most that such a body can reach
 * S8 zero     nothing, only nearest, or too weak
 * S9 verdict  a word that is separate from the level
 *
 * After the Maryland scale, GRADE (10.1136/bmj.39489.470347.AD) and the
 * doubts of Simpson 2017 and Kraft 2020; the thresholds are this project's
 * own.  Pure: no store, no text.
 */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/grade.h>
#include <staaf/record.h>

enum {
	TOP = 4,
	FEW_STUDIES = 10,     /* fewer, and an interval is asked for */
	FEW_STUDENTS = 400,
	LARGE_STUDY = 350,    /* students; with two sites (ESSA tier 1) */
	HIGH_I2 = 75,         /* percent */
	NEAREST = 3           /* mismatch from which nothing is answered */
};

static const double THRESHOLD = 0.10;  /* below it nobody would notice */
static const double LARGE = 0.40;
static const double SMALL_TAU = 0.10;
static const double MANY = 0.15, NEARLY_HALF = 0.40; /* on the other side */

struct staaf_grade_input
staaf_grade_input_none(void)
{
	return (struct staaf_grade_input){
		.k = STAAF_NONE, .n = STAAF_NONE, .sites = STAAF_NONE,
		.g = NAN, .low = NAN, .high = NAN, .tau = NAN, .i2 = NAN,
	};
}

static bool
has_interval(const struct staaf_grade_input *in)
{
	return !isnan(in->low) && !isnan(in->high);
}

/* Independent studies; a review that does not say counts as two. */
static long
count_studies(const struct staaf_grade_input *in)
{
	if (in->k != STAAF_NONE)
		return in->k;
	return in->is_review ? 2 : 1;
}

static bool
is_large_study(const struct staaf_grade_input *in)
{
	return in->design >= 4 && in->n >= LARGE_STUDY && in->sites >= 2;
}

/* S3 */
static int
find_start(const struct staaf_grade_input *in)
{
	long k = count_studies(in);

	if (in->design >= 4 && k >= 2)
		return 4;
	if (is_large_study(in))
		return 3;
	if (in->design == 3 && k >= 5)
		return 3;
	if (in->design >= 3)
		return 2;
	if (in->design == 2)
		return k >= 5 ? 2 : 1;
	return in->design == 1 && k >= 3 ? 1 : 0;
}

/*
 * Share of true effects on the other side, from tau: beyond zero for an
 * effect that counts, beyond the nearer threshold for one around zero.
 */
static double
find_other_side(const struct staaf_grade_input *in)
{
	if (isnan(in->tau) || isnan(in->g) || in->tau < SMALL_TAU)
		return NAN;
	if (fabs(in->g) >= THRESHOLD)
		return staaf_normal_below(-fabs(in->g) / in->tau);
	return fmin(staaf_normal_below((-THRESHOLD - in->g) / in->tau),
	    staaf_normal_below(-(THRESHOLD - in->g) / in->tau));
}

static void
lose(struct staaf_grade *g, enum staaf_criterion criterion, int points,
    enum staaf_reason reason)
{
	if (points < 0)
		g->lost[g->n_lost++] = (struct staaf_lost){
			.criterion = criterion, .points = points,
			.reason = reason
		};
}

/* S4, I: a reported tau settles it; then I2; then the authors' words. */
static void
lose_inconsistency(struct staaf_grade *g, const struct staaf_grade_input *in)
{
	enum staaf_reason reason = STAAF_BECAUSE_TAU;
	int points = 0;

	if (in->is_explained)
		return;
	if (!isnan(in->tau)) {
		if (g->other_side >= NEARLY_HALF)
			points = -2;
		else if (g->other_side >= MANY)
			points = -1;
	} else if (!isnan(in->i2)) {
		points = in->i2 >= HIGH_I2 ? -1 : 0;
		reason = STAAF_BECAUSE_I2;
	} else if (in->has_spread_reported) {
		points = -1;
		reason = STAAF_BECAUSE_SPREAD;
	}
	if (in->reviews_differ && points == 0) {
		points = -1;
		reason = STAAF_BECAUSE_REVIEWS;
	}
	lose(g, STAAF_INCONSISTENCY, points, reason);
}

/* S4, P */
static void
lose_imprecision(struct staaf_grade *g, const struct staaf_grade_input *in)
{
	enum staaf_reason reason = STAAF_BECAUSE_INTERVAL;
	int points = 0;

	if (has_interval(in)) {
		points -= in->low < -THRESHOLD && in->high > -THRESHOLD;
		points -= in->low < THRESHOLD && in->high > THRESHOLD;
	} else if (in->k < FEW_STUDIES) { /* or not reported */
		points = -1;
		reason = STAAF_BECAUSE_NO_INTERVAL;
	}
	if (points == 0 && in->n != STAAF_NONE && in->n < FEW_STUDENTS) {
		points = -1;
		reason = STAAF_BECAUSE_FEW_STUDENTS;
	}
	lose(g, STAAF_IMPRECISION, points, reason);
}

/* S4, Dr; a mismatch of three is capped at nothing as well (S6). */
static void
lose_directness(struct staaf_grade *g, const struct staaf_grade_input *in)
{
	int points = 0;

	if (in->mismatch >= 2)
		points = -2;
	else if (in->mismatch >= 1)
		points = -1;
	lose(g, STAAF_DIRECTNESS, points, STAAF_BECAUSE_MISMATCH);
}

static void
lose_points(struct staaf_grade *g, const struct staaf_grade_input *in)
{
	if (in->n_flags > 0)
		lose(g, STAAF_RISK, in->n_flags >= 3 ? -2 : -1,
		    STAAF_BECAUSE_FLAGS);
	lose_inconsistency(g, in);
	lose_imprecision(g, in);
	lose_directness(g, in);
	if (in->is_old_technology)
		lose(g, STAAF_AGE, -1, STAAF_BECAUSE_OLD);
	if (in->has_publication_bias)
		lose(g, STAAF_PUBLICATION, -1, STAAF_BECAUSE_BIAS);
}

/* S5 */
static bool
is_raised(const struct staaf_grade *g, const struct staaf_grade_input *in)
{
	return g->n_lost == 0 && in->design >= 2 && in->has_independent_test &&
	    has_interval(in) && (in->low > LARGE || in->high < -LARGE);
}

static void
add_cap(struct staaf_grade *g, int cap, enum staaf_reason reason)
{
	g->caps[g->n_caps++] = (struct staaf_cap){ .cap = cap,
		.reason = reason };
	if (cap < g->cap)
		g->cap = cap;
}

/* S6 */
static void
add_caps(struct staaf_grade *g, const struct staaf_grade_input *in)
{
	long k = count_studies(in);
	int missing = isnan(in->tau) + !has_interval(in) +
	    (in->n == STAAF_NONE);

	if (in->mismatch >= NEAREST)
		add_cap(g, 0, STAAF_CAP_NEAREST);
	if (k == 1 && is_large_study(in))
		add_cap(g, 3, STAAF_CAP_ONE_LARGE_STUDY);
	else if (k == 1)
		add_cap(g, 2, STAAF_CAP_ONE_STUDY);
	else if (k <= 4)
		add_cap(g, 3, STAAF_CAP_FEW_STUDIES);
	if (in->is_unappraised)
		add_cap(g, 3, STAAF_CAP_UNAPPRAISED);
	if (missing >= 2)
		add_cap(g, 3, STAAF_CAP_NOT_REPORTED);
	if (in->lacks_higher_education)
		add_cap(g, 2, STAAF_CAP_NO_HIGHER_EDUCATION);
	if (in->has_concern)
		add_cap(g, 1, STAAF_CAP_CONCERN);
	if (in->design <= 1)
		add_cap(g, 1, STAAF_CAP_DESIGN);
	if (in->is_local)
		add_cap(g, 1, STAAF_CAP_LOCAL);
}

/* S9, the first that holds; S7 goes before all. */
static enum staaf_verdict
find_verdict(const struct staaf_grade *g, const struct staaf_grade_input *in)
{
	if (in->is_form_unsupported)
		return STAAF_VERDICT_CLAIM;
	if (in->design <= 1)
		return STAAF_VERDICT_UNCLEAR;
	if ((in->reviews_differ && !in->is_explained) || g->other_side >= MANY)
		return STAAF_VERDICT_DEPENDS;
	if (!has_interval(in))
		return STAAF_VERDICT_AS_STATED;
	if (in->low > -THRESHOLD && in->high < THRESHOLD)
		return STAAF_VERDICT_NO_DIFFERENCE;
	if (in->low > 0)
		return STAAF_VERDICT_BETTER;
	if (in->high < 0)
		return STAAF_VERDICT_WORSE;
	return STAAF_VERDICT_UNCLEAR;
}

struct staaf_grade
staaf_grade(const struct staaf_grade_input *in)
{
	struct staaf_grade g = { .cap = TOP };

	g.start = find_start(in);
	g.other_side = find_other_side(in);
	lose_points(&g, in);
	g.level = g.start;
	for (size_t i = 0; i < g.n_lost; i++)
		g.level += g.lost[i].points;
	g.raised = is_raised(&g, in);
	g.level += g.raised;
	add_caps(&g, in);
	if (g.level > g.cap)
		g.level = g.cap;
	if (g.level < 0)
		g.level = 0;
	if (g.level == 0)
		g.zero = in->mismatch >= NEAREST ? STAAF_ZERO_B : STAAF_ZERO_C;
	g.verdict = find_verdict(&g, in);
	return g;
}

const char *
staaf_criterion_code(enum staaf_criterion criterion)
{
	static const char *const codes[STAAF_N_CRITERIA] = { "R", "I", "P",
		"Dr", "A", "B" };

	return codes[criterion];
}

const char *
staaf_verdict_name(enum staaf_verdict verdict)
{
	static const char *const names[STAAF_N_VERDICTS] = { "better", "worse",
		"no important difference", "depends", "as stated", "unclear",
		"claim not supported" };

	return names[verdict];
}

const char *
staaf_zero_name(enum staaf_zero zero)
{
	static const char *const names[] = { NULL, "0a", "0b", "0c" };

	return names[zero];
}
