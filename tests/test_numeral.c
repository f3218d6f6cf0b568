/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in words, and numbers in a list, as slots read them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/mem.h>
#include <staaf/rule.h>

static const char rules_text[] =
    "staaf rules 1\nkept by X\nchecked 2026-01-01\n"
    "slot size\n nl name omvang\n en name size\n unit students\n"
    " from 2 to 500000\n"
    " nl pattern \\b(?<number>\\d+) (vlijtige )?studenten\\b\n"
    " en pattern \\b(?<number>\\d+) students\\b\n"
    " nl ask Hoe groot?\n en ask How big?\n"
    "slot hours\n nl name uren\n en name hours\n from 0 to 100\n"
    " nl pattern \\b(?<number>\\d+) uur\\b\n"
    " en pattern \\b(?<number>\\d+) hours?\\b\n"
    " nl ask Hoe lang?\n en ask How long?\n";

static struct staaf_rules *rs;
static struct staaf_arena ar;

static int
open_rules(void **state)
{
	struct staaf_rule_text file = { "a.rules", rules_text,
		sizeof(rules_text) - 1 };

	(void)state;
	return staaf_rules_new(&rs, &file, 1, NULL) == STAAF_OK ? 0 : -1;
}

static int
close_rules(void **state)
{
	(void)state;
	staaf_rules_free(rs);
	staaf_arena_clear(&ar);
	return 0;
}

struct row {
	const char *text, *reads; /* "size 20-30 hours 2" */
};

static void
check(const struct row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct staaf_facts facts;
		struct staaf_buf got = { 0 };

		assert_int_equal(staaf_rules_read(&facts, rs, row[i].text,
		    strlen(row[i].text), &ar, NULL), STAAF_OK);
		for (size_t k = 0; k < facts.n_values; k++) {
			const struct staaf_value *v = &facts.value[k];

			staaf_buf_printf(&got, "%s%s %g", k > 0 ? " " : "",
			    v->slot->id, v->low);
			if (v->high > v->low)
				staaf_buf_printf(&got, "-%g", v->high);
			assert_true(v->start < v->end);
			assert_true(v->end <= strlen(row[i].text));
		}
		if (strcmp(staaf_buf_text(&got), row[i].reads) != 0)
			fail_msg("%s\n reads %s\n not   %s", row[i].text,
			    staaf_buf_text(&got), row[i].reads);
		staaf_buf_clear(&got);
		staaf_arena_clear(&ar);
	}
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof(*(rows)))

static void
numbers_in_words_are_read(void **state)
{
	static const struct row rows[] = {
		{ "zeven studenten", "size 7" },
		{ "Twaalf studenten", "size 12" },
		{ "twee\xc3\xabntwintig studenten", "size 22" },
		{ "tweeentwintig studenten", "size 22" },
		{ "honderd studenten", "size 100" },
		{ "honderdtwintig studenten", "size 120" },
		{ "honderd en twintig studenten", "size 120" },
		{ "honderdendrie studenten", "size 103" },
		{ "tweehonderdvijftig studenten", "size 250" },
		{ "twee honderd studenten", "size 200" },
		{ "vijftienhonderd studenten", "size 1500" },
		{ "duizend studenten", "size 1000" },
		{ "tweeduizend driehonderd studenten", "size 2300" },
		{ "achtenzeventig studenten", "size 78" },
		{ "zeventien vlijtige studenten", "size 17" },
		{ "twenty-five students", "size 25" },
		{ "twenty five students", "size 25" },
		{ "a hundred students", "size 100" },
		{ "one hundred students", "size 100" },
		{ "two hundred and fifty students", "size 250" },
		{ "Two Thousand students", "size 2000" },
		{ "anderhalf uur", "hours 1.5" },
		{ "achttien studenten, drie uur", "size 18 hours 3" },
		{ "vijfentwintig tot dertig studenten", "size 25-30" },
		{ "tussen twintig en dertig studenten", "size 20-30" },
		{ "tussen de 20 en 30 studenten", "size 20-30" },
		{ "between twenty and thirty students", "size 20-30" },
	};

	(void)state;
	CHECK(rows);
}

static void
words_that_are_no_number_stay_words(void **state)
{
	static const struct row rows[] = {
		{ "een studenten", "" },
		{ "one students", "" },
		{ "ik acht studenten hoog", "" },
		{ "tientallen studenten", "" },
		{ "tweedejaars studenten", "" },
		{ "vierkant studenten", "" },
		{ "driehonderdduizendmiljoen studenten", "" },
		{ "honderdhonderd studenten", "" },
		{ "often students", "" },
		{ "honderden studenten", "" },
		{ "gevier studenten", "" },
		{ "twee drie studenten", "size 3" },
	};

	(void)state;
	CHECK(rows);
}

static void
numbers_of_a_list_share_what_the_last_says(void **state)
{
	static const struct row rows[] = {
		{ "groepen van 28, 31 en 26 studenten",
		    "size 28 size 31 size 26" },
		{ "24 en 31 studenten", "size 24 size 31" },
		{ "12, 14, 18 and 16 students",
		    "size 12 size 14 size 18 size 16" },
		{ "blok 2 en 30 studenten", "size 30" },
		{ "3 uur en 20 studenten", "hours 3 size 20" },
		{ "2 uur en 4 studenten", "hours 2 size 4" },
		{ "in 2024, 31 studenten", "size 31" },
		{ "zestien en achttien studenten", "size 16 size 18" },
	};

	(void)state;
	CHECK(rows);
}

/* Where a value stands is told in bytes of the text as it was typed. */
static void
the_place_is_that_of_the_words(void **state)
{
	static const char text[] = "Met twee\xc3\xabntwintig studenten gaat het";
	struct staaf_facts facts;

	(void)state;
	assert_int_equal(staaf_rules_read(&facts, rs, text, strlen(text), &ar,
	    NULL), STAAF_OK);
	assert_int_equal(facts.n_values, 1);
	assert_int_equal(facts.value[0].start, 4);
	assert_memory_equal(text + facts.value[0].end - 9, "studenten", 9);
}

/* Whatever words come together: values lie in their text and their bounds. */
static void
noise_stays_inside(void **state)
{
	static const char *const words[] = { "een", "twee", "en", "honderd",
		"duizend", "tachtig", "hundred", "and", "five", "-", "12",
		",", "studenten", "students", "uur", "anderhalf", "\xc3\xab",
		"duizendhonderd", "tweehonderdduizend" };
	uint32_t seed = 3;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct staaf_buf text = { 0 };
		struct staaf_facts facts;

		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525 + 1013904223;
			staaf_buf_puts(&text, words[(seed >> 16) %
			    (sizeof(words) / sizeof(*words))]);
			if ((seed >> 8) % 4 != 0)
				staaf_buf_putc(&text, ' ');
		}
		assert_int_equal(staaf_rules_read(&facts, rs, text.text,
		    text.size, &ar, NULL), STAAF_OK);
		for (size_t i = 0; i < facts.n_values; i++) {
			const struct staaf_value *v = &facts.value[i];

			assert_true(v->start < v->end && v->end <= text.size);
			assert_true(v->low >= v->slot->from &&
			    v->high <= v->slot->to && v->low <= v->high);
		}
		staaf_buf_clear(&text);
		staaf_arena_clear(&ar);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_in_words_are_read),
		cmocka_unit_test(words_that_are_no_number_stay_words),
		cmocka_unit_test(numbers_of_a_list_share_what_the_last_says),
		cmocka_unit_test(the_place_is_that_of_the_words),
		cmocka_unit_test(noise_stays_inside),
	};

	return cmocka_run_group_tests(tests, open_rules, close_rules);
}
