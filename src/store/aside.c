/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file made beside its place, and renamed into it when it is whole. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store.h"

enum { TRIES = 8 }; /* for a part that another just renamed away */

enum staaf_code
store_fail_file(struct staaf_err *err, enum staaf_msg msg, const char *path)
{
	if (errno == ENOMEM)
		return store_fail_memory(err);
	(void)staaf_err_set(err, STAAF_IO, msg, path, strerror(errno));
	staaf_err_hint(err, STAAF_MSG_STORE_WRITE_HINT);
	return STAAF_IO;
}

static enum staaf_code
refuse(struct staaf_err *err, enum staaf_msg msg, const char *path)
{
	return staaf_err_set(err, STAAF_BADINPUT, msg, path, NULL);
}

/* Is path the store, or one of the files beside it? */
static bool
is_of_store(const char *path, const char *store)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-journal",
		"-lock", "-new", "-asked" };
	size_t size = store == NULL ? 0 : strlen(store);

	if (size == 0 || strncmp(path, store, size) != 0)
		return false;
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		if (strcmp(path + size, tails[i]) == 0)
			return true;
	return false;
}

/* May a file be put at this path?  Never over a device or a folder. */
static enum staaf_code
check_place(const char *path, bool replaces, const char *store,
    struct staaf_err *err)
{
	struct stat info, held;

	if (is_of_store(path, store))
		return refuse(err, STAAF_MSG_STORE_OWN_FILE, path);
	if (lstat(path, &info) != 0)
		return errno == ENOENT ? STAAF_OK :
		    store_fail_file(err, STAAF_MSG_STORE_WRITE, path);
	if (!S_ISREG(info.st_mode))
		return refuse(err, STAAF_MSG_STORE_NO_FILE, path);
	if (store != NULL && stat(store, &held) == 0 &&
	    held.st_dev == info.st_dev && held.st_ino == info.st_ino)
		return refuse(err, STAAF_MSG_STORE_OWN_FILE, path);
	if (replaces)
		return STAAF_OK;
	(void)refuse(err, STAAF_MSG_STORE_EXISTS, path);
	staaf_err_hint(err, STAAF_MSG_STORE_EXISTS_HINT);
	return STAAF_BADINPUT;
}

/* Is the locked file still the one of that name? */
static bool
is_still_there(int fd, const char *part)
{
	struct stat mine, now;

	return fstat(fd, &mine) == 0 && lstat(part, &now) == 0 &&
	    mine.st_dev == now.st_dev && mine.st_ino == now.st_ino;
}

/* The part, locked and empty. */
static enum staaf_code
take_part(struct store_aside *a, struct staaf_err *err)
{
	for (int i = 0; i < TRIES; i++) {
		int fd = open(a->part, O_RDWR | O_CREAT | O_CLOEXEC |
		    O_NOFOLLOW | O_NONBLOCK, 0666);

		if (fd < 0)
			return store_fail_file(err, STAAF_MSG_STORE_WRITE,
			    a->part);
		if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
			(void)close(fd);
			break;
		}
		if (is_still_there(fd, a->part)) {
			a->fd = fd;
			store_remove_leftovers(a->part);
			return ftruncate(fd, 0) == 0 ? STAAF_OK :
			    store_fail_file(err, STAAF_MSG_STORE_WRITE,
			    a->part);
		}
		(void)close(fd);
	}
	(void)staaf_err_set(err, STAAF_BUSY, STAAF_MSG_STORE_MAKING, a->path,
	    NULL);
	staaf_err_hint(err, STAAF_MSG_STORE_BUSY_HINT);
	return STAAF_BUSY;
}

enum staaf_code
store_aside_open(struct store_aside *out, const char *path, bool replaces,
    const char *store, struct staaf_err *err)
{
	struct store_aside a = { .fd = -1 };
	struct staaf_buf part = { 0 };
	enum staaf_code rc = store_resolve(&a.path, path, false, err);

	if (rc != STAAF_OK)
		/* A folder that is not there is no store that is not. */
		return rc == STAAF_NOMEM ? rc : store_fail_file(err,
		    STAAF_MSG_STORE_WRITE, path);
	rc = check_place(a.path, replaces, store, err);
	staaf_buf_printf(&part, "%s-part", a.path);
	a.part = part.text;
	if (rc == STAAF_OK && part.failed)
		rc = store_fail_memory(err);
	if (rc == STAAF_OK)
		rc = take_part(&a, err);
	if (rc == STAAF_OK)
		*out = a;
	else
		store_aside_close(&a);
	return rc;
}

enum staaf_code
store_aside_settle(struct store_aside *a, struct staaf_err *err)
{
	if (fsync(a->fd) != 0)
		return store_fail_file(err, STAAF_MSG_STORE_WRITE, a->path);
	store_remove_leftovers(a->part);
	/* SQLite would play a WAL of an earlier file into this one. */
	store_remove_leftovers(a->path);
	if (rename(a->part, a->path) != 0)
		return store_fail_file(err, STAAF_MSG_STORE_WRITE, a->path);
	store_sync_folder(a->path);
	(void)close(a->fd);
	a->fd = -1;
	return STAAF_OK;
}

void
store_aside_close(struct store_aside *a)
{
	if (a->fd >= 0) {
		store_remove_leftovers(a->part);
		(void)unlink(a->part);
		(void)close(a->fd);
		a->fd = -1;
	}
	staaf_mem_free(a->path);
	staaf_mem_free(a->part);
	a->path = a->part = NULL;
}
