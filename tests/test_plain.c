/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An effect in plain figures: the table of the scheme, and where no figure
 * may be translated.  Gold of the table: Python 3, with
 * n = statistics.NormalDist(): 100 * n.cdf(g), n.cdf(g) - .5,
 * n.cdf(g / 2 ** .5), n.cdf(n.inv_cdf(.6) + g).
 */
#include "answer_shelf.h"

static const char asked[] =
    "Does a quiz help the exam? Now 60% pass, sd 1.3.";

/* A review of ten studies that reports everything it is given. */
static void
put_effect(struct shelf *sh, double g, double low, double high, double tau)
{
	struct staaf_finding f = plain_finding("main");
	struct staaf_record r;

	f.value = g;
	f.low = low;
	f.high = high;
	f.tau = tau;
	f.k = 40;
	f.n = 20000;
	r = plain_record("10.1/review", 2021, 4, &f, 1);
	put(sh, &r);
}

static void
near(double is, double want, double most)
{
	if (!(fabs(is - want) <= most))
		fail_msg("%.4f is not %.4f", is, want);
}

static void
the_table_of_the_scheme_comes_out(void **state)
{
	static const struct {
		double g, place, index, beats, pass, points;
	} row[] = {
		{ -.10, 46.0, -4.0, 47.2, 56.1, -.13 },
		{ .05, 52.0, 2.0, 51.4, 61.9, .065 },
		{ .10, 54.0, 4.0, 52.8, 63.8, .13 },
		{ .20, 57.9, 7.9, 55.6, 67.5, .26 },
		{ .24, 59.5, 9.5, 56.7, 68.9, .312 },
		{ .35, 63.7, 13.7, 59.8, 72.7, .455 },
		{ .50, 69.1, 19.1, 63.8, 77.4, .65 },
		{ .85, 80.2, 30.2, 72.6, 86.5, 1.105 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		const struct staaf_plain *p;
		struct staaf_answer a;

		put_effect(*state, row[i].g, row[i].g - .02, row[i].g + .02,
		    .05);
		a = ask(*state, asked, STAAF_EN);
		p = a.body[0].figure;
		near(p[STAAF_PLAIN_U3].value, row[i].place, .051);
		near(p[STAAF_PLAIN_INDEX].value, row[i].index, .051);
		near(p[STAAF_PLAIN_BEATS].value, row[i].beats, .051);
		near(p[STAAF_PLAIN_PASS].value, row[i].pass, .051);
		near(p[STAAF_PLAIN_POINTS].value, row[i].points, 1e-9);
		assert_true(p[STAAF_PLAIN_PASS].low <
		    p[STAAF_PLAIN_PASS].value);
		assert_true(p[STAAF_PLAIN_PASS].high >
		    p[STAAF_PLAIN_PASS].value);
	}
}

static void
each_is_said_with_its_interval_and_that_a_class_may_differ(void **state)
{
	struct staaf_answer a;

	put_effect(*state, .35, .31, .40, .05);
	a = ask(*state, asked, STAAF_EN);
	assert_string_equal(a.body[0].plain, "A middling student would end up "
	    "around place 64 (between 62 and 66) of 100 instead of 50. Where "
	    "60% pass now, roughly 73% (between 71% and 74%) would. With a "
	    "standard deviation of 1.30 that is roughly 0.46 points (between "
	    "0.40 and 0.52). That is on average over studies; your class may "
	    "well fall outside.");
	says(a.body[0].more, "index is 14 (between 12 and 16) places");
	says(a.body[0].more, "higher in about 60 (between 59 and 61).");
	a = ask(*state, "Helpt een quiz bij het tentamen? Nu 60% slaagt.",
	    STAAF_NL);
	says(a.body[0].plain, "Waar nu 60% slaagt, zou dat ruwweg 73% (tussen "
	    "71% en 74%) worden.");
	says(a.body[0].plain, "uw klas kan daar ruim buiten vallen.");
	assert_string_equal(a.body[0].figure[STAAF_PLAIN_POINTS].says, "");
	assert_true(isnan(a.body[0].figure[STAAF_PLAIN_POINTS].value));
}

static void
without_an_interval_each_says_so(void **state)
{
	struct staaf_answer a;
	static const enum staaf_plain_kind kinds[] = { STAAF_PLAIN_U3,
		STAAF_PLAIN_PASS, STAAF_PLAIN_POINTS, STAAF_PLAIN_INDEX,
		STAAF_PLAIN_BEATS, STAAF_PLAIN_MONTHS };

	put_effect(*state, .35, NAN, NAN, .05);
	a = ask(*state, asked, STAAF_EN);
	assert_int_equal(staaf_answer_add_months(&a,
	    &((struct shelf *)*state)->ar, NULL), STAAF_OK);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const struct staaf_plain *p = &a.body[0].figure[kinds[i]];

		says(p->says, "interval not reported");
		assert_true(isnan(p->low) && isnan(p->high));
	}
	assert_string_equal(a.body[0].figure[STAAF_PLAIN_NEXT].says, "");
}

/* The same: z = n.inv_cdf(.975), z * (.2 ** 2 + (.10 / (2 * z)) ** 2) ** .5
 * = .39516 */
static void
a_next_class_has_the_wider_interval(void **state)
{
	const struct staaf_plain *p;
	struct staaf_answer a;

	put_effect(*state, .35, .30, .40, .2);
	a = ask(*state, asked, STAAF_EN);
	p = &a.body[0].figure[STAAF_PLAIN_NEXT];
	near(p->low, .35 - .39516, 1e-4);
	near(p->high, .35 + .39516, 1e-4);
	says(p->says, "95% prediction interval");
	says(a.body[0].more, p->says);
	put_effect(*state, .35, .30, .40, NAN);
	a = ask(*state, asked, STAAF_EN);
	assert_string_equal(a.body[0].figure[STAAF_PLAIN_NEXT].says, "");
}

static void
nothing_is_translated(struct staaf_answer *a, struct shelf *sh)
{
	assert_int_equal(staaf_answer_add_months(a, &sh->ar, NULL), STAAF_OK);
	for (size_t i = 0; i < a->n_bodies; i++) {
		assert_string_equal(a->body[i].plain, "");
		assert_string_equal(a->body[i].more, "");
		for (int k = 0; k < STAAF_N_PLAIN; k++)
			assert_string_equal(a->body[i].figure[k].says, "");
	}
}

static void
no_figure_below_level_two_or_without_comparison(void **state)
{
	struct staaf_finding f = plain_finding("main");
	struct staaf_record r;
	struct staaf_answer a;

	f.value = .35;
	f.low = .2;
	f.high = .5;
	f.k = 4; /* D2: level 1 */
	r = plain_record("10.1/weak", 2021, 2, &f, 1);
	put(*state, &r);
	a = ask(*state, asked, STAAF_EN);
	assert_int_equal(a.body[0].grade.level, 1);
	nothing_is_translated(&a, *state);
	f.k = 40;
	r = plain_record("10.1/weak", 2021, 1, &f, 1);
	put(*state, &r);
	a = ask(*state, asked, STAAF_EN);
	nothing_is_translated(&a, *state);
}

static void
no_figure_for_motivation_a_claim_or_a_correlation(void **state)
{
	struct staaf_finding f = plain_finding("main");
	struct staaf_record r;
	struct staaf_answer a;

	f.value = .35;
	f.low = .3;
	f.high = .4;
	f.k = 40;
	f.n = 20000;
	f.outcome = "motivation";
	r = plain_record("10.1/mood", 2021, 4, &f, 1);
	put(*state, &r);
	a = ask(*state, "Does a quiz help motivation? 60% pass", STAAF_EN);
	assert_true(a.body[0].grade.level >= 2);
	nothing_is_translated(&a, *state);
	f.outcome = "exam-score";
	f.intervention = "styles";
	r = plain_record("10.1/styles", 2021, 4, &f, 1);
	put(*state, &r);
	a = ask(*state, "Do learning styles help the exam? 60% pass",
	    STAAF_EN);
	assert_int_equal(a.body[0].grade.verdict, STAAF_VERDICT_CLAIM);
	nothing_is_translated(&a, *state);
	f.intervention = "hologram";
	f.metric = STAAF_R;
	r = plain_record("10.1/r", 2021, 4, &f, 1);
	put(*state, &r);
	a = ask(*state, "Do holograms help the exam? 60% pass", STAAF_EN);
	nothing_is_translated(&a, *state);
}

static void
shares_that_cannot_move_and_no_spread_are_left_out(void **state)
{
	struct staaf_answer a;

	put_effect(*state, .35, .31, .40, .05);
	a = ask(*state, "Does a quiz help the exam? 100% pass, sd 0",
	    STAAF_EN);
	assert_string_equal(a.body[0].figure[STAAF_PLAIN_PASS].says, "");
	assert_string_equal(a.body[0].figure[STAAF_PLAIN_POINTS].says, "");
	a = ask(*state, "Does a quiz help the exam? 60% pass, 70% pass",
	    STAAF_EN);
	assert_string_equal(a.body[0].figure[STAAF_PLAIN_PASS].says, "");
}

/* Both sides of bounds of the table; months only when asked for. */
static void
months_follow_the_table_and_carry_their_warning(void **state)
{
	static const struct {
		double g, months;
	} row[] = { { 0, 0 }, { .01, 0 }, { .02, 1 }, { .09, 1 }, { .10, 2 },
		{ .35, 4 }, { .36, 5 }, { .95, 11 }, { .96, 12 }, { 1.5, 12 },
		{ -.01, 0 }, { -.10, -2 } };
	struct shelf *sh = *state;
	const struct staaf_plain *p;
	struct staaf_answer a;
	size_t n;

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		put_effect(sh, row[i].g, row[i].g - .005, row[i].g + .005, 0);
		a = ask(sh, asked, STAAF_EN);
		p = &a.body[0].figure[STAAF_PLAIN_MONTHS];
		assert_string_equal(p->says, "");
		n = a.n_trace;
		assert_int_equal(staaf_answer_add_months(&a, &sh->ar, NULL),
		    STAAF_OK);
		near(p->value, row[i].months, 0);
		says(p->says, "not valid for a course");
		says(p->says, "Baird and Pane (2019)");
		assert_int_equal(a.n_trace, n + 1);
		assert_string_equal(a.trace[n].says, p->says);
	}
	says(p->says, "2 months less progress than the comparison group");
	put_effect(sh, .35, .31, .40, 0);
	a = ask(sh, asked, STAAF_NL);
	assert_int_equal(staaf_answer_add_months(&a, &sh->ar, NULL), STAAF_OK);
	says(a.body[0].figure[STAAF_PLAIN_MONTHS].says, "4 maanden meer "
	    "vooruitgang (tussen 4 maanden meer vooruitgang en 5 maanden");
}

static void
every_figure_has_its_sum(void **state)
{
	struct shelf *sh = *state;
	struct staaf_answer a;

	put_effect(sh, .35, .31, .40, .2);
	a = ask(sh, asked, STAAF_EN);
	assert_int_equal(staaf_answer_add_months(&a, &sh->ar, NULL), STAAF_OK);
	for (int k = 0; k < STAAF_N_PLAIN; k++) {
		const struct staaf_trace *t = NULL;

		for (size_t i = 0; i < a.n_trace; i++)
			if (strcmp(a.trace[i].says,
			    a.body[0].figure[k].says) == 0)
				t = &a.trace[i];
		assert_non_null(t);
		assert_string_equal(t->record, "10.1/review");
		assert_string_equal(t->finding, "main");
		assert_true(strstr(t->sum, "0.35") != NULL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_table_of_the_scheme_comes_out),
		TEST(each_is_said_with_its_interval_and_that_a_class_may_differ),
		TEST(without_an_interval_each_says_so),
		TEST(a_next_class_has_the_wider_interval),
		TEST(no_figure_below_level_two_or_without_comparison),
		TEST(no_figure_for_motivation_a_claim_or_a_correlation),
		TEST(shares_that_cannot_move_and_no_spread_are_left_out),
		TEST(months_follow_the_table_and_carry_their_warning),
		TEST(every_figure_has_its_sum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
