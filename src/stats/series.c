/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The order of things: a cross-over of two ways, and one class followed over
 * time with a change in between (segmented regression).
 */
#include <math.h>

#include <staaf/model.h>

static struct staaf_estimate
unknown(void)
{
	return staaf_estimate_of(NAN, NAN, NAN);
}

/* ---------------------------------------------------------- cross-over */

/*
 * The two-sample t test as a regression on the order: coefficient 1 is AB
 * less BA, and `sum` is the mean of AB plus that of BA with the same error.
 */
static bool
compare_orders(struct staaf_regression *fit, double *sum,
    struct staaf_arena *ar, const double *u, const bool *is_ab, size_t n)
{
	double *order = staaf_arena_array(ar, n + 1, sizeof(*order));
	const double *x[] = { order };

	if (order == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		order[i] = is_ab[i];
	if (!staaf_regress(fit, ar, u, x, n, 1))
		return false;
	*sum = 2 * fit->coef[0] + fit->coef[1];
	return true;
}

static bool
find_crossover(struct staaf_crossover *out, struct staaf_arena *ar,
    const double *first, const double *second, const bool *is_ab, size_t n)
{
	double *u = staaf_arena_array(ar, n + 1, sizeof(*u)), sum;
	struct staaf_regression fit;
	double half_se;

	if (u == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		u[i] = first[i] - second[i];
	if (!compare_orders(&fit, &sum, ar, u, is_ab, n))
		return false;
	if (isnan(fit.coef[0]))
		return true;
	half_se = fit.se[1] / 2;
	out->treatment = staaf_estimate_of(fit.coef[1] / 2, half_se, fit.df);
	out->period = staaf_estimate_of(-sum / 2, half_se, fit.df);
	for (size_t i = 0; i < n; i++)
		if (!is_ab[i])
			u[i] = -u[i];
	if (!staaf_regress(&fit, ar, u, NULL, n, 0))
		return false;
	out->ignoring_period = staaf_estimate_of(fit.coef[0], fit.se[0],
	    fit.df);
	return true;
}

bool
staaf_crossover(struct staaf_crossover *out, const double *first,
    const double *second, const bool *is_ab, size_t n)
{
	struct staaf_arena ar = { 0 };
	bool is_done;

	out->treatment = out->period = out->ignoring_period = unknown();
	is_done = find_crossover(out, &ar, first, second, is_ab, n);
	staaf_arena_clear(&ar);
	if (!is_done)
		out->treatment = out->period = out->ignoring_period =
		    unknown();
	return is_done;
}

bool
staaf_carryover(struct staaf_estimate *out, const double *first,
    const double *second, const bool *is_ab, size_t n)
{
	struct staaf_arena ar = { 0 };
	double *total = staaf_arena_array(&ar, n + 1, sizeof(*total)), sum;
	struct staaf_regression fit;
	bool is_done = false;

	*out = unknown();
	for (size_t i = 0; total != NULL && i < n; i++)
		total[i] = first[i] + second[i];
	if (total != NULL &&
	    compare_orders(&fit, &sum, &ar, total, is_ab, n)) {
		*out = staaf_estimate_of(fit.coef[1], fit.se[1], fit.df);
		is_done = true;
	}
	staaf_arena_clear(&ar);
	return is_done;
}

/* --------------------------------------------- interrupted time series */

/*
 * Of coefficient j: sum of f_t^2 + 2 (1/2) sum of f_t f_t+1, f = weight
 * times residual; never below 0.  Newey and West 1987.
 */
static double
newey_west(const struct staaf_regression *fit, size_t j, double *weight)
{
	double sum = 0, last = 0;

	staaf_regression_weights(weight, fit, j);
	for (size_t i = 0; i < fit->n; i++) {
		double f = weight[i] * fit->residual[i];

		sum += f * f + f * last;
		last = f;
	}
	return sum > 0 ? sqrt(sum) * fit->unit[j] : NAN;
}

static struct staaf_its_term
find_term(const struct staaf_regression *fit, size_t j, double *weight)
{
	return (struct staaf_its_term){
		.ols = staaf_estimate_of(fit->coef[j], fit->se[j], fit->df),
		.nw = staaf_estimate_of(fit->coef[j],
		    newey_west(fit, j, weight), fit->df),
	};
}

static void
set_serial(struct staaf_its *out, const struct staaf_regression *fit)
{
	double squares = 0, products = 0, steps = 0;

	for (size_t i = 0; i < fit->n; i++) {
		double e = fit->residual[i];

		squares += e * e;
		if (i > 0) {
			double last = fit->residual[i - 1];

			products += e * last;
			steps += (e - last) * (e - last);
		}
	}
	if (!(squares > 0))
		return;
	out->autocorrelation = products / squares;
	out->durbin_watson = steps / squares;
}

static void
forget(struct staaf_its *out)
{
	const struct staaf_its_term none = { unknown(), unknown() };

	out->trend = out->level = out->slope = none;
	out->baseline = unknown();
	out->autocorrelation = out->durbin_watson = out->r2 = NAN;
}

/* The columns beside time; x[0] is time. */
static bool
put_columns(const double *x[3], struct staaf_arena *ar, const double *time,
    size_t n_before, size_t n)
{
	double *count = staaf_arena_array(ar, n, sizeof(*count));
	double *after = staaf_arena_array(ar, n, sizeof(*after));
	double *since = staaf_arena_array(ar, n, sizeof(*since));

	if (ar->failed)
		return false;
	for (size_t i = 0; i < n; i++)
		count[i] = time == NULL ? (double)i + 1 : time[i];
	for (size_t i = n_before; i < n; i++) {
		after[i] = 1;
		since[i] = count[i] - count[n_before];
	}
	x[0] = count;
	x[1] = after;
	x[2] = since;
	return true;
}

static enum staaf_its_reason
fit_its(struct staaf_its *out, struct staaf_arena *ar, const double *const x[],
    const double *y, size_t n_before, size_t n)
{
	struct staaf_regression fit, line;
	double *weight = staaf_arena_array(ar, n, sizeof(*weight));

	if (weight == NULL || !staaf_regress(&fit, ar, y, x, n, 3) ||
	    !staaf_regress(&line, ar, y, x, n_before, 1))
		return STAAF_ITS_NOMEM;
	if (isnan(fit.coef[0]))
		return STAAF_ITS_NUMBER;
	out->trend = find_term(&fit, 1, weight);
	out->level = find_term(&fit, 2, weight);
	out->slope = find_term(&fit, 3, weight);
	out->baseline = staaf_estimate_of(line.coef[1], line.se[1], line.df);
	out->r2 = fit.r2;
	set_serial(out, &fit);
	return fit.sigma > 0 ? STAAF_ITS_FINE : STAAF_ITS_FLAT;
}

enum staaf_its_reason
staaf_its(struct staaf_its *out, const double *time, const double *y,
    size_t n_before, size_t n)
{
	const double *x[3];
	struct staaf_arena ar = { 0 };
	enum staaf_its_reason why;

	forget(out);
	if (n_before < STAAF_ITS_LEAST || n < n_before + STAAF_ITS_LEAST)
		return STAAF_ITS_FEW;
	for (size_t i = 0; i < n; i++)
		if (!isfinite(y[i]) || (time != NULL && (!isfinite(time[i]) ||
		    (i > 0 && !(time[i] > time[i - 1])))))
			return STAAF_ITS_NUMBER;
	why = put_columns(x, &ar, time, n_before, n) ?
	    fit_its(out, &ar, x, y, n_before, n) : STAAF_ITS_NOMEM;
	staaf_arena_clear(&ar);
	if (why == STAAF_ITS_NOMEM)
		forget(out);
	return why;
}
