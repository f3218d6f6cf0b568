/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failures: harmless words, one sentence, in the reader's language. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/err.h>
#include <staaf/utf8.h>

#include "chance.h"

static void
assert_prints(const struct staaf_err *err, enum staaf_lang lang,
    const char *expected)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	assert_non_null(f);
	staaf_err_print(f, err, lang);
	assert_int_equal(fclose(f), 0);
	assert_string_equal(text, expected);
	free(text);
}

static void
a_failure_is_one_line_with_its_place(void **state)
{
	struct staaf_err err;

	(void)state;
	assert_int_equal(staaf_err_set(&err, STAAF_IO, STAAF_MSG_FILE_OPEN,
	    "x.rules", "No such file"), STAAF_IO);
	assert_prints(&err, STAAF_EN, "staaf: cannot open: No such file\n");
	staaf_err_place(&err, "x.rules", 0, 0);
	assert_prints(&err, STAAF_EN,
	    "staaf: 'x.rules': cannot open: No such file\n");
	staaf_err_place(&err, NULL, 12, 0);
	assert_prints(&err, STAAF_EN,
	    "staaf: 'x.rules', line 12: cannot open: No such file\n");
	staaf_err_place(&err, NULL, 12, 3);
	assert_prints(&err, STAAF_NL, "staaf: 'x.rules', regel 12, teken 3: "
	    "kan niet openen: No such file\n");
}

static void
a_hint_stands_on_a_second_line(void **state)
{
	struct staaf_err err;

	(void)state;
	(void)staaf_err_set(&err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
	staaf_err_hint(&err, STAAF_MSG_FILE_KIND);
	assert_prints(&err, STAAF_EN,
	    "staaf: out of memory\n  not an ordinary file\n");
}

static void
words_with_escapes_are_made_harmless(void **state)
{
	struct staaf_err err;

	(void)state;
	(void)staaf_err_set(&err, STAAF_BADINPUT, STAAF_MSG_PATTERN_REFUSED,
	    "\x1b]0;titel\x07 a\nstaaf: alles goed\xc2\x9b\xe2\x80\xae\xff",
	    "tab\there");
	assert_string_equal(err.word[0],
	    "]0;titel a staaf: alles goed\xef\xbf\xbd");
	assert_string_equal(err.word[1], "tab here");
}

static void
any_word_is_short_valid_and_on_one_line(void **state)
{
	struct chance c = { 19 };
	char word[1500];

	(void)state;
	for (int i = 0; i < 500; i++) {
		struct staaf_err err;
		size_t size;

		word[chance_text(&c, word, sizeof(word))] = '\0';
		(void)staaf_err_set(&err, STAAF_USAGE, STAAF_MSG_ERR_LINE, word,
		    word);
		staaf_err_place(&err, word, 1, 1);
		size = strlen(err.word[0]);
		assert_true(size < STAAF_ERR_WORD_SIZE);
		assert_int_equal(staaf_utf8_valid(err.word[0], size), size);
		for (size_t k = 0; k < size; k++)
			assert_true((unsigned char)err.word[0][k] >= 0x20);
		assert_string_equal(err.word[0], err.word[1]);
		assert_string_equal(err.word[0], err.file);
	}
}

static void
a_long_word_is_cut_at_a_character(void **state)
{
	struct staaf_err err;
	char word[1001] = "x"; /* so that 255 falls inside a character */

	(void)state;
	for (size_t i = 1; i + 1 < sizeof(word) - 1; i += 2)
		memcpy(word + i, "\xc3\xa9", 2);
	(void)staaf_err_set(&err, STAAF_USAGE, STAAF_MSG_ERR_LINE, word, NULL);
	assert_int_equal(strlen(err.word[0]), 255);
	assert_int_equal(staaf_utf8_valid(err.word[0], 255), 255);
	word[1] = 'x';
	word[2] = 'x';
	memmove(word + 2, word + 3, sizeof(word) - 3);
	(void)staaf_err_set(&err, STAAF_USAGE, STAAF_MSG_ERR_LINE, word, NULL);
	assert_int_equal(strlen(err.word[0]), 254);
}

static void
the_words_of_a_failure_can_be_handed_in_again(void **state)
{
	struct staaf_err err;

	(void)state;
	(void)staaf_err_set(&err, STAAF_IO, STAAF_MSG_FILE_OPEN, "een", "twee");
	(void)staaf_err_set(&err, STAAF_IO, STAAF_MSG_FILE_READ, err.word[1],
	    err.word[0]);
	assert_string_equal(err.word[0], "twee");
	assert_string_equal(err.word[1], "een");
}

static void
nobody_has_to_listen(void **state)
{
	(void)state;
	assert_int_equal(staaf_err_set(NULL, STAAF_BUSY, STAAF_MSG_NONE, "x",
	    NULL), STAAF_BUSY);
	staaf_err_place(NULL, "x", 1, 1);
	staaf_err_hint(NULL, STAAF_MSG_NONE);
}

static void
a_failure_is_told_even_without_memory(void **state)
{
	struct staaf_err err;

	(void)state;
	staaf_mem_refuse(1);
	assert_int_equal(staaf_err_set(&err, STAAF_IO, STAAF_MSG_FILE_OPEN,
	    "naam", NULL), STAAF_IO);
	assert_string_equal(err.word[0], "");
	staaf_mem_refuse(1);
	assert_prints(&err, STAAF_NL, "staaf: out of memory\n");
	staaf_mem_refuse(0);
}

static void
every_code_has_its_own_name(void **state)
{
	(void)state;
	for (int i = 0; i < STAAF_N_CODES; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(
			    staaf_code_name((enum staaf_code)i),
			    staaf_code_name((enum staaf_code)k));
	assert_string_equal(staaf_code_name(STAAF_BADINPUT), "bad-input");
	assert_string_equal(staaf_code_name((enum staaf_code)-1), "unknown");
	assert_string_equal(staaf_code_name(STAAF_N_CODES), "unknown");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failure_is_one_line_with_its_place),
		cmocka_unit_test(a_hint_stands_on_a_second_line),
		cmocka_unit_test(words_with_escapes_are_made_harmless),
		cmocka_unit_test(any_word_is_short_valid_and_on_one_line),
		cmocka_unit_test(a_long_word_is_cut_at_a_character),
		cmocka_unit_test(the_words_of_a_failure_can_be_handed_in_again),
		cmocka_unit_test(nobody_has_to_listen),
		cmocka_unit_test(a_failure_is_told_even_without_memory),
		cmocka_unit_test(every_code_has_its_own_name),
	};

	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
