/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a file and back: the same, or nothing at all. */
#include <fcntl.h>

#include <staaf/file.h>

#include "shelf.h"

#include "store/store.h"

/* A shelf with a little of everything, and a second place. */
struct two {
	struct shelf *sh;
	char copy[128], other[128];
};

static enum staaf_code
gather(struct staaf_buf *lines, struct staaf_err *err, void *arg)
{
	(void)err;
	staaf_buf_put(arg, staaf_buf_text(lines), lines->size);
	return STAAF_OK;
}

static void
fill(struct shelf *sh)
{
	static const char *const name[] = { "Doe, J.", "Ång\xc3\xb6, \"Q\"" };
	struct staaf_finding f = shelf_finding("f1", "video");
	struct staaf_record r = shelf_record("x1", "A made-up <video>", "en");
	const char rules[] = "rules\0with a NUL and \xff";
	struct staaf_rule_file file = { "a.rules", rules, sizeof(rules) };

	f.value = 0.1 + 0.2;
	f.low = 1e-300;
	f.high = (double)INFINITY;
	f.k = 3;
	r.finding = &f;
	r.n_findings = 1;
	r.author = name;
	r.n_authors = 2;
	r.concept = (const char *const[]){ "video" };
	r.n_concepts = 1;
	r.source = "urn:made-up";
	r.summary = "Line\nand \x7f and \xe2\x80\xa8 separator";
	(void)shelf_put(sh, &r);
	r = shelf_record("x2", "Ingetrokken", "nl");
	r.state = STAAF_RETRACTED;
	(void)shelf_put(sh, &r);
	assert_int_equal(staaf_store_put_rules(sh->st, &file, 1, &sh->err),
	    STAAF_OK);
	assert_int_equal(staaf_store_note(sh->st, "ingest", "x",
	    "{\"n\":9007199254740993}", &sh->err), STAAF_OK);
}

static int
set_up(void **state)
{
	struct two *two = calloc(1, sizeof(*two));
	void *sh = NULL;

	assert_non_null(two);
	(void)shelf_set_up(&sh);
	two->sh = sh;
	fill(two->sh);
	(void)snprintf(two->copy, sizeof(two->copy), "%s/copy",
	    two->sh->folder);
	(void)snprintf(two->other, sizeof(two->other), "%s/new/other.db",
	    two->sh->folder);
	*state = two;
	return 0;
}

static int
tear_down(void **state)
{
	struct two *two = *state;
	void *sh = two->sh;

	free(two);
	return shelf_tear_down(&sh);
}

static void
export_to(struct staaf_buf *out, const char *path)
{
	struct staaf_store *st = NULL;
	struct staaf_err err = { 0 };
	long n_rows = 0;

	assert_int_equal(staaf_store_open(&st, path, STAAF_STORE_READ, &err),
	    STAAF_OK);
	assert_int_equal(staaf_store_export(&n_rows, st, gather, out, &err),
	    STAAF_OK);
	assert_true(n_rows > 5);
	staaf_store_close(st);
}

/* Nothing at path, and nothing half beside it. */
static void
assert_nothing_at(const char *path)
{
	static const char *const tails[] = { "", "-part", "-part-wal",
		"-part-shm", "-part-journal", "-part-lock" };
	char name[160];

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		(void)snprintf(name, sizeof(name), "%s%s", path, tails[i]);
		if (access(name, F_OK) == 0)
			fail_msg("'%s' is there", name);
	}
}

static void
what_is_restored_exports_to_the_same_bytes(void **state)
{
	struct two *two = *state;
	struct staaf_buf before = { 0 }, after = { 0 };
	long n = 0;

	assert_int_equal(staaf_store_export_file(&n, two->sh->st, two->copy,
	    false, &two->sh->err), STAAF_OK);
	assert_true(n > 5);
	export_to(&before, two->sh->path);
	assert_int_equal(staaf_file_read(&after, two->copy, 1 << 20, NULL),
	    STAAF_OK);
	assert_string_equal(before.text, after.text);
	assert_int_equal(staaf_store_restore(&n, two->other, two->copy,
	    &two->sh->err), STAAF_OK);
	assert_int_equal(n, 2);
	staaf_buf_reset(&after);
	export_to(&after, two->other);
	assert_string_equal(before.text, after.text);
	assert_non_null(strstr(after.text, "\"value\":0.30000000000000004"));
	assert_non_null(strstr(after.text, "\"high\":{\"real\":\"inf\"}"));
	assert_non_null(strstr(after.text, "\"text\":{\"text64\":\""));
	staaf_buf_clear(&before);
	staaf_buf_clear(&after);
}

static void
a_restored_store_is_searched_and_counts_on(void **state)
{
	struct two *two = *state;
	struct shelf *sh = two->sh;
	struct staaf_store *st = NULL;
	struct staaf_hit *hit = NULL;
	uint64_t before = 0, after = 1;
	size_t n_hits = 0;
	long n = 0, n_faults = 9;

	assert_int_equal(staaf_store_generation(&before, sh->st, &sh->err),
	    STAAF_OK);
	assert_int_equal(staaf_store_export_file(&n, sh->st, two->copy, false,
	    &sh->err), STAAF_OK);
	assert_int_equal(staaf_store_restore(&n, two->other, two->copy,
	    &sh->err), STAAF_OK);
	assert_int_equal(staaf_store_open(&st, two->other, STAAF_STORE_WRITE,
	    &sh->err), STAAF_OK);
	assert_int_equal(staaf_store_generation(&after, st, &sh->err),
	    STAAF_OK);
	assert_int_equal(after, before);
	assert_int_equal(staaf_store_match(&hit, &n_hits, st, "video", 5,
	    &sh->ar, &sh->err), STAAF_OK);
	assert_int_equal(n_hits, 1);
	assert_string_equal(hit[0].id, "x1");
	assert_int_equal(staaf_store_note(st, "test", "x", "", &sh->err),
	    STAAF_OK);
	assert_int_equal(staaf_store_verify(&n_faults, st, NULL, NULL,
	    &sh->err), STAAF_OK);
	assert_int_equal(n_faults, 0);
	staaf_store_close(st);
}

static void
a_backup_is_restored_as_it_was(void **state)
{
	struct two *two = *state;
	struct shelf *sh = two->sh;
	struct staaf_buf before = { 0 }, after = { 0 };
	struct staaf_backup made = { 0 };
	struct stat info;
	long n = 0;

	assert_int_equal(staaf_store_backup(&made, sh->st, two->copy, false,
	    &sh->err), STAAF_OK);
	assert_int_equal(made.n_records, 2);
	assert_int_equal(stat(two->copy, &info), 0);
	assert_int_equal(made.bytes, info.st_size);
	assert_int_equal(staaf_store_restore(&n, two->other, two->copy,
	    &sh->err), STAAF_OK);
	assert_int_equal(n, 2);
	export_to(&before, sh->path);
	export_to(&after, two->other);
	assert_string_equal(before.text, after.text);
	staaf_buf_clear(&before);
	staaf_buf_clear(&after);
}

static void
a_backup_beside_a_writer_holds_what_was_committed(void **state)
{
	struct two *two = *state;
	struct shelf *sh = two->sh;
	struct staaf_store *reader = NULL;
	struct staaf_backup made = { 0 };

	assert_int_equal(staaf_store_begin(sh->st, &sh->err), STAAF_OK);
	shelf_put_title(sh, "x3", "not yet", "en");
	assert_int_equal(staaf_store_open(&reader, sh->path, STAAF_STORE_READ,
	    &sh->err), STAAF_OK);
	assert_int_equal(staaf_store_backup(&made, reader, two->copy, false,
	    &sh->err), STAAF_OK);
	assert_int_equal(made.n_records, 2);
	assert_int_equal(staaf_store_commit(sh->st, &sh->err), STAAF_OK);
	assert_int_equal(staaf_store_backup(&made, reader, two->copy, true,
	    &sh->err), STAAF_OK);
	assert_int_equal(made.n_records, 3);
	staaf_store_close(reader);
}

static void
nothing_is_overwritten_unasked(void **state)
{
	struct two *two = *state;
	struct shelf *sh = two->sh;
	struct staaf_backup made = { 0 };
	struct staaf_buf left = { 0 };
	long n = 0;

	shelf_write_file(two->copy, "mine", 4);
	assert_int_equal(staaf_store_backup(&made, sh->st, two->copy, false,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_STORE_EXISTS);
	assert_int_equal(staaf_store_export_file(&n, sh->st, two->copy,
	    false, &sh->err), STAAF_BADINPUT);
	assert_int_equal(staaf_file_read(&left, two->copy, 99, NULL),
	    STAAF_OK);
	assert_string_equal(left.text, "mine");
	staaf_buf_clear(&left);
	assert_int_equal(staaf_store_restore(&n, sh->path, two->copy,
	    &sh->err), STAAF_BUSY); /* the shelf is writing there */
	assert_int_equal(staaf_store_restore(&n, two->copy, sh->path,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_RESTORE_TAKEN);
}

static void
a_store_is_never_its_own_backup(void **state)
{
	struct two *two = *state;
	struct shelf *sh = two->sh;
	struct staaf_backup made = { 0 };
	char wal[160];

	assert_int_equal(staaf_store_backup(&made, sh->st, sh->path, true,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_STORE_OWN_FILE);
	(void)snprintf(wal, sizeof(wal), "%s-wal", sh->path);
	assert_int_equal(staaf_store_backup(&made, sh->st, wal, true,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(symlink(sh->path, two->copy), 0);
	assert_int_equal(staaf_store_backup(&made, sh->st, two->copy, true,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(unlink(two->copy), 0);
	assert_int_equal(link(sh->path, two->copy), 0);
	assert_int_equal(staaf_store_backup(&made, sh->st, two->copy, true,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_STORE_OWN_FILE);
	assert_int_equal(staaf_store_backup(&made, sh->st, "/dev/full", true,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_STORE_NO_FILE);
}

/* What a run that was killed left is taken over; one at work is not. */
static void
a_half_file_is_taken_over_but_not_from_one_at_work(void **state)
{
	struct two *two = *state;
	struct shelf *sh = two->sh;
	struct store_aside other = { .fd = -1 };
	struct staaf_backup made = { 0 };
	char part[160];

	(void)snprintf(part, sizeof(part), "%s-part", two->copy);
	shelf_write_file(part, "half", 4);
	assert_int_equal(store_aside_open(&other, two->copy, false, NULL,
	    &sh->err), STAAF_OK);
	assert_int_equal(staaf_store_backup(&made, sh->st, two->copy, false,
	    &sh->err), STAAF_BUSY);
	assert_int_equal(sh->err.msg, STAAF_MSG_STORE_MAKING);
	store_aside_close(&other);
	assert_nothing_at(two->copy);
	assert_int_equal(staaf_store_backup(&made, sh->st, two->copy, false,
	    &sh->err), STAAF_OK);
}

static void
a_store_that_is_not_sound_gives_no_backup(void **state)
{
	struct two *two = *state;
	struct shelf *sh = two->sh;
	struct staaf_backup made = { 0 };

	shelf_close(sh);
	shelf_sql(sh, "UPDATE finding SET k = 4");
	shelf_open(sh, STAAF_STORE_READ);
	assert_int_equal(staaf_store_backup(&made, sh->st, two->copy, false,
	    &sh->err), STAAF_STORE);
	assert_says(&sh->err, "record 'x1' is not as it was stored");
	assert_nothing_at(two->copy);
	shelf_close(sh); /* the shelf would look for faults */
}

/* A table that a later staaf adds is exported, and not lost in silence. */
static void
a_table_nobody_knows_is_exported_and_not_dropped_in_silence(void **state)
{
	struct two *two = *state;
	struct shelf *sh = two->sh;
	struct staaf_buf lines = { 0 };
	long n = 0;

	shelf_close(sh);
	shelf_sql(sh, "CREATE TABLE \"a \"\"b\" (x BLOB, "
	    "y INTEGER PRIMARY KEY REFERENCES record (number));"
	    "INSERT INTO \"a \"\"b\" VALUES (x'00ff10', 1)");
	export_to(&lines, sh->path);
	assert_non_null(strstr(lines.text, "{\"table\":\"a \\\"b\",\"row\":"
	    "{\"y\":1,\"x\":{\"base64\":\"AP8Q\"}}}\n"));
	assert_non_null(strstr(lines.text, "\"record\",\"a \\\"b\""));
	shelf_write_file(two->copy, lines.text, lines.size);
	staaf_buf_clear(&lines);
	assert_int_equal(staaf_store_restore(&n, two->other, two->copy,
	    &sh->err), STAAF_BADINPUT);
	assert_int_equal(sh->err.msg, STAAF_MSG_RESTORE_TABLE);
	assert_int_equal(sh->err.line, 1);
	assert_nothing_at(two->other);
}

/* An export with the first `from` replaced, or cut before it (`to` NULL). */
static void
spoil(struct two *two, const char *from, const char *to)
{
	struct staaf_buf whole = { 0 }, spoilt = { 0 };
	const char *at;

	export_to(&whole, two->sh->path);
	at = strstr(whole.text, from);
	assert_non_null(at);
	staaf_buf_put(&spoilt, whole.text, (size_t)(at - whole.text));
	if (to != NULL) {
		staaf_buf_puts(&spoilt, to);
		staaf_buf_puts(&spoilt, at + strlen(from));
	}
	shelf_write_file(two->copy, staaf_buf_text(&spoilt), spoilt.size);
	staaf_buf_clear(&whole);
	staaf_buf_clear(&spoilt);
}

struct spoilt {
	const char *from, *to;
	enum staaf_msg msg;
	bool has_line;
};

static const struct spoilt spoilts[] = {
	{ "{\"staaf\":\"end\"", NULL, STAAF_MSG_RESTORE_CUT, true },
	{ "\"state\":\"accepted\"", NULL, STAAF_MSG_RESTORE_JSON, true },
	{ "{\"table\":\"record\"", NULL, STAAF_MSG_RESTORE_CUT, true },
	{ "\"rows\":", "\"rows\":1", STAAF_MSG_RESTORE_COUNT, true },
	{ "\"rows\":", "\"lines\":", STAAF_MSG_RESTORE_COUNT, true },
	{ "{\"staaf\":\"end\"", "{\"staaf\":\"end\",\"rows\":8}\n{\"x\":0",
	    STAAF_MSG_RESTORE_COUNT, true },
	{ "{\"staaf\":\"export\"", "{\"staaf\":\"import\"",
	    STAAF_MSG_RESTORE_HEADER, true },
	{ "\"application\":", "\"application\":9", STAAF_MSG_RESTORE_HEADER,
	    true },
	{ "\"format\":", "\"format\":9", STAAF_MSG_RESTORE_FORMAT, true },
	{ "{\"table\":\"record\"", "{\"table\":\"sqlite_schema\"",
	    STAAF_MSG_RESTORE_TABLE, true },
	{ "{\"table\":\"record\"", "{\"table\":\"word\"",
	    STAAF_MSG_RESTORE_TABLE, true },
	{ "{\"table\":\"record\"", "{\"chair\":\"record\"",
	    STAAF_MSG_RESTORE_ROW, true },
	{ "\"row\":{\"one\"", "\"row\":3,\"r\":{\"one\"",
	    STAAF_MSG_RESTORE_ROW, true },
	{ "\"k\":3", "\"k\":\"three\"", STAAF_MSG_RESTORE_REFUSED, true },
	{ "\"k\":3", "\"k\":true", STAAF_MSG_RESTORE_VALUE, true },
	{ "\"k\":3", "\"k\":[3]", STAAF_MSG_RESTORE_VALUE, true },
	{ "\"k\":3", "\"k\":{\"base64\":\"AP8\"}", STAAF_MSG_RESTORE_VALUE,
	    true },
	{ "\"k\":3", "\"k\":{\"real\":\"nan\"}", STAAF_MSG_RESTORE_VALUE,
	    true },
	{ "\"k\":3", "\"kk\":3", STAAF_MSG_RESTORE_MISSING, true },
	{ "\"k\":3", "\"k\":3,\"kk\":3", STAAF_MSG_RESTORE_EXTRA, true },
	{ "\"k\":3", "\"k\":3,\"k\":4", STAAF_MSG_RESTORE_JSON, true },
	{ "\"k\":3", "\"k\":99999999999999999999", STAAF_MSG_RESTORE_JSON,
	    true },
	{ "\"state\":\"accepted\"", "\"state\":\"lost\"",
	    STAAF_MSG_RESTORE_REFUSED, true },
	{ "\"table\":\"finding\",\"row\":{\"record\":1",
	    "\"table\":\"finding\",\"row\":{\"record\":7",
	    STAAF_MSG_RESTORE_REFUSED, true },
	/* Fit to store, but not what was exported: the digest tells. */
	{ "\"k\":3", "\"k\":4", STAAF_MSG_STORE_FAULT_DIGEST, false },
	{ "\"change\":3", "\"change\":0", STAAF_MSG_STORE_FAULT_COUNTER,
	    false },
};

static void
a_spoilt_export_is_refused_with_its_line_and_leaves_nothing(void **state)
{
	struct two *two = *state;
	struct staaf_err *err = &two->sh->err;

	for (size_t i = 0; i < sizeof(spoilts) / sizeof(spoilts[0]); i++) {
		const struct spoilt *s = &spoilts[i];
		long n = 77;

		spoil(two, s->from, s->to);
		assert_int_equal(staaf_store_restore(&n, two->other,
		    two->copy, err), s->has_line ? STAAF_BADINPUT :
		    STAAF_STORE);
		if (err->msg != s->msg || s->has_line != (err->line > 0)) {
			staaf_err_print(stderr, err, STAAF_EN);
			fail_msg("%zu: '%s' for '%s'", i, s->to == NULL ?
			    "cut" : s->to, s->from);
		}
		assert_string_equal(err->file, two->copy);
		assert_int_equal(n, 77);
		assert_nothing_at(two->other);
	}
}

static void
a_line_after_the_end_is_refused(void **state)
{
	struct two *two = *state;
	struct staaf_buf whole = { 0 };
	long n = 0;

	export_to(&whole, two->sh->path);
	staaf_buf_puts(&whole, "{}\n");
	shelf_write_file(two->copy, whole.text, whole.size);
	staaf_buf_clear(&whole);
	assert_int_equal(staaf_store_restore(&n, two->other, two->copy,
	    &two->sh->err), STAAF_BADINPUT);
	assert_int_equal(two->sh->err.msg, STAAF_MSG_RESTORE_AFTER);
}

static void
what_is_neither_export_nor_backup_is_refused(void **state)
{
	static const char foreign[4096] = "SQLite format 3";
	struct two *two = *state;
	struct staaf_err *err = &two->sh->err;
	long n = 0;

	shelf_write_file(two->copy, "<feed/>", 7);
	assert_int_equal(staaf_store_restore(&n, two->other, two->copy, err),
	    STAAF_BADINPUT);
	assert_int_equal(err->msg, STAAF_MSG_RESTORE_KIND);
	shelf_write_file(two->copy, "", 0);
	assert_int_equal(staaf_store_restore(&n, two->other, two->copy, err),
	    STAAF_BADINPUT);
	shelf_write_file(two->copy, foreign, sizeof(foreign));
	assert_int_equal(staaf_store_restore(&n, two->other, two->copy, err),
	    STAAF_STORE);
	assert_int_equal(err->msg, STAAF_MSG_STORE_FOREIGN);
	assert_int_equal(staaf_store_restore(&n, two->other, two->sh->folder,
	    err), STAAF_BADINPUT);
	assert_nothing_at(two->other);
}

static void
an_empty_file_is_a_free_place(void **state)
{
	struct two *two = *state;
	struct staaf_backup made = { 0 };
	char empty[160];
	long n = 0;

	(void)snprintf(empty, sizeof(empty), "%s/empty.db",
	    two->sh->folder);
	shelf_write_file(empty, "", 0);
	assert_int_equal(staaf_store_backup(&made, two->sh->st, two->copy,
	    false, &two->sh->err), STAAF_OK);
	assert_int_equal(staaf_store_restore(&n, empty, two->copy,
	    &two->sh->err), STAAF_OK);
	assert_int_equal(n, 2);
}

/* A line of a bytes, then a short one. */
static enum staaf_code
read_long(struct two *two, size_t a, size_t *size, struct staaf_err *err)
{
	struct store_lines in = { .name = two->copy };
	char *text = malloc(a + 3);
	const char *line = NULL;
	enum staaf_code rc;

	assert_non_null(text);
	memset(text, 'a', a);
	memcpy(text + a, "\nb", 3);
	shelf_write_file(two->copy, text, a + 2);
	free(text);
	in.fd = open(two->copy, O_RDONLY);
	assert_true(in.fd >= 0);
	rc = store_next_line(&in, &line, size, err);
	if (rc == STAAF_OK) {
		size_t rest = 0;

		assert_int_equal(line[*size - 1], 'a');
		assert_int_equal(store_next_line(&in, &line, &rest, err),
		    STAAF_OK);
		assert_int_equal(rest, 1);
		assert_int_equal(*line, 'b');
		assert_int_equal(store_next_line(&in, &line, &rest, err),
		    STAAF_OK);
		assert_null(line);
	}
	staaf_buf_clear(&in.buf);
	(void)close(in.fd);
	return rc;
}

static void
a_line_may_be_so_long_and_no_longer(void **state)
{
	struct two *two = *state;
	struct staaf_err err = { 0 };
	size_t size = 0;

	assert_int_equal(read_long(two, STORE_MAX_LINE, &size, &err),
	    STAAF_OK);
	assert_int_equal(size, STORE_MAX_LINE);
	assert_int_equal(read_long(two, STORE_MAX_LINE + (1 << 17), &size,
	    &err), STAAF_BADINPUT);
	assert_int_equal(err.msg, STAAF_MSG_RESTORE_LONG);
	assert_int_equal(err.line, 1);
}

static void
base64_is_read_back_and_nothing_else_is(void **state)
{
	static const char *const bad[] = { "A", "AA", "AAA", "AB==", "AAF=",
		"A===", "====", "AA=A", "AA==AAAA", "A A=", "AA\n=" };
	struct staaf_buf text = { 0 }, back = { 0 };
	unsigned char bytes[64];

	(void)state;
	for (size_t n = 0; n <= sizeof(bytes); n++) {
		for (size_t i = 0; i < n; i++)
			bytes[i] = (unsigned char)(i * 37 + n * 11);
		staaf_buf_reset(&text);
		staaf_buf_reset(&back);
		store_base64(&text, bytes, n);
		assert_int_equal(text.size, (n + 2) / 3 * 4);
		assert_true(store_base64_parse(&back, staaf_buf_text(&text),
		    text.size));
		assert_int_equal(back.size, n);
		assert_memory_equal(staaf_buf_text(&back), bytes, n);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (store_base64_parse(&back, bad[i], strlen(bad[i])))
			fail_msg("'%s' was read", bad[i]);
	staaf_buf_clear(&text);
	staaf_buf_clear(&back);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(what_is_restored_exports_to_the_same_bytes),
		T(a_restored_store_is_searched_and_counts_on),
		T(a_backup_is_restored_as_it_was),
		T(a_backup_beside_a_writer_holds_what_was_committed),
		T(nothing_is_overwritten_unasked),
		T(a_store_is_never_its_own_backup),
		T(a_half_file_is_taken_over_but_not_from_one_at_work),
		T(a_store_that_is_not_sound_gives_no_backup),
		T(a_table_nobody_knows_is_exported_and_not_dropped_in_silence),
		T(a_spoilt_export_is_refused_with_its_line_and_leaves_nothing),
		T(a_line_after_the_end_is_refused),
		T(what_is_neither_export_nor_backup_is_refused),
		T(an_empty_file_is_a_free_place),
		T(a_line_may_be_so_long_and_no_longer),
		T(base64_is_read_back_and_nothing_else_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
