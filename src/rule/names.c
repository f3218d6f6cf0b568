/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of kinds, as in files and JSON. */
#include <stddef.h>

#include "rule.h"

static const char *const concept_kinds[STAAF_N_CONCEPT_KINDS] = {
	[STAAF_INTERVENTION] = "intervention",
	[STAAF_TOOL] = "tool",
	[STAAF_COMPARISON] = "comparison",
	[STAAF_OUTCOME] = "outcome",
	[STAAF_POPULATION] = "population",
	[STAAF_PROGRAMME] = "programme",
	[STAAF_LEVEL] = "level",
	[STAAF_PHASE] = "phase",
	[STAAF_MODE] = "mode",
	[STAAF_SUBJECT] = "subject",
	[STAAF_QUESTION] = "question",
	[STAAF_SCOPE] = "scope",
};

static const char *const question_kinds[STAAF_N_QUESTION_KINDS] = {
	[STAAF_WORKS] = "works",
	[STAAF_HOWTO] = "howto",
	[STAAF_WHICH] = "which",
	[STAAF_WHOM] = "whom",
	[STAAF_KNOWN] = "known",
	[STAAF_TEST] = "test",
	[STAAF_NO_QUESTION] = "none",
};

const char *
staaf_concept_kind_name(enum staaf_concept_kind kind)
{
	return (int)kind >= 0 && kind < STAAF_N_CONCEPT_KINDS ?
	    concept_kinds[kind] : "";
}

const char *
staaf_question_kind_name(enum staaf_question_kind kind)
{
	return (int)kind >= 0 && kind < STAAF_N_QUESTION_KINDS ?
	    question_kinds[kind] : "";
}
