/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * staaf-fetch: one address into one file.  A program of its own, so that
 * strangers' bytes are met in a process without the store, and so that no
 * other program waits for libcurl at its start.
 */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fetch.h"

enum {
	MAX_BYTES = 256 << 20,     /* a year of a large journal is 20 MB */
	MOST_BYTES = 2000000000,   /* that --max-bytes may ask */
	TIMEOUT = 120, MOST_TIMEOUT = 86400
};

enum option_id { ETAG = 1, MODIFIED, MAX, TIME, PRIVATE, CA, LANG, HELP,
	VERSION };

static const struct option options[] = {
	{ "etag", required_argument, NULL, ETAG },
	{ "modified", required_argument, NULL, MODIFIED },
	{ "max-bytes", required_argument, NULL, MAX },
	{ "timeout", required_argument, NULL, TIME },
	{ "allow-private", no_argument, NULL, PRIVATE },
	{ "ca", required_argument, NULL, CA },
	{ "lang", required_argument, NULL, LANG },
	{ "help", no_argument, NULL, HELP },
	{ "version", no_argument, NULL, VERSION },
	{ NULL, 0, NULL, 0 }
};

static enum staaf_code
read_number(long *out, const char *text, long most, struct staaf_err *err)
{
	char word[24], *end = NULL;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || errno != 0 || value < 1 ||
	    value > most) {
		(void)snprintf(word, sizeof(word), "%ld", most);
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_FETCH_BAD_NUMBER, text, word);
	}
	*out = value;
	return STAAF_OK;
}

/* A value that goes into a header line must not end it. */
static enum staaf_code
read_value(const char **out, const char *text, struct staaf_err *err)
{
	for (const char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			return staaf_err_set(err, STAAF_USAGE,
			    STAAF_MSG_FETCH_BAD_USAGE, text, NULL);
	*out = *text == '\0' ? NULL : text;
	return STAAF_OK;
}

static void
print_and_leave(const char *text)
{
	exit(puts(text) < 0 || fclose(stdout) != 0 ? EXIT_FAILED : EXIT_DONE);
}

static enum staaf_code
read_option(struct fetch_request *req, enum staaf_lang *lang, int option,
    char **argv, struct staaf_err *err)
{
	switch (option) {
	case ETAG:
		return read_value(&req->etag, optarg, err);
	case MODIFIED:
		return read_value(&req->modified, optarg, err);
	case MAX:
		return read_number(&req->most, optarg, MOST_BYTES, err);
	case TIME:
		return read_number(&req->timeout, optarg, MOST_TIMEOUT, err);
	case PRIVATE:
		req->allows_private = true;
		return STAAF_OK;
	case CA:
		req->ca = optarg;
		return STAAF_OK;
	case LANG:
		if (staaf_lang_parse(lang, optarg))
			return STAAF_OK;
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_FETCH_BAD_USAGE, optarg, NULL);
	case HELP:
		print_and_leave(staaf_text(STAAF_MSG_FETCH_USAGE, *lang));
		return STAAF_OK;
	case VERSION:
		print_and_leave("staaf-fetch " STAAF_VERSION);
		return STAAF_OK;
	default:
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_FETCH_BAD_USAGE, argv[optind - 1], NULL);
	}
}

static enum staaf_code
read_args(struct fetch_request *req, enum staaf_lang *lang, int argc,
    char **argv, struct staaf_err *err)
{
	enum staaf_code rc = STAAF_OK;
	int option;

	opterr = 0;
	while (rc == STAAF_OK &&
	    (option = getopt_long(argc, argv, "", options, NULL)) != -1)
		rc = read_option(req, lang, option, argv, err);
	if (rc == STAAF_OK && argc - optind != 2)
		rc = staaf_err_set(err, STAAF_USAGE, STAAF_MSG_FETCH_TWO_WORDS,
		    NULL, NULL);
	if (rc != STAAF_OK) {
		staaf_err_hint(err, STAAF_MSG_FETCH_USAGE_HINT);
		return rc;
	}
	req->address = argv[optind];
	req->file = argv[optind + 1];
	return staaf_fetch_check(req->address, err);
}

/* The object on standard output; a failure in words beside it. */
static enum exit_status
put_result(const struct staaf_fetched *f, enum staaf_lang lang)
{
	struct staaf_buf out = { 0 };
	struct staaf_err err = { 0 };
	enum exit_status status = EXIT_DONE;

	if (staaf_fetch_fail(&err, f->url, f->fault, f->detail) != STAAF_OK) {
		staaf_err_print(stderr, &err, lang);
		status = EXIT_FAILED;
	}
	staaf_fetched_put(&out, f);
	if (out.failed || fputs(staaf_buf_text(&out), stdout) < 0 ||
	    fclose(stdout) != 0)
		status = EXIT_FAILED;
	staaf_buf_clear(&out);
	return status;
}

int
main(int argc, char **argv)
{
	struct fetch_request req = { .most = MAX_BYTES, .timeout = TIMEOUT };
	struct staaf_fetched fetched;
	struct staaf_arena ar = { 0 };
	struct staaf_err err = { 0 };
	enum staaf_lang lang = STAAF_EN;
	enum exit_status status = EXIT_FAILED;
	const char *surroundings = getenv("LANG");

	if (surroundings != NULL)
		(void)staaf_lang_parse(&lang, surroundings);
	fetch_heed_signals();
	if (read_args(&req, &lang, argc, argv, &err) != STAAF_OK) {
		staaf_err_print(stderr, &err, lang);
		return EXIT_USAGE;
	}
	if (fetch_get(&fetched, &req, &ar, &err) != STAAF_OK)
		staaf_err_print(stderr, &err, lang);
	else
		status = put_result(&fetched, lang);
	staaf_arena_clear(&ar);
	return (int)status;
}
