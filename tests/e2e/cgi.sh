# SPDX-License-Identifier: GPL-3.0-or-later
# The page as a web server would call it.  Sourced by run.sh after
# command.sh: the store is full.

# page METHOD QUERY [NAME=VALUE...]: head into $work/head, page into $work/out
page() {
	method=$1
	query=$2
	shift 2
	env -i STAAF_DB="$db" REQUEST_METHOD="$method" QUERY_STRING="$query" \
	    SCRIPT_NAME=/staaf.cgi "$@" "$cgi" >"$work/all" 2>"$work/err" \
	    </dev/null || return 1
	awk -v head="$work/head" -v body="$work/out" 'BEGIN {
		printf "" >head; printf "" >body }
	    !seen { if ($0 == "\r") seen = 1; else print >head; next }
	    { print >body }' "$work/all"
}
head_has() { grep -qF -- "$1" "$work/head" || { cat "$work/head"; false; }; }
head_hasnt() { ! grep -qiF -- "$1" "$work/head"; }
q='q=Helpt+flipped+classroom+bij+140+eerstejaars%3F'

t 'the start page' page GET ''
t 'is there' head_has 'Status: 200 OK'
t 'is HTML' head_has 'Content-Type: text/html; charset=utf-8'
t 'allows nothing' head_has "Content-Security-Policy: default-src 'none'"
t 'no guessing of types' head_has 'X-Content-Type-Options: nosniff'
t 'tells nobody where one came from' head_has 'Referrer-Policy: no-referrer'
t 'varies by language' head_has 'Vary: Accept-Language'
t 'sets no cookie' head_hasnt 'set-cookie'
t 'has a form' out_has '<form action="/staaf.cgi" method="get"'
t 'no script' out_hasnt '<script'
t 'no style of its own' out_hasnt 'style="'
t 'an answer' page GET "$q&lang=nl"
t 'is there too' head_has 'Status: 200 OK'
t 'says its language' head_has 'Content-Language: nl'
t 'on the page too' out_has '<html lang="nl">'
t 'has evidence' out_has 'https://doi.org/10.'
t 'titles say their language' out_has '<cite lang="en">'
t 'length is right' sh -c "[ \"\$(sed -n \
    's/Content-Length: \([0-9]*\).*/\1/p' '$work/head')\" -eq \
    \"\$(wc -c <'$work/out')\" ]"
t 'the browser chooses' page GET "$q" HTTP_ACCEPT_LANGUAGE='fr, en;q=0.8'
t 'English' head_has 'Content-Language: en'
t 'the address wins' page GET "$q&lang=nl" HTTP_ACCEPT_LANGUAGE=en
t 'Dutch' head_has 'Content-Language: nl'
t 'as data' page GET "$q&format=json"
t 'by its type' head_has 'Content-Type: application/json'
t 'the same object' out_has '"class":"answer"'
t 'HEAD' page HEAD "$q"
t 'has a head' head_has 'Status: 200 OK'
t 'and nothing else' test ! -s "$work/out"
t 'the stylesheet' page GET style
t 'is CSS' head_has 'Content-Type: text/css'
t 'and may be kept' head_has 'max-age'
t 'POST' page POST "$q"
t 'is not allowed' head_has 'Status: 405'
t 'says what is' head_has 'Allow: GET, HEAD'
t 'a path' page GET '' PATH_INFO=/../../etc/passwd
t 'is no page' head_has 'Status: 404'
t 'bytes that are not UTF-8' page GET 'q=%FF%FE'
t 'are refused' head_has 'Status: 400'
t 'with the same headers' head_has "default-src 'none'"
t 'a NUL' page GET 'q=a%00b'
t 'is refused' head_has 'Status: 400'
t 'another language' page GET 'lang=fr'
t 'is refused' head_has 'Status: 400'
long=$(awk 'BEGIN { for (i = 0; i < 70000; i++) printf "a" }')
t 'an endless address' page GET "q=$long"
t 'is too long' head_has 'Status: 414'
t 'markup in a question' page GET \
    'q=%3Cscript%3Ealert(1)%3C/script%3E%22onload%3D%27x'
t 'stays text' out_has '&lt;script&gt;alert(1)&lt;/script&gt;&quot;onload'
t 'and is never markup' out_hasnt '<script>'
t 'line ends in a question' page GET 'q=a%0D%0ASet-Cookie:+x=y'
t 'make no headers' head_hasnt 'set-cookie'
t 'a strange script name' page GET '' SCRIPT_NAME='/x"><script>'
t 'is not repeated' out_hasnt '<script>'
t 'a proxy and a host' page GET '' HTTP_PROXY=http://evil.nl \
    HTTP_HOST=evil.nl
t 'are not heard of' out_hasnt 'evil.nl'
t 'a store that is not there' page GET "$q" STAAF_DB="$work/none.db"
t 'is for later' head_has 'Status: 503'
t 'without detail for the reader' out_hasnt 'none.db'
t 'with detail for the log' err_has 'none.db'
t 'the start page needs no store' page GET '' STAAF_DB="$work/none.db"
t 'so it is there' head_has 'Status: 200'
