/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a sample normal?  Shapiro and Wilk's W with the weights and the p value
 * of Royston 1995, 10.2307/2986146 (AS R94).
 */
#include <math.h>

#include <staaf/describe.h>
#include <staaf/dist.h>
#include <staaf/mem.h>

enum { LEAST = 3, MOST = 5000 }; /* what Royston's p was made for */

/* c[0] + c[1] x + c[2] x^2 ... */
static double
polynomial(const double *c, int n_terms, double x)
{
	double sum = 0;

	for (int i = n_terms - 1; i >= 0; i--)
		sum = sum * x + c[i];
	return sum;
}

/*
 * The weights of the n / 2 largest values, from the largest down; the others
 * have the same with a minus.  Blom's scores, of which the outer one or two
 * are mended, and the rest scaled to a sum of squares of 1.
 */
static void
put_weights(double *a, size_t n)
{
	static const double first[] = { 0, .221157, -.147981, -2.07119,
		4.434685, -2.706056 };
	static const double second[] = { 0, .042981, -.293762, -1.752461,
		5.682633, -3.582633 };
	size_t half = n / 2, n_mended = n > 5 ? 2 : 1;
	double u = 1 / sqrt((double)n), sum = 0, outer = 0, length, scale;

	for (size_t i = 0; i < half; i++) {
		a[i] = -staaf_normal_at(((double)i + .625) /
		    ((double)n + .25));
		sum += 2 * a[i] * a[i];
	}
	length = sqrt(sum);
	for (size_t i = 0; i < n_mended; i++) {
		sum -= 2 * a[i] * a[i];
		a[i] = a[i] / length + polynomial(i == 0 ? first : second, 6,
		    u);
		outer += 2 * a[i] * a[i];
	}
	scale = sqrt(sum / (1 - outer));
	for (size_t i = n_mended; i < half; i++)
		a[i] /= scale;
}

/*
 * 1 - W for sorted values: what is left of them, scaled to length 1, after
 * their projection on the weights.  A sum of squares, so that a W near 1
 * keeps the digits that p is read from.
 */
static double
find_rest(const double *x, const double *a, size_t n)
{
	size_t half = n / 2;
	long double mean = staaf_mean(x, n), range = (long double)x[n - 1] -
	    x[0], squares = 0, length = 0, r = 0, rest = 0;

	for (size_t i = 0; i < n; i++) {
		long double d = (x[i] - mean) / range;

		squares += d * d;
	}
	for (size_t i = 0; i < half; i++) {
		r += a[i] * (((long double)x[n - 1 - i] - x[i]) / range);
		length += 2 * (long double)a[i] * a[i];
	}
	r /= sqrtl(length * squares);
	for (size_t i = 0; i < n; i++) {
		long double weight = i < half ? -a[i] :
		    n - 1 - i < half ? a[n - 1 - i] : 0;
		long double off = (x[i] - mean) / range / sqrtl(squares) -
		    r * weight / sqrtl(length);

		rest += off * off;
	}
	return (double)rest;
}

/* Normal after a transformation, another for n up to 11 than above. */
static double
find_p(double rest, size_t n)
{
	static const double small_mean[] = { .5440, -.39978, .025054,
		-6.714e-4 };
	static const double small_sd[] = { 1.3822, -.77857, .062767,
		-.0020322 };
	static const double mean[] = { -1.5861, -.31082, -.083751,
		.0038915 };
	static const double sd[] = { -.4803, -.082676, .0030302 };
	double size = (double)n, ln_n = log(size);

	if (n <= 11) /* the logarithm is of a number above 0 for any W */
		return staaf_normal_above((-log(-2.273 + .459 * size -
		    log(rest)) - polynomial(small_mean, 4, size)) /
		    exp(polynomial(small_sd, 4, size)));
	return staaf_normal_above((log(rest) - polynomial(mean, 4, ln_n)) /
	    exp(polynomial(sd, 3, ln_n)));
}

/*
 * Of three values only q, the smaller gap between neighbours over the larger,
 * matters, and its law is known: Shapiro and Wilk 1965,
 * 10.1093/biomet/52.3-4.591, have p = 6 / pi (asin sqrt(W) - pi / 3).
 */
static void
put_three(struct staaf_shapiro *out, const double *x)
{
	long double low = (long double)x[1] - x[0];
	long double high = (long double)x[2] - x[1];
	double q = (double)(fminl(low, high) / fmaxl(low, high));

	out->w = .75 * (1 + q / (1 + q + q * q));
	out->p = 6 / M_PI * atan(sqrt(3) * q / (q + 2));
}

bool
staaf_shapiro(struct staaf_shapiro *out, const double *x, size_t n)
{
	double *sorted = NULL, *weight = NULL, rest;
	bool is_done = true;

	*out = (struct staaf_shapiro){ NAN, NAN };
	if (n < LEAST || n > MOST || isnan(staaf_mean(x, n)))
		return true;
	if (!staaf_sorted(&sorted, x, n))
		return false;
	if (!(sorted[0] < sorted[n - 1]))
		goto done;
	if (n == LEAST) {
		put_three(out, sorted);
		goto done;
	}
	if ((weight = staaf_mem_alloc(n / 2 * sizeof(*weight))) == NULL) {
		is_done = false;
		goto done;
	}
	put_weights(weight, n);
	rest = find_rest(sorted, weight, n);
	out->w = 1 - rest;
	out->p = find_p(rest, n);
done:
	staaf_mem_free(sorted);
	staaf_mem_free(weight);
	return is_done;
}
