/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The FTS5 tokenizer "staaf": words as the rest of staaf sees them, folded,
 * then stemmed by Snowball.  FTS5 3.40 does not tell a tokenizer the
 * language, so each part of a text opens with a mark, U+0002 and a letter
 * (store.h); text in the store never holds control characters.  A part of
 * unknown language gives both stems at one place.  It knows no compounds.
 */
#include <string.h>

#include "store.h"

typedef int emit_fn(void *ctx, int flags, const char *token, int size,
    int start, int end);

struct tokenizer {
	struct staaf_stemmer *stemmer;
};

static int
make_tokenizer(void *ctx, const char **arg, int n_args, Fts5Tokenizer **out)
{
	struct tokenizer *t = staaf_mem_alloc(sizeof(*t));

	(void)ctx;
	(void)arg;
	(void)n_args;
	if (t == NULL)
		return SQLITE_NOMEM;
	if ((t->stemmer = staaf_stemmer_new(true)) == NULL) {
		staaf_mem_free(t);
		return SQLITE_NOMEM;
	}
	*out = (Fts5Tokenizer *)t;
	return SQLITE_OK;
}

static void
free_tokenizer(Fts5Tokenizer *tokenizer)
{
	struct tokenizer *t = (struct tokenizer *)tokenizer;

	if (t != NULL)
		staaf_stemmer_free(t->stemmer);
	staaf_mem_free(t);
}

/* The stem or stems of one word; base is where its part starts. */
static int
emit_word(struct tokenizer *t, const struct staaf_word *w, char mark,
    size_t base, emit_fn *emit, void *ctx)
{
	int start = (int)(base + w->start), end = (int)(base + w->end);
	char en[STORE_TOKEN_SIZE], nl[STORE_TOKEN_SIZE];
	size_t en_size = 0, nl_size;
	int rc = SQLITE_OK;

	if (mark != STORE_MARK_NL) {
		en_size = store_stem(en, t->stemmer, STAAF_EN, w);
		rc = emit(ctx, 0, en, (int)en_size, start, end);
	}
	if (rc != SQLITE_OK || mark == STORE_MARK_EN)
		return rc;
	nl_size = store_stem(nl, t->stemmer, STAAF_NL, w);
	if (mark == STORE_MARK_NL)
		return emit(ctx, 0, nl, (int)nl_size, start, end);
	if (nl_size == en_size && memcmp(nl, en, nl_size) == 0)
		return SQLITE_OK;
	return emit(ctx, FTS5_TOKEN_COLOCATED, nl, (int)nl_size, start, end);
}

static int
emit_part(struct tokenizer *t, const char *text, size_t size, char mark,
    size_t base, emit_fn *emit, void *ctx)
{
	struct staaf_arena ar = { 0 };
	struct staaf_words words;
	int rc = SQLITE_OK;

	staaf_words_split(&words, text, size, &ar);
	if (ar.failed)
		rc = SQLITE_NOMEM;
	for (size_t i = 0; i < words.n_words && rc == SQLITE_OK; i++)
		rc = emit_word(t, &words.word[i], mark, base, emit, ctx);
	staaf_arena_clear(&ar);
	return rc;
}

static int
tokenize(Fts5Tokenizer *tokenizer, void *ctx, int flags, const char *text,
    int text_size, emit_fn *emit)
{
	struct tokenizer *t = (struct tokenizer *)tokenizer;
	size_t at = 0, size = text == NULL ? 0 : (size_t)text_size;
	int rc = SQLITE_OK;

	if ((flags & FTS5_TOKENIZE_QUERY) != 0 && size > 2 &&
	    text[0] == STORE_MARK && text[1] == STORE_MARK_TOKEN)
		return emit(ctx, 0, text + 2, (int)size - 2, 0, (int)size);
	while (at < size && rc == SQLITE_OK) {
		char mark = STORE_MARK_UNKNOWN;
		const char *next;
		size_t part;

		if (text[at] == STORE_MARK) {
			if (size - at < 2)
				break;
			mark = text[at + 1];
			at += 2;
		}
		next = memchr(text + at, STORE_MARK, size - at);
		part = next == NULL ? size - at : (size_t)(next - text) - at;
		rc = emit_part(t, text + at, part, mark, at, emit, ctx);
		at += part;
	}
	return rc;
}

/* FTS5 gives its interface only by way of a pointer bound in SQL. */
static fts5_api *
find_fts5(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) ==
	    SQLITE_OK && sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr",
	    NULL) == SQLITE_OK)
		(void)sqlite3_step(stmt);
	(void)sqlite3_finalize(stmt);
	return api;
}

int
store_tokenizer(sqlite3 *db)
{
	fts5_tokenizer ours = {
		.xCreate = make_tokenizer,
		.xDelete = free_tokenizer,
		.xTokenize = tokenize,
	};
	fts5_api *api = find_fts5(db);

	if (api == NULL)
		return SQLITE_ERROR;
	return api->xCreateTokenizer(api, "staaf", NULL, &ours, NULL);
}
