/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The numbers of a claim, each with its spread and count.  Texts that sell
 * are full of other numbers: years, prices, versions, ages, hours, grades of
 * a school.  Those are known by what stands around them, and passed by.
 */
#include <math.h>
#include <string.h>

#include <staaf/utf8.h>

#include "extract.h"

enum {
	FIRST_YEAR = 1900, LAST_YEAR = 2100,
	MAX_ADJECTIVES = 3, /* "40 first-year nursing students" */
	MAX_PARTS = 6,      /* in a bracket */
	LEAST_OVER = 20     /* of a count with a stroke */
};

static const double MOST = 1e6; /* no mean of a class is above it */

/* Of a sign of several bytes: a quote, dash, arrow or picture. */
static bool
is_sign(unsigned char lead)
{
	return lead == 0xe2 || lead == 0xf0 || lead == 0xc2;
}

bool
extract_begins(const char *text, size_t at)
{
	size_t lead = at;

	if (at == 0 || !extract_is_wordy(text[at - 1]))
		return true;
	while (lead > 0 && at - lead < 4 &&
	    ((unsigned char)text[lead - 1] & 0xc0) == 0x80)
		lead--;
	return lead < at && lead > 0 && is_sign((unsigned char)text[lead - 1]);
}

bool
extract_ends(const char *text, size_t size, size_t at)
{
	return at >= size || !extract_is_wordy(text[at]) ||
	    is_sign((unsigned char)text[at]);
}

/* Bytes of the word before at, blanks and "=" left out; *end is its end. */
static size_t
word_before(size_t *end, const char *text, size_t from, size_t at)
{
	size_t start;

	while (at > from && strchr(" \t\r\n(=", text[at - 1]) != NULL)
		at--;
	*end = start = at;
	while (start > from && (extract_is_wordy(text[start - 1]) ||
	    text[start - 1] == '.'))
		start--;
	return at - start;
}

bool
extract_is_after(const char *text, size_t from, size_t at,
    const char *const *words)
{
	size_t end, n = word_before(&end, text, from, at);

	for (size_t i = 0; n > 0 && words[i] != NULL; i++)
		if (extract_match(text, end, end - n, words[i]) == n)
			return true;
	return false;
}

/* Signs before a number that make it another thing: a price, a bound. */
static bool
is_glued(const char *text, size_t at)
{
	static const char *const money[] = { "\xe2\x82\xac", "\xc2\xa3",
		"\xe2\x89\xa5", "\xe2\x89\xa4", NULL };
	static const char *const dashes[] = { "\xe2\x80\x93",
		"\xe2\x88\x92", NULL };
	size_t from = at;

	if (at == 0)
		return false;
	if (strchr("./:,-#_$&'@^", text[at - 1]) != NULL ||
	    extract_is_digit(text[at - 1]) ||
	    (staaf_ascii_lower(text[at - 1]) >= 'a' &&
	    staaf_ascii_lower(text[at - 1]) <= 'z'))
		return true;
	if (at >= 4 && extract_is_digit(text[at - 4]) &&
	    extract_exact(text, at, at - 3, dashes) > 0)
		return true;
	while (from > 0 && text[from - 1] == ' ')
		from--;
	if (from > 0 && strchr("$<>", text[from - 1]) != NULL)
		return true;
	return (from >= 3 && extract_exact(text, from, from - 3, money) > 0) ||
	    (from >= 2 && extract_exact(text, from, from - 2, money) > 0);
}

/* "version 3.1", "SD = 1.2", "group 7", "aged 18": a label and no score. */
static bool
is_labelled(const char *text, size_t at, bool is_whole)
{
	static const char *const labels[] = { "version", "versie", "v",
		"windows", "office", "gpt", "web", "isbn", "ios", "android",
		"par.", "art.", "table", "tabel", "figure", "figuur",
		"chapter", "hoofdstuk", "eur", "euro", "usd", "sd", "s.d.",
		"deviation", "standaarddeviatie", "standaardafwijking", "std",
		"n", "p", "k", "df", NULL };
	static const char *const of_whole[] = { "groep", "klas", "leerjaar",
		"year", "jaar", "grade", "grades", "level", "niveau", "phase",
		"fase", "step", "stap", "module", "page", "pagina", "week",
		"les", "lesson", "no.", "nr.", "nr", "nummer", "number",
		"age", "aged", "ages", "leeftijd", "type", "top", "covid",
		"study", "studie", "experiment", "semester", "periode",
		"period", "blok", "block", "article", "artikel", "model",
		"part", "deel", "room", "lokaal", NULL };

	return extract_is_after(text, 0, at, labels) ||
	    (is_whole && extract_is_after(text, 0, at, of_whole));
}

/* Minutes, schools, euros: counted, not scored. */
static bool
is_counted(const char *text, size_t size, size_t at)
{
	static const char *const units[] = { "minute", "minutes", "minuut",
		"minuten", "min", "hour", "hours", "uur", "uren", "day",
		"days", "dag", "dagen", "week", "weeks", "weken", "month",
		"months", "maand", "maanden", "year", "years", "jaar",
		"jaren", "euro", "euros", "eur", "dollar", "dollars",
		"school", "schools", "scholen", "instellingen", "countries",
		"landen", "languages", "talen", "teachers", "docenten",
		"leraren", "users", "gebruikers", "lessons", "lessen",
		"modules", "gb", "mb", "km", "stars", "sterren", "licenties",
		"licences", "students", "studenten", "leerlingen", "pupils",
		"learners", "classes", "klassen", "participants",
		"deelnemers", "people", "mensen", "million", "miljoen",
		"miljard", "billion", "duizend", "thousand", "ects", "ec",
		"studiepunten", "credits", "st", "nd", "rd", "th", "e", "de",
		"percentage points", "procentpunten", "procentpunt",
		"percentage point", NULL };
	size_t n = extract_space(text, size, at);

	return extract_word(text, size, at + n, units) > 0;
}

/* Glued behind it: "24/7", "10:30", "18-jarigen", "5000+". */
static bool
goes_on(const char *text, size_t size, size_t at)
{
	static const char *const dashes[] = { "\xe2\x80\x93",
		"\xe2\x88\x92", NULL };
	size_t n = extract_exact(text, size, at, dashes);

	if (n > 0)
		return at + n < size && extract_is_digit(text[at + n]);
	if (at >= size || strchr("/:-+.", text[at]) == NULL)
		return false;
	if (text[at] == '+')
		return true;
	return at + 1 < size && (extract_is_digit(text[at + 1]) ||
	    (text[at] == '-' && extract_is_wordy(text[at + 1])));
}

static bool
is_year(const struct extract_printed *x)
{
	return x->decimals == 0 && x->value >= FIRST_YEAR &&
	    x->value <= LAST_YEAR;
}

/* Past a sign or word for percent, or 0. */
static size_t
percent_end(const char *text, size_t size, size_t at)
{
	static const char *const words[] = { "procent", "percent", "per cent",
		NULL };
	size_t gap = extract_space(text, size, at), n;

	if (at + gap < size && text[at + gap] == '%')
		return at + gap + 1;
	n = gap == 0 ? 0 : extract_word(text, size, at + gap, words);
	return n > 0 ? at + gap + n : 0;
}

static bool
read_count(long *out, size_t *end, const char *text, size_t size, size_t at)
{
	struct extract_number num;

	if (!extract_count(&num, text, size, at, false) &&
	    !extract_count(&num, text, size, at, true))
		return false;
	*out = (long)num.value;
	*end = num.end;
	return true;
}

/* Past letters, hyphens and marks of a word. */
static size_t
skip_word(const char *text, size_t size, size_t at)
{
	while (at < size && (extract_is_wordy(text[at]) ||
	    (text[at] == '-' && at + 1 < size &&
	    extract_is_wordy(text[at + 1]))))
		at++;
	return at;
}

/* "students", "hbo-studenten": how long the word is, or 0. */
static size_t
student_word(const char *text, size_t size, size_t at)
{
	static const char *const ends[] = { "students", "studenten",
		"leerlingen", "pupils", "learners", "participants",
		"deelnemers", "undergraduates", "freshmen", "eerstejaars",
		"tweedejaars", "derdejaars", "scholieren", NULL };
	size_t end = skip_word(text, size, at);

	for (size_t i = 0; ends[i] != NULL; i++) {
		size_t n = strlen(ends[i]);

		if (end - at >= n &&
		    extract_match(text, end, end - n, ends[i]) == n)
			return end - at;
	}
	return 0;
}

size_t
extract_students(long *n, const char *text, size_t size, size_t at)
{
	static const char *const others[] = { "of", "van", "per", "en", "and",
		"in", "op", "by", "door", "is", "with", "met", "to", "naar",
		"docenten", "teachers", "schools", "scholen", "more", "meer",
		"for", "voor", "die", "who", "times", "keer", "geven",
		"gaven", "geeft", "gaf", "scoorden", "scoren", "hebben",
		"kregen", "krijgen", "vonden", "vinden", "deden", "haalden",
		"halen", "leerden", "leren", "onthouden", "scored", "gave",
		"give", "have", "had", "made", "got", "learn", "learned",
		"remember", "our", "onze", "the", "de", "het", NULL };
	enum staaf_than than;
	size_t end, word;

	if (!extract_begins(text, at) || is_glued(text, at))
		return 0;
	if ((text[at] | 0x20) == 'n' &&
	    (word = extract_than(&than, text, size, at + 1)) > 0)
		return than == STAAF_EQUAL && read_count(n, &end, text, size,
		    at + 1 + word) ? end - at : 0;
	if (is_labelled(text, at, true) ||
	    !read_count(n, &end, text, size, at))
		return 0;
	for (int i = 0; i <= MAX_ADJECTIVES; i++) {
		size_t gap = extract_space(text, size, end);

		if (gap == 0)
			return 0;
		end += gap;
		if ((word = student_word(text, size, end)) > 0)
			return end + word - at;
		if (end < size && (extract_is_digit(text[end]) ||
		    extract_word(text, size, end, others) > 0))
			return 0;
		end = skip_word(text, size, end);
	}
	return 0;
}

/* "of 120", "van de 115", "out of 10": the count, and where it ends. */
static size_t
read_of(long *n, const char *text, size_t size, size_t at)
{
	static const char *const of[] = { "out of the", "out of", "of the",
		"of", "van de", "van", "uit de", "op de", NULL };
	size_t gap = extract_space(text, size, at), k, end;

	if (gap == 0 || (k = extract_word(text, size, at + gap, of)) == 0)
		return 0;
	at += gap + k;
	gap = extract_space(text, size, at);
	if (gap == 0 || !read_count(n, &end, text, size, at + gap) ||
	    percent_end(text, size, end) > 0)
		return 0;
	return end;
}

/* One part of a bracket behind a number; where it ends, or 0. */
static size_t
read_part(struct extract_told *out, const char *text, size_t size, size_t at)
{
	struct extract_printed x;
	struct extract_n n;
	size_t name = extract_sd_name(text, size, at), end;

	if (extract_n(&n, text, size, at)) {
		out->is.n = n.n;
		return n.end;
	}
	if (name > 0)
		at = extract_skip_equals(text, size, at + name);
	if (!extract_printed(&x, text, size, at) || x.is_unclear)
		return 0;
	if ((end = percent_end(text, size, x.end)) > 0)
		return out->is_percent ? end : 0;
	/* "71% (171)", "(2019)" */
	if (name == 0 && (is_year(&x) ||
	    (out->is_percent && x.decimals == 0)))
		return x.end;
	if (x.value < 0 || (name == 0 && (x.decimals == 0 || out->is_percent ||
	    !isnan(out->is.sd))))
		return 0;
	out->is.sd = x.value;
	out->is.sd_decimals = x.decimals;
	return x.end;
}

/* "(SD 1.2; n = 40)", "(1.2)", "(2019)", "± 1.2", ", SD = 1.2". */
static void
read_beside(struct extract_told *out, const char *text, size_t size)
{
	static const char plus_minus[] = "\xc2\xb1";
	size_t at = out->end + extract_space(text, size, out->end);
	struct extract_told tried = *out;
	bool is_bracket = at < size && strchr("([", text[at]) != NULL;
	size_t end;

	if (size > at + 2 && memcmp(text + at, plus_minus, 2) == 0) {
		struct extract_printed x;

		at += 2 + extract_space(text, size, at + 2);
		if (extract_printed(&x, text, size, at)) {
			out->is.sd = x.value;
			out->is.sd_decimals = x.decimals;
			out->end = x.end;
		}
		return;
	}
	if (!is_bracket && at < size && strchr(",;", text[at]) != NULL)
		at += 1 + extract_space(text, size, at + 1);
	if (!is_bracket) {
		if (extract_sd_name(text, size, at) > 0 &&
		    (end = read_part(&tried, text, size, at)) > 0) {
			*out = tried;
			out->end = end;
		}
		return;
	}
	at++;
	for (int i = 0; i < MAX_PARTS; i++) {
		while (at < size && strchr(" ,;:\xc2\xa0", text[at]) != NULL)
			at++;
		if (at < size && strchr(")]", text[at]) != NULL) {
			*out = tried;
			out->end = at + 1;
			return;
		}
		if ((end = read_part(&tried, text, size, at)) == 0)
			return;
		at = end;
	}
}

/* "171/240" is one, "24/7", "4.8/5", a date and two years are none. */
static size_t
read_over(long *n, const struct extract_told *x, const char *text,
    size_t size)
{
	size_t at = x->end, end;

	if (x->is_percent || x->is.decimals > 0 || at >= size ||
	    text[at] != '/' || !read_count(n, &end, text, size, at + 1) ||
	    *n < LEAST_OVER || x->is.value > (double)*n ||
	    (x->is.value >= FIRST_YEAR && *n <= LAST_YEAR) ||
	    (end < size && strchr("/-:", text[end]) != NULL))
		return 0;
	return end;
}

/* "75 of 120", "62% of 120 students": a rate of so many. */
static void
read_counts(struct extract_told *out, const char *text, size_t size)
{
	long n;
	size_t end = read_of(&n, text, size, out->end);
	struct staaf_told_group *is = &out->is;

	if (end == 0)
		end = read_over(&n, out, text, size);
	if (end == 0 || n < 2)
		return;
	if (out->is_percent) {
		is->n = n;
		is->yes = lround(is->value * (double)n / 100);
	} else if (is->decimals == 0 && is->value <= (double)n) {
		is->n = n;
		is->yes = lround(is->value);
		is->value = 100 * is->value / (double)n;
		out->is_percent = out->is_count = true;
	} else {
		return;
	}
	out->end = end;
}

/* The number itself; a sign of several bytes may be glued behind it. */
static bool
read_number(struct extract_printed *out, const char *text, size_t size,
    size_t at)
{
	size_t end = at;

	while (end < size && (extract_is_digit(text[end]) ||
	    strchr(".,", text[end]) != NULL))
		end++;
	if (end < size && (text[end] == '\xe2' || text[end] == '\xc2'))
		size = end;
	return extract_printed(out, text, size, at);
}

bool
extract_told(struct extract_told *out, const char *text, size_t size,
    size_t at)
{
	/* "75% of what they do", "95% CI". */
	static const char *const no_rate[] = { "of what", "van wat",
		"van hetgeen", "ci", "bi", "confidence", "interval",
		"betrouwbaarheid", "betrouwbaarheidsinterval", NULL };
	struct extract_printed x;
	size_t end;

	if (at >= size || !(extract_is_digit(text[at]) ||
	    strchr(".,", text[at]) != NULL) || !extract_begins(text, at) ||
	    is_glued(text, at) || !read_number(&x, text, size, at) ||
	    x.is_unclear || x.value > MOST)
		return false;
	/* "year 2" is a label, "last year 48%" is none. */
	end = percent_end(text, size, x.end);
	if (is_labelled(text, at, x.decimals == 0 && end == 0))
		return false;
	/* "1.250 students" is no 1.25. */
	if (x.decimals == 3 && x.value >= 1 && x.value < 1000)
		return false;
	*out = (struct extract_told){ .at = at, .end = x.end,
		.is = { .value = x.value, .decimals = x.decimals, .sd = NAN,
		.n = STAAF_NONE, .yes = STAAF_NONE } };
	if (end > 0) {
		out->is_percent = true;
		out->end = end;
		end += extract_space(text, size, end);
		if (extract_word(text, size, end, no_rate) > 0)
			return false;
		if (x.value > 100)
			return x.decimals == 0;
	} else if (is_year(&x)) {
		return false;
	}
	read_counts(out, text, size);
	if (!out->is_count && !out->is_percent &&
	    goes_on(text, size, out->end))
		return false;
	if (!out->is_count && !out->is_percent &&
	    is_counted(text, size, out->end))
		return false;
	read_beside(out, text, size);
	return true;
}
