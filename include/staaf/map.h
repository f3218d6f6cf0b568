/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence gap map: interventions by kinds of outcome, empty cells too. */
#ifndef STAAF_MAP_H
#define STAAF_MAP_H

#include <staaf/answer.h>
#include <staaf/asked.h>

/*
 * How often something was asked about, as it may be shown.  Each number is a
 * sum of multiples of three: a subject (intervention, outcome, answered or
 * not) counts three when its third question comes, and not before.  So what
 * differs between any two maps, of other months, columns or days, is nothing
 * or three questions at least; 0 says: fewer than three, or none.
 */
struct staaf_demand {
	long asked;      /* questions */
	long unanswered; /* of them: not known here, when they were asked */
};

/* What is held on one intervention and one kind of outcome. */
struct staaf_cell {
	long n_works, n_findings; /* not retracted */
	long k;                   /* studies that the level rests on, as its
	                           * review tells; STAAF_NONE: not told */
	int year;                 /* of the newest work; 0: none, not known */
	int level;                /* 0 to 4; STAAF_NONE when nothing counts */
	enum staaf_verdict verdict;
	struct staaf_demand demand;
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
	/* Without an outcome; none in a map of some outcomes. */
	struct staaf_demand demand;
};

/*
 * Something that was asked about, the works that are held on just that, and
 * the level of its answer, which may rest on a broader approach.
 */
struct staaf_wanted {
	const struct staaf_concept *intervention;
	const struct staaf_concept *outcome; /* NULL: none was named */
	struct staaf_demand demand;
	const char *month; /* in which the last three became three */
	long n_works; /* any outcome, when none was named */
	int level;    /* the highest, when none was named; or STAAF_NONE */
};

struct staaf_map {
	/* Domains in order of name; of a narrowed map outcomes by id. */
	const struct staaf_map_column *column;
	size_t n_columns;
	const struct staaf_map_row *row; /* in order of id */
	size_t n_rows;
	bool has_demand;
	const char *since; /* what was asked from this month on; NULL: all */
	/*
	 * First the local research agenda: where nothing counts or certainty
	 * is at most STAAF_LITTLE; in both parts what was asked most first.
	 */
	const struct staaf_wanted *wanted;
	size_t n_wanted, n_open; /* open: the agenda */
};

enum { STAAF_LITTLE = 1 };

/* What a map is to show; {0}: everything. */
struct staaf_map_ask {
	const struct staaf_concept *intervention; /* and narrower; or NULL */
	/*
	 * A domain, for each outcome in it, or an outcome, for that and what
	 * stands under it; NULL: the domains.
	 */
	const char *outcome;
	bool has_all_tools; /* else those on which something is held, or that
	                     * were asked about */
	bool has_demand;    /* set beside it what was asked */
	const struct staaf_asked *asked;
	size_t n_asked;
	const char *since;  /* from this month on; NULL: all */
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
