/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shared inside src/ingest only: reading in a process of its own, and the
 * process that starts such readers.
 */
#ifndef CHILD_H
#define CHILD_H

#include <sys/types.h>

/* Read by one process: so many small files, of so many bytes. */
enum {
	INGEST_MAX_BATCH = 64,
	INGEST_BATCH_BYTES = 64 << 20
};

#include "ingest.h"

/* ------------------------------------------------- child.c, sandbox.c */

/*
 * The same in a process that can open nothing, which the readers of `in`
 * start when the bytes are in a file (without them this process does).
 */
enum staaf_code ingest_child(struct ingest_source *src,
    const struct staaf_ingest *in, const struct ingest_out *out,
    struct staaf_err *err);
/*
 * What such a process does with what alone is open: lock itself up, read one
 * file after the other until one ends badly, end.
 */
_Noreturn void ingest_child_read(struct ingest_source *src, size_t n,
    const struct staaf_rules *rules, int fd);
/* Close everything that is open but these, output and error output. */
void ingest_close_others(int keep1, int keep2);
/* Give up, for good, all but reading and writing; false: it cannot be. */
bool ingest_lock_up(uintmax_t file_size);
/* The texts of a head and the name of its format, for the pipe. */
void ingest_pack_head(struct staaf_buf *out, const struct ingest_head *head);
bool ingest_unpack_head(struct ingest_head *out, const char *bytes,
    size_t size, struct staaf_arena *ar);

/* ----------------------------------------------------------- readers.c */

/* Files that one reader reads, in this order, into one pipe. */
struct ingest_batch {
	char *name[INGEST_MAX_BATCH];
	size_t n, at; /* n 0: none; the one whose turn it is */
	int fd;       /* the end of the pipe */
};

struct staaf_readers {
	pid_t pid; /* of the starter; 0: none yet */
	int fd;    /* the socket to it */
	const struct staaf_rules *rules;
	struct ingest_batch now, ahead;
	int n_owed; /* readers of which it has not yet said how they ended */
};

/* Be killed when the parent dies; at once when it already has. */
void ingest_die_with(pid_t parent);
/* A pipe as wide as may be; false: errno says why not. */
bool ingest_pipe(int end[2]);
/*
 * The pipe in which a file comes next, begun with or not; those of `in` that
 * come after it are begun with meanwhile.  -1: errno says why not.
 */
int ingest_readers_take(struct staaf_readers *rs,
    const struct ingest_source *src, const struct staaf_ingest *in);
/* That file came whole and well: its reader goes on, or it was the last. */
void ingest_readers_go_on(struct staaf_readers *rs);
/*
 * Otherwise: no more of this reader, and how did it end?  false: the starter
 * is gone, and knows no more.
 */
bool ingest_readers_wait(int *status, int *error, struct staaf_readers *rs);

#endif
