/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Readers started by a small process of their own: they say what readers
 * started one by one say, and no process is left, whoever is killed.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <ingest/child.h>

static char path[] = "/tmp/staaf-readers-XXXXXX";
static const char *const refused = "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>";

static void
write_feed(const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
keep_title(const struct staaf_record *r, void *arg)
{
	staaf_buf_printf(arg, "%s|", r->title);
}

/* Titles and faults of the file, as one text. */
static enum staaf_code
read_feed(struct staaf_buf *out, struct staaf_readers *readers)
{
	const struct staaf_ingest in = { .entry = keep_title, .arg = out,
		.readers = readers };
	struct staaf_ingest_report report;
	struct staaf_arena ar = { 0 };
	enum staaf_code rc;

	staaf_buf_reset(out);
	rc = staaf_ingest_file(&report, &in, path, &ar, NULL);
	for (const struct staaf_trouble *t = report.trouble; t != NULL;
	    t = t->next) {
		staaf_buf_printf(out, "%s:%ld:%ld ", t->err.file, t->err.line,
		    t->err.column);
		staaf_err_sentence(out, &t->err, STAAF_EN);
	}
	staaf_arena_clear(&ar);
	return rc;
}

static struct staaf_readers *
open_readers(void)
{
	struct staaf_readers *rs = NULL;

	assert_int_equal(staaf_readers_open(&rs, NULL), STAAF_OK);
	return rs;
}

static void
a_starter_changes_nothing_that_is_read(void **state)
{
	static const char *const feed[] = {
		"<rss><channel><item><title>One</title></item><item><title>Two"
		"</title></item></channel></rss>",
		"<rss><channel><item><title>One</title></item>\n<item></b>",
		"<rss><channel><item><title>caf\xe9</title></item></channel>"
		"</rss>",
		"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "", "no XML",
		"<html><body>page</body></html>" };
	struct staaf_readers *rs = open_readers();
	struct staaf_buf one = { 0 }, other = { 0 };
	enum staaf_code rc;
	pid_t first = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(feed) / sizeof(*feed); i++) {
		write_feed(feed[i]);
		rc = read_feed(&one, NULL);
		assert_true(one.size > 0);
		assert_int_equal(read_feed(&other, rs), rc);
		assert_string_equal(staaf_buf_text(&other),
		    staaf_buf_text(&one));
		if (i == 0)
			first = rs->pid;
		assert_int_equal(rs->pid, first); /* one serves all */
	}
	staaf_readers_close(rs);
	staaf_buf_clear(&one);
	staaf_buf_clear(&other);
}

static void
closing_leaves_no_process_and_no_descriptor(void **state)
{
	struct staaf_readers *rs = open_readers();
	struct staaf_buf out = { 0 };
	int before = dup(STDERR_FILENO), after;

	(void)state;
	(void)close(before);
	write_feed(refused);
	(void)read_feed(&out, rs);
	staaf_readers_close(rs);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	after = dup(STDERR_FILENO);
	(void)close(after);
	assert_int_equal(after, before);
	staaf_readers_close(NULL);
	staaf_buf_clear(&out);
}

static void
a_starter_killed_between_files_is_replaced(void **state)
{
	struct staaf_readers *rs = open_readers();
	struct staaf_buf out = { 0 };
	siginfo_t info;
	pid_t first;

	(void)state;
	write_feed("<rss><channel><item><title>One</title></item></channel>"
	    "</rss>");
	assert_int_equal(read_feed(&out, rs), STAAF_OK);
	first = rs->pid;
	assert_int_equal(kill(first, SIGKILL), 0);
	assert_int_equal(waitid(P_PID, (id_t)first, &info, WEXITED | WNOWAIT),
	    0);
	assert_int_equal(read_feed(&out, rs), STAAF_OK);
	assert_string_equal(staaf_buf_text(&out), "One|");
	assert_int_not_equal(rs->pid, first);
	staaf_readers_close(rs);
	staaf_buf_clear(&out);
}

/* The first of some files, of which the others come next. */
static enum staaf_code
read_first(struct staaf_buf *out, struct staaf_readers *rs,
    const char *const *file, size_t n)
{
	const struct staaf_ingest in = { .entry = keep_title, .arg = out,
		.readers = rs, .next = file + 1, .n_next = n - 1 };
	struct staaf_ingest_report report;
	struct staaf_arena ar = { 0 };
	enum staaf_code rc;

	staaf_buf_reset(out);
	rc = staaf_ingest_file(&report, &in, file[0], &ar, NULL);
	staaf_arena_clear(&ar);
	return rc;
}

static void
read_alone(struct staaf_buf *out, const char *file)
{
	(void)read_first(out, NULL, &file, 1);
}

/* Of which some are refused, which ends their reader. */
static const char *const some[] = { "tests/feeds/rss1/plain.xml",
	"tests/feeds/eric/plain.xml", "tests/feeds/outline.xml",
	"tests/feeds/acl/plain.xml", "tests/feeds/acl/fault5.xml",
	"tests/feeds/empty.xml", "tests/feeds/gzip/rest.ris.gz",
	"tests/feeds/jats/plain.xml" };
enum { N_SOME = sizeof(some) / sizeof(*some) };

static void
files_of_one_reader_are_read_as_any_other(void **state)
{
	struct staaf_readers *rs = open_readers();
	struct staaf_buf alone = { 0 }, out = { 0 };
	pid_t first = 0;

	(void)state;
	for (size_t i = 0; i < N_SOME; i++) {
		read_alone(&alone, some[i]);
		(void)read_first(&out, rs, some + i, N_SOME - i);
		assert_string_equal(staaf_buf_text(&out),
		    staaf_buf_text(&alone));
		if (i == 0) {
			assert_int_equal(rs->now.n, N_SOME);
			assert_int_equal(rs->now.at, 1);
			first = rs->pid;
		}
		assert_int_equal(rs->pid, first);
	}
	assert_int_equal(rs->now.n, 0);
	assert_int_equal(rs->ahead.n, 0);
	staaf_readers_close(rs);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	staaf_buf_clear(&alone);
	staaf_buf_clear(&out);
}

static void
a_file_that_ends_badly_has_no_reader_in_common_with_the_next(void **state)
{
	struct staaf_readers *rs = open_readers();
	struct staaf_buf out = { 0 };

	(void)state;
	assert_int_equal(read_first(&out, rs, some + 1, N_SOME - 1), STAAF_OK);
	assert_int_equal(rs->now.at, 1);
	assert_int_equal(read_first(&out, rs, some + 2, N_SOME - 2),
	    STAAF_BADINPUT);
	assert_int_equal(rs->now.n, 0);
	staaf_readers_close(rs);
	staaf_buf_clear(&out);
}

static void
more_files_than_one_reader_takes_are_begun_with(void **state)
{
	const char *many[INGEST_MAX_BATCH + 4];
	struct staaf_readers *rs = open_readers();
	struct staaf_buf alone = { 0 }, out = { 0 };
	const size_t n = sizeof(many) / sizeof(*many);

	(void)state;
	for (size_t i = 0; i < n; i++)
		many[i] = some[i % 2];
	for (size_t i = 0; i < n; i++) {
		read_alone(&alone, many[i]);
		assert_int_equal(read_first(&out, rs, many + i, n - i),
		    STAAF_OK);
		assert_string_equal(staaf_buf_text(&out),
		    staaf_buf_text(&alone));
		if (i + 1 < INGEST_MAX_BATCH)
			assert_int_equal(rs->ahead.n, 4);
	}
	staaf_readers_close(rs);
	staaf_buf_clear(&alone);
	staaf_buf_clear(&out);
}

static void
a_file_that_was_not_said_is_read_as_any_other(void **state)
{
	static const char *const odd[] = { "tests/feeds/rss1/plain.xml",
		"/nowhere/at/all", "tests/feeds/eric/plain.xml" };
	struct staaf_readers *rs = open_readers();
	struct staaf_buf alone = { 0 }, out = { 0 };
	siginfo_t death;

	(void)state;
	read_alone(&alone, odd[2]);
	(void)read_first(&out, rs, some, N_SOME);
	(void)read_first(&out, rs, odd + 2, 1);
	assert_string_equal(staaf_buf_text(&out), staaf_buf_text(&alone));
	/* What cannot be opened waits for its turn. */
	(void)read_first(&out, rs, odd, 3);
	assert_int_equal(rs->now.n, 0);
	assert_int_equal(rs->ahead.n, 0);
	(void)read_first(&out, rs, odd + 2, 1);
	assert_string_equal(staaf_buf_text(&out), staaf_buf_text(&alone));
	/* A starter that dies takes along what it began with. */
	(void)read_first(&out, rs, some, N_SOME);
	assert_int_equal(kill(rs->pid, SIGKILL), 0);
	assert_int_equal(waitid(P_PID, (id_t)rs->pid, &death,
	    WEXITED | WNOWAIT), 0);
	(void)read_first(&out, rs, odd + 2, 1); /* as it had begun */
	(void)read_first(&out, rs, odd + 2, 1);
	assert_string_equal(staaf_buf_text(&out), staaf_buf_text(&alone));
	(void)read_first(&out, rs, some, N_SOME);
	staaf_readers_close(rs); /* with some that nobody came for */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	staaf_buf_clear(&alone);
	staaf_buf_clear(&out);
}

/* An entry is at hand while the file is read: kill the starter then. */
static void
kill_starter(const struct staaf_record *r, void *arg)
{
	const struct staaf_readers *rs = arg;

	(void)r;
	if (rs->pid != 0)
		(void)kill(rs->pid, SIGKILL);
}

static void
write_long_feed(void)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs("<rss><channel>", f) >= 0);
	for (int i = 0; i < 60000; i++)
		assert_true(fprintf(f, "<item><title>Made up %d</title>"
		    "<description>%0400d</description></item>", i, i) > 0);
	assert_true(fputs("</channel></rss>", f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
a_starter_killed_in_a_file_is_told(void **state)
{
	struct staaf_readers *rs = open_readers();
	const struct staaf_ingest in = { .entry = kill_starter, .arg = rs,
		.readers = rs };
	struct staaf_ingest_report report;
	struct staaf_arena ar = { 0 };
	struct staaf_err err = { 0 };

	(void)state;
	write_long_feed();
	assert_int_equal(staaf_ingest_file(&report, &in, path, &ar, &err),
	    STAAF_IO);
	assert_int_equal(err.msg, STAAF_MSG_INGEST_READER_GONE);
	assert_string_equal(err.file, path);
	assert_true(report.n_read < 60000);
	assert_int_equal(rs->pid, 0);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	staaf_readers_close(rs);
	staaf_arena_clear(&ar);
}

static void
stop_self(const struct staaf_record *r, void *arg)
{
	(void)r;
	(void)arg;
	(void)kill(getpid(), SIGKILL);
}

/* The test becomes the parent of what its child leaves behind. */
static void
nothing_outlives_a_parent_that_is_killed(void **state)
{
	pid_t child;
	int n = 0, status;

	(void)state;
	write_long_feed();
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	child = fork();
	if (child == 0) {
		const struct staaf_ingest in = { .entry = stop_self,
			.readers = open_readers() };
		struct staaf_ingest_report report;
		struct staaf_arena ar = { 0 };

		(void)staaf_ingest_file(&report, &in, path, &ar, NULL);
		_exit(1);
	}
	(void)alarm(30);
	/* Each process that is left is waited for; one that stays hangs. */
	while (waitpid(-1, &status, 0) > 0) {
		assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
		n++;
	}
	(void)alarm(0);
	assert_true(n >= 2);
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
}

static void
a_starter_that_cannot_be_made_is_told(void **state)
{
	struct staaf_readers *rs = open_readers();
	struct staaf_buf out = { 0 };
	struct rlimit was, few;
	int next = dup(STDERR_FILENO);

	(void)state;
	(void)close(next);
	write_feed(refused);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &was), 0);
	few = was;
	few.rlim_cur = (rlim_t)next + 4; /* the file, the pipe, one over */
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
	assert_int_equal(read_feed(&out, rs), STAAF_IO);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &was), 0);
	assert_non_null(strstr(staaf_buf_text(&out), "cannot start a reader"));
	assert_int_equal(rs->pid, 0);
	assert_int_equal(read_feed(&out, rs), STAAF_BADINPUT);
	assert_non_null(strstr(staaf_buf_text(&out), "declares entities"));
	staaf_readers_close(rs);
	staaf_buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_starter_changes_nothing_that_is_read),
		cmocka_unit_test(closing_leaves_no_process_and_no_descriptor),
		cmocka_unit_test(a_starter_killed_between_files_is_replaced),
		cmocka_unit_test(files_of_one_reader_are_read_as_any_other),
		cmocka_unit_test(
		    a_file_that_ends_badly_has_no_reader_in_common_with_the_next),
		cmocka_unit_test(
		    more_files_than_one_reader_takes_are_begun_with),
		cmocka_unit_test(a_file_that_was_not_said_is_read_as_any_other),
		cmocka_unit_test(a_starter_killed_in_a_file_is_told),
		cmocka_unit_test(nothing_outlives_a_parent_that_is_killed),
		cmocka_unit_test(a_starter_that_cannot_be_made_is_told),
	};
	int fd = mkstemp(path), failed;

	if (fd < 0)
		return 1;
	(void)close(fd);
	(void)signal(SIGPIPE, SIG_IGN);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)unlink(path);
	return failed;
}
