/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What several sources told of one record.  A record told by one source is
 * that version itself and has no rows here; when a second one comes, both
 * are written down, and from then on the record is made of them (merge.c).
 */
#include <string.h>

#include <staaf/hash.h>

#include "store.h"

enum { FORM = 1 }; /* of what pack.c writes */

static enum staaf_code
run_two(struct staaf_store *st, enum sql_statement which, sqlite3_int64 a,
    sqlite3_int64 b, struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc = store_ready(&row, st, which, NULL, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, a);
	if (b != 0)
		store_put_int(&row, b);
	return store_run(st, &row, err);
}

static enum staaf_code
count_versions(sqlite3_int64 *n, struct staaf_store *st,
    sqlite3_int64 number, struct staaf_err *err)
{
	struct store_row row;
	bool has_row;
	enum staaf_code rc = store_ready(&row, st, SQL_VERSION_COUNT, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	return store_step_int(&has_row, n, st, &row, err);
}

/* As told, but without the address of a person; packed->failed. */
static void
pack_told(struct staaf_buf *packed, char digest[STAAF_HASH_SIZE],
    const struct staaf_record *r)
{
	struct staaf_record told = *r;

	told.author_email = "";
	staaf_record_pack(packed, &told);
	staaf_hash(digest, staaf_buf_text(packed), packed->size);
}

/* Did this source tell exactly this before? */
static enum staaf_code
was_told(bool *out, struct staaf_store *st, sqlite3_int64 number,
    const struct staaf_record *r, const char *digest, struct staaf_err *err)
{
	struct store_row row;
	sqlite3_int64 one;
	enum staaf_code rc = store_ready(&row, st, SQL_VERSION_DIGEST, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, r->id);
	store_put_text(&row, r->source);
	store_put_int(&row, number);
	store_put_text(&row, digest);
	return store_step_int(out, &one, st, &row, err);
}

/* Write down what was told, when it is not what stands there. */
static enum staaf_code
put_version(bool *is_same, struct staaf_store *st, sqlite3_int64 number,
    const struct staaf_record *r, struct staaf_err *err)
{
	struct staaf_buf packed = { 0 };
	char digest[STAAF_HASH_SIZE];
	struct store_row row;
	enum staaf_code rc;

	*is_same = false;
	pack_told(&packed, digest, r);
	rc = packed.failed ? store_fail_memory(err) :
	    was_told(is_same, st, number, r, digest, err);
	if (rc == STAAF_OK && !*is_same)
		rc = store_ensure_source(st, r->source, err);
	if (rc == STAAF_OK && !*is_same && (rc = store_ready(&row, st,
	    SQL_VERSION_PUT, NULL, err)) == STAAF_OK) {
		store_put_text(&row, r->id);
		store_put_text(&row, r->source);
		store_put_text(&row, r->guid);
		store_put_int(&row, number);
		store_put_text(&row, digest);
		store_put_int(&row, FORM);
		store_put_blob(&row, packed.text, packed.size);
		rc = store_run(st, &row, err);
	}
	staaf_buf_clear(&packed);
	return rc;
}

/* Findings that a curator made of figures are no part of what was told. */
static void
drop_judged(struct staaf_record *r, struct staaf_arena *ar)
{
	struct staaf_finding *own = staaf_arena_array(ar, r->n_findings + 1,
	    sizeof(*own));
	size_t n = 0;

	for (size_t i = 0; own != NULL && i < r->n_findings; i++)
		if (!r->finding[i].is_judged)
			own[n++] = r->finding[i];
	r->finding = own;
	r->n_findings = n;
}

enum staaf_code
store_write_down(struct staaf_store *st, sqlite3_int64 number,
    struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_record held;
	sqlite3_int64 n = 0;
	bool is_same;
	enum staaf_code rc = count_versions(&n, st, number, err);

	if (rc == STAAF_OK && n == 0) {
		rc = store_load(&held, NULL, st, number, true, &ar, err);
		if (rc == STAAF_OK)
			drop_judged(&held, &ar);
		if (rc == STAAF_OK)
			rc = ar.failed ? store_fail_memory(err) :
			    put_version(&is_same, st, number, &held, err);
	}
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
store_load_versions(struct staaf_record **out, size_t *n_out,
    struct staaf_store *st, sqlite3_int64 number, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct staaf_record *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	bool has_row = false, is_sound = true;
	enum staaf_code rc = store_ready(&row, st, SQL_VERSION_FIND, ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	while ((rc = store_step(&has_row, st, &row, err)) == STAAF_OK &&
	    has_row) {
		size_t size;
		const char *bytes;

		is_sound &= store_take_int(&row) == FORM;
		bytes = store_take_blob(&row, &size);
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL)
			break;
		is_sound &= staaf_record_unpack(&list[n++], bytes, size, ar);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar->failed)
		rc = store_fail_memory(err);
	if (rc == STAAF_OK && !is_sound)
		rc = store_fail_value("version", err);
	*out = list;
	*n_out = n;
	return rc;
}

enum staaf_code
store_read_head(struct store_head *out, struct staaf_store *st,
    sqlite3_int64 number, struct staaf_arena *ar, struct staaf_err *err)
{
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_RECORD_HEAD, ar, err);

	*out = (struct store_head){ "", "", "" };
	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	rc = store_step(&has_row, st, &row, err);
	if (rc == STAAF_OK && has_row) {
		out->digest = store_take_text(&row);
		out->id = store_take_text(&row);
		out->source = store_take_text(&row);
	}
	store_end(&row);
	return rc == STAAF_OK && ar->failed ? store_fail_memory(err) : rc;
}

enum staaf_code
store_move_verdicts(struct staaf_store *st, const char *from, const char *to,
    struct staaf_err *err)
{
	struct store_row row;
	enum staaf_code rc;

	if (*from == '\0' || strcmp(from, to) == 0)
		return STAAF_OK;
	if ((rc = store_ready(&row, st, SQL_VERDICT_MOVE, NULL, err)) !=
	    STAAF_OK)
		return rc;
	store_put_text(&row, from);
	store_put_text(&row, to);
	return store_run(st, &row, err);
}

enum staaf_code
store_merge_versions(bool *has_changed, struct staaf_store *st,
    sqlite3_int64 number, struct staaf_err *err)
{
	struct store_origin origin[STORE_N_FIELDS];
	struct staaf_arena ar = { 0 };
	struct staaf_record *told = NULL, r;
	char digest[STAAF_HASH_SIZE] = "";
	struct store_head head = { "", "", "" };
	bool is_same = false, is_out = false;
	size_t n = 0;
	enum staaf_code rc = store_load_versions(&told, &n, st, number, &ar,
	    err);

	if (rc == STAAF_OK && n > 0) {
		store_merge(&r, told, n, origin, &ar);
		rc = ar.failed ? store_fail_memory(err) :
		    store_is_retracted(&is_out, st, &r, err);
		if (is_out)
			r.state = STAAF_RETRACTED;
		if (rc == STAAF_OK)
			rc = store_digest_of(digest, &r, err);
		if (rc == STAAF_OK)
			rc = store_read_head(&head, st, number, &ar, err);
		is_same = strcmp(head.digest, digest) == 0;
		if (rc == STAAF_OK && is_same) /* they may be read better */
			rc = store_put_figures(st, number, &r, err);
		if (rc == STAAF_OK && !is_same)
			rc = store_move_verdicts(st, head.id, r.id, err);
		if (rc == STAAF_OK && !is_same)
			rc = store_replace_record(st, &number, &r, digest,
			    err);
	}
	if (rc == STAAF_OK && n == 1) /* it is itself what was told */
		rc = run_two(st, SQL_VERSION_DELETE, number, 0, err);
	*has_changed = !is_same;
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
store_is_alone(bool *out, struct staaf_store *st, sqlite3_int64 number,
    const struct staaf_record *r, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct store_head head;
	sqlite3_int64 n = 0;
	enum staaf_code rc = store_read_head(&head, st, number, &ar, err);

	*out = rc == STAAF_OK && strcmp(head.id, r->id) == 0 &&
	    strcmp(head.source, r->source) == 0;
	if (rc == STAAF_OK && *out) {
		rc = count_versions(&n, st, number, err);
		*out = n == 0;
	}
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
store_add_version(enum staaf_put *what, struct staaf_store *st,
    sqlite3_int64 number, const struct staaf_record *r, struct staaf_err *err)
{
	bool is_same = false, has_changed = false;
	enum staaf_code rc = store_write_down(st, number, err);

	if (rc == STAAF_OK)
		rc = put_version(&is_same, st, number, r, err);
	if (rc == STAAF_OK && !is_same)
		rc = store_merge_versions(&has_changed, st, number, err);
	*what = has_changed ? STAAF_PUT_UPDATED : STAAF_PUT_SAME;
	return rc;
}

enum staaf_code
store_forget_version(bool *is_gone, struct staaf_store *st,
    sqlite3_int64 number, const char *source, struct staaf_err *err)
{
	struct store_row row;
	sqlite3_int64 n = 0;
	bool has_changed;
	enum staaf_code rc = store_ready(&row, st, SQL_VERSION_FORGET, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	store_put_text(&row, source);
	if ((rc = store_run(st, &row, err)) == STAAF_OK)
		rc = count_versions(&n, st, number, err);
	*is_gone = n == 0;
	return rc == STAAF_OK && n > 0 ?
	    store_merge_versions(&has_changed, st, number, err) : rc;
}

/* ------------------------------------------------------ told, one by one */

/* Who wants each of the versions instead of the record. */
struct told_each {
	struct staaf_store *st;
	enum staaf_code (*each)(const struct staaf_record *told, size_t n,
	    struct staaf_err *err, void *arg);
	void *arg;
};

static enum staaf_code
give_told(const struct staaf_record *r, struct staaf_err *err, void *arg)
{
	const struct told_each *want = arg;
	struct staaf_arena ar = { 0 };
	struct staaf_record *told = NULL;
	sqlite3_int64 number = 0;
	size_t n = 0;
	enum staaf_code rc = store_find_number(&number, want->st, r->id, err);

	if (rc == STAAF_OK)
		rc = store_load_versions(&told, &n, want->st, number, &ar,
		    err);
	if (rc == STAAF_OK)
		rc = n == 0 ? want->each(r, 1, err, want->arg) :
		    want->each(told, n, err, want->arg);
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
staaf_store_each_told(struct staaf_store *st,
    enum staaf_code (*each)(const struct staaf_record *told, size_t n,
    struct staaf_err *err, void *arg), void *arg, struct staaf_err *err)
{
	struct told_each want = { st, each, arg };

	return staaf_store_each(st, give_told, &want, err);
}

/* What was told under this id by this source; NULL: it is the record. */
static enum staaf_code
find_version(struct staaf_record **out, sqlite3_int64 *number,
    struct staaf_store *st, const char *id, const char *source,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_record *told = NULL;
	size_t n = 0;
	enum staaf_code rc = store_find_number(number, st, id, err);

	*out = NULL;
	if (rc == STAAF_OK && *number != 0)
		rc = store_load_versions(&told, &n, st, *number, ar, err);
	for (size_t i = 0; rc == STAAF_OK && i < n; i++)
		if (strcmp(told[i].id, id) == 0 &&
		    strcmp(told[i].source, source) == 0)
			*out = &told[i];
	return rc;
}

enum staaf_code
staaf_store_put_told_tags(struct staaf_store *st, const char *id,
    const char *source, const char *const *tag, size_t n_tags,
    struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_record *told = NULL;
	sqlite3_int64 number = 0;
	bool is_same = false, has_changed, is_one;
	enum staaf_code rc = store_part_begin(st, err);

	if (rc != STAAF_OK)
		return rc;
	rc = find_version(&told, &number, st, id, source, &ar, err);
	is_one = told == NULL;
	if (rc == STAAF_OK && told != NULL) {
		told->tag = tag;
		told->n_tags = n_tags;
		rc = put_version(&is_same, st, number, told, err);
	}
	if (rc == STAAF_OK && told != NULL && !is_same)
		rc = store_merge_versions(&has_changed, st, number, err);
	staaf_arena_clear(&ar);
	rc = store_part_end(st, rc, err);
	return rc == STAAF_OK && is_one ?
	    staaf_store_put_tags(st, id, tag, n_tags, err) : rc;
}
