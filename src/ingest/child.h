/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shared inside src/ingest only: reading in a process of its own, and the
 * process that starts such readers.
 */
#ifndef CHILD_H
#define CHILD_H

#include <sys/types.h>

#include "ingest.h"

/* ------------------------------------------------- child.c, sandbox.c */

/*
 * The same in a process that can open nothing, which readers start when the
 * bytes are in a file (NULL: this process does).
 */
enum staaf_code ingest_child(struct ingest_source *src, uintmax_t size,
    const struct staaf_rules *rules, struct staaf_readers *readers,
    const char *next, const struct ingest_out *out, struct staaf_err *err);
/* What such a process does: close all else, lock itself up, read, end. */
_Noreturn void ingest_child_read(struct ingest_source *src, uintmax_t size,
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

struct staaf_readers {
	pid_t pid; /* of the starter; 0: none yet */
	int fd;    /* the socket to it */
	const struct staaf_rules *rules;
	char *ahead; /* name of a file being read already; NULL: none */
	int ahead_fd; /* the end of its pipe */
};

/* Be killed when the parent dies; at once when it already has. */
void ingest_die_with(pid_t parent);
/* Have a file read into a pipe; false: errno says why not. */
bool ingest_readers_start(struct staaf_readers *rs,
    const struct ingest_source *src, uintmax_t size,
    const struct staaf_rules *rules, int pipe);
/* Begin with the file that comes next; when it cannot be, its turn tells. */
void ingest_readers_ahead(struct staaf_readers *rs, const char *path,
    const struct staaf_rules *rules);
/* The pipe of a file that was begun with; -1 when it was not. */
int ingest_readers_take(struct staaf_readers *rs, const char *name);
/* A pipe as wide as may be; false: errno says why not. */
bool ingest_pipe(int end[2]);
/* Once for each start.  false: the starter is gone, and knows no more. */
bool ingest_readers_wait(int *status, int *error, struct staaf_readers *rs);

#endif
