/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a rule and of its examples. */
#include <ctype.h>
#include <string.h>

#include "rule.h"

void
rule_take_text(struct rule_reader *rd, const struct rule_line *ln)
{
	struct staaf_rule *r = &rd->rule->pub;
	const char **to = r->title;

	if (strcmp(ln->key, "advise") == 0)
		to = r->advise;
	else if (strcmp(ln->key, "caveat") == 0)
		to = r->caveat;
	else if (strcmp(ln->key, "says") == 0)
		to = r->says;
	(void)rule_set_once(rd->rs, &to[ln->lang], ln);
}

void
rule_take_condition(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_rule *r = rd->rule;
	struct staaf_condition *c;

	if (!rule_grow(rd->rs, &r->condition, r->n_conditions,
	    &r->room_conditions, sizeof(*c)) ||
	    !rule_grow(rd->rs, &r->condition_ref, r->n_conditions,
	    &r->room_refs, sizeof(*r->condition_ref)))
		return;
	c = &r->condition[r->n_conditions];
	*c = (struct staaf_condition){
		.text = rule_squeeze(rd->rs, ln->value),
		.is_unless = strcmp(ln->key, "unless") == 0,
		.place = rule_place(ln, 0),
	};
	r->condition_ref[r->n_conditions++] =
	    (struct rule_ref){ ln->value, ln, 0 };
}

/* A DOI is kept in lower case; "norm: text" is kept whole. */
void
rule_take_because(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_rule *r = rd->rule;
	struct staaf_cite cite = { .place = rule_place(ln, 0), .what = "" };
	size_t size = strcspn(ln->value, " \t");
	char *ref;

	if (strncmp(ln->value, "norm:", 5) == 0) {
		cite.is_norm = true;
		cite.ref = rule_squeeze(rd->rs, ln->value + 5);
	} else {
		ref = staaf_arena_dupn(&rd->rs->ar, ln->value, size);
		for (char *p = ref; *p != '\0'; p++)
			if (*p >= 'A' && *p <= 'Z')
				*p = (char)(*p - 'A' + 'a');
		cite.ref = ref;
		cite.what = rule_squeeze(rd->rs, ln->value + size);
	}
	if (*cite.ref == '\0') {
		rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_EMPTY, "norm:", NULL,
		    STAAF_MSG_NONE);
		return;
	}
	if (!rule_grow(rd->rs, &r->because, r->n_because, &r->room_because,
	    sizeof(cite)) ||
	    !rule_grow(rd->rs, &r->because_line, r->n_because,
	    &r->room_because_lines, sizeof(ln)))
		return;
	r->because_line[r->n_because] = ln;
	r->because[r->n_because++] = cite;
}

static void
set_ref(struct rule_ref *to, const struct rule_line *ln,
    const struct rule_token *t)
{
	*to = (struct rule_ref){ t->text, ln, t->at };
}

/* "A on OUTCOME in CONTEXT", where on and in may be left out. */
void
rule_take_seek(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_rule *r = rd->rule;
	size_t n, at = 1;
	struct rule_token *t = rule_split_value(rd->rs, ln->value, &n);

	if (*r->seek[0].text != '\0') {
		rule_fault(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_TWICE,
		    ln->key, NULL, STAAF_MSG_NONE);
		return;
	}
	if (n == 0) /* memory ran out */
		return;
	set_ref(&r->seek[0], ln, &t[0]);
	if (at + 1 < n && strcmp(t[at].text, "on") == 0) {
		set_ref(&r->seek[1], ln, &t[at + 1]);
		at += 2;
	}
	if (at + 1 < n && strcmp(t[at].text, "in") == 0) {
		set_ref(&r->seek[2], ln, &t[at + 1]);
		at += 2;
	}
	if (at < n)
		rule_fault(rd->rs, ln, (long)t[at].at, STAAF_MSG_RULE_NOT_SEEK,
		    t[at].text, NULL, STAAF_MSG_RULE_HINT_SEEK);
}

void
rule_take_contrast(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_rule *r = rd->rule;
	size_t n;
	struct rule_token *t = rule_split_value(rd->rs, ln->value, &n);

	if (*r->contrast[0].text != '\0') {
		rule_fault(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_TWICE,
		    ln->key, NULL, STAAF_MSG_NONE);
	} else if (n == 3 && strcmp(t[1].text, "with") == 0) {
		set_ref(&r->contrast[0], ln, &t[0]);
		set_ref(&r->contrast[1], ln, &t[2]);
	} else {
		rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_NOT_CONTRAST,
		    ln->value, NULL, STAAF_MSG_RULE_HINT_CONTRAST);
	}
}

void
rule_take_claim(struct rule_reader *rd, const struct rule_line *ln)
{
	const char *names[STAAF_HEAD_TO_HEAD + 1];
	int form;

	for (int i = 0; i <= STAAF_HEAD_TO_HEAD; i++)
		names[i] = staaf_form_name((enum staaf_form)i);
	form = rule_pick(rd->rs, ln, 0, ln->value, names,
	    STAAF_HEAD_TO_HEAD + 1, STAAF_MSG_RULE_NO_FORM,
	    STAAF_MSG_RULE_HINT_FORMS);
	if (form < 0)
		return;
	rd->rule->pub.is_claim = true;
	rd->rule->pub.claim_form = (enum staaf_form)form;
}

void
rule_take_instead(struct rule_reader *rd, const struct rule_line *ln)
{
	if (rule_set_once(rd->rs, &rd->rule->instead_of.text, ln))
		rd->rule->instead_of.line = ln;
}

void
rule_take_status(struct rule_reader *rd, const struct rule_line *ln)
{
	struct staaf_rule *r = &rd->rule->pub;

	if (strncmp(ln->value, "draft", 5) != 0 ||
	    isgraph((unsigned char)ln->value[5])) {
		rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_NO_STATUS, ln->value,
		    NULL, STAAF_MSG_RULE_HINT_STATUS);
		return;
	}
	r->is_draft = true;
	r->status_note = rule_squeeze(rd->rs, ln->value + 5);
}

/* "nl Werkt dit?": the language comes after the key. */
void
rule_take_example(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_example *ex, ***last = rd->rule != NULL ?
	    &rd->rule->last : &rd->rs->last;
	enum staaf_lang lang;

	rd->example = NULL;
	if (!staaf_lang_parse(&lang, ln->value) ||
	    !isblank((unsigned char)ln->value[2])) {
		rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_EXAMPLE_LANG, NULL,
		    NULL, STAAF_MSG_RULE_HINT_EXAMPLE);
		return;
	}
	if ((ex = staaf_arena_alloc(&rd->rs->ar, sizeof(*ex))) == NULL)
		return;
	ex->lang = lang;
	ex->question = rule_squeeze(rd->rs, ln->value + 2);
	ex->line = ln;
	ex->what.text = "";
	**last = ex;
	*last = &ex->next;
	if (rd->rule != NULL)
		rd->rule->n_examples++;
	rd->example = ex;
}

static bool
has_example(struct rule_reader *rd, const struct rule_line *ln)
{
	if (rd->example == NULL)
		rule_fault(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_NO_EXAMPLE,
		    ln->key, NULL, STAAF_MSG_RULE_HINT_EXAMPLE);
	return rd->example != NULL;
}

/* "voting, not online-learning, kind works, group-size 12 to 18" */
void
rule_take_reads(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_example *ex = rd->example;
	size_t at = 0;

	if (!has_example(rd, ln))
		return;
	for (;;) {
		size_t size = strcspn(ln->value + at, ",");
		const char *text;

		while (size > 0 && isblank((unsigned char)ln->value[at])) {
			at++;
			size--;
		}
		text = rule_squeeze_part(rd->rs, ln->value + at, size);
		if (*text == '\0') {
			rule_fault(rd->rs, ln, (long)at,
			    STAAF_MSG_RULE_EMPTY_ITEM, NULL, NULL,
			    STAAF_MSG_NONE);
		} else if (rule_grow(rd->rs, &ex->read, ex->n_reads,
		    &ex->room_reads, sizeof(*ex->read))) {
			ex->read[ex->n_reads++] = (struct rule_read){
				.ref = { text, ln, at }, .kind = -1 };
		}
		at += size;
		if (ln->value[at++] == '\0')
			break;
	}
}

/* fires, asks SLOT, silent REASON, set aside */
void
rule_take_outcome(struct rule_reader *rd, const struct rule_line *ln)
{
	struct rule_example *ex = rd->example;

	if (!has_example(rd, ln))
		return;
	if (ex->expect != RULE_EXPECT_NONE) {
		rule_fault(rd->rs, ln, RULE_AT_KEY, STAAF_MSG_RULE_OUTCOMES,
		    NULL, NULL, STAAF_MSG_NONE);
		return;
	}
	if (strcmp(ln->key, "fires") == 0)
		ex->expect = RULE_EXPECT_FIRES;
	else if (strcmp(ln->key, "asks") == 0)
		ex->expect = RULE_EXPECT_ASKS;
	else if (strcmp(ln->key, "silent") == 0)
		ex->expect = RULE_EXPECT_SILENT;
	else
		ex->expect = RULE_EXPECT_ASIDE;
	ex->what = (struct rule_ref){ rule_squeeze(rd->rs, ln->value), ln, 0 };
	if (*ex->what.text != '\0' && (ex->expect == RULE_EXPECT_FIRES ||
	    ex->expect == RULE_EXPECT_ASIDE))
		rule_fault(rd->rs, ln, 0, STAAF_MSG_RULE_AFTER_OUTCOME,
		    ln->key, ex->what.text, STAAF_MSG_NONE);
}
