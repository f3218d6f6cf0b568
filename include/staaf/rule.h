/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The curators' files: a vocabulary (concepts), slots and rules, with
 * examples that run as tests.  This room knows no store and no evidence:
 * facts go in, decisions come out.  The grammar: rules/README.md.
 */
#ifndef STAAF_RULE_H
#define STAAF_RULE_H

#include <staaf/err.h>
#include <staaf/record.h>

/* ---------------------------------------------------------- vocabulary */

enum staaf_concept_kind {
	STAAF_INTERVENTION, STAAF_TOOL, STAAF_COMPARISON, STAAF_OUTCOME,
	STAAF_POPULATION, STAAF_PROGRAMME, STAAF_LEVEL, STAAF_PHASE,
	STAAF_MODE, STAAF_SUBJECT,
	STAAF_QUESTION,    /* words that tell the kind of a question */
	STAAF_SCOPE,       /* words that only tell: this is about teaching */
	STAAF_N_CONCEPT_KINDS
};

/* "intervention", "tool", ... as after "is" in a file. */
const char *staaf_concept_kind_name(enum staaf_concept_kind kind);

struct staaf_place {
	const char *file;
	int line, column; /* from 1 */
};

struct staaf_concept {
	const char *id;
	enum staaf_concept_kind kind;
	const char *domain; /* of an outcome: "achievement"; else "" */
	const char *name[STAAF_N_LANGS];
	const struct staaf_concept *under; /* broader, or NULL */
	const char *find;   /* full-text expression, or "" */
	size_t index;       /* 0 to n_concepts - 1, in order of id */
	struct staaf_place place;
};

struct staaf_range {
	const char *id;      /* "large" */
	double low, high;    /* inclusive; +-INFINITY when open */
};

struct staaf_slot {
	const char *id;
	const char *name[STAAF_N_LANGS];
	const char *unit;    /* "students", or "" */
	double from, to;     /* values outside are not read */
	const char *ask[STAAF_N_LANGS]; /* the question back, or "" */
	const struct staaf_range *range;
	size_t n_ranges;
	size_t index;
	struct staaf_place place;
};

/* -------------------------------------------------------------- rules */

struct staaf_cite {
	const char *ref;  /* DOI or record id; the text after "norm:" */
	const char *what; /* what it is cited for, or "" */
	bool is_norm;     /* a law or guideline, never evidence */
	struct staaf_place place;
};

struct staaf_condition {
	const char *text; /* "group-size is large", as in the file */
	bool is_unless;
	struct staaf_place place;
	/* the parsed form is private to src/rule */
	int test;
	const struct staaf_concept *const *concept;
	size_t n_concepts;
	const struct staaf_slot *slot;
	int kind;
	double low, high;
	bool on_unknown;
};

struct staaf_rule {
	const char *id;
	const char *title[STAAF_N_LANGS];
	const char *advise[STAAF_N_LANGS]; /* "" when none */
	const char *caveat[STAAF_N_LANGS]; /* "" when none */
	const struct staaf_condition *condition; /* when and unless, in order */
	size_t n_conditions;
	const struct staaf_cite *because;
	size_t n_because;
	/* seek A on OUTCOME in CONTEXT; NULL when there is no such line */
	const struct staaf_concept *seek, *seek_outcome, *seek_context;
	/* contrast A with B; NULL when there is no such line */
	const struct staaf_concept *contrast, *contrast_with;
	bool is_claim;                     /* a myth under test */
	enum staaf_form claim_form;
	const char *says[STAAF_N_LANGS];   /* the claim, as people put it */
	const struct staaf_rule *instead_of;
	bool is_draft;                     /* shown to curators only */
	const char *status_note;
	struct staaf_place place;
};

struct staaf_rules;

/* A fault in a file: where, what, the line itself (for the caret). */
struct staaf_fault {
	struct staaf_err err; /* file, line, column set */
	bool is_warning;
	const char *source_line;
};

/*
 * Read files into one rule set.  Reading goes on after a fault; the rules
 * are usable only when no fault is an error.  Fails: STAAF_BADINPUT (the
 * first error is in *err; all are in the set, which is returned as well so
 * that they can be shown), STAAF_NOMEM (nothing is returned).
 */
struct staaf_rule_text {
	const char *name; /* of the file */
	const char *text;
	size_t size;
};
enum staaf_code staaf_rules_new(struct staaf_rules **out,
    const struct staaf_rule_text *file, size_t n_files,
    struct staaf_err *err);
/*
 * The compiled form of a set: text that can be kept beside the files, from
 * which the set comes back at once, ready for questions.  Examples, and what
 * only a check or print needs, are not in it.
 */
void staaf_rules_form(struct staaf_buf *out, struct staaf_rules *rs);
/*
 * A set from its form.  *out is NULL when it is not whole, or of another
 * version of this program: read the files then.  Fails: STAAF_NOMEM.
 */
enum staaf_code staaf_rules_open(struct staaf_rules **out, const char *form,
    struct staaf_err *err);
void staaf_rules_free(struct staaf_rules *rs);
/* Eight hex digits that change with every change in the files. */
const char *staaf_rules_version(const struct staaf_rules *rs);

/* The files that ship with staaf. */
size_t staaf_rules_shipped(const struct staaf_rule_text **out);

size_t staaf_rules_n_concepts(const struct staaf_rules *rs);
const struct staaf_concept *staaf_rules_concept(const struct staaf_rules *rs,
    size_t index);
/* NULL when there is none. */
const struct staaf_concept *staaf_rules_concept_named(
    const struct staaf_rules *rs, const char *id);
/* True when a is b or stands, at any depth, under b. */
bool staaf_concept_is_under(const struct staaf_concept *a,
    const struct staaf_concept *b);
size_t staaf_rules_n_slots(const struct staaf_rules *rs);
const struct staaf_slot *staaf_rules_slot(const struct staaf_rules *rs,
    size_t index);
const struct staaf_slot *staaf_rules_slot_named(const struct staaf_rules *rs,
    const char *id);
size_t staaf_rules_n_rules(const struct staaf_rules *rs);
const struct staaf_rule *staaf_rules_rule(const struct staaf_rules *rs,
    size_t index);

size_t staaf_rules_n_faults(const struct staaf_rules *rs);
const struct staaf_fault *staaf_rules_fault(const struct staaf_rules *rs,
    size_t index);

/*
 * A fault as people read it: "x.rules:12:8: sentence", the line with a caret
 * under the place, and on a last line what to do.
 */
void staaf_fault_say(struct staaf_buf *out, const struct staaf_fault *f,
    enum staaf_lang lang);

/* ---------------------------------------------------- facts of a text */

/* A concept met in a text. */
struct staaf_mention {
	const struct staaf_concept *concept;
	size_t start, end; /* bytes of the text */
	bool is_told;      /* by the reader of the reading: no such bytes */
};

/* A slot met in a text; low equals high unless a range was given. */
struct staaf_value {
	const struct staaf_slot *slot;
	double low, high;
	size_t start, end;
};

enum staaf_question_kind { STAAF_WORKS, STAAF_HOWTO, STAAF_WHICH, STAAF_WHOM,
	STAAF_KNOWN, STAAF_TEST, STAAF_NO_QUESTION, STAAF_N_QUESTION_KINDS };
const char *staaf_question_kind_name(enum staaf_question_kind kind);

struct staaf_facts {
	struct staaf_mention *mention; /* in order of place */
	size_t n_mentions;
	struct staaf_value *value;
	size_t n_values;
	enum staaf_question_kind kind;
	bool hit_limit;   /* a pattern ran into its match limit */
	bool *is_read;    /* per word of the text: it belongs to a match */
};

/*
 * Find every concept and slot in a text (the longest match wins, "not" words
 * veto what they overlap) and the kind of question its words tell.  The
 * text must be valid UTF-8.  All of the result lives in ar.
 */
enum staaf_code staaf_rules_read(struct staaf_facts *out,
    const struct staaf_rules *rs, const char *text, size_t size,
    struct staaf_arena *ar, struct staaf_err *err);
/* A word as it was typed, and the one that was meant. */
struct staaf_mended {
	const char *typed, *meant;
};

/*
 * The text with words that nobody read and that are a slip from one word of
 * the vocabulary put right (two slips from nine letters on; never below six
 * letters); *out is NULL when there are none.  facts are those of the text.
 */
enum staaf_code staaf_rules_mend(const char **out,
    struct staaf_mended **list, size_t *n, const struct staaf_rules *rs,
    const struct staaf_facts *facts, const char *text, size_t size,
    struct staaf_arena *ar, struct staaf_err *err);
/*
 * What a record is about: the concepts alone, and none of those that tell the
 * kind of a question or that this is about teaching.
 */
enum staaf_code staaf_rules_find(struct staaf_facts *out,
    const struct staaf_rules *rs, const char *text, size_t size,
    struct staaf_arena *ar, struct staaf_err *err);
/* Make concepts be found faster, for one who has many texts to read. */
void staaf_rules_hasten(struct staaf_rules *rs);

/* ------------------------------------------------------------ decisions */

enum staaf_outcome_of_rule {
	STAAF_FIRES,
	STAAF_ASKS,      /* only unknown slots stand in the way */
	STAAF_SILENT,
	STAAF_SET_ASIDE  /* fired, but another fired instead */
};

struct staaf_decision {
	const struct staaf_rule *rule;
	enum staaf_outcome_of_rule outcome;
	const struct staaf_condition *failed; /* first that failed (silent) */
	const struct staaf_slot *ask;         /* first unknown slot (asks) */
	const struct staaf_rule *by;          /* who set it aside */
	bool has_unknown_unless;              /* fires with its caveat */
};

/* How many records stand under these concepts; part of "records on A". */
struct staaf_counter {
	long (*count)(const struct staaf_concept *const *concept, size_t n,
	    void *arg);
	void *arg;
};

/*
 * Decide every rule, in order of rule id.  A pure function of the facts and
 * counts; counter may be NULL (then "records on" is not known).
 */
enum staaf_code staaf_rules_decide(struct staaf_decision **out, size_t *n_out,
    const struct staaf_rules *rs, const struct staaf_facts *facts,
    const struct staaf_counter *counter, struct staaf_arena *ar,
    struct staaf_err *err);

enum staaf_truth { STAAF_FALSE, STAAF_TRUE, STAAF_UNKNOWN };

/* Of each condition by itself, whatever its "unless"; counter may be NULL. */
void staaf_rule_test(enum staaf_truth *truth, const struct staaf_rule *r,
    const struct staaf_facts *facts, const struct staaf_counter *counter);

/*
 * Why a rule is silent ("group-size is 18, not 100 or more"), which slot it
 * asks for, or which rule set it aside; nothing when it fires.  In the words
 * of the rule files, not of a reader's language.
 */
void staaf_decision_reason(struct staaf_buf *out,
    const struct staaf_decision *d, const struct staaf_facts *facts);

/* ---------------------------------------------- check, test and print */

/* What a lint may ask of the corpus; each member may be NULL. */
enum staaf_held { STAAF_NOT_HELD, STAAF_HELD, STAAF_HELD_RETRACTED };
struct staaf_corpus_view {
	enum staaf_held (*held)(const char *ref, void *arg);
	/* Records, not retracted, under this very concept. */
	long (*count)(const struct staaf_concept *c, void *arg);
	void *arg;
};

/*
 * What curators should mend beyond what reading refuses: a rule without a
 * firing and a silent example, a missing language, words claimed twice, an
 * outcome without domain.  With a corpus (may be NULL) also: a source that
 * it does not hold (an error) or that was retracted, a concept without
 * records.  Faults are added to the set.  Returns the number of errors;
 * memory that ran out is one.
 */
size_t staaf_rules_lint(struct staaf_rules *rs,
    const struct staaf_corpus_view *corpus);

/* Run every example; each failure is told with its place. */
struct staaf_example_result {
	const struct staaf_rule *rule; /* NULL: an example of no rule */
	const char *question;
	struct staaf_place place;
	bool passed;
	const char *expected, *got;    /* when it failed */
};
enum staaf_code staaf_rules_test(const struct staaf_rules *rs,
    void (*each)(const struct staaf_example_result *r, void *arg), void *arg,
    struct staaf_err *err);

/* The normal form: sorted, one spelling.  Reading it gives the same set. */
void staaf_rules_print(struct staaf_buf *out, const struct staaf_rules *rs);

#endif
