/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines to blocks: the header of a file, what opens a block, and which line
 * may stand where.  The lines of concepts and slots are taken in
 * parse_words.c, those of rules in parse_rule.c; names are resolved in
 * link.c.  After a fault reading goes on with the next line.
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
	{ "is", NO_LANG, false, rule_take_is },
	{ "domain", NO_LANG, false, rule_take_domain },
	{ "name", MUST_LANG, false, rule_take_word },
	{ "also", MUST_LANG, false, rule_take_word },
	{ "typo", MUST_LANG, false, rule_take_word },
	{ "stem", MUST_LANG, false, rule_take_word },
	{ "part", MUST_LANG, false, rule_take_word },
	{ "pattern", MUST_LANG, false, rule_take_word },
	{ "not", MUST_LANG, false, rule_take_word },
	{ "under", NO_LANG, false, rule_take_under },
	{ "find", NO_LANG, false, rule_take_find },
	{ NULL, NO_LANG, false, NULL },
};

static const struct keyword slot_keys[] = {
	{ "name", MUST_LANG, false, rule_take_slot_name },
	{ "unit", NO_LANG, false, rule_take_unit },
	{ "from", NO_LANG, false, rule_take_from },
	{ "pattern", MUST_LANG, false, rule_take_slot_pattern },
	{ "range", MAY_LANG, false, rule_take_range },
	{ "ask", MUST_LANG, false, rule_take_ask },
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
		rule_fault(rd->rs, ln, RULE_AT_KEY,
		    STAAF_MSG_RULE_TAKES_NO_LANG, k->name, NULL,
		    STAAF_MSG_NONE);
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
