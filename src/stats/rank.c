/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ranks, doubled so that shared ones are whole, and the exact distributions
 * of their sums: each rank in turn is in the sum or not.  Chances are halved
 * as they go, so that nothing overflows.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/describe.h>
#include <staaf/dist.h>
#include <staaf/mem.h>
#include <staaf/rank.h>

struct ranked {
	double x;
	size_t at; /* place in what was ranked */
};

static int
compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return (x->x > y->x) - (x->x < y->x);
}

/* Twice the mean ranks, for staaf_mem_free; NULL when memory ran out. */
static long *
rank_twice(const double *x, size_t n)
{
	struct ranked *r = staaf_mem_alloc((n + 1) * sizeof(*r));
	long *rank = staaf_mem_alloc((n + 1) * sizeof(*rank));

	for (size_t i = 0; r != NULL && i < n; i++)
		r[i] = (struct ranked){ x[i], i };
	if (r != NULL)
		qsort(r, n, sizeof(*r), compare);
	for (size_t i = 0, k; r != NULL && rank != NULL && i < n; i = k) {
		for (k = i + 1; k < n && r[k].x == r[i].x; k++)
			;
		for (size_t j = i; j < k; j++)
			rank[r[j].at] = (long)(i + k + 1);
	}
	if (r == NULL) {
		staaf_mem_free(rank);
		rank = NULL;
	}
	staaf_mem_free(r);
	return rank;
}

static bool
are_finite(const double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isfinite(x[i]))
			return false;
	return true;
}

/* Twice the smaller of both tails at s, of chances of sums 0 to total. */
static double
double_tail(const double *chance, long total, long s)
{
	double below = 0, above = 0;

	for (long i = 0; i <= s; i++)
		below += chance[i];
	for (long i = total; i >= s; i--)
		above += chance[i];
	return fmin(1, 2 * fmin(below, above));
}

/* ---------------------------------------------------------- signed ranks */

/* Some of the doubled ranks, and the sum of those of positive differences. */
struct signs {
	long *rank;
	size_t n, n_ranked; /* without zeros, and with those that have ranks */
	long sum, total;
	double squares; /* of the ranks themselves */
};

static bool
find_exact(double *p, const struct signs *s)
{
	double *chance;
	long reached = 0;

	*p = NAN;
	if (s->n == 0 || s->n_ranked > STAAF_SIGNED_EXACT)
		return true;
	chance = staaf_mem_alloc(((size_t)s->total + 1) * sizeof(*chance));
	if (chance == NULL)
		return false;
	memset(chance, 0, ((size_t)s->total + 1) * sizeof(*chance));
	chance[0] = 1;
	for (size_t i = 0; i < s->n; i++) {
		reached += s->rank[i];
		for (long k = reached; k >= 0; k--)
			chance[k] = (chance[k] + (k >= s->rank[i] ?
			    chance[k - s->rank[i]] : 0)) / 2;
	}
	*p = double_tail(chance, s->total, s->sum);
	staaf_mem_free(chance);
	return true;
}

static double
find_normal(const struct signs *s, double correction)
{
	double gap = fabs((double)s->sum - (double)s->total / 2) / 2;

	if (s->n == 0 || !(s->squares > 0))
		return NAN;
	gap = fmax(0, gap - correction);
	return fmin(1, 2 * staaf_normal_above(gap / sqrt(s->squares / 4)));
}

/* Ranks of the sizes of diff; with or without zeros among the ranked. */
static bool
take_signs(struct signs *s, const double *diff, size_t n, bool has_zeros)
{
	double *size = staaf_mem_alloc((n + 1) * sizeof(*size));
	double *sign = staaf_mem_alloc((n + 1) * sizeof(*sign));
	size_t n_ranked = 0;
	long *rank = NULL;

	*s = (struct signs){ .n = 0 };
	for (size_t i = 0; size != NULL && sign != NULL && i < n; i++)
		if (has_zeros || diff[i] != 0) {
			sign[n_ranked] = diff[i];
			size[n_ranked++] = fabs(diff[i]);
		}
	if (size != NULL && sign != NULL)
		rank = rank_twice(size, n_ranked);
	for (size_t i = 0; rank != NULL && i < n_ranked; i++) {
		double half = (double)rank[i] / 2;

		if (sign[i] == 0)
			continue;
		s->total += rank[i];
		s->sum += sign[i] > 0 ? rank[i] : 0;
		s->squares += half * half;
		rank[s->n++] = rank[i];
	}
	s->rank = rank;
	s->n_ranked = n_ranked;
	staaf_mem_free(size);
	staaf_mem_free(sign);
	return rank != NULL;
}

bool
staaf_signed_rank(struct staaf_signed_rank *out, const double *diff, size_t n)
{
	struct signs plain = { 0 }, pratt = { 0 };
	bool is_done = true;

	*out = (struct staaf_signed_rank){ 0, NAN, NAN, NAN, NAN, NAN, NAN,
		NAN, NAN };
	if (!are_finite(diff, n))
		return true;
	is_done = take_signs(&plain, diff, n, false) &&
	    take_signs(&pratt, diff, n, true) &&
	    find_exact(&out->p_exact, &plain) &&
	    find_exact(&out->pratt_p_exact, &pratt);
	if (is_done) {
		out->n = plain.n;
		out->v = (double)plain.sum / 2;
		out->pratt_v = (double)pratt.sum / 2;
		out->p_normal = find_normal(&plain, 0);
		out->p_normal_cc = find_normal(&plain, .5);
		out->pratt_p_normal = find_normal(&pratt, 0);
		if (plain.n > 0)
			out->r_rb = 2 * (double)plain.sum /
			    (double)plain.total - 1;
	}
	staaf_mem_free(plain.rank);
	staaf_mem_free(pratt.rank);
	return is_done;
}

/* -------------------------------------------------------------- rank sum */

/* Both groups in one list, the treatment first, with doubled ranks. */
static long *
rank_both(const double *a, size_t n_a, const double *b, size_t n_b)
{
	double *all = staaf_mem_alloc((n_a + n_b + 1) * sizeof(*all));
	long *rank = NULL;

	if (all != NULL) {
		if (n_a > 0)
			memcpy(all, a, n_a * sizeof(*all));
		if (n_b > 0)
			memcpy(all + n_a, b, n_b * sizeof(*all));
		rank = rank_twice(all, n_a + n_b);
	}
	staaf_mem_free(all);
	return rank;
}

/*
 * Chances of the sums of m of n ranks, row m of a table of m + 1 rows: with
 * rank i the sum of k grows, or it does not.  A pick of k of i + 1 has the
 * i-th with chance k / (i + 1).
 */
static double *
chances_of_sums(const long *rank, size_t n, size_t m, long total)
{
	size_t width = (size_t)total + 1;
	double *chance = staaf_mem_alloc((m + 1) * width * sizeof(*chance));

	if (chance == NULL)
		return NULL;
	memset(chance, 0, (m + 1) * width * sizeof(*chance));
	chance[0] = 1;
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1 < m ? i + 1 : m; k > 0; k--) {
			double in = (double)k / (double)(i + 1);
			double *to = chance + k * width;
			const double *from = to - width;

			for (long s = total; s >= 0; s--)
				to[s] = (1 - in) * to[s] + (s >= rank[i] ?
				    in * from[s - rank[i]] : 0);
		}
	return chance;
}

static bool
find_exact_sum(struct staaf_rank_sum *out, const long *rank, size_t n_a,
    size_t n, long sum)
{
	long total = 0;
	double *chance, *row, mean, far;

	for (size_t i = 0; i < n; i++)
		total += rank[i];
	if ((chance = chances_of_sums(rank, n, n_a, total)) == NULL)
		return false;
	row = chance + n_a * ((size_t)total + 1);
	mean = (double)n_a * (double)total / (double)n;
	far = fabs((double)sum - mean);
	out->p_exact_2min = double_tail(row, total, sum);
	out->p_exact_abs = 0;
	for (long s = 0; s <= total; s++)
		if (fabs((double)s - mean) >= far - 1e-6)
			out->p_exact_abs += row[s];
	out->p_exact_abs = fmin(1, out->p_exact_abs);
	staaf_mem_free(chance);
	return true;
}

static void
find_normal_sum(struct staaf_rank_sum *out, const long *rank, double n_a,
    double n_b)
{
	double n = n_a + n_b, squares = 0, var, gap;

	/* Variance of the ranks themselves: ties are in it. */
	for (size_t i = 0; i < (size_t)n; i++) {
		double off = (double)rank[i] / 2 - (n + 1) / 2;

		squares += off * off;
	}
	var = n_a * n_b * squares / (n * (n - 1));
	if (!(var > 0))
		return;
	gap = fabs(out->u - n_a * n_b / 2);
	out->p_normal = fmin(1, 2 * staaf_normal_above(gap / sqrt(var)));
	out->p_normal_cc = fmin(1, 2 * staaf_normal_above(fmax(0, gap - .5) /
	    sqrt(var)));
}

static bool
has_two_ranks(const long *rank, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (rank[i] != rank[0])
			return true;
	return false;
}

bool
staaf_rank_sum(struct staaf_rank_sum *out, const double *a, size_t n_a,
    const double *b, size_t n_b)
{
	long *rank, sum = 0;
	bool is_done = true;

	*out = (struct staaf_rank_sum){ NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	if (n_a == 0 || n_b == 0 || !are_finite(a, n_a) ||
	    !are_finite(b, n_b))
		return true;
	if ((rank = rank_both(a, n_a, b, n_b)) == NULL)
		return false;
	for (size_t i = 0; i < n_a; i++)
		sum += rank[i];
	/* All scores alike: no choice of them is rarer than another. */
	if (n_a + n_b <= STAAF_SUM_EXACT && has_two_ranks(rank, n_a + n_b))
		is_done = find_exact_sum(out, rank, n_a, n_a + n_b, sum);
	if (is_done) {
		out->u = (double)sum / 2 - (double)n_a * ((double)n_a + 1) / 2;
		out->a = out->u / ((double)n_a * (double)n_b);
		out->delta = 2 * out->a - 1;
		find_normal_sum(out, rank, (double)n_a, (double)n_b);
	}
	staaf_mem_free(rank);
	return is_done;
}

/* -------------------------------------------------------- Brunner-Munzel */

/* Spread of overall ranks less own ranks; the mean of the overall ones. */
static double
placement_variance(const long *all, const long *own, size_t n, double *mean)
{
	double shift, squares = 0;

	*mean = 0;
	for (size_t i = 0; i < n; i++)
		*mean += (double)all[i] / 2;
	*mean /= (double)n;
	shift = *mean - ((double)n + 1) / 2;
	for (size_t i = 0; i < n; i++) {
		double off = (double)(all[i] - own[i]) / 2 - shift;

		squares += off * off;
	}
	return squares / ((double)n - 1);
}

bool
staaf_brunner_munzel(struct staaf_estimate *out, const double *a, size_t n_a,
    const double *b, size_t n_b)
{
	long *all, *own_a, *own_b;
	double na = (double)n_a, nb = (double)n_b, mean_a, mean_b, va, vb;
	bool is_done;

	*out = (struct staaf_estimate){ NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	if (n_a < 2 || n_b < 2 || !are_finite(a, n_a) || !are_finite(b, n_b))
		return true;
	all = rank_both(a, n_a, b, n_b);
	own_a = rank_twice(a, n_a);
	own_b = rank_twice(b, n_b);
	is_done = all != NULL && own_a != NULL && own_b != NULL;
	if (is_done) {
		va = placement_variance(all, own_a, n_a, &mean_a) / na;
		vb = placement_variance(all + n_a, own_b, n_b, &mean_b) / nb;
		out->est = (mean_a - (na + 1) / 2) / nb;
		/* Of A: placements of a are among n_b, those of b among n_a. */
		va /= nb * nb;
		vb /= na * na;
		out->se = sqrt(va + vb);
		if (out->se > 0) {
			out->t = (out->est - .5) / out->se;
			out->df = (va + vb) * (va + vb) /
			    (va * va / (na - 1) + vb * vb / (nb - 1));
			out->p = staaf_t_two_sided(out->t, out->df);
			out->low = out->est -
			    staaf_t_at(.975, out->df) * out->se;
			out->high = out->est +
			    staaf_t_at(.975, out->df) * out->se;
		} else { /* the groups do not overlap, or all scores tie */
			out->est = out->se = NAN;
		}
	}
	staaf_mem_free(all);
	staaf_mem_free(own_a);
	staaf_mem_free(own_b);
	return is_done;
}

/* -------------------------------------------------------------- Spearman */

bool
staaf_spearman(struct staaf_estimate *out, const double *x, const double *y,
    size_t n)
{
	long *rx = rank_twice(x, n), *ry = rank_twice(y, n);
	double *dx = staaf_mem_alloc((n + 1) * sizeof(*dx));
	double *dy = staaf_mem_alloc((n + 1) * sizeof(*dy));
	bool is_done = rx != NULL && ry != NULL && dx != NULL && dy != NULL;

	*out = (struct staaf_estimate){ NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	if (is_done && n > 2 && are_finite(x, n) && are_finite(y, n)) {
		for (size_t i = 0; i < n; i++) {
			dx[i] = (double)rx[i];
			dy[i] = (double)ry[i];
		}
		staaf_correlate(out, dx, dy, n);
		out->low = out->high = NAN; /* Fisher's z is for Pearson's */
	}
	staaf_mem_free(rx);
	staaf_mem_free(ry);
	staaf_mem_free(dx);
	staaf_mem_free(dy);
	return is_done;
}
