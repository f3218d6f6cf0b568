/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: strangers are refused, writers wait, killed runs leave whole
 * batches, readers read beside a writer and where they may not write. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "shelf.h"

static void
assert_refused(struct shelf *sh, enum staaf_store_mode mode,
    enum staaf_code code, const char *words)
{
	struct staaf_store *st = NULL;

	assert_int_equal(staaf_store_open(&st, sh->path, mode, &sh->err),
	    code);
	assert_null(st);
	assert_says(&sh->err, words);
	assert_true(sh->err.hint != STAAF_MSG_NONE);
}

static void
a_store_that_is_absent_is_not_made_by_a_reader(void **state)
{
	struct shelf *sh = *state;
	struct stat info;

	assert_refused(sh, STAAF_STORE_READ, STAAF_STORE, "no store at");
	assert_int_equal(sh->err.hint, STAAF_MSG_STORE_ABSENT_HINT);
	assert_int_equal(stat(sh->path, &info), -1);
	shelf_write_file(sh->path, "", 0);
	assert_refused(sh, STAAF_STORE_READ, STAAF_STORE, "no store at");
	strcat(sh->path, "/deeper/still.db");
	assert_refused(sh, STAAF_STORE_READ, STAAF_STORE, "open");
}

static void
a_writer_makes_the_store_with_its_folders(void **state)
{
	struct shelf *sh = *state;
	struct staaf_status s;

	(void)snprintf(sh->path, sizeof(sh->path), "%s/a/b?#%%/c d.db",
	    sh->folder);
	shelf_open(sh, STAAF_STORE_WRITE);
	shelf_put_title(sh, "x1", "one", "en");
	shelf_close(sh);
	shelf_open(sh, STAAF_STORE_READ);
	assert_int_equal(staaf_store_status(&s, sh->st, &sh->ar, NULL),
	    STAAF_OK);
	assert_int_equal(s.n_records, 1);
}

static void
an_empty_file_becomes_a_store_and_old_leftovers_go(void **state)
{
	struct shelf *sh = *state;
	char name[128];
	long n = 9;

	shelf_write_file(sh->path, "", 0);
	(void)snprintf(name, sizeof(name), "%s-wal", sh->path);
	shelf_write_file(name, "an old log of another store", 27);
	(void)snprintf(name, sizeof(name), "%s-new", sh->path);
	shelf_write_file(name, "half a store", 12);
	shelf_open(sh, STAAF_STORE_WRITE);
	assert_int_equal(staaf_store_verify(&n, sh->st, NULL, NULL, NULL),
	    STAAF_OK);
	assert_int_equal(n, 0);
	assert_int_equal(access(name, F_OK), -1);
}

static void
foreign_files_are_refused_and_left_alone(void **state)
{
	static const char text[] = "SQLite format 3, or so it says";
	struct shelf *sh = *state;
	char back[64] = "";
	FILE *f;

	shelf_write_file(sh->path, text, sizeof(text));
	assert_refused(sh, STAAF_STORE_READ, STAAF_STORE, "not a store");
	assert_refused(sh, STAAF_STORE_WRITE, STAAF_STORE, "not a store");
	assert_non_null(f = fopen(sh->path, "rb"));
	assert_int_equal(fread(back, 1, sizeof(back), f), sizeof(text));
	(void)fclose(f);
	assert_string_equal(back, text);
	assert_int_equal(unlink(sh->path), 0);
	shelf_sql(sh, "CREATE TABLE stamps (name)");
	assert_refused(sh, STAAF_STORE_READ, STAAF_STORE, "not a store");
	assert_refused(sh, STAAF_STORE_WRITE, STAAF_STORE, "not a store");
	assert_int_equal(unlink(sh->path), 0);
	assert_int_equal(mkdir(sh->path, 0700), 0);
	assert_refused(sh, STAAF_STORE_READ, STAAF_STORE, "not a store");
	assert_int_equal(rmdir(sh->path), 0);
	assert_int_equal(mkfifo(sh->path, 0600), 0);
	assert_refused(sh, STAAF_STORE_WRITE, STAAF_STORE, "not a store");
}

static void
a_later_format_is_refused_with_both_numbers(void **state)
{
	struct shelf *sh = *state;

	shelf_open(sh, STAAF_STORE_WRITE);
	shelf_close(sh);
	shelf_sql(sh, "PRAGMA user_version = 12");
	assert_refused(sh, STAAF_STORE_READ, STAAF_STORE, "format 12");
	assert_says(&sh->err, "reads format 4)");
	assert_refused(sh, STAAF_STORE_WRITE, STAAF_STORE, "format 12");
	shelf_sql(sh, "PRAGMA user_version = 4");
	shelf_open(sh, STAAF_STORE_READ);
}

static void
a_journal_of_another_file_is_never_played_back(void **state)
{
	struct shelf *sh = *state;
	char name[128];

	shelf_open(sh, STAAF_STORE_WRITE);
	shelf_close(sh);
	(void)snprintf(name, sizeof(name), "%s-journal", sh->path);
	shelf_write_file(name, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 and pages",
	    18);
	assert_refused(sh, STAAF_STORE_READ, STAAF_STORE, "journal");
	assert_refused(sh, STAAF_STORE_WRITE, STAAF_STORE, "journal");
	assert_int_equal(unlink(name), 0);
	shelf_open(sh, STAAF_STORE_READ);
}

/* A store of some size, closed. */
static void
fill_store(struct shelf *sh)
{
	char id[16];

	shelf_open(sh, STAAF_STORE_WRITE);
	assert_int_equal(staaf_store_begin(sh->st, NULL), STAAF_OK);
	for (int i = 0; i < 300; i++) {
		(void)snprintf(id, sizeof(id), "x%03d", i);
		shelf_put_title(sh, id, "clickers in large classes", "en");
	}
	assert_int_equal(staaf_store_commit(sh->st, NULL), STAAF_OK);
	shelf_close(sh);
}

static void
a_store_cut_short_is_called_damaged(void **state)
{
	struct shelf *sh = *state;
	struct stat info;

	fill_store(sh);
	assert_int_equal(stat(sh->path, &info), 0);
	assert_int_equal(truncate(sh->path, info.st_size / 2), 0);
	assert_refused(sh, STAAF_STORE_READ, STAAF_STORE, "damaged");
	assert_refused(sh, STAAF_STORE_WRITE, STAAF_STORE, "damaged");
	assert_int_equal(truncate(sh->path, 60), 0);
	assert_refused(sh, STAAF_STORE_WRITE, STAAF_STORE, "not a store");
}

static enum staaf_code
pass(const struct staaf_record *r, struct staaf_err *err, void *arg)
{
	(void)r;
	(void)err;
	(void)arg;
	return STAAF_OK;
}

static void
pages_of_junk_give_an_error_and_no_crash(void **state)
{
	struct shelf *sh = *state;
	struct stat info;
	char *bytes, *copy;
	size_t size;
	FILE *f;

	fill_store(sh);
	assert_int_equal(stat(sh->path, &info), 0);
	size = (size_t)info.st_size;
	assert_non_null(bytes = malloc(size));
	assert_non_null(copy = malloc(size));
	assert_non_null(f = fopen(sh->path, "rb"));
	assert_int_equal(fread(bytes, 1, size, f), size);
	(void)fclose(f);
	for (size_t page = 0; page < size / 4096; page++) {
		struct staaf_store *st = NULL;
		struct staaf_hit *hit;
		enum staaf_code rc;
		size_t n;
		long n_faults = 0;

		memcpy(copy, bytes, size);
		for (size_t i = page == 0 ? 100 : 0; i < 4096; i++)
			copy[page * 4096 + i] = (char)(i * 31 + page);
		shelf_write_file(sh->path, copy, size);
		rc = staaf_store_open(&st, sh->path, STAAF_STORE_READ,
		    &sh->err);
		if (rc != STAAF_OK) {
			assert_int_equal(rc, STAAF_STORE);
			continue;
		}
		(void)staaf_store_each(st, pass, NULL, NULL);
		(void)staaf_store_match(&hit, &n, st, "clickers", 400, &sh->ar,
		    NULL);
		assert_int_equal(staaf_store_verify(&n_faults, st, NULL, NULL,
		    NULL), STAAF_OK);
		assert_true(n_faults > 0);
		staaf_store_close(st);
	}
	free(bytes);
	free(copy);
}

/* A child that does something with the store until it is killed. */
static pid_t
start_child(struct shelf *sh, void (*work)(struct shelf *sh, int told),
    int *told)
{
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		(void)close(ends[0]);
		work(sh, ends[1]);
		_exit(0);
	}
	(void)close(ends[1]);
	*told = ends[0];
	return child;
}

static void
wait_until_told(int told)
{
	char c;

	assert_int_equal(read(told, &c, 1), 1);
	(void)close(told);
}

/* One whole batch, told; then half of another. */
static void
write_and_hang(struct shelf *sh, int told)
{
	struct staaf_store *st = NULL;
	enum staaf_put what;
	struct staaf_record r = shelf_record("x", "clickers", "en");
	char id[16];

	if (staaf_store_open(&st, sh->path, STAAF_STORE_WRITE, NULL) !=
	    STAAF_OK)
		_exit(1);
	r.id = id;
	for (int i = 0; i < 3000; i++) {
		if (i == 0 || i == 500)
			(void)staaf_store_begin(st, NULL);
		(void)snprintf(id, sizeof(id), "x%05d", i);
		(void)staaf_store_put(&what, st, &r, NULL);
		if (i == 499)
			(void)staaf_store_commit(st, NULL);
	}
	(void)write(told, "!", 1);
	for (;;)
		(void)pause();
}

static void
a_killed_writer_leaves_the_last_whole_batch(void **state)
{
	struct shelf *sh = *state;
	struct staaf_status s;
	long n_faults = 9;
	int told, status;
	pid_t child = start_child(sh, write_and_hang, &told);

	wait_until_told(told);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	for (int mode = STAAF_STORE_READ; mode <= STAAF_STORE_WRITE; mode++) {
		shelf_open(sh, (enum staaf_store_mode)mode);
		assert_int_equal(staaf_store_status(&s, sh->st, &sh->ar,
		    NULL), STAAF_OK);
		assert_int_equal(s.n_records, 500);
		assert_int_equal(s.generation, 500);
		assert_int_equal(staaf_store_verify(&n_faults, sh->st, NULL,
		    NULL, NULL), STAAF_OK);
		assert_int_equal(n_faults, 0);
		shelf_close(sh);
	}
}

/* Files of this process may not grow over 400 kB: writes fail in the end. */
static void
write_until_it_fails(struct shelf *sh, int told)
{
	struct rlimit limit = { 400 * 1024, 400 * 1024 };
	struct staaf_record r = shelf_record("x", "clickers", "en");
	struct staaf_store *st = NULL;
	struct staaf_err err;
	enum staaf_put what;
	enum staaf_code rc;
	char id[16];

	if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR ||
	    setrlimit(RLIMIT_FSIZE, &limit) != 0 ||
	    staaf_store_open(&st, sh->path, STAAF_STORE_WRITE, &err) !=
	    STAAF_OK || staaf_store_begin(st, &err) != STAAF_OK)
		_exit(1);
	r.id = id;
	for (int i = 0; i < 5000; i++) {
		(void)snprintf(id, sizeof(id), "y%05d", i);
		rc = staaf_store_put(&what, st, &r, &err);
		if (rc != STAAF_OK)
			break;
	}
	if (rc == STAAF_OK)
		rc = staaf_store_commit(st, &err);
	else if (staaf_store_commit(st, NULL) != STAAF_STORE)
		_exit(2);
	if (rc != STAAF_STORE || err.hint != STAAF_MSG_STORE_IO_HINT)
		_exit(3);
	staaf_store_close(st);
	(void)write(told, "!", 1);
}

static void
a_write_that_fails_loses_its_batch_and_no_more(void **state)
{
	struct shelf *sh = *state;
	struct staaf_status s;
	int told, status;
	pid_t child;

	fill_store(sh);
	child = start_child(sh, write_until_it_fails, &told);
	assert_int_equal(waitpid(child, &status, 0), child);
	(void)close(told);
	assert_int_equal(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
	shelf_open(sh, STAAF_STORE_WRITE);
	assert_int_equal(staaf_store_status(&s, sh->st, &sh->ar, NULL),
	    STAAF_OK);
	assert_int_equal(s.n_records, 300);
}

static void
make_and_fill(struct shelf *sh, int told)
{
	struct staaf_store *st = NULL;

	(void)write(told, "!", 1);
	(void)staaf_store_open(&st, sh->path, STAAF_STORE_WRITE, NULL);
	staaf_store_close(st);
}

static void
a_kill_while_the_store_is_made_leaves_none_or_a_whole_one(void **state)
{
	struct shelf *sh = *state;
	int told, status;

	for (long wait_us = 0; wait_us < 20000; wait_us += 500) {
		struct timespec nap = { 0, wait_us * 1000 };
		pid_t child = start_child(sh, make_and_fill, &told);

		wait_until_told(told);
		(void)nanosleep(&nap, NULL);
		(void)kill(child, SIGKILL);
		assert_int_equal(waitpid(child, &status, 0), child);
		if (access(sh->path, F_OK) == 0) {
			shelf_open(sh, STAAF_STORE_READ);
			shelf_close(sh);
		}
		shelf_open(sh, STAAF_STORE_WRITE);
		shelf_close(sh);
		assert_int_equal(unlink(sh->path), 0);
	}
}

static void
hold_the_lock(struct shelf *sh, int told)
{
	struct timespec nap = { 0, 300 * 1000000L };
	struct staaf_store *st = NULL;

	if (staaf_store_open(&st, sh->path, STAAF_STORE_WRITE, NULL) !=
	    STAAF_OK)
		_exit(1);
	(void)write(told, "!", 1);
	(void)nanosleep(&nap, NULL);
	staaf_store_close(st);
}

static void
a_second_writer_waits_for_the_first(void **state)
{
	struct shelf *sh = *state;
	int told, status;
	pid_t child = start_child(sh, hold_the_lock, &told);

	wait_until_told(told);
	shelf_open(sh, STAAF_STORE_WRITE);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void
a_writer_that_waits_too_long_is_told_so(void **state)
{
	struct shelf *sh = *state;
	struct timespec from, to;

	shelf_open(sh, STAAF_STORE_WRITE);
	(void)clock_gettime(CLOCK_MONOTONIC, &from);
	assert_refused(sh, STAAF_STORE_WRITE, STAAF_BUSY, "another staaf");
	(void)clock_gettime(CLOCK_MONOTONIC, &to);
	assert_in_range(to.tv_sec - from.tv_sec, 4, 8);
}

static void
readers_read_beside_a_writer_and_see_whole_batches(void **state)
{
	struct shelf *sh = *state;
	struct staaf_store *reader = NULL;
	struct staaf_record r;
	uint64_t generation = 9;

	shelf_open(sh, STAAF_STORE_WRITE);
	shelf_put_title(sh, "x1", "one", "en");
	assert_int_equal(staaf_store_begin(sh->st, NULL), STAAF_OK);
	shelf_put_title(sh, "x2", "two", "en");
	assert_int_equal(staaf_store_open(&reader, sh->path, STAAF_STORE_READ,
	    NULL), STAAF_OK);
	assert_int_equal(staaf_store_get(&r, reader, "x1", &sh->ar, NULL),
	    STAAF_OK);
	assert_int_equal(staaf_store_get(&r, reader, "x2", &sh->ar, NULL),
	    STAAF_NOTHING);
	/* A reader that begins stays in its moment. */
	assert_int_equal(staaf_store_begin(reader, NULL), STAAF_OK);
	(void)staaf_store_generation(&generation, reader, NULL);
	assert_int_equal(staaf_store_commit(sh->st, NULL), STAAF_OK);
	assert_int_equal(staaf_store_get(&r, reader, "x2", &sh->ar, NULL),
	    STAAF_NOTHING);
	assert_int_equal(staaf_store_commit(reader, NULL), STAAF_OK);
	assert_int_equal(staaf_store_get(&r, reader, "x2", &sh->ar, NULL),
	    STAAF_OK);
	staaf_store_close(reader);
}

static void
a_reader_cannot_write(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = shelf_record("x1", "one", "en");
	enum staaf_put what;

	shelf_open(sh, STAAF_STORE_WRITE);
	shelf_close(sh);
	shelf_open(sh, STAAF_STORE_READ);
	assert_int_equal(staaf_store_put(&what, sh->st, &r, &sh->err),
	    STAAF_STORE);
	assert_says(&sh->err, "only be read");
}

/* Root may write anywhere: become nobody for this. */
static void
read_as_nobody(struct shelf *sh, int told)
{
	struct staaf_store *st = NULL;
	struct staaf_err err;
	struct staaf_hit *hit = NULL;
	size_t n = 0;
	long n_faults = 9;
	enum staaf_code rc;

	if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		_exit(2);
	rc = staaf_store_open(&st, sh->path, STAAF_STORE_READ, &err);
	if (rc != STAAF_OK) {
		staaf_err_print(stderr, &err, STAAF_EN);
		_exit(3);
	}
	if (staaf_store_match(&hit, &n, st, "clickers", 5, &sh->ar, &err) !=
	    STAAF_OK || n != 5)
		_exit(4);
	if (staaf_store_verify(&n_faults, st, NULL, NULL, &err) != STAAF_OK ||
	    n_faults != 0)
		_exit(5);
	staaf_store_close(st);
	staaf_arena_clear(&sh->ar);
	if (staaf_store_open(&st, sh->path, STAAF_STORE_WRITE, &err) !=
	    STAAF_STORE)
		_exit(6);
	(void)write(told, "!", 1);
}

static void
a_store_is_read_where_nobody_may_write(void **state)
{
	struct shelf *sh = *state;
	int told, status;
	pid_t child;

	fill_store(sh);
	assert_int_equal(chmod(sh->path, 0444), 0);
	assert_int_equal(chmod(sh->folder, 0555), 0);
	child = start_child(sh, read_as_nobody, &told);
	assert_int_equal(waitpid(child, &status, 0), child);
	(void)close(told);
	assert_int_equal(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
	/* The same beside a writer, where a log lies. */
	assert_int_equal(chmod(sh->folder, 0755), 0);
	assert_int_equal(chmod(sh->path, 0644), 0);
	shelf_open(sh, STAAF_STORE_WRITE);
	shelf_put_title(sh, "y", "clickers clickers clickers", "en");
	child = start_child(sh, read_as_nobody, &told);
	assert_int_equal(waitpid(child, &status, 0), child);
	(void)close(told);
	assert_int_equal(WIFEXITED(status) ? WEXITSTATUS(status) : -1,
	    getuid() == 0 ? 0 : 6);
}

static void
a_link_leads_to_the_same_store_and_the_same_lock(void **state)
{
	struct shelf *sh = *state;
	char name[128], target[96];

	shelf_open(sh, STAAF_STORE_WRITE);
	shelf_close(sh);
	strcpy(target, sh->path);
	(void)snprintf(sh->path, sizeof(sh->path), "%s/link.db", sh->folder);
	assert_int_equal(symlink(target, sh->path), 0);
	shelf_open(sh, STAAF_STORE_WRITE);
	(void)snprintf(name, sizeof(name), "%s-lock", sh->path);
	assert_int_equal(access(name, F_OK), -1);
	(void)snprintf(name, sizeof(name), "%s-wal", target);
	shelf_put_title(sh, "x1", "one", "en");
	assert_int_equal(access(name, F_OK), 0);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, shelf_set_up_empty, \
	shelf_tear_down)
	const struct CMUnitTest tests[] = {
		T(a_store_that_is_absent_is_not_made_by_a_reader),
		T(a_writer_makes_the_store_with_its_folders),
		T(an_empty_file_becomes_a_store_and_old_leftovers_go),
		T(foreign_files_are_refused_and_left_alone),
		T(a_later_format_is_refused_with_both_numbers),
		T(a_journal_of_another_file_is_never_played_back),
		T(a_store_cut_short_is_called_damaged),
		T(pages_of_junk_give_an_error_and_no_crash),
		T(a_killed_writer_leaves_the_last_whole_batch),
		T(a_write_that_fails_loses_its_batch_and_no_more),
		T(a_kill_while_the_store_is_made_leaves_none_or_a_whole_one),
		T(a_second_writer_waits_for_the_first),
		T(a_writer_that_waits_too_long_is_told_so),
		T(readers_read_beside_a_writer_and_see_whole_batches),
		T(a_reader_cannot_write),
		T(a_store_is_read_where_nobody_may_write),
		T(a_link_leads_to_the_same_store_and_the_same_lock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
