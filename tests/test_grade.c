/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grading scheme: its golden cases, every rule on both sides, and what
 * must hold for any body of evidence. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/grade.h>
#include <staaf/record.h>

/* "3 I-1 P-1 cap 4 level 1 better": one line that a person can check. */
static const char *
say(const struct staaf_grade *g)
{
	static char line[200];
	int at = snprintf(line, sizeof(line), "%d", g->start);

	for (size_t i = 0; i < g->n_lost; i++)
		at += snprintf(line + at, sizeof(line) - (size_t)at, " %s%d",
		    staaf_criterion_code(g->lost[i].criterion),
		    g->lost[i].points);
	snprintf(line + at, sizeof(line) - (size_t)at, "%s cap %d level %d%s%s"
	    " %s", g->raised ? " +1" : "", g->cap, g->level,
	    g->zero != STAAF_ZERO_NOT ? " " : "",
	    g->zero != STAAF_ZERO_NOT ? staaf_zero_name(g->zero) : "",
	    staaf_verdict_name(g->verdict));
	return line;
}

static void
expect(const struct staaf_grade_input *in, const char *line)
{
	struct staaf_grade g = staaf_grade(in);

	assert_string_equal(say(&g), line);
}

/* A sound body: D4, twelve studies, everything reported. */
static struct staaf_grade_input
sound(void)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	in.design = 4;
	in.k = 12;
	in.n = 4000;
	in.g = .3;
	in.low = .2;
	in.high = .4;
	in.tau = .05;
	in.is_review = true;
	return in;
}

static void
flipping_asked_for_hbo(void **state)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	(void)state;
	in.design = 3;
	in.k = 272;
	in.g = .35;
	in.low = .31;
	in.high = .4;
	in.mismatch = .5;
	in.is_review = in.reviews_differ = true;
	expect(&in, "3 I-1 cap 3 level 2 depends");
}

static void
class_quizzes_and_exams(void **state)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	(void)state;
	in.design = 3;
	in.k = 222;
	in.n = 48478;
	in.g = .5;
	in.is_review = true;
	expect(&in, "3 cap 3 level 3 as stated");
}

static void
gamification_and_knowledge(void **state)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	(void)state;
	in.design = 3;
	in.k = 19;
	in.n = 1686;
	in.g = .49;
	in.low = .3;
	in.high = .69;
	in.is_review = in.has_spread_reported = true;
	expect(&in, "3 I-1 cap 4 level 2 better");
}

static void
gamification_and_behaviour(void **state)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	(void)state;
	in.design = 3;
	in.k = 9;
	in.n = 951;
	in.g = .25;
	in.low = .04;
	in.high = .46;
	in.is_review = in.has_spread_reported = true;
	expect(&in, "3 I-1 P-1 cap 4 level 1 better");
}

static void
dashboards_and_achievement(void **state)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	(void)state;
	in.design = 2;
	in.k = 38;
	in.n_flags = 1;
	in.is_review = true;
	expect(&in, "2 R-1 cap 3 level 1 as stated");
}

static void
learning_styles_and_matching(void **state)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	(void)state;
	in.design = 2;
	in.k = 21;
	in.n = 1712;
	in.g = .31;
	in.low = .05;
	in.high = .57;
	in.mismatch = 1;
	in.n_flags = 1;
	in.is_review = in.is_form_unsupported = true;
	expect(&in, "2 R-1 P-1 Dr-1 cap 4 level 0 0c claim not supported");
}

static void
one_large_trial_in_schools(void **state)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	(void)state;
	in.design = 5;
	in.k = 1;
	in.n = 1000;
	in.g = -.17;
	in.low = -.3;
	in.high = -.04;
	in.mismatch = 1;
	in.sites = 2;
	in.lacks_higher_education = true;
	expect(&in, "3 P-1 Dr-1 cap 2 level 1 worse");
}

static void
own_class_before_and_after(void **state)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	(void)state;
	in.design = 1;
	in.k = 1;
	in.n = 24;
	in.g = .8;
	in.low = .4;
	in.high = 1.2;
	in.is_local = true;
	expect(&in, "0 P-1 cap 1 level 0 0c unclear");
}

static void
small_trials_around_zero(void **state)
{
	struct staaf_grade_input in = staaf_grade_input_none();

	(void)state;
	in.design = 4;
	in.k = 12;
	in.n = 9000;
	in.g = 0;
	in.low = -.05;
	in.high = .05;
	in.tau = .12;
	in.is_review = true;
	expect(&in, "4 I-1 cap 4 level 3 depends");
}

static void
the_start_follows_design_and_number_of_studies(void **state)
{
	static const struct {
		int design;
		long k, n, sites;
		int start;
	} row[] = {
		{ 5, 2, -1, -1, 4 }, { 4, 2, -1, -1, 4 }, { 4, 1, 350, 2, 3 },
		{ 4, 1, 349, 2, 2 }, { 4, 1, 350, 1, 2 }, { 4, 1, -1, 2, 2 },
		{ 3, 5, -1, -1, 3 }, { 3, 4, -1, -1, 2 }, { 2, 5, -1, -1, 2 },
		{ 2, 4, -1, -1, 1 }, { 1, 3, -1, -1, 1 }, { 1, 2, -1, -1, 0 },
		{ 0, 99, -1, -1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct staaf_grade_input in = sound();

		in.design = row[i].design;
		in.k = row[i].k;
		in.n = row[i].n;
		in.sites = row[i].sites;
		assert_int_equal(staaf_grade(&in).start, row[i].start);
	}
}

static void
a_review_without_k_counts_as_two_a_study_as_one(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.k = STAAF_NONE;
	expect(&in, "4 cap 3 level 3 better");
	in.is_review = false;
	expect(&in, "2 cap 2 level 2 better");
}

static void
bias_flags_cost_one_or_two(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.n_flags = 2;
	expect(&in, "4 R-1 cap 4 level 3 better");
	in.n_flags = 3;
	expect(&in, "4 R-2 cap 4 level 2 better");
}

static void
a_reported_tau_settles_inconsistency(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.has_spread_reported = true;
	in.i2 = 90;
	expect(&in, "4 cap 4 level 4 better");   /* tau .05 */
	in.tau = .28; /* Phi(-.3/.28) = .142 */
	expect(&in, "4 cap 4 level 4 better");
	in.tau = .30; /* Phi(-1) = .159 */
	expect(&in, "4 I-1 cap 4 level 3 depends");
	in.tau = 1.2; /* Phi(-.25) = .401 */
	expect(&in, "4 I-2 cap 4 level 2 depends");
}

static void
without_tau_i2_and_then_the_authors_speak(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.tau = NAN;
	in.i2 = 75;
	expect(&in, "4 I-1 cap 4 level 3 better");
	in.i2 = 74.9;
	in.has_spread_reported = true;
	expect(&in, "4 cap 4 level 4 better");
	in.i2 = NAN;
	expect(&in, "4 I-1 cap 4 level 3 better");
}

static void
reviews_that_differ_cost_at_least_one_unless_explained(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.reviews_differ = true;
	expect(&in, "4 I-1 cap 4 level 3 depends");
	in.is_explained = true;
	expect(&in, "4 cap 4 level 4 better");
}

static void
imprecision_looks_at_both_thresholds_strictly(void **state)
{
	static const struct {
		double low, high;
		const char *line;
	} row[] = {
		{ .10, .40, "4 cap 4 level 4 better" },
		{ .09, .40, "4 P-1 cap 4 level 3 better" },
		{ -.05, .40, "4 P-1 cap 4 level 3 unclear" },
		{ -.10, .10, "4 cap 4 level 4 unclear" },
		{ -.09, .09, "4 cap 4 level 4 no important difference" },
		{ -.11, .11, "4 P-2 cap 4 level 2 unclear" },
		{ -.40, -.05, "4 P-1 cap 4 level 3 worse" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct staaf_grade_input in = sound();

		in.low = row[i].low;
		in.high = row[i].high;
		expect(&in, row[i].line);
	}
}

static void
no_interval_needs_ten_studies_and_few_students_always_cost(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.low = in.high = NAN;
	in.k = 10;
	expect(&in, "4 cap 4 level 4 as stated");
	in.k = 9;
	expect(&in, "4 P-1 cap 4 level 3 as stated");
	in = sound();
	in.n = 399;
	expect(&in, "4 P-1 cap 4 level 3 better");
	in.n = 400;
	expect(&in, "4 cap 4 level 4 better");
	in.n = 399;
	in.low = 0; /* not two points for one thing */
	expect(&in, "4 P-1 cap 4 level 3 unclear");
}

static void
directness_is_counted_in_whole_points(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.mismatch = .75;
	expect(&in, "4 cap 4 level 4 better");
	in.mismatch = 1;
	expect(&in, "4 Dr-1 cap 4 level 3 better");
	in.mismatch = 2.5;
	expect(&in, "4 Dr-2 cap 4 level 2 better");
	in.mismatch = 3;
	expect(&in, "4 Dr-2 cap 0 level 0 0b better");
}

static void
age_and_publication_bias_cost_one_each(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.is_old_technology = in.has_publication_bias = true;
	expect(&in, "4 A-1 B-1 cap 4 level 2 better");
}

static void
only_a_large_clean_independent_effect_is_raised(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.design = 3;
	in.g = .6;
	in.low = .41;
	in.high = .8;
	expect(&in, "3 cap 4 level 3 better");
	in.has_independent_test = true;
	expect(&in, "3 +1 cap 4 level 4 better");
	in.low = .40;
	expect(&in, "3 cap 4 level 3 better");
	in.low = .41;
	in.n_flags = 1;
	expect(&in, "3 R-1 cap 4 level 2 better");
	in.n_flags = 0;
	in.g = -.6;
	in.low = -.8;
	in.high = -.41;
	expect(&in, "3 +1 cap 4 level 4 worse");
}

static void
each_cap_holds(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.k = 4;
	expect(&in, "4 cap 3 level 3 better");
	in.k = 1;
	expect(&in, "2 cap 2 level 2 better");
	in.sites = 2;
	expect(&in, "3 cap 3 level 3 better");
	in = sound();
	in.is_unappraised = true;
	expect(&in, "4 cap 3 level 3 better");
	in = sound();
	in.lacks_higher_education = true;
	expect(&in, "4 cap 2 level 2 better");
	in = sound();
	in.has_concern = true;
	expect(&in, "4 cap 1 level 1 better");
	in = sound();
	in.is_local = true;
	expect(&in, "4 cap 1 level 1 better");
	in = sound();
	in.tau = NAN;
	in.n = STAAF_NONE;
	expect(&in, "4 cap 3 level 3 better");
}

static void
before_and_after_never_says_that_it_worked(void **state)
{
	struct staaf_grade_input in = sound();

	(void)state;
	in.design = 1;
	in.k = 30;
	expect(&in, "1 cap 1 level 1 unclear");
}

static double
pick(const double *list, size_t n, unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return list[(*seed >> 16) % n];
}

/* Anything at all, from values on and around every threshold. */
static struct staaf_grade_input
any_input(unsigned *seed)
{
	static const double counts[] = { -1, 1, 2, 4, 5, 9, 10, 350, 400, 9000 };
	static const double gs[] = { NAN, -.9, -.4, -.1, 0, .1, .3, .41, 1 };
	static const double taus[] = { NAN, 0, .09, .1, .3, 2 };
	static const double ms[] = { 0, .5, 1, 2, 3 };
	static const double bits[] = { 0, 0, 1 };
	struct staaf_grade_input in = staaf_grade_input_none();

	in.design = (int)pick((const double[]){ 0, 1, 2, 3, 4, 5 }, 6, seed);
	in.k = (long)pick(counts, 10, seed);
	in.n = (long)pick(counts, 10, seed);
	in.sites = (long)pick(counts, 3, seed);
	in.g = pick(gs, 9, seed);
	if (!isnan(in.g) && pick(bits, 3, seed) == 0) {
		in.low = in.g - .2;
		in.high = in.g + .2;
	}
	in.tau = pick(taus, 6, seed);
	in.n_flags = (int)pick((const double[]){ 0, 1, 3 }, 3, seed);
	in.mismatch = pick(ms, 5, seed);
	in.reviews_differ = pick(bits, 3, seed) > 0;
	in.has_spread_reported = pick(bits, 3, seed) > 0;
	in.is_explained = pick(bits, 3, seed) > 0;
	in.is_old_technology = pick(bits, 3, seed) > 0;
	in.has_publication_bias = pick(bits, 3, seed) > 0;
	in.has_independent_test = pick(bits, 3, seed) > 0;
	in.lacks_higher_education = pick(bits, 3, seed) > 0;
	in.has_concern = pick(bits, 3, seed) > 0;
	in.is_local = pick(bits, 3, seed) > 0;
	in.is_review = pick(bits, 3, seed) > 0;
	return in;
}

static void
whatever_comes_the_sum_can_be_done_by_hand(void **state)
{
	unsigned seed = 7;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		struct staaf_grade_input in = any_input(&seed);
		struct staaf_grade g = staaf_grade(&in);
		int level = g.start + g.raised, cap = 4;

		for (size_t j = 0; j < g.n_lost; j++)
			level += g.lost[j].points;
		for (size_t j = 0; j < g.n_caps; j++)
			cap = g.caps[j].cap < cap ? g.caps[j].cap : cap;
		level = level > cap ? cap : level;
		assert_int_equal(g.level, level < 0 ? 0 : level);
		assert_int_equal(g.cap, cap);
		assert_true((g.level == 0) == (g.zero != STAAF_ZERO_NOT));
		assert_true(g.n_caps <= STAAF_MAX_CAPS);
	}
}

static void
a_doubt_more_never_raises_the_level(void **state)
{
	unsigned seed = 11;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		struct staaf_grade_input in = any_input(&seed), worse = in;
		int level = staaf_grade(&in).level;

		worse.n_flags += 3;
		assert_true(staaf_grade(&worse).level <= level);
		worse = in;
		worse.mismatch += 1;
		assert_true(staaf_grade(&worse).level <= level);
		worse = in;
		worse.has_concern = true;
		assert_true(staaf_grade(&worse).level <= level);
		worse = in;
		worse.is_local = true;
		assert_true(staaf_grade(&worse).level <= 1);
	}
}

static void
turning_the_sign_turns_the_verdict_and_nothing_else(void **state)
{
	unsigned seed = 13;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		struct staaf_grade_input in = any_input(&seed), turned = in;
		struct staaf_grade g = staaf_grade(&in), t;

		turned.g = -in.g;
		turned.low = -in.high;
		turned.high = -in.low;
		t = staaf_grade(&turned);
		assert_int_equal(g.level, t.level);
		if (g.verdict == STAAF_VERDICT_BETTER)
			assert_int_equal(t.verdict, STAAF_VERDICT_WORSE);
		else if (g.verdict != STAAF_VERDICT_WORSE)
			assert_int_equal(t.verdict, g.verdict);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(flipping_asked_for_hbo),
		cmocka_unit_test(class_quizzes_and_exams),
		cmocka_unit_test(gamification_and_knowledge),
		cmocka_unit_test(gamification_and_behaviour),
		cmocka_unit_test(dashboards_and_achievement),
		cmocka_unit_test(learning_styles_and_matching),
		cmocka_unit_test(one_large_trial_in_schools),
		cmocka_unit_test(own_class_before_and_after),
		cmocka_unit_test(small_trials_around_zero),
		cmocka_unit_test(the_start_follows_design_and_number_of_studies),
		cmocka_unit_test(a_review_without_k_counts_as_two_a_study_as_one),
		cmocka_unit_test(bias_flags_cost_one_or_two),
		cmocka_unit_test(a_reported_tau_settles_inconsistency),
		cmocka_unit_test(without_tau_i2_and_then_the_authors_speak),
		cmocka_unit_test(reviews_that_differ_cost_at_least_one_unless_explained),
		cmocka_unit_test(imprecision_looks_at_both_thresholds_strictly),
		cmocka_unit_test(no_interval_needs_ten_studies_and_few_students_always_cost),
		cmocka_unit_test(directness_is_counted_in_whole_points),
		cmocka_unit_test(age_and_publication_bias_cost_one_each),
		cmocka_unit_test(only_a_large_clean_independent_effect_is_raised),
		cmocka_unit_test(each_cap_holds),
		cmocka_unit_test(before_and_after_never_says_that_it_worked),
		cmocka_unit_test(whatever_comes_the_sum_can_be_done_by_hand),
		cmocka_unit_test(a_doubt_more_never_raises_the_level),
		cmocka_unit_test(turning_the_sign_turns_the_verdict_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
