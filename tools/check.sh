#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every check in order; stops at the first that fails and shows what it said.
#   tools/check.sh [STEP...]     all steps, or these (make check STEPS="unit")
# The build goes into a folder of its own, with warnings as errors, so that
# the one of `make` stays as it is.  Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
build=build/check
logs=$build/log
passed=0
only=" $* "

# In the functions below a failing command must say so itself: set -e is off
# in what an `if` runs.
make_() {
	# shellcheck disable=SC2086 # JOBS is "-j2" or nothing
	${MAKE:-make} --no-print-directory ${JOBS-} BUILD=$build CC=gcc \
	    WERROR=-Werror "$@"
}

finish() {
	echo "$passed passed, $1 failed"
	exit "$1"
}

# Run one check; what it says last is its result in a few words.
step() { # name, command...
	name=$1
	shift
	[ "$only" = "  " ] || case $only in
	*" $name "*) ;;
	*) return 0 ;;
	esac
	log=$logs/$name.txt
	began=$(date +%s)
	if "$@" >"$log" 2>&1; then
		passed=$((passed + 1))
		[ -z "${V-}" ] || cat "$log"
		printf '  ok      %-8s %3ds  %s\n' "$name" \
		    $(($(date +%s) - began)) "$(tail -n 1 "$log" | cut -c 1-54)"
		return 0
	fi
	tail -n 60 "$log"
	echo "  FAILED  $name: all of it is in $log"
	finish 1
}

check_build() {
	make_ all tests &&
	echo "gcc, warnings are errors"
}

# cmocka counts; the sum is the last line.
check_unit() {
	make_ unit 2>&1 | awk '
	{ print }
	/\[  PASSED  \]/ { n += $4; programs++ }
	/\[  FAILED  \]|\*\*\*/ { bad = 1 }
	END {
		printf "%d tests in %d programs\n", n, programs
		exit bad || n == 0
	}'
}

check_layers() {
	awk -f tools/layers.awk include/staaf/*.h src/*/*.[ch]
}

check_corpus() {
	xmllint --noout --relaxng corpus/record.rng corpus/*.atom \
	    corpus/*.rss &&
	echo "$(cat corpus/*.atom corpus/*.rss | grep -c '<s:evidence') records"
}

# Against a store of the corpus, so that every source is looked up.
check_rules() {
	rm -f $build/rules.db*
	"$build/staaf" --db $build/rules.db ingest corpus >/dev/null &&
	"$build/staaf" --db $build/rules.db rules check rules/*.rules
}

check_examples() {
	"$build/staaf" rules test rules/*.rules
}

# Any word of mandoc's linter is a failure; what section 7 shows is so.
check_manual() {
	said=$(mandoc -T lint -W warning src/app/man/*.[1578]) || :
	[ -z "$said" ] || { echo "$said"; return 1; }
	shown=$(tools/pages.sh $build) || { echo "$shown"; return 1; }
	set -- src/app/man/*.[1578]
	echo "$# manual pages; $shown"
}

check_scripts() {
	set -- tools/*.sh tests/*/*.sh .ci/run
	for script; do
		case $(head -n 1 "$script") in
		*bash*) bash -n "$script" ;;
		*) sh -n "$script" ;;
		esac || return 1
		# What is sourced has no first line of its own.
		case $(head -n 1 "$script") in
		"#!"*) ! command -v shellcheck >/dev/null ||
		    shellcheck -S warning "$script" || return 1 ;;
		esac
	done
	echo "$# scripts"
}

mkdir -p $logs
step build check_build
step unit check_unit
step layers check_layers
step headers tools/headers.sh $build
step texts tools/texts-used.sh $build
step form tools/form.sh
step scripts check_scripts
step corpus check_corpus
step facts tools/facts.sh $build
step rules check_rules
step examples check_examples
step manual check_manual
step readme tools/readme.sh $build
step e2e tests/e2e/run.sh $build
if [ -e tests/browser/run.sh ]; then
	step browser tests/browser/run.sh $build
fi
finish 0
