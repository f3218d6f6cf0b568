/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pooling the effects of studies.  Intervals are 95%, tests two-sided.  An
 * effect beyond 1e50, a variance not in 1e-100 to 1e100, or either not
 * finite, is a bad number.  The order of the studies does not matter.
 */
#ifndef STAAF_POOL_H
#define STAAF_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include <staaf/err.h>
#include <staaf/stats.h>

/* One study's effect and its sampling variance. */
struct staaf_study_effect {
	double effect;
	double variance; /* above 0 */
};

/* false for a bad number */
bool staaf_pool_can_use(const struct staaf_study_effect *study);

/* Where the true effect of a next study is expected. */
struct staaf_prediction {
	double low, high;
};

/*
 * A pooled effect under one estimate of tau^2.  z has the normal
 * distribution (its t is a z, its df INFINITY).  hk: Hartung and Knapp 2001,
 * 10.1002/sim.791, t with k - 1; mhk: the same with its factor not below 1
 * (Roever and others 2015, 10.1186/s12874-015-0091-1), the one to report.
 * Where hk has no width, as when all effects are the same, its t and p are
 * NAN.
 */
struct staaf_pool_model {
	double tau2, tau;
	double i2, h2; /* from tau2 and the typical variance, i2 of 0 to 1 */
	struct staaf_estimate z, hk, mhk;
	/* t, k - 2 (Higgins and others 2009, 10.1111/j.1467-985X.2008.00552.x);
	 * t, k - 1 with the standard error of hk; normal */
	struct staaf_prediction pi_hts, pi_hk, pi_z;
	double share_below_0; /* of true effects; NAN when mean and tau are 0 */
};

/*
 * Everything about a set of k studies.  In fe, where all studies share one
 * effect, tau2 is 0 and i2, h2, predictions and share are NAN.  pi_hts is NAN
 * for k = 2.  What k = 2 is worth is the caller's word.
 */
struct staaf_pooled {
	long k;
	struct staaf_pool_model fe;   /* common effect */
	struct staaf_pool_model dl;   /* DerSimonian and Laird */
	struct staaf_pool_model reml; /* restricted maximum likelihood */
	struct staaf_pool_model pm;   /* Paule and Mandel */
	double q, q_df, q_p;          /* Cochran's test of heterogeneity */
	double i2_q, h2_q;            /* from Q: (Q - df) / Q, Q / df */
	/* Q-profile limits of tau2; 0 to 0 when effects differ less than
	 * chance makes them differ in 97.5% of sets. */
	double tau2_low, tau2_high;
};

/*
 * Sources: DerSimonian and Laird 1986, 10.1016/0197-2456(86)90046-2; REML,
 * Viechtbauer 2005, 10.3102/10769986030003261, the highest of its maxima;
 * Paule and Mandel 1982; Q, Cochran 1954, 10.2307/3001666; I2, Higgins and
 * Thompson 2002, 10.1002/sim.1186; Q-profile, Viechtbauer 2007,
 * 10.1002/sim.2514.
 * Fails: STAAF_TOOFEW when k < 2, STAAF_BADARG for a bad number; *out is then
 * as it was.
 */
enum staaf_code staaf_pool(struct staaf_pooled *out,
    const struct staaf_study_effect *study, size_t k, struct staaf_err *err);

/* Its reml alone; false, and all NAN, where staaf_pool fails. */
bool staaf_pool_reml(struct staaf_pool_model *out,
    const struct staaf_study_effect *study, size_t k);

/*
 * Leave-one-out: each[i] (room for k; may be NULL) is the REML effect without
 * study i, with its mhk interval.  Time grows with k^2: 500 studies take a
 * seventh of a second.  false, and all NAN, when k < 3, for a bad number, and
 * when memory ran out.
 */
struct staaf_pool_without {
	double low, high;       /* the smallest and the largest effect */
	size_t at_low, at_high; /* without which study; 0 when NAN */
};
bool staaf_pool_leave_one_out(struct staaf_pool_without *out,
    struct staaf_estimate *each, const struct staaf_study_effect *study,
    size_t k);

/*
 * A moderator of two groups, each with its own tau2 (REML): `difference` is
 * in[1] less in[0], with a z; q_between = z^2, on 1 degree of freedom, has
 * the p of `difference`.  Borenstein and others 2009, chapter 19.  NAN where
 * a group has fewer than 2 studies; then, for a bad number, and when memory
 * ran out, false.
 */
struct staaf_pool_subgroups {
	struct staaf_pool_model in[2];
	long k[2];
	struct staaf_estimate difference;
	double q_between;
};
bool staaf_pool_subgroups(struct staaf_pool_subgroups *out,
    const struct staaf_study_effect *study, const bool *is_second, size_t k);

/*
 * m effects of one study on the same students become one: their mean, and
 * its variance when their errors correlate rho (0 to 1; .6 when unknown).
 * Borenstein and others 2009, chapter 24.  NAN when m is 0, for a bad number,
 * and for rho outside 0 to 1.
 */
void staaf_pool_dependent(struct staaf_study_effect *out,
    const struct staaf_study_effect *effect, size_t m, double rho);

/* Why there is no test for small studies. */
enum staaf_egger {
	STAAF_EGGER_OK,
	STAAF_EGGER_TOO_FEW,  /* fewer than 10 studies */
	STAAF_EGGER_ONE_SIZE, /* all studies are equally precise */
	STAAF_EGGER_BAD       /* a bad number, or a group without students */
};

struct staaf_study_counts {
	long n1, n2; /* students in each group */
};

/*
 * Egger's test: do smaller studies find other effects?  The slope of the
 * effects on their standard errors, weighted by 1 / variance, with the
 * spread around the line estimated; t, k - 2.  With counts (else NULL) on
 * sqrt(1/n1 + 1/n2) instead, as standardised differences ask: their standard
 * error depends on the effect itself.  All NAN unless STAAF_EGGER_OK.
 * Sources: Egger and others 1997, 10.1136/bmj.315.7109.629; ten studies,
 * Sterne and others 2011, 10.1136/bmj.d4002; counts, Pustejovsky and Rodgers
 * 2019, 10.1002/jrsm.1332.
 */
enum staaf_egger staaf_pool_egger(struct staaf_estimate *out,
    const struct staaf_study_effect *study,
    const struct staaf_study_counts *counts, size_t k);

#endif
