/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ask page: an answer turned into values, the values put into the
 * templates of page/.  No HTML stands here.
 */
#include <stdio.h>
#include <string.h>

#include "show.h"

/* One page under way: where values go and the memory they live in. */
struct maker {
	struct staaf_arena ar;
	enum staaf_lang lang;
	struct staaf_buf scratch;
	bool failed; /* the scratch was, at some time */
};

static const struct {
	const char *name;
	enum staaf_msg msg;
} labels[] = {
	{ "l-tagline", STAAF_MSG_PAGE_TAGLINE },
	{ "l-ask", STAAF_MSG_PAGE_ASK },
	{ "l-hint", STAAF_MSG_PAGE_HINT },
	{ "l-button", STAAF_MSG_PAGE_BUTTON },
	{ "l-other", STAAF_MSG_PAGE_OTHER_LANGUAGE },
	{ "l-try", STAAF_MSG_PAGE_TRY },
	{ "l-promise", STAAF_MSG_PAGE_PROMISE },
	{ "l-json", STAAF_MSG_PAGE_JSON },
	{ "l-steps", STAAF_MSG_PAGE_STEPS },
	{ "l-more", STAAF_MSG_PAGE_MORE },
	{ "l-own", STAAF_MSG_CLAIM_SHOW_OWN },
	{ "l-reading", STAAF_MSG_SHOW_READING },
	{ "l-certainty", STAAF_MSG_SHOW_CERTAINTY },
	{ "l-effect", STAAF_MSG_SHOW_EFFECT },
	{ "l-evidence", STAAF_MSG_SHOW_EVIDENCE },
	{ "l-course", STAAF_MSG_SHOW_COURSE },
	{ "l-warnings", STAAF_MSG_SHOW_WARNINGS },
	{ "l-change", STAAF_MSG_SHOW_CHANGE },
	{ "l-ladder", STAAF_MSG_SHOW_LADDER },
	{ "l-forest", STAAF_MSG_SHOW_FOREST },
	{ "l-next", STAAF_MSG_SHOW_NEXT },
	{ "l-why", STAAF_MSG_SHOW_WHY },
	{ "l-rests-on", STAAF_MSG_SHOW_RESTS_ON },
};

static struct staaf_buf *
start(struct maker *m)
{
	m->failed = m->failed || m->scratch.failed;
	staaf_buf_reset(&m->scratch);
	return &m->scratch;
}

/* Give what stands in the scratch a name. */
static void
keep(struct maker *m, struct show_scope *in, const char *name)
{
	show_set(in, name, staaf_arena_dup(&m->ar,
	    staaf_buf_text(&m->scratch)), &m->ar);
}

static void
set(struct maker *m, struct show_scope *in, const char *name, const char *text)
{
	show_set(in, name, text, &m->ar);
}

/* "1" or nothing, for sections. */
static void
set_flag(struct maker *m, struct show_scope *in, const char *name, bool is_so)
{
	set(m, in, name, is_so ? "1" : "");
}

static void
set_reading(struct maker *m, struct show_scope *in,
    const struct staaf_answer *a)
{
	const struct staaf_reading *r = &a->reading;
	struct show_scope *item;

	for (int row = 0; row < SHOW_N_ROWS; row++) {
		show_row_words(start(m), (enum show_row)row, a);
		if (m->scratch.size == 0)
			continue;
		item = show_add(in, "row", &m->ar);
		set(m, item, "label", staaf_text(
		    show_row_label((enum show_row)row), m->lang));
		keep(m, item, "words");
	}
	set(m, in, "assumed", "");
	for (size_t i = 0; i < r->n_assumed; i++) {
		item = show_add(in, "assumed", &m->ar);
		set(m, item, "words", r->assumed[i]);
	}
	set(m, in, "cut", r->was_cut ?
	    staaf_text(STAAF_MSG_SHOW_CUT, m->lang) : "");
	if (*r->ask_back != '\0')
		staaf_say(start(m), m->lang, STAAF_MSG_SHOW_ASK_BACK,
		    r->ask_back);
	else
		(void)start(m);
	keep(m, in, "ask-back");
}

static void
set_certainty(struct maker *m, struct show_scope *in,
    const struct staaf_body *b)
{
	set(m, in, "certainty", b->certainty);
	set(m, in, "start", b->start);
	for (int i = 0; i < SHOW_LEVELS; i++)
		set(m, show_add(in, "dot", &m->ar), "on",
		    i < b->grade.level ? "on" : "");
	set(m, in, "point", "");
	for (size_t i = 0; i < b->n_lost; i++) {
		show_lost_words(start(m), &b->lost[i], m->lang);
		keep(m, show_add(in, "point", &m->ar), "words");
	}
	if (b->grade.raised > 0)
		set(m, show_add(in, "point", &m->ar), "words",
		    staaf_text(STAAF_MSG_SHOW_RAISED, m->lang));
	for (size_t i = 0; i < b->n_caps; i++) {
		show_cap_words(start(m), &b->caps[i], m->lang);
		keep(m, show_add(in, "point", &m->ar), "words");
	}
}

/*
 * A citation in three parts, so that the title can say its own language;
 * all of it is "before" when the title does not stand in it.
 */
static void
set_citation(struct maker *m, struct show_scope *in,
    const struct staaf_shown *s)
{
	const char *title = s->record->title, *at = NULL;

	if (*title != '\0')
		at = strstr(s->citation, title);
	if (at == NULL) {
		set(m, in, "before", s->citation);
		title = "";
	} else {
		set(m, in, "before", staaf_arena_dupn(&m->ar, s->citation,
		    (size_t)(at - s->citation)));
	}
	set(m, in, "title", title);
	set(m, in, "after", at == NULL ? "" : at + strlen(title));
	set(m, in, "title-lang", *s->record->title_language != '\0' ?
	    s->record->title_language : s->record->language);
}

static void
set_shown(struct maker *m, struct show_scope *in, const struct staaf_shown *s,
    bool is_first_of_role)
{
	set(m, in, "role", is_first_of_role ?
	    staaf_text(show_role_label(s->role), m->lang) : "");
	set_citation(m, in, s);
	show_record_address(start(m), s->record);
	keep(m, in, "address");
	show_fit_words(start(m), s, m->lang);
	keep(m, in, "because-of");
	if (*s->says != '\0')
		staaf_say(start(m), m->lang, STAAF_MSG_SHOW_FOUND, s->says);
	else
		(void)start(m);
	keep(m, in, "found");
	show_misfit_words(start(m), s->record, m->lang);
	keep(m, in, "misfit");
	set_flag(m, in, "is-dropped", s->role == STAAF_DROPPED);
}

static void
set_evidence(struct maker *m, struct show_scope *in,
    const struct staaf_body *b)
{
	const struct staaf_shown *pick[SHOW_MOST_EVIDENCE];
	size_t n = show_pick_evidence(pick, b);
	char rest[24];

	set(m, in, "evidence", "");
	set_flag(m, in, "has-evidence", n > 0);
	for (size_t i = 0; i < n; i++)
		set_shown(m, show_add(in, "evidence", &m->ar), pick[i],
		    i == 0 || pick[i]->role != pick[i - 1]->role);
	(void)start(m);
	(void)snprintf(rest, sizeof(rest), "%zu", b->n_evidence - n);
	if (b->n_evidence > n)
		staaf_say(&m->scratch, m->lang, b->n_evidence - n == 1 ?
		    STAAF_MSG_PAGE_REST_ONE : STAAF_MSG_PAGE_REST_MORE, rest);
	keep(m, in, "rest");
}

/* A place on a picture, as an attribute takes it. */
static void
set_place(struct maker *m, struct show_scope *in, const char *name,
    double place)
{
	staaf_buf_printf(start(m), "%.1f", place);
	keep(m, in, name);
}

/* Lines on a ground of 600 across; a row is 24 high. */
static void
set_forest(struct maker *m, struct show_scope *in, const struct staaf_body *b)
{
	enum { LEFT = 220, ACROSS = 360, ROW = 24 };
	struct show_forest f;
	bool is_drawn = show_forest(&f, b);

	set(m, in, "forest", "");
	set_flag(m, in, "has-forest", is_drawn);
	for (size_t i = 0; is_drawn && i < f.n; i++) {
		struct show_scope *row = show_add(in, "forest", &m->ar);
		double y = ROW * ((double)i + .5);

		set(m, row, "label", staaf_arena_dup(&m->ar, f.row[i].label));
		set_place(m, row, "y", y);
		set_place(m, row, "ytext", y + 4);
		set_place(m, row, "x1", LEFT + ACROSS *
		    show_forest_at(&f, f.row[i].low));
		set_place(m, row, "x2", LEFT + ACROSS *
		    show_forest_at(&f, f.row[i].high));
		set_place(m, row, "x", LEFT + ACROSS *
		    show_forest_at(&f, f.row[i].g));
		set(m, row, "size", f.row[i].is_lead ? "7" : "4.5");
	}
	set_place(m, in, "forest-zero", LEFT + ACROSS *
	    (is_drawn ? show_forest_at(&f, 0) : 0));
	set_place(m, in, "forest-bottom", ROW * (double)f.n);
	set_place(m, in, "forest-height", ROW * (double)f.n + 20);
	set_place(m, in, "forest-text", ROW * (double)f.n + 15);
	staaf_say_number(start(m), m->lang, is_drawn ? f.low : 0, 2);
	keep(m, in, "forest-low");
	staaf_say_number(start(m), m->lang, is_drawn ? f.high : 0, 2);
	keep(m, in, "forest-high");
}

static void
set_ladder(struct maker *m, struct show_scope *in, const struct staaf_body *b)
{
	set(m, in, "rung", "");
	set_flag(m, in, "has-ladder", b->n_rungs > 0 || *b->about != '\0');
	set(m, in, "works-about", b->about);
	for (size_t i = 0; i < b->n_rungs; i++) {
		struct show_scope *item = show_add(in, "rung", &m->ar);

		show_rung_words(start(m), &b->rung[i], m->lang);
		keep(m, item, "words");
	}
}

static void
set_body(struct maker *m, struct show_scope *in, const struct staaf_answer *a,
    const struct staaf_body *b)
{
	(void)start(m);
	if (a->n_bodies > 1)
		show_body_words(&m->scratch, b, m->lang);
	keep(m, in, "about");
	set(m, in, "body-sentence", a->n_bodies > 1 &&
	    strcmp(b->sentence, a->sentence) != 0 ? b->sentence : "");
	set_certainty(m, in, b);
	set_flag(m, in, "has-effect", *b->effect != '\0' || *b->plain != '\0');
	set(m, in, "effect", b->effect);
	set(m, in, "plain", b->plain);
	set(m, in, "more", b->more);
	set_forest(m, in, b);
	set_evidence(m, in, b);
	set_ladder(m, in, b);
}

static void
set_source(struct maker *m, struct show_scope *in,
    const struct staaf_source *s)
{
	staaf_say(start(m), m->lang, s->is_norm ? STAAF_MSG_SHOW_NORM :
	    s->is_held ? STAAF_MSG_SHOW_SOURCE :
	    STAAF_MSG_SHOW_SOURCE_NOT_HELD, s->words);
	keep(m, in, "words");
	show_source_address(start(m), s);
	keep(m, in, "address");
}

static void
set_warnings(struct maker *m, struct show_scope *in,
    const struct staaf_answer *a)
{
	set(m, in, "warning", "");
	set_flag(m, in, "has-warning", a->n_warnings > 0);
	for (size_t i = 0; i < a->n_warnings; i++) {
		const struct staaf_mind *w = &a->warning[i];
		struct show_scope *item = show_add(in, "warning", &m->ar);

		set(m, item, "says", w->says);
		set(m, item, "source", w->source);
		staaf_buf_printf(start(m), "https://doi.org/%s", w->doi);
		keep(m, item, "address");
	}
}

static void
set_advice(struct maker *m, struct show_scope *in,
    const struct staaf_answer *a)
{
	set(m, in, "advice", "");
	set_flag(m, in, "has-advice", a->n_advice > 0);
	for (size_t i = 0; i < a->n_advice; i++) {
		const struct staaf_advice *v = &a->advice[i];
		struct show_scope *item = show_add(in, "advice", &m->ar);

		set(m, item, "title", v->title);
		set(m, item, "text", v->text);
		(void)start(m);
		if (*v->caveat != '\0')
			staaf_say(&m->scratch, m->lang, STAAF_MSG_SHOW_CAVEAT,
			    v->caveat);
		keep(m, item, "caveat");
		set(m, item, "source", "");
		set_flag(m, item, "has-source", v->n_because > 0);
		for (size_t k = 0; k < v->n_because; k++)
			set_source(m, show_add(item, "source", &m->ar),
			    &v->because[k]);
	}
}

static void
set_changes(struct maker *m, struct show_scope *in,
    const struct staaf_answer *a)
{
	size_t n = 0;

	set(m, in, "change", "");
	for (size_t i = 0; i < a->n_bodies; i++) {
		const struct staaf_body *b = &a->body[i];

		n += b->n_changes;
		for (size_t k = 0; k < b->n_changes; k++) {
			struct show_scope *item = show_add(in, "change",
			    &m->ar);

			(void)start(m);
			if (a->n_bodies > 1 && k == 0)
				show_body_words(&m->scratch, b, m->lang);
			keep(m, item, "about");
			show_change_words(start(m), &b->change[k], m->lang);
			keep(m, item, "words");
		}
	}
	set_flag(m, in, "has-change", n > 0);
}

static void
set_trace(struct maker *m, struct show_scope *in,
    const struct staaf_answer *a)
{
	set(m, in, "trace", "");
	set_flag(m, in, "has-trace", a->n_trace > 0);
	for (size_t i = 0; i < a->n_trace; i++) {
		const struct staaf_trace *w = &a->trace[i];
		struct show_scope *item = show_add(in, "trace", &m->ar);

		show_grounds(start(m), w);
		set(m, item, "says", w->says);
		keep(m, item, "grounds");
	}
	staaf_say(start(m), m->lang, STAAF_MSG_SHOW_WHY_CORPUS, a->corpus);
	keep(m, in, "corpus");
}

/* What the figures of the question tell. */
static void
set_figures(struct maker *m, struct show_scope *in,
    const struct staaf_answer *a)
{
	set(m, in, "figure", "");
	set_flag(m, in, "has-figure", a->n_figures > 0);
	for (size_t i = 0; i < a->n_figures; i++) {
		const struct staaf_claim_figure *f = &a->figure[i];
		struct show_scope *item = show_add(in, "figure", &m->ar);

		set(m, item, "text", f->text);
		for (size_t k = 0; k < f->n_lines; k++)
			set(m, show_add(item, "line", &m->ar), "words",
			    f->line[k].says);
	}
}

static void
set_answer(struct maker *m, struct show_scope *in, const struct staaf_page *p)
{
	const struct staaf_answer *a = p->answer;

	set(m, in, "sentence", a->sentence);
	(void)start(m);
	if (*a->example != '\0')
		staaf_say(&m->scratch, m->lang, STAAF_MSG_SHOW_EXAMPLE,
		    a->example);
	keep(m, in, "example");
	set_flag(m, in, "is-full", a->class_ != STAAF_REFUSED);
	set_reading(m, in, a);
	set_figures(m, in, a);
	set(m, in, "body", "");
	for (size_t i = 0; i < a->n_bodies; i++)
		set_body(m, show_add(in, "body", &m->ar), a, &a->body[i]);
	set_warnings(m, in, a);
	set_advice(m, in, a);
	set_changes(m, in, a);
	set(m, in, "next", a->next.text);
	set_trace(m, in, a);
}

/* "/staaf?q=...&lang=nl", with more behind it. */
static void
set_address(struct maker *m, struct show_scope *in, const char *name,
    const struct staaf_page *p, enum staaf_lang lang, const char *more)
{
	struct staaf_buf *s = start(m);

	staaf_buf_printf(s, "%s?", p->script);
	if (*p->question != '\0') {
		staaf_buf_puts(s, "q=");
		show_url_value(s, p->question);
		staaf_buf_putc(s, '&');
	}
	staaf_buf_printf(s, "lang=%s%s", staaf_lang_code(lang), more);
	keep(m, in, name);
}

static void
set_examples(struct maker *m, struct show_scope *in,
    const struct staaf_page *p)
{
	static const enum staaf_msg example[] = { STAAF_MSG_PAGE_EXAMPLE_ONE,
		STAAF_MSG_PAGE_EXAMPLE_TWO, STAAF_MSG_PAGE_EXAMPLE_THREE };

	for (size_t i = 0; i < sizeof(example) / sizeof(example[0]); i++) {
		struct show_scope *item = show_add(in, "suggestion", &m->ar);
		struct staaf_page asked = *p;

		asked.question = staaf_text(example[i], p->lang);
		set(m, item, "words", asked.question);
		set_address(m, item, "address", &asked, p->lang, "");
	}
}

static void
set_page(struct maker *m, struct show_scope *in, const struct staaf_page *p)
{
	enum staaf_lang other = p->lang == STAAF_NL ? STAAF_EN : STAAF_NL;

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		set(m, in, labels[i].name, staaf_text(labels[i].msg, p->lang));
	set(m, in, "lang", staaf_lang_code(p->lang));
	set(m, in, "other-lang", staaf_lang_code(other));
	set(m, in, "question", p->question);
	set(m, in, "script", p->script);
	set_address(m, in, "other-address", p, other, "");
	set_address(m, in, "json-address", p, p->lang, "&format=json");
	(void)start(m);
	if (p->err != NULL)
		staaf_err_sentence(&m->scratch, p->err, p->lang);
	keep(m, in, "error");
	(void)start(m);
	if (p->err != NULL && p->err->hint != STAAF_MSG_NONE)
		staaf_say(&m->scratch, p->lang, p->err->hint, p->err->word[0],
		    p->err->word[1], p->err->word[2]);
	keep(m, in, "error-hint");
	set_flag(m, in, "has-answer", p->answer != NULL);
	set(m, in, "counted", !p->is_counted ? "" :
	    staaf_text(STAAF_MSG_PAGE_COUNTED, p->lang));
	set_flag(m, in, "is-empty", p->answer == NULL && p->err == NULL);
	set_examples(m, in, p);
	if (p->answer != NULL)
		set_answer(m, in, p);
}

void
staaf_show_page(struct staaf_buf *out, const struct staaf_page *page)
{
	struct maker m = { .lang = page->lang };
	struct show_scope values = { 0 };

	set_page(&m, &values, page);
	if (m.ar.failed || m.scratch.failed || m.failed)
		out->failed = true;
	else
		(void)show_render(out, show_page, "page", &values);
	staaf_buf_clear(&m.scratch);
	staaf_arena_clear(&m.ar);
}

const char *
staaf_show_stylesheet(size_t *size)
{
	for (const struct staaf_embedded *p = show_page; p->name != NULL; p++)
		if (strcmp(p->name, "style.css") == 0) {
			*size = p->size;
			return p->text;
		}
	*size = 0;
	return "";
}
