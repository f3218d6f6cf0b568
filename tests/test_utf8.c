/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning and folding of whatever people and programs send. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <string.h>

#include <staaf/utf8.h>

#include "chance.h"

enum { ROUNDS = 3000 };

static void
assert_clean(const char *text, const char *expected)
{
	struct staaf_buf b = { 0 };

	staaf_utf8_clean(&b, text, strlen(text));
	assert_string_equal(staaf_buf_text(&b), expected);
	staaf_buf_clear(&b);
}

static void
assert_fold(const char *text, const char *expected)
{
	struct staaf_buf b = { 0 };

	staaf_utf8_fold(&b, text, strlen(text));
	assert_string_equal(staaf_buf_text(&b), expected);
	staaf_buf_clear(&b);
}

static void
validity_stops_at_the_first_bad_byte(void **state)
{
	(void)state;
	assert_int_equal(staaf_utf8_valid("", 0), 0);
	assert_int_equal(staaf_utf8_valid("caf\xc3\xa9", 5), 5);
	assert_int_equal(staaf_utf8_valid("caf\xc3", 4), 3);
	assert_int_equal(staaf_utf8_valid("ab\xff" "c", 4), 2);
	assert_int_equal(staaf_utf8_valid("\xc0\x80", 2), 0); /* overlong */
	assert_int_equal(staaf_utf8_valid("\xed\xa0\x80", 3), 0);
	assert_int_equal(staaf_utf8_valid("\xf4\x90\x80\x80", 4), 0);
	assert_int_equal(staaf_utf8_valid("a\0b", 3), 3);
}

static void
a_cut_is_never_inside_a_character(void **state)
{
	const char *text = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82z";
	size_t size = strlen(text);

	(void)state;
	for (size_t most = 0; most <= size + 2; most++) {
		size_t cut = staaf_utf8_cut(text, size, most);

		assert_true(cut <= most && cut <= size);
		assert_true(most - cut < 4 || cut == size);
		assert_int_equal(staaf_utf8_valid(text, cut), cut);
	}
}

static void
columns_are_those_of_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(staaf_utf8_columns("toets", 5), 5);
	assert_int_equal(staaf_utf8_columns("\xc3\xa9\xc3\xa9n", 5), 3);
	assert_int_equal(staaf_utf8_columns("e\xcc\x81", 3), 1);
	assert_int_equal(staaf_utf8_columns("\xe6\xbc\xa2", 3), 2);
	assert_int_equal(staaf_utf8_columns("\xff\xfe", 2), 2);
}

static void
what_a_terminal_or_page_could_obey_is_dropped(void **state)
{
	(void)state;
	assert_clean("rood \x1b[31mgevaar", "rood [31mgevaar");
	assert_clean("\xc2\x9b" "31mx", "31mx");           /* C1 CSI */
	assert_clean("a\xe2\x80\xae" "b", "ab");           /* RLO */
	assert_clean("a\xe2\x81\xa6" "b", "ab");           /* LRI */
	assert_clean("a\xd8\x9c" "b", "ab");               /* ALM */
	assert_clean("a\xe1\xa0\x8e" "b", "ab");           /* no width */
	assert_clean("a\xef\xbf\xb9" "b", "ab");           /* annotation */
	assert_clean("toe\xc2\xadtsen", "toetsen");        /* soft hyphen */
	assert_clean("\xef\xbb\xbf" "BOM", "BOM");
	assert_clean("a\x7f\x08" "b", "ab");
	assert_clean("\xf3\xa0\x81\xa1x", "x");            /* tags */
}

static void
white_space_is_one_space_and_none_at_the_ends(void **state)
{
	(void)state;
	assert_clean("  a \t\r\n b\xc2\xa0\xe2\x80\xa8 c \n", "a b c");
	assert_clean(" \n\t ", "");
	assert_clean("a\xc2\x85" "b", "a b"); /* NEL is a line break */
	assert_clean("a \xe2\x80\x8b b", "a b");
}

static void
bytes_that_are_no_text_show_as_such(void **state)
{
	(void)state;
	assert_clean("caf\xe9", "caf\xef\xbf\xbd");
	assert_clean("\xff", "\xef\xbf\xbd");
	assert_clean("e\xcc\x81", "\xc3\xa9"); /* NFC */
}

static void
folding_makes_equal_what_readers_take_as_equal(void **state)
{
	(void)state;
	assert_fold("Toets", "toets");
	assert_fold("CAF\xc3\x89", "cafe");
	assert_fold("caf\x65\xcc\x81", "cafe");
	assert_fold("ge\xc3\xafntegreerd", "geintegreerd");
	assert_fold("Stra\xc3\x9f" "e", "strasse");
	assert_fold("\xef\xac\x81lm", "film");      /* ligature fi */
	assert_fold("\xef\xbc\xb4oets", "toets");   /* full width */
	assert_fold("\xc4\xb0stanbul", "istanbul"); /* dotted capital I */
	assert_fold("", "");
}

static void
folding_survives_bytes_that_are_no_text(void **state)
{
	(void)state;
	assert_fold("CAF\xc3\x89 \xff\xc3\x89\xc3", "cafe \xef\xbf\xbd"
	    "e\xef\xbf\xbd");
}

/* Both maps: valid whatever came, and twice is the same as once. */
static void
cleaning_any_bytes_is_valid_and_settled(void **state)
{
	struct chance c = { 2024 };
	struct staaf_buf once = { 0 }, twice = { 0 };
	char text[200];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		size_t size = chance_text(&c, text, sizeof(text));

		staaf_buf_reset(&once);
		staaf_buf_reset(&twice);
		staaf_utf8_clean(&once, text, size);
		assert_int_equal(staaf_utf8_valid(staaf_buf_text(&once),
		    once.size), once.size);
		assert_int_equal(strlen(staaf_buf_text(&once)), once.size);
		staaf_utf8_clean(&twice, staaf_buf_text(&once), once.size);
		assert_string_equal(staaf_buf_text(&once),
		    staaf_buf_text(&twice));
	}
	staaf_buf_clear(&once);
	staaf_buf_clear(&twice);
}

static void
folding_any_bytes_is_valid_and_settled(void **state)
{
	struct chance c = { 77 };
	struct staaf_buf once = { 0 }, twice = { 0 };
	char text[200];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		size_t size = chance_text(&c, text, sizeof(text));

		staaf_buf_reset(&once);
		staaf_buf_reset(&twice);
		staaf_utf8_fold(&once, text, size);
		assert_int_equal(staaf_utf8_valid(staaf_buf_text(&once),
		    once.size), once.size);
		staaf_utf8_fold(&twice, staaf_buf_text(&once), once.size);
		assert_int_equal(once.size, twice.size);
		assert_memory_equal(staaf_buf_text(&once),
		    staaf_buf_text(&twice), once.size);
	}
	staaf_buf_clear(&once);
	staaf_buf_clear(&twice);
}

static void
no_memory_is_told(void **state)
{
	struct staaf_buf b = { 0 };

	(void)state;
	for (unsigned long nth = 1; nth <= 2; nth++) {
		staaf_mem_refuse(nth);
		staaf_utf8_clean(&b, "caf\xc3\xa9", 5);
		assert_true(b.failed);
		staaf_buf_clear(&b);
	}
	staaf_mem_refuse(1);
	staaf_utf8_fold(&b, "caf\xc3\xa9", 5);
	assert_true(b.failed);
	staaf_buf_clear(&b);
	staaf_mem_refuse(0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(validity_stops_at_the_first_bad_byte),
		cmocka_unit_test(a_cut_is_never_inside_a_character),
		cmocka_unit_test(columns_are_those_of_a_terminal),
		cmocka_unit_test(what_a_terminal_or_page_could_obey_is_dropped),
		cmocka_unit_test(white_space_is_one_space_and_none_at_the_ends),
		cmocka_unit_test(bytes_that_are_no_text_show_as_such),
		cmocka_unit_test(
		    folding_makes_equal_what_readers_take_as_equal),
		cmocka_unit_test(folding_survives_bytes_that_are_no_text),
		cmocka_unit_test(cleaning_any_bytes_is_valid_and_settled),
		cmocka_unit_test(folding_any_bytes_is_valid_and_settled),
		cmocka_unit_test(no_memory_is_told),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
