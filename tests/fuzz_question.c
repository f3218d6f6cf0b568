/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever people type, through the rules that ship and all that is said of
 * it; seeds are in tests/seeds/question.  The store is empty.  An answer has
 * a sentence, is valid text in both forms, and is the same when asked again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <staaf/show.h>
#include <staaf/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct staaf_store *st;
static struct staaf_rules *rs;

static void
open_store(void)
{
	char folder[] = "/tmp/staaf-fuzz-XXXXXX", path[64];
	const struct staaf_rule_text *shipped;
	struct staaf_rule_file file[64];
	size_t n = staaf_rules_shipped(&shipped);

	if (mkdtemp(folder) == NULL || n > 64)
		abort();
	(void)snprintf(path, sizeof(path), "%s/s.db", folder);
	for (size_t i = 0; i < n; i++)
		file[i] = (struct staaf_rule_file){ shipped[i].name,
			shipped[i].text, shipped[i].size };
	if (staaf_store_open(&st, path, STAAF_STORE_WRITE, NULL) != STAAF_OK ||
	    staaf_store_begin(st, NULL) != STAAF_OK ||
	    staaf_rules_enforce(st, file, n, NULL) != STAAF_OK ||
	    staaf_store_commit(st, NULL) != STAAF_OK ||
	    staaf_rules_in_force(&rs, st, NULL) != STAAF_OK)
		abort();
	(void)unlink(path); /* it stays open, and goes with the process */
	(void)rmdir(folder);
}

static void
answer(struct staaf_buf *out, const char *text, size_t size,
    enum staaf_lang lang)
{
	const struct staaf_term_style style = { .lang = lang, .columns = 80,
		.wants_why = true };
	struct staaf_arena ar = { 0 };
	struct staaf_answer a = { 0 };
	struct staaf_err err = { 0 };
	enum staaf_code rc = staaf_ask(&a, st, rs, text, size, lang, &ar,
	    &err);

	if (rc == STAAF_OK) {
		if (a.sentence == NULL || a.sentence[0] == '\0')
			abort();
		staaf_show_answer(out, &a, &style);
		staaf_show_answer_json(out, &a, "q");
	} else if (rc != STAAF_USAGE && rc != STAAF_BADINPUT) {
		abort();
	} else {
		staaf_err_sentence(out, &err, lang);
	}
	staaf_arena_clear(&ar);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	enum staaf_lang lang = size % 2 ? STAAF_EN : STAAF_NL;
	struct staaf_buf once = { 0 }, again = { 0 };

	if (rs == NULL)
		open_store();
	answer(&once, (const char *)bytes, size, lang);
	answer(&again, (const char *)bytes, size, lang);
	if (once.failed || once.size == 0 || once.size != again.size ||
	    memcmp(once.text, again.text, once.size) != 0 ||
	    staaf_utf8_valid(once.text, once.size) != once.size)
		abort();
	staaf_buf_clear(&once);
	staaf_buf_clear(&again);
	return 0;
}
