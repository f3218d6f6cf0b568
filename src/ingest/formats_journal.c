/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What journals and their registries make: JATS, Crossref, PubMed, the ACL. */
#include "ingest.h"

/* Below "front/article-meta". */
const struct ingest_row ingest_jats_meta_rows[] = {
	{ "article-id[@pub-id-type=doi]", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "article-id[@pub-id-type=pmid]",
	    INGEST_ALIAS, INGEST_PLAIN, "pmid:" },
	{ "article-id[@pub-id-type=pmc|pmcid]",
	    INGEST_ALIAS, INGEST_PLAIN, "pmc:" },
	{ "isbn", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "title-group/article-title", INGEST_TITLE, INGEST_MARKUP, NULL },
	{ "title-group/subtitle", INGEST_SUBTITLE, INGEST_MARKUP, NULL },
	{ "contrib-group/contrib[@contrib-type=author|]",
	    INGEST_AUTHOR, INGEST_GROUP, NULL },
	{ "contrib-group/contrib/name/surname",
	    INGEST_SURNAME, INGEST_PLAIN, NULL },
	{ "contrib-group/contrib/name/given-names",
	    INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "contrib-group/contrib/name-alternatives/name/surname",
	    INGEST_SURNAME, INGEST_PLAIN, NULL },
	{ "contrib-group/contrib/name-alternatives/name/given-names",
	    INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "contrib-group/contrib/string-name",
	    INGEST_WHOLE_NAME, INGEST_PLAIN, NULL },
	{ "contrib-group/contrib/collab",
	    INGEST_WHOLE_NAME, INGEST_PLAIN, NULL },
	{ "abstract[@abstract-type=|section|structured|abstract]",
	    INGEST_SUMMARY, INGEST_MARKUP, NULL },
	{ "abstract[@abstract-type!=graphical|teaser|key-points]",
	    INGEST_SUMMARY, INGEST_MARKUP, NULL },
	{ "abstract", INGEST_SUMMARY, INGEST_MARKUP, NULL },
	{ "trans-abstract", INGEST_SUMMARY_IN, INGEST_MARKUP, NULL },
	{ "pub-date[@pub-type=epub]", INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "pub-date[@pub-type=epub]/year", INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "pub-date[@pub-type=epub]/month", INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "pub-date[@pub-type=epub]/day", INGEST_DAY, INGEST_PLAIN, NULL },
	{ "pub-date[@date-type=pub]", INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "pub-date[@date-type=pub]/year", INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "pub-date[@date-type=pub]/month", INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "pub-date[@date-type=pub]/day", INGEST_DAY, INGEST_PLAIN, NULL },
	{ "pub-date", INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "pub-date/year", INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "pub-date/month", INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "pub-date/day", INGEST_DAY, INGEST_PLAIN, NULL },
	{ "related-article[@related-article-type=corrected-article]/@href",
	    INGEST_RELATION, INGEST_PLAIN, "corrects" },
	{ "related-article[@related-article-type=retracted-article]/@href",
	    INGEST_RELATION, INGEST_PLAIN, "retracts" },
	{ "related-article[@related-article-type=correction-f"
	    "orward|correction]/@href",
	    INGEST_RELATION, INGEST_PLAIN, "corrected-by" },
	{ "related-article[@related-article-type=retraction-f"
	    "orward|retraction]/@href",
	    INGEST_RELATION, INGEST_PLAIN, "retracted-by" },
	{ "related-article[@related-article-type=preprint]/@href",
	    INGEST_RELATION, INGEST_PLAIN, "has-preprint" },
	{ "related-article[@related-article-type=published-article]/@href",
	    INGEST_RELATION, INGEST_PLAIN, "preprint-of" },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

const struct ingest_row ingest_jats_rows[] = {
	{ "@lang", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "front/journal-meta/journal-title-group/journal-title",
	    INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "front/journal-meta/journal-title",
	    INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "body", INGEST_CONTENT, INGEST_BODY, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows jats_sets[] = {
	{ "", ingest_evidence_rows },
	{ "front/article-meta", ingest_jats_meta_rows },
	{ "", ingest_jats_rows },
	{ NULL, NULL },
};

static const struct ingest_row jats_head_rows[] = {
	{ "article", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows jats_head[] = {
	{ "", jats_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row no_rows[] = {
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows no_head[] = {
	{ "", no_rows },
	{ NULL, NULL },
};

/* Crossref: what stands around its works, and each work. */
static const struct ingest_row crossref_head_rows[] = {
	{ "journal", INGEST_AROUND, INGEST_PLAIN, NULL },
	{ "journal/journal_metadata/full_title",
	    INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "journal/journal_issue/publication_date",
	    INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "journal/journal_issue/publication_date/year",
	    INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "journal/journal_issue/publication_date/month",
	    INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "journal/journal_issue/publication_date/day",
	    INGEST_DAY, INGEST_PLAIN, NULL },
	{ "journal/journal_article", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ "conference", INGEST_AROUND, INGEST_PLAIN, NULL },
	{ "conference/proceedings_metadata/proceedings_title",
	    INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "conference/proceedings_metadata/publication_date",
	    INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "conference/proceedings_metadata/publication_date/year",
	    INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "conference/proceedings_metadata/publication_date/month",
	    INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "conference/proceedings_metadata/publication_date/day",
	    INGEST_DAY, INGEST_PLAIN, NULL },
	{ "conference/conference_paper", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ "book", INGEST_AROUND, INGEST_PLAIN, NULL },
	{ "book/book_metadata", INGEST_ENTRY, INGEST_PLAIN, "venue" },
	{ "book/book_series_metadata", INGEST_ENTRY, INGEST_PLAIN, "venue" },
	{ "book/book_set_metadata", INGEST_ENTRY, INGEST_PLAIN, "venue" },
	{ "book/content_item", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ "posted_content", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ "dissertation", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ "report-paper/report-paper_metadata",
	    INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ "report-paper/report-paper_series_metadata",
	    INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows deposit_head[] = {
	{ "body", crossref_head_rows },
	{ NULL, NULL },
};

static const struct ingest_rows query_head[] = {
	{ "query_result/body/query/doi_record/crossref", crossref_head_rows },
	{ "query_result/body/query/doi_record/doi_batch/body",
	    crossref_head_rows },
	{ NULL, NULL },
};

static const struct ingest_rows records_head[] = {
	{ "doi_record/crossref", crossref_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row crossref_rows[] = {
	{ "@language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "titles/title", INGEST_TITLE, INGEST_HTML, NULL },
	{ "titles/subtitle", INGEST_SUBTITLE, INGEST_HTML, NULL },
	{ "contributors/person_name[@contributor_role=author|]",
	    INGEST_AUTHOR, INGEST_GROUP, NULL },
	{ "contributors/person_name[@contributor_role=author|]/surname",
	    INGEST_SURNAME, INGEST_PLAIN, NULL },
	{ "contributors/person_name[@contributor_role=author|]/given_name",
	    INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "person_name", INGEST_AUTHOR, INGEST_GROUP, NULL },
	{ "person_name/surname", INGEST_SURNAME, INGEST_PLAIN, NULL },
	{ "person_name/given_name", INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "contributors/organization[@contributor_role=author|]",
	    INGEST_AUTHOR, INGEST_PLAIN, NULL },
	{ "*:abstract", INGEST_SUMMARY, INGEST_MARKUP, NULL },
	{ "publication_date[@media_type=online]",
	    INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "publication_date[@media_type=online]/year",
	    INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "publication_date[@media_type=online]/month",
	    INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "publication_date[@media_type=online]/day",
	    INGEST_DAY, INGEST_PLAIN, NULL },
	{ "publication_date", INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "publication_date/year", INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "publication_date/month", INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "publication_date/day", INGEST_DAY, INGEST_PLAIN, NULL },
	{ "posted_date", INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "posted_date/year", INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "posted_date/month", INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "posted_date/day", INGEST_DAY, INGEST_PLAIN, NULL },
	{ "approval_date", INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "approval_date/year", INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "approval_date/month", INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "approval_date/day", INGEST_DAY, INGEST_PLAIN, NULL },
	{ "doi_data/doi", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "publisher_item/identifier[@id_type=doi]",
	    INGEST_DOI, INGEST_PLAIN, NULL },
	{ "doi_data/resource", INGEST_LINK, INGEST_ADDRESS, NULL },
	{ "isbn", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "program/related_item/inter_work_relation[@relation"
	    "ship-type=isPreprintOf]",
	    INGEST_RELATION, INGEST_PLAIN, "preprint-of" },
	{ "program/related_item/intra_work_relation[@relation"
	    "ship-type=isPreprintOf]",
	    INGEST_RELATION, INGEST_PLAIN, "preprint-of" },
	{ "program/related_item/inter_work_relation[@relation"
	    "ship-type=hasPreprint]",
	    INGEST_RELATION, INGEST_PLAIN, "has-preprint" },
	{ "program/related_item/intra_work_relation[@relation"
	    "ship-type=hasPreprint]",
	    INGEST_RELATION, INGEST_PLAIN, "has-preprint" },
	{ "program/related_item/inter_work_relation[@relation"
	    "ship-type=isVersionOf]",
	    INGEST_RELATION, INGEST_PLAIN, "version-of" },
	{ "program/related_item/intra_work_relation[@relation"
	    "ship-type=isVersionOf]",
	    INGEST_RELATION, INGEST_PLAIN, "version-of" },
	{ "program/related_item/inter_work_relation[@relation"
	    "ship-type=isPartOf]",
	    INGEST_RELATION, INGEST_PLAIN, "part-of" },
	{ "program/related_item/intra_work_relation[@relation"
	    "ship-type=isPartOf]",
	    INGEST_RELATION, INGEST_PLAIN, "part-of" },
	{ "crossmark/updates/update[@type=correction|corrigendum|erratum]",
	    INGEST_RELATION, INGEST_PLAIN, "corrects" },
	{ "crossmark/updates/update[@type=retraction|withdrawal|removal]",
	    INGEST_RELATION, INGEST_PLAIN, "retracts" },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows crossref_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", crossref_rows },
	{ NULL, NULL },
};

static const struct ingest_row pubmed_head_rows[] = {
	{ "PubmedArticle", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ "PubmedBookArticle", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows pubmed_head[] = {
	{ "", pubmed_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row pubmed_rows[] = {
	{ "PMID", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "Article/ArticleTitle", INGEST_TITLE, INGEST_MARKUP, NULL },
	{ "Article/VernacularTitle", INGEST_TITLE, INGEST_PLAIN, NULL },
	{ "Article/Abstract/AbstractText",
	    INGEST_SUMMARY, INGEST_LABELLED, NULL },
	{ "OtherAbstract/AbstractText",
	    INGEST_SUMMARY_IN, INGEST_MARKUP, NULL },
	{ "Article/AuthorList/Author", INGEST_AUTHOR, INGEST_GROUP, NULL },
	{ "Article/AuthorList/Author/LastName",
	    INGEST_SURNAME, INGEST_PLAIN, NULL },
	{ "Article/AuthorList/Author/ForeName",
	    INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "Article/AuthorList/Author/Initials",
	    INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "Article/AuthorList/Author/CollectiveName",
	    INGEST_WHOLE_NAME, INGEST_PLAIN, NULL },
	{ "Article/Journal/JournalIssue/PubDate",
	    INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "Article/Journal/JournalIssue/PubDate/Year",
	    INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "Article/Journal/JournalIssue/PubDate/Month",
	    INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "Article/Journal/JournalIssue/PubDate/Day",
	    INGEST_DAY, INGEST_PLAIN, NULL },
	{ "Article/Journal/JournalIssue/PubDate/MedlineDate",
	    INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "Article/ArticleDate", INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "Article/ArticleDate/Year", INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "Article/ArticleDate/Month", INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "Article/ArticleDate/Day", INGEST_DAY, INGEST_PLAIN, NULL },
	{ "Article/ELocationID[@EIdType=doi]", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "Article/Language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "Article/Journal/Title", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "Article/PublicationTypeList/PublicationType",
	    INGEST_STUDY, INGEST_PLAIN, NULL },
	{ "CommentsCorrectionsList/CommentsCorrections[@RefTy"
	    "pe=RetractionIn]/PMID",
	    INGEST_RELATION, INGEST_PLAIN, "retracted-by" },
	{ "CommentsCorrectionsList/CommentsCorrections[@RefTy"
	    "pe=RetractionOf]/PMID",
	    INGEST_RELATION, INGEST_PLAIN, "retracts" },
	{ "CommentsCorrectionsList/CommentsCorrections[@RefTy"
	    "pe=ErratumIn]/PMID",
	    INGEST_RELATION, INGEST_PLAIN, "corrected-by" },
	{ "CommentsCorrectionsList/CommentsCorrections[@RefTy"
	    "pe=ErratumFor]/PMID",
	    INGEST_RELATION, INGEST_PLAIN, "corrects" },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_row pubmed_data_rows[] = {
	{ "ArticleIdList/ArticleId[@IdType=doi]",
	    INGEST_DOI, INGEST_PLAIN, NULL },
	{ "ArticleIdList/ArticleId[@IdType=pubmed]",
	    INGEST_ALIAS, INGEST_PLAIN, "pmid:" },
	{ "ArticleIdList/ArticleId[@IdType=pmc]",
	    INGEST_ALIAS, INGEST_PLAIN, "pmc:" },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_row pubmed_book_rows[] = {
	{ "PMID", INGEST_GUID, INGEST_PLAIN, NULL },
	{ "ArticleIdList/ArticleId[@IdType=doi]",
	    INGEST_DOI, INGEST_PLAIN, NULL },
	{ "ArticleTitle", INGEST_TITLE, INGEST_MARKUP, NULL },
	{ "Book/BookTitle", INGEST_TITLE, INGEST_MARKUP, NULL },
	{ "AuthorList/Author", INGEST_AUTHOR, INGEST_GROUP, NULL },
	{ "AuthorList/Author/LastName", INGEST_SURNAME, INGEST_PLAIN, NULL },
	{ "AuthorList/Author/ForeName", INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "AuthorList/Author/Initials", INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "AuthorList/Author/CollectiveName",
	    INGEST_WHOLE_NAME, INGEST_PLAIN, NULL },
	{ "Abstract/AbstractText", INGEST_SUMMARY, INGEST_LABELLED, NULL },
	{ "Book/PubDate", INGEST_PUBLISHED, INGEST_GROUP, NULL },
	{ "Book/PubDate/Year", INGEST_YEAR, INGEST_PLAIN, NULL },
	{ "Book/PubDate/Month", INGEST_MONTH, INGEST_PLAIN, NULL },
	{ "Book/PubDate/Day", INGEST_DAY, INGEST_PLAIN, NULL },
	{ "Book/Isbn", INGEST_ALIAS, INGEST_PLAIN, "isbn:" },
	{ "Language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "PublicationType", INGEST_STUDY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows pubmed_sets[] = {
	{ "", ingest_evidence_rows },
	{ "MedlineCitation", pubmed_rows },
	{ "PubmedData", pubmed_data_rows },
	{ "BookDocument", pubmed_book_rows },
	{ NULL, NULL },
};

static const struct ingest_row acl_head_rows[] = {
	{ "@id", INGEST_ID_PART, INGEST_PLAIN, NULL },
	{ "volume", INGEST_AROUND, INGEST_PLAIN, NULL },
	{ "volume/@id", INGEST_ID_PART, INGEST_PLAIN, NULL },
	{ "volume/meta/booktitle", INGEST_VENUE, INGEST_PLAIN, NULL },
	{ "volume/meta/year", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "volume/paper", INGEST_ENTRY, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows acl_head[] = {
	{ "", acl_head_rows },
	{ NULL, NULL },
};

static const struct ingest_row acl_rows[] = {
	{ "@id", INGEST_ID_PART, INGEST_PLAIN, NULL },
	{ "title", INGEST_TITLE, INGEST_PLAIN, NULL },
	{ "author", INGEST_AUTHOR, INGEST_GROUP, NULL },
	{ "author/first", INGEST_GIVEN, INGEST_PLAIN, NULL },
	{ "author/last", INGEST_SURNAME, INGEST_PLAIN, NULL },
	{ "abstract", INGEST_SUMMARY, INGEST_PLAIN, NULL },
	{ "doi", INGEST_DOI, INGEST_PLAIN, NULL },
	{ "year", INGEST_PUBLISHED, INGEST_LOOSE, NULL },
	{ "language", INGEST_LANGUAGE, INGEST_PLAIN, NULL },
	{ "retracted", INGEST_RETRACTED, INGEST_PLAIN, NULL },
	{ NULL, INGEST_GUID, INGEST_PLAIN, NULL },
};

static const struct ingest_rows acl_sets[] = {
	{ "", ingest_evidence_rows },
	{ "", acl_rows },
	{ NULL, NULL },
};

const struct ingest_format ingest_journals[] = {
	{ "jats", "article", NULL, true, NULL,
	    no_head, jats_sets, false },
	{ "jats", "articles", NULL, false, NULL,
	    jats_head, jats_sets, false },
	{ "jats", "pmc-articleset", NULL, false, NULL,
	    jats_head, jats_sets, false },
	{ "crossref", "doi_batch", NULL, false, NULL,
	    deposit_head, crossref_sets, false },
	{ "crossref", "crossref_result", NULL, false, NULL,
	    query_head, crossref_sets, false },
	{ "crossref", "doi_records", NULL, false, NULL,
	    records_head, crossref_sets, false },
	{ "pubmed", "PubmedArticleSet", NULL, false, "en",
	    pubmed_head, pubmed_sets, false },
	{ "acl", "collection", "volume|event", false, NULL,
	    acl_head, acl_sets, false },
	{ NULL, NULL, NULL, false, NULL, NULL, NULL, false },
};
