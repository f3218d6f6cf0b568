/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf plan: from a question to a trial, settled before its data. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/plan.h>

#include "app.h"

enum { MOST_LOTS = 100000, SHORT_ID = 12 };

/* The words after `from`, with spaces between; "-" is standard input. */
static enum staaf_code
get_question(struct staaf_buf *out, struct app *app, size_t from,
    struct staaf_err *err)
{
	struct app rest = *app;

	rest.word += from;
	rest.n_words -= from;
	if (rest.n_words == 0) {
		(void)staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_PLAN_NO_QUESTION, NULL, NULL);
		staaf_err_hint(err, STAAF_MSG_APP_SEE_HELP);
		return STAAF_USAGE;
	}
	return app_get_text(out, &rest, err);
}

static enum staaf_code
get_ask(struct staaf_plan_ask *out, const struct app *app,
    struct staaf_err *err)
{
	enum staaf_code rc;
	int n = 0, classes = 0;

	*out = (struct staaf_plan_ask){ .design = app->value[APP_DESIGN],
		.measure = app->value[APP_MEASURE] };
	if ((rc = app_get_number(&n, app, APP_N, STAAF_NONE, 1000000, err)) !=
	    STAAF_OK ||
	    (rc = app_get_number(&classes, app, APP_CLASSES, STAAF_NONE,
	    10000, err)) != STAAF_OK ||
	    (rc = app_get_real(&out->r, app, APP_R, err)) != STAAF_OK ||
	    (rc = app_get_real(&out->pass_rate, app, APP_PASS_RATE, err)) !=
	    STAAF_OK ||
	    (rc = app_get_real(&out->likely, app, APP_LIKELY, err)) !=
	    STAAF_OK)
		return rc;
	out->n = n;
	out->classes = classes;
	return STAAF_OK;
}

/* No question, but what it is about in so many concepts. */
static enum staaf_code
ask_by_hand(struct staaf_answer *out, const struct app *app,
    const struct app_desk *desk, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_subject about;
	enum staaf_code rc = app_get_subject(&about, app, desk->rs, err);

	if (rc == STAAF_OK && about.outcome == NULL)
		rc = staaf_err_set(err, STAAF_USAGE, STAAF_MSG_PLAN_ON_WHAT,
		    NULL, NULL);
	return rc == STAAF_OK ? staaf_ask_about(out, desk->st, desk->rs,
	    &about, app->lang, ar, err) : rc;
}

/* The plan that a question and the options ask for. */
static enum staaf_code
make_plan(struct staaf_plan *out, struct app *app, size_t from,
    struct app_desk *desk, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_answer *answer = staaf_arena_alloc(ar, sizeof(*answer));
	struct staaf_buf question = { 0 };
	struct staaf_plan_ask ask;
	enum staaf_code rc;

	if (answer == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (app->n_words <= from && app->value[APP_INTERVENTION] != NULL) {
		if ((rc = get_ask(&ask, app, err)) == STAAF_OK)
			rc = ask_by_hand(answer, app, desk, ar, err);
	} else if ((rc = get_question(&question, app, from, err)) ==
	    STAAF_OK && (rc = get_ask(&ask, app, err)) == STAAF_OK) {
		app->lang = app_lang_of(app, staaf_buf_text(&question),
		    question.size);
		rc = staaf_ask(answer, desk->st, desk->rs,
		    staaf_buf_text(&question), question.size, app->lang, ar,
		    err);
	}
	if (rc == STAAF_OK)
		rc = staaf_plan_make(out, answer, &ask, ar, err);
	staaf_buf_clear(&question);
	return rc;
}

static void
put_plan(struct app *app, const struct staaf_plan *plan,
    const struct staaf_frozen *frozen)
{
	struct staaf_term_style style = app_style(app, plan->lang);
	struct staaf_buf out = { 0 };

	if (app->value[APP_JSON] != NULL)
		staaf_show_plan_json(&out, plan, frozen);
	else
		staaf_show_plan(&out, plan, frozen, &style);
	app_put(app, &out);
}

static enum staaf_code
plan_draft(struct app *app, struct staaf_arena *ar, struct staaf_err *err)
{
	struct app_desk desk = { 0 };
	struct staaf_plan plan = { 0 };
	enum staaf_code rc = app_open_desk(&desk, app, STAAF_STORE_READ, err);

	if (rc == STAAF_OK)
		rc = make_plan(&plan, app, 0, &desk, ar, err);
	if (rc == STAAF_OK)
		put_plan(app, &plan, NULL);
	app_close_desk(&desk);
	return rc;
}

static enum staaf_code
plan_freeze(struct app *app, struct staaf_arena *ar, struct staaf_err *err)
{
	char id[STAAF_HASH_SIZE];
	struct app_desk desk = { 0 };
	struct staaf_frozen frozen = { 0 };
	struct staaf_plan plan = { 0 };
	enum staaf_code rc = app_open_desk(&desk, app, STAAF_STORE_WRITE, err);

	if (rc == STAAF_OK)
		rc = make_plan(&plan, app, 1, &desk, ar, err);
	if (rc == STAAF_OK)
		rc = staaf_plan_freeze(id, desk.st, &plan, err);
	if (rc == STAAF_OK)
		rc = staaf_plan_find(&frozen, desk.st, id, ar, err);
	if (rc == STAAF_OK)
		put_plan(app, &frozen.plan, &frozen);
	app_close_desk(&desk);
	return rc;
}

static enum staaf_code
plan_show(struct app *app, struct staaf_arena *ar, struct staaf_err *err)
{
	struct app_desk desk = { 0 };
	struct staaf_frozen frozen = { 0 };
	enum staaf_code rc = app_open_desk(&desk, app, STAAF_STORE_READ, err);

	for (size_t i = 1; i < app->n_words && rc == STAAF_OK; i++) {
		rc = staaf_plan_find(&frozen, desk.st, app->word[i], ar, err);
		if (rc == STAAF_OK)
			put_plan(app, &frozen.plan, &frozen);
	}
	app_close_desk(&desk);
	return rc;
}

static enum staaf_code
plan_list(struct app *app, struct staaf_arena *ar, struct staaf_err *err)
{
	struct app_desk desk = { 0 };
	struct staaf_frozen *list = NULL;
	struct staaf_buf out = { 0 };
	size_t n = 0;
	enum staaf_code rc = app_open_desk(&desk, app, STAAF_STORE_READ, err);

	if (rc == STAAF_OK)
		rc = staaf_plan_list(&list, &n, desk.st, ar, err);
	for (size_t i = 0; i < n && rc == STAAF_OK; i++) {
		if (app->value[APP_JSON] != NULL)
			staaf_show_plan_json(&out, &list[i].plan, &list[i]);
		else
			staaf_buf_printf(&out, "%.*s  %s  %s\n", SHORT_ID,
			    list[i].id, list[i].at,
			    *list[i].plan.question != '\0' ?
			    list[i].plan.question : list[i].plan.hypothesis);
		app_put(app, &out);
	}
	if (rc == STAAF_OK && n == 0)
		app_raise(app, APP_NOT_FOUND);
	app_close_desk(&desk);
	return rc;
}

static enum staaf_code
plan_change(struct app *app, struct staaf_arena *ar, struct staaf_err *err)
{
	struct app_desk desk = { 0 };
	struct staaf_buf words = { 0 };
	struct staaf_frozen frozen = { 0 };
	enum staaf_code rc = app_open_desk(&desk, app, STAAF_STORE_WRITE, err);

	if (rc == STAAF_OK)
		rc = get_question(&words, app, 2, err);
	if (rc == STAAF_OK)
		rc = staaf_plan_deviate(desk.st, app->word[1],
		    staaf_buf_text(&words), err);
	if (rc == STAAF_OK)
		rc = staaf_plan_find(&frozen, desk.st, app->word[1], ar, err);
	if (rc == STAAF_OK)
		put_plan(app, &frozen.plan, &frozen);
	staaf_buf_clear(&words);
	app_close_desk(&desk);
	return rc;
}

static void
put_lots(struct app *app, const int *lot, size_t n)
{
	struct staaf_buf out = { 0 };

	for (size_t i = 0; i < n; i++)
		staaf_buf_printf(&out, "%zu;%s\n", i + 1, lot[i] ?
		    "treatment" : "control");
	app_put(app, &out);
}

/* For so many, by number. */
static enum staaf_code
number_lots(struct app *app, const char *number, const char *seed,
    struct staaf_arena *ar, struct staaf_err *err)
{
	long n = strtol(number, NULL, 10);
	int *lot;

	if (n < 1 || n > MOST_LOTS || app->value[APP_STRATUM] != NULL) {
		(void)staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_PLAN_HOW_MANY_LOTS, NULL, NULL);
		staaf_err_hint(err, STAAF_MSG_APP_SEE_HELP);
		return STAAF_USAGE;
	}
	if ((lot = staaf_arena_array(ar, (size_t)n, sizeof(*lot))) == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	staaf_plan_lots(lot, (size_t)n, seed);
	put_lots(app, lot, (size_t)n);
	return STAAF_OK;
}

/* For those of a table, within the words of a column. */
static enum staaf_code
table_lots(struct app *app, const char *name, const char *seed,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_buf out = { 0 };
	struct staaf_table table;
	struct staaf_lots l;
	enum staaf_code rc = app_read_table(&table, name, ar, err);

	if (rc != STAAF_OK)
		return rc;
	rc = staaf_plan_lots_table(&l, &table, app->value[APP_ID],
	    app->value[APP_STRATUM], seed, ar, err);
	if (rc != STAAF_OK) {
		staaf_err_place(err, name, err->line, err->column);
		return rc;
	}
	for (size_t i = 0; i < l.n; i++)
		staaf_buf_printf(&out, "%s;%s%s%s\n", l.id[i], l.stratum[i],
		    app->value[APP_STRATUM] == NULL ? "" : ";",
		    l.lot[i] ? "treatment" : "control");
	app_put(app, &out);
	return STAAF_OK;
}

static enum staaf_code
plan_lots(struct app *app, struct staaf_arena *ar, struct staaf_err *err)
{
	struct app_desk desk = { 0 };
	struct staaf_frozen frozen = { 0 };
	const char *what = app->n_words > 2 ? app->word[2] : "0";
	enum staaf_code rc = app_open_desk(&desk, app, STAAF_STORE_READ, err);

	if (rc == STAAF_OK)
		rc = staaf_plan_find(&frozen, desk.st, app->word[1], ar, err);
	if (rc == STAAF_OK)
		rc = strspn(what, "0123456789") == strlen(what) ?
		    number_lots(app, what, frozen.id, ar, err) :
		    table_lots(app, what, frozen.id, ar, err);
	app_close_desk(&desk);
	return rc;
}

static const struct {
	const char *name;
	size_t least; /* words, with its own */
	enum staaf_code (*run)(struct app *app, struct staaf_arena *ar,
	    struct staaf_err *err);
} parts[] = {
	{ "freeze", 2, plan_freeze }, { "show", 2, plan_show },
	{ "list", 1, plan_list }, { "change", 3, plan_change },
	{ "lots", 2, plan_lots }, { "power", 1, plan_power },
};

void
cmd_plan(struct app *app)
{
	struct staaf_arena ar = { 0 };
	struct staaf_err err = { 0 };
	enum staaf_code rc = STAAF_OK;
	size_t i = 0, n = sizeof(parts) / sizeof(parts[0]);

	while (i < n && (app->n_words == 0 ||
	    strcmp(app->word[0], parts[i].name) != 0))
		i++;
	if (i < n && app->n_words < parts[i].least) {
		rc = staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_PLAN_MORE_WORDS, parts[i].name, NULL);
		staaf_err_hint(&err, STAAF_MSG_APP_SEE_HELP);
	} else {
		rc = i < n ? parts[i].run(app, &ar, &err) :
		    plan_draft(app, &ar, &err);
	}
	if (rc != STAAF_OK)
		app_fail(app, &err, app->lang);
	staaf_arena_clear(&ar);
}
