/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How questions as teachers type them are read with the shipped files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <staaf/rule.h>
#include <staaf/words.h>

struct desk {
	struct staaf_rules *rs;
	struct staaf_arena ar;
	struct staaf_facts facts;
};

static int
open_desk(void **state)
{
	struct desk *d = calloc(1, sizeof(*d));
	const struct staaf_rule_text *files;
	size_t n = staaf_rules_shipped(&files);

	if (d == NULL || staaf_rules_new(&d->rs, files, n, NULL) != STAAF_OK)
		return -1;
	*state = d;
	return 0;
}

static int
close_desk(void **state)
{
	struct desk *d = *state;

	staaf_rules_free(d->rs);
	staaf_arena_clear(&d->ar);
	free(d);
	return 0;
}

static void
put_facts(struct staaf_buf *out, const struct staaf_facts *f)
{
	staaf_buf_puts(out, staaf_question_kind_name(f->kind));
	for (size_t i = 0; i < f->n_mentions; i++) {
		const struct staaf_concept *c = f->mention[i].concept;
		bool is_again = false;

		for (size_t k = 0; k < i; k++)
			is_again = is_again || f->mention[k].concept == c;
		if (c->kind != STAAF_QUESTION && c->kind != STAAF_SCOPE &&
		    !is_again)
			staaf_buf_printf(out, " %s", c->id);
	}
	for (size_t i = 0; i < f->n_values; i++) {
		const struct staaf_value *v = &f->value[i];

		staaf_buf_printf(out, " %s=%g", v->slot->id, v->low);
		if (v->low < v->high)
			staaf_buf_printf(out, "..%g", v->high);
	}
}

/* One question and all that must be read from it, in order of place. */
struct reading {
	const char *question, *want;
};

static void
check_readings(struct desk *d, const struct reading *list, size_t n)
{
	struct staaf_buf got = { 0 };
	int n_wrong = 0;

	for (size_t i = 0; i < n; i++) {
		staaf_buf_reset(&got);
		staaf_arena_clear(&d->ar);
		assert_int_equal(staaf_rules_read(&d->facts, d->rs,
		    list[i].question, strlen(list[i].question), &d->ar, NULL),
		    STAAF_OK);
		put_facts(&got, &d->facts);
		if (strcmp(staaf_buf_text(&got), list[i].want) == 0)
			continue;
		print_error("%s\n  want %s\n  got  %s\n", list[i].question,
		    list[i].want, staaf_buf_text(&got));
		n_wrong++;
	}
	staaf_buf_clear(&got);
	assert_int_equal(n_wrong, 0);
}

#define CHECK(state, list) \
	check_readings(*(state), (list), sizeof(list) / sizeof((list)[0]))

static void
the_questions_of_the_task_are_read_in_full(void **state)
{
	static const struct reading list[] = {
		{ "Helpen wekelijkse online toetsen onze tweedejaars "
		  "bedrijfskunde (hbo, 140 studenten) bij het tentamen?",
		  "works practice-testing second-year business hbo exam-score "
		  "group-size=140" },
		{ "Does flipping help my 320 second-year students pass "
		  "statistics?",
		  "works flipped-classroom second-year pass-rate statistics "
		  "group-size=320" },
		{ "Heeft Mentimeter zin in een hoorcollege met 180 "
		  "eerstejaars?",
		  "works mentimeter lecture first-year group-size=180" },
		{ "Moet ik lesgeven in de leerstijl van de student?",
		  "works learning-styles" },
		{ "Helpt virtual reality mijn studenten verpleegkunde?",
		  "works virtual-reality nursing" },
	};

	CHECK(state, list);
}

static void
chat_dutch_and_missing_accents_are_read(void **state)
{
	static const struct reading list[] = {
		{ "ff vraagje, heb 320 stud in hc statistiek, zou menti helpen "
		  "ipv gewoon praten??",
		  "works lecture statistics mentimeter group-size=320" },
		{ "stemkasjes in groep van 25 werkt dat nou echt of is het "
		  "leuk speelgoed", "works voting group-size=25" },
		{ "BETA-STUDENTEN EN KENNISCLIPS: ZINVOL???",
		  "works stem instructional-video" },
		{ "be\xcc\x80tastudenten, be\xcc\x81" "ta en kennisclips "
		  "zinvol?",
		  "works stem instructional-video" },
		{ "Levert ge\xc3\xaft flippen iets op voor 1e jaars?",
		  "known flipped-classroom first-year" },
		{ "Isfeedbackfruitsgoed of peer\xc2\xadreview beter?",
		  "known peer-feedback" },
		{ "is peer-feedback net zo goed als docentfeedback mn bij "
		  "schrijfopdrachten v derdejaars pabo",
		  "works peer-feedback teacher-feedback performance third-year "
		  "teacher-education" },
	};

	CHECK(state, list);
}

static void
listed_typing_errors_are_read(void **state)
{
	static const struct reading list[] = {
		{ "helt mentimter mijn eerstejars?",
		  "works mentimeter first-year" },
		{ "Mag een pierfeedback meetellen voor het eindcijfer?",
		  "works peer-feedback exam-score" },
		{ "werkt chatgtp bij statestiek", "works chatgpt "
		  "statistics" },
		{ "kenisclips en deltijd, bekend?",
		  "known instructional-video part-time" },
		{ "does fliping hlep with attendence",
		  "works flipped-classroom attendance" },
		{ "leer stijlen hebben zin?", "works learning-styles" },
	};

	CHECK(state, list);
}

static void
stories_with_several_numbers_give_each_its_role(void **state)
{
	static const struct reading list[] = {
		{ "Ik geef 3x50 minuten college aan 180 derdejaars, 62% "
		  "slaagt, gem 5,8 (sd 1,2), n=33. Wat zegt dat over de quizzen?",
		  "test third-year pass-rate practice-testing minutes=50 "
		  "group-size=180 pass-rate=62 mean=5.8 sd=1.2 n=33" },
		{ "We willen 12 tot 18 studenten per groep peerfeedback laten "
		  "geven op 1.200 verslagen",
		  "known peer-feedback performance group-size=12..18" },
		{ "Tussen 20 en 30 studenten, 7 weken, feedbackfruits: doen?",
		  "works feedbackfruits group-size=20..30 weeks=7" },
		{ "Our 4 groups of 25 students had 8-10 weeks of blended "
		  "learning, does it work?",
		  "works blended-learning n-groups=4 group-size=25 "
		  "weeks=8..10" },
		{ "1.200 studenten, 14 uur college, werkt een livestream?",
		  "works live-streaming group-size=1200 hours=14" },
		{ "Does it help 1,200 students to flip, average grade 5.8?",
		  "works flipped-classroom exam-score group-size=1200 "
		  "mean=5.8" },
		{ "Kamer 3.14 in 2026: helpt kahoot?", "works kahoot" },
		{ "Slaagt 40% niet door te weinig oefentoetsen?",
		  "known pass-rate practice-testing percentage=40" },
	};

	CHECK(state, list);
}

static void
compounds_tell_what_is_in_them(void **state)
{
	static const struct reading list[] = {
		{ "statistiektentamen halen met wekelijkse quizjes",
		  "known exam-score statistics practice-testing" },
		{ "Verhogen deeltoetsen en weektoetsjes de toetsresultaten?",
		  "works practice-testing exam-score" },
		{ "Werken hoorcollegeopnames en weblectures?",
		  "works lecture-recording" },
		{ "Lesuitval en haaruitval: wat kan ik eraan doen met mijn "
		  "klas?", "none" },
		{ "Vermindert toetsangst door oefententamens?",
		  "works anxiety practice-testing" },
	};

	CHECK(state, list);
}

static void
the_kind_of_question_is_told_by_its_words(void **state)
{
	static const struct reading list[] = {
		{ "Hoe kan ik kennisclips het beste inzetten bij deeltijders?",
		  "howto instructional-video part-time" },
		{ "Hoe goed werken kennisclips?", "works instructional-video" },
		{ "Voor wie werkt flipped classroom wel en niet?",
		  "whom flipped-classroom" },
		{ "Wat is er bekend over gamification en motivatie?",
		  "known gamification motivation" },
		{ "Kahoot of Mentimeter?", "which kahoot mentimeter" },
		{ "Kahoot of wooclap?", "which kahoot wooclap" },
		{ "Wat werkt beter: peerfeedback of feedback van de docent?",
		  "which peer-feedback teacher-feedback" },
		{ "Hoe weet ik of mijn quizzen werken?",
		  "test practice-testing" },
		{ "How do I find out whether clickers help?", "test voting" },
		{ "flipped classroom", "known flipped-classroom" },
		{ "Which tool is best for voting in class?", "which voting" },
		{ "Onze deeltijdstudenten willen alles online. Is dat even goed "
		  "als in de zaal?",
		  "works part-time online-learning face-to-face-teaching" },
		{ "Werken leerstijlen voor zwakkere studenten?",
		  "whom learning-styles low-achievers" },
		{ "2 groepen van 24 studenten, een met kahoot, een zonder, gem. "
		  "6,4 en 6,1. Zegt dat iets?",
		  "test kahoot n-groups=2 group-size=24 mean=6.4" },
		{ "Halen meer studenten het vak als ik oefentoetsen geef?",
		  "works pass-rate practice-testing" },
		{ "How should I set up peer assessment for 12 groups of 5 "
		  "students?", "howto peer-feedback n-groups=12 group-size=5" },
		{ "Does AI feedback improve essays?",
		  "works ai-feedback performance" },
	};

	CHECK(state, list);
}

static void
other_subjects_are_no_question_for_us(void **state)
{
	static const char *const list[] = {
		"Wat is het beste restaurant in Utrecht?",
		"Werkt mijn wasmachine nog?",
		"Op wie moet ik stemmen bij de verkiezingen?",
		"Werkt paracetamol tegen hoofdpijn?",
		"Mag ik mijn hond meenemen?", "Wat eten we vanavond?",
		"Does it rain tomorrow, of course?", "Werkt het?", "", "???",
		"Werkt mijn videorecorder nog?", "180", "\xf0\x9f\x8e\x93",
		"De trein van 8.15 of 9.15?",
	};
	struct desk *d = *state;

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		assert_int_equal(staaf_rules_read(&d->facts, d->rs, list[i],
		    strlen(list[i]), &d->ar, NULL), STAAF_OK);
		if (d->facts.kind != STAAF_NO_QUESTION)
			print_error("%s\n", list[i]);
		assert_int_equal(d->facts.kind, STAAF_NO_QUESTION);
	}
}

static void
a_mention_tells_its_place_in_the_text_as_typed(void **state)
{
	static const char text[] =
	    "Caf\xc3\xa9: laat 12\xe2\x80\x93" "18 studenten stemmen";
	struct desk *d = *state;
	const struct staaf_mention *m = NULL;

	assert_int_equal(staaf_rules_read(&d->facts, d->rs, text,
	    strlen(text), &d->ar, NULL), STAAF_OK);
	for (size_t i = 0; i < d->facts.n_mentions; i++)
		if (strcmp(d->facts.mention[i].concept->id, "voting") == 0)
			m = &d->facts.mention[i];
	assert_non_null(m);
	assert_memory_equal(text + m->start, "laat 12", 7);
	assert_int_equal(m->end, strlen(text));
	assert_int_equal(d->facts.n_values, 1);
	assert_true(d->facts.value[0].low > 11 && d->facts.value[0].low < 13);
	assert_true(d->facts.value[0].high > 17);
	assert_memory_equal(text + d->facts.value[0].start, "12", 2);
}

static void
words_that_belong_to_a_match_are_marked(void **state)
{
	static const char text[] = "Zou zoiets als Kahoot banaan helpen?";
	static const bool want[] = { false, false, false, true, false, true };
	struct desk *d = *state;
	struct staaf_words words;

	staaf_words_split(&words, text, strlen(text), &d->ar);
	assert_int_equal(words.n_words, 6);
	assert_int_equal(staaf_rules_read(&d->facts, d->rs, text,
	    strlen(text), &d->ar, NULL), STAAF_OK);
	for (size_t i = 1; i < 6; i++)
		assert_int_equal(d->facts.is_read[i], want[i]);
}

static void
tell_failure(const struct staaf_example_result *r, void *arg)
{
	int *n = arg;

	if (r->passed)
		return;
	print_error("%s:%d: %s\n  want %s\n  got  %s\n", r->place.file,
	    r->place.line, r->question, r->expected, r->got);
	(*n)++;
}

static void
every_example_of_the_shipped_files_passes(void **state)
{
	struct desk *d = *state;
	int n_failed = 0;

	assert_int_equal(staaf_rules_test(d->rs, tell_failure, &n_failed,
	    NULL), STAAF_OK);
	assert_int_equal(n_failed, 0);
}

static void
the_shipped_files_have_nothing_to_mend(void **state)
{
	struct desk *d = *state;
	struct staaf_buf b = { 0 };

	assert_int_equal(staaf_rules_lint(d->rs, NULL), 0);
	for (size_t i = 0; i < staaf_rules_n_faults(d->rs); i++)
		staaf_fault_say(&b, staaf_rules_fault(d->rs, i), STAAF_EN);
	assert_string_equal(staaf_buf_text(&b), "");
	assert_true(staaf_rules_n_rules(d->rs) >= 12);
	staaf_buf_clear(&b);
}

static void
the_concepts_that_the_corpus_uses_are_there(void **state)
{
	static const char *const ids[] = { "active-learning",
		"flipped-classroom", "blended-learning", "online-learning",
		"hybrid-teaching", "voting", "practice-testing", "feedback",
		"peer-feedback", "lecture-recording", "instructional-video",
		"gamification", "learning-styles", "generative-ai",
		"mentimeter", "kahoot", "feedbackfruits",
		"traditional-teaching", "business-as-usual", "restudy",
		"no-feedback", "teacher-feedback", "self-assessment",
		"unmatched-teaching", "exam-score", "performance",
		"pass-rate", "dropout", "motivation", "satisfaction",
		"engagement", "attendance", "self-regulation", "anxiety",
		"higher-education", "hbo", "wo", "school", "first-year",
		"second-year", "third-year", "business", "health",
		"teacher-education", "stem", "mathematics", "statistics",
		"medicine", "part-time", "distance-education" };
	struct desk *d = *state;

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		if (staaf_rules_concept_named(d->rs, ids[i]) == NULL)
			print_error("%s\n", ids[i]);
		assert_non_null(staaf_rules_concept_named(d->rs, ids[i]));
	}
	assert_true(staaf_concept_is_under(
	    staaf_rules_concept_named(d->rs, "mentimeter"),
	    staaf_rules_concept_named(d->rs, "active-learning")));
}

static void
a_hostile_text_is_read_in_good_time(void **state)
{
	struct desk *d = *state;
	struct staaf_buf b = { 0 };
	clock_t start = clock();

	while (b.size < 200000)
		staaf_buf_puts(&b, "of course stembureau laat 1.1.1 11-1- n=");
	assert_int_equal(staaf_rules_read(&d->facts, d->rs, b.text, b.size,
	    &d->ar, NULL), STAAF_OK);
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
	staaf_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_questions_of_the_task_are_read_in_full),
		cmocka_unit_test(chat_dutch_and_missing_accents_are_read),
		cmocka_unit_test(listed_typing_errors_are_read),
		cmocka_unit_test(
		    stories_with_several_numbers_give_each_its_role),
		cmocka_unit_test(compounds_tell_what_is_in_them),
		cmocka_unit_test(the_kind_of_question_is_told_by_its_words),
		cmocka_unit_test(other_subjects_are_no_question_for_us),
		cmocka_unit_test(
		    a_mention_tells_its_place_in_the_text_as_typed),
		cmocka_unit_test(words_that_belong_to_a_match_are_marked),
		cmocka_unit_test(every_example_of_the_shipped_files_passes),
		cmocka_unit_test(the_shipped_files_have_nothing_to_mend),
		cmocka_unit_test(the_concepts_that_the_corpus_uses_are_there),
		cmocka_unit_test(a_hostile_text_is_read_in_good_time),
	};

	return cmocka_run_group_tests(tests, open_desk, close_desk);
}
