/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Before + yours = now": the result of one class beside what research made
 * likely for it, and both as one (a normal prior and a normal likelihood).
 */
#ifndef STAAF_UPDATE_H
#define STAAF_UPDATE_H

#include <staaf/answer.h>
#include <staaf/trial.h>

/* In standard deviations; positive is good for the new way; 95% limits. */
struct staaf_update {
	bool has_sum;               /* else sentence says why not, or is "" */
	double before, before_low, before_high; /* for a class such as this */
	double yours, yours_low, yours_high;
	double now, now_low, now_high;
	double tau;                 /* between classes, as taken */
	bool is_tau_reported;
	double counts_for;          /* 1; less when the groups may differ */
	const char *record;         /* where "before" comes from; "" */
	const char *sentence;
	const char *sum;            /* the arithmetic; "" */
};

/*
 * Effects in a class such as this spread around the mean of research with
 * tau; where a review does not report it, tau^2 = I^2 k SE^2, with I^2 = 1
 * when that is not reported either: so much as its interval allows at most.
 * The variance of a trial whose groups were not formed by lot counts twice
 * (with a score before and starts alike), else four times: rules of staaf,
 * said in the sentence.  A change without a comparison group is never added
 * to differences from one.  All of it in ar; false when memory ran out.
 */
bool staaf_update(struct staaf_update *out, const struct staaf_body *body,
    const struct staaf_trial *trial, bool is_lower_better,
    enum staaf_lang lang, struct staaf_arena *ar);

/* The sum itself: means and variances of two normals to those of one. */
void staaf_update_sum(double *mean, double *var, double before,
    double before_var, double yours, double yours_var);

#endif
