/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A claim with its numbers beside what research holds.  The claim is read
 * twice: its figures by the reader of figures, its subject as a question is
 * read.  Its students are not those of the reader, so no slot is taken from
 * it.  Nothing said here is more certain than the answer is.
 */
#include <math.h>
#include <string.h>

#include "answer.h"

enum { MAX_BYTES = 16384 }; /* of 4,096 characters */

const char *
staaf_beside_name(enum staaf_beside beside)
{
	static const char *const names[] = { NULL, "inside", "above",
		"below" };

	return names[beside];
}

/* "group-size=,weeks=,...": all of them unknown. */
static const char *
list_slots(const struct staaf_rules *rs, struct staaf_arena *ar)
{
	struct staaf_buf b = { 0 };
	const char *list;

	for (size_t i = 0; i < staaf_rules_n_slots(rs); i++)
		staaf_buf_printf(&b, "%s%s=", i > 0 ? "," : "",
		    staaf_rules_slot(rs, i)->id);
	if (b.failed)
		ar->failed = true;
	list = staaf_arena_dup(ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return list;
}

static enum staaf_form
form_of(unsigned cues)
{
	if (cues & STAAF_CUE_MATCHING)
		return STAAF_MATCHING;
	if (cues & STAAF_CUE_WHOM)
		return STAAF_FOR_WHOM;
	return cues & STAAF_CUE_THAN ? STAAF_HEAD_TO_HEAD : STAAF_MAIN_EFFECT;
}

/* What research says, asked as the claim's form asks it. */
static enum staaf_code
ask_research(struct staaf_claim *c, struct staaf_store *st,
    const struct staaf_rules *rs, const char *text, size_t size,
    struct staaf_arena *ar, struct staaf_err *err)
{
	static const char *const kind[] = { [STAAF_MAIN_EFFECT] = "works",
		[STAAF_MATCHING] = "works", [STAAF_FOR_WHOM] = "whom",
		[STAAF_HEAD_TO_HEAD] = "which" };
	struct staaf_correction told = { .slot = list_slots(rs, ar) };
	struct staaf_told first;
	enum staaf_code rc;

	/* Of a long text only the beginning will be used. */
	staaf_told_read(&first, text, size < MAX_BYTES ? size : MAX_BYTES, ar);
	c->form = form_of(first.cues);
	told.as = kind[c->form];
	if (*told.slot == '\0')
		told.slot = NULL;
	rc = staaf_ask_as(&c->answer, st, rs, text, size, &told, c->lang, ar,
	    err);
	/* "Better than before" names no second way. */
	if (rc != STAAF_OK || c->form != STAAF_HEAD_TO_HEAD ||
	    c->answer.reading.n_interventions > 1)
		return rc;
	c->form = STAAF_MAIN_EFFECT;
	told.as = kind[c->form];
	return staaf_ask_as(&c->answer, st, rs, text, size, &told, c->lang,
	    ar, err);
}

/* S1: what the words tell; without any it is at most before and after. */
static void
find_design(struct staaf_claim *c, struct staaf_arena *ar)
{
	static const enum staaf_msg words[] = { STAAF_MSG_DESIGN_0,
		STAAF_MSG_DESIGN_1, STAAF_MSG_DESIGN_2, STAAF_MSG_DESIGN_3,
		STAAF_MSG_DESIGN_4, STAAF_MSG_DESIGN_5 };
	const struct staaf_told *t = &c->told;
	int design = t->design;
	bool has_effect = false, is_link = false;

	for (size_t i = 0; i < t->n_figures; i++) {
		has_effect = has_effect ||
		    t->figure[i].kind != STAAF_TOLD_SHARE;
		is_link = is_link ||
		    c->figure[i].sum.why == STAAF_TOLD_IS_LINK;
	}
	c->input.design = design != STAAF_NONE ? design : has_effect;
	c->design_text = design == STAAF_NONE ? "" : staaf_arena_dupn(ar,
	    c->text + t->design_at, t->design_size);
	c->design_says = staaf_text_fill(ar, c->lang, design != STAAF_NONE ?
	    STAAF_MSG_CLAIM_DESIGN : !has_effect ?
	    STAAF_MSG_CLAIM_DESIGN_NOTHING : STAAF_MSG_CLAIM_DESIGN_NONE,
	    staaf_text(is_link && c->input.design == 1 ?
	    STAAF_MSG_CLAIM_LINK_ALONE : words[c->input.design], c->lang),
	    staaf_arena_printf(ar, "D%d", c->input.design), c->design_text);
}

/* The g that is used, above 0 when it is good: less drop-out is. */
static struct staaf_told_sum
towards_good(const struct staaf_claim *c)
{
	struct staaf_told_sum sum = c->best->sum;

	if (c->told.cues & STAAF_CUE_LESS) {
		sum.g = -c->best->sum.g;
		sum.low = -c->best->sum.high;
		sum.high = -c->best->sum.low;
	}
	return sum;
}

/* R: told by who sells it; measured by what people say. */
static void
flag(struct staaf_claim *c, bool is_own, bool is_opinion)
{
	c->flag_says[0] = is_own ? staaf_text(STAAF_MSG_CLAIM_FLAG_OWN,
	    c->lang) : "";
	c->flag_says[1] = is_opinion ? staaf_text(STAAF_MSG_CLAIM_FLAG_OPINION,
	    c->lang) : "";
	c->input.n_flags = is_own + is_opinion;
}

/* S7: two ways side by side may tell which is better; no more than that. */
static bool
answers_form(const struct staaf_claim *c)
{
	if (c->form != STAAF_HEAD_TO_HEAD)
		return c->form == STAAF_MAIN_EFFECT;
	for (size_t i = 0; i < c->n_figures; i++)
		if (c->figure[i].told->kind == STAAF_TOLD_MEANS ||
		    c->figure[i].told->kind == STAAF_TOLD_RATES)
			return true;
	return false;
}

/* The claim as a single study, or as the review that it tells of. */
static void
grade_claim(struct staaf_claim *c, struct staaf_arena *ar)
{
	struct staaf_grade_input *in = &c->input;
	const struct staaf_told *t = &c->told;
	int design = in->design;
	bool is_link = false, is_opinion = t->n_figures > 0;

	for (size_t i = 0; i < c->n_figures; i++) {
		is_link = is_link ||
		    c->figure[i].sum.why == STAAF_TOLD_IS_LINK;
		is_opinion = is_opinion &&
		    t->figure[i].kind == STAAF_TOLD_SHARE;
	}
	*in = staaf_grade_input_none();
	in->design = is_link && design > 2 ? 2 : design; /* S10 */
	in->is_review = in->is_unappraised = t->is_review;
	in->k = t->is_review ? STAAF_NONE : 1;
	in->n = t->n;
	if (c->best != NULL && !c->best->sum.is_least) {
		struct staaf_told_sum good = towards_good(c);

		in->g = good.g;
		in->low = good.low;
		in->high = good.high;
		if (in->n == STAAF_NONE && c->best->sum.n1 != STAAF_NONE)
			in->n = c->best->sum.n1 + c->best->sum.n2;
	}
	flag(c, (t->cues & STAAF_CUE_OWN) != 0,
	    is_opinion && (t->cues & STAAF_CUE_OPINION) != 0);
	in->mismatch = !answers_form(c); /* S7 */
	c->grade = staaf_grade(in);
	staaf_grade_say(&c->words, in, &c->grade,
	    in->mismatch > 0 ? staaf_text(STAAF_MSG_MISFIT_FORM, c->lang) :
	    NULL, c->lang, ar);
}

/* S7: is there evidence held of the form that the claim has? */
static void
judge_form(struct staaf_claim *c)
{
	static const enum staaf_msg words[] = {
		[STAAF_MAIN_EFFECT] = STAAF_MSG_CLAIM_FORM_WORKS,
		[STAAF_MATCHING] = STAAF_MSG_CLAIM_FORM_MATCHING,
		[STAAF_FOR_WHOM] = STAAF_MSG_CLAIM_FORM_WHOM,
		[STAAF_HEAD_TO_HEAD] = STAAF_MSG_CLAIM_FORM_WHICH };
	bool is_refuted = false, is_held = false;

	for (size_t i = 0; i < c->answer.n_bodies; i++) {
		const struct staaf_body *b = &c->answer.body[i];

		is_refuted = is_refuted || b->claim != NULL;
		for (size_t k = 0; k < b->n_evidence; k++) {
			const struct staaf_shown *s = &b->evidence[k];

			is_held = is_held || (s->finding != NULL &&
			    s->role != STAAF_NEAREST &&
			    s->role != STAAF_DROPPED &&
			    s->finding->form == c->form);
		}
	}
	c->form_says = staaf_text(words[c->form], c->lang);
	c->is_form_supported = is_held && !is_refuted;
}

/* Where a number lies: NAN and an interval that is not known lie nowhere. */
static enum staaf_beside
place_of(double g, double low, double high, bool is_least)
{
	if (isnan(g) || isnan(low) || isnan(high))
		return STAAF_BESIDE_NOTHING;
	if (g > high)
		return STAAF_BESIDE_ABOVE;
	/* "At least 0.3" may be anywhere above it. */
	if (is_least)
		return STAAF_BESIDE_NOTHING;
	return g < low ? STAAF_BESIDE_BELOW : STAAF_BESIDE_INSIDE;
}

static enum staaf_msg
beside_words(const struct staaf_claim *c)
{
	static const enum staaf_msg words[2][4] = {
		{ STAAF_MSG_NONE, STAAF_MSG_CLAIM_INSIDE,
		    STAAF_MSG_CLAIM_ABOVE, STAAF_MSG_CLAIM_BELOW },
		{ STAAF_MSG_NONE, STAAF_MSG_CLAIM_NEXT_INSIDE,
		    STAAF_MSG_CLAIM_NEXT_ABOVE, STAAF_MSG_CLAIM_NEXT_BELOW }
	};

	return c->best->sum.is_least ? STAAF_MSG_CLAIM_LEAST_ABOVE :
	    words[c->is_by_prediction][c->beside];
}

/* Beside an average of which no interval was reported, or without a g. */
static const char *
say_not_beside(const struct staaf_claim *c, const struct staaf_body *b,
    struct staaf_arena *ar)
{
	const struct staaf_told_sum *sum = c->best == NULL ? NULL :
	    &c->best->sum;

	if (b == NULL || c->n_figures == 0)
		return "";
	if (sum == NULL)
		return staaf_text(STAAF_MSG_CLAIM_NO_G, c->lang);
	if (sum->is_least || !isnan(b->low))
		return staaf_text(STAAF_MSG_CLAIM_ONLY_LEAST, c->lang);
	return staaf_text_fill(ar, c->lang, STAAF_MSG_CLAIM_BARE,
	    staaf_text_number(ar, c->lang, sum->g, 2),
	    staaf_text_number(ar, c->lang, b->value, 2));
}

/* Its own interval reaches what it lies outside of. */
static bool
may_be_chance(const struct staaf_claim *c)
{
	struct staaf_told_sum sum = towards_good(c);

	return (c->beside == STAAF_BESIDE_ABOVE && sum.low <= c->beside_high) ||
	    (c->beside == STAAF_BESIDE_BELOW && sum.high >= c->beside_low);
}

/* Something to hold a g to: not of a myth, and not too weak itself. */
static bool
is_firm(const struct staaf_body *b)
{
	return b->grade.level > 0 && b->is_oriented_g && b->claim == NULL &&
	    !isnan(b->value);
}

/* The claimed g beside the first body that has something to hold it to. */
static void
set_beside(struct staaf_claim *c, struct staaf_arena *ar)
{
	const struct staaf_body *b = NULL;
	const struct staaf_plain *next;
	enum staaf_lang lang = c->lang;

	/* An average is no measure for a part of the students, or of two. */
	for (size_t i = 0; c->form == STAAF_MAIN_EFFECT && b == NULL &&
	    i < c->answer.n_bodies; i++)
		if (is_firm(&c->answer.body[i]))
			b = &c->answer.body[i];
	if (b != NULL && c->best != NULL) {
		next = &b->figure[STAAF_PLAIN_NEXT];
		c->is_by_prediction = *next->says != '\0' &&
		    !isnan(next->low);
		c->beside_low = c->is_by_prediction ? next->low : b->low;
		c->beside_high = c->is_by_prediction ? next->high : b->high;
		c->beside = place_of(towards_good(c).g, c->beside_low,
		    c->beside_high, c->best->sum.is_least);
	}
	if (c->beside == STAAF_BESIDE_NOTHING) {
		c->beside_low = c->beside_high = NAN;
		c->is_by_prediction = false;
		c->beside_says = say_not_beside(c, b, ar);
		return;
	}
	c->beside_says = staaf_text_fill(ar, lang, beside_words(c),
	    staaf_text_number(ar, lang, towards_good(c).g, 2),
	    staaf_text_number(ar, lang, c->beside_low, 2),
	    staaf_text_number(ar, lang, c->beside_high, 2));
	if (may_be_chance(c))
		c->beside_says = staaf_arena_printf(ar, "%s %s",
		    c->beside_says, staaf_text(STAAF_MSG_CLAIM_CHANCE, lang));
	if (c->told.cues & STAAF_CUE_LESS)
		c->beside_says = staaf_arena_printf(ar, "%s %s",
		    c->beside_says, staaf_text(STAAF_MSG_CLAIM_LESS, lang));
}

static bool
has_subject(const struct staaf_answer *a)
{
	return a->reading.n_interventions > 0;
}

static void
say_first(struct staaf_claim *c, struct staaf_arena *ar)
{
	const struct staaf_answer *a = &c->answer;

	if (!c->is_known)
		c->sentence = staaf_text(STAAF_MSG_CLAIM_NOTHING, c->lang);
	else if (a->n_bodies > 0 && a->body[0].claim != NULL)
		c->sentence = a->sentence;
	else if (c->best != NULL)
		c->sentence = staaf_text_fill(ar, c->lang,
		    c->best->sum.is_least ? STAAF_MSG_CLAIM_FIRST_LEAST :
		    c->input.design < 2 ? STAAF_MSG_CLAIM_FIRST_ALONE :
		    STAAF_MSG_CLAIM_FIRST_SIZE,
		    claim_say_size(c, &c->best->sum, ar));
	else if (c->n_figures > 0)
		c->sentence = staaf_text(STAAF_MSG_CLAIM_FIRST_NO_SIZE,
		    c->lang);
	else
		c->sentence = staaf_text(STAAF_MSG_CLAIM_FIRST_NO_FIGURE,
		    c->lang);
}

enum staaf_code
staaf_claim_weigh(struct staaf_claim *out, struct staaf_store *st,
    const struct staaf_rules *rs, const char *text, size_t size,
    enum staaf_lang lang, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_claim *c = staaf_arena_alloc(ar, sizeof(*c));
	enum staaf_code rc;

	if (c == NULL)
		goto no_memory;
	*c = (struct staaf_claim){ .lang = lang, .beside_low = NAN,
		.beside_high = NAN, .beside_says = "" };
	if ((rc = ask_research(c, st, rs, text, size, ar, err)) != STAAF_OK)
		return rc;
	c->text = c->answer.reading.question;
	staaf_told_read(&c->told, c->text, strlen(c->text), ar);
	c->is_known = c->told.n_figures > 0 || has_subject(&c->answer);
	sums_work_out(c, ar);
	if (ar->failed)
		goto no_memory;
	find_design(c, ar);
	grade_claim(c, ar);
	judge_form(c);
	set_beside(c, ar);
	say_first(c, ar);
	claim_ask(c);
	if (ar->failed)
		goto no_memory;
	*out = *c;
	return STAAF_OK;
no_memory:
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}
