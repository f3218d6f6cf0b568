/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text held against a golden file. */
#ifndef GOLDEN_H
#define GOLDEN_H

#include <stdio.h>
#include <stdlib.h>

#include <staaf/file.h>

/*
 * Hold text against tests/golden/name; GOLDEN=write writes it anew, to be
 * read before it is committed.
 */
static void
assert_golden(const struct staaf_buf *text, const char *name)
{
	struct staaf_buf want = { 0 };
	char path[256];

	(void)snprintf(path, sizeof(path), "tests/golden/%s", name);
	assert_false(text->failed);
	if (getenv("GOLDEN") != NULL) {
		FILE *f = fopen(path, "w");

		assert_non_null(f);
		assert_true(fputs(staaf_buf_text(text), f) >= 0);
		assert_int_equal(fclose(f), 0);
	}
	assert_int_equal(staaf_file_read(&want, path, 1 << 20, NULL),
	    STAAF_OK);
	assert_string_equal(staaf_buf_text(text), staaf_buf_text(&want));
	staaf_buf_clear(&want);
}

#endif
