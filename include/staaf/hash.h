/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256, for identities and for seeing whether something changed. */
#ifndef STAAF_HASH_H
#define STAAF_HASH_H

#include <stddef.h>

enum { STAAF_HASH_SIZE = 65 };

/* Hex of the SHA-256 of size bytes, NUL-terminated. */
void staaf_hash(char out[STAAF_HASH_SIZE], const void *bytes, size_t size);

#endif
