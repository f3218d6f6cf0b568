/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that the build put into the program. */
#ifndef STAAF_EMBED_H
#define STAAF_EMBED_H

#include <stddef.h>

/* Arrays of these end with a NULL name. */
struct staaf_embedded {
	const char *name; /* of the file, without folder */
	const char *text; /* NUL-terminated */
	size_t size;      /* bytes without the NUL */
};

#endif
