# SPDX-License-Identifier: GPL-3.0-or-later
# A p in an abstract that does not fit its statistic.  Sourced by run.sh; all
# of it is made up.
odd=$work/odd
mkdir -p "$odd"
odb=$odd/s.db
made_up() { # NAME, WORDS OF THE ABSTRACT
	cat >"$odd/$1.atom" <<EOF
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:s="urn:x-staaf:evidence:1">
<title>Made up</title><id>urn:x-made-up:$1</id>
<updated>2026-11-01T00:00:00Z</updated>
<entry><id>https://doi.org/10.1000/made-up-$1</id>
<title xml:lang="en">A made-up trial of flipping</title>
<updated>2026-11-01T00:00:00Z</updated>
<author><name>Doe, J.</name></author>
<link rel="alternate" href="https://doi.org/10.1000/made-up-$1"/>
<summary xml:lang="en">$2</summary>
<s:evidence kind="study" language="en" year="2024" doi="10.1000/made-up-$1">
<s:concept>flipped-classroom</s:concept>
<s:appraisal design="3"><s:note xml:lang="en">Made up.</s:note>
<s:note xml:lang="nl">Verzonnen.</s:note></s:appraisal>
<s:finding id="made-up" intervention="flipped-classroom"
comparison="traditional-teaching" outcome="exam-score"
population="higher-education" direction="better" metric="g" value="0.4"
low="0.1" high="0.7" k="1" n="60"/>
</s:evidence></entry></feed>
EOF
}
o() { want=$1; shift; run "$want" "$staaf" --db "$odb" --lang en "$@"; }
question='Does the flipped classroom improve exam scores?'
made_up fits 'It helped, t(58) = 2.20, p = .032.'
t 'an abstract that fits' o 0 ingest --json "$odd/fits.atom"
t 'is counted as such' out_has '"skipped":0,"inconsistent":0,'
t 'and nothing is said' o 0 ingest "$odd/fits.atom"
t 'of it' lines_are 1
t 'nor at the record' o 0 show 10.1000/made-up-fits
t 'no such word' out_hasnt 'does not fit'
t 'an answer with it' o 0 --json ask "$question"
grade() { jq -c '[.level, .verdict, .grade]' "$work/out"; }
before=$(grade)
t 'has an empty list' out_has '"inconsistent":[]'
t 'and none is listed' o 0 curate statistics
t 'which is said' out_has 'no p in an abstract that does not fit its statistic'

made_up fits 'It helped, t(58) = 2.20, p = .32. So r(58) = .40, p &lt; .01.'
t 'the same with a misprint' o 0 ingest "$odd/fits.atom"
t 'is told' out_has '  of one record a p in the abstract does not fit its statistic; see "staaf curate statistics"'
t 'and counted' o 0 ingest --json "$odd/fits.atom"
t 'when it is held, too' out_has '"same":1,"skipped":0,"inconsistent":1,'
t 'in Dutch' run 0 "$staaf" --db "$odb" --lang nl ingest "$odd/fits.atom"
t 'as well' out_has 'van één record past een p-waarde in de samenvatting niet bij de toets'
t 'a dry run counts too' run 0 "$staaf" --json ingest --dry-run "$odd/fits.atom"
t 'them' out_has '"inconsistent":1,'
t 'the record says it' o 0 show 10.1000/made-up-fits
t 'with what follows' out_has 't(58) = 2.20, p = .32: does not fit, and falls on the other'
t 'as JSON' o 0 show --json 10.1000/made-up-fits
t 'with the verdict' out_has '"inconsistent":[{"place":"summary","text":"t(58) = 2.20, p = .32","type":"t","p_reported":0.32,"p_computed":0.03'
t 'an answer that rests on it' o 0 ask "$question"
t 'says so beside it' out_has 'Note: a p in the abstract does not fit its statistic'
t 'in Dutch' run 0 "$staaf" --db "$odb" --lang nl ask "$question"
t 'as meant' out_has 'een p-waarde in de samenvatting past niet bij de toets'
t 'as JSON' o 0 --json ask "$question"
t 'too' out_has '"inconsistent":[{"place":"summary"'
same_grade() { [ "$(grade)" = "$before" ] || { grade; echo "$before"; false; }; }
t 'and its grade is the same' same_grade
page() {
	STAAF_DB=$odb QUERY_STRING='q=Does+the+flipped+classroom+improve+exam+scores%3F&lang=en' \
	    REQUEST_METHOD=GET SCRIPT_NAME=/staaf.cgi "$cgi" >"$work/out"
}
t 'the page' page
t 'says it too' out_has '<p>Note: a p in the abstract does not fit its statistic (t(58) = 2.20, p = .32).</p>'
t 'a curator lists them' o 0 curate statistics
t 'by id' out_has '10.1000/made-up-fits
  t(58) = 2.20, p = .32: does not fit'
t 'as JSON' o 0 --json curate statistics
t 'an object a line' lines_are 1
t 'with its id' out_has '{"id":"10.1000/made-up-fits","title":"A made-up trial of flipping","inconsistent":['
t 'no more words' o 2 curate statistics 10.1000/made-up-fits
t 'a search' o 0 --json search flipping
t 'says nothing of it' out_hasnt 'inconsistent'
t 'an export' run 0 "$staaf" --db "$odb" export --all
t 'neither' out_hasnt 'inconsistent'
