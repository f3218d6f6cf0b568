/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Distributions that tests and intervals are read from.  Each tail is worked
 * out itself, never as 1 minus the other, so that a small one keeps its
 * digits: 12 of them, against values of mpmath (tests/data/dist.txt).  Of the
 * noncentral t that holds for tails above 1e-50, of quantiles above 1e-30.
 * NAN for an argument that is NAN, and for degrees of freedom not above 0.
 * Degrees of freedom need not be whole.
 */
#ifndef STAAF_DIST_H
#define STAAF_DIST_H

#include <stdbool.h>

double staaf_normal_above(double z);
double staaf_normal_below(double z);
double staaf_t_two_sided(double t, double df); /* P(|T| > |t|) */
double staaf_t_above(double t, double df);
double staaf_f_above(double f, double df1, double df2);
double staaf_chi2_above(double x, double df);

/* The z or t with that share below it; the share in (0, 1), else NAN. */
double staaf_normal_at(double share);
double staaf_t_at(double share, double df);

/*
 * Noncentral t: the mean over S = chi / sqrt(df) of P(Z > t S - ncp), by
 * Gauss and Legendre; |t| and |ncp| up to some hundreds.
 */
double staaf_nct_below(double t, double df, double ncp);
double staaf_nct_above(double t, double df, double ncp);

/*
 * The noncentralities that t with so many degrees of freedom bears with a
 * confidence of `level` (0.95): at *low a share (1 - level) / 2 is above t, at
 * *high below.  Source: Steiger and Fouladi 1997.  false: there are none.
 */
bool staaf_nct_limits(double *low, double *high, double t, double df,
    double level);

#endif
