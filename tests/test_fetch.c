/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which machines are private, which addresses are fetched, what is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/fetch.h>

static bool
is_private(const char *text)
{
	bool is_six = strchr(text, ':') != NULL;
	unsigned char bytes[16];

	assert_int_equal(inet_pton(is_six ? AF_INET6 : AF_INET, text, bytes),
	    1);
	return staaf_fetch_is_private(bytes, is_six ? 16 : 4);
}

/* First and last of each range; the neighbours are in the next test. */
static void
the_own_network_is_private(void **state)
{
	static const char *const list[] = {
		"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255",
		"100.64.0.0", "100.127.255.255", "127.0.0.1",
		"127.255.255.255", "169.254.0.0", "169.254.169.254",
		"172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.2.9",
		"192.88.99.1", "192.168.0.0", "192.168.255.255",
		"198.18.0.0", "198.19.255.255", "198.51.100.7",
		"203.0.113.7", "224.0.0.1", "255.255.255.255",
		"::", "::1", "::7f00:1", "::ffff:127.0.0.1",
		"::ffff:10.1.2.3", "64:ff9b::7f00:1", "64:ff9b:1::1",
		"100::1", "2001::1", "2001:db8::1", "2002:7f00:1::",
		"2002:c0a8:101::1", "3fff::1", "fc00::1", "fdff::1",
		"fe80::1", "febf::1", "fec0::1", "ff02::1"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (!is_private(list[i]))
			fail_msg("%s is not private", list[i]);
}

static void
the_open_internet_is_not(void **state)
{
	static const char *const list[] = {
		"1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255",
		"100.128.0.0", "126.255.255.255", "128.0.0.0",
		"169.253.255.255", "169.255.0.0", "172.15.255.255",
		"172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0",
		"198.17.255.255", "198.20.0.0", "223.255.255.255",
		"2001:200::1", "2600::1", "2a00::1", "::ffff:1.1.1.1",
		"64:ff9b::101:101", "2002:101:101::1"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (is_private(list[i]))
			fail_msg("%s is private", list[i]);
}

static void
an_address_of_another_size_is_private(void **state)
{
	static const unsigned char bytes[16] = { 1, 1, 1, 1 };

	(void)state;
	assert_false(staaf_fetch_is_private(bytes, 4));
	assert_true(staaf_fetch_is_private(bytes, 0));
	assert_true(staaf_fetch_is_private(bytes, 8));
}

static void
only_plain_web_addresses_are_fetched(void **state)
{
	static const char *const good[] = { "http://x.example",
		"HTTPS://x.example:8443/a?b=c@d#e", "http://[::1]/" };
	static const char *const bad[] = { "", "x.example", "file:///etc/x",
		"ftp://x.example/", "http://", "http://:80/", "http:///x",
		"http://x.example/a b", "http://x.example/\r\nX: y",
		"http://x.example/\xc3\xa9", "http://u:p@x.example/",
		"http://u@x.example",
		"http://x.example/\x7f" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (staaf_fetch_check(good[i], NULL) != STAAF_OK)
			fail_msg("'%s' is refused", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (staaf_fetch_check(bad[i], NULL) != STAAF_USAGE)
			fail_msg("'%s' is not refused", bad[i]);
}

static void
an_address_is_as_long_as_told_and_no_longer(void **state)
{
	char address[STAAF_FETCH_ADDRESS_SIZE + 1];

	(void)state;
	memset(address, 'a', sizeof(address));
	memcpy(address, "http://", 7);
	address[STAAF_FETCH_ADDRESS_SIZE - 1] = '\0';
	assert_int_equal(staaf_fetch_check(address, NULL), STAAF_OK);
	address[STAAF_FETCH_ADDRESS_SIZE - 1] = 'a';
	address[STAAF_FETCH_ADDRESS_SIZE] = '\0';
	assert_int_equal(staaf_fetch_check(address, NULL), STAAF_USAGE);
}

static void
a_password_is_never_shown(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_err err = { 0 };
	struct staaf_buf out = { 0 };

	(void)state;
	assert_string_equal(staaf_fetch_bare(&ar, "http://u:p@q@x.example/a@b"),
	    "http://x.example/a@b");
	assert_string_equal(staaf_fetch_bare(&ar, "http://x.example/a@b"),
	    "http://x.example/a@b");
	assert_int_equal(staaf_fetch_check("http://u:secret@x.example/", &err),
	    STAAF_USAGE);
	staaf_err_sentence(&out, &err, STAAF_EN);
	assert_null(strstr(staaf_buf_text(&out), "secret"));
	staaf_buf_clear(&out);
	staaf_arena_clear(&ar);
}

/* ------------------------------------------------------------ its object */

static const char said[] = "{\"url\":\"http://x.example/\",\"status\":200,"
    "\"etag\":\"\\\"v1\\\"\",\"last_modified\":null,\"content_type\":"
    "\"text/xml\",\"size\":12,\"unchanged\":false,\"retry_after\":null,"
    "\"error\":null,\"detail\":null}\n";

static void
what_is_written_is_read_back(void **state)
{
	struct staaf_fetched f = { .url = "", .status = 0 };
	struct staaf_buf out = { 0 };
	struct staaf_arena ar = { 0 };

	(void)state;
	assert_int_equal(staaf_fetched_read(&f, said, strlen(said), &ar, NULL),
	    STAAF_OK);
	assert_string_equal(f.url, "http://x.example/");
	assert_int_equal(f.status, 200);
	assert_string_equal(f.etag, "\"v1\"");
	assert_string_equal(f.modified, "");
	assert_int_equal(f.size, 12);
	assert_int_equal(f.retry_after, -1);
	assert_int_equal(f.fault, STAAF_FETCH_DONE);
	staaf_fetched_put(&out, &f);
	assert_string_equal(staaf_buf_text(&out), said);
	staaf_buf_clear(&out);
	staaf_arena_clear(&ar);
}

static void
every_fault_comes_back_as_itself(void **state)
{
	(void)state;
	for (int i = 0; i < STAAF_FETCH_N_FAULTS; i++) {
		enum staaf_fetch_fault fault = (enum staaf_fetch_fault)i;
		struct staaf_err err;

		assert_int_equal(staaf_fetch_of_name(staaf_fetch_name(fault)),
		    fault);
		assert_int_equal(staaf_fetch_fail(&err, "http://x.example/",
		    fault, "1"), i == 0 ? STAAF_OK : STAAF_BADINPUT);
	}
	assert_int_equal(staaf_fetch_of_name("never heard of"),
	    STAAF_FETCH_PROGRAM);
}

static void
an_object_cut_off_anywhere_is_refused(void **state)
{
	struct staaf_fetched f = { .status = -7 };
	struct staaf_arena ar = { 0 };

	(void)state;
	/* The line end behind it is none of it. */
	for (size_t size = 0; size + 1 < strlen(said); size++)
		assert_int_equal(staaf_fetched_read(&f, said, size, &ar, NULL),
		    STAAF_BADINPUT);
	assert_int_equal(f.status, -7); /* outputs are as they were */
	staaf_arena_clear(&ar);
}

/* The object with one part of it replaced. */
static enum staaf_code
read_changed(const char *part, const char *instead)
{
	const char *at = strstr(said, part);
	struct staaf_fetched f;
	struct staaf_arena ar = { 0 };
	char text[512];
	enum staaf_code rc;
	int n;

	assert_non_null(at);
	n = snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - said), said,
	    instead, at + strlen(part));
	rc = staaf_fetched_read(&f, text, (size_t)n, &ar, NULL);
	staaf_arena_clear(&ar);
	return rc;
}

static void
anything_else_than_such_an_object_is_refused(void **state)
{
	static const char *const change[][2] = {
		{ "200", "1000" }, { "200", "-1" }, { "200", "" },
		{ "200", "null" }, { ":12,", ":99999999999999999999," },
		{ ":12,", ":1.5," }, { "false", "maybe" },
		{ "\\\"v1", "\\x" }, { "v1", "\\u0000" },
		{ "v1", "\\u0g00" }, { "v1", "\\ud800" }, { "v1", "a\nb" },
		{ "\"http://x.example/\"", "null" }, { "}\n", "}\n{}\n" },
		{ "\"size\"", "\"Size\"" }
	};

	(void)state;
	assert_int_equal(read_changed("v1", "\\u00e9"), STAAF_OK);
	for (size_t i = 0; i < sizeof(change) / sizeof(change[0]); i++)
		if (read_changed(change[i][0], change[i][1]) !=
		    STAAF_BADINPUT)
			fail_msg("'%s' is taken", change[i][1]);
}

/* ------------------------------------------------------------- web pages */

static void
page_names(const char *html, const char *wanted)
{
	struct staaf_arena ar = { 0 };

	assert_string_equal(staaf_fetch_feed_of_page(&ar, html, strlen(html),
	    "http://x.example/a/b?q=/c"), wanted);
	staaf_arena_clear(&ar);
}

#define LINK "<link rel=\"alternate\" type=\"application/rss+xml\" href="

static void
a_page_names_its_feed(void **state)
{
	(void)state;
	page_names(LINK "\"f.xml\">", "http://x.example/a/f.xml");
	page_names(LINK "'/f?a=1&amp;b=2'/>", "http://x.example/f?a=1&b=2");
	page_names(LINK "//y.example/f >", "http://y.example/f");
	page_names(LINK "https://y.example/f>", "https://y.example/f");
	page_names("<LINK HREF=f TYPE=application/atom+xml REL=ALTERNATE>",
	    "http://x.example/a/f");
	page_names("<link rel=stylesheet href=s>" LINK "g>",
	    "http://x.example/a/g");
}

static void
a_page_without_one_names_none(void **state)
{
	(void)state;
	page_names("", "");
	page_names("<link", "");
	page_names("<link rel=alternate href=f>", "");
	page_names("<link type=application/rss+xml href=f>", "");
	page_names(LINK "\"\">", "");
	page_names(LINK "\"f", "http://x.example/a/f");
	page_names(LINK "\"file:///etc/passwd\">", "");
	page_names(LINK "\"http://u:p@y.example/f\">", "");
	page_names(LINK "\"a b\">", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_own_network_is_private),
		cmocka_unit_test(the_open_internet_is_not),
		cmocka_unit_test(an_address_of_another_size_is_private),
		cmocka_unit_test(only_plain_web_addresses_are_fetched),
		cmocka_unit_test(an_address_is_as_long_as_told_and_no_longer),
		cmocka_unit_test(a_password_is_never_shown),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(every_fault_comes_back_as_itself),
		cmocka_unit_test(an_object_cut_off_anywhere_is_refused),
		cmocka_unit_test(anything_else_than_such_an_object_is_refused),
		cmocka_unit_test(a_page_names_its_feed),
		cmocka_unit_test(a_page_without_one_names_none),
	};

	return cmocka_run_group_tests_name("fetch", tests, NULL, NULL);
}
