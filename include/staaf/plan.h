/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A trial planned before its data: what is tried, on whom, how it will be
 * judged.  Frozen, it has a hash; what changes after that is a deviation.
 */
#ifndef STAAF_PLAN_H
#define STAAF_PLAN_H

#include <staaf/answer.h>
#include <staaf/hash.h>
#include <staaf/store.h>
#include <staaf/trial.h>

enum staaf_plan_design {
	STAAF_PLAN_BEFORE_AFTER, /* one group */
	STAAF_PLAN_TWO_GROUPS,   /* by lot, score afterwards */
	STAAF_PLAN_PRETEST,      /* by lot, score before and after */
	STAAF_PLAN_COHORT,       /* last year's group beside this year's */
	STAAF_PLAN_CROSSOVER,    /* each gets both, by lot first or second */
	STAAF_PLAN_STAGED,       /* by lot now or later */
	STAAF_PLAN_CLUSTERS,     /* whole classes, by lot */
	STAAF_PLAN_PASS_FAIL,    /* two groups by lot, pass or fail */
	STAAF_N_PLAN_DESIGNS
};

/* What the owner says; NULL and NAN: nothing.  n is STAAF_NONE for that. */
struct staaf_plan_ask {
	const char *design;   /* a name of staaf_plan_design_name */
	const char *measure;  /* the score, in words */
	long n;               /* students in all; else the question's */
	long classes;         /* of them, in how many classes */
	double r;             /* correlation of before and after; 0.7 */
	double pass_rate;     /* now, 0 to 1 */
	double likely;        /* in standard deviations; of the evidence */
};

enum staaf_plan_part { STAAF_PLAN_WHY, STAAF_PLAN_SIZE, STAAF_PLAN_MEASURE,
	STAAF_PLAN_LOTS, STAAF_PLAN_CONSENT, STAAF_PLAN_FAIRNESS,
	STAAF_PLAN_DROPOUT, STAAF_PLAN_STOPPING, STAAF_PLAN_ANALYSIS,
	STAAF_N_PLAN_PARTS };

struct staaf_plan {
	enum staaf_lang lang;
	const char *question, *hypothesis;
	const char *intervention, *comparison, *outcome; /* concept ids; "" */
	const char *subject, *result;  /* the same in words */
	enum staaf_plan_design design;
	const char *measure;           /* "" when not told */
	long n, classes;               /* STAAF_NONE */
	double r, pass_rate;           /* NAN */
	double detectable;             /* in standard deviations, or as rate */
	double detectable_pretest;     /* NAN where a pretest adds nothing */
	double likely, chance;         /* of seeing it; NAN */
	long n_needed;                 /* for 80%; STAAF_NONE */
	int level;                     /* certainty of the evidence, 0 to 4 */
	const char *corpus;
	const char *part[STAAF_N_PLAN_PARTS]; /* sentences */
};

/*
 * A plan from an answer; all of it in ar or in the answer.  Fails:
 * STAAF_USAGE for a design that is none, numbers that cannot be, a question
 * that was refused; STAAF_NOMEM.
 */
enum staaf_code staaf_plan_make(struct staaf_plan *out,
    const struct staaf_answer *a, const struct staaf_plan_ask *ask,
    struct staaf_arena *ar, struct staaf_err *err);

const char *staaf_plan_design_name(enum staaf_plan_design design);
const char *staaf_plan_part_name(enum staaf_plan_part part);

/* The plan as JSON: always the same bytes for the same plan. */
void staaf_plan_write(struct staaf_buf *out, const struct staaf_plan *plan);
/* And back.  Fails: STAAF_BADINPUT. */
enum staaf_code staaf_plan_read(struct staaf_plan *out, const char *json,
    size_t size, struct staaf_arena *ar, struct staaf_err *err);

/* A plan that was frozen. */
struct staaf_frozen {
	const char *id;        /* SHA-256 of its JSON, in hex */
	const char *at;        /* when */
	const char *json;
	struct staaf_plan plan;
	const struct staaf_note *change; /* what was told since, in time */
	const char *const *says;         /* the words of each */
	size_t n_changes;
};

/* Freeze; again is no other plan.  id gets its hash. */
enum staaf_code staaf_plan_freeze(char id[STAAF_HASH_SIZE],
    struct staaf_store *st, const struct staaf_plan *plan,
    struct staaf_err *err);
/*
 * By the beginning of its id, six characters at least.  Fails: STAAF_NOTHING,
 * STAAF_USAGE (too short, or of two plans), STAAF_STORE.
 */
enum staaf_code staaf_plan_find(struct staaf_frozen *out,
    struct staaf_store *st, const char *id, struct staaf_arena *ar,
    struct staaf_err *err);
/* All, in order of id. */
enum staaf_code staaf_plan_list(struct staaf_frozen **out, size_t *n_out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err);
/* Tell what goes otherwise than planned, and why. */
enum staaf_code staaf_plan_deviate(struct staaf_store *st, const char *id,
    const char *words, struct staaf_err *err);

/* In what a trial differs from its plan. */
enum staaf_deviation {
	STAAF_OTHER_DESIGN,
	STAAF_NO_LOTS,    /* planned by lot, and nobody said it was */
	STAAF_OTHER_SIZE, /* students in the sums */
	STAAF_TOLD,       /* in the owner's words, while it went on */
	STAAF_N_DEVIATIONS
};

struct staaf_deviated {
	enum staaf_deviation what;
	const char *says; /* one sentence */
};

const char *staaf_deviation_name(enum staaf_deviation what);
/* All of them, in ar or in the plan.  Fails: STAAF_NOMEM. */
enum staaf_code staaf_plan_compare(struct staaf_deviated **out, size_t *n,
    const struct staaf_frozen *plan, const struct staaf_trial *trial,
    bool is_randomised, enum staaf_lang lang, struct staaf_arena *ar,
    struct staaf_err *err);

/*
 * Who gets what: a list of n lots, 1 for the new and 0 for the old, in blocks
 * so that the groups stay of one size (2 and 4 by chance, so that no block
 * can be guessed); from the seed alone (its first 256 bytes), so that anyone
 * can make it again.
 */
void staaf_plan_lots(int *out, size_t n, const char *seed);

/* Lots for the students (or classes) of a table. */
struct staaf_lots {
	size_t n;               /* rows */
	const char **id;
	const char **stratum;   /* the word each was drawn within; "" */
	int *lot;               /* 1 new, 0 old */
	size_t n_strata;
};

/*
 * In order of the rows, each stratum in blocks of its own, from the seed
 * "seed/stratum": so the groups are alike in what the stratum tells.  id and
 * stratum are names of columns, or NULL (found; all together).  Fails:
 * STAAF_BADINPUT (no or doubtful column, a name in the table, an id twice, so
 * many strata that lots mean nothing), STAAF_NOMEM.
 */
enum staaf_code staaf_plan_lots_table(struct staaf_lots *out,
    const struct staaf_table *table, const char *id, const char *stratum,
    const char *seed, struct staaf_arena *ar, struct staaf_err *err);

#endif
