/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What things are called outside: DOIs, addresses, people, languages. */
#include <string.h>
#include <strings.h>

#include <libxml/uri.h>
#include <libxml/xmlmemory.h>

#include <staaf/utf8.h>

#include "ingest.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
hex_value(char c)
{
	const char *digits = "0123456789abcdef", *at;

	if (c >= 'A' && c <= 'F')
		c = (char)(c - 'A' + 'a');
	at = c == '\0' ? NULL : strchr(digits, c);
	return at == NULL ? -1 : (int)(at - digits);
}

/* Past the forms a DOI is written after; *is_address when it is a URL's. */
static const char *
skip_prefix(const char *text, bool *is_address)
{
	static const char *const hosts[] = { "doi.org/", "dx.doi.org/",
		"www.doi.org/" };
	static const char *const names[] = { "doi:", "info:doi/", "urn:doi:",
		"info:doi:" };

	*is_address = false;
	text += strspn(text, " \t\r\n");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strncasecmp(text, names[i], strlen(names[i])) == 0) {
			text += strlen(names[i]);
			return text + strspn(text, " \t\r\n");
		}
	if (strncasecmp(text, "https://", 8) == 0)
		text += 8;
	else if (strncasecmp(text, "http://", 7) == 0)
		text += 7;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++)
		if (strncasecmp(text, hosts[i], strlen(hosts[i])) == 0) {
			*is_address = true;
			return text + strlen(hosts[i]);
		}
	return text;
}

/* "10.", four to nine digits, perhaps more parts, "/" and something. */
static bool
is_doi(const char *text)
{
	size_t n;

	if (strncmp(text, "10.", 3) != 0)
		return false;
	n = strspn(text + 3, "0123456789");
	if (n < 4 || n > 9)
		return false;
	text += 3 + n;
	while (*text == '.' && is_digit(text[1]))
		text += 1 + strspn(text + 1, "0123456789");
	return text[0] == '/' && text[1] != '\0';
}

/* Copy up to white space, percent signs decoded when it was an address. */
static void
put_decoded(struct staaf_buf *out, const char *text, bool is_address)
{
	size_t size = strcspn(text, is_address ? " \t\r\n?#" : " \t\r\n");

	for (size_t i = 0; i < size; i++) {
		char c = text[i];

		if (is_address && c == '%' && i + 2 < size &&
		    hex_value(text[i + 1]) >= 0 &&
		    hex_value(text[i + 2]) >= 0) {
			c = (char)(hex_value(text[i + 1]) * 16 +
			    hex_value(text[i + 2]));
			i += 2;
		}
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		staaf_buf_putc(out, c);
	}
}

const char *
ingest_doi(struct staaf_arena *ar, const char *text)
{
	struct staaf_buf raw = { 0 }, clean = { 0 };
	const char *doi = "";
	bool is_address;

	text = skip_prefix(text, &is_address);
	if (strncmp(text, "10.", 3) != 0)
		return "";
	put_decoded(&raw, text, is_address);
	staaf_utf8_clean(&clean, staaf_buf_text(&raw), raw.size);
	/* A sentence's own full stop is none of the DOI's. */
	while (clean.size > 0 &&
	    strchr(".,;", clean.text[clean.size - 1]) != NULL)
		clean.text[--clean.size] = '\0';
	if (raw.failed || clean.failed)
		ar->failed = true;
	else if (is_doi(staaf_buf_text(&clean)) &&
	    strchr(clean.text, ' ') == NULL)
		doi = staaf_arena_dup(ar, clean.text);
	staaf_buf_clear(&raw);
	staaf_buf_clear(&clean);
	return doi;
}

/* Only what is safe to click. */
static bool
is_shown_scheme(const char *link)
{
	return strncasecmp(link, "https://", 8) == 0 ||
	    strncasecmp(link, "http://", 7) == 0 ||
	    strncasecmp(link, "mailto:", 7) == 0;
}

/* The address with spaces, quotes and letters outside ASCII as %XX. */
static xmlChar *
escape_link(const char *link)
{
	return xmlURIEscapeStr(BAD_CAST link,
	    BAD_CAST ":/?#[]@!$&()*+,;=%");
}

const char *
ingest_link(struct staaf_arena *ar, const char *link, const char *base)
{
	struct staaf_buf clean = { 0 };
	xmlChar *escaped = NULL, *whole = NULL;
	const char *result = "";

	staaf_utf8_clean(&clean, link, strlen(link));
	if (clean.failed)
		goto done;
	if (clean.size == 0 || (escaped = escape_link(clean.text)) == NULL)
		goto done;
	if (is_shown_scheme((const char *)escaped))
		result = staaf_arena_dup(ar, (const char *)escaped);
	else if (base != NULL && is_shown_scheme(base) &&
	    (whole = xmlBuildURI(escaped, BAD_CAST base)) != NULL &&
	    is_shown_scheme((const char *)whole))
		result = staaf_arena_dup(ar, (const char *)whole);
done:
	if (clean.failed)
		ar->failed = true;
	xmlFree(escaped);
	xmlFree(whole);
	staaf_buf_clear(&clean);
	return result;
}

const char *
ingest_person(struct staaf_arena *ar, const char *text)
{
	const char *open = strchr(text, '('), *close = strrchr(text, ')');
	const char *at = strchr(text, '@'), *angle = strchr(text, '<');

	if (at == NULL)
		return text;
	if (open != NULL && close != NULL && open > at && close > open)
		return staaf_arena_dupn(ar, open + 1,
		    (size_t)(close - open - 1));
	if (angle != NULL && angle < at)
		return staaf_arena_dupn(ar, text, (size_t)(angle - text));
	return "";
}

static char
lower_letter(char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c - 'A' + 'a');
	return c >= 'a' && c <= 'z' ? c : '\0';
}

const char *
ingest_language(struct staaf_arena *ar, const char *code)
{
	char two[3] = { 0 };

	if (code == NULL)
		return "";
	code += strspn(code, " \t\r\n");
	two[0] = lower_letter(code[0]);
	two[1] = two[0] == '\0' ? '\0' : lower_letter(code[1]);
	if (two[1] == '\0' || lower_letter(code[2]) != '\0')
		return "";
	return staaf_arena_dup(ar, two);
}
