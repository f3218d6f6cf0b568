/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running the examples of the files as tests. */
#include <string.h>

#include "rule.h"

/* One example being run. */
struct run {
	const struct staaf_rules *rs;
	const struct rule_example *ex;
	struct staaf_facts facts;
	const struct staaf_decision *decision; /* NULL outside a rule */
	struct staaf_buf got;
};

static bool
has_concept(const struct staaf_facts *facts, const struct staaf_concept *c)
{
	for (size_t i = 0; i < facts->n_mentions; i++)
		if (staaf_concept_is_under(facts->mention[i].concept, c))
			return true;
	return false;
}

static bool
holds(const struct staaf_facts *facts, const struct rule_read *read)
{
	if (read->kind >= 0)
		return (int)facts->kind == read->kind;
	if (read->concept != NULL)
		return has_concept(facts, read->concept);
	for (size_t i = 0; i < facts->n_values; i++) {
		const struct staaf_value *v = &facts->value[i];

		if (v->slot != read->slot)
			continue;
		/* Bounds are parsed and printed alike, so equal is equal. */
		if (read->is_not || (v->low <= read->low &&
		    v->low >= read->low && v->high <= read->high &&
		    v->high >= read->high))
			return true;
	}
	return false;
}

/* All that was read, as an example would say it. */
static void
put_reading(struct staaf_buf *out, const struct staaf_facts *facts)
{
	staaf_buf_printf(out, "kind %s",
	    staaf_question_kind_name(facts->kind));
	for (size_t i = 0; i < facts->n_mentions; i++)
		if (facts->mention[i].concept->kind != STAAF_QUESTION &&
		    facts->mention[i].concept->kind != STAAF_SCOPE)
			staaf_buf_printf(out, ", %s",
			    facts->mention[i].concept->id);
	for (size_t i = 0; i < facts->n_values; i++) {
		const struct staaf_value *v = &facts->value[i];

		staaf_buf_printf(out, ", %s ", v->slot->id);
		if (v->low < v->high)
			rule_put_bounds(out, v->low, v->high);
		else
			rule_put_number(out, v->low);
	}
}

/* What an example expects, and what came out, in the words of a file. */
static const char *
name_expect(enum rule_expect expect)
{
	static const char *const names[] = {
		[RULE_EXPECT_NONE] = "", [RULE_EXPECT_FIRES] = "fires",
		[RULE_EXPECT_ASKS] = "asks", [RULE_EXPECT_SILENT] = "silent",
		[RULE_EXPECT_ASIDE] = "set aside",
	};

	return names[expect];
}

static enum rule_expect
outcome_of(const struct staaf_decision *d)
{
	switch (d->outcome) {
	case STAAF_FIRES:
		return RULE_EXPECT_FIRES;
	case STAAF_ASKS:
		return RULE_EXPECT_ASKS;
	case STAAF_SILENT:
		return RULE_EXPECT_SILENT;
	case STAAF_SET_ASIDE:
		break;
	}
	return RULE_EXPECT_ASIDE;
}

/* Does the outcome hold?  If not, got tells what came instead. */
static bool
check_outcome(struct run *run)
{
	const struct rule_example *ex = run->ex;
	const struct staaf_decision *d = run->decision;
	const char *what = ex->what.text;

	if (d == NULL || ex->expect == RULE_EXPECT_NONE)
		return true;
	staaf_buf_puts(&run->got, name_expect(outcome_of(d)));
	if (d->outcome != STAAF_FIRES)
		staaf_buf_putc(&run->got, ' ');
	staaf_decision_reason(&run->got, d, &run->facts);
	if (outcome_of(d) != ex->expect)
		return false;
	if (*what == '\0' || run->got.failed)
		return true;
	if (strcmp(run->got.text + strlen(name_expect(ex->expect)) + 1,
	    what) == 0)
		return true;
	return d->failed != NULL && strcmp(d->failed->text, what) == 0;
}

static bool
check_example(struct run *run)
{
	for (size_t i = 0; i < run->ex->n_reads; i++) {
		const struct rule_read *read = &run->ex->read[i];

		if (holds(&run->facts, read) == !read->is_not)
			continue;
		put_reading(&run->got, &run->facts);
		return false;
	}
	return check_outcome(run);
}

/* What the example says, in one line. */
static const char *
expected_text(const struct rule_example *ex, struct staaf_arena *ar)
{
	const char *text = "";

	for (size_t i = 0; i < ex->n_reads; i++)
		text = staaf_arena_printf(ar, "%s%s%s", text,
		    i == 0 ? "" : ", ", ex->read[i].ref.text);
	if (ex->expect != RULE_EXPECT_NONE)
		text = staaf_arena_printf(ar, "%s%s%s%s%s", text,
		    *text != '\0' ? "; " : "", name_expect(ex->expect),
		    *ex->what.text != '\0' ? " " : "", ex->what.text);
	return text;
}

static enum staaf_code
run_example(const struct staaf_rules *rs, const struct rule_example *ex,
    const struct staaf_rule *rule,
    void (*each)(const struct staaf_example_result *r, void *arg), void *arg,
    struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_decision *list = NULL;
	struct run run = { .rs = rs, .ex = ex };
	struct staaf_example_result r = { .rule = rule,
		.question = ex->question, .place = rule_place(ex->line, 0),
		.expected = "", .got = "" };
	enum staaf_code rc;
	size_t n = 0;

	rc = staaf_rules_read(&run.facts, rs, ex->question,
	    strlen(ex->question), &ar, err);
	if (rc == STAAF_OK)
		rc = staaf_rules_decide(&list, &n, rs, &run.facts, NULL, &ar,
		    err);
	if (rc != STAAF_OK)
		goto done;
	for (size_t i = 0; rule != NULL && i < n; i++)
		if (list[i].rule == rule)
			run.decision = &list[i];
	r.passed = check_example(&run);
	if (!r.passed)
		r.expected = expected_text(ex, &ar);
	if (!r.passed)
		r.got = staaf_buf_text(&run.got);
	if (ar.failed || run.got.failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	else
		each(&r, arg);
done:
	staaf_buf_clear(&run.got);
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
staaf_rules_test(const struct staaf_rules *rs,
    void (*each)(const struct staaf_example_result *r, void *arg), void *arg,
    struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; i < rs->n_rules; i++)
		for (const struct rule_example *ex = rs->rule[i]->first;
		    ex != NULL && rc == STAAF_OK; ex = ex->next)
			rc = run_example(rs, ex, &rs->rule[i]->pub, each, arg,
			    err);
	for (const struct rule_example *ex = rs->first;
	    ex != NULL && rc == STAAF_OK; ex = ex->next)
		rc = run_example(rs, ex, NULL, each, arg, err);
	return rc;
}
