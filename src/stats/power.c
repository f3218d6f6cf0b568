/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Power and size of a study.  Of t tests by the noncentral t, of rates by the
 * normal curve, of McNemar's exact test by adding up what can happen.
 * Formulas and sources stand in the header.
 */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/mem.h>
#include <staaf/power.h>
#include <staaf/rate.h>

enum {
	MAX_STUDENTS = 10000000, /* more is no plan */
	MAX_RATIO = 1000,        /* of the larger group to the smaller */
	MAX_PAIRS = 20000,       /* of exact tests: memory and time */
	ROUNDS = 200,            /* of halving a search; 60 are enough */
	IN_A_ROW = 10            /* pairs that must keep the power */
};

static bool
is_within(double x, double low, double high)
{
	return x >= low && x <= high;
}

static bool
has_groups(const struct staaf_power_plan *plan)
{
	return plan->test == STAAF_POWER_TWO ||
	    plan->test == STAAF_POWER_ANCOVA ||
	    plan->test == STAAF_POWER_PROPORTIONS;
}

static bool
is_of_rates(const struct staaf_power_plan *plan)
{
	return plan->test == STAAF_POWER_PROPORTIONS ||
	    plan->test == STAAF_POWER_MCNEMAR;
}

static bool
is_sound(const struct staaf_power_plan *plan)
{
	if (!(plan->alpha > 0 && plan->alpha < .5))
		return false;
	switch (plan->test) {
	case STAAF_POWER_TWO:
		return true;
	case STAAF_POWER_PAIRED:
	case STAAF_POWER_ANCOVA:
		return plan->r > -1 && plan->r < 1;
	case STAAF_POWER_CLUSTER:
		return is_within(plan->icc, 0, 1) && plan->size >= 1 &&
		    isfinite(plan->size) &&
		    plan->r2_class >= 0 && plan->r2_class < 1 &&
		    plan->r2_student >= 0 && plan->r2_student < 1 &&
		    is_within(plan->n_covariates, 0, MAX_STUDENTS);
	case STAAF_POWER_PROPORTIONS:
	case STAAF_POWER_MCNEMAR:
		return is_within(plan->p2, 0, 1);
	}
	return false;
}

/* Can the wanted power be wanted? */
static bool
has_aim(const struct staaf_power_plan *plan)
{
	return plan->power > plan->alpha && plan->power < 1;
}

/* --------------------------------------------------------------- t tests */

struct design {
	double se; /* of the effect, in standard deviations */
	double df;
};

static struct design
design_at(const struct staaf_power_plan *plan, double n, double n_treat)
{
	double v;

	switch (plan->test) {
	case STAAF_POWER_TWO:
		return (struct design){ sqrt(1 / n_treat + 1 / n),
			n_treat + n - 2 };
	case STAAF_POWER_PAIRED:
		return (struct design){ sqrt(2 * (1 - plan->r) / n), n - 1 };
	case STAAF_POWER_ANCOVA:
		v = (1 - plan->r) * (1 + plan->r);
		return (struct design){ sqrt(v * (1 / n_treat + 1 / n)),
			n_treat + n - 3 };
	case STAAF_POWER_CLUSTER:
		v = plan->icc * (1 - plan->r2_class) +
		    (1 - plan->icc) * (1 - plan->r2_student) / plan->size;
		return (struct design){ sqrt(4 / n * v),
			n - 2 - plan->n_covariates };
	case STAAF_POWER_PROPORTIONS:
	case STAAF_POWER_MCNEMAR:
		break;
	}
	return (struct design){ NAN, NAN };
}

/* The n, as a real number, at which 1 degree of freedom is left. */
static double
fewest(const struct staaf_power_plan *plan)
{
	switch (plan->test) {
	case STAAF_POWER_TWO:
		return 3 / (1 + plan->ratio);
	case STAAF_POWER_ANCOVA:
		return 4 / (1 + plan->ratio);
	case STAAF_POWER_CLUSTER:
		return 3 + plan->n_covariates;
	case STAAF_POWER_PAIRED:
	case STAAF_POWER_PROPORTIONS:
	case STAAF_POWER_MCNEMAR:
		break;
	}
	return 2;
}

/* Both tails: of a small effect the far one counts. */
static double
power_of_t(double alpha, double df, double ncp)
{
	double t = -staaf_t_at(alpha / 2, df);

	return staaf_nct_above(t, df, ncp) + staaf_nct_below(-t, df, ncp);
}

static double
half_width_at(const struct staaf_power_plan *plan, double n, double n_treat)
{
	struct design d = design_at(plan, n, n_treat);

	return -staaf_t_at(plan->alpha / 2, d.df) * d.se;
}

/* The noncentrality that has the wanted power. */
static double
ncp_of_power(const struct staaf_power_plan *plan, double df)
{
	double low = 0, high = 1;

	while (power_of_t(plan->alpha, df, high) < plan->power) {
		low = high;
		high *= 2;
		if (high > MAX_STUDENTS)
			return NAN;
	}
	for (int i = 0; i < ROUNDS; i++) {
		double middle = (low + high) / 2;

		if (middle <= low || middle >= high)
			break;
		if (power_of_t(plan->alpha, df, middle) < plan->power)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

/* ----------------------------------------------------------------- rates */

/* A difference, and its spread under no and under this difference. */
struct shift {
	double by, se0, se1;
};

static struct shift
shift_at(const struct staaf_power_plan *plan, double p1, double n,
    double n_treat)
{
	double p2 = plan->p2, by = fabs(p1 - p2), changed = p1 + p2, pooled;

	if (!is_within(p1, 0, 1))
		return (struct shift){ NAN, NAN, NAN };
	if (plan->test == STAAF_POWER_PROPORTIONS) {
		pooled = (n_treat * p1 + n * p2) / (n_treat + n);
		return (struct shift){ by,
			sqrt(pooled * (1 - pooled) * (1 / n_treat + 1 / n)),
			sqrt(p1 * (1 - p1) / n_treat + p2 * (1 - p2) / n) };
	}
	/* .7 and .3 may be a hair more than 1 together. */
	if (changed > 1 + 1e-12)
		return (struct shift){ NAN, NAN, NAN };
	return (struct shift){ by, sqrt(changed / n),
		sqrt(fmax(0, changed - by * by) / n) };
}

static double
power_of_shift(const struct staaf_power_plan *plan, double p1, double n,
    double n_treat)
{
	struct shift s = shift_at(plan, p1, n, n_treat);
	double bar = -staaf_normal_at(plan->alpha / 2) * s.se0;

	return staaf_normal_above((bar - s.by) / s.se1) +
	    staaf_normal_above((bar + s.by) / s.se1);
}

/* Fleiss and Connor: z_alpha of one spread and z_power of the other. */
static double
n_of_rates(const struct staaf_power_plan *plan)
{
	struct shift s = shift_at(plan, plan->p1, 1, plan->ratio);
	double reach = -staaf_normal_at(plan->alpha / 2) * s.se0 +
	    staaf_normal_at(plan->power) * s.se1;
	double n = reach / s.by * (reach / s.by);

	return s.by > 0 && reach > 0 && n <= MAX_STUDENTS ? n : NAN;
}

/* p1 - p2 for the p1 above p2 that has the wanted power. */
static double
mdes_of_rates(const struct staaf_power_plan *plan, double n, double n_treat)
{
	bool is_pairs = plan->test == STAAF_POWER_MCNEMAR;
	double low = plan->p2, high = is_pairs ? 1 - plan->p2 : 1;

	if (!(low < high) ||
	    !(power_of_shift(plan, high, n, n_treat) >= plan->power))
		return NAN;
	for (int i = 0; i < ROUNDS; i++) {
		double middle = (low + high) / 2;

		if (middle <= low || middle >= high)
			break;
		if (power_of_shift(plan, middle, n, n_treat) < plan->power)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2 - plan->p2;
}

/* ------------------------------------------------- McNemar's exact test */

/* reject[m]: the chance that the test rejects when m students changed. */
struct exact {
	double changed, up, down; /* shares; of the changed, up and down */
	double alpha;
	bool is_mid;
	double *reject;
	long n_known;  /* of reject */
	long critical; /* most of the rarer change that still rejects */
};

static bool
open_exact(struct exact *e, double up, double down, double alpha, bool is_mid)
{
	*e = (struct exact){
		.changed = fmin(1, up + down),
		.up = up / (up + down), .down = down / (up + down),
		.alpha = alpha, .is_mid = is_mid, .critical = -1,
		.reject = staaf_mem_alloc((MAX_PAIRS + 1) * sizeof(double)),
	};
	return e->reject != NULL;
}

/* Is k against m - k significant?  A p of alpha itself is, though rounded. */
static bool
is_significant(const struct exact *e, long k, long m)
{
	double tail = staaf_binomial_below(k, m, .5);
	double other = e->is_mid ? staaf_binomial_below(k - 1, m, .5) : tail;

	return 2 * k < m && tail + other <= e->alpha * (1 + 1e-9);
}

/* More changes bear at least as many of the rarer: critical never falls. */
static void
learn(struct exact *e, long m)
{
	for (; e->n_known <= m; e->n_known++) {
		long k = e->n_known;

		while (is_significant(e, e->critical + 1, k))
			e->critical++;
		e->reject[k] = staaf_binomial_below(e->critical, k, e->up) +
		    staaf_binomial_below(e->critical, k, e->down);
	}
}

/*
 * The mean of reject over the binomial of n and the share that changes; its
 * chances as multiples of the likeliest, until they are too small to count.
 */
static double
exact_power(struct exact *e, long n)
{
	double odds = e->changed / (1 - e->changed), chance = 1, sum, all = 1;
	long likeliest = (long)(((double)n + 1) * e->changed);

	if (likeliest > n)
		likeliest = n;
	learn(e, likeliest);
	sum = e->reject[likeliest];
	for (long m = likeliest + 1; m <= n && chance > 1e-20; m++) {
		chance *= odds * (double)(n - m + 1) / (double)m;
		learn(e, m);
		all += chance;
		sum += chance * e->reject[m];
	}
	chance = 1;
	for (long m = likeliest; m > 0 && chance > 1e-20; m--) {
		chance *= (double)m / (odds * (double)(n - m + 1));
		all += chance;
		sum += chance * e->reject[m - 1];
	}
	return sum / all;
}

/* The first of ten numbers of pairs in a row with the power; NAN: none. */
static double
fewest_pairs(struct exact *e, double power)
{
	int in_a_row = 0;

	for (long n = 1; n <= MAX_PAIRS; n++) {
		in_a_row = exact_power(e, n) >= power ? in_a_row + 1 : 0;
		if (in_a_row == IN_A_ROW)
			return (double)(n - IN_A_ROW + 1);
	}
	return NAN;
}

static bool
are_changes(double up, double down)
{
	return is_within(up, 0, 1) && is_within(down, 0, 1) &&
	    up + down > 0 && up + down <= 1 + 1e-12;
}

double
staaf_power_mcnemar(long n, double up, double down, double alpha, bool is_mid)
{
	struct exact e;
	double power = NAN;

	if (!are_changes(up, down) || !(alpha > 0 && alpha < .5) || n < 1 ||
	    n > MAX_PAIRS)
		return NAN;
	if (open_exact(&e, up, down, alpha, is_mid))
		power = exact_power(&e, n);
	staaf_mem_free(e.reject);
	return power;
}

/* Power at n where there is one; the fewest where they are asked for. */
static bool
plan_exact(double *achieved, double *n_test, double n,
    const struct staaf_power_plan *plan, bool is_mid)
{
	struct exact e;

	if (!are_changes(plan->p1, plan->p2))
		return true;
	if (!open_exact(&e, plan->p1, plan->p2, plan->alpha, is_mid))
		return false;
	if (is_within(n, 1, MAX_PAIRS) && n == floor(n))
		*achieved = exact_power(&e, (long)n);
	/* Twice as many by the formula: the search would be in vain. */
	if (plan->solve == STAAF_POWER_OF_POWER && n <= 2 * MAX_PAIRS)
		*n_test = fewest_pairs(&e, plan->power);
	staaf_mem_free(e.reject);
	return true;
}

/* ------------------------------------------------------------------ plan */

static double
power_at(const struct staaf_power_plan *plan, double n, double n_treat)
{
	struct design d;

	if (is_of_rates(plan))
		return plan->p1 == plan->p2 ? NAN :
		    power_of_shift(plan, plan->p1, n, n_treat);
	d = design_at(plan, n, n_treat);
	return power_of_t(plan->alpha, d.df, fabs(plan->effect) / d.se);
}

/* Does so large an n answer the question? */
static bool
is_enough(const struct staaf_power_plan *plan, double n)
{
	double n_treat = plan->ratio * n;

	if (plan->solve == STAAF_POWER_OF_WIDTH)
		return half_width_at(plan, n, n_treat) <= plan->half_width;
	return power_at(plan, n, n_treat) >= plan->power;
}

/* On the log of n, so that few and many get as many digits. */
static double
n_of_means(const struct staaf_power_plan *plan)
{
	double low = fewest(plan), high = MAX_STUDENTS;

	if (is_enough(plan, low))
		return low;
	if (!is_enough(plan, high))
		return NAN;
	for (int i = 0; i < ROUNDS; i++) {
		double middle = low * sqrt(high / low);

		if (middle <= low || middle >= high)
			break;
		if (is_enough(plan, middle))
			high = middle;
		else
			low = middle;
	}
	return (low + high) / 2;
}

/* NAN when the question has no answer. */
static double
exact_n(const struct staaf_power_plan *plan)
{
	bool is_width = plan->solve == STAAF_POWER_OF_WIDTH;

	if (plan->solve == STAAF_POWER_GIVEN)
		return plan->n;
	if (has_groups(plan) &&
	    !is_within(plan->ratio, 1. / MAX_RATIO, MAX_RATIO))
		return NAN;
	if (is_width ? !(plan->half_width > 0) || isinf(plan->half_width) :
	    !has_aim(plan))
		return NAN;
	if (is_of_rates(plan))
		return is_width ? NAN : n_of_rates(plan);
	if (!is_width && !(fabs(plan->effect) > 0))
		return NAN;
	return n_of_means(plan);
}

/* The next whole number, but 64 for 64 and a rounding error. */
static double
round_up(double x, double step)
{
	return step * ceil(x * (1 - 1e-10) / step);
}

static void
put_size(struct staaf_power *out, const struct staaf_power_plan *plan)
{
	double least = is_of_rates(plan) ? 1 : 2;
	double most = (double)MAX_RATIO * MAX_STUDENTS;

	out->n = out->n_exact = exact_n(plan);
	if (plan->solve != STAAF_POWER_GIVEN && !isnan(out->n)) {
		out->n = fmax(least, round_up(out->n_exact,
		    plan->test == STAAF_POWER_CLUSTER ? 2 : 1));
		out->n_treat = fmax(least,
		    round_up(plan->ratio * out->n_exact, 1));
	} else {
		out->n_treat = plan->n_treat;
	}
	if (!has_groups(plan))
		out->n_treat = NAN;
	else if (!is_within(out->n_treat, least, most))
		out->n = NAN;
	if (!is_within(out->n, least, MAX_STUDENTS) ||
	    design_at(plan, out->n, out->n_treat).df < 1)
		out->n = out->n_exact = out->n_treat = NAN;
}

bool
staaf_power_plan(struct staaf_power *out, const struct staaf_power_plan *plan)
{
	static const struct staaf_power unknown = { NAN, NAN, NAN, NAN, NAN,
		NAN, NAN, NAN, NAN, NAN, NAN };
	struct design d;

	*out = unknown;
	if (!is_sound(plan))
		return true;
	put_size(out, plan);
	if (isnan(out->n))
		return true;
	if (fabs(plan->effect) > 0 || is_of_rates(plan))
		out->achieved = power_at(plan, out->n, out->n_treat);
	if (is_of_rates(plan)) {
		if (has_aim(plan))
			out->mdes_noncentral = mdes_of_rates(plan, out->n,
			    out->n_treat);
	} else {
		d = design_at(plan, out->n, out->n_treat);
		out->half_width = half_width_at(plan, out->n, out->n_treat);
		if (has_aim(plan)) {
			out->mdes_noncentral = ncp_of_power(plan, d.df) * d.se;
			out->mdes_bloom = (staaf_t_at(plan->power, d.df) -
			    staaf_t_at(plan->alpha / 2, d.df)) * d.se;
		}
	}
	if (plan->test == STAAF_POWER_MCNEMAR &&
	    (!plan_exact(&out->achieved_exact, &out->n_exact_test, out->n,
	    plan, false) || !plan_exact(&out->achieved_mid, &out->n_mid_test,
	    out->n, plan, true))) {
		*out = unknown;
		return false;
	}
	return true;
}
