/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf: the command.  Reads the arguments, runs one command, ends with the
 * worst that happened.  The tables are in table.c.
 */
#include <signal.h>

#include "app.h"

int
main(int argc, char **argv)
{
	struct app app = { 0 };
	struct staaf_err err = { 0 };

	/* A reader that has seen enough is no failure: see app_put. */
	(void)signal(SIGPIPE, SIG_IGN);
	app_set_surroundings(&app);
	if (app_read_args(&app, argc, argv, &err) != STAAF_OK)
		app_fail(&app, &err, app.lang);
	else if (app.value[APP_HELP] != NULL)
		app_put_help(&app, app.command);
	else
		app.command->run(&app);
	app_finish(&app);
	staaf_arena_clear(&app.ar);
	return (int)app.status;
}
