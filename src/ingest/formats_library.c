/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libraries, archives and indexes give: OAI-PMH and what is in it. */
#include "ingest.h"

static const struct ingest_row mods_rows[] = {
	{ "titleInfo[@type=]/nonSort", INGEST_LEAD, INGEST_PLAIN, NULL },
	{ "titleInfo[@type=]/title", INGEST_TITLE, INGEST_PLAIN, NULL },
	{ "titleInfo/title", INGEST_TITLE, INGEST_PLAIN, NULL },
	{ "titleInfo[@type=]/subTitle", INGEST_SUBTITLE, INGEST_PLAIN, NULL },
	{ "name", INGEST_AUTHOR, INGEST_GROUP, NULL },
	{ "name/namePart[@type=family]", INGEST_SURNAME, INGEST_PLAIN, NULL },
	{ "name/namePart[@type=given]", INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "name/namePart[@type=]", INGEST_WHOLE_NAME, INGEST_PLAIN, NULL },
	{ "name/role/roleTerm", INGEST_ROLE, INGEST_PLAIN, NULL },
	{ "abstract", INGEST_SUMMARY, INGEST_MARKUP, NULL },
	{ "originInfo/dateIssued", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "originInfo/copyrightDate", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "originInfo/dateCreated", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "identifier[@type=doi]", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "identifier[@type=isbn]", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "identifier[@type=uri|hdl]", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "location/url", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "language/languageTerm", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "relatedItem[@type=host]/titleInfo/title",
	    INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "recordInfo/recordIdentifier", INGEST_GUID, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_row marc_rows[] = {
	{ "controlfield[@tag=001]", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "controlfield[@tag=008]", INGEST_LANGUAGE, INGEST_FIXED, NULL },
	{ "datafield[@tag=041]/subfield[@code=a]",
	    INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "datafield[@tag=245]/subfield[@code=a]",
	    INGEST_TITLE, INGEST_ISBD, NULL },
	{ "datafield[@tag=245]/subfield[@code=b]",
	    INGEST_SUBTITLE, INGEST_ISBD, NULL },
	{ "datafield[@tag=100|110|700]/subfield[@code=a]",
	    INGEST_AUTHOR, INGEST_ISBD, NULL },
	{ "datafield[@tag=520]/subfield[@code=a]",
	    INGEST_SUMMARY, INGEST_MARKUP, NULL },
	{ "datafield[@tag=264|260]/subfield[@code=c]",
	    INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "datafield[@tag=020]/subfield[@code=a]",
	    INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "datafield[@tag=024]/subfield[@code=a]",
	    INGEST_DOI, INGEST_PLAIN, NULL },
	{ "datafield[@tag=856]/subfield[@code=u]",
	    INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "datafield[@tag=773]/subfield[@code=t]",
	    INGEST_VENUE, INGEST_ISBD, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_row datacite_rows[] = {
	{ "identifier[@identifierType=DOI|doi]",
	    INGEST_DOI, INGEST_PLAIN, NULL },
	{ "alternateIdentifiers/alternateIdentifier[@alternat"
	    "eIdentifierType=ISBN]",
	    INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "titles/title[@titleType=]", INGEST_TITLE, INGEST_PLAIN, NULL },
	{ "titles/title[@titleType=Subtitle]",
	    INGEST_SUBTITLE, INGEST_PLAIN, NULL },
	{ "titles/title", INGEST_TITLE, INGEST_PLAIN, NULL },
	{ "creators/creator", INGEST_AUTHOR, INGEST_GROUP, NULL },
	{ "creators/creator/familyName", INGEST_SURNAME, INGEST_PLAIN, NULL },
	{ "creators/creator/givenName", INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "creators/creator/creatorName",
	    INGEST_WHOLE_NAME, INGEST_PLAIN, NULL },
	{ "descriptions/description[@descriptionType=Abstract]",
	    INGEST_SUMMARY, INGEST_MARKUP, NULL },
	{ "dates/date[@dateType=Issued]",
	    INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "publicationYear", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "dates/date[@dateType=Updated]", INGEST_UPDATED, INGEST_PLAIN, NULL },
	{ "language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "container/title", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "relatedIdentifiers/relatedIdentifier[@relationType=IsPreprintOf]",
	    INGEST_RELATION, INGEST_PLAIN, "preprint-of" },
	{ "relatedIdentifiers/relatedIdentifier[@relationType=HasPreprint]",
	    INGEST_RELATION, INGEST_PLAIN, "has-preprint" },
	{ "relatedIdentifiers/relatedIdentifier[@relationType=IsVersionOf]",
	    INGEST_RELATION, INGEST_PLAIN, "version-of" },
	{ "relatedIdentifiers/relatedIdentifier[@relationType=IsPartOf]",
	    INGEST_RELATION, INGEST_PLAIN, "part-of" },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_row dc_rows[] = {
	{ "dc:title", INGEST_TITLE, INGEST_HTML, NULL },
	{ "dc:creator", INGEST_AUTHOR, INGEST_NAME, NULL },
	{ "dc:description", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "dcterms:abstract", INGEST_SUMMARY, INGEST_HTML, NULL },
	{ "dc:identifier", INGEST_DOI, INGEST_ANY_ID, NULL },
	{ "dc:date", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "dcterms:issued", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "dc:language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "dc:source", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_row oai_head_rows[] = {
	{ "responseDate", INGEST_ANSWERED, INGEST_PLAIN, NULL },
	{ "error/@code", INGEST_OAI_ERROR, INGEST_PLAIN, NULL },
	{ "ListRecords/record", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ "GetRecord/record", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ "ListRecords/resumptionToken",
	    INGEST_RESUMPTION, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows oai_head[] = {
	{ "", oai_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row oai_rows[] = {
	{ "header[@status=deleted]/@status", INGEST_SKIP, INGEST_PLAIN, NULL },
	{ "header/identifier", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "header/datestamp", INGEST_UPDATED, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows oai_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", oai_rows },
	{ "metadata/dc", dc_rows },
	{ "metadata/mods", mods_rows },
	{ "metadata/resource", datacite_rows },
	{ "metadata/oai_datacite/payload/resource", datacite_rows },
	{ "metadata/record", marc_rows },
	{ "metadata/article/front/article-meta", ingest_jats_meta_rows },
	{ "metadata/article", ingest_jats_rows },
	{ NULL, NULL },
};

static const struct ingest_row mods_head_rows[] = {
	{ "mods", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows mods_head[] = {
	{ "", mods_head_rows },
	{ NULL, NULL },
};

static const struct ingest_rows mods_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", mods_rows },
	{ NULL, NULL },
};

static const struct ingest_row record_head_rows[] = {
	{ "record", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows record_head[] = {
	{ "", record_head_rows },
	{ NULL, NULL },
};

static const struct ingest_rows marc_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", marc_rows },
	{ NULL, NULL },
};

static const struct ingest_rows datacite_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", datacite_rows },
	{ NULL, NULL },
};

static const struct ingest_row doc_head_rows[] = {
	{ "result/doc", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows doc_head[] = {
	{ "", doc_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row eric_rows[] = {
	{ "str[@name=id]", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "str[@name=title]", INGEST_TITLE, INGEST_PLAIN, NULL },
	{ "arr[@name=author]/str", INGEST_AUTHOR, INGEST_PLAIN, NULL },
	{ "str[@name=description]", INGEST_SUMMARY, INGEST_PLAIN, NULL },
	{ "str[@name=url]", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "str[@name=doi]", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "arr[@name=isbn]/str", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "str[@name=source]", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "str[@name=publicationdate]", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "int[@name=publicationdateyear]",
	    INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "arr[@name=language]/str", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows eric_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", eric_rows },
	{ NULL, NULL },
};

static const struct ingest_rows eric_record_sets[] = {
	{ "", ingest_evidence_rows },
	{ "metadata", dc_rows },
	{ "", dc_rows },
	{ NULL, NULL },
};

static const struct ingest_row endnote_head_rows[] = {
	{ "records/record", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows endnote_head[] = {
	{ "", endnote_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row endnote_rows[] = {
	{ "titles/title", INGEST_TITLE, INGEST_PLAIN, NULL },
	{ "titles/secondary-title", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "contributors/authors/author", INGEST_AUTHOR, INGEST_PLAIN, NULL },
	{ "dates/year", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "abstract", INGEST_SUMMARY, INGEST_PLAIN, NULL },
	{ "electronic-resource-num", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "isbn", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "urls/related-urls/url", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows endnote_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", endnote_rows },
	{ NULL, NULL },
};

static const struct ingest_row no_rows[] = {
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows no_head[] = {
	{ "", no_rows },
	{ NULL, NULL },
};

const struct ingest_format ingest_libraries[] = {
	{ "oai", "OAI-PMH", NULL, false, NULL,
	    oai_head, oai_sets, false },
	{ "mods", "modsCollection", NULL, false, NULL,
	    mods_head, mods_sets, true },
	{ "mods", "mods", NULL, true, NULL,
	    no_head, mods_sets, true },
	{ "marcxml", "collection", "record", false, NULL,
	    record_head, marc_sets, true },
	{ "marcxml", "record", NULL, true, NULL,
	    no_head, marc_sets, true },
	{ "datacite", "resource", NULL, true, NULL,
	    no_head, datacite_sets, false },
	{ "eric", "response", NULL, false, NULL,
	    doc_head, eric_sets, false },
	{ "eric", "records", NULL, false, NULL,
	    record_head, eric_record_sets, false },
	{ "endnote", "xml", NULL, false, NULL,
	    endnote_head, endnote_sets, true },
	{ NULL, NULL, NULL, false, NULL, NULL, NULL, false },
};
