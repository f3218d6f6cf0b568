/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pooling must do whatever the studies, and where it must refuse. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/mem.h>
#include <staaf/pool.h>

#include "chance.h"

enum { MAX_STUDIES = 30, N_ROUNDS = 300 };

/* Sums in another order differ in their last digits, roots in some more. */
static const double ALIKE = 1e-9;

static void
near(double got, double want, double within)
{
	if (!(fabs(got - want) <= within))
		fail_msg("got %.17g, want %.17g", got, want);
}

static double
share(struct chance *c)
{
	return (double)(chance_bits(c) >> 11) / 9007199254740992.;
}

/* Some sets agree, some do not; some have one study far better than others. */
static size_t
draw(struct staaf_study_effect *study, struct chance *c)
{
	size_t k = 2 + chance_below(c, MAX_STUDIES - 2);
	double spread = chance_below(c, 3) == 0 ? 0 : 2 * share(c);

	for (size_t i = 0; i < k; i++) {
		double v = pow(10, -3 * share(c));

		study[i].variance = v;
		study[i].effect = .3 + spread * (share(c) - .5) +
		    sqrt(v) * (share(c) + share(c) + share(c) - 1.5) * 2;
	}
	return k;
}

static void
the_order_of_studies_does_not_matter(void **state)
{
	struct staaf_study_effect a[MAX_STUDIES], b[MAX_STUDIES];
	struct chance c = { 11 };
	struct staaf_pooled p, q;

	(void)state;
	for (int n = 0; n < N_ROUNDS; n++) {
		size_t k = draw(a, &c);

		for (size_t i = 0; i < k; i++)
			b[k - 1 - i] = a[i];
		assert_int_equal(staaf_pool(&p, a, k, NULL), STAAF_OK);
		assert_int_equal(staaf_pool(&q, b, k, NULL), STAAF_OK);
		near(q.reml.tau2, p.reml.tau2, ALIKE);
		near(q.pm.tau2, p.pm.tau2, ALIKE);
		near(q.reml.mhk.low, p.reml.mhk.low, ALIKE);
		near(q.tau2_high, p.tau2_high, ALIKE * (1 + p.tau2_high));
	}
}

static void
other_units_another_origin_or_sign_only_move_the_answer(void **state)
{
	struct staaf_study_effect a[MAX_STUDIES], b[MAX_STUDIES];
	struct chance c = { 12 };
	struct staaf_pooled p, q;

	(void)state;
	for (int n = 0; n < N_ROUNDS; n++) {
		size_t k = draw(a, &c);

		for (size_t i = 0; i < k; i++) {
			b[i].effect = 7 - 10 * a[i].effect;
			b[i].variance = 100 * a[i].variance;
		}
		assert_int_equal(staaf_pool(&p, a, k, NULL), STAAF_OK);
		assert_int_equal(staaf_pool(&q, b, k, NULL), STAAF_OK);
		near(q.reml.tau2 / 100, p.reml.tau2, ALIKE);
		near(q.dl.tau2 / 100, p.dl.tau2, ALIKE);
		near(q.reml.z.est, 7 - 10 * p.reml.z.est, ALIKE);
		near(q.reml.mhk.low, 7 - 10 * p.reml.mhk.high, 10 * ALIKE);
		near(q.reml.pi_hk.high, 7 - 10 * p.reml.pi_hk.low, 10 * ALIKE);
		near(q.q, p.q, ALIKE * (1 + p.q));
		near(q.reml.i2, p.reml.i2, ALIKE);
		near(q.q_p, p.q_p, ALIKE);
	}
}

static void
check_model(const struct staaf_pool_model *m, size_t k)
{
	assert_true(m->tau2 >= 0);
	near(m->tau * m->tau, m->tau2, 1e-12 * (1 + m->tau2));
	assert_true(m->z.low < m->z.est && m->z.est < m->z.high);
	assert_true(m->hk.low <= m->hk.est && m->hk.est <= m->hk.high);
	assert_true(m->mhk.se >= m->hk.se && m->mhk.se >= m->z.se);
	/* The modified interval is never the narrower one. */
	assert_true(m->mhk.low <= m->hk.low && m->mhk.high >= m->hk.high);
	assert_true(m->mhk.low < m->z.low && m->mhk.high > m->z.high);
	assert_true(m->pi_z.low <= m->z.low && m->pi_z.high >= m->z.high);
	if (k > 2)
		assert_true(m->pi_hts.low < m->pi_z.low);
	else
		assert_true(isnan(m->pi_hts.low) && isnan(m->pi_hts.high));
	assert_true(m->i2 >= 0 && m->i2 < 1 && m->h2 >= 1);
	near(m->i2, 1 - 1 / m->h2, 1e-12);
	assert_true(m->share_below_0 >= 0 && m->share_below_0 <= 1);
}

static void
limits_hold_their_estimate_and_the_modified_are_never_narrower(void **state)
{
	struct staaf_study_effect a[MAX_STUDIES];
	struct chance c = { 13 };
	struct staaf_pooled p;

	(void)state;
	for (int n = 0; n < N_ROUNDS; n++) {
		size_t k = draw(a, &c);

		assert_int_equal(staaf_pool(&p, a, k, NULL), STAAF_OK);
		check_model(&p.dl, k);
		check_model(&p.reml, k);
		check_model(&p.pm, k);
		assert_true(p.tau2_low <= p.tau2_high);
		assert_true(p.tau2_low <= p.pm.tau2 + ALIKE);
		assert_true(p.pm.tau2 <= p.tau2_high + ALIKE);
		/* Paule and Mandel, DerSimonian and Laird are 0 together. */
		assert_true((p.pm.tau2 > 0) == (p.dl.tau2 > 0));
		assert_true((p.q > p.q_df) == (p.dl.tau2 > 0));
		assert_true(p.fe.z.se <= p.reml.z.se);
		near(p.i2_q, p.dl.i2, 1e-12);
	}
}

/* The restricted likelihood straight from its definition. */
static double
likelihood(const struct staaf_study_effect *study, size_t k, double tau2)
{
	double w = 0, wy = 0, l = 0, m;

	for (size_t i = 0; i < k; i++) {
		w += 1 / (study[i].variance + tau2);
		wy += study[i].effect / (study[i].variance + tau2);
	}
	m = wy / w;
	for (size_t i = 0; i < k; i++) {
		double v = study[i].variance + tau2, d = study[i].effect - m;

		l -= (log(v) + d * d / v) / 2;
	}
	return l - log(w) / 2;
}

static void
no_other_tau2_has_a_higher_likelihood(void **state)
{
	static const double v[] = { 1e-4, 4e-4, .01, .1, 1, 4 };
	static const double spread[] = { .02, .2, 3 };
	struct staaf_study_effect a[8];
	struct chance c = { 14 };
	struct staaf_pool_model m;

	(void)state;
	for (int n = 0; n < 1000; n++) {
		size_t k = 2 + chance_below(&c, 6);
		double best;

		for (size_t i = 0; i < k; i++) {
			a[i].variance = v[chance_below(&c, 6)];
			a[i].effect = (share(&c) - .5) *
			    spread[chance_below(&c, 3)];
		}
		assert_true(staaf_pool_reml(&m, a, k));
		best = likelihood(a, k, m.tau2);
		assert_true(best >= likelihood(a, k, 0) - 1e-10);
		for (double t = 1e-7; t < 100; t *= 1.21)
			assert_true(best >= likelihood(a, k, t) - 1e-10);
	}
}

static void
studies_that_agree_have_no_spread(void **state)
{
	static const struct staaf_study_effect study[] = { { .2, .01 },
		{ .2, .04 }, { .2, .02 } };
	struct staaf_pooled p;

	(void)state;
	assert_int_equal(staaf_pool(&p, study, 3, NULL), STAAF_OK);
	near(p.reml.mhk.est, .2, 0);
	assert_true(p.q == 0 && p.q_p == 1 && p.i2_q == 0 && p.h2_q == 0);
	assert_true(p.reml.tau2 == 0 && p.pm.tau2 == 0 && p.dl.tau2 == 0);
	assert_true(p.tau2_low == 0 && p.tau2_high == 0);
	/* The modified factor keeps the interval from having no width. */
	assert_true(p.reml.hk.high - p.reml.hk.low == 0);
	assert_true(isnan(p.reml.hk.t) && isnan(p.reml.hk.p));
	assert_true(p.reml.mhk.high - p.reml.mhk.low > .3);
	assert_true(p.reml.share_below_0 == 0);
}

static void
the_share_below_0_is_none_half_or_all_when_it_must_be(void **state)
{
	static const struct staaf_study_effect up[] = { { .2, 1 }, { .3, 1 } };
	static const struct staaf_study_effect down[] = { { -.2, 1 },
		{ -.3, 1 } };
	static const struct staaf_study_effect nil[] = { { 0, 1 }, { 0, 2 } };
	static const struct staaf_study_effect apart[] = { { -9, 1 },
		{ 9, 1 } };
	struct staaf_pool_model m;

	(void)state;
	assert_true(staaf_pool_reml(&m, up, 2));
	assert_true(m.share_below_0 == 0);
	assert_true(staaf_pool_reml(&m, down, 2));
	assert_true(m.share_below_0 == 1);
	assert_true(staaf_pool_reml(&m, nil, 2));
	assert_true(isnan(m.share_below_0));
	assert_true(staaf_pool_reml(&m, apart, 2));
	near(m.share_below_0, .5, 1e-12);
	near(m.tau2, 161, 1e-10); /* sample variance 162, less 1 */
}

static void
a_common_effect_has_no_spread_to_predict_with(void **state)
{
	static const struct staaf_study_effect study[] = { { 0, 1 }, { 9, 1 } };
	struct staaf_pooled p;

	(void)state;
	assert_int_equal(staaf_pool(&p, study, 2, NULL), STAAF_OK);
	assert_true(p.fe.tau2 == 0 && isinf(p.fe.z.df));
	assert_true(isnan(p.fe.pi_z.low) && isnan(p.fe.pi_hk.high));
	assert_true(isnan(p.fe.i2) && isnan(p.fe.share_below_0));
}

static void
what_cannot_be_pooled_is_refused_and_says_why(void **state)
{
	static const struct staaf_study_effect study[] = { { .2, .01 },
		{ .3, 0 }, { NAN, .1 }, { .2, .1 }, { INFINITY, .1 }, { 1, 1 },
		{ .2, NAN }, { .3, 1 }, { .3, 1.01e100 }, { 1.01e50, 1 },
		{ 0, .99e-100 } };
	struct staaf_pooled p = { .k = 42 };
	struct staaf_pool_model m = { .tau2 = 42 };
	struct staaf_err err;

	(void)state;
	assert_int_equal(staaf_pool(&p, study, 0, &err), STAAF_TOOFEW);
	assert_int_equal(staaf_pool(&p, study, 1, &err), STAAF_TOOFEW);
	assert_int_equal(err.msg, STAAF_MSG_POOL_TOO_FEW);
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(staaf_pool(&p, study + i, 2, &err),
		    STAAF_BADARG);
	assert_int_equal(err.msg, STAAF_MSG_POOL_BAD_NUMBER);
	assert_int_equal(p.k, 42); /* outputs are as they were */
	assert_false(staaf_pool_reml(&m, study, 2));
	assert_true(isnan(m.tau2) && isnan(m.mhk.low) && isnan(m.pi_z.high));
}

static void
numbers_at_the_ends_of_what_is_usable_are_pooled(void **state)
{
	static const struct staaf_study_effect study[] = { { 1e50, 1e-100 },
		{ -1e50, 1e100 }, { 0, 1e-100 } };
	struct staaf_pooled p;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(staaf_pool(&p, study + i, 2, NULL), STAAF_OK);
		assert_true(isfinite(p.reml.tau2) && isfinite(p.pm.tau2));
		assert_true(isfinite(p.dl.tau2) && isfinite(p.reml.mhk.high));
		assert_true(isfinite(p.tau2_high) && isfinite(p.q));
	}
}

static void
leaving_one_out_is_pooling_the_others(void **state)
{
	struct staaf_study_effect a[MAX_STUDIES], rest[MAX_STUDIES];
	struct staaf_estimate each[MAX_STUDIES];
	struct staaf_pool_without w;
	struct chance c = { 15 };
	struct staaf_pool_model m;

	(void)state;
	for (int n = 0; n < 40; n++) {
		size_t k = draw(a, &c);

		if (k < 3)
			continue;
		assert_true(staaf_pool_leave_one_out(&w, each, a, k));
		for (size_t i = 0; i < k; i++) {
			memcpy(rest, a, sizeof(a));
			rest[i] = a[k - 1];
			assert_true(staaf_pool_reml(&m, rest, k - 1));
			near(each[i].est, m.mhk.est, ALIKE);
			near(each[i].high, m.mhk.high, ALIKE);
			assert_true(w.low <= each[i].est);
			assert_true(w.high >= each[i].est);
		}
		near(each[w.at_low].est, w.low, 0);
		near(each[w.at_high].est, w.high, 0);
	}
}

static void
of_two_studies_none_can_be_left_out(void **state)
{
	static const struct staaf_study_effect study[] = { { .2, .1 },
		{ .3, .1 }, { .4, 0 } };
	struct staaf_pool_without w;
	struct staaf_estimate each[3];

	(void)state;
	for (size_t k = 0; k <= 3; k++) {
		each[0].est = 42;
		assert_false(staaf_pool_leave_one_out(&w, each, study, k));
		assert_true(isnan(w.low) && isnan(w.high));
		assert_true(k == 0 || isnan(each[0].est));
	}
}

static void
swapping_the_subgroups_turns_the_difference(void **state)
{
	struct staaf_study_effect a[MAX_STUDIES];
	bool is_second[MAX_STUDIES], is_first[MAX_STUDIES];
	struct staaf_pool_subgroups s, t;
	struct chance c = { 16 };

	(void)state;
	for (int n = 0; n < N_ROUNDS; n++) {
		size_t k = draw(a, &c);

		for (size_t i = 0; i < k; i++) {
			is_second[i] = i % 3 == 0;
			is_first[i] = !is_second[i];
		}
		if (k < 3) {
			assert_false(staaf_pool_subgroups(&s, a, is_second, k));
			assert_true(isnan(s.z.est));
			continue;
		}
		assert_true(staaf_pool_subgroups(&s, a, is_second, k));
		assert_true(staaf_pool_subgroups(&t, a, is_first, k));
		near(t.z.est, -s.z.est, 0);
		near(t.z.low, -s.z.high, 0);
		near(t.qm, s.qm, 0);
		near(t.mhk.p, s.mhk.p, 1e-12);
		assert_int_equal(s.k[0] + s.k[1], k);
		assert_int_equal(s.k[0], t.k[1]);
		/* Never surer than without Knapp and Hartung's factor. */
		assert_true(s.mhk.se >= s.z.se && s.mhk.se >= s.hk.se);
	}
}

static void
a_subgroup_may_have_one_study_but_not_none(void **state)
{
	static const struct staaf_study_effect study[] = { { .2, .1 },
		{ .3, .1 }, { .4, .1 } };
	static const bool is_second[] = { false, true, false };
	static const bool none[] = { false, false, false };
	struct staaf_pool_subgroups s;

	(void)state;
	assert_true(staaf_pool_subgroups(&s, study, is_second, 3));
	near(s.in[0].est, .3, 1e-15);
	near(s.in[1].est, .3, 1e-15);
	near(s.z.se, sqrt(.1 / 2 + .1), 1e-15);
	assert_false(staaf_pool_subgroups(&s, study, none, 3));
	assert_true(isnan(s.z.est) && isnan(s.qm) && isnan(s.in[0].est));
	assert_int_equal(s.k[0], 3);
	assert_false(staaf_pool_subgroups(&s, study, is_second, 2));
	assert_true(isnan(s.mhk.p));
	assert_false(staaf_pool_subgroups(&s, study, is_second, 0));
}

static void
when_memory_runs_out_there_are_no_numbers(void **state)
{
	static const struct staaf_study_effect study[] = { { .2, .1 },
		{ .3, .1 }, { .4, .1 }, { .5, .1 } };
	static const bool is_second[] = { false, true, false, true };
	struct staaf_pool_without w;
	struct staaf_pool_subgroups s;
	struct staaf_estimate each[4];

	(void)state;
	staaf_mem_refuse(1);
	assert_false(staaf_pool_leave_one_out(&w, each, study, 4));
	staaf_mem_refuse(1);
	assert_false(staaf_pool_subgroups(&s, study, is_second, 4));
	staaf_mem_refuse(0);
	assert_true(isnan(w.low) && isnan(each[3].est));
	assert_true(isnan(s.z.p) && isnan(s.in[0].est));
	assert_true(staaf_pool_leave_one_out(&w, each, study, 4));
	assert_true(staaf_pool_subgroups(&s, study, is_second, 4));
}

/*
 * metafor 3.8-1: aggregate(.., rho = .6, weighted = FALSE) of these three
 * prints 0.3333 and 0.0429; by hand (.4 * .18 + .6 * (sum of roots)^2) / 9.
 */
static void
effects_of_one_study_become_their_mean(void **state)
{
	static const struct staaf_study_effect e[] = { { .2, .04 }, { .5, .05 },
		{ .3, .09 } };
	double roots = .2 + sqrt(.05) + .3;
	struct staaf_study_effect one;

	(void)state;
	staaf_pool_dependent(&one, e, 3, .6);
	near(one.effect, 1. / 3, 1e-15);
	near(one.variance, (.4 * .18 + .6 * roots * roots) / 9, 1e-16);
	near(one.variance, .0429, 5e-5);
	staaf_pool_dependent(&one, e, 1, .6);
	near(one.effect, .2, 0);
	near(one.variance, .04, 1e-17);
	/* Independent errors: the variance of any mean; rho 1: no gain. */
	staaf_pool_dependent(&one, e, 3, 0);
	near(one.variance, .18 / 9, 1e-17);
	staaf_pool_dependent(&one, e, 3, 1);
	near(one.variance, roots * roots / 9, 1e-17);
	for (double rho = -.1; rho < 2; rho += 1.2) {
		staaf_pool_dependent(&one, e, 3, rho);
		assert_true(isnan(one.effect) && isnan(one.variance));
	}
	staaf_pool_dependent(&one, e, 0, .6);
	assert_true(isnan(one.effect) && isnan(one.variance));
}

static void
eggers_test_waits_for_ten_studies_of_several_sizes(void **state)
{
	struct staaf_study_effect a[MAX_STUDIES];
	struct staaf_study_counts n[MAX_STUDIES];
	struct staaf_estimate e;

	(void)state;
	for (int i = 0; i < 10; i++) {
		a[i] = (struct staaf_study_effect){ .1 * i * i, .01 };
		n[i] = (struct staaf_study_counts){ 20 + i, 20 };
	}
	assert_int_equal(staaf_pool_egger(&e, a, NULL, 9),
	    STAAF_EGGER_TOO_FEW);
	assert_true(isnan(e.est) && isnan(e.p) && isnan(e.low));
	assert_int_equal(staaf_pool_egger(&e, a, NULL, 10),
	    STAAF_EGGER_ONE_SIZE);
	assert_true(isnan(e.est));
	assert_int_equal(staaf_pool_egger(&e, a, n, 10), STAAF_EGGER_OK);
	assert_true(e.est < 0 && e.low < e.est && e.est < e.high);
	n[3].n2 = 0;
	assert_int_equal(staaf_pool_egger(&e, a, n, 10), STAAF_EGGER_BAD);
	a[3].variance = 0;
	assert_int_equal(staaf_pool_egger(&e, a, NULL, 10), STAAF_EGGER_BAD);
	assert_true(isnan(e.est));
}

/* Effects that lie on a line: the slope is known, nothing is left over. */
static void
eggers_slope_turns_with_the_sign_and_keeps_to_a_line(void **state)
{
	struct staaf_study_effect a[12], b[12];
	struct staaf_estimate e, f;
	struct chance c = { 17 };

	(void)state;
	for (int i = 0; i < 12; i++) {
		a[i].variance = (i + 1) * (i + 1) / 64.;
		a[i].effect = .25 + 2 * (i + 1) / 8.;
	}
	assert_int_equal(staaf_pool_egger(&e, a, NULL, 12), STAAF_EGGER_OK);
	near(e.est, 2, 1e-14);
	near(e.se, 0, 1e-14);
	for (int i = 0; i < 12; i++) {
		a[i].effect += share(&c);
		b[11 - i].effect = 5 - a[i].effect;
		b[11 - i].variance = a[i].variance;
	}
	assert_int_equal(staaf_pool_egger(&e, a, NULL, 12), STAAF_EGGER_OK);
	assert_int_equal(staaf_pool_egger(&f, b, NULL, 12), STAAF_EGGER_OK);
	near(f.est, -e.est, 1e-12);
	near(f.high, -e.low, 1e-12);
	near(f.p, e.p, 1e-12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_order_of_studies_does_not_matter),
		cmocka_unit_test(
		    other_units_another_origin_or_sign_only_move_the_answer),
		cmocka_unit_test(
		    limits_hold_their_estimate_and_the_modified_are_never_narrower),
		cmocka_unit_test(no_other_tau2_has_a_higher_likelihood),
		cmocka_unit_test(studies_that_agree_have_no_spread),
		cmocka_unit_test(
		    the_share_below_0_is_none_half_or_all_when_it_must_be),
		cmocka_unit_test(a_common_effect_has_no_spread_to_predict_with),
		cmocka_unit_test(what_cannot_be_pooled_is_refused_and_says_why),
		cmocka_unit_test(
		    numbers_at_the_ends_of_what_is_usable_are_pooled),
		cmocka_unit_test(leaving_one_out_is_pooling_the_others),
		cmocka_unit_test(of_two_studies_none_can_be_left_out),
		cmocka_unit_test(swapping_the_subgroups_turns_the_difference),
		cmocka_unit_test(a_subgroup_may_have_one_study_but_not_none),
		cmocka_unit_test(when_memory_runs_out_there_are_no_numbers),
		cmocka_unit_test(effects_of_one_study_become_their_mean),
		cmocka_unit_test(
		    eggers_test_waits_for_ten_studies_of_several_sizes),
		cmocka_unit_test(
		    eggers_slope_turns_with_the_sign_and_keeps_to_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
