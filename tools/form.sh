#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tools/form.awk over every file that we write by hand: what git knows and
# what is new and not ignored, or, in an unpacked archive, what is there.
# Left out: the licence text, and data of tests, which may be ugly on purpose.
set -eu
cd "$(dirname "$0")/.."

files() {
	if [ -e .git ]; then
		git ls-files --cached --others --exclude-standard
	else
		find . -path ./build -prune -o -type f -print | sed 's|^\./||'
	fi
}

list=$(files | grep -Ev '^LICENSE$|^tests/.*/.*\.[^./]*$|\.(png|gz)$' || :)
list="$list
$(files | grep -E '^tests/.*/.*\.(sh|c|h|js|mjs)$' || :)"
echo "$list" | while read -r file; do
	[ ! -f "$file" ] || printf '%s\0' "$file"
done | LC_ALL=C sort -z -u | LC_ALL=C xargs -0 awk -f tools/form.awk
