/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deciding rules: facts in, fires / asks / silent-because out.  Each
 * condition is yes, no or not known; nothing here looks at a text or store.
 */
#include <math.h>
#include <string.h>

#include "rule.h"

static bool
is_mentioned(const struct staaf_facts *facts, const struct staaf_condition *c)
{
	for (size_t i = 0; i < facts->n_mentions; i++)
		for (size_t k = 0; k < c->n_concepts; k++)
			if (staaf_concept_is_under(facts->mention[i].concept,
			    c->concept[k]))
				return true;
	return false;
}

/* One value, or a range of values, against bounds. */
static enum staaf_truth
test_value(const struct staaf_value *v, double low, double high)
{
	if (v->low >= low && v->high <= high)
		return STAAF_TRUE;
	return v->high < low || v->low > high ? STAAF_FALSE : STAAF_UNKNOWN;
}

/* Yes or no only when all values agree. */
static enum staaf_truth
test_slot(const struct staaf_facts *facts, const struct staaf_condition *c)
{
	enum staaf_truth all = STAAF_UNKNOWN;
	bool is_first = true;

	for (size_t i = 0; i < facts->n_values; i++) {
		enum staaf_truth one;

		if (facts->value[i].slot != c->slot)
			continue;
		one = test_value(&facts->value[i], c->low, c->high);
		if (!is_first && one != all)
			return STAAF_UNKNOWN;
		all = one;
		is_first = false;
	}
	return all;
}

static bool
has_value(const struct staaf_facts *facts, const struct staaf_slot *slot)
{
	for (size_t i = 0; i < facts->n_values; i++)
		if (facts->value[i].slot == slot)
			return true;
	return false;
}

static enum staaf_truth
test_condition(const struct staaf_condition *c,
    const struct staaf_facts *facts, const struct staaf_counter *counter)
{
	struct staaf_value count = { 0 };

	switch ((enum rule_test)c->test) {
	case RULE_ASKS_ABOUT:
		return is_mentioned(facts, c) ? STAAF_TRUE : STAAF_FALSE;
	case RULE_KIND_IS:
		return (int)facts->kind == c->kind ? STAAF_TRUE : STAAF_FALSE;
	case RULE_SLOT_IS:
		return test_slot(facts, c);
	case RULE_SLOT_UNKNOWN:
		return has_value(facts, c->slot) ? STAAF_FALSE : STAAF_TRUE;
	case RULE_RECORDS_ON:
		if (counter == NULL)
			return STAAF_UNKNOWN;
		count.low = count.high = (double)counter->count(c->concept,
		    c->n_concepts, counter->arg);
		return test_value(&count, c->low, c->high);
	}
	return STAAF_UNKNOWN;
}

void
staaf_rule_test(enum staaf_truth *truth, const struct staaf_rule *r,
    const struct staaf_facts *facts, const struct staaf_counter *counter)
{
	for (size_t i = 0; i < r->n_conditions; i++)
		truth[i] = test_condition(&r->condition[i], facts, counter);
}

/* Fires, asks or is silent; "instead of" comes later. */
static struct staaf_decision
decide_rule(const struct staaf_rule *r, const struct staaf_facts *facts,
    const struct staaf_counter *counter)
{
	struct staaf_decision d = { .rule = r, .outcome = STAAF_FIRES };
	const struct staaf_condition *no_count = NULL;

	for (size_t i = 0; i < r->n_conditions; i++) {
		const struct staaf_condition *c = &r->condition[i];
		enum staaf_truth t = test_condition(c, facts, counter);

		if (t == STAAF_UNKNOWN && c->is_unless)
			d.has_unknown_unless = true;
		else if (t == STAAF_UNKNOWN && c->slot == NULL)
			no_count = no_count == NULL ? c : no_count;
		else if (t == STAAF_UNKNOWN)
			d.ask = d.ask == NULL ? c->slot : d.ask;
		else if ((t == STAAF_TRUE) == c->is_unless && d.failed == NULL)
			d.failed = c;
	}
	if (d.failed == NULL)
		d.failed = no_count; /* no one can be asked for a count */
	if (d.failed != NULL) {
		d.outcome = STAAF_SILENT;
		d.ask = NULL;
	} else if (d.ask != NULL) {
		d.outcome = STAAF_ASKS;
	}
	if (d.outcome != STAAF_FIRES)
		d.has_unknown_unless = false;
	return d;
}

/*
 * A rule whose own conditions hold sets aside the one it names, also when it
 * is set aside itself (chains end at one rule).  A draft, which readers do
 * not see, sets aside drafts only.
 */
static void
set_aside(struct staaf_decision *d, const struct staaf_rules *rs)
{
	for (size_t at = 0; at < rs->index.n_instead; at++) {
		size_t i = rs->index.instead[at];
		const struct staaf_rule *by = d[i].rule;

		if (d[i].outcome == STAAF_SILENT || d[i].outcome == STAAF_ASKS)
			continue;
		for (size_t k = 0; k < rs->n_rules; k++) {
			if (d[k].rule != by->instead_of ||
			    d[k].outcome != STAAF_FIRES ||
			    (by->is_draft && !d[k].rule->is_draft))
				continue;
			d[k].outcome = STAAF_SET_ASIDE;
			d[k].by = by;
		}
	}
}

static void
look_at(struct staaf_decision *list, size_t i, const struct staaf_rules *rs,
    const struct staaf_facts *facts, const struct staaf_counter *counter)
{
	list[i] = decide_rule(&rs->rule[i]->pub, facts, counter);
}

enum staaf_code
staaf_rules_decide(struct staaf_decision **out, size_t *n_out,
    const struct staaf_rules *rs, const struct staaf_facts *facts,
    const struct staaf_counter *counter, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_decision *list;

	if (rs->has_error)
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_RULE_FAULTY, NULL, NULL);
	list = staaf_arena_array(ar, rs->n_rules + 1, sizeof(*list));
	if (list == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	memcpy(list, rs->index.asleep, rs->n_rules * sizeof(*list));
	for (size_t i = 0; i < rs->index.n_awake; i++)
		look_at(list, rs->index.awake[i], rs, facts, counter);
	for (size_t i = 0; i < facts->n_mentions; i++)
		for (const struct staaf_concept *c = facts->mention[i].concept;
		    c != NULL; c = c->under)
			for (size_t k = rs->index.start[c->index];
			    k < rs->index.start[c->index + 1]; k++)
				look_at(list, rs->index.rule[k], rs, facts,
				    counter);
	set_aside(list, rs);
	*out = list;
	*n_out = rs->n_rules;
	return STAAF_OK;
}

/* ---------------------------------------------------------------- reasons */

static void
put_value(struct staaf_buf *out, const struct staaf_value *v)
{
	if (isinf(v->low) || isinf(v->high) || v->low < v->high)
		rule_put_bounds(out, v->low, v->high);
	else
		rule_put_number(out, v->low);
}

/* "group-size is 18, not 100 or more" */
static void
put_slot_reason(struct staaf_buf *out, const struct staaf_condition *c,
    const struct staaf_facts *facts)
{
	const char *between = "";

	staaf_buf_printf(out, "%s is ", c->slot->id);
	for (size_t i = 0; i < facts->n_values; i++) {
		if (facts->value[i].slot != c->slot)
			continue;
		staaf_buf_puts(out, between);
		put_value(out, &facts->value[i]);
		between = " and ";
	}
	staaf_buf_puts(out, ", not ");
	if (c->test == RULE_SLOT_UNKNOWN)
		staaf_buf_puts(out, "unknown");
	else
		rule_put_bounds(out, c->low, c->high);
}

void
staaf_decision_reason(struct staaf_buf *out, const struct staaf_decision *d,
    const struct staaf_facts *facts)
{
	const struct staaf_condition *c = d->failed;

	if (d->outcome == STAAF_ASKS) {
		staaf_buf_puts(out, d->ask->id);
	} else if (d->outcome == STAAF_SET_ASIDE) {
		staaf_buf_puts(out, d->by->id);
	} else if (c != NULL && c->is_unless) {
		staaf_buf_printf(out, "unless %s", c->text);
	} else if (c != NULL && c->slot != NULL) {
		put_slot_reason(out, c, facts);
	} else if (c != NULL) {
		staaf_buf_puts(out, c->text);
	}
}
