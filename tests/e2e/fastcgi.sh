# SPDX-License-Identifier: GPL-3.0-or-later
# The same program behind a web server, as FastCGI.  Sourced by run.sh.
port=$((20000 + $$ % 20000))
cat >"$work/lighttpd.conf" <<EOF
server.document-root = "$work"
server.bind = "127.0.0.1"
server.port = $port
server.modules = ( "mod_fastcgi" )
server.errorlog = "$work/lighttpd.log"
fastcgi.server = ( "/staaf" => (( "bin-path" => "$cgi",
    "socket" => "$work/fcgi", "max-procs" => 1, "check-local" => "disable",
    "bin-environment" => ( "STAAF_DB" => "$db" ) )) )
EOF
lighttpd -D -f "$work/lighttpd.conf" >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT

# fetch QUERY: the whole answer, by the tool that is there
fetch() {
	if command -v curl >/dev/null 2>&1; then
		curl -s -i "http://127.0.0.1:$port/staaf$1" >"$work/out"
	else
		wget -q -S -O - "http://127.0.0.1:$port/staaf$1" \
		    >"$work/out" 2>&1
	fi
}
for try in 1 2 3 4 5 6 7 8 9 10; do
	fetch '' && break
	sleep 0.3
done
t 'FastCGI: the start page' fetch ''
t 'FastCGI: is there' out_has '200 OK'
t 'FastCGI: an answer' fetch "?$q&lang=nl"
t 'FastCGI: has evidence' out_has 'https://doi.org/10.'
t 'FastCGI: again, from the open store' fetch "?$q&lang=nl"
t 'FastCGI: the same' out_has 'https://doi.org/10.'
t 'FastCGI: the headers hold' out_has "default-src 'none'"
t 'FastCGI: rules may change meanwhile' run 0 "$staaf" \
    --db "$db" rules apply
t 'FastCGI: and the next answer' fetch "?$q&lang=en"
t 'FastCGI: comes' out_has 'How certain is this?'
kill $server 2>/dev/null
wait $server 2>/dev/null
