/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a school says of its own store: kept, copied, never exported. */
#include "shelf.h"

#include <staaf/setting.h>

#include "store/store.h"

static const char *
get(struct shelf *sh)
{
	const char *value = NULL;

	assert_int_equal(staaf_setting_get(&value, sh->st,
	    STAAF_COUNT_QUESTIONS, &sh->err), STAAF_OK);
	return value;
}

static void
say(struct shelf *sh, const char *value)
{
	assert_int_equal(staaf_setting_put(sh->st, STAAF_COUNT_QUESTIONS,
	    value, &sh->err), STAAF_OK);
}

static void
nothing_is_counted_until_a_person_says_so(void **state)
{
	struct shelf *sh = *state;

	assert_string_equal(get(sh), "no");
	say(sh, "yes");
	assert_string_equal(get(sh), "yes");
	shelf_close(sh);
	shelf_open(sh, STAAF_STORE_READ);
	assert_string_equal(get(sh), "yes");
	shelf_close(sh);
	shelf_open(sh, STAAF_STORE_WRITE);
	say(sh, "no");
	assert_string_equal(get(sh), "no");
}

static void
a_value_it_cannot_have_is_misuse_and_changes_nothing(void **state)
{
	struct shelf *sh = *state;
	static const char *const bad[] = { "", "Yes", "maybe", "yes ", "1" };

	say(sh, "yes");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(staaf_setting_put(sh->st,
		    STAAF_COUNT_QUESTIONS, bad[i], &sh->err), STAAF_USAGE);
		assert_says(&sh->err, "it can be: no, yes");
		assert_string_equal(get(sh), "yes");
	}
}

static void
a_setting_goes_by_its_name(void **state)
{
	enum staaf_setting which = STAAF_N_SETTINGS;

	(void)state;
	assert_false(staaf_setting_find(&which, "count"));
	assert_false(staaf_setting_find(&which, ""));
	assert_int_equal(which, STAAF_N_SETTINGS);
	for (int i = 0; i < STAAF_N_SETTINGS; i++) {
		const struct staaf_setting_form *form =
		    staaf_setting_form((enum staaf_setting)i);

		assert_true(staaf_setting_find(&which, form->name));
		assert_int_equal(which, i);
		assert_non_null(form->value[0]);
	}
}

static void
what_a_later_staaf_said_counts_as_not_said(void **state)
{
	struct shelf *sh = *state;

	shelf_sql(sh, "INSERT INTO setting VALUES "
	    "('count-questions', 'sometimes'), ('later', 'x')");
	assert_string_equal(get(sh), "no");
	say(sh, "yes");
	assert_string_equal(get(sh), "yes");
}

static void
a_setting_is_no_change_of_the_corpus(void **state)
{
	struct shelf *sh = *state;
	uint64_t before = 1, after = 0;

	assert_int_equal(staaf_store_generation(&before, sh->st, NULL),
	    STAAF_OK);
	say(sh, "yes");
	assert_int_equal(staaf_store_generation(&after, sh->st, NULL),
	    STAAF_OK);
	assert_true(before == after);
}

static void
a_reader_cannot_say_it(void **state)
{
	struct shelf *sh = *state;

	shelf_close(sh);
	shelf_open(sh, STAAF_STORE_READ);
	assert_int_equal(staaf_setting_put(sh->st, STAAF_COUNT_QUESTIONS,
	    "yes", &sh->err), STAAF_STORE);
	assert_string_equal(get(sh), "no");
}

static enum staaf_code
look_for_setting(struct staaf_buf *lines, struct staaf_err *err, void *arg)
{
	(void)err;
	*(bool *)arg |= strstr(staaf_buf_text(lines), "setting") != NULL ||
	    strstr(staaf_buf_text(lines), "count-questions") != NULL;
	return STAAF_OK;
}

/* Open what stands at `name` in the folder, and tell its value. */
static const char *
get_at(struct shelf *sh, const char *name)
{
	shelf_close(sh);
	(void)snprintf(sh->path, sizeof(sh->path), "%s/%s", sh->folder, name);
	shelf_open(sh, STAAF_STORE_READ);
	return get(sh);
}

static void
a_backup_has_it_and_an_export_has_not(void **state)
{
	struct shelf *sh = *state;
	struct staaf_backup made;
	char copy[96], lines[96], again[96], out[96];
	bool is_there = false;
	long n = 0;

	(void)snprintf(copy, sizeof(copy), "%s/copy.db", sh->folder);
	(void)snprintf(lines, sizeof(lines), "%s/all.jsonl", sh->folder);
	(void)snprintf(again, sizeof(again), "%s/again.db", sh->folder);
	(void)snprintf(out, sizeof(out), "%s/out.db", sh->folder);
	say(sh, "yes");
	shelf_put_title(sh, "x1", "A title of some words", "en");
	assert_int_equal(staaf_store_export(&n, sh->st, look_for_setting,
	    &is_there, NULL), STAAF_OK);
	assert_true(n > 0);
	assert_false(is_there);
	assert_int_equal(staaf_store_export_file(&n, sh->st, lines, false,
	    NULL), STAAF_OK);
	assert_int_equal(staaf_store_backup(&made, sh->st, copy, false, NULL),
	    STAAF_OK);
	assert_int_equal(staaf_store_restore(&n, again, copy, NULL),
	    STAAF_OK);
	assert_int_equal(staaf_store_restore(&n, out, lines, NULL), STAAF_OK);
	assert_string_equal(get_at(sh, "copy.db"), "yes");
	assert_string_equal(get_at(sh, "again.db"), "yes");
	assert_string_equal(get_at(sh, "out.db"), "no");
}

/* Memory that runs out at any point: said, and the store as it was. */
static void
memory_that_runs_out_is_told(void **state)
{
	struct shelf *sh = *state;

	for (unsigned long nth = 1; nth < 20; nth++) {
		const char *value = NULL;
		enum staaf_code rc;

		shelf_close(sh);
		shelf_open(sh, STAAF_STORE_WRITE);
		staaf_mem_refuse(nth);
		rc = staaf_setting_get(&value, sh->st, STAAF_COUNT_QUESTIONS,
		    NULL);
		staaf_mem_refuse(0);
		assert_true(rc == STAAF_OK || rc == STAAF_NOMEM);
		assert_true((rc == STAAF_OK) == (value != NULL));
	}
}

#define ON_A_SHELF(test) cmocka_unit_test_setup_teardown(test, \
	shelf_set_up, shelf_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_SHELF(nothing_is_counted_until_a_person_says_so),
		ON_A_SHELF(
		    a_value_it_cannot_have_is_misuse_and_changes_nothing),
		ON_A_SHELF(a_setting_goes_by_its_name),
		ON_A_SHELF(what_a_later_staaf_said_counts_as_not_said),
		ON_A_SHELF(a_setting_is_no_change_of_the_corpus),
		ON_A_SHELF(a_reader_cannot_say_it),
		ON_A_SHELF(a_backup_has_it_and_an_export_has_not),
		ON_A_SHELF(memory_that_runs_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
