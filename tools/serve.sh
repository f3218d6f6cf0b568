#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The pages on this machine only, by lighttpd, until Ctrl-C.
#   tools/serve.sh BUILD [PORT]
set -eu
cd "$(dirname "$0")/.."
build=$(realpath "${1:-build}")
port=${2:-8080}
db=${STAAF_DB:-$build/demo.db}

[ -e "$db" ] || {
	echo "staaf: there is no store '$db'" >&2
	echo "  make demo makes one; STAAF_DB=FILE names another" >&2
	exit 4
}
mkdir -p "$build/serve"
cat >"$build/serve/lighttpd.conf" <<END
server.modules = ( "mod_alias", "mod_cgi", "mod_setenv" )
server.bind = "127.0.0.1"
server.port = $port
server.document-root = "$build/serve"
server.errorlog = "$build/serve/error.log"
server.max-request-size = 1024
# Every address is ours: the program reads PATH_INFO.
alias.url = ( "" => "$build/staaf.cgi" )
cgi.assign = ( "" => "" )
setenv.add-environment = ( "STAAF_DB" => "$(realpath "$db")" )
END
echo "http://127.0.0.1:$port/ shows $db; Ctrl-C stops"
exec /usr/sbin/lighttpd -D -f "$build/serve/lighttpd.conf"
