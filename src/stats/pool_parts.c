/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a set: all studies but one, and several effects of one study. */
#include <math.h>
#include <stdint.h>

#include <staaf/mem.h>
#include <staaf/pool.h>

static const struct staaf_estimate NO_ESTIMATE = { NAN, NAN, NAN, NAN, NAN,
	NAN, NAN };

static struct staaf_study_effect *
alloc_studies(size_t k)
{
	return k <= SIZE_MAX / sizeof(struct staaf_study_effect) ?
	    staaf_mem_alloc(k * sizeof(struct staaf_study_effect)) :
	    NULL;
}

/* One more effect, that of the set without study i. */
static void
take_extremes(struct staaf_pool_without *out, double effect, size_t i)
{
	if (!(out->low <= effect)) {
		out->low = effect;
		out->at_low = i;
	}
	if (!(out->high >= effect)) {
		out->high = effect;
		out->at_high = i;
	}
}

bool
staaf_pool_leave_one_out(struct staaf_pool_without *out,
    struct staaf_estimate *each, const struct staaf_study_effect *study,
    size_t k)
{
	struct staaf_study_effect *rest = NULL;
	struct staaf_pool_model m;

	*out = (struct staaf_pool_without){ .low = NAN, .high = NAN };
	for (size_t i = 0; each != NULL && i < k; i++)
		each[i] = NO_ESTIMATE;
	/* A bad number shows here, before anything is left out. */
	if (k < 3 || !staaf_pool_reml(&m, study, k) ||
	    (rest = alloc_studies(k)) == NULL)
		return false;
	for (size_t i = 1; i < k; i++)
		rest[i - 1] = study[i];
	for (size_t i = 0; i < k; i++) {
		/* rest has all but study i here, in their order. */
		(void)staaf_pool_reml(&m, rest, k - 1);
		take_extremes(out, m.mhk.est, i);
		if (each != NULL)
			each[i] = m.mhk;
		rest[i] = study[i];
	}
	staaf_mem_free(rest);
	return true;
}

/*
 * Variance of the mean: (sum v + rho sum over i != j of s_i s_j) / m^2, s the
 * standard errors; of the s alone (1 - rho) sum v + rho (sum s)^2.
 */
void
staaf_pool_dependent(struct staaf_study_effect *out,
    const struct staaf_study_effect *effect, size_t m, double rho)
{
	double mean = 0, sum_v = 0, sum_s = 0, n = (double)m;

	*out = (struct staaf_study_effect){ NAN, NAN };
	if (m == 0 || !(rho >= 0 && rho <= 1))
		return;
	for (size_t i = 0; i < m; i++) {
		if (!staaf_pool_can_use(&effect[i]))
			return;
		mean += (effect[i].effect - effect[0].effect) / n;
		sum_v += effect[i].variance;
		sum_s += sqrt(effect[i].variance);
	}
	out->effect = effect[0].effect + mean;
	out->variance = ((1 - rho) * sum_v + rho * sum_s * sum_s) / (n * n);
}
