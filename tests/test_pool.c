/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pooling against sixty digits (tests/data/pool.txt, made by pool.R and
 * pool.py) and against published figures; its laws are in test_pool_laws.c.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/pool.h>

enum { MAX_STUDIES = 40, N_SETS = 17, N_FIGURES = 2075 };

/* One set of the file, and what staaf makes of it. */
struct set {
	char name[32];
	size_t k;
	struct staaf_study_effect study[MAX_STUDIES];
	struct staaf_study_counts counts[MAX_STUDIES];
	struct staaf_pooled pooled;
	struct staaf_estimate egger, egger_n;
	struct staaf_pool_without loo;
	struct staaf_pool_subgroups sub;
};

static void
work_out(struct set *s)
{
	bool is_second[MAX_STUDIES];

	for (size_t i = 0; i < s->k; i++)
		is_second[i] = i >= s->k / 2;
	assert_int_equal(staaf_pool(&s->pooled, s->study, s->k, NULL),
	    STAAF_OK);
	(void)staaf_pool_egger(&s->egger, s->study, NULL, s->k);
	(void)staaf_pool_egger(&s->egger_n, s->study, s->counts, s->k);
	(void)staaf_pool_leave_one_out(&s->loo, NULL, s->study, s->k);
	(void)staaf_pool_subgroups(&s->sub, s->study, is_second, s->k);
}

/* The rest of key after start, NULL when it does not start so. */
static const char *
after(const char *key, const char *start)
{
	size_t n = strlen(start);

	return strncmp(key, start, n) == 0 ? key + n : NULL;
}

static double
of_estimate(const struct staaf_estimate *e, const char *key)
{
	if (strcmp(key, "est") == 0)
		return e->est;
	if (strcmp(key, "se") == 0)
		return e->se;
	if (strcmp(key, "t") == 0)
		return e->t;
	if (strcmp(key, "p") == 0)
		return e->p;
	if (strcmp(key, "low") == 0)
		return e->low;
	assert_string_equal(key, "high");
	return e->high;
}

static double
of_limits(double low, double high, const char *key)
{
	if (strcmp(key, "low") == 0)
		return low;
	assert_string_equal(key, "high");
	return high;
}

static double
of_model(const struct staaf_pool_model *m, const char *key)
{
	const char *rest;

	if ((rest = after(key, "z.")) != NULL)
		return of_estimate(&m->z, rest);
	if ((rest = after(key, "hk.")) != NULL)
		return of_estimate(&m->hk, rest);
	if ((rest = after(key, "mhk.")) != NULL)
		return of_estimate(&m->mhk, rest);
	if ((rest = after(key, "pi_hts.")) != NULL)
		return of_limits(m->pi_hts.low, m->pi_hts.high, rest);
	if ((rest = after(key, "pi_hk.")) != NULL)
		return of_limits(m->pi_hk.low, m->pi_hk.high, rest);
	if ((rest = after(key, "pi_z.")) != NULL)
		return of_limits(m->pi_z.low, m->pi_z.high, rest);
	if (strcmp(key, "tau2") == 0)
		return m->tau2;
	if (strcmp(key, "i2") == 0)
		return m->i2;
	if (strcmp(key, "h2") == 0)
		return m->h2;
	assert_string_equal(key, "share_below_0");
	return m->share_below_0;
}

static double
of_subgroups(const struct staaf_pool_subgroups *s, const char *key)
{
	const char *rest;

	if ((rest = after(key, "first.")) != NULL)
		return of_estimate(&s->in[0], rest);
	if ((rest = after(key, "second.")) != NULL)
		return of_estimate(&s->in[1], rest);
	if ((rest = after(key, "z.")) != NULL)
		return of_estimate(&s->z, rest);
	if ((rest = after(key, "hk.")) != NULL)
		return of_estimate(&s->hk, rest);
	if ((rest = after(key, "mhk.")) != NULL)
		return of_estimate(&s->mhk, rest);
	if (strcmp(key, "tau2") == 0)
		return s->tau2;
	if (strcmp(key, "qe") == 0)
		return s->qe;
	if (strcmp(key, "qe_p") == 0)
		return s->qe_p;
	if (strcmp(key, "qm_p") == 0)
		return s->qm_p;
	assert_string_equal(key, "qm");
	return s->qm;
}

static double
of_set(const struct set *s, const char *key)
{
	const struct staaf_pooled *p = &s->pooled;
	const char *rest;

	if ((rest = after(key, "fe.")) != NULL)
		return of_model(&p->fe, rest);
	if ((rest = after(key, "dl.")) != NULL)
		return of_model(&p->dl, rest);
	if ((rest = after(key, "reml.")) != NULL)
		return of_model(&p->reml, rest);
	if ((rest = after(key, "pm.")) != NULL)
		return of_model(&p->pm, rest);
	if ((rest = after(key, "egger.")) != NULL)
		return of_estimate(&s->egger, rest);
	if ((rest = after(key, "egger_n.")) != NULL)
		return of_estimate(&s->egger_n, rest);
	if ((rest = after(key, "loo.")) != NULL)
		return of_limits(s->loo.low, s->loo.high, rest);
	if ((rest = after(key, "subgroup.")) != NULL)
		return of_subgroups(&s->sub, rest);
	if ((rest = after(key, "tau2_")) != NULL)
		return of_limits(p->tau2_low, p->tau2_high, rest);
	if (strcmp(key, "q") == 0)
		return p->q;
	if (strcmp(key, "q_p") == 0)
		return p->q_p;
	if (strcmp(key, "i2_q") == 0)
		return p->i2_q;
	assert_string_equal(key, "h2_q");
	return p->h2_q;
}

static void
near(double got, double want, double relative, const char *what)
{
	if (!(fabs(got - want) <= relative * fabs(want)))
		fail_msg("%s: got %.17g, want %.17g, off %.2g", what, got,
		    want, fabs(got - want) / fabs(want));
}

static void
take_study(struct set *s, const char *line)
{
	assert_true(s->k < MAX_STUDIES);
	assert_int_equal(sscanf(line, "study %lf %lf %ld %ld",
	    &s->study[s->k].effect, &s->study[s->k].variance,
	    &s->counts[s->k].n1, &s->counts[s->k].n2), 4);
	s->k++;
}

static void
every_figure_has_twelve_digits(void **state)
{
	FILE *f = fopen("tests/data/pool.txt", "r");
	struct set s = { .k = 0 };
	char line[256], key[64], what[128];
	double want;
	int n_sets = 0, n_figures = 0;
	bool is_new = false;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		if (strncmp(line, "set", 3) == 0) {
			s = (struct set){ .k = 0 };
			assert_int_equal(sscanf(line, "set %31s", s.name), 1);
			n_sets++;
			is_new = true;
		} else if (strncmp(line, "study", 5) == 0) {
			take_study(&s, line);
		} else {
			assert_int_equal(sscanf(line, "want %63s %lf", key,
			    &want), 2);
			if (is_new)
				work_out(&s);
			is_new = false;
			(void)snprintf(what, sizeof(what), "%s %s", s.name,
			    key);
			near(of_set(&s, key), want, 1e-12, what);
			n_figures++;
		}
	}
	assert_int_equal(fclose(f), 0);
	assert_int_equal(n_sets, N_SETS);
	assert_int_equal(n_figures, N_FIGURES);
}

/*
 * Colditz and others 1994, log risk ratios, as worked out in Viechtbauer 2010,
 * 10.18637/jss.v036.i03, and by metafor 3.8-1: rma, confint (threshold and
 * tol 1e-13), test = "knha" and regtest(model = "lm").
 */
static void
the_vaccine_trials_give_the_published_figures(void **state)
{
	static const double trial[13][4] = { { 4, 119, 11, 128 },
		{ 6, 300, 29, 274 }, { 3, 228, 11, 209 },
		{ 62, 13536, 248, 12619 }, { 33, 5036, 47, 5761 },
		{ 180, 1361, 372, 1079 }, { 8, 2537, 10, 619 },
		{ 505, 87886, 499, 87892 }, { 29, 7470, 45, 7232 },
		{ 17, 1699, 65, 1600 }, { 186, 50448, 141, 27197 },
		{ 5, 2493, 3, 2338 }, { 27, 16886, 29, 17825 } };
	struct staaf_study_effect study[13];
	struct staaf_pool_subgroups s;
	struct staaf_estimate e;
	struct staaf_pooled p;
	bool is_second[13];

	(void)state;
	for (int i = 0; i < 13; i++) {
		double a = trial[i][0], n1 = a + trial[i][1];
		double c = trial[i][2], n2 = c + trial[i][3];

		study[i].effect = log(a / n1 / (c / n2));
		study[i].variance = 1 / a - 1 / n1 + 1 / c - 1 / n2;
	}
	assert_int_equal(staaf_pool(&p, study, 13, NULL), STAAF_OK);
	assert_int_equal(p.k, 13);
	near(p.reml.z.est, -.714532342158139, 1e-12, "mean");
	near(p.reml.z.se, .179781516105206, 1e-12, "se");
	near(p.reml.tau2, .313243258136481, 1e-12, "tau2");
	near(p.reml.i2, .922213845212690, 1e-12, "i2");
	near(p.reml.h2, 12.8557582353092, 1e-12, "h2");
	near(p.q, 152.233008082373, 1e-12, "q");
	near(p.q_p, 1.99676459084597e-26, 1e-11, "p of q");
	near(p.tau2_low, .119718361141261, 1e-11, "tau2 low");
	near(p.tau2_high, 1.11147908406093, 1e-11, "tau2 high");
	near(p.reml.hk.low, -1.10844371368555, 1e-12, "hk low");
	near(p.reml.hk.high, -.320620970630728, 1e-12, "hk high");
	near(p.reml.hk.p, .00192001509605729, 1e-11, "hk p");
	near(p.dl.z.est, -.714117222073227, 1e-12, "dl mean");
	near(p.dl.tau2, .308760262862376, 1e-12, "dl tau2");
	near(p.fe.z.est, -.430285163654091, 1e-12, "fe mean");
	near(p.pm.tau2, .318068452205024, 1e-11, "pm tau2");
	/* rma(yi, vi, mods = ~ half), test = "z" and "knha" */
	for (int i = 0; i < 13; i++)
		is_second[i] = i >= 6;
	assert_true(staaf_pool_subgroups(&s, study, is_second, 13));
	near(s.tau2, .276102945796427, 1e-12, "subgroup tau2");
	near(s.z.est, .509398826529140, 1e-12, "subgroup difference");
	near(s.z.se, .344028859898235, 1e-12, "subgroup se");
	near(s.qm, 2.19243197817167, 1e-12, "qm");
	near(s.qm_p, .138690181041663, 1e-12, "qm p");
	near(s.qe, 70.8714787564872, 1e-12, "qe");
	near(s.hk.p, .168621767421853, 1e-11, "subgroup hk p");
	near(s.hk.high, 1.270243532758592, 1e-12, "subgroup hk high");
	assert_int_equal(staaf_pool_egger(&e, study, NULL, 13), STAAF_EGGER_OK);
	near(e.t, -1.4013, 4e-5, "egger t");
	near(e.p, .1887, 3e-4, "egger p");
	assert_true(e.df == 11);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_figure_has_twelve_digits),
		cmocka_unit_test(
		    the_vaccine_trials_give_the_published_figures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
