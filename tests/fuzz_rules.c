/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rule files of anybody; seeds are in tests/seeds/rules.  A fault has its
 * place and its words; a set without one prints to itself, and its compiled
 * form gives it back.  A text that begins as a form is opened as one.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/mem.h>
#include <staaf/rule.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
ignore(const struct staaf_example_result *r, void *arg)
{
	(void)arg;
	if (r->question == NULL)
		abort();
}

static void
use(const struct staaf_rules *rs)
{
	static const char question[] = "Helpt x bij 20 studenten? no 7";
	struct staaf_arena ar = { 0 };
	struct staaf_facts facts;
	struct staaf_decision *d;
	size_t n;

	if (staaf_rules_read(&facts, rs, question, sizeof(question) - 1, &ar,
	    NULL) == STAAF_OK &&
	    staaf_rules_decide(&d, &n, rs, &facts, NULL, &ar, NULL) ==
	    STAAF_OK && n != staaf_rules_n_rules(rs))
		abort();
	staaf_arena_clear(&ar);
}

static void
open_form(const char *text)
{
	struct staaf_rules *rs = NULL;

	if (staaf_rules_open(&rs, text, NULL) != STAAF_OK)
		abort();
	if (rs != NULL)
		use(rs);
	staaf_rules_free(rs);
}

static void
tell_faults(const struct staaf_rules *rs)
{
	struct staaf_buf said = { 0 };

	for (size_t i = 0; i < staaf_rules_n_faults(rs); i++) {
		const struct staaf_fault *f = staaf_rules_fault(rs, i);

		staaf_buf_reset(&said);
		staaf_fault_say(&said, f, STAAF_NL);
		if (said.failed || said.size == 0 || f->err.line < 1 ||
		    f->err.column < 1)
			abort();
	}
	staaf_buf_clear(&said);
}

/* A sound set: printed, read and printed again it is the same. */
static void
print_twice(struct staaf_rules *rs)
{
	struct staaf_buf first = { 0 }, second = { 0 }, form = { 0 };
	struct staaf_rule_text file = { .name = "a.rules" };
	struct staaf_rules *again = NULL;

	staaf_rules_print(&first, rs);
	file.text = staaf_buf_text(&first);
	file.size = first.size;
	if (staaf_rules_new(&again, &file, 1, NULL) == STAAF_OK) {
		staaf_rules_print(&second, again);
		if (strcmp(staaf_buf_text(&first), staaf_buf_text(&second)) !=
		    0)
			abort();
	}
	staaf_rules_free(again);
	staaf_rules_form(&form, rs);
	if (form.failed)
		abort();
	open_form(form.text);
	staaf_buf_clear(&first);
	staaf_buf_clear(&second);
	staaf_buf_clear(&form);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct staaf_rule_text file = { "a.rules", (const char *)bytes, size };
	struct staaf_rules *rs = NULL;
	struct staaf_arena ar = { 0 };

	if (size > 12 && memcmp(bytes, "staaf form 3", 12) == 0)
		open_form(staaf_arena_dupn(&ar, (const char *)bytes, size));
	if (staaf_rules_new(&rs, &file, 1, NULL) == STAAF_OK) {
		(void)staaf_rules_lint(rs, NULL);
		(void)staaf_rules_test(rs, ignore, NULL, NULL);
		use(rs);
		print_twice(rs);
	}
	if (rs != NULL)
		tell_faults(rs);
	staaf_rules_free(rs);
	staaf_arena_clear(&ar);
	return 0;
}
