# SPDX-License-Identifier: GPL-3.0-or-later
# The nine parts of an answer, over the corpus and rules that ship: each part
# of every question in tests/golden/parts/questions.txt, in both languages,
# reads as its golden file.  GOLDEN=write writes them anew, to be read before
# they are committed.  Sourced by run.sh.
# shellcheck disable=SC2154 # set by run.sh
parts=$here/../golden/parts
mkdir -p "$work/parts"
$staaf --db "$work/parts/s.db" ingest "$corpus" >/dev/null

# A heading opens its part; any other line at the margin is a sentence.
split_parts() { # language; the answer comes in
	awk -v lang="$1" -v to="$work/parts" -v question="$2" '
	FNR == NR {
		split("reading certainty effect warnings evidence ladder " \
		    "course change next why", key, " ")
		split("2 3 4 4 5 5 6 7 8 9", number, " ")
		for (i in key) {
			head = "show." key[i] " = "
			if (index($0, head) == 1)
				part[substr($0, length(head) + 1)] = number[i]
		}
		next
	}
	FNR == 1 { for (i = 1; i <= 9; i++) text[i] = "" ; now = 1 }
	$0 in part { now = part[$0]; text[now] = text[now] $0 "\n"; next }
	/^[^ ]/ { now = 1 }
	/./ { text[now] = text[now] $0 "\n" }
	END {
		for (i = 1; i <= 9; i++)
			if (text[i] != "")
				printf "== %s\n%s\n", question, text[i] \
				    >>(to "/" i "." lang ".txt")
	}' "$here/../../src/show/text.$1" -
}
while IFS='	' read -r lang question; do
	"$staaf" --db "$work/parts/s.db" --lang "$lang" ask --why "$question" \
	    </dev/null | sed 's/\(version\|bestandsversie\) [0-9.,]*,/\1 N,/
		s/\(rules\|regels\) [0-9a-f]\{8\}/\1 X/' >"$work/parts/answer"
	split_parts "$lang" "$question" <"$work/parts/answer"
done <"$parts/questions.txt"
for lang in en nl; do
	for i in 1 2 3 4 5 6 7 8 9; do
		if [ "${GOLDEN:-}" = write ]; then
			cp "$work/parts/$i.$lang.txt" "$parts"
		fi
		t "part $i of an answer, $lang" diff "$parts/$i.$lang.txt" \
		    "$work/parts/$i.$lang.txt"
	done
done
