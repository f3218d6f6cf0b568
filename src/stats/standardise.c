/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Differences in standard deviations.  Limits by the noncentral t (Steiger
 * and Fouladi 1997): those of t = d / scale, times the scale.
 */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/effect.h>
#include <staaf/means.h>

static const struct staaf_standardised undefined = { NAN, NAN, NAN, NAN, NAN,
	NAN };

/* d by one more name: all of z, times a factor. */
static struct staaf_standardised
rescale(const struct staaf_standardised *z, double factor, double d, double j)
{
	struct staaf_standardised s = { d, z->d_low * factor,
		z->d_high * factor, j * d, z->g_low * factor,
		z->g_high * factor };

	return isfinite(factor) && isfinite(d) ? s : undefined;
}

static void
set_limits(struct staaf_standardised *s, double t, double df, double scale,
    double j)
{
	double low, high;

	s->g = j * s->d;
	if (!isfinite(t) || !staaf_nct_limits(&low, &high, t, df, .95))
		return;
	s->d_low = low * scale;
	s->d_high = high * scale;
	s->g_low = j * s->d_low;
	s->g_high = j * s->d_high;
}

void
staaf_standardise_change(struct staaf_gain *out,
    const struct staaf_summary *pre, const struct staaf_summary *post,
    const struct staaf_summary *diff, double r)
{
	double n = (double)diff->n, sd = diff->sd, mean = diff->mean;
	double s_av = sqrt((pre->sd * pre->sd + post->sd * post->sd) / 2);
	double j = staaf_hedges_j(n - 1), left = 2 * (1 - r);

	*out = (struct staaf_gain){ .j = j, .z = undefined, .av = undefined,
		.rm = undefined, .pre = undefined, .rm_se = NAN,
		.pre_var = NAN };
	if (sd > 0) {
		out->z.d = mean / sd;
		set_limits(&out->z, out->z.d * sqrt(n), n - 1, 1 / sqrt(n), j);
	}
	if (s_av > 0)
		out->av = rescale(&out->z, sd / s_av, mean / s_av, j);
	/* All moved alike: no limits, and still a mean change. */
	if (sd == 0 && s_av > 0)
		out->av = (struct staaf_standardised){ mean / s_av, NAN, NAN,
			j * mean / s_av, NAN, NAN };
	if (sd > 0 && left > 0) {
		double d = out->z.d * sqrt(left);

		out->rm = rescale(&out->z, sqrt(left), d, j);
		/* Borenstein and others 2009, (4.28). */
		out->rm_se = sqrt((1 / n + d * d / (2 * n)) * left);
	}
	if (pre->sd > 0 && sd > 0) {
		out->pre = rescale(&out->z, sd / pre->sd, mean / pre->sd, j);
		out->pre_var = left / n + out->pre.g * out->pre.g / (2 * n);
	}
}

double
staaf_gap_g(const struct staaf_summary *a, const struct staaf_summary *b)
{
	double sd = staaf_sd_pooled(a, b);

	return sd > 0 ? (a->mean - b->mean) / sd *
	    staaf_hedges_j((double)a->n + (double)b->n - 2) : NAN;
}

void
staaf_standardise_gap(struct staaf_gap *out, const struct staaf_summary *a,
    const struct staaf_summary *b)
{
	double na = (double)a->n, nb = (double)b->n, n = na + nb;
	double sd = staaf_sd_pooled(a, b), diff = a->mean - b->mean;
	double scale = sqrt(1 / na + 1 / nb);
	double s_both = sqrt((a->sd * a->sd + b->sd * b->sd) / 2);

	*out = (struct staaf_gap){ .j = staaf_hedges_j(n - 2), .s = undefined,
		.g_var = NAN, .g_wwc = NAN, .glass = NAN, .d_welch = NAN,
		.improvement = NAN };
	if (sd > 0) {
		out->s.d = diff / sd;
		set_limits(&out->s, out->s.d / scale, n - 2, scale, out->j);
		out->g_var = 1 / na + 1 / nb + out->s.g * out->s.g / (2 * n);
		out->g_wwc = out->s.d * (1 - 3 / (4 * n - 9));
		out->improvement = 100 * staaf_u3(out->g_wwc) - 50;
	}
	if (b->sd > 0)
		out->glass = diff / b->sd;
	if (s_both > 0)
		out->d_welch = diff / s_both;
}
