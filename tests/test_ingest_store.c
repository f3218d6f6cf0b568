/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a feed into the store: batches, tags, what is new. */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <staaf/file.h>
#include <staaf/ingest.h>

/* A new folder with a store and a small lexicon, for each test. */
struct shelf {
	char folder[64], path[96];
	struct staaf_store *st;
	struct staaf_rules *rules;
	struct staaf_arena ar;
	struct staaf_err err;
	struct staaf_ingest_report report;
};

static const char lexicon[] = "staaf rules 1\n"
    "about   Proef / Test\n"
    "kept by the testers\n"
    "checked 2026-11-25\n\n"
    "concept voting\n  is intervention\n"
    "  nl name stemmen\n  en name vote\n  nl also stemt, gestemd\n\n"
    "concept active-learning\n  is intervention\n"
    "  nl name actief leren\n  en name discuss\n  nl also overleggen\n\n"
    "concept teaching\n  is scope\n"
    "  nl name student\n  en name student\n  nl also studenten\n\n"
    "concept q-works\n  is question\n"
    "  nl name werkt\n  en name works\n";

static struct staaf_rules *
new_rules(const char *text)
{
	struct staaf_rule_text file = {
		.name = "test.rules", .text = text, .size = strlen(text)
	};
	struct staaf_rules *rules = NULL;
	struct staaf_err err = { 0 };

	if (staaf_rules_new(&rules, &file, 1, &err) != STAAF_OK) {
		staaf_err_print(stderr, &err, STAAF_EN);
		fail();
	}
	return rules;
}

static int
set_up(void **state)
{
	struct shelf *sh = calloc(1, sizeof(*sh));

	assert_non_null(sh);
	strcpy(sh->folder, "/tmp/staaf-ingest-XXXXXX");
	assert_non_null(mkdtemp(sh->folder));
	(void)snprintf(sh->path, sizeof(sh->path), "%s/staaf.db", sh->folder);
	assert_int_equal(staaf_store_open(&sh->st, sh->path,
	    STAAF_STORE_WRITE, &sh->err), STAAF_OK);
	sh->rules = new_rules(lexicon);
	*state = sh;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const ends[] = { "", "-lock", "-wal", "-shm" };
	struct shelf *sh = *state;
	char path[128];

	staaf_store_close(sh->st);
	staaf_rules_free(sh->rules);
	staaf_arena_clear(&sh->ar);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		(void)snprintf(path, sizeof(path), "%s%s", sh->path, ends[i]);
		(void)unlink(path);
	}
	assert_int_equal(rmdir(sh->folder), 0);
	free(sh);
	return 0;
}

static enum staaf_code
take_file(struct shelf *sh, const char *path)
{
	struct staaf_ingest in = { .store = sh->st, .rules = sh->rules };

	return staaf_ingest_file(&sh->report, &in, path, &sh->ar, &sh->err);
}

static enum staaf_code
take_text(struct shelf *sh, const char *text)
{
	struct staaf_ingest in = { .store = sh->st, .rules = sh->rules };

	return staaf_ingest_bytes(&sh->report, &in, "x.rss", text,
	    strlen(text), &sh->ar, &sh->err);
}

static uint64_t
generation(struct shelf *sh)
{
	uint64_t n = 0;

	assert_int_equal(staaf_store_generation(&n, sh->st, NULL), STAAF_OK);
	return n;
}

static struct staaf_status
status(struct shelf *sh)
{
	struct staaf_status s = { 0 };

	assert_int_equal(staaf_store_status(&s, sh->st, &sh->ar, NULL),
	    STAAF_OK);
	return s;
}

static void
assert_counts(const struct shelf *sh, long n_new, long n_updated, long n_same)
{
	assert_int_equal(sh->report.n_new, n_new);
	assert_int_equal(sh->report.n_updated, n_updated);
	assert_int_equal(sh->report.n_same, n_same);
}

/* ------------------------------------------------------------- storing */

static void
the_second_time_nothing_changes(void **state)
{
	struct shelf *sh = *state;
	uint64_t before;

	assert_int_equal(take_file(sh, "tests/feeds/corpus.atom"), STAAF_OK);
	assert_counts(sh, 2, 0, 0);
	assert_int_equal(status(sh).n_records, 2);
	assert_int_equal(status(sh).n_findings, 3);
	assert_int_equal(status(sh).n_sources, 1);
	before = generation(sh);
	assert_int_equal(take_file(sh, "tests/feeds/corpus.atom"), STAAF_OK);
	assert_counts(sh, 0, 0, 2);
	assert_int_equal(generation(sh), before);
}

static void
every_golden_feed_is_stored_and_the_store_stays_sound(void **state)
{
	static const char *const feeds[] = { "corpus.atom", "corpus.rss",
		"blog.atom", "journal.rss", "ugly-bom.rss", "ugly-latin1.rss",
		"ugly-utf16.atom", "ugly-controls.atom", "truncated.rss",
		"faulty-findings.atom" };
	struct shelf *sh = *state;
	char path[64];
	long n_faults = -1;

	for (size_t i = 0; i < sizeof(feeds) / sizeof(*feeds); i++) {
		(void)snprintf(path, sizeof(path), "tests/feeds/%s", feeds[i]);
		(void)take_file(sh, path);
		assert_int_equal(sh->report.n_read, sh->report.n_new +
		    sh->report.n_updated + sh->report.n_same +
		    sh->report.n_skipped);
	}
	assert_int_equal(staaf_store_verify(&n_faults, sh->st, NULL, NULL,
	    NULL), STAAF_OK);
	assert_int_equal(n_faults, 0);
}

static void
what_changed_is_updated_and_what_did_not_is_left(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r;

	assert_int_equal(take_text(sh, "<rss><channel>"
	    "<item><guid>1</guid><title>one</title></item>"
	    "<item><guid>2</guid><title>two</title></item>"
	    "</channel></rss>"), STAAF_OK);
	assert_counts(sh, 2, 0, 0);
	assert_int_equal(take_text(sh, "<rss><channel>"
	    "<item><guid>1</guid><title>passing</title></item>"
	    "<item><guid>2</guid><title>two</title></item>"
	    "<item><guid>3</guid><title>three</title></item>"
	    "<item><guid>1</guid><title>one, mended</title></item>"
	    "</channel></rss>"), STAAF_OK);
	assert_counts(sh, 1, 1, 1);
	assert_int_equal(sh->report.n_skipped, 1);
	assert_int_equal(staaf_store_get(&r, sh->st, "1", &sh->ar, NULL),
	    STAAF_OK);
	assert_string_equal(r.title, "one, mended");
}

static void
a_truncated_file_leaves_its_whole_records(void **state)
{
	struct shelf *sh = *state;

	assert_int_equal(take_file(sh, "tests/feeds/truncated.rss"),
	    STAAF_BADINPUT);
	assert_counts(sh, 4, 0, 0);
	assert_int_equal(status(sh).n_records, 4);
}

static void
a_hostile_or_unknown_file_leaves_no_trace(void **state)
{
	static const char *const files[] = { "hostile/late.rss",
		"hostile/laughs.rss", "notes.txt", "empty.xml", "page.html" };
	struct shelf *sh = *state;
	uint64_t before = generation(sh);
	char path[64];

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		(void)snprintf(path, sizeof(path), "tests/feeds/%s", files[i]);
		assert_int_equal(take_file(sh, path), STAAF_BADINPUT);
		assert_counts(sh, 0, 0, 0);
	}
	assert_int_equal(generation(sh), before);
	assert_int_equal(status(sh).n_sources, 0);
}

static void
a_store_that_cannot_be_written_is_told(void **state)
{
	struct shelf *sh = *state;
	struct staaf_store *reader = NULL;
	struct staaf_ingest in = { .rules = sh->rules };

	assert_int_equal(staaf_store_open(&reader, sh->path, STAAF_STORE_READ,
	    &sh->err), STAAF_OK);
	in.store = reader;
	assert_int_equal(staaf_ingest_file(&sh->report, &in,
	    "tests/feeds/corpus.atom", &sh->ar, &sh->err), STAAF_STORE);
	assert_int_equal(sh->err.code, STAAF_STORE);
	assert_counts(sh, 0, 0, 0);
	assert_int_equal(status(sh).n_records, 0);
	staaf_store_close(reader);
}

static void
memory_that_runs_out_leaves_whole_records_and_counts_them(void **state)
{
	struct shelf *sh = *state;
	enum staaf_code rc = STAAF_NOMEM;

	for (unsigned long n = 1; rc != STAAF_OK; n++) {
		long before = status(sh).n_records;

		staaf_mem_refuse(n);
		rc = take_file(sh, "tests/feeds/corpus.atom");
		staaf_mem_refuse(0);
		staaf_arena_clear(&sh->ar); /* it remembers its failure */
		if (rc != STAAF_OK)
			assert_int_equal(rc, STAAF_NOMEM);
		assert_int_equal(status(sh).n_records,
		    before + sh->report.n_new);
		assert_true(n < 20000);
	}
	assert_int_equal(status(sh).n_records, 2);
}

/* A store's records, as another connection sees them. */
static long
seen_elsewhere(struct shelf *sh)
{
	struct staaf_store *reader = NULL;
	struct staaf_status now;

	assert_int_equal(staaf_store_open(&reader, sh->path, STAAF_STORE_READ,
	    NULL), STAAF_OK);
	assert_int_equal(staaf_store_status(&now, reader, &sh->ar, NULL),
	    STAAF_OK);
	staaf_store_close(reader);
	return now.n_records;
}

static void
refuse_memory(const struct staaf_record *r, void *arg)
{
	(void)r;
	(void)arg;
	staaf_mem_refuse(1);
}

static void
files_that_follow_each_other_share_a_batch(void **state)
{
	static const char *const next[] = { "tests/feeds/corpus.rss" };
	struct shelf *sh = *state;
	struct staaf_ingest in = { .store = sh->st, .next = next,
		.n_next = 1 };

	assert_int_equal(staaf_ingest_file(&sh->report, &in,
	    "tests/feeds/corpus.atom", &sh->ar, &sh->err), STAAF_OK);
	assert_int_equal(sh->report.n_new, 2);
	assert_int_equal(staaf_store_n_pending(sh->st), 2);
	assert_int_equal(seen_elsewhere(sh), 0);
	/* The last is no feed at all: what came before is made last. */
	in.n_next = 0;
	assert_int_equal(staaf_ingest_file(&sh->report, &in,
	    "tests/feeds/notes.txt", &sh->ar, &sh->err), STAAF_BADINPUT);
	assert_true(staaf_store_n_pending(sh->st) < 0);
	assert_int_equal(seen_elsewhere(sh), 2);
}

static void
a_batch_that_is_lost_takes_the_earlier_file_along_and_says_so(void **state)
{
	static const char *const next[] = { "tests/feeds/corpus.rss" };
	struct shelf *sh = *state;
	struct staaf_ingest in = { .store = sh->st, .next = next,
		.n_next = 1 };

	assert_int_equal(staaf_ingest_file(&sh->report, &in,
	    "tests/feeds/corpus.atom", &sh->ar, &sh->err), STAAF_OK);
	in.n_next = 0;
	in.entry = refuse_memory;
	assert_int_equal(staaf_ingest_file(&sh->report, &in, next[0], &sh->ar,
	    &sh->err), STAAF_NOMEM);
	staaf_mem_refuse(0);
	assert_int_equal(sh->err.hint, STAAF_MSG_INGEST_EARLIER_HINT);
	assert_counts(sh, 0, 0, 0);
	assert_int_equal(status(sh).n_records, 0);
	/* Alone it takes no other along. */
	sh->err = (struct staaf_err){ 0 };
	assert_int_equal(staaf_ingest_file(&sh->report, &in, next[0], &sh->ar,
	    &sh->err), STAAF_NOMEM);
	staaf_mem_refuse(0);
	assert_int_not_equal(sh->err.hint, STAAF_MSG_INGEST_EARLIER_HINT);
}

/* The one process that this one has: no other test leaves any. */
static pid_t
find_child(void)
{
	DIR *all = opendir("/proc");
	const struct dirent *d;
	pid_t child = 0;
	char path[300], state;
	int pid, parent;
	FILE *f;

	assert_non_null(all);
	while (child == 0 && (d = readdir(all)) != NULL) {
		(void)snprintf(path, sizeof(path), "/proc/%s/stat",
		    d->d_name);
		if ((f = fopen(path, "r")) == NULL)
			continue;
		if (fscanf(f, "%d (%*[^)]) %c %d", &pid, &state, &parent) == 3
		    && parent == getpid())
			child = pid;
		(void)fclose(f);
	}
	(void)closedir(all);
	return child;
}

static void
kill_reader(const struct staaf_record *r, void *arg)
{
	bool *is_killed = arg;
	pid_t child = *is_killed ? 0 : find_child();

	(void)r;
	if (child > 0)
		(void)kill(child, SIGKILL);
	*is_killed = true;
}

static void
a_reader_stopped_halfway_leaves_whole_records_and_says_so(void **state)
{
	enum { MANY = 40000 };
	struct shelf *sh = *state;
	struct staaf_buf feed = { 0 };
	bool is_killed = false;
	struct staaf_ingest in = { .store = sh->st, .entry = kill_reader,
		.arg = &is_killed };

	staaf_buf_puts(&feed, "<rss><channel>");
	for (int i = 0; i < MANY; i++)
		staaf_buf_printf(&feed, "<item><title>Made up %d</title>"
		    "<description>%0400d</description></item>", i, i);
	staaf_buf_puts(&feed, "</channel></rss>");
	assert_int_equal(staaf_ingest_bytes(&sh->report, &in, "long.rss",
	    feed.text, feed.size, &sh->ar, &sh->err), STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_INGEST_SLOW);
	assert_int_equal(sh->err.hint, STAAF_MSG_INGEST_STOPPED_HINT);
	assert_true(sh->report.n_new > 0 && sh->report.n_new < MANY);
	assert_int_equal(status(sh).n_records, sh->report.n_new);
	assert_int_equal(status(sh).n_sources, 1);
	staaf_buf_clear(&feed);
}

/* ---------------------------------------------------------------- tags */

static void
the_lexicon_tags_what_a_record_is_about(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r;

	assert_int_equal(take_file(sh, "tests/feeds/corpus.rss"), STAAF_OK);
	assert_int_equal(staaf_store_get(&r, sh->st, "10.1119/1.1374249",
	    &sh->ar, NULL), STAAF_OK);
	/* Sorted, each once; from either language. */
	assert_int_equal(r.n_tags, 2);
	assert_string_equal(r.tag[0], "active-learning");
	assert_string_equal(r.tag[1], "voting");
	/* Words of questions and of the scope say nothing of a record. */
	assert_int_equal(take_text(sh, "<rss><channel><item><guid>9</guid>"
	    "<title>Werkt het voor studenten?</title></item></channel></rss>"),
	    STAAF_OK);
	assert_int_equal(staaf_store_get(&r, sh->st, "9", &sh->ar, NULL),
	    STAAF_OK);
	assert_int_equal(r.n_tags, 0);
}

static void
a_new_lexicon_tags_every_record_anew(void **state)
{
	struct shelf *sh = *state;
	struct staaf_rules *fewer;
	struct staaf_record r;
	char text[sizeof(lexicon)];
	long n = -1;

	assert_int_equal(take_file(sh, "tests/feeds/corpus.atom"), STAAF_OK);
	assert_int_equal(take_file(sh, "tests/feeds/corpus.rss"), STAAF_OK);
	assert_int_equal(staaf_ingest_retag(&n, sh->st, sh->rules, NULL),
	    STAAF_OK);
	assert_int_equal(n, 0);
	memcpy(text, lexicon, sizeof(text));
	*strstr(text, "concept active-learning") = '\0';
	fewer = new_rules(text);
	assert_int_equal(staaf_ingest_retag(&n, sh->st, fewer, NULL), STAAF_OK);
	assert_int_equal(n, 1);
	assert_int_equal(staaf_store_get(&r, sh->st, "10.1119/1.1374249",
	    &sh->ar, NULL), STAAF_OK);
	assert_int_equal(r.n_tags, 1);
	assert_string_equal(r.tag[0], "voting");
	assert_int_equal(staaf_ingest_retag(&n, sh->st, fewer, NULL), STAAF_OK);
	assert_int_equal(n, 0);
	staaf_rules_free(fewer);
}

static void
take_told(struct shelf *sh, const char *name, const char *feed,
    enum staaf_put expected)
{
	const struct staaf_ingest in = { .store = sh->st,
		.rules = sh->rules };
	struct staaf_ingest_report report;

	assert_int_equal(staaf_ingest_bytes(&report, &in, name, feed,
	    strlen(feed), &sh->ar, NULL), STAAF_OK);
	assert_int_equal(report.n_new, expected == STAAF_PUT_NEW);
	assert_int_equal(report.n_updated, expected == STAAF_PUT_UPDATED);
	assert_int_equal(report.n_same, expected == STAAF_PUT_SAME);
}

static void
expect_tags(struct shelf *sh, const char *id, const char *expected)
{
	struct staaf_buf got = { 0 };
	struct staaf_record r;

	assert_int_equal(staaf_store_get(&r, sh->st, id, &sh->ar, NULL),
	    STAAF_OK);
	for (size_t i = 0; i < r.n_tags; i++)
		staaf_buf_printf(&got, "%s ", r.tag[i]);
	assert_string_equal(staaf_buf_text(&got), expected);
	staaf_buf_clear(&got);
}

static void
what_two_sources_told_is_tagged_anew_and_stays_so(void **state)
{
	struct shelf *sh = *state;
	static const char one[] = "TY  - JOUR\nDO  - 10.1000/made\n"
	    "TI  - A made-up work on a vote in class\nER  - \n";
	static const char two[] = "TY  - JOUR\nDO  - 10.1000/made\n"
	    "TI  - A made-up work on a vote in class\n"
	    "AB  - They discuss it.\nER  - \n";
	struct staaf_rules *all = sh->rules, *fewer;
	char text[sizeof(lexicon)];
	long n = -1;

	take_told(sh, "one.ris", one, STAAF_PUT_NEW);
	take_told(sh, "two.ris", two, STAAF_PUT_UPDATED);
	expect_tags(sh, "10.1000/made", "active-learning voting ");
	memcpy(text, lexicon, sizeof(text));
	*strstr(text, "concept active-learning") = '\0';
	sh->rules = fewer = new_rules(text);
	assert_int_equal(staaf_ingest_retag(&n, sh->st, fewer, NULL), STAAF_OK);
	assert_int_equal(n, 1);
	expect_tags(sh, "10.1000/made", "voting ");
	/* Told again nothing changes, and no tag of old comes back. */
	take_told(sh, "two.ris", two, STAAF_PUT_SAME);
	take_told(sh, "one.ris", one, STAAF_PUT_SAME);
	expect_tags(sh, "10.1000/made", "voting ");
	assert_int_equal(staaf_ingest_retag(&n, sh->st, all, NULL), STAAF_OK);
	assert_int_equal(n, 1);
	expect_tags(sh, "10.1000/made", "active-learning voting ");
	/* One record, though both that told it are tagged anew. */
	*strstr(text, "concept voting") = '\0';
	staaf_rules_free(fewer);
	fewer = new_rules(strcat(text, strstr(lexicon,
	    "concept active-learning")));
	assert_int_equal(staaf_ingest_retag(&n, sh->st, fewer, NULL), STAAF_OK);
	assert_int_equal(n, 1);
	expect_tags(sh, "10.1000/made", "active-learning ");
	sh->rules = all;
	staaf_rules_free(fewer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    the_second_time_nothing_changes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_two_sources_told_is_tagged_anew_and_stays_so, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    every_golden_feed_is_stored_and_the_store_stays_sound,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_changed_is_updated_and_what_did_not_is_left, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    a_truncated_file_leaves_its_whole_records, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    a_hostile_or_unknown_file_leaves_no_trace, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    a_store_that_cannot_be_written_is_told,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    memory_that_runs_out_leaves_whole_records_and_counts_them,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_reader_stopped_halfway_leaves_whole_records_and_says_so,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    files_that_follow_each_other_share_a_batch, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
	    a_batch_that_is_lost_takes_the_earlier_file_along_and_says_so,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_lexicon_tags_what_a_record_is_about, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    a_new_lexicon_tags_every_record_anew, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
