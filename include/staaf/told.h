/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a text tells of an effect: the figures of somebody's claim, each with
 * what stands by it, and the words that say how they came about.  Numbers of
 * other things (years, prices, versions, ages) are passed by.  And what
 * follows from one such figure.  Pure.
 */
#ifndef STAAF_TOLD_H
#define STAAF_TOLD_H

#include <staaf/mem.h>
#include <staaf/recheck.h>
#include <staaf/record.h>

enum staaf_told_kind {
	STAAF_TOLD_MEANS,     /* "7.1 (SD 1.2; n = 40) versus 6.5 (...)" */
	STAAF_TOLD_RATES,     /* "62% of 120 versus 48% of 115" */
	STAAF_TOLD_CHANGE,    /* "from 61% to 78%", "a 7.4 (was 6.1)" */
	STAAF_TOLD_PERCENT,   /* "23% higher" */
	STAAF_TOLD_POINTS,    /* "8 percentage points" */
	STAAF_TOLD_TIMES,     /* "3x faster" */
	STAAF_TOLD_DIFFERENCE, /* "0.5 points higher", of a scale */
	STAAF_TOLD_SHARE,     /* "92% of users", "75 of 120 students" */
	STAAF_TOLD_STATISTIC, /* "t(76) = 2.12, p = .037" */
	STAAF_TOLD_EFFECT,    /* "d = 0.40, 95% CI [0.10, 0.70]" */
	STAAF_TOLD_P,         /* a p without its statistic */
	STAAF_N_TOLD
};

/* One of the two numbers of a comparison. */
struct staaf_told_group {
	double value; /* a mean, or a rate in percent */
	int decimals;
	double sd;    /* NAN: not told */
	int sd_decimals;
	long n, yes;  /* STAAF_NONE: not told; yes of n */
};

struct staaf_told_figure {
	enum staaf_told_kind kind;
	size_t at, size;            /* bytes */
	/* a is with it, or after; b is without it, or before. */
	struct staaf_told_group a, b;
	bool is_percent;            /* of a and b */
	double value, low, high;    /* of the other kinds; NAN */
	enum staaf_metric metric;   /* of an effect */
	struct staaf_reported test; /* of a statistic; of a p alone its p */
	bool has_p;                 /* a p stands with the statistic */
	bool is_paired;             /* words say: of the same students twice */
};

/* What was told beside the figures, with its words or by denying it. */
enum staaf_tells {
	STAAF_TELLS_COMPARISON = 1, /* whom they were compared with */
	STAAF_TELLS_LOTS = 2,       /* how the groups were formed */
	STAAF_TELLS_STUDENTS = 4,   /* how many */
	STAAF_TELLS_SPREAD = 8,
	STAAF_TELLS_INTERVAL = 16,
	STAAF_TELLS_TEST = 32,      /* which test, and whose */
	STAAF_TELLS_WHO = 64,       /* who did the study */
	STAAF_TELLS_DURATION = 128,
	STAAF_TELLS_SOURCE = 256,   /* where it was published */
	STAAF_TELLS_LOSS = 512,     /* how many dropped out */
	STAAF_TELLS_PRETEST = 1024
};

enum staaf_cue {
	STAAF_CUE_MORE = 1,     /* something is higher, faster, less */
	STAAF_CUE_THAN = 2,     /* better than something else */
	STAAF_CUE_MATCHING = 4, /* fits a kind of student */
	STAAF_CUE_WHOM = 8,     /* especially for some */
	STAAF_CUE_OWN = 16,     /* "our app": whoever tells it, sells it */
	STAAF_CUE_USE = 32,     /* "used by": how many is no effect */
	STAAF_CUE_OPINION = 64, /* satisfied, say, recommend */
	STAAF_CUE_LESS = 128    /* drop-out, errors: less of it is better */
};

struct staaf_told {
	struct staaf_told_figure *figure; /* in order of place */
	size_t n_figures;
	bool has_more;    /* than are kept */
	long n;           /* students in all, or of a t; STAAF_NONE */
	int design;       /* class that words name; STAAF_NONE: none do */
	size_t design_at, design_size; /* those words */
	bool is_review;   /* they speak of a review of studies */
	unsigned tells;   /* enum staaf_tells */
	unsigned cues;    /* enum staaf_cue */
};

/*
 * Read a claim in English or Dutch; any bytes, best when clean.  In ar; look
 * at ar->failed.
 */
void staaf_told_read(struct staaf_told *out, const char *text, size_t size,
    struct staaf_arena *ar);

/* "means", "rates", "change", ...: as in JSON. */
const char *staaf_told_kind_name(enum staaf_told_kind kind);

/* Why no standardised difference follows. */
enum staaf_told_not {
	STAAF_TOLD_FOLLOWS,     /* it does */
	STAAF_TOLD_NO_SPREAD,   /* two means without their spread */
	STAAF_TOLD_NO_NUMBER,   /* a test or p without numbers */
	STAAF_TOLD_IS_CHANGE,   /* nothing to compare with */
	STAAF_TOLD_IS_RELATIVE, /* percent, or times, of what? */
	STAAF_TOLD_NO_BASE,     /* points from which rate? */
	STAAF_TOLD_IS_SHARE,    /* nothing to compare with */
	STAAF_TOLD_IS_LINK,     /* r: they go together */
	STAAF_TOLD_IS_TEST,     /* chi-square, F of several groups */
	STAAF_TOLD_IMPOSSIBLE,  /* these numbers cannot be */
	STAAF_N_TOLD_NOT
};

/* What was assumed to work something out. */
enum staaf_assumed {
	STAAF_ASSUMED_EQUAL_GROUPS = 1, /* of the students that are told */
	STAAF_ASSUMED_STUDENT = 2,      /* p is of a t test of two groups */
	STAAF_ASSUMED_ROUNDED = 4,      /* counts out of printed rates */
	STAAF_ASSUMED_DIRECTION = 8     /* the test does not tell who won */
};

/* "no-spread", "change", ...; NULL when it follows. */
const char *staaf_told_not_name(enum staaf_told_not why);

/* What follows from one figure; NAN is what does not. */
struct staaf_told_sum {
	double g, low, high;   /* standardised; 95% interval */
	bool is_least;         /* g is at least this: p was told as a bound */
	long n1, n2;           /* behind it; STAAF_NONE */
	double p;              /* two-sided, of the difference */
	double diff, sd, d, j; /* of means: g = d j, d = diff / sd */
	double points, points_low, points_high; /* percentage points */
	double share_low, share_high; /* of a share with its n, percent */
	unsigned assumed;      /* enum staaf_assumed */
	enum staaf_told_not why; /* STAAF_TOLD_FOLLOWS: g is known */
	bool lacks_n;          /* so there is no interval */
	bool has_fit;          /* a told p was held against it */
	struct staaf_reported test; /* the one that it was held against */
	struct staaf_rechecked fit;
};

/*
 * Work out what a figure tells: n are the students in all (STAAF_NONE), p a
 * p told apart from it (NULL).  Means, t, F of two groups and p by Student's
 * t, with limits of the noncentral t (means.h); rates by Newcombe, and by
 * Cox as the What Works Clearinghouse does (rate.h); a change before and
 * after, a percent and a share give no g.
 */
void staaf_told_work_out(struct staaf_told_sum *out,
    const struct staaf_told_figure *f, long n,
    const struct staaf_told_figure *p);

#endif
