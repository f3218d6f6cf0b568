/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gap map: what is held and what is not. */
#include "answer_shelf.h"

#include <staaf/map.h>

static const struct staaf_map_row *
find_row(const struct staaf_map *map, const char *id)
{
	for (size_t i = 0; i < map->n_rows; i++)
		if (strcmp(map->row[i].intervention->id, id) == 0)
			return &map->row[i];
	return NULL;
}

static const struct staaf_cell *
find_cell(const struct staaf_map *map, const char *id, const char *domain)
{
	const struct staaf_map_row *row = find_row(map, id);

	assert_non_null(row);
	for (size_t i = 0; i < map->n_columns; i++)
		if (strcmp(map->column[i].outcome == NULL ?
		    map->column[i].domain : map->column[i].outcome->id,
		    domain) == 0)
			return &row->cell[i];
	fail_msg("no domain '%s'", domain);
	return NULL;
}

static struct staaf_map
ask_map(struct shelf *sh, const char *intervention, const char *outcome)
{
	struct staaf_map map = { 0 };
	struct staaf_err err = { 0 };
	const struct staaf_map_ask ask = {
		.intervention = intervention == NULL ? NULL :
		    staaf_rules_concept_named(sh->rs, intervention),
		.outcome = outcome };

	assert_int_equal(staaf_map(&map, sh->st, sh->rs, &ask, &sh->ar, &err),
	    STAAF_OK);
	return map;
}

static struct staaf_map
make_map(struct shelf *sh)
{
	return ask_map(sh, NULL, NULL);
}

static void
an_empty_store_gives_a_map_of_empty_cells(void **state)
{
	struct staaf_map map = make_map(*state);

	assert_int_equal(map.n_columns, 2);
	assert_string_equal(map.column[0].domain, "achievement");
	assert_string_equal(map.column[1].domain, "motivation");
	assert_non_null(find_row(&map, "hologram"));
	assert_null(find_row(&map, "kahoot")); /* a tool, with nothing */
	for (size_t i = 0; i < map.n_rows; i++) {
		assert_int_equal(map.row[i].n_works, 0);
		for (size_t k = 0; k < map.n_columns; k++)
			assert_int_equal(map.row[i].cell[k].level, STAAF_NONE);
	}
}

static void
a_cell_has_the_level_of_an_answer_and_counts_works_once(void **state)
{
	struct staaf_finding f[2] = { plain_finding("a"), plain_finding("b") };
	struct staaf_record r;
	struct staaf_map map;
	const struct staaf_cell *cell;

	put_review(*state);
	f[1].outcome = "motivation";
	r = plain_record("10.1/two", 2020, 3, f, 2);
	put(*state, &r);
	map = make_map(*state);
	cell = find_cell(&map, "quiz", "achievement");
	assert_int_equal(cell->n_works, 2);
	assert_int_equal(cell->n_findings, 2);
	assert_int_equal(cell->level, 3);
	assert_int_equal(cell->verdict, STAAF_VERDICT_AS_STATED);
	assert_int_equal(find_cell(&map, "quiz", "motivation")->n_works, 1);
	assert_int_equal(find_row(&map, "quiz")->n_works, 2);
	assert_int_equal(find_row(&map, "hologram")->n_works, 0);
}

static void
retracted_and_unconfirmed_works_give_no_level(void **state)
{
	struct staaf_finding f = plain_finding("a");
	struct staaf_record r = plain_record("10.1/gone", 2020, 3, &f, 1);
	struct staaf_map map;

	r.state = STAAF_RETRACTED;
	put(*state, &r);
	map = make_map(*state);
	assert_int_equal(find_cell(&map, "quiz", "achievement")->n_works, 0);
	f.is_confirmed = false;
	r = plain_record("10.1/heard", 2020, 3, &f, 1);
	put(*state, &r);
	map = make_map(*state);
	assert_int_equal(find_cell(&map, "quiz", "achievement")->n_works, 1);
	assert_int_equal(find_cell(&map, "quiz", "achievement")->level,
	    STAAF_NONE);
}

static void
what_is_held_on_a_tool_is_held_on_what_it_is_for(void **state)
{
	struct staaf_finding f = plain_finding("a");
	struct staaf_record r;
	struct staaf_map map;

	f.intervention = "kahoot";
	r = plain_record("10.1/kahoot", 2020, 3, &f, 1);
	put(*state, &r);
	map = make_map(*state);
	assert_int_equal(find_row(&map, "kahoot")->n_works, 1);
	assert_int_equal(find_row(&map, "quiz")->n_works, 1);
}

static void
a_cell_tells_its_studies_and_newest_year(void **state)
{
	struct staaf_finding f = plain_finding("a");
	struct staaf_record r;
	struct staaf_map map;
	const struct staaf_cell *cell;

	put_review(*state); /* of 222 studies, 2021 */
	r = plain_record("10.1/old", 2011, 3, &f, 1);
	put(*state, &r);
	map = make_map(*state);
	cell = find_cell(&map, "quiz", "achievement");
	assert_int_equal(cell->k, 222);
	assert_int_equal(cell->year, 2021);
	cell = find_cell(&map, "quiz", "motivation");
	assert_int_equal(cell->k, STAAF_NONE);
	assert_int_equal(cell->year, 0);
}

static void
a_narrowed_map_holds_what_was_asked_and_all_under_it(void **state)
{
	struct shelf *sh = *state;
	struct staaf_map map;

	put_review(sh);
	map = ask_map(sh, "quiz", NULL);
	assert_int_equal(map.n_rows, 1); /* kahoot: a tool, with nothing */
	assert_int_equal(map.n_columns, 2);
	assert_int_equal(map.row[0].n_works, 1);
	map = ask_map(sh, NULL, "achievement");
	assert_int_equal(map.n_columns, 2);
	assert_string_equal(map.column[0].outcome->id, "exam-score");
	assert_string_equal(map.column[1].outcome->id, "knowledge");
	assert_int_equal(find_cell(&map, "quiz", "exam-score")->level, 3);
	map = ask_map(sh, "quiz", "motivation"); /* nothing on that */
	assert_int_equal(map.n_columns, 1);
	assert_int_equal(map.row[0].n_works, 0);
}

static void
a_tool_without_works_has_a_row_when_all_are_asked(void **state)
{
	struct shelf *sh = *state;
	const struct staaf_map_ask ask = { .has_all_tools = true };
	struct staaf_map map;

	assert_int_equal(staaf_map(&map, sh->st, sh->rs, &ask, &sh->ar, NULL),
	    STAAF_OK);
	assert_int_equal(find_row(&map, "kahoot")->n_works, 0);
}

/* --------------------------------------------------------------- demand */

#define ASKED(month, intervention, outcome, is_known, count) \
	(struct staaf_asked){ month, intervention, outcome, is_known, count }

static struct staaf_map
ask_demand(struct shelf *sh, const struct staaf_asked *asked, size_t n,
    const char *outcome, const char *since)
{
	struct staaf_map map = { 0 };
	struct staaf_err err = { 0 };
	const struct staaf_map_ask ask = { .outcome = outcome,
		.has_demand = true, .asked = asked, .n_asked = n,
		.since = since };

	assert_int_equal(staaf_map(&map, sh->st, sh->rs, &ask, &sh->ar, &err),
	    STAAF_OK);
	assert_true(map.has_demand);
	return map;
}

static void
what_is_asked_stands_beside_what_is_held(void **state)
{
	struct shelf *sh = *state;
	const struct staaf_asked asked[] = {
		ASKED("2026-10", "hologram", "motivation", false, 4),
		ASKED("2026-11", "hologram", "motivation", false, 5),
		ASKED("2026-11", "quiz", "exam-score", true, 30),
		ASKED("2026-11", "quiz", "motivation", false, 6),
		ASKED("2026-11", "quiz", "-", true, 12),
		ASKED("2026-11", "kahoot", "exam-score", false, 3),
	};
	struct staaf_map map;

	put_review(sh);
	map = ask_demand(sh, asked, 6, NULL, NULL);
	assert_int_equal(find_cell(&map, "hologram",
	    "motivation")->demand.asked, 9);
	assert_int_equal(find_cell(&map, "hologram",
	    "motivation")->demand.unanswered, 9);
	assert_int_equal(find_cell(&map, "quiz",
	    "achievement")->demand.asked, 30);
	assert_int_equal(find_cell(&map, "quiz",
	    "achievement")->demand.unanswered, 0);
	assert_int_equal(find_row(&map, "quiz")->demand.asked, 12);
	/* A tool that was asked about has a row, and counts by its name. */
	assert_int_equal(find_cell(&map, "kahoot",
	    "achievement")->demand.asked, 3);
	assert_int_equal(find_cell(&map, "kahoot", "achievement")->n_works,
	    0);
}

static void
the_agenda_has_what_is_asked_most_and_held_least(void **state)
{
	struct shelf *sh = *state;
	const struct staaf_asked asked[] = {
		ASKED("2026-11", "quiz", "exam-score", true, 30),
		ASKED("2026-11", "quiz", "motivation", false, 6),
		ASKED("2026-11", "hologram", "motivation", false, 6),
		ASKED("2026-11", "hologram", "-", false, 9),
		ASKED("2026-11", "quiz", "-", true, 12),
	};
	struct staaf_map map;

	put_review(sh); /* level 3 on exams */
	map = ask_demand(sh, asked, 5, NULL, NULL);
	assert_int_equal(map.n_wanted, 5);
	assert_int_equal(map.n_open, 3);
	assert_string_equal(map.wanted[0].intervention->id, "hologram");
	assert_null(map.wanted[0].outcome);
	assert_int_equal(map.wanted[0].demand.asked, 9);
	assert_int_equal(map.wanted[0].level, STAAF_NONE);
	assert_string_equal(map.wanted[1].intervention->id, "hologram");
	assert_string_equal(map.wanted[1].outcome->id, "motivation");
	assert_string_equal(map.wanted[2].intervention->id, "quiz");
	assert_int_equal(map.wanted[2].n_works, 0);
	assert_string_equal(map.wanted[3].outcome->id, "exam-score");
	assert_int_equal(map.wanted[3].n_works, 1);
	assert_int_equal(map.wanted[3].level, 3);
	assert_null(map.wanted[4].outcome);
	assert_int_equal(map.wanted[4].level, 3);
}

/* What is told of one cell when it was asked n times. */
static long
tell(struct shelf *sh, long n, const char *since)
{
	const struct staaf_asked asked[] = {
		ASKED("2026-09", "quiz", "exam-score", true, 2),
		ASKED("2026-10", "quiz", "exam-score", true, n),
		ASKED("2026-10", "quiz", "exam-score", false, 2),
		ASKED("2026-10", "quiz", "-", true, 1),
	};
	struct staaf_map map = ask_demand(sh, asked, 4, NULL, since);

	assert_int_equal(find_row(&map, "quiz")->demand.asked, 0);
	assert_int_equal(find_cell(&map, "quiz",
	    "achievement")->demand.unanswered, 0);
	assert_int_equal(map.n_wanted, find_cell(&map, "quiz",
	    "achievement")->demand.asked > 0);
	return find_cell(&map, "quiz", "achievement")->demand.asked;
}

static void
fewer_than_three_are_never_told(void **state)
{
	assert_int_equal(tell(*state, 0, NULL), 0);
	assert_int_equal(tell(*state, 1, NULL), 3);
	assert_int_equal(tell(*state, 2, NULL), 3);
	assert_int_equal(tell(*state, 3, NULL), 3);
	assert_int_equal(tell(*state, 4, NULL), 6);
}

/* From one day, month or column to another: none, or three at least. */
static void
no_difference_between_two_maps_is_one_or_two(void **state)
{
	static const char *const months[] = { NULL, "2000-01", "2026-09",
		"2026-10", "2026-11" };
	long last[5] = { 0 };

	for (long n = 0; n < 8; n++)
		for (int i = 0; i < 5; i++) {
			long now = tell(*state, n, months[i]);

			assert_true(now == last[i] || now == last[i] + 3);
			assert_int_equal(now % 3, 0);
			last[i] = now;
		}
	assert_int_equal(last[0], 9);
	assert_int_equal(last[0], last[1]);
	assert_int_equal(last[0], last[2]);
	assert_int_equal(last[3], 9); /* two of September waited for a third */
	assert_int_equal(last[4], 0);
}

/* Also of the month, nothing is told before there are three. */
static void
a_subject_has_the_month_in_which_its_number_rose(void **state)
{
	const struct staaf_asked asked[] = {
		ASKED("2026-08", "quiz", "exam-score", true, 1),
		ASKED("2026-09", "quiz", "exam-score", true, 2),
		ASKED("2026-11", "quiz", "exam-score", true, 2),
		ASKED("2026-10", "quiz", "exam-score", false, 3),
		ASKED("2026-12", "quiz", "exam-score", false, 1),
		ASKED("2026-07", "quiz", "-", false, 4),
		ASKED("2026-12", "quiz", "-", false, 1),
	};
	struct staaf_map map = ask_demand(*state, asked, 2, NULL, NULL);

	assert_string_equal(map.wanted[0].month, "2026-09");
	map = ask_demand(*state, asked, 3, NULL, NULL);
	assert_string_equal(map.wanted[0].month, "2026-09");
	map = ask_demand(*state, asked, 7, NULL, NULL);
	assert_int_equal(map.n_wanted, 2);
	assert_string_equal(map.wanted[0].month, "2026-10");
	assert_string_equal(map.wanted[1].month, "2026-07");
	assert_null(map.wanted[1].outcome);
}

static void
a_hidden_part_is_in_no_sum(void **state)
{
	struct shelf *sh = *state;
	const struct staaf_asked asked[] = {
		ASKED("2026-11", "quiz", "exam-score", true, 5),
		ASKED("2026-11", "quiz", "exam-score", false, 2),
		ASKED("2026-11", "quiz", "motivation", true, 2),
	};
	struct staaf_map map = ask_demand(sh, asked, 3, NULL, NULL),
	    narrow = ask_demand(sh, asked, 3, "achievement", NULL);

	assert_int_equal(find_cell(&map, "quiz",
	    "achievement")->demand.asked, 3);
	assert_int_equal(find_cell(&narrow, "quiz",
	    "exam-score")->demand.asked, 3);
	assert_int_equal(find_cell(&map, "quiz",
	    "motivation")->demand.asked, 0);
	assert_int_equal(map.n_wanted, 1);
}

static void
a_narrowed_map_has_the_demand_of_its_columns(void **state)
{
	struct shelf *sh = *state;
	const struct staaf_asked asked[] = {
		ASKED("2026-11", "quiz", "exam-score", true, 6),
		ASKED("2026-11", "quiz", "motivation", false, 6),
		ASKED("2026-11", "quiz", "-", false, 6),
	};
	struct staaf_map map = ask_demand(sh, asked, 3, "motivation", NULL);

	assert_int_equal(map.n_wanted, 1);
	assert_string_equal(map.wanted[0].outcome->id, "motivation");
	assert_int_equal(find_row(&map, "quiz")->demand.asked, 0);
}

static void
what_the_vocabulary_has_not_is_passed_by(void **state)
{
	struct shelf *sh = *state;
	const struct staaf_asked asked[] = {
		ASKED("2026-11", "gone", "exam-score", true, 6),
		ASKED("2026-11", "quiz", "gone", true, 6),
		ASKED("2026-11", "quiz", "hbo", true, 6),
		ASKED("2026-11", "self-test", "exam-score", true, 6),
	};
	struct staaf_map map = ask_demand(sh, asked, 4, NULL, NULL);

	assert_int_equal(map.n_wanted, 0);
	assert_int_equal(map.n_open, 0);
	assert_int_equal(ask_demand(sh, NULL, 0, NULL, NULL).n_wanted, 0);
	assert_false(make_map(sh).has_demand);
}

static void
an_outcome_that_is_none_is_misuse(void **state)
{
	struct shelf *sh = *state;
	const struct staaf_map_ask ask = { .outcome = "quiz" };
	struct staaf_map map = { 0 };
	struct staaf_err err = { 0 };

	assert_int_equal(staaf_map(&map, sh->st, sh->rs, &ask, &sh->ar, &err),
	    STAAF_USAGE);
	assert_int_equal(err.msg, STAAF_MSG_MAP_NO_OUTCOME);
	assert_null(map.row);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_store_gives_a_map_of_empty_cells),
		TEST(a_cell_has_the_level_of_an_answer_and_counts_works_once),
		TEST(retracted_and_unconfirmed_works_give_no_level),
		TEST(what_is_held_on_a_tool_is_held_on_what_it_is_for),
		TEST(a_cell_tells_its_studies_and_newest_year),
		TEST(a_narrowed_map_holds_what_was_asked_and_all_under_it),
		TEST(a_tool_without_works_has_a_row_when_all_are_asked),
		TEST(what_is_asked_stands_beside_what_is_held),
		TEST(the_agenda_has_what_is_asked_most_and_held_least),
		TEST(fewer_than_three_are_never_told),
		TEST(no_difference_between_two_maps_is_one_or_two),
		TEST(a_subject_has_the_month_in_which_its_number_rose),
		TEST(a_hidden_part_is_in_no_sum),
		TEST(a_narrowed_map_has_the_demand_of_its_columns),
		TEST(what_the_vocabulary_has_not_is_passed_by),
		TEST(an_outcome_that_is_none_is_misuse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
