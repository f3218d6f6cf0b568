/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arenas and buffers, over an allocator that tests can make refuse. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/mem.h>

enum {
	BLOCK_SIZE = 16 * 1024, /* one answer fits in a few of these */
	ALIGNMENT = _Alignof(max_align_t)
};

static unsigned long refuse_at; /* 0: never */

void
staaf_mem_refuse(unsigned long nth)
{
	refuse_at = nth;
}

static bool
is_refused(void)
{
	return refuse_at > 0 && --refuse_at == 0;
}

void *
staaf_mem_alloc(size_t size)
{
	return is_refused() ? NULL : calloc(1, size > 0 ? size : 1);
}

void *
staaf_mem_realloc(void *old, size_t size)
{
	return is_refused() ? NULL : realloc(old, size > 0 ? size : 1);
}

void
staaf_mem_free(void *old)
{
	free(old);
}

struct staaf_block {
	struct staaf_block *next;
	size_t used, room;
	max_align_t bytes[];
};

static struct staaf_block *
add_block(struct staaf_arena *ar, size_t size)
{
	size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
	struct staaf_block *b;

	if (room > SIZE_MAX - sizeof(*b) ||
	    is_refused() || (b = malloc(sizeof(*b) + room)) == NULL)
		return NULL;
	b->used = 0;
	b->room = room;
	if (size > BLOCK_SIZE && ar->first != NULL) {
		/* A large one goes behind, so that the newest stays in use. */
		b->next = ar->first->next;
		ar->first->next = b;
	} else {
		b->next = ar->first;
		ar->first = b;
	}
	return b;
}

void *
staaf_arena_alloc(struct staaf_arena *ar, size_t size)
{
	struct staaf_block *b = ar->first;
	void *p;

	if (size > SIZE_MAX - ALIGNMENT)
		goto refused;
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (b == NULL || b->room - b->used < size)
		if ((b = add_block(ar, size)) == NULL)
			goto refused;
	/* Zeroed here, so that a block costs only what is used of it. */
	p = memset((char *)b->bytes + b->used, 0, size);
	b->used += size;
	return p;
refused:
	ar->failed = true;
	return NULL;
}

void *
staaf_arena_array(struct staaf_arena *ar, size_t n, size_t size)
{
	if (size > 0 && n > SIZE_MAX / size) {
		ar->failed = true;
		return NULL;
	}
	return staaf_arena_alloc(ar, n * size);
}

void *
staaf_arena_grow(struct staaf_arena *ar, void *items, size_t n, size_t *room,
    size_t size)
{
	size_t larger = *room > 0 ? *room * 2 : 8;
	void *copy;

	if (n < *room)
		return items;
	if ((copy = staaf_arena_array(ar, larger, size)) == NULL)
		return NULL;
	if (n > 0)
		memcpy(copy, items, n * size);
	*room = larger;
	return copy;
}

char *
staaf_arena_dupn(struct staaf_arena *ar, const char *text, size_t size)
{
	static char none[1];
	char *copy;

	if (size == SIZE_MAX ||
	    (copy = staaf_arena_alloc(ar, size + 1)) == NULL) {
		ar->failed = true;
		return none;
	}
	if (size > 0)
		memcpy(copy, text, size);
	copy[size] = '\0';
	return copy;
}

char *
staaf_arena_dup(struct staaf_arena *ar, const char *text)
{
	return staaf_arena_dupn(ar, text, text == NULL ? 0 : strlen(text));
}

char *
staaf_arena_printf(struct staaf_arena *ar, const char *format, ...)
{
	char *copy;
	va_list list;
	int size;

	va_start(list, format);
	size = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (size < 0 ||
	    (copy = staaf_arena_alloc(ar, (size_t)size + 1)) == NULL) {
		ar->failed = true;
		return staaf_arena_dupn(ar, "", 0);
	}
	va_start(list, format);
	(void)vsnprintf(copy, (size_t)size + 1, format, list);
	va_end(list);
	return copy;
}

void
staaf_arena_clear(struct staaf_arena *ar)
{
	struct staaf_block *b = ar->first, *next;

	for (; b != NULL; b = next) {
		next = b->next;
		staaf_mem_free(b);
	}
	*ar = (struct staaf_arena){ 0 };
}

/* Room for size more bytes and a NUL. */
static bool
has_room(struct staaf_buf *b, size_t size)
{
	size_t need, room = b->room > 0 ? b->room : 256;
	char *larger;

	if (b->failed || size >= SIZE_MAX / 4 - b->size) {
		b->failed = true;
		return false;
	}
	need = b->size + size + 1;
	if (need <= b->room)
		return true;
	while (room < need)
		room *= 2;
	if ((larger = staaf_mem_realloc(b->text, room)) == NULL) {
		b->failed = true;
		return false;
	}
	b->text = larger;
	b->room = room;
	return true;
}

void
staaf_buf_put(struct staaf_buf *b, const char *text, size_t size)
{
	if (!has_room(b, size))
		return;
	if (size > 0)
		memcpy(b->text + b->size, text, size);
	b->size += size;
	b->text[b->size] = '\0';
}

void
staaf_buf_puts(struct staaf_buf *b, const char *text)
{
	staaf_buf_put(b, text, strlen(text));
}

void
staaf_buf_putc(struct staaf_buf *b, char c)
{
	staaf_buf_put(b, &c, 1);
}

void
staaf_buf_printf(struct staaf_buf *b, const char *format, ...)
{
	va_list list;
	int size;

	va_start(list, format);
	size = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (size < 0 || !has_room(b, (size_t)size)) {
		b->failed = true;
		return;
	}
	va_start(list, format);
	(void)vsnprintf(b->text + b->size, (size_t)size + 1, format, list);
	va_end(list);
	b->size += (size_t)size;
}

const char *
staaf_buf_text(const struct staaf_buf *b)
{
	return b->text == NULL ? "" : b->text;
}

void
staaf_buf_reset(struct staaf_buf *b)
{
	b->size = 0;
	b->failed = false;
	if (b->text != NULL)
		b->text[0] = '\0';
}

void
staaf_buf_clear(struct staaf_buf *b)
{
	staaf_mem_free(b->text);
	*b = (struct staaf_buf){ 0 };
}
