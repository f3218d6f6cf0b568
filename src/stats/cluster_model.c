/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The effect of a way of teaching given to whole classes, from students:
 * least squares with errors from whole classes (CR1, CR2), and a random
 * intercept per class (REML).  Both need of a class only the sums of its rows
 * in an orthonormal base of the model, at most three numbers, so that time
 * grows with the rows and not with their square.
 */
#include <math.h>

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>

#include <staaf/cluster.h>
#include <staaf/model.h>

enum {
	MOST = 3,       /* coefficients: constant, group, pretest */
	WIDTH = MOST + 1, /* and the residual beside them */
	STEPS = 4,      /* of the grid, per factor of ten */
	DECADES = 16,   /* of the grid, from 1e-8 */
	HALVINGS = 60
};

/* An eigenvalue of I - H below this is a direction that H takes up whole. */
#define WHOLE 1e-12

/* The model by least squares, and rows in its base. */
struct base {
	struct staaf_regression fit;
	const struct staaf_cluster_rows *rows;
	size_t p;           /* coefficients */
	double group[MOST]; /* of the effect's weights in the base */
	size_t k;           /* classes that have students */
};

/* Row i in the base: the constant, the other columns, and the residual. */
static void
get_row(double row[WIDTH], const struct base *b, size_t i)
{
	row[0] = 1 / sqrt((double)b->fit.n);
	for (size_t j = 1; j < b->p; j++)
		row[j] = b->fit.q[(j - 1) * b->fit.n + i];
	row[b->p] = b->fit.residual[i];
}

/* false: no memory.  The errors are NAN when there is nothing to test. */
static bool
find_base(struct base *b, struct staaf_arena *ar,
    const struct staaf_cluster_rows *rows)
{
	double *group = staaf_arena_array(ar, rows->n + 1, sizeof(*group));
	const double *x[] = { group, rows->before };
	size_t k = rows->before == NULL ? 1 : 2;

	if (group == NULL)
		return false;
	for (size_t i = 0; i < rows->n; i++)
		group[i] = rows->treated[i];
	*b = (struct base){ .rows = rows, .p = k + 1 };
	if (!staaf_regress(&b->fit, ar, rows->value, x, rows->n, k))
		return false;
	for (size_t j = 0; j < k; j++)
		b->group[j + 1] = b->fit.inverse[0][j];
	return true;
}

/* ----------------------------------------------------------- CR1, CR2 */

/* Of one class: G = sum of q q', and sum of q times the residual. */
struct score {
	size_t n;
	double g[MOST * MOST];
	double e[MOST];
};

static struct score *
find_scores(struct base *b, struct staaf_arena *ar)
{
	struct score *score = staaf_arena_array(ar, b->rows->n_clusters,
	    sizeof(*score));
	double row[WIDTH];

	if (score == NULL)
		return NULL;
	for (size_t i = 0; i < b->rows->n; i++) {
		struct score *s = score + b->rows->cluster[i];

		b->k += s->n++ == 0;
		get_row(row, b, i);
		for (size_t j = 0; j < b->p; j++) {
			s->e[j] += row[j] * row[b->p];
			for (size_t l = 0; l < b->p; l++)
				s->g[j * b->p + l] += row[j] * row[l];
		}
	}
	return score;
}

static double
inner(const double *a, const double *b, size_t p)
{
	double sum = 0;

	for (size_t j = 0; j < p; j++)
		sum += a[j] * b[j];
	return sum;
}

/*
 * u = (I - G)^(-1/2) a, which for the weights q'a of a class's rows is
 * (I - H)^(-1/2) of them, H = q q': both have the same eigenvalues but 0.
 * A direction that the class takes up whole is left out, as in a
 * pseudo-inverse.
 */
static bool
adjust(double u[MOST], const struct score *s, const double *a, size_t p,
    gsl_eigen_symmv_workspace *room)
{
	double g[MOST * MOST], value[MOST], vector[MOST * MOST];
	gsl_matrix_view of_g = gsl_matrix_view_array(g, p, p);
	gsl_matrix_view of_vector = gsl_matrix_view_array(vector, p, p);
	gsl_vector_view of_value = gsl_vector_view_array(value, p);

	for (size_t j = 0; j < p * p; j++)
		g[j] = s->g[j];
	if (gsl_eigen_symmv(&of_g.matrix, &of_value.vector,
	    &of_vector.matrix, room) != GSL_SUCCESS)
		return false;
	for (size_t j = 0; j < p; j++)
		u[j] = 0;
	for (size_t l = 0; l < p; l++) {
		double along = 0;

		if (!(1 - value[l] > WHOLE))
			continue;
		for (size_t j = 0; j < p; j++)
			along += vector[j * p + l] * a[j];
		along /= sqrt(1 - value[l]);
		for (size_t j = 0; j < p; j++)
			u[j] += vector[j * p + l] * along;
	}
	return true;
}

/* What the classes add up to. */
struct robust {
	double cr1, cr2;   /* squares */
	double trace;      /* of B, of which df = trace^2 / sum of squares */
	double squares;    /* of B: its diagonal without the shared part */
	double shared[MOST * MOST]; /* sum of v v' */
};

/*
 * B_jk = [j = k] u_j' G_j u_j - v_j' v_k with v = G u: what the variance
 * would be made of if the model held.  All of the second part squared is the
 * sum of squares of sum v v'.
 */
static void
add_class(struct robust *sum, const struct score *s, const double *a,
    const double *u, size_t p)
{
	double v[MOST], plain = inner(a, s->e, p), own = inner(u, s->e, p);
	double whole, part;

	for (size_t j = 0; j < p; j++)
		v[j] = inner(s->g + j * p, u, p);
	for (size_t j = 0; j < p; j++)
		for (size_t l = 0; l < p; l++)
			sum->shared[j * p + l] += v[j] * v[l];
	whole = inner(u, v, p);
	part = inner(v, v, p);
	sum->cr1 += plain * plain;
	sum->cr2 += own * own;
	sum->trace += whole - part;
	sum->squares += whole * (whole - 2 * part);
}

static bool
sum_classes(struct robust *sum, const struct base *b,
    const struct score *score)
{
	gsl_eigen_symmv_workspace *room = gsl_eigen_symmv_alloc(b->p);
	double u[MOST];
	bool is_done = room != NULL;

	for (size_t j = 0; is_done && j < b->rows->n_clusters; j++) {
		if (score[j].n == 0)
			continue;
		is_done = adjust(u, score + j, b->group, b->p, room);
		if (is_done)
			add_class(sum, score + j, b->group, u, b->p);
	}
	if (room != NULL)
		gsl_eigen_symmv_free(room);
	return is_done;
}

static bool
find_robust(struct staaf_cluster_robust *out, struct staaf_arena *ar,
    const struct staaf_cluster_rows *rows)
{
	struct robust sum = { 0 };
	struct score *score;
	struct base b;
	double k, n = (double)rows->n, p, all, cr1;

	if (!find_base(&b, ar, rows))
		return false;
	if (isnan(b.fit.se[1]))
		return true;
	if ((score = find_scores(&b, ar)) == NULL ||
	    !sum_classes(&sum, &b, score))
		return false;
	p = (double)b.p;
	k = (double)b.k;
	all = sum.squares + inner(sum.shared, sum.shared, b.p * b.p);
	cr1 = sqrt(sum.cr1 * k / (k - 1)) * b.fit.unit[1];
	out->cr2 = staaf_estimate_of(b.fit.coef[1],
	    sqrt(sum.cr2) * b.fit.unit[1], sum.trace * sum.trace / all);
	if (isnan(out->cr2.se))
		return true;
	out->cr1_se = cr1;
	out->cr1s_se = cr1 * sqrt((n - 1) / (n - p));
	return true;
}

enum staaf_cluster_reason
staaf_cluster_robust(struct staaf_cluster_robust *out,
    const struct staaf_cluster_rows *rows)
{
	struct staaf_arena ar = { 0 };
	enum staaf_cluster_reason why = staaf_cluster_check(rows);

	out->cr2 = staaf_estimate_of(NAN, NAN, NAN);
	out->cr1_se = out->cr1s_se = NAN;
	if (why != STAAF_CLUSTER_FINE)
		return why;
	(void)gsl_set_error_handler_off();
	if (!find_robust(out, &ar, rows))
		why = STAAF_CLUSTER_NOMEM;
	staaf_arena_clear(&ar);
	return why;
}

/* -------------------------------------------------------- mixed model */

/*
 * With lambda the variance between classes in units of that within, and z a
 * row in the base with its residual beside it,
 *   A(lambda) = sum over classes of Z' (I + lambda J)^-1 Z
 *             = W + sum of s s' / (m (1 + m lambda)),
 * W the products within classes, s the sum of a class's m rows: positive
 * terms only, so no digits cancel.  Minus twice the REML likelihood is
 *   sum log(1 + m lambda) + log det A_qq + (N - p) log rss,
 * with rss what is left of A_ee after the base: Bates and others 2015,
 * 10.18637/jss.v067.i01, with one grouping.
 */
struct class {
	double m;
	double s[WIDTH];
};

struct mixed {
	const struct class *class;
	size_t k, p;
	double n;
	double within[WIDTH][WIDTH];
};

/* A and its first two derivatives to lambda. */
struct at {
	double a[WIDTH][WIDTH], a1[WIDTH][WIDTH], a2[WIDTH][WIDTH];
	double log_det, v1, v2; /* sum log(1 + m lambda), and derivatives */
};

static void
find_at(struct at *at, const struct mixed *m, double lambda)
{
	*at = (struct at){ 0 };
	for (size_t i = 0; i <= m->p; i++)
		for (size_t j = 0; j <= m->p; j++)
			at->a[i][j] = m->within[i][j];
	for (size_t c = 0; c < m->k; c++) {
		const struct class *class = m->class + c;
		double f = 1 / (1 + class->m * lambda), share = class->m * f;

		at->log_det += log1p(class->m * lambda);
		at->v1 += share;
		at->v2 -= share * share;
		for (size_t i = 0; i <= m->p; i++)
			for (size_t j = 0; j <= m->p; j++) {
				double s = class->s[i] * class->s[j] * f;

				at->a[i][j] += s / class->m;
				at->a1[i][j] -= s * f;
				at->a2[i][j] += 2 * s * f * share;
			}
	}
}

/*
 * Sweep a on its first p rows: they become the inverse, column p the
 * solution, the last corner what is left.  Goodnight 1979, 10.2307/2683825.
 * Returns log det, NAN when a is not positive definite.
 */
static double
sweep(double a[WIDTH][WIDTH], size_t p)
{
	double log_det = 0;

	for (size_t k = 0; k < p; k++) {
		double pivot = a[k][k];

		if (!(pivot > 0))
			return NAN;
		log_det += log(pivot);
		for (size_t j = 0; j <= p; j++)
			if (j != k)
				a[k][j] /= pivot;
		for (size_t i = 0; i <= p; i++) {
			double f = a[i][k];

			if (i == k)
				continue;
			for (size_t j = 0; j <= p; j++)
				if (j != k)
					a[i][j] -= f * a[k][j];
			a[i][k] = -f / pivot;
		}
		a[k][k] = 1 / pivot;
	}
	return log_det;
}

/* Minus twice the likelihood; its derivatives in the unit of the residuals. */
struct reml {
	double value, slope, bend;
	double effect, spread, spread1; /* a'b, a'M^-1 a, its derivative */
	double rss, rss1;
	bool is_defined;
};

/*
 * d log det M = tr(M^-1 M'), d rss = v'A'v with v = (-b, 1), and
 * d^2 rss = v'A''v - 2 r'M^-1 r with r the first part of A'v.
 */
static void
set_slopes(struct reml *out, const struct mixed *m, const struct at *at,
    const double a[MOST])
{
	double v[WIDTH], r[WIDTH] = { 0 }, product[MOST][MOST] = { { 0 } };
	double of_a[MOST] = { 0 }, trace = 0, trace2 = 0, rss2 = 0;
	double df = m->n - (double)m->p;
	size_t p = m->p;

	for (size_t i = 0; i < p; i++)
		v[i] = -at->a[i][p];
	v[p] = 1;
	out->rss1 = out->spread1 = 0;
	for (size_t i = 0; i <= p; i++) {
		for (size_t j = 0; j <= p; j++) {
			r[i] += at->a1[i][j] * v[j];
			rss2 += v[i] * at->a2[i][j] * v[j];
		}
		out->rss1 += v[i] * r[i];
	}
	for (size_t i = 0; i < p; i++)
		for (size_t j = 0; j < p; j++) {
			of_a[i] += at->a[i][j] * a[j];
			rss2 -= 2 * r[i] * at->a[i][j] * r[j];
			trace += at->a[i][j] * at->a1[j][i];
			trace2 += at->a[i][j] * at->a2[j][i];
			for (size_t l = 0; l < p; l++)
				product[i][j] += at->a[i][l] * at->a1[l][j];
		}
	for (size_t i = 0; i < p; i++)
		for (size_t j = 0; j < p; j++) {
			out->spread1 -= of_a[i] * at->a1[i][j] * of_a[j];
			trace2 -= product[i][j] * product[j][i];
		}
	out->slope = at->v1 + trace + df * out->rss1 / out->rss;
	/* At sigma^2 = rss / df, which is held. */
	out->bend = at->v2 + trace2 + df * rss2 / out->rss;
}

static struct reml
find_reml(const struct mixed *m, double lambda, const double a[MOST])
{
	struct reml out = { 0 };
	struct at at;
	double log_det;

	find_at(&at, m, lambda);
	log_det = sweep(at.a, m->p);
	out.rss = at.a[m->p][m->p];
	out.is_defined = !isnan(log_det) && out.rss > 0;
	if (!out.is_defined)
		return out;
	out.value = at.log_det + log_det +
	    (m->n - (double)m->p) * log(out.rss);
	for (size_t i = 0; i < m->p; i++) {
		out.effect += a[i] * at.a[i][m->p];
		for (size_t j = 0; j < m->p; j++)
			out.spread += a[i] * at.a[i][j] * a[j];
	}
	set_slopes(&out, m, &at, a);
	return out;
}

static double
grid(int i)
{
	return i == 0 ? 0 : pow(10, (double)(i - 1) / STEPS - 8);
}

/* The likeliest lambda; NAN when it is beyond all measure. */
static double
find_lambda(const struct mixed *m, const double a[MOST])
{
	const int last = DECADES * STEPS + 1;
	double best = INFINITY, low, high;
	int at = 0;

	for (int i = 0; i <= last; i++) {
		struct reml r = find_reml(m, grid(i), a);

		if (r.is_defined && r.value < best) {
			best = r.value;
			at = i;
		}
	}
	if (isinf(best) || at == last)
		return NAN;
	low = at > 0 ? grid(at - 1) : 0;
	high = grid(at + 1);
	if (at == 0 && find_reml(m, 0, a).slope >= 0)
		return 0;
	for (int i = 0; i < HALVINGS; i++) {
		double middle = (low + high) / 2;

		if (find_reml(m, middle, a).slope < 0)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

/* Sums per class, and products within them by a second pass. */
static bool
find_sums(struct mixed *m, const struct base *b, struct staaf_arena *ar)
{
	struct class *class = staaf_arena_array(ar, b->rows->n_clusters,
	    sizeof(*class));
	double row[WIDTH];

	if (class == NULL)
		return false;
	for (size_t i = 0; i < b->rows->n; i++) {
		struct class *c = class + b->rows->cluster[i];

		c->m++;
		get_row(row, b, i);
		for (size_t j = 0; j <= b->p; j++)
			c->s[j] += row[j];
	}
	for (size_t i = 0; i < b->rows->n; i++) {
		const struct class *c = class + b->rows->cluster[i];

		get_row(row, b, i);
		for (size_t j = 0; j <= b->p; j++)
			row[j] -= c->s[j] / c->m;
		for (size_t j = 0; j <= b->p; j++)
			for (size_t l = 0; l <= b->p; l++)
				m->within[j][l] += row[j] * row[l];
	}
	/* Empty classes go. */
	for (size_t j = 0; j < b->rows->n_clusters; j++)
		if (class[j].m > 0)
			class[m->k++] = class[j];
	m->class = class;
	m->p = b->p;
	m->n = (double)b->rows->n;
	return true;
}

/*
 * Satterthwaite: 2 V^2 over the variance of V, from the inverse of half the
 * second derivatives to (lambda, sigma^2): Kuznetsova and others 2017,
 * 10.18637/jss.v082.i13.  On the edge, lambda is held at 0.
 */
static double
find_df(const struct reml *r, double df, double lambda)
{
	double s2 = r->rss / df, v = s2 * r->spread;
	double of_lambda = s2 * r->spread1, of_s2 = r->spread;
	double across = -r->rss1 / (s2 * s2), down = df / (s2 * s2);
	double det = r->bend * down - across * across;
	double variance;

	if (lambda == 0)
		return df;
	variance = 2 * (of_lambda * of_lambda * down -
	    2 * of_lambda * of_s2 * across + of_s2 * of_s2 * r->bend) / det;
	return 2 * v * v / variance;
}

static bool
find_mixed(struct staaf_cluster_mixed *out, struct staaf_arena *ar,
    const struct staaf_cluster_rows *rows)
{
	struct mixed m = { 0 };
	struct reml r;
	struct base b;
	double lambda, df, s2, square;

	if (!find_base(&b, ar, rows))
		return false;
	if (isnan(b.fit.se[1]))
		return true;
	if (!find_sums(&m, &b, ar))
		return false;
	/* Of classes of one, neither variance is known apart. */
	if (m.k == rows->n)
		return true;
	lambda = find_lambda(&m, b.group);
	if (isnan(lambda))
		return true;
	r = find_reml(&m, lambda, b.group);
	df = m.n - (double)m.p;
	s2 = r.rss / df;
	square = b.fit.unit[0] * b.fit.unit[0];
	out->effect = staaf_estimate_of(b.fit.coef[1] +
	    r.effect * b.fit.unit[1],
	    sqrt(s2 * r.spread) * b.fit.unit[1], find_df(&r, df, lambda));
	if (isfinite(s2 * square) && isfinite(lambda * s2 * square)) {
		out->within = s2 * square;
		out->between = lambda * s2 * square;
	}
	out->icc = lambda / (1 + lambda);
	out->is_singular = lambda == 0;
	return true;
}

enum staaf_cluster_reason
staaf_cluster_mixed(struct staaf_cluster_mixed *out,
    const struct staaf_cluster_rows *rows)
{
	struct staaf_arena ar = { 0 };
	enum staaf_cluster_reason why = staaf_cluster_check(rows);

	*out = (struct staaf_cluster_mixed){ .between = NAN, .within = NAN,
		.icc = NAN };
	out->effect = staaf_estimate_of(NAN, NAN, NAN);
	if (why != STAAF_CLUSTER_FINE)
		return why;
	if (!find_mixed(out, &ar, rows))
		why = STAAF_CLUSTER_NOMEM;
	staaf_arena_clear(&ar);
	return why;
}
