#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a question costs as a whole process, against an empty process that is
# linked to the same libraries.  A benchmark, no test: nothing fails on it.
#   tests/bench/run.sh BUILD [TIMES]
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build}
times=${2:-200}
db=$(mktemp -d)/bench.db
trap 'rm -rf "$(dirname "$db")"' EXIT

find corpus -type f \( -name '*.atom' -o -name '*.rss' \) -print0 |
    LC_ALL=C sort -z | xargs -0 "$build/staaf" --db "$db" ingest >/dev/null

compare() { # language, question
	echo "$2"
	"$build/bench/paired" "$times" "$build/bench/empty" -- \
	    "$build/staaf" --db "$db" --lang "$1" ask "$2"
}
compare nl "Helpen wekelijkse online toetsen onze tweedejaars bedrijfskunde\
 (hbo, 140 studenten) bij het tentamen?"
compare en "Does flipping help my 320 second-year students pass statistics?"
