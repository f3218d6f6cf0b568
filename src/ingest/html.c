/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * HTML fragments to plain text, through libxml2's HTML parser, which mends
 * what it meets.  Scripts and styles go, white space stands where a block or
 * a line ends, entities are decoded once.  Does not clean: the caller does.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "ingest.h"

/* In byte order, for bsearch. */
static const char *const dropped[] = { "canvas", "iframe", "noscript",
	"object", "script", "style", "svg", "template" };
static const char *const blocks[] = { "address", "article", "aside",
	"blockquote", "br", "caption", "center", "dd", "details", "dir", "div",
	"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
	"h2", "h3", "h4", "h5", "h6", "header", "hr", "img", "li", "main",
	"menu", "nav", "ol", "option", "p", "pre", "sec", "section", "summary",
	"table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul" };
/* Known to browsers, not to libxml2 2.9. */
static const char *const newer[] = { "article", "aside", "audio", "canvas",
	"details", "figcaption", "figure", "footer", "header", "main", "mark",
	"math", "nav", "sec", "section", "source", "summary", "svg",
	"template", "time", "video", "wbr" };

static int
compare(const void *key, const void *item)
{
	return strcasecmp(key, *(const char *const *)item);
}

static bool
is_in(const char *name, const char *const *list, size_t n)
{
	return bsearch(name, list, n, sizeof(*list), compare) != NULL;
}

bool
ingest_html_is_dropped(const char *name)
{
	return is_in(name, dropped, sizeof(dropped) / sizeof(*dropped));
}

bool
ingest_html_is_block(const char *name)
{
	return is_in(name, blocks, sizeof(blocks) / sizeof(*blocks));
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * "<" that opens a tag HTML knows, or one with a prefix ("o:p"), a comment
 * or a declaration.  In "p<.05" and "x<y" it is a sign of mathematics.
 */
static bool
is_tag(const char *at)
{
	char name[32];
	size_t n = 0;

	at++;
	if (strncmp(at, "!--", 3) == 0 || strncasecmp(at, "!doctype", 8) == 0 ||
	    strncmp(at, "![", 2) == 0)
		return strchr(at, '>') != NULL;
	if (*at == '/')
		at++;
	while (n < sizeof(name) - 1 && (is_letter(at[n]) ||
	    (n > 0 && (is_digit(at[n]) || at[n] == ':' || at[n] == '-')))) {
		name[n] = at[n];
		n++;
	}
	name[n] = '\0';
	if (n == 0 || at[n] == '\0' || strchr(" \t\r\n/>", at[n]) == NULL ||
	    strchr(at, '>') == NULL)
		return false;
	return strchr(name, ':') != NULL ||
	    htmlTagLookup(BAD_CAST name) != NULL ||
	    is_in(name, newer, sizeof(newer) / sizeof(*newer));
}

/* "&eacute;" or "&#233;". */
static bool
is_entity(const char *at)
{
	char name[16];
	size_t n = 0;

	at++;
	if (*at == '#')
		return is_digit(at[1]) || ((at[1] | 32) == 'x');
	while (n < sizeof(name) - 1 && (is_letter(at[n]) || is_digit(at[n]))) {
		name[n] = at[n];
		n++;
	}
	name[n] = '\0';
	return at[n] == ';' && htmlEntityLookup(BAD_CAST name) != NULL;
}

bool
ingest_html_is(const char *text)
{
	for (; (text = strpbrk(text, "<&")) != NULL; text++)
		if (*text == '<' ? is_tag(text) : is_entity(text))
			return true;
	return false;
}

/* A fragment with its mathematics escaped, inside one block. */
static void
put_fragment(struct staaf_buf *out, const char *text)
{
	const char *next;

	staaf_buf_puts(out, "<div>");
	while ((next = strchr(text, '<')) != NULL) {
		staaf_buf_put(out, text, (size_t)(next - text));
		staaf_buf_puts(out, is_tag(next) ? "<" : "&lt;");
		text = next + 1;
	}
	staaf_buf_puts(out, text);
}

/* Text of a node, or the space that it stands for; says whether to go in. */
static bool
put_node(struct staaf_buf *out, const xmlNode *node)
{
	const char *name = (const char *)node->name;

	if (node->type == XML_TEXT_NODE ||
	    node->type == XML_CDATA_SECTION_NODE) {
		if (node->content != NULL)
			staaf_buf_puts(out, (const char *)node->content);
		return false;
	}
	if (node->type == XML_ENTITY_REF_NODE) {
		staaf_buf_printf(out, "&%s;", name);
		return false;
	}
	if (node->type != XML_ELEMENT_NODE || ingest_html_is_dropped(name))
		return false;
	if (ingest_html_is_block(name))
		staaf_buf_putc(out, ' ');
	return true;
}

/* Depth first without recursion: a stranger decides how deep it is. */
static void
walk_tree(struct staaf_buf *out, const xmlNode *root)
{
	const xmlNode *node = root;

	while (node != NULL) {
		if (put_node(out, node) && node->children != NULL) {
			node = node->children;
			continue;
		}
		while (node != NULL && node != root && node->next == NULL) {
			node = node->parent;
			if (node != NULL && node != root &&
			    node->type == XML_ELEMENT_NODE &&
			    ingest_html_is_block((const char *)node->name))
				staaf_buf_putc(out, ' ');
		}
		node = node == NULL || node == root ? NULL : node->next;
	}
}

void
ingest_html_text(struct staaf_buf *out, const char *text)
{
	struct staaf_buf fragment = { 0 };
	htmlDocPtr doc;

	put_fragment(&fragment, text);
	if (fragment.failed) {
		out->failed = true;
		staaf_buf_clear(&fragment);
		return;
	}
	/* IGNORE_ENC: a meta element inside must not change the encoding. */
	doc = htmlReadMemory(fragment.text, (int)fragment.size, NULL, "UTF-8",
	    HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
	if (doc == NULL)
		out->failed = true;
	else
		walk_tree(out, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	staaf_buf_clear(&fragment);
}
