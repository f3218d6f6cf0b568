/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pipeline.  A file is read twice: the first time sees whether it is
 * hostile, what holds for the whole of it and which entries come again
 * later, so that the second can hand over each record once, in one
 * transaction, with nothing of a bad file before it is known to be bad.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/json.h>

#include "ingest.h"

enum {
	/* Each is about a kilobyte; a person mends the first and goes on. */
	MAX_TROUBLES = 200
};

/* Last place of each entry: open addressing over the keys. */
struct seen {
	struct slot {
		uint64_t key;
		long last; /* from 1; 0 when free */
	} *slot;
	size_t room, n;
};

struct run {
	const struct staaf_ingest *in;
	struct staaf_ingest_report *report;
	struct staaf_trouble **tail;
	int n_troubles;
	struct seen seen;
	long ordinal; /* of usable entries, from 1 */
	struct staaf_arena *ar;
};

/* ---------------------------------------------------------------- seen */

static struct slot *
find_slot(const struct seen *s, uint64_t key)
{
	size_t i = (size_t)key & (s->room - 1);

	while (s->slot[i].last != 0 && s->slot[i].key != key)
		i = (i + 1) & (s->room - 1);
	return &s->slot[i];
}

static bool
grow_seen(struct seen *s)
{
	struct seen larger = { .room = s->room > 0 ? s->room * 2 : 256,
		.n = s->n };

	larger.slot = staaf_mem_alloc(larger.room * sizeof(*larger.slot));
	if (larger.slot == NULL)
		return false;
	for (size_t i = 0; i < s->room; i++)
		if (s->slot[i].last != 0)
			*find_slot(&larger, s->slot[i].key) = s->slot[i];
	staaf_mem_free(s->slot);
	*s = larger;
	return true;
}

static enum staaf_code
note_entry(struct staaf_record *r, uint64_t key, struct staaf_arena *ar,
    struct staaf_err *err, void *arg)
{
	struct run *run = arg;
	struct slot *slot;

	(void)r;
	(void)ar;
	if (run->seen.n * 2 >= run->seen.room && !grow_seen(&run->seen))
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	slot = find_slot(&run->seen, key);
	if (slot->last == 0)
		run->seen.n++;
	slot->key = key;
	slot->last = ++run->ordinal;
	return STAAF_OK;
}

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

/* ---------------------------------------------------------------- tags */

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sort and keep each once; returns how many are left. */
static size_t
sort_names(const char **name, size_t n)
{
	size_t kept = 0;

	if (n > 1)
		qsort(name, n, sizeof(*name), compare_names);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || strcmp(name[kept - 1], name[i]) != 0)
			name[kept++] = name[i];
	return kept;
}

/* Everything in a record that says what it is about. */
static void
put_words(struct staaf_buf *out, const struct staaf_record *r)
{
	staaf_buf_printf(out, "%s\n%s", r->title, r->summary);
	for (int i = 0; i < STAAF_N_LANGS; i++)
		if (strcmp(r->summary_in[i], r->summary) != 0)
			staaf_buf_printf(out, "\n%s", r->summary_in[i]);
}

/* Concepts that the lexicon finds in a record, to its tags. */
static enum staaf_code
find_tags(struct staaf_record *r, const struct staaf_rules *rules,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_facts facts = { 0 };
	struct staaf_buf words = { 0 };
	const char **tag = NULL;
	enum staaf_code rc;
	size_t n = 0;

	put_words(&words, r);
	if (words.failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	else
		rc = staaf_rules_read(&facts, rules, words.text, words.size,
		    ar, err);
	if (rc == STAAF_OK && (tag = staaf_arena_array(ar, facts.n_mentions,
	    sizeof(*tag))) == NULL)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	for (size_t i = 0; tag != NULL && i < facts.n_mentions; i++) {
		const struct staaf_concept *c = facts.mention[i].concept;

		if (c->kind != STAAF_QUESTION && c->kind != STAAF_SCOPE)
			tag[n++] = c->id;
	}
	if (rc == STAAF_OK) {
		r->tag = tag;
		r->n_tags = sort_names(tag, n);
	}
	staaf_buf_clear(&words);
	return rc;
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

static enum staaf_code
take_entry(struct staaf_record *r, uint64_t key, struct staaf_arena *ar,
    struct staaf_err *err, void *arg)
{
	struct run *run = arg;
	const struct staaf_ingest *in = run->in;
	enum staaf_put what = STAAF_PUT_SAME;
	enum staaf_code rc = STAAF_OK;

	run->report->n_read++;
	if (run->seen.room == 0 ||
	    find_slot(&run->seen, key)->last != ++run->ordinal) {
		run->report->n_skipped++; /* it comes again later */
		return STAAF_OK;
	}
	if (in->rules != NULL)
		rc = find_tags(r, in->rules, ar, err);
	if (rc == STAAF_OK && in->entry != NULL)
		in->entry(r, in->arg);
	if (rc == STAAF_OK && in->store != NULL &&
	    (rc = staaf_store_put(&what, in->store, r, err)) == STAAF_OK)
		count_put(run->report, what);
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

/* Note the source and the event, and make all of it last. */
static enum staaf_code
finish_store(struct run *run, const struct ingest_head *head,
    struct staaf_err *err)
{
	struct staaf_store *st = run->in->store;
	struct staaf_buf json = { 0 };
	enum staaf_code rc;

	rc = staaf_store_put_source(st, head->source, head->title,
	    head->format->name, head->link, err);
	put_counts(&json, run->report, run->n_troubles);
	if (rc == STAAF_OK && json.failed)
		rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	if (rc == STAAF_OK)
		rc = staaf_store_note(st, "ingest", head->source, json.text,
		    err);
	if (rc == STAAF_OK)
		rc = staaf_store_commit(st, err);
	staaf_buf_clear(&json);
	return rc;
}

/* Forget what was counted as kept: it was not. */
static void
fail_run(struct run *run, const struct staaf_err *err)
{
	if (run->in->store != NULL)
		staaf_store_rollback(run->in->store);
	run->report->n_new = 0;
	run->report->n_updated = 0;
	run->report->n_same = 0;
	add_trouble(run, err);
}

/* The second reading: hand over and store. */
static void
take_entries(struct run *run, struct ingest_source *src,
    struct ingest_head *head)
{
	const struct ingest_sink sink = {
		.entry = take_entry, .empty = skip_entry,
		.trouble = on_trouble, .arg = run
	};
	struct staaf_store *st = run->in->store;
	struct staaf_err err = { 0 };
	enum ingest_ending ending;

	run->ordinal = 0;
	if (ingest_source_rewind(src, &err) != STAAF_OK ||
	    (st != NULL && staaf_store_begin(st, &err) != STAAF_OK)) {
		add_trouble(run, &err);
		return;
	}
	ending = ingest_read(head, false, src, &sink, run->ar, &err);
	if (ending == INGEST_MALFORMED)
		on_trouble(&err, run);
	if (ending == INGEST_STOPPED || ending == INGEST_REFUSED ||
	    (st != NULL && finish_store(run, head, &err) != STAAF_OK))
		fail_run(run, &err);
}

static void
run_file(struct run *run, struct ingest_source *src)
{
	const struct ingest_sink sink = { .entry = note_entry, .arg = run };
	struct ingest_head head = { 0 };
	struct staaf_err err = { 0 };
	enum ingest_ending ending;

	ending = ingest_read(&head, true, src, &sink, run->ar, &err);
	if (ending == INGEST_MALFORMED && run->ordinal == 0) {
		/* Nothing whole came before the fault. */
		staaf_err_hint(&err, STAAF_MSG_INGEST_MEND_HINT);
		ending = INGEST_REFUSED;
	}
	if (head.format != NULL)
		run->report->format = head.format->name;
	if (ending == INGEST_STOPPED || ending == INGEST_REFUSED)
		add_trouble(run, &err);
	else
		take_entries(run, src, &head);
}

static enum staaf_code
finish_report(struct run *run, struct staaf_err *err)
{
	struct staaf_ingest_report *report = run->report;
	const struct staaf_trouble *t;

	staaf_mem_free(run->seen.slot);
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
		.file = staaf_arena_dup(ar, name), .format = ""
	};
	*run = (struct run){
		.in = in, .report = out, .tail = &out->trouble, .ar = ar
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
	return finish_report(&run, err);
}

enum staaf_code
staaf_ingest_bytes(struct staaf_ingest_report *out,
    const struct staaf_ingest *in, const char *name, const char *bytes,
    size_t size, struct staaf_arena *ar, struct staaf_err *err)
{
	struct ingest_source src = {
		.name = name, .fd = -1, .bytes = bytes, .size = size
	};
	struct run run;

	start_run(&run, out, in, name, ar);
	run_file(&run, &src);
	return finish_report(&run, err);
}

/* ------------------------------------------------------------ tag anew */

/* A record whose tags differ from what the lexicon says now. */
struct change {
	const char *id;
	const char *const *tag;
	size_t n_tags;
	struct change *next;
};

struct retagging {
	const struct staaf_rules *rules;
	struct staaf_arena ar;   /* of the changes */
	struct staaf_arena once; /* of one record */
	struct change *first, **tail;
};

static bool
has_same_tags(const struct staaf_record *a, const struct staaf_record *b)
{
	if (a->n_tags != b->n_tags)
		return false;
	for (size_t i = 0; i < a->n_tags; i++)
		if (strcmp(a->tag[i], b->tag[i]) != 0)
			return false;
	return true;
}

static enum staaf_code
note_change(const struct staaf_record *r, struct staaf_err *err, void *arg)
{
	struct retagging *all = arg;
	struct staaf_record copy = *r;
	const char **tag = NULL;
	struct change *c;
	enum staaf_code rc;

	staaf_arena_clear(&all->once);
	if ((rc = find_tags(&copy, all->rules, &all->once, err)) != STAAF_OK ||
	    has_same_tags(r, &copy))
		return rc;
	c = staaf_arena_alloc(&all->ar, sizeof(*c));
	tag = staaf_arena_array(&all->ar, copy.n_tags, sizeof(*tag));
	if (c == NULL || tag == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	for (size_t i = 0; i < copy.n_tags; i++)
		tag[i] = staaf_arena_dup(&all->ar, copy.tag[i]);
	c->id = staaf_arena_dup(&all->ar, r->id);
	c->tag = tag;
	c->n_tags = copy.n_tags;
	*all->tail = c;
	all->tail = &c->next;
	return all->ar.failed ? staaf_err_set(err, STAAF_NOMEM,
	    STAAF_MSG_MEM_NONE, NULL, NULL) : STAAF_OK;
}

enum staaf_code
staaf_ingest_retag(long *n_changed, struct staaf_store *st,
    const struct staaf_rules *rs, struct staaf_err *err)
{
	struct retagging all = { .rules = rs };
	enum staaf_code rc;
	long n = 0;

	all.tail = &all.first;
	if ((rc = staaf_store_begin(st, err)) != STAAF_OK)
		return rc;
	/* First look, then write: no row changes under the reading. */
	rc = staaf_store_each(st, note_change, &all, err);
	for (struct change *c = all.first; rc == STAAF_OK && c != NULL;
	    c = c->next) {
		rc = staaf_store_put_tags(st, c->id, c->tag, c->n_tags, err);
		n++;
	}
	if (rc == STAAF_OK)
		rc = staaf_store_commit(st, err);
	if (rc == STAAF_OK)
		*n_changed = n;
	else
		staaf_store_rollback(st);
	staaf_arena_clear(&all.ar);
	staaf_arena_clear(&all.once);
	return rc;
}
