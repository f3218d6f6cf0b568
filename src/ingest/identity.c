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
		staaf_buf_putc(out, staaf_ascii_lower(c));
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

/* ISO 639-2, both forms where there are two. */
static const char three[][6] = { "dut" "nl", "nld" "nl", "eng" "en",
	"ger" "de", "deu" "de", "fre" "fr", "fra" "fr", "spa" "es",
	"ita" "it", "por" "pt", "dan" "da", "swe" "sv", "nor" "no",
	"nob" "nb", "nno" "nn", "fin" "fi", "ice" "is", "isl" "is",
	"pol" "pl", "cze" "cs", "ces" "cs", "rus" "ru", "tur" "tr",
	"chi" "zh", "zho" "zh", "jpn" "ja", "kor" "ko", "ara" "ar",
	"heb" "he", "hun" "hu", "gre" "el", "ell" "el", "rum" "ro",
	"ron" "ro", "fry" "fy", "afr" "af", "cat" "ca", "lat" "la" };

/* English and Dutch by name, as library lists have them. */
static const char *
find_language(const char *code)
{
	static const char *const names[][2] = { { "english", "en" },
		{ "dutch", "nl" }, { "nederlands", "nl" }, { "engels", "en" },
		{ "german", "de" }, { "french", "fr" }, { "spanish", "es" } };

	for (size_t i = 0; i < sizeof(three) / sizeof(*three); i++)
		if (strncasecmp(code, three[i], 3) == 0 &&
		    lower_letter(code[3]) == '\0')
			return three[i] + 3;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strncasecmp(code, names[i][0], strlen(names[i][0])) == 0)
			return names[i][1];
	return "";
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
	if (two[1] == '\0')
		return "";
	if (lower_letter(code[2]) != '\0')
		return staaf_arena_dup(ar, find_language(code));
	return staaf_arena_dup(ar, two);
}

/* ------------------------------------------------------------ other ids */

/* The last digit of thirteen: weights 1 and 3. */
static char
check_digit(const char *digits)
{
	int sum = 0;

	for (int i = 0; i < 12; i++)
		sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
	return (char)('0' + (10 - sum % 10) % 10);
}

/* Of ten: weights 10 to 1, modulo 11, with X for ten. */
static bool
is_sound_ten(const char *digits)
{
	int sum = 0;

	for (int i = 0; i < 10; i++)
		sum += (digits[i] == 'X' ? 10 : digits[i] - '0') * (10 - i);
	return sum % 11 == 0;
}

const char *
ingest_isbn(struct staaf_arena *ar, const char *text)
{
	char digits[14] = { 0 }, whole[14] = "978";
	size_t n = 0;

	text += strspn(text, " \t\r\n");
	if (strncasecmp(text, "urn:isbn:", 9) == 0)
		text += 9;
	if (strncasecmp(text, "isbn", 4) == 0)
		text += 4;
	text += strspn(text, ":- ");
	for (; n < 13; text++) {
		if (is_digit(*text))
			digits[n++] = *text;
		else if ((*text == 'X' || *text == 'x') && n == 9)
			digits[n++] = 'X';
		else if (*text != '-' && *text != ' ')
			break;
	}
	if (is_digit(*text))
		return "";
	if (n == 13 && strchr(digits, 'X') == NULL &&
	    digits[12] == check_digit(digits))
		return staaf_arena_dup(ar, digits);
	if (n != 10 || !is_sound_ten(digits))
		return "";
	memcpy(whole + 3, digits, 9);
	whole[12] = check_digit(whole);
	return staaf_arena_dup(ar, whole);
}

const char *
ingest_email(struct staaf_arena *ar, const char *text)
{
	const char *at = strchr(text, '@'), *start = at;
	size_t size;

	if (at == NULL)
		return "";
	while (start > text && strchr(" \t\r\n<(:,;\"", start[-1]) == NULL)
		start--;
	size = strcspn(start, " \t\r\n>),;\"");
	if (start == at || start + size <= at + 1)
		return "";
	return staaf_arena_dupn(ar, start, size);
}

/* The digits of a number with nothing else; size 0 when it is none. */
static size_t
count_digits(const char *text)
{
	size_t n = strspn(text, "0123456789");
	bool is_all = text[n + strspn(text + n, " \t\r\n")] == '\0';

	return is_all && n <= 12 ? n : 0;
}

const char *
ingest_target(struct staaf_arena *ar, const char *text)
{
	const char *doi = ingest_doi(ar, text);

	if (doi[0] != '\0')
		return doi;
	return ingest_alias(ar, "pmid:", text);
}

/* "EJ1234567" or "ED123456". */
static size_t
count_eric(const char *text)
{
	if (text[0] != 'E' || (text[1] != 'J' && text[1] != 'D'))
		return 0;
	return count_digits(text + 2) == 0 ? 0 : 2 + count_digits(text + 2);
}

const char *
ingest_alias(struct staaf_arena *ar, const char *prefix, const char *text)
{
	const char *isbn;
	size_t n;

	text += strspn(text, " \t\r\n");
	if (strcmp(prefix, "isbn:") == 0) {
		isbn = ingest_isbn(ar, text);
		return isbn[0] == '\0' ? "" :
		    staaf_arena_printf(ar, "isbn:%s", isbn);
	}
	if (strncasecmp(text, prefix, strlen(prefix)) == 0)
		text += strlen(prefix);
	if (strcmp(prefix, "pmc:") == 0 && strncasecmp(text, "PMC", 3) == 0)
		text += 3;
	if (strcmp(prefix, "pmc:") == 0 || strcmp(prefix, "pmid:") == 0)
		n = count_digits(text);
	else if (strcmp(prefix, "eric:") == 0)
		n = count_eric(text);
	else
		n = strcspn(text, " \t\r\n");
	return n == 0 ? "" : staaf_arena_printf(ar, "%s%.*s", prefix, (int)n,
	    text);
}
