/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rules have no order: the files that ship are taken apart, their blocks put
 * into other files and the lines of each block turned about; every question
 * of tests/questions is answered as before.
 */
#include "question_room.h"

enum { MAX_FILES = 64, MAX_PARTS = 4000, MAX_LINES = 200, N_ROUNDS = 3 };

/* A stretch of text: a line with those that belong to it, or a block. */
struct part {
	const char *text;
	size_t size;
};

struct deck {
	struct part part[MAX_PARTS];
	size_t n;
};

static uint32_t seed = 20261126;

static size_t
draw(size_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (size_t)(((uint64_t)seed * n) >> 32);
}

static void
shuffle(struct part *part, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = draw(i);
		struct part other = part[i - 1];

		part[i - 1] = part[k];
		part[k] = other;
	}
}

static size_t
line_size(const char *text, size_t size)
{
	const char *end = memchr(text, '\n', size);

	return end == NULL ? size : (size_t)(end - text) + 1;
}

static bool
begins(const char *text, size_t size, const char *word)
{
	size_t n = strlen(word);

	return size >= n && memcmp(text, word, n) == 0;
}

/* Lines that say what the one above them does, or of what it is. */
static bool
goes_with_above(const char *line, size_t size)
{
	static const char *const keys[] = { "+", "reads", "fires", "silent",
		"asks", "set aside" };
	size_t at = 0;

	while (at < size && (line[at] == ' ' || line[at] == '\t'))
		at++;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (at > 0 && begins(line + at, size - at, keys[i]))
			return true;
	return false;
}

/* A block with its lines turned about; the first names it. */
static void
put_block(struct staaf_buf *out, const struct part *block)
{
	struct part line[MAX_LINES];
	size_t n = 0;

	for (size_t at = 0; at < block->size;) {
		const char *p = block->text + at;
		size_t size = line_size(p, block->size - at);

		at += size;
		if (size == 1 || begins(p, size, "#"))
			continue;
		if (n > 0 && goes_with_above(p, size)) {
			line[n - 1].size = (size_t)(p - line[n - 1].text) +
			    size;
			continue;
		}
		assert_true(n < MAX_LINES);
		line[n++] = (struct part){ p, size };
	}
	if (n > 1)
		shuffle(line + 1, n - 1);
	for (size_t i = 0; i < n; i++) {
		staaf_buf_put(out, line[i].text, line[i].size);
		if (line[i].text[line[i].size - 1] != '\n')
			staaf_buf_putc(out, '\n');
	}
}

/* The head of a file; its blocks go onto the deck. */
static struct part
take_apart(struct deck *deck, const struct staaf_rule_text *file)
{
	static const char *const blocks[] = { "concept ", "slot ", "rule ",
		"example " };
	struct part head = { file->text, 0 }, *now = &head;

	for (size_t at = 0; at < file->size;) {
		const char *p = file->text + at;
		size_t size = line_size(p, file->size - at);

		for (size_t i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
			if (begins(p, size, blocks[i])) {
				assert_true(deck->n < MAX_PARTS);
				now = &deck->part[deck->n++];
				*now = (struct part){ p, 0 };
			}
		now->size += size;
		at += size;
	}
	return head;
}

/* The same rules in other files and another order. */
static struct staaf_rules *
deal(void)
{
	static struct deck deck;
	static struct staaf_buf text[MAX_FILES];
	const struct staaf_rule_text *shipped;
	struct staaf_rule_text file[MAX_FILES];
	struct staaf_rules *rs = NULL;
	struct staaf_err err = { 0 };
	size_t n = staaf_rules_shipped(&shipped);

	deck.n = 0;
	assert_true(n > 20 && n <= MAX_FILES);
	for (size_t i = 0; i < n; i++) {
		struct part head = take_apart(&deck, &shipped[i]);

		staaf_buf_put(&text[i], head.text, head.size);
	}
	shuffle(deck.part, deck.n);
	for (size_t i = 0; i < deck.n; i++)
		put_block(&text[draw(n)], &deck.part[i]);
	for (size_t i = 0; i < n; i++)
		file[i] = (struct staaf_rule_text){ shipped[n - 1 - i].name,
			text[i].text, text[i].size };
	if (staaf_rules_new(&rs, file, n, &err) != STAAF_OK) {
		staaf_err_print(stderr, &err, STAAF_EN);
		fail();
	}
	for (size_t i = 0; i < n; i++)
		staaf_buf_clear(&text[i]);
	return rs;
}

/* A question answered by the rules as they ship, and by others. */
struct pair {
	struct room *room;
	struct staaf_rules *other;
	int n;
};

static void
answer(struct staaf_buf *out, struct staaf_store *st,
    const struct staaf_rules *rs, const char *question, enum staaf_lang lang)
{
	struct staaf_arena ar = { 0 };
	struct staaf_answer a = { 0 };

	assert_int_equal(staaf_ask(&a, st, rs, question, strlen(question),
	    lang, &ar, NULL), STAAF_OK);
	a.corpus = ""; /* tells the version of the rules */
	staaf_show_answer_json(out, &a, "q");
	assert_false(out->failed);
	staaf_arena_clear(&ar);
}

static void
compare(struct pair *p, const char *question, enum staaf_lang lang)
{
	struct staaf_buf want = { 0 }, got = { 0 };

	answer(&want, p->room->st, p->room->rs, question, lang);
	answer(&got, p->room->st, p->other, question, lang);
	if (strcmp(want.text, got.text) != 0) {
		size_t at = 0, from;

		while (want.text[at] == got.text[at])
			at++;
		from = at > 200 ? at - 200 : 0;
		fail_msg("%s\n has  %.400s\n not  %.400s", question,
		    got.text + from, want.text + from);
	}
	staaf_buf_clear(&want);
	staaf_buf_clear(&got);
	p->n++;
}

static enum staaf_code
compare_file(const char *path, struct staaf_err *err, void *arg)
{
	struct staaf_buf file = { 0 };
	enum staaf_code rc = staaf_file_read(&file, path, 1 << 20, err);
	char *rest = file.text;

	for (char *line; rc == STAAF_OK &&
	    (line = strtok_r(rest, "\n", &rest)) != NULL;)
		if (begins(line, strlen(line), "nl ") ||
		    begins(line, strlen(line), "en "))
			compare(arg, line + 3, line[0] == 'n' ? STAAF_NL :
			    STAAF_EN);
	staaf_buf_clear(&file);
	return rc;
}

static void
the_order_of_files_blocks_and_lines_changes_no_answer(void **state)
{
	struct pair p = { .room = *state };
	struct staaf_err err = { 0 };

	for (int round = 0; round < N_ROUNDS; round++) {
		p.other = deal();
		p.n = 0;
		assert_string_not_equal(staaf_rules_version(p.other),
		    staaf_rules_version(p.room->rs));
		assert_int_equal(staaf_file_each("tests/questions", ".q",
		    compare_file, &p, &err), STAAF_OK);
		assert_true(p.n >= 70);
		staaf_rules_free(p.other);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_order_of_files_blocks_and_lines_changes_no_answer),
	};

	return cmocka_run_group_tests(tests, fill_room, clear_room);
}
