#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the pages of section 7 show is what the program says: each command of a
# display under the line  .\" run  is run among the tables of tests/trials.
#   tools/pages.sh BUILD           compare
#   tools/pages.sh BUILD write     put in what is said today
# Also: a number with decimals in the text of a section stands in a display of
# that section, and every design is worked somewhere.
set -eu
cd "$(dirname "$0")/.."
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pages=$(echo src/app/man/*.7)
designs="A A' A'' B C C' D E F G H I J K L"
unset LC_ALL LC_MESSAGES LANG
PATH=$build:$PATH
STAAF_DB=$work/none.db
COLUMNS=75
export PATH STAAF_DB COLUMNS

# Text to a display of mdoc, and back.
to_page() { sed "s/\\\\/\\\\e/g;s/'/\\\\(aq/g;s/^\\./\\\\\&./"; }
from_page() { sed "s/^\\\\&//;s/\\\\(aq/'/g;s/\\\\e/\\\\/g"; }

# Number of the display, a tab, and a command in it.
commands_of() { # page
	awk '
	/^\.Ed/ { on = 0 }
	on && /^\$ / { print n "\t" substr($0, 3) }
	/^\.Bd -literal/ && last == ".\\\" run" { on = 1; n++ }
	{ last = $0 }' "$1" | from_page
}

run() { # page: its displays, to $work/now1 and on
	rm -f "$work"/now*
	commands_of "$1" >"$work/commands"
	while IFS="$tab" read -r n command; do
		[ ! -s "$work/now$n" ] || echo >>"$work/now$n"
		{
			printf '$ %s\n' "$command"
			(cd tests/trials && sh -c "$command" 2>&1 </dev/null) ||
			    echo "exit status $?"
		} | to_page >>"$work/now$n"
	done <"$work/commands"
}

# Numbers in the text of a section that none of its displays has.
loose_numbers() { # page
	awk -v page="$1" '
	function close_section(    i) {
		for (i = 1; i <= n; i++)
			if (!(number[i] in shown)) {
				printf "%s: line %d: %s is in no display of " \
				    "its section\n", page, at[i], number[i]
				bad = 1
			}
		n = 0
		split("", shown)
	}
	function take(line, is_shown) {
		while (match(line, /[0-9]+[.][0-9]+/)) {
			if (is_shown)
				shown[substr(line, RSTART, RLENGTH)] = 1
			else {
				number[++n] = substr(line, RSTART, RLENGTH)
				at[n] = NR
			}
			line = substr(line, RSTART + RLENGTH)
		}
	}
	/^\.S[hs]/ { close_section() }
	/^\.Bd -literal/ { on = 1 }
	/^\.Ed/ { on = 0 }
	/^\.\\"/ { next }
	on {
		take($0, 1)
		gsub(/,/, ".") # decimal commas
		take($0, 1)
		next
	}
	{ take($0, 0) }
	END { close_section(); exit bad }' "$1"
}

tab=$(printf '\t')
failed=0
for page in $pages; do
	run "$page"
	# A display that is not run stays: only those with a mark are replaced.
	awk '
	/^\.Bd -literal/ && last == ".\\\" run" { printf "\001" }
	{ print; last = $0 }' "$page" >"$work/marked"
	awk -v start='^\001' -v stop='^[.]Ed' -v now="$work/now" \
	    -f tools/blocks.awk "$work/marked" | tr -d '\001' >"$work/page"
	if [ "${2-}" = write ]; then
		cat "$work/page" >"$page"
	elif ! diff -u "$page" "$work/page"; then
		echo "not what is said today; to put it in:"
		echo "  tools/pages.sh $1 write"
		failed=1
	fi
	loose_numbers "$page" || failed=1
done
for design in $designs; do
	# shellcheck disable=SC2086 # names without spaces
	grep -qF "Design $(echo "$design" | to_page)," $pages || {
		echo "design $design is worked in no page"
		failed=1
	}
done
[ $failed -eq 0 ] || exit 1
# shellcheck disable=SC2086
grep -c '^\$ ' $pages | awk -F : '{ n += $2 } END {
	print n " commands in " NR " pages say what is shown" }'
