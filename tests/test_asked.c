/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked is counted exactly, and nothing else is told of it. */
#include "asked_shelf.h"

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
		ON_A_SHELF(only_a_month_and_ids_are_counted),
		ON_A_SHELF(a_moment_has_the_month_of_universal_time),
		ON_A_SHELF(a_new_reader_sees_what_a_writer_did_at_once),
		ON_A_SHELF(a_link_to_the_store_leads_to_the_same_counts),
		ON_A_SHELF(no_backup_is_put_over_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
