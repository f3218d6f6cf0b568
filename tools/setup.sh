#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Install what is missing from the distribution (Debian 12), and nothing when
# nothing is: then it says nothing and takes a few hundredths of a second.
#
#   tools/setup.sh [--dry-run] SET...
#     run      to build and run staaf
#     check    to check it: tests, linters, sanitizers
#     browser  to look at the pages as a browser does
#     serve    to serve the pages on this machine
#
# Does not touch what is installed already, and adds no package source.
set -eu
cd "$(dirname "$0")/.."

run="libc6-dev pkg-config libsqlite3-dev libxml2-dev libpcre2-dev libgsl-dev"
run="$run libstemmer-dev libutf8proc-dev nettle-dev libfcgi-dev"
run="$run libcurl4-openssl-dev zlib1g-dev"
run="$run libseccomp-dev libjansson-dev"
check="libcmocka-dev libxml2-utils mandoc clang libclang-rt-14-dev clang-tidy"
check="$check cppcheck shellcheck sqlite3 jq"
serve="lighttpd"

stop() {
	echo "staaf: $1" >&2
	[ $# -lt 2 ] || echo "  $2" >&2
	exit 1
}

is_installed() {
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = \
	    installed ]
}

# Packages of "$@" that are missing, one a line.  One dpkg-query for all.
missing() {
	have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" \
	    2>/dev/null) || :
	for package; do
		case "
$have
" in
		*"
installed $package
"*) ;;
		*) echo "$package" ;;
		esac
	done
}

# Programs can come from elsewhere; a package only when there is no program.
browser() {
	command -v chromium >/dev/null || echo chromium
	command -v node >/dev/null || echo nodejs
	command -v npm >/dev/null || echo npm
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		env DEBIAN_FRONTEND=noninteractive "$@"
	else
		sudo env DEBIAN_FRONTEND=noninteractive "$@"
	fi
}

is_dry=''
[ "${1-}" != --dry-run ] || { is_dry=1; shift; }
[ $# -gt 0 ] || stop "which set: run, check, browser or serve?" \
    "usage: tools/setup.sh [--dry-run] SET..."

wanted='' why=''
for set_name; do
	case $set_name in
	run) packages=$run what="to build and run staaf" ;;
	check) packages=$check what="to check it" ;;
	serve) packages=$serve what="to serve its pages" ;;
	browser) packages=$(browser) what="to test its pages in a browser" ;;
	*) stop "unknown set '$set_name'" \
	    "sets are run, check, browser and serve" ;;
	esac
	[ -n "$packages" ] || continue
	command -v dpkg-query >/dev/null || stop \
	    "this is no Debian: dpkg-query is not here" \
	    "install the counterparts of: $packages"
	# shellcheck disable=SC2086 # a list of words
	found=$(missing $packages)
	[ -n "$found" ] || continue
	wanted="$wanted $found" why="$why${why:+ and }$what"
done
[ -n "$wanted" ] || exit 0
# shellcheck disable=SC2116,SC2086 # one line, single spaces
wanted=$(echo $wanted)

echo "staaf: installing $why: $wanted"
[ "$(id -u)" -eq 0 ] || [ -n "$is_dry" ] || {
	command -v sudo >/dev/null || stop \
	    "installing needs root, and there is no sudo" \
	    "as root: apt-get install $wanted"
	echo "staaf: apt-get needs root, so sudo may ask for your password"
}
if [ -n "$is_dry" ]; then
	echo "apt-get update"
	echo "apt-get install --yes --no-install-recommends $wanted"
	exit 0
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A stale package list is no reason to stop: the install itself will tell.
as_root apt-get update -qq >"$log" 2>&1 ||
    echo "staaf: the package lists could not all be refreshed; going on" >&2
# shellcheck disable=SC2086
if ! as_root apt-get install --yes -qq --no-install-recommends $wanted \
    >"$log" 2>&1; then
	tail -n 15 "$log" >&2
	stop "could not install: $wanted" \
	    "see above; then run the same command again"
fi
# apt-get can end well with a package held back.
for package in $wanted; do
	is_installed "$package" ||
	    stop "'$package' is still missing after the install"
done
