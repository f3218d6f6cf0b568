/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Arenas and buffers.  Both remember that memory ran out: a caller may make
 * ten calls and look once at `failed`.
 */
#ifndef STAAF_MEM_H
#define STAAF_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct staaf_block;

/* Memory that goes all at once.  Start with {0}. */
struct staaf_arena {
	struct staaf_block *first; /* newest block */
	bool failed;               /* a request was refused */
};

/* Zeroed, aligned for any type; NULL (and ar->failed) when refused. */
void *staaf_arena_alloc(struct staaf_arena *ar, size_t size);
/* The same for an array; NULL when n * size overflows. */
void *staaf_arena_array(struct staaf_arena *ar, size_t n, size_t size);
/* Copies; "" when memory ran out, never NULL.  text may be NULL: "". */
char *staaf_arena_dup(struct staaf_arena *ar, const char *text);
char *staaf_arena_dupn(struct staaf_arena *ar, const char *text, size_t size);
char *staaf_arena_printf(struct staaf_arena *ar, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Give everything back; the arena can be used again. */
void staaf_arena_clear(struct staaf_arena *ar);

/*
 * An array in an arena that must hold one more element: returns items, or a
 * larger copy with *room doubled.  NULL when refused.
 */
void *staaf_arena_grow(struct staaf_arena *ar, void *items, size_t n,
    size_t *room, size_t size);

/* Text under construction, NUL-terminated.  Start with {0}. */
struct staaf_buf {
	char *text;  /* NULL while empty */
	size_t size; /* bytes without the NUL */
	size_t room;
	bool failed;
};

void staaf_buf_put(struct staaf_buf *b, const char *text, size_t size);
void staaf_buf_puts(struct staaf_buf *b, const char *text);
void staaf_buf_putc(struct staaf_buf *b, char c);
void staaf_buf_printf(struct staaf_buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The text, "" while empty. */
const char *staaf_buf_text(const struct staaf_buf *b);
/* Empty, memory kept. */
void staaf_buf_reset(struct staaf_buf *b);
/* Empty, memory given back. */
void staaf_buf_clear(struct staaf_buf *b);

/*
 * Heap requests of the whole library go through these, so that tests can
 * refuse the n-th.  staaf_mem_refuse(0) refuses none.
 */
void *staaf_mem_alloc(size_t size);
void *staaf_mem_realloc(void *old, size_t size);
void staaf_mem_free(void *old);
void staaf_mem_refuse(unsigned long nth);

#endif
