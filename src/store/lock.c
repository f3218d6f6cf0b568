/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the store lies, and the lock file that makes writers wait in line.
 * SQLite's own locks are not enough: before 3.51.3 a checkpoint beside
 * another connection that resets the WAL can lose a transaction, so one
 * lock is held round all writes and all checkpoints.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store.h"

enum { NAP_MS = 20 }; /* between two tries for the lock */

static enum staaf_code
fail_errno(struct staaf_err *err, enum staaf_msg msg, const char *path)
{
	(void)staaf_err_set(err, STAAF_STORE, msg, path, strerror(errno));
	staaf_err_hint(err, STAAF_MSG_STORE_OPEN_HINT);
	return STAAF_STORE;
}

/* Make each folder that a path goes through; `path` is scribbled on. */
static enum staaf_code
make_folders(char *path, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;

	for (char *p = path + 1; *path != '\0' && rc == STAAF_OK; p++) {
		char held = *p;

		if (held != '/' && held != '\0')
			continue;
		*p = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST)
			rc = fail_errno(err, STAAF_MSG_STORE_FOLDER, path);
		*p = held;
		if (held == '\0')
			break;
	}
	return rc;
}

/* realpath, in our own memory; NULL with errno. */
static char *
real_path(const char *path, const char *name)
{
	struct staaf_buf b = { 0 };
	char *real = realpath(path, NULL);

	if (real == NULL)
		return NULL;
	staaf_buf_puts(&b, strcmp(real, "/") == 0 && *name != '\0' ? "" : real);
	if (*name != '\0')
		staaf_buf_printf(&b, "/%s", name);
	free(real);
	if (!b.failed)
		return b.text;
	staaf_buf_clear(&b);
	errno = ENOMEM;
	return NULL;
}

/* Why a path cannot be resolved, by errno. */
static enum staaf_code
fail_resolve(struct staaf_err *err, const char *path)
{
	if (errno == ENOMEM)
		return store_fail_memory(err);
	if (errno != ENOENT)
		return fail_errno(err, STAAF_MSG_STORE_OPEN, path);
	(void)staaf_err_set(err, STAAF_STORE, STAAF_MSG_STORE_ABSENT, path,
	    NULL);
	staaf_err_hint(err, STAAF_MSG_STORE_ABSENT_HINT);
	return STAAF_STORE;
}

enum staaf_code
store_resolve(char **out, const char *path, bool makes_folders,
    struct staaf_err *err)
{
	struct staaf_buf folder = { 0 };
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	enum staaf_code rc = STAAF_OK;

	if ((*out = real_path(path, "")) != NULL)
		return STAAF_OK;
	if (errno != ENOENT || *name == '\0')
		return fail_resolve(err, path);
	if (slash == NULL)
		staaf_buf_putc(&folder, '.');
	else
		staaf_buf_put(&folder, path,
		    slash == path ? 1 : (size_t)(slash - path));
	if (folder.failed)
		rc = store_fail_memory(err);
	else if (makes_folders)
		rc = make_folders(folder.text, err);
	if (rc == STAAF_OK &&
	    (*out = real_path(folder.text, name)) == NULL)
		rc = fail_resolve(err, path);
	staaf_buf_clear(&folder);
	return rc;
}

/* Try until it is ours or the time is over. */
static int
wait_for_lock(int fd)
{
	struct timespec nap = { 0, NAP_MS * 1000000L };

	for (int waited = 0; flock(fd, LOCK_EX | LOCK_NB) != 0;
	    waited += NAP_MS) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return -1;
		if (waited >= STORE_WAIT_MS) {
			errno = EWOULDBLOCK;
			return -1;
		}
		(void)nanosleep(&nap, NULL);
	}
	return 0;
}

enum staaf_code
store_lock(int *out, const char *path, struct staaf_err *err)
{
	struct staaf_buf name = { 0 };
	enum staaf_code rc = STAAF_OK;
	int fd = -1;

	staaf_buf_printf(&name, "%s-lock", path);
	if (name.failed) {
		rc = store_fail_memory(err);
		goto done;
	}
	/* The file stays: taking it away would let two writers in. */
	fd = open(name.text, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW |
	    O_NONBLOCK, 0666);
	if (fd < 0) {
		rc = fail_errno(err, STAAF_MSG_STORE_LOCK, name.text);
	} else if (wait_for_lock(fd) != 0) {
		if (errno == EWOULDBLOCK) {
			rc = staaf_err_set(err, STAAF_BUSY,
			    STAAF_MSG_STORE_BUSY, path, NULL);
			staaf_err_hint(err, STAAF_MSG_STORE_BUSY_HINT);
		} else {
			rc = fail_errno(err, STAAF_MSG_STORE_LOCK, name.text);
		}
		(void)close(fd);
	}
	if (rc == STAAF_OK)
		*out = fd;
done:
	staaf_buf_clear(&name);
	return rc;
}

void
store_unlock(int lock)
{
	if (lock >= 0)
		(void)close(lock);
}
