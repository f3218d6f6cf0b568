/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shelf for tests of the store: a new folder with a store, for each test. */
#ifndef SHELF_H
#define SHELF_H

#include <ftw.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include <staaf/store.h>

struct shelf {
	char folder[64];
	char path[96];
	struct staaf_store *st; /* open to write */
	struct staaf_arena ar;
	struct staaf_err err;
};

static inline int
shelf_remove(const char *path, const struct stat *info, int kind,
    struct FTW *at)
{
	(void)info;
	(void)kind;
	(void)at;
	(void)chmod(path, 0700);
	return remove(path);
}

/* A folder without a store. */
static inline int
shelf_set_up_empty(void **state)
{
	struct shelf *sh = calloc(1, sizeof(*sh));

	assert_non_null(sh);
	strcpy(sh->folder, "/tmp/staaf-test-XXXXXX");
	assert_non_null(mkdtemp(sh->folder));
	(void)snprintf(sh->path, sizeof(sh->path), "%s/staaf.db", sh->folder);
	*state = sh;
	return 0;
}

static inline void
shelf_open(struct shelf *sh, enum staaf_store_mode mode)
{
	enum staaf_code rc = staaf_store_open(&sh->st, sh->path, mode,
	    &sh->err);

	if (rc != STAAF_OK)
		staaf_err_print(stderr, &sh->err, STAAF_EN);
	assert_int_equal(rc, STAAF_OK);
}

static inline void
shelf_close(struct shelf *sh)
{
	staaf_store_close(sh->st);
	sh->st = NULL;
}

static inline int
shelf_set_up(void **state)
{
	(void)shelf_set_up_empty(state);
	shelf_open(*state, STAAF_STORE_WRITE);
	return 0;
}

static inline int
shelf_tear_down(void **state)
{
	struct shelf *sh = *state;

	long n_faults = 0;
	enum staaf_code rc = STAAF_OK;

	staaf_mem_refuse(0);
	if (sh->st != NULL) /* whatever a test did, the store is sound */
		rc = staaf_store_verify(&n_faults, sh->st, NULL, NULL, NULL);
	shelf_close(sh);
	staaf_arena_clear(&sh->ar);
	(void)nftw(sh->folder, shelf_remove, 8, FTW_DEPTH | FTW_PHYS);
	free(sh);
	return rc == STAAF_OK && n_faults == 0 ? 0 : -1;
}

/* A record with little in it. */
static inline struct staaf_record
shelf_record(const char *id, const char *title, const char *language)
{
	return (struct staaf_record){
		.id = id, .guid = "", .doi = "", .source = "",
		.title = title, .title_language = language, .venue = "",
		.link = "", .language = language, .published = "",
		.updated = "", .summary = "", .summary_language = language,
		.summary_in = { "", "" }, .content = "",
		.appraisal = { .design = STAAF_NONE, .plan = "",
		    .note = { "", "" } },
	};
}

static inline struct staaf_finding
shelf_finding(const char *key, const char *intervention)
{
	return (struct staaf_finding){
		.key = key, .intervention = intervention, .comparison = "",
		.outcome = "exam-score", .population = "higher-education",
		.context = "", .value = (double)NAN, .low = (double)NAN,
		.high = (double)NAN, .tau = (double)NAN, .i2 = (double)NAN,
		.adjusted = (double)NAN, .k = STAAF_NONE, .n = STAAF_NONE,
		.sites = STAAF_NONE, .note = { "", "" },
	};
}

static inline enum staaf_put
shelf_put(struct shelf *sh, const struct staaf_record *r)
{
	enum staaf_put what = STAAF_PUT_SAME;
	enum staaf_code rc = staaf_store_put(&what, sh->st, r, &sh->err);

	if (rc != STAAF_OK)
		staaf_err_print(stderr, &sh->err, STAAF_EN);
	assert_int_equal(rc, STAAF_OK);
	return what;
}

static inline void
shelf_put_title(struct shelf *sh, const char *id, const char *title,
    const char *language)
{
	struct staaf_record r = shelf_record(id, title, language);

	(void)shelf_put(sh, &r);
}

/* Run SQL past the store, as a stranger would. */
static inline void
shelf_sql(struct shelf *sh, const char *sql)
{
	sqlite3 *db = NULL;
	char *why = NULL;

	assert_int_equal(sqlite3_open(sh->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static inline void
shelf_write_file(const char *path, const char *bytes, size_t size)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

/* The error's sentence holds these words. */
static inline void
assert_says(const struct staaf_err *err, const char *words)
{
	struct staaf_buf b = { 0 };

	staaf_err_sentence(&b, err, STAAF_EN);
	if (strstr(staaf_buf_text(&b), words) == NULL)
		fail_msg("'%s' does not say '%s'", staaf_buf_text(&b), words);
	staaf_buf_clear(&b);
}

#endif
