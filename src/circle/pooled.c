/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Studies that are gathered, from a table or from the store, pooled: every
 * number under its name, and sentences.  One study, or two, give no mean.
 */
#include <math.h>

#include <staaf/gather.h>

#include "circle.h"

static const double Z95 = 1.959963984540054;

enum { HEADLINE_PREDICTION = 5 }; /* studies, before it is said first */

struct pooling {
	struct staaf_gather *out;
	enum staaf_lang lang;
	struct staaf_arena *ar;
};

/* ------------------------------------------------------------- numbers */

static void
put_model(struct staaf_result *r, const char *name,
    const struct staaf_pool_model *m, bool is_random)
{
	staaf_result_put_estimate(r, name, &m->z);
	staaf_result_put(r, name, "hk_se", m->hk.se);
	staaf_result_put(r, name, "hk_p", m->hk.p);
	staaf_result_put(r, name, "hk_ci_lo", m->hk.low);
	staaf_result_put(r, name, "hk_ci_hi", m->hk.high);
	staaf_result_put(r, name, "mhk_se", m->mhk.se);
	staaf_result_put(r, name, "mhk_p", m->mhk.p);
	staaf_result_put(r, name, "mhk_ci_lo", m->mhk.low);
	staaf_result_put(r, name, "mhk_ci_hi", m->mhk.high);
	if (!is_random)
		return;
	staaf_result_put(r, name, "tau2", m->tau2);
	staaf_result_put(r, name, "tau", m->tau);
	staaf_result_put(r, name, "i2", m->i2);
	staaf_result_put(r, name, "h2", m->h2);
	staaf_result_put(r, name, "pi_hts_lo", m->pi_hts.low);
	staaf_result_put(r, name, "pi_hts_hi", m->pi_hts.high);
	staaf_result_put(r, name, "pi_hk_lo", m->pi_hk.low);
	staaf_result_put(r, name, "pi_hk_hi", m->pi_hk.high);
	staaf_result_put(r, name, "pi_z_lo", m->pi_z.low);
	staaf_result_put(r, name, "pi_z_hi", m->pi_z.high);
	staaf_result_put(r, name, "share_below_0", m->share_below_0);
}

static const char *
say(const struct pooling *g, double value)
{
	if (!isfinite(value))
		return staaf_text(STAAF_MSG_TRIAL_NO_NUMBER, g->lang);
	return staaf_text_number(g->ar, g->lang, value, 2);
}

/*
 * Do small studies find others?  Of g the standard error depends on g itself,
 * so that students decide what is small where they are known.
 */
static void
put_egger(struct pooling *g)
{
	struct staaf_gather *out = g->out;
	struct staaf_estimate by_se, by_n;
	enum staaf_egger why = staaf_pool_egger(&by_se, out->study, NULL,
	    out->k);
	const struct staaf_estimate *e = &by_se;
	enum staaf_msg msg;

	staaf_result_put_estimate(&out->result, "egger", &by_se);
	if (out->counts != NULL) {
		enum staaf_egger why_n = staaf_pool_egger(&by_n, out->study,
		    out->counts, out->k);

		staaf_result_put_estimate(&out->result, "egger_n", &by_n);
		if (out->what == STAAF_MEANS) {
			why = why_n;
			e = &by_n;
		}
	}
	msg = why == STAAF_EGGER_TOO_FEW ? STAAF_MSG_GATHER_FEW_SMALL :
	    isnan(e->p) ? STAAF_MSG_GATHER_ONE_SIZE :
	    e->p < .05 ? STAAF_MSG_GATHER_SMALL_DIFFER :
	    STAAF_MSG_GATHER_SMALL_ALIKE;
	out->small = staaf_text(msg, g->lang);
	out->small_p = e->p;
	out->is_too_few = why == STAAF_EGGER_TOO_FEW;
}

static void
put_subgroups(struct pooling *g)
{
	struct staaf_gather *out = g->out;
	struct staaf_result *r = &out->result;
	struct staaf_pool_subgroups s;
	static const char *const path[2] = { "subgroup.level1",
		"subgroup.level2" };

	(void)staaf_pool_subgroups(&s, out->study, out->is_second, out->k);
	staaf_result_put_estimate(r, "subgroup", &s.z);
	staaf_result_put(r, "subgroup", "hk_se", s.hk.se);
	staaf_result_put(r, "subgroup", "hk_p", s.hk.p);
	staaf_result_put(r, "subgroup", "hk_ci_lo", s.hk.low);
	staaf_result_put(r, "subgroup", "hk_ci_hi", s.hk.high);
	staaf_result_put(r, "subgroup", "mhk_se", s.mhk.se);
	staaf_result_put(r, "subgroup", "mhk_p", s.mhk.p);
	staaf_result_put(r, "subgroup", "mhk_ci_lo", s.mhk.low);
	staaf_result_put(r, "subgroup", "mhk_ci_hi", s.mhk.high);
	staaf_result_put(r, "subgroup", "qm", s.qm);
	staaf_result_put(r, "subgroup", "qm_p", s.qm_p);
	staaf_result_put(r, "subgroup", "qe", s.qe);
	staaf_result_put(r, "subgroup", "qe_p", s.qe_p);
	staaf_result_put(r, "subgroup", "tau2", s.tau2);
	for (int i = 0; i < 2; i++) {
		staaf_result_put_text(r, path[i], "name", out->level[i]);
		staaf_result_put(r, path[i], "k", (double)s.k[i]);
		staaf_result_put_estimate(r, path[i], &s.in[i]);
	}
	if (isnan(s.mhk.low)) {
		out->groups = staaf_text(STAAF_MSG_GATHER_GROUPS_FEW, g->lang);
		return;
	}
	out->groups = staaf_text_fill(g->ar, g->lang,
	    s.mhk.low <= 0 && s.mhk.high >= 0 ? STAAF_MSG_GATHER_GROUPS_ALIKE :
	    STAAF_MSG_GATHER_GROUPS_DIFFER, out->level[0],
	    say(g, s.in[0].est), out->level[1], say(g, s.in[1].est),
	    say(g, s.mhk.est), say(g, s.mhk.low), say(g, s.mhk.high));
}

/* Effects nested in studies, where a study has several. */
static void
put_nested(struct pooling *g)
{
	struct staaf_gather *out = g->out;
	struct staaf_result *r = &out->result;
	struct staaf_pool_nested s;

	(void)staaf_pool_nested(&s, out->row, out->row_study, out->n_rows);
	staaf_result_put_estimate(r, "three_level", &s.cr2);
	staaf_result_put(r, "three_level", "model_est", s.z.est);
	staaf_result_put(r, "three_level", "model_se", s.z.se);
	staaf_result_put(r, "three_level", "model_p", s.z.p);
	staaf_result_put(r, "three_level", "model_ci_lo", s.z.low);
	staaf_result_put(r, "three_level", "model_ci_hi", s.z.high);
	staaf_result_put(r, "three_level", "tau2_between", s.between);
	staaf_result_put(r, "three_level", "tau2_within", s.within);
	if (!isnan(s.cr2.low))
		out->nested = staaf_text_fill(g->ar, g->lang,
		    STAAF_MSG_GATHER_NESTED, say(g, s.cr2.est),
		    say(g, s.cr2.low), say(g, s.cr2.high));
}

static void
put_numbers(struct pooling *g)
{
	struct staaf_gather *out = g->out;
	struct staaf_result *r = &out->result;
	const struct staaf_pooled *p = &out->pooled;
	struct staaf_pool_without loo;

	staaf_result_put(r, "k", NULL, (double)out->k);
	put_model(r, "fe", &p->fe, false);
	put_model(r, "dl", &p->dl, true);
	put_model(r, "reml", &p->reml, true);
	put_model(r, "pm", &p->pm, true);
	staaf_result_put(r, "q", NULL, p->q);
	staaf_result_put(r, "q_df", NULL, p->q_df);
	staaf_result_put(r, "q_p", NULL, p->q_p);
	staaf_result_put(r, "i2", "q", p->i2_q);
	staaf_result_put(r, "h2", "q", p->h2_q);
	staaf_result_put(r, "tau2", "qprofile_lo", p->tau2_low);
	staaf_result_put(r, "tau2", "qprofile_hi", p->tau2_high);
	put_egger(g);
	(void)staaf_pool_leave_one_out(&loo, out->without, out->study, out->k);
	staaf_result_put(r, "loo", "lo", loo.low);
	staaf_result_put(r, "loo", "hi", loo.high);
	if (out->is_second != NULL)
		put_subgroups(g);
	if (out->n_rows > out->k)
		put_nested(g);
}

static void
put_studies(struct pooling *g)
{
	for (size_t i = 0; i < g->out->k; i++) {
		const char *name = staaf_arena_printf(g->ar, "study%zu",
		    i + 1);

		staaf_result_put(&g->out->result, name, "yi",
		    g->out->study[i].effect);
		staaf_result_put(&g->out->result, name, "vi",
		    g->out->study[i].variance);
	}
}

static void
say_pooled(struct pooling *g)
{
	static const enum staaf_msg measure[STAAF_N_GATHERED] = {
		STAAF_MSG_GATHER_EFFECTS, STAAF_MSG_GATHER_MEANS,
		STAAF_MSG_GATHER_RATES, STAAF_MSG_GATHER_CHANGES,
		STAAF_MSG_GATHER_CORRELATIONS, STAAF_MSG_GATHER_STANDARDISED,
		STAAF_MSG_GATHER_CHANGES_AV };
	struct staaf_gather *out = g->out;
	const struct staaf_pool_model *m = &out->pooled.reml;

	out->measure = staaf_text(measure[out->what], g->lang);
	if (out->k == 1) {
		double half = Z95 * sqrt(out->study[0].variance);
		double e = out->study[0].effect;

		out->sentence = staaf_text_fill(g->ar, g->lang,
		    STAAF_MSG_GATHER_ONE, say(g, e), say(g, e - half),
		    say(g, e + half));
		return;
	}
	if (out->k == 2) {
		out->sentence = staaf_text_fill(g->ar, g->lang,
		    STAAF_MSG_GATHER_TWO, say(g, out->study[0].effect),
		    say(g, out->study[1].effect));
		return;
	}
	out->sentence = staaf_text_fill(g->ar, g->lang,
	    STAAF_MSG_GATHER_POOLED,
	    staaf_text_count(g->ar, g->lang, (long)out->k),
	    say(g, m->mhk.est), say(g, m->mhk.low), say(g, m->mhk.high));
	out->spread = staaf_text_fill(g->ar, g->lang,
	    out->k < HEADLINE_PREDICTION ? STAAF_MSG_GATHER_SPREAD_FEW :
	    STAAF_MSG_GATHER_SPREAD, say(g, m->tau),
	    staaf_text_number(g->ar, g->lang, 100 * m->i2, 0),
	    say(g, m->pi_hts.low), say(g, m->pi_hts.high));
}

enum staaf_code
gather_pool(struct staaf_gather *out, enum staaf_lang lang,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct pooling g = { .out = out, .lang = lang, .ar = ar };
	enum staaf_code rc;

	out->result = (struct staaf_result){ .ar = ar };
	out->sentence = out->spread = out->small = "";
	out->groups = out->nested = "";
	out->without = staaf_arena_array(ar, out->k + 1,
	    sizeof(*out->without));
	if (out->without == NULL)
		return STAAF_NOMEM;
	out->small_p = NAN;
	out->is_too_few = true;
	if (out->k == 1) {
		staaf_result_put(&out->result, "k", NULL, 1);
	} else {
		rc = staaf_pool(&out->pooled, out->study, out->k, err);
		if (rc != STAAF_OK)
			return rc;
		put_numbers(&g);
	}
	put_studies(&g);
	say_pooled(&g);
	return STAAF_OK;
}
