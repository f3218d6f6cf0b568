/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tails and quantiles.  GSL has the normal and chi squared; its F loses all
 * digits at a million degrees of freedom and its t some at large t, so F, and
 * t as F of t squared, are a continued fraction here.  The noncentral t is an
 * integral: the known series lose digits where intervals for effects need
 * them.
 */
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>

#include <staaf/dist.h>

enum {
	N_PANELS = 24,
	N_POINTS = 32,   /* Gauss-Legendre, of each panel */
	N_STEPS = 8,     /* breakpoints on each side of where Phi turns */
	FEW_DF = 20, N_HALVES = 40,
	MAX_BREAKS = N_PANELS + 1 + N_HALVES + 2 * N_STEPS + 1,
	MAX_ROUNDS = 200,
	MAX_TERMS = 100000 /* some thousand at a million degrees */
};

static const double NEAR = .3; /* spreads, for the first look */

double
staaf_normal_above(double z)
{
	return gsl_cdf_ugaussian_Q(z);
}

double
staaf_normal_below(double z)
{
	return gsl_cdf_ugaussian_P(z);
}

double
staaf_normal_at(double share)
{
	return share > 0 && share < 1 ? gsl_cdf_ugaussian_Pinv(share) : NAN;
}

/* ln Gamma(a) less Stirling's (a - 1/2) ln a - a + ln(2 pi) / 2. */
static double
stirling_rest(double a)
{
	double r = 1 / (a * a);

	if (a < 20)
		return gsl_sf_lngamma(a) - ((a - .5) * log(a) - a +
		    .5 * log(2 * M_PI));
	return (1 / a) * (1. / 12 - r * (1. / 360 - r * (1. / 1260 -
	    r * (1. / 1680 - r / 1188))));
}

/* ------------------------------------------------------------- F and t */

/*
 * The continued fraction of the incomplete beta function I_x(p, q), for x up
 * to its mean: Didonato and Morris 1992, 10.1145/131766.131776, (9), by
 * Lentz's method.  over = p - (p + q) x keeps the digits of a large p.
 */
static double
beta_fraction(double x, double p, double q, double over)
{
	double y = 1 - x, c, d, value, step = 0;

	c = p / (p + 1) * (over + 1);
	value = c;
	d = 0;
	for (int n = 1; n < MAX_TERMS && fabs(step - 1) > 1e-16; n++) {
		double part = n * (q - n) * x / (p + 2 * n - 1);
		double alpha = (p + n - 1) / (p + 2 * n - 1) *
		    (p + q + n - 1) * x * part;
		double beta = n + part + (p + n) / (p + 2 * n + 1) *
		    (over + 1 + n * (1 + y));

		d = 1 / (beta + alpha * d);
		c = beta + alpha / c;
		step = c * d;
		value *= step;
	}
	return 1 / value;
}

/*
 * x^p y^q / B(p, q) for x = df2 / (df2 + df1 f), y = 1 - x, p = df2 / 2 and
 * q = df1 / 2, by its share of what it is at f = 1: no large numbers cancel.
 */
static double
beta_front(double f, double df1, double df2)
{
	double p = df2 / 2, q = df1 / 2, whole = df2 + df1 * f;
	double u = df1 * (1 - f) / whole, v = df2 * (f - 1) / whole, sum;

	if (fabs(u) < .5 && fabs(v) < .5)
		sum = p * gsl_sf_log_1plusx_mx(u) +
		    q * gsl_sf_log_1plusx_mx(v); /* p u + q v is 0 */
	else
		sum = p * (log1p(df1 / df2) - log1p(df1 * f / df2)) +
		    q * (log1p(df2 / df1) - log1p(df2 / (df1 * f)));
	return exp(sum + stirling_rest(p + q) - stirling_rest(p) -
	    stirling_rest(q)) * sqrt(p / (p + q) * q / (2 * M_PI));
}

double
staaf_f_above(double f, double df1, double df2)
{
	double p = df2 / 2, q = df1 / 2, whole = df2 + df1 * f, front;

	if (!(df1 > 0) || !(df2 > 0) || !isfinite(df1) || !isfinite(df2) ||
	    isnan(f))
		return NAN;
	if (f <= 0 || isinf(whole))
		return f <= 0 ? 1 : 0;
	(void)gsl_set_error_handler_off();
	front = beta_front(f, df1, df2);
	return f > 1 ?
	    front * beta_fraction(df2 / whole, p, q,
	    p * df1 * (f - 1) / whole) :
	    1 - front * beta_fraction(df1 * f / whole, q, p,
	    q * df2 * (1 - f) / whole);
}

double
staaf_t_two_sided(double t, double df)
{
	return staaf_f_above(t * t, 1, df);
}

double
staaf_t_above(double t, double df)
{
	double both = staaf_t_two_sided(t, df);

	return t >= 0 ? both / 2 : 1 - both / 2;
}

double
staaf_chi2_above(double x, double df)
{
	if (!(df > 0) || isnan(x))
		return NAN;
	(void)gsl_set_error_handler_off();
	return x <= 0 ? 1 : gsl_cdf_chisq_Q(x, df);
}

double
staaf_t_at(double share, double df)
{
	double least = share < .5 ? share : 1 - share, t;

	if (!(df > 0) || !isfinite(df) || !(share > 0 && share < 1))
		return NAN;
	(void)gsl_set_error_handler_off();
	t = gsl_cdf_tdist_Qinv(least, df);
	/* GSL's is near; Newton's steps bring it home. */
	for (int i = 0; i < 3; i++)
		t += (staaf_t_above(t, df) - least) /
		    gsl_ran_tdist_pdf(t, df);
	return share < .5 ? -t : t;
}

/* ------------------------------------------------------- noncentral t */

struct nct {
	double t, df, ncp;
	double constant; /* of the log density of S */
	bool is_above;
};

/* Density of S times the share of Z beyond t S - ncp on the asked side. */
static double
integrand(double s, void *arg)
{
	const struct nct *n = arg;
	double a = n->df / 2, u = s - 1, density, turn = n->t * s - n->ncp;

	if (s <= 0)
		return 0;
	/* a (1 - s^2 + 2 ln s) - ln s, without its cancellation near 1. */
	density = exp(n->constant - log(s) +
	    a * (2 * gsl_sf_log_1plusx_mx(u) - u * u));
	return density * (n->is_above ? gsl_cdf_ugaussian_Q(turn) :
	    gsl_cdf_ugaussian_P(turn));
}

static int
compare_doubles(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Even panels, and finer ones where Phi turns from 0 to 1. */
static size_t
put_breaks(double out[MAX_BREAKS], const struct nct *n)
{
	double half = 14 / sqrt(2 * n->df);
	double low = half < 1 ? 1 - half : 0, high = 1 + half;
	double turn = n->ncp / n->t, step = .5 / fabs(n->t);
	size_t k = 0;

	for (int i = 0; i <= N_PANELS; i++)
		out[k++] = low + (high - low) * i / N_PANELS;
	/* Near 0 the density is a broken power of S, of which halves do. */
	for (int i = 1; n->df < FEW_DF && i <= N_HALVES; i++)
		out[k++] = ldexp(out[1], -i);
	for (int i = -N_STEPS; i <= N_STEPS; i++) {
		double at = turn + i * abs(i) * step / 2;

		/* When t is 0 there is no turn, and at no number. */
		if (at > low && at < high)
			out[k++] = at;
	}
	qsort(out, k, sizeof(*out), compare_doubles);
	return k;
}

static double
nct_share(double t, double df, double ncp, bool is_above)
{
	struct nct n = { .t = t, .df = df, .ncp = ncp, .is_above = is_above };
	const gsl_function f = { .function = integrand, .params = &n };
	gsl_integration_glfixed_table *table;
	double at[MAX_BREAKS], sum = 0;
	size_t n_breaks;

	if (!(df > 0) || !isfinite(t) || !isfinite(ncp) || !isfinite(df))
		return NAN;
	(void)gsl_set_error_handler_off();
	if ((table = gsl_integration_glfixed_table_alloc(N_POINTS)) == NULL)
		return NAN;
	n.constant = M_LN2 + .5 * log(df / 2) - .5 * log(2 * M_PI) -
	    stirling_rest(df / 2);
	n_breaks = put_breaks(at, &n);
	for (size_t i = 1; i < n_breaks; i++)
		sum += gsl_integration_glfixed(&f, at[i - 1], at[i], table);
	gsl_integration_glfixed_table_free(table);
	return sum > 1 ? 1 : sum;
}

double
staaf_nct_below(double t, double df, double ncp)
{
	return nct_share(t, df, ncp, false);
}

double
staaf_nct_above(double t, double df, double ncp)
{
	return nct_share(t, df, ncp, true);
}

/* ------------------------------------------------------------- limits */

struct limit {
	double t, df, share;
	bool is_above;
};

static double
miss(double ncp, void *arg)
{
	const struct limit *l = arg;

	return nct_share(l->t, l->df, ncp, l->is_above) - l->share;
}

/* The noncentrality between two others at which the share is met. */
static bool
solve(double *out, struct limit *l, double low, double high)
{
	gsl_function f = { .function = miss, .params = l };
	gsl_root_fsolver *solver =
	    gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
	bool is_found = false;

	if (solver == NULL)
		return false;
	if (gsl_root_fsolver_set(solver, &f, low, high) == GSL_SUCCESS)
		for (int i = 0; i < MAX_ROUNDS && !is_found; i++) {
			if (gsl_root_fsolver_iterate(solver) != GSL_SUCCESS)
				break;
			*out = gsl_root_fsolver_root(solver);
			is_found = gsl_root_test_interval(
			    gsl_root_fsolver_x_lower(solver),
			    gsl_root_fsolver_x_upper(solver), 1e-13, 1e-13) ==
			    GSL_SUCCESS;
		}
	gsl_root_fsolver_free(solver);
	return is_found;
}

/* Close by, where it mostly is; else as far as it can be. */
static bool
solve_near(double *out, struct limit *l, double guess, double spread)
{
	double reach = 8 + 8 * spread;

	return solve(out, l, guess - NEAR * spread, guess + NEAR * spread) ||
	    solve(out, l, l->t - reach, l->t + reach);
}

bool
staaf_nct_limits(double *low, double *high, double t, double df, double level)
{
	struct limit l = { .t = t, .df = df, .share = (1 - level) / 2,
		.is_above = true };
	double spread, away;

	if (!(df > 0) || !isfinite(df) || !isfinite(t) ||
	    !(level > 0 && level < 1))
		return false;
	(void)gsl_set_error_handler_off();
	/* t is nearly normal around the noncentrality, with this spread. */
	spread = sqrt(1 + t * t / (2 * df));
	away = staaf_normal_at(1 - l.share) * spread;
	if (!solve_near(low, &l, t - away, spread))
		return false;
	l.is_above = false;
	return solve_near(high, &l, t + away, spread);
}
