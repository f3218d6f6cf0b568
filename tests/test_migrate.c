/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store of an earlier format is brought up to date, whole or not at all. */
#include "shelf.h"

#include <staaf/file.h>
#include <staaf/setting.h>

#include "store/store.h"

static const char *const doe[] = { "Doe, J." };

static void
make_first_format(const char *path)
{
	struct staaf_buf sql = { 0 };
	sqlite3 *db = NULL;
	char *why = NULL;

	assert_int_equal(staaf_file_read(&sql, "tests/data/store1.sql",
	    1 << 20, NULL), STAAF_OK);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(store_configure(db, path, true, NULL), STAAF_OK);
	if (sqlite3_exec(db, sql.text, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	staaf_buf_clear(&sql);
}

/* Tables, columns and indexes by name. */
static void
put_shape(struct staaf_buf *out, const char *path)
{
	static const char sql[] = "SELECT s.type || ' ' || s.name || ' ' || "
	    "coalesce((SELECT group_concat(name || ' ' || type || ' ' || "
	    "\"notnull\") FROM (SELECT * FROM pragma_table_info(s.name) "
	    "ORDER BY name)), '') FROM sqlite_schema AS s ORDER BY 1";
	sqlite3_stmt *stmt = NULL;
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(store_configure(db, path, true, NULL), STAAF_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL),
	    SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		staaf_buf_printf(out, "%s\n", sqlite3_column_text(stmt, 0));
	(void)sqlite3_finalize(stmt);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
a_store_of_the_first_format_is_brought_up_to_date(void **state)
{
	struct shelf *sh = *state;
	struct staaf_buf old = { 0 }, fresh = { 0 };
	struct staaf_record r, again;
	char path[128];
	long n_faults = -1;

	make_first_format(sh->path);
	assert_int_equal(staaf_store_open(&sh->st, sh->path, STAAF_STORE_READ,
	    &sh->err), STAAF_STORE);
	assert_says(&sh->err, "earlier");
	for (int i = 0; i < 2; i++) { /* and once is enough */
		shelf_open(sh, STAAF_STORE_WRITE);
		assert_int_equal(staaf_store_verify(&n_faults, sh->st, NULL,
		    NULL, NULL), STAAF_OK);
		assert_int_equal(n_faults, 0);
		shelf_close(sh);
	}
	shelf_open(sh, STAAF_STORE_WRITE);
	assert_int_equal(staaf_store_get(&r, sh->st, "10.1000/made-up",
	    &sh->ar, NULL), STAAF_OK);
	assert_int_equal(r.n_findings, 1);
	/* It has the key by which another source's telling is found. */
	again = shelf_record("xz", "A made-up title of quite some words",
	    "en");
	again.source = "another";
	again.author = doe;
	again.n_authors = 1;
	again.year = 2019;
	again.link = "https://example.org/z";
	assert_int_equal(shelf_put(sh, &again), STAAF_PUT_UPDATED);
	shelf_close(sh);
	(void)snprintf(path, sizeof(path), "%s/fresh.db", sh->folder);
	assert_int_equal(store_create(path, NULL), STAAF_OK);
	put_shape(&old, sh->path);
	put_shape(&fresh, path);
	assert_string_equal(staaf_buf_text(&old), staaf_buf_text(&fresh));
	staaf_buf_clear(&old);
	staaf_buf_clear(&fresh);
}

static void
a_migration_that_fails_leaves_the_store_as_it_was(void **state)
{
	struct shelf *sh = *state;
	struct staaf_store *st = NULL;

	make_first_format(sh->path);
	for (unsigned long nth = 1; nth < 60; nth += 7) {
		enum staaf_code rc;

		staaf_mem_refuse(nth);
		rc = staaf_store_open(&st, sh->path, STAAF_STORE_WRITE, NULL);
		staaf_mem_refuse(0);
		if (rc == STAAF_OK)
			break;
		assert_int_equal(rc, STAAF_NOMEM);
		assert_int_equal(staaf_store_open(&st, sh->path,
		    STAAF_STORE_READ, &sh->err), STAAF_STORE);
		assert_says(&sh->err, "earlier");
	}
	staaf_store_close(st);
	shelf_open(sh, STAAF_STORE_WRITE);
}

/* The third format had no settings; all else in it was as it is today. */
static void
make_third_format(struct shelf *sh)
{
	shelf_put_title(sh, "x3", "A title of some words", "en");
	shelf_close(sh);
	shelf_sql(sh, "DROP TABLE setting; PRAGMA user_version = 3");
}

static void
a_store_of_the_third_format_gets_settings_and_keeps_the_rest(void **state)
{
	struct shelf *sh = *state;
	struct staaf_buf old = { 0 }, fresh = { 0 };
	struct staaf_record before, after;
	const char *value = NULL;
	uint64_t generation[2] = { 0 };

	shelf_open(sh, STAAF_STORE_WRITE);
	put_shape(&fresh, sh->path);
	make_third_format(sh);
	assert_int_equal(staaf_store_open(&sh->st, sh->path, STAAF_STORE_READ,
	    &sh->err), STAAF_STORE);
	assert_says(&sh->err, "earlier");
	shelf_open(sh, STAAF_STORE_WRITE);
	assert_int_equal(staaf_store_get(&before, sh->st, "x3", &sh->ar,
	    NULL), STAAF_OK);
	assert_int_equal(staaf_store_generation(&generation[0], sh->st, NULL),
	    STAAF_OK);
	assert_int_equal(staaf_setting_get(&value, sh->st,
	    STAAF_COUNT_QUESTIONS, NULL), STAAF_OK);
	assert_string_equal(value, "no");
	assert_int_equal(staaf_setting_put(sh->st, STAAF_COUNT_QUESTIONS,
	    "yes", NULL), STAAF_OK);
	shelf_close(sh);
	put_shape(&old, sh->path);
	assert_string_equal(staaf_buf_text(&old), staaf_buf_text(&fresh));
	shelf_open(sh, STAAF_STORE_WRITE); /* and once is enough */
	assert_int_equal(staaf_setting_get(&value, sh->st,
	    STAAF_COUNT_QUESTIONS, NULL), STAAF_OK);
	assert_string_equal(value, "yes");
	assert_int_equal(staaf_store_get(&after, sh->st, "x3", &sh->ar, NULL),
	    STAAF_OK);
	assert_string_equal(before.title, after.title);
	assert_int_equal(staaf_store_generation(&generation[1], sh->st, NULL),
	    STAAF_OK);
	assert_true(generation[0] == 1 && generation[1] == 1);
	staaf_buf_clear(&old);
	staaf_buf_clear(&fresh);
}

#define ON_AN_EMPTY_SHELF(test) cmocka_unit_test_setup_teardown(test, \
	shelf_set_up_empty, shelf_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_AN_EMPTY_SHELF(
		    a_store_of_the_first_format_is_brought_up_to_date),
		ON_AN_EMPTY_SHELF(
		    a_migration_that_fails_leaves_the_store_as_it_was),
		ON_AN_EMPTY_SHELF(
	    a_store_of_the_third_format_gets_settings_and_keeps_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
