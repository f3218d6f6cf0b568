/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gap map in words, as a table and as a picture. */
#include "show_fixture.c"

/* Under one another: a tool under voting under active learning. */
static const struct staaf_concept active = { .id = "active-learning",
	.kind = STAAF_INTERVENTION, .domain = "",
	.name = { "active learning", "activerend onderwijs" }, .find = "" };
static const struct staaf_concept voting = { .id = "voting",
	.kind = STAAF_INTERVENTION, .domain = "", .under = &active,
	.name = { "=voting, \"live\"", "stemmen" }, .find = "" };
static const struct staaf_concept kahoot = { .id = "kahoot",
	.kind = STAAF_TOOL, .domain = "", .under = &voting,
	.name = { "Kahoot", "Kahoot" }, .find = "" };
static const struct staaf_concept policy = { .id = "ict-policy",
	.kind = STAAF_INTERVENTION, .domain = "",
	.name = { "policy & <rules> for all of the devices in a school",
	"beleid & <regels> voor alle apparaten in een school" }, .find = "" };

#define EMPTY { .k = STAAF_NONE, .level = STAAF_NONE }
static const struct staaf_map_column columns[] = {
	{ "achievement", NULL }, { "retention", NULL } };
static const struct staaf_cell active_cells[] = {
	{ .n_works = 12, .n_findings = 14, .k = 225, .year = 2021,
	.level = 3 }, { .n_works = 1, .n_findings = 1, .k = STAAF_NONE,
	.year = 2014, .level = 0 } };
static const struct staaf_cell flipped_cells[] = {
	{ .n_works = 2, .n_findings = 2, .k = 45, .year = 2019, .level = 2 },
	EMPTY };
static const struct staaf_cell kahoot_cells[] = { EMPTY,
	{ .n_works = 3, .n_findings = 3, .k = STAAF_NONE, .year = 0,
	.level = STAAF_NONE } };
static const struct staaf_cell no_cells[] = { EMPTY, EMPTY };
#define ROW(concept, works, cells, ...) { .intervention = concept, \
	.n_works = works, .cell = cells, .demand = { __VA_ARGS__ } }
static const struct staaf_map_row rows[] = {
	ROW(&active, 13, active_cells, 0), ROW(&flipped, 2, flipped_cells, 0),
	ROW(&policy, 0, no_cells, 0), ROW(&kahoot, 3, kahoot_cells, 0),
	ROW(&voting, 0, no_cells, 0) };
static const struct staaf_map map = { .column = columns, .n_columns = 2,
	.row = rows, .n_rows = 5 };

static const struct staaf_map_column one_outcome[] = {
	{ "achievement", &exams } };
static const struct staaf_map narrow = { .column = one_outcome,
	.n_columns = 1, .row = rows, .n_rows = 2 };

/* The same, with what was asked. */
static const struct staaf_cell wanted_cells[] = {
	{ .k = STAAF_NONE, .level = STAAF_NONE, .demand = { 12, 9 } },
	{ .k = STAAF_NONE, .level = STAAF_NONE, .demand = { 1200, 0 } } };
static const struct staaf_cell answered_cells[] = {
	{ .n_works = 12, .n_findings = 14, .k = 225, .year = 2021,
	.level = 3, .demand = { 24000, 0 } }, EMPTY };
static const struct staaf_map_row demand_rows[] = {
	ROW(&active, 13, answered_cells, 30, 0),
	ROW(&policy, 0, no_cells, 0), ROW(&voting, 0, wanted_cells, 3, 3) };
static const struct staaf_wanted wanted[] = {
	{ &voting, &exams, { 12, 9 }, "2026-10", 0, STAAF_NONE },
	{ &voting, NULL, { 3, 3 }, "2026-09", 0, STAAF_NONE },
	{ &policy, &satisfaction, { 3, 0 }, "2026-09", 1, 1 },
	{ &active, &exams, { 24000, 0 }, "2026-11", 12, 3 },
};
static const struct staaf_map demand = { .column = columns, .n_columns = 2,
	.row = demand_rows, .n_rows = 3, .has_demand = true,
	.since = "2026-09", .wanted = wanted, .n_wanted = 4, .n_open = 3 };


static const struct staaf_term_style plain_en = { .lang = STAAF_EN,
	.columns = 80 };
static const struct staaf_term_style plain_nl = { .lang = STAAF_NL,
	.columns = 80 };

static void
has(const struct staaf_buf *out, const char *text)
{
	if (strstr(staaf_buf_text(out), text) == NULL)
		fail_msg("not there: %s\nin: %s", text, staaf_buf_text(out));
}

static size_t
count(const struct staaf_buf *out, const char *text)
{
	size_t n = 0;

	for (const char *at = out->text; (at = strstr(at, text)) != NULL; at++)
		n++;
	return n;
}

static void
a_map_reads_as_its_golden_files(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_map(&out, &map, &plain_en);
	assert_golden(&out, "map.en.txt");
	staaf_buf_reset(&out);
	staaf_show_map(&out, &map, &plain_nl);
	assert_golden(&out, "map.nl.txt");
	staaf_buf_reset(&out);
	staaf_show_map_svg(&out, &map, STAAF_NL);
	assert_golden(&out, "map.nl.svg");
	staaf_buf_clear(&out);
}

static void
one_outcome_goes_by_a_letter_that_is_explained(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_map(&out, &narrow, &plain_en);
	has(&out, "                                    a\n");
	has(&out, "  a      exam results\n");
	staaf_buf_reset(&out);
	staaf_show_map_json(&out, &narrow, STAAF_EN);
	has(&out, "\"domain\":\"achievement\",\"outcome\":\"exam-score\"");
	staaf_buf_clear(&out);
}

static void
a_table_has_a_line_for_each_cell_and_blanks_for_what_is_not_told(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_map_csv(&out, &map, STAAF_EN);
	has(&out, "intervention,name,outcome,k,records,level,year\r\n"
	    "active-learning,active learning,achievement,225,12,3,2021\r\n"
	    "active-learning,active learning,retention,,1,0,2014\r\n");
	has(&out, "\r\nkahoot,Kahoot,retention,,3,,\r\n");
	assert_int_equal(count(&out, "\r\n"), 11);
	staaf_buf_clear(&out);
}

static void
no_name_is_a_formula_and_quotes_are_doubled(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_map_csv(&out, &map, STAAF_EN);
	has(&out, "\r\nvoting,\"'=voting, \"\"live\"\"\",achievement,,0,,\r\n");
	staaf_buf_clear(&out);
}

static void
a_picture_tells_by_number_what_it_tells_by_shade(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_map_svg(&out, &map, STAAF_EN);
	has(&out, "role=\"img\" aria-labelledby=\"t d\"");
	has(&out, "width=\"1000\"");
	has(&out, "<desc id=\"d\">5 approaches by 2 outcomes; in 6 cells");
	/* As many grey cells as are empty, and one in the key. */
	assert_int_equal(count(&out, "fill=\"#e4e4e4\""), 7);
	/* Three bubbles with their number, five and four in the key. */
	assert_int_equal(count(&out, "<circle "), 3 + 5 + 4);
	assert_int_equal(count(&out, ">3</text>"), 2);
	assert_int_equal(count(&out, "stroke-dasharray"), 2);
	assert_int_equal(count(&out, ">\xe2\x80\x93</text>"), 2);
	/* Names are cut and are no markup. */
	has(&out, "policy &amp; &lt;rules&gt; for all");
	assert_null(strstr(out.text, "in a school"));
	staaf_buf_clear(&out);
}

/* Place of a text: the order of rows. */
static const char *
at(const struct staaf_buf *out, const char *text)
{
	has(out, text);
	return strstr(out->text, text);
}

static void
rows_stand_under_their_broader_approach(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_map_svg(&out, &map, STAAF_NL);
	assert_true(at(&out, ">activerend onderwijs<") < at(&out,
	    ">stemmen<"));
	assert_true(at(&out, ">stemmen<") < at(&out, ">Kahoot<"));
	assert_true(at(&out, ">Kahoot<") < at(&out, ">Andere aanpakken<"));
	assert_true(at(&out, ">Andere aanpakken<") < at(&out,
	    ">flipped classroom<"));
	has(&out, "<text x=\"42.00\""); /* two steps in */
	staaf_buf_clear(&out);
}

static void
memory_that_runs_out_is_remembered(void **state)
{
	(void)state;
	for (unsigned long nth = 1; nth < 6; nth++) {
		struct staaf_buf out = { 0 };

		staaf_mem_refuse(nth);
		staaf_show_map_svg(&out, &map, STAAF_EN);
		staaf_mem_refuse(0);
		assert_true(out.failed);
		staaf_buf_clear(&out);
	}
}

/* --------------------------------------------------------------- demand */

static void
what_is_asked_reads_as_its_golden_files(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_demand(&out, &demand, &plain_en);
	assert_golden(&out, "demand.en.txt");
	staaf_buf_reset(&out);
	staaf_show_demand(&out, &demand, &plain_nl);
	assert_golden(&out, "demand.nl.txt");
	staaf_buf_reset(&out);
	staaf_show_map_json(&out, &demand, STAAF_NL);
	assert_golden(&out, "demand.nl.json");
	staaf_buf_reset(&out);
	staaf_show_map_svg(&out, &demand, STAAF_NL);
	assert_golden(&out, "demand.nl.svg");
	staaf_buf_reset(&out);
	staaf_show_demand_atom(&out, &demand, STAAF_NL);
	assert_golden(&out, "demand.nl.atom");
	staaf_buf_clear(&out);
}

static void
without_anything_open_the_agenda_says_so(void **state)
{
	struct staaf_map done = demand;
	struct staaf_buf out = { 0 };

	(void)state;
	done.wanted += 3;
	done.n_wanted = 1;
	done.n_open = 0;
	done.since = NULL;
	staaf_show_demand(&out, &done, &plain_en);
	has(&out, "nothing is open.\n");
	assert_null(strstr(out.text, "research agenda"));
	has(&out, "  24000     12      3  active learning: exam results\n");
	has(&out, "counts questions, all that were counted.");
	staaf_buf_clear(&out);
}

/* Fewer than three and none are one thing: no number, not 0. */
static void
what_is_not_told_is_null_and_blank(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_map_json(&out, &demand, STAAF_EN);
	assert_null(strstr(out.text, "asked\":0"));
	assert_null(strstr(out.text, "unanswered\":0"));
	has(&out, "\"no_outcome\":{\"asked\":3,\"unanswered\":3}");
	has(&out, "\"asked\":1200,\"unanswered\":null");
	staaf_buf_reset(&out);
	staaf_show_map_csv(&out, &demand, STAAF_NL);
	has(&out, "intervention,name,outcome,k,records,level,year,asked,"
	    "unanswered\r\nactive-learning,activerend onderwijs,achievement,"
	    "225,12,3,2021,24000,\r\n");
	has(&out, "\r\nactive-learning,activerend onderwijs,,,13,,,30,\r\n");
	has(&out, "\r\nvoting,stemmen,achievement,,0,,,12,9\r\n");
	has(&out, "\r\nvoting,stemmen,,,0,,,3,3\r\n");
	assert_int_equal(count(&out, "\r\n"), 1 + 6 + 2);
	staaf_buf_reset(&out);
	staaf_show_map_json(&out, &map, STAAF_EN); /* as it was */
	assert_null(strstr(out.text, "asked"));
	assert_null(strstr(out.text, "agenda"));
	staaf_buf_clear(&out);
}

static void
a_picture_has_what_is_asked_in_a_frame(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_map some = narrow;

	(void)state;
	staaf_show_map_svg(&out, &demand, STAAF_EN);
	has(&out, "<title id=\"t\">What is asked, and what is held</title>");
	has(&out, ">no outcome named</text>");
	has(&out, ">In a frame: how often it was asked, in threes</text>");
	/* Three cells, two without an outcome, and one in the key. */
	assert_int_equal(count(&out, "stroke-width=\"1.5\""), 6);
	has(&out, ">12</text>");
	has(&out, ">1k</text>"); /* what a frame can hold */
	has(&out, ">24k</text>");
	staaf_buf_reset(&out);
	staaf_show_map_svg(&out, &map, STAAF_EN);
	assert_int_equal(count(&out, "stroke-width=\"1.5\""), 0);
	/* A map of some outcomes has no column of none. */
	staaf_buf_reset(&out);
	some.has_demand = true;
	staaf_show_map_svg(&out, &some, STAAF_EN);
	assert_null(strstr(out.text, "no outcome named"));
	has(&out, "In a frame");
	staaf_buf_clear(&out);
}

static void
an_agenda_remembers_that_memory_ran_out(void **state)
{
	(void)state;
	for (unsigned long nth = 1; nth < 3; nth++) {
		struct staaf_buf out = { 0 };

		staaf_mem_refuse(nth);
		staaf_show_demand(&out, &demand, &plain_nl);
		staaf_mem_refuse(0);
		assert_true(out.failed);
		staaf_buf_clear(&out);
		out = (struct staaf_buf){ 0 };
		staaf_mem_refuse(nth);
		staaf_show_demand_atom(&out, &demand, STAAF_EN);
		staaf_mem_refuse(0);
		assert_true(out.failed);
		staaf_buf_clear(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_map_reads_as_its_golden_files),
		cmocka_unit_test(
		    one_outcome_goes_by_a_letter_that_is_explained),
		cmocka_unit_test(
	    a_table_has_a_line_for_each_cell_and_blanks_for_what_is_not_told),
		cmocka_unit_test(no_name_is_a_formula_and_quotes_are_doubled),
		cmocka_unit_test(
		    a_picture_tells_by_number_what_it_tells_by_shade),
		cmocka_unit_test(rows_stand_under_their_broader_approach),
		cmocka_unit_test(memory_that_runs_out_is_remembered),
		cmocka_unit_test(what_is_asked_reads_as_its_golden_files),
		cmocka_unit_test(without_anything_open_the_agenda_says_so),
		cmocka_unit_test(what_is_not_told_is_null_and_blank),
		cmocka_unit_test(a_picture_has_what_is_asked_in_a_frame),
		cmocka_unit_test(an_agenda_remembers_that_memory_ran_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
