# SPDX-License-Identifier: GPL-3.0-or-later
# Evaluating: each design, what is refused, who left, what is drawn and said.
# Sourced by run.sh, after trial.sh.
# Each design, by the columns of its example.
e() { run 0 "$staaf" --lang en evaluate "$@"; }
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
