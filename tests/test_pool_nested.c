/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Effects nested in studies, against forty digits (tests/data/nested.txt,
 * made by nested.R and nested.py by other means) and published figures.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/mem.h>
#include <staaf/pool.h>

enum { MOST = 120, N_SETS = 6, N_FIGURES = 90 };

struct set {
	char name[32];
	size_t n, study[MOST];
	struct staaf_study_effect effect[MOST];
	struct staaf_pool_nested got;
};

static double
of_estimate(const struct staaf_estimate *e, const char *key)
{
	return strcmp(key, "est") == 0 ? e->est :
	    strcmp(key, "se") == 0 ? e->se : strcmp(key, "t") == 0 ? e->t :
	    strcmp(key, "df") == 0 ? e->df : strcmp(key, "p") == 0 ? e->p :
	    strcmp(key, "low") == 0 ? e->low : e->high;
}

static double
of_set(const struct set *s, const char *key)
{
	if (strcmp(key, "between") == 0)
		return s->got.between;
	if (strcmp(key, "within") == 0)
		return s->got.within;
	if (strncmp(key, "z.", 2) == 0)
		return of_estimate(&s->got.z, key + 2);
	assert_int_equal(strncmp(key, "cr2.", 4), 0);
	return of_estimate(&s->got.cr2, key + 4);
}

static void
near(double got, double want, double relative, const char *what)
{
	if (!(fabs(got - want) <= relative * fabs(want)))
		fail_msg("%s: got %.17g, want %.17g, off %.2g", what, got,
		    want, fabs(got - want) / fabs(want));
}

/* The next set of the file and its first figure; false at the end. */
static bool
take_line(struct set *s, const char *line, int *n_sets, int *n_figures)
{
	char key[32], what[80];
	double want;

	if (line[0] == '#')
		return true;
	if (strncmp(line, "set", 3) == 0) {
		*s = (struct set){ .n = 0 };
		(*n_sets)++;
		return sscanf(line, "set %31s", s->name) == 1;
	}
	if (strncmp(line, "effect", 6) == 0) {
		assert_true(s->n < MOST);
		s->n++;
		return sscanf(line, "effect %lf %lf %zu",
		    &s->effect[s->n - 1].effect,
		    &s->effect[s->n - 1].variance, &s->study[s->n - 1]) == 3;
	}
	if (sscanf(line, "want %31s %lf", key, &want) != 2)
		return false;
	if (strcmp(key, "between") == 0)
		assert_true(staaf_pool_nested(&s->got, s->effect, s->study,
		    s->n));
	(void)snprintf(what, sizeof(what), "%s %s", s->name, key);
	near(of_set(s, key), want, 1e-10, what);
	(*n_figures)++;
	return true;
}

static void
every_figure_has_ten_digits(void **state)
{
	FILE *f = fopen("tests/data/nested.txt", "r");
	struct set s = { .n = 0 };
	char line[256];
	int n_sets = 0, n_figures = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		assert_true(take_line(&s, line, &n_sets, &n_figures));
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n_sets, N_SETS);
	assert_int_equal(n_figures, N_FIGURES);
}

/* The first set of the file. */
static void
read_districts(struct set *s)
{
	FILE *f = fopen("tests/data/nested.txt", "r");
	char line[256];
	int n_sets = 0, n_figures = 0;

	assert_non_null(f);
	while (n_figures == 0 && fgets(line, sizeof(line), f) != NULL)
		assert_true(take_line(s, line, &n_sets, &n_figures));
	assert_int_equal(fclose(f), 0);
	assert_int_equal(s->n, 56);
}

/*
 * Konstantopoulos 2011, 10.1002/jrsm.35, as published and by metafor 3.8-1:
 * 0.1847 (0.0846), 0.0651 between and 0.0327 within; clubSandwich 0.5.8:
 * CR2 0.0845 on 9.86 degrees of freedom, p 0.054, -0.00383 to 0.373.
 */
static void
schools_in_districts_give_the_published_figures(void **state)
{
	struct set s = { .n = 0 };

	(void)state;
	read_districts(&s);
	near(s.got.z.est, .1847, 3e-4, "mean");
	near(s.got.z.se, .0846, 6e-4, "se");
	near(s.got.between, .0651, 8e-4, "between");
	near(s.got.within, .0327, 2e-3, "within");
	near(s.got.cr2.se, .0845, 6e-4, "cr2 se");
	near(s.got.cr2.df, 9.86, 5e-4, "cr2 df");
	near(s.got.cr2.p, .054, 1e-2, "cr2 p");
	near(s.got.cr2.low, -.00383, 2e-3, "cr2 low");
	near(s.got.cr2.high, .373, 2e-3, "cr2 high");
}

/* Other units, another zero, rows the other way round: the same model. */
static void
units_and_order_do_not_matter(void **state)
{
	struct set s = { .n = 0 }, t;
	static const double unit = 1e7;

	(void)state;
	read_districts(&s);
	t = s;
	for (size_t i = 0; i < s.n; i++) {
		t.effect[i].effect = unit * (5 - s.effect[s.n - 1 - i].effect);
		t.effect[i].variance = unit * unit *
		    s.effect[s.n - 1 - i].variance;
		t.study[i] = s.study[s.n - 1 - i];
	}
	assert_true(staaf_pool_nested(&t.got, t.effect, t.study, t.n));
	near(t.got.between / unit / unit, s.got.between, 1e-9, "between");
	near(t.got.within / unit / unit, s.got.within, 1e-9, "within");
	near(5 - t.got.z.est / unit, s.got.z.est, 1e-9, "mean");
	near(t.got.cr2.se / unit, s.got.cr2.se, 1e-9, "cr2 se");
	near(t.got.cr2.df, s.got.cr2.df, 1e-9, "cr2 df");
}

/* Nothing to nest, or nothing to tell apart. */
static void
without_several_effects_in_several_studies_there_are_no_numbers(void **state)
{
	static const struct staaf_study_effect e[] = { { .1, .1 }, { .2, .1 },
		{ .4, .2 } };
	static const struct staaf_study_effect bad[] = { { .1, .1 },
		{ NAN, .1 }, { .4, .2 } };
	static const size_t each[] = { 0, 1, 2 }, one[] = { 0, 0, 0 };
	static const size_t two[] = { 0, 0, 1 }, gap[] = { 0, 0, 2 };
	static const size_t far[] = { 0, 0, 900 };
	struct staaf_pool_nested got;

	(void)state;
	assert_false(staaf_pool_nested(&got, e, each, 3));
	assert_true(isnan(got.between) && isnan(got.z.est));
	assert_false(staaf_pool_nested(&got, e, one, 3));
	assert_false(staaf_pool_nested(&got, e, gap, 3));
	assert_false(staaf_pool_nested(&got, e, far, 3));
	assert_false(staaf_pool_nested(&got, bad, two, 3));
	assert_true(isnan(got.cr2.p));
	assert_false(staaf_pool_nested(&got, e, two, 0));
	assert_true(staaf_pool_nested(&got, e, two, 3));
	assert_true(isfinite(got.z.est) && isfinite(got.cr2.se));
}

static void
a_study_of_very_many_effects_has_no_error_from_whole_studies(void **state)
{
	enum { MANY = 201 };
	struct staaf_study_effect e[MANY + 1];
	size_t study[MANY + 1];
	struct staaf_pool_nested got;

	(void)state;
	for (size_t i = 0; i <= MANY; i++) {
		e[i] = (struct staaf_study_effect){ .01 * (double)(i % 7),
			.05 };
		study[i] = i == MANY;
	}
	assert_true(staaf_pool_nested(&got, e, study, MANY + 1));
	assert_true(isfinite(got.z.se));
	assert_true(isnan(got.cr2.se) && isnan(got.cr2.est));
	assert_true(staaf_pool_nested(&got, e + 1, study + 1, MANY));
	assert_true(isfinite(got.cr2.se));
}

static void
when_memory_runs_out_there_are_no_numbers(void **state)
{
	static const struct staaf_study_effect e[] = { { .1, .1 }, { .2, .1 },
		{ .4, .2 } };
	static const size_t study[] = { 0, 0, 1 };
	struct staaf_pool_nested got;

	(void)state;
	for (unsigned long nth = 1; nth <= 5; nth++) {
		staaf_mem_refuse(nth);
		assert_false(staaf_pool_nested(&got, e, study, 3));
		assert_true(isnan(got.z.est) && isnan(got.within));
	}
	staaf_mem_refuse(0);
	assert_true(staaf_pool_nested(&got, e, study, 3));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_has_ten_digits),
		cmocka_unit_test(
		    schools_in_districts_give_the_published_figures),
		cmocka_unit_test(units_and_order_do_not_matter),
		cmocka_unit_test(without_several_effects_in_several_studies_there_are_no_numbers),
		cmocka_unit_test(
		    a_study_of_very_many_effects_has_no_error_from_whole_studies),
		cmocka_unit_test(when_memory_runs_out_there_are_no_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
