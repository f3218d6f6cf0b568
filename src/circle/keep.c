/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stays of a trial: sums of its arms and its effect, never a student,
 * never a name of a group.
 */
#include <math.h>
#include <string.h>

#include <jansson.h>

#include <staaf/hash.h>
#include <staaf/json.h>
#include <staaf/share.h>

#include "circle.h"

enum { SHORTEST_ID = 6 };

static const char kind[] = "trial";

/* ------------------------------------------------------------- writing */

static void
put_arm(struct staaf_json *j, const struct staaf_arm *arm, size_t i, size_t n)
{
	staaf_json_object(j, NULL);
	staaf_json_text(j, "role", n == 2 ? (i == 1 ? "treatment" :
	    "control") : "group");
	staaf_json_int(j, "n", arm->n);
	staaf_json_int(j, "lost", arm->n_lost);
	staaf_json_number(j, "mean", arm->mean);
	staaf_json_number(j, "sd", arm->sd);
	staaf_json_number(j, "mean_pre", arm->mean_pre);
	staaf_json_number(j, "sd_pre", arm->sd_pre);
	staaf_json_number(j, "r", arm->r);
	staaf_json_count_or_null(j, "passed", arm->n_pass);
	staaf_json_end_object(j);
}

static void
write_trial(struct staaf_buf *out, const struct staaf_kept *k)
{
	const struct staaf_trial *t = k->trial;
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "staaf", "trial 1");
	staaf_json_text_or_null(&j, "plan", k->plan);
	staaf_json_text_or_null(&j, "question", k->question);
	staaf_json_text_or_null(&j, "intervention", k->intervention);
	staaf_json_text_or_null(&j, "comparison", k->comparison);
	staaf_json_text_or_null(&j, "outcome", k->outcome);
	staaf_json_text_or_null(&j, "measure", k->measure);
	staaf_json_text(&j, "design", staaf_design_letter(t->design));
	staaf_json_int(&j, "design_class", t->design_class);
	staaf_json_array(&j, "arms");
	for (size_t i = 0; i < t->n_arms; i++)
		put_arm(&j, &t->arm[i], i, t->n_arms);
	staaf_json_end_array(&j);
	staaf_json_object(&j, "effect");
	staaf_json_text_or_null(&j, "name", t->effect_name);
	staaf_json_number(&j, "g", t->g);
	staaf_json_number(&j, "low", t->g_low);
	staaf_json_number(&j, "high", t->g_high);
	staaf_json_number(&j, "var", t->g_var);
	staaf_json_end_object(&j);
	staaf_json_bool(&j, "higher_is_worse", k->is_lower_better);
	staaf_json_array(&j, "warnings");
	for (size_t i = 0; i < t->n_warnings; i++)
		staaf_json_text(&j, NULL,
		    staaf_warning_name(t->warning[i].code));
	staaf_json_end_array(&j);
	staaf_json_object(&j, "says");
	for (int lang = 0; lang < STAAF_N_LANGS; lang++)
		staaf_json_text(&j, staaf_lang_code((enum staaf_lang)lang),
		    k->says[lang]);
	staaf_json_end_object(&j);
	staaf_json_end_object(&j);
}

enum staaf_code
keep_once(char id[STAAF_HASH_SIZE], struct staaf_store *st,
    const char *as, const struct staaf_buf *json, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_note *held = NULL;
	enum staaf_code rc;
	size_t n = 0;

	staaf_hash(id, json->text, json->size);
	rc = staaf_store_notes(&held, &n, st, as, id, &ar, err);
	if (rc == STAAF_OK && n == 0)
		rc = staaf_store_note(st, as, id, json->text, err);
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
staaf_trial_keep(char id[STAAF_HASH_SIZE], struct staaf_store *st,
    const struct staaf_kept *kept, struct staaf_err *err)
{
	struct staaf_buf json = { 0 };
	enum staaf_code rc;

	write_trial(&json, kept);
	rc = json.failed ? staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
	    NULL, NULL) : keep_once(id, st, kind, &json, err);
	staaf_buf_clear(&json);
	return rc;
}

/* ------------------------------------------------------------- reading */

const char *
keep_text(const struct json_t *from, const char *key, struct staaf_arena *ar)
{
	return staaf_arena_dup(ar, json_string_value(json_object_get(from,
	    key)));
}

double
keep_number(const struct json_t *from, const char *key)
{
	const json_t *value = json_object_get(from, key);

	return json_is_number(value) ? json_number_value(value) : NAN;
}

long
keep_count(const struct json_t *from, const char *key)
{
	const json_t *value = json_object_get(from, key);

	return json_is_integer(value) ? (long)json_integer_value(value) :
	    STAAF_NONE;
}

static void
take_arms(struct staaf_shared *out, const json_t *arms,
    struct staaf_arena *ar)
{
	size_t n = json_array_size(arms);

	out->arm = staaf_arena_array(ar, n + 1, sizeof(*out->arm));
	for (size_t i = 0; out->arm != NULL && i < n; i++) {
		const json_t *a = json_array_get(arms, i);

		out->arm[out->n_arms++] = (struct staaf_arm){
			.name = keep_text(a, "role", ar),
			.n = keep_count(a, "n"),
			.n_lost = keep_count(a, "lost"),
			.mean = keep_number(a, "mean"),
			.sd = keep_number(a, "sd"),
			.mean_pre = keep_number(a, "mean_pre"),
			.sd_pre = keep_number(a, "sd_pre"),
			.r = keep_number(a, "r"),
			.n_pass = keep_count(a, "passed"),
			.n_pass_pre = STAAF_NONE };
	}
}

static void
take_trial(struct staaf_shared *out, const json_t *json,
    struct staaf_arena *ar)
{
	const json_t *effect = json_object_get(json, "effect");
	const json_t *says = json_object_get(json, "says");

	out->plan = keep_text(json, "plan", ar);
	out->question = keep_text(json, "question", ar);
	out->intervention = keep_text(json, "intervention", ar);
	out->comparison = keep_text(json, "comparison", ar);
	out->outcome = keep_text(json, "outcome", ar);
	out->measure = keep_text(json, "measure", ar);
	out->design = keep_text(json, "design", ar);
	out->design_class = (int)keep_count(json, "design_class");
	out->effect_name = keep_text(effect, "name", ar);
	out->g = keep_number(effect, "g");
	out->low = keep_number(effect, "low");
	out->high = keep_number(effect, "high");
	out->var = keep_number(effect, "var");
	out->is_lower_better = json_is_true(json_object_get(json,
	    "higher_is_worse"));
	for (int lang = 0; lang < STAAF_N_LANGS; lang++)
		out->says[lang] = keep_text(says,
		    staaf_lang_code((enum staaf_lang)lang), ar);
	take_arms(out, json_object_get(json, "arms"), ar);
}

static enum staaf_code
read_trial(struct staaf_shared *out, const struct staaf_note *note,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_json_fault why;
	json_t *json = NULL;
	enum staaf_code rc = staaf_json_load(&json, note->data,
	    strlen(note->data), true, &why);

	if (rc == STAAF_BADINPUT)
		return staaf_err_set(err, STAAF_STORE,
		    STAAF_MSG_KEEP_BROKEN, note->about, why.text);
	*out = (struct staaf_shared){ .id = note->about, .at = note->at };
	if (rc == STAAF_OK)
		take_trial(out, json, ar);
	json_decref(json);
	if (rc == STAAF_NOMEM || ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	return STAAF_OK;
}

enum staaf_code
keep_find(struct staaf_note *out, struct staaf_store *st, const char *as,
    const char *id, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_note *note = NULL;
	enum staaf_code rc;
	size_t n = 0;

	if (strlen(id) < SHORTEST_ID ||
	    id[strspn(id, "0123456789abcdef")] != '\0')
		return staaf_err_set(err, STAAF_USAGE, STAAF_MSG_KEEP_SHORT,
		    id, NULL);
	if ((rc = staaf_store_notes(&note, &n, st, as, id, ar, err)) !=
	    STAAF_OK)
		return rc;
	if (n == 0)
		return staaf_err_set(err, STAAF_NOTHING, STAAF_MSG_KEEP_NONE,
		    id, as);
	for (size_t i = 1; i < n; i++)
		if (strcmp(note[i].about, note[0].about) != 0)
			return staaf_err_set(err, STAAF_USAGE,
			    STAAF_MSG_KEEP_TWO, id, NULL);
	*out = note[0];
	return STAAF_OK;
}

enum staaf_code
staaf_trial_find(struct staaf_shared *out, struct staaf_store *st,
    const char *id, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_note note = { .data = "" };
	enum staaf_code rc = keep_find(&note, st, kind, id, ar, err);

	return rc == STAAF_OK ? read_trial(out, &note, ar, err) : rc;
}

enum staaf_code
staaf_trial_list(struct staaf_shared **out, size_t *n_out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_note *note = NULL;
	struct staaf_shared *list;
	size_t n = 0;
	enum staaf_code rc = staaf_store_notes(&note, &n, st, kind, "",
	    ar, err);

	if (rc != STAAF_OK)
		return rc;
	if ((list = staaf_arena_array(ar, n + 1, sizeof(*list))) == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	for (size_t i = 0; i < n && rc == STAAF_OK; i++)
		rc = read_trial(&list[i], &note[i], ar, err);
	if (rc == STAAF_OK) {
		*out = list;
		*n_out = n;
	}
	return rc;
}

enum staaf_code
staaf_share_check(const struct staaf_shared *t, struct staaf_err *err)
{
	char n[24];

	if (*t->intervention == '\0' || *t->outcome == '\0')
		return staaf_err_set(err, STAAF_USAGE, STAAF_MSG_SHARE_ABOUT,
		    NULL, NULL);
	if (t->n_arms == 0)
		return staaf_err_set(err, STAAF_BADARG,
		    STAAF_MSG_SHARE_UNCOUNTED, NULL, NULL);
	for (size_t i = 0; i < t->n_arms; i++)
		if (t->arm[i].n < STAAF_LEAST_SHARED) {
			circle_put_count(n, (size_t)t->arm[i].n);
			return staaf_err_set(err, STAAF_BADARG,
			    STAAF_MSG_SHARE_FEW, n, NULL);
		}
	return STAAF_OK;
}
