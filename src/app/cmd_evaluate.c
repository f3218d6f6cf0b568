/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf evaluate: a table of scores to what it shows. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/file.h>
#include <staaf/plan.h>
#include <staaf/share.h>

#include "app.h"

enum { SHORT_ID = 12 };

static enum staaf_code
refuse(struct staaf_err *err, enum staaf_msg msg, enum app_option_id option,
    const char *value)
{
	char name[32];

	(void)snprintf(name, sizeof(name), "--%s", app_options[option].name);
	(void)staaf_err_set(err, STAAF_USAGE, msg, name, value);
	staaf_err_hint(err, STAAF_MSG_APP_SEE_HELP);
	return STAAF_USAGE;
}

/* "5.5" and "5,5" are one number; *end is where it stops. */
static bool
read_number(double *out, const char *text, size_t size)
{
	char plain[40], *end = NULL;

	if (size == 0 || size >= sizeof(plain) ||
	    strspn(text, "0123456789.,-+") < size)
		return false;
	memcpy(plain, text, size);
	plain[size] = '\0';
	for (char *s = plain; *s != '\0'; s++)
		if (*s == ',')
			*s = '.';
	*out = strtod(plain, &end);
	return *end == '\0' && isfinite(*out);
}

enum staaf_code
app_get_real(double *out, const struct app *app, enum app_option_id option,
    struct staaf_err *err)
{
	const char *text = app->value[option];

	*out = NAN;
	if (text == NULL || read_number(out, text, strlen(text)))
		return STAAF_OK;
	return refuse(err, STAAF_MSG_EVALUATE_BAD_NUMBER, option, text);
}

static enum staaf_code
read_scale(struct staaf_trial_ask *ask, const struct app *app,
    struct staaf_err *err)
{
	const char *text = app->value[APP_SCALE], *colon;

	ask->scale_low = ask->scale_high = NAN;
	if (text == NULL)
		return STAAF_OK;
	colon = strchr(text, ':');
	if (colon != NULL &&
	    read_number(&ask->scale_low, text, (size_t)(colon - text)) &&
	    read_number(&ask->scale_high, colon + 1, strlen(colon + 1)) &&
	    ask->scale_low < ask->scale_high)
		return STAAF_OK;
	return refuse(err, STAAF_MSG_EVALUATE_BAD_SCALE, APP_SCALE, text);
}

static enum staaf_code
read_choices(struct staaf_trial_ask *ask, const struct app *app,
    struct staaf_err *err)
{
	const char *better = app->value[APP_BETTER];
	const char *decimals = app->value[APP_DECIMALS];

	if (better != NULL && strcmp(better, "higher") != 0 &&
	    strcmp(better, "lower") != 0)
		return refuse(err, STAAF_MSG_EVALUATE_BAD_CHOICE, APP_BETTER,
		    better);
	if (decimals != NULL && strcmp(decimals, ",") != 0 &&
	    strcmp(decimals, ".") != 0)
		return refuse(err, STAAF_MSG_EVALUATE_BAD_CHOICE,
		    APP_DECIMALS, decimals);
	ask->is_lower_better = better != NULL && better[0] == 'l';
	ask->decimals = decimals == NULL ? '\0' : decimals[0];
	return STAAF_OK;
}

enum staaf_code
app_get_trial_ask(struct staaf_trial_ask *out, const struct app *app,
    struct staaf_err *err)
{
	enum staaf_code rc;

	*out = (struct staaf_trial_ask){
		.id = app->value[APP_ID], .pre = app->value[APP_PRE],
		.post = app->value[APP_POST], .group = app->value[APP_GROUP],
		.treatment = app->value[APP_TREATMENT],
		.cluster = app->value[APP_CLUSTER],
		.outcomes = app->value[APP_OUTCOMES],
		.time = app->value[APP_TIME], .phase = app->value[APP_PHASE],
		.period1 = app->value[APP_PERIOD1],
		.period2 = app->value[APP_PERIOD2],
		.sequence = app->value[APP_SEQUENCE],
		.missing = app->value[APP_MISSING],
		.selected = app->value[APP_SELECTED],
		.is_randomised = app->value[APP_RANDOMISED] != NULL,
		.is_unpaired = app->value[APP_UNPAIRED] != NULL,
	};
	if ((rc = read_scale(out, app, err)) == STAAF_OK &&
	    (rc = read_choices(out, app, err)) == STAAF_OK)
		rc = app_get_real(&out->passmark, app, APP_PASSMARK, err);
	return rc;
}

enum staaf_code
app_read_table(struct staaf_table *out, const char *name,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_buf bytes = { 0 };
	enum staaf_code rc = strcmp(name, "-") == 0 ?
	    app_read_input(&bytes, name, err) :
	    staaf_file_read(&bytes, name, STAAF_TABLE_BYTES, err);

	if (rc == STAAF_OK && (rc = staaf_table_read(out,
	    staaf_buf_text(&bytes), bytes.size, ar, err)) != STAAF_OK)
		staaf_err_place(err, name, err->line, err->column);
	staaf_buf_clear(&bytes);
	return rc;
}

enum staaf_code
app_get_concept(const struct staaf_concept **out, const struct app *app,
    enum app_option_id option, enum staaf_concept_kind kind,
    const struct staaf_rules *rs, struct staaf_err *err)
{
	const char *told = app->value[option];

	*out = told == NULL ? NULL : staaf_rules_concept_named(rs, told);
	if (told != NULL && (*out == NULL || !app_is_of_kind(*out, kind)))
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_CURATE_UNKNOWN, told, app_options[option].name);
	return STAAF_OK;
}

/* A concept that an option names; as it was when there is no such option. */
static enum staaf_code
take_concept(const char **out, const struct app *app,
    enum app_option_id option, enum staaf_concept_kind kind,
    const struct staaf_rules *rs, struct staaf_err *err)
{
	const struct staaf_concept *c;
	enum staaf_code rc = app_get_concept(&c, app, option, kind, rs, err);

	if (rc == STAAF_OK && c != NULL)
		*out = app->value[option];
	return rc;
}

/* The plan that it was, when it was one, and the words of what it is about. */
static enum staaf_code
take_subject(struct staaf_kept *kept, struct app *app, struct app_desk *desk,
    struct staaf_arena *ar, struct staaf_err *err)
{
	const char *id = app->value[APP_PLAN];
	struct staaf_frozen plan;
	enum staaf_code rc;

	if (id != NULL) {
		rc = staaf_plan_find(&plan, desk->st, id, ar, err);
		if (rc != STAAF_OK)
			return rc;
		kept->plan = plan.id;
		kept->question = plan.plan.question;
		kept->intervention = plan.plan.intervention;
		kept->comparison = plan.plan.comparison;
		kept->outcome = plan.plan.outcome;
		kept->measure = plan.plan.measure;
	}
	if ((rc = take_concept(&kept->intervention, app, APP_INTERVENTION,
	    STAAF_INTERVENTION, desk->rs, err)) == STAAF_OK &&
	    (rc = take_concept(&kept->comparison, app, APP_COMPARISON,
	    STAAF_COMPARISON, desk->rs, err)) == STAAF_OK)
		rc = take_concept(&kept->outcome, app, APP_OUTCOME,
		    STAAF_OUTCOME, desk->rs, err);
	return rc;
}

/* Its sentences in both languages, and no name of a group. */
static enum staaf_code
take_words(struct staaf_kept *kept, const struct staaf_table *table,
    const struct staaf_trial_ask *ask, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_trial_ask nameless = *ask;
	enum staaf_code rc = STAAF_OK;

	nameless.hides_names = true;
	for (int lang = 0; lang < STAAF_N_LANGS && rc == STAAF_OK; lang++) {
		struct staaf_trial said;

		rc = staaf_trial_evaluate(&said, table, &nameless,
		    (enum staaf_lang)lang, ar, err);
		if (rc == STAAF_OK)
			kept->says[lang] = staaf_arena_printf(ar, "%s %s",
			    said.sentence, said.bears);
	}
	return rc;
}

/* Kept when it is said what it was about: by its plan, or by options. */
static enum staaf_code
keep_trial(char id[STAAF_HASH_SIZE], struct app *app,
    const struct staaf_trial *trial, const struct staaf_table *table,
    const struct staaf_trial_ask *ask, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct app_desk desk = { 0 };
	struct staaf_kept kept = { .trial = trial, .plan = "", .question = "",
		.measure = trial->outcome, .intervention = "",
		.comparison = "", .outcome = "",
		.is_lower_better = ask->is_lower_better };
	enum staaf_code rc = app_open_desk(&desk, app, STAAF_STORE_WRITE, err);

	if (rc == STAAF_OK)
		rc = take_subject(&kept, app, &desk, ar, err);
	if (rc == STAAF_OK)
		rc = take_words(&kept, table, ask, ar, err);
	if (rc == STAAF_OK)
		rc = staaf_trial_keep(id, desk.st, &kept, err);
	app_close_desk(&desk);
	return rc;
}

enum staaf_code
app_write_plot(const struct app *app, enum app_option_id file,
    struct staaf_buf *svg, struct staaf_err *err)
{
	const char *name = app->value[file];
	FILE *f;
	bool has_failed;

	if (name == NULL)
		return STAAF_OK;
	if (svg->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	f = fopen(name, "w");
	has_failed = f == NULL ||
	    fwrite(svg->text, 1, svg->size, f) != svg->size;
	if (f != NULL && fclose(f) != 0)
		has_failed = true;
	if (has_failed) {
		(void)staaf_err_set(err, STAAF_IO,
		    STAAF_MSG_APP_CANNOT_WRITE, strerror(errno), NULL);
		staaf_err_place(err, name, 0, 0);
		return STAAF_IO;
	}
	return STAAF_OK;
}

void
cmd_evaluate(struct app *app)
{
	struct staaf_term_style style = app_style(app, app->lang);
	struct staaf_arena ar = { 0 };
	struct staaf_table table;
	struct staaf_trial_ask ask;
	struct staaf_trial trial;
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };
	char id[STAAF_HASH_SIZE] = "";
	enum staaf_code rc;

	style.wants_why = app->value[APP_ALL] != NULL;
	if (app->n_words != 1) {
		rc = staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_EVALUATE_NO_FILE, NULL, NULL);
		staaf_err_hint(&err, STAAF_MSG_APP_SEE_HELP);
		goto done;
	}
	if ((rc = app_get_trial_ask(&ask, app, &err)) != STAAF_OK ||
	    (rc = app_read_table(&table, app->word[0], &ar, &err)) !=
	    STAAF_OK)
		goto done;
	rc = staaf_trial_evaluate(&trial, &table, &ask, app->lang, &ar, &err);
	if (rc != STAAF_OK) {
		if (rc == STAAF_BADINPUT)
			staaf_err_place(&err, app->word[0], err.line,
			    err.column);
		goto done;
	}
	if ((app->value[APP_PLAN] != NULL ||
	    app->value[APP_INTERVENTION] != NULL) &&
	    (rc = keep_trial(id, app, &trial, &table, &ask, &ar, &err)) !=
	    STAAF_OK)
		goto done;
	if (app->value[APP_JSON] != NULL)
		staaf_show_trial_json(&out, &trial, id);
	else
		staaf_show_trial(&out, &trial, &style);
	if (*id != '\0' && app->value[APP_JSON] == NULL) {
		id[SHORT_ID] = '\0';
		staaf_say(&out, app->lang, STAAF_MSG_EVALUATE_KEPT, id);
		staaf_buf_putc(&out, '\n');
	}
	app_put(app, &out);
	staaf_show_trial_svg(&out, &trial, app->lang);
	rc = app_write_plot(app, APP_SVG, &out, &err);
done:
	if (rc != STAAF_OK)
		app_fail(app, &err, app->lang);
	staaf_buf_clear(&out);
	staaf_arena_clear(&ar);
}
