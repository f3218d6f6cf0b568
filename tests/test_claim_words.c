/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of each kind of figure, in both languages, and never more. */
#include "claim_shelf.h"

#include "golden.h"

/* The sentences of all figures of a claim, with a bar between. */
static const char *
lines_of(struct shelf *sh, const char *text, enum staaf_lang lang)
{
	struct staaf_claim c = weigh(sh, text, lang);
	const char *all = "";

	for (size_t i = 0; i < c.n_figures; i++)
		for (size_t k = 0; k < c.figure[i].n_lines; k++)
			all = staaf_arena_printf(&sh->ar, "%s%s%s", all,
			    *all == '\0' ? "" : " | ",
			    c.figure[i].line[k].says);
	return all;
}

struct row {
	const char *text, *en, *nl;
};

static void
check(struct shelf *sh, const struct row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		says(lines_of(sh, row[i].text, STAAF_EN), row[i].en);
		says(lines_of(sh, row[i].text, STAAF_NL), row[i].nl);
	}
}

static void
a_sum_is_said_with_its_interval(void **state)
{
	static const struct row rows[] = {
		{ "7.1 (SD 1.2; n = 40) vs 6.5 (SD 1.3; n = 38)",
		    "g = 0.48 (95% interval 0.03 to 0.92); p = 0.037, "
		    "two-sided. | (7.1 \xe2\x88\x92 6.5) / 1.250",
		    "g = 0,48 (95%-interval 0,03 tot 0,92); p = 0,037, "
		    "tweezijdig. | (7,1 \xe2\x88\x92 6,5) / 1,250" },
		{ "75 of 120 students vs 55 of 115",
		    "14.67 percentage points, 95% interval 2.0 to 26.7. | "
		    "g = 0.36 (95% interval 0.05 to 0.68)",
		    "14,67 procentpunt, 95%-interval 2,0 tot 26,7. | "
		    "g = 0,36 (95%-interval 0,05 tot 0,68)" },
		{ "d = 0.40, 95% CI [0.10, 0.70]",
		    "g = 0.40 (95% interval 0.10 to 0.70); p = 0.009",
		    "g = 0,40 (95%-interval 0,10 tot 0,70); p = 0,009" },
		{ "OR = 1.8 (95% CI 1.2 to 2.7)",
		    "g = 0.36 (95% interval 0.11 to 0.60); p = 0.004, "
		    "two-sided. | An odds ratio",
		    "Een oddsratio, omgezet" },
		{ "t(76) = 2.12, p = .037",
		    "Assumed: 39 and 39 students",
		    "Aangenomen: 39 en 39 studenten" },
		{ "F(1, 98) = 5.2, p < .05",
		    "Not told: which group did better",
		    "Niet verteld: welke groep het beter deed" },
		{ "62% of 120 vs 48% of 115",
		    "worked out of rounded percentages",
		    "berekend uit afgeronde percentages" },
		{ "t(98) = 12.2, p < .001", "p < 0.001", "p < 0,001" },
	};

	check(*state, rows, sizeof(rows) / sizeof(*rows));
}

static void
what_is_missing_is_named(void **state)
{
	static const struct row rows[] = {
		{ "7.1 (SD 1.2) vs 6.5 (SD 1.3)",
		    "The difference is 0.6; with groups of about the same "
		    "size that is g = 0.48. The number of students is missing",
		    "Het verschil is 0,6; bij ongeveer even grote groepen is "
		    "dat g = 0,48. Het aantal studenten ontbreekt" },
		{ "scored 7.1 versus 6.5",
		    "A difference of 0.6 points. The standard deviation is "
		    "missing",
		    "Een verschil van 0,6 punt. De standaarddeviatie "
		    "ontbreekt" },
		{ "62% vs 48% passed",
		    "14 percentage points; as a standardised difference (Cox) "
		    "g = 0.35. The number of students is missing",
		    "14 procentpunt; als gestandaardiseerd verschil (Cox) "
		    "g = 0,35. Het aantal studenten ontbreekt" },
		{ "100% vs 48% passed",
		    "52 percentage points. The number of students is missing",
		    "52 procentpunt. Het aantal studenten ontbreekt" },
		{ "d = 0.70",
		    "g = 0.70. | As stated: the interval, or the number",
		    "g = 0,70. | Zoals gesteld: het interval, of het aantal" },
		{ "8 percentage points higher",
		    "8 percentage points. The rate it started from is missing",
		    "8 procentpunt. Het percentage waar het begon ontbreekt" },
		{ "RR = 1.25 (1.1 to 1.4)",
		    "A ratio of rates. The rate it started from is missing",
		    "Een verhouding van percentages." },
		{ "better (p = .03)",
		    "A p by itself tells nothing about the size",
		    "Een p alleen zegt niets over de grootte" },
	};

	check(*state, rows, sizeof(rows) / sizeof(*rows));
}

static void
what_is_no_effect_is_said_to_be_none(void **state)
{
	static const struct row rows[] = {
		{ "23% higher", "23% more or less is not an effect size",
		    "23% meer of minder is geen effectgrootte" },
		{ "10-15% higher", "10\xe2\x80\x93" "15% more or less",
		    "10\xe2\x80\x93" "15% meer of minder" },
		{ "3x faster", "3 times as much or as fast is not",
		    "3 keer zo veel of zo snel is geen" },
		{ "2.5x faster", "2.5 times", "2,5 keer" },
		{ "rose from 5.4 to 6.7",
		    "From 5.4 to 6.7: a change of 1.3. | Before and after, "
		    "without a comparison group",
		    "Van 5,4 naar 6,7: een verandering van 1,3. | Voor en na, "
		    "zonder vergelijkingsgroep" },
		{ "rose from 61% to 78%",
		    "From 61% to 78%: 17 percentage points",
		    "Van 61% naar 78%: 17 procentpunt" },
		{ "92% of users", "A share by itself compares nothing",
		    "Een aandeel alleen vergelijkt niets" },
		{ "92% of users say so",
		    "What people say of it is not what students learn",
		    "Wat mensen ervan zeggen, is niet wat studenten" },
		{ "75 of 120 students passed",
		    "62.5%, 95% interval 54% to 71%.",
		    "62,5%, 95%-interval 54% tot 71%." },
		{ "r = .45", "A correlation: the two go together",
		    "Een correlatie: de twee gaan samen" },
		{ "F(3, 96) = 4.9, p = .003",
		    "tells whether there are differences, not how large",
		    "zegt of er verschillen zijn, niet hoe groot" },
		{ "7.1 (SD 0.0; n = 40) vs 6.5 (SD 0.0; n = 38)",
		    "these numbers cannot belong together",
		    "deze getallen kunnen niet bij elkaar horen" },
	};

	check(*state, rows, sizeof(rows) / sizeof(*rows));
}

static void
a_bound_rests_on_what_is_said_to_be_assumed(void **state)
{
	static const struct row rows[] = {
		{ "better (p < .05, n = 40)",
		    "takes a difference of at least g = 0.63 (without sign), "
		    "if it is of a t test of two groups. | Assumed: 20 and 20 "
		    "students in the two groups, as equal as can be. | Not "
		    "told: which group did better.",
		    "minstens g = 0,63 (zonder teken), als hij van een t-toets "
		    "van twee groepen is. | Aangenomen: 20 en 20 studenten" },
		{ "better (p = .03, n = 41)",
		    "goes with a difference of g = 0.69 (without sign)",
		    "hoort een verschil van g = 0,69 (zonder teken)" },
		{ "scored 7.1 versus 6.5 (p = .03), with 41 students",
		    "goes with a difference of g = 0.69",
		    "hoort een verschil van g = 0,69" },
	};

	check(*state, rows, sizeof(rows) / sizeof(*rows));
}

/* Whatever is claimed: never more certain than a single study may be. */
static void
no_claim_is_more_certain_than_one_study(void **state)
{
	static const char *const parts[] = { "The quiz ", "Our app ",
		"randomised trial ", "with a control group ", "d = 0.9 ",
		"(95% CI 0.8 to 1.0) ", "7.1 (SD 1.2; n = 400) vs 6.5 (SD "
		"1.3; n = 380) ", "23% higher ", "p < .001 ", "n = 9000 ",
		"from 61% to 78% ", "exam ", "students ", "after we ",
		"especially for ", "better than ", "leerstijl ", "92% of "
		"users say ", "t(76) = 2.12 ", "meta-analysis ", ". " };
	struct shelf *sh = *state;
	unsigned seed = 5;

	put_review(sh);
	for (int round = 0; round < 300; round++) {
		struct staaf_buf b = { 0 };
		struct staaf_arena ar = { 0 };
		struct staaf_claim c;

		for (int i = 0; i < 9; i++) {
			seed = seed * 1103515245 + 12345;
			staaf_buf_puts(&b, parts[(seed >> 16) %
			    (sizeof(parts) / sizeof(*parts))]);
		}
		assert_int_equal(staaf_claim_weigh(&c, sh->st, sh->rs, b.text,
		    b.size, round % 2 == 0 ? STAAF_EN : STAAF_NL, &ar, NULL),
		    STAAF_OK);
		assert_true(c.grade.level <= (c.input.is_review ? 3 : 2));
		assert_true(c.input.design >= 2 || c.grade.level <= 1);
		assert_true(c.input.design <= 4);
		assert_true(c.n_asks <= STAAF_CLAIM_ASKS);
		assert_true(*c.sentence != '\0');
		for (size_t i = 0; i < c.n_figures; i++)
			assert_true(c.figure[i].n_lines > 0);
		if (c.beside != STAAF_BESIDE_NOTHING)
			assert_true(*c.beside_says != '\0' &&
			    c.beside_low <= c.beside_high);
		staaf_arena_clear(&ar);
		staaf_buf_clear(&b);
	}
}

/* The same claim, the same answer. */
static void
a_claim_is_answered_alike_each_time(void **state)
{
	static const char text[] = "Our quiz app: 62% of 120 students vs 48% "
	    "of 115 passed the exam, p < .05";
	struct shelf *sh = *state;
	struct staaf_buf out[2] = { { 0 }, { 0 } };

	put_review(sh);
	for (int i = 0; i < 2; i++) {
		struct staaf_claim c;

		assert_int_equal(staaf_claim_weigh(&c, sh->st, sh->rs, text,
		    sizeof(text) - 1, STAAF_EN, &sh->ar, NULL), STAAF_OK);
		staaf_show_claim_json(&out[i], &c);
	}
	assert_string_equal(staaf_buf_text(&out[0]), staaf_buf_text(&out[1]));
	staaf_buf_clear(&out[0]);
	staaf_buf_clear(&out[1]);
}

static void
golden(struct shelf *sh, const char *text, const char *name, bool wants_why)
{
	for (int lang = 0; lang < STAAF_N_LANGS; lang++) {
		const struct staaf_term_style style = {
			.lang = (enum staaf_lang)lang, .columns = 80,
			.wants_why = wants_why };
		struct staaf_claim c = weigh(sh, text, style.lang);
		struct staaf_buf out = { 0 };
		char file[64];

		c.answer.corpus = "";
		(void)snprintf(file, sizeof(file), "claim-%s.%s.txt", name,
		    staaf_lang_code(style.lang));
		staaf_show_claim(&out, &c, &style);
		assert_golden(&out, file);
		staaf_buf_clear(&out);
	}
}

static void
claims_read_as_their_golden_files(void **state)
{
	struct shelf *sh = *state;

	put_full_review(sh, .05);
	put_styles(sh);
	golden(sh, means, "means", false);
	golden(sh, "Our quiz app improves exam results by 23% (p < .05, "
	    "n = 40).", "percent", false);
	golden(sh, "Leerlingen leren beter als de les aansluit bij hun "
	    "leerstijl.", "styles", false);
}

/* With the rule or source of each sentence. */
static void
more_claims_read_as_their_golden_files(void **state)
{
	struct shelf *sh = *state;

	put_review(sh);
	golden(sh, "With the quiz 62% of 120 students passed the exam, vs 48% "
	    "of 115 without, p = .03", "rates", true);
	golden(sh, "Het slagingspercentage voor het tentamen steeg van 61% "
	    "naar 78% nadat wij de quiz invoerden.", "change", true);
	golden(sh, "92% van de studenten vindt dat zij meer leren van onze "
	    "quiz-app; hun tijd erin hangt samen met het tentamen, r = 0,45.",
	    "share", true);
	golden(sh, "The quiz class (M = 82.3, SD = 8.4) outperformed the "
	    "control group (M = 76.1, SD = 9.9) on the exam, t(118) = 3.71, "
	    "p = .01.", "test", true);
	golden(sh, "Hologrammen zijn 3x effectiever dan de quiz, en 0,5 punt "
	    "hoger op het tentamen!", "which", true);
	golden(sh, "Het is mooi weer vandaag.", "nothing", true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_sum_is_said_with_its_interval),
		TEST(what_is_missing_is_named),
		TEST(what_is_no_effect_is_said_to_be_none),
		TEST(a_bound_rests_on_what_is_said_to_be_assumed),
		TEST(no_claim_is_more_certain_than_one_study),
		TEST(a_claim_is_answered_alike_each_time),
		TEST(claims_read_as_their_golden_files),
		TEST(more_claims_read_as_their_golden_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
