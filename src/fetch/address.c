/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses are fetched, and which machines may be connected to. */
#include <string.h>
#include <strings.h>

#include <staaf/fetch.h>

/* A range of addresses: the first `bits` bits of `bytes`. */
struct range {
	unsigned char bytes[16];
	int bits;
};

/* Not of the open internet, by the registries of RFC 6890. */
static const struct range private4[] = {
	{ { 0 }, 8 },               /* this network */
	{ { 10 }, 8 },              /* private */
	{ { 100, 64 }, 10 },        /* behind a provider's NAT */
	{ { 127 }, 8 },             /* loopback */
	{ { 169, 254 }, 16 },       /* link-local; data of cloud machines */
	{ { 172, 16 }, 12 },        /* private */
	{ { 192, 0, 0 }, 24 },      /* protocol assignments */
	{ { 192, 0, 2 }, 24 },      /* documentation */
	{ { 192, 88, 99 }, 24 },    /* 6to4 relays */
	{ { 192, 168 }, 16 },       /* private */
	{ { 198, 18 }, 15 },        /* measuring networks */
	{ { 198, 51, 100 }, 24 },   /* documentation */
	{ { 203, 0, 113 }, 24 },    /* documentation */
	{ { 224 }, 3 },             /* multicast, reserved, broadcast */
};

/* Within the unicast range 2000::/3; what lies outside it is private. */
static const struct range private6[] = {
	{ { 0x20, 0x01, 0x00 }, 23 },       /* Teredo, ORCHID and others */
	{ { 0x20, 0x01, 0x0d, 0xb8 }, 32 }, /* documentation */
	{ { 0x3f, 0xff }, 20 },             /* documentation */
};

static const struct range unicast6 = { { 0x20 }, 3 };
/* IPv4 inside IPv6: the address within decides. */
static const struct range mapped = { { [10] = 0xff, [11] = 0xff }, 96 };
static const struct range nat64 = { { 0x00, 0x64, 0xff, 0x9b }, 96 };
static const struct range to4 = { { 0x20, 0x02 }, 16 };

static bool
is_in(const struct range *r, const unsigned char *bytes)
{
	int whole = r->bits / 8, rest = r->bits % 8;

	if (memcmp(r->bytes, bytes, (size_t)whole) != 0)
		return false;
	return rest == 0 ||
	    (bytes[whole] ^ r->bytes[whole]) >> (8 - rest) == 0;
}

static bool
is_in_any(const struct range *list, size_t n, const unsigned char *bytes)
{
	for (size_t i = 0; i < n; i++)
		if (is_in(&list[i], bytes))
			return true;
	return false;
}

bool
staaf_fetch_is_private(const unsigned char *bytes, size_t size)
{
	if (size == 4)
		return is_in_any(private4,
		    sizeof(private4) / sizeof(private4[0]), bytes);
	if (size != 16)
		return true;
	if (is_in(&mapped, bytes) || is_in(&nat64, bytes))
		return staaf_fetch_is_private(bytes + 12, 4);
	if (is_in(&to4, bytes))
		return staaf_fetch_is_private(bytes + 2, 4);
	return !is_in(&unicast6, bytes) || is_in_any(private6,
	    sizeof(private6) / sizeof(private6[0]), bytes);
}

bool
staaf_fetch_is_web(const char *text)
{
	return strncasecmp(text, "http://", 7) == 0 ||
	    strncasecmp(text, "https://", 8) == 0;
}

/* Where the host (with user and port) begins and how long that is. */
static const char *
find_authority(size_t *size, const char *address)
{
	const char *at = strstr(address, "://");

	/* A backslash ends it too: some readers take it for a slash. */
	at = at == NULL ? address + strlen(address) : at + 3;
	*size = strcspn(at, "/?#\\");
	return at;
}

enum staaf_code
staaf_fetch_check(const char *address, struct staaf_err *err)
{
	size_t size, n = strlen(address);
	const char *host = find_authority(&size, address);
	bool is_visible = true;

	for (size_t i = 0; i < n; i++)
		is_visible = is_visible && address[i] > ' ' &&
		    address[i] < 0x7f;
	if (memchr(host, '@', size) != NULL)
		return staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_FETCH_PASSWORD, NULL, NULL);
	if (!staaf_fetch_is_web(address) || size == 0 || *host == ':' ||
	    !is_visible || n >= STAAF_FETCH_ADDRESS_SIZE) {
		(void)staaf_err_set(err, STAAF_USAGE,
		    STAAF_MSG_FETCH_ADDRESS, address, NULL);
		staaf_err_hint(err, STAAF_MSG_FETCH_ADDRESS_HINT);
		return STAAF_USAGE;
	}
	return STAAF_OK;
}

const char *
staaf_fetch_bare(struct staaf_arena *ar, const char *address)
{
	size_t size;
	const char *host = find_authority(&size, address), *at = host;

	/* The last one: a password may hold a bare "@". */
	for (size_t i = 0; i < size; i++)
		if (host[i] == '@')
			at = host + i + 1;
	if (at == host)
		return staaf_arena_dup(ar, address);
	return staaf_arena_printf(ar, "%.*s%s", (int)(host - address),
	    address, at);
}
