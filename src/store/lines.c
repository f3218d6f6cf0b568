/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a large file, one at a time. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "store.h"

enum { PART = 1 << 16 }; /* bytes read at once */

/* What was handed out makes room for what comes. */
static void
move_up(struct store_lines *in)
{
	if (in->at == 0)
		return;
	memmove(in->buf.text, in->buf.text + in->at, in->buf.size - in->at);
	in->buf.size -= in->at;
	in->seen -= in->at;
	in->at = 0;
}

static enum staaf_code
read_part(struct store_lines *in, struct staaf_err *err)
{
	char part[PART];
	ssize_t n;

	do {
		n = read(in->fd, part, sizeof(part));
	} while (n < 0 && errno == EINTR);
	if (n < 0) {
		(void)staaf_err_set(err, STAAF_IO, STAAF_MSG_FILE_READ, NULL,
		    strerror(errno));
		staaf_err_place(err, in->name, 0, 0);
		return STAAF_IO;
	}
	in->is_over = n == 0;
	if (n > 0)
		staaf_buf_put(&in->buf, part, (size_t)n);
	return in->buf.failed ? store_fail_memory(err) : STAAF_OK;
}

static enum staaf_code
fail_long(struct store_lines *in, struct staaf_err *err)
{
	char most[24];

	(void)snprintf(most, sizeof(most), "%d", STORE_MAX_LINE);
	(void)staaf_err_set(err, STAAF_BADINPUT, STAAF_MSG_RESTORE_LONG, most,
	    NULL);
	staaf_err_place(err, in->name, in->number, 0);
	return STAAF_BADINPUT;
}

enum staaf_code
store_next_line(struct store_lines *in, const char **line, size_t *size,
    struct staaf_err *err)
{
	const char *end = NULL;
	enum staaf_code rc;

	*line = NULL;
	in->number++;
	for (;;) {
		size_t fresh = in->buf.size - in->seen;

		if (fresh > 0)
			end = memchr(in->buf.text + in->seen, '\n', fresh);
		in->seen = in->buf.size;
		if (end != NULL || in->is_over)
			break;
		if (in->seen - in->at > STORE_MAX_LINE)
			return fail_long(in, err);
		move_up(in);
		if ((rc = read_part(in, err)) != STAAF_OK)
			return rc;
	}
	if (end == NULL && in->at == in->buf.size)
		return STAAF_OK;
	*line = in->buf.text + in->at;
	*size = end == NULL ? in->buf.size - in->at :
	    (size_t)(end - *line);
	in->at += *size + (end != NULL);
	in->seen = in->at;
	return STAAF_OK;
}
