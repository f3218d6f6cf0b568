/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf recheck: do the statistics in a text fit each other? */
#include <stdint.h>

#include <staaf/extract.h>

#include "app.h"

/* What was found in a text, each kind in order of place. */
struct findings {
	struct staaf_reported *p;
	struct staaf_reported_gap *gap;
	struct staaf_reported_mean *mean;
	size_t n_ps, n_gaps, n_means;
	size_t at_p, at_gap, at_mean; /* the next of each */
};

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

/* Of so many answers that any mean would fit nothing is said. */
static enum staaf_fit
put_mean(struct app *app, struct staaf_buf *out, const char *text,
    const struct staaf_reported_mean *r, long line)
{
	struct staaf_rechecked_mean c;

	staaf_recheck_mean(&c, r);
	if (c.fit == STAAF_NO_P)
		return c.fit;
	if (app->value[APP_JSON] != NULL)
		staaf_show_mean_json(out, text, r, &c, line);
	else
		staaf_show_mean(out, text, r, &c, line, app->lang);
	return c.fit;
}

/* Where the next of any kind stands; SIZE_MAX when all is told. */
static size_t
find_next(const struct findings *f)
{
	size_t at = SIZE_MAX;

	if (f->at_p < f->n_ps)
		at = f->p[f->at_p].at;
	if (f->at_gap < f->n_gaps && f->gap[f->at_gap].at < at)
		at = f->gap[f->at_gap].at;
	if (f->at_mean < f->n_means && f->mean[f->at_mean].at < at)
		at = f->mean[f->at_mean].at;
	return at;
}

static void
put_next(struct app *app, struct findings *f, size_t at, const char *text,
    long line, long n[STAAF_N_FITS], struct staaf_buf *out)
{
	enum staaf_fit fit;

	if (f->at_p < f->n_ps && f->p[f->at_p].at == at) {
		n[put_p(app, out, text, &f->p[f->at_p++], line)]++;
	} else if (f->at_gap < f->n_gaps && f->gap[f->at_gap].at == at) {
		n[put_gap(app, out, text, &f->gap[f->at_gap++], line)]++;
	} else {
		fit = put_mean(app, out, text, &f->mean[f->at_mean++], line);
		n[fit] += fit != STAAF_NO_P;
	}
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
	f.n_means = staaf_extract_means(&f.mean, bytes, text->size, ar);
	while ((next = find_next(&f)) != SIZE_MAX) {
		for (; at < next; at++)
			line += bytes[at] == '\n';
		put_next(app, &f, next, bytes, line, n, out);
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
