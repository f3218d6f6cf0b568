/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences in two languages, and numbers as prose writes them. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base.h"

enum { MAX_HOLES = 9 };

static const char *const lang_codes[STAAF_N_LANGS] = { "en", "nl" };

const char *
staaf_lang_code(enum staaf_lang lang)
{
	return lang_codes[lang == STAAF_NL ? STAAF_NL : STAAF_EN];
}

bool
staaf_lang_parse(enum staaf_lang *out, const char *code)
{
	for (int i = 0; code != NULL && i < STAAF_N_LANGS; i++)
		if (strncasecmp(code, lang_codes[i], 2) == 0 &&
		    !isalpha((unsigned char)code[2])) {
			*out = (enum staaf_lang)i;
			return true;
		}
	return false;
}

/* The q of one Accept-Language part: ";q=0.5"; 1 when there is none. */
static double
read_quality(const char *part, size_t size)
{
	for (size_t i = 0; i + 2 < size; i++)
		if ((part[i] == 'q' || part[i] == 'Q') && part[i + 1] == '=') {
			char digits[8] = "";

			double q;

			memcpy(digits, part + i + 2,
			    size - i - 2 < 7 ? size - i - 2 : 7);
			q = strtod(digits, NULL);
			return q >= 0 && q <= 1 ? q : 0; /* also nonsense */
		}
	return 1;
}

enum staaf_lang
staaf_lang_accept(const char *header, enum staaf_lang fallback)
{
	enum staaf_lang best = fallback, lang;
	double best_quality = 0;

	while (header != NULL && *header != '\0') {
		size_t size = strcspn(header, ",");
		const char *part = header;
		double quality;

		while (*part == ' ' || *part == '\t')
			part++;
		quality = read_quality(header, size);
		if (quality > best_quality && staaf_lang_parse(&lang, part)) {
			best = lang;
			best_quality = quality;
		}
		header += size + (header[size] == ',');
	}
	return best;
}

const char *
staaf_text(enum staaf_msg msg, enum staaf_lang lang)
{
	if ((int)msg < 0 || msg >= STAAF_N_MSGS)
		msg = STAAF_MSG_NONE;
	return base_texts[lang == STAAF_NL ? STAAF_NL : STAAF_EN][msg];
}

static bool
is_hole(const char *p)
{
	return p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}';
}

static void
fill_holes(struct staaf_buf *out, enum staaf_lang lang, enum staaf_msg msg,
    va_list list)
{
	const char *word[MAX_HOLES] = { NULL }, *text = staaf_text(msg, lang);
	int n = 0;

	while (n < MAX_HOLES && (word[n] = va_arg(list, const char *)) != NULL)
		n++;
	for (const char *p = text; *p != '\0'; p++) {
		if (!is_hole(p)) {
			staaf_buf_putc(out, *p);
			continue;
		}
		if (p[1] - '1' < n)
			staaf_buf_puts(out, word[p[1] - '1']);
		p += 2;
	}
}

void
staaf_say_words(struct staaf_buf *out, enum staaf_lang lang,
    enum staaf_msg msg, ...)
{
	va_list list;

	va_start(list, msg);
	fill_holes(out, lang, msg, list);
	va_end(list);
}

/* What stands in b, kept in ar. */
static const char *
keep(struct staaf_arena *ar, struct staaf_buf *b)
{
	const char *text = staaf_arena_dup(ar, staaf_buf_text(b));

	ar->failed |= b->failed;
	staaf_buf_clear(b);
	return text;
}

const char *
staaf_text_words(struct staaf_arena *ar, enum staaf_lang lang,
    enum staaf_msg msg, ...)
{
	struct staaf_buf b = { 0 };
	va_list list;

	va_start(list, msg);
	fill_holes(&b, lang, msg, list);
	va_end(list);
	return keep(ar, &b);
}

const char *
staaf_text_number(struct staaf_arena *ar, enum staaf_lang lang, double value,
    int decimals)
{
	struct staaf_buf b = { 0 };

	staaf_say_number(&b, lang, value, decimals);
	return keep(ar, &b);
}

const char *
staaf_text_count(struct staaf_arena *ar, enum staaf_lang lang, long value)
{
	struct staaf_buf b = { 0 };

	staaf_say_count(&b, lang, value);
	return keep(ar, &b);
}

void
staaf_say_number(struct staaf_buf *out, enum staaf_lang lang, double value,
    int decimals)
{
	char digits[400];
	bool is_zero = true;

	(void)snprintf(digits, sizeof(digits), "%.*f", decimals, fabs(value));
	for (const char *p = digits; *p != '\0'; p++)
		is_zero = is_zero && (*p == '0' || *p == '.');
	if (value < 0 && !is_zero)
		staaf_buf_puts(out, "\xe2\x88\x92"); /* minus sign */
	for (char *p = digits; *p != '\0'; p++)
		if (*p == '.' && lang == STAAF_NL)
			*p = ',';
	staaf_buf_puts(out, digits);
}

void
staaf_say_count(struct staaf_buf *out, enum staaf_lang lang, long value)
{
	char digits[32];
	size_t size;

	/* Unsigned, since the least long has no positive counterpart. */
	(void)snprintf(digits, sizeof(digits), "%lu",
	    value < 0 ? 0UL - (unsigned long)value : (unsigned long)value);
	size = strlen(digits);
	if (value < 0)
		staaf_buf_puts(out, "\xe2\x88\x92");
	for (size_t i = 0; i < size; i++) {
		if (i > 0 && (size - i) % 3 == 0)
			staaf_buf_putc(out, lang == STAAF_NL ? '.' : ',');
		staaf_buf_putc(out, digits[i]);
	}
}
