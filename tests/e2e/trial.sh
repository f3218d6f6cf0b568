# SPDX-License-Identifier: GPL-3.0-or-later
# Trials: from a question that nobody can answer to a plan, its data, and the
# store of a colleague where the next asker finds it.  Sourced by run.sh.
trials=$here/../trials
mkdir "$work/own"
own=$work/own/a.db
other=$work/own/b.db
for shelf in "$own" "$other"; do
	"$staaf" --db "$shelf" ingest "$corpus" >"$work/out" 2>&1 || :
done
asked='Does concept mapping raise motivation?'
bad_list() { # what is said, a table: no lots of it
	printf "$2" >"$work/own/bad.csv"
	o 3 plan lots --stratum klas "$plan" "$work/own/bad.csv" && err_has "$1"
}
o() { want=$1; shift; run "$want" "$staaf" --db "$own" --lang en "$@"; }

t 'nobody knows' o 1 --json ask "$asked"
nothing_held() { jq -e '.class == "not-known" and .kind_of_zero == "0a"' \
    "$work/out" >/dev/null; }
t 'since nothing is held' nothing_held
t 'a plan' o 0 plan --n 24 "$asked"
t 'says what so many can show' \
    out_has 'With 24 students you can count on seeing a difference of'
t 'and that it is a draft' out_has 'A draft.'
t 'a plan that is settled' o 0 --json plan freeze --design before-after \
    --n 24 --measure 'motivation scale' "$asked"
plan=$(jq -r .id "$work/out")
hash_of_plan() {
	[ "$(jq -cj .plan "$work/out" | wc -c)" -gt 500 ] &&
	    [ "$(sed 's/^.*"plan":\(.*\)}$/\1/' "$work/out" | tr -d '\n' |
	        sha256sum | cut -d ' ' -f 1)" = "$plan" ]
}
t 'its id is the hash of the plan' hash_of_plan
t 'again is no other' o 0 plan freeze --design before-after --n 24 \
    --measure 'motivation scale' "$asked"
one_plan() { [ "$("$staaf" --db "$own" plan list | wc -l)" -eq 1 ]; }
t 'one is kept' one_plan
t 'lots' o 0 plan lots "$plan" 24
cp "$work/out" "$work/own/lots"
even_lots() {
	n=$(grep -c ';treatment' "$work/own/lots")
	[ "$n" -ge 11 ] && [ "$n" -le 13 ]
}
t 'are even' even_lots
t 'again' o 0 plan lots "$plan" 24
same_lots() { cmp -s "$work/out" "$work/own/lots"; }
t 'are the same' same_lots
printf 'code;klas\na1;A\na2;B\na3;A\na4;A\na5;B\na6;B\na7;A\na8;B\n' \
    >"$work/own/list.csv"
t 'lots of a list' o 0 plan lots --stratum klas "$plan" "$work/own/list.csv"
# Block b of a class is decided by the hash of "plan/class:b".
even_classes() {
	grep -c ';A;treatment' "$work/out" | grep -q '[123]' &&
	    grep -c ';B;treatment' "$work/out" | grep -q '[123]' &&
	    [ "$(wc -l <"$work/out")" -eq 8 ]
}
t 'are drawn within each class' even_classes
t 'a list with names' bad_list 'tells who a student is' 'naam;klas\nJan;A\n'
t 'a student twice' bad_list '"a1" is there twice' 'code;klas\na1;A\na1;B\n'
t 'no codes' bad_list 'which column has the id' 'klas;voor\nA;5\n'
t 'each a class' bad_list 'too many to draw lots within each' \
    'code;klas\na1;A\na2;B\na3;C\n'
t 'a plan by hand' o 0 --json plan --intervention flipped-classroom \
    --outcome pass-rate --n 60
by_hand() {
	jq -e '.plan | .intervention == "flipped-classroom" and .n == 60 and
	    .level > 0 and .likely > 0' "$work/out" >/dev/null
}
t 'has what research makes likely' by_hand
t 'on nothing' o 2 plan --intervention flipped-classroom
t 'is asked' err_has 'on what outcome'
t 'what goes otherwise' o 0 plan change "$plan" 'Two were ill in week 3'
t 'is shown below the plan' out_has 'Otherwise than planned'
t 'no such plan' o 1 plan show 123456
t 'a design that is none' o 2 plan --design guess "$asked"
t 'is told which there are' err_has 'crossover'
t 'its data' o 0 evaluate "$trials/a.csv" --plan "$plan"
t 'the difference comes first' \
    out_has 'Both scores are there for 9 of 12 students.'
t 'and what it cannot say' \
    out_has 'Without a comparison group this shows whether something changed, not why.'
trial=$(sed -n 's/^Kept as trial \([0-9a-f]*\).*/\1/p' "$work/out")
t 'shared' o 0 share "$trial"
cp "$work/out" "$work/own/trial.atom"
t 'is a feed' xmllint --noout "$work/own/trial.atom"
sound_entry() {
	grep -q "plan=\"$plan\"" "$work/own/trial.atom" &&
	    ! grep -q 'afw\|5,1;6,0' "$work/own/trial.atom"
}
t 'with the plan, and nothing of a student' sound_entry
t 'a colleague takes it in' run 0 "$staaf" --db "$other" ingest \
    "$work/own/trial.atom"
t 'where the same question' run 1 "$staaf" --db "$other" --lang en ask \
    "$asked"
t 'shows it' out_has 'Local trial'
t 'as a trial of a colleague' out_has 'Own trial: concept mapping and motivation'
t 'and builds nothing on it' out_has 'too weak to build on (0 of 4)'
t 'in Dutch too' run 1 "$staaf" --db "$other" --lang nl ask \
    'Helpt concept mapping de motivatie?'
t 'with its own words' out_has 'Proef in de eigen praktijk'
t 'the list of what can be shared' o 0 share
printf 'voor;na\n5;6\n6;7,5\n4;6\n' >"$work/own/few.csv"
t 'three students' o 0 evaluate "$work/own/few.csv" --plan "$plan"
few=$(sed -n 's/^Kept as trial \([0-9a-f]*\).*/\1/p' "$work/out")
t 'are not shared' o 3 share "$few"
t 'with the reason' err_has 'below 5 nothing leaves'

# A plan by lot, and what became of it.
t 'a plan by lot' o 0 --json plan freeze --design pretest --n 60 \
    'Does flipping the classroom help students pass their exam?'
lots=$(jq -r .id "$work/out")
t 'goes otherwise' o 0 plan change "$lots" 'Jansen was ill in week 3'
t 'its data' o 0 --json evaluate --plan "$lots" "$trials/c.csv"
went() {
	jq -e '[.deviations[].what] == ["lots", "size", "told"]' \
	    "$work/out" >/dev/null
}
t 'say what went otherwise' went
# By hand, from g = 0.6016 (se 0.2511), and of the review its mean, interval
# and k: tau^2 = k SE^2; the variance of C' with unlike starts times four.
shrunk() {
	jq -e '.update | (.counts_for == 0.25) and
	    ((1 / (1 / ((.before.ci_hi - .before.ci_lo) / 3.9199279690801) /
	    ((.before.ci_hi - .before.ci_lo) / 3.9199279690801))) as $v |
	    (4 * ((.yours.ci_hi - .yours.ci_lo) / 3.9199279690801 |
	    . * .)) as $w |
	    ((.before.est / $v + .yours.est / $w) / (1 / $v + 1 / $w) -
	    .now.est | fabs) < 0.005)' "$work/out" >/dev/null
}
t 'before and yours are one' shrunk
t 'in words' o 0 evaluate --plan "$lots" "$trials/c.csv"
t 'with what was before' out_has 'research made 0.27 standard deviations likely'
t 'and its sum on request' o 0 evaluate --all --plan "$lots" "$trials/c.csv"
t 'to check by hand' out_has 'times 0.0680'
t 'and what it counts for' out_has 'for a quarter'
t 'and the deviations' out_has 'Planned with 60 students; 37 are in the sums.'
shared=$(sed -n 's/^Kept as trial \([0-9a-f]*\).*/\1/p' "$work/out")
t 'shared' o 0 share "$shared"
t 'they go along' out_has 'Otherwise than planned: Planned by lot'
t 'without what was told of people' out_hasnt 'Jansen'
t 'a change' o 0 evaluate --plan "$lots" "$trials/a.csv"
t 'is no difference' out_has 'so the two cannot be added up'

# Names of groups may be those of teachers: whatever the design, none leaves.
for i in 5 6 7 8 6 5; do
	echo "klas van Jansen;$i"
	echo "klas van Pietersen;$i,5"
done >"$work/own/rows"
{ echo 'groep;cijfer'; cat "$work/own/rows"; } >"$work/own/named.csv"
{ echo 'groep;cijfer'; cat "$work/own/rows"
sed 's/Jansen/Bakker/;/Pietersen/d' "$work/own/rows"; } >"$work/own/three.csv"
sed 's/^klas van \([A-Z][a-z]*\);\(.*\)/\1;\2;\2/' "$work/own/rows" |
    sed '1i volgorde;periode1;periode2' >"$work/own/order.csv"
no_name() {
	o 0 evaluate --intervention concept-mapping --outcome motivation "$@" &&
	    id=$(sed -n 's/^Kept as trial \([0-9a-f]*\).*/\1/p' "$work/out") &&
	    o 0 share "$id" && ! grep -i 'jansen\|pietersen\|bakker' "$work/out"
}
t 'two named groups' no_name --treatment 'klas van Jansen' "$work/own/named.csv"
t 'go by their role' out_has 'new way'
t 'three' no_name "$work/own/three.csv"
t 'go by number' out_has 'group 3'
t 'named orders' no_name "$work/own/order.csv"
cp "$work/out" "$work/own/order.atom"
t 'are taken in whole' run 0 "$staaf" --db "$other" ingest "$work/own/order.atom"
t 'one class over weeks' o 0 evaluate --intervention concept-mapping \
    --outcome motivation "$trials/k.csv"
few=$(sed -n 's/^Kept as trial \([0-9a-f]*\).*/\1/p' "$work/out")
t 'is not shared: who counted them?' o 3 share "$few"
t 'freeze what?' o 2 plan freeze
t 'is asked' err_has 'plan freeze needs more words'

# Planning; R's power.t.test(strict = TRUE) and pwr.
t 'power: how many' run 0 "$staaf" --json plan power --test two --effect 0.5
t 'power: 64 a group' number n_per_group 64
t 'power: before rounding up' number n_per_group_exact 63.76561
t 'power: pairs' run 0 "$staaf" --json plan power --test paired \
    --effect 0.5 --solve n
t 'power: 34 of them' number n_pairs 34
t 'power: what a class can see' run 0 "$staaf" --json plan power --test two \
    --solve mdes --n 64
t 'power: half a deviation' number mdes_bloom 0.4991208409
t 'power: a test that is none' run 2 "$staaf" plan power --test magic
t 'power: in words' run 0 "$staaf" --lang en plan power --test two --effect 0.5
t 'power: its numbers' out_has 'n_per_group'
