/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A claim that somebody makes, with its numbers, beside what research holds:
 * what follows from the numbers, how it was found out, what kind of claim it
 * is, and what to ask whoever makes it.  Sentences are finished, in one
 * language, each with the rule or source it rests on.
 */
#ifndef STAAF_CLAIM_H
#define STAAF_CLAIM_H

#include <staaf/answer.h>
#include <staaf/told.h>

struct staaf_claim_line {
	const char *says;
	const char *rule; /* "S1", "Hedges 1981", ...; or "" */
};

enum { STAAF_CLAIM_LINES = 5 };

/* A figure of the claim and what follows from it. */
struct staaf_claim_figure {
	const struct staaf_told_figure *told;
	const char *text;  /* as it stands in the claim */
	struct staaf_told_sum sum;
	bool is_of_another; /* a p of the figure beside it */
	struct staaf_claim_line line[STAAF_CLAIM_LINES];
	size_t n_lines;
};

/* What a teacher may ask; one plain question each. */
struct staaf_claim_ask {
	const char *what;  /* "comparison", "lots", ... as in JSON */
	const char *says;
};

enum { STAAF_CLAIM_ASKS = 8 }; /* more would not be asked */

/* Where the claimed g lies beside what is held. */
enum staaf_beside {
	STAAF_BESIDE_NOTHING, /* no g, or no interval to set it beside */
	STAAF_BESIDE_INSIDE,
	STAAF_BESIDE_ABOVE,
	STAAF_BESIDE_BELOW
};

struct staaf_claim {
	enum staaf_lang lang;
	const char *text;       /* clean, at most 4,096 characters */
	struct staaf_told told; /* places are of text */
	bool is_known;          /* a figure or a subject was recognised */
	const char *sentence;   /* the first thing said */
	struct staaf_claim_figure *figure;
	size_t n_figures;
	const struct staaf_claim_figure *best; /* of which g is used; NULL */
	const char *design_text; /* the words that tell it; "": none do */
	const char *design_says;
	/* The claim by itself, as the single study that it tells of. */
	struct staaf_grade_input input;
	struct staaf_grade grade;
	struct staaf_grade_words words;
	const char *flag_says[2]; /* bias flags (R), and why; "" */
	enum staaf_form form;
	bool is_form_supported; /* by what is held (S7) */
	const char *form_says;
	struct staaf_answer answer; /* what research says */
	enum staaf_beside beside;
	bool is_by_prediction;  /* by what a next class may show */
	double beside_low, beside_high; /* what it was set beside; NAN */
	const char *beside_says; /* or "" */
	struct staaf_claim_ask ask[STAAF_CLAIM_ASKS];
	size_t n_asks;
};

/*
 * Weigh a claim.  Everything lives in ar, or in st and rs, which must outlive
 * it.  Fails as staaf_ask does: STAAF_USAGE (no text), STAAF_BADINPUT (not
 * UTF-8), STAAF_STORE.  Recognising nothing is not a failure.
 */
enum staaf_code staaf_claim_weigh(struct staaf_claim *out,
    struct staaf_store *st, const struct staaf_rules *rs, const char *text,
    size_t size, enum staaf_lang lang, struct staaf_arena *ar,
    struct staaf_err *err);

/* "inside", "above", "below"; NULL for nothing. */
const char *staaf_beside_name(enum staaf_beside beside);

#endif
