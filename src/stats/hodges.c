/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Medians of very many sums without making them: 5,000 scores have 12.5
 * million pairs.  How many sums lie at or below a number is counted in one
 * pass over the sorted scores, and the number is found by halving the list of
 * all doubles, 64 times at most; what comes out is a sum that is there.
 */
#include <math.h>
#include <string.h>

#include <staaf/describe.h>
#include <staaf/dist.h>
#include <staaf/mem.h>
#include <staaf/rank.h>

enum { LEAST_LIMITS = 6, MOST_LIMITS = 50,
	MOST_SUM = MOST_LIMITS * (MOST_LIMITS + 1) / 2 };

/* Sorted scores whose sums are looked at: x[i] + x[k], i <= k, or y - x. */
struct sums {
	const double *x, *y; /* y NULL: sums of x with itself */
	size_t n_x, n_y;
};

/* Sums at or below t.  Rounding keeps order: the border moves one way. */
static double
count_below(const struct sums *s, double t)
{
	double count = 0;
	size_t k;

	if (s->y == NULL) {
		k = s->n_x;
		for (size_t i = 0; i < s->n_x; i++) {
			while (k > i && s->x[i] + s->x[k - 1] > t)
				k--;
			if (k <= i)
				break;
			count += (double)(k - i);
		}
		return count;
	}
	k = 0;
	for (size_t i = 0; i < s->n_x; i++) { /* x rises, y may too */
		while (k < s->n_y && s->y[k] - s->x[i] <= t)
			k++;
		count += (double)k;
	}
	return count;
}

/* Doubles in the order of their values, as whole numbers, and back. */
static long long
order_of(double x)
{
	long long bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits < 0 ? -(bits & 0x7fffffffffffffffLL) : bits;
}

static double
double_at(long long order)
{
	double x;
	long long bits = order < 0 ? -order : order;

	memcpy(&x, &bits, sizeof(x));
	return order < 0 ? -x : x;
}

/* The k-th smallest sum, k from 1: the least double with k at or below it. */
static double
find_kth(const struct sums *s, double k, double low, double high)
{
	long long a = order_of(low), b = order_of(high);

	while (a < b) {
		/* Unsigned, since the difference may be too large. */
		long long middle = a + (long long)(((unsigned long long)b -
		    (unsigned long long)a) / 2);

		if (count_below(s, double_at(middle)) >= k)
			b = middle;
		else
			a = middle + 1;
	}
	return double_at(b);
}

static double
find_median(const struct sums *s, double n, double low, double high)
{
	double half = floor((n + 1) / 2);
	double first = find_kth(s, half, low, high);

	if (fmod(n, 2) != 0)
		return first;
	return first / 2 + find_kth(s, half + 1, low, high) / 2;
}

/*
 * The smallest sum of ranks with at least a share of 2.5% at or below it,
 * without ties; 1 at least, as R's wilcox.test.
 */
static double
quantile_untied(size_t n)
{
	double chance[MOST_SUM + 1] = { 1 }, below = 0;
	long total = 0, q = 0;

	for (long rank = 1; rank <= (long)n; rank++) {
		total += rank;
		for (long s = total; s >= 0; s--)
			chance[s] = (chance[s] + (s >= rank ?
			    chance[s - rank] : 0)) / 2;
	}
	while ((below += chance[q]) < .025)
		q++;
	return q == 0 ? 1 : (double)q;
}

static bool
are_finite(const double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(x[i]) || fabs(x[i]) > 0x1p1000)
			return false;
	return true;
}

bool
staaf_hodges_lehmann(struct staaf_estimate *out, const double *x, size_t n)
{
	double *sorted, pairs = (double)n * ((double)n + 1) / 2, low, high, q;
	struct sums s;

	*out = (struct staaf_estimate){ NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	if (n == 0 || !are_finite(x, n))
		return true;
	if (!staaf_sorted(&sorted, x, n))
		return false;
	s = (struct sums){ sorted, NULL, n, 0 };
	low = 2 * sorted[0];
	high = 2 * sorted[n - 1];
	out->est = find_median(&s, pairs, low, high) / 2;
	if (n >= LEAST_LIMITS && n <= MOST_LIMITS) {
		q = quantile_untied(n);
		out->low = find_kth(&s, q, low, high) / 2;
		out->high = find_kth(&s, pairs - q + 1, low, high) / 2;
	}
	staaf_mem_free(sorted);
	return true;
}

bool
staaf_hodges_lehmann_two(double *out, const double *a, size_t n_a,
    const double *b, size_t n_b)
{
	double *sorted_a = NULL, *sorted_b = NULL;
	bool is_done;

	*out = NAN;
	if (n_a == 0 || n_b == 0 || !are_finite(a, n_a) || !are_finite(b, n_b))
		return true;
	is_done = staaf_sorted(&sorted_a, a, n_a) &&
	    staaf_sorted(&sorted_b, b, n_b);
	if (is_done) {
		struct sums s = { sorted_b, sorted_a, n_b, n_a };

		*out = find_median(&s, (double)n_a * (double)n_b,
		    sorted_a[0] - sorted_b[n_b - 1],
		    sorted_a[n_a - 1] - sorted_b[0]);
	}
	staaf_mem_free(sorted_a);
	staaf_mem_free(sorted_b);
	return is_done;
}

/* ------------------------------------------------------- one class in time */

/*
 * Merge two sorted runs into `to`, and count the pairs of both that rise less
 * those that fall.
 */
static double
merge(double *to, const double *a, size_t n, const double *b, size_t m)
{
	size_t i = 0, below = 0, to_n = 0;
	double s = 0;

	for (size_t k = 0, upto = 0; k < m; k++) {
		while (below < n && a[below] < b[k])
			below++;
		for (upto = upto < below ? below : upto; upto < n &&
		    a[upto] <= b[k]; upto++)
			;
		s += (double)below - (double)(n - upto);
		while (i < n && a[i] <= b[k])
			to[to_n++] = a[i++];
		to[to_n++] = b[k];
	}
	while (i < n)
		to[to_n++] = a[i++];
	return s;
}

/* Kendall's S in the order given, as runs are merged: Knight 1966. */
static bool
kendall_s(double *out, const double *x, size_t n)
{
	double *from = staaf_mem_alloc((n + 1) * sizeof(*from));
	double *to = staaf_mem_alloc((n + 1) * sizeof(*to)), s = 0;
	bool is_done = from != NULL && to != NULL;

	if (is_done)
		memcpy(from, x, n * sizeof(*x));
	for (size_t run = 1; is_done && run < n; run *= 2) {
		double *held = from;

		for (size_t i = 0; i < n; i += 2 * run) {
			size_t a = n - i < run ? n - i : run;
			size_t b = n - i - a < run ? n - i - a : run;

			s += merge(to + i, from + i, a, from + i + a, b);
		}
		from = to;
		to = held;
	}
	staaf_mem_free(from);
	staaf_mem_free(to);
	*out = s;
	return is_done;
}

bool
staaf_nap(struct staaf_nap *out, const double *a, size_t n_a, const double *b,
    size_t n_b)
{
	double pairs = (double)n_a * (double)n_b, top = -INFINITY, trend;
	size_t n_above = 0;
	struct staaf_rank_sum sum;

	*out = (struct staaf_nap){ NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	if (!staaf_rank_sum(&sum, b, n_b, a, n_a))
		return false;
	if (isnan(sum.a))
		return true;
	if (!kendall_s(&trend, a, n_a))
		return false;
	for (size_t i = 0; i < n_a; i++)
		top = fmax(top, a[i]);
	for (size_t i = 0; i < n_b; i++)
		n_above += b[i] > top;
	out->nap = sum.a;
	out->tau = sum.delta;
	out->trend_a = trend;
	out->tau_u = (sum.delta * pairs - out->trend_a) / pairs;
	out->pnd = (double)n_above / (double)n_b;
	out->se = sqrt(((double)n_a + (double)n_b + 1) / (12 * pairs));
	out->p = fmin(1, 2 * staaf_normal_above(fabs(out->nap - .5) /
	    out->se));
	return true;
}
