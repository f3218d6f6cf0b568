/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slips of the finger: what is put right, and what is left alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/rule.h>

static const char rules[] =
    "staaf rules 1\nkept by X\nchecked 2026-01-01\n"
    "concept works\n is question\n nl name werkt\n en name works\n"
    "concept flip\n is intervention\n nl name flipped classroom\n"
    " en name flipped classroom\n"
    "concept video\n is intervention\n nl name filmpjes\n"
    " en name lecture recording\n"
    "concept badges\n is intervention\n nl name gamification\n"
    " en name gamification\n"
    "concept one\n is intervention\n nl name zwarten\n en name blacken\n"
    "concept two\n is intervention\n nl name zwarter\n en name blacker\n";

static const char *
mend(const struct staaf_rules *rs, const char *text, struct staaf_arena *ar)
{
	struct staaf_facts facts;
	struct staaf_mended *list;
	const char *out;
	size_t n;

	assert_int_equal(staaf_rules_read(&facts, rs, text, strlen(text), ar,
	    NULL), STAAF_OK);
	assert_int_equal(staaf_rules_mend(&out, &list, &n, rs, &facts, text,
	    strlen(text), ar, NULL), STAAF_OK);
	assert_true((out == NULL) == (n == 0));
	for (size_t i = 0; i < n; i++)
		assert_string_not_equal(list[i].typed, list[i].meant);
	return out == NULL ? text : out;
}

static void
slips_are_put_right(void **state)
{
	static const char *const row[][2] = {
		/* a letter too few, too many, another, two changed places */
		{ "Werkt een fliped klas?", "Werkt een flipped klas?" },
		{ "a flippped class", "a flipped class" },
		{ "a flopped class", "a flipped class" },
		{ "my lecutre works", "my lecture works" },
		/* two slips in a long word, where it stood */
		{ "is gamificaiton, nou ja, goed?",
		    "is gamification, nou ja, goed?" },
		{ "gamfictaion", "gamification" },
		/* capitals and accents fold */
		{ "Fl\xc3\xafped?", "flipped?" },
		/* left alone: short, three slips, another first letter */
		{ "flpd filmp", "flpd filmp" },
		{ "gmfictaion", "gmfictaion" },
		{ "slipped", "slipped" },
		/* one of two words */
		{ "zwartes", "zwartes" },
		/* what was read already, and what is no word */
		{ "flipped classroom werkt", "flipped classroom werkt" },
		{ "fl1pped flip_ped", "fl1pped flip_ped" },
		{ "", "" },
	};
	const struct staaf_rule_text file = { "t.rules", rules,
		sizeof(rules) - 1 };
	struct staaf_rules *rs;

	(void)state;
	assert_int_equal(staaf_rules_new(&rs, &file, 1, NULL), STAAF_OK);
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct staaf_arena ar = { 0 };

		assert_string_equal(mend(rs, row[i][0], &ar), row[i][1]);
		staaf_arena_clear(&ar);
	}
	staaf_rules_free(rs);
}

/* Ordinary sentences over the rules that ship: nothing in them changes. */
static void
ordinary_words_are_left_alone(void **state)
{
	static const char *const sentences[] = {
		"De vergadering van gisteren duurde erg lang en leverde niets "
		"op, behalve een nieuwe afspraak voor volgende maand.",
		"Mijn collega vertrekt binnenkort naar een andere hogeschool "
		"vanwege de reistijd en het salaris.",
		"Yesterday we walked along the river and talked about our "
		"holidays, the weather and the price of bread.",
	};
	const struct staaf_rule_text *files;
	size_t n_files = staaf_rules_shipped(&files);
	struct staaf_rules *rs;

	(void)state;
	assert_int_equal(staaf_rules_new(&rs, files, n_files, NULL), STAAF_OK);
	for (size_t i = 0; i < sizeof(sentences) / sizeof(*sentences); i++) {
		struct staaf_arena ar = { 0 };

		assert_string_equal(mend(rs, sentences[i], &ar),
		    sentences[i]);
		staaf_arena_clear(&ar);
	}
	staaf_rules_free(rs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slips_are_put_right),
		cmocka_unit_test(ordinary_words_are_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
