/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a record is, as one SHA-256: every field in a fixed order, texts with
 * their length before them, so that no two records run into one another.
 * A change here makes every record held look changed: raise the first line.
 */
#include <math.h>
#include <string.h>

#include <staaf/hash.h>

#include "store.h"

static void
add_text(struct staaf_buf *b, const char *text)
{
	if (text == NULL)
		text = "";
	staaf_buf_printf(b, "%zu:", strlen(text));
	staaf_buf_puts(b, text);
}

static void
add_int(struct staaf_buf *b, long value)
{
	staaf_buf_printf(b, "%ld;", value);
}

static void
add_number(struct staaf_buf *b, double value)
{
	if (isnan(value))
		staaf_buf_puts(b, "-;");
	else
		staaf_buf_printf(b, "%.17g;", value + 0.0); /* no -0 */
}

static void
add_list(struct staaf_buf *b, const char *const *text, size_t n)
{
	add_int(b, (long)n);
	for (size_t i = 0; i < n; i++)
		add_text(b, text[i]);
}

static void
add_finding(struct staaf_buf *b, const struct staaf_finding *f)
{
	add_text(b, f->key);
	add_text(b, f->intervention);
	add_text(b, f->comparison);
	add_text(b, f->outcome);
	add_text(b, f->population);
	add_text(b, f->context);
	add_text(b, staaf_metric_name(f->metric));
	add_number(b, f->value);
	add_number(b, f->low);
	add_number(b, f->high);
	add_number(b, f->tau);
	add_number(b, f->i2);
	add_number(b, f->adjusted);
	add_int(b, f->k);
	add_int(b, f->n);
	add_int(b, f->sites);
	add_text(b, staaf_direction_name(f->direction));
	add_text(b, staaf_form_name(f->form));
	add_text(b, staaf_spread_name(f->spread));
	add_int(b, f->higher_is_worse);
	add_int(b, f->is_delayed);
	add_int(b, f->is_confirmed);
	add_int(b, f->has_concern);
	add_text(b, f->note[STAAF_EN]);
	add_text(b, f->note[STAAF_NL]);
}

static void
add_appraisal(struct staaf_buf *b, const struct staaf_appraisal *a)
{
	add_int(b, a->design);
	add_int(b, a->is_stated);
	add_int(b, (long)a->flags);
	add_int(b, a->is_technology_bound);
	add_int(b, a->has_independent_test);
	add_int(b, a->median_study_year);
	add_int(b, a->is_local);
	add_text(b, a->plan);
	add_text(b, a->note[STAAF_EN]);
	add_text(b, a->note[STAAF_NL]);
}

void
store_digest(struct staaf_buf *scratch, char *out,
    const struct staaf_record *r)
{
	struct staaf_buf *b = scratch;
	long n_own = 0;

	staaf_buf_reset(b);
	staaf_buf_puts(b, "staaf record 3\n");
	add_text(b, r->id);
	add_text(b, r->guid);
	add_text(b, r->doi);
	add_text(b, r->source);
	add_text(b, staaf_record_kind_name(r->kind));
	add_text(b, staaf_state_name(r->state));
	add_text(b, r->title);
	add_text(b, r->title_language);
	add_list(b, r->author, r->n_authors);
	add_int(b, r->year);
	add_text(b, r->venue);
	add_text(b, r->link);
	add_text(b, r->language);
	add_text(b, r->published);
	add_text(b, r->updated);
	add_text(b, r->summary);
	add_text(b, r->summary_language);
	add_text(b, r->summary_in[STAAF_EN]);
	add_text(b, r->summary_in[STAAF_NL]);
	add_text(b, r->content);
	add_appraisal(b, &r->appraisal);
	add_list(b, r->concept, r->n_concepts);
	add_list(b, r->tag, r->n_tags);
	add_list(b, r->alias, r->n_aliases);
	add_int(b, (long)r->n_relations);
	for (size_t i = 0; i < r->n_relations; i++) {
		add_text(b, staaf_relation_name(r->relation[i].kind));
		add_text(b, r->relation[i].target);
	}
	/* A curator's verdict is not what the source told. */
	for (size_t i = 0; i < r->n_findings; i++)
		n_own += !r->finding[i].is_judged;
	add_int(b, n_own);
	for (size_t i = 0; i < r->n_findings; i++)
		if (!r->finding[i].is_judged)
			add_finding(b, &r->finding[i]);
	staaf_hash(out, staaf_buf_text(b), b->size);
}
