/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reading as its reader corrects it: concepts that were meant (--as), that
 * were not (--not), and values (--slot).  What is told stands for what was
 * read in the same role; rules and evidence then follow the correction.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"

enum { MAX_NAME = 64 };

/* The next name of a list; false at its end, or when one is too long. */
static bool
next_name(char name[MAX_NAME], const char **list)
{
	size_t size;

	*list += strspn(*list, ", ");
	size = strcspn(*list, ",");
	if (size == 0 || size >= MAX_NAME)
		return false;
	memcpy(name, *list, size);
	while (size > 0 && name[size - 1] == ' ')
		size--;
	name[size] = '\0';
	*list += strcspn(*list, ",");
	return true;
}

static enum staaf_code
refuse(struct staaf_err *err, enum staaf_msg msg, const char *name)
{
	(void)staaf_err_set(err, STAAF_USAGE, msg, name, NULL);
	staaf_err_hint(err, STAAF_MSG_CORRECT_HINT);
	return STAAF_USAGE;
}

/* A tool is read as an intervention, and both fill one role. */
static bool
share_role(const struct staaf_concept *a, const struct staaf_concept *b)
{
	enum staaf_concept_kind x = a->kind, y = b->kind;

	return (x == STAAF_TOOL ? STAAF_INTERVENTION : x) ==
	    (y == STAAF_TOOL ? STAAF_INTERVENTION : y);
}

static void
drop_mentions(struct staaf_facts *facts,
    bool (*goes)(const struct staaf_concept *c,
    const struct staaf_concept *told), const struct staaf_concept *told)
{
	size_t n = 0;

	for (size_t i = 0; i < facts->n_mentions; i++)
		if (!goes(facts->mention[i].concept, told))
			facts->mention[n++] = facts->mention[i];
	facts->n_mentions = n;
}

static bool
is_kind(struct staaf_facts *facts, const char *name)
{
	for (int k = 0; k < STAAF_NO_QUESTION; k++)
		if (strcmp(name, staaf_question_kind_name(
		    (enum staaf_question_kind)k)) == 0) {
			facts->kind = (enum staaf_question_kind)k;
			return true;
		}
	return false;
}

/* First what gives way, then what comes: two outcomes told are both meant. */
static enum staaf_code
take_as(struct asking *a, const char *list, struct staaf_err *err)
{
	struct staaf_mention *more = staaf_arena_array(a->ar,
	    a->facts.n_mentions + strlen(list) + 1, sizeof(*more));
	const char *at = list;
	char name[MAX_NAME];
	size_t n = 0;

	if (more == NULL)
		return STAAF_NOMEM;
	while (next_name(name, &at)) {
		const struct staaf_concept *c =
		    staaf_rules_concept_named(a->rs, name);

		/* "howto" is the name of the words that tell it, too. */
		if (is_kind(&a->facts, name))
			continue;
		if (c == NULL)
			return refuse(err, STAAF_MSG_CORRECT_NO_CONCEPT, name);
		drop_mentions(&a->facts, share_role, c);
		more[n++] = (struct staaf_mention){ .concept = c,
			.is_told = true };
	}
	if (*at != '\0')
		return refuse(err, STAAF_MSG_CORRECT_NO_CONCEPT, at);
	for (size_t i = 0; i < a->facts.n_mentions; i++)
		more[n++] = a->facts.mention[i];
	a->facts.mention = more;
	a->facts.n_mentions = n;
	/* Whoever names a way of teaching asks about it. */
	if (n > 0 && a->facts.kind == STAAF_NO_QUESTION)
		a->facts.kind = STAAF_WORKS;
	return STAAF_OK;
}

static enum staaf_code
take_not(struct asking *a, const char *list, struct staaf_err *err)
{
	const char *at = list;
	char name[MAX_NAME];

	while (next_name(name, &at)) {
		const struct staaf_concept *c =
		    staaf_rules_concept_named(a->rs, name);

		if (c == NULL)
			return refuse(err, STAAF_MSG_CORRECT_NO_CONCEPT, name);
		drop_mentions(&a->facts, staaf_concept_is_under, c);
	}
	return *at == '\0' ? STAAF_OK :
	    refuse(err, STAAF_MSG_CORRECT_NO_CONCEPT, at);
}

/* "100", "100-200", "62%"; *is_unknown for nothing at all. */
static bool
read_bounds(double *low, double *high, bool *is_unknown, const char *text)
{
	char *end = NULL;

	*is_unknown = *text == '\0';
	if (*is_unknown)
		return true;
	*low = *high = strtod(text, &end);
	if (end == text)
		return false;
	if (*end == '-') {
		const char *from = end + 1;

		*high = strtod(from, &end);
		if (end == from)
			return false;
	}
	end += *end == '%';
	return *end == '\0' && isfinite(*low) && isfinite(*high) &&
	    *low <= *high;
}

static enum staaf_code
take_slot(struct asking *a, const char *list, struct staaf_err *err)
{
	struct staaf_facts *facts = &a->facts;
	struct staaf_value *more = staaf_arena_array(a->ar,
	    facts->n_values + strlen(list) + 1, sizeof(*more));
	const char *at = list;
	char name[MAX_NAME];

	if (more == NULL)
		return STAAF_NOMEM;
	memcpy(more, facts->value, facts->n_values * sizeof(*more));
	facts->value = more;
	while (next_name(name, &at)) {
		char *is = strchr(name, '=');
		const struct staaf_slot *slot;
		double low = NAN, high = NAN;
		bool is_unknown = false;
		size_t n = 0;

		if (is == NULL)
			return refuse(err, STAAF_MSG_CORRECT_NO_VALUE, name);
		*is = '\0';
		if ((slot = staaf_rules_slot_named(a->rs, name)) == NULL)
			return refuse(err, STAAF_MSG_CORRECT_NO_SLOT, name);
		if (!read_bounds(&low, &high, &is_unknown, is + 1))
			return refuse(err, STAAF_MSG_CORRECT_NO_VALUE, name);
		if (!is_unknown && (low < slot->from || high > slot->to))
			return staaf_err_set(err, STAAF_USAGE,
			    STAAF_MSG_CORRECT_OUTSIDE, name,
			    staaf_arena_printf(a->ar, "%g-%g", slot->from,
			    slot->to));
		for (size_t i = 0; i < facts->n_values; i++)
			if (more[i].slot != slot)
				more[n++] = more[i];
		facts->n_values = n;
		if (!is_unknown)
			more[facts->n_values++] = (struct staaf_value){
				.slot = slot, .low = low, .high = high };
	}
	return *at == '\0' ? STAAF_OK :
	    refuse(err, STAAF_MSG_CORRECT_NO_SLOT, at);
}

enum staaf_code
correct_reading(struct asking *a, const struct staaf_correction *told,
    struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;

	if (told == NULL)
		return STAAF_OK;
	if (told->not_this != NULL)
		rc = take_not(a, told->not_this, err);
	if (rc == STAAF_OK && told->as != NULL)
		rc = take_as(a, told->as, err);
	if (rc == STAAF_OK && told->slot != NULL)
		rc = take_slot(a, told->slot, err);
	return rc != STAAF_NOMEM ? rc : staaf_err_set(err, STAAF_NOMEM,
	    STAAF_MSG_MEM_NONE, NULL, NULL);
}
