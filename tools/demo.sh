#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From the corpus to answers: a fresh store, three questions, a claim, a table
# of scores; and where the store lies.
#   tools/demo.sh BUILD      BUILD/staaf is built
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
staaf=$build/staaf
db=$build/demo.db

# Exit 1 is "not known here", an answer like any other.
ask() { # language, question
	printf '\n$ %s --db %s --lang %s ask "%s"\n\n' "$staaf" "$db" "$1" "$2"
	"$staaf" --db "$db" --lang "$1" ask "$2" || [ $? -eq 1 ]
}

rm -f "$db" "$db"-wal "$db"-shm "$db".lock
echo "$ $staaf --db $db ingest corpus/"
"$staaf" --db "$db" --lang en ingest corpus
ask nl "Helpen wekelijkse online toetsen onze tweedejaars bedrijfskunde\
 (hbo, 140 studenten) bij het tentamen?"
ask nl "Moet ik lesgeven in de leerstijl van mijn studenten?"
ask en "Does flipping help my 320 second-year students pass statistics?"
claim="Our quiz app improves exam results by 23% (p < .05, n = 40)."
printf '\n$ %s --db %s claim "%s"\n\n' "$staaf" "$db" "$claim"
"$staaf" --db "$db" --lang en claim "$claim"
printf '\n$ %s --lang nl evaluate tests/trials/a.csv\n\n' "$staaf"
"$staaf" --lang nl evaluate tests/trials/a.csv
cat <<END

The database is $db ($(du -h "$db" | cut -f 1)).  Ask on:

  $staaf --db $db ask "your own question"
  $staaf --db $db ask --why "your own question"
  $staaf --db $db plan --n 48 "your own question"
  $staaf help
END
