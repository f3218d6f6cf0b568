/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records that several sources tell: found to be one or kept apart, merged
 * field by field, the same in whatever order they come; and what curators
 * say of them.
 */
#include "shelf.h"

#include <staaf/file.h>

#include "store/store.h"

static const char *const doe[] = { "Doe, J.", "Roe, R." };
static const char title[] = "A made-up title of quite some words";

/* A telling by a source; the same work in all of these. */
static struct staaf_record
telling(const char *id, const char *source)
{
	struct staaf_record r = shelf_record(id, title, "en");

	r.source = source;
	r.guid = id;
	r.author = doe;
	r.n_authors = 1;
	r.year = 2019;
	r.kind = STAAF_UNSORTED;
	r.state = STAAF_NEW;
	if (strncmp(id, "10.", 3) == 0)
		r.doi = id;
	return r;
}

static long
count(struct shelf *sh)
{
	struct staaf_status s;

	assert_int_equal(staaf_store_status(&s, sh->st, &sh->ar, NULL),
	    STAAF_OK);
	return s.n_records;
}

static struct staaf_record
get(struct shelf *sh, const char *id)
{
	struct staaf_record r;

	assert_int_equal(staaf_store_get(&r, sh->st, id, &sh->ar, &sh->err),
	    STAAF_OK);
	return r;
}

/* ------------------------------------------------------------- identity */

static void
title_author_and_year_make_one_of_two_sources(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = telling("xa", "zotero"),
	    b = telling("10.1000/b", "pubmed");

	a.summary = "A summary that only one has.";
	b.venue = "Journal of Nothing";
	b.title = "A Made-Up  Title of quite some words.";
	assert_int_equal(shelf_put(sh, &a), STAAF_PUT_NEW);
	assert_int_equal(shelf_put(sh, &b), STAAF_PUT_UPDATED);
	assert_int_equal(count(sh), 1);
	a = get(sh, "10.1000/b");
	assert_string_equal(a.id, "10.1000/b");
	assert_string_equal(a.summary, "A summary that only one has.");
	assert_string_equal(a.venue, "Journal of Nothing");
	a = get(sh, "xa"); /* an id that was given out is found for ever */
	assert_string_equal(a.id, "10.1000/b");
}

static void
one_doi_from_two_sources_loses_no_field(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = telling("10.1000/b", "one"),
	    b = telling("10.1000/b", "two");

	a.content = "Long text of the first.";
	b.summary = "Summary of the second.";
	b.author = doe;
	b.n_authors = 2;
	(void)shelf_put(sh, &a);
	assert_int_equal(shelf_put(sh, &b), STAAF_PUT_UPDATED);
	a = get(sh, "10.1000/b");
	assert_string_equal(a.content, "Long text of the first.");
	assert_string_equal(a.summary, "Summary of the second.");
	assert_int_equal(a.n_authors, 2);
}

static void
a_pubmed_number_is_one_work_and_an_isbn_is_not(void **state)
{
	static const char *const pmid[] = { "isbn:9780000000002",
		"pmid:1234" };
	struct shelf *sh = *state;
	struct staaf_record a = telling("xa", "one"),
	    b = telling("xb", "two"), c = telling("xc", "three");

	b.title = "Short";
	c.title = "Other";
	a.alias = b.alias = c.alias = pmid;
	a.n_aliases = b.n_aliases = 2;
	c.n_aliases = 1;
	(void)shelf_put(sh, &a);
	(void)shelf_put(sh, &b);
	assert_int_equal(count(sh), 1);
	(void)shelf_put(sh, &c);
	assert_int_equal(count(sh), 2);
	assert_string_equal(get(sh, "pmid:1234").id, "xa");
}

/* Two tellings that must stay two records. */
static void
expect_apart(struct shelf *sh, const struct staaf_record *a,
    const struct staaf_record *b)
{
	long before = count(sh);

	assert_int_equal(shelf_put(sh, a), STAAF_PUT_NEW);
	assert_int_equal(shelf_put(sh, b), STAAF_PUT_NEW);
	assert_int_equal(count(sh), before + 2);
}

static void
what_is_not_surely_one_stays_two(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = telling("10.1000/a", "s1"),
	    b = telling("10.1000/b", "s2");

	expect_apart(sh, &a, &b); /* two DOIs */
	a = telling("x1", "s3");
	b = telling("x2", "s3"); /* a source knows its own entries */
	a.title = b.title = "Another made-up title of many words";
	expect_apart(sh, &a, &b);
	a = telling("x3", "s4");
	b = telling("x4", "s5");
	a.title = b.title = "Editorial of this month"; /* four words, short */
	a.author = b.author = doe + 1;
	a.title = b.title = "Book review";
	expect_apart(sh, &a, &b);
	a = telling("x5", "s6");
	b = telling("x6", "s7");
	a.title = b.title = "A third made-up title of many words";
	b.year = 2021;
	expect_apart(sh, &a, &b); /* two years */
	a = telling("x7", "s8");
	b = telling("x8", "s9");
	a.title = b.title = "A fourth made-up title of many words";
	b.author = doe + 1;
	expect_apart(sh, &a, &b); /* two first authors */
	a = telling("x9", "t1");
	b = telling("y1", "t2");
	a.title = b.title = "A fifth made-up title of many words";
	a.n_authors = b.n_authors = 0;
	expect_apart(sh, &a, &b); /* nobody wrote them */
}

/* ------------------------------------------------------------- merging */

enum { N_TOLD = 4 };

static void
make_told(struct staaf_record r[N_TOLD])
{
	static const char *const tags[] = { "exam-score", "flipped" };
	static const char *const pmid[] = { "pmid:77" };
	static struct staaf_finding f;
	static const struct staaf_relation part = { STAAF_PART_OF,
		"isbn:9780000000002" };

	f = shelf_finding("f1", "flipped");
	r[0] = telling("xa", "blog");
	r[0].summary = "A short one.";
	r[0].link = "https://example.org/a";
	r[1] = telling("10.1000/b", "crossref");
	r[1].venue = "Journal of Nothing";
	r[1].author = doe;
	r[1].n_authors = 2;
	r[1].relation = &part;
	r[1].n_relations = 1;
	r[2] = telling("xc", "pubmed");
	r[2].summary = "A summary that is longer than the short one is.";
	r[2].alias = pmid;
	r[2].n_aliases = 1;
	r[2].tag = tags;
	r[2].n_tags = 2;
	r[3] = telling("10.1000/b", "corpus");
	r[3].summary = "Curated.";
	r[3].state = STAAF_ACCEPTED;
	r[3].kind = STAAF_REVIEW;
	r[3].appraisal.design = 4;
	r[3].finding = &f;
	r[3].n_findings = 1;
	r[3].tag = tags;
	r[3].n_tags = 1;
}

static void
put_digest(char out[80], struct shelf *sh)
{
	struct staaf_buf scratch = { 0 };
	struct staaf_record r = get(sh, "10.1000/b");

	store_digest(&scratch, out, &r);
	staaf_buf_clear(&scratch);
}

/* The nth order of four. */
static void
order(size_t out[N_TOLD], size_t nth)
{
	bool taken[N_TOLD] = { false };
	size_t left = 24;

	for (size_t i = 0; i < N_TOLD; i++) {
		size_t skip;

		left /= N_TOLD - i;
		skip = nth / left;
		nth %= left;
		for (size_t k = 0; k < N_TOLD; k++)
			if (!taken[k] && skip-- == 0) {
				taken[k] = true;
				out[i] = k;
				break;
			}
	}
}

static void
start_anew(struct shelf *sh)
{
	shelf_close(sh);
	assert_int_equal(unlink(sh->path), 0);
	shelf_open(sh, STAAF_STORE_WRITE);
}

static void
any_order_of_arrival_gives_the_same_record(void **state)
{
	char first[80] = "", other[80];
	struct shelf *sh = *state;
	struct staaf_record r[N_TOLD], back;
	size_t at[N_TOLD];

	make_told(r);
	for (size_t nth = 0; nth < 24; nth++) {
		start_anew(sh);
		order(at, nth);
		for (size_t i = 0; i < N_TOLD; i++)
			(void)shelf_put(sh, &r[at[i]]);
		assert_int_equal(count(sh), 1);
		put_digest(nth == 0 ? first : other, sh);
		if (nth > 0)
			assert_string_equal(other, first);
		for (size_t i = 0; i < N_TOLD; i++) /* told again */
			assert_int_equal(shelf_put(sh, &r[i]),
			    STAAF_PUT_SAME);
	}
	back = get(sh, "10.1000/b");
	assert_string_equal(back.summary, "Curated.");
	assert_string_equal(back.venue, "Journal of Nothing");
	assert_string_equal(back.link, "https://example.org/a");
	assert_int_equal(back.n_aliases, 1);
	assert_int_equal(back.n_relations, 1);
	assert_int_equal(back.n_findings, 1);
	assert_int_equal(back.n_tags, 2);
	assert_int_equal(back.appraisal.design, 4);
	assert_int_equal(back.state, STAAF_ACCEPTED);
}

static void
a_source_changes_its_own_part_only(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r[N_TOLD], back;
	const struct staaf_origin *from;

	make_told(r);
	(void)shelf_put(sh, &r[0]);
	(void)shelf_put(sh, &r[1]);
	(void)shelf_put(sh, &r[2]);
	r[2].summary = "Shorter.";
	assert_int_equal(shelf_put(sh, &r[2]), STAAF_PUT_UPDATED);
	back = get(sh, "10.1000/b");
	assert_string_equal(back.summary, "A short one.");
	assert_string_equal(back.venue, "Journal of Nothing");
	from = back.origin;
	assert_true(back.n_origins >= 6);
	for (size_t i = 0; i < back.n_origins; i++)
		if (from[i].field == STAAF_FIELD_SUMMARY ||
		    from[i].field == STAAF_FIELD_LINK)
			assert_string_equal(from[i].source, "blog");
		else if (from[i].field == STAAF_FIELD_VENUE)
			assert_string_equal(from[i].source, "crossref");
}

static void
a_source_that_goes_takes_only_what_it_told(void **state)
{
	char before[80], after[80];
	struct shelf *sh = *state;
	struct staaf_record r[N_TOLD];
	long n = 0;

	make_told(r);
	(void)shelf_put(sh, &r[1]);
	(void)shelf_put(sh, &r[3]);
	put_digest(before, sh);
	(void)shelf_put(sh, &r[0]);
	assert_int_equal(staaf_store_remove_source(&n, sh->st, "blog", true,
	    &sh->err), STAAF_OK);
	assert_int_equal(n, 0); /* no record went */
	put_digest(after, sh);
	assert_string_equal(after, before);
	assert_int_equal(staaf_store_remove_source(&n, sh->st, "corpus", true,
	    NULL), STAAF_OK);
	assert_int_equal(get(sh, "10.1000/b").n_findings, 0);
	assert_int_equal(staaf_store_remove_source(&n, sh->st, "crossref",
	    true, NULL), STAAF_OK);
	assert_int_equal(n, 1);
	assert_int_equal(count(sh), 0);
}

/* Does any file of the store hold these bytes? */
static bool
store_holds(struct shelf *sh, const char *bytes)
{
	struct staaf_buf file = { 0 };
	bool is_in = false;

	shelf_close(sh); /* and all of it is in the one file */
	assert_int_equal(staaf_file_read(&file, sh->path, 64 << 20, NULL),
	    STAAF_OK);
	for (size_t i = 0; i + strlen(bytes) <= file.size && !is_in; i++)
		is_in = memcmp(file.text + i, bytes, strlen(bytes)) == 0;
	staaf_buf_clear(&file);
	shelf_open(sh, STAAF_STORE_WRITE);
	return is_in;
}

static void
no_address_of_a_person_is_kept(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = telling("xa", "one"), b = telling("xb", "two");

	a.author_email = b.author_email = "doe@made-up.invalid";
	(void)shelf_put(sh, &a);
	(void)shelf_put(sh, &b);
	assert_int_equal(count(sh), 1);
	assert_true(store_holds(sh, "Doe, J."));
	assert_false(store_holds(sh, "doe@made-up.invalid"));
}

static void
figures_that_are_read_anew_are_kept(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = telling("xa", "one"), b = telling("xb", "two");
	struct staaf_figure f = { .key = "f00000001",
		.place = STAAF_IN_SUMMARY, .size = 8, .quote = "g = 0.30",
		.metric = STAAF_G, .value = 0.3, .low = (double)NAN,
		.high = (double)NAN, .p = (double)NAN, .tau = (double)NAN,
		.i2 = (double)NAN, .k = STAAF_NONE, .n = STAAF_NONE,
		.design = STAAF_NONE };

	b.summary = "g = 0.30";
	(void)shelf_put(sh, &a);
	(void)shelf_put(sh, &b);
	assert_int_equal(get(sh, "xa").n_figures, 0);
	b.figure = &f;
	b.n_figures = 1;
	assert_int_equal(shelf_put(sh, &b), STAAF_PUT_SAME);
	assert_int_equal(get(sh, "xa").n_figures, 1);
}

/* ------------------------------------------------------------- curators */

static void
different_parts_them_and_is_remembered(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = telling("xa", "one"), b = telling("xb", "two");
	struct staaf_pair *pair = NULL;
	size_t n = 0;

	a.summary = "Of the first.";
	(void)shelf_put(sh, &a);
	(void)shelf_put(sh, &b);
	assert_int_equal(count(sh), 1);
	assert_int_equal(staaf_store_decide(sh->st, "xb", "xa", false,
	    &sh->err), STAAF_OK);
	assert_int_equal(count(sh), 2);
	assert_string_equal(get(sh, "xb").summary, "");
	assert_string_equal(get(sh, "xa").summary, "Of the first.");
	assert_int_equal(shelf_put(sh, &a), STAAF_PUT_SAME);
	b.venue = "Journal of Nothing";
	assert_int_equal(shelf_put(sh, &b), STAAF_PUT_UPDATED);
	assert_int_equal(count(sh), 2);
	assert_int_equal(staaf_store_pairs(&pair, &n, sh->st, &sh->ar, NULL),
	    STAAF_OK);
	assert_int_equal(n, 1);
	assert_string_equal(pair[0].a, "xa");
	assert_false(pair[0].is_same);
	/* And by the opposite it is undone. */
	assert_int_equal(staaf_store_decide(sh->st, "xa", "xb", true, NULL),
	    STAAF_OK);
	assert_int_equal(count(sh), 1);
}

static void
same_joins_what_nothing_else_would(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = telling("10.1000/a", "one"),
	    b = telling("10.1000/b", "one");

	a.title = "A working paper";
	(void)shelf_put(sh, &a);
	(void)shelf_put(sh, &b);
	assert_int_equal(staaf_store_decide(sh->st, "10.1000/b", "10.1000/a",
	    true, &sh->err), STAAF_OK);
	assert_int_equal(count(sh), 1);
	assert_string_equal(get(sh, "10.1000/b").id, "10.1000/a");
	assert_int_equal(shelf_put(sh, &b), STAAF_PUT_SAME);
	assert_int_equal(shelf_put(sh, &a), STAAF_PUT_SAME);
	assert_int_equal(count(sh), 1);
	assert_int_equal(staaf_store_decide(sh->st, "10.1000/a", "10.1000/b",
	    false, NULL), STAAF_OK);
	assert_int_equal(count(sh), 2);
}

static void
a_pair_must_be_two_records_that_are_held(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = telling("xa", "one");

	(void)shelf_put(sh, &a);
	assert_int_equal(staaf_store_decide(sh->st, "xa", "nothing", true,
	    &sh->err), STAAF_NOTHING);
	assert_says(&sh->err, "'nothing'");
	assert_int_equal(staaf_store_decide(sh->st, "xa", "xa", true,
	    &sh->err), STAAF_BADINPUT);
}

/* ----------------------------------------------------------- retraction */

static void
put_notice(struct shelf *sh)
{
	static const struct staaf_relation retracts = { STAAF_RETRACTS,
		"10.1000/a" };
	struct staaf_record r = telling("10.1000/notice", "journal");

	r.title = "Retraction of a made-up paper";
	r.relation = &retracts;
	r.n_relations = 1;
	(void)shelf_put(sh, &r);
}

static void
a_retraction_counts_whichever_comes_first(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record a = telling("10.1000/a", "one");

	(void)shelf_put(sh, &a);
	put_notice(sh);
	assert_int_equal(get(sh, "10.1000/a").state, STAAF_RETRACTED);
	assert_int_equal(shelf_put(sh, &a), STAAF_PUT_SAME);
	start_anew(sh);
	put_notice(sh);
	(void)shelf_put(sh, &a);
	assert_int_equal(get(sh, "10.1000/a").state, STAAF_RETRACTED);
	a.source = "two";
	(void)shelf_put(sh, &a);
	assert_int_equal(get(sh, "10.1000/a").state, STAAF_RETRACTED);
}

#define ON_A_SHELF(test) \
	cmocka_unit_test_setup_teardown(test, shelf_set_up, shelf_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_SHELF(title_author_and_year_make_one_of_two_sources),
		ON_A_SHELF(one_doi_from_two_sources_loses_no_field),
		ON_A_SHELF(a_pubmed_number_is_one_work_and_an_isbn_is_not),
		ON_A_SHELF(what_is_not_surely_one_stays_two),
		ON_A_SHELF(any_order_of_arrival_gives_the_same_record),
		ON_A_SHELF(a_source_changes_its_own_part_only),
		ON_A_SHELF(a_source_that_goes_takes_only_what_it_told),
		ON_A_SHELF(no_address_of_a_person_is_kept),
		ON_A_SHELF(figures_that_are_read_anew_are_kept),
		ON_A_SHELF(different_parts_them_and_is_remembered),
		ON_A_SHELF(same_joins_what_nothing_else_would),
		ON_A_SHELF(a_pair_must_be_two_records_that_are_held),
		ON_A_SHELF(a_retraction_counts_whichever_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
