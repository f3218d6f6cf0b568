/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where to go on after a fault.  Keeps the text from the start of the entry
 * at hand, and the start tags that stand around entries: after a fault a new
 * parser gets those tags and then the next entry, or the next element as those
 * that were around it and have ended, so that one odd line costs one record
 * and not the rest of the file.
 */
#include <stdlib.h>
#include <string.h>

#include "ingest.h"

enum {
	/* Two records' worth; of a larger one only what follows is read. */
	MAX_KEPT_BYTES = 4 << 20,
	MAX_AROUND = INGEST_MAX_AROUND
};

void
ingest_resume_add(struct ingest_resume *r, const char *text, size_t size)
{
	staaf_buf_put(&r->kept, text, size);
}

static void
put_attr(struct staaf_buf *out, const char *value)
{
	for (; *value != '\0'; value++)
		switch (*value) {
		case '&':
			staaf_buf_puts(out, "&amp;");
			break;
		case '<':
			staaf_buf_puts(out, "&lt;");
			break;
		case '"':
			staaf_buf_puts(out, "&quot;");
			break;
		case '\n':
		case '\r':
		case '\t':
			staaf_buf_putc(out, ' ');
			break;
		default:
			staaf_buf_putc(out, *value);
			break;
		}
}

static size_t
offset_of(const struct ingest_resume *r, size_t at)
{
	return at > r->start ? at - r->start < r->kept.size ?
	    at - r->start : r->kept.size : 0;
}

void
ingest_resume_around(struct ingest_resume *r, int depth,
    const struct ingest_tag *tag)
{
	struct staaf_buf *out = &r->open.text;

	if (depth > MAX_AROUND)
		return;
	out->size = r->open.size[depth - 1];
	staaf_buf_printf(out, "<%s%s%s", tag->prefix,
	    tag->prefix[0] != '\0' ? ":" : "", tag->name);
	for (size_t i = 0; i < tag->n_spaces; i++) {
		const char *prefix = tag->space[2 * i];

		staaf_buf_printf(out, " xmlns%s%s=\"",
		    prefix == NULL ? "" : ":", prefix == NULL ? "" : prefix);
		put_attr(out, tag->space[2 * i + 1]);
		staaf_buf_putc(out, '"');
	}
	staaf_buf_putc(out, '>');
	r->open.size[depth] = out->size;
}

static bool
has_same(const struct ingest_path *a, const struct ingest_path *b, int depth)
{
	size_t size = a->size[depth];

	return size == b->size[depth] && (size == 0 ||
	    memcmp(a->text.text, b->text.text, size) == 0);
}

static void
keep_parents(struct ingest_resume *r)
{
	int depth = r->depth < MAX_AROUND ? r->depth : MAX_AROUND;

	if (has_same(&r->open, &r->parents, depth))
		return;
	staaf_buf_reset(&r->parents.text);
	staaf_buf_put(&r->parents.text, r->open.text.text,
	    r->open.size[depth]);
	memcpy(r->parents.size, r->open.size, sizeof(r->open.size));
}

/* Of `depth` open elements those that may be parents of the next entry. */
static int
count_known(const struct ingest_resume *r, int depth)
{
	if (depth > r->depth)
		depth = r->depth;
	while (depth > 0 && (depth > MAX_AROUND ||
	    !has_same(&r->open, &r->parents, depth)))
		depth--;
	return depth;
}

void
ingest_resume_entry(struct ingest_resume *r, int depth,
    const struct ingest_tag *tag, size_t at)
{
	size_t n = offset_of(r, at);

	/* In a start tag no other "<" can stand. */
	while (n > 0 && r->kept.text[n] != '<')
		n--;
	r->entry = r->start + n;
	r->has_entry = true;
	r->depth = depth - 1;
	keep_parents(r);
	staaf_buf_reset(&r->name);
	staaf_buf_printf(&r->name, "<%s%s%s", tag->prefix,
	    tag->prefix[0] != '\0' ? ":" : "", tag->name);
}

void
ingest_resume_trim(struct ingest_resume *r, size_t at, bool in_entry)
{
	size_t from = in_entry && r->has_entry && r->entry < at ? r->entry :
	    at, n;
	const char *line;

	n = offset_of(r, from);
	if (in_entry && r->kept.size - n > MAX_KEPT_BYTES)
		n = offset_of(r, at);
	if (n == 0)
		return;
	for (line = r->kept.text; (line = memchr(line, '\n',
	    (size_t)(r->kept.text + n - line))) != NULL; line++)
		r->line++;
	memmove(r->kept.text, r->kept.text + n, r->kept.size - n);
	r->kept.size -= n;
	r->kept.text[r->kept.size] = '\0';
	r->start += n;
}

/* The next start tag "<name" at or after `from`; NULL: none yet. */
static const char *
find_tag(const struct ingest_resume *r, size_t from, const char *tag,
    size_t size)
{
	const char *at = staaf_buf_text(&r->kept) + from;
	char after;

	while ((at = memmem(at, r->kept.size -
	    (size_t)(at - staaf_buf_text(&r->kept)), tag, size)) != NULL) {
		after = at[size];
		if (after != '\0' && strchr(" \t\r\n/>", after) != NULL)
			return at;
		at++;
	}
	return NULL;
}

/* The outermost parent that has ended, which may begin anew. */
static const char *
find_parent(const struct ingest_resume *r, size_t from, size_t *size)
{
	const char *tag;

	*size = 0;
	if (r->known >= r->depth || r->known >= MAX_AROUND)
		return NULL;
	tag = staaf_buf_text(&r->parents.text) + r->parents.size[r->known];
	*size = strcspn(tag, " >");
	return find_tag(r, from, tag, *size);
}

bool
ingest_resume_find(struct ingest_resume *r, size_t at, bool in_entry,
    int open)
{
	size_t from = offset_of(r, at), keep, size, most = r->name.size;
	const char *found, *parent;

	if (in_entry && r->entry >= r->start)
		from = offset_of(r, r->entry + 1);
	r->known = in_entry ? r->depth : count_known(r, open);
	r->again = r->depth;
	found = find_tag(r, from, r->name.text, r->name.size);
	parent = find_parent(r, from, &size);
	if (parent != NULL && (found == NULL || parent < found)) {
		found = parent;
		r->again = r->known;
	}
	if (most < size)
		most = size;
	keep = r->kept.size < most + 1 ? 0 : r->kept.size - most - 1;
	if (keep < from)
		keep = from;
	/* Without one the last bytes may be the start of its name. */
	ingest_resume_trim(r, r->start + (found != NULL ?
	    (size_t)(found - r->kept.text) : keep), false);
	return found != NULL;
}

/* The tags around, on a line of their own. */
void
ingest_resume_start(struct ingest_resume *r, struct staaf_buf *out)
{
	staaf_buf_put(out, staaf_buf_text(&r->parents.text),
	    r->parents.size[r->again < MAX_AROUND ? r->again : MAX_AROUND]);
	staaf_buf_putc(out, '\n');
	r->start = out->size;
	r->has_entry = false;
}

void
ingest_resume_clear(struct ingest_resume *r)
{
	staaf_buf_clear(&r->kept);
	staaf_buf_clear(&r->open.text);
	staaf_buf_clear(&r->parents.text);
	staaf_buf_clear(&r->name);
}
