/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON read by Jansson.  It does not stand memory that runs out: while it
 * collects a text (lex_scan_string of 2.14) it loses a byte, and then writes
 * past the end of what it has.  So it is left by a jump when a request is
 * refused, and what it had asked for until then is given back here.
 */
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include <staaf/json.h>

/* Before what Jansson gets: its place among the pieces of one loading. */
struct piece {
	struct piece *before, *after;
	max_align_t bytes[];
};

static struct piece *pieces; /* of the loading at hand, the newest first */
static bool is_loading;
static jmp_buf way_out;

static void *
take(size_t size)
{
	struct piece *p = size > SIZE_MAX - sizeof(*p) ? NULL :
	    staaf_mem_alloc(sizeof(*p) + size);

	if (p == NULL && is_loading)
		longjmp(way_out, 1);
	if (p == NULL)
		return NULL;
	if (is_loading) {
		p->after = pieces;
		if (pieces != NULL)
			pieces->before = p;
		pieces = p;
	}
	return p->bytes;
}

static void
give_back(void *bytes)
{
	struct piece *p;

	if (bytes == NULL)
		return;
	p = (struct piece *)(void *)
	    ((char *)bytes - offsetof(struct piece, bytes));
	if (is_loading && p->before == NULL)
		pieces = p->after;
	if (p->before != NULL)
		p->before->after = p->after;
	if (p->after != NULL)
		p->after->before = p->before;
	staaf_mem_free(p);
}

static void
give_all_back(void)
{
	while (pieces != NULL) {
		struct piece *after = pieces->after;

		staaf_mem_free(pieces);
		pieces = after;
	}
}

/* NULL: not JSON, as e says, or no memory. */
static json_t *
load(bool *has_memory, const char *text, size_t size, size_t flags,
    json_error_t *e)
{
	json_t *value;

	*has_memory = false;
	if (setjmp(way_out) != 0) {
		is_loading = false;
		give_all_back();
		return NULL;
	}
	is_loading = true;
	value = json_loadb(text, size, flags, e);
	is_loading = false;
	pieces = NULL; /* what is left is the value's */
	*has_memory = true;
	return value;
}

enum staaf_code
staaf_json_load(struct json_t **out, const char *text, size_t size,
    bool is_strict, struct staaf_json_fault *why)
{
	bool has_memory = false;
	json_error_t e;
	json_t *value;

	json_set_alloc_funcs(take, give_back);
	value = load(&has_memory, text, size, is_strict ?
	    JSON_REJECT_DUPLICATES : JSON_ALLOW_NUL, &e);
	if (!has_memory)
		return STAAF_NOMEM;
	if (value == NULL) {
		why->line = e.line > 0 ? e.line : 1;
		why->column = e.column > 0 ? e.column : 1;
		(void)snprintf(why->text, sizeof(why->text), "%s", e.text);
		return STAAF_BADINPUT;
	}
	*out = value;
	return STAAF_OK;
}
