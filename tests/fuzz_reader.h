/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the fuzzers of the reader: what it promises of all it hands over. */
#ifndef FUZZ_READER_H
#define FUZZ_READER_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/utf8.h>

#include <ingest/ingest.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* What the reader promises of every text it hands over. */
static inline void
check_text(const char *text)
{
	size_t size = strlen(text);

	if (staaf_utf8_valid(text, size) != size)
		abort();
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
			abort();
}

static inline enum staaf_code
check_entry(struct staaf_record *r, uintmax_t at, struct staaf_err *err,
    void *arg)
{
	(void)at;
	(void)err;
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
	for (size_t i = 0; i < r->n_aliases; i++)
		check_text(r->alias[i]);
	if (r->id[0] == '\0' || (r->title[0] == '\0' &&
	    r->summary[0] == '\0' && r->content[0] == '\0'))
		abort();
	return STAAF_OK;
}

static inline enum staaf_code
take_head(const struct ingest_head *head, struct staaf_err *err, void *arg)
{
	(void)err;
	(void)arg;
	check_text(head->source);
	check_text(head->title);
	return STAAF_OK;
}

static inline void
skip(void *arg)
{
	(void)arg;
}

static inline void
take_trouble(const struct staaf_err *err, void *arg)
{
	(void)arg;
	if (err->code == STAAF_OK || err->line < 0 || err->column < 0)
		abort();
}

/* The bytes as a file of whatever format, read as every file is. */
static inline void
read_as_file(const uint8_t *bytes, size_t size)
{
	const struct ingest_out out = {
		.head = take_head, .entry = check_entry, .skipped = skip,
		.trouble = take_trouble
	};
	struct ingest_source src = {
		.name = "fuzz", .fd = -1, .bytes = (const char *)bytes,
		.size = size
	};
	struct staaf_err err;

	(void)ingest_parse(&src, NULL, &out, &err);
	ingest_source_close(&src);
}

#endif
