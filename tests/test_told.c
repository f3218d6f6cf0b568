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
		{ "6.8 (n=22) and 6.1 (n=24)", "means '6.8 (n=22) and 6.1 "
		    "(n=24)'" },
		{ "verdubbelt het leerrendement", "times 'verdubbelt'" },
		{ "Uitval gehalveerd, van 24% naar 12%", "times 'gehalveerd', "
		    "change '24% naar 12%'" },
		{ "a double-blind study", "" },
		{ "It doubled their scores", "times 'doubled'" },
		{ "Last year 48% of 115 passed, this year 62% of 120 with it",
		    "rates '48% of 115 passed, this year 62% of 120'" },
		{ "Vorig jaar slaagde 58%, dit jaar met flippen 66%",
		    "rates '58%, dit jaar met flippen 66%'" },
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

/* As they stand on sites, folders and slides. */
static const struct row sold[] = {
	{ "\xf0\x9f\x9a\x80 3x sneller leren met AI-tutor (GPT-4o)! "
	    "Nu slechts \xe2\x82\xac 4,99 p.p./mnd, 24/7 beschikbaar",
	    "times '3x'" },
	{ "Sinds 2019 gebruiken 1.200 docenten op 340 scholen onze "
	    "tool; 9 van de 10 docenten raden hem aan.",
	    "share '9 van de 10'" },
	{ "Scores went up 10\xe2\x80\x93" "15% in just 6 weeks* "
	    "(*internal data, 2023)",
	    "percent '10\xe2\x80\x93" "15%'" },
	{ "Boost student engagement by up to 40 % with v2.3 of "
	    "EduSpark\xc2\xae", "percent '40 %'" },
	{ "Gemiddeld cijfer steeg van 5,8 naar 6,9 bij 112 "
	    "eerstejaars.", "change '5,8 naar 6,9'" },
	{ "In een RCT (N = 412) vond men d = 0,31 (95%-BI 0,12 tot "
	    "0,50).", "effect 'd = 0,31 (95%-BI 0,12 tot 0,50)'" },
	{ "95% van de gebruikers is tevreden, en 100% AVG-proof!",
	    "share '95%'" },
	{ "Uitval daalde van 24% naar 15% na invoering in 2022.",
	    "change '24% naar 15%'" },
	{ "they remember 2 times more than those on screens",
	    "times '2 times'" },
	{ "onthouden 10% van wat ze lezen en 90% van wat ze doen",
	    "" },
	{ "(N = 12,340) found g = 0.35 [0.20, 0.50].",
	    "effect 'g = 0.35 [0.20, 0.50]'" },
	{ "OR = 1.8 (95% CI 1.2 to 2.7) for passing",
	    "effect 'OR = 1.8 (95% CI 1.2 to 2.7)'" },
	{ "r = .45, p < .001: het hangt samen",
	    "effect 'r = .45, p < .001'" },
	{ "More than 5,000 students in 24 countries love Quizzy: "
	    "4.8/5 stars on the App Store.", "" },
	{ "Klas 3A haalde een 7,4 (was 6,1) op hoofdstuk 5.",
	    "change '7,4 (was 6,1)'" },
	{ "With the tool 85% passed, without it 72%.",
	    "rates '85% passed, without it 72%'" },
	{ "Zonder de tool slaagde 72%, met de tool 85%.",
	    "rates '72%, met de tool 85%'" },
	{ "Twice as many students pass.", "times 'Twice'" },
	{ "Studenten scoren gemiddeld 0,5 punt lager.",
	    "difference '0,5 punt'" },
	{ "Effect size 0.79 is a whole year!",
	    "effect 'Effect size 0.79'" },
	{ "feedback: d=0.70", "effect 'd=0.70'" },
	{ "(from 64% to 72%) better", "change '64% to 72%'" },
	{ "Nu 20% korting en 30% goedkoper dan vorig jaar, beter!",
	    "" },
	{ "\xe2\x80\x9cOur app makes students 20% better\xe2\x80\x9d",
	    "percent '20%'" },
	{ "van 5,4\xe2\x86\x92" "6,7", "change '5,4\xe2\x86\x92" "6,7'" },
	{ "7.1\xc2\xb1" "1.2 vs 6.5\xc2\xb1" "1.3",
	    "means '7.1\xc2\xb1" "1.2 vs 6.5\xc2\xb1" "1.3'" },
	{ "Vooraf scoorden zij 5,4 en achteraf 6,7.",
	    "change '5,4 en achteraf 6,7'" },
	{ "78% slaagde, tegen 61% vorig jaar",
	    "rates '78% slaagde, tegen 61%'" },
	{ "ISBN 978-90-1234 en 06-12345678, bel ons!", "" },
	{ "iOS 17.4, Android 14 en Windows 11 sneller", "" },
	{ "t(76) = 2.12 without a p", "statistic 't(76) = 2.12'" },
	{ "78% vindt de stof makkelijker", "share '78%'" },
	{ "AI tutors are 2.5x more effective (Harvard, 2024).",
	    "times '2.5x'" },
	{ "4.6 times faster to train, 275% more confident",
	    "times '4.6 times', percent '275%'" },
	{ "who attended >80% of lectures scored 0.6 grade points "
	    "higher", "difference '0.6 grade points'" },
	{ "slaagde 71% (171), vorig jaar was dat 63%",
	    "rates '71% (171), vorig jaar was dat 63%'" },
	{ "171/240 with the app and 151/240 without",
	    "rates '171/240 with the app and 151/240'" },
	{ "+0,4 SD betere resultaten in 12 weken",
	    "effect '0,4 SD'" },
	{ "Odds of passing were 1.55 times as high",
	    "effect '1.55 times'" },
	{ "Mean difference 0.45 (95% CI 0.10 to 0.80)",
	    "difference 'Mean difference 0.45'" },
	{ "Al 1.000.000+ downloads. Score: 9,2 uit 10.", "" },
	{ "App-gebruikers: 84 % geslaagd (n = 125); niet-gebruikers: "
	    "73 % (n = 131).", "rates '84 % geslaagd (n = 125); "
	    "niet-gebruikers: 73 % (n = 131)'" },
	{ "Kahoot! 8.1 \xe2\x86\x92 8.9!!!",
	    "change '8.1 \xe2\x86\x92 8.9'" },
	{ "bespaart docenten 5 uur per week en verhoogt het rendement "
	    "met 12%", "percent '12%'" },
	{ "Cito-score 535 tegen 532", "means '535 tegen 532'" },
	{ "groei van 20 naar 30 medewerkers, 10 tegen 1", "" },
	{ "the test score went from 20 to 30",
	    "change '20 to 30'" },
	{ "20 minuten tegen 35 minuten, 5 sterren tegen 4 sterren, "
	    "\xe2\x82\xac 19 tegen \xe2\x82\xac 29", "" },
	{ "klas 3 tegen klas 4 en versie 2 tegen versie 1", "" },
	{ "one (M = 82.3, SD = 8.4) and the control group (M = 76.1, "
	    "SD = 9.9) differed", "means '(M = 82.3, SD = 8.4) and "
	    "the control group (M = 76.1, SD = 9.9)'" },
	{ "onthouden 75% van wat ze doen tegenover 5% van een college", "" },
	{ "a 0.12 SD improvement (95% CI 0.02, 0.22)",
	    "effect '0.12 SD improvement (95% CI 0.02, 0.22)'" },
	{ "op 12/11/2024 of 2023/2024, 7/7 en 4/5 beter", "" },
	{ "up 12% from 2019 to 2023, higher than ever",
	    "percent '12%'" },
};

static void
what_sells_is_read_as_it_is_written(void **state)
{
	(void)state;
	check(sold, sizeof(sold) / sizeof(*sold));
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
the_group_without_is_the_second_wherever_it_stands(void **state)
{
	static const char *const texts[] = {
		"De controlegroep (n = 38) scoorde 6,5 (sd 1,3), de app-groep "
		    "(n = 40) 7,1 (sd 1,2).",
		"De app-groep (n = 40) scoorde 7,1 (sd 1,2), de controlegroep "
		    "(n = 38) 6,5 (sd 1,3).",
		"7.1 (SD 1.2, n = 40) against 6.5 (SD 1.3, n = 38) for the "
		    "control group",
		"Users (n=40) averaged 7.1 (SD=1.2) on the final, compared to "
		    "6.5 (SD=1.3) for the control group (n=38)." };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct staaf_told t = tell(texts[i]);

		assert_int_equal(t.n_figures, 1);
		assert_true(t.figure[0].a.value == 7.1);
		assert_true(t.figure[0].b.value == 6.5);
		assert_int_equal(t.figure[0].a.n, 40);
		assert_int_equal(t.figure[0].b.n, 38);
		assert_int_equal(t.design, 2);
	}
}

static void
a_count_of_both_is_of_neither(void **state)
{
	struct staaf_told t = tell("120 students: 62% passed vs 48%");

	(void)state;
	assert_int_equal(t.figure[0].kind, STAAF_TOLD_RATES);
	assert_int_equal(t.figure[0].a.n, STAAF_NONE);
	assert_int_equal(t.figure[0].b.n, STAAF_NONE);
	assert_int_equal(t.n, 120);
	/* Two groups, each with its n, are all. */
	assert_int_equal(tell("better, n = 24 vs n = 22").n, 46);
	assert_int_equal(tell("van 1 tot 10 geven studenten een 8,3").n,
	    STAAF_NONE);
	/* Weeks are no students, though students come after them. */
	t = tell("Na 8 weken scoorden 40 studenten 7.1");
	assert_int_equal(t.n, 40);
}

static void
last_year_is_what_this_year_is_held_against(void **state)
{
	static const char *const texts[] = {
		"Vorig jaar slaagde 58%, dit jaar met flippen 66%",
		"58% passed last year, now 66% with flipping",
		"58% haalde het vorig jaar, nu 66% met flippen",
		"Last year 58% passed, now 66% with flipping",
		"66% passed this year versus 58% last year",
		"66% with flipping, last year 58%" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct staaf_told t = tell(texts[i]);

		if (t.n_figures != 1 || t.figure[0].a.value != 66 ||
		    t.figure[0].b.value != 58)
			fail_msg("%s", texts[i]);
	}
}

static void
now_is_held_against_what_was(void **state)
{
	struct staaf_told t = tell("Het was 6,1 (sd 1,4; n = 48) en nu 6,6 "
	    "(sd 1,3; n = 52)");

	(void)state;
	assert_true(t.figure[0].a.value == 6.6);
	assert_true(t.figure[0].b.value == 6.1);
	t = tell("Mean 5.9 before, 6.4 after it");
	assert_int_equal(t.figure[0].kind, STAAF_TOLD_CHANGE);
	assert_true(t.figure[0].a.value == 6.4);
}

static void
rates_of_counts_are_exact(void **state)
{
	struct staaf_told t = tell("75 van de 120 tegenover 55 van de 115");

	(void)state;
	assert_int_equal(t.figure[0].a.yes, 75);
	assert_int_equal(t.figure[0].b.yes, 55);
	assert_true(t.figure[0].a.value == 62.5);
	t = tell("62% of 120 vs 48% of 115");
	assert_int_equal(t.figure[0].a.yes, 74);
	assert_int_equal(t.figure[0].b.yes, 55);
}

static void
what_is_told_of_a_study_need_not_be_asked(void **state)
{
	static const struct {
		const char *text;
		unsigned tells;
	} rows[] = {
		{ "met een controlegroep", STAAF_TELLS_COMPARISON },
		{ "zonder vergelijkingsgroep", STAAF_TELLS_COMPARISON },
		{ "students were randomly assigned", STAAF_TELLS_LOTS },
		{ "door loting verdeeld", STAAF_TELLS_LOTS },
		{ "na een voormeting", STAAF_TELLS_PRETEST },
		{ "on a standardised test", STAAF_TELLS_TEST },
		{ "een onafhankelijke toets", STAAF_TELLS_TEST },
		{ "by researchers at Leiden", STAAF_TELLS_WHO },
		{ "uitgevoerd door het Kohnstamm", STAAF_TELLS_WHO },
		{ "in just 6 weeks", STAAF_TELLS_DURATION },
		{ "een heel semester lang", STAAF_TELLS_DURATION },
		{ "see 10.1234/abc.5", STAAF_TELLS_SOURCE },
		{ "https://doi.org/10.1/x", STAAF_TELLS_SOURCE },
		{ "published in a journal", STAAF_TELLS_SOURCE },
		{ "de uitval was 4%", STAAF_TELLS_LOSS },
		{ "with 40 students", STAAF_TELLS_STUDENTS },
		{ "SD = 1.2, M = 7.1 vs 6.0", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if ((tell(rows[i].text).tells & rows[i].tells) !=
		    rows[i].tells)
			fail_msg("%s tells %u", rows[i].text,
			    tell(rows[i].text).tells);
	assert_int_equal(tell("It works wonders.").tells, 0);
}

static void
designs_are_named_by_their_words(void **state)
{
	static const struct {
		const char *text;
		int design;
	} rows[] = {
		{ "a randomised controlled trial", 4 },
		{ "an RCT with 300 students", 4 },
		{ "better than students without it", 2 },
		{ "een quasi-experiment", 2 },
		{ "a meta-analysis of 45 studies", 2 },
		{ "after we introduced it", 1 },
		{ "sinds de invoering", 1 },
		{ "a survey", 1 },
		{ "docenten zijn enthousiast", 0 },
		{ "no control group", STAAF_NONE },
		{ "not randomised", STAAF_NONE },
		{ "an RCT is needed", STAAF_NONE },
		{ "it works", STAAF_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (tell(rows[i].text).design != rows[i].design)
			fail_msg("%s is D%d", rows[i].text,
			    tell(rows[i].text).design);
	assert_true(tell("a meta-analysis of 45 studies").is_review);
	assert_false(tell("a randomised trial").is_review);
}

static void
only_a_product_is_ones_own(void **state)
{
	(void)state;
	assert_true(tell("Our adaptive platform").cues & STAAF_CUE_OWN);
	assert_true(tell("met onze nieuwe lesmethode en app").cues &
	    STAAF_CUE_OWN);
	assert_false(tell("our students learned more").cues & STAAF_CUE_OWN);
	assert_false(tell("onze tweedejaars. De app werkt").cues &
	    STAAF_CUE_OWN);
	assert_true(tell("uitval").cues & STAAF_CUE_LESS);
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
		cmocka_unit_test_teardown(what_sells_is_read_as_it_is_written,
		    clear),
		cmocka_unit_test_teardown(
		    the_group_without_is_the_second_wherever_it_stands,
		    clear),
		cmocka_unit_test_teardown(a_count_of_both_is_of_neither,
		    clear),
		cmocka_unit_test_teardown(
		    last_year_is_what_this_year_is_held_against, clear),
		cmocka_unit_test_teardown(now_is_held_against_what_was, clear),
		cmocka_unit_test_teardown(rates_of_counts_are_exact, clear),
		cmocka_unit_test_teardown(
		    what_is_told_of_a_study_need_not_be_asked, clear),
		cmocka_unit_test_teardown(designs_are_named_by_their_words,
		    clear),
		cmocka_unit_test_teardown(only_a_product_is_ones_own, clear),
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
