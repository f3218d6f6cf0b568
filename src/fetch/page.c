/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The feed that a web page names.  No HTML parser: it looks for link tags as
 * they stand, in the first part of the page, and what it finds is only told.
 */
#include <string.h>
#include <strings.h>

#include <staaf/fetch.h>

enum { MAX_PAGE = 512 << 10, /* heads are a few kB; some hold scripts */
	MAX_VALUE = 2048 };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* One attribute of the tag at *at; false at the end of the tag. */
static bool
next_attribute(const char **at, const char *end, const char **name,
    size_t *name_size, char value[MAX_VALUE])
{
	const char *p = *at;
	size_t n = 0;
	char quote = '\0';

	while (p < end && (is_blank(*p) || *p == '/'))
		p++;
	*name = p;
	while (p < end && !is_blank(*p) && strchr("=>/", *p) == NULL)
		p++;
	*name_size = (size_t)(p - *name);
	while (p < end && is_blank(*p))
		p++;
	if (p < end && *p == '=') {
		for (p++; p < end && is_blank(*p); p++)
			;
		if (p < end && (*p == '"' || *p == '\''))
			quote = *p++;
		for (; p < end && (quote != '\0' ? *p != quote :
		    !is_blank(*p) && *p != '>'); p++)
			if (n + 1 < MAX_VALUE)
				value[n++] = *p;
		p += p < end && quote != '\0';
	}
	value[n] = '\0';
	*at = p;
	return *name_size > 0;
}

static bool
is_name(const char *name, size_t size, const char *wanted)
{
	return strlen(wanted) == size && strncasecmp(name, wanted, size) == 0;
}

/* "&amp;" in an address becomes "&". */
static void
decode(char *text)
{
	char *to = text;

	for (const char *p = text; *p != '\0'; p++) {
		*to++ = *p;
		if (strncmp(p, "&amp;", 5) == 0)
			p += 4;
	}
	*to = '\0';
}

/* The href of a link tag that names a feed; false for any other. */
static bool
read_link(char href[MAX_VALUE], const char *at, const char *end)
{
	char value[MAX_VALUE];
	const char *name;
	size_t size;
	bool is_alternate = false, is_feed = false;

	href[0] = '\0';
	while (next_attribute(&at, end, &name, &size, value)) {
		if (is_name(name, size, "rel"))
			is_alternate = strcasestr(value, "alternate") != NULL;
		else if (is_name(name, size, "type"))
			is_feed = strcasestr(value, "rss+xml") != NULL ||
			    strcasestr(value, "atom+xml") != NULL;
		else if (is_name(name, size, "href"))
			memcpy(href, value, sizeof(value));
	}
	decode(href);
	return is_alternate && is_feed && href[0] != '\0';
}

static const char *
resolve(struct staaf_arena *ar, const char *href, const char *base)
{
	const char *host = strstr(base, "://"), *last = NULL;
	size_t origin, path;

	if (strstr(href, "://") != NULL)
		return staaf_arena_dup(ar, href);
	if (host == NULL)
		return "";
	if (strncmp(href, "//", 2) == 0)
		return staaf_arena_printf(ar, "%.*s:%s", (int)(host - base),
		    base, href);
	host += 3;
	origin = (size_t)(host - base) + strcspn(host, "/?#");
	if (*href == '/')
		return staaf_arena_printf(ar, "%.*s%s", (int)origin, base,
		    href);
	path = origin + strcspn(base + origin, "?#");
	for (size_t i = origin; i < path; i++)
		if (base[i] == '/')
			last = base + i;
	return staaf_arena_printf(ar, "%.*s/%s", (int)(last == NULL ?
	    origin : (size_t)(last - base)), base, href);
}

const char *
staaf_fetch_feed_of_page(struct staaf_arena *ar, const char *html,
    size_t size, const char *base)
{
	const char *end = html + (size < MAX_PAGE ? size : MAX_PAGE);
	char href[MAX_VALUE];

	for (const char *p = html; end - p > 6; p++) {
		const char *found;

		if (*p != '<' || strncasecmp(p, "<link", 5) != 0 ||
		    !is_blank(p[5]) || !read_link(href, p + 5, end))
			continue;
		found = resolve(ar, href, base);
		if (staaf_fetch_check(found, NULL) == STAAF_OK)
			return found;
	}
	return "";
}
