/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store with the corpus and the rules that ship. */
#ifndef QUESTION_ROOM_H
#define QUESTION_ROOM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <staaf/file.h>
#include <staaf/show.h>

struct room {
	char folder[64];
	struct staaf_store *st;
	struct staaf_rules *rs;
};

static enum staaf_code
ingest_one(const char *path, struct staaf_err *err, void *arg)
{
	const char *tail = strrchr(path, '.');
	struct staaf_ingest_report report;
	struct staaf_arena ar = { 0 };
	enum staaf_code rc = STAAF_OK;

	if (strcmp(tail, ".atom") == 0 || strcmp(tail, ".rss") == 0)
		rc = staaf_ingest_file(&report, arg, path, &ar, err);
	staaf_arena_clear(&ar);
	return rc;
}

static int
fill_room(void **state)
{
	struct room *room = calloc(1, sizeof(*room));
	const struct staaf_rule_text *shipped;
	struct staaf_rule_file file[64];
	struct staaf_ingest in = { 0 };
	struct staaf_err err = { 0 };
	size_t n = staaf_rules_shipped(&shipped);
	char path[96];

	strcpy(room->folder, "/tmp/staaf-questions-XXXXXX");
	assert_non_null(mkdtemp(room->folder));
	snprintf(path, sizeof(path), "%s/q.db", room->folder);
	assert_int_equal(staaf_store_open(&room->st, path, STAAF_STORE_WRITE,
	    &err), STAAF_OK);
	assert_true(n <= sizeof(file) / sizeof(*file));
	for (size_t i = 0; i < n; i++)
		file[i] = (struct staaf_rule_file){ shipped[i].name,
			shipped[i].text, shipped[i].size };
	assert_int_equal(staaf_store_begin(room->st, &err), STAAF_OK);
	assert_int_equal(staaf_rules_enforce(room->st, file, n, &err),
	    STAAF_OK);
	assert_int_equal(staaf_store_commit(room->st, &err), STAAF_OK);
	assert_int_equal(staaf_rules_in_force(&room->rs, room->st, &err),
	    STAAF_OK);
	in.store = room->st;
	in.rules = room->rs;
	if (staaf_file_each("corpus", NULL, ingest_one, &in, &err) !=
	    STAAF_OK) {
		staaf_err_print(stderr, &err, STAAF_EN);
		fail();
	}
	*state = room;
	return 0;
}

static int
clear_room(void **state)
{
	struct room *room = *state;
	char command[128];

	staaf_rules_free(room->rs);
	staaf_store_close(room->st);
	snprintf(command, sizeof(command), "rm -rf '%s'", room->folder);
	assert_int_equal(system(command), 0);
	free(room);
	return 0;
}

#endif
