/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often a subject is asked about, month by month, in a file beside the
 * store (its path and "-asked"), so that those who ask need not be able to
 * write in the store.  It holds no words of a question, no time within a
 * month, no order within it, no person and no address; but it does hold
 * counts of one, and is for its keeper's eyes: what may be shown is made of
 * it by staaf_map.
 *
 * Lines of one width, in order of what they count: month, intervention,
 * outcome, "answer" or "not-known", count; the first says what it is.
 */
#ifndef STAAF_ASKED_H
#define STAAF_ASKED_H

#include <time.h>

#include <staaf/store.h>

enum {
	STAAF_MONTH_SIZE = 8,            /* "2026-11" */
	STAAF_ASKED_ID_SIZE = 41,        /* as long as ids of rules are */
	STAAF_ASKED_MOST = 999999999,    /* where a count stays */
	STAAF_ASKED_MOST_LINES = 65536
};

/* What was asked, and how often. */
struct staaf_asked {
	char month[STAAF_MONTH_SIZE];
	const char *intervention; /* concept id */
	const char *outcome;      /* concept id; "-": none was named */
	bool is_known;            /* it was answered; else: not known here */
	long count;
};

/* A month from 2000 on, as "2026-11". */
bool staaf_asked_is_month(const char *text);
/* The month of a moment, UTC. */
void staaf_asked_month(char out[STAAF_MONTH_SIZE], time_t at);

/*
 * Add one to each of n keys (their count is not looked at), in one go; the
 * file is made when it is not there, for its owner alone.  Waits at most
 * wait_ms for another who adds.  Fails, with the keys before it added:
 * STAAF_BADARG (no month, no id), STAAF_IO, STAAF_BUSY, STAAF_BADINPUT (a
 * file that is not ours or is damaged: it is left as it is; the file is
 * full), STAAF_NOMEM.
 */
enum staaf_code staaf_asked_add(struct staaf_store *st,
    const struct staaf_asked *key, size_t n, int wait_ms,
    struct staaf_err *err);

/*
 * All that was counted; none when there is no file.  Lines that cannot be
 * read are passed by: *n_bad counts them, and err tells of the first.
 * Fails: STAAF_IO, STAAF_BUSY, STAAF_BADINPUT (not ours), STAAF_NOMEM.
 */
enum staaf_code staaf_asked_read(struct staaf_asked **out, size_t *n_out,
    size_t *n_bad, struct staaf_store *st, struct staaf_arena *ar,
    struct staaf_err *err);

#endif
