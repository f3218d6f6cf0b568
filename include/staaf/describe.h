/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scores summed up, in their own units.  What cannot be worked out is NAN:
 * a spread of one score, anything of none, or of one that is not finite.
 */
#ifndef STAAF_DESCRIBE_H
#define STAAF_DESCRIBE_H

#include <stdbool.h>

#include <staaf/stats.h>

struct staaf_summary {
	size_t n;
	double mean, sd, median, min, max; /* sd with n - 1 */
};

/* The median is NAN too when memory ran out. */
void staaf_summarise(struct staaf_summary *out, const double *x, size_t n);

/*
 * To so many decimals (0 to 15), halves away from zero as in decimal writing,
 * so that 6.3 - 5.9 and 7.4 - 7.0 are one number.  Numbers of 2^53 and more
 * have no decimals and stay as they are.
 */
double staaf_round(double x, int decimals);

/* A copy of x, ascending; for staaf_mem_free.  NULL when memory ran out. */
double *staaf_sorted(const double *x, size_t n);

/*
 * Pearson's r, tested by t with n - 2 degrees of freedom; interval by
 * Fisher's z (Fisher 1921).  se is NAN: the interval is not symmetric.
 */
void staaf_correlate(struct staaf_estimate *out, const double *x,
    const double *y, size_t n);

/* r1 of a series: sum (x_t - m)(x_(t+1) - m) / sum (x_t - m)^2. */
double staaf_lag1(const double *x, size_t n);

#endif
