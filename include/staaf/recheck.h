/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Does a reported p follow from the statistic it is reported with?  The rules
 * are those of statcheck (Nuijten and others 2016): what rounding can explain
 * fits, and p = .05 is significant.  The same is asked of a standardised
 * difference beside the means it comes of.  Pure.
 */
#ifndef STAAF_RECHECK_H
#define STAAF_RECHECK_H

#include <stdbool.h>
#include <stddef.h>

#include <staaf/means.h>

/* Q is that of a meta-analysis, and has the distribution of chi-square. */
enum staaf_statistic { STAAF_STATISTIC_T, STAAF_STATISTIC_F,
	STAAF_STATISTIC_CHI2, STAAF_STATISTIC_R, STAAF_STATISTIC_Z,
	STAAF_STATISTIC_Q, STAAF_N_STATISTICS };

enum staaf_than { STAAF_EQUAL, STAAF_BELOW, STAAF_ABOVE };

/* "t(28) = 2.20, p < .05", and where it stands in a text. */
struct staaf_reported {
	enum staaf_statistic statistic;
	double df1, df2; /* NAN: none; r has the n - 2 of its pairs */
	double value;
	enum staaf_than than; /* "F < 1" */
	int decimals;         /* of the value, as printed */
	double half;          /* the value may be so far off; 0: by decimals */
	double p;             /* NAN: only "n.s.", which is said as p > .05 */
	enum staaf_than p_than;
	int p_decimals;
	int tails;            /* 1 when the text says so, else 2 */
	bool is_corrected;    /* the sentence names a correction: p is larger */
	size_t at, size;      /* bytes */
};

enum staaf_fit {
	STAAF_FITS,
	STAAF_FITS_NOT,
	STAAF_DECIDES_OTHERWISE, /* and on the other side of .05 */
	STAAF_IMPOSSIBLE_P,      /* p = .000, below 0 or above 1 */
	STAAF_NO_P,              /* none can be worked out */
	STAAF_N_FITS
};

/* NAN: the statistic itself cannot be (r of 1.2, 0 degrees of freedom). */
struct staaf_rechecked {
	double p;         /* of the value as printed */
	double low, high; /* of what may have been rounded to it */
	enum staaf_fit fit;
};

/* fit is STAAF_NO_P, or STAAF_IMPOSSIBLE_P, when p is NAN. */
void staaf_recheck(struct staaf_rechecked *out,
    const struct staaf_reported *in);

/* A number, and the decimals it was printed with. */
struct staaf_printed {
	double value;
	int decimals;
};

/* "M = 6.8, SD = 1.2, n = 40" */
struct staaf_printed_group {
	struct staaf_printed mean, sd;
	long n; /* at least 2 */
};

/* Two groups of different people in one sentence. */
struct staaf_reported_gap {
	struct staaf_printed_group a, b; /* in order of place */
	struct staaf_printed effect;     /* right behind; NAN: none */
	char letter;                     /* 'd' or 'g' of it */
	size_t at, size;                 /* bytes, with the effect */
};

struct staaf_rechecked_gap {
	struct staaf_gap gap; /* a minus b, as printed */
	double sd;            /* pooled */
	double p;             /* of Student's t, both sides */
	double low, high;     /* of the size of d or g, by what rounding of
	                         means and SDs leaves open */
	enum staaf_fit fit;   /* STAAF_NO_P: there is nothing to judge */
};

/*
 * The reported d or g fits when rounding lets it be d or g, by the pooled SD
 * or by sqrt((sd_a^2 + sd_b^2) / 2); its sign is not looked at.
 */
void staaf_recheck_gap(struct staaf_rechecked_gap *out,
    const struct staaf_reported_gap *in);

/* A mean of whole numbers: answers on a scale, or counts. */
struct staaf_reported_mean {
	struct staaf_printed mean; /* 0 or more */
	long n, items;             /* people, and answers of each: 1 or more */
	size_t at, size;           /* bytes */
};

struct staaf_rechecked_mean {
	double low, high;   /* the nearest that whole totals give */
	enum staaf_fit fit; /* STAAF_NO_P: any mean would fit */
};

/*
 * GRIM: is there a whole total k with k / (n items) rounded to the mean as
 * printed?  Exact; a half may have gone either way, since half up, half even
 * and binary fractions do not agree.  From 10^decimals answers on any mean
 * fits, and nothing is said.  Source: Brown and Heathers 2017,
 * 10.1177/1948550616673876.
 */
void staaf_recheck_mean(struct staaf_rechecked_mean *out,
    const struct staaf_reported_mean *in);

/* "t", "F", "chi2", "r", "z", "Q"; "consistent", ...; NULL for STAAF_NO_P. */
const char *staaf_statistic_name(enum staaf_statistic statistic);
const char *staaf_fit_name(enum staaf_fit fit);

#endif
