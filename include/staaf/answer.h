/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A question to a graded answer, in the order people read it.  Everything
 * said is finished text in one language, so that the terminal, the page and
 * JSON say the same; every sentence has its entry in the trace.
 */
#ifndef STAAF_ANSWER_H
#define STAAF_ANSWER_H

#include <staaf/grade.h>
#include <staaf/rule.h>
#include <staaf/store.h>

/* How the question was understood. */
struct staaf_reading {
	const char *question;       /* clean, at most 4,096 characters */
	bool was_cut;
	enum staaf_question_kind kind;
	const struct staaf_concept **intervention; /* tools too */
	size_t n_interventions;
	const struct staaf_concept **comparison;
	size_t n_comparisons;
	const struct staaf_concept **outcome;
	size_t n_outcomes;
	const struct staaf_concept **context; /* level, phase, subject, ... */
	size_t n_contexts;
	const struct staaf_value *value;      /* slots, in order of place */
	size_t n_values;
	bool is_outcome_assumed;
	const char *const *assumed;           /* sentences */
	size_t n_assumed;
	const char *const *unread;            /* words nobody claimed */
	size_t n_unread;
	const char *ask_back;                 /* one question, or "" */
};

enum staaf_role { STAAF_LEAD, STAAF_AGREES, STAAF_CONTRADICTS, STAAF_PRIMARY,
	STAAF_LOCAL, STAAF_NEAREST, STAAF_DROPPED /* retracted */ };

/* One piece of evidence as shown. */
struct staaf_shown {
	enum staaf_role role;
	const struct staaf_record *record;
	const struct staaf_finding *finding; /* NULL: a retracted record */
	double g, low, high;   /* oriented; NAN when there is none */
	double mismatch;       /* m of this finding against the question */
	const char *differs;   /* in what it differs from what was asked */
	const char *points;    /* of mismatch, one by one: "0.5 + 0.25" */
	const char *citation;  /* "Låg, T. & Sæle, R. G. (2019). Title." */
	const char *why;       /* why it counts, or does not: one sentence */
	const char *says;      /* its note, in the answer's language */
};

struct staaf_change {      /* what would change this answer */
	const char *if_so;     /* "two more comparative studies ..." */
	int level;             /* the level it would give */
};

/* A step of the widening ladder: what was let go, and what that brings. */
struct staaf_rung {
	const char *widened;   /* "also in another subject" */
	long works;            /* that this step adds */
	double lost;           /* mismatch so far; 3 answers nothing */
};

/* An effect in plain figures, in the order in which they are said. */
enum staaf_plain_kind {
	STAAF_PLAIN_U3,     /* place of 100 of a middling student */
	STAAF_PLAIN_PASS,   /* percent; when the question has a pass rate */
	STAAF_PLAIN_POINTS, /* when the question has a standard deviation */
	STAAF_PLAIN_INDEX,  /* improvement index: places above 50 */
	STAAF_PLAIN_BEATS,  /* of 100 pairs: the one with it is higher */
	STAAF_PLAIN_NEXT,   /* g; prediction interval of a next class */
	STAAF_PLAIN_MONTHS, /* only by staaf_answer_add_months */
	STAAF_N_PLAIN
};

struct staaf_plain {
	const char *says;        /* one sentence, or "" */
	double value, low, high; /* NAN when not said, or not reported */
};

/* One body of evidence: an intervention on an outcome. */
struct staaf_body {
	const struct staaf_concept *intervention, *comparison, *outcome;
	/* what the evidence is about: broader when nothing is on this itself */
	const struct staaf_concept *evidence_on;
	const struct staaf_rule *claim; /* the myth it tests, or NULL */
	struct staaf_grade_input input;
	struct staaf_grade grade;
	const char *sentence;    /* certainty, size, direction */
	const char *certainty;   /* "beperkt (2 van 4)" */
	const char *start;       /* why it starts where it starts */
	struct staaf_said *lost;
	size_t n_lost;
	struct staaf_said *caps;
	size_t n_caps;
	bool has_effect;
	enum staaf_metric metric; /* as published */
	bool is_oriented_g;      /* effect below is on the scale of g */
	double value, low, high, tau; /* oriented; g when possible */
	long k, n;
	const char *effect;      /* "g = 0,50, interval niet gerapporteerd" */
	struct staaf_plain figure[STAAF_N_PLAIN];
	const char *plain;       /* U3 and what was asked for, or "" */
	const char *more;        /* the other plain figures, or "" */
	struct staaf_shown *evidence;
	size_t n_evidence;
	struct staaf_change *change;
	size_t n_changes;
	/* Only where nothing answers: */
	struct staaf_rung *rung;
	size_t n_rungs;
	long n_about;            /* works about it, whatever was read in them */
	const char *about;       /* a sentence on those; or "" */
};

struct staaf_mind {     /* of the field, about reading effects */
	const char *code;      /* "small-studies" */
	const char *says;
	const char *source;    /* "Cheung & Slavin 2016" */
	const char *doi;
};

struct staaf_source {      /* what an advice rests on */
	const char *ref;       /* DOI, record id, or the norm itself */
	const char *words;     /* "Freeman 2014: ..." or the norm */
	bool is_norm, is_held; /* held: in this store */
};

struct staaf_advice {
	const struct staaf_rule *rule;
	const char *title, *text, *caveat; /* "" when none */
	const struct staaf_source *because;
	size_t n_because;
};

/* The next step: a small trial, prefilled. */
struct staaf_next {
	bool has_plan;
	const char *design;       /* "two-groups" */
	const char *hypothesis;
	long n, n_per_group;      /* STAAF_NONE when the size is not known */
	double detectable;        /* smallest g seen with n; NAN */
	double detectable_pretest; /* the same with a pretest, r = .7; NAN */
	double likely;            /* what the evidence makes likely; NAN */
	const char *text;
};

struct staaf_trace {
	const char *says;         /* the sentence */
	const char *rule;         /* "S4 P" or a rule's id, or "" */
	const char *place;        /* of such a rule: "voting.rules:12", or "" */
	const char *record;       /* ids, or "" */
	const char *finding;
	const char *sum;          /* the arithmetic, or "" */
};

struct staaf_claim_figure; /* claim.h */

enum staaf_class { STAAF_ANSWERED, STAAF_NOT_KNOWN, STAAF_REFUSED };

struct staaf_answer {
	enum staaf_lang lang;
	const char *corpus;       /* "generation 41, rules 3f2a91c0" */
	struct staaf_reading reading;
	enum staaf_class class_;
	const char *sentence;     /* the first thing said */
	const char *example;      /* when refused: what to ask; or "" */
	/* Of a question what figures say: those, and what follows from each. */
	const struct staaf_claim_figure *figure;
	size_t n_figures;
	struct staaf_body *body;
	size_t n_bodies;
	struct staaf_mind *warning;
	size_t n_warnings;
	struct staaf_advice *advice;
	size_t n_advice;
	struct staaf_next next;
	struct staaf_trace *trace;
	size_t n_trace;
	/* What the rules were decided on, and how. */
	struct staaf_facts facts;
	const struct staaf_decision *decision; /* in order of rule id */
	size_t n_decisions;
};

/* Why a rule fired, or did not. */
struct staaf_why_not {
	const struct staaf_decision *decision;
	const enum staaf_truth *truth; /* of each condition of the rule */
	size_t n_missing;              /* conditions that stand in the way */
	const char *sentence;
};

/*
 * Of one rule; or, when rule is "near", of those that missed by one fact
 * though a concept they are about was read (at most 8, by rule id).  Fails:
 * STAAF_USAGE (no such rule), STAAF_STORE, STAAF_NOMEM.
 */
enum staaf_code staaf_answer_why_not(struct staaf_why_not **out, size_t *n,
    const struct staaf_answer *a, struct staaf_store *st, const char *rule,
    struct staaf_arena *ar, struct staaf_err *err);

/*
 * What a reading should have been; each a list with commas, or NULL.  A
 * concept that is told takes the place of those read in its role.
 */
struct staaf_correction {
	const char *as;        /* concepts, or a kind of question: "howto" */
	const char *not_this;  /* concepts, with what is narrower */
	const char *slot;      /* "group-size=180,weeks="; the last: unknown */
};

/*
 * Answer a question, its reading corrected (told may be NULL): as staaf_ask,
 * and STAAF_USAGE for a concept, slot or value that is none.
 */
enum staaf_code staaf_ask_as(struct staaf_answer *out,
    struct staaf_store *st, const struct staaf_rules *rs,
    const char *question, size_t size, const struct staaf_correction *told,
    enum staaf_lang lang, struct staaf_arena *ar, struct staaf_err *err);

/*
 * Answer a question.  Everything lives in ar, or in st and rs, which must
 * outlive the answer.  The language of the answer is `lang`.
 * Fails: STAAF_USAGE (an empty question), STAAF_BADINPUT (not UTF-8; the
 * byte is told), STAAF_STORE.  Not knowing is not a failure.
 */
enum staaf_code staaf_ask(struct staaf_answer *out, struct staaf_store *st,
    const struct staaf_rules *rs, const char *question, size_t size,
    enum staaf_lang lang, struct staaf_arena *ar, struct staaf_err *err);

/*
 * Add months of progress by the older table of the Education Endowment
 * Foundation (upper bounds of g), with its warning: on request only, since
 * time misleads (Baird and Pane 2019, 10.3102/0013189X19848729).
 * Fails: STAAF_NOMEM.
 */
enum staaf_code staaf_answer_add_months(struct staaf_answer *out,
    struct staaf_arena *ar, struct staaf_err *err);

/* What is asked about, in concepts; those may be NULL that are told so. */
struct staaf_subject {
	const struct staaf_concept *intervention;
	const struct staaf_concept *comparison; /* NULL: without it, as usual */
	const struct staaf_concept *outcome;    /* NULL: any, for pooling */
};

/*
 * The body of evidence on concepts rather than on a question: one body and
 * the next step, no advice.  Lives and fails as staaf_ask.
 */
enum staaf_code staaf_ask_about(struct staaf_answer *out,
    struct staaf_store *st, const struct staaf_rules *rs,
    const struct staaf_subject *about, enum staaf_lang lang,
    struct staaf_arena *ar, struct staaf_err *err);

/* Why a finding is no study to pool. */
enum staaf_left {
	STAAF_LEFT_NOT,        /* it is one */
	STAAF_LEFT_REVIEW,     /* it may hold the studies themselves */
	STAAF_LEFT_RETRACTED,
	STAAF_LEFT_DOUBTED,
	STAAF_LEFT_UNREAD,     /* nobody confirmed it */
	STAAF_LEFT_SCHOOL,     /* no higher education */
	STAAF_LEFT_FORM,       /* for whom, matching: no main effect */
	STAAF_LEFT_COMPARISON, /* with something else than was asked */
	STAAF_LEFT_NO_FIGURE,  /* a direction alone */
	STAAF_LEFT_METRIC,     /* r, OR, points */
	STAAF_LEFT_INTERVAL,   /* no interval */
	STAAF_LEFT_SECOND,     /* its record, or trial, has another that is */
	STAAF_LEFT_LOCAL,      /* local where research was asked */
	STAAF_LEFT_DESIGN,     /* a local trial of which no effect is pooled */
	STAAF_N_LEFT
};

/* A finding on what was asked. */
struct staaf_found_study {
	const struct staaf_record *record;
	const struct staaf_finding *finding; /* NULL: a retracted record */
	const struct staaf_concept *outcome; /* of the finding */
	double g, low, high; /* oriented: above 0 is good for it */
	bool is_local;       /* a colleague's trial */
	int design;          /* D0 to D5 */
	enum staaf_left left;
};

/*
 * Every finding on what is asked, in order of record id and finding key, each
 * with the first reason why it cannot be pooled; at most one of a record can.
 * Then retracted records without findings.  Fails: STAAF_STORE, STAAF_NOMEM.
 */
enum staaf_code staaf_studies(struct staaf_found_study **out, size_t *n_out,
    struct staaf_store *st, const struct staaf_rules *rs,
    const struct staaf_subject *ask, struct staaf_arena *ar,
    struct staaf_err *err);

/* "review", "no_interval", ... as in JSON */
const char *staaf_left_name(enum staaf_left left);

/* The rules in force in a store: read, linked, ready.  Free them. */
enum staaf_code staaf_rules_in_force(struct staaf_rules **out,
    struct staaf_store *st, struct staaf_err *err);

/*
 * Put rule files in force, with what they compile into.  The store is open
 * to write and a transaction is open.  Fails: STAAF_BADINPUT (the files do
 * not load), STAAF_STORE.
 */
enum staaf_code staaf_rules_enforce(struct staaf_store *st,
    const struct staaf_rule_file *file, size_t n_files,
    struct staaf_err *err);

/*
 * Compile the rules in force anew, as after a restore: a form from elsewhere
 * need not be that of the files beside it.  The store is open to write, and
 * no transaction is.  Fails as staaf_rules_enforce; no form is left then.
 */
enum staaf_code staaf_rules_recompile(struct staaf_store *st,
    struct staaf_err *err);

const char *staaf_class_name(enum staaf_class class_); /* "not-known" */
const char *staaf_role_name(enum staaf_role role);     /* "lead" */

#endif
