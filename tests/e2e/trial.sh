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

# Each design, by the columns of its example.
e() { run 0 "$staaf" --lang en evaluate "$@"; }
number() { # path value: to six digits
	jq -e --arg p "$1" --argjson v "$2" \
	    'getpath($p | split(".")) as $x |
	    ($x - $v | fabs) <= 1e-6 * ($v | fabs)' "$work/out" >/dev/null
}
design_is() { jq -e --arg d "$1" '.design == $d' "$work/out" >/dev/null; }
# The figures are those of R 4.2.2: t.test, wilcox.test(exact), lm,
# mcnemar by hand, fisher.test.
t 'A' e --json "$trials/a.csv"
t 'A is A' design_is A
t 'A: t' number paired.t 4.849742261192856
t 'A: exact ranks' number wilcoxon.p_exact 0.01171875
t 'A chosen' e --json --selected '<5.5' "$trials/a2.csv"
t 'A chosen is A' design_is "A''"
t 'A chosen: by chance' number rtm.expected_post 5.031372332552
t 'A loose' e --json --unpaired "$trials/a.csv"
t 'A loose is A' design_is "A'"
t 'B' e --json "$trials/b.csv"
t 'B is B' design_is B
t 'B: Welch' number welch.t 2.908101195994
t 'B: its degrees of freedom' number welch.df 43.43509197641
t 'C' e --json "$trials/c.csv"
t 'C is of existing groups' design_is "C'"
t 'C by lot' e --json --randomised "$trials/c.csv"
t 'C is C' design_is C
t 'C: difference' number ancova.est 0.6721392824178
t 'C: t' number ancova.t 2.453132866792
t 'D' e --json "$trials/d.csv"
t 'D is D' design_is D
t 'D: classes' number class_means.t 1.769743316821
t 'E' e --json "$trials/e.csv"
t 'E is E' design_is E
t 'E: treatment' number treatment.est 0.4625
t 'E: t' number treatment.t 3.118196733956
t 'F' e --json "$trials/f.csv"
t 'F is F' design_is F
t 'F: exact ranks' number wilcoxon.p_exact 0.234375
t 'G' e --json "$trials/g.csv"
t 'G is G' design_is G
t 'G: mid-p' number mcnemar.p_mid 0.0703125
t 'H' e --json "$trials/h.csv"
t 'H is H' design_is H
t 'H: Fisher' number fisher.p 0.825933803906
t 'I' e --json "$trials/i.csv"
t 'I is I' design_is I
t 'I: Welch' number welch_anova.f 6.366791971013
t 'I: ranks' number kruskal.h 11.09031381427
t 'J' e --json --outcomes exam,motivation,attendance "$trials/j.csv"
t 'J is J' design_is J
t 'J: Holm' number outcome2.holm 0.0141526721387
t 'K' e --json "$trials/k.csv"
t 'K is K' design_is K
t 'K: jump' number its_level.est 1.196969696969697
t 'L' e --json "$trials/l.csv"
t 'L is L' design_is L
# R: t.test(mu = -1, alternative = "greater") and (mu = 1, "less").
t 'what would matter' e --json --sesoi 1 "$trials/a.csv"
t 'two one-sided tests' number sesoi.p_tost 0.0356427580434724
t 'by the 90% interval' number sesoi.ci90_lo 0.431597359990124
verdict() { jq -e --arg v "$1" '.sesoi.verdict == $v' "$work/out" >/dev/null; }
t 'too small to matter' verdict equivalent
t 'a little may matter' e --json --sesoi 0.4 "$trials/a.csv"
t 'and it does' verdict relevant
t 'in between' e --sesoi 0.5 "$trials/a.csv"
t 'nobody knows' out_has 'these scores cannot tell (90% interval 0.43 to 0.97)'
t 'nothing is no difference that matters' run 2 "$staaf" --lang en evaluate \
    --sesoi 0 "$trials/a.csv"
t 'and is told' err_has 'sesoi must be above 0, not 0'
t 'points of passes' run 3 "$staaf" --lang en evaluate --sesoi 1 "$trials/h.csv"
t 'are not there' err_has 'this table has passes and fails'
t 'C: gains' e --json "$trials/c.csv"
t 'C: by Student' number gain_student.t 3.25652582386531
t 'C: U of the scores after' number mw.u 189
t 'E: once more' e --json "$trials/e.csv"
t 'E: carry-over' number carryover.t -0.43939198261632

status_is() {
	jq -e --arg s "$1" --arg r "$2" '.status == $s and .reason == $r' \
	    "$work/out" >/dev/null
}

# Tables that teach something (the pages of section 7 work them).  The figures
# are those of R 4.2.2: t.test, lm.
has_warning() { jq -e --arg w "$1" '.warnings | index($w) != null' \
    "$work/out" >/dev/null; }
t 'two lists' e --json --unpaired "$trials/a3.csv"
t 'two lists: Welch' number welch.t 1.361558702329
t 'a typing error' e --json --scale 1:10 "$trials/a-typo.csv"
t 'a typing error: in the mean' number paired.est 5.41875
t 'a typing error: is told' has_warning out_of_range
t 'lots' e --json --randomised "$trials/c-lots.csv"
t 'lots: are C' design_is C
t 'lots: difference' number ancova.est 0.5307382372332
t 'lots: t' number ancova.t 2.625540261688
no_warning() { jq -e '.warnings == []' "$work/out" >/dev/null; }
t 'lots: nothing to warn of' no_warning
t 'lots that drop-out undid' e --json --randomised "$trials/c-lost.csv"
t 'drop-out: difference' number ancova.est -0.2705106143639
t 'drop-out: is told' has_warning attrition_high
t 'two sums' e --json --treatment evening "$trials/c-lord.csv"
t 'two sums: at equal start' number ancova.p 0.02632075943951
t 'two sums: in gain' number gain_welch.p 1
t 'two sums: do not agree' has_warning lord
t 'one class each' e --json "$trials/d-one.csv"
t 'one class each: has no test' status_is refused one_cluster_per_arm
t 'rising weeks' e --json "$trials/k-trend.csv"
t 'rising weeks: trend' number its_baseline.est 0.1233333333333
t 'rising weeks: no jump' number its_level.est -0.1033333333333
t 'rising weeks: is told' has_warning trend_before


# What is refused.
bad() { # what is said, bytes as printf has them, options
	said=$1
	printf "$2" >"$work/own/bad.csv"
	shift 2
	run 3 "$staaf" --lang en evaluate "$@" "$work/own/bad.csv" &&
	    err_has "$said"
}

# A row for each score.
printf 'id;moment;cijfer\n1;na;6\n1;voor;5\n2;voor;5,5\n2;na;6,5\n3;voor;4\n3;na;4,5\n4;voor;5\n' \
    >"$work/own/long.csv"
t 'a row for each score' e --json "$work/own/long.csv"
t 'is before and after' design_is A
t 'of each student' number paired.est 0.833333333333333
t 'who may have one' number dropout.n 1
t 'all rows are told' number rows 7
sed 's/na/2/;s/voor/1/' "$work/own/long.csv" >"$work/own/long2.csv"
t 'moments by number' e --json "$work/own/long2.csv"
t 'in their order' number paired.est 0.833333333333333
sed 's/na/2026-01-20/;s/voor/2025-09-01/' "$work/own/long.csv" \
    >"$work/own/long3.csv"
t 'moments by day' e --json "$work/own/long3.csv"
t 'in their order too' number paired.est 0.833333333333333
t 'three moments' bad 'more than two moments, such as "c"' \
    'id;tijd;score\n1;a;5\n1;b;6\n1;c;7\n'
t 'moments without an order' bad 'which of the moments "red" and "blue"' \
    'id;time;score\n1;red;5\n1;blue;6\n'
t 'two scores for a moment' bad 'line 3, column 1: student 1 has two scores' \
    'id;time;score\n1;1;5\n1;1;6\n1;2;7\n'
t 'a score without moment' bad 'student 1 has a score without a moment' \
    'id;time;score\n1;1;5\n1;2;6\n1;;7\n'
t 'a student of two groups' bad 'student 1 has different words in "group"' \
    'id;time;group;score\n1;1;new;5\n1;2;old;6\n'
printf 'id;pre;post\n1;5;6\n2;4;6\n1;9;1\n3;5;7\n' >"$work/own/twice.csv"
t 'a student twice' e --json "$work/own/twice.csv"
t 'counts once' number pairs.n 3
t 'by the first row' number post.min 6
t 'and is told' out_has '"duplicate_key"'

# Who left.  Half of those with the new way are gone, all others stayed.
for i in 1 2 3 4 5 6 7 8; do
	[ $i -gt 4 ] && echo "nieuw;5,$i;" || echo "nieuw;5,$i;7,$i"
	echo "oud;5,$i;6,$((9 - i))"
done >"$work/own/rows"
{ echo 'groep;voor;na'; cat "$work/own/rows"; } >"$work/own/left.csv"
t 'many left one group' e --json "$work/own/left.csv"
t 'it is a share' number attrition.differential 0.5
left_is() { jq -e --arg v "$1" '.attrition.verdict == $v' "$work/out" >/dev/null; }
t 'that is too high' left_is high
t 'and is warned of' out_has '"attrition_high"'
undone() {
	jq -e '(.leavers.undone_at - -.ancova.est / 0.5) | fabs < 1e-12' \
	    "$work/out" >/dev/null
}
t 'what would undo it' undone
t 'nobody left' e --json "$trials/b.csv"
t 'that is low' left_is 'low (cautious)'
printf 'groep;uitslag\nnieuw;ja\nnieuw;ja\nnieuw;nee\nnieuw;\noud;ja\noud;nee\noud;nee\noud;\n' \
    >"$work/own/unknown.csv"
t 'results that are not there' e --json --post uitslag "$work/own/unknown.csv"
t 'counted against' number leavers.rd_worst 0
t 'and for' number leavers.rd_best 0.5

t 'a plot' e --svg "$work/own/a.svg" "$trials/a.csv"
t 'is SVG' xmllint --noout "$work/own/a.svg"
lines_of_all() { [ "$(grep -c 'stroke-opacity' "$work/own/a.svg")" -eq 9 ]; }
t 'with a line for each student' lines_of_all
# Each design is drawn: so many lines, or dots beside those of means.
drawn() { # example, lines of students, dots, options
	csv=$1 lines=$2 dots=$3
	shift 3
	e --svg "$work/own/$csv.svg" "$@" "$trials/$csv.csv" &&
	    xmllint --noout "$work/own/$csv.svg" &&
	    [ "$(grep -c 'fill="none" stroke-opacity' "$work/own/$csv.svg")" \
	        -eq "$lines" ] &&
	    [ "$(grep -c '<circle' "$work/own/$csv.svg")" -eq "$dots" ] &&
	    ! grep -q 'nan\|inf"' "$work/own/$csv.svg"
}
t 'plot of A, nothing linked' drawn a 0 23 --unpaired
t 'plot of B' drawn b 0 48
t 'plot of C' drawn c 37 4
t 'plot of D' drawn d 0 98
t 'plot of E' drawn e 24 2
t 'plot of F' drawn f 20 2
t 'plot of G' drawn g 40 2
t 'plot of H' drawn h 0 92
t 'plot of I' drawn i 0 57
t 'plot of J' drawn j 0 156 --outcomes exam,motivation,attendance
t 'plot of K' drawn k 18 20
t 'plot of L' drawn l 0 62
t 'steps' e "$trials/f.csv"
t 'are a table of moves' out_has 'How many went from each step'
moved() {
	jq -e '.moves | .lowest == 1 and ([.from[][]] | add) == 20' \
	    "$work/out" >/dev/null
}
t 'for scripts' e --json "$trials/f.csv"
t 'of every student' moved

# Ugly tables.
t 'a word among numbers' bad 'line 3, column 2' 'id;pre;post\n1;5;6\n2;vijf;6\n'
t 'infinity' bad '"inf" in column' 'pre,post\n5,6\ninf,7\n'
t 'a short row' bad 'a row of 2 cells where the header has 3' 'id,pre,post\n1,5,6\n2,5\n'
t 'decimal commas between commas' bad 'are those decimal commas' 'pre,post\n5,5,6,5\n'
t 'no names' bad 'numbers in the first row' '5,6\n6,7\n'
t 'nothing' bad 'nothing is in it' ''
t 'an open quote' bad 'a quotation mark that is not closed' 'pre,post\n"5,6\n'
t 'a spreadsheet' bad 'Save as' 'PK\003\004rest'
t 'names of people' bad 'looks as if it tells who a student is' 'naam;voor;na\nJan;5;6\n'
t 'addresses' bad 'has an e-mail address' 'id;voor;na\nj@school.nl;5;6\n'
t 'student numbers' bad 'looks like student numbers' \
    'id;voor;na\n500123;5;6\n500124;5;6\n500125;5;6\n500126;5;6\n500127;5;6\n'
t 'a column that is not there' bad 'there is no column "x"' 'voor;na\n5;6\n' --pre x
t 'which group is new' bad 'which group got something new' 'groep;cijfer\nrood;5\nblauw;6\n'
t 'a formula' bad 'line 2, column 2' 'voor;na\n5;=1+1\n'
printf 'voor;na\n5;6\n6;7\n7;8\n' >"$work/own/same.csv"
t 'all gains alike' e --json "$work/own/same.csv"
t 'have no test' status_is undefined zero_variance
t 'and no number in its place' out_has '"t":null'
printf 'voor;na\n5;6\n' >"$work/own/one.csv"
t 'one student' e --json "$work/own/one.csv"
t 'is too few' status_is undefined too_few
printf 'voor;na\nafw;afw\n;5\n' >"$work/own/none.csv"
t 'nobody' run 0 "$staaf" --lang en evaluate "$work/own/none.csv"
t 'did not stay the same' out_has 'There are too few scores'
t 'nor anything else' out_hasnt 'the same'
printf 'groep;cijfer\na;5\nb;6\nc;7\n' >"$work/own/three1.csv"
t 'three of one student' run 0 "$staaf" --lang en evaluate "$work/own/three1.csv"
t 'are not alike' out_hasnt 'No difference'
printf 'groep;voor;na\nnieuw;5;6\nnieuw;5;7\noud;5;6\noud;5;6\n' \
    >"$work/own/flat.csv"
t 'equal starts' run 0 "$staaf" --lang en evaluate "$work/own/flat.csv"
t 'give no difference' out_has 'cannot be worked out: the scores do not vary'
t 'nor half a sentence' out_hasnt '(cannot be computed)'
printf 'groep;klas;geslaagd\nnieuw;a;ja\nnieuw;b;nee\noud;c;ja\noud;d;nee\n' \
    >"$work/own/classes.csv"
t 'classes that pass or fail' e --json "$work/own/classes.csv"
t 'are told to be no units' out_has '"clusters_ignored"'
t 'one outcome' e --json --outcomes cijfer "$trials/b.csv"
t 'is the score' design_is B
printf 'groep;klas;cijfer\nnieuw;a;5\nnieuw;a;6\nnieuw;a;8\noud;b;5\noud;b;7\noud;b;6\n' \
    >"$work/own/two.csv"
t 'one class in each group' e --json "$work/own/two.csv"
t 'is refused a test' status_is refused one_cluster_per_arm
printf '\357\273\277"voor","na"\r\n"5,5","6,5"\r\n"6,0","0,435"\r\n"7,1","7,2"\r\n' \
    >"$work/own/quoted.csv"
t 'a mark, quotes and decimal commas' e --json "$work/own/quoted.csv"
t 'are read as they were meant' number post.min 0.435
utf16() { printf 'voor\tna\r\n5,5\t6\r\n6\t7\r\n7\t9\r\n' | iconv -t UTF-16; }
utf16 >"$work/own/wide.txt"
t 'UTF-16 with tabs' e --json "$work/own/wide.txt"
t 'has its numbers' number pre.mean 6.166666666666667

# What a second reader heard, reading the sentences aloud.
said() { # what is heard, table as printf has it, options
	heard=$1
	printf "$2" >"$work/own/aloud.csv"
	shift 2
	run 0 "$staaf" --lang nl evaluate "$@" "$work/own/aloud.csv" &&
	    tr '\n' ' ' <"$work/out" | tr -s ' ' >"$work/own/line" &&
	    grep -qF -e "$heard" "$work/own/line"
}
unsaid() { ! grep -qF -e "$1" "$work/own/line"; }
t 'a phase called na' said 'hoger dan de 3 in "voor"' \
    'week;fase;score\n1;voor;5\n2;voor;6\n3;voor;5\n4;na;7\n5;na;8\n6;na;7\n'
t 'lower, and its interval the same way round' \
    said '1,33 lager (van 6,00 naar 4,67); 95%-interval 0,62 tot 2,05' \
    'voor;na\n6,0;4,5\n7,0;5,5\n5,0;4,0\n'
t 'never less than less' unsaid 'lager (van 6,00 naar 4,67); 95%-interval −'
t 'so few that ranks cannot tell' unsaid 'aan weerszijden van 0,05'
t 'which is told' said 'kan de rangtoets niets uitsluiten' \
    'voor;na\n6,0;4,5\n7,0;5,5\n5,0;4,0\n'
t 'no difference at equal starts' said 'achteraf gemiddeld hetzelfde als' \
    'groep;voor;na\nnieuw;5;5\nnieuw;6;6\nnieuw;7;7,5\nnieuw;8;8\noud;5;5\noud;6;6\noud;7;7,5\noud;8;8\n'
t 'gains and ANCOVA that do not agree' \
    said 'is dan niets te besluiten. De groepen zijn niet door loting gevormd' \
    'groep;voor;na\nnieuw;7;7,5\nnieuw;7,5;7,8\nnieuw;8;8\nnieuw;8,5;8,2\nnieuw;9;8,5\noud;3;3,5\noud;3,5;3,7\noud;4;4\noud;4,5;4,3\noud;5;4,5\n'
t 'fewer pass' said '50,0 procentpunt minder' \
    'groep;geslaagd\nnieuw;nee\nnieuw;nee\nnieuw;ja\nnieuw;nee\noud;ja\noud;ja\noud;nee\noud;ja\n'
t 'of years it is said' said 'Andere studenten, een ander jaar' \
    'jaar;geslaagd\n2024;nee\n2024;nee\n2024;ja\n2025;ja\n2025;ja\n2025;nee\n'
t 'all passed' said 'slaagde iedereen of niemand' \
    'groep;geslaagd\nnieuw;ja\nnieuw;ja\nnieuw;ja\noud;ja\noud;nee\noud;nee\n'
t 'lower is better' said 'Lager is hier beter.' \
    'voor;na\n6;4\n7;5\n5;4\n8;5\n' --better lower
t 'a difference that no scale holds' said 'Het resultaat' \
    'voor;na\n1,0;9,0\n9,0;2,0\n' --scale 1:10
t 'is not promised' unsaid 'kunt u erop rekenen'
t 'classes that are not alike' said 'lijken hier niet méér op elkaar' \
    'groep;klas;cijfer\nnieuw;a;5\nnieuw;a;8\nnieuw;b;5\nnieuw;b;8\noud;c;4\noud;c;7\noud;d;4\noud;d;7\n'
t 'nobody by lot' unsaid 'score vooraf is'
t 'three groups, one of one' said 'heeft maar één student, of geen' \
    'groep;cijfer\na;5\na;6\nb;6\nb;8\nc;7\n'
t 'a trend in four weeks' said 'veranderden al vóór de verandering' \
    'week;fase;score\n1;voor;5\n2;voor;5,2\n3;voor;5,4\n4;voor;5,6\n5;na;6\n6;na;6,1\n7;na;6,2\n'
t 'chosen for a high score' said 'op hun hoge score gekozen' \
    'voor;na\n5;5,5\n6;6,3\n7;6,6\n8;7,5\n9;8\n4;5\n5,5;6\n6,5;6,2\n7,5;7\n8,5;8,1\n3;4\n' \
    --selected '>7'

# Pooling; the figures are those of metafor 3.8-1: rma(test = "adhoc").
t 'studies are pooled' run 0 "$staaf" --json pool "$trials/studies.csv" \
    --svg "$work/own/forest.svg"
t 'to the mean of REML' number reml.est 0.31126565112596
t 'with Hartung and Knapp' number reml.mhk_ci_lo 0.05005609323107
t 'and tau2' number reml.tau2 0.00155733245669
t 'Q' number q 5.72179376928618
t 'a forest' xmllint --noout "$work/own/forest.svg"
t 'says it' run 0 "$staaf" --lang en pool "$trials/studies.csv"
t 'in a sentence' out_has '6 studies together: 0.31, 95% interval 0.05 to 0.57'
printf 'study,yi,vi\nx,0.2,0.1\ny,0.9,0.1\n' >"$work/own/pair.csv"
t 'two studies' run 0 "$staaf" --lang en pool "$work/own/pair.csv"
t 'are shown, not pooled' out_has 'Two studies, with effects 0.20 and 0.90: too few to say'
printf 'study,g,v\nx,0.2,0.1\nx,0.4,0.1\ny,0.9,0.1\nz,0.1,0.2\n' \
    >"$work/own/named.csv"
t 'columns by name' run 0 "$staaf" --json pool --yi g --vi v \
    "$work/own/named.csv"
t 'rows of one study are one' number k 3
t 'their mean' number study1.yi 0.3
t 'and its variance' number study1.vi 0.08
t 'no columns' run 3 "$staaf" --lang en pool "$trials/a.csv"
t 'are told' err_has 'm1 sd1 n1 m2 sd2 n2'

# Small studies, groups of studies, effects in studies.  R: lm(yi ~
# sqrt(1/n1i + 1/n2i), weights = 1/vi), rma(mods = ~ setting), test = "adhoc",
# of metadat's dat.raudenbush1985; of dat.konstantopoulos2011 see nested.R.
t 'groups of studies' run 0 "$staaf" --json pool --subgroup setting \
    "$trials/expectations.csv"
t 'their difference' number subgroup.est 0.32771758260316
t 'its error' number subgroup.se 0.17328815349605
t 'its Q' number subgroup.qm 3.576528887720912
t 'and p' number subgroup.qm_p 0.058601481104035
t 'with Hartung and Knapp' number subgroup.mhk_p 0.14919299804269
t 'the first by name' number subgroup.level1.est 0.04983858586559
t 'how many the second has' number subgroup.level2.k 3
t 'by numbers of students' number egger_n.est 1.6217991098951
t 'and its p' number egger_n.p 0.05913755840677
t 'groups in words' run 0 "$staaf" --lang en pool --subgroup setting \
    "$trials/expectations.csv"
t 'no more than that' out_has 'may well be none'
t 'a third group' run 3 "$staaf" --lang en pool --subgroup n1 \
    "$trials/expectations.csv"
t 'is one too many' err_has 'is a third group'
sed '4s/group/individual/' "$trials/expectations.csv" >"$work/own/third.csv"
t 'said where' run 3 "$staaf" --lang en pool --subgroup setting \
    "$work/own/third.csv"
t 'by line and column' err_has 'line 11, column 6'
printf 'study,yi,vi,is\nx,1,1,a\nx,2,1,b\ny,1,1,a\n' >"$work/own/both.csv"
t 'a study in both groups' run 3 "$staaf" --lang en pool --subgroup is \
    "$work/own/both.csv"
t 'is refused' err_has 'a study counts in one'
printf 'study,yi,vi,is\nx,1,1,a\ny,1,1,\n' >"$work/own/none.csv"
t 'a study in no group' run 3 "$staaf" --lang en pool --subgroup is \
    "$work/own/none.csv"
t 'is not passed over' err_has 'has no word'
sed 's/;n2/;n2;is/;2,$s/$/;x/' "$trials/studies.csv" >"$work/own/one.csv"
t 'all in one group' run 3 "$staaf" --lang en pool --subgroup is \
    "$work/own/one.csv"
t 'are no groups' err_has 'the same word'
{
	cat "$trials/studies.csv"
	sed '1d' "$trials/studies.csv" | tac |
	    awk -F ';' -v OFS=';' '{ $1 = $1 " b"; $4 += NR; print }'
} >"$work/own/twelve.csv"
t 'twelve studies of two means' run 0 "$staaf" --json pool \
    "$work/own/twelve.csv"
t 'go by students' number egger_n.p 0.5645218591824
no_nested() { ! grep -q nested "$work/out"; }
t 'effects in studies' run 0 "$staaf" --json pool "$trials/districts.csv"
t 'three levels' number three_level.est 0.184713163496638352
t 'CR2' number three_level.se 0.0844579953711173474
t 'its degrees of freedom' number three_level.df 9.86315622737543975
t 'and interval' number three_level.ci_lo -0.00382548356656837818
t 'the error of the model' number three_level.model_se 0.0845559178237620093
t 'two variances' number three_level.tau2_within 0.032736517604673355
t 'only when all is asked' run 0 "$staaf" --lang en pool \
    "$trials/districts.csv"
t 'and not before' no_nested
t 'three levels in words' run 0 "$staaf" --lang en pool --all \
    "$trials/districts.csv"
t 'with all effects' out_has 'With all effects, nested in studies: 0.18'

t 'a funnel' run 0 "$staaf" --lang nl pool "$trials/expectations.csv" \
    --funnel "$work/own/funnel.svg"
t 'is SVG' xmllint --noout "$work/own/funnel.svg"
funnel_has() { grep -q "$1" "$work/own/funnel.svg"; }
t 'for all to read' funnel_has 'role="img"'
t 'in the language asked' funnel_has 'Eggers toets van kleine studies: p = 0,057'
t 'a funnel of few' run 0 "$staaf" --lang en pool "$trials/studies.csv" \
    --funnel "$work/own/funnel.svg"
t 'says that it tells nothing' funnel_has 'Fewer than ten studies: nothing'
t 'a funnel that cannot be written' run 3 "$staaf" --lang en pool \
    "$trials/studies.csv" --funnel "$work/none/funnel.svg"
t 'studies are not scores' run 3 "$staaf" --lang en evaluate \
    "$trials/studies.csv"
t 'and belong to pool' err_has 'staaf pool FILE'
t 'effects are not scores' run 3 "$staaf" --lang en evaluate \
    "$trials/expectations.csv"
t 'unless they are called so' run 0 "$staaf" --lang en evaluate --pre m2 \
    --post m1 "$trials/studies.csv"

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
