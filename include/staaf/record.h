/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records and findings: what the corpus holds.  Plain values; the texts
 * belong to the arena of whoever filled them in.  A text that is missing is
 * "", a count STAAF_NONE, a number NAN.
 */
#ifndef STAAF_RECORD_H
#define STAAF_RECORD_H

#include <staaf/text.h>

enum { STAAF_NONE = -1 };

enum staaf_record_kind { STAAF_REVIEW, STAAF_STUDY, STAAF_REPORT,
	STAAF_UNSORTED };

enum staaf_state { STAAF_ACCEPTED, STAAF_NEW, STAAF_CONCERN, STAAF_RETRACTED };

enum staaf_metric { STAAF_NO_METRIC, STAAF_G, STAAF_D, STAAF_SMD, STAAF_OR,
	STAAF_RR, STAAF_R, STAAF_PP };

/* What a finding means for its intervention. */
enum staaf_direction { STAAF_MIXED, STAAF_BETTER, STAAF_WORSE,
	STAAF_NO_DIFFERENCE };

/* The form of question a finding answers, or a claim makes (grading S7). */
enum staaf_form { STAAF_MAIN_EFFECT, STAAF_MATCHING, STAAF_FOR_WHOM,
	STAAF_HEAD_TO_HEAD };

/* What the authors say of differences between their studies. */
enum staaf_spread { STAAF_SPREAD_NOT_SAID, STAAF_SPREAD_REPORTED,
	STAAF_SPREAD_EXPLAINED };

/* Bias flags of an appraisal (grading S4, R); a set of bits. */
enum staaf_flag {
	STAAF_SELF_REPORT = 1,
	STAAF_TAILORED_TEST = 2,
	STAAF_DEVELOPER = 4,
	STAAF_SHORT = 8,
	STAAF_SELF_SELECTION = 16
};

/* One effect inside a record, as published. */
struct staaf_finding {
	const char *key;          /* unique in its record: "lag2019-learning" */
	const char *intervention; /* concept id */
	const char *comparison;   /* concept id or "" */
	const char *outcome;      /* concept id */
	const char *population;   /* "higher-education", "school", "mixed" */
	const char *context;      /* concept ids between spaces, or "" */
	enum staaf_metric metric;
	double value, low, high;  /* in the metric; 95% interval */
	double tau, i2;           /* i2 in percent */
	double adjusted;          /* value corrected for publication bias */
	long k, n, sites;         /* studies, students, institutions */
	enum staaf_direction direction;
	enum staaf_form form;
	enum staaf_spread spread;
	bool higher_is_worse;     /* a higher number is bad */
	bool is_delayed;          /* measured weeks later */
	bool is_confirmed;        /* a person read it at the source */
	bool has_concern;         /* doubted: never leads */
	bool is_judged;           /* a curator's, on a figure; see store.h */
	const char *note[STAAF_N_LANGS]; /* one sentence, or "" */
};

/* How two records hang together; the target is an outside id ("10.1/x"). */
enum staaf_relation_kind { STAAF_PREPRINT_OF, STAAF_HAS_PREPRINT,
	STAAF_CORRECTS, STAAF_CORRECTED_BY, STAAF_RETRACTS,
	STAAF_RETRACTED_BY, STAAF_VERSION_OF, STAAF_PART_OF };

struct staaf_relation {
	enum staaf_relation_kind kind;
	const char *target; /* DOI, or alias such as "pmid:1234" */
};

/*
 * Something a machine read in a text: a size, an interval, counts, or the
 * words of a design.  Unread: no evidence until a curator says so.
 */
enum staaf_figure_place { STAAF_IN_TITLE, STAAF_IN_SUMMARY, STAAF_IN_CONTENT };

/* What a curator said of a figure. */
enum staaf_judgement { STAAF_UNREAD, STAAF_CONFIRMED, STAAF_CORRECTED,
	STAAF_NOT_TAKEN /* "refused" */ };

struct staaf_figure {
	const char *key;         /* "f" + 8 hex digits, the same every time */
	enum staaf_figure_place place;
	size_t at, size;         /* bytes in the clean text of that place */
	const char *quote;       /* those bytes, with some words around them */
	enum staaf_metric metric; /* STAAF_NO_METRIC: counts or design only */
	double value, low, high; /* NAN when not said; as the text has them */
	double p;                /* NAN; p_is_below when "p < .05" */
	bool p_is_below;
	double tau, i2;          /* i2 in percent */
	long k, n;               /* studies, people; STAAF_NONE */
	int design;              /* D0 to D5 as worded, or STAAF_NONE */
	enum staaf_judgement verdict; /* filled in by the store */
};

/* Where a field comes from, of a record that several sources tell. */
enum staaf_field { STAAF_FIELD_TITLE, STAAF_FIELD_AUTHORS, STAAF_FIELD_YEAR,
	STAAF_FIELD_VENUE, STAAF_FIELD_DOI, STAAF_FIELD_LINK,
	STAAF_FIELD_SUMMARY, STAAF_FIELD_CONTENT, STAAF_FIELD_APPRAISAL,
	STAAF_N_FIELDS };

struct staaf_origin {
	enum staaf_field field;
	const char *source; /* whose telling of it is kept */
};

/* How a record was made, judged by a curator. */
struct staaf_appraisal {
	int design;               /* D0 to D5, STAAF_NONE when not appraised */
	bool is_stated;           /* a review that says how it judged */
	unsigned flags;           /* enum staaf_flag */
	bool is_technology_bound;
	bool has_independent_test;
	int median_study_year;    /* 0 when not known */
	bool is_local;            /* a trial of a teacher's own, shared */
	const char *plan;         /* SHA-256 of its frozen plan, or "" */
	const char *note[STAAF_N_LANGS];
};

struct staaf_record {
	const char *id;    /* ours, outside and stable: DOI, else "x" + hash */
	const char *guid;  /* the source's own */
	const char *doi;   /* lower case, or "" */
	const char *source; /* the feed's id, or its address */
	enum staaf_record_kind kind;
	enum staaf_state state;
	const char *title;
	const char *title_language; /* two letters, or "" */
	const char *const *author;  /* "Låg, T." */
	size_t n_authors;
	int year;                 /* 0 when not known */
	const char *venue, *link;
	const char *language;     /* of the work; two letters, or "" */
	const char *published, *updated; /* ISO 8601 UTC, or "" */
	const char *summary;      /* in summary_language; plain text */
	const char *summary_language;
	const char *summary_in[STAAF_N_LANGS]; /* per language, or "" */
	const char *content;      /* longer text, or "" */
	struct staaf_appraisal appraisal;
	const char *const *concept; /* ids given by a curator */
	size_t n_concepts;
	const char *const *tag;     /* ids found in the text by the lexicon */
	size_t n_tags;
	const struct staaf_finding *finding;
	size_t n_findings;
	const char *const *alias;   /* other ids: "pmid:1234", "isbn:978..." */
	size_t n_aliases;
	const struct staaf_relation *relation;
	size_t n_relations;
	const struct staaf_figure *figure; /* machine-read, in order of place */
	size_t n_figures;
	const char *author_email;   /* of the first author; never stored */
	const struct staaf_origin *origin; /* filled in by staaf_store_get */
	size_t n_origins;           /* 0 when one source tells it */
};

/* Names as in files and JSON: "review", "g", "better", "matching", ... */
const char *staaf_record_kind_name(enum staaf_record_kind kind);
const char *staaf_state_name(enum staaf_state state);
const char *staaf_metric_name(enum staaf_metric metric);
const char *staaf_direction_name(enum staaf_direction direction);
const char *staaf_form_name(enum staaf_form form);
const char *staaf_spread_name(enum staaf_spread spread);
const char *staaf_flag_name(enum staaf_flag flag);
const char *staaf_relation_name(enum staaf_relation_kind kind);
const char *staaf_place_name(enum staaf_figure_place place);
const char *staaf_judgement_name(enum staaf_judgement verdict);
const char *staaf_field_name(enum staaf_field field);
/* And back: false when the name is not one of them. */
bool staaf_record_kind_parse(enum staaf_record_kind *out, const char *name);
bool staaf_state_parse(enum staaf_state *out, const char *name);
bool staaf_metric_parse(enum staaf_metric *out, const char *name);
bool staaf_direction_parse(enum staaf_direction *out, const char *name);
bool staaf_form_parse(enum staaf_form *out, const char *name);
bool staaf_spread_parse(enum staaf_spread *out, const char *name);
bool staaf_flag_parse(enum staaf_flag *out, const char *name);
bool staaf_relation_parse(enum staaf_relation_kind *out, const char *name);
bool staaf_place_parse(enum staaf_figure_place *out, const char *name);
bool staaf_judgement_parse(enum staaf_judgement *out, const char *name);

#endif
