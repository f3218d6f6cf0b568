/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cells to numbers, whatever marks their decimals.  7,5 and 7.5 are one
 * number; 1.234,5 and 1,234.5 too.  Of 1.234 alone only other cells can tell
 * whether it is a thousand: when none does, it has decimals, and that is said.
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "circle.h"

enum { MAX_NUMBER = 64 };

/* Why a score is not there, as teachers and programs write it. */
static const char *const missing_codes[] = { "", "na", "n/a", "n.a.", "nan",
	"null", "none", "missing", "absent", "exempt", "unknown", "sick", "-",
	"--", ".", "?", "afw", "afwezig", "vr", "vrijstelling", "ziek",
	"onbekend", "nvt", "n.v.t.", "niet gemaakt", "ng", "#n/b", "#n/a",
	"#waarde!", "#value!", "#deel/0!", "#div/0!" };

static const struct {
	const char *word;
	bool is_yes;
} yes_no[] = {
	{ "1", true }, { "0", false }, { "ja", true }, { "nee", false },
	{ "yes", true }, { "no", false }, { "j", true }, { "y", true },
	{ "n", false }, { "pass", true }, { "passed", true },
	{ "fail", false }, { "failed", false }, { "geslaagd", true },
	{ "gezakt", false }, { "behaald", true }, { "niet behaald", false },
	{ "voldoende", true }, { "onvoldoende", false }, { "v", true },
	{ "o", false }, { "true", true }, { "false", false },
	{ "waar", true }, { "onwaar", false },
};

bool
cell_is_missing(const char *cell, const struct notation *how)
{
	size_t n = sizeof(missing_codes) / sizeof(missing_codes[0]);

	/* None of ours begins with a digit, and nearly all cells do. */
	for (size_t i = 0; !isdigit((unsigned char)*cell) && i < n; i++)
		if (strcasecmp(cell, missing_codes[i]) == 0)
			return true;
	for (size_t i = 0; i < how->n_missing; i++)
		if (strcasecmp(cell, how->missing[i]) == 0)
			return true;
	return false;
}

bool
cell_is_yes_no(bool *out, const char *cell)
{
	for (size_t i = 0; i < sizeof(yes_no) / sizeof(yes_no[0]); i++)
		if (strcasecmp(cell, yes_no[i].word) == 0) {
			*out = yes_no[i].is_yes;
			return true;
		}
	return false;
}

/* ------------------------------------------------- what marks decimals */

/* Where the marks of a cell stand. */
struct marks {
	int n_comma, n_point;
	char last;     /* the last of them; 0: none */
	size_t before; /* digits before the last */
	size_t after;  /* digits after it */
	bool has_zero; /* it starts with 0: 0,435 is no thousand */
	bool is_number;
};

static struct marks
look_at_marks(const char *cell)
{
	struct marks m = { 0 };
	size_t n = 0;

	if (*cell == '-' || *cell == '+')
		cell++;
	m.has_zero = *cell == '0';
	m.is_number = *cell != '\0';
	for (; *cell != '\0' && *cell != '%'; cell++) {
		if (isdigit((unsigned char)*cell)) {
			n++;
			m.after++;
			continue;
		}
		m.is_number = m.is_number && (*cell == ',' || *cell == '.');
		m.n_comma += *cell == ',';
		m.n_point += *cell == '.';
		m.last = *cell;
		m.before = n;
		m.after = 0;
	}
	m.is_number = m.is_number && n > 0;
	return m;
}

/* Can its mark part thousands? */
static bool
may_be_thousands(const struct marks *m)
{
	return m->after == 3 && m->before >= 1 && m->before <= 3 &&
	    !m->has_zero;
}

void
notation_find(struct notation *out, const struct staaf_table *t,
    const int *column, size_t n_columns, char told)
{
	bool has_comma = false, has_point = false, has_either = false;

	for (size_t row = 0; row < t->n_rows; row++)
		for (size_t i = 0; i < n_columns; i++) {
			struct marks m = look_at_marks(staaf_table_cell(t, row,
			    (size_t)column[i]));
			int n = m.n_comma + m.n_point;

			if (!m.is_number || n == 0)
				continue;
			/* 1,234.5 and 1,234,567 tell what the other is. */
			if (m.n_comma > 1 ||
			    (n > 1 && m.last == '.' && m.n_comma > 0))
				has_point = true;
			else if (m.n_point > 1 || (n > 1 && m.last == ','))
				has_comma = true;
			else if (may_be_thousands(&m))
				has_either = true;
			else if (m.last == ',')
				has_comma = true;
			else
				has_point = true;
		}
	out->decimal = '\0';
	if (told != '\0')
		out->decimal = told;
	else if (has_comma != has_point)
		out->decimal = has_comma ? ',' : '.';
	out->is_ambiguous = told == '\0' && has_either &&
	    has_comma == has_point;
}

/* ------------------------------------------------------------ one cell */

/* Marks of thousands out, a point for the decimals. */
static bool
write_plain(char plain[MAX_NUMBER], int *decimals, const char *cell,
    char decimal)
{
	size_t n = 0, group = 0;
	bool is_after = false, has_thousands = false;

	*decimals = 0;
	for (; *cell != '\0'; cell++) {
		if (n + 1 >= MAX_NUMBER)
			return false;
		if (*cell == decimal) {
			if (is_after || (has_thousands && group != 3))
				return false;
			is_after = true;
			plain[n++] = '.';
		} else if (*cell == ',' || *cell == '.') {
			if (is_after || group == 0 || group > 3 ||
			    (has_thousands && group != 3))
				return false;
			has_thousands = true;
			group = 0;
		} else if (isdigit((unsigned char)*cell)) {
			plain[n++] = *cell;
			group++;
			*decimals += is_after;
		} else if (n == 0 && (*cell == '-' || *cell == '+')) {
			plain[n++] = *cell;
		} else if ((*cell == 'e' || *cell == 'E') && n > 0 &&
		    strspn(cell + 1, "+-0123456789") == strlen(cell + 1)) {
			if (n + strlen(cell) >= MAX_NUMBER)
				return false;
			memcpy(plain + n, cell, strlen(cell) + 1);
			*decimals = 15;
			return true;
		} else {
			return *cell == '%' && cell[1] == '\0' && n > 0 &&
			    (plain[n] = '\0', true);
		}
	}
	plain[n] = '\0';
	return (!has_thousands || is_after || group == 3) && n > 0;
}

enum cell
cell_read(double *out, int *decimals, const char *cell,
    const struct notation *how)
{
	struct marks m = look_at_marks(cell);
	char plain[MAX_NUMBER], decimal = how->decimal, *end = NULL;
	double value;

	if (cell_is_missing(cell, how))
		return CELL_MISSING;
	if (decimal == '\0')
		decimal = m.n_comma > 1 ? '.' : m.n_point > 1 ? ',' :
		    m.last != '\0' ? m.last : '.';
	if (!write_plain(plain, decimals, cell, decimal))
		return CELL_WORD;
	value = strtod(plain, &end);
	if (end == plain || *end != '\0' || !isfinite(value))
		return CELL_WORD;
	*out = value;
	return CELL_NUMBER;
}
