/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files and folders: regular files only, nothing followed by surprise. */
#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <staaf/file.h>

enum { MAX_DEPTH = 32 }; /* folders in folders */

static enum staaf_code
fail_at(struct staaf_err *err, enum staaf_code code, enum staaf_msg msg,
    const char *path, const char *why)
{
	(void)staaf_err_set(err, code, msg, path, why);
	staaf_err_place(err, path, 0, 0);
	return code;
}

/* Append everything from fd; more than `most` is refused. */
static enum staaf_code
read_all(struct staaf_buf *out, int fd, size_t most, const char *path,
    struct staaf_err *err)
{
	char part[65536];
	ssize_t n;

	while ((n = read(fd, part, sizeof(part))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_at(err, STAAF_IO, STAAF_MSG_FILE_READ, path,
			    strerror(errno));
		if (out->size + (size_t)n > most)
			return fail_at(err, STAAF_BADINPUT,
			    STAAF_MSG_FILE_LARGE, path, NULL);
		staaf_buf_put(out, part, (size_t)n);
	}
	if (out->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	return STAAF_OK;
}

enum staaf_code
staaf_file_open(int *out, uintmax_t *size, const char *path,
    struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;
	struct stat st;
	/* O_NONBLOCK: a FIFO must not make us wait for its writer. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return fail_at(err, STAAF_IO, STAAF_MSG_FILE_OPEN, path,
		    strerror(errno));
	if (fstat(fd, &st) != 0)
		rc = fail_at(err, STAAF_IO, STAAF_MSG_FILE_READ, path,
		    strerror(errno));
	else if (!S_ISREG(st.st_mode))
		rc = fail_at(err, STAAF_BADINPUT, STAAF_MSG_FILE_KIND, path,
		    NULL);
	if (rc != STAAF_OK) {
		(void)close(fd);
		return rc;
	}
	*out = fd;
	*size = (uintmax_t)st.st_size;
	return STAAF_OK;
}

enum staaf_code
staaf_file_read(struct staaf_buf *out, const char *path, size_t most,
    struct staaf_err *err)
{
	struct staaf_buf whole = { 0 };
	uintmax_t size;
	int fd;
	enum staaf_code rc = staaf_file_open(&fd, &size, path, err);

	if (rc != STAAF_OK)
		return rc;
	rc = read_all(&whole, fd, most, path, err);
	(void)close(fd);
	if (rc == STAAF_OK) {
		staaf_buf_put(out, staaf_buf_text(&whole), whole.size);
		if (out->failed)
			rc = staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
			    NULL, NULL);
	}
	staaf_buf_clear(&whole);
	return rc;
}

struct walk {
	const char *suffix;
	enum staaf_code (*each)(const char *, struct staaf_err *, void *);
	void *arg;
	struct staaf_err *err;
};

static enum staaf_code walk_folder(const struct walk *w, const char *path,
    int depth);

static bool
ends_so(const char *name, const char *suffix)
{
	size_t n = strlen(name), s = suffix == NULL ? 0 : strlen(suffix);

	return s == 0 || (n >= s && strcmp(name + n - s, suffix) == 0);
}

/* One entry of a folder: go in, call back, or pass by. */
static enum staaf_code
walk_entry(const struct walk *w, const char *folder, const char *name,
    int depth)
{
	struct staaf_buf path = { 0 };
	enum staaf_code rc = STAAF_OK;
	struct stat st;

	staaf_buf_printf(&path, "%s/%s", folder, name);
	if (path.failed)
		rc = staaf_err_set(w->err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	else if (lstat(path.text, &st) != 0)
		rc = fail_at(w->err, STAAF_IO, STAAF_MSG_FILE_READ, path.text,
		    strerror(errno));
	else if (S_ISDIR(st.st_mode) && depth >= MAX_DEPTH)
		rc = fail_at(w->err, STAAF_BADINPUT, STAAF_MSG_FILE_DEEP,
		    path.text, NULL);
	else if (S_ISDIR(st.st_mode))
		rc = walk_folder(w, path.text, depth + 1);
	else if (S_ISREG(st.st_mode) && ends_so(name, w->suffix))
		rc = w->each(path.text, w->err, w->arg);
	staaf_buf_clear(&path);
	return rc;
}

/* strcmp order, whatever the locale: same files, same order, same store. */
static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static enum staaf_code
walk_folder(const struct walk *w, const char *path, int depth)
{
	struct dirent **list = NULL;
	enum staaf_code rc = STAAF_OK;
	int n = scandir(path, &list, is_shown, by_bytes);

	if (n < 0)
		return fail_at(w->err, STAAF_IO, STAAF_MSG_FILE_OPEN, path,
		    strerror(errno));
	for (int i = 0; i < n; i++) {
		if (rc == STAAF_OK)
			rc = walk_entry(w, path, list[i]->d_name, depth);
		free(list[i]);
	}
	free(list);
	return rc;
}

enum staaf_code
staaf_file_each(const char *path, const char *suffix,
    enum staaf_code (*each)(const char *path, struct staaf_err *err,
    void *arg), void *arg, struct staaf_err *err)
{
	struct walk w = {
		.suffix = suffix, .each = each, .arg = arg, .err = err
	};
	struct stat st;

	if (stat(path, &st) != 0)
		return fail_at(err, STAAF_IO, STAAF_MSG_FILE_OPEN, path,
		    strerror(errno));
	if (S_ISDIR(st.st_mode))
		return walk_folder(&w, path, 0);
	return each(path, err, arg);
}
