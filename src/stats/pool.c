/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pooled effects: the spread between studies tau^2 in three ways, and what
 * follows from each.  Sources stand in the header.  With w = 1 / (v + tau^2)
 * and m = sum w y / sum w all is built of a few sums, see weigh().
 */
#include <math.h>
#include <stdint.h>

#include <staaf/dist.h>
#include <staaf/mem.h>
#include <staaf/pool.h>

/* Squares and products of these stay far from the ends of a double. */
static const double MAX_EFFECT = 1e50;
static const double MIN_VARIANCE = 1e-100, MAX_VARIANCE = 1e100;

/* Maxima of the likelihood closer together than 12% are seen as one. */
static const double GRID_STEP = 1.12;
/* Below this share of the smallest variance the score is a straight line. */
static const double GRID_FROM = .01;

/* Enough to come from any interval to neighbouring doubles. */
enum { MAX_HALVINGS = 2200 };

static const struct staaf_estimate NO_ESTIMATE = { NAN, NAN, NAN, NAN, NAN,
	NAN, NAN };
static const struct staaf_prediction NO_PREDICTION = { NAN, NAN };

struct set {
	const struct staaf_study_effect *study;
	size_t k;
	size_t best;  /* the study of smallest variance */
	double range; /* of the effects */
	const struct set *next; /* with a mean of its own and the same tau^2 */
};

struct sums {
	double w;     /* sum w */
	double free;  /* sum w - sum w^2 / sum w */
	double shift; /* m less the effect of the best study */
	double q;     /* sum w (y - m)^2 */
	double fit;   /* sum w^2 (y - m)^2 */
};

bool
staaf_pool_can_use(const struct staaf_study_effect *study)
{
	return fabs(study->effect) <= MAX_EFFECT &&
	    study->variance >= MIN_VARIANCE && study->variance <= MAX_VARIANCE;
}

/* false for a bad number */
static bool
take_set(struct set *out, const struct staaf_study_effect *study, size_t k)
{
	double low = INFINITY, high = -INFINITY;

	*out = (struct set){ .study = study, .k = k };
	for (size_t i = 0; i < k; i++) {
		if (!staaf_pool_can_use(&study[i]))
			return false;
		if (study[i].variance < study[out->best].variance)
			out->best = i;
		low = fmin(low, study[i].effect);
		high = fmax(high, study[i].effect);
	}
	out->range = high - low;
	return true;
}

/*
 * Effects are counted from that of the best study, and its weight is kept
 * apart, so that nothing cancels when one study outweighs all others.
 */
static struct sums
weigh(const struct set *set, double tau2)
{
	const struct staaf_study_effect *best = &set->study[set->best];
	double w_best = 1 / (best->variance + tau2), rest = 0, wy = 0;
	struct sums s = { 0 };

	for (size_t i = 0; i < set->k; i++) {
		double w = 1 / (set->study[i].variance + tau2);

		if (i == set->best)
			continue;
		rest += w;
		wy += w * (set->study[i].effect - best->effect);
	}
	s.w = w_best + rest;
	s.shift = wy / s.w;
	for (size_t i = 0; i < set->k; i++) {
		double w = 1 / (set->study[i].variance + tau2);
		double d = set->study[i].effect - best->effect - s.shift;

		s.free += w * ((i == set->best ? rest : s.w - w) / s.w);
		s.q += w * d * d;
		s.fit += w * d * (w * d);
	}
	return s;
}

/*
 * Twice the slope of the restricted likelihood:
 * sum w^2 (y - m)^2 - sum w + sum w^2 / sum w, over all sets.
 */
static double
score(const struct set *set, double tau2, double unused)
{
	double sum = 0;

	(void)unused;
	for (; set != NULL; set = set->next) {
		struct sums s = weigh(set, tau2);

		sum += s.fit - s.free;
	}
	return sum;
}

/* Paule and Mandel: above 0 as long as Q(tau^2) exceeds its expectation. */
static double
excess(const struct set *set, double tau2, double df)
{
	return weigh(set, tau2).q - df;
}

/* Q-profile: above 0 as long as a larger Q than this is rarer than share. */
static double
rareness(const struct set *set, double tau2, double share)
{
	double df = (double)(set->k - 1);

	return share - staaf_chi2_above(weigh(set, tau2).q, df);
}

/* Restricted log likelihood, without its constant. */
static double
likelihood(const struct set *set, double tau2)
{
	double l = 0;

	for (; set != NULL; set = set->next) {
		struct sums s = weigh(set, tau2);

		l += log(s.w) + s.q;
		for (size_t i = 0; i < set->k; i++)
			l += log(set->study[i].variance + tau2);
	}
	return -l / 2;
}

/* Where f, above 0 at low and not at high, comes to 0. */
static double
find_zero(const struct set *set,
    double (*f)(const struct set *, double, double), double arg, double low,
    double high)
{
	for (int i = 0; i < MAX_HALVINGS; i++) {
		double middle = low + (high - low) / 2;

		if (middle <= low || middle >= high)
			break;
		if (f(set, middle, arg) > 0)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}

/* The same of an f that falls all the way; 0 when it starts at 0 or below. */
static double
find_only_zero(const struct set *set,
    double (*f)(const struct set *, double, double), double arg)
{
	double high = set->range * set->range;

	if (!(f(set, 0, arg) > 0))
		return 0;
	while (f(set, high, arg) > 0)
		high *= 2;
	return find_zero(set, f, arg, 0, high);
}

/*
 * The likelihood may have several maxima, at 0 and wherever the score falls
 * through 0: all are looked at, the highest is taken.  Above half the squared
 * range of the effects the score is never positive, since sum w^2 (y - m)^2
 * is at most max w * range^2 / 2 * (sum w - sum w^2 / sum w); of several sets
 * the widest counts.
 */
static double
tau2_reml(const struct set *set)
{
	double top = 0, best = 0, least = INFINITY;
	double best_l = likelihood(set, 0);
	double low = 0, low_score = score(set, 0, 0), high;

	for (const struct set *s = set; s != NULL; s = s->next) {
		top = fmax(top, s->range * s->range);
		least = fmin(least, s->study[s->best].variance);
	}
	high = least * GRID_FROM;
	while (low < top) {
		double high_score = score(set, high, 0);

		if (low_score > 0 && high_score <= 0) {
			double t = find_zero(set, score, 0, low, high);
			double l = likelihood(set, t);

			if (l > best_l) {
				best = t;
				best_l = l;
			}
		}
		low = high;
		low_score = high_score;
		high *= GRID_STEP;
	}
	return best;
}

static double
tau2_dl(const struct set *set)
{
	struct sums s = weigh(set, 0);

	return fmax(0, (s.q - (double)(set->k - 1)) / s.free);
}

static void
test_by_z(struct staaf_estimate *e, double est, double se)
{
	double half = staaf_normal_at(.975) * se;

	*e = (struct staaf_estimate){
		.est = est,
		.se = se,
		.t = est / se,
		.df = INFINITY,
		.p = 2 * staaf_normal_above(fabs(est / se)),
		.low = est - half,
		.high = est + half,
	};
}

static void
test_by_t(struct staaf_estimate *e, double est, double se, double df)
{
	double half = staaf_t_at(.975, df) * se;

	*e = (struct staaf_estimate){
		.est = est,
		.se = se,
		.t = se > 0 ? est / se : NAN,
		.df = df,
		.p = se > 0 ? staaf_t_two_sided(est / se, df) : NAN,
		.low = est - half,
		.high = est + half,
	};
}

static struct staaf_prediction
predict(double est, double tau2, double se, double quantile)
{
	double half = quantile * sqrt(tau2 + se * se);

	return (struct staaf_prediction){ est - half, est + half };
}

/* Phi(-mean / tau): without spread all true effects are the mean. */
static double
share_below(double mean, double tau)
{
	if (tau > 0)
		return staaf_normal_below(-mean / tau);
	return mean < 0 ? 1 : mean > 0 ? 0 : NAN;
}

static void
fit_common(struct staaf_pool_model *out, const struct set *set, double tau2)
{
	struct sums s = weigh(set, tau2);
	double est = set->study[set->best].effect + s.shift;
	double df = (double)(set->k - 1), q = s.q / df;

	*out = (struct staaf_pool_model){
		.tau2 = tau2,
		.tau = sqrt(tau2),
		.i2 = NAN,
		.h2 = NAN,
		.pi_hts = NO_PREDICTION,
		.pi_hk = NO_PREDICTION,
		.pi_z = NO_PREDICTION,
		.share_below_0 = NAN,
	};
	test_by_z(&out->z, est, sqrt(1 / s.w));
	test_by_t(&out->hk, est, sqrt(q / s.w), df);
	test_by_t(&out->mhk, est, sqrt(fmax(1, q) / s.w), df);
}

static void
fit_random(struct staaf_pool_model *out, const struct set *set, double tau2)
{
	double df = (double)(set->k - 1), typical, est;

	fit_common(out, set, tau2);
	est = out->z.est;
	typical = df / weigh(set, 0).free;
	out->i2 = tau2 / (typical + tau2);
	out->h2 = tau2 / typical + 1;
	out->pi_hts = predict(est, tau2, out->z.se, staaf_t_at(.975, df - 1));
	out->pi_hk = predict(est, tau2, out->hk.se, staaf_t_at(.975, df));
	out->pi_z = predict(est, tau2, out->z.se, staaf_normal_at(.975));
	out->share_below_0 = share_below(est, out->tau);
}

bool
staaf_pool_reml(struct staaf_pool_model *out,
    const struct staaf_study_effect *study, size_t k)
{
	struct set set;

	if (k >= 2 && take_set(&set, study, k)) {
		fit_random(out, &set, tau2_reml(&set));
		return true;
	}
	*out = (struct staaf_pool_model){ NAN, NAN, NAN, NAN, NO_ESTIMATE,
		NO_ESTIMATE, NO_ESTIMATE, NO_PREDICTION, NO_PREDICTION,
		NO_PREDICTION, NAN };
	return false;
}

enum staaf_code
staaf_pool(struct staaf_pooled *out, const struct staaf_study_effect *study,
    size_t k, struct staaf_err *err)
{
	struct set set;
	double df;

	if (k < 2)
		return staaf_err_set(err, STAAF_TOOFEW, STAAF_MSG_POOL_TOO_FEW,
		    NULL, NULL);
	if (!take_set(&set, study, k))
		return staaf_err_set(err, STAAF_BADARG,
		    STAAF_MSG_POOL_BAD_NUMBER, NULL, NULL);
	df = (double)(k - 1);
	*out = (struct staaf_pooled){
		.k = (long)k,
		.q = weigh(&set, 0).q,
		.q_df = df,
	};
	out->q_p = staaf_chi2_above(out->q, df);
	out->i2_q = out->q > df ? (out->q - df) / out->q : 0;
	out->h2_q = out->q / df;
	out->tau2_low = find_only_zero(&set, rareness, .025);
	out->tau2_high = find_only_zero(&set, rareness, .975);
	fit_common(&out->fe, &set, 0);
	fit_random(&out->dl, &set, tau2_dl(&set));
	fit_random(&out->reml, &set, tau2_reml(&set));
	fit_random(&out->pm, &set, find_only_zero(&set, excess, df));
	return STAAF_OK;
}

/* -------------------------------------------------------- two subgroups */

static bool
fit_subgroups(struct staaf_pool_subgroups *out, struct set part[2])
{
	struct sums s[2];
	double mean[2], est, se, factor, df;

	out->k[0] = (long)part[0].k;
	out->k[1] = (long)part[1].k;
	df = (double)(out->k[0] + out->k[1] - 2);
	if (part[0].k < 1 || part[1].k < 1 || df < 1)
		return false;
	part[0].next = &part[1];
	out->tau2 = tau2_reml(&part[0]);
	out->qe = weigh(&part[0], 0).q + weigh(&part[1], 0).q;
	out->qe_p = staaf_chi2_above(out->qe, df);
	for (int g = 0; g < 2; g++) {
		s[g] = weigh(&part[g], out->tau2);
		mean[g] = part[g].study[part[g].best].effect + s[g].shift;
		test_by_z(&out->in[g], mean[g], sqrt(1 / s[g].w));
	}
	est = mean[1] - mean[0];
	se = hypot(out->in[0].se, out->in[1].se);
	factor = (s[0].q + s[1].q) / df;
	test_by_z(&out->z, est, se);
	test_by_t(&out->hk, est, sqrt(factor) * se, df);
	test_by_t(&out->mhk, est, sqrt(fmax(1, factor)) * se, df);
	out->qm = out->z.t * out->z.t;
	out->qm_p = out->z.p;
	return true;
}

bool
staaf_pool_subgroups(struct staaf_pool_subgroups *out,
    const struct staaf_study_effect *study, const bool *is_second, size_t k)
{
	struct staaf_study_effect *sorted = k < SIZE_MAX / sizeof(*sorted) ?
	    staaf_mem_alloc((k + 1) * sizeof(*sorted)) : NULL;
	size_t n_first = 0, n = 0;
	struct set part[2];
	bool is_ok;

	*out = (struct staaf_pool_subgroups){ .tau2 = NAN,
		.in = { NO_ESTIMATE, NO_ESTIMATE }, .z = NO_ESTIMATE,
		.hk = NO_ESTIMATE, .mhk = NO_ESTIMATE, .qm = NAN,
		.qm_p = NAN, .qe = NAN, .qe_p = NAN };
	if (sorted == NULL)
		return false;
	for (int g = 0; g < 2; g++) {
		for (size_t i = 0; i < k; i++)
			if (is_second[i] == (g == 1))
				sorted[n++] = study[i];
		n_first = g == 0 ? n : n_first;
	}
	is_ok = take_set(&part[0], sorted, n_first) &&
	    take_set(&part[1], sorted + n_first, k - n_first) &&
	    fit_subgroups(out, part);
	staaf_mem_free(sorted);
	return is_ok;
}
