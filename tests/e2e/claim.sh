# SPDX-License-Identifier: GPL-3.0-or-later
# Claims with their numbers, beside the corpus.  Sourced by run.sh.
claims=$work/claims.db
"$staaf" --db "$claims" ingest "$corpus" >/dev/null 2>&1
k() { want=$1; shift; run "$want" "$staaf" --db "$claims" claim "$@"; }
has() { # path and value in the last JSON
	jq -e "$1" "$work/out" >/dev/null || { head -c 600 "$work/out"; false; }
}

t 'means are worked out' k 0 'Studenten die met onze app werkten scoorden 7,1 (SD 1,2; n = 40) tegen 6,5 (SD 1,3; n = 38).'
t 'with their interval' out_has 'g = 0,48 (95%-interval 0,03 tot 0,92); p = 0,037'
t 'and the sum' out_has '(7,1 − 6,5) / 1,250'
t 'what was read is quoted' out_has 'Gelezen in: "7,1 (SD 1,2; n = 40) tegen'
t 'an own product is no independent study' out_has 'Zij gaat over een eigen product'
t 'what to ask' out_has 'Zijn de groepen door loting gevormd'
t 'what is told is not asked' out_hasnt 'Hoeveel studenten deden mee'
t 'an approach that is not named is said' out_has 'niet herkend'

t 'a percent is no effect' k 0 'Our adaptive platform improves exam results by 23% (p < .05, n = 40).'
t 'as it says' out_has '23% more or less is not an effect size'
t 'a p below .05 gives a bound' out_has 'at least g = 0.63'
t 'by an assumption that is said' out_has 'Assumed: 20 and 20 students'
t 'what research says' out_has 'adaptive learning'

t 'a change' k 0 'Pass rates rose from 61% to 78% after we introduced flipped classroom.'
t 'in points' out_has 'From 61% to 78%: 17 percentage points'
t 'is no effect' out_has 'So no effect of the approach follows'
t 'its design' out_has '(D1)'
t 'research on flipping, with its level' out_has 'moderate (3 of 4)'
t 'no g to set beside it' out_has 'its size cannot be set beside this'

t 'a myth' k 0 'Leerlingen leren beter als de les aansluit bij hun leerstijl.'
t 'is one' out_has 'Onderzocht, maar niet ondersteund'
t 'and why an average cannot show it' out_has 'slechter op'

t 'rates' k 0 '62% of 120 students vs 48% of 115 passed thanks to flipping the classroom'
t 'by Newcombe' out_has '14 percentage points, 95% interval 1.1 to 26.0'
t 'within what is held' out_has 'lies within the interval of the average that is held'

t 'a t with its p' k 0 't(76) = 2.12, p = .037'
t 'that fits' out_has 'The p that is told: fits'
t 'one that does not' k 0 't(76) = 2.12, p < .001'
t 'is said' out_has 'The p that is told: does not fit'
t 'an effect with its interval' k 0 "Cohen's d = 0.40, 95% CI [0.10, 0.70]"
t 'stands as stated' out_has 'g = 0.40 (95% interval 0.10 to 0.70)'

t 'why' k 0 --why '62% of 120 students vs 48% of 115 passed'
t 'with rule and source' out_has '[Newcombe 1998]'
t 'and store' out_has 'store version'

t 'as JSON' k 0 --json '7.1 (SD 1.2; n = 40) vs 6.5 (SD 1.3; n = 38) with clickers'
t 'one line' lines_are 1
gold() {
	has '.figures[0] | (.g - 0.47536501) | fabs < 1e-6' &&
	has '.figures[0].ci_lo > 0.0278 and .figures[0].ci_hi < 0.9199'
}
t 'the values of R' gold
keys() {
	[ "$(jq -c keys_unsorted "$work/out")" = '["claim","lang","known","sentence","figures","students","design","flags","grade","form","research","ask"]' ]
}
t 'the keys of the manual, in order' keys
t 'the design' has '.design.class == "D2" and .students == 78'
t 'the grade as grade has it' has '.grade | has("level") and has("kind_of_zero")'
t 'the research' has '.research.bodies[0].intervention != null'
t 'the questions have names' has '[.ask[].what] | index("lots") == 0'

stdin() {
	printf '\360\237\232\200 3x sneller leren!\n\nSinds 2019, slechts \342\202\254 4,99, 24/7.\n' |
	    "$staaf" --db "$claims" --lang nl claim - >"$work/out" 2>"$work/err"
}
t 'standard input' stdin
t 'three times is no effect' out_has '3 keer zo veel of zo snel is geen effectgrootte'
t 'prices and years are passed by' out_hasnt '4,99'
t 'nothing recognised' k 1 'Het is mooi weer vandaag.'
t 'is said' out_has 'niet bekend'
t 'nothing recognised, as JSON' k 1 --json 'Het is mooi weer vandaag.'
t 'is data' has '.known == false and .figures == []'
t 'no claim is wrong use' k 2
t 'with an example' err_has 'staaf claim'
t 'an empty one too' k 2 ' '
bad_utf8() { k 3 "$(printf 'a\377b')"; }
t 'not UTF-8 is bad input' bad_utf8
t 'no store' run 4 "$staaf" --db "$work/no-such.db" claim '23% better'
head -c 4000 /dev/urandom | tr -d '\000' >"$work/noise.claim"
noise() {
	"$staaf" --db "$claims" claim - <"$work/noise.claim" >/dev/null 2>&1
	[ $? -le 3 ]
}
t 'noise does no harm' noise
