/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One file to whole records.  It is read twice: the first time sees whether
 * it is hostile, what holds for the whole of it and which entries come again
 * later, so that the second can hand over each record once, with nothing of a
 * hostile file.  Knows no store; runs in a process of its own (child.c).
 */
#include <string.h>

#include "bib.h"

enum {
	/* An abstract has a handful; the body of an article is cut to 64 kB. */
	MAX_FIGURES = 64
};

/* Last place of each entry: open addressing over the keys. */
struct seen {
	struct slot {
		uint64_t key;
		long last; /* from 1; 0 when free */
	} *slot;
	size_t room, n;
};

struct parse {
	struct ingest_source *src;
	const struct staaf_rules *rules;
	const struct ingest_out *out;
	struct seen seen;
	long ordinal; /* of usable entries, from 1 */
};

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
	struct parse *p = arg;
	struct slot *slot;

	(void)r;
	(void)ar;
	if (p->seen.n * 2 >= p->seen.room && !grow_seen(&p->seen))
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	slot = find_slot(&p->seen, key);
	if (slot->last == 0)
		p->seen.n++;
	slot->key = key;
	slot->last = ++p->ordinal;
	return STAAF_OK;
}

/* What a machine sees in the texts; where a curator read them, nothing. */
static enum staaf_code
find_figures(struct staaf_record *r, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const char *const text[] = {
		[STAAF_IN_TITLE] = r->title, [STAAF_IN_SUMMARY] = r->summary,
		[STAAF_IN_CONTENT] = r->content
	};
	struct staaf_figure *all, *found = NULL;
	size_t n;

	if (r->n_findings > 0 || r->appraisal.design != STAAF_NONE)
		return STAAF_OK;
	all = staaf_arena_array(ar, MAX_FIGURES, sizeof(*all));
	for (int place = STAAF_IN_TITLE; all != NULL &&
	    place <= STAAF_IN_CONTENT; place++) {
		n = staaf_extract(&found, MAX_FIGURES - r->n_figures,
		    (enum staaf_figure_place)place, text[place],
		    strlen(text[place]), r->language, ar);
		if (n > 0)
			memcpy(all + r->n_figures, found, n * sizeof(*all));
		r->n_figures += n;
	}
	r->figure = all;
	return ar->failed ? staaf_err_set(err, STAAF_NOMEM,
	    STAAF_MSG_MEM_NONE, NULL, NULL) : STAAF_OK;
}

static enum staaf_code
take_entry(struct staaf_record *r, uint64_t key, struct staaf_arena *ar,
    struct staaf_err *err, void *arg)
{
	struct parse *p = arg;
	enum staaf_code rc = STAAF_OK;

	if (p->seen.room == 0 ||
	    find_slot(&p->seen, key)->last != ++p->ordinal) {
		p->out->skipped(p->out->arg); /* it comes again later */
		return STAAF_OK;
	}
	if (p->rules != NULL)
		rc = ingest_tag(r, p->rules, ar, err);
	if (rc == STAAF_OK)
		rc = find_figures(r, ar, err);
	return rc == STAAF_OK ?
	    p->out->entry(r, p->src->at, err, p->out->arg) : rc;
}

static void
skip_entry(void *arg)
{
	const struct parse *p = arg;

	p->out->skipped(p->out->arg);
}

static void
pass_trouble(const struct staaf_err *err, void *arg)
{
	const struct parse *p = arg;

	p->out->trouble(err, p->out->arg);
}

/* The second reading. */
static enum staaf_code
hand_over(struct parse *p, struct ingest_head *head, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const struct ingest_sink sink = {
		.entry = take_entry, .empty = skip_entry,
		.trouble = pass_trouble, .arg = p
	};
	struct staaf_err fault = { 0 };
	enum ingest_ending ending;
	enum staaf_code rc;

	p->ordinal = 0;
	if ((rc = p->out->head(head, err, p->out->arg)) != STAAF_OK ||
	    (rc = ingest_source_rewind(p->src, err)) != STAAF_OK)
		return rc;
	ending = ingest_read(head, false, p->src, &sink, ar, &fault);
	if (ending == INGEST_MALFORMED)
		pass_trouble(&fault, p);
	if (ending != INGEST_STOPPED && ending != INGEST_REFUSED)
		return STAAF_OK;
	if (err != NULL)
		*err = fault;
	return fault.code;
}

enum staaf_code
ingest_parse(struct ingest_source *src, const struct staaf_rules *rules,
    const struct ingest_out *out, struct staaf_err *err)
{
	struct parse p = { .src = src, .rules = rules, .out = out };
	const struct ingest_sink sink = { .entry = note_entry, .arg = &p };
	struct ingest_head head = { 0 };
	struct staaf_arena ar = { 0 };
	struct staaf_err fault = { 0 };
	enum ingest_ending ending;
	enum staaf_code rc;

	ending = ingest_read(&head, true, src, &sink, &ar, &fault);
	if (ending == INGEST_MALFORMED && p.ordinal == 0) {
		/* Nothing whole could be read. */
		staaf_err_hint(&fault, STAAF_MSG_INGEST_MEND_HINT);
		ending = INGEST_REFUSED;
	}
	if (ending == INGEST_STOPPED || ending == INGEST_REFUSED) {
		rc = head.format == NULL ? STAAF_OK :
		    out->head(&head, err, out->arg);
		if (rc == STAAF_OK && err != NULL)
			*err = fault;
		if (rc == STAAF_OK)
			rc = fault.code;
	} else {
		rc = hand_over(&p, &head, &ar, err);
	}
	staaf_mem_free(p.seen.slot);
	ingest_bib_forget(&head);
	staaf_arena_clear(&ar);
	return rc;
}
