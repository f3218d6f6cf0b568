/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf ingest: files into the store.  The small files of a folder are read
 * and written together; one that fails is told, and the others are still done.
 */
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <staaf/file.h>

#include "app.h"

/* Often enough to see it move, seldom enough to read it. */
#define SHOW_SECONDS 0.2

/* Files of a folder that readers may begin with: two rounds of theirs. */
enum { MAX_HELD = 128 };
enum { PRINT_BYTES = 64 << 10 }; /* of entries, at a time */

/* One run over all paths. */
struct run {
	struct app *app;
	struct staaf_ingest in;
	struct staaf_rules *rs;
	bool is_folder;               /* the path at hand is one */
	char *held[MAX_HELD];         /* in a folder: until these are known */
	size_t n_held;
	const char *file;             /* the one at hand */
	struct staaf_arena *ar;       /* and what is kept of it */
	const char **title;           /* a dry run lists them, counts first */
	size_t n_titles, room;
	struct staaf_buf out;         /* or prints entries as they come */
	struct staaf_json json;
	bool has_begun;
	struct timespec start, shown; /* of the file at hand */
	struct app_fetcher fetcher;
	const char *url;              /* where the address at hand led to */
};

static void
keep_title(const struct staaf_record *r, void *arg)
{
	struct run *run = arg;
	const char **to = staaf_arena_grow(run->ar, run->title, run->n_titles,
	    &run->room, sizeof(*to));

	if (to == NULL)
		return; /* the arena remembers */
	run->title = to;
	to[run->n_titles++] = staaf_arena_dup(run->ar, r->title);
}

static void
begin_json(struct run *run, const char *file)
{
	if (!run->has_begun)
		staaf_show_ingest_begin(&run->json, &run->out, file,
		    run->in.store == NULL);
	run->has_begun = true;
}

static void
print_entry(const struct staaf_record *r, void *arg)
{
	struct run *run = arg;

	begin_json(run, run->file);
	staaf_show_ingest_entry(&run->json, r);
	if (run->out.size > PRINT_BYTES)
		app_put(run->app, &run->out);
}

static double
count_seconds(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) +
	    (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

/* One line that is written over, five times a second. */
static void
show_progress(const struct staaf_ingest_report *so_far, uintmax_t at,
    uintmax_t size, void *arg)
{
	struct run *run = arg;
	struct staaf_buf line = { 0 };
	struct timespec now;
	double seconds;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	if (count_seconds(&run->shown, &now) < SHOW_SECONDS)
		return;
	run->shown = now;
	seconds = count_seconds(&run->start, &now);
	staaf_show_progress(&line, so_far->n_read, seconds, at, size,
	    run->app->lang);
	(void)fprintf(stderr, "\r\033[K%s", staaf_buf_text(&line));
	(void)fflush(stderr);
	staaf_buf_clear(&line);
}

/* A name that promises a feed: then not being one is a fault. */
static bool
is_feed_name(const char *path)
{
	static const char *const ends[] = { ".xml", ".atom", ".rss", ".rdf",
		".feed", ".ris", ".bib", ".nbib" };
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot != NULL && i < sizeof(ends) / sizeof(ends[0]);
	    i++)
		if (strcasecmp(dot, ends[i]) == 0)
			return true;
	return false;
}

static void
put_report(struct run *run, const struct staaf_ingest_report *r)
{
	struct app *app = run->app;
	struct staaf_buf out = { 0 };

	app_raise(app, app_exit_of(r->code));
	if (app->value[APP_JSON] != NULL) {
		begin_json(run, r->file);
		staaf_show_ingest_end(&run->json, r, run->in.store == NULL,
		    app->lang);
		app_put(app, &run->out);
		return;
	}
	staaf_show_ingest(&out, r, app->lang);
	for (size_t i = 0; i < run->n_titles; i++)
		staaf_buf_printf(&out, "  %s\n", run->title[i]);
	app_put(app, &out);
	for (const struct staaf_trouble *w = r->trouble; w != NULL;
	    w = w->next)
		staaf_err_print(stderr, &w->err, app->lang);
}

/* The next file would fare no better. */
static bool
is_the_end(enum staaf_code rc)
{
	return rc == STAAF_STORE || rc == STAAF_BUSY || rc == STAAF_NOMEM;
}

static enum staaf_code
ingest_one(const char *path, struct staaf_err *err, void *arg)
{
	struct run *run = arg;
	struct staaf_ingest_report r = { .file = path, .format = "" };
	struct staaf_arena ar = { 0 };
	struct staaf_err trouble = { 0 };
	enum staaf_code rc;

	run->ar = &ar;
	run->file = path;
	run->title = NULL;
	run->n_titles = run->room = 0;
	run->has_begun = false;
	(void)clock_gettime(CLOCK_MONOTONIC, &run->start);
	run->shown = run->start;
	rc = run->in.address != NULL ? app_fetch_ingest(&r, &run->fetcher,
	    &run->in, path, run->url, &ar, &trouble) :
	    staaf_ingest_file(&r, &run->in, path, &ar, &trouble);
	if (run->shown.tv_sec != run->start.tv_sec ||
	    run->shown.tv_nsec != run->start.tv_nsec)
		(void)fprintf(stderr, "\r\033[K");
	if (rc == STAAF_OK && ar.failed)
		rc = staaf_err_set(&trouble, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (is_the_end(rc)) {
		*err = trouble;
	} else {
		rc = STAAF_OK;
		if (r.format == NULL)
			r.format = "";
		if (!run->is_folder || *r.format != '\0' ||
		    is_feed_name(path))
			put_report(run, &r);
	}
	staaf_buf_clear(&run->out);
	staaf_arena_clear(&ar);
	return rc;
}

/* A new store gets the rules that ship with staaf. */
static enum staaf_code
put_shipped(struct staaf_store *st, struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct staaf_rule_file *file = NULL;
	const struct staaf_rule_text *text = NULL;
	size_t n = 0;
	enum staaf_code rc = staaf_store_get_rules(&file, &n, st, &ar, err);

	if (rc != STAAF_OK || n > 0)
		goto done;
	n = staaf_rules_shipped(&text);
	file = staaf_arena_array(&ar, n + 1, sizeof(*file));
	if (file == NULL) {
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
		goto done;
	}
	for (size_t i = 0; i < n; i++)
		file[i] = (struct staaf_rule_file){ text[i].name,
			text[i].text, text[i].size };
	if ((rc = staaf_store_begin(st, err)) != STAAF_OK)
		goto done;
	if ((rc = staaf_rules_enforce(st, file, n, err)) == STAAF_OK)
		rc = staaf_store_commit(st, err);
	if (rc != STAAF_OK)
		staaf_store_rollback(st);
done:
	staaf_arena_clear(&ar);
	return rc;
}

enum staaf_code
app_open_to_ingest(struct staaf_ingest *out, struct staaf_rules **rules,
    struct app *app, struct staaf_err *err)
{
	enum staaf_code rc = staaf_store_open(&out->store, app->db,
	    STAAF_STORE_WRITE, err);

	if (rc == STAAF_OK)
		rc = put_shipped(out->store, err);
	if (rc == STAAF_OK)
		rc = staaf_rules_in_force(rules, out->store, err);
	out->rules = *rules;
	return rc;
}

/* Paths and addresses, before a store is opened or made. */
static enum staaf_code
check_paths(const struct app *app, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;

	if (app->n_words == 0)
		return staaf_err_set(err, STAAF_USAGE, STAAF_MSG_INGEST_NO_PATH,
		    NULL, NULL);
	for (size_t i = 0; i < app->n_words && rc == STAAF_OK; i++)
		if (staaf_fetch_is_web(app->word[i]))
			rc = staaf_fetch_check(app->word[i], err);
	return rc;
}

static enum staaf_code
prepare(struct run *run, struct staaf_err *err)
{
	struct app *app = run->app;
	enum staaf_code rc = check_paths(app, err);

	if (rc != STAAF_OK)
		return rc;
	if (app->value[APP_DRY_RUN] != NULL) {
		run->in = (struct staaf_ingest){ .arg = run, .entry =
			app->value[APP_JSON] != NULL ? print_entry :
			keep_title };
		return staaf_readers_open(&run->in.readers, err);
	}
	rc = app_open_to_ingest(&run->in, &run->rs, app, err);
	if (rc == STAAF_OK)
		rc = staaf_readers_open(&run->in.readers, err);
	if (rc == STAAF_OK)
		staaf_rules_hasten(run->rs);
	run->in.arg = run;
	if (isatty(STDERR_FILENO) && app->value[APP_JSON] == NULL)
		run->in.progress = show_progress;
	return rc;
}

/* Fetch an address once, and read what came. */
static enum staaf_code
ingest_address(struct run *run, const char *address, struct staaf_err *err)
{
	struct staaf_fetched got;
	struct staaf_arena ar = { 0 };
	enum staaf_code rc = STAAF_OK;

	if (run->fetcher.folder[0] == '\0')
		rc = app_fetch_start(&run->fetcher, run->app, err);
	if (rc == STAAF_OK)
		rc = app_fetch_get(&got, &run->fetcher, address, "", "", &ar,
		    err);
	if (rc == STAAF_OK)
		rc = staaf_fetch_fail(err, address, got.fault, got.detail);
	if (rc == STAAF_OK) {
		run->is_folder = false;
		run->in.address = address;
		run->url = got.url;
		rc = ingest_one(address, err, run);
		run->in.address = NULL;
	}
	staaf_arena_clear(&ar);
	return rc;
}

/* The file that was waited with longest, while others are read already. */
static enum staaf_code
ingest_held(struct run *run, struct staaf_err *err)
{
	char *path = run->held[0];
	enum staaf_code rc;

	run->n_held--;
	memmove(run->held, run->held + 1, run->n_held * sizeof(*run->held));
	run->in.next = (const char *const *)run->held;
	run->in.n_next = run->n_held;
	rc = ingest_one(path, err, run);
	run->in.n_next = 0;
	staaf_mem_free(path);
	return rc;
}

static enum staaf_code
hold_one(const char *path, struct staaf_err *err, void *arg)
{
	struct run *run = arg;
	size_t size = strlen(path) + 1;
	char *copy = staaf_mem_alloc(size);

	if (copy == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	memcpy(copy, path, size);
	run->held[run->n_held++] = copy;
	return run->n_held < MAX_HELD ? STAAF_OK : ingest_held(run, err);
}

/* A folder that cannot be walked to its end keeps what was met. */
static enum staaf_code
ingest_folder(struct run *run, const char *path, struct staaf_err *err)
{
	struct staaf_err last = { 0 };
	enum staaf_code rc = staaf_file_each(path, NULL, hold_one, run, err),
	    rest;

	while (run->n_held > 0) {
		if (is_the_end(rc)) {
			staaf_mem_free(run->held[--run->n_held]);
		} else if ((rest = ingest_held(run, &last)) != STAAF_OK) {
			*err = last;
			rc = rest;
		}
	}
	return rc;
}

static enum staaf_code
ingest_path(struct run *run, const char *path, struct staaf_err *err)
{
	struct stat st;

	if (staaf_fetch_is_web(path))
		return ingest_address(run, path, err);
	run->is_folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	return run->is_folder ? ingest_folder(run, path, err) :
	    ingest_one(path, err, run);
}

/* A folder that was left halfway leaves a batch open. */
static enum staaf_code
settle(const struct run *run, struct staaf_err *err)
{
	struct staaf_store *st = run->in.store;

	return st == NULL || staaf_store_n_pending(st) < 0 ? STAAF_OK :
	    staaf_store_commit(st, err);
}

void
cmd_ingest(struct app *app)
{
	struct run run = { .app = app };
	struct staaf_err err = { 0 };

	if (prepare(&run, &err) != STAAF_OK) {
		app_fail(app, &err, app->lang);
		goto done;
	}
	for (size_t i = 0; i < app->n_words; i++) {
		enum staaf_code rc = ingest_path(&run, app->word[i], &err);

		if (rc != STAAF_OK)
			app_fail(app, &err, app->lang);
		if (settle(&run, &err) != STAAF_OK) {
			app_fail(app, &err, app->lang);
			break;
		}
		if (app_exit_of(rc) == APP_STORE_FAILED)
			break;
	}
done:
	app_fetch_end(&run.fetcher);
	staaf_readers_close(run.in.readers);
	staaf_rules_free(run.rs);
	staaf_store_close(run.in.store);
}
