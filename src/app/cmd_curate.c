/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staaf curate: what only a person can say; a verb after the command. */
#include <string.h>

#include "app.h"

static const struct verb {
	const char *name;
	void (*run)(struct app *app); /* app->word[0] is the verb */
} verbs[] = {
	{ "figures", curate_figures },
	{ "confirm", curate_confirm },
	{ "correct", curate_correct },
	{ "refuse", curate_refuse },
	{ "same", curate_same },
	{ "different", curate_different },
	{ "pairs", curate_pairs },
	{ "statistics", curate_statistics },
};

void
cmd_curate(struct app *app)
{
	struct staaf_buf names = { 0 };
	struct staaf_err err;

	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (app->n_words > 0 &&
		    strcmp(verbs[i].name, app->word[0]) == 0) {
			staaf_buf_clear(&names);
			verbs[i].run(app);
			return;
		}
		staaf_buf_printf(&names, "%s%s", i > 0 ? ", " : "",
		    verbs[i].name);
	}
	(void)staaf_err_set(&err, STAAF_USAGE, STAAF_MSG_CURATE_VERBS,
	    staaf_buf_text(&names), NULL);
	app_fail(app, &err, app->lang);
	staaf_buf_clear(&names);
}
