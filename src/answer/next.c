/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The next step: a small comparison in the own class, filled in with what
 * the question said, beside the smallest difference it could show.
 */
#include <math.h>

#include <staaf/stats.h>

#include "answer.h"

enum { MIN_GROUP = 5, MAX_GROUP = 100000 };

static const double PRETEST_R = 0.7; /* a good pretest of the same subject */

/* What is to be tried: what was asked about, or the words nobody knew. */
static const char *
name_subject(struct asking *a)
{
	const struct staaf_reading *r = &a->out->reading;

	if (r->n_interventions > 0)
		return say_name(a, r->intervention[0]);
	if (r->n_unread > 0)
		return r->unread[0];
	return staaf_text(STAAF_MSG_NEXT_YOUR_WAY, a->lang);
}

static const char *
name_outcome(struct asking *a)
{
	const struct staaf_reading *r = &a->out->reading;

	if (a->out->n_bodies > 0)
		return say_name(a, a->out->body[0].outcome);
	if (r->n_outcomes > 0)
		return say_name(a, r->outcome[0]);
	return staaf_text(STAAF_MSG_NEXT_RESULT, a->lang);
}

/* With a class of known size: what it can show, against what is likely. */
static const char *
say_sized(struct asking *a, const struct staaf_next *next)
{
	/* By certainty above 1, then by whether the class is large enough. */
	static const enum staaf_msg words[2][2] = {
		{ STAAF_MSG_NEXT_TOO_SMALL_IF, STAAF_MSG_NEXT_LARGE_ENOUGH_IF },
		{ STAAF_MSG_NEXT_TOO_SMALL, STAAF_MSG_NEXT_LARGE_ENOUGH } };
	const char *per_group = say_count(a, next->n_per_group);
	const char *plain = say_number(a, next->detectable, 2);
	const char *pretest = say_number(a, next->detectable_pretest, 2);
	const char *verdict = "";

	if (!isnan(next->likely))
		verdict = say_text(a, words[a->out->body[0].grade.level > 1][
		    fabs(next->likely) >= next->detectable_pretest],
		    say_number(a, next->likely, 2));
	return say_text(a, STAAF_MSG_NEXT_SIZED, per_group, plain, pretest,
	    verdict);
}

void
next_plan(struct asking *a)
{
	struct staaf_next *next = &a->out->next;
	double size = question_slot(a, "group-size");
	const char *sum = NULL;

	*next = (struct staaf_next){
		.design = "two-groups", .hypothesis = "", .text = "",
		.n = STAAF_NONE, .n_per_group = STAAF_NONE,
		.detectable = NAN, .detectable_pretest = NAN, .likely = NAN,
	};
	if (a->out->class_ == STAAF_REFUSED)
		return;
	next->has_plan = true;
	next->hypothesis = say_text(a, STAAF_MSG_NEXT_HYPOTHESIS,
	    name_subject(a), name_outcome(a));
	if (a->out->n_bodies > 0 && a->out->body[0].grade.level > 0 &&
	    a->out->body[0].is_oriented_g)
		next->likely = a->out->body[0].value;
	if (a->out->n_bodies > 0 &&
	    a->out->body[0].grade.verdict == STAAF_VERDICT_CLAIM) {
		bool is_matching = a->out->body[0].claim->claim_form ==
		    STAAF_MATCHING;

		next->design = is_matching ? "matching" : "two-groups";
		next->text = staaf_text(is_matching ? STAAF_MSG_NEXT_CLAIM :
		    STAAF_MSG_NEXT_CLAIM_OTHER, a->lang);
	} else if (size >= 2 * MIN_GROUP && size <= MAX_GROUP) {
		next->n = (long)size;
		next->n_per_group = next->n / 2;
		next->detectable = staaf_detectable(next->n_per_group,
		    next->n - next->n_per_group, 0);
		next->detectable_pretest = staaf_detectable(next->n_per_group,
		    next->n - next->n_per_group, PRETEST_R);
		next->text = say_sized(a, next);
		sum = staaf_arena_printf(a->ar, "(t.975 + t.80) "
		    "sqrt((1 - r^2)(1/%ld + 1/%ld)) = %.2f, %ld df; "
		    "r = 0.7: %.2f", next->n_per_group,
		    next->n - next->n_per_group,
		    next->detectable, next->n - 2, next->detectable_pretest);
	} else {
		next->text = staaf_text(STAAF_MSG_NEXT_UNSIZED, a->lang);
	}
	trace_add(a, next->hypothesis, "plan", NULL, NULL, NULL);
	trace_add(a, next->text, "plan", NULL, NULL, sum);
}
