/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which patterns cannot match a text, without running them.  Of a pattern's
 * source is taken what each of its matches must contain: "\b(pgo|pbl) op
 * afstand" has " op afstand".  A text that lacks a run of three of those
 * bytes has no match.  Only what is surely understood is used; a pattern
 * with anything else is run on every text.
 */
#include <string.h>

#include <staaf/utf8.h>

#include "rule.h"

enum {
	SHORTEST = 3,  /* bytes of a literal that is any use */
	LONGEST = 64,  /* what stands behind is not needed */
	MAX_LITERALS = 48
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

/* The better of two: its shortest literal is longer. */
static void
keep_better(struct set *best, const struct set *other)
{
	if (other->n > 0 && (best->n == 0 ||
	    other->shortest > best->shortest))
		*best = *other;
}

static void
end_run(struct set *best, struct run *run, struct reader *rd)
{
	struct set one = { .n = 1, .shortest = run->n };

	if (run->n >= SHORTEST) {
		one.literal[0] = staaf_arena_dupn(rd->ar, run->text, run->n);
		if (rd->ar->failed)
			rd->is_lost = true;
		keep_better(best, &one);
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

/* Behind "(": what must be in it, nothing when it only looks around. */
static void
read_group(struct set *out, struct reader *rd)
{
	bool only_looks = false;

	if (*rd->at == '?') {
		const char *p = ++rd->at;

		if (*p == ':') {
			rd->at++;
		} else if (*p == '=' || *p == '!' || (*p == '<' &&
		    (p[1] == '=' || p[1] == '!'))) {
			only_looks = true;
			rd->at += *p == '<' ? 2 : 1;
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
	if (only_looks)
		out->n = 0;
}

/* One character into the run, as its quantifier allows. */
static void
read_plain(struct set *best, struct run *run, char c, struct reader *rd)
{
	enum repeat repeat = read_repeat(rd);

	if (repeat == MAYBE || run->n == LONGEST)
		end_run(best, run, rd);
	if (repeat != MAYBE)
		run->text[run->n++] = staaf_ascii_lower(c);
	if (repeat == SOME)
		end_run(best, run, rd);
}

/* Up to "|", ")" or the end. */
static void
read_sequence(struct set *best, struct reader *rd)
{
	struct run run = { .n = 0 };

	best->n = 0;
	while (!rd->is_lost && *rd->at != '\0' && *rd->at != '|' &&
	    *rd->at != ')') {
		struct set inner = { .n = 0 };
		char c = *rd->at++;

		if (c == '\\' ? read_escape(&c, rd) : (strchr("([.^$", c) ==
		    NULL && (unsigned char)c < 0x80)) {
			read_plain(best, &run, c, rd);
			continue;
		}
		end_run(best, &run, rd);
		if (c == '(')
			read_group(&inner, rd);
		else if (c == '[')
			skip_class(rd);
		if (read_repeat(rd) != MAYBE)
			keep_better(best, &inner);
	}
	end_run(best, &run, rd);
}

/* Alternatives: each must have its own literals, or none counts. */
static void
read_choice(struct set *out, struct reader *rd)
{
	bool is_known = true;

	*out = (struct set){ .n = 0 };
	for (;;) {
		struct set branch;

		read_sequence(&branch, rd);
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

const struct rule_need *
rule_need_of(const char *pattern, struct staaf_arena *ar)
{
	struct reader rd = { .at = pattern, .ar = ar };
	struct rule_need *need;
	const char **literal;
	struct set set;

	read_choice(&set, &rd);
	if (rd.is_lost || *rd.at != '\0' || set.n == 0)
		return NULL;
	need = staaf_arena_alloc(ar, sizeof(*need));
	literal = staaf_arena_array(ar, set.n, sizeof(*literal));
	if (need == NULL || literal == NULL)
		return NULL;
	memcpy(literal, set.literal, set.n * sizeof(*literal));
	*need = (struct rule_need){ .literal = literal, .n = set.n };
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
	*out = (struct rule_threes){ .bit = { 0 } };
	for (size_t i = 0; i + 2 < size; i++) {
		uint32_t at = place_of(text + i);

		out->bit[at / 64] |= UINT64_C(1) << at % 64;
	}
}

bool
rule_need_is_met(const struct rule_need *need,
    const struct rule_threes *threes)
{
	for (size_t i = 0; i < need->n; i++) {
		const char *p = need->literal[i];

		for (; p[2] != '\0'; p++) {
			uint32_t at = place_of(p);

			if ((threes->bit[at / 64] >> at % 64 & 1) == 0)
				break;
		}
		if (p[2] == '\0')
			return true;
	}
	return false;
}
