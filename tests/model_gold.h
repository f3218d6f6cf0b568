/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases of tests/data: rows of numbers and the figures wanted of them. */
#ifndef MODEL_GOLD_H
#define MODEL_GOLD_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <staaf/stats.h>

enum { GOLD_ROWS = 80, GOLD_COLUMNS = 4, GOLD_WANTS = 64 };

struct gold {
	char name[32];
	size_t n;
	double column[GOLD_COLUMNS][GOLD_ROWS];
	bool yes[GOLD_ROWS]; /* the third column, not 0 */
	size_t n_wants;
	struct {
		char name[32];
		double value;
		bool is_met;
	} want[GOLD_WANTS];
};

static void
gold_near(double got, double want, double relative, const char *what)
{
	if (!(fabs(got - want) <= relative * fmax(fabs(want), 1e-12)))
		fail_msg("%s: got %.17g, want %.17g, off %.2g", what, got,
		    want, fabs(got - want) / fabs(want));
}

/* Read the case of that name. */
static void
gold_read(struct gold *g, const char *path, const char *name)
{
	FILE *f = fopen(path, "r");
	char line[128];
	bool is_it = false;

	*g = (struct gold){ 0 };
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "case ", 5) == 0) {
			is_it = strcmp(line + 5, name) == 0;
		} else if (is_it && strncmp(line, "row ", 4) == 0) {
			assert_true(g->n < GOLD_ROWS);
			assert_true(sscanf(line + 4, "%lf %lf %lf %lf",
			    &g->column[0][g->n], &g->column[1][g->n],
			    &g->column[2][g->n], &g->column[3][g->n]) >= 2);
			g->yes[g->n] = g->column[2][g->n] != 0;
			g->n++;
		} else if (is_it) {
			assert_true(g->n_wants < GOLD_WANTS);
			assert_int_equal(sscanf(line, "want %31s %lf",
			    g->want[g->n_wants].name,
			    &g->want[g->n_wants].value), 2);
			g->n_wants++;
		}
	}
	assert_int_equal(fclose(f), 0);
	assert_true(g->n > 0 && g->n_wants > 0);
	(void)snprintf(g->name, sizeof(g->name), "%s", name);
}

static void
gold_meet(struct gold *g, const char *name, double got, double relative)
{
	char what[80];

	for (size_t i = 0; i < g->n_wants; i++) {
		if (strcmp(g->want[i].name, name) != 0)
			continue;
		(void)snprintf(what, sizeof(what), "%s: %s", g->name, name);
		gold_near(got, g->want[i].value, relative, what);
		g->want[i].is_met = true;
		return;
	}
	fail_msg("%s: nothing is wanted of %s", g->name, name);
}

static void
gold_meet_estimate(struct gold *g, const char *name, struct staaf_estimate e,
    double relative)
{
	static const char *const part[] = { "est", "se", "t", "df", "p", "low",
		"high" };
	const double got[] = { e.est, e.se, e.t, e.df, e.p, e.low, e.high };
	char whole[32];

	for (size_t i = 0; i < 7; i++) {
		(void)snprintf(whole, sizeof(whole), "%s.%s", name, part[i]);
		gold_meet(g, whole, got[i], relative);
	}
}

/* No figure was forgotten. */
static void
gold_all_met(const struct gold *g)
{
	for (size_t i = 0; i < g->n_wants; i++)
		if (!g->want[i].is_met)
			fail_msg("%s: %s was not looked at", g->name,
			    g->want[i].name);
}

/* All seven, or all but the estimate. */
static inline bool
gold_is_unknown(struct staaf_estimate e, bool has_estimate)
{
	return isnan(e.est) != has_estimate && isnan(e.se) && isnan(e.t) &&
	    isnan(e.df) && isnan(e.p) && isnan(e.low) && isnan(e.high);
}

#endif
