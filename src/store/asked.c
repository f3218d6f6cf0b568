/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The counts beside the store.  One lock is held round each change; a count
 * is one write in its place, a new line one write of it and all after it, so
 * that lines stand in order and tell nothing of who came first.  A write
 * that fails is taken back.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <staaf/asked.h>

#include "store.h"

enum {
	ID = STAAF_ASKED_ID_SIZE - 1, MONTH = STAAF_MONTH_SIZE - 1,
	CLASS = 9, COUNT = 9, N_FIELDS = 5,
	KEY = MONTH + 1 + ID + 1 + ID + 1 + CLASS + 1,
	LINE = KEY + COUNT + 1, /* with its end */
	NAP_MS = 1
};

static const char head[] = "staaf asked 1";
static const char *const classes[] = { "not-known", "answer" };

/* The file at work. */
struct tally {
	char *path;
	int fd;
	long n_lines; /* without the head */
};

bool
staaf_asked_is_month(const char *text)
{
	for (int i = 0; i < MONTH; i++)
		if (i == 4 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return false;
	return text[MONTH] == '\0' && text[0] >= '2' &&
	    (text[5] == '0' ? text[6] > '0' :
	    text[5] == '1' && text[6] <= '2');
}

void
staaf_asked_month(char out[STAAF_MONTH_SIZE], time_t at)
{
	struct tm t = { .tm_year = 100 };

	if (gmtime_r(&at, &t) == NULL ||
	    strftime(out, STAAF_MONTH_SIZE, "%Y-%m", &t) != MONTH)
		memcpy(out, "2000-01", STAAF_MONTH_SIZE);
}

/* An id as rules have it, of at most ID bytes. */
static bool
is_id(const char *text)
{
	size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return size > 0 && size <= ID && text[size] == '\0';
}

static enum staaf_code
fail_at(const struct tally *t, enum staaf_msg msg, long line,
    struct staaf_err *err)
{
	(void)staaf_err_set(err, STAAF_BADINPUT, msg, t->path, NULL);
	staaf_err_place(err, t->path, line, 0);
	staaf_err_hint(err, STAAF_MSG_ASKED_ASIDE_HINT);
	return STAAF_BADINPUT;
}

static enum staaf_code
fail_errno(const struct tally *t, enum staaf_msg msg, struct staaf_err *err)
{
	return errno == ENOMEM ? store_fail_memory(err) :
	    staaf_err_set(err, STAAF_IO, msg, t->path, strerror(errno));
}

/* All of it, in one write unless the disk will not; false with errno. */
static bool
put(const struct tally *t, const char *bytes, size_t size, off_t at)
{
	while (size > 0) {
		ssize_t n = pwrite(t->fd, bytes, size, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes += n;
		size -= (size_t)n;
		at += n;
	}
	return true;
}

/* All of it; false with errno. */
static bool
get(const struct tally *t, char *bytes, size_t size, off_t at)
{
	while (size > 0) {
		ssize_t n = pread(t->fd, bytes, size, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO; /* shorter than it was */
		if (n <= 0)
			return false;
		bytes += n;
		size -= (size_t)n;
		at += n;
	}
	return true;
}

/* ---------------------------------------------------------------- lines */

static off_t
place_of(long i) /* of a line, from 0: after the head */
{
	return (off_t)(i + 1) * LINE;
}

static void
write_key(char line[LINE + 1], const struct staaf_asked *key)
{
	(void)snprintf(line, LINE + 1, "%-*s %-*s %-*s %-*s ", MONTH,
	    key->month, ID, key->intervention, ID, key->outcome, CLASS,
	    classes[key->is_known]);
}

static void
write_head(char line[LINE + 1])
{
	(void)snprintf(line, LINE + 1, "%-*s\n", LINE - 1, head);
}

/* A line as it was written, to a key whose texts live in the line. */
static bool
read_line(struct staaf_asked *out, char line[LINE])
{
	static const int width[N_FIELDS] = { MONTH, ID, ID, CLASS, COUNT };
	char *field[N_FIELDS], *at = line;

	for (int i = 0; i < N_FIELDS; at += width[i++] + 1) {
		size_t size;

		if (at[width[i]] != (i < N_FIELDS - 1 ? ' ' : '\n'))
			return false;
		at[width[i]] = '\0';
		size = strcspn(at, " ");
		if (strspn(at + size, " ") + size != (size_t)width[i])
			return false;
		at[size] = '\0';
		field[i] = at;
	}
	*out = (struct staaf_asked){ .intervention = field[1],
		.outcome = field[2],
		.is_known = strcmp(field[3], classes[true]) == 0 };
	for (int i = 0; i < COUNT; i++) {
		if (field[4][i] < '0' || field[4][i] > '9')
			return false;
		out->count = out->count * 10 + field[4][i] - '0';
	}
	memcpy(out->month, field[0], STAAF_MONTH_SIZE);
	return staaf_asked_is_month(field[0]) && is_id(field[1]) &&
	    is_id(field[2]) && (out->is_known ||
	    strcmp(field[3], classes[false]) == 0);
}

/* Line i, from 0; its bytes, and what they say. */
static enum staaf_code
load_line(char line[LINE], const struct tally *t, long i,
    struct staaf_err *err)
{
	struct staaf_asked a;
	char copy[LINE];

	if (!get(t, line, LINE, place_of(i)))
		return fail_errno(t, STAAF_MSG_ASKED_READ, err);
	memcpy(copy, line, LINE);
	return read_line(&a, copy) ? STAAF_OK :
	    fail_at(t, STAAF_MSG_ASKED_DAMAGED, i + 2, err);
}

/* --------------------------------------------------------- open and lock */

static enum staaf_code
lock(const struct tally *t, int how, int wait_ms, struct staaf_err *err)
{
	struct timespec nap = { 0, NAP_MS * 1000000L };

	for (int waited = 0; flock(t->fd, how | LOCK_NB) != 0;
	    waited += NAP_MS) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return fail_errno(t, STAAF_MSG_ASKED_WRITE, err);
		if (waited >= wait_ms)
			return staaf_err_set(err, STAAF_BUSY,
			    STAAF_MSG_ASKED_BUSY, t->path, NULL);
		(void)nanosleep(&nap, NULL);
	}
	return STAAF_OK;
}

/* An empty file becomes one of ours; any other must be. */
static enum staaf_code
check_head(struct tally *t, bool is_writing, struct staaf_err *err)
{
	char ours[LINE + 1], theirs[LINE] = "";
	struct stat info;

	write_head(ours);
	if (fstat(t->fd, &info) != 0)
		return fail_errno(t, STAAF_MSG_ASKED_READ, err);
	if (!S_ISREG(info.st_mode))
		return fail_at(t, STAAF_MSG_ASKED_FOREIGN, 0, err);
	if (info.st_size == 0 && is_writing && !put(t, ours, LINE, 0)) {
		(void)fail_errno(t, STAAF_MSG_ASKED_WRITE, err);
		(void)ftruncate(t->fd, 0);
		return STAAF_IO;
	}
	if (info.st_size == 0)
		return STAAF_OK;
	if (!get(t, theirs, LINE, 0) || memcmp(ours, theirs, LINE) != 0)
		return fail_at(t, STAAF_MSG_ASKED_FOREIGN, 0, err);
	t->n_lines = (long)(info.st_size / LINE) - 1;
	/* A reader passes a part of a line by; a writer puts nothing to it. */
	return info.st_size % LINE == 0 || !is_writing ? STAAF_OK :
	    fail_at(t, STAAF_MSG_ASKED_DAMAGED, t->n_lines + 2, err);
}

static void
close_tally(struct tally *t)
{
	if (t->fd >= 0)
		(void)close(t->fd); /* and the lock goes */
	staaf_mem_free(t->path);
}

/* Open and locked; t->fd below 0: there is none to read. */
static enum staaf_code
open_tally(struct tally *t, const struct staaf_store *st, bool is_writing,
    int wait_ms, struct staaf_err *err)
{
	struct staaf_buf path = { 0 };
	enum staaf_code rc;

	*t = (struct tally){ .fd = -1 };
	staaf_buf_printf(&path, "%s-asked", st->path);
	if (path.failed) {
		staaf_buf_clear(&path);
		return store_fail_memory(err);
	}
	t->path = path.text;
	t->fd = open(t->path, (is_writing ? O_RDWR | O_CREAT : O_RDONLY) |
	    O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
	if (t->fd < 0 && !is_writing && errno == ENOENT)
		return STAAF_OK;
	if (t->fd < 0)
		return fail_errno(t, is_writing ? STAAF_MSG_ASKED_WRITE :
		    STAAF_MSG_ASKED_READ, err);
	rc = lock(t, is_writing ? LOCK_EX : LOCK_SH, wait_ms, err);
	return rc == STAAF_OK ? check_head(t, is_writing, err) : rc;
}

/* --------------------------------------------------------------- adding */

/* Where the key stands, or is to come: lines are in order. */
static enum staaf_code
find(long *place, bool *is_there, long *count, const struct tally *t,
    const char *key, struct staaf_err *err)
{
	long low = 0, high = t->n_lines;
	char line[LINE];

	*is_there = false;
	while (low < high) {
		long middle = low + (high - low) / 2;
		enum staaf_code rc = load_line(line, t, middle, err);
		int order;

		if (rc != STAAF_OK)
			return rc;
		order = memcmp(key, line, KEY);
		if (order == 0) {
			*is_there = true;
			*place = middle;
			*count = strtol(line + KEY, NULL, 10);
			return STAAF_OK;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	*place = low;
	return STAAF_OK;
}

/* A new line and those after it, in one write; or nothing. */
static enum staaf_code
insert(struct tally *t, long place, const char *line, struct staaf_err *err)
{
	off_t at = place_of(place);
	size_t size = (size_t)(t->n_lines - place) * LINE;
	struct staaf_buf all = { 0 };
	enum staaf_code rc = STAAF_OK;
	char *room;

	staaf_buf_put(&all, line, LINE);
	for (size_t i = 0; i < size; i += LINE) /* room */
		staaf_buf_put(&all, line, LINE);
	room = all.failed ? NULL : all.text + LINE;
	if (room == NULL)
		rc = store_fail_memory(err);
	else if (!get(t, room, size, at))
		rc = fail_errno(t, STAAF_MSG_ASKED_READ, err);
	else if (!put(t, all.text, size + LINE, at)) {
		rc = fail_errno(t, STAAF_MSG_ASKED_WRITE, err);
		if (put(t, room, size, at))
			(void)ftruncate(t->fd, at + (off_t)size);
	} else {
		t->n_lines++;
	}
	staaf_buf_clear(&all);
	return rc;
}

static enum staaf_code
add_one(struct tally *t, const struct staaf_asked *key,
    struct staaf_err *err)
{
	char line[LINE + 1];
	long place, count = 0;
	bool is_there;
	enum staaf_code rc;

	write_key(line, key);
	if ((rc = find(&place, &is_there, &count, t, line, err)) != STAAF_OK)
		return rc;
	if (count == STAAF_ASKED_MOST)
		return STAAF_OK;
	(void)snprintf(line + KEY, COUNT + 2, "%0*u\n", COUNT,
	    (unsigned)(count + 1) % (STAAF_ASKED_MOST + 1U));
	if (is_there)
		return put(t, line + KEY, COUNT, place_of(place) + KEY) ?
		    STAAF_OK :
		    fail_errno(t, STAAF_MSG_ASKED_WRITE, err);
	if (t->n_lines == STAAF_ASKED_MOST_LINES)
		return fail_at(t, STAAF_MSG_ASKED_FULL, 0, err);
	return insert(t, place, line, err);
}

/* The file tells when it was last written: the month is all it may tell. */
static void
forget_day(const struct tally *t, const char *month)
{
	struct tm first = { .tm_mday = 1,
		.tm_year = (int)strtol(month, NULL, 10) - 1900,
		.tm_mon = (int)strtol(month + 5, NULL, 10) - 1 };
	struct timespec at[2] = { { .tv_sec = timegm(&first) } };

	at[1] = at[0];
	(void)futimens(t->fd, at);
}

enum staaf_code
staaf_asked_add(struct staaf_store *st, const struct staaf_asked *key,
    size_t n, int wait_ms, struct staaf_err *err)
{
	struct tally t;
	enum staaf_code rc;

	for (size_t i = 0; i < n; i++)
		if (!staaf_asked_is_month(key[i].month) ||
		    !is_id(key[i].intervention) || !is_id(key[i].outcome))
			return staaf_err_set(err, STAAF_BADARG,
			    STAAF_MSG_ASKED_BAD_KEY, key[i].intervention,
			    key[i].outcome);
	if (n == 0)
		return STAAF_OK;
	rc = open_tally(&t, st, true, wait_ms, err);
	for (size_t i = 0; i < n && rc == STAAF_OK; i++)
		rc = add_one(&t, &key[i], err);
	if (rc == STAAF_OK)
		forget_day(&t, key[0].month);
	close_tally(&t);
	return rc;
}

/* -------------------------------------------------------------- reading */

/* Every line, and what is left of one at the end. */
static enum staaf_code
take_lines(struct staaf_asked *list, size_t *n, size_t *n_bad,
    const struct tally *t, char *bytes, struct staaf_err *err)
{
	off_t end = lseek(t->fd, 0, SEEK_END);

	if (!get(t, bytes, (size_t)t->n_lines * LINE, LINE))
		return fail_errno(t, STAAF_MSG_ASKED_READ, err);
	for (long i = 0; i < t->n_lines; i++) {
		char *line = bytes + (size_t)i * LINE;

		if (read_line(&list[*n], line))
			(*n)++;
		else if ((*n_bad)++ == 0)
			(void)fail_at(t, STAAF_MSG_ASKED_DAMAGED, i + 2, err);
	}
	if (end % LINE != 0 && (*n_bad)++ == 0)
		(void)fail_at(t, STAAF_MSG_ASKED_DAMAGED, t->n_lines + 2,
		    err);
	return STAAF_OK;
}

enum staaf_code
staaf_asked_read(struct staaf_asked **out, size_t *n_out, size_t *n_bad,
    struct staaf_store *st, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_asked *list = NULL;
	size_t n = 0, bad = 0, room;
	struct tally t;
	char *bytes;
	enum staaf_code rc = open_tally(&t, st, false, STORE_WAIT_MS, err);

	if (rc == STAAF_OK && t.n_lines > STAAF_ASKED_MOST_LINES)
		rc = fail_at(&t, STAAF_MSG_ASKED_FULL, 0, err);
	if (rc != STAAF_OK)
		goto done;
	room = (size_t)t.n_lines + 1;
	list = staaf_arena_array(ar, room, sizeof(*list));
	bytes = staaf_arena_array(ar, room, LINE);
	if (list == NULL || bytes == NULL)
		rc = store_fail_memory(err);
	else if (t.fd >= 0)
		rc = take_lines(list, &n, &bad, &t, bytes, err);
	if (rc == STAAF_OK) {
		*out = list;
		*n_out = n;
		*n_bad = bad;
	}
done:
	close_tally(&t);
	return rc;
}
