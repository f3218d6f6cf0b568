/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Studies in a table.  The columns tell what a row is; rows of one study are
 * put together first (their effects correlate .6), since they are of the same
 * students.  pooled.c pools them.
 */
#include <math.h>
#include <string.h>
#include <strings.h>

#include <staaf/convert.h>
#include <staaf/gather.h>

#include "circle.h"

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
	int group;        /* the column of subgroups, or NO_COLUMN */
	const char **label;                /* of each row; "" */
	struct staaf_study_counts *counts; /* of each row */
	struct notation notation;
	struct staaf_gather *out;
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

static int
column_of(const struct staaf_table *t, int c)
{
	int at = NO_COLUMN;

	for (size_t i = 0; i < t->n_columns; i++)
		if (is_header(t->column[i], names[c]))
			at = (int)i;
	return at;
}

bool
gather_is_for(const struct staaf_table *t)
{
	for (size_t f = 0; f < sizeof(forms) / sizeof(forms[0]); f++) {
		bool fits = forms[f].what != STAAF_CORRELATIONS;

		for (const int *c = forms[f].column; fits && *c >= 0; c++)
			fits = column_of(t, *c) != NO_COLUMN;
		if (fits)
			return true;
	}
	return false;
}

static enum staaf_code
no_column(const struct gathering *g, const char *told)
{
	return staaf_err_set(g->err, STAAF_BADINPUT,
	    STAAF_MSG_GATHER_NO_COLUMN, told, NULL);
}

static enum staaf_code
find_columns(struct gathering *g)
{
	int numbers[STAAF_N_GATHER_COLUMNS];
	size_t n = 0;

	for (int c = 0; c < STAAF_N_GATHER_COLUMNS; c++) {
		const char *told = g->ask->column[c];

		g->at[c] = told == NULL ? column_of(g->t, c) : NO_COLUMN;
		for (size_t i = 0; told != NULL && i < g->t->n_columns; i++)
			if (strcmp(g->t->column[i], told) == 0)
				g->at[c] = (int)i;
		if (told != NULL && g->at[c] == NO_COLUMN)
			return no_column(g, told);
	}
	g->group = NO_COLUMN;
	for (size_t i = 0; g->ask->subgroup != NULL &&
	    i < g->t->n_columns; i++)
		if (strcmp(g->t->column[i], g->ask->subgroup) == 0)
			g->group = (int)i;
	if (g->ask->subgroup != NULL && g->group == NO_COLUMN)
		return no_column(g, g->ask->subgroup);
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

/* Students of both groups, where the form does not ask for them. */
static void
read_counts(double value[STAAF_N_GATHER_COLUMNS], const struct gathering *g,
    size_t row)
{
	static const int column[] = { STAAF_COL_N1, STAAF_COL_N2 };

	for (int i = 0; i < 2; i++) {
		int c = column[i], decimals;

		if (g->at[c] == NO_COLUMN || cell_read(&value[c], &decimals,
		    staaf_table_cell(g->t, row, (size_t)g->at[c]),
		    &g->notation) != CELL_NUMBER)
			value[c] = NAN;
	}
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

/* Row i joins study k. */
static void
add_row(struct gathering *g, size_t i, size_t k)
{
	g->out->row_study[i] = k;
	if (g->out->counts == NULL)
		return;
	if (g->counts[i].n1 > g->out->counts[k].n1)
		g->out->counts[k].n1 = g->counts[i].n1;
	if (g->counts[i].n2 > g->out->counts[k].n2)
		g->out->counts[k].n2 = g->counts[i].n2;
}

/* Effects of rows with the same label become one. */
static void
put_together(struct gathering *g)
{
	struct staaf_gather *out = g->out;
	size_t n = out->n_rows, m = 0;
	struct staaf_study_effect *same = staaf_arena_array(g->ar, n + 1,
	    sizeof(*same));
	bool *is_done = staaf_arena_array(g->ar, n + 1, sizeof(*is_done));

	for (size_t i = 0; !g->ar->failed && i < n; i++, m = 0) {
		if (is_done[i])
			continue;
		for (size_t k = i; k < n; k++)
			if (!is_done[k] && (k == i ||
			    (*g->label[i] != '\0' &&
			    strcmp(g->label[k], g->label[i]) == 0))) {
				same[m++] = out->row[k];
				is_done[k] = true;
				add_row(g, k, out->k);
			}
		out->label[out->k] = g->label[i];
		staaf_pool_dependent(&out->study[out->k++], same, m,
		    SAME_STUDENTS);
	}
}

static bool
make_room(struct gathering *g)
{
	struct staaf_gather *out = g->out;
	size_t n = g->t->n_rows;

	out->label = staaf_arena_array(g->ar, n + 1, sizeof(*out->label));
	out->study = staaf_arena_array(g->ar, n + 1, sizeof(*out->study));
	out->row = staaf_arena_array(g->ar, n + 1, sizeof(*out->row));
	out->row_study = staaf_arena_array(g->ar, n + 1,
	    sizeof(*out->row_study));
	g->label = staaf_arena_array(g->ar, n + 1, sizeof(*g->label));
	g->counts = staaf_arena_array(g->ar, n + 1, sizeof(*g->counts));
	if (out->what == STAAF_MEANS || (out->what == STAAF_EFFECTS &&
	    g->at[STAAF_COL_N1] != NO_COLUMN &&
	    g->at[STAAF_COL_N2] != NO_COLUMN))
		out->counts = staaf_arena_array(g->ar, n + 1,
		    sizeof(*out->counts));
	return !g->ar->failed;
}

static enum staaf_code
read_studies(struct gathering *g)
{
	double value[STAAF_N_GATHER_COLUMNS] = { 0 };
	enum staaf_code rc;

	if (!make_room(g))
		return STAAF_NOMEM;
	for (size_t i = 0; i < g->t->n_rows; i++) {
		read_counts(value, g, i);
		if ((rc = read_row(value, g, i)) != STAAF_OK)
			return rc;
		work_out(&g->out->row[i], g, value);
		g->counts[i] = (struct staaf_study_counts){
			count_of(value[STAAF_COL_N1]),
			count_of(value[STAAF_COL_N2]) };
		g->label[i] = g->at[STAAF_COL_STUDY] == NO_COLUMN ? "" :
		    staaf_table_cell(g->t, i,
		    (size_t)g->at[STAAF_COL_STUDY]);
		if (staaf_pool_can_use(&g->out->row[i]))
			continue;
		(void)staaf_err_set(g->err, STAAF_BADINPUT,
		    STAAF_MSG_GATHER_NO_EFFECT, g->label[i], NULL);
		staaf_err_place(g->err, NULL, g->t->line[i], 0);
		return STAAF_BADINPUT;
	}
	g->out->n_rows = g->t->n_rows;
	put_together(g);
	return STAAF_OK;
}

/* ------------------------------------------------------------- subgroups */

static enum staaf_code
group_fault(const struct gathering *g, enum staaf_msg msg, const char *word,
    size_t row)
{
	(void)staaf_err_set(g->err, STAAF_BADINPUT, msg, word,
	    g->ask->subgroup);
	staaf_err_place(g->err, NULL, g->t->line[row], g->group + 1L);
	return STAAF_BADINPUT;
}

/* Two words, in the order of the alphabet, and one of them for each study. */
static enum staaf_code
read_groups(struct gathering *g)
{
	struct staaf_gather *out = g->out;
	const char **of = staaf_arena_array(g->ar, out->k + 1, sizeof(*of));

	if (g->group == NO_COLUMN)
		return STAAF_OK;
	out->is_second = staaf_arena_array(g->ar, out->k + 1,
	    sizeof(*out->is_second));
	for (size_t i = 0; !g->ar->failed && i < out->n_rows; i++) {
		const char *word = staaf_table_cell(g->t, i,
		    (size_t)g->group);
		size_t k = out->row_study[i];

		if (*word == '\0')
			return group_fault(g, STAAF_MSG_GATHER_NO_GROUP,
			    g->label[i], i);
		if (of[k] != NULL && strcmp(of[k], word) != 0)
			return group_fault(g, STAAF_MSG_GATHER_BOTH_GROUPS,
			    g->label[i], i);
		of[k] = word;
		if (out->level[0] == NULL)
			out->level[0] = word;
		else if (strcmp(out->level[0], word) != 0 &&
		    out->level[1] == NULL)
			out->level[1] = word;
		else if (strcmp(out->level[0], word) != 0 &&
		    strcmp(out->level[1], word) != 0)
			return group_fault(g, STAAF_MSG_GATHER_MANY_GROUPS,
			    word, i);
	}
	if (!g->ar->failed && out->level[1] == NULL)
		return staaf_err_set(g->err, STAAF_BADINPUT,
		    STAAF_MSG_GATHER_ONE_GROUP, g->ask->subgroup, NULL);
	if (!g->ar->failed && strcmp(out->level[0], out->level[1]) > 0) {
		const char *first = out->level[1];

		out->level[1] = out->level[0];
		out->level[0] = first;
	}
	for (size_t k = 0; !g->ar->failed && k < out->k; k++)
		out->is_second[k] = strcmp(of[k], out->level[1]) == 0;
	return STAAF_OK;
}

enum staaf_code
staaf_gather(struct staaf_gather *out, const struct staaf_table *t,
    const struct staaf_gather_ask *ask, enum staaf_lang lang,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_gather gather = { .what = STAAF_N_GATHERED };
	struct gathering g = { .t = t, .ask = ask, .out = &gather,
		.needs = no_columns, .ar = ar, .err = err };
	enum staaf_code rc = find_columns(&g);

	if (rc == STAAF_OK)
		rc = read_studies(&g);
	if (rc == STAAF_OK && !ar->failed)
		rc = read_groups(&g);
	if (rc == STAAF_OK && !ar->failed && gather.k < 2)
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_POOL_TOO_FEW, NULL, NULL);
	if (rc == STAAF_OK && !ar->failed)
		rc = gather_pool(&gather, lang, ar, err);
	if (rc == STAAF_NOMEM || ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (rc == STAAF_OK)
		*out = gather;
	return rc;
}
