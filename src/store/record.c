/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names that record fields go by in files, JSON and the store. */
#include <string.h>

#include <staaf/record.h>

static const char *const kinds[] = { "review", "study", "report", "unsorted",
	NULL };
static const char *const states[] = { "accepted", "new", "concern",
	"retracted", NULL };
static const char *const metrics[] = { "none", "g", "d", "SMD", "OR", "RR",
	"r", "pp", NULL };
static const char *const directions[] = { "mixed", "better", "worse", "none",
	NULL };
static const char *const forms[] = { "main-effect", "matching", "for-whom",
	"head-to-head", NULL };
static const char *const spreads[] = { "not-said", "reported", "explained",
	NULL };
static const char *const flags[] = { "self-report", "tailored-test",
	"developer", "short", "self-selection", NULL };
static const char *const relations[] = { "preprint-of", "has-preprint",
	"corrects", "corrected-by", "retracts", "retracted-by", "version-of",
	"part-of", NULL };
static const char *const verdicts[] = { "unread", "confirmed", "corrected",
	"refused", NULL };
static const char *const fields[] = { "title", "authors", "year", "venue",
	"doi", "link", "summary", "content", "appraisal" };
static const char *const places[] = { "title", "summary", "content", NULL };

/* Place of a name in its list, -1 when it is not there. */
static int
find_name(const char *const *list, const char *name)
{
	for (int i = 0; name != NULL && list[i] != NULL; i++)
		if (strcmp(list[i], name) == 0)
			return i;
	return -1;
}

const char *
staaf_record_kind_name(enum staaf_record_kind kind)
{
	return kinds[kind];
}

const char *
staaf_state_name(enum staaf_state state)
{
	return states[state];
}

const char *
staaf_metric_name(enum staaf_metric metric)
{
	return metrics[metric];
}

const char *
staaf_direction_name(enum staaf_direction direction)
{
	return directions[direction];
}

const char *
staaf_form_name(enum staaf_form form)
{
	return forms[form];
}

const char *
staaf_relation_name(enum staaf_relation_kind kind)
{
	return relations[kind];
}

const char *
staaf_place_name(enum staaf_figure_place place)
{
	return places[place];
}

const char *
staaf_judgement_name(enum staaf_judgement verdict)
{
	return verdicts[verdict];
}

const char *
staaf_field_name(enum staaf_field field)
{
	return fields[field];
}

const char *
staaf_spread_name(enum staaf_spread spread)
{
	return spreads[spread];
}

const char *
staaf_flag_name(enum staaf_flag flag)
{
	int i = 0;

	while (flags[i + 1] != NULL && (1U << i) != (unsigned)flag)
		i++;
	return flags[i];
}

bool
staaf_record_kind_parse(enum staaf_record_kind *out, const char *name)
{
	int i = find_name(kinds, name);

	if (i >= 0)
		*out = (enum staaf_record_kind)i;
	return i >= 0;
}

bool
staaf_state_parse(enum staaf_state *out, const char *name)
{
	int i = find_name(states, name);

	if (i >= 0)
		*out = (enum staaf_state)i;
	return i >= 0;
}

bool
staaf_metric_parse(enum staaf_metric *out, const char *name)
{
	int i = find_name(metrics, name);

	if (i >= 0)
		*out = (enum staaf_metric)i;
	return i >= 0;
}

bool
staaf_direction_parse(enum staaf_direction *out, const char *name)
{
	int i = find_name(directions, name);

	if (i >= 0)
		*out = (enum staaf_direction)i;
	return i >= 0;
}

bool
staaf_form_parse(enum staaf_form *out, const char *name)
{
	int i = find_name(forms, name);

	if (i >= 0)
		*out = (enum staaf_form)i;
	return i >= 0;
}

bool
staaf_spread_parse(enum staaf_spread *out, const char *name)
{
	int i = find_name(spreads, name);

	if (i >= 0)
		*out = (enum staaf_spread)i;
	return i >= 0;
}

bool
staaf_flag_parse(enum staaf_flag *out, const char *name)
{
	int i = find_name(flags, name);

	if (i >= 0)
		*out = (enum staaf_flag)(1U << i);
	return i >= 0;
}

bool
staaf_relation_parse(enum staaf_relation_kind *out, const char *name)
{
	int i = find_name(relations, name);

	if (i >= 0)
		*out = (enum staaf_relation_kind)i;
	return i >= 0;
}

bool
staaf_place_parse(enum staaf_figure_place *out, const char *name)
{
	int i = find_name(places, name);

	if (i >= 0)
		*out = (enum staaf_figure_place)i;
	return i >= 0;
}

bool
staaf_judgement_parse(enum staaf_judgement *out, const char *name)
{
	int i = find_name(verdicts, name);

	if (i >= 0)
		*out = (enum staaf_judgement)i;
	return i >= 0;
}
