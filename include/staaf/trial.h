/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A trial: a table of scores and what its owner says of it, to a design, the
 * numbers that belong to that design, and sentences that say no more than
 * the design allows.
 */
#ifndef STAAF_TRIAL_H
#define STAAF_TRIAL_H

#include <staaf/result.h>
#include <staaf/table.h>

/* The letters of the manual (staaf-evaluate(1)). */
enum staaf_design {
	STAAF_BEFORE_AFTER,       /* A */
	STAAF_BEFORE_AFTER_LOOSE, /* A' two lists that nothing links */
	STAAF_BEFORE_AFTER_CHOSEN, /* A'' chosen for a low score before */
	STAAF_TWO_AFTER,          /* B */
	STAAF_TWO_RANDOM,         /* C */
	STAAF_TWO_EXISTING,       /* C' */
	STAAF_CLASSES,            /* D */
	STAAF_CROSSOVER,          /* E */
	STAAF_ORDINAL,            /* F */
	STAAF_RATE_BEFORE_AFTER,  /* G */
	STAAF_RATE_TWO,           /* H */
	STAAF_SEVERAL_GROUPS,     /* I */
	STAAF_SEVERAL_OUTCOMES,   /* J */
	STAAF_WEEKS,              /* K: one class over weeks */
	STAAF_YEARS,              /* L: this year's group, last year's */
	STAAF_N_DESIGNS
};

/*
 * What the owner says; a column that is not named is found by its header.
 * Texts may be NULL, numbers NAN.
 */
struct staaf_trial_ask {
	const char *id, *pre, *post, *group, *treatment, *cluster, *outcomes;
	const char *time, *phase, *period1, *period2, *sequence;
	const char *missing;      /* more codes for "no score", with commas */
	const char *selected;     /* how students were chosen, in words */
	double scale_low, scale_high;
	double passmark;          /* in scale points */
	double sesoi;             /* smallest difference of interest, > 0 */
	char decimals;            /* ',' or '.'; 0: found */
	bool is_lower_better, is_randomised, is_unpaired;
	bool hides_names;         /* groups go by their role */
};

enum staaf_trial_status {
	STAAF_TRIAL_OK,
	STAAF_TRIAL_UNDEFINED, /* the sum has no answer; reason says why */
	STAAF_TRIAL_REFUSED    /* the design cannot bear the question */
};

enum staaf_warning { STAAF_NO_CONTROL, STAAF_BASELINE_GT_25,
	STAAF_BASELINE_5_25, STAAF_ATTRITION_HIGH, STAAF_CLUSTERS_LT_6,
	STAAF_ONE_CLUSTER_PER_ARM, STAAF_SLOPES_DIFFER, STAAF_CEILING,
	STAAF_OUT_OF_RANGE, STAAF_UNPAIRED_ANONYMOUS, STAAF_TREND_BEFORE,
	STAAF_ICC_NEGATIVE, STAAF_ZERO_VARIANCE, STAAF_TOO_FEW, STAAF_LORD,
	STAAF_RTM_SELECTED, STAAF_MULTIPLE_OUTCOMES, STAAF_DECIMAL_AMBIGUOUS,
	STAAF_DUPLICATE_KEY, STAAF_BASELINE_UNKNOWN, STAAF_CLUSTERS_IGNORED,
	STAAF_N_WARNINGS };

struct staaf_warned {
	enum staaf_warning code;
	const char *text; /* one or two sentences; "": said elsewhere */
};

/* Why a score is not there: "afw" 3 times; "" is an empty cell. */
struct staaf_missing_code {
	const char *code;
	long n;
};

/* One arm, as it may leave the school: no student in it. */
struct staaf_arm {
	const char *name;         /* of the group; "" when there is one arm */
	long n, n_lost;           /* in the sums; with a before score only */
	double mean, sd;          /* after, or of what was measured once */
	double mean_pre, sd_pre, r; /* NAN without a before score */
	long n_pass, n_pass_pre;  /* of pass and fail; else STAAF_NONE */
	long n_classes;           /* 0 when classes are not told */
};

enum staaf_plot_kind {
	STAAF_PLOT_NONE,
	STAAF_PLOT_LINES,    /* a student a line, from pre to post */
	STAAF_PLOT_DOTS,     /* a student a dot */
	STAAF_PLOT_RATES,    /* the same of pass (1) and fail (0) */
	STAAF_PLOT_TIME,     /* a dot for each moment */
	STAAF_PLOT_OUTCOMES  /* dots, in standard deviations of each outcome;
	                      * columns 2k and 2k + 1: old and new, outcome k */
};

/* What is drawn. */
struct staaf_trial_plot {
	enum staaf_plot_kind kind;
	const double *pre, *post; /* n; pre NULL when there is none */
	const double *time;       /* n; PLOT_TIME alone */
	const int *column;        /* of each; NULL: all in the first */
	size_t n, n_columns;
	bool is_steps;            /* scores are steps, and many are alike */
	const char *const *name;  /* of each column; "" */
	const char *pre_name, *post_name;
};

/* Of a scale of a few steps: count[from * n_steps + to], from the lowest. */
struct staaf_moves {
	int lowest, n_steps; /* 0: none */
	long *count;
};

struct staaf_trial {
	enum staaf_design design;
	enum staaf_trial_status status;
	const char *reason;       /* a code, "zero_variance"; or NULL */
	struct staaf_result result;
	struct staaf_warned *warning;
	size_t n_warnings;
	struct staaf_missing_code *missing;
	size_t n_missing;

	/* Sentences, in the language asked. */
	const char *chosen;    /* the design, why, and how to overrule it */
	const char *sentence;  /* the difference, in the owner's units */
	const char *effect;    /* the named standardised effect; or "" */
	const char *bears;     /* what this design allows to say */
	const char *robust;    /* what the robust neighbour says; or "" */
	const char *lost;      /* who is missing; or "" */
	const char *power;     /* what could have been seen; or "" */
	const char *apa;

	/* The effect, for sharing and for "before + yours". */
	const char *effect_name;  /* "g_av", "g", "RD" */
	double g, g_low, g_high, g_var; /* NAN: none */
	bool is_association;      /* before-after: never pooled with control */
	int design_class;         /* D1 to D4: grading S1 */
	struct staaf_arm *arm;
	size_t n_arms;
	struct staaf_trial_plot plot;
	struct staaf_moves moves;
	const char *outcome;      /* header of what was measured */
};

/*
 * Carry out a trial; *out lives in ar.  Fails: STAAF_BADINPUT for a table
 * that cannot be used, with row (line) and column (its number) and, where
 * there is one, a hint: a column with names or addresses of people, a word
 * among numbers, a column that is not there or of which there are two;
 * STAAF_USAGE for an ask that contradicts itself; STAAF_NOMEM.  A sum that
 * has no answer is no failure: status and reason say it.
 */
enum staaf_code staaf_trial_evaluate(struct staaf_trial *out,
    const struct staaf_table *t, const struct staaf_trial_ask *ask,
    enum staaf_lang lang, struct staaf_arena *ar, struct staaf_err *err);

/* "A" to "L", with a prime or two; "no_control", ... as in JSON. */
const char *staaf_design_letter(enum staaf_design design);
const char *staaf_warning_name(enum staaf_warning code);

#endif
