/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way of a question: reading, rules, bodies of evidence, grade, words,
 * advice, next step.  Each step only looks back, never ahead.
 */
#include <string.h>

#include "answer.h"

enum { MAX_BODIES = 12 }; /* more would not be read */

const char *
staaf_class_name(enum staaf_class class_)
{
	static const char *const names[] = { "answer", "not-known", "refuse" };

	return names[class_];
}

const char *
staaf_role_name(enum staaf_role role)
{
	static const char *const names[] = { "lead", "agrees", "contradicts",
		"primary", "local", "nearest", "retracted" };

	return names[role];
}

static enum staaf_code
no_memory(struct staaf_err *err)
{
	return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL, NULL);
}

static enum staaf_code
add_body(struct asking *a, const struct candidates *all,
    const struct staaf_concept *intervention,
    const struct staaf_concept *outcome, struct staaf_err *err)
{
	struct staaf_body *b = &a->out->body[a->out->n_bodies];
	enum staaf_code rc;

	if (a->out->n_bodies == MAX_BODIES)
		return STAAF_OK;
	rc = body_build(b, a, all, intervention, outcome, err);
	if (rc != STAAF_OK)
		return rc;
	a->out->n_bodies++;
	wording_body(a, b);
	plain_body(a, b);
	reasons_grade(a, b);
	change_find(a, b);
	rc = ladder_climb(a, b, all, err);
	return a->ar->failed ? no_memory(err) : rc;
}

/* No outcome named: one body for each domain in which something is held. */
static enum staaf_code
add_known(struct asking *a, const struct candidates *all,
    const struct staaf_concept *intervention, struct staaf_err *err)
{
	size_t first = a->out->n_bodies;
	enum staaf_code rc = STAAF_OK;

	for (size_t i = 0; rc == STAAF_OK && i < all->n; i++) {
		const struct candidate *c = &all->item[i];
		size_t now = a->out->n_bodies;
		bool is_done = false;

		for (size_t j = first; j < now; j++)
			is_done = is_done || strcmp(
			    a->out->body[j].outcome->domain,
			    c->outcome->domain) == 0;
		if (!is_done && c->intervention == intervention)
			rc = add_body(a, all, intervention, c->outcome, err);
	}
	return rc;
}

/* The body on the assumed outcome gives way to those that hold something. */
static void
drop_assumed(struct asking *a, size_t first)
{
	struct staaf_answer *out = a->out;
	const char **said = staaf_arena_array(a->ar,
	    out->reading.n_assumed + 1, sizeof(*said));

	out->n_bodies--;
	memmove(&out->body[first], &out->body[first + 1],
	    (out->n_bodies - first) * sizeof(*out->body));
	if (said == NULL)
		return;
	for (size_t i = 0; i < out->reading.n_assumed; i++)
		said[i] = out->reading.assumed[i];
	/* The assumed outcome was the last that was said. */
	said[out->reading.n_assumed - 1] =
	    staaf_text(STAAF_MSG_READ_EACH_OUTCOME, a->lang);
	trace_add(a, said[out->reading.n_assumed - 1], "reading", NULL, NULL,
	    NULL);
	out->reading.assumed = said;
	out->reading.n_outcomes = 0;
	out->reading.is_outcome_assumed = false;
}

/* The bodies of one intervention, in the order in which they were asked. */
static enum staaf_code
add_bodies(struct asking *a, const struct staaf_concept *intervention,
    struct staaf_err *err)
{
	const struct staaf_reading *r = &a->out->reading;
	struct candidates all;
	size_t first = a->out->n_bodies;
	enum staaf_code rc = seek_all(&all, a, intervention, err);

	for (size_t i = 0; rc == STAAF_OK && i < r->n_outcomes; i++)
		rc = add_body(a, &all, intervention, r->outcome[i], err);
	if (rc != STAAF_OK)
		return rc;
	if (r->n_outcomes == 0)
		return add_known(a, &all, intervention, err);
	/* Nothing on the outcome that was only assumed: say what there is. */
	if (!r->is_outcome_assumed || a->out->body[first].evidence_on ==
	    intervention)
		return STAAF_OK;
	rc = add_known(a, &all, intervention, err);
	if (rc == STAAF_OK && a->out->n_bodies > first + 1)
		drop_assumed(a, first);
	return rc;
}

/* S11, by the best body. */
static enum staaf_class
classify(const struct staaf_answer *out)
{
	for (size_t i = 0; i < out->n_bodies; i++) {
		const struct staaf_body *b = &out->body[i];

		if (b->grade.zero == STAAF_ZERO_A ||
		    b->grade.zero == STAAF_ZERO_B)
			continue;
		if (b->grade.level <= 1 &&
		    (b->grade.verdict == STAAF_VERDICT_UNCLEAR ||
		    b->grade.verdict == STAAF_VERDICT_AS_STATED))
			continue;
		return STAAF_ANSWERED;
	}
	return STAAF_NOT_KNOWN;
}

static long
count_sources(const struct staaf_answer *out)
{
	const char *seen[256];
	long n = 0;

	for (size_t i = 0; i < out->n_bodies; i++)
		for (size_t j = 0; j < out->body[i].n_evidence; j++) {
			const struct staaf_shown *s =
			    &out->body[i].evidence[j];
			const char *id = s->record->id;
			bool is_new = s->role != STAAF_NEAREST &&
			    s->role != STAAF_DROPPED;

			for (long k = 0; k < n; k++)
				is_new = is_new && strcmp(seen[k], id) != 0;
			if (is_new && n < 256)
				seen[n++] = id;
		}
	return n;
}

/* "Nothing is known here" of words that stand in no vocabulary. */
static const char *
say_unknown(struct asking *a)
{
	const struct staaf_reading *r = &a->out->reading;
	struct staaf_buf b = { 0 };
	const char *words;

	for (size_t i = 0; i < r->n_unread; i++)
		staaf_buf_printf(&b, "%s'%s'", i > 0 ? ", " : "", r->unread[i]);
	if (b.failed)
		a->ar->failed = true;
	words = staaf_arena_dup(a->ar, staaf_buf_text(&b));
	staaf_buf_clear(&b);
	return words[0] == '\0' ?
	    say_text(a, STAAF_MSG_SAY_NO_SUBJECT, "") :
	    say_text(a, STAAF_MSG_SAY_NO_WORD, words);
}

/* One option compared with the other. */
static bool
is_against_option(const struct staaf_reading *r,
    const struct staaf_finding *f)
{
	for (size_t i = 0; i < r->n_interventions; i++)
		if (strcmp(f->comparison, r->intervention[i]->id) == 0 &&
		    strcmp(f->intervention, f->comparison) != 0)
			return true;
	return false;
}

/* Does anything shown compare one way of teaching with another? */
static bool
has_head_to_head(const struct staaf_answer *out)
{
	for (size_t i = 0; i < out->n_bodies; i++)
		for (size_t j = 0; j < out->body[i].n_evidence; j++) {
			const struct staaf_finding *f =
			    out->body[i].evidence[j].finding;

			if (f != NULL && (f->form == STAAF_HEAD_TO_HEAD ||
			    is_against_option(&out->reading, f)))
				return true;
		}
	return false;
}

static const char *
say_some(struct asking *a, long n, enum staaf_msg one, enum staaf_msg more)
{
	return say_text(a, n == 1 ? one : more, say_count(a, n));
}

/* All options but the last: "Kahoot, Mentimeter". */
static const char *
say_options(struct asking *a)
{
	const struct staaf_reading *r = &a->out->reading;
	const char *list = say_name(a, r->intervention[0]);

	for (size_t i = 1; i + 1 < r->n_interventions; i++)
		list = staaf_arena_printf(a->ar, "%s, %s", list,
		    say_name(a, r->intervention[i]));
	return list;
}

/* What the figures say, when there are any; else how to find out. */
static const char *
say_test(struct asking *a, const struct staaf_claim_figure *best,
    const char *first)
{
	const struct staaf_claim c = { .lang = a->lang };

	if (best != NULL)
		return say_text(a, best->sum.is_least ?
		    STAAF_MSG_SAY_TEST_LEAST : best->sum.low < 0 &&
		    best->sum.high > 0 ? STAAF_MSG_SAY_TEST_CHANCE :
		    STAAF_MSG_SAY_TEST_SIZE,
		    claim_say_size(&c, &best->sum, a->ar), first);
	return say_text(a, a->out->n_figures > 0 ? STAAF_MSG_SAY_TEST_NO_SIZE :
	    STAAF_MSG_SAY_TEST, first);
}

/*
 * The first sentence, by kind of question (design of an answer, part 1); best
 * is the figure of the question whose g is used, or NULL.
 */
static const char *
say_first(struct asking *a, const struct staaf_claim_figure *best)
{
	struct staaf_answer *out = a->out;
	const char *first;

	if (out->n_bodies == 0)
		return best == NULL ? say_unknown(a) :
		    say_test(a, best, say_unknown(a));
	first = out->body[0].sentence;
	switch (out->reading.kind) {
	case STAAF_WHICH:
		return out->reading.n_interventions < 2 ? first :
		    say_text(a, has_head_to_head(out) ?
		    STAAF_MSG_SAY_WHICH_SOME : STAAF_MSG_SAY_WHICH,
		    say_options(a), say_name(a, out->reading.intervention[
		    out->reading.n_interventions - 1]));
	case STAAF_HOWTO:
		return say_text(a, out->n_advice > 0 ? STAAF_MSG_SAY_HOWTO :
		    STAAF_MSG_SAY_HOWTO_NONE,
		    say_name(a, out->body[0].intervention), first);
	case STAAF_TEST:
		return say_test(a, best, first);
	case STAAF_WHOM:
		return say_text(a, STAAF_MSG_SAY_WHOM, first);
	case STAAF_KNOWN:
		if (count_sources(out) == 0)
			return first;
		return say_text(a, STAAF_MSG_SAY_KNOWN,
		    say_name(a, out->body[0].intervention),
		    say_some(a, count_sources(out), STAAF_MSG_KNOWN_WORK,
		    STAAF_MSG_KNOWN_WORKS),
		    say_some(a, (long)out->n_bodies, STAAF_MSG_KNOWN_OUTCOME,
		    STAAF_MSG_KNOWN_OUTCOMES));
	default:
		return first;
	}
}

static enum staaf_code
refuse(struct asking *a)
{
	a->out->class_ = STAAF_REFUSED;
	a->out->sentence = staaf_text(STAAF_MSG_SAY_REFUSE, a->lang);
	a->out->example = staaf_text(STAAF_MSG_SAY_EXAMPLE, a->lang);
	trace_add(a, a->out->sentence, "S11", NULL, NULL, NULL);
	next_plan(a);
	return STAAF_OK;
}

static enum staaf_code
ask(struct asking *a, struct staaf_err *err)
{
	struct staaf_answer *out = a->out;
	const struct staaf_claim_figure *best = NULL;
	enum staaf_code rc = STAAF_OK;

	out->example = "";
	out->body = staaf_arena_array(a->ar, MAX_BODIES, sizeof(*out->body));
	if (out->body == NULL)
		return no_memory(err);
	if (out->reading.kind == STAAF_NO_QUESTION)
		return refuse(a);
	for (size_t i = 0; rc == STAAF_OK && i < out->reading.n_interventions;
	    i++)
		rc = add_bodies(a, out->reading.intervention[i], err);
	if (rc != STAAF_OK)
		return rc;
	if (out->reading.kind == STAAF_TEST)
		best = sums_of_question(a);
	out->class_ = best != NULL ? STAAF_ANSWERED : classify(out);
	if ((rc = advice_give(a, err)) != STAAF_OK)
		return rc;
	out->sentence = say_first(a, best);
	if (out->n_bodies == 0 || out->sentence != out->body[0].sentence)
		trace_add(a, out->sentence, "S11", NULL, NULL, NULL);
	mind_figures(a);
	next_plan(a);
	return a->ar->failed ? no_memory(err) : STAAF_OK;
}

static enum staaf_code
say_corpus(struct asking *a, struct staaf_err *err)
{
	char number[24];
	uint64_t generation;
	enum staaf_code rc = staaf_store_generation(&generation, a->st, err);

	if (rc != STAAF_OK)
		return rc;
	(void)snprintf(number, sizeof(number), "%llu",
	    (unsigned long long)generation);
	a->out->corpus = say_text(a, STAAF_MSG_CORPUS_VERSION, number,
	    staaf_rules_version(a->rs));
	return STAAF_OK;
}

enum staaf_code
staaf_ask_about(struct staaf_answer *out, struct staaf_store *st,
    const struct staaf_rules *rs, const struct staaf_subject *about,
    enum staaf_lang lang, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_answer answer = { .lang = lang, .sentence = "",
		.example = "" };
	struct asking a = { .out = &answer, .st = st, .rs = rs, .ar = ar,
		.lang = lang };
	struct staaf_reading *r = &answer.reading;
	const struct staaf_concept **named = staaf_arena_array(ar, 3,
	    sizeof(*named));
	struct candidates all;
	enum staaf_code rc;

	answer.body = staaf_arena_array(ar, 1, sizeof(*answer.body));
	if (ar->failed)
		return no_memory(err);
	*r = (struct staaf_reading){ .question = "", .ask_back = "",
		.kind = STAAF_WORKS,
		.intervention = named, .n_interventions = 1,
		.comparison = named + 1,
		.n_comparisons = about->comparison != NULL,
		.outcome = named + 2, .n_outcomes = 1 };
	named[0] = about->intervention;
	named[1] = about->comparison;
	named[2] = about->outcome;
	if ((rc = say_corpus(&a, err)) != STAAF_OK ||
	    (rc = seek_all(&all, &a, named[0], err)) != STAAF_OK ||
	    (rc = add_body(&a, &all, named[0], named[2], err)) != STAAF_OK)
		return rc;
	answer.class_ = classify(&answer);
	answer.sentence = answer.body[0].sentence;
	next_plan(&a);
	if (ar->failed)
		return no_memory(err);
	*out = answer;
	return STAAF_OK;
}

enum staaf_code
staaf_ask_as(struct staaf_answer *out, struct staaf_store *st,
    const struct staaf_rules *rs, const char *question, size_t size,
    const struct staaf_correction *told, enum staaf_lang lang,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_answer answer = { .lang = lang };
	struct asking a = { .out = &answer, .st = st, .rs = rs, .ar = ar,
		.lang = lang };
	enum staaf_code rc;

	if ((rc = say_corpus(&a, err)) != STAAF_OK ||
	    (rc = question_read(&a, question, size, told, err)) != STAAF_OK ||
	    (rc = ask(&a, err)) != STAAF_OK)
		return rc;
	*out = answer;
	return STAAF_OK;
}

enum staaf_code
staaf_ask(struct staaf_answer *out, struct staaf_store *st,
    const struct staaf_rules *rs, const char *question, size_t size,
    enum staaf_lang lang, struct staaf_arena *ar, struct staaf_err *err)
{
	return staaf_ask_as(out, st, rs, question, size, NULL, lang, ar, err);
}
