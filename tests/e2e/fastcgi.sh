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
# What is said of counting holds at once, for a process that runs.
t 'FastCGI: counting' run 0 "$staaf" --db "$db" config count-questions yes
t 'FastCGI: the start page then' fetch '?lang=en'
t 'FastCGI: says so' out_has 'What is asked here is counted'
for i in 1 2 3; do
	t "FastCGI: question $i" fetch "?$q&lang=en"
done
t 'FastCGI: says so below it' out_has 'What is asked here is counted'
t 'FastCGI: three are counted' grep -q '^....-.. flipped-classroom .* 000000003$' \
    "$db-asked"
t 'FastCGI: no more' run 0 "$staaf" --db "$db" config count-questions no
t 'FastCGI: a fourth' fetch "?$q&lang=en"
t 'FastCGI: says nothing' out_hasnt 'is counted'
t 'FastCGI: nor counts' grep -q '^....-.. flipped-classroom .* 000000003$' \
    "$db-asked"
kill $server 2>/dev/null
wait $server 2>/dev/null
