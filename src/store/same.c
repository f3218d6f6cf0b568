/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which record held is the one that comes in?  First by id and what a curator
 * said, then by numbers that registers give, then by title, first author and
 * year.  Never: records with two DOIs, a title of few words, and two entries
 * of one source by their title alone (a source knows its own).  A preprint
 * and its article stay two as well, and are linked.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <staaf/hash.h>
#include <staaf/utf8.h>

#include "store.h"

enum {
	MIN_TITLE_WORDS = 4, /* "Editorial", "Book review" are no identity */
	MIN_TITLE_BYTES = 20,
	MAX_KEY_BYTES = 300
};

/* A record held that may be the same. */
struct candidate {
	sqlite3_int64 number;
	const char *doi, *source, *id;
	int year;
};

/* Letters and digits, folded, put behind each other; the number of words. */
static size_t
put_folded(struct staaf_buf *out, const char *text, size_t size,
    struct staaf_arena *ar)
{
	struct staaf_words words;

	staaf_words_split(&words, text, size, ar);
	for (size_t i = 0; i < words.n_words && out->size < MAX_KEY_BYTES; i++)
		staaf_buf_put(out, words.word[i].folded,
		    words.word[i].folded_size);
	return words.n_words;
}

/* "Låg, T." and "T. Låg" both begin or end with the name that counts. */
static void
put_surname(struct staaf_buf *out, const char *name, struct staaf_arena *ar)
{
	const char *comma = strchr(name, ','), *space = strrchr(name, ' ');

	if (comma != NULL)
		(void)put_folded(out, name, (size_t)(comma - name), ar);
	else
		(void)put_folded(out, space == NULL ? name : space + 1,
		    strlen(space == NULL ? name : space + 1), ar);
}

enum staaf_code
store_title_key(char out[STORE_KEY_SIZE], const struct staaf_record *r,
    struct staaf_err *err)
{
	struct staaf_buf key = { 0 };
	struct staaf_arena ar = { 0 };
	char hash[STAAF_HASH_SIZE];
	size_t n, size;
	bool failed;

	out[0] = '\0';
	n = put_folded(&key, r->title, strlen(r->title), &ar);
	size = key.size;
	staaf_buf_putc(&key, '|');
	if (r->n_authors > 0)
		put_surname(&key, r->author[0], &ar);
	failed = key.failed || ar.failed;
	if (!failed && n >= MIN_TITLE_WORDS && size >= MIN_TITLE_BYTES &&
	    key.size > size + 1) {
		staaf_hash(hash, key.text, key.size);
		memcpy(out, hash, STORE_KEY_SIZE - 1);
		out[STORE_KEY_SIZE - 1] = '\0';
	}
	staaf_buf_clear(&key);
	staaf_arena_clear(&ar);
	return failed ? store_fail_memory(err) : STAAF_OK;
}

/* Does a statement about a record and a text give a row? */
static enum staaf_code
ask(bool *out, struct staaf_store *st, enum sql_statement which,
    sqlite3_int64 number, const char *text, struct staaf_err *err)
{
	struct store_row row;
	sqlite3_int64 one;
	enum staaf_code rc = store_ready(&row, st, which, NULL, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_int(&row, number);
	store_put_text(&row, text);
	return store_step_int(out, &one, st, &row, err);
}

static enum staaf_code
is_refused(bool *out, struct staaf_store *st, const struct staaf_record *r,
    const struct candidate *c, struct staaf_err *err)
{
	struct store_row row;
	sqlite3_int64 one;
	enum staaf_code rc = store_ready(&row, st, SQL_SAME_REFUSED, NULL,
	    err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, r->id);
	store_put_text(&row, c->id);
	store_put_int(&row, c->number);
	return store_step_int(out, &one, st, &row, err);
}

/* A register's number is the same: only two DOIs speak against it. */
static enum staaf_code
fits_alias(bool *out, struct staaf_store *st, const struct staaf_record *r,
    const struct candidate *c, struct staaf_err *err)
{
	bool refused = false;
	enum staaf_code rc = is_refused(&refused, st, r, c, err);

	*out = !refused && (*r->doi == '\0' || *c->doi == '\0' ||
	    strcmp(r->doi, c->doi) == 0);
	return rc;
}

static enum staaf_code
fits_title(bool *out, struct staaf_store *st, const struct staaf_record *r,
    const struct candidate *c, struct staaf_err *err)
{
	bool is_own = strcmp(r->source, c->source) == 0;
	enum staaf_code rc = fits_alias(out, st, r, c, err);

	if (rc != STAAF_OK || !*out)
		return rc;
	if (!is_own)
		rc = ask(&is_own, st, SQL_SAME_TOLD, c->number, r->source,
		    err);
	*out = !is_own &&
	    (r->year == 0 || c->year == 0 || r->year == c->year);
	return rc;
}

typedef enum staaf_code fits(bool *out, struct staaf_store *st,
    const struct staaf_record *r, const struct candidate *c,
    struct staaf_err *err);

enum { MAX_CANDIDATES = 16 }; /* of one key; more are no identity */

/* The first that fits of those a statement gives; NULL: any. */
static enum staaf_code
look(sqlite3_int64 *number, struct staaf_store *st, enum sql_statement which,
    const char *key, const struct staaf_record *r, fits *fit,
    struct staaf_err *err)
{
	struct staaf_arena ar = { 0 };
	struct candidate c[MAX_CANDIDATES];
	struct store_row row;
	bool has_row = true, is_it = false;
	size_t n = 0;
	enum staaf_code rc = store_ready(&row, st, which, &ar, err);

	if (rc != STAAF_OK)
		return rc;
	store_put_text(&row, key);
	while (n < MAX_CANDIDATES && (rc = store_step(&has_row, st, &row,
	    err)) == STAAF_OK && has_row) {
		c[n].number = store_take_int(&row);
		c[n].doi = store_take_text(&row);
		c[n].year = (int)store_take_int(&row);
		c[n].source = store_take_text(&row);
		c[n++].id = store_take_text(&row);
	}
	store_end(&row);
	if (rc == STAAF_OK && ar.failed)
		rc = store_fail_memory(err);
	for (size_t i = 0; i < n && rc == STAAF_OK && !is_it; i++) {
		is_it = fit == NULL;
		if (fit != NULL)
			rc = fit(&is_it, st, r, &c[i], err);
		if (rc == STAAF_OK && is_it)
			*number = c[i].number;
	}
	staaf_arena_clear(&ar);
	return rc;
}

/* A number of one work only; chapters share the ISBN of their book. */
static bool
is_of_one_work(const char *alias)
{
	return strncmp(alias, "pmid:", 5) == 0 ||
	    strncmp(alias, "eric:", 5) == 0;
}

enum staaf_code
store_find_same(sqlite3_int64 *number, struct staaf_store *st,
    const struct staaf_record *r, const char *title_key,
    struct staaf_err *err)
{
	static const enum sql_statement by_id[] = { SQL_SAME_ID,
		SQL_SAME_OWN_ID, SQL_SAME_DECIDED };
	enum staaf_code rc = STAAF_OK;

	*number = 0;
	for (size_t i = 0; i < sizeof(by_id) / sizeof(by_id[0]) &&
	    rc == STAAF_OK && *number == 0; i++)
		rc = look(number, st, by_id[i], r->id, r, NULL, err);
	for (size_t i = 0; i < r->n_aliases && rc == STAAF_OK &&
	    *number == 0; i++)
		if (is_of_one_work(r->alias[i]))
			rc = look(number, st, SQL_SAME_ALIAS, r->alias[i], r,
			    fits_alias, err);
	if (rc == STAAF_OK && *number == 0 && *title_key != '\0')
		rc = look(number, st, SQL_SAME_TITLE, title_key, r,
		    fits_title, err);
	return rc;
}

/* ------------------------------------------------- preprint and article */

/* The servers' own numbers; bioRxiv's 10.1101 is also that of journals, which
 * go on with a letter. */
static bool
is_preprint_doi(const char *doi)
{
	static const char *const servers[] = { "10.48550/", "10.31234/",
		"10.31219/", "10.31235/", "10.35542/", "10.2139/ssrn",
		"10.21203/rs.", "10.20944/preprints", "10.26434/", "10.36227/",
		"10.22541/au.", "10.33774/", "10.2196/preprints" };
	static const char shared[] = "10.1101/";

	for (size_t i = 0; i < sizeof(servers) / sizeof(*servers); i++)
		if (strncasecmp(doi, servers[i], strlen(servers[i])) == 0)
			return true;
	return strncmp(doi, shared, sizeof(shared) - 1) == 0 &&
	    doi[sizeof(shared) - 1] >= '0' && doi[sizeof(shared) - 1] <= '9';
}

enum { MAX_YEARS_BETWEEN = 5 }; /* a preprint and its article */

static enum staaf_code
fits_preprint(bool *out, struct staaf_store *st, const struct staaf_record *r,
    const struct candidate *c, struct staaf_err *err)
{
	bool refused = false;
	enum staaf_code rc = is_refused(&refused, st, r, c, err);

	*out = !refused && *c->doi != '\0' &&
	    is_preprint_doi(r->doi) != is_preprint_doi(c->doi) &&
	    (r->year == 0 || c->year == 0 ||
	    abs(r->year - c->year) <= MAX_YEARS_BETWEEN);
	return rc;
}

static bool
has_relation(const struct staaf_record *r, const struct staaf_relation *one)
{
	for (size_t i = 0; i < r->n_relations; i++)
		if (r->relation[i].kind == one->kind &&
		    strcmp(r->relation[i].target, one->target) == 0)
			return true;
	return false;
}

enum staaf_code
store_link_preprint(struct staaf_record *r, struct staaf_store *st,
    struct staaf_arena *ar, struct staaf_err *err)
{
	char title_key[STORE_KEY_SIZE];
	struct staaf_relation *all, one;
	struct store_head head;
	sqlite3_int64 other = 0;
	enum staaf_code rc = store_title_key(title_key, r, err);

	if (rc == STAAF_OK && *r->doi != '\0' && *title_key != '\0')
		rc = look(&other, st, SQL_SAME_TITLE, title_key, r,
		    fits_preprint, err);
	if (rc == STAAF_OK && other != 0)
		rc = store_read_head(&head, st, other, ar, err);
	if (rc != STAAF_OK || other == 0)
		return rc;
	one = (struct staaf_relation){ .target = head.id, .kind =
	    is_preprint_doi(r->doi) ? STAAF_PREPRINT_OF : STAAF_HAS_PREPRINT };
	if (has_relation(r, &one))
		return STAAF_OK;
	all = staaf_arena_array(ar, r->n_relations + 1, sizeof(*all));
	if (all == NULL)
		return store_fail_memory(err);
	if (r->n_relations > 0)
		memcpy(all, r->relation, r->n_relations * sizeof(*all));
	all[r->n_relations++] = one;
	r->relation = all;
	return STAAF_OK;
}

enum staaf_code
store_is_retracted(bool *out, struct staaf_store *st,
    const struct staaf_record *r, struct staaf_err *err)
{
	const char *const kind =
	    staaf_relation_name(STAAF_RETRACTS);
	enum staaf_code rc = STAAF_OK;

	*out = false;
	for (size_t i = 0; i <= r->n_aliases && rc == STAAF_OK && !*out;
	    i++) {
		struct store_row row;
		sqlite3_int64 one;

		rc = store_ready(&row, st, SQL_RELATION_IS_TARGET, NULL, err);
		if (rc != STAAF_OK)
			break;
		store_put_text(&row, i == 0 ? r->id : r->alias[i - 1]);
		store_put_text(&row, kind);
		rc = store_step_int(out, &one, st, &row, err);
	}
	return rc;
}
