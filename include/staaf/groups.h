/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two groups or more on one scale, several tests at once, and the Bayes
 * factor of a t.  What does not work out is NAN: fewer than 2 groups, a group
 * without values, a value that is not finite, no spread within the groups.
 */
#ifndef STAAF_GROUPS_H
#define STAAF_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The values of a group stand together, group after group, so that each is
 * an array by itself for every other function on one sample.  The caller's.
 */
struct staaf_groups {
	const double *x; /* n[0] values of the first group, n[1] of the next */
	const size_t *n;
	size_t k; /* groups */
};

struct staaf_f_test {
	double f, df1, df2, p;
};

/*
 * One-way analysis of variance.  eta2 = SSB / SST and omega2 =
 * (SSB - (k - 1) MSW) / (SST + MSW), which may be below 0, are there without
 * spread within the groups, too, but not without any.  Source of omega2: Hays
 * 1963, Statistics for psychologists.
 */
struct staaf_anova {
	struct staaf_f_test test;
	double eta2, omega2;
};
void staaf_anova(struct staaf_anova *out, const struct staaf_groups *g);

/*
 * The same without equal variances: Welch 1951, 10.1093/biomet/38.3-4.330.
 * Each group needs 2 values and a spread.
 */
void staaf_welch_anova(struct staaf_f_test *out,
    const struct staaf_groups *g);

/*
 * Are the spreads equal?  The analysis of variance of distances to the mean
 * (Levene 1960) or the median (Brown and Forsythe 1974,
 * 10.1080/01621459.1974.10482955) of the group.  false, and NAN, when memory
 * ran out.
 */
bool staaf_levene(struct staaf_f_test *out, const struct staaf_groups *g);
bool staaf_brown_forsythe(struct staaf_f_test *out,
    const struct staaf_groups *g);

/*
 * Kruskal and Wallis 1952, 10.1080/01621459.1952.10483441, with their
 * correction for ties; p by chi squared.  false, and NAN, when memory ran out.
 */
struct staaf_kruskal {
	double h, df, p;
};
bool staaf_kruskal(struct staaf_kruskal *out, const struct staaf_groups *g);

/*
 * p values when m are looked at together: Bonferroni; Holm 1979, Scand J
 * Statist 6, 65-70; Benjamini and Hochberg 1995,
 * 10.1111/j.2517-6161.1995.tb02031.x (false discovery rate).  NAN, and what is
 * no p value, stays out of the count and is NAN.  out may be p.  false, and
 * all NAN, when memory ran out.
 */
enum staaf_adjustment { STAAF_BONFERRONI, STAAF_HOLM, STAAF_BH };
bool staaf_adjust(double *out, const double *p, size_t m,
    enum staaf_adjustment how);

/*
 * ln BF10 of Student's t, by Rouder and others 2009, 10.3758/PBR.16.2.225,
 * with a Cauchy prior of scale sqrt(2) / 2 on the standardised effect: of one
 * sample or n pairs, and of two groups.  NAN when n does not give t a degree
 * of freedom.
 */
double staaf_jzs_paired(double t, size_t n);
double staaf_jzs_two(double t, size_t n_treat, size_t n_control);

#endif
