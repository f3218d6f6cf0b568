/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Effects nested in studies: two variances by restricted likelihood, and an
 * error from whole studies.  With d = v + within and c = 1 / (1 + between A),
 * A = sum 1/d over the effects of a study, a study's covariance matrix
 * V = diag(d) + between 11' has V^-1 1 = c / d, so that likelihood, slopes and
 * information are sums over effects.  Effects are counted in roots of the
 * smallest variance, from the first.
 */
#include <math.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include <staaf/dist.h>
#include <staaf/mem.h>
#include <staaf/pool.h>

enum {
	GRID = 32,       /* steps of each variance, beside 0 */
	MOST_STEPS = 500,
	MOST_EFFECTS = 200 /* of one study, for its matrices */
};

static const struct staaf_estimate NO_ESTIMATE = { NAN, NAN, NAN, NAN, NAN,
	NAN, NAN };

enum { BETWEEN, WITHIN };

struct nest {
	double *y, *v, *r;  /* effects, study after study; residuals V^-1 e */
	size_t *first;      /* of each study; first[k] is n */
	size_t n, k;
	double range;       /* of y */
};

/* At one pair of variances. */
struct slopes {
	double mean, weight; /* 1' V^-1 1 over all studies */
	double l;            /* restricted log likelihood */
	double by[2];        /* its slopes */
	double info[2][2];   /* average information */
};

static double
find_mean(double *weight, const struct nest *s, const double var[2])
{
	double sum = 0;

	*weight = 0;
	for (size_t j = 0; j < s->k; j++) {
		double all = 0, along = 0, c;

		for (size_t i = s->first[j]; i < s->first[j + 1]; i++) {
			all += 1 / (s->v[i] + var[WITHIN]);
			along += s->y[i] / (s->v[i] + var[WITHIN]);
		}
		c = 1 / (1 + var[BETWEEN] * all);
		*weight += c * all;
		sum += c * along;
	}
	return sum / *weight;
}

static struct slopes
find_slopes(const struct nest *s, const double var[2])
{
	struct slopes out = { .l = 0 };
	double trace[2] = { 0 }, taken[2] = { 0 }, fit[2] = { 0 };
	double uu[2][2] = { { 0 } }, u1[2] = { 0 }, q = 0;

	out.mean = find_mean(&out.weight, s, var);
	for (size_t j = 0; j < s->k; j++) {
		double all = 0, all2 = 0, along = 0, c, back = 0, rar = 0;

		for (size_t i = s->first[j]; i < s->first[j + 1]; i++) {
			double a = 1 / (s->v[i] + var[WITHIN]);

			all += a;
			all2 += a * a;
			along += a * (s->y[i] - out.mean);
			out.l += log(a);
		}
		c = 1 / (1 + var[BETWEEN] * all);
		out.l += log(c);
		for (size_t i = s->first[j]; i < s->first[j + 1]; i++) {
			double a = 1 / (s->v[i] + var[WITHIN]);
			double e = s->y[i] - out.mean;

			s->r[i] = a * (e - var[BETWEEN] * c * along);
			q += e * s->r[i];
			fit[WITHIN] += s->r[i] * s->r[i];
			back += a * s->r[i];
			rar += a * s->r[i] * s->r[i];
		}
		trace[WITHIN] += all - var[BETWEEN] * c * all2;
		taken[WITHIN] += c * c * all2;
		trace[BETWEEN] += c * all;
		taken[BETWEEN] += c * all * (c * all);
		fit[BETWEEN] += c * along * (c * along);
		uu[BETWEEN][BETWEEN] += c * along * (c * along) * (c * all);
		uu[BETWEEN][WITHIN] += c * along * (c * back);
		uu[WITHIN][WITHIN] += rar - var[BETWEEN] * c * back * back;
		u1[BETWEEN] += c * along * (c * all);
		u1[WITHIN] += c * back;
	}
	uu[WITHIN][BETWEEN] = uu[BETWEEN][WITHIN];
	out.l = (out.l - log(out.weight) - q) / 2;
	for (int a = 0; a < 2; a++) {
		out.by[a] = (fit[a] - trace[a] + taken[a] / out.weight) / 2;
		for (int b = 0; b < 2; b++)
			out.info[a][b] = (uu[a][b] -
			    u1[a] * u1[b] / out.weight) / 2;
	}
	return out;
}

/* The highest of a grid, so that a lower maximum is not taken for it. */
static void
look_around(double var[2], const struct nest *s)
{
	double grid[GRID + 1] = { 0 }, best = -INFINITY;
	double top = fmax(s->range * s->range, 1), low = 1e-2;

	for (int i = 0; i < GRID; i++)
		grid[i + 1] = low * pow(top / low, i / (GRID - 1.0));
	for (int b = 0; b <= GRID; b++)
		for (int w = 0; w <= GRID; w++) {
			double at[2] = { grid[b], grid[w] };
			double l = find_slopes(s, at).l;

			if (l > best) {
				best = l;
				var[BETWEEN] = at[BETWEEN];
				var[WITHIN] = at[WITHIN];
			}
		}
}

/* Newton's step with average information; a variance stays at 0 or above. */
static void
find_step(double step[2], const struct slopes *at, const double var[2])
{
	double det = at->info[0][0] * at->info[1][1] -
	    at->info[0][1] * at->info[1][0];
	bool is_free[2];

	for (int a = 0; a < 2; a++)
		is_free[a] = var[a] > 0 || at->by[a] > 0;
	if (is_free[0] && is_free[1] &&
	    det > 1e-12 * at->info[0][0] * at->info[1][1]) {
		step[0] = (at->info[1][1] * at->by[0] -
		    at->info[0][1] * at->by[1]) / det;
		step[1] = (at->info[0][0] * at->by[1] -
		    at->info[1][0] * at->by[0]) / det;
		/* One that would leave, and stays, gives way to the other. */
		for (int a = 0; a < 2; a++)
			if (var[a] <= 0 && step[a] < 0)
				is_free[a] = false;
		if (is_free[0] && is_free[1])
			return;
	}
	for (int a = 0; a < 2; a++)
		step[a] = is_free[a] ? at->by[a] / at->info[a][a] : 0;
}

/* false: no end to it */
static bool
climb(double var[2], struct slopes *at, const struct nest *s)
{
	for (int n = 0; n < MOST_STEPS; n++) {
		double step[2], next[2], part = 1, moved = 0;
		struct slopes there;

		find_step(step, at, var);
		do {
			for (int a = 0; a < 2; a++)
				next[a] = fmax(0, var[a] + part * step[a]);
			there = find_slopes(s, next);
			part /= 2;
		} while (!(there.l >= at->l - 1e-13 * (1 + fabs(at->l))) &&
		    part > 1e-12);
		for (int a = 0; a < 2; a++) {
			moved = fmax(moved, fabs(next[a] - var[a]) /
			    (1e-3 + var[a]));
			var[a] = next[a];
		}
		*at = there;
		if (!isfinite(at->l) || moved < 1e-14)
			break;
		if (n + 1 == MOST_STEPS && moved > 1e-9)
			return false;
	}
	return isfinite(at->l) && isfinite(at->mean);
}

/* ------------------------------------------------ errors of whole studies */

/* g = L B^(-1/2) L^-1 1, B = L' (V - 11' / weight) L, L L' = V. */
static bool
adjust(double *g, const double *d, size_t m, double between, double weight)
{
	gsl_matrix *l = gsl_matrix_calloc(m, m), *b = gsl_matrix_alloc(m, m);
	gsl_matrix *turn = gsl_matrix_alloc(m, m);
	gsl_vector *x = gsl_vector_alloc(m), *z = gsl_vector_alloc(m);
	gsl_eigen_symmv_workspace *room = gsl_eigen_symmv_alloc(m);
	bool is_ok = l != NULL && b != NULL && turn != NULL && x != NULL &&
	    z != NULL && room != NULL;

	for (size_t i = 0; is_ok && i < m; i++)
		for (size_t j = 0; j < m; j++) {
			gsl_matrix_set(l, i, j, between + (i == j ? d[i] : 0));
			gsl_matrix_set(b, i, j, gsl_matrix_get(l, i, j) -
			    1 / weight);
		}
	if (is_ok && (is_ok = gsl_linalg_cholesky_decomp1(l) == 0)) {
		gsl_blas_dtrmm(CblasLeft, CblasLower, CblasTrans, CblasNonUnit,
		    1, l, b);
		gsl_blas_dtrmm(CblasRight, CblasLower, CblasNoTrans,
		    CblasNonUnit, 1, l, b);
		is_ok = gsl_eigen_symmv(b, x, turn, room) == 0;
		for (size_t i = 0; i < m; i++)
			is_ok = is_ok && gsl_vector_get(x, i) > 0;
	}
	if (is_ok) {
		gsl_vector *one = gsl_vector_alloc(m);

		if ((is_ok = one != NULL)) {
			gsl_vector_set_all(one, 1);
			gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit,
			    l, one);
			gsl_blas_dgemv(CblasTrans, 1, turn, one, 0, z);
			for (size_t i = 0; i < m; i++)
				gsl_vector_set(z, i, gsl_vector_get(z, i) /
				    sqrt(gsl_vector_get(x, i)));
			gsl_blas_dgemv(CblasNoTrans, 1, turn, z, 0, one);
			gsl_blas_dtrmv(CblasLower, CblasNoTrans, CblasNonUnit,
			    l, one);
			for (size_t i = 0; i < m; i++)
				g[i] = gsl_vector_get(one, i);
			gsl_vector_free(one);
		}
	}
	gsl_eigen_symmv_free(room);
	gsl_vector_free(z);
	gsl_vector_free(x);
	gsl_matrix_free(turn);
	gsl_matrix_free(b);
	gsl_matrix_free(l);
	return is_ok;
}

/*
 * Studies' shares in the mean, g / weight, make a matrix M with
 * M_st = [s = t] g_s' V_s g_s - c_s c_t / weight, c = 1' g; the degrees of
 * freedom are (tr M)^2 / tr M^2.
 */
static bool
find_cr2(double *se, double *df, const struct nest *s, const double var[2],
    const struct slopes *at)
{
	double sum = 0, trace = 0, square = 0, cc = 0, w = at->weight;
	double g[MOST_EFFECTS], d[MOST_EFFECTS];

	for (size_t j = 0; j < s->k; j++) {
		size_t first = s->first[j], m = s->first[j + 1] - first;
		double own = 0, along = 0, c = 0;

		if (m > MOST_EFFECTS)
			return false;
		for (size_t i = 0; i < m; i++)
			d[i] = s->v[first + i] + var[WITHIN];
		if (!adjust(g, d, m, var[BETWEEN], w))
			return false;
		for (size_t i = 0; i < m; i++) {
			along += g[i] * (s->y[first + i] - at->mean);
			own += d[i] * g[i] * g[i];
			c += g[i];
		}
		own += var[BETWEEN] * c * c;
		sum += along * along;
		trace += own - c * c / w;
		square += own * own - 2 * own * c * c / w;
		cc += c * c / w;
	}
	*se = sqrt(sum) / w;
	*df = trace * trace / (square + cc * cc);
	return true;
}

/* -------------------------------------------------------------- all of it */

static void
free_nest(struct nest *s)
{
	staaf_mem_free(s->y);
	staaf_mem_free(s->v);
	staaf_mem_free(s->r);
	staaf_mem_free(s->first);
}

/* Study after study; false for a study without effects, and no memory. */
static bool
sort_in(struct nest *s, const struct staaf_study_effect *effect,
    const size_t *study, double least)
{
	size_t *left;
	bool has_all = true;

	s->y = staaf_mem_alloc((s->n + 1) * sizeof(*s->y));
	s->v = staaf_mem_alloc((s->n + 1) * sizeof(*s->v));
	s->r = staaf_mem_alloc((s->n + 1) * sizeof(*s->r));
	s->first = staaf_mem_alloc((s->k + 2) * sizeof(*s->first));
	left = staaf_mem_alloc((s->k + 1) * sizeof(*left));
	if (s->y == NULL || s->v == NULL || s->r == NULL ||
	    s->first == NULL || left == NULL) {
		staaf_mem_free(left);
		return false;
	}
	for (size_t i = 0; i < s->n; i++)
		s->first[study[i] + 1]++;
	for (size_t j = 0; j < s->k; j++) {
		has_all = has_all && s->first[j + 1] > 0;
		s->first[j + 1] += s->first[j];
		left[j] = s->first[j + 1];
	}
	for (size_t i = s->n; i-- > 0;) {
		size_t at = --left[study[i]];

		s->y[at] = (effect[i].effect - effect[0].effect) / sqrt(least);
		s->v[at] = effect[i].variance / least;
		s->range = fmax(s->range, fabs(s->y[at]));
	}
	staaf_mem_free(left);
	return has_all;
}

static void
put_estimate(struct staaf_estimate *e, double est, double se, double df)
{
	bool is_z = isinf(df);
	double half = (is_z ? staaf_normal_at(.975) : staaf_t_at(.975, df)) *
	    se;

	*e = (struct staaf_estimate){
		.est = est,
		.se = se,
		.t = se > 0 ? est / se : NAN,
		.df = df,
		.p = !(se > 0) ? NAN : is_z ?
		    2 * staaf_normal_above(fabs(est / se)) :
		    staaf_t_two_sided(est / se, df),
		.low = est - half,
		.high = est + half,
	};
}

bool
staaf_pool_nested(struct staaf_pool_nested *out,
    const struct staaf_study_effect *effect, const size_t *study, size_t n)
{
	struct nest s = { .n = n };
	double var[2] = { 0, 0 }, least = INFINITY, se, df, unit;
	struct slopes at;
	bool is_ok;

	*out = (struct staaf_pool_nested){ .between = NAN, .within = NAN,
		.z = NO_ESTIMATE, .cr2 = NO_ESTIMATE };
	for (size_t i = 0; i < n; i++) {
		if (!staaf_pool_can_use(&effect[i]) || study[i] >= n)
			return false;
		least = fmin(least, effect[i].variance);
		s.k = study[i] + 1 > s.k ? study[i] + 1 : s.k;
	}
	if (s.k < 2 || n <= s.k)
		return false;
	(void)gsl_set_error_handler_off();
	is_ok = sort_in(&s, effect, study, least);
	if (is_ok) {
		look_around(var, &s);
		at = find_slopes(&s, var);
		is_ok = climb(var, &at, &s);
	}
	if (is_ok) {
		unit = sqrt(least);
		out->between = var[BETWEEN] * least;
		out->within = var[WITHIN] * least;
		put_estimate(&out->z, effect[0].effect + unit * at.mean,
		    unit / sqrt(at.weight), INFINITY);
		if (find_cr2(&se, &df, &s, var, &at))
			put_estimate(&out->cr2, out->z.est, unit * se, df);
	}
	free_nest(&s);
	return is_ok;
}
