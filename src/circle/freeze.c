/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plans as JSON and back, and their place in the journal.  A plan's id is the
 * SHA-256 of its JSON, so that it cannot change without another id.
 */
#include <math.h>
#include <string.h>

#include <jansson.h>

#include <staaf/json.h>
#include <staaf/plan.h>

#include "circle.h"

static const char plan_kind[] = "plan";
static const char deviation_kind[] = "deviation";

void
staaf_plan_write(struct staaf_buf *out, const struct staaf_plan *plan)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "staaf", "plan 1");
	staaf_json_text(&j, "language", staaf_lang_code(plan->lang));
	staaf_json_text(&j, "question", plan->question);
	staaf_json_text(&j, "hypothesis", plan->hypothesis);
	staaf_json_text_or_null(&j, "intervention", plan->intervention);
	staaf_json_text_or_null(&j, "comparison", plan->comparison);
	staaf_json_text_or_null(&j, "outcome", plan->outcome);
	staaf_json_text(&j, "subject", plan->subject);
	staaf_json_text(&j, "result", plan->result);
	staaf_json_text(&j, "design", staaf_plan_design_name(plan->design));
	staaf_json_text_or_null(&j, "measure", plan->measure);
	staaf_json_count_or_null(&j, "n", plan->n);
	staaf_json_count_or_null(&j, "classes", plan->classes);
	staaf_json_number(&j, "alpha", 0.05);
	staaf_json_number(&j, "power", 0.8);
	staaf_json_number(&j, "r", plan->r);
	staaf_json_number(&j, "pass_rate", plan->pass_rate);
	staaf_json_number(&j, "detectable", plan->detectable);
	staaf_json_number(&j, "detectable_pretest", plan->detectable_pretest);
	staaf_json_number(&j, "likely", plan->likely);
	staaf_json_number(&j, "chance", plan->chance);
	staaf_json_count_or_null(&j, "n_needed", plan->n_needed);
	staaf_json_int(&j, "level", plan->level);
	staaf_json_text(&j, "corpus", plan->corpus);
	staaf_json_object(&j, "parts");
	for (int i = 0; i < STAAF_N_PLAN_PARTS; i++)
		staaf_json_text_or_null(&j,
		    staaf_plan_part_name((enum staaf_plan_part)i),
		    plan->part[i]);
	staaf_json_end_object(&j);
	staaf_json_end_object(&j);
}

/* ------------------------------------------------------------- reading */

static bool
take_design(enum staaf_plan_design *out, const char *name)
{
	for (int i = 0; i < STAAF_N_PLAN_DESIGNS; i++)
		if (strcmp(name,
		    staaf_plan_design_name((enum staaf_plan_design)i)) == 0) {
			*out = (enum staaf_plan_design)i;
			return true;
		}
	return false;
}

static bool
take_plan(struct staaf_plan *out, const json_t *json, struct staaf_arena *ar)
{
	const json_t *parts = json_object_get(json, "parts");
	bool is_plan = take_design(&out->design,
	    keep_text(json, "design", ar)) &&
	    strcmp(keep_text(json, "staaf", ar), "plan 1") == 0;

	(void)staaf_lang_parse(&out->lang, keep_text(json, "language", ar));
	out->question = keep_text(json, "question", ar);
	out->hypothesis = keep_text(json, "hypothesis", ar);
	out->intervention = keep_text(json, "intervention", ar);
	out->comparison = keep_text(json, "comparison", ar);
	out->outcome = keep_text(json, "outcome", ar);
	out->subject = keep_text(json, "subject", ar);
	out->result = keep_text(json, "result", ar);
	out->measure = keep_text(json, "measure", ar);
	out->n = keep_count(json, "n");
	out->classes = keep_count(json, "classes");
	out->r = keep_number(json, "r");
	out->pass_rate = keep_number(json, "pass_rate");
	out->detectable = keep_number(json, "detectable");
	out->detectable_pretest = keep_number(json, "detectable_pretest");
	out->likely = keep_number(json, "likely");
	out->chance = keep_number(json, "chance");
	out->n_needed = keep_count(json, "n_needed");
	out->level = (int)keep_count(json, "level");
	out->corpus = keep_text(json, "corpus", ar);
	for (int i = 0; i < STAAF_N_PLAN_PARTS; i++)
		out->part[i] = keep_text(parts,
		    staaf_plan_part_name((enum staaf_plan_part)i), ar);
	return is_plan;
}

enum staaf_code
staaf_plan_read(struct staaf_plan *out, const char *text, size_t size,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_plan plan = { .lang = STAAF_EN };
	struct staaf_json_fault why;
	json_t *json = NULL;
	enum staaf_code rc = staaf_json_load(&json, text, size, true, &why);

	if (rc == STAAF_BADINPUT)
		return staaf_err_set(err, rc, STAAF_MSG_PLAN_BROKEN, why.text,
		    NULL);
	if (rc == STAAF_OK && !take_plan(&plan, json, ar))
		rc = staaf_err_set(err, STAAF_BADINPUT, STAAF_MSG_PLAN_BROKEN,
		    staaf_plan_design_name(plan.design), NULL);
	json_decref(json);
	if (rc == STAAF_NOMEM || ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (rc == STAAF_OK)
		*out = plan;
	return rc;
}

/* ---------------------------------------------------------- the journal */

enum staaf_code
staaf_plan_freeze(char id[STAAF_HASH_SIZE], struct staaf_store *st,
    const struct staaf_plan *plan, struct staaf_err *err)
{
	struct staaf_buf json = { 0 };
	enum staaf_code rc;

	staaf_plan_write(&json, plan);
	rc = json.failed ? staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
	    NULL, NULL) : keep_once(id, st, plan_kind, &json, err);
	staaf_buf_clear(&json);
	return rc;
}

/* The words of each deviation. */
static enum staaf_code
take_words(struct staaf_frozen *out, const struct staaf_note *change,
    size_t n, struct staaf_arena *ar, struct staaf_err *err)
{
	const char **says = staaf_arena_array(ar, n + 1, sizeof(*says));
	struct staaf_json_fault why;
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; says != NULL && i < n && rc == STAAF_OK; i++) {
		json_t *json = NULL;

		rc = staaf_json_load(&json, change[i].data,
		    strlen(change[i].data), true, &why);
		says[i] = keep_text(json, "says", ar);
		json_decref(json);
	}
	out->change = change;
	out->says = says;
	out->n_changes = n;
	if (rc == STAAF_BADINPUT)
		return staaf_err_set(err, STAAF_STORE, STAAF_MSG_KEEP_BROKEN,
		    out->id, why.text);
	if (rc == STAAF_NOMEM || ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	return STAAF_OK;
}

static enum staaf_code
thaw(struct staaf_frozen *out, struct staaf_store *st,
    const struct staaf_note *note, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_note *change = NULL;
	size_t n = 0;
	enum staaf_code rc;

	*out = (struct staaf_frozen){ .id = note->about, .at = note->at,
		.json = note->data };
	rc = staaf_plan_read(&out->plan, note->data, strlen(note->data), ar,
	    err);
	if (rc == STAAF_BADINPUT)
		rc = staaf_err_set(err, STAAF_STORE, STAAF_MSG_KEEP_BROKEN,
		    note->about, NULL);
	if (rc == STAAF_OK)
		rc = staaf_store_notes(&change, &n, st, deviation_kind,
		    note->about, ar, err);
	return rc == STAAF_OK ? take_words(out, change, n, ar, err) : rc;
}

enum staaf_code
staaf_plan_find(struct staaf_frozen *out, struct staaf_store *st,
    const char *id, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_note note = { .data = "" };
	enum staaf_code rc = keep_find(&note, st, plan_kind, id, ar, err);

	return rc == STAAF_OK ? thaw(out, st, &note, ar, err) : rc;
}

enum staaf_code
staaf_plan_list(struct staaf_frozen **out, size_t *n_out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_note *note = NULL;
	struct staaf_frozen *list;
	size_t n = 0;
	enum staaf_code rc = staaf_store_notes(&note, &n, st, plan_kind, "",
	    ar, err);

	if (rc != STAAF_OK)
		return rc;
	if ((list = staaf_arena_array(ar, n + 1, sizeof(*list))) == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	for (size_t i = 0; i < n && rc == STAAF_OK; i++)
		rc = thaw(&list[i], st, &note[i], ar, err);
	if (rc == STAAF_OK) {
		*out = list;
		*n_out = n;
	}
	return rc;
}

enum staaf_code
staaf_plan_deviate(struct staaf_store *st, const char *id, const char *words,
    struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf json = { 0 };
	struct staaf_note note = { .data = "" };
	struct staaf_json j;
	enum staaf_code rc = keep_find(&note, st, plan_kind, id, &ar, err);

	staaf_json_init(&j, &json);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "says", words);
	staaf_json_end_object(&j);
	if (rc == STAAF_OK && json.failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	if (rc == STAAF_OK)
		rc = staaf_store_note(st, deviation_kind, note.about,
		    json.text, err);
	staaf_buf_clear(&json);
	staaf_arena_clear(&ar);
	return rc;
}
