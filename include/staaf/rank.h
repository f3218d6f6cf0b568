/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests and sizes from ranks: what one odd score cannot turn.  Equal scores
 * share their mean rank.  Differences must have been rounded to the decimals
 * of the data (staaf_round), or equal ones do not tie.  What cannot be worked
 * out is NAN.  false: memory ran out; then all is NAN.
 */
#ifndef STAAF_RANK_H
#define STAAF_RANK_H

#include <stdbool.h>
#include <stddef.h>

#include <staaf/stats.h>

enum {
	STAAF_SIGNED_EXACT = 200, /* ranked differences, for an exact p */
	STAAF_SUM_EXACT = 80      /* students of both groups together */
};

/*
 * Wilcoxon's signed-rank test.  Zeros are dropped before ranking; pratt_* has
 * them ranked first and dropped after (Pratt 1959,
 * 10.1080/01621459.1959.10501526).  Exact: all 2^n signs of these very ranks
 * (Streitberg and Roehmel 1986), ties and all; p is twice the smaller tail.
 * Normal: mean half the sum of ranks, variance a quarter of that of their
 * squares; _cc with half a rank taken off.
 */
struct staaf_signed_rank {
	size_t n;              /* differences that are not 0 */
	double v, pratt_v;     /* sum of the ranks of positive ones */
	double p_exact, pratt_p_exact;
	double p_normal, p_normal_cc, pratt_p_normal;
	double r_rb;           /* matched rank-biserial: 2 V / S - 1 */
};

bool staaf_signed_rank(struct staaf_signed_rank *out, const double *diff,
    size_t n);

/*
 * The rank-sum test of Mann, Whitney and Wilcoxon; a is the treatment.  With
 * ties its distribution is not symmetric, and there are two p: twice the
 * smaller tail (R), and all that lie as far from the mean (coin).  When all
 * scores are one there is no p.
 */
struct staaf_rank_sum {
	double u, a;           /* U of a; A = U / (n_a n_b) */
	double delta;          /* Cliff: 2 A - 1 */
	double p_exact_2min, p_exact_abs;
	double p_normal, p_normal_cc;
};

bool staaf_rank_sum(struct staaf_rank_sum *out, const double *a, size_t n_a,
    const double *b, size_t n_b);

/*
 * Brunner and Munzel 2000, 10.1002/(SICI)1521-4036(200001)42:1<17::AID-
 * BIMJ17>3.0.CO;2-U: est is A, t their statistic, interval by t.  All NAN
 * when the groups do not overlap.
 */
bool staaf_brunner_munzel(struct staaf_estimate *out, const double *a,
    size_t n_a, const double *b, size_t n_b);

/*
 * Hodges and Lehmann 1963: the median of the means of all pairs, a score with
 * itself too; of all differences between two groups.  limits: of the untied
 * signed-rank distribution, 95% at least, as R's wilcox.test has them; NAN
 * unless n is 6 to 50.  Scores beyond 2^1000 give NAN.
 */
bool staaf_hodges_lehmann(struct staaf_estimate *out, const double *x,
    size_t n);
bool staaf_hodges_lehmann_two(double *out, const double *a, size_t n_a,
    const double *b, size_t n_b);

/* Spearman's rho, tested by t with n - 2 degrees of freedom; n above 2. */
bool staaf_spearman(struct staaf_estimate *out, const double *x,
    const double *y, size_t n);

/*
 * One class over time, phase a before and b after a change: the share of
 * pairs in which b is higher (NAP, Parker and Vannest 2009,
 * 10.1016/j.beth.2008.10.006); tau = 2 NAP - 1; tau_u = (S_AB - S_A) / (m n)
 * takes off the trend of a, and may exceed 1 (Parker and others 2011,
 * 10.1016/j.beth.2010.08.006); trend_a is Kendall's S of a; pnd the share of
 * b above all of a; se = sqrt((m + n + 1) / (12 m n)), p by z = (NAP - .5)/se.
 */
struct staaf_nap {
	double nap, tau, tau_u, trend_a, pnd, se, p;
};

bool staaf_nap(struct staaf_nap *out, const double *a, size_t n_a,
    const double *b, size_t n_b);

#endif
