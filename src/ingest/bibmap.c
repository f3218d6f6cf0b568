/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names to what they stand for: open addressing over hashes of the names. */
#include <stdlib.h>
#include <string.h>

#include <staaf/hash.h>
#include <staaf/utf8.h>

#include "bib.h"

enum { FIRST_ROOM = 64 };

uint64_t
bib_hash(const char *text)
{
	char hash[STAAF_HASH_SIZE], part[17] = { 0 };
	uint64_t number;

	staaf_hash(hash, text, strlen(text));
	memcpy(part, hash, 16);
	number = strtoull(part, NULL, 16);
	return number == 0 ? 1 : number;
}

static uint64_t
hash_name(const char *name)
{
	char lower[256];
	size_t n = 0;

	/* BibTeX knows ASCII only; what differs later counts all the same. */
	for (; n < sizeof(lower) - 1 && name[n] != '\0'; n++)
		lower[n] = staaf_ascii_lower(name[n]);
	lower[n] = '\0';
	return name[n] == '\0' ? bib_hash(lower) : bib_hash(name);
}

static struct bib_slot *
find_slot(const struct bib_map *m, uint64_t name)
{
	size_t i = (size_t)name & (m->room - 1);

	while (m->slot[i].name != 0 && m->slot[i].name != name)
		i = (i + 1) & (m->room - 1);
	return &m->slot[i];
}

static bool
grow(struct bib_map *m)
{
	struct bib_map larger = {
		.room = m->room > 0 ? m->room * 2 : FIRST_ROOM, .n = m->n
	};

	larger.slot = staaf_mem_alloc(larger.room * sizeof(*larger.slot));
	if (larger.slot == NULL)
		return false;
	for (size_t i = 0; i < m->room; i++)
		if (m->slot[i].name != 0)
			*find_slot(&larger, m->slot[i].name) = m->slot[i];
	staaf_mem_free(m->slot);
	*m = larger;
	return true;
}

struct bib_slot *
bib_map_find(const struct bib_map *m, const char *name)
{
	struct bib_slot *slot;

	if (m == NULL || m->room == 0)
		return NULL;
	slot = find_slot(m, hash_name(name));
	return slot->name == 0 ? NULL : slot;
}

struct bib_slot *
bib_map_put(struct bib_map *m, const char *name)
{
	uint64_t hash = hash_name(name);
	struct bib_slot *slot;

	if (m->n * 2 >= m->room && !grow(m)) {
		m->failed = true;
		return NULL;
	}
	slot = find_slot(m, hash);
	if (slot->name == 0)
		m->n++;
	slot->name = hash;
	return slot;
}

void
bib_map_clear(struct bib_map *m)
{
	staaf_mem_free(m->slot);
	*m = (struct bib_map){ 0 };
}
