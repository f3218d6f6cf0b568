/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each student has both ways, in two orders (design E).  Carry-over is
 * assumed absent by design and is not tested first: such a test misleads
 * (Freeman 1989).
 */
#include <math.h>
#include <string.h>

#include <staaf/model.h>

#include "circle.h"

enum staaf_code
design_crossover(struct trying *t)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	struct staaf_result *r = &out->result;
	double *first = trial_array(t, d->n), *second = trial_array(t, d->n);
	double *other = trial_array(t, d->n), *leading = trial_array(t, d->n);
	bool *is_ab = staaf_arena_array(t->ar, d->n + 1, sizeof(*is_ab));
	struct staaf_crossover c;
	struct staaf_estimate carried;
	const struct staaf_estimate *e = &c.treatment;
	struct staaf_arm *arm;
	int ab = strcmp(d->sequence.name[0], d->sequence.name[1]) > 0;
	size_t n = 0, n_ab = 0;
	int sign;

	if (t->ar->failed)
		return STAAF_NOMEM;
	for (size_t i = 0; i < d->n; i++) {
		if (d->sequence.of[i] < 0 || isnan(d->period1[i]) ||
		    isnan(d->period2[i]))
			continue;
		first[n] = d->period1[i];
		second[n] = d->period2[i];
		is_ab[n] = d->sequence.of[i] == ab;
		leading[n] = is_ab[n] ? first[n] : second[n];
		other[n] = is_ab[n] ? second[n] : first[n];
		n_ab += is_ab[n++];
	}
	if (!staaf_crossover(&c, first, second, is_ab, n) ||
	    !staaf_carryover(&carried, first, second, is_ab, n))
		return STAAF_NOMEM;
	staaf_result_put(r, "pairs", "n", (double)n);
	staaf_result_put_estimate(r, "treatment", &c.treatment);
	staaf_result_put_estimate(r, "period", &c.period);
	staaf_result_put_estimate(r, "ignoring_period", &c.ignoring_period);
	staaf_result_put_estimate(r, "carryover", &carried);
	out->chosen = try_text(t, STAAF_MSG_TRIAL_E_CHOSEN,
	    d->table->column[d->col.at[ROLE_PERIOD1]],
	    d->table->column[d->col.at[ROLE_PERIOD2]],
	    d->table->column[d->col.at[ROLE_SEQUENCE]]);
	sign = try_sign(t, e->est, e->se);
	out->sentence = try_join(t, try_text(t, sign < 0 ?
	    STAAF_MSG_TRIAL_E_LOWER : sign > 0 ? STAAF_MSG_TRIAL_E_HIGHER :
	    STAAF_MSG_TRIAL_E_EQUAL,
	    try_count(t, n), d->sequence.name[ab],
	    try_points(t, fabs(e->est), e->se), try_around(t, e)),
	    try_zero(t, e, STAAF_MSG_TRIAL_ZERO_DIFFERENCE));
	if (n < d->n)
		out->lost = try_text(t, STAAF_MSG_TRIAL_LOST_SOME,
		    try_count(t, d->n - n), try_count(t, d->n));
	out->robust = try_text(t, STAAF_MSG_TRIAL_E_PERIOD,
	    try_points(t, c.period.est, c.period.se),
	    try_interval(t, &c.period));
	matters_put(t, e);
	out->bears = staaf_text(STAAF_MSG_TRIAL_E_BEARS, t->lang);
	out->apa = try_apa(t, e, "", NAN, NAN, NAN);
	if (isnan(e->t)) {
		trial_undefined(t, n_ab < 2 || n - n_ab < 2 ? "too_few" :
		    "zero_variance");
		trial_warn(t, n_ab < 2 || n - n_ab < 2 ? STAAF_TOO_FEW :
		    STAAF_ZERO_VARIANCE, staaf_text(n_ab < 2 || n - n_ab < 2 ?
		    STAAF_MSG_WARN_TOO_FEW : STAAF_MSG_WARN_ZERO_VARIANCE,
		    t->lang));
	}
	out->design_class = d->ask->is_randomised ? 4 : 2;
	if ((arm = trial_add_arm(t, "")) == NULL)
		return STAAF_NOMEM;
	out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_LINES,
		.pre = other, .post = leading, .n = n, .n_columns = 1,
		.pre_name = staaf_text(STAAF_MSG_TRIAL_E_OTHER, t->lang),
		.post_name = try_text(t, STAAF_MSG_TRIAL_E_FIRST,
		    d->sequence.name[ab]) };
	/* Sums of the smaller order could tell who is who. */
	arm->n = (long)(n_ab < n - n_ab ? n_ab : n - n_ab);
	return STAAF_OK;
}
