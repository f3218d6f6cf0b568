/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawing lots that anyone can draw again: the bytes of SHA-256 over
 * "seed:block" decide each block.  Blocks of two and of four, so that the
 * groups stay of one size and the last of a block cannot be guessed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/plan.h>

#include "circle.h"

enum { LARGEST_BLOCK = 4, MAX_SEED = 256 };

/* Byte i of a hash in hex. */
static unsigned
byte_of(const char hex[STAAF_HASH_SIZE], size_t i)
{
	const char digits[3] = { hex[2 * i], hex[2 * i + 1], '\0' };

	return (unsigned)strtoul(digits, NULL, 16);
}

/* Fill one block and return its size. */
static size_t
draw_block(int block[LARGEST_BLOCK], const char *seed, size_t number)
{
	char text[MAX_SEED + 32], hex[STAAF_HASH_SIZE];
	size_t size;
	int length = snprintf(text, sizeof(text), "%.*s:%zu", MAX_SEED, seed,
	    number);

	staaf_hash(hex, text, (size_t)length);
	size = byte_of(hex, 0) % 2 == 0 ? 2 : LARGEST_BLOCK;
	for (size_t i = 0; i < size; i++)
		block[i] = i % 2 == 0;
	/* 256 is no multiple of 3: the odds are a third to within 0.2%. */
	for (size_t i = size; i-- > 1;) {
		size_t k = byte_of(hex, i) % (i + 1);
		int held = block[i];

		block[i] = block[k];
		block[k] = held;
	}
	return size;
}

void
staaf_plan_lots(int *out, size_t n, const char *seed)
{
	int block[LARGEST_BLOCK];
	size_t at = 0;

	for (size_t number = 0; at < n; number++) {
		size_t size = draw_block(block, seed, number);

		for (size_t i = 0; i < size && at < n; i++)
			out[at++] = block[i];
	}
}
