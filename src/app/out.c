/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes out: standard output and whether it could be written, failures,
 * the exit status; and what the surroundings say of language and place.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <staaf/words.h>

#include "app.h"

enum { USUAL_COLUMNS = 80 };

static const enum app_exit exits[STAAF_N_CODES] = {
	[STAAF_OK] = APP_DONE,
	[STAAF_NOTHING] = APP_NOT_FOUND,
	[STAAF_USAGE] = APP_USAGE,
	[STAAF_BADINPUT] = APP_BAD_INPUT,
	[STAAF_STORE] = APP_STORE_FAILED,
	[STAAF_BUSY] = APP_STORE_FAILED,
	[STAAF_IO] = APP_BAD_INPUT,
	[STAAF_TOOFEW] = APP_BAD_INPUT,
	[STAAF_BADARG] = APP_BAD_INPUT,
	[STAAF_NOMEM] = APP_STORE_FAILED,
};

enum app_exit
app_exit_of(enum staaf_code code)
{
	return (int)code >= 0 && code < STAAF_N_CODES ? exits[code] :
	    APP_STORE_FAILED;
}

void
app_raise(struct app *app, enum app_exit status)
{
	if (status > app->status)
		app->status = status;
}

/* The first variable that is set decides, as in setlocale(3). */
static void
set_lang(struct app *app)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES",
		"LANG" };
	const char *value = NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (value == NULL || *value == '\0')
			value = getenv(names[i]);
	app->has_lang = value != NULL && staaf_lang_parse(&app->lang, value);
}

static bool
is_set(const char *value)
{
	return value != NULL && *value != '\0';
}

void
app_set_surroundings(struct app *app)
{
	const char *db = getenv("STAAF_DB"), *home = getenv("HOME"),
	    *data = getenv("XDG_DATA_HOME");

	set_lang(app);
	if (is_set(db))
		app->db = db;
	else if (is_set(data) && data[0] == '/')
		app->db = staaf_arena_printf(&app->ar, "%s/staaf/staaf.db",
		    data);
	else
		app->db = staaf_arena_printf(&app->ar,
		    "%s/.local/share/staaf/staaf.db", is_set(home) ? home : "");
}

/* The width that COLUMNS tells (POSIX); show_term_init keeps it in bounds. */
static int
told_columns(void)
{
	const char *told = getenv("COLUMNS");
	long n = is_set(told) ? strtol(told, NULL, 10) : 0;

	return n > 0 && n < USUAL_COLUMNS ? (int)n : USUAL_COLUMNS;
}

struct staaf_term_style
app_style(const struct app *app, enum staaf_lang lang)
{
	struct staaf_term_style style = { .lang = lang,
		.columns = told_columns(),
		.wants_why = app->value[APP_WHY] != NULL };
	struct winsize size;
	const char *term = getenv("TERM");

	if (!isatty(STDOUT_FILENO))
		return style;
	style.has_colour = !is_set(getenv("NO_COLOR")) && is_set(term) &&
	    strcmp(term, "dumb") != 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		style.columns = size.ws_col;
	return style;
}

void
app_put(struct app *app, struct staaf_buf *out)
{
	if (out->failed) {
		struct staaf_err err;

		staaf_err_set(&err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
		staaf_err_print(stderr, &err, app->lang);
		app_raise(app, APP_STORE_FAILED);
	} else if (!app->out_failed && (fwrite(staaf_buf_text(out), 1,
	    out->size, stdout) != out->size || fflush(stdout) != 0)) {
		app->out_failed = true;
		app->out_errno = errno;
	}
	staaf_buf_clear(out);
}

void
app_fail(struct app *app, const struct staaf_err *err, enum staaf_lang lang)
{
	struct staaf_buf out = { 0 };

	app_raise(app, app_exit_of(err->code));
	if (app->value[APP_JSON] == NULL) {
		staaf_err_print(stderr, err, lang);
		return;
	}
	staaf_show_err_json(&out, err, lang);
	app_put(app, &out);
}

void
app_finish(struct app *app)
{
	struct staaf_err err;

	if (fclose(stdout) != 0 && !app->out_failed) {
		app->out_failed = true;
		app->out_errno = errno;
	}
	if (!app->out_failed || app->out_errno == EPIPE)
		return;
	staaf_err_set(&err, STAAF_IO, STAAF_MSG_APP_CANNOT_WRITE,
	    strerror(app->out_errno), NULL);
	staaf_err_print(stderr, &err, app->lang);
	app_raise(app, APP_STORE_FAILED);
}

enum staaf_lang
app_lang_of(const struct app *app, const char *text, size_t size)
{
	struct staaf_arena ar = { 0 };
	struct staaf_words words = { 0 };
	enum staaf_lang lang = STAAF_EN;

	if (app->has_lang)
		return app->lang;
	staaf_words_split(&words, text, size, &ar);
	if (!ar.failed)
		(void)staaf_lang_guess(&lang, &words);
	staaf_arena_clear(&ar);
	return lang;
}

enum staaf_code
app_open_desk(struct app_desk *d, const struct app *app,
    enum staaf_store_mode mode, struct staaf_err *err)
{
	enum staaf_code rc = staaf_store_open(&d->st, app->db, mode, err);

	if (rc == STAAF_OK && mode == STAAF_STORE_READ)
		rc = staaf_store_begin(d->st, err);
	if (rc == STAAF_OK)
		rc = staaf_rules_in_force(&d->rs, d->st, err);
	return rc;
}

void
app_close_desk(struct app_desk *d)
{
	staaf_rules_free(d->rs);
	staaf_store_close(d->st);
}
