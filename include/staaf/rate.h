/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts of students: how many improved, how many passed.  All intervals are
 * 95%, all tests two-sided, all rates shares of 0 to 1.  Pure: no allocation.
 * A count below 0, or above ten million, makes its whole result NAN.
 */
#ifndef STAAF_RATE_H
#define STAAF_RATE_H

#include <stdbool.h>

#include <staaf/stats.h>

/* P(X <= k) of a binomial; NAN when n < 0 or p is not a share. */
double staaf_binomial_below(long k, long n, double p);

/* A rate with Wilson's interval; NAN when n is 0 or yes is above n. */
struct staaf_rate {
	long yes, n;
	double rate, low, high;
};

/* Source: Wilson 1927, 10.1080/01621459.1927.10502953. */
void staaf_rate_wilson(struct staaf_rate *out, long yes, long n);

/*
 * Sign test, exact, without the zeros: twice the smaller binomial tail, at
 * most 1.  It is 1 when there are zeros only, NAN when there is nothing.
 * Source: Dixon and Mood 1946, 10.1080/01621459.1946.10501898.
 */
double staaf_sign_p(long positive, long negative, long zero);

/* Students who answered, or passed, twice. */
struct staaf_pair_counts {
	long up, down;      /* no then yes; yes then no */
	long both, neither; /* twice yes; twice no */
};

/*
 * When nobody changed, p_exact and p_mid are 1, chi2 and the odds ratio NAN.
 * Without any student all is NAN.
 */
struct staaf_mcnemar {
	double chi2, chi2_p;   /* without correction */
	double chi2_cc, cc_p;  /* with Edwards' 1 taken off */
	double p_exact, p_mid; /* p_mid is the one to report */
	/* Rate after less rate before; se is that of the interval alone. */
	struct staaf_estimate rd;
	/* up / down; only est, low and high, which may be INFINITY. */
	struct staaf_estimate odds;
};

/*
 * Sources: McNemar 1947, 10.1007/BF02295996; mid-p, Fagerland and others
 * 2013, 10.1186/1471-2288-13-91; rd, Bonett and Price 2012,
 * 10.3102/1076998611411915, clipped to -1 and 1; limits of the odds ratio,
 * Clopper and Pearson 1934, 10.1093/biomet/26.4.404, of up among changed.
 */
void staaf_mcnemar(struct staaf_mcnemar *out,
    const struct staaf_pair_counts *counts);

/* Two groups of different students. */
struct staaf_two_counts {
	long treat_yes, treat_no, control_yes, control_no;
};

/*
 * Treatment against control.  All is NAN when a group is empty.  chi2 and
 * Yates are NAN when nobody or everybody says yes.
 */
struct staaf_two_rates {
	struct staaf_rate treat, control; /* Wilson's intervals */
	/* Difference with Newcombe's interval; no se, t, df, p. */
	struct staaf_estimate rd;
	double chi2, chi2_p, yates, yates_p;
	double fisher_p;
	/* se is that of ln OR; t is a z, so its df is INFINITY. */
	struct staaf_estimate odds;
	bool is_half_added; /* to all four counts of odds: one of them was 0 */
	double rr;          /* INFINITY when only the control has none */
	double cohen_h;
	/* From odds; a variance is se^2.  cox_g is NAN below 4 students. */
	struct staaf_estimate cox_d, cox_g;
};

/*
 * Sources: Newcombe 1998, 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-
 * SIM779>3.0.CO;2-I (method 10); Fisher's two-sided p sums the tables that
 * are not more likely than this one, times 1 + 1e-7, as R does; Yates 1934,
 * 10.2307/2983604; Woolf 1955, 10.1111/j.1469-1809.1955.tb01348.x (ln OR);
 * Cohen 1988, chapter 6 (h); Cox's d = ln OR / 1.65, g = d (1 - 3 / (4N - 9)):
 * What Works Clearinghouse, Procedures Handbook 4.1, appendix E.  Their se is
 * that of ln OR, scaled by the same factor.
 */
void staaf_two_rates(struct staaf_two_rates *out,
    const struct staaf_two_counts *counts);

#endif
