# SPDX-License-Identifier: GPL-3.0-or-later
# Machine-read figures and verdicts of curators.  Sourced by run.sh.  The
# figures are put in by hand: made up, on a made-up record.
unset STAAF_DB
f=$work/f.db
cat >"$work/f.atom" <<'EOF'
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:made-up</id><title>Made up</title>
<updated>2026-01-01T00:00:00Z</updated><entry><id>urn:x:made-up:1</id>
<title>Made-up study of the flipped classroom on exam results</title>
<updated>2026-01-01T00:00:00Z</updated>
<summary>Not a real study. The flipped classroom gave g = 0.40 on the exam.</summary>
</entry></feed>
EOF
t 'a record to judge' run 0 "$staaf" --db "$f" ingest "$work/f.atom"
id=$(sqlite3 "$f" 'SELECT id FROM record')
put_figures() {
	sqlite3 "$f" "DELETE FROM figure; INSERT INTO figure SELECT number, 0, 'f00000001',
	    'summary', 44, 8, 'gave g = 0.40 on the exam', 'g', 0.4, NULL, NULL,
	    NULL, 0, NULL, NULL, 12, 900, NULL FROM record;
	    INSERT INTO figure SELECT number, 1, 'f00000002', 'summary', 60, 4,
	    'k = 12 <b>', 'none', NULL, NULL, NULL, 0.05, 1, NULL, NULL, 12,
	    NULL, 5 FROM record"
}
put_figures
c() { want=$1; shift; run "$want" "$staaf" --db "$f" curate "$@"; }
n_findings() {
	run 0 "$staaf" --db "$f" --json show "$id" &&
	    [ "$(jq '.findings | length' "$work/out")" -eq "$1" ]
}

t 'curate needs a verb' c 2
t 'and names them' err_has 'figures, confirm, correct, refuse'
t 'an unknown verb' c 2 dance
t 'unread figures are listed' c 0 figures
t 'with their record' out_has "$id f00000001 g = 0.40; k = 12; n = 900"
t 'and the words round them' out_has 'gave g = 0.40 on the exam'
t 'of one record' c 0 figures "$id" --json
t 'as data' out_has '"key":"f00000002"'
t 'a line each' lines_are 2
t 'of a record that is not there' c 1 figures nothing
t 'show tells of them' run 0 "$staaf" --db "$f" show "$id"
t 'how many' out_has '2 unread'
t 'and what to do' out_has 'staaf curate confirm'
t 'in Dutch' run 0 "$staaf" --db "$f" --lang nl show "$id"
t 'too' out_has 'Ongelezen getallen'
t 'show has them as data' run 0 "$staaf" --db "$f" --json show "$id"
t 'with all that was read' sh -c "jq -e '.figures[0] | .key == \"f00000001\" and
    .place == \"summary\" and .at == 44 and .metric == \"g\" and .value == 0.4
    and .low == null and .k == 12 and .n == 900 and .design == null and
    .verdict == \"unread\"' '$work/out'"
t 'unread is no evidence' n_findings 0

t 'confirm needs a key' c 2 confirm "$id"
t 'a record that is not there' c 1 confirm nothing f00000001
t 'a figure that is not there' c 1 confirm "$id" f00000009
t 'an unknown concept' c 2 confirm "$id" f00000001 --intervention dance
t 'is named' err_has "'dance'"
t 'an outcome is no intervention' c 2 confirm "$id" f00000001 --intervention exam-score
on="--intervention flipped-classroom --outcome exam-score --comparison="
# shellcheck disable=SC2086 # words
{
t 'what it means must be told' c 2 confirm "$id" f00000001 $on
t 'and how' err_has '--direction'
t 'a strange direction' c 2 confirm "$id" f00000001 $on --direction up
t 'a strange population' c 2 confirm "$id" f00000001 $on --direction better --population fish
t 'nothing of that is evidence' n_findings 0
t 'a figure is confirmed' c 0 confirm "$id" f00000001 $on --direction better \
    --population higher-education
}
t 'says on what' out_has 'evidence on flipped-classroom and exam-score'
t 'and is a finding' n_findings 1
t 'of its value' sh -c "jq -e '.findings[0] | .key == \"f00000001\" and
    .value == 0.4 and .n == 900 and .population == \"higher-education\"' '$work/out'"
t 'with its verdict' sh -c "jq -e '.figures[0].verdict == \"confirmed\"' '$work/out'"
t 'it is no longer unread' c 0 figures --json
t 'the other is' lines_are 1
t 'without an appraisal it is no answer yet' run 1 "$staaf" --db "$f" --json ask \
    'Does the flipped classroom improve exam scores?'
t 'the journal knows' sh -c "sqlite3 '$f' \"SELECT data FROM journal
    WHERE kind = 'curate'\" | grep -q '\"verdict\":\"confirmed\"'"
t 'the store is sound' run 0 "$staaf" --db "$f" verify

sed -i 's/Not a real study/Really not a real study/' "$work/f.atom"
t 'the record is read anew' run 0 "$staaf" --db "$f" ingest "$work/f.atom"
t 'which changed it' out_has '1 updated'
t 'the verdict stays' n_findings 1
t 'the store is sound still' run 0 "$staaf" --db "$f" verify

put_figures
# shellcheck disable=SC2086 # words
{
t 'a number that is none' c 2 correct "$id" f00000001 $on --direction better --value x
t 'a value outside its interval' c 2 correct "$id" f00000001 $on \
    --direction better --value 0.9 --low 0.1 --high 0.5
t 'a value without a metric' c 2 correct "$id" f00000002 $on --direction better --value 1
t 'a figure is corrected' c 0 correct "$id" f00000001 $on --value 0,35 \
    --low -0.1 --high 0.8 --k 11 --n 800 --metric d
}
t 'a finding of the new value' n_findings 1
t 'round nothing, so no difference' sh -c "jq -e '.findings[0] | .value == 0.35 and
    .low == -0.1 and .k == 11 and .metric == \"d\" and .direction == \"none\"' '$work/out'"
t 'it comes back from an export' sh -c "'$staaf' --db '$f' export --all >'$work/f.all' &&
    '$staaf' --db '$work/f2.db' restore '$work/f.all' &&
    '$staaf' --db '$work/f2.db' export --all | cmp - '$work/f.all' &&
    '$staaf' --db '$work/f2.db' verify"
t 'a figure is refused' c 0 --lang nl refuse "$id" f00000001
t 'in Dutch too' out_has 'is afgewezen en telt nooit mee'
t 'and is no finding any more' n_findings 0
t 'the last one too' c 0 refuse "$id" f00000002 --json
t 'as data again' out_has '"verdict":"refused"}'
t 'then none is unread' c 0 figures
t 'which is said' out_has 'no unread figures'
t 'the store is sound after all' run 0 "$staaf" --db "$f" verify

# A record that was appraised: there a verdict shows in the answer.
question='Does the flipped classroom improve exam scores?'
run 0 "$staaf" --db "$work/f3.db" ingest "$corpus"
sqlite3 "$work/f3.db" "INSERT INTO figure SELECT r.number, 0, 'f00000001', 'summary',
    1, 1, 'made up', 'g', 0.4, 0.3, 0.5, NULL, 0, NULL, NULL, 12, 900, NULL
    FROM record AS r JOIN finding AS f ON f.record = r.number
    WHERE f.intervention = 'flipped-classroom' ORDER BY r.id LIMIT 1"
id=$(sqlite3 "$work/f3.db" "SELECT r.id FROM record AS r JOIN figure ON record = number
    WHERE key = 'f00000001'")
t 'an answer of before' run 0 "$staaf" --db "$work/f3.db" --json ask "$question"
t 'does not have what is unread' out_hasnt '"f00000001"'
t 'an appraised figure' run 0 "$staaf" --db "$work/f3.db" curate confirm "$id" \
    f00000001 --intervention flipped-classroom --outcome exam-score --comparison= \
    --direction better --population higher-education
t 'an answer of after' run 0 "$staaf" --db "$work/f3.db" --json ask "$question"
t 'has it' out_has '"f00000001"'
