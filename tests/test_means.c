/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Differences of means and in standard deviations against R 4.2.2 (t.test)
 * and effectsize 0.8.3 (cohens_d, hedges_g, glass_delta; its limits have six
 * digits), and their laws.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <staaf/effect.h>
#include <staaf/means.h>

#include "chance.h"

enum { N = 9, A = 7, B = 8 };

static const double before[N] = { 5.1, 4.8, 6.2, 7.0, 4.0, 5.9, 3.9, 5.0,
	6.1 }, after[N] = { 6.0, 5.5, 6.1, 7.8, 5.2, 6.6, 5.0, 5.1, 7.0 };
static const double a[A] = { 7.1, 6.5, 8, 5.5, 6.5, 9, 7.5 },
    b[B] = { 5.5, 6, 6.5, 4, 7.1, 5, 6, 5.5 };

static void
near(double got, double want, double relative, const char *what)
{
	if (!(fabs(got - want) <= relative * fabs(want)))
		fail_msg("%s: got %.17g, want %.17g", what, got, want);
}

struct pairs {
	struct staaf_summary pre, post, diff;
	struct staaf_estimate r;
};

static void
take_pairs(struct pairs *p, const double *x, const double *y, size_t n)
{
	double d[N];

	for (size_t i = 0; i < n; i++)
		d[i] = staaf_round(y[i] - x[i], 1);
	staaf_summarise(&p->pre, x, n);
	staaf_summarise(&p->post, y, n);
	staaf_summarise(&p->diff, d, n);
	staaf_correlate(&p->r, x, y, n);
}

static void
t_tests_are_those_of_r(void **state)
{
	struct staaf_summary s, t;
	struct staaf_estimate e;
	struct pairs p;

	(void)state;
	take_pairs(&p, before, after, N);
	staaf_t_paired(&e, &p.diff, .95);
	near(e.est, 0.7, 1e-14, "paired");
	near(e.se, 0.144337567297407, 1e-14, "paired se");
	near(e.t, 4.84974226119285, 1e-14, "paired t");
	near(e.p, 0.00127227093217441, 1e-12, "paired p");
	near(e.low, 0.367156972946871, 1e-13, "paired low");
	near(e.high, 1.03284302705313, 1e-13, "paired high");
	staaf_summarise(&s, a, A);
	staaf_summarise(&t, b, B);
	staaf_t_welch(&e, &s, &t, .95);
	near(e.se, 0.545918685231009, 1e-14, "Welch se");
	near(e.t, 2.66915732427487, 1e-13, "Welch t");
	near(e.df, 11.7224449070171, 1e-13, "Welch df");
	near(e.p, 0.020800191212565, 1e-12, "Welch p");
	near(e.low, 0.264557164251725, 1e-12, "Welch low");
	near(e.high, 2.64972855003399, 1e-13, "Welch high");
	staaf_t_student(&e, &s, &t, .95);
	near(e.se, 0.538563849889837, 1e-14, "Student se");
	near(e.t, 2.70560836461808, 1e-13, "Student t");
	near(e.p, 0.0180004159278986, 1e-12, "Student p");
	near(e.low, 0.293646396336921, 1e-12, "Student low");
}

static void
standardised_changes_are_those_of_effectsize(void **state)
{
	struct staaf_gain c;
	struct pairs p;
	double av, left;

	(void)state;
	take_pairs(&p, before, after, N);
	staaf_standardise_change(&c, &p.pre, &p.post, &p.diff, p.r.est);
	near(c.z.d, 1.616580753730951, 1e-13, "d_z");
	near(c.z.d_low, 0.581435130809723, 1e-6, "d_z low");
	near(c.z.d_high, 2.612653195149363, 1e-6, "d_z high");
	near(c.z.g, 1.459292835550053, 1e-13, "g_z");
	near(c.z.g_low, 0.524863430898517, 1e-6, "g_z low");
	/* By the definitions of Lakens 2013 from R's standard deviations. */
	av = sqrt((pow(1.04403065089106, 2) + pow(0.95524865872714, 2)) / 2);
	left = 2 * (1 - 0.909948782337399);
	near(c.av.d, 0.7 / av, 1e-12, "d_av");
	near(c.av.d_low, 0.581435130809723 * 0.43301270189222 / av, 1e-6,
	    "d_av low");
	near(c.rm.d, 1.616580753730951 * sqrt(left), 1e-12, "d_rm");
	near(c.rm_se, sqrt((1.0 / 9 + c.rm.d * c.rm.d / 18) * left), 1e-13,
	    "d_rm se");
	near(c.pre.d, 0.7 / 1.04403065089106, 1e-12, "d_pre");
	near(c.pre_var, left / 9 + c.pre.g * c.pre.g / 18, 1e-13, "SMCR");
}

static void
standardised_gaps_are_those_of_effectsize(void **state)
{
	struct staaf_summary s, t;
	struct staaf_gap g;

	(void)state;
	staaf_summarise(&s, a, A);
	staaf_summarise(&t, b, B);
	staaf_standardise_gap(&g, &s, &t);
	near(g.s.d, 1.400285362118643, 1e-13, "d");
	near(g.s.d_low, 0.233587486627304, 1e-6, "d low");
	near(g.s.d_high, 2.525162899755632, 1e-6, "d high");
	near(g.s.g, 1.317643975210132, 1e-13, "g");
	near(g.s.g_high, 2.376134016178656, 1e-6, "g high");
	near(g.glass, 1.543330208305447, 1e-13, "Glass");
	near(g.d_welch, 1.390083614850603, 1e-13, "d by both spreads");
	near(g.g_var, 1.0 / 7 + 1.0 / 8 + g.s.g * g.s.g / 30, 1e-14, "var");
	near(g.g_wwc, g.s.d * (1 - 3.0 / 51), 1e-14, "WWC");
	near(g.improvement, 100 * staaf_u3(g.g_wwc) - 50, 1e-14, "index");
}

/* Hedges 1981 to 50 digits by mpmath 1.3.0. */
static void
hedges_factor_has_its_digits(void **state)
{
	static const struct {
		double df, j;
	} row[] = {
		{ 2, 0.56418958354775628695 }, { 5, 0.84074868245968930490 },
		{ 8, 0.90270333367641005912 }, { 22, 0.96545065879062981198 },
		{ 300, 0.99749756684385860828 },
		{ 301, 0.99750588864056449984 },
		{ 1000, 0.99924978117971636751 },
		{ 1e7, 0.99999992499999781250 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		near(staaf_hedges_j(row[i].df), row[i].j, 1e-13, "J");
	/* The two ways meet where one takes over. */
	near(staaf_hedges_j(300), staaf_hedges_j(300 + 1e-9), 1e-11, "seam");
	assert_true(staaf_hedges_j(300) < staaf_hedges_j(301));
	assert_true(isnan(staaf_hedges_j(1)) && isnan(staaf_hedges_j(-3)));
	assert_true(staaf_hedges_j(1e9) < 1);
}

static void
swapping_turns_the_sign_and_scale_changes_no_effect(void **state)
{
	struct chance c = { 17 };

	(void)state;
	for (int round = 0; round < 60; round++) {
		double x[20], y[20], scale = 1 + (double)chance_below(&c, 50);
		struct staaf_summary s, t, s2, t2;
		struct staaf_estimate e, f;
		struct staaf_gap g, h;
		size_t n = 3 + chance_below(&c, 17);

		for (size_t i = 0; i < 20; i++) {
			x[i] = (double)chance_below(&c, 100) / 10;
			y[i] = (double)chance_below(&c, 90) / 10;
		}
		staaf_summarise(&s, x, 20);
		staaf_summarise(&t, y, n);
		for (size_t i = 0; i < 20; i++) {
			x[i] = x[i] * scale + 100;
			y[i] = y[i] * scale + 100;
		}
		staaf_summarise(&s2, x, 20);
		staaf_summarise(&t2, y, n);
		staaf_t_welch(&e, &s, &t, .95);
		staaf_t_welch(&f, &t, &s, .95);
		near(e.t, -f.t, 1e-13, "t");
		near(e.p, f.p, 1e-12, "p");
		near(e.low, -f.high, 1e-9, "limits");
		assert_true(e.low <= e.est && e.est <= e.high);
		staaf_t_welch(&f, &s2, &t2, .95);
		assert_true(fabs(e.t - f.t) < 1e-9);
		staaf_standardise_gap(&g, &s, &t);
		staaf_standardise_gap(&h, &s2, &t2);
		assert_true(fabs(g.s.g - h.s.g) < 1e-9);
		assert_true(g.s.g_low < g.s.g && g.s.g < g.s.g_high);
		staaf_standardise_gap(&h, &t, &s);
		near(g.s.g, -h.s.g, 1e-13, "g");
		near(g.s.g_low, -h.s.g_high, 1e-9, "limits of g");
	}
}

static void
what_has_no_spread_has_no_test(void **state)
{
	static const double flat[] = { 5, 5, 5 }, one[] = { 7 },
	    up[] = { 6, 7, 8 }, down[] = { 5, 6, 7 };
	struct staaf_summary f, o, u;
	struct staaf_estimate e;
	struct staaf_gap g;
	struct staaf_gain c;
	struct pairs p;

	(void)state;
	staaf_summarise(&f, flat, 3);
	staaf_summarise(&o, one, 1);
	staaf_summarise(&u, up, 3);
	staaf_t_paired(&e, &f, .95);
	assert_true(e.est == 5 && isnan(e.t) && isnan(e.p) && isnan(e.low));
	staaf_t_paired(&e, &o, .95);
	assert_true(isnan(e.t));
	staaf_t_welch(&e, &f, &f, .95);
	assert_true(e.est == 0 && isnan(e.t));
	/* One arm without spread: Welch is fine, Glass is not. */
	staaf_t_welch(&e, &u, &f, .95);
	near(e.df, 2, 1e-13, "df of the arm that varies");
	assert_true(!isnan(e.p));
	staaf_standardise_gap(&g, &u, &f);
	assert_true(isnan(g.glass) && !isnan(g.s.g) && !isnan(g.s.g_low));
	staaf_t_welch(&e, &u, &o, .95);
	assert_true(isnan(e.t));
	/* All gains alike: a size by the spread of scores, no limits. */
	take_pairs(&p, down, up, 3);
	staaf_standardise_change(&c, &p.pre, &p.post, &p.diff, p.r.est);
	assert_true(isnan(c.z.d) && c.av.d == 1 && isnan(c.av.d_low));
}

static void
g_alone_is_that_of_the_whole(void **state)
{
	struct staaf_summary x = { .n = 12, .mean = 6.3, .sd = 1.1 },
	    y = { .n = 9, .mean = 5.6, .sd = 1.4 };
	struct staaf_gap gap;

	(void)state;
	staaf_standardise_gap(&gap, &x, &y);
	assert_true(staaf_gap_g(&x, &y) == gap.s.g);
	x.sd = y.sd = 0;
	assert_true(isnan(staaf_gap_g(&x, &y)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g_alone_is_that_of_the_whole),
		cmocka_unit_test(t_tests_are_those_of_r),
		cmocka_unit_test(standardised_changes_are_those_of_effectsize),
		cmocka_unit_test(standardised_gaps_are_those_of_effectsize),
		cmocka_unit_test(hedges_factor_has_its_digits),
		cmocka_unit_test(
		    swapping_turns_the_sign_and_scale_changes_no_effect),
		cmocka_unit_test(what_has_no_spread_has_no_test),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
