/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A preprint and its article: two records, each of which tells of the other. */
#include "shelf.h"

static const char *const doe[] = { "Doe, J.", "Roe, R." };
static const char title[] = "A made-up title of quite some words";

/* The same work in all of these, of 2019. */
static struct staaf_record
work_of(const char *doi, const char *source)
{
	struct staaf_record r = shelf_record(doi, title, "en");

	r.source = source;
	r.guid = r.doi = doi;
	r.author = doe;
	r.n_authors = 1;
	r.year = 2019;
	r.kind = STAAF_UNSORTED;
	r.state = STAAF_NEW;
	return r;
}

static struct staaf_record
get(struct shelf *sh, const char *id)
{
	struct staaf_record r;

	assert_int_equal(staaf_store_get(&r, sh->st, id, &sh->ar, &sh->err),
	    STAAF_OK);
	return r;
}

/* Its only relation; NULL when it has none. */
static const struct staaf_relation *
relation_of(struct shelf *sh, const char *id)
{
	struct staaf_record r = get(sh, id);

	assert_true(r.n_relations <= 1);
	return r.n_relations == 0 ? NULL : &r.relation[0];
}

static void
a_preprint_and_its_article_tell_of_each_other(void **state)
{
	struct shelf *sh = *state;
	static const char early_id[] = "10.48550/arxiv.2101.1",
	    late_id[] = "10.1000/late";

	for (int turn = 0; turn < 2; turn++) {
		struct staaf_record early = work_of(early_id, "arxiv"),
		    late = work_of(late_id, "journal");
		const struct staaf_relation *rel;

		late.year = 2021;
		if (turn == 1) {
			assert_int_equal(shelf_tear_down(state), 0);
			assert_int_equal(shelf_set_up(state), 0);
			sh = *state;
		}
		(void)shelf_put(sh, turn == 0 ? &early : &late);
		assert_null(relation_of(sh, turn == 0 ? early_id : late_id));
		assert_int_equal(shelf_put(sh, turn == 0 ? &late : &early),
		    STAAF_PUT_NEW);
		assert_string_equal(get(sh, early_id).doi, early_id);
		rel = relation_of(sh, early_id);
		assert_int_equal(rel->kind, STAAF_PREPRINT_OF);
		assert_string_equal(rel->target, late_id);
		rel = relation_of(sh, late_id);
		assert_int_equal(rel->kind, STAAF_HAS_PREPRINT);
		assert_string_equal(rel->target, early_id);
		/* Told again nothing changes; told otherwise it stays. */
		assert_int_equal(shelf_put(sh, &early), STAAF_PUT_SAME);
		late.venue = "Journal of Nothing";
		assert_int_equal(shelf_put(sh, &late), STAAF_PUT_UPDATED);
		assert_non_null(relation_of(sh, early_id));
		assert_non_null(relation_of(sh, late_id));
	}
}

static void
two_articles_of_one_title_are_no_preprint(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = work_of("10.1000/one", "one"),
	    b = work_of("10.1000/two", "two"),
	    journal = work_of("10.1101/gr.12345", "genome"),
	    server = work_of("10.1101/045799", "biorxiv"),
	    c = work_of("10.48550/arxiv.1", "three");

	(void)shelf_put(sh, &a);
	(void)shelf_put(sh, &b);
	assert_null(relation_of(sh, "10.1000/one"));
	assert_null(relation_of(sh, "10.1000/two"));
	(void)shelf_put(sh, &journal);
	assert_null(relation_of(sh, "10.1101/gr.12345"));
	(void)shelf_put(sh, &server);
	assert_non_null(relation_of(sh, "10.1101/045799"));
	c.year = 2009; /* another work of the same people */
	(void)shelf_put(sh, &c);
	assert_null(relation_of(sh, "10.48550/arxiv.1"));
}

static void
what_a_curator_parted_is_no_preprint(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record early = work_of("10.31234/osf.io/abc", "psyarxiv"),
	    late = work_of("10.1000/late", "journal"),
	    other = work_of("10.1000/other", "journal");

	other.title = "Quite another title of quite some words";
	(void)shelf_put(sh, &early);
	(void)shelf_put(sh, &other);
	other.title = title;
	assert_int_equal(staaf_store_decide(sh->st, "10.31234/osf.io/abc",
	    "10.1000/other", false, &sh->err), STAAF_OK);
	(void)shelf_put(sh, &other);
	assert_null(relation_of(sh, "10.1000/other"));
	(void)shelf_put(sh, &late);
	assert_non_null(relation_of(sh, "10.1000/late"));
}

#define ON_A_SHELF(test) \
	cmocka_unit_test_setup_teardown(test, shelf_set_up, shelf_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_SHELF(a_preprint_and_its_article_tell_of_each_other),
		ON_A_SHELF(two_articles_of_one_title_are_no_preprint),
		ON_A_SHELF(what_a_curator_parted_is_no_preprint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
