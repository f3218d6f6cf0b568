/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers under their names. */
#include <math.h>
#include <string.h>

#include "circle.h"

static struct staaf_number *
add(struct staaf_result *r, const char *prefix, const char *key)
{
	struct staaf_number *all = staaf_arena_grow(r->ar, r->number,
	    r->n_numbers, &r->room, sizeof(*all));

	if (all == NULL)
		return NULL;
	r->number = all;
	all[r->n_numbers] = (struct staaf_number){ .value = NAN,
		.key = key == NULL ? staaf_arena_dup(r->ar, prefix) :
		staaf_arena_printf(r->ar, "%s.%s", prefix, key) };
	return &all[r->n_numbers++];
}

void
staaf_result_put(struct staaf_result *r, const char *prefix, const char *key,
    double value)
{
	struct staaf_number *number = add(r, prefix, key);

	if (number != NULL)
		number->value = value;
}

void
staaf_result_put_text(struct staaf_result *r, const char *prefix,
    const char *key, const char *text)
{
	struct staaf_number *number = add(r, prefix, key);

	if (number != NULL)
		number->text = text;
}

void
staaf_result_put_estimate(struct staaf_result *r, const char *prefix,
    const struct staaf_estimate *e)
{
	staaf_result_put(r, prefix, "est", e->est);
	staaf_result_put(r, prefix, "se", e->se);
	staaf_result_put(r, prefix, "t", e->t);
	staaf_result_put(r, prefix, "df", e->df);
	staaf_result_put(r, prefix, "p", e->p);
	staaf_result_put(r, prefix, "ci_lo", e->low);
	staaf_result_put(r, prefix, "ci_hi", e->high);
}

double
staaf_result_get(const struct staaf_result *r, const char *path)
{
	for (size_t i = 0; i < r->n_numbers; i++)
		if (strcmp(r->number[i].key, path) == 0)
			return r->number[i].value;
	return NAN;
}
