/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the two files of the program staaf-fetch only. */
#ifndef FETCH_H
#define FETCH_H

#include <stdint.h>

#include <staaf/fetch.h>

enum exit_status { EXIT_DONE, EXIT_USAGE = 2, EXIT_FAILED };

enum { FETCH_MAX_REDIRECTS = 5 };

struct fetch_request {
	const char *address, *file;
	const char *etag, *modified; /* NULL: not conditional */
	const char *ca;              /* NULL: those of the system */
	long most;                   /* bytes, after decoding */
	long timeout;                /* seconds */
	bool allows_private;
};

/*
 * GET address into file, whole or not at all.  Texts of out live in ar.
 * Fails: STAAF_NOMEM; what else goes wrong stands in out->fault.
 */
enum staaf_code fetch_get(struct staaf_fetched *out,
    const struct fetch_request *req, struct staaf_arena *ar,
    struct staaf_err *err);
/* From now on a signal takes away what was not written whole, and ends. */
void fetch_heed_signals(void);

#endif
