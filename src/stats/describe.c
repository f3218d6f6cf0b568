/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Means and spreads, twice over the scores: first the mean, then sums about
 * it, with what the first left over taken off (Chan, Golub and LeVeque 1983,
 * 10.1080/00031305.1983.10483115).  In long double, so that a mean of
 * doubles is as exact as it can be told in one.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/describe.h>
#include <staaf/dist.h>
#include <staaf/mem.h>

enum { MOST_DECIMALS = 15 };

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double *
staaf_sorted(const double *x, size_t n)
{
	double *copy = staaf_mem_alloc((n + 1) * sizeof(*copy));

	if (copy == NULL)
		return NULL;
	if (n > 0)
		memcpy(copy, x, n * sizeof(*copy));
	qsort(copy, n, sizeof(*copy), compare);
	return copy;
}

static bool
are_finite(const double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(x[i]))
			return false;
	return true;
}

static long double
find_mean(const double *x, size_t n)
{
	long double sum = 0, rest = 0, mean;

	for (size_t i = 0; i < n; i++)
		sum += x[i];
	mean = sum / (long double)n;
	for (size_t i = 0; i < n; i++)
		rest += x[i] - mean;
	return mean + rest / (long double)n;
}

void
staaf_summarise(struct staaf_summary *out, const double *x, size_t n)
{
	long double mean, squares = 0, rest = 0;
	double *sorted;

	*out = (struct staaf_summary){ n, NAN, NAN, NAN, NAN, NAN };
	if (n == 0 || !are_finite(x, n))
		return;
	mean = find_mean(x, n);
	for (size_t i = 0; i < n; i++) {
		squares += (x[i] - mean) * (x[i] - mean);
		rest += x[i] - mean;
	}
	squares -= rest * rest / (long double)n;
	out->mean = (double)mean;
	if (n > 1)
		out->sd = (double)sqrtl(squares > 0 ?
		    squares / (long double)(n - 1) : 0);
	if ((sorted = staaf_sorted(x, n)) == NULL)
		return;
	out->min = sorted[0];
	out->max = sorted[n - 1];
	out->median = n % 2 != 0 ? sorted[n / 2] :
	    sorted[n / 2 - 1] + (sorted[n / 2] - sorted[n / 2 - 1]) / 2;
	/* Equal scores have no spread, whatever their mean rounds to. */
	if (n > 1 && out->min == out->max) {
		out->mean = out->min;
		out->sd = 0;
	}
	staaf_mem_free(sorted);
}

double
staaf_round(double x, int decimals)
{
	long double power = 1, scaled;

	if (decimals < 0 || decimals > MOST_DECIMALS)
		return x;
	for (int i = 0; i < decimals; i++)
		power *= 10;
	scaled = x * power;
	if (!isfinite(scaled) || fabsl(scaled) >= 0x1p53L)
		return x;
	/* What a double meant as a half may lie one unit below it. */
	scaled += scaled * 0x1p-52L;
	return (double)(roundl(scaled) / power);
}

void
staaf_correlate(struct staaf_estimate *out, const double *x, const double *y,
    size_t n)
{
	long double mx, my, sxx = 0, syy = 0, sxy = 0;
	double r, half;

	*out = (struct staaf_estimate){ NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	if (n < 3 || !are_finite(x, n) || !are_finite(y, n))
		return;
	mx = find_mean(x, n);
	my = find_mean(y, n);
	for (size_t i = 0; i < n; i++) {
		sxx += (x[i] - mx) * (x[i] - mx);
		syy += (y[i] - my) * (y[i] - my);
		sxy += (x[i] - mx) * (y[i] - my);
	}
	/* A root each: their product may overflow. */
	r = (double)(sxy / (sqrtl(sxx) * sqrtl(syy)));
	if (!isfinite(r))
		return;
	r = fmax(-1, fmin(1, r));
	out->est = r;
	out->df = (double)n - 2;
	out->t = r * sqrt(out->df / ((1 - r) * (1 + r)));
	out->p = fabs(r) == 1 ? 0 : staaf_t_two_sided(out->t, out->df);
	if (n == 3)
		return;
	half = staaf_normal_at(.975) / sqrt((double)n - 3);
	out->low = tanh(atanh(r) - half);
	out->high = tanh(atanh(r) + half);
}

double
staaf_lag1(const double *x, size_t n)
{
	long double mean, squares = 0, products = 0;

	if (n < 2 || !are_finite(x, n))
		return NAN;
	mean = find_mean(x, n);
	for (size_t i = 0; i < n; i++) {
		squares += (x[i] - mean) * (x[i] - mean);
		if (i + 1 < n)
			products += (x[i] - mean) * (x[i + 1] - mean);
	}
	return squares > 0 ? (double)(products / squares) : NAN;
}
