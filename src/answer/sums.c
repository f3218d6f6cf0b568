/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "7.1 (SD 1.2, n = 40) against 6.5 (1.3; 38): is that real?"  The figures of
 * a question are read and worked out as those of a claim are.
 */
#include <string.h>

#include "answer.h"

const struct staaf_claim_figure *
sums_of_question(struct asking *a)
{
	struct staaf_claim *c = staaf_arena_alloc(a->ar, sizeof(*c));

	if (c == NULL)
		return NULL;
	c->lang = a->lang;
	c->text = a->out->reading.question;
	staaf_told_read(&c->told, c->text, strlen(c->text), a->ar);
	claim_work_out(c, a->ar);
	if (a->ar->failed)
		return NULL;
	a->out->figure = c->figure;
	a->out->n_figures = c->n_figures;
	for (size_t i = 0; i < c->n_figures; i++)
		for (size_t k = 0; k < c->figure[i].n_lines; k++)
			trace_add(a, c->figure[i].line[k].says,
			    c->figure[i].line[k].rule, NULL, NULL,
			    c->figure[i].text);
	return c->best;
}
