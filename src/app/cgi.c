/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf.cgi: the ask page, as a CGI program (RFC 3875) or, when started with
 * a listening socket, as a FastCGI one.  The store is STAAF_DB and is only
 * read; beside it is counted what is asked, when it says so.  Readers get a
 * short message; the log gets the detail.
 */
#include <fcgiapp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app.h"

enum { MOST_SECONDS = 20 }; /* for one question */

/* What stays open between the requests of a FastCGI process. */
struct desk {
	struct staaf_store *st;
	struct staaf_rules *rs;
	uint64_t generation;
	dev_t device;
	ino_t inode;
	struct app_counter counter;
};

/* One answer to a request, before it is written. */
struct response {
	int status;
	const char *type;
	enum staaf_lang lang;
	bool has_lang, is_fixed; /* fixed: may be kept by the browser */
	struct staaf_buf body;
};

static const char headers[] =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n";

static const struct {
	int status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" }, { 400, "Bad Request" }, { 404, "Not Found" },
	{ 405, "Method Not Allowed" }, { 414, "URI Too Long" },
	{ 500, "Internal Server Error" }, { 503, "Service Unavailable" },
};

static const char *
get_reason(int status)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Internal Server Error";
}

static void
close_desk(struct desk *d)
{
	staaf_rules_free(d->rs);
	staaf_store_close(d->st);
	*d = (struct desk){ .counter = d->counter };
}

/* Open the store, or keep it when nothing changed since. */
static enum staaf_code
open_desk(struct desk *d, struct staaf_err *err)
{
	const char *path = getenv("STAAF_DB");
	uint64_t generation = 0;
	struct stat st;
	enum staaf_code rc;

	if (path == NULL || *path == '\0')
		return staaf_err_set(err, STAAF_STORE, STAAF_MSG_CGI_NO_DB,
		    NULL, NULL);
	if (d->st != NULL && stat(path, &st) == 0 &&
	    st.st_dev == d->device && st.st_ino == d->inode &&
	    staaf_store_generation(&generation, d->st, NULL) == STAAF_OK &&
	    generation == d->generation)
		return STAAF_OK;
	close_desk(d);
	rc = staaf_store_open(&d->st, path, STAAF_STORE_READ, err);
	if (rc == STAAF_OK)
		rc = staaf_store_generation(&d->generation, d->st, err);
	if (rc == STAAF_OK)
		rc = staaf_rules_in_force(&d->rs, d->st, err);
	if (rc == STAAF_OK && stat(path, &st) == 0) {
		d->device = st.st_dev;
		d->inode = st.st_ino;
	}
	if (rc != STAAF_OK)
		close_desk(d);
	return rc;
}

/* A page or an object that says what went wrong, in the reader's terms. */
static void
respond_error(struct response *res, const struct app_request *req,
    const struct staaf_err *err)
{
	const struct staaf_page page = { .lang = req->lang,
		.question = staaf_buf_text(&req->question),
		.script = req->script, .err = err };

	staaf_buf_reset(&res->body);
	if (req->wants_json)
		staaf_show_err_json(&res->body, err, req->lang);
	else
		staaf_show_page(&res->body, &page);
}

/* The log gets what failed; the reader, that it did. */
static void
respond_failure(struct response *res, const struct app_request *req,
    const struct staaf_err *err)
{
	struct staaf_err said;

	staaf_err_print(stderr, err, STAAF_EN);
	if (err->code == STAAF_USAGE || err->code == STAAF_BADINPUT) {
		res->status = 400;
		respond_error(res, req, err);
		return;
	}
	res->status = err->code == STAAF_NOMEM ? 500 : 503;
	staaf_err_set(&said, err->code, STAAF_MSG_CGI_NOT_NOW, NULL, NULL);
	respond_error(res, req, &said);
}

static bool
has_words(const struct staaf_buf *question)
{
	const char *text = staaf_buf_text(question);

	return text[strspn(text, " \t\r\n")] != '\0';
}

static void
respond_answer(struct response *res, const struct app_request *req,
    struct desk *d)
{
	struct staaf_arena ar = { 0 };
	struct staaf_answer a = { 0 };
	struct staaf_err err = { 0 };
	struct staaf_page page = { .lang = req->lang,
		.question = staaf_buf_text(&req->question),
		.script = req->script, .answer = &a };

	if (open_desk(d, &err) != STAAF_OK ||
	    staaf_store_begin(d->st, &err) != STAAF_OK ||
	    staaf_ask(&a, d->st, d->rs, page.question, req->question.size,
	    req->lang, &ar, &err) != STAAF_OK) {
		respond_failure(res, req, &err);
	} else {
		d->counter.is_on = app_counts_questions(d->st);
		page.is_counted = d->counter.is_on;
		if (req->wants_json)
			staaf_show_answer_json(&res->body, &a, NULL);
		else
			staaf_show_page(&res->body, &page);
		if (!req->is_head)
			app_count(&d->counter, d->st, &a, STAAF_EN);
	}
	if (d->st != NULL)
		staaf_store_rollback(d->st); /* all of it was one moment */
	staaf_arena_clear(&ar);
}

/*
 * The page without an answer.  Of the store only the setting is read, and one
 * that fails is told when someone asks.
 */
static void
respond_start(struct response *res, const struct app_request *req)
{
	struct staaf_page start = { .lang = req->lang, .question = "",
		.script = req->script };
	const char *path = getenv("STAAF_DB");
	struct staaf_store *st = NULL;

	if (path != NULL && staaf_store_open(&st, path, STAAF_STORE_READ,
	    NULL) == STAAF_OK)
		start.is_counted = app_counts_questions(st);
	staaf_store_close(st);
	staaf_show_page(&res->body, &start);
}

static void
respond_style(struct response *res)
{
	size_t size = 0;
	const char *style = staaf_show_stylesheet(&size);

	res->type = "text/css; charset=utf-8";
	res->has_lang = false;
	res->is_fixed = true;
	staaf_buf_put(&res->body, style, size);
}

static void
respond(struct response *res, const struct app_request *req,
    const struct staaf_err *err, struct desk *d)
{
	res->lang = req->lang;
	res->has_lang = true;
	res->type = req->wants_json ? "application/json; charset=utf-8" :
	    "text/html; charset=utf-8";
	if (res->status != 200)
		respond_error(res, req, err);
	else if (req->wants_style)
		respond_style(res);
	else if (has_words(&req->question))
		respond_answer(res, req, d);
	else
		respond_start(res, req);
	if (res->body.failed) { /* no memory for even a page */
		res->status = 500;
		res->type = "text/plain; charset=utf-8";
		staaf_buf_clear(&res->body);
	}
}

static void
write_head(struct staaf_buf *out, const struct response *res)
{
	staaf_buf_printf(out, "Status: %d %s\r\n", res->status,
	    get_reason(res->status));
	staaf_buf_printf(out, "Content-Type: %s\r\n", res->type);
	staaf_buf_printf(out, "Content-Length: %zu\r\n", res->body.size);
	if (res->status == 405)
		staaf_buf_puts(out, "Allow: GET, HEAD\r\n");
	if (res->has_lang)
		staaf_buf_printf(out, "Content-Language: %s\r\n"
		    "Vary: Accept-Language\r\n", staaf_lang_code(res->lang));
	staaf_buf_puts(out, res->is_fixed ?
	    "Cache-Control: public, max-age=3600\r\n" :
	    "Cache-Control: no-cache\r\n");
	staaf_buf_puts(out, headers);
	staaf_buf_puts(out, "\r\n");
}

/* Read a request and make all of what is written back. */
static void
serve(struct staaf_buf *out, const char *(*get)(const char *name, void *arg),
    void *arg, struct desk *d)
{
	struct app_request req;
	struct response res = { 0 };
	struct staaf_err err = { 0 };

	(void)alarm(MOST_SECONDS);
	res.status = app_read_request(&req, get, arg, &err);
	respond(&res, &req, &err, d);
	write_head(out, &res);
	if (!req.is_head)
		staaf_buf_put(out, staaf_buf_text(&res.body), res.body.size);
	(void)alarm(0);
	staaf_buf_clear(&res.body);
	app_clear_request(&req);
}

static const char *
get_from_environment(const char *name, void *arg)
{
	(void)arg;
	return getenv(name);
}

static const char *
get_from_parameters(const char *name, void *arg)
{
	return FCGX_GetParam(name, arg);
}

static int
serve_once(void)
{
	struct desk d = { 0 };
	struct staaf_buf out = { 0 };
	bool is_written;

	serve(&out, get_from_environment, NULL, &d);
	is_written = !out.failed && fwrite(staaf_buf_text(&out), 1, out.size,
	    stdout) == out.size && fflush(stdout) == 0;
	staaf_buf_clear(&out);
	close_desk(&d);
	return is_written ? 0 : 1;
}

static void
stop_accepting(int signal_number)
{
	(void)signal_number;
	FCGX_ShutdownPending();
}

static int
serve_many(void)
{
	struct sigaction stop = { .sa_handler = stop_accepting };
	struct desk d = { 0 };
	FCGX_Request request;

	if (FCGX_Init() != 0 || FCGX_InitRequest(&request, 0,
	    FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return 1;
	(void)sigaction(SIGTERM, &stop, NULL);
	(void)sigaction(SIGUSR1, &stop, NULL);
	while (FCGX_Accept_r(&request) == 0) {
		struct staaf_buf out = { 0 };

		serve(&out, get_from_parameters, request.envp, &d);
		if (!out.failed)
			(void)FCGX_PutStr(staaf_buf_text(&out),
			    (int)out.size, request.out);
		staaf_buf_clear(&out);
		FCGX_Finish_r(&request);
	}
	close_desk(&d);
	return 0;
}

int
main(void)
{
	(void)signal(SIGPIPE, SIG_IGN);
	return FCGX_IsCGI() ? serve_once() : serve_many();
}
