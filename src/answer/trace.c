/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each sentence comes from, in the order in which they are said. */
#include "answer.h"

void
trace_add(struct asking *a, const char *says, const char *rule,
    const char *record, const char *finding, const char *sum)
{
	struct staaf_trace *more = staaf_arena_grow(a->ar, a->out->trace,
	    a->out->n_trace, &a->trace_room, sizeof(*more));

	if (more == NULL)
		return; /* the arena remembers */
	a->out->trace = more;
	more[a->out->n_trace++] = (struct staaf_trace){
		.says = says,
		.rule = rule == NULL ? "" : rule,
		.place = "",
		.record = record == NULL ? "" : record,
		.finding = finding == NULL ? "" : finding,
		.sum = sum == NULL ? "" : sum,
	};
}

void
trace_add_rule(struct asking *a, const char *says,
    const struct staaf_rule *rule, const char *record)
{
	size_t n = a->out->n_trace;

	trace_add(a, says, rule->id, record, NULL, NULL);
	if (a->out->n_trace > n)
		a->out->trace[n].place = staaf_arena_printf(a->ar, "%s:%d",
		    rule->place.file, rule->place.line);
}
