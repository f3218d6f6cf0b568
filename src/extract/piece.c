/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The single expressions of a sentence: "g = 0.35", "95% CI [0.1, 0.6]",
 * "32 studies".  What could be something else is left: a wrong figure is
 * worse than a missed one.
 */
#include <math.h>
#include <string.h>

#include "extract.h"

enum {
	MAX_GAP_WORDS = 3, /* between "effect size" and its number */
	MAX_ADJECTIVES = 3, /* between a count and its noun */
	MIN_PEOPLE = 10 /* fewer are a group, a team or an n-gram */
};

struct sentence {
	const char *text;
	size_t start, stop;
	bool is_dutch;
};

static size_t
match(const struct sentence *s, size_t at, const char *word)
{
	return extract_match(s->text, s->stop, at, word);
}

static size_t
blanks(const struct sentence *s, size_t at)
{
	return extract_blanks(s->text, s->stop, at);
}

static bool
parts_at(const struct sentence *s, size_t at)
{
	return at >= s->stop || !extract_is_wordy(s->text[at]);
}

/* Bytes of the first of the words that stands whole at at, or 0. */
static size_t
match_any(const struct sentence *s, size_t at, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		size_t n = match(s, at, words[i]);

		if (n > 0 && (strchr("=:,(", words[i][0]) != NULL ||
		    parts_at(s, at + n)))
			return n;
	}
	return 0;
}

static bool
is_exact(const struct sentence *s, size_t at, const char *word)
{
	size_t n = strlen(word);

	return s->stop - at >= n && memcmp(s->text + at, word, n) == 0;
}

/* The word that ends before at is one of these. */
static bool
follows(const struct sentence *s, size_t at, const char *const *words)
{
	size_t end, begin;

	while (at > s->start && !extract_is_wordy(s->text[at - 1]) &&
	    s->text[at - 1] == ' ')
		at--;
	end = begin = at;
	while (begin > s->start && extract_is_wordy(s->text[begin - 1]))
		begin--;
	for (size_t i = 0; words[i] != NULL; i++)
		if (strlen(words[i]) == end - begin &&
		    extract_match(s->text, end, begin, words[i]) ==
		    end - begin)
			return true;
	return false;
}

/* Past an equals sign with blanks around it, or 0. */
static size_t
after_equals(const struct sentence *s, size_t at)
{
	at += blanks(s, at);
	if (at >= s->stop || s->text[at] != '=')
		return 0;
	return at + 1 + blanks(s, at + 1);
}

struct label {
	const char *word;
	enum staaf_metric metric;
	bool is_exact; /* capitals matter, and an equals sign must follow */
};

static const struct label labels[] = {
	{ "hedges' g", STAAF_G, false }, { "hedges's g", STAAF_G, false },
	{ "hedges g", STAAF_G, false },
	{ "hedges\xe2\x80\x99 g", STAAF_G, false },
	{ "hedges\xe2\x80\x99s g", STAAF_G, false },
	{ "hedge's g", STAAF_G, false },
	{ "cohen's d", STAAF_D, false }, { "cohen d", STAAF_D, false },
	{ "cohens d", STAAF_D, false },
	{ "cohen\xe2\x80\x99s d", STAAF_D, false },
	{ "standardized mean difference", STAAF_SMD, false },
	{ "standardised mean difference", STAAF_SMD, false },
	{ "gestandaardiseerd gemiddeld verschil", STAAF_SMD, false },
	{ "effect sizes", STAAF_SMD, false },
	{ "effect size", STAAF_SMD, false },
	{ "effectgrootten", STAAF_SMD, false },
	{ "effectgroottes", STAAF_SMD, false },
	{ "effectgrootte", STAAF_SMD, false },
	{ "odds ratio", STAAF_OR, false }, { "risk ratio", STAAF_RR, false },
	{ "relative risk", STAAF_RR, false },
	{ "relatief risico", STAAF_RR, false },
	{ "pearson's r", STAAF_R, false },
	{ "pearson\xe2\x80\x99s r", STAAF_R, false },
	{ "pearson r", STAAF_R, false },
	{ "g", STAAF_G, true }, { "d", STAAF_D, true }, { "r", STAAF_R, true },
	{ "SMD", STAAF_SMD, true }, { "ES", STAAF_SMD, true },
	{ "aOR", STAAF_OR, true }, { "OR", STAAF_OR, true },
	{ "RR", STAAF_RR, true },
};

/* "+", "(120)" or "(OR)" after a label. */
static size_t
skip_subscript(const struct sentence *s, size_t at, enum staaf_metric *metric)
{
	size_t to = at;

	if (to < s->stop && s->text[to] == '+')
		return to + 1;
	to += blanks(s, to);
	if (to >= s->stop || s->text[to] != '(')
		return at;
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		const struct label *l = &labels[i];
		size_t n = strlen(l->word), end = to + 1 + n;

		if (end < s->stop && s->text[end] == ')' &&
		    (l->is_exact ? is_exact(s, to + 1, l->word) :
		    match(s, to + 1, l->word) == n)) {
			*metric = l->metric;
			return end + 1;
		}
	}
	if (*metric != STAAF_R)
		return at;
	for (to++; to < s->stop && s->text[to] >= '0' && s->text[to] <= '9';)
		to++;
	return to < s->stop && s->text[to] == ')' ? to + 1 : at;
}

/* Past the words between a label and its number, or 0. */
static size_t
after_words(const struct sentence *s, size_t at)
{
	static const char *const words[] = { "=", ":", "of", "was", "is",
		"were", "are", "van", "bedroeg", "bedraagt", "equal to",
		"estimated at", "at", NULL };
	int n_words = 0;

	for (; n_words < MAX_GAP_WORDS; n_words++) {
		size_t n;

		at += blanks(s, at);
		if ((n = match_any(s, at, words)) == 0)
			break;
		at += n;
	}
	return n_words == 0 ? 0 : at + blanks(s, at);
}

static bool
is_plausible(enum staaf_metric metric, double value)
{
	switch (metric) {
	case STAAF_R:
		return fabs(value) <= 1;
	case STAAF_OR:
	case STAAF_RR:
		return value > 0;
	case STAAF_PP:
		return fabs(value) <= 100;
	default:
		return fabs(value) <= 10;
	}
}

/* A unit, a sign of percent or the other end of a range comes after it. */
static bool
is_other_quantity(const struct sentence *s, size_t at)
{
	static const char *const units[] = { "mm", "cm", "m", "km", "kg", "g",
		"mg", "ms", "s", "seconds", "days", "hours", "years", "to",
		"tot", "points", "percent", "procent", "x", NULL };
	size_t gap = blanks(s, at);

	at += gap;
	if (at >= s->stop)
		return false;
	if (s->text[at] == '%' || s->text[at] == '-' || s->text[at] == '*' ||
	    s->text[at] == '/' || s->text[at] == '^' ||
	    is_exact(s, at, "\xe2\x80\x93") || is_exact(s, at, "\xc2\xb0") ||
	    is_exact(s, at, "\xc3\x97"))
		return true;
	return match_any(s, at, units) > 0;
}

static bool
read_effect(struct extract_piece *out, const struct sentence *s, size_t at,
    const struct label *l)
{
	static const char *const strangers[] = { "kappa", "spearman",
		"spearman's", "where", "when", "with", "set", "for", NULL };
	struct extract_number num;
	enum staaf_metric metric = l->metric;
	size_t n = l->is_exact ? strlen(l->word) : match(s, at, l->word), to;

	if (l->is_exact && at > s->start &&
	    strchr(" ([;,", s->text[at - 1]) == NULL)
		return false;
	if (l->is_exact && strlen(l->word) == 1 &&
	    follows(s, at, strangers) && s->text[at - 1] == ' ' &&
	    metric == STAAF_D)
		return false;
	to = skip_subscript(s, at + n, &metric);
	if (!parts_at(s, to))
		return false;
	to = l->is_exact ? after_equals(s, to) : after_words(s, to);
	if (to == 0 || !extract_number(&num, s->text, s->stop, to) ||
	    !num.has_fraction || !is_plausible(metric, num.value) ||
	    is_other_quantity(s, num.end))
		return false;
	*out = (struct extract_piece){ .kind = EXTRACT_EFFECT, .at = at,
		.end = num.end, .metric = metric, .value = num.value };
	return true;
}

static bool
find_effect(struct extract_piece *out, const struct sentence *s, size_t at)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		const struct label *l = &labels[i];

		if ((s->text[at] | 0x20) != (l->word[0] | 0x20) ||
		    (l->is_exact ? !is_exact(s, at, l->word) :
		    match(s, at, l->word) == 0))
			continue;
		if (read_effect(out, s, at, l))
			return true;
	}
	return false;
}

static bool
find_points(struct extract_piece *out, const struct sentence *s, size_t at)
{
	static const char *const names[] = { "percentage points",
		"percentage point", "procentpunten", "procentpunt", "pp",
		NULL };
	static const char *const bounds[] = { "to", "tot", "over", "than",
		"least", "most", "dan", "between", "tussen", "and", NULL };
	struct extract_number num;
	size_t to, n, from = at;

	if (from > s->start && strchr("-+", s->text[from - 1]) != NULL)
		from--;
	else if (from - s->start >= 3 &&
	    is_exact(s, from - 3, "\xe2\x88\x92"))
		from -= 3;
	/* A sign stands free; "5-10" and "2 to 13" are ranges. */
	if ((from > s->start && extract_is_wordy(s->text[from - 1])) ||
	    follows(s, from, bounds))
		return false;
	if (!extract_number(&num, s->text, s->stop, from) ||
	    !is_plausible(STAAF_PP, num.value))
		return false;
	to = num.end + blanks(s, num.end);
	if (to < s->stop && s->text[to] == '-')
		to++;
	if ((n = match_any(s, to, names)) == 0)
		return false;
	/* "34 pp." counts pages. */
	if (n == 2 && !num.has_fraction && to + n < s->stop &&
	    s->text[to + n] == '.')
		return false;
	*out = (struct extract_piece){ .kind = EXTRACT_EFFECT, .at = from,
		.end = to + n, .metric = STAAF_PP, .value = num.value };
	return true;
}

/* The words of a 95% interval at at; 0 when it is of another size. */
static size_t
interval_words(const struct sentence *s, size_t at)
{
	static const char *const names[] = { "CI", "BI", NULL };
	static const char *const words[] = { "confidence intervals",
		"confidence interval", "betrouwbaarheidsinterval", NULL };
	size_t from = at, n;

	if (is_exact(s, at, "95")) {
		at += 2 + blanks(s, at + 2);
		if (at < s->stop && s->text[at] == '%')
			at++;
		at += at < s->stop && s->text[at] == '-' ? 1 : blanks(s, at);
	} else if (at > s->start && strchr("%-", s->text[at - 1]) != NULL) {
		return 0;
	} else if (at >= s->start + 2 && s->text[at - 2] == '%') {
		return 0; /* the number before it was not 95 */
	}
	for (size_t i = 0; names[i] != NULL; i++)
		if (is_exact(s, at, names[i])) {
			at += 2;
			if (is_exact(s, at, "95"))
				at += 2;
			if (at < s->stop && s->text[at] == '%')
				at++;
			return parts_at(s, at) ? at - from : 0;
		}
	n = match_any(s, at, words);
	if (n == 0)
		return 0;
	at += n;
	n = match(s, at, " (ci)");
	return at + n - from;
}

static size_t
interval_middle(const struct sentence *s, size_t at)
{
	static const char *const between[] = { "to", "tot", "and", "en",
		NULL };
	size_t to = at + blanks(s, at), n;

	if (to >= s->stop)
		return 0;
	if (strchr(",;-", s->text[to]) != NULL)
		return to + 1 + blanks(s, to + 1);
	if (is_exact(s, to, "\xe2\x80\x93") || is_exact(s, to, "\xe2\x88\x92"))
		return to + 3 + blanks(s, to + 3);
	n = match_any(s, to, between);
	return n == 0 ? 0 : to + n + blanks(s, to + n);
}

static bool
find_interval(struct extract_piece *out, const struct sentence *s, size_t at)
{
	static const char *const gap[] = { "=", ":", ",", "of", "van",
		"from", "ranging", "between", "tussen", "was", NULL };
	struct extract_number low, high;
	size_t to = interval_words(s, at), n;

	if (to == 0)
		return false;
	to += at;
	for (int i = 0; i < MAX_GAP_WORDS; i++) {
		to += blanks(s, to);
		if ((n = match_any(s, to, gap)) == 0)
			break;
		to += n;
	}
	to += blanks(s, to);
	if (to < s->stop && strchr("([", s->text[to]) != NULL)
		to += 1 + blanks(s, to + 1);
	if (!extract_number(&low, s->text, s->stop, to) ||
	    (to = interval_middle(s, low.end)) == 0 ||
	    !extract_number(&high, s->text, s->stop, to) ||
	    !(low.has_fraction || high.has_fraction))
		return false;
	to = high.end + blanks(s, high.end);
	if (to < s->stop && strchr(")]", s->text[to]) != NULL)
		high.end = to + 1;
	*out = (struct extract_piece){ .kind = EXTRACT_INTERVAL, .at = at,
		.end = high.end, .low = low.value, .high = high.value };
	return true;
}

static bool
find_p(struct extract_piece *out, const struct sentence *s, size_t at)
{
	struct extract_number num;
	size_t to = at + 1 + blanks(s, at + 1);
	bool is_below;

	if ((s->text[at] | 0x20) != 'p' || to >= s->stop ||
	    strchr("=<", s->text[to]) == NULL)
		return false;
	is_below = s->text[to] == '<';
	to += 1 + blanks(s, to + 1);
	if (!extract_number(&num, s->text, s->stop, to) ||
	    !num.has_fraction || num.value < 0 || num.value > 1)
		return false;
	*out = (struct extract_piece){ .kind = EXTRACT_P, .at = at,
		.end = num.end, .value = num.value, .is_below = is_below };
	return true;
}

static size_t
square_size(const struct sentence *s, size_t at)
{
	static const char *const marks[] = { "\xc2\xb2", "^2", "2",
		"-squared", " squared", "-kwadraat" };
	size_t n = 0;

	for (size_t i = 0; n == 0 && i < sizeof(marks) / sizeof(*marks); i++)
		n = match(s, at, marks[i]);
	return n;
}

static bool
find_spread(struct extract_piece *out, const struct sentence *s, size_t at)
{
	static const char *const strangers[] = { "kendall", "kendall's",
		"s", NULL };
	struct extract_number num;
	bool is_i2 = s->text[at] == 'I';
	size_t n = is_i2 ? 1 : match(s, at, "tau"), square, to;

	if (n == 0 && !is_exact(s, at, "\xcf\x84"))
		return false;
	n = n == 0 ? 2 : n;
	square = square_size(s, at + n);
	if ((is_i2 && square == 0) || (!is_i2 && follows(s, at, strangers)))
		return false;
	to = after_words(s, at + n + square);
	if (to == 0 || !extract_number(&num, s->text, s->stop, to) ||
	    num.value < 0)
		return false;
	if (is_i2) {
		to = num.end + blanks(s, num.end);
		if (to < s->stop && s->text[to] == '%')
			num.end = to + 1;
		else if (num.value <= 1)
			return false; /* a share, or less than a percent */
		if (num.value > 100)
			return false;
	} else if (!num.has_fraction || num.value > 10) {
		return false;
	}
	*out = (struct extract_piece){ .kind = is_i2 ? EXTRACT_I2 : EXTRACT_TAU,
		.at = at, .end = num.end,
		.value = !is_i2 && square > 0 ? sqrt(num.value) : num.value };
	return true;
}

/* "k = 32", "N = 2,345". */
static bool
find_symbol(struct extract_piece *out, const struct sentence *s, size_t at)
{
	static const char *const others[] = { "effect", "effects",
		"effectgroottes", "comparisons", "gram", "grams", "best",
		"samples", NULL };
	struct extract_number num;
	bool is_k = s->text[at] == 'k';
	size_t to, next;

	if ((!is_k && (s->text[at] | 0x20) != 'n') ||
	    (at > s->start && strchr(" ([;,", s->text[at - 1]) == NULL) ||
	    (to = after_equals(s, at + 1)) == 0 ||
	    !extract_count(&num, s->text, s->stop, to, s->is_dutch))
		return false;
	next = num.end + (num.end < s->stop && s->text[num.end] == '-' ? 1 :
	    blanks(s, num.end));
	if (match_any(s, next, others) > 0 ||
	    (!is_k && num.value < MIN_PEOPLE))
		return false;
	*out = (struct extract_piece){ .kind = is_k ? EXTRACT_K : EXTRACT_N,
		.at = at, .end = num.end, .value = num.value,
		.is_symbol = true };
	return true;
}

static const char *const study_nouns[] = { "studies", "trials", "rcts",
	"onderzoeken", NULL };
static const char *const people_nouns[] = { "students", "participants",
	"learners", "pupils", "undergraduates", "undergraduate students",
	"children", "teachers", "respondents", "adults", "individuals",
	"deelnemers", "leerlingen", "studenten", "proefpersonen",
	"respondenten", "leraren", "docenten", "kinderen", NULL };
static const char *const adjectives[] = { "independent", "primary",
	"empirical", "included", "eligible", "experimental",
	"quasi experimental", "randomised", "randomized", "controlled",
	"relevant", "published", "peer reviewed", "causal", "comparative",
	"research", "unique", "different", "university", "college",
	"undergraduate", "graduate", "medical", "nursing", "first year",
	"high school", "secondary school", "elementary school",
	"secondary", "elementary", "school", "psychology", "adult",
	"individual", "young", "preservice", "pre service", "dutch",
	"onafhankelijke", "empirische", "primaire", "experimentele",
	"gerandomiseerde", "vergelijkende", "gepubliceerde", "hbo",
	"eerstejaars", "wo", "mbo", NULL };

/* What stands before a number that counts no whole sample. */
static bool
is_no_total(const struct sentence *s, size_t at)
{
	static const char *const labels_before[] = { "grade", "grades",
		"year", "level", "study", "experiment", "phase", "table",
		"section", "chapter", "figure", "stage", "step", "top",
		"first", "age", "aged", "groep", "klas", "leerjaar", "jaar",
		"over", "than", "least", "most", "to", "tot", "dan",
		"minstens", "ruim", "about", "approximately", "around",
		"nearly", "almost", "ongeveer", "only", "other", "per",
		"and", "or", "of these", "hundred", "thousand", NULL };
	size_t from = at;

	if (from > s->start && strchr(" ([", s->text[from - 1]) == NULL)
		return true;
	return follows(s, at, labels_before);
}

/* "32 studies", "thirty-two studies", "12.345 studenten". */
static bool
find_count(struct extract_piece *out, const struct sentence *s, size_t at)
{
	static const char *const after[] = { "per", "each", "in each",
		"elk", "in every", NULL };
	struct extract_number num;
	size_t to, n;
	bool is_k;

	if (!extract_count(&num, s->text, s->stop, at, s->is_dutch) &&
	    !extract_count_in_words(&num, s->text, s->stop, at))
		return false;
	if (is_no_total(s, at) || (!num.is_grouped && num.value >= 1900 &&
	    num.value < 2100))
		return false;
	to = num.end + blanks(s, num.end);
	if (to == num.end)
		return false;
	for (int i = 0; i < MAX_ADJECTIVES && match_any(s, to,
	    people_nouns) == 0; i++) {
		if ((n = match_any(s, to, adjectives)) == 0)
			break;
		to += n + blanks(s, to + n);
	}
	is_k = (n = match_any(s, to, study_nouns)) > 0;
	if (n == 0 && (n = match_any(s, to, people_nouns)) == 0)
		return false;
	to += n;
	if (to < s->stop && s->text[to] == '-') /* "children-friendly" */
		return false;
	if ((!is_k && num.value < MIN_PEOPLE) ||
	    match_any(s, to + blanks(s, to), after) > 0)
		return false;
	*out = (struct extract_piece){ .kind = is_k ? EXTRACT_K : EXTRACT_N,
		.at = at, .end = to, .value = num.value };
	return true;
}

bool
extract_piece(struct extract_piece *out, const char *text, size_t start,
    size_t stop, size_t at, bool is_dutch)
{
	struct sentence s = { text, start, stop, is_dutch };
	unsigned char c = (unsigned char)text[at];

	if (c >= '0' && c <= '9')
		return find_interval(out, &s, at) ||
		    find_points(out, &s, at) || find_count(out, &s, at);
	switch (c | 0x20) {
	case 'g': case 'd': case 'r': case 'h': case 'e': case 'o':
		if (find_effect(out, &s, at))
			return true;
		break;
	case 's': case 'a':
		if (find_effect(out, &s, at))
			return true;
		break;
	case 'c': case 'b':
		if (find_interval(out, &s, at) || find_effect(out, &s, at))
			return true;
		break;
	case 'p':
		return find_p(out, &s, at) || find_effect(out, &s, at);
	case 'k': case 'n':
		if (find_symbol(out, &s, at))
			return true;
		break;
	case 'i': case 't':
		if (find_spread(out, &s, at))
			return true;
		break;
	default:
		if (c == 0xcf)
			return find_spread(out, &s, at);
		break;
	}
	return strchr("fsentvzad", c | 0x20) != NULL &&
	    find_count(out, &s, at);
}
