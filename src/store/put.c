/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a record with all its parts and its words. */
#include <stdio.h>
#include <string.h>

#include <staaf/hash.h>

#include "store.h"

/* What the caller must not ask: told before a byte is written. */
static enum staaf_code
check_record(const struct staaf_record *r, struct staaf_err *err)
{
	int design = r->appraisal.design;
	char digits[16];

	if (r->id == NULL || *r->id == '\0')
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_STORE_NO_ID, NULL, NULL);
	if (design != STAAF_NONE && (design < 0 || design > 5)) {
		(void)snprintf(digits, sizeof(digits), "%d", design);
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_STORE_BAD_DESIGN, r->id, digits);
	}
	for (size_t i = 0; i < r->n_findings; i++)
		for (size_t j = 0; j < i; j++)
			if (strcmp(r->finding[i].key, r->finding[j].key) == 0)
				return staaf_err_set(err, STAAF_BADINPUT,
				    STAAF_MSG_STORE_DOUBLE_FINDING, r->id,
				    r->finding[i].key);
	return store_check_figures(r, err);
}

/* A statement whose only parameter is a record's number. */
static enum staaf_code
run_on(struct staaf_store *st, enum sql_statement which,
    sqlite3_int64 number, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, which, NULL, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	return store_run(st, &row, err);
}

/*
 * Put the words of a record in the index or take them out: its text goes
 * from the view to FTS5 as it is.  A retracted record has none.
 */
static enum staaf_code
index_words(struct staaf_store *st, enum sql_statement which,
    sqlite3_int64 number, struct staaf_err *err)
{
	struct store_row text, row;
	bool has_text = false;
	enum staaf_code rc = store_ready(&text, st, SQL_WORD_TEXT, NULL, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&text, number);
	if ((rc = store_step(&has_text, st, &text, err)) != STAAF_OK ||
	    !has_text)
		return rc;
	if ((rc = store_ready(&row, st, which, NULL, err)) == STAAF_OK) {
		store_put_int(&row, number);
		for (int i = 0; i < 3; i++)
			store_put_text(&row, store_take_name(&text));
		rc = store_run(st, &row, err);
	}
	store_end(&text);
	return rc;
}

enum staaf_code
store_ensure_source(struct staaf_store *st, const char *source,
    struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc;

	if (source == NULL || *source == '\0')
		return STAAF_OK;
	if ((rc = store_ready(&row, st, SQL_SOURCE_ENSURE, NULL, err)) !=
	    STAAF_OK)
		return rc;
	store_put_text(&row, source);
	return store_run(st, &row, err);
}

/* The parameters of record_insert in their order. */
static void
put_fields(struct store_row *row, const struct staaf_record *r,
    const char *digest, const char *title_key)
{
	const struct staaf_appraisal *a = &r->appraisal;

	store_put_text(row, r->id);
	store_put_text(row, r->guid);
	store_put_text(row, r->doi);
	store_put_text(row, r->source);
	store_put_text(row, staaf_record_kind_name(r->kind));
	store_put_text(row, staaf_state_name(r->state));
	store_put_text(row, r->title);
	store_put_text(row, r->title_language);
	store_put_int(row, r->year);
	store_put_text(row, r->venue);
	store_put_text(row, r->link);
	store_put_text(row, r->language);
	store_put_text(row, r->published);
	store_put_text(row, r->updated);
	store_put_text(row, r->summary);
	store_put_text(row, r->summary_language);
	store_put_text(row, r->summary_in[STAAF_EN]);
	store_put_text(row, r->summary_in[STAAF_NL]);
	store_put_text(row, r->content);
	store_put_count(row, a->design);
	store_put_int(row, a->is_stated);
	store_put_int(row, a->flags);
	store_put_int(row, a->is_technology_bound);
	store_put_int(row, a->has_independent_test);
	store_put_int(row, a->median_study_year);
	store_put_int(row, a->is_local);
	store_put_text(row, a->plan == NULL ? "" : a->plan);
	store_put_text(row, a->note[STAAF_EN]);
	store_put_text(row, a->note[STAAF_NL]);
	store_put_text(row, digest);
	store_put_text(row, title_key);
}

/* The row itself; a number of 0 becomes the new one. */
static enum staaf_code
insert_row(sqlite3_int64 *number, struct staaf_store *st,
    const struct staaf_record *r, const char *digest, struct staaf_err *err)
{
	char title_key[STORE_KEY_SIZE];
	sqlite3_int64 change = 0;
	struct store_row row;
	enum staaf_code rc = store_title_key(title_key, r, err);

	if (rc == STAAF_OK)
		rc = store_next_change(&change, st, err);
	if (rc != STAAF_OK || (rc = store_ready(&row, st, SQL_RECORD_INSERT,
	    NULL, err)) != STAAF_OK)
		return rc;
	put_fields(&row, r, digest, title_key);
	if (*number == 0)
		store_put_null(&row);
	else
		store_put_int(&row, *number);
	store_put_int(&row, change);
	if ((rc = store_run(st, &row, err)) == STAAF_OK)
		*number = sqlite3_last_insert_rowid(st->db);
	return rc;
}

/* A list of texts of a record, authors or aliases. */
static enum staaf_code
insert_list(struct staaf_store *st, enum sql_statement which,
    sqlite3_int64 record, const char *const *text, size_t n,
    struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;
	struct store_row row;

	for (size_t i = 0; i < n && rc == STAAF_OK; i++) {
		if ((rc = store_ready(&row, st, which, NULL, err)) !=
		    STAAF_OK)
			break;
		store_put_int(&row, record);
		store_put_int(&row, (sqlite3_int64)i);
		store_put_text(&row, text[i]);
		rc = store_run(st, &row, err);
	}
	return rc;
}

static enum staaf_code
insert_relations(struct staaf_store *st, sqlite3_int64 record,
    const struct staaf_record *r, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;
	struct store_row row;

	for (size_t i = 0; i < r->n_relations && rc == STAAF_OK; i++) {
		rc = store_ready(&row, st, SQL_RELATION_INSERT, NULL, err);
		if (rc != STAAF_OK)
			break;
		store_put_int(&row, record);
		store_put_int(&row, (sqlite3_int64)i);
		store_put_text(&row,
		    staaf_relation_name(r->relation[i].kind));
		store_put_text(&row, r->relation[i].target);
		rc = store_run(st, &row, err);
	}
	return rc;
}

enum staaf_code
store_insert_concepts(struct staaf_store *st, sqlite3_int64 record,
    const char *giver, const char *const *concept, size_t n,
    struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;
	struct store_row row;

	for (size_t i = 0; i < n && rc == STAAF_OK; i++) {
		rc = store_ready(&row, st, SQL_CONCEPT_INSERT, NULL, err);
		if (rc != STAAF_OK)
			break;
		store_put_int(&row, record);
		store_put_text(&row, giver);
		store_put_int(&row, (sqlite3_int64)i);
		store_put_text(&row, concept[i]);
		rc = store_run(st, &row, err);
	}
	return rc;
}

enum staaf_code
store_remove_record(struct staaf_store *st, sqlite3_int64 number,
    struct staaf_err *err)
{
	enum staaf_code rc = index_words(st, SQL_WORD_DELETE, number, err);

	return rc == STAAF_OK ? run_on(st, SQL_RECORD_DELETE, number, err) :
	    rc;
}

enum staaf_code
store_replace_record(struct staaf_store *st, sqlite3_int64 *number,
    const struct staaf_record *r, const char *digest, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;

	/* The old row and words out, the new in. */
	if (*number != 0 &&
	    (rc = store_remove_record(st, *number, err)) != STAAF_OK)
		return rc;
	if ((rc = store_ensure_source(st, r->source, err)) != STAAF_OK ||
	    (rc = insert_row(number, st, r, digest, err)) != STAAF_OK ||
	    (rc = insert_list(st, SQL_AUTHOR_INSERT, *number, r->author,
	    r->n_authors, err)) != STAAF_OK ||
	    (rc = insert_list(st, SQL_ALIAS_INSERT, *number, r->alias,
	    r->n_aliases, err)) != STAAF_OK ||
	    (rc = insert_relations(st, *number, r, err)) != STAAF_OK ||
	    (rc = store_insert_concepts(st, *number, "curator", r->concept,
	    r->n_concepts, err)) != STAAF_OK ||
	    (rc = store_insert_concepts(st, *number, "lexicon", r->tag,
	    r->n_tags, err)) != STAAF_OK)
		return rc;
	for (size_t i = 0; i < r->n_findings && rc == STAAF_OK; i++)
		if (!r->finding[i].is_judged)
			rc = store_insert_finding(st, *number, i,
			    &r->finding[i], err);
	if (rc == STAAF_OK)
		rc = store_add_judged(st, *number, r->id, err);
	if (rc == STAAF_OK)
		rc = store_insert_figures(st, *number, r, err);
	return rc == STAAF_OK ?
	    index_words(st, SQL_WORD_INSERT, *number, err) : rc;
}

enum staaf_code
store_digest_of(char *out, const struct staaf_record *r,
    struct staaf_err *err)
{
	struct staaf_buf scratch = { 0 };
	enum staaf_code rc = STAAF_OK;

	store_digest(&scratch, out, r);
	if (scratch.failed)
		rc = store_fail_memory(err);
	staaf_buf_clear(&scratch);
	return rc;
}

/* Told by one source only: the record is what was told. */
static enum staaf_code
put_alone(enum staaf_put *what, struct staaf_store *st, sqlite3_int64 number,
    const struct staaf_record *r, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_record told = *r;
	struct store_head head = { "", "", "" };
	char digest[STAAF_HASH_SIZE] = "";
	bool is_same = false, is_out = false;
	sqlite3_int64 at = number;
	enum staaf_code rc = store_is_retracted(&is_out, st, r, err);

	if (is_out)
		told.state = STAAF_RETRACTED;
	if (rc == STAAF_OK)
		rc = store_digest_of(digest, &told, err);
	if (rc == STAAF_OK && number != 0)
		rc = store_read_head(&head, st, number, &ar, err);
	is_same = number != 0 && strcmp(head.digest, digest) == 0;
	if (rc == STAAF_OK)
		rc = is_same ? store_put_figures(st, number, &told, err) :
		    store_replace_record(st, &at, &told, digest, err);
	*what = is_same ? STAAF_PUT_SAME :
	    number != 0 ? STAAF_PUT_UPDATED : STAAF_PUT_NEW;
	staaf_arena_clear(&ar);
	return rc;
}

/* What it retracts is withdrawn at once, when it is held. */
static enum staaf_code
withdraw_targets(struct staaf_store *st, const struct staaf_record *r,
    struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; i < r->n_relations && rc == STAAF_OK; i++) {
		struct staaf_arena ar = { 0 };
		char digest[STAAF_HASH_SIZE];
		struct staaf_record old;
		sqlite3_int64 number = 0;

		if (r->relation[i].kind != STAAF_RETRACTS)
			continue;
		rc = store_find_number(&number, st, r->relation[i].target,
		    err);
		if (rc == STAAF_OK && number != 0)
			rc = store_load(&old, NULL, st, number, true, &ar,
			    err);
		if (rc == STAAF_OK && number != 0 &&
		    old.state != STAAF_RETRACTED) {
			old.state = STAAF_RETRACTED;
			rc = store_digest_of(digest, &old, err);
			if (rc == STAAF_OK)
				rc = store_replace_record(st, &number, &old,
				    digest, err);
		}
		staaf_arena_clear(&ar);
	}
	return rc;
}

enum staaf_code
staaf_store_put(enum staaf_put *what, struct staaf_store *st,
    const struct staaf_record *r, struct staaf_err *err)
{
	char title_key[STORE_KEY_SIZE];
	enum staaf_put put = STAAF_PUT_SAME;
	sqlite3_int64 number = 0;
	bool is_alone = true;
	enum staaf_code rc = check_record(r, err);

	if (rc != STAAF_OK || (rc = store_part_begin(st, err)) != STAAF_OK)
		return rc;
	rc = store_title_key(title_key, r, err);
	if (rc == STAAF_OK)
		rc = store_find_same(&number, st, r, title_key, err);
	if (rc == STAAF_OK && number != 0)
		rc = store_is_alone(&is_alone, st, number, r, err);
	if (rc == STAAF_OK)
		rc = is_alone ? put_alone(&put, st, number, r, err) :
		    store_add_version(&put, st, number, r, err);
	if (rc == STAAF_OK && put != STAAF_PUT_SAME)
		rc = withdraw_targets(st, r, err);
	rc = store_part_end(st, rc, err);
	if (rc == STAAF_OK) {
		*what = put;
		st->n_pending++;
	}
	return rc;
}
