/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes from a regular file or from memory, a piece at a time, twice; and
 * what the first of them say.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <staaf/file.h>

#include "ingest.h"

/* Well over the largest feed met (2.3 GB); a device that never ends stops. */
static const size_t max_file_bytes = (size_t)4 << 30;

static enum staaf_code
fail_at(struct staaf_err *err, enum staaf_code code, enum staaf_msg msg,
    const char *path, const char *why)
{
	(void)staaf_err_set(err, code, msg, path, why);
	staaf_err_place(err, path, 0, 0);
	return code;
}

static enum staaf_code
refuse_large(struct staaf_err *err, const char *path)
{
	(void)fail_at(err, STAAF_BADINPUT, STAAF_MSG_INGEST_LARGE, path, NULL);
	staaf_err_hint(err, STAAF_MSG_INGEST_SPLIT);
	return STAAF_BADINPUT;
}

enum staaf_code
ingest_source_open(struct ingest_source *out, const char *path,
    struct staaf_err *err)
{
	uintmax_t size;
	int fd;
	enum staaf_code rc = staaf_file_open(&fd, &size, path, err);

	if (rc != STAAF_OK)
		return rc;
	if (size > max_file_bytes) {
		(void)close(fd);
		return refuse_large(err, path);
	}
	*out = (struct ingest_source){ .name = path, .fd = fd,
		.total = size };
	return STAAF_OK;
}

void
ingest_source_close(struct ingest_source *src)
{
	ingest_gzip_free(src->gzip);
	src->gzip = NULL;
	if (src->fd >= 0)
		(void)close(src->fd);
	src->fd = -1;
}

enum staaf_code
ingest_source_read_raw(size_t *n, struct ingest_source *src, char *out,
    size_t room, struct staaf_err *err)
{
	ssize_t got;

	if (src->fd < 0) {
		*n = src->size - src->at < room ? src->size - src->at : room;
		if (*n > 0)
			memcpy(out, src->bytes + src->at, *n);
		src->at += *n;
		return STAAF_OK;
	}
	do
		got = read(src->fd, out, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fail_at(err, STAAF_IO, STAAF_MSG_FILE_READ, src->name,
		    strerror(errno));
	src->at += (size_t)got;
	/* It may have grown since it was opened. */
	if (src->at > max_file_bytes)
		return refuse_large(err, src->name);
	*n = (size_t)got;
	return STAAF_OK;
}

enum staaf_code
ingest_source_read(size_t *n, struct ingest_source *src, char *out,
    size_t room, struct staaf_err *err)
{
	enum staaf_code rc;
	size_t got = 0;

	if (src->gzip != NULL)
		return ingest_gzip_read(n, src, out, room, err);
	rc = ingest_source_read_raw(&got, src, out, room, err);
	if (rc != STAAF_OK)
		return rc;
	if (!src->is_begun && ingest_gzip_is(out, got)) {
		src->gzip = ingest_gzip_new(out, got);
		if (src->gzip == NULL)
			return staaf_err_set(err, STAAF_NOMEM,
			    STAAF_MSG_MEM_NONE, NULL, NULL);
		return ingest_gzip_read(n, src, out, room, err);
	}
	src->is_begun = true;
	*n = got;
	return STAAF_OK;
}

enum staaf_code
ingest_source_rewind(struct ingest_source *src, struct staaf_err *err)
{
	ingest_gzip_free(src->gzip);
	src->gzip = NULL;
	src->is_begun = false;
	src->at = 0;
	if (src->fd >= 0 && lseek(src->fd, 0, SEEK_SET) != 0)
		return fail_at(err, STAAF_IO, STAAF_MSG_FILE_READ, src->name,
		    strerror(errno));
	return STAAF_OK;
}
