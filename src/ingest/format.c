/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The formats, each a table of fields.  A new one is a root element, the
 * element of one record, and rows; map.c walks them all alike.
 */
#include <string.h>

#include "ingest.h"

/* In the tables elements go by these prefixes, whatever the file uses. */
static const struct {
	const char *prefix, *space;
	bool is_start; /* of the address: versions of one vocabulary */
} spaces[] = {
	{ "", "", false },
	{ "a", "http://www.w3.org/2005/Atom", false },
	{ "s", "urn:x-staaf:evidence:1", false },
	{ "dc", "http://purl.org/dc/elements/1.1/", false },
	{ "dcterms", "http://purl.org/dc/terms/", false },
	{ "content", "http://purl.org/rss/1.0/modules/content/", false },
	{ "prism", "http://prismstandard.org/namespaces/", true },
	{ "h", "http://www.w3.org/1999/xhtml", false },
	/* Some RSS 2.0 feeds put their own elements in a namespace. */
	{ "", "http://backend.userland.com/", true },
	{ "", "http://blogs.law.harvard.edu/tech/rss", false },
};

const char *
ingest_prefix(const char *space)
{
	for (size_t i = 0; i < sizeof(spaces) / sizeof(*spaces); i++) {
		const char *known = spaces[i].space;

		if (strcmp(space, known) == 0 || (spaces[i].is_start &&
		    strncmp(space, known, strlen(known)) == 0))
			return spaces[i].prefix;
	}
	return "?";
}

const struct ingest_row ingest_evidence_rows[] = {
	{ "s:evidence", INGEST_EVIDENCE, INGEST_PART },
	{ "s:evidence/s:venue", INGEST_VENUE, INGEST_PLAIN },
	{ "s:evidence/s:summary", INGEST_SUMMARY_IN, INGEST_PLAIN },
	{ "s:evidence/s:concept", INGEST_CONCEPT, INGEST_PLAIN },
	{ "s:evidence/s:appraisal", INGEST_APPRAISAL, INGEST_PART },
	{ "s:evidence/s:appraisal/s:note", INGEST_APPRAISAL_NOTE,
	    INGEST_PLAIN },
	{ "s:evidence/s:finding", INGEST_FINDING, INGEST_PART },
	{ "s:evidence/s:finding/s:note", INGEST_FINDING_NOTE, INGEST_PLAIN },
	{ NULL, INGEST_GUID, INGEST_PLAIN },
};

/* Vocabularies that any feed may mix in; after the format's own rows. */
#define COMMON_ROWS \
	{ "prism:doi", INGEST_DOI, INGEST_PLAIN }, \
	{ "dc:identifier", INGEST_DOI, INGEST_PLAIN }, \
	{ "dcterms:identifier", INGEST_DOI, INGEST_PLAIN }, \
	{ "dc:creator", INGEST_AUTHOR, INGEST_NAME }, \
	{ "dc:title", INGEST_TITLE, INGEST_HTML }, \
	{ "dc:description", INGEST_SUMMARY, INGEST_HTML }, \
	{ "dcterms:abstract", INGEST_SUMMARY, INGEST_HTML }, \
	{ "dc:date", INGEST_PUBLISHED, INGEST_PLAIN }, \
	{ "dcterms:issued", INGEST_PUBLISHED, INGEST_PLAIN }, \
	{ "prism:publicationDate", INGEST_PUBLISHED, INGEST_PLAIN }, \
	{ "dcterms:modified", INGEST_UPDATED, INGEST_PLAIN }, \
	{ "prism:publicationName", INGEST_VENUE, INGEST_PLAIN }, \
	{ "dc:language", INGEST_LANGUAGE, INGEST_PLAIN }, \
	{ "content:encoded", INGEST_CONTENT, INGEST_HTML }, \
	{ NULL, INGEST_GUID, INGEST_PLAIN }

static const struct ingest_row atom_head[] = {
	{ "a:id", INGEST_GUID, INGEST_PLAIN },
	{ "a:title", INGEST_TITLE, INGEST_TYPED },
	{ "a:link", INGEST_LINK, INGEST_HREF },
	{ "a:author/a:name", INGEST_AUTHOR, INGEST_NAME },
	{ NULL, INGEST_GUID, INGEST_PLAIN },
};

static const struct ingest_row atom_rows[] = {
	{ "a:id", INGEST_GUID, INGEST_PLAIN },
	{ "a:title", INGEST_TITLE, INGEST_TYPED },
	{ "a:link", INGEST_LINK, INGEST_HREF },
	{ "a:author/a:name", INGEST_AUTHOR, INGEST_NAME },
	{ "a:summary", INGEST_SUMMARY, INGEST_TYPED },
	{ "a:content", INGEST_CONTENT, INGEST_TYPED },
	{ "a:published", INGEST_PUBLISHED, INGEST_PLAIN },
	{ "a:updated", INGEST_UPDATED, INGEST_PLAIN },
	COMMON_ROWS,
};

static const struct ingest_row rss_head[] = {
	{ "channel/title", INGEST_TITLE, INGEST_HTML },
	{ "channel/link", INGEST_LINK, INGEST_ADDRESS },
	{ "channel/language", INGEST_LANGUAGE, INGEST_PLAIN },
	{ "channel/dc:language", INGEST_LANGUAGE, INGEST_PLAIN },
	{ NULL, INGEST_GUID, INGEST_PLAIN },
};

static const struct ingest_row rss_rows[] = {
	{ "guid", INGEST_GUID, INGEST_RSS_ID },
	{ "title", INGEST_TITLE, INGEST_HTML },
	{ "link", INGEST_LINK, INGEST_ADDRESS },
	{ "a:link", INGEST_LINK, INGEST_HREF },
	{ "author", INGEST_AUTHOR, INGEST_NAME },
	{ "a:author/a:name", INGEST_AUTHOR, INGEST_NAME },
	{ "description", INGEST_SUMMARY, INGEST_HTML },
	{ "a:summary", INGEST_SUMMARY, INGEST_TYPED },
	{ "pubDate", INGEST_PUBLISHED, INGEST_PLAIN },
	{ "a:published", INGEST_PUBLISHED, INGEST_PLAIN },
	{ "a:updated", INGEST_UPDATED, INGEST_PLAIN },
	COMMON_ROWS,
};

static const struct ingest_format formats[] = {
	{ "atom", "a:feed", "a:feed/a:entry", atom_head, atom_rows },
	/* 0.91 and 0.92 are RSS 2.0 with less in it. */
	{ "rss2", "rss", "rss/channel/item", rss_head, rss_rows },
};

const struct ingest_format *
ingest_format_of(const char *root)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(root, formats[i].root) == 0)
			return &formats[i];
	return NULL;
}
