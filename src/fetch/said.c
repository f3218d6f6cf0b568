/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What staaf-fetch says, written and read.  The reader takes one flat object
 * and nothing else: the program that wrote it met strangers' bytes.
 */
#include <limits.h>
#include <string.h>

#include <staaf/fetch.h>
#include <staaf/json.h>

static const struct {
	const char *name;
	enum staaf_msg msg;
} faults[STAAF_FETCH_N_FAULTS] = {
	[STAAF_FETCH_DONE] = { "", STAAF_MSG_NONE },
	[STAAF_FETCH_ADDRESS] = { "address", STAAF_MSG_FETCH_ADDRESS },
	[STAAF_FETCH_SCHEME] = { "scheme", STAAF_MSG_FETCH_SCHEME },
	[STAAF_FETCH_PRIVATE] = { "private", STAAF_MSG_FETCH_PRIVATE },
	[STAAF_FETCH_REDIRECTS] = { "redirects", STAAF_MSG_FETCH_REDIRECTS },
	[STAAF_FETCH_HOST] = { "host", STAAF_MSG_FETCH_HOST },
	[STAAF_FETCH_CONNECT] = { "connect", STAAF_MSG_FETCH_CONNECT },
	[STAAF_FETCH_TLS] = { "tls", STAAF_MSG_FETCH_TLS },
	[STAAF_FETCH_SLOW] = { "slow", STAAF_MSG_FETCH_SLOW },
	[STAAF_FETCH_LARGE] = { "large", STAAF_MSG_FETCH_LARGE },
	[STAAF_FETCH_BROKEN] = { "broken", STAAF_MSG_FETCH_BROKEN },
	[STAAF_FETCH_STATUS] = { "status", STAAF_MSG_FETCH_STATUS },
	[STAAF_FETCH_FILE] = { "file", STAAF_MSG_FETCH_FILE },
	[STAAF_FETCH_PROGRAM] = { "program", STAAF_MSG_FETCH_PROGRAM },
};

const char *
staaf_fetch_name(enum staaf_fetch_fault fault)
{
	return faults[fault].name;
}

enum staaf_fetch_fault
staaf_fetch_of_name(const char *name)
{
	for (int i = 0; i < STAAF_FETCH_N_FAULTS; i++)
		if (strcmp(faults[i].name, name) == 0)
			return (enum staaf_fetch_fault)i;
	return STAAF_FETCH_PROGRAM;
}

enum staaf_code
staaf_fetch_fail(struct staaf_err *err, const char *address,
    enum staaf_fetch_fault fault, const char *detail)
{
	if (fault == STAAF_FETCH_DONE)
		return STAAF_OK;
	(void)staaf_err_set(err, STAAF_BADINPUT, faults[fault].msg, address,
	    detail);
	if (fault == STAAF_FETCH_PRIVATE)
		staaf_err_hint(err, STAAF_MSG_FETCH_PRIVATE_HINT);
	else if (fault == STAAF_FETCH_ADDRESS)
		staaf_err_hint(err, STAAF_MSG_FETCH_ADDRESS_HINT);
	return STAAF_BADINPUT;
}

void
staaf_fetched_put(struct staaf_buf *out, const struct staaf_fetched *f)
{
	struct staaf_json j;

	staaf_json_init(&j, out);
	staaf_json_object(&j, NULL);
	staaf_json_text(&j, "url", f->url);
	staaf_json_int(&j, "status", f->status);
	staaf_json_text_or_null(&j, "etag", f->etag);
	staaf_json_text_or_null(&j, "last_modified", f->modified);
	staaf_json_text_or_null(&j, "content_type", f->type);
	staaf_json_int(&j, "size", f->size);
	staaf_json_bool(&j, "unchanged", f->is_unchanged);
	staaf_json_count_or_null(&j, "retry_after", f->retry_after);
	staaf_json_text_or_null(&j, "error", staaf_fetch_name(f->fault));
	staaf_json_text_or_null(&j, "detail", f->detail);
	staaf_json_end_object(&j);
	staaf_buf_putc(out, '\n');
}

/* -------------------------------------------------------------- reading */

struct reader {
	const char *at, *end;
	struct staaf_arena *ar;
	bool is_bad;
};

static bool
take(struct reader *rd, char c)
{
	if (rd->at < rd->end && *rd->at == c) {
		rd->at++;
		return true;
	}
	return false;
}

static bool
take_word(struct reader *rd, const char *word)
{
	size_t size = strlen(word);

	if ((size_t)(rd->end - rd->at) < size ||
	    memcmp(rd->at, word, size) != 0)
		return false;
	rd->at += size;
	return true;
}

/* \u and four digits below U+0800: more is written as it is. */
static void
take_code(struct reader *rd, struct staaf_buf *out)
{
	unsigned code = 0;

	for (int i = 0; i < 4; i++) {
		const char *digits = "0123456789abcdef", *digit;

		if (rd->at == rd->end || *rd->at == '\0' ||
		    (digit = strchr(digits, *rd->at)) == NULL) {
			rd->is_bad = true;
			return;
		}
		code = code * 16 + (unsigned)(digit - digits);
		rd->at++;
	}
	if (code == 0 || code >= 0x800) {
		rd->is_bad = true;
	} else if (code < 0x80) {
		staaf_buf_putc(out, (char)code);
	} else {
		staaf_buf_putc(out, (char)(0xc0 | code >> 6));
		staaf_buf_putc(out, (char)(0x80 | (code & 0x3f)));
	}
}

static const char *
take_text(struct reader *rd)
{
	struct staaf_buf text = { 0 };
	const char *copy;

	rd->is_bad = rd->is_bad || !take(rd, '"');
	while (!rd->is_bad && !take(rd, '"')) {
		if (rd->at == rd->end || (unsigned char)*rd->at < ' ')
			rd->is_bad = true;
		else if (*rd->at != '\\')
			staaf_buf_putc(&text, *rd->at++);
		else if (take_word(rd, "\\\""))
			staaf_buf_putc(&text, '"');
		else if (take_word(rd, "\\\\"))
			staaf_buf_putc(&text, '\\');
		else if (take_word(rd, "\\n"))
			staaf_buf_putc(&text, '\n');
		else if (take_word(rd, "\\u"))
			take_code(rd, &text);
		else
			rd->is_bad = true;
	}
	rd->ar->failed = rd->ar->failed || text.failed;
	copy = staaf_arena_dupn(rd->ar, text.text, text.size);
	staaf_buf_clear(&text);
	return copy;
}

static void
read_text(struct reader *rd, const char **out, bool may_be_null)
{
	if (may_be_null && take_word(rd, "null"))
		*out = "";
	else
		*out = take_text(rd);
}

/* A whole number from 0 to most; null is -1. */
static long
take_number(struct reader *rd, long most)
{
	long value = 0;
	bool has_digit = false;

	if (take_word(rd, "null"))
		return -1;
	while (rd->at < rd->end && *rd->at >= '0' && *rd->at <= '9') {
		int digit = *rd->at++ - '0';

		has_digit = true;
		if (value > (most - digit) / 10) {
			rd->is_bad = true;
			return 0;
		}
		value = value * 10 + digit;
	}
	rd->is_bad = rd->is_bad || !has_digit;
	return value;
}

static void
need(struct reader *rd, const char *word)
{
	if (!take_word(rd, word))
		rd->is_bad = true;
}

enum staaf_code
staaf_fetched_read(struct staaf_fetched *out, const char *text, size_t size,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct reader rd = { .at = text, .end = text + size, .ar = ar };
	struct staaf_fetched f = { 0 };
	const char *name = "";

	need(&rd, "{\"url\":");
	read_text(&rd, &f.url, false);
	need(&rd, ",\"status\":");
	f.status = (int)take_number(&rd, 999);
	need(&rd, ",\"etag\":");
	read_text(&rd, &f.etag, true);
	need(&rd, ",\"last_modified\":");
	read_text(&rd, &f.modified, true);
	need(&rd, ",\"content_type\":");
	read_text(&rd, &f.type, true);
	need(&rd, ",\"size\":");
	f.size = take_number(&rd, LONG_MAX);
	need(&rd, ",\"unchanged\":");
	f.is_unchanged = take_word(&rd, "true");
	if (!f.is_unchanged)
		need(&rd, "false");
	need(&rd, ",\"retry_after\":");
	f.retry_after = take_number(&rd, LONG_MAX);
	need(&rd, ",\"error\":");
	read_text(&rd, &name, true);
	f.fault = staaf_fetch_of_name(name);
	need(&rd, ",\"detail\":");
	read_text(&rd, &f.detail, true);
	need(&rd, "}\n");
	if (ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (rd.is_bad || rd.at != rd.end || f.status < 0 || f.size < 0)
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_FETCH_PROGRAM, "staaf-fetch", NULL);
	*out = f;
	return STAAF_OK;
}
