/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Feeds as people make them: what a careful reader would understand is
 * understood, and one odd line costs one record.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <ingest/ingest.h>

struct outcome {
	struct staaf_arena ar;
	struct staaf_ingest_report report;
	struct staaf_buf titles; /* "A|B|" */
};

static void
keep_title(const struct staaf_record *r, void *arg)
{
	staaf_buf_printf(&((struct outcome *)arg)->titles, "%s|", r->title);
}

static void
read_bytes(struct outcome *o, const char *bytes, size_t size)
{
	const struct staaf_ingest in = { .entry = keep_title, .arg = o };

	*o = (struct outcome){ 0 };
	(void)staaf_ingest_bytes(&o->report, &in, "x", bytes, size, &o->ar,
	    NULL);
}

static void
clear_outcome(struct outcome *o)
{
	staaf_arena_clear(&o->ar);
	staaf_buf_clear(&o->titles);
}

/* One item whose title is as given; what it reads as. */
static void
assert_title(const char *before, const char *title, const char *want)
{
	struct staaf_buf feed = { 0 };
	struct outcome o;

	staaf_buf_printf(&feed, "%s<rss><channel><item><title>%s</title>"
	    "</item></channel></rss>", before, title);
	read_bytes(&o, feed.text, feed.size);
	staaf_buf_puts(&o.titles, "");
	if (strncmp(staaf_buf_text(&o.titles), want, strlen(want)) != 0 ||
	    o.titles.size != strlen(want) + 1)
		fail_msg("'%s' reads as '%s', not '%s|'", title,
		    staaf_buf_text(&o.titles), want);
	staaf_buf_clear(&feed);
	clear_outcome(&o);
}

static void
odd_characters_are_understood_as_meant(void **state)
{
	static const struct {
		const char *title, *want;
	} cases[] = {
		{ "Rock & roll", "Rock & roll" },
		{ "R&D &amp; more", "R&D & more" },
		{ "caf&eacute; &amp; th&eacute;", "caf\xc3\xa9 & th\xc3\xa9" },
		{ "a &unknown; b", "a &unknown; b" },
		{ "p < .05, n <30 and a<=b", "p < .05, n <30 and a<=b" },
		{ "x &#146;quoted&#x94; y",
		    "x \xe2\x80\x99quoted\xe2\x80\x9d y" },
		{ "bell &#7;and &#xFFFF; nothing", "bell and nothing" },
		{ "a\001b\037c\177d", "abcd" },
		{ "end ]]> of nothing", "end ]]> of nothing" },
		{ "<![CDATA[a & b]]> c", "a & b c" },
		{ "a<!-- one -- two --->b", "ab" },
		{ "&#x1F600; &#65;&#x42;", "\xf0\x9f\x98\x80 AB" },
		{ "50&#37; &", "50% &" },
		{ "a &; d", "a &; d" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_title("", cases[i].title, cases[i].want);
}

static void
odd_beginnings_do_not_matter(void **state)
{
	static const char *const before[] = { "\xef\xbb\xbf", "\n\n  ",
		"\xef\xbb\xbf\r\n", "<?xml version='1.0'?>",
		"  <?xml version=\"1.0\" encoding=\"utf8\"?>\n",
		"<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
		"<?xml version=\"1.1\" encoding=\"no-such-thing\"?>",
		"<?xml encoding='UTF-8'?>",
		"<?xml version=\"1.0\" encoding=\"UTF-8\" x=\"1\"?>",
		"<!DOCTYPE rss [<!-- it's > \" odd --> ]>",
		"<!DOCTYPE rss PUBLIC \"-//N//DTD RSS 0.91//EN\" \"x.dtd\">",
		"<!-- before -- it -->\n<?pi x?>" };

	(void)state;
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		assert_title(before[i], "\xc3\xa9\xc3\xa9n & twee",
		    "\xc3\xa9\xc3\xa9n & twee");
}

static void
bytes_of_other_encodings_become_utf8(void **state)
{
	(void)state;
	assert_title("<?xml version='1.0' encoding='ISO-8859-1'?>",
	    "\xe9\x93x\x94", "\xc3\xa9\xe2\x80\x9cx\xe2\x80\x9d");
	assert_title("<?xml version='1.0' encoding='windows-1252'?>",
	    "\x80 5", "\xe2\x82\xac 5");
	/* Declared UTF-8 and mostly so. */
	assert_title("<?xml version='1.0' encoding='UTF-8'?>",
	    "\xc3\xa9 \xe9 \xe2\x82", "\xc3\xa9 \xc3\xa9 "
	    "\xc3\xa2\xe2\x80\x9a");
	assert_title("<?xml version='1.0' encoding='KOI8-R'?>",
	    "\xf2\xd5", "\xd0\xa0\xd1\x83");
}

/* UTF-16 and UTF-32, either way round, with and without a mark. */
static void
wide_encodings_are_read(void **state)
{
	static const char feed[] = "<rss><channel><item><title>Wijd &amp; zijd"
	    "</title></item></channel></rss>";
	struct staaf_buf wide = { 0 };
	struct outcome o;

	(void)state;
	for (unsigned form = 0; form < 8; form++) {
		size_t width = form & 1 ? 4 : 2;
		bool is_big = form & 2, has_mark = form & 4;

		staaf_buf_reset(&wide);
		for (size_t i = has_mark ? 0 : 1; i < sizeof(feed); i++) {
			unsigned code = i == 0 ? 0xfeff :
			    (unsigned char)feed[i - 1];

			for (size_t b = 0; b < width; b++)
				staaf_buf_putc(&wide, (char)(code >> 8 *
				    (is_big ? width - 1 - b : b)));
		}
		read_bytes(&o, wide.text, wide.size);
		assert_string_equal(staaf_buf_text(&o.titles), "Wijd & zijd|");
		clear_outcome(&o);
	}
	staaf_buf_clear(&wide);
}

/* ------------------------------------------------------ faults in between */

#define ITEM(x) "<item><title>" x "</title></item>\n"

static void
one_broken_record_costs_one_record(void **state)
{
	static const char *const broken[] = {
		"<item><title>B</b></item>",
		"<item><title a='1' a='2'>B</title></item>",
		"<item><title a=1>B</title></item>",
		"<item><title>B</title></itm>",
		"<item><title>B</title>",
		"<item><title>B",
		"<item><title>B</title></item></item>",
		"<item x='1><title>B</title></item>",
		"<item x><title>B</title></item>",
		"<item><a:b:c/><1x></item>",
		"<item><title>B</title><![CDATA[ x </item>]]></itm>",
		"</wrong>",
		"<item <title>B</title></item>",
	};
	struct staaf_buf feed = { 0 };
	struct outcome o;

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		staaf_buf_reset(&feed);
		staaf_buf_printf(&feed, "<rss>\n<channel>\n" ITEM("A")
		    "%s\n" ITEM("C") ITEM("D") "</channel></rss>", broken[i]);
		read_bytes(&o, feed.text, feed.size);
		if (strstr(staaf_buf_text(&o.titles), "A|") == NULL ||
		    strstr(o.titles.text, "C|D|") == NULL)
			fail_msg("%s leaves %s", broken[i], o.titles.text);
		assert_int_equal(o.report.code, STAAF_BADINPUT);
		assert_non_null(o.report.trouble);
		assert_true(o.report.trouble->err.line >= 4);
		clear_outcome(&o);
	}
	staaf_buf_clear(&feed);
}

/* Places after a fault are those of the file, not of what is left of it. */
static void
each_fault_is_told_at_its_own_line(void **state)
{
	static const char feed[] = "<rss><channel>\n" ITEM("A")
	    "<item><title>B</b></item>\n" ITEM("C") "\n\n"
	    "<item><title>D</d></item>\n" ITEM("E") "</channel></rss>";
	const struct staaf_trouble *t;
	struct outcome o;

	(void)state;
	read_bytes(&o, feed, sizeof(feed) - 1);
	assert_string_equal(staaf_buf_text(&o.titles), "A|C|E|");
	t = o.report.trouble;
	assert_non_null(t);
	assert_int_equal(t->err.line, 3);
	assert_non_null(t->next);
	assert_int_equal(t->next->err.line, 7);
	assert_null(t->next->next);
	clear_outcome(&o);
}

static void
namespaces_and_languages_hold_after_a_fault(void **state)
{
	static const char feed[] = "<f:feed xmlns:f='http://www.w3.org/2005/"
	    "Atom' xml:lang='nl'><f:id>urn:x</f:id>"
	    "<f:entry><f:title>A</f></f:entry>"
	    "<f:entry><f:id>2</f:id><f:title>Twee &amp; drie</f:title>"
	    "</f:entry></f:feed>";
	struct outcome o;

	(void)state;
	read_bytes(&o, feed, sizeof(feed) - 1);
	assert_string_equal(staaf_buf_text(&o.titles), "Twee & drie|");
	assert_int_equal(o.report.n_read, 1);
	clear_outcome(&o);
}

/* A file with more faults than records is given up at some point. */
static void
a_thousand_faults_are_enough(void **state)
{
	struct staaf_buf feed = { 0 };
	struct outcome o;

	(void)state;
	staaf_buf_puts(&feed, "<rss><channel>" ITEM("A"));
	for (int i = 0; i < 1100; i++)
		staaf_buf_puts(&feed, "<item><title>B</b></item>");
	staaf_buf_puts(&feed, ITEM("C") "</channel></rss>");
	read_bytes(&o, feed.text, feed.size);
	assert_string_equal(staaf_buf_text(&o.titles), "A|");
	assert_int_equal(o.report.code, STAAF_BADINPUT);
	clear_outcome(&o);
	staaf_buf_clear(&feed);
}

/* ---------------------------------------------------------------- pieces */

static void
mend_in_pieces(struct staaf_buf *out, const char *text, size_t size,
    size_t piece)
{
	struct ingest_mend m = { 0 };

	for (size_t at = 0; at < size; at += piece)
		ingest_mend(&m, out, text + at, size - at < piece ? size - at :
		    piece, false);
	ingest_mend(&m, out, "", 0, true);
	staaf_buf_clear(&m.held);
}

static void
pieces_of_any_size_mend_alike(void **state)
{
	static const char text[] = " <?xml version='1.0'?><!DOCTYPE a [<!-- '"
	    " -->]><a b='&lt;&x;&' c=\"<\"><!-- -- --><![CDATA[&<]]]>]]>"
	    "&amp;&eacute;&#146;&#x7;& < ]]> </a><?pi <&?><b>\001</b>";
	struct staaf_buf whole = { 0 }, pieces = { 0 };

	(void)state;
	mend_in_pieces(&whole, text, sizeof(text) - 1, sizeof(text));
	for (size_t piece = 1; piece < 80; piece++) {
		staaf_buf_reset(&pieces);
		mend_in_pieces(&pieces, text, sizeof(text) - 1, piece);
		assert_string_equal(pieces.text, whole.text);
	}
	staaf_buf_clear(&whole);
	staaf_buf_clear(&pieces);
}

/* What is right already comes out as it was, but for its declaration. */
static void
mending_twice_is_mending_once(void **state)
{
	static const char text[] = "<a b='&lt;&amp;'>&amp; &eacute; x &lt; y"
	    "<![CDATA[ & < ]]></a>\n";
	struct staaf_buf once = { 0 };

	(void)state;
	mend_in_pieces(&once, text, sizeof(text) - 1, 7);
	assert_string_equal(once.text, text);
	staaf_buf_clear(&once);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odd_characters_are_understood_as_meant),
		cmocka_unit_test(odd_beginnings_do_not_matter),
		cmocka_unit_test(bytes_of_other_encodings_become_utf8),
		cmocka_unit_test(wide_encodings_are_read),
		cmocka_unit_test(one_broken_record_costs_one_record),
		cmocka_unit_test(each_fault_is_told_at_its_own_line),
		cmocka_unit_test(namespaces_and_languages_hold_after_a_fault),
		cmocka_unit_test(a_thousand_faults_are_enough),
		cmocka_unit_test(pieces_of_any_size_mend_alike),
		cmocka_unit_test(mending_twice_is_mending_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
