#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each public header compiles alone, twice in one file, as plain C17 and
# without our own macros, under the strictest warnings of the compilers here.
#   tools/headers.sh BUILD      BUILD/gen has staaf/msg.h
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
gcc_warnings="-Wall -Wextra -Wpedantic -Wshadow -Wconversion
	-Wsign-conversion -Wcast-align=strict -Wcast-qual -Wformat=2 -Wundef
	-Wvla -Wstrict-prototypes -Wold-style-definition -Wredundant-decls
	-Wmissing-prototypes -Wwrite-strings -Wlogical-op -Wduplicated-cond"
# Padding is no fault, and C17 is what we write.
clang_warnings="-Weverything -Wno-padded -Wno-declaration-after-statement"
bad=0 n=0

try() { # header, compiler, warnings
	# shellcheck disable=SC2086 # a list of words
	printf '#include <staaf/%s>\n#include <staaf/%s>\n' "$1" "$1" |
	    $2 -std=c17 $3 -Werror -Iinclude -I"$build/gen" -fsyntax-only \
	        -x c - || { echo "$2: <staaf/$1> does not stand alone"; bad=1; }
}

for header in include/staaf/*.h; do
	try "${header##*/}" gcc "$gcc_warnings"
	if command -v clang >/dev/null; then
		try "${header##*/}" clang "$clang_warnings"
	fi
	n=$((n + 1))
done
echo "$n headers, $([ $bad = 0 ] && echo all || echo not all) stand alone"
exit $bad
