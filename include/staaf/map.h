/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence gap map: interventions by kinds of outcome, empty cells too. */
#ifndef STAAF_MAP_H
#define STAAF_MAP_H

#include <staaf/answer.h>

/* What is held on one intervention and one kind of outcome. */
struct staaf_cell {
	long n_works, n_findings; /* not retracted */
	long k;                   /* studies that the level rests on, as its
	                           * review tells; STAAF_NONE: not told */
	int year;                 /* of the newest work; 0: none, not known */
	int level;                /* 0 to 4; STAAF_NONE when nothing counts */
	enum staaf_verdict verdict;
};

/* A kind of outcome ("achievement"), or one outcome within it. */
struct staaf_map_column {
	const char *domain;
	const struct staaf_concept *outcome; /* NULL: all of the domain */
};

struct staaf_map_row {
	const struct staaf_concept *intervention;
	long n_works;                  /* in the columns of this map */
	const struct staaf_cell *cell; /* one for each column */
};

struct staaf_map {
	/* Domains in order of name; of a narrowed map outcomes by id. */
	const struct staaf_map_column *column;
	size_t n_columns;
	const struct staaf_map_row *row; /* in order of id */
	size_t n_rows;
};

/* What a map is to show; {0}: everything. */
struct staaf_map_ask {
	const struct staaf_concept *intervention; /* and narrower; or NULL */
	/*
	 * A domain, for each outcome in it, or an outcome, for that and what
	 * stands under it; NULL: the domains.
	 */
	const char *outcome;
	bool has_all_tools; /* else those on which something is held */
};

/*
 * Every intervention of the vocabulary with its narrower ones, asked about
 * as "does it work" in higher education and nothing more.  Everything lives
 * in ar.  Fails: STAAF_USAGE (no such outcome), STAAF_STORE.
 */
enum staaf_code staaf_map(struct staaf_map *out, struct staaf_store *st,
    const struct staaf_rules *rs, const struct staaf_map_ask *ask,
    struct staaf_arena *ar, struct staaf_err *err);

#endif
