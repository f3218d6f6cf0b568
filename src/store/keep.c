/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept beside records: rules in force, tags, journal, sources. */
#include <string.h>

#include <staaf/hash.h>

#include "store.h"

/* Are these files, in whatever order, what is in force now? */
static bool
is_in_force(const struct staaf_rule_file *held, size_t n_held,
    const struct staaf_rule_file *file, size_t n_files)
{
	size_t n_same = 0;

	for (size_t i = 0; i < n_files; i++)
		for (size_t j = 0; j < n_held; j++)
			if (strcmp(file[i].name, held[j].name) == 0 &&
			    file[i].size == held[j].size &&
			    memcmp(file[i].text, held[j].text,
			    held[j].size) == 0)
				n_same++;
	return n_files == n_held && n_same == n_held;
}

static enum staaf_code
replace_rules(struct staaf_store *st, const struct staaf_rule_file *file,
    size_t n_files, struct staaf_err *err)
{
	sqlite3_int64 change;
	struct store_row row;
	enum staaf_code rc = store_next_change(&change, st, err);

	if (rc == STAAF_OK)
		rc = store_run_plain(st, SQL_RULE_DELETE, err);
	if (rc == STAAF_OK) /* it belonged to the old ones */
		rc = store_run_plain(st, SQL_RULE_FORM_DELETE, err);
	for (size_t i = 0; i < n_files && rc == STAAF_OK; i++) {
		rc = store_ready(&row, st, SQL_RULE_INSERT, NULL, err);
		if (rc != STAAF_OK)
			break;
		store_put_text(&row, file[i].name);
		store_put_bytes(&row, file[i].text, file[i].size);
		rc = store_run(st, &row, err);
	}
	return rc;
}

enum staaf_code
staaf_store_put_rules(struct staaf_store *st,
    const struct staaf_rule_file *file, size_t n_files,
    struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_rule_file *held = NULL;
	size_t n_held = 0;
	enum staaf_code rc;

	for (size_t i = 0; i < n_files; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(file[i].name, file[j].name) == 0)
				return staaf_err_set(err, STAAF_BADINPUT,
				    STAAF_MSG_STORE_DOUBLE_RULE, file[i].name,
				    NULL);
	if ((rc = store_part_begin(st, err)) != STAAF_OK)
		return rc;
	rc = staaf_store_get_rules(&held, &n_held, st, &ar, err);
	if (rc == STAAF_OK && !is_in_force(held, n_held, file, n_files))
		rc = replace_rules(st, file, n_files, err);
	staaf_arena_clear(&ar);
	return store_part_end(st, rc, err);
}

enum staaf_code
staaf_store_get_rules(struct staaf_rule_file **out, size_t *n_out,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_rule_file *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_RULE_FIND, ar, err);

	if (rc != STAAF_OK)
		return rc;
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		list[n].name = store_take_text(&row);
		list[n].text = store_take_text(&row);
		list[n++].size = (size_t)sqlite3_column_bytes(row.stmt, 1);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	if (rc == STAAF_OK) {
		*out = list;
		*n_out = n;
	}
	return rc;
}

enum staaf_code
staaf_store_put_rule_form(struct staaf_store *st, const char *form,
    struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = store_run_plain(st, SQL_RULE_FORM_DELETE, err);
	if (rc == STAAF_OK)
		rc = store_ready(&row, st, SQL_RULE_FORM_INSERT, NULL, err);
	if (rc == STAAF_OK) {
		store_put_text(&row, form);
		rc = store_run(st, &row, err);
	}
	return store_part_end(st, rc, err);
}

enum staaf_code
staaf_store_get_rule_form(const char **out, struct staaf_store *st,
    struct staaf_arena *ar, struct staaf_err *err)
{
	const char *form = NULL;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_RULE_FORM_FIND, ar, err);

	if (rc == STAAF_OK)
		rc = store_step(&has_row, st, &row, err);
	if (rc != STAAF_OK)
		return rc;
	if (has_row)
		form = store_take_text(&row);
	store_end(&row);
	if (ar->failed)
		return store_fail_memory(err);
	*out = form;
	return STAAF_OK;
}

static bool
is_same_list(const char *const *a, size_t n_a, const char *const *b,
    size_t n_b)
{
	if (n_a != n_b)
		return false;
	for (size_t i = 0; i < n_a; i++)
		if (strcmp(a[i], b[i]) != 0)
			return false;
	return true;
}

/* Tags are part of a record: its digest and change number go with them. */
static enum staaf_code
replace_tags(struct staaf_store *st, sqlite3_int64 number,
    const struct staaf_record *r, struct staaf_err *err)
{
	char digest[STAAF_HASH_SIZE];
	struct staaf_buf scratch = { 0 };
	sqlite3_int64 change = 0;
	struct store_row row;
	enum staaf_code rc = STAAF_OK;

	store_digest(&scratch, digest, r);
	if (scratch.failed)
		rc = store_fail_memory(err);
	staaf_buf_clear(&scratch);
	if (rc != STAAF_OK ||
	    (rc = store_next_change(&change, st, err)) != STAAF_OK ||
	    (rc = store_ready(&row, st, SQL_RECORD_RETAG, NULL, err)) !=
	    STAAF_OK)
		return rc;
	store_put_int(&row, number);
	store_put_text(&row, digest);
	store_put_int(&row, change);
	if ((rc = store_run(st, &row, err)) != STAAF_OK ||
	    (rc = store_ready(&row, st, SQL_CONCEPT_DELETE, NULL, err)) !=
	    STAAF_OK)
		return rc;
	store_put_int(&row, number);
	store_put_text(&row, "lexicon");
	if ((rc = store_run(st, &row, err)) != STAAF_OK)
		return rc;
	return store_insert_concepts(st, number, "lexicon", r->tag, r->n_tags,
	    err);
}

enum staaf_code
staaf_store_put_tags(struct staaf_store *st, const char *id,
    const char *const *tag, size_t n_tags, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_record r = { .id = "" };
	struct store_row row;
	sqlite3_int64 number = 0;
	bool is_there = false;
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = store_ready(&row, st, SQL_RECORD_NUMBER, NULL, err);
	if (rc == STAAF_OK) {
		store_put_text(&row, id);
		rc = store_step_int(&is_there, &number, st, &row, err);
	}
	if (rc == STAAF_OK && !is_there)
		rc = staaf_err_set(err, STAAF_NOTHING, STAAF_MSG_STORE_NOTHING,
		    id, NULL);
	if (rc == STAAF_OK)
		rc = store_load(&r, NULL, st, number, true, &ar, err);
	if (rc == STAAF_OK && !is_same_list(r.tag, r.n_tags, tag, n_tags)) {
		r.tag = tag;
		r.n_tags = n_tags;
		rc = replace_tags(st, number, &r, err);
	}
	staaf_arena_clear(&ar);
	return store_part_end(st, rc, err);
}

static enum staaf_code
check_json(struct staaf_store *st, const char *kind, const char *about,
    const char *json, struct staaf_err *err)
{
	sqlite3_int64 is_json = 0;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_IS_JSON, NULL, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, json);
	rc = store_step_int(&has_row, &is_json, st, &row, err);
	return rc != STAAF_OK || is_json ? rc : staaf_err_set(err,
	    STAAF_BADINPUT, STAAF_MSG_STORE_BAD_EVENT, kind, about);
}

/* The journal tells what happened; no answer hangs on it. */
enum staaf_code
staaf_store_note(struct staaf_store *st, const char *kind, const char *about,
    const char *json, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	if (json == NULL || *json == '\0')
		json = "{}";
	rc = check_json(st, kind, about, json, err);
	if (rc == STAAF_OK)
		rc = store_ready(&row, st, SQL_JOURNAL_INSERT, NULL, err);
	if (rc == STAAF_OK) {
		store_put_text(&row, kind);
		store_put_text(&row, about);
		store_put_text(&row, json);
		rc = store_run(st, &row, err);
	}
	return store_part_end(st, rc, err);
}

enum staaf_code
staaf_store_notes(struct staaf_note **out, size_t *n_out,
    struct staaf_store *st, const char *kind, const char *about,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_note *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_JOURNAL_FIND, ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, kind);
	store_put_text(&row, about);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		list[n].at = store_take_text(&row);
		list[n].kind = store_take_text(&row);
		list[n].about = store_take_text(&row);
		list[n++].data = store_take_text(&row);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	if (rc == STAAF_OK) {
		*out = list;
		*n_out = n;
	}
	return rc;
}

/* Fill in one of the two source statements. */
static enum staaf_code
ready_source(struct store_row *row, struct staaf_store *st,
    enum sql_statement which, const char *const field[4],
    struct staaf_err *err)
{
	enum staaf_code rc = store_ready(row, st, which, NULL, err);

	for (int i = 0; rc == STAAF_OK && i < 4; i++)
		store_put_text(row, field[i]);
	return rc;
}

/* Reading a source again is no change; another name or address is. */
enum staaf_code
staaf_store_put_source(struct staaf_store *st, const char *source,
    const char *title, const char *format, const char *address,
    struct staaf_err *err)
{
	const char *const field[4] = { source, title, format, address };
	sqlite3_int64 found = 0, change;
	struct store_row row;
	bool is_same = false;
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = ready_source(&row, st, SQL_SOURCE_IS_SAME, field, err);
	if (rc == STAAF_OK)
		rc = store_step_int(&is_same, &found, st, &row, err);
	if (rc == STAAF_OK && !is_same)
		rc = store_next_change(&change, st, err);
	if (rc == STAAF_OK)
		rc = ready_source(&row, st, SQL_SOURCE_PUT, field, err);
	if (rc == STAAF_OK)
		rc = store_run(st, &row, err);
	return store_part_end(st, rc, err);
}
