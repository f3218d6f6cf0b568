/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hedges' factor; above 300 by its series, since lgamma loses digits there. */
#include <math.h>

#include <staaf/effect.h>

double
staaf_hedges_j(double df)
{
	double x = 1 / df;

	if (!(df > 1))
		return NAN;
	if (df > 300)
		return 1 - x * (3.0 / 4 + x * (7.0 / 32 - x * (-9.0 / 128 -
		    x * 59.0 / 2048)));
	return exp(lgamma(df / 2) - lgamma((df - 1) / 2) - log(df / 2) / 2);
}
