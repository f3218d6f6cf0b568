/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search and findings: what is found, in which order, whatever is typed. */
#include "shelf.h"

static size_t
find(struct shelf *sh, const char *words, int limit, struct staaf_hit **hit)
{
	struct staaf_term *term = NULL;
	size_t n_terms = 0, n = 0;
	enum staaf_code rc;

	*hit = NULL;
	assert_int_equal(staaf_store_terms(&term, &n_terms, words,
	    strlen(words), &sh->ar, NULL), STAAF_OK);
	rc = staaf_store_find(hit, &n, sh->st, term, n_terms, limit, &sh->ar,
	    &sh->err);
	if (rc != STAAF_OK)
		staaf_err_print(stderr, &sh->err, STAAF_EN);
	assert_int_equal(rc, STAAF_OK);
	return n;
}

static void
assert_finds(struct shelf *sh, const char *words, const char *id)
{
	struct staaf_hit *hit;

	if (find(sh, words, 10, &hit) == 0)
		fail_msg("'%s' finds nothing", words);
	assert_string_equal(hit[0].id, id);
}

static void
assert_finds_nothing(struct shelf *sh, const char *words)
{
	struct staaf_hit *hit;

	assert_int_equal(find(sh, words, 10, &hit), 0);
	assert_null(hit);
}

static void
put_summary(struct shelf *sh, const char *id, const char *en, const char *nl)
{
	struct staaf_record r = shelf_record(id, "", "");

	r.summary_in[STAAF_EN] = en;
	r.summary_in[STAAF_NL] = nl;
	(void)shelf_put(sh, &r);
}

static void
dutch_and_english_forms_of_a_word_find_it(void **state)
{
	struct shelf *sh = *state;

	put_summary(sh, "en", "students studying in classes", "");
	put_summary(sh, "nl", "", "toetsen die docenten maakten "
	    "in lessen en cursussen");
	shelf_put_title(sh, "xx", "evaluations; beoordelingen", "");
	assert_finds(sh, "class", "en");
	assert_finds(sh, "study", "en");
	assert_finds(sh, "toets", "nl");
	assert_finds(sh, "toetsen", "nl");
	assert_finds(sh, "docent", "nl");
	assert_finds(sh, "les", "nl");
	assert_finds(sh, "cursus", "nl");
	assert_finds(sh, "evaluation", "xx"); /* language not known: both */
	assert_finds(sh, "beoordeling", "xx");
	assert_finds_nothing(sh, "stembureau");
}

static void
stems_follow_the_language_of_their_part(void **state)
{
	struct shelf *sh = *state;
	struct staaf_term one;
	const char *token[1] = { "univers" }; /* English only */
	struct staaf_hit *hit = NULL;
	size_t n = 0;

	one.token = token;
	one.n_tokens = 1;
	put_summary(sh, "nl", "", "universities");
	assert_int_equal(staaf_store_find(&hit, &n, sh->st, &one, 1, 10,
	    &sh->ar, NULL), STAAF_OK);
	assert_int_equal(n, 0);
	put_summary(sh, "en", "universities", "");
	assert_int_equal(staaf_store_find(&hit, &n, sh->st, &one, 1, 10,
	    &sh->ar, NULL), STAAF_OK);
	assert_int_equal(n, 1);
	assert_string_equal(hit[0].id, "en");
}

static void
diacritics_case_and_odd_letters_do_not_matter(void **state)
{
	struct shelf *sh = *state;
	const char *author[] = { "L\xc3\xa5g, T." };
	struct staaf_record r = shelf_record("x1",
	    "Co\xc3\xb6peratief leren: ge\xc3\xabvalueerd", "nl");

	r.author = author;
	r.n_authors = 1;
	(void)shelf_put(sh, &r);
	assert_finds(sh, "cooperatief", "x1");
	assert_finds(sh, "COO\xcc\x88PERATIEF", "x1"); /* decomposed */
	assert_finds(sh, "co\xc2\xad\xc3\xb6peratief", "x1"); /* soft hyphen */
	assert_finds(sh, "\xef\xbc\xac\xef\xbc\xa5\xef\xbc\xb2\xef\xbc\xa5"
	    "\xef\xbc\xae", "x1"); /* full width */
	assert_finds(sh, "lag", "x1");
	assert_finds(sh, "L\xc3\x85G", "x1");
}

static void
whatever_is_typed_are_words(void **state)
{
	static const char *const odd[] = { "", " ", "\"", "AND", "OR OR",
		"NOT", "NEAR(", "title:", "(a", "*", "C++", "what's",
		"peer-feedback", "- + ^ :", "\\", "'; DROP TABLE record;--",
		"%s%n", "\x02x\x02n", "\xff\xfe", "a\"b", "{title}: x",
		"\xf0\x9f\x98\x80", "word *", "\"\" OR \"\"" };
	struct shelf *sh = *state;
	struct staaf_hit *hit;

	shelf_put_title(sh, "x1", "peer feedback and C++, what's near", "en");
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		(void)find(sh, odd[i], 10, &hit);
	assert_finds(sh, "AND", "x1");
	assert_finds(sh, "near(", "x1");
	assert_finds(sh, "\"peer-feedback", "x1");
	assert_finds(sh, "what\xe2\x80\x99s", "x1");
}

static void
a_megabyte_of_words_is_answered(void **state)
{
	struct shelf *sh = *state;
	struct staaf_buf words = { 0 };
	struct staaf_hit *hit;
	size_t n = 0;

	shelf_put_title(sh, "x1", "clickers", "en");
	staaf_buf_puts(&words, "clicker ");
	while (words.size < 1000000)
		staaf_buf_printf(&words, "word%zu ", n++);
	assert_int_equal(find(sh, words.text, 10, &hit), 1);
	/* One word over and over is one word. */
	staaf_buf_reset(&words);
	while (words.size < 60000)
		staaf_buf_puts(&words, "word ");
	staaf_buf_puts(&words, "clicker");
	assert_int_equal(find(sh, words.text, 10, &hit), 1);
	staaf_buf_clear(&words);
}

static void
retracted_records_never_come_out_and_come_back_when_restored(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = shelf_record("x1", "mobile phones", "en");

	(void)shelf_put(sh, &r);
	assert_finds(sh, "phone", "x1");
	r.state = STAAF_RETRACTED;
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_UPDATED);
	assert_finds_nothing(sh, "phone");
	r.title = "mobile telephones";
	(void)shelf_put(sh, &r);
	r.state = STAAF_CONCERN;
	(void)shelf_put(sh, &r);
	assert_finds(sh, "telephone", "x1");
	assert_finds_nothing(sh, "phone");
}

static void
an_updated_record_loses_its_old_words(void **state)
{
	struct shelf *sh = *state;

	shelf_put_title(sh, "x1", "clickers", "en");
	shelf_put_title(sh, "x1", "votes", "en");
	assert_finds_nothing(sh, "clickers");
	assert_finds(sh, "vote", "x1");
	shelf_put_title(sh, "x1", "stemmen", "nl"); /* other stems too */
	assert_finds_nothing(sh, "vote");
	assert_finds(sh, "stemmen", "x1");
}

static void
a_title_weighs_more_and_any_word_counts(void **state)
{
	struct shelf *sh = *state;
	struct staaf_hit *hit;

	put_summary(sh, "a-summary", "clickers in large classes", "");
	shelf_put_title(sh, "b-title", "clickers", "en");
	put_summary(sh, "c-other", "games", "");
	assert_int_equal(find(sh, "clickers games", 10, &hit), 3);
	assert_true(hit[0].score >= hit[1].score);
	assert_true(hit[1].score >= hit[2].score);
	assert_int_equal(find(sh, "clickers", 10, &hit), 2);
	assert_string_equal(hit[0].id, "b-title");
	assert_true(hit[0].score > hit[1].score);
	assert_true(hit[1].score > 0);
}

/* One line for all hits, for comparing. */
static char *
describe(struct shelf *sh, const char *words, int limit)
{
	struct staaf_hit *hit;
	size_t n = find(sh, words, limit, &hit);
	char *all = staaf_arena_dup(&sh->ar, "");

	for (size_t i = 0; i < n; i++)
		all = staaf_arena_printf(&sh->ar, "%s%s %.17g %s\n", all,
		    hit[i].id, hit[i].score, hit[i].snippet);
	return all;
}

static void
the_order_of_coming_in_does_not_show(void **state)
{
	static const int order[3][8] = { { 0, 1, 2, 3, 4, 5, 6, 7 },
		{ 7, 6, 5, 4, 3, 2, 1, 0 }, { 3, 0, 7, 1, 5, 2, 6, 4 } };
	static const char *const titles[8] = { "video", "video", "video",
		"video games", "video", "games", "video", "video" };
	struct shelf *sh = *state;
	char *first[2] = { NULL, NULL }, id[8];

	for (int turn = 0; turn < 3; turn++) {
		shelf_close(sh);
		(void)unlink(sh->path);
		shelf_open(sh, STAAF_STORE_WRITE);
		for (int i = 0; i < 8; i++) {
			(void)snprintf(id, sizeof(id), "x%d", order[turn][i]);
			if (turn == 2) /* by way of other words */
				shelf_put_title(sh, id, "paper", "en");
			shelf_put_title(sh, id, titles[order[turn][i]], "en");
		}
		for (int q = 0; q < 2; q++) {
			char *all = describe(sh, q == 0 ? "video games" :
			    "games video video", 3);

			if (turn == 0)
				first[q] = all;
			assert_string_equal(all, first[q]);
		}
		assert_string_equal(first[0], first[1]);
	}
	assert_non_null(strstr(first[0], "x3 "));
	assert_non_null(strstr(first[0], "x0 ")); /* the first of six equals */
}

static void
a_snippet_stands_round_the_first_word_found(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = shelf_record("x1", "A title", "en");
	struct staaf_buf text = { 0 };
	struct staaf_hit *hit;

	for (int i = 0; i < 60; i++)
		staaf_buf_puts(&text, "gew\xc3\xb3\xc3\xb3n gepraat. ");
	staaf_buf_puts(&text, "Toen kwamen <b>stemkastjes</b> erbij. ");
	for (int i = 0; i < 60; i++)
		staaf_buf_puts(&text, "Meer praat \xe2\x80\x94 ");
	r.summary_in[STAAF_NL] = text.text;
	(void)shelf_put(sh, &r);
	assert_int_equal(find(sh, "STEMKASTJES", 1, &hit), 1);
	assert_non_null(strstr(hit[0].snippet, "<b>stemkastjes</b> erbij."));
	assert_true(strlen(hit[0].snippet) <= 206);
	assert_memory_equal(hit[0].snippet, "\xe2\x80\xa6" "ge", 5);
	/* Only the title has it: the summary from its beginning. */
	assert_int_equal(find(sh, "title", 1, &hit), 1);
	assert_memory_equal(hit[0].snippet, "gew", 3);
	staaf_buf_reset(&text);
	for (int i = 0; i < 500; i++)
		staaf_buf_puts(&text, "\xe5\xad\xa6");
	r.summary_in[STAAF_NL] = text.text; /* no word ends in sight */
	(void)shelf_put(sh, &r);
	assert_int_equal(find(sh, "title", 1, &hit), 1);
	assert_true(strlen(hit[0].snippet) <= 206);
	r.summary_in[STAAF_NL] = "";
	(void)shelf_put(sh, &r);
	assert_int_equal(find(sh, "title", 1, &hit), 1);
	assert_string_equal(hit[0].snippet, "A title");
	staaf_buf_clear(&text);
}

static size_t
match(struct shelf *sh, const char *expression, enum staaf_code want,
    struct staaf_hit **hit)
{
	size_t n = 0;

	*hit = NULL;
	assert_int_equal(staaf_store_match(hit, &n, sh->st, expression, 10,
	    &sh->ar, &sh->err), want);
	return n;
}

static void
match_reads_the_syntax_of_fts5(void **state)
{
	struct shelf *sh = *state;
	struct staaf_hit *hit;

	shelf_put_title(sh, "x1", "peer feedback on drafts", "en");
	shelf_put_title(sh, "x2", "feedback by a peer", "en");
	put_summary(sh, "x3", "", "peerfeedback op leeromgevingen");
	assert_int_equal(match(sh, "\"peer feedback\"", STAAF_OK, &hit), 1);
	assert_string_equal(hit[0].id, "x1");
	assert_int_equal(match(sh, "peers AND feedback", STAAF_OK, &hit), 2);
	assert_int_equal(match(sh, "feedback NOT drafts", STAAF_OK, &hit), 1);
	assert_int_equal(match(sh, "summary: feedback", STAAF_OK, &hit), 0);
	assert_int_equal(match(sh, "leeromg*", STAAF_OK, &hit), 1);
	assert_int_equal(match(sh, "leeromgeving", STAAF_OK, &hit), 1);
	assert_non_null(strstr(hit[0].snippet, "leeromgevingen"));
}

static void
match_refuses_with_the_words_of_fts5(void **state)
{
	static const char *const bad[] = { "AND \"", "title:", "(a", "a AND",
		"", "\"open", "nocolumn: a", "*reads", "* a", "a ^", "NEAR(a" };
	struct shelf *sh = *state;
	struct staaf_hit *hit;

	shelf_put_title(sh, "x1", "a title", "en");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		(void)match(sh, bad[i], STAAF_BADINPUT, &hit);
		assert_null(hit);
		assert_true(sh->err.hint != STAAF_MSG_NONE);
	}
	(void)match(sh, "nocolumn: a", STAAF_BADINPUT, &hit);
	assert_says(&sh->err, "no such column: nocolumn");
	assert_int_equal(match(sh, "title", STAAF_OK, &hit), 1);
}

static void
a_limit_of_none_finds_none(void **state)
{
	struct shelf *sh = *state;
	struct staaf_hit *hit;
	size_t n = 9;

	shelf_put_title(sh, "x1", "clickers", "en");
	assert_int_equal(find(sh, "clickers", 0, &hit), 0);
	assert_int_equal(find(sh, "clickers", -1, &hit), 0);
	assert_int_equal(staaf_store_match(&hit, &n, sh->st, "clickers", 0,
	    &sh->ar, NULL), STAAF_OK);
	assert_int_equal(n, 0);
}

static void
put_with_findings(struct shelf *sh, const char *id, enum staaf_state how)
{
	struct staaf_finding f[3] = { shelf_finding("b", "video"),
		shelf_finding("a", "video"), shelf_finding("c", "games") };
	struct staaf_record r = shelf_record(id, id, "en");
	const char *concept[] = { "video", "video" }, *tag[] = { "quiz" };

	r.finding = f;
	r.n_findings = 3;
	r.state = how;
	r.concept = concept;
	r.n_concepts = 2;
	r.tag = tag;
	r.n_tags = 1;
	(void)shelf_put(sh, &r);
}

static void
findings_come_by_record_and_key_with_the_retracted(void **state)
{
	static const char *const asked[] = { "video", "none", "video" };
	struct shelf *sh = *state;
	struct staaf_evidence *e = NULL;
	size_t n = 0;

	put_with_findings(sh, "x2", STAAF_ACCEPTED);
	put_with_findings(sh, "x1", STAAF_RETRACTED);
	assert_int_equal(staaf_store_findings(&e, &n, sh->st, asked, 3,
	    &sh->ar, NULL), STAAF_OK);
	assert_int_equal(n, 4);
	assert_string_equal(e[0].record->id, "x1");
	assert_int_equal(e[0].record->state, STAAF_RETRACTED);
	assert_int_equal(e[0].record->n_findings, 0);
	assert_int_equal(e[0].record->n_concepts, 2);
	assert_string_equal(e[0].finding.key, "a");
	assert_string_equal(e[1].finding.key, "b");
	assert_ptr_equal(e[0].record, e[1].record);
	assert_string_equal(e[2].record->id, "x2");
	assert_int_equal(staaf_store_findings(&e, &n, sh->st, asked, 0,
	    &sh->ar, NULL), STAAF_OK);
	assert_int_equal(n, 0);
	assert_null(e);
}

static void
a_record_counts_once_for_its_concepts(void **state)
{
	static const char *const both[] = { "video", "quiz", "\"'\\" };
	struct shelf *sh = *state;
	long n = -1;

	put_with_findings(sh, "x1", STAAF_ACCEPTED);
	put_with_findings(sh, "x2", STAAF_CONCERN);
	put_with_findings(sh, "x3", STAAF_RETRACTED);
	assert_int_equal(staaf_store_count(&n, sh->st, both, 3, 1, NULL),
	    STAAF_OK);
	assert_int_equal(n, 1); /* and no further */
	assert_int_equal(staaf_store_count(&n, sh->st, both, 3, STAAF_NONE,
	    NULL), STAAF_OK);
	assert_int_equal(n, 2);
	assert_int_equal(staaf_store_count(&n, sh->st, both + 2, 1, 9, NULL),
	    STAAF_OK);
	assert_int_equal(n, 0);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, shelf_set_up, \
	shelf_tear_down)
	const struct CMUnitTest tests[] = {
		T(dutch_and_english_forms_of_a_word_find_it),
		T(stems_follow_the_language_of_their_part),
		T(diacritics_case_and_odd_letters_do_not_matter),
		T(whatever_is_typed_are_words),
		T(a_megabyte_of_words_is_answered),
		T(retracted_records_never_come_out_and_come_back_when_restored),
		T(an_updated_record_loses_its_old_words),
		T(a_title_weighs_more_and_any_word_counts),
		T(the_order_of_coming_in_does_not_show),
		T(a_snippet_stands_round_the_first_word_found),
		T(match_reads_the_syntax_of_fts5),
		T(match_refuses_with_the_words_of_fts5),
		T(a_limit_of_none_finds_none),
		T(findings_come_by_record_and_key_with_the_retracted),
		T(a_record_counts_once_for_its_concepts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
