/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON that scripts rely on. */
#include "show_fixture.c"

/* Take the text out once it has been seen; fails when it is not there. */
static void
assert_has(const struct staaf_buf *in, const char *text)
{
	if (strstr(staaf_buf_text(in), text) == NULL)
		print_error("not there: %s\nin: %s\n", text, in->text);
	assert_non_null(strstr(staaf_buf_text(in), text));
}

static void
an_answer_prints_as_its_golden_file(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_NL);

	(void)state;
	staaf_show_answer_json(&out, &a, "q1");
	assert_golden(&out, "answer.nl.json");
	staaf_buf_clear(&out);
}

static void
an_answer_is_one_line(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_EN);

	(void)state;
	a.sentence = "two\nlines";
	staaf_show_answer_json(&out, &a, NULL);
	assert_ptr_equal(strchr(out.text, '\n'), out.text + out.size - 1);
	assert_has(&out, "\"id\":null");
	staaf_buf_clear(&out);
}

static void
slots_are_values_ranges_or_lists(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_EN);

	(void)state;
	staaf_show_answer_json(&out, &a, NULL);
	assert_has(&out, "\"context\":{\"level\":[\"hbo\"],"
	    "\"phase\":[\"first-year\"],"
	    "\"group-size\":{\"value\":140,\"unit\":\"students\"},"
	    "\"weeks\":{\"min\":7,\"max\":8,\"unit\":\"weeks\"}}");
	staaf_buf_reset(&out);
	a.reading.n_values = 3;
	staaf_show_answer_json(&out, &a, NULL);
	assert_has(&out, "\"group-size\":["
	    "{\"value\":140,\"unit\":\"students\"},"
	    "{\"value\":20,\"unit\":\"students\"}],\"weeks\"");
	staaf_buf_clear(&out);
}

static void
the_first_body_is_repeated_at_the_top(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_EN);
	const char *bodies_at, *top;

	(void)state;
	staaf_show_answer_json(&out, &a, NULL);
	bodies_at = strstr(out.text, "\"bodies\":[");
	top = strstr(out.text, "\"level\":2,\"verdict\":\"better\","
	    "\"kind_of_zero\":null,\"effect\":{\"metric\":\"g\"");
	assert_non_null(bodies_at);
	assert_non_null(top);
	assert_true(top < bodies_at);
	assert_non_null(strstr(bodies_at, "\"level\":2,\"verdict\""));
	staaf_buf_clear(&out);
}

static void
without_a_body_its_keys_are_null(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_refusal(STAAF_EN);

	(void)state;
	staaf_show_answer_json(&out, &a, NULL);
	assert_has(&out, "\"class\":\"refuse\"");
	assert_has(&out, "\"level\":null,\"verdict\":null,"
	    "\"kind_of_zero\":null,\"effect\":null,\"grade\":null,"
	    "\"evidence\":null,\"would_change\":null,\"bodies\":[]");
	assert_has(&out, "\"next\":{\"plan\":null,\"text\":null}");
	assert_has(&out, "\"context\":{}");
	staaf_buf_clear(&out);
}

static void
a_dispute_between_reviews_names_both_sides(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_EN);

	(void)state;
	staaf_show_answer_json(&out, &a, NULL);
	assert_has(&out, "\"criterion\":\"I\",\"points\":-1,\"reason\":"
	    "\"other reviews come to a different result\",\"records\":["
	    "\"10.1016/j.compedu.2019.103675\",\"10.3102/contradicts\"]");
	assert_has(&out, "\"criterion\":\"Dr\",\"points\":-2,\"reason\":"
	    "\"nearly all studies were done at universities\",\"records\":["
	    "\"10.1016/j.compedu.2019.103675\"]");
	staaf_buf_clear(&out);
}

static void
hits_and_their_absence_have_the_same_shape(void **state)
{
	const struct staaf_hit hit = { .id = "10.1/x", .guid = "urn:x",
		.title = "T \"q\" <b>", .year = 0, .score = 1.5,
		.snippet = "s" };
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_hits_json(&out, &hit, 1);
	assert_string_equal(out.text, "{\"hits\":[{\"id\":\"10.1/x\","
	    "\"guid\":\"urn:x\",\"title\":\"T \\\"q\\\" \\u003cb>\","
	    "\"year\":null,\"score\":1.5,\"snippet\":\"s\"}]}\n");
	staaf_buf_reset(&out);
	staaf_show_hits_json(&out, NULL, 0);
	assert_string_equal(out.text, "{\"hits\":[]}\n");
	staaf_buf_clear(&out);
}

static void
an_ingest_tells_its_counts_and_where_it_stumbled(void **state)
{
	struct staaf_trouble w = { 0 };
	struct staaf_ingest_report r = { .file = "a.xml", .format = "atom",
		.n_read = 3, .n_new = 1, .n_updated = 1, .n_same = 1,
		.n_skipped = 2, .trouble = &w };
	struct staaf_record entry;
	struct staaf_buf out = { 0 };
	struct staaf_json j;

	(void)state;
	staaf_err_set(&w.err, STAAF_BADINPUT, STAAF_MSG_FILE_KIND, NULL,
	    NULL);
	staaf_err_place(&w.err, "a.xml", 7, 0);
	staaf_show_ingest_begin(&j, &out, r.file, false);
	staaf_show_ingest_end(&j, &r, false, STAAF_EN);
	assert_string_equal(out.text, "{\"file\":\"a.xml\",\"format\":"
	    "\"atom\",\"read\":3,\"new\":1,\"updated\":1,\"same\":1,"
	    "\"skipped\":2,\"inconsistent\":0,\"errors\":[{\"line\":7,\"column\":null,"
	    "\"message\":\"not an ordinary file\"}]}\n");
	staaf_buf_reset(&out);
	entry = make_record("10.1/x", "Title", 2020, STAAF_NONE);
	entry.guid = "tag:x,2020:1";
	staaf_show_ingest_begin(&j, &out, r.file, true);
	assert_string_equal(out.text, "{\"file\":\"a.xml\",\"entries\":[");
	staaf_buf_reset(&out); /* it may be printed already */
	staaf_show_ingest_entry(&j, &entry);
	assert_string_equal(out.text, "{\"id\":\"tag:x,2020:1\","
	    "\"title\":\"Title\",\"summary\":\"Flipping compared with "
	    "lectures.\",\"content\":null,\"link\":null,\"authors\":["
	    "\"Låg, T.\",\"Sæle, R. G.\"],\"author_name\":\"Låg, T.\","
	    "\"author_email\":null,\"published\":null,\"updated\":"
	    "\"2026-11-25T00:00:00Z\",\"doi\":\"10.1/x\",\"year\":2020,"
	    "\"language\":\"en\"}");
	staaf_buf_reset(&out);
	staaf_show_ingest_entry(&j, &entry);
	staaf_show_ingest_end(&j, &r, true, STAAF_EN);
	assert_memory_equal(out.text, ",{\"id\"", 6);
	assert_has(&out, "\"language\":\"en\"}],\"format\":\"atom\","
	    "\"read\":3,");
	staaf_buf_reset(&out);
	staaf_show_ingest(&out, &r, STAAF_NL);
	assert_string_equal(out.text, "a.xml (atom): 3 gelezen, 1 nieuw, "
	    "1 gewijzigd, 1 ongewijzigd, 2 overgeslagen\n");
	staaf_buf_clear(&out);
}

static void
a_failure_is_an_object_with_its_place(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_err err;

	(void)state;
	staaf_err_set(&err, STAAF_BADINPUT, STAAF_MSG_FILE_KIND, NULL, NULL);
	staaf_show_err_json(&out, &err, STAAF_EN);
	assert_string_equal(out.text, "{\"error\":{\"code\":\"bad-input\","
	    "\"message\":\"not an ordinary file\",\"file\":null,\"line\":"
	    "null,\"column\":null}}\n");
	staaf_buf_clear(&out);
}

static void
a_record_prints_as_its_golden_file(void **state)
{
	static struct staaf_tally year[] = { { "2021", 40 }, { "", 2 } };
	const struct staaf_status s = { .generation = 41, .n_records = 1363,
		.by_year = year, .n_years = 2 };
	struct staaf_buf out = { 0 };

	(void)state;
	(void)make_answer(STAAF_NL);
	records[2].finding = findings;
	records[2].n_findings = 1;
	staaf_show_record_json(&out, &records[2], STAAF_NL);
	staaf_show_status_json(&out, &s, "/tmp/x.db");
	assert_golden(&out, "lists.nl.json");
	assert_has(&out, "\"flags\":[\"self-report\",\"short\"]");
	assert_has(&out, "{\"name\":null,\"count\":2}");
	staaf_buf_clear(&out);
}

static void
figures_are_data_with_what_was_not_read_as_null(void **state)
{
	const struct staaf_figure figure[] = {
		{ .key = "f00000001", .place = STAAF_IN_SUMMARY, .at = 7,
		    .quote = "made up: g = 0.40 <b>", .metric = STAAF_G,
		    .value = 0.4, .low = 0.3, .high = 0.5, .p = 0.001,
		    .p_is_below = true, .tau = (double)NAN, .i2 = 50,
		    .k = 12, .n = STAAF_NONE, .design = 5 },
		{ .key = "f00000002", .quote = "judged before",
		    .value = (double)NAN, .low = (double)NAN,
		    .high = (double)NAN, .p = (double)NAN,
		    .tau = (double)NAN, .i2 = (double)NAN, .k = STAAF_NONE,
		    .n = 30, .design = STAAF_NONE,
		    .verdict = STAAF_NOT_TAKEN },
	};
	struct staaf_record r = { 0 };
	struct staaf_buf out = { 0 };

	(void)state;
	(void)make_answer(STAAF_NL);
	r = records[2];
	r.figure = figure;
	r.n_figures = 2;
	staaf_show_record_json(&out, &r, STAAF_NL);
	assert_has(&out, "\"figures\":[{\"key\":\"f00000001\","
	    "\"place\":\"summary\",\"at\":7,"
	    "\"quote\":\"made up: g = 0.40 \\u003cb>\","
	    "\"metric\":\"g\",\"value\":0.4,\"low\":0.3,\"high\":0.5,"
	    "\"k\":12,\"n\":null,\"tau\":null,\"i2\":50,\"p\":0.001,"
	    "\"p_is_below\":true,\"design\":5,\"verdict\":\"unread\"}");
	assert_has(&out, "\"metric\":null,\"value\":null,\"low\":null,"
	    "\"high\":null,\"k\":null,\"n\":30,\"tau\":null,"
	    "\"i2\":null,\"p\":null,\"p_is_below\":null,"
	    "\"design\":null,\"verdict\":\"refused\"}]");
	staaf_buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_prints_as_its_golden_file),
		cmocka_unit_test(an_answer_is_one_line),
		cmocka_unit_test(slots_are_values_ranges_or_lists),
		cmocka_unit_test(the_first_body_is_repeated_at_the_top),
		cmocka_unit_test(without_a_body_its_keys_are_null),
		cmocka_unit_test(a_dispute_between_reviews_names_both_sides),
		cmocka_unit_test(hits_and_their_absence_have_the_same_shape),
		cmocka_unit_test(
		    an_ingest_tells_its_counts_and_where_it_stumbled),
		cmocka_unit_test(a_failure_is_an_object_with_its_place),
		cmocka_unit_test(a_record_prints_as_its_golden_file),
		cmocka_unit_test(
		    figures_are_data_with_what_was_not_read_as_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
