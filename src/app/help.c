/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help, made from the tables of commands and options. */
#include <string.h>

#include "app.h"

enum { COMMAND_WIDTH = 10, OPTION_WIDTH = 18 };

static void
put_padded(struct staaf_buf *out, const char *text, size_t width)
{
	staaf_buf_printf(out, "  %-*s", (int)width, text);
}

static void
put_usage(struct staaf_buf *out, const struct app_command *c,
    enum staaf_lang lang)
{
	staaf_buf_puts(out, staaf_text(STAAF_MSG_HELP_USAGE, lang));
	staaf_buf_puts(out, " staaf ");
	if (c == NULL) {
		staaf_buf_puts(out, staaf_text(STAAF_MSG_HELP_COMMAND, lang));
	} else {
		staaf_buf_puts(out, c->name);
		for (const unsigned char *o = c->options; *o != APP_N_OPTIONS;
		    o++)
			staaf_buf_printf(out, " [--%s%s%s]",
			    app_options[*o].name,
			    app_options[*o].value == STAAF_MSG_NONE ? "" : " ",
			    staaf_text(app_options[*o].value, lang));
		if (c->words != STAAF_MSG_NONE)
			staaf_buf_printf(out, " %s", staaf_text(c->words,
			    lang));
	}
	staaf_buf_putc(out, '\n');
}

static void
put_options(struct staaf_buf *out, const unsigned char *list,
    enum staaf_lang lang)
{
	char name[64];

	for (; *list != APP_N_OPTIONS; list++) {
		const struct app_option *o = &app_options[*list];

		(void)snprintf(name, sizeof(name), "--%s %s", o->name,
		    staaf_text(o->value, lang));
		put_padded(out, name, OPTION_WIDTH);
		if (strlen(name) >= OPTION_WIDTH)
			staaf_buf_printf(out, "\n  %*s", OPTION_WIDTH, "");
		staaf_buf_printf(out, "%s\n", staaf_text(o->help, lang));
	}
}

static void
put_commands(struct staaf_buf *out, enum staaf_lang lang)
{
	staaf_buf_printf(out, "\n%s\n", staaf_text(STAAF_MSG_HELP_COMMANDS,
	    lang));
	for (const struct app_command *c = app_commands; c->name != NULL; c++) {
		put_padded(out, c->name, COMMAND_WIDTH);
		staaf_buf_printf(out, "%s\n", staaf_text(c->summary, lang));
	}
}

void
app_put_help(struct app *app, const struct app_command *command)
{
	struct staaf_buf out = { 0 };
	enum staaf_lang lang = app->lang;

	staaf_buf_printf(&out, "%s\n\n", staaf_text(command == NULL ?
	    STAAF_MSG_HELP_ABOUT : command->summary, lang));
	put_usage(&out, command, lang);
	if (command == NULL)
		put_commands(&out, lang);
	if (command != NULL && command->options[0] != APP_N_OPTIONS) {
		staaf_buf_printf(&out, "\n%s\n",
		    staaf_text(STAAF_MSG_HELP_OPTIONS, lang));
		put_options(&out, command->options, lang);
	}
	staaf_buf_printf(&out, "\n%s\n", staaf_text(STAAF_MSG_HELP_EVERYWHERE,
	    lang));
	put_options(&out, app_global_options, lang);
	staaf_buf_printf(&out, "\n%s\n  staaf %s\n",
	    staaf_text(STAAF_MSG_HELP_EXAMPLE, lang), command == NULL ?
	    app_commands[0].example : command->example);
	app_put(app, &out);
}

void
cmd_help(struct app *app)
{
	const struct app_command *c = NULL;
	const char *near = NULL;
	struct staaf_err err;

	if (app->n_words > 0 &&
	    (c = app_find_command(app->word[0], &near)) == NULL) {
		staaf_err_set(&err, STAAF_USAGE,
		    STAAF_MSG_APP_UNKNOWN_COMMAND, app->word[0], near);
		staaf_err_hint(&err, near != NULL ?
		    STAAF_MSG_APP_DID_YOU_MEAN : STAAF_MSG_APP_SEE_HELP);
		app_fail(app, &err, app->lang);
		return;
	}
	app_put_help(app, c);
}

void
cmd_version(struct app *app)
{
	struct staaf_buf out = { 0 };

	if (app->value[APP_JSON] != NULL)
		staaf_buf_puts(&out, "{\"version\":\"" STAAF_VERSION "\"}\n");
	else
		staaf_buf_puts(&out, "staaf " STAAF_VERSION "\n");
	app_put(app, &out);
}
