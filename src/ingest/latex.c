/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * LaTeX as it stands in BibTeX values, to plain text: accents, letters and
 * signs as characters; commands go and what they are of stays; mathematics
 * stays as it is written, without its dollars.  Braces need not match.
 */
#include <string.h>

#include "bib.h"

enum {
	NAME_SIZE = 32,
	/* What is passed by is an option or a key; many braces that never
	 * close must not be looked through again and again. */
	MAX_GROUP = 4096
};

struct sign {
	const char *name, *text;
};

/* Combining marks, to be put after the letter. */
static const struct sign accents[] = { { "'", "\u0301" }, { "`", "\u0300" },
	{ "^", "\u0302" }, { "\"", "\u0308" }, { "~", "\u0303" },
	{ "=", "\u0304" }, { ".", "\u0307" }, { "u", "\u0306" },
	{ "v", "\u030c" }, { "H", "\u030b" }, { "c", "\u0327" },
	{ "k", "\u0328" }, { "r", "\u030a" }, { "d", "\u0323" },
	{ "b", "\u0331" }, { "t", "\u0361" } };

static const struct sign signs[] = { { "ss", "ß" }, { "o", "ø" },
	{ "O", "Ø" }, { "l", "ł" }, { "L", "Ł" }, { "ae", "æ" },
	{ "AE", "Æ" }, { "oe", "œ" }, { "OE", "Œ" }, { "aa", "å" },
	{ "AA", "Å" }, { "i", "i" }, { "j", "j" }, { "dh", "ð" },
	{ "DH", "Ð" }, { "th", "þ" }, { "TH", "Þ" }, { "dj", "đ" },
	{ "DJ", "Đ" }, { "ij", "ij" }, { "IJ", "IJ" },
	{ "textendash", "–" }, { "textemdash", "—" },
	{ "textquoteleft", "‘" }, { "textquoteright", "’" },
	{ "textquotedblleft", "“" }, { "textquotedblright", "”" },
	{ "textquotesingle", "'" }, { "textquotedbl", "\"" },
	{ "quotedblbase", "„" }, { "quotesinglbase", "‚" },
	{ "guillemotleft", "«" }, { "guillemotright", "»" },
	{ "textless", "<" }, { "textgreater", ">" }, { "textbar", "|" },
	{ "textbackslash", "\\" }, { "backslash", "\\" },
	{ "textasciitilde", "~" }, { "textasciicircum", "^" },
	{ "textunderscore", "_" }, { "textdollar", "$" },
	{ "textbraceleft", "{" }, { "textbraceright", "}" },
	{ "textregistered", "®" }, { "textcopyright", "©" },
	{ "copyright", "©" }, { "texttrademark", "™" }, { "euro", "€" },
	{ "texteuro", "€" }, { "pounds", "£" }, { "textsterling", "£" },
	{ "S", "§" }, { "P", "¶" }, { "dag", "†" }, { "ddag", "‡" },
	{ "textdegree", "°" }, { "degree", "°" }, { "textmu", "µ" },
	{ "ldots", "…" }, { "dots", "…" }, { "textellipsis", "…" },
	{ "textbullet", "•" }, { "textperiodcentered", "·" },
	{ "textexclamdown", "¡" }, { "textquestiondown", "¿" },
	{ "alpha", "α" }, { "beta", "β" }, { "gamma", "γ" },
	{ "delta", "δ" }, { "epsilon", "ε" }, { "varepsilon", "ε" },
	{ "eta", "η" }, { "theta", "θ" }, { "kappa", "κ" },
	{ "lambda", "λ" }, { "mu", "μ" }, { "nu", "ν" }, { "xi", "ξ" },
	{ "pi", "π" }, { "rho", "ρ" }, { "sigma", "σ" }, { "tau", "τ" },
	{ "phi", "φ" }, { "varphi", "φ" }, { "chi", "χ" },
	{ "psi", "ψ" }, { "omega", "ω" }, { "Delta", "Δ" },
	{ "Sigma", "Σ" }, { "Omega", "Ω" }, { "pm", "±" },
	{ "times", "×" }, { "cdot", "·" }, { "div", "÷" },
	{ "leq", "≤" }, { "le", "≤" }, { "geq", "≥" }, { "ge", "≥" },
	{ "neq", "≠" }, { "ne", "≠" }, { "approx", "≈" },
	{ "sim", "∼" }, { "equiv", "≡" }, { "infty", "∞" },
	{ "rightarrow", "→" }, { "to", "→" }, { "leftarrow", "←" },
	{ "leftrightarrow", "↔" }, { "Rightarrow", "⇒" },
	{ "lt", "<" }, { "gt", ">" }, { "quad", " " }, { "qquad", " " },
	{ "newline", " " }, { "par", " " }, { "space", " " },
	{ "LaTeX", "LaTeX" }, { "TeX", "TeX" }, { "BibTeX", "BibTeX" },
	{ "slash", "/" }, { "textsection", "§" } };

/* What these are of is for no reader of the text. */
static const char *const silent[] = { "cite", "citep", "citet", "footnote",
	"label", "ref", "href", "color", "textcolor", "hspace", "vspace",
	"begin", "end", "index", "includegraphics", NULL };

static const char *
find_sign(const struct sign *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].name, name) == 0)
			return list[i].text;
	return NULL;
}

static bool
is_silent(const char *name)
{
	for (size_t i = 0; silent[i] != NULL; i++)
		if (strcmp(silent[i], name) == 0)
			return true;
	return false;
}

/* Past the group that begins here; text when none does. */
static const char *
skip_group(const char *text, char open, char close)
{
	const char *at = text;
	int depth = 0;

	if (*at != open)
		return text;
	for (; *at != '\0' && at - text < MAX_GROUP; at++) {
		if (*at == '\\' && at[1] != '\0')
			at++;
		else if (*at == open)
			depth++;
		else if (*at == close && --depth == 0)
			return at + 1;
	}
	return text; /* it never ends: read what is in it */
}

/* The name of a command after its backslash: letters, or one sign. */
static const char *
take_name(char name[NAME_SIZE], const char *at)
{
	size_t n = 0, size;

	while (bib_is_letter(at[n]))
		n++;
	if (n == 0 && *at != '\0')
		n = 1;
	size = n < NAME_SIZE ? n : NAME_SIZE - 1;
	memcpy(name, at, size);
	name[size] = '\0';
	return at + n;
}

static size_t
count_character(const char *at)
{
	size_t n = *at == '\0' ? 0 : 1;

	while (n > 0 && ((unsigned char)at[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* "{\'e}", "\'{e}", "\'\i", "\v s": the letter, then its mark. */
static const char *
put_accent(struct staaf_buf *out, const char *mark, const char *at)
{
	const char *text = NULL, *letter;
	char name[NAME_SIZE];
	size_t n, braces = 0;

	at += strspn(at, " \t\r\n");
	for (; *at == '{'; at++)
		braces++;
	if (*at == '\\') {
		letter = take_name(name, at + 1);
		text = find_sign(signs, sizeof(signs) / sizeof(*signs), name);
		if (text != NULL && bib_is_letter(name[0])) {
			staaf_buf_puts(out, text);
			staaf_buf_puts(out, mark);
			at = letter;
			if (*at == ' ')
				at++;
		}
	} else if (*at != '}' && (n = count_character(at)) > 0) {
		staaf_buf_put(out, at, n);
		staaf_buf_puts(out, mark);
		at += n;
	} else if (strcmp(mark, "\u0303") == 0) {
		staaf_buf_putc(out, '~'); /* "\~{}" in an address */
	}
	while (braces-- > 0 && *at == '}')
		at++;
	return at;
}

/* What a command stands for; returns where reading goes on. */
static const char *
put_command(struct staaf_buf *out, const char *at)
{
	char name[NAME_SIZE];
	const char *mark, *text;

	at = take_name(name, at + 1);
	mark = find_sign(accents, sizeof(accents) / sizeof(*accents), name);
	if (mark != NULL && (!bib_is_letter(name[0]) ||
	    strchr("{ \\\t", *at) != NULL))
		return put_accent(out, mark, at);
	if (name[0] == '\0')
		return at;
	if (!bib_is_letter(name[0])) {
		if (strchr(" ,;:\\\n", name[0]) != NULL)
			staaf_buf_putc(out, ' ');
		else if (strchr("-/!()[]", name[0]) == NULL)
			staaf_buf_puts(out, name);
		return at;
	}
	text = find_sign(signs, sizeof(signs) / sizeof(*signs), name);
	if (text != NULL) {
		staaf_buf_puts(out, text);
		/* The blank after a name only ends it. */
		if (*at == ' ')
			at++;
		return *at == '{' && at[1] == '}' ? at + 2 : at;
	}
	if (*at == '*')
		at++;
	at = skip_group(at, '[', ']');
	if (is_silent(name))
		return skip_group(at, '{', '}');
	return at + (*at == ' ');
}

/* Dashes and quotes that are more than one sign, and ties. */
static const char *
put_ligature(struct staaf_buf *out, const char *at)
{
	static const struct sign list[] = { { "---", "—" }, { "--", "–" },
		{ "``", "“" }, { "''", "”" }, { "?`", "¿" }, { "!`", "¡" },
		{ "`", "‘" }, { "~", " " } };

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++) {
		size_t n = strlen(list[i].name);

		if (strncmp(at, list[i].name, n) == 0) {
			staaf_buf_puts(out, list[i].text);
			return at + n;
		}
	}
	staaf_buf_putc(out, *at);
	return at + 1;
}

void
bib_latex(struct staaf_buf *out, const char *text)
{
	bool is_math = false;

	while (*text != '\0' && !out->failed) {
		if (*text == '\\') {
			text = put_command(out, text);
		} else if (*text == '{' || *text == '}') {
			text++;
		} else if (*text == '$') {
			is_math = !is_math && strchr(text + 1, '$') != NULL;
			text++;
		} else if (is_math && (*text == '_' || *text == '^')) {
			text++;
		} else if (is_math) {
			staaf_buf_putc(out, *text++);
		} else {
			text = put_ligature(out, text);
		}
	}
}

void
bib_latex_address(struct staaf_buf *out, const char *text)
{
	char name[NAME_SIZE];

	while (*text != '\0' && !out->failed) {
		if (*text == '{' || *text == '}' || *text == '$') {
			text++;
		} else if (*text == '\\' && bib_is_letter(text[1])) {
			text = take_name(name, text + 1);
			if (strcmp(name, "textasciitilde") == 0 ||
			    strcmp(name, "sim") == 0)
				staaf_buf_putc(out, '~');
			else if (strcmp(name, "textunderscore") == 0)
				staaf_buf_putc(out, '_');
		} else if (*text == '\\') {
			text++;
		} else {
			staaf_buf_putc(out, *text++);
		}
	}
}
