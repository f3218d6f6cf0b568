/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What kind of question a text asks.  The words come from the files (kind
 * "question" and "scope"); here stands only which of them goes first.
 */
#include <string.h>

#include "rule.h"

enum {
	MAX_WORDS_BETWEEN = 4, /* "peer feedback or just teacher feedback" */
	CONTENT = 4,           /* letters of a word that means something */
	NOISE = 3              /* such words, and twice those that were read */
};

/* Kinds of concept that tell by themselves that this is about teaching. */
static bool
is_about_teaching(enum staaf_concept_kind kind)
{
	switch (kind) {
	case STAAF_INTERVENTION:
	case STAAF_TOOL:
	case STAAF_COMPARISON:
	case STAAF_OUTCOME:
	case STAAF_LEVEL:
	case STAAF_PHASE:
	case STAAF_PROGRAMME:
	case STAAF_SCOPE:
		return true;
	default:
		return false;
	}
}

static bool
is_topic(enum staaf_concept_kind kind)
{
	return kind == STAAF_INTERVENTION || kind == STAAF_TOOL ||
	    kind == STAAF_COMPARISON || kind == STAAF_OUTCOME;
}

/* Something that can be done, or that it is compared with. */
static bool
is_option(const struct staaf_mention *m)
{
	return m->concept->kind == STAAF_INTERVENTION ||
	    m->concept->kind == STAAF_TOOL ||
	    m->concept->kind == STAAF_COMPARISON;
}

/* Two of them, of which one at least is no mere comparison. */
static bool
are_options(const struct staaf_mention *a, const struct staaf_mention *b)
{
	return a->concept != b->concept &&
	    (a->concept->kind != STAAF_COMPARISON ||
	    b->concept->kind != STAAF_COMPARISON);
}

static bool
has_question(const struct staaf_facts *facts, const char *id)
{
	for (size_t i = 0; i < facts->n_mentions; i++)
		if (facts->mention[i].concept->kind == STAAF_QUESTION &&
		    strcmp(facts->mention[i].concept->id, id) == 0)
			return true;
	return false;
}

static size_t
words_between(const struct staaf_words *words, size_t start, size_t end)
{
	size_t n = 0;

	for (size_t i = 0; i < words->n_words; i++)
		n += words->word[i].start >= start &&
		    words->word[i].end <= end;
	return n;
}

/* "Kahoot or Mentimeter": two options with a word of choice between them. */
static bool
is_choice(const struct staaf_facts *facts, const struct staaf_words *words)
{
	const struct staaf_mention *last = NULL;
	bool has_choice = false;

	for (size_t i = 0; i < facts->n_mentions; i++) {
		const struct staaf_mention *m = &facts->mention[i];

		if (m->concept->kind == STAAF_QUESTION) {
			if (strcmp(m->concept->id, "choice") == 0)
				has_choice = true;
			continue;
		}
		if (!is_option(m))
			continue;
		if (last != NULL && has_choice && are_options(last, m) &&
		    words_between(words, last->end, m->start) <=
		    MAX_WORDS_BETWEEN)
			return true;
		last = m;
		has_choice = false;
	}
	return false;
}

/* Does more than a way of teaching or a tool tell that this is teaching? */
static bool
is_sure(const struct staaf_facts *facts)
{
	for (size_t i = 0; i < facts->n_mentions; i++) {
		enum staaf_concept_kind kind = facts->mention[i].concept->kind;

		if (kind != STAAF_INTERVENTION && kind != STAAF_TOOL &&
		    kind != STAAF_QUESTION)
			return true;
	}
	return facts->n_values > 0;
}

static bool
has_any_question(const struct staaf_facts *facts)
{
	for (size_t i = 0; i < facts->n_mentions; i++)
		if (facts->mention[i].concept->kind == STAAF_QUESTION)
			return true;
	return false;
}

/* A known word among many that nobody knows, and nothing is asked. */
static bool
is_noise(const struct staaf_facts *facts, const struct staaf_words *words)
{
	size_t n_read = 0, n_unread = 0;

	if (has_any_question(facts))
		return false;
	for (size_t i = 0; i < words->n_words; i++)
		if (facts->is_read[i])
			n_read++;
		else if (words->word[i].folded_size >= CONTENT)
			n_unread++;
	return n_unread >= NOISE && n_unread > 2 * n_read;
}

enum staaf_question_kind
rule_tell_kind(const struct staaf_facts *facts,
    const struct staaf_words *words)
{
	static const enum staaf_question_kind order[] = { STAAF_TEST,
		STAAF_WHICH, STAAF_WHOM, STAAF_HOWTO, STAAF_KNOWN,
		STAAF_WORKS };
	bool in_scope = false, has_topic = false;

	for (size_t i = 0; i < facts->n_mentions; i++) {
		enum staaf_concept_kind kind = facts->mention[i].concept->kind;

		in_scope = in_scope || is_about_teaching(kind);
		has_topic = has_topic || is_topic(kind);
	}
	if (!in_scope || (!is_sure(facts) &&
	    (has_question(facts, "none") || is_noise(facts, words))))
		return STAAF_NO_QUESTION;
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (has_question(facts, staaf_question_kind_name(order[i])) ||
		    (order[i] == STAAF_WHICH && is_choice(facts, words)))
			return order[i];
	return has_topic ? STAAF_KNOWN : STAAF_NO_QUESTION;
}
