/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What staaf-fetch says, written and read.  The reader takes one flat object
 * with just these members: the program that wrote it met strangers' bytes.
 */
#include <limits.h>
#include <string.h>

#include <jansson.h>

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
	const json_t *object;
	struct staaf_arena *ar;
	bool is_bad;
};

static const char *
take_text(struct reader *rd, const char *name, bool may_be_null)
{
	const json_t *value = json_object_get(rd->object, name);

	if (json_is_string(value))
		return staaf_arena_dup(rd->ar, json_string_value(value));
	rd->is_bad = rd->is_bad || !may_be_null || !json_is_null(value);
	return "";
}

/* A whole number from 0 to most; null is -1. */
static long
take_number(struct reader *rd, const char *name, long most, bool may_be_null)
{
	const json_t *value = json_object_get(rd->object, name);
	json_int_t number = json_integer_value(value);

	if (may_be_null && json_is_null(value))
		return -1;
	rd->is_bad = rd->is_bad || !json_is_integer(value) || number < 0 ||
	    number > most;
	return rd->is_bad ? 0 : (long)number;
}

enum { N_MEMBERS = 10 }; /* that staaf_fetched_put writes */

static void
take_all(struct staaf_fetched *out, struct reader *rd)
{
	const json_t *unchanged = json_object_get(rd->object, "unchanged");

	out->url = take_text(rd, "url", false);
	out->status = (int)take_number(rd, "status", 999, false);
	out->etag = take_text(rd, "etag", true);
	out->modified = take_text(rd, "last_modified", true);
	out->type = take_text(rd, "content_type", true);
	out->size = take_number(rd, "size", LONG_MAX, false);
	out->is_unchanged = json_is_true(unchanged);
	out->retry_after = take_number(rd, "retry_after", LONG_MAX, true);
	out->fault = staaf_fetch_of_name(take_text(rd, "error", true));
	out->detail = take_text(rd, "detail", true);
	rd->is_bad = rd->is_bad || !json_is_boolean(unchanged) ||
	    json_object_size(rd->object) != N_MEMBERS;
}

enum staaf_code
staaf_fetched_read(struct staaf_fetched *out, const char *text, size_t size,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_json_fault why;
	struct staaf_fetched f = { 0 };
	json_t *object = NULL;
	enum staaf_code rc = staaf_json_load(&object, text, size, true, &why);
	struct reader rd = { .object = object, .ar = ar };

	if (rc == STAAF_OK) {
		take_all(&f, &rd);
		rc = rd.is_bad ? STAAF_BADINPUT : STAAF_OK;
	}
	json_decref(object);
	if (rc == STAAF_NOMEM || ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	if (rc != STAAF_OK)
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_FETCH_PROGRAM, "staaf-fetch", NULL);
	*out = f;
	return STAAF_OK;
}
