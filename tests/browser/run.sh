#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The ask page in a browser: tests/browser/run.sh BUILD.  What npm brings is
# put beside the build, never into the sources.
set -eu
build=$(cd "${1:?usage: run.sh BUILD}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
modules=$build/browser
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! cmp -s "$here/package-lock.json" "$modules/package-lock.json"; then
	mkdir -p "$modules"
	cp "$here/package.json" "$here/package-lock.json" "$modules"
	(cd "$modules" && npm ci --no-audit --no-fund --silent) || {
		rm -f "$modules/package-lock.json"
		echo "cannot install what package.json names"
		exit 1
	}
fi
"$build/staaf" --db "$work/s.db" ingest "$here/../../corpus" >/dev/null
NODE_PATH=$modules/node_modules node "$here/page.test.js" "$build" \
    "$work/s.db"
