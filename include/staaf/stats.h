/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in, numbers out: no files, no store.  GSL behind it. */
#ifndef STAAF_STATS_H
#define STAAF_STATS_H

#include <stddef.h>

#include <staaf/err.h>

/*
 * A difference, or another estimate, with its test.  A number that cannot be
 * worked out (a spread of zero, too few values) is NAN, never 0.
 */
struct staaf_estimate {
	double est, se, t, df, p; /* p two-sided */
	double low, high;         /* 95% unless said otherwise */
};

/*
 * Words for a standardised effect g, as shares of 0 to 1.
 * U3 = Phi(g): where a middling student ends up among those without.
 * Superiority = Phi(g / sqrt 2): a random student with it beats one without.
 * Source: Cohen 1988 (U3); McGraw and Wong 1992, 10.1037/0033-2909.111.2.361.
 */
double staaf_u3(double g);
double staaf_superiority(double g);
/* Pass rate p0 (0 to 1) becomes Phi(Phi^-1(p0) + g): Baird and Pane 2019. */
double staaf_pass_rate(double p0, double g);

/* ln OR / 1.65: Cox's d, as the What Works Clearinghouse uses it. */
double staaf_g_from_odds_ratio(double odds_ratio);

/*
 * Smallest difference, in standard deviations, that two groups of n1 and n2
 * students can show with 80% power at two-sided 5%:
 * (t_.975 + t_.80) * sqrt((1 - r^2) (1/n1 + 1/n2)), df n1 + n2 - 2, one less
 * with a pretest of correlation r (0: none).  Bloom 1995,
 * 10.1177/0193841X9501900504.  NAN when a group has fewer than 2 students.
 */
double staaf_detectable(long n1, long n2, double r);

#endif
