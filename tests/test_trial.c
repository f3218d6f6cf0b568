/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables to trials: what is read, what is refused and where, and the laws
 * that hold whatever the design.  The figures of each design stand in
 * tests/e2e/design.sh.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/file.h>
#include <staaf/plan.h>
#include <staaf/trial.h>

#include "chance.h"

static struct staaf_trial_ask
nothing_told(void)
{
	return (struct staaf_trial_ask){ .scale_low = NAN, .scale_high = NAN,
		.passmark = NAN, .sesoi = NAN };
}

static enum staaf_code
evaluate(struct staaf_trial *out, const char *text, size_t size,
    const struct staaf_trial_ask *ask, enum staaf_lang lang,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_table table;
	enum staaf_code rc = staaf_table_read(&table, text, size, ar, err);

	return rc == STAAF_OK ? staaf_trial_evaluate(out, &table, ask, lang,
	    ar, err) : rc;
}

static void
read_example(struct staaf_buf *out, const char *name)
{
	char path[64];

	(void)snprintf(path, sizeof(path), "tests/trials/%s.csv", name);
	assert_int_equal(staaf_file_read(out, path, 1 << 20, NULL), STAAF_OK);
}

static const struct {
	const char *file, *letter, *outcomes;
} examples[] = {
	{ "a", "A", NULL }, { "b", "B", NULL }, { "c", "C'", NULL },
	{ "d", "D", NULL }, { "e", "E", NULL }, { "f", "F", NULL },
	{ "g", "G", NULL }, { "h", "H", NULL }, { "i", "I", NULL },
	{ "j", "J", "exam,motivation" }, { "k", "K", NULL },
	{ "l", "L", NULL },
};

enum { N_EXAMPLES = sizeof(examples) / sizeof(*examples) };

static void
each_example_has_its_design_and_no_nan_as_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_EXAMPLES; i++)
		for (int lang = 0; lang < STAAF_N_LANGS; lang++) {
			struct staaf_trial_ask ask = nothing_told();
			struct staaf_buf text = { 0 };
			struct staaf_arena ar = { 0 };
			struct staaf_trial t;

			ask.outcomes = examples[i].outcomes;
			read_example(&text, examples[i].file);
			assert_int_equal(evaluate(&t, text.text, text.size,
			    &ask, (enum staaf_lang)lang, &ar, NULL), STAAF_OK);
			assert_string_equal(staaf_design_letter(t.design),
			    examples[i].letter);
			assert_true(strlen(t.sentence) > 20);
			assert_true(strlen(t.bears) > 20);
			assert_true(strlen(t.chosen) > 20);
			assert_null(strstr(t.sentence, "nan"));
			assert_null(strchr(t.sentence, '{'));
			assert_null(strchr(t.robust, '{'));
			assert_true(t.plot.n > 0 && t.plot.n_columns > 0);
			assert_int_not_equal(t.plot.kind, STAAF_PLOT_NONE);
			staaf_buf_clear(&text);
			staaf_arena_clear(&ar);
		}
}

/* The same rows in another order: every number is the same. */
static void
the_order_of_rows_is_irrelevant(void **state)
{
	struct chance c = { 31 };

	(void)state;
	for (size_t i = 0; i < N_EXAMPLES; i++) {
		struct staaf_trial_ask ask = nothing_told();
		struct staaf_buf text = { 0 }, other = { 0 };
		struct staaf_arena ar = { 0 };
		struct staaf_trial a, b;
		char *line[200], *rest = NULL;
		size_t n = 0;

		if (strcmp(examples[i].letter, "K") == 0)
			continue; /* there order is time */
		ask.outcomes = examples[i].outcomes;
		read_example(&text, examples[i].file);
		assert_int_equal(evaluate(&a, text.text, text.size, &ask,
		    STAAF_EN, &ar, NULL), STAAF_OK);
		for (char *s = strtok_r(text.text, "\n", &rest); s != NULL;
		    s = strtok_r(NULL, "\n", &rest))
			line[n++] = s;
		for (size_t k = n; k-- > 2;) {
			size_t at = 1 + chance_below(&c, k);
			char *held = line[k];

			line[k] = line[at];
			line[at] = held;
		}
		for (size_t k = 0; k < n; k++)
			staaf_buf_printf(&other, "%s\n", line[k]);
		assert_int_equal(evaluate(&b, other.text, other.size, &ask,
		    STAAF_EN, &ar, NULL), STAAF_OK);
		assert_int_equal(a.result.n_numbers, b.result.n_numbers);
		for (size_t k = 0; k < a.result.n_numbers; k++) {
			const struct staaf_number *x = &a.result.number[k];
			double y = b.result.number[k].value;

			/* Groups of I are numbered as they come. */
			if (strcmp(examples[i].letter, "I") == 0 &&
			    (strncmp(x->key, "group", 5) == 0 ||
			    strncmp(x->key, "pair", 4) == 0))
				continue;
			if (!(isnan(x->value) && isnan(y)) &&
			    !(fabs(x->value - y) <= 1e-9 * fabs(x->value) +
			    1e-12))
				fail_msg("%s: %s: %.17g or %.17g",
				    examples[i].file, x->key, x->value, y);
		}
		staaf_buf_clear(&text);
		staaf_buf_clear(&other);
		staaf_arena_clear(&ar);
	}
}

static void
memory_that_runs_out_is_told_wherever_it_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_EXAMPLES; i++) {
		struct staaf_trial_ask ask = nothing_told();
		struct staaf_buf text = { 0 };
		enum staaf_code rc = STAAF_NOMEM;

		ask.outcomes = examples[i].outcomes;
		read_example(&text, examples[i].file);
		for (unsigned long n = 1; rc != STAAF_OK; n++) {
			struct staaf_arena ar = { 0 };
			struct staaf_trial t;

			assert_true(n < 100000);
			staaf_mem_refuse(n);
			rc = evaluate(&t, text.text, text.size, &ask, STAAF_NL,
			    &ar, NULL);
			staaf_mem_refuse(0);
			if (rc != STAAF_OK && rc != STAAF_NOMEM)
				fail_msg("%s, request %lu: code %d",
				    examples[i].file, n, (int)rc);
			staaf_arena_clear(&ar);
			n += n / 20;
		}
		staaf_buf_clear(&text);
	}
}

static void
one_number_however_it_is_written(void **state)
{
	static const char *const tables[] = {
		"pre;post\n5,5;6,5\n6;7\n1,25;2\n",
		"pre,post\n5.5,6.5\n6,7\n1.25,2\n",
		"pre\tpost\n\"5,5\"\t6,50\n6,0\t 7\n1,25\t2\n",
		"sep=|\npre|post\n5.5|6.5\n6|7\n1.25|2\n",
		"\n;;\npre;post;\r\n5,5;6,5;\r\n6;7;\r\n;;\r\n1,25;2;\r\n",
		"pre;post\r5,5;6,5\r6;7\r1,25;2",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		struct staaf_trial_ask ask = nothing_told();
		struct staaf_arena ar = { 0 };
		struct staaf_err err;
		struct staaf_trial t;

		if (evaluate(&t, tables[i], strlen(tables[i]), &ask, STAAF_EN,
		    &ar, &err) != STAAF_OK)
			fail_msg("table %zu is refused", i);
		assert_true(staaf_result_get(&t.result, "pre.mean") == 4.25);
		assert_true(staaf_result_get(&t.result, "pairs.n") == 3);
		staaf_arena_clear(&ar);
	}
}

/* A cell of 1.234 is told apart by others, or said to be doubtful. */
static void
thousands_are_read_by_what_stands_beside_them(void **state)
{
	static const struct {
		const char *text;
		double max;
		bool is_doubted;
	} row[] = {
		{ "pre;post\n1.234;2,5\n3;4\n5;6\n", 1234, false },
		{ "pre;post\n1.234;2.5\n3;4\n5;6\n", 5, false },
		{ "pre;post\n1.234.567;2\n3;4\n5;6\n", 1234567, false },
		{ "pre;post\n1.234;2\n3;4\n5;6\n", 5, true },
		{ "pre;post\n0,435;2\n3;4\n5;6\n", 5, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct staaf_trial_ask ask = nothing_told();
		struct staaf_arena ar = { 0 };
		struct staaf_trial t;
		bool is_doubted = false;

		assert_int_equal(evaluate(&t, row[i].text,
		    strlen(row[i].text), &ask, STAAF_EN, &ar, NULL), STAAF_OK);
		assert_true(staaf_result_get(&t.result, "pre.max") ==
		    row[i].max);
		for (size_t k = 0; k < t.n_warnings; k++)
			is_doubted |= t.warning[k].code ==
			    STAAF_DECIMAL_AMBIGUOUS;
		assert_int_equal(is_doubted, row[i].is_doubted);
		staaf_arena_clear(&ar);
	}
}

static void
lots_are_even_and_can_be_drawn_again(void **state)
{
	int a[401], b[401];

	(void)state;
	for (size_t n = 1; n <= 400; n += 7) {
		char seed[32];
		int sum = 0;

		(void)snprintf(seed, sizeof(seed), "seed %zu", n);
		a[n] = 77;
		staaf_plan_lots(a, n, seed);
		staaf_plan_lots(b, n, seed);
		assert_memory_equal(a, b, n * sizeof(*a));
		assert_int_equal(a[n], 77);
		for (size_t i = 0; i < n; i++)
			sum += a[i] == 1 ? 1 : -1;
		assert_true(abs(sum) <= 2);
	}
	staaf_plan_lots(b, 400, "another");
	staaf_plan_lots(a, 400, "seed");
	assert_memory_not_equal(a, b, sizeof(int) * 400);
}

/* A table of n students in classes of a few sizes. */
static void
put_classes(struct staaf_buf *out, size_t n, size_t n_classes)
{
	staaf_buf_puts(out, "id;klas\n");
	for (size_t i = 0; i < n; i++)
		staaf_buf_printf(out, "s%zu;k%zu\n", i,
		    i * i % (2 * n_classes + 1) % n_classes);
}

static void
lots_are_even_within_each_stratum(void **state)
{
	(void)state;
	for (size_t k = 1; k <= 8; k++) {
		struct staaf_buf text = { 0 };
		struct staaf_arena ar = { 0 };
		struct staaf_table table;
		struct staaf_lots l, again;
		int sum[8] = { 0 };

		put_classes(&text, 20 * k + 3, k);
		assert_int_equal(staaf_table_read(&table, text.text,
		    text.size, &ar, NULL), STAAF_OK);
		assert_int_equal(staaf_plan_lots_table(&l, &table, NULL,
		    "klas", "plan", &ar, NULL), STAAF_OK);
		assert_int_equal(staaf_plan_lots_table(&again, &table, NULL,
		    "klas", "plan", &ar, NULL), STAAF_OK);
		assert_int_equal(l.n, 20 * k + 3);
		assert_memory_equal(l.lot, again.lot, l.n * sizeof(int));
		for (size_t i = 0; i < l.n; i++)
			sum[l.stratum[i][1] - '0'] += l.lot[i] ? 1 : -1;
		for (size_t i = 0; i < k; i++)
			assert_true(abs(sum[i]) <= 2);
		staaf_buf_clear(&text);
		staaf_arena_clear(&ar);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_example_has_its_design_and_no_nan_as_text),
		cmocka_unit_test(the_order_of_rows_is_irrelevant),
		cmocka_unit_test(
		    memory_that_runs_out_is_told_wherever_it_does),
		cmocka_unit_test(one_number_however_it_is_written),
		cmocka_unit_test(
		    thousands_are_read_by_what_stands_beside_them),
		cmocka_unit_test(lots_are_even_and_can_be_drawn_again),
		cmocka_unit_test(lots_are_even_within_each_stratum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
