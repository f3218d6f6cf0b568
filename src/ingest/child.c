/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader in a process of its own that can open nothing (sandbox.c).  What
 * it reads comes back through a pipe in frames: a head, records, faults, an
 * ending.  This side trusts none of it: every length, name and text is looked
 * at again.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <staaf/utf8.h>

#include "child.h"

enum {
	PIPE_BYTES = 1 << 20,
	/* A record of 2 MB whose every text was kept more than once. */
	MAX_FRAME_BYTES = 16 << 20,
	BLOCK_BYTES = 64 << 10, /* frames go out so many bytes at a time */
	FIRST_FREE_FD = 3,
	CHILD_NO_MEMORY = 9 /* exit status: it could not even say so */
};

enum frame_kind { FRAME_HEAD, FRAME_RECORD, FRAME_SKIPPED, FRAME_TROUBLE,
	FRAME_DONE };

/* Before each frame; both ends are one program.  Whole frames go in a block,
 * after the number of its bytes. */
struct frame {
	uint32_t kind, size;
	uint64_t at; /* bytes of the file read */
};

/* ------------------------------------------------------ the child's end */

struct writer {
	int fd;
	bool has_failed; /* nobody listens any more */
	bool is_short;   /* of memory: a frame was lost */
	struct staaf_buf buf; /* a block */
};

static void
send_block(struct writer *w)
{
	size_t at = 0;
	uint32_t size;
	ssize_t n;

	if (w->buf.size < sizeof(size) || w->is_short)
		return;
	size = (uint32_t)(w->buf.size - sizeof(size));
	memcpy(w->buf.text, &size, sizeof(size));
	while (at < w->buf.size && !w->has_failed) {
		n = write(w->fd, w->buf.text + at, w->buf.size - at);
		if (n > 0)
			at += (size_t)n;
		else if (n < 0 && errno != EINTR)
			w->has_failed = true;
	}
	staaf_buf_reset(&w->buf);
}

static void
put_frame(struct writer *w, enum frame_kind kind, uint64_t at,
    const void *bytes, size_t size)
{
	const struct frame f = { (uint32_t)kind, (uint32_t)size, at };
	const uint32_t later = 0;

	if (w->buf.size == 0)
		staaf_buf_put(&w->buf, (const char *)&later, sizeof(later));
	staaf_buf_put(&w->buf, (const char *)&f, sizeof(f));
	staaf_buf_put(&w->buf, bytes, size);
	if (w->buf.failed)
		w->is_short = true;
	if (w->buf.size >= BLOCK_BYTES)
		send_block(w);
}

static enum staaf_code
send_head(const struct ingest_head *head, struct staaf_err *err, void *arg)
{
	struct staaf_buf b = { 0 };

	ingest_pack_head(&b, head);
	if (b.failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	put_frame(arg, FRAME_HEAD, 0, b.text, b.size);
	staaf_buf_clear(&b);
	return STAAF_OK;
}

static enum staaf_code
send_record(struct staaf_record *r, uintmax_t at, struct staaf_err *err,
    void *arg)
{
	struct writer *w = arg;
	struct staaf_buf b = { 0 };

	staaf_record_pack(&b, r);
	if (b.failed)
		w->is_short = true;
	else
		put_frame(w, FRAME_RECORD, at, b.text, b.size);
	staaf_buf_clear(&b);
	if (w->is_short || w->has_failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	return STAAF_OK;
}

static void
send_skipped(void *arg)
{
	put_frame(arg, FRAME_SKIPPED, 0, "", 0);
}

static void
send_trouble(const struct staaf_err *err, void *arg)
{
	put_frame(arg, FRAME_TROUBLE, 0, err, sizeof(*err));
}

void
ingest_close_others(int keep1, int keep2)
{
	int low = keep1 < keep2 ? keep1 : keep2;
	int high = keep1 < keep2 ? keep2 : keep1;

	if (keep1 != STDIN_FILENO)
		(void)close(STDIN_FILENO);
	if (low > FIRST_FREE_FD)
		(void)close_range(FIRST_FREE_FD, (unsigned)low - 1, 0);
	if (low < FIRST_FREE_FD)
		low = FIRST_FREE_FD - 1;
	if (high > low + 1)
		(void)close_range((unsigned)low + 1, (unsigned)high - 1, 0);
	(void)close_range((unsigned)high + 1, ~0U, 0);
}

_Noreturn void
ingest_child_read(struct ingest_source *src, size_t n,
    const struct staaf_rules *rules, int fd)
{
	struct writer w = { .fd = fd };
	const struct ingest_out out = {
		.head = send_head, .entry = send_record,
		.skipped = send_skipped, .trouble = send_trouble, .arg = &w
	};
	struct staaf_err err = { 0 };
	uintmax_t size = 0;
	bool is_locked;

	for (size_t i = 0; i < n; i++) {
		ingest_decode_prepare(&src[i]);
		size += src[i].total;
	}
	is_locked = ingest_lock_up(size);
	for (size_t i = 0; i < n && err.code == STAAF_OK && !w.has_failed &&
	    !w.is_short; i++) {
		if (is_locked)
			(void)ingest_parse(&src[i], rules, &out, &err);
		else
			(void)staaf_err_set(&err, STAAF_IO,
			    STAAF_MSG_INGEST_NO_LOCK, NULL, NULL);
		put_frame(&w, FRAME_DONE, 0, &err, sizeof(err));
		send_block(&w);
	}
	_exit(w.is_short ? CHILD_NO_MEMORY : 0);
}

/* ----------------------------------------------------- the parent's end */

struct reader {
	int fd;
	const struct ingest_source *src;
	const struct ingest_out *out;
	struct staaf_arena ar; /* of the frame at hand */
	char *block;
	size_t room;
	struct staaf_err ending;
	bool is_done;
};

static bool
read_exactly(int fd, void *out, size_t size)
{
	char *to = out;
	ssize_t n;

	while (size > 0) {
		n = read(fd, to, size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		to += n;
		size -= (size_t)n;
	}
	return true;
}

static bool
is_clean(const char *text)
{
	size_t size = strlen(text);

	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
			return false;
	return staaf_utf8_valid(text, size) == size;
}

static bool
are_clean(const char *const *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_clean(text[i]))
			return false;
	return true;
}

static bool
is_clean_record(const struct staaf_record *r)
{
	const char *const texts[] = { r->id, r->guid, r->doi, r->source,
		r->title, r->title_language, r->venue, r->link, r->language,
		r->published, r->updated, r->summary, r->summary_language,
		r->summary_in[STAAF_EN], r->summary_in[STAAF_NL], r->content,
		r->appraisal.note[STAAF_EN], r->appraisal.note[STAAF_NL] };

	if (!are_clean(texts, sizeof(texts) / sizeof(*texts)) ||
	    !are_clean(r->author, r->n_authors) ||
	    !are_clean(r->concept, r->n_concepts) ||
	    !are_clean(r->tag, r->n_tags) ||
	    !are_clean(r->alias, r->n_aliases))
		return false;
	for (size_t i = 0; i < r->n_relations; i++)
		if (!is_clean(r->relation[i].target))
			return false;
	for (size_t i = 0; i < r->n_findings; i++) {
		const struct staaf_finding *f = &r->finding[i];
		const char *const words[] = { f->key, f->intervention,
			f->comparison, f->outcome, f->population, f->context,
			f->note[STAAF_EN], f->note[STAAF_NL] };

		if (!are_clean(words, sizeof(words) / sizeof(*words)))
			return false;
	}
	for (size_t i = 0; i < r->n_figures; i++)
		if (!is_clean(r->figure[i].key) ||
		    !is_clean(r->figure[i].quote))
			return false;
	return r->id[0] != '\0';
}

/* A failure that came through the pipe, set anew so that it is whole. */
static bool
take_err(struct staaf_err *out, const struct reader *rd, const char *bytes,
    size_t size)
{
	struct staaf_err e;
	const char *word[2];

	if (size != sizeof(e))
		return false;
	memcpy(&e, bytes, sizeof(e));
	if ((unsigned)e.code >= STAAF_N_CODES ||
	    (unsigned)e.msg >= STAAF_N_MSGS ||
	    (unsigned)e.hint >= STAAF_N_MSGS || e.line < 0 ||
	    e.column < 0)
		return false;
	for (int i = 0; i < STAAF_ERR_WORDS; i++)
		e.word[i][STAAF_ERR_WORD_SIZE - 1] = '\0';
	for (int i = 0; i < 2; i++)
		word[i] = e.word[i][0] == '\0' ? NULL : e.word[i];
	memset(out, 0, sizeof(*out));
	if (e.code == STAAF_OK)
		return true;
	(void)staaf_err_set(out, e.code, e.msg, word[0], word[1]);
	staaf_err_place(out, rd->src->name, e.line, e.column);
	staaf_err_hint(out, e.hint);
	return true;
}

/* false: this is nothing that our reader would say. */
static bool
take_frame(struct reader *rd, const struct frame *f, const char *bytes,
    enum staaf_code *rc, struct staaf_err *err)
{
	struct ingest_head head = { 0 };
	struct staaf_record r;
	struct staaf_err trouble;

	staaf_arena_clear(&rd->ar);
	switch ((enum frame_kind)f->kind) {
	case FRAME_HEAD:
		if (!ingest_unpack_head(&head, bytes, f->size, &rd->ar) ||
		    !is_clean(head.source) || !is_clean(head.title) ||
		    !is_clean(head.link))
			return false;
		*rc = rd->out->head(&head, err, rd->out->arg);
		return true;
	case FRAME_RECORD:
		if (!staaf_record_unpack(&r, bytes, f->size, &rd->ar) ||
		    !is_clean_record(&r))
			return false;
		*rc = rd->out->entry(&r, f->at, err, rd->out->arg);
		return true;
	case FRAME_SKIPPED:
		rd->out->skipped(rd->out->arg);
		return true;
	case FRAME_TROUBLE:
		if (!take_err(&trouble, rd, bytes, f->size))
			return false;
		rd->out->trouble(&trouble, rd->out->arg);
		return true;
	case FRAME_DONE:
		rd->is_done = true;
		return take_err(&rd->ending, rd, bytes, f->size);
	}
	return false;
}

/* The next block; *size 0 at the end of the pipe or of our patience. */
static enum staaf_code
read_block(size_t *size, struct reader *rd, struct staaf_err *err)
{
	uint32_t said;
	char *larger;

	*size = 0;
	if (!read_exactly(rd->fd, &said, sizeof(said)) ||
	    said > BLOCK_BYTES + MAX_FRAME_BYTES)
		return STAAF_OK;
	if (said > rd->room) {
		larger = staaf_mem_realloc(rd->block, said);
		if (larger == NULL)
			return staaf_err_set(err, STAAF_NOMEM,
			    STAAF_MSG_MEM_NONE, NULL, NULL);
		rd->block = larger;
		rd->room = said;
	}
	if (read_exactly(rd->fd, rd->block, said))
		*size = said;
	return STAAF_OK;
}

/* false: something odd is in it. */
static bool
take_block(struct reader *rd, size_t size, enum staaf_code *rc,
    struct staaf_err *err)
{
	struct frame f;
	size_t at = 0;
	bool is_ours;

	while (at < size && !rd->is_done && *rc == STAAF_OK) {
		if (size - at < sizeof(f))
			return false;
		memcpy(&f, rd->block + at, sizeof(f));
		at += sizeof(f);
		if (f.size > size - at)
			return false;
		is_ours = take_frame(rd, &f, rd->block + at, rc, err);
		if (rd->ar.failed)
			*rc = staaf_err_set(err, STAAF_NOMEM,
			    STAAF_MSG_MEM_NONE, NULL, NULL);
		else if (!is_ours)
			return false;
		at += f.size;
	}
	/* A file ends with its block. */
	return *rc != STAAF_OK || at == size;
}

/* Blocks until the ending, the end of the pipe or something odd. */
static enum staaf_code
take_frames(struct reader *rd, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;
	size_t size = 1;

	while (!rd->is_done && rc == STAAF_OK) {
		rc = read_block(&size, rd, err);
		if (rc != STAAF_OK || size == 0)
			break;
		if (!take_block(rd, size, &rc, err)) {
			rd->is_done = false;
			break;
		}
	}
	return rc;
}

/* The reader ended without a word. */
static enum staaf_code
tell_death(const struct reader *rd, int status, struct staaf_err *err)
{
	bool was_slow = WIFSIGNALED(status) &&
	    (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);

	if (WIFEXITED(status) && WEXITSTATUS(status) == CHILD_NO_MEMORY)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	(void)staaf_err_set(err, STAAF_BADINPUT, was_slow ?
	    STAAF_MSG_INGEST_SLOW : STAAF_MSG_INGEST_BROKE, NULL, NULL);
	staaf_err_place(err, rd->src->name, 0, 0);
	staaf_err_hint(err, STAAF_MSG_INGEST_HOSTILE_HINT);
	return STAAF_BADINPUT;
}

static enum staaf_code
fail_start(struct staaf_err *err, const char *name, int why)
{
	(void)staaf_err_set(err, STAAF_IO, STAAF_MSG_INGEST_NO_CHILD,
	    strerror(why), NULL);
	staaf_err_place(err, name, 0, 0);
	return STAAF_IO;
}

/* How the reader ended; fails when it never began, or nobody can tell. */
static enum staaf_code
wait_child(int *status, const struct reader *rd, pid_t child,
    struct staaf_readers *readers, struct staaf_err *err)
{
	int why = 0;

	if (readers == NULL) {
		(void)close(rd->fd); /* it stops at its next frame */
		while (waitpid(child, status, 0) < 0 && errno == EINTR)
			;
		return STAAF_OK;
	}
	if (ingest_readers_wait(status, &why, readers))
		return why == 0 ? STAAF_OK :
		    fail_start(err, rd->src->name, why);
	if (rd->is_done)
		return STAAF_OK; /* it had said all */
	(void)staaf_err_set(err, STAAF_IO, STAAF_MSG_INGEST_READER_GONE, NULL,
	    NULL);
	staaf_err_place(err, rd->src->name, 0, 0);
	return STAAF_IO;
}

static enum staaf_code
follow_child(struct reader *rd, pid_t child, struct staaf_readers *readers,
    struct staaf_err *err)
{
	enum staaf_code rc = take_frames(rd, err), waited = STAAF_OK;
	bool is_well = rc == STAAF_OK && rd->is_done &&
	    rd->ending.code == STAAF_OK;
	int status = 0;

	if (is_well && readers != NULL)
		ingest_readers_go_on(readers);
	else
		waited = wait_child(&status, rd, child, readers,
		    rc == STAAF_OK ? err : NULL);
	if (rc == STAAF_OK)
		rc = waited;
	if (rc == STAAF_OK && !rd->is_done)
		rc = tell_death(rd, status, err);
	else if (rc == STAAF_OK && rd->ending.code != STAAF_OK) {
		if (err != NULL)
			*err = rd->ending;
		rc = rd->ending.code;
	}
	staaf_mem_free(rd->block);
	staaf_arena_clear(&rd->ar);
	return rc;
}

bool
ingest_pipe(int end[2])
{
	if (pipe2(end, O_CLOEXEC) != 0)
		return false;
	/* A larger pipe only saves waiting. */
	(void)fcntl(end[1], F_SETPIPE_SZ, PIPE_BYTES);
	return true;
}

/* Bytes in memory are only in this process, so it must fork itself. */
static int
fork_child(pid_t *child, struct ingest_source *src,
    const struct staaf_rules *rules)
{
	pid_t self = getpid();
	int end[2], why;

	if (!ingest_pipe(end))
		return -1;
	*child = fork();
	if (*child == 0) {
		ingest_die_with(self);
		ingest_close_others(src->fd, end[1]);
		ingest_child_read(src, 1, rules, end[1]);
	}
	why = errno;
	(void)close(end[1]);
	if (*child > 0)
		return end[0];
	(void)close(end[0]);
	errno = why;
	return -1;
}

enum staaf_code
ingest_child(struct ingest_source *src, const struct staaf_ingest *in,
    const struct ingest_out *out, struct staaf_err *err)
{
	struct reader rd = { .src = src, .out = out };
	struct staaf_readers *readers = src->fd < 0 ? NULL : in->readers;
	pid_t child = 0;

	rd.fd = readers != NULL ? ingest_readers_take(readers, src, in) :
	    fork_child(&child, src, in->rules);
	return rd.fd < 0 ? fail_start(err, src->name, errno) :
	    follow_child(&rd, child, readers, err);
}
