/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The formats, each a table of fields.  A new one is a root element and rows
 * (formats_*.c); row.c and map.c walk them all alike.  Here: how names are
 * written in the tables, and what any format may have in it.
 */
#include <string.h>

#include "ingest.h"

/*
 * In the tables elements go by these prefixes, whatever the file uses.  The
 * vocabularies that are a format of their own have none: many files leave
 * their namespace out, and their elements are told apart by where they stand.
 */
static const struct {
	const char *prefix, *space;
	bool is_start; /* of the address: versions of one vocabulary */
} spaces[] = {
	{ "", "", false },
	{ "a", "http://www.w3.org/2005/Atom", false },
	{ "o", "http://purl.org/atom/ns#", false },
	{ "s", "urn:x-staaf:evidence:1", false },
	{ "dc", "http://purl.org/dc/elements/1.", true },
	{ "dcterms", "http://purl.org/dc/terms/", false },
	{ "content", "http://purl.org/rss/1.0/modules/content/", false },
	{ "prism", "http://prismstandard.org/namespaces/", true },
	{ "media", "http://search.yahoo.com/mrss", true },
	{ "itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd", false },
	{ "itunes", "http://www.itunes.com/DTDs/Podcast-1.0.dtd", false },
	{ "h", "http://www.w3.org/1999/xhtml", false },
	{ "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", false },
	/* Some RSS 2.0 feeds put their own elements in a namespace. */
	{ "", "http://backend.userland.com/", true },
	{ "", "http://blogs.law.harvard.edu/tech/rss", false },
	{ "", "http://purl.org/rss/1.0/", false },
	{ "", "http://my.netscape.com/rdf/simple/0.9/", false },
	{ "", "http://www.openarchives.org/OAI/2.0/", true },
	{ "", "http://www.crossref.org/", true },
	{ "", "http://www.ncbi.nlm.nih.gov/JATS1", false },
	{ "", "https://jats.nlm.nih.gov/", true },
	{ "", "http://jats.nlm.nih.gov/", true },
	{ "", "http://www.loc.gov/mods/", true },
	{ "", "http://www.loc.gov/MARC21/", true },
	{ "", "http://datacite.org/schema/", true },
	{ "", "https://datacite.org/schema/", true },
	{ "", "http://www.eric.ed.gov", true },
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
	{ "s:evidence", INGEST_EVIDENCE, INGEST_PART, NULL },
	{ "s:evidence/s:venue", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "s:evidence/s:summary", INGEST_SUMMARY_IN, INGEST_PLAIN, NULL },
	{ "s:evidence/s:concept", INGEST_CONCEPT, INGEST_PLAIN, NULL },
	{ "s:evidence/s:appraisal", INGEST_APPRAISAL, INGEST_PART, NULL },
	{ "s:evidence/s:appraisal/s:note", INGEST_APPRAISAL_NOTE,
	    INGEST_PLAIN, NULL },
	{ "s:evidence/s:finding", INGEST_FINDING, INGEST_PART, NULL },
	{ "s:evidence/s:finding/s:note", INGEST_FINDING_NOTE, INGEST_PLAIN,
	    NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

/* Vocabularies that any feed may mix in; after the format's own rows. */
const struct ingest_row ingest_common_rows[] = {
	{ "prism:doi", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "dc:identifier", INGEST_DOI, INGEST_ANY_ID, NULL },
	{ "dcterms:identifier", INGEST_DOI, INGEST_ANY_ID, NULL },
	{ "prism:isbn", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "dc:creator", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ "dc:title", INGEST_TITLE, INGEST_HTML, NULL },
	{ "media:title", INGEST_TITLE, INGEST_TYPED, NULL },
	{ "media:group/media:title", INGEST_TITLE, INGEST_TYPED, NULL },
	{ "dc:description", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "dcterms:abstract", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "itunes:summary", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "media:description", INGEST_SUMMARY, INGEST_TYPED, NULL },
	{ "media:group/media:description", INGEST_SUMMARY, INGEST_TYPED, NULL },
	{ "itunes:subtitle", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "dc:date", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "dcterms:issued", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "prism:publicationDate", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "prism:coverDate", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "dcterms:modified", INGEST_UPDATED, INGEST_PLAIN, NULL },
	{ "prism:publicationName", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "dc:language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "content:encoded", INGEST_CONTENT, INGEST_HTML, NULL },
	{ "itunes:author", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ "media:credit[@role=author|]", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

/* One of "a|b". */
static bool
is_mark(const char *list, const char *name)
{
	size_t n, size = strlen(name);

	for (;; list += n + 1) {
		n = strcspn(list, "|");
		if (n == size && memcmp(list, name, n) == 0)
			return true;
		if (list[n] == '\0')
			return false;
	}
}

const struct ingest_format *
ingest_format_of(const struct ingest_element *root, const char *child,
    const struct ingest_format *before)
{
	static const struct ingest_format *const lists[] = { ingest_feeds,
		ingest_journals, ingest_libraries };

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		for (const struct ingest_format *f = lists[i]; f->name != NULL;
		    f++) {
			if (child == NULL && ingest_is_root(f->root,
			    ingest_prefix(root->space), root))
				return f;
			if (child != NULL && f->mark != NULL &&
			    strcmp(f->root, before->root) == 0 &&
			    is_mark(f->mark, child))
				return f;
		}
	return before;
}
