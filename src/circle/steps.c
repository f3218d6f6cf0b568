/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scale of a few steps: how many students went from each step to each. */
#include <math.h>

#include "circle.h"

static bool
find_steps(struct staaf_moves *m, const struct trying *t, const double *pre,
    const double *post, size_t n)
{
	const struct staaf_trial_ask *ask = t->data.ask;
	double low = ask->scale_low, high = ask->scale_high;

	for (size_t i = 0; i < n; i++) {
		if (isnan(ask->scale_low) || pre[i] < low || post[i] < low)
			low = fmin(isnan(low) ? pre[i] : low,
			    fmin(pre[i], post[i]));
		if (isnan(ask->scale_high) || pre[i] > high || post[i] > high)
			high = fmax(isnan(high) ? pre[i] : high,
			    fmax(pre[i], post[i]));
	}
	if (!isfinite(low) || !isfinite(high) || high - low >= MOST_STEPS)
		return false; /* scores beyond the scale: no table of it */
	m->lowest = (int)low;
	m->n_steps = (int)(high - low) + 1;
	return true;
}

bool
steps_put(struct trying *t, const double *pre, const double *post, size_t n)
{
	struct staaf_moves m = { .n_steps = 0 };

	if (n == 0 || !find_steps(&m, t, pre, post, n))
		return true;
	m.count = staaf_arena_array(t->ar,
	    (size_t)m.n_steps * (size_t)m.n_steps, sizeof(*m.count));
	if (m.count == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		m.count[((int)pre[i] - m.lowest) * m.n_steps +
		    (int)post[i] - m.lowest]++;
	t->out->moves = m;
	return true;
}
