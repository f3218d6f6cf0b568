/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: read whole or not at all, and never waited for. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <staaf/file.h>
#include <staaf/hash.h>

/* Each test stands in a new folder. */
static char folder[64];

static int
enter_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/staaf-file-XXXXXX");
	return mkdtemp(folder) == NULL || chdir(folder) != 0 ? -1 : 0;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static int
leave_folder(void **state)
{
	(void)state;
	staaf_mem_refuse(0);
	return chdir("/") != 0 ? -1 : nftw(folder, remove_one, 16,
	    FTW_DEPTH | FTW_PHYS);
}

static void
put_file(const char *path, const char *text, size_t size)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

static void
assert_refused(const char *path, size_t most, enum staaf_code code,
    enum staaf_msg msg)
{
	struct staaf_buf b = { 0 };
	struct staaf_err err = { 0 };

	staaf_buf_puts(&b, "was er al");
	alarm(5); /* to wait is to fail */
	assert_int_equal(staaf_file_read(&b, path, most, &err), code);
	alarm(0);
	assert_int_equal(err.code, code);
	assert_int_equal(err.msg, msg);
	assert_string_equal(err.file, path);
	assert_string_equal(b.text, "was er al");
	assert_int_equal(staaf_file_read(&b, path, most, NULL), code);
	staaf_buf_clear(&b);
}

static void
a_file_is_read_whole_and_appended(void **state)
{
	enum { SIZE = 200000 };
	char *bytes = malloc(SIZE);
	struct staaf_buf b = { 0 };

	(void)state;
	assert_non_null(bytes);
	for (int i = 0; i < SIZE; i++)
		bytes[i] = (char)(i * 31 % 256);
	put_file("groot", bytes, SIZE);
	put_file("leeg", "", 0);
	staaf_buf_puts(&b, "x");
	assert_int_equal(staaf_file_read(&b, "groot", SIZE, NULL), STAAF_OK);
	assert_int_equal(staaf_file_read(&b, "leeg", 0, NULL), STAAF_OK);
	assert_int_equal(b.size, SIZE + 1);
	assert_memory_equal(b.text + 1, bytes, SIZE);
	free(bytes);
	staaf_buf_clear(&b);
}

static void
the_largest_size_is_taken_and_one_more_refused(void **state)
{
	struct staaf_buf b = { 0 };

	(void)state;
	put_file("tien", "0123456789", 10);
	assert_int_equal(staaf_file_read(&b, "tien", 10, NULL), STAAF_OK);
	assert_refused("tien", 9, STAAF_BADINPUT, STAAF_MSG_FILE_LARGE);
	assert_refused("tien", 0, STAAF_BADINPUT, STAAF_MSG_FILE_LARGE);
	staaf_buf_clear(&b);
}

static void
what_is_no_ordinary_file_is_refused_without_waiting(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("pijp", 0600), 0);
	assert_int_equal(mkdir("map", 0700), 0);
	assert_int_equal(symlink("pijp", "naar-pijp"), 0);
	assert_refused("pijp", 100, STAAF_BADINPUT, STAAF_MSG_FILE_KIND);
	assert_refused("naar-pijp", 100, STAAF_BADINPUT, STAAF_MSG_FILE_KIND);
	assert_refused("map", 100, STAAF_BADINPUT, STAAF_MSG_FILE_KIND);
	assert_refused("/dev/zero", 100, STAAF_BADINPUT, STAAF_MSG_FILE_KIND);
}

static void
what_is_not_there_cannot_be_opened(void **state)
{
	(void)state;
	assert_int_equal(symlink("nergens", "los"), 0);
	assert_int_equal(symlink("kring", "kring"), 0);
	assert_refused("nergens", 100, STAAF_IO, STAAF_MSG_FILE_OPEN);
	assert_refused("los", 100, STAAF_IO, STAAF_MSG_FILE_OPEN);
	assert_refused("kring", 100, STAAF_IO, STAAF_MSG_FILE_OPEN);
	assert_refused("", 100, STAAF_IO, STAAF_MSG_FILE_OPEN);
}

static void
a_name_with_escapes_is_harmless_in_the_message(void **state)
{
	struct staaf_err err = { 0 };
	struct staaf_buf b = { 0 };

	(void)state;
	(void)staaf_file_read(&b, "-rf \x1b[31m\nnaam\xff", 10, &err);
	assert_string_equal(err.file, "-rf [31m naam\xef\xbf\xbd");
	staaf_buf_clear(&b);
}

static void
reading_without_memory_is_told(void **state)
{
	enum staaf_code rc = STAAF_NOMEM;
	unsigned long nth;

	(void)state;
	put_file("klein", "inhoud", 6);
	for (nth = 1; rc != STAAF_OK; nth++) {
		struct staaf_buf b = { 0 };

		staaf_mem_refuse(nth);
		rc = staaf_file_read(&b, "klein", 100, NULL);
		staaf_mem_refuse(0);
		assert_int_equal(rc, rc == STAAF_OK ? STAAF_OK : STAAF_NOMEM);
		assert_string_equal(staaf_buf_text(&b),
		    rc == STAAF_OK ? "inhoud" : "");
		staaf_buf_clear(&b);
	}
	assert_int_equal(nth, 4); /* two buffers, then well */
}

/* Write down the paths as they come; "stop" ends the walk. */
static enum staaf_code
note(const char *path, struct staaf_err *err, void *arg)
{
	struct staaf_buf *seen = arg;

	staaf_buf_printf(seen, "%s|", path);
	return strstr(path, "stop") == NULL ? STAAF_OK :
	    staaf_err_set(err, STAAF_USAGE, STAAF_MSG_NONE, path, NULL);
}

static void
a_walk_is_in_byte_order_and_follows_no_links(void **state)
{
	struct staaf_buf seen = { 0 };

	(void)state;
	assert_int_equal(mkdir("d", 0700), 0);
	assert_int_equal(mkdir("d/b", 0700), 0);
	put_file("d/b/z.atom", "", 0);
	put_file("d/a.atom", "", 0);
	put_file("d/B.atom", "", 0);
	put_file("d/\xc3\xa9.atom", "", 0);
	put_file("d/.hidden.atom", "", 0);
	put_file("d/README.md", "", 0);
	assert_int_equal(symlink("a.atom", "d/link.atom"), 0);
	assert_int_equal(symlink("..", "d/up"), 0);
	assert_int_equal(mkfifo("d/pijp.atom", 0600), 0);
	assert_int_equal(staaf_file_each("d", ".atom", note, &seen, NULL),
	    STAAF_OK);
	assert_string_equal(seen.text,
	    "d/B.atom|d/a.atom|d/b/z.atom|d/\xc3\xa9.atom|");
	staaf_buf_reset(&seen);
	assert_int_equal(staaf_file_each("d/README.md", ".atom", note, &seen,
	    NULL), STAAF_OK);
	assert_string_equal(seen.text, "d/README.md|"); /* named: taken */
	staaf_buf_reset(&seen);
	assert_int_equal(staaf_file_each("d/b", NULL, note, &seen, NULL),
	    STAAF_OK);
	assert_string_equal(seen.text, "d/b/z.atom|");
	staaf_buf_clear(&seen);
}

static void
a_walk_stops_at_the_first_failure(void **state)
{
	struct staaf_buf seen = { 0 };
	struct staaf_err err = { 0 };

	(void)state;
	put_file("a", "", 0);
	put_file("b-stop", "", 0);
	put_file("c", "", 0);
	assert_int_equal(staaf_file_each(".", NULL, note, &seen, &err),
	    STAAF_USAGE);
	assert_string_equal(seen.text, "./a|./b-stop|");
	assert_string_equal(err.word[0], "./b-stop");
	assert_int_equal(staaf_file_each("weg", NULL, note, &seen, &err),
	    STAAF_IO);
	assert_string_equal(err.file, "weg");
	staaf_buf_clear(&seen);
}

static void
folders_that_are_too_deep_are_told_not_skipped(void **state)
{
	struct staaf_buf seen = { 0 };
	struct staaf_err err = { 0 };
	char path[200] = "d";

	(void)state;
	assert_int_equal(mkdir(path, 0700), 0);
	for (int i = 0; i < 32; i++) {
		strcat(path, "/d");
		assert_int_equal(mkdir(path, 0700), 0);
	}
	assert_int_equal(staaf_file_each("d", NULL, note, &seen, &err),
	    STAAF_OK);
	strcat(path, "/d");
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(staaf_file_each("d", NULL, note, &seen, &err),
	    STAAF_BADINPUT);
	assert_int_equal(err.msg, STAAF_MSG_FILE_DEEP);
	staaf_buf_clear(&seen);
}

/* FIPS 180-2, appendix B. */
static void
hashes_are_the_published_ones(void **state)
{
	char hex[STAAF_HASH_SIZE];

	(void)state;
	staaf_hash(hex, "abc", 3);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	staaf_hash(hex, "", 0);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855");
}

#define IN_FOLDER(test) \
	cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(a_file_is_read_whole_and_appended),
		IN_FOLDER(the_largest_size_is_taken_and_one_more_refused),
		IN_FOLDER(what_is_no_ordinary_file_is_refused_without_waiting),
		IN_FOLDER(what_is_not_there_cannot_be_opened),
		IN_FOLDER(a_name_with_escapes_is_harmless_in_the_message),
		IN_FOLDER(reading_without_memory_is_told),
		IN_FOLDER(a_walk_is_in_byte_order_and_follows_no_links),
		IN_FOLDER(a_walk_stops_at_the_first_failure),
		IN_FOLDER(folders_that_are_too_deep_are_told_not_skipped),
		cmocka_unit_test(hashes_are_the_published_ones),
	};

	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
