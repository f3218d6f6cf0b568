/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Full-text search over the records.  Retracted ones are not in the index,
 * so they never come out.  Ranking is FTS5's bm25; equal ranks go by id, so
 * the order in which records came in does not show.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/utf8.h>

#include "store.h"

enum {
	MAX_QUERY_BYTES = 65536, /* of words looked at; a long story is 4,096 */
	MAX_TOKENS = 512,   /* of one question: the first; ranking each costs */
	MAX_CONTENT = 32768 /* bytes of content read for a snippet */
};

enum staaf_code
staaf_store_terms(struct staaf_term **out, size_t *n_out, const char *words,
    size_t size, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_stemmer *stemmer = staaf_stemmer_new(false);
	struct staaf_words split = { 0 };
	struct staaf_term *term = NULL;
	size_t n = 0;

	if (stemmer == NULL)
		return store_fail_memory(err);
	staaf_words_split(&split, words, staaf_utf8_cut(words, size,
	    MAX_QUERY_BYTES), ar);
	if (!ar->failed)
		term = staaf_arena_array(ar, split.n_words, sizeof(*term));
	for (; !ar->failed && n < split.n_words; n++) {
		const struct staaf_word *w = &split.word[n];
		const char **token = staaf_arena_array(ar, STAAF_N_LANGS,
		    sizeof(*token));
		char stem[STORE_TOKEN_SIZE];
		size_t n_tokens = 0;

		for (int lang = 0; token != NULL && lang < STAAF_N_LANGS;
		    lang++) {
			size_t stem_size = store_stem(stem, stemmer,
			    (enum staaf_lang)lang, w);

			if (n_tokens == 0 || strcmp(token[0], stem) != 0)
				token[n_tokens++] = staaf_arena_dupn(ar, stem,
				    stem_size);
		}
		term[n].token = token;
		term[n].n_tokens = n_tokens;
	}
	staaf_stemmer_free(stemmer);
	if (ar->failed)
		return store_fail_memory(err);
	*out = term;
	*n_out = n;
	return STAAF_OK;
}

/* A record that matches, before the order is final. */
struct candidate {
	double rank; /* FTS5's: lower is better */
	sqlite3_int64 number;
	const char *id;
};

static int
by_rank_then_id(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* The user's own FTS5 words may be at fault; nothing else is. */
static enum staaf_code
fail_query(struct staaf_store *st, bool is_own_syntax, struct staaf_err *err)
{
	if (!is_own_syntax ||
	    (sqlite3_errcode(st->db) & 0xff) != SQLITE_ERROR)
		return store_fail(st, err);
	(void)staaf_err_set(err, STAAF_BADINPUT, STAAF_MSG_STORE_QUERY,
	    sqlite3_errmsg(st->db), NULL);
	staaf_err_hint(err, STAAF_MSG_STORE_QUERY_HINT);
	return STAAF_BADINPUT;
}

/*
 * The best `limit` candidates.  Rows come best first; those that tie with
 * the last one wanted are read too, so that the id decides among them.
 */
static enum staaf_code
rank_all(struct candidate **out, size_t *n_out, struct staaf_store *st,
    const char *query, size_t limit, bool is_own_syntax,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct candidate *list = NULL;
	size_t n = 0, room = 0;
	struct store_row row;
	int step = SQLITE_DONE;
	enum staaf_code rc = store_ready(&row, st, SQL_WORD_FIND, ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, query);
	while (row.rc == SQLITE_OK &&
	    (step = sqlite3_step(row.stmt)) == SQLITE_ROW) {
		struct candidate c;

		row.at = 0;
		c.number = store_take_int(&row);
		c.rank = store_take_number(&row);
		if (n >= limit && (n == 0 || c.rank > list[limit - 1].rank))
			break;
		c.id = store_take_text(&row);
		list = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (list == NULL || ar->failed)
			break;
		list[n++] = c;
	}
	if (row.rc != SQLITE_OK || (step != SQLITE_ROW && step != SQLITE_DONE))
		rc = fail_query(st, is_own_syntax, err);
	else if (ar->failed)
		rc = store_fail_memory(err);
	store_end(&row);
	if (rc != STAAF_OK)
		return rc;
	if (n > 0 && list != NULL)
		qsort(list, n, sizeof(*list), by_rank_then_id);
	*out = list;
	*n_out = n < limit ? n : limit;
	return STAAF_OK;
}

/* What is shown of one candidate. */
static enum staaf_code
load_hit(struct staaf_hit *hit, struct staaf_store *st,
    const struct candidate *c, const struct store_needles *needles,
    struct staaf_stemmer *stemmer, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const char *text[4];
	struct staaf_arena scratch = { 0 };
	struct store_row row;
	bool has_row = false;
	enum staaf_code rc = store_ready(&row, st, SQL_HIT_GET, ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, c->number);
	store_put_int(&row, MAX_CONTENT);
	rc = store_step(&has_row, st, &row, err);
	if (rc == STAAF_OK && has_row) {
		hit->id = store_take_text(&row);
		hit->guid = store_take_text(&row);
		hit->title = store_take_text(&row);
		hit->year = (int)store_take_int(&row);
		hit->score = -c->rank;
		row.ar = &scratch; /* long texts go at once */
		for (size_t i = 0; i < 4; i++)
			text[i] = store_take_text(&row);
		hit->snippet = store_snippet(needles, text, 4, stemmer, ar);
		if (*hit->snippet == '\0')
			hit->snippet = hit->title;
	}
	store_end(&row);
	if (rc == STAAF_OK && (ar->failed || scratch.failed))
		rc = store_fail_memory(err);
	staaf_arena_clear(&scratch);
	return rc;
}

/* Search with an FTS5 query; needles are for the snippets. */
static enum staaf_code
search(struct staaf_hit **out, size_t *n_out, struct staaf_store *st,
    const char *query, const struct store_needles *needles, int limit,
    bool is_own_syntax, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_arena scratch = { 0 };
	struct staaf_stemmer *stemmer = staaf_stemmer_new(false);
	struct candidate *list = NULL;
	struct staaf_hit *hit = NULL;
	size_t n = 0;
	bool is_held = false;
	enum staaf_code rc = stemmer == NULL ? store_fail_memory(err) :
	    store_hold(&is_held, st, err);

	if (rc == STAAF_OK)
		rc = rank_all(&list, &n, st, query, (size_t)limit,
		    is_own_syntax, &scratch, err);
	if (rc == STAAF_OK &&
	    (hit = staaf_arena_array(ar, n, sizeof(*hit))) == NULL)
		rc = store_fail_memory(err);
	for (size_t i = 0; i < n && rc == STAAF_OK; i++)
		rc = load_hit(&hit[i], st, &list[i], needles, stemmer, ar,
		    err);
	store_release(st, is_held);
	staaf_stemmer_free(stemmer);
	staaf_arena_clear(&scratch);
	if (rc == STAAF_OK) {
		*out = n > 0 ? hit : NULL;
		*n_out = n;
	}
	return rc;
}

/* "token" with its mark, so that our tokenizer takes it as it is. */
static void
put_token(struct staaf_buf *out, const char *token)
{
	staaf_buf_puts(out, out->size > 0 ? " OR \"" : "\"");
	staaf_buf_putc(out, STORE_MARK);
	staaf_buf_putc(out, STORE_MARK_TOKEN);
	for (const char *p = token; *p != '\0'; p++) {
		if (*p == '"')
			staaf_buf_putc(out, '"');
		staaf_buf_putc(out, *p);
	}
	staaf_buf_putc(out, '"');
}

static bool
has_token(const struct store_needles *needles, const char *token)
{
	for (size_t i = 0; i < needles->n_tokens; i++)
		if (strcmp(needles->token[i], token) == 0)
			return true;
	return false;
}

/* The tokens of all terms, each once, the first MAX_TOKENS; then sorted. */
static enum staaf_code
gather_tokens(struct store_needles *out, const struct staaf_term *term,
    size_t n_terms, struct staaf_arena *ar, struct staaf_err *err)
{
	out->n_tokens = 0;
	out->token = staaf_arena_array(ar, MAX_TOKENS, sizeof(*out->token));
	if (out->token == NULL)
		return store_fail_memory(err);
	for (size_t i = 0; i < n_terms; i++)
		for (size_t j = 0; j < term[i].n_tokens; j++) {
			const char *token = term[i].token[j];

			if (out->n_tokens < MAX_TOKENS && *token != '\0' &&
			    !has_token(out, token))
				out->token[out->n_tokens++] = token;
		}
	/* In order, so that sums of ranks do not hang on that of words. */
	store_sort_needles(out);
	return STAAF_OK;
}

enum staaf_code
staaf_store_find(struct staaf_hit **out, size_t *n_out,
    struct staaf_store *st, const struct staaf_term *term, size_t n_terms,
    int limit, struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_arena scratch = { 0 };
	struct store_needles needles;
	struct staaf_buf query = { 0 };
	enum staaf_code rc = gather_tokens(&needles, term, n_terms, &scratch,
	    err);

	if (rc != STAAF_OK)
		goto done;
	for (size_t i = 0; i < needles.n_tokens; i++)
		put_token(&query, needles.token[i]);
	if (query.failed) {
		rc = store_fail_memory(err);
	} else if (needles.n_tokens == 0 || limit <= 0) {
		*out = NULL;
		*n_out = 0;
	} else {
		rc = search(out, n_out, st, query.text, &needles, limit, false,
		    ar, err);
	}
done:
	staaf_buf_clear(&query);
	staaf_arena_clear(&scratch);
	return rc;
}

/* FTS5's own words inside an expression are not looked for in texts. */
static bool
is_operator(const char *word, size_t size)
{
	static const char *const list[] = { "AND", "OR", "NOT", "NEAR" };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (strlen(list[i]) == size && memcmp(list[i], word, size) == 0)
			return true;
	return false;
}

/* The words of an expression without its operators, for the snippets. */
static void
blank_operators(char *text)
{
	size_t size;

	for (; *text != '\0'; text += size) {
		size = strcspn(text, " \t\n()\"");
		if (is_operator(text, size))
			memset(text, ' ', size);
		if (size == 0)
			size = 1;
	}
}

enum staaf_code
staaf_store_match(struct staaf_hit **out, size_t *n_out,
    struct staaf_store *st, const char *expression, int limit,
    struct staaf_arena *ar, struct staaf_err *err)
{
	struct staaf_arena scratch = { 0 };
	struct store_needles needles = { NULL, 0 };
	struct staaf_term *term = NULL;
	size_t n_terms = 0;
	/* A blank in front: FTS5 takes "*..." for a command of its own. */
	char *query = staaf_arena_printf(&scratch, " %s", expression);
	char *words = staaf_arena_dup(&scratch, expression);
	enum staaf_code rc = STAAF_OK;

	if (scratch.failed)
		rc = store_fail_memory(err);
	if (rc == STAAF_OK) {
		blank_operators(words);
		rc = staaf_store_terms(&term, &n_terms, words, strlen(words),
		    &scratch, err);
	}
	if (rc == STAAF_OK)
		rc = gather_tokens(&needles, term, n_terms, &scratch, err);
	if (rc == STAAF_OK)
		rc = search(out, n_out, st, query, &needles,
		    limit > 0 ? limit : 0, true, ar, err);
	staaf_arena_clear(&scratch);
	return rc;
}
