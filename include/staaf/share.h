/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stays of a trial in the own store, and what of it others may have: an
 * Atom entry as the corpus has them, so that another store ingests it.
 */
#ifndef STAAF_SHARE_H
#define STAAF_SHARE_H

#include <staaf/hash.h>
#include <staaf/rule.h>
#include <staaf/store.h>
#include <staaf/trial.h>

enum { STAAF_LEAST_SHARED = 5 }; /* students in an arm */

/* A trial to keep, with what it was about; texts "" when not known. */
struct staaf_kept {
	const struct staaf_trial *trial;
	const char *plan;         /* id of its frozen plan */
	const char *question, *measure;
	const char *intervention, *comparison, *outcome; /* concept ids */
	const char *says[STAAF_N_LANGS]; /* its sentence and what it bears */
	bool is_lower_better;
};

/* Keep it; the same again is no other trial.  id gets its hash. */
enum staaf_code staaf_trial_keep(char id[STAAF_HASH_SIZE],
    struct staaf_store *st, const struct staaf_kept *kept,
    struct staaf_err *err);

/* A trial that was kept.  The arm's name is its role. */
struct staaf_shared {
	const char *id, *at;
	const char *plan, *question, *measure;
	const char *intervention, *comparison, *outcome;
	const char *design;       /* its letter */
	int design_class;
	struct staaf_arm *arm;
	size_t n_arms;
	const char *effect_name;
	double g, low, high, var;
	const char *says[STAAF_N_LANGS];
	bool is_lower_better;
};

/* By the beginning of its id; fails as staaf_plan_find. */
enum staaf_code staaf_trial_find(struct staaf_shared *out,
    struct staaf_store *st, const char *id, struct staaf_arena *ar,
    struct staaf_err *err);
enum staaf_code staaf_trial_list(struct staaf_shared **out, size_t *n_out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err);

/*
 * May it leave the school?  Fails: STAAF_BADARG for an arm of fewer than
 * STAAF_LEAST_SHARED students, or when nobody counted them (one class over
 * weeks), STAAF_USAGE for a trial of which nobody said
 * what it was about.  staaf_show_trial_atom writes it.
 */
enum staaf_code staaf_share_check(const struct staaf_shared *t,
    struct staaf_err *err);

#endif
