/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Least squares by Gram and Schmidt, each column twice, which leaves them
 * orthogonal to the last digit (Giraud and others 2005,
 * 10.1007/s00211-005-0615-4).  Columns and y are centred first: then the
 * constant drops out, and with it most of what makes real columns nearly
 * collinear.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include <staaf/dist.h>
#include <staaf/model.h>

/* A column that keeps less than this of its length follows from others. */
#define COLLINEAR 1e-7

/* A column in a unit that is a power of 2, less its mean. */
struct column {
	double *z;
	double mean, largest; /* of its size, before centring */
	double unit;
};

static const struct staaf_estimate unknown = { NAN, NAN, NAN, NAN, NAN, NAN,
	NAN };

struct staaf_estimate
staaf_estimate_of(double est, double se, double df)
{
	struct staaf_estimate e = unknown;
	double half;

	e.est = isfinite(est) ? est : NAN;
	if (!isfinite(est) || !(se > 0) || !isfinite(se) || !(df > 0))
		return e;
	half = staaf_t_at(.975, df) * se;
	e.se = se;
	e.t = est / se;
	e.df = df;
	e.p = staaf_t_two_sided(e.t, df);
	e.low = est - half;
	e.high = est + half;
	return e;
}

/* Long double sums keep the digits that a long column would cost. */
static double
dot(const double *a, const double *b, size_t n)
{
	long double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (long double)a[i] * b[i];
	return (double)sum;
}

static double
mean_of(const double *a, size_t n)
{
	long double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i];
	return (double)(sum / (long double)n);
}

static void
add_times(double *a, double f, const double *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] += f * b[i];
}

/* false: a number is not finite. */
static bool
centre(struct column *c, const double *x, size_t n)
{
	double largest = 0, rest;
	int power = 0;

	for (size_t i = 0; i < n; i++) {
		if (!isfinite(x[i]))
			return false;
		largest = fmax(largest, fabs(x[i]));
	}
	c->largest = frexp(largest, &power);
	c->unit = ldexp(1, power - 1); /* 2^1024 would be no number */
	c->largest *= 2;
	for (size_t i = 0; i < n; i++)
		c->z[i] = ldexp(x[i], 1 - power);
	c->mean = mean_of(c->z, n);
	for (size_t i = 0; i < n; i++)
		c->z[i] -= c->mean;
	/* What rounding left of the mean. */
	rest = mean_of(c->z, n);
	for (size_t i = 0; i < n; i++)
		c->z[i] -= rest;
	c->mean += rest;
	return true;
}

static bool
is_constant(const double *x, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (x[i] != x[0])
			return false;
	return true;
}

/* Turn column j into the direction it adds to the earlier ones. */
static bool
add_direction(double r[][STAAF_MAX_COLUMNS], struct column *c, size_t j,
    size_t n)
{
	double *z = c[j].z, whole = sqrt(dot(z, z, n));

	for (int again = 0; again < 2; again++)
		for (size_t l = 0; l < j; l++) {
			double f = dot(c[l].z, z, n);

			add_times(z, -f, c[l].z, n);
			r[l][j] += f;
		}
	r[j][j] = sqrt(dot(z, z, n));
	if (!(r[j][j] > COLLINEAR * whole))
		return false;
	for (size_t i = 0; i < n; i++)
		z[i] /= r[j][j];
	return true;
}

/* The inverse of an upper triangle. */
static void
invert(double inv[][STAAF_MAX_COLUMNS], double r[][STAAF_MAX_COLUMNS],
    size_t k)
{
	for (size_t j = 0; j < k; j++) {
		inv[j][j] = 1 / r[j][j];
		for (size_t i = j; i-- > 0;) {
			double sum = 0;

			for (size_t l = i + 1; l <= j; l++)
				sum += r[i][l] * inv[l][j];
			inv[i][j] = -sum / r[i][i];
		}
	}
}

static void
forget(struct staaf_regression *out)
{
	for (size_t j = 0; j <= STAAF_MAX_COLUMNS; j++)
		out->coef[j] = out->se[j] = NAN;
	out->df = out->sigma = out->r2 = NAN;
	out->n = out->k = 0;
}

/*
 * The largest sum of squares that rounding alone makes, of the scores and of
 * what the columns explain of them.
 */
static double
find_noise(const struct staaf_regression *out, const double *b,
    const struct column *c)
{
	double size = 2;

	for (size_t j = 0; j < out->k; j++)
		size += fabs(b[j]) * c[j].largest;
	size *= 8 * DBL_EPSILON;
	return (double)out->n * size * size;
}

static void
solve(struct staaf_regression *out, const struct column *c,
    const struct column *y)
{
	double d[STAAF_MAX_COLUMNS] = { 0 }, b[STAAF_MAX_COLUMNS] = { 0 };
	double explained = 0, rss, n = (double)out->n, at_mean = 0, noise;

	for (int again = 0; again < 2; again++)
		for (size_t j = 0; j < out->k; j++) {
			double f = dot(c[j].z, y->z, out->n);

			add_times(y->z, -f, c[j].z, out->n);
			d[j] += f;
		}
	for (size_t j = 0; j < out->k; j++) {
		for (size_t l = j; l < out->k; l++)
			b[j] += out->inverse[j][l] * d[l];
		explained += d[j] * d[j];
		at_mean += b[j] * c[j].mean;
		out->coef[j + 1] = b[j] * out->unit[j + 1];
	}
	out->coef[0] = (y->mean - at_mean) * y->unit;
	rss = dot(y->z, y->z, out->n);
	noise = find_noise(out, b, c);
	if (rss <= noise) {
		memset(y->z, 0, out->n * sizeof(*y->z));
		rss = 0;
	}
	out->df = n - (double)out->k - 1;
	if (explained + rss > noise)
		out->r2 = explained / (explained + rss);
	if (out->df > 0)
		out->sigma = sqrt(rss / out->df) * y->unit;
}

/*
 * Variance of a slope: s^2 times a row of R^-1, squared; of the constant
 * s^2 (1 / n + the same at the means).
 */
static void
find_errors(struct staaf_regression *out, const struct column *c)
{
	double s = out->sigma / out->unit[0];
	double constant = 1 / (double)out->n;

	if (!(s > 0))
		return;
	for (size_t l = 0; l < out->k; l++) {
		double sum = 0;

		for (size_t j = 0; j <= l; j++)
			sum += c[j].mean * out->inverse[j][l];
		constant += sum * sum;
	}
	out->se[0] = s * sqrt(constant) * out->unit[0];
	for (size_t j = 0; j < out->k; j++) {
		double sum = 0;

		for (size_t l = j; l < out->k; l++)
			sum += out->inverse[j][l] * out->inverse[j][l];
		out->se[j + 1] = s * sqrt(sum) * out->unit[j + 1];
	}
}

static void
find_leverage(struct staaf_regression *out)
{
	for (size_t i = 0; i < out->n; i++) {
		double h = 1 / (double)out->n;

		for (size_t j = 0; j < out->k; j++) {
			double q = out->q[j * out->n + i];

			h += q * q;
		}
		out->leverage[i] = h;
	}
}

bool
staaf_regress(struct staaf_regression *out, struct staaf_arena *ar,
    const double *y, const double *const x[], size_t n, size_t k)
{
	struct column c[STAAF_MAX_COLUMNS] = { { 0 } }, of_y = { 0 };
	double r[STAAF_MAX_COLUMNS][STAAF_MAX_COLUMNS] = { { 0 } };

	*out = (struct staaf_regression){ .n = 0 };
	forget(out);
	if (k > STAAF_MAX_COLUMNS || n < k + 1)
		return true;
	out->residual = of_y.z = staaf_arena_array(ar, n, sizeof(double));
	out->leverage = staaf_arena_array(ar, n, sizeof(double));
	out->q = staaf_arena_array(ar, n * k + 1, sizeof(double));
	if (ar->failed)
		return false;
	if (!centre(&of_y, y, n))
		return true;
	out->unit[0] = of_y.unit;
	for (size_t j = 0; j < k; j++) {
		c[j].z = out->q + j * n;
		if (!centre(&c[j], x[j], n) || is_constant(x[j], n) ||
		    !add_direction(r, c, j, n))
			return true;
		out->unit[j + 1] = of_y.unit / c[j].unit;
	}
	invert(out->inverse, r, k);
	out->n = n;
	out->k = k;
	solve(out, c, &of_y);
	find_errors(out, c);
	find_leverage(out);
	for (size_t j = 0; j <= k; j++)
		if (!isfinite(out->coef[j])) {
			forget(out);
			break;
		}
	return true;
}

void
staaf_regression_weights(double *weight, const struct staaf_regression *r,
    size_t j)
{
	memset(weight, 0, r->n * sizeof(*weight));
	for (size_t l = j - 1; l < r->k; l++)
		add_times(weight, r->inverse[j - 1][l], r->q + l * r->n,
		    r->n);
}
