/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf recheck: do the statistics in a text fit each other? */
#include <stdint.h>

#include <staaf/extract.h>

#include "app.h"

/* What was found in a text, each kind in order of place. */
struct findings {
	struct staaf_reported *p;
	struct staaf_reported_gap *gap;
	size_t n_ps, n_gaps, at_p, at_gap;
};

/* Where the next of a kind stands; after the text when there is none. */
static size_t
place_of_p(const struct findings *f)
{
	return f->at_p < f->n_ps ? f->p[f->at_p].at : SIZE_MAX;
}

static size_t
place_of_gap(const struct findings *f)
{
	return f->at_gap < f->n_gaps ? f->gap[f->at_gap].at : SIZE_MAX;
}

static enum staaf_fit
put_p(struct app *app, struct staaf_buf *out, const char *text,
    const struct staaf_reported *r, long line)
{
	struct staaf_rechecked c;

	staaf_recheck(&c, r);
	if (app->value[APP_JSON] != NULL)
		staaf_show_rechecked_json(out, text, r, &c, line);
	else
		staaf_show_rechecked(out, text, r, &c, line, app->lang);
	return c.fit;
}

static enum staaf_fit
put_gap(struct app *app, struct staaf_buf *out, const char *text,
    const struct staaf_reported_gap *r, long line)
{
	struct staaf_rechecked_gap c;

	staaf_recheck_gap(&c, r);
	if (app->value[APP_JSON] != NULL)
		staaf_show_gap_json(out, text, r, &c, line);
	else
		staaf_show_gap(out, text, r, &c, line, app->lang);
	return c.fit;
}

static void
recheck_text(struct app *app, const struct staaf_buf *text,
    long n[STAAF_N_FITS], struct staaf_buf *out, struct staaf_arena *ar)
{
	const char *bytes = staaf_buf_text(text);
	struct findings f = { 0 };
	size_t at = 0, next;
	long line = 1;

	f.n_ps = staaf_extract_reported(&f.p, bytes, text->size, ar);
	f.n_gaps = staaf_extract_gaps(&f.gap, bytes, text->size, ar);
	for (;;) {
		next = place_of_p(&f) < place_of_gap(&f) ? place_of_p(&f) :
		    place_of_gap(&f);
		if (next == SIZE_MAX)
			return;
		for (; at < next; at++)
			line += bytes[at] == '\n';
		n[next == place_of_p(&f) ?
		    put_p(app, out, bytes, &f.p[f.at_p++], line) :
		    put_gap(app, out, bytes, &f.gap[f.at_gap++], line)]++;
	}
}

static enum staaf_code
recheck_file(struct app *app, const char *name, long n[STAAF_N_FITS],
    struct staaf_err *err)
{
	struct staaf_buf text = { 0 }, out = { 0 };
	struct staaf_arena ar = { 0 };
	enum staaf_code rc = app_read_input(&text, name, err);

	if (rc == STAAF_OK) {
		recheck_text(app, &text, n, &out, &ar);
		if (ar.failed)
			rc = staaf_err_set(err, STAAF_NOMEM,
			    STAAF_MSG_MEM_NONE, NULL, NULL);
		else
			app_put(app, &out);
	}
	staaf_buf_clear(&out);
	staaf_buf_clear(&text);
	staaf_arena_clear(&ar);
	return rc;
}

void
cmd_recheck(struct app *app)
{
	long n[STAAF_N_FITS] = { 0 }, sum = 0;
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };

	if (app->n_words == 0) {
		(void)staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_RECHECK_NO_FILE, NULL, NULL);
		staaf_err_hint(&err, STAAF_MSG_APP_SEE_HELP);
		app_fail(app, &err, app->lang);
		return;
	}
	for (size_t i = 0; i < app->n_words; i++)
		if (recheck_file(app, app->word[i], n, &err) != STAAF_OK)
			app_fail(app, &err, app->lang);
	for (int i = 0; i < STAAF_N_FITS; i++)
		sum += n[i];
	if (sum == 0)
		app_raise(app, APP_NOT_FOUND);
	if (app->value[APP_JSON] == NULL) {
		staaf_show_recheck_sum(&out, n, app->lang);
		app_put(app, &out);
	}
	staaf_buf_clear(&out);
}
