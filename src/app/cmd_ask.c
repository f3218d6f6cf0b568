/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf ask: one question, or a file of them. */
#include <string.h>

#include <staaf/utf8.h>

#include "app.h"

/* The answer itself; id is NULL outside a batch. */
static void
put_answer(struct app *app, const struct staaf_answer *a, const char *id,
    const struct staaf_term_style *style)
{
	struct staaf_buf out = { 0 };

	if (app->value[APP_JSON] != NULL) {
		staaf_show_answer_json(&out, a, id);
	} else {
		if (id != NULL) {
			staaf_utf8_clean(&out, id, strlen(id));
			staaf_buf_puts(&out, ": ");
			staaf_buf_puts(&out, a->reading.question);
			staaf_buf_puts(&out, "\n\n");
		}
		staaf_show_answer(&out, a, style);
		if (id != NULL)
			staaf_buf_putc(&out, '\n');
	}
	app_put(app, &out);
}

/* Why a rule did not fire for this question, in place of the answer. */
static enum staaf_code
put_why_not(struct app *app, const struct staaf_answer *a,
    struct app_desk *d, const struct staaf_term_style *style,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_buf out = { 0 };
	struct staaf_why_not *list = NULL;
	size_t n = 0;
	enum staaf_code rc = staaf_answer_why_not(&list, &n, a, d->st,
	    app->value[APP_WHY_NOT], ar, err);

	if (rc != STAAF_OK)
		return rc;
	if (app->value[APP_JSON] != NULL)
		staaf_show_why_not_json(&out, list, n);
	else
		staaf_show_why_not(&out, list, n, style);
	app_put(app, &out);
	return STAAF_OK;
}

/* A run: the store, and whether what is asked is counted. */
struct asking {
	struct app_desk desk;
	struct app_counter counter;
};

static void
answer_one(struct app *app, struct asking *ask, const char *question,
    size_t size, const char *id, const struct staaf_err *place)
{
	enum staaf_lang lang = app_lang_of(app, question, size);
	struct staaf_term_style style = app_style(app, lang);
	struct staaf_arena ar = { 0 };
	struct staaf_answer a = { 0 };
	struct staaf_err err = { 0 };
	const struct staaf_correction told = { app->value[APP_AS],
		app->value[APP_NOT], app->value[APP_SLOT] };
	struct app_desk *d = &ask->desk;
	enum staaf_code rc = staaf_ask_as(&a, d->st, d->rs, question, size,
	    &told, lang, &ar, &err);

	if (rc == STAAF_OK && app->value[APP_MONTHS] != NULL)
		rc = staaf_answer_add_months(&a, &ar, &err);
	if (rc == STAAF_OK && app->value[APP_WHY_NOT] != NULL) {
		rc = put_why_not(app, &a, d, &style, &ar, &err);
	} else if (rc == STAAF_OK) {
		put_answer(app, &a, id, &style);
		app_count(&ask->counter, d->st, &a, lang);
	}
	if (rc == STAAF_OK && a.class_ == STAAF_NOT_KNOWN)
		app_raise(app, APP_NOT_FOUND);
	if (rc != STAAF_OK) {
		if (place != NULL)
			staaf_err_place(&err, place->file, place->line,
			    err.column);
		app_fail(app, &err, lang);
	}
	staaf_arena_clear(&ar);
}

static void
answer_line(struct app *app, const char *id, const char *question,
    size_t size, const struct staaf_err *place, void *arg)
{
	answer_one(app, arg, question, size, id, place);
}

static enum staaf_code
check_usage(const struct app *app, struct staaf_err *err)
{
	bool has_batch = app->value[APP_BATCH] != NULL;

	if (has_batch && app->n_words > 0)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_APP_EXTRA_WORD, app->word[0], NULL);
	if (has_batch || app->n_words > 0)
		return STAAF_OK;
	(void)staaf_err_set(err, STAAF_USAGE, STAAF_MSG_ASK_NO_QUESTION, NULL,
	    NULL);
	staaf_err_hint(err, STAAF_MSG_ASK_EXAMPLE);
	return STAAF_USAGE;
}

void
cmd_ask(struct app *app)
{
	struct asking ask = { 0 };
	struct staaf_buf question = { 0 };
	struct staaf_err err = { 0 };
	enum staaf_lang lang = app->lang;

	if (check_usage(app, &err) != STAAF_OK)
		goto fail;
	if (app->value[APP_BATCH] == NULL) {
		if (app_get_text(&question, app, &err) != STAAF_OK)
			goto fail;
		lang = app_lang_of(app, staaf_buf_text(&question),
		    question.size);
	}
	if (app_open_desk(&ask.desk, app, STAAF_STORE_READ, &err) != STAAF_OK)
		goto fail;
	ask.counter.is_on = app_counts_questions(ask.desk.st);
	if (app->value[APP_BATCH] != NULL) {
		staaf_rules_hasten(ask.desk.rs); /* many come */
		app_each_line(app, answer_line, &ask);
	} else
		answer_one(app, &ask, staaf_buf_text(&question), question.size,
		    NULL, NULL);
	goto done;
fail:
	app_fail(app, &err, lang);
done:
	app_close_desk(&ask.desk);
	staaf_buf_clear(&question);
}
