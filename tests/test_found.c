/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Studies of the store to pool: each that is not one has its reason, and none
 * is lost.  The command itself is tried in tests/e2e/trial.sh.
 */
#include "answer_shelf.h"

#include <staaf/gather.h>
#include <staaf/share.h>

static struct staaf_subject
on_quizzes(const struct shelf *sh)
{
	return (struct staaf_subject){ .intervention =
	    staaf_rules_concept_named(sh->rs, "quiz"), .outcome =
	    staaf_rules_concept_named(sh->rs, "exam-score") };
}

static struct staaf_found
find(struct shelf *sh, const struct staaf_subject *ask, bool wants_trials)
{
	struct staaf_found out = { 0 };

	assert_int_equal(staaf_gather_found(&out, sh->st, sh->rs, ask,
	    wants_trials, STAAF_EN, &sh->ar, NULL), STAAF_OK);
	return out;
}

static struct staaf_finding
study(const char *key, double g, double half)
{
	struct staaf_finding f = plain_finding(key);

	f.value = g;
	f.low = g - half;
	f.high = g + half;
	return f;
}

static void
put_study(struct shelf *sh, const char *id, const struct staaf_finding *f,
    size_t n)
{
	struct staaf_record r = plain_record(id, 2020, 3, f, n);

	r.kind = STAAF_STUDY;
	put(sh, &r);
}

static long
sum_left(const struct staaf_found *found)
{
	long n = 0;

	for (int i = 0; i < STAAF_N_LEFT; i++)
		n += found->left[i];
	return n;
}

/* Each change of a sound finding, and what it is left out for. */
static void
each_that_is_no_study_has_its_reason(void **state)
{
	struct shelf *sh = *state;
	static const enum staaf_left wants[] = { STAAF_LEFT_DOUBTED,
		STAAF_LEFT_UNREAD, STAAF_LEFT_SCHOOL, STAAF_LEFT_FORM,
		STAAF_LEFT_COMPARISON, STAAF_LEFT_NO_FIGURE,
		STAAF_LEFT_METRIC, STAAF_LEFT_INTERVAL };
	enum { N = sizeof(wants) / sizeof(*wants) };
	struct staaf_subject ask = on_quizzes(sh);
	struct staaf_finding f[N];
	struct staaf_found found;

	for (size_t i = 0; i < N; i++)
		f[i] = study("main", .3, .2);
	f[0].has_concern = true;
	f[1].is_confirmed = false;
	f[2].population = "school";
	f[3].form = STAAF_FOR_WHOM;
	f[4].comparison = "self-test";
	f[5].metric = STAAF_NO_METRIC;
	f[5].value = f[5].low = f[5].high = NAN;
	f[6].metric = STAAF_R;
	f[7].low = NAN;
	for (size_t i = 0; i < N; i++) {
		char id[24];

		(void)snprintf(id, sizeof(id), "10.1/s%zu", i);
		put_study(sh, id, &f[i], 1);
	}
	found = find(sh, &ask, false);
	assert_int_equal(found.set[STAAF_CONTROLLED].k, 0);
	for (size_t i = 0; i < N; i++) {
		assert_int_equal(found.left[wants[i]], 1);
		says(found.says_left[wants[i]], "1");
	}
	assert_int_equal(sum_left(&found), N);
	ask.comparison = staaf_rules_concept_named(sh->rs, "self-test");
	found = find(sh, &ask, false);
	assert_int_equal(found.set[STAAF_CONTROLLED].k, 1);
}

static void
reviews_and_what_was_withdrawn_stay_out(void **state)
{
	struct shelf *sh = *state;
	struct staaf_subject ask = on_quizzes(sh);
	struct staaf_finding f = study("main", .3, .2);
	struct staaf_record r = plain_record("10.1/w", 2020, 3, &f, 1);
	struct staaf_found found;

	put_review(sh);
	r.kind = STAAF_STUDY;
	r.state = STAAF_RETRACTED;
	put(sh, &r);
	found = find(sh, &ask, false);
	assert_int_equal(found.left[STAAF_LEFT_REVIEW], 1);
	assert_int_equal(found.left[STAAF_LEFT_RETRACTED], 1);
	assert_int_equal(sum_left(&found), 2);
	assert_int_equal(found.set[STAAF_CONTROLLED].k, 0);
}

static void
one_finding_of_a_record_counts_the_one_at_the_end_of_the_course(void **state)
{
	struct shelf *sh = *state;
	struct staaf_subject ask = on_quizzes(sh);
	struct staaf_finding f[3] = { study("a", .9, .1), study("b", .3, .2),
		study("c", .4, .2) };
	struct staaf_found found;

	f[0].is_delayed = true;
	put_study(sh, "10.1/three", f, 3);
	found = find(sh, &ask, false);
	assert_int_equal(found.set[STAAF_CONTROLLED].k, 1);
	assert_true(fabs(found.set[STAAF_CONTROLLED].study[0].effect - .3) <
	    1e-12);
	assert_int_equal(found.left[STAAF_LEFT_SECOND], 2);
	says(found.set[STAAF_CONTROLLED].sentence, "One study: 0.30");
	assert_string_equal(found.set[STAAF_CONTROLLED].label[0],
	    "Jansen 2020");
}

/* One and two claim nothing; three have a mean. */
static void
three_studies_have_a_mean_and_two_have_none(void **state)
{
	struct shelf *sh = *state;
	struct staaf_subject ask = on_quizzes(sh);
	struct staaf_finding f = study("main", .3, .2);
	const struct staaf_gather *g;
	struct staaf_found found;

	put_study(sh, "10.1/a", &f, 1);
	f.value = -.5;
	f.low = -.7;
	f.high = -.3;
	f.higher_is_worse = true;
	put_study(sh, "10.1/b", &f, 1);
	found = find(sh, &ask, false);
	g = &found.set[STAAF_CONTROLLED];
	assert_int_equal(g->k, 2);
	says(g->sentence, "Two studies, with effects 0.30 and 0.50");
	/* the width of a 95% interval by 2 * 1.96 */
	assert_true(fabs(sqrt(g->study[1].variance) - .2 / 1.959963984540054) <
	    1e-12);
	put_study(sh, "10.1/c", &f, 1);
	found = find(sh, &ask, false);
	says(found.set[STAAF_CONTROLLED].sentence, "3 studies together");
	assert_false(found.has_several_outcomes);
	f.outcome = "motivation";
	put_study(sh, "10.1/d", &f, 1);
	ask.outcome = NULL;
	found = find(sh, &ask, false);
	assert_true(found.has_several_outcomes);
	assert_int_equal(found.set[STAAF_CONTROLLED].k, 4);
	assert_int_equal(sum_left(&found), 0);
}

/* Design 1 has no comparison group, whatever metric its feed writes. */
static void
colleagues_changes_stay_apart_from_their_comparisons(void **state)
{
	struct shelf *sh = *state;
	struct staaf_subject ask = on_quizzes(sh);
	struct staaf_finding f = study("trial-0123456789ab", .3, .2);
	struct staaf_record r = plain_record("10.1/x", 2026, 1, &f, 1);
	struct staaf_found found;

	r.kind = STAAF_STUDY;
	r.appraisal.is_local = true;
	put(sh, &r);
	r.id = r.guid = r.doi = "10.1/y";
	r.appraisal.design = 2;
	put(sh, &r);
	found = find(sh, &ask, true);
	assert_int_equal(found.set[STAAF_CHANGE].k, 1);
	assert_int_equal(found.set[STAAF_CONTROLLED].k, 1);
	says(found.set[STAAF_CHANGE].measure, "g_av");
	found = find(sh, &ask, false);
	assert_int_equal(found.left[STAAF_LEFT_LOCAL], 2);
	assert_int_equal(found.set[STAAF_CHANGE].k, 0);
	assert_int_equal(found.set[STAAF_CONTROLLED].k, 0);
}

static void
memory_running_out_is_an_error_and_nothing_else(void **state)
{
	struct shelf *sh = *state;
	struct staaf_subject ask = on_quizzes(sh);
	struct staaf_finding f = study("main", .3, .2);
	int n_failed = 0;

	put_study(sh, "10.1/a", &f, 1);
	put_study(sh, "10.1/b", &f, 1);
	put_study(sh, "10.1/c", &f, 1);
	for (unsigned long i = 1; i < 200; i++) {
		struct staaf_found found = { .has_several_outcomes = true };
		struct staaf_arena ar = { 0 };
		struct staaf_err err = { 0 };
		enum staaf_code rc;

		staaf_mem_refuse(i);
		rc = staaf_gather_found(&found, sh->st, sh->rs, &ask, true,
		    STAAF_NL, &ar, &err);
		staaf_mem_refuse(0);
		if (rc != STAAF_OK) {
			assert_int_equal(rc, STAAF_NOMEM);
			assert_int_equal(err.msg, STAAF_MSG_MEM_NONE);
			assert_true(found.has_several_outcomes);
			n_failed++;
		}
		staaf_arena_clear(&ar);
	}
	assert_true(n_failed > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_shelf, \
    clear_shelf)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_that_is_no_study_has_its_reason),
		TEST(reviews_and_what_was_withdrawn_stay_out),
		TEST(one_finding_of_a_record_counts_the_one_at_the_end_of_the_course),
		TEST(three_studies_have_a_mean_and_two_have_none),
		TEST(colleagues_changes_stay_apart_from_their_comparisons),
		TEST(memory_running_out_is_an_error_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
