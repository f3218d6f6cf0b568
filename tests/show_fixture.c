/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A full answer built by hand, in both languages, included by the tests of
 * src/show.  The figures are those of the published reviews; the sentences
 * are what src/answer would say.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/show.h>

#include "golden.h"

static const struct staaf_concept flipped = { .id = "flipped-classroom",
	.kind = STAAF_INTERVENTION, .domain = "",
	.name = { "flipped classroom", "flipped classroom" }, .find = "" };
static const struct staaf_concept lectures = { .id = "traditional-teaching",
	.kind = STAAF_COMPARISON, .domain = "",
	.name = { "traditional teaching", "gewoon onderwijs" }, .find = "" };
static const struct staaf_concept exams = { .id = "exam-score",
	.kind = STAAF_OUTCOME, .domain = "achievement",
	.name = { "exam results", "toetsresultaten" }, .find = "" };
static const struct staaf_concept satisfaction = { .id = "satisfaction",
	.kind = STAAF_OUTCOME, .domain = "satisfaction",
	.name = { "satisfaction", "tevredenheid" }, .find = "" };
static const struct staaf_concept hbo = { .id = "hbo", .kind = STAAF_LEVEL,
	.domain = "", .name = { "university of applied sciences", "hbo" },
	.find = "" };
static const struct staaf_concept first_year = { .id = "first-year",
	.kind = STAAF_PHASE, .domain = "",
	.name = { "first year", "eerste jaar" }, .find = "" };
static const struct staaf_slot group_size = { .id = "group-size",
	.name = { "group size", "groepsgrootte" }, .unit = "students",
	.from = 1, .to = 3000, .ask = { "", "" } };
static const struct staaf_slot weeks = { .id = "weeks",
	.name = { "weeks", "weken" }, .unit = "weeks", .from = 1, .to = 60,
	.ask = { "", "" } };

static const char *const lag_authors[] = { "Låg, T.", "Sæle, R. G." };

static struct staaf_record
make_record(const char *doi, const char *title, int year, int design)
{
	return (struct staaf_record){ .id = doi, .guid = doi, .doi = doi,
		.source = "corpus", .kind = STAAF_REVIEW, .title = title,
		.title_language = "en", .author = lag_authors,
		.n_authors = 2, .year = year,
		.venue = "AERA Open", .link = "", .language = "en",
		.published = "", .updated = "2026-11-25T00:00:00Z",
		.summary = "Flipping compared with lectures.",
		.summary_language = "en",
		.summary_in = { "", "Omdraaien vergeleken met hoorcolleges." },
		.content = "", .appraisal = { .design = design, .plan = "",
		.is_stated = true, .flags = STAAF_SHORT | STAAF_SELF_REPORT,
		.note = { "Mostly comparison groups.",
		"Meestal vergelijkingsgroepen." } } };
}

static struct staaf_finding
make_finding(const char *key, double value, double low, double high, long k)
{
	return (struct staaf_finding){ .key = key,
		.intervention = flipped.id, .comparison = lectures.id,
		.outcome = exams.id, .population = "higher-education",
		.context = "hbo first-year", .metric = STAAF_G,
		.value = value, .low = low, .high = high, .tau = NAN,
		.i2 = 78.5, .adjusted = NAN, .k = k, .n = STAAF_NONE,
		.sites = STAAF_NONE, .direction = STAAF_BETTER,
		.form = STAAF_MAIN_EFFECT, .spread = STAAF_SPREAD_REPORTED,
		.note = { "Slightly higher scores after flipping.",
		"Iets hogere cijfers na omdraaien." } };
}

enum { N_SHOWN = 8 };

/* Everything an answer points to, so that tests can change it. */
static struct staaf_record records[N_SHOWN];
static struct staaf_finding findings[N_SHOWN];
static struct staaf_shown shown[N_SHOWN];
static struct staaf_said lost[2], caps[1];
static struct staaf_change changes[2];
static struct staaf_body bodies[2];
static struct staaf_advice advice[1];
static struct staaf_mind warnings[1];
static struct staaf_source sources[3];
static struct staaf_trace trace[2];
static struct staaf_rule rule;
static const struct staaf_concept *interventions[] = { &flipped };
static const struct staaf_concept *comparisons[] = { &lectures };
static const struct staaf_concept *outcomes[] = { &exams, &satisfaction };
static const struct staaf_concept *contexts[] = { &hbo, &first_year };
static struct staaf_value values[3];
static const char *assumed[1], *unread[1];

/* One of two sentences. */
static const char *
tell(enum staaf_lang lang, const char *en, const char *nl)
{
	return lang == STAAF_NL ? nl : en;
}

static void
fill_evidence(enum staaf_lang lang)
{
	static const struct {
		enum staaf_role role;
		const char *doi, *title, *citation;
	} rows[N_SHOWN] = {
		{ STAAF_AGREES, "10.1177/2332858419832066",
		    "Flipped classrooms compared",
		    "Bredow, C. A. e.a. (2021). Flipped classrooms compared." },
		{ STAAF_DROPPED, "10.5555/retracted",
		    "Flipping doubles every grade",
		    "Nobody, N. (2018). Flipping doubles every grade." },
		{ STAAF_LEAD, "10.1016/j.compedu.2019.103675",
		    "Does the flipped classroom improve student learning and "
		    "satisfaction? A systematic review and meta-analysis",
		    "Låg, T. & Sæle, R. G. (2019). Does the flipped classroom "
		    "improve student learning and satisfaction? A systematic "
		    "review and meta-analysis. AERA Open." },
		{ STAAF_CONTRADICTS, "10.3102/contradicts",
		    "No gain from flipping",
		    "Setren, E. e.a. (2021). No gain from flipping." },
		{ STAAF_PRIMARY, "10.1000/primary", "One course flipped",
		    "Doe, J. (2017). One course flipped." },
		{ STAAF_LOCAL, "10.1000/local", "Onze eigen proef",
		    "Jansen, P. (2024). Onze eigen proef." },
		{ STAAF_NEAREST, "10.1000/near-one", "Near one",
		    "Near, A. (2015). Near one." },
		{ STAAF_NEAREST, "10.1000/near-two", "Near two",
		    "Near, B. (2016). Near two." },
	};

	for (int i = 0; i < N_SHOWN; i++) {
		records[i] = make_record(rows[i].doi, rows[i].title, 2019, 3);
		findings[i] = make_finding("lag2019-learning", 0.35, 0.31,
		    0.40, 272);
		shown[i] = (struct staaf_shown){ .role = rows[i].role,
			.record = &records[i], .finding = &findings[i],
			.g = 0.35, .low = 0.31, .high = 0.40, .mismatch = 0.5,
			.differs = i % 2 > 0 ? "" : tell(lang,
			    "another subject", "een ander vak"),
			.citation = rows[i].citation,
			.why = tell(lang, "Counts: it pools the most studies.",
			    "Telt: voegt de meeste studies samen."),
			.says = findings[i].note[lang] };
	}
	records[1].state = STAAF_RETRACTED;
	shown[1].finding = NULL;
	shown[1].says = "";
	shown[1].why = tell(lang, "Withdrawn by the publisher.",
	    "Ingetrokken door de uitgever.");
}

static void
fill_body(struct staaf_body *b, enum staaf_lang lang)
{
	lost[0] = (struct staaf_said){ "I", -1, tell(lang,
	    "other reviews come to a different result",
	    "andere overzichten komen op iets anders uit") };
	lost[1] = (struct staaf_said){ "Dr", -2, tell(lang,
	    "nearly all studies were done at universities",
	    "bijna alle studies zijn aan universiteiten gedaan") };
	caps[0] = (struct staaf_said){ "", 3, tell(lang,
	    "key figures are not reported",
	    "kerncijfers zijn niet gerapporteerd") };
	changes[0] = (struct staaf_change){ tell(lang,
	    "it were studied in first-year students",
	    "het bij eerstejaars was onderzocht"), 3 };
	changes[1] = (struct staaf_change){ tell(lang,
	    "a large randomised study found no difference",
	    "een grote studie door loting geen verschil vond"), 1 };
	*b = (struct staaf_body){ .intervention = &flipped,
		.comparison = &lectures, .outcome = &exams,
		.grade = { .start = 3, .n_lost = 2, .cap = 3, .level = 2,
		.lost = { { STAAF_INCONSISTENCY, -1, STAAF_BECAUSE_REVIEWS },
		{ STAAF_DIRECTNESS, -2, STAAF_BECAUSE_MISMATCH } },
		.verdict = STAAF_VERDICT_BETTER, .other_side = NAN },
		.sentence = tell(lang,
		"Flipped classroom may slightly improve exam results.",
		"Flipped classroom verbetert misschien de toetsresultaten."),
		.certainty = tell(lang, "low (2 of 4)",
		"beperkt (2 van 4)"),
		.start = tell(lang, "Starts at 3: most studies had a "
		"comparison group.", "Begint op 3: de meeste studies hadden "
		"een vergelijkingsgroep."),
		.lost = lost, .n_lost = 2, .caps = caps, .n_caps = 1,
		.has_effect = true, .metric = STAAF_G, .is_oriented_g = true,
		.value = 0.35, .low = 0.31, .high = 0.40, .tau = NAN,
		.k = 272, .n = STAAF_NONE,
		.effect = tell(lang, "g = 0.35; 95% interval 0.31 to 0.40; "
		"272 studies", "g = 0,35; 95%-interval 0,31 tot 0,40; 272 "
		"studies"),
		.plain = tell(lang, "A middling student would end up around "
		"place 64 of 100 instead of 50.", "Een middelmatige student "
		"zou rond plaats 64 van 100 uitkomen in plaats van 50."),
		.figure = { [STAAF_PLAIN_U3] = { tell(lang, "Place 64.",
		"Plaats 64."), 63.7, 62.2, 65.5 } },
		.n_about = STAAF_NONE, .about = "",
		.more = tell(lang, "The improvement index is 14.",
		"De verbeterindex is 14."),
		.evidence = shown, .n_evidence = N_SHOWN,
		.change = changes, .n_changes = 2 };
}

static void
fill_advice(enum staaf_lang lang)
{
	sources[0] = (struct staaf_source){ "10.1016/j.compedu.2019.103675",
		"Låg & Sæle 2019", false, true };
	sources[1] = (struct staaf_source){ "10.9999/elsewhere",
		"Elders 2020", false, false };
	sources[2] = (struct staaf_source){ "AVG, artikel 6",
		"AVG, artikel 6", true, false };
	rule.id = "flip-with-quizzes";
	advice[0] = (struct staaf_advice){ .rule = &rule,
		.title = tell(lang, "Begin each class with a short quiz",
		"Begin elke les met een korte toets"),
		.text = tell(lang, "Ask three questions about the video.",
		"Stel drie vragen over de video."),
		.caveat = tell(lang, "the quizzes were not marked",
		"de toetsen telden niet mee voor het cijfer"),
		.because = sources, .n_because = 3 };
	trace[0] = (struct staaf_trace){ tell(lang, "one point off",
		"één punt eraf"), "S4 I", "", "10.1016/j.compedu.2019.103675",
		"lag2019-learning", "3 - 1 = 2" };
	trace[1] = (struct staaf_trace){ tell(lang, "level 2", "niveau 2"),
		"", "", "", "", "" };
}

static void
fill_reading(struct staaf_reading *r, enum staaf_lang lang)
{
	values[0] = (struct staaf_value){ .slot = &group_size, .low = 140,
		.high = 140 };
	values[1] = (struct staaf_value){ .slot = &weeks, .low = 7,
		.high = 8 };
	values[2] = (struct staaf_value){ .slot = &group_size, .low = 20,
		.high = 20 };
	assumed[0] = tell(lang, "No outcome was recognised; exam results assumed.",
	    "Er is geen uitkomst herkend; uitgegaan is van toetsresultaten.");
	unread[0] = "vrijdagmiddag";
	*r = (struct staaf_reading){ .question = tell(lang,
		"Does a flipped classroom help 140 first-year students?",
		"Helpt flipped classroom bij 140 eerstejaars?"),
		.kind = STAAF_WORKS, .intervention = interventions,
		.n_interventions = 1, .comparison = comparisons,
		.n_comparisons = 1, .outcome = outcomes, .n_outcomes = 1,
		.context = contexts, .n_contexts = 2, .value = values,
		.n_values = 2, .is_outcome_assumed = true,
		.assumed = assumed, .n_assumed = 1, .unread = unread,
		.n_unread = 1, .ask_back = "" };
}

static struct staaf_answer
make_answer(enum staaf_lang lang)
{
	struct staaf_answer a = { .lang = lang,
		.corpus = "generation 41, rules 3f2a91c0",
		.class_ = STAAF_ANSWERED, .example = "", .body = bodies,
		.n_bodies = 1, .advice = advice, .n_advice = 1,
		.warning = warnings, .n_warnings = 1,
		.trace = trace, .n_trace = 2 };

	fill_evidence(lang);
	fill_body(&bodies[0], lang);
	warnings[0] = (struct staaf_mind){ "small-studies", tell(lang,
	    "Small studies show larger effects.",
	    "Kleine studies laten grotere effecten zien."),
	    "Cheung & Slavin 2016", "10.3102/0013189X16656615" };
	fill_advice(lang);
	fill_reading(&a.reading, lang);
	a.sentence = bodies[0].sentence;
	a.next = (struct staaf_next){ .has_plan = true,
		.design = "two-groups", .hypothesis = "", .n = 140,
		.n_per_group = 70, .detectable = 0.48,
		.detectable_pretest = 0.34, .likely = 0.35,
		.text = tell(lang, "Let half of the groups flip for seven "
		"weeks. With 70 students per group a difference of 0.48 can "
		"be seen, with a pretest 0.34.", "Laat de helft van de "
		"groepen zeven weken omdraaien. Met 70 studenten per groep "
		"is een verschil van 0,48 te zien, met een voortoets 0,34.") };
	return a;
}

__attribute__((unused)) static struct staaf_answer
make_refusal(enum staaf_lang lang)
{
	struct staaf_answer a = make_answer(lang);

	a.class_ = STAAF_REFUSED;
	a.reading.kind = STAAF_NO_QUESTION;
	a.reading.n_interventions = a.reading.n_outcomes = 0;
	a.reading.n_comparisons = a.reading.n_contexts = 0;
	a.reading.n_values = a.reading.n_assumed = 0;
	a.n_bodies = a.n_advice = a.n_warnings = 0;
	a.next = (struct staaf_next){ .text = "", .design = "",
		.hypothesis = "", .n = STAAF_NONE, .n_per_group = STAAF_NONE,
		.detectable = NAN, .detectable_pretest = NAN,
		.likely = NAN };
	a.sentence = tell(lang, "This is not a question about teaching.",
	    "Dit is geen vraag over onderwijs.");
	a.example = tell(lang, "Do clickers help with 180 students?",
	    "Helpen stemkastjes bij 180 studenten?");
	return a;
}
