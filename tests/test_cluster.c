/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes as units: figures of 60 digits, tables, and what must hold. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include <staaf/cluster.h>
#include <staaf/dist.h>
#include <staaf/mem.h>

#include "chance.h"
#include "model_gold.h"

#define DATA "tests/data/cluster.txt"

enum { MANY = 5000 };

/* Rows of a case; `before` is there, and may be left out. */
struct school {
	struct gold g;
	size_t cluster[GOLD_ROWS];
	struct staaf_cluster_rows rows;
};

static void
read_school(struct school *s, const char *name)
{
	gold_read(&s->g, DATA, name);
	s->rows = (struct staaf_cluster_rows){ .value = s->g.column[0],
		.before = s->g.column[1], .treated = s->g.yes,
		.cluster = s->cluster, .n = s->g.n };
	for (size_t i = 0; i < s->g.n; i++) {
		s->cluster[i] = (size_t)s->g.column[3][i];
		if (s->cluster[i] >= s->rows.n_clusters)
			s->rows.n_clusters = s->cluster[i] + 1;
	}
}

static void
meet_models(struct school *s, const char *kind)
{
	struct staaf_cluster_robust r;
	struct staaf_cluster_mixed m;
	char name[32];

	assert_int_equal(staaf_cluster_robust(&r, &s->rows),
	    STAAF_CLUSTER_FINE);
	assert_int_equal(staaf_cluster_mixed(&m, &s->rows),
	    STAAF_CLUSTER_FINE);
	(void)snprintf(name, sizeof(name), "%s.cr2", kind);
	gold_meet_estimate(&s->g, name, r.cr2, 1e-12);
	(void)snprintf(name, sizeof(name), "%s.cr1", kind);
	gold_meet(&s->g, name, r.cr1_se, 1e-12);
	(void)snprintf(name, sizeof(name), "%s.cr1s", kind);
	gold_meet(&s->g, name, r.cr1s_se, 1e-12);
	(void)snprintf(name, sizeof(name), "%s.mixed", kind);
	gold_meet_estimate(&s->g, name, m.effect, 1e-11);
	(void)snprintf(name, sizeof(name), "%s.within", kind);
	gold_meet(&s->g, name, m.within, 1e-12);
	(void)snprintf(name, sizeof(name), "%s.between", kind);
	gold_meet(&s->g, name, m.between, 1e-11);
	gold_near(m.icc, m.between / (m.between + m.within), 1e-12, "icc");
	assert_int_equal(m.is_singular, m.between == 0);
}

static void
meet_school(const char *name)
{
	struct staaf_clusters c;
	struct school s;

	read_school(&s, name);
	assert_int_equal(staaf_clusters(&c, &s.rows), STAAF_CLUSTER_FINE);
	gold_meet(&s.g, "msb", c.msb, 1e-12);
	gold_meet(&s.g, "msw", c.msw, 1e-12);
	gold_meet(&s.g, "n0", c.n0, 1e-13);
	gold_meet(&s.g, "icc", c.icc, 1e-11);
	gold_meet(&s.g, "kish", c.kish_size, 1e-14);
	gold_meet(&s.g, "deff", c.deff, 1e-12);
	gold_meet(&s.g, "n_eff", c.n_eff, 1e-12);
	gold_meet_estimate(&s.g, "class_means", c.class_means, 1e-12);
	meet_models(&s, "adjusted");
	s.rows.before = NULL;
	meet_models(&s, "plain");
	gold_all_met(&s.g);
}

static void
six_classes_have_their_figures(void **state)
{
	(void)state;
	meet_school("six");
}

static void
classes_that_are_alike_have_their_figures(void **state)
{
	(void)state;
	meet_school("alike");
}

static void
classes_of_one_to_twelve_have_their_figures(void **state)
{
	(void)state;
	meet_school("uneven");
}

/* The model of students, and all say so. */
static void
a_negative_likeness_is_told_and_counts_as_none(void **state)
{
	struct staaf_cluster_mixed m;
	struct staaf_clusters c;
	struct school s;

	(void)state;
	meet_school("negative");
	read_school(&s, "negative");
	assert_int_equal(staaf_clusters(&c, &s.rows), STAAF_CLUSTER_FINE);
	assert_true(c.icc < 0 && c.deff == 1 && c.n_eff == 30);
	assert_int_equal(staaf_cluster_mixed(&m, &s.rows),
	    STAAF_CLUSTER_FINE);
	assert_true(m.is_singular && m.between == 0 && m.icc == 0 &&
	    m.effect.df == 27);
}

static void
classes_are_counted_and_empty_ones_are_not(void **state)
{
	static const double value[] = { 1, 2, 3, 4, 6, 5, 8 };
	static const bool treated[] = { 1, 1, 0, 0, 1, 0, 0 };
	static const size_t cluster[] = { 5, 5, 2, 2, 7, 0, 2 };
	const struct staaf_cluster_rows rows = { value, NULL, treated, cluster,
		7, 9 };
	struct staaf_clusters c;

	(void)state;
	assert_int_equal(staaf_clusters(&c, &rows), STAAF_CLUSTER_FINE);
	assert_int_equal(c.n, 7);
	assert_int_equal(c.n_clusters, 4);
	assert_int_equal(c.treat_clusters, 2);
	assert_int_equal(c.control_clusters, 2);
	assert_int_equal(c.smallest, 1);
	assert_int_equal(c.largest, 3);
	gold_near(c.mean_size, 7. / 4, 0, "mean size");
	gold_near(c.kish_size, 15. / 7, 1e-15, "kish"); /* (4+9+1+1) / 7 */
	/* By hand: (4 + 1 + 1 + 9) classes' means 1.5, 6 and 5, 5. */
	gold_near(c.class_means.est, 3.75 - 5, 1e-15, "means");
	assert_true(c.class_means.df == 2);
}

/* Equal classes: CR2 is the test on class means, and so is the mixed model. */
static void
in_equal_classes_all_three_tests_agree(void **state)
{
	struct staaf_cluster_robust r;
	struct staaf_cluster_mixed m;
	struct staaf_clusters c;
	struct chance chance = { 17 };
	double value[60];
	bool treated[60];
	size_t cluster[60];
	const struct staaf_cluster_rows rows = { value, NULL, treated, cluster,
		60, 10 };

	(void)state;
	for (size_t i = 0; i < 60; i++) {
		cluster[i] = i % 10;
		treated[i] = cluster[i] < 5;
		value[i] = (double)(3 * (cluster[i] * 7 % 5) +
		    chance_below(&chance, 10));
	}
	assert_int_equal(staaf_clusters(&c, &rows), STAAF_CLUSTER_FINE);
	assert_int_equal(staaf_cluster_robust(&r, &rows), STAAF_CLUSTER_FINE);
	assert_int_equal(staaf_cluster_mixed(&m, &rows), STAAF_CLUSTER_FINE);
	gold_near(r.cr2.est, c.class_means.est, 1e-12, "CR2");
	gold_near(r.cr2.se, c.class_means.se, 1e-12, "CR2 error");
	gold_near(r.cr2.df, 8, 1e-12, "CR2 df");
	gold_near(m.effect.est, c.class_means.est, 1e-12, "mixed");
	gold_near(m.effect.se, c.class_means.se, 1e-11, "mixed error");
	gold_near(m.effect.df, 8, 1e-9, "mixed df");
	/* Then REML is the analysis of variance. */
	gold_near(m.icc, c.icc, 1e-10, "icc");
}

static void
another_order_scale_and_name_change_nothing(void **state)
{
	struct staaf_cluster_robust r[2];
	struct staaf_cluster_mixed m[2];
	struct staaf_clusters c[2];
	struct chance chance = { 23 };
	struct school s;

	(void)state;
	read_school(&s, "alike");
	for (int k = 0; k < 2; k++) {
		assert_int_equal(staaf_clusters(&c[k], &s.rows),
		    STAAF_CLUSTER_FINE);
		assert_int_equal(staaf_cluster_robust(&r[k], &s.rows),
		    STAAF_CLUSTER_FINE);
		assert_int_equal(staaf_cluster_mixed(&m[k], &s.rows),
		    STAAF_CLUSTER_FINE);
		for (size_t i = 0; k == 0 && i < s.g.n; i++) {
			size_t j = i + chance_below(&chance, s.g.n - i);
			double value = s.g.column[0][j];
			double before = s.g.column[1][j];
			size_t class = s.cluster[j];
			bool yes = s.g.yes[j];

			s.g.column[0][j] = s.g.column[0][i];
			s.g.column[1][j] = s.g.column[1][i];
			s.cluster[j] = s.cluster[i];
			s.g.yes[j] = s.g.yes[i];
			/* The groups change places too. */
			s.g.column[0][i] = 100 * value + 7000;
			s.g.column[1][i] = 2 - before;
			s.cluster[i] = s.rows.n_clusters - 1 - class;
			s.g.yes[i] = !yes;
		}
	}
	gold_near(c[1].icc, c[0].icc, 1e-11, "icc");
	gold_near(c[1].msw, 1e4 * c[0].msw, 1e-11, "msw");
	gold_near(c[1].class_means.est, -100 * c[0].class_means.est, 1e-11,
	    "means");
	gold_near(r[1].cr2.est, -100 * r[0].cr2.est, 1e-11, "CR2");
	gold_near(r[1].cr2.p, r[0].cr2.p, 1e-10, "CR2 p");
	gold_near(r[1].cr2.df, r[0].cr2.df, 1e-11, "CR2 df");
	gold_near(m[1].effect.low, -100 * m[0].effect.high, 1e-9, "mixed");
	gold_near(m[1].icc, m[0].icc, 1e-9, "mixed icc");
}

static bool
tests_are_unknown(const struct staaf_cluster_rows *rows,
    enum staaf_cluster_reason why)
{
	struct staaf_cluster_robust r;
	struct staaf_cluster_mixed m;
	struct staaf_clusters c;

	assert_int_equal(staaf_clusters(&c, rows), why);
	assert_int_equal(staaf_cluster_robust(&r, rows), why);
	assert_int_equal(staaf_cluster_mixed(&m, rows), why);
	assert_int_equal(staaf_cluster_check(rows), why);
	return gold_is_unknown(c.class_means, false) &&
	    gold_is_unknown(r.cr2, false) && isnan(r.cr1_se) &&
	    isnan(r.cr1s_se) && gold_is_unknown(m.effect, false) &&
	    isnan(m.between) && isnan(m.within) && isnan(m.icc);
}

static void
one_class_in_a_group_has_no_test(void **state)
{
	static const double value[] = { 1, 2, 4, 4, 6, 5, 8, 9 };
	static const bool one[] = { 1, 1, 0, 0, 0, 0, 0, 0 };
	static const bool two[] = { 1, 1, 1, 1, 0, 0, 0, 0 };
	static const bool none[8] = { 0 };
	static const size_t cluster[] = { 0, 0, 1, 1, 2, 2, 3, 3 };
	struct staaf_cluster_rows rows = { value, NULL, one, cluster, 8, 4 };
	struct staaf_cluster_robust r;
	struct staaf_clusters c;

	(void)state;
	assert_true(tests_are_unknown(&rows, STAAF_CLUSTER_FEW));
	assert_int_equal(staaf_clusters(&c, &rows), STAAF_CLUSTER_FEW);
	assert_true(c.treat_clusters == 1 && c.control_clusters == 3);
	assert_true(isfinite(c.icc)); /* the others tell it */
	rows.treated = none;
	assert_true(tests_are_unknown(&rows, STAAF_CLUSTER_FEW));
	assert_int_equal(staaf_clusters(&c, &rows), STAAF_CLUSTER_FEW);
	assert_true(isnan(c.icc) && isnan(c.deff) && isnan(c.n_eff));
	rows.treated = two;
	assert_int_equal(staaf_cluster_robust(&r, &rows), STAAF_CLUSTER_FINE);
	assert_true(r.cr2.p > 0 && r.cr2.p < 1);
	/* One class per group: not even the likeness is known. */
	rows.value += 2;
	rows.treated += 2;
	rows.cluster += 2;
	rows.n = 4;
	assert_true(tests_are_unknown(&rows, STAAF_CLUSTER_FEW));
	assert_int_equal(staaf_clusters(&c, &rows), STAAF_CLUSTER_FEW);
	assert_true(c.n_clusters == 2 && isnan(c.icc) && isnan(c.msw));
	rows.n = 0;
	assert_true(tests_are_unknown(&rows, STAAF_CLUSTER_FEW));
	rows.n_clusters = 0;
	assert_true(tests_are_unknown(&rows, STAAF_CLUSTER_FEW));
}

static void
what_cannot_be_read_is_refused(void **state)
{
	struct staaf_clusters c;
	struct school s;

	(void)state;
	read_school(&s, "six");
	s.g.yes[1] = !s.g.yes[1];
	assert_true(tests_are_unknown(&s.rows, STAAF_CLUSTER_SPLIT));
	assert_int_equal(staaf_clusters(&c, &s.rows), STAAF_CLUSTER_SPLIT);
	assert_true(c.n == 0 && isnan(c.icc) && isnan(c.kish_size));
	read_school(&s, "six");
	s.g.column[0][3] = NAN;
	assert_true(tests_are_unknown(&s.rows, STAAF_CLUSTER_NUMBER));
	read_school(&s, "six");
	s.cluster[3] = s.rows.n_clusters;
	assert_true(tests_are_unknown(&s.rows, STAAF_CLUSTER_NUMBER));
}

/* A pretest that is not a number harms what needs it, and nothing else. */
static void
class_means_do_not_look_at_the_pretest(void **state)
{
	struct staaf_cluster_robust r;
	struct staaf_clusters c;
	struct school s;

	(void)state;
	read_school(&s, "six");
	s.g.column[1][3] = INFINITY;
	assert_int_equal(staaf_clusters(&c, &s.rows), STAAF_CLUSTER_FINE);
	assert_true(isfinite(c.class_means.p));
	assert_int_equal(staaf_cluster_robust(&r, &s.rows),
	    STAAF_CLUSTER_NUMBER);
	for (size_t i = 0; i < s.g.n; i++)
		s.g.column[1][i] = .1;
	assert_int_equal(staaf_cluster_robust(&r, &s.rows),
	    STAAF_CLUSTER_FINE);
	assert_true(gold_is_unknown(r.cr2, false) && isnan(r.cr1_se));
}

static void
without_spread_nothing_is_tested(void **state)
{
	struct staaf_cluster_robust r;
	struct staaf_cluster_mixed m;
	struct staaf_clusters c;
	struct school s;

	(void)state;
	read_school(&s, "six");
	s.rows.before = NULL;
	for (size_t i = 0; i < s.g.n; i++)
		s.g.column[0][i] = s.g.yes[i] ? 6.1 : 5.3;
	assert_int_equal(staaf_clusters(&c, &s.rows), STAAF_CLUSTER_FINE);
	gold_near(c.class_means.est, .8, 1e-14, "means");
	assert_true(gold_is_unknown(c.class_means, true) && isnan(c.icc) &&
	    isnan(c.deff) && c.msb == 0 && c.msw == 0);
	assert_int_equal(staaf_cluster_robust(&r, &s.rows),
	    STAAF_CLUSTER_FINE);
	assert_true(isnan(r.cr2.p) && isnan(r.cr1_se));
	/* Spread between classes and none within: all alike. */
	for (size_t i = 0; i < s.g.n; i++)
		s.g.column[0][i] = (double)(s.cluster[i] * s.cluster[i]);
	assert_int_equal(staaf_clusters(&c, &s.rows), STAAF_CLUSTER_FINE);
	assert_true(c.icc == 1 && c.msw == 0);
	gold_near(c.n_eff, (double)s.g.n / c.kish_size, 1e-14, "n_eff");
	assert_int_equal(staaf_cluster_mixed(&m, &s.rows),
	    STAAF_CLUSTER_FINE);
	assert_true(gold_is_unknown(m.effect, false) && isnan(m.within));
}

static void
classes_of_one_student_leave_only_the_test_of_students(void **state)
{
	static const double value[] = { 1, 2, 4, 4, 6, 5, 8, 9 };
	static const bool treated[] = { 1, 0, 1, 0, 1, 0, 1, 0 };
	static const size_t cluster[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
	const struct staaf_cluster_rows rows = { value, NULL, treated, cluster,
		8, 8 };
	struct staaf_cluster_robust r;
	struct staaf_cluster_mixed m;
	struct staaf_clusters c;

	(void)state;
	assert_int_equal(staaf_clusters(&c, &rows), STAAF_CLUSTER_FINE);
	assert_true(isnan(c.icc) && isnan(c.msw) && isnan(c.n_eff));
	assert_int_equal(staaf_cluster_robust(&r, &rows), STAAF_CLUSTER_FINE);
	/* CR2 is HC2 then: Student's error of two groups of four. */
	gold_near(r.cr2.se, c.class_means.se, 1e-13, "error");
	gold_near(r.cr2.df, 6, 1e-13, "df");
	assert_int_equal(staaf_cluster_mixed(&m, &rows), STAAF_CLUSTER_FINE);
	assert_true(gold_is_unknown(m.effect, false) && isnan(m.within));
}

static void
the_largest_values_do_not_overflow(void **state)
{
	struct staaf_cluster_robust r[2];
	struct staaf_cluster_mixed m[2];
	struct staaf_clusters c[2];
	struct school s;

	(void)state;
	read_school(&s, "alike");
	for (int k = 0; k < 2; k++) {
		assert_int_equal(staaf_clusters(&c[k], &s.rows),
		    STAAF_CLUSTER_FINE);
		assert_int_equal(staaf_cluster_robust(&r[k], &s.rows),
		    STAAF_CLUSTER_FINE);
		assert_int_equal(staaf_cluster_mixed(&m[k], &s.rows),
		    STAAF_CLUSTER_FINE);
		for (size_t i = 0; i < s.g.n; i++)
			s.g.column[0][i] = ldexp(s.g.column[0][i], 1000);
	}
	gold_near(c[1].icc, c[0].icc, 1e-14, "icc");
	assert_true(isnan(c[1].msb) && isnan(c[1].msw)); /* squares do */
	gold_near(c[1].class_means.p, c[0].class_means.p, 1e-13, "means");
	gold_near(r[1].cr2.p, r[0].cr2.p, 1e-13, "CR2");
	gold_near(m[1].effect.p, m[0].effect.p, 1e-12, "mixed");
	assert_true(isnan(m[1].within) && isnan(m[1].between));
}

/* ---------------------------------------------------------- correction */

/*
 * Hedges 2007, worked by hand for t = 3, 4 classes of 25 in each of two
 * groups, rho .1: B = 198 - 4.8 = 193.2, A = 198 * .81 + 25 * 150 * .01 +
 * 2 * 150 * .09 = 224.88; t' = 3 sqrt(193.2 / (198 * 3.4)).
 */
static void
a_test_of_students_is_put_right_by_the_published_formula(void **state)
{
	struct staaf_cluster_correction c;

	(void)state;
	staaf_cluster_correct(&c, 3, .42, 100, 100, 25, .1);
	gold_near(c.t, 3 * sqrt(193.2 / (198 * 3.4)), 1e-14, "t");
	gold_near(c.df, 193.2 * 193.2 / 224.88, 1e-14, "df");
	gold_near(c.p, staaf_t_two_sided(c.t, c.df), 0, "p");
	gold_near(c.g, .42 * sqrt(193.2 / 198), 1e-14, "g");
	gold_near(c.var, .02 * 3.4 + c.g * c.g * 224.88 / (396 * 193.2),
	    1e-14, "var");
}

static void
no_likeness_needs_no_correction_and_more_costs_more(void **state)
{
	struct staaf_cluster_correction c, last;

	(void)state;
	staaf_cluster_correct(&last, 2.5, .4, 60, 50, 11, 0);
	gold_near(last.t, 2.5, 1e-15, "t");
	gold_near(last.df, 108, 1e-15, "df");
	gold_near(last.g, .4, 1e-15, "g");
	for (double rho = .01; rho < 1; rho += .01) {
		staaf_cluster_correct(&c, 2.5, .4, 60, 50, 11, rho);
		assert_true(c.t < last.t && c.p > last.p && c.g < last.g &&
		    c.var > last.var);
		last = c;
	}
}

static void
a_correction_beyond_its_figures_is_unknown(void **state)
{
	struct staaf_cluster_correction c;

	(void)state;
	staaf_cluster_correct(&c, 3, .4, 50, 50, 25, 1);
	assert_true(isnan(c.t) && isnan(c.df) && isnan(c.p) && isnan(c.g) &&
	    isnan(c.var));
	staaf_cluster_correct(&c, 3, .4, 50, 50, 25, -.01);
	assert_true(isnan(c.p));
	staaf_cluster_correct(&c, 3, .4, 50, 50, 25, NAN);
	assert_true(isnan(c.p));
	staaf_cluster_correct(&c, 3, .4, 50, 50, .9, .2);
	assert_true(isnan(c.p));
	staaf_cluster_correct(&c, 3, .4, 0, 50, 25, .2);
	assert_true(isnan(c.p));
	staaf_cluster_correct(&c, 3, .4, 2, 2, 4, .9); /* B is below 0 */
	assert_true(isnan(c.p));
	staaf_cluster_correct(&c, NAN, .4, 50, 50, 5, .2);
	assert_true(isnan(c.t) && isnan(c.p) && isfinite(c.g));
}

/* ------------------------------------------------------- size, memory */

/* Half a second is far above what it takes, under a sanitizer too. */
static void
five_thousand_students_take_no_time(void **state)
{
	static double value[MANY], before[MANY];
	static bool treated[MANY];
	static size_t cluster[MANY];
	const struct staaf_cluster_rows rows = { value, before, treated,
		cluster, MANY, MANY / 2 };
	struct staaf_cluster_robust r;
	struct staaf_cluster_mixed m;
	struct chance chance = { 31 };
	clock_t began;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		cluster[i] = i / 2;
		treated[i] = cluster[i] % 2;
		before[i] = (double)chance_below(&chance, 100);
		value[i] = (double)(cluster[i] * 7919 % 13 +
		    chance_below(&chance, 30));
	}
	began = clock();
	assert_int_equal(staaf_cluster_robust(&r, &rows), STAAF_CLUSTER_FINE);
	assert_int_equal(staaf_cluster_mixed(&m, &rows), STAAF_CLUSTER_FINE);
	assert_true((double)(clock() - began) / CLOCKS_PER_SEC < .5);
	assert_true(isfinite(r.cr2.p) && isfinite(m.effect.p));
}

static void
a_refused_request_is_told_and_leaves_no_numbers(void **state)
{
	enum staaf_cluster_reason why[3] = { STAAF_CLUSTER_NOMEM };
	struct staaf_cluster_robust r;
	struct staaf_cluster_mixed m;
	struct staaf_clusters c;
	struct school s;

	(void)state;
	read_school(&s, "six");
	for (unsigned long n = 1; why[0] == STAAF_CLUSTER_NOMEM ||
	    why[1] == STAAF_CLUSTER_NOMEM || why[2] == STAAF_CLUSTER_NOMEM;
	    n++) {
		staaf_mem_refuse(n);
		why[0] = staaf_clusters(&c, &s.rows);
		staaf_mem_refuse(n);
		why[1] = staaf_cluster_robust(&r, &s.rows);
		staaf_mem_refuse(n);
		why[2] = staaf_cluster_mixed(&m, &s.rows);
		staaf_mem_refuse(0);
		assert_int_equal(why[0] == STAAF_CLUSTER_FINE, c.n > 0);
		assert_int_equal(why[1] == STAAF_CLUSTER_FINE,
		    !isnan(r.cr2.p));
		assert_int_equal(why[2] == STAAF_CLUSTER_FINE,
		    !isnan(m.effect.p));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(six_classes_have_their_figures),
		cmocka_unit_test(classes_that_are_alike_have_their_figures),
		cmocka_unit_test(classes_of_one_to_twelve_have_their_figures),
		cmocka_unit_test(
		    a_negative_likeness_is_told_and_counts_as_none),
		cmocka_unit_test(classes_are_counted_and_empty_ones_are_not),
		cmocka_unit_test(in_equal_classes_all_three_tests_agree),
		cmocka_unit_test(another_order_scale_and_name_change_nothing),
		cmocka_unit_test(one_class_in_a_group_has_no_test),
		cmocka_unit_test(what_cannot_be_read_is_refused),
		cmocka_unit_test(class_means_do_not_look_at_the_pretest),
		cmocka_unit_test(without_spread_nothing_is_tested),
		cmocka_unit_test(
		    classes_of_one_student_leave_only_the_test_of_students),
		cmocka_unit_test(the_largest_values_do_not_overflow),
		cmocka_unit_test(
		    a_test_of_students_is_put_right_by_the_published_formula),
		cmocka_unit_test(
		    no_likeness_needs_no_correction_and_more_costs_more),
		cmocka_unit_test(a_correction_beyond_its_figures_is_unknown),
		cmocka_unit_test(five_thousand_students_take_no_time),
		cmocka_unit_test(
		    a_refused_request_is_told_and_leaves_no_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
