#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What it costs to take a corpus in, beside what nobody can do without: a bare
# parse of the XML and a plain insert of the same texts with a word index of
# the sqlite3 shell; and beside Xapian indexing those texts.  A benchmark, no
# test: nothing fails on it.
#   tests/bench/ingest.sh BUILD [ARCHIVE.tar.xz]
# Without an archive of records it takes the corpus that ships with staaf.
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build}
archive=${2:-../shared/data/devcorpus.tar.xz}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

if [ -r "$archive" ]; then
	tar -xJf "$archive" -C "$here"
	find "$here" -name '*.csv' -delete
else
	cp -r corpus "$here/own"
fi
find "$here" \( -name '*.xml' -o -name '*.atom' -o -name '*.jats' \) \
    >"$here/list"

# Seconds of the wall clock, of the fastest of three.
fastest() { # command...
	best=''
	for turn in 1 2 3; do
		: "$turn"
		before=$(date +%s%N)
		"$@" >/dev/null 2>"$here/said" || {
			tail -n 3 "$here/said" >&2
			return 1
		}
		after=$(date +%s%N)
		took=$(((after - before) / 1000000))
		[ -n "$best" ] && [ "$best" -le "$took" ] || best=$took
	done
	echo "$best"
}

parse() {
	xargs xmllint --stream --noout <"$here/list"
}
ours() {
	rm -f "$here/s.db"*
	"$build/staaf" --db "$here/s.db" ingest "$here"/*/ || [ $? -eq 3 ]
}
plain() {
	rm -f "$here/p.db"*
	sqlite3 "$here/p.db" <<-SQL
	PRAGMA journal_mode = WAL;
	CREATE TABLE t (id TEXT UNIQUE, title TEXT, summary TEXT,
	    content TEXT);
	CREATE VIRTUAL TABLE w USING fts5 (title, summary, content,
	    content = 't');
	.mode list
	.separator "\037" "\036"
	.import "$here/texts" t
	INSERT INTO w (w) VALUES ('rebuild');
	SQL
}
xapian() {
	rm -rf "$here/x.db"
	"$build/bench/xapian" "$here/x.db" "$here/texts"
}

ours >/dev/null 2>&1
sqlite3 "$here/s.db" >"$here/texts" <<-'SQL'
	.mode list
	.separator "\037" "\036"
	SELECT id, title, summary, content FROM record;
	SQL
n=$(sqlite3 "$here/s.db" 'SELECT count(*) FROM record')
ms_parse=$(fastest parse)
ms_plain=$(fastest plain)
ms_ours=$(fastest ours)
echo "$n records from $(wc -l <"$here/list") files"
printf '  %-40s %7d ms\n' 'xmllint --stream' "$ms_parse" \
    'sqlite3: insert and FTS5' "$ms_plain" \
    'staaf ingest, concepts and figures' "$ms_ours"
awk -v a="$ms_ours" -v b="$((ms_parse + ms_plain))" \
    'BEGIN { printf "  staaf / (xmllint + sqlite3)  %.2f\n", a / b }'
if [ -x "$build/bench/xapian" ]; then
	ms_xapian=$(fastest xapian)
	printf '  %-40s %7d ms\n' 'Xapian' "$ms_xapian"
	awk -v a="$ms_xapian" -v b="$ms_ours" \
	    'BEGIN { printf "  Xapian / staaf  %.2f\n", a / b }'
fi
