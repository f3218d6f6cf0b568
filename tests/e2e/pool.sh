# SPDX-License-Identifier: GPL-3.0-or-later
# Pooling studies of a table, of the store, and trials.  Sourced by run.sh,
# after design.sh.
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
