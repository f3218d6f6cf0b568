/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of groups against certified and recomputed figures, and their laws. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/dist.h>
#include <staaf/groups.h>
#include <staaf/mem.h>

#include "chance.h"

enum { MOST = 9 * 2001, MOST_GROUPS = 16 };

static double x[MOST];
static size_t sizes[MOST_GROUPS];
static struct staaf_groups groups = { x, sizes, 0 };

static void
near(double got, double want, double relative, const char *what)
{
	if (isnan(want) ? !isnan(got) :
	    !(fabs(got - want) <= relative * fabs(want)))
		fail_msg("%s: got %.17g, want %.17g, off %.2g", what, got,
		    want, fabs(got - want) / fabs(want));
}

static void
near_test(const struct staaf_f_test *got, const double *want, double relative,
    const char *what)
{
	near(got->f, want[0], relative, what);
	near(got->df1, want[1], 1e-13, what);
	near(got->df2, want[2], relative, what);
	near(got->p, want[3], 10 * relative, what);
}

static void
is_none(const struct staaf_f_test *t)
{
	assert_true(isnan(t->f) && isnan(t->df1) && isnan(t->df2) &&
	    isnan(t->p));
}

/* --------------------------------------------------- recomputed figures */

/* One line of a set: which test, and what it should give. */
static void
check_line(const char *line)
{
	double want[6];
	struct staaf_anova anova;
	struct staaf_f_test test;
	struct staaf_kruskal kruskal;
	char name[16];
	int n_read = sscanf(line, "%15s %lf %lf %lf %lf %lf %lf", name,
	    &want[0], &want[1], &want[2], &want[3], &want[4], &want[5]);

	if (strcmp(name, "anova") == 0) {
		assert_int_equal(n_read, 7);
		staaf_anova(&anova, &groups);
		near_test(&anova.test, want, 1e-13, line);
		near(anova.eta2, want[4], 1e-13, line);
		near(anova.omega2, want[5], 1e-13, line);
		return;
	}
	if (strcmp(name, "kruskal") == 0) {
		assert_int_equal(n_read, 4);
		assert_true(staaf_kruskal(&kruskal, &groups));
		near(kruskal.h, want[0], 1e-14, line);
		near(kruskal.df, want[1], 0, line);
		near(kruskal.p, want[2], 1e-13, line);
		return;
	}
	assert_int_equal(n_read, 5);
	if (strcmp(name, "welch") == 0)
		staaf_welch_anova(&test, &groups);
	else if (strcmp(name, "levene") == 0)
		assert_true(staaf_levene(&test, &groups));
	else
		assert_true(staaf_brown_forsythe(&test, &groups));
	near_test(&test, want, 1e-13, line);
}

static void
read_groups(FILE *f)
{
	size_t n = 0;

	assert_int_equal(fscanf(f, " data %zu", &groups.k), 1);
	assert_true(groups.k <= MOST_GROUPS);
	for (size_t i = 0; i < groups.k; i++) {
		assert_int_equal(fscanf(f, "%zu", &sizes[i]), 1);
		n += sizes[i];
	}
	assert_true(n <= MOST);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(fscanf(f, "%lf", &x[i]), 1);
}

static void
tests_of_groups_have_twelve_digits(void **state)
{
	FILE *f = fopen("tests/data/groups.txt", "r");
	char line[256];
	int c, n_tests = 0;

	(void)state;
	assert_non_null(f);
	while ((c = getc(f)) != EOF) {
		(void)ungetc(c, f);
		if (c == 'd') {
			read_groups(f);
			(void)getc(f);
			continue;
		}
		assert_non_null(fgets(line, sizeof(line), f));
		if (c != '#') {
			check_line(line);
			n_tests++;
		}
	}
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n_tests, 50);
}

/* ------------------------------------------------------ certified figures */

/*
 * NIST StRD SmLs01 to SmLs09, after Simon and Lesage 1989: in each of nine
 * groups a common part and .2, .1 or .3, twice, by group and by place.
 */
static void
put_simon(double common, size_t each)
{
	groups.k = 9;
	for (size_t i = 0; i < 9; i++) {
		sizes[i] = each;
		for (size_t j = 0; j < each; j++) {
			int tenths = (i == 0 ? 2 : i % 2 == 1 ? 1 : 3) +
			    (j == 0 ? 2 : j % 2 == 1 ? 1 : 3);

			x[i * each + j] = (common * 10 + tenths) / 10;
		}
	}
}

static void
simon_and_lesage_lose_only_what_doubles_lose(void **state)
{
	/* Certified F is the size of a group; a common part, digits. */
	static const size_t each[] = { 21, 201, 2001 };
	static const double row[4][2] = { { 0, 1e-13 }, { 1, 1e-13 },
		{ 1e6, 2e-10 }, { 1e12, 2e-4 } };
	struct staaf_anova a;

	(void)state;
	for (int i = 0; i < 4; i++)
		for (int j = 0; j < 3; j++) {
			double n = (double)each[j];

			put_simon(row[i][0], each[j]);
			staaf_anova(&a, &groups);
			near(a.test.f, n, row[i][1], "F");
			near(a.test.df1, 8, 0, "df1");
			near(a.test.df2, 9 * (n - 1), 0, "df2");
			near(a.eta2, 8 * n / (8 * n + 9 * (n - 1)),
			    row[i][1], "R squared");
		}
}

/* NIST StRD; the digits of F and R squared are certified. */
static void
nist_instruments_have_their_certified_f(void **state)
{
	/* 107.868 and four more digits. */
	static const double silver[48] = { 1568, 1465, 1572, 1785, 1446,
		1903, 1526, 1494, 1616, 1587, 1519, 1486, 1419, 1569, 1508,
		1672, 1385, 1518, 1662, 1424, 1360, 1333, 1610, 1477, 1079,
		1344, 1513, 1197, 1604, 1385, 1642, 1365, 1151, 1082, 1517,
		1448, 1198, 1482, 1334, 1609, 1101, 1512, 1469, 1360, 1254,
		1261, 1450, 1368 };
	static const double silicon[25] = { 196.3052, 196.1240, 196.1890,
		196.2569, 196.3403, 196.3042, 196.3825, 196.1669, 196.3257,
		196.0422, 196.1303, 196.2005, 196.2889, 196.0343, 196.1811,
		196.2795, 196.1748, 196.1494, 196.1485, 195.9885, 196.2119,
		196.1051, 196.1850, 196.0052, 196.2090 };
	static const size_t halves[] = { 24, 24 };
	static const size_t fives[] = { 5, 5, 5, 5, 5 };
	struct staaf_groups atmwtag = { x, halves, 2 };
	const struct staaf_groups sirstv = { silicon, fives, 5 };
	struct staaf_anova a;

	(void)state;
	staaf_anova(&a, &sirstv);
	near(a.test.f, 1.18046237440255, 1e-12, "SiRstv");
	near(a.eta2, .190999039051129, 1e-12, "SiRstv");
	/* With seven digits in common the input holds no more. */
	for (int i = 0; i < 48; i++)
		x[i] = (1078680000 + silver[i]) / 1e7;
	staaf_anova(&a, &atmwtag);
	near(a.test.f, 15.9467335677930, 2e-10, "AtmWtAg");
	near(a.eta2, .257426544538321, 2e-10, "AtmWtAg");
	atmwtag.x = silver;
	staaf_anova(&a, &atmwtag);
	near(a.test.f, 15.9467335677930, 1e-14, "AtmWtAg less 107.868");
}

/* ------------------------------------------------------------- laws */

static void
make_groups(struct chance *c)
{
	size_t n = 0;

	groups.k = 2 + chance_below(c, 5);
	for (size_t i = 0; i < groups.k; i++) {
		sizes[i] = 3 + chance_below(c, 9);
		for (size_t j = 0; j < sizes[i]; j++, n++)
			x[n] = (double)(8 * j + i * i +
			    chance_below(c, 100)) / 8;
	}
}

struct all {
	struct staaf_anova anova;
	struct staaf_f_test welch, levene, forsythe;
	struct staaf_kruskal kruskal;
};

static void
work_all(struct all *a, const struct staaf_groups *g)
{
	staaf_anova(&a->anova, g);
	staaf_welch_anova(&a->welch, g);
	assert_true(staaf_levene(&a->levene, g));
	assert_true(staaf_brown_forsythe(&a->forsythe, g));
	assert_true(staaf_kruskal(&a->kruskal, g));
}

static void
are_alike(const struct all *a, const struct all *b)
{
	near(b->anova.test.f, a->anova.test.f, 1e-11, "F");
	near(b->anova.eta2, a->anova.eta2, 1e-11, "eta2");
	near(b->welch.f, a->welch.f, 1e-11, "Welch");
	near(b->welch.df2, a->welch.df2, 1e-11, "Welch df");
	near(b->levene.f, a->levene.f, 1e-10, "Levene");
	near(b->forsythe.f, a->forsythe.f, 1e-10, "Brown-Forsythe");
	near(b->kruskal.h, a->kruskal.h, 1e-12, "Kruskal");
}

static void
order_shift_and_scale_change_nothing(void **state)
{
	struct chance c = { .state = 77 };
	static double turned[MOST];
	size_t turned_sizes[MOST_GROUPS];
	struct staaf_groups t = { turned, turned_sizes, 0 };
	struct all a, b;

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t n = 0;

		make_groups(&c);
		t.k = groups.k;
		for (size_t i = 0; i < t.k; i++) {
			turned_sizes[t.k - 1 - i] = sizes[i];
			n += sizes[i];
		}
		for (size_t i = 0; i < n; i++)
			turned[n - 1 - i] = 1000 - x[i] / 2;
		work_all(&a, &groups);
		work_all(&b, &t);
		are_alike(&a, &b);
		for (size_t i = 0; i < n; i++)
			turned[i] *= 1e200;
		work_all(&b, &t);
		are_alike(&a, &b);
		assert_true(a.anova.omega2 < a.anova.eta2 &&
		    a.anova.eta2 <= 1);
	}
}

/* F is t squared, and Welch's with two groups Welch's t, squared. */
static void
with_two_groups_f_is_the_square_of_t(void **state)
{
	struct chance c = { .state = 3 };
	struct staaf_f_test welch;
	struct staaf_anova a;

	(void)state;
	for (int round = 0; round < 100; round++) {
		double m[2] = { 0, 0 }, v[2] = { 0, 0 }, n[2], t2, pooled;

		make_groups(&c);
		groups.k = 2;
		n[0] = (double)sizes[0];
		n[1] = (double)sizes[1];
		for (size_t i = 0; i < sizes[0] + sizes[1]; i++)
			m[i >= sizes[0]] += x[i] / n[i >= sizes[0]];
		for (size_t i = 0; i < sizes[0] + sizes[1]; i++) {
			double d = x[i] - m[i >= sizes[0]];

			v[i >= sizes[0]] += d * d / (n[i >= sizes[0]] - 1);
		}
		pooled = ((n[0] - 1) * v[0] + (n[1] - 1) * v[1]) /
		    (n[0] + n[1] - 2);
		t2 = (m[0] - m[1]) * (m[0] - m[1]);
		staaf_anova(&a, &groups);
		near(a.test.f, t2 / (pooled / n[0] + pooled / n[1]), 1e-10,
		    "Student");
		near(a.test.p, staaf_t_two_sided(sqrt(a.test.f),
		    a.test.df2), 1e-11, "p");
		staaf_welch_anova(&welch, &groups);
		near(welch.f, t2 / (v[0] / n[0] + v[1] / n[1]), 1e-10,
		    "Welch");
	}
}

/* ------------------------------------------------------- ugly cases */

static void
what_cannot_be_compared_is_no_number(void **state)
{
	static const double grades[] = { 5, 6, 7, 6, 8, 9 };
	static const double bad[] = { 5, 6, NAN, 6, 8, INFINITY };
	static const size_t halves[] = { 3, 3 }, empty[] = { 6, 0 };
	static const size_t singles[] = { 1, 1, 1, 1, 1, 1 };
	static const struct staaf_groups wrong[] = { { NULL, NULL, 0 },
		{ grades, halves, 1 }, { grades, empty, 2 },
		{ bad, halves, 2 } };
	const struct staaf_groups one_each = { grades, singles, 6 };
	struct all a;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		work_all(&a, &wrong[i]);
		is_none(&a.anova.test);
		is_none(&a.welch);
		is_none(&a.levene);
		is_none(&a.forsythe);
		assert_true(isnan(a.anova.eta2) && isnan(a.anova.omega2));
		assert_true(isnan(a.kruskal.h) && isnan(a.kruskal.df) &&
		    isnan(a.kruskal.p));
	}
	work_all(&a, &one_each);
	is_none(&a.anova.test);
	is_none(&a.welch);
	assert_true(isfinite(a.kruskal.p));
}

static void
without_spread_within_there_is_no_test(void **state)
{
	static const double steps[] = { .1, .1, .1, .7, .7, .7 };
	static const double apart[] = { 0, 1e-200, 0, 1e200, 1e200, 1e200 };
	static const double flat[] = { .3, .3, .3, .3, .3, .3 };
	static const double one_flat[] = { 5, 6, 7, 6, 6, 6 };
	static const double pairs[] = { 5.1, 5.3, 6.1, 6.7, 7.3, 7.4 };
	static const size_t halves[] = { 3, 3 }, twos[] = { 2, 2, 2 };
	struct all a;

	(void)state;
	work_all(&a, &(struct staaf_groups){ steps, halves, 2 });
	is_none(&a.anova.test);
	is_none(&a.welch);
	is_none(&a.levene);
	near(a.anova.eta2, 1, 0, "eta2");
	near(a.anova.omega2, 1, 0, "omega2");
	near(a.kruskal.h, 5, 1e-15, "H");
	work_all(&a, &(struct staaf_groups){ apart, halves, 2 });
	is_none(&a.anova.test); /* F is above any double */
	work_all(&a, &(struct staaf_groups){ flat, halves, 2 });
	is_none(&a.anova.test);
	assert_true(isnan(a.anova.eta2) && isnan(a.anova.omega2));
	assert_true(isnan(a.kruskal.h) && isnan(a.kruskal.p));
	/* Welch needs a spread in each; the others in one. */
	work_all(&a, &(struct staaf_groups){ one_flat, halves, 2 });
	is_none(&a.welch);
	assert_true(isfinite(a.anova.test.p) && isfinite(a.levene.p));
	/* Two values are as far from their middle as each other. */
	work_all(&a, &(struct staaf_groups){ pairs, twos, 3 });
	is_none(&a.levene);
	is_none(&a.forsythe);
	assert_true(isfinite(a.anova.test.p) && isfinite(a.welch.p));
}

static void
without_memory_there_is_no_number(void **state)
{
	struct chance c = { .state = 8 };
	struct staaf_kruskal kruskal;
	struct staaf_f_test test;
	double p[3] = { .01, .02, .03 };

	(void)state;
	make_groups(&c);
	for (unsigned long nth = 1; nth <= 2; nth++) {
		staaf_mem_refuse(nth);
		assert_false(staaf_kruskal(&kruskal, &groups));
		assert_true(isnan(kruskal.h) && isnan(kruskal.p));
		staaf_mem_refuse(nth);
		assert_false(staaf_brown_forsythe(&test, &groups));
		is_none(&test);
	}
	staaf_mem_refuse(1);
	assert_false(staaf_levene(&test, &groups));
	is_none(&test);
	staaf_mem_refuse(1);
	assert_false(staaf_adjust(p, p, 3, STAAF_HOLM));
	assert_true(isnan(p[0]) && isnan(p[1]) && isnan(p[2]));
	staaf_mem_refuse(0);
}

/* ----------------------------------------------------------- several p */

/* R 4.2.2: p.adjust(c(.01,.04,.03,.005,NA,.03,.5,.9,0,1), "holm") and so on. */
static void
adjusted_p_are_those_of_r(void **state)
{
	static const double p[10] = { .01, .04, .03, .005, NAN, .03, .5, .9,
		0, 1 };
	static const double want[3][10] = {
		{ .09, .36, .27, .045, NAN, .27, 1, 1, 0, 1 },
		{ .07, .18, .18, .04, NAN, .18, 1, 1, 0, 1 },
		{ .03, .06, .054, .0225, NAN, .054, 4.5 / 7, 1, 0, 1 },
	};
	double got[10];

	(void)state;
	for (int how = STAAF_BONFERRONI; how <= STAAF_BH; how++) {
		assert_true(staaf_adjust(got, p, 10,
		    (enum staaf_adjustment)how));
		for (int i = 0; i < 10; i++)
			near(got[i], want[how][i], 1e-15, "adjusted");
	}
}

/* Benjamini and Hochberg 1995, section 3: at .05 four of 15 stay, not three. */
static void
adjusting_finds_what_its_article_finds(void **state)
{
	static const double p[15] = { .0001, .0004, .0019, .0095, .0201, .0278,
		.0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1 };
	double bonferroni[15], bh[15];

	(void)state;
	assert_true(staaf_adjust(bonferroni, p, 15, STAAF_BONFERRONI));
	assert_true(staaf_adjust(bh, p, 15, STAAF_BH));
	for (int i = 0; i < 15; i++) {
		assert_true((bonferroni[i] <= .05) == (i < 3));
		assert_true((bh[i] <= .05) == (i < 4));
	}
}

static void
adjusting_keeps_its_laws(void **state)
{
	struct chance c = { .state = 12 };
	double p[40], out[3][40];

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t m = 1 + chance_below(&c, 40);

		for (size_t i = 0; i < m; i++)
			p[i] = (double)chance_below(&c, 1001) / 1e4;
		for (int how = 0; how < 3; how++)
			assert_true(staaf_adjust(out[how], p, m,
			    (enum staaf_adjustment)how));
		for (size_t i = 0; i < m; i++) {
			assert_true(p[i] <= out[2][i] &&
			    out[2][i] <= out[1][i] + 1e-15 &&
			    out[1][i] <= out[0][i] && out[0][i] <= 1);
			for (size_t j = 0; j < m; j++)
				if (p[i] <= p[j])
					assert_true(out[1][i] <= out[1][j] &&
					    out[2][i] <= out[2][j]);
		}
		/* In place gives the same. */
		assert_true(staaf_adjust(p, p, m, STAAF_HOLM));
		assert_memory_equal(p, out[1], m * sizeof(*p));
	}
	assert_true(staaf_adjust(p, p, 0, STAAF_BH));
	p[0] = -.1;
	p[1] = 1.1;
	p[2] = .02;
	assert_true(staaf_adjust(p, p, 3, STAAF_BH));
	assert_true(isnan(p[0]) && isnan(p[1]));
	near(p[2], .02, 0, "alone");
}

/* -------------------------------------------------------- Bayes factor */

/*
 * mpmath 1.3.0, quad over ln g in panels of 4, 40 digits.  Published, too: the
 * sleep data of R, 17.25888, in the manual of the package BayesFactor.
 */
static void
a_bayes_factor_has_twelve_digits(void **state)
{
	static const struct {
		double t;
		size_t n1, n2; /* n2 0: paired */
		double want;
	} row[] = {
		{ 0, 10, 0, -1.1750823266311888 },
		{ 2, 10, 0, 0.24866316387158778 },
		{ -4.06212768338183, 10, 0, 2.8483268091458389 },
		{ 2.5, 2, 0, 0.16430745066615588 },
		{ 0.3, 1000, 0, -3.2902208718454327 },
		{ 5, 5000, 0, 8.3231951971005025 },
		{ 56, 1001, 0, 705.25896814858632 },
		{ 150, 5000, 0, 4255.8392184759158 },
		{ 1e6, 30, 0, 337.48818324134183 },
		{ 1e100, 12, 0, 2288.9631199190291 },
		{ 0, 12, 15, -1.0232123127194199 },
		{ 2.03, 40, 40, 0.30859048312860078 },
		{ -2.2, 9, 25, 0.71117069527184037 },
		{ 7.5, 60, 61, 20.124229497573035 },
		{ 3, 1, 9, 1.0896072513929168 },
		{ 30, 2500, 2500, 409.52015426489537 },
		{ 1.5, 2, 1, -0.048067687459986066 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		near(row[i].n2 == 0 ? staaf_jzs_paired(row[i].t, row[i].n1) :
		    staaf_jzs_two(row[i].t, row[i].n1, row[i].n2),
		    row[i].want, 1e-12, "ln BF10");
	assert_true(fabs(exp(staaf_jzs_paired(-4.0621276833820366, 10)) -
	    17.25888) < 5e-6);
}

static void
a_bayes_factor_grows_with_t_and_heeds_no_sign(void **state)
{
	(void)state;
	for (size_t n = 2; n < 3000; n = n * 3 + 1)
		for (double t = 0; t < 60; t += .7) {
			double two = staaf_jzs_two(t, n, n + 5);

			assert_true(staaf_jzs_paired(t + .7, n) >
			    staaf_jzs_paired(t, n));
			near(staaf_jzs_paired(-t, n), staaf_jzs_paired(t, n),
			    0, "sign");
			near(staaf_jzs_two(t, n + 5, n), two, 1e-13,
			    "swapped");
		}
}

static void
a_bayes_factor_needs_a_degree_of_freedom(void **state)
{
	(void)state;
	assert_true(isnan(staaf_jzs_paired(2, 1)));
	assert_true(isnan(staaf_jzs_paired(2, 0)));
	assert_true(isfinite(staaf_jzs_paired(2, 2)));
	assert_true(isnan(staaf_jzs_two(2, 1, 1)));
	assert_true(isnan(staaf_jzs_two(2, 5, 0)));
	assert_true(isnan(staaf_jzs_two(2, 0, 5)));
	assert_true(isfinite(staaf_jzs_two(2, 1, 2)));
	assert_true(isnan(staaf_jzs_paired(NAN, 9)));
	assert_true(isnan(staaf_jzs_paired(INFINITY, 9)));
	assert_true(isfinite(staaf_jzs_paired(1e150, 9)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tests_of_groups_have_twelve_digits),
		cmocka_unit_test(
		    simon_and_lesage_lose_only_what_doubles_lose),
		cmocka_unit_test(nist_instruments_have_their_certified_f),
		cmocka_unit_test(order_shift_and_scale_change_nothing),
		cmocka_unit_test(with_two_groups_f_is_the_square_of_t),
		cmocka_unit_test(what_cannot_be_compared_is_no_number),
		cmocka_unit_test(without_spread_within_there_is_no_test),
		cmocka_unit_test(without_memory_there_is_no_number),
		cmocka_unit_test(adjusted_p_are_those_of_r),
		cmocka_unit_test(adjusting_finds_what_its_article_finds),
		cmocka_unit_test(adjusting_keeps_its_laws),
		cmocka_unit_test(a_bayes_factor_has_twelve_digits),
		cmocka_unit_test(
		    a_bayes_factor_grows_with_t_and_heeds_no_sign),
		cmocka_unit_test(a_bayes_factor_needs_a_degree_of_freedom),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
