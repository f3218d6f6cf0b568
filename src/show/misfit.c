/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * That a p in an abstract does not fit its statistic: said where the record
 * is shown, and it changes no grade.  Read from the text each time.
 */
#include <stdio.h>

#include "show.h"

/* Those of a record; memory that ran out becomes out's failure. */
static size_t
find_misfits(struct staaf_misfit **list, const struct staaf_record *r,
    struct staaf_arena *ar, struct staaf_buf *out)
{
	size_t n = staaf_extract_misfits(list, r, ar);

	out->failed |= ar->failed;
	return n;
}

void
show_misfit_words(struct staaf_buf *out, const struct staaf_record *r,
    enum staaf_lang lang)
{
	struct staaf_arena ar = { 0 };
	struct staaf_misfit *list;
	size_t n = find_misfits(&list, r, &ar, out);
	char number[24];

	(void)snprintf(number, sizeof(number), "%zu", n);
	if (n == 1)
		staaf_say(out, lang, STAAF_MSG_SHOW_MISFIT, list[0].text);
	else if (n > 1)
		staaf_say(out, lang, STAAF_MSG_SHOW_MISFITS, number,
		    list[0].text);
	staaf_arena_clear(&ar);
}

/* "t(28) = 2.20, p = .08 does not fit; from the statistic follows ..." */
static void
put_misfit(struct staaf_buf *out, const struct staaf_misfit *m,
    enum staaf_lang lang)
{
	staaf_buf_printf(out, "%s: ", m->text);
	show_verdict(out, &m->is, &m->follows, lang);
}

void
show_misfits(struct show_term *t, const struct staaf_record *r, size_t step)
{
	struct staaf_arena ar = { 0 };
	struct staaf_misfit *list;
	size_t n = find_misfits(&list, r, &ar, t->out);

	if (n > 0)
		show_heading(t, STAAF_MSG_RECORD_MISFITS);
	for (size_t i = 0; i < n; i++) {
		put_misfit(show_scratch(t), &list[i], t->lang);
		show_wrap_scratch(t, step);
	}
	if (n > 0)
		show_wrap(t, step, staaf_text(STAAF_MSG_RECHECK_CARE,
		    t->lang));
	staaf_arena_clear(&ar);
}

void
show_json_misfits(struct staaf_json *j, const struct staaf_record *r)
{
	struct staaf_arena ar = { 0 };
	struct staaf_misfit *list;
	size_t n = find_misfits(&list, r, &ar, j->out);

	staaf_json_array(j, "inconsistent");
	for (size_t i = 0; i < n; i++) {
		const struct staaf_misfit *m = &list[i];

		staaf_json_object(j, NULL);
		staaf_json_text(j, "place", staaf_place_name(m->place));
		staaf_json_text(j, "text", m->text);
		staaf_json_text(j, "type",
		    staaf_statistic_name(m->is.statistic));
		staaf_json_number(j, "p_reported", m->is.p);
		staaf_json_number(j, "p_computed", m->follows.p);
		staaf_json_text(j, "verdict", staaf_fit_name(m->follows.fit));
		staaf_json_end_object(j);
	}
	staaf_json_end_array(j);
	staaf_arena_clear(&ar);
}

size_t
staaf_show_misfits(struct staaf_buf *out, const struct staaf_record *r,
    enum staaf_lang lang)
{
	struct staaf_arena ar = { 0 };
	struct staaf_misfit *list;
	size_t n = find_misfits(&list, r, &ar, out);

	for (size_t i = 0; i < n; i++) {
		if (i == 0)
			staaf_buf_printf(out, "%s\n", r->id);
		staaf_buf_puts(out, "  ");
		put_misfit(out, &list[i], lang);
		staaf_buf_putc(out, '\n');
	}
	staaf_arena_clear(&ar);
	return n;
}

size_t
staaf_show_misfits_json(struct staaf_buf *out, const struct staaf_record *r)
{
	struct staaf_arena ar = { 0 };
	struct staaf_misfit *list;
	size_t n = find_misfits(&list, r, &ar, out);
	struct staaf_json j;

	staaf_arena_clear(&ar);
	if (n == 0)
		return 0;
	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "id", r->id);
	staaf_json_text(&j, "title", r->title);
	show_json_misfits(&j, r);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
	return n;
}
