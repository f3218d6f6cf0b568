# SPDX-License-Identifier: GPL-3.0-or-later
# A reading that its reader corrects, and why rules did not fire.  Sourced by
# run.sh.
q() { want=$1; shift; run "$want" "$staaf" --db "$work/new/folder/s.db" --lang en "$@"; }
reading() { jq -e ".reading | $1" "$work/out" >/dev/null; }
asked='Does flipping help my 320 students pass the exam?'
t 'a question' q 0 --json ask "$asked"
t 'is read' reading '.interventions == ["flipped-classroom"] and
    .context["group-size"].value == 320'
t 'as something else' q 0 --json ask --as peer-instruction "$asked"
t 'in its place' reading '.interventions == ["peer-instruction"]'
t 'and that is said' reading '.assumed[0] | startswith("Read as you said")'
t 'two outcomes' q 0 --json ask --as exam-score,motivation "$asked"
t 'are both read' reading '.outcomes == ["exam-score", "motivation"]'
t 'in place of another' reading '.interventions == ["flipped-classroom"]'
t 'another kind' q 0 --json ask --as howto "$asked"
t 'of question' reading '.kind == "howto"'
t 'what was not meant' q 1 --json ask --not flipped-classroom "$asked"
t 'is gone' reading '.interventions == []'
t 'what is broader takes it along' q 1 --json ask --not blended-learning \
    "$asked"
t 'with what is narrower' reading '.interventions | index("flipped-classroom")
    == null'
t 'another number' q 0 --json ask --slot group-size=18 "$asked"
t 'is that of the class' reading '.context["group-size"].value == 18'
t 'from and to' q 0 --json ask --slot group-size=100-200 "$asked"
t 'are a range' reading '.context["group-size"] | .min == 100 and .max == 200'
t 'no number' q 0 --json ask --slot group-size= "$asked"
t 'is not known' reading '.context | has("group-size") | not'
t 'words that nobody took' q 0 --json ask --as flipped-classroom,exam-score \
    'Helpt het kantelen van mijn les?'
t 'are a question then' reading '.interventions == ["flipped-classroom"]'
for bad in '--as nothing-such' '--not nothing-such' '--slot weather=3' \
    '--slot group-size' '--slot group-size=many' '--slot group-size=9-3' \
    '--as ,x,' "--as $(printf 'x%.0s' $(seq 80))"; do
	# shellcheck disable=SC2086 # an option and its value
	t "refused: $bad" q 2 ask $bad "$asked"
done
t 'and told' err_has 'there is no concept'
t 'nothing to correct' q 0 --json ask --as '' --not '' --slot '' "$asked"
t 'corrects nothing' reading '.interventions == ["flipped-classroom"]'

# Why not.
t 'a rule that fired' q 0 --json ask --why-not flip-keep-contact-time \
    'Does flipping with less contact time help my students?'
near() { jq -e ".rules[0] | $1" "$work/out" >/dev/null; }
t 'fired' near '.outcome == "fires" and .missing == 0'
t 'a rule that missed' q 0 --json ask --why-not flip-keep-contact-time "$asked"
t 'by one fact' near '.outcome == "silent" and .missing == 1 and
    (.conditions | map(select(.truth == "false")) | length) == 1'
t 'with its line' near '.conditions[0] | .file == "advice-delivery.rules" and
    .line > 0'
t 'in words' q 0 ask --why-not flip-keep-contact-time "$asked"
t 'which one' out_has 'One thing stands in the way: asks about'
t 'all that missed by one' q 0 --json ask --why-not near "$asked"
one_each() {
	jq -e '(.rules | length) > 0 and (.rules | length) <= 8 and
	    ([.rules[].missing] | unique == [1])' "$work/out" >/dev/null
}
t 'missed by one' one_each
t 'no such rule' q 2 ask --why-not no-such-rule "$asked"
t 'is told' err_has 'there is no rule "no-such-rule"'
t 'off topic' q 0 ask --why-not near 'What is the capital of France?'
t 'misses nothing' out_has 'No rule missed by one fact.'

# Where nothing answers: a wider look, step by step.
t 'nothing on this' q 1 --json ask \
    'Does concept mapping raise motivation of part-time students?'
rungs() { jq -e ".bodies[0].ladder | $1" "$work/out" >/dev/null; }
t 'but on another outcome' rungs 'any(.widened | test("another outcome"))'
t 'so many works, and what it costs' rungs \
    'all(.works > 0 and .lost > 0 and .lost < 4.5)'
t 'each step costs more' rungs '[.[].lost] | . == (. | sort)'
t 'in words' q 1 ask \
    'Does concept mapping raise motivation of part-time students?'
t 'with a heading' out_has 'A wider look, step by step'
t 'something on this' q 0 --json ask "$asked"
t 'needs no wider look' rungs 'length == 0'
t 'in a picture' q 0 ask "$asked"
t 'of all that has an interval' out_has '├──'
t 'which says what it is' out_has 'Differences with their 95% intervals'
t 'fewer than none' q 2 --json ask --slot group-size=-5 "$asked"
t 'are refused with what may be' out_has 'lies within 2-5000'
