/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same "random" numbers on every run and machine (xorshift64*). */
#ifndef CHANCE_H
#define CHANCE_H

#include <stddef.h>
#include <stdint.h>

struct chance {
	uint64_t state; /* start with any number but 0 */
};

static inline uint64_t
chance_bits(struct chance *c)
{
	c->state ^= c->state >> 12;
	c->state ^= c->state << 25;
	c->state ^= c->state >> 27;
	return c->state * UINT64_C(2685821657736338717);
}

/* 0 to n - 1 */
static inline size_t
chance_below(struct chance *c, size_t n)
{
	return (size_t)((chance_bits(c) >> 33) % n);
}

/*
 * Ugly text: bytes of any kind between pieces that have hurt programs
 * before.  Returns its size; room must be at least 16.
 */
static inline size_t
chance_text(struct chance *c, char *out, size_t room)
{
	static const char *const pieces[] = { "é", "e\xcc\x81", "İ", "ß",
		"\xe2\x80\x8b", "\xe2\x80\xae", "\xc2\x9b", "\x1b[31m", "\xff",
		"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x80",
		"ﬁ", "\xcd\x85", "\xf0\x9f\x99\x82", " ", "\n\t", "'",
		"\xe2\x80\x99", ".", ",", "5", "Å", "ǰ", "\xc2\xad",
		"\xe1\xbe\x80", "Σ", "\xe2\x80\xa8", "\xc2\x85", "\xd8\x9c" };
	size_t n = chance_below(c, room - 8), at = 0;

	while (at < n) {
		if (chance_below(c, 3) == 0) {
			out[at++] = (char)chance_below(c, 256);
		} else if (chance_below(c, 2) == 0) {
			out[at++] = (char)('a' + chance_below(c, 26));
		} else {
			const char *p = pieces[chance_below(c,
			    sizeof(pieces) / sizeof(*pieces))];

			while (*p != '\0')
				out[at++] = *p++;
		}
	}
	return at;
}

#endif
