/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Students in classes, and the way of teaching given to whole classes: then
 * classes count, not students.  How alike the students of a class are, and
 * three tests that allow for it.  What cannot be worked out is NAN, never 0;
 * a difference is treatment less control.
 */
#ifndef STAAF_CLUSTER_H
#define STAAF_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>

#include <staaf/stats.h>

/* One row per student; the arrays are the caller's. */
struct staaf_cluster_rows {
	const double *value;
	const double *before; /* a pretest to hold equal, or NULL */
	const bool *treated;  /* the same for all of a class */
	const size_t *cluster; /* 0 to n_clusters - 1; some may be empty */
	size_t n, n_clusters;
};

enum staaf_cluster_reason {
	STAAF_CLUSTER_FINE,
	STAAF_CLUSTER_FEW,    /* a group has fewer than 2 classes: no tests */
	STAAF_CLUSTER_SPLIT,  /* a class is in both groups: no numbers */
	STAAF_CLUSTER_NUMBER, /* not finite, or no such class: no numbers */
	STAAF_CLUSTER_NOMEM   /* no numbers */
};

/*
 * Counts, likeness and the test on class means; of `value` alone.
 * ICC(1) within groups = (MSB - MSW) / (MSB + (n0 - 1) MSW): MSB of class
 * means about their group's with K - 2 degrees of freedom, MSW with N - K,
 * n0 = (N - sum over groups of sum m^2 / N_group) / (K - 2); Donner and Klar
 * 2000.  It may be below 0.  NAN for K of 2 or less, for a group without
 * classes, for classes of one student each, and without any spread.
 * deff = 1 + (kish_size - 1) max(0, icc), kish_size = sum m^2 / N: Kish
 * 1965; n_eff = N / deff.
 * class_means: Student's t of class means, each of weight 1, df K - 2.
 */
struct staaf_clusters {
	size_t n, n_clusters; /* classes that have students */
	size_t treat_clusters, control_clusters;
	size_t smallest, largest; /* class, in students */
	double mean_size, kish_size;
	double msb, msw; /* NAN beyond 1e308 */
	double n0, icc, deff, n_eff;
	struct staaf_estimate class_means;
};

enum staaf_cluster_reason staaf_clusters(struct staaf_clusters *out,
    const struct staaf_cluster_rows *rows);

/*
 * A test of students put right for classes of `size` (on average) that are
 * alike by rho (0 to below 1): Hedges 2007, 10.3102/1076998606298040 and
 * 10.3102/1076998606298043; What Works Clearinghouse handbooks.
 *   A = (N - 2) (1 - rho)^2 + size (N - 2 size) rho^2 +
 *       2 (N - 2 size) rho (1 - rho),  B = (N - 2) - 2 (size - 1) rho
 *   t' = t sqrt(B / ((N - 2) (1 + (size - 1) rho))),  df h = B^2 / A
 *   g_T = g sqrt(B / (N - 2)),
 *   var = (1 / n_T + 1 / n_C) (1 + (size - 1) rho) +
 *         g_T^2 A / (2 (N - 2) B)
 * t and g are those of students: the pooled t, and Hedges' g.  All NAN where
 * B or A is not above 0.
 */
struct staaf_cluster_correction {
	double t, df, p;
	double g, var;
};

void staaf_cluster_correct(struct staaf_cluster_correction *out, double t,
    double g, double n_treat, double n_control, double size, double rho);

/*
 * Least squares on students, value = group + before (if given), with errors
 * from whole classes.  CR1 is K / (K - 1) times the plain sandwich, CR1S
 * K (N - 1) / ((K - 1) (N - p)).  cr2: Bell and McCaffrey 2002, Survey
 * Methodology 28, working model independence, t with their Satterthwaite
 * degrees of freedom; as clubSandwich has it: Pustejovsky and Tipton 2018,
 * 10.1080/07350015.2016.1247004.
 */
struct staaf_cluster_robust {
	struct staaf_estimate cr2;
	double cr1_se, cr1s_se;
};

/* All NAN but for FINE; also when the pretest is constant or tells group. */
enum staaf_cluster_reason staaf_cluster_robust(
    struct staaf_cluster_robust *out, const struct staaf_cluster_rows *rows);

/*
 * A mixed model: the same with a random intercept for each class, by
 * restricted maximum likelihood (lme4's REML), t with Satterthwaite's
 * degrees of freedom as lmerTest works them out.  When the variance between
 * classes comes out as 0 the model is that of students: df = N - p, which is
 * too sure; is_singular says so.  All NAN where classes have no spread
 * within, or one student each.
 */
struct staaf_cluster_mixed {
	struct staaf_estimate effect;
	double between, within; /* variances; NAN beyond 1e308 */
	double icc;             /* between / (between + within) */
	bool is_singular;
};

enum staaf_cluster_reason staaf_cluster_mixed(struct staaf_cluster_mixed *out,
    const struct staaf_cluster_rows *rows);

/*
 * The reason alone: what each of the above would give.  FINE does not
 * promise numbers: columns may have no spread.
 */
enum staaf_cluster_reason staaf_cluster_check(
    const struct staaf_cluster_rows *rows);

#endif
