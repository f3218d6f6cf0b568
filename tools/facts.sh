#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds the corpus against the fact tables that it was written from, when they
# are at hand: every figure, interval, k, n, year and DOI equal, every usable
# row there, no row that must not be used.  What was left out or decided on
# purpose stands in tools/facts.tsv, each line with its reason.
#   tools/facts.sh BUILD [FOLDER]      FOLDER holds facts-a.csv, -b, -c
# Prints works, findings, rows left out and why; ends with 1 on a difference.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
facts=${2:-../shared/evidence}
if ! [ -e "$facts/facts-a.csv" ]; then
	echo "no fact tables in $facts: the corpus is not held against them"
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$build/staaf" --db "$work/s.db" ingest corpus >/dev/null

cat >"$work/sql" <<END
.bail on
.mode csv
.import $facts/facts-a.csv fact
.import --skip 1 $facts/facts-b.csv fact
.import --skip 1 $facts/facts-c.csv fact
.mode tabs
CREATE TABLE known (id, field, reason);
.import "| grep -v '^#' tools/facts.tsv" known
ATTACH '$work/s.db' AS s;
.read tools/facts.sql
END
sqlite3 -batch "$work/all.db" <"$work/sql" >"$work/said"
cat "$work/said"
! grep -q '^difference' "$work/said"
