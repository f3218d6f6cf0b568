/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Golden files in tests/rules: x.rules must print as x.normal, and that
 * must print as itself; x.bad must be refused with exactly x.faults.
 * With GOLDEN=write in the environment the golden files are written
 * anew; look at the difference before keeping it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/file.h>
#include <staaf/rule.h>

enum { MAX_GOLDEN_BYTES = 1 << 20 };

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* Read a file into a new set; the buffer keeps its text. */
static enum staaf_code
load(struct staaf_rules **out, struct staaf_buf *text, const char *path)
{
	struct staaf_rule_text file = { .name = base_name(path) };

	assert_int_equal(staaf_file_read(text, path, MAX_GOLDEN_BYTES, NULL),
	    STAAF_OK);
	file.text = staaf_buf_text(text);
	file.size = text->size;
	return staaf_rules_new(out, &file, 1, NULL);
}

static void
compare(const char *path, const char *suffix, const char *got)
{
	struct staaf_buf want = { 0 }, name = { 0 };

	staaf_buf_put(&name, path, strlen(path) - strlen(strrchr(path, '.')));
	staaf_buf_puts(&name, suffix);
	if (getenv("GOLDEN") != NULL) {
		FILE *f = fopen(staaf_buf_text(&name), "w");

		assert_non_null(f);
		assert_true(fputs(got, f) >= 0);
		assert_int_equal(fclose(f), 0);
	}
	assert_int_equal(staaf_file_read(&want, staaf_buf_text(&name),
	    MAX_GOLDEN_BYTES, NULL), STAAF_OK);
	if (strcmp(staaf_buf_text(&want), got) != 0)
		print_error("%s differs\n", staaf_buf_text(&name));
	assert_string_equal(staaf_buf_text(&want), got);
	staaf_buf_clear(&want);
	staaf_buf_clear(&name);
}

static void
put_faults(struct staaf_buf *out, const struct staaf_rules *rs)
{
	for (size_t i = 0; i < staaf_rules_n_faults(rs); i++)
		staaf_fault_say(out, staaf_rules_fault(rs, i), STAAF_EN);
}

static enum staaf_code
check_normal(const char *path, struct staaf_err *err, void *arg)
{
	struct staaf_buf text = { 0 }, first = { 0 }, second = { 0 };
	struct staaf_rule_text again = { .name = "again.rules" };
	struct staaf_rules *rs = NULL;
	int *n = arg;

	(void)err;
	if (load(&rs, &text, path) != STAAF_OK)
		put_faults(&first, rs);
	assert_string_equal(staaf_buf_text(&first), "");
	staaf_rules_print(&first, rs);
	compare(path, ".normal", staaf_buf_text(&first));
	staaf_rules_free(rs);
	again.text = staaf_buf_text(&first);
	again.size = first.size;
	assert_int_equal(staaf_rules_new(&rs, &again, 1, NULL), STAAF_OK);
	staaf_rules_print(&second, rs);
	assert_string_equal(staaf_buf_text(&first), staaf_buf_text(&second));
	staaf_rules_free(rs);
	staaf_buf_clear(&text);
	staaf_buf_clear(&first);
	staaf_buf_clear(&second);
	(*n)++;
	return STAAF_OK;
}

/* Faults of reading; when there are none, those of the lint. */
static enum staaf_code
check_faults(const char *path, struct staaf_err *err, void *arg)
{
	struct staaf_buf text = { 0 }, got = { 0 };
	struct staaf_rules *rs = NULL;
	int *n = arg;

	(void)err;
	if (load(&rs, &text, path) == STAAF_OK)
		assert_int_not_equal(staaf_rules_lint(rs, NULL), 0);
	put_faults(&got, rs);
	compare(path, ".faults", staaf_buf_text(&got));
	staaf_rules_free(rs);
	staaf_buf_clear(&text);
	staaf_buf_clear(&got);
	(*n)++;
	return STAAF_OK;
}

static void
good_files_print_in_normal_form_and_stay_so(void **state)
{
	int n = 0;

	(void)state;
	assert_int_equal(staaf_file_each("tests/rules", ".rules", check_normal,
	    &n, NULL), STAAF_OK);
	assert_true(n >= 4);
}

static void
bad_files_are_refused_with_exactly_these_messages(void **state)
{
	int n = 0;

	(void)state;
	assert_int_equal(staaf_file_each("tests/rules", ".bad", check_faults,
	    &n, NULL), STAAF_OK);
	assert_true(n >= 8);
}

static void
the_shipped_files_print_and_read_to_the_same_set(void **state)
{
	struct staaf_buf first = { 0 }, second = { 0 };
	const struct staaf_rule_text *files;
	size_t n = staaf_rules_shipped(&files);
	struct staaf_rule_text again = { .name = "again.rules" };
	struct staaf_rules *rs = NULL;

	(void)state;
	assert_int_equal(staaf_rules_new(&rs, files, n, NULL), STAAF_OK);
	staaf_rules_print(&first, rs);
	staaf_rules_free(rs);
	again.text = staaf_buf_text(&first);
	again.size = first.size;
	assert_int_equal(staaf_rules_new(&rs, &again, 1, NULL), STAAF_OK);
	staaf_rules_print(&second, rs);
	assert_string_equal(staaf_buf_text(&first), staaf_buf_text(&second));
	staaf_rules_free(rs);
	staaf_buf_clear(&first);
	staaf_buf_clear(&second);
}

static void
the_order_of_files_does_not_matter(void **state)
{
	struct staaf_buf first = { 0 }, second = { 0 };
	const struct staaf_rule_text *files;
	size_t n = staaf_rules_shipped(&files);
	struct staaf_rule_text turned[64];
	struct staaf_rules *rs = NULL;

	(void)state;
	assert_true(n <= 64);
	for (size_t i = 0; i < n; i++)
		turned[n - 1 - i] = files[i];
	assert_int_equal(staaf_rules_new(&rs, files, n, NULL), STAAF_OK);
	staaf_rules_print(&first, rs);
	staaf_rules_free(rs);
	assert_int_equal(staaf_rules_new(&rs, turned, n, NULL), STAAF_OK);
	staaf_rules_print(&second, rs);
	assert_string_equal(staaf_buf_text(&first), staaf_buf_text(&second));
	staaf_rules_free(rs);
	staaf_buf_clear(&first);
	staaf_buf_clear(&second);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_files_print_in_normal_form_and_stay_so),
		cmocka_unit_test(
		    bad_files_are_refused_with_exactly_these_messages),
		cmocka_unit_test(
		    the_shipped_files_print_and_read_to_the_same_set),
		cmocka_unit_test(the_order_of_files_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
