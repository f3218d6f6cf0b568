#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each tests/fuzz_*.c for FUZZ_SECONDS (60), from the seeds in tests/seeds.
#   tools/fuzz.sh BUILD PROGRAM...
# What it learns is kept in BUILD/corpus; what fails in BUILD/crash.
set -eu
cd "$(dirname "$0")/.."
build=$1
shift
[ $# -gt 0 ] || { echo "staaf: there is no tests/fuzz_*.c" >&2; exit 1; }
for program; do
	name=${program##*/fuzz_}
	mkdir -p "$build/corpus/$name" "$build/crash" "tests/seeds/$name"
	echo "  FUZZ    $name"
	"$program" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=5 \
	    -rss_limit_mb=1024 -print_final_stats=1 -verbosity=0 \
	    -artifact_prefix="$build/crash/$name-" \
	    "$build/corpus/$name" "tests/seeds/$name" ||
	    { echo "staaf: '$name' failed, see $build/crash" >&2; exit 1; }
done
