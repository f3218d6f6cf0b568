/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory refused at the 1st, 2nd, 3rd ... request: an error code, no crash,
 * no leak (the sanitizer looks), and the store as sound as before.
 */
#include "shelf.h"

enum { MOST_REQUESTS = 2000 }; /* a path that takes more hangs */

static struct staaf_finding finding;
static const char *const concept[] = { "video" };

static struct staaf_record
some_record(void)
{
	struct staaf_record r = shelf_record("x1", "peer feedback", "");

	finding = shelf_finding("f", "video");
	r.summary_in[STAAF_EN] = "Students gave feedback to their peers.";
	r.author = concept;
	r.n_authors = 1;
	r.concept = concept;
	r.n_concepts = 1;
	r.source = "urn:feed";
	r.finding = &finding;
	r.n_findings = 1;
	return r;
}

/* Was the refusal still to come when the path ended? */
static bool
is_pending(void)
{
	for (long i = 0; i < MOST_REQUESTS; i++) {
		void *p = staaf_mem_alloc(1);

		staaf_mem_free(p);
		if (p == NULL)
			return true;
	}
	return false;
}

/*
 * Run with each request refused in turn, until none is left to refuse.  A
 * path may do without a request (a hint, a clean-up) and still end well.
 */
static long
torture(struct shelf *sh, enum staaf_code (*path)(struct shelf *sh))
{
	unsigned long nth;

	for (nth = 1; nth < MOST_REQUESTS; nth++) {
		enum staaf_code rc;
		bool is_over;

		staaf_mem_refuse(nth);

		rc = path(sh);
		is_over = is_pending();
		staaf_mem_refuse(0);
		staaf_arena_clear(&sh->ar);
		if (rc == STAAF_OK && is_over)
			return (long)nth;
		if (rc != STAAF_NOMEM && rc != STAAF_OK) {
			staaf_err_print(stderr, &sh->err, STAAF_EN);
			fail_msg("request %lu: %s", nth, staaf_code_name(rc));
		}
	}
	fail_msg("still failing after %lu requests", nth);
	return 0;
}

static enum staaf_code
open_put_close(struct shelf *sh)
{
	struct staaf_record r = some_record();
	struct staaf_store *st = NULL;
	enum staaf_put what;
	enum staaf_code rc = staaf_store_open(&st, sh->path,
	    STAAF_STORE_WRITE, &sh->err);

	if (rc == STAAF_OK)
		rc = staaf_store_begin(st, &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_put(&what, st, &r, &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_put_tags(st, "x1", concept, 1, &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_commit(st, &sh->err);
	staaf_store_close(st);
	return rc;
}

static void
open_and_put_survive_refused_memory(void **state)
{
	struct shelf *sh = *state;
	long n_faults = 9;

	assert_true(torture(sh, open_put_close) > 10);
	shelf_open(sh, STAAF_STORE_READ);
	assert_int_equal(staaf_store_verify(&n_faults, sh->st, NULL, NULL,
	    NULL), STAAF_OK);
	assert_int_equal(n_faults, 0);
}

static enum staaf_code
make_new(struct shelf *sh)
{
	struct staaf_store *st = NULL;
	enum staaf_code rc;

	(void)unlink(sh->path);
	rc = staaf_store_open(&st, sh->path, STAAF_STORE_WRITE, &sh->err);
	staaf_store_close(st);
	return rc;
}

static void
making_a_store_survives_refused_memory(void **state)
{
	assert_true(torture(*state, make_new) > 5);
}

static enum staaf_code
update_and_undo(struct shelf *sh)
{
	static int turn;
	struct staaf_record r = some_record();
	struct staaf_rule_file file = { "a.rules", "text", 4 };
	enum staaf_put what;
	enum staaf_code rc = staaf_store_begin(sh->st, &sh->err);

	r.year = 2000 + turn++ % 2;
	r.title = "feedback";
	if (rc == STAAF_OK)
		rc = staaf_store_put(&what, sh->st, &r, &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_put_rules(sh->st, &file, 1, &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_put_rule_form(sh->st, "form", &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_put_source(sh->st, "urn:feed", "T", "atom",
		    "a", &sh->err);
	staaf_store_rollback(sh->st);
	return rc;
}

static enum staaf_code
find_and_read(struct shelf *sh)
{
	struct staaf_term *term = NULL;
	struct staaf_hit *hit = NULL;
	struct staaf_evidence *e = NULL;
	struct staaf_record r;
	struct staaf_status s;
	size_t n_terms = 0, n = 0;
	long count;
	enum staaf_code rc = staaf_store_terms(&term, &n_terms,
	    "feedback peers", 14, &sh->ar, &sh->err);

	if (rc == STAAF_OK)
		rc = staaf_store_find(&hit, &n, sh->st, term, n_terms, 5,
		    &sh->ar, &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_match(&hit, &n, sh->st, "peer OR feedback",
		    5, &sh->ar, &sh->err);
	if (rc == STAAF_OK && (n != 1 || *hit[0].snippet == '\0'))
		rc = STAAF_NOTHING;
	if (rc == STAAF_OK)
		rc = staaf_store_findings(&e, &n, sh->st, concept, 1, &sh->ar,
		    &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_count(&count, sh->st, concept, 1,
		    STAAF_NONE, &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_get(&r, sh->st, "x1", &sh->ar, &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_status(&s, sh->st, &sh->ar, &sh->err);
	return rc;
}

static enum staaf_code
drop_lines(struct staaf_buf *lines, struct staaf_err *err, void *arg)
{
	(void)err;
	*(size_t *)arg += lines->size;
	return STAAF_OK;
}

static enum staaf_code
back_up_and_export(struct shelf *sh)
{
	struct staaf_backup made;
	char path[128];
	size_t size = 0;
	long n;
	enum staaf_code rc;

	(void)snprintf(path, sizeof(path), "%s/backup", sh->folder);
	rc = staaf_store_backup(&made, sh->st, path, true, &sh->err);
	if (rc == STAAF_OK)
		rc = staaf_store_export(&n, sh->st, drop_lines, &size,
		    &sh->err);
	(void)snprintf(path, sizeof(path), "%s/export", sh->folder);
	if (rc == STAAF_OK)
		rc = staaf_store_export_file(&n, sh->st, path, true,
		    &sh->err);
	return rc;
}

/* From the files that back_up_and_export made. */
static enum staaf_code
restore_from(struct shelf *sh, const char *name)
{
	char from[128], to[128];
	long n = 0;
	enum staaf_code rc;

	(void)snprintf(from, sizeof(from), "%s/%s", sh->folder, name);
	(void)snprintf(to, sizeof(to), "%s/restored", sh->folder);
	(void)unlink(to);
	rc = staaf_store_restore(&n, to, from, &sh->err);
	if (rc != STAAF_OK && access(to, F_OK) == 0)
		rc = STAAF_BADARG; /* failed, and left something */
	return rc;
}

static enum staaf_code
restore_export(struct shelf *sh)
{
	return restore_from(sh, "export");
}

static enum staaf_code
restore_backup(struct shelf *sh)
{
	return restore_from(sh, "backup");
}

static enum staaf_code
verify_all(struct shelf *sh)
{
	long n_faults = 9;
	enum staaf_code rc = staaf_store_verify(&n_faults, sh->st, NULL, NULL,
	    &sh->err);

	return rc == STAAF_OK && n_faults > 0 ? STAAF_STORE : rc;
}

static void
reading_and_updating_survive_refused_memory(void **state)
{
	struct shelf *sh = *state;

	assert_int_equal(open_put_close(sh), STAAF_OK);
	shelf_open(sh, STAAF_STORE_WRITE);
	assert_true(torture(sh, find_and_read) > 10);
	assert_true(torture(sh, update_and_undo) > 5);
	assert_true(torture(sh, verify_all) > 1);
	shelf_close(sh);
	shelf_open(sh, STAAF_STORE_READ);
	assert_true(torture(sh, verify_all) > 1);
}

static void
backup_export_and_restore_survive_refused_memory(void **state)
{
	struct shelf *sh = *state;

	assert_int_equal(open_put_close(sh), STAAF_OK);
	shelf_open(sh, STAAF_STORE_READ);
	assert_true(torture(sh, back_up_and_export) > 20);
	assert_true(torture(sh, restore_export) > 50);
	assert_true(torture(sh, restore_backup) > 20);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, shelf_set_up_empty, \
	shelf_tear_down)
	const struct CMUnitTest tests[] = {
		T(open_and_put_survive_refused_memory),
		T(making_a_store_survives_refused_memory),
		T(reading_and_updating_survive_refused_memory),
		T(backup_export_and_restore_survive_refused_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
