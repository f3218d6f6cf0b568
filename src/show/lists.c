/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists and tallies: hits, the state of a store, an ingest, failures. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <staaf/utf8.h>

#include "show.h"

enum { STEP = 2, LABEL = 17, MOST_TALLIES = 12, MOST_YEARS = 60,
	MOST_SOURCES = 40 };

void
staaf_show_hits(struct staaf_buf *out, const struct staaf_hit *hit,
    size_t n_hits, const struct staaf_term_style *style)
{
	struct show_term t;
	char number[32];

	show_term_init(&t, out, style);
	for (size_t i = 0; i < n_hits; i++) {
		struct staaf_buf *s = show_scratch(&t);

		(void)snprintf(number, sizeof(number), "%zu.", i + 1);
		staaf_buf_puts(s, hit[i].title);
		if (hit[i].year > 0)
			staaf_buf_printf(s, " (%d)", hit[i].year);
		show_beside(&t, 0, 4, number, staaf_buf_text(s));
		show_wrap(&t, 4, hit[i].id);
		show_wrap(&t, 4, hit[i].snippet);
	}
	if (n_hits == 0)
		show_wrap(&t, 0, staaf_text(STAAF_MSG_SHOW_NO_HITS, t.lang));
	show_term_clear(&t);
}

void
staaf_show_hits_json(struct staaf_buf *out, const struct staaf_hit *hit,
    size_t n_hits)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_array(&j, "hits");
	for (size_t i = 0; i < n_hits; i++) {
		staaf_json_object(&j, NULL);
		staaf_json_text(&j, "id", hit[i].id);
		staaf_json_text_or_null(&j, "guid", hit[i].guid);
		staaf_json_text(&j, "title", hit[i].title);
		if (hit[i].year > 0)
			staaf_json_int(&j, "year", hit[i].year);
		else
			staaf_json_null(&j, "year");
		staaf_json_number(&j, "score", hit[i].score);
		staaf_json_text_or_null(&j, "snippet", hit[i].snippet);
		staaf_json_end_object(&j);
	}
	staaf_json_end_array(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

static void
put_count(struct show_term *t, enum staaf_msg label, long count)
{
	staaf_say_count(show_scratch(t), t->lang, count);
	show_beside(t, STEP, LABEL, staaf_text(label, t->lang),
	    staaf_buf_text(&t->scratch));
}

/* "en 63, nl 12", at most so many; nothing for an empty list. */
static void
put_tallies(struct show_term *t, enum staaf_msg label,
    const struct staaf_tally *tally, size_t n, size_t most)
{
	struct staaf_buf *s = show_scratch(t);
	char rest[24];

	for (size_t i = 0; i < n && i < most; i++) {
		staaf_buf_puts(s, i > 0 ? ", " : "");
		staaf_buf_puts(s, *tally[i].name != '\0' ? tally[i].name :
		    staaf_text(STAAF_MSG_STATUS_UNKNOWN, t->lang));
		staaf_buf_putc(s, ' ');
		staaf_say_count(s, t->lang, tally[i].count);
	}
	if (n > most) {
		(void)snprintf(rest, sizeof(rest), "%zu", n - most);
		staaf_buf_putc(s, ' ');
		staaf_say(s, t->lang, STAAF_MSG_STATUS_REST, rest);
	}
	show_beside(t, STEP, LABEL, staaf_text(label, t->lang),
	    staaf_buf_text(s));
}

void
staaf_show_status(struct staaf_buf *out, const struct staaf_status *s,
    const char *path, const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	show_strong(&t, path);
	put_count(&t, STAAF_MSG_STATUS_RECORDS, s->n_records);
	put_count(&t, STAAF_MSG_STATUS_RETRACTED, s->n_retracted);
	put_count(&t, STAAF_MSG_STATUS_FINDINGS, s->n_findings);
	put_count(&t, STAAF_MSG_STATUS_SOURCES, s->n_sources);
	put_count(&t, STAAF_MSG_STATUS_RULE_FILES, s->n_rule_files);
	put_count(&t, STAAF_MSG_STATUS_GENERATION, (long)s->generation);
	put_tallies(&t, STAAF_MSG_STATUS_BY_DESIGN, s->by_design,
	    s->n_designs, MOST_TALLIES);
	put_tallies(&t, STAAF_MSG_STATUS_BY_LANGUAGE, s->by_language,
	    s->n_languages, MOST_TALLIES);
	put_tallies(&t, STAAF_MSG_STATUS_BY_YEAR, s->by_year, s->n_years,
	    MOST_YEARS);
	put_tallies(&t, STAAF_MSG_STATUS_BY_CONCEPT, s->by_concept,
	    s->n_by_concept, MOST_TALLIES);
	put_tallies(&t, STAAF_MSG_STATUS_BY_SOURCE, s->by_source,
	    s->n_by_source, MOST_SOURCES);
	show_term_clear(&t);
}

/* A list, not an object: names are data, and order means something. */
static void
put_tallies_json(struct staaf_json *j, const char *key,
    const struct staaf_tally *tally, size_t n)
{
	staaf_json_array(j, key);
	for (size_t i = 0; i < n; i++) {
		staaf_json_object(j, NULL);
		staaf_json_text_or_null(j, "name", tally[i].name);
		staaf_json_int(j, "count", tally[i].count);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
}

void
staaf_show_status_json(struct staaf_buf *out, const struct staaf_status *s,
    const char *path)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "file", path);
	staaf_json_int(&j, "generation", (long)s->generation);
	staaf_json_int(&j, "records", s->n_records);
	staaf_json_int(&j, "retracted", s->n_retracted);
	staaf_json_int(&j, "findings", s->n_findings);
	staaf_json_int(&j, "sources", s->n_sources);
	staaf_json_int(&j, "rule_files", s->n_rule_files);
	put_tallies_json(&j, "by_design", s->by_design, s->n_designs);
	put_tallies_json(&j, "by_language", s->by_language, s->n_languages);
	put_tallies_json(&j, "by_source", s->by_source, s->n_by_source);
	put_tallies_json(&j, "by_year", s->by_year, s->n_years);
	put_tallies_json(&j, "by_concept", s->by_concept, s->n_by_concept);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

void
staaf_show_ingest(struct staaf_buf *out, const struct staaf_ingest_report *r,
    enum staaf_lang lang)
{
	const long count[] = { r->n_read, r->n_new, r->n_updated, r->n_same,
		r->n_skipped };
	char number[5][24];
	struct staaf_buf name = { 0 };

	staaf_utf8_clean(&name, r->file, strlen(r->file));
	for (size_t i = 0; i < 5; i++)
		(void)snprintf(number[i], sizeof(number[i]), "%ld", count[i]);
	if (*r->format == '\0')
		staaf_say(out, lang, STAAF_MSG_INGESTED_NOTHING,
		    staaf_buf_text(&name));
	else
		staaf_say(out, lang, STAAF_MSG_INGESTED,
		    staaf_buf_text(&name), r->format, number[0], number[1],
		    number[2], number[3], number[4]);
	staaf_buf_putc(out, '\n');
	(void)snprintf(number[0], sizeof(number[0]), "%ld", r->n_misfits);
	if (r->n_misfits > 0) {
		staaf_buf_puts(out, "  ");
		staaf_say(out, lang, r->n_misfits == 1 ?
		    STAAF_MSG_INGESTED_MISFIT : STAAF_MSG_INGESTED_MISFITS,
		    number[0]);
		staaf_buf_putc(out, '\n');
	}
	if (name.failed)
		out->failed = true;
	staaf_buf_clear(&name);
}

void
staaf_show_progress(struct staaf_buf *out, long n_records, double seconds,
    uintmax_t at, uintmax_t size, enum staaf_lang lang)
{
	/* A share of the file that is too small foretells nothing. */
	bool is_known = at > size / 100 && at <= size && seconds > 0;
	double left = is_known ?
	    seconds * ((double)size / (double)at - 1) : 0;
	char number[3][24];

	(void)snprintf(number[0], sizeof(number[0]), "%ld", n_records);
	(void)snprintf(number[1], sizeof(number[1]), "%.0f",
	    seconds > 0 ? (double)n_records / seconds : 0);
	(void)snprintf(number[2], sizeof(number[2]), "%.0f", ceil(left));
	if (is_known)
		staaf_say(out, lang, STAAF_MSG_PROGRESS_LEFT, number[0],
		    number[1], number[2]);
	else
		staaf_say(out, lang, STAAF_MSG_PROGRESS, number[0], number[1]);
}

static void
put_long_or_null(struct staaf_json *j, const char *key, long value)
{
	if (value > 0)
		staaf_json_int(j, key, value);
	else
		staaf_json_null(j, key);
}

static void
put_message(struct staaf_json *j, const struct staaf_err *err,
    enum staaf_lang lang)
{
	struct staaf_buf message = { 0 };

	staaf_err_sentence(&message, err, lang);
	staaf_json_text(j, "message", staaf_buf_text(&message));
	if (message.failed)
		j->out->failed = true;
	staaf_buf_clear(&message);
}

void
staaf_show_ingest_begin(struct staaf_json *j, struct staaf_buf *out,
    const char *file, bool has_entries)
{
	staaf_json_init(j, out);
	staaf_json_object(j, NULL);
	staaf_json_text(j, "file", file);
	if (has_entries)
		staaf_json_array(j, "entries");
}

/* What stands in the file, plain text. */
void
staaf_show_ingest_entry(struct staaf_json *j, const struct staaf_record *r)
{
	staaf_json_object(j, NULL);
	staaf_json_text_or_null(j, "id", *r->guid != '\0' ? r->guid : r->id);
	staaf_json_text_or_null(j, "title", r->title);
	staaf_json_text_or_null(j, "summary", r->summary);
	staaf_json_text_or_null(j, "content", r->content);
	staaf_json_text_or_null(j, "link", r->link);
	show_json_texts(j, "authors", r->author, r->n_authors);
	staaf_json_text(j, "author_name", r->n_authors > 0 ? r->author[0] :
	    NULL);
	staaf_json_text_or_null(j, "author_email", r->author_email == NULL ?
	    "" : r->author_email); /* shown here, never kept */
	staaf_json_text_or_null(j, "published", r->published);
	staaf_json_text_or_null(j, "updated", r->updated);
	staaf_json_text_or_null(j, "doi", r->doi);
	put_long_or_null(j, "year", r->year);
	staaf_json_text_or_null(j, "language", r->language);
	staaf_json_end_object(j);
}

void
staaf_show_ingest_end(struct staaf_json *j,
    const struct staaf_ingest_report *r, bool has_entries,
    enum staaf_lang lang)
{
	if (has_entries)
		staaf_json_end_array(j);
	staaf_json_text_or_null(j, "format", r->format);
	staaf_json_int(j, "read", r->n_read);
	staaf_json_int(j, "new", r->n_new);
	staaf_json_int(j, "updated", r->n_updated);
	staaf_json_int(j, "same", r->n_same);
	staaf_json_int(j, "skipped", r->n_skipped);
	staaf_json_int(j, "inconsistent", r->n_misfits);
	staaf_json_array(j, "errors");
	for (const struct staaf_trouble *w = r->trouble; w != NULL;
	    w = w->next) {
		staaf_json_object(j, NULL);
		put_long_or_null(j, "line", w->err.line);
		put_long_or_null(j, "column", w->err.column);
		put_message(j, &w->err, lang);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
	staaf_json_end_object(j);
	staaf_buf_putc(j->out, '\n');
}

void
staaf_show_err_json(struct staaf_buf *out, const struct staaf_err *err,
    enum staaf_lang lang)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_object(&j, "error");
	staaf_json_text(&j, "code", staaf_code_name(err->code));
	put_message(&j, err, lang);
	staaf_json_text_or_null(&j, "file", err->file);
	put_long_or_null(&j, "line", err->line);
	put_long_or_null(&j, "column", err->column);
	staaf_json_end_object(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

void
staaf_show_faults_json(struct staaf_buf *out, const struct staaf_rules *rs,
    enum staaf_lang lang)
{
	size_t n = staaf_rules_n_faults(rs), n_warnings = 0;
	struct staaf_json j;

	for (size_t i = 0; i < n; i++)
		n_warnings += staaf_rules_fault(rs, i)->is_warning;
	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_int(&j, "errors", (long)(n - n_warnings));
	staaf_json_int(&j, "warnings", (long)n_warnings);
	staaf_json_array(&j, "faults");
	for (size_t i = 0; i < n; i++) {
		const struct staaf_fault *f = staaf_rules_fault(rs, i);

		staaf_json_object(&j, NULL);
		staaf_json_text_or_null(&j, "file", f->err.file);
		put_long_or_null(&j, "line", f->err.line);
		put_long_or_null(&j, "column", f->err.column);
		staaf_json_bool(&j, "warning", f->is_warning);
		put_message(&j, &f->err, lang);
		staaf_json_end_object(&j);
	}
	staaf_json_end_array(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}
