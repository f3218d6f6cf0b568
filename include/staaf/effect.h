/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small-sample factor of standardised effects. */
#ifndef STAAF_EFFECT_H
#define STAAF_EFFECT_H

/*
 * J(m) = Gamma(m / 2) / (sqrt(m / 2) Gamma((m - 1) / 2)), exact: Hedges 1981,
 * 10.3102/10769986006002107.  NAN unless df is above 1.
 */
double staaf_hedges_j(double df);

#endif
