# SPDX-License-Identifier: GPL-3.0-or-later
# Reported statistics of a text.  Sourced by run.sh.
cat >"$work/report.txt" <<'EOF'
The groups differed, t(28) = 2.20, p = .036,
but not in effort, t(28) = 2.20, p = .08. En: F(1; 38,2) = 5,11; p = 0,03.
Last t(28) = 9.20, p = .000, and r(48) = 1.20, p < .05.
EOF
r() { want=$1; shift; run "$want" "$staaf" --lang en recheck "$@"; }
t 'a report is rechecked' r 0 "$work/report.txt"
t 'what fits is said with its line' out_has 'line 1: t(28) = 2.20, p = .036
  fits; from the statistic follows p = 0.036'
t 'what does not, with what it changes' \
    out_has 'does not fit, and falls on the other side of .05'
t 'Dutch numbers' out_has 'line 2: F(1; 38,2) = 5,11; p = 0,03
  fits'
t 'no p is 0' out_has 'no p can be what is printed'
t 'r cannot be above 1' out_has 'no p follows from this'
t 'and their sum' \
    out_has 'Fit: 2. Do not fit: 2; on the other side of .05 because of it: 1. Without a verdict: 1.'
t 'in Dutch' run 0 "$staaf" --lang nl recheck "$work/report.txt"
t 'with a comma' out_has 'volgt p = 0,036'
t 'as JSON' r 0 --json "$work/report.txt"
verdicts() {
	[ "$(jq -r '.verdict' "$work/out" | tr '\n' '|')" = \
	    'consistent|decision error|consistent|impossible p|null|' ]
}
t 'one object a line' verdicts
t 'what cannot be is null' out_has '"p_computed":null'
sent_in() {
	printf 't(18) = 0,45, n.s.\n' | "$staaf" recheck --json - \
	    >"$work/out" 2>"$work/err"
}
t 'standard input' sent_in
t 'a Dutch comma is no 45' out_has '"value":0.45'
printf 'Nothing here.\n' >"$work/none.txt"
t 'nothing found is said' r 1 "$work/none.txt"
t 'in words' out_has 'No statistic with a p was found'
t 'a file that is not there is told, the other still read' \
    r 3 "$work/not-there.txt" "$work/report.txt"
t 'the other' out_has 'line 1: t(28)'
t 'no file is wrong use' r 2
head -c 100000 /dev/urandom >"$work/noise"
t 'noise does no harm' r 1 "$work/noise"
printf 't(28) = 2.20, \033[31mp = .036\n' >"$work/escape.txt"
t 'an escape is no part of one' r 1 "$work/escape.txt"
cat >"$work/groups.txt" <<'EOF'
The new class (M = 6.8, SD = 1.2, n = 40) and the old (M = 6.3, SD = 1.3,
n = 38) differed, t(76) = 1.77, p = .081.  They said so.
Gemiddelde 6,8 (SD 1,2; n = 40) tegenover 6,3 (1,3; n = 38), d = 0,90.

Before (M = 6.8, SD = 1.2, n = 40) and after it (M = 7.3, SD = 1.3, n = 40).
EOF
t 'two groups give a difference' r 0 "$work/groups.txt"
t 'with its interval' out_has 'g = 0.40, 95% interval −0.05 to 0.84; p = 0.081'
t 'and the sum' out_has '(6.8 − 6.3) / 1.250, the pooled standard deviation, is d = 0.400; times 0.9901 is g'
t 'beside a p' out_has 'line 2: t(76) = 1.77, p = .081
  fits'
t 'a d that cannot be theirs' out_has 'd = 0.90 as printed does not fit: the rounding of means and standard deviations leaves 0.304 to 0.500'
t 'before and after are no groups' out_hasnt '7.3'
t 'in Dutch' run 0 "$staaf" --lang nl recheck "$work/groups.txt"
t 'with commas' out_has '(6,8 − 6,3) / 1,250'
t 'groups as JSON' r 0 --json "$work/groups.txt"
groups() {
	[ "$(jq -r '[.type, .n1, .d_reported, .verdict] | @csv' "$work/out" |
	    tr -d '"' | tr '\n' '|')" = \
	    'smd,40,,|t,,,consistent|smd,40,0.9,inconsistent|' ]
}
t 'each of its type, in order of place' groups
cat >"$work/whole.txt" <<'EOF'
The item, on a 5-point scale, had M = 3.47 (SD = 0.8, n = 20).
The item, on a 5-point scale, had M = 3.45 (SD = 0.8, n = 20).
The item, on a 5-point scale, had M = 3.47 (SD = 0.8, n = 200).
EOF
t 'a mean of whole numbers' r 0 "$work/whole.txt"
t 'that no total gives' out_has 'does not fit: whole answers of 20 people, 1 each, give 3.450 or 3.500, not 3.47.'
t 'or one does' out_has 'fits: whole answers of 20 people, 1 each, can have this mean'
t 'and of many nothing is said' out_has 'Fit: 1. Do not fit: 1;'
t 'whole means as JSON' r 0 --json "$work/whole.txt"
t 'on two lines' lines_are 2
t 'each of its type' out_has '"type":"mean","mean":3.47,"n":20,"items":1,"near_low":3.45,"near_high":3.5,"verdict":"inconsistent"'
t 'in Dutch' run 0 "$staaf" --lang nl recheck "$work/whole.txt"
t 'never wrong' out_has 'past niet: hele antwoorden van 20 personen'
