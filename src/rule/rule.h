/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shared inside src/rule only.  Grouped by the file that implements.
 * Everything hangs in the arena of the set, but for patterns and stemmer.
 */
#ifndef RULE_H
#define RULE_H

#include <stdint.h>

#include <staaf/pattern.h>
#include <staaf/rule.h>
#include <staaf/words.h>

enum {
	RULE_NO_LANG = STAAF_N_LANGS,
	RULE_MAX_FAULTS = 500 /* a wrong file must not fill the memory */
};

/* ------------------------------------------------------------- line.c */

/* A stretch of a value that stands on one line of the file. */
struct rule_piece {
	size_t from;        /* where it starts in the value */
	int line;           /* from 1 */
	const char *source; /* that line */
	size_t at;          /* where it starts in that line */
};

/* A line with those that go on with it ("+"). */
struct rule_line {
	const char *file;
	bool is_margin;
	enum staaf_lang lang; /* before the key; only when has_lang */
	bool has_lang;
	const char *rest;     /* key and value, first line only */
	size_t rest_at;       /* where rest starts in its line */
	const char *key;
	const char *value;
	struct rule_piece *piece;
	size_t n_pieces;
};

enum { RULE_AT_KEY = -1 };

/* A name or text in a file, to come back to when linking. */
struct rule_ref {
	const char *text; /* "" when there is no such line */
	const struct rule_line *line;
	size_t at;        /* of the text in the line's value */
};

/* A word of a value. */
struct rule_token {
	const char *text;
	size_t at;
};

/* Lines of one file; faults of form are told. */
void rule_split_lines(struct staaf_rules *rs,
    const struct staaf_rule_text *file, struct rule_line ***out,
    size_t *n_out);
/* Words of a value, between white space. */
struct rule_token *rule_split_value(struct staaf_rules *rs,
    const char *value, size_t *n_out);
/* One space for each run of white space. */
const char *rule_squeeze(struct staaf_rules *rs, const char *text);
const char *rule_squeeze_part(struct staaf_rules *rs, const char *text,
    size_t size);
struct staaf_place rule_place(const struct rule_line *ln, long at);

/* ------------------------------------------------------------ fault.c */

/* at: an offset in the value, or RULE_AT_KEY; words and hint may be 0. */
void rule_fault(struct staaf_rules *rs, const struct rule_line *ln, long at,
    enum staaf_msg msg, const char *word1, const char *word2,
    enum staaf_msg hint);
void rule_warn(struct staaf_rules *rs, const struct rule_line *ln, long at,
    enum staaf_msg msg, const char *word1, const char *word2,
    enum staaf_msg hint);

/*
 * Slips between two words: a letter too many, too few, another, or two that
 * changed places (Damerau and Levenshtein); most + 1 when there are more, or
 * a word has over 64 bytes.
 */
size_t rule_count_slips(const char *a, size_t na, const char *b, size_t nb,
    size_t most);
/* The known word nearest to one that is not known. */
struct rule_nearest {
	const char *word;
	const char *best; /* NULL while nothing is near */
	size_t distance;
};
void rule_try_nearest(struct rule_nearest *n, const char *candidate);
/* A fault about n->word with "did you mean", else with the hint given. */
void rule_fault_nearest(struct staaf_rules *rs, const struct rule_line *ln,
    long at, enum staaf_msg msg, const struct rule_nearest *n,
    enum staaf_msg hint);
/* Index of text in names; -1 and a fault when it is none of them. */
int rule_pick(struct staaf_rules *rs, const struct rule_line *ln, long at,
    const char *text, const char *const *names, int n_names,
    enum staaf_msg msg, enum staaf_msg hint);

/* ------------------------------------------------------------ parse.c */

enum rule_word_kind {
	RULE_NAME, RULE_ALSO, RULE_TYPO, RULE_STEM, RULE_PART, RULE_PATTERN,
	RULE_NOT, RULE_N_WORD_KINDS
};
extern const char *const rule_word_names[RULE_N_WORD_KINDS];

/* One word or pattern of a concept, slot or range. */
struct rule_word {
	enum rule_word_kind kind;
	enum staaf_lang lang;
	struct rule_ref ref;
	size_t range;                  /* of a slot's range word */
	struct staaf_pattern *pattern; /* borrowed from the set */
	const struct rule_need *need;  /* of the pattern; NULL: any text */
};

struct rule_words {
	struct rule_word *item;
	size_t n, room;
	bool has_pattern; /* most have none */
};

struct rule_concept {
	struct staaf_concept pub;
	const struct rule_line *line;
	struct rule_words words;
	struct rule_ref under;
	bool has_kind;
};

struct rule_slot {
	struct staaf_slot pub;
	const struct rule_line *line;
	struct rule_words words; /* patterns */
	struct rule_words range_words;
	struct rule_ref *range_name; /* of each range word, to be linked */
	size_t room_names;
	size_t room_ranges;
};

enum rule_expect { RULE_EXPECT_NONE, RULE_EXPECT_FIRES, RULE_EXPECT_ASKS,
	RULE_EXPECT_SILENT, RULE_EXPECT_ASIDE };

/* One thing an example says that is read. */
struct rule_read {
	struct rule_ref ref;
	const struct staaf_concept *concept; /* or: */
	const struct staaf_slot *slot;       /* or: */
	int kind;                            /* a question kind, else -1 */
	bool is_not;
	double low, high;
};

struct rule_example {
	enum staaf_lang lang;
	const char *question;
	const struct rule_line *line;
	struct rule_read *read;
	size_t n_reads, room_reads;
	enum rule_expect expect;
	struct rule_ref what;         /* asks SLOT, silent REASON */
	struct rule_example *next;
};

struct rule_rule {
	struct staaf_rule pub;
	const struct rule_line *line;
	struct staaf_condition *condition;
	struct rule_ref *condition_ref;
	size_t n_conditions, room_conditions, room_refs;
	struct staaf_cite *because;
	const struct rule_line **because_line;
	size_t n_because, room_because, room_because_lines;
	struct rule_ref seek[3], contrast[2], instead_of;
	struct rule_example *first, **last;
	size_t n_examples;
};

/* Where the reader is in a file. */
struct rule_reader {
	struct staaf_rules *rs;
	const struct rule_line *file_line; /* the first line of the file */
	bool has_header, has_kept, has_checked;
	int block; /* enum rule_block */
	struct rule_concept *concept;
	struct rule_slot *slot;
	struct rule_rule *rule;
	struct rule_example *example;
};

void rule_parse_file(struct staaf_rules *rs,
    const struct staaf_rule_text *file);
bool rule_is_id(const char *text);
/* Set a text that may stand once; says when it stands twice. */
bool rule_set_once(struct staaf_rules *rs, const char **to,
    const struct rule_line *ln);

/* -------------------------------------------------- parse_words.c */

/* Each takes one line of a concept or a slot. */
void rule_take_is(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_domain(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_find(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_under(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_word(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_slot_name(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_unit(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_ask(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_from(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_slot_pattern(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_range(struct rule_reader *rd, const struct rule_line *ln);

/* ------------------------------------------------- parse_rule.c */

/* Each takes one line of a rule or an example. */
void rule_take_text(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_condition(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_because(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_seek(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_contrast(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_claim(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_instead(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_status(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_example(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_reads(struct rule_reader *rd, const struct rule_line *ln);
void rule_take_outcome(struct rule_reader *rd, const struct rule_line *ln);

/* -------------------------------------------------------- condition.c */

enum rule_test { RULE_ASKS_ABOUT, RULE_KIND_IS, RULE_SLOT_IS,
	RULE_SLOT_UNKNOWN, RULE_RECORDS_ON };

/* A plain number: digits, perhaps a point and a minus sign. */
bool rule_parse_number(double *out, const char *text);
/* "100 or more", "9 or less", "5 to 9"; false when it is none of these. */
bool rule_parse_bounds(double *low, double *high,
    const struct rule_token *token, size_t n);
void rule_put_number(struct staaf_buf *out, double value);
void rule_put_bounds(struct staaf_buf *out, double low, double high);
/* Fill the private part of a condition from its text. */
void rule_link_condition(struct staaf_rules *rs, struct staaf_condition *c,
    const struct rule_ref *ref);

/* ------------------------------------------------------------- link.c */

/* Resolve every name, refuse circles; order of files does not matter. */
void rule_link(struct staaf_rules *rs);
const struct staaf_concept *rule_link_concept(struct staaf_rules *rs,
    const struct rule_line *ln, long at, const char *name);
const struct staaf_slot *rule_link_slot(struct staaf_rules *rs,
    const struct rule_line *ln, long at, const char *name);

/* ---------------------------------------------------------- lexicon.c */

enum rule_layer { RULE_LAYER_WORLD, RULE_LAYER_QUESTION, RULE_LAYER_SCOPE,
	RULE_LAYER_SLOT };

/* What a word leads to. */
struct rule_target {
	const struct rule_concept *concept; /* or: */
	const struct rule_slot *slot;
	size_t range;
	enum rule_layer layer;
};

struct rule_accept {
	struct rule_target target;
	const struct rule_word *word;
	struct rule_accept *next;
};

/*
 * A word of a text has several keys: itself (typo), its Dutch and English
 * stem (name, also, not), its beginnings (stem) and what it contains (part).
 */
enum rule_key_sort { RULE_KEY_EXACT, RULE_KEY_STEM_EN, RULE_KEY_STEM_NL,
	RULE_KEY_BEGIN, RULE_KEY_PART };

enum { RULE_NO_KEY = 0 };

struct rule_key {
	uint64_t hash; /* of sort and text; 0: free */
	const char *text;
	uint32_t size;
	enum rule_key_sort sort;
};

struct rule_edge {
	uint32_t from, key, to; /* to 0: free */
};

struct rule_lexicon {
	struct rule_key *key;
	struct rule_edge *edge;
	size_t mask;            /* of both tables */
	struct rule_accept **accept; /* per node */
	uint32_t n_nodes;
	size_t shortest[2], longest[2]; /* of KEY_BEGIN, KEY_PART */
};

uint64_t rule_hash_start(enum rule_key_sort sort);
uint64_t rule_hash_byte(uint64_t hash, char c);
/* Number of a key from 1; RULE_NO_KEY when no entry uses it. */
uint32_t rule_find_key(const struct rule_lexicon *lx, uint64_t hash,
    enum rule_key_sort sort, const char *text, size_t size, size_t *free_at);
/* The node that a key leads to; 0 when it leads nowhere. */
uint32_t rule_follow_edge(const struct rule_lexicon *lx, uint32_t from,
    uint32_t key, size_t *free_at);
/* Snowball leaves the s of "kastjes"; without it one stem serves both. */
size_t rule_singular_size(enum staaf_lang lang, const char *folded,
    size_t size);

enum staaf_code rule_lexicon_build(struct staaf_rules *rs,
    struct staaf_err *err);
/* Told once for each pair: the word and who else has it. */
void rule_lexicon_each_double(const struct staaf_rules *rs,
    void (*each)(const struct rule_accept *a, const struct rule_accept *b,
    void *arg), void *arg);

/* ----------------------------------------------------------- literal.c */

/* Of these a match has at least one. */
struct rule_clause {
	const char *const *literal;
	size_t n;
};

/* One of the alternatives of a pattern: its matches have all of these. */
enum { RULE_MAX_CLAUSES = 3 };
struct rule_branch {
	struct rule_clause clause[RULE_MAX_CLAUSES];
	size_t n;
};

/* What a text must have for any match, by one branch at least. */
struct rule_need {
	const struct rule_branch *branch;
	size_t n;
};

/* A folded text, and which runs of three bytes it has, as far as 32,768 bits
 * can tell. */
struct rule_threes {
	const char *text;
	size_t size;
	uint64_t bit[512];
};

/* NULL when a match may have none of any few literals. */
const struct rule_need *rule_need_of(const char *pattern,
    struct staaf_arena *ar);
/* The text is looked at again, and must live as long. */
void rule_threes_take(struct rule_threes *out, const char *text,
    size_t size);
/* False: no match of the pattern is in the text. */
bool rule_need_is_met(const struct rule_need *need,
    const struct rule_threes *threes);

/* Is it a pattern, and could the text have a match of it? */
bool rule_may_match(const struct rule_word *w,
    const struct rule_threes *threes);

/* ------------------------------------------------------------- match.c */

/* A match of one word or pattern, in bytes of the text. */
struct rule_found {
	struct rule_target target;
	const struct rule_word *word;
	size_t start, end;           /* what competes for the place */
	size_t word_start, word_end; /* whole words, for showing */
};
struct rule_finds {
	struct rule_found *item;
	size_t n, room;
};
/* All matches of words (not of patterns), also those that overlap. */
void rule_match_words(struct rule_finds *out, const struct staaf_rules *rs,
    const struct staaf_words *words, struct staaf_arena *ar);

/* A key of a word of the text, and which bytes of the folded word it is. */
struct rule_hit {
	uint32_t key;
	uint32_t start, end;
	uint32_t first; /* where it leads from the root; 0: nowhere */
};
struct rule_hits {
	size_t n;
	bool begins; /* one of them leads on from the root */
	const struct rule_hit *item;
};

/* ------------------------------------------------------------- known.c */

/* The hits of words met before, when many texts come; see rules_hasten. */
struct rule_known *rule_known_new(void);
void rule_known_free(struct rule_known *known);
/* Forget all when little room is left: what was found before is gone. */
void rule_known_turn(struct rule_known *known);
/* NULL when the word was not met; *at is for rule_known_add. */
const struct rule_hits *rule_known_find(const struct rule_known *known,
    const char *word, size_t size, size_t *at);
/* NULL when there is no room. */
const struct rule_hits *rule_known_add(struct rule_known *known, size_t at,
    const char *word, size_t size, const struct rule_hits *hits);

/* ------------------------------------------------------------- read.c */

/* A folded copy of a text and where each of its bytes comes from. */
struct rule_folded {
	const char *text;
	size_t size;
	uint32_t *origin; /* size + 1 of them */
};

/* ---------------------------------------------------------- numeral.c */

/* The text with digits for numbers in words; itself when there are none. */
void rule_take_numerals(struct rule_folded *out, const struct rule_folded *in,
    struct staaf_arena *ar);

/* ------------------------------------------------------------- slot.c */

void rule_read_slots(struct staaf_facts *out, const struct staaf_rules *rs,
    const struct rule_folded *folded, const struct rule_finds *words,
    struct staaf_arena *ar);

/* ------------------------------------------------------------- kind.c */

enum staaf_question_kind rule_tell_kind(const struct staaf_facts *facts,
    const struct staaf_words *words);

/* ------------------------------------------------------------ index.c */

struct rule_index {
	struct staaf_decision *asleep; /* of each rule that nothing wakes */
	size_t *awake, n_awake;        /* rules that are always looked at */
	size_t *start, *rule;          /* by index of concept: whom it wakes */
	size_t *instead, n_instead;    /* rules that stand for others */
};

/* When all is linked; false when memory ran out. */
bool rule_index_build(struct staaf_rules *rs);

/* ------------------------------------------------------------- form.c */

/*
 * A form being written or read: lines of text, and numbers with a space
 * behind.  Each pass_ function gives back what it was handed while writing,
 * and what stands in the form while reading, so that one walk does both and
 * the two cannot part.
 */
struct rule_tape {
	struct staaf_rules *rs;
	struct staaf_buf *to; /* written; NULL while reading */
	char *at, *end;       /* what is left to be read; texts stay there */
	size_t size;          /* of all that is read */
	const char *file;     /* of the last place */
	bool is_bad;          /* not a form, or a text that fits in none */
};

const char *rule_pass_text(struct rule_tape *t, const char *text);
/* At most `most`. */
size_t rule_pass_size(struct rule_tape *t, size_t n, size_t most);
bool rule_pass_bool(struct rule_tape *t, bool is);
/* An array: itself while writing, while reading a new one of zeros. */
void *rule_pass_array(struct rule_tape *t, void *items, size_t n, size_t size);
/* A concept or slot by its index; NULL has its own number. */
const struct rule_concept *rule_pass_concept(struct rule_tape *t,
    const struct rule_concept *c);
const struct rule_slot *rule_pass_slot(struct rule_tape *t,
    const struct rule_slot *s);

/* form_words.c: the words of a concept, slot or range; the trie of them. */
void rule_pass_words(struct rule_tape *t, struct rule_words *words);
void rule_pass_lexicon(struct rule_tape *t);

/* ------------------------------------------------------------ rules.c */

struct staaf_rules {
	struct staaf_arena ar;
	struct rule_concept **concept;
	size_t n_concepts, room_concepts;
	struct rule_slot **slot;
	size_t n_slots, room_slots;
	struct rule_rule **rule;
	size_t n_rules, room_rules;
	struct rule_example *first, **last; /* examples of no rule */
	struct staaf_fault *fault;
	size_t n_faults, room_faults, n_read_faults;
	bool has_error;                     /* found while reading */
	const char **about, **kept;
	size_t n_about, room_about, n_kept, room_kept;
	const char *checked;                /* the oldest; NULL when none */
	char version[9];                    /* of the files, in hex */
	struct staaf_pattern **pattern;     /* all of them, to be freed */
	size_t n_patterns, room_patterns;
	struct staaf_stemmer *stemmer;
	struct rule_lexicon *lexicon;
	struct rule_known *known;           /* NULL until hastened */
	struct rule_index index;
};

/* An empty set; NULL when memory ran out. */
struct staaf_rules *rule_set_new(void);
/* Room for one more in an array of the set; false when memory ran out. */
bool rule_grow(struct staaf_rules *rs, void *items, size_t n, size_t *room,
    size_t size);

#endif
