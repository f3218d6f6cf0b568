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
	for (size_t i = 0; i < map->n_domains; i++)
		if (strcmp(map->domain[i], domain) == 0)
			return &row->cell[i];
	fail_msg("no domain '%s'", domain);
	return NULL;
}

static struct staaf_map
make_map(struct shelf *sh)
{
	struct staaf_map map = { 0 };
	struct staaf_err err = { 0 };

	assert_int_equal(staaf_map(&map, sh->st, sh->rs, &sh->ar, &err),
	    STAAF_OK);
	return map;
}

static void
an_empty_store_gives_a_map_of_empty_cells(void **state)
{
	struct staaf_map map = make_map(*state);

	assert_int_equal(map.n_domains, 2);
	assert_string_equal(map.domain[0], "achievement");
	assert_string_equal(map.domain[1], "motivation");
	assert_non_null(find_row(&map, "hologram"));
	assert_null(find_row(&map, "kahoot")); /* a tool, with nothing */
	for (size_t i = 0; i < map.n_rows; i++) {
		assert_int_equal(map.row[i].n_works, 0);
		for (size_t k = 0; k < map.n_domains; k++)
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_store_gives_a_map_of_empty_cells),
		TEST(a_cell_has_the_level_of_an_answer_and_counts_works_once),
		TEST(retracted_and_unconfirmed_works_give_no_level),
		TEST(what_is_held_on_a_tool_is_held_on_what_it_is_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
