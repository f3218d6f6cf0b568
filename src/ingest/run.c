/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pipeline.  Records come from a reader in a process of its own
 * (child.c), once it knows that the file is not hostile, and go to whoever
 * asked and to the store, a batch in one transaction: whoever stops the run
 * is left with whole batches.  Small files that come after each other share
 * one.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/extract.h>
#include <staaf/json.h>

#include "child.h"

enum {
	/* Each is about a kilobyte; a person mends the first and goes on. */
	MAX_TROUBLES = 200,
	/* Large enough that the word index is written in long runs, small
	 * enough that little is lost. */
	BATCH_RECORDS = 2000,
	BATCH_BYTES = 16 << 20
};

struct run {
	const struct staaf_ingest *in;
	struct staaf_ingest_report *report;
	struct staaf_trouble **tail;
	int n_troubles;
	struct staaf_arena *ar;
	bool has_head;         /* and so a batch to write in */
	bool has_earlier;      /* files in that batch */
	bool is_lost;          /* that batch */
	uintmax_t batch_start; /* place in the file */
	uintmax_t size;        /* of the file */
	const char *source, *title, *link;
	struct staaf_ingest_report kept; /* by whole batches */
};

/* ------------------------------------------------------------- trouble */

static void
add_trouble(struct run *run, const struct staaf_err *err)
{
	struct staaf_trouble *t = staaf_arena_alloc(run->ar, sizeof(*t));

	if (t == NULL)
		return;
	t->err = *err;
	*run->tail = t;
	run->tail = &t->next;
	if (run->report->code == STAAF_OK || err->code > run->report->code)
		run->report->code = err->code;
}

static void
on_trouble(const struct staaf_err *err, void *arg)
{
	struct run *run = arg;
	struct staaf_err more;

	if (++run->n_troubles <= MAX_TROUBLES) {
		add_trouble(run, err);
	} else if (run->n_troubles == MAX_TROUBLES + 1) {
		(void)staaf_err_set(&more, STAAF_BADINPUT,
		    STAAF_MSG_INGEST_MORE, NULL, NULL);
		staaf_err_place(&more, err->file, err->line, err->column);
		add_trouble(run, &more);
	}
}

/* ------------------------------------------------------------- entries */

static void
count_put(struct staaf_ingest_report *report, enum staaf_put what)
{
	switch (what) {
	case STAAF_PUT_NEW:
		report->n_new++;
		break;
	case STAAF_PUT_UPDATED:
		report->n_updated++;
		break;
	case STAAF_PUT_SAME:
		report->n_same++;
		break;
	}
}

/* Make what was read so far last. */
static enum staaf_code
end_batch(struct run *run, struct staaf_err *err)
{
	enum staaf_code rc = staaf_store_commit(run->in->store, err);

	if (rc == STAAF_OK) {
		run->kept = *run->report;
		run->has_earlier = false;
	}
	return rc;
}

/* The next batch, when this one is full. */
static enum staaf_code
turn_batch(struct run *run, uintmax_t at, struct staaf_err *err)
{
	struct staaf_store *st = run->in->store;
	enum staaf_code rc;

	if (st == NULL || (staaf_store_n_pending(st) < BATCH_RECORDS &&
	    at - run->batch_start < BATCH_BYTES))
		return STAAF_OK;
	run->batch_start = at;
	if ((rc = end_batch(run, err)) == STAAF_OK)
		rc = staaf_store_begin(st, err);
	return rc;
}

static enum staaf_code
take_head(const struct ingest_head *head, struct staaf_err *err, void *arg)
{
	struct run *run = arg;
	enum staaf_code rc = STAAF_OK;

	run->report->format = staaf_arena_dup(run->ar, head->format->name);
	run->source = staaf_arena_dup(run->ar, run->in->address != NULL ?
	    run->in->address : head->source);
	run->title = staaf_arena_dup(run->ar, head->title);
	run->link = staaf_arena_dup(run->ar, head->link);
	run->report->title = run->title;
	run->report->resumption = staaf_arena_dup(run->ar, head->resumption);
	run->report->answered = staaf_arena_dup(run->ar, head->answered);
	run->report->oai_error = staaf_arena_dup(run->ar, head->oai_error);
	if (run->ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	if (run->in->store != NULL && staaf_store_n_pending(run->in->store) < 0)
		rc = staaf_store_begin(run->in->store, err);
	run->has_head = rc == STAAF_OK;
	run->is_lost = rc != STAAF_OK;
	return rc;
}

/* Is there a p in its abstract that does not fit its statistic? */
static bool
has_misfit(const struct staaf_record *r)
{
	struct staaf_arena ar = { 0 };
	struct staaf_misfit *list;
	bool is_odd = staaf_extract_misfits(&list, r, &ar) > 0;

	staaf_arena_clear(&ar);
	return is_odd;
}

static enum staaf_code
take_entry(struct staaf_record *r, uintmax_t at, struct staaf_err *err,
    void *arg)
{
	struct run *run = arg;
	const struct staaf_ingest *in = run->in;
	enum staaf_put what = STAAF_PUT_SAME;
	enum staaf_code rc = STAAF_OK;

	run->report->n_read++;
	run->report->n_misfits += has_misfit(r);
	if (in->address != NULL)
		r->source = in->address;
	if (in->entry != NULL)
		in->entry(r, in->arg);
	if (in->store != NULL &&
	    (rc = staaf_store_put(&what, in->store, r, err)) == STAAF_OK)
		count_put(run->report, what);
	if (rc == STAAF_OK)
		rc = turn_batch(run, at, err);
	/* A record that may not be is told before anything is written. */
	run->is_lost = rc != STAAF_OK && rc != STAAF_BADINPUT;
	if (in->progress != NULL)
		in->progress(run->report, at, run->size, in->arg);
	return rc;
}

static void
skip_entry(void *arg)
{
	struct run *run = arg;

	run->report->n_read++;
	run->report->n_skipped++;
}

/* ----------------------------------------------------------- the whole */

static void
put_counts(struct staaf_buf *out, const struct staaf_ingest_report *report,
    int n_troubles)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "file", report->file);
	staaf_json_text(&j, "format", report->format);
	staaf_json_int(&j, "read", report->n_read);
	staaf_json_int(&j, "new", report->n_new);
	staaf_json_int(&j, "updated", report->n_updated);
	staaf_json_int(&j, "same", report->n_same);
	staaf_json_int(&j, "skipped", report->n_skipped);
	staaf_json_int(&j, "faults", n_troubles);
	staaf_json_end_object(&j);
}

/* Note the source and the event. */
static enum staaf_code
finish_store(struct run *run, struct staaf_err *err)
{
	struct staaf_store *st = run->in->store;
	struct staaf_buf json = { 0 };
	enum staaf_code rc;

	rc = staaf_store_put_source(st, run->source, run->title,
	    run->report->format, run->link, err);
	put_counts(&json, run->report, run->n_troubles);
	if (rc == STAAF_OK && json.failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	if (rc == STAAF_OK)
		rc = staaf_store_note(st, "ingest", run->source, json.text,
		    err);
	staaf_buf_clear(&json);
	return rc;
}

/*
 * The batch is lost.  Of what was counted as kept only whole batches were,
 * and the files just before this one are not either.
 */
static void
fail_batch(struct run *run, struct staaf_err *err)
{
	staaf_store_rollback(run->in->store);
	if (run->has_earlier)
		staaf_err_hint(err, STAAF_MSG_INGEST_EARLIER_HINT);
	run->report->n_new = run->kept.n_new;
	run->report->n_updated = run->kept.n_updated;
	run->report->n_same = run->kept.n_same;
	add_trouble(run, err);
}

/*
 * A reader that had to be stopped halfway gave whole records until then, and
 * these are kept.
 */
static void
run_file(struct run *run, struct ingest_source *src)
{
	const struct ingest_out out = {
		.head = take_head, .entry = take_entry,
		.skipped = skip_entry, .trouble = on_trouble, .arg = run
	};
	const struct staaf_ingest_report *so_far = run->report;
	struct staaf_err fault = { 0 }, err = { 0 };
	enum staaf_code rc;

	run->size = src->total;
	rc = ingest_child(src, run->in, &out, &fault);
	if (run->is_lost) {
		fail_batch(run, &fault);
		return;
	}
	if (rc != STAAF_OK) {
		if (fault.hint == STAAF_MSG_INGEST_HOSTILE_HINT &&
		    run->in->store != NULL &&
		    so_far->n_read > so_far->n_skipped)
			staaf_err_hint(&fault, STAAF_MSG_INGEST_STOPPED_HINT);
		add_trouble(run, &fault);
	}
	if (run->in->store != NULL && run->has_head &&
	    (rc == STAAF_OK || so_far->n_read > 0) &&
	    finish_store(run, &err) != STAAF_OK)
		fail_batch(run, &err);
}

/* The batch may wait for the next file when there is one. */
static void
settle(struct run *run)
{
	const struct staaf_ingest *in = run->in;
	struct staaf_err err = { 0 };

	if (in->store != NULL && in->n_next == 0 &&
	    staaf_store_n_pending(in->store) >= 0 &&
	    end_batch(run, &err) != STAAF_OK)
		fail_batch(run, &err);
}

static enum staaf_code
finish_report(struct run *run, struct staaf_err *err)
{
	struct staaf_ingest_report *report = run->report;
	const struct staaf_trouble *t;

	if (run->ar->failed) {
		report->code = STAAF_NOMEM;
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	}
	for (t = report->trouble; t != NULL && err != NULL; t = t->next)
		if (t->err.code == report->code) {
			*err = t->err;
			break;
		}
	return report->code;
}

static void
start_run(struct run *run, struct staaf_ingest_report *out,
    const struct staaf_ingest *in, const char *name, struct staaf_arena *ar)
{
	*out = (struct staaf_ingest_report){
		.file = staaf_arena_dup(ar, name), .format = "", .title = "",
		.resumption = "", .answered = "", .oai_error = ""
	};
	*run = (struct run){
		.in = in, .report = out, .tail = &out->trouble, .ar = ar,
		.has_earlier = in->store != NULL &&
		    staaf_store_n_pending(in->store) > 0
	};
}

enum staaf_code
staaf_ingest_file(struct staaf_ingest_report *out,
    const struct staaf_ingest *in, const char *path, struct staaf_arena *ar,
    struct staaf_err *err)
{
	struct ingest_source src = { .fd = -1 };
	struct staaf_err fault = { 0 };
	struct run run;

	start_run(&run, out, in, path, ar);
	if (ingest_source_open(&src, path, &fault) != STAAF_OK)
		add_trouble(&run, &fault);
	else
		run_file(&run, &src);
	ingest_source_close(&src);
	settle(&run);
	return finish_report(&run, err);
}

enum staaf_code
staaf_ingest_bytes(struct staaf_ingest_report *out,
    const struct staaf_ingest *in, const char *name, const char *bytes,
    size_t size, struct staaf_arena *ar, struct staaf_err *err)
{
	struct ingest_source src = {
		.name = name, .fd = -1, .bytes = bytes, .size = size,
		.total = size
	};
	struct run run;

	start_run(&run, out, in, name, ar);
	run_file(&run, &src);
	settle(&run);
	return finish_report(&run, err);
}
