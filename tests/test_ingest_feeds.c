/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Feeds in tests/feeds against the golden file beside each: x.rss gives
 * x.rss.golden.  GOLDEN=write makes them anew; read the difference.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <staaf/file.h>
#include <staaf/utf8.h>

#include "ingest_dump.h"

static void
read_feed(struct staaf_buf *out, const char *path)
{
	struct staaf_ingest in = { .entry = dump_entry, .arg = out };
	struct staaf_arena ar = { 0 };
	struct staaf_ingest_report report;
	enum staaf_code rc;

	rc = staaf_ingest_file(&report, &in, path, &ar, NULL);
	assert_int_equal(rc, report.code);
	assert_string_equal(report.file, path);
	dump_report(out, &report);
	assert_false(out->failed);
	assert_int_equal(staaf_utf8_valid(out->text, out->size), out->size);
	staaf_arena_clear(&ar);
}

static void
write_golden(const char *path, const struct staaf_buf *got)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(got->text, 1, got->size, f), got->size);
	assert_int_equal(fclose(f), 0);
}

static void
feed_gives_its_golden_file(void **state)
{
	struct staaf_buf got = { 0 }, golden = { 0 };
	char path[64], beside[80];
	const char *mode = getenv("GOLDEN");

	(void)snprintf(path, sizeof(path), "tests/feeds/%.40s",
	    (const char *)*state);
	(void)snprintf(beside, sizeof(beside), "%s.golden", path);
	read_feed(&got, path);
	if (mode != NULL && strcmp(mode, "write") == 0)
		write_golden(beside, &got);
	assert_int_equal(staaf_file_read(&golden, beside, 1 << 20, NULL),
	    STAAF_OK);
	assert_string_equal(staaf_buf_text(&got), staaf_buf_text(&golden));
	staaf_buf_clear(&got);
	staaf_buf_clear(&golden);
}

static char feeds[][32] = { "corpus.atom", "corpus.rss", "blog.atom",
	"journal.rss", "ugly-bom.rss", "ugly-latin1.rss", "ugly-utf16.atom",
	"ugly-controls.atom", "truncated.rss", "malformed.atom",
	"bad-utf8.rss", "bad-sjis.rss", "faulty-findings.atom", "empty.xml",
	"blank.xml",
	"notes.txt", "page.html", "outline.xml", "hostile/laughs.rss",
	"hostile/parameter.rss", "hostile/xxe.rss", "hostile/late.rss",
	"hostile/quadratic.rss",
	"rss1/plain.xml", "rss1/fault1.xml", "rss1/fault2.xml",
	"rss1/fault3.xml", "rss0/plain.xml", "rss0/fault1.xml",
	"rss0/fault2.xml", "rss0/fault3.xml", "atom03/plain.xml",
	"atom03/fault1.xml", "atom03/fault2.xml", "atom03/fault3.xml",
	"oai/plain.xml", "oai/fault1.xml", "oai/fault2.xml",
	"oai/fault3.xml", "jats/plain.xml", "jats/fault1.xml",
	"jats/fault2.xml", "jats/fault3.xml", "crossref/plain.xml",
	"crossref/fault1.xml", "crossref/fault2.xml", "crossref/fault3.xml",
	"pubmed/plain.xml", "pubmed/fault1.xml", "pubmed/fault2.xml",
	"pubmed/fault3.xml", "mods/plain.xml", "mods/fault1.xml",
	"mods/fault2.xml", "mods/fault3.xml", "marcxml/plain.xml",
	"marcxml/fault1.xml", "marcxml/fault2.xml", "marcxml/fault3.xml",
	"datacite/plain.xml", "datacite/fault1.xml", "datacite/fault2.xml",
	"datacite/fault3.xml", "eric/plain.xml", "eric/fault1.xml",
	"eric/fault2.xml", "eric/fault3.xml", "acl/plain.xml",
	"acl/fault1.xml", "acl/fault2.xml", "acl/fault3.xml",
	"acl/fault4.xml", "acl/fault5.xml",
	"endnote/plain.xml", "endnote/fault1.xml", "endnote/fault2.xml",
	"endnote/fault3.xml",
	/* lists in text, and compressed files */
	"ris/exports.ris", "bibtex/exports.bib", "csl/exports.json",
	"ris/fault1.ris", "ris/fault2.ris", "ris/fault3.ris", "ris/fault4.ris",
	"ris/plain.ris", "nbib/fault1.nbib", "nbib/fault2.nbib",
	"nbib/fault3.nbib", "nbib/fault4.nbib", "nbib/plain.nbib",
	"bibtex/fault1.bib", "bibtex/fault2.bib", "bibtex/fault3.bib",
	"bibtex/fault4.bib", "bibtex/plain.bib", "csl/crossref.json",
	"csl/fault1.json", "csl/fault2.json", "csl/fault3.json",
	"csl/fault4.json", "csl/other.json", "csl/plain.json",
	"gzip/crc.nbib.gz", "gzip/crc.rss.gz", "gzip/cut.json.gz",
	"gzip/cut.ris.gz", "gzip/cut.rss.gz", "gzip/damaged.rss.gz",
	"gzip/empty.gz", "gzip/journal.rss.gz", "gzip/head.gz",
	"gzip/latin1.ris.gz", "gzip/members.bib.gz", "gzip/notgz.gz",
	"gzip/plain.json.gz", "gzip/plain.nbib.gz", "gzip/plain.ris.gz",
	"gzip/rest.ris.gz" };

int
main(void)
{
	struct CMUnitTest tests[sizeof(feeds) / sizeof(*feeds)];

	for (size_t i = 0; i < sizeof(feeds) / sizeof(*feeds); i++)
		tests[i] = (struct CMUnitTest){
			.name = feeds[i],
			.test_func = feed_gives_its_golden_file,
			.initial_state = feeds[i],
		};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
