/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked is counted exactly, and nothing else is told of it. */
#include "shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <staaf/asked.h>
#include <staaf/file.h>

enum { LINE = 110 };

static const struct staaf_asked quiz = { "2026-11", "quiz", "exam-score",
	true, 0 };
static const struct staaf_asked loose = { "2026-11", "quiz", "-", false, 0 };

static char *
path_of(struct shelf *sh)
{
	return staaf_arena_printf(&sh->ar, "%s-asked", sh->path);
}

static void
add(struct shelf *sh, struct staaf_asked key, const char *month)
{
	enum staaf_code rc;

	strcpy(key.month, month);
	rc = staaf_asked_add(sh->st, &key, 1, 1000, &sh->err);
	if (rc != STAAF_OK)
		staaf_err_print(stderr, &sh->err, STAAF_EN);
	assert_int_equal(rc, STAAF_OK);
}

struct all {
	struct staaf_asked *item;
	size_t n, n_bad;
};

static struct all
read_all(struct shelf *sh)
{
	struct all all = { 0 };

	assert_int_equal(staaf_asked_read(&all.item, &all.n, &all.n_bad,
	    sh->st, &sh->ar, &sh->err), STAAF_OK);
	return all;
}

static void
read_file(struct shelf *sh, struct staaf_buf *out)
{
	staaf_buf_reset(out);
	assert_int_equal(staaf_file_read(out, path_of(sh), 16 << 20, NULL),
	    STAAF_OK);
}

static void
write_file(struct shelf *sh, const struct staaf_buf *bytes)
{
	shelf_write_file(path_of(sh), bytes->text, bytes->size);
}

static void
nothing_is_there_until_something_is_counted(void **state)
{
	struct shelf *sh = *state;
	struct all all = read_all(sh);

	assert_int_equal(all.n, 0);
	assert_int_equal(all.n_bad, 0);
	assert_int_equal(access(path_of(sh), F_OK), -1);
	assert_int_equal(staaf_asked_add(sh->st, NULL, 0, 0, NULL), STAAF_OK);
	assert_int_equal(access(path_of(sh), F_OK), -1);
}

static void
each_key_has_its_own_count(void **state)
{
	struct shelf *sh = *state;
	struct staaf_asked unknown = quiz;
	struct all all;

	unknown.is_known = false;
	add(sh, quiz, "2026-11");
	add(sh, quiz, "2026-11");
	add(sh, quiz, "2026-10");
	add(sh, loose, "2026-11");
	add(sh, unknown, "2026-11");
	all = read_all(sh);
	assert_int_equal(all.n, 4);
	assert_string_equal(all.item[0].month, "2026-10");
	assert_int_equal(all.item[0].count, 1);
	assert_string_equal(all.item[1].outcome, "-");
	assert_false(all.item[1].is_known);
	assert_string_equal(all.item[2].intervention, "quiz");
	assert_string_equal(all.item[2].outcome, "exam-score");
	assert_true(all.item[2].is_known);
	assert_int_equal(all.item[2].count, 2);
	assert_false(all.item[3].is_known);
}

static void
lines_tell_no_order_of_asking(void **state)
{
	struct shelf *sh = *state;
	static const char *const ids[] = { "voting", "a", "quiz", "zoom",
		"b-2", "feedback" };
	struct staaf_buf one = { 0 }, other = { 0 };

	for (int i = 0; i < 6; i++)
		add(sh, (struct staaf_asked){ .intervention = ids[i],
		    .outcome = "-" }, "2026-11");
	read_file(sh, &one);
	assert_int_equal(unlink(path_of(sh)), 0);
	for (int i = 5; i >= 0; i--)
		add(sh, (struct staaf_asked){ .intervention = ids[i],
		    .outcome = "-" }, "2026-11");
	read_file(sh, &other);
	assert_string_equal(one.text, other.text);
	assert_int_equal(one.size, 7 * LINE);
	staaf_buf_clear(&one);
	staaf_buf_clear(&other);
}

/* Whoever lists the folder sees the month, and who keeps it alone reads. */
static void
the_file_is_its_owners_and_its_time_is_the_month(void **state)
{
	struct shelf *sh = *state;
	struct stat info;
	char month[STAAF_MONTH_SIZE];
	mode_t mask = umask(0);

	add(sh, quiz, "2026-11");
	(void)umask(mask);
	assert_int_equal(stat(path_of(sh), &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	staaf_asked_month(month, info.st_mtime);
	assert_string_equal(month, "2026-11");
	assert_int_equal(info.st_mtime % 86400, 0);
	assert_int_equal(info.st_mtime, info.st_atime);
	/* What its keeper opened to a group stays open. */
	assert_int_equal(chmod(path_of(sh), 0660), 0);
	add(sh, quiz, "2026-11");
	assert_int_equal(stat(path_of(sh), &info), 0);
	assert_int_equal(info.st_mode & 0777, 0660);
}

static void
a_reader_of_the_store_can_count(void **state)
{
	struct shelf *sh = *state;

	shelf_close(sh);
	shelf_open(sh, STAAF_STORE_READ);
	add(sh, quiz, "2026-11");
	assert_int_equal(read_all(sh).item[0].count, 1);
}

static void
four_at_once_lose_no_count(void **state)
{
	struct shelf *sh = *state;
	struct all all;
	pid_t child[4];

	for (int i = 0; i < 4; i++) {
		child[i] = fork();
		assert_true(child[i] >= 0);
		if (child[i] > 0)
			continue;
		for (int k = 0; k < 200; k++) { /* two keys are shared */
			struct staaf_asked key[] = { quiz, loose, quiz };
			char id[8];

			(void)snprintf(id, sizeof(id), "x%d", (k * 7 + i) %
			    40);
			key[2].intervention = id;
			if (staaf_asked_add(sh->st, key, 3, 60000, NULL) !=
			    STAAF_OK)
				_exit(1);
		}
		_exit(0);
	}
	for (int i = 0; i < 4; i++) {
		int status = -1;

		assert_int_equal(waitpid(child[i], &status, 0), child[i]);
		assert_int_equal(status, 0);
	}
	all = read_all(sh);
	assert_int_equal(all.n, 42);
	assert_int_equal(all.n_bad, 0);
	assert_int_equal(all.item[0].count, 800);
	assert_int_equal(all.item[1].count, 800);
	for (size_t i = 2, n = 0; i < 42; i++) {
		n += (size_t)all.item[i].count;
		if (i == 41)
			assert_int_equal(n, 800);
	}
}

static void
one_who_holds_it_is_waited_for_and_then_told(void **state)
{
	struct shelf *sh = *state;
	int fd;

	add(sh, quiz, "2026-11");
	fd = open(path_of(sh), O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_int_equal(staaf_asked_add(sh->st, &quiz, 1, 0, &sh->err),
	    STAAF_BUSY);
	assert_int_equal(staaf_asked_add(sh->st, &quiz, 1, 20, &sh->err),
	    STAAF_BUSY);
	assert_says(&sh->err, "is not counted");
	assert_int_equal(close(fd), 0);
	add(sh, quiz, "2026-11");
	assert_int_equal(read_all(sh).item[0].count, 2);
}

/* Nothing of it may change, whatever it is. */
static void
refuses(struct shelf *sh, const char *bytes, size_t size, const char *words)
{
	struct staaf_buf after = { 0 };

	shelf_write_file(path_of(sh), bytes, size);
	assert_int_equal(staaf_asked_add(sh->st, &quiz, 1, 0, &sh->err),
	    STAAF_BADINPUT);
	assert_says(&sh->err, words);
	assert_string_equal(sh->err.file, path_of(sh));
	read_file(sh, &after);
	assert_int_equal(after.size, size);
	assert_memory_equal(after.text, bytes, size);
	staaf_buf_clear(&after);
}

static void
a_foreign_file_is_told_and_left_alone(void **state)
{
	struct shelf *sh = *state;
	char page[4096];
	struct staaf_asked *list = NULL;
	size_t n = 0, n_bad = 0;

	memset(page, 'x', sizeof(page));
	refuses(sh, "hello\n", 6, "not a count");
	refuses(sh, page, sizeof(page), "not a count");
	memcpy(page, "staaf asked 2", 13);
	refuses(sh, page, sizeof(page), "not a count");
	assert_int_equal(staaf_asked_read(&list, &n, &n_bad, sh->st, &sh->ar,
	    &sh->err), STAAF_BADINPUT);
	assert_says(&sh->err, "not a count");
	assert_null(list);
}

static void
a_torn_file_is_told_and_what_is_whole_is_read(void **state)
{
	struct shelf *sh = *state;
	struct staaf_buf file = { 0 };
	struct all all;

	add(sh, quiz, "2026-11");
	add(sh, loose, "2026-11");
	read_file(sh, &file);
	refuses(sh, file.text, file.size - 1, "damaged");
	assert_int_equal(sh->err.line, 3);
	all = read_all(sh);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.n_bad, 1);
	assert_says(&sh->err, "damaged");
	assert_int_equal(sh->err.line, 3);
	refuses(sh, file.text, LINE + 4, "damaged");
	staaf_buf_clear(&file);
}

/* Each way in which a line can be wrong; the other stands. */
static void
a_line_that_is_none_is_told_with_its_number(void **state)
{
	struct shelf *sh = *state;
	struct staaf_buf file = { 0 };
	static const struct {
		int at;
		char put;
	} spoil[] = { { 0, '1' }, { 4, ' ' }, { 5, '2' }, { 6, '3' },
		{ 7, '-' }, { 8, 'Q' }, { 8, ' ' }, { 10, '\0' }, { 47, 'x' },
		{ 48, '\n' }, { 49, ' ' }, { 90, 'b' }, { 98, '1' },
		{ 100, ' ' }, { 108, 'x' }, { 109, ' ' } };

	add(sh, quiz, "2026-10");
	add(sh, quiz, "2026-12");
	read_file(sh, &file);
	for (size_t i = 0; i < sizeof(spoil) / sizeof(spoil[0]); i++) {
		char *at = &file.text[2 * LINE + spoil[i].at], held = *at;
		struct all all;

		*at = spoil[i].put;
		refuses(sh, file.text, file.size, "damaged");
		assert_int_equal(sh->err.line, 3);
		all = read_all(sh);
		assert_int_equal(all.n, 1);
		assert_int_equal(all.n_bad, 1);
		assert_int_equal(sh->err.line, 3);
		*at = held;
	}
	write_file(sh, &file);
	add(sh, quiz, "2026-11");
	assert_int_equal(read_all(sh).n, 3);
	staaf_buf_clear(&file);
}

static void
what_is_no_file_or_may_not_be_written_is_told(void **state)
{
	struct shelf *sh = *state;
	struct staaf_asked *list = NULL;
	size_t n = 0, n_bad = 0;

	assert_int_equal(mkdir(path_of(sh), 0700), 0);
	assert_int_equal(staaf_asked_add(sh->st, &quiz, 1, 0, &sh->err),
	    STAAF_IO);
	assert_int_equal(rmdir(path_of(sh)), 0);
	assert_int_equal(mkfifo(path_of(sh), 0600), 0);
	assert_int_equal(staaf_asked_add(sh->st, &quiz, 1, 0, &sh->err),
	    STAAF_BADINPUT);
	assert_int_equal(staaf_asked_read(&list, &n, &n_bad, sh->st, &sh->ar,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(unlink(path_of(sh)), 0);
	/* A link could lead to anything. */
	assert_int_equal(symlink("/dev/null", path_of(sh)), 0);
	assert_int_equal(staaf_asked_add(sh->st, &quiz, 1, 0, &sh->err),
	    STAAF_IO);
	assert_int_equal(unlink(path_of(sh)), 0);
	if (geteuid() == 0)
		return; /* root writes anywhere */
	add(sh, quiz, "2026-11");
	assert_int_equal(chmod(path_of(sh), 0400), 0);
	assert_int_equal(staaf_asked_add(sh->st, &quiz, 1, 0, &sh->err),
	    STAAF_IO);
	assert_says(&sh->err, "is not counted");
	assert_int_equal(read_all(sh).item[0].count, 1);
}

static void
only_a_month_and_ids_are_counted(void **state)
{
	struct shelf *sh = *state;
	static const char *const months[] = { "", "2026", "2026-00",
		"2026-13", "2026-1", "2026-1a", "1999-12", "2026/11", "2026-20",
		" 026-11" };
	static const char *const ids[] = { "", "Quiz", "a b", "a\n", "\xc3\xa9",
		"a1234567890123456789012345678901234567890" /* 41 */ };
	struct staaf_asked key = quiz;

	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		assert_false(staaf_asked_is_month(months[i]));
		(void)snprintf(key.month, sizeof(key.month), "%s", months[i]);
		assert_int_equal(staaf_asked_add(sh->st, &key, 1, 0,
		    &sh->err), STAAF_BADARG);
	}
	assert_false(staaf_asked_is_month("2026-111"));
	assert_true(staaf_asked_is_month("2000-01"));
	assert_true(staaf_asked_is_month("9999-12"));
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		key = quiz;
		key.intervention = ids[i];
		assert_int_equal(staaf_asked_add(sh->st, &key, 1, 0,
		    &sh->err), STAAF_BADARG);
		key = quiz;
		key.outcome = ids[i];
		assert_int_equal(staaf_asked_add(sh->st, &key, 1, 0,
		    &sh->err), STAAF_BADARG);
	}
	assert_int_equal(access(path_of(sh), F_OK), -1);
	key = quiz;
	key.intervention = ids[5] + 1; /* 40 fit */
	add(sh, key, "2026-11");
	assert_string_equal(read_all(sh).item[0].intervention, ids[5] + 1);
}

static void
a_moment_has_the_month_of_universal_time(void **state)
{
	char month[STAAF_MONTH_SIZE];

	(void)state;
	staaf_asked_month(month, 1793491199);
	assert_string_equal(month, "2026-10");
	staaf_asked_month(month, 1793491200);
	assert_string_equal(month, "2026-11");
	staaf_asked_month(month, (time_t)1 << 60); /* no such year */
	assert_true(staaf_asked_is_month(month));
}

static void
a_count_that_is_full_stays(void **state)
{
	struct shelf *sh = *state;
	struct staaf_buf file = { 0 };

	add(sh, quiz, "2026-11");
	read_file(sh, &file);
	memcpy(file.text + 2 * LINE - 10, "999999998", 9);
	write_file(sh, &file);
	add(sh, quiz, "2026-11");
	assert_int_equal(read_all(sh).item[0].count, STAAF_ASKED_MOST);
	add(sh, quiz, "2026-11");
	assert_int_equal(read_all(sh).item[0].count, STAAF_ASKED_MOST);
	staaf_buf_clear(&file);
}

/* As many lines as fit, less one. */
static void
fill(struct shelf *sh)
{
	struct staaf_buf file = { 0 };

	add(sh, quiz, "2000-01");
	read_file(sh, &file);
	file.text[file.size = LINE] = '\0';
	for (int i = 0; i < STAAF_ASKED_MOST_LINES - 1; i++)
		staaf_buf_printf(&file, "2026-10 x%-39d %-40s %-9s %09d\n",
		    100000 + i, "-", "answer", 1);
	assert_false(file.failed);
	write_file(sh, &file);
	staaf_buf_clear(&file);
}

static void
a_full_file_takes_no_key_more_and_still_counts(void **state)
{
	struct shelf *sh = *state;
	struct all all;

	fill(sh);
	add(sh, quiz, "2026-09"); /* before all of them */
	assert_int_equal(staaf_asked_add(sh->st, &loose, 1, 0, &sh->err),
	    STAAF_BADINPUT);
	assert_says(&sh->err, "no more");
	add(sh, quiz, "2026-09");
	all = read_all(sh);
	assert_int_equal(all.n, STAAF_ASKED_MOST_LINES);
	assert_int_equal(all.n_bad, 0);
	assert_int_equal(all.item[0].count, 2);
	assert_string_equal(all.item[all.n - 1].intervention, "x165534");
}

static void
a_file_of_more_lines_than_fit_is_not_read(void **state)
{
	struct shelf *sh = *state;
	struct staaf_buf file = { 0 };
	struct staaf_asked *list = NULL;
	size_t n = 0, n_bad = 0;

	fill(sh);
	add(sh, quiz, "2026-09");
	read_file(sh, &file);
	staaf_buf_printf(&file, "2026-11 x%-39d %-40s %-9s %09d\n", 1, "-",
	    "answer", 1);
	write_file(sh, &file);
	assert_int_equal(staaf_asked_read(&list, &n, &n_bad, sh->st, &sh->ar,
	    &sh->err), STAAF_BADINPUT);
	assert_null(list);
	staaf_buf_clear(&file);
}

static void
memory_that_runs_out_is_told_and_nothing_is_lost(void **state)
{
	struct shelf *sh = *state;

	add(sh, quiz, "2026-11");
	for (unsigned long nth = 1; nth < 8; nth++) {
		struct staaf_asked *list = NULL;
		struct staaf_arena ar = { 0 };
		size_t n = 0, n_bad = 0;
		enum staaf_code rc;

		staaf_mem_refuse(nth);
		rc = staaf_asked_add(sh->st, &loose, 1, 0, NULL);
		staaf_mem_refuse(0);
		assert_true(rc == STAAF_OK || rc == STAAF_NOMEM);
		staaf_mem_refuse(nth);
		rc = staaf_asked_read(&list, &n, &n_bad, sh->st, &ar, NULL);
		staaf_mem_refuse(0);
		assert_true(rc == STAAF_OK || rc == STAAF_NOMEM);
		assert_true(rc != STAAF_OK || n >= 1);
		staaf_arena_clear(&ar);
	}
	assert_int_equal(read_all(sh).n_bad, 0);
	assert_int_equal(read_all(sh).n, 2);
}

/* Add a key under a limit on the size of files, as on a disk that is full. */
static enum staaf_code
add_within(struct shelf *sh, const struct staaf_asked *key, rlim_t most)
{
	struct rlimit held, tight;
	enum staaf_code rc;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &held), 0);
	tight = (struct rlimit){ .rlim_cur = most, .rlim_max = held.rlim_max };
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
	rc = staaf_asked_add(sh->st, key, 1, 0, &sh->err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &held), 0);
	(void)signal(SIGXFSZ, SIG_DFL);
	return rc;
}

static void
a_write_that_fails_is_taken_back(void **state)
{
	struct shelf *sh = *state;
	struct staaf_buf before = { 0 }, after = { 0 };
	struct stat info;

	/* Not even the head fits: nothing stays that would be foreign. */
	assert_int_equal(add_within(sh, &quiz, LINE - 1), STAAF_IO);
	assert_int_equal(stat(path_of(sh), &info), 0);
	assert_int_equal(info.st_size, 0);
	add(sh, quiz, "2026-11");
	add(sh, quiz, "2026-12");
	read_file(sh, &before);
	/* Half of a line fits, before the others and behind them. */
	for (int i = 0; i < 2; i++) {
		struct staaf_asked key = quiz;

		strcpy(key.month, i == 0 ? "2026-10" : "2027-01");
		assert_int_equal(add_within(sh, &key, 3 * LINE + LINE / 2),
		    STAAF_IO);
		assert_says(&sh->err, "is not counted");
		read_file(sh, &after);
		assert_int_equal(after.size, before.size);
		assert_memory_equal(after.text, before.text, before.size);
	}
	/* A count needs no room. */
	assert_int_equal(add_within(sh, &quiz, 3 * LINE), STAAF_OK);
	assert_int_equal(read_all(sh).item[0].count, 2);
	staaf_buf_clear(&before);
	staaf_buf_clear(&after);
}

/* Whenever it is killed: whole lines, and no count goes down. */
static void
a_writer_that_is_killed_leaves_a_whole_file(void **state)
{
	struct shelf *sh = *state;
	long last = 0;

	add(sh, quiz, "2026-11");
	for (int i = 0; i < 20; i++) {
		struct timespec nap = { 0, 200000L * (i + 1) };
		struct all all;
		pid_t child = fork();

		assert_true(child >= 0);
		while (child == 0) {
			struct staaf_asked key[] = { quiz, quiz };
			char id[16];

			(void)snprintf(id, sizeof(id), "x%d", rand() % 500);
			key[1].intervention = id;
			if (staaf_asked_add(sh->st, key, 2, 0, NULL) !=
			    STAAF_OK)
				_exit(1);
		}
		(void)nanosleep(&nap, NULL);
		assert_int_equal(kill(child, SIGKILL), 0);
		assert_int_equal(waitpid(child, NULL, 0), child);
		all = read_all(sh);
		assert_int_equal(all.n_bad, 0);
		assert_string_equal(all.item[0].intervention, "quiz");
		assert_true(all.item[0].count >= last);
		last = all.item[0].count;
	}
	add(sh, quiz, "2026-11");
}

static void
a_new_reader_sees_what_a_writer_did_at_once(void **state)
{
	struct shelf *sh = *state;
	struct staaf_store *other = NULL;
	struct all all = { 0 };

	assert_int_equal(staaf_store_open(&other, sh->path, STAAF_STORE_READ,
	    NULL), STAAF_OK);
	for (long n = 1; n <= 3; n++) {
		add(sh, quiz, "2026-11");
		assert_int_equal(staaf_asked_read(&all.item, &all.n,
		    &all.n_bad, other, &sh->ar, NULL), STAAF_OK);
		assert_int_equal(all.item[0].count, n);
	}
	staaf_store_close(other);
}

/* By whatever link one comes to the store, its counts are one file. */
static void
a_link_to_the_store_leads_to_the_same_counts(void **state)
{
	struct shelf *sh = *state;
	char link[128], beside[160];

	(void)snprintf(link, sizeof(link), "%s/link.db", sh->folder);
	(void)snprintf(beside, sizeof(beside), "%s-asked", link);
	assert_int_equal(symlink(sh->path, link), 0);
	shelf_close(sh);
	assert_int_equal(staaf_store_open(&sh->st, link, STAAF_STORE_READ,
	    NULL), STAAF_OK);
	add(sh, quiz, "2026-11");
	assert_int_equal(access(beside, F_OK), -1);
	assert_int_equal(access(path_of(sh), F_OK), 0);
}

static void
no_backup_is_put_over_it(void **state)
{
	struct shelf *sh = *state;
	struct staaf_backup made;

	add(sh, quiz, "2026-11");
	assert_int_equal(staaf_store_backup(&made, sh->st, path_of(sh), true,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(read_all(sh).n, 1);
}

#define ON_A_SHELF(test) cmocka_unit_test_setup_teardown(test, \
	shelf_set_up, shelf_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_SHELF(nothing_is_there_until_something_is_counted),
		ON_A_SHELF(each_key_has_its_own_count),
		ON_A_SHELF(lines_tell_no_order_of_asking),
		ON_A_SHELF(the_file_is_its_owners_and_its_time_is_the_month),
		ON_A_SHELF(a_reader_of_the_store_can_count),
		ON_A_SHELF(four_at_once_lose_no_count),
		ON_A_SHELF(one_who_holds_it_is_waited_for_and_then_told),
		ON_A_SHELF(a_foreign_file_is_told_and_left_alone),
		ON_A_SHELF(a_torn_file_is_told_and_what_is_whole_is_read),
		ON_A_SHELF(a_line_that_is_none_is_told_with_its_number),
		ON_A_SHELF(what_is_no_file_or_may_not_be_written_is_told),
		ON_A_SHELF(only_a_month_and_ids_are_counted),
		ON_A_SHELF(a_moment_has_the_month_of_universal_time),
		ON_A_SHELF(a_count_that_is_full_stays),
		ON_A_SHELF(a_full_file_takes_no_key_more_and_still_counts),
		ON_A_SHELF(a_file_of_more_lines_than_fit_is_not_read),
		ON_A_SHELF(memory_that_runs_out_is_told_and_nothing_is_lost),
		ON_A_SHELF(a_write_that_fails_is_taken_back),
		ON_A_SHELF(a_writer_that_is_killed_leaves_a_whole_file),
		ON_A_SHELF(a_new_reader_sees_what_a_writer_did_at_once),
		ON_A_SHELF(a_link_to_the_store_leads_to_the_same_counts),
		ON_A_SHELF(no_backup_is_put_over_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
