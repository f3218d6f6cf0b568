# SPDX-License-Identifier: GPL-3.0-or-later
# The command, from the outside.  Sourced by run.sh: $staaf, $cgi, $corpus.
db=$work/new/folder/s.db
dutch='Helpt flipped classroom bij 140 eerstejaars op het hbo?'

# ---------------------------------------------------- words and options
t 'no command is misuse' run 2 "$staaf"
t 'and says where help is' err_has 'staaf help'
t 'help is an answer' run 0 "$staaf" help
commands='ask ingest sources fetch search show rules config status map grade verify curate backup export restore
    help version'
for c in $commands; do
	t "help names $c" out_has "  $c "
done
for c in $commands; do
	t "$c has help" run 0 "$staaf" "$c" --help
	t "$c shows its usage" out_has "Usage: staaf $c"
	t "help $c" run 0 "$staaf" help "$c"
done
t 'help in Dutch' run 0 "$staaf" --lang nl help
t 'is Dutch' out_has 'Opdrachten'
t 'version' run 0 "$staaf" version
t 'has the number' out_has 'staaf 0.'
t 'a typo in a command' run 2 "$staaf" serach x
t 'is understood' err_has "did you mean 'search'?"
t 'a typo in an option' run 2 "$staaf" ask --wyh x
t 'is understood too' err_has "did you mean '--why'?"
t 'misuse, as data' run 2 "$staaf" serach --json
t 'is an error object too' out_has '{"error":{"code":"usage"'
t 'an option of another command' run 2 "$staaf" status --why
t 'an option without its value' run 2 "$staaf" ask --batch
t 'a value too many' run 2 "$staaf" ask --why=yes x
t 'a language it does not speak' run 2 "$staaf" --lang fr ask x
t 'months are no option of search' run 2 "$staaf" search --months x
t 'a limit that is no number' run 2 "$staaf" search --limit x y
t 'a limit of nothing' run 2 "$staaf" search --limit 0 y
t 'ask nothing' run 2 "$staaf" ask
t 'search nothing' run 2 "$staaf" search
t 'show nothing' run 2 "$staaf" show
t 'ingest nothing' run 2 "$staaf" ingest
t 'rules nothing' run 2 "$staaf" rules
t 'an address with a password is not fetched' run 2 "$staaf" --db "$db" ingest \
    https://a:b@x.nl/f
t 'messages follow the surroundings' run 2 env LANG=nl_NL.UTF-8 "$staaf" ask
t 'in Dutch' err_has 'geen vraag gegeven'
t 'LC_ALL wins over LANG' run 2 env LC_ALL=en_GB LANG=nl_NL "$staaf" ask
t 'in English' err_has 'no question given'

# ------------------------------------------------------- without a store
t 'no store' run 4 "$staaf" --db "$work/none.db" ask "$dutch"
t 'is told in the language of the question' err_has 'staaf ingest'
t 'and nothing is made' test ! -e "$work/none.db"
t 'no store, as data' run 4 "$staaf" --json --db "$work/none.db" ask x
t 'is an error object' out_has '{"error":{"code":"store","message":'
t 'a folder is no store' run 4 "$staaf" --db "$work" status
t 'rules need no store' run 0 env XDG_DATA_HOME="$work/xdg" "$staaf" rules print

# ---------------------------------------------------------------- ingest
t 'a dry run reads' run 0 "$staaf" --db "$db" ingest --dry-run --json \
    "$corpus/flipped-blended.atom"
t 'one object a file' lines_are 1
t 'with entries' out_has '"entries":[{"id":"'
t 'and stores nothing' test ! -e "$db"
t 'the corpus goes in' run 0 "$staaf" --db "$db" ingest "$corpus"
t 'into a store that was made' test -s "$db"
t 'the second time' run 0 "$staaf" --db "$db" --json ingest "$corpus"
t 'nothing is new' out_hasnt '"new":1'
t 'nothing changed' out_hasnt '"updated":1'
t 'a file that is not there' run 3 "$staaf" --db "$db" ingest "$work/nope.xml"
t 'is named' err_has 'nope.xml'
printf 'no feed at all\n' >"$work/text.xml"
t 'a text is no feed' run 3 "$staaf" --db "$db" ingest "$work/text.xml" \
    "$corpus/flipped-blended.atom"
t 'the other file was still read' out_has 'flipped-blended.atom (atom)'
t 'as data' run 3 "$staaf" --db "$db" --json ingest "$work/text.xml"
t 'has its errors' out_has '"errors":[{"line":'
STAAF_DB=$db
export STAAF_DB

# ------------------------------------------------------------------- ask
t 'a Dutch question' run 0 "$staaf" ask "$dutch"
t 'gets a Dutch answer' out_has 'Hoe zeker is dit?'
t 'with its reading' out_has 'Zo is uw vraag gelezen'
t 'with an address' out_has 'https://doi.org/10.'
t 'and no colour in a pipe' out_hasnt "$(printf '\033')"
cp "$work/out" "$work/first"
t 'asked again' run 0 "$staaf" ask "$dutch"
t 'the answer is the same' cmp -s "$work/out" "$work/first"
t 'no months unasked' out_hasnt 'maanden van de EEF'
t 'words need no quotes' run 0 "$staaf" ask $dutch
t 'options may follow' run 0 "$staaf" ask "$dutch" --lang en
t 'and are heeded' out_has 'How certain is this?'
t 'months when asked' run 0 "$staaf" ask --months "$dutch"
t 'with their warning' out_has 'geldt niet voor een'
t 'every step' run 0 "$staaf" ask --why "$dutch"
t 'and the other plain figures' out_has 'De verbeterindex is'
t 'is numbered' out_has '  1.  '
t 'a question from standard input' sh -c \
    "printf %s '$dutch' | '$staaf' ask - | cmp -s - '$work/first'"
t 'as data' run 0 "$staaf" --json ask "$dutch"
t 'one line' lines_are 1
for k in '"id":null' '"question":"' '"lang":"nl"' '"corpus":"' \
    '"reading":{"kind":"works"' '"interventions":["flipped-classroom"]' \
    '"group-size":{"value":140,"unit":"students"}' '"level":["hbo"' \
    '"class":"answer"' '"sentence":"' '"bodies":[{"intervention":' \
    '"kind_of_zero":' '"effect":{"metric":' '"grade":{"start":' \
    '"evidence":[{"id":"' '"role":"lead"' '"would_change":[' '"advice":[' \
    '"next":{"plan":' '"trace":[{"says":"'; do
	t "the object has $k" out_has "$k"
done
t 'no question about teaching' run 0 "$staaf" --json ask 'wat eten we vanavond'
t 'is refused' out_has '"class":"refuse"'
t 'in words' run 0 "$staaf" ask 'wat eten we vanavond'
t 'with a sentence and an example only' test "$(wc -l <"$work/out")" -le 6
t 'bytes that are not UTF-8' run 3 "$staaf" ask "$(printf 'caf\351 werkt')"
printf 'q1\t%s\nno tab\n\nq3\tDo clickers work?\r\n' "$dutch" >"$work/batch"
t 'a batch with a bad line' run 3 "$staaf" ask --batch "$work/batch" --json
t 'does the others' lines_are 3
t 'by their id' out_has '{"id":"q3","question":"Do clickers work?"'
t 'and says where' out_has '"line":2'
t 'a batch that is not there' run 3 "$staaf" ask --batch "$work/nope"
t '-- ends the options' run 0 "$staaf" ask -- "$dutch"

# ---------------------------------------------------- search, show, rest
t 'a search' run 0 "$staaf" search --limit 3 --json flipped classroom
t 'has hits' out_has '{"hits":[{"id":"'
t 'at most so many' test "$(grep -o '"score"' "$work/out" | wc -l)" -eq 3
id=$(sed 's/.*"hits":\[{"id":"\([^"]*\)".*/\1/' "$work/out")
t 'a hit can be shown' run 0 "$staaf" --json show "$id"
t 'it is that one' out_has "{\"id\":\"$id\""
t 'for people' run 0 "$staaf" show "$id"
t 'one that is not there' run 1 "$staaf" show nope
t 'nothing found' run 1 "$staaf" search zzzxxqq
t 'nothing found, as data' run 1 "$staaf" search --json zzzxxqq
t 'is an empty list' out_has '{"hits":[]}'
t 'FTS5 words' run 0 "$staaf" search --match 'flipped AND classroom'
t 'FTS5 words that cannot be read' run 3 "$staaf" search --match 'AND ('
printf '1\tflipped classroom\n2\tzzzxxqq\n' >"$work/topics"
t 'a batch for trec_eval' run 1 "$staaf" search --batch "$work/topics" \
    --format trec --limit 5
t 'has six columns' sh -c "awk 'NF != 6 || \$1 != 1 || \$2 != \"Q0\" ||
    \$6 != \"staaf\" || \$4 != NR { exit 1 }' '$work/out'"
t '--batch wants --format' run 2 "$staaf" search --batch "$work/topics"
t 'the map' run 0 "$staaf" --lang nl map
t 'has a row for each approach' out_has 'blended learning '
t 'with works and certainty' grep -q ' [0-9][0-9]*:[0-4] ' "$work/out"
t 'says how to read a cell' out_has 'werken:zekerheid'
t 'the map as data' run 0 "$staaf" --json map
t 'has the domains' out_has '"domains":["achievement"'
t 'has the rows' out_has '"id":"blended-learning"'
t 'has gaps' out_has '"works":0,"findings":0,"level":null,"verdict":null'
t 'status' run 0 "$staaf" --json status
t 'counts records' out_has '"records":'
t 'status in words' run 0 "$staaf" --lang en status
t 'has every year, the latest first' out_has 'by year          202'
t 'and every theme' out_hasnt ' 1 more'
t 'verify' run 0 "$staaf" verify
t 'is sound' out_has 'sound'
t 'the rules in force are right' run 0 "$staaf" rules check
t 'their examples pass' run 0 "$staaf" rules test
t 'and can be printed' run 0 "$staaf" rules print
cp "$work/out" "$work/printed.rules"
t 'the normal form reads back' run 0 "$staaf" rules print "$work/printed.rules"
t 'to the same' cmp -s "$work/out" "$work/printed.rules"
printf 'staaf rules 1\nnonsense here\n' >"$work/bad.rules"
t 'bad rules' run 3 "$staaf" rules check "$work/bad.rules"
t 'are told by their place' out_has 'bad.rules:2:'
t 'with a caret' out_has '^'
t 'bad rules, as data' run 3 "$staaf" rules check --json "$work/bad.rules"
t 'are faults' out_has '"faults":[{"file":"'
t 'bad rules are not applied' run 3 "$staaf" rules apply "$work/bad.rules"
t 'so the old ones hold' run 0 "$staaf" ask "$dutch"
t 'and the answer stays' cmp -s "$work/out" "$work/first"
t 'the shipped rules can be put back' run 0 "$staaf" rules apply

# -------------------------------------------------------------- the width
wide() { # COLUMNS, widest line allowed, least it must reach
	COLUMNS=$1 "$staaf" --lang en evaluate "$here/../trials/h.csv" |
	    LC_ALL=C tr -d '\200-\277' | awk -v most="$2" -v least="$3" '
	    length($0) > n { n = length($0) }
	    END { exit !(n <= most && n >= least) }'
}
t 'COLUMNS tells how wide' wide 40 40 30
t 'at most 80' wide 200 80 70
t 'words tell nothing' wide many 80 70

# ------------------------------------------------------ what goes wrong
if [ -c /dev/full ]; then
	t 'a full disk is told' sh -c "'$staaf' status >/dev/full 2>'$work/err'
	    [ \$? -eq 4 ] && grep -q 'cannot write' '$work/err'"
	t 'also after an answer' sh -c "'$staaf' ask x y >/dev/full 2>/dev/null
	    [ \$? -eq 4 ]"
fi
t 'a reader that stops is no failure' sh -c \
    "'$staaf' search --limit 50 learning 2>'$work/err' | head -n 1 >/dev/null
    [ ! -s '$work/err' ]"
