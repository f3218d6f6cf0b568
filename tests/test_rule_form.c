/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The compiled form of rules: a set read with it reads every question as the
 * set without it does, and a form of other files is no use.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/mem.h>
#include <staaf/rule.h>

static const char small_text[] =
    "staaf rules 1\nkept by X\nchecked 2026-01-01\n"
    "concept wide\n is intervention\n nl name breed\n en name wide\n"
    "concept works\n is question\n nl name werkt\n en name works\n"
    "rule r\n when asks about wide\n because norm:x y\n"
    " nl advise Doe.\n en advise Do.\n"
    " example nl Werkt breed?\n  reads wide\n  fires\n";

struct pair {
	struct staaf_rules *slow, *quick;
	struct staaf_arena ar;
	int n;
};

static void
put_facts(struct staaf_buf *out, const struct staaf_facts *f)
{
	staaf_buf_printf(out, "%s", staaf_question_kind_name(f->kind));
	for (size_t i = 0; i < f->n_mentions; i++)
		staaf_buf_printf(out, " %s@%zu-%zu",
		    f->mention[i].concept->id, f->mention[i].start,
		    f->mention[i].end);
	for (size_t i = 0; i < f->n_values; i++)
		staaf_buf_printf(out, " %s=%g-%g", f->value[i].slot->id,
		    f->value[i].low, f->value[i].high);
}

static void
put_reading(struct staaf_buf *out, struct pair *p,
    const struct staaf_rules *rs, const char *question)
{
	struct staaf_facts facts;

	assert_int_equal(staaf_rules_read(&facts, rs, question,
	    strlen(question), &p->ar, NULL), STAAF_OK);
	put_facts(out, &facts);
}

static void
compare_reading(const struct staaf_example_result *r, void *arg)
{
	struct staaf_buf slow = { 0 }, quick = { 0 };
	struct pair *p = arg;

	put_reading(&slow, p, p->slow, r->question);
	put_reading(&quick, p, p->quick, r->question);
	assert_string_equal(staaf_buf_text(&slow), staaf_buf_text(&quick));
	staaf_buf_clear(&slow);
	staaf_buf_clear(&quick);
	staaf_arena_clear(&p->ar);
	p->n++;
}

static void
count_example(const struct staaf_example_result *r, void *arg)
{
	int *n = arg;

	(void)r;
	(*n)++;
}

static int
n_examples(const struct staaf_rules *rs)
{
	int n = 0;

	assert_int_equal(staaf_rules_test(rs, count_example, &n, NULL),
	    STAAF_OK);
	return n;
}

static void
every_example_reads_the_same_with_the_form(void **state)
{
	struct staaf_buf form = { 0 };
	const struct staaf_rule_text *files;
	size_t n = staaf_rules_shipped(&files);
	struct pair p = { 0 };

	(void)state;
	assert_int_equal(staaf_rules_new(&p.slow, files, n, NULL), STAAF_OK);
	staaf_rules_form(&form, p.slow);
	assert_int_equal(staaf_rules_new_from(&p.quick, files, n,
	    staaf_buf_text(&form), NULL), STAAF_OK);
	assert_int_equal(staaf_rules_n_rules(p.quick),
	    staaf_rules_n_rules(p.slow));
	assert_int_equal(staaf_rules_n_concepts(p.quick),
	    staaf_rules_n_concepts(p.slow));
	assert_string_equal(staaf_rules_version(p.quick),
	    staaf_rules_version(p.slow));
	assert_int_equal(staaf_rules_test(p.slow, compare_reading, &p, NULL),
	    STAAF_OK);
	assert_true(p.n > 500);
	assert_int_equal(n_examples(p.quick), 0); /* so the form was used */
	staaf_buf_clear(&form);
	staaf_rules_free(p.slow);
	staaf_rules_free(p.quick);
}

static int
n_examples_of(const char *text, const char *form)
{
	struct staaf_rule_text file = { "a.rules", text, strlen(text) };
	struct staaf_rules *rs = NULL;
	int n;

	assert_int_equal(staaf_rules_new_from(&rs, &file, 1, form, NULL),
	    STAAF_OK);
	n = n_examples(rs);
	staaf_rules_free(rs);
	return n;
}

static void
put_form_of(struct staaf_buf *out, const char *text)
{
	struct staaf_rule_text file = { "a.rules", text, strlen(text) };
	struct staaf_rules *rs = NULL;

	assert_int_equal(staaf_rules_new(&rs, &file, 1, NULL), STAAF_OK);
	staaf_rules_form(out, rs);
	assert_false(out->failed);
	staaf_rules_free(rs);
}

/* Examples are read only when the form is not used. */
static void
a_form_of_other_files_or_cut_off_is_passed_by(void **state)
{
	struct staaf_buf form = { 0 }, later = { 0 };

	(void)state;
	put_form_of(&form, small_text);
	assert_int_equal(n_examples_of(small_text, NULL), 1);
	assert_int_equal(n_examples_of(small_text, staaf_buf_text(&form)), 0);
	staaf_buf_printf(&later, "%s# a line more\n", small_text);
	assert_int_equal(n_examples_of(staaf_buf_text(&later),
	    staaf_buf_text(&form)), 1);
	assert_int_equal(n_examples_of(small_text, "staaf form 0 1 2\n"), 1);
	for (size_t i = form.size; i-- > 0;) {
		form.text[i] = '\0';
		assert_int_equal(n_examples_of(small_text, form.text), 1);
	}
	staaf_buf_clear(&form);
	staaf_buf_clear(&later);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_example_reads_the_same_with_the_form),
		cmocka_unit_test(a_form_of_other_files_or_cut_off_is_passed_by),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
