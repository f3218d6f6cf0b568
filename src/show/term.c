/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text for a terminal: wrapped at words by columns, indented, with a little
 * bold and colour.  Knows nothing of answers.  Whatever is written is cleaned
 * first, so that no record can move the cursor or turn the line round.
 */
#include <string.h>

#include <staaf/utf8.h>

#include "show.h"

enum { MIN_COLUMNS = 24, MAX_COLUMNS = 80, NARROW = 4 };

#define BOLD "\033[1m"
#define BLUE "\033[1;36m"
#define PLAIN "\033[0m"

void
show_term_init(struct show_term *t, struct staaf_buf *out,
    const struct staaf_term_style *style)
{
	int columns = style->columns;

	if (columns > MAX_COLUMNS || columns <= 0)
		columns = MAX_COLUMNS;
	if (columns < MIN_COLUMNS)
		columns = MIN_COLUMNS;
	*t = (struct show_term){ .out = out, .lang = style->lang,
		.columns = (size_t)columns, .has_colour = style->has_colour };
}

void
show_term_clear(struct show_term *t)
{
	if (t->scratch.failed)
		t->out->failed = true;
	staaf_buf_clear(&t->scratch);
}

struct staaf_buf *
show_scratch(struct show_term *t)
{
	if (t->scratch.failed)
		t->out->failed = true; /* a reset would forget it */
	staaf_buf_reset(&t->scratch);
	return &t->scratch;
}

static void
put_spaces(struct staaf_buf *out, size_t n)
{
	while (n-- > 0)
		staaf_buf_putc(out, ' ');
}

/*
 * Words of clean text, from column `at` on; later lines start at `hang`.  A
 * word longer than a line stands on a line of its own, whole: addresses must
 * stay clickable.
 */
static void
put_words(struct show_term *t, size_t at, size_t hang, const char *text,
    size_t size)
{
	bool is_first = true;

	for (size_t i = 0; i < size;) {
		const char *space = memchr(text + i, ' ', size - i);
		size_t n = space == NULL ? size - i :
		    (size_t)(space - text) - i;
		size_t columns = staaf_utf8_columns(text + i, n);

		if (!is_first && at + 1 + columns > t->columns) {
			staaf_buf_putc(t->out, '\n');
			put_spaces(t->out, hang);
			at = hang;
		} else if (!is_first) {
			staaf_buf_putc(t->out, ' ');
			at++;
		}
		staaf_buf_put(t->out, text + i, n);
		at += columns;
		i += n + 1;
		is_first = false;
	}
	staaf_buf_putc(t->out, '\n');
}

static void
put_clean(struct show_term *t, size_t at, size_t hang, const char *text)
{
	struct staaf_buf clean = { 0 };

	staaf_utf8_clean(&clean, text, strlen(text));
	put_words(t, at, hang, staaf_buf_text(&clean), clean.size);
	if (clean.failed)
		t->out->failed = true;
	staaf_buf_clear(&clean);
}

void
show_hang(struct show_term *t, size_t at, const char *text)
{
	put_clean(t, at, at, text);
}

void
show_wrap(struct show_term *t, size_t indent, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	put_spaces(t->out, indent);
	put_clean(t, indent, indent, text);
}

void
show_wrap_scratch(struct show_term *t, size_t indent)
{
	show_wrap(t, indent, staaf_buf_text(&t->scratch));
}

void
show_beside(struct show_term *t, size_t indent, size_t width,
    const char *label, const char *text)
{
	size_t columns = staaf_utf8_columns(label, strlen(label));

	if (text == NULL || *text == '\0')
		return;
	put_spaces(t->out, indent);
	staaf_buf_puts(t->out, label);
	if (width > t->columns / 3) /* no room for two columns */
		width = NARROW;
	if (columns + 1 > width) { /* the label needs the line */
		staaf_buf_putc(t->out, '\n');
		put_spaces(t->out, indent + width);
	} else {
		put_spaces(t->out, width - columns);
	}
	put_clean(t, indent + width, indent + width, text);
}

void
show_strong(struct show_term *t, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	if (t->has_colour)
		staaf_buf_puts(t->out, BOLD);
	put_clean(t, 0, 0, text);
	if (t->has_colour)
		staaf_buf_puts(t->out, PLAIN);
}

void
show_heading(struct show_term *t, enum staaf_msg heading)
{
	staaf_buf_putc(t->out, '\n');
	if (t->has_colour)
		staaf_buf_puts(t->out, BLUE);
	put_clean(t, 0, 0, staaf_text(heading, t->lang));
	if (t->has_colour)
		staaf_buf_puts(t->out, PLAIN);
}
