/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a sum gave, number by number, each under its name.  Names are paths
 * ("paired.ci_lo"), stable, and explained in staaf-evaluate(1).
 */
#ifndef STAAF_RESULT_H
#define STAAF_RESULT_H

#include <staaf/mem.h>
#include <staaf/stats.h>

struct staaf_number {
	const char *key;  /* "paired.t" */
	double value;     /* NAN: cannot be computed */
	const char *text; /* in place of the value; or NULL */
};

struct staaf_result {
	struct staaf_number *number; /* in the order they were put */
	size_t n_numbers, room;
	struct staaf_arena *ar;      /* remembers that memory ran out */
};

/* "dz" and "est" make "dz.est"; key may be NULL. */
void staaf_result_put(struct staaf_result *r, const char *prefix,
    const char *key, double value);
void staaf_result_put_text(struct staaf_result *r, const char *prefix,
    const char *key, const char *text);
/* est, se, t, df, p, ci_lo and ci_hi; what is NAN too. */
void staaf_result_put_estimate(struct staaf_result *r, const char *prefix,
    const struct staaf_estimate *e);
/* The value under a path; NAN when there is none. */
double staaf_result_get(const struct staaf_result *r, const char *path);

#endif
