/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Studies in a table, pooled.  The columns tell what a row is; rows of one
 * study are put together first (their effects correlate .6), since they are
 * of the same students.
 */
#include <math.h>
#include <string.h>
#include <strings.h>

#include <staaf/convert.h>
#include <staaf/gather.h>

#include "circle.h"

enum { HEADLINE_PREDICTION = 5 }; /* studies, before it is said first */

static const double SAME_STUDENTS = .6;

static const char *const names[STAAF_N_GATHER_COLUMNS] = { "yi", "vi", "sei",
	"m1", "sd1", "n1", "m2", "sd2", "n2", "a", "c", "n", "m-pre",
	"m-post", "sd-pre", "r", "study" };

/* The columns that each kind of row needs; in the order they are tried. */
static const struct {
	enum staaf_gathered what;
	int column[7]; /* -1 ends */
} forms[] = {
	{ STAAF_EFFECTS, { STAAF_COL_YI, STAAF_COL_VI, -1 } },
	{ STAAF_EFFECTS, { STAAF_COL_YI, STAAF_COL_SEI, -1 } },
	{ STAAF_MEANS, { STAAF_COL_M1, STAAF_COL_SD1, STAAF_COL_N1,
	    STAAF_COL_M2, STAAF_COL_SD2, STAAF_COL_N2, -1 } },
	{ STAAF_RATES, { STAAF_COL_A, STAAF_COL_N1, STAAF_COL_C,
	    STAAF_COL_N2, -1 } },
	{ STAAF_CHANGES, { STAAF_COL_N, STAAF_COL_M_PRE, STAAF_COL_M_POST,
	    STAAF_COL_SD_PRE, STAAF_COL_R, -1 } },
	{ STAAF_CORRELATIONS, { STAAF_COL_R, STAAF_COL_N, -1 } },
};

static const int no_columns[] = { -1 };

struct gathering {
	const struct staaf_table *t;
	const struct staaf_gather_ask *ask;
	int at[STAAF_N_GATHER_COLUMNS];
	const int *needs; /* of the form that fits */
	struct notation notation;
	struct staaf_gather *out;
	enum staaf_lang lang;
	struct staaf_arena *ar;
	struct staaf_err *err;
};

/* "m-pre", "m_pre" and "M.PRE" are one. */
static bool
is_header(const char *header, const char *name)
{
	for (; *header != '\0' && *name != '\0'; header++, name++) {
		bool is_gap = *header == '_' || *header == '.' ||
		    *header == '-' || *header == ' ';

		if (is_gap ? *name != '-' : strncasecmp(header, name, 1) != 0)
			return false;
	}
	return *header == '\0' && *name == '\0';
}

static enum staaf_code
find_columns(struct gathering *g)
{
	int numbers[STAAF_N_GATHER_COLUMNS];
	size_t n = 0;

	for (int c = 0; c < STAAF_N_GATHER_COLUMNS; c++) {
		const char *told = g->ask->column[c];

		g->at[c] = NO_COLUMN;
		for (size_t i = 0; i < g->t->n_columns; i++)
			if (told != NULL ? strcmp(g->t->column[i], told) == 0 :
			    is_header(g->t->column[i], names[c]))
				g->at[c] = (int)i;
		if (told != NULL && g->at[c] == NO_COLUMN)
			return staaf_err_set(g->err, STAAF_BADINPUT,
			    STAAF_MSG_GATHER_NO_COLUMN, told, NULL);
	}
	for (size_t f = 0; f < sizeof(forms) / sizeof(forms[0]); f++) {
		bool fits = true;

		for (const int *c = forms[f].column; *c >= 0; c++)
			fits = fits && g->at[*c] != NO_COLUMN;
		if (!fits)
			continue;
		g->out->what = forms[f].what;
		g->needs = forms[f].column;
		for (const int *c = g->needs; *c >= 0; c++)
			numbers[n++] = g->at[*c];
		notation_find(&g->notation, g->t, numbers, n,
		    g->ask->decimals);
		return STAAF_OK;
	}
	(void)staaf_err_set(g->err, STAAF_BADINPUT, STAAF_MSG_GATHER_NOTHING,
	    NULL, NULL);
	staaf_err_hint(g->err, STAAF_MSG_GATHER_NOTHING_HINT);
	return STAAF_BADINPUT;
}

static enum staaf_code
read_row(double value[STAAF_N_GATHER_COLUMNS], const struct gathering *g,
    size_t row)
{
	for (const int *c = g->needs; *c >= 0; c++) {
		const char *cell = staaf_table_cell(g->t, row,
		    (size_t)g->at[*c]);
		int decimals;

		if (cell_read(&value[*c], &decimals, cell, &g->notation) ==
		    CELL_NUMBER)
			continue;
		(void)staaf_err_set(g->err, STAAF_BADINPUT,
		    STAAF_MSG_DATA_WORD, cell, g->t->column[g->at[*c]]);
		staaf_err_place(g->err, NULL, g->t->line[row], g->at[*c] + 1L);
		return STAAF_BADINPUT;
	}
	return STAAF_OK;
}

/* A count of the table; what is no whole number is none. */
static long
count_of(double value)
{
	return value == floor(value) && fabs(value) < 1e9 ? (long)value : -1;
}

static void
work_out(struct staaf_study_effect *out, const struct gathering *g,
    const double *v)
{
	struct staaf_figures one = { count_of(v[STAAF_COL_N1]),
		v[STAAF_COL_M1], v[STAAF_COL_SD1] };
	struct staaf_figures two = { count_of(v[STAAF_COL_N2]),
		v[STAAF_COL_M2], v[STAAF_COL_SD2] };
	struct staaf_figures before = { count_of(v[STAAF_COL_N]),
		v[STAAF_COL_M_PRE], v[STAAF_COL_SD_PRE] };

	switch (g->out->what) {
	case STAAF_MEANS:
		staaf_convert_smd(out, &one, &two);
		break;
	case STAAF_RATES:
		staaf_convert_rates(out, STAAF_LOG_ODDS_RATIO,
		    count_of(v[STAAF_COL_A]), one.n,
		    count_of(v[STAAF_COL_C]), two.n);
		break;
	case STAAF_CHANGES:
		staaf_convert_change(out, &before, v[STAAF_COL_M_POST],
		    v[STAAF_COL_R]);
		break;
	case STAAF_CORRELATIONS:
		staaf_convert_correlation(out, v[STAAF_COL_R], before.n);
		break;
	default:
		out->effect = v[STAAF_COL_YI];
		out->variance = g->at[STAAF_COL_VI] != NO_COLUMN ?
		    v[STAAF_COL_VI] : v[STAAF_COL_SEI] * v[STAAF_COL_SEI];
	}
}

/* ------------------------------------------------------- rows to studies */

/* Effects of rows with the same label become one. */
static void
put_together(struct gathering *g, const struct staaf_study_effect *row,
    const char *const *label, size_t n)
{
	struct staaf_study_effect *same = staaf_arena_array(g->ar, n + 1,
	    sizeof(*same));
	bool *is_done = staaf_arena_array(g->ar, n + 1, sizeof(*is_done));

	for (size_t i = 0; !g->ar->failed && i < n; i++) {
		size_t m = 0;

		if (is_done[i])
			continue;
		for (size_t k = i; k < n; k++)
			if (!is_done[k] && (k == i || (*label[i] != '\0' &&
			    strcmp(label[k], label[i]) == 0))) {
				same[m++] = row[k];
				is_done[k] = true;
			}
		g->out->label[g->out->k] = label[i];
		staaf_pool_dependent(&g->out->study[g->out->k++], same, m,
		    SAME_STUDENTS);
	}
}

static enum staaf_code
read_studies(struct gathering *g)
{
	size_t n = g->t->n_rows;
	struct staaf_study_effect *row = staaf_arena_array(g->ar, n + 1,
	    sizeof(*row));
	const char **label = staaf_arena_array(g->ar, n + 1, sizeof(*label));
	double value[STAAF_N_GATHER_COLUMNS] = { 0 };
	enum staaf_code rc;

	g->out->label = staaf_arena_array(g->ar, n + 1, sizeof(*label));
	g->out->study = staaf_arena_array(g->ar, n + 1, sizeof(*row));
	g->out->without = staaf_arena_array(g->ar, n + 1,
	    sizeof(*g->out->without));
	if (g->ar->failed)
		return STAAF_NOMEM;
	for (size_t i = 0; i < n; i++) {
		if ((rc = read_row(value, g, i)) != STAAF_OK)
			return rc;
		work_out(&row[i], g, value);
		label[i] = g->at[STAAF_COL_STUDY] == NO_COLUMN ? "" :
		    staaf_table_cell(g->t, i,
		    (size_t)g->at[STAAF_COL_STUDY]);
		if (staaf_pool_can_use(&row[i]))
			continue;
		(void)staaf_err_set(g->err, STAAF_BADINPUT,
		    STAAF_MSG_GATHER_NO_EFFECT, label[i], NULL);
		staaf_err_place(g->err, NULL, g->t->line[i], 0);
		return STAAF_BADINPUT;
	}
	put_together(g, row, label, n);
	return STAAF_OK;
}

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

static void
put_numbers(struct gathering *g)
{
	struct staaf_result *r = &g->out->result;
	const struct staaf_pooled *p = &g->out->pooled;
	struct staaf_estimate egger;
	struct staaf_pool_without loo;

	staaf_result_put(r, "k", NULL, (double)g->out->k);
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
	(void)staaf_pool_egger(&egger, g->out->study, NULL, g->out->k);
	staaf_result_put_estimate(r, "egger", &egger);
	(void)staaf_pool_leave_one_out(&loo, g->out->without, g->out->study,
	    g->out->k);
	staaf_result_put(r, "loo", "lo", loo.low);
	staaf_result_put(r, "loo", "hi", loo.high);
	for (size_t i = 0; i < g->out->k; i++) {
		const char *name = staaf_arena_printf(g->ar, "study%zu", i + 1);

		staaf_result_put(r, name, "yi", g->out->study[i].effect);
		staaf_result_put(r, name, "vi", g->out->study[i].variance);
	}
	g->out->small = isnan(egger.p) ?
	    staaf_text(STAAF_MSG_GATHER_FEW_SMALL, g->lang) :
	    staaf_text(egger.p < .05 ? STAAF_MSG_GATHER_SMALL_DIFFER :
	    STAAF_MSG_GATHER_SMALL_ALIKE, g->lang);
}

/* ----------------------------------------------------------- sentences */

static const char *
say(const struct gathering *g, double value)
{
	if (!isfinite(value))
		return staaf_text(STAAF_MSG_TRIAL_NO_NUMBER, g->lang);
	return staaf_text_number(g->ar, g->lang, value, 2);
}

static void
say_pooled(struct gathering *g)
{
	static const enum staaf_msg measure[STAAF_N_GATHERED] = {
		STAAF_MSG_GATHER_EFFECTS, STAAF_MSG_GATHER_MEANS,
		STAAF_MSG_GATHER_RATES, STAAF_MSG_GATHER_CHANGES,
		STAAF_MSG_GATHER_CORRELATIONS };
	const struct staaf_pool_model *m = &g->out->pooled.reml;
	const char *k = staaf_text_count(g->ar, g->lang, (long)g->out->k);

	g->out->measure = staaf_text(measure[g->out->what], g->lang);
	if (g->out->k == 2) {
		g->out->sentence = staaf_text_fill(g->ar, g->lang,
		    STAAF_MSG_GATHER_TWO, say(g, g->out->study[0].effect),
		    say(g, g->out->study[1].effect));
		g->out->spread = "";
		return;
	}
	g->out->sentence = staaf_text_fill(g->ar, g->lang,
	    STAAF_MSG_GATHER_POOLED, k, say(g, m->mhk.est),
	    say(g, m->mhk.low), say(g, m->mhk.high));
	g->out->spread = staaf_text_fill(g->ar, g->lang,
	    g->out->k < HEADLINE_PREDICTION ? STAAF_MSG_GATHER_SPREAD_FEW :
	    STAAF_MSG_GATHER_SPREAD, say(g, m->tau),
	    staaf_text_number(g->ar, g->lang, 100 * m->i2, 0),
	    say(g, m->pi_hts.low), say(g, m->pi_hts.high));
}

enum staaf_code
staaf_gather(struct staaf_gather *out, const struct staaf_table *t,
    const struct staaf_gather_ask *ask, enum staaf_lang lang,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_gather gather = { .result = { .ar = ar },
		.spread = "", .small = "", .sentence = "" };
	struct gathering g = { .t = t, .ask = ask, .out = &gather,
		.needs = no_columns,
		.lang = lang, .ar = ar, .err = err };
	enum staaf_code rc = find_columns(&g);

	if (rc == STAAF_OK)
		rc = read_studies(&g);
	if (rc == STAAF_OK && !ar->failed)
		rc = staaf_pool(&gather.pooled, gather.study, gather.k, err);
	if (rc == STAAF_TOOFEW)
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_POOL_TOO_FEW, NULL, NULL);
	if (rc == STAAF_OK && !ar->failed) {
		put_numbers(&g);
		say_pooled(&g);
	}
	if (rc == STAAF_NOMEM || ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (rc == STAAF_OK)
		*out = gather;
	return rc;
}
