/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside src/circle only: a table of scores on its way to a trial. */
#ifndef CIRCLE_H
#define CIRCLE_H

#include <staaf/gather.h>
#include <staaf/hash.h>
#include <staaf/means.h>
#include <staaf/rate.h>
#include <staaf/store.h>
#include <staaf/trial.h>

/* --------------------------------------- interface to code in decode.c */

void circle_decode(struct staaf_buf *out, const char *bytes, size_t size);

/* --------------------------------------- interface to code in column.c */

/* What a column is for; NO_COLUMN: the table has none for it. */
enum role { ROLE_ID, ROLE_PRE, ROLE_POST, ROLE_GROUP, ROLE_CLUSTER,
	ROLE_TIME, ROLE_PHASE, ROLE_PERIOD1, ROLE_PERIOD2, ROLE_SEQUENCE,
	N_ROLES };

enum { MOST_STEPS = 11, NO_COLUMN = -1, MAX_OUTCOMES = 50, MOST_GROUPS = 20 };

struct columns {
	int at[N_ROLES];
	int outcome[MAX_OUTCOMES]; /* of --outcomes */
	int n_outcomes;
	bool is_years;             /* the groups are years (design L) */
};

/* By the names that were told, else by the headers. */
enum staaf_code column_find(struct columns *out, const struct staaf_table *t,
    const struct staaf_trial_ask *ask, struct staaf_arena *ar,
    struct staaf_err *err);

/* Has a header, or a cell, a word for that role? */
bool column_word_fits(enum role role, const char *words,
    struct staaf_arena *ar);

/* -------------------------------------- interface to code in privacy.c */

/* Refuses what tells who a student is. */
enum staaf_code privacy_check(const struct staaf_table *t,
    const struct columns *col, struct staaf_arena *ar, struct staaf_err *err);
/* The words of a header, folded; at most most of them. */
size_t header_words(const char **out, size_t most, const char *header,
    struct staaf_arena *ar);

/* --------------------------------------- interface to code in number.c */

/* How numbers are written in a file. */
struct notation {
	char decimal;          /* ',' or '.'; 0: both, told apart by cell */
	bool is_ambiguous;     /* 1.234 may be a thousand, and nothing tells */
	const char *const *missing; /* more codes; folded by case alone */
	size_t n_missing;
};

enum cell { CELL_NUMBER, CELL_MISSING, CELL_WORD };

/* What marks the decimals, from all cells of the columns. */
void notation_find(struct notation *out, const struct staaf_table *t,
    const int *column, size_t n_columns, char told);
/* decimals: as many as the cell has. */
enum cell cell_read(double *out, int *decimals, const char *cell,
    const struct notation *how);
/* "ja", "pass", "geslaagd", 1: true; their opposites: false. */
bool cell_is_yes_no(bool *out, const char *cell);
bool cell_is_missing(const char *cell, const struct notation *how);

/* ----------------------------------------- interface to code in data.c */

struct levels {
	int *of;           /* level of each row; -1: not told */
	const char **name; /* as first written */
	int n;
};

/* The students of a table as numbers. */
struct data {
	const struct staaf_trial_ask *ask;
	const struct staaf_table *table; /* a row a student */
	size_t n_rows;               /* of the file */
	struct columns col;
	struct notation notation;
	size_t n;
	double *pre, *post;          /* NAN: missing; or NULL */
	double *outcome[MAX_OUTCOMES];
	struct levels group, cluster, phase, sequence;
	double *time, *period1, *period2;
	int treatment;               /* level of group; -1: not two */
	bool is_yes_no;              /* post (and pre) are 1 and 0 */
	int decimals;                /* most that a score has */
	long n_out_of_range;
	long first_out_of_range;     /* its line */
	long n_duplicates, first_duplicate;
	struct staaf_missing_code *missing;
	size_t n_missing;
};

enum staaf_code data_read(struct data *out, const struct staaf_table *t,
    const struct staaf_trial_ask *ask, struct staaf_arena *ar,
    struct staaf_err *err);

/* ---------------------------------------- interface to code in rows.c */

/* One row a student in d->table, and the columns that go with it. */
enum staaf_code rows_of_students(struct data *d, struct staaf_arena *ar,
    struct staaf_err *err);

/* -------------------------------------- interface to code in levels.c */

/* The different words of a column. */
bool levels_find(struct levels *out, const struct staaf_table *t, int column,
    const struct notation *how, struct staaf_arena *ar);
/* Which of two groups got something new; -1 when no name tells. */
int levels_treatment(const struct levels *group);

/* ---------------------------------------- interface to code in trial.c */

/* A trial under way. */
struct trying {
	struct staaf_trial *out;
	struct data data;
	enum staaf_lang lang;
	struct staaf_arena *ar;
};

void circle_put_count(char out[24], size_t n);

/* Once each; text in the trial's language. */
void trial_warn(struct trying *t, enum staaf_warning code, const char *text);
void trial_undefined(struct trying *t, const char *reason);
void trial_put_summary(struct trying *t, const char *prefix,
    const struct staaf_summary *s);
void trial_put_standardised(struct trying *t, const char *d, const char *g,
    const struct staaf_standardised *s);
/* The names of both arms, the old way first; NULL: no memory. */
const char **trial_arm_names(struct trying *t);
/* An arm of the trial; its place in out->arm, below the room asked for. */
struct staaf_arm *trial_add_arm(struct trying *t, const char *name);
/* An array of n doubles in the arena; NULL when memory ran out. */
double *trial_array(struct trying *t, size_t n);

/* ---------------------------------------- interface to code in words.c */

#define try_text(t, ...) staaf_text_fill((t)->ar, (t)->lang, __VA_ARGS__)

/* A key of a result after "gain_" or "". */
const char *try_key(struct trying *t, const char *of, const char *key);
const char *try_number(struct trying *t, double value, int decimals);
const char *try_count(struct trying *t, size_t n);
/* In scale points, as exact as se allows. */
const char *try_points(struct trying *t, double value, double se);
/* 1 or -1; 0 for what try_points shows as 0. */
int try_sign(const struct trying *t, double value, double se);
/* "0.012", "< 0.001", "not to be computed"; with the sign. */
const char *try_p(struct trying *t, double p);
/* Sentences joined by spaces; empty ones and NULL are left out. */
const char *try_join(struct trying *t, const char *a, const char *b);
/* "t(21) = 3.12, p = .005, g = 0.48, 95% CI [0.15, 0.81]". */
const char *try_apa(struct trying *t, const struct staaf_estimate *e,
    const char *name, double g, double low, double high);
/* "95% interval 0.2 to 1.0", in points. */
const char *try_interval(struct trying *t, const struct staaf_estimate *e);
/* The same beside "0.3 lower": "0.1 to 0.5", "from 0.1 higher to ...". */
const char *try_around(struct trying *t, const struct staaf_estimate *e);
/* And beside "0.3 more". */
const char *try_around_points(struct trying *t,
    const struct staaf_estimate *e);
/* That no difference fits in the interval too, when it does; else "". */
const char *try_zero(struct trying *t, const struct staaf_estimate *e,
    enum staaf_msg msg);
/* The named effect in standard deviations, with its interval; or "". */
const char *try_effect(struct trying *t, enum staaf_msg msg, double g,
    double low, double high);

/* ----------------------------------------- interface to code in lost.c */

/* Students of each arm (1: the new way), and who of them has no score. */
struct losses {
	size_t n[2], left[2];
};

void lost_count(struct losses *out, const struct data *d);
/* attrition.*, and how many left in words. */
void lost_put(struct trying *t, const struct losses *l);
/* Design class of groups by lot, by who left (grading S1): 5, or 4. */
int lost_class(const struct losses *l);
/* leavers.*: what they would have had to score to undo a difference. */
void lost_put_means(struct trying *t, const struct losses *l,
    const struct staaf_estimate *e);
void lost_put_change(struct trying *t, size_t n, size_t n_left,
    const struct staaf_estimate *e);
/* The difference in rates when all who left count against, or for. */
void lost_put_rates(struct trying *t, double worst, double best);

/* -------------------------------------- interface to code in matters.c */

/*
 * mdes.points, and the least that n_a and n_b students could have shown; n_b
 * is 0 for one group.
 */
void power_put(struct trying *t, const struct staaf_estimate *e, size_t n_a,
    size_t n_b);
/* What two groups that no one drew allow to say. */
const char *groups_bear(struct trying *t);
/* sesoi.*, and whether a difference matters, when --sesoi was told. */
void matters_put(struct trying *t, const struct staaf_estimate *e);

/* ------------------------------------- interface to code in selected.c */

struct selection {
	bool is_below, has_equal; /* "<", "<=" */
	double limit;
};

/* false: the rule is words, and the file has the chosen alone. */
bool selected_parse(struct selection *out, const char *rule,
    const struct notation *how);
bool selected_has(const struct selection *s, double pre);
/* What chance alone brings them; false when memory ran out. */
bool selected_say(struct trying *t, const struct staaf_summary *before,
    const struct staaf_estimate *e);

/* ---------------------------------------- interface to code in steps.c */

/* How many went from each step to each; false when memory ran out. */
bool steps_put(struct trying *t, const double *pre, const double *post,
    size_t n);

/* ---------------------------------------- interface to code in ranks.c */

/* wilcoxon.*, hl.*, sign.*, spearman.*; false when memory ran out. */
bool rank_put_change(struct trying *t, const double *pre, const double *post,
    const double *diff, size_t n);
/* How many went up; what the rank test says when it is called for. */
const char *rank_say_change(struct trying *t, double p_of_t,
    bool wants_test);
/* mw.*, a, delta, brunner_munzel.*, after "gain_" or ""; a is the new way. */
bool rank_put_groups(struct trying *t, const char *of, const double *a,
    size_t n_a, const double *b, size_t n_b);
const char *rank_say_groups(struct trying *t, size_t n_a, size_t n_b,
    double p_of_t);

/* ---------------------------------------- interface to code in rates.c */

/* mcnemar.*, paired_or.*, rd.*, under the prefix when there is one. */
void rates_put_paired(struct trying *t, const char *prefix,
    const struct staaf_pair_counts *c);

/* ----------------------------------- interface to code in two_groups.c */

/* ds, gs, glass, ...; of is "gain_", or "". */
void trial_put_gap(struct trying *t, const char *of,
    const struct staaf_gap *gap);

/* ----------------------------------------- interface to code in keep.c */

struct json_t; /* of <jansson.h> */

/* "", NAN and STAAF_NONE when it is not there. */
const char *keep_text(const struct json_t *from, const char *key,
    struct staaf_arena *ar);
double keep_number(const struct json_t *from, const char *key);
long keep_count(const struct json_t *from, const char *key);
/* JSON into the journal under its SHA-256, unless it is there already. */
enum staaf_code keep_once(char id[STAAF_HASH_SIZE], struct staaf_store *st,
    const char *as, const struct staaf_buf *json, struct staaf_err *err);
/* By the beginning of its id. */
enum staaf_code keep_find(struct staaf_note *out, struct staaf_store *st,
    const char *as, const char *id, struct staaf_arena *ar,
    struct staaf_err *err);

/* --------------------------------------- interface to code in gather.c */

/* Does each row tell of a study?  A correlation and a count alone may be two
 * scores. */
bool gather_is_for(const struct staaf_table *t);

/* --------------------------------------- interface to code in pooled.c */

/* Numbers and sentences of its studies, at least one. */
enum staaf_code gather_pool(struct staaf_gather *out, enum staaf_lang lang,
    struct staaf_arena *ar, struct staaf_err *err);

/* ----------------------------- interface to the code of each design */

enum staaf_code design_before_after(struct trying *t);
enum staaf_code design_loose(struct trying *t);
enum staaf_code design_two_groups(struct trying *t);
enum staaf_code design_several_groups(struct trying *t);
enum staaf_code design_several_outcomes(struct trying *t);
enum staaf_code design_weeks(struct trying *t);
enum staaf_code design_ancova(struct trying *t);
enum staaf_code design_classes(struct trying *t);
enum staaf_code design_crossover(struct trying *t);
enum staaf_code design_pass_before_after(struct trying *t);
enum staaf_code design_pass_two_groups(struct trying *t);

#endif
