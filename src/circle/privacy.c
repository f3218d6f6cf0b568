/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No names, addresses or student numbers are read: not because staaf would
 * send them anywhere, but because a file that has them should not be made.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/words.h>

#include "circle.h"

enum { MAX_WORDS = 8, STUDENT_DIGITS = 6, STUDENT_DIGITS_MOST = 9,
	FEW_ROWS = 5 }; /* below this a run of numbers proves nothing */

/* One of these words in a header is enough. */
static const char *const telling[] = { "voornaam", "achternaam", "roepnaam",
	"familienaam", "voornamen", "tussenvoegsel", "firstname", "lastname",
	"surname", "forename", "fullname", "username", "gebruikersnaam",
	"email", "emailadres", "mail", "mailadres", "studentnummer",
	"studentnummers", "studentnr", "studentennummer", "studnr",
	"studentnumber", "leerlingnummer", "leerlingnr", "bsn", "telefoon",
	"telefoonnummer", "mobiel", "phone", "geboortedatum", "birthdate",
	"birthday", "dob", "postcode", "zipcode", "woonplaats" };
/* These with one of `people`, or alone. */
static const char *const names[] = { "naam", "namen", "name", "names" };
static const char *const people[] = { "student", "studenten", "students",
	"leerling", "leerlingen", "deelnemer", "participant", "volledige",
	"full", "first", "last", "given", "family", "voor", "achter", "van",
	"de", "the", "of", "user", "your", "uw", "je", "jouw" };
static const char *const numbers[] = { "number", "nummer", "nr", "num", "no" };

static bool
is_in(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

#define IS_IN(word, list) is_in(word, list, sizeof(list) / sizeof((list)[0]))

size_t
header_words(const char **out, size_t most, const char *header,
    struct staaf_arena *ar)
{
	char *spaced = staaf_arena_dup(ar, header);
	struct staaf_words words;
	size_t n = 0;

	for (char *s = spaced; *s != '\0'; s++)
		if (*s == '_' || *s == '.' || *s == '-' || *s == '/')
			*s = ' ';
	staaf_words_split(&words, spaced, strlen(spaced), ar);
	for (size_t i = 0; i < words.n_words && n < most; i++)
		out[n++] = words.word[i].folded;
	return ar->failed ? 0 : n;
}

static bool
tells_who(const char *header, struct staaf_arena *ar)
{
	const char *word[MAX_WORDS];
	size_t n = header_words(word, MAX_WORDS, header, ar);
	bool has_name = false, has_people = false, has_number = false;
	bool has_other = false;

	for (size_t i = 0; i < n; i++) {
		if (IS_IN(word[i], telling))
			return true;
		if (IS_IN(word[i], names))
			has_name = true;
		else if (IS_IN(word[i], people))
			has_people = true;
		else if (IS_IN(word[i], numbers))
			has_number = true;
		else
			has_other = true;
	}
	return !has_other && (has_name || (has_people && has_number));
}

/* "a@b.c" somewhere in the cell. */
static bool
is_address(const char *cell)
{
	const char *at = strchr(cell, '@');

	return at != NULL && at > cell && isalnum((unsigned char)at[-1]) &&
	    isalnum((unsigned char)at[1]) && strchr(at, '.') != NULL;
}

/* "1234567", "s123456"; no running number of so many rows. */
static bool
is_student_number(const char *cell, size_t n_rows)
{
	size_t n;

	cell += *cell == 's' || *cell == 'S';
	n = strspn(cell, "0123456789");
	return cell[n] == '\0' && n >= STUDENT_DIGITS &&
	    n <= STUDENT_DIGITS_MOST && strtoul(cell, NULL, 10) > 10 * n_rows;
}

static enum staaf_code
refuse(struct staaf_err *err, enum staaf_msg msg, long line, size_t column,
    const char *header)
{
	(void)staaf_err_set(err, STAAF_BADINPUT, msg, header, NULL);
	staaf_err_place(err, NULL, line, (long)column + 1);
	staaf_err_hint(err, STAAF_MSG_PRIVACY_HINT);
	return STAAF_BADINPUT;
}

enum staaf_code
privacy_check(const struct staaf_table *t, const struct columns *col,
    struct staaf_arena *ar, struct staaf_err *err)
{
	size_t n_numbers = 0, id;

	for (size_t i = 0; i < t->n_columns; i++)
		if (tells_who(t->column[i], ar))
			return refuse(err, STAAF_MSG_PRIVACY_HEADER, 1, i,
			    t->column[i]);
	for (size_t row = 0; row < t->n_rows; row++)
		for (size_t i = 0; i < t->n_columns; i++)
			if (is_address(staaf_table_cell(t, row, i)))
				return refuse(err, STAAF_MSG_PRIVACY_ADDRESS,
				    t->line[row], i, t->column[i]);
	if (col->at[ROLE_ID] == NO_COLUMN)
		return STAAF_OK;
	id = (size_t)col->at[ROLE_ID];
	for (size_t row = 0; row < t->n_rows; row++)
		n_numbers += is_student_number(staaf_table_cell(t, row, id),
		    t->n_rows);
	if (t->n_rows >= FEW_ROWS && n_numbers * 5 >= t->n_rows * 4)
		return refuse(err, STAAF_MSG_PRIVACY_NUMBERS, t->line[0], id,
		    t->column[id]);
	return STAAF_OK;
}
