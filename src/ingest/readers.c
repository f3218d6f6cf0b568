/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A process that starts readers.  Forking the process that holds the store
 * copies the tables of a large heap for each file; this one is forked before
 * the store grows, stays small, and forks a reader for each batch of files:
 * one large file, or small ones of a folder, of which none after one that
 * ended badly.  It takes the files and the writing end of a pipe over a
 * socket, two batches at most at one time, and gives back how each reader
 * ended, in the order in which they were asked for.  It never reads a byte of
 * the files, and dies with whoever made it, as its readers die with it.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"

enum {
	/* Of the paths together; the longest that can be opened is 4096. */
	NAMES_ROOM = 16 << 10,
	MAX_FDS = INGEST_MAX_BATCH + 1, /* the files and the pipe */
	/* A starter that was killed is replaced once for a file. */
	N_TRIES = 2,
	MAX_READERS = 2 /* at work: of the batch at hand and the one ahead */
};

struct ask {
	uint32_t n;
	uint64_t size[INGEST_MAX_BATCH]; /* of the files */
	char names[NAMES_ROOM];          /* each with its NUL */
};

struct answer {
	int32_t status; /* as waitpid gives it */
	int32_t error;  /* errno of a fork that failed, or 0 */
};

/* Room for the descriptors of one message, aligned as it must be. */
union control {
	struct cmsghdr head;
	char room[CMSG_SPACE(sizeof(int) * MAX_FDS)];
};

/* --------------------------------------------------- the starter's end */

void
ingest_die_with(pid_t parent)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* It may have died before that was asked. */
	if (getppid() != parent)
		_exit(0);
}

/* The files of an ask; names are in it. */
static bool
take_ask(struct ask *ask, struct ingest_source *src, int *pipe, int fd)
{
	union control control;
	struct iovec part = { ask, sizeof(*ask) };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1,
		.msg_control = &control, .msg_controllen = sizeof(control) };
	const struct cmsghdr *c;
	const char *name = ask->names;
	int file[MAX_FDS];
	ssize_t n;

	while ((n = recvmsg(fd, &m, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
		;
	c = n > 0 ? CMSG_FIRSTHDR(&m) : NULL;
	if (c == NULL || c->cmsg_type != SCM_RIGHTS ||
	    (size_t)n <= offsetof(struct ask, names) || ask->n == 0 ||
	    ask->n > INGEST_MAX_BATCH ||
	    c->cmsg_len != CMSG_LEN(sizeof(int) * (ask->n + 1)))
		return false;
	memcpy(file, CMSG_DATA(c), sizeof(int) * (ask->n + 1));
	((char *)ask)[n - 1] = '\0';
	for (size_t i = 0; i < ask->n; i++) {
		if (name >= (const char *)ask + n)
			return false;
		src[i] = (struct ingest_source){ .name = name,
			.fd = file[i], .total = ask->size[i] };
		name += strlen(name) + 1;
	}
	*pipe = file[ask->n];
	return true;
}

/* A reader at work, and a pipe that closes when it ends. */
struct reader {
	pid_t pid; /* below 0: it never began, and error says why */
	int error, life;
};

static struct reader
start_one(struct ingest_source *src, size_t n, int pipe,
    const struct staaf_rules *rules, int fd)
{
	struct reader r = { .pid = -1, .life = -1 };
	pid_t self = getpid();
	int end[2] = { -1, -1 };

	if (pipe2(end, O_CLOEXEC) == 0)
		r.pid = fork();
	if (r.pid == 0) {
		ingest_die_with(self);
		(void)close(fd);
		(void)close(end[0]);
		ingest_child_read(src, n, rules, pipe);
	}
	r.error = errno;
	r.life = end[0];
	if (end[1] >= 0)
		(void)close(end[1]);
	/* Only the reader holds the pipe: it ends when the reader does. */
	(void)close(pipe);
	for (size_t i = 0; i < n; i++)
		(void)close(src[i].fd);
	return r;
}

/* How one ended that has; false: nobody is there to be told. */
static bool
tell_end(struct reader *r, int fd)
{
	struct answer a = { .error = r->pid < 0 ? r->error : 0 };

	if (r->life >= 0)
		(void)close(r->life);
	while (r->pid > 0 && waitpid(r->pid, &a.status, 0) < 0 &&
	    errno == EINTR)
		;
	return send(fd, &a, sizeof(a), MSG_NOSIGNAL) >= 0;
}

_Noreturn static void
serve(int fd, const struct staaf_rules *rules)
{
	struct ask ask = { 0 };
	struct ingest_source src[INGEST_MAX_BATCH] = { { 0 } };
	struct reader reader[MAX_READERS] = { 0 };
	size_t n = 0;
	int pipe;

	ingest_close_others(fd, fd);
	for (;;) {
		/* First the one that was asked for first, then more. */
		struct pollfd wait[] = {
			{ .fd = n > 0 ? reader[0].life : -1, .events = POLLIN },
			{ .fd = n < MAX_READERS ? fd : -1, .events = POLLIN }
		};

		if (n == 0 || reader[0].pid > 0)
			(void)poll(wait, 2, -1);
		if (n > 0 && (reader[0].pid < 0 || wait[0].revents != 0)) {
			if (!tell_end(&reader[0], fd))
				break;
			reader[0] = reader[1];
			n--;
		} else if (wait[1].revents != 0) {
			if (!take_ask(&ask, src, &pipe, fd))
				break;
			reader[n++] = start_one(src, ask.n, pipe, rules, fd);
		}
	}
	_exit(0);
}

/* ----------------------------------------------------- the parent's end */

enum staaf_code
staaf_readers_open(struct staaf_readers **out, struct staaf_err *err)
{
	*out = staaf_mem_alloc(sizeof(**out));
	if (*out == NULL)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	**out = (struct staaf_readers){ 0 };
	return STAAF_OK;
}

/* Nobody wants it any more: its reader stops at its next frame. */
static void
drop(struct ingest_batch *b)
{
	if (b->n > 0)
		(void)close(b->fd);
	for (size_t i = 0; i < b->n; i++)
		staaf_mem_free(b->name[i]);
	*b = (struct ingest_batch){ 0 };
}

static void
stop(struct staaf_readers *rs)
{
	drop(&rs->now);
	drop(&rs->ahead);
	if (rs->pid == 0)
		return;
	(void)close(rs->fd); /* it ends when it sees that */
	while (waitpid(rs->pid, NULL, 0) < 0 && errno == EINTR)
		;
	rs->pid = 0;
}

void
staaf_readers_close(struct staaf_readers *rs)
{
	if (rs == NULL)
		return;
	stop(rs);
	staaf_mem_free(rs);
}

static bool
start(struct staaf_readers *rs, const struct staaf_rules *rules)
{
	pid_t self = getpid(), child;
	int end[2], why;

	if (rs->pid != 0 && rs->rules == rules)
		return true;
	stop(rs);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, end) != 0)
		return false;
	child = fork();
	if (child == 0) {
		ingest_die_with(self);
		serve(end[1], rules);
	}
	why = errno;
	(void)close(end[1]);
	if (child < 0) {
		(void)close(end[0]);
		errno = why;
		return false;
	}
	*rs = (struct staaf_readers){ .pid = child, .fd = end[0],
		.rules = rules };
	return true;
}

static bool
send_ask(const struct staaf_readers *rs, const struct ingest_source *src,
    size_t n, int pipe)
{
	struct ask ask;
	size_t used = 0, length, n_fds = n + 1;
	int file[MAX_FDS];
	union control control = { 0 };
	struct iovec part = { &ask, 0 };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = CMSG_SPACE(sizeof(int) * n_fds) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	ssize_t sent;

	ask.n = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		length = strnlen(src[i].name, NAMES_ROOM - used - 1);
		memcpy(ask.names + used, src[i].name, length);
		used += length;
		ask.names[used++] = '\0';
		ask.size[i] = src[i].total;
		file[i] = src[i].fd;
	}
	file[n] = pipe;
	part.iov_len = offsetof(struct ask, names) + used;
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int) * n_fds);
	memcpy(CMSG_DATA(c), file, sizeof(int) * n_fds);
	while ((sent = sendmsg(rs->fd, &m, MSG_NOSIGNAL)) < 0 &&
	    errno == EINTR)
		;
	return sent >= 0;
}

/* ------------------------------------------------------------- batches */

/*
 * The first files of a list that one reader may read: one, and more as long
 * as they are small and can be opened.  Those that cannot wait for their turn.
 */
static size_t
open_files(struct ingest_source *src, const char *const *path, size_t n)
{
	size_t n_open = 0, used = 0;
	uintmax_t size = 0;

	while (n_open < n && n_open < INGEST_MAX_BATCH) {
		struct ingest_source *s = &src[n_open];

		used += strlen(path[n_open]) + 1;
		if (used > NAMES_ROOM ||
		    ingest_source_open(s, path[n_open], NULL) != STAAF_OK)
			break;
		size += s->total;
		if (n_open > 0 && size > INGEST_BATCH_BYTES) {
			ingest_source_close(s);
			break;
		}
		n_open++;
	}
	return n_open;
}

static bool
name_batch(struct ingest_batch *b, const struct ingest_source *src, size_t n)
{
	for (; b->n < n; b->n++) {
		size_t size = strlen(src[b->n].name) + 1;
		char *copy = staaf_mem_alloc(size);

		if (copy == NULL)
			return false;
		b->name[b->n] = memcpy(copy, src[b->n].name, size);
	}
	return true;
}

/* A batch of the first of these, on its way; false: errno says why not. */
static bool
begin(struct ingest_batch *out, const struct staaf_readers *rs,
    const char *const *path, size_t n_paths)
{
	struct ingest_source src[INGEST_MAX_BATCH];
	struct ingest_batch b = { .fd = -1 };
	int end[2] = { -1, -1 }, why;
	bool is_begun;
	size_t n;

	errno = EIO;
	if ((n = open_files(src, path, n_paths)) > 0)
		errno = ENOMEM;
	is_begun = n > 0 && name_batch(&b, src, n) && ingest_pipe(end) &&
	    send_ask(rs, src, n, end[1]);
	why = errno;
	for (size_t i = 0; i < n; i++)
		ingest_source_close(&src[i]);
	if (end[1] >= 0)
		(void)close(end[1]);
	b.fd = end[0];
	if (is_begun) {
		*out = b;
	} else {
		drop(&b);
		errno = why;
	}
	return is_begun;
}

static bool
is_turn_of(const struct ingest_batch *b, const char *name)
{
	return b->n > 0 && strcmp(b->name[b->at], name) == 0;
}

/* It need not be waited for; how it ended is said before how later ones do. */
static void
forget(struct staaf_readers *rs, struct ingest_batch *b)
{
	if (b->n == 0)
		return;
	drop(b);
	rs->n_owed++;
}

/* Others than were said come now: what was begun with is for nothing. */
static void
turn_to(struct staaf_readers *rs, const char *name)
{
	if (is_turn_of(&rs->now, name))
		return;
	forget(rs, &rs->now);
	if (is_turn_of(&rs->ahead, name)) {
		rs->now = rs->ahead;
		rs->ahead = (struct ingest_batch){ 0 };
	} else {
		forget(rs, &rs->ahead);
	}
}

int
ingest_readers_take(struct staaf_readers *rs, const struct ingest_source *src,
    const struct staaf_ingest *in)
{
	const char *path[INGEST_MAX_BATCH] = { src->name };
	size_t n = 1, left;
	int why;

	for (; n < INGEST_MAX_BATCH && n <= in->n_next; n++)
		path[n] = in->next[n - 1];
	if (rs->rules != in->rules)
		stop(rs);
	turn_to(rs, src->name);
	for (int i = 0; rs->now.n == 0; i++) {
		if (!start(rs, in->rules))
			return -1;
		if (begin(&rs->now, rs, path, n))
			break;
		why = errno;
		stop(rs);
		errno = why;
		if (i + 1 == N_TRIES)
			return -1;
	}
	left = rs->now.n - rs->now.at - 1;
	if (rs->ahead.n == 0 && in->n_next > left)
		(void)begin(&rs->ahead, rs, in->next + left, in->n_next - left);
	return rs->now.fd;
}

void
ingest_readers_go_on(struct staaf_readers *rs)
{
	if (rs->now.at + 1 < rs->now.n)
		rs->now.at++;
	else
		forget(rs, &rs->now);
}

bool
ingest_readers_wait(int *status, int *error, struct staaf_readers *rs)
{
	struct answer answer = { 0 };
	ssize_t n;

	forget(rs, &rs->now);
	for (; rs->n_owed > 0; rs->n_owed--) {
		while ((n = recv(rs->fd, &answer, sizeof(answer), 0)) < 0 &&
		    errno == EINTR)
			;
		if (n != (ssize_t)sizeof(answer)) {
			stop(rs);
			return false;
		}
	}
	*status = answer.status;
	*error = answer.error;
	return true;
}
