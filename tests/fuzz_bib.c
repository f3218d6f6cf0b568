/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strangers' lists through the readers of RIS, nbib, BibTeX and CSL-JSON, in
 * this process; what the bytes are is left to the sniffing, and each is also
 * read as every format.  Seeds are in tests/seeds/bib.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/utf8.h>

#include <ingest/bib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* What is read, in pieces of an odd size. */
struct pieces {
	const char *text;
	size_t size, at;
};

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
check_record(const struct staaf_record *r)
{
	check_text(r->id);
	check_text(r->guid);
	check_text(r->title);
	check_text(r->summary);
	check_text(r->link);
	check_text(r->venue);
	for (size_t i = 0; i < r->n_authors; i++)
		check_text(r->author[i]);
	for (size_t i = 0; i < r->n_aliases; i++)
		check_text(r->alias[i]);
	if (r->id[0] == '\0' || (r->title[0] == '\0' &&
	    r->summary[0] == '\0' && r->content[0] == '\0'))
		abort();
}

static enum staaf_code
check_entry(struct staaf_record *r, uintmax_t at, struct staaf_err *err,
    void *arg)
{
	(void)at;
	(void)err;
	(void)arg;
	check_record(r);
	return STAAF_OK;
}

static enum staaf_code
take_head(const struct ingest_head *head, struct staaf_err *err, void *arg)
{
	(void)err;
	(void)arg;
	check_text(head->source);
	return STAAF_OK;
}

static void
skip(void *arg)
{
	(void)arg;
}

static void
take_trouble(const struct staaf_err *err, void *arg)
{
	(void)arg;
	if (err->code == STAAF_OK || err->line < 0 || err->column < 0)
		abort();
}

static enum staaf_code
read_piece(size_t *n, char *out, size_t room, struct staaf_err *err, void *arg)
{
	struct pieces *p = arg;

	(void)err;
	*n = p->size - p->at < 7 ? p->size - p->at : 7;
	if (*n > room)
		*n = room;
	if (*n > 0)
		memcpy(out, p->text + p->at, *n);
	p->at += *n;
	return STAAF_OK;
}

/* Both readings must see the same entries. */
static enum staaf_code
count_entry(struct staaf_record *r, uint64_t key, struct staaf_arena *ar,
    struct staaf_err *err, void *arg)
{
	uint64_t *sum = arg;

	(void)r;
	(void)ar;
	(void)err;
	*sum = *sum * 31 + key + 1;
	return STAAF_OK;
}

static void
read_as(enum ingest_bib kind, const char *text, size_t size)
{
	uint64_t sum[2] = { 0, 0 };
	struct ingest_head head = { 0 };
	struct staaf_arena ar = { 0 };
	enum ingest_ending ending = INGEST_WHOLE;

	for (int pass = 0; pass < 2 && ending == INGEST_WHOLE; pass++) {
		const struct ingest_sink sink = {
			.entry = count_entry, .trouble = take_trouble,
			.arg = &sum[pass]
		};
		struct pieces p = { text, size, 0 };
		const struct ingest_text in = {
			.read = read_piece, .arg = &p, .name = "fuzz"
		};
		struct staaf_err err;

		ending = ingest_bib_read(kind, &head, pass == 0, &in, &sink,
		    &ar, &err);
	}
	if (ending == INGEST_WHOLE && sum[0] != sum[1])
		abort();
	ingest_bib_forget(&head);
	staaf_arena_clear(&ar);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct ingest_out out = {
		.head = take_head, .entry = check_entry, .skipped = skip,
		.trouble = take_trouble
	};
	const char *text = (const char *)bytes;
	struct ingest_source src = {
		.name = "fuzz", .fd = -1, .bytes = text, .size = size
	};
	struct staaf_err err;

	(void)ingest_parse(&src, NULL, &out, &err);
	ingest_source_close(&src);
	/* The readers get UTF-8 from the decoder, and so do these. */
	if (size > 0 && staaf_utf8_valid(text, size) == size)
		for (enum ingest_bib kind = INGEST_RIS; kind <= INGEST_CSL;
		    kind++)
			read_as(kind, text, size);
	return 0;
}
