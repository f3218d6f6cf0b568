/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast the store takes records and finds them: synthetic records of some
 * 170 words with a Zipf vocabulary.  Times are of the processor, so that other
 * work on the machine does not show.  Usage: store FILE [RECORDS]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <staaf/store.h>

enum { VOCABULARY = 40000, N_QUESTIONS = 200 };

static uint64_t seed = 42;

static double
chance(void)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (double)(seed >> 11) / 9007199254740992.0;
}

/* The k-th word by frequency has a chance of about 1/k. */
static void
put_word(struct staaf_buf *b, double from)
{
	static const char *const parts[] = { "ber", "lo", "ni", "stu", "ra",
		"ken", "do", "ti", "wel", "sa", "pe", "mun", "ga", "vi", "hor",
		"se" };
	unsigned k = (unsigned)pow(VOCABULARY, from + (1 - from) * chance());

	do {
		staaf_buf_puts(b, parts[k % 16]);
		k /= 16;
	} while (k > 0);
	staaf_buf_putc(b, ' ');
}

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
stop_on(enum staaf_code rc, const struct staaf_err *err)
{
	if (rc == STAAF_OK)
		return;
	staaf_err_print(stderr, err, STAAF_EN);
	exit(1);
}

static void
put_records(struct staaf_store *st, long n)
{
	struct staaf_buf id = { 0 }, title = { 0 }, text[2] = { { 0 } };
	struct staaf_err err;
	enum staaf_put what;

	for (long i = 0; i < n; i++) {
		struct staaf_record r = { .year = 2020,
			.title_language = i % 2 ? "nl" : "en",
			.language = "en", .summary_language = "en",
			.appraisal = { .design = 3 } };

		staaf_buf_reset(&id);
		staaf_buf_printf(&id, "10.1/%ld", i);
		staaf_buf_reset(&title);
		for (int w = 0; w < 10; w++)
			put_word(&title, 0);
		for (int lang = 0; lang < 2; lang++) {
			staaf_buf_reset(&text[lang]);
			for (int w = 0; w < 80; w++)
				put_word(&text[lang], 0);
			r.summary_in[lang] = text[lang].text;
		}
		r.id = id.text;
		r.title = title.text;
		r.summary = text[STAAF_EN].text;
		stop_on(staaf_store_put(&what, st, &r, &err), &err);
	}
	staaf_buf_clear(&id);
	staaf_buf_clear(&title);
	staaf_buf_clear(&text[0]);
	staaf_buf_clear(&text[1]);
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Questions of some words; from: 0 takes common words, 0.6 rare ones. */
static void
ask(struct staaf_store *st, const char *name, int n_words, double from)
{
	double took[N_QUESTIONS];
	struct staaf_buf words = { 0 };
	struct staaf_arena ar = { 0 };
	struct staaf_err err;
	size_t n_hits = 0;

	for (int q = 0; q < N_QUESTIONS; q++) {
		struct staaf_term *term = NULL;
		struct staaf_hit *hit = NULL;
		size_t n_terms = 0, n = 0;
		double start;

		staaf_buf_reset(&words);
		for (int w = 0; w < n_words; w++)
			put_word(&words, from);
		start = now();
		stop_on(staaf_store_terms(&term, &n_terms, words.text,
		    words.size, &ar, &err), &err);
		stop_on(staaf_store_find(&hit, &n, st, term, n_terms, 10, &ar,
		    &err), &err);
		took[q] = now() - start;
		n_hits += n;
		staaf_arena_clear(&ar);
	}
	qsort(took, N_QUESTIONS, sizeof(*took), by_size);
	printf("find %s: p50 %.2f ms, p95 %.2f ms, %.1f hits\n", name,
	    took[N_QUESTIONS / 2] * 1e3, took[N_QUESTIONS * 95 / 100] * 1e3,
	    (double)n_hits / N_QUESTIONS);
	staaf_buf_clear(&words);
}

int
main(int argc, char **argv)
{
	long n = argc > 2 ? atol(argv[2]) : 10000; /* NOLINT: 0 is none */
	struct staaf_store *st = NULL;
	struct staaf_err err;
	long n_faults = 0;
	double start;

	if (argc < 2)
		return 2;
	stop_on(staaf_store_open(&st, argv[1], STAAF_STORE_WRITE, &err), &err);
	for (int turn = 0; turn < 2; turn++) {
		seed = 42;
		start = now();
		stop_on(staaf_store_begin(st, &err), &err);
		put_records(st, n);
		stop_on(staaf_store_commit(st, &err), &err);
		printf("put %s: %.0f records a second\n", turn == 0 ? "new" :
		    "same", (double)n / (now() - start));
	}
	ask(st, "2 rare words", 2, 0.6);
	ask(st, "2 any words", 2, 0);
	ask(st, "12 any words", 12, 0);
	start = now();
	stop_on(staaf_store_verify(&n_faults, st, NULL, NULL, &err), &err);
	printf("verify: %.2f s, %ld faults\n", now() - start, n_faults);
	staaf_store_close(st);
	return 0;
}
