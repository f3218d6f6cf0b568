/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests as servers and strangers send them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/request.c"

/* Name and value by turns, as a server's environment. */
static const char *
get_pair(const char *name, void *arg)
{
	const char **pair = arg;

	assert_string_not_equal(name, "HTTP_HOST");
	assert_string_not_equal(name, "HTTP_PROXY");
	for (; *pair != NULL; pair += 2)
		if (strcmp(*pair, name) == 0)
			return pair[1];
	return NULL;
}

static int
ask(struct app_request *req, const char *query)
{
	const char *pairs[] = { "REQUEST_METHOD", "GET", "QUERY_STRING",
		query, "SCRIPT_NAME", "/cgi-bin/staaf.cgi", NULL };
	struct staaf_err err;

	return app_read_request(req, get_pair, pairs, &err);
}

static void
a_question_is_decoded(void **state)
{
	struct app_request req;

	(void)state;
	assert_int_equal(ask(&req, "q=Werkt+caf%C3%A9%3f+1%2B1&lang=nl&x=y"),
	    200);
	assert_string_equal(req.question.text, "Werkt café? 1+1");
	assert_int_equal(req.lang, STAAF_NL);
	assert_string_equal(req.script, "/cgi-bin/staaf.cgi");
	assert_false(req.wants_json);
	app_clear_request(&req);
	assert_int_equal(ask(&req, "q=one&q=two&format=json"), 200);
	assert_string_equal(req.question.text, "one");
	assert_true(req.wants_json);
	app_clear_request(&req);
}

static void
broken_fields_are_refused(void **state)
{
	static const char *const bad[] = { "q=%", "q=%4", "q=%zz", "q=%00",
		"q=%FF", "q=%C3", "q=%ED%A0%80", "lang=fr", "lang=", "lang",
		"lang=nlx", "format=xml", "style=../../etc/passwd",
		"format=json%00" };
	struct app_request req;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(ask(&req, bad[i]), 400);
		app_clear_request(&req);
	}
}

static void
odd_queries_are_harmless(void **state)
{
	static const char *const odd[] = { "", "&", "&&&", "=", "=x", "q",
		"q=", "qq=1", "-v", "%71=x", "a=%", ";q=1" };
	struct app_request req;

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		assert_int_equal(ask(&req, odd[i]), 200);
		assert_int_equal(req.question.size, 0);
		app_clear_request(&req);
	}
}

static void
a_question_may_be_4096_characters_and_no_more(void **state)
{
	char query[3 * APP_MAX_QUESTION + 16] = "q=";
	struct app_request req;

	(void)state;
	for (int i = 0; i < APP_MAX_QUESTION; i++)
		strcpy(query + 2 + 2 * i, "\xc3\xa9");
	assert_int_equal(ask(&req, query), 200);
	assert_int_equal(req.question.size, 2 * APP_MAX_QUESTION);
	app_clear_request(&req);
	strcat(query, "x");
	assert_int_equal(ask(&req, query), 400);
	app_clear_request(&req);
}

static void
an_endless_address_is_too_long(void **state)
{
	char *query = malloc(APP_MAX_QUERY + 2);
	struct app_request req;

	(void)state;
	assert_non_null(query);
	memset(query, 'a', APP_MAX_QUERY + 1);
	query[APP_MAX_QUERY + 1] = '\0';
	assert_int_equal(ask(&req, query), 414);
	app_clear_request(&req);
	query[APP_MAX_QUERY] = '\0';
	assert_int_equal(ask(&req, query), 200);
	app_clear_request(&req);
	free(query);
}

static int
ask_with(struct app_request *req, const char *name, const char *value,
    const char *method)
{
	const char *pairs[] = { "REQUEST_METHOD", method, name, value, NULL };
	struct staaf_err err;

	return app_read_request(req, get_pair, pairs, &err);
}

static void
only_reading_is_allowed(void **state)
{
	static const char *const bad[] = { "POST", "PUT", "get", "", "HEADS" };
	struct app_request req;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(ask_with(&req, "X", "", bad[i]), 405);
		app_clear_request(&req);
	}
	assert_int_equal(ask_with(&req, "QUERY_STRING", "q=x", "HEAD"), 200);
	assert_true(req.is_head);
	app_clear_request(&req);
}

static void
paths_below_the_program_are_not_pages(void **state)
{
	struct app_request req;

	(void)state;
	assert_int_equal(ask_with(&req, "PATH_INFO", "/../etc", "GET"), 404);
	app_clear_request(&req);
	assert_int_equal(ask_with(&req, "PATH_INFO", "/", "GET"), 200);
	app_clear_request(&req);
}

static void
a_strange_script_name_is_not_repeated(void **state)
{
	static const char *const bad[] = { "//evil.nl", "/x\"><script>",
		"evil.nl", "/a b", "/a\r\nX: y", "" };
	struct app_request req;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(ask_with(&req, "SCRIPT_NAME", bad[i], "GET"),
		    200);
		assert_string_equal(req.script, "");
		app_clear_request(&req);
	}
}

static void
the_language_is_the_addresses_the_browsers_or_the_questions(void **state)
{
	const char *pairs[] = { "REQUEST_METHOD", "GET", "QUERY_STRING",
		"q=Does+it+work&lang=nl", "HTTP_ACCEPT_LANGUAGE",
		"fr, en;q=0.4", NULL };
	struct app_request req;
	struct staaf_err err;

	(void)state;
	assert_int_equal(app_read_request(&req, get_pair, pairs, &err), 200);
	assert_int_equal(req.lang, STAAF_NL);
	app_clear_request(&req);
	pairs[3] = "q=Helpt+het+bij+de+studenten+van+de+opleiding";
	assert_int_equal(app_read_request(&req, get_pair, pairs, &err), 200);
	assert_int_equal(req.lang, STAAF_EN);
	app_clear_request(&req);
	pairs[5] = "fr";
	assert_int_equal(app_read_request(&req, get_pair, pairs, &err), 200);
	assert_int_equal(req.lang, STAAF_NL);
	app_clear_request(&req);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_is_decoded),
		cmocka_unit_test(broken_fields_are_refused),
		cmocka_unit_test(odd_queries_are_harmless),
		cmocka_unit_test(
		    a_question_may_be_4096_characters_and_no_more),
		cmocka_unit_test(an_endless_address_is_too_long),
		cmocka_unit_test(only_reading_is_allowed),
		cmocka_unit_test(paths_below_the_program_are_not_pages),
		cmocka_unit_test(a_strange_script_name_is_not_repeated),
		cmocka_unit_test(
		    the_language_is_the_addresses_the_browsers_or_the_questions
		    ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
