/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages, sentences with holes, numbers as prose writes them. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <limits.h>
#include <math.h>
#include <string.h>

#include <staaf/text.h>

static void
languages_are_read_as_systems_and_browsers_write_them(void **state)
{
	static const char *const neither[] = { "", "n", "de", "nld", "english",
		"C", "POSIX", "-nl", " nl", "\xc3\xa9n" };
	enum staaf_lang lang = STAAF_EN;

	(void)state;
	assert_true(staaf_lang_parse(&lang, "nl_NL.UTF-8"));
	assert_int_equal(lang, STAAF_NL);
	assert_true(staaf_lang_parse(&lang, "en-GB"));
	assert_int_equal(lang, STAAF_EN);
	assert_true(staaf_lang_parse(&lang, "NL"));
	assert_int_equal(lang, STAAF_NL);
	assert_false(staaf_lang_parse(&lang, NULL));
	for (size_t i = 0; i < sizeof(neither) / sizeof(*neither); i++)
		assert_false(staaf_lang_parse(&lang, neither[i]));
	assert_int_equal(lang, STAAF_NL); /* as it was */
	assert_string_equal(staaf_lang_code(STAAF_NL), "nl");
	assert_string_equal(staaf_lang_code(STAAF_EN), "en");
	assert_string_equal(staaf_lang_code((enum staaf_lang)99), "en");
}

static void
the_best_language_of_a_header_wins(void **state)
{
	static const struct {
		const char *header;
		enum staaf_lang fallback, best;
	} cases[] = {
		{ NULL, STAAF_NL, STAAF_NL },
		{ "", STAAF_NL, STAAF_NL },
		{ "nl", STAAF_EN, STAAF_NL },
		{ "nl-BE,nl;q=0.9,en;q=0.8", STAAF_EN, STAAF_NL },
		{ "en;q=0.3, nl;q=0.7", STAAF_EN, STAAF_NL },
		{ "nl;q=0.3, en;q=0.7", STAAF_NL, STAAF_EN },
		{ "de-DE, en;q=0.1", STAAF_NL, STAAF_EN },
		{ "de, fr;q=0.5", STAAF_NL, STAAF_NL },
		{ "*", STAAF_NL, STAAF_NL },
		{ "en;q=0, nl;q=0.001", STAAF_EN, STAAF_NL },
		{ "en;q=0", STAAF_NL, STAAF_NL },
		{ "nl, en", STAAF_EN, STAAF_NL }, /* the first of equals */
		{ "en, nl", STAAF_NL, STAAF_EN },
		{ "NL;Q=0.5,en;q=0.4", STAAF_EN, STAAF_NL },
		{ "nl ; q=0.2 , en ; q=0.9", STAAF_NL, STAAF_EN },
		{ ",,, ,\t nl", STAAF_EN, STAAF_NL },
		{ "nl;q=", STAAF_EN, STAAF_NL },       /* no figure: 1 */
		{ "en;q=9, nl", STAAF_EN, STAAF_NL },  /* out of range */
		{ "en;q=inf, nl", STAAF_EN, STAAF_NL },
		{ "en;q=nan, nl", STAAF_EN, STAAF_NL },
		{ "en;q=-1, nl;q=0.1", STAAF_EN, STAAF_NL },
		{ "en;q=hoog, nl;q=0.1", STAAF_EN, STAAF_NL },
		{ "en\r\nX-Evil: 1", STAAF_NL, STAAF_EN },
		{ ";q=1", STAAF_NL, STAAF_NL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (staaf_lang_accept(cases[i].header, cases[i].fallback) !=
		    cases[i].best)
			fail_msg("Accept-Language: %s", cases[i].header);
}

static void
every_sentence_is_there_in_both_languages(void **state)
{
	(void)state;
	for (int i = STAAF_MSG_NONE + 1; i < STAAF_N_MSGS; i++) {
		enum staaf_msg msg = (enum staaf_msg)i;

		assert_true(*staaf_text(msg, STAAF_NL) != '\0');
		assert_true(*staaf_text(msg, STAAF_EN) != '\0');
	}
	assert_string_equal(staaf_text(STAAF_MSG_NONE, STAAF_NL), "");
	assert_string_equal(staaf_text((enum staaf_msg)(-1), STAAF_NL), "");
	assert_string_equal(staaf_text(STAAF_N_MSGS, STAAF_EN), "");
}

static void
holes_are_filled_once_and_never_read_again(void **state)
{
	struct staaf_buf b = { 0 };

	(void)state;
	staaf_say(&b, STAAF_NL, STAAF_MSG_ERR_LINE_COLUMN, "{2}", "%s{1}");
	assert_string_equal(b.text, "regel {2}, teken %s{1}");
	staaf_buf_reset(&b);
	staaf_say(&b, STAAF_EN, STAAF_MSG_ERR_LINE_COLUMN, "12");
	assert_string_equal(b.text, "line 12, column "); /* a word too few */
	staaf_buf_reset(&b);
	staaf_say(&b, STAAF_EN, STAAF_MSG_ERR_LINE, "1", "2", "3", "4", "5",
	    "6", "7", "8", "9", "10");
	assert_string_equal(b.text, "line 1"); /* words too many */
	staaf_buf_clear(&b);
}

static void
assert_number(enum staaf_lang lang, double value, int decimals,
    const char *expected)
{
	struct staaf_buf b = { 0 };

	staaf_say_number(&b, lang, value, decimals);
	assert_string_equal(staaf_buf_text(&b), expected);
	staaf_buf_clear(&b);
}

static void
numbers_are_written_as_each_language_does(void **state)
{
	(void)state;
	assert_number(STAAF_NL, 0.35, 2, "0,35");
	assert_number(STAAF_EN, 0.35, 2, "0.35");
	assert_number(STAAF_NL, -0.35, 2, "\xe2\x88\x92" "0,35");
	assert_number(STAAF_EN, 12, 0, "12");
	assert_number(STAAF_EN, -0.004, 2, "0.00"); /* never "-0" */
	assert_number(STAAF_NL, -0.0, 1, "0,0");
	assert_number(STAAF_EN, -0.005001, 2, "\xe2\x88\x92" "0.01");
}

static void
the_largest_number_is_written_whole(void **state)
{
	struct staaf_buf b = { 0 };

	(void)state;
	staaf_say_number(&b, STAAF_EN, -1.7976931348623157e308, 2);
	assert_int_equal(b.size, 3 + 309 + 3);
	staaf_buf_clear(&b);
}

static void
assert_count(enum staaf_lang lang, long value, const char *expected)
{
	struct staaf_buf b = { 0 };

	staaf_say_count(&b, lang, value);
	assert_string_equal(staaf_buf_text(&b), expected);
	staaf_buf_clear(&b);
}

static void
counts_are_grouped_by_thousands(void **state)
{
	(void)state;
	assert_count(STAAF_EN, 0, "0");
	assert_count(STAAF_EN, 999, "999");
	assert_count(STAAF_EN, 1000, "1,000");
	assert_count(STAAF_NL, 48478, "48.478");
	assert_count(STAAF_EN, 1234567, "1,234,567");
	assert_count(STAAF_NL, -1000, "\xe2\x88\x92" "1.000");
	assert_count(STAAF_EN, LONG_MIN,
	    "\xe2\x88\x92" "9,223,372,036,854,775,808");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    languages_are_read_as_systems_and_browsers_write_them),
		cmocka_unit_test(the_best_language_of_a_header_wins),
		cmocka_unit_test(every_sentence_is_there_in_both_languages),
		cmocka_unit_test(holes_are_filled_once_and_never_read_again),
		cmocka_unit_test(numbers_are_written_as_each_language_does),
		cmocka_unit_test(the_largest_number_is_written_whole),
		cmocka_unit_test(counts_are_grouped_by_thousands),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
