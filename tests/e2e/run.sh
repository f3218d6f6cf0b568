#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# End to end: tests/e2e/run.sh BUILD.  Prints "N passed, M failed"; exit 1
# when one failed.
# shellcheck disable=SC2034,SC2154 # the parts use and set these
build=${1:?usage: run.sh BUILD}
here=$(cd "$(dirname "$0")" && pwd) || exit 1
build=$(cd "$build" && pwd) || exit 1
staaf=$build/staaf
cgi=$build/staaf.cgi
corpus=$here/../../corpus
. "$here/lib.sh"
. "$here/command.sh"
. "$here/backup.sh"
. "$here/ingest.sh"
. "$here/figure.sh"
. "$here/identity.sh"
. "$here/recheck.sh"
. "$here/misfit.sh"
. "$here/parts.sh"
. "$here/claim.sh"
. "$here/correct.sh"
. "$here/grade.sh"
. "$here/map.sh"
. "$here/trial.sh"
. "$here/design.sh"
. "$here/pool.sh"
. "$here/fetch.sh"
. "$here/cgi.sh"
. "$here/demand.sh"
if command -v lighttpd >/dev/null 2>&1; then
	. "$here/fastcgi.sh"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
