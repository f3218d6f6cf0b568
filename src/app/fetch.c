/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Requests by staaf-fetch, a program beside this one that knows the network
 * and not the store; no shell takes part.  This side sees to it that servers
 * are not hurried.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app.h"

enum {
	PAUSE = 1000,         /* milliseconds; what repositories ask for */
	MOST_PAUSE = 600000,
	PATIENCE = 60,        /* seconds that a server may ask us to wait */
	CHILD_SECONDS = 180,  /* it gives up by itself after 120 */
	MAX_SAID = 64 << 10,  /* of its one object */
	PROGRAM_SIZE = 4096
};

/* For the signal handler: the folder in use, and who writes in it. */
static struct app_fetcher *in_use;
static volatile sig_atomic_t writer;

static void
remove_folder(struct app_fetcher *f)
{
	(void)unlink(f->file);
	(void)rmdir(f->folder);
}

/* Stopped: the one that writes first, then what it wrote. */
static void
stop(int signal_number)
{
	pid_t pid = (pid_t)writer;

	if (pid > 0 && kill(pid, SIGTERM) == 0)
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
	if (in_use != NULL)
		remove_folder(in_use);
	(void)signal(signal_number, SIG_DFL);
	(void)raise(signal_number);
}

/* SIG_DFL when the folder is gone. */
static void
heed_signals(void (*handler)(int))
{
	static const int list[] = { SIGINT, SIGTERM, SIGHUP };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		(void)signal(list[i], handler);
}

enum staaf_code
app_fetch_start(struct app_fetcher *out, struct app *app,
    struct staaf_err *err)
{
	const char *tmp = getenv("TMPDIR");
	int n;

	*out = (struct app_fetcher){ .app = app };
	if (app_get_number(&out->pause, app, APP_PAUSE, PAUSE, MOST_PAUSE,
	    err) != STAAF_OK)
		return STAAF_USAGE;
	if (tmp == NULL || tmp[0] != '/')
		tmp = "/tmp";
	n = snprintf(out->folder, sizeof(out->folder), "%s/staaf-XXXXXX",
	    tmp);
	errno = ENAMETOOLONG;
	if (n < 0 || (size_t)n >= sizeof(out->folder) ||
	    mkdtemp(out->folder) == NULL) {
		out->folder[0] = '\0';
		return staaf_err_set(err, STAAF_IO, STAAF_MSG_FETCH_NO_FOLDER,
		    strerror(errno), NULL);
	}
	(void)snprintf(out->file, sizeof(out->file), "%s/got", out->folder);
	in_use = out;
	heed_signals(stop);
	return STAAF_OK;
}

void
app_fetch_end(struct app_fetcher *f)
{
	if (f->folder[0] == '\0')
		return;
	heed_signals(SIG_DFL);
	in_use = NULL;
	remove_folder(f);
	f->folder[0] = '\0';
}

/* ----------------------------------------------------------- the program */

/* STAAF_FETCH, else beside this program, else along PATH. */
static void
find_program(char out[PROGRAM_SIZE])
{
	static const char name[] = "staaf-fetch";
	const char *told = getenv("STAAF_FETCH");
	char *slash;
	ssize_t n;

	if (told != NULL && *told != '\0' && strlen(told) < PROGRAM_SIZE) {
		memcpy(out, told, strlen(told) + 1);
		return;
	}
	n = readlink("/proc/self/exe", out, PROGRAM_SIZE - sizeof(name));
	out[n < 0 ? 0 : n] = '\0';
	slash = strrchr(out, '/');
	if (slash != NULL) {
		memcpy(slash + 1, name, sizeof(name));
		if (access(out, X_OK) == 0)
			return;
	}
	memcpy(out, name, sizeof(name));
}

/* In the child: nothing of ours but where to write. */
static _Noreturn void
become(const char *program, char *const *argv, int out)
{
	int null = open("/dev/null", O_RDWR);

	if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 ||
	    dup2(null, 2) < 0)
		_exit(126);
	(void)close_range(3, ~0U, 0);
	(void)execvp(program, argv);
	_exit(127);
}

static pid_t
start_child(int *said, char *const *argv)
{
	char program[PROGRAM_SIZE];
	int ends[2];
	pid_t pid;

	find_program(program);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	if ((pid = fork()) == 0) {
		heed_signals(SIG_DFL);
		become(program, argv, ends[1]);
	}
	writer = (sig_atomic_t)pid;
	(void)close(ends[1]);
	*said = ends[0];
	if (pid < 0)
		(void)close(ends[0]);
	return pid;
}

/* All that it says; false when that is too much or takes too long. */
static bool
hear(struct staaf_buf *out, int from)
{
	struct pollfd wait = { .fd = from, .events = POLLIN };
	struct timespec now, end;
	char part[4096];
	ssize_t n = 1;

	(void)clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += CHILD_SECONDS;
	while (n != 0) {
		(void)clock_gettime(CLOCK_MONOTONIC, &now);
		if (now.tv_sec >= end.tv_sec || out->size > MAX_SAID)
			return false;
		if (poll(&wait, 1, 1000) <= 0)
			continue;
		n = read(from, part, sizeof(part));
		if (n < 0 && errno != EINTR)
			return false;
		staaf_buf_put(out, part, n > 0 ? (size_t)n : 0);
	}
	return !out->failed;
}

/* How the child ended: its exit status, or 128 and the signal. */
static int
end_child(pid_t pid)
{
	int how = 0;

	while (waitpid(pid, &how, 0) < 0 && errno == EINTR)
		;
	writer = 0;
	return WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
}

static enum staaf_code
run_child(struct staaf_fetched *out, char *const *argv,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_buf said = { 0 };
	struct staaf_fetched got = { 0 };
	enum staaf_code rc = STAAF_BADINPUT;
	bool is_whole = false;
	int from = -1, status = 126;
	pid_t pid = start_child(&from, argv);

	if (pid >= 0) {
		is_whole = hear(&said, from);
		(void)close(from);
		if (!is_whole)
			(void)kill(pid, SIGKILL);
		status = end_child(pid);
	}
	if (is_whole && (status == 0 || status == 3))
		rc = staaf_fetched_read(&got, staaf_buf_text(&said),
		    said.size, ar, err);
	staaf_buf_clear(&said);
	/* One that failed must say why, and one that did not must not. */
	if (rc == STAAF_OK && (status == 0) ==
	    (got.fault == STAAF_FETCH_DONE)) {
		*out = got;
		return rc;
	}
	*out = (struct staaf_fetched){
		.url = "", .etag = "", .modified = "", .type = "",
		.retry_after = -1, .fault = STAAF_FETCH_PROGRAM,
		.detail = staaf_arena_printf(ar, "exit %d", status)
	};
	return ar->failed ? staaf_err_set(err, STAAF_NOMEM,
	    STAAF_MSG_MEM_NONE, NULL, NULL) : STAAF_OK;
}

/* ------------------------------------------------------------- patience */

static void
sleep_ms(long ms)
{
	struct timespec left = { ms / 1000, ms % 1000 * 1000000 };

	while (ms > 0 && nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

/* Give the host of the last request its rest. */
static void
keep_pause(struct app_fetcher *f, const char *address)
{
	const char *host = strstr(address, "://");
	struct timespec now;
	char name[sizeof(f->host)];
	long passed;

	host = host == NULL ? address : host + 3;
	(void)snprintf(name, sizeof(name), "%.*s",
	    (int)strcspn(host, "/?#"), host);
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	passed = (now.tv_sec - f->last.tv_sec) * 1000 +
	    (now.tv_nsec - f->last.tv_nsec) / 1000000;
	if (strcmp(name, f->host) == 0 && passed < f->pause)
		sleep_ms(f->pause - passed);
	memcpy(f->host, name, sizeof(name));
}

static bool
asks_patience(const struct staaf_fetched *got)
{
	return got->fault == STAAF_FETCH_STATUS &&
	    (got->status == 429 || got->status == 503) &&
	    got->retry_after >= 0 && got->retry_after <= PATIENCE;
}

enum staaf_code
app_fetch_get(struct staaf_fetched *out, struct app_fetcher *f,
    const char *address, const char *etag, const char *modified,
    struct staaf_arena *ar, struct staaf_err *err)
{
	char *argv[10];
	const char *words[9] = { "staaf-fetch" };
	enum staaf_code rc;
	size_t n = 1;

	if (f->app->value[APP_ALLOW_PRIVATE] != NULL)
		words[n++] = "--allow-private";
	if (*etag != '\0') {
		words[n++] = "--etag";
		words[n++] = etag;
	}
	if (*modified != '\0') {
		words[n++] = "--modified";
		words[n++] = modified;
	}
	words[n++] = "--";
	words[n++] = address;
	words[n] = f->file;
	for (size_t i = 0; i <= n; i++)
		argv[i] = staaf_arena_dup(ar, words[i]);
	argv[n + 1] = NULL;
	if (ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	keep_pause(f, address);
	rc = run_child(out, argv, ar, err);
	if (rc == STAAF_OK && asks_patience(out)) {
		sleep_ms(out->retry_after * 1000);
		rc = run_child(out, argv, ar, err);
	}
	(void)clock_gettime(CLOCK_MONOTONIC, &f->last);
	return rc;
}

/* ---------------------------------------------------------- what it gave */

/* A page instead of a feed: say where its feed is. */
static void
tell_feed(struct staaf_ingest_report *out, const char *bytes, size_t size,
    const char *url, struct staaf_arena *ar)
{
	const char *feed;

	if (out->trouble == NULL || *out->format != '\0')
		return;
	feed = staaf_fetch_feed_of_page(ar, bytes, size, url);
	if (*feed == '\0')
		return;
	(void)staaf_err_set(&out->trouble->err, STAAF_BADINPUT,
	    STAAF_MSG_FETCH_PAGE, feed, NULL);
	staaf_err_place(&out->trouble->err, out->file, 0, 0);
	staaf_err_hint(&out->trouble->err, STAAF_MSG_FETCH_PAGE_HINT);
}

enum staaf_code
app_fetch_ingest(struct staaf_ingest_report *out, struct app_fetcher *f,
    const struct staaf_ingest *in, const char *name, const char *url,
    struct staaf_arena *ar, struct staaf_err *err)
{
	int fd = open(f->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat info;
	const char *bytes = "";
	void *map = MAP_FAILED;
	enum staaf_code rc = STAAF_IO;
	size_t size = 0;

	(void)unlink(f->file); /* nothing stays, whatever happens now */
	if (fd < 0 || fstat(fd, &info) != 0)
		goto done;
	size = (size_t)info.st_size;
	if (size > 0) {
		map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (map == MAP_FAILED)
			goto done;
		bytes = map;
	}
	rc = staaf_ingest_bytes(out, in, name, bytes, size, ar, err);
	if (rc == STAAF_BADINPUT)
		tell_feed(out, bytes, size, url, ar);
	if (rc == STAAF_BADINPUT && out->trouble != NULL && err != NULL)
		*err = out->trouble->err;
done:
	if (rc == STAAF_IO && size == 0)
		(void)staaf_err_set(err, STAAF_IO, STAAF_MSG_FETCH_FILE, name,
		    strerror(errno));
	if (map != MAP_FAILED)
		(void)munmap(map, size);
	if (fd >= 0)
		(void)close(fd);
	return rc;
}
