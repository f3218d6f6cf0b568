#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a question costs, as a whole process, with the corpus among 100,000
# other records: their texts are stretches of the corpus' own, so that many
# are on the same concepts.  Beside it the sqlite3 shell, which ranks the
# question's words over the same texts.  A benchmark, no test.
#   tests/bench/ask.sh BUILD [TIMES [RECORDS]]
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build}
times=${2:-50}
n=${3:-100000}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

find corpus -type f \( -name '*.atom' -o -name '*.rss' \) -print0 |
    LC_ALL=C sort -z >"$here/files"
xargs -0 "$build/staaf" --db "$here/s.db" ingest <"$here/files" >/dev/null

# Words of the corpus in the order in which they stand there.
xargs -0 cat <"$here/files" | LC_ALL=C sed 's/<[^>]*>/ /g; s/&[a-z]*;/ /g' |
    LC_ALL=C tr -cs "A-Za-z'\n-" ' ' >"$here/words"
LC_ALL=C awk -v n="$n" -v tsv="$here/texts" '
{ for (i = 1; i <= NF; i++) word[++w] = $i }
function draw(most) { # the same in every run
	seed = (seed * 16807) % 2147483647
	return seed % most
}
function stretch(size,   from, out, i) {
	from = 1 + draw(w - size)
	for (i = 0; i < size; i++)
		out = out (i > 0 ? " " : "") word[from + i]
	return out
}
END {
	seed = 20261126
	for (i = 1; i <= n; i++) {
		title = stretch(9) " " i
		text = stretch(110)
		printf "TY  - JOUR\nTI  - %s\nAU  - Author%d, A.\n", title, i
		printf "PY  - %d\nDO  - 10.9999/bench.%d\n", 1990 + i % 35, i
		printf "AB  - %s\nER  - \n\n", text
		printf "%s\t%s\n", title, text >tsv
	}
}' "$here/words" >"$here/many.ris"
"$build/staaf" --db "$here/s.db" ingest "$here/many.ris" >/dev/null
sqlite3 "$here/p.db" "CREATE VIRTUAL TABLE t USING fts5 (title, text)" \
    ".mode tabs" ".import $here/texts t"

compare() { # language, question
	echo "$2"
	match=$(echo "$2" | LC_ALL=C tr -cs 'A-Za-z0-9' '\n' |
	    awk 'NF { printf "%s\"%s\"", n++ ? " OR " : "", $1 }')
	"$build/bench/paired" "$times" \
	    "$build/staaf" --db "$here/s.db" --lang "$1" ask "$2" -- \
	    sqlite3 "$here/p.db" \
	    "SELECT rowid FROM t WHERE t MATCH '$match' ORDER BY rank LIMIT 10"
}
"$build/staaf" --db "$here/s.db" status | sed -n 2p
compare nl "Helpen wekelijkse online toetsen onze tweedejaars bedrijfskunde\
 (hbo, 140 studenten) bij het tentamen?"
compare en "Does flipping help my 320 second-year students pass statistics?"
compare nl "Helpt generatieve AI bij het leren programmeren in het hbo?"
compare en "What is known about feedback?"
