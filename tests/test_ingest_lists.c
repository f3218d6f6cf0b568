/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * RIS, nbib, BibTeX and CSL-JSON beyond their golden files (those are in
 * test_ingest_feeds.c): how a list is recognised, LaTeX and names, limits on
 * both sides, pieces of any size, and memory that runs out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/file.h>

#include <ingest/bib.h>

/* -------------------------------------------------------------- helpers */

struct seen {
	struct staaf_buf text; /* what was read, a line a record */
	int n_records, n_troubles, n_skipped;
	enum staaf_msg msg[64];
};

static enum staaf_code
see_head(const struct ingest_head *head, struct staaf_err *err, void *arg)
{
	(void)err;
	(void)arg;
	assert_non_null(head->format);
	return STAAF_OK;
}

static enum staaf_code
see_entry(struct staaf_record *r, uintmax_t at, struct staaf_err *err,
    void *arg)
{
	struct seen *seen = arg;

	(void)at;
	(void)err;
	seen->n_records++;
	staaf_buf_printf(&seen->text, "%s|%s|%s|", r->title, r->venue,
	    r->published);
	for (size_t i = 0; i < r->n_authors; i++)
		staaf_buf_printf(&seen->text, "%s;", r->author[i]);
	staaf_buf_printf(&seen->text, "|%s\n", r->guid);
	return STAAF_OK;
}

static void
see_skipped(void *arg)
{
	struct seen *seen = arg;

	seen->n_skipped++;
}

static void
see_trouble(const struct staaf_err *err, void *arg)
{
	struct seen *seen = arg;

	if (seen->n_troubles < 64)
		seen->msg[seen->n_troubles] = err->msg;
	seen->n_troubles++;
}

static enum staaf_code
read_text(struct seen *seen, const char *text, size_t size,
    struct staaf_err *err)
{
	const struct ingest_out out = {
		.head = see_head, .entry = see_entry, .skipped = see_skipped,
		.trouble = see_trouble, .arg = seen
	};
	struct ingest_source src = {
		.name = "list", .fd = -1, .bytes = text, .size = size
	};
	enum staaf_code rc = ingest_parse(&src, NULL, &out, err);

	ingest_source_close(&src);
	return rc;
}

/* What a whole list gives, which must be read without a fault. */
static void
assert_read(const char *text, const char *expected)
{
	struct seen seen = { 0 };

	assert_int_equal(read_text(&seen, text, strlen(text), NULL), STAAF_OK);
	assert_int_equal(seen.n_troubles, 0);
	assert_string_equal(staaf_buf_text(&seen.text), expected);
	staaf_buf_clear(&seen.text);
}

/* ---------------------------------------------------------- recognising */

static void
a_list_is_recognised_by_its_first_lines(void **state)
{
	static const struct {
		enum ingest_bib kind;
		const char *text;
	} list[] = {
		{ INGEST_RIS, "TY  - JOUR\n" },
		{ INGEST_RIS, "\n\nSome provider\n  TY - JOUR\n" },
		{ INGEST_RIS, "\xef\xbb\xbfTY  - JOUR\n" },
		{ INGEST_NBIB, "\nPMID- 1\n" },
		{ INGEST_NBIB, "PMID - 1\n" },
		{ INGEST_BIBTEX, "% made by hand\n@article{a,\n" },
		{ INGEST_BIBTEX, "@ string ( a = 1 )" },
		{ INGEST_CSL, " [ {\"id\": 1}]" },
		{ INGEST_CSL, "{ \"id\": 1}" },
		{ INGEST_CSL, "[]" },
		{ INGEST_NO_BIB, "" },
		{ INGEST_NO_BIB, "Write to a@b.invalid (now).\n" },
		{ INGEST_NO_BIB, "TYPE - JOUR\nTY\nPMID\n@\n" },
		{ INGEST_NO_BIB, "{curly} [1] text" },
		{ INGEST_NO_BIB, "notes\n{\"id\": 1}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		if (ingest_bib_is(list[i].text, strlen(list[i].text)) !=
		    list[i].kind)
			fail_msg("'%s' is not recognised", list[i].text);
}

static void
json_of_another_kind_is_refused_without_a_format(void **state)
{
	static const char text[] = "{\"name\": \"x\", \"list\": [1, {}]}";
	struct seen seen = { 0 };
	struct staaf_err err = { 0 };

	(void)state;
	assert_int_equal(read_text(&seen, text, strlen(text), &err),
	    STAAF_BADINPUT);
	assert_int_equal(err.msg, STAAF_MSG_INGEST_NOT_CSL);
	assert_int_equal(seen.n_records, 0);
}

/* ---------------------------------------------------------------- LaTeX */

static void
latex_becomes_the_text_it_stands_for(void **state)
{
	static const char *const list[][2] = {
		{ "{\\'e}l\\`eves \\\"{o} {\\\"O} \\^{\\i}",
		    "e\u0301le\u0300ves o\u0308 O\u0308 i\u0302" },
		{ "\\v{s}\\v s\\c{c}{\\c c}\\k{a}\\H{o}\\r a",
		    "s\u030cs\u030cc\u0327c\u0327a\u0328o\u030ba\u030a" },
		{ "\\o{} \\O \\ss{} \\aa\\AE", "ø Øß åÆ" },
		{ "a---b--c ``d'' `e'", "a—b–c “d” ‘e'" },
		{ "\\& \\% \\$ \\# \\_ \\{\\}", "& % $ # _ {}" },
		{ "\\emph{a \\textbf{b}} {\\it c}", "a b c" },
		{ "x~y\\ z\\\\w", "x y z w" },
		{ "$p_i < .05$ and $H_2O$ at 5$", "pi < .05 and H2O at 5" },
		{ "\\cite{k}see\\footnote{not this} \\href{u}{this}",
		    "see this" },
		{ "\\unknown[opt]{kept}", "kept" },
		{ "\\begin{itemize}\\item a\\end{itemize}", "a" },
		{ "\\", "" }, { "\\'", "" }, { "{{{", "" }, { "}}", "" },
		{ "\\'{", "" }, { "\\cite{", "" }, { "$", "" },
		{ "{\\'\\i}{\\'{\\i}}", "i\u0301i\u0301" },
		{ "\\alpha{}x \\beta", "αx β" },
	};
	struct staaf_buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
		staaf_buf_reset(&out);
		bib_latex(&out, list[i][0]);
		assert_string_equal(staaf_buf_text(&out), list[i][1]);
	}
	staaf_buf_clear(&out);
}

static void
an_address_keeps_what_belongs_to_it(void **state)
{
	static const char *const list[][2] = {
		{ "https://a.invalid/x\\_y\\%20z", "https://a.invalid/x_y%20z" },
		{ "\\url{https://a.invalid/~b}", "https://a.invalid/~b" },
		{ "https://a.invalid/$\\sim$b{\\_}c",
		    "https://a.invalid/~b_c" },
		{ "10.5555/a--b", "10.5555/a--b" },
	};
	struct staaf_buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
		staaf_buf_reset(&out);
		bib_latex_address(&out, list[i][0]);
		assert_string_equal(staaf_buf_text(&out), list[i][1]);
	}
	staaf_buf_clear(&out);
}

static void
add_name(const char *name, void *arg)
{
	staaf_buf_printf(arg, "%s;", name);
}

static void
names_are_parted_as_bibtex_parts_them(void **state)
{
	static const char *const list[][2] = {
		{ "Anna Sample", "Sample, Anna;" },
		{ "Anna B. van der Sample", "van der Sample, Anna B.;" },
		{ "van der Sample, Anna", "van der Sample, Anna;" },
		{ "Sample, Jr., Bert", "Sample, Bert, Jr.;" },
		{ "Plato", "Plato;" }, { "Anna Sample 0001", "Sample, Anna;" },
		{ "1234", "1234;" },
		{ "{Institute of This and That}",
		    "Institute of This and That;" },
		{ "A Sample and {B and C} and D Else",
		    "Sample, A;B and C;Else, D;" },
		{ "A~Sample AND\nB Else and others", "Sample, A;Else, B;" },
		{ "Sample, A; Else, B", "Sample, A;Else, B;" },
		{ "family=Cruz, given=Ana, prefix=de la", "de la Cruz, Ana;" },
		{ "{\\'E}mile {\\\"O}rn", "O\u0308rn, E\u0301mile;" },
		{ "and and  and", "" }, { "", "" }, { ",", "" }, { ", Bert", "Bert;" },
		{ "others", "" }, { "Anderson, Andy", "Anderson, Andy;" },
		{ "jean de la fontaine", "jean de la fontaine;" },
		{ "{unclosed and B Else", "unclosed and B Else;" },
	};
	struct staaf_buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
		staaf_buf_reset(&out);
		assert_true(bib_latex_names(list[i][0], add_name, &out));
		assert_string_equal(staaf_buf_text(&out), list[i][1]);
	}
	staaf_buf_clear(&out);
}

/* --------------------------------------------------------------- BibTeX */

static void
a_chapter_takes_place_and_year_of_its_book_before_or_after_it(void **state)
{
	(void)state;
	assert_read("@incollection{a, title={Before}, crossref={book}}\n"
	    "@book{book, title={The Book}, year=2019}\n"
	    "@incollection{b, title={After}, crossref={BOOK}, year=2020}\n",
	    "Before|The Book|2019||a\nThe Book||2019||book\n"
	    "After|The Book|2020||b\n");
}

static void
a_chapter_without_a_title_has_that_of_a_book_before_it(void **state)
{
	(void)state;
	assert_read("@book{book, title={The Book}, year=2019}\n"
	    "@inbook{a, chapter=3, crossref={book}, author={A Sample}}\n",
	    "The Book||2019||book\nThe Book||2019|Sample, A;|a\n");
}

static void
abbreviations_are_put_together(void **state)
{
	(void)state;
	assert_read("@string{a = \"Journal\"}\n@string{b = a # { of } # A}\n"
	    "@article{k, title = b, journal = a # \"~\" # 12,\n"
	    " year = 2020, month = 3 # \"~\" # may}\n",
	    "Journal of Journal|Journal 12|2020-05-03||k\n");
}

static void
an_abbreviation_that_doubles_itself_is_stopped(void **state)
{
	struct staaf_buf text = { 0 };
	struct seen seen = { 0 };
	struct staaf_err err = { 0 };

	(void)state;
	staaf_buf_puts(&text, "@string{a = \"0123456789abcdef\"}\n");
	for (int i = 0; i < 40; i++)
		staaf_buf_puts(&text, "@string{a = a # a}\n");
	staaf_buf_puts(&text, "@misc{k, title = {Kept}, note = a}\n");
	assert_int_equal(read_text(&seen, text.text, text.size, &err),
	    STAAF_OK);
	assert_int_equal(seen.n_records, 1);
	assert_int_equal(seen.msg[0], STAAF_MSG_INGEST_BIB_MANY);
	assert_int_equal(seen.n_troubles, 1);
	staaf_buf_clear(&seen.text);
	staaf_buf_clear(&text);
}

/* The quote is missing: the brace after it ends the definition. */
static void
an_abbreviation_without_an_end_does_not_stop_the_reading(void **state)
{
	static const char text[] = "@string{a = \"x}\n@misc{k, title = a}\n"
	    "@string{b = {y\n@misc{l, title = {L}}\n@string{c = \"z";
	struct seen seen = { 0 };

	(void)state;
	assert_int_equal(read_text(&seen, text, strlen(text), NULL), STAAF_OK);
	assert_string_equal(staaf_buf_text(&seen.text), "x||||k\nL||||l\n");
	assert_int_equal(seen.n_troubles, 3);
	staaf_buf_clear(&seen.text);
}

static void
dates_of_both_kinds_are_read(void **state)
{
	(void)state;
	assert_read("@misc{a, title={A}, year=2020, month=jan}\n"
	    "@misc{b, title={B}, year={2020}, month={March--April}}\n"
	    "@misc{c, title={C}, year={2020}, month={7}, day={4}}\n"
	    "@misc{d, title={D}, date={2020-03/2020-04}, year={1999}}\n"
	    "@misc{e, title={E}, year={(2018)}}\n"
	    "@misc{f, title={F}, year={in press}}\n"
	    "@misc{g, title={G}, year=2020, month={13}}\n"
	    "@misc{h, title={H}, date={c1998}}\n",
	    "A||2020-01||a\nB||2020-03||b\nC||2020-07-04||c\n"
	    "D||2020-03||d\nE||2018||e\nF||||f\nG||2020||g\n"
	    "H||1998||h\n");
}

/* --------------------------------------------------------------- limits */

/* One record of about so many bytes, then a small one. */
static void
put_record(struct staaf_buf *out, const char *before, size_t size,
    const char *after)
{
	static const char line[] = "words of a summary that goes on\n      ";

	staaf_buf_puts(out, before);
	for (size_t n = 0; n < size; n += sizeof(line) - 1)
		staaf_buf_puts(out, line);
	staaf_buf_puts(out, after);
}

static void
a_record_may_be_large_but_not_endless(void **state)
{
	static const char *const list[][2] = {
		{ "TY  - JOUR\nTI  - A\nAB  - ", "\nER  - \n"
		    "TY  - JOUR\nTI  - B\nER  - \n" },
		{ "PMID- 1\nTI  - A\nAB  - ", "\n\nPMID- 2\nTI  - B\n" },
		{ "@misc{a, title = {A}, abstract = {", "}}\n"
		    "@misc{b, title = {B}}\n" },
		{ "[{\"id\":1,\"type\":\"book\",\"title\":\"A\",\"abstract\":\"",
		    "\"},{\"id\":2,\"type\":\"book\",\"title\":\"B\"}]" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
		struct staaf_buf text = { 0 };
		struct seen seen = { 0 };
		struct staaf_err err = { 0 };

		put_record(&text, list[i][0], BIB_MAX_RECORD - 1000,
		    list[i][1]);
		assert_int_equal(read_text(&seen, text.text, text.size, &err),
		    STAAF_OK);
		assert_int_equal(seen.n_records, 2);
		staaf_buf_reset(&text);
		put_record(&text, list[i][0], BIB_MAX_RECORD * 2,
		    list[i][1]);
		seen.n_records = 0;
		assert_int_equal(read_text(&seen, text.text, text.size, &err),
		    STAAF_BADINPUT);
		assert_int_equal(seen.n_records, 0);
		if (i < 3)
			assert_int_equal(err.msg,
			    STAAF_MSG_INGEST_LONG_RECORD);
		staaf_buf_clear(&seen.text);
		staaf_buf_clear(&text);
	}
}

/* A list is as long as it likes: only a record is held at a time. */
static void
a_long_list_needs_no_more_memory_than_its_records(void **state)
{
	struct staaf_buf text = { 0 };
	struct seen seen = { 0 };

	(void)state;
	staaf_buf_putc(&text, '[');
	for (int i = 0; i < 20000; i++)
		staaf_buf_printf(&text, "%s{\"id\":%d,\"type\":\"book\","
		    "\"title\":\"Made-up work number %d of a list\"}",
		    i > 0 ? "," : "", i, i);
	staaf_buf_putc(&text, ']');
	assert_int_equal(read_text(&seen, text.text, text.size, NULL),
	    STAAF_OK);
	assert_int_equal(seen.n_records, 20000);
	assert_int_equal(seen.n_troubles, 0);
	staaf_buf_clear(&seen.text);
	staaf_buf_clear(&text);
}

/* --------------------------------------------------- pieces and memory */

static const char *const files[] = { "tests/feeds/ris/plain.ris",
	"tests/feeds/ris/fault2.ris", "tests/feeds/nbib/plain.nbib",
	"tests/feeds/nbib/fault4.nbib", "tests/feeds/bibtex/plain.bib",
	"tests/feeds/bibtex/fault1.bib", "tests/feeds/bibtex/fault3.bib",
	"tests/feeds/csl/plain.json", "tests/feeds/csl/crossref.json",
	"tests/feeds/csl/fault1.json", "tests/feeds/csl/fault2.json",
	"tests/feeds/gzip/members.bib.gz", "tests/feeds/gzip/cut.ris.gz" };

struct pieces {
	const char *text;
	size_t size, at, most;
};

static enum staaf_code
read_piece(size_t *n, char *out, size_t room, struct staaf_err *err, void *arg)
{
	struct pieces *p = arg;

	(void)err;
	*n = p->size - p->at < p->most ? p->size - p->at : p->most;
	assert_true(*n <= room);
	memcpy(out, p->text + p->at, *n);
	p->at += *n;
	return STAAF_OK;
}

static enum staaf_code
keep_entry(struct staaf_record *r, uint64_t key, struct staaf_arena *ar,
    struct staaf_err *err, void *arg)
{
	(void)ar;
	(void)err;
	staaf_buf_printf(arg, "%s %s %llx\n", r->id, r->title,
	    (unsigned long long)key);
	return STAAF_OK;
}

static void
keep_trouble(const struct staaf_err *err, void *arg)
{
	staaf_buf_printf(arg, "%ld:%ld %d\n", err->line, err->column,
	    (int)err->msg);
}

static void
read_pieces(struct staaf_buf *out, const char *text, size_t size, size_t most)
{
	const struct ingest_sink sink = {
		.entry = keep_entry, .trouble = keep_trouble, .arg = out
	};
	struct pieces p = { text, size, 0, most };
	const struct ingest_text in = { read_piece, &p, "list" };
	struct ingest_head head = { 0 };
	struct staaf_arena ar = { 0 };
	struct staaf_err err = { 0 };

	(void)ingest_bib_read(ingest_bib_is(text, size), &head, true, &in,
	    &sink, &ar, &err);
	ingest_bib_forget(&head);
	staaf_arena_clear(&ar);
}

static void
where_the_pieces_end_makes_no_difference(void **state)
{
	static const size_t sizes[] = { 1, 2, 3, 7, 64 };

	(void)state;
	for (size_t i = 0; i + 2 < sizeof(files) / sizeof(*files); i++) {
		struct staaf_buf text = { 0 }, whole = { 0 }, got = { 0 };

		assert_int_equal(staaf_file_read(&text, files[i], 1 << 20,
		    NULL), STAAF_OK);
		read_pieces(&whole, text.text, text.size, 65536);
		assert_true(whole.size > 0);
		for (size_t k = 0; k < sizeof(sizes) / sizeof(*sizes); k++) {
			staaf_buf_reset(&got);
			read_pieces(&got, text.text, text.size, sizes[k]);
			assert_string_equal(got.text, whole.text);
		}
		staaf_buf_clear(&text);
		staaf_buf_clear(&whole);
		staaf_buf_clear(&got);
	}
}

static enum staaf_code
count_only(struct staaf_record *r, uintmax_t at, struct staaf_err *err,
    void *arg)
{
	(void)r;
	(void)at;
	(void)err;
	++*(int *)arg;
	return STAAF_OK;
}

static void
ignore_skipped(void *arg)
{
	(void)arg;
}

static void
ignore_trouble(const struct staaf_err *err, void *arg)
{
	(void)arg;
	assert_int_not_equal(err->code, STAAF_OK);
}

static enum staaf_code
count_records(int *n, const struct staaf_buf *text, unsigned long refused)
{
	const struct ingest_out out = {
		.head = see_head, .entry = count_only,
		.skipped = ignore_skipped, .trouble = ignore_trouble,
		.arg = n
	};
	struct ingest_source src = {
		.name = "list", .fd = -1, .bytes = text->text,
		.size = text->size
	};
	struct staaf_err err = { 0 };
	enum staaf_code rc;

	*n = 0;
	staaf_mem_refuse(refused);
	rc = ingest_parse(&src, NULL, &out, &err);
	staaf_mem_refuse(0);
	ingest_source_close(&src);
	assert_int_equal(rc, err.code);
	return rc;
}

/* What is lost must be told: all records, or "no memory". */
static void
memory_that_runs_out_anywhere_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct staaf_buf text = { 0 };
		int n_all, n, n_refused = 0;
		enum staaf_code rc;

		assert_int_equal(staaf_file_read(&text, files[i], 1 << 20,
		    NULL), STAAF_OK);
		assert_int_equal(count_records(&n_all, &text, 0), STAAF_OK);
		for (unsigned long nth = 1; nth < 4000; nth += 1 + nth / 50) {
			rc = count_records(&n, &text, nth);
			n_refused += rc == STAAF_NOMEM;
			if (rc == STAAF_OK)
				assert_int_equal(n, n_all);
			else
				assert_int_equal(rc, STAAF_NOMEM);
		}
		assert_true(n_refused > 20);
		staaf_buf_clear(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_recognised_by_its_first_lines),
		cmocka_unit_test(
		    json_of_another_kind_is_refused_without_a_format),
		cmocka_unit_test(latex_becomes_the_text_it_stands_for),
		cmocka_unit_test(an_address_keeps_what_belongs_to_it),
		cmocka_unit_test(names_are_parted_as_bibtex_parts_them),
		cmocka_unit_test(
		    a_chapter_takes_place_and_year_of_its_book_before_or_after_it),
		cmocka_unit_test(
		    a_chapter_without_a_title_has_that_of_a_book_before_it),
		cmocka_unit_test(abbreviations_are_put_together),
		cmocka_unit_test(
		    an_abbreviation_that_doubles_itself_is_stopped),
		cmocka_unit_test(
		    an_abbreviation_without_an_end_does_not_stop_the_reading),
		cmocka_unit_test(dates_of_both_kinds_are_read),
		cmocka_unit_test(a_record_may_be_large_but_not_endless),
		cmocka_unit_test(
		    a_long_list_needs_no_more_memory_than_its_records),
		cmocka_unit_test(where_the_pieces_end_makes_no_difference),
		cmocka_unit_test(memory_that_runs_out_anywhere_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
