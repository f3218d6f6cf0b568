/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a machine read in a text, for curators. */
#include <math.h>
#include <stdio.h>

#include "show.h"

void
staaf_show_figure_json(struct staaf_json *j, const char *key,
    const struct staaf_figure *f)
{
	staaf_json_object(j, key);
	staaf_json_text(j, "key", f->key);
	staaf_json_text(j, "place", staaf_place_name(f->place));
	staaf_json_int(j, "at", (long)f->at);
	staaf_json_text(j, "quote", f->quote);
	staaf_json_text(j, "metric", f->metric == STAAF_NO_METRIC ? NULL :
	    staaf_metric_name(f->metric));
	staaf_json_number(j, "value", f->value);
	staaf_json_number(j, "low", f->low);
	staaf_json_number(j, "high", f->high);
	staaf_json_count_or_null(j, "k", f->k);
	staaf_json_count_or_null(j, "n", f->n);
	staaf_json_number(j, "tau", f->tau);
	staaf_json_number(j, "i2", f->i2);
	staaf_json_number(j, "p", f->p);
	if (isnan(f->p))
		staaf_json_null(j, "p_is_below");
	else
		staaf_json_bool(j, "p_is_below", f->p_is_below);
	staaf_json_count_or_null(j, "design", f->design);
	staaf_json_text(j, "verdict", staaf_judgement_name(f->verdict));
	staaf_json_end_object(j);
}

/* "; p = 0,05", when it is there. */
static void
put_part(struct staaf_buf *out, const char *name, const char *sign,
    double value, int decimals, enum staaf_lang lang)
{
	if (isnan(value))
		return;
	staaf_buf_printf(out, "; %s %s ", name, sign);
	staaf_say_number(out, lang, value, decimals);
}

void
staaf_show_figure(struct staaf_buf *out, const struct staaf_figure *f,
    enum staaf_lang lang)
{
	struct staaf_buf s = { 0 };

	if (f->metric != STAAF_NO_METRIC)
		put_part(&s, staaf_metric_name(f->metric), "=", f->value, 2,
		    lang);
	if (!isnan(f->low) && !isnan(f->high)) {
		staaf_buf_puts(&s, s.size > 0 ? " [" : "; [");
		staaf_say_number(&s, lang, f->low, 2);
		staaf_buf_puts(&s, "; ");
		staaf_say_number(&s, lang, f->high, 2);
		staaf_buf_puts(&s, "]");
	}
	put_part(&s, "p", f->p_is_below ? "<" : "=", f->p, 3, lang);
	put_part(&s, "tau", "=", f->tau, 2, lang);
	put_part(&s, "I\xc2\xb2", "=", f->i2, 0, lang);
	if (f->k > 0)
		staaf_buf_printf(&s, "; k = %ld", f->k);
	if (f->n > 0)
		staaf_buf_printf(&s, "; n = %ld", f->n);
	if (f->design >= 0)
		staaf_buf_printf(&s, "; D%d", f->design);
	if (s.failed)
		out->failed = true;
	else if (s.size > 2)
		staaf_buf_puts(out, s.text + 2); /* without the first "; " */
	staaf_buf_clear(&s);
}

void
show_figures(struct show_term *t, const struct staaf_record *r)
{
	struct staaf_buf *s;
	char number[24];
	size_t n = 0;

	for (size_t i = 0; i < r->n_figures; i++)
		n += r->figure[i].verdict == STAAF_UNREAD;
	if (n == 0)
		return;
	show_heading(t, STAAF_MSG_RECORD_UNREAD);
	for (size_t i = 0; i < r->n_figures; i++) {
		const struct staaf_figure *f = &r->figure[i];

		if (f->verdict != STAAF_UNREAD)
			continue;
		s = show_scratch(t);
		staaf_buf_printf(s, "%s: ", f->key);
		staaf_show_figure(s, f, t->lang);
		show_wrap_scratch(t, 2);
		show_wrap(t, 4, f->quote);
	}
	(void)snprintf(number, sizeof(number), "%zu", n);
	s = show_scratch(t);
	staaf_say(s, t->lang, STAAF_MSG_RECORD_CONFIRM, number, r->id);
	show_wrap_scratch(t, 2);
}
