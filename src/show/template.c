/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Templates: HTML with holes, so that no HTML stands in C.
 *   {{x}}             the value, escaped for text
 *   {{x:attr}}        for an attribute between double quotes
 *   {{x:url}}         a whole address in an attribute
 *   {{#x}}...{{/x}}   for each item of a list; once for a text that is there
 *   {{^x}}...{{/x}}   when the list or text is empty
 *   {{!words}}         a remark, not shown
 *   {{>part}}         the template part.html with the same values
 * There is no way to leave a value unescaped.  Names are sought in the
 * innermost item first, then outwards.
 */
#include <string.h>

#include "show.h"

enum { MAX_DEPTH = 24, MAX_NAME = 40 };

/* Scopes from the innermost out. */
struct frame {
	const struct show_scope *scope;
	const struct frame *outer;
	int depth;
};

struct render {
	struct staaf_buf *out;
	const struct staaf_embedded *page;
};

static struct show_field *
find_field(const struct show_scope *in, const char *name)
{
	for (struct show_field *f = in->first; f != NULL; f = f->next)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static struct show_field *
make_field(struct show_scope *in, const char *name, struct staaf_arena *ar)
{
	struct show_field *f = find_field(in, name);

	if (f != NULL)
		return f;
	f = staaf_arena_alloc(ar, sizeof(*f));
	if (f == NULL)
		return NULL;
	*f = (struct show_field){ .name = name, .text = "",
		.next = in->first };
	f->tail = &f->item;
	in->first = f;
	return f;
}

void
show_set(struct show_scope *in, const char *name, const char *text,
    struct staaf_arena *ar)
{
	struct show_field *f = in == NULL ? NULL : make_field(in, name, ar);

	if (f != NULL)
		f->text = text == NULL ? "" : text;
}

struct show_scope *
show_add(struct show_scope *in, const char *name, struct staaf_arena *ar)
{
	struct show_field *f = in == NULL ? NULL : make_field(in, name, ar);
	struct show_scope *item;

	if (f == NULL)
		return NULL;
	item = staaf_arena_alloc(ar, sizeof(*item));
	if (item != NULL) {
		*f->tail = item;
		f->tail = &item->next;
	}
	return item;
}

static const struct show_field *
look_up(const struct frame *at, const char *name)
{
	for (; at != NULL; at = at->outer) {
		const struct show_field *f = find_field(at->scope, name);

		if (f != NULL)
			return f;
	}
	return NULL;
}

static const struct staaf_embedded *
find_page(const struct staaf_embedded *page, const char *name)
{
	size_t size = strlen(name);

	for (; page->name != NULL; page++)
		if (strncmp(page->name, name, size) == 0 &&
		    strcmp(page->name + size, ".html") == 0)
			return page;
	return NULL;
}

/* The tag that opens at p ("{{"): its sign, name and way of escaping. */
struct tag {
	char sign;            /* '#', '^', '/', '>' or '\0' */
	char name[MAX_NAME];
	char place[MAX_NAME]; /* "", "attr", "url" */
	const char *after;
};

static bool
read_tag(struct tag *tag, const char *p, const char *end)
{
	const char *close = p + 2, *colon;
	size_t size;

	memset(tag, 0, sizeof(*tag));
	while (close + 1 < end && (close[0] != '}' || close[1] != '}'))
		close++;
	if (close + 1 >= end)
		return false;
	p += 2;
	tag->after = close + 2;
	if (strchr("#^/>!", *p) != NULL)
		tag->sign = *p++;
	if (tag->sign == '!')
		return true;
	colon = memchr(p, ':', (size_t)(close - p));
	size = (size_t)((colon == NULL ? close : colon) - p);
	if (size == 0 || size >= MAX_NAME)
		return false;
	memcpy(tag->name, p, size);
	if (colon == NULL)
		return true;
	size = (size_t)(close - colon) - 1;
	if (size >= MAX_NAME)
		return false;
	memcpy(tag->place, colon + 1, size);
	return true;
}

/* Where the next tag opens, or end. */
static const char *
find_tag(const char *p, const char *end)
{
	for (; p + 1 < end; p++)
		if (p[0] == '{' && p[1] == '{')
			return p;
	return end;
}

/* The closing tag of a section whose inside starts at p; NULL: none. */
static const char *
find_close(const char *p, const char *end, const char *name,
    const char **after)
{
	struct tag tag;
	int depth = 0;

	while ((p = find_tag(p, end)) != end) {
		if (!read_tag(&tag, p, end))
			return NULL;
		if (strcmp(tag.name, name) == 0) {
			if (tag.sign == '#' || tag.sign == '^') {
				depth++;
			} else if (tag.sign == '/' && depth-- == 0) {
				*after = tag.after;
				return p;
			}
		}
		p = tag.after;
	}
	return NULL;
}

static bool
put_value(struct staaf_buf *out, const char *text, const char *place)
{
	if (*place == '\0')
		show_html_text(out, text);
	else if (strcmp(place, "attr") == 0)
		show_html_attr(out, text);
	else if (strcmp(place, "url") == 0)
		show_html_url(out, text);
	else
		return false;
	return true;
}

static bool render_range(const struct render *r, const char *p,
    const char *end, const struct frame *at);

static bool
render_section(const struct render *r, const struct tag *tag, const char *end,
    const struct frame *at, const char **after)
{
	const struct show_field *f = look_up(at, tag->name);
	const char *close = find_close(tag->after, end, tag->name, after);
	bool is_there;

	if (f == NULL || close == NULL)
		return false;
	is_there = f->item != NULL || *f->text != '\0';
	if (tag->sign == '^')
		return is_there || render_range(r, tag->after, close, at);
	if (is_there && f->item == NULL)
		return render_range(r, tag->after, close, at);
	for (const struct show_scope *s = f->item; s != NULL; s = s->next) {
		struct frame inner = { s, at, at->depth + 1 };

		if (!render_range(r, tag->after, close, &inner))
			return false;
	}
	return true;
}

static bool
render_part(const struct render *r, const char *name, const struct frame *at)
{
	const struct staaf_embedded *part = find_page(r->page, name);
	struct frame inner = { at->scope, at->outer, at->depth + 1 };

	return part != NULL &&
	    render_range(r, part->text, part->text + part->size, &inner);
}

static bool
render_range(const struct render *r, const char *p, const char *end,
    const struct frame *at)
{
	struct tag tag;

	if (at->depth > MAX_DEPTH)
		return false;
	for (;;) {
		const char *open = find_tag(p, end);
		const struct show_field *f;

		staaf_buf_put(r->out, p, (size_t)(open - p));
		if (open == end)
			return true;
		if (!read_tag(&tag, open, end))
			return false;
		p = tag.after;
		if (tag.sign == '#' || tag.sign == '^') {
			if (!render_section(r, &tag, end, at, &p))
				return false;
		} else if (tag.sign == '>') {
			if (!render_part(r, tag.name, at))
				return false;
		} else if (tag.sign != '!') {
			f = look_up(at, tag.name);
			if (tag.sign == '/' || f == NULL ||
			    !put_value(r->out, f->text, tag.place))
				return false;
		}
	}
}

bool
show_render(struct staaf_buf *out, const struct staaf_embedded *page,
    const char *name, const struct show_scope *values)
{
	struct render r = { out, page };
	struct frame at = { values, NULL, 0 };

	if (!render_part(&r, name, &at))
		out->failed = true;
	return !out->failed;
}
