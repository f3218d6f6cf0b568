/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named HTML characters, and the values of attributes that hold them. */
#include <string.h>

#include <libxml/HTMLparser.h>

#include "ingest.h"

bool
ingest_entity_text(char out[INGEST_ENTITY_SIZE], const char *name)
{
	const htmlEntityDesc *known = htmlEntityLookup(BAD_CAST name);
	size_t size;

	if (known == NULL)
		return false;
	size = ingest_put_utf8(out, known->value);
	out[size] = '\0';
	return true;
}

/*
 * Without NOENT libxml2 writes "&#38;" for every "&" in a value, and leaves
 * the names that on_entity_wanted knew: each "&" left is one of the two.
 */
void
ingest_attr_put(struct staaf_buf *out, const char *value, size_t size)
{
	const char *end = value + size, *semicolon;
	char name[16], text[INGEST_ENTITY_SIZE];
	size_t n;

	while (value < end) {
		n = strcspn(value, "&");
		if (n > (size_t)(end - value))
			n = (size_t)(end - value);
		staaf_buf_put(out, value, n);
		value += n;
		if (value >= end)
			break;
		semicolon = memchr(value, ';', (size_t)(end - value));
		n = semicolon == NULL ? 0 : (size_t)(semicolon - value - 1);
		memcpy(text, "&", 2);
		if (n > 0 && n < sizeof(name) && value[1] != '#') {
			memcpy(name, value + 1, n);
			name[n] = '\0';
			(void)ingest_entity_text(text, name);
		}
		staaf_buf_puts(out, text);
		value = n == 0 ? value + 1 : semicolon + 1;
	}
	staaf_buf_putc(out, '\0');
}

const char *
ingest_attr(const struct ingest_element *e, const char *space,
    const char *name)
{
	for (size_t i = 0; i < e->n_attrs; i++)
		if (strcmp(e->attr[i].name, name) == 0 &&
		    strcmp(e->attr[i].space, space) == 0)
			return e->attr[i].value;
	return NULL;
}
