/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Buffers: what went in comes out, or the buffer says that it failed. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <string.h>

#include <staaf/mem.h>

#include "chance.h"

static int
refuse_none(void **state)
{
	(void)state;
	staaf_mem_refuse(0);
	return 0;
}

static void
an_empty_buffer_has_an_empty_text(void **state)
{
	struct staaf_buf b = { 0 };

	(void)state;
	assert_string_equal(staaf_buf_text(&b), "");
	staaf_buf_reset(&b);
	staaf_buf_put(&b, NULL, 0);
	assert_string_equal(staaf_buf_text(&b), "");
	assert_int_equal(b.size, 0);
	staaf_buf_clear(&b);
	staaf_buf_clear(&b);
}

static void
pieces_come_out_in_order(void **state)
{
	struct chance c = { 11 };
	struct staaf_buf b = { 0 };
	char expected[20000];
	size_t at = 0;

	(void)state;
	while (at < sizeof(expected) - 400) {
		size_t n = chance_text(&c, expected + at, 300);

		staaf_buf_put(&b, expected + at, n);
		at += n;
		assert_int_equal(b.size, at);
		assert_int_equal(b.text[at], '\0');
	}
	assert_memory_equal(b.text, expected, at);
	assert_false(b.failed);
	staaf_buf_clear(&b);
}

static void
nul_bytes_are_kept(void **state)
{
	struct staaf_buf b = { 0 };

	(void)state;
	staaf_buf_put(&b, "a\0b", 3);
	staaf_buf_putc(&b, '\0');
	assert_int_equal(b.size, 4);
	assert_memory_equal(b.text, "a\0b\0", 5);
	staaf_buf_clear(&b);
}

static void
printing_fits_at_every_size(void **state)
{
	(void)state;
	for (int n = 0; n < 1100; n++) {
		struct staaf_buf b = { 0 };

		staaf_buf_printf(&b, "%*s", n, "");
		assert_int_equal(b.size, n);
		assert_int_equal(strlen(staaf_buf_text(&b)), n);
		staaf_buf_printf(&b, "|%d", n);
		assert_int_equal(b.text[n], '|');
		staaf_buf_clear(&b);
	}
}

static void
a_reset_buffer_starts_again_in_the_same_memory(void **state)
{
	struct staaf_buf b = { 0 };
	const char *before;

	(void)state;
	staaf_buf_puts(&b, "lang genoeg");
	before = b.text;
	b.failed = true;
	staaf_buf_reset(&b);
	assert_false(b.failed);
	assert_string_equal(staaf_buf_text(&b), "");
	staaf_buf_puts(&b, "kort");
	assert_ptr_equal(b.text, before);
	assert_string_equal(b.text, "kort");
	staaf_buf_clear(&b);
}

static void
a_size_that_overflows_is_refused(void **state)
{
	struct staaf_buf b = { 0 };

	(void)state;
	staaf_buf_puts(&b, "blijft");
	staaf_buf_put(&b, "x", SIZE_MAX);
	assert_true(b.failed);
	assert_string_equal(b.text, "blijft");
	staaf_buf_clear(&b);
}

static void
after_a_refusal_nothing_more_is_added(void **state)
{
	(void)state;
	for (unsigned long nth = 1; nth <= 4; nth++) {
		struct staaf_buf b = { 0 };
		size_t size;

		staaf_mem_refuse(nth);
		for (int i = 0; i < 3000; i++)
			staaf_buf_puts(&b, "ab");
		assert_true(b.failed);
		size = b.size;
		staaf_buf_puts(&b, "meer");
		staaf_buf_putc(&b, 'x');
		staaf_buf_printf(&b, "%d", 7);
		assert_int_equal(b.size, size);
		assert_int_equal(strlen(staaf_buf_text(&b)), size);
		staaf_buf_clear(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_buffer_has_an_empty_text),
		cmocka_unit_test(pieces_come_out_in_order),
		cmocka_unit_test(nul_bytes_are_kept),
		cmocka_unit_test(printing_fits_at_every_size),
		cmocka_unit_test(
		    a_reset_buffer_starts_again_in_the_same_memory),
		cmocka_unit_test(a_size_that_overflows_is_refused),
		cmocka_unit_test_teardown(after_a_refusal_nothing_more_is_added,
		    refuse_none),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
