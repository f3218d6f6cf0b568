/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t tests of means, from the summary of the scores alone. */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/means.h>

static const struct staaf_estimate undefined = { NAN, NAN, NAN, NAN, NAN, NAN,
	NAN };

/* The rest of an estimate whose est, se and df are known. */
static void
finish(struct staaf_estimate *e, double level)
{
	double half;

	if (!(e->se > 0) || !(e->df > 0) || !isfinite(e->se)) {
		e->se = e->t = e->df = e->p = e->low = e->high = NAN;
		return;
	}
	e->t = e->est / e->se;
	e->p = staaf_t_two_sided(e->t, e->df);
	half = staaf_t_at((1 + level) / 2, e->df) * e->se;
	e->low = e->est - half;
	e->high = e->est + half;
}

void
staaf_t_paired(struct staaf_estimate *out, const struct staaf_summary *diff,
    double level)
{
	double n = (double)diff->n;

	*out = undefined;
	out->est = diff->mean;
	out->se = diff->sd / sqrt(n);
	out->df = n - 1;
	finish(out, level);
}

void
staaf_t_welch(struct staaf_estimate *out, const struct staaf_summary *a,
    const struct staaf_summary *b, double level)
{
	double na = (double)a->n, nb = (double)b->n;
	double va = a->sd * a->sd / na, vb = b->sd * b->sd / nb;
	/* Shares, so that squares of squares cannot overflow. */
	double sa = va / (va + vb), sb = vb / (va + vb);

	*out = undefined;
	out->est = a->mean - b->mean;
	out->se = sqrt(va + vb);
	out->df = 1 / (sa * sa / (na - 1) + sb * sb / (nb - 1));
	finish(out, level);
}

double
staaf_sd_pooled(const struct staaf_summary *a, const struct staaf_summary *b)
{
	double da = (double)a->n - 1, db = (double)b->n - 1;

	/* One student adds to the mean and not to the spread. */
	if (a->n < 1 || b->n < 1 || !(da + db > 0))
		return NAN;
	return sqrt(((da > 0 ? da * a->sd * a->sd : 0) +
	    (db > 0 ? db * b->sd * b->sd : 0)) / (da + db));
}

void
staaf_t_student(struct staaf_estimate *out, const struct staaf_summary *a,
    const struct staaf_summary *b, double level)
{
	double na = (double)a->n, nb = (double)b->n;

	*out = undefined;
	out->est = a->mean - b->mean;
	out->se = staaf_sd_pooled(a, b) * sqrt(1 / na + 1 / nb);
	out->df = na + nb - 2;
	finish(out, level);
}
