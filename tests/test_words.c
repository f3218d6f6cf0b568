/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words with their places, their stems, and the language they are in. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include <staaf/utf8.h>
#include <staaf/words.h>

#include "chance.h"

/* The folded words of text are those of expected, parted by "|". */
static void
assert_words(const char *text, const char *expected)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf b = { 0 };
	struct staaf_words words;

	staaf_words_split(&words, text, strlen(text), &ar);
	assert_false(ar.failed);
	for (size_t i = 0; i < words.n_words; i++) {
		staaf_buf_puts(&b, i > 0 ? "|" : "");
		staaf_buf_puts(&b, words.word[i].folded);
	}
	assert_string_equal(staaf_buf_text(&b), expected);
	staaf_buf_clear(&b);
	staaf_arena_clear(&ar);
}

static void
words_are_parted_where_readers_part_them(void **state)
{
	(void)state;
	assert_words("", "");
	assert_words(" ?! \xe2\x80\x94 ", "");
	assert_words("Helpen wekelijkse online-toetsen?",
	    "helpen|wekelijkse|online|toetsen");
	assert_words("what's, don\xe2\x80\x99t", "what's|don't");
	assert_words("'s ochtends, foto's'", "s|ochtends|foto's");
	assert_words("ge\xc3\xafntegreerde CAF\xc3\x89S",
	    "geintegreerde|cafes");
	assert_words("toe\xc2\xadtsen", "toetsen"); /* soft hyphen */
	assert_words("3x50 minuten;62%", "3x50|minuten|62");
}

static void
points_and_commas_hold_in_numbers_and_short_forms(void **state)
{
	(void)state;
	assert_words("gem 5,8 (sd 1.2)", "gem|5,8|sd|1.2");
	assert_words("toetsen, 5,8, klaar", "toetsen|5,8|klaar");
	assert_words("Het is klaar.Nu verder.", "het|is|klaar|nu|verder");
	assert_words("tools e.g. Kahoot", "tools|e.g|kahoot");
	assert_words("tools (e.g. Kahoot) \"i.e.\"", "tools|e.g|kahoot|i.e");
	assert_words("1.234.567", "1.234.567");
	assert_words("a,b", "a|b");
	assert_words("einde.", "einde");
}

static void
a_word_that_is_too_long_is_cut_at_a_character(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_words words;
	char text[400];

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(text); i += 2)
		memcpy(text + i, "\xc5\x93", 2); /* oe, no diacritic */
	staaf_words_split(&words, text, sizeof(text), &ar);
	assert_int_equal(words.n_words, 1);
	assert_int_equal(words.word[0].end, sizeof(text));
	assert_int_equal(words.word[0].folded_size, 64);
	assert_int_equal(strlen(words.word[0].folded), 64);
	memset(text, 'a', sizeof(text));
	staaf_words_split(&words, text, 64, &ar);
	assert_int_equal(words.word[0].folded_size, 64);
	staaf_words_split(&words, text, 65, &ar);
	assert_int_equal(words.word[0].folded_size, 64);
	staaf_arena_clear(&ar);
}

/* On any bytes: places in order, apart, inside; words folded and valid. */
static void
places_are_in_order_and_inside_whatever_comes(void **state)
{
	struct chance c = { 5 };
	struct staaf_arena ar = { 0 };
	char text[300];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t size = chance_text(&c, text, sizeof(text)), before = 0;
		struct staaf_words words;

		staaf_words_split(&words, text, size, &ar);
		for (size_t i = 0; i < words.n_words; i++) {
			const struct staaf_word *w = &words.word[i];

			assert_true(w->start >= before && w->end > w->start);
			assert_true(w->end <= size);
			assert_int_equal(staaf_utf8_valid(text + w->start,
			    w->end - w->start), w->end - w->start);
			assert_true(w->folded_size > 0);
			assert_true(w->folded_size <= 64);
			assert_int_equal(strlen(w->folded), w->folded_size);
			assert_int_equal(staaf_utf8_valid(w->folded,
			    w->folded_size), w->folded_size);
			before = w->end;
		}
		staaf_arena_clear(&ar);
	}
}

static void
splitting_tells_when_memory_ran_out(void **state)
{
	static const char text[] = "Een vraag met caf\xc3\xa9, en nog zeven "
	    "woorden erbij om te moeten groeien";
	bool held = false;
	unsigned long nth;

	(void)state;
	for (nth = 1; !held; nth++) {
		struct staaf_arena ar = { 0 };
		struct staaf_words words;

		staaf_mem_refuse(nth);
		staaf_words_split(&words, text, sizeof(text) - 1, &ar);
		held = !ar.failed;
		staaf_arena_clear(&ar);
	}
	staaf_mem_refuse(0);
	assert_in_range(nth, 3, 20);
}

static void
assert_stem(enum staaf_lang lang, const char *word, const char *expected)
{
	struct staaf_stemmer *st = staaf_stemmer_new(true);
	const char *stem;
	size_t size;

	assert_non_null(st);
	stem = staaf_stem(st, lang, word, strlen(word), &size);
	assert_int_equal(size, strlen(expected));
	assert_memory_equal(stem, expected, size);
	staaf_stemmer_free(st);
}

static void
stems_join_the_forms_of_a_word(void **state)
{
	(void)state;
	/* Snowball alone leaves "toetsen" at "toets", and "toets" at "toet". */
	assert_stem(STAAF_NL, "toetsen", "toet");
	assert_stem(STAAF_NL, "toets", "toet");
	assert_stem(STAAF_NL, "lessen", "les");
	assert_stem(STAAF_NL, "klassen", "klas");
	assert_stem(STAAF_NL, "studenten", "student");
	assert_stem(STAAF_EN, "quizzes", "quizz");
	assert_stem(STAAF_EN, "flipping", "flip");
	assert_stem(STAAF_EN, "", "");
	assert_stem(STAAF_NL, "x", "x");
}

/* A made-up word of the nth sort: endings that both languages take off. */
static void
put_word(char out[80], unsigned nth)
{
	static const char *const ends[] = { "en", "s", "ing", "heid", "",
		"jes", "lijke", "ation", "erswijzewerkwoordenboekenkasten" };

	(void)snprintf(out, 80, "w%co%u%s", 'a' + (int)(nth % 26), nth / 7,
	    ends[nth % (sizeof(ends) / sizeof(ends[0]))]);
}

static void
a_word_met_before_has_the_stem_it_had(void **state)
{
	struct staaf_stemmer *old = staaf_stemmer_new(true);
	char word[80], stem[80];
	size_t size, again;

	(void)state;
	assert_non_null(old);
	/* Far more words than are remembered, each of them twice over. */
	for (unsigned i = 0; i < 30000; i++) {
		enum staaf_lang lang = i % 2 == 0 ? STAAF_NL : STAAF_EN;

		put_word(word, i % 9000);
		(void)snprintf(stem, sizeof(stem), "%s", staaf_stem(old, lang,
		    word, strlen(word), &size));
		assert_int_equal(strlen(stem), size);
		assert_string_equal(staaf_stem(old, lang, word, strlen(word),
		    &again), stem);
		if (i % 500 == 0) { /* as one that never met a word */
			struct staaf_stemmer *fresh = staaf_stemmer_new(true);

			assert_string_equal(staaf_stem(fresh, lang, word,
			    strlen(word), &again), stem);
			staaf_stemmer_free(fresh);
		}
	}
	assert_int_equal(staaf_stem(old, STAAF_NL, "", 0, &size)[0], '\0');
	assert_int_equal(size, 0);
	staaf_stemmer_free(old);
}

static void
a_stemmer_without_memory_is_null(void **state)
{
	(void)state;
	staaf_mem_refuse(1);
	assert_null(staaf_stemmer_new(true));
	staaf_mem_refuse(0);
	staaf_stemmer_free(NULL);
}

enum { DUTCH = STAAF_NL, ENGLISH = STAAF_EN, NEITHER = -1 };

static void
the_language_of_a_question_is_seen(void **state)
{
	static const struct {
		const char *text;
		int lang;
	} cases[] = {
		{ "Helpen wekelijkse online toetsen onze tweedejaars?", DUTCH },
		{ "Moet ik lesgeven in de leerstijl van mijn studenten?",
		    DUTCH },
		{ "Does flipping help my 320 second-year students?", ENGLISH },
		{ "What is known about peer feedback", ENGLISH },
		{ "Is dit zinvol", DUTCH }, /* "is" is both */
		{ "Was het nuttig", DUTCH },
		{ "Werkt flipping the classroom met Kahoot bij ons", DUTCH },
		{ "Kahoot", NEITHER },
		{ "", NEITHER },
		{ "is was over", NEITHER },
		{ "wat the", NEITHER },
	};
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		enum staaf_lang lang = STAAF_N_LANGS;
		struct staaf_words words;
		bool is_seen;

		staaf_words_split(&words, cases[i].text,
		    strlen(cases[i].text), &ar);
		is_seen = staaf_lang_guess(&lang, &words);
		if (is_seen != (cases[i].lang != NEITHER) ||
		    (is_seen && (int)lang != cases[i].lang))
			fail_msg("%s", cases[i].text);
		if (!is_seen)
			assert_int_equal(lang, STAAF_N_LANGS);
	}
	staaf_arena_clear(&ar);
}

/* A list out of order would lose words to the binary search. */
static void
each_function_word_is_found(void **state)
{
	static const char *const words[] = { "nl aan", "nl bij", "nl de",
		"nl deze", "nl een", "nl ff", "nl geen", "nl heeft", "nl het",
		"nl hoe", "nl ik", "nl kan", "nl maar", "nl niet", "nl om",
		"nl op", "nl tot", "nl tussen", "nl uit", "nl van", "nl voor",
		"nl waarom", "nl welke", "nl werkt", "nl wordt", "nl zijn",
		"en about", "en and", "en as", "en by", "en did", "en do",
		"en does", "en for", "en have", "en how", "en if", "en it",
		"en known", "en not", "en our", "en should", "en that",
		"en the", "en to", "en were", "en what", "en which", "en with",
		"en would", "en you", "en your" };
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		enum staaf_lang expected = STAAF_EN, lang = STAAF_N_LANGS;
		struct staaf_words split;

		assert_true(staaf_lang_parse(&expected, words[i]));
		staaf_words_split(&split, words[i] + 3, strlen(words[i] + 3),
		    &ar);
		if (!staaf_lang_guess(&lang, &split) || lang != expected)
			fail_msg("%s", words[i]);
	}
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_parted_where_readers_part_them),
		cmocka_unit_test(
		    points_and_commas_hold_in_numbers_and_short_forms),
		cmocka_unit_test(a_word_that_is_too_long_is_cut_at_a_character),
		cmocka_unit_test(places_are_in_order_and_inside_whatever_comes),
		cmocka_unit_test(splitting_tells_when_memory_ran_out),
		cmocka_unit_test(stems_join_the_forms_of_a_word),
		cmocka_unit_test(a_word_met_before_has_the_stem_it_had),
		cmocka_unit_test(a_stemmer_without_memory_is_null),
		cmocka_unit_test(the_language_of_a_question_is_seen),
		cmocka_unit_test(each_function_word_is_found),
	};

	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
