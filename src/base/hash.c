/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 by libmd. */
#include <sys/types.h>

#include <sha2.h>

#include <staaf/hash.h>

void
staaf_hash(char out[STAAF_HASH_SIZE], const void *bytes, size_t size)
{
	(void)SHA256Data(bytes, size, out);
}
