/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clean text of strangers through the reader of figures; seeds are in
 * tests/seeds/extract.  The first byte chooses the language.
 */
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/utf8.h>

#include <staaf/extract.h>
#include <staaf/told.h>

enum { MOST = 50 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
check_figure(const struct staaf_figure *f, const struct staaf_buf *text)
{
	size_t quoted = strlen(f->quote);

	if (f->at > text->size || f->size > text->size - f->at ||
	    f->size == 0 || strlen(f->key) != 9)
		abort();
	if (staaf_utf8_valid(f->quote, quoted) != quoted || quoted < f->size)
		abort();
	if (staaf_utf8_valid(text->text + f->at, f->size) != f->size)
		abort();
	if (f->low > f->value || f->high < f->value || f->i2 < 0 ||
	    f->i2 > 100 || f->p < 0 || f->p > 1 || f->k == 0 || f->n == 0)
		abort();
}

/* Any bytes, as a file has them. */
static void
recheck_all(const char *text, size_t size)
{
	struct staaf_arena ar = { 0 };
	struct staaf_reported *list;
	size_t n = staaf_extract_reported(&list, text, size, &ar), end = 0;
	struct staaf_rechecked c;

	for (size_t i = 0; i < n; i++) {
		if (list[i].at < end || list[i].size == 0 ||
		    list[i].size > size - list[i].at)
			abort();
		end = list[i].at + list[i].size;
		staaf_recheck(&c, &list[i]);
		if (!isnan(c.p) && !(c.low >= 0 && c.low <= c.p &&
		    c.p <= c.high && c.high <= 1))
			abort();
		if (isnan(c.p) != (c.fit == STAAF_NO_P) &&
		    c.fit != STAAF_IMPOSSIBLE_P)
			abort();
	}
	staaf_arena_clear(&ar);
}

static void
recheck_means(const char *text, size_t size)
{
	struct staaf_arena ar = { 0 };
	struct staaf_reported_mean *list;
	size_t n = staaf_extract_means(&list, text, size, &ar);
	struct staaf_rechecked_mean c;

	for (size_t i = 0; i < n; i++) {
		if (list[i].size == 0 || list[i].at > size ||
		    list[i].size > size - list[i].at || list[i].n < 1 ||
		    list[i].items < 1)
			abort();
		staaf_recheck_mean(&c, &list[i]);
		if (c.fit != STAAF_NO_P && !(c.low <= c.high))
			abort();
	}
	staaf_arena_clear(&ar);
}

static void
recheck_gaps(const char *text, size_t size)
{
	struct staaf_arena ar = { 0 };
	struct staaf_reported_gap *list;
	size_t n = staaf_extract_gaps(&list, text, size, &ar), end = 0;
	struct staaf_rechecked_gap c;

	for (size_t i = 0; i < n; i++) {
		if (list[i].at < end || list[i].size == 0 ||
		    list[i].size > size - list[i].at)
			abort();
		end = list[i].at + list[i].size;
		if (list[i].a.n < 2 || list[i].b.n < 2 ||
		    list[i].a.sd.value < 0 || list[i].b.sd.value < 0)
			abort();
		staaf_recheck_gap(&c, &list[i]);
		if ((c.fit != STAAF_NO_P && isnan(c.gap.s.g)) ||
		    c.low > c.high)
			abort();
	}
	staaf_arena_clear(&ar);
}

/* Whatever somebody claims: places inside, and sums that can be. */
static void
read_claim(const char *text, size_t size)
{
	struct staaf_arena ar = { 0 };
	struct staaf_told t;
	struct staaf_told_sum s;

	staaf_told_read(&t, text, size, &ar);
	if (t.design_at > size || t.design_size > size - t.design_at)
		abort();
	for (size_t i = 0; i < t.n_figures; i++) {
		const struct staaf_told_figure *f = &t.figure[i];

		if (f->size == 0 || f->at > size || f->size > size - f->at)
			abort();
		staaf_told_work_out(&s, f, t.n, NULL);
		if (isinf(s.g) || s.low > s.high || s.p < 0 || s.p > 1 ||
		    s.points_low > s.points_high)
			abort();
	}
	staaf_arena_clear(&ar);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct staaf_arena ar = { 0 };
	struct staaf_buf text = { 0 };
	struct staaf_figure *figure;
	size_t n;

	if (size == 0)
		return 0;
	recheck_all((const char *)bytes + 1, size - 1);
	recheck_gaps((const char *)bytes + 1, size - 1);
	recheck_means((const char *)bytes + 1, size - 1);
	read_claim((const char *)bytes + 1, size - 1);
	staaf_utf8_clean(&text, (const char *)bytes + 1, size - 1);
	n = staaf_extract(&figure, MOST, STAAF_IN_SUMMARY,
	    staaf_buf_text(&text), text.size, bytes[0] & 1 ? "nl" : "en", &ar);
	if (n > MOST)
		abort();
	for (size_t i = 0; i < n; i++)
		check_figure(&figure[i], &text);
	staaf_arena_clear(&ar);
	staaf_buf_clear(&text);
	return 0;
}
