#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Three readers of the C that do not run it; each must have nothing to say.
#   tools/analyze.sh [gcc] [clang-tidy] [cppcheck]     no name: all three
set -eu
cd "$(dirname "$0")/.."
build=build/analyze
[ $# -gt 0 ] || set -- gcc clang-tidy cppcheck

# -O0: the paths it tells are those of the source, not of merged calls.
# Its leak checker loses sight of memory that an arena owns, so that one is
# off: `make sanitize` runs the tests under a leak checker that sees it all.
# It also takes a pointer that memcpy filled (rule_grow) for one never set;
# -Wmaybe-uninitialized of every build stays on.
analyze_gcc() {
	# shellcheck disable=SC2086
	${MAKE:-make} --no-print-directory ${JOBS-} BUILD=$build CC=gcc \
	    OPT="-O0 -g" WERROR=-Werror \
	    SAN="-fanalyzer -Wno-analyzer-malloc-leak \
	    -Wno-analyzer-use-of-uninitialized-value" all
}

# The program, not its tests: those copy and overflow on purpose.
# One file per run, so that two processors can share the work.
analyze_clang_tidy() {
	# shellcheck disable=SC2016 # $1 is for the inner shell
	find src tools -name '*.c' -print0 | LC_ALL=C sort -z |
	    xargs -0 -n 1 -P "$(nproc)" sh -c '
	out=$(clang-tidy --quiet --warnings-as-errors="*" "$1" -- -std=c17 \
	    -D_GNU_SOURCE -DSTAAF_VERSION="\"0\"" -Iinclude \
	    -I'"$build"'/gen -Isrc '"$(pkg-config --cflags libxml-2.0)"' \
	    2>/dev/null) || { echo "$out"; exit 1; }' clang-tidy
}

analyze_cppcheck() {
	cppcheck --quiet --std=c11 --language=c --inline-suppr -j "$(nproc)" \
	    --enable=warning,performance,portability --error-exitcode=1 \
	    --suppressions-list=tools/cppcheck.txt --template=gcc \
	    -D_GNU_SOURCE -DSTAAF_VERSION='"0"' -Iinclude -I$build/gen src
}

${MAKE:-make} --no-print-directory BUILD=$build gen >/dev/null
for reader; do
	case $reader in
	gcc) analyze_gcc ;;
	clang-tidy) analyze_clang_tidy ;;
	cppcheck) analyze_cppcheck ;;
	*) echo "staaf: no reader '$reader'" >&2; exit 2 ;;
	esac || { echo "staaf: $reader has remarks, see above" >&2; exit 1; }
	echo "  ok      $reader"
done
