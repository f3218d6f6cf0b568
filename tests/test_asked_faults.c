/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever becomes of the counts: it is told, and nothing is destroyed. */
#include "asked_shelf.h"

static void
write_file(struct shelf *sh, const struct staaf_buf *bytes)
{
	shelf_write_file(path_of(sh), bytes->text, bytes->size);
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

#define ON_A_SHELF(test) cmocka_unit_test_setup_teardown(test, \
	shelf_set_up, shelf_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_SHELF(a_foreign_file_is_told_and_left_alone),
		ON_A_SHELF(a_torn_file_is_told_and_what_is_whole_is_read),
		ON_A_SHELF(a_line_that_is_none_is_told_with_its_number),
		ON_A_SHELF(what_is_no_file_or_may_not_be_written_is_told),
		ON_A_SHELF(a_count_that_is_full_stays),
		ON_A_SHELF(a_full_file_takes_no_key_more_and_still_counts),
		ON_A_SHELF(a_file_of_more_lines_than_fit_is_not_read),
		ON_A_SHELF(memory_that_runs_out_is_told_and_nothing_is_lost),
		ON_A_SHELF(a_write_that_fails_is_taken_back),
		ON_A_SHELF(a_writer_that_is_killed_leaves_a_whole_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
