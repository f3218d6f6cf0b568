/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Statistics with their p in running text: "t(28) = 2.20, p < .05", the
 * Dutch "F(1; 38) = 5,11; p = 0,03" and what stands between the two: other
 * symbols with a number, an interval, "with" and "met".  A statistic of which
 * no p follows is passed by.
 */
#include <math.h>
#include <string.h>

#include <staaf/utf8.h>

#include "extract.h"

enum {
	MAX_BETWEEN = 8,  /* things between a statistic and its p */
	MAX_DF = 64,      /* bytes of its degrees of freedom, with blanks */
	LEAST_SUBSCRIPT = 10,
	LOOK_FAR = 300,   /* bytes in which a correction of p is */
	LOOK_BACK = 60,   /* bytes in which "one-tailed" is about it */
	LOOK_ON = 30,     /* and after it */
	MAX_INTERVAL = 60
};

/* ---------------------------------------------------------- statistics */

struct label {
	const char *word;
	enum staaf_statistic statistic;
};

/* Longer ones first; capitals matter. */
static const struct label labels[] = {
	{ "\xcf\x87\xc2\xb2", STAAF_STATISTIC_CHI2 },
	{ "\xcf\x87" "2", STAAF_STATISTIC_CHI2 },
	{ "\xcf\x87^2", STAAF_STATISTIC_CHI2 },
	{ "\xce\xa7\xc2\xb2", STAAF_STATISTIC_CHI2 },
	{ "\xce\xa7" "2", STAAF_STATISTIC_CHI2 },
	{ "X\xc2\xb2", STAAF_STATISTIC_CHI2 },
	{ "X^2", STAAF_STATISTIC_CHI2 }, { "X2", STAAF_STATISTIC_CHI2 },
	{ "Qb", STAAF_STATISTIC_Q }, { "Qw", STAAF_STATISTIC_Q },
	{ "QB", STAAF_STATISTIC_Q }, { "QW", STAAF_STATISTIC_Q },
	{ "QM", STAAF_STATISTIC_Q }, { "QE", STAAF_STATISTIC_Q },
	{ "Q", STAAF_STATISTIC_Q }, { "F", STAAF_STATISTIC_F },
	{ "t", STAAF_STATISTIC_T }, { "T", STAAF_STATISTIC_T },
	{ "r", STAAF_STATISTIC_R }, { "z", STAAF_STATISTIC_Z },
	{ "Z", STAAF_STATISTIC_Z },
};

static size_t
read_label(enum staaf_statistic *out, const char *text, size_t size,
    size_t at)
{
	static const char *const chi[] = { "chi squared", "chi square",
		"chi kwadraat", "chi2", "chi^2", "chi\xc2\xb2", NULL };

	if (at > 0 && (extract_is_wordy(text[at - 1]) ||
	    text[at - 1] == '_'))
		return 0;
	*out = STAAF_STATISTIC_CHI2;
	for (size_t i = 0, n; chi[i] != NULL; i++)
		if ((n = extract_match(text, size, at, chi[i])) > 0)
			return n;
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		size_t n = strlen(labels[i].word);

		if (size - at < n || memcmp(text + at, labels[i].word, n) != 0)
			continue;
		*out = labels[i].statistic;
		return n;
	}
	return 0;
}

/*
 * "1,38" and "1; 38,2": with a semicolon a comma parts decimals.  Of one
 * number it always does, as of Welch's t in Dutch.
 */
static size_t
read_dfs(double df[2], char *mark, bool is_pair, const char *text,
    size_t size, size_t at)
{
	static const char *const df_is[] = { "df=", "df =", "vg =", NULL };
	size_t start = at, semicolon = at, n;
	struct extract_printed one;

	df[0] = df[1] = NAN;
	at += extract_exact(text, size, at, df_is);
	at += extract_space(text, size, at);
	while (semicolon < size && (extract_is_digit(text[semicolon]) ||
	    strchr("., ", text[semicolon]) != NULL))
		semicolon++;
	if (is_pair && (semicolon >= size || text[semicolon] != ';')) {
		/* The first is whole, but for the corrected "1.43, 38.6". */
		for (n = 0; at + n < size && (extract_is_digit(text[at + n]) ||
		    (text[at + n] == '.' && n > 0)); n++)
			continue;
		if (!extract_printed(&one, text, at + n, at))
			return 0;
	} else if (!extract_printed(&one, text, size, at)) {
		return 0;
	}
	df[0] = one.value;
	*mark = one.mark;
	at = one.end;
	if (!is_pair)
		return at - start;
	at += extract_space(text, size, at);
	if (at >= size || strchr(",;/", text[at]) == NULL)
		return 0;
	at += 1 + extract_space(text, size, at + 1);
	if (!extract_printed(&one, text, size, at))
		return 0;
	df[1] = one.value;
	if (one.mark != '\0')
		*mark = one.mark;
	return one.end - start;
}

/* ", N = 170" inside the brackets of a chi-square. */
static size_t
skip_count(const char *text, size_t size, size_t at)
{
	static const char *const count[] = { "N", "n", NULL };
	size_t start = at, n;
	struct extract_printed one;
	enum staaf_than than;

	at += extract_space(text, size, at);
	if (at >= size || strchr(",;", text[at]) == NULL)
		return 0;
	at += 1 + extract_space(text, size, at + 1);
	if ((n = extract_exact(text, size, at, count)) == 0)
		return 0;
	at += n;
	if ((n = extract_than(&than, text, size, at)) == 0 ||
	    !extract_printed(&one, text, size, at + n))
		return 0;
	return one.end - start;
}

/*
 * Right after the letter: "F1,38" and "t28" are degrees of freedom, but "r2"
 * is a share, "T2" a second time and "Q3" a third question.
 */
static bool
is_subscript(const struct staaf_reported *r)
{
	return r->statistic == STAAF_STATISTIC_F ||
	    r->statistic == STAAF_STATISTIC_CHI2 ||
	    (r->statistic == STAAF_STATISTIC_T && r->df1 >= LEAST_SUBSCRIPT);
}

/* The degrees of freedom, in brackets or right after the letter. */
static size_t
read_df(struct staaf_reported *out, char *mark, const char *text, size_t size,
    size_t at)
{
	static const char *const open[] = { "(", "[", "{", NULL };
	bool is_pair = out->statistic == STAAF_STATISTIC_F;
	size_t start = at, bracket, n;
	double df[2];

	at += extract_space(text, size, at);
	bracket = extract_exact(text, size, at, open);
	at += bracket + extract_space(text, size, at + bracket);
	if ((n = read_dfs(df, mark, is_pair, text, size, at)) == 0)
		return 0;
	out->df1 = df[0];
	out->df2 = df[1];
	at += n;
	if (bracket == 0)
		return is_subscript(out) ? at - start : 0;
	at += skip_count(text, size, at);
	at += extract_space(text, size, at);
	if (at >= size || strchr(")]}", text[at]) == NULL)
		return 0;
	return at + 1 - start;
}

/* ------------------------------------------------------------------- p */

static const char *const no_significance[] = { "n.s.", "ns", "n.s",
	"not significant", "niet significant", "non significant", NULL };

static void
say_no_significance(struct staaf_reported *out)
{
	out->p = NAN;
	out->p_than = STAAF_ABOVE;
	out->p_decimals = 0;
}

/* "3.2 x 10^-5", "10-5", "5%": the number is not what was read of it. */
static bool
goes_on(const char *text, size_t size, size_t at)
{
	static const char *const times[] = { "x 10", "X 10", "x10", "* 10",
		"*10", "\xc3\x97 10", "\xc3\x97" "10", "\xc2\xb7 10",
		"\xc2\xb7" "10", "\xe2\x8b\x85" "10", NULL };
	static const char *const more[] = { "%", "^", "-", "\xe2\x88\x92",
		"\xe2\x80\x93", NULL };

	return extract_exact(text, size, at, more) > 0 || extract_exact(text,
	    size, at + extract_space(text, size, at), times) > 0;
}

/* "p < .05", "p-waarde = 0,03" or "n.s."; 0 when it is none of these. */
size_t
extract_p(struct staaf_reported *out, char *mark, const char *text,
    size_t size, size_t at)
{
	static const char *const names[] = { "p value", "p waarde", "ps", "p",
		"sig.", "sig", NULL };
	static const char *const tails[] = { "(one-tailed)", "(two-tailed)",
		"(one-sided)", "(two-sided)", "(eenzijdig)", "(tweezijdig)",
		"(1-tailed)", "(2-tailed)", NULL };
	struct extract_printed number;
	size_t start = at, n;

	*mark = '\0';
	if ((n = extract_word(text, size, at, no_significance)) > 0) {
		say_no_significance(out);
		return n;
	}
	if ((n = extract_word(text, size, at, names)) == 0)
		return 0;
	at += n + extract_space(text, size, at + n);
	at += extract_exact(text, size, at, tails);
	if ((n = extract_than(&out->p_than, text, size, at)) == 0)
		return 0;
	at += n;
	at += extract_than(&out->p_than, text, size, at); /* "p = < .001" */
	if ((n = extract_word(text, size, at, no_significance)) > 0) {
		say_no_significance(out);
		return at + n - start;
	}
	if (!extract_printed(&number, text, size, at) ||
	    goes_on(text, size, number.end))
		return 0;
	out->p = number.value;
	out->p_decimals = number.decimals;
	*mark = number.mark;
	return number.end - start;
}

/* "d = 0.40", "MSE = 3.1", "95% CI [0.1, 0.7]", "df = 28", "with": past it. */
static size_t
skip_between(double *df, const char *text, size_t size, size_t at)
{
	static const char *const words[] = { "and", "en", "with", "met",
		"two tailed", "one tailed", "two sided", "one sided",
		"tweezijdig", "eenzijdig", NULL };
	static const char *const interval[] = { "95% ci", "90% ci", "99% ci",
		"95% bi", "95% betrouwbaarheidsinterval", "95% bhi", NULL };
	static const char *const df_is[] = { "df", "vg", NULL };
	size_t start = at, n, end;
	enum staaf_than than;
	struct extract_printed number;
	bool is_df;

	if ((n = extract_word(text, size, at, words)) > 0)
		return n;
	if ((n = extract_word(text, size, at, interval)) > 0) {
		at += n;
		at += extract_than(&than, text, size, at);
		at += extract_space(text, size, at);
		if (at >= size || strchr("[(", text[at]) == NULL)
			return 0;
		for (end = at; end < size && end - at < MAX_INTERVAL; end++)
			if (text[end] == ']' || text[end] == ')')
				return end + 1 - start;
		return 0;
	}
	is_df = extract_word(text, size, at, df_is) > 0;
	while (at < size && at - start < 16 && (extract_is_wordy(text[at]) ||
	    strchr("_^'", text[at]) != NULL))
		at++;
	if (at == start || (n = extract_than(&than, text, size, at)) == 0 ||
	    !extract_printed(&number, text, size, at + n))
		return 0;
	if (is_df && isnan(*df))
		*df = number.value;
	return number.end - start;
}

/* A slope has a p of its own, which is that of its t and of no F. */
static bool
is_slope(const struct staaf_reported *r, const char *text, size_t size,
    size_t at)
{
	static const char *const names[] = { "\xce\xb2", "beta", "Beta", "b ",
		"B ", "b=", "B=", "OR ", "OR=", "HR ", "HR=", NULL };

	return r->statistic != STAAF_STATISTIC_T &&
	    r->statistic != STAAF_STATISTIC_Z &&
	    extract_exact(text, size, at, names) > 0;
}

/* The p that belongs to what ended at at; where it ends, or 0. */
static size_t
find_p(struct staaf_reported *out, char *mark, const char *text, size_t size,
    size_t at)
{
	enum staaf_statistic other;
	size_t n;

	for (int i = 0; i <= MAX_BETWEEN; i++) {
		while (at < size && ((n = extract_space(text, size, at)) > 0 ||
		    strchr(",;:([", text[at]) != NULL))
			at += n > 0 ? n : 1;
		if (at >= size)
			return 0;
		if ((n = extract_p(out, mark, text, size, at)) > 0)
			return at + n;
		/* A p after another statistic is that one's. */
		if ((n = read_label(&other, text, size, at)) > 0 &&
		    other != STAAF_STATISTIC_R && at + n < size &&
		    strchr("=(<> [", text[at + n]) != NULL)
			return 0;
		if (is_slope(out, text, size, at) ||
		    (n = skip_between(&out->df1, text, size, at)) == 0)
			return 0;
		at += n;
	}
	return 0;
}

/* ------------------------------------------------------------ together */

const char *const extract_one_tailed[] = { "one tailed", "one sided",
	"1 tailed", "1 sided", "eenzijdig", "eenzijdige",
	"\xc3\xa9\xc3\xa9nzijdig", "\xc3\xa9\xc3\xa9nzijdige", NULL };
const char *const extract_corrections[] = { "*bonferroni", "*holm", "tukey",
	"tukey's", "*scheff", "*sidak", "*benjamini", "fdr", "false discovery",
	"*greenhouse", "*huynh", "*adjusted", "*corrected", "*correction",
	"*gecorrigeerd", "*correctie", "p adj", "padj", NULL };

/*
 * Does the text say that it is one-tailed?  What was said of the statistic
 * before it, up to `from`, is not about this one; *from moves past what is.
 */
static int
count_tails(size_t *from, const char *text, size_t size, size_t at,
    size_t end)
{
	size_t i = at - *from > LOOK_BACK ? at - LOOK_BACK : *from, n;
	size_t to = size - end > LOOK_ON ? end + LOOK_ON : size;

	*from = end;
	/* Not what the sentence before says, nor the next. */
	for (size_t k = i; k + 1 < at; k++)
		if (text[k] == '.' && text[k + 1] == ' ')
			i = k + 1;
	for (size_t k = end; k < to; k++)
		if (text[k] == ';' || (text[k] == '.' && k + 1 < to &&
		    text[k + 1] == ' '))
			to = k;
	for (; i < to; i++) {
		if (i > 0 && extract_is_wordy(text[i - 1]))
			continue;
		if ((n = extract_word(text, to, i, extract_one_tailed)) == 0)
			continue;
		if (i + n > end)
			*from = i + n;
		return 1;
	}
	return 2;
}

/* Does its sentence, or what follows it, name a correction of p? */
static bool
names_correction(const char *text, size_t size, size_t at, size_t end)
{
	size_t from = at > LOOK_FAR ? at - LOOK_FAR : 0;
	size_t to = size - end > LOOK_ON ? end + LOOK_ON : size;

	for (size_t k = from; k + 1 < at; k++)
		if ((text[k] == '.' && text[k + 1] == ' ') ||
		    (text[k] == '\n' && text[k + 1] == '\n'))
			from = k + 1;
	return extract_has_word(text, from, to, extract_corrections);
}

/* A statistic with its degrees of freedom and its value; where it ends. */
static size_t
read_statistic(struct staaf_reported *out, struct extract_printed *number,
    char *df_mark, const char *text, size_t size, size_t at)
{
	size_t n;

	*out = (struct staaf_reported){ .df1 = NAN, .df2 = NAN, .p = NAN };
	*df_mark = '\0';
	if ((n = read_label(&out->statistic, text, size, at)) == 0)
		return 0;
	at += n;
	if (out->statistic != STAAF_STATISTIC_Z)
		at += read_df(out, df_mark, text, size, at);
	if ((n = extract_than(&out->than, text, size, at)) == 0 ||
	    !extract_printed(number, text, size, at + n))
		return 0;
	return number->end;
}

bool
extract_test(struct staaf_reported *out, const char *text, size_t size,
    size_t at)
{
	struct extract_printed number;
	char df_mark;
	size_t end = read_statistic(out, &number, &df_mark, text, size, at);

	if (end == 0 || out->than != STAAF_EQUAL || isnan(out->df1) ||
	    (df_mark == ',' && number.mark == '.') ||
	    (out->statistic != STAAF_STATISTIC_T &&
	    (out->statistic != STAAF_STATISTIC_F || isnan(out->df2))))
		return false;
	out->value = number.value;
	out->decimals = number.decimals;
	out->tails = 2;
	out->at = at;
	out->size = end - at;
	return true;
}

/* The statistic that begins at at, with its p; 0 bytes when there is none. */
static size_t
read_reported(struct staaf_reported *out, size_t *from, const char *text,
    size_t size, size_t at)
{
	struct extract_printed number;
	size_t start = at;
	char mark, df_mark;

	if (read_statistic(out, &number, &df_mark, text, size, at) == 0)
		return 0;
	if ((at = find_p(out, &mark, text, size, number.end)) == 0)
		return 0;
	if ((out->statistic != STAAF_STATISTIC_Z && isnan(out->df1)) ||
	    (out->statistic == STAAF_STATISTIC_F && isnan(out->df2)))
		return 0;
	/* "t(1,38) = 2.20": two numbers, or a decimal in another notation. */
	if (df_mark == ',' && (number.mark == '.' || mark == '.'))
		return 0;
	/* "12,345" beside "p = .03" is twelve thousand. */
	if (number.is_unclear && mark == '.') {
		number.value *= 1000;
		number.decimals = 0;
	}
	out->value = number.value;
	out->decimals = number.decimals;
	out->tails = count_tails(from, text, size, start, at);
	out->is_corrected = names_correction(text, size, start, at);
	out->at = start;
	out->size = at - start;
	return out->size;
}

/*
 * From at on, the first place from which a sign is near enough to end a
 * letter with its degrees of freedom: most texts have none, and this is all
 * they cost.
 */
static size_t
find_sign(const char *text, size_t size, size_t at, size_t *sign)
{
	if (*sign < at)
		*sign = at;
	while (*sign < size && text[*sign] != '=' && text[*sign] != '<' &&
	    text[*sign] != '>' && text[*sign] != '\xe2')
		++*sign;
	if (*sign >= size)
		return size;
	return *sign - at > MAX_DF ? *sign - MAX_DF : at;
}

size_t
staaf_extract_reported(struct staaf_reported **out, const char *text,
    size_t size, struct staaf_arena *ar)
{
	struct staaf_reported *list = NULL, *more, one;
	size_t n = 0, room = 0, from = 0, sign = 0, taken, at = 0;

	for (; (at = find_sign(text, size, at, &sign)) < size;
	    at += taken > 0 ? taken : 1) {
		taken = read_reported(&one, &from, text, size, at);
		if (taken == 0)
			continue;
		more = staaf_arena_grow(ar, list, n, &room, sizeof(*list));
		if (more == NULL)
			break;
		list = more;
		list[n++] = one;
	}
	*out = list;
	return n;
}
