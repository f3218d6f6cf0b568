/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Base 64 of RFC 4648, with its padding: bytes that JSON cannot hold. */
#include <string.h>

#include "store.h"

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
store_base64(struct staaf_buf *out, const void *bytes, size_t size)
{
	const unsigned char *p = bytes;

	for (size_t at = 0; at < size; at += 3) {
		size_t n = size - at < 3 ? size - at : 3;
		unsigned long three = (unsigned long)p[at] << 16;

		if (n > 1)
			three |= (unsigned long)p[at + 1] << 8;
		if (n > 2)
			three |= p[at + 2];
		staaf_buf_putc(out, digits[three >> 18]);
		staaf_buf_putc(out, digits[three >> 12 & 63]);
		staaf_buf_putc(out, n > 1 ? digits[three >> 6 & 63] : '=');
		staaf_buf_putc(out, n > 2 ? digits[three & 63] : '=');
	}
}

/* Four digits, of which the last `pads` are padding. */
static bool
parse_four(struct staaf_buf *out, const char *text, size_t pads)
{
	unsigned long three = 0;

	for (size_t i = 0; i < 4; i++) {
		const char *digit = i < 4 - pads && text[i] != '\0' ?
		    strchr(digits, text[i]) : NULL;

		if (i < 4 - pads ? digit == NULL : text[i] != '=')
			return false;
		three = three << 6 |
		    (digit == NULL ? 0 : (unsigned long)(digit - digits));
	}
	/* One text for the same bytes: what is left over must be nothing. */
	if ((three & (pads == 2 ? 0xffff : pads == 1 ? 0xff : 0)) != 0)
		return false;
	staaf_buf_putc(out, (char)(three >> 16));
	if (pads < 2)
		staaf_buf_putc(out, (char)(three >> 8 & 0xff));
	if (pads < 1)
		staaf_buf_putc(out, (char)(three & 0xff));
	return true;
}

bool
store_base64_parse(struct staaf_buf *out, const char *text, size_t size)
{
	bool is_well = size % 4 == 0;

	for (size_t at = 0; is_well && at < size; at += 4) {
		bool is_last = at + 4 == size;
		size_t pads = !is_last || text[at + 3] != '=' ? 0 :
		    text[at + 2] != '=' ? 1 : 2;

		is_well = parse_four(out, text + at, pads);
	}
	return is_well;
}
