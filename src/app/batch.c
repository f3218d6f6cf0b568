/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a batch file: an id, a tab, a text. */
#include <string.h>

#include "app.h"

/* The next line, NUL-terminated, without its end; false at the end. */
static bool
read_line(char **line, size_t *size, struct staaf_buf *in, size_t *at)
{
	char *end;

	if (*at >= in->size)
		return false;
	*line = in->text + *at;
	end = memchr(*line, '\n', in->size - *at);
	*size = end == NULL ? in->size - *at : (size_t)(end - *line);
	*at += *size + 1;
	if (*size > 0 && (*line)[*size - 1] == '\r')
		(*size)--;
	(*line)[*size] = '\0';
	return true;
}

void
app_each_line(struct app *app, void (*each)(struct app *app, const char *id,
    const char *text, size_t size, const struct staaf_err *place, void *arg),
    void *arg)
{
	const char *name = app->value[APP_BATCH];
	struct staaf_buf in = { 0 };
	struct staaf_err err = { 0 }, place = { 0 };
	size_t at = 0, size = 0;
	char *line, *tab;

	if (app_read_input(&in, name, &err) != STAAF_OK)
		app_fail(app, &err, app->lang);
	staaf_err_place(&place, name, 0, 0);
	while (!app->out_failed && read_line(&line, &size, &in, &at)) {
		place.line++;
		tab = memchr(line, '\t', size);
		if (size == 0)
			continue;
		if (tab == NULL || tab == line) {
			staaf_err_set(&err, STAAF_BADINPUT,
			    STAAF_MSG_APP_NO_TAB, NULL, NULL);
			staaf_err_place(&err, name, place.line, 0);
			app_fail(app, &err, app->lang);
			continue;
		}
		*tab++ = '\0';
		each(app, line, tab, size - (size_t)(tab - line), &place,
		    arg);
	}
	staaf_buf_clear(&in);
}
