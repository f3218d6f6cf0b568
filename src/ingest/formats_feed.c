/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds: Atom and RSS in all their versions. */
#include "ingest.h"

static const struct ingest_row atom_head_rows[] = {
	{ "a:id", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "a:title", INGEST_TITLE, INGEST_TYPED, NULL },
	{ "a:link", INGEST_LINK, INGEST_HREF, NULL },
	{ "a:author/a:name", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ "a:entry", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows atom_head[] = {
	{ "", atom_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row atom_rows[] = {
	{ "a:id", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "a:title", INGEST_TITLE, INGEST_TYPED, NULL },
	{ "a:link", INGEST_LINK, INGEST_HREF, NULL },
	{ "a:author/a:name", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ "a:author/a:email", INGEST_EMAIL, INGEST_PLAIN, NULL },
	{ "a:summary", INGEST_SUMMARY, INGEST_TYPED, NULL },
	{ "a:content", INGEST_CONTENT, INGEST_TYPED, NULL },
	{ "a:published", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "a:updated", INGEST_UPDATED, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows atom_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", atom_rows },
	{ "", ingest_common_rows },
	{ NULL, NULL },
};

static const struct ingest_row atom03_head_rows[] = {
	{ "o:id", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "o:title", INGEST_TITLE, INGEST_TYPED, NULL },
	{ "o:link", INGEST_LINK, INGEST_HREF, NULL },
	{ "o:author/o:name", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ "o:entry", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows atom03_head[] = {
	{ "", atom03_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row atom03_rows[] = {
	{ "o:id", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "o:title", INGEST_TITLE, INGEST_TYPED, NULL },
	{ "o:link", INGEST_LINK, INGEST_HREF, NULL },
	{ "o:author/o:name", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ "o:author/o:email", INGEST_EMAIL, INGEST_PLAIN, NULL },
	{ "o:summary", INGEST_SUMMARY, INGEST_TYPED, NULL },
	{ "o:content", INGEST_CONTENT, INGEST_TYPED, NULL },
	{ "o:issued", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "o:created", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "o:modified", INGEST_UPDATED, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows atom03_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", atom03_rows },
	{ "", ingest_common_rows },
	{ NULL, NULL },
};

static const struct ingest_row rss_head_rows[] = {
	{ "channel/title", INGEST_TITLE, INGEST_HTML, NULL },
	{ "channel/link", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "channel/language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "channel/dc:language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "channel/item", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows rss_head[] = {
	{ "", rss_head_rows },
	{ NULL, NULL },
};

/* In 0.90 and 1.0 the entries stand beside the channel. */
static const struct ingest_row rdf_head_rows[] = {
	{ "channel/title", INGEST_TITLE, INGEST_HTML, NULL },
	{ "channel/link", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "channel/language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "channel/dc:language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "item", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows rdf_head[] = {
	{ "", rdf_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row rss_rows[] = {
	{ "guid", INGEST_GUID, INGEST_RSS_ID, NULL },
	{ "@about", INGEST_GUID, INGEST_RSS_ID, NULL },
	{ "title", INGEST_TITLE, INGEST_HTML, NULL },
	{ "link", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "a:link", INGEST_LINK, INGEST_HREF, NULL },
	{ "author", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ "a:author/a:name", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ "a:author/a:email", INGEST_EMAIL, INGEST_PLAIN, NULL },
	{ "description", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "a:summary", INGEST_SUMMARY, INGEST_TYPED, NULL },
	{ "pubDate", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "a:published", INGEST_PUBLISHED, INGEST_PLAIN, NULL },
	{ "a:updated", INGEST_UPDATED, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows rss_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", rss_rows },
	{ "", ingest_common_rows },
	{ NULL, NULL },
};

const struct ingest_format ingest_feeds[] = {
	{ "atom", "a:feed", NULL, false, NULL,
	    atom_head, atom_sets, false },
	{ "atom03", "o:feed", NULL, false, NULL,
	    atom03_head, atom03_sets, false },
	{ "rss0", "rss[@version=0.90|0.91|0.92|0.93|0.94]", NULL, false, NULL,
	    rss_head, rss_sets, false },
	{ "rss2", "rss", NULL, false, NULL,
	    rss_head, rss_sets, false },
	{ "rss1", "rdf:RDF", NULL, false, NULL,
	    rdf_head, rss_sets, false },
	{ NULL, NULL, NULL, false, NULL, NULL, NULL, false },
};
