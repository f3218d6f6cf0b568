/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The normal form of a set: sorted by id, one spelling, lines of at most 100
 * columns where words allow.  Reading it gives the same set again.
 */
#include <stdlib.h>
#include <string.h>

#include <staaf/utf8.h>

#include "rule.h"

enum { LINE_COLUMNS = 100, VALUE_AT = 13, MARGIN_VALUE_AT = 8 };

/* "  nl name    ": the head of an indented line, up to its value. */
static size_t
put_head(struct staaf_buf *out, int lang, const char *key, int indent)
{
	size_t before = out->size;
	size_t value_at = indent > 0 ? VALUE_AT : MARGIN_VALUE_AT;

	if (strcmp(key, "example") == 0) /* its language comes right after */
		value_at = 0;
	staaf_buf_printf(out, "%*s", indent, "");
	if (lang != RULE_NO_LANG)
		staaf_buf_printf(out, "%s ",
		    staaf_lang_code((enum staaf_lang)lang));
	staaf_buf_puts(out, key);
	do {
		staaf_buf_putc(out, ' ');
	} while (out->size - before < value_at && !out->failed);
	return out->size - before;
}

/* A value broken at spaces; the lines that go on start with "+". */
static void
put_wrapped(struct staaf_buf *out, int lang, const char *key,
    const char *value, int indent)
{
	size_t columns = put_head(out, lang, key, indent);
	bool is_first = true;

	while (*value != '\0') {
		size_t size = strcspn(value, " ");
		size_t width = staaf_utf8_columns(value, size);

		if (!is_first && columns + 1 + width > LINE_COLUMNS) {
			staaf_buf_putc(out, '\n');
			columns = put_head(out, RULE_NO_LANG, "+", indent);
		} else if (!is_first) {
			staaf_buf_putc(out, ' ');
			columns++;
		}
		staaf_buf_put(out, value, size);
		columns += width;
		is_first = false;
		value += size;
		while (*value == ' ')
			value++;
	}
	staaf_buf_putc(out, '\n');
}

static void
put_line(struct staaf_buf *out, int lang, const char *key, const char *value)
{
	if (*value != '\0')
		put_wrapped(out, lang, key, value, 2);
}

/* A pattern keeps its spaces, so it is never broken. */
static void
put_pattern(struct staaf_buf *out, const struct rule_word *w)
{
	(void)put_head(out, (int)w->lang, "pattern", 2);
	staaf_buf_puts(out, w->ref.text);
	staaf_buf_putc(out, '\n');
}

static void
put_both(struct staaf_buf *out, const char *key,
    const char *const text[STAAF_N_LANGS])
{
	put_line(out, STAAF_NL, key, text[STAAF_NL]);
	put_line(out, STAAF_EN, key, text[STAAF_EN]);
}

static int
compare_texts(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* Sorted comma list of the words of one sort; each once. */
static void
put_words(struct staaf_buf *out, const struct rule_words *words,
    enum rule_word_kind kind, enum staaf_lang lang, const char *key,
    size_t range, const char *before)
{
	const char **list = staaf_mem_alloc((words->n + 1) * sizeof(*list));
	struct staaf_buf b = { 0 };
	size_t n = 0;

	if (list == NULL) {
		out->failed = true;
		return;
	}
	for (size_t i = 0; i < words->n; i++)
		if (words->item[i].kind == kind &&
		    words->item[i].lang == lang &&
		    words->item[i].range == range)
			list[n++] = words->item[i].ref.text;
	if (n > 1)
		qsort(list, n, sizeof(*list), compare_texts);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && strcmp(list[i], list[i - 1]) == 0)
			continue;
		staaf_buf_puts(&b, i == 0 ? before : ", ");
		staaf_buf_puts(&b, list[i]);
	}
	put_line(out, (int)lang, key, staaf_buf_text(&b));
	out->failed = out->failed || b.failed;
	staaf_buf_clear(&b);
	staaf_mem_free(list);
}

static void
put_patterns(struct staaf_buf *out, const struct rule_words *words,
    enum staaf_lang lang)
{
	for (size_t i = 0; i < words->n; i++)
		if (words->item[i].kind == RULE_PATTERN &&
		    words->item[i].lang == lang)
			put_pattern(out, &words->item[i]);
}

static void
put_concept(struct staaf_buf *out, const struct rule_concept *c)
{
	staaf_buf_printf(out, "\nconcept %s\n", c->pub.id);
	put_line(out, RULE_NO_LANG, "is", staaf_concept_kind_name(c->pub.kind));
	put_line(out, RULE_NO_LANG, "domain", c->pub.domain);
	put_both(out, "name", c->pub.name);
	for (int lang = STAAF_NL; lang >= STAAF_EN; lang--) {
		for (int kind = RULE_ALSO; kind < RULE_PATTERN; kind++)
			put_words(out, &c->words, (enum rule_word_kind)kind,
			    (enum staaf_lang)lang, rule_word_names[kind], 0,
			    "");
		put_patterns(out, &c->words, (enum staaf_lang)lang);
		put_words(out, &c->words, RULE_NOT, (enum staaf_lang)lang,
		    "not", 0, "");
	}
	put_line(out, RULE_NO_LANG, "under", c->under.text);
	put_line(out, RULE_NO_LANG, "find", c->pub.find);
}

static void
put_slot_ranges(struct staaf_buf *out, const struct rule_slot *s)
{
	struct staaf_buf b = { 0 };

	for (size_t i = 0; i < s->pub.n_ranges; i++) {
		const struct staaf_range *r = &s->pub.range[i];

		staaf_buf_reset(&b);
		staaf_buf_printf(&b, "%s is ", r->id);
		rule_put_bounds(&b, r->low, r->high);
		put_line(out, RULE_NO_LANG, "range", staaf_buf_text(&b));
	}
	for (int lang = STAAF_NL; lang >= STAAF_EN; lang--)
		for (size_t i = 0; i < s->pub.n_ranges; i++) {
			staaf_buf_reset(&b);
			staaf_buf_printf(&b, "%s: ", s->pub.range[i].id);
			put_words(out, &s->range_words, RULE_ALSO,
			    (enum staaf_lang)lang, "range", i,
			    staaf_buf_text(&b));
		}
	out->failed = out->failed || b.failed;
	staaf_buf_clear(&b);
}

static void
put_slot(struct staaf_buf *out, const struct rule_slot *s)
{
	struct staaf_buf b = { 0 };

	staaf_buf_printf(out, "\nslot %s\n", s->pub.id);
	put_both(out, "name", s->pub.name);
	put_line(out, RULE_NO_LANG, "unit", s->pub.unit);
	if (s->pub.from > -1e300) { /* not left open */
		rule_put_number(&b, s->pub.from);
		staaf_buf_puts(&b, " to ");
		rule_put_number(&b, s->pub.to);
		put_line(out, RULE_NO_LANG, "from", staaf_buf_text(&b));
	}
	put_patterns(out, &s->words, STAAF_NL);
	put_patterns(out, &s->words, STAAF_EN);
	put_slot_ranges(out, s);
	put_both(out, "ask", s->pub.ask);
	out->failed = out->failed || b.failed;
	staaf_buf_clear(&b);
}

static void
put_seek(struct staaf_buf *out, const struct rule_rule *r,
    struct staaf_arena *ar)
{
	static const char *const before[] = { "", " on ", " in " };
	const char *text = "";

	for (int i = 0; i < 3; i++)
		if (*r->seek[i].text != '\0')
			text = staaf_arena_printf(ar, "%s%s%s", text,
			    before[i], r->seek[i].text);
	put_line(out, RULE_NO_LANG, "seek", text);
	if (*r->contrast[0].text != '\0')
		put_line(out, RULE_NO_LANG, "contrast", staaf_arena_printf(ar,
		    "%s with %s", r->contrast[0].text, r->contrast[1].text));
}

static void
put_outcome(struct staaf_buf *out, const struct rule_example *ex)
{
	static const char *const keys[] = { "", "fires", "asks", "silent",
		"set aside" };

	if (ex->expect == RULE_EXPECT_NONE)
		return;
	if (*ex->what.text != '\0')
		put_wrapped(out, RULE_NO_LANG, keys[ex->expect], ex->what.text,
		    4);
	else
		staaf_buf_printf(out, "    %s\n", keys[ex->expect]);
}

static void
put_example(struct staaf_buf *out, const struct rule_example *ex, int indent,
    struct staaf_arena *ar)
{
	const char *text = "";

	put_wrapped(out, RULE_NO_LANG, "example", staaf_arena_printf(ar,
	    "%s %s", staaf_lang_code(ex->lang), ex->question), indent);
	for (size_t i = 0; i < ex->n_reads; i++)
		text = staaf_arena_printf(ar, "%s%s%s", text,
		    i == 0 ? "" : ", ", ex->read[i].ref.text);
	if (*text != '\0')
		put_wrapped(out, RULE_NO_LANG, "reads", text, indent + 2);
	put_outcome(out, ex);
}

static void
put_because(struct staaf_buf *out, const struct rule_rule *r,
    struct staaf_arena *ar)
{
	for (size_t i = 0; i < r->n_because; i++) {
		const struct staaf_cite *c = &r->because[i];

		put_line(out, RULE_NO_LANG, "because", staaf_arena_printf(ar,
		    "%s%s%s%s", c->is_norm ? "norm: " : "", c->ref,
		    *c->what != '\0' ? " " : "", c->what));
	}
}

static void
put_rule(struct staaf_buf *out, const struct rule_rule *r,
    struct staaf_arena *ar)
{
	staaf_buf_printf(out, "\nrule %s\n", r->pub.id);
	put_both(out, "title", r->pub.title);
	for (size_t i = 0; i < r->n_conditions; i++)
		put_line(out, RULE_NO_LANG,
		    r->condition[i].is_unless ? "unless" : "when",
		    r->condition[i].text);
	put_line(out, RULE_NO_LANG, "instead of", r->instead_of.text);
	put_seek(out, r, ar);
	if (r->pub.is_claim)
		put_line(out, RULE_NO_LANG, "claim",
		    staaf_form_name(r->pub.claim_form));
	put_both(out, "says", r->pub.says);
	put_both(out, "advise", r->pub.advise);
	put_both(out, "caveat", r->pub.caveat);
	put_because(out, r, ar);
	if (r->pub.is_draft)
		put_line(out, RULE_NO_LANG, "status", staaf_arena_printf(ar,
		    "draft%s%s", *r->pub.status_note != '\0' ? " " : "",
		    r->pub.status_note));
	for (const struct rule_example *ex = r->first; ex != NULL;
	    ex = ex->next)
		put_example(out, ex, 2, ar);
}

static void
put_header(struct staaf_buf *out, const struct staaf_rules *rs)
{
	staaf_buf_puts(out, "staaf rules 1\n");
	for (size_t i = 0; i < rs->n_about; i++)
		put_wrapped(out, RULE_NO_LANG, "about", rs->about[i], 0);
	for (size_t i = 0; i < rs->n_kept; i++)
		put_wrapped(out, RULE_NO_LANG, "kept by", rs->kept[i], 0);
	if (rs->checked != NULL)
		put_wrapped(out, RULE_NO_LANG, "checked", rs->checked, 0);
}

void
staaf_rules_print(struct staaf_buf *out, const struct staaf_rules *rs)
{
	struct staaf_arena ar = { 0 };

	put_header(out, rs);
	for (size_t i = 0; i < rs->n_concepts; i++)
		put_concept(out, rs->concept[i]);
	for (size_t i = 0; i < rs->n_slots; i++)
		put_slot(out, rs->slot[i]);
	for (size_t i = 0; i < rs->n_rules; i++)
		put_rule(out, rs->rule[i], &ar);
	if (rs->first != NULL)
		staaf_buf_putc(out, '\n');
	for (const struct rule_example *ex = rs->first; ex != NULL;
	    ex = ex->next)
		put_example(out, ex, 0, &ar);
	if (ar.failed)
		out->failed = true;
	staaf_arena_clear(&ar);
}
