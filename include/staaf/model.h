/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Least squares and what teachers need of it: the difference between two
 * groups with a pretest held equal, a change over time, two ways of teaching
 * in turn.  What cannot be worked out is NAN, never 0.  A function that
 * returns bool is false only when memory ran out; all its numbers are NAN
 * then.  Scores that are not finite make all numbers NAN.  `treated` tells
 * per student whether it is in the treatment group; a difference is always
 * treatment less control.
 */
#ifndef STAAF_MODEL_H
#define STAAF_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include <staaf/mem.h>
#include <staaf/stats.h>

/*
 * The t test and 95% interval of an estimate with that standard error.  When
 * the error is not above 0, or df is not, all but the estimate is NAN.
 */
struct staaf_estimate staaf_estimate_of(double est, double se, double df);

/* ---------------------------------------------------------- regression */

enum { STAAF_MAX_COLUMNS = 6 }; /* beside the constant */

/*
 * y = coef[0] + coef[1] x_1 + ... + residual, by least squares: a QR of the
 * centred columns, so that a large offset costs no digits.  The arrays live
 * in the arena.  Residuals and weights are in units of y and x that are
 * powers of 2 and make both of size 1, so that no square of them overflows;
 * times unit[j] such a sum is a coefficient j.  All numbers are NAN, and n
 * and k 0, when a column is constant or follows from the others (1e-7), or
 * rows are fewer than coefficients.  Without scatter (residuals of the size
 * of rounding) the residuals are 0, sigma is 0 and each error NAN.  With as
 * many rows as coefficients sigma and the errors are NAN.
 */
struct staaf_regression {
	size_t n, k; /* rows; columns beside the constant */
	double coef[STAAF_MAX_COLUMNS + 1];
	double se[STAAF_MAX_COLUMNS + 1];
	double df;    /* n - k - 1 */
	double sigma; /* standard deviation of the residuals, with df */
	double r2;    /* NAN when y is constant */
	double unit[STAAF_MAX_COLUMNS + 1]; /* [0]: of residuals */
	double *residual;                   /* n, in units of unit[0] */
	double *leverage;                   /* n, of the hat matrix */
	double *q; /* k columns of n: orthonormal, each of sum 0 */
	double inverse[STAAF_MAX_COLUMNS][STAAF_MAX_COLUMNS]; /* of R */
};

/* x: k columns of n. */
bool staaf_regress(struct staaf_regression *out, struct staaf_arena *ar,
    const double *y, const double *const x[], size_t n, size_t k);
/*
 * The weight of each row in coefficient j (1 to k): coefficient j is unit[j]
 * times the sum of weights times y / unit[0].  weight: n.
 */
void staaf_regression_weights(double *weight,
    const struct staaf_regression *r, size_t j);

/* -------------------------------------------------------------- ANCOVA */

/*
 * after = b0 + b1 before + b2 treated.  Adjusted means at the mean pretest
 * of all.  Slopes: F(1, n - 4) of the interaction; at[]: the difference in
 * that larger model at the mean pretest less an SD, at it, and an SD above.
 * HC3: MacKinnon and White 1985, 10.1016/0304-4076(85)90158-7.
 * g = (1 - 3 / (4n - 9)) b2 / s, with s the pooled SD of `after` within the
 * groups; se = sqrt((se_b2 / s)^2 + g^2 / (2 (n - 2))), its interval normal
 * (t, df and p are NAN): What Works Clearinghouse, Procedures Handbook 4.1.
 */
struct staaf_ancova {
	struct staaf_estimate difference; /* b2; t with n - 3 */
	struct staaf_estimate slope;      /* b1 */
	double hc3_se;                    /* of b2 */
	double adj_treat, adj_control;
	double r2;
	struct staaf_estimate g;
	double slopes_f, slopes_df, slopes_p;
	double at_before[3];          /* pretest: low, mean, high */
	struct staaf_estimate at[3];  /* t with n - 4 */
};

/* residual: n, of the model without interaction; may be NULL. */
bool staaf_ancova(struct staaf_ancova *out, const double *before,
    const double *after, const bool *treated, size_t n, double *residual);

/* ------------------------------------------ gains against pretest spread */

/* What a report tells of one group. */
struct staaf_prepost {
	double n;
	double before, after; /* means */
	double sd_before;     /* with n - 1 */
};

/*
 * d_ppc2 = c (gain of treatment - gain of control) / pooled SD before, with
 * c = 1 - 3 / (4 (N - 2) - 1): Morris 2008, 10.1177/1094428106291059.
 * var = 2 (1 - r) k + d^2 / (2 N) with k = 1 / n_T + 1 / n_C, as metafor's
 * pages have it; low and high are d -+ 1.96 sqrt(var).  var_morris is his
 * (25): 2 c^2 (1 - r) k (N - 2) / (N - 4) (1 + d^2 / (2 (1 - r) k)) - d^2,
 * NAN for N of 4 or less.
 */
struct staaf_dppc2 {
	double d, var, var_morris;
	double low, high;
	double within_r; /* correlation before-after, pooled within groups */
};

/* r: the correlation within groups.  All NAN without spread before. */
void staaf_dppc2(struct staaf_dppc2 *out, const struct staaf_prepost *treat,
    const struct staaf_prepost *control, double r);
/* The same of rows, which tell the correlation too. */
void staaf_dppc2_rows(struct staaf_dppc2 *out, const double *before,
    const double *after, const bool *treated, size_t n);

/* ---------------------------------------------------------- cross-over */

/*
 * Two ways A and B, each student has both, in two orders.  Per student
 * u = first - second.  treatment (A - B): half the difference of mean u of
 * AB and of BA; period (second - first): minus half their sum; t with
 * n - 2, one spread for both orders.  ignoring_period: paired t of A - B.
 * Source: Hills and Armitage 1979, British Journal of Clinical Pharmacology 8.
 */
struct staaf_crossover {
	struct staaf_estimate treatment, period, ignoring_period;
};

/* is_ab: A came first.  All NAN when one order has no students. */
bool staaf_crossover(struct staaf_crossover *out, const double *first,
    const double *second, const bool *is_ab, size_t n);
/*
 * Whether what came first carries over: first + second, AB less BA.  Never
 * a gate before the test of treatment: Freeman 1989,
 * 10.1002/sim.4780081202.
 */
bool staaf_carryover(struct staaf_estimate *out, const double *first,
    const double *second, const bool *is_ab, size_t n);

/* --------------------------------------------- interrupted time series */

enum { STAAF_ITS_LEAST = 8 }; /* points of each phase */

enum staaf_its_reason {
	STAAF_ITS_FINE,
	STAAF_ITS_FEW,    /* a phase has fewer than 8 points */
	STAAF_ITS_NUMBER, /* not finite, or time does not rise */
	STAAF_ITS_FLAT,   /* no scatter about the lines: no errors, no tests */
	STAAF_ITS_NOMEM
};

/* A coefficient with two standard errors; both t with n - 4. */
struct staaf_its_term {
	struct staaf_estimate ols;
	struct staaf_estimate nw; /* Newey-West, lag 1 */
};

/*
 * y = b0 + b1 time + b2 after + b3 after (time - time of the first point
 * after).  level is the jump at the first point after the change, slope the
 * change of slope: Wagner and others 2002,
 * 10.1046/j.1365-2710.2002.00430.x.
 * Newey and West 1987 (10.2307/1913610), Bartlett weight 1/2 for lag 1, no
 * small-sample factor, no prewhitening.  autocorrelation is
 * sum e_t e_t+1 / sum e^2, durbin_watson the statistic alone.  baseline is
 * the line through the points before the change alone, t with n_before - 2.
 */
struct staaf_its {
	struct staaf_its_term trend, level, slope; /* b1, b2, b3 */
	struct staaf_estimate baseline;
	double autocorrelation, durbin_watson;
	double r2;
};

/*
 * time: n, rising; NULL for 1, 2, ...  The first n_before points come before
 * the change.  All NAN unless the reason is FINE or FLAT.
 */
enum staaf_its_reason staaf_its(struct staaf_its *out, const double *time,
    const double *y, size_t n_before, size_t n);

#endif
