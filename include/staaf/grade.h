/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf-5: how certain a body of evidence makes us, by published rules
 * (src/answer/grade.c says them; S1 to S9).  Pure: the same input, the same
 * grade.  Effects are oriented: positive is good for the intervention.
 */
#ifndef STAAF_GRADE_H
#define STAAF_GRADE_H

#include <stdbool.h>
#include <stddef.h>

#include <staaf/text.h>

enum staaf_verdict {
	STAAF_VERDICT_BETTER, STAAF_VERDICT_WORSE, STAAF_VERDICT_NO_DIFFERENCE,
	STAAF_VERDICT_DEPENDS, STAAF_VERDICT_AS_STATED, STAAF_VERDICT_UNCLEAR,
	STAAF_VERDICT_CLAIM, STAAF_N_VERDICTS
};

enum staaf_zero { STAAF_ZERO_NOT, STAAF_ZERO_A, STAAF_ZERO_B, STAAF_ZERO_C };

enum staaf_criterion { STAAF_RISK, STAAF_INCONSISTENCY, STAAF_IMPRECISION,
	STAAF_DIRECTNESS, STAAF_AGE, STAAF_PUBLICATION, STAAF_N_CRITERIA };

/* Why a point was lost or a cap holds. */
enum staaf_reason {
	STAAF_BECAUSE_FLAGS,        /* R */
	STAAF_BECAUSE_TAU,          /* I: share on the other side */
	STAAF_BECAUSE_I2,           /* I */
	STAAF_BECAUSE_SPREAD,       /* I: unexplained, say the authors */
	STAAF_BECAUSE_REVIEWS,      /* I: reviews differ */
	STAAF_BECAUSE_INTERVAL,     /* P: reaches over a threshold */
	STAAF_BECAUSE_NO_INTERVAL,  /* P: none reported, few studies */
	STAAF_BECAUSE_FEW_STUDENTS, /* P: under 400 */
	STAAF_BECAUSE_MISMATCH,     /* Dr */
	STAAF_BECAUSE_OLD,          /* A */
	STAAF_BECAUSE_BIAS,         /* B */
	STAAF_CAP_NEAREST,          /* mismatch of three or more */
	STAAF_CAP_ONE_STUDY,
	STAAF_CAP_ONE_LARGE_STUDY,
	STAAF_CAP_FEW_STUDIES,      /* two to four, or a review without k */
	STAAF_CAP_UNAPPRAISED,
	STAAF_CAP_NOT_REPORTED,     /* two or more of tau, interval, n */
	STAAF_CAP_NO_HIGHER_EDUCATION,
	STAAF_CAP_CONCERN,
	STAAF_CAP_DESIGN,           /* D1 or less */
	STAAF_CAP_LOCAL,
	STAAF_N_REASONS
};

struct staaf_grade_input {
	int design;              /* D0 to D5 */
	long k, n, sites;        /* STAAF_NONE when not reported */
	double g, low, high;     /* oriented; NAN when not reported */
	double tau, i2;          /* i2 in percent; NAN when not reported */
	int n_flags;             /* bias flags that hold for most weight */
	double mismatch;         /* sum m of S4 Dr, the form (S7) included */
	bool has_spread_reported, reviews_differ, is_explained;
	bool is_old_technology, has_publication_bias, has_independent_test;
	bool lacks_higher_education, has_concern, is_unappraised;
	bool is_review, is_local, is_form_unsupported;
};

struct staaf_lost {
	enum staaf_criterion criterion;
	int points; /* negative */
	enum staaf_reason reason;
};

struct staaf_cap {
	int cap;
	enum staaf_reason reason;
};

enum { STAAF_MAX_CAPS = 10 };

struct staaf_grade {
	int start;
	struct staaf_lost lost[STAAF_N_CRITERIA];
	size_t n_lost;
	int raised; /* 0 or 1 */
	struct staaf_cap caps[STAAF_MAX_CAPS];
	size_t n_caps;
	int cap;    /* the lowest; 4 when there is none */
	int level;  /* 0 to 4 */
	double other_side; /* share of true effects on the other side, or NAN */
	enum staaf_zero zero;
	enum staaf_verdict verdict;
};

/* Nothing reported, nothing known against it. */
struct staaf_grade_input staaf_grade_input_none(void);

struct staaf_grade staaf_grade(const struct staaf_grade_input *in);

/* "R", "I", "P", "Dr", "A", "B". */
const char *staaf_criterion_code(enum staaf_criterion criterion);
/* A point lost, or a cap, in words. */
struct staaf_said {
	const char *code;      /* "R"; "" for a cap */
	int points;            /* negative; for a cap the level it allows */
	const char *reason;
};

/* A grade in sentences; a reader can do the sum by hand. */
struct staaf_grade_words {
	const char *certainty; /* "limited (2 of 4)" */
	const char *start;     /* why it starts where it starts */
	struct staaf_said lost[STAAF_N_CRITERIA]; /* grade.n_lost of them */
	struct staaf_said caps[STAAF_MAX_CAPS];   /* grade.n_caps */
};

/*
 * Say a grade.  `differs` tells in what the evidence differs from what was
 * asked; NULL: only how much.  The sentences live in ar, or for ever; look
 * at ar->failed.
 */
void staaf_grade_say(struct staaf_grade_words *out,
    const struct staaf_grade_input *in, const struct staaf_grade *g,
    const char *differs, enum staaf_lang lang, struct staaf_arena *ar);
/* "4 - 1 = 3, <= 3, >= 0: 3; better": the whole sum, in ar. */
const char *staaf_grade_sum(const struct staaf_grade *g,
    struct staaf_arena *ar);

/* In the words of S9: "better", "no important difference", ... */
const char *staaf_verdict_name(enum staaf_verdict verdict);
/* "0a", "0b", "0c"; NULL for STAAF_ZERO_NOT. */
const char *staaf_zero_name(enum staaf_zero zero);

#endif
