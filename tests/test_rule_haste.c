/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hastened set finds what the set itself finds: in every example of the
 * rules, in the texts of the corpus and in random rows of their words.  And
 * what is taken from a pattern's source is in every match of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/file.h>

#include "rule/rule.h"

struct pair {
	struct staaf_rules *slow, *quick;
	struct staaf_arena ar;
	struct staaf_buf all; /* texts of the examples */
	long n, n_found;
};

/* Names and places; only of what a text is about. */
static void
put_mentions(struct staaf_buf *out, const struct staaf_facts *f,
    bool is_world)
{
	staaf_buf_puts(out, f->hit_limit ? "limit" : "");
	for (size_t i = 0; i < f->n_mentions; i++) {
		const struct staaf_concept *c = f->mention[i].concept;

		if (!is_world || (c->kind != STAAF_QUESTION &&
		    c->kind != STAAF_SCOPE))
			staaf_buf_printf(out, " %s@%zu-%zu", c->id,
			    f->mention[i].start, f->mention[i].end);
	}
}

static void
compare_text(struct pair *p, const char *text, size_t size)
{
	struct staaf_buf slow = { 0 }, quick = { 0 };
	struct staaf_facts facts;

	assert_int_equal(staaf_rules_read(&facts, p->slow, text, size,
	    &p->ar, NULL), STAAF_OK);
	put_mentions(&slow, &facts, false);
	p->n_found += (long)facts.n_mentions;
	staaf_buf_puts(&slow, "\n");
	put_mentions(&slow, &facts, true);
	assert_int_equal(staaf_rules_read(&facts, p->quick, text, size,
	    &p->ar, NULL), STAAF_OK);
	put_mentions(&quick, &facts, false);
	staaf_buf_puts(&quick, "\n");
	assert_int_equal(staaf_rules_find(&facts, p->quick, text, size,
	    &p->ar, NULL), STAAF_OK);
	put_mentions(&quick, &facts, true);
	assert_string_equal(staaf_buf_text(&slow), staaf_buf_text(&quick));
	staaf_buf_clear(&slow);
	staaf_buf_clear(&quick);
	staaf_arena_clear(&p->ar);
	p->n++;
}

static void
compare_example(const struct staaf_example_result *r, void *arg)
{
	struct pair *p = arg;

	compare_text(p, r->question, strlen(r->question));
	staaf_buf_puts(&p->all, r->question);
	staaf_buf_putc(&p->all, ' ');
}

/* A file as it stands, line by line. */
static enum staaf_code
compare_lines(const char *path, struct staaf_err *err, void *arg)
{
	struct staaf_buf file = { 0 };
	struct pair *p = arg;

	(void)err;
	assert_int_equal(staaf_file_read(&file, path, 8 << 20, NULL),
	    STAAF_OK);
	for (char *line = file.text; *line != '\0';) {
		size_t size = strcspn(line, "\n");

		compare_text(p, line, size);
		line += size + (line[size] == '\n');
	}
	staaf_buf_clear(&file);
	return STAAF_OK;
}

static uint32_t
next_number(uint32_t *state)
{
	return *state = *state * 1664525u + 1013904223u;
}

/* Pieces of up to three words of the examples, put behind each other. */
static void
put_row(struct staaf_buf *out, const struct staaf_buf *all, uint32_t *state)
{
	for (int i = 0; i < 12; i++) {
		size_t at = (next_number(state) >> 4) % all->size;
		size_t words = 1 + (next_number(state) >> 8) % 3;

		at += strcspn(all->text + at, " ");
		at += all->text[at] == ' ';
		for (; words > 0 && all->text[at] != '\0'; words--) {
			size_t size = strcspn(all->text + at, " ");

			staaf_buf_put(out, all->text + at, size);
			staaf_buf_putc(out, ' ');
			at += size + (all->text[at + size] == ' ');
		}
	}
}

static void
a_hastened_set_finds_the_same(void **state)
{
	const struct staaf_rule_text *files;
	size_t n = staaf_rules_shipped(&files);
	struct staaf_buf row = { 0 };
	struct pair p = { 0 };
	uint32_t seed = 20261125;

	(void)state;
	assert_int_equal(staaf_rules_new(&p.slow, files, n, NULL), STAAF_OK);
	assert_int_equal(staaf_rules_new(&p.quick, files, n, NULL), STAAF_OK);
	staaf_rules_hasten(p.quick);
	assert_non_null(p.quick->known);
	assert_int_equal(staaf_rules_test(p.slow, compare_example, &p, NULL),
	    STAAF_OK);
	assert_true(p.n > 500);
	assert_int_equal(staaf_file_each("corpus", ".atom", compare_lines, &p,
	    NULL), STAAF_OK);
	for (int i = 0; i < 2000; i++) {
		staaf_buf_reset(&row);
		put_row(&row, &p.all, &seed);
		compare_text(&p, row.text, row.size);
	}
	assert_true(p.n_found > 10000);
	staaf_buf_clear(&row);
	staaf_buf_clear(&p.all);
	staaf_rules_free(p.slow);
	staaf_rules_free(p.quick);
}

/* What is taken from a pattern: "a|b&c;d" is (a or b) and c, or d. */
static void
expect_need(const char *pattern, const char *expected)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf got = { 0 };
	const struct rule_need *need = rule_need_of(pattern, &ar);

	assert_false(ar.failed);
	for (size_t i = 0; need != NULL && i < need->n; i++) {
		const struct rule_branch *b = &need->branch[i];

		for (size_t k = 0; k < b->n; k++)
			for (size_t m = 0; m < b->clause[k].n; m++)
				staaf_buf_printf(&got, "%s%s", m > 0 ? "|" :
				    k > 0 ? "&" : i > 0 ? ";" : "",
				    b->clause[k].literal[m]);
	}
	assert_string_equal(need == NULL ? "any" : staaf_buf_text(&got),
	    expected);
	staaf_buf_clear(&got);
	staaf_arena_clear(&ar);
}

static void
what_every_match_must_have_is_taken(void **state)
{
	(void)state;
	expect_need("\\bdoelen te (?:laten )?stellen\\b",
	    "doelen te &stellen");
	expect_need("\\b(pgo|pbl)( \\w+){0,2} (online|op afstand)\\b",
	    "pgo|pbl&online|op afstand");
	expect_need("n ?= ?\\d", "any");
	expect_need("video'?s", "video");
	expect_need("abcd*", "abc");
	expect_need("abcd+e", "abcd");
	expect_need("abc[xyz]defg", "abc&defg");
	expect_need("abc[]|)]defg", "abc&defg");
	expect_need("abc|defg", "abc;defg");
	expect_need("abc|d?", "any");
	expect_need("(abc)?x(?=defgh)y(ijk){2}", "defgh&ijk");
	expect_need("(?<!abc)def(?!ghi)(?<=jkl)", "def&jkl");
	expect_need("(abc|def(ghij|k))lm", "abc|def");
	expect_need("abc.defg.hij.klmno.pq", "klmno&defg&hij");
	expect_need("(?:2e|tweede)-? ?(?=(?:en|of) ?[- ]?jaars?)", "jaar");
	expect_need("(?<number>\\d+) (per groep|per klas)",
	    "per groep|per klas");
	expect_need("\\p{L}*jaars\\.\\b", "jaars.");
	expect_need("ABC", "abc");
	expect_need("\xc3\xa9" "en?", "any");
}

static void
what_is_not_understood_is_run_on_every_text(void **state)
{
	static const char *const odd[] = { "(?i)abc", "(*UTF)abc", "\\Qa|b\\E",
		"abc\\x41", "(abc)\\1", "abcd{", "abc{d|e}", "[[:alpha:]]abc",
		"(?>abc)", "(?|abc|def)", "abc)def", "abc[", "abc\\", "" };

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		expect_need(odd[i], "any");
}

/* May a text have a match of the pattern? */
static bool
may_have(const char *pattern, const char *text)
{
	struct staaf_arena ar = { 0 };
	const struct rule_need *need = rule_need_of(pattern, &ar);
	struct rule_threes threes;
	bool is_met;

	assert_non_null(need);
	rule_threes_take(&threes, text, strlen(text));
	is_met = rule_need_is_met(need, &threes);
	staaf_arena_clear(&ar);
	return is_met;
}

static void
a_text_without_what_a_match_needs_has_none(void **state)
{
	static const char one[] = "flipped|omgekeerd";
	static const char both[] = "(online|korte) (toets|quiz)";

	(void)state;
	assert_true(may_have(one, "a flipped class"));
	assert_true(may_have(one, "the class omgekeerd"));
	assert_false(may_have(one, "a flippe class"));
	assert_false(may_have(one, ""));
	/* All its runs of three, in other words. */
	assert_false(may_have(one, "flip lipp ippe pped"));
	assert_true(may_have(both, "quiz korte"));
	assert_false(may_have(both, "een online les"));
	assert_false(may_have(both, "een toets en een quiz"));
}

static void
words_are_known_until_there_is_no_room(void **state)
{
	struct rule_known *known = rule_known_new();
	const struct rule_hit hit = { .key = 7, .start = 1, .end = 3 };
	const struct rule_hits hits = { .n = 1, .item = &hit };
	const struct rule_hits *got;
	char word[24];
	size_t at = 0;
	long n = 0;

	(void)state;
	assert_non_null(known);
	assert_null(rule_known_find(known, "les", 3, &at));
	assert_non_null(rule_known_add(known, at, "les", 3, &hits));
	got = rule_known_find(known, "les", 3, &at);
	assert_non_null(got);
	assert_int_equal(got->n, 1);
	assert_int_equal(got->item[0].key, 7);
	assert_null(rule_known_find(known, "le", 2, &at));
	rule_known_turn(known); /* not yet */
	assert_non_null(rule_known_find(known, "les", 3, &at));
	for (;; n++) {
		(void)snprintf(word, sizeof(word), "w%ld", n);
		assert_null(rule_known_find(known, word, strlen(word), &at));
		if (rule_known_add(known, at, word, strlen(word), &hits) ==
		    NULL)
			break;
	}
	assert_true(n > 10000);
	assert_non_null(rule_known_find(known, "les", 3, &at));
	rule_known_turn(known);
	assert_null(rule_known_find(known, "les", 3, &at));
	rule_known_free(known);
}

static void
without_memory_hastening_changes_nothing(void **state)
{
	const struct staaf_rule_text *files;
	size_t n = staaf_rules_shipped(&files);

	(void)state;
	for (unsigned long nth = 1; nth < 40; nth += 3) {
		struct staaf_arena ar = { 0 };
		struct staaf_rules *rs = NULL;
		struct staaf_facts facts;

		assert_int_equal(staaf_rules_new(&rs, files, n, NULL),
		    STAAF_OK);
		staaf_mem_refuse(nth);
		staaf_rules_hasten(rs);
		staaf_mem_refuse(0);
		assert_int_equal(staaf_rules_find(&facts, rs,
		    "flipped classroom", 17, &ar, NULL), STAAF_OK);
		assert_int_equal(facts.n_mentions, 1);
		staaf_arena_clear(&ar);
		staaf_rules_free(rs);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hastened_set_finds_the_same),
		cmocka_unit_test(what_every_match_must_have_is_taken),
		cmocka_unit_test(what_is_not_understood_is_run_on_every_text),
		cmocka_unit_test(a_text_without_what_a_match_needs_has_none),
		cmocka_unit_test(words_are_known_until_there_is_no_room),
		cmocka_unit_test(without_memory_hastening_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
