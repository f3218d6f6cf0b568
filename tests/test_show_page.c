/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ask page, the templates under it and the escapes under those. */
#include "show_fixture.c"

#include "show/show.h"

static void
assert_has(const struct staaf_buf *in, const char *text)
{
	if (strstr(staaf_buf_text(in), text) == NULL)
		print_error("not there: %s\nin: %s\n", text, in->text);
	assert_non_null(strstr(staaf_buf_text(in), text));
}

static void
assert_has_not(const struct staaf_buf *in, const char *text)
{
	if (strstr(staaf_buf_text(in), text) != NULL)
		print_error("there: %s\nin: %s\n", text, in->text);
	assert_null(strstr(staaf_buf_text(in), text));
}

static void
pages_read_as_their_golden_files(void **state)
{
	struct staaf_answer a = make_answer(STAAF_NL);
	struct staaf_page page = { .lang = STAAF_NL,
		.question = a.reading.question, .script = "/staaf.cgi",
		.answer = &a };
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_page(&out, &page);
	assert_golden(&out, "answer.nl.html");
	staaf_buf_reset(&out);
	page = (struct staaf_page){ .lang = STAAF_EN, .question = "",
		.script = "" };
	staaf_show_page(&out, &page);
	assert_golden(&out, "start.en.html");
	staaf_buf_clear(&out);
}

/* Who types a question reads it there, and only when it is so. */
static void
that_questions_are_counted_is_said_under_the_form(void **state)
{
	struct staaf_page page = { .lang = STAAF_EN, .question = "",
		.script = "/x", .is_counted = true };
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_page(&out, &page);
	assert_has(&out, "<p class=\"hint counted\">What is asked here is "
	    "counted: the subject and the month; nothing of you");
	staaf_buf_reset(&out);
	page.lang = STAAF_NL;
	staaf_show_page(&out, &page);
	assert_has(&out, "het onderwerp en de maand; niets over u");
	staaf_buf_reset(&out);
	page.is_counted = false;
	staaf_show_page(&out, &page);
	assert_has_not(&out, "counted");
	assert_has_not(&out, "geteld");
	staaf_buf_clear(&out);
}

/* Every text of an answer at once: none of it may become markup. */
static void
nothing_of_a_record_becomes_markup(void **state)
{
	static const char evil[] = "<script>alert(1)</script>\" onload='x' "
	    "{{question}} &amp; javascript:x";
	struct staaf_answer a = make_answer(STAAF_EN);
	struct staaf_page page = { .lang = STAAF_EN, .question = evil,
		.script = "/x", .answer = &a };
	struct staaf_buf out = { 0 };

	(void)state;
	a.sentence = a.corpus = a.next.text = a.reading.ask_back = evil;
	assumed[0] = unread[0] = evil;
	bodies[0].certainty = bodies[0].start = bodies[0].effect = evil;
	bodies[0].plain = lost[0].reason = changes[0].if_so = evil;
	advice[0].title = advice[0].text = advice[0].caveat = evil;
	sources[0].words = sources[1].ref = sources[2].ref = evil;
	trace[0].says = trace[0].sum = evil;
	for (int i = 0; i < N_SHOWN; i++) {
		records[i].title = records[i].title_language = evil;
		shown[i].citation = shown[i].why = shown[i].says = evil;
		records[i].doi = "";
		records[i].link = i % 2 == 0 ? "javascript:alert(1)" :
		    "https://x.nl/\"onclick=\"x";
	}
	staaf_show_page(&out, &page);
	assert_false(out.failed);
	assert_has_not(&out, "<script");
	assert_has_not(&out, "\" onload");
	assert_has_not(&out, "onload='x'");
	assert_has_not(&out, "href=\"javascript:");
	assert_has_not(&out, "\"onclick");
	assert_has(&out, "{{question}}"); /* as text, not as a hole */
	staaf_buf_clear(&out);
}

static void
a_title_says_its_own_language(void **state)
{
	struct staaf_answer a = make_answer(STAAF_NL);
	const struct staaf_page page = { .lang = STAAF_NL, .question = "q",
		.script = "", .answer = &a };
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_page(&out, &page);
	assert_has(&out, "<html lang=\"nl\">");
	assert_has(&out, "<cite lang=\"en\">No gain from flipping</cite>");
	assert_has(&out, "<a href=\"?q=q&amp;lang=en\" hreflang=\"en\" "
	    "lang=\"en\">English</a>");
	staaf_buf_clear(&out);
}

static void
a_failure_is_told_in_place_of_an_answer(void **state)
{
	struct staaf_err err;
	const struct staaf_page page = { .lang = STAAF_EN, .question = "q",
		.script = "", .err = &err };
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_err_set(&err, STAAF_IO, STAAF_MSG_FILE_OPEN, "<b>",
	    "<i>why</i>");
	staaf_show_page(&out, &page);
	assert_has(&out, "role=\"alert\"");
	assert_has(&out, "cannot open: &lt;i&gt;why&lt;/i&gt;");
	assert_has_not(&out, "<article");
	staaf_buf_clear(&out);
}

static void
a_refusal_shows_the_example_only(void **state)
{
	struct staaf_answer a = make_refusal(STAAF_EN);
	const struct staaf_page page = { .lang = STAAF_EN, .question = "hi",
		.script = "", .answer = &a };
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_page(&out, &page);
	assert_has(&out, "Try for example: Do clickers help");
	assert_has_not(&out, "<section");
	staaf_buf_clear(&out);
}

static void
two_bodies_are_two_parts_with_a_name(void **state)
{
	struct staaf_answer a = make_answer(STAAF_EN);
	const struct staaf_page page = { .lang = STAAF_EN, .question = "q",
		.script = "", .answer = &a };
	struct staaf_buf out = { 0 };

	(void)state;
	fill_body(&bodies[1], STAAF_EN);
	bodies[1].outcome = &satisfaction;
	bodies[1].sentence = "Not known for satisfaction.";
	a.n_bodies = 2;
	staaf_show_page(&out, &page);
	assert_has(&out, "flipped classroom, satisfaction</h3>");
	assert_has(&out, "Not known for satisfaction.");
	staaf_buf_clear(&out);
}

static void
the_stylesheet_is_at_hand(void **state)
{
	size_t size = 0;
	const char *css = staaf_show_stylesheet(&size);

	(void)state;
	assert_int_equal(strlen(css), size);
	assert_non_null(strstr(css, "@media print"));
}

/* --------------------------------------------------------- templates */

static bool
render(struct staaf_buf *out, const char *text, const struct show_scope *v)
{
	const struct staaf_embedded page[] = {
		{ "page.html", text, strlen(text) },
		{ "part.html", "[{{a}}]", 7 },
		{ "loop.html", "{{>loop}}", 9 },
		{ NULL, NULL, 0 } };

	staaf_buf_clear(out);
	return show_render(out, page, "page", v);
}

static void
templates_fill_holes_by_their_place(void **state)
{
	struct staaf_arena ar = { 0 };
	struct show_scope v = { 0 };
	struct staaf_buf out = { 0 };

	(void)state;
	show_set(&v, "a", "<&\"'>", &ar);
	show_set(&v, "u", "https://x.nl/a b?c=\"&d", &ar);
	show_set(&v, "none", NULL, &ar);
	show_set(show_add(&v, "list", &ar), "a", "1", &ar);
	show_set(show_add(&v, "list", &ar), "b", "2", &ar);
	assert_true(render(&out, "{{a}} {{a:attr}} {{u:url}}", &v));
	assert_string_equal(out.text, "&lt;&amp;&quot;&#39;&gt; "
	    "&lt;&amp;&quot;&#39;&gt; https://x.nl/a%20b?c=%22&amp;d");
	assert_true(render(&out, "{{#list}}({{a}}){{/list}}{{>part}}", &v));
	assert_string_equal(out.text, "(1)(&lt;&amp;&quot;&#39;&gt;)"
	    "[&lt;&amp;&quot;&#39;&gt;]");
	assert_true(render(&out, "{{#none}}x{{/none}}{{^none}}y{{/none}}"
	    "{{^a}}z{{/a}}{{#a}}w{{/a}}", &v));
	assert_string_equal(out.text, "yw");
	staaf_buf_clear(&out);
	staaf_arena_clear(&ar);
}

static void
templates_at_fault_are_refused(void **state)
{
	static const char *const bad[] = { "{{nobody}}", "{{#a}}open",
		"{{/a}}", "{{a", "{{a:raw}}", "{{>nopart}}", "{{}}",
		"{{>loop}}", "{{#b}}{{/b}}" };
	struct staaf_arena ar = { 0 };
	struct show_scope v = { 0 };
	struct staaf_buf out = { 0 };

	(void)state;
	show_set(&v, "a", "x", &ar);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(render(&out, bad[i], &v));
		assert_true(out.failed);
	}
	staaf_buf_clear(&out);
	staaf_arena_clear(&ar);
}

static void
only_web_addresses_and_our_own_become_links(void **state)
{
	static const char *const bad[] = { "javascript:x", "data:text/html,x",
		"//evil.nl", "/\\evil.nl", "vbscript:x", " https://x",
		"JAVASCRIPT:x", "ftp://x" };
	struct staaf_buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		staaf_buf_reset(&out);
		show_html_url(&out, bad[i]);
		assert_string_equal(staaf_buf_text(&out), "#");
	}
	staaf_buf_reset(&out);
	show_html_url(&out, "HTTPS://doi.org/10.1002/(sici)<1::aid>3.0;2-g");
	assert_string_equal(staaf_buf_text(&out),
	    "HTTPS://doi.org/10.1002/(sici)%3C1::aid%3E3.0;2-g");
	staaf_buf_clear(&out);
}

static void
pages_are_valid_utf8_whatever_comes(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	show_html_text(&out, "a\xff" "b\xc3(\xe2\x82\xac\x01\xc2\x9b\xc3");
	assert_string_equal(staaf_buf_text(&out), "a\xef\xbf\xbd" "b"
	    "\xef\xbf\xbd(\xe2\x82\xac\xef\xbf\xbd");
	staaf_buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_read_as_their_golden_files),
		cmocka_unit_test(
		    that_questions_are_counted_is_said_under_the_form),
		cmocka_unit_test(nothing_of_a_record_becomes_markup),
		cmocka_unit_test(a_title_says_its_own_language),
		cmocka_unit_test(a_failure_is_told_in_place_of_an_answer),
		cmocka_unit_test(a_refusal_shows_the_example_only),
		cmocka_unit_test(two_bodies_are_two_parts_with_a_name),
		cmocka_unit_test(the_stylesheet_is_at_hand),
		cmocka_unit_test(templates_fill_holes_by_their_place),
		cmocka_unit_test(templates_at_fault_are_refused),
		cmocka_unit_test(only_web_addresses_and_our_own_become_links),
		cmocka_unit_test(pages_are_valid_utf8_whatever_comes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
