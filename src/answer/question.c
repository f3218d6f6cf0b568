/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reading of a question: kind, concepts by role, slots, what was assumed
 * and what nobody understood.  It does not look at evidence.
 */
#include <math.h>
#include <string.h>

#include <staaf/utf8.h>
#include <staaf/words.h>

#include "answer.h"

enum {
	MAX_QUESTION = 4096, /* characters; a story of 600 words */
	MIN_UNREAD = 4,      /* shorter words carry little */
	MAX_UNREAD = 6,
	CUE_WORDS = 5        /* how far before a comparison its cue may stand */
};

static const char ASSUMED_OUTCOME[] = "exam-score";

/* Words that make what follows a comparison, in byte order. */
static const char *const cues[] = { "against", "als", "as", "boven",
	"compared", "dan", "instead", "ipv", "of", "or", "over", "plaats",
	"tegenover", "than", "tov", "vergeleken", "versus", "vs" };

/* Words that fill a sentence: not worth saying that nobody took them. */
static const char *const fillers[] = { "alleen", "best", "beste", "beter",
	"betere", "better", "daarvoor", "doen", "doet", "echt", "gebruik",
	"gebruiken", "geven", "gewoon", "give", "graag", "hoeveel", "iets",
	"just", "krijgen", "laten", "maken", "make", "nodig", "only",
	"percent", "procent", "really", "scoorde", "scoorden", "scored",
	"something", "using", "waar", "weten", "wordt", "zelf" };

static bool
is_in(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, list[i]) == 0)
			return true;
	return false;
}

static bool
is_cue(const char *word)
{
	return is_in(word, cues, sizeof(cues) / sizeof(*cues));
}

/* "beter dan een hoorcollege" compares; "in een hoorcollege" does not. */
static bool
is_compared(const struct staaf_words *words, size_t start)
{
	size_t i = 0, from;

	while (i < words->n_words && words->word[i].start < start)
		i++;
	from = i > CUE_WORDS ? i - CUE_WORDS : 0;
	for (; from < i; from++)
		if (is_cue(words->word[from].folded))
			return true;
	return false;
}

static bool
is_listed(const struct staaf_concept *const *list, size_t n,
    const struct staaf_concept *c)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == c)
			return true;
	return false;
}

static void
add_concept(const struct staaf_concept **list, size_t *n,
    const struct staaf_concept *c)
{
	if (!is_listed(list, *n, c))
		list[(*n)++] = c;
}

/*
 * Of two that stand under each other one steps back: a tool for what it is a
 * tool for, anything else for what is narrower.  A question "which" wants
 * both.
 */
static bool
steps_back(const struct staaf_concept *c, const struct staaf_concept *other)
{
	if (c == other)
		return false;
	if (c->kind == STAAF_TOOL)
		return c->under == other;
	return other->kind != STAAF_TOOL && staaf_concept_is_under(other, c);
}

static void
drop_covered(struct staaf_reading *r)
{
	const struct staaf_concept *left[64];
	size_t n = 0;

	for (size_t i = 0; i < r->n_interventions && n < 64; i++) {
		const struct staaf_concept *c = r->intervention[i];
		bool is_covered = false;

		for (size_t j = 0; j < r->n_interventions; j++)
			is_covered = is_covered ||
			    steps_back(c, r->intervention[j]);
		if (!is_covered)
			left[n++] = c;
	}
	for (size_t i = 0; i < n; i++)
		r->intervention[i] = left[i];
	r->n_interventions = n;
}

/* "Which tool for quizzes: Kahoot or Socrative?" chooses between tools. */
static void
keep_tools(struct staaf_reading *r)
{
	size_t n_tools = 0, n = 0;

	for (size_t i = 0; i < r->n_interventions; i++)
		n_tools += r->intervention[i]->kind == STAAF_TOOL;
	for (size_t i = 0; n_tools >= 2 && i < r->n_interventions; i++)
		if (r->intervention[i]->kind == STAAF_TOOL)
			r->intervention[n++] = r->intervention[i];
	if (n_tools >= 2)
		r->n_interventions = n;
}

static bool
make_lists(struct asking *a)
{
	struct staaf_reading *r = &a->out->reading;
	size_t n = a->facts.n_mentions + 1;

	r->intervention = staaf_arena_array(a->ar, n, sizeof(*r->intervention));
	r->comparison = staaf_arena_array(a->ar, n, sizeof(*r->comparison));
	r->outcome = staaf_arena_array(a->ar, n, sizeof(*r->outcome));
	r->context = staaf_arena_array(a->ar, n, sizeof(*r->context));
	return !a->ar->failed;
}

/* "60% slaagt" tells how it is now, not what should change. */
static bool
is_figure_of_course(const struct asking *a, const struct staaf_mention *m)
{
	const struct staaf_facts *f = &a->facts;

	for (size_t i = 0; i < f->n_values && !m->is_told &&
	    a->out->reading.kind != STAAF_TEST; i++)
		if (m->start >= f->value[i].start &&
		    m->end <= f->value[i].end)
			return true;
	return false;
}

/* Put each concept found under its role. */
static void
sort_mentions(struct asking *a, const struct staaf_words *words)
{
	struct staaf_reading *r = &a->out->reading;

	for (size_t i = 0; i < a->facts.n_mentions; i++) {
		const struct staaf_mention *m = &a->facts.mention[i];

		switch (m->concept->kind) {
		case STAAF_INTERVENTION:
		case STAAF_TOOL:
			add_concept(r->intervention, &r->n_interventions,
			    m->concept);
			break;
		case STAAF_COMPARISON:
			if (m->is_told || is_compared(words, m->start))
				add_concept(r->comparison, &r->n_comparisons,
				    m->concept);
			break;
		case STAAF_OUTCOME:
			if (!is_figure_of_course(a, m))
				add_concept(r->outcome, &r->n_outcomes,
				    m->concept);
			break;
		case STAAF_QUESTION:
		case STAAF_SCOPE:
			break;
		default:
			add_concept(r->context, &r->n_contexts, m->concept);
		}
	}
	if (r->kind == STAAF_WHICH)
		keep_tools(r);
	else
		drop_covered(r);
}

/* A sentence on the reading; there are few. */
static void
add_assumed(struct asking *a, const char *says)
{
	struct staaf_reading *r = &a->out->reading;
	const char **said = staaf_arena_array(a->ar, r->n_assumed + 1,
	    sizeof(*said));

	if (said == NULL)
		return;
	for (size_t i = 0; i < r->n_assumed; i++)
		said[i] = r->assumed[i];
	said[r->n_assumed++] = says;
	r->assumed = said;
	trace_add(a, says, "reading", NULL, NULL, NULL);
}

/* What is read since someone told so. */
static void
say_corrected(struct asking *a)
{
	const char *names = "";

	for (size_t i = 0; i < a->facts.n_mentions; i++)
		if (a->facts.mention[i].is_told)
			names = staaf_arena_printf(a->ar, "%s%s%s", names,
			    *names == '\0' ? "" : ", ",
			    say_name(a, a->facts.mention[i].concept));
	if (*names != '\0')
		add_assumed(a, say_text(a, STAAF_MSG_READ_TOLD, names));
}

/* "Quizzes or homework?", and nobody knows what homework is. */
static void
say_one_option(struct asking *a)
{
	const struct staaf_reading *r = &a->out->reading;

	if (r->kind == STAAF_WHICH && r->n_interventions == 1 &&
	    r->n_comparisons == 0)
		add_assumed(a, say_text(a, STAAF_MSG_READ_ONE_OPTION,
		    say_name(a, r->intervention[0])));
}

/* A word with some content that no concept, slot or kind took. */
static bool
is_unread(const struct asking *a, const struct staaf_words *words, size_t i)
{
	struct staaf_words one = { &words->word[i], 1 };
	const struct staaf_word *w = &words->word[i];
	enum staaf_lang lang;

	return !a->facts.is_read[i] && w->folded_size >= MIN_UNREAD &&
	    !is_cue(w->folded) && !is_in(w->folded, fillers,
	    sizeof(fillers) / sizeof(*fillers)) &&
	    !staaf_lang_guess(&lang, &one);
}

/*
 * Read what was typed; and, when words are a slip from the vocabulary, what
 * was meant, if that is read as more.
 */
static enum staaf_code
read_text(const char **read, struct asking *a, struct staaf_err *err)
{
	const char *typed = a->out->reading.question, *meant = NULL;
	struct staaf_facts facts;
	struct staaf_words words;
	struct staaf_mended *list;
	size_t n = 0;
	enum staaf_code rc = staaf_rules_read(&a->facts, a->rs, typed,
	    strlen(typed), a->ar, err);

	*read = typed;
	if (rc != STAAF_OK)
		return rc;
	staaf_words_split(&words, typed, strlen(typed), a->ar);
	facts = a->facts;
	facts.is_read = staaf_arena_array(a->ar, words.n_words + 1,
	    sizeof(*facts.is_read));
	for (size_t i = 0; !a->ar->failed && i < words.n_words; i++)
		facts.is_read[i] = !is_unread(a, &words, i);
	if (!a->ar->failed)
		rc = staaf_rules_mend(&meant, &list, &n, a->rs, &facts, typed,
		    strlen(typed), a->ar, err);
	if (rc != STAAF_OK || meant == NULL)
		return rc;
	rc = staaf_rules_read(&facts, a->rs, meant, strlen(meant), a->ar,
	    err);
	if (rc != STAAF_OK || facts.n_mentions <= a->facts.n_mentions)
		return rc;
	a->facts = facts;
	*read = meant;
	for (size_t i = 0; i < n; i++)
		add_assumed(a, say_text(a, STAAF_MSG_READ_MENDED,
		    list[i].typed, list[i].meant));
	return STAAF_OK;
}

/* A question that names no outcome is about results, and that is said. */
static void
assume_outcome(struct asking *a)
{
	struct staaf_reading *r = &a->out->reading;
	const struct staaf_concept *c;

	if (r->n_outcomes > 0 || r->kind == STAAF_KNOWN ||
	    r->kind == STAAF_NO_QUESTION)
		return;
	if ((c = staaf_rules_concept_named(a->rs, ASSUMED_OUTCOME)) == NULL)
		return;
	r->outcome[r->n_outcomes++] = c;
	r->is_outcome_assumed = true;
	add_assumed(a, say_text(a, STAAF_MSG_READ_ASSUMED_OUTCOME,
	    say_name(a, c)));
}

/* Neighbours go together: "virtual reality". */
static void
list_unread(struct asking *a, const struct staaf_words *words,
    const char *read)
{
	struct staaf_reading *r = &a->out->reading;
	const char **list = staaf_arena_array(a->ar, MAX_UNREAD,
	    sizeof(*list));
	size_t i = 0, last;

	for (; list != NULL && i < words->n_words; i++) {
		if (!is_unread(a, words, i) || r->n_unread == MAX_UNREAD)
			continue;
		last = i;
		while (last + 1 < words->n_words &&
		    is_unread(a, words, last + 1) && words->word[last + 1].start
		    == words->word[last].end + 1)
			last++;
		list[r->n_unread++] = staaf_arena_dupn(a->ar,
		    read + words->word[i].start,
		    words->word[last].end - words->word[i].start);
		i = last;
	}
	r->unread = list;
}

/* One question back, when one unknown slot decides about a rule. */
static void
ask_back(struct asking *a)
{
	struct staaf_reading *r = &a->out->reading;

	r->ask_back = "";
	for (size_t i = 0; i < a->n_decisions; i++) {
		const struct staaf_decision *d = &a->decision[i];

		if (d->outcome != STAAF_ASKS || d->ask == NULL ||
		    d->rule->is_draft || d->ask->ask[a->lang][0] == '\0')
			continue;
		r->ask_back = d->ask->ask[a->lang];
		trace_add_rule(a, r->ask_back, d->rule, NULL);
		return;
	}
}

long
question_count(const struct staaf_concept *const *concept, size_t n, void *arg)
{
	struct counting *c = arg;
	const char **id = staaf_arena_array(c->ar, n, sizeof(*id));
	long count = 0;

	if (id == NULL || c->rc != STAAF_OK)
		return 0;
	for (size_t i = 0; i < n; i++)
		id[i] = concept[i]->id;
	c->rc = staaf_store_count(&count, c->st, id, n, STAAF_NONE, c->err);
	return count;
}

static enum staaf_code
decide_rules(struct asking *a, struct staaf_err *err)
{
	struct counting counting = { .st = a->st, .ar = a->ar, .err = err };
	struct staaf_counter counter = { question_count, &counting };
	enum staaf_code rc = staaf_rules_decide(&a->decision, &a->n_decisions,
	    a->rs, &a->facts, &counter, a->ar, err);

	return rc != STAAF_OK ? rc : counting.rc;
}

/* Clean, not empty, valid, not too long: what the rest may rely on. */
static enum staaf_code
take_text(struct asking *a, const char *text, size_t size,
    struct staaf_err *err)
{
	struct staaf_reading *r = &a->out->reading;
	struct staaf_buf clean = { 0 };
	size_t valid = staaf_utf8_valid(text, size), cut = 0;
	char at[24];

	if (valid < size) {
		(void)snprintf(at, sizeof(at), "%zu", valid + 1);
		(void)staaf_err_set(err, STAAF_BADINPUT, STAAF_MSG_ASK_UTF8, at,
		    NULL);
		staaf_err_hint(err, STAAF_MSG_ASK_UTF8_HINT);
		return STAAF_BADINPUT;
	}
	for (size_t n = 0; cut < size && n < MAX_QUESTION; n++)
		do
			cut++;
		while (cut < size && ((unsigned char)text[cut] & 0xc0) == 0x80);
	r->was_cut = cut < size;
	staaf_utf8_clean(&clean, text, cut);
	r->question = staaf_arena_dup(a->ar, staaf_buf_text(&clean));
	if (clean.failed)
		a->ar->failed = true;
	staaf_buf_clear(&clean);
	if (r->question[0] == '\0' && !a->ar->failed) {
		(void)staaf_err_set(err, STAAF_USAGE, STAAF_MSG_ASK_EMPTY, NULL,
		    NULL);
		staaf_err_hint(err, STAAF_MSG_ASK_EMPTY_HINT);
		return STAAF_USAGE;
	}
	return STAAF_OK;
}

enum staaf_code
question_read(struct asking *a, const char *text, size_t size,
    const struct staaf_correction *told, struct staaf_err *err)
{
	struct staaf_reading *r = &a->out->reading;
	struct staaf_words words;
	const char *read;
	enum staaf_code rc;

	if ((rc = take_text(a, text, size, err)) != STAAF_OK)
		return rc;
	if ((rc = read_text(&read, a, err)) != STAAF_OK)
		return rc;
	staaf_words_split(&words, read, strlen(read), a->ar);
	if ((rc = correct_reading(a, told, err)) != STAAF_OK)
		return rc;
	if (a->ar->failed || !make_lists(a))
		return staaf_err_set(err, STAAF_NOMEM, STAAF_MSG_MEM_NONE, NULL,
		    NULL);
	r->kind = a->facts.kind;
	r->value = a->facts.value;
	r->n_values = a->facts.n_values;
	sort_mentions(a, &words);
	say_corrected(a);
	assume_outcome(a);
	say_one_option(a);
	list_unread(a, &words, read);
	if ((rc = decide_rules(a, err)) != STAAF_OK)
		return rc;
	a->out->facts = a->facts;
	a->out->decision = a->decision;
	a->out->n_decisions = a->n_decisions;
	ask_back(a);
	return STAAF_OK;
}

const struct staaf_rule *
question_claim(const struct asking *a, const struct staaf_concept *intervention)
{
	for (size_t i = 0; i < a->n_decisions; i++) {
		const struct staaf_decision *d = &a->decision[i];

		if (d->outcome != STAAF_FIRES || !d->rule->is_claim ||
		    d->rule->is_draft)
			continue;
		for (size_t j = 0; j < d->rule->n_conditions; j++) {
			const struct staaf_condition *c =
			    &d->rule->condition[j];

			for (size_t k = 0; k < c->n_concepts; k++)
				if (!c->is_unless && staaf_concept_is_under(
				    intervention, c->concept[k]))
					return d->rule;
		}
	}
	return NULL;
}

double
question_slot(const struct asking *a, const char *id)
{
	double found = NAN;

	for (size_t i = 0; i < a->facts.n_values; i++) {
		const struct staaf_value *v = &a->facts.value[i];

		if (strcmp(v->slot->id, id) != 0)
			continue;
		if (!isnan(found) || v->low != v->high)
			return NAN;
		found = v->low;
	}
	return found;
}
