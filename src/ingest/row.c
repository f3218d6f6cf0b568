/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths of the tables of formats, and which of them go on at an element.
 * Rows that still fit stand as bits per open element, so that an element
 * is compared with the next step of those rows only, by its hash first.
 */
#include <string.h>

#include "ingest.h"

static uint32_t
hash_name(const char *name, size_t size)
{
	uint32_t h = 2166136261U; /* FNV-1a */

	for (size_t i = 0; i < size; i++)
		h = (h ^ (unsigned char)name[i]) * 16777619U;
	return h;
}

/* "name", "dc:name", "*:name", with "[@type=a|b]" or "[@type!=a]" after. */
static void
make_step(struct ingest_step *step, const char *text, size_t size)
{
	const char *cond = memchr(text, '[', size);
	size_t n = cond == NULL ? size : (size_t)(cond - text);
	const char *colon = memchr(text, ':', n);

	*step = (struct ingest_step){ .prefix = "", .name = text };
	if (colon != NULL) {
		step->prefix = text;
		step->prefix_size = (size_t)(colon - text);
		step->name = colon + 1;
		n -= step->prefix_size + 1;
	}
	step->name_size = n;
	step->hash = hash_name(step->name, n);
	step->is_any = step->prefix[0] == '*';
	if (cond == NULL)
		return;
	step->attr = cond + 2;
	step->attr_size = strcspn(step->attr, "!=");
	step->is_not = step->attr[step->attr_size] == '!';
	step->values = step->attr + step->attr_size + 1 + step->is_not;
	step->values_size = strcspn(step->values, "]");
}

/* Steps of a path onto a line of the table. */
static void
add_steps(struct ingest_line *line, const char *path)
{
	while (*path != '\0' && *path != '@') {
		size_t size = strcspn(path, "/[");

		if (path[size] == '[')
			size += strcspn(path + size, "]") + 1;
		if (line->n_steps < INGEST_MAX_STEPS)
			make_step(&line->step[line->n_steps++], path, size);
		path += size;
		path += *path == '/';
	}
	if (*path == '@')
		line->attr = path + 1;
}

void
ingest_table_make(struct ingest_table *t, const struct ingest_rows *sets)
{
	t->n = 0;
	for (; sets->row != NULL; sets++)
		for (const struct ingest_row *row = sets->row;
		    row->path != NULL && t->n < INGEST_MAX_ROWS; row++) {
			struct ingest_line *line = &t->line[t->n++];

			*line = (struct ingest_line){ .row = row };
			add_steps(line, sets->base);
			add_steps(line, row->path);
		}
}

/* An attribute by its own name, in whatever namespace. */
const char *
ingest_attr_named(const struct ingest_element *e, const char *name,
    size_t size)
{
	for (size_t i = 0; i < e->n_attrs; i++)
		if (strncmp(e->attr[i].name, name, size) == 0 &&
		    e->attr[i].name[size] == '\0')
			return e->attr[i].value;
	return NULL;
}

/* One of "a|b|c"; an empty one is for an attribute that is not there. */
static bool
is_one_of(const char *value, const char *list, size_t size)
{
	const char *end = list + size;
	size_t n, length = strlen(value);

	for (;; list += n + 1) {
		n = strcspn(list, "|]");
		if (n == length && memcmp(list, value, n) == 0)
			return true;
		if (list + n >= end)
			return false;
	}
}

static bool
fits(const struct ingest_step *step, uint32_t hash, const char *prefix,
    const struct ingest_element *e)
{
	const char *value;

	if (step->hash != hash ||
	    strncmp(e->name, step->name, step->name_size) != 0 ||
	    e->name[step->name_size] != '\0')
		return false;
	if (!step->is_any && (strlen(prefix) != step->prefix_size ||
	    memcmp(prefix, step->prefix, step->prefix_size) != 0))
		return false;
	if (step->attr == NULL)
		return true;
	value = ingest_attr_named(e, step->attr, step->attr_size);
	return is_one_of(value == NULL ? "" : value, step->values,
	    step->values_size) != step->is_not;
}

bool
ingest_is_root(const char *path, const char *prefix,
    const struct ingest_element *e)
{
	struct ingest_step step;

	make_step(&step, path, strlen(path));
	return fits(&step, hash_name(e->name, strlen(e->name)), prefix, e);
}

void
ingest_table_start(const struct ingest_table *t, struct ingest_alive *alive,
    struct ingest_alive *done)
{
	*alive = *done = (struct ingest_alive){ 0 };
	for (size_t i = 0; i < t->n; i++) {
		struct ingest_alive *to = t->line[i].n_steps == 0 ? done :
		    alive;

		to->bit[i / 64] |= UINT64_C(1) << (i % 64);
	}
}

bool
ingest_table_step(const struct ingest_table *t, int at,
    const struct ingest_alive *above, struct ingest_alive *alive,
    struct ingest_alive *done, const struct ingest_element *e)
{
	uint32_t hash = hash_name(e->name, strlen(e->name));
	const char *prefix = NULL;
	bool is_done = false;

	*alive = *done = (struct ingest_alive){ 0 };
	for (size_t i = ingest_alive_next(above, 0); i < t->n;
	    i = ingest_alive_next(above, i + 1)) {
		const struct ingest_line *line = &t->line[i];
		struct ingest_alive *to = alive;

		if (line->step[at].hash != hash)
			continue;
		if (prefix == NULL)
			prefix = ingest_prefix(e->space);
		if (!fits(&line->step[at], hash, prefix, e))
			continue;
		if ((size_t)at + 1 == line->n_steps) {
			to = done;
			is_done = true;
		}
		to->bit[i / 64] |= UINT64_C(1) << (i % 64);
	}
	return is_done;
}

size_t
ingest_alive_next(const struct ingest_alive *alive, size_t from)
{
	for (size_t w = from / 64; w < INGEST_MAX_ROWS / 64; w++) {
		uint64_t bits = alive->bit[w];

		if (w == from / 64)
			bits &= ~UINT64_C(0) << (from % 64);
		if (bits != 0)
			return w * 64 + (size_t)__builtin_ctzll(bits);
	}
	return INGEST_MAX_ROWS;
}
