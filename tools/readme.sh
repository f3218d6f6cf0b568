#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The answer in the README is one that the program gives: its first lines, to
# the letter.  tools/pages.sh does so for the manual.
#   tools/readme.sh BUILD          compare
#   tools/readme.sh BUILD write    put the present answer in
set -eu
cd "$(dirname "$0")/.."
unset COLUMNS
build=$1
lines=18
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$build/staaf" --db "$work/s.db" ingest corpus >/dev/null
question=$(sed -n 's/^\$ build\/staaf .* ask "\(.*\)"$/\1/p' README.md)
"$build/staaf" --db "$work/s.db" --lang en ask "$question" >"$work/all" ||
    [ $? -eq 1 ]
head -n $lines "$work/all" >"$work/now1"
awk -v start='^```answer$' -v stop='^```$' -v now="$work/now" \
    -f tools/blocks.awk README.md >"$work/page"
if [ "${2-}" = write ]; then
	cat "$work/page" >README.md
	exit 0
fi
diff -u README.md "$work/page" || {
	echo "not the answer of today; to put it in:"
	echo "  tools/readme.sh $build write"
	exit 1
}
echo "the answer in the README is today's"
