/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of one class, shrunk towards what research makes likely. */
#include <math.h>

#include <staaf/dist.h>
#include <staaf/update.h>

#include "circle.h"

enum { LEAST_STUDIES = 2, LEAST_LEVEL = 1 };

/* What a trial's variance is multiplied by, by its design class (S1). */
static const double weakness[] = { NAN, NAN, 4, 2, 1, 1 };

void
staaf_update_sum(double *mean, double *var, double before, double before_var,
    double yours, double yours_var)
{
	double v = 1 / (1 / before_var + 1 / yours_var);

	*mean = v * (before / before_var + yours / yours_var);
	*var = v;
}

static double
half_width(double var)
{
	return staaf_normal_at(.975) * sqrt(var);
}

static double
var_of_interval(double low, double high)
{
	double se = (high - low) / (2 * staaf_normal_at(.975));

	return se * se;
}

/* The record that leads the body, or the only one; "" when several do. */
static const char *
lead_of(const struct staaf_body *b)
{
	for (size_t i = 0; i < b->n_evidence; i++)
		if (b->evidence[i].role == STAAF_LEAD)
			return b->evidence[i].record->id;
	return "";
}

/* Has research something to say of a class such as this? */
static bool
is_known(const struct staaf_body *b)
{
	return b->is_oriented_g && !isnan(b->value) && !isnan(b->low) &&
	    !isnan(b->high) && b->high > b->low &&
	    b->grade.level >= LEAST_LEVEL && b->input.k >= LEAST_STUDIES &&
	    !b->input.is_local;
}

static double
spread_of(struct staaf_update *u, const struct staaf_body *b, double var)
{
	double i2 = b->input.i2;

	u->is_tau_reported = !isnan(b->tau);
	if (u->is_tau_reported)
		return b->tau;
	return sqrt((isnan(i2) ? 1 : i2 / 100) * (double)b->input.k * var);
}

static const char *
say(const struct staaf_update *u, const struct staaf_body *b,
    enum staaf_lang lang, struct staaf_arena *ar)
{
#define NUMBER(x) staaf_text_number(ar, lang, x, 2)
	const char *before = staaf_text_fill(ar, lang,
	    STAAF_MSG_UPDATE_BEFORE, NUMBER(u->before),
	    NUMBER(u->before_low), NUMBER(u->before_high), b->certainty);
	const char *now = staaf_text_fill(ar, lang, STAAF_MSG_UPDATE_NOW,
	    NUMBER(u->yours), NUMBER(u->yours_low), NUMBER(u->yours_high),
	    NUMBER(u->now), NUMBER(u->now_low), NUMBER(u->now_high));
	const char *discount = u->counts_for < 1 ? staaf_text_fill(ar, lang,
	    u->counts_for < .5 ? STAAF_MSG_UPDATE_QUARTER :
	    STAAF_MSG_UPDATE_HALF, "") : "";
	const char *spread = u->is_tau_reported ? "" : staaf_text(
	    isnan(b->input.i2) ? STAAF_MSG_UPDATE_SPREAD :
	    STAAF_MSG_UPDATE_SPREAD_I2, lang);

	return staaf_arena_printf(ar, "%s %s%s%s%s%s", before, now,
	    *discount != '\0' ? " " : "", discount,
	    *spread != '\0' ? " " : "", spread);
#undef NUMBER
}

static void
add_up(struct staaf_update *u, const struct staaf_body *b,
    const struct staaf_trial *t, double sign, struct staaf_arena *ar)
{
	double factor = weakness[t->design_class];
	double var = var_of_interval(b->low, b->high), now_var;
	double yours_var = isnan(t->g_var) ?
	    var_of_interval(t->g_low, t->g_high) : t->g_var;

	u->before = b->value;
	u->tau = spread_of(u, b, var);
	var += u->tau * u->tau;
	u->before_low = u->before - half_width(var);
	u->before_high = u->before + half_width(var);
	u->yours = sign * t->g;
	u->yours_low = sign > 0 ? t->g_low : -t->g_high;
	u->yours_high = sign > 0 ? t->g_high : -t->g_low;
	u->counts_for = 1 / factor;
	staaf_update_sum(&u->now, &now_var, u->before, var, u->yours,
	    factor * yours_var);
	u->sum = staaf_arena_printf(ar, "(%.3f/%.4f + %.3f/%.4f) / "
	    "(1/%.4f + 1/%.4f) = %.3f; %.4f = SE^2 + tau^2 = %.4f + %.3f^2; "
	    "%.4f = %g times %.4f", u->before, var, u->yours,
	    factor * yours_var, var, factor * yours_var, u->now, var,
	    var - u->tau * u->tau, u->tau, factor * yours_var, factor,
	    yours_var);
	u->now_low = u->now - half_width(now_var);
	u->now_high = u->now + half_width(now_var);
	u->record = lead_of(b);
}

bool
staaf_update(struct staaf_update *out, const struct staaf_body *body,
    const struct staaf_trial *trial, bool is_lower_better,
    enum staaf_lang lang, struct staaf_arena *ar)
{
	*out = (struct staaf_update){ .record = "", .sentence = "",
		.sum = "" };
	if (!is_known(body) || trial->status != STAAF_TRIAL_OK)
		return true;
	if (trial->is_association) {
		out->sentence = staaf_text(STAAF_MSG_UPDATE_CHANGE, lang);
		return true;
	}
	if (isnan(trial->g) || isnan(trial->g_low) || isnan(trial->g_high) ||
	    trial->design_class < 2 || trial->design_class > 5)
		return true;
	add_up(out, body, trial, is_lower_better ? -1 : 1, ar);
	if (!isfinite(out->now) || !isfinite(out->now_low))
		return true;
	out->has_sum = true;
	out->sentence = say(out, body, lang, ar);
	return !ar->failed;
}
