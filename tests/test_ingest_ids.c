/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of books, parts of dates, codes of languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ingest/ingest.h"

static void
isbns_get_thirteen_digits_or_nothing(void **state)
{
	static const char *const cases[][2] = {
		{ "0-306-40615-2", "9780306406157" },
		{ "ISBN 978-0-306-40615-7", "9780306406157" },
		{ "urn:isbn:080442957X", "9780804429573" },
		{ "0306406152 (pbk.)", "9780306406157" },
		{ "0-306-40615-3", "" }, { "9780306406158", "" },
		{ "97803064061570", "" }, { "123", "" }, { "", "" },
		{ "X306406152", "" },
	};
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(ingest_isbn(&ar, cases[i][0]),
		    cases[i][1]);
	staaf_arena_clear(&ar);
}

static void
parts_of_dates_keep_what_they_say(void **state)
{
	static const char *const cases[][4] = {
		{ "2020", "3", "5", "2020-03-05" },
		{ "2020", "Mar", "", "2020-03" },
		{ "2020", "Summer", "", "2020" }, { "2020", "21", "", "2020" },
		{ "2020", "02", "31", "2020-02" }, { "2020", "", "5", "2020" },
		{ "20", "1", "1", "" }, { "", "", "", "" },
		{ "0000", "2", "29", "" },
	};
	char out[INGEST_DATE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(ingest_date_parts(out, cases[i][0],
		    cases[i][1], cases[i][2]), cases[i][3][0] != '\0');
		assert_string_equal(out, cases[i][3]);
	}
}

static void
a_loose_date_is_the_year_in_it(void **state)
{
	char out[INGEST_DATE_SIZE];

	(void)state;
	assert_true(ingest_date_loose(out, "[c1999], 2001"));
	assert_string_equal(out, "1999");
	assert_true(ingest_date_loose(out, "2019-04"));
	assert_string_equal(out, "2019-04");
	assert_false(ingest_date_loose(out, "12345 s.a."));
	assert_string_equal(out, "");
}

static void
library_codes_become_two_letters(void **state)
{
	struct staaf_arena ar = { 0 };

	(void)state;
	assert_string_equal(ingest_language(&ar, "dut"), "nl");
	assert_string_equal(ingest_language(&ar, "NLD"), "nl");
	assert_string_equal(ingest_language(&ar, "fre"), "fr");
	assert_string_equal(ingest_language(&ar, "English"), "en");
	assert_string_equal(ingest_language(&ar, "en-GB"), "en");
	assert_string_equal(ingest_language(&ar, "zzz"), "");
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(isbns_get_thirteen_digits_or_nothing),
		cmocka_unit_test(parts_of_dates_keep_what_they_say),
		cmocka_unit_test(a_loose_date_is_the_year_in_it),
		cmocka_unit_test(library_codes_become_two_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
