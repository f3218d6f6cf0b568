#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What 10,000 rules cost, and a batch of questions; beside CLIPS with the same
# rules where that is installed (Debian: clips).  A benchmark, no test.
#   tests/bench/rules.sh BUILD [TIMES]
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build}
times=${2:-10}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

"$build/bench/rules" 10000
if command -v clips >/dev/null; then
	"$build/bench/rules" 10000 "$here/many.clp"
	cat >"$here/run.clp" <<CLP
(load* "$here/many.clp")
(assert (asks way-7) (size 320))
(run)
(exit)
CLP
	echo 'load 10,000 rules and answer once: CLIPS beside staaf'
	"$build/bench/paired" "$times" "$build/bench/rules" 10000 once -- \
	    clips -f2 "$here/run.clp"
fi

# Questions of the tests, many times, with the corpus that ships.
find corpus -type f \( -name '*.atom' -o -name '*.rss' \) -print0 |
    LC_ALL=C sort -z | xargs -0 "$build/staaf" --db "$here/s.db" ingest \
    >/dev/null
grep -hE '^(nl|en) ' tests/questions/*.q | sed 's/^.. //' |
    awk '{ line[NR] = $0 } END { for (i = 0; i < 40; i++)
	for (k = 1; k <= NR; k++) print "q" i "-" k "\t" line[k] }' \
    >"$here/batch"
cut -f 2 "$here/batch" | sort -u >"$here/questions"
"$build/bench/rules" shipped "$here/questions"
began=$(date +%s%N)
"$build/staaf" --db "$here/s.db" --json ask --batch "$here/batch" \
    >/dev/null || [ $? -eq 1 ]
took=$(($(date +%s%N) - began))
n=$(wc -l <"$here/batch")
echo "$n questions in a batch: $((n * 1000000000 / took)) a second"
