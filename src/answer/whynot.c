/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why a rule fired or did not, condition by condition; and the rules that
 * missed by one fact, with that fact.
 */
#include <stdio.h>
#include <string.h>

#include "answer.h"

enum { MOST_NEAR = 8 };

static const char NEAR[] = "near";

/* A condition that keeps its rule from firing. */
static bool
is_in_the_way(const struct staaf_condition *c, enum staaf_truth truth)
{
	return c->is_unless ? truth == STAAF_TRUE : truth != STAAF_TRUE;
}

static const char *
reason_of(const struct staaf_why_not *w, const struct staaf_answer *a,
    struct staaf_arena *ar)
{
	struct staaf_buf text = { 0 };
	const char *copy;

	staaf_decision_reason(&text, w->decision, &a->facts);
	if (text.failed)
		ar->failed = true;
	copy = staaf_arena_dup(ar, staaf_buf_text(&text));
	staaf_buf_clear(&text);
	return copy;
}

static const char *
say(const struct staaf_why_not *w, const struct staaf_answer *a,
    struct staaf_arena *ar)
{
	const struct staaf_rule *r = w->decision->rule;
	const char *reason = reason_of(w, a, ar);

	switch (w->decision->outcome) {
	case STAAF_FIRES:
		return staaf_text_fill(ar, a->lang, r->is_draft ?
		    STAAF_MSG_WHY_NOT_DRAFT : STAAF_MSG_WHY_NOT_FIRES, r->id);
	case STAAF_ASKS:
		return staaf_text_fill(ar, a->lang, STAAF_MSG_WHY_NOT_ASKS,
		    r->id, reason);
	case STAAF_SET_ASIDE:
		return staaf_text_fill(ar, a->lang, STAAF_MSG_WHY_NOT_ASIDE,
		    r->id, reason);
	default:
		break;
	}
	return w->n_missing == 1 ? staaf_text_fill(ar, a->lang,
	    STAAF_MSG_WHY_NOT_ONE, r->id, reason) :
	    staaf_text_fill(ar, a->lang, STAAF_MSG_WHY_NOT_MORE, r->id,
	    staaf_text_count(ar, a->lang, (long)w->n_missing),
	    staaf_text_count(ar, a->lang, (long)r->n_conditions), reason);
}

static bool
test(struct staaf_why_not *out, const struct staaf_answer *a,
    const struct staaf_decision *d, const struct staaf_counter *counter,
    struct staaf_arena *ar)
{
	const struct staaf_rule *r = d->rule;
	enum staaf_truth *truth = staaf_arena_array(ar, r->n_conditions + 1,
	    sizeof(*truth));

	if (truth == NULL)
		return false;
	staaf_rule_test(truth, r, &a->facts, counter);
	*out = (struct staaf_why_not){ .decision = d, .truth = truth };
	for (size_t i = 0; i < r->n_conditions; i++)
		out->n_missing += is_in_the_way(&r->condition[i], truth[i]);
	return true;
}

/* It is about something that was read, and only one fact is lacking. */
static bool
is_near(const struct staaf_why_not *w)
{
	const struct staaf_rule *r = w->decision->rule;

	if (w->n_missing != 1 || r->is_draft ||
	    w->decision->outcome == STAAF_FIRES ||
	    w->decision->outcome == STAAF_SET_ASIDE)
		return false;
	for (size_t i = 0; i < r->n_conditions; i++)
		if (w->truth[i] == STAAF_TRUE && !r->condition[i].is_unless &&
		    r->condition[i].n_concepts > 0)
			return true;
	return false;
}

static enum staaf_code
refuse(const char *rule, struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_USAGE, STAAF_MSG_WHY_NOT_NO_RULE, rule,
	    NULL);
	staaf_err_hint(err, STAAF_MSG_WHY_NOT_HINT);
	return STAAF_USAGE;
}

enum staaf_code
staaf_answer_why_not(struct staaf_why_not **out, size_t *n_out,
    const struct staaf_answer *a, struct staaf_store *st, const char *rule,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct counting counting = { .st = st, .ar = ar, .err = err };
	struct staaf_counter counter = { question_count, &counting };
	bool wants_near = strcmp(rule, NEAR) == 0;
	struct staaf_why_not *list = staaf_arena_array(ar, MOST_NEAR + 1,
	    sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; list != NULL && i < a->n_decisions &&
	    n < MOST_NEAR; i++) {
		if (!wants_near && strcmp(a->decision[i].rule->id, rule) != 0)
			continue;
		if (!test(&list[n], a, &a->decision[i], &counter, ar))
			break;
		if (wants_near && !is_near(&list[n]))
			continue;
		list[n].sentence = say(&list[n], a, ar);
		n++;
	}
	if (list == NULL || ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (counting.rc != STAAF_OK)
		return counting.rc;
	if (n == 0 && !wants_near)
		return refuse(rule, err);
	*out = list;
	*n_out = n;
	return STAAF_OK;
}
