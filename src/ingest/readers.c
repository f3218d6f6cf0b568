/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A process that starts readers.  Forking the process that holds the store
 * copies the tables of a large heap for each file; this one is forked before
 * the store grows, stays small, and forks a reader for each file.  It takes a
 * file and the writing end of a pipe over a socket, and gives back how the
 * reader ended.  It never reads a byte of the file, and dies with whoever
 * made it, as its readers die with it.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"

enum {
	/* Of a path; no longer one can be opened. */
	NAME_ROOM = 4096,
	N_FILES = 2, /* the file and the pipe */
	/* A starter that was killed is replaced once for a file. */
	N_TRIES = 2
};

struct ask {
	uint64_t size; /* of the file */
	char name[NAME_ROOM];
};

struct answer {
	int32_t status; /* as waitpid gives it */
	int32_t error;  /* errno of a fork that failed, or 0 */
};

/* Room for the descriptors of one message, aligned as it must be. */
union control {
	struct cmsghdr head;
	char room[CMSG_SPACE(sizeof(int) * N_FILES)];
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

static bool
take_ask(struct ask *out, int file[N_FILES], int fd)
{
	union control control;
	struct iovec part = { out, sizeof(*out) };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1,
		.msg_control = &control, .msg_controllen = sizeof(control) };
	const struct cmsghdr *c;
	ssize_t n;

	while ((n = recvmsg(fd, &m, MSG_CMSG_CLOEXEC)) < 0 && errno == EINTR)
		;
	c = n > 0 ? CMSG_FIRSTHDR(&m) : NULL;
	if (c == NULL || c->cmsg_type != SCM_RIGHTS ||
	    c->cmsg_len != CMSG_LEN(sizeof(int) * N_FILES) ||
	    (size_t)n <= offsetof(struct ask, name))
		return false;
	memcpy(file, CMSG_DATA(c), sizeof(int) * N_FILES);
	out->name[(size_t)n - offsetof(struct ask, name) - 1] = '\0';
	return true;
}

static void
start_one(struct answer *out, const struct ask *ask, const int file[N_FILES],
    const struct staaf_rules *rules)
{
	struct ingest_source src = { .name = ask->name, .fd = file[0],
		.total = ask->size };
	pid_t self = getpid(), child = fork();

	if (child == 0) {
		ingest_die_with(self);
		ingest_child_read(&src, ask->size, rules, file[1]);
	}
	*out = (struct answer){ .error = child < 0 ? errno : 0 };
	/* Only the reader holds the pipe: it ends when the reader does. */
	(void)close(file[0]);
	(void)close(file[1]);
	while (child > 0 && waitpid(child, &out->status, 0) < 0 &&
	    errno == EINTR)
		;
}

_Noreturn static void
serve(int fd, const struct staaf_rules *rules)
{
	struct ask ask;
	struct answer answer;
	int file[N_FILES];

	ingest_close_others(fd, fd);
	while (take_ask(&ask, file, fd)) {
		start_one(&answer, &ask, file, rules);
		if (send(fd, &answer, sizeof(answer), MSG_NOSIGNAL) < 0)
			break;
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
close_ahead(struct staaf_readers *rs)
{
	if (rs->ahead == NULL)
		return;
	(void)close(rs->ahead_fd);
	staaf_mem_free(rs->ahead);
	rs->ahead = NULL;
}

static void
stop(struct staaf_readers *rs)
{
	close_ahead(rs);
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
    uintmax_t size, int pipe)
{
	const int file[N_FILES] = { src->fd, pipe };
	size_t length = strnlen(src->name, NAME_ROOM - 1);
	struct ask ask = { .size = size };
	union control control = { 0 };
	struct iovec part = { &ask, offsetof(struct ask, name) + length + 1 };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1,
		.msg_control = &control, .msg_controllen = sizeof(control) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	ssize_t n;

	memcpy(ask.name, src->name, length);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(file));
	memcpy(CMSG_DATA(c), file, sizeof(file));
	while ((n = sendmsg(rs->fd, &m, MSG_NOSIGNAL)) < 0 && errno == EINTR)
		;
	return n >= 0;
}

bool
ingest_readers_start(struct staaf_readers *rs, const struct ingest_source *src,
    uintmax_t size, const struct staaf_rules *rules, int pipe)
{
	int why;

	for (int i = 0; i < N_TRIES; i++) {
		if (!start(rs, rules))
			return false;
		if (send_ask(rs, src, size, pipe))
			return true;
		why = errno;
		stop(rs);
		errno = why;
	}
	return false;
}

bool
ingest_readers_wait(int *status, int *error, struct staaf_readers *rs)
{
	struct answer answer;
	ssize_t n;

	while ((n = recv(rs->fd, &answer, sizeof(answer), 0)) < 0 &&
	    errno == EINTR)
		;
	if (n != (ssize_t)sizeof(answer)) {
		stop(rs);
		return false;
	}
	*status = answer.status;
	*error = answer.error;
	return true;
}

/*
 * The starter takes one file after the other, so the answer for this one
 * comes after those for the files before it.
 */
void
ingest_readers_ahead(struct staaf_readers *rs, const char *path,
    const struct staaf_rules *rules)
{
	struct ingest_source src = { .fd = -1 };
	int end[2] = { -1, -1 };

	if (rs->ahead != NULL || rs->pid == 0 || rs->rules != rules ||
	    ingest_source_open(&src, path, NULL) != STAAF_OK)
		goto done;
	rs->ahead = staaf_mem_alloc(strlen(path) + 1);
	if (rs->ahead == NULL || !ingest_pipe(end) ||
	    !send_ask(rs, &src, src.total, end[1])) {
		staaf_mem_free(rs->ahead);
		rs->ahead = NULL;
		if (end[0] >= 0)
			(void)close(end[0]);
	} else {
		memcpy(rs->ahead, path, strlen(path) + 1);
		rs->ahead_fd = end[0];
	}
	if (end[1] >= 0)
		(void)close(end[1]);
done:
	ingest_source_close(&src);
}

int
ingest_readers_take(struct staaf_readers *rs, const char *name)
{
	int status, error, fd;

	if (rs->ahead == NULL)
		return -1;
	if (strcmp(rs->ahead, name) != 0) {
		close_ahead(rs);
		(void)ingest_readers_wait(&status, &error, rs);
		return -1;
	}
	fd = rs->ahead_fd;
	staaf_mem_free(rs->ahead);
	rs->ahead = NULL;
	return fd;
}
