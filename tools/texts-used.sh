#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sentences for people stand in text.en and text.nl, and nowhere else: each
# key is used somewhere in src or tests, and no string of the C is a sentence
# (four words in a row, or two and a full stop).  Strings that are no message
# but look like one stand in tools/sentences.txt, each with its reason.
#   tools/texts-used.sh BUILD      BUILD/gen has staaf/msg.h
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
bad=0

used=$(grep -ohE 'STAAF_MSG_[A-Z0-9_]+' -r src tests --include='*.[ch]' |
    sort -u)
unused=$(grep -oE 'STAAF_MSG_[A-Z0-9_]+,' "$build/gen/staaf/msg.h" | tr -d , |
    grep -vxF "STAAF_MSG_NONE
$used" || :)
for key in $unused; do
	echo "text: no C uses $key"
	bad=1
done

# Comments out, then every string literal with its place.
literals() {
	awk '
	{
		line = $0
		if (is_comment && !sub(/^.*\*\//, "", line)) next
		is_comment = 0
		gsub(/\/\*[^*]*\*+([^\/*][^*]*\*+)*\//, "", line)
		if (line ~ /^[ \t]*#[ \t]*include/) next
		while (match(line, /"([^"\\]|\\.)*"/)) {
			text = substr(line, RSTART, RLENGTH)
			before = substr(line, 1, RSTART - 1)
			line = substr(line, RSTART + RLENGTH)
			if (before ~ /\/\*/) { is_comment = 1; next }
			print FILENAME ":" FNR ": " text
		}
		if (line ~ /\/\*/) is_comment = 1
	}' "$@"
}
word="[A-Za-z']+"
four="$word,? $word,? $word,? $word"
stop="$word,? ${word}"'[^"]*[a-z]\.(\\n)?"$'
set -- src/*/*.c
found=$(literals "$@" | grep -E "$four|$stop" |
    grep -vF "$(grep '^"' tools/sentences.txt)" || :)
if [ -n "$found" ]; then
	printf '%s\n' "$found" | sed 's/$/ is a sentence for text.en/'
	bad=1
fi
echo "$(grep -c 'STAAF_MSG_[A-Z]*_' "$build/gen/staaf/msg.h") texts," \
    "$# sources," \
    "$([ $bad = 0 ] && echo no || echo some) faults"
exit $bad
