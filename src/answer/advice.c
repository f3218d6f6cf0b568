/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules that fired advise, each with what it rests on. */
#include <stdlib.h>
#include <string.h>

#include "answer.h"

/* "Freeman, S. and others (2014). ..." of a work that is held. */
static enum staaf_code
find_source(struct staaf_source *out, struct asking *a,
    const struct staaf_cite *cite, struct staaf_err *err)
{
	struct staaf_record r;
	enum staaf_code rc;

	*out = (struct staaf_source){ .ref = cite->ref, .words = cite->ref,
		.is_norm = cite->is_norm };
	if (cite->is_norm)
		return STAAF_OK;
	rc = staaf_store_get(&r, a->st, cite->ref, a->ar, err);
	if (rc == STAAF_NOTHING)
		return STAAF_OK; /* said as not held */
	if (rc != STAAF_OK)
		return rc;
	out->words = say_citation(a, &r);
	out->is_held = r.state != STAAF_RETRACTED;
	return STAAF_OK;
}

/* More conditions say more about this question: those come first. */
static int
compare_advice(const void *x, const void *y)
{
	const struct staaf_rule *a = ((const struct staaf_advice *)x)->rule;
	const struct staaf_rule *b = ((const struct staaf_advice *)y)->rule;

	if (a->n_conditions != b->n_conditions)
		return a->n_conditions > b->n_conditions ? -1 : 1;
	return strcmp(a->id, b->id);
}

/* The lines of a rule have no order: what is held first, norms last. */
static int
compare_sources(const void *a, const void *b)
{
	const struct staaf_source *x = a, *y = b;

	if (x->is_norm != y->is_norm)
		return x->is_norm ? 1 : -1;
	if (x->is_held != y->is_held)
		return x->is_held ? -1 : 1;
	return strcmp(x->ref, y->ref);
}

static enum staaf_code
add_advice(struct asking *a, const struct staaf_rule *rule,
    struct staaf_err *err)
{
	struct staaf_advice *out = &a->out->advice[a->out->n_advice];
	struct staaf_source *source = staaf_arena_array(a->ar,
	    rule->n_because + 1, sizeof(*source));
	enum staaf_code rc;

	if (source == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	for (size_t i = 0; i < rule->n_because; i++) {
		rc = find_source(&source[i], a, &rule->because[i], err);
		if (rc != STAAF_OK)
			return rc;
	}
	qsort(source, rule->n_because, sizeof(*source), compare_sources);
	*out = (struct staaf_advice){
		.rule = rule,
		.title = rule->title[a->lang],
		.text = rule->advise[a->lang],
		.caveat = rule->caveat[a->lang],
		.because = source,
		.n_because = rule->n_because,
	};
	a->out->n_advice++;
	return STAAF_OK;
}

/* Everything an advice rests on, for the trace. */
static const char *
list_refs(struct asking *a, const struct staaf_advice *v)
{
	struct staaf_buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < v->n_because; i++)
		staaf_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
		    v->because[i].ref);
	if (b.failed)
		a->ar->failed = true;
	text = staaf_arena_dup(a->ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}

enum staaf_code
advice_give(struct asking *a, struct staaf_err *err)
{
	enum staaf_code rc;

	a->out->advice = staaf_arena_array(a->ar, a->n_decisions + 1,
	    sizeof(*a->out->advice));
	if (a->out->advice == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	for (size_t i = 0; i < a->n_decisions; i++) {
		const struct staaf_rule *rule = a->decision[i].rule;

		if (a->decision[i].outcome != STAAF_FIRES || rule->is_draft ||
		    (rule->advise[a->lang][0] == '\0' &&
		    rule->caveat[a->lang][0] == '\0'))
			continue;
		if ((rc = add_advice(a, rule, err)) != STAAF_OK)
			return rc;
	}
	qsort(a->out->advice, a->out->n_advice, sizeof(*a->out->advice),
	    compare_advice);
	for (size_t i = 0; i < a->out->n_advice; i++) {
		const struct staaf_advice *v = &a->out->advice[i];
		const char *ref = list_refs(a, v);

		if (v->text[0] != '\0')
			trace_add_rule(a, v->text, v->rule, ref);
		if (v->caveat[0] != '\0')
			trace_add_rule(a, v->caveat, v->rule, ref);
	}
	return STAAF_OK;
}
