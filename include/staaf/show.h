/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers, records and lists as terminal text, pages and JSON. */
#ifndef STAAF_SHOW_H
#define STAAF_SHOW_H

#include <staaf/answer.h>
#include <staaf/claim.h>
#include <staaf/gather.h>
#include <staaf/ingest.h>
#include <staaf/json.h>
#include <staaf/map.h>
#include <staaf/plan.h>
#include <staaf/recheck.h>
#include <staaf/share.h>
#include <staaf/trial.h>
#include <staaf/update.h>

/* How to write on a terminal or into a file. */
struct staaf_term_style {
	enum staaf_lang lang;
	bool has_colour;
	int columns;      /* 80 unless the terminal is narrower */
	bool wants_why;   /* the whole trace */
};

void staaf_show_answer(struct staaf_buf *out, const struct staaf_answer *a,
    const struct staaf_term_style *style);
void staaf_show_answer_json(struct staaf_buf *out,
    const struct staaf_answer *a, const char *id);
/* Of some rules, why they fired or did not. */
void staaf_show_why_not(struct staaf_buf *out,
    const struct staaf_why_not *list, size_t n,
    const struct staaf_term_style *style);
void staaf_show_why_not_json(struct staaf_buf *out,
    const struct staaf_why_not *list, size_t n);
/* A grade by itself: in words, and as an object. */
void staaf_show_grade(struct staaf_buf *out, const struct staaf_grade *g,
    const struct staaf_grade_words *words,
    const struct staaf_term_style *style);
void staaf_show_grade_json(struct staaf_buf *out,
    const struct staaf_grade *g);
/* A claim beside what research holds (wants_why: the rule of each line). */
void staaf_show_claim(struct staaf_buf *out, const struct staaf_claim *c,
    const struct staaf_term_style *style);
void staaf_show_claim_json(struct staaf_buf *out,
    const struct staaf_claim *c);
void staaf_show_record(struct staaf_buf *out, const struct staaf_record *r,
    const struct staaf_term_style *style);
void staaf_show_record_json(struct staaf_buf *out,
    const struct staaf_record *r, enum staaf_lang lang);
void staaf_show_hits(struct staaf_buf *out, const struct staaf_hit *hit,
    size_t n_hits, const struct staaf_term_style *style);
void staaf_show_hits_json(struct staaf_buf *out, const struct staaf_hit *hit,
    size_t n_hits);
void staaf_show_status(struct staaf_buf *out, const struct staaf_status *s,
    const char *path, const struct staaf_term_style *style);
void staaf_show_status_json(struct staaf_buf *out,
    const struct staaf_status *s, const char *path);
void staaf_show_map(struct staaf_buf *out, const struct staaf_map *map,
    const struct staaf_term_style *style);
void staaf_show_map_json(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang);
/* What was asked against what is held: the research agenda, a line each. */
void staaf_show_demand(struct staaf_buf *out, const struct staaf_map *map,
    const struct staaf_term_style *style);
/* The agenda as a feed, each entry as of the month that its number rose. */
void staaf_show_demand_atom(struct staaf_buf *out,
    const struct staaf_map *map, enum staaf_lang lang);
/* A line for each cell, and a picture. */
void staaf_show_map_csv(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang);
void staaf_show_map_svg(struct staaf_buf *out, const struct staaf_map *map,
    enum staaf_lang lang);
/* One input file's line. */
void staaf_show_ingest(struct staaf_buf *out,
    const struct staaf_ingest_report *r, enum staaf_lang lang);
/*
 * The same as an object; in a dry run with the entries, each as it comes.
 * Whoever calls may empty the buffer in between.
 */
void staaf_show_ingest_begin(struct staaf_json *j, struct staaf_buf *out,
    const char *file, bool has_entries);
void staaf_show_ingest_entry(struct staaf_json *j,
    const struct staaf_record *r);
void staaf_show_ingest_end(struct staaf_json *j,
    const struct staaf_ingest_report *r, bool has_entries,
    enum staaf_lang lang);
/* What goes with a trial: its plan, and what research made likely. */
struct staaf_trial_beside {
	const char *id;          /* it is kept under; NULL: it is not */
	bool has_plan;
	struct staaf_deviated *deviated;
	size_t n_deviated;
	const struct staaf_update *update; /* NULL: nothing was asked */
};

/* A trial: sentences (wants_why: every number too), an object, a plot. */
void staaf_show_trial(struct staaf_buf *out, const struct staaf_trial *trial,
    const struct staaf_trial_beside *beside,
    const struct staaf_term_style *style);
void staaf_show_trial_json(struct staaf_buf *out,
    const struct staaf_trial *trial,
    const struct staaf_trial_beside *beside);
void staaf_show_trial_svg(struct staaf_buf *out, const struct staaf_trial *t,
    enum staaf_lang lang);
/* Numbers alone. */
void staaf_show_result(struct staaf_buf *out, const struct staaf_result *r,
    const struct staaf_term_style *style);
void staaf_show_result_json(struct staaf_buf *out,
    const struct staaf_result *r);
/* Pooled studies. */
void staaf_show_gather(struct staaf_buf *out, const struct staaf_gather *g,
    const struct staaf_term_style *style);
void staaf_show_gather_json(struct staaf_buf *out,
    const struct staaf_gather *g);
/* What the store holds, pooled. */
void staaf_show_found(struct staaf_buf *out, const struct staaf_found *f,
    const struct staaf_term_style *style);
void staaf_show_found_json(struct staaf_buf *out,
    const struct staaf_found *f, enum staaf_lang lang);
void staaf_show_forest_svg(struct staaf_buf *out,
    const struct staaf_gather *g, enum staaf_lang lang);
/* Effects against their standard errors: do small studies find others? */
void staaf_show_funnel_svg(struct staaf_buf *out,
    const struct staaf_gather *g, enum staaf_lang lang);
/* A trial for others; staaf_share_check says whether it may go. */
void staaf_show_trial_atom(struct staaf_buf *out,
    const struct staaf_shared *t, const struct staaf_rules *rs,
    const char *author, enum staaf_lang lang);
/* A plan: sentences and an object. */
void staaf_show_plan(struct staaf_buf *out, const struct staaf_plan *plan,
    const struct staaf_frozen *frozen, const struct staaf_term_style *style);
void staaf_show_plan_json(struct staaf_buf *out,
    const struct staaf_plan *plan, const struct staaf_frozen *frozen);
/* A statistic of a text beside what follows from it; an object a line. */
void staaf_show_rechecked(struct staaf_buf *out, const char *text,
    const struct staaf_reported *r, const struct staaf_rechecked *c,
    long line, enum staaf_lang lang);
void staaf_show_rechecked_json(struct staaf_buf *out, const char *text,
    const struct staaf_reported *r, const struct staaf_rechecked *c,
    long line);
/* Two groups beside the standardised difference that follows from them. */
void staaf_show_gap(struct staaf_buf *out, const char *text,
    const struct staaf_reported_gap *r, const struct staaf_rechecked_gap *c,
    long line, enum staaf_lang lang);
void staaf_show_gap_json(struct staaf_buf *out, const char *text,
    const struct staaf_reported_gap *r, const struct staaf_rechecked_gap *c,
    long line);
/* A mean of whole numbers, of which something can be said. */
void staaf_show_mean(struct staaf_buf *out, const char *text,
    const struct staaf_reported_mean *r, const struct staaf_rechecked_mean *c,
    long line, enum staaf_lang lang);
void staaf_show_mean_json(struct staaf_buf *out, const char *text,
    const struct staaf_reported_mean *r, const struct staaf_rechecked_mean *c,
    long line);
/*
 * The statistics in a record's abstract that do not fit their p, below its id;
 * as an object a line {"id","title","inconsistent":[...]}.  Returns how many;
 * nothing is written when there are none.
 */
size_t staaf_show_misfits(struct staaf_buf *out, const struct staaf_record *r,
    enum staaf_lang lang);
size_t staaf_show_misfits_json(struct staaf_buf *out,
    const struct staaf_record *r);
/* What was rechecked, by verdict; n is of all of it. */
void staaf_show_recheck_sum(struct staaf_buf *out,
    const long n[STAAF_N_FITS], enum staaf_lang lang);
/* Of a run under way: records read, bytes of all bytes, time left. */
void staaf_show_progress(struct staaf_buf *out, long n_records,
    double seconds, uintmax_t at, uintmax_t size, enum staaf_lang lang);
void staaf_show_err_json(struct staaf_buf *out, const struct staaf_err *err,
    enum staaf_lang lang);
/* {"errors","warnings","faults":[{file, line, column, warning, message}]} */
void staaf_show_faults_json(struct staaf_buf *out,
    const struct staaf_rules *rs, enum staaf_lang lang);

/* The ask page: the form, and the answer below it when a is not NULL. */
struct staaf_page {
	enum staaf_lang lang;
	const char *question; /* as typed, repeated in the form; "" for none */
	const char *script;   /* address of this program, for links */
	const struct staaf_answer *answer;
	const struct staaf_err *err; /* said in place of an answer; or NULL */
	bool is_counted;      /* what is asked; and the page says so */
};
void staaf_show_page(struct staaf_buf *out, const struct staaf_page *page);
/* The page's stylesheet, at its script's address with "?style". */
const char *staaf_show_stylesheet(size_t *size);

/* A machine-read figure as an object, and in a few words: "g = 0.40". */
void staaf_show_figure_json(struct staaf_json *j, const char *key,
    const struct staaf_figure *f);
void staaf_show_figure(struct staaf_buf *out, const struct staaf_figure *f,
    enum staaf_lang lang);

#endif
