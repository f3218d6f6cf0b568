/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every statement can be prepared and none reads a whole table unasked. */
#include "shelf.h"

#include "store/store.h"

/*
 * Statements that may scan: counts of everything (status), checks of
 * everything (verify), and lists that are small by nature.
 */
static bool
may_scan(enum sql_statement which)
{
	switch (which) {
	case SQL_STATUS_COUNTS:
	case SQL_STATUS_BY_DESIGN:
	case SQL_STATUS_BY_LANGUAGE:
	case SQL_STATUS_BY_SOURCE:
	case SQL_STATUS_BY_YEAR:
	case SQL_STATUS_BY_CONCEPT:
	case SQL_STATUS_LOOSE:
	case SQL_VERIFY_UNINDEXED:
	case SQL_VERIFY_ORPHANS:
	case SQL_VERIFY_COUNTER:
	case SQL_FIGURE_UNREAD:
	case SQL_TABLE_FIND:  /* the schema, for an export */
	case SQL_COLUMN_FIND:
	case SQL_SAME_DECIDED: /* to see one row, or that there is none */
	case SQL_RECORD_COUNT:
	case SQL_DECISION_LIST:
	case SQL_FEED_FIND:   /* all sources are wanted */
	case SQL_SOURCE_DELETE: /* once, by hand: no index is worth it */
	case SQL_RULE_FIND:   /* all rules are wanted */
	case SQL_RULE_DELETE:
		return true;
	default:
		return false;
	}
}

/* A connection as the store's own. */
static sqlite3 *
connect_as_store(struct shelf *sh)
{
	sqlite3 *db = NULL;

	shelf_close(sh);
	assert_int_equal(sqlite3_open(sh->path, &db), SQLITE_OK);
	assert_int_equal(store_configure(db, sh->path, true, NULL), STAAF_OK);
	return db;
}

static void
every_statement_is_prepared_and_one_statement(void **state)
{
	sqlite3 *db = connect_as_store(*state);

	for (int i = 0; i < SQL_N_STATEMENTS; i++) {
		sqlite3_stmt *stmt = NULL;
		const char *rest = NULL;

		if (sqlite3_prepare_v2(db, sql_text[i], -1, &stmt, &rest) !=
		    SQLITE_OK)
			fail_msg("%s\n%s", sqlite3_errmsg(db), sql_text[i]);
		assert_non_null(stmt);
		assert_int_equal(strspn(rest, " \n"), strlen(rest));
		for (int at = 1; at <= sqlite3_bind_parameter_count(stmt);
		    at++) { /* only ?1, ?2, ... and no gaps */
			const char *name = sqlite3_bind_parameter_name(stmt,
			    at);

			assert_non_null(name);
			assert_int_equal(name[0], '?');
			assert_int_equal(atoi(name + 1), at);
		}
		assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
	}
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Does this line of a plan read a table from end to end? */
static bool
is_full_scan(const char *line)
{
	/* M: what an index or a virtual table hands out by itself. */
	return strncmp(line, "SCAN ", 5) == 0 &&
	    strstr(line, "VIRTUAL TABLE INDEX") == NULL &&
	    strstr(line, "CONSTANT ROW") == NULL &&
	    strstr(line, "(subquery") == NULL;
}

static void
no_statement_scans_a_table_without_a_reason(void **state)
{
	sqlite3 *db = connect_as_store(*state);
	int n_scans = 0;

	for (int i = 0; i < SQL_N_STATEMENTS; i++) {
		char *text = sqlite3_mprintf("EXPLAIN QUERY PLAN %s",
		    sql_text[i]);
		sqlite3_stmt *stmt = NULL;

		assert_int_equal(sqlite3_prepare_v2(db, text, -1, &stmt, NULL),
		    SQLITE_OK);
		while (stmt != NULL && sqlite3_step(stmt) == SQLITE_ROW) {
			const char *line =
			    (const char *)sqlite3_column_text(stmt, 3);

			if (!is_full_scan(line))
				continue;
			n_scans++;
			if (!may_scan((enum sql_statement)i))
				fail_msg("'%s' in\n%s", line, sql_text[i]);
		}
		(void)sqlite3_finalize(stmt);
		sqlite3_free(text);
	}
	assert_true(n_scans >= 9); /* the test does see scans */
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
ranks_are_sorted_by_fts5_and_not_again(void **state)
{
	sqlite3 *db = connect_as_store(*state);
	sqlite3_stmt *stmt = NULL;
	char *text = sqlite3_mprintf("EXPLAIN QUERY PLAN %s",
	    sql_text[SQL_WORD_FIND]);

	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &stmt, NULL),
	    SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		assert_null(strstr((const char *)sqlite3_column_text(stmt, 3),
		    "TEMP B-TREE"));
	(void)sqlite3_finalize(stmt);
	sqlite3_free(text);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int
pragma(sqlite3 *db, const char *name)
{
	char *text = sqlite3_mprintf("PRAGMA %s", name);
	sqlite3_stmt *stmt = NULL;
	int value;

	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &stmt, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	value = sqlite3_column_int(stmt, 0);
	(void)sqlite3_finalize(stmt);
	sqlite3_free(text);
	return value;
}

static void
connections_are_set_up_safely(void **state)
{
	static const enum staaf_store_mode modes[] = { STAAF_STORE_WRITE,
		STAAF_STORE_READ };
	struct shelf *sh = *state;

	for (int i = 0; i < 2; i++) {
		sqlite3 *db;
		int is_on = -1;

		shelf_close(sh);
		shelf_open(sh, modes[i]);
		db = sh->st->db;
		(void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, -1,
		    &is_on);
		assert_int_equal(is_on, 1);
		(void)sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA,
		    -1, &is_on);
		assert_int_equal(is_on, 0);
		(void)sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, -1,
		    &is_on);
		assert_int_equal(is_on, 0);
		(void)sqlite3_db_config(db,
		    SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, -1, &is_on);
		assert_int_equal(is_on, 0);
		assert_int_equal(pragma(db, "foreign_keys"), 1);
		assert_int_equal(pragma(db, "cell_size_check"), 1);
		assert_int_equal(pragma(db, "mmap_size"), 0);
		assert_int_equal(pragma(db, "synchronous"), 2);
		assert_int_equal(pragma(db, "application_id"),
		    STORE_APPLICATION_ID);
		assert_int_equal(pragma(db, "user_version"), STORE_FORMAT);
		assert_int_equal(pragma(db, "query_only"),
		    modes[i] == STAAF_STORE_READ);
		(void)sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
		    -1, &is_on);
		assert_int_equal(is_on, modes[i] == STAAF_STORE_READ);
	}
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, shelf_set_up, \
	shelf_tear_down)
	const struct CMUnitTest tests[] = {
		T(every_statement_is_prepared_and_one_statement),
		T(no_statement_scans_a_table_without_a_reason),
		T(ranks_are_sorted_by_fts5_and_not_again),
		T(connections_are_set_up_safely),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
