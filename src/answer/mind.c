/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the field warns about when effects are read, each at most once in an
 * answer and at most two of them, chosen by what the answer shows:
 *
 * winners-curse  one study with a large effect is all there is
 * comparisons    effects of different comparisons or outcomes side by side
 * small-studies  small studies, or a test tailored to the treatment
 * large-effect   an effect that would be large on a broad test
 */
#include <math.h>
#include <string.h>

#include "answer.h"

enum {
	MAX_WARNINGS = 2,     /* more would not be read */
	FEW_STUDENTS = 400,   /* in all; and in a study, as in S4 and S6 */
	SMALL_STUDY = 350
};

static const double Z95 = 1.959963984540054;
static const double SPREAD = 0.20; /* of true effects: an assumption */

/* The works that warn; titles are theirs, so in no language of ours. */
static const struct {
	const char *code, *who, *doi;
} sources[] = {
	{ "winners-curse", "Simpson 2022", "10.1080/19345747.2022.2066588" },
	{ "comparisons", "Simpson 2017", "10.1080/02680939.2017.1280183" },
	{ "small-studies", "Cheung & Slavin 2016",
	    "10.3102/0013189X16656615" },
	{ "large-effect", "Kraft 2020", "10.3102/0013189X20912798" },
};

enum { WINNERS_CURSE, COMPARISONS, SMALL_STUDIES, LARGE_EFFECT };

static void
warn(struct asking *a, int which, const struct staaf_body *b,
    const char *says, const char *sum)
{
	struct staaf_answer *out = a->out;

	if (out->n_warnings == MAX_WARNINGS)
		return;
	out->warning[out->n_warnings++] = (struct staaf_mind){
		.code = sources[which].code, .says = says,
		.source = sources[which].who, .doi = sources[which].doi,
	};
	trace_add(a, says, sources[which].who, b->evidence[0].record->id,
	    b->evidence[0].finding->key, sum);
}

/* An effect on the scale of g that counts and is shown as one. */
static bool
has_effect(const struct staaf_body *b)
{
	return b->n_evidence > 0 && b->evidence[0].finding != NULL &&
	    b->grade.zero != STAAF_ZERO_A && b->grade.zero != STAAF_ZERO_B &&
	    b->grade.verdict != STAAF_VERDICT_CLAIM && !isnan(b->input.g);
}

static bool
is_large(const struct staaf_body *b)
{
	return wording_is_large(b->input.g, b->input.has_independent_test);
}

/* Drawn towards no effect, as far as its own error is wide. */
static bool
warn_of_single(struct asking *a, const struct staaf_body *b)
{
	double se, kept;
	const char *g = say_number(a, b->input.g, 2), *says, *sum = NULL;

	if (b->input.is_review || b->input.k > 1 || !is_large(b))
		return false;
	if (isnan(b->input.low)) {
		says = staaf_text(STAAF_MSG_MIND_SINGLE, a->lang);
	} else {
		se = (b->input.high - b->input.low) / (2 * Z95);
		kept = b->input.g * SPREAD * SPREAD /
		    (SPREAD * SPREAD + se * se);
		says = say_text(a, STAAF_MSG_MIND_SINGLE_SHRUNKEN,
		    say_number(a, SPREAD, 2), g, say_number(a, kept, 2));
		sum = staaf_arena_printf(a->ar,
		    "%.2f * 0.20^2 / (0.20^2 + %.3f^2) = %.3f", b->input.g,
		    se, kept);
	}
	warn(a, WINNERS_CURSE, b, says, sum);
	return true;
}

static bool
is_other_kind(const struct staaf_body *a, const struct staaf_body *b)
{
	return a->comparison != b->comparison ||
	    strcmp(a->outcome->domain, b->outcome->domain) != 0;
}

static bool
warn_of_comparisons(struct asking *a, const struct staaf_body *b)
{
	for (const struct staaf_body *c = a->out->body; c < b; c++)
		if (has_effect(c) && is_other_kind(b, c)) {
			warn(a, COMPARISONS, b, staaf_text(
			    STAAF_MSG_MIND_COMPARISONS, a->lang), NULL);
			return true;
		}
	return false;
}

static bool
warn_of_small(struct asking *a, const struct staaf_body *b)
{
	long k = b->input.k > 0 ? b->input.k : 1, n = b->input.n;
	const char *says;

	if (n != STAAF_NONE && (n < FEW_STUDENTS ||
	    (b->input.k > 0 && n / k < SMALL_STUDY)))
		says = b->input.k > 1 ? say_text(a, STAAF_MSG_MIND_SMALL,
		    say_count(a, n / k)) :
		    say_text(a, STAAF_MSG_MIND_SMALL_ALL, say_count(a, n));
	else if (b->evidence[0].record->appraisal.flags & STAAF_TAILORED_TEST)
		says = staaf_text(STAAF_MSG_MIND_TAILORED, a->lang);
	else
		return false;
	warn(a, SMALL_STUDIES, b, says, n == STAAF_NONE ? NULL :
	    staaf_arena_printf(a->ar, "n / k = %ld / %ld", n, k));
	return true;
}

static bool
warn_of_large(struct asking *a, const struct staaf_body *b)
{
	if (b->grade.level < 2 || !is_large(b))
		return false;
	warn(a, LARGE_EFFECT, b, staaf_text(STAAF_MSG_MIND_LARGE, a->lang),
	    NULL);
	return true;
}

void
mind_figures(struct asking *a)
{
	static bool (*const rules[])(struct asking *a,
	    const struct staaf_body *b) = { warn_of_single,
		warn_of_comparisons, warn_of_small, warn_of_large };
	struct staaf_answer *out = a->out;

	out->warning = staaf_arena_array(a->ar, MAX_WARNINGS,
	    sizeof(*out->warning));
	if (out->warning == NULL)
		return;
	for (size_t r = 0; r < sizeof(rules) / sizeof(*rules); r++)
		for (size_t i = 0; i < out->n_bodies; i++)
			if (has_effect(&out->body[i]) &&
			    rules[r](a, &out->body[i]))
				break;
}
