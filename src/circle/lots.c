/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing lots that anyone can draw again: the bytes of SHA-256 over
 * "seed:block" decide each block.  Blocks of two and of four, so that the
 * groups stay of one size and the last of a block cannot be guessed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/plan.h>

#include "circle.h"

enum { LARGEST_BLOCK = 4, MAX_SEED = 256 };

/* Byte i of a hash in hex. */
static unsigned
byte_of(const char hex[STAAF_HASH_SIZE], size_t i)
{
	const char digits[3] = { hex[2 * i], hex[2 * i + 1], '\0' };

	return (unsigned)strtoul(digits, NULL, 16);
}

/* Fill one block and return its size. */
static size_t
draw_block(int block[LARGEST_BLOCK], const char *seed, size_t number)
{
	char text[MAX_SEED + 32], hex[STAAF_HASH_SIZE];
	size_t size;
	int length = snprintf(text, sizeof(text), "%.*s:%zu", MAX_SEED, seed,
	    number);

	staaf_hash(hex, text, (size_t)length);
	size = byte_of(hex, 0) % 2 == 0 ? 2 : LARGEST_BLOCK;
	for (size_t i = 0; i < size; i++)
		block[i] = i % 2 == 0;
	/* 256 is no multiple of 3: the odds are a third to within 0.2%. */
	for (size_t i = size; i-- > 1;) {
		size_t k = byte_of(hex, i) % (i + 1);
		int held = block[i];

		block[i] = block[k];
		block[k] = held;
	}
	return size;
}

void
staaf_plan_lots(int *out, size_t n, const char *seed)
{
	int block[LARGEST_BLOCK];
	size_t at = 0;

	for (size_t number = 0; at < n; number++) {
		size_t size = draw_block(block, seed, number);

		for (size_t i = 0; i < size && at < n; i++)
			out[at++] = block[i];
	}
}

/* ---------------------------------------------------------- of a table */

static enum staaf_code
find_columns(struct columns *col, struct levels *strata,
    const struct staaf_table *t, const char *id, const char *stratum,
    struct staaf_arena *ar, struct staaf_err *err)
{
	/* The role of a group finds the column by its name, and no other. */
	struct staaf_trial_ask ask = { .id = id, .group = stratum };
	const struct notation plain = { .n_missing = 0 };
	enum staaf_code rc;

	if ((rc = column_find(col, t, &ask, ar, err)) != STAAF_OK ||
	    (rc = privacy_check(t, col, ar, err)) != STAAF_OK)
		return rc;
	if (col->at[ROLE_ID] == NO_COLUMN)
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_LOTS_NO_ID, NULL, NULL);
	*strata = (struct levels){ .n = 0 };
	return stratum == NULL || levels_find(strata, t,
	    col->at[ROLE_GROUP], &plain, ar) ? STAAF_OK : STAAF_NOMEM;
}

static int
compare_ids(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* An id twice would get two lots. */
static enum staaf_code
check_ids(const struct staaf_lots *l, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const char **id = staaf_arena_array(ar, l->n + 1, sizeof(*id));

	if (id == NULL)
		return STAAF_NOMEM;
	memcpy(id, l->id, l->n * sizeof(*id));
	qsort(id, l->n, sizeof(*id), compare_ids);
	for (size_t i = 0; i < l->n; i++)
		if (*id[i] == '\0' || (i > 0 && strcmp(id[i], id[i - 1]) == 0))
			return staaf_err_set(err, STAAF_BADINPUT,
			    STAAF_MSG_LOTS_TWICE, id[i], NULL);
	return STAAF_OK;
}

/* The lots of the rows of one stratum; -1: of those with an empty cell. */
static enum staaf_code
draw_stratum(struct staaf_lots *l, const struct levels *strata, int level,
    const char *seed, struct staaf_arena *ar)
{
	const char *name = level < 0 ? "" : strata->name[level];
	char *own = staaf_arena_printf(ar, "%s/%s", seed, name);
	int *lot = staaf_arena_array(ar, l->n + 1, sizeof(*lot));
	size_t n = 0, at = 0;

	if (ar->failed)
		return STAAF_NOMEM;
	for (size_t i = 0; i < l->n; i++)
		n += strata->of == NULL || strata->of[i] == level;
	staaf_plan_lots(lot, n, strata->of == NULL ? seed : own);
	for (size_t i = 0; i < l->n; i++)
		if (strata->of == NULL || strata->of[i] == level) {
			l->stratum[i] = name;
			l->lot[i] = lot[at++];
		}
	l->n_strata += n > 0;
	return STAAF_OK;
}

enum staaf_code
staaf_plan_lots_table(struct staaf_lots *out, const struct staaf_table *t,
    const char *id, const char *stratum, const char *seed,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_lots l = { .n = t->n_rows };
	struct columns col;
	struct levels strata = { .n = 0 };
	char n[24];
	enum staaf_code rc = find_columns(&col, &strata, t, id, stratum, ar,
	    err);

	l.id = staaf_arena_array(ar, l.n + 1, sizeof(*l.id));
	l.stratum = staaf_arena_array(ar, l.n + 1, sizeof(*l.stratum));
	l.lot = staaf_arena_array(ar, l.n + 1, sizeof(*l.lot));
	if (rc == STAAF_OK && ar->failed)
		rc = STAAF_NOMEM;
	for (size_t i = 0; rc == STAAF_OK && i < l.n; i++)
		l.id[i] = staaf_table_cell(t, i, (size_t)col.at[ROLE_ID]);
	if (rc == STAAF_OK)
		rc = check_ids(&l, ar, err);
	if (rc == STAAF_OK && 2 * (size_t)strata.n > l.n) {
		circle_put_count(n, (size_t)strata.n);
		rc = staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_LOTS_MANY_STRATA, stratum, n);
	}
	for (int i = -1; rc == STAAF_OK && i < strata.n; i++)
		rc = draw_stratum(&l, &strata, i, seed, ar);
	if (rc == STAAF_NOMEM)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (rc == STAAF_OK)
		*out = l;
	return rc;
}
