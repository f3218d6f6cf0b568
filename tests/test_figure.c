/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Machine figures: no evidence until a curator says so, and then for good. */
#include "shelf.h"

static struct staaf_figure figures[2];
static struct staaf_finding own;

static struct staaf_figure
make_figure(const char *key, double value)
{
	return (struct staaf_figure){
		.key = key, .place = STAAF_IN_SUMMARY, .at = 7, .size = 8,
		.quote = "so g = 0.40 it is", .metric = STAAF_G,
		.value = value, .low = 0.1, .high = (double)NAN, .p = 0.05,
		.p_is_below = true, .tau = (double)NAN, .i2 = 50,
		.k = 12, .n = STAAF_NONE, .design = 5,
	};
}

/* A record with a finding of its own and two figures. */
static struct staaf_record
make_record(void)
{
	struct staaf_record r = shelf_record("x1", "a made-up study", "en");

	own = shelf_finding("own", "video");
	figures[0] = make_figure("f00000001", 0.4);
	figures[1] = make_figure("f00000002", -0.2);
	figures[1].design = STAAF_NONE;
	figures[1].k = STAAF_NONE;
	r.finding = &own;
	r.n_findings = 1;
	r.figure = figures;
	r.n_figures = 2;
	return r;
}

static struct staaf_finding
make_judged(double value)
{
	struct staaf_finding f = shelf_finding("whatever", "peer-feedback");

	f.metric = STAAF_G;
	f.value = value;
	f.direction = STAAF_BETTER;
	return f;
}

static int
set_up(void **state)
{
	struct staaf_record r = make_record();

	(void)shelf_set_up(state);
	(void)shelf_put(*state, &r);
	return 0;
}

static struct staaf_record
get(struct shelf *sh)
{
	struct staaf_record r = { 0 };

	assert_int_equal(staaf_store_get(&r, sh->st, "x1", &sh->ar, &sh->err),
	    STAAF_OK);
	return r;
}

static void
judge(struct shelf *sh, const char *key, enum staaf_judgement verdict,
    const struct staaf_finding *f)
{
	enum staaf_code rc = staaf_store_judge(sh->st, "x1", key, verdict, f,
	    &sh->err);

	if (rc != STAAF_OK)
		staaf_err_print(stderr, &sh->err, STAAF_EN);
	assert_int_equal(rc, STAAF_OK);
}

/* How many findings are evidence on an intervention. */
static size_t
count_evidence(struct shelf *sh, const char *intervention)
{
	struct staaf_evidence *e = NULL;
	size_t n = 0;

	assert_int_equal(staaf_store_findings(&e, &n, sh->st, &intervention,
	    1, &sh->ar, &sh->err), STAAF_OK);
	return n;
}

static size_t
count_unread(struct shelf *sh)
{
	struct staaf_unread *u = NULL;
	size_t n = 0;

	assert_int_equal(staaf_store_unread(&u, &n, sh->st, 0, 100, &sh->ar,
	    &sh->err), STAAF_OK);
	return n;
}

static void
figures_come_back_as_they_were_put(void **state)
{
	struct staaf_record r = get(*state);

	assert_int_equal(r.n_figures, 2);
	assert_string_equal(r.figure[0].key, "f00000001");
	assert_int_equal(r.figure[0].place, STAAF_IN_SUMMARY);
	assert_int_equal(r.figure[0].at, 7);
	assert_int_equal(r.figure[0].size, 8);
	assert_string_equal(r.figure[0].quote, "so g = 0.40 it is");
	assert_int_equal(r.figure[0].metric, STAAF_G);
	assert_true(r.figure[0].value == 0.4);
	assert_true(r.figure[0].low == 0.1);
	assert_true(isnan(r.figure[0].high));
	assert_true(r.figure[0].p == 0.05);
	assert_true(r.figure[0].p_is_below);
	assert_true(isnan(r.figure[0].tau));
	assert_true(r.figure[0].i2 == 50);
	assert_int_equal(r.figure[0].k, 12);
	assert_int_equal(r.figure[0].n, STAAF_NONE);
	assert_int_equal(r.figure[0].design, 5);
	assert_int_equal(r.figure[0].verdict, STAAF_UNREAD);
	assert_int_equal(r.figure[1].design, STAAF_NONE);
}

static void
a_new_reading_takes_the_place_of_the_old_also_of_a_record_unchanged(
    void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = make_record();

	figures[0].value = 0.41;
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_SAME);
	r = get(sh);
	assert_true(r.figure[0].value == 0.41);
	r = make_record();
	r.n_figures = 1;
	r.year = 2020;
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_UPDATED);
	r = get(sh);
	assert_int_equal(r.n_figures, 1);
	assert_true(r.figure[0].value == 0.4);
}

static void
an_unread_figure_is_no_evidence(void **state)
{
	struct shelf *sh = *state;

	assert_int_equal(get(sh).n_findings, 1);
	assert_int_equal(count_evidence(sh, "peer-feedback"), 0);
	assert_int_equal(count_unread(sh), 2);
}

static void
a_refused_figure_is_no_evidence_and_is_read(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = make_judged(0.4);

	judge(sh, "f00000001", STAAF_NOT_TAKEN, &f);
	assert_int_equal(get(sh).n_findings, 1);
	assert_int_equal(get(sh).figure[0].verdict, STAAF_NOT_TAKEN);
	assert_int_equal(count_evidence(sh, "peer-feedback"), 0);
	assert_int_equal(count_unread(sh), 1);
}

static void
a_confirmed_figure_is_evidence_with_the_key_of_the_figure(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = make_judged(0.4);
	struct staaf_record r;
	uint64_t before = 0, after = 0;

	(void)staaf_store_generation(&before, sh->st, NULL);
	judge(sh, "f00000001", STAAF_CONFIRMED, &f);
	(void)staaf_store_generation(&after, sh->st, NULL);
	assert_true(after > before); /* answers may have changed */
	r = get(sh);
	assert_int_equal(r.n_findings, 2);
	assert_string_equal(r.finding[0].key, "own");
	assert_false(r.finding[0].is_judged);
	assert_string_equal(r.finding[1].key, "f00000001");
	assert_true(r.finding[1].is_judged);
	assert_true(r.finding[1].is_confirmed);
	assert_true(r.finding[1].value == 0.4);
	assert_int_equal(r.figure[0].verdict, STAAF_CONFIRMED);
	assert_int_equal(count_evidence(sh, "peer-feedback"), 1);
	assert_int_equal(count_unread(sh), 1);
}

static void
a_verdict_outlives_every_new_reading_of_its_record(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = make_judged(0.4);
	struct staaf_record r = make_record();

	judge(sh, "f00000002", STAAF_CORRECTED, &f);
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_SAME);
	for (int year = 2001; year < 2004; year++) {
		r.year = year;
		assert_int_equal(shelf_put(sh, &r), STAAF_PUT_UPDATED);
		assert_int_equal(get(sh).n_findings, 2);
		assert_int_equal(get(sh).figure[1].verdict, STAAF_CORRECTED);
		assert_int_equal(count_evidence(sh, "peer-feedback"), 1);
	}
	/* Also where the text no longer says it. */
	r.n_figures = 0;
	r.n_findings = 0;
	(void)shelf_put(sh, &r);
	assert_int_equal(get(sh).n_findings, 1);
	assert_string_equal(get(sh).finding[0].key, "f00000002");
	assert_int_equal(staaf_store_put_tags(sh->st, "x1",
	    (const char *const[]){ "video" }, 1, &sh->err), STAAF_OK);
	assert_int_equal(get(sh).n_findings, 1);
}

/* What is read and put back is the same record: nothing becomes its own. */
static void
a_record_read_and_put_back_is_the_same(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = make_judged(0.4);
	struct staaf_record r;

	judge(sh, "f00000001", STAAF_CONFIRMED, &f);
	r = get(sh);
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_SAME);
	r.year = 1999;
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_UPDATED);
	r = get(sh);
	assert_int_equal(r.n_findings, 2);
	assert_true(r.finding[1].is_judged);
	judge(sh, "f00000001", STAAF_UNREAD, NULL);
	assert_int_equal(get(sh).n_findings, 1);
}

static void
a_later_verdict_takes_the_place_of_an_earlier_one(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = make_judged(0.4);

	judge(sh, "f00000001", STAAF_CONFIRMED, &f);
	judge(sh, "f00000002", STAAF_CONFIRMED, &f);
	f.value = 0.3;
	judge(sh, "f00000001", STAAF_CORRECTED, &f);
	assert_int_equal(get(sh).n_findings, 3);
	assert_true(get(sh).finding[1].value == 0.3);
	judge(sh, "f00000001", STAAF_NOT_TAKEN, NULL);
	assert_int_equal(get(sh).n_findings, 2);
	judge(sh, "f00000002", STAAF_UNREAD, NULL);
	assert_int_equal(get(sh).n_findings, 1);
	assert_int_equal(count_unread(sh), 1);
}

static void
what_cannot_be_judged_is_refused_and_nothing_changes(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = make_judged(0.4);
	struct staaf_record r = make_record();

	assert_int_equal(staaf_store_judge(sh->st, "x9", "f00000001",
	    STAAF_CONFIRMED, &f, &sh->err), STAAF_NOTHING);
	assert_int_equal(staaf_store_judge(sh->st, "x1", "f00000009",
	    STAAF_CONFIRMED, &f, &sh->err), STAAF_NOTHING);
	assert_says(&sh->err, "record 'x1' has no figure 'f00000009'");
	f.outcome = "";
	assert_int_equal(staaf_store_judge(sh->st, "x1", "f00000001",
	    STAAF_CONFIRMED, &f, &sh->err), STAAF_BADINPUT);
	f = make_judged(0.4);
	own.key = "f00000001";
	(void)shelf_put(sh, &r);
	assert_int_equal(staaf_store_judge(sh->st, "x1", "f00000001",
	    STAAF_CONFIRMED, &f, &sh->err), STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_STORE_OWN_FINDING);
	assert_int_equal(get(sh).n_findings, 1);
	assert_int_equal(count_unread(sh), 2);
}

/* The source comes to tell a finding of the key that was judged. */
static void
a_finding_of_the_source_stands_before_a_verdict_of_its_key(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = make_judged(0.4);
	struct staaf_record r = make_record();

	judge(sh, "f00000001", STAAF_CONFIRMED, &f);
	own.key = "f00000001";
	(void)shelf_put(sh, &r);
	assert_int_equal(get(sh).n_findings, 1);
	assert_string_equal(get(sh).finding[0].intervention, "video");
	own.key = "own";
	(void)shelf_put(sh, &r);
	assert_int_equal(get(sh).n_findings, 2); /* it was kept */
}

static void
two_figures_of_one_key_and_a_strange_design_are_refused(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = make_record();
	enum staaf_put what;

	figures[1].key = "f00000001";
	assert_int_equal(staaf_store_put(&what, sh->st, &r, &sh->err),
	    STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_STORE_DOUBLE_FIGURE);
	r = make_record();
	figures[1].design = 6;
	assert_int_equal(staaf_store_put(&what, sh->st, &r, &sh->err),
	    STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_STORE_BAD_FIGURE);
	assert_int_equal(get(sh).n_figures, 2);
}

static void
unread_figures_are_listed_in_order_and_in_pages(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = make_record();
	struct staaf_unread *u = NULL;
	size_t n = 0;

	r.id = "w0";
	(void)shelf_put(sh, &r);
	r.id = "a0";
	r.state = STAAF_RETRACTED;
	(void)shelf_put(sh, &r);
	assert_int_equal(staaf_store_unread(&u, &n, sh->st, 0, 3, &sh->ar,
	    &sh->err), STAAF_OK);
	assert_int_equal(n, 3);
	assert_string_equal(u[0].id, "w0");
	assert_string_equal(u[0].figure.key, "f00000001");
	assert_string_equal(u[2].id, "x1");
	assert_string_equal(u[2].title, "a made-up study");
	assert_int_equal(staaf_store_unread(&u, &n, sh->st, 3, 3, &sh->ar,
	    &sh->err), STAAF_OK);
	assert_int_equal(n, 1);
	assert_string_equal(u[0].figure.key, "f00000002");
}

static enum staaf_code
keep_lines(struct staaf_buf *lines, struct staaf_err *err, void *arg)
{
	(void)err;
	staaf_buf_put(arg, staaf_buf_text(lines), lines->size);
	return STAAF_OK;
}

static void
verdicts_and_figures_are_in_an_export_and_come_back(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = make_judged(0.4);
	struct staaf_store *st = NULL;
	struct staaf_buf lines = { 0 };
	struct staaf_record r;
	char from[128], to[128];
	long n = 0;

	judge(sh, "f00000001", STAAF_CONFIRMED, &f);
	judge(sh, "f00000002", STAAF_NOT_TAKEN, NULL);
	assert_int_equal(staaf_store_export(&n, sh->st, keep_lines, &lines,
	    &sh->err), STAAF_OK);
	assert_non_null(strstr(lines.text, "{\"table\":\"verdict\",\"row\":"
	    "{\"record_id\":\"x1\",\"key\":\"f00000001\""));
	(void)snprintf(from, sizeof(from), "%s/lines", sh->folder);
	(void)snprintf(to, sizeof(to), "%s/other.db", sh->folder);
	shelf_write_file(from, lines.text, lines.size);
	staaf_buf_clear(&lines);
	assert_int_equal(staaf_store_restore(&n, to, from, &sh->err),
	    STAAF_OK);
	assert_int_equal(staaf_store_open(&st, to, STAAF_STORE_READ,
	    &sh->err), STAAF_OK);
	assert_int_equal(staaf_store_get(&r, st, "x1", &sh->ar, &sh->err),
	    STAAF_OK);
	assert_int_equal(r.n_findings, 2);
	assert_int_equal(r.figure[1].verdict, STAAF_NOT_TAKEN);
	staaf_store_close(st);
}

/* Each request for memory refused in turn: no crash, no half verdict. */
static void
judging_survives_refused_memory(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f = make_judged(0.4);
	struct staaf_record r = make_record();
	enum staaf_code rc = STAAF_NOMEM;
	enum staaf_put what;
	unsigned long nth;

	for (nth = 1; rc != STAAF_OK && nth < 500; nth++) {
		r.year = (int)nth;
		staaf_mem_refuse(nth);
		rc = staaf_store_judge(sh->st, "x1", "f00000001",
		    STAAF_CONFIRMED, &f, &sh->err);
		if (rc == STAAF_OK)
			rc = staaf_store_put(&what, sh->st, &r, &sh->err);
		staaf_mem_refuse(0);
		assert_true(rc == STAAF_OK || rc == STAAF_NOMEM);
	}
	assert_int_equal(rc, STAAF_OK);
	assert_true(nth > 3);
	assert_int_equal(get(sh).n_findings, 2);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, \
	shelf_tear_down)
	const struct CMUnitTest tests[] = {
		T(figures_come_back_as_they_were_put),
		T(a_new_reading_takes_the_place_of_the_old_also_of_a_record_unchanged),
		T(an_unread_figure_is_no_evidence),
		T(a_refused_figure_is_no_evidence_and_is_read),
		T(a_confirmed_figure_is_evidence_with_the_key_of_the_figure),
		T(a_verdict_outlives_every_new_reading_of_its_record),
		T(a_record_read_and_put_back_is_the_same),
		T(a_later_verdict_takes_the_place_of_an_earlier_one),
		T(what_cannot_be_judged_is_refused_and_nothing_changes),
		T(a_finding_of_the_source_stands_before_a_verdict_of_its_key),
		T(two_figures_of_one_key_and_a_strange_design_are_refused),
		T(unread_figures_are_listed_in_order_and_in_pages),
		T(verdicts_and_figures_are_in_an_export_and_come_back),
		T(judging_survives_refused_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
