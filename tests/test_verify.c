/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify finds what is wrong, and nothing where nothing is. */
#include "shelf.h"

static void
gather(const struct staaf_err *fault, void *arg)
{
	struct staaf_buf *all = arg;

	staaf_err_sentence(all, fault, STAAF_EN);
	staaf_buf_putc(all, '\n');
}

/*
 * Verify as a writer and as a reader: both must say these words, in n faults
 * or more (SQLite's own checks grow with its version); 0 is none at all.
 */
static void
assert_faults(struct shelf *sh, long n, const char *words)
{
	for (int mode = STAAF_STORE_READ; mode <= STAAF_STORE_WRITE; mode++) {
		struct staaf_buf all = { 0 };
		long n_faults = -1;

		shelf_open(sh, (enum staaf_store_mode)mode);
		assert_int_equal(staaf_store_verify(&n_faults, sh->st, gather,
		    &all, NULL), STAAF_OK);
		if (n_faults < n || (n == 0 && n_faults > 0) ||
		    strstr(staaf_buf_text(&all), words) == NULL)
			fail_msg("%ld faults: %s", n_faults,
			    staaf_buf_text(&all));
		staaf_buf_clear(&all);
		shelf_close(sh);
	}
}

static int
set_up(void **state)
{
	struct staaf_finding f = shelf_finding("f", "video");
	struct staaf_record r = shelf_record("x1", "one video", "en");
	const char *concept[] = { "video" };
	struct shelf *sh;

	(void)shelf_set_up(state);
	sh = *state;
	f.value = 0.35;
	r.finding = &f;
	r.n_findings = 1;
	r.concept = concept;
	r.n_concepts = 1;
	r.source = "urn:feed";
	(void)shelf_put(sh, &r);
	shelf_put_title(sh, "x2", "two", "nl");
	shelf_put_title(sh, "x2", "twee", "nl");
	r = shelf_record("x3", "gone", "en");
	r.state = STAAF_RETRACTED;
	(void)shelf_put(sh, &r);
	shelf_close(sh);
	return 0;
}

static void
a_sound_store_has_no_faults(void **state)
{
	assert_faults(*state, 0, "");
}

static void
a_figure_changed_behind_our_back_is_found(void **state)
{
	shelf_sql(*state, "UPDATE finding SET value = 0.53");
	assert_faults(*state, 1, "record 'x1' is not as it was stored");
}

static void
a_title_changed_behind_our_back_is_found_twice(void **state)
{
	struct shelf *sh = *state;

	/* An unlike word: the index and the digest both notice. */
	shelf_sql(sh, "UPDATE record SET title = 'three' WHERE id = 'x2'");
	assert_faults(sh, 2, "word index does not fit");
}

static void
a_word_entry_that_is_gone_is_found(void **state)
{
	shelf_sql(*state, "DELETE FROM word_docsize WHERE id = "
	    "(SELECT number FROM record WHERE id = 'x2')");
	assert_faults(*state, 2, "record 'x2' is missing in the word index");
}

static void
a_record_that_is_gone_leaves_traces(void **state)
{
	/* Without foreign keys, as a stranger's tool would. */
	shelf_sql(*state, "DELETE FROM record WHERE id = 'x1'");
	assert_faults(*state, 4, "a row of 'finding' points to a row of "
	    "'record'");
	assert_faults(*state, 4, "without a record: 1");
}

static void
a_change_number_never_given_out_is_found(void **state)
{
	shelf_sql(*state, "UPDATE corpus SET change = 1");
	assert_faults(*state, 1, "never given out: 2");
}

static void
a_value_nobody_knows_is_found_and_the_rest_is_checked(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r;

	shelf_sql(sh, "PRAGMA ignore_check_constraints = ON;"
	    "UPDATE record SET kind = 'poem' WHERE id = 'x2';"
	    "UPDATE finding SET value = 1");
	assert_faults(sh, 2, "record 'x2' holds a value");
	assert_faults(sh, 2, "record 'x1' is not as it was stored");
	shelf_open(sh, STAAF_STORE_READ);
	assert_int_equal(staaf_store_get(&r, sh->st, "x2", &sh->ar, &sh->err),
	    STAAF_STORE);
	shelf_close(sh); /* the shelf would look for faults */
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, \
	shelf_tear_down)
	const struct CMUnitTest tests[] = {
		T(a_sound_store_has_no_faults),
		T(a_figure_changed_behind_our_back_is_found),
		T(a_title_changed_behind_our_back_is_found_twice),
		T(a_word_entry_that_is_gone_is_found),
		T(a_record_that_is_gone_leaves_traces),
		T(a_change_number_never_given_out_is_found),
		T(a_value_nobody_knows_is_found_and_the_rest_is_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
