/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splitting text into folded words; Snowball stems. */
#include <string.h>

#include <libstemmer.h>
#include <utf8proc.h>

#include <staaf/hash.h>
#include <staaf/utf8.h>
#include <staaf/words.h>

enum { MAX_WORD_BYTES = 64 }; /* longer ones are addresses or noise */

/* The letters and digits of ASCII, a bit each. */
static bool
is_ascii_letter(char c)
{
	static const uint64_t letters[4] = { 0x03ff000000000000,
		0x07fffffe07fffffe };
	unsigned char byte = (unsigned char)c;

	return (letters[byte >> 6] >> (byte & 63) & 1) != 0;
}

static bool
is_letter(utf8proc_int32_t c)
{
	utf8proc_category_t cat;

	if (c < 0x80)
		return is_ascii_letter((char)c);
	cat = utf8proc_category(c);
	return (cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_NO) ||
	    c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
may_make_words(char c)
{
	return (unsigned char)c >= 0x80 || is_letter(c);
}

/* Size of the character at text; *is_word tells whether it makes words. */
static size_t
step_over(const char *text, size_t size, bool *is_word)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t step;

	if ((unsigned char)text[0] < 0x80) { /* most are */
		*is_word = is_letter(text[0]);
		return 1;
	}
	step = utf8proc_iterate((const utf8proc_uint8_t *)text,
	    (utf8proc_ssize_t)size, &c);
	*is_word = step > 0 && is_letter(c);
	return step > 0 ? (size_t)step : 1;
}

/* Bytes of a joiner at text[at] inside a word, 0 when it parts. */
static size_t
joiner_size(const char *text, size_t size, size_t at)
{
	size_t step = 1;
	bool is_word = false;

	if (text[at] == '\'' || text[at] == '.' ||
	    (text[at] == ',' && at > 0 && is_digit(text[at - 1])))
		step = 1;
	else if (size - at > 3 && memcmp(text + at, "\xe2\x80\x99", 3) == 0)
		step = 3;
	else
		return 0;
	if (at + step >= size)
		return 0;
	(void)step_over(text + at + step, size - at - step, &is_word);
	if (text[at] == ',' && !is_digit(text[at + 1]))
		return 0;
	/* "5.8" and "e.g" hold; "klaar.Nu" is two sentences. */
	if (text[at] == '.' && !is_digit(text[at + 1]) && at >= 2 &&
	    may_make_words(text[at - 2]))
		return 0;
	return is_word ? step : 0;
}

static size_t
word_end(const char *text, size_t size, size_t at)
{
	for (;;) {
		bool is_word;
		size_t step;

		while (at < size && is_ascii_letter(text[at]))
			at++; /* most are */
		if (at == size)
			break;
		step = step_over(text + at, size - at, &is_word);
		if (!is_word && (step = joiner_size(text, size, at)) == 0)
			break;
		at += step;
	}
	return at;
}

/* The same of letters that fold to one byte; false when some may not. */
static bool
fold_ascii(struct staaf_word *w, const char *text, struct staaf_arena *ar)
{
	size_t size = w->end - w->start;
	char *folded;

	for (size_t i = 0; i < size; i++)
		if ((unsigned char)text[w->start + i] >= 0x80)
			return false;
	if (size > MAX_WORD_BYTES)
		size = MAX_WORD_BYTES;
	if ((folded = staaf_arena_alloc(ar, size + 1)) == NULL)
		return true;
	for (size_t i = 0; i < size; i++)
		folded[i] = staaf_ascii_lower(text[w->start + i]);
	folded[size] = '\0';
	w->folded = folded;
	w->folded_size = size;
	return true;
}

/* Fold one word into the arena. */
static void
fold_word(struct staaf_word *w, const char *text, struct staaf_buf *folded,
    struct staaf_arena *ar)
{
	staaf_buf_reset(folded);
	staaf_utf8_fold(folded, text + w->start, w->end - w->start);
	for (size_t i = 0; i < folded->size; i++)
		if (folded->size - i > 3 &&
		    memcmp(folded->text + i, "\xe2\x80\x99", 3) == 0) {
			folded->text[i] = '\'';
			memmove(folded->text + i + 1, folded->text + i + 3,
			    folded->size - i - 2);
			folded->size -= 2;
		}
	w->folded_size = staaf_utf8_cut(staaf_buf_text(folded), folded->size,
	    MAX_WORD_BYTES);
	w->folded = staaf_arena_dupn(ar, staaf_buf_text(folded),
	    w->folded_size);
	if (folded->failed)
		ar->failed = true;
}

void
staaf_words_split(struct staaf_words *out, const char *text, size_t size,
    struct staaf_arena *ar)
{
	struct staaf_buf folded = { 0 };
	size_t at = 0, room = 0;

	*out = (struct staaf_words){ 0 };
	while (at < size && !ar->failed) {
		struct staaf_word *more;
		bool is_word;
		size_t step = step_over(text + at, size - at, &is_word);

		if (!is_word) {
			at += step;
			continue;
		}
		more = staaf_arena_grow(ar, out->word, out->n_words, &room,
		    sizeof(*more));
		if (more == NULL)
			break;
		out->word = more;
		more += out->n_words;
		more->start = at;
		more->end = at = word_end(text, size, at);
		more->folded = "";
		more->folded_size = 0;
		if (!fold_ascii(more, text, ar))
			fold_word(more, text, &folded, ar);
		if (more->folded_size > 0)
			out->n_words++;
	}
	staaf_buf_clear(&folded);
}

enum {
	MAX_ROUNDS = 4,     /* three is the most seen */
	N_KNOWN = 32768,    /* a power of two; words come again and again */
	KNOWN_BYTES = 31    /* of a word; longer ones seldom come again */
};

/* A word and its stem; the next that falls here takes the place. */
struct known {
	unsigned char size, stem_size; /* size 0: free */
	char word[KNOWN_BYTES], stem[KNOWN_BYTES];
};

struct staaf_stemmer {
	struct sb_stemmer *snowball[STAAF_N_LANGS];
	char stem[MAX_WORD_BYTES * 2];
	struct known *known; /* N_KNOWN of each language, or NULL */
};

struct staaf_stemmer *
staaf_stemmer_new(bool remembers)
{
	struct staaf_stemmer *st = staaf_mem_alloc(sizeof(*st));

	if (st == NULL)
		return NULL;
	st->snowball[STAAF_EN] = sb_stemmer_new("english", "UTF_8");
	st->snowball[STAAF_NL] = sb_stemmer_new("dutch", "UTF_8");
	if (remembers)
		st->known = staaf_mem_alloc(STAAF_N_LANGS * N_KNOWN *
		    sizeof(*st->known));
	if (st->snowball[STAAF_EN] == NULL ||
	    st->snowball[STAAF_NL] == NULL ||
	    (remembers && st->known == NULL)) {
		staaf_stemmer_free(st);
		return NULL;
	}
	return st;
}

void
staaf_stemmer_free(struct staaf_stemmer *st)
{
	if (st == NULL)
		return;
	for (int i = 0; i < STAAF_N_LANGS; i++)
		if (st->snowball[i] != NULL)
			sb_stemmer_delete(st->snowball[i]);
	staaf_mem_free(st->known);
	staaf_mem_free(st);
}

static struct known *
find_known(struct staaf_stemmer *st, enum staaf_lang lang, const char *word,
    size_t size)
{
	uint64_t mark = staaf_mark(STAAF_MARK_START, word, size);

	return &st->known[(size_t)lang * N_KNOWN +
	    ((mark ^ mark >> 32) & (N_KNOWN - 1))];
}

/*
 * Snowball's Dutch leaves "toetsen" at "toets" and "toets" at "toet", and so
 * parts lessen from les, klassen from klas; stemming on until nothing changes
 * brings them together.
 */
static size_t
stem_anew(struct staaf_stemmer *st, enum staaf_lang lang, const char *folded,
    size_t size)
{
	int rounds = lang == STAAF_NL ? MAX_ROUNDS : 1;

	memcpy(st->stem, folded, size);
	for (int i = 0; i < rounds; i++) {
		const sb_symbol *stem = sb_stemmer_stem(st->snowball[lang],
		    (const sb_symbol *)st->stem, (int)size);
		size_t shorter = stem == NULL ? 0 :
		    (size_t)sb_stemmer_length(st->snowball[lang]);

		/* NULL is memory: the word is its own stem. */
		if (shorter == 0 || shorter >= sizeof(st->stem) ||
		    (shorter == size && memcmp(stem, st->stem, size) == 0))
			break;
		memcpy(st->stem, stem, shorter);
		size = shorter;
	}
	return size;
}

const char *
staaf_stem(struct staaf_stemmer *st, enum staaf_lang lang, const char *folded,
    size_t size, size_t *stem_size)
{
	struct known *k = NULL;

	if (size >= sizeof(st->stem)) {
		*stem_size = size;
		return folded;
	}
	if (st->known != NULL)
		k = find_known(st, lang, folded, size);
	if (k != NULL && size > 0 && k->size == size &&
	    memcmp(k->word, folded, size) == 0) {
		*stem_size = k->stem_size;
		memcpy(st->stem, k->stem, *stem_size);
	} else {
		*stem_size = stem_anew(st, lang, folded, size);
		if (k != NULL && size <= KNOWN_BYTES &&
		    *stem_size <= KNOWN_BYTES) {
			k->size = (unsigned char)size;
			k->stem_size = (unsigned char)*stem_size;
			memcpy(k->word, folded, size);
			memcpy(k->stem, st->stem, *stem_size);
		}
	}
	st->stem[*stem_size] = '\0';
	return st->stem;
}
