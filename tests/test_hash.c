/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests against their published test values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/hash.h>

/* FIPS 180-2, appendix B.1 and the empty message. */
static void
sha_256_gives_the_published_digests(void **state)
{
	char out[STAAF_HASH_SIZE];

	(void)state;
	staaf_hash(out, "abc", 3);
	assert_string_equal(out, "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	staaf_hash(out, "", 0);
	assert_string_equal(out, "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
}

/* draft-eastlake-fnv, appendix C. */
static void
marks_are_fnv_1a(void **state)
{
	(void)state;
	assert_true(staaf_mark(STAAF_MARK_START, "", 0) ==
	    UINT64_C(0xcbf29ce484222325));
	assert_true(staaf_mark(STAAF_MARK_START, "a", 1) ==
	    UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(staaf_mark(STAAF_MARK_START, "foobar", 6) ==
	    UINT64_C(0x85944171f73967e8));
}

static void
a_mark_can_be_taken_on(void **state)
{
	uint64_t half = staaf_mark(STAAF_MARK_START, "foo", 3);

	(void)state;
	assert_true(staaf_mark(half, "bar", 3) ==
	    staaf_mark(STAAF_MARK_START, "foobar", 6));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha_256_gives_the_published_digests),
		cmocka_unit_test(marks_are_fnv_1a),
		cmocka_unit_test(a_mark_can_be_taken_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
