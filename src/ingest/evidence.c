/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Our own element, s:evidence: appraisal, findings, both languages.
 * corpus/README.md says what each attribute means.  Strict: a word or number
 * that is not one of those meant is told with its place and never guessed,
 * and an attribute nobody knows too, because "confirmd" must not count as
 * confirmed.
 */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <staaf/hash.h>

#include "ingest.h"

enum kind { ID, IDS, WORDS, POPULATION, NUMBER, ABOVE_NULL, NOT_NEGATIVE,
	PERCENT, COUNT, YES, NO_IS_FALSE, WORSE_IS_TRUE, DELAYED_IS_TRUE,
	METRIC, DIRECTION, FORM, SPREAD, KIND, STATE, CODE, YEAR, DOI, DESIGN,
	FLAGS, HASH };

/* One attribute: how it is read, and to which place of its struct. */
struct attribute {
	const char *name;
	enum kind kind;
	size_t at;
	bool is_needed;
};

#define AT(type, member) offsetof(struct staaf_##type, member)

static const struct attribute finding_attrs[] = {
	{ "id", ID, AT(finding, key), true },
	{ "intervention", ID, AT(finding, intervention), true },
	{ "comparison", ID, AT(finding, comparison), false },
	{ "outcome", ID, AT(finding, outcome), true },
	{ "population", POPULATION, AT(finding, population), true },
	{ "context", IDS, AT(finding, context), false },
	{ "direction", DIRECTION, AT(finding, direction), true },
	{ "form", FORM, AT(finding, form), false },
	{ "timing", DELAYED_IS_TRUE, AT(finding, is_delayed), false },
	{ "metric", METRIC, AT(finding, metric), false },
	{ "value", NUMBER, AT(finding, value), false },
	{ "low", NUMBER, AT(finding, low), false },
	{ "high", NUMBER, AT(finding, high), false },
	{ "tau", NOT_NEGATIVE, AT(finding, tau), false },
	{ "i2", PERCENT, AT(finding, i2), false },
	{ "adjusted", NUMBER, AT(finding, adjusted), false },
	{ "higher-is", WORSE_IS_TRUE, AT(finding, higher_is_worse), false },
	{ "k", COUNT, AT(finding, k), false },
	{ "n", COUNT, AT(finding, n), false },
	{ "sites", COUNT, AT(finding, sites), false },
	{ "heterogeneity", SPREAD, AT(finding, spread), false },
	{ "confirmed", NO_IS_FALSE, AT(finding, is_confirmed), false },
	{ "concern", YES, AT(finding, has_concern), false },
	{ NULL, ID, 0, false },
};

static const struct attribute appraisal_attrs[] = {
	{ "design", DESIGN, AT(appraisal, design), true },
	{ "stated", NO_IS_FALSE, AT(appraisal, is_stated), false },
	{ "flags", FLAGS, AT(appraisal, flags), false },
	{ "technology-bound", YES, AT(appraisal, is_technology_bound), false },
	{ "independent-test", YES, AT(appraisal, has_independent_test),
	    false },
	{ "median-study-year", YEAR, AT(appraisal, median_study_year), false },
	{ "local", YES, AT(appraisal, is_local), false },
	{ "plan", HASH, AT(appraisal, plan), false },
	{ NULL, ID, 0, false },
};

static const struct attribute record_attrs[] = {
	{ "kind", KIND, AT(record, kind), true },
	{ "language", CODE, AT(record, language), true },
	{ "year", YEAR, AT(record, year), false },
	{ "doi", DOI, AT(record, doi), false },
	{ "state", STATE, AT(record, state), false },
	{ NULL, ID, 0, false },
};

/* --------------------------------------------------------- single values */

/* Words of a-z and 0-9 with single hyphens; many: with single spaces. */
static bool
is_id(const char *text, bool may_be_many)
{
	const char *at = text;

	for (;;) {
		size_t n = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789");

		at += n;
		if (n == 0)
			return false;
		if (*at == '\0')
			return true;
		if (*at != '-' && (*at != ' ' || !may_be_many))
			return false;
		at++;
	}
}

/* "-0.35": no exponent, no comma, no sign but the minus. */
static bool
read_number(double *out, const char *text)
{
	const char *at = text + (*text == '-');
	size_t n = strspn(at, "0123456789");

	if (n == 0 || n > 15)
		return false;
	at += n;
	if (*at == '.') {
		n = strspn(at + 1, "0123456789");
		if (n == 0 || n > 15)
			return false;
		at += 1 + n;
	}
	if (*at != '\0')
		return false;
	*out = strtod(text, NULL);
	return true;
}

static bool
read_count(long *out, const char *text, long least, long most)
{
	size_t n = strspn(text, "0123456789");
	long value;

	if (n == 0 || n > 10 || text[n] != '\0')
		return false;
	value = strtol(text, NULL, 10);
	if (value < least || value > most)
		return false;
	*out = value;
	return true;
}

static bool
read_int(int *out, const char *text, int least, int most)
{
	long value;

	if (!read_count(&value, text, least, most))
		return false;
	*out = (int)value;
	return true;
}

static bool
read_choice(bool *out, const char *text, const char *yes, const char *no)
{
	if (strcmp(text, yes) != 0 && strcmp(text, no) != 0)
		return false;
	*out = strcmp(text, yes) == 0;
	return true;
}

static bool
read_flags(unsigned *out, const char *text)
{
	unsigned all = 0;
	char name[24];

	while (*(text += strspn(text, " \t\r\n")) != '\0') {
		size_t n = strcspn(text, " \t\r\n");
		enum staaf_flag flag;

		if (n >= sizeof(name))
			return false;
		memcpy(name, text, n);
		name[n] = '\0';
		if (!staaf_flag_parse(&flag, name))
			return false;
		all |= (unsigned)flag;
		text += n;
	}
	*out = all;
	return all != 0;
}

static bool
is_population(const char *text)
{
	return strcmp(text, "higher-education") == 0 ||
	    strcmp(text, "school") == 0 || strcmp(text, "mixed") == 0;
}

static bool
read_text(const char **out, const char *text, enum kind kind,
    struct staaf_arena *ar)
{
	const char *kept;

	switch (kind) {
	case ID:
	case IDS:
		if (!is_id(text, kind == IDS))
			return false;
		break;
	case POPULATION:
		if (!is_population(text))
			return false;
		break;
	case HASH:
		if (strlen(text) != STAAF_HASH_SIZE - 1 ||
		    strspn(text, "0123456789abcdef") != STAAF_HASH_SIZE - 1)
			return false;
		break;
	case CODE:
		if (strlen(text) != 2)
			return false;
		kept = ingest_language(ar, text);
		*out = kept;
		return kept[0] != '\0';
	case DOI:
		kept = ingest_doi(ar, text);
		*out = kept;
		return kept[0] != '\0';
	default:
		break;
	}
	*out = staaf_arena_dup(ar, text);
	return true;
}

static bool
read_measure(double *out, const char *text, enum kind kind)
{
	double value;

	if (!read_number(&value, text) ||
	    (kind == NOT_NEGATIVE && value < 0) ||
	    (kind == PERCENT && (value < 0 || value > 100)))
		return false;
	*out = value;
	return true;
}

/* One attribute to its place; false when it cannot be meant. */
static bool
read_attr(void *at, enum kind kind, const char *text, struct staaf_arena *ar)
{
	switch (kind) {
	case NUMBER:
	case NOT_NEGATIVE:
	case PERCENT:
		return read_measure(at, text, kind);
	case COUNT:
		return read_count(at, text, 1, 2000000000);
	case YES:
	case NO_IS_FALSE:
		return read_choice(at, text, "yes", "no");
	case WORSE_IS_TRUE:
		return read_choice(at, text, "worse", "better");
	case DELAYED_IS_TRUE:
		return read_choice(at, text, "delayed", "immediate");
	case METRIC:
		return staaf_metric_parse(at, text) &&
		    *(enum staaf_metric *)at != STAAF_NO_METRIC;
	case DIRECTION:
		return staaf_direction_parse(at, text);
	case FORM:
		return staaf_form_parse(at, text);
	case SPREAD:
		return staaf_spread_parse(at, text);
	case KIND:
		return staaf_record_kind_parse(at, text);
	case STATE:
		return staaf_state_parse(at, text);
	case YEAR:
		return read_int(at, text, 1900, 2100);
	case DESIGN:
		return read_int(at, text, 0, 5);
	case FLAGS:
		return read_flags(at, text);
	default:
		return read_text(at, text, kind, ar);
	}
}

/* ------------------------------------------------------- whole elements */

/* What the reading of one element needs. */
struct part {
	const struct ingest_element *e;
	const struct ingest_sink *sink;
	const char *file;
	struct staaf_arena *ar;
	enum staaf_msg hint; /* what happens to a faulty one */
	bool is_sound;
};

static void
tell_fault(struct part *p, enum staaf_msg msg, const char *word1,
    const char *word2)
{
	struct staaf_err err;

	p->is_sound = false;
	/* Without memory a sound value looks faulty: not the file's fault. */
	if (p->sink->trouble == NULL || p->ar->failed)
		return;
	(void)staaf_err_set(&err, STAAF_BADINPUT, msg, word1, word2);
	staaf_err_place(&err, p->file, p->e->line, p->e->column);
	staaf_err_hint(&err, p->hint);
	p->sink->trouble(&err, p->sink->arg);
}

static const struct attribute *
find_attribute(const struct attribute *list, const char *name)
{
	while (list->name != NULL && strcmp(list->name, name) != 0)
		list++;
	return list->name == NULL ? NULL : list;
}

/* Read every attribute; a faulty one leaves its place as it was. */
static void
read_attrs(struct part *p, const struct attribute *list, void *to)
{
	for (size_t i = 0; i < p->e->n_attrs; i++) {
		const struct ingest_attr *given = &p->e->attr[i];
		const struct attribute *a;

		if (given->space[0] != '\0')
			continue;
		a = find_attribute(list, given->name);
		if (a == NULL)
			tell_fault(p, STAAF_MSG_INGEST_UNKNOWN, given->name,
			    p->e->name);
		else if (!read_attr((char *)to + a->at, a->kind, given->value,
		    p->ar))
			tell_fault(p, STAAF_MSG_INGEST_BAD_VALUE, given->name,
			    given->value);
	}
	for (; list->name != NULL; list++)
		if (list->is_needed &&
		    ingest_attr(p->e, "", list->name) == NULL)
			tell_fault(p, STAAF_MSG_INGEST_MISSING, list->name,
			    NULL);
}

/* The bounds that the metric itself sets on a number of it. */
static bool
is_in_metric(enum staaf_metric metric, double value)
{
	if (isnan(value))
		return true;
	if (metric == STAAF_OR || metric == STAAF_RR)
		return value > 0;
	if (metric == STAAF_R)
		return value >= -1 && value <= 1;
	return metric != STAAF_PP || (value >= -100 && value <= 100);
}

/* What no attribute can see alone. */
static void
check_finding(struct part *p, const struct staaf_finding *f,
    const struct ingest_draft *d)
{
	static const char *const numbers[] = { "value", "low", "high",
		"adjusted" };
	const double value[] = { f->value, f->low, f->high, f->adjusted };

	if (f->metric != STAAF_NO_METRIC && isnan(f->value) &&
	    (isnan(f->low) || isnan(f->high))) /* an interval may stand alone */
		tell_fault(p, STAAF_MSG_INGEST_MISSING, "value", NULL);
	if (f->metric == STAAF_NO_METRIC && (!isnan(f->value) ||
	    !isnan(f->low) || !isnan(f->high) || !isnan(f->adjusted)))
		tell_fault(p, STAAF_MSG_INGEST_MISSING, "metric", NULL);
	for (size_t i = 0; i < sizeof(value) / sizeof(*value); i++)
		if (!is_in_metric(f->metric, value[i]))
			tell_fault(p, STAAF_MSG_INGEST_BAD_VALUE, numbers[i],
			    ingest_attr(p->e, "", numbers[i]));
	if (f->low > f->high)
		tell_fault(p, STAAF_MSG_INGEST_BAD_VALUE, "high",
		    ingest_attr(p->e, "", "high"));
	for (size_t i = 0; i < d->n_findings; i++)
		if (strcmp(d->finding[i].key, f->key) == 0)
			tell_fault(p, STAAF_MSG_INGEST_TWICE, f->key, NULL);
}

static void
start_finding(struct ingest_draft *d, struct part *p)
{
	struct staaf_finding f = {
		.key = "", .intervention = "", .comparison = "",
		.outcome = "", .population = "", .context = "",
		.value = NAN, .low = NAN, .high = NAN, .tau = NAN, .i2 = NAN,
		.adjusted = NAN, .k = STAAF_NONE, .n = STAAF_NONE,
		.sites = STAAF_NONE, .is_confirmed = true,
		.note = { "", "" },
	};
	struct staaf_finding *larger;

	p->hint = STAAF_MSG_INGEST_FINDING_OUT;
	d->is_finding_open = false;
	read_attrs(p, finding_attrs, &f);
	if (p->is_sound)
		check_finding(p, &f, d);
	if (!p->is_sound)
		return;
	larger = staaf_arena_grow(&d->ar, d->finding, d->n_findings,
	    &d->findings_room, sizeof(f));
	if (larger == NULL)
		return;
	d->finding = larger;
	d->finding[d->n_findings++] = f;
	d->is_finding_open = true;
}

static void
start_appraisal(struct ingest_draft *d, struct part *p)
{
	struct staaf_appraisal a = {
		.design = STAAF_NONE, .is_stated = true, .plan = "",
		.note = { "", "" }
	};

	p->hint = STAAF_MSG_INGEST_APPRAISAL_OUT;
	read_attrs(p, appraisal_attrs, &a);
	d->is_appraisal_open = p->is_sound;
	if (p->is_sound)
		d->said.appraisal = a;
}

static void
start_evidence(struct ingest_draft *d, struct part *p)
{
	d->has_evidence = true;
	d->said = (struct staaf_record){
		.kind = STAAF_UNSORTED,
		.state = STAAF_ACCEPTED,
		.language = "",
		.doi = "",
		.appraisal = { .design = STAAF_NONE, .plan = "",
		    .note = { "", "" } },
	};
	p->hint = STAAF_MSG_INGEST_VALUE_OUT;
	read_attrs(p, record_attrs, &d->said);
	/* A state nobody can read may have been a retraction. */
	if (!p->is_sound && d->said.state == STAAF_ACCEPTED)
		d->said.state = STAAF_NEW;
}

void
ingest_evidence_start(struct ingest_draft *d, enum ingest_field field,
    const struct ingest_element *e, const struct ingest_sink *sink,
    const char *file)
{
	struct part p = {
		.e = e, .sink = sink, .file = file, .ar = &d->ar,
		.is_sound = true
	};

	if (field == INGEST_FINDING)
		start_finding(d, &p);
	else if (field == INGEST_APPRAISAL)
		start_appraisal(d, &p);
	else
		start_evidence(d, &p);
}

void
ingest_evidence_text(struct ingest_draft *d, enum ingest_field field,
    const char *text, const char *lang)
{
	const char *clean = ingest_plain(&d->ar, text, false);
	enum staaf_lang in;

	if (field == INGEST_CONCEPT) {
		ingest_names_add(&d->concepts, &d->ar, clean);
		return;
	}
	if (lang == NULL || !staaf_lang_parse(&in, lang))
		return;
	if (field == INGEST_SUMMARY_IN)
		d->summary_in[in] = clean;
	else if (field == INGEST_APPRAISAL_NOTE && d->is_appraisal_open)
		d->said.appraisal.note[in] = clean;
	else if (field == INGEST_FINDING_NOTE && d->is_finding_open)
		d->finding[d->n_findings - 1].note[in] = clean;
}
