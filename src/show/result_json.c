/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers under dotted paths, as nested objects: "paired.t" is
 * {"paired":{"t":...}}.  What cannot be computed is null.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "show.h"

enum { MAX_KEY = 64 };

/* The part of a path up to a dot, from at on. */
static size_t
part_size(const char *key, size_t at)
{
	return strcspn(key + at, ".");
}

static bool
shares(const struct staaf_number *a, const struct staaf_number *b, size_t size)
{
	return strncmp(a->key, b->key, size) == 0;
}

static void
put_value(struct staaf_json *j, const char *key, const struct staaf_number *n)
{
	if (n->text != NULL)
		staaf_json_text(j, key, n->text);
	else if (isfinite(n->value) && n->value == trunc(n->value) &&
	    fabs(n->value) < 1e15)
		staaf_json_int(j, key, (long)n->value);
	else
		staaf_json_number(j, key, n->value);
}

/* Was this part of the path put by an earlier number? */
static bool
is_put(const struct staaf_result *r, size_t i, size_t at, size_t size)
{
	for (size_t k = 0; k < i; k++)
		if (shares(&r->number[k], &r->number[i], at + size) &&
		    (r->number[k].key[at + size] == '.' ||
		    r->number[k].key[at + size] == '\0'))
			return true;
	return false;
}

/* All numbers that begin as number i does, up to byte at. */
static void
put_level(struct staaf_json *j, const struct staaf_result *r, size_t first,
    size_t at)
{
	for (size_t i = first; i < r->n_numbers; i++) {
		const struct staaf_number *n = &r->number[i];
		size_t size = part_size(n->key, at);
		char key[MAX_KEY];

		if (!shares(n, &r->number[first], at) ||
		    is_put(r, i, at, size) || size >= sizeof(key))
			continue;
		memcpy(key, n->key + at, size);
		key[size] = '\0';
		if (n->key[at + size] == '\0') {
			put_value(j, key, n);
			continue;
		}
		staaf_json_object(j, key);
		put_level(j, r, i, at + size + 1);
		staaf_json_end_object(j);
	}
}

void
staaf_show_result_json(struct staaf_buf *out, const struct staaf_result *r)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	show_result_json(&j, r);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

void
show_result_json(struct staaf_json *j, const struct staaf_result *r)
{
	if (r->n_numbers > 0)
		put_level(j, r, 0, 0);
}
