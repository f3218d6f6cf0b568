/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grade: the lines that answers show too, and one that stands alone. */
#include "show.h"

enum { STEP = 2 };

void
show_grade_words(struct show_term *t, size_t indent,
    const struct staaf_grade *g, const char *certainty, const char *start)
{
	struct staaf_buf *s = show_scratch(t);

	show_dots(s, g->level);
	staaf_buf_printf(s, " %s", certainty);
	show_wrap_scratch(t, indent);
	show_wrap(t, indent, start);
}

void
show_grade_steps(struct show_term *t, size_t indent,
    const struct staaf_said *lost, size_t n_lost, int raised,
    const struct staaf_said *caps, size_t n_caps)
{
	for (size_t i = 0; i < n_lost; i++) {
		show_lost_words(show_scratch(t), &lost[i], t->lang);
		show_beside(t, indent, STEP, "-", staaf_buf_text(&t->scratch));
	}
	if (raised > 0)
		show_beside(t, indent, STEP, "-",
		    staaf_text(STAAF_MSG_SHOW_RAISED, t->lang));
	for (size_t i = 0; i < n_caps; i++) {
		show_cap_words(show_scratch(t), &caps[i], t->lang);
		show_beside(t, indent, STEP, "-", staaf_buf_text(&t->scratch));
	}
}

/* S9 in words; the kind of zero says more than "unclear" does. */
static void
put_verdict(struct show_term *t, const struct staaf_grade *g)
{
	static const enum staaf_msg words[STAAF_N_VERDICTS] = {
		[STAAF_VERDICT_BETTER] = STAAF_MSG_VERDICT_BETTER,
		[STAAF_VERDICT_WORSE] = STAAF_MSG_VERDICT_WORSE,
		[STAAF_VERDICT_NO_DIFFERENCE] = STAAF_MSG_VERDICT_NONE,
		[STAAF_VERDICT_DEPENDS] = STAAF_MSG_VERDICT_DEPENDS,
		[STAAF_VERDICT_AS_STATED] = STAAF_MSG_VERDICT_STATED,
		[STAAF_VERDICT_UNCLEAR] = STAAF_MSG_VERDICT_UNCLEAR,
		[STAAF_VERDICT_CLAIM] = STAAF_MSG_VERDICT_CLAIM,
	};

	if (g->zero != STAAF_ZERO_NOT)
		show_wrap(t, 0, staaf_text(g->zero == STAAF_ZERO_B ?
		    STAAF_MSG_GRADE_SHOW_NEAR : STAAF_MSG_GRADE_SHOW_WEAK,
		    t->lang));
	staaf_say(show_scratch(t), t->lang, STAAF_MSG_GRADE_SHOW_VERDICT,
	    staaf_text(words[g->verdict], t->lang));
	show_wrap_scratch(t, 0);
}

void
staaf_show_grade(struct staaf_buf *out, const struct staaf_grade *g,
    const struct staaf_grade_words *words,
    const struct staaf_term_style *style)
{
	struct show_term t;

	show_term_init(&t, out, style);
	show_grade_words(&t, 0, g, words->certainty, words->start);
	show_grade_steps(&t, 0, words->lost, g->n_lost, g->raised,
	    words->caps, g->n_caps);
	put_verdict(&t, g);
	show_term_clear(&t);
}

void
show_json_grade(struct staaf_json *j, const char *key,
    const struct staaf_grade *g)
{
	staaf_json_object(j, key);
	staaf_json_int(j, "level", g->level);
	staaf_json_int(j, "start", g->start);
	staaf_json_array(j, "lost");
	for (size_t i = 0; i < g->n_lost; i++) {
		staaf_json_object(j, NULL);
		staaf_json_text(j, "criterion",
		    staaf_criterion_code(g->lost[i].criterion));
		staaf_json_int(j, "points", g->lost[i].points);
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
	staaf_json_int(j, "raised", g->raised);
	staaf_json_int(j, "cap", g->cap);
	staaf_json_array(j, "caps");
	for (size_t i = 0; i < g->n_caps; i++)
		staaf_json_int(j, NULL, g->caps[i].cap);
	staaf_json_end_array(j);
	staaf_json_text(j, "kind_of_zero", staaf_zero_name(g->zero));
	staaf_json_text(j, "verdict", staaf_verdict_name(g->verdict));
	staaf_json_end_object(j);
}

void
staaf_show_grade_json(struct staaf_buf *out, const struct staaf_grade *g)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	show_json_grade(&j, NULL, g);
	staaf_buf_putc(out, '\n');
}
