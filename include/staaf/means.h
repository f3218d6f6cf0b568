/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Differences of means, with their t tests, and in standard deviations.
 * What cannot be worked out (no spread, one student) is NAN.
 */
#ifndef STAAF_MEANS_H
#define STAAF_MEANS_H

#include <stdbool.h>

#include <staaf/describe.h>
#include <staaf/stats.h>

/* level: confidence of the interval, such as 0.95.  Student 1908. */
void staaf_t_paired(struct staaf_estimate *out,
    const struct staaf_summary *diff, double level);
/* a minus b; degrees of freedom by Satterthwaite 1946.  Welch 1947. */
void staaf_t_welch(struct staaf_estimate *out, const struct staaf_summary *a,
    const struct staaf_summary *b, double level);
/* The same with one variance for both. */
void staaf_t_student(struct staaf_estimate *out,
    const struct staaf_summary *a, const struct staaf_summary *b,
    double level);
/* sqrt of the variance within both; NAN below 2 + 1 values. */
double staaf_sd_pooled(const struct staaf_summary *a,
    const struct staaf_summary *b);

/* A difference in standard deviations; 95%, by the noncentral t. */
struct staaf_standardised {
	double d, d_low, d_high;
	double g, g_low, g_high; /* Hedges: times the exact J */
};

/*
 * Before and after of the same students, standardised four ways; a name of
 * its own for each, since they can differ twofold.  Sources: Lakens 2013,
 * 10.3389/fpsyg.2013.00863 (z, rm, av); Becker 1988,
 * 10.1111/j.2044-8317.1988.tb00901.x (pre); limits of Algina and Keselman
 * 2003, 10.1177/0013164403256358: those of the noncentral t of the paired
 * test, from standard deviations of the difference to those of the name.
 */
struct staaf_gain {
	double j;                     /* J(n - 1) */
	struct staaf_standardised z;  /* by the SD of the differences */
	struct staaf_standardised av; /* by sqrt((s1^2 + s2^2) / 2) */
	struct staaf_standardised rm; /* z times sqrt(2 (1 - r)) */
	struct staaf_standardised pre; /* by the SD before */
	double rm_se;                 /* of d_rm */
	double pre_var;               /* of g_pre, for pooling (SMCR) */
};

void staaf_standardise_change(struct staaf_gain *out,
    const struct staaf_summary *pre, const struct staaf_summary *post,
    const struct staaf_summary *diff, double r);

/*
 * Two groups, a minus b: by the pooled SD (Hedges 1981,
 * 10.3102/10769986006002107); by the SD of b alone (Glass); by
 * sqrt((s_a^2 + s_b^2) / 2), which bears unequal spreads.
 */
struct staaf_gap {
	double j;                    /* J(N - 2) */
	struct staaf_standardised s; /* pooled */
	double g_var;                /* 1/n_a + 1/n_b + g^2 / (2 N) */
	double g_wwc;                /* d (1 - 3 / (4 N - 9)) */
	double glass, d_welch;
	double improvement;          /* 100 Phi(g_wwc) - 50 */
};

void staaf_standardise_gap(struct staaf_gap *out,
    const struct staaf_summary *a, const struct staaf_summary *b);
/* g of that alone: its limits cost a hundred integrals. */
double staaf_gap_g(const struct staaf_summary *a,
    const struct staaf_summary *b);

#endif
