/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One class over weeks, before and after a change (design K).  The share of
 * pairs that rose leads; with enough weeks the level and slope beside it.  A
 * trend before the change makes a difference of means worthless.
 */
#include <math.h>

#include <staaf/model.h>
#include <staaf/rank.h>

#include "circle.h"

enum { LEAST_POINTS = 3 /* of a phase: fewer make no pattern */,
	LEAST_TREND = 4 };

static const double SIGNIFICANT = .05, ONE_WAY = .8;

/* The scores in order of time, those of the first phase first. */
struct weeks {
	double *y, *time;
	size_t n, n_before;
	struct staaf_nap nap;
	struct staaf_its its;
	enum staaf_its_reason reason;
};

static bool
take_weeks(struct weeks *w, struct trying *t)
{
	const struct data *d = &t->data;

	w->y = trial_array(t, d->n);
	w->time = trial_array(t, d->n);
	if (t->ar->failed)
		return false;
	for (int phase = 0; phase < 2; phase++)
		for (size_t i = 0; i < d->n; i++) {
			if (d->phase.of[i] != phase || isnan(d->post[i]))
				continue;
			w->time[w->n] = d->time != NULL ? d->time[i] :
			    (double)w->n + 1;
			w->y[w->n++] = d->post[i];
			w->n_before += phase == 0;
		}
	w->reason = staaf_its(&w->its, w->time, w->y, w->n_before, w->n);
	return w->reason != STAAF_ITS_NOMEM && staaf_nap(&w->nap, w->y,
	    w->n_before, w->y + w->n_before, w->n - w->n_before);
}

static void
put_term(struct trying *t, const char *key, const struct staaf_its_term *term)
{
	staaf_result_put_estimate(&t->out->result, key, &term->ols);
	staaf_result_put(&t->out->result, key, "nw_se", term->nw.se);
	staaf_result_put(&t->out->result, key, "nw_p", term->nw.p);
}

static void
put_numbers(struct trying *t, const struct weeks *w)
{
	struct staaf_result *r = &t->out->result;

	staaf_result_put(r, "nap", NULL, w->nap.nap);
	staaf_result_put(r, "nap_se", NULL, w->nap.se);
	staaf_result_put(r, "nap_p", NULL, w->nap.p);
	staaf_result_put(r, "tau", NULL, w->nap.tau);
	staaf_result_put(r, "tau_u", NULL, w->nap.tau_u);
	staaf_result_put(r, "trend_a", NULL, w->nap.trend_a);
	staaf_result_put(r, "pnd", NULL, w->nap.pnd);
	put_term(t, "its_trend", &w->its.trend);
	put_term(t, "its_level", &w->its.level);
	put_term(t, "its_slope", &w->its.slope);
	staaf_result_put_estimate(r, "its_baseline", &w->its.baseline);
	staaf_result_put(r, "its_lag1", NULL, w->its.autocorrelation);
	staaf_result_put(r, "its_dw", NULL, w->its.durbin_watson);
}

static bool
plot_weeks(struct trying *t, const struct weeks *w)
{
	int *phase = staaf_arena_array(t->ar, w->n + 1, sizeof(*phase));

	if (phase == NULL)
		return false;
	for (size_t i = 0; i < w->n; i++)
		phase[i] = i >= w->n_before;
	t->out->plot = (struct staaf_trial_plot){ .kind = STAAF_PLOT_TIME,
		.post = w->y, .time = w->time, .column = phase, .n = w->n,
		.n_columns = 2, .name = t->data.phase.name };
	return true;
}

/*
 * With too few weeks for the slope and its test: do almost all pairs of weeks
 * before the change go one way?
 */
static bool
has_trend(const struct weeks *w)
{
	double pairs = (double)w->n_before * ((double)w->n_before - 1) / 2;

	return isnan(w->its.baseline.p) && w->n_before >= LEAST_TREND &&
	    fabs(w->nap.trend_a) >= ONE_WAY * pairs;
}

enum staaf_code
design_weeks(struct trying *t)
{
	const struct data *d = &t->data;
	struct staaf_trial *out = t->out;
	struct weeks w = { 0 };
	const struct staaf_estimate *level = &w.its.level.nw;

	if (!take_weeks(&w, t))
		return STAAF_NOMEM;
	put_numbers(t, &w);
	out->chosen = try_text(t, STAAF_MSG_TRIAL_K_CHOSEN,
	    d->table->column[d->col.at[ROLE_POST]],
	    d->table->column[d->col.at[ROLE_PHASE]]);
	out->sentence = try_text(t, STAAF_MSG_TRIAL_K_SENTENCE,
	    try_count(t, w.n - w.n_before), try_count(t, w.n_before),
	    d->phase.name[0], try_number(t, 100 * w.nap.nap, 0));
	out->robust = isnan(level->est) ?
	    staaf_text(STAAF_MSG_TRIAL_K_FEW, t->lang) :
	    try_text(t, level->est < 0 ? STAAF_MSG_TRIAL_K_LEVEL_DOWN :
	    STAAF_MSG_TRIAL_K_LEVEL, try_points(t, fabs(level->est),
	    level->se), try_around(t, level));
	out->bears = staaf_text(STAAF_MSG_TRIAL_K_BEARS, t->lang);
	if (w.its.baseline.p < SIGNIFICANT || has_trend(&w))
		trial_warn(t, STAAF_TREND_BEFORE,
		    staaf_text(STAAF_MSG_WARN_TREND, t->lang));
	if (w.n_before < LEAST_POINTS || w.n - w.n_before < LEAST_POINTS) {
		trial_undefined(t, "too_few");
		trial_warn(t, STAAF_TOO_FEW,
		    staaf_text(STAAF_MSG_WARN_TOO_FEW_POINTS, t->lang));
	}
	if (!plot_weeks(t, &w))
		return STAAF_NOMEM;
	/* Points in time, of students that nobody counted: no arm. */
	out->design_class = 1;
	return STAAF_OK;
}
