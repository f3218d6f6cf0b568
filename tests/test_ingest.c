/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reading of files as a whole: limits on both sides, hostile bytes,
 * paths, order of the callbacks, memory that runs out.  Dry runs only.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include <staaf/file.h>
#include <staaf/ingest.h>

/* What a reading left behind. */
struct outcome {
	struct staaf_arena ar;
	struct staaf_ingest_report report;
	struct staaf_err err;
	struct staaf_buf ids, titles; /* of the entries, a line each */
	long n_entries;
};

static void
keep_entry(const struct staaf_record *r, void *arg)
{
	struct outcome *o = arg;

	o->n_entries++;
	staaf_buf_printf(&o->ids, "%s\n", r->id);
	staaf_buf_printf(&o->titles, "%s\n", r->title);
}

static enum staaf_code
read_bytes(struct outcome *o, const char *name, const char *bytes, size_t size)
{
	struct staaf_ingest in = { .entry = keep_entry, .arg = o };

	*o = (struct outcome){ 0 };
	return staaf_ingest_bytes(&o->report, &in, name, bytes, size, &o->ar,
	    &o->err);
}

static enum staaf_code
read_path(struct outcome *o, const char *path)
{
	struct staaf_ingest in = { .entry = keep_entry, .arg = o };

	*o = (struct outcome){ 0 };
	return staaf_ingest_file(&o->report, &in, path, &o->ar, &o->err);
}

static void
clear_outcome(struct outcome *o)
{
	staaf_arena_clear(&o->ar);
	staaf_buf_clear(&o->ids);
	staaf_buf_clear(&o->titles);
}

#define ATOM "<feed xmlns=\"http://www.w3.org/2005/Atom\">"
static const char rss_head[] = "<rss version=\"2.0\"><channel>"
    "<title>Test</title><link>https://a.nl/</link>";
static const char rss_tail[] = "</channel></rss>";

static void
put_many(struct staaf_buf *b, const char *text, long n)
{
	for (long i = 0; i < n; i++)
		staaf_buf_puts(b, text);
}

/* ------------------------------------------------------------- limits */

/* An item under n elements: rss, channel and item are three of them. */
static enum staaf_code
read_nested(struct outcome *o, long depth)
{
	struct staaf_buf b = { 0 };
	enum staaf_code rc;

	staaf_buf_puts(&b, rss_head);
	staaf_buf_puts(&b, "<item><title>deep</title>");
	put_many(&b, "<d>", depth - 3);
	put_many(&b, "</d>", depth - 3);
	staaf_buf_puts(&b, "</item>");
	staaf_buf_puts(&b, rss_tail);
	rc = read_bytes(o, "nested", b.text, b.size);
	staaf_buf_clear(&b);
	return rc;
}

static void
two_hundred_levels_are_read_and_one_more_is_refused(void **state)
{
	struct outcome o;

	(void)state;
	assert_int_equal(read_nested(&o, 200), STAAF_OK);
	assert_int_equal(o.n_entries, 1);
	clear_outcome(&o);
	assert_int_equal(read_nested(&o, 201), STAAF_BADINPUT);
	assert_int_equal(o.err.msg, STAAF_MSG_INGEST_DEEP);
	assert_int_equal(o.err.hint, STAAF_MSG_INGEST_HOSTILE_HINT);
	assert_int_equal(o.n_entries, 0);
	clear_outcome(&o);
}

static enum staaf_code
read_wide(struct outcome *o, long n)
{
	struct staaf_buf b = { 0 };
	enum staaf_code rc;

	staaf_buf_puts(&b, rss_head);
	staaf_buf_puts(&b, "<item><title>wide</title><x");
	for (long i = 0; i < n; i++)
		staaf_buf_printf(&b, " a%ld=\"%ld\"", i, i);
	staaf_buf_puts(&b, "/></item>");
	staaf_buf_puts(&b, rss_tail);
	rc = read_bytes(o, "wide", b.text, b.size);
	staaf_buf_clear(&b);
	return rc;
}

static void
allowed_attributes_are_read_and_one_more_is_refused(void **state)
{
	struct outcome o;

	(void)state;
	assert_int_equal(read_wide(&o, 256), STAAF_OK);
	assert_int_equal(o.n_entries, 1);
	clear_outcome(&o);
	assert_int_equal(read_wide(&o, 257), STAAF_BADINPUT);
	assert_int_equal(o.err.msg, STAAF_MSG_INGEST_WIDE);
	assert_int_equal(o.n_entries, 0);
	clear_outcome(&o);
}

static enum staaf_code
read_long(struct outcome *o, long size)
{
	struct staaf_buf b = { 0 };
	enum staaf_code rc;

	staaf_buf_puts(&b, rss_head);
	staaf_buf_puts(&b, "<item><title>first</title></item>");
	staaf_buf_puts(&b, "<item><description>");
	put_many(&b, "x", size);
	staaf_buf_puts(&b, "</description></item>");
	staaf_buf_puts(&b, rss_tail);
	rc = read_bytes(o, "long", b.text, b.size);
	staaf_buf_clear(&b);
	return rc;
}

static void
two_megabytes_are_read_and_one_byte_more_is_refused(void **state)
{
	struct outcome o;

	(void)state;
	assert_int_equal(read_long(&o, 2L << 20), STAAF_OK);
	assert_int_equal(o.n_entries, 2);
	clear_outcome(&o);
	assert_int_equal(read_long(&o, (2L << 20) + 1), STAAF_BADINPUT);
	assert_int_equal(o.err.msg, STAAF_MSG_INGEST_LONG_RECORD);
	assert_int_equal(o.n_entries, 0); /* not even the first */
	assert_int_equal(o.report.n_read, 0);
	clear_outcome(&o);
}

static void
a_long_attribute_is_no_crowd_of_attributes(void **state)
{
	struct staaf_buf b = { 0 };
	struct outcome o;

	(void)state;
	staaf_buf_puts(&b, rss_head);
	staaf_buf_puts(&b, "<item><title>picture</title><img src=\"data:");
	put_many(&b, "A'=>", 200000);
	staaf_buf_puts(&b, "\"/></item>");
	staaf_buf_puts(&b, rss_tail);
	assert_int_equal(read_bytes(&o, "x", b.text, b.size), STAAF_OK);
	assert_int_equal(o.n_entries, 1);
	clear_outcome(&o);
	staaf_buf_clear(&b);
}

static void
troubles_without_end_are_not_all_listed(void **state)
{
	struct staaf_buf b = { 0 };
	struct outcome o;
	long n = 0;

	(void)state;
	staaf_buf_puts(&b, "<rss xmlns:s=\"urn:x-staaf:evidence:1\"><channel>"
	    "<item><title>x</title><s:evidence kind=\"study\" "
	    "language=\"en\">");
	put_many(&b, "<s:finding id=\"-\"/>", 1000);
	staaf_buf_puts(&b, "</s:evidence></item></channel></rss>");
	assert_int_equal(read_bytes(&o, "x", b.text, b.size), STAAF_BADINPUT);
	assert_int_equal(o.n_entries, 1);
	for (struct staaf_trouble *t = o.report.trouble; t != NULL; t = t->next)
		if (++n == 201)
			assert_int_equal(t->err.msg, STAAF_MSG_INGEST_MORE);
	assert_int_equal(n, 201);
	clear_outcome(&o);
	staaf_buf_clear(&b);
}

/* ------------------------------------------------------------- hostile */

static double
seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
a_crowd_of_attributes_or_levels_is_refused_within_a_second(void **state)
{
	struct outcome o;
	double start = seconds();

	(void)state;
	assert_int_equal(read_wide(&o, 100000), STAAF_BADINPUT);
	assert_int_equal(o.err.msg, STAAF_MSG_INGEST_WIDE);
	clear_outcome(&o);
	assert_true(seconds() - start < 1.0);
	start = seconds();
	assert_int_equal(read_nested(&o, 100000), STAAF_BADINPUT);
	assert_int_equal(o.err.msg, STAAF_MSG_INGEST_DEEP);
	clear_outcome(&o);
	assert_true(seconds() - start < 1.0);
}

static void
entity_bombs_are_refused_within_a_second(void **state)
{
	static const char *const files[] = { "laughs", "parameter", "xxe",
		"quadratic" };
	struct outcome o;
	char path[64];

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		double start = seconds();

		(void)snprintf(path, sizeof(path), "tests/feeds/hostile/%s.rss",
		    files[i]);
		assert_int_equal(read_path(&o, path), STAAF_BADINPUT);
		assert_int_equal(o.err.msg, STAAF_MSG_INGEST_ENTITIES);
		assert_string_equal(o.err.file, path);
		assert_true(o.err.line > 0);
		assert_int_equal(o.n_entries, 0);
		assert_true(seconds() - start < 1.0);
		clear_outcome(&o);
	}
}

/* Every prefix of a feed is read or refused, and never gives half a record:
 * what comes is a beginning of what comes from the whole. */
static void
a_feed_cut_anywhere_gives_its_whole_records(void **state)
{
	struct staaf_buf feed = { 0 };
	struct outcome whole, part;
	enum staaf_code rc;

	(void)state;
	assert_int_equal(staaf_file_read(&feed, "tests/feeds/corpus.atom",
	    1 << 20, NULL), STAAF_OK);
	assert_int_equal(read_bytes(&whole, "x", feed.text, feed.size),
	    STAAF_OK);
	assert_int_equal(whole.n_entries, 2);
	for (size_t n = 0; n < feed.size - 1; n++) {
		rc = read_bytes(&part, "x", feed.text, n);
		/* Only what stands after the last end tag may be missing. */
		assert_true(rc == STAAF_BADINPUT || n >= feed.size - 2);
		assert_memory_equal(staaf_buf_text(&part.ids),
		    whole.ids.text, part.ids.size);
		assert_true(part.report.trouble != NULL || rc == STAAF_OK);
		clear_outcome(&part);
	}
	clear_outcome(&whole);
	staaf_buf_clear(&feed);
}

/* --------------------------------------------------------------- paths */

static void
only_regular_files_are_read(void **state)
{
	char folder[] = "/tmp/staaf-ingest-XXXXXX", path[64];
	struct outcome o;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(read_path(&o, folder), STAAF_BADINPUT);
	assert_int_equal(o.err.msg, STAAF_MSG_FILE_KIND);
	clear_outcome(&o);
	(void)snprintf(path, sizeof(path), "%s/fifo", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(read_path(&o, path), STAAF_BADINPUT);
	assert_int_equal(o.err.msg, STAAF_MSG_FILE_KIND);
	clear_outcome(&o);
	(void)unlink(path);
	assert_int_equal(read_path(&o, path), STAAF_IO);
	assert_string_equal(o.err.file, path);
	assert_string_equal(o.report.file, path);
	assert_string_equal(o.report.format, "");
	clear_outcome(&o);
	assert_int_equal(read_path(&o, "/dev/zero"), STAAF_BADINPUT);
	clear_outcome(&o);
	/* Larger than any feed: refused before a byte of it is read. */
	(void)snprintf(path, sizeof(path), "%s/large", folder);
	assert_int_equal(fclose(fopen(path, "w")), 0);
	assert_int_equal(truncate(path, (off_t)5 << 30), 0);
	assert_int_equal(read_path(&o, path), STAAF_BADINPUT);
	assert_int_equal(o.err.msg, STAAF_MSG_INGEST_LARGE);
	clear_outcome(&o);
	(void)unlink(path);
	(void)rmdir(folder);
}

static void
a_file_name_with_escapes_is_told_clean(void **state)
{
	struct outcome o;

	(void)state;
	assert_int_equal(read_path(&o, "/nowhere/\x1b[31mred\n"), STAAF_IO);
	assert_null(strpbrk(o.err.file, "\x1b\n"));
	clear_outcome(&o);
}

/* ------------------------------------------------------------ identity */

static void
identity_is_of_source_not_of_place(void **state)
{
	static const char feed[] = ATOM
	    "<entry><id>1</id><title>x</title></entry></feed>";
	struct outcome a, b, c;

	(void)state;
	(void)read_bytes(&a, "here/x.atom", feed, sizeof(feed) - 1);
	(void)read_bytes(&b, "/there/x.atom", feed, sizeof(feed) - 1);
	(void)read_bytes(&c, "y.atom", feed, sizeof(feed) - 1);
	assert_string_equal(a.ids.text, b.ids.text);
	assert_string_not_equal(a.ids.text, c.ids.text);
	assert_int_equal(a.ids.text[0], 'x');
	assert_int_equal(a.ids.size, 1 + 16 + 1);
	clear_outcome(&a);
	clear_outcome(&b);
	clear_outcome(&c);
}

static void
the_feed_may_tell_its_name_after_the_entries(void **state)
{
	static const char before[] = ATOM
	    "<id>urn:f</id><entry><id>1</id><title>x</title></entry></feed>";
	static const char after[] = ATOM
	    "<entry><id>1</id><title>x</title></entry><id>urn:f</id></feed>";
	struct outcome a, b;

	(void)state;
	(void)read_bytes(&a, "x", before, sizeof(before) - 1);
	(void)read_bytes(&b, "x", after, sizeof(after) - 1);
	assert_string_equal(a.ids.text, b.ids.text);
	clear_outcome(&a);
	clear_outcome(&b);
}

static void
of_entries_that_come_twice_the_later_counts(void **state)
{
	static const char feed[] = "<rss><channel><link>https://a.nl/</link>"
	    "<item><guid>1</guid><title>old</title></item>"
	    "<item><guid>2</guid><title>other</title></item>"
	    "<item><guid>https://doi.org/10.1234/A</guid><title>d</title>"
	    "</item>"
	    "<item><guid>1</guid><title>new</title></item>"
	    "<item><link>https://dx.doi.org/10.1234/a</link><title>e</title>"
	    "</item><item><guid>3</guid></item></channel></rss>";
	struct outcome o;

	(void)state;
	assert_int_equal(read_bytes(&o, "x", feed, sizeof(feed) - 1), STAAF_OK);
	assert_string_equal(o.titles.text, "other\nnew\ne\n");
	assert_int_equal(o.report.n_read, 6);
	assert_int_equal(o.report.n_skipped, 3);
	assert_string_equal(o.report.format, "rss2");
	clear_outcome(&o);
}

static void
many_entries_are_told_apart(void **state)
{
	struct staaf_buf b = { 0 };
	struct outcome o;

	(void)state;
	staaf_buf_puts(&b, rss_head);
	for (int i = 0; i < 3000; i++)
		staaf_buf_printf(&b, "<item><guid>g%d</guid><title>t%d</title>"
		    "</item>", i % 2000, i);
	staaf_buf_puts(&b, rss_tail);
	assert_int_equal(read_bytes(&o, "x", b.text, b.size), STAAF_OK);
	assert_int_equal(o.n_entries, 2000);
	assert_int_equal(o.report.n_skipped, 1000);
	clear_outcome(&o);
	staaf_buf_clear(&b);
}

/* ------------------------------------------------------------- memory */

static void
refuse_each_allocation(const char *path)
{
	struct staaf_buf feed = { 0 };
	enum staaf_code rc = STAAF_NOMEM;
	struct outcome o;
	unsigned long n;

	assert_int_equal(staaf_file_read(&feed, path, 1 << 20, NULL), STAAF_OK);
	for (n = 1; rc == STAAF_NOMEM; n++) {
		struct staaf_ingest in = { 0 };

		o = (struct outcome){ 0 };
		staaf_mem_refuse(n);
		rc = staaf_ingest_bytes(&o.report, &in, "x", feed.text,
		    feed.size, &o.ar, &o.err);
		staaf_mem_refuse(0);
		if (rc == STAAF_NOMEM)
			assert_int_equal(o.err.code, STAAF_NOMEM);
		clear_outcome(&o);
		assert_true(n < 5000);
	}
	assert_true(n > 20); /* it did run out, many times */
	staaf_buf_clear(&feed);
}

static void
memory_that_runs_out_is_told_wherever_it_does(void **state)
{
	(void)state;
	refuse_each_allocation("tests/feeds/corpus.atom");
	refuse_each_allocation("tests/feeds/blog.atom");
	refuse_each_allocation("tests/feeds/journal.rss");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    two_hundred_levels_are_read_and_one_more_is_refused),
		cmocka_unit_test(
		    allowed_attributes_are_read_and_one_more_is_refused),
		cmocka_unit_test(
		    two_megabytes_are_read_and_one_byte_more_is_refused),
		cmocka_unit_test(a_long_attribute_is_no_crowd_of_attributes),
		cmocka_unit_test(troubles_without_end_are_not_all_listed),
		cmocka_unit_test(
		    a_crowd_of_attributes_or_levels_is_refused_within_a_second),
		cmocka_unit_test(entity_bombs_are_refused_within_a_second),
		cmocka_unit_test(a_feed_cut_anywhere_gives_its_whole_records),
		cmocka_unit_test(only_regular_files_are_read),
		cmocka_unit_test(a_file_name_with_escapes_is_told_clean),
		cmocka_unit_test(identity_is_of_source_not_of_place),
		cmocka_unit_test(the_feed_may_tell_its_name_after_the_entries),
		cmocka_unit_test(of_entries_that_come_twice_the_later_counts),
		cmocka_unit_test(many_entries_are_told_apart),
		cmocka_unit_test(memory_that_runs_out_is_told_wherever_it_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
