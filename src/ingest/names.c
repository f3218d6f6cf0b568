/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names in an author field of BibTeX: "First von Last", "von Last, First",
 * "von Last, Jr, First", biblatex's "family=..., given=..." and bodies in
 * braces, with "and" between.  What stands in braces is never parted.
 */
#include <string.h>
#include <strings.h>

#include "bib.h"

enum { MAX_PARTS = 8, MAX_WORDS = 64 };

/* A stretch of the field. */
struct span {
	const char *at;
	size_t size;
};

static struct span
trim(struct span s)
{
	while (s.size > 0 && bib_is_blank(*s.at)) {
		s.at++;
		s.size--;
	}
	while (s.size > 0 && bib_is_blank(s.at[s.size - 1]))
		s.size--;
	return s;
}

/* Deeper or less deep after this byte; "\{" is none. */
static int
depth_after(int depth, const char *start, const char *at)
{
	if (at > start && at[-1] == '\\')
		return depth;
	if (*at == '{')
		return depth + 1;
	return *at == '}' && depth > 0 ? depth - 1 : depth;
}

/* Bytes before the first of these marks outside braces. */
static size_t
count_before(struct span s, const char *marks)
{
	int depth = 0;

	for (size_t i = 0; i < s.size; i++) {
		depth = depth_after(depth, s.at, s.at + i);
		if (depth == 0 && strchr(marks, s.at[i]) != NULL)
			return i;
	}
	return s.size;
}

static size_t
split(struct span *out, size_t room, struct span s, const char *marks)
{
	size_t n = 0, size;

	while (s.size > 0) {
		size = n + 1 == room ? s.size : count_before(s, marks);
		out[n] = trim((struct span){ s.at, size });
		if (out[n].size > 0 || strchr(marks, ',') != NULL)
			n++;
		if (n == room)
			break;
		if (size < s.size)
			size++;
		s = (struct span){ s.at + size, s.size - size };
	}
	return n;
}

/* A part of a name as text. */
static void
put_text(struct staaf_buf *out, struct span s)
{
	struct staaf_buf raw = { 0 };

	staaf_buf_put(&raw, s.at, s.size);
	bib_latex(out, staaf_buf_text(&raw));
	out->failed |= raw.failed;
	staaf_buf_clear(&raw);
}

/* "van" and "de" begin with a small letter outside braces; may fail out. */
static bool
is_von(struct staaf_buf *out, struct span word)
{
	struct staaf_buf text = { 0 };
	bool is_small;

	if (word.size == 0 || (word.at[0] == '{' &&
	    (word.size < 2 || word.at[1] != '\\')))
		return false;
	put_text(&text, word);
	is_small = text.size > 0 && text.text[0] >= 'a' &&
	    text.text[0] <= 'z';
	out->failed |= text.failed;
	staaf_buf_clear(&text);
	return is_small;
}

static bool
is_number(struct span s)
{
	size_t n = 0;

	while (n < s.size && bib_is_digit(s.at[n]))
		n++;
	return n == s.size;
}

static void
put_words(struct staaf_buf *out, const struct span *word, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			staaf_buf_putc(out, ' ');
		put_text(out, word[i]);
	}
}

/* "First von Last": the small words and all after them are the surname. */
static void
put_plain(struct staaf_buf *out, struct span name)
{
	struct span word[MAX_WORDS];
	size_t n = split(word, MAX_WORDS, name, " \t\r\n~"), first = 0;

	/* "Anna Sample 0001": dblp numbers people of one name. */
	if (n > 1 && word[n - 1].size == 4 && is_number(word[n - 1]))
		n--;
	while (first + 1 < n && !is_von(out, word[first]))
		first++;
	put_words(out, word + first, n - first);
	if (first > 0)
		staaf_buf_puts(out, ", ");
	put_words(out, word, first);
}

/* "given=Jan, prefix=de, family=Boer": the value of one of them. */
static struct span
named_part(const struct span *part, size_t n, const char *name)
{
	size_t size = strlen(name);

	for (size_t i = 0; i < n; i++)
		if (part[i].size > size && part[i].at[size] == '=' &&
		    strncasecmp(part[i].at, name, size) == 0)
			return trim((struct span){ part[i].at + size + 1,
			    part[i].size - size - 1 });
	return (struct span){ "", 0 };
}

static void
put_named(struct staaf_buf *out, const struct span *part, size_t n)
{
	const struct span prefix = named_part(part, n, "prefix");
	const struct span given = named_part(part, n, "given");

	put_text(out, prefix);
	if (prefix.size > 0)
		staaf_buf_putc(out, ' ');
	put_text(out, named_part(part, n, "family"));
	if (given.size > 0)
		staaf_buf_puts(out, ", ");
	put_text(out, given);
}

static void
put_name(struct staaf_buf *out, struct span name)
{
	struct span part[MAX_PARTS];
	size_t n = split(part, MAX_PARTS, name, ",");

	if (n == 0)
		return;
	if (n == 1) {
		put_plain(out, part[0]);
	} else if (named_part(part, n, "family").size > 0) {
		put_named(out, part, n);
	} else {
		put_text(out, part[0]);
		if (part[0].size > 0 && part[n - 1].size > 0)
			staaf_buf_puts(out, ", ");
		put_text(out, part[n - 1]);
		if (n > 2 && part[1].size > 0) {
			staaf_buf_puts(out, ", "); /* "Jr" */
			put_text(out, part[1]);
		}
	}
}

/* Bytes before " and " outside braces. */
static size_t
count_to_and(struct span s)
{
	int depth = 0;

	for (size_t i = 0; i + 4 < s.size; i++) {
		depth = depth_after(depth, s.at, s.at + i);
		if (depth == 0 && bib_is_blank(s.at[i]) &&
		    strncasecmp(s.at + i + 1, "and", 3) == 0 &&
		    bib_is_blank(s.at[i + 4]))
			return i;
	}
	return s.size;
}

/* Nothing, "others", or an "and" too many. */
static bool
is_no_name(struct span name)
{
	return name.size == 0 ||
	    (name.size == 6 && strncasecmp(name.at, "others", 6) == 0) ||
	    (name.size == 3 && strncasecmp(name.at, "and", 3) == 0);
}

bool
bib_latex_names(const char *text,
    void (*each)(const char *name, void *arg), void *arg)
{
	struct span rest = { text, strlen(text) }, name;
	struct staaf_buf out = { 0 };
	/* Some lists have semicolons where "and" should be. */
	bool has_and = count_to_and(rest) < rest.size;
	size_t size, step;
	bool is_done = true;

	while (rest.size > 0) {
		size = has_and ? count_to_and(rest) : count_before(rest, ";");
		step = has_and ? 4 : 1;
		name = trim((struct span){ rest.at, size });
		staaf_buf_reset(&out);
		if (!is_no_name(name))
			put_name(&out, name);
		is_done = is_done && !out.failed; /* a reset forgets it */
		if (out.size > 0 && !out.failed)
			each(out.text, arg);
		size += rest.size - size > step ? step : rest.size - size;
		rest = (struct span){ rest.at + size, rest.size - size };
	}
	staaf_buf_clear(&out);
	return is_done;
}
