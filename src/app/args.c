/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Arguments, read by the tables.  Options may stand anywhere; "--" ends
 * them; "--name=value" and "--name value" are the same.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <staaf/file.h>

#include "app.h"

enum { MAX_NAME = 24 };

/* Letters to change to make a of b; a swap of neighbours is one. */
static size_t
measure_distance(const char *a, const char *b)
{
	size_t row[3][MAX_NAME + 1], n = strlen(a), m = strlen(b);

	if (n > MAX_NAME || m > MAX_NAME)
		return MAX_NAME;
	for (size_t k = 0; k <= m; k++)
		row[0][k] = k;
	for (size_t i = 1; i <= n; i++) {
		size_t *now = row[i % 3], *last = row[(i + 2) % 3];

		now[0] = i;
		for (size_t k = 1; k <= m; k++) {
			size_t least = last[k - 1] + (a[i - 1] != b[k - 1]);

			if (last[k] + 1 < least)
				least = last[k] + 1;
			if (now[k - 1] + 1 < least)
				least = now[k - 1] + 1;
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1] &&
			    row[(i + 1) % 3][k - 2] + 1 < least)
				least = row[(i + 1) % 3][k - 2] + 1;
			now[k] = least;
		}
	}
	return row[n % 3][m];
}

/* Keep name when it is nearer to what was typed than *near; 2 at most. */
static void
consider(const char **near, size_t *best, const char *typed, const char *name)
{
	size_t distance = measure_distance(typed, name);

	if (distance < *best && distance < strlen(name)) {
		*best = distance;
		*near = name;
	}
}

const struct app_command *
app_find_command(const char *name, const char **near)
{
	size_t best = 3;

	*near = NULL;
	for (const struct app_command *c = app_commands; c->name != NULL; c++) {
		if (strcmp(c->name, name) == 0)
			return c;
		consider(near, &best, name, c->name);
	}
	return NULL;
}

static enum staaf_code
refuse(struct staaf_err *err, enum staaf_msg msg, const char *what,
    const char *near)
{
	(void)staaf_err_set(err, STAAF_USAGE, msg, what, near);
	staaf_err_hint(err, near != NULL ? STAAF_MSG_APP_DID_YOU_MEAN :
	    STAAF_MSG_APP_SEE_HELP);
	return STAAF_USAGE;
}

static enum staaf_code
refuse_option(const struct app *app, const char *typed, const char *name,
    struct staaf_err *err)
{
	const unsigned char *list[] = { app_global_options,
		app->command == NULL ? NULL : app->command->options };
	const char *near = NULL;
	size_t best = 3;

	for (int k = 0; k < 2 && list[k] != NULL; k++)
		for (const unsigned char *o = list[k]; *o != APP_N_OPTIONS;
		    o++)
			consider(&near, &best, name, app_options[*o].name);
	if (near != NULL)
		near = staaf_arena_printf((struct staaf_arena *)&app->ar,
		    "--%s", near);
	return refuse(err, STAAF_MSG_APP_UNKNOWN_OPTION, typed, near);
}

/* The option of that name in the list; APP_N_OPTIONS when it has none. */
static int
find_option(const unsigned char *list, const char *name)
{
	while (*list != APP_N_OPTIONS &&
	    strcmp(app_options[*list].name, name) != 0)
		list++;
	return *list;
}

/* One option, with its value when that is the next argument (*next). */
static enum staaf_code
read_option(struct app *app, const char *arg, const char *after, bool *took,
    struct staaf_err *err)
{
	char name[MAX_NAME + 1] = "";
	size_t size = strcspn(arg + 2, "=");
	const char *value = arg[2 + size] == '=' ? arg + 3 + size : NULL;
	int i;

	*took = false;
	if (size <= MAX_NAME)
		memcpy(name, arg + 2, size);
	if (strcmp(arg, "-h") == 0)
		memcpy(name, "help", 5);
	i = find_option(app_global_options, name);
	if (i == APP_N_OPTIONS && app->command != NULL)
		i = find_option(app->command->options, name);
	if (i == APP_N_OPTIONS)
		return refuse_option(app, arg, name, err);
	if (app_options[i].value == STAAF_MSG_NONE) {
		if (value != NULL)
			return refuse(err, STAAF_MSG_APP_EXTRA_VALUE, arg,
			    NULL);
		app->value[i] = "";
		return STAAF_OK;
	}
	if (value == NULL) {
		if (after == NULL)
			return refuse(err, STAAF_MSG_APP_NO_VALUE, arg, NULL);
		value = after;
		*took = true;
	}
	app->value[i] = value;
	return STAAF_OK;
}

static enum staaf_code
read_word(struct app *app, const char *word, struct staaf_err *err)
{
	const char *near;

	if (app->command != NULL) {
		app->word[app->n_words++] = word;
		return STAAF_OK;
	}
	app->command = app_find_command(word, &near);
	return app->command != NULL ? STAAF_OK :
	    refuse(err, STAAF_MSG_APP_UNKNOWN_COMMAND, word, near);
}

/* What the global options say. */
static enum staaf_code
apply_globals(struct app *app, struct staaf_err *err)
{
	const char *lang = app->value[APP_LANG];

	if (lang != NULL && (strlen(lang) != 2 ||
	    !staaf_lang_parse(&app->lang, lang))) {
		(void)refuse(err, STAAF_MSG_APP_BAD_LANG, lang, NULL);
		staaf_err_hint(err, STAAF_MSG_APP_CHOOSE_LANG);
		return STAAF_USAGE;
	}
	app->has_lang = app->has_lang || lang != NULL;
	if (app->value[APP_DB] != NULL)
		app->db = app->value[APP_DB];
	if (app->command == NULL && app->value[APP_HELP] == NULL)
		return refuse(err, STAAF_MSG_APP_NO_COMMAND, NULL, NULL);
	return STAAF_OK;
}

/* Seen before all else, so that a failure in the arguments is data too. */
static void
seek_json(struct app *app, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--json") == 0)
			app->value[APP_JSON] = "";
}

enum staaf_code
app_read_args(struct app *app, int argc, char **argv, struct staaf_err *err)
{
	bool has_ended = false, took;
	enum staaf_code rc = STAAF_OK;

	app->word = staaf_arena_array(&app->ar, (size_t)argc + 1,
	    sizeof(*app->word));
	if (app->word == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	seek_json(app, argc, argv);
	for (int i = 1; i < argc && rc == STAAF_OK; i++) {
		const char *arg = argv[i];

		if (!has_ended && strcmp(arg, "--") == 0) {
			has_ended = true;
		} else if (!has_ended && (strncmp(arg, "--", 2) == 0 ||
		    strcmp(arg, "-h") == 0)) {
			rc = read_option(app, arg, argv[i + 1], &took, err);
			i += rc == STAAF_OK && took;
		} else if (!has_ended && arg[0] == '-' && arg[1] != '\0') {
			rc = refuse(err, STAAF_MSG_APP_UNKNOWN_OPTION, arg,
			    NULL);
		} else {
			rc = read_word(app, arg, err);
		}
	}
	return rc != STAAF_OK ? rc : apply_globals(app, err);
}

enum staaf_code
app_get_number(int *out, const struct app *app, enum app_option_id option,
    int preset, int most, struct staaf_err *err)
{
	const char *text = app->value[option];
	char *end = NULL;
	long value;

	if (text == NULL) {
		*out = preset;
		return STAAF_OK;
	}
	errno = 0;
	value = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || errno != 0 || value < 1 ||
	    value > most) {
		char word[24];

		(void)snprintf(word, sizeof(word), "%d", most);
		(void)staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_APP_BAD_NUMBER, text, word);
		return STAAF_USAGE;
	}
	*out = (int)value;
	return STAAF_OK;
}

static enum staaf_code
read_stdin(struct staaf_buf *out, struct staaf_err *err)
{
	char part[65536];
	ssize_t n;

	while ((n = read(STDIN_FILENO, part, sizeof(part))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			(void)staaf_err_set(err, STAAF_IO,
			    STAAF_MSG_FILE_READ, "-", strerror(errno));
			staaf_err_place(err, "-", 0, 0);
			return STAAF_IO;
		}
		if (out->size + (size_t)n > APP_MAX_INPUT) {
			(void)staaf_err_set(err, STAAF_BADINPUT,
			    STAAF_MSG_FILE_LARGE, NULL, NULL);
			staaf_err_place(err, "-", 0, 0);
			return STAAF_BADINPUT;
		}
		staaf_buf_put(out, part, (size_t)n);
	}
	return STAAF_OK;
}

enum staaf_code
app_read_input(struct staaf_buf *out, const char *name, struct staaf_err *err)
{
	enum staaf_code rc;

	rc = strcmp(name, "-") == 0 ? read_stdin(out, err) :
	    staaf_file_read(out, name, APP_MAX_INPUT, err);
	if (rc == STAAF_OK && out->failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	return rc;
}

enum staaf_code
app_get_text(struct staaf_buf *out, const struct app *app,
    struct staaf_err *err)
{
	if (app->n_words == 1 && strcmp(app->word[0], "-") == 0)
		return app_read_input(out, "-", err);
	for (size_t i = 0; i < app->n_words; i++) {
		staaf_buf_puts(out, i > 0 ? " " : "");
		staaf_buf_puts(out, app->word[i]);
	}
	if (out->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	return STAAF_OK;
}
