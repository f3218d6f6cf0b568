/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Effects from reported figures.  "metafor" is metafor 3.8-1's escalc on
 * R 4.2.2, with the measure named; "mpmath" is mpmath 1.3.0 with 40 digits or
 * more; "Borenstein" is Borenstein and others 2009, Introduction to
 * meta-analysis, with the chapter.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <staaf/convert.h>
#include <staaf/effect.h>

#include "chance.h"

static void
near(double got, double want, double relative)
{
	if (!(fabs(got - want) <= relative * fabs(want)))
		fail_msg("got %.17g, want %.17g", got, want);
}

static void
is_near(const struct staaf_study_effect *got, double effect, double variance)
{
	near(got->effect, effect, 1e-13);
	near(got->variance, variance, 1e-13);
}

static void
is_none(const struct staaf_study_effect *got)
{
	assert_true(isnan(got->effect) && isnan(got->variance));
}

static double
share(struct chance *c)
{
	return (double)(chance_bits(c) >> 11) / 9007199254740992.;
}

static void
two_groups_give_the_published_g(void **state)
{
	/*
	 * mpmath; metafor's SMD has the same but for the 13th digit, which its
	 * lgamma loses.  The first is Borenstein, chapter 4: g 0.5924.
	 */
	static const struct {
		struct staaf_figures t, c;
		double g, v;
	} row[] = {
		{ { 50, 103, 5.5 }, { 50, 100, 4.5 }, .59243962303480846,
		    .04175492353470813 },
		{ { 12, 6.2, 1.1 }, { 9, 5.4, 1.6 }, .57584203922931444,
		    .20233954097167719 },
		{ { 2, 5, .3 }, { 2, 4, .2 }, 2.2129336122121508,
		    1.6121343965072898 },
		{ { 412, 6.2, 1.1 }, { 309, 6.9, 0 }, -.84080531694161293,
		    .0061536894921386635 },
	};
	struct staaf_study_effect e;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		staaf_convert_smd(&e, &row[i].t, &row[i].c);
		is_near(&e, row[i].g, row[i].v);
		staaf_convert_smd(&e, &row[i].c, &row[i].t);
		is_near(&e, -row[i].g, row[i].v);
	}
	staaf_convert_smd(&e, &row[0].t, &row[0].c);
	assert_true(fabs(e.effect - .5924) < 5e-5);
}

static void
g_does_not_depend_on_the_unit_of_the_scale(void **state)
{
	struct chance c = { 21 };
	struct staaf_study_effect e, f;

	(void)state;
	for (int n = 0; n < 200; n++) {
		struct staaf_figures a = { 2 + (long)chance_below(&c, 99),
			share(&c), .1 + share(&c) };
		struct staaf_figures b = { 2 + (long)chance_below(&c, 99),
			share(&c), .1 + share(&c) };

		staaf_convert_smd(&e, &a, &b);
		a.mean *= 1e150;
		a.sd *= 1e150;
		b.mean *= 1e150;
		b.sd *= 1e150;
		staaf_convert_smd(&f, &a, &b);
		near(f.effect, e.effect, 1e-13);
		near(f.variance, e.variance, 1e-13);
	}
}

static void
one_group_before_and_after_gives_metafors_smcr(void **state)
{
	struct staaf_figures before = { 22, 5.9, 1.4 };
	struct staaf_study_effect e;

	(void)state;
	staaf_convert_change(&e, &before, 6.5, .62);
	is_near(&e, .4130495366932162, .038422952721874556);
	before = (struct staaf_figures){ 50, 103, 5.5 };
	staaf_convert_change(&e, &before, 100, .7);
	is_near(&e, -.53705573303791154, .014884288603888886);
	/* All start alike: the change has no unit. */
	before.sd = 0;
	staaf_convert_change(&e, &before, 100, .7);
	is_none(&e);
}

static void
rates_give_metafors_ratios_and_differences(void **state)
{
	/* OR, RR and RD; the first is Borenstein, chapter 5: -.7472, .3216. */
	static const struct {
		long a, n1, c, n2;
		double oddsr, v_or, rr, v_rr, rd, v_rd;
	} row[] = {
		{ 5, 100, 10, 100, -.74721440183022114, .32163742690058483,
		    -.6931471805599453, .28, -.05, .001375 },
		{ 4, 123, 11, 139, -.93869414087039216, .35712495225362872,
		    -.88931133392020545, .32558476500396133,
		    -.046616365444229972, .00078006866485593796 },
		{ 0, 20, 6, 24, -2.6676035115216203, 2.2566806957050858,
		    -2.3905959703167592, 2.0662271062271063,
		    -.2361904761904762, .008802791923118454 },
		{ 20, 20, 6, 24, 4.7595406218869947, 2.2566806957050858,
		    1.3229760963875488, .11500759403198427,
		    .71619047619047616, .0088027919231184557 },
		{ 0, 20, 0, 24, .17824823140631851, 4.0895968143354899,
		    .17435338714477755, 3.9123809523809525,
		    .0038095238095238078, .0018907919231184536 },
	};
	struct staaf_study_effect e;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		staaf_convert_rates(&e, STAAF_LOG_ODDS_RATIO, row[i].a,
		    row[i].n1, row[i].c, row[i].n2);
		is_near(&e, row[i].oddsr, row[i].v_or);
		staaf_convert_rates(&e, STAAF_LOG_RATE_RATIO, row[i].a,
		    row[i].n1, row[i].c, row[i].n2);
		is_near(&e, row[i].rr, row[i].v_rr);
		staaf_convert_rates(&e, STAAF_RATE_DIFFERENCE, row[i].a,
		    row[i].n1, row[i].c, row[i].n2);
		is_near(&e, row[i].rd, row[i].v_rd);
	}
}

static void
swapping_the_groups_turns_every_rate_effect(void **state)
{
	static const enum staaf_rate_scale scale[] = { STAAF_LOG_ODDS_RATIO,
		STAAF_LOG_RATE_RATIO, STAAF_RATE_DIFFERENCE };
	struct staaf_study_effect e, f;

	(void)state;
	for (long n1 = 1; n1 < 9; n1++)
		for (long a = 0; a <= n1; a++)
			for (long c = 0; c <= 7; c++)
				for (int i = 0; i < 3; i++) {
					staaf_convert_rates(&e, scale[i], a, n1,
					    c, 7);
					staaf_convert_rates(&f, scale[i], c, 7,
					    a, n1);
					near(f.effect, -e.effect, 0);
					near(f.variance, e.variance, 1e-15);
					assert_true(e.variance > 0);
				}
}

static void
impossible_counts_give_no_effect(void **state)
{
	static const long row[][4] = { { -1, 10, 3, 10 }, { 11, 10, 3, 10 },
		{ 0, 0, 3, 10 }, { 3, 10, 0, 0 }, { 3, 10, 11, 10 },
		{ 3, 10, -1, 10 }, { 0, -1, 3, 10 } };
	struct staaf_study_effect e;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		staaf_convert_rates(&e, STAAF_RATE_DIFFERENCE, row[i][0],
		    row[i][1], row[i][2], row[i][3]);
		is_none(&e);
	}
}

/* metafor ZCOR; the first is Borenstein, chapter 6: .5493, .0103. */
static void
a_correlation_becomes_fishers_z_from_four_students_on(void **state)
{
	struct staaf_study_effect e;

	(void)state;
	staaf_convert_correlation(&e, .5, 100);
	is_near(&e, .54930614433405489, .010309278350515464);
	near(tanh(e.effect), .5, 1e-15);
	staaf_convert_correlation(&e, -.93, 5);
	is_near(&e, -1.6583900199247865, .5);
	staaf_convert_correlation(&e, .5, 4);
	near(e.variance, 1, 0);
	staaf_convert_correlation(&e, .5, 3);
	is_none(&e);
	staaf_convert_correlation(&e, 1, 50);
	is_none(&e);
	staaf_convert_correlation(&e, -1.2, 50);
	is_none(&e);
}

/* mpmath; the second is Borenstein, chapter 7: ln OR .9069 is d .5000. */
static void
a_reported_d_and_a_log_odds_ratio_become_effects(void **state)
{
	static const struct staaf_study_effect odds = { .9069, .0676 };
	struct staaf_study_effect e;

	(void)state;
	staaf_convert_d(&e, .45, 24, 21, 0);
	is_near(&e, .44209753056319494, .091457383469381787);
	staaf_convert_d(&e, .45, 24, 21, .6);
	is_near(&e, .4419080594406767, .059312665287286306);
	staaf_convert_log_odds(&e, &odds, STAAF_LOGISTIC);
	is_near(&e, .50000017525802321, .0205479360426661);
	staaf_convert_log_odds(&e, &odds, STAAF_COX);
	is_near(&e, .54963636363636364, .024830119375573921);
	near(staaf_g_from_odds_ratio(exp(.9069)), e.effect, 1e-15);
}

/* mpmath: two-sided p to t by the incomplete beta, to z by erf. */
static void
a_p_leads_back_to_its_t_or_z(void **state)
{
	static const struct {
		double p, df, t;
	} row[] = {
		{ .03, 40, 2.2502713888286314 },
		{ .5, 7, .71114177808178631 },
		{ 1e-12, 30, 11.722008426303952 },
		{ 1e-300, 200, 440.60246068494444 },
		{ 1e-4, 1, 6366.1976713159358 },
		{ .03, INFINITY, 2.1700903775845605 },
		{ 1e-300, INFINITY, 37.06578788077213 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		near(staaf_t_from_p(row[i].p, row[i].df, 1), row[i].t, 1e-11);
		near(staaf_t_from_p(row[i].p, row[i].df, -1), -row[i].t, 1e-11);
	}
	near(staaf_t_from_p(1, 9, 1), 0, 0);
	assert_true(isnan(staaf_t_from_p(0, 9, 1)));
	assert_true(isnan(staaf_t_from_p(1.01, 9, 1)));
	assert_true(isnan(staaf_t_from_p(.05, 0, 1)));
	assert_true(isnan(staaf_t_from_p(NAN, 9, 1)));
}

/* All of them start at two groups of 14 and 12 with a d that is known. */
static void
every_way_to_d_ends_at_the_same_d(void **state)
{
	double r = .6, d = .7, inverses = 1 / 14. + 1 / 12.;
	double t = d / sqrt(inverses);

	(void)state;
	near(staaf_d_from_t(t, 14, 12), d, 1e-15);
	near(staaf_d_from_t(staaf_t_from_f(t * t, 1), 14, 12), d, 1e-15);
	near(staaf_d_from_t(staaf_t_from_f(t * t, -1), 14, 12), -d, 1e-15);
	near(staaf_d_from_ancova_t(t / sqrt(1 - r * r), 14, 12, r), d, 1e-15);
	near(staaf_d_from_ancova_t(t, 14, 12, 0), d, 1e-15);
	/* mpmath */
	near(staaf_d_from_ancova_t(2.5, 24, 21, .6), .59761430466719682, 1e-15);
	near(staaf_r_from_d(.45, 24, 21), .21904730367901811, 1e-15);
	near(staaf_d_from_r(.3, 24, 21), .63037329151559153, 1e-15);
	for (d = -4; d < 4; d += .3)
		near(staaf_d_from_r(staaf_r_from_d(d, 5, 40), 5, 40), d, 1e-13);
	assert_true(isnan(staaf_t_from_f(-1, 1)));
	assert_true(isnan(staaf_d_from_t(2, 1, 30)));
	assert_true(isnan(staaf_d_from_t(INFINITY, 9, 30)));
	assert_true(isnan(staaf_d_from_ancova_t(2, 9, 30, 1.1)));
	assert_true(isnan(staaf_r_from_d(2, 0, 30)));
	assert_true(isnan(staaf_r_from_d(INFINITY, 9, 30)));
	assert_true(isnan(staaf_d_from_r(1, 9, 30)));
}

/* mpmath */
static void
spreads_come_out_of_errors_and_intervals(void **state)
{
	(void)state;
	near(staaf_sd_from_se(.25, 36), 1.5, 1e-15);
	near(staaf_sd_from_interval(5.2, 6.4, 25, .95), 1.4535598094673641,
	    1e-12);
	near(staaf_sd_from_interval(5.2, 6.4, 25, .90), 1.7534814556937878,
	    1e-12);
	near(staaf_se_from_interval(5.2, 6.4, INFINITY, .95),
	    .30612807415479234, 1e-12);
	near(staaf_sd_of_change(1.2, 1.5, .7), 1.0816653826391968, 1e-15);
	near(staaf_sd_of_change(1.2, 1.2, 1 - 1e-12), 1.6970562748477141e-6,
	    3e-5); /* 1 - r itself has no more digits than that */
	near(staaf_sd_of_change(1.2, 1.2, 1), 0, 0);
	near(staaf_sd_of_change(3, 1, -1), 4, 1e-15);
	near(staaf_sd_of_change(1e300, 1e300, .5), 1e300, 1e-15);
	assert_true(isnan(staaf_sd_from_se(-1, 36)));
	assert_true(isnan(staaf_sd_from_se(1, 1)));
	assert_true(isnan(staaf_sd_from_interval(6, 5, 25, .95)));
	assert_true(isnan(staaf_sd_from_interval(5, 6, 1, .95)));
	assert_true(isnan(staaf_se_from_interval(5, 6, 20, 1)));
	assert_true(isnan(staaf_se_from_interval(5, INFINITY, 20, .95)));
	assert_true(isnan(staaf_sd_of_change(-1, 1, .5)));
	assert_true(isnan(staaf_sd_of_change(INFINITY, 1, .5)));
	assert_true(isnan(staaf_sd_of_change(1, 1, 1.01)));
}

/* mpmath */
static void
words_for_an_effect_keep_their_digits(void **state)
{
	(void)state;
	near(staaf_overlap(0), 1, 0);
	near(staaf_overlap(.2), .92034432544594204, 1e-14);
	near(staaf_overlap(-.5), .80258734863415255, 1e-14);
	near(staaf_overlap(.8), .68915651677935167, 1e-14);
	near(staaf_overlap(40), 5.5072482372124674e-89, 1e-12);
	near(staaf_improvement_index(.25), 9.8706325682923724, 1e-14);
	near(staaf_improvement_index(-.5), -19.14624612740131, 1e-14);
	near(staaf_improvement_index(1e-9), 3.9894228040143268e-8, 1e-14);
	near(staaf_improvement_index(.7), 100 * staaf_u3(.7) - 50, 1e-13);
	assert_true(isnan(staaf_overlap(NAN)));
	assert_true(isnan(staaf_improvement_index(NAN)));
}

static void
figures_that_are_no_numbers_give_no_effect(void **state)
{
	static const struct staaf_figures good = { 20, 5, 1 };
	static const struct staaf_figures bad[] = { { 1, 5, 1 }, { 0, 5, 1 },
		{ 20, NAN, 1 }, { 20, 5, -1 }, { 20, 5, NAN },
		{ 20, INFINITY, 1 }, { 20, 5, INFINITY } };
	static const struct staaf_figures flat = { 20, 4, 0 };
	static const struct staaf_study_effect odds = { 1, 0 };
	struct staaf_study_effect e;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		staaf_convert_smd(&e, &bad[i], &good);
		is_none(&e);
		staaf_convert_smd(&e, &good, &bad[i]);
		is_none(&e);
		staaf_convert_change(&e, &bad[i], 6, .5);
		is_none(&e);
	}
	staaf_convert_smd(&e, &flat, &flat);
	is_none(&e);
	staaf_convert_change(&e, &good, NAN, .5);
	is_none(&e);
	staaf_convert_change(&e, &good, 6, 1.01);
	is_none(&e);
	staaf_convert_d(&e, .5, 1, 20, 0);
	is_none(&e);
	staaf_convert_d(&e, .5, 20, 20, -1.01);
	is_none(&e);
	staaf_convert_d(&e, NAN, 20, 20, 0);
	is_none(&e);
	/* Two and two with a covariate leave one degree of freedom: no J. */
	staaf_convert_d(&e, .5, 2, 2, .5);
	is_none(&e);
	staaf_convert_log_odds(&e, &odds, STAAF_COX);
	is_none(&e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_groups_give_the_published_g),
		cmocka_unit_test(g_does_not_depend_on_the_unit_of_the_scale),
		cmocka_unit_test(
		    one_group_before_and_after_gives_metafors_smcr),
		cmocka_unit_test(rates_give_metafors_ratios_and_differences),
		cmocka_unit_test(swapping_the_groups_turns_every_rate_effect),
		cmocka_unit_test(impossible_counts_give_no_effect),
		cmocka_unit_test(
		    a_correlation_becomes_fishers_z_from_four_students_on),
		cmocka_unit_test(
		    a_reported_d_and_a_log_odds_ratio_become_effects),
		cmocka_unit_test(a_p_leads_back_to_its_t_or_z),
		cmocka_unit_test(every_way_to_d_ends_at_the_same_d),
		cmocka_unit_test(spreads_come_out_of_errors_and_intervals),
		cmocka_unit_test(words_for_an_effect_keep_their_digits),
		cmocka_unit_test(figures_that_are_no_numbers_give_no_effect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
