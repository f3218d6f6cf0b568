/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One rate; the rates of one group on two occasions; those of two groups.
 * Sources stand in the header.  Binomial tails are tails of F, which keep
 * their digits.
 */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/rate.h>

enum {
	HALVINGS = 200,
	MAX_COUNT = 10000000 /* Fisher sums that many tables in 20 ms */
};

static const struct staaf_estimate unknown = { NAN, NAN, NAN, NAN, NAN, NAN,
	NAN };

static bool
is_count(long k)
{
	return k >= 0 && k <= MAX_COUNT;
}

/*
 * P(X <= k) is the incomplete beta I_q(n - k, k + 1), the upper tail of F
 * with 2 (k + 1) and 2 (n - k) degrees of freedom.
 * Source: Johnson, Kemp and Kotz 2005, section 3.4.
 */
double
staaf_binomial_below(long k, long n, double p)
{
	double a = (double)n - (double)k, b = (double)k + 1;

	if (n < 0 || n > 2L * MAX_COUNT || !(p >= 0 && p <= 1))
		return NAN;
	if (k < 0 || k >= n)
		return k < 0 ? 0 : 1;
	if (p <= 0 || p >= 1)
		return p <= 0 ? 1 : 0;
	return staaf_f_above(a * p / (b * (1 - p)), 2 * b, 2 * a);
}

/*
 * Wilson's limits are the roots of x^2 (1 + z^2/n) - x (2 p + z^2/n) + p^2,
 * whose product gives the smaller without a difference of near numbers.
 */
void
staaf_rate_wilson(struct staaf_rate *out, long yes, long n)
{
	double z = staaf_normal_at(.975), p, q, z2, root;

	*out = (struct staaf_rate){ yes, n, NAN, NAN, NAN };
	if (n <= 0 || !is_count(yes) || yes > n)
		return;
	p = (double)yes / (double)n;
	q = (double)(n - yes) / (double)n;
	z2 = z * z / (double)n;
	root = z * sqrt(p * q / (double)n + z2 / (4 * (double)n));
	out->rate = p;
	out->low = p * p / (p + z2 / 2 + root);
	out->high = p < .5 ? (p + z2 / 2 + root) / (1 + z2) :
	    1 - q * q / (q + z2 / 2 + root);
}

/* Twice the smaller tail of k and m - k at even chances. */
static double
two_sided(long k, long m)
{
	return fmin(1, 2 * staaf_binomial_below(k < m - k ? k : m - k, m, .5));
}

double
staaf_sign_p(long positive, long negative, long zero)
{
	if (!is_count(positive) || !is_count(negative) || !is_count(zero) ||
	    positive + negative + zero == 0)
		return NAN;
	return two_sided(positive, positive + negative);
}

/*
 * The exact p less the chance of what was seen, as two tails.  At a tie the
 * two tails overlap there, and half that chance comes off 1.
 */
static double
mid_p(long up, long down)
{
	long m = up + down, k = up < down ? up : down;
	double less = staaf_binomial_below(k - 1, m, .5);

	if (m == 0)
		return 1;
	/* 1 - P(X = k) / 2, where P(X < k) is (1 - P(X = k)) / 2. */
	if (up == down)
		return .5 + less;
	return staaf_binomial_below(k, m, .5) + less;
}

/*
 * Clopper and Pearson's lower limit of p / (1 - p) for `yes` against `no`:
 * P(X >= yes) = 2.5%, where F = yes / ((no + 1) odds).  On the log of F.
 */
static double
lowest_odds(long yes, long no)
{
	double df1 = 2 * ((double)no + 1), df2 = 2 * (double)yes;
	double low = -700, high = 700;

	if (yes == 0)
		return 0;
	for (int i = 0; i < HALVINGS; i++) {
		double middle = (low + high) / 2;

		if (middle <= low || middle >= high)
			break;
		if (staaf_f_above(exp(middle), df1, df2) > .025)
			low = middle;
		else
			high = middle;
	}
	return df2 / df1 / exp((low + high) / 2);
}

static void
compare_changes(struct staaf_mcnemar *out, long up, long down)
{
	double m = (double)up + (double)down;
	double gap = fabs((double)up - (double)down);

	out->p_exact = two_sided(up, up + down);
	out->p_mid = mid_p(up, down);
	out->odds.low = lowest_odds(up, down);
	out->odds.high = 1 / lowest_odds(down, up);
	if (up + down == 0)
		return;
	out->odds.est = (double)up / (double)down;
	out->chi2 = gap * gap / m;
	out->chi2_p = staaf_chi2_above(out->chi2, 1);
	gap = fmax(0, gap - 1);
	out->chi2_cc = gap * gap / m;
	out->cc_p = staaf_chi2_above(out->chi2_cc, 1);
}

void
staaf_mcnemar(struct staaf_mcnemar *out,
    const struct staaf_pair_counts *counts)
{
	double n, b, c, p, q, half;

	*out = (struct staaf_mcnemar){ NAN, NAN, NAN, NAN, NAN, NAN, unknown,
		unknown };
	if (!is_count(counts->up) || !is_count(counts->down) ||
	    !is_count(counts->both) || !is_count(counts->neither))
		return;
	b = (double)counts->up;
	c = (double)counts->down;
	n = b + c + (double)counts->both + (double)counts->neither;
	if (!(n > 0))
		return;
	compare_changes(out, counts->up, counts->down);
	/* Bonett and Price: one more of each change, two more students. */
	p = (b + 1) / (n + 2);
	q = (c + 1) / (n + 2);
	out->rd.est = (b - c) / n;
	out->rd.se = sqrt((p + q - (p - q) * (p - q)) / (n + 2));
	half = staaf_normal_at(.975) * out->rd.se;
	out->rd.low = fmax(-1, p - q - half);
	out->rd.high = fmin(1, p - q + half);
}

/* ---------------------------------------------------------- two groups */

/*
 * How far Wilson's lower limit lies below a rate of yes / n; how far the
 * upper lies above is this of n - yes.
 */
static double
reach_below(long yes, long n)
{
	double z = staaf_normal_at(.975), p = (double)yes / (double)n;
	double q = (double)(n - yes) / (double)n, z2 = z * z / (double)n;
	double more = z2 / 2 +
	    z * sqrt(p * q / (double)n + z2 / (4 * (double)n));

	return p * more / (p + more);
}

/* ad - bc, whose products may be too large for all their digits. */
static double
cross(const struct staaf_two_counts *k)
{
	double b = (double)k->treat_no, c = (double)k->control_yes;
	double bc = b * c;

	return fma((double)k->treat_yes, (double)k->control_no, -bc) -
	    fma(b, c, -bc);
}

static void
compare_rates(struct staaf_estimate *rd, const struct staaf_two_counts *k)
{
	long n1 = k->treat_yes + k->treat_no;
	long n0 = k->control_yes + k->control_no;

	/* As one fraction, so that equal rates differ by 0. */
	rd->est = cross(k) / (double)n1 / (double)n0;
	rd->low = rd->est - hypot(reach_below(k->treat_yes, n1),
	    reach_below(k->control_no, n0));
	rd->high = rd->est + hypot(reach_below(k->treat_no, n1),
	    reach_below(k->control_yes, n0));
}

static void
put_chi2(struct staaf_two_rates *out, const struct staaf_two_counts *k)
{
	double a = (double)k->treat_yes, b = (double)k->treat_no;
	double c = (double)k->control_yes, d = (double)k->control_no;
	double n = a + b + c + d, gap = fabs(cross(k)), root;

	if (!(a + c > 0) || !(b + d > 0))
		return;
	root = sqrt(a + b) * sqrt(c + d) * sqrt(a + c) * sqrt(b + d);
	out->chi2 = n * (gap / root) * (gap / root);
	out->chi2_p = staaf_chi2_above(out->chi2, 1);
	gap = fmax(0, gap - n / 2);
	out->yates = n * (gap / root) * (gap / root);
	out->yates_p = staaf_chi2_above(out->yates, 1);
}

/*
 * The chances of tables with the same margins, as multiples of the likeliest
 * one's: P(x + 1) / P(x) = (m - x) (s - x) / ((x + 1) (n - m - s + x + 1)),
 * m in the treatment group, s who say yes.
 */
struct tables {
	double m, s, n;
	double likeliest; /* x of it */
};

static double
step_up(const struct tables *t, double x)
{
	return (t->m - x) * (t->s - x) /
	    ((x + 1) * (t->n - t->m - t->s + x + 1));
}

/*
 * Sum of all tables beyond the likeliest on one side, and of those among them
 * with a chance of at most so much.
 */
static double
sum_side(double *unlikely, const struct tables *t, bool is_up, double most)
{
	double x = t->likeliest, chance = 1, sum = 0;

	*unlikely = 0;
	for (;;) {
		chance *= is_up ? step_up(t, x) : 1 / step_up(t, x - 1);
		/* Past the last table, or too small to count. */
		if (!(chance > 0))
			return sum;
		x += is_up ? 1 : -1;
		sum += chance;
		if (chance <= most)
			*unlikely += chance;
	}
}

static double
chance_of(const struct tables *t, double x)
{
	double chance = 1, i = t->likeliest;

	while (i < x && chance > 0)
		chance *= step_up(t, i++);
	while (i > x && chance > 0)
		chance /= step_up(t, --i);
	return chance;
}

static double
fisher(const struct staaf_two_counts *k)
{
	double m = (double)k->treat_yes + (double)k->treat_no;
	double s = (double)k->treat_yes + (double)k->control_yes;
	double n = m + (double)k->control_yes + (double)k->control_no;
	struct tables t = { m, s, n, floor((m + 1) * (s + 1) / (n + 2)) };
	double most, up, down, few_up, few_down;

	most = chance_of(&t, (double)k->treat_yes) * (1 + 1e-7);
	up = sum_side(&few_up, &t, true, most);
	down = sum_side(&few_down, &t, false, most);
	return most >= 1 ? 1 : (few_up + few_down) / (1 + up + down);
}

static struct staaf_estimate
scale_log(const struct staaf_estimate *odds, double factor)
{
	double z = staaf_normal_at(.975);
	struct staaf_estimate e = *odds;

	e.est = factor * log(odds->est);
	e.se = factor * odds->se;
	e.low = e.est - z * e.se;
	e.high = e.est + z * e.se;
	return e;
}

static void
put_odds(struct staaf_two_rates *out, const struct staaf_two_counts *k)
{
	double a = (double)k->treat_yes, b = (double)k->treat_no;
	double c = (double)k->control_yes, d = (double)k->control_no;
	double n = a + b + c + d, half;
	struct staaf_estimate *odds = &out->odds;

	out->is_half_added = k->treat_yes == 0 || k->treat_no == 0 ||
	    k->control_yes == 0 || k->control_no == 0;
	if (out->is_half_added) {
		a += .5;
		b += .5;
		c += .5;
		d += .5;
	}
	odds->est = a / b * (d / c);
	odds->se = sqrt(1 / a + 1 / b + 1 / c + 1 / d);
	odds->t = log(odds->est) / odds->se;
	odds->df = INFINITY;
	odds->p = fmin(1, 2 * staaf_normal_above(fabs(odds->t)));
	half = exp(staaf_normal_at(.975) * odds->se);
	odds->low = odds->est / half;
	odds->high = odds->est * half;
	out->cox_d = scale_log(odds, 1 / 1.65);
	if (n >= 4)
		out->cox_g = scale_log(odds, (1 - 3 / (4 * n - 9)) / 1.65);
}

void
staaf_two_rates(struct staaf_two_rates *out,
    const struct staaf_two_counts *counts)
{
	long a = counts->treat_yes, b = counts->treat_no;
	long c = counts->control_yes, d = counts->control_no;

	*out = (struct staaf_two_rates){
		.rd = unknown, .odds = unknown,
		.cox_d = unknown, .cox_g = unknown,
		.chi2 = NAN, .chi2_p = NAN, .yates = NAN, .yates_p = NAN,
		.fisher_p = NAN, .rr = NAN, .cohen_h = NAN,
		.treat = { 0, 0, NAN, NAN, NAN },
		.control = { 0, 0, NAN, NAN, NAN },
	};
	if (!is_count(a) || !is_count(b) || !is_count(c) || !is_count(d))
		return;
	staaf_rate_wilson(&out->treat, a, a + b);
	staaf_rate_wilson(&out->control, c, c + d);
	if (a + b == 0 || c + d == 0)
		return;
	compare_rates(&out->rd, counts);
	put_chi2(out, counts);
	out->fisher_p = fisher(counts);
	put_odds(out, counts);
	out->rr = out->treat.rate / out->control.rate;
	/* asin sqrt p as an angle: keeps its digits near 1. */
	out->cohen_h = 2 * (atan2(sqrt((double)a), sqrt((double)b)) -
	    atan2(sqrt((double)c), sqrt((double)d)));
}
