/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A standardised difference out of printed means, beside a reported one. */
#include <math.h>

#include <staaf/recheck.h>

/* The least or the greatest that was rounded to it. */
static double
edge(const struct staaf_printed *x, int side)
{
	return x->value + side * 0.5 * pow(10, -x->decimals);
}

/* The least or the greatest of the SDs that a d may be by. */
static double
edge_of_sd(const struct staaf_reported_gap *in, int side)
{
	struct staaf_summary a = { .n = (size_t)in->a.n,
		.sd = fmax(0, edge(&in->a.sd, side)) };
	struct staaf_summary b = { .n = (size_t)in->b.n,
		.sd = fmax(0, edge(&in->b.sd, side)) };
	double pooled = staaf_sd_pooled(&a, &b);
	double middle = sqrt((a.sd * a.sd + b.sd * b.sd) / 2);

	return side < 0 ? fmin(pooled, middle) : fmax(pooled, middle);
}

static void
judge(struct staaf_rechecked_gap *out, const struct staaf_reported_gap *in)
{
	double apart = fabs(in->a.mean.value - in->b.mean.value);
	double open = edge(&in->a.mean, 1) - in->a.mean.value +
	    edge(&in->b.mean, 1) - in->b.mean.value;
	/* Decimals as doubles: a hair is no difference. */
	double hair = 1e-9, low, high;
	struct staaf_printed size = { fabs(in->effect.value),
		in->effect.decimals };

	out->low = out->gap.j * fmax(0, apart - open) / edge_of_sd(in, 1);
	out->high = edge_of_sd(in, -1) > 0 ?
	    (apart + open) / edge_of_sd(in, -1) : INFINITY;
	if (isnan(size.value))
		return;
	low = edge(&size, -1);
	high = edge(&size, 1);
	out->fit = low <= out->high + hair && high >= out->low - hair ?
	    STAAF_FITS : STAAF_FITS_NOT;
}

void
staaf_recheck_gap(struct staaf_rechecked_gap *out,
    const struct staaf_reported_gap *in)
{
	struct staaf_summary a = { .n = (size_t)in->a.n,
		.mean = in->a.mean.value, .sd = in->a.sd.value };
	struct staaf_summary b = { .n = (size_t)in->b.n,
		.mean = in->b.mean.value, .sd = in->b.sd.value };
	struct staaf_estimate t;

	*out = (struct staaf_rechecked_gap){ .sd = staaf_sd_pooled(&a, &b),
		.low = NAN, .high = NAN, .fit = STAAF_NO_P };
	staaf_standardise_gap(&out->gap, &a, &b);
	staaf_t_student(&t, &a, &b, 0.95);
	out->p = t.p;
	if (!isnan(out->gap.s.g))
		judge(out, in);
}
