/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A grade in words: where it starts, each point lost, each cap.  Answers and
 * `staaf grade` say it with the same sentences; no store, no question.
 */
#include <math.h>

#include "answer.h"

static const char *
certainty_words(const struct staaf_grade *g, enum staaf_lang lang,
    struct staaf_arena *ar)
{
	static const enum staaf_msg words[] = { STAAF_MSG_LEVEL_0,
		STAAF_MSG_LEVEL_1, STAAF_MSG_LEVEL_2, STAAF_MSG_LEVEL_3,
		STAAF_MSG_LEVEL_4 };
	char level[8];

	(void)snprintf(level, sizeof(level), "%d", g->level);
	return staaf_text_fill(ar, lang, STAAF_MSG_GRADE_CERTAINTY,
	    staaf_text(g->zero == STAAF_ZERO_C ? STAAF_MSG_LEVEL_WEAK :
	    words[g->level], lang), level);
}

static const char *
start_words(const struct staaf_grade_input *in, const struct staaf_grade *g,
    enum staaf_lang lang, struct staaf_arena *ar)
{
	static const enum staaf_msg words[] = { STAAF_MSG_DESIGN_0,
		STAAF_MSG_DESIGN_1, STAAF_MSG_DESIGN_2, STAAF_MSG_DESIGN_3,
		STAAF_MSG_DESIGN_4, STAAF_MSG_DESIGN_5 };
	char start[8], design[8];
	const char *k;

	(void)snprintf(start, sizeof(start), "%d", g->start);
	(void)snprintf(design, sizeof(design), "D%d", in->design);
	if (in->k == STAAF_NONE)
		k = staaf_text(STAAF_MSG_EFFECT_NO_K, lang);
	else
		k = staaf_text_fill(ar, lang, in->k == 1 ?
		    STAAF_MSG_EFFECT_ONE_K : STAAF_MSG_EFFECT_K,
		    staaf_text_count(ar, lang, in->k));
	return staaf_text_fill(ar, lang, STAAF_MSG_GRADE_START, start,
	    staaf_text(words[in->design], lang), design, k);
}

const char *
reasons_list(const enum staaf_msg *words, int n, unsigned set,
    enum staaf_lang lang, struct staaf_arena *ar)
{
	struct staaf_buf b = { 0 };
	const char *text;

	for (int i = 0; i < n; i++) {
		if (!(set & 1U << i))
			continue;
		if (b.size > 0)
			staaf_buf_puts(&b, ", ");
		staaf_buf_puts(&b, staaf_text(words[i], lang));
	}
	if (b.failed)
		ar->failed = true;
	text = staaf_arena_dup(ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}

static const char *
list_missing(const struct staaf_grade_input *in, enum staaf_lang lang,
    struct staaf_arena *ar)
{
	static const enum staaf_msg words[] = { STAAF_MSG_PART_TAU,
		STAAF_MSG_PART_INTERVAL, STAAF_MSG_PART_N };
	unsigned set = (isnan(in->tau) ? 1U : 0) |
	    (isnan(in->low) ? 2U : 0) | (in->n == STAAF_NONE ? 4U : 0);

	return reasons_list(words, 3, set, lang, ar);
}

/* "1.25", "3": as few decimals as it needs; mismatches go by quarters. */
static const char *
say_mismatch(double m, enum staaf_lang lang, struct staaf_arena *ar)
{
	int decimals = 0;

	while (decimals < 2 && fabs(m - round(m * pow(10, decimals)) /
	    pow(10, decimals)) > 1e-9)
		decimals++;
	return staaf_text_fill(ar, lang, STAAF_MSG_GRADE_MISMATCH,
	    staaf_text_number(ar, lang, m, decimals));
}

static const char *
reason_words(const struct staaf_grade_input *in, enum staaf_reason reason,
    const char *differs, enum staaf_lang lang, struct staaf_arena *ar)
{
	static const enum staaf_msg words[STAAF_N_REASONS] = {
		[STAAF_BECAUSE_FLAGS] = STAAF_MSG_LOST_FLAGS,
		[STAAF_BECAUSE_TAU] = STAAF_MSG_LOST_TAU,
		[STAAF_BECAUSE_I2] = STAAF_MSG_LOST_I2,
		[STAAF_BECAUSE_SPREAD] = STAAF_MSG_LOST_SPREAD,
		[STAAF_BECAUSE_REVIEWS] = STAAF_MSG_LOST_REVIEWS,
		[STAAF_BECAUSE_INTERVAL] = STAAF_MSG_LOST_INTERVAL,
		[STAAF_BECAUSE_NO_INTERVAL] = STAAF_MSG_LOST_NO_INTERVAL,
		[STAAF_BECAUSE_FEW_STUDENTS] = STAAF_MSG_LOST_FEW_STUDENTS,
		[STAAF_BECAUSE_MISMATCH] = STAAF_MSG_LOST_MISMATCH,
		[STAAF_BECAUSE_OLD] = STAAF_MSG_LOST_OLD,
		[STAAF_BECAUSE_BIAS] = STAAF_MSG_LOST_BIAS,
		[STAAF_CAP_NEAREST] = STAAF_MSG_CAP_NEAREST,
		[STAAF_CAP_ONE_STUDY] = STAAF_MSG_CAP_ONE_STUDY,
		[STAAF_CAP_ONE_LARGE_STUDY] = STAAF_MSG_CAP_ONE_LARGE_STUDY,
		[STAAF_CAP_FEW_STUDIES] = STAAF_MSG_CAP_FEW_STUDIES,
		[STAAF_CAP_UNAPPRAISED] = STAAF_MSG_CAP_UNAPPRAISED,
		[STAAF_CAP_NOT_REPORTED] = STAAF_MSG_CAP_NOT_REPORTED,
		[STAAF_CAP_NO_HIGHER_EDUCATION] =
		    STAAF_MSG_CAP_NO_HIGHER_EDUCATION,
		[STAAF_CAP_CONCERN] = STAAF_MSG_CAP_CONCERN,
		[STAAF_CAP_DESIGN] = STAAF_MSG_CAP_DESIGN,
		[STAAF_CAP_LOCAL] = STAAF_MSG_CAP_LOCAL,
	};
	const char *what = "";

	if (reason == STAAF_BECAUSE_MISMATCH)
		what = differs != NULL ? differs :
		    say_mismatch(in->mismatch, lang, ar);
	else if (reason == STAAF_CAP_NOT_REPORTED)
		what = list_missing(in, lang, ar);
	return staaf_text_fill(ar, lang, words[reason], what);
}

void
staaf_grade_say(struct staaf_grade_words *out,
    const struct staaf_grade_input *in, const struct staaf_grade *g,
    const char *differs, enum staaf_lang lang, struct staaf_arena *ar)
{
	*out = (struct staaf_grade_words){
		.certainty = certainty_words(g, lang, ar),
		.start = start_words(in, g, lang, ar),
	};
	for (size_t i = 0; i < g->n_lost; i++) {
		const struct staaf_lost *l = &g->lost[i];

		out->lost[i] = (struct staaf_said){
			staaf_criterion_code(l->criterion), l->points,
			/* Two points: both thresholds lie inside. */
			l->reason == STAAF_BECAUSE_INTERVAL &&
			l->points == -2 ?
			staaf_text(STAAF_MSG_LOST_INTERVAL_BOTH, lang) :
			reason_words(in, l->reason, differs, lang, ar) };
	}
	for (size_t i = 0; i < g->n_caps; i++)
		out->caps[i] = (struct staaf_said){ "", g->caps[i].cap,
			reason_words(in, g->caps[i].reason, differs, lang,
			ar) };
}

/* "3 - 1 = 2, <= 3, >= 0: 2; as stated" */
const char *
staaf_grade_sum(const struct staaf_grade *g, struct staaf_arena *ar)
{
	struct staaf_buf b = { 0 };
	int sum = g->start + g->raised;
	const char *text;

	staaf_buf_printf(&b, "%d", g->start);
	for (size_t i = 0; i < g->n_lost; i++) {
		staaf_buf_printf(&b, " - %d", -g->lost[i].points);
		sum += g->lost[i].points;
	}
	if (g->raised > 0)
		staaf_buf_printf(&b, " + %d", g->raised);
	staaf_buf_printf(&b, " = %d, <= %d, >= 0: %d; %s", sum, g->cap,
	    g->level, staaf_verdict_name(g->verdict));
	if (b.failed)
		ar->failed = true;
	text = staaf_arena_dup(ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return text;
}
