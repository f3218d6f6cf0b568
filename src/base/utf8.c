/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unicode through utf8proc: valid, clean, folded. */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include <staaf/utf8.h>

static const utf8proc_uint8_t *
as_bytes(const char *text)
{
	return (const utf8proc_uint8_t *)text;
}

size_t
staaf_utf8_valid(const char *text, size_t size)
{
	size_t at = 0;

	while (at < size) {
		utf8proc_int32_t c;
		utf8proc_ssize_t step;

		if ((unsigned char)text[at] < 0x80) {
			at++;
			continue;
		}
		step = utf8proc_iterate(as_bytes(text + at),
		    (utf8proc_ssize_t)(size - at), &c);
		if (step <= 0)
			break;
		at += (size_t)step;
	}
	return at;
}

size_t
staaf_utf8_cut(const char *text, size_t size, size_t most)
{
	if (size <= most)
		return size;
	while (most > 0 && ((unsigned char)text[most] & 0xc0) == 0x80)
		most--;
	return most;
}

size_t
staaf_utf8_columns(const char *text, size_t size)
{
	size_t at = 0, columns = 0;

	while (at < size) {
		utf8proc_int32_t c;
		utf8proc_ssize_t step = utf8proc_iterate(as_bytes(text + at),
		    (utf8proc_ssize_t)(size - at), &c);

		if (step <= 0) {
			at++;
			columns++;
			continue;
		}
		at += (size_t)step;
		columns += (size_t)utf8proc_charwidth(c);
	}
	return columns;
}

/* Controls, zero-width and direction characters: never kept. */
static bool
is_dropped(utf8proc_int32_t c)
{
	return (c >= 0x7f && c <= 0x9f && c != 0x85) || c == 0xad ||
	    c == 0x61c || c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
	    (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
	    (c >= 0xfff9 && c <= 0xfffb) ||
	    (c >= 0xe0000 && c <= 0xe007f) ||
	    (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' &&
	        c != '\v');
}

static bool
is_space(utf8proc_int32_t c)
{
	utf8proc_category_t cat;

	if (c <= ' ' || c == 0x85)
		return true;
	cat = utf8proc_category(c);
	return cat == UTF8PROC_CATEGORY_ZS || cat == UTF8PROC_CATEGORY_ZL ||
	    cat == UTF8PROC_CATEGORY_ZP;
}

/* Append valid text through one of utf8proc's maps. */
static void
put_mapped(struct staaf_buf *out, const char *text, size_t size, int options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t n = utf8proc_map(as_bytes(text),
	    (utf8proc_ssize_t)size, &mapped,
	    (utf8proc_option_t)options);

	if (n < 0)
		out->failed = true; /* valid text fails for memory only */
	else
		staaf_buf_put(out, (const char *)mapped, (size_t)n);
	free(mapped);
}

static bool
is_ascii(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

/* Bytes of visible ASCII at the start: kept as they are. */
static size_t
plain_run(const char *text, size_t size)
{
	size_t n = 0;

	while (n < size && text[n] > ' ' && text[n] < 0x7f)
		n++;
	return n;
}

void
staaf_utf8_clean(struct staaf_buf *out, const char *text, size_t size)
{
	struct staaf_buf plain = { 0 };
	bool wants_space = false;
	size_t at = 0;

	while (at < size) {
		utf8proc_int32_t c;
		utf8proc_ssize_t step;
		size_t run = plain_run(text + at, size - at);

		if (run > 0) {
			if (wants_space)
				staaf_buf_putc(&plain, ' ');
			wants_space = false;
			staaf_buf_put(&plain, text + at, run);
			at += run;
			continue;
		}
		step = utf8proc_iterate(as_bytes(text + at),
		    (utf8proc_ssize_t)(size - at), &c);
		if (step <= 0) {
			step = 1;
			c = 0xfffd;
		}
		if (!is_dropped(c) && is_space(c)) {
			wants_space = plain.size > 0;
		} else if (!is_dropped(c)) {
			if (wants_space)
				staaf_buf_putc(&plain, ' ');
			wants_space = false;
			if (c == 0xfffd)
				staaf_buf_puts(&plain, "\xef\xbf\xbd");
			else
				staaf_buf_put(&plain, text + at, (size_t)step);
		}
		at += (size_t)step;
	}
	if (plain.failed)
		out->failed = true;
	else if (is_ascii(staaf_buf_text(&plain), plain.size))
		staaf_buf_put(out, staaf_buf_text(&plain), plain.size);
	else
		put_mapped(out, plain.text, plain.size,
		    UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	staaf_buf_clear(&plain);
}

char
staaf_ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

void
staaf_utf8_fold(struct staaf_buf *out, const char *text, size_t size)
{
	size_t at = 0;

	if (is_ascii(text, size)) {
		size_t from = out->size;

		staaf_buf_put(out, text, size);
		for (size_t i = from; i < out->size; i++)
			out->text[i] = staaf_ascii_lower(out->text[i]);
		return;
	}
	while (at < size) {
		size_t run = staaf_utf8_valid(text + at, size - at);

		put_mapped(out, text + at, run, UTF8PROC_COMPOSE |
		    UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
		    UTF8PROC_STRIPMARK);
		if ((at += run) < size) {
			staaf_buf_puts(out, "\xef\xbf\xbd");
			at++;
		}
	}
}
