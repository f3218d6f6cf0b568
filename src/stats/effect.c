/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standardised effects in words, and the smallest a class can show. */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/stats.h>

static const double COX = 1.65; /* ln OR per standard deviation */

double
staaf_u3(double g)
{
	return staaf_normal_below(g);
}

double
staaf_superiority(double g)
{
	return staaf_normal_below(g / M_SQRT2);
}

double
staaf_pass_rate(double p0, double g)
{
	return staaf_normal_below(staaf_normal_at(p0) + g);
}

double
staaf_g_from_odds_ratio(double odds_ratio)
{
	return odds_ratio > 0 ? log(odds_ratio) / COX : NAN;
}

double
staaf_detectable(long n1, long n2, double r)
{
	double df, steps;

	if (n1 < 2 || n2 < 2 || !(r > -1 && r < 1))
		return NAN;
	df = (double)(n1 + n2 - 2 - (r != 0));
	if (df < 1)
		return NAN;
	steps = staaf_t_at(.975, df) + staaf_t_at(.80, df);
	return steps *
	    sqrt((1 - r * r) * (1.0 / (double)n1 + 1.0 / (double)n2));
}
