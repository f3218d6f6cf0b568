/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The compiled form of rules: the set that comes out of it holds, reads and
 * decides what the set from the files does; what is not whole is no use.
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
    "slot size\n nl name omvang\n en name size\n from 1 to 300\n"
    " nl pattern \\b(?<number>\\d+) studenten\n"
    " range big is 100 or more\n nl range big: groot\n"
    " en range big: big\n nl ask Hoe groot?\n en ask How big?\n"
    "rule r\n when asks about wide\n unless size is 9 or less\n"
    " because norm:x y\n"
    " nl advise Doe.\n en advise Do.\n"
    "rule s\n when asks about wide\n when size is big\n instead of r\n"
    " because norm:x y\n"
    " nl advise Laat.\n en advise Leave.\n"
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
put_place(struct staaf_buf *out, const struct staaf_place *p)
{
	staaf_buf_printf(out, " %s:%d:%d", p->file, p->line, p->column);
}

static const char *
id_of(const struct staaf_concept *c)
{
	return c == NULL ? "-" : c->id;
}

static void
put_concept(struct staaf_buf *out, const struct staaf_concept *c)
{
	staaf_buf_printf(out, "%s %s %s|%s|%s|%s|%s %zu", c->id,
	    staaf_concept_kind_name(c->kind), c->domain, c->name[0],
	    c->name[1], id_of(c->under), c->find, c->index);
	put_place(out, &c->place);
	staaf_buf_putc(out, '\n');
}

static void
put_slot(struct staaf_buf *out, const struct staaf_slot *s)
{
	staaf_buf_printf(out, "%s|%s|%s|%s %g-%g|%s|%s|%zu", s->id, s->name[0],
	    s->name[1], s->unit, s->from, s->to, s->ask[0], s->ask[1],
	    s->index);
	for (size_t i = 0; i < s->n_ranges; i++)
		staaf_buf_printf(out, " %s %g-%g", s->range[i].id,
		    s->range[i].low, s->range[i].high);
	put_place(out, &s->place);
	staaf_buf_putc(out, '\n');
}

static void
put_condition(struct staaf_buf *out, const struct staaf_condition *c)
{
	staaf_buf_printf(out, " %s %d %d %d %d %s %g-%g", c->text,
	    c->is_unless, c->test, c->kind, c->on_unknown,
	    c->slot == NULL ? "-" : c->slot->id, c->low, c->high);
	for (size_t i = 0; i < c->n_concepts; i++)
		staaf_buf_printf(out, " %s", c->concept[i]->id);
	put_place(out, &c->place);
	staaf_buf_putc(out, '\n');
}

static void
put_rule(struct staaf_buf *out, const struct staaf_rule *r)
{
	staaf_buf_printf(out, "%s %d %d %s|%s|%s|%s|%s|%s %s\n", r->id,
	    r->is_claim, r->is_draft, id_of(r->seek), id_of(r->seek_outcome),
	    id_of(r->seek_context), id_of(r->contrast),
	    id_of(r->contrast_with), r->status_note,
	    r->instead_of == NULL ? "-" : r->instead_of->id);
	if (r->is_claim)
		staaf_buf_printf(out, " form %d\n", r->claim_form);
	for (int i = 0; i < STAAF_N_LANGS; i++)
		staaf_buf_printf(out, " %s|%s|%s|%s\n", r->title[i],
		    r->advise[i], r->caveat[i], r->says[i]);
	for (size_t i = 0; i < r->n_conditions; i++)
		put_condition(out, &r->condition[i]);
	for (size_t i = 0; i < r->n_because; i++) {
		staaf_buf_printf(out, " %s|%s %d", r->because[i].ref,
		    r->because[i].what, r->because[i].is_norm);
		put_place(out, &r->because[i].place);
	}
	put_place(out, &r->place);
	staaf_buf_putc(out, '\n');
}

/* All that a set tells of itself. */
static void
put_set(struct staaf_buf *out, const struct staaf_rules *rs)
{
	staaf_buf_printf(out, "%s\n", staaf_rules_version(rs));
	for (size_t i = 0; i < staaf_rules_n_concepts(rs); i++)
		put_concept(out, staaf_rules_concept(rs, i));
	for (size_t i = 0; i < staaf_rules_n_slots(rs); i++)
		put_slot(out, staaf_rules_slot(rs, i));
	for (size_t i = 0; i < staaf_rules_n_rules(rs); i++)
		put_rule(out, staaf_rules_rule(rs, i));
	assert_false(out->failed);
}

static void
open_shipped(struct pair *p, struct staaf_buf *form)
{
	const struct staaf_rule_text *files;
	size_t n = staaf_rules_shipped(&files);

	assert_int_equal(staaf_rules_new(&p->slow, files, n, NULL), STAAF_OK);
	staaf_rules_form(form, p->slow);
	assert_false(form->failed);
	assert_int_equal(staaf_rules_open(&p->quick, form->text, NULL),
	    STAAF_OK);
	assert_non_null(p->quick);
}

static void
close_pair(struct pair *p, struct staaf_buf *form)
{
	staaf_buf_clear(form);
	staaf_rules_free(p->slow);
	staaf_rules_free(p->quick);
}

static void
a_form_holds_what_the_files_say(void **state)
{
	struct staaf_buf form = { 0 }, slow = { 0 }, quick = { 0 };
	struct pair p = { 0 };

	(void)state;
	open_shipped(&p, &form);
	put_set(&slow, p.slow);
	put_set(&quick, p.quick);
	assert_true(slow.size > 100000);
	assert_string_equal(quick.text, slow.text);
	staaf_buf_clear(&slow);
	staaf_buf_clear(&quick);
	close_pair(&p, &form);
}

/* Written from what came out of it, a form is the same again. */
static void
a_form_of_a_form_is_that_form(void **state)
{
	struct staaf_buf form = { 0 }, again = { 0 };
	struct pair p = { 0 };

	(void)state;
	open_shipped(&p, &form);
	staaf_rules_form(&again, p.quick);
	assert_string_equal(staaf_buf_text(&again), form.text);
	staaf_buf_clear(&again);
	close_pair(&p, &form);
}

static void
every_example_reads_the_same_with_the_form(void **state)
{
	struct staaf_buf form = { 0 };
	struct pair p = { 0 };

	(void)state;
	open_shipped(&p, &form);
	assert_int_equal(staaf_rules_test(p.slow, compare_reading, &p, NULL),
	    STAAF_OK);
	assert_true(p.n > 500);
	p.n = 0;
	staaf_rules_hasten(p.quick);
	assert_int_equal(staaf_rules_test(p.slow, compare_reading, &p, NULL),
	    STAAF_OK);
	assert_true(p.n > 500);
	close_pair(&p, &form);
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

/* Whether a set comes out; it is asked something, so that it must be sound. */
static bool
is_usable(const char *form)
{
	static const char question[] = "Werkt breed bij 180 studenten? groot";
	struct staaf_rules *rs = NULL;
	struct staaf_arena ar = { 0 };
	struct staaf_facts facts;
	struct staaf_decision *d;
	struct staaf_buf text = { 0 };
	size_t n;

	assert_int_equal(staaf_rules_open(&rs, form, NULL), STAAF_OK);
	if (rs == NULL)
		return false;
	if (staaf_rules_read(&facts, rs, question, strlen(question), &ar,
	    NULL) == STAAF_OK)
		assert_int_equal(staaf_rules_decide(&d, &n, rs, &facts, NULL,
		    &ar, NULL), STAAF_OK);
	put_set(&text, rs);
	staaf_buf_clear(&text);
	staaf_arena_clear(&ar);
	staaf_rules_free(rs);
	return true;
}

static void
a_form_that_is_not_whole_or_not_ours_is_no_form(void **state)
{
	struct staaf_buf form = { 0 }, other = { 0 };

	(void)state;
	put_form_of(&form, small_text);
	assert_true(is_usable(form.text));
	staaf_buf_printf(&other, "%s1 ", form.text);
	assert_false(is_usable(other.text));
	staaf_buf_reset(&other);
	staaf_buf_printf(&other, "staaf form 1%s", form.text + 12);
	assert_false(is_usable(other.text));
	assert_false(is_usable(""));
	assert_false(is_usable("\n"));
	assert_false(is_usable("staaf form 3 x 12345678 0\n"));
	for (size_t i = form.size; i-- > 0;) {
		form.text[i] = '\0';
		assert_false(is_usable(form.text));
	}
	staaf_buf_clear(&form);
	staaf_buf_clear(&other);
}

/* Some still are a form; none may reach outside, or never end. */
static void
a_byte_that_changed_does_no_harm(void **state)
{
	static const char bytes[] = "0129 \nx-";
	struct staaf_buf form = { 0 };
	int n_bad = 0;

	(void)state;
	put_form_of(&form, small_text);
	for (size_t i = 0; i < form.size; i++)
		for (const char *b = bytes; *b != '\0'; b++) {
			char old = form.text[i];

			form.text[i] = *b;
			n_bad += !is_usable(form.text);
			form.text[i] = old;
		}
	assert_true(n_bad > 1000);
	staaf_buf_clear(&form);
}

static void
memory_that_runs_out_is_told(void **state)
{
	struct staaf_buf form = { 0 };
	struct staaf_rules *rs = NULL;
	enum staaf_code rc = STAAF_NOMEM;
	unsigned long nth = 0;

	(void)state;
	put_form_of(&form, small_text);
	while (rc != STAAF_OK) {
		assert_null(rs);
		staaf_mem_refuse(++nth);
		rc = staaf_rules_open(&rs, form.text, NULL);
		staaf_mem_refuse(0);
		assert_true(rc == STAAF_OK || rc == STAAF_NOMEM);
	}
	assert_true(nth > 3);
	assert_non_null(rs);
	staaf_rules_free(rs);
	staaf_buf_clear(&form);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_holds_what_the_files_say),
		cmocka_unit_test(a_form_of_a_form_is_that_form),
		cmocka_unit_test(every_example_reads_the_same_with_the_form),
		cmocka_unit_test(
		    a_form_that_is_not_whole_or_not_ours_is_no_form),
		cmocka_unit_test(a_byte_that_changed_does_no_harm),
		cmocka_unit_test(memory_that_runs_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
