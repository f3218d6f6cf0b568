# SPDX-License-Identifier: GPL-3.0-or-later
# The gap map in its forms.  Sourced by run.sh.
mkdir "$work/map"
mapped=$work/map/s.db
"$staaf" --db "$mapped" ingest "$corpus" >"$work/out" 2>&1
m() { want=$1; shift; run "$want" "$staaf" --db "$mapped" --lang en "$@"; }

# ------------------------------------------------------------- its forms
t 'the map as a table' m 0 map --format csv
t 'has a head' out_has 'intervention,name,outcome,k,records,level,year'
csv_is_whole() { # nine kinds of outcome for each, lines end in CR LF
	awk -F, '{ if (!sub(/\r$/, "")) bad = 1 }
	    NR > 1 { n[$1]++ }
	    END { for (i in n) if (n[i] != 9) bad = 1; exit bad || NR < 600 }' \
	    "$work/out"
}
t 'and each cell' csv_is_whole
t 'has gaps' grep -q ',achievement,,0,,.$' "$work/out"
t 'the map as a picture' m 0 map --format svg
t 'is XML' xmllint --noout "$work/out"
t 'says what it is' out_has '<title id="t">Where evidence is held'
t 'for who cannot see it' out_has 'role="img"'
t 'in words' m 0 map --format text
cp "$work/out" "$work/map/text"
t 'is what it was' m 0 map
t 'to the letter' cmp -s "$work/out" "$work/map/text"
t 'another form' m 2 map --format pdf
t 'is refused with the list' err_has 'text, csv, svg and atom'
t 'one approach' m 0 --json map --intervention feedback
narrowed() { jq -e '([.interventions[].id] | index("peer-feedback")) and
    ([.interventions[].id] | index("voting") | not)' "$work/out"; }
t 'and what is under it' narrowed
t 'one kind of outcome' m 0 map --outcome achievement --format csv
t 'is each outcome in it' grep -q ',exam-score,[0-9]*,[1-9]' "$work/out"
t 'and no other' out_hasnt ',retention,'
t 'an approach that is none' m 2 map --intervention exam-score
t 'an outcome that is none' m 2 map --outcome voting
t 'an empty map' m 1 map --intervention voting --outcome cost
t 'is shown' out_has 'voting in class'
