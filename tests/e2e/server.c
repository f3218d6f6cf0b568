/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A web server as nobody wishes for, on loopback, for tests/e2e/fetch.sh.
 *   server FOLDER      writes FOLDER/port, logs to FOLDER/requests
 * What it does to the visitor hangs on the path; other paths are files of
 * FOLDER/www.  Ends when its standard input does.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *folder;
static int port;
static int *n_busy; /* shared by the children */

static void
say(int to, const char *text)
{
	size_t size = strlen(text);

	while (size > 0) {
		ssize_t n = write(to, text, size);

		if (n <= 0)
			_exit(0); /* the visitor had enough */
		text += n;
		size -= (size_t)n;
	}
}

static void
say_whole(int to, const char *head, const char *body)
{
	char text[512];

	(void)snprintf(text, sizeof(text),
	    "HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
	    head, strlen(body));
	say(to, text);
	say(to, body);
}

static void
lead(int to, const char *where)
{
	char text[512];

	(void)snprintf(text, sizeof(text),
	    "302 Found\r\nSet-Cookie: crumb=1\r\nLocation: %s", where);
	say_whole(to, text, "elsewhere");
}

/* A file of www; its whole head before it. */
static void
say_file(int to, const char *path, const char *head)
{
	char name[1024], part[65536];
	struct stat info;
	ssize_t n;
	int fd;

	(void)snprintf(name, sizeof(name), "%s/www%s", folder, path);
	if (strstr(path, "..") != NULL ||
	    (fd = open(name, O_RDONLY)) < 0 || fstat(fd, &info) != 0) {
		say_whole(to, "404 Not Found", "nothing here");
		return;
	}
	(void)snprintf(part, sizeof(part), "HTTP/1.1 200 OK\r\n"
	    "Content-Length: %ld\r\nConnection: close\r\n%s\r\n",
	    (long)info.st_size, head);
	say(to, part);
	while ((n = read(fd, part, sizeof(part))) > 0)
		if (write(to, part, (size_t)n) != n)
			_exit(0);
	(void)close(fd);
}

static void
be_endless(int to)
{
	say(to, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
	for (;;)
		say(to, "<!-- and on and on and on and on and on and on -->");
}

static void
have_endless_head(int to)
{
	say(to, "HTTP/1.1 200 OK\r\n");
	for (;;)
		say(to, "X-More: and more and more and more and more\r\n");
}

static void
drip(int to)
{
	say(to, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
	for (;;) {
		say(to, "x");
		(void)usleep(200000);
	}
}

/* Two pages; a token of its own time; nothing new after a harvest. */
static void
be_repository(int to, const char *path)
{
	if (strstr(path, "from=") != NULL)
		say_file(to, "/oai-none.xml", "");
	else if (strstr(path, "set=stale") != NULL)
		say_file(to, "/oai-stale.xml", "");
	else if (strstr(path, "set=half") != NULL)
		say_file(to, "/oai-half.xml", "");
	else if (strstr(path, "resumptionToken=gone") != NULL)
		say_whole(to, "500 Broken", "no second page");
	else if (strstr(path, "resumptionToken=stale") != NULL)
		say_file(to, "/oai-bad-token.xml", "");
	else if (strstr(path, "resumptionToken=two%2F2") != NULL)
		say_file(to, "/oai-2.xml", "");
	else if (strstr(path, "metadataPrefix=none") != NULL)
		say_file(to, "/oai-bad-prefix.xml", "");
	else
		say_file(to, "/oai-1.xml", "");
}

static const char *const leads[][2] = {
	{ "/moved", "/feed.atom" },
	{ "/loop", "/loop" },
	{ "/file", "file:///etc/passwd" },
	{ "/gopher", "gopher://127.0.0.1/x" },
	{ "/crumb", "/headers" },
	{ NULL, NULL }
};

/* What needs the port in its address. */
static bool
lead_back(int to, const char *path)
{
	const char *host = strcmp(path, "/inside") == 0 ? "127.0.0.2" :
	    strcmp(path, "/password") == 0 ? "u:secret@127.0.0.1" : NULL;
	char where[128];

	if (host == NULL)
		return false;
	(void)snprintf(where, sizeof(where), "http://%s:%d/feed.atom", host,
	    port);
	lead(to, where);
	return true;
}

static void
answer(int to, const char *path, const char *request)
{
	for (int i = 0; leads[i][0] != NULL; i++)
		if (strcmp(path, leads[i][0]) == 0) {
			lead(to, leads[i][1]);
			return;
		}
	if (lead_back(to, path))
		return;
	if (strcmp(path, "/feed.atom") == 0 &&
	    strstr(request, "If-None-Match: \"v1\"") != NULL)
		say(to, "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n");
	else if (strcmp(path, "/feed.atom") == 0)
		say_file(to, path, "ETag: \"v1\"\r\nContent-Type: "
		    "application/atom+xml\r\nLast-Modified: "
		    "Wed, 05 Nov 2025 10:00:00 GMT\r\n");
	else if (strcmp(path, "/always-304") == 0)
		say(to, "HTTP/1.1 304 Not Modified\r\n\r\n");
	else if (strcmp(path, "/headers") == 0)
		say_whole(to, "200 OK", request);
	else if (strcmp(path, "/busy") == 0 && ++*n_busy == 1)
		say_whole(to, "429 Slow\r\nRetry-After: 1", "later");
	else if (strcmp(path, "/busy") == 0)
		say_file(to, "/feed.atom", "");
	else if (strcmp(path, "/closed") == 0)
		say_whole(to, "503 Closed\r\nRetry-After: 3600", "later");
	else if (strcmp(path, "/gone") == 0)
		say_whole(to, "410 Gone", "taken away");
	else if (strcmp(path, "/failing") == 0)
		say_whole(to, "500 Broken", "no answer");
	else if (strcmp(path, "/endless") == 0)
		be_endless(to);
	else if (strcmp(path, "/endless-head") == 0)
		have_endless_head(to);
	else if (strcmp(path, "/drip") == 0)
		drip(to);
	else if (strcmp(path, "/bomb.gz") == 0 ||
	    strcmp(path, "/feed.gz") == 0)
		say_file(to, path, "Content-Encoding: gzip\r\n");
	else if (strcmp(path, "/chunk") == 0)
		say(to, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
		    "\r\n5\r\n<feed\r\nzz\r\nno number\r\n");
	else if (strcmp(path, "/short") == 0)
		say(to, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<a>");
	else if (strcmp(path, "/noise") == 0)
		say(to, "\001\002\003 this was never HTTP\r\n\r\n");
	else if (strcmp(path, "/escape") == 0)
		say_file(to, "/feed.atom", "ETag: \"\033[31mred\033[0m\"\r\n"
		    "Content-Type: text/\033]0;title\007xml\302\233\r\n");
	else if (strncmp(path, "/oai?", 5) == 0)
		be_repository(to, path);
	else
		say_file(to, path, "");
}

static void
log_request(const char *path)
{
	char name[512], line[2200];
	int n = snprintf(line, sizeof(line), "%s\n", path), fd;

	(void)snprintf(name, sizeof(name), "%s/requests", folder);
	fd = open(name, O_WRONLY | O_APPEND | O_CREAT, 0600);
	if (fd < 0 || write(fd, line, (size_t)n) != n)
		_exit(1);
	(void)close(fd);
}

static void
serve(int to)
{
	char request[8192], path[2048] = "";
	size_t size = 0;
	ssize_t n;

	request[0] = '\0';
	while (strstr(request, "\r\n\r\n") == NULL &&
	    size + 1 < sizeof(request) &&
	    (n = read(to, request + size, sizeof(request) - 1 - size)) > 0)
		request[size += (size_t)n] = '\0';
	if (sscanf(request, "GET %2047s", path) != 1)
		return;
	log_request(path);
	answer(to, path, request);
}

static int
listen_on_loopback(void)
{
	/* All of 127/8, so that /inside can be reached when allowed. */
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t size = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, size) != 0 ||
	    listen(fd, 16) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &size) != 0)
		return -1;
	port = ntohs(at.sin_port);
	return fd;
}

int
main(int argc, char **argv)
{
	struct pollfd watch[2] = { { .fd = 0, .events = POLLIN },
		{ .events = POLLIN } };
	char name[512], byte;
	FILE *f;

	if (argc != 2)
		return 2;
	folder = argv[1];
	n_busy = mmap(NULL, sizeof(*n_busy), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	watch[1].fd = listen_on_loopback();
	(void)snprintf(name, sizeof(name), "%s/port", folder);
	if (n_busy == MAP_FAILED || watch[1].fd < 0 ||
	    (f = fopen(name, "w")) == NULL)
		return 1;
	if (fprintf(f, "%d\n", port) < 0 || fclose(f) != 0)
		return 1;
	(void)signal(SIGCHLD, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN);
	while (poll(watch, 2, -1) >= 0 || errno == EINTR) {
		int to;

		if (watch[0].revents != 0 && read(0, &byte, 1) <= 0)
			return 0;
		if (watch[1].revents == 0 ||
		    (to = accept(watch[1].fd, NULL, NULL)) < 0)
			continue;
		if (fork() == 0) {
			(void)alarm(60); /* no visitor stays for ever */
			serve(to);
			_exit(0);
		}
		(void)close(to);
	}
	return 1;
}
