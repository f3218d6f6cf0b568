/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compressed files beyond their golden ones: what unpacks without end, in
 * the reader's own process and out of it, and progress in bytes of the file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include <staaf/file.h>
#include <staaf/ingest.h>

#include <ingest/ingest.h>

static const char first[] = "TY  - JOUR\nTI  - The first\nER  - \n";
static const char last[] = "TY  - JOUR\nTI  - The last\nER  - \n";

/* A list with so many empty lines in the middle, compressed. */
static void
pack_list(struct staaf_buf *out, size_t n_blank)
{
	z_stream z = { .zalloc = NULL };
	static char blank[65536];
	unsigned char piece[4096];
	size_t left = n_blank;
	int flush = Z_NO_FLUSH;

	memset(blank, '\n', sizeof(blank));
	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8,
	    Z_DEFAULT_STRATEGY), Z_OK);
	z.next_in = (unsigned char *)(uintptr_t)first;
	z.avail_in = sizeof(first) - 1;
	for (;;) {
		z.next_out = piece;
		z.avail_out = sizeof(piece);
		assert_int_not_equal(deflate(&z, flush), Z_STREAM_ERROR);
		staaf_buf_put(out, (char *)piece, sizeof(piece) - z.avail_out);
		if (z.avail_in > 0 || z.avail_out == 0)
			continue;
		if (flush == Z_FINISH)
			break;
		if (left > 0) {
			z.next_in = (unsigned char *)blank;
			z.avail_in = (unsigned)(left < sizeof(blank) ? left :
			    sizeof(blank));
			left -= z.avail_in;
		} else {
			z.next_in = (unsigned char *)(uintptr_t)last;
			z.avail_in = sizeof(last) - 1;
			flush = Z_FINISH;
		}
	}
	assert_int_equal(deflateEnd(&z), Z_OK);
	assert_false(out->failed);
}

struct counted {
	int n;
	uintmax_t at, size;
};

static void
count_entry(const struct staaf_record *r, void *arg)
{
	struct counted *c = arg;

	assert_non_null(r->title);
	c->n++;
}

static void
note_progress(const struct staaf_ingest_report *so_far, uintmax_t at,
    uintmax_t size, void *arg)
{
	struct counted *c = arg;

	(void)so_far;
	assert_true(at >= c->at);
	assert_true(at <= size);
	c->at = at;
	c->size = size;
}

/* Through the locked-up process, as for everyone. */
static enum staaf_code
read_bytes(struct counted *c, struct staaf_err *err, const char *bytes,
    size_t size)
{
	struct staaf_ingest in = {
		.entry = count_entry, .progress = note_progress, .arg = c
	};
	struct staaf_arena ar = { 0 };
	struct staaf_ingest_report report;
	enum staaf_code rc;

	rc = staaf_ingest_bytes(&report, &in, "list.gz", bytes, size, &ar,
	    err);
	staaf_arena_clear(&ar);
	return rc;
}

static void
a_file_that_unpacks_without_end_is_refused(void **state)
{
	struct staaf_buf packed = { 0 };
	struct counted c = { 0 };
	struct staaf_err err = { 0 };

	(void)state;
	pack_list(&packed, (size_t)64 << 20);
	assert_true(packed.size < 200000);
	assert_int_equal(read_bytes(&c, &err, packed.text, packed.size),
	    STAAF_BADINPUT);
	assert_int_equal(err.msg, STAAF_MSG_INGEST_GZIP_BOMB);
	assert_int_equal(c.n, 0); /* nothing of a hostile file */
	staaf_buf_clear(&packed);
}

static void
a_file_of_blanks_below_the_limit_is_read(void **state)
{
	struct staaf_buf packed = { 0 };
	struct counted c = { 0 };

	(void)state;
	pack_list(&packed, (size_t)30 << 20);
	assert_int_equal(read_bytes(&c, NULL, packed.text, packed.size),
	    STAAF_OK);
	assert_int_equal(c.n, 2);
	staaf_buf_clear(&packed);
}

static void
progress_is_in_bytes_of_the_file_as_it_is(void **state)
{
	struct staaf_buf packed = { 0 };
	struct counted c = { 0 };

	(void)state;
	pack_list(&packed, 1 << 20);
	assert_int_equal(read_bytes(&c, NULL, packed.text, packed.size),
	    STAAF_OK);
	assert_int_equal(c.at, packed.size);
	assert_int_equal(c.size, packed.size);
	staaf_buf_clear(&packed);
}

/* Every place where a file may be cut. */
static void
a_cut_anywhere_is_told_and_no_record_is_made_up(void **state)
{
	struct staaf_buf packed = { 0 };
	struct staaf_err err;
	int n_most = 0;

	(void)state;
	pack_list(&packed, 0);
	for (size_t size = 2; size < packed.size; size++) {
		struct counted c = { 0 };

		err = (struct staaf_err){ 0 };
		assert_int_equal(read_bytes(&c, &err, packed.text, size),
		    STAAF_BADINPUT);
		assert_true(c.n >= n_most && c.n <= 2);
		n_most = c.n;
	}
	assert_int_equal(n_most, 2); /* only the checksum was missing */
	staaf_buf_clear(&packed);
}

static void
a_wrong_bit_anywhere_is_told_or_harmless(void **state)
{
	struct staaf_buf packed = { 0 };
	int n_told = 0;

	(void)state;
	pack_list(&packed, 0);
	for (size_t at = 10; at < packed.size; at++) {
		struct counted c = { 0 };
		struct staaf_err err = { 0 };

		packed.text[at] ^= 0x10;
		n_told += read_bytes(&c, &err, packed.text, packed.size) ==
		    STAAF_BADINPUT;
		packed.text[at] ^= 0x10;
	}
	/* The checksum sees all of them. */
	assert_int_equal(n_told, (int)packed.size - 10);
	staaf_buf_clear(&packed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_that_unpacks_without_end_is_refused),
		cmocka_unit_test(a_file_of_blanks_below_the_limit_is_read),
		cmocka_unit_test(progress_is_in_bytes_of_the_file_as_it_is),
		cmocka_unit_test(
		    a_cut_anywhere_is_told_and_no_record_is_made_up),
		cmocka_unit_test(a_wrong_bit_anywhere_is_told_or_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
