/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes in comes out; what did not change is left alone. */
#include "shelf.h"

static const char *const authors[] = { "Låg, T.", "Sæle, R. G.",
	"O'Neil; \"Q\"" };
static const char *const concepts[] = { "flipped-classroom", "video" };
static const char *const tags[] = { "video", "exam-score", "video" };

/* A record with something different in every field. */
static struct staaf_record
full_record(const struct staaf_finding *finding, size_t n)
{
	return (struct staaf_record){
		.id = "10.1016/j.compedu.2019.103675",
		.guid = "https://doi.org/10.1016/j.compedu.2019.103675",
		.doi = "10.1016/j.compedu.2019.103675",
		.source = "urn:feed:reviews", .kind = STAAF_STUDY,
		.state = STAAF_CONCERN,
		.title = "Does the flipped classroom improve learning? "
		    "\xf0\x9f\x8e\x93 <b>",
		.title_language = "en", .author = authors, .n_authors = 3,
		.year = 2019, .venue = "Computers & Education",
		.link = "https://example.org/?a=1&b=2", .language = "no",
		.published = "2019-08-20T00:00:00Z",
		.updated = "2026-11-25T00:00:00Z",
		.summary = "Own summary's text", .summary_language = "en",
		.summary_in = { "English summary", "Nederlandse "
		    "samenvatting \xc3\xa9\xc3\xa9n" },
		.content = "Longer text\nwith a second line",
		.appraisal = { .design = 3, .is_stated = true,
		    .flags = STAAF_SELF_REPORT | STAAF_SELF_SELECTION,
		    .is_technology_bound = true,
		    .has_independent_test = true,
		    .median_study_year = 2015,
		    .is_local = true, .plan = "5e",
		    .note = { "note", "notitie" } },
		.concept = concepts, .n_concepts = 2, .tag = tags,
		.n_tags = 3, .finding = finding, .n_findings = n,
	};
}

static void
full_findings(struct staaf_finding f[2])
{
	f[0] = (struct staaf_finding){
		.key = "z-first", .intervention = "flipped-classroom",
		.comparison = "traditional-teaching", .outcome = "exam-score",
		.population = "mixed", .context = "year-1 nursing",
		.metric = STAAF_OR, .value = 0.35, .low = -0.1 / 3,
		.high = 1e-300, .tau = 0.3, .i2 = 87.4, .adjusted = 0.2,
		.k = 272, .n = 48478, .sites = 3,
		.direction = STAAF_NO_DIFFERENCE, .form = STAAF_FOR_WHOM,
		.spread = STAAF_SPREAD_EXPLAINED, .higher_is_worse = true,
		.is_delayed = true, .is_confirmed = true,
		.has_concern = true, .note = { "n", "m" },
	};
	f[1] = shelf_finding("a-second", "video");
}

static void
assert_same_text(const char *a, const char *b)
{
	assert_non_null(a);
	assert_string_equal(a, b);
}

static void
assert_same_number(double a, double b)
{
	assert_true((isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof(a)) == 0);
}

static void
assert_same_finding(const struct staaf_finding *a,
    const struct staaf_finding *b)
{
	assert_same_text(a->key, b->key);
	assert_same_text(a->intervention, b->intervention);
	assert_same_text(a->comparison, b->comparison);
	assert_same_text(a->outcome, b->outcome);
	assert_same_text(a->population, b->population);
	assert_same_text(a->context, b->context);
	assert_int_equal(a->metric, b->metric);
	assert_same_number(a->value, b->value);
	assert_same_number(a->low, b->low);
	assert_same_number(a->high, b->high);
	assert_same_number(a->tau, b->tau);
	assert_same_number(a->i2, b->i2);
	assert_same_number(a->adjusted, b->adjusted);
	assert_int_equal(a->k, b->k);
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->sites, b->sites);
	assert_int_equal(a->direction, b->direction);
	assert_int_equal(a->form, b->form);
	assert_int_equal(a->spread, b->spread);
	assert_int_equal(a->higher_is_worse, b->higher_is_worse);
	assert_int_equal(a->is_delayed, b->is_delayed);
	assert_int_equal(a->is_confirmed, b->is_confirmed);
	assert_int_equal(a->has_concern, b->has_concern);
	assert_same_text(a->note[STAAF_EN], b->note[STAAF_EN]);
	assert_same_text(a->note[STAAF_NL], b->note[STAAF_NL]);
}

static void
assert_same_list(const char *const *a, size_t n_a, const char *const *b,
    size_t n_b)
{
	assert_int_equal(n_a, n_b);
	for (size_t i = 0; i < n_a; i++)
		assert_string_equal(a[i], b[i]);
}

static void
assert_same_record(const struct staaf_record *a, const struct staaf_record *b)
{
	assert_same_text(a->id, b->id);
	assert_same_text(a->guid, b->guid);
	assert_same_text(a->doi, b->doi);
	assert_same_text(a->source, b->source);
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->state, b->state);
	assert_same_text(a->title, b->title);
	assert_same_text(a->title_language, b->title_language);
	assert_same_list(a->author, a->n_authors, b->author, b->n_authors);
	assert_int_equal(a->year, b->year);
	assert_same_text(a->venue, b->venue);
	assert_same_text(a->link, b->link);
	assert_same_text(a->language, b->language);
	assert_same_text(a->published, b->published);
	assert_same_text(a->updated, b->updated);
	assert_same_text(a->summary, b->summary);
	assert_same_text(a->summary_language, b->summary_language);
	assert_same_text(a->summary_in[STAAF_EN], b->summary_in[STAAF_EN]);
	assert_same_text(a->summary_in[STAAF_NL], b->summary_in[STAAF_NL]);
	assert_same_text(a->content, b->content);
	assert_int_equal(a->appraisal.design, b->appraisal.design);
	assert_int_equal(a->appraisal.is_stated, b->appraisal.is_stated);
	assert_int_equal(a->appraisal.flags, b->appraisal.flags);
	assert_int_equal(a->appraisal.is_technology_bound,
	    b->appraisal.is_technology_bound);
	assert_int_equal(a->appraisal.has_independent_test,
	    b->appraisal.has_independent_test);
	assert_int_equal(a->appraisal.median_study_year,
	    b->appraisal.median_study_year);
	assert_int_equal(a->appraisal.is_local, b->appraisal.is_local);
	assert_same_text(a->appraisal.plan, b->appraisal.plan);
	assert_same_text(a->appraisal.note[0], b->appraisal.note[0]);
	assert_same_text(a->appraisal.note[1], b->appraisal.note[1]);
	assert_same_list(a->concept, a->n_concepts, b->concept, b->n_concepts);
	assert_same_list(a->tag, a->n_tags, b->tag, b->n_tags);
	assert_int_equal(a->n_findings, b->n_findings);
	for (size_t i = 0; i < a->n_findings; i++)
		assert_same_finding(&a->finding[i], &b->finding[i]);
}

static void
a_record_comes_back_byte_for_byte(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f[2];
	struct staaf_record r, back;

	full_findings(f);
	r = full_record(f, 2);
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_NEW);
	shelf_close(sh);
	shelf_open(sh, STAAF_STORE_READ);
	assert_int_equal(staaf_store_get(&back, sh->st, r.id, &sh->ar, NULL),
	    STAAF_OK);
	assert_same_record(&r, &back);
	assert_int_equal(staaf_store_get(&back, sh->st, r.guid, &sh->ar, NULL),
	    STAAF_OK);
	assert_same_record(&r, &back);
}

static void
an_empty_record_comes_back_empty(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = shelf_record("x1", "", ""), back;

	(void)shelf_put(sh, &r);
	assert_int_equal(staaf_store_get(&back, sh->st, "x1", &sh->ar, NULL),
	    STAAF_OK);
	assert_same_record(&r, &back);
	assert_int_equal(back.appraisal.design, STAAF_NONE);
}

static void
what_is_absent_is_nothing_and_leaves_the_output(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record back = { .year = 77 };

	assert_int_equal(staaf_store_get(&back, sh->st, "10.1/none", &sh->ar,
	    &sh->err), STAAF_NOTHING);
	assert_says(&sh->err, "'10.1/none'");
	assert_int_equal(back.year, 77);
}

static void
every_changed_field_is_an_update_and_none_is_the_same(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f[2];
	struct staaf_record r, back;
	uint64_t before, after;

	full_findings(f);
	r = full_record(f, 2);
#define CHANGE(what) do { what; \
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_UPDATED); \
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_SAME); } while (0)
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_NEW);
	(void)staaf_store_generation(&before, sh->st, NULL);
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_SAME);
	(void)staaf_store_generation(&after, sh->st, NULL);
	assert_int_equal(after, before);
	CHANGE(r.guid = "g");
	CHANGE(r.kind = STAAF_REPORT);
	CHANGE(r.state = STAAF_ACCEPTED);
	CHANGE(r.title = "t");
	CHANGE(r.n_authors = 2);
	CHANGE(r.year = 2020);
	CHANGE(r.summary = "");
	CHANGE(r.summary_in[STAAF_NL] = "");
	CHANGE(r.appraisal.design = STAAF_NONE);
	CHANGE(r.appraisal.flags = 0);
	CHANGE(r.appraisal.is_local = false);
	CHANGE(r.appraisal.plan = "7a");
	CHANGE(r.n_concepts = 1);
	CHANGE(r.n_tags = 0);
	CHANGE(f[0].value = nextafter(0.35, 1));
	CHANGE(f[0].k = STAAF_NONE);
	CHANGE(f[1].has_concern = true);
	CHANGE(r.n_findings = 1);
#undef CHANGE
	(void)staaf_store_generation(&after, sh->st, NULL);
	assert_int_equal(after, before + 18);
	assert_int_equal(staaf_store_get(&back, sh->st, r.id, &sh->ar, NULL),
	    STAAF_OK);
	assert_same_record(&r, &back);
}

static void
a_bad_record_is_refused_and_its_batch_goes_on(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f[2] = { shelf_finding("same", "video"),
		shelf_finding("same", "audio") };
	struct staaf_record r = shelf_record("x2", "two", "en"), back;
	enum staaf_put what = STAAF_PUT_SAME;

	assert_int_equal(staaf_store_begin(sh->st, NULL), STAAF_OK);
	shelf_put_title(sh, "x1", "one", "en");
	r.finding = f;
	r.n_findings = 2;
	assert_int_equal(staaf_store_put(&what, sh->st, &r, &sh->err),
	    STAAF_BADINPUT);
	assert_says(&sh->err, "two findings called 'same'");
	assert_int_equal(what, STAAF_PUT_SAME);
	r.id = "";
	assert_int_equal(staaf_store_put(&what, sh->st, &r, &sh->err),
	    STAAF_BADINPUT);
	r = shelf_record("x3", "three", "en");
	r.appraisal.design = 9;
	assert_int_equal(staaf_store_put(&what, sh->st, &r, &sh->err),
	    STAAF_BADINPUT);
	assert_says(&sh->err, "design class 9");
	assert_int_equal(staaf_store_put_tags(sh->st, "x9", NULL, 0, NULL),
	    STAAF_NOTHING);
	assert_int_equal(staaf_store_commit(sh->st, NULL), STAAF_OK);
	assert_int_equal(staaf_store_get(&back, sh->st, "x1", &sh->ar, NULL),
	    STAAF_OK);
	assert_int_equal(staaf_store_get(&back, sh->st, "x3", &sh->ar, NULL),
	    STAAF_NOTHING);
}

static void
rollback_forgets_and_an_ended_batch_is_not_called_stored(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record back;
	uint64_t generation;

	assert_int_equal(staaf_store_begin(sh->st, NULL), STAAF_OK);
	shelf_put_title(sh, "x1", "one", "en");
	staaf_store_rollback(sh->st);
	assert_int_equal(staaf_store_get(&back, sh->st, "x1", &sh->ar, NULL),
	    STAAF_NOTHING);
	(void)staaf_store_generation(&generation, sh->st, NULL);
	assert_int_equal(generation, 0);
	assert_int_equal(staaf_store_commit(sh->st, &sh->err), STAAF_STORE);
	assert_says(&sh->err, "undone");
}

static void
a_batch_with_a_failure_is_lost_as_a_whole(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = shelf_record("x2", "two", "en"), back;
	enum staaf_put what;

	assert_int_equal(staaf_store_begin(sh->st, NULL), STAAF_OK);
	shelf_put_title(sh, "x1", "one", "en");
	staaf_mem_refuse(2); /* the digest is made; the tokenizer meets it */
	assert_int_equal(staaf_store_put(&what, sh->st, &r, &sh->err),
	    STAAF_NOMEM);
	staaf_mem_refuse(0);
	assert_int_equal(staaf_store_put(&what, sh->st, &r, &sh->err),
	    STAAF_STORE); /* not stored beside the batch either */
	assert_int_equal(staaf_store_commit(sh->st, &sh->err), STAAF_STORE);
	assert_says(&sh->err, "undone");
	assert_int_equal(staaf_store_get(&back, sh->st, "x1", &sh->ar, NULL),
	    STAAF_NOTHING);
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_NEW); /* and on */
}

static enum staaf_code
retag_each(const struct staaf_record *r, struct staaf_err *err, void *arg)
{
	struct shelf *sh = arg;
	const char *tag[] = { r->title };
	struct staaf_record back;

	(void)staaf_arena_printf(&sh->ar, "%s", r->id);
	assert_int_equal(staaf_store_get(&back, sh->st, r->id, &sh->ar, err),
	    STAAF_OK);
	return staaf_store_put_tags(sh->st, r->id, tag, 1, err);
}

static enum staaf_code
gather_ids(const struct staaf_record *r, struct staaf_err *err, void *arg)
{
	struct staaf_buf *ids = arg;

	(void)err;
	staaf_buf_printf(ids, "%s:%s ", r->id, r->n_tags > 0 ? r->tag[0] : "-");
	return strcmp(r->id, "x3") == 0 ? STAAF_NOTHING : STAAF_OK;
}

static void
each_goes_by_id_may_write_and_stops_when_told(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = shelf_record("x0", "zero", "en");
	struct staaf_buf ids = { 0 };

	r.state = STAAF_RETRACTED;
	shelf_put_title(sh, "x2", "two", "en");
	shelf_put_title(sh, "x3", "three", "en");
	shelf_put_title(sh, "x1", "one", "en");
	shelf_put_title(sh, "x4", "four", "en");
	(void)shelf_put(sh, &r);
	assert_int_equal(staaf_store_begin(sh->st, NULL), STAAF_OK);
	assert_int_equal(staaf_store_each(sh->st, retag_each, sh, NULL),
	    STAAF_OK);
	assert_int_equal(staaf_store_commit(sh->st, NULL), STAAF_OK);
	assert_int_equal(staaf_store_each(sh->st, gather_ids, &ids, NULL),
	    STAAF_NOTHING);
	assert_string_equal(ids.text, "x0:zero x1:one x2:two x3:three ");
	staaf_buf_clear(&ids);
}

static void
tags_are_part_of_the_record(void **state)
{
	struct shelf *sh = *state;
	struct staaf_record r = shelf_record("x1", "one", "en");
	const char *tag[] = { "b", "a" };
	uint64_t before, after;

	r.tag = tag;
	r.n_tags = 2;
	shelf_put_title(sh, "x1", "one", "en");
	assert_int_equal(staaf_store_put_tags(sh->st, "x1", tag, 2, NULL),
	    STAAF_OK);
	(void)staaf_store_generation(&before, sh->st, NULL);
	assert_int_equal(before, 2);
	assert_int_equal(shelf_put(sh, &r), STAAF_PUT_SAME);
	assert_int_equal(staaf_store_put_tags(sh->st, "x1", tag, 2, NULL),
	    STAAF_OK);
	(void)staaf_store_generation(&after, sh->st, NULL);
	assert_int_equal(after, before);
	assert_int_equal(staaf_store_put_tags(sh->st, "x9", tag, 2, NULL),
	    STAAF_NOTHING);
}

static void
rules_in_force_are_replaced_as_a_whole(void **state)
{
	struct shelf *sh = *state;
	struct staaf_rule_file one[] = { { "b.rules", "b\0b\n", 4 },
		{ "a.rules", "", 0 } }, *back = NULL;
	struct staaf_rule_file two[] = { { "c.rules", "c", 1 } };
	struct staaf_rule_file twice[] = { two[0], two[0] };
	uint64_t generation;
	size_t n = 9;

	assert_int_equal(staaf_store_get_rules(&back, &n, sh->st, &sh->ar,
	    NULL), STAAF_OK);
	assert_int_equal(n, 0);
	for (int i = 0; i < 2; i++) /* the second time nothing changes */
		assert_int_equal(staaf_store_put_rules(sh->st, one, 2, NULL),
		    STAAF_OK);
	assert_int_equal(staaf_store_get_rules(&back, &n, sh->st, &sh->ar,
	    NULL), STAAF_OK);
	assert_int_equal(n, 2);
	assert_string_equal(back[0].name, "a.rules");
	assert_int_equal(back[0].size, 0);
	assert_int_equal(back[1].size, 4);
	assert_memory_equal(back[1].text, "b\0b\n", 5);
	assert_int_equal(staaf_store_put_rules(sh->st, twice, 2, &sh->err),
	    STAAF_BADINPUT);
	assert_int_equal(staaf_store_put_rules(sh->st, two, 1, NULL),
	    STAAF_OK);
	assert_int_equal(staaf_store_get_rules(&back, &n, sh->st, &sh->ar,
	    NULL), STAAF_OK);
	assert_int_equal(n, 1);
	(void)staaf_store_generation(&generation, sh->st, NULL);
	assert_int_equal(generation, 2);
}

static void
a_compiled_form_goes_when_its_rules_change(void **state)
{
	struct shelf *sh = *state;
	struct staaf_rule_file one = { "a.rules", "a", 1 };
	struct staaf_rule_file two = { "a.rules", "b", 1 };
	const char *form = "x";

	assert_int_equal(staaf_store_get_rule_form(&form, sh->st, &sh->ar,
	    NULL), STAAF_OK);
	assert_null(form);
	assert_int_equal(staaf_store_put_rules(sh->st, &one, 1, NULL),
	    STAAF_OK);
	for (int i = 0; i < 2; i++) /* the second replaces the first */
		assert_int_equal(staaf_store_put_rule_form(sh->st,
		    i == 0 ? "old" : "new", NULL), STAAF_OK);
	assert_int_equal(staaf_store_put_rules(sh->st, &one, 1, NULL),
	    STAAF_OK); /* nothing changed */
	assert_int_equal(staaf_store_get_rule_form(&form, sh->st, &sh->ar,
	    NULL), STAAF_OK);
	assert_string_equal(form, "new");
	assert_int_equal(staaf_store_put_rules(sh->st, &two, 1, NULL),
	    STAAF_OK);
	assert_int_equal(staaf_store_get_rule_form(&form, sh->st, &sh->ar,
	    NULL), STAAF_OK);
	assert_null(form);
}

static void
notes_and_rereading_a_source_are_no_change(void **state)
{
	struct shelf *sh = *state;
	uint64_t generation;
	struct staaf_status s;

	assert_int_equal(staaf_store_note(sh->st, "ingest", "a.xml",
	    "{\"new\":3}", NULL), STAAF_OK);
	assert_int_equal(staaf_store_note(sh->st, "ingest", "", "", NULL),
	    STAAF_OK);
	assert_int_equal(staaf_store_note(sh->st, "ingest", "a.xml", "{new",
	    &sh->err), STAAF_BADINPUT);
	assert_says(&sh->err, "not JSON");
	for (int i = 0; i < 3; i++)
		assert_int_equal(staaf_store_put_source(sh->st, "urn:f", "F",
		    "atom", "a.xml", NULL), STAAF_OK);
	(void)staaf_store_generation(&generation, sh->st, NULL);
	assert_int_equal(generation, 1);
	assert_int_equal(staaf_store_put_source(sh->st, "urn:f", "G", "atom",
	    "a.xml", NULL), STAAF_OK);
	assert_int_equal(staaf_store_status(&s, sh->st, &sh->ar, NULL),
	    STAAF_OK);
	assert_int_equal(s.generation, 2);
	assert_int_equal(s.n_sources, 1);
}

static void
assert_tally(const struct staaf_tally *t, const char *name, long count)
{
	assert_string_equal(t->name, name);
	assert_int_equal(t->count, count);
}

static void
status_counts_what_is_held(void **state)
{
	struct shelf *sh = *state;
	struct staaf_finding f[2];
	struct staaf_record r, gone = shelf_record("x9", "gone", "nl");
	struct staaf_status s;

	full_findings(f);
	r = full_record(f, 2);
	(void)shelf_put(sh, &r);
	shelf_put_title(sh, "x1", "one", "nl");
	gone.state = STAAF_RETRACTED;
	(void)shelf_put(sh, &gone);
	assert_int_equal(staaf_store_status(&s, sh->st, &sh->ar, NULL),
	    STAAF_OK);
	assert_int_equal(s.n_records, 3);
	assert_int_equal(s.n_retracted, 1);
	assert_int_equal(s.n_findings, 2);
	assert_int_equal(s.n_rule_files, 0);
	assert_int_equal(s.n_designs, 2);
	assert_tally(&s.by_design[0], "", 1);
	assert_tally(&s.by_design[1], "D3", 1);
	assert_int_equal(s.n_languages, 2);
	assert_tally(&s.by_language[0], "nl", 1);
	assert_int_equal(s.n_by_source, 2);
	assert_tally(&s.by_source[1], "urn:feed:reviews", 1);
	assert_int_equal(s.n_years, 2);
	assert_tally(&s.by_year[0], "2019", 1); /* the latest first */
	assert_tally(&s.by_year[1], "", 1);
	assert_int_equal(s.n_by_concept, 3);
	assert_tally(&s.by_concept[2], "video", 1);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, shelf_set_up, \
	shelf_tear_down)
	const struct CMUnitTest tests[] = {
		T(a_record_comes_back_byte_for_byte),
		T(an_empty_record_comes_back_empty),
		T(what_is_absent_is_nothing_and_leaves_the_output),
		T(every_changed_field_is_an_update_and_none_is_the_same),
		T(a_bad_record_is_refused_and_its_batch_goes_on),
		T(rollback_forgets_and_an_ended_batch_is_not_called_stored),
		T(a_batch_with_a_failure_is_lost_as_a_whole),
		T(each_goes_by_id_may_write_and_stops_when_told),
		T(tags_are_part_of_the_record),
		T(rules_in_force_are_replaced_as_a_whole),
		T(a_compiled_form_goes_when_its_rules_change),
		T(notes_and_rereading_a_source_are_no_change),
		T(status_counts_what_is_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
