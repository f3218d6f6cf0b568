/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Planning: how many students, what power, which effect can be seen, how wide
 * the interval will be.  Tests are two-sided; effects are in standard
 * deviations of the scores unless said otherwise; rates are shares of 0 to 1.
 */
#ifndef STAAF_POWER_H
#define STAAF_POWER_H

#include <math.h>
#include <stdbool.h>

enum staaf_power_test {
	STAAF_POWER_TWO,         /* two groups, t test */
	STAAF_POWER_PAIRED,      /* before and after, paired t test */
	STAAF_POWER_ANCOVA,      /* two groups with a pretest */
	STAAF_POWER_CLUSTER,     /* classes, half of them in each arm */
	STAAF_POWER_PROPORTIONS, /* two groups, passed or not */
	STAAF_POWER_MCNEMAR      /* passed or not, before and after */
};

/* Where the number of students comes from. */
enum staaf_power_solve {
	STAAF_POWER_GIVEN,    /* from n and n_treat */
	STAAF_POWER_OF_POWER, /* the fewest that have the wanted power */
	STAAF_POWER_OF_WIDTH  /* the fewest with so narrow an interval */
};

/*
 * What is planned.  Start from STAAF_POWER_PLAN; what the test or the
 * question does not need is not looked at.
 */
struct staaf_power_plan {
	enum staaf_power_test test;
	enum staaf_power_solve solve;
	double alpha;       /* above 0, below .5 */
	double power;       /* wanted; above alpha, below 1 */
	double effect;      /* its sign does not matter */
	double half_width;  /* wanted, of the 1 - alpha interval of an effect */
	double n;           /* given: control group, pairs, or all classes */
	double n_treat;     /* given: treatment group */
	double ratio;       /* treatment students per control student */
	double r;           /* before-after correlation: paired, ancova */
	double icc;         /* cluster: share of the variance between classes */
	double size;        /* cluster: students per class, at least 1 */
	double r2_class;    /* cluster: explained between classes, below 1 */
	double r2_student;  /* cluster: explained within classes, below 1 */
	double n_covariates; /* cluster: those of classes, costing df */
	double p1, p2;      /* rates of treatment, control; McNemar: up, down */
};

/* The usual questions; the rest of a plan starts as what cannot be. */
#define STAAF_POWER_PLAN { .alpha = .05, .power = .8, .ratio = 1, .r = .5, \
	.icc = NAN }

/*
 * The answer.  A paired effect is d_av = d_z sqrt(2 (1 - r)); with r = .5
 * that is d_z.  Rates: an effect is p1 - p2, of which p2 is kept and p1 above
 * it is sought (of falling rates, ask for those who do not pass).
 */
struct staaf_power {
	/* Control group, pairs or classes: a real number, then rounded up. */
	double n_exact, n;
	double n_treat; /* NAN unless there are two groups of students */
	double achieved; /* power at n and n_treat, both tails */
	double mdes_bloom;      /* (t_alpha + t_power) SE; NAN of rates */
	double mdes_noncentral; /* the effect that has the wanted power */
	double half_width;      /* of the interval at n; NAN of rates */
	/*
	 * McNemar only: power of the exact and of the mid-p test at n, and
	 * the fewest pairs from which each keeps the wanted power for the
	 * next nine numbers as well.
	 */
	double achieved_exact, achieved_mid;
	double n_exact_test, n_mid_test;
};

/*
 * Answer all that the plan has numbers for.
 *
 * t tests: power is that of the noncentral t, effect / SE, both tails.
 * SE = sqrt(1/n_T + 1/n_C), df N - 2; sqrt(2 (1 - r) / n), df n - 1;
 * sqrt((1 - r^2) (1/n_T + 1/n_C)), df N - 3; sqrt(4/J (icc (1 - r2_class) +
 * (1 - icc) (1 - r2_student) / size)), df J - 2 - n_covariates.
 * n is solved on the real axis, from 1 degree of freedom up to ten million,
 * then rounded up, classes to an even number.  When the fewest that a test
 * can be done with have the power, n_exact is that number.
 * Sources: Cohen 1988; Borm and others 2007, 10.1016/j.jclinepi.2007.02.006
 * (ancova); Bloom 1995, 10.1177/0193841X9501900504, and Dong and Maynard
 * 2013, 10.1080/19345747.2012.673143 (classes, mdes_bloom).  half_width is
 * t SE, for the spread that is planned with.
 *
 * Rates: n by the formula with the pooled variance under no difference,
 * Fleiss 1981, chapter 3, and Connor 1987, Biometrics 43, 207-211; as
 * published they leave out the far tail, at 5% and a wanted power of half or
 * more less than 5e-5 of power.  achieved is the same approximation with both
 * tails, mdes_noncentral its solution.
 *
 * NAN is what cannot be: power not above alpha, an effect of 0, a group that
 * is too small, a correlation of 1, more than ten million (exact tests of
 * pairs: 20,000), a ratio beyond 1 to 1000.
 * false: memory ran out; then all is NAN.
 */
bool staaf_power_plan(struct staaf_power *out,
    const struct staaf_power_plan *plan);

/*
 * Power of McNemar's exact (or mid-p) test of n pairs at two-sided alpha,
 * given the shares that go up and down: the mean over the number of changes.
 * Of equal shares it is the true level.  NAN as above, or without memory.
 */
double staaf_power_mcnemar(long n, double up, double down, double alpha,
    bool is_mid);

#endif
