/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The compiled form of a set: all that a question needs, linked and in order,
 * so that nothing is parsed, stemmed or looked up when a process starts.
 * Examples and what only a check tells are not in it.  It is text, so that
 * it can be kept, copied and exported as the files themselves.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule.h"

/* Change it with anything that a form holds or means. */
#define FORM_HEAD "staaf form 3 " STAAF_VERSION

enum {
	MAX_ITEMS = 10000000, /* of anything in a set */
	MAX_LINE = 100000000
};

/* ----------------------------------------------------- numbers and texts */

const char *
rule_pass_text(struct rule_tape *t, const char *text)
{
	char *end;

	if (t->to != NULL) {
		if (text == NULL || strchr(text, '\n') != NULL) {
			t->is_bad = true;
			return text;
		}
		staaf_buf_puts(t->to, text);
		staaf_buf_putc(t->to, '\n');
		return text;
	}
	end = t->is_bad ? NULL : memchr(t->at, '\n', (size_t)(t->end - t->at));
	if (end == NULL) {
		t->is_bad = true;
		return "";
	}
	*end = '\0';
	text = t->at;
	t->at = end + 1;
	return text;
}

size_t
rule_pass_size(struct rule_tape *t, size_t n, size_t most)
{
	char *p = t->at;

	if (t->to != NULL) {
		t->is_bad |= n > most;
		staaf_buf_printf(t->to, "%zu ", n);
		return n;
	}
	for (n = 0; p < t->end && *p >= '0' && *p <= '9' && n <= most; p++)
		n = n * 10 + (size_t)(*p - '0');
	if (t->is_bad || p == t->at || p == t->end || *p != ' ' || n > most) {
		t->is_bad = true;
		return 0;
	}
	t->at = p + 1;
	return n;
}

/* From -1. */
static int
pass_int(struct rule_tape *t, int n)
{
	return (int)rule_pass_size(t, (size_t)n + 1, MAX_LINE) - 1;
}

bool
rule_pass_bool(struct rule_tape *t, bool is)
{
	return rule_pass_size(t, is, 1) == 1;
}

static double
pass_double(struct rule_tape *t, double value)
{
	char *end = t->at;

	if (t->to != NULL) {
		staaf_buf_printf(t->to, "%.17g ", value);
		return value;
	}
	if (t->is_bad)
		return 0;
	value = strtod(t->at, &end); /* a NUL stands behind the form */
	if (end == t->at || end >= t->end || *end != ' ' || isnan(value)) {
		t->is_bad = true;
		return 0;
	}
	t->at = end + 1;
	return value;
}

void *
rule_pass_array(struct rule_tape *t, void *items, size_t n, size_t size)
{
	if (t->to != NULL)
		return items;
	/* What stands in the form is never larger than what it tells of. */
	if (n > (size_t)(t->end - t->at)) {
		t->is_bad = true;
		n = 0;
	}
	if ((items = staaf_arena_array(&t->rs->ar, n + 1, size)) == NULL)
		t->is_bad = true;
	return items;
}

const struct rule_concept *
rule_pass_concept(struct rule_tape *t, const struct rule_concept *c)
{
	size_t n = rule_pass_size(t, c == NULL ? 0 : c->pub.index + 1,
	    t->rs->n_concepts);

	return n == 0 ? NULL : t->rs->concept[n - 1];
}

const struct rule_slot *
rule_pass_slot(struct rule_tape *t, const struct rule_slot *s)
{
	size_t n = rule_pass_size(t, s == NULL ? 0 : s->pub.index + 1,
	    t->rs->n_slots);

	return n == 0 ? NULL : t->rs->slot[n - 1];
}

/* The public part comes first in what it is a part of. */
static const struct staaf_concept *
pass_known(struct rule_tape *t, const struct staaf_concept *c)
{
	const struct rule_concept *known = rule_pass_concept(t,
	    (const struct rule_concept *)(const void *)c);

	return known == NULL ? NULL : &known->pub;
}

static void
pass_both(struct rule_tape *t, const char *text[STAAF_N_LANGS])
{
	for (int i = 0; i < STAAF_N_LANGS; i++)
		text[i] = rule_pass_text(t, text[i]);
}

/* The file is told when it is another than that of the last place. */
static void
pass_place(struct rule_tape *t, struct staaf_place *p)
{
	if (rule_pass_bool(t, t->file == NULL || p->file == NULL ||
	    strcmp(p->file, t->file) != 0))
		t->file = rule_pass_text(t, p->file);
	p->file = t->file;
	p->line = pass_int(t, p->line);
	p->column = pass_int(t, p->column);
}

/* ------------------------------------------------- concepts, slots, rules */

static void
pass_concept_of_set(struct rule_tape *t, struct staaf_concept *c)
{
	c->id = rule_pass_text(t, c->id);
	c->kind = (enum staaf_concept_kind)rule_pass_size(t, c->kind,
	    STAAF_N_CONCEPT_KINDS - 1);
	c->domain = rule_pass_text(t, c->domain);
	pass_both(t, c->name);
	c->under = pass_known(t, c->under);
	c->find = rule_pass_text(t, c->find);
	pass_place(t, &c->place);
}

static void
pass_slot_of_set(struct rule_tape *t, struct rule_slot *s)
{
	struct staaf_slot *pub = &s->pub;
	struct staaf_range *range;

	pub->id = rule_pass_text(t, pub->id);
	pass_both(t, pub->name);
	pub->unit = rule_pass_text(t, pub->unit);
	pub->from = pass_double(t, pub->from);
	pub->to = pass_double(t, pub->to);
	pass_both(t, pub->ask);
	pub->n_ranges = rule_pass_size(t, pub->n_ranges, MAX_ITEMS);
	range = rule_pass_array(t, (void *)(uintptr_t)pub->range, pub->n_ranges,
	    sizeof(*range));
	pub->range = range;
	for (size_t i = 0; i < pub->n_ranges && !t->is_bad; i++) {
		range[i].id = rule_pass_text(t, range[i].id);
		range[i].low = pass_double(t, range[i].low);
		range[i].high = pass_double(t, range[i].high);
	}
	pass_place(t, &pub->place);
}

static void
pass_condition(struct rule_tape *t, struct staaf_condition *c)
{
	const struct staaf_concept **list;
	const struct rule_slot *s;

	c->text = rule_pass_text(t, c->text);
	c->is_unless = rule_pass_bool(t, c->is_unless);
	pass_place(t, &c->place);
	c->test = (int)rule_pass_size(t, (size_t)c->test, RULE_RECORDS_ON);
	c->n_concepts = rule_pass_size(t, c->n_concepts, MAX_ITEMS);
	list = rule_pass_array(t, (void *)(uintptr_t)c->concept, c->n_concepts,
	    sizeof(*list));
	c->concept = list;
	for (size_t i = 0; i < c->n_concepts && !t->is_bad; i++)
		if ((list[i] = pass_known(t, list[i])) == NULL)
			t->is_bad = true;
	s = rule_pass_slot(t, (const struct rule_slot *)(const void *)c->slot);
	c->slot = s == NULL ? NULL : &s->pub;
	c->kind = pass_int(t, c->kind);
	c->on_unknown = rule_pass_bool(t, c->on_unknown);
	if (c->test == RULE_SLOT_IS || c->test == RULE_RECORDS_ON) {
		c->low = pass_double(t, c->low);
		c->high = pass_double(t, c->high);
	}
	/* Tested without looking whether there is one. */
	if ((c->test == RULE_SLOT_IS || c->test == RULE_SLOT_UNKNOWN) !=
	    (c->slot != NULL))
		t->is_bad = true;
}

static void
pass_cite(struct rule_tape *t, struct staaf_cite *c)
{
	c->ref = rule_pass_text(t, c->ref);
	c->what = rule_pass_text(t, c->what);
	c->is_norm = rule_pass_bool(t, c->is_norm);
	pass_place(t, &c->place);
}

/* All but the rule that it is instead of. */
static void
pass_rule(struct rule_tape *t, struct rule_rule *r)
{
	struct staaf_rule *pub = &r->pub;

	pub->id = rule_pass_text(t, pub->id);
	pass_both(t, pub->title);
	pass_both(t, pub->advise);
	pass_both(t, pub->caveat);
	pub->n_conditions = rule_pass_size(t, pub->n_conditions, MAX_ITEMS);
	r->condition = rule_pass_array(t, r->condition, pub->n_conditions,
	    sizeof(*r->condition));
	pub->condition = r->condition;
	for (size_t i = 0; i < pub->n_conditions && !t->is_bad; i++)
		pass_condition(t, &r->condition[i]);
	pub->n_because = rule_pass_size(t, pub->n_because, MAX_ITEMS);
	r->because = rule_pass_array(t, r->because, pub->n_because,
	    sizeof(*r->because));
	pub->because = r->because;
	for (size_t i = 0; i < pub->n_because && !t->is_bad; i++)
		pass_cite(t, &r->because[i]);
	pub->seek = pass_known(t, pub->seek);
	pub->seek_outcome = pass_known(t, pub->seek_outcome);
	pub->seek_context = pass_known(t, pub->seek_context);
	pub->contrast = pass_known(t, pub->contrast);
	pub->contrast_with = pass_known(t, pub->contrast_with);
	pub->is_claim = rule_pass_bool(t, pub->is_claim);
	pub->claim_form = (enum staaf_form)rule_pass_size(t, pub->claim_form,
	    MAX_ITEMS);
	pass_both(t, pub->says);
	pub->is_draft = rule_pass_bool(t, pub->is_draft);
	pub->status_note = rule_pass_text(t, pub->status_note);
	pass_place(t, &pub->place);
}

/* By number, once all rules are known; few have one. */
static void
pass_instead(struct rule_tape *t)
{
	struct staaf_rules *rs = t->rs;

	for (size_t i = 0; i < rs->n_rules && !t->is_bad; i++) {
		struct staaf_rule *r = &rs->rule[i]->pub;
		size_t other = 0;

		for (size_t k = 0; r->instead_of != NULL && t->to != NULL &&
		    other == 0; k++)
			if (&rs->rule[k]->pub == r->instead_of)
				other = k + 1;
		other = rule_pass_size(t, other, rs->n_rules);
		r->instead_of = other == 0 ? NULL : &rs->rule[other - 1]->pub;
	}
}

/* ----------------------------------------------------------- the whole set */

/* Room for so many things and the list that points at them. */
static void
pass_list(struct rule_tape *t, void *list, size_t *n, size_t size)
{
	void **pointer = NULL;
	char *all;

	*n = rule_pass_size(t, *n, MAX_ITEMS);
	if (t->to != NULL)
		return;
	all = rule_pass_array(t, NULL, *n, size);
	pointer = rule_pass_array(t, NULL, *n, sizeof(*pointer));
	if (t->is_bad)
		*n = 0;
	for (size_t i = 0; i < *n; i++)
		pointer[i] = all + i * size;
	memcpy(list, &pointer, sizeof(pointer)); /* the address of a list */
}

/* A chain that never ends would never let a question go. */
static void
refuse_circles(struct rule_tape *t)
{
	const struct staaf_rules *rs = t->rs;

	for (size_t i = 0; i < rs->n_concepts; i++) {
		const struct staaf_concept *c = &rs->concept[i]->pub;
		size_t n = 0;

		while (c != NULL && n++ <= rs->n_concepts)
			c = c->under;
		t->is_bad |= c != NULL;
	}
	for (size_t i = 0; i < rs->n_rules; i++) {
		const struct staaf_rule *r = &rs->rule[i]->pub;
		size_t n = 0;

		while (r != NULL && n++ <= rs->n_rules)
			r = r->instead_of;
		t->is_bad |= r != NULL;
	}
}

static void
pass_set(struct rule_tape *t)
{
	struct staaf_rules *rs = t->rs;

	pass_list(t, &rs->concept, &rs->n_concepts, sizeof(**rs->concept));
	pass_list(t, &rs->slot, &rs->n_slots, sizeof(**rs->slot));
	pass_list(t, &rs->rule, &rs->n_rules, sizeof(**rs->rule));
	for (size_t i = 0; i < rs->n_concepts && !t->is_bad; i++) {
		rs->concept[i]->pub.index = i;
		pass_concept_of_set(t, &rs->concept[i]->pub);
		rule_pass_words(t, &rs->concept[i]->words);
	}
	for (size_t i = 0; i < rs->n_slots && !t->is_bad; i++) {
		rs->slot[i]->pub.index = i;
		pass_slot_of_set(t, rs->slot[i]);
		rule_pass_words(t, &rs->slot[i]->words);
		rule_pass_words(t, &rs->slot[i]->range_words);
	}
	for (size_t i = 0; i < rs->n_rules && !t->is_bad; i++)
		pass_rule(t, rs->rule[i]);
	pass_instead(t);
	rule_pass_lexicon(t);
}

void
staaf_rules_form(struct staaf_buf *out, struct staaf_rules *rs)
{
	struct staaf_buf set = { 0 };
	struct rule_tape t = { .rs = rs, .to = &set };

	pass_set(&t);
	if (t.is_bad || set.failed || rs->ar.failed) {
		out->failed = true;
	} else {
		staaf_buf_printf(out, FORM_HEAD " %s %zu\n", rs->version,
		    set.size);
		staaf_buf_put(out, set.text, set.size);
	}
	staaf_buf_clear(&set);
}

/* Behind the head, when it is one of this program and all of it is there. */
static const char *
open_head(struct staaf_rules *rs, const char *form, size_t size)
{
	struct staaf_buf head = { 0 };
	const char *set = memchr(form, '\n', size);
	size_t from = sizeof(FORM_HEAD);
	bool is_ours = false;

	if (set != NULL && from + sizeof(rs->version) <= size) {
		set++;
		memcpy(rs->version, form + from, sizeof(rs->version) - 1);
		staaf_buf_printf(&head, FORM_HEAD " %s %zu\n", rs->version,
		    size - (size_t)(set - form));
		rs->ar.failed |= head.failed;
		is_ours = !head.failed && head.size == (size_t)(set - form) &&
		    memcmp(form, head.text, head.size) == 0;
	}
	staaf_buf_clear(&head);
	return is_ours ? set : NULL;
}

enum staaf_code
staaf_rules_open(struct staaf_rules **out, const char *form,
    struct staaf_err *err)
{
	struct staaf_rules *rs = rule_set_new();
	struct rule_tape t = { .rs = rs };
	const char *set;

	if (rs == NULL)
		goto no_memory;
	set = open_head(rs, form, strlen(form));
	t.is_bad = set == NULL;
	if (!t.is_bad) {
		t.size = strlen(set);
		t.at = staaf_arena_dupn(&rs->ar, set, t.size);
		if (t.at == NULL)
			goto no_memory;
		t.end = t.at + t.size;
		pass_set(&t);
		t.is_bad |= t.at != t.end;
		refuse_circles(&t);
	}
	if (rs->ar.failed || (!t.is_bad && !rule_index_build(rs)))
		goto no_memory;
	if (t.is_bad) {
		staaf_rules_free(rs);
		rs = NULL;
	}
	*out = rs;
	return STAAF_OK;
no_memory:
	staaf_rules_free(rs);
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}
