/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Egger's regression of effects on what makes studies small, by weighted
 * least squares.  Sources stand in the header.
 */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/pool.h>

/* Below that the test finds nothing but chance (Sterne and others 2011). */
enum { MIN_STUDIES = 10 };

struct line {
	double mean_x, mean_y; /* weighted, less the values of study 0 */
	double xx, xy, rest;   /* weighted sums of squares and products */
};

static double
smallness(const struct staaf_study_effect *study,
    const struct staaf_study_counts *counts, size_t i)
{
	if (counts == NULL)
		return sqrt(study[i].variance);
	return sqrt(1 / (double)counts[i].n1 + 1 / (double)counts[i].n2);
}

static bool
are_usable(const struct staaf_study_effect *study,
    const struct staaf_study_counts *counts, size_t k)
{
	for (size_t i = 0; i < k; i++)
		if (!staaf_pool_can_use(&study[i]) ||
		    (counts != NULL && (counts[i].n1 < 1 || counts[i].n2 < 1)))
			return false;
	return true;
}

/*
 * Counted from study 0, so that studies of one size have an xx of exactly 0.
 */
static struct line
fit_line(const struct staaf_study_effect *study,
    const struct staaf_study_counts *counts, size_t k)
{
	double x0 = smallness(study, counts, 0), y0 = study[0].effect, sum = 0;
	struct line l = { 0 };

	for (size_t i = 0; i < k; i++) {
		double w = 1 / study[i].variance;

		sum += w;
		l.mean_x += w * (smallness(study, counts, i) - x0);
		l.mean_y += w * (study[i].effect - y0);
	}
	l.mean_x /= sum;
	l.mean_y /= sum;
	for (size_t i = 0; i < k; i++) {
		double w = 1 / study[i].variance;
		double x = smallness(study, counts, i) - x0 - l.mean_x;
		double y = study[i].effect - y0 - l.mean_y;

		l.xx += w * x * x;
		l.xy += w * x * y;
	}
	for (size_t i = 0; i < k && l.xx > 0; i++) {
		double x = smallness(study, counts, i) - x0 - l.mean_x;
		double y = study[i].effect - y0 - l.mean_y;
		double left = y - l.xy / l.xx * x;

		l.rest += left * left / study[i].variance;
	}
	return l;
}

enum staaf_egger
staaf_pool_egger(struct staaf_estimate *out,
    const struct staaf_study_effect *study,
    const struct staaf_study_counts *counts, size_t k)
{
	struct line l;
	double df, est, se, half;

	*out = (struct staaf_estimate){ NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	if (k < MIN_STUDIES)
		return STAAF_EGGER_TOO_FEW;
	if (!are_usable(study, counts, k))
		return STAAF_EGGER_BAD;
	l = fit_line(study, counts, k);
	if (!(l.xx > 0))
		return STAAF_EGGER_ONE_SIZE;
	df = (double)(k - 2);
	est = l.xy / l.xx;
	se = sqrt(l.rest / df / l.xx);
	half = staaf_t_at(.975, df) * se;
	*out = (struct staaf_estimate){
		.est = est,
		.se = se,
		.t = se > 0 ? est / se : NAN,
		.df = df,
		.p = se > 0 ? staaf_t_two_sided(est / se, df) : NAN,
		.low = est - half,
		.high = est + half,
	};
	return STAAF_EGGER_OK;
}
