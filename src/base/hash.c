/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 by libmd; FNV-1a (draft-eastlake-fnv) for marks. */
#include <sys/types.h>

#include <sha2.h>

#include <staaf/hash.h>

void
staaf_hash(char out[STAAF_HASH_SIZE], const void *bytes, size_t size)
{
	(void)SHA256Data(bytes, size, out);
}

uint64_t
staaf_mark(uint64_t mark, const void *bytes, size_t size)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < size; i++)
		mark = (mark ^ p[i]) * UINT64_C(1099511628211);
	return mark;
}
