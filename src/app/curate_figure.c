/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf curate figures, confirm, correct and refuse: what a machine read in
 * a text becomes evidence here, or never does.
 */
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"

enum { PRESET_LIMIT = 50, MOST_FIGURES = 100000 };

/* One verdict in the making. */
struct deed {
	struct app *app;
	struct staaf_store *st;
	struct staaf_rules *rs;
	struct staaf_record record;
	const struct staaf_figure *figure;
	struct staaf_finding finding;
	struct staaf_arena ar;
};

static enum staaf_code
usage(struct staaf_err *err, enum staaf_msg msg, const char *word1,
    const char *word2)
{
	return staaf_err_set(err, STAAF_USAGE, msg, word1, word2);
}

/* A tool is an intervention too, as everywhere. */
bool
app_is_of_kind(const struct staaf_concept *c, enum staaf_concept_kind kind)
{
	return c->kind == kind || (kind == STAAF_INTERVENTION &&
	    c->kind == STAAF_TOOL);
}

/* Add an id of that kind to a list between commas, once. */
static void
add_choice(struct staaf_buf *list, const char **first, size_t *n,
    const struct deed *d, enum staaf_concept_kind kind, const char *id)
{
	const struct staaf_concept *c = staaf_rules_concept_named(d->rs, id);

	if (c == NULL || !app_is_of_kind(c, kind) ||
	    (*n > 0 && strcmp(*first, id) == 0))
		return;
	if (*n == 0)
		*first = id;
	staaf_buf_printf(list, "%s%s", *n > 0 ? ", " : "", id);
	(*n)++;
}

/* The only concept of that kind that the record stands under. */
static enum staaf_code
choose_concept(const char **out, const struct deed *d,
    enum staaf_concept_kind kind, const char *option, bool is_needed,
    struct staaf_err *err)
{
	const struct staaf_record *r = &d->record;
	struct staaf_buf list = { 0 };
	const char *first = "";
	size_t n = 0;
	enum staaf_code rc = STAAF_OK;

	/* What a curator said comes before what the lexicon found. */
	for (size_t i = 0; i < r->n_concepts; i++)
		add_choice(&list, &first, &n, d, kind, r->concept[i]);
	for (size_t i = 0; n == 0 && i < r->n_tags; i++)
		add_choice(&list, &first, &n, d, kind, r->tag[i]);
	if (list.failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	else if (n > 1)
		rc = usage(err, STAAF_MSG_CURATE_CHOOSE, option,
		    staaf_buf_text(&list));
	else if (n == 0 && is_needed)
		rc = usage(err, STAAF_MSG_CURATE_NONE, option, NULL);
	else
		*out = first;
	staaf_buf_clear(&list);
	return rc;
}

/* As told by an option ("" is none), or else the record's only one. */
static enum staaf_code
get_concept(const char **out, const struct deed *d,
    enum app_option_id option, enum staaf_concept_kind kind, bool is_needed,
    struct staaf_err *err)
{
	const char *told = d->app->value[option];
	const struct staaf_concept *c;

	if (told == NULL)
		return choose_concept(out, d, kind, app_options[option].name,
		    is_needed, err);
	c = staaf_rules_concept_named(d->rs, told);
	if ((*told != '\0' || is_needed) &&
	    (c == NULL || !app_is_of_kind(c, kind)))
		return usage(err, STAAF_MSG_CURATE_UNKNOWN, told,
		    app_options[option].name);
	*out = told;
	return STAAF_OK;
}

/* "0.35" or "0,35"; as it was when there is no such option. */
static enum staaf_code
get_number(double *out, const struct app *app, enum app_option_id option,
    struct staaf_err *err)
{
	const char *told = app->value[option];
	char text[32], *end, *comma;
	size_t size;
	double value;

	if (told == NULL)
		return STAAF_OK;
	size = strlen(told);
	if (size == 0 || size >= sizeof(text) ||
	    strspn(told, "0123456789.,-") != size)
		return usage(err, STAAF_MSG_CURATE_NUMBER, told, NULL);
	memcpy(text, told, size + 1);
	if ((comma = strchr(text, ',')) != NULL)
		*comma = '.';
	value = strtod(text, &end);
	if (*end != '\0' || !isfinite(value))
		return usage(err, STAAF_MSG_CURATE_NUMBER, told, NULL);
	*out = value;
	return STAAF_OK;
}

static enum staaf_code
get_count(long *out, const struct app *app, enum app_option_id option,
    struct staaf_err *err)
{
	int value = 0;
	enum staaf_code rc;

	if (app->value[option] == NULL)
		return STAAF_OK;
	rc = app_get_number(&value, app, option, 1, INT_MAX, err);
	if (rc == STAAF_OK)
		*out = value;
	return rc;
}

/* The numbers of a correction in place of what the machine read. */
static enum staaf_code
get_numbers(struct deed *d, struct staaf_err *err)
{
	const struct app *app = d->app;
	struct staaf_finding *f = &d->finding;
	const char *metric = app->value[APP_METRIC];
	enum staaf_code rc;

	if (metric != NULL && !staaf_metric_parse(&f->metric, metric))
		return usage(err, STAAF_MSG_CURATE_METRIC, metric, NULL);
	if ((rc = get_number(&f->value, app, APP_VALUE, err)) != STAAF_OK ||
	    (rc = get_number(&f->low, app, APP_LOW, err)) != STAAF_OK ||
	    (rc = get_number(&f->high, app, APP_HIGH, err)) != STAAF_OK ||
	    (rc = get_count(&f->k, app, APP_K, err)) != STAAF_OK ||
	    (rc = get_count(&f->n, app, APP_N, err)) != STAAF_OK)
		return rc;
	if (f->metric == STAAF_NO_METRIC && !isnan(f->value))
		return usage(err, STAAF_MSG_CURATE_NO_METRIC, NULL, NULL);
	/* NAN compares false: an interval may be half or missing. */
	if (f->low > f->high || f->value < f->low || f->value > f->high)
		return usage(err, STAAF_MSG_CURATE_INTERVAL, NULL, NULL);
	return STAAF_OK;
}

/*
 * An interval round no effect is no effect, whatever the outcome.  Any other
 * must be told: a higher number can be bad.
 */
static enum staaf_code
get_direction(struct deed *d, struct staaf_err *err)
{
	struct staaf_finding *f = &d->finding;
	const char *told = d->app->value[APP_DIRECTION];
	double zero = f->metric == STAAF_OR || f->metric == STAAF_RR ? 1 : 0;

	if (told != NULL) {
		if (!staaf_direction_parse(&f->direction, told))
			return usage(err, STAAF_MSG_CURATE_DIRECTION, told,
			    NULL);
	} else if (f->low <= zero && f->high >= zero) {
		f->direction = STAAF_NO_DIFFERENCE;
	} else {
		return usage(err, STAAF_MSG_CURATE_NO_DIRECTION, NULL, NULL);
	}
	f->higher_is_worse = (f->direction == STAAF_WORSE &&
	    f->value > zero) || (f->direction == STAAF_BETTER &&
	    f->value < zero);
	return STAAF_OK;
}

/* Not told, and not under one level: then it may be either. */
static enum staaf_code
get_population(struct deed *d, struct staaf_err *err)
{
	const char *told = d->app->value[APP_POPULATION];

	if (told == NULL)
		told = "mixed";
	else if (strcmp(told, "higher-education") != 0 &&
	    strcmp(told, "school") != 0 && strcmp(told, "mixed") != 0)
		return usage(err, STAAF_MSG_CURATE_POPULATION, told, NULL);
	d->finding.population = told;
	return STAAF_OK;
}

/* The finding that a figure stands for, as the curator says. */
static enum staaf_code
make_finding(struct deed *d, bool is_corrected, struct staaf_err *err)
{
	const struct staaf_figure *g = d->figure;
	struct staaf_finding *f = &d->finding;
	enum staaf_code rc = STAAF_OK;

	*f = (struct staaf_finding){ .key = g->key, .intervention = "",
		.comparison = "", .outcome = "", .population = "",
		.context = "", .metric = g->metric, .value = g->value,
		.low = g->low, .high = g->high, .tau = g->tau, .i2 = g->i2,
		.adjusted = (double)NAN, .k = g->k, .n = g->n,
		.sites = STAAF_NONE, .note = { "", "" } };
	if (is_corrected)
		rc = get_numbers(d, err);
	if (rc != STAAF_OK ||
	    (rc = get_concept(&f->intervention, d, APP_INTERVENTION,
	    STAAF_INTERVENTION, true, err)) != STAAF_OK ||
	    (rc = get_concept(&f->outcome, d, APP_OUTCOME, STAAF_OUTCOME,
	    true, err)) != STAAF_OK ||
	    (rc = get_concept(&f->comparison, d, APP_COMPARISON,
	    STAAF_COMPARISON, false, err)) != STAAF_OK ||
	    (rc = get_population(d, err)) != STAAF_OK)
		return rc;
	return get_direction(d, err);
}

/* The record and the figure that the words name. */
static enum staaf_code
find_figure(struct deed *d, struct staaf_err *err)
{
	const struct app *app = d->app;
	enum staaf_code rc;

	if (app->n_words != 3) {
		(void)usage(err, STAAF_MSG_CURATE_WORDS, NULL, NULL);
		return STAAF_USAGE;
	}
	rc = staaf_store_open(&d->st, app->db, STAAF_STORE_WRITE, err);
	if (rc == STAAF_OK)
		rc = staaf_rules_in_force(&d->rs, d->st, err);
	if (rc == STAAF_OK)
		rc = staaf_store_get(&d->record, d->st, app->word[1], &d->ar,
		    err);
	for (size_t i = 0; rc == STAAF_OK && i < d->record.n_figures; i++)
		if (strcmp(d->record.figure[i].key, app->word[2]) == 0)
			d->figure = &d->record.figure[i];
	if (rc == STAAF_OK && d->figure == NULL) {
		(void)staaf_err_set(err, STAAF_NOTHING,
		    STAAF_MSG_STORE_NO_FIGURE, d->record.id, app->word[2]);
		rc = STAAF_NOTHING;
	}
	return rc;
}

/* The verdict and its place in the journal, both or neither. */
static enum staaf_code
store_verdict(struct deed *d, enum staaf_judgement verdict,
    struct staaf_err *err)
{
	struct staaf_buf data = { 0 };
	struct staaf_json j;
	enum staaf_code rc;

	staaf_json_init(&j, &data);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "figure", d->figure->key);
	staaf_json_text(&j, "verdict", staaf_judgement_name(verdict));
	staaf_json_end_object(&j);
	rc = data.failed ? staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
	    NULL, NULL) : staaf_store_begin(d->st, err);
	if (rc == STAAF_OK)
		rc = staaf_store_judge(d->st, d->record.id, d->figure->key,
		    verdict, &d->finding, err);
	if (rc == STAAF_OK)
		rc = staaf_store_note(d->st, "curate", d->record.id,
		    data.text, err);
	if (rc == STAAF_OK)
		rc = staaf_store_commit(d->st, err);
	staaf_buf_clear(&data);
	return rc;
}

static void
put_done(const struct deed *d, enum staaf_judgement verdict)
{
	static const enum staaf_msg words[] = { STAAF_MSG_NONE,
		STAAF_MSG_CURATE_CONFIRMED, STAAF_MSG_CURATE_CORRECTED,
		STAAF_MSG_CURATE_REFUSED };
	struct app *app = d->app;
	struct staaf_buf out = { 0 };
	struct staaf_json j;

	if (app->value[APP_JSON] != NULL) {
		staaf_json_init(&j, &out);
		staaf_json_object(&j, NULL);
		staaf_json_text(&j, "id", d->record.id);
		staaf_json_text(&j, "key", d->figure->key);
		staaf_json_text(&j, "verdict", staaf_judgement_name(verdict));
		staaf_json_end_object(&j);
	} else {
		staaf_say(&out, app->lang, words[verdict], d->figure->key,
		    d->record.id, d->finding.intervention,
		    d->finding.outcome);
	}
	staaf_buf_putc(&out, '\n');
	app_put(app, &out);
}

static void
judge(struct app *app, enum staaf_judgement verdict)
{
	struct deed d = { .app = app };
	struct staaf_err err = { 0 };
	enum staaf_code rc = find_figure(&d, &err);

	if (rc == STAAF_OK && verdict != STAAF_NOT_TAKEN)
		rc = make_finding(&d, verdict == STAAF_CORRECTED, &err);
	if (rc == STAAF_OK)
		rc = store_verdict(&d, verdict, &err);
	if (rc == STAAF_OK)
		put_done(&d, verdict);
	else
		app_fail(app, &err, app->lang);
	staaf_rules_free(d.rs);
	staaf_store_close(d.st);
	staaf_arena_clear(&d.ar);
}

void
curate_confirm(struct app *app)
{
	judge(app, STAAF_CONFIRMED);
}

void
curate_correct(struct app *app)
{
	judge(app, STAAF_CORRECTED);
}

void
curate_refuse(struct app *app)
{
	judge(app, STAAF_NOT_TAKEN);
}

static void
put_unread(struct app *app, const char *id, const struct staaf_figure *f)
{
	struct staaf_buf out = { 0 };
	struct staaf_json j;

	if (app->value[APP_JSON] != NULL) {
		staaf_json_init(&j, &out);
		staaf_json_object(&j, NULL);
		staaf_json_text(&j, "id", id);
		staaf_show_figure_json(&j, "figure", f);
		staaf_json_end_object(&j);
	} else {
		staaf_buf_printf(&out, "%s %s ", id, f->key);
		staaf_show_figure(&out, f, app->lang);
		staaf_buf_printf(&out, "\n  %s", f->quote);
	}
	staaf_buf_putc(&out, '\n');
	app_put(app, &out);
}

/* Those of one record, or of all. */
static enum staaf_code
list_unread(struct app *app, struct staaf_store *st, size_t *n,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_unread *list = NULL;
	struct staaf_record r = { 0 };
	int limit = PRESET_LIMIT;
	enum staaf_code rc;

	if (app->n_words < 2) {
		rc = app_get_number(&limit, app, APP_LIMIT, PRESET_LIMIT,
		    MOST_FIGURES, err);
		if (rc == STAAF_OK)
			rc = staaf_store_unread(&list, n, st, 0, limit, ar,
			    err);
		for (size_t i = 0; rc == STAAF_OK && i < *n; i++)
			put_unread(app, list[i].id, &list[i].figure);
		return rc;
	}
	rc = staaf_store_get(&r, st, app->word[1], ar, err);
	for (size_t i = 0; rc == STAAF_OK && i < r.n_figures; i++)
		if (r.figure[i].verdict == STAAF_UNREAD) {
			put_unread(app, r.id, &r.figure[i]);
			(*n)++;
		}
	return rc;
}

void
curate_figures(struct app *app)
{
	struct staaf_store *st = NULL;
	struct staaf_arena ar = { 0 };
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };
	size_t n = 0;

	if (staaf_store_open(&st, app->db, STAAF_STORE_READ, &err) !=
	    STAAF_OK || list_unread(app, st, &n, &ar, &err) != STAAF_OK) {
		app_fail(app, &err, app->lang);
	} else if (n == 0 && app->value[APP_JSON] == NULL) {
		staaf_say(&out, app->lang, STAAF_MSG_CURATE_NO_FIGURES);
		staaf_buf_putc(&out, '\n');
		app_put(app, &out);
	}
	staaf_arena_clear(&ar);
	staaf_store_close(st);
}
