/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Bayes factor of Jeffreys, Zellner and Siow for a t: Rouder and others
 * 2009, 10.3758/PBR.16.2.225.  With v the effective n, nu the degrees of
 * freedom and r the scale of the prior,
 *   BF10 = int (1 + v g r^2)^-1/2
 *       [(1 + t^2 / nu) / (1 + t^2 / (nu (1 + v g r^2)))]^((nu + 1) / 2)
 *       (2 pi)^-1/2 g^-3/2 e^(-1 / 2g) dg,
 * worked out in logarithms over x = ln g, so that no t is too large for it.
 */
#include <math.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>

#include <staaf/groups.h>

enum {
	LOWEST = -9,   /* of ln g, where e^(-1 / 2g) is e^-4051 */
	BEYOND = 45,   /* the integrand falls as e^-x beyond its peak */
	PER_UNIT = 2,  /* panels, for a peak some units wide */
	N_POINTS = 20, /* Gauss-Legendre, of each panel */
};

static const double SCALE_SQUARED = .5; /* (sqrt(2) / 2)^2 */

struct jzs {
	double t2, nu, v;
	double top; /* ln of the largest seen, taken off against overflow */
};

static double
log_integrand(double x, const struct jzs *j)
{
	double spread = j->v * SCALE_SQUARED * exp(x);
	double part = j->t2 / j->nu;
	/* The bracket is 1 + c; right, too, when spread is infinite. */
	double c = part / (1 + (1 + part) / spread);

	return (j->nu + 1) / 2 * log1p(c) - log1p(spread) / 2 -
	    log(2 * M_PI) / 2 - x / 2 - exp(-x) / 2;
}

static double
integrand(double x, void *arg)
{
	const struct jzs *j = arg;

	return exp(log_integrand(x, j) - j->top);
}

static double
jzs(double t, double nu, double v)
{
	struct jzs j = { .t2 = t * t, .nu = nu, .v = v, .top = -INFINITY };
	const gsl_function f = { .function = integrand, .params = &j };
	gsl_integration_glfixed_table *table;
	double peak = fmax(0, log(j.t2 / (v * SCALE_SQUARED))), sum = 0;
	int n_panels;

	if (!(nu > 0) || !isfinite(j.t2))
		return NAN;
	(void)gsl_set_error_handler_off();
	if ((table = gsl_integration_glfixed_table_alloc(N_POINTS)) == NULL)
		return NAN;
	n_panels = PER_UNIT * ((int)peak + BEYOND - LOWEST);
	for (int i = 0; i <= n_panels; i++)
		j.top = fmax(j.top,
		    log_integrand(LOWEST + (double)i / PER_UNIT, &j));
	for (int i = 0; i < n_panels; i++)
		sum += gsl_integration_glfixed(&f,
		    LOWEST + (double)i / PER_UNIT,
		    LOWEST + (double)(i + 1) / PER_UNIT, table);
	gsl_integration_glfixed_table_free(table);
	return j.top + log(sum);
}

double
staaf_jzs_paired(double t, size_t n)
{
	return n < 2 ? NAN : jzs(t, (double)n - 1, (double)n);
}

double
staaf_jzs_two(double t, size_t n_treat, size_t n_control)
{
	double a = (double)n_treat, b = (double)n_control;

	return n_treat == 0 || n_control == 0 ? NAN :
	    jzs(t, a + b - 2, a * b / (a + b));
}
