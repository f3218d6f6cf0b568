/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record and its findings, for people and as JSON. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "show.h"

enum { STEP = 2, LABEL = 16 };

void
show_json_texts(struct staaf_json *j, const char *key,
    const char *const *text, size_t n)
{
	staaf_json_array(j, key);
	for (size_t i = 0; i < n; i++)
		staaf_json_text(j, NULL, text[i]);
	staaf_json_end_array(j);
}

void
show_json_design(struct staaf_json *j, const struct staaf_record *r)
{
	char design[8];

	if (r->appraisal.design < 0 || r->appraisal.design > 9) {
		staaf_json_null(j, "design");
		return;
	}
	(void)snprintf(design, sizeof(design), "D%d", r->appraisal.design);
	staaf_json_text(j, "design", design);
}

/* Ids between spaces as a list. */
static void
put_split(struct staaf_json *j, const char *key, const char *ids)
{
	char id[128];

	staaf_json_array(j, key);
	while (ids != NULL && *ids != '\0') {
		size_t size = strcspn(ids, " ");

		if (size > 0 && size < sizeof(id)) {
			memcpy(id, ids, size);
			id[size] = '\0';
			staaf_json_text(j, NULL, id);
		}
		ids += size + (ids[size] == ' ');
	}
	staaf_json_end_array(j);
}

void
show_json_finding(struct staaf_json *j, const char *key,
    const struct staaf_finding *f, enum staaf_lang lang)
{
	if (f == NULL) {
		staaf_json_null(j, key);
		return;
	}
	staaf_json_object(j, key);
	staaf_json_text(j, "key", f->key);
	staaf_json_text_or_null(j, "intervention", f->intervention);
	staaf_json_text_or_null(j, "comparison", f->comparison);
	staaf_json_text_or_null(j, "outcome", f->outcome);
	staaf_json_text_or_null(j, "population", f->population);
	put_split(j, "context", f->context);
	staaf_json_text(j, "metric", f->metric == STAAF_NO_METRIC ? NULL :
	    staaf_metric_name(f->metric));
	staaf_json_number(j, "value", f->value);
	staaf_json_number(j, "low", f->low);
	staaf_json_number(j, "high", f->high);
	staaf_json_count_or_null(j, "k", f->k);
	staaf_json_count_or_null(j, "n", f->n);
	staaf_json_number(j, "tau", f->tau);
	staaf_json_number(j, "i2", f->i2);
	staaf_json_text(j, "direction", staaf_direction_name(f->direction));
	staaf_json_text(j, "form", staaf_form_name(f->form));
	staaf_json_text_or_null(j, "note", f->note[lang]);
	staaf_json_end_object(j);
}

static void
put_year(struct staaf_json *j, int year)
{
	if (year > 0)
		staaf_json_int(j, "year", year);
	else
		staaf_json_null(j, "year");
}

static void
put_flags(struct staaf_json *j, unsigned flags)
{
	staaf_json_array(j, "flags");
	for (unsigned bit = STAAF_SELF_REPORT; bit <= STAAF_SELF_SELECTION;
	    bit <<= 1)
		if ((flags & bit) != 0)
			staaf_json_text(j, NULL,
			    staaf_flag_name((enum staaf_flag)bit));
	staaf_json_end_array(j);
}

static void
put_both(struct staaf_json *j, const char *key,
    const char *const text[STAAF_N_LANGS])
{
	staaf_json_object(j, key);
	for (int lang = 0; lang < STAAF_N_LANGS; lang++)
		staaf_json_text_or_null(j, staaf_lang_code(
		    (enum staaf_lang)lang), text[lang]);
	staaf_json_end_object(j);
}

static void
put_appraisal(struct staaf_json *j, const struct staaf_record *r)
{
	const struct staaf_appraisal *p = &r->appraisal;

	staaf_json_object(j, "appraisal");
	show_json_design(j, r);
	staaf_json_bool(j, "stated", p->is_stated);
	put_flags(j, p->flags);
	staaf_json_bool(j, "technology_bound", p->is_technology_bound);
	staaf_json_bool(j, "independent_test", p->has_independent_test);
	if (p->median_study_year > 0)
		staaf_json_int(j, "median_study_year", p->median_study_year);
	else
		staaf_json_null(j, "median_study_year");
	staaf_json_bool(j, "local", p->is_local);
	staaf_json_text_or_null(j, "plan", p->plan);
	put_both(j, "note", p->note);
	staaf_json_end_object(j);
}

static void
put_relations(struct staaf_json *j, const struct staaf_record *r)
{
	staaf_json_array(j, "relations");
	for (size_t i = 0; i < r->n_relations; i++) {
		staaf_json_object(j, NULL);
		staaf_json_text(j, "kind",
		    staaf_relation_name(r->relation[i].kind));
		staaf_json_text(j, "target", r->relation[i].target);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

/* Field to source; empty when one source tells all. */
static void
put_origins(struct staaf_json *j, const struct staaf_record *r)
{
	staaf_json_object(j, "origins");
	for (size_t i = 0; i < r->n_origins; i++)
		staaf_json_text(j, staaf_field_name(r->origin[i].field),
		    r->origin[i].source);
	staaf_json_end_object(j);
}

void
staaf_show_record_json(struct staaf_buf *out, const struct staaf_record *r,
    enum staaf_lang lang)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "id", r->id);
	staaf_json_text_or_null(&j, "guid", r->guid);
	staaf_json_text_or_null(&j, "doi", r->doi);
	staaf_json_text_or_null(&j, "source", r->source);
	staaf_json_text(&j, "kind", staaf_record_kind_name(r->kind));
	staaf_json_text(&j, "state", staaf_state_name(r->state));
	staaf_json_text(&j, "title", r->title);
	staaf_json_text_or_null(&j, "title_language", r->title_language);
	show_json_texts(&j, "authors", r->author, r->n_authors);
	put_year(&j, r->year);
	staaf_json_text_or_null(&j, "venue", r->venue);
	staaf_json_text_or_null(&j, "link", r->link);
	staaf_json_text_or_null(&j, "language", r->language);
	staaf_json_text_or_null(&j, "published", r->published);
	staaf_json_text_or_null(&j, "updated", r->updated);
	staaf_json_text_or_null(&j, "summary", r->summary);
	put_both(&j, "summary_in", r->summary_in);
	staaf_json_text_or_null(&j, "content", r->content);
	put_appraisal(&j, r);
	show_json_texts(&j, "concepts", r->concept, r->n_concepts);
	show_json_texts(&j, "tags", r->tag, r->n_tags);
	show_json_texts(&j, "aliases", r->alias, r->n_aliases);
	put_relations(&j, r);
	put_origins(&j, r);
	staaf_json_array(&j, "findings");
	for (size_t i = 0; i < r->n_findings; i++)
		show_json_finding(&j, NULL, &r->finding[i], lang);
	staaf_json_end_array(&j);
	show_json_misfits(&j, r);
	staaf_json_array(&j, "figures");
	for (size_t i = 0; i < r->n_figures; i++)
		staaf_show_figure_json(&j, NULL, &r->figure[i]);
	staaf_json_end_array(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

static void
put_line(struct show_term *t, enum staaf_msg label, const char *text)
{
	show_beside(t, STEP, LABEL, staaf_text(label, t->lang), text);
}

static void
put_list(struct show_term *t, enum staaf_msg label, const char *const *text,
    size_t n, const char *between)
{
	struct staaf_buf *s = show_scratch(t);

	for (size_t i = 0; i < n; i++) {
		staaf_buf_puts(s, i > 0 ? between : "");
		staaf_buf_puts(s, text[i]);
	}
	put_line(t, label, staaf_buf_text(s));
}

/* "g = 0,35 (0,31 tot 0,40)", when there is a number. */
static void
put_figure(struct staaf_buf *s, const struct staaf_finding *f,
    enum staaf_lang lang)
{
	if (f->metric == STAAF_NO_METRIC || isnan(f->value))
		return;
	staaf_buf_printf(s, "; %s = ", staaf_metric_name(f->metric));
	staaf_say_number(s, lang, f->value, 2);
	if (isnan(f->low) || isnan(f->high))
		return;
	staaf_buf_puts(s, " [");
	staaf_say_number(s, lang, f->low, 2);
	staaf_buf_puts(s, "; ");
	staaf_say_number(s, lang, f->high, 2);
	staaf_buf_puts(s, "]");
}

static void
put_finding(struct show_term *t, const struct staaf_finding *f)
{
	struct staaf_buf *s = show_scratch(t);

	staaf_buf_printf(s, "%s, %s", f->intervention, f->outcome);
	put_figure(s, f, t->lang);
	if (f->k > 0)
		staaf_buf_printf(s, "; k = %ld", f->k);
	if (f->n > 0)
		staaf_buf_printf(s, "; n = %ld", f->n);
	show_wrap_scratch(t, STEP);
	show_wrap(t, 2 * STEP, f->note[t->lang]);
}

static const char *
get_summary(const struct staaf_record *r, enum staaf_lang lang)
{
	return *r->summary_in[lang] != '\0' ? r->summary_in[lang] :
	    r->summary;
}

static void
put_related(struct show_term *t, const struct staaf_record *r)
{
	static const enum staaf_msg words[] = {
		[STAAF_PREPRINT_OF] = STAAF_MSG_RELATION_PREPRINT_OF,
		[STAAF_HAS_PREPRINT] = STAAF_MSG_RELATION_HAS_PREPRINT,
		[STAAF_CORRECTS] = STAAF_MSG_RELATION_CORRECTS,
		[STAAF_CORRECTED_BY] = STAAF_MSG_RELATION_CORRECTED_BY,
		[STAAF_RETRACTS] = STAAF_MSG_RELATION_RETRACTS,
		[STAAF_RETRACTED_BY] = STAAF_MSG_RELATION_RETRACTED_BY,
		[STAAF_VERSION_OF] = STAAF_MSG_RELATION_VERSION_OF,
		[STAAF_PART_OF] = STAAF_MSG_RELATION_PART_OF };

	for (size_t i = 0; i < r->n_relations; i++)
		put_line(t, words[r->relation[i].kind],
		    r->relation[i].target);
}

/* "zotero (title, summary)": a line for each source, in order of fields. */
static void
put_told(struct show_term *t, const struct staaf_record *r)
{
	static const enum staaf_msg words[] = { STAAF_MSG_FIELD_TITLE,
		STAAF_MSG_FIELD_AUTHORS, STAAF_MSG_FIELD_YEAR,
		STAAF_MSG_FIELD_VENUE, STAAF_MSG_FIELD_DOI,
		STAAF_MSG_FIELD_LINK, STAAF_MSG_FIELD_SUMMARY,
		STAAF_MSG_FIELD_CONTENT, STAAF_MSG_FIELD_APPRAISAL };

	for (size_t i = 0; i < r->n_origins; i++) {
		const char *source = r->origin[i].source;
		struct staaf_buf *s = show_scratch(t);
		bool is_first = true;

		for (size_t k = 0; k < i && is_first; k++)
			is_first = strcmp(r->origin[k].source, source) != 0;
		if (!is_first)
			continue;
		staaf_buf_printf(s, "%s (", source);
		for (size_t k = i; k < r->n_origins; k++)
			if (strcmp(r->origin[k].source, source) == 0)
				staaf_buf_printf(s, "%s%s", k > i ? ", " : "",
				    staaf_text(words[r->origin[k].field],
				    t->lang));
		staaf_buf_putc(s, ')');
		put_line(t, STAAF_MSG_RECORD_TOLD_BY, staaf_buf_text(s));
	}
}

static void
put_facts(struct show_term *t, const struct staaf_record *r)
{
	char number[24];

	put_list(t, STAAF_MSG_RECORD_AUTHORS, r->author, r->n_authors, "; ");
	(void)snprintf(number, sizeof(number), "%d", r->year);
	if (r->year > 0)
		put_line(t, STAAF_MSG_RECORD_YEAR, number);
	put_line(t, STAAF_MSG_RECORD_VENUE, r->venue);
	show_record_address(show_scratch(t), r);
	put_line(t, STAAF_MSG_RECORD_ADDRESS, staaf_buf_text(&t->scratch));
	put_line(t, STAAF_MSG_RECORD_ID, r->id);
	put_line(t, STAAF_MSG_RECORD_STATE, staaf_text(
	    (const enum staaf_msg[]){ STAAF_MSG_STATE_ACCEPTED,
	    STAAF_MSG_STATE_NEW, STAAF_MSG_STATE_CONCERN,
	    STAAF_MSG_STATE_RETRACTED }[r->state], t->lang));
	(void)snprintf(number, sizeof(number), "D%d", r->appraisal.design);
	if (r->appraisal.design >= 0)
		put_line(t, STAAF_MSG_RECORD_DESIGN, number);
	put_line(t, STAAF_MSG_RECORD_APPRAISAL, r->appraisal.note[t->lang]);
	put_list(t, STAAF_MSG_RECORD_CONCEPTS, r->concept, r->n_concepts,
	    ", ");
	put_list(t, STAAF_MSG_RECORD_TAGS, r->tag, r->n_tags, ", ");
	put_list(t, STAAF_MSG_RECORD_ALIASES, r->alias, r->n_aliases, ", ");
	put_related(t, r);
	put_told(t, r);
}

void
staaf_show_record(struct staaf_buf *out, const struct staaf_record *r,
    const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	show_strong(&t, *r->title != '\0' ? r->title : r->id);
	put_facts(&t, r);
	if (*get_summary(r, t.lang) != '\0') {
		show_heading(&t, STAAF_MSG_RECORD_SUMMARY);
		show_wrap(&t, STEP, get_summary(r, t.lang));
	}
	show_misfits(&t, r, STEP);
	if (r->n_findings > 0)
		show_heading(&t, STAAF_MSG_RECORD_FINDINGS);
	for (size_t i = 0; i < r->n_findings; i++)
		put_finding(&t, &r->finding[i]);
	show_figures(&t, r);
	show_term_clear(&t);
}
