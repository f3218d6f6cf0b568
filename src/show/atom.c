/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A trial as an Atom feed of one entry, in the shape of corpus/README.md, so
 * that any store can take it in and any feed reader shows it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "show.h"

enum { SHORT_ID = 12 };

static void
put_line(struct staaf_buf *out, const char *tag, const char *attrs,
    const char *text)
{
	staaf_buf_printf(out, "<%s%s>", tag, attrs);
	show_html_text(out, text);
	staaf_buf_printf(out, "</%s>\n", tag);
}

/* A number for an attribute: no exponent, four decimals. */
static void
put_number(struct staaf_buf *out, const char *name, double value)
{
	if (isfinite(value))
		staaf_buf_printf(out, " %s=\"%.4f\"", name, value);
}

/* Both languages of a sentence, the summary's element first. */
static void
put_both(struct staaf_buf *out, const char *tag, const char *en,
    const char *nl)
{
	put_line(out, tag, " xml:lang=\"en\"", en);
	put_line(out, tag, " xml:lang=\"nl\"", nl);
}

static const char *
direction_of(const struct staaf_shared *t)
{
	double sign = t->is_lower_better ? -1 : 1;

	if (isnan(t->low) || isnan(t->high) || (t->low <= 0 && t->high >= 0))
		return "mixed";
	return sign * t->low > 0 ? "better" : "worse";
}

static long
count_students(const struct staaf_shared *t)
{
	long n = 0;

	for (size_t i = 0; i < t->n_arms; i++)
		n += t->arm[i].n;
	return n;
}

static void
put_finding(struct staaf_buf *out, const struct staaf_shared *t)
{
	staaf_buf_printf(out, "<s:finding id=\"trial-%.*s\" intervention=\"",
	    SHORT_ID, t->id);
	show_html_attr(out, t->intervention);
	if (*t->comparison != '\0') {
		staaf_buf_puts(out, "\" comparison=\"");
		show_html_attr(out, t->comparison);
	}
	staaf_buf_puts(out, "\" outcome=\"");
	show_html_attr(out, t->outcome);
	staaf_buf_printf(out, "\"\n  population=\"higher-education\" "
	    "direction=\"%s\"", direction_of(t));
	if (isfinite(t->g)) {
		staaf_buf_puts(out, " metric=\"g\"");
		put_number(out, "value", t->g);
		put_number(out, "low", t->low);
		put_number(out, "high", t->high);
	}
	if (t->is_lower_better)
		staaf_buf_puts(out, " higher-is=\"worse\"");
	staaf_buf_printf(out, "\n  k=\"1\" n=\"%ld\" sites=\"1\">\n",
	    count_students(t));
	put_both(out, "s:note", t->says[STAAF_EN], t->says[STAAF_NL]);
	staaf_buf_puts(out, "</s:finding>\n");
}

static void
put_mean(struct staaf_buf *out, double mean, double sd, enum staaf_lang lang)
{
	if (!isfinite(mean))
		return;
	staaf_buf_puts(out, ", ");
	staaf_say_number(out, lang, mean, 2);
	if (!isfinite(sd))
		return;
	staaf_buf_puts(out, " (");
	staaf_say_number(out, lang, sd, 2);
	staaf_buf_putc(out, ')');
}

/* n, mean, SD and r of each arm: what sums need, and nothing else. */
static void
put_arms(struct staaf_buf *out, const struct staaf_shared *t,
    enum staaf_lang lang)
{
	for (size_t i = 0; i < t->n_arms; i++) {
		const struct staaf_arm *a = &t->arm[i];

		char place[24];

		(void)snprintf(place, sizeof(place), "%zu", i + 1);
		if (t->n_arms > 2)
			staaf_say(out, lang, STAAF_MSG_TRIAL_NAMELESS, place);
		else
			staaf_buf_puts(out, staaf_text(t->n_arms == 1 ?
			    STAAF_MSG_ATOM_GROUP : i == 1 ?
			    STAAF_MSG_TRIAL_NEW : STAAF_MSG_TRIAL_OLD, lang));
		staaf_buf_printf(out, ": n = %ld", a->n);
		put_mean(out, a->mean_pre, a->sd_pre, lang);
		put_mean(out, a->mean, a->sd, lang);
		if (a->n_pass >= 0)
			staaf_buf_printf(out, ", %ld/%ld", a->n_pass, a->n);
		if (isfinite(a->r)) {
			staaf_buf_puts(out, ", r = ");
			staaf_say_number(out, lang, a->r, 2);
		}
		staaf_buf_puts(out, i + 1 < t->n_arms ? "; " : ". ");
	}
}

static void
put_summary(struct staaf_buf *out, const struct staaf_shared *t,
    enum staaf_lang lang)
{
	struct staaf_buf text = { 0 };

	staaf_buf_puts(&text, t->says[lang]);
	staaf_buf_putc(&text, ' ');
	staaf_buf_printf(&text, "%s ", staaf_text(STAAF_MSG_ATOM_ARMS, lang));
	put_arms(&text, t, lang);
	staaf_buf_puts(&text, staaf_text(STAAF_MSG_ATOM_OWN, lang));
	show_html_text(out, staaf_buf_text(&text));
	out->failed |= text.failed;
	staaf_buf_clear(&text);
}

static void
put_title(struct staaf_buf *out, const struct staaf_shared *t,
    const struct staaf_rules *rs, enum staaf_lang lang)
{
	const struct staaf_concept *what =
	    staaf_rules_concept_named(rs, t->intervention);
	const struct staaf_concept *on =
	    staaf_rules_concept_named(rs, t->outcome);
	struct staaf_buf title = { 0 };
	char n[24];

	(void)snprintf(n, sizeof(n), "%ld", count_students(t));
	staaf_say(&title, lang, STAAF_MSG_ATOM_TITLE,
	    what == NULL ? t->intervention : what->name[lang],
	    on == NULL ? t->outcome : on->name[lang], n);
	staaf_buf_printf(out, "<title xml:lang=\"%s\">",
	    staaf_lang_code(lang));
	show_html_text(out, staaf_buf_text(&title));
	staaf_buf_puts(out, "</title>\n");
	out->failed |= title.failed;
	staaf_buf_clear(&title);
}

static void
put_evidence(struct staaf_buf *out, const struct staaf_shared *t,
    enum staaf_lang lang)
{
	enum staaf_lang other = lang == STAAF_EN ? STAAF_NL : STAAF_EN;

	staaf_buf_printf(out, "<s:evidence kind=\"study\" language=\"%s\" "
	    "year=\"%.4s\">\n", staaf_lang_code(lang), t->at);
	staaf_buf_printf(out, "<s:summary xml:lang=\"%s\">",
	    staaf_lang_code(other));
	put_summary(out, t, other);
	staaf_buf_puts(out, "</s:summary>\n");
	put_line(out, "s:concept", "", t->intervention);
	put_line(out, "s:concept", "", t->outcome);
	staaf_buf_printf(out, "<s:appraisal design=\"%d\" local=\"yes\"",
	    t->design_class);
	if (*t->plan != '\0')
		staaf_buf_printf(out, " plan=\"%s\"", t->plan);
	staaf_buf_puts(out, ">\n");
	put_both(out, "s:note",
	    staaf_text(STAAF_MSG_ATOM_DESIGN, STAAF_EN),
	    staaf_text(STAAF_MSG_ATOM_DESIGN, STAAF_NL));
	staaf_buf_puts(out, "</s:appraisal>\n");
	put_finding(out, t);
	staaf_buf_puts(out, "</s:evidence>\n");
}

void
staaf_show_trial_atom(struct staaf_buf *out, const struct staaf_shared *t,
    const struct staaf_rules *rs, const char *author, enum staaf_lang lang)
{
	if (author == NULL || *author == '\0')
		author = staaf_text(STAAF_MSG_ATOM_AUTHOR, lang);
	staaf_buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\"\n"
	    "    xmlns:s=\"urn:x-staaf:evidence:1\">\n");
	staaf_buf_printf(out, "<id>tag:staaf,2026:shared/%s</id>\n", t->id);
	put_title(out, t, rs, lang);
	staaf_buf_printf(out, "<updated>%s</updated>\n", t->at);
	staaf_buf_puts(out, "<author><name>");
	show_html_text(out, author);
	staaf_buf_puts(out, "</name></author>\n");
	put_line(out, "rights", "", staaf_text(STAAF_MSG_ATOM_RIGHTS, lang));
	staaf_buf_puts(out, "<entry>\n");
	staaf_buf_printf(out, "<id>tag:staaf,2026:trial/%s</id>\n", t->id);
	put_title(out, t, rs, lang);
	staaf_buf_printf(out, "<updated>%s</updated>\n", t->at);
	staaf_buf_puts(out, "<author><name>");
	show_html_text(out, author);
	staaf_buf_puts(out, "</name></author>\n");
	staaf_buf_printf(out, "<summary xml:lang=\"%s\">",
	    staaf_lang_code(lang));
	put_summary(out, t, lang);
	staaf_buf_puts(out, "</summary>\n");
	put_evidence(out, t, lang);
	staaf_buf_puts(out, "</entry>\n</feed>\n");
}
