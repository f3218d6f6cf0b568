/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The p of a reported statistic, and whether the reported p is near it. */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/recheck.h>

static const double ALPHA = 0.05;

/* r with df = n - 2: t = r sqrt(df / (1 - r^2)). */
static double
p_of_r(double r, double df)
{
	if (!(df > 0))
		return NAN;
	return r >= 1 ? 0 : staaf_t_two_sided(r * sqrt(df / (1 - r * r)), df);
}

/* Of a value of 0 or more; of both sides where there are two. */
static double
p_of(const struct staaf_reported *in, double value)
{
	switch (in->statistic) {
	case STAAF_STATISTIC_T:
		return staaf_t_two_sided(value, in->df1);
	case STAAF_STATISTIC_F:
		return staaf_f_above(value, in->df1, in->df2);
	case STAAF_STATISTIC_CHI2:
	case STAAF_STATISTIC_Q:
		return staaf_chi2_above(value, in->df1);
	case STAAF_STATISTIC_R:
		return p_of_r(value, in->df1);
	case STAAF_STATISTIC_Z:
		return 2 * staaf_normal_above(value);
	case STAAF_N_STATISTICS:
		break;
	}
	return NAN;
}

/* A square of a t or z has one direction too. */
static bool
is_halved(const struct staaf_reported *in)
{
	if (in->tails != 1)
		return false;
	return in->statistic == STAAF_STATISTIC_T ||
	    in->statistic == STAAF_STATISTIC_R ||
	    in->statistic == STAAF_STATISTIC_Z || in->df1 == 1;
}

static bool
has_sign(enum staaf_statistic statistic)
{
	return statistic == STAAF_STATISTIC_T ||
	    statistic == STAAF_STATISTIC_R || statistic == STAAF_STATISTIC_Z;
}

static double
half_unit(int decimals)
{
	return 0.5 * pow(10, -decimals);
}

static bool
is_impossible(const struct staaf_reported *in)
{
	if (isnan(in->p))
		return false;
	return in->p < 0 || in->p > 1 ||
	    (in->p == 0 && in->p_than != STAAF_ABOVE) ||
	    (in->p == 1 && in->p_than == STAAF_ABOVE);
}

static bool
fits(const struct staaf_reported *in, const struct staaf_rechecked *out)
{
	double p = isnan(in->p) ? ALPHA : in->p;
	/* Decimals as doubles: .045 + .0005 may be a hair less than .0455. */
	double half = half_unit(in->p_decimals) * (1 + 1e-9);

	/* For several tests, or unequal spreads: by how much is not told. */
	if (in->is_corrected && (isnan(in->p) || in->p_than != STAAF_BELOW))
		return isnan(in->p) || out->low <= p + half;
	if (isnan(in->p) || in->p_than == STAAF_ABOVE)
		return out->high > p;
	if (in->p_than == STAAF_BELOW)
		return out->low < p;
	return out->low <= p + half && out->high >= p - half;
}

/* Reported on one side of .05 and worked out on the other. */
static bool
decides_otherwise(const struct staaf_reported *in, double p)
{
	bool is_above = isnan(in->p) ||
	    (in->p_than == STAAF_ABOVE && in->p >= ALPHA) ||
	    (in->p_than == STAAF_EQUAL && in->p > ALPHA);
	bool is_below = !isnan(in->p) && in->p_than != STAAF_ABOVE &&
	    in->p <= ALPHA;

	return (is_above && p <= ALPHA) || (is_below && p > ALPHA);
}

void
staaf_recheck(struct staaf_rechecked *out, const struct staaf_reported *in)
{
	double half = in->half > 0 ? in->half : half_unit(in->decimals);
	double value = has_sign(in->statistic) ? fabs(in->value) : in->value;
	double part = is_halved(in) ? 0.5 : 1;

	*out = (struct staaf_rechecked){ .p = NAN, .low = NAN, .high = NAN,
		.fit = is_impossible(in) ? STAAF_IMPOSSIBLE_P : STAAF_NO_P };
	if (value < 0 || (in->statistic == STAAF_STATISTIC_R &&
	    value > 1 + half))
		return;
	out->p = part * p_of(in, value);
	out->low = part * (in->than == STAAF_ABOVE ? 0 :
	    p_of(in, value + half));
	out->high = part * (in->than == STAAF_BELOW ? 1 :
	    p_of(in, fmax(0, value - half)));
	if (isnan(out->p) || out->fit == STAAF_IMPOSSIBLE_P)
		return;
	if (fits(in, out))
		out->fit = STAAF_FITS;
	else
		out->fit = decides_otherwise(in, out->p) ?
		    STAAF_DECIDES_OTHERWISE : STAAF_FITS_NOT;
}

const char *
staaf_statistic_name(enum staaf_statistic statistic)
{
	static const char *const names[] = { "t", "F", "chi2", "r", "z", "Q" };

	return (unsigned)statistic < STAAF_N_STATISTICS ? names[statistic] :
	    "";
}

const char *
staaf_fit_name(enum staaf_fit fit)
{
	static const char *const names[] = { "consistent", "inconsistent",
		"decision error", "impossible p", NULL };

	return (unsigned)fit < STAAF_N_FITS ? names[fit] : NULL;
}
