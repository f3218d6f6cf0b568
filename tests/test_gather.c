/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of studies: what is gathered of them, what is refused and where, and
 * the plots.  The figures stand in test_pool.c and tests/e2e/trial.sh.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/file.h>
#include <staaf/show.h>

static enum staaf_code
gather(struct staaf_gather *out, const char *text, const char *subgroup,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_gather_ask ask = { .subgroup = subgroup };
	struct staaf_table table;
	enum staaf_code rc = staaf_table_read(&table, text, strlen(text), ar,
	    err);

	return rc == STAAF_OK ? staaf_gather(out, &table, &ask, STAAF_EN, ar,
	    err) : rc;
}

static void
is_near(double got, double want, double within)
{
	if (!(fabs(got - want) <= within))
		fail_msg("got %.17g, want %.17g", got, want);
}

static const char three[] = "study,yi,vi,lang\nx,.2,.04,nl\ny,.5,.01,en\n"
    "z,-.1,.09,nl\n";

static void
groups_go_by_the_alphabet_whatever_comes_first(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_gather g;

	(void)state;
	assert_int_equal(gather(&g, three, "lang", &ar, NULL), STAAF_OK);
	assert_string_equal(g.level[0], "en");
	assert_string_equal(g.level[1], "nl");
	assert_true(g.is_second[0] && !g.is_second[1] && g.is_second[2]);
	is_near(staaf_result_get(&g.result, "subgroup.level1.est"),
	    .5, 1e-12);
	assert_true(staaf_result_get(&g.result, "subgroup.est") < 0);
	assert_non_null(strstr(g.groups, "en: 0.50; nl:"));
	assert_int_equal(gather(&g, three, NULL, &ar, NULL), STAAF_OK);
	assert_string_equal(g.groups, "");
	assert_true(isnan(staaf_result_get(&g.result, "subgroup.est")));
	staaf_arena_clear(&ar);
}

static void
two_studies_in_two_groups_are_not_compared(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_gather g;

	(void)state;
	assert_int_equal(gather(&g, "yi,vi,is\n1,1,a\n2,1,b\n", "is", &ar,
	    NULL), STAAF_OK);
	assert_non_null(strstr(g.groups, "fewer than three"));
	assert_true(isnan(staaf_result_get(&g.result, "subgroup.qm_p")));
	staaf_arena_clear(&ar);
}

static void
what_cannot_be_grouped_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *text;
		enum staaf_msg msg;
		long line;
	} bad[] = {
		{ "study,yi,vi,is\nx,1,1,a\ny,1,1,b\nz,2,1,c\n",
		    STAAF_MSG_GATHER_MANY_GROUPS, 4 },
		{ "study,yi,vi,is\nx,1,1,a\nx,1,1,b\nz,2,1,a\n",
		    STAAF_MSG_GATHER_BOTH_GROUPS, 3 },
		{ "study,yi,vi,is\nx,1,1,\ny,1,1,b\nz,2,1,a\n",
		    STAAF_MSG_GATHER_NO_GROUP, 2 },
		{ "study,yi,vi,is\nx,1,1,a\ny,1,1,a\nz,2,1,a\n",
		    STAAF_MSG_GATHER_ONE_GROUP, 0 },
		{ "study,yi,vi\nx,1,1\ny,1,1\nz,2,1\n",
		    STAAF_MSG_GATHER_NO_COLUMN, 0 },
	};
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct staaf_gather g = { .k = 77 };
		struct staaf_err err = { 0 };

		assert_int_equal(gather(&g, bad[i].text, "is", &ar, &err),
		    STAAF_BADINPUT);
		assert_int_equal(err.msg, bad[i].msg);
		assert_int_equal(err.line, bad[i].line);
		assert_int_equal(g.k, 77);
	}
	staaf_arena_clear(&ar);
}

/* The most students of the rows of a study; none told, no test by them. */
static void
students_are_those_of_the_largest_row(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_gather g;

	(void)state;
	assert_int_equal(gather(&g, "study,yi,vi,n1,n2\nx,1,1,20,30\n"
	    "y,1,1,5,\nx,2,1,40,9\n", NULL, &ar, NULL), STAAF_OK);
	assert_int_equal(g.k, 2);
	assert_int_equal(g.counts[0].n1, 40);
	assert_int_equal(g.counts[0].n2, 30);
	assert_int_equal(g.counts[1].n2, 0);
	assert_int_equal(g.n_rows, 3);
	assert_int_equal(g.row_study[2], 0);
	assert_int_equal(gather(&g, three, NULL, &ar, NULL), STAAF_OK);
	assert_null(g.counts);
	staaf_arena_clear(&ar);
}

/* ------------------------------------------------------------- the funnel */

static size_t
count(const struct staaf_buf *svg, const char *part)
{
	size_t n = 0;

	for (const char *at = svg->text; (at = strstr(at, part)) != NULL;
	    at += strlen(part))
		n++;
	return n;
}

/* Numbers of the nth circle. */
static void
get_dot(double *x, double *y, const struct staaf_buf *svg, size_t nth)
{
	const char *at = svg->text;

	for (size_t i = 0; i <= nth; i++) {
		at = strstr(at, "<circle ");
		assert_non_null(at);
		at += 8;
	}
	assert_int_equal(sscanf(at, "cx=\"%lf\" cy=\"%lf\"", x, y), 2);
}

static void
surer_studies_lie_higher_and_the_funnel_opens_from_the_mean(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf svg = { 0 };
	struct staaf_gather g;
	const char *line;
	double x[3], y[3], from[2], to[2], left[2], zero;

	(void)state;
	assert_int_equal(gather(&g, three, NULL, &ar, NULL), STAAF_OK);
	staaf_show_funnel_svg(&svg, &g, STAAF_EN);
	assert_false(svg.failed);
	assert_int_equal(count(&svg, "<circle "), 3);
	assert_int_equal(count(&svg, "role=\"img\""), 1);
	assert_int_equal(count(&svg, "<desc"), 1);
	assert_int_equal(count(&svg, "nan"), 0);
	for (size_t i = 0; i < 3; i++)
		get_dot(&x[i], &y[i], &svg, i);
	assert_true(y[1] < y[0] && y[0] < y[2]); /* .1, .2, .3 */
	is_near(y[2] - y[0], y[0] - y[1], .02);
	assert_true(x[2] < x[0] && x[0] < x[1]);
	line = strstr(svg.text, "stroke-dasharray");
	assert_non_null(line);
	while (*line != 'M')
		line--;
	assert_int_equal(sscanf(line, "M%lf %lfL%lf %lf", &from[0], &from[1],
	    &to[0], &to[1]), 4);
	/* Where standard errors are 0, at the mean. */
	zero = y[1] - (y[0] - y[1]);
	is_near(from[1], zero, .02);
	left[0] = x[0] + (g.pooled.reml.mhk.est - .2) * (x[1] - x[0]) / .3;
	is_near(from[0], left[0], .1);
	/* 1.96 standard errors aside for each one down. */
	left[1] = (to[1] - zero) / (y[1] - zero) * .1;
	is_near((from[0] - to[0]) * .3 / (x[1] - x[0]),
	    1.96 * left[1], .01);
	staaf_buf_clear(&svg);
	staaf_arena_clear(&ar);
}

static void
a_funnel_of_few_says_that_it_tells_nothing(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf svg = { 0 };
	struct staaf_gather g;

	(void)state;
	assert_int_equal(gather(&g, three, NULL, &ar, NULL), STAAF_OK);
	staaf_show_funnel_svg(&svg, &g, STAAF_NL);
	assert_int_equal(count(&svg, "valt over kleine studies niets af te "
	    "lezen"), 2); /* in the plot, and for who cannot see it */
	assert_int_equal(count(&svg, "Eggers toets"), 0);
	staaf_buf_clear(&svg);
	/* Of two there is no mean, so no line and no funnel. */
	assert_int_equal(gather(&g, "yi,vi\n.2,.1\n.9,.1\n", NULL, &ar, NULL),
	    STAAF_OK);
	staaf_show_funnel_svg(&svg, &g, STAAF_EN);
	assert_int_equal(count(&svg, "dasharray"), 0);
	assert_int_equal(count(&svg, "together"), 0);
	assert_int_equal(count(&svg, "<circle "), 2);
	staaf_buf_clear(&svg);
	staaf_arena_clear(&ar);
}

static void
a_funnel_of_eighteen_has_its_test(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf svg = { 0 }, file = { 0 };
	struct staaf_gather g;

	(void)state;
	assert_int_equal(staaf_file_read(&file, "tests/trials/expectations.csv",
	    1 << 20, NULL), STAAF_OK);
	assert_int_equal(gather(&g, file.text, NULL, &ar, NULL), STAAF_OK);
	staaf_show_funnel_svg(&svg, &g, STAAF_EN);
	assert_int_equal(count(&svg, "test of small studies: p = "), 2);
	assert_int_equal(count(&svg, "<circle "), g.k);
	staaf_buf_clear(&svg);
	staaf_buf_clear(&file);
	staaf_arena_clear(&ar);
}

static void
all_effects_alike_still_have_a_place(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf svg = { 0 };
	struct staaf_gather g;

	(void)state;
	assert_int_equal(gather(&g, "yi,vi\n0,.1\n0,.1\n", NULL, &ar, NULL),
	    STAAF_OK);
	staaf_show_funnel_svg(&svg, &g, STAAF_EN);
	assert_int_equal(count(&svg, "nan") + count(&svg, "inf"), 0);
	assert_int_equal(count(&svg, "<circle "), 2);
	staaf_buf_clear(&svg);
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    groups_go_by_the_alphabet_whatever_comes_first),
		cmocka_unit_test(two_studies_in_two_groups_are_not_compared),
		cmocka_unit_test(
		    what_cannot_be_grouped_is_refused_with_its_place),
		cmocka_unit_test(students_are_those_of_the_largest_row),
		cmocka_unit_test(
		    surer_studies_lie_higher_and_the_funnel_opens_from_the_mean),
		cmocka_unit_test(a_funnel_of_few_says_that_it_tells_nothing),
		cmocka_unit_test(a_funnel_of_eighteen_has_its_test),
		cmocka_unit_test(all_effects_alike_still_have_a_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
