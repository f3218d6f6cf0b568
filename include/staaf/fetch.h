/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What staaf-fetch says of one request and what staaf reads of it; and what
 * both must know of addresses.  Pure: no network here, and no libcurl.
 */
#ifndef STAAF_FETCH_H
#define STAAF_FETCH_H

#include <staaf/err.h>

/* Why nothing came; each has a name in JSON and a sentence. */
enum staaf_fetch_fault {
	STAAF_FETCH_DONE,      /* it came, or is unchanged */
	STAAF_FETCH_ADDRESS,   /* no address that is fetched */
	STAAF_FETCH_SCHEME,    /* redirected to another scheme, a password */
	STAAF_FETCH_PRIVATE,   /* inside the own network */
	STAAF_FETCH_REDIRECTS, /* too many, or in a circle */
	STAAF_FETCH_HOST,      /* no such host */
	STAAF_FETCH_CONNECT,
	STAAF_FETCH_TLS,
	STAAF_FETCH_SLOW,
	STAAF_FETCH_LARGE,
	STAAF_FETCH_BROKEN,    /* cut off, or bytes that are no HTTP */
	STAAF_FETCH_STATUS,    /* the server said no */
	STAAF_FETCH_FILE,      /* the file cannot be written */
	STAAF_FETCH_PROGRAM,   /* staaf-fetch is not there or broke down */
	STAAF_FETCH_N_FAULTS
};

enum { STAAF_FETCH_ADDRESS_SIZE = 2048 }; /* as long as browsers take */

/* One request.  Texts are "" when there is none. */
struct staaf_fetched {
	const char *url; /* after redirects, without a password */
	int status;      /* of HTTP; 0: there was no answer */
	const char *etag, *modified, *type;
	long size;       /* bytes of the file, decoded */
	bool is_unchanged;
	long retry_after; /* seconds; -1 when not said */
	enum staaf_fetch_fault fault;
	const char *detail; /* a word for the sentence */
};

/* One JSON object and a line end; and such an object read back. */
void staaf_fetched_put(struct staaf_buf *out, const struct staaf_fetched *f);
/* Fails: STAAF_BADINPUT (not what staaf_fetched_put writes). */
enum staaf_code staaf_fetched_read(struct staaf_fetched *out,
    const char *text, size_t size, struct staaf_arena *ar,
    struct staaf_err *err);

/* "private"; "" for STAAF_FETCH_DONE. */
const char *staaf_fetch_name(enum staaf_fetch_fault fault);
/* STAAF_FETCH_PROGRAM for a name that is none. */
enum staaf_fetch_fault staaf_fetch_of_name(const char *name);
/* The failure of a request to an address, in words; STAAF_OK for none. */
enum staaf_code staaf_fetch_fail(struct staaf_err *err, const char *address,
    enum staaf_fetch_fault fault, const char *detail);

/*
 * An address that is fetched: http or https, a host, no user or password,
 * nothing but visible ASCII.  Fails: STAAF_USAGE.
 */
enum staaf_code staaf_fetch_check(const char *address, struct staaf_err *err);
/* Starts as http or https addresses do, whatever follows. */
bool staaf_fetch_is_web(const char *text);
/* The address without user and password, safe to print; "" for none. */
const char *staaf_fetch_bare(struct staaf_arena *ar, const char *address);

/*
 * An address of the own machine or network, or one that no host of the open
 * internet has: 4 bytes (IPv4) or 16 (IPv6); any other size is private.
 */
bool staaf_fetch_is_private(const unsigned char *bytes, size_t size);

/*
 * The feed that a web page names in its head (link rel=alternate), as a
 * whole address; "" for none.  base is the page's own address.
 */
const char *staaf_fetch_feed_of_page(struct staaf_arena *ar,
    const char *html, size_t size, const char *base);

#endif
