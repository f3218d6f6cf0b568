/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas: zeroed, aligned, gone at once, and honest when memory ran out. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <string.h>

#include <staaf/mem.h>

static int
refuse_none(void **state)
{
	(void)state;
	staaf_mem_refuse(0);
	return 0;
}

static void
what_comes_out_is_zeroed_and_aligned(void **state)
{
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t size = 1; size < 40000; size = size * 3 / 2 + 1) {
		char *p = staaf_arena_alloc(&ar, size);

		assert_non_null(p);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xaa, size);
	}
	assert_false(ar.failed);
	staaf_arena_clear(&ar);
}

static void
pieces_never_overlap(void **state)
{
	struct staaf_arena ar = { 0 };
	enum { N = 2000 };
	unsigned char *piece[N];

	(void)state;
	for (size_t i = 0; i < N; i++) {
		size_t size = i % 97 == 0 ? 20000 : i % 50 + 1;

		piece[i] = staaf_arena_alloc(&ar, size);
		assert_non_null(piece[i]);
		memset(piece[i], (int)(i % 251), size);
	}
	for (size_t i = 0; i < N; i++) {
		size_t size = i % 97 == 0 ? 20000 : i % 50 + 1;

		for (size_t k = 0; k < size; k++)
			assert_int_equal(piece[i][k], i % 251);
	}
	staaf_arena_clear(&ar);
}

static void
a_size_that_overflows_is_refused(void **state)
{
	struct staaf_arena ar = { 0 };

	(void)state;
	assert_null(staaf_arena_alloc(&ar, SIZE_MAX));
	assert_true(ar.failed);
	ar.failed = false;
	assert_null(staaf_arena_alloc(&ar, SIZE_MAX - 32));
	assert_true(ar.failed);
	ar.failed = false;
	assert_null(staaf_arena_array(&ar, SIZE_MAX / 2, 3));
	assert_true(ar.failed);
	ar.failed = false;
	assert_string_equal(staaf_arena_dupn(&ar, "x", SIZE_MAX), "");
	assert_true(ar.failed);
	staaf_arena_clear(&ar);
}

static void
an_arena_can_be_used_after_it_was_cleared(void **state)
{
	struct staaf_arena ar = { 0 };

	(void)state;
	(void)staaf_arena_alloc(&ar, SIZE_MAX);
	staaf_arena_clear(&ar);
	assert_false(ar.failed);
	assert_string_equal(staaf_arena_dup(&ar, "opnieuw"), "opnieuw");
	assert_false(ar.failed);
	staaf_arena_clear(&ar);
	staaf_arena_clear(&ar); /* twice does no harm */
}

static void
copies_are_copies_and_null_is_empty(void **state)
{
	struct staaf_arena ar = { 0 };
	char text[] = "toets";
	char *copy = staaf_arena_dup(&ar, text);

	(void)state;
	text[0] = 'r';
	assert_string_equal(copy, "toets");
	assert_string_equal(staaf_arena_dupn(&ar, "toetsen", 5), "toets");
	assert_string_equal(staaf_arena_dup(&ar, NULL), "");
	assert_string_equal(staaf_arena_dupn(&ar, NULL, 0), "");
	assert_string_equal(staaf_arena_printf(&ar, "%s-%d", "k", 12), "k-12");
	staaf_arena_clear(&ar);
}

static void
an_array_grows_and_keeps_its_items(void **state)
{
	struct staaf_arena ar = { 0 };
	size_t *items = NULL, room = 0;

	(void)state;
	for (size_t n = 0; n < 1000; n++) {
		size_t *more = staaf_arena_grow(&ar, items, n, &room,
		    sizeof(*items));

		assert_non_null(more);
		assert_true(room > n);
		items = more;
		items[n] = n * 7;
	}
	for (size_t n = 0; n < 1000; n++)
		assert_int_equal(items[n], n * 7);
	staaf_arena_clear(&ar);
}

/* Everything an arena can do; true when all of it held. */
static bool
use_arena(struct staaf_arena *ar)
{
	size_t room = 0;
	int *items = NULL;

	for (size_t n = 0; n < 9; n++) {
		int *more = staaf_arena_grow(ar, items, n, &room, 4000);

		if (more == NULL)
			return false;
		items = more;
	}
	(void)staaf_arena_alloc(ar, 50000);
	(void)staaf_arena_dup(ar, "tekst");
	(void)staaf_arena_printf(ar, "%*d", 20000, 1);
	return !ar->failed;
}

static void
each_refusal_is_remembered_and_leaks_nothing(void **state)
{
	struct staaf_arena ar = { 0 };
	unsigned long nth;
	bool held = false;

	(void)state;
	for (nth = 1; !held; nth++) {
		staaf_mem_refuse(nth);
		held = use_arena(&ar);
		assert_int_equal(held, !ar.failed);
		staaf_arena_clear(&ar);
	}
	assert_in_range(nth, 4, 50);
}

static void
a_copy_that_was_refused_is_empty_never_null(void **state)
{
	struct staaf_arena ar = { 0 };

	(void)state;
	staaf_mem_refuse(1);
	assert_string_equal(staaf_arena_dup(&ar, "weg"), "");
	assert_true(ar.failed);
	staaf_mem_refuse(1);
	assert_string_equal(staaf_arena_printf(&ar, "%d", 5), "");
	assert_true(ar.failed);
	staaf_arena_clear(&ar);
}

static void
a_failed_growth_leaves_the_items_as_they_were(void **state)
{
	struct staaf_arena ar = { 0 };
	size_t room = 0;
	char *items = staaf_arena_grow(&ar, NULL, 0, &room, 5000);

	(void)state;
	assert_non_null(items);
	items[0] = 'x';
	assert_int_equal(room, 8);
	staaf_mem_refuse(1);
	assert_null(staaf_arena_grow(&ar, items, 8, &room, 5000));
	assert_int_equal(room, 8);
	assert_int_equal(items[0], 'x');
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_comes_out_is_zeroed_and_aligned),
		cmocka_unit_test(pieces_never_overlap),
		cmocka_unit_test(a_size_that_overflows_is_refused),
		cmocka_unit_test(an_arena_can_be_used_after_it_was_cleared),
		cmocka_unit_test(copies_are_copies_and_null_is_empty),
		cmocka_unit_test(an_array_grows_and_keeps_its_items),
		cmocka_unit_test_teardown(
		    each_refusal_is_remembered_and_leaks_nothing, refuse_none),
		cmocka_unit_test_teardown(
		    a_copy_that_was_refused_is_empty_never_null, refuse_none),
		cmocka_unit_test_teardown(
		    a_failed_growth_leaves_the_items_as_they_were, refuse_none),
	};

	return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
