#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The answer in the README is one that the program gives: its first lines, to
# the letter.
#   tools/readme.sh BUILD          compare
#   tools/readme.sh BUILD write    put the present answer in
set -eu
cd "$(dirname "$0")/.."
build=$1
lines=18
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$build/staaf" --db "$work/s.db" ingest corpus >/dev/null
question=$(sed -n 's/^\$ build\/staaf .* ask "\(.*\)"$/\1/p' README.md)
"$build/staaf" --db "$work/s.db" --lang en ask "$question" >"$work/all" ||
    [ $? -eq 1 ]
head -n $lines "$work/all" >"$work/now"
if [ "${2-}" = write ]; then
	awk -v now="$work/now" '
	/^```answer$/ {
		print
		while ((getline line < now) > 0)
			print line
		skip = 1
		next
	}
	/^```$/ { skip = 0 }
	!skip { print }' README.md >"$work/new"
	cat "$work/new" >README.md
	exit 0
fi
awk '/^```$/ { on = 0 } on { print } /^```answer$/ { on = 1 }' README.md \
    >"$work/then"
diff -u "$work/then" "$work/now" || {
	echo "not the answer of today; to put it in:"
	echo "  tools/readme.sh $build write"
	exit 1
}
echo "the answer in the README is today's"
