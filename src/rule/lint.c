/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What curators should mend, beyond what reading a file refuses. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "rule.h"

enum {
	PROBE_BYTES = 2000, /* of one letter, to see a pattern run away */
	MAX_PROBES = 24
};

struct linter {
	struct staaf_rules *rs;
	const struct staaf_corpus_view *corpus; /* NULL: none at hand */
};

/* A text that should stand in both languages. */
static void
check_languages(struct staaf_rules *rs, const struct rule_line *ln,
    const char *key, const char *const text[STAAF_N_LANGS], bool is_needed)
{
	for (int i = 0; i < STAAF_N_LANGS; i++) {
		bool has_other = *text[1 - i] != '\0';

		if (*text[i] != '\0' || (!has_other && !is_needed))
			continue;
		rule_fault(rs, ln, 0, STAAF_MSG_RULE_LANG_MISSING, key,
		    staaf_lang_code((enum staaf_lang)i), STAAF_MSG_NONE);
	}
}

/* The letters and digits of a pattern, each once. */
static void
collect_letters(char letters[MAX_PROBES + 1], const char *pattern)
{
	size_t n = strlen(letters);

	for (const char *p = pattern; *p != '\0' && n < MAX_PROBES; p++)
		if (isalnum((unsigned char)*p) &&
		    strchr(letters, *p) == NULL) {
			letters[n++] = *p;
			letters[n] = '\0';
		}
}

/*
 * Runs a pattern over long rows of each letter that stands in it; one that
 * can run away does so there.  All letters follow the row, or PCRE2 would see
 * at once that a needed one is missing.
 */
static bool
runs_away(struct staaf_rules *rs, const struct rule_word *w)
{
	char probe[PROBE_BYTES + MAX_PROBES + 4];
	char letters[MAX_PROBES + 1] = "a1 ";
	struct staaf_span span;
	enum staaf_match m;
	size_t size;

	collect_letters(letters, w->ref.text);
	for (const char *p = letters; *p != '\0'; p++)
		for (int spaced = 0; spaced < 2; spaced++) {
			memset(probe, *p, PROBE_BYTES);
			for (size_t i = 1; spaced != 0 && i < PROBE_BYTES;
			    i += 2)
				probe[i] = ' ';
			size = PROBE_BYTES + (size_t)snprintf(probe +
			    PROBE_BYTES, sizeof(probe) - PROBE_BYTES, "! %s",
			    letters);
			m = staaf_pattern_find(w->pattern, probe, size, 0,
			    &span);
			rs->ar.failed |= m == STAAF_MATCH_NOMEM;
			if (m == STAAF_MATCH_LIMIT)
				return true;
		}
	return false;
}

static void
check_patterns(struct staaf_rules *rs, const struct rule_words *words)
{
	for (size_t i = 0; i < words->n; i++) {
		const struct rule_word *w = &words->item[i];

		if (w->kind == RULE_PATTERN && runs_away(rs, w))
			rule_fault(rs, w->ref.line, (long)w->ref.at,
			    STAAF_MSG_RULE_RUNS_AWAY, NULL, NULL,
			    STAAF_MSG_RULE_HINT_RUNS_AWAY);
	}
}

/* Kinds of question and words of scope are about no record. */
static void
check_records(struct linter *l, const struct rule_concept *c)
{
	if (l->corpus != NULL && l->corpus->count != NULL &&
	    c->pub.kind != STAAF_QUESTION && c->pub.kind != STAAF_SCOPE &&
	    l->corpus->count(&c->pub, l->corpus->arg) == 0)
		rule_warn(l->rs, c->line, 0, STAAF_MSG_RULE_NO_RECORDS,
		    c->pub.id, NULL, STAAF_MSG_NONE);
}

static void
check_concept(struct linter *l, const struct rule_concept *c)
{
	struct staaf_rules *rs = l->rs;

	check_languages(rs, c->line, "name", c->pub.name, true);
	check_patterns(rs, &c->words);
	if (c->pub.kind == STAAF_OUTCOME && *c->pub.domain == '\0')
		rule_fault(rs, c->line, 0, STAAF_MSG_RULE_DOMAIN_MISSING,
		    c->pub.id, NULL, STAAF_MSG_RULE_HINT_DOMAINS);
	else if (c->pub.kind != STAAF_OUTCOME && *c->pub.domain != '\0')
		rule_fault(rs, c->line, 0, STAAF_MSG_RULE_DOMAIN_EXTRA,
		    c->pub.id, NULL, STAAF_MSG_NONE);
	check_records(l, c);
}

static void
check_slot(struct staaf_rules *rs, const struct rule_slot *s)
{
	check_languages(rs, s->line, "name", s->pub.name, true);
	check_languages(rs, s->line, "ask", s->pub.ask, false);
	check_patterns(rs, &s->words);
	if (s->words.n == 0 && s->range_words.n == 0)
		rule_warn(rs, s->line, 0, STAAF_MSG_RULE_SLOT_UNREAD,
		    s->pub.id, NULL, STAAF_MSG_NONE);
}

static void
check_because(struct linter *l, const struct rule_rule *r)
{
	for (size_t i = 0; i < r->n_because; i++) {
		const struct staaf_cite *cite = &r->because[i];

		if (l->corpus == NULL || l->corpus->held == NULL ||
		    cite->is_norm)
			continue;
		switch (l->corpus->held(cite->ref, l->corpus->arg)) {
		case STAAF_NOT_HELD:
			rule_fault(l->rs, r->because_line[i], 0,
			    STAAF_MSG_RULE_NOT_HELD, cite->ref, NULL,
			    STAAF_MSG_RULE_HINT_NOT_HELD);
			break;
		case STAAF_HELD_RETRACTED:
			rule_warn(l->rs, r->because_line[i], 0,
			    STAAF_MSG_RULE_RETRACTED, cite->ref, NULL,
			    STAAF_MSG_RULE_HINT_NOT_HELD);
			break;
		case STAAF_HELD:
			break;
		}
	}
	if (r->n_because == 0 && !r->pub.is_draft)
		rule_fault(l->rs, r->line, 0, STAAF_MSG_RULE_NO_BECAUSE,
		    r->pub.id, NULL, STAAF_MSG_RULE_HINT_NO_BECAUSE);
}

static void
check_examples(struct staaf_rules *rs, const struct rule_rule *r)
{
	bool fires = false, silent = false;

	for (const struct rule_example *ex = r->first; ex != NULL;
	    ex = ex->next) {
		fires = fires || ex->expect == RULE_EXPECT_FIRES;
		silent = silent || ex->expect == RULE_EXPECT_SILENT;
	}
	if (!fires)
		rule_fault(rs, r->line, 0, STAAF_MSG_RULE_NO_FIRING,
		    r->pub.id, NULL, STAAF_MSG_RULE_HINT_EXAMPLE);
	if (!silent)
		rule_fault(rs, r->line, 0, STAAF_MSG_RULE_NO_SILENT,
		    r->pub.id, NULL, STAAF_MSG_RULE_HINT_EXAMPLE);
}

static void
check_rule(struct linter *l, const struct rule_rule *r)
{
	struct staaf_rules *rs = l->rs;

	check_languages(rs, r->line, "title", r->pub.title, true);
	check_languages(rs, r->line, "advise", r->pub.advise, false);
	check_languages(rs, r->line, "caveat", r->pub.caveat, false);
	check_languages(rs, r->line, "says", r->pub.says, r->pub.is_claim);
	if (*r->pub.advise[0] == '\0' && *r->pub.advise[1] == '\0' &&
	    *r->pub.caveat[0] == '\0' && *r->pub.caveat[1] == '\0')
		rule_fault(rs, r->line, 0, STAAF_MSG_RULE_SAYS_NOTHING,
		    r->pub.id, NULL, STAAF_MSG_NONE);
	check_because(l, r);
	check_examples(rs, r);
}

static void
tell_double(const struct rule_accept *a, const struct rule_accept *b,
    void *arg)
{
	const struct rule_accept *late = a, *early = b;
	const char *who;

	if (a->target.concept == NULL || b->target.concept == NULL ||
	    a->word->kind == RULE_NOT || b->word->kind == RULE_NOT)
		return;
	if (strcmp(a->target.concept->pub.id, b->target.concept->pub.id) < 0) {
		late = b;
		early = a;
	}
	who = early->target.concept->pub.id;
	rule_warn(arg, late->word->ref.line, (long)late->word->ref.at,
	    STAAF_MSG_RULE_WORD_TWICE, late->word->ref.text, who,
	    STAAF_MSG_NONE);
}

size_t
staaf_rules_lint(struct staaf_rules *rs,
    const struct staaf_corpus_view *corpus)
{
	struct linter l = { rs, corpus };
	bool had_error = rs->has_error;
	size_t n_errors = 0;

	rs->n_faults = rs->n_read_faults; /* those of an earlier lint go */
	for (size_t i = 0; i < rs->n_concepts; i++)
		check_concept(&l, rs->concept[i]);
	for (size_t i = 0; i < rs->n_slots; i++)
		check_slot(rs, rs->slot[i]);
	for (size_t i = 0; i < rs->n_rules; i++)
		check_rule(&l, rs->rule[i]);
	rule_lexicon_each_double(rs, tell_double, rs);
	rs->has_error = had_error; /* what lint finds can still be used */
	for (size_t i = 0; i < rs->n_faults; i++)
		n_errors += !rs->fault[i].is_warning;
	return n_errors + rs->ar.failed;
}
