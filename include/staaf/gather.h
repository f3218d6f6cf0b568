/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of studies to their effects, and those to one. */
#ifndef STAAF_GATHER_H
#define STAAF_GATHER_H

#include <staaf/answer.h>
#include <staaf/pool.h>
#include <staaf/result.h>
#include <staaf/table.h>

/* What a row of the table tells; found by its columns. */
enum staaf_gathered {
	STAAF_EFFECTS,      /* yi with vi or sei */
	STAAF_MEANS,        /* m1 sd1 n1 m2 sd2 n2: g */
	STAAF_RATES,        /* a n1 c n2: log odds ratio */
	STAAF_CHANGES,      /* n m-pre m-post sd-pre r: g by the SD before */
	STAAF_CORRELATIONS, /* r n: Fisher's z */
	STAAF_STANDARDISED, /* of the store: g, d or SMD, against a control */
	STAAF_CHANGES_AV,   /* of the store: g by the average SD */
	STAAF_N_GATHERED
};

enum staaf_gather_column { STAAF_COL_YI, STAAF_COL_VI, STAAF_COL_SEI,
	STAAF_COL_M1, STAAF_COL_SD1, STAAF_COL_N1, STAAF_COL_M2,
	STAAF_COL_SD2, STAAF_COL_N2, STAAF_COL_A, STAAF_COL_C, STAAF_COL_N,
	STAAF_COL_M_PRE, STAAF_COL_M_POST, STAAF_COL_SD_PRE, STAAF_COL_R,
	STAAF_COL_STUDY, STAAF_N_GATHER_COLUMNS };

struct staaf_gather_ask {
	const char *column[STAAF_N_GATHER_COLUMNS]; /* NULL: "yi", ... */
	const char *subgroup; /* a column with two words; or NULL */
	char decimals;
};

struct staaf_gather {
	enum staaf_gathered what;
	const char **label;             /* of each study; "" */
	struct staaf_study_effect *study;
	struct staaf_study_counts *counts; /* of each study; NULL: not told */
	struct staaf_estimate *without; /* the pooled effect without each */
	size_t k;                       /* studies, not rows */
	struct staaf_study_effect *row; /* as they stood in the table */
	size_t *row_study, n_rows;      /* the study of each row */
	const char *level[2];           /* of subgroups; NULL: not asked */
	bool *is_second;                /* of each study: of level[1] */
	struct staaf_pooled pooled;
	struct staaf_result result;
	const char *sentence, *spread, *small; /* small: of small studies */
	double small_p;                 /* of the test that small tells of */
	bool is_too_few;                /* studies, for that test */
	const char *groups;             /* of subgroups; or "" */
	const char *nested;             /* of effects in studies; or "" */
	const char *measure;            /* in words */
};

/*
 * Fails: STAAF_BADINPUT with row and column: no columns that tell an effect,
 * a cell that is no number, a row of which no effect can be worked out, fewer
 * than two studies, subgroups that are not two or that a study is in both of;
 * STAAF_NOMEM.
 */
enum staaf_code staaf_gather(struct staaf_gather *out,
    const struct staaf_table *t, const struct staaf_gather_ask *ask,
    enum staaf_lang lang, struct staaf_arena *ar, struct staaf_err *err);

/* What is never pooled together: with a control group, and without. */
enum staaf_found_set { STAAF_CONTROLLED, STAAF_CHANGE, STAAF_N_FOUND_SETS };

/* What a store holds on an intervention, pooled. */
struct staaf_found {
	const struct staaf_concept *intervention;
	struct staaf_gather set[STAAF_N_FOUND_SETS]; /* k is 0: none */
	bool has_several_outcomes;                   /* pooled together */
	long left[STAAF_N_LEFT];                     /* findings and trials */
	const char *says_left[STAAF_N_LEFT];         /* or "" */
};

/*
 * Pool the studies of the corpus on what is asked, or (wants_trials) teachers'
 * own trials: those kept in this store and colleagues' that were taken in.  A
 * standard error is the width of the 95% interval by 2 * 1.96; of changes,
 * where all were kept here, it is that of SMCR (convert.h), from the figures
 * of the trial.  Fails: STAAF_STORE, STAAF_NOMEM.  To find nothing is no
 * failure.
 */
enum staaf_code staaf_gather_found(struct staaf_found *out,
    struct staaf_store *st, const struct staaf_rules *rs,
    const struct staaf_subject *ask, bool wants_trials,
    enum staaf_lang lang, struct staaf_arena *ar, struct staaf_err *err);

#endif
