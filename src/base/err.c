/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling in and printing failures. */
#include <string.h>

#include <staaf/err.h>
#include <staaf/utf8.h>

/* Copy a word, clean and cut at a character. */
static void
copy_word(char out[STAAF_ERR_WORD_SIZE], const char *word)
{
	struct staaf_buf b = { 0 };
	size_t size;

	out[0] = '\0';
	if (word == NULL)
		return;
	size = strnlen(word, (size_t)STAAF_ERR_WORD_SIZE * 4);
	staaf_utf8_clean(&b, word, size);
	if (!b.failed) {
		size = staaf_utf8_cut(staaf_buf_text(&b), b.size,
		    STAAF_ERR_WORD_SIZE - 1);
		memcpy(out, staaf_buf_text(&b), size);
		out[size] = '\0';
	}
	staaf_buf_clear(&b);
}

enum staaf_code
staaf_err_set(struct staaf_err *err, enum staaf_code code, enum staaf_msg msg,
    const char *word1, const char *word2)
{
	/* Apart from *err, whose own words may be handed in again. */
	struct staaf_err made = { .code = code, .msg = msg };

	if (err == NULL)
		return code;
	copy_word(made.word[0], word1);
	copy_word(made.word[1], word2);
	*err = made;
	return code;
}

void
staaf_err_place(struct staaf_err *err, const char *file, long line, long column)
{
	if (err == NULL)
		return;
	if (file != NULL)
		copy_word(err->file, file);
	err->line = line;
	err->column = column;
}

void
staaf_err_hint(struct staaf_err *err, enum staaf_msg hint)
{
	if (err != NULL)
		err->hint = hint;
}

void
staaf_err_sentence(struct staaf_buf *out, const struct staaf_err *err,
    enum staaf_lang lang)
{
	staaf_say(out, lang, err->msg, err->word[0], err->word[1],
	    err->word[2]);
}

static void
put_place(struct staaf_buf *out, const struct staaf_err *err,
    enum staaf_lang lang)
{
	char line[24], column[24];

	(void)snprintf(line, sizeof(line), "%ld", err->line);
	(void)snprintf(column, sizeof(column), "%ld", err->column);
	if (err->file[0] != '\0') {
		staaf_buf_printf(out, "'%s'", err->file);
		staaf_buf_puts(out, err->line > 0 ? ", " : ": ");
	}
	if (err->line > 0 && err->column > 0)
		staaf_say(out, lang, STAAF_MSG_ERR_LINE_COLUMN, line, column);
	else if (err->line > 0)
		staaf_say(out, lang, STAAF_MSG_ERR_LINE, line);
	if (err->line > 0)
		staaf_buf_puts(out, ": ");
}

void
staaf_err_print(FILE *f, const struct staaf_err *err, enum staaf_lang lang)
{
	struct staaf_buf b = { 0 };

	staaf_buf_puts(&b, "staaf: ");
	put_place(&b, err, lang);
	staaf_err_sentence(&b, err, lang);
	staaf_buf_putc(&b, '\n');
	if (err->hint != STAAF_MSG_NONE) {
		staaf_buf_puts(&b, "  ");
		staaf_say(&b, lang, err->hint, err->word[0], err->word[1],
		    err->word[2]);
		staaf_buf_putc(&b, '\n');
	}
	if (b.failed)
		(void)fputs("staaf: out of memory\n", f);
	else
		(void)fputs(staaf_buf_text(&b), f);
	staaf_buf_clear(&b);
}

const char *
staaf_code_name(enum staaf_code code)
{
	static const char *const names[STAAF_N_CODES] = {
		[STAAF_OK] = "ok",
		[STAAF_NOTHING] = "nothing",
		[STAAF_USAGE] = "usage",
		[STAAF_BADINPUT] = "bad-input",
		[STAAF_STORE] = "store",
		[STAAF_BUSY] = "busy",
		[STAAF_IO] = "io",
		[STAAF_TOOFEW] = "too-few",
		[STAAF_BADARG] = "bad-argument",
		[STAAF_NOMEM] = "no-memory",
	};

	return (int)code >= 0 && code < STAAF_N_CODES ? names[code] : "unknown";
}
