/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One GET.  Everything that a server sends is a stranger's: where it leads,
 * how much, how slowly, and what stands in its headers.
 */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <staaf/utf8.h>

#include "fetch.h"

enum {
	MAX_HEADERS = 256 << 10, /* bytes of all; pages send some 4 kB */
	MAX_HEADER = 1024,       /* of one that is kept */
	CONNECT_SECONDS = 15,
	SLOW_BYTES = 64,         /* a second, over SLOW_SECONDS: a drip */
	SLOW_SECONDS = 30
};

struct get {
	const struct fetch_request *req;
	struct staaf_arena *ar;
	CURL *curl;
	int fd;
	long size, n_headers;
	char refused[INET6_ADDRSTRLEN]; /* the last address refused */
	bool is_large, is_unwritten;
	int write_errno;
	const char *etag, *modified, *type;
};

static char part_name[4096];

/* Take away what was not written whole. */
static void
drop_part(void)
{
	if (part_name[0] != '\0')
		(void)unlink(part_name);
}

static void
stop(int signal_number)
{
	(void)signal_number;
	drop_part();
	_exit(EXIT_FAILED);
}

void
fetch_heed_signals(void)
{
	(void)signal(SIGTERM, stop);
	(void)signal(SIGINT, stop);
	(void)signal(SIGHUP, stop);
	(void)signal(SIGPIPE, SIG_IGN);
}

/* The address about to be connected to: after DNS, after each redirect. */
static curl_socket_t
open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct get *get = arg;
	const void *bytes = NULL;
	size_t size = 0;

	(void)purpose;
	if (to->family == AF_INET) {
		bytes = &((const struct sockaddr_in *)
		    (const void *)&to->addr)->sin_addr;
		size = 4;
	} else if (to->family == AF_INET6) {
		bytes = &((const struct sockaddr_in6 *)
		    (const void *)&to->addr)->sin6_addr;
		size = 16;
	}
	if (bytes == NULL || (!get->req->allows_private &&
	    staaf_fetch_is_private(bytes, size))) {
		if (bytes == NULL || inet_ntop(to->family, bytes,
		    get->refused, sizeof(get->refused)) == NULL)
			memcpy(get->refused, "?", 2);
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* A header's value, clean; "" when it is too long to be what it says. */
static const char *
keep_value(struct get *get, const char *value, size_t size)
{
	struct staaf_buf clean = { 0 };
	const char *copy;

	staaf_utf8_clean(&clean, value, size <= MAX_HEADER ? size : 0);
	get->ar->failed = get->ar->failed || clean.failed;
	copy = staaf_arena_dup(get->ar, clean.text);
	staaf_buf_clear(&clean);
	return copy;
}

static bool
has_name(const char *line, size_t size, const char *name)
{
	size_t n = strlen(name);

	return size > n && line[n] == ':' && strncasecmp(line, name, n) == 0;
}

static size_t
take_header(char *line, size_t one, size_t size, void *arg)
{
	struct get *get = arg;

	(void)one;
	if ((get->n_headers += (long)size) > MAX_HEADERS) {
		get->is_large = true;
		return 0;
	}
	if (size > 5 && strncasecmp(line, "HTTP/", 5) == 0)
		get->etag = get->modified = get->type = "";
	else if (has_name(line, size, "etag"))
		get->etag = keep_value(get, line + 5, size - 5);
	else if (has_name(line, size, "last-modified"))
		get->modified = keep_value(get, line + 14, size - 14);
	else if (has_name(line, size, "content-type"))
		get->type = keep_value(get, line + 13, size - 13);
	return get->ar->failed ? 0 : size;
}

/* Counted after decoding: a small file can unpack into a huge one. */
static size_t
take_bytes(char *bytes, size_t one, size_t size, void *arg)
{
	struct get *get = arg;
	long status = 0;

	(void)one;
	(void)curl_easy_getinfo(get->curl, CURLINFO_RESPONSE_CODE, &status);
	if (size > (size_t)(get->req->most - get->size)) {
		get->is_large = true;
		return 0;
	}
	get->size += (long)size;
	for (size_t done = 0; status == 200 && done < size;) {
		ssize_t n = write(get->fd, bytes + done, size - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			get->is_unwritten = true;
			get->write_errno = errno;
			return 0;
		}
		done += (size_t)n;
	}
	return size;
}

static bool
open_part(struct get *get)
{
	mode_t mask = umask(0);
	int n;

	(void)umask(mask);
	n = snprintf(part_name, sizeof(part_name), "%s.XXXXXX",
	    get->req->file);
	if (n < 0 || (size_t)n >= sizeof(part_name)) {
		part_name[0] = '\0';
		get->write_errno = ENAMETOOLONG;
		return false;
	}
	get->fd = mkostemp(part_name, O_CLOEXEC);
	if (get->fd < 0 || fchmod(get->fd, 0666 & ~mask) != 0) {
		get->write_errno = errno;
		return false;
	}
	return true;
}

/* Let the whole file take its name. */
static bool
keep_part(struct get *get)
{
	if (fsync(get->fd) != 0 ||
	    rename(part_name, get->req->file) != 0) {
		get->write_errno = errno;
		return false;
	}
	part_name[0] = '\0';
	return true;
}

/* Headers of a conditional request, and who asks. */
static struct curl_slist *
make_headers(const struct get *get)
{
	const struct fetch_request *req = get->req;
	const char *line[3] = {
		"Accept: application/atom+xml, application/rss+xml, "
		    "application/xml;q=0.9, */*;q=0.5"
	};
	struct curl_slist *list = NULL, *longer;
	size_t n = 1;

	if (req->etag != NULL)
		line[n++] = staaf_arena_printf(get->ar, "If-None-Match: %s",
		    req->etag);
	if (req->modified != NULL)
		line[n++] = staaf_arena_printf(get->ar,
		    "If-Modified-Since: %s", req->modified);
	for (size_t i = 0; i < n; i++, list = longer)
		if ((longer = curl_slist_append(list, line[i])) == NULL) {
			curl_slist_free_all(list);
			return NULL;
		}
	return list;
}

static const char *
name_agent(struct staaf_arena *ar)
{
	const char *contact = getenv("STAAF_CONTACT");
	struct staaf_buf clean = { 0 };
	const char *agent;

	if (contact != NULL)
		staaf_utf8_clean(&clean, contact, strlen(contact));
	agent = clean.size == 0 ? "staaf/" STAAF_VERSION :
	    staaf_arena_printf(ar, "staaf/" STAAF_VERSION " (+%s)",
	    staaf_buf_text(&clean));
	ar->failed = ar->failed || clean.failed;
	staaf_buf_clear(&clean);
	return agent;
}

/* Every guard there is; false when libcurl does not know one of them. */
static bool
set_guards(struct get *get)
{
	const struct fetch_request *req = get->req;
	long slow = req->timeout < SLOW_SECONDS ? req->timeout : SLOW_SECONDS;
	CURL *c = get->curl;
	bool is_set = true;

#define SET(option, value) (is_set = is_set && \
	curl_easy_setopt(c, CURLOPT_##option, value) == CURLE_OK)
	SET(URL, req->address);
	SET(PROTOCOLS_STR, "http,https");
	SET(REDIR_PROTOCOLS_STR, "http,https");
	SET(FOLLOWLOCATION, 1L);
	SET(MAXREDIRS, (long)FETCH_MAX_REDIRECTS);
	SET(OPENSOCKETFUNCTION, open_socket);
	SET(OPENSOCKETDATA, get);
	SET(PROXY, "");
	SET(NOPROXY, "*");
	SET(NETRC, (long)CURL_NETRC_IGNORED);
	SET(DISALLOW_USERNAME_IN_URL, 1L);
	SET(AUTOREFERER, 0L);
	SET(FAILONERROR, 1L);
	SET(NOSIGNAL, 1L);
	SET(NOPROGRESS, 1L);
	SET(CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	SET(TIMEOUT, req->timeout);
	SET(LOW_SPEED_LIMIT, (long)SLOW_BYTES);
	SET(LOW_SPEED_TIME, slow);
	SET(MAXFILESIZE_LARGE, (curl_off_t)req->most);
	SET(ACCEPT_ENCODING, "gzip, deflate");
	SET(USERAGENT, name_agent(get->ar));
	SET(HEADERFUNCTION, take_header);
	SET(HEADERDATA, get);
	SET(WRITEFUNCTION, take_bytes);
	SET(WRITEDATA, get);
	if (req->ca != NULL)
		SET(CAINFO, req->ca);
#undef SET
	return is_set;
}

static enum staaf_fetch_fault
fault_of(const struct get *get, CURLcode rc)
{
	switch (rc) {
	case CURLE_OK:
		return STAAF_FETCH_DONE;
	case CURLE_URL_MALFORMAT:
		return STAAF_FETCH_ADDRESS;
	case CURLE_UNSUPPORTED_PROTOCOL:
		/* Without a header it is no redirect: bytes without HTTP. */
		return get->n_headers == 0 ? STAAF_FETCH_BROKEN :
		    STAAF_FETCH_SCHEME;
	case CURLE_LOGIN_DENIED:
		return STAAF_FETCH_SCHEME;
	case CURLE_TOO_MANY_REDIRECTS:
		return STAAF_FETCH_REDIRECTS;
	case CURLE_COULDNT_RESOLVE_HOST:
		return STAAF_FETCH_HOST;
	case CURLE_COULDNT_CONNECT:
		return get->refused[0] != '\0' ? STAAF_FETCH_PRIVATE :
		    STAAF_FETCH_CONNECT;
	case CURLE_OPERATION_TIMEDOUT:
		return STAAF_FETCH_SLOW;
	case CURLE_FILESIZE_EXCEEDED:
		return STAAF_FETCH_LARGE;
	case CURLE_HTTP_RETURNED_ERROR:
		return STAAF_FETCH_STATUS;
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
		return STAAF_FETCH_TLS;
	default:
		return get->is_large ? STAAF_FETCH_LARGE :
		    get->is_unwritten ? STAAF_FETCH_FILE : STAAF_FETCH_BROKEN;
	}
}

/* The word that the sentence of a fault needs. */
static const char *
detail_of(const struct get *get, const struct staaf_fetched *f, CURLcode rc)
{
	switch (f->fault) {
	case STAAF_FETCH_PRIVATE:
		return staaf_arena_dup(get->ar, get->refused);
	case STAAF_FETCH_REDIRECTS:
		return staaf_arena_printf(get->ar, "%d",
		    FETCH_MAX_REDIRECTS);
	case STAAF_FETCH_LARGE:
		return staaf_arena_printf(get->ar, "%ld", get->req->most);
	case STAAF_FETCH_STATUS:
		return staaf_arena_printf(get->ar, "%d", f->status);
	case STAAF_FETCH_FILE:
		return staaf_arena_dup(get->ar, strerror(get->write_errno));
	case STAAF_FETCH_CONNECT:
	case STAAF_FETCH_TLS:
	case STAAF_FETCH_BROKEN:
		return curl_easy_strerror(rc);
	default:
		return "";
	}
}

/* What came of it, from libcurl and from what the callbacks saw. */
static void
tell(struct staaf_fetched *out, struct get *get, CURLcode rc)
{
	const struct fetch_request *req = get->req;
	bool is_conditional = req->etag != NULL || req->modified != NULL;
	curl_off_t wait = 0;
	long status = 0;
	char *url = NULL;

	(void)curl_easy_getinfo(get->curl, CURLINFO_RESPONSE_CODE, &status);
	(void)curl_easy_getinfo(get->curl, CURLINFO_RETRY_AFTER, &wait);
	(void)curl_easy_getinfo(get->curl, CURLINFO_EFFECTIVE_URL, &url);
	out->status = status > 0 && status < 1000 ? (int)status : 0;
	if (url != NULL)
		out->url = staaf_fetch_bare(get->ar, url);
	out->etag = get->etag;
	out->modified = get->modified;
	out->type = get->type;
	out->retry_after = wait > 0 ? (long)wait : -1;
	out->fault = fault_of(get, rc);
	out->is_unchanged = out->fault == STAAF_FETCH_DONE &&
	    status == 304 && is_conditional;
	if (out->fault == STAAF_FETCH_DONE && status != 200 &&
	    !out->is_unchanged)
		out->fault = STAAF_FETCH_STATUS;
	if (out->fault == STAAF_FETCH_DONE && !out->is_unchanged) {
		out->size = get->size;
		if (!keep_part(get))
			out->fault = STAAF_FETCH_FILE;
	}
	out->detail = detail_of(get, out, rc);
}

enum staaf_code
fetch_get(struct staaf_fetched *out, const struct fetch_request *req,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct get get = {
		.req = req, .ar = ar, .fd = -1, .etag = "", .modified = "",
		.type = ""
	};
	struct curl_slist *headers = NULL;

	*out = (struct staaf_fetched){
		.url = staaf_fetch_bare(ar, req->address), .etag = "",
		.modified = "", .type = "", .retry_after = -1, .detail = ""
	};
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (get.curl = curl_easy_init()) == NULL ||
	    (headers = make_headers(&get)) == NULL || !set_guards(&get) ||
	    curl_easy_setopt(get.curl, CURLOPT_HTTPHEADER, headers) !=
	    CURLE_OK) {
		ar->failed = true;
	} else if (!open_part(&get)) {
		out->fault = STAAF_FETCH_FILE;
		out->detail = detail_of(&get, out, CURLE_WRITE_ERROR);
	} else {
		tell(out, &get, curl_easy_perform(get.curl));
	}
	drop_part();
	if (get.fd >= 0)
		(void)close(get.fd);
	curl_slist_free_all(headers);
	curl_easy_cleanup(get.curl);
	curl_global_cleanup();
	return ar->failed ? staaf_err_set(err, STAAF_NOMEM,
	    STAAF_MSG_MEM_NONE, NULL, NULL) : STAAF_OK;
}
