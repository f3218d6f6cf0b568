/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A claim as an object; src/app/man/staaf-claim.1 tells its keys. */
#include <math.h>

#include "show.h"

static void
put_group(struct staaf_json *j, const char *key,
    const struct staaf_told_group *g)
{
	if (isnan(g->value)) {
		staaf_json_null(j, key);
		return;
	}
	staaf_json_object(j, key);
	staaf_json_number(j, "value", g->value);
	staaf_json_number(j, "sd", g->sd);
	staaf_json_count_or_null(j, "n", g->n);
	staaf_json_count_or_null(j, "yes", g->yes);
	staaf_json_end_object(j);
}

static void
put_assumed(struct staaf_json *j, unsigned assumed)
{
	static const char *const names[] = { "equal-groups", "t-test",
		"rounded-rates", "direction" };

	staaf_json_array(j, "assumed");
	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (assumed & 1U << i)
			staaf_json_text(j, NULL, names[i]);
	staaf_json_end_array(j);
}

static void
put_sum(struct staaf_json *j, const struct staaf_told_sum *s)
{
	staaf_json_number(j, "g", s->g);
	staaf_json_number(j, "ci_lo", s->low);
	staaf_json_number(j, "ci_hi", s->high);
	staaf_json_bool(j, "at_least", s->is_least);
	staaf_json_number(j, "p_computed", s->p);
	staaf_json_number(j, "points", s->points);
	staaf_json_number(j, "points_lo", s->points_low);
	staaf_json_number(j, "points_hi", s->points_high);
	staaf_json_text(j, "no_g", staaf_told_not_name(s->why));
	put_assumed(j, s->assumed);
	staaf_json_text(j, "p_verdict", s->has_fit ?
	    staaf_fit_name(s->fit.fit) : NULL);
}

static void
put_figure(struct staaf_json *j, const struct staaf_claim_figure *f)
{
	const struct staaf_told_figure *t = f->told;
	bool is_effect = t->kind == STAAF_TOLD_EFFECT;

	staaf_json_object(j, NULL);
	staaf_json_text(j, "kind", staaf_told_kind_name(t->kind));
	staaf_json_text(j, "text", f->text);
	staaf_json_bool(j, "percent", t->is_percent);
	put_group(j, "a", &t->a);
	put_group(j, "b", &t->b);
	staaf_json_text(j, "metric", is_effect ?
	    staaf_metric_name(t->metric) : NULL);
	staaf_json_number(j, "value", t->value);
	staaf_json_number(j, "low", t->low);
	staaf_json_number(j, "high", t->high);
	put_sum(j, &f->sum);
	staaf_json_array(j, "says");
	for (size_t i = 0; i < f->n_lines; i++) {
		staaf_json_object(j, NULL);
		staaf_json_text(j, "says", f->line[i].says);
		staaf_json_text_or_null(j, "rule", f->line[i].rule);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
	staaf_json_end_object(j);
}

void
show_json_figures(struct staaf_json *j, const struct staaf_claim_figure *f,
    size_t n)
{
	staaf_json_array(j, "figures");
	for (size_t i = 0; i < n; i++)
		put_figure(j, &f[i]);
	staaf_json_end_array(j);
}

static void
put_design(struct staaf_json *j, const struct staaf_claim *c)
{
	const char d[] = { 'D', (char)('0' + c->input.design), '\0' };

	staaf_json_object(j, "design");
	staaf_json_text(j, "class", d);
	staaf_json_text_or_null(j, "text", c->design_text);
	staaf_json_text(j, "says", c->design_says);
	staaf_json_end_object(j);
	staaf_json_array(j, "flags");
	for (size_t i = 0; i < 2; i++)
		if (*c->flag_says[i] != '\0')
			staaf_json_text(j, NULL, c->flag_says[i]);
	staaf_json_end_array(j);
	show_json_grade(j, "grade", &c->grade);
	staaf_json_object(j, "form");
	staaf_json_text(j, "form", staaf_form_name(c->form));
	staaf_json_bool(j, "supported", c->is_form_supported);
	staaf_json_text(j, "says", c->form_says);
	staaf_json_end_object(j);
}

static void
put_body(struct staaf_json *j, const struct staaf_body *b)
{
	staaf_json_object(j, NULL);
	staaf_json_text(j, "intervention", b->intervention->id);
	staaf_json_text(j, "outcome", b->outcome != NULL ? b->outcome->id :
	    NULL);
	staaf_json_int(j, "level", b->grade.level);
	staaf_json_text(j, "kind_of_zero", staaf_zero_name(b->grade.zero));
	staaf_json_text(j, "verdict", staaf_verdict_name(b->grade.verdict));
	staaf_json_text(j, "claim", b->claim != NULL ? b->claim->id : NULL);
	staaf_json_text(j, "sentence", b->sentence);
	show_json_effect(j, b);
	staaf_json_array(j, "records");
	for (size_t i = 0; i < b->n_evidence; i++)
		staaf_json_text(j, NULL, b->evidence[i].record->id);
	staaf_json_end_array(j);
	staaf_json_end_object(j);
}

static void
put_research(struct staaf_json *j, const struct staaf_claim *c)
{
	const struct staaf_answer *a = &c->answer;

	staaf_json_object(j, "research");
	staaf_json_text(j, "corpus", a->corpus);
	staaf_json_text(j, "class", staaf_class_name(a->class_));
	staaf_json_text(j, "sentence", a->sentence);
	show_json_texts(j, "assumed", a->reading.assumed,
	    a->reading.n_assumed);
	staaf_json_array(j, "bodies");
	for (size_t i = 0; i < a->n_bodies; i++)
		put_body(j, &a->body[i]);
	staaf_json_end_array(j);
	if (c->beside == STAAF_BESIDE_NOTHING) {
		staaf_json_null(j, "claimed");
	} else {
		staaf_json_object(j, "claimed");
		staaf_json_text(j, "is", staaf_beside_name(c->beside));
		staaf_json_text(j, "of", c->is_by_prediction ? "prediction" :
		    "interval");
		staaf_json_number(j, "low", c->beside_low);
		staaf_json_number(j, "high", c->beside_high);
		staaf_json_text(j, "says", c->beside_says);
		staaf_json_end_object(j);
	}
	staaf_json_end_object(j);
}

void
staaf_show_claim_json(struct staaf_buf *out, const struct staaf_claim *c)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "claim", c->text);
	staaf_json_text(&j, "lang", staaf_lang_code(c->lang));
	staaf_json_bool(&j, "known", c->is_known);
	staaf_json_text(&j, "sentence", c->sentence);
	show_json_figures(&j, c->figure, c->n_figures);
	staaf_json_count_or_null(&j, "students", c->input.n);
	put_design(&j, c);
	put_research(&j, c);
	staaf_json_array(&j, "ask");
	for (size_t i = 0; i < c->n_asks; i++) {
		staaf_json_object(&j, NULL);
		staaf_json_text(&j, "what", c->ask[i].what);
		staaf_json_text(&j, "says", c->ask[i].says);
		staaf_json_end_object(&j);
	}
	staaf_json_end_array(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}
