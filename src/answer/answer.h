/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside src/answer only: one question on its way to an answer. */
#ifndef ANSWER_H
#define ANSWER_H

#include <staaf/claim.h>
#include <staaf/map.h>

struct asking {
	struct staaf_answer *out;
	struct staaf_store *st;
	const struct staaf_rules *rs;
	struct staaf_arena *ar;
	enum staaf_lang lang;
	struct staaf_facts facts;
	struct staaf_decision *decision;
	size_t n_decisions;
	size_t trace_room;
};

/* Interface to code in question.c */

/* Fill a->out->reading, a->facts and a->decision from the words typed. */
enum staaf_code question_read(struct asking *a, const char *text, size_t size,
    const struct staaf_correction *told, struct staaf_err *err);
/* How many records stand under a rule's concepts; for staaf_counter. */
struct counting {
	struct staaf_store *st;
	struct staaf_arena *ar;
	enum staaf_code rc;
	struct staaf_err *err;
};
long question_count(const struct staaf_concept *const *concept, size_t n,
    void *arg);
/* The claim that fired about this intervention, or NULL. */
const struct staaf_rule *question_claim(const struct asking *a,
    const struct staaf_concept *intervention);
/* The one value of a slot, NAN when there is none or several. */
double question_slot(const struct asking *a, const char *id);

/* Interface to code in correct.c */

/* Facts as their reader corrects them; told may be NULL. */
enum staaf_code correct_reading(struct asking *a,
    const struct staaf_correction *told, struct staaf_err *err);

/* Interface to code in seek.c */

/* Ways in which a finding is not quite what was asked (grading S4, Dr). */
enum misfit {
	MISFIT_CONCEPT = 1,      /* one step broader or narrower */
	MISFIT_SISTER = 2,       /* two steps, or a sister concept */
	MISFIT_SCHOOL = 4,
	MISFIT_MIXED = 8,        /* population that contains ours */
	MISFIT_LEVEL = 16,       /* hbo against wo */
	MISFIT_SUBJECT = 32,
	MISFIT_MODE = 64,
	MISFIT_COMPARISON = 128,
	MISFIT_POPULATION = 256, /* a special population asked, absent */
	MISFIT_FORM = 512,       /* an average does not answer it (S7) */
	MISFIT_OUTCOME = 1024,   /* the record's own outcome is another one */
	N_MISFITS = 11
};

/* A finding that may bear on the question. */
struct candidate {
	const struct staaf_evidence *from;
	const struct staaf_concept *intervention, *outcome;
	unsigned misfits; /* enum misfit */
	double mismatch;  /* their sum */
	bool is_exact;    /* the very outcome asked, not only its domain */
	double g, low, high; /* oriented, on the scale of g; NAN */
	enum staaf_role role;
};

struct candidates {
	struct candidate *item;
	size_t n;
	struct staaf_record *withdrawn; /* retracted, without findings */
	size_t n_withdrawn;
};

/* Every finding on an intervention or near it, weighed against the reading;
 * in order of record id and finding key. */
enum staaf_code seek_all(struct candidates *out, struct asking *a,
    const struct staaf_concept *intervention, struct staaf_err *err);
double seek_misfit_points(enum misfit m);
/* A number of the finding's metric on the oriented scale of g, or NAN. */
double seek_g(const struct staaf_finding *f, double value);

/* Interface to code in basis.c */

struct counted { /* the candidates that count */
	struct candidate **item;
	size_t n;
};

bool basis_is_review(const struct candidate *c);
/* Design class; an association is at most 2 (S10). */
int basis_design(const struct candidate *c);
/* Doubted, or the publisher warns: shown, never counted. */
bool basis_is_doubted(const struct candidate *c);
/* What holds for a finding as it holds for a body that rests on it; `year`
 * is the one that the corpus speaks from. */
struct staaf_grade_input basis_input(const struct candidate *c, int year);
/* Single studies together, from the design threshold with the best start. */
struct staaf_grade_input basis_pool(struct asking *a,
    const struct counted *list, int year);

/* Interface to code in body.c */

/* Fill *out with the body of evidence on one outcome. */
enum staaf_code body_build(struct staaf_body *out, struct asking *a,
    const struct candidates *all, const struct staaf_concept *intervention,
    const struct staaf_concept *outcome, struct staaf_err *err);

/* Interface to code in demand.c */

/* A subject as it was asked about, in numbers that may be shown. */
struct demand_item {
	const char *intervention, *outcome; /* concept ids; outcome "-" */
	struct staaf_demand demand;
	const char *month; /* in which its number rose last */
};

struct demand {
	struct demand_item *item; /* in order of ids; asked is above 0 */
	size_t n;
};

enum staaf_code demand_build(struct demand *out,
    const struct staaf_map_ask *ask, struct staaf_arena *ar,
    struct staaf_err *err);
void demand_add(struct staaf_demand *to, const struct staaf_demand *more);
/* What is open first, then what was asked most. */
void demand_sort(struct staaf_wanted *wanted, size_t n);
bool demand_is_open(const struct staaf_wanted *w);

/* Interface to code in say.c */

const char *say_name(const struct asking *a, const struct staaf_concept *c);
/* A sentence in the answer's language; "" when memory ran out. */
#define say_text(a, ...) staaf_text_fill((a)->ar, (a)->lang, __VA_ARGS__)
#define say_number(a, ...) staaf_text_number((a)->ar, (a)->lang, __VA_ARGS__)
#define say_count(a, value) staaf_text_count((a)->ar, (a)->lang, value)
/* "Family, A. and others (2019). Title. Venue." */
const char *say_citation(struct asking *a, const struct staaf_record *r);

/* Interface to code in graded.c, wording.c and reasons.c */

/* The messages of a set of bits as one list: "this, that". */
const char *reasons_list(const enum staaf_msg *words, int n, unsigned set,
    enum staaf_lang lang, struct staaf_arena *ar);

/* The sentence of a body; also its effect. */
void wording_body(struct asking *a, struct staaf_body *b);

/* Would it be called large? */
bool wording_is_large(double g, bool is_independent);

/* Its effect in plain figures (plain.c). */
void plain_body(struct asking *a, struct staaf_body *b);

/* Certainty, start, lost points and caps in words. */
void reasons_grade(struct asking *a, struct staaf_body *b);
/* The points of mismatch one by one, "0.5 + 0.25"; "" for none. */
const char *reasons_points(struct asking *a, unsigned misfits);
/* What differs from the question, as a list in words; "" when nothing. */
const char *reasons_misfits(struct asking *a, unsigned misfits);
/* Why a piece of evidence counts, or does not. */
const char *reasons_counts(struct asking *a, const struct candidate *c);

/* Interface to code in ladder.c */

/* Where the body answers nothing: what is near, step by step. */
enum staaf_code ladder_climb(struct asking *a, struct staaf_body *b,
    const struct candidates *all, struct staaf_err *err);

/* Interface to code in mind.c */

/* What the field warns about in the figures of this answer. */
void mind_figures(struct asking *a);

/* Interface to code in change.c, advice.c and next.c */

void change_find(struct asking *a, struct staaf_body *b);
enum staaf_code advice_give(struct asking *a, struct staaf_err *err);
void next_plan(struct asking *a);

/* Interface to code in sums.c */

/* What follows from the figures of c->text, which were read; c->best. */
void sums_work_out(struct staaf_claim *c, struct staaf_arena *ar);
/* The figures of a question; NULL, or the one whose g is used. */
const struct staaf_claim_figure *sums_of_question(struct asking *a);

/* Interface to code in claim_words.c and claim_ask.c */

/* What follows from a figure, in sentences. */
void claim_say_figure(struct staaf_claim *c, struct staaf_claim_figure *f,
    struct staaf_arena *ar);
/* "g = 0.47 (95% interval 0.03 to 0.92)" of a figure that gives one. */
const char *claim_say_size(const struct staaf_claim *c,
    const struct staaf_told_sum *sum, struct staaf_arena *ar);
/* What to ask whoever makes the claim. */
void claim_ask(struct staaf_claim *c);

/* Interface to code in trace.c */

/* Note where a sentence comes from; texts may be NULL. */
void trace_add(struct asking *a, const char *says, const char *rule,
    const char *record, const char *finding, const char *sum);
/* What a rule of the curators says; record may be NULL. */
void trace_add_rule(struct asking *a, const char *says,
    const struct staaf_rule *rule, const char *record);

#endif
