/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns find what they say, and one that runs away is stopped and told. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <string.h>

#include <staaf/pattern.h>

static enum staaf_match
find(const char *pattern, const char *text, struct staaf_span *out)
{
	struct staaf_pattern *p = NULL;
	enum staaf_match found;

	assert_int_equal(staaf_pattern_new(&p, pattern, NULL), STAAF_OK);
	found = staaf_pattern_find(p, text, strlen(text), 0, out);
	staaf_pattern_free(p);
	return found;
}

static void
the_number_is_told_apart_from_the_match(void **state)
{
	struct staaf_span span;

	(void)state;
	assert_int_equal(find("\\b(?<number>\\d{1,4}) (studenten|eerstejaars)",
	    "met 140 studenten", &span), STAAF_MATCH_YES);
	assert_int_equal(span.start, 4);
	assert_int_equal(span.end, 17);
	assert_int_equal(span.number_start, 4);
	assert_int_equal(span.number_end, 7);
	assert_int_equal(find("a(?<number>\\d)?", "a", &span),
	    STAAF_MATCH_YES);
	assert_int_equal(span.number_start, span.number_end);
	assert_int_equal(find("b", "abc", &span), STAAF_MATCH_YES);
	assert_int_equal(span.number_start, span.number_end);
}

static void
nothing_found_leaves_the_span_as_it_was(void **state)
{
	struct staaf_span span = { .start = 7, .end = 9 };

	(void)state;
	assert_int_equal(find("toets", "tentamen", &span), STAAF_MATCH_NO);
	assert_int_equal(span.start, 7);
	assert_int_equal(span.end, 9);
}

static void
every_match_is_found_in_turn(void **state)
{
	const char *text = "12 en 345 en 6";
	struct staaf_pattern *p = NULL;
	struct staaf_span span = { 0 };
	size_t at = 0, n = 0;

	(void)state;
	assert_int_equal(staaf_pattern_new(&p, "\\d+", NULL), STAAF_OK);
	while (staaf_pattern_find(p, text, strlen(text), at, &span) ==
	    STAAF_MATCH_YES) {
		assert_true(span.start >= at && span.end > span.start);
		at = span.end;
		n++;
	}
	assert_int_equal(n, 3);
	assert_int_equal(staaf_pattern_find(p, text, strlen(text),
	    strlen(text) + 1, &span), STAAF_MATCH_NO);
	staaf_pattern_free(p);
}

static void
letters_are_letters_in_every_script_and_case(void **state)
{
	struct staaf_span span;

	(void)state;
	assert_int_equal(find("\\b\xc3\xa9\\w+\\b", "x \xc3\x89\xc3\xa9n!",
	    &span), STAAF_MATCH_YES);
	assert_int_equal(span.start, 2);
	assert_int_equal(span.end, 7);
}

static void
a_pattern_that_runs_away_is_stopped_and_told(void **state)
{
	static const char *const runaways[] = { "(a+)+$", "(a|a)*$",
		"(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*\\d" };
	char text[4000];
	struct staaf_span span = { .start = 3 };

	(void)state;
	memset(text, 'a', sizeof(text));
	memcpy(text + sizeof(text) - 2, "!", 2);
	for (size_t i = 0; i < sizeof(runaways) / sizeof(*runaways); i++)
		if (find(runaways[i], text, &span) != STAAF_MATCH_LIMIT)
			fail_msg("not stopped: %s", runaways[i]);
	assert_int_equal(span.start, 3);
}

static void
a_pattern_cannot_lift_its_own_limits(void **state)
{
	char text[400];
	struct staaf_span span;

	(void)state;
	memset(text, 'a', sizeof(text));
	memcpy(text + sizeof(text) - 2, "!", 2);
	assert_int_equal(find("(*LIMIT_MATCH=4000000000)(a+)+$", text, &span),
	    STAAF_MATCH_LIMIT);
}

static void
assert_refused(const char *pattern, long column)
{
	struct staaf_pattern *p = NULL;
	struct staaf_err err = { 0 };

	assert_int_equal(staaf_pattern_new(&p, pattern, &err),
	    STAAF_BADINPUT);
	assert_null(p);
	assert_int_equal(err.msg, STAAF_MSG_PATTERN_REFUSED);
	assert_true(err.word[0][0] != '\0');
	if (column > 0)
		assert_int_equal(err.column, column);
	assert_int_equal(staaf_pattern_new(&p, pattern, NULL),
	    STAAF_BADINPUT);
}

static void
what_cannot_be_used_is_refused_with_its_place(void **state)
{
	char deep[1000] = "", long_one[9000];

	(void)state;
	assert_refused("(toets", 7);
	assert_refused("toets[", 7);
	assert_refused("*", 1);
	assert_refused("a\\Cb", 0);
	assert_refused("\xff", 0);
	for (int i = 0; i < 101; i++)
		strcat(deep, "(");
	for (int i = 0; i < 101; i++)
		strcat(deep, ")");
	assert_refused(deep, 0);
	memset(long_one, 'a', sizeof(long_one));
	long_one[8193] = '\0';
	assert_refused(long_one, 0);
}

static void
limits_leave_room_on_their_near_side(void **state)
{
	struct staaf_pattern *p = NULL;
	char pattern[9000];

	(void)state;
	memset(pattern, 'a', sizeof(pattern));
	pattern[8192] = '\0';
	assert_int_equal(staaf_pattern_new(&p, pattern, NULL), STAAF_OK);
	staaf_pattern_free(p);
	memset(pattern, '(', 100);
	memset(pattern + 100, ')', 100);
	pattern[200] = '\0';
	assert_int_equal(staaf_pattern_new(&p, pattern, NULL), STAAF_OK);
	staaf_pattern_free(p);
}

static void
no_memory_is_told_and_leaks_nothing(void **state)
{
	enum staaf_code rc = STAAF_NOMEM;
	unsigned long nth;

	(void)state;
	staaf_pattern_free(NULL);
	for (nth = 1; rc != STAAF_OK; nth++) {
		struct staaf_pattern *p = NULL;
		struct staaf_err err = { 0 };

		staaf_mem_refuse(nth);
		rc = staaf_pattern_new(&p, "(?<number>\\d+) stud", &err);
		if (rc != STAAF_OK) {
			assert_int_equal(rc, STAAF_NOMEM);
			assert_int_equal(err.msg, STAAF_MSG_MEM_NONE);
			assert_null(p);
		}
		staaf_mem_refuse(0);
		staaf_pattern_free(p);
	}
	assert_in_range(nth, 4, 20);
}

static void
no_memory_for_a_find_is_no_limit(void **state)
{
	struct staaf_pattern *p = NULL;
	struct staaf_span span;
	enum staaf_match m = STAAF_MATCH_NOMEM;
	unsigned long nth;

	(void)state;
	assert_int_equal(staaf_pattern_new(&p, "a+b", NULL), STAAF_OK);
	for (nth = 1; m == STAAF_MATCH_NOMEM; nth++) {
		staaf_mem_refuse(nth);
		m = staaf_pattern_find(p, "xaab", 4, 0, &span);
		staaf_mem_refuse(0);
	}
	assert_int_equal(m, STAAF_MATCH_YES);
	assert_int_equal(span.start, 1);
	assert_in_range(nth, 3, 20);
	staaf_pattern_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_number_is_told_apart_from_the_match),
		cmocka_unit_test(nothing_found_leaves_the_span_as_it_was),
		cmocka_unit_test(every_match_is_found_in_turn),
		cmocka_unit_test(letters_are_letters_in_every_script_and_case),
		cmocka_unit_test(a_pattern_that_runs_away_is_stopped_and_told),
		cmocka_unit_test(a_pattern_cannot_lift_its_own_limits),
		cmocka_unit_test(what_cannot_be_used_is_refused_with_its_place),
		cmocka_unit_test(limits_leave_room_on_their_near_side),
		cmocka_unit_test(no_memory_is_told_and_leaks_nothing),
		cmocka_unit_test(no_memory_for_a_find_is_no_limit),
	};

	return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
