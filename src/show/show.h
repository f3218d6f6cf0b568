/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared inside src/show only. */
#ifndef SHOW_H
#define SHOW_H

#include <staaf/embed.h>
#include <staaf/extract.h>
#include <staaf/json.h>
#include <staaf/show.h>

enum { SHOW_MOST_EVIDENCE = 6, /* shown per body; the rest is counted */
	SHOW_LEVELS = 4 };     /* the highest level of certainty */

/* Page templates and the stylesheet; made by tools/embed.c. */
extern const struct staaf_embedded show_page[];

/* ------------------------------------------- interface to code in words.c */

/* What the reading says, a row at a time. */
enum show_row { SHOW_ROW_KIND, SHOW_ROW_INTERVENTION, SHOW_ROW_COMPARISON,
	SHOW_ROW_OUTCOME, SHOW_ROW_CONTEXT, SHOW_ROW_UNREAD, SHOW_N_ROWS };

enum staaf_msg show_row_label(enum show_row row);
/* Append the row's words; nothing when the reading has none. */
void show_row_words(struct staaf_buf *out, enum show_row row,
    const struct staaf_answer *a);
/* What a sentence rests on: rule and its place, record, finding, sum. */
void show_grounds(struct staaf_buf *out, const struct staaf_trace *w);
/* "flipped classroom: toetsresultaten"; nothing when neither is known. */
void show_body_words(struct staaf_buf *out, const struct staaf_body *b,
    enum staaf_lang lang);
void show_lost_words(struct staaf_buf *out, const struct staaf_said *lost,
    enum staaf_lang lang);
void show_cap_words(struct staaf_buf *out, const struct staaf_said *cap,
    enum staaf_lang lang);
void show_fit_words(struct staaf_buf *out, const struct staaf_shown *s,
    enum staaf_lang lang);
void show_change_words(struct staaf_buf *out, const struct staaf_change *c,
    enum staaf_lang lang);
void show_rung_words(struct staaf_buf *out, const struct staaf_rung *r,
    enum staaf_lang lang);
enum staaf_msg show_role_label(enum staaf_role role);
/* The most telling pieces, in the order of roles; returns how many. */
size_t show_pick_evidence(const struct staaf_shown *pick[SHOW_MOST_EVIDENCE],
    const struct staaf_body *b);
/* An http(s) address of a record or a source, or nothing. */
void show_record_address(struct staaf_buf *out, const struct staaf_record *r);
void show_source_address(struct staaf_buf *out, const struct staaf_source *s);
bool show_is_web_address(const char *address);
/* "●●○○" */
void show_dots(struct staaf_buf *out, int level);

/* ------------------------------------------- interface to code in grade.c */

struct show_term;

/* "●●○○ limited (2 of 4)", and where it starts. */
void show_grade_words(struct show_term *t, size_t indent,
    const struct staaf_grade *g, const char *certainty, const char *start);
/* What was lost, given back, and the most it can be: a line each. */
void show_grade_steps(struct show_term *t, size_t indent,
    const struct staaf_said *lost, size_t n_lost, int raised,
    const struct staaf_said *caps, size_t n_caps);

/* As `staaf grade --json` has it. */
void show_json_grade(struct staaf_json *j, const char *key,
    const struct staaf_grade *g);

/* ------------------------------------- interface to code in answer_json.c */

/* "effect": the figure of a body, or null. */
void show_json_effect(struct staaf_json *j, const struct staaf_body *b);

/* ----------------------- interface to code in claim.c and claim_json.c */

/* Figures of a claim or a question, with what follows from each. */
void show_claim_figures(struct show_term *t,
    const struct staaf_claim_figure *f, size_t n, bool wants_why);
/* The same as "figures". */
void show_json_figures(struct staaf_json *j,
    const struct staaf_claim_figure *f, size_t n);

/* -------------------------------------------- interface to code in term.c */

/* Terminal text under way; scratch is for one sentence at a time. */
struct show_term {
	struct staaf_buf *out;
	struct staaf_buf scratch;
	enum staaf_lang lang;
	size_t columns;
	bool has_colour;
};

void show_term_init(struct show_term *t, struct staaf_buf *out,
    const struct staaf_term_style *style);
/* Give the scratch back; a failure in it becomes one of out. */
void show_term_clear(struct show_term *t);
/* One paragraph, wrapped at words; nothing when the text is empty. */
void show_wrap(struct show_term *t, size_t indent, const char *text);
/* A label, padded, with its text hanging beside it. */
void show_beside(struct show_term *t, size_t indent, size_t width,
    const char *label, const char *text);
void show_strong(struct show_term *t, const char *text);
void show_heading(struct show_term *t, enum staaf_msg heading);
/* The scratch, emptied. */
struct staaf_buf *show_scratch(struct show_term *t);
/* What stands in the scratch, as a paragraph. */
void show_wrap_scratch(struct show_term *t, size_t indent);

/* Text that goes on in a line begun, its later lines at `at`. */
void show_hang(struct show_term *t, size_t at, const char *text);

/* --------------------------------------------- interface to code in svg.c */

/* A plot under way; values from low to high, in the steps of its scale. */
struct svg {
	struct staaf_buf *out;
	double width, height, low, high, step;
};

/* 1, 2 or 5 times a power of ten: a step that makes a few ticks. */
double svg_step(double low, double high);
void svg_begin(struct svg *s, struct staaf_buf *out, double width,
    double height, double low, double high);
/* A picture without a scale, which no window makes smaller. */
void svg_begin_fixed(struct svg *s, struct staaf_buf *out, double width,
    double height);
/* For who cannot see it; and the ground. */
void svg_say(struct svg *s, const char *title, const char *what);
void svg_scale(struct svg *s, enum staaf_lang lang);
double svg_y(const struct svg *s, double value);
void svg_label(struct svg *s, double x, double y, const char *anchor,
    const char *text);
void svg_line(struct svg *s, double x1, double y1, double x2, double y2,
    const char *style);
void svg_dot(struct svg *s, double x, double y, double radius,
    const char *style);
void svg_mean(struct svg *s, double x, double mean, double low, double high);
void svg_end(struct svg *s);

/* ----------------------------------------- interface to code in forest.c */

enum { FOREST_MOST = 8, FOREST_COLUMNS = 20, FOREST_LABEL = 48 };

struct show_forest {
	struct show_forest_row {
		char label[FOREST_LABEL];
		double g, low, high;
		bool is_lead;
	} row[FOREST_MOST];
	size_t n;
	double low, high; /* of all, and 0 */
};

/* What of a body can be drawn; false when that is less than two. */
bool show_forest(struct show_forest *out, const struct staaf_body *b);
/* 0 at the lowest, 1 at the highest. */
double show_forest_at(const struct show_forest *f, double value);
void show_forest_term(struct show_term *t, const struct staaf_body *b);

/* --------------------------------------------- interface to code in csv.c */

/* Fields of a line, of which the first is not empty; then its end. */
void show_csv_text(struct staaf_buf *out, const char *text);
void show_csv_count(struct staaf_buf *out, long value); /* < 0: empty */
void show_csv_end(struct staaf_buf *out);

/* --------------------------------------------- interface to code in map.c */

/* "learning results"; the name of an outcome. */
const char *show_column_words(const struct staaf_map_column *c,
    enum staaf_lang lang);
const char *show_column_id(const struct staaf_map_column *c);
/* Text in a column of its own, cut or filled to its width. */
void show_column(struct staaf_buf *out, const char *text, size_t width,
    bool is_right);

/* ------------------------------------------ interface to code in demand.c */

/* Into the object of a cell, and the agenda into that of the map. */
void show_demand_json(struct staaf_json *j, const struct staaf_demand *d);
void show_agenda_json(struct staaf_json *j, const struct staaf_map *map,
    enum staaf_lang lang);

/* ------------------------------------- interface to code in result_json.c */

/* Every number, as scripts know it. */
void show_numbers(struct show_term *t, const struct staaf_result *r);
/* Into the object that is open. */
void show_result_json(struct staaf_json *j, const struct staaf_result *r);

/* ---------------------------------------- interface to code in template.c */

struct show_scope;

/* A text, or a list of scopes. */
struct show_field {
	const char *name, *text;
	struct show_scope *item, **tail; /* of a list */
	struct show_field *next;
};

struct show_scope {
	struct show_field *first;
	struct show_scope *next;
};

/* Text is borrowed; NULL and "" are the same. */
void show_set(struct show_scope *in, const char *name, const char *text,
    struct staaf_arena *ar);
/* A new item in the list of that name; NULL when memory ran out. */
struct show_scope *show_add(struct show_scope *in, const char *name,
    struct staaf_arena *ar);
/*
 * Write a template with these values.  False, and out->failed, when the
 * template is at fault: a name nobody set, a section left open.
 */
bool show_render(struct staaf_buf *out, const struct staaf_embedded *page,
    const char *name, const struct show_scope *values);

/* -------------------------------------------- interface to code in html.c */

/* Escapes named after the place they are for. */
void show_html_text(struct staaf_buf *out, const char *text);
void show_html_attr(struct staaf_buf *out, const char *text);
/* A whole address in an attribute; "#" when it is not http, https or ours. */
void show_html_url(struct staaf_buf *out, const char *address);
/* One value inside a query string. */
void show_url_value(struct staaf_buf *out, const char *text);

/* ------------------------------------------ interface to code in record.c */

void show_json_finding(struct staaf_json *j, const char *key,
    const struct staaf_finding *f, enum staaf_lang lang);
/* "D3"; null when not appraised. */
void show_json_design(struct staaf_json *j, const struct staaf_record *r);
void show_json_texts(struct staaf_json *j, const char *key,
    const char *const *text, size_t n);

/* ----------------------------------------- interface to code in recheck.c */

/* "line 3: " and what is printed there, as a line of its own. */
void show_place(struct staaf_buf *out, const char *quote, size_t size,
    long line, enum staaf_lang lang);
/* The same two as the first keys of an object that the caller ends. */
void show_place_json(struct staaf_json *j, struct staaf_buf *out,
    const char *quote, size_t size, long line);
/* Three decimals, or "< 0.001". */
void show_p(struct staaf_buf *out, double p, enum staaf_lang lang);

/* What follows from a statistic, and whether its p fits. */
void show_verdict(struct staaf_buf *out, const struct staaf_reported *r,
    const struct staaf_rechecked *c, enum staaf_lang lang);

/* ------------------------------------------ interface to code in misfit.c */

/* A sentence when a p in the abstract does not fit; else nothing. */
void show_misfit_words(struct staaf_buf *out, const struct staaf_record *r,
    enum staaf_lang lang);
/* Each of them under a heading. */
void show_misfits(struct show_term *t, const struct staaf_record *r,
    size_t step);
/* "inconsistent": a list of them, of an object that is open. */
void show_json_misfits(struct staaf_json *j, const struct staaf_record *r);

/* figure.c: the unread figures of a record and how to judge them */
void show_figures(struct show_term *t, const struct staaf_record *r);

#endif
