/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several p values at once.  Holm goes up from the smallest with (m - i + 1) p
 * and never falls; Benjamini and Hochberg go down from the largest with
 * (m / i) p and never rise.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include <staaf/groups.h>
#include <staaf/mem.h>

struct placed {
	double p;
	size_t at; /* where it came from */
};

static int
compare_placed(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return (x->p > y->p) - (x->p < y->p);
}

static void
adjust_sorted(double *out, const struct placed *row, size_t m,
    enum staaf_adjustment how)
{
	double count = (double)m, bound = how == STAAF_BH ? 1 : 0;

	for (size_t i = 0; i < m && how != STAAF_BH; i++) {
		double factor = how == STAAF_HOLM ? count - (double)i : count;

		bound = fmax(bound, fmin(factor * row[i].p, 1));
		out[row[i].at] = bound;
	}
	for (size_t i = m; i > 0 && how == STAAF_BH; i--) {
		bound = fmin(bound, count / (double)i * row[i - 1].p);
		out[row[i - 1].at] = bound;
	}
}

bool
staaf_adjust(double *out, const double *p, size_t m, enum staaf_adjustment how)
{
	struct placed *row = NULL;
	size_t n = 0;

	if (m > 0 && m <= SIZE_MAX / sizeof(*row))
		row = staaf_mem_alloc(m * sizeof(*row));
	for (size_t i = 0; i < m; i++) {
		if (row != NULL && p[i] >= 0 && p[i] <= 1)
			row[n++] = (struct placed){ p[i], i };
		out[i] = NAN;
	}
	if (row == NULL)
		return m == 0;
	qsort(row, n, sizeof(*row), compare_placed);
	adjust_sorted(out, row, n, how);
	staaf_mem_free(row);
	return true;
}
