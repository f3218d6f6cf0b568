/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Addresses of OAI-PMH: what is asked, in which order, from which day.  The
 * address of such a source is that of its first whole harvest.
 */
#include <string.h>

#include <staaf/utf8.h>

#include "app.h"

/* Everything but what may stand in an address as it is. */
static void
put_escaped(struct staaf_buf *out, const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
		    (*p >= '0' && *p <= '9') || strchr("-._~:", *p) != NULL)
			staaf_buf_putc(out, *p);
		else
			staaf_buf_printf(out, "%%%02X", (unsigned char)*p);
	}
}

static const char *
escape(const char *text, struct staaf_arena *ar)
{
	struct staaf_buf out = { 0 };
	const char *copy;

	put_escaped(&out, text);
	ar->failed = ar->failed || out.failed;
	copy = staaf_arena_dup(ar, out.text);
	staaf_buf_clear(&out);
	return copy;
}

/* The value of a parameter "name=value" of that size; NULL: another name. */
static const char *
value_of(const char *at, size_t size, const char *name,
    struct staaf_arena *ar)
{
	size_t n = strlen(name);

	if (size <= n || strncmp(at, name, n) != 0 || at[n] != '=')
		return NULL;
	return staaf_arena_dupn(ar, at + n + 1, size - n - 1);
}

/* Take an address apart; false when it asks nothing of OAI-PMH. */
static bool
read_query(struct staaf_feed *out, const char *address,
    struct staaf_arena *ar)
{
	size_t path = strcspn(address, "?#");
	struct staaf_buf base = { 0 };
	const char *at = address + path;
	bool is_oai = false;
	char sign = '?';

	staaf_buf_put(&base, address, path);
	while (*at == '?' || *at == '&') {
		size_t size = strcspn(++at, "&#");
		const char *set = value_of(at, size, "set", ar),
		    *prefix = value_of(at, size, "metadataPrefix", ar);

		if (set != NULL) {
			out->part = set;
		} else if (prefix != NULL) {
			out->prefix = prefix;
		} else if (value_of(at, size, "verb", ar) != NULL) {
			is_oai = true;
		} else if (size > 0 &&
		    value_of(at, size, "from", ar) == NULL &&
		    value_of(at, size, "until", ar) == NULL &&
		    value_of(at, size, "resumptionToken", ar) == NULL) {
			staaf_buf_putc(&base, sign);
			staaf_buf_put(&base, at, size);
			sign = '&';
		}
		at += size;
	}
	ar->failed = ar->failed || base.failed;
	out->base = staaf_arena_dup(ar, base.text);
	staaf_buf_clear(&base);
	return is_oai;
}

const char *
app_harvest_address(const struct staaf_feed *feed, const char *token,
    struct staaf_arena *ar)
{
	struct staaf_buf out = { 0 };
	const char *address;

	staaf_buf_printf(&out, "%s%cverb=ListRecords", feed->base,
	    strchr(feed->base, '?') != NULL ? '&' : '?');
	if (*token != '\0') {
		staaf_buf_puts(&out, "&resumptionToken=");
		put_escaped(&out, token);
	} else {
		staaf_buf_printf(&out, "&metadataPrefix=%s", feed->prefix);
		if (*feed->part != '\0')
			staaf_buf_printf(&out, "&set=%s", feed->part);
		/* Every repository can do days; a day twice does no harm. */
		if (strlen(feed->harvested) >= 10)
			staaf_buf_printf(&out, "&from=%.10s",
			    feed->harvested);
	}
	ar->failed = ar->failed || out.failed;
	address = staaf_arena_dup(ar, out.text);
	staaf_buf_clear(&out);
	return address;
}

enum staaf_code
app_feed_of_address(struct staaf_feed *out, const struct app *app,
    const char *address, struct staaf_arena *ar, struct staaf_err *err)
{
	const char *set = app->value[APP_SET], *prefix = app->value[APP_PREFIX];
	struct staaf_feed feed = { .base = "", .part = "", .prefix = "oai_dc",
		.title = "", .etag = "", .modified = "", .harvested = "" };
	struct staaf_buf title = { 0 };
	enum staaf_code rc = staaf_fetch_check(address, err);

	if (rc != STAAF_OK)
		return rc;
	if (app->value[APP_NAME] != NULL)
		staaf_utf8_clean(&title, app->value[APP_NAME],
		    strlen(app->value[APP_NAME]));
	ar->failed = ar->failed || title.failed;
	feed.title = staaf_arena_dup(ar, title.text);
	staaf_buf_clear(&title);
	feed.is_oai = read_query(&feed, address, ar) || set != NULL ||
	    prefix != NULL;
	if (set != NULL)
		feed.part = escape(set, ar);
	if (prefix != NULL)
		feed.prefix = escape(prefix, ar);
	if (feed.is_oai) {
		feed.address = app_harvest_address(&feed, "", ar);
	} else {
		/* What follows "#" never reaches a server. */
		feed.address = staaf_arena_dupn(ar, address,
		    strcspn(address, "#"));
		feed.base = feed.part = feed.prefix = "";
	}
	if (ar->failed)
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE,
		    NULL, NULL);
	*out = feed;
	return STAAF_OK;
}
