/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact factor of Hedges 1981, not the usual 1 - 3 / (4 df - 1). */
#include <math.h>

#include <staaf/effect.h>

/* Gamma would overflow from 343; the series has 13 digits from here. */
static const double SERIES_FROM = 300;

/*
 * The quotient of gammas in powers of 1 / m.  Logarithms of gamma would
 * lose their digits against each other.
 */
static double
j_series(double m)
{
	double x = 1 / m;

	return 1 - x * (3. / 4 + x * (7. / 32 + x * (9. / 128 -
	    x * (59. / 2048))));
}

double
staaf_hedges_j(double df)
{
	if (!(df > 1))
		return NAN;
	if (df > SERIES_FROM)
		return j_series(df);
	return tgamma(df / 2) / (sqrt(df / 2) * tgamma((df - 1) / 2));
}
