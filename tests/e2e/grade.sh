# SPDX-License-Identifier: GPL-3.0-or-later
# The rules of grading by themselves.  Sourced by run.sh.  `g` asks for a
# grade and holds it against "level start lost raised cap kind verdict".
g() { # expected, options...
	want=$1
	shift
	"$staaf" grade --json "$@" >"$work/out" 2>"$work/err" || return 1
	got=$(jq -r '[.level, .start, ([.lost[] | .criterion +
	    (.points | tostring)] | join(" ")), .raised, .cap,
	    (.kind_of_zero // "-"), .verdict] | join("|")' "$work/out")
	[ "$got" = "$want" ] || { echo "$got, not $want"; false; }
}
caps() { # expected, options...
	want=$1
	shift
	"$staaf" grade --json "$@" >"$work/out" 2>"$work/err" || return 1
	got=$(jq -c '[.caps, .cap, .level]' "$work/out")
	[ "$got" = "$want" ] || { echo "$got, not $want"; false; }
}

# ------------------------------------------- the golden cases of the scheme
t 'flipping, exams, asked for hbo' g '2|3|I-1|0|3|-|depends' --design 3 \
    --k 272 --g 0.35 --low 0.31 --high 0.4 --mismatch 0.5 --review \
    --reviews-differ
t 'class quizzes, exam' g '3|3||0|3|-|as stated' --design 3 --k 222 \
    --n 48478 --g 0.5 --review
t 'gamification, knowledge' g '2|3|I-1|0|4|-|better' --design 3 --k 19 \
    --n 1686 --g 0.49 --low 0.3 --high 0.69 --review \
    --heterogeneity-reported
t 'gamification, behaviour' g '1|3|I-1 P-1|0|4|-|better' --design 3 --k 9 \
    --n 951 --g 0.25 --low 0.04 --high 0.46 --review \
    --heterogeneity-reported
t 'dashboards, achievement' g '1|2|R-1|0|3|-|as stated' --design 2 --k 38 \
    --bias-flags 1 --review
t 'learning styles, matching' \
    g '0|2|R-1 P-1 Dr-1|0|4|0c|claim not supported' --design 2 --k 21 \
    --n 1712 --g 0.31 --low 0.05 --high 0.57 --mismatch 1 --bias-flags 1 \
    --review --form-unsupported
t 'one trial in schools' g '1|3|P-1 Dr-1|0|2|-|worse' --design 5 --k 1 \
    --n 1000 --g -0.17 --low -0.3 --high -0.04 --mismatch 1 --sites 2 --no-he
t 'own class, before and after' g '0|0|P-1|0|1|0c|unclear' --design 1 --k 1 \
    --n 24 --g 0.8 --low 0.4 --high 1.2 --local
t 'small trials around zero' g '3|4|I-1|0|4|-|depends' --design 4 --k 12 \
    --n 9000 --g 0 --low -0.05 --high 0.05 --tau 0.12 --review

# --------------------------------------- every reason, beside a sound body
sound() { # expected, more options...
	want=$1
	shift
	g "$want" --design 4 --k 12 --n 4000 --g 0.3 --low 0.2 --high 0.4 \
	    --review "$@"
}
t 'a sound body loses nothing' sound '4|4||0|4|-|better' --tau 0.05
t 'one or two flags' sound '3|4|R-1|0|4|-|better' --tau 0 --bias-flags 2
t 'three flags' sound '2|4|R-2|0|4|-|better' --tau 0 --bias-flags 3
t 'tau: q of .142' sound '4|4||0|4|-|better' --tau 0.28
t 'tau: q of .159' sound '3|4|I-1|0|4|-|depends' --tau 0.3
t 'tau: q of .401' sound '2|4|I-2|0|4|-|depends' --tau 1.2
t 'tau settles it, whatever I2' sound '4|4||0|4|-|better' --tau 0.05 --i2 95
t 'I2 of 75' sound '3|4|I-1|0|4|-|better' --i2 75
t 'I2 below it settles it too' sound '4|4||0|4|-|better' --i2 74.9 \
    --heterogeneity-reported
t 'what the authors say' sound '3|4|I-1|0|4|-|better' \
    --heterogeneity-reported
t 'reviews that differ' sound '3|4|I-1|0|4|-|depends' --tau 0 \
    --reviews-differ
t 'unless it is explained' sound '4|4||0|4|-|better' --tau 0 \
    --reviews-differ --explained
t 'few students' g '3|4|P-1|0|4|-|better' --design 4 --k 12 --n 399 --g 0.3 \
    --low 0.2 --high 0.4 --tau 0 --review
t 'both thresholds inside' g '2|4|P-2|0|4|-|unclear' --design 4 --k 12 \
    --n 4000 --g 0 --low -0.2 --high 0.2 --tau 0 --review
t 'just at them is not inside' g '4|4||0|4|-|unclear' --design 4 --k 12 \
    --n 4000 --g 0 --low -0.1 --high 0.1 --tau 0 --review
t 'no interval and few studies' g '3|4|P-1|0|4|-|as stated' --design 4 \
    --k 9 --n 4000 --g 0.3 --tau 0 --review
t 'no interval and ten studies' g '4|4||0|4|-|as stated' --design 4 --k 10 \
    --n 4000 --g 0.3 --tau 0 --review
t 'a mismatch of one' sound '3|4|Dr-1|0|4|-|better' --tau 0 --mismatch 1
t 'of two' sound '2|4|Dr-2|0|4|-|better' --tau 0 --mismatch 2
t 'of three: only near' sound '0|4|Dr-2|0|0|0b|better' --tau 0 --mismatch 3
t 'age' sound '3|4|A-1|0|4|-|better' --tau 0 --old-technology
t 'publication bias' sound '3|4|B-1|0|4|-|better' --tau 0 --publication-bias
t 'a large clean effect is raised' g '4|3||1|4|-|better' --design 3 --k 12 \
    --n 4000 --g 0.6 --low 0.41 --high 0.8 --tau 0 --review \
    --independent-test
t 'nothing of importance' g '4|4||0|4|-|no important difference' --design 4 \
    --k 12 --n 4000 --g 0 --low -0.05 --high 0.05 --tau 0 --review

# -------------------------------------------------------------- every cap
capped() { # expected, more options...
	want=$1
	shift
	caps "$want" --g 0.3 --low 0.2 --high 0.4 --tau 0 --n 4000 "$@"
}
t 'no cap' capped '[[],4,4]' --design 4 --k 5 --review
t 'one study' capped '[[2],2,2]' --design 4 --k 1
t 'one large study' capped '[[3],3,3]' --design 4 --k 1 --sites 2
t 'few studies' capped '[[3],3,3]' --design 4 --k 4 --review
t 'a review without k' capped '[[3],3,3]' --design 4 --review
t 'a study without k' capped '[[2],2,2]' --design 4
t 'unappraised' capped '[[3],3,3]' --design 4 --k 12 --review --unappraised
t 'two things not reported' caps '[[3],3,3]' --design 4 --k 12 --g 0.3 \
    --low 0.2 --high 0.4 --review
t 'one is not two' caps '[[],4,4]' --design 4 --k 12 --n 4000 --g 0.3 \
    --low 0.2 --high 0.4 --review
t 'no higher education' capped '[[2],2,2]' --design 4 --k 12 --no-he
t 'a concern' capped '[[1],1,1]' --design 4 --k 12 --concern
t 'before and after' capped '[[1],1,1]' --design 1 --k 12
t 'own classes' capped '[[1],1,1]' --design 4 --k 12 --local
t 'too far' capped '[[0],0,0]' --design 4 --k 12 --mismatch 3
t 'several: the lowest holds' capped '[[3,2,1],1,1]' --design 4 --k 4 \
    --no-he --concern

# ------------------------------------------------------ words, and misuse
shape() {
	[ "$(jq -c keys_unsorted "$work/out")" = '["level","start","lost","raised","cap","caps","kind_of_zero","verdict"]' ]
}
t 'a grade has its keys, in order' shape
w() { l=$1; shift; run 0 "$staaf" --lang "$l" grade "$@"; }
t 'in words' w en --design 3 --k 12 --g 0.3 --mismatch 1.25 --review
t 'how certain' out_has '○ limited (2 of 4)'
t 'where it starts' out_has 'Starts at 3: comparison groups'
t 'what was lost' out_has '1 point off (Dr): it is not quite your situation'
t 'by how much' out_has 'a difference of 1.25 (m)'
t 'what is missing' out_has 'not reported: spread between studies, interval'
t 'the verdict' out_has 'Verdict: as the study itself says'
t 'in Dutch' w nl --design 1 --k 1 --n 24 --g 0,8 --low 0,4 --high 1,2 --local
t 'that it is too weak' out_has 'te zwak om op te bouwen (0 van 4)'
t 'and unclear' out_has 'Oordeel: onduidelijk.'
t 'in Dutch, far off' w nl --design 4 --k 12 --mismatch 3,5
t 'is only near' out_has 'Alleen in de buurt van wat gevraagd is'
bad() { # words of the message, options...
	message=$1
	shift
	run 2 "$staaf" --lang en grade "$@" && err_has "$message"
}
t 'no design' bad '--design 0 to 5' --k 3
t 'a design of 7' bad "'7' does not fit --design" --design 7
t 'a design of 2.5' bad "'2.5' does not fit --design" --design 2.5
t 'no studies' bad "'0' does not fit --k" --design 3 --k 0
t 'half a study' bad "'1.5' does not fit --k" --design 3 --k 1.5
t 'less than no student' bad "'-5' does not fit --n" --design 3 --n -5
t 'a negative tau' bad "'-1' does not fit --tau" --design 3 --tau -1
t 'too much I2' bad "'101' does not fit --i2" --design 3 --i2 101
t 'a negative mismatch' bad "'-1' does not fit --mismatch" --design 3 \
    --mismatch -1
t 'less than no flag' bad "'-1' does not fit --bias-flags" --design 3 \
    --bias-flags -1
t 'no sites' bad "'0' does not fit --sites" --design 3 --sites 0
t 'no number' bad '--g is no number: x' --design 3 --g x
t 'nan is none' bad '--g is no number: nan' --design 3 --g nan
t 'an empty one is none' bad '--tau is no number' --design 3 --tau ''
t 'low above high' bad '--low 0.5 is above --high 0.4' --design 3 \
    --low 0.5 --high 0.4
t 'half an interval' bad '--low and --high' --design 3 --low 0.5
t 'a word' bad "not 'much'" --design 3 much
t 'misuse, as data' run 2 "$staaf" --json grade --design 7
t 'is an error' out_has '"code":"usage"'
t 'harm and gain both in the interval' run 0 "$staaf" --lang en grade \
    --design 3 --k 20 --g 0.01 --low -0.24 --high 0.26 --n 500
t 'are told' out_has 'from a disadvantage that counts'
t 'gain alone' run 0 "$staaf" --lang nl grade --design 3 --k 20 --g 0.2 \
    --low 0.04 --high 0.26 --n 500
t 'is too' out_has 'van niets noemenswaardigs'
t 'g outside its interval' bad '--g 2 lies outside' --design 3 --g 2 \
    --low 0.1 --high 0.2
