/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report and its entries as lines of JSON, for golden files. */
#ifndef INGEST_DUMP_H
#define INGEST_DUMP_H

#include <staaf/ingest.h>
#include <staaf/json.h>

static void
dump_names(struct staaf_json *j, const char *key, const char *const *name,
    size_t n)
{
	staaf_json_array(j, key);
	for (size_t i = 0; i < n; i++)
		staaf_json_text(j, NULL, name[i]);
	staaf_json_end_array(j);
}

static void
dump_finding(struct staaf_json *j, const struct staaf_finding *f)
{
	staaf_json_object(j, NULL);
	staaf_json_text(j, "key", f->key);
	staaf_json_text(j, "intervention", f->intervention);
	staaf_json_text_or_null(j, "comparison", f->comparison);
	staaf_json_text(j, "outcome", f->outcome);
	staaf_json_text(j, "population", f->population);
	staaf_json_text_or_null(j, "context", f->context);
	staaf_json_text(j, "metric", staaf_metric_name(f->metric));
	staaf_json_number(j, "value", f->value);
	staaf_json_number(j, "low", f->low);
	staaf_json_number(j, "high", f->high);
	staaf_json_number(j, "tau", f->tau);
	staaf_json_number(j, "i2", f->i2);
	staaf_json_number(j, "adjusted", f->adjusted);
	staaf_json_count_or_null(j, "k", f->k);
	staaf_json_count_or_null(j, "n", f->n);
	staaf_json_count_or_null(j, "sites", f->sites);
	staaf_json_text(j, "direction", staaf_direction_name(f->direction));
	staaf_json_text(j, "form", staaf_form_name(f->form));
	staaf_json_text(j, "spread", staaf_spread_name(f->spread));
	staaf_json_bool(j, "higher-is-worse", f->higher_is_worse);
	staaf_json_bool(j, "delayed", f->is_delayed);
	staaf_json_bool(j, "confirmed", f->is_confirmed);
	staaf_json_bool(j, "concern", f->has_concern);
	dump_names(j, "note", f->note, STAAF_N_LANGS);
	staaf_json_end_object(j);
}

static void
dump_appraisal(struct staaf_json *j, const struct staaf_appraisal *a)
{
	staaf_json_object(j, "appraisal");
	staaf_json_count_or_null(j, "design", a->design);
	staaf_json_bool(j, "stated", a->is_stated);
	staaf_json_int(j, "flags", (long)a->flags);
	staaf_json_bool(j, "technology-bound", a->is_technology_bound);
	staaf_json_bool(j, "independent-test", a->has_independent_test);
	staaf_json_int(j, "median-study-year", a->median_study_year);
	if (a->is_local)
		staaf_json_bool(j, "local", true);
	dump_names(j, "note", a->note, STAAF_N_LANGS);
	staaf_json_end_object(j);
}

/* What most records have none of, when there is any. */
static void
dump_more(struct staaf_json *j, const struct staaf_record *r)
{
	if (r->n_aliases > 0)
		dump_names(j, "alias", r->alias, r->n_aliases);
	if (r->n_relations > 0) {
		staaf_json_object(j, "relation");
		for (size_t i = 0; i < r->n_relations; i++)
			staaf_json_text(j,
			    staaf_relation_name(r->relation[i].kind),
			    r->relation[i].target);
		staaf_json_end_object(j);
	}
	if (r->author_email != NULL && r->author_email[0] != '\0')
		staaf_json_text(j, "email", r->author_email);
}

/* One line per entry, into the buffer that arg is. */
static void
dump_entry(const struct staaf_record *r, void *arg)
{
	struct staaf_json j;

	staaf_json_init(&j, arg);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "id", r->id);
	staaf_json_text(&j, "guid", r->guid);
	staaf_json_text_or_null(&j, "doi", r->doi);
	staaf_json_text(&j, "source", r->source);
	staaf_json_text(&j, "kind", staaf_record_kind_name(r->kind));
	staaf_json_text(&j, "state", staaf_state_name(r->state));
	staaf_json_text(&j, "title", r->title);
	staaf_json_text_or_null(&j, "title-language", r->title_language);
	dump_names(&j, "author", r->author, r->n_authors);
	staaf_json_int(&j, "year", r->year);
	staaf_json_text_or_null(&j, "venue", r->venue);
	staaf_json_text_or_null(&j, "link", r->link);
	staaf_json_text_or_null(&j, "language", r->language);
	staaf_json_text_or_null(&j, "published", r->published);
	staaf_json_text_or_null(&j, "updated", r->updated);
	staaf_json_text_or_null(&j, "summary", r->summary);
	staaf_json_text_or_null(&j, "summary-language", r->summary_language);
	dump_names(&j, "summary-in", r->summary_in, STAAF_N_LANGS);
	staaf_json_text_or_null(&j, "content", r->content);
	dump_appraisal(&j, &r->appraisal);
	dump_names(&j, "concept", r->concept, r->n_concepts);
	dump_names(&j, "tag", r->tag, r->n_tags);
	staaf_json_array(&j, "finding");
	for (size_t i = 0; i < r->n_findings; i++)
		dump_finding(&j, &r->finding[i]);
	staaf_json_end_array(&j);
	dump_more(&j, r);
	staaf_json_end_object(&j);
	staaf_buf_putc(arg, '\n');
}

/* The counts, then a line per trouble, in English. */
static void
dump_report(struct staaf_buf *out, const struct staaf_ingest_report *report)
{
	struct staaf_json j;
	struct staaf_buf words = { 0 };

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "format", report->format);
	staaf_json_int(&j, "read", report->n_read);
	staaf_json_int(&j, "skipped", report->n_skipped);
	staaf_json_text(&j, "code", staaf_code_name(report->code));
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
	for (const struct staaf_trouble *t = report->trouble; t != NULL;
	    t = t->next) {
		staaf_buf_reset(&words);
		staaf_err_sentence(&words, &t->err, STAAF_EN);
		staaf_buf_printf(out, "%ld:%ld: %s\n", t->err.line,
		    t->err.column, staaf_buf_text(&words));
	}
	staaf_buf_clear(&words);
}

#endif
