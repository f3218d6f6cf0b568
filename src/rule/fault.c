/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collecting faults with their place, and "did you mean". */
#include <stdlib.h>
#include <string.h>

#include <staaf/utf8.h>

#include "rule.h"


static const char *
source_of(const struct rule_line *ln, int line)
{
	for (size_t i = 0; i < ln->n_pieces; i++)
		if (ln->piece[i].line == line)
			return ln->piece[i].source;
	return ln->piece[0].source;
}

static void
add_fault(struct staaf_rules *rs, const struct rule_line *ln, long at,
    enum staaf_msg msg, const char *word1, const char *word2,
    enum staaf_msg hint, bool is_warning)
{
	struct staaf_place place = rule_place(ln, at);
	struct staaf_fault *f;

	if (!is_warning)
		rs->has_error = true;
	if (rs->n_faults >= RULE_MAX_FAULTS)
		return;
	if (!rule_grow(rs, &rs->fault, rs->n_faults, &rs->room_faults,
	    sizeof(*f)))
		return;
	f = &rs->fault[rs->n_faults++];
	*f = (struct staaf_fault){ .is_warning = is_warning };
	(void)staaf_err_set(&f->err, STAAF_BADINPUT, msg, word1, word2);
	staaf_err_place(&f->err, place.file, place.line, place.column);
	staaf_err_hint(&f->err, hint);
	f->source_line = source_of(ln, place.line);
	if (rs->n_faults == RULE_MAX_FAULTS)
		(void)staaf_err_set(&f->err, STAAF_BADINPUT,
		    STAAF_MSG_RULE_TOO_MANY, NULL, NULL);
}

void
rule_fault(struct staaf_rules *rs, const struct rule_line *ln, long at,
    enum staaf_msg msg, const char *word1, const char *word2,
    enum staaf_msg hint)
{
	add_fault(rs, ln, at, msg, word1, word2, hint, false);
}

void
rule_warn(struct staaf_rules *rs, const struct rule_line *ln, long at,
    enum staaf_msg msg, const char *word1, const char *word2,
    enum staaf_msg hint)
{
	add_fault(rs, ln, at, msg, word1, word2, hint, true);
}

void
rule_try_nearest(struct rule_nearest *n, const char *candidate)
{
	size_t most = strlen(n->word) / 3, distance;

	if (most < 1)
		most = 1;
	distance = rule_count_slips(n->word, strlen(n->word), candidate,
	    strlen(candidate), most);
	if (distance > most || (n->best != NULL && distance >= n->distance))
		return;
	n->best = candidate;
	n->distance = distance;
}

void
rule_fault_nearest(struct staaf_rules *rs, const struct rule_line *ln,
    long at, enum staaf_msg msg, const struct rule_nearest *n,
    enum staaf_msg hint)
{
	rule_fault(rs, ln, at, msg, n->word, n->best,
	    n->best != NULL ? STAAF_MSG_RULE_HINT_NEAREST : hint);
}

int
rule_pick(struct staaf_rules *rs, const struct rule_line *ln, long at,
    const char *text, const char *const *names, int n_names,
    enum staaf_msg msg, enum staaf_msg hint)
{
	struct rule_nearest n = { .word = text };

	for (int i = 0; i < n_names; i++)
		if (strcmp(names[i], text) == 0)
			return i;
	for (int i = 0; i < n_names; i++)
		rule_try_nearest(&n, names[i]);
	rule_fault_nearest(rs, ln, at, msg, &n, hint);
	return -1;
}

/* The line of the file and a caret under its column. */
static void
put_source(struct staaf_buf *out, const struct staaf_fault *f)
{
	const char *p = f->source_line;
	long left = f->err.column - 1;

	staaf_buf_printf(out, "    %s\n    ", p);
	while (left > 0 && *p != '\0') {
		size_t step = 1;

		while (((unsigned char)p[step] & 0xc0) == 0x80)
			step++;
		if (*p == '\t')
			staaf_buf_putc(out, '\t');
		else
			for (size_t i = staaf_utf8_columns(p, step); i > 0; i--)
				staaf_buf_putc(out, ' ');
		p += step;
		left--;
	}
	staaf_buf_puts(out, "^\n");
}

void
staaf_fault_say(struct staaf_buf *out, const struct staaf_fault *f,
    enum staaf_lang lang)
{
	const struct staaf_err *err = &f->err;

	staaf_buf_printf(out, "%s:%ld:%ld: ", err->file, err->line,
	    err->column);
	if (f->is_warning) {
		staaf_say(out, lang, STAAF_MSG_RULE_WARNING);
		staaf_buf_puts(out, ": ");
	}
	staaf_err_sentence(out, err, lang);
	staaf_buf_putc(out, '\n');
	put_source(out, f);
	if (err->hint != STAAF_MSG_NONE) {
		staaf_buf_puts(out, "  ");
		staaf_say(out, lang, err->hint, err->word[0], err->word[1],
		    err->word[2]);
		staaf_buf_putc(out, '\n');
	}
}
