/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names to things, after all files are read, so that order does not matter.
 * Doubles and circles are refused here.
 */
#include <stdlib.h>
#include <string.h>

#include "rule.h"

/* ------------------------------------------------------------ looking up */

/* By id, doubles by their place in the files. */
static int
compare_ids(const char *a, const struct staaf_place *at, const char *b,
    const struct staaf_place *bt)
{
	int cmp = strcmp(a, b);

	if (cmp == 0)
		cmp = strcmp(at->file, bt->file);
	return cmp != 0 ? cmp : (at->line > bt->line) - (at->line < bt->line);
}

static int
compare_concepts(const void *a, const void *b)
{
	const struct rule_concept *const *x = a, *const *y = b;

	return compare_ids((*x)->pub.id, &(*x)->pub.place, (*y)->pub.id,
	    &(*y)->pub.place);
}

static int
compare_slots(const void *a, const void *b)
{
	const struct rule_slot *const *x = a, *const *y = b;

	return compare_ids((*x)->pub.id, &(*x)->pub.place, (*y)->pub.id,
	    &(*y)->pub.place);
}

static int
compare_rules(const void *a, const void *b)
{
	const struct rule_rule *const *x = a, *const *y = b;

	return compare_ids((*x)->pub.id, &(*x)->pub.place, (*y)->pub.id,
	    &(*y)->pub.place);
}

static struct rule_concept *
find_concept(const struct staaf_rules *rs, const char *id)
{
	size_t low = 0, high = rs->n_concepts;

	while (low < high) {
		size_t mid = (low + high) / 2;
		int cmp = strcmp(rs->concept[mid]->pub.id, id);

		if (cmp == 0)
			return rs->concept[mid];
		if (cmp < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static struct rule_slot *
find_slot(const struct staaf_rules *rs, const char *id)
{
	for (size_t i = 0; i < rs->n_slots; i++)
		if (strcmp(rs->slot[i]->pub.id, id) == 0)
			return rs->slot[i];
	return NULL;
}

const struct staaf_concept *
staaf_rules_concept_named(const struct staaf_rules *rs, const char *id)
{
	struct rule_concept *c = find_concept(rs, id);

	return c == NULL ? NULL : &c->pub;
}

const struct staaf_slot *
staaf_rules_slot_named(const struct staaf_rules *rs, const char *id)
{
	struct rule_slot *s = find_slot(rs, id);

	return s == NULL ? NULL : &s->pub;
}

const struct staaf_concept *
rule_link_concept(struct staaf_rules *rs, const struct rule_line *ln, long at,
    const char *name)
{
	struct rule_concept *c = find_concept(rs, name);
	struct rule_nearest near = { .word = name };

	if (c != NULL)
		return &c->pub;
	for (size_t i = 0; i < rs->n_concepts; i++)
		rule_try_nearest(&near, rs->concept[i]->pub.id);
	rule_fault_nearest(rs, ln, at, STAAF_MSG_RULE_NO_CONCEPT, &near,
	    STAAF_MSG_RULE_HINT_CONCEPT);
	return NULL;
}

const struct staaf_slot *
rule_link_slot(struct staaf_rules *rs, const struct rule_line *ln, long at,
    const char *name)
{
	struct rule_slot *s = find_slot(rs, name);
	struct rule_nearest near = { .word = name };

	if (s != NULL)
		return &s->pub;
	for (size_t i = 0; i < rs->n_slots; i++)
		rule_try_nearest(&near, rs->slot[i]->pub.id);
	rule_fault_nearest(rs, ln, at, STAAF_MSG_RULE_NO_SLOT, &near,
	    STAAF_MSG_RULE_HINT_SLOT);
	return NULL;
}

/* -------------------------------------------------------------- sorting */

static void
refuse_double(struct staaf_rules *rs, const struct rule_line *ln,
    const char *id, const struct staaf_place *first)
{
	const char *where = staaf_arena_printf(&rs->ar, "%s:%d", first->file,
	    first->line);

	rule_fault(rs, ln, 0, STAAF_MSG_RULE_DOUBLE, id, where,
	    STAAF_MSG_NONE);
}

static void
sort_all(struct staaf_rules *rs)
{
	if (rs->n_concepts > 0)
		qsort(rs->concept, rs->n_concepts, sizeof(*rs->concept),
		    compare_concepts);
	if (rs->n_slots > 0)
		qsort(rs->slot, rs->n_slots, sizeof(*rs->slot), compare_slots);
	if (rs->n_rules > 0)
		qsort(rs->rule, rs->n_rules, sizeof(*rs->rule), compare_rules);
	for (size_t i = 0; i < rs->n_concepts; i++) {
		struct rule_concept *c = rs->concept[i];

		c->pub.index = i;
		if (i > 0 && strcmp(rs->concept[i - 1]->pub.id, c->pub.id) == 0)
			refuse_double(rs, c->line, c->pub.id,
			    &rs->concept[i - 1]->pub.place);
	}
	for (size_t i = 0; i < rs->n_slots; i++) {
		struct rule_slot *s = rs->slot[i];

		s->pub.index = i;
		if (i > 0 && strcmp(rs->slot[i - 1]->pub.id, s->pub.id) == 0)
			refuse_double(rs, s->line, s->pub.id,
			    &rs->slot[i - 1]->pub.place);
	}
	for (size_t i = 1; i < rs->n_rules; i++)
		if (strcmp(rs->rule[i - 1]->pub.id, rs->rule[i]->pub.id) == 0)
			refuse_double(rs, rs->rule[i]->line,
			    rs->rule[i]->pub.id,
			    &rs->rule[i - 1]->pub.place);
}

/* ------------------------------------------------------------- concepts */

static void
link_concepts(struct staaf_rules *rs)
{
	for (size_t i = 0; i < rs->n_concepts; i++) {
		struct rule_concept *c = rs->concept[i];

		if (!c->has_kind)
			rule_fault(rs, c->line, 0, STAAF_MSG_RULE_NO_IS,
			    c->pub.id, NULL, STAAF_MSG_RULE_HINT_KINDS);
		if (*c->under.text != '\0')
			c->pub.under = rule_link_concept(rs, c->under.line, 0,
			    c->under.text);
	}
}

/* Told at the first of the circle; the chain is cut there. */
static void
refuse_circles(struct staaf_rules *rs)
{
	for (size_t i = 0; i < rs->n_concepts; i++) {
		struct rule_concept *c = rs->concept[i];
		const struct staaf_concept *up = c->pub.under;
		size_t steps = 0;

		while (up != NULL && up != &c->pub && steps++ < rs->n_concepts)
			up = up->under;
		if (up != &c->pub)
			continue;
		rule_fault(rs, c->under.line, 0, STAAF_MSG_RULE_CIRCLE_UNDER,
		    c->pub.id, NULL, STAAF_MSG_NONE);
		c->pub.under = NULL;
	}
}

static void
link_ranges(struct staaf_rules *rs, struct rule_slot *s)
{
	for (size_t i = 0; i < s->range_words.n; i++) {
		const struct rule_ref *name = &s->range_name[i];
		struct rule_nearest near = { .word = name->text };
		size_t at = 0;

		for (; at < s->pub.n_ranges; at++) {
			if (strcmp(s->pub.range[at].id, name->text) == 0)
				break;
			rule_try_nearest(&near, s->pub.range[at].id);
		}
		s->range_words.item[i].range = at;
		if (at < s->pub.n_ranges ||
		    (i > 0 && s->range_name[i - 1].line == name->line))
			continue;
		rule_fault_nearest(rs, name->line, (long)name->at,
		    STAAF_MSG_RULE_NO_RANGE, &near, STAAF_MSG_RULE_HINT_RANGE);
	}
}

/* ---------------------------------------------------------------- rules */

static const struct staaf_concept *
link_ref(struct staaf_rules *rs, const struct rule_ref *ref)
{
	if (*ref->text == '\0')
		return NULL;
	return rule_link_concept(rs, ref->line, (long)ref->at, ref->text);
}

static void
link_instead(struct staaf_rules *rs, struct rule_rule *r)
{
	struct rule_nearest near = { .word = r->instead_of.text };

	if (*r->instead_of.text == '\0')
		return;
	for (size_t i = 0; i < rs->n_rules; i++)
		if (strcmp(rs->rule[i]->pub.id, r->instead_of.text) == 0) {
			r->pub.instead_of = &rs->rule[i]->pub;
			return;
		}
	for (size_t i = 0; i < rs->n_rules; i++)
		rule_try_nearest(&near, rs->rule[i]->pub.id);
	rule_fault_nearest(rs, r->instead_of.line, 0, STAAF_MSG_RULE_NO_RULE,
	    &near, STAAF_MSG_NONE);
}

static void
refuse_instead_circles(struct staaf_rules *rs)
{
	for (size_t i = 0; i < rs->n_rules; i++) {
		struct rule_rule *r = rs->rule[i];
		const struct staaf_rule *next = r->pub.instead_of;
		size_t steps = 0;

		while (next != NULL && next != &r->pub &&
		    steps++ < rs->n_rules)
			next = next->instead_of;
		if (next != &r->pub)
			continue;
		rule_fault(rs, r->instead_of.line, 0,
		    STAAF_MSG_RULE_CIRCLE_INSTEAD, r->pub.id, NULL,
		    STAAF_MSG_NONE);
		r->pub.instead_of = NULL;
	}
}

/* What an example says that is read: a kind, a concept, a slot. */
static void
link_read(struct staaf_rules *rs, struct rule_read *read)
{
	const struct rule_line *ln = read->ref.line;
	size_t n, first = 0;
	struct rule_token *t = rule_split_value(rs, read->ref.text, &n);
	long at = (long)read->ref.at;

	if (n > 1 && strcmp(t[0].text, "not") == 0) {
		read->is_not = true;
		first = 1;
	}
	if (n == first + 2 && strcmp(t[first].text, "kind") == 0) {
		for (int i = 0; i < STAAF_N_QUESTION_KINDS; i++)
			if (strcmp(t[first + 1].text, staaf_question_kind_name(
			    (enum staaf_question_kind)i)) == 0)
				read->kind = i;
		if (read->kind < 0)
			rule_fault(rs, ln, at, STAAF_MSG_RULE_NO_QUESTION_KIND,
			    t[first + 1].text, NULL,
			    STAAF_MSG_RULE_HINT_QUESTIONS);
		return;
	}
	if (n == first + 1 && (find_slot(rs, t[first].text) == NULL ||
	    find_concept(rs, t[first].text) != NULL)) {
		read->concept = rule_link_concept(rs, ln, at, t[first].text);
		return;
	}
	if (n == 0)
		return;
	read->slot = rule_link_slot(rs, ln, at, t[first].text);
	if (n == first + 1 && read->is_not)
		return;
	if (n == first + 2 && rule_parse_number(&read->low, t[first + 1].text))
		read->high = read->low;
	else if (!rule_parse_bounds(&read->low, &read->high, t + first + 1,
	    n - first - 1))
		rule_fault(rs, ln, at, STAAF_MSG_RULE_NOT_READ, read->ref.text,
		    NULL, STAAF_MSG_RULE_HINT_READS);
}

static void
link_examples(struct staaf_rules *rs, struct rule_example *ex, bool in_rule)
{
	for (; ex != NULL; ex = ex->next) {
		for (size_t i = 0; i < ex->n_reads; i++)
			link_read(rs, &ex->read[i]);
		if (ex->expect == RULE_EXPECT_ASKS && *ex->what.text != '\0')
			(void)rule_link_slot(rs, ex->what.line, 0,
			    ex->what.text);
		if (in_rule && ex->expect == RULE_EXPECT_NONE &&
		    ex->n_reads == 0)
			rule_fault(rs, ex->line, 0, STAAF_MSG_RULE_NO_OUTCOME,
			    NULL, NULL, STAAF_MSG_RULE_HINT_EXAMPLE);
	}
}

static void
link_rule(struct staaf_rules *rs, struct rule_rule *r)
{
	for (size_t i = 0; i < r->n_conditions; i++)
		rule_link_condition(rs, &r->condition[i],
		    &r->condition_ref[i]);
	if (r->n_conditions == 0)
		rule_fault(rs, r->line, 0, STAAF_MSG_RULE_NO_WHEN, r->pub.id,
		    NULL, STAAF_MSG_RULE_HINT_CONDITIONS);
	r->pub.condition = r->condition;
	r->pub.n_conditions = r->n_conditions;
	r->pub.because = r->because;
	r->pub.n_because = r->n_because;
	r->pub.seek = link_ref(rs, &r->seek[0]);
	r->pub.seek_outcome = link_ref(rs, &r->seek[1]);
	r->pub.seek_context = link_ref(rs, &r->seek[2]);
	r->pub.contrast = link_ref(rs, &r->contrast[0]);
	r->pub.contrast_with = link_ref(rs, &r->contrast[1]);
	link_instead(rs, r);
	link_examples(rs, r->first, true);
}

void
rule_link(struct staaf_rules *rs)
{
	sort_all(rs);
	link_concepts(rs);
	refuse_circles(rs);
	for (size_t i = 0; i < rs->n_slots; i++)
		link_ranges(rs, rs->slot[i]);
	for (size_t i = 0; i < rs->n_rules && !rs->ar.failed; i++)
		link_rule(rs, rs->rule[i]);
	refuse_instead_circles(rs);
	link_examples(rs, rs->first, false);
}
