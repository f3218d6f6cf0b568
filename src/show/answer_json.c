/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An answer as JSON, one object on one line.  Scripts rely on its keys: they
 * stand in staaf-ask(1) and only ever grow.
 */
#include <string.h>

#include "show.h"

static void
put_ids(struct staaf_json *j, const char *key,
    const struct staaf_concept *const *concept, size_t n)
{
	staaf_json_array(j, key);
	for (size_t i = 0; i < n; i++)
		staaf_json_text(j, NULL, concept[i]->id);
	staaf_json_end_array(j);
}

/* Concepts of one kind: "level":["hbo"]; nothing when there are none. */
static void
put_context_kind(struct staaf_json *j, const struct staaf_reading *r,
    enum staaf_concept_kind kind)
{
	bool is_open = false;

	for (size_t i = 0; i < r->n_contexts; i++) {
		if (r->context[i]->kind != kind)
			continue;
		if (!is_open)
			staaf_json_array(j, staaf_concept_kind_name(kind));
		is_open = true;
		staaf_json_text(j, NULL, r->context[i]->id);
	}
	if (is_open)
		staaf_json_end_array(j);
}

static void
put_value(struct staaf_json *j, const char *key, const struct staaf_value *v)
{
	staaf_json_object(j, key);
	if (v->low < v->high) {
		staaf_json_number(j, "min", v->low);
		staaf_json_number(j, "max", v->high);
	} else {
		staaf_json_number(j, "value", v->low);
	}
	staaf_json_text_or_null(j, "unit", v->slot->unit);
	staaf_json_end_object(j);
}

/* All values of the slot of value `at`, when `at` is its first. */
static void
put_slot(struct staaf_json *j, const struct staaf_reading *r, size_t at)
{
	const struct staaf_slot *slot = r->value[at].slot;
	size_t n = 0;

	for (size_t i = 0; i < r->n_values; i++) {
		if (i < at && r->value[i].slot == slot)
			return;
		n += r->value[i].slot == slot;
	}
	if (n == 1) {
		put_value(j, slot->id, &r->value[at]);
		return;
	}
	staaf_json_array(j, slot->id);
	for (size_t i = at; i < r->n_values; i++)
		if (r->value[i].slot == slot)
			put_value(j, NULL, &r->value[i]);
	staaf_json_end_array(j);
}

static void
put_reading(struct staaf_json *j, const struct staaf_reading *r)
{
	staaf_json_object(j, "reading");
	staaf_json_text(j, "kind", staaf_question_kind_name(r->kind));
	put_ids(j, "interventions", r->intervention, r->n_interventions);
	put_ids(j, "comparison", r->comparison, r->n_comparisons);
	put_ids(j, "outcomes", r->outcome, r->n_outcomes);
	staaf_json_object(j, "context");
	for (int kind = 0; kind < STAAF_N_CONCEPT_KINDS; kind++)
		put_context_kind(j, r, (enum staaf_concept_kind)kind);
	for (size_t i = 0; i < r->n_values; i++)
		put_slot(j, r, i);
	staaf_json_end_object(j);
	show_json_texts(j, "assumed", r->assumed, r->n_assumed);
	show_json_texts(j, "unread", r->unread, r->n_unread);
	staaf_json_text_or_null(j, "ask_back", r->ask_back);
	staaf_json_end_object(j);
}

void
show_json_effect(struct staaf_json *j, const struct staaf_body *b)
{
	if (!b->has_effect) {
		staaf_json_null(j, "effect");
		return;
	}
	staaf_json_object(j, "effect");
	staaf_json_text(j, "metric", b->is_oriented_g ? "g" :
	    staaf_metric_name(b->metric));
	staaf_json_number(j, "value", b->value);
	staaf_json_number(j, "low", b->low);
	staaf_json_number(j, "high", b->high);
	staaf_json_number(j, "tau", b->tau);
	staaf_json_count_or_null(j, "k", b->k);
	staaf_json_count_or_null(j, "n", b->n);
	staaf_json_end_object(j);
}

/* In plain figures: null where no translation is allowed. */
static void
put_plain(struct staaf_json *j, const struct staaf_body *b)
{
	static const char *const keys[STAAF_N_PLAIN] = { "u3", "pass_rate",
		"points", "improvement_index", "beats", "next_class",
		"months" };

	if (*b->plain == '\0') {
		staaf_json_null(j, "plain");
		return;
	}
	staaf_json_object(j, "plain");
	staaf_json_text(j, "text", b->plain);
	for (int i = 0; i < STAAF_N_PLAIN; i++) {
		const struct staaf_plain *p = &b->figure[i];

		if (p->says == NULL || *p->says == '\0') {
			staaf_json_null(j, keys[i]);
			continue;
		}
		staaf_json_object(j, keys[i]);
		staaf_json_number(j, "value", p->value);
		staaf_json_number(j, "low", p->low);
		staaf_json_number(j, "high", p->high);
		staaf_json_text(j, "text", p->says);
		staaf_json_end_object(j);
	}
	staaf_json_end_object(j);
}

/* The records a lost point rests on: the lead, and whoever differs. */
static void
put_lost_records(struct staaf_json *j, const struct staaf_body *b, size_t at)
{
	bool is_dispute = at < b->grade.n_lost &&
	    b->grade.lost[at].reason == STAAF_BECAUSE_REVIEWS;

	staaf_json_array(j, "records");
	for (size_t i = 0; i < b->n_evidence; i++) {
		enum staaf_role role = b->evidence[i].role;

		if (role == STAAF_LEAD ||
		    (is_dispute && role == STAAF_CONTRADICTS))
			staaf_json_text(j, NULL, b->evidence[i].record->id);
	}
	staaf_json_end_array(j);
}

static void
put_grade(struct staaf_json *j, const struct staaf_body *b)
{
	staaf_json_object(j, "grade");
	staaf_json_int(j, "start", b->grade.start);
	staaf_json_array(j, "lost");
	for (size_t i = 0; i < b->n_lost; i++) {
		staaf_json_object(j, NULL);
		staaf_json_text(j, "criterion", b->lost[i].code);
		staaf_json_int(j, "points", b->lost[i].points);
		staaf_json_text(j, "reason", b->lost[i].reason);
		put_lost_records(j, b, i);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
	staaf_json_int(j, "raised", b->grade.raised);
	staaf_json_array(j, "caps");
	for (size_t i = 0; i < b->n_caps; i++) {
		staaf_json_object(j, NULL);
		staaf_json_int(j, "cap", b->caps[i].points);
		staaf_json_text(j, "reason", b->caps[i].reason);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
	staaf_json_int(j, "cap", b->grade.cap);
	staaf_json_int(j, "level", b->grade.level);
	staaf_json_end_object(j);
}

static void
put_evidence(struct staaf_json *j, const struct staaf_body *b,
    enum staaf_lang lang)
{
	staaf_json_array(j, "evidence");
	for (size_t i = 0; i < b->n_evidence; i++) {
		const struct staaf_shown *s = &b->evidence[i];

		staaf_json_object(j, NULL);
		staaf_json_text(j, "id", s->record->id);
		staaf_json_text_or_null(j, "doi", s->record->doi);
		staaf_json_text(j, "title", s->record->title);
		if (s->record->year > 0)
			staaf_json_int(j, "year", s->record->year);
		else
			staaf_json_null(j, "year");
		staaf_json_text(j, "role", staaf_role_name(s->role));
		show_json_design(j, s->record);
		staaf_json_text_or_null(j, "citation", s->citation);
		staaf_json_text_or_null(j, "why", s->why);
		staaf_json_text_or_null(j, "differs", s->differs);
		show_json_misfits(j, s->record);
		show_json_finding(j, "finding", s->finding, lang);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

static void
put_changes(struct staaf_json *j, const struct staaf_body *b)
{
	staaf_json_array(j, "would_change");
	for (size_t i = 0; i < b->n_changes; i++) {
		staaf_json_object(j, NULL);
		staaf_json_text(j, "if", b->change[i].if_so);
		staaf_json_int(j, "level", b->change[i].level);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

static void
put_ladder(struct staaf_json *j, const struct staaf_body *b)
{
	staaf_json_array(j, "ladder");
	for (size_t i = 0; i < b->n_rungs; i++) {
		staaf_json_object(j, NULL);
		staaf_json_text(j, "widened", b->rung[i].widened);
		staaf_json_int(j, "works", b->rung[i].works);
		staaf_json_number(j, "lost", b->rung[i].lost);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
	staaf_json_count_or_null(j, "works_about", b->n_about);
}

static const char *
get_id(const struct staaf_concept *c)
{
	return c == NULL ? NULL : c->id;
}

/* What stands in a body and, of the first body, at the top as well. */
static void
put_verdict(struct staaf_json *j, const struct staaf_body *b,
    enum staaf_lang lang)
{
	staaf_json_int(j, "level", b->grade.level);
	staaf_json_text(j, "verdict", staaf_verdict_name(b->grade.verdict));
	staaf_json_text(j, "kind_of_zero", staaf_zero_name(b->grade.zero));
	show_json_effect(j, b);
	put_grade(j, b);
	put_evidence(j, b, lang);
	put_changes(j, b);
}

static void
put_no_verdict(struct staaf_json *j)
{
	static const char *const keys[] = { "level", "verdict",
		"kind_of_zero", "effect", "grade", "evidence",
		"would_change" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		staaf_json_null(j, keys[i]);
}

static void
put_bodies(struct staaf_json *j, const struct staaf_answer *a)
{
	staaf_json_array(j, "bodies");
	for (size_t i = 0; i < a->n_bodies; i++) {
		const struct staaf_body *b = &a->body[i];

		staaf_json_object(j, NULL);
		staaf_json_text(j, "intervention", get_id(b->intervention));
		staaf_json_text(j, "comparison", get_id(b->comparison));
		staaf_json_text(j, "outcome", get_id(b->outcome));
		staaf_json_text(j, "sentence", b->sentence);
		put_verdict(j, b, a->lang);
		put_ladder(j, b);
		put_plain(j, b);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

static void
put_warnings(struct staaf_json *j, const struct staaf_answer *a)
{
	staaf_json_array(j, "warnings");
	for (size_t i = 0; i < a->n_warnings; i++) {
		const struct staaf_mind *w = &a->warning[i];

		staaf_json_object(j, NULL);
		staaf_json_text(j, "code", w->code);
		staaf_json_text(j, "text", w->says);
		staaf_json_text(j, "source", w->source);
		staaf_json_text(j, "doi", w->doi);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

static void
put_advice(struct staaf_json *j, const struct staaf_answer *a)
{
	staaf_json_array(j, "advice");
	for (size_t i = 0; i < a->n_advice; i++) {
		const struct staaf_advice *v = &a->advice[i];

		staaf_json_object(j, NULL);
		staaf_json_text(j, "rule", v->rule->id);
		staaf_json_text_or_null(j, "title", v->title);
		staaf_json_text(j, "text", v->text);
		staaf_json_text_or_null(j, "caveat", v->caveat);
		staaf_json_array(j, "because");
		for (size_t k = 0; k < v->n_because; k++)
			staaf_json_text(j, NULL, v->because[k].ref);
		staaf_json_end_array(j);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

static void
put_next(struct staaf_json *j, const struct staaf_next *next)
{
	staaf_json_object(j, "next");
	if (!next->has_plan) {
		staaf_json_null(j, "plan");
	} else {
		staaf_json_object(j, "plan");
		staaf_json_text_or_null(j, "design", next->design);
		staaf_json_text_or_null(j, "hypothesis", next->hypothesis);
		staaf_json_count_or_null(j, "n", next->n);
		staaf_json_count_or_null(j, "n_per_group",
		    next->n_per_group);
		staaf_json_number(j, "detectable", next->detectable);
		staaf_json_number(j, "detectable_pretest",
		    next->detectable_pretest);
		staaf_json_number(j, "likely", next->likely);
		staaf_json_end_object(j);
	}
	staaf_json_text_or_null(j, "text", next->text);
	staaf_json_end_object(j);
}

static void
put_trace(struct staaf_json *j, const struct staaf_answer *a)
{
	staaf_json_array(j, "trace");
	for (size_t i = 0; i < a->n_trace; i++) {
		const struct staaf_trace *w = &a->trace[i];

		staaf_json_object(j, NULL);
		staaf_json_text(j, "says", w->says);
		staaf_json_text_or_null(j, "rule", w->rule);
		staaf_json_text_or_null(j, "record", w->record);
		staaf_json_text_or_null(j, "finding", w->finding);
		staaf_json_text_or_null(j, "sum", w->sum);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

void
staaf_show_answer_json(struct staaf_buf *out, const struct staaf_answer *a,
    const char *id)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "id", id);
	staaf_json_text(&j, "question", a->reading.question);
	staaf_json_text(&j, "lang", staaf_lang_code(a->lang));
	staaf_json_text(&j, "corpus", a->corpus);
	put_reading(&j, &a->reading);
	staaf_json_text(&j, "class", staaf_class_name(a->class_));
	staaf_json_text(&j, "sentence", a->sentence);
	staaf_json_text_or_null(&j, "example", a->example);
	if (a->n_bodies > 0)
		put_verdict(&j, &a->body[0], a->lang);
	else
		put_no_verdict(&j);
	put_bodies(&j, a);
	put_warnings(&j, a);
	put_advice(&j, a);
	put_next(&j, &a->next);
	show_json_figures(&j, a->figure, a->n_figures);
	put_trace(&j, a);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}
