/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The set as a whole: making, freeing, and what it holds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/embed.h>
#include <staaf/hash.h>

#include "rule.h"

enum { MAX_SHIPPED = 64 };

/* Made by the build from rules/ *.rules. */
extern const struct staaf_embedded rule_shipped[];

bool
rule_grow(struct staaf_rules *rs, void *items, size_t n, size_t *room,
    size_t size)
{
	void *p = NULL;

	memcpy(&p, items, sizeof(p)); /* items is the address of a pointer */
	if ((p = staaf_arena_grow(&rs->ar, p, n, room, size)) == NULL)
		return false;
	memcpy(items, &p, sizeof(p));
	return true;
}

/* Files of any order give the same faults and the same set. */
static int
compare_files(const void *a, const void *b)
{
	const struct staaf_rule_text *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/* A mark of all names and texts, in order. */
static void
take_version(struct staaf_rules *rs, const struct staaf_rule_text *const *file,
    size_t n_files)
{
	uint64_t mark = STAAF_MARK_START;

	for (size_t i = 0; i < n_files; i++) {
		mark = staaf_mark(mark, file[i]->name,
		    strlen(file[i]->name) + 1);
		mark = staaf_mark(mark, file[i]->text, file[i]->size);
	}
	(void)snprintf(rs->version, sizeof(rs->version), "%08lx",
	    (unsigned long)((mark ^ mark >> 32) & 0xffffffffU));
}

const char *
staaf_rules_version(const struct staaf_rules *rs)
{
	return rs->version;
}

static void
parse_files(struct staaf_rules *rs, const struct staaf_rule_text *file,
    size_t n_files)
{
	const struct staaf_rule_text **order = staaf_arena_array(&rs->ar,
	    n_files, sizeof(*order));

	if (order == NULL)
		return;
	for (size_t i = 0; i < n_files; i++)
		order[i] = &file[i];
	if (n_files > 1)
		qsort(order, n_files, sizeof(*order), compare_files);
	take_version(rs, order, n_files);
	for (size_t i = 0; i < n_files && !rs->ar.failed; i++)
		rule_parse_file(rs, order[i]);
}

static int
compare_faults(const void *a, const void *b)
{
	const struct staaf_fault *x = a, *y = b;
	int cmp = strcmp(x->err.file, y->err.file);

	if (cmp != 0)
		return cmp;
	if (x->err.line != y->err.line)
		return x->err.line < y->err.line ? -1 : 1;
	if (x->err.column != y->err.column)
		return x->err.column < y->err.column ? -1 : 1;
	return ((int)x->err.msg > (int)y->err.msg) -
	    ((int)x->err.msg < (int)y->err.msg);
}

/* In the order of the files; the one that says "too many" stays last. */
static void
sort_faults(struct staaf_rules *rs)
{
	size_t n = rs->n_faults;

	if (n == RULE_MAX_FAULTS)
		n--;
	if (n > 1)
		qsort(rs->fault, n, sizeof(*rs->fault), compare_faults);
}

/* The first error, for a caller that shows one. */
static enum staaf_code
first_error(const struct staaf_rules *rs, struct staaf_err *err)
{
	for (size_t i = 0; i < rs->n_faults; i++)
		if (!rs->fault[i].is_warning) {
			if (err != NULL)
				*err = rs->fault[i].err;
			break;
		}
	return STAAF_BADINPUT;
}

struct staaf_rules *
rule_set_new(void)
{
	struct staaf_rules *rs = staaf_mem_alloc(sizeof(*rs));

	if (rs == NULL)
		return NULL;
	rs->last = &rs->first;
	if ((rs->stemmer = staaf_stemmer_new(false)) == NULL) {
		staaf_mem_free(rs);
		return NULL;
	}
	return rs;
}

enum staaf_code
staaf_rules_new(struct staaf_rules **out, const struct staaf_rule_text *file,
    size_t n_files, struct staaf_err *err)
{
	struct staaf_rules *rs = rule_set_new();
	enum staaf_code rc = STAAF_OK;

	if (rs == NULL)
		goto no_memory;
	parse_files(rs, file, n_files);
	if (!rs->ar.failed)
		rule_link(rs);
	if (rs->ar.failed)
		goto no_memory;
	sort_faults(rs);
	rs->n_read_faults = rs->n_faults;
	if (rs->has_error)
		rc = first_error(rs, err);
	else
		rc = rule_index_build(rs) ? rule_lexicon_build(rs, err) :
		    STAAF_NOMEM;
	if (rc == STAAF_NOMEM)
		goto no_memory;
	*out = rs;
	return rc;
no_memory:
	staaf_rules_free(rs);
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}

void
staaf_rules_free(struct staaf_rules *rs)
{
	if (rs == NULL)
		return;
	for (size_t i = 0; i < rs->n_patterns; i++)
		staaf_pattern_free(rs->pattern[i]);
	staaf_stemmer_free(rs->stemmer);
	rule_known_free(rs->known);
	staaf_arena_clear(&rs->ar);
	staaf_mem_free(rs);
}

size_t
staaf_rules_shipped(const struct staaf_rule_text **out)
{
	static struct staaf_rule_text files[MAX_SHIPPED];
	size_t n = 0;

	while (n < MAX_SHIPPED && rule_shipped[n].name != NULL) {
		files[n].name = rule_shipped[n].name;
		files[n].text = rule_shipped[n].text;
		files[n].size = rule_shipped[n].size;
		n++;
	}
	*out = files;
	return n;
}

size_t
staaf_rules_n_concepts(const struct staaf_rules *rs)
{
	return rs->n_concepts;
}

const struct staaf_concept *
staaf_rules_concept(const struct staaf_rules *rs, size_t index)
{
	return index < rs->n_concepts ? &rs->concept[index]->pub : NULL;
}

bool
staaf_concept_is_under(const struct staaf_concept *a,
    const struct staaf_concept *b)
{
	for (; a != NULL; a = a->under)
		if (a == b)
			return true;
	return false;
}

size_t
staaf_rules_n_slots(const struct staaf_rules *rs)
{
	return rs->n_slots;
}

const struct staaf_slot *
staaf_rules_slot(const struct staaf_rules *rs, size_t index)
{
	return index < rs->n_slots ? &rs->slot[index]->pub : NULL;
}

size_t
staaf_rules_n_rules(const struct staaf_rules *rs)
{
	return rs->n_rules;
}

const struct staaf_rule *
staaf_rules_rule(const struct staaf_rules *rs, size_t index)
{
	return index < rs->n_rules ? &rs->rule[index]->pub : NULL;
}

size_t
staaf_rules_n_faults(const struct staaf_rules *rs)
{
	return rs->n_faults;
}

const struct staaf_fault *
staaf_rules_fault(const struct staaf_rules *rs, size_t index)
{
	return index < rs->n_faults ? &rs->fault[index] : NULL;
}
