/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sentences in tests/extract, each with the figures it gives in indented
 * lines below it.  GOLDEN=write makes those anew; read the difference.
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
#include <staaf/utf8.h>

#include "chance.h"
#include <staaf/extract.h>

enum { MOST = 40 };

static void
put_value(struct staaf_buf *out, const char *name, double value)
{
	if (!isnan(value))
		staaf_buf_printf(out, " %s %.6g", name, value);
}

static void
dump_figure(struct staaf_buf *out, const char *text,
    const struct staaf_figure *f)
{
	staaf_buf_puts(out, "\t[");
	staaf_buf_put(out, text + f->at, f->size);
	staaf_buf_puts(out, "]");
	put_value(out, staaf_metric_name(f->metric), f->value);
	put_value(out, "low", f->low);
	put_value(out, "high", f->high);
	put_value(out, f->p_is_below ? "p <" : "p", f->p);
	put_value(out, "tau", f->tau);
	put_value(out, "i2", f->i2);
	if (f->k != STAAF_NONE)
		staaf_buf_printf(out, " k %ld", f->k);
	if (f->n != STAAF_NONE)
		staaf_buf_printf(out, " n %ld", f->n);
	if (f->design != STAAF_NONE)
		staaf_buf_printf(out, " D%d", f->design);
	staaf_buf_puts(out, "\n");
}

/* What holds of every figure, whatever the text. */
static void
check_figures(const struct staaf_figure *f, size_t n, const char *text,
    size_t size)
{
	for (size_t i = 0; i < n; i++, f++) {
		assert_true(f->at <= size && f->size <= size - f->at);
		assert_true(f->size > 0);
		assert_int_equal(strlen(f->key), 9);
		assert_true(f->key[0] == 'f');
		assert_non_null(strstr(text, f->quote));
		assert_true(strlen(f->quote) >= f->size);
		assert_int_equal(staaf_utf8_valid(f->quote, strlen(f->quote)),
		    strlen(f->quote));
		assert_false(f->low > f->value || f->high < f->value);
		assert_true(i == 0 || f[-1].at <= f->at);
		assert_true(i == 0 || strcmp(f[-1].key, f->key) != 0);
	}
}

static void
read_sentence(struct staaf_buf *out, const char *text, size_t size,
    const char *language)
{
	struct staaf_arena ar = { 0 };
	struct staaf_figure *figure;
	char *own = staaf_arena_dupn(&ar, text, size);
	size_t n = staaf_extract(&figure, MOST, STAAF_IN_SUMMARY, own, size,
	    language, &ar);

	check_figures(figure, n, own, size);
	for (size_t i = 0; i < n; i++)
		dump_figure(out, own, &figure[i]);
	assert_false(ar.failed);
	staaf_arena_clear(&ar);
}

static void
sentences_give_their_figures(void **state)
{
	const char *language = *state, *mode = getenv("GOLDEN"), *line;
	struct staaf_buf file = { 0 }, got = { 0 };
	char path[64];

	(void)snprintf(path, sizeof(path), "tests/extract/%.2s.txt", language);
	assert_int_equal(staaf_file_read(&file, path, 1 << 20, NULL),
	    STAAF_OK);
	for (line = staaf_buf_text(&file); *line != '\0';) {
		size_t size = strcspn(line, "\n");

		if (*line != '\t') {
			staaf_buf_put(&got, line, size);
			staaf_buf_puts(&got, "\n");
			read_sentence(&got, line, size, language);
		}
		line += size + (line[size] == '\n');
	}
	if (mode != NULL && strcmp(mode, "write") == 0) {
		FILE *f = fopen(path, "w");

		assert_non_null(f);
		assert_int_equal(fwrite(got.text, 1, got.size, f), got.size);
		assert_int_equal(fclose(f), 0);
	} else {
		assert_string_equal(staaf_buf_text(&got),
		    staaf_buf_text(&file));
	}
	staaf_buf_clear(&file);
	staaf_buf_clear(&got);
}

static const char sample[] = "A meta-analysis of 32 studies (N = 2,345) "
    "was read. It gave g = 0.35, 95% CI [0.2, 0.5]. "
    "Again g = 0.35, 95% CI [0.2, 0.5].";

static void
same_text_gives_the_same_keys_and_twins_differ(void **state)
{
	struct staaf_arena ar = { 0 };
	struct staaf_figure *a, *b;
	size_t n = staaf_extract(&a, MOST, STAAF_IN_SUMMARY, sample,
	    strlen(sample), "en", &ar);

	(void)state;
	assert_int_equal(n, 5);
	assert_int_equal(staaf_extract(&b, MOST, STAAF_IN_SUMMARY, sample,
	    strlen(sample), "en", &ar), n);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(a[i].key, b[i].key);
	assert_string_not_equal(a[3].key, a[4].key);
	assert_int_equal(staaf_extract(&b, 2, STAAF_IN_TITLE, sample,
	    strlen(sample), "en", &ar), 2);
	assert_string_not_equal(a[0].key, b[0].key);
	staaf_arena_clear(&ar);
}

static void
refused_memory_gives_none_and_is_remembered(void **state)
{
	struct staaf_figure *figure;
	unsigned long nth = 0;
	bool failed;

	(void)state;
	do {
		struct staaf_arena ar = { 0 };
		size_t n;

		staaf_mem_refuse(++nth);
		n = staaf_extract(&figure, MOST, STAAF_IN_SUMMARY, sample,
		    strlen(sample), "en", &ar);
		staaf_mem_refuse(0);
		failed = ar.failed;
		assert_int_equal(n, failed ? 0 : 5);
		staaf_arena_clear(&ar);
	} while (failed);
	assert_true(nth > 1);
}

static void
ugly_text_gives_figures_within_it(void **state)
{
	static const char *const pieces[] = { "g = 0.3", "(k = ", "95% CI [",
		"0.1, 0.5]", " 12 studies", "p < .05", " I\xc2\xb2 = 80%" };
	struct chance c = { 7 };

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct staaf_buf raw = { 0 }, clean = { 0 }, out = { 0 };
		char ugly[64];

		for (int i = 0; i < 6; i++) {
			staaf_buf_put(&raw, ugly, chance_text(&c, ugly, 20));
			staaf_buf_puts(&raw, pieces[chance_below(&c, 7)]);
		}
		staaf_utf8_clean(&clean, raw.text, raw.size);
		read_sentence(&out, clean.text, clean.size,
		    round & 1 ? "nl" : "en");
		staaf_buf_clear(&raw);
		staaf_buf_clear(&clean);
		staaf_buf_clear(&out);
	}
}

int
main(void)
{
	static char en[] = "en", nl[] = "nl";
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_prestate(sentences_give_their_figures, en),
		cmocka_unit_test_prestate(sentences_give_their_figures, nl),
		cmocka_unit_test(
		    same_text_gives_the_same_keys_and_twins_differ),
		cmocka_unit_test(refused_memory_gives_none_and_is_remembered),
		cmocka_unit_test(ugly_text_gives_figures_within_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
