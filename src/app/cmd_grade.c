/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf grade: the rules of grading alone, on figures that are given. */
#include <math.h>

#include "app.h"

enum { MOST = 1000000000 }; /* studies or students: more is a slip */

/* An option that holds a number; whole ones are counted. */
struct number {
	enum app_option_id option;
	double least, most;
	bool is_whole;
	double value; /* NAN when it was not given */
};

enum { DESIGN, STUDIES, STUDENTS, SITES, G, LOW, HIGH, TAU, I2, FLAGS,
	MISMATCH, N_NUMBERS };

static const struct number numbers[N_NUMBERS] = {
	[DESIGN] = { APP_GRADE_DESIGN, 0, 5, true, NAN },
	[STUDIES] = { APP_K, 1, MOST, true, NAN },
	[STUDENTS] = { APP_N, 1, MOST, true, NAN },
	[SITES] = { APP_GRADE_SITES, 1, MOST, true, NAN },
	[G] = { APP_GRADE_G, -100, 100, false, NAN },
	[LOW] = { APP_LOW, -100, 100, false, NAN },
	[HIGH] = { APP_HIGH, -100, 100, false, NAN },
	[TAU] = { APP_GRADE_TAU, 0, 100, false, NAN },
	[I2] = { APP_GRADE_I2, 0, 100, false, NAN },
	[FLAGS] = { APP_GRADE_FLAGS, 0, 100, true, NAN },
	[MISMATCH] = { APP_GRADE_MISMATCH, 0, 100, false, NAN },
};

static enum staaf_code
refuse(struct staaf_err *err, enum staaf_msg msg, const char *word,
    const char *more)
{
	(void)staaf_err_set(err, STAAF_USAGE, msg, word, more);
	staaf_err_hint(err, STAAF_MSG_APP_SEE_HELP);
	return STAAF_USAGE;
}

static enum staaf_code
read_number(struct number *n, const struct app *app, struct staaf_err *err)
{
	const char *text = app->value[n->option];
	char range[80];
	enum staaf_code rc;

	if (text == NULL)
		return STAAF_OK;
	if ((rc = app_get_real(&n->value, app, n->option, err)) != STAAF_OK)
		return rc;
	if (n->value >= n->least && n->value <= n->most &&
	    (!n->is_whole || n->value == floor(n->value)))
		return STAAF_OK;
	(void)snprintf(range, sizeof(range), "--%s (%.0f ... %.0f)",
	    app_options[n->option].name, n->least, n->most);
	return refuse(err, STAAF_MSG_GRADE_BAD_VALUE, text, range);
}

static long
count_of(const struct number *n)
{
	return isnan(n->value) ? STAAF_NONE : (long)n->value;
}

/* What was not given is not reported; flags that are counted are then 0. */
static void
take_numbers(struct staaf_grade_input *in, const struct number n[N_NUMBERS])
{
	in->design = (int)n[DESIGN].value;
	in->k = count_of(&n[STUDIES]);
	in->n = count_of(&n[STUDENTS]);
	in->sites = count_of(&n[SITES]);
	in->g = n[G].value;
	in->low = n[LOW].value;
	in->high = n[HIGH].value;
	in->tau = n[TAU].value;
	in->i2 = n[I2].value;
	if (!isnan(n[FLAGS].value))
		in->n_flags = (int)n[FLAGS].value;
	if (!isnan(n[MISMATCH].value))
		in->mismatch = n[MISMATCH].value;
}

static void
take_marks(struct staaf_grade_input *in, const struct app *app)
{
	const struct {
		enum app_option_id option;
		bool *to;
	} marks[] = {
		{ APP_GRADE_SPREAD, &in->has_spread_reported },
		{ APP_GRADE_DIFFER, &in->reviews_differ },
		{ APP_GRADE_EXPLAINED, &in->is_explained },
		{ APP_GRADE_OLD, &in->is_old_technology },
		{ APP_GRADE_BIASED, &in->has_publication_bias },
		{ APP_GRADE_INDEPENDENT, &in->has_independent_test },
		{ APP_GRADE_NO_HE, &in->lacks_higher_education },
		{ APP_GRADE_CONCERN, &in->has_concern },
		{ APP_GRADE_UNAPPRAISED, &in->is_unappraised },
		{ APP_GRADE_REVIEW, &in->is_review },
		{ APP_GRADE_LOCAL, &in->is_local },
		{ APP_GRADE_UNSUPPORTED, &in->is_form_unsupported },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		*marks[i].to = app->value[marks[i].option] != NULL;
}

static enum staaf_code
read_input(struct staaf_grade_input *in, const struct app *app,
    struct staaf_err *err)
{
	struct number n[N_NUMBERS];
	enum staaf_code rc = STAAF_OK;

	if (app->n_words > 0)
		return refuse(err, STAAF_MSG_GRADE_NO_WORDS, app->word[0],
		    NULL);
	if (app->value[APP_GRADE_DESIGN] == NULL)
		return refuse(err, STAAF_MSG_GRADE_NO_DESIGN, NULL, NULL);
	for (int i = 0; i < N_NUMBERS && rc == STAAF_OK; i++) {
		n[i] = numbers[i];
		rc = read_number(&n[i], app, err);
	}
	if (rc != STAAF_OK)
		return rc;
	if (isnan(n[LOW].value) != isnan(n[HIGH].value))
		return refuse(err, STAAF_MSG_GRADE_HALF_INTERVAL, NULL, NULL);
	if (n[LOW].value > n[HIGH].value)
		return refuse(err, STAAF_MSG_GRADE_LOW_ABOVE,
		    app->value[APP_LOW], app->value[APP_HIGH]);
	if (n[G].value < n[LOW].value || n[G].value > n[HIGH].value)
		return refuse(err, STAAF_MSG_GRADE_G_OUTSIDE,
		    app->value[numbers[G].option], NULL);
	*in = staaf_grade_input_none();
	take_numbers(in, n);
	take_marks(in, app);
	return STAAF_OK;
}

void
cmd_grade(struct app *app)
{
	struct staaf_term_style style = app_style(app, app->lang);
	struct staaf_grade_input in;
	struct staaf_grade_words words;
	struct staaf_grade g;
	struct staaf_arena ar = { 0 };
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };

	if (read_input(&in, app, &err) != STAAF_OK) {
		app_fail(app, &err, app->lang);
		return;
	}
	g = staaf_grade(&in);
	staaf_grade_say(&words, &in, &g, NULL, app->lang, &ar);
	if (ar.failed) {
		(void)staaf_err_set(&err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
		app_fail(app, &err, app->lang);
	} else {
		if (app->value[APP_JSON] != NULL)
			staaf_show_grade_json(&out, &g);
		else
			staaf_show_grade(&out, &g, &words, &style);
		app_put(app, &out);
	}
	staaf_buf_clear(&out);
	staaf_arena_clear(&ar);
}
