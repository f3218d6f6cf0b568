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
t 'what goes otherwise' o 0 plan change "$plan" 'Two were ill in week 3'
t 'is shown below the plan' out_has 'Otherwise than planned'
t 'no such plan' o 1 plan show 123456
t 'a design that is none' o 2 plan --design guess "$asked"
t 'is told which there are' err_has 'crossover'
t 'its data' o 0 evaluate "$trials/a.csv" --plan "$plan"
t 'the difference comes first' \
    out_has '9 of 12 students have both scores. On average they scored 0.70 higher'
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
t 'a plot' e --svg "$work/own/a.svg" "$trials/a.csv"
t 'is SVG' xmllint --noout "$work/own/a.svg"
lines_of_all() { [ "$(grep -c 'stroke-opacity' "$work/own/a.svg")" -eq 9 ]; }
t 'with a line for each student' lines_of_all

# Ugly tables.
bad() { # what is said, bytes as printf has them, options
	said=$1
	printf "$2" >"$work/own/bad.csv"
	shift 2
	run 3 "$staaf" --lang en evaluate "$@" "$work/own/bad.csv" &&
	    err_has "$said"
}
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
status_is() {
	jq -e --arg s "$1" --arg r "$2" '.status == $s and .reason == $r' \
	    "$work/out" >/dev/null
}
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

# What the store holds, pooled; R: rma(test = "adhoc") of the three studies
# with vi = ((high - low) / (2 * 1.959964))^2.
entry() { # name kind "state or nothing" "findings"
	cat <<-END
	<entry><id>https://example.org/$1</id><title>$1</title>
	<updated>2026-11-01T00:00:00Z</updated><author><name>$1, A.</name></author>
	<s:evidence kind="$2" year="2020" $3><s:appraisal design="3"/>
	$4</s:evidence></entry>
	END
}
finding() { # key outcome "the rest"
	echo "<s:finding id=\"$1\" intervention=\"concept-mapping\"" \
	    "comparison=\"traditional-teaching\" outcome=\"$2\"" \
	    "population=\"higher-education\" direction=\"better\" $3/>"
}
{
	echo '<feed xmlns="http://www.w3.org/2005/Atom"' \
	    'xmlns:s="urn:x-staaf:evidence:1"><id>tag:x,2026:pool</id>' \
	    '<title>pool</title><updated>2026-11-01T00:00:00Z</updated>'
	entry Alfa study '' "$(finding a exam-score \
	    'metric="g" value="0.2" low="-0.1" high="0.5"'
	    finding a2 exam-score 'metric="g" value="0.9" low="0.8" high="1"')"
	entry Beta study '' "$(finding b exam-score \
	    'metric="d" value="-0.5" low="-0.8" high="-0.2" higher-is="worse"')"
	entry Gamma study '' "$(finding c exam-score \
	    'metric="g" value="0.1" low="-0.3" high="0.5"')"
	entry Delta study '' "$(finding d exam-score 'metric="g" value="2"')"
	entry Epsilon study '' "$(finding e exam-score \
	    'metric="OR" value="2" low="1" high="4"')"
	entry Zeta review '' "$(finding f exam-score \
	    'metric="g" value="2" low="1.9" high="2.1"')"
	entry Eta study 'state="retracted"' "$(finding g exam-score \
	    'metric="g" value="3" low="2.9" high="3.1"')"
	fits='metric="g" value="2" low="1" high="3"'
	entry Theta study '' "$(finding h exam-score "$fits concern=\"yes\"")"
	entry Iota study '' "$(finding i exam-score "$fits confirmed=\"no\"")"
	entry Kappa study '' "$(finding j exam-score "$fits" |
	    sed 's/"higher-education"/"school"/')"
	entry Lambda study '' "$(finding k exam-score \
	    "$fits form=\"for-whom\"")"
	entry Mu study '' "$(finding l exam-score '')"
	entry Nu study '' "$(finding m motivation "$fits")"
	echo '</feed>'
} >"$work/own/pool.atom"
held=$work/own/held.db
p() { want=$1; shift; run "$want" "$staaf" --db "$held" --lang en pool "$@"; }
"$staaf" --db "$held" ingest "$corpus" "$work/own/pool.atom" >"$work/out" 2>&1
t 'the studies of the store' p 0 --json --intervention concept-mapping \
    --outcome exam-score --svg "$work/own/held.svg"
t 'are pooled' number controlled.k 3
t 'to their mean' number controlled.reml.est 0.28634544455891
t 'with their interval' number controlled.reml.mhk_ci_lo -0.23434746697641
t 'a higher number may be worse' number controlled.study2.yi 0.5
reviews_out() { jq -e '.left_out.review >= 1' "$work/out" >/dev/null; }
t 'no review with its studies' reviews_out
t 'nothing retracted' number left_out.retracted 1
t 'no other measure' number left_out.metric 1
t 'nothing doubted' number left_out.doubted 1
t 'nothing that nobody read' number left_out.unread 1
t 'no schools' number left_out.school 1
t 'no question of whom' number left_out.form 1
t 'no direction alone' number left_out.no_figure 1
t 'nothing without an interval' number left_out.no_interval 1
t 'no study twice' number left_out.second 1
t 'and drawn' xmllint --noout "$work/own/held.svg"
t 'in words' p 0 --intervention concept-mapping --outcome exam-score
t 'with what was left out' out_has 'Without a usable interval: 1.'
t 'any outcome' p 0 --json --intervention concept-mapping
t 'takes one more' number controlled.k 4
several() { jq -e '.note | test("several outcomes")' "$work/out" >/dev/null; }
t 'and says that they are several' several
t 'another comparison' p 1 --intervention concept-mapping \
    --outcome exam-score --comparison restudy
t 'is what was left out' out_has 'Compared with something else'
t 'no trials of one'"'"'s own' p 1 --intervention concept-mapping --trials
t 'is one plain line' out_has 'Nothing on concept mapping can be pooled.'
no_list() { ! grep -q 'Left out' "$work/out"; }
t 'without a list' no_list
keep_trial() { o 0 evaluate --intervention concept-mapping \
    --outcome exam-score "$trials/$1.csv"; }
own=$held
t 'a change of one class' keep_trial a
t 'is shown' p 0 --json --trials --intervention concept-mapping
t 'one study' number change.k 1
t 'as SMCR' number change.study1.yi 0.60524308652642
no_mean() { jq -e '.change.reml == null and .controlled == null' \
    "$work/out" >/dev/null; }
t 'without a mean' no_mean
t 'in words' p 0 --trials --intervention concept-mapping
t 'that claim no more' out_has 'There is nothing to pool it with.'
t 'a trial of two groups' keep_trial b
t 'and another' keep_trial c
t 'both kinds' p 0 --trials --intervention concept-mapping
t 'stay apart' out_has 'Both kinds of trial stay apart'
t 'two of one kind' out_has 'Two studies, with effects'
t 'by numbers' p 0 --json --trials --intervention concept-mapping
t 'two' number controlled.k 2
t 'and one' number change.k 1
t 'a trial on weeks' keep_trial k
t 'is counted' p 0 --json --trials --intervention concept-mapping
t 'not pooled' number left_out.design 1
t 'a trial of a colleague' run 0 "$staaf" --db "$held" ingest \
    "$work/own/trial.atom"
t 'joins them' p 0 --json --trials --intervention concept-mapping
t 'by what its feed tells' number change.k 2
t 'and says by what' out_has 'average standard deviations (g_av)'
change=$("$staaf" --db "$held" --lang en share | grep 'scored 0.70 higher' |
    cut -d ' ' -f 1)
"$staaf" --db "$held" share "$change" >"$work/own/back.atom" 2>"$work/err"
t 'a trial that comes back' run 0 "$staaf" --db "$held" ingest \
    "$work/own/back.atom"
t 'is no other' p 0 --json --trials --intervention concept-mapping
t 'it counts once' number change.k 2
t 'and is said so' number left_out.second 1
t 'research is apart' p 0 --json --intervention concept-mapping
t 'and counts the trials it leaves out' number left_out.local 2
t 'a table and the store' p 2 --intervention concept-mapping \
    "$trials/studies.csv"
t 'are two things' err_has 'either a table, or --intervention'
t 'groups by a column that the store has not' p 2 \
    --intervention concept-mapping --subgroup setting
t 'a table of trials' p 2 --trials "$trials/studies.csv"
t 'no such concept' p 2 --intervention nonsense
own=$work/own/a.db

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
