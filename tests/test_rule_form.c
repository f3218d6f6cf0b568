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
	staaf_rules_free(p.quick);
	p.quick = NULL; /* a form of other files is passed by */
	assert_int_equal(staaf_rules_new_from(&p.quick, files, n,
	    "staaf form 1 00000000\n", NULL), STAAF_OK);
	assert_int_equal(n_examples(p.quick), p.n);
	staaf_buf_clear(&form);
	staaf_rules_free(p.slow);
	staaf_rules_free(p.quick);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_example_reads_the_same_with_the_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
