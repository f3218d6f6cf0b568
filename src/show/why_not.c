/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why rules fired or did not: a sentence, and each condition with its place. */
#include <stdio.h>

#include "show.h"

enum { STEP = 2, TRUTH_WIDTH = 14 };

/* Of the line as it stands: "unless" holds when what follows does not. */
static enum staaf_msg
say_truth(const struct staaf_condition *c, enum staaf_truth truth)
{
	if (truth == STAAF_UNKNOWN)
		return STAAF_MSG_WHY_NOT_UNKNOWN;
	return (truth == STAAF_TRUE) != c->is_unless ?
	    STAAF_MSG_WHY_NOT_TRUE : STAAF_MSG_WHY_NOT_FALSE;
}

static void
put_condition(struct show_term *t, const struct staaf_condition *c,
    enum staaf_truth truth)
{
	struct staaf_buf *s = show_scratch(t);

	staaf_buf_printf(s, "%s%s (%s:%d)", c->is_unless ? "unless " : "",
	    c->text, c->place.file, c->place.line);
	show_beside(t, STEP, TRUTH_WIDTH,
	    staaf_text(say_truth(c, truth), t->lang), staaf_buf_text(s));
}

void
staaf_show_why_not(struct staaf_buf *out, const struct staaf_why_not *list,
    size_t n, const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	if (n == 0)
		show_wrap(&t, 0, staaf_text(STAAF_MSG_WHY_NOT_NONE, t.lang));
	for (size_t i = 0; i < n; i++) {
		const struct staaf_rule *r = list[i].decision->rule;

		if (i > 0)
			staaf_buf_putc(out, '\n');
		show_wrap(&t, 0, list[i].sentence);
		for (size_t k = 0; k < r->n_conditions; k++)
			put_condition(&t, &r->condition[k], list[i].truth[k]);
	}
	show_term_clear(&t);
}

static void
put_json(struct staaf_json *j, const struct staaf_why_not *w)
{
	static const char *const outcomes[] = { [STAAF_FIRES] = "fires",
		[STAAF_ASKS] = "asks", [STAAF_SILENT] = "silent",
		[STAAF_SET_ASIDE] = "set aside" };
	static const char *const names[] = { [STAAF_FALSE] = "false",
		[STAAF_TRUE] = "true", [STAAF_UNKNOWN] = "unknown" };
	const struct staaf_rule *r = w->decision->rule;

	staaf_json_object(j, NULL);
	staaf_json_text(j, "rule", r->id);
	staaf_json_text(j, "outcome", outcomes[w->decision->outcome]);
	staaf_json_int(j, "missing", (long)w->n_missing);
	staaf_json_text(j, "sentence", w->sentence);
	staaf_json_array(j, "conditions");
	for (size_t i = 0; i < r->n_conditions; i++) {
		staaf_json_object(j, NULL);
		staaf_json_text(j, "text", r->condition[i].text);
		staaf_json_bool(j, "unless", r->condition[i].is_unless);
		staaf_json_text(j, "truth", names[w->truth[i]]);
		staaf_json_text(j, "file", r->condition[i].place.file);
		staaf_json_int(j, "line", r->condition[i].place.line);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
	staaf_json_end_object(j);
}

void
staaf_show_why_not_json(struct staaf_buf *out,
    const struct staaf_why_not *list, size_t n)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_array(&j, "rules");
	for (size_t i = 0; i < n; i++)
		put_json(&j, &list[i]);
	staaf_json_end_array(&j);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}
