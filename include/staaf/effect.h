/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standardised effects: what they share. */
#ifndef STAAF_EFFECT_H
#define STAAF_EFFECT_H

/*
 * What a standardised difference d is to be multiplied by, so that its
 * expectation is that of the population (Hedges's g):
 *   J(df) = Gamma(df / 2) / (sqrt(df / 2) Gamma((df - 1) / 2)),
 * df those of the spread d is counted in: n - 1 of paired differences,
 * n1 + n2 - 2 of two groups.  NAN when df is not above 1 (there is no
 * expectation).  Source: Hedges 1981, 10.3102/10769986006002107.
 */
double staaf_hedges_j(double df);

#endif
