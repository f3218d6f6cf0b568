/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strangers' bytes through the reader of feeds, as a dry run.  With a fuzzer:
 *   clang -fsanitize=fuzzer,address -DFUZZER ...; seeds are in tests/feeds.
 * Without one, main runs over the files that are named.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/file.h>
#include <staaf/ingest.h>
#include <staaf/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* What the reader promises of every text it hands over. */
static void
check_text(const char *text)
{
	size_t size = strlen(text);

	if (staaf_utf8_valid(text, size) != size)
		abort();
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
			abort();
}

static void
check_entry(const struct staaf_record *r, void *arg)
{
	(void)arg;
	check_text(r->id);
	check_text(r->guid);
	check_text(r->title);
	check_text(r->summary);
	check_text(r->content);
	check_text(r->link);
	check_text(r->venue);
	check_text(r->source);
	for (size_t i = 0; i < r->n_authors; i++)
		check_text(r->author[i]);
	if (r->id[0] == '\0' || (r->title[0] == '\0' &&
	    r->summary[0] == '\0' && r->content[0] == '\0'))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct staaf_ingest in = { .entry = check_entry };
	struct staaf_ingest_report report;
	struct staaf_arena ar = { 0 };

	(void)staaf_ingest_bytes(&report, &in, "fuzz", (const char *)bytes,
	    size, &ar, NULL);
	staaf_arena_clear(&ar);
	return 0;
}

#ifndef FUZZER
int
main(int argc, char **argv)
{
	struct staaf_err err;

	for (int i = 1; i < argc; i++) {
		struct staaf_buf b = { 0 };

		if (staaf_file_read(&b, argv[i], (size_t)64 << 20, &err) !=
		    STAAF_OK) {
			staaf_err_print(stderr, &err, STAAF_EN);
			return 1;
		}
		(void)LLVMFuzzerTestOneInput(
		    (const uint8_t *)staaf_buf_text(&b), b.size);
		staaf_buf_clear(&b);
	}
	return 0;
}
#endif
