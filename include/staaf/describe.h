/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One sample, or two that belong together, described.  Values that are not
 * finite make every number that is worked out from them NAN.
 */
#ifndef STAAF_DESCRIBE_H
#define STAAF_DESCRIBE_H

#include <stdbool.h>
#include <stddef.h>

#include <staaf/stats.h>

/*
 * Scores in their own units; sd with n - 1.  NAN when n does not allow it:
 * sd below 2, all below 1.  The median is NAN when memory ran out, too.
 */
struct staaf_summary {
	size_t n;
	double mean, sd, median, min, max;
};
void staaf_summarise(struct staaf_summary *out, const double *x, size_t n);

/*
 * The mean with the digits of long double, for sums about it: the value
 * itself when all are equal.
 */
long double staaf_mean(const double *x, size_t n);

/*
 * Rounded to so many decimals (0 to 15, else NAN), halves away from zero as
 * in decimal notation, so that 6.3 - 5.9 and 7.4 - 7.0 tie.  A number is taken
 * for a half when its first 15 digits say so; zero has no sign.
 */
double staaf_round(double x, int decimals);

/*
 * Pearson's r; se = sqrt((1 - r^2) / df), t = r / se, df = n - 2; limits by
 * Fisher's z, for which n must be above 3.  All NAN without spread; on a
 * straight line est is 1 or -1, se 0, and t, p and limits are NAN.
 * Source: Fisher 1921, Metron 1, 3-32.
 */
void staaf_correlate(struct staaf_estimate *out, const double *x,
    const double *y, size_t n);

/*
 * Autocorrelation of neighbours, sum (x_i - m) (x_i+1 - m) over
 * sum (x_i - m)^2: that of NIST StRD.  NAN without spread.
 */
double staaf_lag1(const double *x, size_t n);

/* Shapiro and Wilk's W, 1 for a normal sample, and how often it is lower. */
struct staaf_shapiro {
	double w, p;
};
/*
 * Weights and p by Royston 1995, 10.2307/2986146 (AS R94), which R has, too;
 * for n = 3 p is exact, and 0 when two values tie.  NAN without spread and
 * for n outside 3 to 5000; false, and NAN, when memory ran out.
 */
bool staaf_shapiro(struct staaf_shapiro *out, const double *x, size_t n);

/*
 * A copy of x, ascending, to be given back by staaf_mem_free: NULL when n is 0
 * or memory ran out (then false).
 */
bool staaf_sorted(double **out, const double *x, size_t n);

#endif
