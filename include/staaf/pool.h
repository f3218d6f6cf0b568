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
 * A moderator of two groups, each with a mean of its own, that share one tau2
 * (REML): metafor's rma(yi, vi, mods = ~ group).  z, hk and mhk, as above but
 * with k - 2, are of in[1] less in[0]; qm = z^2 tests it (chi2, 1), qe (k - 2)
 * tests what spread is left.  Viechtbauer 2010, 10.18637/jss.v036.i03; Knapp
 * and Hartung 2003, 10.1002/sim.1482.  false, and all NAN but k, for fewer
 * than 3 studies, a group without any, a bad number, and when memory ran out.
 */
struct staaf_pool_subgroups {
	long k[2];
	double tau2;
	struct staaf_estimate in[2]; /* each group's effect, with a z */
	struct staaf_estimate z, hk, mhk;
	double qm, qm_p;
	double qe, qe_p;
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

/*
 * Effects nested in studies (effect i in study[i], 0 to k - 1, none left
 * out): true effects differ between studies and again within them, both
 * variances by REML, the highest maximum.  z is of the model itself:
 * metafor's rma.mv(yi, vi, random = ~ 1 | study/es), which takes the errors
 * of effects in one study to be independent.  cr2 allows for errors that are
 * not: CR2 from whole studies with this model as working model, t with
 * Satterthwaite's degrees of freedom; all NAN when a study has over 200
 * effects.  Konstantopoulos 2011, 10.1002/jrsm.35; Pustejovsky and Tipton
 * 2018, 10.1080/07350015.2016.1247004.  false, and all NAN, for fewer than 2
 * studies, no study of several effects, a bad number, no memory, or a
 * likelihood without a top.
 */
struct staaf_pool_nested {
	double between, within; /* variances of true effects */
	struct staaf_estimate z, cr2;
};
bool staaf_pool_nested(struct staaf_pool_nested *out,
    const struct staaf_study_effect *effect, const size_t *study, size_t n);

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
