/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random-effects pooling.  tau^2 by restricted maximum likelihood: the root
 * of the score (Viechtbauer 2005, 10.3102/10769986030003261)
 *   S(t) = sum w^2 (y - m)^2 - sum w + sum w^2 / sum w,  w = 1 / (v + t),
 * found by a grid, since the likelihood may have several maxima, and then
 * bisection.
 */
#include <math.h>

#include <gsl/gsl_errno.h>

#include <staaf/dist.h>
#include <staaf/stats.h>

enum { GRID = 200, HALVINGS = 200 };

struct sums {
	double w, wy; /* of weights, of weighted effects */
	double mean;
};

static struct sums
weigh(const struct staaf_study_effect *study, size_t k, double tau2)
{
	struct sums s = { 0 };

	for (size_t i = 0; i < k; i++) {
		double w = 1 / (study[i].variance + tau2);

		s.w += w;
		s.wy += w * study[i].effect;
	}
	s.mean = s.wy / s.w;
	return s;
}

/* Restricted log likelihood, without its constant. */
static double
likelihood(const struct staaf_study_effect *study, size_t k, double tau2)
{
	struct sums s = weigh(study, k, tau2);
	double l = -log(s.w) / 2;

	for (size_t i = 0; i < k; i++) {
		double v = study[i].variance + tau2;
		double d = study[i].effect - s.mean;

		l -= (log(v) + d * d / v) / 2;
	}
	return l;
}

/* Slope of the likelihood, times two. */
static double
score(const struct staaf_study_effect *study, size_t k, double tau2)
{
	struct sums s = weigh(study, k, tau2);
	double fit = 0, w2 = 0;

	for (size_t i = 0; i < k; i++) {
		double w = 1 / (study[i].variance + tau2);
		double d = study[i].effect - s.mean;

		fit += w * w * d * d;
		w2 += w * w;
	}
	return fit - s.w + w2 / s.w;
}

/* Upper end of the search: no tau^2 above the spread of the effects. */
static double
largest_tau2(const struct staaf_study_effect *study, size_t k)
{
	double low = study[0].effect, high = low, v = 0;

	for (size_t i = 0; i < k; i++) {
		low = fmin(low, study[i].effect);
		high = fmax(high, study[i].effect);
		v = fmax(v, study[i].variance);
	}
	return (high - low) * (high - low) + v;
}

static double
find_tau2(const struct staaf_study_effect *study, size_t k)
{
	double top = largest_tau2(study, k), best = 0, low, high;
	double best_l = likelihood(study, k, 0);
	int at = 0;

	/* A square grid: closer together near zero. */
	for (int i = 1; i <= GRID; i++) {
		double t = top * i * i / (GRID * GRID);
		double l = likelihood(study, k, t);

		if (l > best_l) {
			best_l = l;
			best = t;
			at = i;
		}
	}
	low = at > 0 ? top * (at - 1) * (at - 1) / (GRID * GRID) : 0;
	high = top * (at + 1) * (at + 1) / (GRID * GRID);
	if (score(study, k, low) <= 0 || score(study, k, high) >= 0)
		return best;
	for (int i = 0; i < HALVINGS && low < high; i++) {
		double middle = (low + high) / 2;

		if (score(study, k, middle) > 0)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

enum staaf_code
staaf_pool(struct staaf_pooled *out, const struct staaf_study_effect *study,
    size_t k, struct staaf_err *err)
{
	double tau2, q = 0, half;
	struct sums s;

	if (k < 2)
		return staaf_err_set(err, STAAF_TOOFEW, STAAF_MSG_POOL_TOO_FEW,
		    NULL, NULL);
	for (size_t i = 0; i < k; i++)
		if (!isfinite(study[i].effect) || !(study[i].variance > 0) ||
		    !isfinite(study[i].variance))
			return staaf_err_set(err, STAAF_BADARG,
			    STAAF_MSG_POOL_BAD_NUMBER, NULL, NULL);
	(void)gsl_set_error_handler_off();
	tau2 = find_tau2(study, k);
	s = weigh(study, k, tau2);
	for (size_t i = 0; i < k; i++) {
		double d = study[i].effect - s.mean;

		q += d * d / (study[i].variance + tau2);
	}
	q = fmax(1, q / (double)(k - 1));
	half = staaf_t_at(.975, (double)(k - 1)) * sqrt(q / s.w);
	*out = (struct staaf_pooled){
		.effect = s.mean,
		.low = s.mean - half,
		.high = s.mean + half,
		.tau = sqrt(tau2),
		.k = (long)k,
	};
	return STAAF_OK;
}
