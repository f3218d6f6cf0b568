/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf rules check|test|print|apply: the curators' files.  Without paths
 * the rules in force are meant; without a store, those that ship.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <staaf/file.h>

#include "app.h"

enum { MAX_RULE_FILE = 4 << 20 };

/* The files at hand and what they were read into. */
struct work {
	struct app *app;
	struct staaf_arena ar;
	struct staaf_store *st;   /* NULL when there is none */
	struct staaf_status status; /* of that store */
	struct staaf_rule_text *file;
	size_t n_files, room;
	struct staaf_rules *rs;
	long n_run, n_failed;     /* examples */
	struct staaf_buf out;
	struct staaf_json j;
};

static bool
add_file(struct work *w, const char *name, const char *text, size_t size)
{
	struct staaf_rule_text *file = staaf_arena_grow(&w->ar, w->file,
	    w->n_files, &w->room, sizeof(*file));

	if (file == NULL)
		return false;
	w->file = file;
	w->file[w->n_files++] = (struct staaf_rule_text){
		.name = staaf_arena_dup(&w->ar, name),
		.text = staaf_arena_dupn(&w->ar, text, size), .size = size };
	return !w->ar.failed;
}

static enum staaf_code
read_one(const char *path, struct staaf_err *err, void *arg)
{
	struct work *w = arg;
	struct staaf_buf text = { 0 };
	enum staaf_code rc = staaf_file_read(&text, path, MAX_RULE_FILE, err);

	if (rc == STAAF_OK && !add_file(w, path, staaf_buf_text(&text),
	    text.size))
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	staaf_buf_clear(&text);
	return rc;
}

static enum staaf_code
read_paths(struct work *w, struct staaf_err *err)
{
	for (size_t i = 1; i < w->app->n_words; i++) {
		enum staaf_code rc = staaf_file_each(w->app->word[i],
		    ".rules", read_one, w, err);

		if (rc != STAAF_OK)
			return rc;
	}
	if (w->n_files == 0)
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_RULES_NO_FILES, w->app->word[1], NULL);
	return STAAF_OK;
}

/* Those in the store, else those that ship. */
static enum staaf_code
read_in_force(struct work *w, struct staaf_err *err)
{
	struct staaf_rule_file *held = NULL;
	const struct staaf_rule_text *shipped = NULL;
	size_t n = 0;
	enum staaf_code rc = STAAF_OK;

	if (w->st != NULL)
		rc = staaf_store_get_rules(&held, &n, w->st, &w->ar, err);
	for (size_t i = 0; rc == STAAF_OK && i < n; i++)
		(void)add_file(w, held[i].name, held[i].text, held[i].size);
	if (n == 0)
		n = staaf_rules_shipped(&shipped);
	for (size_t i = 0; shipped != NULL && i < n; i++)
		(void)add_file(w, shipped[i].name, shipped[i].text,
		    shipped[i].size);
	if (rc == STAAF_OK && w->ar.failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	return rc;
}

/* A store that is not there is no failure here; one that is broken is. */
static enum staaf_code
open_store(struct work *w, enum staaf_store_mode mode, struct staaf_err *err)
{
	if (mode == STAAF_STORE_READ && access(w->app->db, F_OK) != 0)
		return STAAF_OK;
	return staaf_store_open(&w->st, w->app->db, mode, err);
}

static enum staaf_code
load(struct work *w, struct staaf_err *err)
{
	enum staaf_code rc;

	rc = w->app->n_words > 1 ? read_paths(w, err) : read_in_force(w, err);
	if (rc == STAAF_OK)
		rc = staaf_rules_new(&w->rs, w->file, w->n_files, err);
	return rc;
}

static enum staaf_held
look_up(const char *ref, void *arg)
{
	struct work *w = arg;
	struct staaf_arena ar = { 0 };
	struct staaf_record r = { 0 };
	enum staaf_held held = STAAF_NOT_HELD;

	if (staaf_store_get(&r, w->st, ref, &ar, NULL) == STAAF_OK)
		held = r.state == STAAF_RETRACTED ? STAAF_HELD_RETRACTED :
		    STAAF_HELD;
	staaf_arena_clear(&ar);
	return held;
}

static long
count_records(const struct staaf_concept *c, void *arg)
{
	const struct staaf_status *s = &((const struct work *)arg)->status;

	for (size_t i = 0; i < s->n_by_concept; i++)
		if (strcmp(s->by_concept[i].name, c->id) == 0)
			return s->by_concept[i].count;
	return 0;
}

/* Every fault and, for people, a line that counts them. */
static void
put_faults(struct work *w, bool with_count)
{
	struct app *app = w->app;
	size_t n = staaf_rules_n_faults(w->rs), n_warnings = 0;
	char errors[24], warnings[24];

	if (app->value[APP_JSON] != NULL) {
		staaf_show_faults_json(&w->out, w->rs, app->lang);
		app_put(app, &w->out);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const struct staaf_fault *f = staaf_rules_fault(w->rs, i);

		n_warnings += f->is_warning;
		staaf_fault_say(&w->out, f, app->lang);
	}
	(void)snprintf(errors, sizeof(errors), "%zu", n - n_warnings);
	(void)snprintf(warnings, sizeof(warnings), "%zu", n_warnings);
	if (with_count) {
		staaf_say(&w->out, app->lang, STAAF_MSG_RULES_CHECKED,
		    errors, warnings);
		staaf_buf_putc(&w->out, '\n');
	}
	app_put(app, &w->out);
}

/* Faults that stop a command; what else went wrong is told as it is. */
static void
put_refusal(struct work *w, const struct staaf_err *err)
{
	if (w->rs == NULL) {
		app_fail(w->app, err, w->app->lang);
		return;
	}
	app_raise(w->app, APP_BAD_INPUT);
	put_faults(w, true);
}

/* What the corpus has outside the vocabulary. */
static void
put_strays(struct work *w)
{
	const struct staaf_status *s = &w->status;
	enum staaf_lang lang = w->app->lang;

	if (w->app->value[APP_JSON] != NULL)
		return; /* the faults are the answer to a script */
	for (size_t i = 0; i < s->n_by_concept; i++) {
		const char *id = s->by_concept[i].name;

		if (staaf_rules_concept_named(w->rs, id) != NULL)
			continue;
		staaf_say(&w->out, lang, STAAF_MSG_RULES_STRANGE, id);
		staaf_buf_putc(&w->out, '\n');
	}
	for (size_t i = 0; i < s->n_loose; i++) {
		staaf_say(&w->out, lang, STAAF_MSG_RULES_LOOSE,
		    s->loose[i].name);
		staaf_buf_putc(&w->out, '\n');
	}
}

static void
run_check(struct work *w, struct staaf_err *err)
{
	struct staaf_corpus_view corpus = { look_up, count_records, w };

	if (load(w, err) != STAAF_OK && w->rs == NULL) {
		put_refusal(w, err);
		return;
	}
	if (err->code != STAAF_OK) {
		app_raise(w->app, APP_BAD_INPUT);
		put_faults(w, true);
		return;
	}
	if (w->st != NULL && staaf_store_status(&w->status, w->st, &w->ar,
	    err) != STAAF_OK) {
		app_fail(w->app, err, w->app->lang);
		return;
	}
	if (staaf_rules_lint(w->rs, w->st == NULL ? NULL : &corpus) > 0)
		app_raise(w->app, APP_BAD_INPUT);
	put_strays(w);
	put_faults(w, true);
}

static void
put_example_json(struct work *w, const struct staaf_example_result *r)
{
	staaf_json_object(&w->j, NULL);
	staaf_json_text(&w->j, "file", r->place.file);
	staaf_json_int(&w->j, "line", r->place.line);
	staaf_json_text(&w->j, "rule", r->rule == NULL ? NULL : r->rule->id);
	staaf_json_text(&w->j, "question", r->question);
	staaf_json_text(&w->j, "expected", r->expected);
	staaf_json_text(&w->j, "got", r->got);
	staaf_json_end_object(&w->j);
}

static void
count_example(const struct staaf_example_result *r, void *arg)
{
	struct work *w = arg;
	char line[24];

	w->n_run++;
	if (r->passed)
		return;
	w->n_failed++;
	if (w->app->value[APP_JSON] != NULL) {
		put_example_json(w, r);
		return;
	}
	(void)snprintf(line, sizeof(line), "%d", r->place.line);
	staaf_say(&w->out, w->app->lang, STAAF_MSG_RULES_EXAMPLE,
	    r->place.file, line, r->question, r->expected, r->got);
	staaf_buf_putc(&w->out, '\n');
}

static void
run_test(struct work *w, struct staaf_err *err)
{
	char n_run[24], n_failed[24];

	if (load(w, err) != STAAF_OK) {
		put_refusal(w, err);
		return;
	}
	staaf_json_init(&w->j, &w->out);
	if (w->app->value[APP_JSON] != NULL) {
		staaf_json_object(&w->j, NULL);
		staaf_json_array(&w->j, "failures");
	}
	if (staaf_rules_test(w->rs, count_example, w, err) != STAAF_OK) {
		staaf_buf_clear(&w->out);
		app_fail(w->app, err, w->app->lang);
		return;
	}
	if (w->n_failed > 0)
		app_raise(w->app, APP_BAD_INPUT);
	if (w->app->value[APP_JSON] != NULL) {
		staaf_json_end_array(&w->j);
		staaf_json_int(&w->j, "examples", w->n_run);
		staaf_json_int(&w->j, "failed", w->n_failed);
		staaf_json_end_object(&w->j);
	} else {
		(void)snprintf(n_run, sizeof(n_run), "%ld", w->n_run);
		(void)snprintf(n_failed, sizeof(n_failed), "%ld",
		    w->n_failed);
		staaf_say(&w->out, w->app->lang, STAAF_MSG_RULES_TESTED,
		    n_run, n_failed);
	}
	staaf_buf_putc(&w->out, '\n');
	app_put(w->app, &w->out);
}

static void
run_print(struct work *w, struct staaf_err *err)
{
	struct staaf_buf text = { 0 };

	if (load(w, err) != STAAF_OK) {
		put_refusal(w, err);
		return;
	}
	staaf_rules_print(&text, w->rs);
	if (w->app->value[APP_JSON] != NULL) {
		staaf_json_init(&w->j, &w->out);
		staaf_json_object(&w->j, NULL);
		staaf_json_text(&w->j, "rules", staaf_buf_text(&text));
		staaf_json_end_object(&w->j);
		staaf_buf_putc(&w->out, '\n');
		w->out.failed = w->out.failed || text.failed;
		app_put(w->app, &w->out);
	} else {
		app_put(w->app, &text);
	}
	staaf_buf_clear(&text);
}

/* A file goes by its name, without its folder. */
static const char *
get_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static enum staaf_code
put_in_force(struct work *w, struct staaf_err *err)
{
	struct staaf_rule_file *file = staaf_arena_array(&w->ar,
	    w->n_files + 1, sizeof(*file));
	enum staaf_code rc;

	if (file == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	for (size_t i = 0; i < w->n_files; i++)
		file[i] = (struct staaf_rule_file){
			get_name(w->file[i].name), w->file[i].text,
			w->file[i].size };
	if ((rc = staaf_store_begin(w->st, err)) != STAAF_OK)
		return rc;
	if ((rc = staaf_rules_enforce(w->st, file, w->n_files, err)) ==
	    STAAF_OK)
		rc = staaf_store_commit(w->st, err);
	if (rc != STAAF_OK)
		staaf_store_rollback(w->st);
	return rc;
}

/* Without paths the shipped files: the way to get a newer version's. */
static void
run_apply(struct work *w, struct staaf_err *err)
{
	struct staaf_store *st = w->st;
	char files[24], records[24];
	long n_changed = 0;
	enum staaf_code rc;

	w->st = NULL;
	rc = load(w, err);
	w->st = st;
	if (rc != STAAF_OK) {
		put_refusal(w, err);
		return;
	}
	if (put_in_force(w, err) != STAAF_OK ||
	    staaf_ingest_retag(&n_changed, st, w->rs, err) != STAAF_OK) {
		app_fail(w->app, err, w->app->lang);
		return;
	}
	(void)snprintf(files, sizeof(files), "%zu", w->n_files);
	(void)snprintf(records, sizeof(records), "%ld", n_changed);
	if (w->app->value[APP_JSON] != NULL)
		staaf_buf_printf(&w->out, "{\"files\":%s,\"retagged\":%s}",
		    files, records);
	else
		staaf_say(&w->out, w->app->lang, STAAF_MSG_RULES_APPLIED,
		    files, records);
	staaf_buf_putc(&w->out, '\n');
	app_put(w->app, &w->out);
}

static const struct {
	const char *name;
	enum staaf_store_mode mode;
	void (*run)(struct work *w, struct staaf_err *err);
} deeds[] = {
	{ "check", STAAF_STORE_READ, run_check },
	{ "test", STAAF_STORE_READ, run_test },
	{ "print", STAAF_STORE_READ, run_print },
	{ "apply", STAAF_STORE_WRITE, run_apply },
};

enum { N_DEEDS = sizeof(deeds) / sizeof(deeds[0]) };

void
cmd_rules(struct app *app)
{
	struct work w = { .app = app };
	struct staaf_err err = { 0 };
	const char *name = app->n_words > 0 ? app->word[0] : "";
	int i = 0;

	while (i < N_DEEDS && strcmp(deeds[i].name, name) != 0)
		i++;
	if (i == N_DEEDS) {
		(void)staaf_err_set(&err, STAAF_USAGE, *name == '\0' ?
		    STAAF_MSG_RULES_NO_DEED : STAAF_MSG_RULES_BAD_DEED, name,
		    NULL);
		app_fail(app, &err, app->lang);
	} else if (open_store(&w, deeds[i].mode, &err) != STAAF_OK) {
		app_fail(app, &err, app->lang);
	} else {
		deeds[i].run(&w, &err);
	}
	staaf_buf_clear(&w.out);
	staaf_rules_free(w.rs);
	staaf_store_close(w.st);
	staaf_arena_clear(&w.ar);
}
