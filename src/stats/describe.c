/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Means, spreads and correlations.  Sums are taken in two passes in long
 * double, so that what remains is the limit of the input: Chan, Golub and
 * LeVeque 1983, 10.1080/00031305.1983.10483115.
 */
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/describe.h>
#include <staaf/dist.h>
#include <staaf/mem.h>

enum { MAX_DECIMALS = 15 }; /* what a double holds for certain */

static bool
are_finite(const double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(x[i]))
			return false;
	return true;
}

/* Rounding must not give a spread to values that are all equal. */
static bool
are_equal(const double *x, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (x[i] < x[0] || x[i] > x[0])
			return false;
	return true;
}

/* The second pass takes away what the first one rounded off. */
long double
staaf_mean(const double *x, size_t n)
{
	long double count = (long double)n, sum = 0, rest = 0, mean;

	if (n == 0 || !are_finite(x, n))
		return NAN;
	if (are_equal(x, n))
		return x[0];
	for (size_t i = 0; i < n; i++)
		sum += x[i];
	mean = sum / count;
	for (size_t i = 0; i < n; i++)
		rest += x[i] - mean;
	return mean + rest / count;
}

/* Of the values about their mean. */
static long double
sum_squares(const double *x, size_t n, long double mean)
{
	long double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (x[i] - mean) * (x[i] - mean);
	return sum;
}

static int
compare_doubles(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

bool
staaf_sorted(double **out, const double *x, size_t n)
{
	*out = NULL;
	if (n == 0)
		return true;
	if (n > SIZE_MAX / sizeof(*x) ||
	    (*out = staaf_mem_alloc(n * sizeof(*x))) == NULL)
		return false;
	memcpy(*out, x, n * sizeof(*x));
	qsort(*out, n, sizeof(**out), compare_doubles);
	return true;
}

void
staaf_summarise(struct staaf_summary *out, const double *x, size_t n)
{
	double *sorted, sd;
	long double mean = staaf_mean(x, n);

	*out = (struct staaf_summary){ n, NAN, NAN, NAN, NAN, NAN };
	if (isnan(mean))
		return;
	out->mean = (double)mean;
	out->min = out->max = x[0];
	for (size_t i = 1; i < n; i++) {
		out->min = fmin(out->min, x[i]);
		out->max = fmax(out->max, x[i]);
	}
	sd = (double)sqrtl(sum_squares(x, n, mean) / ((long double)n - 1));
	if (n > 1 && isfinite(sd)) /* it may be above any double */
		out->sd = sd;
	if (!staaf_sorted(&sorted, x, n) || sorted == NULL)
		return;
	out->median = (double)(((long double)sorted[(n - 1) / 2] +
	    sorted[n / 2]) / 2);
	staaf_mem_free(sorted);
}

double
staaf_round(double x, int decimals)
{
	double scale = 1, whole;
	long double size;

	if (!isfinite(x) || decimals < 0 || decimals > MAX_DECIMALS)
		return NAN;
	for (int i = 0; i < decimals; i++)
		scale *= 10; /* exact up to 1e22 */
	size = fabsl((long double)x * scale);
	if (size >= 0x1p53L)
		return x; /* no decimals left to round */
	/* A little more makes halves of what 15 digits show as one. */
	whole = (double)floorl(size + .5L + fminl(size * 1e-15L, .01L));
	if (whole < 1)
		return 0;
	return copysign(whole / scale, x);
}

double
staaf_lag1(const double *x, size_t n)
{
	long double mean, sum = 0;

	if (!are_finite(x, n) || are_equal(x, n))
		return NAN;
	mean = staaf_mean(x, n);
	for (size_t i = 1; i < n; i++)
		sum += (x[i - 1] - mean) * (x[i] - mean);
	return (double)(sum / sum_squares(x, n, mean));
}

/*
 * Fisher's z, atanh r = ln((1 + r) / (1 - r)) / 2, with its limits brought
 * back; rest = 1 - r^2.
 */
static void
put_limits(struct staaf_estimate *out, long double rest, size_t n)
{
	long double more = 1 + fabsl((long double)out->est);
	double z = copysign((double)logl(more * more / rest) / 2, out->est);
	double half = staaf_normal_at(.975) / sqrt((double)n - 3);

	out->low = tanh(z - half);
	out->high = tanh(z + half);
}

void
staaf_correlate(struct staaf_estimate *out, const double *x, const double *y,
    size_t n)
{
	long double mean_x, mean_y, len_x, len_y, r = 0, rest = 0;

	*out = (struct staaf_estimate){ NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	if (n < 2 || !are_finite(x, n) || !are_finite(y, n) ||
	    are_equal(x, n) || are_equal(y, n))
		return;
	mean_x = staaf_mean(x, n);
	mean_y = staaf_mean(y, n);
	len_x = sqrtl(sum_squares(x, n, mean_x));
	len_y = sqrtl(sum_squares(y, n, mean_y));
	for (size_t i = 0; i < n; i++)
		r += (x[i] - mean_x) / len_x * ((y[i] - mean_y) / len_y);
	/* 1 - r^2 as a sum of squares keeps its digits near a line. */
	for (size_t i = 0; i < n; i++) {
		long double off = (y[i] - mean_y) / len_y -
		    r * ((x[i] - mean_x) / len_x);

		rest += off * off;
	}
	out->est = fabsl(r) < 1 ? (double)r : copysign(1, (double)r);
	out->df = (double)(n - 2);
	if (n == 2)
		return;
	out->se = (double)sqrtl(rest / (long double)(n - 2));
	/* No more than the rounding of the values: they are on a line. */
	if (rest < DBL_EPSILON * DBL_EPSILON * (double)n) {
		out->est = copysign(1, out->est);
		out->se = 0;
		return;
	}
	out->t = (double)r / out->se;
	out->p = staaf_t_two_sided(out->t, out->df);
	if (n > 3)
		put_limits(out, rest, n);
}
