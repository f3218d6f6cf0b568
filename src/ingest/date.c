/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates of feeds to ISO 8601 in UTC: RFC 3339, RFC 822 with two or four
 * digit years and named zones, asctime, and the loose forms that journals
 * write.  A date keeps what it has: "2024-03" stays a month.  No clock and
 * no time zone of the machine is looked at; future dates are kept.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest.h"

enum { MAX_WORDS = 12, WORD_SIZE = 24 };

struct moment {
	int year, month, day;     /* month, day 0: not said */
	bool has_time;
	int hour, minute, second;
	int offset;               /* minutes east of Greenwich */
};

static const struct zone {
	const char *name;
	int minutes;
} zones[] = { { "UT", 0 }, { "GMT", 0 }, { "UTC", 0 }, { "Z", 0 },
	{ "EST", -300 }, { "EDT", -240 }, { "CST", -360 }, { "CDT", -300 },
	{ "MST", -420 }, { "MDT", -360 }, { "PST", -480 }, { "PDT", -420 },
	{ "WET", 0 }, { "WEST", 60 }, { "BST", 60 }, { "CET", 60 },
	{ "MET", 60 }, { "CEST", 120 }, { "MEST", 120 }, { "EET", 120 },
	{ "EEST", 180 } };

/* English and Dutch, by the letters that all their spellings begin with. */
static const struct month {
	const char *name;
	int number;
} months[] = { { "jan", 1 }, { "feb", 2 }, { "mar", 3 }, { "maa", 3 },
	{ "mrt", 3 }, { "apr", 4 }, { "may", 5 }, { "mei", 5 }, { "jun", 6 },
	{ "jul", 7 }, { "aug", 8 }, { "sep", 9 }, { "oct", 10 }, { "okt", 10 },
	{ "nov", 11 }, { "dec", 12 } };

/* -------------------------------------------------------------- sums */

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && is_leap);
}

static bool
is_sound(const struct moment *m)
{
	if (m->year < 1 || m->year > 9999 || m->month < 0 || m->month > 12 ||
	    m->day < 0 || (m->day > 0 && m->month == 0))
		return false;
	if (m->day > 0 && m->day > month_days(m->year, m->month))
		return false;
	return !m->has_time || (m->day > 0 && m->hour < 24 && m->minute < 60 &&
	    m->second <= 60 && abs(m->offset) < 24 * 60);
}

/* Bring the time to UTC; it may cross one midnight. */
static void
shift_to_utc(struct moment *m)
{
	int minutes = m->hour * 60 + m->minute - m->offset;

	if (m->second == 60)
		m->second = 59; /* a leap second has no name in the store */
	if (minutes < 0) {
		minutes += 24 * 60;
		if (--m->day == 0) {
			if (--m->month == 0) {
				m->month = 12;
				m->year--;
			}
			m->day = month_days(m->year, m->month);
		}
	} else if (minutes >= 24 * 60) {
		minutes -= 24 * 60;
		if (++m->day > month_days(m->year, m->month)) {
			m->day = 1;
			if (++m->month > 12) {
				m->month = 1;
				m->year++;
			}
		}
	}
	m->hour = minutes / 60;
	m->minute = minutes % 60;
}

static bool
print_moment(char out[INGEST_DATE_SIZE], struct moment *m)
{
	unsigned year, month, day; /* the remainders tell gcc their width */

	out[0] = '\0';
	if (!is_sound(m))
		return false;
	if (m->has_time)
		shift_to_utc(m);
	if (m->year < 1 || m->year > 9999)
		return false;
	year = (unsigned)m->year % 10000;
	month = (unsigned)m->month % 100;
	day = (unsigned)m->day % 100;
	if (m->has_time)
		(void)snprintf(out, INGEST_DATE_SIZE,
		    "%04u-%02u-%02uT%02u:%02u:%02uZ", year, month, day,
		    (unsigned)m->hour % 100, (unsigned)m->minute % 100,
		    (unsigned)m->second % 100);
	else if (m->day > 0)
		(void)snprintf(out, INGEST_DATE_SIZE, "%04u-%02u-%02u", year,
		    month, day);
	else if (m->month > 0)
		(void)snprintf(out, INGEST_DATE_SIZE, "%04u-%02u", year, month);
	else
		(void)snprintf(out, INGEST_DATE_SIZE, "%04u", year);
	return true;
}

/* ------------------------------------------------------------- pieces */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A number of least to most digits; moves *at past it. */
static bool
take_number(int *out, const char **at, int least, int most)
{
	int n = 0, value = 0;

	while (n < most && is_digit((*at)[n]))
		value = value * 10 + ((*at)[n++] - '0');
	if (n < least)
		return false;
	*at += n;
	*out = value;
	return true;
}

/* "12:00", "12:00:05", "12:00:05.25". */
static bool
take_time(struct moment *m, const char **at)
{
	if (!take_number(&m->hour, at, 1, 2) || **at != ':')
		return false;
	(*at)++;
	if (!take_number(&m->minute, at, 2, 2))
		return false;
	if (**at == ':') {
		(*at)++;
		if (!take_number(&m->second, at, 2, 2))
			return false;
		if (**at == '.' || **at == ',')
			do
				(*at)++;
			while (is_digit(**at));
	}
	m->has_time = true;
	return true;
}

/* "Z", "+01:00", "+0100", "+01", "GMT", "CEST", or nothing. */
static bool
take_zone(struct moment *m, const char *at)
{
	int hours, minutes = 0, sign = *at == '-' ? -1 : 1;

	if (*at == '\0')
		return true;
	if (*at == '+' || *at == '-') {
		at++;
		if (!take_number(&hours, &at, 2, 2))
			return false;
		if (*at == ':')
			at++;
		if (*at != '\0' && !take_number(&minutes, &at, 2, 2))
			return false;
		m->offset = sign * (hours * 60 + minutes);
		return *at == '\0' && minutes < 60;
	}
	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++)
		if (strcasecmp(at, zones[i].name) == 0) {
			m->offset = zones[i].minutes;
			return true;
		}
	/* RFC 2822, 4.3: unknown names and letters mean nothing; UTC. */
	return strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(at) &&
	    strlen(at) <= 5;
}

/* -------------------------------------------------------------- forms */

/* 2024, 2024-03, 2024-03-01, 2024-03-01T12:00:00+01:00; "/" for "-". */
static bool
read_iso(struct moment *m, const char *at)
{
	char mark;

	if (!take_number(&m->year, &at, 4, 4))
		return false;
	mark = *at;
	if (mark == '\0')
		return true;
	if ((mark != '-' && mark != '/') ||
	    (at++, !take_number(&m->month, &at, 1, 2)) || m->month == 0)
		return false;
	if (*at == '\0')
		return true;
	if (*at != mark || (at++, !take_number(&m->day, &at, 1, 2)) ||
	    m->day == 0)
		return false;
	if (*at == '\0')
		return true;
	if (strchr("Tt ", *at) == NULL)
		return false;
	at++;
	if (!take_time(m, &at))
		return false;
	at += strspn(at, " ");
	if (*at == 'z')
		return at[1] == '\0';
	return take_zone(m, at);
}

static int
find_month(const char *word)
{
	for (size_t i = 0; i < sizeof(months) / sizeof(*months); i++)
		if (strncasecmp(word, months[i].name, 3) == 0)
			return months[i].number;
	return 0;
}

/* RFC 822: 00 to 49 is this century; RFC 2822: three digits count on 1900. */
static int
full_year(int year, size_t digits)
{
	if (digits >= 4)
		return year;
	if (digits == 3 || year >= 50)
		return 1900 + year;
	return 2000 + year;
}

/* One number of a written date: the day first, then the year. */
static bool
read_number_word(struct moment *m, const char *word, bool *has_year)
{
	size_t digits = strspn(word, "0123456789");
	int value = (int)strtol(word, NULL, 10);

	if (digits == 0 || digits > 4 || (word[digits] != '\0' &&
	    strcasecmp(word + digits, "st") != 0 &&
	    strcasecmp(word + digits, "nd") != 0 &&
	    strcasecmp(word + digits, "rd") != 0 &&
	    strcasecmp(word + digits, "th") != 0))
		return false;
	if (m->day == 0 && digits <= 2 && value > 0 && !*has_year) {
		m->day = value;
		return value <= 31;
	}
	if (*has_year)
		return false;
	m->year = full_year(value, digits);
	*has_year = true;
	return true;
}

/* Words apart at spaces, commas and "-" between letters and digits. */
static size_t
split_words(char word[MAX_WORDS][WORD_SIZE], const char *text)
{
	size_t n = 0, size;

	for (;;) {
		text += strspn(text, " ,");
		if (*text == '\0' || *text == '(')
			return n;
		size = strcspn(text, " ,");
		if (n == MAX_WORDS || size >= WORD_SIZE)
			return 0;
		memcpy(word[n], text, size);
		word[n][size] = '\0';
		text += size;
		n++;
	}
}

/* "Fri, 01 Mar 2024 12:00:00 +0100", "Fri Mar  1 12:00:00 2024",
 * "1 maart 2024", "March 2024", "01-Mar-24". */
static bool
read_written(struct moment *m, const char *text)
{
	char word[MAX_WORDS][WORD_SIZE];
	bool has_year = false;
	size_t n = split_words(word, text);

	for (size_t i = 0; i < n; i++) {
		const char *at = word[i];
		int month = find_month(at);

		if (strchr(at, ':') != NULL && is_digit(*at)) {
			if (m->has_time || !take_time(m, &at) ||
			    !take_zone(m, at))
				return false;
		} else if (month > 0 && m->month == 0) {
			m->month = month;
		} else if (is_digit(*at)) {
			if (!read_number_word(m, at, &has_year))
				return false;
		} else if (m->has_time) {
			if (!take_zone(m, at))
				return false;
		} else if (i > 0) {
			return false; /* only the first word may be a day */
		}
	}
	return has_year && m->month > 0;
}

/* "01-Mar-24" is three words. */
static void
part_hyphens(char *text)
{
	for (size_t i = 1; text[i] != '\0'; i++)
		if (text[i] == '-' &&
		    ((is_digit(text[i - 1]) && is_letter(text[i + 1])) ||
		    (is_letter(text[i - 1]) && is_digit(text[i + 1]))))
			text[i] = ' ';
}

bool
ingest_date(char out[INGEST_DATE_SIZE], const char *text)
{
	struct moment m = { 0 };
	char clean[64];
	size_t size;

	out[0] = '\0';
	text += strspn(text, " \t\r\n");
	size = strlen(text);
	while (size > 0 && strchr(" \t\r\n", text[size - 1]) != NULL)
		size--;
	if (size == 0 || size >= sizeof(clean))
		return false;
	memcpy(clean, text, size);
	clean[size] = '\0';
	if (read_iso(&m, clean))
		return print_moment(out, &m);
	m = (struct moment){ 0 };
	part_hyphens(clean);
	return read_written(&m, clean) && print_moment(out, &m);
}

bool
ingest_date_parts(char out[INGEST_DATE_SIZE], const char *year,
    const char *month, const char *day)
{
	struct moment m = { 0 };

	out[0] = '\0';
	year += strspn(year, " \t\r\n");
	if (strspn(year, "0123456789") != 4)
		return false;
	m.year = (int)strtol(year, NULL, 10);
	month += strspn(month, " \t\r\n");
	if (is_digit(*month) && strspn(month, "0123456789") <= 2)
		m.month = (int)strtol(month, NULL, 10);
	else if (!is_digit(*month))
		m.month = find_month(month);
	if (m.month > 12)
		m.month = 0; /* Crossref writes seasons as 21 to 24 */
	day += strspn(day, " \t\r\n");
	if (m.month > 0 && is_digit(*day) && strspn(day, "0123456789") <= 2)
		m.day = (int)strtol(day, NULL, 10);
	if (m.month > 0 && m.year > 0 && m.day > month_days(m.year, m.month))
		m.day = 0;
	return print_moment(out, &m);
}

bool
ingest_date_loose(char out[INGEST_DATE_SIZE], const char *text)
{
	size_t n;
	char year[5] = { 0 };

	if (ingest_date(out, text))
		return true;
	for (; *text != '\0'; text += n > 0 ? n : 1) {
		n = strspn(text, "0123456789");
		if (n == 4 && (text[0] == '1' || text[0] == '2')) {
			memcpy(year, text, 4);
			return ingest_date_parts(out, year, "", "");
		}
	}
	return false;
}
