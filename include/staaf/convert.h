/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Effects out of the figures that an article reports.  What cannot be worked
 * out (a spread that is not above 0, a group of fewer than 2, a share outside
 * 0 to 1, a number that is not finite) is NAN, of an effect both numbers.
 * Differences are treatment less control, or after less before; 1 is the
 * treatment.
 */
#ifndef STAAF_CONVERT_H
#define STAAF_CONVERT_H

#include <staaf/pool.h>

/* One group of students on one scale. */
struct staaf_figures {
	long n;      /* at least 2 */
	double mean;
	double sd;   /* with n - 1; of two groups one may have 0 */
};

/*
 * Two groups: g = J d, in pooled standard deviations, with J exact (effect.h)
 * and variance 1/n1 + 1/n2 + g^2 / (2 (n1 + n2)).  metafor's SMD.
 * Source: Hedges 1982, 10.1037/0033-2909.92.2.490.
 */
void staaf_convert_smd(struct staaf_study_effect *out,
    const struct staaf_figures *treat, const struct staaf_figures *control);

/*
 * The same from a d, as others report it or as t, F and p give it (below).
 * r is the correlation with the pretest when d comes of an analysis with it
 * as a covariate: the first part of the variance shrinks by 1 - r^2 and J
 * loses a degree of freedom; 0 for none.  Source: Borenstein 2009, in Cooper
 * and others, Handbook of research synthesis, chapter 12.
 */
void staaf_convert_d(struct staaf_study_effect *out, double d, long n1,
    long n2, double r);

/*
 * One group before and after: g = J(n - 1) (after - before) / sd before, with
 * variance 2 (1 - r) / n + g^2 / (2 n); r the correlation of before and
 * after.  metafor's SMCR.  Pool it with its like only, never with effects
 * that have a control group.  Source: Becker 1988,
 * 10.1111/j.2044-8317.1988.tb00901.x.
 */
void staaf_convert_change(struct staaf_study_effect *out,
    const struct staaf_figures *before, double mean_after, double r);

/* Two rates: yes1 of n1 and yes2 of n2. */
enum staaf_rate_scale {
	STAAF_LOG_ODDS_RATIO,
	STAAF_LOG_RATE_RATIO,
	STAAF_RATE_DIFFERENCE
};

/*
 * Half a student is added to all four cells when one of them is 0, and then
 * only, also for the rate difference, whose variance would be too small.
 * NAN when a group is empty.  metafor's OR, RR and RD.
 */
void staaf_convert_rates(struct staaf_study_effect *out,
    enum staaf_rate_scale scale, long yes1, long n1, long yes2, long n2);

/*
 * A correlation as Fisher's z, atanh r, variance 1 / (n - 3), n > 3.  Pool it
 * as z; tanh() brings estimate and limits, not the standard error, back to r.
 */
void staaf_convert_correlation(struct staaf_study_effect *out, double r,
    long n);

/* A log odds ratio as a standardised difference: effect and variance. */
enum staaf_odds_scale {
	STAAF_LOGISTIC, /* times sqrt 3 / pi: Chinn 2000 */
	STAAF_COX       /* by 1.65: What Works Clearinghouse */
};
void staaf_convert_log_odds(struct staaf_study_effect *out,
    const struct staaf_study_effect *log_odds, enum staaf_odds_scale scale);

/*
 * Towards d.  sign: below 0 when the treatment did worse; F and p do not tell.
 * t of F(1, df) is its root.  p is two-sided, above 0 and at most 1; a df of
 * INFINITY stands for a z.
 */
double staaf_t_from_f(double f, int sign);
double staaf_t_from_p(double p, double df, int sign);
double staaf_d_from_t(double t, long n1, long n2);
/* t of the treatment with a covariate that correlates r with the outcome. */
double staaf_d_from_ancova_t(double t, long n1, long n2, double r);

/*
 * Spreads.  The interval is one of a mean, or of a difference, with so many
 * degrees of freedom (INFINITY for z); level is .95 as a rule.
 */
double staaf_se_from_interval(double low, double high, double df,
    double level);
double staaf_sd_from_se(double se, long n);
double staaf_sd_from_interval(double low, double high, long n, double level);
/* Of after less before, which correlate r. */
double staaf_sd_of_change(double sd1, double sd2, double r);

/*
 * d and the correlation of group and outcome, r = d / sqrt(d^2 + a) with
 * a = (n1 + n2)^2 / (n1 n2); 4 for groups of the same size.  Borenstein and
 * others 2009, chapter 7.
 */
double staaf_r_from_d(double d, long n1, long n2);
double staaf_d_from_r(double r, long n1, long n2);

/*
 * Words: the share that two curves have in common, 2 Phi(-|d| / 2), 0 to 1;
 * and by how many places of a hundred a middling student moves up,
 * 100 Phi(g) - 50.  Sources: Reiser and Faraggi 1999,
 * 10.1111/1467-9884.00199; What Works Clearinghouse.
 */
double staaf_overlap(double d);
double staaf_improvement_index(double g);

#endif
