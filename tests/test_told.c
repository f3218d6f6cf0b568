/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the text of a claim tells, and what is passed by. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/told.h>

static struct staaf_arena ar;

static int
clear(void **state)
{
	(void)state;
	staaf_arena_clear(&ar);
	return 0;
}

static struct staaf_told
tell(const char *text)
{
	struct staaf_told t;

	staaf_told_read(&t, text, strlen(text), &ar);
	assert_false(ar.failed);
	return t;
}

/* The kinds of the figures of a text, in order, with their words. */
static const char *
figures(const char *text)
{
	struct staaf_told t = tell(text);
	struct staaf_buf b = { 0 };
	const char *out;

	for (size_t i = 0; i < t.n_figures; i++)
		staaf_buf_printf(&b, "%s%s '%.*s'", i > 0 ? ", " : "",
		    staaf_told_kind_name(t.figure[i].kind),
		    (int)t.figure[i].size, text + t.figure[i].at);
	out = staaf_arena_dup(&ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return out;
}

struct row {
	const char *text, *figures;
};

static void
check(const struct row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *got = figures(row[i].text);

		if (strcmp(got, row[i].figures) != 0)
			fail_msg("%s\n gives %s\n not   %s", row[i].text, got,
			    row[i].figures);
	}
}

static void
numbers_of_an_effect_are_read(void **state)
{
	static const struct row rows[] = {
		{ "van 5,4 naar 6,7", "change '5,4 naar 6,7'" },
		{ "rose from 5.4 to 6.7.", "change '5.4 to 6.7'" },
		{ "61% \xe2\x86\x92 78%", "change '61% \xe2\x86\x92 78%'" },
		{ "stegen van 62 naar 71%", "change '62 naar 71%'" },
		{ "een 7,4 (was 6,1)", "change '7,4 (was 6,1)'" },
		{ "5,4 (2019) naar 6,7, een stijging van 5,4 (2019) naar 6,7",
		    "change '5,4 (2019) naar 6,7'" },
		{ "M = 7.1 (SD = 1.2, n = 40) vs M = 6.5 (SD = 1.3, n = 38)",
		    "means '7.1 (SD = 1.2, n = 40) vs M = 6.5 (SD = 1.3, "
		    "n = 38)'" },
		{ "7,1 (1,2) tegenover 6,5 (1,3)",
		    "means '7,1 (1,2) tegenover 6,5 (1,3)'" },
		{ "62% of 120 students vs 48% of 115 passed",
		    "rates '62% of 120 students vs 48% of 115'" },
		{ "75 van de 120 studenten tegenover 55 van de 115",
		    "rates '75 van de 120 studenten tegenover 55 van de "
		    "115'" },
		{ "15% higher (p < .05, n = 40)",
		    "percent '15%', p 'p < .05'" },
		{ "verhoogt het met 23 procent", "percent '23 procent'" },
		{ "10-15% better", "percent '10-15%'" },
		{ "8 procentpunten hoger", "points '8 procentpunten'" },
		{ "4x sneller leren", "times '4x'" },
		{ "twice? 3 times faster", "times '3 times'" },
		{ "t(76) = 2.12, p = .037",
		    "statistic 't(76) = 2.12, p = .037'" },
		{ "Cohen's d = 0.40, 95% CI [0.10, 0.70]",
		    "effect 'Cohen's d = 0.40, 95% CI [0.10, 0.70]'" },
		{ "92% of users is satisfied", "share '92%'" },
		{ "92% van de docenten zegt dat zij meer leren",
		    "share '92%'" },
	};

	(void)state;
	check(rows, sizeof(rows) / sizeof(*rows));
}

static void
numbers_of_other_things_are_passed_by(void **state)
{
	static const char *const none[] = { "", "2024", "24/7 support",
		"classes of 20 to 30 learn better", "v2.3 and GPT-4",
		"3x per week, 2 times a week", "\xe2\x82\xac 4,99 of $99",
		"12-03-2024 om 10:30", "covid-19", "5,000+ schools",
		"ages 18 to 25", "van groep 7 naar groep 8",
		"https://x.nl/5,4/naar/6,7?p=3", "18-jarigen naar 19-jarigen",
		"6 minuten tot 9 minuten", "4.8/5", "100", "%", "p", "p <",
		"p < x", "1.2.3 to 1.2.4", "12345678901234567890%" };

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		if (figures(none[i])[0] != '\0')
			fail_msg("%s gives %s", none[i], figures(none[i]));
}

static void
a_change_knows_what_came_first(void **state)
{
	struct staaf_told t = tell("van 5,4 naar 6,7");

	(void)state;
	assert_true(t.figure[0].b.value == 5.4);
	assert_true(t.figure[0].a.value == 6.7);
	t = tell("een 7,4 (was 6,1)");
	assert_true(t.figure[0].b.value == 6.1);
	assert_true(t.figure[0].a.value == 7.4);
}

static void
counts_and_spreads_go_with_their_group(void **state)
{
	static const char *const texts[] = {
		"7.1 (SD 1.2; n = 40) versus 6.5 (SD 1.3; n = 38)",
		"App (n = 40): M = 7,1 (SD 1,2); controlegroep (n = 38): "
		    "M = 6,5 (SD 1,3)",
		"40 studenten: 7.1 \xc2\xb1 1.2 vs 38 studenten: 6.5 "
		    "\xc2\xb1 1.3" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct staaf_told t = tell(texts[i]);

		assert_int_equal(t.n_figures, 1);
		assert_int_equal(t.figure[0].kind, STAAF_TOLD_MEANS);
		assert_int_equal(t.figure[0].a.n, 40);
		assert_int_equal(t.figure[0].b.n, 38);
		assert_true(t.figure[0].a.sd == 1.2);
		assert_true(t.figure[0].b.sd == 1.3);
		assert_true(t.tells & STAAF_TELLS_SPREAD);
		assert_true(t.tells & STAAF_TELLS_STUDENTS);
		assert_true(t.tells & STAAF_TELLS_COMPARISON);
	}
}

static void
one_count_is_of_all_students_but_not_of_users(void **state)
{
	(void)state;
	assert_int_equal(tell("412 hbo-studenten").n, 412);
	assert_int_equal(tell("1.250 eerstejaars studenten").n, 1250);
	assert_int_equal(tell("with 120 first-year students").n, 120);
	assert_int_equal(tell("(p < .05, n=40)").n, 40);
	assert_int_equal(tell("used by 5,000 students").n, STAAF_NONE);
	assert_int_equal(tell("10.000 docenten").n, STAAF_NONE);
}

static void
the_words_of_a_design_are_kept_unless_denied(void **state)
{
	const char *text = "Met een controlegroep, geloot";
	struct staaf_told t = tell(text);

	(void)state;
	assert_int_equal(t.design, 4);
	assert_int_equal(t.design_size, 6);
	assert_memory_equal(text + t.design_at, "geloot", 6);
	assert_int_equal(tell("met een controlegroep").design, 2);
	t = tell("zonder controlegroep");
	assert_int_equal(t.design, STAAF_NONE);
	/* It was told: there is nothing left to ask. */
	assert_true(t.tells & STAAF_TELLS_COMPARISON);
	assert_int_equal(tell("research shows it works").design, STAAF_NONE);
}

static void
more_than_a_number_compares_nothing(void **state)
{
	(void)state;
	assert_false(tell("more than 500 schools").cues & STAAF_CUE_MORE);
	assert_false(tell("meer dan 500 scholen").cues & STAAF_CUE_MORE);
	assert_true(tell("they learn more").cues & STAAF_CUE_MORE);
	assert_true(tell("afgestemd op hun leerstijl").cues &
	    STAAF_CUE_MATCHING);
	assert_true(tell("vooral voor starters").cues & STAAF_CUE_WHOM);
	assert_true(tell("trusted by many").cues & STAAF_CUE_USE);
}

static void
too_many_figures_are_told(void **state)
{
	struct staaf_buf b = { 0 };
	struct staaf_told t;

	(void)state;
	for (int i = 0; i < 500; i++)
		staaf_buf_printf(&b, "%d%% higher. ", i % 90);
	t = tell(b.text);
	assert_true(t.n_figures > 0 && t.n_figures <= 24);
	assert_true(t.has_more);
	staaf_buf_clear(&b);
}

/* Whatever the bytes: places lie inside, and it takes no time. */
static void
noise_stays_inside_its_text(void **state)
{
	static const char *const parts[] = { "5,4", " ", "(", ")", "%",
		"naar", "vs", "SD", "=", "n", "p", "<", ".05", "-",
		"\xe2\x86\x92", "\xc2\xb1", "75 of 120", "students", "t(3)",
		"\xff", "x", "hbo ", "1.000", "was", "higher" };
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct staaf_buf b = { 0 };
		struct staaf_told t;

		for (int i = 0; i < 30; i++) {
			seed = seed * 1103515245 + 12345;
			staaf_buf_puts(&b, parts[(seed >> 16) %
			    (sizeof(parts) / sizeof(*parts))]);
		}
		t = tell(b.text);
		for (size_t i = 0; i < t.n_figures; i++) {
			assert_true(t.figure[i].size > 0);
			assert_true(t.figure[i].at + t.figure[i].size <=
			    b.size);
		}
		staaf_buf_clear(&b);
		staaf_arena_clear(&ar);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(numbers_of_an_effect_are_read,
		    clear),
		cmocka_unit_test_teardown(
		    numbers_of_other_things_are_passed_by, clear),
		cmocka_unit_test_teardown(a_change_knows_what_came_first,
		    clear),
		cmocka_unit_test_teardown(
		    counts_and_spreads_go_with_their_group, clear),
		cmocka_unit_test_teardown(
		    one_count_is_of_all_students_but_not_of_users, clear),
		cmocka_unit_test_teardown(
		    the_words_of_a_design_are_kept_unless_denied, clear),
		cmocka_unit_test_teardown(more_than_a_number_compares_nothing,
		    clear),
		cmocka_unit_test_teardown(too_many_figures_are_told, clear),
		cmocka_unit_test_teardown(noise_stays_inside_its_text, clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
