/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported statistics beside the p that follows from them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <staaf/utf8.h>

#include "show.h"

static const char *const thans[] = { "=", "<", ">" };

/* As printed, in one line and without anything a terminal would obey. */
static void
put_quote(struct staaf_buf *out, const char *text, size_t size)
{
	struct staaf_buf clean = { 0 };

	staaf_utf8_clean(&clean, text, size);
	staaf_buf_puts(out, staaf_buf_text(&clean));
	out->failed |= clean.failed;
	staaf_buf_clear(&clean);
}

void
show_place(struct staaf_buf *out, const char *quote, size_t size, long line,
    enum staaf_lang lang)
{
	struct staaf_buf clean = { 0 };
	char number[24];

	(void)snprintf(number, sizeof(number), "%ld", line);
	put_quote(&clean, quote, size);
	staaf_say(out, lang, STAAF_MSG_RECHECK_LINE, number,
	    staaf_buf_text(&clean));
	staaf_buf_putc(out, '\n');
	out->failed |= clean.failed;
	staaf_buf_clear(&clean);
}

void
show_place_json(struct staaf_json *j, struct staaf_buf *out,
    const char *quote, size_t size, long line)
{
	struct staaf_buf clean = { 0 };

	put_quote(&clean, quote, size);
	staaf_json_init(j, out);
	staaf_json_object(j, NULL);
	staaf_json_text(j, "text", staaf_buf_text(&clean));
	staaf_json_int(j, "line", line);
	out->failed |= clean.failed;
	staaf_buf_clear(&clean);
}

void
show_p(struct staaf_buf *out, double p, enum staaf_lang lang)
{
	if (p < 0.0005) {
		staaf_buf_puts(out, "< ");
		p = 0.001;
	}
	staaf_say_number(out, lang, p, 3);
}

/* "p = 0.036 (0.036 to 0.037 ...)": the second only when it says more. */
static void
put_worked_out(struct staaf_buf *out, const struct staaf_reported *r,
    const struct staaf_rechecked *c, enum staaf_lang lang)
{
	struct staaf_buf low = { 0 }, high = { 0 };

	staaf_buf_puts(out, c->p < 0.0005 ? "p " : "p = ");
	show_p(out, c->p, lang);
	show_p(&low, c->low, lang);
	show_p(&high, c->high, lang);
	if (r->tails == 1)
		staaf_buf_printf(out, ", %s",
		    staaf_text(STAAF_MSG_RECHECK_ONE_TAILED, lang));
	if (r->is_corrected)
		staaf_buf_printf(out, ", %s",
		    staaf_text(STAAF_MSG_RECHECK_CORRECTED, lang));
	if (strcmp(staaf_buf_text(&low), staaf_buf_text(&high)) != 0) {
		staaf_buf_puts(out, " (");
		staaf_say(out, lang, STAAF_MSG_RECHECK_RANGE,
		    staaf_buf_text(&low), staaf_buf_text(&high));
		staaf_buf_putc(out, ')');
	}
	out->failed |= low.failed || high.failed;
	staaf_buf_clear(&low);
	staaf_buf_clear(&high);
}

void
show_verdict(struct staaf_buf *out, const struct staaf_reported *r,
    const struct staaf_rechecked *c, enum staaf_lang lang)
{
	static const enum staaf_msg words[STAAF_N_FITS] = {
		[STAAF_FITS] = STAAF_MSG_RECHECK_FITS,
		[STAAF_FITS_NOT] = STAAF_MSG_RECHECK_FITS_NOT,
		[STAAF_DECIDES_OTHERWISE] = STAAF_MSG_RECHECK_OTHERWISE,
		[STAAF_IMPOSSIBLE_P] = STAAF_MSG_RECHECK_IMPOSSIBLE,
		[STAAF_NO_P] = STAAF_MSG_RECHECK_UNDEFINED
	};
	struct staaf_buf p = { 0 };

	if (isnan(c->p)) {
		staaf_say(out, lang, c->fit == STAAF_IMPOSSIBLE_P ?
		    STAAF_MSG_RECHECK_NO_P : words[c->fit]);
	} else {
		put_worked_out(&p, r, c, lang);
		staaf_say(out, lang, words[c->fit], staaf_buf_text(&p));
	}
	out->failed |= p.failed;
	staaf_buf_clear(&p);
}

void
staaf_show_rechecked(struct staaf_buf *out, const char *text,
    const struct staaf_reported *r, const struct staaf_rechecked *c,
    long line, enum staaf_lang lang)
{
	show_place(out, text + r->at, r->size, line, lang);
	staaf_buf_puts(out, "  ");
	show_verdict(out, r, c, lang);
	staaf_buf_putc(out, '\n');
}

void
staaf_show_rechecked_json(struct staaf_buf *out, const char *text,
    const struct staaf_reported *r, const struct staaf_rechecked *c,
    long line)
{
	struct staaf_json j;

	show_place_json(&j, out, text + r->at, r->size, line);
	staaf_json_text(&j, "type", staaf_statistic_name(r->statistic));
	staaf_json_number(&j, "df1", r->df1);
	staaf_json_number(&j, "df2", r->df2);
	staaf_json_text(&j, "value_is", thans[r->than]);
	staaf_json_number(&j, "value", r->value);
	staaf_json_text(&j, "p_is", thans[r->p_than]);
	staaf_json_number(&j, "p_reported", r->p);
	staaf_json_int(&j, "tails", r->tails);
	staaf_json_bool(&j, "corrected", r->is_corrected);
	staaf_json_number(&j, "p_computed", c->p);
	staaf_json_number(&j, "p_low", c->low);
	staaf_json_number(&j, "p_high", c->high);
	staaf_json_text(&j, "verdict", staaf_fit_name(c->fit));
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

void
staaf_show_recheck_sum(struct staaf_buf *out, const long n[STAAF_N_FITS],
    enum staaf_lang lang)
{
	char part[4][24];
	long odd = n[STAAF_FITS_NOT] + n[STAAF_DECIDES_OTHERWISE] +
	    n[STAAF_IMPOSSIBLE_P];

	if (n[STAAF_FITS] + odd + n[STAAF_NO_P] == 0) {
		staaf_say(out, lang, STAAF_MSG_RECHECK_NONE);
		staaf_buf_putc(out, '\n');
		return;
	}
	(void)snprintf(part[0], sizeof(part[0]), "%ld", n[STAAF_FITS]);
	(void)snprintf(part[1], sizeof(part[1]), "%ld", odd);
	(void)snprintf(part[2], sizeof(part[2]), "%ld",
	    n[STAAF_DECIDES_OTHERWISE]);
	(void)snprintf(part[3], sizeof(part[3]), "%ld", n[STAAF_NO_P]);
	staaf_say(out, lang, STAAF_MSG_RECHECK_SUM, part[0], part[1],
	    part[2], part[3]);
	staaf_buf_putc(out, '\n');
	if (odd > 0) {
		staaf_say(out, lang, STAAF_MSG_RECHECK_CARE);
		staaf_buf_putc(out, '\n');
	}
}
