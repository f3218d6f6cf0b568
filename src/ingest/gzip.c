/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compressed bytes (gzip, RFC 1952) unpacked as they are read: one or more
 * members, and zeros after the last as tapes have them.  What came before a
 * cut or damaged place has been handed over when that place is told.
 */
#include <string.h>

#include <zlib.h>

#include "ingest.h"

enum {
	IN_BYTES = 65536,
	GZIP_WINDOW = 15 + 16, /* zlib's word for: gzip only */
	/* XML of records shrinks to a tenth, the most repetitive seen to a
	 * sixtieth; deflate itself can do a thousand. */
	MAX_RATIO = 200
};

/* Where the ratio begins to count, and what no list of records reaches. */
static const uintmax_t free_bytes = (uintmax_t)32 << 20;
static const uintmax_t max_bytes = (uintmax_t)16 << 30;

struct ingest_gzip {
	z_stream z;
	uintmax_t n_in, n_out;
	bool is_open;    /* inside a member */
	bool is_over;
	bool is_hostile;
	enum staaf_code code; /* of what stopped it, told ever after */
	enum staaf_msg msg;
	unsigned char in[IN_BYTES];
};

static void *
take_memory(void *arg, unsigned n, unsigned size)
{
	(void)arg;
	return size > 0 && n > SIZE_MAX / size ? NULL :
	    staaf_mem_alloc((size_t)n * size);
}

static void
give_memory(void *arg, void *old)
{
	(void)arg;
	staaf_mem_free(old);
}

bool
ingest_gzip_is(const char *bytes, size_t size)
{
	return size >= 2 && memcmp(bytes, "\x1f\x8b", 2) == 0;
}

struct ingest_gzip *
ingest_gzip_new(const char *bytes, size_t size)
{
	struct ingest_gzip *gz = staaf_mem_alloc(sizeof(*gz));

	if (gz == NULL)
		return NULL;
	gz->z = (z_stream){ .zalloc = take_memory, .zfree = give_memory };
	gz->is_open = true;
	if (size > IN_BYTES || inflateInit2(&gz->z, GZIP_WINDOW) != Z_OK) {
		staaf_mem_free(gz);
		return NULL;
	}
	memcpy(gz->in, bytes, size);
	gz->n_in = size;
	gz->z.next_in = gz->in;
	gz->z.avail_in = (unsigned)size;
	return gz;
}

void
ingest_gzip_free(struct ingest_gzip *gz)
{
	if (gz == NULL)
		return;
	(void)inflateEnd(&gz->z);
	staaf_mem_free(gz);
}

bool
ingest_gzip_is_hostile(const struct ingest_gzip *gz)
{
	return gz != NULL && gz->is_hostile;
}

static void
stop(struct ingest_gzip *gz, enum staaf_code code, enum staaf_msg msg)
{
	gz->is_over = true;
	gz->code = code;
	gz->msg = msg;
}

/* The start of the next member, past zeros; false: not in what is here. */
static bool
open_member(struct ingest_gzip *gz)
{
	while (gz->z.avail_in > 0 && *gz->z.next_in == 0) {
		gz->z.next_in++;
		gz->z.avail_in--;
	}
	if (gz->z.avail_in == 0)
		return false;
	gz->is_open = *gz->z.next_in == 0x1f &&
	    inflateReset(&gz->z) == Z_OK;
	if (!gz->is_open)
		stop(gz, STAAF_BADINPUT, STAAF_MSG_INGEST_GZIP_DAMAGED);
	return gz->is_open;
}

static void
unpack(struct ingest_gzip *gz)
{
	unsigned room = gz->z.avail_out;
	int rc;

	if (!gz->is_open && !open_member(gz))
		return;
	rc = inflate(&gz->z, Z_NO_FLUSH);
	gz->n_out += room - gz->z.avail_out;
	if (rc == Z_STREAM_END)
		gz->is_open = false;
	else if (rc == Z_MEM_ERROR)
		stop(gz, STAAF_NOMEM, STAAF_MSG_MEM_NONE);
	else if (rc != Z_OK && rc != Z_BUF_ERROR)
		stop(gz, STAAF_BADINPUT, STAAF_MSG_INGEST_GZIP_DAMAGED);
	if (gz->n_out > max_bytes || (gz->n_out > free_bytes &&
	    gz->n_out / MAX_RATIO > gz->n_in)) {
		stop(gz, STAAF_BADINPUT, STAAF_MSG_INGEST_GZIP_BOMB);
		gz->is_hostile = true;
	}
}

static enum staaf_code
fill(struct ingest_gzip *gz, struct ingest_source *src, struct staaf_err *err)
{
	enum staaf_code rc;
	size_t n = 0;

	rc = ingest_source_read_raw(&n, src, (char *)gz->in, IN_BYTES, err);
	if (rc != STAAF_OK)
		return rc;
	gz->z.next_in = gz->in;
	gz->z.avail_in = (unsigned)n;
	gz->n_in += n;
	if (n == 0 && gz->is_open)
		stop(gz, STAAF_BADINPUT, STAAF_MSG_INGEST_GZIP_CUT);
	else if (n == 0)
		gz->is_over = true;
	return STAAF_OK;
}

static enum staaf_code
fail(const struct ingest_gzip *gz, const char *name, struct staaf_err *err)
{
	char number[24];

	(void)snprintf(number, sizeof(number), "%d", MAX_RATIO);
	(void)staaf_err_set(err, gz->code, gz->msg,
	    gz->is_hostile ? number : NULL, NULL);
	staaf_err_place(err, name, 0, 0);
	if (gz->code == STAAF_BADINPUT)
		staaf_err_hint(err, gz->is_hostile ?
		    STAAF_MSG_INGEST_GZIP_BOMB_HINT :
		    STAAF_MSG_INGEST_GZIP_HINT);
	return gz->code;
}

enum staaf_code
ingest_gzip_read(size_t *n, struct ingest_source *src, char *out, size_t room,
    struct staaf_err *err)
{
	struct ingest_gzip *gz = src->gzip;
	enum staaf_code rc;

	if (room > INT32_MAX)
		room = INT32_MAX;
	gz->z.next_out = (unsigned char *)out;
	gz->z.avail_out = (unsigned)room;
	while (gz->z.avail_out == room && !gz->is_over) {
		if (gz->z.avail_in == 0 &&
		    (rc = fill(gz, src, err)) != STAAF_OK)
			return rc;
		if (!gz->is_over)
			unpack(gz);
	}
	*n = room - gz->z.avail_out;
	if (*n == 0 && gz->code != STAAF_OK)
		return fail(gz, src->name, err);
	return STAAF_OK;
}
