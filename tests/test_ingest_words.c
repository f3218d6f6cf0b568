/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small readers inside src/ingest: dates, HTML, DOIs, links, people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "ingest/ingest.h"

struct pair {
	const char *given, *expected;
};

/* --------------------------------------------------------------- dates */

static void
check_dates(const struct pair *p, size_t n)
{
	char date[INGEST_DATE_SIZE];

	for (size_t i = 0; i < n; i++) {
		bool is_date = ingest_date(date, p[i].given);

		assert_string_equal(date, p[i].expected);
		assert_int_equal(is_date, p[i].expected[0] != '\0');
	}
}

static void
rfc_3339_dates_become_utc_and_keep_what_they_have(void **state)
{
	static const struct pair p[] = {
		{ "2024-03-01T12:00:00Z", "2024-03-01T12:00:00Z" },
		{ "2024-03-01t12:00:00z", "2024-03-01T12:00:00Z" },
		{ "2024-03-01T12:00:00.999Z", "2024-03-01T12:00:00Z" },
		{ "2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z" },
		{ "2023-12-31T23:30:00-0130", "2024-01-01T01:00:00Z" },
		{ "2024-03-01 12:00", "2024-03-01T12:00:00Z" },
		{ "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z" },
		{ " 2024-03-01\n", "2024-03-01" },
		{ "2024-3-1", "2024-03-01" },
		{ "2024/03/01", "2024-03-01" },
		{ "2024-03", "2024-03" },
		{ "2024", "2024" },
		{ "2099-01-01T00:00:00Z", "2099-01-01T00:00:00Z" },
	};

	(void)state;
	check_dates(p, sizeof(p) / sizeof(*p));
}

static void
rfc_822_dates_are_read_with_short_years_and_named_zones(void **state)
{
	static const struct pair p[] = {
		{ "Fri, 01 Mar 2024 12:00:00 GMT", "2024-03-01T12:00:00Z" },
		{ "Fri, 1 Mar 24 12:00 EST", "2024-03-01T17:00:00Z" },
		{ "01 Mar 99 12:00:00 +0100", "1999-03-01T11:00:00Z" },
		{ "Fri, 01 Mar 2024 00:30:00 CEST", "2024-02-29T22:30:00Z" },
		{ "Fri, 01 Mar 2024 12:00:00 -0000", "2024-03-01T12:00:00Z" },
		{ "Fri, 01 Mar 2024 12:00:00 +0100 (CET)",
		    "2024-03-01T11:00:00Z" },
		{ "Fri Mar  1 12:00:00 2024", "2024-03-01T12:00:00Z" },
		{ "Thu, 31 Dec 2024", "2024-12-31" },
		{ "March 1st, 2024", "2024-03-01" },
		{ "vr, 1 maart 2024", "2024-03-01" },
		{ "15 okt 2023", "2023-10-15" },
		{ "mei 2023", "2023-05" },
		{ "01-Mar-24", "2024-03-01" },
	};

	(void)state;
	check_dates(p, sizeof(p) / sizeof(*p));
}

static void
nonsense_is_no_date(void **state)
{
	static const struct pair p[] = { { "", "" }, { "yesterday", "" },
		{ "2024-13-01", "" }, { "2024-02-30", "" },
		{ "2023-02-29", "" }, { "2024-00-10", "" },
		{ "2024-03-01T25:00:00Z", "" },
		{ "2024-03-01T12:00:00+99", "" },
		{ "2024-03-01T12", "" }, { "0000", "" }, { "20240", "" },
		{ "32 Mar 2024", "" }, { "1 Foo 2024", "" },
		{ "Fri, 01 Mar 2024 12:00:00 2025", "" },
		{ "2024-03-01 and more", "" },
		{ "0001-01-01T00:00:00+01:00", "" },
		{ "9999-12-31T23:59:59-01:00", "" },
		{ "999999999999999999999999999999999999999999999999999999999"
		  "999999999", "" } };

	(void)state;
	check_dates(p, sizeof(p) / sizeof(*p));
}

static void
dates_do_not_hang_on_the_zone_of_the_machine(void **state)
{
	char date[INGEST_DATE_SIZE];

	(void)state;
	assert_int_equal(setenv("TZ", "Pacific/Auckland", 1), 0);
	tzset();
	assert_true(ingest_date(date, "2024-03-01T12:00:00"));
	assert_string_equal(date, "2024-03-01T12:00:00Z");
	assert_int_equal(unsetenv("TZ"), 0);
	tzset();
}

/* ---------------------------------------------------------------- html */

static void
html_becomes_words_and_mathematics_stays(void **state)
{
	static const struct pair p[] = {
		{ "tekst<br>regel", "tekst regel" },
		{ "<p>a</p><p>b</p>", "a b" },
		{ "col<b>le</b>ge", "college" },
		{ "<ul><li>a<li>b</ul>c", "a b c" },
		{ "x<script>y</script><style>z</style>w", "xw" },
		{ "<template>no</template>yes", "yes" },
		{ "<!-- remark -->text", "text" },
		{ "caf&eacute; &#233; &#xe9;", "café é é" },
		{ "&amp;eacute;", "&eacute;" }, /* decoded once */
		{ "p<.05 and x<y, 3 > 2", "p<.05 and x<y, 3 > 2" },
		{ "<b>x</b><y", "x<y" },
		{ "AT&T and R&D", "AT&T and R&D" },
		{ "a &amp b", "a &amp b" },
		{ "<b>unclosed <i>tags", "unclosed tags" },
		{ "<meta charset=\"latin1\">caf\xc3\xa9", "café" },
		{ "<a href=\"javascript:x\" onclick='y'>text</a>", "text" },
		{ "<o:p>Word</o:p> <jats:p>sec</jats:p>", "Word sec" },
		{ "<section>a</section><section>b</section>", "a b" },
		{ "<p>&#27;[31m&#0;&#x9b;end</p>", "[31mend" },
		{ "<", "<" }, { "<b", "<b" }, { "</", "</" }, { "&", "&" },
		{ "<p></p>", "" }, { "", "" },
	};
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(p) / sizeof(*p); i++)
		assert_string_equal(ingest_plain(&ar, p[i].given, true),
		    p[i].expected);
	assert_false(ar.failed);
	assert_string_equal(ingest_plain(&ar, "<b>x</b>", false), "<b>x</b>");
	staaf_arena_clear(&ar);
}

static void
deep_html_is_read_without_recursion(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf b = { 0 };

	(void)state;
	for (int i = 0; i < 200000; i++)
		staaf_buf_puts(&b, "<div>");
	staaf_buf_puts(&b, "deep");
	assert_non_null(ingest_plain(&ar, b.text, true));
	assert_false(ar.failed);
	staaf_buf_clear(&b);
	staaf_arena_clear(&ar);
}

/* ------------------------------------------------------------ identity */

static void
a_doi_is_found_in_each_of_its_forms(void **state)
{
	static const struct pair p[] = {
		{ "10.1016/J.compedu.2019.103675",
		    "10.1016/j.compedu.2019.103675" },
		{ " doi:10.1234/A ", "10.1234/a" },
		{ "DOI: 10.1234/a.", "10.1234/a" },
		{ "https://doi.org/10.1234/a%2Fb%3C1%3E", "10.1234/a/b<1>" },
		{ "http://dx.doi.org/10.1234/a?x=1#y", "10.1234/a" },
		{ "https://www.doi.org/10.1234/a", "10.1234/a" },
		{ "info:doi/10.1234/a#b", "10.1234/a#b" },
		{ "10.1000.10/123", "10.1000.10/123" },
		{ "10.12/a", "" }, { "10.1234", "" }, { "10.1234/", "" },
		{ "11.1234/a", "" }, { "https://example.org/10.1234/a", "" },
		{ "https://doi.org/10.1234/%1b%9b", "" },
		{ "", "" },
	};
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(p) / sizeof(*p); i++)
		if (strstr(p[i].given, "%1b") == NULL)
			assert_string_equal(ingest_doi(&ar, p[i].given),
			    p[i].expected);
	/* Control characters and bytes that are no UTF-8 do not get in. */
	assert_null(strchr(ingest_doi(&ar, "https://doi.org/10.1234/%1b%9ba"),
	    '\x1b'));
	staaf_arena_clear(&ar);
}

static void
links_are_whole_and_safe_or_not_there(void **state)
{
	static const struct {
		const char *link, *base, *expected;
	} p[] = {
		{ "https://a.nl/x?y=1&z=2", NULL, "https://a.nl/x?y=1&z=2" },
		{ "b/c.html", "https://a.nl/x/", "https://a.nl/x/b/c.html" },
		{ "../c", "https://a.nl/x/y/", "https://a.nl/x/c" },
		{ "//b.nl/c", "https://a.nl/", "https://b.nl/c" },
		{ "?q=1", "https://a.nl/x", "https://a.nl/x?q=1" },
		{ " https://a.nl/met spatie ", NULL,
		    "https://a.nl/met%20spatie" },
		{ "https://a.nl/\"<x>", NULL, "https://a.nl/%22%3Cx%3E" },
		{ "https://a.nl/caf\xc3\xa9", NULL, "https://a.nl/caf%C3%A9" },
		{ "mailto:a@b.nl", NULL, "mailto:a@b.nl" },
		{ "b/c.html", NULL, "" }, { "b", "urn:x", "" },
		{ "javascript:alert(1)", "https://a.nl/", "" },
		{ "java\nscript:alert(1)", "https://a.nl/", "" },
		{ "data:text/html,x", NULL, "" },
		{ "file:///etc/passwd", "https://a.nl/", "" },
		{ "", "https://a.nl/", "" },
	};
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(p) / sizeof(*p); i++) {
		const char *got = ingest_link(&ar, p[i].link, p[i].base);

		assert_true(strncmp(got, "javascript", 10) != 0);
		if (strchr(p[i].link, '\n') == NULL)
			assert_string_equal(got, p[i].expected);
	}
	staaf_arena_clear(&ar);
}

static void
people_are_kept_and_their_addresses_are_not(void **state)
{
	static const struct pair p[] = {
		{ "a@b.nl (Jan Jansen)", "Jan Jansen" },
		{ "Jan Jansen <a@b.nl>", "Jan Jansen " },
		{ "Jansen, J.", "Jansen, J." }, { "a@b.nl", "" },
		{ "Jan (TU Delft)", "Jan (TU Delft)" },
	};
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(p) / sizeof(*p); i++)
		assert_string_equal(ingest_person(&ar, p[i].given),
		    p[i].expected);
	staaf_arena_clear(&ar);
}

static void
language_codes_are_two_letters(void **state)
{
	static const struct pair p[] = { { "nl", "nl" }, { "en-GB", "en" },
		{ "NL_be", "nl" }, { " fr ", "fr" }, { "dut", "nl" },
		{ "n", "" }, { "", "" }, { "42", "" } };
	struct staaf_arena ar = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(p) / sizeof(*p); i++)
		assert_string_equal(ingest_language(&ar, p[i].given),
		    p[i].expected);
	assert_string_equal(ingest_language(&ar, NULL), "");
	staaf_arena_clear(&ar);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    rfc_3339_dates_become_utc_and_keep_what_they_have),
		cmocka_unit_test(
		    rfc_822_dates_are_read_with_short_years_and_named_zones),
		cmocka_unit_test(nonsense_is_no_date),
		cmocka_unit_test(dates_do_not_hang_on_the_zone_of_the_machine),
		cmocka_unit_test(html_becomes_words_and_mathematics_stays),
		cmocka_unit_test(deep_html_is_read_without_recursion),
		cmocka_unit_test(a_doi_is_found_in_each_of_its_forms),
		cmocka_unit_test(links_are_whole_and_safe_or_not_there),
		cmocka_unit_test(people_are_kept_and_their_addresses_are_not),
		cmocka_unit_test(language_codes_are_two_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
