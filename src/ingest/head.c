/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for a whole file, through the pipe: texts with their sizes. */
#include <string.h>

#include "child.h"

static void
put_text(struct staaf_buf *out, const char *text)
{
	uint32_t size = text == NULL ? 0 : (uint32_t)strlen(text);

	staaf_buf_put(out, (const char *)&size, sizeof(size));
	if (size > 0)
		staaf_buf_put(out, text, size);
}

void
ingest_pack_head(struct staaf_buf *out, const struct ingest_head *head)
{
	put_text(out, head->format == NULL ? "" : head->format->name);
	put_text(out, head->source);
	put_text(out, head->title);
	put_text(out, head->link);
	put_text(out, head->language);
	put_text(out, head->resumption);
	put_text(out, head->answered);
	put_text(out, head->oai_error);
}

/* NULL: the bytes are too few. */
static const char *
take_text(const char **at, const char *end, struct staaf_arena *ar)
{
	const char *text;
	uint32_t size;

	if (end - *at < (ptrdiff_t)sizeof(size))
		return NULL;
	memcpy(&size, *at, sizeof(size));
	*at += sizeof(size);
	if ((size_t)(end - *at) < size)
		return NULL;
	text = staaf_arena_dupn(ar, *at, size);
	*at += size;
	return text;
}

bool
ingest_unpack_head(struct ingest_head *out, const char *bytes, size_t size,
    struct staaf_arena *ar)
{
	const char *at = bytes, *end = bytes + size, *text[8];
	struct ingest_format *format = staaf_arena_alloc(ar, sizeof(*format));

	for (int i = 0; i < 8; i++)
		if ((text[i] = take_text(&at, end, ar)) == NULL)
			return false;
	if (at != end || format == NULL)
		return false;
	format->name = text[0];
	*out = (struct ingest_head){
		.format = format, .source = text[1], .title = text[2],
		.link = text[3], .language = text[4],
		.resumption = text[5], .answered = text[6],
		.oai_error = text[7]
	};
	return true;
}

const char *
ingest_file_name(struct staaf_arena *ar, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t size;

	if (slash != NULL && slash[1] != '\0')
		path = slash + 1;
	size = strlen(path);
	/* A file is the same one when it is compressed. */
	if (size > 3 && strcmp(path + size - 3, ".gz") == 0)
		size -= 3;
	return ingest_plain(ar, staaf_arena_dupn(ar, path, size), false);
}
