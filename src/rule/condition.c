/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The closed list of conditions: asks about A or B; kind is K; SLOT is RANGE;
 * SLOT is 20 or more; SLOT is unknown; records on A are 3 or more.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rule.h"

bool
rule_parse_number(double *out, const char *text)
{
	const char *p = text + (*text == '-');
	size_t whole = strspn(p, "0123456789");

	p += whole;
	if (whole == 0 || whole > 15)
		return false;
	if (*p == '.') {
		size_t part = strspn(p + 1, "0123456789");

		if (part == 0 || part > 15)
			return false;
		p += part + 1;
	}
	if (*p != '\0')
		return false;
	*out = strtod(text, NULL);
	return true;
}

bool
rule_parse_bounds(double *low, double *high, const struct rule_token *token,
    size_t n)
{
	double first, second;

	if (n != 3 || !rule_parse_number(&first, token[0].text))
		return false;
	if (strcmp(token[1].text, "to") == 0) {
		if (!rule_parse_number(&second, token[2].text) ||
		    second < first)
			return false;
		*low = first;
		*high = second;
		return true;
	}
	if (strcmp(token[1].text, "or") != 0)
		return false;
	if (strcmp(token[2].text, "more") == 0) {
		*low = first;
		*high = INFINITY;
	} else if (strcmp(token[2].text, "less") == 0) {
		*low = -INFINITY;
		*high = first;
	} else {
		return false;
	}
	return true;
}

void
rule_put_number(struct staaf_buf *out, double value)
{
	staaf_buf_printf(out, "%.15g", value);
}

void
rule_put_bounds(struct staaf_buf *out, double low, double high)
{
	rule_put_number(out, isinf(low) ? high : low);
	if (isinf(low)) {
		staaf_buf_puts(out, " or less");
	} else if (isinf(high)) {
		staaf_buf_puts(out, " or more");
	} else {
		staaf_buf_puts(out, " to ");
		rule_put_number(out, high);
	}
}

/* A condition on its way from words to tests. */
struct draft {
	struct staaf_rules *rs;
	struct staaf_condition *c;
	const struct rule_ref *ref;
	struct rule_token *token;
	size_t n;
};

static long
place_of(const struct draft *d, size_t token)
{
	return (long)(d->ref->at +
	    (token < d->n ? d->token[token].at : strlen(d->ref->text)));
}

static bool
is_word(const struct draft *d, size_t at, const char *word)
{
	return at < d->n && strcmp(d->token[at].text, word) == 0;
}

static void
refuse(struct draft *d, size_t token)
{
	rule_fault(d->rs, d->ref->line, place_of(d, token),
	    STAAF_MSG_RULE_NO_CONDITION, d->c->text, NULL,
	    STAAF_MSG_RULE_HINT_CONDITIONS);
}

/* "A or B or C" from a token on; returns the token after it. */
static size_t
link_concepts(struct draft *d, size_t at)
{
	const struct staaf_concept **list = NULL;
	size_t room = 0;

	for (;;) {
		const struct staaf_concept *c;

		if (at >= d->n) {
			refuse(d, at);
			return d->n;
		}
		c = rule_link_concept(d->rs, d->ref->line, place_of(d, at),
		    d->token[at].text);
		at++;
		if (c != NULL && rule_grow(d->rs, &list, d->c->n_concepts,
		    &room, sizeof(c)))
			list[d->c->n_concepts++] = c;
		d->c->concept = list;
		if (!is_word(d, at, "or"))
			return at;
		at++;
	}
}

static void
link_asks_about(struct draft *d)
{
	size_t at;

	d->c->test = RULE_ASKS_ABOUT;
	at = link_concepts(d, 2);
	if (at < d->n)
		refuse(d, at);
}

static void
link_kind(struct draft *d)
{
	const char *names[STAAF_NO_QUESTION];

	d->c->test = RULE_KIND_IS;
	for (int i = 0; i < STAAF_NO_QUESTION; i++)
		names[i] = staaf_question_kind_name(
		    (enum staaf_question_kind)i);
	d->c->kind = rule_pick(d->rs, d->ref->line, place_of(d, 2),
	    d->token[2].text, names, STAAF_NO_QUESTION,
	    STAAF_MSG_RULE_NO_QUESTION_KIND, STAAF_MSG_RULE_HINT_QUESTIONS);
	if (d->n > 3)
		refuse(d, 3);
}

static void
link_records(struct draft *d)
{
	size_t at;

	d->c->test = RULE_RECORDS_ON;
	at = link_concepts(d, 2);
	if (at == d->n && is_word(d, at - 1, "or"))
		return; /* an "or" with nothing after it was told */
	if (at < d->n && is_word(d, at, "are") &&
	    rule_parse_bounds(&d->c->low, &d->c->high, d->token + at + 1,
	    d->n - at - 1))
		return;
	refuse(d, at);
}

/* "SLOT is large" and its kin. */
static void
link_slot(struct draft *d)
{
	const struct staaf_slot *s = rule_link_slot(d->rs, d->ref->line,
	    place_of(d, 0), d->token[0].text);
	struct rule_nearest near = { 0 };

	d->c->slot = s;
	d->c->test = RULE_SLOT_IS;
	if (s == NULL)
		return;
	if (d->n == 3 && is_word(d, 2, "unknown")) {
		d->c->test = RULE_SLOT_UNKNOWN;
		return;
	}
	if (rule_parse_bounds(&d->c->low, &d->c->high, d->token + 2, d->n - 2))
		return;
	if (d->n != 3) {
		refuse(d, 2);
		return;
	}
	near.word = d->token[2].text;
	for (size_t i = 0; i < s->n_ranges; i++) {
		if (strcmp(s->range[i].id, d->token[2].text) == 0) {
			d->c->low = s->range[i].low;
			d->c->high = s->range[i].high;
			return;
		}
		rule_try_nearest(&near, s->range[i].id);
	}
	rule_fault_nearest(d->rs, d->ref->line, place_of(d, 2),
	    STAAF_MSG_RULE_NO_RANGE, &near, STAAF_MSG_RULE_HINT_BOUNDS);
}

void
rule_link_condition(struct staaf_rules *rs, struct staaf_condition *c,
    const struct rule_ref *ref)
{
	struct draft d = { .rs = rs, .c = c, .ref = ref };

	d.token = rule_split_value(rs, ref->text, &d.n);
	if (is_word(&d, 0, "asks") && is_word(&d, 1, "about"))
		link_asks_about(&d);
	else if (is_word(&d, 0, "records") && is_word(&d, 1, "on"))
		link_records(&d);
	else if (d.n >= 3 && is_word(&d, 0, "kind") && is_word(&d, 1, "is"))
		link_kind(&d);
	else if (d.n >= 3 && is_word(&d, 1, "is"))
		link_slot(&d);
	else
		refuse(&d, 0);
}
