/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strangers' lists through the readers of RIS, nbib, BibTeX and CSL-JSON, in
 * this process; what the bytes are is left to the sniffing, and each is also
 * read as every format.  Seeds are in tests/seeds/bib.
 */
#include "fuzz_reader.h"

#include <ingest/bib.h>

/* What is read, in pieces of an odd size. */
struct pieces {
	const char *text;
	size_t size, at;
};

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
	const char *text = (const char *)bytes;

	read_as_file(bytes, size);
	/* The readers get UTF-8 from the decoder, and so do these. */
	if (size > 0 && staaf_utf8_valid(text, size) == size)
		for (enum ingest_bib kind = INGEST_RIS; kind <= INGEST_CSL;
		    kind++)
			read_as(kind, text, size);
	return 0;
}
