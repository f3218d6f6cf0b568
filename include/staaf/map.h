/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence gap map: interventions by kinds of outcome, empty cells too. */
#ifndef STAAF_MAP_H
#define STAAF_MAP_H

#include <staaf/answer.h>

/* What is held on one intervention and one kind of outcome. */
struct staaf_cell {
	long n_works, n_findings; /* not retracted */
	int level;                /* 0 to 4; STAAF_NONE when nothing counts */
	enum staaf_verdict verdict;
};

struct staaf_map_row {
	const struct staaf_concept *intervention;
	long n_works;
	const struct staaf_cell *cell; /* one for each domain */
};

struct staaf_map {
	const char *const *domain; /* "achievement", ...; in order of name */
	size_t n_domains;
	const struct staaf_map_row *row; /* in order of id */
	size_t n_rows;
};

/*
 * Every intervention of the vocabulary with its narrower ones, asked about
 * as "does it work" in higher education and nothing more.  Tools have a row
 * only when something is held on them.  Everything lives in ar.
 */
enum staaf_code staaf_map(struct staaf_map *out, struct staaf_store *st,
    const struct staaf_rules *rs, struct staaf_arena *ar,
    struct staaf_err *err);

#endif
