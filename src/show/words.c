/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts of an answer in words, the same for the terminal and the page:
 * labels, the rows of the reading, the order of the evidence, addresses.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "show.h"

static const enum staaf_msg row_labels[SHOW_N_ROWS] = {
	[SHOW_ROW_KIND] = STAAF_MSG_SHOW_ROW_KIND,
	[SHOW_ROW_INTERVENTION] = STAAF_MSG_SHOW_ROW_INTERVENTION,
	[SHOW_ROW_COMPARISON] = STAAF_MSG_SHOW_ROW_COMPARISON,
	[SHOW_ROW_OUTCOME] = STAAF_MSG_SHOW_ROW_OUTCOME,
	[SHOW_ROW_CONTEXT] = STAAF_MSG_SHOW_ROW_CONTEXT,
	[SHOW_ROW_UNREAD] = STAAF_MSG_SHOW_ROW_UNREAD,
};

static const enum staaf_msg kind_words[STAAF_N_QUESTION_KINDS] = {
	[STAAF_WORKS] = STAAF_MSG_SHOW_KIND_WORKS,
	[STAAF_HOWTO] = STAAF_MSG_SHOW_KIND_HOWTO,
	[STAAF_WHICH] = STAAF_MSG_SHOW_KIND_WHICH,
	[STAAF_WHOM] = STAAF_MSG_SHOW_KIND_WHOM,
	[STAAF_KNOWN] = STAAF_MSG_SHOW_KIND_KNOWN,
	[STAAF_TEST] = STAAF_MSG_SHOW_KIND_TEST,
	[STAAF_NO_QUESTION] = STAAF_MSG_SHOW_KIND_NONE,
};

/* In the order they are shown. */
static const struct {
	enum staaf_role role;
	enum staaf_msg label;
} roles[] = {
	{ STAAF_LEAD, STAAF_MSG_SHOW_ROLE_LEAD },
	{ STAAF_CONTRADICTS, STAAF_MSG_SHOW_ROLE_CONTRADICTS },
	{ STAAF_AGREES, STAAF_MSG_SHOW_ROLE_AGREES },
	{ STAAF_PRIMARY, STAAF_MSG_SHOW_ROLE_PRIMARY },
	{ STAAF_LOCAL, STAAF_MSG_SHOW_ROLE_LOCAL },
	{ STAAF_NEAREST, STAAF_MSG_SHOW_ROLE_NEAREST },
	{ STAAF_DROPPED, STAAF_MSG_SHOW_ROLE_RETRACTED },
};

enum { N_ROLES = sizeof(roles) / sizeof(roles[0]) };

enum staaf_msg
show_row_label(enum show_row row)
{
	return row_labels[row];
}

/* A comma before every piece but the first of a row. */
static void
put_piece(struct staaf_buf *out, size_t start, const char *piece)
{
	if (out->size > start)
		staaf_buf_puts(out, ", ");
	staaf_buf_puts(out, piece);
}

static void
put_concepts(struct staaf_buf *out, size_t start,
    const struct staaf_concept *const *concept, size_t n,
    enum staaf_lang lang)
{
	for (size_t i = 0; i < n; i++)
		put_piece(out, start, concept[i]->name[lang]);
}

/* Whole numbers without decimals, others with as few as they need. */
static void
put_value(struct staaf_buf *out, double value, enum staaf_lang lang)
{
	char digits[40];
	const char *point;

	(void)snprintf(digits, sizeof(digits), "%.6g", value);
	point = strchr(digits, '.');
	if (strchr(digits, 'e') != NULL)
		staaf_buf_puts(out, digits);
	else
		staaf_say_number(out, lang, value,
		    point == NULL ? 0 : (int)strlen(point + 1));
}

static void
put_slots(struct staaf_buf *out, size_t start, const struct staaf_answer *a)
{
	for (size_t i = 0; i < a->reading.n_values; i++) {
		const struct staaf_value *v = &a->reading.value[i];

		put_piece(out, start, v->slot->name[a->lang]);
		staaf_buf_putc(out, ' ');
		put_value(out, v->low, a->lang);
		if (v->low < v->high) {
			staaf_buf_puts(out, "\xe2\x80\x93"); /* en dash */
			put_value(out, v->high, a->lang);
		}
	}
}

static void
put_unread(struct staaf_buf *out, const struct staaf_reading *r)
{
	size_t start = out->size;

	for (size_t i = 0; i < r->n_unread; i++)
		put_piece(out, start, r->unread[i]);
}

void
show_row_words(struct staaf_buf *out, enum show_row row,
    const struct staaf_answer *a)
{
	const struct staaf_reading *r = &a->reading;
	size_t start = out->size;

	switch (row) {
	case SHOW_ROW_KIND:
		staaf_buf_puts(out, staaf_text(kind_words[r->kind], a->lang));
		break;
	case SHOW_ROW_INTERVENTION:
		put_concepts(out, start, r->intervention, r->n_interventions,
		    a->lang);
		break;
	case SHOW_ROW_COMPARISON:
		put_concepts(out, start, r->comparison, r->n_comparisons,
		    a->lang);
		break;
	case SHOW_ROW_OUTCOME:
		put_concepts(out, start, r->outcome, r->n_outcomes, a->lang);
		break;
	case SHOW_ROW_CONTEXT:
		put_concepts(out, start, r->context, r->n_contexts, a->lang);
		put_slots(out, start, a);
		break;
	case SHOW_ROW_UNREAD:
		put_unread(out, r);
		break;
	case SHOW_N_ROWS:
		break;
	}
}

void
show_grounds(struct staaf_buf *out, const struct staaf_trace *w)
{
	const char *part[] = { w->rule, w->place, w->record, w->finding,
		w->sum };

	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		if (part[i] == NULL || *part[i] == '\0')
			continue;
		if (out->size > 0)
			staaf_buf_puts(out, "; ");
		staaf_buf_puts(out, part[i]);
	}
}

void
show_body_words(struct staaf_buf *out, const struct staaf_body *b,
    enum staaf_lang lang)
{
	size_t start = out->size;

	if (b->intervention != NULL)
		staaf_buf_puts(out, b->intervention->name[lang]);
	if (b->outcome != NULL)
		put_piece(out, start, b->outcome->name[lang]);
}

void
show_lost_words(struct staaf_buf *out, const struct staaf_said *lost,
    enum staaf_lang lang)
{
	char points[24];

	(void)snprintf(points, sizeof(points), "%d", -lost->points);
	staaf_say(out, lang, lost->points == -1 ? STAAF_MSG_SHOW_LOST_ONE :
	    STAAF_MSG_SHOW_LOST_MORE, points, lost->code, lost->reason);
}

void
show_cap_words(struct staaf_buf *out, const struct staaf_said *cap,
    enum staaf_lang lang)
{
	char level[24];

	(void)snprintf(level, sizeof(level), "%d", cap->points);
	staaf_say(out, lang, STAAF_MSG_SHOW_CAP, level, cap->reason);
}

/* The heading tells the role; what differs, or why it does not count. */
void
show_fit_words(struct staaf_buf *out, const struct staaf_shown *s,
    enum staaf_lang lang)
{
	if (s->role == STAAF_NEAREST || s->role == STAAF_DROPPED)
		staaf_buf_puts(out, s->why);
	else if (*s->differs != '\0')
		staaf_say(out, lang, STAAF_MSG_SHOW_DIFFERS, s->differs);
}

void
show_change_words(struct staaf_buf *out, const struct staaf_change *c,
    enum staaf_lang lang)
{
	char level[24];

	(void)snprintf(level, sizeof(level), "%d", c->level);
	staaf_say(out, lang, STAAF_MSG_SHOW_CHANGE_LEVEL, c->if_so, level);
}

void
show_rung_words(struct staaf_buf *out, const struct staaf_rung *r,
    enum staaf_lang lang)
{
	struct staaf_buf lost = { 0 };
	char works[24];

	(void)snprintf(works, sizeof(works), "%ld", r->works);
	staaf_say_number(&lost, lang, r->lost, 2);
	staaf_say(out, lang, r->works == 1 ? STAAF_MSG_SHOW_RUNG_ONE :
	    STAAF_MSG_SHOW_RUNG_MORE, r->widened, staaf_buf_text(&lost),
	    works);
	out->failed |= lost.failed;
	staaf_buf_clear(&lost);
}

enum staaf_msg
show_role_label(enum staaf_role role)
{
	for (int i = 0; i < N_ROLES; i++)
		if (roles[i].role == role)
			return roles[i].label;
	return STAAF_MSG_NONE;
}

size_t
show_pick_evidence(const struct staaf_shown *pick[SHOW_MOST_EVIDENCE],
    const struct staaf_body *b)
{
	size_t n = 0, kept = 0;

	/* One place is for what was withdrawn: that has to be in view. */
	for (size_t i = 0; i < b->n_evidence; i++)
		if (b->evidence[i].role == STAAF_DROPPED)
			kept = 1;
	for (int r = 0; r < N_ROLES; r++) {
		size_t most = roles[r].role == STAAF_DROPPED ?
		    SHOW_MOST_EVIDENCE : SHOW_MOST_EVIDENCE - kept;

		for (size_t i = 0; i < b->n_evidence; i++)
			if (b->evidence[i].role == roles[r].role && n < most)
				pick[n++] = &b->evidence[i];
	}
	return n;
}

bool
show_is_web_address(const char *address)
{
	return address != NULL && (strncasecmp(address, "http://", 7) == 0 ||
	    strncasecmp(address, "https://", 8) == 0);
}

void
show_record_address(struct staaf_buf *out, const struct staaf_record *r)
{
	if (r->doi != NULL && *r->doi != '\0')
		staaf_buf_printf(out, "https://doi.org/%s", r->doi);
	else if (show_is_web_address(r->link))
		staaf_buf_puts(out, r->link);
}

void
show_source_address(struct staaf_buf *out, const struct staaf_source *s)
{
	if (!s->is_norm && strncmp(s->ref, "10.", 3) == 0 &&
	    strchr(s->ref, '/') != NULL)
		staaf_buf_printf(out, "https://doi.org/%s", s->ref);
	else if (show_is_web_address(s->ref))
		staaf_buf_puts(out, s->ref);
}

void
show_dots(struct staaf_buf *out, int level)
{
	for (int i = 0; i < SHOW_LEVELS; i++)
		staaf_buf_puts(out, i < level ? "\xe2\x97\x8f" :
		    "\xe2\x97\x8b");
}
