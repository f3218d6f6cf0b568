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
