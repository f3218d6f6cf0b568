/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines with a tag before them: RIS ("TI  - ") and MEDLINE as PubMed gives it
 * ("TI  - ", "PMID- ", lines that go on after six spaces).  Real exports have
 * other spaces than they should, miss first and last lines, and break values
 * anywhere: a line without a tag goes on with the value before it.
 */
#include <string.h>

#include "bib.h"

/* A tag may have several rows; of one field the earlier row wins. */
static const struct ingest_row ris_rows[] = {
	{ "TI", INGEST_TITLE, INGEST_HTML, NULL },
	{ "T1", INGEST_TITLE, INGEST_HTML, NULL },
	{ "CT", INGEST_TITLE, INGEST_HTML, NULL },
	{ "BT", INGEST_TITLE, INGEST_HTML, NULL },
	{ "TT", INGEST_TITLE, INGEST_HTML, NULL },
	{ "AB", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "N2", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "PY", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "Y1", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "DA", INGEST_PUBLISHED, INGEST_PLAIN, "exact" },
	{ "DO", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "M3", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "UR", INGEST_LINK, INGEST_PLAIN, NULL },
	{ "LK", INGEST_LINK, INGEST_PLAIN, NULL },
	{ "L2", INGEST_LINK, INGEST_PLAIN, NULL },
	{ "L1", INGEST_LINK, INGEST_PLAIN, NULL },
	{ "SN", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "AN", INGEST_ALIAS, INGEST_PLAIN, "eric:" },
	{ "C2", INGEST_ALIAS, INGEST_PLAIN, "pmc:" },
	{ "JF", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "T2", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "JO", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "BT", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "JA", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "J2", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "PB", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "LA", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "AN", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "ID", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "AU", INGEST_AUTHOR, INGEST_PLAIN, NULL },
	{ "A1", INGEST_AUTHOR, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_row nbib_rows[] = {
	{ "PMID", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "PMID", INGEST_ALIAS, INGEST_PLAIN, "pmid:" },
	{ "PMC", INGEST_ALIAS, INGEST_PLAIN, "pmc:" },
	{ "TI", INGEST_TITLE, INGEST_HTML, NULL },
	{ "BTI", INGEST_TITLE, INGEST_HTML, NULL },
	{ "AB", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "DP", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "DEP", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "CRDT", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "LR", INGEST_UPDATED, INGEST_PLAIN, NULL },
	{ "LID", INGEST_DOI, INGEST_PLAIN, "[doi]" },
	{ "AID", INGEST_DOI, INGEST_PLAIN, "[doi]" },
	{ "JT", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "BTI", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "TA", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "PB", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "LA", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "ISBN", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "PT", INGEST_STUDY, INGEST_PLAIN, NULL },
	{ "FAU", INGEST_AUTHOR, INGEST_PLAIN, NULL },
	{ "CN", INGEST_AUTHOR, INGEST_PLAIN, NULL },
	{ "EIN", INGEST_RELATION, INGEST_PLAIN, "corrected-by" },
	{ "EFR", INGEST_RELATION, INGEST_PLAIN, "corrects" },
	{ "RIN", INGEST_RETRACTED, INGEST_PLAIN, NULL },
	{ "RIN", INGEST_RELATION, INGEST_PLAIN, "retracted-by" },
	{ "ROF", INGEST_RELATION, INGEST_PLAIN, "retracts" },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

/* Names for want of authors: editors, and PubMed's short forms. */
static const char *const ris_others[] = { "A2", "A3", "A4", "ED", NULL };
static const char *const nbib_others[] = { "AU", "FED", "ED", NULL };

/* Types of which the SN is that of the book around them. */
static const char *const ris_parts[] = { "CHAP", "ECHAP", "CPAPER", "CONF",
	NULL };

/* Tags that a record has once, and near its start. */
static const char *const nbib_starts[] = { "PMID", "OWN", "STAT", "DP", "TI",
	NULL };

struct tagged {
	struct bib *b;
	const struct ingest_row *rows;
	const char *const *others;
	char tag[8];            /* "" when none is open */
	struct staaf_buf value; /* of the tag that is open */
	long line, column;      /* where the line at hand begins */
	bool is_part;           /* RIS: of a book */
	bool has_gap;           /* nbib: a blank line came */
	const char *other;      /* nbib: abstract in a language yet unsaid */
	unsigned seen;          /* nbib: of nbib_starts, a bit each */
};

static int
find_name(const char *const *list, const char *name)
{
	for (int i = 0; list[i] != NULL; i++)
		if (strcmp(list[i], name) == 0)
			return i;
	return -1;
}

/* -------------------------------------------------------------- values */

/* "Lancet. 2020;1:2. doi: 10.1/x. PMID: 12": the DOI, else the number. */
static const char *
find_target(struct staaf_arena *ar, const char *text)
{
	const char *at = strstr(text, "doi:");
	const char *target;

	if (at != NULL && (target = ingest_doi(ar, at))[0] != '\0')
		return target;
	if ((at = strstr(text, "PMID:")) == NULL)
		return "";
	at += 5 + strspn(at + 5, " ");
	return staaf_arena_dupn(ar, at, strspn(at, "0123456789"));
}

static void
keep_row(struct tagged *t, const struct ingest_row *row, int rank)
{
	struct ingest_row plain = *row;
	const char *text = staaf_buf_text(&t->value);

	if (row->field == INGEST_DOI && row->word != NULL &&
	    strstr(text, row->word) == NULL)
		return; /* "S0140-6736 [pii]" */
	if (row->field == INGEST_RELATION)
		text = find_target(&t->b->draft.ar, text);
	if (row->field == INGEST_ALIAS && t->is_part &&
	    strcmp(row->word, "isbn:") == 0)
		return;
	/* A bare number here is another thing in each export. */
	if (strcmp(row->path, "C2") == 0 && strncmp(text, "PMC", 3) != 0)
		return;
	if (row->field == INGEST_DOI)
		plain.word = NULL;
	bib_keep(t->b, &plain, rank, text);
}

/* The tag that is open has its whole value. */
static void
flush_tag(struct tagged *t)
{
	const char *text = staaf_buf_text(&t->value);

	if (t->tag[0] == '\0')
		return;
	for (int i = 0; t->rows[i].path != NULL; i++)
		if (strcmp(t->rows[i].path, t->tag) == 0)
			keep_row(t, &t->rows[i], i);
	if (find_name(t->others, t->tag) >= 0)
		bib_keep_other(t->b, text);
	if (strcmp(t->tag, "OAB") == 0)
		t->other = staaf_arena_dup(&t->b->draft.ar, text);
	else if (strcmp(t->tag, "OABL") == 0 && t->other != NULL)
		ingest_draft_other_summary(&t->b->draft, t->other, text);
	t->tag[0] = '\0';
	staaf_buf_reset(&t->value);
	if (t->b->draft.ar.failed)
		bib_fail_memory(t->b);
}

static void
end_record(struct tagged *t)
{
	flush_tag(t);
	bib_finish(t->b);
	t->is_part = false;
	t->other = NULL;
	t->seen = 0;
}

static void
start_record(struct tagged *t)
{
	end_record(t);
	if (t->b->ending == INGEST_WHOLE)
		bib_open(t->b, t->line, t->column);
}

static void
put_piece(struct tagged *t, const char *text, size_t size)
{
	if (!bib_count(t->b, size, t->line, t->column))
		return;
	if (t->value.size > 0 && size > 0)
		staaf_buf_putc(&t->value, ' ');
	staaf_buf_put(&t->value, text, size);
	if (t->value.failed)
		bib_fail_memory(t->b);
}

static void
start_tag(struct tagged *t, const char *tag, size_t size, const char *text)
{
	flush_tag(t);
	memcpy(t->tag, tag, size);
	t->tag[size] = '\0';
	put_piece(t, text, strlen(text));
}

/* Everything up to the end, a line at a time. */
static void
read_lines(struct tagged *t,
    void (*take)(struct tagged *t, const char *text))
{
	struct staaf_buf line = { 0 };
	struct bib *b = t->b;
	bool is_long = false;

	while (b->ending == INGEST_WHOLE &&
	    bib_line(&line, &t->line, &is_long, &b->lines)) {
		t->column = 1;
		take(t, staaf_buf_text(&line));
	}
	if (line.failed)
		bib_fail_memory(b);
	else if (is_long)
		bib_refuse_long(b, t->line, 1);
	staaf_buf_clear(&line);
}

/* ----------------------------------------------------------------- RIS */

static bool
is_tag_letter(char c, bool may_be_digit)
{
	return (c >= 'A' && c <= 'Z') || (may_be_digit && bib_is_digit(c));
}

/* A tag that RIS has: then spaces and capitals may be wrong. */
static bool
is_ris_tag(const char tag[3])
{
	static const char known[] = "TYEREFTIT1T2T3CTBTAUA1A2A3A4EDPYY1Y2DAAB"
	    "N1N2JOJFJAJ1J2DOURL1L2L3L4LKSNKWLAIDANM1M2M3C1C2C3C4C5C6C7C8SPEPVL"
	    "ISPBCYSTDBDPADTTOPRNSESVVOU1U2U3U4U5";

	for (const char *at = known; *at != '\0'; at += 2)
		if (strncmp(at, tag, 2) == 0)
			return true;
	return false;
}

/* What stands after "XX  - ", NULL when this is no such line. */
static const char *
after_ris_tag(char tag[3], const char *at)
{
	const char *gap = at + 2;
	bool is_upper;

	tag[0] = tag[1] = tag[2] = '\0';
	if (!bib_is_letter(at[0]) ||
	    (!bib_is_letter(at[1]) && !bib_is_digit(at[1])))
		return NULL;
	for (int i = 0; i < 2; i++)
		tag[i] = at[i] >= 'a' && at[i] <= 'z' ?
		    (char)(at[i] - 'a' + 'A') : at[i];
	is_upper = strncmp(tag, at, 2) == 0;
	at = gap + strspn(gap, " \t");
	if (at == gap || *at != '-' || (at[1] != '\0' && at[1] != ' ' &&
	    at[1] != '\t'))
		return NULL;
	if ((!is_upper || at - gap != 2) && !is_ris_tag(tag))
		return NULL;
	/* "an - other" goes on with the line before. */
	if (!is_upper && at - gap != 2)
		return NULL;
	return at + 1 + strspn(at + 1, " \t");
}

static void
take_ris_line(struct tagged *t, const char *text)
{
	const char *at = text + strspn(text, " \t"), *value;
	struct bib *b = t->b;
	char tag[3], type[8] = { 0 };

	/* Files that were joined have a mark where the next began. */
	if (strncmp(at, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	t->column = 1 + bib_columns(text, (size_t)(at - text));
	if ((value = after_ris_tag(tag, at)) == NULL) {
		if (t->tag[0] != '\0' && *at != '\0')
			put_piece(t, at, strlen(at));
		return;
	}
	if (strcmp(tag, "ER") == 0 || strcmp(tag, "EF") == 0) {
		end_record(t);
		return;
	}
	if (strcmp(tag, "TY") == 0) {
		if (b->is_open)
			bib_trouble(b, STAAF_MSG_INGEST_BIB_NO_END, "ER", NULL,
			    t->line, t->column);
		start_record(t);
		for (size_t i = 0; i < sizeof(type) - 1 &&
		    bib_is_letter(value[i]); i++)
			type[i] = value[i];
		t->is_part = find_name(ris_parts, type) >= 0;
		return;
	}
	if (!b->is_open) {
		bib_trouble(b, STAAF_MSG_INGEST_BIB_NO_START, "TY", NULL,
		    t->line, t->column);
		start_record(t);
	}
	if (b->ending == INGEST_WHOLE)
		start_tag(t, tag, 2, value);
}

void
bib_read_ris(struct bib *b)
{
	struct tagged t = { .b = b, .rows = ris_rows, .others = ris_others };

	read_lines(&t, take_ris_line);
	if (b->ending == INGEST_WHOLE && b->is_open)
		bib_trouble(b, STAAF_MSG_INGEST_BIB_NO_END, "ER", NULL,
		    b->lines.line, b->lines.column);
	if (b->ending == INGEST_WHOLE)
		end_record(&t);
	staaf_buf_clear(&t.value);
}

/* ---------------------------------------------------------------- nbib */

/* Bytes of the tag in "PMID- " and "TI  - "; 0 when there is none. */
static size_t
count_nbib_tag(const char **value, const char *text)
{
	size_t size = 0;
	const char *at;

	while (size < 4 && is_tag_letter(text[size], size > 0))
		size++;
	at = text + size + strspn(text + size, " ");
	if (size < 2 || *at != '-' || (at[1] != ' ' && at[1] != '\0'))
		return 0;
	*value = at + 1 + strspn(at + 1, " ");
	return size;
}

/* Does a record begin at this tag? */
static bool
starts_nbib(struct tagged *t, const char *tag)
{
	int start = find_name(nbib_starts, tag);
	unsigned bit = start < 0 ? 0 : 1U << start;
	bool is_again = (t->seen & bit) != 0;
	struct bib *b = t->b;

	if (b->is_open && !is_again)
		return false;
	if (b->is_open && start > 0 && !t->has_gap && strcmp(tag, "TI") != 0)
		return false;
	if (start != 0 && (b->is_open || strcmp(tag, "OWN") != 0))
		bib_trouble(b, STAAF_MSG_INGEST_BIB_NO_START, "PMID", NULL,
		    t->line, t->column);
	return true;
}

static void
take_nbib_line(struct tagged *t, const char *text)
{
	const char *value = NULL;
	size_t blanks = strspn(text, " \t"), size;
	struct bib *b = t->b;
	char tag[8];
	int start;

	if (text[blanks] == '\0') {
		t->has_gap = true;
		return;
	}
	size = blanks > 1 ? 0 : count_nbib_tag(&value, text + blanks);
	if (size == 0) {
		if (t->tag[0] != '\0')
			put_piece(t, text + blanks, strlen(text + blanks));
		return;
	}
	(void)snprintf(tag, sizeof(tag), "%.*s", (int)size, text + blanks);
	if (starts_nbib(t, tag))
		start_record(t);
	t->has_gap = false;
	if ((start = find_name(nbib_starts, tag)) >= 0)
		t->seen |= 1U << start;
	if (b->ending == INGEST_WHOLE)
		start_tag(t, tag, size, value);
}

void
bib_read_nbib(struct bib *b)
{
	struct tagged t = { .b = b, .rows = nbib_rows, .others = nbib_others };

	read_lines(&t, take_nbib_line);
	if (b->ending == INGEST_WHOLE)
		end_record(&t);
	staaf_buf_clear(&t.value);
}
