/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What would change this answer: the grader runs again with one thing
 * changed at a time, and where that is not enough with two; the cheapest
 * ways up, and what would bring it down.
 */
#include <math.h>

#include "answer.h"

enum { MAX_UP = 3, MANY_STUDENTS = 1000, SOME_STUDIES = 10 };

/* One change, from cheap to dear; it says whether it applies. */
struct variant {
	enum staaf_msg words;
	bool (*apply)(struct staaf_grade_input *in);
};

static bool
report_all(struct staaf_grade_input *in)
{
	bool is_missing = isnan(in->tau) || isnan(in->low) ||
	    in->n == STAAF_NONE;

	if (!is_missing || isnan(in->g))
		return false;
	if (isnan(in->tau))
		in->tau = 0;
	if (isnan(in->low)) {
		in->low = in->g - .05;
		in->high = in->g + .05;
	}
	if (in->n == STAAF_NONE)
		in->n = MANY_STUDENTS;
	return true;
}

static bool
explain_spread(struct staaf_grade_input *in)
{
	bool applies = !in->is_explained && (in->has_spread_reported ||
	    in->reviews_differ || !isnan(in->i2) || !isnan(in->tau));

	in->is_explained = true;
	return applies;
}

static bool
fit_situation(struct staaf_grade_input *in)
{
	bool applies = in->mismatch >= 1;

	in->mismatch = 0;
	in->lacks_higher_education = false;
	return applies;
}

static bool
test_independently(struct staaf_grade_input *in)
{
	bool applies = in->n_flags > 0;

	in->n_flags = 0;
	return applies;
}

static bool
add_students(struct staaf_grade_input *in)
{
	bool applies = in->n != STAAF_NONE && in->n < MANY_STUDENTS &&
	    !isnan(in->g);

	in->n = MANY_STUDENTS;
	if (!isnan(in->g)) {
		in->low = in->g - .05;
		in->high = in->g + .05;
	}
	return applies;
}

static bool
add_studies(struct staaf_grade_input *in)
{
	bool applies = in->k == STAAF_NONE || in->k < SOME_STUDIES;

	in->k = SOME_STUDIES;
	in->is_unappraised = false;
	return applies;
}

static bool
compare_groups(struct staaf_grade_input *in)
{
	bool applies = in->design < 3;

	in->design = 3;
	in->is_local = false; /* by research, that is */
	return applies;
}

static bool
draw_lots(struct staaf_grade_input *in)
{
	bool applies = in->design < 4;

	in->design = 4;
	in->is_local = false;
	return applies;
}

static const struct variant variants[] = {
	{ STAAF_MSG_CHANGE_REPORTED, report_all },
	{ STAAF_MSG_CHANGE_EXPLAINED, explain_spread },
	{ STAAF_MSG_CHANGE_SITUATION, fit_situation },
	{ STAAF_MSG_CHANGE_TEST, test_independently },
	{ STAAF_MSG_CHANGE_STUDENTS, add_students },
	{ STAAF_MSG_CHANGE_STUDIES, add_studies },
	{ STAAF_MSG_CHANGE_GROUPS, compare_groups },
	{ STAAF_MSG_CHANGE_RANDOM, draw_lots },
};

enum { N_VARIANTS = sizeof(variants) / sizeof(*variants) };

static void
add_change(struct asking *a, struct staaf_body *b, const char *words, int level)
{
	b->change[b->n_changes++] = (struct staaf_change){ words, level };
	trace_add(a, words, "S3-S6", NULL, NULL, staaf_arena_printf(a->ar,
	    "level %d -> %d", b->grade.level, level));
}

/* Single changes that raise the level. */
static void
try_one(struct asking *a, struct staaf_body *b)
{
	for (int i = 0; i < N_VARIANTS && b->n_changes < MAX_UP; i++) {
		struct staaf_grade_input in = b->input;
		int level;

		if (!variants[i].apply(&in))
			continue;
		level = staaf_grade(&in).level;
		if (level > b->grade.level)
			add_change(a, b, staaf_text(variants[i].words, a->lang),
			    level);
	}
}

/* Two at a time, when no single one helps. */
static void
try_two(struct asking *a, struct staaf_body *b)
{
	for (int i = 0; i < N_VARIANTS && b->n_changes == 0; i++)
		for (int j = i + 1; j < N_VARIANTS; j++) {
			struct staaf_grade_input in = b->input;
			int level;

			if (!variants[i].apply(&in) || !variants[j].apply(&in))
				continue;
			level = staaf_grade(&in).level;
			if (level <= b->grade.level)
				continue;
			add_change(a, b, say_text(a, STAAF_MSG_CHANGE_BOTH,
			    staaf_text(variants[i].words, a->lang),
			    staaf_text(variants[j].words, a->lang)), level);
			break;
		}
}

void
change_find(struct asking *a, struct staaf_body *b)
{
	struct staaf_grade_input in = b->input;

	b->change = staaf_arena_array(a->ar, MAX_UP + 1, sizeof(*b->change));
	if (b->change == NULL)
		return;
	if (b->grade.verdict == STAAF_VERDICT_CLAIM) {
		in.is_form_unsupported = false;
		in.mismatch -= seek_misfit_points(MISFIT_FORM);
		add_change(a, b, staaf_text(b->claim->claim_form ==
		    STAAF_MATCHING ? STAAF_MSG_CHANGE_CLAIM :
		    STAAF_MSG_CHANGE_CLAIM_OTHER, a->lang),
		    staaf_grade(&in).level);
		return;
	}
	if (b->grade.zero == STAAF_ZERO_A || b->grade.zero == STAAF_ZERO_B) {
		add_change(a, b, staaf_text(STAAF_MSG_CHANGE_FIRST, a->lang),
		    2);
		return;
	}
	try_one(a, b);
	try_two(a, b);
	if (!in.reviews_differ && in.is_review) {
		in.reviews_differ = true;
		in.is_explained = false;
		if (staaf_grade(&in).level < b->grade.level)
			add_change(a, b, staaf_text(STAAF_MSG_CHANGE_AGAINST,
			    a->lang), staaf_grade(&in).level);
	}
}
