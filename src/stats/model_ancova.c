/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two groups with a pretest: the adjusted difference (ANCOVA), and the
 * difference of gains in spreads of the pretest (Morris 2008).
 */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/model.h>

/* A row that alone decides its fit has no HC3. */
#define FULL_LEVERAGE (1 - 1e-10)

struct rows {
	const double *before, *after;
	const bool *treated;
	size_t n;
};

/* Of one group; means are counted from the first row of both groups. */
struct moments {
	double n, before, after;
	double ss_before, ss_after, products;
};

static struct staaf_estimate
unknown(void)
{
	return staaf_estimate_of(NAN, NAN, NAN);
}

/* The power of 2 above the largest: divided by it, squares stay numbers. */
static int
power_of(const double *x, size_t n)
{
	double largest = 0;
	int power = 0;

	for (size_t i = 0; i < n; i++)
		if (isfinite(x[i]))
			largest = fmax(largest, fabs(x[i]));
	(void)frexp(largest, &power);
	return power;
}

/* Counted from the first of the group, a constant has no spread at all. */
static struct moments
find_moments(const struct rows *r, bool is_treated, int before, int after)
{
	struct moments m = { 0 };
	double first_b = 0, first_a = 0;

	for (size_t i = 0; i < r->n; i++) {
		double b = ldexp(r->before[i], -before);
		double a = ldexp(r->after[i], -after);

		if (r->treated[i] != is_treated)
			continue;
		if (m.n == 0) {
			first_b = b;
			first_a = a;
		}
		m.n++;
		m.before += b - first_b;
		m.after += a - first_a;
	}
	m.before /= m.n;
	m.after /= m.n;
	for (size_t i = 0; i < r->n; i++) {
		double b = ldexp(r->before[i], -before) - first_b - m.before;
		double a = ldexp(r->after[i], -after) - first_a - m.after;

		if (r->treated[i] != is_treated)
			continue;
		m.ss_before += b * b;
		m.ss_after += a * a;
		m.products += b * a;
	}
	if (m.n > 0) {
		m.before += first_b - ldexp(r->before[0], -before);
		m.after += first_a - ldexp(r->after[0], -after);
	}
	return m;
}

/* ------------------------------------------------------------- ANCOVA */

static double
find_hc3(const struct staaf_regression *fit, const double *weight, size_t j)
{
	double sum = 0;

	for (size_t i = 0; i < fit->n; i++) {
		double share = weight[i] * fit->residual[i];

		if (fit->leverage[i] > FULL_LEVERAGE)
			return NAN;
		share /= 1 - fit->leverage[i];
		sum += share * share;
	}
	return sum > 0 ? sqrt(sum) * fit->unit[j] : NAN;
}

static void
set_means(struct staaf_ancova *out, const struct rows *r)
{
	int before = power_of(r->before, r->n);
	int after = power_of(r->after, r->n);
	struct moments t = find_moments(r, true, before, after);
	struct moments c = find_moments(r, false, before, after);
	double n = t.n + c.n, b2 = out->difference.est;
	double grand = r->after[0] +
	    ldexp((t.n * t.after + c.n * c.after) / n, after);
	double s = ldexp(sqrt((t.ss_after + c.ss_after) / (n - 2)), after);
	double correct = 1 - 3 / (4 * n - 9);
	double g = correct * b2 / s;
	double z = staaf_normal_at(.975);

	out->adj_treat = grand + c.n / n * b2;
	out->adj_control = grand - t.n / n * b2;
	if (!isfinite(g) || isnan(out->difference.se))
		return;
	out->g.est = g;
	out->g.se = hypot(out->difference.se / s, g / sqrt(2 * (n - 2)));
	out->g.low = g - z * out->g.se;
	out->g.high = g + z * out->g.se;
}

/*
 * Three places on the pretest, counted from its first score: differences of
 * scores are exact, their place on a far scale is not.
 */
static void
set_places(struct staaf_ancova *out, double place[3], const struct rows *r)
{
	int power = power_of(r->before, r->n);
	double n = (double)r->n, mean = 0, ss = 0, sd;
	double first = ldexp(r->before[0], -power);

	for (size_t i = 0; i < r->n; i++)
		mean += (ldexp(r->before[i], -power) - first) / n;
	for (size_t i = 0; i < r->n; i++) {
		double d = ldexp(r->before[i], -power) - first - mean;

		ss += d * d;
	}
	sd = sqrt(ss / (n - 1));
	for (int i = 0; i < 3; i++) {
		place[i] = ldexp(mean + (i - 1) * sd, power);
		out->at_before[i] = r->before[0] + place[i];
	}
}

/* The larger model, with the pretest counted from each place in turn. */
static bool
set_slopes(struct staaf_ancova *out, const struct rows *r,
    struct staaf_arena *ar, const double *group)
{
	double *product = staaf_arena_array(ar, r->n, sizeof(*product));
	const double *x[] = { group, r->before, product };
	struct staaf_regression fit;
	double place[3], t;

	if (product == NULL)
		return false;
	set_places(out, place, r);
	for (int j = 0; j < 3; j++) {
		for (size_t i = 0; i < r->n; i++)
			product[i] = group[i] *
			    (r->before[i] - r->before[0] - place[j]);
		if (!staaf_regress(&fit, ar, r->after, x, r->n, 3))
			return false;
		out->at[j] = staaf_estimate_of(fit.coef[1], fit.se[1],
		    fit.df);
	}
	if (fit.se[3] > 0) {
		t = fit.coef[3] / fit.se[3];
		out->slopes_f = t * t;
		out->slopes_df = fit.df;
		out->slopes_p = staaf_t_two_sided(t, fit.df);
	}
	return true;
}

static void
forget(struct staaf_ancova *out)
{
	out->difference = out->slope = out->g = unknown();
	out->hc3_se = out->adj_treat = out->adj_control = out->r2 = NAN;
	out->slopes_f = out->slopes_df = out->slopes_p = NAN;
	for (int i = 0; i < 3; i++) {
		out->at[i] = unknown();
		out->at_before[i] = NAN;
	}
}

static bool
fit_ancova(struct staaf_ancova *out, const struct rows *r,
    struct staaf_arena *ar, double *residual)
{
	double *group = staaf_arena_array(ar, r->n + 1, sizeof(*group));
	double *weight = staaf_arena_array(ar, r->n + 1, sizeof(*weight));
	const double *x[] = { group, r->before };
	struct staaf_regression fit;

	if (ar->failed)
		return false;
	for (size_t i = 0; i < r->n; i++)
		group[i] = r->treated[i];
	if (!staaf_regress(&fit, ar, r->after, x, r->n, 2))
		return false;
	if (isnan(fit.coef[0]))
		return true;
	out->difference = staaf_estimate_of(fit.coef[1], fit.se[1], fit.df);
	out->slope = staaf_estimate_of(fit.coef[2], fit.se[2], fit.df);
	out->r2 = fit.r2;
	staaf_regression_weights(weight, &fit, 1);
	out->hc3_se = find_hc3(&fit, weight, 1);
	set_means(out, r);
	for (size_t i = 0; residual != NULL && i < r->n; i++)
		residual[i] = fit.residual[i] * fit.unit[0];
	return set_slopes(out, r, ar, group);
}

bool
staaf_ancova(struct staaf_ancova *out, const double *before,
    const double *after, const bool *treated, size_t n, double *residual)
{
	const struct rows r = { before, after, treated, n };
	struct staaf_arena ar = { 0 };
	bool is_done;

	forget(out);
	for (size_t i = 0; residual != NULL && i < n; i++)
		residual[i] = NAN;
	is_done = fit_ancova(out, &r, &ar, residual);
	staaf_arena_clear(&ar);
	if (!is_done)
		forget(out);
	return is_done;
}

/* -------------------------------------------------------------- d_ppc2 */

void
staaf_dppc2(struct staaf_dppc2 *out, const struct staaf_prepost *treat,
    const struct staaf_prepost *control, double r)
{
	double n_t = treat->n, n_c = control->n, n = n_t + n_c;
	double k = 1 / n_t + 1 / n_c, df = n - 2, c = 1 - 3 / (4 * df - 1);
	double s = hypot(treat->sd_before * sqrt((n_t - 1) / df),
	    control->sd_before * sqrt((n_c - 1) / df));
	double gain = (treat->after - treat->before) -
	    (control->after - control->before);
	double d = c * gain / s, z = staaf_normal_at(.975);

	*out = (struct staaf_dppc2){ NAN, NAN, NAN, NAN, NAN, NAN };
	if (!(n_t >= 1) || !(n_c >= 1) || !(df > 0) || !(s > 0) ||
	    !isfinite(d))
		return;
	out->d = d;
	if (!(r >= -1 && r <= 1))
		return;
	out->within_r = r;
	out->var = 2 * (1 - r) * k + d * d / (2 * n);
	out->low = d - z * sqrt(out->var);
	out->high = d + z * sqrt(out->var);
	/* (25) with its 2 (1 - r) k multiplied out: r may be 1. */
	if (df > 2)
		out->var_morris = c * c * df / (df - 2) *
		    (2 * (1 - r) * k + d * d) - d * d;
}

/* A common zero of the means does not touch a difference of gains. */
static struct staaf_prepost
report(const struct moments *m)
{
	return (struct staaf_prepost){
		.n = m->n,
		.before = m->before,
		.after = m->after,
		.sd_before = m->n > 1 ? sqrt(m->ss_before / (m->n - 1)) : 0,
	};
}

void
staaf_dppc2_rows(struct staaf_dppc2 *out, const double *before,
    const double *after, const bool *treated, size_t n)
{
	const struct rows r = { before, after, treated, n };
	int power_b = power_of(before, n), power_a = power_of(after, n);
	int power = power_b > power_a ? power_b : power_a;
	struct moments t = find_moments(&r, true, power, power);
	struct moments c = find_moments(&r, false, power, power);
	struct staaf_prepost treat = report(&t), control = report(&c);
	double within = (t.products + c.products) /
	    sqrt(t.ss_before + c.ss_before) / sqrt(t.ss_after + c.ss_after);

	/* Rounding may carry a perfect correlation past 1. */
	if (fabs(within) > 1)
		within = copysign(1, within);
	staaf_dppc2(out, &treat, &control, within);
}
