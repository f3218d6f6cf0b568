/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which patterns cannot match a text, without running them.  Of a pattern's
 * source is taken what each of its matches must contain: "\b(pgo|pbl) op
 * afstand" has " op afstand", and "pgo" or "pbl".  A text that lacks those
 * bytes has no match; most lack a run of three of them already.  Only what
 * is surely understood is used; a pattern with anything else is run on every
 * text.
 */
#include <string.h>

#include <staaf/utf8.h>

#include "rule.h"

enum {
	SHORTEST = 3,  /* bytes of a literal that is any use */
	LONGEST = 64,  /* what stands behind is not needed */
	MAX_LITERALS = 48,
	MAX_BRANCHES = 48
};

/* Literals of which a match has at least one; n 0: none is known. */
struct set {
	size_t n, shortest;
	const char *literal[MAX_LITERALS];
};

struct reader {
	const char *at;
	struct staaf_arena *ar;
	bool is_lost; /* something that is not understood */
};

/* A run of plain characters at hand. */
struct run {
	char text[LONGEST];
	size_t n;
};

static void read_choice(struct set *out, struct reader *rd);

/* What all matches of a sequence have: the best of its sets. */
struct sequence {
	struct set set[RULE_MAX_CLAUSES];
	size_t n;
};

/* A set is better when its shortest literal is longer. */
static void
keep_set(struct sequence *out, const struct set *set)
{
	size_t worst = 0;

	if (set->n == 0)
		return;
	if (out->n < RULE_MAX_CLAUSES) {
		out->set[out->n++] = *set;
		return;
	}
	for (size_t i = 1; i < out->n; i++)
		if (out->set[i].shortest < out->set[worst].shortest)
			worst = i;
	if (set->shortest > out->set[worst].shortest)
		out->set[worst] = *set;
}

static struct set
best_of(const struct sequence *all)
{
	struct set best = { .n = 0 };

	for (size_t i = 0; i < all->n; i++)
		if (best.n == 0 || all->set[i].shortest > best.shortest)
			best = all->set[i];
	return best;
}

static void
end_run(struct sequence *out, struct run *run, struct reader *rd)
{
	struct set one = { .n = 1, .shortest = run->n };

	if (run->n >= SHORTEST) {
		one.literal[0] = staaf_arena_dupn(rd->ar, run->text, run->n);
		if (rd->ar->failed)
			rd->is_lost = true;
		keep_set(out, &one);
	}
	run->n = 0;
}

enum repeat { ONCE, SOME, MAYBE }; /* SOME: once or more */

/* The quantifier at hand, with "?" or "+" behind it. */
static enum repeat
read_repeat(struct reader *rd)
{
	enum repeat repeat = ONCE;

	if (*rd->at == '?' || *rd->at == '*') {
		repeat = MAYBE;
		rd->at++;
	} else if (*rd->at == '+') {
		repeat = SOME;
		rd->at++;
	} else if (*rd->at == '{') {
		size_t n = strspn(rd->at + 1, "0123456789,");

		repeat = rd->at[1] >= '1' && rd->at[1] <= '9' ? SOME : MAYBE;
		if (n == 0 || rd->at[1 + n] != '}')
			rd->is_lost = true;
		else
			rd->at += n + 2;
	}
	if (repeat != ONCE && (*rd->at == '?' || *rd->at == '+'))
		rd->at++;
	return repeat;
}

/* Over "[...]"; the reader stands behind the bracket. */
static void
skip_class(struct reader *rd)
{
	if (*rd->at == '^')
		rd->at++;
	if (*rd->at == ']')
		rd->at++;
	while (*rd->at != ']' && *rd->at != '\0') {
		if (*rd->at == '[') /* a class in a class: not ours */
			rd->is_lost = true;
		rd->at += *rd->at == '\\' && rd->at[1] != '\0' ? 2 : 1;
	}
	if (*rd->at == ']')
		rd->at++;
	else
		rd->is_lost = true;
}

/* Behind the backslash: a character itself, or some sort of one. */
static bool
read_escape(char *c, struct reader *rd)
{
	*c = *rd->at;
	if (*c == '\0') {
		rd->is_lost = true;
		return false;
	}
	rd->at++;
	if (strchr("./+-?*()[]{}^$|\\&%':,=", *c) != NULL)
		return true;
	if (*c == 'p' && *rd->at == '{' && strchr(rd->at, '}') != NULL)
		rd->at = strchr(rd->at, '}') + 1;
	else if (strchr("bBdDwWsSK", *c) == NULL)
		rd->is_lost = true;
	return false;
}

/* Behind "(": what must be in it, nothing when it says what must not. */
static void
read_group(struct set *out, struct reader *rd)
{
	bool must_not = false;

	if (*rd->at == '?') {
		const char *p = ++rd->at;

		if (*p == ':') {
			rd->at++;
		} else if (*p == '=' || *p == '!' || (*p == '<' &&
		    (p[1] == '=' || p[1] == '!'))) {
			rd->at += *p == '<';
			must_not = *rd->at++ == '!';
		} else if (*p == '<' && strchr(p, '>') != NULL) {
			rd->at = strchr(p, '>') + 1;
		} else {
			rd->is_lost = true;
			return;
		}
	} else if (*rd->at == '*') { /* a verb */
		rd->is_lost = true;
		return;
	}
	read_choice(out, rd);
	if (*rd->at == ')')
		rd->at++;
	else
		rd->is_lost = true;
	if (must_not)
		out->n = 0;
}

/* One character into the run, as its quantifier allows. */
static void
read_plain(struct sequence *out, struct run *run, char c, struct reader *rd)
{
	enum repeat repeat = read_repeat(rd);

	if (repeat == MAYBE || run->n == LONGEST)
		end_run(out, run, rd);
	if (repeat != MAYBE)
		run->text[run->n++] = staaf_ascii_lower(c);
	if (repeat == SOME)
		end_run(out, run, rd);
}

/* Up to "|", ")" or the end. */
static void
read_sequence(struct sequence *out, struct reader *rd)
{
	struct run run = { .n = 0 };

	out->n = 0;
	while (!rd->is_lost && *rd->at != '\0' && *rd->at != '|' &&
	    *rd->at != ')') {
		struct set inner = { .n = 0 };
		char c = *rd->at++;

		if (c == '\\' ? read_escape(&c, rd) : (strchr("([.^$", c) ==
		    NULL && (unsigned char)c < 0x80)) {
			read_plain(out, &run, c, rd);
			continue;
		}
		end_run(out, &run, rd);
		if (c == '(')
			read_group(&inner, rd);
		else if (c == '[')
			skip_class(rd);
		if (read_repeat(rd) != MAYBE)
			keep_set(out, &inner);
	}
	end_run(out, &run, rd);
}

/* Alternatives: each must have its own literals, or none counts. */
static void
read_choice(struct set *out, struct reader *rd)
{
	bool is_known = true;

	*out = (struct set){ .n = 0 };
	for (;;) {
		struct sequence all;
		struct set branch;

		read_sequence(&all, rd);
		branch = best_of(&all);
		if (branch.n == 0 || out->n + branch.n > MAX_LITERALS)
			is_known = false;
		if (is_known) {
			memcpy(out->literal + out->n, branch.literal,
			    branch.n * sizeof(*branch.literal));
			if (out->n == 0 || branch.shortest < out->shortest)
				out->shortest = branch.shortest;
			out->n += branch.n;
		}
		if (rd->is_lost || *rd->at != '|')
			break;
		rd->at++;
	}
	if (!is_known)
		out->n = 0;
}

static void
put_branch(struct rule_branch *out, const struct sequence *all,
    struct staaf_arena *ar)
{
	*out = (struct rule_branch){ .n = all->n };
	for (size_t i = 0; i < all->n; i++) {
		const struct set *set = &all->set[i];
		const char **literal = staaf_arena_array(ar, set->n,
		    sizeof(*literal));

		if (literal == NULL)
			return; /* the arena remembers */
		memcpy(literal, set->literal, set->n * sizeof(*literal));
		out->clause[i] = (struct rule_clause){ .literal = literal,
			.n = set->n };
	}
}

const struct rule_need *
rule_need_of(const char *pattern, struct staaf_arena *ar)
{
	struct reader rd = { .at = pattern, .ar = ar };
	struct rule_branch branch[MAX_BRANCHES], *kept;
	struct rule_need *need;
	struct sequence all;
	size_t n = 0;

	do {
		read_sequence(&all, &rd);
		if (rd.is_lost || all.n == 0 || n == MAX_BRANCHES)
			return NULL;
		put_branch(&branch[n++], &all, ar);
	} while (*rd.at++ == '|');
	need = staaf_arena_alloc(ar, sizeof(*need));
	kept = staaf_arena_array(ar, n, sizeof(*kept));
	if (rd.at[-1] != '\0' || need == NULL || kept == NULL || ar->failed)
		return NULL;
	memcpy(kept, branch, n * sizeof(*kept));
	*need = (struct rule_need){ .branch = kept, .n = n };
	return need;
}

/* -------------------------------------------------------------- a text */

/* Which of the bits; any even spread will do. */
static uint32_t
place_of(const char *three)
{
	uint32_t word = (uint32_t)(unsigned char)three[0] |
	    (uint32_t)(unsigned char)three[1] << 8 |
	    (uint32_t)(unsigned char)three[2] << 16;

	return word * UINT32_C(0x9e3779b1) >> 17;
}

void
rule_threes_take(struct rule_threes *out, const char *text, size_t size)
{
	*out = (struct rule_threes){ .text = text, .size = size };
	for (size_t i = 0; i + 2 < size; i++) {
		uint32_t at = place_of(text + i);

		out->bit[at / 64] |= UINT64_C(1) << at % 64;
	}
}

static bool
has_literal(const struct rule_threes *threes, const char *literal)
{
	const char *p = literal;

	for (; p[2] != '\0'; p++) {
		uint32_t at = place_of(p);

		if ((threes->bit[at / 64] >> at % 64 & 1) == 0)
			return false;
	}
	return memmem(threes->text, threes->size, literal,
	    (size_t)(p + 2 - literal)) != NULL;
}

static bool
has_clause(const struct rule_threes *threes, const struct rule_clause *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (has_literal(threes, c->literal[i]))
			return true;
	return false;
}

bool
rule_need_is_met(const struct rule_need *need,
    const struct rule_threes *threes)
{
	for (size_t i = 0; i < need->n; i++) {
		const struct rule_branch *b = &need->branch[i];
		size_t k = 0;

		while (k < b->n && has_clause(threes, &b->clause[k]))
			k++;
		if (k == b->n)
			return true;
	}
	return false;
}

bool
rule_may_match(const struct rule_word *w, const struct rule_threes *threes)
{
	return w->kind == RULE_PATTERN &&
	    (w->need == NULL || rule_need_is_met(w->need, threes));
}
