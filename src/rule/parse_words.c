/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of concepts and slots: words, patterns, ranges. */
#include <ctype.h>
#include <string.h>

#include "rule.h"

const char *const rule_word_names[RULE_N_WORD_KINDS] = {
	[RULE_NAME] = "name", [RULE_ALSO] = "also", [RULE_TYPO] = "typo",
	[RULE_STEM] = "stem", [RULE_PART] = "part",
	[RULE_PATTERN] = "pattern", [RULE_NOT] = "not",
};

static const char *const domains[] = {
	"achievement", "retention", "motivation", "satisfaction",
	"engagement", "skills", "wellbeing", "teacher-practice", "other",
};

/* Compile a pattern; the set owns it.  NULL after a fault. */
static struct staaf_pattern *
take_pattern(struct staaf_rules *rs, const struct rule_line *ln, size_t at,
    const char *text)
{
	struct staaf_pattern *p = NULL;
	struct staaf_err err;

	if (!rule_grow(rs, &rs->pattern, rs->n_patterns, &rs->room_patterns,
	    sizeof(p)))
		return NULL;
	switch (staaf_pattern_new(&p, text, &err)) {
	case STAAF_OK:
		rs->pattern[rs->n_patterns++] = p;
		break;
	case STAAF_NOMEM:
		rs->ar.failed = true;
		break;
	default:
		rule_fault(rs, ln, (long)at + err.column - 1,
		    STAAF_MSG_PATTERN_REFUSED, err.word[0], NULL,
		    STAAF_MSG_NONE);
	}
	return p;
}

static void
add_word(struct staaf_rules *rs, struct rule_words *to,
    const struct rule_line *ln, enum rule_word_kind kind, const char *text,
    size_t at)
{
	struct rule_word *w;

	if (!rule_grow(rs, &to->item, to->n, &to->room, sizeof(*w)))
		return;
	w = &to->item[to->n];
	*w = (struct rule_word){ .kind = kind, .lang = ln->lang,
		.ref = { text, ln, at } };
	to->has_pattern |= kind == RULE_PATTERN;
	if (kind == RULE_PATTERN &&
	    (w->pattern = take_pattern(rs, ln, at, text)) == NULL)
		return;
	if (kind == RULE_PART && strchr(text, ' ') != NULL) {
		rule_fault(rs, ln, (long)at, STAAF_MSG_RULE_PART_WORDS, text,
		    NULL, STAAF_MSG_NONE);
		return;
	}
	to->n++;
}

/* Add the parts of a comma list. */
static void
add_words(struct staaf_rules *rs, struct rule_words *to,
    const struct rule_line *ln, enum rule_word_kind kind, size_t at)
{
	const char *value = ln->value;

	if (kind == RULE_PATTERN) {
		add_word(rs, to, ln, kind, value + at, at);
		return;
	}
	for (;;) {
		size_t size = strcspn(value + at, ",");
		const char *text;

		while (size > 0 && isspace((unsigned char)value[at])) {
			at++;
			size--;
		}
		text = rule_squeeze_part(rs, value + at, size);
		if (*text == '\0')
			rule_fault(rs, ln, (long)at, STAAF_MSG_RULE_EMPTY_ITEM,
			    NULL, NULL, STAAF_MSG_NONE);
		else
			add_word(rs, to, ln, kind, text, at);
		at += size;
		if (value[at++] == '\0')
			break;
	}
}

/* ------------------------------------------------------ concept lines */

void
rule_take_is(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_concept *c = rd->concept;
	const char *names[STAAF_N_CONCEPT_KINDS];
	int kind;

	for (int i = 0; i < STAAF_N_CONCEPT_KINDS; i++)
		names[i] = staaf_concept_kind_name((enum staaf_concept_kind)i);
	kind = rule_pick(rd->rs, ln, 0, ln->value, names,
	    STAAF_N_CONCEPT_KINDS, STAAF_MSG_RULE_NO_KIND,
	    STAAF_MSG_RULE_HINT_KINDS);
	if (c->has_kind)
		rule_fault(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_TWICE,
		    ln->key, NULL, STAAF_MSG_NONE);
	c->has_kind = true;
	if (kind >= 0)
		c->pub.kind = (enum staaf_concept_kind)kind;
}

void
rule_take_domain(struct rule_reader *rd, const struct rule_line *ln)
{
	int n = (int)(sizeof(domains) / sizeof(domains[0]));

	if (rule_set_once(rd->rs, &rd->concept->pub.domain, ln))
		(void)rule_pick(rd->rs, ln, 0, rd->concept->pub.domain,
		    domains, n, STAAF_MSG_RULE_NO_DOMAIN,
		    STAAF_MSG_RULE_HINT_DOMAINS);
}

void
rule_take_find(struct rule_reader *rd, const struct rule_line *ln)
{
	(void)rule_set_once(rd->rs, &rd->concept->pub.find, ln);
}

void
rule_take_under(struct rule_reader *rd, const struct rule_line *ln)
{
	if (rule_set_once(rd->rs, &rd->concept->under.text, ln))
		rd->concept->under.line = ln;
}

/* name also typo stem part pattern not */
void
rule_take_word(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_concept *c = rd->concept;
	int kind = 0;

	while (strcmp(rule_word_names[kind], ln->key) != 0)
		kind++;
	if (kind == RULE_NAME) {
		if (rule_set_once(rd->rs, &c->pub.name[ln->lang], ln))
			add_word(rd->rs, &c->words, ln, RULE_NAME,
			    c->pub.name[ln->lang], 0);
		return;
	}
	add_words(rd->rs, &c->words, ln, (enum rule_word_kind)kind, 0);
}

/* --------------------------------------------------------- slot lines */

void
rule_take_slot_name(struct rule_reader *rd, const struct rule_line *ln)
{
	(void)rule_set_once(rd->rs, &rd->slot->pub.name[ln->lang], ln);
}

void
rule_take_unit(struct rule_reader *rd, const struct rule_line *ln)
{
	(void)rule_set_once(rd->rs, &rd->slot->pub.unit, ln);
}

void
rule_take_ask(struct rule_reader *rd, const struct rule_line *ln)
{
	(void)rule_set_once(rd->rs, &rd->slot->pub.ask[ln->lang], ln);
}

void
rule_take_from(struct rule_reader *rd, const struct rule_line *ln)
{
	struct staaf_slot *s = &rd->slot->pub;
	size_t n;
	struct rule_token *t = rule_split_value(rd->rs, ln->value, &n);
	double low, high;

	if (n == 3 && rule_parse_bounds(&low, &high, t, n)) {
		s->from = low;
		s->to = high;
		return;
	}
	rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_NOT_FROM, ln->value, NULL,
	    STAAF_MSG_RULE_HINT_FROM);
}

void
rule_take_slot_pattern(struct rule_reader *rd, const struct rule_line *ln)
{
	if (strstr(ln->value, "(?<number>") == NULL) {
		rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_NO_NUMBER, NULL, NULL,
		    STAAF_MSG_RULE_HINT_NUMBER);
		return;
	}
	add_words(rd->rs, &rd->slot->words, ln, RULE_PATTERN, 0);
}

/* "nl range large: groot, grote groep" */
static void
take_range_words(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_slot *s = rd->slot;
	const char *colon = strchr(ln->value, ':');
	size_t before = s->range_words.n, size;
	struct rule_ref ref = { "", ln, 0 };

	if (colon == NULL) {
		rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_NO_COLON, ln->value,
		    NULL, STAAF_MSG_RULE_HINT_RANGE_WORDS);
		return;
	}
	size = (size_t)(colon - ln->value);
	ref.text = rule_squeeze_part(rd->rs, ln->value, size);
	add_words(rd->rs, &s->range_words, ln, RULE_ALSO, size + 1);
	for (size_t i = before; i < s->range_words.n; i++) {
		if (!rule_grow(rd->rs, &s->range_name, i, &s->room_names,
		    sizeof(ref)))
			return;
		s->range_name[i] = ref;
	}
}

/* "range large is 100 or more" */
void
rule_take_range(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_slot *s = rd->slot;
	struct staaf_range *list = (struct staaf_range *)(void *)s->pub.range;
	struct staaf_range range;
	size_t n;
	struct rule_token *t;

	if (ln->has_lang) {
		take_range_words(rd, ln);
		return;
	}
	t = rule_split_value(rd->rs, ln->value, &n);
	if (n < 4 || strcmp(t[1].text, "is") != 0 || !rule_is_id(t[0].text) ||
	    !rule_parse_bounds(&range.low, &range.high, t + 2, n - 2)) {
		rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_NOT_RANGE, ln->value,
		    NULL, STAAF_MSG_RULE_HINT_RANGE);
		return;
	}
	range.id = t[0].text;
	for (size_t i = 0; i < s->pub.n_ranges; i++)
		if (strcmp(list[i].id, range.id) == 0) {
			rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_TWICE,
			    range.id, NULL, STAAF_MSG_NONE);
			return;
		}
	if (!rule_grow(rd->rs, &list, s->pub.n_ranges, &s->room_ranges,
	    sizeof(range)))
		return;
	list[s->pub.n_ranges++] = range;
	s->pub.range = list;
}
