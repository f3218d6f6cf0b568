/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and citations in the language of the answer, in its arena. */
#include <string.h>

#include "answer.h"

const char *
say_name(const struct asking *a, const struct staaf_concept *c)
{
	return c->name[a->lang];
}

/* "Låg, T. & Sæle, R. G. (2019). Title. Venue." */
const char *
say_citation(struct asking *a, const struct staaf_record *r)
{
	struct staaf_buf b = { 0 };
	const char *text;

	if (r->n_authors == 0)
		staaf_buf_puts(&b, staaf_text(STAAF_MSG_CITE_NO_AUTHORS,
		    a->lang));
	else
		staaf_buf_puts(&b, r->author[0]);
	if (r->n_authors == 2)
		staaf_buf_printf(&b, " & %s", r->author[1]);
	else if (r->n_authors > 2)
		staaf_buf_printf(&b, " %s",
		    staaf_text(STAAF_MSG_CITE_AND_OTHERS, a->lang));
	if (r->year > 0)
		staaf_buf_printf(&b, " (%d). ", r->year);
	else
		staaf_buf_printf(&b, " %s ",
		    staaf_text(STAAF_MSG_CITE_NO_YEAR, a->lang));
	staaf_buf_puts(&b, r->title);
	if (r->title[0] != '\0' &&
	    strchr(".?!", r->title[strlen(r->title) - 1]) == NULL)
		staaf_buf_putc(&b, '.');
	if (r->venue[0] != '\0')
		staaf_buf_printf(&b, " %s.", r->venue);
	if (b.failed)
		a->ar->failed = true;
	text = staaf_arena_dup(a->ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}
