/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan on a terminal and for programs. */
#include <stdio.h>

#include "show.h"

enum { SHORT_ID = 12, LABEL_WIDTH = 20 };

static void
put_parts(struct show_term *t, const struct staaf_plan *plan)
{
	static const enum staaf_msg label[STAAF_N_PLAN_PARTS] = {
		STAAF_MSG_PLAN_SHOW_WHY, STAAF_MSG_PLAN_SHOW_SIZE,
		STAAF_MSG_PLAN_SHOW_MEASURE, STAAF_MSG_PLAN_SHOW_LOTS,
		STAAF_MSG_PLAN_SHOW_CONSENT, STAAF_MSG_PLAN_SHOW_FAIRNESS,
		STAAF_MSG_PLAN_SHOW_DROPOUT, STAAF_MSG_PLAN_SHOW_STOPPING,
		STAAF_MSG_PLAN_SHOW_ANALYSIS };

	for (int i = 0; i < STAAF_N_PLAN_PARTS; i++)
		show_beside(t, 2, LABEL_WIDTH, staaf_text(label[i], t->lang),
		    plan->part[i]);
}

/* Which plan it is, since when, and what was told after. */
static void
put_frozen(struct show_term *t, const struct staaf_frozen *f)
{
	struct staaf_buf *s = show_scratch(t);
	char id[SHORT_ID + 1];

	(void)snprintf(id, sizeof(id), "%s", f->id);
	staaf_say(s, t->lang, STAAF_MSG_PLAN_SHOW_FROZEN, id, f->at);
	show_wrap_scratch(t, 0);
	if (f->n_changes == 0)
		return;
	show_heading(t, STAAF_MSG_PLAN_SHOW_CHANGES);
	for (size_t i = 0; i < f->n_changes; i++)
		show_beside(t, 2, 22, f->change[i].at, f->says[i]);
}

void
staaf_show_plan(struct staaf_buf *out, const struct staaf_plan *plan,
    const struct staaf_frozen *frozen, const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	show_strong(&t, plan->hypothesis);
	staaf_buf_putc(out, '\n');
	put_parts(&t, plan);
	staaf_buf_putc(out, '\n');
	if (frozen != NULL)
		put_frozen(&t, frozen);
	else
		show_wrap(&t, 0,
		    staaf_text(STAAF_MSG_PLAN_SHOW_DRAFT, t.lang));
	show_term_clear(&t);
}

void
staaf_show_plan_json(struct staaf_buf *out, const struct staaf_plan *plan,
    const struct staaf_frozen *frozen)
{
	struct staaf_json j;

	staaf_buf_puts(out, "{\"id\":");
	if (frozen == NULL) {
		staaf_buf_puts(out, "null,\"at\":null,\"deviations\":[]");
	} else {
		staaf_buf_printf(out, "\"%s\",\"at\":\"%s\",", frozen->id,
		    frozen->at);
		staaf_json_init(&j, out);
		staaf_buf_puts(out, "\"deviations\":");
		staaf_json_array(&j, NULL);
		for (size_t i = 0; i < frozen->n_changes; i++) {
			staaf_json_object(&j, NULL);
			staaf_json_text(&j, "at", frozen->change[i].at);
			staaf_json_text(&j, "says", frozen->says[i]);
			staaf_json_end_object(&j);
		}
		staaf_json_end_array(&j);
	}
	staaf_buf_puts(out, ",\"plan\":");
	staaf_plan_write(out, plan);
	staaf_buf_puts(out, "}\n");
}
