/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 by Nettle; FNV-1a (draft-eastlake-fnv) for marks. */
#include <nettle/base16.h>
#include <nettle/sha2.h>

#include <staaf/hash.h>

void
staaf_hash(char out[STAAF_HASH_SIZE], const void *bytes, size_t size)
{
	struct sha256_ctx ctx;
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_init(&ctx);
	sha256_update(&ctx, size, bytes);
	sha256_digest(&ctx, sizeof(digest), digest);
	base16_encode_update(out, sizeof(digest), digest);
	out[STAAF_HASH_SIZE - 1] = '\0';
}

uint64_t
staaf_mark(uint64_t mark, const void *bytes, size_t size)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < size; i++)
		mark = (mark ^ p[i]) * UINT64_C(1099511628211);
	return mark;
}
