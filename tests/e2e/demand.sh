# SPDX-License-Identifier: GPL-3.0-or-later
# Settings, counting what is asked, and the map beside it.  Sourced by run.sh
# after cgi.sh, whose `page` it uses.
mkdir "$work/demand"
asked_db=$work/demand/s.db
asked=$asked_db-asked
"$staaf" --db "$asked_db" ingest "$corpus" >"$work/out" 2>&1
d() { want=$1; shift; run "$want" "$staaf" --db "$asked_db" --lang en "$@"; }
month=$(date -u +%Y-%m)
counted() { # words of a line, one space between them
	tr -s ' ' <"$asked" | grep -qxF "$month $1" || { cat "$asked"; false; }
}
lines_of_asked() { [ "$(wc -l <"$asked")" -eq "$1" ] || { cat "$asked"; false; }; }
gap='Werkt peerfeedback voor motivatie?'
known='Does flipping the classroom improve exam results?'

# ------------------------------------------------------------- settings
t 'settings are shown' d 0 config
t 'nothing is counted unless said' out_has 'count-questions = no'
t 'with what it is about' out_has 'no words of a question, no person'
t 'and what it can be' out_has 'It can be: no, yes; no unless'
t 'as data' d 0 --json config
t 'in known keys' jq -e '.key == "count-questions" and .value == "no" and
    .values == ["no", "yes"] and .default == "no"' "$work/out"
t 'an unknown setting' d 2 config count
t 'is told with those there are' err_has 'there is: count-questions'
t 'an unknown value' d 2 config count-questions maybe
t 'is told with those it can have' err_has 'it can be: no, yes'
t 'in Dutch' run 2 "$staaf" --db "$asked_db" --lang nl config count-questions ja
t 'too' err_has 'het kan zijn: no, yes'
t 'a word too many' d 2 config count-questions yes please
t 'a store that is not there' run 4 "$staaf" --db "$work/demand/none.db" \
    config count-questions yes
t 'is not made' test ! -e "$work/demand/none.db"

# ------------------------------------------------------------- counting
t 'a question' d 0 ask "$known"
t 'is not counted' test ! -e "$asked"
t 'a map of what is asked' d 1 map --demand
t 'says that nothing is counted' err_has 'is not counted in this store'
t 'and how to switch it on' err_has 'staaf config count-questions yes'
t 'as data too' d 1 --json map --demand
t 'says so' jq -e '.error.code == "nothing"' "$work/out"
t 'switched on' d 0 config count-questions yes
t 'it is' out_has 'count-questions = yes'
t 'it stays so' d 0 --json config count-questions
t 'in the store' jq -e '.value == "yes"' "$work/out"
t 'an answer' d 0 ask "$known"
t 'says nothing of it' err_empty
t 'is counted' counted 'flipped-classroom exam-score answer 000000001'
t 'what is not known' d 1 ask "$gap"
t 'is counted as such' counted 'peer-feedback motivation not-known 000000001'
t 'without an outcome' d 0 ask 'Do clickers help with 180 students?'
t 'it is a bare mark' counted 'voting - answer 000000001'
t 'a refusal' d 0 ask 'What is the weather?'
t 'a reason' d 0 ask --why-not near "$known"
t 'a map' d 0 map
t 'and a plan' d 0 plan --n 40 "$gap"
t 'are not counted' lines_of_asked 4
t 'for its owner alone' test "$(stat -c %a "$asked")" = 600
t 'its time is the month' test "$(stat -c %y "$asked" | cut -c 1-10)" = \
    "$month-01"
no_words() { ! grep -qiE 'flipping|werkt|students|180' "$asked"; }
t 'and nothing of a question is in it' no_words
printf 'a\t%s\nb\t%s\nc\tWhat is the weather?\nno tab\n' "$gap" "$gap" \
    >"$work/demand/batch"
t 'a batch' d 3 ask --batch "$work/demand/batch"
t 'is counted' counted 'peer-feedback motivation not-known 000000003'

# ------------------------------------------------------------- the page
db_before=$db
db=$asked_db
t 'the page' page GET 'lang=en'
t 'says that it is counted' out_has 'What is asked here is counted'
t 'in Dutch' page GET 'lang=nl'
t 'too' out_has 'niets over u, en geen woord van uw vraag'
t 'opened' counted 'peer-feedback motivation not-known 000000003'
t 'asked' page GET 'q=Werkt+peerfeedback+voor+motivatie%3F'
t 'says so below the answer' out_has 'wordt geteld'
t 'is counted' counted 'peer-feedback motivation not-known 000000004'
t 'as data' page GET 'q=Werkt+peerfeedback+voor+motivatie%3F&format=json'
t 'counted too' counted 'peer-feedback motivation not-known 000000005'
t 'its head' page HEAD 'q=Werkt+peerfeedback+voor+motivatie%3F'
t 'is not' counted 'peer-feedback motivation not-known 000000005'

# -------------------------------------------------------------- the map
t 'what is asked' d 0 map --demand
t 'is an agenda' out_has 'The local research agenda'
t 'in threes' grep -qx '      3      0      -  peer feedback: motivation' \
    "$work/out"
t 'without what was asked once' out_hasnt 'flipping'
t 'as data' d 0 --json map --demand
t 'the agenda' jq -e '.agenda == [{"intervention":"peer-feedback",
    "name":"peer feedback","outcome":"motivation","outcome_name":"motivation",
    "asked":3,"unanswered":3,"month":"'"$month"'","works":0,
    "level":null}]' "$work/out"
cells_are_told() { jq -e '[.interventions[].cells[].asked | select(. != null)]
    == [3] and ([.interventions[].no_outcome.asked | select(. != null)]
    == [])' "$work/out"; }
t 'and the cells' cells_are_told
t 'as a table' d 0 map --demand --format csv
t 'has a column of it' grep -q '^intervention,.*,year,asked,unanswered' \
    "$work/out"
t 'filled where it may' grep -q \
    '^peer-feedback,peer feedback,motivation,,0,,,3,3.$' "$work/out"
t 'as a picture' d 0 map --demand --format svg
t 'is XML' xmllint --noout "$work/out"
t 'with the number in a frame' grep -q 'font-weight="bold">3</text>' \
    "$work/out"
t 'as a feed' d 0 map --demand --format atom
t 'is XML' xmllint --noout "$work/out"
t 'of this month' out_has "<updated>$month-01T00:00:00Z</updated>"
t 'with what is open' out_has '<id>tag:staaf,2026:agenda/peer-feedback/motivation</id>'
t 'a feed alone' d 2 map --format atom
t 'goes with what is asked' err_has '--format atom goes with --demand'
t 'from this month on' d 0 map --demand --since "$month"
t 'says so' out_has "questions from $month on"
t 'from a later month' d 1 map --demand --since 9999-12
t 'there is nothing' err_has 'nothing was counted three times'
t 'a bad month' d 2 map --demand --since 2026-13
t 'is told' err_has "not a month: '2026-13'"
t 'a month alone' d 2 map --since 2026-09
t 'goes with what is asked' err_has '--since goes with --demand'
t 'in Dutch' run 0 "$staaf" --db "$asked_db" --lang nl map --demand
t 'it reads so' out_has 'De eigen onderzoeksagenda'
t 'one approach' d 1 map --demand --intervention voting
t 'has less' err_has 'nothing was counted three times'

# ------------------------------------------------------- what can go wrong
cp "$asked" "$work/demand/whole"
printf 'torn' >>"$asked"
cp "$asked" "$work/demand/torn"
t 'a torn file' d 0 ask "$known"
t 'does not stop an answer' out_has 'flipping the classroom'
t 'is told' err_has 'is damaged'
t 'and left' cmp -s "$asked" "$work/demand/torn"
t 'in a batch' d 3 ask --batch "$work/demand/batch"
t 'once' test "$(grep -c 'is damaged' "$work/err")" -eq 1
t 'on the page' page GET 'q=Werkt+peerfeedback+voor+motivatie%3F'
t 'an answer too' head_has 'Status: 200 OK'
t 'what is whole' d 3 map --demand
t 'is shown' out_has 'peer feedback: motivation'
t 'and what is not is told' err_has 'line 5'
echo 'something else' >"$asked"
t 'a foreign file' d 0 ask "$known"
t 'is told' err_has 'not a count of questions'
t 'and left' grep -qx 'something else' "$asked"
t 'no map of it' d 3 map --demand
mv "$work/demand/whole" "$asked"

# ------------------------------------------------- several, and at once
t 'two approaches' d 1 ask 'Werken peerfeedback en mentimeter voor motivatie?'
t 'are counted each' counted 'mentimeter motivation not-known 000000001'
t 'are counted both' counted 'peer-feedback motivation not-known 000000006'
t 'two outcomes' d 0 ask \
    'Does flipping the classroom improve exam results and satisfaction?'
t 'each has its count' counted 'flipped-classroom satisfaction answer 000000001'
t 'and the other' counted 'flipped-classroom exam-score answer 000000002'
t 'a reading put right' d 0 ask --as voting --not mentimeter \
    'Helpt mentimeter voor tentamenresultaten?'
t 'is counted as it was meant' counted 'voting exam-score answer 000000001'
for i in 1 2 3 4 5 6 7 8 9 10; do
	printf '%s\t%s\n' "$i" 'Helpt gamification tegen uitval?'
done >"$work/demand/ten"
batches=
for i in 1 2 3 4; do
	"$staaf" --db "$asked_db" ask --batch "$work/demand/ten" \
	    >"$work/demand/ten$i" 2>&1 &
	batches="$batches $!"
done
# shellcheck disable=SC2086 # process ids
wait $batches
t 'four batches at once' counted 'gamification dropout not-known 000000040'
t 'say nothing of it' sh -c "! grep -l 'not counted' '$work'/demand/ten[1-4]"
t 'and are told in threes' d 0 --json map --demand
t 'as many as there are' jq -e '.agenda[0] | .intervention == "gamification"
    and .asked == 39 and .unanswered == 39' "$work/out"
only_threes() { jq -e '[.. | .asked?, .unanswered? | select(. != null)] |
    all(. % 3 == 0 and . > 0)' "$work/out"; }
t 'and nothing else' only_threes
t 'of some outcomes' d 0 --json map --demand --outcome retention
t 'threes too' only_threes
rm "$asked"
mask=$(umask)
umask 077
t 'whatever the umask' d 0 ask "$known"
umask 000
t 'twice' d 0 ask "$known"
umask "$mask"
t 'for its owner alone still' test "$(stat -c %a "$asked")" = 600
mv "$asked" "$work/demand/two"
mkdir "$asked"
t 'a folder in its place' d 0 ask "$known"
t 'stops no answer' out_has 'flipping the classroom'
t 'is told' err_has 'a question is not counted'
t 'in Dutch' run 0 "$staaf" --db "$asked_db" --lang nl ask "$known"
t 'too' err_has 'een vraag is niet geteld'
rmdir "$asked"
mv "$work/demand/two" "$asked"
for i in 1 2 3; do
	"$staaf" --db "$asked_db" ask "$gap" >"$work/out"
done

# ------------------------------------------------------- off, and copies
t 'switched off' d 0 config count-questions no
t 'a question' d 0 ask "$known"
t 'is not counted' counted 'flipped-classroom exam-score answer 000000002'
t 'the page' page GET 'lang=en'
t 'says nothing' out_hasnt 'counted'
t 'what was counted' d 0 map --demand
t 'is shown still' out_has 'peer feedback: motivation'
t 'with how it stands' err_has 'is not counted in this store'
t 'on' d 0 config count-questions yes
t 'a backup' d 0 backup "$work/demand/copy.db"
t 'has the setting' run 0 "$staaf" --db "$work/demand/copy.db" config
t 'as it was' out_has 'count-questions = yes'
t 'and not the counts' test ! -e "$work/demand/copy.db-asked"
t 'an export' d 0 export --all "$work/demand/all.jsonl"
no_settings() { ! grep -qE 'count-questions|"setting"' \
    "$work/demand/all.jsonl"; }
t 'has no setting' no_settings
t 'restored' run 0 "$staaf" --db "$work/demand/new.db" restore \
    "$work/demand/all.jsonl"
t 'it counts nothing' run 0 "$staaf" --db "$work/demand/new.db" config
t 'until said' out_has 'count-questions = no'
db=$db_before
