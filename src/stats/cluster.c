/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Classes as units: who is in which, how alike they are (analysis of variance
 * within groups), the test on class means, and the correction of a test that
 * took students for units.
 */
#include <float.h>
#include <math.h>

#include <staaf/cluster.h>
#include <staaf/dist.h>
#include <staaf/model.h>

/* Of one class; values are in a unit that is a power of 2. */
struct class {
	size_t n;
	bool is_treated;
	double mean;
};

static bool
is_good_row(const struct staaf_cluster_rows *rows, size_t i)
{
	return rows->cluster[i] < rows->n_clusters &&
	    isfinite(rows->value[i]) &&
	    (rows->before == NULL || isfinite(rows->before[i]));
}

/* Count students per class; NULL (and *why) when they cannot be counted. */
static struct class *
count_classes(enum staaf_cluster_reason *why, struct staaf_arena *ar,
    const struct staaf_cluster_rows *rows)
{
	size_t groups[2] = { 0, 0 };
	struct class *class = staaf_arena_array(ar, rows->n_clusters + 1,
	    sizeof(*class));

	*why = STAAF_CLUSTER_NOMEM;
	if (class == NULL)
		return NULL;
	for (size_t i = 0; i < rows->n; i++) {
		struct class *c = class + rows->cluster[i];

		*why = STAAF_CLUSTER_NUMBER;
		if (!is_good_row(rows, i))
			return NULL;
		*why = STAAF_CLUSTER_SPLIT;
		if (c->n > 0 && c->is_treated != rows->treated[i])
			return NULL;
		if (c->n++ == 0)
			groups[rows->treated[i]]++;
		c->is_treated = rows->treated[i];
	}
	*why = groups[0] < 2 || groups[1] < 2 ? STAAF_CLUSTER_FEW :
	    STAAF_CLUSTER_FINE;
	return class;
}

enum staaf_cluster_reason
staaf_cluster_check(const struct staaf_cluster_rows *rows)
{
	struct staaf_arena ar = { 0 };
	enum staaf_cluster_reason why;

	(void)count_classes(&why, &ar, rows);
	staaf_arena_clear(&ar);
	return why;
}

static void
set_counts(struct staaf_clusters *out, const struct class *class,
    const struct staaf_cluster_rows *rows)
{
	double squares = 0, n = (double)rows->n;

	out->n = rows->n;
	for (size_t j = 0; j < rows->n_clusters; j++) {
		size_t m = class[j].n;

		if (m == 0)
			continue;
		if (class[j].is_treated)
			out->treat_clusters++;
		else
			out->control_clusters++;
		if (out->n_clusters == 0 || m < out->smallest)
			out->smallest = m;
		if (m > out->largest)
			out->largest = m;
		out->n_clusters++;
		squares += (double)m * (double)m;
	}
	if (out->n_clusters == 0)
		return;
	out->mean_size = n / (double)out->n_clusters;
	out->kish_size = squares / n;
}

/* The power of 2 above the largest value. */
static int
power_of(const struct staaf_cluster_rows *rows)
{
	double largest = 0;
	int power = 0;

	for (size_t i = 0; i < rows->n; i++)
		largest = fmax(largest, fabs(rows->value[i]));
	(void)frexp(largest, &power);
	return power;
}

/*
 * Class means in units of 2^power, and the sum of squares within classes.
 * Counted from the first value, so that equal values have no spread.
 */
static double
find_means(struct class *class, const struct staaf_cluster_rows *rows,
    int power)
{
	double ss = 0, first = ldexp(rows->value[0], -power);

	for (size_t i = 0; i < rows->n; i++)
		class[rows->cluster[i]].mean +=
		    ldexp(rows->value[i], -power) - first;
	for (size_t j = 0; j < rows->n_clusters; j++)
		if (class[j].n > 0)
			class[j].mean /= (double)class[j].n;
	for (size_t i = 0; i < rows->n; i++) {
		double d = ldexp(rows->value[i], -power) - first -
		    class[rows->cluster[i]].mean;

		ss += d * d;
	}
	for (size_t j = 0; j < rows->n_clusters; j++)
		class[j].mean += first;
	return ss;
}

/* Of one group: its part of the sum of squares between, and of n0. */
static void
add_group(double *ssb, double *n0, const struct class *class, size_t k,
    bool is_treated)
{
	double n = 0, mean = 0, squares = 0;

	for (size_t j = 0; j < k; j++)
		if (class[j].n > 0 && class[j].is_treated == is_treated) {
			double m = (double)class[j].n;

			n += m;
			squares += m * m;
			mean += m / n * (class[j].mean - mean);
		}
	*n0 += n - squares / n;
	for (size_t j = 0; j < k; j++)
		if (class[j].n > 0 && class[j].is_treated == is_treated) {
			double d = class[j].mean - mean;

			*ssb += (double)class[j].n * d * d;
		}
}

/* A sum of n squares of what is at most 1: 0 when rounding is all of it. */
static double
drop_rounding(double ss, double n)
{
	const double least = 8 * DBL_EPSILON;

	return ss > n * least * least ? ss : 0;
}

static void
set_icc(struct staaf_clusters *out, const struct class *class, size_t k,
    double ssw, int power)
{
	double between = (double)out->n_clusters - 2;
	double within = (double)(out->n - out->n_clusters);
	double ssb = 0, n0 = 0, msb, msw;

	if (!(between > 0) || !(within > 0) || out->treat_clusters == 0 ||
	    out->control_clusters == 0)
		return;
	add_group(&ssb, &n0, class, k, false);
	add_group(&ssb, &n0, class, k, true);
	msb = drop_rounding(ssb, (double)out->n) / between;
	msw = drop_rounding(ssw, (double)out->n) / within;
	out->n0 = n0 / between;
	out->msb = ldexp(msb, 2 * power);
	out->msw = ldexp(msw, 2 * power);
	if (isinf(out->msb) || isinf(out->msw))
		out->msb = out->msw = NAN;
	out->icc = (msb - msw) / (msb + (out->n0 - 1) * msw);
	out->deff = 1 + (out->kish_size - 1) * (out->icc > 0 ? out->icc : 0);
	if (isnan(out->icc))
		out->deff = NAN;
	out->n_eff = (double)out->n / out->deff;
}

static bool
test_means(struct staaf_estimate *out, struct staaf_arena *ar,
    const struct class *class, size_t n_clusters, int power)
{
	double *mean = staaf_arena_array(ar, n_clusters, sizeof(*mean));
	double *group = staaf_arena_array(ar, n_clusters, sizeof(*group));
	const double *x[] = { group };
	struct staaf_regression fit;
	size_t k = 0;

	if (ar->failed)
		return false;
	for (size_t j = 0; j < n_clusters; j++)
		if (class[j].n > 0) {
			mean[k] = ldexp(class[j].mean, power);
			group[k++] = class[j].is_treated;
		}
	if (!staaf_regress(&fit, ar, mean, x, k, 1))
		return false;
	*out = staaf_estimate_of(fit.coef[1], fit.se[1], fit.df);
	return true;
}

static void
forget(struct staaf_clusters *out)
{
	*out = (struct staaf_clusters){ .mean_size = NAN, .kish_size = NAN,
		.msb = NAN, .msw = NAN, .n0 = NAN, .icc = NAN, .deff = NAN,
		.n_eff = NAN };
	out->class_means = staaf_estimate_of(NAN, NAN, NAN);
}

enum staaf_cluster_reason
staaf_clusters(struct staaf_clusters *out,
    const struct staaf_cluster_rows *rows)
{
	struct staaf_cluster_rows alone = *rows;
	struct staaf_arena ar = { 0 };
	enum staaf_cluster_reason why;
	struct class *class;
	int power;

	forget(out);
	alone.before = NULL;
	class = count_classes(&why, &ar, &alone);
	if (class != NULL && rows->n > 0) {
		power = power_of(rows);
		set_counts(out, class, rows);
		set_icc(out, class, rows->n_clusters,
		    find_means(class, rows, power), power);
		if (why == STAAF_CLUSTER_FINE && !test_means(&out->class_means,
		    &ar, class, rows->n_clusters, power))
			why = STAAF_CLUSTER_NOMEM;
	}
	staaf_arena_clear(&ar);
	if (why == STAAF_CLUSTER_NOMEM)
		forget(out);
	return why;
}

void
staaf_cluster_correct(struct staaf_cluster_correction *out, double t, double g,
    double n_treat, double n_control, double size, double rho)
{
	double df = n_treat + n_control - 2, other = df + 2 - 2 * size;
	double a = df * (1 - rho) * (1 - rho) + size * other * rho * rho +
	    2 * other * rho * (1 - rho);
	double b = df - 2 * (size - 1) * rho, deff = 1 + (size - 1) * rho;

	*out = (struct staaf_cluster_correction){ NAN, NAN, NAN, NAN, NAN };
	if (!(n_treat >= 1) || !(n_control >= 1) || !(size >= 1) ||
	    !(rho >= 0 && rho < 1) || !(a > 0) || !(b > 0))
		return;
	out->t = t * sqrt(b / (df * deff));
	out->df = b * b / a;
	out->p = staaf_t_two_sided(out->t, out->df);
	out->g = g * sqrt(b / df);
	out->var = (1 / n_treat + 1 / n_control) * deff +
	    out->g * out->g * a / (2 * df * b);
}
