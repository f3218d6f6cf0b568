/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which column is what: as told, else by the words of its header, Dutch or
 * English.  Two that may be the same are asked about, never chosen between.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <staaf/words.h>

#include "circle.h"

enum { MAX_HEADER_WORDS = 8, N_TIERS = 2 };

#define WORDS(...) (const char *const[]){ __VA_ARGS__, NULL }

/* Those of the second tier count when none of the first is there. */
static const char *const *const words_of[N_ROLES][N_TIERS] = {
	[ROLE_ID] = {
	    WORDS("id", "code", "student", "deelnemer", "participant",
	    "respondent", "leerling", "pseudoniem", "pseudonym", "pp", "ppn",
	    "subject"),
	    WORDS("nr", "no") },
	[ROLE_PRE] = {
	    WORDS("pre", "pretest", "before", "voor", "vooraf", "voormeting",
	    "voortoets", "voorkennis", "nulmeting", "t0", "baseline", "begin",
	    "beginmeting", "begintoets", "start", "startmeting", "instap",
	    "instaptoets", "prescore"),
	    WORDS("t1") },
	[ROLE_POST] = {
	    WORDS("post", "posttest", "after", "na", "nadien", "achteraf",
	    "nameting", "natoets", "eind", "eindmeting", "eindtoets",
	    "slotmeting", "t2", "postscore"),
	    WORDS("score", "scores", "cijfer", "cijfers", "grade", "grades",
	    "mark", "marks", "resultaat", "result", "results", "outcome",
	    "uitkomst", "punten", "points", "eindcijfer", "tentamen",
	    "tentamencijfer", "exam", "geslaagd", "passed", "behaald") },
	[ROLE_GROUP] = {
	    WORDS("group", "groep", "conditie", "condition", "arm",
	    "behandeling", "treatment"),
	    WORDS("jaar", "year", "cohort", "studiejaar", "collegejaar",
	    "lichting", "jaargang") },
	[ROLE_CLUSTER] = {
	    WORDS("class", "klas", "klassen", "section", "werkgroep",
	    "tutorgroep", "lesgroep", "cluster"),
	    WORDS("docent", "teacher") },
	[ROLE_TIME] = {
	    WORDS("time", "tijd", "week", "moment", "meetmoment", "occasion"),
	    WORDS("weeknummer", "meting", "sessie", "session") },
	[ROLE_PHASE] = {
	    WORDS("phase", "fase"),
	    WORDS(NULL) },
	[ROLE_PERIOD1] = {
	    WORDS("period1", "periode1"),
	    WORDS(NULL) },
	[ROLE_PERIOD2] = {
	    WORDS("period2", "periode2"),
	    WORDS(NULL) },
	[ROLE_SEQUENCE] = {
	    WORDS("sequence", "volgorde"),
	    WORDS(NULL) },
};

static bool
has_word(const char *const *list, const char *word)
{
	while (*list != NULL && strcmp(*list, word) != 0)
		list++;
	return *list != NULL;
}

bool
column_word_fits(enum role role, const char *words, struct staaf_arena *ar)
{
	const char *word[MAX_HEADER_WORDS];
	size_t n = header_words(word, MAX_HEADER_WORDS, words, ar);

	for (size_t k = 0; k < n; k++)
		for (int tier = 0; tier < N_TIERS; tier++)
			if (has_word(words_of[role][tier], word[k]))
				return true;
	return false;
}

static enum staaf_code
refuse_unknown(const struct staaf_table *t, const char *name,
    struct staaf_arena *ar, struct staaf_err *err)
{
	const char *all = "";

	for (size_t i = 0; i < t->n_columns && i < 20; i++)
		all = staaf_arena_printf(ar, "%s%s%s", all, i > 0 ? ", " : "",
		    t->column[i]);
	(void)staaf_err_set(err, STAAF_BADINPUT, STAAF_MSG_COLUMN_UNKNOWN,
	    name, all);
	return STAAF_BADINPUT;
}

/* A column that was named: exactly, else whatever its case. */
static enum staaf_code
find_named(int *out, const struct staaf_table *t, const char *name,
    struct staaf_arena *ar, struct staaf_err *err)
{
	int n = 0;

	for (int pass = 0; pass < 2 && n == 0; pass++)
		for (size_t i = 0; i < t->n_columns; i++)
			if ((pass == 0 ? strcmp : strcasecmp)(t->column[i],
			    name) == 0) {
				*out = (int)i;
				n++;
			}
	if (n == 0)
		return refuse_unknown(t, name, ar, err);
	if (n > 1)
		return staaf_err_set(err, STAAF_BADINPUT,
		    STAAF_MSG_COLUMN_TWICE, name, NULL);
	return STAAF_OK;
}

static bool
is_taken(const struct columns *c, int column)
{
	for (int i = 0; i < N_ROLES; i++)
		if (c->at[i] == column)
			return true;
	for (int i = 0; i < c->n_outcomes; i++)
		if (c->outcome[i] == column)
			return true;
	return false;
}

static enum staaf_code
find_by_header(struct columns *c, const struct staaf_table *t,
    enum role role, const char *option, struct staaf_arena *ar,
    struct staaf_err *err)
{
	for (int tier = 0; tier < N_TIERS && c->at[role] == NO_COLUMN; tier++)
		for (size_t i = 0; i < t->n_columns; i++) {
			const char *word[MAX_HEADER_WORDS];
			size_t n = header_words(word, MAX_HEADER_WORDS,
			    t->column[i], ar);
			bool fits = false;

			for (size_t k = 0; k < n; k++)
				fits = fits || has_word(
				    words_of[role][tier], word[k]);
			if (!fits || is_taken(c, (int)i))
				continue;
			if (c->at[role] == NO_COLUMN) {
				c->at[role] = (int)i;
				c->is_years |= role == ROLE_GROUP && tier == 1;
				continue;
			}
			(void)staaf_err_set(err, STAAF_BADINPUT,
			    STAAF_MSG_COLUMN_TWO, t->column[c->at[role]],
			    t->column[i]);
			if (err != NULL)
				(void)snprintf(err->word[2],
				    sizeof(err->word[2]), "%s", option);
			return STAAF_BADINPUT;
		}
	return STAAF_OK;
}

/* "toets 1" and "toets 2": the same name with 1 and 2. */
static void
find_numbered(struct columns *c, const struct staaf_table *t)
{
	if (c->at[ROLE_PRE] != NO_COLUMN || c->at[ROLE_TIME] != NO_COLUMN)
		return;
	for (size_t i = 0; i < t->n_columns; i++)
		for (size_t k = 0; k < t->n_columns; k++) {
			size_t n = strlen(t->column[i]);

			if (n < 2 || strlen(t->column[k]) != n ||
			    t->column[i][n - 1] != '1' ||
			    t->column[k][n - 1] != '2' ||
			    isdigit((unsigned char)t->column[i][n - 2]) ||
			    strncasecmp(t->column[i], t->column[k],
			    n - 1) != 0 || is_taken(c, (int)i))
				continue;
			c->at[ROLE_PRE] = (int)i;
			c->at[ROLE_POST] = (int)k;
			return;
		}
}

static enum staaf_code
find_outcomes(struct columns *c, const struct staaf_table *t,
    const char *list, struct staaf_arena *ar, struct staaf_err *err)
{
	char *name = staaf_arena_dup(ar, list), *rest = NULL;
	enum staaf_code rc;

	for (name = strtok_r(name, ",", &rest); name != NULL;
	    name = strtok_r(NULL, ",", &rest)) {
		char *end;

		while (*name == ' ')
			name++;
		for (end = name + strlen(name); end > name && end[-1] == ' ';)
			*--end = '\0';
		if (c->n_outcomes == MAX_OUTCOMES)
			return staaf_err_set(err, STAAF_USAGE,
			    STAAF_MSG_COLUMN_OUTCOMES, NULL, NULL);
		if ((rc = find_named(&c->outcome[c->n_outcomes], t, name, ar,
		    err)) != STAAF_OK)
			return rc;
		c->n_outcomes++;
	}
	return STAAF_OK;
}

enum staaf_code
column_find(struct columns *out, const struct staaf_table *t,
    const struct staaf_trial_ask *ask, struct staaf_arena *ar,
    struct staaf_err *err)
{
	const char *const told[N_ROLES] = { ask->id, ask->pre, ask->post,
		ask->group, ask->cluster, ask->time, ask->phase, ask->period1,
		ask->period2, ask->sequence };
	static const char *const option[N_ROLES] = { "--id", "--pre",
		"--post", "--group", "--cluster", "--time", "--phase",
		"--period1", "--period2", "--sequence" };
	struct columns c = { .n_outcomes = 0 };
	enum staaf_code rc = STAAF_OK;

	for (int i = 0; i < N_ROLES; i++)
		c.at[i] = NO_COLUMN;
	for (int i = 0; i < N_ROLES && rc == STAAF_OK; i++)
		if (told[i] != NULL)
			rc = find_named(&c.at[i], t, told[i], ar, err);
	if (rc == STAAF_OK && ask->outcomes != NULL)
		rc = find_outcomes(&c, t, ask->outcomes, ar, err);
	if (rc == STAAF_OK && c.n_outcomes == 1 &&
	    c.at[ROLE_POST] == NO_COLUMN) { /* one is just the score */
		c.at[ROLE_POST] = c.outcome[0];
		c.n_outcomes = 0;
	}
	/* What says most first: "period 1" is no "toets 1". */
	for (int i = N_ROLES; i-- > 0 && rc == STAAF_OK;) {
		if (i == ROLE_PERIOD1 - 1 && ask->pre == NULL &&
		    ask->post == NULL)
			find_numbered(&c, t);
		if (told[i] == NULL && c.at[i] == NO_COLUMN &&
		    (i != ROLE_POST || c.n_outcomes == 0))
			rc = find_by_header(&c, t, (enum role)i, option[i],
			    ar, err);
	}
	if (ask->group != NULL && c.at[ROLE_GROUP] != NO_COLUMN) {
		const char *word[MAX_HEADER_WORDS];
		size_t n = header_words(word, MAX_HEADER_WORDS, ask->group, ar);

		for (size_t k = 0; k < n; k++)
			c.is_years |= has_word(words_of[ROLE_GROUP][1],
			    word[k]);
	}
	if (rc == STAAF_OK)
		*out = c;
	return rc;
}
