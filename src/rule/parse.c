/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines to blocks: the header of a file, concepts and slots; the lines of
 * rules are taken in parse_rule.c.  Names are not resolved here (link.c).
 * After a fault reading goes on with the next line.
 */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "rule.h"

enum rule_block { BLOCK_NONE, BLOCK_SKIP, BLOCK_CONCEPT, BLOCK_SLOT,
	BLOCK_RULE, BLOCK_EXAMPLE, N_BLOCKS };

enum need { NO_LANG, MAY_LANG, MUST_LANG };

struct keyword {
	const char *name;
	enum need lang;
	bool may_be_empty;
	void (*take)(struct rule_reader *rd, const struct rule_line *ln);
};

const char *const rule_word_names[RULE_N_WORD_KINDS] = {
	[RULE_NAME] = "name", [RULE_ALSO] = "also", [RULE_TYPO] = "typo",
	[RULE_STEM] = "stem", [RULE_PART] = "part",
	[RULE_PATTERN] = "pattern", [RULE_NOT] = "not",
};

static const char *const domains[] = {
	"achievement", "retention", "motivation", "satisfaction",
	"engagement", "skills", "wellbeing", "teacher-practice", "other",
};

bool
rule_is_id(const char *text)
{
	char last = '-';

	for (const char *p = text; *p != '\0'; last = *p++) {
		if (!(*p >= 'a' && *p <= 'z') && !(*p >= '0' && *p <= '9') &&
		    *p != '-')
			return false;
		if (*p == '-' && last == '-')
			return false;
	}
	return last != '-' && strlen(text) <= 40;
}

bool
rule_set_once(struct staaf_rules *rs, const char **to,
    const struct rule_line *ln)
{
	if (**to != '\0') {
		rule_fault(rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_TWICE, ln->key,
		    NULL, STAAF_MSG_NONE);
		return false;
	}
	*to = rule_squeeze(rs, ln->value);
	return true;
}

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

void
rule_add_words(struct staaf_rules *rs, struct rule_words *to,
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
		text = rule_squeeze(rs, staaf_arena_dupn(&rs->ar, value + at,
		    size));
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

/* ------------------------------------------------------------- header */

static void
take_staaf(struct rule_reader *rd, const struct rule_line *ln)
{
	size_t n;
	struct rule_token *t = rule_split_value(rd->rs, ln->value, &n);

	if (rd->has_header)
		rule_fault(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_TWICE,
		    ln->key, NULL, STAAF_MSG_NONE);
	rd->has_header = true;
	if (n == 2 && strcmp(t[0].text, "rules") == 0 &&
	    strcmp(t[1].text, "1") == 0)
		return;
	rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_VERSION, ln->value, NULL,
	    STAAF_MSG_RULE_HINT_HEADER);
}

/* Keep a text of the header once over all files, in order of bytes. */
static void
keep_text(struct staaf_rules *rs, const char ***list, size_t *n,
    size_t *room, const char *text)
{
	size_t at = 0;
	int cmp = 1;

	while (at < *n && (cmp = strcmp((*list)[at], text)) < 0)
		at++;
	if (at < *n && cmp == 0)
		return;
	if (!rule_grow(rs, list, *n, room, sizeof(**list)))
		return;
	memmove(*list + at + 1, *list + at, (*n - at) * sizeof(**list));
	(*list)[at] = text;
	(*n)++;
}

static void
take_about(struct rule_reader *rd, const struct rule_line *ln)
{
	struct staaf_rules *rs = rd->rs;

	keep_text(rs, &rs->about, &rs->n_about, &rs->room_about,
	    rule_squeeze(rs, ln->value));
}

static void
take_kept(struct rule_reader *rd, const struct rule_line *ln)
{
	struct staaf_rules *rs = rd->rs;

	rd->has_kept = true;
	keep_text(rs, &rs->kept, &rs->n_kept, &rs->room_kept,
	    rule_squeeze(rs, ln->value));
}

static bool
is_date(const char *text)
{
	static const char shape[] = "dddd-dd-dd";
	int month, day;

	if (strlen(text) != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; shape[i] != '\0'; i++)
		if (shape[i] == 'd' ? !isdigit((unsigned char)text[i]) :
		    text[i] != '-')
			return false;
	month = (text[5] - '0') * 10 + text[6] - '0';
	day = (text[8] - '0') * 10 + text[9] - '0';
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static void
take_checked(struct rule_reader *rd, const struct rule_line *ln)
{
	struct staaf_rules *rs = rd->rs;

	rd->has_checked = true;
	if (!is_date(ln->value))
		rule_fault(rs, ln, 0, STAAF_MSG_RULE_NOT_DATE, ln->value, NULL,
		    STAAF_MSG_NONE);
	else if (rs->checked == NULL || strcmp(ln->value, rs->checked) < 0)
		rs->checked = ln->value;
}

/* ------------------------------------------------------- opening lines */

/* The id after concept, slot or rule; NULL after a fault. */
static const char *
take_id(struct rule_reader *rd, const struct rule_line *ln)
{
	if (rule_is_id(ln->value))
		return ln->value;
	rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_NOT_ID, ln->value, NULL,
	    STAAF_MSG_RULE_HINT_ID);
	rd->block = BLOCK_SKIP;
	return NULL;
}

static void
open_concept(struct rule_reader *rd, const struct rule_line *ln)
{
	struct staaf_rules *rs = rd->rs;
	struct rule_concept *c;

	if (take_id(rd, ln) == NULL ||
	    !rule_grow(rs, &rs->concept, rs->n_concepts, &rs->room_concepts,
	    sizeof(c)) ||
	    (c = staaf_arena_alloc(&rs->ar, sizeof(*c))) == NULL)
		return;
	c->pub = (struct staaf_concept){ .id = ln->value, .domain = "",
		.name = { "", "" }, .find = "", .place = rule_place(ln, 0) };
	c->line = ln;
	c->under.text = "";
	rs->concept[rs->n_concepts++] = c;
	rd->concept = c;
	rd->block = BLOCK_CONCEPT;
}

static void
open_slot(struct rule_reader *rd, const struct rule_line *ln)
{
	struct staaf_rules *rs = rd->rs;
	struct rule_slot *s;

	if (take_id(rd, ln) == NULL ||
	    !rule_grow(rs, &rs->slot, rs->n_slots, &rs->room_slots,
	    sizeof(s)) ||
	    (s = staaf_arena_alloc(&rs->ar, sizeof(*s))) == NULL)
		return;
	s->pub = (struct staaf_slot){ .id = ln->value, .name = { "", "" },
		.unit = "", .from = -INFINITY, .to = INFINITY,
		.ask = { "", "" }, .place = rule_place(ln, 0) };
	s->line = ln;
	rs->slot[rs->n_slots++] = s;
	rd->slot = s;
	rd->block = BLOCK_SLOT;
}

static void
open_rule(struct rule_reader *rd, const struct rule_line *ln)
{
	struct staaf_rules *rs = rd->rs;
	struct rule_rule *r;

	if (take_id(rd, ln) == NULL ||
	    !rule_grow(rs, &rs->rule, rs->n_rules, &rs->room_rules,
	    sizeof(r)) ||
	    (r = staaf_arena_alloc(&rs->ar, sizeof(*r))) == NULL)
		return;
	r->pub = (struct staaf_rule){ .id = ln->value, .title = { "", "" },
		.advise = { "", "" }, .caveat = { "", "" },
		.says = { "", "" }, .status_note = "",
		.place = rule_place(ln, 0) };
	r->line = ln;
	r->instead_of.text = "";
	for (int i = 0; i < 3; i++)
		r->seek[i].text = "";
	r->contrast[0].text = r->contrast[1].text = "";
	r->last = &r->first;
	rs->rule[rs->n_rules++] = r;
	rd->rule = r;
	rd->example = NULL;
	rd->block = BLOCK_RULE;
}

static void
open_example(struct rule_reader *rd, const struct rule_line *ln)
{
	rd->rule = NULL;
	rd->block = BLOCK_EXAMPLE;
	rule_take_example(rd, ln);
	if (rd->example == NULL)
		rd->block = BLOCK_SKIP;
}

/* ------------------------------------------------------ concept lines */

static void
take_is(struct rule_reader *rd, const struct rule_line *ln)
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

static void
take_domain(struct rule_reader *rd, const struct rule_line *ln)
{
	int n = (int)(sizeof(domains) / sizeof(domains[0]));

	if (rule_set_once(rd->rs, &rd->concept->pub.domain, ln))
		(void)rule_pick(rd->rs, ln, 0, rd->concept->pub.domain,
		    domains, n, STAAF_MSG_RULE_NO_DOMAIN,
		    STAAF_MSG_RULE_HINT_DOMAINS);
}

static void
take_find(struct rule_reader *rd, const struct rule_line *ln)
{
	(void)rule_set_once(rd->rs, &rd->concept->pub.find, ln);
}

static void
take_under(struct rule_reader *rd, const struct rule_line *ln)
{
	if (rule_set_once(rd->rs, &rd->concept->under.text, ln))
		rd->concept->under.line = ln;
}

/* name also typo stem part pattern not */
static void
take_word(struct rule_reader *rd, const struct rule_line *ln)
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
	rule_add_words(rd->rs, &c->words, ln, (enum rule_word_kind)kind, 0);
}

/* --------------------------------------------------------- slot lines */

static void
take_slot_name(struct rule_reader *rd, const struct rule_line *ln)
{
	(void)rule_set_once(rd->rs, &rd->slot->pub.name[ln->lang], ln);
}

static void
take_unit(struct rule_reader *rd, const struct rule_line *ln)
{
	(void)rule_set_once(rd->rs, &rd->slot->pub.unit, ln);
}

static void
take_ask(struct rule_reader *rd, const struct rule_line *ln)
{
	(void)rule_set_once(rd->rs, &rd->slot->pub.ask[ln->lang], ln);
}

static void
take_from(struct rule_reader *rd, const struct rule_line *ln)
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

static void
take_slot_pattern(struct rule_reader *rd, const struct rule_line *ln)
{
	if (strstr(ln->value, "(?<number>") == NULL) {
		rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_NO_NUMBER, NULL, NULL,
		    STAAF_MSG_RULE_HINT_NUMBER);
		return;
	}
	rule_add_words(rd->rs, &rd->slot->words, ln, RULE_PATTERN, 0);
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
	ref.text = rule_squeeze(rd->rs,
	    staaf_arena_dupn(&rd->rs->ar, ln->value, size));
	rule_add_words(rd->rs, &s->range_words, ln, RULE_ALSO, size + 1);
	for (size_t i = before; i < s->range_words.n; i++) {
		if (!rule_grow(rd->rs, &s->range_name, i, &s->room_names,
		    sizeof(ref)))
			return;
		s->range_name[i] = ref;
	}
}

/* "range large is 100 or more" */
static void
take_range(struct rule_reader *rd, const struct rule_line *ln)
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

/* ------------------------------------------------------------- tables */

static const struct keyword margin_keys[] = {
	{ "staaf", NO_LANG, false, take_staaf },
	{ "about", NO_LANG, false, take_about },
	{ "kept by", NO_LANG, false, take_kept },
	{ "checked", NO_LANG, false, take_checked },
	{ "concept", NO_LANG, false, open_concept },
	{ "slot", NO_LANG, false, open_slot },
	{ "rule", NO_LANG, false, open_rule },
	{ "example", NO_LANG, false, open_example },
	{ NULL, NO_LANG, false, NULL },
};

static const struct keyword concept_keys[] = {
	{ "is", NO_LANG, false, take_is },
	{ "domain", NO_LANG, false, take_domain },
	{ "name", MUST_LANG, false, take_word },
	{ "also", MUST_LANG, false, take_word },
	{ "typo", MUST_LANG, false, take_word },
	{ "stem", MUST_LANG, false, take_word },
	{ "part", MUST_LANG, false, take_word },
	{ "pattern", MUST_LANG, false, take_word },
	{ "not", MUST_LANG, false, take_word },
	{ "under", NO_LANG, false, take_under },
	{ "find", NO_LANG, false, take_find },
	{ NULL, NO_LANG, false, NULL },
};

static const struct keyword slot_keys[] = {
	{ "name", MUST_LANG, false, take_slot_name },
	{ "unit", NO_LANG, false, take_unit },
	{ "from", NO_LANG, false, take_from },
	{ "pattern", MUST_LANG, false, take_slot_pattern },
	{ "range", MAY_LANG, false, take_range },
	{ "ask", MUST_LANG, false, take_ask },
	{ NULL, NO_LANG, false, NULL },
};

static const struct keyword rule_keys[] = {
	{ "title", MUST_LANG, false, rule_take_text },
	{ "when", NO_LANG, false, rule_take_condition },
	{ "unless", NO_LANG, false, rule_take_condition },
	{ "seek", NO_LANG, false, rule_take_seek },
	{ "contrast", NO_LANG, false, rule_take_contrast },
	{ "claim", NO_LANG, false, rule_take_claim },
	{ "says", MUST_LANG, false, rule_take_text },
	{ "instead of", NO_LANG, false, rule_take_instead },
	{ "advise", MUST_LANG, false, rule_take_text },
	{ "caveat", MUST_LANG, false, rule_take_text },
	{ "because", NO_LANG, false, rule_take_because },
	{ "status", NO_LANG, false, rule_take_status },
	{ "example", NO_LANG, false, rule_take_example },
	{ "reads", NO_LANG, false, rule_take_reads },
	{ "fires", NO_LANG, true, rule_take_outcome },
	{ "asks", NO_LANG, true, rule_take_outcome },
	{ "silent", NO_LANG, true, rule_take_outcome },
	{ "set aside", NO_LANG, true, rule_take_outcome },
	{ NULL, NO_LANG, false, NULL },
};

static const struct keyword example_keys[] = {
	{ "reads", NO_LANG, false, rule_take_reads },
	{ NULL, NO_LANG, false, NULL },
};

static const struct keyword *const tables[N_BLOCKS] = {
	[BLOCK_CONCEPT] = concept_keys,
	[BLOCK_SLOT] = slot_keys,
	[BLOCK_RULE] = rule_keys,
	[BLOCK_EXAMPLE] = example_keys,
};

/* Bytes of a key at the start of a line; 0 when another key stands there. */
static size_t
match_key(const char *rest, const char *key)
{
	size_t at = 0;

	for (; *key != '\0'; key++) {
		if (rest[at++] != *key)
			return 0;
		while (*key == ' ' && isblank((unsigned char)rest[at]))
			at++;
	}
	return rest[at] == '\0' || isblank((unsigned char)rest[at]) ? at : 0;
}

/* Tell an unknown key, with the nearest that may stand here. */
static void
refuse_key(struct rule_reader *rd, const struct rule_line *ln,
    const struct keyword *table)
{
	size_t size = strcspn(ln->rest, " \t");
	struct rule_nearest n = { 0 };

	n.word = staaf_arena_dupn(&rd->rs->ar, ln->rest, size);
	for (const struct keyword *k = table; k->name != NULL; k++)
		rule_try_nearest(&n, k->name);
	rule_fault_nearest(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_NO_KEY, &n,
	    table == margin_keys ? STAAF_MSG_RULE_HINT_MARGIN :
	    STAAF_MSG_RULE_HINT_INDENTED);
}

static void
take_line(struct rule_reader *rd, struct rule_line *ln,
    const struct keyword *table)
{
	const struct keyword *k = table;
	size_t size = 0;

	while (k->name != NULL && (size = match_key(ln->rest, k->name)) == 0)
		k++;
	if (k->name == NULL) {
		refuse_key(rd, ln, table);
		if (table == margin_keys)
			rd->block = BLOCK_SKIP;
		return;
	}
	ln->key = k->name;
	ln->value = ln->rest + size;
	while (isblank((unsigned char)*ln->value))
		ln->value++;
	if (k->lang == MUST_LANG && !ln->has_lang)
		rule_fault(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_NEEDS_LANG,
		    k->name, NULL, STAAF_MSG_RULE_HINT_LANG);
	else if (k->lang == NO_LANG && ln->has_lang)
		rule_fault(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_TAKES_NO_LANG,
		    k->name, NULL, STAAF_MSG_NONE);
	else if (*ln->value == '\0' && !k->may_be_empty)
		rule_fault(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_EMPTY,
		    k->name, NULL, STAAF_MSG_NONE);
	else
		k->take(rd, ln);
}

/* Header lines must be there, and the first line must be "staaf rules 1". */
static void
check_header(struct rule_reader *rd)
{
	if (rd->file_line == NULL)
		return;
	if (!rd->has_header)
		rule_fault(rd->rs, rd->file_line, RULE_AT_KEY,
		    STAAF_MSG_RULE_NO_HEADER, NULL, NULL,
		    STAAF_MSG_RULE_HINT_HEADER);
	if (!rd->has_kept)
		rule_warn(rd->rs, rd->file_line, RULE_AT_KEY,
		    STAAF_MSG_RULE_NO_KEEPER, NULL, NULL, STAAF_MSG_NONE);
	if (!rd->has_checked)
		rule_warn(rd->rs, rd->file_line, RULE_AT_KEY,
		    STAAF_MSG_RULE_NO_CHECKED, NULL, NULL, STAAF_MSG_NONE);
}

void
rule_parse_file(struct staaf_rules *rs, const struct staaf_rule_text *file)
{
	struct rule_reader rd = { .rs = rs, .block = BLOCK_NONE };
	struct rule_line **line;
	size_t n;

	rule_split_lines(rs, file, &line, &n);
	for (size_t i = 0; i < n && !rs->ar.failed; i++) {
		if (i == 0)
			rd.file_line = line[0];
		if (line[i]->is_margin)
			take_line(&rd, line[i], margin_keys);
		else if (tables[rd.block] != NULL)
			take_line(&rd, line[i], tables[rd.block]);
		else if (rd.block == BLOCK_NONE)
			rule_fault(rs, line[i], RULE_AT_KEY,
			    STAAF_MSG_RULE_NO_BLOCK, NULL, NULL,
			    STAAF_MSG_RULE_HINT_MARGIN);
	}
	check_header(&rd);
}
