/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers and lists as terminal text. */
#include "show_fixture.c"

#include <staaf/utf8.h>

static const struct staaf_term_style plain_en = { .lang = STAAF_EN,
	.columns = 80 };
static const struct staaf_term_style plain_nl = { .lang = STAAF_NL,
	.columns = 80 };

/* Place of a text in another; the test fails when it is not there. */
static size_t
find(const char *in, const char *text)
{
	const char *at = strstr(in, text);

	if (at == NULL)
		print_error("not there: %s\nin: %s\n", text, in);
	assert_non_null(at);
	return (size_t)(at - in);
}

static void
an_answer_reads_as_its_golden_file(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_NL);

	(void)state;
	staaf_show_answer(&out, &a, &plain_nl);
	assert_golden(&out, "answer.nl.txt");
	staaf_buf_reset(&out);
	a = make_answer(STAAF_EN);
	staaf_show_answer(&out, &a, &plain_en);
	assert_golden(&out, "answer.en.txt");
	staaf_buf_clear(&out);
}

static void
the_whole_trace_is_numbered_when_asked_for(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_NL);
	struct staaf_term_style style = plain_nl;

	(void)state;
	style.wants_why = true;
	staaf_show_answer(&out, &a, &style);
	find(out.text, "1.  één punt eraf");
	find(out.text, "S4 I; 10.1016/j.compedu.2019.103675");
	find(out.text, "2.  niveau 2");
	assert_null(strstr(out.text, "--why"));
	staaf_buf_clear(&out);
}

static void
parts_stand_in_the_order_people_read_them(void **state)
{
	static const char *const order[] = {
		"Flipped classroom may slightly", "How your question was read",
		"How certain is this?", "●●○○ low (2 of 4)",
		"1 point off (I)", "2 points off (Dr)", "at most 3",
		"How large is the difference?", "95% interval",
		"The research", "Weighs most", "Comes to a different result",
		"Points the same way", "Single study", "Local trial",
		"Retracted; does not count", "2 more pieces", "For your course",
		"Mind: the quizzes", "(not in this corpus)", "norm: AVG",
		"What would change this answer", "certainty 3 of 4",
		"Next step", "How this answer came about", "--why" };
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_EN);
	size_t last = 0;

	(void)state;
	staaf_show_answer(&out, &a, &plain_en);
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		size_t at = find(out.text, order[i]);

		assert_true(at >= last);
		last = at;
	}
	staaf_buf_clear(&out);
}

static void
no_line_is_wider_than_the_terminal_but_for_addresses(void **state)
{
	const int widths[] = { 80, 40, 30 };
	struct staaf_answer a = make_answer(STAAF_NL);

	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		struct staaf_term_style style = plain_nl;
		struct staaf_buf out = { 0 };

		style.columns = widths[i];
		style.wants_why = true;
		staaf_show_answer(&out, &a, &style);
		for (char *line = strtok(out.text, "\n"); line != NULL;
		    line = strtok(NULL, "\n")) {
			const char *word = line + strspn(line, " ");
			size_t columns = staaf_utf8_columns(line,
			    strlen(line));

			if (strchr(word, ' ') != NULL)
				assert_true(columns <= (size_t)widths[i]);
		}
		staaf_buf_clear(&out);
	}
}

static void
a_refusal_is_one_sentence_and_an_example(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_refusal(STAAF_NL);

	(void)state;
	staaf_show_answer(&out, &a, &plain_nl);
	assert_string_equal(staaf_buf_text(&out),
	    "Dit is geen vraag over onderwijs.\n"
	    "Probeer bijvoorbeeld: Helpen stemkastjes bij 180 studenten?\n");
	staaf_buf_clear(&out);
}

static void
a_record_without_an_address_shows_its_id(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_EN);

	(void)state;
	records[2].id = "x418cb3bc02716f6b";
	records[2].doi = "";
	records[2].link = "file:///etc/passwd";
	staaf_show_answer(&out, &a, &plain_en);
	find(out.text, "    x418cb3bc02716f6b\n");
	assert_null(strstr(out.text, "file:///"));
	staaf_buf_clear(&out);
}

static void
several_bodies_are_named_and_each_has_its_certainty(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_EN);

	(void)state;
	fill_body(&bodies[1], STAAF_EN);
	bodies[1].outcome = &satisfaction;
	bodies[1].sentence = "It is not known for satisfaction.";
	a.n_bodies = 2;
	staaf_show_answer(&out, &a, &plain_en);
	assert_true(find(out.text, "flipped classroom, exam results") <
	    find(out.text, "flipped classroom, satisfaction"));
	find(out.text, "It is not known for satisfaction.");
	staaf_buf_clear(&out);
}

static void
escapes_in_a_record_never_reach_the_terminal(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_EN);
	struct staaf_hit hit = { .id = "x1", .guid = "g",
		.title = "red\033[31m \xc2\x9b" "2J \xe2\x80\xae" "evil",
		.snippet = "bell\a and\r\nline" };

	(void)state;
	shown[2].citation = "A\033]0;title\007 B\xc2\x9b" "31m C\xe2\x80\xae";
	advice[0].text = "x\bx";
	a.reading.ask_back = "\033[2Jreally?";
	staaf_show_answer(&out, &a, &plain_en);
	staaf_show_hits(&out, &hit, 1, &plain_en);
	assert_null(strchr(out.text, '\033'));
	assert_null(strchr(out.text, '\a'));
	assert_null(strchr(out.text, '\b'));
	assert_null(strchr(out.text, '\r'));
	assert_null(strstr(out.text, "\xc2\x9b"));
	assert_null(strstr(out.text, "\xe2\x80\xae"));
	staaf_buf_clear(&out);
}

static void
colour_only_when_it_is_wanted_and_always_put_out(void **state)
{
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_EN);
	struct staaf_term_style style = plain_en;
	int on = 0, off = 0;

	(void)state;
	style.has_colour = true;
	staaf_show_answer(&out, &a, &style);
	for (const char *p = out.text; (p = strchr(p, '\033')) != NULL; p++) {
		on += strncmp(p, "\033[1", 3) == 0;
		off += strncmp(p, "\033[0m", 4) == 0;
	}
	assert_true(on > 5);
	assert_int_equal(on, off);
	staaf_buf_clear(&out);
}

static void
nothing_found_is_said(void **state)
{
	struct staaf_buf out = { 0 };

	(void)state;
	staaf_show_hits(&out, NULL, 0, &plain_nl);
	assert_string_equal(staaf_buf_text(&out), "niets gevonden\n");
	staaf_buf_clear(&out);
}

static void
a_record_and_a_status_read_as_their_golden_files(void **state)
{
	static struct staaf_tally design[] = { { "D3", 40 }, { "", 2 } };
	const struct staaf_status s = { .generation = 41, .n_records = 1363,
		.n_retracted = 1, .n_findings = 150, .n_sources = 4,
		.n_rule_files = 3, .by_design = design, .n_designs = 2 };
	struct staaf_buf out = { 0 };
	struct staaf_answer a = make_answer(STAAF_NL);

	(void)state;
	(void)a;
	records[2].finding = findings;
	records[2].n_findings = 1;
	staaf_show_record(&out, &records[2], &plain_nl);
	staaf_buf_putc(&out, '\n');
	staaf_show_status(&out, &s, "/tmp/x.db", &plain_nl);
	assert_golden(&out, "lists.nl.txt");
	staaf_buf_clear(&out);
}

/* Every allocation in turn fails: no crash, no leak, and it is told. */
static void
memory_that_runs_out_is_remembered(void **state)
{
	struct staaf_answer a = make_answer(STAAF_NL);
	bool was_refused = true;

	(void)state;
	for (unsigned long nth = 1; was_refused; nth++) {
		struct staaf_buf out = { 0 };
		const struct staaf_page page = { .lang = STAAF_NL,
			.question = "q", .script = "", .answer = &a };

		staaf_mem_refuse(nth);
		staaf_show_answer(&out, &a, &plain_nl);
		staaf_show_answer_json(&out, &a, "1");
		staaf_show_page(&out, &page);
		staaf_show_record(&out, &records[2], &plain_nl);
		staaf_mem_refuse(0);
		was_refused = out.failed;
		staaf_buf_clear(&out);
		assert_true(nth < 20000);
		if (nth > 60)
			nth += 6; /* later ones are all alike */
	}
}

static void
unread_figures_are_shown_with_what_to_do(void **state)
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
	const char *text;

	(void)state;
	(void)make_answer(STAAF_NL);
	r = records[2];
	r.figure = figure;
	r.n_figures = 2;
	staaf_show_record(&out, &r, &plain_nl);
	text = staaf_buf_text(&out);
	assert_non_null(strstr(text, "Ongelezen getallen"));
	assert_non_null(strstr(text, "f00000001: g = 0,40 [0,30; 0,50]; "
	    "p < 0,001; I\xc2\xb2 = 50; k = 12; D5"));
	assert_non_null(strstr(text, "made up: g = 0.40 <b>"));
	assert_non_null(strstr(text, "1 ongelezen"));
	assert_non_null(strstr(text, "staaf curate confirm"));
	assert_null(strstr(text, "judged before"));
	staaf_buf_reset(&out);
	r.n_figures = 0;
	staaf_show_record(&out, &r, &plain_nl);
	assert_null(strstr(staaf_buf_text(&out), "ngelezen"));
	staaf_buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_reads_as_its_golden_file),
		cmocka_unit_test(the_whole_trace_is_numbered_when_asked_for),
		cmocka_unit_test(parts_stand_in_the_order_people_read_them),
		cmocka_unit_test(
		    no_line_is_wider_than_the_terminal_but_for_addresses),
		cmocka_unit_test(a_refusal_is_one_sentence_and_an_example),
		cmocka_unit_test(a_record_without_an_address_shows_its_id),
		cmocka_unit_test(
		    several_bodies_are_named_and_each_has_its_certainty),
		cmocka_unit_test(escapes_in_a_record_never_reach_the_terminal),
		cmocka_unit_test(
		    colour_only_when_it_is_wanted_and_always_put_out),
		cmocka_unit_test(nothing_found_is_said),
		cmocka_unit_test(
		    a_record_and_a_status_read_as_their_golden_files),
		cmocka_unit_test(unread_figures_are_shown_with_what_to_do),
		cmocka_unit_test(memory_that_runs_out_is_remembered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
