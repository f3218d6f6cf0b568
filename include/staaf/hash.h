/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256 for identities; a quick mark to see whether something changed. */
#ifndef STAAF_HASH_H
#define STAAF_HASH_H

#include <stddef.h>
#include <stdint.h>

enum { STAAF_HASH_SIZE = 65 };

/* Hex of the SHA-256 of size bytes, NUL-terminated. */
void staaf_hash(char out[STAAF_HASH_SIZE], const void *bytes, size_t size);

/*
 * A mark of bytes, taken on from another (STAAF_MARK_START at first): FNV-1a,
 * 64 bits.  Differs when the bytes do, but anyone can make two that agree.
 */
#define STAAF_MARK_START UINT64_C(14695981039346656037)
uint64_t staaf_mark(uint64_t mark, const void *bytes, size_t size);

#endif
