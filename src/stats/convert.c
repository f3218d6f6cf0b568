/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported figures become effects.  Sources stand in the header. */
#include <math.h>

#include <staaf/convert.h>
#include <staaf/dist.h>
#include <staaf/effect.h>

static const double COX = 1.65; /* ln OR per standard deviation */

/* NAN in both unless both are finite and the variance can be pooled. */
static void
put(struct staaf_study_effect *out, double effect, double variance)
{
	if (isfinite(effect) && isfinite(variance) && variance > 0)
		*out = (struct staaf_study_effect){ effect, variance };
	else
		*out = (struct staaf_study_effect){ NAN, NAN };
}

static double
known(double x)
{
	return isfinite(x) ? x : NAN;
}

/* 1/n1 + 1/n2; NAN for a group of fewer than 2. */
static double
sum_of_inverses(long n1, long n2)
{
	return n1 < 2 || n2 < 2 ? NAN : 1 / (double)n1 + 1 / (double)n2;
}

static bool
is_correlation(double r)
{
	return r >= -1 && r <= 1;
}

static bool
is_usable(const struct staaf_figures *f)
{
	return f->n >= 2 && isfinite(f->mean) && f->sd >= 0 && isfinite(f->sd);
}

void
staaf_convert_smd(struct staaf_study_effect *out,
    const struct staaf_figures *treat, const struct staaf_figures *control)
{
	double df1 = (double)treat->n - 1, df2 = (double)control->n - 1;
	double sd;

	if (!is_usable(treat) || !is_usable(control)) {
		put(out, NAN, NAN);
		return;
	}
	/* hypot does not overflow where squares would. */
	sd = hypot(sqrt(df1 / (df1 + df2)) * treat->sd,
	    sqrt(df2 / (df1 + df2)) * control->sd);
	staaf_convert_d(out, (treat->mean - control->mean) / sd, treat->n,
	    control->n, 0);
}

void
staaf_convert_d(struct staaf_study_effect *out, double d, long n1, long n2,
    double r)
{
	double n = (double)n1 + (double)n2;
	double g = staaf_hedges_j(n - 2 - (r != 0)) * d;

	if (is_correlation(r))
		put(out, g,
		    sum_of_inverses(n1, n2) * (1 - r * r) + g * g / (2 * n));
	else
		put(out, NAN, NAN);
}

void
staaf_convert_change(struct staaf_study_effect *out,
    const struct staaf_figures *before, double mean_after, double r)
{
	double n = (double)before->n, g;

	g = staaf_hedges_j(n - 1) * ((mean_after - before->mean) / before->sd);
	if (is_usable(before) && is_correlation(r))
		put(out, g, 2 * (1 - r) / n + g * g / (2 * n));
	else
		put(out, NAN, NAN);
}

void
staaf_convert_rates(struct staaf_study_effect *out,
    enum staaf_rate_scale scale, long yes1, long n1, long yes2, long n2)
{
	double a = (double)yes1, b = (double)n1 - a;
	double c = (double)yes2, d = (double)n2 - c;
	double all1, all2;

	if (!(a >= 0 && b >= 0 && c >= 0 && d >= 0 && n1 > 0 && n2 > 0)) {
		put(out, NAN, NAN);
		return;
	}
	if (a == 0 || b == 0 || c == 0 || d == 0) {
		a += .5;
		b += .5;
		c += .5;
		d += .5;
	}
	all1 = a + b;
	all2 = c + d;
	switch (scale) {
	case STAAF_LOG_ODDS_RATIO:
		put(out, log(a / b) - log(c / d),
		    1 / a + 1 / b + 1 / c + 1 / d);
		return;
	case STAAF_LOG_RATE_RATIO:
		/* 1/a - 1/all1, which would cancel, is b / (a all1). */
		put(out, log(a / all1) - log(c / all2),
		    b / a / all1 + d / c / all2);
		return;
	case STAAF_RATE_DIFFERENCE:
		put(out, a / all1 - c / all2,
		    a / all1 * (b / all1) / all1 +
		    c / all2 * (d / all2) / all2);
		return;
	}
	put(out, NAN, NAN);
}

/* Fisher 1921: the variance of atanh r hardly depends on r. */
void
staaf_convert_correlation(struct staaf_study_effect *out, double r, long n)
{
	if (n > 3)
		put(out, atanh(r), 1 / (double)(n - 3));
	else
		put(out, NAN, NAN);
}

/* Chinn 2000, 10.1002/1097-0258(20001130)19:22<3127::AID-SIM784>3.0.CO;2-M */
void
staaf_convert_log_odds(struct staaf_study_effect *out,
    const struct staaf_study_effect *log_odds, enum staaf_odds_scale scale)
{
	double one = scale == STAAF_COX ? 1 / COX : sqrt(3) / M_PI;

	put(out, log_odds->effect * one, log_odds->variance * one * one);
}

static double
with_sign(double t, int sign)
{
	return sign < 0 ? -t : t;
}

double
staaf_t_from_f(double f, int sign)
{
	return f >= 0 ? known(with_sign(sqrt(f), sign)) : NAN;
}

/* The t that leaves half of `outside` above it; a z without df. */
static double
quantile(double outside, double df)
{
	if (isinf(df) && df > 0)
		return -staaf_normal_at(outside / 2);
	return -staaf_t_at(outside / 2, df);
}

double
staaf_t_from_p(double p, double df, int sign)
{
	return p > 0 && p <= 1 ? with_sign(quantile(p, df), sign) : NAN;
}

double
staaf_d_from_t(double t, long n1, long n2)
{
	return known(t * sqrt(sum_of_inverses(n1, n2)));
}

double
staaf_d_from_ancova_t(double t, long n1, long n2, double r)
{
	if (!is_correlation(r))
		return NAN;
	return staaf_d_from_t(t, n1, n2) * sqrt((1 - r) * (1 + r));
}

double
staaf_se_from_interval(double low, double high, double df, double level)
{
	if (!(low <= high && level > 0 && level < 1))
		return NAN;
	return known((high / 2 - low / 2) / quantile(1 - level, df));
}

double
staaf_sd_from_se(double se, long n)
{
	return se >= 0 && n >= 2 ? known(se * sqrt((double)n)) : NAN;
}

double
staaf_sd_from_interval(double low, double high, long n, double level)
{
	return staaf_sd_from_se(
	    staaf_se_from_interval(low, high, (double)n - 1, level), n);
}

/* (s1 - s2)^2 + 2 (1 - r) s1 s2: nothing cancels when r is close to 1. */
double
staaf_sd_of_change(double sd1, double sd2, double r)
{
	if (!(sd1 >= 0 && sd2 >= 0 && isfinite(sd1) && isfinite(sd2) &&
	    is_correlation(r)))
		return NAN;
	return hypot(sd1 - sd2, sqrt(2 * (1 - r)) * sqrt(sd1) * sqrt(sd2));
}

/* (n1 + n2)^2 / (n1 n2) */
static double
imbalance(long n1, long n2)
{
	return sum_of_inverses(n1, n2) * ((double)n1 + (double)n2);
}

double
staaf_r_from_d(double d, long n1, long n2)
{
	return isfinite(d) ? d / hypot(d, sqrt(imbalance(n1, n2))) : NAN;
}

double
staaf_d_from_r(double r, long n1, long n2)
{
	if (!(r > -1 && r < 1))
		return NAN;
	return r / sqrt((1 - r) * (1 + r)) * sqrt(imbalance(n1, n2));
}

double
staaf_overlap(double d)
{
	return erfc(fabs(d) / (2 * M_SQRT2));
}

/* erf keeps the digits of a small g, 100 Phi(g) - 50 would not. */
double
staaf_improvement_index(double g)
{
	return 50 * erf(g / M_SQRT2);
}
