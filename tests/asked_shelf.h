/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting on a shelf, for the tests of it. */
#ifndef ASKED_SHELF_H
#define ASKED_SHELF_H

#include "shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <staaf/asked.h>
#include <staaf/file.h>

enum { LINE = 110 };

static const struct staaf_asked quiz = { "2026-11", "quiz", "exam-score",
	true, 0 };
static const struct staaf_asked loose = { "2026-11", "quiz", "-", false, 0 };

static inline char *
path_of(struct shelf *sh)
{
	return staaf_arena_printf(&sh->ar, "%s-asked", sh->path);
}

static inline void
add(struct shelf *sh, struct staaf_asked key, const char *month)
{
	enum staaf_code rc;

	strcpy(key.month, month);
	rc = staaf_asked_add(sh->st, &key, 1, 1000, &sh->err);
	if (rc != STAAF_OK)
		staaf_err_print(stderr, &sh->err, STAAF_EN);
	assert_int_equal(rc, STAAF_OK);
}

struct all {
	struct staaf_asked *item;
	size_t n, n_bad;
};

static inline struct all
read_all(struct shelf *sh)
{
	struct all all = { 0 };

	assert_int_equal(staaf_asked_read(&all.item, &all.n, &all.n_bad,
	    sh->st, &sh->ar, &sh->err), STAAF_OK);
	return all;
}

static inline void
read_file(struct shelf *sh, struct staaf_buf *out)
{
	staaf_buf_reset(out);
	assert_int_equal(staaf_file_read(out, path_of(sh), 16 << 20, NULL),
	    STAAF_OK);
}

#endif
