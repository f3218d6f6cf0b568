/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON that every reader takes, and numbers that come back the same. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/json.h>
#include <staaf/utf8.h>

#include "chance.h"

static void
assert_text(const char *text, const char *expected)
{
	struct staaf_buf b = { 0 };
	struct staaf_json j;

	staaf_json_init(&j, &b);
	staaf_json_text(&j, NULL, text);
	assert_string_equal(staaf_buf_text(&b), expected);
	staaf_buf_clear(&b);
}

static void
assert_number(double value, const char *expected)
{
	struct staaf_buf b = { 0 };
	struct staaf_json j;

	staaf_json_init(&j, &b);
	staaf_json_number(&j, NULL, value);
	assert_string_equal(staaf_buf_text(&b), expected);
	staaf_buf_clear(&b);
}

static void
commas_and_keys_stand_where_they_should(void **state)
{
	struct staaf_buf b = { 0 };
	struct staaf_json j;

	(void)state;
	staaf_json_init(&j, &b);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "id", "x");
	staaf_json_array(&j, "leeg");
	staaf_json_end_array(&j);
	staaf_json_array(&j, "n");
	staaf_json_int(&j, NULL, -3);
	staaf_json_number(&j, NULL, 0.5);
	staaf_json_object(&j, NULL);
	staaf_json_end_object(&j);
	staaf_json_end_array(&j);
	staaf_json_bool(&j, "ja", true);
	staaf_json_bool(&j, "nee", false);
	staaf_json_null(&j, "niets");
	staaf_json_text(&j, "geen", NULL);
	staaf_json_text_or_null(&j, "ook", "");
	staaf_json_count_or_null(&j, "k", -1);
	staaf_json_count_or_null(&j, "n \"1\"", 0);
	staaf_json_end_object(&j);
	assert_string_equal(b.text, "{\"id\":\"x\",\"leeg\":[],\"n\":[-3,0.5,"
	    "{}],\"ja\":true,\"nee\":false,\"niets\":null,\"geen\":null,"
	    "\"ook\":null,\"k\":null,\"n \\\"1\\\"\":0}");
	assert_false(b.failed);
	staaf_buf_clear(&b);
}

static void
text_is_escaped_for_readers_pages_and_terminals(void **state)
{
	(void)state;
	assert_text("", "\"\"");
	assert_text("een \"twee\" \\drie", "\"een \\\"twee\\\" \\\\drie\"");
	assert_text("a\nb\tc\x01", "\"a\\nb\\u0009c\\u0001\"");
	assert_text("</script>", "\"\\u003c/script>\"");
	assert_text("\x1b[31m\x7f", "\"\\u001b[31m\\u007f\"");
	assert_text("\xc2\x9b" "31m", "\"\\u009b31m\"");
	assert_text("caf\xc3\xa9 \xf0\x9f\x99\x82",
	    "\"caf\xc3\xa9 \xf0\x9f\x99\x82\"");
	assert_text("a\xff\xc3", "\"a\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void
any_bytes_come_out_as_valid_text_without_controls(void **state)
{
	struct chance c = { 8 };
	char text[200];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct staaf_buf b = { 0 };
		struct staaf_json j;

		text[chance_text(&c, text, sizeof(text))] = '\0';
		staaf_json_init(&j, &b);
		staaf_json_text(&j, NULL, text);
		assert_int_equal(staaf_utf8_valid(b.text, b.size), b.size);
		for (size_t k = 0; k < b.size; k++)
			assert_true((unsigned char)b.text[k] >= 0x20 &&
			    b.text[k] != 0x7f && b.text[k] != '<');
		staaf_buf_clear(&b);
	}
}

/* A million quotes took minutes when each looked at all that follow. */
static void
text_that_is_all_quotes_takes_no_longer_than_it_must(void **state)
{
	enum { SIZE = 1000000 };
	struct staaf_buf b = { 0 };
	struct staaf_json j;
	char *text = malloc(SIZE + 1);

	(void)state;
	assert_non_null(text);
	memset(text, '"', SIZE);
	text[SIZE] = '\0';
	staaf_json_init(&j, &b);
	staaf_json_text(&j, NULL, text);
	assert_int_equal(b.size, 2 * SIZE + 2);
	free(text);
	staaf_buf_clear(&b);
}

static void
numbers_have_as_few_digits_as_come_back_the_same(void **state)
{
	(void)state;
	assert_number(0.35, "0.35");
	assert_number(0.1 + 0.2, "0.30000000000000004");
	assert_number(1.0 / 3, "0.3333333333333333");
	assert_number(272, "272");
	assert_number(-0.0, "0");
	assert_number(1e21, "1e+21");
	assert_number(5e-324, "5e-324");
	assert_number(DBL_MAX, "1.7976931348623157e+308");
	assert_number(NAN, "null");
	assert_number(INFINITY, "null");
	assert_number(-INFINITY, "null");
}

static void
random_numbers_come_back_the_same(void **state)
{
	struct chance c = { 31 };
	struct staaf_buf b = { 0 };
	struct staaf_json j;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		uint64_t bits = chance_bits(&c);
		double value, back;

		memcpy(&value, &bits, sizeof(value));
		if (i % 2 == 0) /* also of the size that effects have */
			value = (double)(bits >> 11) * 0x1p-53 * 4 - 2;
		if (!isfinite(value))
			continue;
		staaf_buf_reset(&b);
		staaf_json_init(&j, &b);
		staaf_json_number(&j, NULL, value);
		back = strtod(b.text, NULL);
		assert_memory_equal(&back, &value, sizeof(value));
	}
	staaf_buf_clear(&b);
}

static void
too_deep_is_a_failure_not_a_crash(void **state)
{
	struct staaf_buf b = { 0 };
	struct staaf_json j;

	(void)state;
	staaf_json_init(&j, &b);
	for (int i = 0; i < STAAF_JSON_DEPTH - 1; i++)
		staaf_json_array(&j, NULL);
	assert_false(b.failed);
	for (int i = 0; i < 100; i++)
		staaf_json_array(&j, NULL);
	assert_true(b.failed);
	for (int i = 0; i < 200; i++)
		staaf_json_end_array(&j);
	staaf_buf_clear(&b);
}

static void
no_memory_is_remembered_by_the_buffer(void **state)
{
	struct staaf_buf b = { 0 };
	struct staaf_json j;

	(void)state;
	staaf_mem_refuse(1);
	staaf_json_init(&j, &b);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "a", "b");
	staaf_json_end_object(&j);
	staaf_mem_refuse(0);
	assert_true(b.failed);
	assert_string_equal(staaf_buf_text(&b), "");
	staaf_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commas_and_keys_stand_where_they_should),
		cmocka_unit_test(
		    text_is_escaped_for_readers_pages_and_terminals),
		cmocka_unit_test(
		    any_bytes_come_out_as_valid_text_without_controls),
		cmocka_unit_test(
		    text_that_is_all_quotes_takes_no_longer_than_it_must),
		cmocka_unit_test(
		    numbers_have_as_few_digits_as_come_back_the_same),
		cmocka_unit_test(random_numbers_come_back_the_same),
		cmocka_unit_test(too_deep_is_a_failure_not_a_crash),
		cmocka_unit_test(no_memory_is_remembered_by_the_buffer),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
