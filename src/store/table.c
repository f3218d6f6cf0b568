/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of a store, read from its own schema, so that what a later
 * staaf adds is exported too.  Only here, in export.c and in restore.c is SQL
 * built at run time, and only from these names, quoted by SQLite itself (%w).
 */
#include "store.h"

/* A statement whose rows are names; about NULL: it has no parameter. */
static enum staaf_code
load_names(const char ***out, size_t *n_out, struct staaf_store *st,
    enum sql_statement which, const char *about, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const char **list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, which, ar, err);

	if (rc != STAAF_OK)
		return rc;
	if (about != NULL)
		store_put_text(&row, about);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		list[n++] = store_take_text(&row);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	*out = list;
	*n_out = n;
	return rc;
}

enum staaf_code
store_tables(struct store_table **out, size_t *n_out, struct staaf_store *st,
    struct staaf_arena *ar, struct staaf_err *err)
{
	const char **name = NULL;
	struct store_table *list;
	size_t n = 0;
	enum staaf_code rc = load_names(&name, &n, st, SQL_TABLE_FIND, NULL,
	    ar, err);

	if (rc != STAAF_OK)
		return rc;
	list = staaf_arena_array(ar, n + 1, sizeof(*list));
	if (list == NULL)
		return store_fail_memory(err);
	for (size_t i = 0; i < n && rc == STAAF_OK; i++) {
		list[i].name = name[i];
		rc = load_names(&list[i].column, &list[i].n_columns, st,
		    SQL_COLUMN_FIND, name[i], ar, err);
	}
	if (rc == STAAF_OK) {
		*out = list;
		*n_out = n;
	}
	return rc;
}

void
store_quote(struct staaf_buf *sql, const char *name)
{
	char *quoted = sqlite3_mprintf("\"%w\"", name);

	if (quoted == NULL)
		sql->failed = true;
	else
		staaf_buf_puts(sql, quoted);
	sqlite3_free(quoted);
}

void
store_quote_columns(struct staaf_buf *sql, const struct store_table *t)
{
	for (size_t i = 0; i < t->n_columns; i++) {
		staaf_buf_puts(sql, i > 0 ? ", " : "");
		store_quote(sql, t->column[i]);
	}
}
