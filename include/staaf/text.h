/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sentences for people, in Dutch and English.  They stand in text.en and
 * text.nl of each room; the build makes staaf/msg.h from them and stops when
 * a key is missing in one language or its holes differ.
 */
#ifndef STAAF_TEXT_H
#define STAAF_TEXT_H

#include <staaf/mem.h>
#include <staaf/msg.h>

enum staaf_lang { STAAF_EN, STAAF_NL, STAAF_N_LANGS };

/* "en", "nl"; STAAF_EN is the answer for anything else. */
const char *staaf_lang_code(enum staaf_lang lang);
/* From "nl", "nl_NL.UTF-8", "en-GB"; false when it is neither. */
bool staaf_lang_parse(enum staaf_lang *out, const char *code);
/* Best of an Accept-Language header; fallback when none fits. */
enum staaf_lang staaf_lang_accept(const char *header,
    enum staaf_lang fallback);

/* The bare sentence with its holes; borrowed, never NULL. */
const char *staaf_text(enum staaf_msg msg, enum staaf_lang lang);

/*
 * Append a sentence with its holes filled: {1} is the first word after lang.
 * A macro closes the list: staaf_say(&b, lang, STAAF_MSG_X, "a", "b").
 */
#define staaf_say(...) staaf_say_words(__VA_ARGS__, (const char *)NULL)
void staaf_say_words(struct staaf_buf *out, enum staaf_lang lang,
    enum staaf_msg msg, ...);

/*
 * A number for prose: decimals fixed, comma in Dutch, point in English, a
 * true minus sign; "-0" never.
 */
void staaf_say_number(struct staaf_buf *out, enum staaf_lang lang,
    double value, int decimals);
/* A whole number with thousands: 48,478 and 48.478. */
void staaf_say_count(struct staaf_buf *out, enum staaf_lang lang, long value);

/* The same, in an arena; never NULL. */
#define staaf_text_fill(...) staaf_text_words(__VA_ARGS__, (const char *)NULL)
const char *staaf_text_words(struct staaf_arena *ar, enum staaf_lang lang,
    enum staaf_msg msg, ...);
const char *staaf_text_number(struct staaf_arena *ar, enum staaf_lang lang,
    double value, int decimals);
const char *staaf_text_count(struct staaf_arena *ar, enum staaf_lang lang,
    long value);

#endif
