/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request, read from its CGI variables.  Only what stands in the table of
 * fields is looked at, and each field goes through its check; no path is
 * made of anything in a request, and HTTP_HOST and HTTP_PROXY are not read.
 */
#include <string.h>

#include <staaf/utf8.h>
#include <staaf/words.h>

#include "app.h"

/* Each check gets the decoded value; false refuses the request. */
static bool
take_question(struct app_request *req, const char *value, size_t size)
{
	size_t n = 0;

	if (staaf_utf8_valid(value, size) != size)
		return false;
	for (size_t i = 0; i < size; i++)
		n += ((unsigned char)value[i] & 0xc0) != 0x80;
	if (n > APP_MAX_QUESTION)
		return false;
	staaf_buf_reset(&req->question);
	staaf_buf_put(&req->question, value, size);
	return true;
}

static bool
take_lang(struct app_request *req, const char *value, size_t size)
{
	req->has_lang = size == 2 && staaf_lang_parse(&req->lang, value);
	return req->has_lang;
}

static bool
take_format(struct app_request *req, const char *value, size_t size)
{
	req->wants_json = size == 4 && strcmp(value, "json") == 0;
	return req->wants_json || (size == 4 && strcmp(value, "html") == 0);
}

static bool
take_style(struct app_request *req, const char *value, size_t size)
{
	(void)value;
	req->wants_style = size == 0;
	return req->wants_style;
}

static const struct {
	const char *name;
	bool (*take)(struct app_request *req, const char *value, size_t size);
} fields[] = {
	{ "lang", take_lang },
	{ "format", take_format },
	{ "q", take_question },
	{ "style", take_style },
};

enum { N_FIELDS = sizeof(fields) / sizeof(fields[0]) };

static int
read_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "%C3%A9+x" to bytes; false for a broken escape or a NUL. */
static bool
decode(struct staaf_buf *out, const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		int high, low;

		if (text[i] == '+') {
			staaf_buf_putc(out, ' ');
			continue;
		}
		if (text[i] != '%') {
			staaf_buf_putc(out, text[i]);
			continue;
		}
		if (size - i < 3 || (high = read_hex(text[i + 1])) < 0 ||
		    (low = read_hex(text[i + 2])) < 0 || high * 16 + low == 0)
			return false;
		staaf_buf_putc(out, (char)(high * 16 + low));
		i += 2;
	}
	return true;
}

/* Give a field to its check; the first of a name counts. */
static bool
take_field(struct app_request *req, unsigned *seen, const char *pair,
    size_t size, struct staaf_buf *value)
{
	size_t name_size = 0;

	while (name_size < size && pair[name_size] != '=')
		name_size++;
	for (int i = 0; i < N_FIELDS; i++) {
		if (strlen(fields[i].name) != name_size ||
		    memcmp(fields[i].name, pair, name_size) != 0 ||
		    (*seen & 1U << i) != 0)
			continue;
		*seen |= 1U << i;
		staaf_buf_reset(value);
		if (name_size < size && !decode(value, pair + name_size + 1,
		    size - name_size - 1))
			return false;
		return fields[i].take(req, staaf_buf_text(value),
		    value->size);
	}
	return true;
}

static bool
read_query(struct app_request *req, const char *query)
{
	struct staaf_buf value = { 0 };
	unsigned seen = 0;
	bool is_right = true;

	while (*query != '\0' && is_right) {
		size_t size = strcspn(query, "&");

		is_right = take_field(req, &seen, query, size, &value);
		query += size + (query[size] == '&');
	}
	if (value.failed)
		req->question.failed = true;
	staaf_buf_clear(&value);
	return is_right;
}

/* "/cgi-bin/staaf.cgi": letters that mean nothing in HTML or addresses. */
static const char *
check_script(const char *script)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-._~/";

	if (script == NULL || script[0] != '/' || script[1] == '/' ||
	    script[strspn(script, plain)] != '\0')
		return "";
	return script;
}

/* The address wins, then the browser, then the question itself. */
static void
choose_lang(struct app_request *req, const char *accepted)
{
	struct staaf_arena ar = { 0 };
	struct staaf_words words = { 0 };
	enum staaf_lang lang = STAAF_EN;

	if (req->has_lang)
		return;
	if (req->question.size > 0) {
		staaf_words_split(&words, staaf_buf_text(&req->question),
		    req->question.size, &ar);
		if (!ar.failed)
			(void)staaf_lang_guess(&lang, &words);
	}
	req->lang = staaf_lang_accept(accepted, lang);
	staaf_arena_clear(&ar);
}

static int
refuse(struct staaf_err *err, int status, enum staaf_msg msg)
{
	(void)staaf_err_set(err, STAAF_BADINPUT, msg, NULL, NULL);
	return status;
}

int
app_read_request(struct app_request *out,
    const char *(*get)(const char *name, void *arg), void *arg,
    struct staaf_err *err)
{
	const char *method = get("REQUEST_METHOD", arg);
	const char *query = get("QUERY_STRING", arg);
	const char *path = get("PATH_INFO", arg);
	bool is_right;

	*out = (struct app_request){ .script = check_script(
	    get("SCRIPT_NAME", arg)) };
	if (query == NULL)
		query = "";
	if (strlen(query) > APP_MAX_QUERY) {
		choose_lang(out, get("HTTP_ACCEPT_LANGUAGE", arg));
		return refuse(err, 414, STAAF_MSG_CGI_TOO_LONG);
	}
	is_right = read_query(out, query);
	choose_lang(out, get("HTTP_ACCEPT_LANGUAGE", arg));
	if (method != NULL && strcmp(method, "HEAD") == 0)
		out->is_head = true;
	else if (method == NULL || strcmp(method, "GET") != 0)
		return refuse(err, 405, STAAF_MSG_CGI_METHOD);
	if (path != NULL && *path != '\0' && strcmp(path, "/") != 0)
		return refuse(err, 404, STAAF_MSG_CGI_NO_PAGE);
	if (out->question.failed)
		return refuse(err, 500, STAAF_MSG_CGI_NOT_NOW);
	if (!is_right)
		return refuse(err, 400, STAAF_MSG_CGI_BAD_REQUEST);
	return 200;
}

void
app_clear_request(struct app_request *req)
{
	staaf_buf_clear(&req->question);
}
