/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What spreadsheets save as text, to UTF-8: Excel's "Unicode text" is UTF-16,
 * its plain CSV is Windows-1252.  A byte order mark counts most.
 */
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include <staaf/utf8.h>

#include "circle.h"

enum { CHUNK = 65536 };

static const char *
find_encoding(const char *bytes, size_t size)
{
	if (size >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
		return "UTF-16LE";
	if (size >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		return "UTF-16BE";
	return staaf_utf8_valid(bytes, size) == size ? "UTF-8" : "CP1252";
}

/* What cannot be read becomes U+FFFD; a message names the cell it is in. */
static void
convert(struct staaf_buf *out, const char *from, const char *bytes,
    size_t size)
{
	size_t unit = strncmp(from, "UTF-16", 6) == 0 ? 2 : 1;
	iconv_t how = iconv_open("UTF-8", from);
	char chunk[CHUNK], *in = (char *)bytes;

	if (how == (iconv_t)-1) {
		out->failed = true;
		return;
	}
	while (size > 0) {
		char *to = chunk;
		size_t room = sizeof(chunk);
		size_t bad = iconv(how, &in, &size, &to, &room);

		staaf_buf_put(out, chunk, (size_t)(to - chunk));
		if (bad != (size_t)-1 || errno == E2BIG)
			continue;
		staaf_buf_puts(out, "\xef\xbf\xbd");
		in += size < unit ? size : unit;
		size -= size < unit ? size : unit;
	}
	(void)iconv_close(how);
}

void
circle_decode(struct staaf_buf *out, const char *bytes, size_t size)
{
	const char *encoding;

	if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		size -= 3;
	}
	encoding = find_encoding(bytes, size);
	if (strcmp(encoding, "UTF-8") == 0)
		staaf_buf_put(out, bytes, size);
	else if (encoding[0] == 'U')
		convert(out, encoding, bytes + 2, size - 2);
	else
		convert(out, encoding, bytes, size);
}
