/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups out of a text: the difference between two, and whole means. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "show.h"

enum { HOLES = 5, HOLE_SIZE = 48 };

/* A number as a word of a sentence; what does not fit is cut, never long. */
static void
fill(char to[HOLE_SIZE], enum staaf_lang lang, double value, int decimals)
{
	struct staaf_buf word = { 0 };

	staaf_say_number(&word, lang, value, decimals);
	(void)snprintf(to, HOLE_SIZE, "%s", staaf_buf_text(&word));
	staaf_buf_clear(&word);
}

static void
fill_p(char to[HOLE_SIZE], enum staaf_lang lang, double p)
{
	struct staaf_buf word = { 0 };

	show_p(&word, p, lang);
	(void)snprintf(to, HOLE_SIZE, "%s", staaf_buf_text(&word));
	staaf_buf_clear(&word);
}

static void
put_sum(struct staaf_buf *out, const struct staaf_reported_gap *r,
    const struct staaf_rechecked_gap *c, enum staaf_lang lang)
{
	char w[HOLES][HOLE_SIZE];
	int decimals = r->a.sd.decimals > r->b.sd.decimals ?
	    r->a.sd.decimals : r->b.sd.decimals;

	fill(w[0], lang, c->gap.s.g, 2);
	fill(w[1], lang, c->gap.s.g_low, 2);
	fill(w[2], lang, c->gap.s.g_high, 2);
	fill_p(w[3], lang, c->p);
	staaf_buf_puts(out, "  ");
	staaf_say(out, lang, STAAF_MSG_RECHECK_GAP, w[0], w[1], w[2], w[3]);
	fill(w[0], lang, r->a.mean.value, r->a.mean.decimals);
	fill(w[1], lang, r->b.mean.value, r->b.mean.decimals);
	fill(w[2], lang, c->sd, decimals + 2);
	fill(w[3], lang, c->gap.s.d, 3);
	fill(w[4], lang, c->gap.j, 4);
	staaf_buf_puts(out, "\n  ");
	staaf_say(out, lang, STAAF_MSG_RECHECK_GAP_HOW, w[0], w[1], w[2],
	    w[3], w[4]);
	staaf_buf_putc(out, '\n');
}

static void
put_verdict(struct staaf_buf *out, const struct staaf_reported_gap *r,
    const struct staaf_rechecked_gap *c, enum staaf_lang lang)
{
	const char letter[2] = { r->letter, '\0' };
	char w[HOLES][HOLE_SIZE];

	if (c->fit == STAAF_NO_P)
		return;
	fill(w[0], lang, r->effect.value, r->effect.decimals);
	fill(w[1], lang, c->low, r->effect.decimals + 1);
	/* No spread at all may have been rounded to it. */
	if (isinf(c->high))
		(void)snprintf(w[2], HOLE_SIZE, "\xe2\x88\x9e");
	else
		fill(w[2], lang, c->high, r->effect.decimals + 1);
	staaf_buf_puts(out, "  ");
	if (c->fit == STAAF_FITS)
		staaf_say(out, lang, STAAF_MSG_RECHECK_GAP_FITS, letter, w[0]);
	else
		staaf_say(out, lang, STAAF_MSG_RECHECK_GAP_FITS_NOT, letter,
		    w[0], w[1], w[2]);
	staaf_buf_putc(out, '\n');
}

void
staaf_show_gap(struct staaf_buf *out, const char *text,
    const struct staaf_reported_gap *r, const struct staaf_rechecked_gap *c,
    long line, enum staaf_lang lang)
{
	show_place(out, text + r->at, r->size, line, lang);
	if (isnan(c->gap.s.g)) {
		staaf_buf_puts(out, "  ");
		staaf_say(out, lang, STAAF_MSG_RECHECK_GAP_NONE);
		staaf_buf_putc(out, '\n');
	} else {
		put_sum(out, r, c, lang);
		put_verdict(out, r, c, lang);
	}
}

static void
put_group(struct staaf_json *j, const char *const key[3],
    const struct staaf_printed_group *g)
{
	staaf_json_number(j, key[0], g->mean.value);
	staaf_json_number(j, key[1], g->sd.value);
	staaf_json_int(j, key[2], g->n);
}

void
staaf_show_gap_json(struct staaf_buf *out, const char *text,
    const struct staaf_reported_gap *r, const struct staaf_rechecked_gap *c,
    long line)
{
	static const char *const a[] = { "m1", "sd1", "n1" };
	static const char *const b[] = { "m2", "sd2", "n2" };
	struct staaf_json j;

	show_place_json(&j, out, text + r->at, r->size, line);
	staaf_json_text(&j, "type", "smd");
	put_group(&j, a, &r->a);
	put_group(&j, b, &r->b);
	staaf_json_number(&j, "d", c->gap.s.d);
	staaf_json_number(&j, "g", c->gap.s.g);
	staaf_json_number(&j, "ci_lo", c->gap.s.g_low);
	staaf_json_number(&j, "ci_hi", c->gap.s.g_high);
	staaf_json_number(&j, "p_computed", c->p);
	staaf_json_number(&j, "d_reported", r->letter == 'd' ?
	    r->effect.value : NAN);
	staaf_json_number(&j, "g_reported", r->letter == 'g' ?
	    r->effect.value : NAN);
	staaf_json_number(&j, "size_low", c->low);
	staaf_json_number(&j, "size_high", c->high);
	staaf_json_text(&j, "verdict", staaf_fit_name(c->fit));
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

/* ------------------------------------------------ means of whole numbers */

void
staaf_show_mean(struct staaf_buf *out, const char *text,
    const struct staaf_reported_mean *r, const struct staaf_rechecked_mean *c,
    long line, enum staaf_lang lang)
{
	static const enum staaf_msg words[] = {
		[STAAF_FITS] = STAAF_MSG_RECHECK_MEAN_FITS,
		[STAAF_FITS_NOT] = STAAF_MSG_RECHECK_MEAN_FITS_NOT };
	int decimals = r->mean.decimals + 1;
	char w[HOLES][HOLE_SIZE];

	show_place(out, text + r->at, r->size, line, lang);
	(void)snprintf(w[0], HOLE_SIZE, "%ld", r->n);
	(void)snprintf(w[1], HOLE_SIZE, "%ld", r->items);
	fill(w[2], lang, c->low, decimals);
	fill(w[3], lang, c->high, decimals);
	fill(w[4], lang, r->mean.value, r->mean.decimals);
	staaf_buf_puts(out, "  ");
	staaf_say(out, lang, words[c->fit], w[0], w[1], w[2], w[3], w[4]);
	staaf_buf_putc(out, '\n');
}

void
staaf_show_mean_json(struct staaf_buf *out, const char *text,
    const struct staaf_reported_mean *r, const struct staaf_rechecked_mean *c,
    long line)
{
	struct staaf_json j;

	show_place_json(&j, out, text + r->at, r->size, line);
	staaf_json_text(&j, "type", "mean");
	staaf_json_number(&j, "mean", r->mean.value);
	staaf_json_int(&j, "n", r->n);
	staaf_json_int(&j, "items", r->items);
	staaf_json_number(&j, "near_low", c->low);
	staaf_json_number(&j, "near_high", c->high);
	staaf_json_text(&j, "verdict", staaf_fit_name(c->fit));
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}
