#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What it costs to take a corpus in, beside what nobody can do without: a bare
# parse of the XML and a plain insert of the same texts with a word index of
# the sqlite3 shell; and beside Xapian indexing those texts.  A benchmark, no
# test: nothing fails on it.
#   tests/bench/ingest.sh BUILD [ARCHIVE.tar.xz]
# Without an archive of records it takes the corpus that ships with staaf.
# shellcheck disable=SC2016 # the columns in quotes are awk's
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

# Milliseconds of the wall clock; what others left to write is written first.
time_of() { # command...
	sync
	before=$(date +%s%N)
	"$@" >/dev/null 2>"$here/said" || {
		tail -n 3 "$here/said" >&2
		return 1
	}
	echo $((($(date +%s%N) - before) / 1000000))
}
# The middle one of what the rounds give; the columns are awk's.
middle() { # awk expression
	awk "{ print $1 }" "$here/rounds" | sort -n |
	    awk '{ n[NR] = $1 } END { print n[int((NR + 1) / 2)] }'
}
# staaf works with two processes, and feels a busy machine most.
least() {
	awk "{ print $1 }" "$here/rounds" | sort -n | head -n 1
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
has_xapian=0
[ ! -x "$build/bench/xapian" ] || has_xapian=1
# All in turn in each round: the machine is slower at one time than another.
for round in 1 2 3 4 5; do
	printf '%d %d %d ' "$(time_of parse)" "$(time_of plain)" \
	    "$(time_of ours)"
	if [ "$has_xapian" -eq 1 ] && [ "$round" -le 3 ]; then
		time_of xapian
	else
		echo 0
	fi
done >"$here/rounds"
echo "$n records from $(wc -l <"$here/list") files; the middle of five rounds"
printf '  %-40s %7d ms\n' 'xmllint --stream' "$(middle '$1')" \
    'sqlite3: insert and FTS5' "$(middle '$2')" \
    'staaf ingest, concepts and figures' "$(middle '$3')"
printf '  staaf / (xmllint + sqlite3)  %.2f, at best %.2f\n' \
    "$(middle '$3 / ($1 + $2)')" "$(least '$3 / ($1 + $2)')"
if [ "$has_xapian" -eq 1 ]; then
	sed -i '4,$d' "$here/rounds"
	printf '  %-40s %7d ms\n' 'Xapian, of three' "$(middle '$4')"
	printf '  Xapian / staaf  %.2f\n' "$(middle '$4 / $3')"
fi
